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

/** Points, limits, digits and percentages: short numbers come again and again, and decimals never change. */
const short = new Map<string, Decimal>();
const shortLength = 4;

/** Turns canonical text (or another decimal) into a `Decimal`. Throws a `RangeError` when the text is no finite number. */
export function decimal(value: Canonical | Decimal): Decimal {
  if (typeof value !== 'string') return finite(value);
  if (value.length > shortLength) return finite(new Decimal(value));
  let known = short.get(value);
  if (!known) {
    known = finite(new Decimal(value));
    if (short.size < 12_000) short.set(value, known);
  }
  return known;
}

function finite(value: Decimal): Decimal {
  if (!value.isFinite()) throw new RangeError(`not a finite decimal: ${String(value)}`);
  return value;
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
