import { compact } from '../facts/label';
import { combinedMeaning, impliedItem, itemOfLabel, measureOfLabel, otherRate, plainBudget, weakTotal } from '../facts/meaning';
import { isKnownFact } from '../facts/names';
import { quantityOfMeasure, readCount, readMoney, readRate, sumOf } from './amount';
import { type Candidate, fits, ranks } from './facts';
import type { GridCell } from './grid';
import { organisationIn } from './head';
import { moneyUnitOf } from './number';
import type { ReadNumber } from './reading';
import type { SheetContext } from './tables';
import { bracketUnit } from './unit';

interface Heading {
  readonly item: string | null;
  readonly measure: string | null;
  readonly unit: ReturnType<typeof bracketUnit>;
}

const nothing: Heading = { item: null, measure: null, unit: null };

/**
 * Facts from labels with their value to the right, several pairs a row: `年初预算数 | 974,300.00 | 实有在编人数 | 18`. Only cells that no table has read;
 * a label that names only a measure takes its item from the row's first label, the heading above, or a title about the whole department.
 */
export function readKeyValues(context: SheetContext, taken: ReadonlySet<number>): Candidate[] {
  const { grid, head } = context;
  const found: Candidate[] = [];
  const title = compact(`${grid.sheet.name}${head.title ?? ''}`);
  const whole = /整体|部门预算执行|收支情况|基本情况|基础(?:信息|数据)/u.test(title) && !/项目支出|财政拨款|一般公共预算/u.test(title);
  const scoped = /财政拨款|一般公共预算|政府性基金|国有资本/u.test(title) && !/三公|机构运行/u.test(title);
  if (scoped || (head.year !== null && context.year !== null && head.year !== context.year)) return found;
  let heading = nothing;
  for (const row of grid.rows) {
    if (taken.has(row)) continue;
    const cells = grid.cells.get(row) ?? [];
    const numbers = cells.filter((cell) => cell.content.kind === 'number');
    if (numbers.length === 0) {
      const texts = cells.filter((cell) => cell.label !== null);
      const [only] = texts;
      if (texts.length === 1 && only && organisationIn(only.text) === null) heading = headingOf(context, only);
      continue;
    }
    if (numbers.every((cell) => context.consumed.has(cell))) continue;
    const leftmost = cells[0] ?? null;
    const lead = (leftmost && leftmost.column > 1 ? grid.at(row, leftmost.column - 1) : null) ?? leftmost;
    for (const cell of numbers) {
      if (context.consumed.has(cell) || cell.own) continue;
      const label = grid.at(row, cell.column - 1);
      // A number beside the next one stands in a row of a table, whose header nobody understood.
      if (grid.at(row, cell.right + 1)?.content.kind === 'number') continue;
      if (!label || label.label === null || label.bottom < row || label.text.length > 40) continue;
      const candidate = pair(context, cell, label, lead, heading, whole);
      if (candidate) {
        context.consumed.add(cell);
        found.push(candidate);
      }
    }
  }
  return withSumOutside(found);
}

/** 劳务派遣人数 | 2 and 临聘人数 | 3 are parts of those outside the posts: their sum counts, unless a pair names the whole. */
function withSumOutside(found: Candidate[]): Candidate[] {
  const parts = found.filter((candidate) => candidate.id === 'staff:offBook');
  const [first] = parts;
  const whole = parts.filter(({ item }) => /编外|合计|总数/u.test(item));
  if (parts.length < 2 || !first) return found;
  if (whole.length > 0) return found.filter((candidate) => !parts.includes(candidate) || whole.includes(candidate));
  if (new Set(parts.map(({ item }) => item)).size !== parts.length) return found;
  const number = sumOf(parts.map((candidate) => candidate.number));
  if (!number) return found;
  const measure = parts.map(({ item }) => item).join('、');
  return [...found.filter((candidate) => !parts.includes(candidate)), { ...first, number, measure, status: 'derived' }];
}

/** The unit in a cell of its own behind the number: `固定资产原值 | 356.78 | 万元`. */
function unitBehind(context: SheetContext, cell: GridCell): ReturnType<typeof bracketUnit> {
  const next = context.grid.at(cell.row, cell.right + 1);
  return next && next.row === cell.row && next.label !== null ? moneyUnitOf(compact(next.text)) : null;
}

function headingOf(context: SheetContext, cell: GridCell): Heading {
  const name = cell.label?.name ?? '';
  const combined = combinedMeaning(name.replace(/(?:情况|执行情况|数据|信息)$/u, ''), context.year) ?? combinedMeaning(name, context.year);
  const item = combined?.item ?? null;
  const named = itemOfLabel(name) ?? itemOfLabel(name.replace(/情况$/u, ''));
  return {
    item: item === weakTotal ? null : named !== weakTotal ? (named ?? item) : item,
    measure: named !== null ? null : (combined?.measure?.measure ?? null),
    unit: bracketUnit(cell.text),
  };
}

function pair(
  context: SheetContext,
  cell: GridCell,
  label: GridCell,
  lead: GridCell | null,
  heading: Heading,
  whole: boolean,
): Candidate | null {
  const name = label.label?.name ?? '';
  const found = meaningOfPair(context, name, label, lead, heading, whole);
  if (!found) return null;
  const { item } = found;
  const measure = found.measure === plainBudget ? 'budget.initial' : found.measure;
  if (item.startsWith('income') || (item === 'project' && (measure === 'opening' || measure === 'closing'))) return null;
  const id = `${item}:${measure}`;
  if (!isKnownFact(id) || !fits(item, measure)) return null;
  const number = readPair(context, cell, label, heading, item, measure);
  if (number === null) return null;
  return { id, number, status: 'read', rank: ranks.table, item: name, measure: label.text.trim(), sheet: context.grid.sheet.name };
}

function meaningOfPair(
  context: SheetContext,
  name: string,
  label: GridCell,
  lead: GridCell | null,
  heading: Heading,
  whole: boolean,
): { readonly item: string; readonly measure: string } | null {
  const item = itemOfLabel(name);
  const measure = measureOfLabel(name, context.year)?.measure ?? null;
  if (measure === otherRate || measure === 'budget.ambiguous') return null;
  if (item !== null && measure !== null) {
    if (heading.measure !== null) return { item, measure: heading.measure };
    return measure === 'opening' || measure === 'closing' ? { item: 'carryover', measure } : { item, measure };
  }
  if (measure === 'stated') {
    const subject = subjectOfRate(name);
    if (subject !== null) return subject === '' ? null : { item: subject, measure };
  }
  if (measure !== null) {
    const heads = lead !== null && lead !== label && context.grid.at(lead.row, lead.right + 1)?.content.kind !== 'number';
    const first = heads && lead.label !== null ? itemOfLabel(lead.label.name) : null;
    const owner =
      impliedItem(measure) ??
      (measure === 'opening' || measure === 'closing' ? 'carryover' : null) ??
      (first === weakTotal ? 'total' : first) ??
      heading.item ??
      (whole && wholeMeasures.has(measure) && (!heads || ofWhole.test(lead?.label?.name ?? '')) ? 'total' : null);
    return owner === null ? null : { item: owner, measure };
  }
  if (item !== null) {
    if (heading.measure === null) {
      if (item !== weakTotal && /[^年]预算$/u.test(name)) return { item, measure: plainBudget };
      const spent = name.endsWith('支出') && itemOfLabel(name.slice(0, -2)) === item && budgetBeside(context, label, item);
      return spent ? { item, measure: 'outturn' } : null;
    }
    const owner = item === weakTotal ? (heading.item ?? (whole ? 'total' : null)) : item;
    return owner === null ? null : { item: owner, measure: heading.measure };
  }
  const split = combinedMeaning(name, context.year);
  if (!split?.measure || split.item === null) return null;
  if (split.item === weakTotal) return heading.item !== null ? { item: heading.item, measure: split.measure.measure } : null;
  return { item: split.item, measure: split.measure.measure };
}

/** 政府采购支出 is what was spent where 政府采购预算 stands in the same row or the one above. */
function budgetBeside(context: SheetContext, label: GridCell, item: string): boolean {
  const near = [label.row - 1, label.row].flatMap((row) => context.grid.cells.get(row) ?? []);
  return near.some((cell) => {
    const name = cell.label?.name ?? '';
    return name.endsWith('预算') && itemOfLabel(name) === item;
  });
}

/** What a rate is a rate of, by its own name: null where the name does not say; empty where no fact holds it. */
function subjectOfRate(name: string): string | null {
  if (/采购/u.test(name)) return 'procurement';
  if (/资产/u.test(name)) return 'fixedAssets';
  if (/三公/u.test(name)) return 'threePublic';
  if (/公用/u.test(name)) return 'basic.operating';
  return /人员|编制|编外|结转|结余|完成率|满意/u.test(name) && !/预算/u.test(name) ? '' : null;
}

/** Subjects in front of a pair that leave it with the whole unit. */
const ofWhole = /整体|总体|预算执行|预算资金|执行情况|预决算|预算情况|收支|资金情况|支出情况|^资金$|^预算$/u;

const wholeMeasures = new Set([
  'budget.initial',
  'budget.adjustment',
  'budget.full',
  'received',
  'outturn',
  'prior.outturn',
  'prior.budget',
  'stated',
]);

function readPair(
  context: SheetContext,
  cell: GridCell,
  label: GridCell,
  heading: Heading,
  item: string,
  measure: string,
): ReadNumber | null {
  if (cell.content.kind !== 'number') return null;
  const { number } = cell.content;
  const sheet = context.grid.sheet.name;
  const quantity = quantityOfMeasure(measure, item);
  if (quantity === 'rate') {
    if (number.unit !== null || number.counter !== '') return null;
    const points = number.percent === 'none' && (/[%％]/u.test(label.text) || Math.abs(Number(number.value)) > 1.5);
    return readRate(sheet, cell, number, points);
  }
  if (quantity === 'count') {
    if (number.unit !== null || number.percent !== 'none' || number.value.startsWith('-')) return null;
    if (number.counter !== '' && !/^[人名个项]$/u.test(number.counter)) return null;
    return readCount(sheet, cell, number);
  }
  if (number.percent !== 'none' || number.counter !== '') return null;
  const declared =
    context.choices.units.get(sheet) ??
    context.head.units.filter((entry) => entry.row <= cell.row).at(-1)?.unit ??
    context.head.units[0]?.unit ??
    null;
  const unit = bracketUnit(label.text) ?? unitBehind(context, cell) ?? heading.unit ?? declared;
  const read = context.questions.money(context, {
    cell,
    number,
    unit,
    label: label.label?.name ?? '',
    column: '',
    read: (chosen) => readMoney(sheet, cell, number, chosen),
  });
  return read === 'withheld' ? null : read;
}
