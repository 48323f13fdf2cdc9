import { Button, Textarea } from '@fluentui/react-components';
import { useEffect, useRef, useState } from 'react';
import { useWords } from '../pane';
import { useStyles } from '../styles';

/** A text that is wanted in place. The field has the focus when it opens; Escape closes it. */
export function TextForm({
  label,
  submit,
  onSubmit,
  onClose,
}: {
  readonly label: string;
  readonly submit: string;
  readonly onSubmit: (text: string) => void;
  readonly onClose: () => void;
}) {
  const words = useWords();
  const styles = useStyles();
  const [text, setText] = useState('');
  const form = useRef<HTMLFormElement>(null);
  useEffect(() => form.current?.querySelector('textarea')?.focus(), []);
  return (
    <form
      ref={form}
      className={styles.form}
      onSubmit={(event) => {
        event.preventDefault();
        if (text.trim() !== '') onSubmit(text);
      }}
      onKeyDown={(event) => {
        if (event.key === 'Escape') onClose();
      }}
    >
      <Textarea
        size="small"
        resize="vertical"
        aria-label={label}
        placeholder={label}
        value={text}
        onChange={(_, data) => setText(data.value)}
      />
      <div className={styles.links}>
        <Button size="small" appearance="primary" type="submit" disabled={text.trim() === ''}>
          {submit}
        </Button>
        <Button size="small" onClick={onClose}>
          {words('close')}
        </Button>
      </div>
    </form>
  );
}
