import { Button, Select } from '@fluentui/react-components';
import type { Rounding } from '../../core/amounts/rounding';
import type { Alternative, IndicatorResult, Operand, RateResult } from '../../core/assessment/assessment';
import type { FactId } from '../../core/facts/fact';
import type { FormOutcome, Outcome } from '../../core/workflow/outcome';
import { factLabel } from '../fact-labels';
import { figure, loss, share } from '../figures';
import { usePane, usePaneParts, useWords } from '../pane';
import { CellLink, CellLinks } from '../parts/CellLink';
import { Expander } from '../parts/Expander';
import { LongList } from '../parts/LongList';
import { PointsBar } from '../parts/PointsBar';
import { QuarterChart, type QuarterProgress } from '../parts/QuarterChart';
import { useStyles } from '../styles';

const roundingKeys = { halfUp: 'roundingHalfUp', truncate: 'roundingTruncate', halfUpNotFull: 'roundingHalfUpNotFull' } as const;
const standingKeys = { official: 'standingOfficial', asPractised: 'standingAsPractised', default: 'standingDefault' } as const;

/** 指标: rates with their denominators, indicators by level with the chain down to the cells, the unit's forms. */
export function IndicatorsTab() {
  const styles = useStyles();
  const words = useWords();
  const { session } = usePane();
  const { outcome } = usePaneParts('outcome');
  if (!outcome) return null;
  const { assessment, system, forms } = outcome;
  const quarters = quartersOf(outcome);
  return (
    <>
      <div className={styles.form}>
        <span className={styles.note}>{system.title}</span>
        <Select
          size="small"
          aria-label={words('chooseRounding')}
          value={assessment.rounding}
          onChange={(_, { value }) => void session.chooseRounding(value as Rounding)}
        >
          {(Object.keys(roundingKeys) as Rounding[]).map((mode) => (
            <option key={mode} value={mode}>
              {words(roundingKeys[mode])}
            </option>
          ))}
        </Select>
      </div>
      {quarters.length > 1 && (
        <section>
          <h3 className={styles.groupTitle}>{words('quarterChart')}</h3>
          <QuarterChart quarters={quarters} />
        </section>
      )}
      {assessment.rates.length > 0 && (
        <section className={styles.group}>
          <h3 className={styles.groupTitle}>{words('rates', { count: assessment.rates.length })}</h3>
          <ul className={styles.rows}>
            {assessment.rates.map((rate) => (
              <RateRow key={rate.id} rate={rate} outcome={outcome} />
            ))}
          </ul>
        </section>
      )}
      {byLevel(assessment.indicators).map(({ level, members }) => {
        const points = assessment.levels.find(({ name }) => name === level);
        return (
          <section key={level} className={styles.group}>
            <h3 className={styles.groupTitle}>
              {level}
              {points && <span>{words('scoreOfPoints', { score: points.score ?? '—', points: points.points })}</span>}
            </h3>
            <ul className={styles.rows}>
              {members.map((indicator) => (
                <IndicatorRow key={indicator.key} indicator={indicator} outcome={outcome} />
              ))}
            </ul>
          </section>
        );
      })}
      {forms.length > 0 && <Forms forms={forms} />}
      {outcome.reading.projects.length > 0 && <ProjectSheets outcome={outcome} />}
      <div className={styles.form}>
        <Button size="small" style={{ alignSelf: 'flex-start' }} onClick={() => void session.exportRules()}>
          {words('exportRules')}
        </Button>
        <span className={styles.quiet}>{words('exportRulesWhy')}</span>
      </div>
    </>
  );
}

function quartersOf({ reading }: Outcome): QuarterProgress[] {
  return ([1, 2, 3, 4] as const).flatMap((quarter) => {
    const cumulative = reading.facts.get(`quarter.${quarter}:cumulative`);
    if (cumulative?.quantity !== 'rate') return [];
    const scheduled = reading.facts.get(`quarter.${quarter}:scheduled`);
    return [{ quarter, cumulative: cumulative.value, scheduled: scheduled?.value ?? null }];
  });
}

function byLevel(indicators: readonly IndicatorResult[]): { readonly level: string; readonly members: readonly IndicatorResult[] }[] {
  const levels = new Map<string, IndicatorResult[]>();
  for (const indicator of indicators) {
    const level = indicator.path[0] ?? '';
    const members = levels.get(level);
    if (members) members.push(indicator);
    else levels.set(level, [indicator]);
  }
  return [...levels].map(([level, members]) => ({ level, members }));
}

function RateRow({ rate, outcome }: { readonly rate: RateResult; readonly outcome: Outcome }) {
  const styles = useStyles();
  const words = useWords();
  const { session } = usePane();
  const bases = outcome.system.bases[rate.id] ?? [];
  const cell = outcome.cells.get(`rate:${rate.id}`);
  return (
    <li className={styles.item}>
      <Expander
        summary={
          <>
            <span className={styles.grow}>
              {rate.label}
              <span className={styles.quiet}>{` ${rate.basis}`}</span>
            </span>
            <span className={styles.amount}>{rate.shown}</span>
          </>
        }
      >
        {() => (
          <>
            {bases.length > 1 && (
              <Select
                size="small"
                aria-label={words('chooseBasis', { name: rate.label })}
                value={rate.basis}
                onChange={(_, { value }) => void session.chooseBasis(rate.id, value)}
              >
                {[...new Set([rate.basis, ...bases])].map((basis) => (
                  <option key={basis} value={basis}>
                    {words('byBasis', { basis })}
                  </option>
                ))}
              </Select>
            )}
            <Alternatives alternatives={rate.alternatives} />
            <Chain inputs={rate.inputs} outcome={outcome} />
            {cell && <CellLink reference={cell} />}
          </>
        )}
      </Expander>
    </li>
  );
}

function IndicatorRow({ indicator, outcome }: { readonly indicator: IndicatorResult; readonly outcome: Outcome }) {
  const styles = useStyles();
  const words = useWords();
  const cell = outcome.cells.get(indicator.key);
  const part = share(indicator.score, indicator.points);
  const lost = indicator.deduction !== null && indicator.deduction !== '0';
  return (
    <li className={styles.item}>
      <Expander
        summary={
          <>
            <span className={styles.grow}>
              {indicator.name}
              {indicator.shownRate && <span className={styles.quiet}>{` ${indicator.shownRate}`}</span>}
            </span>
            {lost && <span className={styles.lost}>{loss(indicator.deduction ?? '0')}</span>}
            <span className={styles.amount}>
              {indicator.score === null ? (
                <span className={`${styles.tag} ${styles.warning}`}>
                  {words(indicator.inputs.length > 0 ? 'missingData' : 'missingScore')}
                </span>
              ) : (
                words('scoreOfPoints', { score: indicator.score, points: indicator.points })
              )}
            </span>
          </>
        }
      >
        {() => (
          <>
            {part !== null && <PointsBar share={part} />}
            {indicator.reason !== '' && <p className={styles.note}>{indicator.reason}</p>}
            {indicator.missing.length > 0 && (
              <p className={styles.note}>{words('stillWanted', { names: indicator.missing.join(words('listComma')) })}</p>
            )}
            {indicator.parts.length > 0 && (
              <ul className={styles.rows}>
                {indicator.parts.map((each) => (
                  <li key={each.name} className={styles.plainRow} style={{ fontSize: '12px' }}>
                    <span className={styles.grow}>
                      {each.name}
                      {each.shownRate && ` ${each.shownRate}`}
                      {each.fullByDefault && <span className={`${styles.tag} ${styles.hint}`}>{words('fullByDefault')}</span>}
                    </span>
                    <span className={styles.amount}>{words('scoreOfPoints', { score: each.score ?? '—', points: each.points })}</span>
                  </li>
                ))}
              </ul>
            )}
            <Alternatives alternatives={indicator.alternatives} />
            <Chain inputs={indicator.inputs} operands={indicator.operands} outcome={outcome} />
            {indicator.targetRow && <CellLink reference={indicator.targetRow} />}
            <p className={styles.quiet}>
              {indicator.basis !== '' && `${indicator.basis}${words('sentenceEnd')}`}
              {words('ruleSource', { document: indicator.source.document, standing: words(standingKeys[indicator.source.standing]) })}
            </p>
            {cell && (
              <span className={styles.links}>
                <CellLink reference={cell} label={words('scoreCell')} />
              </span>
            )}
          </>
        )}
      </Expander>
    </li>
  );
}

/** What another basis or rounding would give. */
export function Alternatives({ alternatives }: { readonly alternatives: readonly Alternative[] }) {
  const styles = useStyles();
  const words = useWords();
  return alternatives.map(({ basis, sentence }) => (
    <p key={basis} className={styles.other}>
      {words('otherBasis', { sentence })}
    </p>
  ));
}

/** The facts behind a result, each with value and cell. */
function Chain({
  inputs,
  operands = [],
  outcome,
}: {
  readonly inputs: readonly FactId[];
  readonly operands?: readonly Operand[];
  readonly outcome: Outcome;
}) {
  const styles = useStyles();
  const { catalogue } = usePaneParts('catalogue');
  if (inputs.length + operands.length === 0) return null;
  return (
    <ul className={styles.rows}>
      {inputs.map((id) => {
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
      {operands.map(({ label, shown, cells }) => (
        <li key={`${label} ${cells.join()}`} className={styles.row} style={{ fontSize: '12px' }}>
          <span className={styles.grow}>{label}</span>
          <span className={styles.amount}>{shown}</span>
          <span className={styles.end}>{cells[0] && <CellLink reference={cells[0]} />}</span>
        </li>
      ))}
    </ul>
  );
}

function Forms({ forms }: { readonly forms: readonly FormOutcome[] }) {
  const styles = useStyles();
  const words = useWords();
  return (
    <section className={styles.group}>
      <h3 className={styles.groupTitle}>{words('forms', { count: forms.length })}</h3>
      <LongList items={forms} identify={({ sheet, subject, cells }) => cells.get('total') ?? `${sheet}/${subject}`}>
        {({ subject, sheet, assessment, cells }) => (
          <li className={styles.row}>
            <span className={styles.grow}>
              {subject === '' ? sheet : subject}
              {assessment.grade && <span className={styles.quiet}>{` ${assessment.grade}`}</span>}
            </span>
            <span className={styles.amount}>
              {words('scoreOfPoints', { score: assessment.total.score ?? '—', points: assessment.total.points })}
            </span>
            <span className={styles.end}>
              <CellLinks references={[cells.get('total') ?? `'${sheet.replace(/'/g, "''")}'!A1`]} />
            </span>
          </li>
        )}
      </LongList>
    </section>
  );
}

const projectSheetKeys = { none: 'projectSheetsNone', separate: 'projectSheetsSeparate', stacked: 'projectSheetsStacked' } as const;
type ProjectSheetsChoice = keyof typeof projectSheetKeys;

function ProjectSheets({ outcome }: { readonly outcome: Outcome }) {
  const styles = useStyles();
  const words = useWords();
  const { session } = usePane();
  return (
    <section className={styles.group}>
      <h3 className={styles.groupTitle}>{words('projectSheets', { count: outcome.reading.projects.length })}</h3>
      <Select
        size="small"
        aria-label={words('projectSheets', { count: outcome.reading.projects.length })}
        value={outcome.settings.projectSheets}
        onChange={(_, { value }) => void session.chooseProjectSheets(value as ProjectSheetsChoice)}
      >
        {(Object.keys(projectSheetKeys) as ProjectSheetsChoice[]).map((choice) => (
          <option key={choice} value={choice}>
            {words(projectSheetKeys[choice])}
          </option>
        ))}
      </Select>
    </section>
  );
}
