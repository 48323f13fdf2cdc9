import { mergeClasses } from '@fluentui/react-components';
import { decimal } from '../../core/amounts/decimal';
import { share, signedDifference } from '../figures';
import { usePaneParts, useWords } from '../pane';
import { deductionsOf, totalLoss } from '../sentence';
import { useStyles } from '../styles';
import { ScoreRing } from './ScoreRing';

/** Score, grade, points lost, and the change since the last run that changed anything. */
export function ScoreCard() {
  const styles = useStyles();
  const words = useWords();
  const { outcome, runs, current } = usePaneParts('outcome', 'runs', 'current');
  if (!outcome || outcome.reading.nothingFound !== null) return null;
  const { total, grade, indicators } = outcome.assessment;
  const lost = totalLoss(indicators);
  const count = deductionsOf(indicators).length;
  const wanting = indicators.filter(({ score }) => score === null).length;
  const last = runs.find(({ state }) => state === 'written');
  const change = signedDifference(total.score, (current ? last?.scoreBefore : last?.scoreAfter) ?? null);
  const known = total.score !== null;
  return (
    <section className={styles.score} aria-label={words('scoreSection')}>
      <ScoreRing
        share={share(total.score, total.points)}
        grade={grade ?? (known ? '' : '—')}
        label={
          known ? words('scoreRing', { score: total.score ?? '', points: total.points, grade: grade ?? '—' }) : words('scoreRingUnknown')
        }
      />
      <div className={styles.scoreText}>
        <div className={styles.scoreNumber}>
          {known ? decimal(total.score ?? '0').toFixed() : '—'}
          <span className={styles.scoreOf}>{` / ${total.points}`}</span>
        </div>
        <div className={styles.scoreLine}>
          {known && lost !== null
            ? lost === '0'
              ? words('fullMarks')
              : words('lostPoints', { points: lost, count })
            : words('wanting', { count: wanting })}
          {change && (
            <>
              {words('sinceLast')}
              <span className={mergeClasses(change.rises ? styles.rises : styles.falls)}>{change.text}</span>
            </>
          )}
        </div>
      </div>
    </section>
  );
}
