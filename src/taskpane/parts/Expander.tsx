import { mergeClasses } from '@fluentui/react-components';
import { ChevronRight16Regular } from '@fluentui/react-icons/svg/chevron-right';
import { type ReactNode, useId, useState } from 'react';
import { useStyles } from '../styles';

/** A row that opens: its content is drawn only while it is open. */
export function Expander({ summary, children }: { readonly summary: ReactNode; readonly children: () => ReactNode }) {
  const styles = useStyles();
  const id = useId();
  const [open, setOpen] = useState(false);
  return (
    <>
      <button
        type="button"
        className={styles.expander}
        aria-expanded={open}
        {...(open ? { 'aria-controls': id } : {})}
        onClick={() => setOpen(!open)}
      >
        <span className={mergeClasses(styles.chevron, open && styles.turned)} aria-hidden="true">
          <ChevronRight16Regular />
        </span>
        {summary}
      </button>
      {open && (
        <div id={id} className={styles.expanded}>
          {children()}
        </div>
      )}
    </>
  );
}
