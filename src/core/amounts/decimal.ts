import DecimalLibrary from 'decimal.js';

/**
 * The one decimal type of the program: 60 significant digits, halves away from zero, never exponential notation.
 * Money, rates and points are held in it (or in its canonical string) from the first parse to the last write.
 */
export const Decimal = DecimalLibrary.clone({
  precision: 60,
  rounding: DecimalLibrary.ROUND_HALF_UP,
  toExpNeg: -1000,
  toExpPos: 1000,
});
/** A decimal number; see the constant of the same name. */
export type Decimal = DecimalLibrary;

/** A number as text: `-?digits[.digits]`, no exponent, no trailing zeros, no `-0`. Money in 元, percentages as fractions. */
export type Canonical = string;

/** Turns canonical text (or another decimal) into a `Decimal`. Throws a `RangeError` when the text is no finite number. */
export function decimal(value: Canonical | Decimal): Decimal {
  const result = new Decimal(value);
  if (!result.isFinite()) throw new RangeError(`not a finite decimal: ${String(value)}`);
  return result;
}

const powers = new Map<number, Decimal>();

/** 10 to a whole power: the steps of printed decimals are few, so each is worked out once. */
export function powerOfTen(exponent: number): Decimal {
  const known = powers.get(exponent);
  if (known) return known;
  const power = new Decimal(10).pow(exponent);
  if (Math.abs(exponent) <= 64) powers.set(exponent, power);
  return power;
}

/** The canonical text of a decimal: `105450200`, `0.9358`, `0`. */
export function canonical(value: Decimal): Canonical {
  return value.isZero() ? '0' : value.toFixed();
}

/**
 * Canonical text of a binary number as Excel shows it: 15 significant digits, so that 9.800000000000001 is 9.8.
 * Only a host's edge may call this; everywhere else numbers are decimals already.
 */
export function canonicalOfBinary(value: number): Canonical {
  return canonical(new Decimal(value.toPrecision(15)));
}
