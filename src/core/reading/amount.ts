import { canonical, decimal } from '../amounts/decimal';
import { formulaOfTerm } from '../amounts/formula';
import { guard, roundAmount } from '../amounts/rounding';
import { call, number as literal, operation, reference } from '../amounts/term';
import { type MoneyUnit, type Quantity, toYuan, yuanPer } from '../amounts/unit';
import { cellReference, fullReference, parseFullReference } from '../workbook/address';
import type { GridCell } from './grid';
import type { PrintedNumber } from './number';
import type { ReadNumber } from './reading';

/** Full reference of a grid cell. */
export function referenceOf(sheet: string, cell: GridCell): string {
  return fullReference({ sheet, row: cell.row, column: cell.column });
}

/** A cell as a sentence names it: `“基础数据”B4`. */
export function placeOf(reference: string): string {
  const place = parseFullReference(reference);
  return place ? `“${place.sheet}”${cellReference(place.area.top, place.area.left)}` : reference;
}

/** A money amount printed in `unit`, in 元, with its live formula. */
export function readMoney(sheet: string, cell: GridCell, printed: PrintedNumber, unit: MoneyUnit): ReadNumber {
  const address = referenceOf(sheet, cell);
  const exact = unit === 'yuan' && cents.test(printed.value);
  return {
    value: exact ? printed.value : canonical(roundAmount(toYuan(decimal(printed.value), unit))),
    quantity: 'money',
    shown: cell.cell.shown === '' ? cell.text : cell.cell.shown,
    cells: [address],
    formula: scaledFormula(printed, address, '*', unit === 'yuan' ? null : yuanPer[unit], '2'),
    places: printed.places,
    unit,
    text: printed.text,
  };
}

/** Canonical amounts in 元 that rounding to cents leaves as they are. */
const cents = /^-?\d{1,12}(?:\.\d{1,2})?$/u;

/** `=ROUND(cell*factor,places)`; null where the cell's text has no sure formula. A number's formula is written straight away: workbooks hold many. */
function scaledFormula(printed: PrintedNumber, address: string, operator: '*' | '/', factor: string | null, places: string): string | null {
  if (!printed.text) return `=ROUND(${address}${factor === null ? '' : `${operator}${factor}`},${places})`;
  const given = printed.term?.(reference(address));
  if (!given) return null;
  return formulaOfTerm(call('ROUND', factor === null ? given : operation(operator, given, literal(factor)), literal(places)));
}

/** A rate as a fraction; `points` says that the cell holds 94.09 and not 0.9409. */
export function readRate(sheet: string, cell: GridCell, printed: PrintedNumber, points: boolean): ReadNumber {
  const address = referenceOf(sheet, cell);
  const divide = points || printed.percent === 'sign';
  const value = guard(divide ? decimal(printed.value).dividedBy(100) : decimal(printed.value));
  return {
    value: canonical(value),
    quantity: 'rate',
    shown: cell.cell.shown === '' ? cell.text : cell.cell.shown,
    cells: [address],
    formula: scaledFormula(printed, address, '/', divide ? '100' : null, '12'),
    places: printed.places,
    unit: null,
    text: printed.text,
  };
}

/** A count of anything. */
export function readCount(sheet: string, cell: GridCell, printed: PrintedNumber): ReadNumber {
  const address = referenceOf(sheet, cell);
  const given = printed.term?.(reference(address));
  return {
    value: printed.value,
    quantity: 'count',
    shown: cell.cell.shown === '' ? cell.text : cell.cell.shown,
    cells: [address],
    formula: given ? formulaOfTerm(given) : null,
    places: printed.places,
    unit: null,
    text: printed.text,
  };
}

/** The sum of several numbers of one quantity, with a formula over all their cells. */
export function sumOf(numbers: readonly ReadNumber[]): ReadNumber | null {
  const [first] = numbers;
  if (!first) return null;
  if (numbers.length === 1) return first;
  const total = numbers.reduce((sum, entry) => sum.plus(entry.value), decimal('0'));
  const bodies = numbers.map((entry) => entry.formula?.slice(1) ?? null);
  const known = bodies.every((body) => body !== null);
  const joined = bodies.join('+');
  const formula = known && joined.length < 8000 ? (first.quantity === 'money' ? `=ROUND(${joined},2)` : `=${joined}`) : null;
  const value = canonical(total);
  return {
    value,
    quantity: first.quantity,
    shown: first.quantity === 'count' ? value : canonical(first.unit === null ? total : total.dividedBy(yuanPer[first.unit])),
    cells: numbers.flatMap((entry) => entry.cells),
    formula,
    places: Math.max(...numbers.map((entry) => entry.places)),
    unit: first.unit,
    text: numbers.some((entry) => entry.text),
  };
}

/** What kind of number a measure holds. */
export function quantityOfMeasure(measure: string, item: string | null): Quantity {
  if (['scheduled', 'cumulative', 'rate', 'stated', 'rate.other'].includes(measure) || item === 'satisfaction') return 'rate';
  if (['planned', 'done'].includes(measure) && item !== null && !/^(?:projectCount|staff|quarter)/u.test(item)) return 'money';
  if (['establishment', 'onPost', 'retired', 'offBook', 'employed', 'planned', 'done'].includes(measure)) return 'count';
  return item === 'staff' || item === 'projectCount' ? 'count' : 'money';
}
