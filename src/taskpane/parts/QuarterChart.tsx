import { makeStyles, tokens } from '@fluentui/react-components';
import type { Canonical } from '../../core/amounts/decimal';
import { decimal } from '../../core/amounts/decimal';
import { percentage } from '../figures';
import { useWords } from '../pane';
import { useStyles } from '../styles';

/** One quarter's progress; fractions. */
export interface QuarterProgress {
  readonly quarter: 1 | 2 | 3 | 4;
  readonly scheduled: Canonical | null;
  readonly cumulative: Canonical;
}

const useChart = makeStyles({
  bar: { fill: tokens.colorBrandBackground, '@media (forced-colors: active)': { fill: 'Highlight' } },
  line: {
    stroke: tokens.colorNeutralForeground3,
    strokeWidth: '1.5',
    strokeDasharray: '3 2',
    '@media (forced-colors: active)': { stroke: 'CanvasText' },
  },
  axis: { stroke: tokens.colorNeutralStroke2 },
  word: { fill: tokens.colorNeutralForeground2, fontSize: '11px', '@media (forced-colors: active)': { fill: 'CanvasText' } },
});

const base = 84;
const tallest = 62;

/** Cumulative spending of each quarter as a column, the schedule as a dashed mark over it. */
export function QuarterChart({ quarters }: { readonly quarters: readonly QuarterProgress[] }) {
  const chart = useChart();
  const styles = useStyles();
  const words = useWords();
  const height = (value: Canonical): number => Math.min(1.08, Math.max(0, decimal(value).toNumber())) * tallest;
  const description = quarters
    .map(({ quarter, scheduled, cumulative }) =>
      words('quarterProgress', {
        quarter: words(quarterKeys[quarter]),
        cumulative: percentage(cumulative),
        scheduled: scheduled === null ? '—' : percentage(scheduled),
      }),
    )
    .join('');
  return (
    <svg className={styles.chart} viewBox="0 0 288 104" role="img" aria-label={`${words('quarterChart')} ${description}`}>
      <line className={chart.axis} x1="0" x2="288" y1={base} y2={base} />
      {quarters.map(({ quarter, scheduled, cumulative }) => {
        const left = (quarter - 1) * 72 + 20;
        return (
          <g key={quarter}>
            <rect className={chart.bar} x={left} width="32" y={base - height(cumulative)} height={height(cumulative)} rx="2" />
            {scheduled !== null && (
              <line className={chart.line} x1={left - 8} x2={left + 40} y1={base - height(scheduled)} y2={base - height(scheduled)} />
            )}
            <text
              className={chart.word}
              x={left + 16}
              y={Math.min(base - height(cumulative), base - height(scheduled ?? '0')) - 5}
              textAnchor="middle"
            >
              {percentage(cumulative)}
            </text>
            <text className={chart.word} x={left + 16} y={base + 15} textAnchor="middle">
              {words(quarterKeys[quarter])}
            </text>
          </g>
        );
      })}
    </svg>
  );
}

const quarterKeys = { 1: 'quarter1', 2: 'quarter2', 3: 'quarter3', 4: 'quarter4' } as const;
