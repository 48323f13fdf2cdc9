import { Button } from '@fluentui/react-components';
import { Fragment, type ReactNode, useState } from 'react';
import { useWords } from '../pane';
import { useStyles } from '../styles';

/** How many rows of a list are drawn at once. */
export const pageOfRows = 100;

/** A list that draws its rows by the hundred, so that a thousand projects cost no more than the first of them. */
export function LongList<T>({
  items,
  identify,
  children,
  className,
}: {
  readonly items: readonly T[];
  readonly identify: (item: T) => string;
  readonly children: (item: T) => ReactNode;
  readonly className?: string;
}) {
  const words = useWords();
  const styles = useStyles();
  const [drawn, setDrawn] = useState(pageOfRows);
  const left = items.length - drawn;
  return (
    <>
      <ul className={className ?? styles.rows}>
        {items.slice(0, drawn).map((item) => (
          <Fragment key={identify(item)}>{children(item)}</Fragment>
        ))}
      </ul>
      {left > 0 && (
        <Button size="small" onClick={() => setDrawn(drawn + pageOfRows)}>
          {words('showMore', { count: Math.min(left, pageOfRows), left })}
        </Button>
      )}
    </>
  );
}
