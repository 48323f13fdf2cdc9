import { Button, Link, Select } from '@fluentui/react-components';
import { useEffect, useRef, useState } from 'react';
import type { FactId } from '../../core/facts/fact';
import { knowledgeOf } from '../about-cell';
import { factLabel } from '../fact-labels';
import { figure, plainReference } from '../figures';
import { missingFacts } from '../missing';
import { usePane, usePaneParts, useWords } from '../pane';
import type { AskedCell } from '../state';
import { useStyles } from '../styles';
import { CellLink } from './CellLink';

/** What was asked of a cell by its context menu: 这个数从哪来, or 用作…. */
export function AboutCell({ asked }: { readonly asked: AskedCell }) {
  const styles = useStyles();
  const words = useWords();
  const { session } = usePane();
  const box = useRef<HTMLElement>(null);
  const cell = plainReference(asked.reference);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the focus goes to the answer once for every question
  useEffect(() => box.current?.focus(), [asked]);
  const title = words(asked.kind === 'trace' ? 'traceTitle' : 'useTitle', { cell });
  return (
    <section ref={box} tabIndex={-1} className={styles.card} aria-label={title}>
      <div className={styles.spread}>
        <h2 className={styles.cardTitle}>{title}</h2>
        <Link as="button" className={styles.link} onClick={() => session.forgetAsked()}>
          {words('close')}
        </Link>
      </div>
      {asked.kind === 'trace' ? <Trace reference={asked.reference} /> : <UseAs reference={asked.reference} />}
    </section>
  );
}

function Trace({ reference }: { readonly reference: string }) {
  const styles = useStyles();
  const words = useWords();
  const { outcome, catalogue } = usePaneParts('outcome', 'catalogue');
  if (!outcome) return null;
  const { facts, indicators, findings } = knowledgeOf(outcome, reference);
  if (facts.length + indicators.length + findings.length === 0) return <p className={styles.note}>{words('traceNothing')}</p>;
  return (
    <>
      {facts.map((fact) => (
        <p key={fact.id} className={styles.note}>
          {words('traceFact', { name: factLabel(catalogue, fact.id, fact), value: figure(fact.value, fact.quantity) })}
        </p>
      ))}
      {indicators.map(({ key, name, score, points, reason }) => (
        <div key={key} className={styles.form}>
          <div className={styles.spread}>
            <span className={styles.cardText}>{name}</span>
            <span className={styles.amount}>{words('scoreOfPoints', { score: score ?? '—', points })}</span>
          </div>
          {reason !== '' && <p className={styles.note}>{reason}</p>}
          <Sources indicator={key} />
        </div>
      ))}
      {findings.map(({ key, message }) => (
        <p key={key} className={styles.note}>
          {message}
        </p>
      ))}
    </>
  );
}

function Sources({ indicator }: { readonly indicator: string }) {
  const styles = useStyles();
  const { outcome, catalogue } = usePaneParts('outcome', 'catalogue');
  const result = outcome?.assessment.indicators.find(({ key }) => key === indicator);
  if (!outcome || !result) return null;
  return (
    <ul className={styles.rows}>
      {result.inputs.map((id) => {
        const fact = outcome.reading.facts.get(id);
        const [cell] = fact?.cells ?? [];
        return (
          <li key={id} className={styles.row} style={{ fontSize: '12px' }}>
            <span className={styles.grow}>{factLabel(catalogue, id, fact)}</span>
            <span className={styles.amount}>{fact ? figure(fact.value, fact.quantity) : '—'}</span>
            <span className={styles.end}>{cell && <CellLink reference={cell} />}</span>
          </li>
        );
      })}
    </ul>
  );
}

function UseAs({ reference }: { readonly reference: string }) {
  const styles = useStyles();
  const words = useWords();
  const { session } = usePane();
  const { outcome, catalogue } = usePaneParts('outcome', 'catalogue');
  const missing = outcome ? missingFacts(outcome).map(({ id }) => id) : [];
  const read = outcome ? [...outcome.reading.facts.keys()] : [];
  const [chosen, setChosen] = useState<string>(missing[0] ?? read[0] ?? '');
  if (!outcome || missing.length + read.length === 0) return <p className={styles.note}>{words('traceNothing')}</p>;
  return (
    <form
      className={styles.form}
      onSubmit={(event) => {
        event.preventDefault();
        void session.assignCell(chosen as FactId, reference);
      }}
    >
      <Select size="small" aria-label={words('useAs')} value={chosen} onChange={(_, { value }) => setChosen(value)}>
        {missing.length > 0 && (
          <optgroup label={words('missingFacts', { count: missing.length })}>
            {missing.map((id) => (
              <option key={id} value={id}>
                {factLabel(catalogue, id)}
              </option>
            ))}
          </optgroup>
        )}
        <optgroup label={words('useInstead')}>
          {read.map((id) => (
            <option key={id} value={id}>
              {factLabel(catalogue, id)}
            </option>
          ))}
        </optgroup>
      </Select>
      <div>
        <Button size="small" appearance="primary" type="submit">
          {words('useDo')}
        </Button>
      </div>
    </form>
  );
}
