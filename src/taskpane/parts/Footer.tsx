import { Link } from '@fluentui/react-components';
import { usePane, usePaneParts, useWords } from '../pane';
import type { TabId } from '../preferences';
import { useStyles } from '../styles';

/** Quiet line at the bottom: what holds for the tab, 只看问题, the recovery log and 反馈诊断. */
export function Footer({ tab, runsOpen, onRuns }: { readonly tab: TabId | null; readonly runsOpen: boolean; readonly onRuns: () => void }) {
  const styles = useStyles();
  const words = useWords();
  const { session } = usePane();
  const { checkedAt, outcome } = usePaneParts('checkedAt', 'outcome');
  return (
    <footer className={styles.footer}>
      <span className={styles.footerText}>
        {tab === 'checks' && checkedAt
          ? words('checkedAt', { time: checkedAt })
          : tab === 'deductions' && outcome
            ? words('rulesOf', { system: outcome.system.shortTitle })
            : words('localShort')}
      </span>
      <Link as="button" className={styles.link} aria-expanded={runsOpen} onClick={onRuns}>
        {words('runs')}
      </Link>
      <Link as="button" className={styles.link} onClick={() => void session.copyDiagnosis()}>
        {words('diagnosis')}
      </Link>
    </footer>
  );
}
