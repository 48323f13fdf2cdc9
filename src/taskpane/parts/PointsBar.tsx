import { useStyles } from '../styles';

/** How much of the points was earned; `share` is 0…1. The numbers stand beside it as text. */
export function PointsBar({ share }: { readonly share: number }) {
  const styles = useStyles();
  return (
    <div className={styles.bar} aria-hidden="true">
      <div className={styles.barFill} style={{ width: `${share * 100}%` }} />
    </div>
  );
}
