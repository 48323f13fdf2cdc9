import { type Canonical, Decimal, powerOfTen } from './decimal';
import { call, number, operation, type Term } from './term';

/**
 * How shown rates and scores are rounded.
 * `halfUp` 四舍五入 · `truncate` 截尾 · `halfUpNotFull` 四舍五入、未满不进位 (a value short of full never rounds up to it).
 */
export type Rounding = 'halfUp' | 'truncate' | 'halfUpNotFull';

/** Places to which a value is cleaned of binary noise before any rounding, in code and in formulas alike. */
export const guardPlaces = 12;

/** `ROUND(x,12)`: the guard that keeps a shortfall of 0.01 元 in 2 亿元 and drops binary noise. */
export function guard(value: Decimal): Decimal {
  return value.toDecimalPlaces(guardPlaces, Decimal.ROUND_HALF_UP);
}

/** Rounds to `places` under the named rounding; `full` is the value (1 of a rate, the points of a score) that a short value must not reach. */
export function round(value: Decimal, places: number, rounding: Rounding, full: Decimal): Decimal {
  const guarded = guard(value);
  if (rounding === 'truncate') return guarded.toDecimalPlaces(places, Decimal.ROUND_DOWN);
  const rounded = guarded.toDecimalPlaces(places, Decimal.ROUND_HALF_UP);
  if (rounding === 'halfUpNotFull' && guarded.lessThan(full) && rounded.greaterThanOrEqualTo(full)) {
    return rounded.minus(powerOfTen(-places)).toDecimalPlaces(places, Decimal.ROUND_HALF_UP);
  }
  return rounded;
}

/** Amounts are only ever rounded half-up to the cent: `ROUND(x,2)`. */
export function roundAmount(value: Decimal): Decimal {
  return guard(value).toDecimalPlaces(2, Decimal.ROUND_HALF_UP);
}

/** The Excel twin of `guard`. */
export function guardTerm(value: Term): Term {
  return call('ROUND', value, number(String(guardPlaces)));
}

/** The Excel twin of `round`: the same result from the same value, as a term. */
export function roundTerm(value: Term, places: number, rounding: Rounding, full: Term): Term {
  const guarded = guardTerm(value);
  const digits = number(String(places));
  if (rounding === 'truncate') return call('TRUNC', guarded, digits);
  const rounded = call('ROUND', guarded, digits);
  if (rounding === 'halfUp') return rounded;
  const lifted = call('AND', operation('<', guarded, full), operation('>=', rounded, full));
  const step = number(powerOfTen(-places).toFixed());
  return call('ROUND', operation('-', rounded, operation('*', lifted, step)), digits);
}

/** Tolerance of a sum of `parts` amounts printed to `places` decimals: 0.5 × last unit × (parts + 1), in the printed unit. */
export function sumTolerance(parts: number, places: number): Decimal {
  return powerOfTen(-places)
    .times('0.5')
    .times(parts + 1);
}

/** A value with a fixed number of decimals and without separators, as text: `97.60`. */
export function fixed(value: Decimal, places: number): Canonical {
  return value.toFixed(places, Decimal.ROUND_HALF_UP);
}
