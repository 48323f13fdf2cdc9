import { Button, Link, mergeClasses } from '@fluentui/react-components';
import { useRef, useState } from 'react';
import type { DocumentTable, Paragraph } from '../../core/narrative/document';
import { parseFullReference } from '../../core/workbook/address';
import type { Outcome } from '../../core/workflow/outcome';
import { numbered } from '../numbered';
import { usePane, usePaneParts, useWords } from '../pane';
import { CellLink } from '../parts/CellLink';
import { Empty } from '../parts/Empty';
import { Expander } from '../parts/Expander';
import { LongList } from '../parts/LongList';
import { Toggle } from '../parts/Toggle';
import { paragraphText } from '../report-copy';
import { type ReportSection, sectionsOf } from '../sections';
import { useStyles } from '../styles';
import { compareYears } from '../year-comparison';

/** 报告: the outline with its state, a reading view in which every figure leads to its cell, Word and clipboard. */
export function ReportTab() {
  const styles = useStyles();
  const words = useWords();
  const { session } = usePane();
  const { outcome } = usePaneParts('outcome');
  const [view, setView] = useState<'outline' | 'text'>('outline');
  if (!outcome) return null;
  const { report } = outcome;
  if (report.blocks.length === 0) {
    return (
      <Empty
        title={words('noReport')}
        text={words('noReportText')}
        action={<Button onClick={() => session.setPreferences({ tab: 'facts' })}>{words('showFacts')}</Button>}
      />
    );
  }
  const sections = sectionsOf(report);
  const gaps = sections.reduce((count, section) => count + section.gaps, 0);
  return (
    <>
      <p className={styles.note}>{gaps > 0 ? words('reportGaps', { count: gaps }) : words('reportComplete')}</p>
      <div className={styles.actions} style={{ marginTop: 0 }}>
        <Button appearance="primary" onClick={() => void session.saveWord()}>
          {words('saveWord')}
        </Button>
        <Button onClick={() => void session.copyReport()}>{words('copyReport')}</Button>
      </div>
      <fieldset className={mergeClasses(styles.filters, styles.bare)} aria-label={words('reportView')}>
        <Toggle pressed={view === 'outline'} onToggle={() => setView('outline')}>
          {words('outline')}
        </Toggle>
        <Toggle pressed={view === 'text'} onToggle={() => setView('text')}>
          {words('readingView')}
        </Toggle>
      </fieldset>
      {view === 'outline' ? (
        <ul className={styles.rows}>
          {sections.map((section) => (
            <li key={section.key} className={styles.item}>
              <Expander
                summary={
                  <>
                    <span className={styles.grow}>{section.title === '' ? report.title : section.title}</span>
                    <SectionState section={section} />
                  </>
                }
              >
                {() => (
                  <>
                    <div className={styles.paper}>
                      <Blocks blocks={section.blocks} outcome={outcome} />
                    </div>
                    {section.title !== '' && <Redraft section={section} outcome={outcome} />}
                  </>
                )}
              </Expander>
            </li>
          ))}
        </ul>
      ) : (
        <article className={styles.paper}>
          <Blocks blocks={report.blocks} outcome={outcome} />
        </article>
      )}
      <YearComparison outcome={outcome} />
    </>
  );
}

/** Offered where the unit has changed or deleted something in the section. */
function Redraft({ section, outcome }: { readonly section: ReportSection; readonly outcome: Outcome }) {
  const styles = useStyles();
  const words = useWords();
  const { session } = usePane();
  const deleted = [...outcome.settings.deletedParagraphs].some((key) => key.startsWith(`${section.key}.`));
  if (section.edited === 0 && !deleted) return null;
  return (
    <div className={styles.form}>
      <Button size="small" style={{ alignSelf: 'flex-start' }} onClick={() => void session.redraft(section.key)}>
        {words('redraft')}
      </Button>
      <span className={styles.quiet}>{words('redraftWhy')}</span>
    </div>
  );
}

/** Last year's workbook beside this one, line by line. */
function YearComparison({ outcome }: { readonly outcome: Outcome }) {
  const styles = useStyles();
  const words = useWords();
  const { session } = usePane();
  const { lastYear, catalogue } = usePaneParts('lastYear', 'catalogue');
  const chooser = useRef<HTMLInputElement>(null);
  const lines = lastYear ? compareYears(outcome, lastYear, catalogue) : [];
  return (
    <section className={styles.group}>
      <h3 className={styles.groupTitle}>{words('lastYear')}</h3>
      <div className={styles.form}>
        <span className={styles.quiet}>
          {lastYear === null
            ? words('lastYearNote')
            : lines.length === 0
              ? words('lastYearNothing', { name: lastYear.name })
              : words('lastYearOf', { name: lastYear.name, year: lastYear.outcome.reading.year ?? words('blank') })}
        </span>
        <Button size="small" style={{ alignSelf: 'flex-start' }} onClick={() => chooser.current?.click()}>
          {words('chooseLastYear')}
        </Button>
        <input
          ref={chooser}
          type="file"
          accept=".xlsx,.xlsm"
          hidden
          aria-label={words('chooseLastYear')}
          onChange={({ currentTarget }) => {
            const [file] = currentTarget.files ?? [];
            currentTarget.value = '';
            if (file) void session.compareWith(file);
          }}
        />
      </div>
      {lines.length > 0 && (
        <>
          <p className={styles.quiet}>{words('lastYearColumns')}</p>
          <LongList items={lines} identify={({ key }) => key}>
            {({ label, before, now, change }) => (
              <li className={styles.plainRow} style={{ flexWrap: 'wrap' }}>
                <span className={styles.grow}>{label === '' ? words('totalScore') : label}</span>
                <span className={styles.amount}>{words('fromTo', { before, after: now })}</span>
                <span className={mergeClasses(styles.amount, styles.quiet)} style={{ minWidth: '64px' }}>
                  {change ?? '—'}
                </span>
              </li>
            )}
          </LongList>
        </>
      )}
    </section>
  );
}

function SectionState({ section }: { readonly section: ReportSection }) {
  const styles = useStyles();
  const words = useWords();
  if (section.gaps > 0)
    return <span className={mergeClasses(styles.tag, styles.warning)}>{words('sectionGaps', { count: section.gaps })}</span>;
  if (section.edited > 0)
    return <span className={mergeClasses(styles.tag, styles.doubt)}>{words('sectionEdited', { count: section.edited })}</span>;
  return <span className={mergeClasses(styles.tag, styles.hint)}>{words('sectionAutomatic')}</span>;
}

function Blocks({ blocks, outcome }: { readonly blocks: readonly (Paragraph | DocumentTable)[]; readonly outcome: Outcome }) {
  return blocks.map((block) =>
    block.kind === 'paragraph' ? (
      <ParagraphView key={block.key} paragraph={block} outcome={outcome} />
    ) : (
      <TableView key={block.key} table={block} />
    ),
  );
}

const headings = {
  title: 'h3',
  subtitle: 'p',
  level1: 'h3',
  level2: 'h4',
  level3: 'h5',
  body: 'p',
  tableNote: 'p',
  signature: 'p',
  date: 'p',
} as const;

function ParagraphView({ paragraph, outcome }: { readonly paragraph: Paragraph; readonly outcome: Outcome }) {
  const styles = useStyles();
  const words = useWords();
  const { session } = usePane();
  const Tag = headings[paragraph.style];
  const row = outcome.cells.get(`paragraph:${paragraph.key}`);
  return (
    <Tag>
      {numbered(paragraph.runs).map(({ key, item: run }) => {
        if (run.kind === 'gap') {
          return (
            <mark key={key} className={styles.gap}>
              {run.text}
            </mark>
          );
        }
        if (run.kind === 'figure' && parseFullReference(run.source)) {
          return (
            <Link
              key={key}
              as="button"
              className={styles.figure}
              aria-label={words('figureFrom', { text: run.text, cell: run.source })}
              onClick={() => void session.select(run.source)}
            >
              {run.text}
            </Link>
          );
        }
        return <span key={key}>{run.text}</span>;
      })}
      {paragraph.status === 'edited' && <span className={mergeClasses(styles.tag, styles.doubt)}>{words('edited')}</span>}
      {row && paragraphText(paragraph) !== '' && <CellLink reference={row} label={words('toRow')} />}
    </Tag>
  );
}

function TableView({ table }: { readonly table: DocumentTable }) {
  const styles = useStyles();
  const words = useWords();
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard
    <section className={styles.tableBox} aria-label={table.title ?? words('table')} tabIndex={0}>
      <table>
        {table.title !== null && <caption className={styles.quiet}>{table.title}</caption>}
        <thead>{rowsOf(table.rows.slice(0, table.headerRows), 'th')}</thead>
        <tbody>{rowsOf(table.rows.slice(table.headerRows), 'td')}</tbody>
      </table>
    </section>
  );
}

function rowsOf(rows: DocumentTable['rows'], Cell: 'th' | 'td') {
  return numbered(rows).map(({ key, item: row }) => (
    <tr key={key}>
      {numbered(row).map(({ key: place, item: cell }) => (
        <Cell
          key={place}
          style={{ textAlign: cell.align ?? 'left' }}
          {...(cell.rowSpan ? { rowSpan: cell.rowSpan } : {})}
          {...(cell.columnSpan ? { colSpan: cell.columnSpan } : {})}
        >
          {cell.text}
        </Cell>
      ))}
    </tr>
  ));
}
