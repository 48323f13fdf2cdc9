import { Button, mergeClasses } from '@fluentui/react-components';
import { usePane, usePaneParts, useWords } from '../pane';
import { useStyles } from '../styles';

/** The first screen on a workbook without a budget: what the pane does, and three ways to begin. */
export function Welcome() {
  const styles = useStyles();
  const words = useWords();
  const { session } = usePane();
  const { outcome, catalogue, begun } = usePaneParts('outcome', 'catalogue', 'begun');
  const { systems } = catalogue;
  const chosen = outcome?.settings.system ?? null;
  return (
    <section className={styles.welcome} aria-label={words('welcomeTitle')}>
      <h2 className={styles.welcomeTitle}>{words('welcomeTitle')}</h2>
      <p className={styles.cardText}>{words('welcomeText')}</p>
      {begun && outcome?.reading.nothingFound && <p className={styles.note}>{outcome.reading.nothingFound}</p>}
      <Button appearance="primary" onClick={() => void session.openSample()}>
        {words('openSample')}
      </Button>
      <Button onClick={() => void session.read()}>{words('readWorkbook')}</Button>
      {systems.length > 0 && (
        <div>
          <h3 className={styles.sectionTitle}>{words('welcomeSystems')}</h3>
          <p className={styles.quiet}>{words('welcomeSystemsNote')}</p>
          <ul className={styles.choices}>
            {systems.map((system) => (
              <li key={system.id}>
                <button
                  type="button"
                  className={mergeClasses(styles.choice, chosen === system.id && styles.chosen)}
                  aria-pressed={chosen === system.id}
                  onClick={() => void session.chooseSystem(system.id)}
                >
                  <span className={styles.cardTitle}>{system.shortTitle}</span>
                  <span className={styles.note} style={{ display: 'block' }}>
                    {system.applies}
                  </span>
                </button>
              </li>
            ))}
          </ul>
        </div>
      )}
      <p className={styles.quiet}>{words('localOnly')}</p>
    </section>
  );
}
