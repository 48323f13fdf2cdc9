import { type Canonical, canonical, Decimal, decimal, powerOfTen } from './decimal';
import type { FunctionName, Operator, Term } from './term';

/** Error values a formula of ours can meet. */
export type ErrorValue = '#DIV/0!' | '#VALUE!' | '#REF!' | '#NAME?' | '#N/A' | '#NUM!' | '#NULL!';

/** What a term or a cell holds. */
export type Value =
  | { readonly kind: 'number'; readonly value: Canonical }
  | { readonly kind: 'text'; readonly value: string }
  | { readonly kind: 'boolean'; readonly value: boolean }
  | { readonly kind: 'error'; readonly value: ErrorValue }
  | { readonly kind: 'blank' };

/** Gives the value behind a reference (a defined name or a cell); an area gives its values in reading order. */
export type Lookup = (reference: string) => Value | readonly Value[];

/** A blank cell's value. */
export const blank: Value = { kind: 'blank' };
/** A number's value. */
export const numberValue = (value: Decimal | Canonical): Value => ({
  kind: 'number',
  value: typeof value === 'string' ? value : canonical(value),
});
/** A text's value. */
export const textValue = (value: string): Value => ({ kind: 'text', value });
/** A truth value. */
export const booleanValue = (value: boolean): Value => ({ kind: 'boolean', value });
/** An error's value. */
export const errorValue = (value: ErrorValue): Value => ({ kind: 'error', value });

class Failure {
  constructor(readonly error: ErrorValue) {}
}

/** Values of calls and operations that were worked out before, for terms that share parts; good for one unchanging lookup only. */
export type Worked = Map<Term, Value>;

/** The value of a term by Excel's documented rules, in exact decimals. Errors are values, never exceptions. */
export function evaluateTerm(term: Term, lookup: Lookup, worked: Worked = new Map()): Value {
  try {
    return single(evaluate(term, lookup, worked));
  } catch (failure) {
    if (failure instanceof Failure) return errorValue(failure.error);
    throw failure;
  }
}

type Operand = Value | readonly Value[];

function single(operand: Operand): Value {
  if (!isList(operand)) return operand;
  return operand[0] ?? blank;
}
function isList(operand: Operand): operand is readonly Value[] {
  return Array.isArray(operand);
}

function evaluate(term: Term, lookup: Lookup, worked: Worked): Operand {
  const known = worked.get(term);
  if (known) return known;
  const value = workOut(term, lookup, worked);
  if ((term.node === 'operation' || term.node === 'call') && !isList(value)) worked.set(term, value);
  return value;
}

function workOut(term: Term, lookup: Lookup, worked: Worked): Operand {
  switch (term.node) {
    case 'number':
    case 'text':
    case 'boolean':
      return { kind: term.node, value: term.value } as Value;
    case 'reference':
      return lookup(term.reference);
    case 'operation':
      return operate(term.operator, single(evaluate(term.left, lookup, worked)), single(evaluate(term.right, lookup, worked)));
    case 'call':
      return callFunction(term.name, term.operands, lookup, worked);
  }
}

function operate(operator: Operator, left: Value, right: Value): Value {
  if (left.kind === 'error') throw new Failure(left.value);
  if (right.kind === 'error') throw new Failure(right.value);
  switch (operator) {
    case '&':
      return joined(asText(left), asText(right));
    case '+':
      return inRange(asNumber(left).plus(asNumber(right)));
    case '-':
      return inRange(asNumber(left).minus(asNumber(right)));
    case '*':
      return inRange(asNumber(left).times(asNumber(right)));
    case '/': {
      const divisor = asNumber(right);
      if (divisor.isZero()) throw new Failure('#DIV/0!');
      return inRange(asNumber(left).dividedBy(divisor));
    }
    default:
      return booleanValue(compare(operator, left, right));
  }
}

/** Excel's limits: powers of ten that a number may reach, and characters of a text. */
const mostPower = 307;
const longestText = 32_767;

/** A number past Excel's range is `#NUM!`, one too near to nothing is nothing; else a few formulas could ask for more digits than there is room for. */
function inRange(value: Decimal): Value {
  if (value.e > mostPower) throw new Failure('#NUM!');
  return numberValue(value.e < -mostPower ? '0' : value);
}

function joined(left: string, right: string): Value {
  if (left.length + right.length > longestText) throw new Failure('#VALUE!');
  return textValue(left + right);
}

const ranks = { number: 0, text: 1, boolean: 2 } as const;

function compare(operator: Operator, left: Value, right: Value): boolean {
  const order = orderOf(left, right);
  switch (operator) {
    case '=':
      return order === 0;
    case '<>':
      return order !== 0;
    case '<':
      return order < 0;
    case '<=':
      return order <= 0;
    case '>':
      return order > 0;
    default:
      return order >= 0;
  }
}

function orderOf(first: Value, second: Value): number {
  const left = fillBlank(first, second);
  const right = fillBlank(second, first);
  if (left.kind !== right.kind) return ranks[left.kind] - ranks[right.kind];
  if (left.kind === 'number' && right.kind === 'number') return decimal(left.value).comparedTo(decimal(right.value));
  const a = String(left.value).toLowerCase();
  const b = String(right.value).toLowerCase();
  return a < b ? -1 : a > b ? 1 : 0;
}

function fillBlank(value: Value, other: Value): Exclude<Value, { kind: 'blank' } | { kind: 'error' }> {
  if (value.kind === 'error') throw new Failure(value.value);
  if (value.kind !== 'blank') return value;
  if (other.kind === 'text') return { kind: 'text', value: '' };
  if (other.kind === 'boolean') return { kind: 'boolean', value: false };
  return { kind: 'number', value: '0' };
}

function asNumber(value: Value): Decimal {
  switch (value.kind) {
    case 'number':
      return decimal(value.value);
    case 'boolean':
      return new Decimal(value.value ? 1 : 0);
    case 'blank':
      return new Decimal(0);
    case 'error':
      throw new Failure(value.value);
    case 'text': {
      const parsed = plainNumber(value.value);
      if (parsed === null) throw new Failure('#VALUE!');
      return parsed;
    }
  }
}

function plainNumber(source: string): Decimal | null {
  const trimmed = source.trim().replace(/,/g, '');
  const percent = trimmed.endsWith('%');
  const digits = percent ? trimmed.slice(0, -1) : trimmed;
  if (!/^[+-]?(\d+\.?\d*|\.\d+)$/.test(digits)) return null;
  const parsed = decimal(digits);
  return percent ? parsed.dividedBy(100) : parsed;
}

function asText(value: Value): string {
  switch (value.kind) {
    case 'number':
      return canonical(decimal(value.value));
    case 'text':
      return value.value;
    case 'boolean':
      return value.value ? 'TRUE' : 'FALSE';
    case 'blank':
      return '';
    case 'error':
      throw new Failure(value.value);
  }
}

function asBoolean(value: Value): boolean {
  if (value.kind === 'boolean') return value.value;
  if (value.kind === 'text') throw new Failure('#VALUE!');
  return !asNumber(value).isZero();
}

function callFunction(name: FunctionName, operands: readonly Term[], lookup: Lookup, worked: Worked): Operand {
  const operand = (index: number): Operand => {
    const term = operands[index];
    return term ? evaluate(term, lookup, worked) : blank;
  };
  const value = (index: number): Value => {
    const found = single(operand(index));
    if (found.kind === 'error') throw new Failure(found.value);
    return found;
  };
  const numeric = (index: number): Decimal => asNumber(value(index));
  const string = (index: number): string => asText(value(index));
  const integer = (index: number, otherwise: number): number => (operands[index] ? numeric(index).trunc().toNumber() : otherwise);
  const numbers = (): Decimal[] => numbersOf(operands, lookup, worked);
  switch (name) {
    case 'IF':
      return asBoolean(value(0)) ? operand(1) : operands[2] ? operand(2) : booleanValue(false);
    case 'IFERROR': {
      const first = operands[0] ? evaluateTerm(operands[0], lookup, worked) : blank;
      return first.kind === 'error' ? operand(1) : first;
    }
    case 'AND':
      return booleanValue(operands.every((_, index) => asBoolean(value(index))));
    case 'OR':
      return booleanValue(operands.some((_, index) => asBoolean(value(index))));
    case 'NOT':
      return booleanValue(!asBoolean(value(0)));
    case 'ABS':
      return numberValue(numeric(0).abs());
    case 'ROUND':
      return numberValue(roundAt(numeric(0), integer(1, 0), Decimal.ROUND_HALF_UP));
    case 'TRUNC':
      return numberValue(roundAt(numeric(0), integer(1, 0), Decimal.ROUND_DOWN));
    case 'ROUNDUP':
      return numberValue(roundAt(numeric(0), integer(1, 0), Decimal.ROUND_UP));
    case 'INT':
      return numberValue(numeric(0).floor());
    case 'MOD': {
      const divisor = numeric(1);
      if (divisor.isZero()) throw new Failure('#DIV/0!');
      return numberValue(numeric(0).minus(divisor.times(numeric(0).dividedBy(divisor).floor())));
    }
    case 'MIN':
      return numberValue(
        numbers().reduce<Decimal | null>((least, next) => (least === null || next.lessThan(least) ? next : least), null) ?? '0',
      );
    case 'MAX':
      return numberValue(
        numbers().reduce<Decimal | null>((most, next) => (most === null || next.greaterThan(most) ? next : most), null) ?? '0',
      );
    case 'SUM':
      return numberValue(numbers().reduce((sum, next) => sum.plus(next), new Decimal(0)));
    case 'AVERAGE': {
      const list = numbers();
      if (list.length === 0) throw new Failure('#DIV/0!');
      return numberValue(list.reduce((sum, next) => sum.plus(next), new Decimal(0)).dividedBy(list.length));
    }
    case 'COUNT':
      return numberValue(String(allValues(operands, lookup, worked).filter((entry) => entry.kind === 'number').length));
    case 'COUNTA':
      return numberValue(String(allValues(operands, lookup, worked).filter((entry) => entry.kind !== 'blank').length));
    case 'INDEX': {
      const list = operand(0);
      const position = integer(1, 1) - 1;
      const found = isList(list) ? list[position] : position === 0 ? list : undefined;
      if (!found) throw new Failure('#REF!');
      return found;
    }
    case 'ISNUMBER':
      return booleanValue((operands[0] ? evaluateTerm(operands[0], lookup, worked) : blank).kind === 'number');
    case 'ISBLANK':
      return booleanValue((operands[0] ? evaluateTerm(operands[0], lookup, worked) : blank).kind === 'blank');
    case 'N': {
      const first = value(0);
      return first.kind === 'text' ? numberValue('0') : numberValue(asNumber(first));
    }
    case 'T': {
      const first = value(0);
      return first.kind === 'text' ? first : textValue('');
    }
    case 'VALUE':
      return numberValue(numeric(0));
    case 'LEN':
      return numberValue(String(string(0).length));
    case 'LEFT':
      return textValue(string(0).slice(0, integer(1, 1)));
    case 'RIGHT': {
      const source = string(0);
      return textValue(source.slice(Math.max(0, source.length - integer(1, 1))));
    }
    case 'MID':
      return textValue(string(0).slice(integer(1, 1) - 1, integer(1, 1) - 1 + integer(2, 0)));
    case 'TRIM':
      return textValue(string(0).replace(/ +/g, ' ').replace(/^ | $/g, ''));
    case 'ASC':
      return textValue(halfWidth(string(0)));
    case 'SUBSTITUTE':
      return textValue(string(1) === '' ? string(0) : string(0).split(string(1)).join(string(2)));
    case 'TEXT':
      return textValue(formatText(numeric(0), string(1)));
  }
}

function allValues(operands: readonly Term[], lookup: Lookup, worked: Worked): Value[] {
  return operands.flatMap((term) => {
    const found = evaluate(term, lookup, worked);
    return isList(found) ? [...found] : [found];
  });
}

/** Excel skips text, truth values and blanks that come from references, and takes literals as numbers. */
function numbersOf(operands: readonly Term[], lookup: Lookup, worked: Worked): Decimal[] {
  return operands.flatMap((term) => {
    const found = evaluate(term, lookup, worked);
    const list = isList(found) ? found : [found];
    const referenced = term.node === 'reference';
    return list.flatMap((entry) => {
      if (entry.kind === 'error') throw new Failure(entry.value);
      if (referenced && entry.kind !== 'number') return [];
      return [asNumber(entry)];
    });
  });
}

function roundAt(value: Decimal, places: number, mode: 0 | 1 | 4): Decimal {
  if (places > mostPower) return value;
  if (places < -mostPower) return new Decimal(0);
  if (places >= 0) return value.toDecimalPlaces(places, mode);
  const step = powerOfTen(-places);
  return value.dividedBy(step).toDecimalPlaces(0, mode).times(step);
}

function halfWidth(source: string): string {
  return source.replace(/[！-～]/g, (character) => String.fromCharCode(character.charCodeAt(0) - 0xfee0)).replace(/　/g, ' ');
}

/** The few number formats our formulas use: `0`, `0.00`, `#,##0.00`, `0.00%`, `0.##`. Anything else is a defect of ours. */
export function formatText(value: Decimal, format: string): string {
  const shape = /^(#,##)?0(?:\.([0#]+))?(%)?$/.exec(format);
  if (!shape) throw new RangeError(`number format ${format}`);
  const places = shape[2] ?? '';
  const least = (places.match(/^0*/) ?? [''])[0].length;
  const scaled = shape[3] ? value.times(100) : value;
  let digits = scaled.abs().toFixed(places.length, Decimal.ROUND_HALF_UP);
  for (let drop = places.length; drop > least && digits.endsWith('0'); drop -= 1) digits = digits.slice(0, -1);
  const sign = scaled.isNegative() && /[1-9]/.test(digits) ? '-' : '';
  const [whole = '0', fraction] = digits.split('.');
  const grouped = shape[1] ? whole.replace(/\B(?=(\d{3})+(?!\d))/g, ',') : whole;
  const point = places.length > 0 ? '.' : '';
  return `${sign}${grouped}${point}${fraction ?? ''}${shape[3] ?? ''}`;
}
