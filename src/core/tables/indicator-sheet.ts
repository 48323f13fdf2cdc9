import { canonical, Decimal, decimal } from '../amounts/decimal';
import { blank, evaluateTerm, numberValue, textValue, type Value } from '../amounts/evaluate';
import { formulaOfTerm } from '../amounts/formula';
import { round } from '../amounts/rounding';
import { call, join, number, operation, reference, type Term, text } from '../amounts/term';
import type { Assessment, IndicatorResult, ManualScores, PartResult } from '../assessment/assessment';
import type { Fact, FactId } from '../facts/fact';
import type { Reading, Target } from '../reading/reading';
import { ownSheets } from '../settings/settings';
import type { Indicator, IndicatorSystem, TableLayout } from '../systems/system';
import { say } from '../wording/wording';
import { type Area, absoluteReference, cellArea, cellReference, columnLetters, fullReference, quoteSheet } from '../workbook/address';
import type { SheetDesign } from '../workbook/design';
import type { PlannedCell } from '../workbook/plan';
import { appearance, colours, heightFor, numberFormats, SheetWriter } from '../workbook/sheet-writer';
import { isBlank, type Snapshot, valueOfCell } from '../workbook/snapshot';
import { gradeTerm, replaceReferences, shownRateTerm } from './form-cells';
import { cellBehind } from './own-content';

type ColumnKey = TableLayout['columns'][number]['key'];

/** What 「绩效指标」 is made from. */
export interface IndicatorSheetInput {
  readonly title: string;
  readonly system: IndicatorSystem;
  readonly assessment: Assessment;
  readonly reading: Reading;
  readonly facts: ReadonlyMap<FactId, Fact>;
  readonly nameOf: (id: FactId) => string;
  readonly manual: ManualScores;
  /** Score cells of the issued form that stands for this table, by indicator key; empty where there is none. */
  readonly formScores: ReadonlyMap<string, string>;
  /** The workbook without our own content, for the values behind links. */
  readonly source: Snapshot;
  readonly fingerprints: ReadonlyMap<string, string>;
}

/** 「绩效指标」 and its score cells by indicator key, and `total`. */
export interface IndicatorSheet {
  readonly design: SheetDesign;
  readonly cells: ReadonlyMap<string, string>;
}

const titleRow = 1;
const aboutRow = 2;
const headerTop = 3;

/** The system's standardized table with live formulas, its parts, level totals and charts. */
export function designIndicatorSheet(input: IndicatorSheetInput): IndicatorSheet {
  return new IndicatorSheetWriter(input).write();
}

/** Where the score of each indicator stands on 「绩效指标」, before it is designed. */
export function scorePlaces(title: string, system: IndicatorSystem, assessment: Assessment): ReadonlyMap<string, string> {
  const column = system.layout.columns.findIndex(({ key }) => key === 'score') + 1;
  const top = headerTop + headerDepth(system.layout);
  return new Map(assessment.indicators.map((result, index) => [result.key, fullReference({ sheet: title, row: top + index, column })]));
}

function headerDepth(layout: TableLayout): number {
  return Math.max(1, ...layout.columns.map(({ header }) => header.length));
}

class IndicatorSheetWriter {
  private readonly sheet = new SheetWriter();
  private readonly columnOf = new Map<ColumnKey, number>();
  private readonly width: number;
  private readonly bodyTop: number;
  private readonly results: readonly IndicatorResult[];
  private readonly indicators: ReadonlyMap<string, Indicator>;
  private readonly targets: ReadonlyMap<string, Target>;
  private readonly inputs = new Map<string, string>();
  private row: number;

  constructor(private readonly input: IndicatorSheetInput) {
    const { layout } = input.system;
    layout.columns.forEach(({ key }, index) => {
      this.columnOf.set(key, index + 1);
    });
    this.width = layout.columns.length;
    this.bodyTop = headerTop + headerDepth(layout);
    this.row = this.bodyTop;
    this.results = input.assessment.indicators;
    const declared = [...input.system.indicators, ...(input.system.formIndicators ?? [])];
    this.indicators = new Map([
      ...declared.map((indicator) => [indicator.name, indicator] as const),
      ...declared.map((indicator) => [[...indicator.path, indicator.name].join('/'), indicator] as const),
    ]);
    this.targets = new Map(
      [...input.reading.targets, ...input.reading.forms.flatMap((form) => form.targets)].map((target) => [target.row, target]),
    );
  }

  write(): IndicatorSheet {
    this.layParts();
    this.head();
    this.header();
    this.results.forEach((result, index) => {
      this.indicator(result, this.bodyTop + index);
    });
    this.row = this.bodyTop + this.results.length;
    this.mergeLevels();
    const total = this.total();
    const printed = this.row - 1;
    this.parts();
    this.levels();
    this.charts();
    const design = this.sheet.design({
      title: this.input.title,
      mark: ownSheets.indicators.mark,
      tabColor: colours.accent,
      leavesUserRows: true,
      widths: this.input.system.layout.columns.map(({ width }, index) => ({ column: index + 1, width })),
      freeze: { rows: this.bodyTop - 1, columns: 0 },
      print: {
        area: { top: 1, left: 1, bottom: printed, right: this.width },
        landscape: this.input.system.layout.landscape,
        repeatRows: { first: headerTop, last: this.bodyTop - 1 },
      },
    });
    const cells = new Map(scorePlaces(this.input.title, this.input.system, this.input.assessment));
    if (total !== null) cells.set('total', fullReference({ sheet: this.input.title, row: total, column: this.column('score') }));
    return { design, cells };
  }

  private column(key: ColumnKey): number {
    return this.columnOf.get(key) ?? 0;
  }

  private address(key: ColumnKey, row: number): string {
    return cellReference(row, this.column(key));
  }

  private head(): void {
    const { reading, system } = this.input;
    const { layout } = system;
    const title = reading.year === null ? layout.title : say('tables', 'yearTitle', { year: reading.year, title: layout.title });
    this.sheet.text(titleRow, 1, 'title', title);
    this.sheet.merge(this.line(titleRow));
    this.sheet.format(this.line(titleRow), appearance.title);
    this.sheet.height(titleRow, 36);
    const split = Math.max(1, this.width - 1);
    this.sheet.text(
      aboutRow,
      1,
      'about',
      say('tables', 'aboutUnit', { organisation: reading.organisation ?? say('tables', 'organisationUnknown') }),
    );
    this.sheet.merge({ top: aboutRow, left: 1, bottom: aboutRow, right: split });
    this.sheet.format({ top: aboutRow, left: 1, bottom: aboutRow, right: split }, { ...appearance.subtitle, horizontal: 'left' });
    if (split < this.width) {
      this.sheet.text(aboutRow, this.width, 'unit', say('tables', 'pointsUnit'));
      this.sheet.format(cellArea(aboutRow, this.width), { ...appearance.subtitle, horizontal: 'right' });
    }
    this.sheet.height(aboutRow, 22);
  }

  private header(): void {
    const { columns } = this.input.system.layout;
    const depth = headerDepth(this.input.system.layout);
    const textAt = (row: number, column: number): string => {
      const header = columns[column]?.header ?? [];
      return header[Math.min(row, header.length - 1)] ?? '';
    };
    const done = new Set<string>();
    for (let row = 0; row < depth; row += 1) {
      for (let column = 0; column < columns.length; column += 1) {
        if (done.has(`${row}:${column}`)) continue;
        const title = textAt(row, column);
        let right = column;
        while (right + 1 < columns.length && textAt(row, right + 1) === title && !done.has(`${row}:${right + 1}`)) right += 1;
        let bottom = row;
        const same = (candidate: number): boolean => {
          for (let at = column; at <= right; at += 1) if (textAt(candidate, at) !== title) return false;
          return true;
        };
        while (bottom + 1 < depth && same(bottom + 1)) bottom += 1;
        for (let r = row; r <= bottom; r += 1) for (let c = column; c <= right; c += 1) done.add(`${r}:${c}`);
        this.sheet.text(headerTop + row, column + 1, `header:${row}:${column}`, title);
        this.sheet.merge({ top: headerTop + row, left: column + 1, bottom: headerTop + bottom, right: right + 1 });
      }
    }
    this.sheet.format({ top: headerTop, left: 1, bottom: this.bodyTop - 1, right: this.width }, appearance.header);
    for (let row = headerTop; row < this.bodyTop; row += 1) this.sheet.height(row, 22);
  }

  private indicator(result: IndicatorResult, row: number): void {
    const { sheet } = this;
    const key = result.key;
    const declared = this.indicators.get([...result.path, result.name].join('/')) ?? this.indicators.get(result.name);
    const target = result.targetRow === null ? undefined : this.targets.get(result.targetRow);
    sheet.format(this.line(row), appearance.text);
    const place = (column: ColumnKey, put: (at: number) => void): void => {
      const at = this.columnOf.get(column);
      if (at !== undefined) put(at);
    };
    place('code', (at) => sheet.text(row, at, `code:${key}`, result.code ?? ''));
    place('name', (at) => sheet.text(row, at, `name:${key}`, result.name));
    place('points', (at) => sheet.number(row, at, `points:${key}`, result.points));
    place('explanation', (at) => sheet.text(row, at, `explanation:${key}`, declared?.explanation ?? ''));
    const standard = [
      declared?.standard ?? '',
      result.source.standing === 'default' && declared ? `〔${say('tables', 'defaultRule')}〕` : '',
    ].join('');
    place('standard', (at) => sheet.text(row, at, `standard:${key}`, standard));
    place('target', (at) => this.putTarget(row, at, key, target));
    place('actual', (at) => this.putActual(row, at, key, target));
    place('rate', (at) => this.putRate(row, at, result));
    place('score', (at) => this.putScore(row, at, result));
    place('deduction', (at) => this.putDeduction(row, at, result));
    const reason = this.reasonText(result);
    place('reason', (at) => this.putReason(row, at, result, reason));
    for (const column of ['code', 'points', 'target', 'actual'] as const)
      place(column, (at) => sheet.format(cellArea(row, at), { horizontal: 'center', indent: 0 }));
    place('points', (at) => sheet.format(cellArea(row, at), { numberFormat: numberFormats.general }));
    const heights = this.input.system.layout.columns.map(({ key: column, width }) =>
      column === 'reason'
        ? heightFor(reason, width)
        : column === 'standard'
          ? heightFor(standard, width)
          : column === 'name'
            ? heightFor(result.name, width)
            : 20,
    );
    sheet.height(row, Math.min(150, Math.max(26, ...heights)));
  }

  private putTarget(row: number, column: number, key: string, target: Target | undefined): void {
    if (!target?.cells.target) return;
    const { operator, unit } = target.cells;
    const standing = cellBehind(this.input.source, target.cells.target);
    if (isBlank(standing) || standing === null) return;
    const percent = standing.kind === 'number' && standing.format.includes('%');
    const parts: Term[] = [];
    if (operator && target.operator !== 'qualitative') parts.push(reference(operator));
    parts.push(
      percent && parts.length > 0
        ? call('TEXT', reference(target.cells.target), text(standing.format.replace(/[^0#.%]/g, '') || '0%'))
        : reference(target.cells.target),
    );
    if (parts.length > 1 && unit && !(percent && /^[%％]$/.test(target.unit ?? ''))) parts.push(reference(unit));
    this.putLive(row, column, `target:${key}`, join(parts));
    if (parts.length === 1 && standing.format !== 'General') this.sheet.format(cellArea(row, column), { numberFormat: standing.format });
  }

  private putActual(row: number, column: number, key: string, target: Target | undefined): void {
    const cell = target?.cells.actual;
    const standing = cell ? cellBehind(this.input.source, cell) : null;
    if (!cell || isBlank(standing) || standing === null) return;
    this.putLive(row, column, `actual:${key}`, reference(cell));
    if (standing.format !== 'General') this.sheet.format(cellArea(row, column), { numberFormat: standing.format });
  }

  private putLive(row: number, column: number, key: string, term: Term): void {
    const value = evaluateTerm(term, (name) => valueOfCell(cellBehind(this.input.source, name)));
    this.sheet.formula(row, column, key, formulaOfTerm(term), value);
  }

  private putRate(row: number, column: number, result: IndicatorResult): void {
    const value = result.completion ?? result.rate;
    const shown = result.shownCompletion ?? result.shownRate;
    this.sheet.format(cellArea(row, column), appearance.figure);
    if (!result.terms.rate || shown === null) return;
    const rate = shown.endsWith('%') || value === null;
    const { rounding } = this.input.assessment;
    const term = this.resolved(result.terms.rate);
    if (!term) return;
    const content: Term = rate ? shownRateTerm(term, rounding) : call('IFERROR', call('ROUND', term, number('2')), text('—'));
    const standing: Value =
      value === null
        ? textValue('—')
        : numberValue(rate ? round(decimal(value), 4, rounding, new Decimal(1)) : decimal(value).toDecimalPlaces(2));
    this.sheet.formula(row, column, `rate:${result.key}`, formulaOfTerm(content), standing);
    this.sheet.format(cellArea(row, column), { ...appearance.figure, numberFormat: rate ? numberFormats.rate : '#,##0.00' });
  }

  private putScore(row: number, column: number, result: IndicatorResult): void {
    const { key } = result;
    const value: Value = result.score === null ? textValue('') : numberValue(result.score);
    this.sheet.format(cellArea(row, column), { ...appearance.figure, numberFormat: numberFormats.score });
    const formCell = this.input.formScores.get(key);
    const keepsInput = this.wasInput(key) && (result.stated?.cell.startsWith(`${quoteSheet(this.input.title)}!`) ?? false);
    if (result.status === 'computed' && result.terms.score && !keepsInput) {
      const term = this.resolved(result.terms.score);
      if (term) {
        this.sheet.formula(row, column, `score:${key}`, formulaOfTerm(term), value);
        return;
      }
    }
    const linked = formCell ?? this.typedElsewhere(result);
    if (linked) {
      const term = call('IF', call('ISBLANK', reference(linked)), text(''), reference(linked));
      this.sheet.formula(row, column, `score:${key}`, formulaOfTerm(term), value);
      return;
    }
    if (result.status === 'manual' && result.terms.score && result.parts.length > 0) {
      const term = this.resolved(result.terms.score);
      if (term && !isOwnReference(term, this.address('score', row))) {
        this.sheet.formula(row, column, `score:${key}`, formulaOfTerm(term), value);
        return;
      }
    }
    this.putInput(row, column, key, result.points);
  }

  private putInput(row: number, column: number, key: string, points: string): void {
    this.sheet.put(row, column, `input:${key}`, { value: blank }, 'input');
    this.sheet.format(cellArea(row, column), {
      ...appearance.figure,
      numberFormat: numberFormats.score,
      fill: colours.inputFill,
      locked: false,
    });
    this.sheet.validate(cellArea(row, column), {
      type: 'decimal',
      minimum: '0',
      maximum: points,
      title: say('tables', 'scoreTitle'),
      message: say('tables', 'scoreMessage', { points }),
    });
  }

  private wasInput(key: string): boolean {
    return this.input.fingerprints.has(`${ownSheets.indicators.mark}/input:${key}`);
  }

  /** The cell of another sheet in which the score was typed (a list of targets), or null. */
  private typedElsewhere(result: IndicatorResult): string | null {
    const typed = this.input.manual.get(result.key)?.cell;
    const own = `${quoteSheet(this.input.title)}!`;
    if (typed && !typed.startsWith(own)) return typed;
    if (typed || result.status !== 'manual') return null;
    const target = result.targetRow === null ? undefined : this.targets.get(result.targetRow);
    return target?.cells.score ?? null;
  }

  private putDeduction(row: number, column: number, result: IndicatorResult): void {
    const score = reference(this.address('score', row));
    const points = reference(this.address('points', row));
    const term = call('IF', call('ISNUMBER', score), call('ROUND', operation('-', points, score), number('2')), text(''));
    const value: Value = result.deduction === null ? textValue('') : numberValue(result.deduction);
    this.sheet.formula(row, column, `deduction:${result.key}`, formulaOfTerm(term), value);
    this.sheet.format(cellArea(row, column), { ...appearance.figure, numberFormat: '0.00;-0.00;0' });
    const first = this.columnOf.get('name') ?? 1;
    if (row !== this.bodyTop) return;
    const area = { top: this.bodyTop, left: first, bottom: this.bodyTop + this.results.length - 1, right: this.width };
    this.sheet.highlight(area, [
      { formula: `=N($${columnLetters(column)}${row})>0`, format: { fill: colours.deductionFill, fontColor: colours.deductionText } },
    ]);
  }

  private reasonText(result: IndicatorResult): string {
    if (result.status === 'missing' && result.missing.length > 0)
      return say('tables', 'missingInput', { missing: result.missing.join('、') });
    return result.reason;
  }

  private putReason(row: number, column: number, result: IndicatorResult, reason: string): void {
    const formula = this.reasonFormula(result);
    if (formula) this.sheet.formula(row, column, `reason:${result.key}`, formula, textValue(result.reason));
    else this.sheet.text(row, column, `reason:${result.key}`, reason);
  }

  private reasonFormula(result: IndicatorResult): string | null {
    if (result.status !== 'computed' || !result.terms.reason) return null;
    const term = this.resolved(result.terms.reason);
    try {
      return term && formulaOfTerm(term);
    } catch (failure) {
      if (failure instanceof RangeError) return null;
      throw failure;
    }
  }

  /** The term with input cells in place of `{manual:KEY}`; null while an input has no cell. */
  private resolved(term: Term): Term | null {
    return replaceReferences(term, (name) => {
      const key = /^\{manual:(.*)\}$/s.exec(name)?.[1];
      if (key === undefined) return name;
      const own = this.inputs.get(key);
      if (own) return own;
      const typed = this.input.manual.get(key)?.cell;
      const index = this.results.findIndex((candidate) => candidate.key === key);
      if (typed && !typed.startsWith(`${quoteSheet(this.input.title)}!`)) return typed;
      if (typed) return index < 0 ? null : this.address('score', this.bodyTop + index);
      const result = this.results[index];
      return (result && this.typedElsewhere(result)) ?? null;
    });
  }

  private mergeLevels(): void {
    const levels = [
      { depth: 0, name: 'level1', points: 'level1Points' },
      { depth: 1, name: 'level2', points: 'level2Points' },
    ] as const;
    for (const { depth, name, points } of levels) {
      const column = this.columnOf.get(name);
      if (column === undefined) continue;
      for (let start = 0; start < this.results.length; ) {
        const path = this.results[start]?.path.slice(0, depth + 1) ?? [];
        let end = start;
        while (end + 1 < this.results.length && samePath(this.results[end + 1]?.path.slice(0, depth + 1) ?? [], path)) end += 1;
        const area = { top: this.bodyTop + start, left: column, bottom: this.bodyTop + end, right: column };
        const label = path[depth] ?? '';
        this.sheet.text(area.top, column, `${name}:${start}`, label);
        if (label !== '') this.sheet.merge(area);
        this.sheet.format(area, appearance.centred);
        const pointsColumn = this.columnOf.get(points);
        if (pointsColumn !== undefined && label !== '') this.levelPoints(pointsColumn, area, `${points}:${start}`, start, end);
        start = end + 1;
      }
    }
  }

  private levelPoints(column: number, over: Area, key: string, start: number, end: number): void {
    const area = { ...over, left: column, right: column };
    const cells = `${this.address('points', over.top)}:${this.address('points', over.bottom)}`;
    const sum = sumOf(this.results.slice(start, end + 1).map(({ points }) => points));
    this.sheet.formula(area.top, column, key, `=SUM(${cells})`, numberValue(sum));
    this.sheet.merge(area);
    this.sheet.format(area, appearance.centred);
  }

  /** The line 合计 and the grade below it. Returns the total's row, or null for a table without indicators. */
  private total(): number | null {
    const { assessment, system } = this.input;
    const count = this.results.length;
    if (count === 0) return null;
    const row = this.row;
    const span = (key: ColumnKey): string => `${this.address(key, this.bodyTop)}:${this.address(key, this.bodyTop + count - 1)}`;
    this.sheet.text(row, 1, 'total:label', say('tables', 'totalRow'));
    this.sheet.format(this.line(row), appearance.total);
    const points = this.columnOf.get('points');
    const labelEnd = Math.max(1, (points ?? this.column('score')) - 1);
    this.sheet.merge({ top: row, left: 1, bottom: row, right: labelEnd });
    const listed = sumOf(this.results.map((result) => result.points));
    // Where the system leaves rows to the unit's own targets and none were read, the rows that stand do not make up the full points.
    if (points && decimal(listed).equals(assessment.total.points)) {
      this.sheet.formula(row, points, 'total:points', `=SUM(${span('points')})`, numberValue(listed));
    } else if (points) this.sheet.number(row, points, 'total:points', assessment.total.points);
    const complete = call(
      'IF',
      operation('=', call('COUNT', reference(span('score'))), number(String(count))),
      call('ROUND', call('SUM', reference(span('score'))), number('2')),
      text(''),
    );
    const { score } = assessment.total;
    const standing = assessment.incomplete.length === 0;
    const total: PlannedCell = standing
      ? { formula: formulaOfTerm(complete), result: score === null ? textValue('') : numberValue(score) }
      : { value: blank };
    this.sheet.put(row, this.column('score'), 'total:score', total);
    this.sheet.format(cellArea(row, this.column('score')), { ...appearance.total, horizontal: 'right', numberFormat: numberFormats.score });
    const deduction = this.columnOf.get('deduction');
    if (deduction) {
      const lost = sumOf(this.results.flatMap((result) => result.deduction ?? []));
      this.sheet.formula(row, deduction, 'total:deduction', `=ROUND(SUM(${span('deduction')}),2)`, numberValue(lost));
      this.sheet.format(cellArea(row, deduction), { ...appearance.total, horizontal: 'right', numberFormat: '0.00;-0.00;0' });
    }
    if (!standing)
      this.sheet.text(row, this.width, 'total:note', say('tables', 'incomplete', { reasons: assessment.incomplete.join('；') }));
    this.sheet.format(cellArea(row, this.width), { ...appearance.text, fill: colours.sectionFill });
    this.sheet.height(row, 28);
    const scoreCell = reference(this.address('score', row));
    const grade = call('IF', call('ISNUMBER', scoreCell), gradeTerm(scoreCell, assessment.total.points, system.grades), text(''));
    this.sheet.text(row + 1, 1, 'grade:label', say('tables', 'gradeRow'));
    this.sheet.merge({ top: row + 1, left: 1, bottom: row + 1, right: labelEnd });
    this.sheet.formula(row + 1, this.column('score'), 'grade', formulaOfTerm(grade), textValue(assessment.grade ?? ''));
    this.sheet.format(this.line(row + 1), appearance.total);
    this.sheet.height(row + 1, 26);
    this.row = row + 3;
    return row;
  }

  private partRows(): { result: IndicatorResult; part: PartResult }[] {
    return this.results.flatMap((result) => result.parts.map((part) => ({ result, part })));
  }

  /** Input cells of parts are placed before the formulas that refer to them. */
  private layParts(): void {
    const top = this.bodyTop + this.results.length + 3 + 2;
    this.partRows().forEach(({ result, part }, index) => {
      if (part.fullByDefault || this.input.manual.has(`${result.key}#${part.name}`)) {
        this.inputs.set(`${result.key}#${part.name}`, cellReference(top + index, 7));
      }
    });
  }

  private parts(): void {
    const rows = this.partRows();
    if (rows.length === 0) return;
    this.block('parts', say('tables', 'partsSection'), ['指标', '分项', '分值', '比率', '得分', '口径', '确认得分', '说明']);
    for (const { result, part } of rows) this.part(result, part);
    this.row += 1;
  }

  private part(result: IndicatorResult, part: PartResult): void {
    const { row, sheet } = this;
    const key = `${result.key}#${part.name}`;
    sheet.text(row, 1, `part:${key}:indicator`, result.name);
    sheet.text(row, 2, `part:${key}:name`, part.name);
    sheet.number(row, 3, `part:${key}:points`, part.points);
    sheet.format({ top: row, left: 1, bottom: row, right: 8 }, { ...appearance.text, fontSize: 10 });
    const { rounding } = this.input.assessment;
    const rate = part.terms.rate ? this.resolved(part.terms.rate) : null;
    if (rate) {
      const value: Value = part.rate === null ? textValue('—') : numberValue(round(decimal(part.rate), 4, rounding, new Decimal(1)));
      sheet.formula(row, 4, `part:${key}:rate`, formulaOfTerm(shownRateTerm(rate, rounding)), value);
    }
    sheet.format(cellArea(row, 4), { ...appearance.figure, numberFormat: numberFormats.rate });
    const score = part.terms.score ? this.resolved(part.terms.score) : null;
    if (score)
      sheet.formula(row, 5, `part:${key}:score`, formulaOfTerm(score), part.score === null ? textValue('—') : numberValue(part.score));
    sheet.format(cellArea(row, 5), { ...appearance.figure, numberFormat: '0.00##' });
    sheet.text(row, 6, `part:${key}:basis`, part.basis ?? '');
    if (this.inputs.has(key)) {
      this.putInput(row, 7, key, part.points);
      sheet.text(row, 8, `part:${key}:note`, say('tables', 'defaultFull'));
    }
    sheet.height(row, Math.max(22, heightFor(part.name, 8)));
    this.row += 1;
  }

  private block(key: string, title: string, headers: readonly string[]): void {
    const line = (row: number): Area => ({ top: row, left: 1, bottom: row, right: headers.length });
    this.sheet.text(this.row, 1, key, title);
    this.sheet.format(line(this.row), appearance.section);
    this.row += 1;
    headers.forEach((header, index) => {
      this.sheet.text(this.row, index + 1, `${key}:${index}`, header);
    });
    this.sheet.format(line(this.row), appearance.header);
    this.row += 1;
  }

  private levels(): void {
    const groups = new Map<string, number[]>();
    this.results.forEach((result, index) => {
      const level = result.path[0] ?? result.name;
      groups.set(level, [...(groups.get(level) ?? []), index]);
    });
    if (groups.size < 2) return;
    this.block('levels', say('tables', 'levelsSection'), ['一级指标', '分值', '得分', '得分率']);
    for (const [name, members] of groups) {
      const { row, sheet } = this;
      const cells = (key: ColumnKey): string =>
        runs(
          members.map((index) => this.bodyTop + index),
          this.column(key),
        );
      const level = this.input.assessment.levels.find((candidate) => candidate.name === name);
      sheet.text(row, 1, `level:${name}`, name);
      sheet.formula(row, 2, `level:${name}:points`, `=SUM(${cells('points')})`, numberValue(level?.points ?? '0'));
      const complete = `COUNT(${cells('score')})=${members.length}`;
      sheet.formula(
        row,
        3,
        `level:${name}:score`,
        `=IF(${complete},ROUND(SUM(${cells('score')}),2),"")`,
        level?.score == null ? textValue('') : numberValue(level.score),
      );
      const share =
        level?.score == null || decimal(level.points).isZero()
          ? textValue('')
          : numberValue(decimal(level.score).dividedBy(level.points).toDecimalPlaces(4));
      const [points, score] = [cellReference(row, 2), cellReference(row, 3)];
      // No IFERROR over an empty score: engines disagree on what an empty text divided by a number is.
      sheet.formula(row, 4, `level:${name}:share`, `=IF(ISNUMBER(${score}),IF(${points}=0,"",ROUND(${score}/${points},4)),"")`, share);
      sheet.format({ top: row, left: 1, bottom: row, right: 4 }, appearance.centred);
      sheet.format(cellArea(row, 3), { ...appearance.figure, numberFormat: numberFormats.score });
      sheet.format(cellArea(row, 4), { ...appearance.figure, numberFormat: numberFormats.rate });
      this.row += 1;
    }
    this.row += 1;
  }

  private charts(): void {
    const sheetName = quoteSheet(this.input.title);
    const top = this.progress(sheetName);
    const name = this.columnOf.get('name');
    const deduction = this.columnOf.get('deduction');
    if (!name || !deduction || this.results.length === 0) return;
    const rows = { top: this.bodyTop, bottom: this.bodyTop + this.results.length - 1 };
    this.sheet.chart({
      name: '绩核_扣分',
      type: 'bar',
      title: say('tables', 'chartDeductions'),
      categories: `${sheetName}!${absoluteReference({ ...rows, left: name, right: name })}`,
      series: [
        {
          title: say('tables', 'chartDeductions'),
          values: `${sheetName}!${absoluteReference({ ...rows, left: deduction, right: deduction })}`,
        },
      ],
      area: { top, left: 1, bottom: top + Math.max(16, Math.ceil(this.results.length * 0.9)), right: Math.max(5, name) },
    });
  }

  /** Quarterly progress against the schedule, as a small table and a chart. Returns the row under which charts begin. */
  private progress(sheetName: string): number {
    const quarters = [1, 2, 3, 4].flatMap((quarter) => {
      const scheduled = this.input.facts.get(`quarter.${quarter}:scheduled`);
      const cumulative = this.input.facts.get(`quarter.${quarter}:cumulative`);
      return scheduled && cumulative ? [{ quarter, scheduled, cumulative }] : [];
    });
    if (quarters.length < 2) return this.row;
    this.block('progress', say('tables', 'progressSection'), ['季度', say('tables', 'scheduled'), say('tables', 'cumulative')]);
    const first = this.row;
    for (const { quarter, scheduled, cumulative } of quarters) {
      this.sheet.text(this.row, 1, `progress:${quarter}`, `${'一二三四'.charAt(quarter - 1)}季度`);
      this.sheet.formula(this.row, 2, `progress:${quarter}:scheduled`, `=${this.input.nameOf(scheduled.id)}`, numberValue(scheduled.value));
      this.sheet.formula(
        this.row,
        3,
        `progress:${quarter}:cumulative`,
        `=${this.input.nameOf(cumulative.id)}`,
        numberValue(cumulative.value),
      );
      this.sheet.format(
        { top: this.row, left: 1, bottom: this.row, right: 3 },
        { ...appearance.centred, numberFormat: numberFormats.rate },
      );
      this.row += 1;
    }
    const area = (column: number): string =>
      `${sheetName}!${absoluteReference({ top: first, left: column, bottom: this.row - 1, right: column })}`;
    const top = this.row + 1;
    this.sheet.chart({
      name: '绩核_进度',
      type: 'column',
      title: say('tables', 'chartProgress'),
      categories: area(1),
      series: [
        { title: say('tables', 'cumulative'), values: area(3) },
        { title: say('tables', 'scheduled'), values: area(2), type: 'line' },
      ],
      area: { top, left: Math.min(this.width, Math.max(6, (this.columnOf.get('name') ?? 5) + 1)), bottom: top + 16, right: this.width },
    });
    return top;
  }

  private line(row: number): Area {
    return { top: row, left: 1, bottom: row, right: this.width };
  }
}

function samePath(first: readonly string[], second: readonly string[]): boolean {
  return first.length === second.length && first.every((level, index) => level === second[index]);
}

function isOwnReference(term: Term, cell: string): boolean {
  return term.node === 'reference' && term.reference === cell;
}

function runs(rows: readonly number[], column: number): string {
  const pieces: { top: number; bottom: number }[] = [];
  for (const row of rows) {
    const last = pieces[pieces.length - 1];
    if (last && row === last.bottom + 1) last.bottom = row;
    else pieces.push({ top: row, bottom: row });
  }
  const at = (row: number): string => cellReference(row, column);
  return pieces.map(({ top, bottom }) => (top === bottom ? at(top) : `${at(top)}:${at(bottom)}`)).join(',');
}

function sumOf(list: readonly string[]): string {
  return canonical(list.reduce((sum, next) => sum.plus(next), new Decimal(0)));
}
