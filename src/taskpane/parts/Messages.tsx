import { Button, MessageBar, MessageBarActions, MessageBarBody } from '@fluentui/react-components';
import { usePane, usePaneParts, useWords } from '../pane';
import type { Failure } from '../state';
import { useStyles } from '../styles';
import { hostSentence } from '../words';
import { DismissButton } from './DismissButton';
import { Summary } from './Summary';

/** What went wrong with its next step, what went well, and what the last run changed. */
export function Messages() {
  const styles = useStyles();
  const words = useWords();
  const { session } = usePane();
  const { failure, notice, summary, manualCalculation } = usePaneParts('failure', 'notice', 'summary', 'manualCalculation');
  if (!failure && !notice && !summary && !manualCalculation) return <div role="status" className={styles.hidden} />;
  return (
    <div className={styles.bars}>
      {failure && (
        <div role="alert">
          <MessageBar intent={failure.code === 'interrupted' ? 'warning' : 'error'} layout="multiline" politeness="assertive">
            <MessageBarBody>
              <FailureText failure={failure} />
            </MessageBarBody>
            <MessageBarActions containerAction={<DismissButton />}>
              {failure.remedy && (
                <Button size="small" onClick={() => session.retry()}>
                  {words(failure.remedy === 'restore' ? 'restore' : 'retry')}
                </Button>
              )}
            </MessageBarActions>
          </MessageBar>
        </div>
      )}
      {manualCalculation && (
        <div role="status">
          <MessageBar intent="warning" layout="multiline">
            <MessageBarBody>{words('manualCalculation')}</MessageBarBody>
          </MessageBar>
        </div>
      )}
      {notice && (
        <div role="status">
          <MessageBar intent="success" layout="multiline">
            <MessageBarBody>{words(notice.key, notice.slots)}</MessageBarBody>
            <MessageBarActions containerAction={<DismissButton />} />
          </MessageBar>
        </div>
      )}
      {summary && <Summary summary={summary} />}
    </div>
  );
}

const ownKeys = {
  core: 'failureCore',
  clipboard: 'failureClipboard',
  word: 'failureWord',
  export: 'failureExport',
  interrupted: 'failureInterrupted',
} as const;

function FailureText({ failure }: { readonly failure: Failure }) {
  const words = useWords();
  const { language } = usePane();
  const { code, place } = failure;
  if (code === 'core' || code === 'clipboard' || code === 'word' || code === 'export' || code === 'interrupted')
    return words(ownKeys[code]);
  return hostSentence(code, place, language);
}
