import { type Canonical, canonical, decimal } from '../amounts/decimal';
import type { MoneyUnit } from '../amounts/unit';
import { compact, normaliseLabel, plainLabel } from '../facts/label';
import { itemOfLabel, measureOfLabel, plainBudget } from '../facts/meaning';
import { isKnownFact } from '../facts/names';
import { remembered } from '../facts/remembered';
import { fullAreaReference, fullReference } from '../workbook/address';
import { readMoney, referenceOf } from './amount';
import { type Candidate, ranks } from './facts';
import { type Grid, type GridCell, rowsBetween } from './grid';
import { organisationIn, yearIn } from './head';
import { type IndicatorHeader, type IndicatorRole, indicatorHeaderAt } from './indicator-columns';
import { isPlaceholder, type PrintedNumber } from './number';
import type { Form, FormAmountRow, FormIndicatorRow, FormLevel, Measure, ReadNumber, Target } from './reading';
import type { SheetContext } from './tables';
import { operatorOf, readValue, resolveValues } from './target-values';
import { bracketUnit } from './unit';

/** What a sheet holds besides tables of amounts. */
export interface FormsOfSheet {
  readonly forms: readonly Form[];
  /** Lists of targets that are no forms. */
  readonly targets: readonly Target[];
  /** Rows that belong to forms and lists. */
  readonly taken: ReadonlySet<number>;
  /** Facts from the amounts of a department's form. */
  readonly candidates: readonly Candidate[];
}

const totalLabel =
  /^(?:总分|合计|总计|总得分|合计得分|自评总分|总分值|得分合计|合计分值|总评分|自评得分合计|分值合计|合计\(?总分\)?|总分合计|综合得分|自评总得分|最终得分)$/u;
const footLabel =
  /^(?:注|填表说明|说明|备注|填表人|填报人|单位负责人|财务负责人|联系人|联系电话|填报单位|审核人|其他需要说明|需要说明|附|项目负责人|单位\(?盖章)/u;

/** Recognises issued forms, score tables and lists of targets on a sheet. Linear in its rows. */
export function readForms(context: SheetContext): FormsOfSheet {
  const { grid } = context;
  const taken = new Set<number>();
  const forms: Form[] = [];
  const targets: Target[] = [];
  const candidates: Candidate[] = [];
  const headers: { header: IndicatorHeader; index: number }[] = [];
  for (let index = 0; index < grid.rows.length; index += 1) {
    const header = indicatorHeaderAt(grid, grid.rows, index);
    if (!header) continue;
    headers.push({ header, index });
    index = grid.rows.indexOf(header.last, index);
  }
  let from = 0;
  for (let position = 0; position < headers.length; position += 1) {
    const entry = headers[position];
    if (!entry) continue;
    const following = headers[position + 1];
    let body = bodyOf(grid, entry.header, following?.header.first ?? Number.POSITIVE_INFINITY);
    let skip = 0;
    while (
      headers[position + 1 + skip] &&
      body.total === null &&
      sameColumns(entry.header, headers[position + 1 + skip]?.header) &&
      !amountsBetween(grid, body.last, headers[position + 1 + skip]?.header.first ?? 0)
    ) {
      const again = headers[position + 1 + skip]?.header;
      if (!again) break;
      const more = bodyOf(grid, again, headers[position + 2 + skip]?.header.first ?? Number.POSITIVE_INFINITY);
      body = { rows: [...body.rows, ...more.rows], total: more.total, last: more.last };
      skip += 1;
    }
    const section = readSection(context, entry.header, body, from);
    if (section.form) {
      forms.push(section.form);
      candidates.push(...section.candidates);
      const first = section.form.amounts.length > 0 ? section.form.area.top : entry.header.first;
      for (const row of rowsBetween(grid, first, section.form.area.bottom)) taken.add(row);
    } else {
      targets.push(...section.targets);
      for (const row of rowsBetween(grid, entry.header.first, body.last)) taken.add(row);
    }
    from = body.last + 1;
    position += skip;
  }
  return { forms, targets, taken, candidates };
}

function sameColumns(first: IndicatorHeader, second: IndicatorHeader | undefined): boolean {
  if (!second || first.columns.size !== second.columns.size) return false;
  return [...first.columns].every(([role, column]) => second.columns.get(role) === column);
}

function amountsBetween(grid: Grid, after: number, before: number): boolean {
  return rowsBetween(grid, after + 1, before - 1).some((row) => amountColumns(grid, row) !== null);
}

interface Body {
  readonly rows: readonly number[];
  readonly total: number | null;
  readonly last: number;
}

/** No issued form or list of targets is longer. */
const mostBodyRows = 3000;

function bodyOf(grid: Grid, header: IndicatorHeader, until: number): Body {
  const rows: number[] = [];
  let total: number | null = null;
  let last = header.last;
  let blankRun = 0;
  for (const row of rowsBetween(grid, header.last + 1, Math.min(until - 1, header.last + mostBodyRows))) {
    if (row - last > 3) break;
    const first = grid.cells.get(row)?.find((cell) => cell.label !== null) ?? null;
    const lead = grid.cells.get(row)?.[0] ?? null;
    if (first && lead === first && totalLabel.test(plainLabel(first.text).replace(/[:：]$/u, ''))) {
      total = row;
      last = row;
      break;
    }
    if (first && lead === first && first.right >= header.left + 1 && footLabel.test(plainLabel(first.text))) {
      if (/^(?:其他需要说明|需要说明)/u.test(compact(first.text))) {
        last = row;
        continue;
      }
      break;
    }
    if (amountColumns(grid, row) !== null) break;
    if (
      first &&
      /^(?:附件?\d*|.{2,40}(?:自评表|评分表|得分表|目标表))$/u.test(compact(first.text)) &&
      first.right >= header.right &&
      first.column <= header.left
    )
      break;
    if (!first) {
      blankRun += 1;
      if (blankRun > 30) break;
    } else blankRun = 0;
    rows.push(row);
    last = row;
  }
  return { rows, total, last };
}

interface Section {
  readonly form: Form | null;
  readonly targets: Target[];
  readonly candidates: Candidate[];
}

function readSection(context: SheetContext, header: IndicatorHeader, body: Body, from: number): Section {
  const { grid } = context;
  const sheet = grid.sheet.name;
  const above = rowsBetween(grid, Math.max(from, header.first - 400), header.first - 1);
  const amountHeader = above.filter((row) => amountColumns(grid, row) !== null).at(-1) ?? null;
  const title = titleAbove(grid, above) ?? context.head.title;
  const named = `${title ?? ''} ${sheet}`;
  const plain = !header.columns.has('target') && !header.columns.has('actual');
  const scoreTable = plain && header.columns.has('points');
  const unscored =
    amountHeader === null && (header.columns.has('score') || (header.columns.has('actual') && /自评表/u.test(compact(named))))
      ? (unscoredAmounts(context, above) ?? pairedAmounts(context, above))
      : null;
  const isForm =
    (header.columns.has('score') || unscored !== null) &&
    (amountHeader !== null || scoreTable || /自评表|自评得分|评分表|打分表|评价表|得分表|自评报告表/u.test(compact(named)));
  const top = isForm ? (above.find((row) => row >= topOfForm(grid, above, amountHeader, header)) ?? header.first) : header.first;
  const targets = plain ? [] : readTargets(context, header, body);
  if (!isForm) return { form: null, targets, candidates: [] };
  const amounts = amountHeader === null ? withStatedRate(unscored, targets) : readAmounts(context, amountHeader, header.first);
  const head = readFormHead(grid, above, amountHeader ?? header.first);
  const total = body.total === null ? null : totalOf(context, header, body.total);
  const indicators = scoreTable ? readIndicators(context, header, body) : [];
  const kind: Form['kind'] = scoreTable
    ? 'scoreTable'
    : head.has('project') || (/项目/u.test(named) && !/整体|部门/u.test(compact(title ?? '')))
      ? 'project'
      : 'department';
  const goal = goalOf(grid, above, header.first);
  const scores = [...targets.map((target) => target.score), ...indicators.map((row) => row.score)];
  const amountScores = amounts?.rows.some((row) => row.scored && filledScore(grid, row.scoreCell)) ?? false;
  const lastFoot =
    rowsBetween(grid, body.last + 1, body.last + 4)
      .filter((row) => isFoot(grid, row))
      .at(-1) ?? body.last;
  const form: Form = {
    kind,
    system: systemOf(kind, header, targets, indicators, amounts?.rows ?? [], named),
    sheet,
    area: { top, left: Math.min(header.left, firstColumn(grid, above)), bottom: lastFoot, right: header.right },
    title,
    year: above.map((row) => rowYear(grid, row)).find((year) => year !== null) ?? context.head.year,
    organisation:
      head.get('organisation')?.value ??
      (above
        .flatMap((row) => grid.cells.get(row) ?? [])
        .map((cell) => (cell.label === null ? null : organisationIn(cell.text)?.name))
        .find((name) => name) ||
        null),
    head,
    unit: amounts?.unit ?? context.head.units[0]?.unit ?? null,
    amounts: amounts?.rows ?? [],
    targets,
    indicators,
    levels: levelsOf(context, header, body),
    total,
    hasReasonColumn: header.columns.has('reason'),
    unfilled: scores.every((score) => score === null) && (total === null || total.score === null) && !amountScores,
    goal,
  };
  return { form, targets, candidates: kind === 'project' ? [] : factsOf(form, amounts?.own ?? new Set()) };
}

function isFoot(grid: Grid, row: number): boolean {
  const first = grid.cells.get(row)?.[0];
  return first !== undefined && first.label !== null && footLabel.test(plainLabel(first.text));
}

function firstColumn(grid: Grid, rows: readonly number[]): number {
  return rows.reduce((least, row) => Math.min(least, grid.cells.get(row)?.[0]?.column ?? least), Number.POSITIVE_INFINITY);
}

function rowYear(grid: Grid, row: number): number | null {
  for (const cell of grid.cells.get(row) ?? []) {
    const year = cell.label !== null ? yearIn(cell.text) : null;
    if (year !== null) return year;
  }
  return null;
}

function titleAbove(grid: Grid, above: readonly number[]): string | null {
  for (const row of above) {
    const cell = grid.cells
      .get(row)
      ?.find(
        (entry) =>
          entry.label !== null &&
          /(?:表|绩效|自评)/u.test(entry.text) &&
          entry.text.trim().length >= 4 &&
          organisationIn(entry.text) === null &&
          !/[:：]/u.test(entry.text),
      );
    if (cell && /表|自评/u.test(cell.text)) return cell.text.trim();
  }
  return null;
}

function topOfForm(grid: Grid, above: readonly number[], amountHeader: number | null, header: IndicatorHeader): number {
  const limit = amountHeader ?? header.first;
  const title = above.find((row) =>
    grid.cells.get(row)?.some((cell) => cell.label !== null && /自评|评分|得分|评价/u.test(cell.text) && cell.text.length < 60),
  );
  return title ?? above.find((row) => row >= limit - 6) ?? header.first;
}

// ---- amounts ----

interface AmountColumns {
  readonly measures: ReadonlyMap<Measure, number>;
  readonly points: number | null;
  readonly rate: number | null;
  readonly score: number | null;
  readonly first: number;
  readonly headerPoints: Canonical | null;
}

const amountLabels: readonly (readonly [RegExp, Measure])[] = [
  [
    /^(?:年初|部门)?(?:部门)?(?:预算|批复)(?:安排)?(?:数|资金|金额)?(?:\(A\))?$|^年初(?:批复|安排)(?:预算)?数?$|^申请预算资金$|^年初预算$/u,
    'budget.initial',
  ],
  [
    /^全年(?:\(?调整\)?)?(?:后)?预算(?:数|资金|金额)?$|^调整后(?:的)?(?:全年)?预算(?:数|资金|金额)?$|^全年\(调整\)预算数?$|^预算安排情况\(调整后\)$|^全年预算安排(?:数)?$/u,
    'budget.full',
  ],
  [
    /^(?:全年|预算|实际|决算)?(?:预算)?执行(?:数|金额|资金)?$|^实际(?:支出|执行|使用)(?:数|金额|资金)?$|^(?:支出)?决算数?$|^全年实际支出数?$|^资金执行情况$|^全年支出数?$|^实际支出$/u,
    'outturn',
  ],
  [/^(?:资金)?(?:实际)?到位(?:数|资金|金额)?$/u, 'received'],
];

const amountMeasure = remembered((text): Measure | null => {
  const source = plainLabel(text).replace(/\((?:[A-Z](?:[/*+-][A-Z])*|万元|元)\)/gu, '');
  for (const [pattern, measure] of amountLabels) if (pattern.test(source)) return measure;
  const known = source.length > 16 ? null : (measureOfLabel(normaliseLabel(text), null)?.measure ?? null);
  return known === plainBudget ? 'budget.initial' : known !== null && amountMeasures.has(known) ? known : null;
});

/** Measures that the amounts of a form may have, by any name that tables use for them. */
const amountMeasures: ReadonlySet<string> = new Set(['budget.initial', 'budget.full', 'outturn', 'received']);

/** Points in brackets of a header: `分值（10）`, `得分（20分×执行率）`. */
function pointsIn(text: string): Canonical | null {
  const found = /[(](\d{1,3}(?:\.\d{1,2})?)(?:分(?:[×xX*][^()]{0,8})?)?[)]/u.exec(plainLabel(text))?.[1] ?? null;
  return found === null ? null : canonical(decimal(found));
}

/** The columns of a form's amounts, where the row is the header of such a part. */
function amountColumns(grid: Grid, row: number): AmountColumns | null {
  const measures = new Map<Measure, number>();
  let points: number | null = null;
  let rate: number | null = null;
  let score: number | null = null;
  let first = Number.POSITIVE_INFINITY;
  let headerPoints: Canonical | null = null;
  const cells = grid.cells.get(row) ?? [];
  const [leading] = cells;
  // 预算执行 in front of 全年执行数 names the block, not a column, merged downwards or not.
  const named =
    leading &&
    cells.slice(1).some(({ text }) => amountMeasure(leading.text) !== null && amountMeasure(text) === amountMeasure(leading.text));
  const frame = leading && (named || (leading.bottom > row && cells.some((cell) => cell.bottom === row))) ? leading : null;
  for (const cell of cells) {
    if (cell.content.kind === 'number') return null;
    if (cell.label === null || cell.text.length > 60) continue;
    const source = plainLabel(cell.text).replace(/\([^()]*\)/gu, '');
    const measure = cell === frame ? null : amountMeasure(cell.text);
    if (measure !== null && !measures.has(measure)) {
      measures.set(measure, cell.column);
      first = Math.min(first, cell.column);
    } else if (/^(?:执行率|预算)?(?:分值|权重|标准分)(?:权重)?$/u.test(source) || /^(?:分值|权重)/u.test(source)) {
      points = cell.column;
      headerPoints ??= pointsIn(cell.text);
    } else if (/^(?:执行率|预算执行)?得分$|^自评得分$|^执行率得分$/u.test(source) && !/计算/u.test(source)) {
      score = cell.column;
      headerPoints ??= pointsIn(cell.text);
    } else if (/^(?:预算|资金)?执行率$/u.test(source)) rate = cell.column;
    else if (/预算执行|项目资金|资金情况/u.test(source)) headerPoints ??= pointsIn(cell.text);
  }
  if (measures.size < 2 || !measures.has('outturn') || (score === null && points === null && rate === null)) return null;
  if (score === null && points === null) return null;
  if (!measures.has('budget.full') && measures.has('budget.initial') && measures.size === 2) {
    const cell = grid.at(row, measures.get('budget.initial') ?? 0);
    const label = cell ? plainLabel(cell.text) : '';
    if (!label.includes('年初') && !label.includes('批复') && !label.includes('申请')) {
      measures.set('budget.full', measures.get('budget.initial') ?? 0);
      measures.delete('budget.initial');
    }
  }
  return { measures, points, rate, score, first, headerPoints };
}

function readAmounts(
  context: SheetContext,
  row: number,
  until: number,
): { rows: FormAmountRow[]; unit: MoneyUnit | null; own: ReadonlySet<string> } {
  const { grid } = context;
  const sheet = grid.sheet.name;
  const columns = amountColumns(grid, row);
  if (!columns) return { rows: [], unit: null, own: new Set() };
  let unit: MoneyUnit | null = null;
  for (let column = 1; column < columns.first; column += 1) {
    const cell = grid.at(row, column);
    if (cell && cell.label !== null) unit ??= bracketUnit(cell.text);
  }
  for (const cell of grid.cells.get(row) ?? []) if (cell.label !== null) unit ??= bracketUnit(cell.text);
  unit =
    context.choices.units.get(sheet) ??
    unit ??
    context.head.units.filter((entry) => entry.row <= row).at(-1)?.unit ??
    context.head.units[0]?.unit ??
    null;
  const rows: FormAmountRow[] = [];
  const own = new Set<string>();
  const frame = grid.at(row, 1);
  const limit = Math.min(until, frame && frame.bottom > row && frame.row <= row ? frame.bottom + 1 : until);
  for (const current of rowsBetween(grid, row + 1, limit - 1)) {
    const label = labelLeftOf(grid, current, columns.first);
    if (!label) {
      if (rows.length > 0 && frame?.bottom === row) break;
      continue;
    }
    const name = (label.label?.name ?? '').replace(/^资金(?:来源|结构|构成|性质):(?=.)/u, '');
    if (/目标|预期|绩效指标|一级指标|实际完成/u.test(name)) break;
    const item = itemOfLabel(name) === 'sum' ? 'total' : itemOfLabel(name);
    const cells = new Map<Measure, string>();
    const numbers = new Map<Measure, ReadNumber>();
    for (const [measure, column] of columns.measures) {
      cells.set(measure, fullReference({ sheet, row: current, column }));
      const found = anchoredNumber(grid, current, column);
      if (found) takeAmount(context, { ...found, unit, label: name, measure }, { numbers, own });
    }
    const address = (column: number | null): string | null => (column === null ? null : fullReference({ sheet, row: current, column }));
    rows.push({
      source: name,
      item,
      row: current,
      cells,
      numbers,
      pointsCell: address(columns.points),
      points: pointsAt(grid, current, columns.points),
      rateCell: address(columns.rate),
      scoreCell: address(columns.score),
      scored: false,
    });
  }
  return { rows: withTotal(rows, columns.headerPoints), unit, own };
}

/** A number of a form under the header of a measure. */
interface AnchoredAmount {
  readonly cell: GridCell;
  readonly number: PrintedNumber;
  readonly unit: MoneyUnit | null;
  readonly label: string;
  readonly measure: Measure;
}

/** Reads the amount of one cell of a form, unless the question about its unit must be answered first. */
function takeAmount(
  context: SheetContext,
  { cell, number, unit, label, measure }: AnchoredAmount,
  into: { readonly numbers: Map<Measure, ReadNumber>; readonly own: Set<string> },
): void {
  const sheet = context.grid.sheet.name;
  const read = context.questions.money(context, {
    cell,
    number,
    unit,
    label,
    column: measure,
    read: (chosen) => readMoney(sheet, cell, number, chosen),
  });
  if (read === 'withheld') return;
  into.numbers.set(measure, read);
  if (cell.own) into.own.add(referenceOf(sheet, cell));
}

/** Marks the row that the form scores: the one named as the whole, wherever it stands, else the one with points, else the first. */
function withTotal(rows: readonly FormAmountRow[], headerPoints: Canonical | null): FormAmountRow[] {
  const total =
    rows.find(({ item, source }) => item === 'total' || /总额|合计/u.test(source)) ?? rows.find(({ points }) => points !== null) ?? rows[0];
  return rows.map((row) => (row === total ? { ...row, source: 'total', scored: true, points: row.points ?? headerPoints } : row));
}

/**
 * Amounts of a form that shows the execution rate without scoring it, in one row below their header: 预算安排情况（调整后） | 资金执行情况 |
 * 预算执行率 (county form of Hebei). Null where the form has no such part.
 */
function unscoredAmounts(
  context: SheetContext,
  above: readonly number[],
): { rows: FormAmountRow[]; unit: MoneyUnit | null; own: ReadonlySet<string> } | null {
  const { grid } = context;
  const sheet = grid.sheet.name;
  for (const row of above) {
    const columns = new Map<Measure, number>();
    let rate: number | null = null;
    for (const cell of grid.cells.get(row) ?? []) {
      if (cell.label === null || cell.text.length > 40) continue;
      const measure = amountMeasure(cell.text);
      if (measure !== null && !columns.has(measure)) columns.set(measure, cell.column);
      else if (/^(?:预算|资金)?执行率$/u.test(plainLabel(cell.text).replace(/\([^()]*\)/gu, ''))) rate = cell.column;
    }
    const outturn = columns.get('outturn');
    if (outturn === undefined || columns.size < 2 || rate === null) continue;
    const values = [row + 1, row + 2, row + 3].find((below) => anchoredNumber(grid, below, outturn) !== null);
    if (values === undefined) continue;
    const printed = (grid.cells.get(row) ?? []).flatMap((cell) => (cell.label === null ? [] : (bracketUnit(cell.text) ?? [])))[0];
    const unit = context.choices.units.get(sheet) ?? printed ?? context.head.units.filter((entry) => entry.row <= row).at(-1)?.unit ?? null;
    const cells = new Map<Measure, string>();
    const numbers = new Map<Measure, ReadNumber>();
    const own = new Set<string>();
    for (const [measure, column] of columns) {
      cells.set(measure, fullReference({ sheet, row: values, column }));
      const found = anchoredNumber(grid, values, column);
      if (found) takeAmount(context, { ...found, unit, label: grid.at(row, column)?.label?.name ?? '', measure }, { numbers, own });
    }
    const total: FormAmountRow = {
      source: 'total',
      item: 'total',
      row: values,
      cells,
      numbers,
      pointsCell: null,
      points: null,
      rateCell: fullReference({ sheet, row: values, column: rate }),
      scoreCell: null,
      scored: true,
    };
    return { rows: [total], unit, own };
  }
  return null;
}

/** Amounts in pairs of label and value, as forms of 2019 print them: `预算数： | 50 | 执行数： | 49`. Null where the form has none. */
function pairedAmounts(
  context: SheetContext,
  above: readonly number[],
): { rows: FormAmountRow[]; unit: MoneyUnit | null; own: ReadonlySet<string> } | null {
  const { grid } = context;
  const sheet = grid.sheet.name;
  for (const row of above) {
    const cells = new Map<Measure, string>();
    const numbers = new Map<Measure, ReadNumber>();
    const own = new Set<string>();
    let unit: MoneyUnit | null = context.choices.units.get(sheet) ?? null;
    for (const label of grid.cells.get(row) ?? []) {
      if (label.label === null) continue;
      unit ??= bracketUnit(label.text);
      const measure = pairMeasure(label.text);
      if (measure === null || cells.has(measure)) continue;
      cells.set(measure, fullReference({ sheet, row, column: label.right + 1 }));
      const found = anchoredNumber(grid, row, label.right + 1);
      if (!found) continue;
      const { cell, number } = found;
      const declared = unit ?? context.head.units.filter((entry) => entry.row <= row).at(-1)?.unit ?? null;
      const read = context.questions.money(context, {
        cell,
        number,
        unit: declared,
        label: label.label.name,
        column: '',
        read: (chosen) => readMoney(sheet, cell, number, chosen),
      });
      if (read === 'withheld') continue;
      numbers.set(measure, read);
      if (cell.own) own.add(referenceOf(sheet, cell));
    }
    if (!cells.has('budget.full') || !cells.has('outturn')) continue;
    const total: FormAmountRow = {
      source: 'total',
      item: 'total',
      row,
      cells,
      numbers,
      pointsCell: null,
      points: null,
      rateCell: null,
      scoreCell: null,
      scored: true,
    };
    return { rows: [total], unit, own };
  }
  return null;
}

/** Where an indicator row states the execution rate and the amounts have no cell for it, the row's actual value is that cell. */
function withStatedRate<Found extends { readonly rows: FormAmountRow[] } | null>(found: Found, targets: readonly Target[]): Found {
  const stated = targets.find(({ name, actual }) => actual !== null && /^(?:项目|部门)?(?:资金|预算)?执行率$/u.test(normaliseLabel(name)));
  const cell = stated?.cells.actual ?? null;
  if (found === null || cell === null || found.rows.some((row) => row.rateCell !== null)) return found;
  return { ...found, rows: found.rows.map((row) => (row.scored ? { ...row, rateCell: cell } : row)) };
}

/** The measure of a label that stands beside its amount; 预算数 alone is what the execution is measured by. */
function pairMeasure(text: string): Measure | null {
  if (text.length > 20) return null;
  const measure = amountMeasure(text.replace(/[:：]\s*$/u, ''));
  return measure === 'budget.initial' && !/年初|批复/u.test(text) ? 'budget.full' : measure;
}

/** The amount that begins in this very cell, or null. */
function anchoredNumber(grid: Grid, row: number, column: number): { cell: GridCell; number: PrintedNumber } | null {
  const cell = grid.at(row, column);
  if (!cell || cell.row !== row || cell.content.kind !== 'number') return null;
  const { number } = cell.content;
  return number.percent === 'none' && number.counter === '' ? { cell, number } : null;
}

function pointsAt(grid: Grid, row: number, column: number | null): Canonical | null {
  const cell = column === null ? null : grid.at(row, column);
  return cell && cell.row === row ? points(cell) : null;
}

function labelLeftOf(grid: Grid, row: number, before: number): GridCell | null {
  for (let column = before - 1; column >= 1; column -= 1) {
    const cell = grid.at(row, column);
    if (cell && cell.row === row && cell.label !== null) return cell;
  }
  return null;
}

function filledScore(grid: Grid, address: string | null): boolean {
  if (address === null) return false;
  const match = /!([A-Z]+)(\d+)$/u.exec(address);
  if (!match) return false;
  let column = 0;
  for (const letter of match[1] ?? '') column = column * 26 + letter.charCodeAt(0) - 64;
  return grid.at(Number(match[2]), column)?.content.kind === 'number';
}

/** Facts from the amounts of a department's form, those aside that the program wrote itself. */
function factsOf(form: Form, own: ReadonlySet<string>): Candidate[] {
  const found: Candidate[] = [];
  for (const row of form.amounts) {
    const item = row.source === 'total' ? 'total' : row.item;
    if (item === null || (item !== 'total' && !item.startsWith('source.') && !item.startsWith('basic') && item !== 'project')) continue;
    for (const [measure, number] of row.numbers) {
      if (number.cells.some((cell) => own.has(cell))) continue;
      const id = `${item}:${measure}`;
      if (isKnownFact(id)) found.push({ id, number, status: 'read', rank: ranks.form, item: row.source, measure, sheet: form.sheet });
    }
  }
  return found;
}

// ---- head ----

type HeadKey = 'project' | 'department' | 'implementer' | 'organisation' | 'date' | 'person' | 'responsible' | 'seal';

const headLabels: readonly (readonly [RegExp, HeadKey])[] = [
  [/^项目(?:\(活动\)|支出|政策)?名称$/u, 'project'],
  [/^(?:预算)?主管(?:部门|单位)(?:名称)?$|^主管部门及代码$/u, 'department'],
  [/^(?:项目)?(?:实施|承担|执行|使用|申报)(?:单位|部门)(?:名称)?$|^项目单位$|^资金使用单位$/u, 'implementer'],
  [
    /^(?:部门\(单位\)|单位\(部门\)|部门|单位|预算部门|预算单位|填报单位|填报部门)名称$|^(?:部门\(单位\)|填报单位|评价单位)$/u,
    'organisation',
  ],
  [/^(?:填报|填表|自评|评价)(?:日期|时间)$/u, 'date'],
  [/^(?:填表|填报|联系)人(?:及联系电话|及电话)?$/u, 'person'],
  [/^(?:项目|单位)?负责人(?:及(?:联系)?电话|及联系方式)?$/u, 'responsible'],
  [/^(?:单位)?(?:盖章|公章)$/u, 'seal'],
];

function readFormHead(grid: Grid, above: readonly number[], until: number): Form['head'] {
  const head = new Map<HeadKey, { value: string | null; cell: string | null }>();
  for (const row of above) {
    if (row >= until) break;
    for (const cell of grid.cells.get(row) ?? []) {
      if (cell.label === null || cell.text.length > 40) continue;
      const source = plainLabel(cell.text);
      const bare = source.replace(/\((?:公章|盖章|签章)\)/gu, '');
      const [label, inline] = bare.includes(':') ? [bare.slice(0, bare.indexOf(':')), bare.slice(bare.indexOf(':') + 1)] : [bare, null];
      const key = headLabels.find(([pattern]) => pattern.test(label))?.[1];
      if (key === undefined || head.has(key)) continue;
      if (inline !== null && inline !== '') {
        head.set(key, { value: inline, cell: referenceOf(grid.sheet.name, cell) });
        continue;
      }
      const next = valueBeside(grid, row, cell.right + 1);
      const isLabel =
        next !== null &&
        next.label !== null &&
        headLabels.some(([pattern]) => pattern.test(plainLabel(next.text).replace(/\((?:公章|盖章|签章)\)/gu, '')));
      const value = next && !isLabel && next.row === row ? (next.text === '' ? next.cell.shown : next.text.trim()) : null;
      head.set(key, {
        value: value === '' ? null : value,
        cell:
          isLabel && next.column === cell.right + 1
            ? null
            : fullReference({ sheet: grid.sheet.name, row, column: value === null || next === null ? cell.right + 1 : next.column }),
      });
    }
  }
  return head;
}

/** The next cell of the row at or after a column, at most four columns on: value cells are not always merged. */
function valueBeside(grid: Grid, row: number, column: number): GridCell | null {
  for (let at = column; at < column + 4; at += 1) {
    const cell = grid.at(row, at);
    if (cell && cell.row === row) return cell;
  }
  return null;
}

function goalOf(grid: Grid, above: readonly number[], until: number): Form['goal'] {
  for (const row of above) {
    if (row >= until) break;
    const cells = grid.cells.get(row) ?? [];
    const expected = cells.find(
      (cell) => cell.label !== null && /^(?:年度|年初|全年)?(?:预期|设定|绩效|总体|年初)*目标$/u.test(compact(cell.text)),
    );
    const actual = cells.find(
      (cell) =>
        cell.label !== null &&
        /^(?:年度|全年)?(?:总体|绩效)?(?:目标)?(?:实际)?完成情况(?:综述)?$/u.test(compact(cell.text)) &&
        cell !== expected &&
        (!expected || cell.column > expected.column),
    );
    if (!expected || !actual) continue;
    const below = actual.bottom + 1;
    const textAt = (column: number): string | null => {
      const cell = grid.at(below, column);
      return cell && cell.row === below && cell.label !== null ? cell.text.trim() : null;
    };
    return {
      expected: textAt(expected.column),
      actual: textAt(actual.column),
      actualCell: fullReference({ sheet: grid.sheet.name, row: below, column: actual.column }),
    };
  }
  return null;
}

// ---- indicators ----

function textOf(cell: GridCell | null): string {
  return cell === null ? '' : cell.text.trim();
}

/** A level's name without line breaks and points in brackets: `产出指标（50分）` → 产出指标. */
function levelName(cell: GridCell | null): string {
  return textOf(cell)
    .replace(/[\s\u3000]+/gu, '')
    .replace(/[（(][^（()）]{0,8}[分%][）)]$/u, '')
    .replace(/^(?:[一二三四五六七八九十]{1,3}、|\d{1,2}[.、．])/u, '');
}

/** An indicator's name without 指标1：, bullets and numbering; empty for `指标2：`, `……`, `/`. */
function indicatorName(cell: GridCell | null): string {
  const source = textOf(cell).replace(/\s*\n\s*/gu, '');
  if (source === '' || isPlaceholder(source)) return '';
  const plain = source
    .replace(/^指标\s*[\d一二三四五六七八九十]{1,3}\s*[:：.、]?\s*/u, '')
    .replace(/^[★☆▲△◆●*＊]+\s*/u, '')
    .replace(/^(?:\d{1,2}[.、．)）](?!\d)|[（(]\d{1,2}[）)]|[①-⑳])\s*/u, '')
    .trim();
  return isPlaceholder(plain) || /^[.…。·\s]*$/u.test(plain) ? '' : plain;
}

function points(cell: GridCell | null): Canonical | null {
  if (cell?.content.kind !== 'number') return null;
  const { number } = cell.content;
  if (number.unit !== null || (number.counter !== '' && number.counter !== '分')) return null;
  return number.percent === 'none' ? number.value : canonical(decimal(number.value).times(number.percent === 'format' ? 100 : 1));
}

type Pick = (role: IndicatorRole, row: number) => GridCell | null;

function picker(grid: Grid, header: IndicatorHeader): Pick {
  return (role, row) => {
    const column = header.columns.get(role);
    if (column === undefined) return null;
    const cell = grid.at(row, column);
    return cell && cell.row > header.last && cell.column <= column && cell.right >= column ? cell : null;
  };
}

function readTargets(context: SheetContext, header: IndicatorHeader, body: Body): Target[] {
  const { grid } = context;
  const sheet = grid.sheet.name;
  const pick = picker(grid, header);
  const targets: Target[] = [];
  const parts = new Set<number>();
  const held = { level1: '', level2: '' };
  for (const row of body.rows) {
    const own = (role: IndicatorRole): GridCell | null => {
      const cell = pick(role, row);
      return cell && cell.row === row ? cell : null;
    };
    const one = levelName(pick('level1', row));
    if (one !== '') {
      if (one !== held.level1) held.level2 = '';
      held.level1 = one;
    }
    const two = levelName(pick('level2', row));
    if (two !== '') held.level2 = two;
    const nameColumn = header.columns.get('level3') ?? header.columns.get('level2') ?? header.left;
    const nameRole: IndicatorRole = header.columns.has('level3') ? 'level3' : 'level2';
    const nameCell = own(nameRole);
    if (nameCell && header.columns.get('level1') !== undefined && nameCell.column < nameColumn) continue;
    const name = indicatorName(nameCell);
    const address = (role: IndicatorRole): string | null => {
      const column = header.columns.get(role);
      return column === undefined ? null : fullReference({ sheet, row, column });
    };
    const targetCell = own('target');
    const actualCell = own('actual');
    const including = /^其中/u.test(textOf(nameCell));
    const pointsValue = points(own('points'));
    const dash = own('points')?.content.kind === 'placeholder';
    const placeholder = name === '' || (dash && targetCell === null && name.length < 2);
    if (name === '' && targetCell === null && pointsValue === null && one === '' && two === '' && nameCell === null) continue;
    const operatorText = textOf(own('operator'));
    const unitCell = own('unit');
    const unitText = unitCell === null ? null : unitCell.text === '' ? unitCell.cell.shown : unitCell.text.trim();
    const resolved = resolveValues(
      readValue(targetCell, address('target') ?? ''),
      readValue(actualCell, address('actual') ?? ''),
      readValue(own('midYear'), address('midYear') ?? ''),
      unitText,
      operatorText === '' ? null : operatorOf(operatorText),
    );
    const path = [
      ...(header.columns.has('level1') ? [held.level1] : []),
      ...(header.columns.has('level2') && nameRole !== 'level2' ? [held.level2] : []),
    ].filter((level) => level !== '');
    const reason = own('reason');
    const pointsCell = own('points');
    targets.push({
      path,
      name,
      operator: resolved.operator,
      target: resolved.target.value,
      midYear: resolved.midYear.value,
      actual: resolved.actual.value,
      unit: resolved.unit,
      points: pointsValue,
      score: points(own('score')),
      reason: reason && reason.label !== null ? reason.text.trim() : null,
      sheet,
      row: fullAreaReference(sheet, { top: row, left: header.left, bottom: row, right: header.right }),
      cells: {
        name: fullReference({ sheet, row, column: nameColumn }),
        operator: address('operator'),
        target: address('target'),
        unit: address('unit'),
        midYear: address('midYear'),
        actual: address('actual'),
        completion: address('completion'),
        points: address('points'),
        score: address('score'),
        reason: address('reason'),
        evidence: address('evidence'),
      },
      formulas: {
        target: resolved.target.formula,
        actual: resolved.actual.formula,
        points:
          pointsCell?.content.kind === 'number' && !pointsCell.content.number.text && pointsCell.content.number.percent === 'none'
            ? referenceOf(sheet, pointsCell)
            : null,
      },
      placeholder,
      scored: pointsValue !== null,
    });
    if (including && pointsValue !== null) parts.add(targets.length - 1);
  }
  return parts.size === 0 || partsCount(targets, parts)
    ? targets
    : targets.map((target, index) => (parts.has(index) ? { ...target, scored: false } : target));
}

/** What the indicators of a form add up to beside 0, 10 or 20 points for the execution. */
const usualSums: ReadonlySet<string> = new Set(['100', '90', '80']);

/**
 * Whether 其中 rows that print points have them of their own. As a rule they print their parent's again (domain/budget-sheets.md §5.3: never
 * add it again); they count only where the indicators add up with them and not without them.
 */
function partsCount(targets: readonly Target[], parts: ReadonlySet<number>): boolean {
  const sum = (kept: (index: number) => boolean): string =>
    canonical(targets.reduce((total, { points: given }, index) => total.plus(kept(index) ? (given ?? '0') : '0'), decimal('0')));
  return usualSums.has(sum(() => true)) && !usualSums.has(sum((index) => !parts.has(index)));
}

function readIndicators(context: SheetContext, header: IndicatorHeader, body: Body): FormIndicatorRow[] {
  const { grid } = context;
  const sheet = grid.sheet.name;
  const pick = picker(grid, header);
  const rows: FormIndicatorRow[] = [];
  const held = { level1: '', level2: '' };
  for (const row of body.rows) {
    const one = levelName(pick('level1', row));
    if (one !== '') {
      if (one !== held.level1) held.level2 = '';
      held.level1 = one;
    }
    const two = levelName(pick('level2', row));
    if (two !== '') held.level2 = two;
    const nameRole: IndicatorRole = header.columns.has('level3') ? 'level3' : 'level2';
    const column = header.columns.get(nameRole) ?? header.left;
    const nameCell = grid.at(row, column);
    if (!nameCell || nameCell.row !== row || nameCell.label === null) continue;
    const name = indicatorName(nameCell).replace(/\s+/gu, '');
    const pointsCell = grid.at(row, header.columns.get('points') ?? 0);
    const value = pointsCell && pointsCell.row === row ? points(pointsCell) : null;
    if (name === '' || /(?:小计|合计)$/u.test(name)) continue;
    const address = (role: IndicatorRole): string | null => {
      const found = header.columns.get(role);
      return found === undefined ? null : fullReference({ sheet, row, column: found });
    };
    const scoreCell = grid.at(row, header.columns.get('score') ?? 0);
    const reason = grid.at(row, header.columns.get('reason') ?? 0);
    rows.push({
      path: [
        ...(header.columns.has('level1') ? [held.level1] : []),
        ...(header.columns.has('level2') && nameRole !== 'level2' ? [held.level2] : []),
      ].filter((level) => level !== ''),
      name,
      row,
      nameCell: referenceOf(sheet, nameCell),
      points: value,
      pointsCell: address('points'),
      score: scoreCell && scoreCell.row === row ? points(scoreCell) : null,
      scoreCell: address('score'),
      reason: reason && reason.row === row && reason.label !== null ? reason.text.trim() : null,
      reasonCell: address('reason'),
    });
  }
  return rows;
}

function levelsOf(context: SheetContext, header: IndicatorHeader, body: Body): FormLevel[] {
  const { grid } = context;
  const levels: FormLevel[] = [];
  const last = body.rows.at(-1) ?? header.last;
  for (const level of [1, 2] as const) {
    const nameColumn = header.columns.get(level === 1 ? 'level1' : 'level2');
    if (nameColumn === undefined) continue;
    const pointsColumn = header.columns.get(level === 1 ? 'points1' : 'points2');
    const anchors: GridCell[] = [];
    for (const row of body.rows) {
      const cell = grid.at(row, nameColumn);
      if (
        cell &&
        cell.row === row &&
        cell.label !== null &&
        levelName(cell) !== '' &&
        levelName(cell) !== levelName(anchors.at(-1) ?? null)
      )
        anchors.push(cell);
    }
    anchors.forEach((cell, index) => {
      const next = anchors[index + 1]?.row ?? last + 1;
      const pointsCell = pointsColumn === undefined ? null : grid.at(cell.row, pointsColumn);
      const inline = /[（(](\d{1,3}(?:\.\d+)?)分?[）)]\s*$/u.exec(cell.text.normalize('NFKC').replace(/\s/gu, ''))?.[1] ?? null;
      levels.push({
        level,
        name: levelName(cell),
        points: pointsCell ? points(pointsCell) : inline === null ? null : canonical(decimal(inline)),
        pointsCell: pointsCell ? referenceOf(grid.sheet.name, pointsCell) : inline === null ? null : referenceOf(grid.sheet.name, cell),
        score: null,
        scoreCell: null,
        firstRow: cell.row,
        lastRow: Math.max(cell.bottom, Math.min(next - 1, last)),
      });
    });
  }
  return levels;
}

const gradeLabel = /^(?:自评)?(?:等次|等级|评价等级|评价等次|自评等级|自评等次|评定等级|绩效等级|评价结果等级)[:：]?$/u;
const grades = /^(?:优|良|中|差|优秀|良好|合格|不合格|较好|一般)$/u;

function totalOf(context: SheetContext, header: IndicatorHeader, row: number): Form['total'] {
  const { grid } = context;
  const sheet = grid.sheet.name;
  const cellOf = (role: IndicatorRole): { cell: GridCell | null; address: string | null } => {
    const column = header.columns.get(role);
    if (column === undefined) return { cell: null, address: null };
    const cell = grid.at(row, column);
    return { cell: cell && cell.row === row && cell.column === column ? cell : null, address: fullReference({ sheet, row, column }) };
  };
  const total = cellOf('points');
  const score = cellOf('score');
  const printed = (grid.cells.get(row) ?? []).find((cell) => cell.label !== null && grades.test(compact(cell.text)));
  const labelIn = (at: number): GridCell | undefined =>
    (grid.cells.get(at) ?? []).find((cell) => cell.label !== null && gradeLabel.test(compact(cell.text)));
  const label = labelIn(row) ?? [row + 1, row + 2].map(labelIn).find((cell) => cell !== undefined && cell.column <= header.left + 1);
  const beside = label ? grid.at(label.row, label.right + 1) : null;
  const reason = cellOf('reason');
  const stated = printed ?? (beside && beside.label !== null && grades.test(compact(beside.text)) ? beside : undefined);
  const gradeCell = stated
    ? referenceOf(sheet, stated)
    : label
      ? fullReference({ sheet, row: label.row, column: label.right + 1 })
      : header.split && reason.cell === null && printsGrade(grid, row)
        ? reason.address
        : null;
  return {
    row,
    pointsCell: total.address,
    points: points(total.cell),
    scoreCell: score.address,
    score: points(score.cell),
    gradeCell,
    grade: stated ? compact(stated.text) : null,
  };
}

/** Yunnan's published forms (公开13表, 其他需要说明事项) print the grade at the end of the total row, without any label. */
function printsGrade(grid: Grid, total: number): boolean {
  return rowsBetween(grid, total - 40, total).some((row) =>
    grid.cells
      .get(row)
      ?.some((cell) => cell.label !== null && cell.text.length < 20 && /^公开\d{1,2}表$|^其他需要说明/u.test(compact(cell.text))),
  );
}

function systemOf(
  kind: Form['kind'],
  header: IndicatorHeader,
  targets: readonly Target[],
  indicators: readonly FormIndicatorRow[],
  amounts: readonly FormAmountRow[],
  title: string,
): string | null {
  if (kind === 'project') return 'mof-2020-project';
  const first = new Set([...targets.map((target) => target.path[0] ?? ''), ...indicators.map((row) => row.path[0] ?? '')]);
  const names = new Set(indicators.map((row) => row.name));
  const has = (...labels: readonly string[]): boolean => labels.some((label) => first.has(label));
  if (kind === 'scoreTable') {
    if (has('部门决策', '部门管理', '部门绩效')) return 'shenzhen-department';
    if (has('当年预算执行情况', '整体绩效目标实现情况', '预算管理情况')) return 'beijing-department';
    if (/预算执行情况.*工作整体完成情况/u.test(title) || names.has('绩效目标科学性')) return 'hebei-county-department';
    if (header.columns.has('rule') && (header.columns.has('reason') || names.has('楼堂馆所面积控制率') || names.has('预算控制率')))
      return 'hunan-department';
    return has('投入') && has('过程') ? 'mof-2013-department' : null;
  }
  if (has('履职效能') || amounts.some((row) => row.item === 'source.superior' || row.item === 'source.local')) return 'xinjiang-department';
  if (has('当年预算执行情况', '整体绩效目标实现情况', '预算管理情况')) return 'beijing-department';
  return null;
}
