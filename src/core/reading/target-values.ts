import { type Canonical, canonical, decimal } from '../amounts/decimal';
import { formulaOfTerm } from '../amounts/formula';
import { call, number as literal, text as literalText, operation, reference, type Term } from '../amounts/term';
import { yuanPer } from '../amounts/unit';
import type { GridCell } from './grid';
import { moneyUnitOf, type PrintedNumber, parseNumber } from './number';
import type { TargetOperator } from './reading';

/** A target or an actual value as its cell prints it. */
export interface PrintedValue {
  readonly operator: TargetOperator | null;
  readonly number: PrintedNumber | null;
  /** The text of a qualitative value. */
  readonly text: string | null;
  /** Reads the number from the cell in Excel. */
  readonly term: Term | null;
}

const operators: readonly (readonly [string, TargetOperator])[] = [
  ['大于等于', '>='],
  ['大于或等于', '>='],
  ['小于等于', '<='],
  ['小于或等于', '<='],
  ['不低于', '>='],
  ['不少于', '>='],
  ['不小于', '>='],
  ['不得低于', '>='],
  ['不得少于', '>='],
  ['至少', '>='],
  ['不得高于', '<='],
  ['不得超过', '<='],
  ['控制在', '<='],
  ['不高于', '<='],
  ['不超过', '<='],
  ['不多于', '<='],
  ['不大于', '<='],
  ['大于', '>'],
  ['高于', '>'],
  ['多于', '>'],
  ['超过', '>'],
  ['小于', '<'],
  ['低于', '<'],
  ['少于', '<'],
  ['等于', '='],
  ['>=', '>='],
  ['<=', '<='],
  ['=>', '>='],
  ['=<', '<='],
  ['≥', '>='],
  ['≧', '>='],
  ['⩾', '>='],
  ['≤', '<='],
  ['≦', '<='],
  ['⩽', '<='],
  ['＞', '>'],
  ['＜', '<'],
  ['>', '>'],
  ['<', '<'],
  ['═', '='],
  ['＝', '='],
  ['﹦', '='],
  ['=', '='],
];

/** Words before a value that say no more than that it was reached: `完成3次`, `达到95%`. */
const done: readonly (readonly [string, null])[] = [
  ['实际完成', null],
  ['累计完成', null],
  ['共完成', null],
  ['已完成', null],
  ['完成', null],
  ['实际', null],
  ['累计', null],
  ['共计', null],
  ['共', null],
  ['达到', null],
  ['达', null],
];

/** The operator that a cell of 指标性质 names; null where it names none (定量). */
export function operatorOf(source: string): TargetOperator | null {
  const plain = source.normalize('NFKC').replace(/\s/gu, '');
  const found = operators.find(([sign]) => sign.normalize('NFKC') === plain);
  if (found) return found[1];
  if (/^定性/u.test(plain)) return 'qualitative';
  if (/^正向/u.test(plain)) return '>=';
  if (/^[反逆]向/u.test(plain)) return '<=';
  return null;
}

/** Reads a value cell: `≥120场`, `=5项`, `90%以上`, `0.95` formatted as per cent, `健全`. `sheetReference` is the cell's full reference. */
export function readValue(cell: GridCell | null, sheetReference: string): PrintedValue {
  const nothing: PrintedValue = { operator: null, number: null, text: null, term: null };
  if (cell === null) return nothing;
  const given = reference(sheetReference);
  if (cell.content.kind === 'number')
    return { operator: null, number: cell.content.number, text: null, term: cell.content.number.term?.(given) ?? null };
  if (cell.content.kind === 'date') return { ...nothing, text: cell.cell.shown };
  if (cell.content.kind !== 'text') return nothing;
  const source = cell.text.trim();
  const head = operators.find(([sign]) => source.startsWith(sign)) ?? done.find(([word]) => source.startsWith(word));
  const behind = /(?:(?:\([含]\)|（含）)?(?:及以上|以上|及以下|以下|以内|之内)|(?<=[天日时月周])内)$/u.exec(source)?.[0] ?? null;
  const body = (head ? source.slice(head[0].length) : source).slice(0, behind === null ? undefined : -behind.length).trim();
  const parsed = parseNumber(body, true);
  const bound = behind === null ? null : /上$/u.test(behind) ? '>=' : '<=';
  if (!parsed || (head?.[1] && bound !== null && !head[1].startsWith(bound.slice(0, 1)))) return { ...nothing, text: source };
  const operator = head?.[1] ?? bound;
  let cut: Term = given;
  if (head) cut = call('SUBSTITUTE', cut, literalText(head[0]), literalText(''));
  if (behind !== null) cut = call('SUBSTITUTE', cut, literalText(behind), literalText(''));
  return { operator, number: parsed, text: null, term: parsed.term?.(cut) ?? null };
}

/** A value in its target's terms. */
export interface ResolvedValue {
  readonly value: string | null;
  readonly formula: string | null;
}

/** Target and actual of one row in common terms: percentages as fractions, money in the target's unit. */
export interface ResolvedPair {
  readonly operator: TargetOperator;
  readonly unit: string | null;
  readonly target: ResolvedValue;
  readonly actual: ResolvedValue;
  readonly midYear: ResolvedValue;
}

/** Brings target, mid-year and actual value of a row to one scale (domain/budget-sheets.md §5: 94.20, 0.942, "94.20%"). */
export function resolveValues(
  target: PrintedValue,
  actual: PrintedValue,
  midYear: PrintedValue,
  printedUnit: string | null,
  printedOperator: TargetOperator | null,
): ResolvedPair {
  const unitText = printedUnit?.normalize('NFKC').replace(/\s/gu, '') ?? null;
  const percentUnit = unitText !== null && /^(?:%|百分比|百分数|百分率)$/u.test(unitText);
  const signed = (value: PrintedValue): boolean => value.number !== null && value.number.percent !== 'none';
  const percent =
    percentUnit ||
    signed(target) ||
    (signed(actual) &&
      (unitText === null || unitText === '') &&
      target.number !== null &&
      target.number.counter === '' &&
      target.number.unit === null);
  const operator = printedOperator ?? target.operator ?? (target.number ? '=' : 'qualitative');
  const targetUnit = unitText !== null && unitText !== '' ? unitText : target.number ? unitOf(target.number) : null;
  const unit = percent
    ? '%'
    : (targetUnit ??
      (actual.number && target.number === null ? unitOf(actual.number) : null) ??
      (actual.number ? unitOf(actual.number) : null));
  if (operator === 'qualitative' || (target.number === null && target.text !== null)) {
    return {
      operator: 'qualitative',
      unit: unitText === '' ? null : unitText,
      target: plain(target),
      actual: plain(actual),
      midYear: plain(midYear),
    };
  }
  const reverse = operator === '<=' || operator === '<';
  return {
    operator,
    unit: unit === '' ? null : unit,
    target: scale(target, percent, reverse, null),
    actual: scale(actual, percent, reverse, targetUnit),
    midYear: scale(midYear, percent, reverse, targetUnit),
  };
}

function unitOf(number: PrintedNumber): string | null {
  if (number.percent === 'sign' || number.percent === 'format') return '%';
  if (number.unit !== null)
    return (
      Object.entries({ 元: 'yuan', 千元: 'thousandYuan', 万元: 'tenThousandYuan', 百万元: 'millionYuan', 亿元: 'hundredMillionYuan' }).find(
        ([, id]) => id === number.unit,
      )?.[0] ?? null
    );
  return number.counter === '' ? null : number.counter;
}

function plain(value: PrintedValue): ResolvedValue {
  if (value.text !== null) return { value: value.text, formula: null };
  if (value.number === null) return { value: null, formula: null };
  const divide = value.number.percent === 'sign';
  return numeric(value, divide ? '100' : '1', divide);
}

function scale(value: PrintedValue, percent: boolean, reverse: boolean, unit: string | null): ResolvedValue {
  if (value.number === null) return { value: value.text, formula: null };
  const { number } = value;
  if (percent) {
    const points = number.percent === 'sign' || (number.percent === 'none' && (reverse || decimal(number.value).abs().greaterThan(1)));
    return numeric(value, points ? '100' : '1', points);
  }
  const wanted = unit === null ? null : moneyUnitOf(unit);
  if (wanted !== null && number.unit !== null && number.unit !== wanted) {
    const factor = decimal(yuanPer[number.unit]).dividedBy(yuanPer[wanted]);
    const scaled = canonical(decimal(number.value).times(factor));
    return { value: scaled, formula: value.term ? formulaOfTerm(operation('*', value.term, literal(canonical(factor)))).slice(1) : null };
  }
  const factor = countFactor(number.counter, unit);
  if (factor !== null) {
    const scaled = canonical(decimal(number.value).times(factor));
    return { value: scaled, formula: value.term ? formulaOfTerm(operation('*', value.term, literal(factor))).slice(1) : null };
  }
  return numeric(value, '1', false);
}

const counts: Readonly<Record<string, string>> = { 百: '100', 千: '1000', 万: '10000', 亿: '100000000' };

/** Units of one quantity by how many of its smallest they are. */
const quantities: readonly Readonly<Record<string, string>>[] = [
  { 秒: '1', 分钟: '60', 小时: '3600', 天: '86400', 日: '86400' },
  { 米: '1', 公里: '1000', 千米: '1000' },
  { 克: '1', 千克: '1000', 公斤: '1000', 吨: '1000000' },
  { 平方米: '1', 公顷: '10000', 平方公里: '1000000' },
];

/** What brings a count to the target's unit, 万人次 to 人次, 分钟 to 小时; null where they are the same or do not count the same thing. */
function countFactor(counter: string, wanted: string | null): Canonical | null {
  if (wanted === null || counter === '' || counter === wanted) return null;
  const quantity = quantities.find((sizes) => Object.hasOwn(sizes, counter) && Object.hasOwn(sizes, wanted));
  if (quantity) return canonical(decimal(quantity[counter] ?? '1').dividedBy(quantity[wanted] ?? '1'));
  const [own, other] = [counter, wanted].map((unit) => {
    const size = counts[unit.slice(0, 1)];
    return size === undefined || unit.length === 1 ? { size: '1', thing: unit } : { size, thing: unit.slice(1) };
  });
  if (!own || !other || own.thing !== other.thing || own.size === other.size) return null;
  return canonical(decimal(own.size).dividedBy(other.size));
}

function numeric(value: PrintedValue, divisor: Canonical, divide: boolean): ResolvedValue {
  if (value.number === null) return { value: null, formula: null };
  const result = canonical(decimal(value.number.value).dividedBy(divisor));
  if (value.term === null) return { value: result, formula: null };
  return { value: result, formula: formulaOfTerm(divide ? operation('/', value.term, literal(divisor)) : value.term).slice(1) };
}
