import { Button } from '@fluentui/react-components';
import { Dismiss16Regular } from '@fluentui/react-icons/svg/dismiss';
import { usePane, useWords } from '../pane';

/** The cross of a message: puts away what the pane tells of its last act. */
export function DismissButton() {
  const words = useWords();
  const { session } = usePane();
  return (
    <Button
      appearance="transparent"
      size="small"
      icon={<Dismiss16Regular />}
      aria-label={words('close')}
      onClick={() => session.dismiss()}
    />
  );
}
