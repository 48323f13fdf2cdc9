import { FluentProvider, mergeClasses, type Theme } from '@fluentui/react-components';
import { memo, useMemo, useRef, useState } from 'react';
import type { Language } from '../core/wording/wording';
import { PaneContext, useIsBusy, usePane, usePaneParts, useWords } from './pane';
import { AboutCell } from './parts/AboutCell';
import { Actions } from './parts/Actions';
import { Footer } from './parts/Footer';
import { Header } from './parts/Header';
import { Messages } from './parts/Messages';
import { Runs } from './parts/Runs';
import { ScoreCard } from './parts/ScoreCard';
import { type TabCount, Tabs, tabOrder } from './parts/Tabs';
import { Welcome } from './parts/Welcome';
import type { TabId } from './preferences';
import { deductionsOf } from './sentence';
import type { Session } from './session';
import type { PaneState } from './state';
import { useStyles } from './styles';
import { ChecksTab } from './tabs/ChecksTab';
import { DeductionsTab } from './tabs/DeductionsTab';
import { FactsTab } from './tabs/FactsTab';
import { IndicatorsTab } from './tabs/IndicatorsTab';
import { ReportTab } from './tabs/ReportTab';

/** The pane over a session. */
export function App({ session, language, theme }: { readonly session: Session; readonly language: Language; readonly theme: Theme }) {
  const pane = useMemo(() => ({ session, language }), [session, language]);
  return (
    <FluentProvider theme={theme} style={{ backgroundColor: 'transparent' }}>
      <PaneContext.Provider value={pane}>
        <Layout />
      </PaneContext.Provider>
    </FluentProvider>
  );
}

/** A panel that scrolls must be reachable by keyboard. */
const scrolling = { tabIndex: 0 };

/** A panel is drawn anew when what it shows changes, not with everything around it. */
const panels = {
  facts: memo(FactsTab),
  indicators: memo(IndicatorsTab),
  deductions: memo(DeductionsTab),
  checks: memo(ChecksTab),
  report: memo(ReportTab),
} as const;

function Layout() {
  const styles = useStyles();
  const words = useWords();
  const { session } = usePane();
  const state = usePaneParts('outcome', 'preferences', 'stale', 'failure', 'asked', 'begun');
  const busy = useIsBusy();
  const [runsOpen, setRunsOpen] = useState(false);
  const footer = useRef<HTMLDivElement>(null);
  const { outcome, preferences, stale } = state;
  const found = outcome !== null && outcome.reading.nothingFound === null;
  const Panel = panels[preferences.tab];
  const title = tabOrder.find(({ id }) => id === preferences.tab);
  const runs = runsOpen && (
    <Runs
      onClose={() => {
        setRunsOpen(false);
        footer.current?.querySelector('button')?.focus();
      }}
    />
  );
  return (
    <div className={styles.pane}>
      <div className={styles.top}>
        <Header />
        <ScoreCard />
        {(found || busy || state.failure) && <Actions />}
        <Messages />
      </div>
      <main className={styles.main}>
        {found && <Tabs tab={preferences.tab} counts={countsOf(state)} onTab={(tab) => session.setPreferences({ tab })} />}
        {found && title ? (
          <div
            key={preferences.tab}
            id="panel"
            role="tabpanel"
            aria-labelledby={`tab-${preferences.tab}`}
            aria-busy={stale}
            {...scrolling}
            className={mergeClasses(styles.body, stale && styles.staleBody)}
          >
            {runs}
            {state.asked && <AboutCell asked={state.asked} />}
            <h2 className={styles.hidden}>{words(title.key)}</h2>
            <Panel />
          </div>
        ) : (
          <div className={styles.body}>
            {runs}
            {state.begun && !busy && <Welcome />}
          </div>
        )}
      </main>
      <div ref={footer}>
        <Footer tab={found ? preferences.tab : null} runsOpen={runsOpen} onRuns={() => setRunsOpen(!runsOpen)} />
      </div>
    </div>
  );
}

function countsOf({ outcome }: Pick<PaneState, 'outcome'>): Readonly<Record<TabId, TabCount>> {
  const none: TabCount = { count: 0, bad: false };
  if (!outcome) return { facts: none, indicators: none, deductions: none, checks: none, report: none };
  const { summary } = outcome.checks;
  const gaps = outcome.report.blocks.filter((block) => block.kind === 'paragraph' && block.status === 'gap').length;
  return {
    facts: { count: outcome.reading.facts.size, bad: false },
    indicators: { count: outcome.assessment.indicators.length, bad: false },
    deductions: { count: deductionsOf(outcome.assessment.indicators).length, bad: false },
    checks: { count: summary.error + summary.warning + summary.question, bad: summary.error > 0 },
    report: { count: gaps, bad: false },
  };
}
