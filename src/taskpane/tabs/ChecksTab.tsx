import { Button, Link, mergeClasses } from '@fluentui/react-components';
import { useRef, useState } from 'react';
import type { Finding, Severity } from '../../core/checks/finding';
import { isEmptyPlan } from '../../core/workbook/plan';
import { plainReference } from '../figures';
import { usePane, usePaneParts, useWords } from '../pane';
import { CellLink, CellLinks } from '../parts/CellLink';
import { Empty } from '../parts/Empty';
import { Expander } from '../parts/Expander';
import { LongList } from '../parts/LongList';
import { TextForm } from '../parts/TextForm';
import { Toggle } from '../parts/Toggle';
import { useStyles } from '../styles';

const severities = ['error', 'warning', 'question', 'note'] as const satisfies readonly Severity[];
const severityKeys = { error: 'severityError', warning: 'severityWarning', question: 'severityQuestion', note: 'severityNote' } as const;
const toneOf = { error: 'error', warning: 'warning', question: 'doubt', note: 'hint' } as const;

/** 校验: what the reviewer would find, filtered by severity; mends, reasons and waivers in place; what could not be checked. */
export function ChecksTab() {
  const styles = useStyles();
  const words = useWords();
  const { session } = usePane();
  const { outcome } = usePaneParts('outcome');
  const [shown, setShown] = useState<ReadonlySet<Severity>>(new Set());
  if (!outcome) return null;
  const { findings, unchecked } = outcome.checks;
  const standing = findings.filter(({ waived }) => waived === null);
  const waived = findings.filter((finding) => finding.waived !== null);
  const counts = new Map(severities.map((severity) => [severity, standing.filter((finding) => finding.severity === severity).length]));
  const listed = standing
    .filter(({ severity }) => shown.size === 0 || shown.has(severity))
    .sort((first, second) => severities.indexOf(first.severity) - severities.indexOf(second.severity));
  const toggle = (severity: Severity): void => {
    const next = new Set(shown);
    if (!next.delete(severity)) next.add(severity);
    setShown(next);
  };
  return (
    <>
      <div className={styles.spread}>
        <fieldset className={mergeClasses(styles.filters, styles.bare)} aria-label={words('filterFindings')}>
          {severities.map((severity) => (
            <Toggle key={severity} pressed={shown.has(severity)} onToggle={() => toggle(severity)}>
              {words('severityCount', { severity: words(severityKeys[severity]), count: counts.get(severity) ?? 0 })}
            </Toggle>
          ))}
        </fieldset>
        <span className={styles.links}>
          <Link as="button" className={styles.link} onClick={() => void session.check()}>
            {words('checkNow')}
          </Link>
          {standing.length > 0 && (
            <>
              <Link as="button" className={styles.link} onClick={() => window.print()}>
                {words('print')}
              </Link>
              <Link as="button" className={styles.link} onClick={() => void session.saveFindings()}>
                {words('saveFindings')}
              </Link>
            </>
          )}
        </span>
      </div>
      <h2 className={styles.printOnly}>
        {words('printTitle', { organisation: outcome.reading.organisation ?? '', year: outcome.reading.year ?? '' })}
      </h2>
      {standing.length === 0 ? (
        <Empty title={words('noFindings')} text={words('noFindingsText')} />
      ) : (
        <LongList items={listed} identify={({ key }) => key} className={styles.choices}>
          {(finding) => <FindingCard finding={finding} />}
        </LongList>
      )}
      {unchecked.length > 0 && (
        <section className={styles.item}>
          <Expander summary={words('unchecked', { count: unchecked.length })}>
            {() => (
              <ul className={styles.rows}>
                {unchecked.map(({ code, title, missing }) => (
                  <li key={code} className={styles.note}>
                    {words('uncheckedLine', { code, title, missing })}
                  </li>
                ))}
              </ul>
            )}
          </Expander>
        </section>
      )}
      {waived.length > 0 && (
        <section className={styles.item}>
          <Expander summary={words('waived', { count: waived.length })}>
            {() => (
              <LongList items={waived} identify={({ key }) => key} className={styles.choices}>
                {(finding) => <WaivedCard finding={finding} />}
              </LongList>
            )}
          </Expander>
        </section>
      )}
    </>
  );
}

function SeverityTag({ finding }: { readonly finding: Finding }) {
  const styles = useStyles();
  const words = useWords();
  return (
    <span className={mergeClasses(styles.tag, styles[toneOf[finding.severity]])}>
      {words('findingTag', { severity: words(severityKeys[finding.severity]), code: finding.code })}
    </span>
  );
}

function FindingCard({ finding }: { readonly finding: Finding }) {
  const styles = useStyles();
  const words = useWords();
  const { session } = usePane();
  const [open, setOpen] = useState<'waive' | 'reason' | 'mend' | null>(null);
  const links = useRef<HTMLDivElement>(null);
  const close = (): void => {
    setOpen(null);
    links.current?.querySelector('button')?.focus();
  };
  const [cell, ...others] = finding.cells;
  const mendable = finding.mend !== null && !isEmptyPlan(finding.mend);
  return (
    <li className={styles.card} style={{ marginBottom: '8px' }}>
      <div className={styles.spread} style={{ flexWrap: 'nowrap' }}>
        <SeverityTag finding={finding} />
        <span className={styles.end}>{cell && <CellLink reference={cell} />}</span>
      </div>
      <p className={styles.cardText}>{finding.message}</p>
      {(finding.stated !== null || finding.expected !== null) && (
        <p className={styles.note}>
          {[
            finding.expected !== null ? words('expected', { value: finding.expected }) : '',
            finding.stated !== null ? words('stated', { value: finding.stated }) : '',
            finding.difference !== null ? words('difference', { value: finding.difference }) : '',
          ]
            .filter((part) => part !== '')
            .join(words('gapBetween'))}
        </p>
      )}
      {finding.advice && <p className={styles.note}>{finding.advice}</p>}
      {others.length > 0 && (
        <div className={styles.links}>
          <CellLinks references={others} limit={4} />
        </div>
      )}
      <p className={styles.quiet} style={{ margin: 0 }}>
        {words('findingBasis', { basis: finding.basis })}
      </p>
      <div className={styles.links} ref={links}>
        {mendable && (
          <Link
            as="button"
            className={styles.link}
            aria-expanded={open === 'mend'}
            onClick={() => setOpen(open === 'mend' ? null : 'mend')}
          >
            {words('mend')}
          </Link>
        )}
        {finding.reasonCell !== null && (
          <Link
            as="button"
            className={styles.link}
            aria-expanded={open === 'reason'}
            onClick={() => setOpen(open === 'reason' ? null : 'reason')}
          >
            {words('writeReason')}
          </Link>
        )}
        <Link
          as="button"
          className={styles.link}
          aria-expanded={open === 'waive'}
          onClick={() => setOpen(open === 'waive' ? null : 'waive')}
        >
          {words('waive')}
        </Link>
      </div>
      {open === 'waive' && (
        <TextForm
          label={words('waiveWhy')}
          submit={words('waiveDo')}
          onClose={close}
          onSubmit={(text) => void session.waive(finding, text)}
        />
      )}
      {open === 'reason' && finding.reasonCell !== null && (
        <TextForm
          label={words('reasonInto', { cell: plainReference(finding.reasonCell) })}
          submit={words('reasonDo')}
          onClose={close}
          onSubmit={(text) => {
            close();
            if (finding.reasonCell !== null) void session.writeReason(finding.reasonCell, text);
          }}
        />
      )}
      {open === 'mend' && <Mend finding={finding} onClose={close} />}
    </li>
  );
}

function Mend({ finding, onClose }: { readonly finding: Finding; readonly onClose: () => void }) {
  const styles = useStyles();
  const words = useWords();
  const { session } = usePane();
  return (
    <div className={styles.form}>
      <dl className={styles.preview}>
        {session.previewMend(finding).map(({ cell, before, after }) => (
          <div key={cell} style={{ display: 'contents' }}>
            <dt>{plainReference(cell)}</dt>
            <dd>{words('fromTo', { before: before === '' ? words('blank') : before, after: after === '' ? words('blank') : after })}</dd>
          </div>
        ))}
      </dl>
      <div className={styles.links}>
        <Button size="small" appearance="primary" onClick={() => void session.mend(finding)}>
          {words('mendDo')}
        </Button>
        <Button size="small" onClick={onClose}>
          {words('close')}
        </Button>
      </div>
    </div>
  );
}

function WaivedCard({ finding }: { readonly finding: Finding }) {
  const styles = useStyles();
  const words = useWords();
  const { session } = usePane();
  return (
    <li className={styles.card} style={{ marginBottom: '8px' }}>
      <SeverityTag finding={finding} />
      <p className={styles.note}>{finding.message}</p>
      {finding.waived && <p className={styles.note}>{words('waivedLine', { date: finding.waived.date, reason: finding.waived.reason })}</p>}
      <span className={styles.links}>
        <Link as="button" className={styles.link} onClick={() => void session.unwaive(finding)}>
          {words('unwaive')}
        </Link>
      </span>
    </li>
  );
}
