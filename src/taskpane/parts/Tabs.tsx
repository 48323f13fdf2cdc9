import { Tab, TabList } from '@fluentui/react-components';
import { useWords } from '../pane';
import type { TabId } from '../preferences';
import { useStyles } from '../styles';

/** A tab's count; a bad one stands in red and bold. */
export interface TabCount {
  readonly count: number;
  readonly bad: boolean;
}

/** Greater counts are shown as more than this; their names say them in full. */
const mostShown = 999;

/** The five tabs in the order of the work. */
export const tabOrder = [
  { id: 'facts', key: 'tabFacts', said: 'tabFactsSaid' },
  { id: 'indicators', key: 'tabIndicators', said: 'tabIndicatorsSaid' },
  { id: 'deductions', key: 'tabDeductions', said: 'tabDeductionsSaid' },
  { id: 'checks', key: 'tabChecks', said: 'tabChecksSaid' },
  { id: 'report', key: 'tabReport', said: 'tabReportSaid' },
] as const;

/** The list of tabs; arrow keys move, the panel below belongs to the chosen one. */
export function Tabs({
  tab,
  counts,
  onTab,
}: {
  readonly tab: TabId;
  readonly counts: Readonly<Record<TabId, TabCount>>;
  readonly onTab: (tab: TabId) => void;
}) {
  const styles = useStyles();
  const words = useWords();
  return (
    <TabList
      className={styles.tabs}
      selectedValue={tab}
      selectTabOnFocus={false}
      onTabSelect={(_, { value }) => onTab(value as TabId)}
      aria-label={words('tabs')}
    >
      {tabOrder.map(({ id, key, said }) => {
        const { count, bad } = counts[id];
        return (
          <Tab
            key={id}
            id={`tab-${id}`}
            value={id}
            className={styles.tab}
            aria-controls={tab === id ? 'panel' : undefined}
            title={words(said, { count })}
          >
            {words(key)} <span className={bad ? styles.tabCountBad : styles.tabCount}>{count > mostShown ? `${mostShown}+` : count}</span>
          </Tab>
        );
      })}
    </TabList>
  );
}
