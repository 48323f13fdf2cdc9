import { MessageBar, MessageBarActions, MessageBarBody } from '@fluentui/react-components';
import { useWords } from '../pane';
import type { RunSummary } from '../state';
import { useStyles } from '../styles';
import { CellLink, CellLinks } from './CellLink';
import { DismissButton } from './DismissButton';
import { Expander } from './Expander';
import { LongList } from './LongList';

/** What the last run changed: old → new per indicator, each a link. */
export function Summary({ summary }: { readonly summary: RunSummary }) {
  const styles = useStyles();
  const words = useWords();
  const { changes, kept } = summary;
  return (
    <div role="status">
      <MessageBar intent="success" layout="multiline">
        <MessageBarBody>
          {words('summary', { cells: summary.cells, sheets: summary.sheets.length, seconds: summary.seconds })}
          {changes.length > 0 && (
            <Expander summary={words('summaryChanges', { count: changes.length })}>
              {() => (
                <LongList items={changes} identify={({ key }) => key}>
                  {(change) => (
                    <li className={styles.plainRow}>
                      <span className={styles.grow}>{change.name}</span>
                      <span className={styles.amount}>
                        {words('fromTo', { before: change.before ?? words('blank'), after: change.after ?? words('blank') })}
                      </span>
                      {change.cell && <CellLink reference={change.cell} label={words('look')} />}
                    </li>
                  )}
                </LongList>
              )}
            </Expander>
          )}
          {kept.length > 0 && (
            <div className={styles.links}>
              {words('summaryKept', { count: kept.length })}
              <CellLinks references={kept} />
            </div>
          )}
        </MessageBarBody>
        <MessageBarActions containerAction={<DismissButton />} />
      </MessageBar>
    </div>
  );
}
