import { Decimal } from '../amounts/decimal';
import type { Rounding } from '../amounts/rounding';
import { isPlaceholder } from '../reading/number';
import type { ReadNumber, SheetReading, Table, TableRow, Target } from '../reading/reading';
import { type Area, cellReference, fullReference, parseFullReference } from '../workbook/address';
import type { Plan } from '../workbook/plan';
import { isMark, ownSheetNames } from '../workbook/planning';
import { type Cell, cellAt, isBlank, type SheetSnapshot } from '../workbook/snapshot';
import type { CheckedForm, CheckInput } from './check';
import { type Relation, relationsOf } from './relations';
import { type StatedRate, statedRatesOf } from './stated-rates';

/** A table with the sheet it stands on. */
export interface PlacedTable {
  readonly sheet: SheetReading;
  readonly table: Table;
}

/** A list of targets: of one form, or of one sheet outside any form. */
export interface TargetList {
  readonly sheet: string;
  readonly checked: CheckedForm | null;
  readonly targets: readonly Target[];
}

/** What all checks of one run share: the input, indexed once, and what several checks need computed once. */
export class CheckContext {
  /** Sheets of the unit's own; ours are left out. */
  readonly sheets: readonly SheetSnapshot[];
  readonly tables: readonly PlacedTable[];
  readonly forms: readonly CheckedForm[];
  readonly rounding: Rounding;
  readonly year: number | null;
  readonly organisation: string | null;
  private readonly byName: ReadonlyMap<string, SheetSnapshot>;
  private readonly mergeAnchors = new Map<string, Map<number, Map<number, Area>>>();
  private relationList: readonly Relation[] | null = null;
  private rateList: readonly StatedRate[] | null = null;
  private ratesByNumerator: ReadonlyMap<string, StatedRate> | null = null;
  private columnsWithErrors: ReadonlySet<string> | null = null;
  private readonly worked = new Map<unknown, unknown>();
  private listOfTargets: readonly TargetList[] | null = null;

  constructor(readonly input: CheckInput) {
    const own = ownSheetNames(input.snapshot, isMark);
    this.sheets = input.snapshot.sheets.filter(({ name }) => !own.has(name));
    this.byName = new Map(input.snapshot.sheets.map((sheet) => [sheet.name, sheet]));
    const readings = input.reading.sheets.filter(({ sheet }) => !own.has(sheet));
    this.tables = readings.flatMap((sheet) => sheet.tables.map((table) => ({ sheet, table: withTotals(table) })));
    const forms = input.forms ?? input.reading.forms.map((form) => ({ form, assessment: null }));
    this.forms = forms.filter(({ form }) => !own.has(form.sheet));
    this.rounding = input.settings.rounding ?? input.system.rounding.mode;
    this.year = input.settings.year ?? input.reading.year;
    this.organisation = input.settings.organisation ?? input.reading.organisation;
  }

  sheet(name: string): SheetSnapshot | null {
    return this.byName.get(name) ?? null;
  }

  /** What was read of a sheet. */
  readingOf(name: string): SheetReading | null {
    return this.input.reading.sheets.find(({ sheet }) => sheet === name) ?? null;
  }

  /** The first cell of a full reference; null where nothing is known of it. */
  cell(reference: string): Cell | null {
    const place = parseFullReference(reference);
    const sheet = place ? this.sheet(place.sheet) : null;
    return place && sheet ? cellAt(sheet, place.area.top, place.area.left) : null;
  }

  /** The text of a cell as a person sees it, trimmed; empty for a blank. */
  textAt(reference: string | null): string {
    const cell = reference === null ? null : this.cell(reference);
    return cell === null || isBlank(cell) ? '' : (cell.kind === 'text' ? cell.value : cell.shown || cell.value).trim();
  }

  /** The merged area whose cells include this one; null for a cell of its own. Indexed once a sheet. */
  mergeOf(sheet: SheetSnapshot, row: number, column: number): Area | null {
    let index = this.mergeAnchors.get(sheet.name);
    if (!index) {
      index = new Map();
      for (const area of sheet.merges) {
        const rows = Math.min(area.bottom, area.top + 4000);
        for (let at = area.top; at <= rows; at += 1) {
          const columns = index.get(at) ?? new Map<number, Area>();
          for (let next = area.left; next <= Math.min(area.right, area.left + 400); next += 1) columns.set(next, area);
          index.set(at, columns);
        }
      }
      this.mergeAnchors.set(sheet.name, index);
    }
    return index.get(row)?.get(column) ?? null;
  }

  /** Relations that the amounts should satisfy, each evaluated once. */
  get relations(): readonly Relation[] {
    this.relationList ??= relationsOf(this);
    return this.relationList;
  }

  /** Every stated rate with what it should be. */
  get statedRates(): readonly StatedRate[] {
    this.rateList ??= statedRatesOf(this);
    return this.rateList;
  }

  /** The stated rate over a numerator's cell, where one is stated. */
  rateOver(numerator: string | undefined): StatedRate | null {
    this.ratesByNumerator ??= new Map(this.statedRates.map((rate) => [rate.numerator.cells[0] ?? '', rate] as const).reverse());
    return this.ratesByNumerator.get(numerator ?? '') ?? null;
  }

  /** Where nothing but amounts stands there and nobody chose a system, it is only assumed: its scores and bases are nobody's yet. */
  get systemAssumed(): boolean {
    return !this.input.filled && this.input.settings.system === null && this.forms.length + this.targetLists.length === 0;
  }

  /** Targets by form and, outside forms, by sheet. */
  get targetLists(): readonly TargetList[] {
    if (this.listOfTargets) return this.listOfTargets;
    const lists: TargetList[] = this.forms.map((checked) => ({ sheet: checked.form.sheet, checked, targets: checked.form.targets }));
    const inForms = new Set(lists.flatMap(({ targets }) => targets.map(({ row }) => row)));
    const loose = new Map<string, Target[]>();
    for (const target of this.input.reading.targets) {
      if (inForms.has(target.row)) continue;
      loose.set(target.sheet, [...(loose.get(target.sheet) ?? []), target]);
    }
    for (const [sheet, targets] of loose) lists.push({ sheet, checked: null, targets });
    this.listOfTargets = lists.filter(({ targets }) => targets.length > 0).map(withoutPoints);
    return this.listOfTargets;
  }

  /**
   * A plan that writes one value into a cell; null where that can not be done by a click: a protected sheet, a cell under a merge, an array,
   * or a live formula that would be lost.
   */
  mendCell(reference: string, value: { readonly kind: 'number' | 'text'; readonly value: string }, numberFormat?: string): Plan | null {
    const place = parseFullReference(reference);
    const sheet = place ? this.sheet(place.sheet) : null;
    if (!place || !sheet || sheet.protected) return null;
    const { top, left } = place.area;
    const merge = this.mergeOf(sheet, top, left);
    if (merge && (merge.top !== top || merge.left !== left)) return null;
    if (sheet.arrays.some((area) => top >= area.top && top <= area.bottom && left >= area.left && left <= area.right)) return null;
    if (cellAt(sheet, top, left)?.formula) return null;
    return {
      operations: [
        { kind: 'writeBlock', sheet: sheet.name, top, left, rows: [[{ value }]] },
        ...(numberFormat === undefined
          ? []
          : [{ kind: 'format' as const, sheet: sheet.name, area: { top, left, bottom: top, right: left }, format: { numberFormat } }]),
      ],
    };
  }

  /** Something stands in a table's cell that was not read as a number (an error, a contradicting unit): what depends on it can not be judged. */
  unread(table: Table, row: TableRow, measure: string): boolean {
    if (row.numbers.has(measure) || table.orientation !== 'columns') return false;
    const sheet = this.sheet(table.sheet);
    const column = table.columns.find((entry) => entry.measure === measure)?.column;
    return sheet !== null && column !== undefined && holdsUnread(cellAt(sheet, row.row, column));
  }

  /** An error stands somewhere in the column of a measure, be it in a row that was not read at all: sums over the column can not be judged. */
  errorIn(table: Table, measure: string): boolean {
    const sheet = this.sheet(table.sheet);
    const column = table.columns.find((entry) => entry.measure === measure)?.column;
    return (
      sheet !== null &&
      column !== undefined &&
      this.errorColumns.has(`${table.sheet}!${column}`) &&
      errorBetween(sheet, column, table.area.top, table.area.bottom)
    );
  }

  /** Sheet and column of every error value, `表!3`. */
  get errorColumns(): ReadonlySet<string> {
    if (this.columnsWithErrors) return this.columnsWithErrors;
    const found = new Set<string>();
    for (const sheet of this.sheets)
      for (const cells of sheet.cells.values())
        for (const [column, cell] of cells) if (cell.kind === 'error') found.add(`${sheet.name}!${column}`);
    this.columnsWithErrors = found;
    return found;
  }

  /** The same for one cell of a form. */
  unreadAt(reference: string | null): boolean {
    return reference !== null && holdsUnread(this.cell(reference));
  }

  /** What several checks ask for, worked out by the first of them. */
  once<Result>(work: (context: CheckContext) => Result): Result {
    if (!this.worked.has(work)) this.worked.set(work, work(this));
    return this.worked.get(work) as Result;
  }

  /** Full reference of a cell. */
  at(sheet: string, row: number, column: number): string {
    return fullReference({ sheet, row, column });
  }
}

/** A list that gives no points at all (绩效目标完成情况表) scores none of its rows: every row counts alike. */
function withoutPoints(list: TargetList): TargetList {
  if (list.checked || list.targets.some(({ cells }) => cells.points !== null)) return list;
  return { ...list, targets: list.targets.map((target) => ({ ...target, scored: true })) };
}

/** A bare 合计 means the sum of its table: the whole unit, its projects, or its 三公 expenses. */
function withTotals(table: Table): Table {
  const item =
    { budget: 'total', expenditure: 'total', sources: 'total', economic: 'total', projects: 'project', threePublic: 'threePublic' }[
      table.kind as string
    ] ?? null;
  if (item === null || !table.rows.some((row) => row.role === 'total' && row.item === null)) return table;
  const meant = (row: TableRow): string | null => {
    if (row.role !== 'total' || row.item !== null) return null;
    const heading = row.parent === null ? undefined : table.rows[row.parent];
    if (row.parent === null) return item;
    // （一）支出合计 below 一、“三公”经费支出.
    return heading?.role === 'heading' && heading.item === 'threePublic' ? heading.item : null;
  };
  return { ...table, rows: table.rows.map((row) => ({ ...row, item: meant(row) ?? row.item })) };
}

function errorBetween(sheet: SheetSnapshot, column: number, first: number, last: number): boolean {
  for (const [row, cells] of sheet.cells) if (row >= first && row <= last && cells.get(column)?.kind === 'error') return true;
  return false;
}

function holdsUnread(cell: Cell | null): boolean {
  if (cell === null || isBlank(cell) || cell.kind === 'number') return false;
  return cell.kind === 'error' || !isPlaceholder(cell.value);
}

/** The first number of a row for any of the measures, in order. */
export function numberOf(row: TableRow, ...measures: readonly string[]): ReadNumber | null {
  for (const measure of measures) {
    const found = row.numbers.get(measure);
    if (found) return found;
  }
  return null;
}

const amounts = new WeakMap<ReadNumber, Decimal>();

/** A decimal of a read number; many rules look at the same one. */
export function amountIn(number: ReadNumber): Decimal {
  let amount = amounts.get(number);
  if (!amount) {
    amount = new Decimal(number.value);
    amounts.set(number, amount);
  }
  return amount;
}

/** All cells of several numbers, each once, in order. */
export function cellsOf(...numbers: readonly (ReadNumber | null | undefined)[]): string[] {
  return [...new Set(numbers.flatMap((number) => number?.cells ?? []))];
}

/** `B4` of a full reference, for messages. */
export function shortReference(reference: string): string {
  const place = parseFullReference(reference);
  return place ? cellReference(place.area.top, place.area.left) : reference;
}

/** Whether a row's 执行数 is spent from its 全年预算数: receipts, 结余分配, balances and the 总计 that holds them are not. */
export function spendsBudget(table: Table, row: TableRow): boolean {
  const closed = row.role === 'total' && table.rows.some((other) => other !== row && /^本年支出合计$/.test(other.name));
  const received =
    row.item === 'income' || row.item === 'incomeTotal' || (row.parent !== null && table.rows[row.parent]?.item === 'income');
  return table.kind !== 'income' && !closed && !received && !/^(?:年初|年末|期末|结余分配|结转下年|使用非财政拨款结余|提取)/.test(row.name);
}
