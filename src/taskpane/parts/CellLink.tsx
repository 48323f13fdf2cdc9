import { Link } from '@fluentui/react-components';
import { plainReference } from '../figures';
import { usePane, useWords } from '../pane';
import { useStyles } from '../styles';

/** A cell's address; a click brings the cell to the front. */
export function CellLink({ reference, label }: { readonly reference: string; readonly label?: string }) {
  const { session } = usePane();
  const words = useWords();
  const styles = useStyles();
  const address = plainReference(reference);
  return (
    <Link
      as="button"
      className={styles.cellLink}
      title={address}
      aria-label={words('selectCell', { cell: address })}
      onClick={() => void session.select(reference)}
    >
      {label ?? address}
    </Link>
  );
}

/** Several cells, each a link, at most `limit` of them. */
export function CellLinks({ references, limit = 6 }: { readonly references: readonly string[]; readonly limit?: number }) {
  const words = useWords();
  const styles = useStyles();
  const more = references.length - limit;
  return (
    <span className={styles.links}>
      {references.slice(0, limit).map((reference) => (
        <CellLink key={reference} reference={reference} />
      ))}
      {more > 0 && <span>{words('moreCells', { count: more })}</span>}
    </span>
  );
}
