import { Button } from '@fluentui/react-components';
import type { ReactNode } from 'react';
import { useStyles } from '../styles';

/** A small button that is pressed or not; pressed ones are filled, and say so to screen readers. */
export function Toggle({
  pressed,
  onToggle,
  children,
}: {
  readonly pressed: boolean;
  readonly onToggle: () => void;
  readonly children: ReactNode;
}) {
  const styles = useStyles();
  return (
    <Button size="small" className={styles.filter} appearance={pressed ? 'primary' : 'outline'} aria-pressed={pressed} onClick={onToggle}>
      {children}
    </Button>
  );
}
