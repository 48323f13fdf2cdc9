import { decimal } from '../amounts/decimal';
import { sumTolerance } from '../amounts/rounding';
import { yuanPer } from '../amounts/unit';
import { ambiguousAdjustment } from '../facts/meaning';
import { say } from '../wording/wording';
import type { QuestionList } from './questions';
import type { ReadNumber } from './reading';
import type { FoundRow, FoundTable } from './tables';

/** 调整预算数 is the change or the result: decided by 年初 + x = 全年, by sign and by size, else asked (L-01). Rewrites the tables' numbers. */
export function resolveAdjustments(tables: readonly FoundTable[], questions: QuestionList): void {
  for (const table of tables) {
    const column = table.columns.find((entry) => entry.measure === ambiguousAdjustment);
    if (!column) continue;
    const rows = table.rows.filter((row) => row.numbers.has(ambiguousAdjustment));
    const choices = [say('reading', 'choiceChange'), say('reading', 'choiceResult')];
    const key = `L-01|${table.sheet}|${table.title ?? ''}|${column.label}`;
    const answer = questions.answer(key);
    const decided = answer === choices[0] ? 'budget.adjustment' : answer === choices[1] ? 'budget.full' : decide(rows);
    for (const row of rows) {
      const number = row.numbers.get(ambiguousAdjustment);
      row.numbers.delete(ambiguousAdjustment);
      if (number && decided !== null && !row.numbers.has(decided)) row.numbers.set(decided, number);
    }
    const cells = rows.flatMap((row) => row.cell);
    if (decided === null && cells.length > 0) {
      questions.ask({
        code: 'L-01',
        key,
        message: say('reading', 'labelAmbiguous', { label: column.label, first: choices[0] ?? '', second: choices[1] ?? '' }),
        cells: cells.slice(0, 20),
        choices,
      });
    }
  }
}

type Decision = 'budget.adjustment' | 'budget.full' | null;

function decide(rows: readonly FoundRow[]): Decision {
  const votes = new Set<Decision>();
  let sure = false;
  for (const row of rows) {
    const x = row.numbers.get(ambiguousAdjustment);
    const initial = row.numbers.get('budget.initial');
    const full = row.numbers.get('budget.full');
    const outturn = row.numbers.get('outturn');
    if (!x) continue;
    const value = decimal(x.value);
    if (value.isNegative() && !value.isZero()) {
      votes.add('budget.adjustment');
      sure = true;
      continue;
    }
    if (full && initial) {
      if (decimal(initial.value).plus(value).minus(full.value).abs().lessThanOrEqualTo(tolerance(x, 2))) {
        if (value.isZero()) continue;
        votes.add('budget.adjustment');
        sure = true;
        continue;
      }
      return null;
    }
    const adjustment = row.numbers.get('budget.adjustment');
    if (adjustment && initial) {
      if (decimal(initial.value).plus(adjustment.value).minus(value).abs().lessThanOrEqualTo(tolerance(x, 2))) {
        votes.add('budget.full');
        sure = true;
        continue;
      }
      return null;
    }
    if (!initial || !outturn || decimal(initial.value).isZero()) continue;
    const share = value.dividedBy(initial.value);
    const spent = decimal(outturn.value);
    if (spent.greaterThan(value) && share.lessThan('0.5')) votes.add('budget.adjustment');
    else if (
      share.greaterThanOrEqualTo('0.8') &&
      share.lessThanOrEqualTo('1.5') &&
      spent.lessThanOrEqualTo(value) &&
      spent.greaterThanOrEqualTo(value.times('0.6')) &&
      !(share.equals(1) && rows.length === 1)
    )
      votes.add('budget.full');
    else if (!value.isZero()) return null;
  }
  if (votes.size !== 1) return null;
  return sure || votes.size === 1 ? ([...votes][0] ?? null) : null;
}

/** Tolerance in 元 for numbers printed like `number` (half of the last printed unit a part). */
export function tolerance(number: ReadNumber, parts: number): ReturnType<typeof decimal> {
  return sumTolerance(parts, number.places).times(number.unit === null ? '1' : yuanPer[number.unit]);
}
