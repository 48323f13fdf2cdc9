import { type Canonical, decimal } from '../core/amounts/decimal';
import { formatText } from '../core/amounts/evaluate';
import { fromYuan, type Quantity } from '../core/amounts/unit';

/** An amount of 元 in 万元 with separators and at least two decimals, every further digit kept: `2,377.56`, `155.591`. */
export function tenThousandYuan(value: Canonical): string {
  return formatText(fromYuan(decimal(value), 'tenThousandYuan'), '#,##0.00####');
}

/** A fraction as a percentage with two to four decimals: `23.395%`. */
export function percentage(value: Canonical): string {
  return formatText(decimal(value), '0.00##%');
}

/** A counted quantity with separators, decimals as they are: `1,204`. */
export function counted(value: Canonical): string {
  const amount = decimal(value);
  return formatText(amount, amount.isInteger() ? '#,##0' : '#,##0.0###');
}

/** A fact's value as the pane prints it; money in 万元. */
export function figure(value: Canonical, quantity: Quantity): string {
  if (quantity === 'money') return tenThousandYuan(value);
  return quantity === 'rate' ? percentage(value) : counted(value);
}

/** A loss of points with a minus sign: `−0.38`. */
export function loss(deduction: Canonical): string {
  return `−${decimal(deduction).abs().toFixed()}`;
}

/** A difference with its sign: `+0.40`, `−1.00`; null where nothing changed or one side is unknown. */
export function signedDifference(
  now: Canonical | null,
  before: Canonical | null,
): { readonly text: string; readonly rises: boolean } | null {
  if (now === null || before === null) return null;
  const difference = decimal(now).minus(before);
  if (difference.isZero()) return null;
  const rises = difference.isPositive();
  return { text: `${rises ? '+' : '−'}${difference.abs().toFixed(2)}`, rises };
}

/** Part of a whole between 0 and 1, for drawing only; null where it can not be told. */
export function share(part: Canonical | null, whole: Canonical): number | null {
  if (part === null || decimal(whole).isZero()) return null;
  return Math.min(1, Math.max(0, decimal(part).dividedBy(whole).toNumber()));
}

/** A reference as a person writes it: `基础数据!B4` for `'基础数据'!B4`. */
export function plainReference(reference: string): string {
  const match = /^'((?:[^']|'')+)'!(.+)$/.exec(reference);
  return match ? `${(match[1] ?? '').replace(/''/g, "'")}!${match[2] ?? ''}` : reference;
}
