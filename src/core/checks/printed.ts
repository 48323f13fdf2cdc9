import { Decimal, decimal, powerOfTen } from '../amounts/decimal';
import { fromYuan, type MoneyUnit, type Quantity, unitName, yuanPer } from '../amounts/unit';
import { remembered } from '../facts/remembered';
import type { ReadNumber } from '../reading/reading';
import type { Cell } from '../workbook/snapshot';

/** A number as it is printed in one cell. */
export interface Printed {
  /** The number as typed; a percentage with its sign (`94.09%`, or a cell with a percent format) as a fraction. */
  readonly value: Decimal;
  /** The cell itself says that it is a percentage. */
  readonly percent: boolean;
  /** Decimals that the cell shows; of a percentage those of the percent figure. */
  readonly places: number;
  readonly shown: string;
  readonly text: boolean;
}

const digits = /^([-+−])?(\d{1,3}(?:,\d{3})+|\d+)(\.\d+)?(%)?$/;

/** Full-width characters as half-width ones, without spaces and line breaks. */
export function plainText(text: string): string {
  return asTyped.test(text) ? text : narrowed(text);
}

/** Figures, codes and plain words stand as they are. */
const asTyped = /^[!-~]*$/;

const narrowed = remembered((text) => text.normalize('NFKC').replace(/\s+/g, ''));

/** The number of a cell, or of a text that is nothing but a number; null for anything else. */
export function printedNumber(cell: Cell | null): Printed | null {
  if (cell === null) return null;
  if (cell.kind === 'number') {
    const shown = plainText(cell.shown === '' ? cell.value : cell.shown);
    const percent = cell.format.includes('%') || /%$/.test(shown);
    const value = decimal(cell.value);
    const printed = /\.(\d+)/.exec(shown);
    const general = cell.format === 'General' || cell.format === '' || !/\d/.test(shown);
    const places = general ? value.decimalPlaces() : (printed?.[1]?.length ?? 0);
    return { value, percent, places, shown: cell.shown || cell.value, text: false };
  }
  if (cell.kind !== 'text' || cell.value.length > 40) return null;
  const match = digits.exec(plainText(cell.value));
  if (!match) return null;
  const [, sign, whole = '0', fraction = '', percent] = match;
  const number = decimal(`${whole.replace(/,/g, '')}${fraction}`).times(sign && sign !== '+' ? -1 : 1);
  return {
    value: percent ? number.dividedBy(100) : number,
    percent: percent !== undefined,
    places: Math.max(0, fraction.length - 1),
    shown: cell.shown || cell.value,
    text: true,
  };
}

/** The step between two neighbouring printed values of a money amount, in 元. */
export function printedStep({ places, unit }: Pick<ReadNumber, 'places' | 'unit'>): Decimal {
  const step = powerOfTen(-places);
  return unit === null || unit === 'yuan' ? step : step.times(yuanPer[unit]);
}

/** An amount of 元 as it would be printed in the sheet's unit: `2377.56万元`. Small differences keep the decimals they need. */
export function amountText(yuan: Decimal, unit: MoneyUnit | null, places = 2): string {
  const amount = unit === null ? yuan : fromYuan(yuan, unit);
  const kept = Math.min(Math.max(places, unit === 'yuan' || unit === null ? 0 : 2), 6);
  const text = amount.toDecimalPlaces(kept).isZero() && !amount.isZero() ? amount.toFixed() : amount.toFixed(kept);
  return `${text}${unit === null ? '' : unitName[unit]}`;
}

/** A number with the words of its quantity. */
export function quantityText(value: Decimal, quantity: Quantity, unit: MoneyUnit | null, places = 2): string {
  if (quantity === 'money') return amountText(value, unit, places);
  return quantity === 'rate' ? rateText(value) : value.toFixed();
}

/** A rate as a percentage with two decimals (more only where they are needed to tell it from full): `94.09%`. */
export function rateText(rate: Decimal, places = 2): string {
  return `${rate.times(100).toFixed(places, Decimal.ROUND_HALF_UP)}%`;
}

/** Points and scores without superfluous zeros. */
export function pointsText(points: Decimal): string {
  return points.toDecimalPlaces(4).toFixed();
}
