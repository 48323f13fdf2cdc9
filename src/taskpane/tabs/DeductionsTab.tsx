import { Button } from '@fluentui/react-components';
import type { IndicatorResult } from '../../core/assessment/assessment';
import type { Outcome } from '../../core/workflow/outcome';
import { loss, share } from '../figures';
import { usePane, usePaneParts, useWords } from '../pane';
import { CellLink, CellLinks } from '../parts/CellLink';
import { Empty } from '../parts/Empty';
import { LongList } from '../parts/LongList';
import { PointsBar } from '../parts/PointsBar';
import { deductionsOf } from '../sentence';
import { useStyles } from '../styles';
import { Alternatives } from './IndicatorsTab';

/** 扣分: every indicator that lost points, the greatest loss first, with its calculation and what another basis would give. */
export function DeductionsTab() {
  const styles = useStyles();
  const words = useWords();
  const { session } = usePane();
  const { outcome } = usePaneParts('outcome');
  if (!outcome) return null;
  const { indicators } = outcome.assessment;
  const lost = deductionsOf(indicators);
  const wanting = indicators.filter(({ score }) => score === null).length;
  if (lost.length === 0) {
    return wanting > 0 ? (
      <Empty
        title={words('noDeductionsYet')}
        text={words('noDeductionsYetText', { count: wanting })}
        action={<Button onClick={() => session.setPreferences({ tab: 'indicators' })}>{words('showIndicators')}</Button>}
      />
    ) : (
      <Empty
        title={words('noDeductions')}
        text={words('noDeductionsText')}
        action={<Button onClick={() => session.setPreferences({ tab: 'checks' })}>{words('showChecks')}</Button>}
      />
    );
  }
  return (
    <LongList items={lost} identify={({ key }) => key} className={styles.choices}>
      {(indicator) => <Deduction indicator={indicator} outcome={outcome} />}
    </LongList>
  );
}

function Deduction({ indicator, outcome }: { readonly indicator: IndicatorResult; readonly outcome: Outcome }) {
  const styles = useStyles();
  const words = useWords();
  const cell = outcome.cells.get(indicator.key);
  const sources = indicator.inputs.flatMap((id) => outcome.reading.facts.get(id)?.cells ?? []);
  return (
    <li className={styles.card} style={{ marginBottom: '8px' }}>
      <div className={styles.spread}>
        <h3 className={styles.cardTitle}>{indicator.name}</h3>
        <span className={styles.lost}>{loss(indicator.deduction ?? '0')}</span>
      </div>
      <PointsBar share={share(indicator.score, indicator.points) ?? 0} />
      {indicator.reason !== '' && <p className={styles.note}>{indicator.reason}</p>}
      <Alternatives alternatives={indicator.alternatives} />
      {indicator.source.standing === 'default' && <p className={styles.quiet}>{words('standingDefault')}</p>}
      <div className={styles.spread}>
        <span className={styles.note}>{words('earned', { score: indicator.score ?? '—', points: indicator.points })}</span>
        {cell && <CellLink reference={cell} />}
      </div>
      {sources.length > 0 && (
        <div className={styles.links}>
          <span className={styles.quiet}>{words('sources')}</span>
          <CellLinks references={[...new Set(sources)]} limit={4} />
        </div>
      )}
    </li>
  );
}
