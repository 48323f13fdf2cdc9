import { type Canonical, canonical, decimal } from '../amounts/decimal';
import { guard } from '../amounts/rounding';
import { unitName, yuanPer } from '../amounts/unit';
import type { Fact, FactId, FactStatus } from '../facts/fact';
import { itemOfLabel, weakTotal } from '../facts/meaning';
import { isKnownFact, labelOf } from '../facts/names';
import { say } from '../wording/wording';
import { placeOf, sumOf } from './amount';
import type { QuestionList } from './questions';
import type { ProjectRow, ReadNumber } from './reading';
import type { FoundRow, FoundTable } from './tables';

/** One reading of a fact. */
export interface Candidate {
  readonly id: FactId;
  readonly number: ReadNumber;
  readonly status: FactStatus;
  /** Lower ranks win; only equal ranks can be in conflict. */
  readonly rank: number;
  readonly item: string;
  readonly measure: string;
  readonly sheet: string;
}

/** Ranks of sources: the whole unit's tables first, then forms, then tables that only confirm. */
export const ranks = { table: 0, form: 2, confirming: 4, outweighed: 5, projects: 6, derived: 8, units: 9 } as const;

const economicDetail = /^economic\./u;

/** All readings of all facts from the tables. `summaries` are the sheets that sum up the others. */
export function candidatesOf(tables: readonly FoundTable[], summaries: ReadonlySet<string>): Candidate[] {
  const summed = new Set(tables.filter((table) => summaries.has(table.sheet)).map((table) => table.signature));
  const staffOfYear = tables.some((table) => table.kind === 'staff' && table.otherYear === null);
  return tables.flatMap((table) => {
    if (table.kind === 'staff' && table.otherYear !== null && staffOfYear) return [];
    const found = [...fromTable(table)];
    return summed.has(table.signature) && !summaries.has(table.sheet)
      ? found.map((candidate): Candidate => ({ ...candidate, rank: ranks.units }))
      : found;
  });
}

function* fromTable(table: FoundTable): Generator<Candidate> {
  if (table.kind === 'staff') {
    yield* fromStaff(table);
    yield* assetsBesideStaff(table);
    return;
  }
  const shift = shiftOf(table);
  if (shift === 'drop') return;
  const items = new Set(table.rows.flatMap((row) => [row.item, ...row.across.map(([item]) => item)]));
  const scene: Scene = {
    table,
    shift,
    items,
    economics: items.has('economic.301') || items.has('economic.302'),
    threePublicTable: /三公|机构运行/u.test(table.named) || table.kind === 'threePublic',
    alone: table.rows.filter((row) => row.numbers.size > 0 || row.across.length > 0).length === 1,
  };
  const owners = ownersOf(table);
  if (owners.size < 2) {
    for (const row of table.rows) yield* fromRow(row, scene);
    return;
  }
  const whole = new Set<string>();
  const parts = new Map<string, Candidate[]>();
  for (const row of table.rows) {
    const owned = owners.has(ownerOf(row));
    for (const candidate of fromRow(row, scene)) {
      const alike = parts.get(candidate.id);
      if (owned && alike) alike.push(candidate);
      else if (owned) parts.set(candidate.id, [candidate]);
      else {
        whole.add(candidate.id);
        yield candidate;
      }
    }
  }
  for (const [id, found] of parts) {
    const [first] = found;
    const sum = found.length === owners.size ? sumOf(found.map((candidate) => candidate.number)) : null;
    if (first && sum && !whole.has(id)) yield { ...first, number: sum, status: 'derived' };
  }
}

/** What the rows of one table share. */
interface Scene {
  readonly table: FoundTable;
  readonly shift: 'none' | 'prior';
  readonly items: ReadonlySet<string | null>;
  readonly economics: boolean;
  readonly threePublicTable: boolean;
  /** Only one row holds numbers. */
  readonly alone: boolean;
}

function* fromRow(row: FoundRow, scene: Scene): Generator<Candidate> {
  const { table, shift, items, economics, threePublicTable } = scene;
  const item = itemOfRow(row, table, items) ?? (scene.alone ? itemOfUnit(row, table, items) : null);
  for (const [measure, number] of row.numbers) {
    if (item === null) {
      const closing = row.measureRow === 'closing' && measure === 'outturn' && table.scope === 'whole' && table.kind !== 'income';
      if (closing) yield* emit('carryover', 'closing', number, row, table, shift);
      else if (row.measureRow === measure && (measure === 'opening' || measure === 'closing') && !table.listsProjects)
        yield* emit('carryover', measure, number, row, table, shift);
      else if (row.measureRow === measure && row.section !== null && row.section !== weakTotal)
        yield* emit(row.section, measure, number, row, table, shift);
      continue;
    }
    if (!allowed(item, row, table, economics, threePublicTable)) continue;
    if (item === 'total' && (measure === 'opening' || measure === 'closing')) {
      if (table.scope === 'whole' && !table.listsProjects) yield* emit('carryover', measure, number, row, table, shift);
      continue;
    }
    if (item === 'total' && outweighed(row, measure, number, table)) {
      for (const candidate of emit(item, measure, number, row, table, shift)) yield { ...candidate, rank: ranks.outweighed };
      continue;
    }
    yield* emit(item, measure, number, row, table, shift);
    if (item === 'source.carryover' && measure === 'outturn' && table.scope === 'whole')
      yield* emit('carryover', 'opening', number, row, table, shift);
  }
  for (const [target, measure, number] of row.across) {
    const lead = row.weak || row.item === 'total' || row.measureRow !== null || row.name === '' || scene.alone;
    if (!lead || (row.item !== null && row.item !== 'total' && row.item !== target)) continue;
    const resolved = target === weakTotal ? weakItem(row, table, items) : scoped(target, table);
    if (resolved === null || resolved === '') continue;
    if (!allowed(resolved, row, table, true, threePublicTable)) continue;
    yield* emit(resolved, measure, number, row, table, shift);
  }
}

/** The unit that a row belongs to by a column of units beside its own label; empty where it belongs to all. */
function ownerOf(row: FoundRow): string {
  const cell = row.attributes.get('organisation');
  const name = cell && cell !== row.cellOfLabel ? (cell.label?.name ?? '') : '';
  return itemOfLabel(name) === weakTotal ? '' : name;
}

/** The units that share a table of kinds of spending: 局机关 | 基本支出, 局机关 | 项目支出, 公路段 | 基本支出 … */
function ownersOf(table: FoundTable): ReadonlySet<string> {
  const names = table.listsProjects ? [] : table.rows.map(ownerOf);
  return new Set(names.filter((name) => name !== ''));
}

function* emit(
  item: string,
  measure: string,
  number: ReadNumber,
  row: FoundRow,
  table: FoundTable,
  shift: 'none' | 'prior',
): Generator<Candidate> {
  let named = item === 'projectCount' ? (countsOfProjects[measure] ?? measure) : measure;
  if (number.quantity === 'money') named = amountsPlanned[named] ?? named;
  if (shift === 'prior') {
    const mapped: Readonly<Record<string, string>> = { outturn: 'prior.outturn', 'budget.initial': 'prior.budget' };
    const target = mapped[measure];
    if (target === undefined) return;
    named = target;
  }
  if (item === 'income' || item === 'incomeTotal') {
    if (named !== 'outturn' && item === 'income') return;
    if (item === 'incomeTotal' && named !== 'outturn') {
      if ((named !== 'budget.initial' && named !== 'budget.full') || !/总计/u.test(row.name)) return;
      const id = `total:${named}`;
      if (isKnownFact(id))
        yield {
          id,
          number,
          status: 'read',
          rank: ranks.confirming,
          item: row.label.trim(),
          measure: columnLabel(table, measure),
          sheet: table.sheet,
        };
      return;
    }
  }
  if (item === 'project' && (named === 'opening' || named === 'closing')) return;
  if (named === 'employed' || named === 'rate.other' || named === 'budget.ambiguous') return;
  if (item.startsWith('quarter.') && named === 'stated') named = 'rate';
  const id = `${item}:${named}`;
  if (!isKnownFact(id) || !fits(item, named)) return;
  const rank = item.startsWith('source.') && table.scope !== 'whole' ? ranks.confirming : ranks.table;
  yield {
    id,
    number,
    status: 'read',
    rank,
    item: row.label.trim() || table.title || table.sheet,
    measure: columnLabel(table, measure),
    sheet: table.sheet,
  };
}

/** 计划数 and 完成数, 计划值 and 实际值 of amounts are budget and outturn. */
const amountsPlanned: Readonly<Record<string, string>> = {
  planned: 'budget.initial',
  done: 'outturn',
  target: 'budget.initial',
  actual: 'outturn',
};

/** 计划值 and 实际值 of 项目个数 are what was planned and done. */
const countsOfProjects: Readonly<Record<string, string>> = { target: 'planned', actual: 'done' };

/** Measures that an item can have, so that 固定资产 never gets a headcount and 人员 never money. */
export function fits(item: string, measure: string): boolean {
  const staff = ['establishment', 'onPost', 'retired', 'offBook'].includes(measure);
  if (staff || item === 'staff') return staff && item === 'staff';
  if (measure === 'opening' || measure === 'closing') return item === 'carryover';
  if (['original', 'inUse', 'idle'].includes(measure)) return item === 'fixedAssets';
  if (['scheduled', 'cumulative', 'rate'].includes(measure)) return item.startsWith('quarter.');
  if (item.startsWith('quarter.')) return measure === 'outturn';
  if (measure === 'planned' || measure === 'done') return item === 'projectCount';
  if (measure === 'target' || measure === 'actual') return item === 'satisfaction';
  if (item === 'satisfaction' || item === 'projectCount') return false;
  if (item === 'fixedAssets') return measure === 'stated';
  return item !== 'carryover' || ['opening', 'closing', 'budget.initial', 'budget.full', 'prior.outturn'].includes(measure);
}

/** 总计 beside 本年支出合计: the larger sum that also holds 结余分配 and 年末结转 is not the spending (domain/budget-sheets.md §2). */
function outweighed(row: FoundRow, measure: string, number: ReadNumber, table: FoundTable): boolean {
  if (!/^(?:总计|支出总计|总合计|合计)$/u.test(row.name)) return false;
  const own = table.rows
    .find((entry) => /^(?:本年支出合计|本年支出|部门支出合计|全年支出合计|支出合计)$/u.test(entry.name) && entry !== row)
    ?.numbers.get(measure);
  if (!own || own.value === number.value) return false;
  return table.rows.some(
    (entry) =>
      /年末结转|结余分配|结转下年|年末结余/u.test(entry.name) &&
      ((entry.numbers.get(measure) ?? entry.numbers.get('closing'))?.value ?? '0') !== '0',
  );
}

function columnLabel(table: FoundTable, measure: string): string {
  return table.columns.find((column) => column.measure === measure)?.label.replace(/\s+/gu, '') ?? measure;
}

function shiftOf(table: FoundTable): 'none' | 'prior' | 'drop' {
  if (table.otherYear === null) return 'none';
  return table.otherYear === -1 ? 'prior' : 'drop';
}

/** Whether the item of a row may stand for the whole unit in this table. */
function allowed(item: string, row: FoundRow, table: FoundTable, economics: boolean, threePublicTable: boolean): boolean {
  if (economicDetail.test(item)) {
    if (!economics || table.scope !== 'whole') return false;
    if (row.section !== null && (row.section.startsWith('basic') || row.section === 'project')) return false;
    return (
      row.cellOfLabel.label?.code === null || row.cellOfLabel.label?.code === undefined || row.cellOfLabel.label.code === item.slice(9)
    );
  }
  const fine = item.startsWith('threePublic') || item === 'meeting' || item === 'training';
  if (fine) {
    if (table.scope === 'project' || table.listsProjects) return false;
    if (table.scope !== 'whole' && !threePublicTable) return false;
    const code = row.cellOfLabel.label?.code ?? null;
    if (code !== null && /^30\d{3}$/u.test(code)) return false;
    if (
      economics &&
      !threePublicTable &&
      table.rows.some((entry) => entry.item?.startsWith('economic.') && entry.item !== null) &&
      row.item === item
    )
      return false;
    return !(row.section === 'project');
  }
  if (item.startsWith('source.') && (table.kind === 'procurement' || table.listsProjects)) return false;
  if (item.startsWith('source.'))
    return table.scope === 'whole' || table.scope === 'funds' ? row.section !== 'project' && row.section !== 'basic' : false;
  if (item === 'total' || item === 'basic' || item === 'project' || item.startsWith('basic.')) {
    if (table.scope === 'funds') return false;
    if (row.section === 'project' && item !== 'project' && item !== 'total') return false;
    if (table.scope === 'basic') return item !== 'total' && item !== 'project';
    if (table.scope === 'project') return item === 'project' || (item.startsWith('basic') ? false : item === 'total');
  }
  if (item === 'carryover' || item === 'surplusDistribution' || item.startsWith('income')) return table.scope === 'whole';
  return true;
}

function itemOfRow(row: FoundRow, table: FoundTable, items: ReadonlySet<string | null>): string | null {
  if (row.weak) return weakItem(row, table, items);
  if (table.listsProjects) return row.item === 'project' || row.item === 'total' ? row.item : null;
  if (row.item === null) {
    if (row.name !== '' || row.measureRow !== null) return null;
    if (table.headItem !== null && table.headItem !== 'total') return table.headItem;
    const alone = table.rows.filter((entry) => entry.numbers.size > 0).length === 1;
    return alone && table.scope === 'whole' && /整体/u.test(table.named) && table.kind === 'other' ? 'total' : null;
  }
  if (table.kind === 'income' && row.item === 'total') return null;
  return scoped(row.item, table);
}

/** The only row of a table is named by the unit itself: its figures are those of the whole. */
function itemOfUnit(row: FoundRow, table: FoundTable, items: ReadonlySet<string | null>): string | null {
  if (row.weak || row.item !== null || table.scope !== 'whole' || table.listsProjects) return null;
  if (row.attributes.get('organisation') !== row.cellOfLabel || !['budget', 'other', 'expenditure'].includes(table.kind)) return null;
  const whole = items.has('basic') || items.has('project') || wholeTitle.test(table.named);
  return whole && (table.headItem === null || table.headItem === 'total') ? 'total' : null;
}

/** Titles of tables about all that the unit spends. */
const wholeTitle = /整体|收支|支出总表|支出决算|预算执行|执行情况|支出预算|部门预算/u;

function scoped(item: string, table: FoundTable): string {
  if (item !== 'total') return item;
  if (table.scope === 'basic') return 'basic';
  return table.scope === 'project' && !/整体/u.test(table.named) ? 'project' : item;
}

/** Which item 合计 is, by its section, its block's heading and its table (domain/budget-sheets.md §2). */
function weakItem(row: FoundRow, table: FoundTable, items: ReadonlySet<string | null>): string | null {
  const small = /小计/u.test(row.name);
  if (row.section !== null && row.section !== weakTotal && row.section !== 'total') return row.section;
  if (small) return null;
  if (
    /^[（(]?(?:一|二|三|四|五|六|七|八|九|十|\d)/u.test(row.label.trim()) &&
    row.section === null &&
    row.cellOfLabel.label?.numbering !== 0
  )
    return null;
  if (table.headItem === 'fixedAssets' && items.has('fixedAssets')) return null;
  if (table.headItem !== null && table.headItem !== 'total' && table.headItem !== 'project' && !table.headItem.startsWith('basic'))
    return table.headItem;
  const hasBasic = items.has('basic') || items.has('basic.personnel') || items.has('basic.operating');
  switch (table.kind) {
    case 'income':
      return 'incomeTotal';
    case 'threePublic':
      return items.has('meeting') || items.has('training') ? null : 'threePublic';
    case 'procurement':
      return 'procurement';
    case 'assets':
      return /固定资产/u.test(table.named) && !items.has('fixedAssets') ? 'fixedAssets' : null;
    case 'carryover':
      return 'carryover';
    case 'projects':
      if (hasBasic || table.rows.some((entry) => entry.basicKind)) return table.scope === 'whole' ? 'total' : null;
      return table.scope === 'funds' ? null : 'project';
    case 'quarters':
      return (hasBasic || items.has('project')) && table.scope === 'whole' ? 'total' : null;
    case 'staff':
    case 'keyValue':
      return null;
    default:
      break;
  }
  if (table.scope === 'funds') return null;
  if (table.scope === 'basic') return 'basic';
  if (table.scope === 'project') return 'project';
  if (hasBasic || items.has('project')) return 'total';
  if (table.kind === 'sources' || table.kind === 'economic' || table.kind === 'expenditure') return 'total';
  if (/公用经费/u.test(table.named) && !/人员|整体|三公|基本支出/u.test(table.named)) return 'basic.operating';
  return wholeTitle.test(table.named) ? 'total' : null;
}

function* fromStaff(table: FoundTable): Generator<Candidate> {
  const totals = table.rows.filter((row) => (row.weak || row.item === 'staff') && !/小计/u.test(row.name) && row.numbers.size > 0);
  const details = table.rows.filter((row) => row.role === 'detail' && row.item === null && row.measureRow === null && !row.weak);
  for (const measure of ['establishment', 'onPost', 'retired', 'offBook']) {
    const total = totals.find((row) => row.numbers.has(measure))?.numbers.get(measure);
    const parts = details.flatMap((row) => row.numbers.get(measure) ?? []);
    const number = total ?? (parts.length === 1 ? parts[0] : sumOf(parts));
    const id = `staff:${measure}`;
    if (!number || !isKnownFact(id)) continue;
    yield {
      id,
      number,
      status: number.cells.length === 1 ? 'read' : 'derived',
      rank: ranks.table,
      item: '人员',
      measure: columnLabel(table, measure),
      sheet: table.sheet,
    };
  }
  const outside = table.rows.filter((row) => row.measureRow === 'offBook' && row.role !== 'part' && row.numbers.has('offBook'));
  const kinds = outside.length > 1 && outside.every((row) => !/编外|合计|小计/u.test(row.name)) ? outside : [];
  const outsideSum = sumOf(kinds.flatMap((row) => row.numbers.get('offBook') ?? []));
  if (outsideSum)
    yield {
      id: 'staff:offBook',
      number: outsideSum,
      status: 'derived',
      rank: ranks.table,
      item: '人员',
      measure: kinds.map((row) => row.name).join('、'),
      sheet: table.sheet,
    };
  for (const row of table.rows) {
    if (row.measureRow === null || kinds.includes(row)) continue;
    if (outside.includes(row) && outside.some(({ name }) => name.includes('编外')) && !row.name.includes('编外')) continue;
    const parent = row.parent === null ? undefined : table.rows[row.parent];
    if (row.role === 'part' && parent?.measureRow === row.measureRow && parent.numbers.has(row.measureRow)) continue;
    const number = row.numbers.get(row.measureRow);
    const id = `staff:${row.measureRow}`;
    if (number && isKnownFact(id) && row.measureRow !== 'employed')
      yield { id, number, status: 'read', rank: ranks.table, item: row.label.trim(), measure: row.label.trim(), sheet: table.sheet };
  }
}

/** 固定资产原值 | 在用 | 闲置 beside the headcounts of the only row. */
function* assetsBesideStaff(table: FoundTable): Generator<Candidate> {
  const numbered = table.rows.filter((row) => row.numbers.size > 0 || row.across.length > 0);
  const [only] = numbered;
  if (numbered.length !== 1 || !only || !table.columns.some((column) => /固定资产/u.test(column.label))) return;
  const found = [...only.numbers, ...only.across.map(([, measure, number]): [string, ReadNumber] => [measure, number])];
  for (const [measure, number] of found)
    if (['original', 'inUse', 'idle'].includes(measure)) yield* emit('fixedAssets', measure, number, only, table, 'none');
}

/** Sums of project lists, where every project has the measure and none is withheld or terminated with an amount. */
export function projectSums(
  projects: readonly ProjectRow[],
  lists: readonly { readonly sheet: string; readonly rows: readonly FoundRow[]; readonly single: boolean }[],
): Candidate[] {
  const found: Candidate[] = [];
  const sheets = new Set(projects.map((project) => project.sheet));
  if (sheets.size !== 1) return found;
  const list = lists.filter((entry) => sheets.has(entry.sheet));
  if (list.some((entry) => entry.single || entry.rows.some((row) => row.withheld.size > 0))) return found;
  for (const measure of ['budget.initial', 'budget.adjustment', 'budget.full', 'received', 'outturn']) {
    const numbers = projects.flatMap((project) => project.measures.get(measure) ?? []);
    if (numbers.length === 0 || numbers.length !== projects.length) continue;
    if (projects.some((project) => project.terminated && project.measures.get(measure)?.value !== '0')) continue;
    const sum = sumOf(numbers);
    const id = `project:${measure}`;
    const [sheet] = sheets;
    if (sum && isKnownFact(id))
      found.push({ id, number: sum, status: 'derived', rank: ranks.projects, item: '项目合计', measure, sheet: sheet ?? '' });
  }
  return found;
}

/** Chooses among the readings; equal ranks that disagree beyond their printed precision are a conflict with a question (L-02). */
export function settle(candidates: readonly Candidate[], questions: QuestionList): Map<FactId, Fact> {
  const groups = new Map<FactId, Candidate[]>();
  for (const candidate of candidates) {
    const group = groups.get(candidate.id);
    if (group) group.push(candidate);
    else groups.set(candidate.id, [candidate]);
  }
  const facts = new Map<FactId, Fact>();
  for (const [id, group] of groups) facts.set(id, settleOne(id, group, questions));
  return facts;
}

/** More different values than this are not worth telling apart; the question shows the first ones. */
const mostRivals = 12;

function settleOne(id: FactId, group: readonly Candidate[], questions: QuestionList): Fact {
  const best = Math.min(...group.map((candidate) => candidate.rank));
  const larger = group.filter((candidate) => candidate.rank === ranks.outweighed);
  const confirms = (candidate: Candidate): boolean =>
    candidate.rank === ranks.confirming &&
    best === ranks.table &&
    id.startsWith('total:') &&
    !larger.some((known) => agree(known.number, candidate.number));
  const rivals = group.filter((candidate) => candidate.rank === best || confirms(candidate));
  const distinct: Candidate[] = [];
  for (const candidate of rivals) {
    if (distinct.length >= mostRivals) break;
    if (!distinct.some((known) => agree(known.number, candidate.number))) distinct.push(candidate);
  }
  const [first] = distinct;
  if (!first) throw new RangeError(`no reading of ${id}`);
  if (distinct.length === 1) {
    const leading = rivals.filter((candidate) => candidate.rank === best);
    const sharpest = leading.reduce((known, next) => (sharper(next.number, known.number) ? next : known), leading[0] ?? first);
    return factOf(id, sharpest);
  }
  const choices = distinct.map(choiceText);
  const key = `L-02|${id}`;
  const answer = questions.answer(key);
  const chosen = answer === null ? -1 : choices.indexOf(answer);
  const picked = distinct[chosen];
  if (picked) return factOf(id, picked);
  questions.ask({
    code: 'L-02',
    key,
    message: say('reading', 'valuesDiffer', {
      label: labelOf(id),
      cell1: placeOf(first.number.cells[0] ?? ''),
      value1: shownWithUnit(first.number),
      cell2: placeOf(distinct[1]?.number.cells[0] ?? ''),
      value2: shownWithUnit(distinct[1]?.number ?? first.number),
    }),
    cells: distinct.flatMap((candidate) => candidate.number.cells),
    choices,
  });
  return {
    ...factOf(id, first),
    cells: distinct.map((candidate) => candidate.number.cells[0] ?? ''),
    status: 'conflict',
    values: distinct.map((candidate) => candidate.number.value),
  };
}

/** A number as its cell shows it, with the unit of its sheet: `4.16万元`, `85.71%`. */
function shownWithUnit({ shown, quantity, unit, value }: ReadNumber): string {
  const text = shown.trim();
  if (quantity === 'rate') return /[%％]/u.test(text) ? text : `${decimal(value).times(100).toFixed()}%`;
  return unit === null || /元$/u.test(text) ? text : `${text}${unitName[unit]}`;
}

function choiceText(candidate: Candidate): string {
  const unit = candidate.number.unit === null ? '' : ` ${unitName[candidate.number.unit]}`;
  return `${candidate.number.shown.trim()}${unit}（${candidate.sheet}·${candidate.item}·${candidate.measure}）`;
}

/** Half of the last printed unit, in canonical units. */
function precision(number: ReadNumber): ReturnType<typeof decimal> {
  const step = decimal('10').pow(-number.places).times('0.5');
  if (number.quantity === 'rate') return step.dividedBy(100);
  return number.unit === null ? step : step.times(yuanPer[number.unit]);
}

function agree(first: ReadNumber, second: ReadNumber): boolean {
  const difference = decimal(first.value).minus(second.value).abs();
  if (difference.isZero()) return true;
  if (first.quantity === 'count') return false;
  const [fine, coarse] = [precision(first), precision(second)];
  if (fine.equals(coarse)) return false;
  return difference.lessThanOrEqualTo(fine.greaterThan(coarse) ? fine : coarse);
}

function sharper(candidate: ReadNumber, than: ReadNumber): boolean {
  return candidate.value !== than.value && precision(candidate).lessThan(precision(than));
}

function factOf(id: FactId, candidate: Candidate): Fact {
  const { number } = candidate;
  return {
    id,
    quantity: number.quantity,
    value: number.value,
    shown: number.shown,
    cells: number.cells,
    status: candidate.status,
    explanation: {
      item: candidate.item,
      measure: candidate.measure,
      unit: number.unit === null ? null : unitName[number.unit],
    },
    formula: number.formula,
  };
}

/** 序时执行率 where a table gives only 累计支出进度: progress over 25, 50, 75, 100 %. */
export function quarterRatesOfProgress(facts: ReadonlyMap<FactId, Fact>): Fact[] {
  const found: Fact[] = [];
  for (const quarter of [1, 2, 3, 4]) {
    const cumulative = facts.get(`quarter.${quarter}:cumulative`);
    if (!cumulative || cumulative.status === 'conflict' || facts.has(`quarter.${quarter}:rate`)) continue;
    const share = decimal(String(quarter)).dividedBy(4);
    const stated = facts.get(`quarter.${quarter}:scheduled`);
    if (stated && !share.equals(stated.value)) continue;
    const body = cumulative.formula?.slice(1) ?? null;
    const rate = guard(decimal(cumulative.value).dividedBy(share));
    found.push({
      id: `quarter.${quarter}:rate`,
      quantity: 'rate',
      value: canonical(rate),
      shown: `${rate.times(100).toFixed(2)}%`,
      cells: cumulative.cells,
      status: 'derived',
      explanation: { item: cumulative.explanation.item, measure: cumulative.explanation.measure, unit: null },
      formula: body === null ? null : `=ROUND(${body}/${canonical(share)},12)`,
    });
  }
  return found;
}

/** Quarterly progress from cumulative amounts: amount / whole year's budget, and against 25, 50, 75, 100 %. */
export function quarterRates(facts: ReadonlyMap<FactId, Fact>): Fact[] {
  const total = facts.get('total:budget.full') ?? facts.get('total:budget.initial');
  if (!total || decimal(total.value).isZero() || total.status === 'conflict') return [];
  const found: Fact[] = [];
  let before: ReturnType<typeof decimal> | null = null;
  const amounts = [1, 2, 3, 4].flatMap((quarter) => facts.get(`quarter.${quarter}:outturn`) ?? []);
  if (amounts.length === 0) return [];
  const outturn = facts.get('total:outturn');
  const last = facts.get('quarter.4:outturn');
  if (apart(amounts, outturn)) return quarterRatesOfParts(facts, amounts, total);
  for (const amount of amounts) {
    if (before?.greaterThan(amount.value)) return [];
    before = decimal(amount.value);
  }
  const said = amounts.every((amount) => /累计|截至|1[-—~至]|末/u.test(`${amount.explanation.measure}${amount.explanation.item}`));
  if (!said && !(last && outturn && last.value === outturn.value)) return [];
  for (const amount of amounts) {
    const item = amount.id.slice(0, amount.id.indexOf(':'));
    const quarter = Number(item.slice(-1));
    const body = (fact: Fact): string | null => fact.formula?.slice(1) ?? null;
    const [above, below] = [body(amount), body(total)];
    const derive = (measure: 'cumulative' | 'rate', value: Canonical, formula: string | null): void => {
      const id: FactId = `${item}:${measure}`;
      if (facts.has(id)) return;
      found.push({
        id,
        quantity: 'rate',
        value,
        shown: `${decimal(value).times(100).toFixed(2)}%`,
        cells: [...amount.cells, ...total.cells],
        status: 'derived',
        explanation: { item: amount.explanation.item, measure: amount.explanation.measure, unit: null },
        formula,
      });
    };
    const cumulative = decimal(amount.value).dividedBy(total.value);
    derive('cumulative', canonical(guard(cumulative)), above && below ? `=ROUND(${above}/${below},12)` : null);
    const share = decimal(String(quarter)).dividedBy(4);
    derive(
      'rate',
      canonical(guard(cumulative.dividedBy(share))),
      above && below ? `=ROUND(${above}/${below}/${canonical(share)},12)` : null,
    );
  }
  return found;
}

/** Whether four quarters are amounts of their own: nothing calls them cumulative, and together they are the year's outturn. */
function apart(amounts: readonly Fact[], outturn: Fact | undefined): boolean {
  if (amounts.length !== 4 || !outturn || outturn.status === 'conflict') return false;
  if (amounts.some((amount) => /累计|截至|1[-—~至]|末/u.test(`${amount.explanation.measure}${amount.explanation.item}`))) return false;
  const sum = amounts.reduce((known, amount) => known.plus(amount.value), decimal('0'));
  return sum.equals(outturn.value);
}

/** Progress from amounts of single quarters: what was spent up to each quarter's end / whole year's budget. */
function quarterRatesOfParts(facts: ReadonlyMap<FactId, Fact>, amounts: readonly Fact[], total: Fact): Fact[] {
  const found: Fact[] = [];
  const below = total.formula?.slice(1) ?? null;
  for (const [index, amount] of amounts.entries()) {
    const until = amounts.slice(0, index + 1);
    const bodies = until.map((entry) => entry.formula?.slice(1) ?? null);
    const above = bodies.every((body) => body !== null) ? `(${bodies.join('+')})` : null;
    const cumulative = until.reduce((known, entry) => known.plus(entry.value), decimal('0')).dividedBy(total.value);
    const share = decimal(String(index + 1)).dividedBy(4);
    const results = [
      ['cumulative', cumulative, ''],
      ['rate', cumulative.dividedBy(share), `/${canonical(share)}`],
    ] as const;
    for (const [measure, value, divided] of results) {
      const id: FactId = `quarter.${index + 1}:${measure}`;
      if (facts.has(id)) continue;
      found.push({
        id,
        quantity: 'rate',
        value: canonical(guard(value)),
        shown: `${value.times(100).toFixed(2)}%`,
        cells: [...until.flatMap((entry) => entry.cells), ...total.cells],
        status: 'derived',
        explanation: { item: amount.explanation.item, measure: amount.explanation.measure, unit: null },
        formula: above && below ? `=ROUND(${above}/${below}${divided},12)` : null,
      });
    }
  }
  return found;
}
