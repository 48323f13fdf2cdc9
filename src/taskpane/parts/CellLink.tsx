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
  const mark = Math.max(0, address.lastIndexOf('!'));
  return (
    <Link
      as="button"
      className={styles.cellLink}
      title={address}
      aria-label={words(label === undefined ? 'selectCell' : 'labelledCell', { cell: address, label: label ?? '' })}
      onClick={() => void session.select(reference)}
    >
      {label ?? (
        <>
          <span className={styles.sheetName}>{address.slice(0, mark)}</span>
          <span>{address.slice(mark)}</span>
        </>
      )}
    </Link>
  );
}

/** Several cells, each a link, at most `limit` of them. */
export function CellLinks({ references, limit = 6 }: { readonly references: readonly string[]; readonly limit?: number }) {
  const words = useWords();
  const styles = useStyles();
  const more = references.length - limit;
  return (
    <span className={styles.contents}>
      {references.slice(0, limit).map((reference) => (
        <CellLink key={reference} reference={reference} />
      ))}
      {more > 0 && <span className={styles.quiet}>{words('moreCells', { count: more })}</span>}
    </span>
  );
}
