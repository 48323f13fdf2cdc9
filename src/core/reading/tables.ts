import { decimal } from '../amounts/decimal';
import type { MoneyUnit } from '../amounts/unit';
import { compact } from '../facts/label';
import { ambiguousAdjustment, combinedMeaning, itemOfLabel, otherRate, plainBudget, weakTotal } from '../facts/meaning';
import { quantityOfMeasure, readCount, readMoney, readRate, referenceOf, sumOf } from './amount';
import { type Grid, type GridCell, type MetCells, rowsBetween } from './grid';
import type { SheetHead } from './head';
import { type Block, headerChain, isColumnNumbering, isUnitOnly, type MeaningReader, type Role, titleMeasure } from './layout';
import { moneyUnitOf, parseNumber } from './number';
import type { QuestionList } from './questions';
import type { ReadingChoices, ReadNumber, Table, TableColumn, TableRow } from './reading';
import { bracketUnit } from './unit';

/** A row of a table with what only reading needs. */
export interface FoundRow extends TableRow {
  readonly numbers: Map<string, ReadNumber>;
  readonly cellOfLabel: GridCell;
  /** Numbers by measure for another item than the row's, where the columns name items: `[item, measure, number]`. */
  readonly across: readonly (readonly [string, string, ReadNumber])[];
  /** Texts of the label columns by role. */
  readonly attributes: ReadonlyMap<Role, GridCell>;
  /** Item of the nearest heading above, for 合计 rows. */
  readonly section: string | null;
  /** The label names a measure (年初预算数 as a row). */
  readonly measureRow: string | null;
  /** A weak total: its table decides the item. */
  readonly weak: boolean;
  /** Numbers in it that a question withholds. */
  readonly withheld: ReadonlySet<string>;
  /** A column of kinds says that it is basic spending (人员类项目, 公用经费), though a list of projects holds it. */
  readonly basicKind: boolean;
}

/** How far the figures of a table reach. */
export type Scope = 'whole' | 'funds' | 'basic' | 'project';

/** A table with what only reading needs. */
export interface FoundTable extends Table {
  readonly rows: FoundRow[];
  readonly scope: Scope;
  /** How far the year of its sheet is from the workbook's (-1: the year before); null where it is the same or unknown. */
  readonly otherYear: number | null;
  /** Item named by the header's own label cell: `四、政府采购`. */
  readonly headItem: string | null;
  /** It lists projects by a column of project names. */
  readonly listsProjects: boolean;
  /** Its sources stand in a column beside the project. */
  readonly sourceColumn: boolean;
  readonly signature: string;
  readonly order: number;
  /** Sheet and title without any spaces, for what they say. */
  readonly named: string;
}

interface ColumnPlan {
  readonly column: number;
  readonly label: string;
  item: string | null;
  measure: string | null;
  readonly unit: MoneyUnit | null;
  readonly percentPoints: boolean | null;
  role: Role | null;
  readonly restricted: boolean;
  readonly sideText: string;
  readonly head: GridCell | null;
  /** Its header says no more than that figures stand there: 金额, 数量. */
  readonly neutral: boolean;
  /** It counts a part of this measure: 行政编制 of 编制数. */
  partOf: string | null;
}

interface Side {
  readonly labels: ColumnPlan[];
  readonly values: ColumnPlan[];
}

/** All that a sheet's reading shares. */
export interface SheetContext {
  readonly grid: Grid;
  readonly head: SheetHead;
  readonly reader: MeaningReader;
  readonly year: number | null;
  readonly choices: ReadingChoices;
  readonly questions: QuestionList;
  /** Two units contradict each other on the sheet: no amount is used before the answer. */
  readonly contested: boolean;
  /** Number cells that a table has given a meaning. */
  readonly consumed: MetCells;
}

const restrictive = /财政拨款|一般公共预算|政府性基金|国有资本经营|财政专户|非同级|^其中|非财政|省级|中央|市级|县级|区级/u;

/** Reads one block into one table a side. */
export function readBlock(context: SheetContext, block: Block, order: number): FoundTable[] {
  const { grid } = context;
  const body = block.body.filter((row, index) => !(index < 2 && isColumnNumbering(grid, row)));
  const plans = planColumns(context, block, body, budgetOfFootnote(grid, body));
  const sides = splitSides(context, plans, body);
  return sides.flatMap((side, index) => {
    const table = readSide(context, block, body, side, order * 8 + index, sides.length);
    return table ? [table] : [];
  });
}

/** What a footnote says 预算数 is (`预算数为全年预算数，反映按规定程序调整后的预算数`), or null. */
export function budgetOfFootnote(grid: Grid, rows: readonly number[]): 'budget.initial' | 'budget.full' | null {
  for (const row of rows) {
    const first = grid.cells.get(row)?.[0];
    if (!first || first.label === null || first.text.length < 10 || !first.text.includes('预算数')) continue;
    if (!noteStart.test(compact(first.text))) continue;
    const kind = /预算数[为是指即:=][^,，。;；]{0,14}?(年初|批复|全年|调整后)[^,，。;；]{0,4}预算/u.exec(
      compact(first.text).slice(0, 600),
    )?.[1];
    if (kind) return kind === '年初' || kind === '批复' ? 'budget.initial' : 'budget.full';
  }
  return null;
}

function planColumns(
  context: SheetContext,
  block: Block,
  body: readonly number[],
  footnote: 'budget.initial' | 'budget.full' | null,
): ColumnPlan[] {
  const { grid, reader } = context;
  const plans: ColumnPlan[] = [];
  const sides = sideHeadings(context, block);
  const columns = new Set<number>();
  for (const row of [...rowsOfBand(grid, block), ...body.slice(0, 60)]) {
    for (const cell of grid.cells.get(row) ?? []) {
      columns.add(cell.column);
      if (row <= block.band.last)
        for (let column = cell.column; column <= Math.min(cell.right, grid.lastColumn); column += 1) columns.add(column);
    }
  }
  for (const column of [...columns].sort((first, second) => first - second)) {
    const chain = headerChain(grid, block.band, column);
    plans.push(planColumn(reader, chain, column, sides));
  }
  resolveUnits(grid, plans, body);
  resolveBudgets(plans, footnote);
  resolveSpending(plans);
  resolveHeads(plans);
  resolveCarriedOver(plans);
  resolveParts(plans);
  return plans;
}

function rowsOfBand(grid: Grid, block: Block): readonly number[] {
  return rowsBetween(grid, block.band.first, block.band.last);
}

/** 本年收入 and 本年支出 over a column of names and its values: they head a side and are no item of its columns. */
function sideHeadings(context: SheetContext, block: Block): ReadonlySet<GridCell> {
  const { grid, reader } = context;
  const found = new Set<GridCell>();
  for (const row of rowsOfBand(grid, block)) {
    for (const cell of grid.cells.get(row) ?? []) {
      if (
        cell.right === cell.column ||
        cell.bottom >= block.band.last ||
        !/^(?:本年|全年|部门)?(?:收入|支出)$/u.test(cell.label?.name ?? '')
      )
        continue;
      const first = headerChain(grid, block.band, cell.column).at(-1);
      if (first && first !== cell && reader.of(first).role === 'name') found.add(cell);
    }
  }
  return found;
}

function planColumn(reader: MeaningReader, chain: readonly GridCell[], column: number, sides: ReadonlySet<GridCell>): ColumnPlan {
  let item: string | null = null;
  let measure: string | null = null;
  let role: Role | null = null;
  let restricted = false;
  let unit: MoneyUnit | null = null;
  let percentPoints: boolean | null = null;
  let prior = false;
  let dead = false;
  let partOf: string | null = null;
  for (const cell of chain) {
    if (!isUnitOnly(cell.text)) continue;
    unit ??= bracketUnit(cell.text);
    if (/[%％]/u.test(cell.text)) percentPoints = true;
  }
  const upper = chain.filter((cell) => !isUnitOnly(cell.text)).reverse();
  for (const [height, cell] of upper.entries()) {
    if (sides.has(cell)) continue;
    const meaning = reader.of(cell);
    const name = cell.label?.name ?? '';
    unit ??= bracketUnit(cell.text);
    if (percentPoints === null && /[%％]/u.test(cell.text)) percentPoints = true;
    const year = /^(20\d\d)年?度?(?:数|金额)?$/u.exec(name);
    if (year && reader.year !== null) {
      const distance = reader.year - Number(year[1]);
      if (distance === 1) prior = true;
      else if (distance !== 0) dead = true;
      continue;
    }
    if (/^上年(?:度|数|情况)?$|^去年$/u.test(name)) {
      prior = true;
      continue;
    }
    if (height === 0 && meaning.role !== null && meaning.measure === null) role = meaning.role;
    const specific = meaning.measure?.measure;
    if (measure === 'opening' && chain.at(-1)?.label?.name === '年初' && (specific === plainBudget || specific === 'budget.initial')) {
      measure = 'budget.initial';
      continue;
    }
    if (specific !== undefined) {
      if (measure === null || (measure === plainBudget && specific.startsWith('budget.'))) {
        if (measure === null || specific !== ambiguousAdjustment) measure = specific;
      }
    }
    const owner =
      height === 0 && meaning.item === null
        ? (upper
            .slice(1)
            .map((above) => reader.of(above).item)
            .find((above) => above !== null) ?? null)
        : null;
    const part = owner === null ? null : itemOfLabel(name, owner);
    if (part !== null && part !== weakTotal && item === null) item = part;
    if (meaning.item !== null && item === null) item = meaning.item;
    else if (meaning.item !== null && item === weakTotal) item = meaning.item;
    const neutral =
      /^\([^()]*\)$/u.test(name) || /^(?:金额|数额|小计|合计|数|本年|本年数|本年度|当年|总计|总额)$/u.test(name) || meaning.role !== null;
    const known = meaning.measure !== null || meaning.item !== null || (part !== null && part !== weakTotal) || neutral;
    if (height === 0) partOf = partMeasure(name, upper[1] ? (reader.of(upper[1]).measure?.measure ?? null) : null);
    if (height === 0 && !known && chain.length > 1) dead = true;
    if (restrictive.test(compact(cell.text)) && (meaning.item === null || cell.label?.including === true) && meaning.measure === null)
      restricted = true;
    if (cell.label?.including === true) restricted = true;
  }
  if (prior && measure !== null) {
    const mapped: Record<string, string> = { outturn: 'prior.outturn', [plainBudget]: 'prior.budget', 'budget.initial': 'prior.budget' };
    const current: string = measure;
    measure = current.startsWith('prior.') ? current : (mapped[current] ?? null);
    if (measure === null) dead = true;
  }
  if (chain.length > 0 && dead) {
    measure = null;
    item = null;
  }
  if (item === 'staff' && measure !== null) item = null;
  const label = chain.map((cell) => cell.text.replace(/\s+/gu, '')).join('/');
  return {
    column,
    label,
    item,
    measure,
    unit,
    percentPoints,
    role: measure === null ? role : null,
    restricted: restricted || (dead && chain.length > 0),
    sideText: chain.map((cell) => cell.label?.name ?? '').join('/'),
    head: chain.at(-1) ?? null,
    neutral: isNeutralHeader(chain.at(-1)?.label?.name ?? ''),
    partOf,
  };
}

const groupsOfPosts = /^(?:行政|事业|工勤|机关工勤|机关|参公|参公管理|政法专项|全额|差额|自收自支|其他)(?:编制|人员|编)?(?:数|人数)?$/u;

/** The headcount that a column without a measure of its own is a part of: 行政编制 by its name, 行政 by the header above it. */
function partMeasure(name: string, above: string | null): string | null {
  if (!groupsOfPosts.test(name)) return null;
  if (/编制|编$/u.test(name)) return 'establishment';
  return above === 'establishment' || above === 'onPost' ? above : null;
}

/** Parts are added up only where no column gives the whole, and where there are two at least. */
function resolveParts(plans: readonly ColumnPlan[]): void {
  for (const measure of ['establishment', 'onPost']) {
    const parts = plans.filter((plan) => plan.partOf === measure && plan.measure === null);
    if (parts.length < 2 || plans.some((plan) => plan.measure === measure)) for (const plan of parts) plan.partOf = null;
  }
}

/** 单位 over 个, 人, 万元 and % is what the figures count, and no column of organisations. */
function resolveUnits(grid: Grid, plans: readonly ColumnPlan[], body: readonly number[]): void {
  for (const plan of plans) {
    if (plan.role !== 'organisation' || plan.sideText !== '单位') continue;
    const texts = body.slice(0, 200).flatMap((row) => {
      const cell = grid.at(row, plan.column);
      return cell && cell.row === row && cell.text !== '' ? [compact(cell.text)] : [];
    });
    if (texts.length > 0 && texts.every((text) => countsIn.test(text) || moneyUnitOf(text) !== null)) plan.role = 'unit';
  }
}

const countsIn = /^(?:[个人名项次批辆台套件户家天场所处条份期]|人次|公里|平方米|%|％|百分比|[个次]数|户次)$/u;

/** Kinds of staff outside the posts, of which each is a part: 劳务派遣, 临聘, 合同制. */
const kindOutside = /劳务派遣|临时|临聘|合同制|聘用制|公益性岗位/u;

/** 总计 | 本年预算 (小计 …) | 上年结转: the budget is the sum of both, and what heads 本年预算 is a part of it. */
function resolveCarriedOver(plans: readonly ColumnPlan[]): void {
  const whole = plans.find((plan) => plan.item === weakTotal && plan.measure === null && /^(?:总计|合计)$/u.test(plan.sideText));
  if (!whole || !plans.some((plan) => plan.measure === 'opening' || plan.item === 'source.carryover')) return;
  const parts = plans.filter((plan) => plan.measure === 'budget.initial' && /^本年[^/]*\//u.test(plan.sideText));
  if (parts.length === 0 || plans.some((plan) => plan.measure?.startsWith('budget.') && !parts.includes(plan))) return;
  whole.measure = 'budget.initial';
  whole.item = null;
  for (const part of parts) {
    part.measure = null;
    part.item = null;
  }
}

/** 年末实有人数 over 合计, 在职人员, 离休人员 and 退休人员: the sum counts the retired, too. */
function resolveHeads(plans: readonly ColumnPlan[]): void {
  const named = plans.filter((plan) => plan.measure === 'onPost');
  if (named.length < 2 || !named.some((plan) => /(?:^|\/)(?:在职|在编|在岗)[^/]*$/u.test(plan.sideText))) return;
  for (const plan of named) {
    if (!/\/(?:合计|小计|总计|总数)$/u.test(plan.sideText)) continue;
    plan.measure = null;
    plan.item = null;
  }
}

/** 本年支出 among columns of measures is what was spent, not an item. */
function resolveSpending(plans: readonly ColumnPlan[]): void {
  if (!plans.some((plan) => plan.item === null && plan.measure?.startsWith('budget.'))) return;
  if (plans.some((plan) => plan.measure === 'outturn' || plan.item === 'basic' || plan.item === 'project')) return;
  const spending = plans.filter((plan) => plan.measure === null && /^(?:本年|全年|年度)支出(?:合计)?$/u.test(plan.sideText));
  const [only] = spending;
  if (spending.length !== 1 || !only) return;
  only.measure = 'outturn';
  only.item = null;
}

/** 预算数 by what a footnote says of it, else by the other columns of its table (domain/budget-sheets.md §4). */
function resolveBudgets(plans: readonly ColumnPlan[], footnote: 'budget.initial' | 'budget.full' | null): void {
  const initial = plans.some((plan) => plan.measure === 'budget.initial');
  const full = plans.some((plan) => plan.measure === 'budget.full');
  for (const plan of plans) {
    if (plan.measure !== plainBudget) continue;
    if (initial && !full && plan.item === weakTotal) {
      plan.measure = 'budget.full';
      plan.item = null;
    } else if (footnote === 'budget.full' && !full) plan.measure = 'budget.full';
    else if (!initial) plan.measure = 'budget.initial';
    else if (full) plan.measure = null;
  }
}

function splitSides(context: SheetContext, plans: readonly ColumnPlan[], body: readonly number[]): Side[] {
  const sides: Side[] = [];
  let current: Side | null = null;
  for (const plan of plans) {
    const label = isLabelColumn(context, plan, body);
    if (label) {
      if (current === null || (current.values.length > 0 && opensSide(context, plan, body))) {
        current = { labels: [], values: [] };
        sides.push(current);
      }
      if (current.values.length > 0 && plan.role === null) {
        plan.role = 'remark';
        current.values.push(plan);
      } else current.labels.push(plan);
    } else {
      if (current === null) {
        current = { labels: [], values: [] };
        sides.push(current);
      }
      current.values.push(plan);
    }
  }
  const [first, second] = sides;
  if (sides.length === 2 && first && second && first.labels.length === 0 && second.values.every((plan) => plan.measure === null)) {
    return [{ labels: second.labels, values: [...first.values, ...second.values] }];
  }
  return sides.filter((side) => side.values.some((plan) => plan.measure !== null || plan.item !== null) || side.labels.length > 0);
}

function isLabelColumn(context: SheetContext, plan: ColumnPlan, body: readonly number[]): boolean {
  if (plan.role !== null && plan.role !== 'remark') return true;
  if (plan.role === 'remark') return false;
  let texts = 0;
  let numbers = 0;
  for (const row of body.slice(0, 200)) {
    const cell = context.grid.at(row, plan.column);
    if (!cell || cell.column !== plan.column) continue;
    if (cell.content.kind === 'text') texts += 1;
    else if (cell.content.kind === 'number' || cell.content.kind === 'placeholder') numbers += 1;
  }
  if (plan.measure !== null) {
    if (numbers > 0 || texts === 0) return false;
    plan.measure = null;
    plan.item = null;
  }
  return texts > numbers;
}

function opensSide(context: SheetContext, plan: ColumnPlan, body: readonly number[]): boolean {
  if (plan.role === 'name' || plan.role === 'projectName') return true;
  if (
    plan.role === 'organisation' ||
    plan.role === 'department' ||
    plan.role === 'attribute' ||
    plan.role === 'code' ||
    plan.role === 'unit' ||
    plan.role === 'source'
  )
    return false;
  let items = 0;
  for (const row of body.slice(0, 200)) {
    const cell = context.grid.at(row, plan.column);
    if (cell?.column === plan.column && cell.label !== null && itemOfLabel(cell.label.name) !== null) items += 1;
  }
  return items >= 2;
}

const noteStart = /^(?:注|说明|备注|填表说明|填报说明|附注|本表)[:：0-9一]?/u;
const signature = /^(?:单位负责人|财务负责人|填表人|制表人?|审核人?|负责人|填报人|联系人|联系电话|填表日期|编制人|经办人)[:：]?/u;

/** 其中： takes three full-width places: the rows aligned with the words behind it are its siblings, not its parts. */
const widthOfIncluding = 6;

/** Rows between 本年收入（支出）合计 and 总计: printed with an indent, and yet no part of the sum above them. */
const balanceRow = /^(?:使用非财政拨款结余|用事业基金弥补收支差额|年初结转|上年结转|年末结转|结余分配|结转下年)/u;

const none: ReadonlySet<string> = new Set();

/** First letters of notes and of signature rows: most rows need no closer look. */
const noteLetters = new Set('注说备填附本');
const signatureLetters = new Set('单财填制审负联编经');

function mainLabel(side: Side): ColumnPlan | null {
  return (
    side.labels.filter((plan) => plan.role === 'projectName').at(-1) ??
    side.labels.filter((plan) => plan.role === 'name').at(-1) ??
    side.labels.filter((plan) => plan.role === null).at(-1) ??
    side.labels.find((plan) => plan.role === 'source') ??
    side.labels.find((plan) => plan.role === 'organisation') ??
    side.labels.find((plan) => plan.role !== 'serial' && plan.role !== 'lineNumber' && plan.role !== 'code') ??
    null
  );
}

function readSide(
  context: SheetContext,
  block: Block,
  body: readonly number[],
  side: Side,
  order: number,
  sideCount: number,
): FoundTable | null {
  const { grid, head } = context;
  const sheet = grid.sheet.name;
  const main = mainLabel(side);
  const title = compact(`${sheet}${head.title ?? ''}`);
  const headCell = main?.head ?? null;
  const headName = headCell?.label?.name ?? '';
  const headItemRaw = itemOfHead(context, block, main, headName);
  const official =
    /决算表|明细表|决算总表|财决/u.test(title) || side.labels.some((plan) => plan.role === 'code' && !/项目/u.test(plan.label));
  const listed = side.labels.some((plan) => plan.role === 'organisation' || plan.role === 'serial');
  if (main?.role === 'name' && headName === '项目' && listed && !official && scopeOf(title) === 'project') main.role = 'projectName';
  const listsProjects = side.labels.some((plan) => plan.role === 'projectName') && !listsPurchases(title);
  if (listsProjects) for (const plan of side.values) if (plan.measure === 'cumulative') plan.measure = 'stated';
  const sourceColumn = listsProjects && side.labels.some((plan) => plan.role === 'source');
  const sheetUnit = unitAt(context, block.band.first);
  const blockUnit = unitInBand(context, block) ?? sheetUnit;
  const rows: FoundRow[] = [];
  const points = pointsByColumn(context, side, body);
  const stack: { rank: number; index: number; item: string | null }[] = [];
  let lastRank = 100;
  const defaultMeasure = side.values.every((plan) => plan.measure === null || plan.measure === otherRate)
    ? (titleMeasure(title) ?? (side.values.some((plan) => fundsOfBudget.test(plan.label)) ? 'budget.initial' : null))
    : null;
  const footnote = budgetOfFootnote(grid, body);
  const outsiders = side.values.filter((plan) => plan.measure === 'offBook');
  const kindsOutside = outsiders.length > 1 && outsiders.every((plan) => kindOutside.test(plan.sideText)) ? outsiders : [];
  const unitColumn = side.labels.find((plan) => plan.role === 'unit')?.column ?? null;
  const remarkColumn = side.values.find((plan) => plan.role === 'remark')?.column ?? null;
  const measured = new Set(side.values.filter((plan) => plan.measure !== null).map((plan) => plan.column));
  const split = ['establishment', 'onPost'].filter((measure) => side.values.some((plan) => plan.partOf === measure));
  for (const row of body) {
    if (isPairRow(context, measured, row)) continue;
    consumeRow(context, side, row);
    const attributes = new Map<Role, GridCell>();
    let labelCell: GridCell | null = null;
    for (const plan of side.labels) {
      const cell = grid.at(row, plan.column);
      if (!cell || cell.row < (body[0] ?? 0)) continue;
      const deeper = plan === main && plan.role === 'projectName' && cell.label !== null;
      if (plan.role !== null && (deeper || !attributes.has(plan.role) || (plan.role === 'code' && /项目/u.test(plan.label))))
        attributes.set(plan.role, cell);
      if (cell.label === null || plan.role === 'lineNumber') continue;
      if ((plan.role === 'serial' || plan.role === 'code') && plan !== main && itemOfLabel(cell.label.name) === null) continue;
      if (plan === main || (cell.row === row && (labelCell === null || grid.at(row, main?.column ?? 0) !== labelCell))) labelCell = cell;
    }
    const mainCell = main ? grid.at(row, main.column) : null;
    if (mainCell && mainCell.label !== null && mainCell.row >= (body[0] ?? 0))
      labelCell = sourceColumn && mainCell.row !== row ? (attributes.get('source') ?? mainCell) : mainCell;
    const first = grid.cells.get(row)?.[0];
    const wide = first?.label ?? null;
    const opening = first?.text.trimStart().charAt(0) ?? '';
    if (first && wide !== null && noteLetters.has(opening) && noteStart.test(compact(first.text)) && first === labelCell) {
      if (rows.length > 0 && /^(?:注|说明|填表说明)/u.test(compact(first.text))) break;
      continue;
    }
    if (first && wide !== null && signatureLetters.has(opening) && signature.test(compact(first.text))) break;
    const anonymous = labelCell === null && side.labels.length === 0;
    if (labelCell === null && !anonymous && !side.values.some((plan) => plan.measure !== null)) continue;
    const label = labelCell?.label ?? { name: '', numbering: 0, including: false, spaces: 0, code: null, brackets: [] };
    const cellOfLabel = labelCell ?? first;
    if (!cellOfLabel) continue;
    const deep = label.spaces + (labelCell?.cell.indent ?? 0) * 2;
    let own =
      label.numbering > 0
        ? label.numbering * 100
        : label.including || deep > 0
          ? lastRank + 50 + Math.min(label.including ? deep + widthOfIncluding : deep, 40)
          : 100;
    if (label.numbering > 0) lastRank = own;
    else if (own === 100) lastRank = 100;
    const above = stack.at(-1);
    if (own === 100 && above && (above.item === 'basic' || above.item === 'project' || above.item?.startsWith('economic.'))) {
      const beside = above.item.startsWith('economic.');
      if ((!beside || stack.length > 1) && itemOfLabel(label.name)?.startsWith('economic.')) own = above.rank + (beside ? 0 : 50);
    }
    while (stack.length > 0 && (stack.at(-1)?.rank ?? 0) >= own) stack.pop();
    if (balanceRow.test(label.name) && /^(?:total|income|sum)$/u.test(stack.at(-1)?.item ?? '')) stack.length = 0;
    const parent = stack.at(-1) ?? null;
    const previous = rows.at(-1) ?? null;
    let item = itemOfLabel(label.name, parent?.item ?? null);
    if (item === null && label.name !== '')
      item =
        itemOfLabel(label.name, previous?.item ?? null) ??
        (previous?.item?.startsWith('threePublic.vehicle') ? itemOfLabel(label.name, 'threePublic.vehicle') : null);
    if (item === null && label.numbering === 1) item = label.name === '支出' ? 'total' : label.name === '收入' ? 'income' : null;
    let rowMeasure: string | null = null;
    if (item === null && label.name !== '') {
      const combined = combinedMeaning(label.name, context.year);
      if (combined?.measure) {
        rowMeasure = combined.measure.measure === plainBudget ? (footnote ?? 'budget.initial') : combined.measure.measure;
        item = combined.item ?? (label.name.startsWith('部门') && rowMeasure.startsWith('budget.') ? 'total' : null);
      }
    }
    const leftItem = leftHeading(grid, side, row, labelCell);
    if (item === null && leftItem !== null && label.name !== '') item = itemOfLabel(label.name, leftItem);
    if (label.name === '' && leftItem !== null) item = leftItem;
    const section = leftItem ?? parent?.item ?? null;
    const basicKind = listsProjects && side.labels.some((plan) => plan !== main && isBasicKind(grid.at(row, plan.column)));
    const numbers = new Map<string, ReadNumber>();
    const across: [string, string, ReadNumber][] = [];
    const single = countNumbers(grid, side, row) === 1 ? 1 : 0;
    const rowUnit = unitColumn === null ? null : moneyUnitOf(compact(grid.at(row, unitColumn)?.text ?? ''));
    let withheld: Set<string> | null = null;
    for (const plan of side.values) {
      if (plan.restricted || plan.role !== null) continue;
      const ofPosts = rowMeasure === 'onPost' && plan.measure === 'establishment';
      if (rowMeasure !== null && item !== null && plan.measure !== null && plan.measure !== rowMeasure && single === 0 && !ofPosts)
        continue;
      const measure =
        (single === 1 && item !== null ? rowMeasure : null) ??
        plan.measure ??
        rowMeasure ??
        (plan.item !== null || side.values.length >= 1 ? defaultMeasure : null);
      if (measure === null || measure === plainBudget || measure === otherRate) continue;
      if (plan.measure === null && rowMeasure !== null && plan.item === null && !plan.neutral) continue;
      if (
        plan.measure === null &&
        rowMeasure === null &&
        plan.item === null &&
        plan.label !== '' &&
        !/^(?:金额|数|合计|本年)/u.test(plan.sideText.split('/').at(-1) ?? '')
      )
        continue;
      const cell = grid.at(row, plan.column);
      if (!cell || cell.row !== row || cell.column !== plan.column || cell.own) continue;
      const aim = measure === 'target' && item === 'satisfaction' ? aimOf(sheet, cell) : null;
      if (aim !== null) numbers.set(measure, aim);
      if (cell.content.kind !== 'number') continue;
      const target = plan.item !== null && plan.item !== weakTotal ? plan.item : null;
      const number = readNumber(context, {
        cell,
        measure,
        item: target ?? item,
        unit: rowUnit ?? plan.unit ?? blockUnit,
        points: points.get(plan.column) ?? false,
        label: label.name === '' ? (target ?? '') : label.name,
        column: plan.label,
        body,
        side,
      });
      if (number === 'withheld') withheld = (withheld ?? new Set()).add(measure);
      else if (number !== null) {
        context.consumed.add(cell);
        if (plan.item === weakTotal && item === null && (rowMeasure !== null || label.name === ''))
          across.push([weakTotal, measure, number]);
        else if (target !== null && (item === null || item === weakTotal || item !== target)) across.push([target, measure, number]);
        else if (!numbers.has(measure)) numbers.set(measure, number);
        else across.push([item ?? '', measure, number]);
      }
    }
    for (const measure of split) {
      const parts = side.values.flatMap((plan) => {
        const cell = plan.partOf === measure ? grid.at(row, plan.column) : null;
        return cell?.row === row && cell.content.kind === 'number' && !cell.own ? [readCount(sheet, cell, cell.content.number)] : [];
      });
      const whole = sumOf(parts);
      if (whole) numbers.set(measure, whole);
    }
    const outside = kindsOutside.flatMap((plan) => {
      const cell = grid.at(row, plan.column);
      return cell?.row === row && cell.content.kind === 'number' && !cell.own ? [readCount(sheet, cell, cell.content.number)] : [];
    });
    const outsideSum = outside.length > 1 ? sumOf(outside) : null;
    if (outsideSum) numbers.set('offBook', outsideSum);
    const isTotal = (item === weakTotal && !/小计/u.test(label.name)) || item === 'total' || item === 'incomeTotal' || item === 'income';
    const subtotal = !isTotal && /(?:小计|合计|总计)$/u.test(label.name) && item === null;
    const empty = numbers.size === 0 && across.length === 0;
    const remark = remarkColumn === null ? null : grid.at(row, remarkColumn);
    const remarkText = remark && remark.label !== null && remark.row === row ? remark.text.trim() : null;
    rows.push({
      row,
      cell: referenceOf(sheet, cellOfLabel),
      label: labelCell?.text ?? '',
      name: label.name,
      item: item === weakTotal ? null : item,
      role:
        empty && withheld === null
          ? 'heading'
          : isTotal
            ? 'total'
            : subtotal || item === weakTotal
              ? 'subtotal'
              : label.including || (parent !== null && deep > 0)
                ? 'part'
                : 'detail',
      parent: parent?.index ?? null,
      numbers,
      remark: remarkText,
      remarkCell: remarkText === null || remark === null ? null : referenceOf(sheet, remark),
      cellOfLabel,
      across,
      attributes,
      section,
      withheld: withheld ?? none,
      basicKind,
      weak: item === weakTotal,
      measureRow: rowMeasure,
    });
    stack.push({ rank: own, index: rows.length - 1, item: item === weakTotal ? (parent?.item ?? null) : item });
  }
  if (rows.length === 0) return null;
  const last = rows.at(-1)?.row ?? block.band.last;
  const all = [...side.labels, ...side.values].map((plan) => plan.column);
  const left = sideCount === 1 ? Math.min(...all, firstColumnOf(grid, block)) : Math.min(...all);
  const right = Math.max(...all);
  const kind = kindOf(rows, side, title, headItemRaw, listsProjects);
  const columns: TableColumn[] = [...side.labels, ...side.values].map((plan) => ({
    column: plan.column,
    label: plan.label,
    measure: plan.measure,
    unit: plan.unit,
  }));
  return {
    sheet,
    area: { top: block.band.first, left, bottom: last, right },
    title: head.title,
    named: title,
    kind,
    unit: blockUnit,
    orientation: rows.some((row) => row.across.length > 0) && side.values.every((plan) => plan.measure === null) ? 'rows' : 'columns',
    columns,
    rows,
    scope: scopeOf(title),
    otherYear:
      context.head.year !== null && context.year !== null && context.head.year !== context.year ? context.head.year - context.year : null,
    headItem: headItemRaw,
    listsProjects,
    sourceColumn,
    signature: columns.map((column) => column.label).join('|'),
    order,
  };
}

/** A row of label–value pairs below a table: a label that means something stands right of a number, in a value column. */
function isPairRow(context: SheetContext, values: ReadonlySet<number>, row: number): boolean {
  let number = false;
  for (const cell of context.grid.cells.get(row) ?? []) {
    if (cell.content.kind === 'number') number = true;
    else if (number && cell.label !== null && values.has(cell.column)) {
      const meaning = context.reader.of(cell);
      if (meaning.measure !== null || meaning.item !== null) return true;
    }
  }
  return false;
}

/** Numbers under a header belong to the table, whether or not it can read them: no pair may take them. */
function consumeRow(context: SheetContext, side: Side, row: number): void {
  for (const plan of [...side.labels, ...side.values]) {
    const cell = context.grid.at(row, plan.column);
    if (plan.label !== '' && cell?.row === row && cell.content.kind === 'number') context.consumed.add(cell);
  }
}

/** 人员类项目 and 公用经费 in a column of kinds are basic spending, though the platform lists them as projects. */
function isBasicKind(cell: GridCell | null): boolean {
  return cell?.label !== undefined && cell.label !== null && /^(?:人员类|人员经费|公用经费|运转类公用|基本支出)/u.test(cell.label.name);
}

/** How many numbers a row has in columns that mean something; in all its value columns where none does. */
function countNumbers(grid: Grid, side: Side, row: number): number {
  let known = 0;
  let all = 0;
  for (const plan of side.values) {
    const cell = grid.at(row, plan.column);
    if (plan.role !== null || cell?.row !== row || cell.column !== plan.column || cell.content.kind !== 'number') continue;
    all += 1;
    if (plan.measure !== null || plan.item !== null || plan.neutral) known += 1;
  }
  return known === 0 ? all : known;
}

function isNeutralHeader(leaf: string): boolean {
  return leaf === '' || /^(?:金额|数值|数量|人数|数据|数额|结果|内容|实际数|本年|本年数|合计|数)$/u.test(leaf);
}

/** Text of a merged cell left of the label that names an item: 三公经费 | 因公出国费. */
function leftHeading(grid: Grid, side: Side, row: number, labelCell: GridCell | null): string | null {
  for (const plan of side.labels) {
    const cell = grid.at(row, plan.column);
    if (!cell || cell === labelCell || cell.label === null || (labelCell !== null && cell.column >= labelCell.column)) continue;
    const item = itemOfLabel(cell.label.name);
    if (item !== null && item !== weakTotal) return item;
  }
  return null;
}

/** The item that a block is about: by its header's own label cell, else by the line directly above it. */
function itemOfHead(context: SheetContext, block: Block, main: ColumnPlan | null, headName: string): string | null {
  if (main?.head) {
    const named = main.role === null ? (combinedMeaning(headName, context.year)?.item ?? looseItem(headName)) : looseItem(headName);
    if (named !== null) return named;
  }
  const above = context.grid.cells.get(block.band.first - 1) ?? [];
  const [only] = above;
  if (above.length !== 1 || !only || only.label === null || only.label.numbering === 0) return null;
  const item = itemOfLabel(only.label.name.replace(/(?:执行|支出|使用|控制)?(?:情况|数据|信息)表?$/u, '')) ?? itemOfLabel(only.label.name);
  return item !== null && subjects.has(item) ? item : null;
}

/** Subjects whose 合计 is sure under their own heading. */
const subjects = new Set(['procurement', 'threePublic', 'fixedAssets', 'carryover']);

const loose: readonly (readonly [RegExp, string])[] = [
  [/政府采购/u, 'procurement'],
  [/三公/u, 'threePublic'],
  [/固定资产|^资产/u, 'fixedAssets'],
  [/人员|编制/u, 'staff'],
  [/结转结余|结转和结余/u, 'carryover'],
];

/** The subject that a block's own heading names: `四、政府采购`, `六、人员（人）`. */
function looseItem(name: string): string | null {
  const exact = itemOfLabel(name);
  if (exact !== null && exact !== weakTotal) return exact;
  if (name.length > 16) return null;
  for (const [pattern, item] of loose) if (pattern.test(name)) return item;
  return null;
}

function unitAt(context: SheetContext, row: number): MoneyUnit | null {
  const chosen = context.choices.units.get(context.grid.sheet.name);
  if (chosen) return chosen;
  const before = context.head.units.filter((entry) => entry.row <= row);
  return (before.at(-1) ?? context.head.units[0])?.unit ?? null;
}

/** A unit in brackets in a label cell of the header band or in the title row above it. */
function unitInBand(context: SheetContext, block: Block): MoneyUnit | null {
  const units = new Set<MoneyUnit>();
  const first = context.grid.cells.get(block.band.first)?.[0];
  const found = first && first.label !== null ? bracketUnit(first.text) : null;
  if (found) units.add(found);
  return [...units][0] ?? null;
}

/** Whether the rates of a column are percentage points (94.09): by its header's %, or by any value beyond 1.5. */
function pointsByColumn(context: SheetContext, side: Side, body: readonly number[]): Map<number, boolean> {
  const result = new Map<number, boolean>();
  for (const plan of side.values) {
    let big = false;
    if (plan.measure !== null && quantityOfMeasure(plan.measure, null) !== 'rate' && plan.measure !== 'target' && plan.measure !== 'actual')
      continue;
    for (const row of body) {
      const cell = context.grid.at(row, plan.column);
      if (cell?.row !== row || cell.content.kind !== 'number' || cell.content.number.percent !== 'none') continue;
      if (decimal(cell.content.number.value).abs().greaterThan('1.5')) {
        big = true;
        break;
      }
    }
    result.set(plan.column, plan.percentPoints === true || big);
  }
  return result;
}

/** Columns that only a budget has (部门预算 tables), where neither title nor header says 预算. */
const fundsOfBudget = /本年拨款|财政专户管理资金|单位资金/u;

function scopeOf(title: string): Scope {
  const source = compact(title);
  if (/三公|机构运行|采购|资产/u.test(source)) return 'whole';
  if (/整体|(?<!拨款)收入支出决算总表\(?财决|部门收支总/u.test(source)) return 'whole';
  if (/基本支出/u.test(source) && !/项目/u.test(source))
    return /财政拨款|一般公共预算|政府性基金|国有资本/u.test(source) ? 'funds' : 'basic';
  if (/财政拨款|一般公共预算|政府性基金|国有资本经营/u.test(source)) return 'funds';
  if (/项目支出|项目资金|项目预算|项目经费/u.test(source) && !/基本支出/u.test(source)) return 'project';
  return 'whole';
}

function firstColumnOf(grid: Grid, block: Block): number {
  let first = Number.POSITIVE_INFINITY;
  for (const row of rowsOfBand(grid, block)) first = Math.min(first, grid.cells.get(row)?.[0]?.column ?? first);
  return first;
}

/** A table of what is bought: its names of projects only say what for. */
function listsPurchases(title: string): boolean {
  return /采购|购买服务/u.test(title) && !/项目支出|项目资金|项目预算|项目经费|执行情况/u.test(title);
}

function kindOf(rows: readonly FoundRow[], side: Side, title: string, headItem: string | null, listsProjects: boolean): Table['kind'] {
  const items = new Set<string>();
  for (const row of rows) {
    if (row.item !== null) items.add(row.item);
    for (const [item] of row.across) items.add(item);
  }
  const any = (prefix: string): boolean => [...items].some((item) => item === prefix || item.startsWith(`${prefix}.`));
  const measures = new Set(side.values.map((plan) => plan.measure));
  const sideText = side.labels.map((plan) => plan.sideText).join('/');
  if (listsProjects) return 'projects';
  if (/政府采购/u.test(title) && listsPurchases(title) && !any('basic') && !any('threePublic')) return 'procurement';
  if (['establishment', 'onPost', 'retired', 'offBook'].some((measure) => measures.has(measure))) return 'staff';
  if (measures.has('original') || measures.has('inUse')) return 'assets';
  if (measures.has('opening') && measures.has('closing') && /结转|结余/u.test(title)) return 'carryover';
  if (any('quarter')) return 'quarters';
  if (/(?:^|\/)收入(?:$|\/)/u.test(sideText) && !any('basic')) return 'income';
  if (/(?:^|\/)支出(?:$|\/)/u.test(sideText)) return 'expenditure';
  const spends = items.has('total') && (items.has('basic') || items.has('project'));
  if ((items.has('income') || items.has('incomeTotal')) && !spends) return 'income';
  if (/收入/u.test(title) && !/支出|收支/u.test(title) && !any('basic')) return 'income';
  if (items.has('basic') || items.has('project') || items.has('basic.operating') || items.has('basic.personnel'))
    return items.has('surplusDistribution') ? 'expenditure' : 'budget';
  if ([...items].some((item) => item.startsWith('economic.'))) return 'economic';
  if ([...items].filter((item) => item.startsWith('source.')).length >= 2) return 'sources';
  const classes = rows.filter((row) => /^30\d{3}$/u.test(row.cellOfLabel.label?.code ?? '')).length;
  if ((any('threePublic') && (classes < 2 || /三公/u.test(title))) || headItem === 'threePublic') return 'threePublic';
  if (items.has('procurement') || headItem === 'procurement' || /采购/u.test(title)) return 'procurement';
  if (items.has('carryover') || headItem === 'carryover') return 'carryover';
  if (/人员|编制/u.test(title) && items.size === 0) return 'staff';
  return 'other';
}

/** 满意度 with its operator in the cell: `≥95%`. The number is the target; no formula reads it surely. */
function aimOf(sheet: string, cell: GridCell): ReadNumber | null {
  const found = cell.content.kind === 'text' ? parseNumber(cell.text.normalize('NFKC').replace(/^\s*[≥>≧=═]+/u, '')) : null;
  if (!found || found.unit !== null || found.counter !== '') return null;
  return { ...readRate(sheet, cell, found, found.percent === 'none' && decimal(found.value).greaterThan('1.5')), formula: null };
}

interface Printed {
  readonly cell: GridCell;
  readonly measure: string;
  readonly item: string | null;
  readonly unit: MoneyUnit | null;
  readonly points: boolean;
  readonly label: string;
  readonly column: string;
  readonly body: readonly number[];
  readonly side: Side;
}

/** The number of a cell in canonical units; `withheld` when a question must be answered first, null when it is no such number. */
function readNumber(context: SheetContext, printed: Printed): ReadNumber | 'withheld' | null {
  const { cell, measure } = printed;
  if (cell.content.kind !== 'number') return null;
  const number = cell.content.number;
  const sheet = context.grid.sheet.name;
  const quantity = quantityOfMeasure(measure, printed.item);
  if (quantity === 'rate') {
    if (number.unit !== null || number.counter !== '') return null;
    return readRate(sheet, cell, number, number.percent === 'none' && printed.points);
  }
  if (quantity === 'count') {
    if (number.unit !== null || number.percent !== 'none' || number.value.startsWith('-')) return null;
    return readCount(sheet, cell, number);
  }
  if (number.percent !== 'none' || number.counter !== '') return null;
  if (measure === 'outturn' && printed.item?.startsWith('quarter.') && printed.unit === null && number.unit === null) return null;
  return context.questions.money(context, {
    cell,
    number,
    unit: printed.unit,
    label: printed.label,
    column: printed.column,
    read: (unit) => readMoney(sheet, cell, number, unit),
  });
}
