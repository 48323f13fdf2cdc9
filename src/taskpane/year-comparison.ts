import { canonical, decimal } from '../core/amounts/decimal';
import type { FactId } from '../core/facts/fact';
import type { Outcome } from '../core/workflow/outcome';
import type { Catalogue } from './core-client';
import { factLabel, halvesOf } from './fact-labels';
import { figure } from './figures';

/** Last year's workbook as it was read: its file name and what it says. Only its figures are kept, and only while the pane is open. */
export interface LastYear {
  readonly name: string;
  readonly outcome: Outcome;
}

/** One line of the comparison, as it is printed. */
export interface YearLine {
  readonly key: string;
  readonly label: string;
  readonly before: string;
  readonly now: string;
  /** Growth in per cent with its sign, or the difference in points for rates and scores; null where last year's value is zero. */
  readonly change: string | null;
}

/** Measures that are compared. */
const compared: readonly string[] = ['budget.initial', 'budget.full', 'received', 'outturn', 'opening', 'closing'];

/** Rates and totals of both years first, then the amounts that both workbooks hold. */
export function compareYears(now: Outcome, { outcome: before }: LastYear, catalogue: Catalogue): YearLine[] {
  const lines: YearLine[] = [];
  const score = now.assessment.total.score;
  const earlier = before.assessment.total.score;
  if (score !== null && earlier !== null) {
    lines.push({ key: 'total', label: '', before: earlier, now: score, change: signed(decimal(score).minus(earlier).toFixed(2)) });
  }
  for (const rate of now.assessment.rates) {
    const old = before.assessment.rates.find(({ id }) => id === rate.id);
    if (!old) continue;
    const points = decimal(rate.value).minus(old.value).times(100).toFixed(2);
    lines.push({ key: `rate:${rate.id}`, label: rate.label, before: old.shown, now: rate.shown, change: signed(points) });
  }
  for (const [id, fact] of now.reading.facts) {
    const old = before.reading.facts.get(id);
    if (old?.quantity !== 'money' || fact.quantity !== 'money' || !isCompared(id)) continue;
    const growth = decimal(old.value).isZero() ? null : decimal(fact.value).minus(old.value).dividedBy(decimal(old.value).abs());
    lines.push({
      key: id,
      label: factLabel(catalogue, id, fact),
      before: figure(old.value, 'money'),
      now: figure(fact.value, 'money'),
      change: growth === null ? null : `${signed(canonical(growth.times(100).toDecimalPlaces(2)))}%`,
    });
  }
  return lines;
}

function isCompared(id: FactId): boolean {
  return compared.includes(halvesOf(id).measure);
}

function signed(text: string): string {
  const amount = decimal(text);
  return `${amount.isNegative() && !amount.isZero() ? '−' : amount.isZero() ? '' : '+'}${amount.abs().toFixed(2)}`;
}
