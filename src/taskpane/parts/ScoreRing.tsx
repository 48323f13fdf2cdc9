import { makeStyles, tokens } from '@fluentui/react-components';

const useRing = makeStyles({
  track: { stroke: tokens.colorNeutralBackground5, fill: 'none', '@media (forced-colors: active)': { stroke: 'GrayText' } },
  arc: {
    stroke: tokens.colorBrandBackground,
    fill: 'none',
    transitionProperty: 'stroke-dashoffset',
    transitionDuration: '400ms',
    transitionTimingFunction: tokens.curveDecelerateMid,
    '@media (prefers-reduced-motion: reduce)': { transitionDuration: '0ms' },
    '@media (forced-colors: active)': { stroke: 'Highlight' },
  },
  word: {
    fill: tokens.colorNeutralForeground1,
    fontSize: '14px',
    fontWeight: 600,
    '@media (forced-colors: active)': { fill: 'CanvasText' },
  },
});

const radius = 24;
const round = 2 * Math.PI * radius;

/** The score as a ring with the grade inside. `share` is 0…1, or null while there is no score. */
export function ScoreRing({ share, grade, label }: { readonly share: number | null; readonly grade: string; readonly label: string }) {
  const styles = useRing();
  return (
    <svg width="58" height="58" viewBox="0 0 58 58" role="img" aria-label={label}>
      <circle className={styles.track} cx="29" cy="29" r={radius} strokeWidth="7" />
      <circle
        className={styles.arc}
        cx="29"
        cy="29"
        r={radius}
        strokeWidth="7"
        strokeDasharray={round}
        strokeDashoffset={round * (1 - (share ?? 0))}
        transform="rotate(-90 29 29)"
      />
      <text className={styles.word} x="29" y="34" textAnchor="middle">
        {grade}
      </text>
    </svg>
  );
}
