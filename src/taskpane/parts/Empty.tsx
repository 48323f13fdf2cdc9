import type { ReactNode } from 'react';
import { useStyles } from '../styles';

/** A tab without content: what that means, and the one next action. */
export function Empty({ title, text, action }: { readonly title: string; readonly text: string; readonly action?: ReactNode }) {
  const styles = useStyles();
  return (
    <div className={styles.empty}>
      <h2 className={styles.cardTitle}>{title}</h2>
      <p className={styles.note}>{text}</p>
      {action}
    </div>
  );
}
