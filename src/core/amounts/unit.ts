import { type Canonical, canonical, Decimal, decimal } from './decimal';

/** A unit of money as sheets declare it. Facts are always kept in 元 (`yuan`). */
export type MoneyUnit = 'yuan' | 'thousandYuan' | 'tenThousandYuan' | 'millionYuan' | 'hundredMillionYuan';

/** What a number means: money, a rate (held as a fraction), or a count of anything. */
export type Quantity = 'money' | 'rate' | 'count';

/** How many 元 one of the unit is. */
export const yuanPer: Readonly<Record<MoneyUnit, Canonical>> = {
  yuan: '1',
  thousandYuan: '1000',
  tenThousandYuan: '10000',
  millionYuan: '1000000',
  hundredMillionYuan: '100000000',
};

/** The unit's name on Chinese sheets. */
export const unitName: Readonly<Record<MoneyUnit, string>> = {
  yuan: '元',
  thousandYuan: '千元',
  tenThousandYuan: '万元',
  millionYuan: '百万元',
  hundredMillionYuan: '亿元',
};

/** Converts an amount printed in `unit` to 元, exactly. */
export function toYuan(amount: Decimal, unit: MoneyUnit): Decimal {
  return amount.times(yuanPer[unit]);
}

/** Converts 元 to `unit`, exactly (powers of ten only). */
export function fromYuan(amount: Decimal, unit: MoneyUnit): Decimal {
  return amount.dividedBy(yuanPer[unit]);
}

/** Canonical 元 of canonical text printed in `unit`. */
export function canonicalYuan(amount: Canonical, unit: MoneyUnit): Canonical {
  return canonical(toYuan(decimal(amount), unit));
}

/** A decimal zero, for sums. */
export const zero: Decimal = new Decimal(0);
