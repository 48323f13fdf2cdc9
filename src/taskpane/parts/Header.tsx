import { Select } from '@fluentui/react-components';
import { usePane, usePaneState, useWords } from '../pane';
import { sentenceOfState } from '../sentence';
import { useStyles } from '../styles';

/** Name, year, indicator system, and one sentence of state. */
export function Header() {
  const styles = useStyles();
  const words = useWords();
  const { session } = usePane();
  const state = usePaneState();
  const { outcome } = state;
  const { systems } = state.catalogue;
  const year = outcome?.reading.year ?? outcome?.settings.year ?? null;
  const newest = year ?? null;
  const years = newest === null ? [] : [newest + 1, newest, newest - 1, newest - 2];
  const listed = outcome && !systems.some(({ id }) => id === outcome.system.id) ? [outcome.system, ...systems] : systems;
  return (
    <>
      <header className={styles.header}>
        <h1 className={styles.brand}>{words('brand')}</h1>
        {outcome && newest !== null && (
          <Select
            className={styles.chooser}
            size="small"
            aria-label={words('chooseYear')}
            value={String(newest)}
            onChange={(_, { value }) => void session.chooseYear(Number(value))}
          >
            {years.map((each) => (
              <option key={each} value={String(each)}>
                {words('year', { year: each })}
              </option>
            ))}
          </Select>
        )}
        {outcome && (
          <Select
            className={styles.chooser}
            size="small"
            aria-label={words('chooseSystem')}
            title={outcome.system.title}
            value={outcome.system.id}
            onChange={(_, { value }) => void session.chooseSystem(value)}
          >
            {listed.map(({ id, shortTitle }) => (
              <option key={id} value={id}>
                {shortTitle}
              </option>
            ))}
          </Select>
        )}
      </header>
      <p className={styles.sentence} role="status">
        {sentenceOfState(state, words)}
      </p>
    </>
  );
}
