import { Button, mergeClasses, ProgressBar } from '@fluentui/react-components';
import { ArrowUndo20Regular } from '@fluentui/react-icons/svg/arrow-undo';
import { useEffect, useRef, useState } from 'react';
import { usePane, usePaneParts, useWords } from '../pane';
import type { Activity } from '../state';
import { useStyles } from '../styles';

/** The one primary button and 撤销; while work is under way, its steps and a cancel in their place. */
export function Actions() {
  const styles = useStyles();
  const words = useWords();
  const { session } = usePane();
  const { activity, runs, outcome } = usePaneParts('activity', 'runs', 'outcome');
  const buttons = useRef<HTMLDivElement>(null);
  const held = useRef(false);
  const loud = activity !== null && activity.kind !== 'refresh' && !(activity.kind === 'read' && outcome !== null);
  useEffect(() => {
    if (loud) {
      held.current = held.current || document.activeElement === document.body || document.activeElement === null;
    } else if (held.current) {
      held.current = false;
      buttons.current?.querySelector('button')?.focus();
    }
  }, [loud]);
  if (activity && loud) return <Working activity={activity} />;
  const undoable = runs.some(({ state }) => state !== 'undone');
  return (
    <div ref={buttons} className={styles.actions}>
      <Button
        appearance="primary"
        className={styles.primary}
        onClick={() => {
          held.current = true;
          void session.recalculate();
        }}
      >
        {words('recalculate')}
      </Button>
      <Button
        className={styles.secondary}
        icon={<ArrowUndo20Regular />}
        disabledFocusable={!undoable}
        onClick={() => {
          held.current = true;
          void session.undo();
        }}
      >
        {words('undo')}
      </Button>
    </div>
  );
}

const stepKeys = { read: 'stepRead', evaluate: 'stepEvaluate', write: 'stepWrite' } as const;
const kindKeys = {
  read: 'workRead',
  refresh: 'workRead',
  recalculate: 'workRecalculate',
  decision: 'workDecision',
  check: 'workCheck',
  mend: 'workMend',
  reason: 'workReason',
  undo: 'workUndo',
  sample: 'workSample',
  word: 'workWord',
  compare: 'workCompare',
  export: 'workExport',
} as const;

function Working({ activity }: { readonly activity: Activity }) {
  const styles = useStyles();
  const words = useWords();
  const { session } = usePane();
  const [seconds, setSeconds] = useState(0);
  useEffect(() => {
    const timer = setInterval(() => setSeconds((before) => before + 1), 1000);
    return () => clearInterval(timer);
  }, []);
  const now = activity.steps.indexOf(activity.step);
  return (
    <section className={styles.working} aria-label={words(kindKeys[activity.kind])}>
      <div className={styles.spread}>
        <strong className={styles.cardTitle}>{words(kindKeys[activity.kind])}</strong>
        <span className={styles.quiet}>{seconds > 0 ? words('elapsed', { seconds }) : ''}</span>
      </div>
      <ProgressBar value={activity.done} thickness="large" aria-label={words(stepKeys[activity.step])} />
      {activity.steps.length > 1 && (
        <ol className={styles.steps}>
          {activity.steps.map((step, index) => (
            <li
              key={step}
              className={mergeClasses(styles.step, index === now && styles.stepNow)}
              {...(index === now ? { 'aria-current': 'step' as const } : {})}
            >
              <span className={styles.stepMark} aria-hidden="true">
                {index < now ? '✓' : index === now ? '›' : '·'}
              </span>
              {words(stepKeys[step])}
            </li>
          ))}
        </ol>
      )}
      <div>
        <Button size="small" disabledFocusable={activity.cancelling} onClick={() => session.cancel()}>
          {activity.cancelling ? words('cancelling') : words('cancel')}
        </Button>
      </div>
      <div role="status" className={styles.hidden}>
        {words(stepKeys[activity.step])}
      </div>
    </section>
  );
}
