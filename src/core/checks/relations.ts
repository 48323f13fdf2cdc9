import { Decimal, decimal } from '../amounts/decimal';
import { type MoneyUnit, yuanPer } from '../amounts/unit';
import type { FormAmountRow, ReadNumber, Table, TableRow } from '../reading/reading';
import { say } from '../wording/wording';
import type { Cell } from '../workbook/snapshot';
import type { CheckCode } from './check';
import { amountIn, type CheckContext, cellsOf, numberOf, type PlacedTable } from './context';
import { plainText, printedNumber, printedStep } from './printed';

/** One side of a relation: a name and the number that stands for it. */
export interface RelationPart {
  readonly name: string;
  readonly number: ReadNumber;
  readonly sign: 1 | -1;
}

/** A relation 勾稽关系 between printed amounts: `whole = Σ parts`, evaluated. */
export interface Relation {
  /** The code under which a difference beyond the tolerance is reported. */
  readonly code: CheckCode;
  /** What the relation is about: the column's label. */
  readonly column: string;
  readonly whole: RelationPart;
  readonly parts: readonly RelationPart[];
  /** Whole − Σ parts, in 元. */
  readonly difference: Decimal;
  /** 0.5 × the last printed unit × (n + 1), in 元. */
  readonly tolerance: Decimal;
  readonly unit: MoneyUnit | null;
  /** Cells of the terminated projects whose amounts are exactly the difference; empty otherwise. */
  readonly terminated: readonly string[];
  /** Further cells that the relation runs over (the details behind subtotals). */
  readonly alsoCells: readonly string[];
}

const half = new Decimal('0.5');

/** Whether the two sides agree within the tolerance. */
export function holds(relation: Relation): boolean {
  return relation.difference.isZero() || relation.difference.abs().lessThanOrEqualTo(relation.tolerance);
}

/** Every cell of a relation: the whole first. */
export function relationCells(relation: Relation): string[] {
  return [...new Set([...relation.whole.number.cells, ...relation.parts.flatMap(({ number }) => number.cells), ...relation.alsoCells])];
}

/** Measures whose amounts add up down a column. */
const additive = [
  'budget.initial',
  'budget.adjustment',
  'budget.full',
  'transferOut',
  'received',
  'outturn',
  'prior.budget',
  'prior.outturn',
  'opening',
  'closing',
  'original',
  'inUse',
  'idle',
] as const;

/** All relations of the workbook whose amounts are all printed. */
export function relationsOf(context: CheckContext): Relation[] {
  const found: Relation[] = [];
  const known = new Set<string>();
  const add = (relation: Relation | null): void => {
    if (!relation) return;
    const key = `${relation.whole.number.cells.join()}=${relation.parts
      .flatMap(({ number }) => number.cells)
      .sort()
      .join()}`;
    if (known.has(key)) return;
    known.add(key);
    found.push(relation);
  };
  for (const placed of context.tables) {
    const present = new Set(placed.table.rows.flatMap(({ numbers }) => [...numbers.keys()]));
    const items = rowsByItem(placed.table);
    for (const measure of additive) {
      if (!present.has(measure)) continue;
      const byItem = itemRelations(context, placed, measure, items);
      const named = new Set(byItem.flatMap((relation) => (relation?.code === 'K-01' ? relation.whole.number.cells : [])));
      for (const relation of byItem) add(relation);
      for (const relation of structuralRelations(context, placed, measure))
        if (relation?.code !== 'K-01' || !relation.whole.number.cells.some((cell) => named.has(cell))) add(relation);
    }
    for (const relation of rowRelations(context, placed)) add(relation);
    for (const relation of acrossRelations(context, placed)) add(relation);
  }
  for (const { form } of context.forms) {
    for (const relation of formRelations(context, form.amounts)) add(relation);
  }
  for (const relation of balanceRelations(context)) add(relation);
  for (const relation of crossTableRelations(context)) add(relation);
  return withoutConsequences(found);
}

/**
 * One wrong amount breaks every sum it stands in. Of two broken sums of one code that the same correction of one shared amount would mend, the
 * one that this amount is the whole of stays.
 */
function withoutConsequences(relations: readonly Relation[]): Relation[] {
  const broken = relations.filter((relation) => !holds(relation) && relation.terminated.length === 0);
  const places = new Map<string, { readonly relation: Relation; readonly correction: Decimal; readonly whole: boolean }[]>();
  for (const relation of broken) {
    const enter = ({ number, sign }: RelationPart, whole: boolean): void => {
      const cell = number.cells[0] ?? '';
      const correction = relation.difference.times(whole ? -1 : sign);
      const entries = places.get(cell);
      if (entries) entries.push({ relation, correction, whole });
      else places.set(cell, [{ relation, correction, whole }]);
    };
    enter(relation.whole, true);
    for (const entry of relation.parts) enter(entry, false);
  }
  const dropped = new Set<Relation>();
  for (const entries of places.values()) {
    const ordered = [...entries].sort((left, right) => Number(right.whole) - Number(left.whole));
    for (const [index, entry] of ordered.entries()) {
      const consequence = ordered
        .slice(0, index)
        .some(
          (other) =>
            !dropped.has(other.relation) &&
            other.relation.code === entry.relation.code &&
            other.correction.minus(entry.correction).abs().lessThanOrEqualTo(entry.relation.tolerance),
        );
      if (consequence) dropped.add(entry.relation);
    }
  }
  return relations.filter((relation) => !dropped.has(relation));
}

/** Builds a relation; null while a side is missing. The tolerance follows the finest of the printed amounts, two decimals where their table has them. */
function relation(
  code: CheckCode,
  column: string,
  whole: RelationPart | null,
  parts: readonly (RelationPart | null)[],
  options: { readonly table?: Table; readonly terminated?: readonly string[]; readonly alsoCells?: readonly string[] } = {},
): Relation | null {
  if (!whole) return null;
  const present = parts.filter((part): part is RelationPart => part !== null);
  if (present.length === 0) return null;
  const sum = present.reduce((total, { number, sign }) => addTo(total, amountIn(number), sign), new Decimal(0));
  const step = finestStep([whole, ...present], options.table ? tableStep(options.table, whole.number) : null);
  return {
    code,
    column,
    whole,
    parts: present,
    difference: amountIn(whole.number).minus(sum),
    tolerance: step.times(half).times(present.length + 1),
    unit: whole.number.unit,
    terminated: options.terminated ?? [],
    alsoCells: options.alsoCells ?? [],
  };
}

/** The sum with one more addend; its sign is not worth a multiplication. */
export function addTo(sum: Decimal, amount: Decimal, sign: 1 | -1): Decimal {
  return sign > 0 ? sum.plus(amount) : sum.minus(amount);
}

/** The smallest step that any of the numbers is printed with, or that is given. Most are printed alike: each kind is looked at once. */
function finestStep(parts: readonly RelationPart[], given: Decimal | null): Decimal {
  let finest = given;
  let [places, unit]: [number, MoneyUnit | null | undefined] = [0, undefined];
  for (const { number } of parts) {
    if (number.places === places && number.unit === unit) continue;
    ({ places, unit } = number);
    const step = printedStep(number);
    if (finest === null || step.lessThan(finest)) finest = step;
  }
  return finest ?? new Decimal(1);
}

const printedPlaces = new WeakMap<Table, Map<MoneyUnit | null, number>>();

/** A table that prints cents somewhere prints them everywhere, whatever the number format drops. Looked up once a table. */
function tableStep(table: Table, like: ReadNumber): Decimal {
  const known = printedPlaces.get(table) ?? new Map<MoneyUnit | null, number>();
  if (known.size === 0) {
    for (const row of table.rows) {
      for (const { quantity, unit, places } of row.numbers.values()) {
        if (quantity === 'money') known.set(unit, Math.max(known.get(unit) ?? 0, Math.min(places, 2)));
      }
    }
    printedPlaces.set(table, known);
  }
  return printedStep({ unit: like.unit, places: known.get(like.unit) ?? 0 });
}

function part(row: TableRow | undefined, measure: string, sign: 1 | -1 = 1): RelationPart | null {
  const number = row?.numbers.get(measure);
  return row && number && number.quantity === 'money' ? { name: printedName(row), number, sign } : null;
}

/** The row's label without numbering and 其中. */
function printedName(row: TableRow): string {
  return row.name === '' ? row.label.trim() : row.name;
}

/** The printed label of a measure's column. */
export function columnLabel(table: Table, measure: string): string {
  const column = table.columns.find((entry) => entry.measure === measure);
  const label = column ? plainText(column.label.split('/').pop() ?? '').replace(/[（(](?:万|千|百万|亿)?元[)）]/g, '') : '';
  return label === '' ? measureLabel(measure) : label;
}

/** The official name of a measure. */
export function measureLabel(measure: string): string {
  switch (measure) {
    case 'budget.initial':
      return say('checks', 'measure.initial');
    case 'budget.adjustment':
      return say('checks', 'measure.adjustment');
    case 'budget.full':
      return say('checks', 'measure.full');
    case 'outturn':
      return say('checks', 'measure.outturn');
    case 'received':
      return say('checks', 'measure.received');
    case 'opening':
      return say('checks', 'measure.opening');
    case 'closing':
      return say('checks', 'measure.closing');
    default:
      return say('checks', 'measure.amount');
  }
}

function rowsByItem(table: Table): ReadonlyMap<string, readonly TableRow[]> {
  const rows = new Map<string, TableRow[]>();
  for (const row of table.rows) {
    if (row.item === null) continue;
    const alike = rows.get(row.item);
    if (alike) alike.push(row);
    else rows.set(row.item, [row]);
  }
  return rows;
}

/** K-01, K-02, K-06, K-07, K-11 by the meaning of the rows. */
function itemRelations(
  context: CheckContext,
  { table }: PlacedTable,
  measure: string,
  items: ReadonlyMap<string, readonly TableRow[]>,
): (Relation | null)[] {
  const column = columnLabel(table, measure);
  const rows = table.rows;
  const unread = (row: TableRow | undefined): boolean => row !== undefined && context.unread(table, row, measure);
  const item = (id: string): TableRow | undefined => items.get(id)?.find((row) => row.numbers.has(measure));
  const found: (Relation | null)[] = [];
  // 基本支出 and 项目支出 of several units one below the other belong to their own subtotals.
  const repeated = ['basic', 'project'].some(
    (id) => (items.get(id) ?? []).filter((row) => row.parent === null && row.numbers.has(measure)).length > 1,
  );
  const basic = repeated ? undefined : item('basic');
  const project = item('project');
  const total = item('total');
  if (basic && project && total) {
    const others = rows.filter((row) => row.parent === null && /上缴上级|经营支出|附属单位补助/.test(row.label));
    if (others.some(unread)) return found;
    found.push(
      relation(
        measure === 'budget.adjustment' ? 'K-11' : 'K-01',
        column,
        part(total, measure),
        [part(basic, measure), part(project, measure), ...others.map((row) => part(row, measure))],
        { table },
      ),
    );
  }
  const personnel = item('basic.personnel');
  const operating = item('basic.operating');
  if (basic && personnel && operating)
    found.push(relation('K-02', column, part(basic, measure), [part(personnel, measure), part(operating, measure)], { table }));
  const economic = rows.filter((row) => row.item?.startsWith('economic.') && underHeading(rows, row) && row.numbers.has(measure));
  const kinds = new Set(economic.map((row) => row.item));
  if (
    total &&
    !context.errorIn(table, measure) &&
    kinds.size === economic.length &&
    kinds.has('economic.301') &&
    kinds.has('economic.302') &&
    economic.length >= 3
  ) {
    found.push(
      relation(
        'K-06',
        column,
        part(total, measure),
        economic.map((row) => part(row, measure)),
        { table },
      ),
    );
  }
  const vehicle = item('threePublic.vehicle');
  const purchase = item('threePublic.vehicle.purchase');
  const running = item('threePublic.vehicle.running');
  if (vehicle && purchase && running)
    found.push(relation('K-07', column, part(vehicle, measure), [part(purchase, measure), part(running, measure)], { table }));
  const reception = item('threePublic.reception');
  const place = reception ? rows.indexOf(reception) : -1;
  const inside = reception ? rows.filter((row) => row.parent === place && row.role === 'detail' && row.numbers.has(measure)) : [];
  if (reception && inside.length >= 2)
    found.push(
      relation(
        'K-07',
        column,
        part(reception, measure),
        inside.map((row) => part(row, measure)),
        { table },
      ),
    );
  if (rows.some((row) => (row.item?.startsWith('threePublic') || row.item?.startsWith('economic')) && unread(row))) return found;
  const threePublic = item('threePublic');
  const vehicles = vehicle ? [part(vehicle, measure)] : [part(purchase, measure), part(running, measure)];
  const others = [part(item('threePublic.abroad'), measure), part(item('threePublic.reception'), measure)];
  if (threePublic && others.every((entry) => entry !== null) && vehicles.some((entry) => entry !== null)) {
    found.push(relation('K-07', column, part(threePublic, measure), [...others, ...vehicles], { table }));
  }
  return found;
}

/** At the top level, or below a mere heading. */
function underHeading(rows: readonly TableRow[], row: TableRow): boolean {
  return row.parent === null || rows[row.parent]?.role === 'heading';
}

/** What a broken sum of a table's own rows is called, by the kind of the table; null where its rows need not add up. */
function structuralCode(table: Table, measure: string): CheckCode | null {
  switch (table.kind) {
    case 'projects':
      return 'K-10';
    case 'sources':
    case 'income':
      return 'K-04';
    case 'budget':
    case 'expenditure':
      return measure === 'budget.adjustment' ? 'K-11' : 'K-01';
    case 'economic':
      return 'K-06';
    case 'threePublic':
      return null;
    case 'carryover':
      return 'K-12';
    default:
      return null;
  }
}

/** Subtotals and totals against the rows they close. */
function structuralRelations(context: CheckContext, { table }: PlacedTable, measure: string): (Relation | null)[] {
  const code = structuralCode(table, measure);
  if (code === null || table.orientation !== 'columns' || hierarchical(table) || context.errorIn(table, measure)) return [];
  const column = columnLabel(table, measure);
  const found: (Relation | null)[] = [];
  const terminated = terminatedRows(context, table);
  let open: TableRow[] = [];
  let subtotals: TableRow[] = [];
  let leadingSubtotal: TableRow | null = null;
  let leadingTotal: TableRow | null = null;
  const below: TableRow[] = [];
  const close = (whole: TableRow, rows: readonly TableRow[]): void => {
    if (rows.some((row) => context.unread(table, row, measure))) return;
    const parts = rows.map((row) => closedPart(row, measure));
    // One row alone is no list: the others are not there, or are named otherwise.
    if (code !== 'K-10' && parts.filter((entry) => entry !== null).length < 2) return;
    const stopped = rows.filter((row) => terminated.has(row.row));
    const added = new Set(rows);
    const details = rows.some((row) => row.role === 'subtotal')
      ? table.rows.filter((row) => row.role === 'detail' && row.parent === null && row.row < whole.row && !added.has(row))
      : [];
    const grand = table.kind === 'expenditure' && code === 'K-01' && rows.some(({ item }) => item === 'total');
    const base = relation(grand ? 'K-08' : code, column, part(whole, measure), parts, {
      table,
      alsoCells: cellsOf(...details.map((row) => row.numbers.get(measure))),
    });
    if (!base) return;
    if (!holds(base) && closesInPart(table, whole, rows, measure)) return;
    const amount = stopped.reduce((sum, row) => sum.plus(row.numbers.get(measure)?.value ?? 0), new Decimal(0));
    const explained = !holds(base) && !amount.isZero() && base.difference.plus(amount).abs().lessThanOrEqualTo(base.tolerance);
    found.push(explained ? { ...base, terminated: cellsOf(...stopped.map((row) => row.numbers.get(measure))) } : base);
  };
  for (const row of table.rows) {
    if (row.item?.startsWith('economic.') && table.kind !== 'economic') continue;
    if (insideAnother(table, row)) continue;
    if (row.role === 'heading' || row.role === 'note' || row.role === 'part' || row.parent !== null) continue;
    if (row.role === 'detail') {
      open.push(row);
      below.push(row);
      continue;
    }
    if (row.role === 'subtotal') {
      if (open.length === 0) {
        leadingSubtotal ??= row;
        continue;
      }
      close(row, open);
      subtotals.push(row);
      open = [];
      continue;
    }
    if (open.length === 0 && subtotals.length === 0) {
      leadingTotal ??= row;
      continue;
    }
    close(row, [...subtotals, ...open]);
    subtotals = [row];
    open = [];
  }
  const nothingClosed = found.length === 0;
  if (nothingClosed && leadingTotal && !leadingSubtotal && below.length > 1 && subtotals.length === 0) close(leadingTotal, below);
  return found;
}

/** The amount of a row that a total closes; balances carried on are kept under measures of their own. */
function closedPart(row: TableRow, measure: string): RelationPart | null {
  const balance =
    measure !== 'outturn'
      ? null
      : /^(?:年末|年终|期末)?结转|^(?:年末|年终|期末)结余/.test(row.name)
        ? 'closing'
        : /^年初|^上年结转/.test(row.name)
          ? 'opening'
          : null;
  return part(row, measure) ?? (balance === null ? null : part(row, balance));
}

/** A total below units with subtotals and a last block of its own: either alone makes it. */
function closesInPart(table: Table, whole: TableRow, rows: readonly TableRow[], measure: string): boolean {
  const subtotals = rows.filter(({ role }) => role === 'subtotal');
  const rest = rows.filter(({ role }) => role !== 'subtotal');
  if (subtotals.length === 0 || rest.length === 0) return false;
  return [subtotals, rest].some((alone) => {
    const built = relation(
      'K-01',
      '',
      part(whole, measure),
      alone.map((row) => closedPart(row, measure)),
      { table },
    );
    return built !== null && holds(built);
  });
}

/** 人员经费 and 公用经费 beside their 基本支出, and the line that opens 支出经济分类, are no parts of the total of their own, however they are indented. */
function insideAnother(table: Table, row: TableRow): boolean {
  if (row.role !== 'detail') return false;
  if (table.kind !== 'economic' && /^(?:支出)?(?:按)?(?:部门)?(?:支出)?经济分类/.test(plainText(row.name || row.label))) return true;
  return (row.item?.startsWith('basic.') ?? false) && table.rows.some(({ item }) => item === 'basic');
}

/** Rows of a classification by codes of growing length (201, 20101, 2010101) hold each other; adding them all would count twice. */
function hierarchical(table: Table): boolean {
  const codes = table.rows.flatMap((row) => /^(\d{3,7})(?!\d)/.exec(row.label.trim())?.[1] ?? []);
  return codes.some((code) => codes.some((other) => other.length > code.length && other.startsWith(code)));
}

/** Rows (by number) of the table's terminated projects. */
function terminatedRows(context: CheckContext, table: Table): ReadonlySet<number> {
  const rows = context.input.reading.projects
    .filter((project) => project.sheet === table.sheet && project.terminated)
    .map((project) => project.area.top);
  return new Set(rows);
}

/** 三、row by row: 全年 = 年初 ± 调整 + 结转 − 拨付下级 (K-03); 结余 = 全年 − 执行 where the table keeps to it (K-09). */
function rowRelations(context: CheckContext, { table }: PlacedTable): (Relation | null)[] {
  return [...budgetRows(context, table), ...closingRows(table)];
}

function budgetRows(context: CheckContext, table: Table): Relation[] {
  const label = say('checks', 'measure.full');
  const candidates = table.rows.flatMap((row) => {
    const full = part(row, 'budget.full');
    const initial = part(row, 'budget.initial');
    const adjustment = part(row, 'budget.adjustment');
    const opening = part(row, 'opening');
    const transfer = part(row, 'transferOut', -1);
    if (!full || (!adjustment && !opening) || (!initial && !adjustment && !opening)) return [];
    if (['budget.initial', 'budget.adjustment', 'opening', 'transferOut'].some((measure) => context.unread(table, row, measure))) return [];
    const named = (entry: RelationPart | null, name: string): RelationPart | null => (entry ? { ...entry, name } : null);
    const base = [named(initial, say('checks', 'measure.initial')), named(adjustment, say('checks', 'measure.adjustment'))];
    const carried = named(opening, say('checks', 'measure.opening'));
    const passed = named(transfer, say('checks', 'measure.transferOut'));
    const variants: Relation[] = [];
    for (const parts of [[...base, carried, passed], [...base, passed], [...base, carried], base]) {
      const built = relation('K-03', printedName(row), { ...full, name: label }, parts, { table });
      if (built) variants.push(built);
      if (built?.difference.isZero()) break;
    }
    const [first] = variants;
    if (!first) return [];
    const right = variants.find((variant) => variant.difference.isZero()) ?? variants.find(holds);
    return [{ relation: right ?? first, right: right !== undefined, certain: adjustment !== null && initial !== null, role: row.role }];
  });
  return keptTo(withoutFollowing(candidates));
}

function closingRows(table: Table): Relation[] {
  if (table.kind !== 'projects' && table.kind !== 'sources' && table.kind !== 'budget') return [];
  const candidates = table.rows.flatMap((row) => {
    const closing = part(row, 'closing');
    const full = part(row, 'budget.full');
    const outturn = part(row, 'outturn', -1);
    const built =
      closing && full && outturn ? relation('K-09', say('checks', 'measure.closing'), closing, [full, outturn], { table }) : null;
    return built ? [{ relation: built, right: holds(built), certain: false, role: row.role }] : [];
  });
  return keptTo(withoutFollowing(candidates));
}

/** A total that misses by what the rows above it miss by follows from them. */
function withoutFollowing<Entry extends { readonly relation: Relation; readonly right: boolean; readonly role: TableRow['role'] }>(
  candidates: readonly Entry[],
): Entry[] {
  const wrong = candidates.filter(({ right, role }) => !right && role === 'detail').map(({ relation: { difference } }) => difference);
  const all = wrong.reduce((sum, difference) => sum.plus(difference), new Decimal(0));
  const follows = ({ right, role, relation: { difference } }: Entry): boolean =>
    !right && (role === 'total' || role === 'subtotal') && wrong.length > 0 && [...wrong, all].some((amount) => amount.equals(difference));
  return candidates.filter((entry) => !follows(entry));
}

/** A relation that the table does not declare counts only where nearly all other rows keep to it (three at least, and four of five). */
function keptTo(candidates: readonly { readonly relation: Relation; readonly right: boolean; readonly certain: boolean }[]): Relation[] {
  const right = candidates.filter((entry) => entry.right).length;
  const usual = right >= 3 && right >= (candidates.length - 1) * 0.8;
  return candidates.filter((entry) => entry.right || entry.certain || usual).map((entry) => entry.relation);
}

/** K-01 and K-07 of tables whose items run across: 合计 | 基本支出 | 项目支出, or “三公” 合计 | 出国 | 用车 | 接待, row by row. */
function acrossRelations(context: CheckContext, { table }: PlacedTable): (Relation | null)[] {
  const sheet = context.sheet(table.sheet);
  if (!sheet) return [];
  const groups = new Map<string, { readonly label: string; readonly leaf: string; readonly column: number }[]>();
  for (const { label, column } of table.columns) {
    const parts = label.split('/').map((entry) => plainText(entry).replace(/[（(][^)）]*元[)）]/g, ''));
    const group = parts.length > 1 && !/用车/.test(parts[0] ?? '') ? (parts[0] ?? '') : '';
    groups.set(group, [...(groups.get(group) ?? []), { label: parts.join('/'), leaf: parts.at(-1) ?? '', column }]);
  }
  return [...groups].flatMap(([group, columns]) => {
    const find = (wanted: (entry: { readonly label: string; readonly leaf: string }) => boolean) => columns.find(wanted);
    const total = find(({ leaf, label }) => /^(?:合计|本年支出合计|支出合计|总计)$/.test(leaf) && !/公务用车/.test(label));
    const basic = find(({ leaf }) => leaf === '基本支出');
    const project = find(({ leaf }) => leaf === '项目支出');
    const others = columns.filter(({ leaf }) => /^(?:上缴上级支出|经营支出|对附属单位补助支出)$/.test(leaf));
    const abroad = find(({ leaf }) => /^因公出国/.test(leaf));
    const reception = find(({ leaf }) => /^公务接待/.test(leaf));
    const vehicle = find(({ leaf, label }) => /公务用车购置及运行/.test(label) && (leaf === '小计' || /购置及运行/.test(leaf)));
    const purchase = find(({ leaf }) => /用车购置费$/.test(leaf));
    const running = find(({ leaf }) => /用车运行(?:维护)?费$/.test(leaf));
    const vehicles = vehicle ? [vehicle] : purchase && running ? [purchase, running] : [];
    const sums = [
      ...(total && basic && project ? [{ code: 'K-01' as const, whole: total, parts: [basic, project, ...others] }] : []),
      ...(total && abroad && reception && vehicles.length > 0
        ? [{ code: 'K-07' as const, whole: total, parts: [abroad, reception, ...vehicles] }]
        : []),
      ...(vehicle && purchase && running ? [{ code: 'K-07' as const, whole: vehicle, parts: [purchase, running] }] : []),
    ];
    if (sums.length === 0) return [];
    const rows = [...new Set(table.rows.map(({ row }) => row))].filter((row) => !numbersColumns(sheet.cells.get(row)));
    return rows.flatMap((row) =>
      sums.map(({ code, whole, parts }) => {
        const read = ({ leaf, column }: { readonly leaf: string; readonly column: number }): RelationPart | null =>
          rawPart(context, table, row, column, leaf);
        if (parts.some(({ column }) => context.unreadAt(context.at(table.sheet, row, column)))) return null;
        const present = parts.map(read);
        return present.filter((entry) => entry !== null).length < (code === 'K-01' ? 1 : 2)
          ? null
          : relation(code, group || columnLabel(table, ''), read(whole), present);
      }),
    );
  });
}

/** A row of 栏次: 1, 2, 3 … across its columns. */
function numbersColumns(cells: ReadonlyMap<number, Cell> | undefined): boolean {
  const numbers = [...(cells ?? [])]
    .sort(([left], [right]) => left - right)
    .flatMap(([, cell]) => (/^\d{1,3}$/.test(cell.value) ? [Number(cell.value)] : []));
  return numbers.length >= 3 && numbers.every((value, index) => index === 0 || value === (numbers[index - 1] ?? 0) + 1);
}

/** An amount straight from a cell, in the table's unit; null for 栏次 numbers and anything that is no amount. */
function rawPart(context: CheckContext, table: Table, row: number, column: number, name: string): RelationPart | null {
  const cell = context.at(table.sheet, row, column);
  const printed = printedNumber(context.cell(cell));
  const unit = table.unit ?? context.readingOf(table.sheet)?.unit ?? null;
  if (!printed || printed.percent || unit === null) return null;
  const value = printed.value.times(yuanPer[unit]).toFixed();
  return {
    name,
    sign: 1,
    number: {
      value,
      quantity: 'money',
      shown: printed.shown,
      cells: [cell],
      formula: null,
      places: printed.places,
      unit,
      text: printed.text,
    },
  };
}

/** 年度资金总额 of a form = Σ of its sources, where the list closes with 其他资金 (K-04); otherwise parts may only not exceed it (N-11). */
function formRelations(context: CheckContext, amounts: readonly FormAmountRow[]): (Relation | null)[] {
  const total = amounts.find((row) => row.item === 'total' || row.source === 'total' || row.scored);
  if (!total) return [];
  const sources = amounts.filter((row) => row !== total);
  const closes = sources.some((row) => /其他|其它/.test(row.source));
  return ['budget.initial', 'budget.full', 'outturn'].map((measure) => {
    const whole = total.numbers.get(measure);
    const parts = oneBreakdown(whole, sources, measure).map((row): RelationPart | null => {
      const number = row.numbers.get(measure);
      return number ? { name: row.source, number, sign: 1 } : null;
    });
    if (!whole || sources.some((row) => !row.numbers.has(measure) && context.unreadAt(row.cells.get(measure) ?? null))) return null;
    const built = relation(
      closes ? 'K-04' : 'N-11',
      measureLabel(measure),
      { name: say('checks', 'name.formTotal'), number: whole, sign: 1 },
      parts,
    );
    if (!built || closes) return built;
    return built.difference.isNegative() ? built : null;
  });
}

/** A form may break its total down twice, by source and by use: what is left to add up when one of the two does so already. */
function oneBreakdown(whole: ReadNumber | undefined, rows: readonly FormAmountRow[], measure: string): readonly FormAmountRow[] {
  const byUse = (row: FormAmountRow): boolean => row.item === 'project' || row.item?.startsWith('basic') === true;
  const use = rows.filter(byUse);
  const money = rows.filter((row) => !byUse(row));
  if (!whole || use.length === 0 || money.length === 0) return rows;
  const adds = (group: readonly FormAmountRow[]): boolean => {
    const sum = group.reduce((total, row) => total.plus(row.numbers.get(measure)?.value ?? '0'), decimal('0'));
    const tail = decimal(yuanPer[whole.unit ?? 'yuan'])
      .times('0.005')
      .times(group.length + 1);
    return sum.minus(whole.value).abs().lessThanOrEqualTo(tail);
  };
  if (adds(rows)) return rows;
  return adds(use) ? money : adds(money) ? use : rows;
}

/** K-09: 年末结转 = 年初结转 + 使用非财政拨款结余 + 本年收入 − 本年支出 − 结余分配, of the accounts' outturn. */
function closingBalance(context: CheckContext, income: Table, spending: Table): Relation | null {
  const row = (table: Table, pattern: RegExp): TableRow | undefined =>
    table.rows.find((entry) => pattern.test(plainText(entry.name || entry.label)) && entry.numbers.has('outturn'));
  const unread = (table: Table): boolean =>
    context.errorIn(table, 'outturn') || table.rows.some((entry) => context.unread(table, entry, 'outturn'));
  const opening = part(row(income, /^年初结转/), 'outturn');
  const received = part(row(income, /^本年收入合计$/), 'outturn');
  const spent = part(row(spending, /^本年支出合计$/), 'outturn', -1);
  const closing = part(row(spending, /^年末结转/), 'outturn');
  if (!opening || !received || !spent || !closing || unread(income) || unread(spending)) return null;
  const others = [part(row(income, /^使用非财政拨款结余/), 'outturn'), part(row(spending, /^结余分配$/), 'outturn', -1)];
  return relation('K-09', columnLabel(spending, 'outturn'), closing, [opening, received, spent, ...others], { table: spending });
}

/** K-08: 收入总计 = 支出总计, 支出总计 = 本年支出 + 结余分配 + 年末结转 of a sheet with two sides. */
function balanceRelations(context: CheckContext): (Relation | null)[] {
  const found: (Relation | null)[] = [];
  const grand = (table: Table): TableRow | undefined =>
    [...table.rows].reverse().find((row) => row.role === 'total' && /总计/.test(plainText(row.label)) && row.parent === null);
  for (const income of context.tables.filter(({ table }) => table.kind === 'income')) {
    for (const spending of context.tables.filter(({ table }) => table.kind === 'expenditure' && table.sheet === income.table.sheet)) {
      found.push(closingBalance(context, income.table, spending.table));
      for (const measure of ['budget.initial', 'budget.full', 'outturn']) {
        const left = part(grand(income.table), measure);
        const right = part(grand(spending.table), measure);
        if (left && right) {
          found.push(
            relation(
              'K-08',
              columnLabel(spending.table, measure),
              { ...left, name: say('checks', 'name.incomeTotal') },
              [{ ...right, name: say('checks', 'name.spendingTotal') }],
              { table: spending.table },
            ),
          );
        }
      }
    }
  }
  return found;
}

/** K-05, K-10 over two tables: the same total by source and by use; the project list and 项目支出. */
function crossTableRelations(context: CheckContext): (Relation | null)[] {
  const found: (Relation | null)[] = [];
  const totalOf = (table: Table): TableRow | undefined =>
    table.rows.find((row) => row.role === 'total' && row.parent === null) ?? closingSum(table);
  const uses = context.tables.filter(
    ({ table }) => (table.kind === 'budget' || table.kind === 'expenditure') && table.rows.some((row) => row.item === 'project'),
  );
  for (const { table: sources } of context.tables.filter(({ table }) => table.kind === 'sources')) {
    for (const { table: use } of uses) {
      const bySource = part(totalOf(sources), 'outturn');
      const byUse = part(
        use.rows.find((row) => row.item === 'total'),
        'outturn',
      );
      if (bySource && byUse && sources !== use) {
        found.push(
          relation('K-05', measureLabel('outturn'), { ...bySource, name: say('checks', 'name.bySource') }, [
            { ...byUse, name: say('checks', 'name.byUse') },
          ]),
        );
      }
    }
  }
  for (const { table: list } of context.tables.filter(({ table }) => table.kind === 'projects')) {
    for (const { table: use } of uses.filter(({ table }) => table.sheet !== list.sheet || table !== list)) {
      const project = use.rows.find((row) => row.item === 'project');
      const total = list.rows.filter((row) => row.role === 'total' && row.parent === null).at(-1);
      for (const measure of ['budget.initial', 'budget.full', 'outturn']) {
        const whole = part(project, measure);
        const listed = part(total, measure);
        if (!whole || !listed) continue;
        const base = relation('K-10', columnLabel(use, measure), whole, [{ ...listed, name: say('checks', 'name.projectList') }]);
        if (!base) continue;
        const stopped = context.input.reading.projects.filter((entry) => entry.sheet === list.sheet && entry.terminated);
        const amount = stopped.reduce((sum, entry) => sum.plus(entry.measures.get(measure)?.value ?? 0), new Decimal(0));
        const explained = !holds(base) && !amount.isZero() && base.difference.abs().minus(amount).abs().lessThanOrEqualTo(base.tolerance);
        found.push(explained ? { ...base, terminated: cellsOf(...stopped.map((entry) => entry.measures.get(measure))) } : base);
      }
    }
  }
  return found;
}

/** 资金来源合计: the only closing row of a table, though it does not call itself its total. */
function closingSum(table: Table): TableRow | undefined {
  const closing = table.rows.filter((row) => row.role === 'subtotal' && row.parent === null);
  const [only] = closing;
  return closing.length === 1 && only === table.rows.at(-1) && /合计$/.test(plainText(only?.label ?? '')) ? only : undefined;
}

const brokenByCell = new WeakMap<CheckContext, ReadonlyMap<string, readonly Relation[]>>();

/** The broken relations that each cell stands in. Indexed once a run. */
function brokenAt(context: CheckContext, cell: string): readonly Relation[] {
  const known = brokenByCell.get(context);
  if (known) return known.get(cell) ?? [];
  const index = new Map<string, Relation[]>();
  for (const relation of context.relations) {
    if (holds(relation)) continue;
    for (const { number } of [relation.whole, ...relation.parts]) {
      const at = number.cells[0] ?? '';
      const list = index.get(at);
      if (list) list.push(relation);
      else index.set(at, [relation]);
    }
  }
  brokenByCell.set(context, index);
  return index.get(cell) ?? [];
}

/** What an amount would have to be for the sources to make their total, where they do not (K-04, or other sums); null where nothing is wrong. */
export function wantedBySources(
  context: CheckContext,
  { cells: [cell = ''], value }: ReadNumber,
  codes: readonly CheckCode[] = ['K-04'],
): Decimal | null {
  const relation = brokenAt(context, cell).find((entry) => codes.includes(entry.code));
  if (!relation) return null;
  if (relation.whole.number.cells[0] === cell) return new Decimal(value).minus(relation.difference);
  const sign = relation.parts.find(({ number }) => number.cells[0] === cell)?.sign ?? 1;
  return new Decimal(value).plus(relation.difference.times(sign));
}

/** The first number of a project or row that may stand under its rate. */
export function denominatorOf(row: TableRow): ReadNumber | null {
  return numberOf(row, 'budget.full', 'budget.initial', 'received');
}
