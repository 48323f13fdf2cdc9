import { compact, plainLabel } from '../facts/label';
import { combinedMeaning, type MeasureMeaning, weakTotal } from '../facts/meaning';
import { remembered } from '../facts/remembered';
import type { Grid, GridCell } from './grid';
import { organisationIn } from './head';
import { declaredUnit } from './unit';

/** What a header label means for its column. */
export interface Meaning {
  readonly item: string | null;
  readonly measure: MeasureMeaning | null;
  readonly role: Role | null;
}

/** Columns that hold no measure. */
export type Role =
  | 'lineNumber'
  | 'serial'
  | 'code'
  | 'name'
  | 'projectName'
  | 'organisation'
  | 'department'
  | 'source'
  | 'remark'
  | 'attribute'
  | 'unit';

const roles: readonly (readonly [RegExp, Role])[] = [
  [/^行次$|^栏次$|^行号$/u, 'lineNumber'],
  [/^序号$|^编号$|^顺序号$/u, 'serial'],
  [/编码$|代码$|^文号$|文号$/u, 'code'],
  [
    /^(?:具体|专项|二级|一级|子)?项目(?:\(活动\)|\(资金\)|\(任务\)|单位)?名称$|^专项(?:资金)?名称$|^项目\(政策\)名称$|^项目支出名称$/u,
    'projectName',
  ],
  [
    /^(?:预算|实施|项目|执行|承担|责任|使用|所属|填报|基层)?单位(?:名称|\(部门\)|\(部门\)名称)?$|^部门(?:\(单位\))?(?:名称)?$|^实施部门$|^用款单位$|^(?:所属)?机构名称$|^单位名称\(科目\)$|^(?:单位|科目)\((?:科目|单位)\)名称$/u,
    'organisation',
  ],
  [/^主管部门(?:名称)?$|^主管单位$|^业务主管部门$/u, 'department'],
  [/^资金来源$|^资金性质$|^经费来源$|^来源$/u, 'source'],
  [/^备注$|^说明$|原因|^情况说明$|^备注说明$|^其他说明$/u, 'remark'],
  [
    /^(?:支出|收入|预算|决算|经费|资金)?(?:项目|科目|内容|类别|类型|分类|名称|事项|用途)(?:名称)?$|^支出(?:功能|经济|性质)?分类(?:科目)?(?:名称)?$|^功能分类(?:科目)?(?:名称)?$|^(?:部门|政府)?(?:支出)?经济(?:分类)?(?:科目)?(?:名称)?$|^指标(?:名称)?$|^收入$|^支出$|^季度$|^时间$|^期间$|^月[份度]$|^费用(?:名称)?$|^基础数据(?:项)?$|^数据(?:项|名称)$|^支出(?:构成|结构)$|^收支项目$|^资产(?:类别|名称|类型|项目)$|^项目\(按.*\)$|^情况$/u,
    'name',
  ],
  [/日期|时间$|联系|负责人|^是否|属性|级次|^性质$|类款项|政策依据|^依据/u, 'attribute'],
];

/** The role of a normalised header label, or null. */
export const roleOfLabel = remembered((name): Role | null => {
  for (const [pattern, role] of roles) if (pattern.test(name)) return role;
  return null;
});

/** Reads header labels, once per text. */
export class MeaningReader {
  private readonly known = new Map<string, Meaning>();
  constructor(readonly year: number | null) {}

  of(cell: GridCell): Meaning {
    const found = this.known.get(cell.text);
    if (found) return found;
    const name = cell.label?.name ?? '';
    const compactName = plainLabel(cell.text);
    const role = roleOfLabel(name) ?? roleOfLabel(compactName);
    const combined = name.length > 40 ? null : combinedMeaning(name, this.year);
    const signed = /±|\+\/?-/u.test(compactName) && combined?.measure?.measure === 'budget.ambiguous';
    const meaning: Meaning = {
      item: combined?.item ?? null,
      measure: signed ? { measure: 'budget.adjustment', period: null } : (combined?.measure ?? null),
      role,
    };
    this.known.set(cell.text, meaning);
    return meaning;
  }
}

/** Consecutive header rows of a block. */
export interface Band {
  readonly first: number;
  readonly last: number;
}

/** A block: header rows and the body below them, down to the next header or the end of the sheet. */
export interface Block {
  readonly band: Band;
  /** Rows of the body that hold anything. */
  readonly body: readonly number[];
}

/** The measure of a table whose columns name none: a 决算表 holds outturns, a 预算表 initial budgets. */
export function titleMeasure(title: string): string | null {
  const source = compact(title);
  if (/决算/u.test(source)) return 'outturn';
  if (/部门(?:收支|收入|支出)总(?:体情况)?表/u.test(source)) return 'budget.initial';
  if (/预算/u.test(source) && !/执行|调整|绩效|自评/u.test(source)) return 'budget.initial';
  return null;
}

/** Finds the blocks of a sheet. `taken` rows belong to something else (an issued form, a list of targets); `title` may say what the amounts are. */
export function findBlocks(grid: Grid, reader: MeaningReader, taken: ReadonlySet<number>, title = ''): Block[] {
  const rows = grid.rows.filter((row) => !taken.has(row));
  const measured = titleMeasure(title) !== null;
  const core = rows.map(
    (row, index) => isCore(grid, rows, index, row, reader) || (measured && headsAmounts(grid, rows, index, row, reader)),
  );
  const bands: { start: number; end: number }[] = [];
  for (let index = 0; index < rows.length; index += 1) {
    if (!core[index]) continue;
    let start = index;
    const lowest = (bands.at(-1)?.end ?? -1) + 1;
    while (start > lowest && index - start < 4 && belongsAbove(grid, rows[start - 1] ?? 0, rows[start] ?? 0, reader)) start -= 1;
    let end = index;
    while (end + 1 < rows.length && end - start < 5 && (core[end + 1] || belongsBelow(grid, rows, start, end, reader))) {
      if (core[end + 1] && !mergesInto(grid, rows, start, end) && repeatsHeader(grid, rows[end] ?? 0, rows[end + 1] ?? 0, reader)) break;
      end += 1;
    }
    bands.push({ start, end });
    index = end;
  }
  return bands.map((band, position) => {
    const until = bands[position + 1]?.start ?? rows.length;
    return {
      band: { first: rows[band.start] ?? 0, last: rows[band.end] ?? 0 },
      body: rows.slice(band.end + 1, until),
    };
  });
}

function isCore(grid: Grid, rows: readonly number[], index: number, row: number, reader: MeaningReader): boolean {
  const cells = grid.cells.get(row) ?? [];
  let measures = 0;
  let itemCells: GridCell[] = [];
  let labels = 0;
  const measureCells: GridCell[] = [];
  for (const { content, cell } of cells) {
    if (content.kind === 'date' || content.kind === 'error') return false;
    if (content.kind === 'number' && !/^\d{4}$/u.test(cell.value)) return false;
  }
  for (const cell of cells) {
    if (cell.label === null) continue;
    if (cell.text.length > 40) return false;
    if (declaredUnit(cell.text) !== null && cell.text.replace(/\s/gu, '').length > 4 && /单位/u.test(cell.text)) return false;
    labels += 1;
    const meaning = reader.of(cell);
    if (meaning.measure !== null) {
      measures += 1;
      measureCells.push(cell);
    } else if (meaning.item !== null && cell.label.spaces === 0) itemCells = [...itemCells, cell];
  }
  if (labels < 2) return false;
  const numbered = cells.filter((cell) => (cell.label?.numbering ?? 0) > 0).length;
  if (measures >= 2) return true;
  if (measures === 1) return measureCells.some((cell) => numbersBelow(grid, rows, index, cell.column, cell.right));
  if (itemCells.length === 1 && labels >= 3 && numbered === 0) return heads(grid, rows, index, itemCells[0], reader);
  if (itemCells.length < 2 || numbered >= 2) return false;
  return itemCells.filter((cell) => numbersBelow(grid, rows, index, cell.column, cell.right)).length >= 2;
}

/** 项目 | 行次 | 金额 under a title that says which amounts: 收入支出决算总表. */
function headsAmounts(grid: Grid, rows: readonly number[], index: number, row: number, reader: MeaningReader): boolean {
  const cells = grid.cells.get(row) ?? [];
  if (cells.some((cell) => cell.label === null || cell.text.length > 20 || cell.label.numbering > 0)) return false;
  const named = cells.some((cell) => ['name', 'projectName'].includes(reader.of(cell).role ?? ''));
  return named && cells.some((cell) => cell.label?.name === '金额' && numbersBelow(grid, rows, index, cell.column, cell.right));
}

/** 指标 | 局本级 | 救助站 | 合计 over rows of measures: only the sum means anything, and yet it is a header. */
function heads(grid: Grid, rows: readonly number[], index: number, sum: GridCell | undefined, reader: MeaningReader): boolean {
  if (!sum || reader.of(sum).item !== weakTotal || !numbersBelow(grid, rows, index, sum.column, sum.right)) return false;
  const first = grid.cells.get(rows[index + 1] ?? 0)?.[0];
  return first !== undefined && first.label !== null && reader.of(first).measure !== null;
}

function numbersBelow(grid: Grid, rows: readonly number[], index: number, left: number, right: number): boolean {
  for (let below = index + 1; below < Math.min(rows.length, index + 6); below += 1) {
    const row = rows[below] ?? 0;
    for (let column = left; column <= Math.min(right, left + 12); column += 1) {
      const cell = grid.at(row, column);
      if (cell && cell.row === row && cell.column >= left && cell.content.kind === 'number') return true;
    }
  }
  return false;
}

function belongsAbove(grid: Grid, above: number, below: number, reader: MeaningReader): boolean {
  const cells = grid.cells.get(above) ?? [];
  if (cells.length === 0 || below - above > 1) return false;
  let short = 0;
  let reaching = false;
  let spread = false;
  let side = false;
  for (const cell of cells) {
    if (cell.content.kind !== 'text' && cell.content.kind !== 'placeholder') return false;
    if (cell.text.length > 30 || organisationIn(cell.text) !== null || (/单位/u.test(cell.text) && declaredUnit(cell.text) !== null))
      return false;
    if (/[:：]\s*\S/u.test(cell.text)) return false;
    short += 1;
    if (cell.bottom >= below) reaching = true;
    if (cell.right > cell.column && (cell.right < grid.lastColumn || cell.column > 1)) spread = true;
    const meaning = reader.of(cell);
    if (meaning.measure !== null || /^(?:收入|支出|预算|决算|执行)/u.test(cell.label?.name ?? '')) side = true;
  }
  return reaching || (spread && short >= 2) || (side && short >= 2);
}

function mergesInto(grid: Grid, rows: readonly number[], start: number, end: number): boolean {
  const next = rows[end + 1] ?? 0;
  for (let index = start; index <= end; index += 1) {
    for (const cell of grid.cells.get(rows[index] ?? 0) ?? []) if (cell.bottom >= next && cell.row < next) return true;
  }
  return false;
}

/** A header cell that holds nothing but a unit in brackets: `（万元）`, `(%)`. */
export function isUnitOnly(text: string): boolean {
  return text.length <= 12 && /^\((?:单位:)?(?:亿元|百万元|万元|千元|元|人|个|%|辆|台)\)$/u.test(plainLabel(text));
}

function belongsBelow(grid: Grid, rows: readonly number[], start: number, end: number, reader: MeaningReader): boolean {
  const next = rows[end + 1] ?? 0;
  if (next - (rows[end] ?? 0) > 1) return false;
  const cells = grid.cells.get(next) ?? [];
  if (cells.length === 0) return false;
  for (const cell of cells) {
    if (cell.content.kind !== 'text') return false;
    if (cell.text.length > 30) return false;
  }
  if (cells.every((cell) => isUnitOnly(cell.text))) return true;
  let under = 0;
  for (const cell of cells) {
    const above = headerAbove(grid, rows, start, end, cell.column);
    if (above && above.right > above.column && reader.of(above).role === null) under += 1;
    if (above && above.right > above.column && reader.of(above).role !== null && /^(?:收入|支出)$/u.test(above.label?.name ?? ''))
      under += 1;
  }
  return under >= 2 || (mergesInto(grid, rows, start, end) && under >= 1);
}

function headerAbove(grid: Grid, rows: readonly number[], start: number, end: number, column: number): GridCell | null {
  for (let index = end; index >= start; index -= 1) {
    const cell = grid.at(rows[index] ?? 0, column);
    if (cell) return cell;
  }
  return null;
}

/** Two full header rows one after the other are two headers (an empty block, or a header repeated), not one band. */
function repeatsHeader(grid: Grid, first: number, second: number, reader: MeaningReader): boolean {
  const merged = (grid.cells.get(first) ?? []).some((cell) => cell.right > cell.column && reader.of(cell).role === null);
  if (merged) return false;
  const firstColumn = grid.cells.get(first)?.[0];
  const secondColumn = grid.cells.get(second)?.[0];
  return (
    firstColumn !== undefined &&
    secondColumn !== undefined &&
    firstColumn.column === secondColumn.column &&
    measureCount(grid, first, reader) >= 2
  );
}

function measureCount(grid: Grid, row: number, reader: MeaningReader): number {
  return (grid.cells.get(row) ?? []).filter((cell) => cell.label !== null && reader.of(cell).measure !== null).length;
}

/** Labels of the header rows over a column, top to bottom, each merged area once. */
export function headerChain(grid: Grid, band: Band, column: number): GridCell[] {
  const chain: GridCell[] = [];
  for (let row = band.first; row <= band.last; row += 1) {
    const cell = grid.at(row, column);
    if (cell && cell.label !== null && cell.row >= band.first && chain.at(-1) !== cell) chain.push(cell);
  }
  return chain;
}

/** Whether a body row only numbers the columns (栏次 1 2 3 …). */
export function isColumnNumbering(grid: Grid, row: number): boolean {
  const cells = grid.cells.get(row) ?? [];
  const first = cells[0];
  if (!first) return false;
  if (first.label !== null && /^(?:栏次|行次|栏号|列次)$/u.test(first.label.name)) return true;
  const numbers = cells.filter((cell) => cell.content.kind === 'number');
  if (numbers.length < 3) return false;
  const others = cells.filter((cell) => cell.content.kind !== 'number');
  if (
    others.some(
      (cell) =>
        cell.label !== null &&
        !/^(?:栏次|行次|栏号|类|款|项|目|甲|乙|丙|[0-9A-Z]{1,2}|\(?\d{1,2}\)?=[\d+\-*/()=]+)$/u.test(cell.label.name) &&
        !/^[\d+\-=*/()%×÷]+$/u.test(compact(cell.text)),
    )
  )
    return false;
  const spelled = others.some((cell) => /^\(?\d{1,2}\)?=/u.test(plainLabel(cell.text)));
  const printed = numbers.map((cell) => plainLabel(cell.cell.value).replace(/^\((\d{1,2})\)$/u, '$1'));
  return (
    printed.every((value, index) => {
      if (index === 0 || value === String(index + 1)) return true;
      const step = Number(value) - Number(printed[index - 1]);
      return step === 1 || (spelled && step > 1 && step < 6);
    }) && Number(printed[0]) === 1
  );
}
