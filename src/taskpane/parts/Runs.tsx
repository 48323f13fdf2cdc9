import { Button, Link } from '@fluentui/react-components';
import { usePane, usePaneParts, useWords } from '../pane';
import type { RunRecord } from '../recovery';
import { useStyles } from '../styles';

const kindKeys = {
  recalculate: 'runRecalculate',
  check: 'runCheck',
  mend: 'runMend',
  reason: 'runReason',
  decision: 'runDecision',
} as const;

/** The recovery log: what each of the last ten runs wrote; any of them can be taken back. */
export function Runs({ onClose }: { readonly onClose: () => void }) {
  const styles = useStyles();
  const words = useWords();
  const { session } = usePane();
  const { runs } = usePaneParts('runs');
  return (
    <section className={styles.card} aria-label={words('runs')}>
      <div className={styles.spread}>
        <h2 className={styles.cardTitle}>{words('runs')}</h2>
        <span className={styles.links}>
          {runs.length > 0 && (
            <Link as="button" className={styles.link} onClick={() => void session.clearLog()}>
              {words('clearRuns')}
            </Link>
          )}
          <Link as="button" className={styles.link} onClick={onClose}>
            {words('close')}
          </Link>
        </span>
      </div>
      <p className={styles.quiet}>{runs.length === 0 ? words('noRuns') : words('runsNote')}</p>
      <ul className={styles.rows}>
        {runs.map((run) => (
          <li key={run.id} className={styles.plainRow}>
            <span className={styles.grow}>
              {words(kindKeys[run.kind])}
              <span className={styles.quiet} style={{ display: 'block' }}>
                {runLine(run, words)}
              </span>
            </span>
            {run.state === 'undone' ? (
              <span className={styles.mark}>{words('undone')}</span>
            ) : (
              <Button
                size="small"
                onClick={() => void session.undoThrough(run.id)}
                aria-label={words('undoThisLabel', { time: clock(run.time) })}
              >
                {words('undoThis')}
              </Button>
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}

function clock(iso: string): string {
  const moment = new Date(iso);
  const two = (part: number): string => String(part).padStart(2, '0');
  return `${moment.getMonth() + 1}-${moment.getDate()} ${two(moment.getHours())}:${two(moment.getMinutes())}`;
}

function runLine(run: RunRecord, words: ReturnType<typeof useWords>): string {
  return words('runLine', { time: clock(run.time), cells: run.cells, sheets: run.sheets.join(words('listComma')) });
}
