import { canonical, Decimal, decimal } from '../amounts/decimal';
import { blank, evaluateTerm, numberValue, textValue, type Value } from '../amounts/evaluate';
import { formulaOfTerm } from '../amounts/formula';
import { round, roundTerm } from '../amounts/rounding';
import { call, join, number, operation, reference, type Term, text } from '../amounts/term';
import { type MoneyUnit, yuanPer } from '../amounts/unit';
import type { Assessment, IndicatorResult, ManualScores } from '../assessment/assessment';
import type { Fact, FactId } from '../facts/fact';
import { normaliseLabel } from '../facts/label';
import type { Form, FormAmountRow, FormIndicatorRow, ReadNumber, Target } from '../reading/reading';
import type { GradeBand, IndicatorSystem } from '../systems/system';
import { fullReference, parseFullReference } from '../workbook/address';
import type { FormCell } from '../workbook/design';
import type { PlannedCell } from '../workbook/plan';
import { numberFormats } from '../workbook/sheet-writer';
import { isBlank, type Snapshot, valueOfCell } from '../workbook/snapshot';
import type { FormMatch } from './form-matching';
import { cellBehind, formCellKey } from './own-content';

/** What the cells of one issued form are computed from. */
export interface FormFilling {
  /** The workbook without our own content. */
  readonly source: Snapshot;
  readonly match: FormMatch;
  readonly assessment: Assessment;
  readonly system: IndicatorSystem;
  /** Typed scores by indicator key. */
  readonly manual: ManualScores;
  /** Facts of the department; used by department forms only. */
  readonly facts: ReadonlyMap<FactId, Fact>;
  readonly organisation: string | null;
  /** Score cell on 「绩效指标」 by indicator key, to which a score table links; empty for other forms. */
  readonly scores: ReadonlyMap<string, string>;
}

/** The cells to be filled in a form, and where its scores stand. */
export interface FilledForm {
  readonly cells: readonly FormCell[];
  /** Full reference of each score cell by indicator key, `total`, and `rate:executionRate`. */
  readonly places: ReadonlyMap<string, string>;
}

/**
 * Fills an issued form as it stands: blank amounts, names, rates, scores, total and grade. Cells with 「—」「-」「/」 and cells with the
 * user's content are never written; 其中 rows get no rate and no score. Nothing is given for what is not known.
 */
export function fillForm(filling: FormFilling): FilledForm {
  return new FormFiller(filling).fill();
}

class FormFiller {
  private readonly cells: FormCell[] = [];
  private readonly places = new Map<string, string>();
  /** Values of score cells as they will stand, by full reference; null while unknown. */
  private readonly scores = new Map<string, string | null>();

  constructor(private readonly filling: FormFilling) {}

  fill(): FilledForm {
    this.fillHead();
    for (const row of this.form.amounts) this.fillAmounts(row);
    this.fillExecution();
    this.fillTargets();
    for (const row of this.form.indicators) this.fillIndicator(row);
    this.fillLevels();
    this.fillTotal();
    return { cells: this.cells, places: this.places };
  }

  private get form(): Form {
    return this.filling.match.form;
  }

  private fillHead(): void {
    const { project } = this.filling.match;
    const give = (part: 'project' | 'department' | 'implementer' | 'organisation', value: string | null): void => {
      const head = this.form.head.get(part);
      if (head?.cell && (head.value === null || head.value.trim() === '') && value) {
        this.put(head.cell, { value: textValue(value) }, null);
      }
    };
    if (project) {
      give('project', project.name);
      give('department', project.department);
      give('implementer', project.organisation);
    } else if (this.form.kind === 'department') {
      give('organisation', this.filling.organisation);
    }
  }

  private fillAmounts(row: FormAmountRow): void {
    for (const [measure, cell] of row.cells) {
      const amount = this.amountOf(row, measure);
      if (!amount || amount.cells.includes(cell)) continue;
      this.put(cell, amountContent(amount, this.form.unit ?? 'tenThousandYuan'), numberFormats.money);
    }
  }

  private amountOf(row: FormAmountRow, measure: string): Pick<ReadNumber, 'value' | 'cells' | 'formula'> | null {
    const { match, facts } = this.filling;
    const own = (cells: readonly string[]): boolean => cells.some((cell) => parseFullReference(cell)?.sheet === this.form.sheet);
    if (match.project) {
      const amounts = isTotalRow(row) ? match.project.measures : sourceAmounts(match.project.sources, row);
      return amounts?.get(measure) ?? null;
    }
    if (this.form.kind !== 'department' || row.item === null) return null;
    const fact = facts.get(`${row.item}:${measure}`);
    return fact && !own(fact.cells) ? fact : null;
  }

  private fillExecution(): void {
    const row = this.form.amounts.find((candidate) => candidate.scored) ?? this.form.amounts.find(isTotalRow);
    const result = executionResult(this.filling.assessment, this.filling.system);
    const stated = this.form.targets.some(({ cells }) => cells.actual !== null && cells.actual === row?.rateCell);
    if (row?.rateCell && !result && !stated) this.fillUnscoredRate(row.rateCell);
    if (!row || !result) return;
    if (row.rateCell) {
      this.places.set('rate:executionRate', row.rateCell);
      if (result.terms.rate && result.rate !== null)
        this.put(row.rateCell, this.shownRate(result.terms.rate, result.rate), numberFormats.rate);
    }
    if (row.scoreCell) this.giveScore(row.scoreCell, result);
  }

  /** The execution rate of a form that shows it and scores no line by it. */
  private fillUnscoredRate(cell: string): void {
    const rate = this.filling.assessment.rates.find(({ id }) => id === 'executionRate');
    if (!rate) return;
    this.places.set('rate:executionRate', cell);
    this.put(cell, this.shownRate(rate.term, rate.value), numberFormats.rate);
  }

  private fillTargets(): void {
    const results = new Map(
      this.filling.assessment.indicators.flatMap((result) => (result.targetRow ? [[result.targetRow, result] as const] : [])),
    );
    for (const { row, source } of this.filling.match.rows) {
      if (source) this.copyTarget(row, source);
      const result = results.get((source ?? row).row);
      if (!result) continue;
      if (row.cells.completion && result.terms.rate && result.completion !== null) {
        this.put(row.cells.completion, this.shownRate(result.terms.rate, result.completion), numberFormats.rate);
      }
      if (row.cells.score) this.giveScore(row.cells.score, result);
    }
  }

  /** Names, targets, actuals, points and reasons of a list, as links, into a row of the form. */
  private copyTarget(row: Target, source: Target): void {
    const from = source.cells;
    if (row.placeholder) {
      const present = cellBehind(this.filling.source, row.cells.name);
      const printed = present?.formula === null && present.kind === 'text' ? present.value : '';
      this.put(row.cells.name, { value: textValue(`${printed.trim()}${source.name}`) }, null, printed);
    }
    if (row.cells.operator && from.operator) this.link(row.cells.operator, from.operator);
    if (row.cells.unit && from.unit) this.link(row.cells.unit, from.unit);
    if (row.cells.target && from.target) {
      if (row.cells.operator || (from.operator === null && from.unit === null) || source.operator === 'qualitative') {
        this.link(row.cells.target, from.target);
      } else {
        this.putTerm(row.cells.target, this.targetTerm(source, from.target), null);
      }
    }
    if (row.cells.actual && from.actual) this.link(row.cells.actual, from.actual);
    if (row.cells.points && from.points) this.link(row.cells.points, from.points);
    if (row.cells.reason && from.reason && source.reason) this.link(row.cells.reason, from.reason);
  }

  /** `≥95%`, `≤2.5万元`, built from the cells of the list. */
  private targetTerm(source: Target, cell: string): Term {
    const standing = cellBehind(this.filling.source, cell);
    const percent = standing?.format.includes('%') ?? false;
    const parts: Term[] = [];
    if (source.cells.operator) parts.push(reference(source.cells.operator));
    parts.push(percent ? call('TEXT', reference(cell), text(percentFormat(standing?.value ?? '0'))) : reference(cell));
    if (source.cells.unit && !(percent && /^[%％]$/.test(source.unit ?? ''))) parts.push(reference(source.cells.unit));
    return join(parts);
  }

  private link(cell: string, from: string): void {
    const standing = cellBehind(this.filling.source, from);
    if (isBlank(standing) || standing === null) return;
    this.putTerm(cell, reference(from), standing.kind === 'number' && standing.format !== 'General' ? standing.format : null);
  }

  private fillIndicator(row: FormIndicatorRow): void {
    const result = resultOfRow(row, this.filling.assessment, this.filling.system);
    if (!result) {
      if (row.scoreCell) this.scores.set(row.scoreCell, row.score);
      return;
    }
    if (row.scoreCell) {
      const linked = this.filling.scores.get(result.key);
      if (linked && result.status === 'computed') {
        this.places.set(result.key, row.scoreCell);
        this.standScore(row.scoreCell, result.score);
        this.put(row.scoreCell, { formula: `=${linked}`, result: scoreValue(result.score) }, numberFormats.score);
      } else {
        this.giveScore(row.scoreCell, result);
      }
    }
    const lost = result.deduction !== null && decimal(result.deduction).greaterThan(0);
    if (row.reasonCell && lost && result.status === 'computed' && result.terms.reason) {
      this.put(row.reasonCell, { formula: this.formula(result.terms.reason), result: textValue(result.reason) }, null);
    }
  }

  private giveScore(cell: string, result: IndicatorResult): void {
    this.places.set(result.key, cell);
    this.standScore(cell, result.score);
    if (result.score === null || !result.terms.score) return;
    const typed = this.manualCell(result.key);
    if (result.status === 'manual' && typed === cell) return;
    const term = this.resolved(result.terms.score);
    if (term) this.put(cell, { formula: formulaOfTerm(term), result: scoreValue(result.score) }, numberFormats.score);
  }

  /** What will stand in a score cell: what the unit typed, else ours. */
  private standScore(cell: string, score: string | null): void {
    const standing = cellBehind(this.filling.source, cell);
    if (isBlank(standing) || standing === null) this.scores.set(cell, score);
    else this.scores.set(cell, standing.kind === 'number' ? standing.value : score);
  }

  private fillLevels(): void {
    for (const level of this.form.levels) {
      if (!level.scoreCell) continue;
      const inside = [...this.scores].filter(([cell]) => {
        const row = parseFullReference(cell)?.area.top ?? 0;
        return row >= level.firstRow && row <= level.lastRow && cell !== level.scoreCell;
      });
      this.putSum(level.scoreCell, inside);
    }
  }

  private fillTotal(): void {
    const { total } = this.form;
    if (!total) return;
    if (total.scoreCell) {
      this.places.set('total', total.scoreCell);
      const sum = this.putSum(total.scoreCell, [...this.scores]);
      if (sum !== null && total.gradeCell)
        this.putGrade(total.gradeCell, total.scoreCell, sum, total.points ?? this.filling.assessment.total.points);
    }
  }

  private putSum(cell: string, scores: readonly (readonly [string, string | null])[]): string | null {
    if (scores.length === 0 || this.filling.assessment.total.score === null || scores.some(([, score]) => score === null)) return null;
    const sum = scores.reduce((total, [, score]) => total.plus(score ?? '0'), new Decimal(0));
    // SUM passes over a typed score that is stored as text.
    const asText = scores.map(([score]) => score).filter((score) => cellBehind(this.filling.source, score)?.kind === 'text');
    const areas = areasOf(scores.flatMap(([score]) => (asText.includes(score) ? [] : [score]))).map(reference);
    const texts = asText.map((score) => {
      const typed = reference(localTo(score, this.form.sheet));
      const counted = (cellBehind(this.filling.source, score)?.value ?? '').includes('分');
      return call('VALUE', call('TRIM', counted ? call('SUBSTITUTE', typed, text('分'), text('')) : typed));
    });
    const term = call('ROUND', call('SUM', ...areas, ...texts), number('2'));
    this.put(cell, { formula: formulaOfTerm(term), result: numberValue(sum.toDecimalPlaces(2)) }, numberFormats.score);
    const standing = cellBehind(this.filling.source, cell);
    return standing?.kind === 'number' ? standing.value : canonical(sum);
  }

  private putGrade(cell: string, total: string, sum: string, points: string): void {
    const standing = localTo(total, this.form.sheet);
    const { grades } = this.filling.system;
    this.put(
      cell,
      { formula: formulaOfTerm(gradeTerm(reference(standing), points, grades)), result: textValue(gradeOf(sum, points, grades)) },
      null,
    );
  }

  private shownRate(term: Term, rate: string): PlannedCell {
    const { rounding } = this.filling.assessment;
    const shown = round(decimal(rate), 4, rounding, new Decimal(1));
    return { formula: this.formula(shownRateTerm(term, rounding)), result: numberValue(shown) };
  }

  private formula(term: Term): string {
    return formulaOfTerm(this.resolved(term) ?? term);
  }

  /** The term with input cells in place of `{manual:KEY}` and addresses of this sheet written short; null while an input has no cell. */
  private resolved(term: Term): Term | null {
    return replaceReferences(term, (name) => {
      const key = /^\{manual:(.*)\}$/s.exec(name)?.[1];
      return key === undefined ? localTo(name, this.form.sheet) : this.localManual(key);
    });
  }

  private localManual(key: string): string | null {
    const cell = this.manualCell(key);
    return cell === null ? null : localTo(cell, this.form.sheet);
  }

  private manualCell(key: string): string | null {
    const typed = this.filling.manual.get(key)?.cell;
    if (typed) return typed;
    const result = this.filling.assessment.indicators.find((candidate) => candidate.key === key);
    const matched = this.filling.match.rows.find(({ row, source }) => (source ?? row).row === result?.targetRow);
    return matched ? (matched.source ?? matched.row).cells.score : null;
  }

  private putTerm(cell: string, term: Term, numberFormat: string | null): void {
    const value = evaluateTerm(term, (name) => valueOfCell(cellBehind(this.filling.source, name)));
    this.put(
      cell,
      { formula: formulaOfTerm(replaceReferences(term, (name) => localTo(name, this.form.sheet)) ?? term), result: value },
      numberFormat,
    );
  }

  private put(cell: string, content: PlannedCell, numberFormat: string | null, replaces = ''): void {
    const parsed = parseFullReference(cell);
    if (!parsed || isDash(valueOfCell(cellBehind(this.filling.source, cell)))) return;
    this.cells.push({
      sheet: parsed.sheet,
      row: parsed.area.top,
      column: parsed.area.left,
      content,
      key: formCellKey(fullReference({ sheet: parsed.sheet, row: parsed.area.top, column: parsed.area.left })),
      numberFormat,
      ...(replaces === '' ? {} : { replaces }),
    });
  }
}

/** The result of the line that scores the budget's execution, or null. */
export function executionResult(assessment: Assessment, system: IndicatorSystem): IndicatorResult | null {
  const indicator = system.indicators.find(({ value }) => value !== undefined && 'rate' in value && value.rate === 'executionRate');
  const names = new Set([indicator?.name, ...(indicator?.alsoNamed ?? []), '预算执行率'].map((name) => normaliseLabel(name ?? '')));
  return assessment.indicators.find((result) => result.targetRow === null && names.has(normaliseLabel(result.name))) ?? null;
}

/** The result that belongs to a row of a score table: same name, and the same path where the name occurs twice. */
export function resultOfRow(row: FormIndicatorRow, assessment: Assessment, system: IndicatorSystem): IndicatorResult | null {
  const name = plainName(row.name);
  const other = (result: IndicatorResult): readonly string[] =>
    system.indicators.find((indicator) => indicator.name === result.name && indicator.path.join('/') === result.path.join('/'))
      ?.alsoNamed ?? [];
  const same = assessment.indicators.filter((result) => [result.name, ...other(result)].some((candidate) => plainName(candidate) === name));
  const path = row.path.map(plainName);
  const shared = (result: IndicatorResult): number => result.path.filter((level) => path.includes(plainName(level))).length;
  return [...same].sort((first, second) => shared(second) - shared(first))[0] ?? null;
}

function plainName(name: string): string {
  return normaliseLabel(name).replace(/[★*☆“”"'‘’《》（）()、，,\s]/gu, '');
}

/** An amount of 元 as a live formula in the form's unit: `='项目预算执行'!E4/10000`. */
export function amountContent(amount: Pick<ReadNumber, 'value' | 'formula'>, unit: MoneyUnit): PlannedCell {
  const result = numberValue(canonical(decimal(amount.value).dividedBy(yuanPer[unit])));
  if (amount.formula === null) return { value: result };
  const inner = amount.formula.replace(/^=/, '');
  const factor = yuanPer[unit];
  const scaled = /^ROUND\(((?:'(?:[^']|'')+'|[^'!()+\-*/&<>=,\s]+)!\$?[A-Z]{1,3}\$?\d{1,7})(?:\*(\d+))?,2\)$/i.exec(inner);
  if (scaled && (scaled[2] ?? '1') === factor) return { formula: `=${scaled[1]}`, result };
  if (factor === '1') return { formula: `=${inner}`, result };
  if (scaled && scaled[2] === undefined) return { formula: `=${scaled[1]}/${factor}`, result };
  return { formula: /^[A-Za-z]+\([^()]*\)$|^[^()+\-*/&<>=,]+$/.test(inner) ? `=${inner}/${factor}` : `=(${inner})/${factor}`, result };
}

/** A rate as it is shown: rounded to two decimals of a percent, “—” where it has no value. */
export function shownRateTerm(rate: Term, rounding: Assessment['rounding']): Term {
  return call('IFERROR', roundTerm(rate, 4, rounding, number('1')), text('—'));
}

/** The grade of a total as nested conditions. */
export function gradeTerm(total: Term, points: string, grades: readonly GradeBand[]): Term {
  const sorted = [...grades].sort((first, second) => decimal(second.from).comparedTo(first.from));
  const ofHundred = decimal(points).equals(100) ? total : operation('/', operation('*', total, number('100')), number(points));
  return sorted.reduceRight<Term>(
    (otherwise, band, index) =>
      index === sorted.length - 1 ? text(band.name) : call('IF', operation('>=', ofHundred, number(band.from)), text(band.name), otherwise),
    text(''),
  );
}

function gradeOf(total: string, points: string, grades: readonly GradeBand[]): string {
  const value = evaluateTerm(gradeTerm(number(total), points, grades), () => blank);
  return value.kind === 'text' ? value.value : '';
}

/** A term with every reference exchanged; null when one has no replacement. */
export function replaceReferences(term: Term, replacement: (name: string) => string | null): Term | null {
  switch (term.node) {
    case 'reference': {
      const name = replacement(term.reference);
      return name === null ? null : reference(name);
    }
    case 'operation': {
      const left = replaceReferences(term.left, replacement);
      const right = replaceReferences(term.right, replacement);
      return left && right ? { ...term, left, right } : null;
    }
    case 'call': {
      const operands = term.operands.map((operand) => replaceReferences(operand, replacement));
      return operands.every((operand) => operand !== null) ? { ...term, operands: operands as Term[] } : null;
    }
    default:
      return term;
  }
}

/** Runs of cells as areas: `H13:H15`, `H17`; the sheet's name is left away because the sum stands on the same sheet. */
export function areasOf(cells: readonly string[]): string[] {
  const parsed = cells.flatMap((cell) => parseFullReference(cell)?.area ?? []);
  const sorted = [...parsed].sort((first, second) => first.left - second.left || first.top - second.top);
  const runs: { left: number; top: number; bottom: number }[] = [];
  for (const { left, top } of sorted) {
    const last = runs[runs.length - 1];
    if (last && last.left === left && top <= last.bottom + 1) last.bottom = Math.max(last.bottom, top);
    else runs.push({ left, top, bottom: top });
  }
  return runs.map(({ left, top, bottom }) => shortArea(left, top, bottom));
}

function shortArea(column: number, top: number, bottom: number): string {
  const at = (row: number): string => fullReference({ sheet: 's', row, column }).slice(4);
  return top === bottom ? at(top) : `${at(top)}:${at(bottom)}`;
}

/** A full reference written short where it is on the given sheet. */
export function localTo(name: string, sheet: string): string {
  const parsed = parseFullReference(name);
  if (!parsed || parsed.sheet !== sheet || name.includes(':')) return name;
  return name.slice(name.lastIndexOf('!') + 1);
}

function isTotalRow(row: FormAmountRow): boolean {
  return row.source === 'total' || row.item === 'total';
}

function sourceAmounts(
  sources: ReadonlyMap<string, ReadonlyMap<string, ReadNumber>>,
  row: FormAmountRow,
): ReadonlyMap<string, ReadNumber> | null {
  const wanted = sourceName(row.source);
  for (const [label, amounts] of sources) if (sourceName(label) === wanted) return amounts;
  return null;
}

/** 本年财政拨款, 当年财政拨款资金 → 财政拨款. */
function sourceName(label: string): string {
  return normaliseLabel(label)
    .replace(/[\s:：]/gu, '')
    .replace(/^(?:其中|当年|本年|年度)+/u, '')
    .replace(/(?:资金|收入)$/u, '');
}

function percentFormat(value: string): string {
  const places = Math.min(4, canonical(decimal(/^-?\d/.test(value) ? value : '0').times(100)).split('.')[1]?.length ?? 0);
  return places === 0 ? '0%' : `0.${'0'.repeat(places)}%`;
}

function scoreValue(score: string | null): Value {
  return score === null ? blank : numberValue(score);
}

function isDash(value: Value): boolean {
  return value.kind === 'text' && /^[-—–―－/／\\]+$/u.test(value.value.trim());
}
