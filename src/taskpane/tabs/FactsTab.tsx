import { Button, Checkbox, Link, Radio, RadioGroup } from '@fluentui/react-components';
import { useId, useState } from 'react';
import type { Fact } from '../../core/facts/fact';
import type { ProjectRow, Question } from '../../core/reading/reading';
import { type FactGroup, factGroups } from '../fact-groups';
import { factLabel, itemLabel, measureLabel } from '../fact-labels';
import { figure, tenThousandYuan } from '../figures';
import { missingFacts } from '../missing';
import { usePane, usePaneParts, useWords } from '../pane';
import { CellLink, CellLinks } from '../parts/CellLink';
import { Empty } from '../parts/Empty';
import { Expander } from '../parts/Expander';
import { LongList } from '../parts/LongList';
import { useStyles } from '../styles';

/** 取数: questions first, then facts by item with value and source cell, what is missing, and the projects. */
export function FactsTab() {
  const styles = useStyles();
  const words = useWords();
  const { session } = usePane();
  const { outcome, preferences, catalogue } = usePaneParts('outcome', 'preferences', 'catalogue');
  if (!outcome) return null;
  const { reading } = outcome;
  const groups = factGroups(reading.facts, catalogue, preferences.onlyProblems);
  const nothingWrong =
    preferences.onlyProblems && groups.length === 0 && reading.questions.length === 0 && missingFacts(outcome).length === 0;
  return (
    <>
      <div className={styles.spread} style={{ marginBottom: '-8px' }}>
        <span className={styles.quiet}>{words('unitTenThousand')}</span>
        <Checkbox
          label={<span className={styles.note}>{words('onlyProblems')}</span>}
          checked={preferences.onlyProblems}
          onChange={(_, { checked }) => session.setPreferences({ onlyProblems: checked === true })}
        />
      </div>
      {reading.questions.map((question) => (
        <QuestionCard key={question.key} question={question} chosen={outcome.settings.choices.answers.get(question.key) ?? null} />
      ))}
      {groups.map((group) => (
        <Group key={group.item} group={group} />
      ))}
      {nothingWrong && (
        <Empty
          title={words('noProblems')}
          text={words('noProblemsText', { count: reading.facts.size })}
          action={<Button onClick={() => session.setPreferences({ onlyProblems: false })}>{words('showAll')}</Button>}
        />
      )}
      <Missing />
      {!preferences.onlyProblems && reading.projects.length > 0 && <Projects projects={reading.projects} />}
      {!preferences.onlyProblems && reading.targets.length > 0 && <Targets />}
    </>
  );
}

function QuestionCard({ question, chosen }: { readonly question: Question; readonly chosen: string | null }) {
  const styles = useStyles();
  const words = useWords();
  const { session } = usePane();
  const id = useId();
  return (
    <section className={`${styles.card} ${styles.question}`} aria-labelledby={id}>
      <h3 id={id} className={styles.cardTitle}>
        {question.message}
      </h3>
      <div className={styles.links}>
        <CellLinks references={question.cells} />
      </div>
      {question.choices.length > 0 ? (
        <RadioGroup aria-labelledby={id} value={chosen ?? ''} onChange={(_, { value }) => void session.answer(question.key, value)}>
          {question.choices.map((choice) => (
            <Radio key={choice} value={choice} label={choice} />
          ))}
        </RadioGroup>
      ) : (
        <p className={styles.note}>{words('answerInSheet')}</p>
      )}
    </section>
  );
}

function Group({ group }: { readonly group: FactGroup }) {
  const styles = useStyles();
  const { catalogue } = usePaneParts('catalogue');
  return (
    <section className={styles.group}>
      <h3 className={styles.groupTitle}>{itemLabel(catalogue, group.item, group.facts[0])}</h3>
      <ul className={styles.rows}>
        {group.facts.map((fact) => (
          <FactRow key={fact.id} fact={fact} />
        ))}
      </ul>
    </section>
  );
}

function FactRow({ fact }: { readonly fact: Fact }) {
  const styles = useStyles();
  const words = useWords();
  const { session } = usePane();
  const { outcome, catalogue } = usePaneParts('outcome', 'catalogue');
  const [open, setOpen] = useState(false);
  const id = useId();
  const byHand = outcome?.settings.choices.cells.has(fact.id) === true;
  const [cell] = fact.cells;
  return (
    <li className={styles.item}>
      <div className={styles.row} style={{ borderBottom: 'none' }}>
        <span className={styles.grow}>
          <button
            type="button"
            className={styles.expander}
            style={{ padding: 0 }}
            aria-expanded={open}
            {...(open ? { 'aria-controls': id } : {})}
            onClick={() => setOpen(!open)}
          >
            <span>
              {measureLabel(catalogue, fact.id, fact)}
              {fact.status === 'conflict' && <span className={`${styles.tag} ${styles.error}`}>{words('conflict')}</span>}
              {fact.status === 'derived' && <span className={styles.quiet}>{` ${words('derived', { count: fact.cells.length })}`}</span>}
              {byHand && <span className={styles.quiet}>{` ${words('byHand')}`}</span>}
            </span>
          </button>
        </span>
        <span className={styles.amount}>{figure(fact.value, fact.quantity)}</span>
        <span className={styles.end}>{cell && <CellLink reference={cell} />}</span>
      </div>
      {open && (
        <div id={id} className={styles.expanded} style={{ paddingLeft: 0 }}>
          <p className={styles.note}>
            {words('factWhy', {
              item: fact.explanation.item,
              measure: fact.explanation.measure,
              unit: fact.explanation.unit ?? words('noUnit'),
              shown: fact.shown,
            })}
          </p>
          {fact.status === 'conflict' && fact.values ? (
            <ul className={styles.rows}>
              {fact.values.map((value, index) => (
                <li key={fact.cells[index] ?? value} className={styles.plainRow}>
                  <span className={styles.amount}>{figure(value, fact.quantity)}</span>
                  <CellLink reference={fact.cells[index] ?? ''} />
                </li>
              ))}
            </ul>
          ) : (
            fact.cells.length > 1 && (
              <div className={styles.links}>
                <CellLinks references={fact.cells} />
              </div>
            )
          )}
          <span className={styles.links}>
            <Link as="button" className={styles.link} onClick={() => void session.assignSelection(fact.id)}>
              {words('useSelection')}
            </Link>
            {byHand && (
              <Link as="button" className={styles.link} onClick={() => void session.forgetCell(fact.id)}>
                {words('forgetCell')}
              </Link>
            )}
          </span>
        </div>
      )}
    </li>
  );
}

function Missing() {
  const styles = useStyles();
  const words = useWords();
  const { session } = usePane();
  const { outcome, catalogue } = usePaneParts('outcome', 'catalogue');
  const missing = outcome ? missingFacts(outcome) : [];
  if (missing.length === 0) return null;
  return (
    <section className={styles.group}>
      <h3 className={styles.groupTitle}>{words('missingFacts', { count: missing.length })}</h3>
      <p className={styles.quiet}>{words('missingHow')}</p>
      <ul className={styles.rows}>
        {missing.map(({ id, wantedBy }) => (
          <li key={id} className={styles.plainRow}>
            <span className={styles.grow}>
              {factLabel(catalogue, id)}
              <span className={styles.quiet} style={{ display: 'block' }}>
                {words('wantedBy', { names: wantedBy.join(words('listComma')) })}
              </span>
            </span>
            <Link
              as="button"
              className={styles.link}
              aria-label={words('useSelectionFor', { name: factLabel(catalogue, id) })}
              onClick={() => void session.assignSelection(id)}
            >
              {words('useSelection')}
            </Link>
          </li>
        ))}
      </ul>
    </section>
  );
}

const projectMeasures = ['budget.initial', 'budget.full', 'outturn'] as const;

function Projects({ projects }: { readonly projects: readonly ProjectRow[] }) {
  const styles = useStyles();
  const words = useWords();
  const { catalogue } = usePaneParts('catalogue');
  return (
    <section className={styles.group}>
      <h3 className={styles.groupTitle}>{words('projects', { count: projects.length })}</h3>
      <LongList items={projects} identify={({ row }) => row}>
        {(project) => (
          <li className={styles.item}>
            <Expander
              summary={
                <>
                  <span className={styles.grow}>
                    {project.name}
                    {project.terminated && <span className={styles.quiet}>{` ${words('terminated')}`}</span>}
                    {project.carryOverOnly && <span className={styles.quiet}>{` ${words('carryOverOnly')}`}</span>}
                  </span>
                  <span className={styles.amount}>{amountOf(project, 'outturn')}</span>
                </>
              }
            >
              {() => (
                <>
                  {project.organisation && <p className={styles.note}>{project.organisation}</p>}
                  <dl className={styles.preview}>
                    {projectMeasures.map((measure) => (
                      <div key={measure} style={{ display: 'contents' }}>
                        <dt>{measureLabel(catalogue, `project:${measure}`)}</dt>
                        <dd className={styles.amount}>{amountOf(project, measure)}</dd>
                      </div>
                    ))}
                  </dl>
                  {project.remark && <p className={styles.note}>{project.remark}</p>}
                  <CellLink reference={project.row} />
                </>
              )}
            </Expander>
          </li>
        )}
      </LongList>
    </section>
  );
}

function amountOf(project: ProjectRow, measure: string): string {
  const found = project.measures.get(measure);
  return found ? tenThousandYuan(found.value) : '—';
}

function Targets() {
  const styles = useStyles();
  const words = useWords();
  const { outcome } = usePaneParts('outcome');
  const targets = (outcome?.reading.targets ?? []).filter(({ placeholder }) => !placeholder);
  return (
    <section className={styles.group}>
      <h3 className={styles.groupTitle}>{words('targets', { count: targets.length })}</h3>
      <LongList items={targets} identify={({ row }) => row}>
        {(target) => (
          <li className={styles.row}>
            <span className={styles.grow}>{target.name}</span>
            <span className={styles.amount}>
              {words('targetLine', { target: target.target ?? '—', actual: target.actual ?? '—', unit: target.unit ?? '' })}
            </span>
            <span className={styles.end}>
              <CellLink reference={target.cells.name} />
            </span>
          </li>
        )}
      </LongList>
    </section>
  );
}
