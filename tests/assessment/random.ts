import { decimal } from '../../src/core/amounts/decimal';
import { indicatorKey } from '../../src/core/assessment/assess';
import type { ManualScores } from '../../src/core/assessment/assessment';
import type { Fact, FactId } from '../../src/core/facts/fact';
import { quantityOf } from '../../src/core/facts/names';
import type { Target, TargetOperator } from '../../src/core/reading/reading';
import { standardRates, systems } from '../../src/core/systems/systems';
import { fact, target } from './department';

/** Numbers from a seed, 0 ≤ x < 1, always the same. */
export function seeded(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

/** Every fact that some indicator or rate asks for. */
export const allFacts: readonly FactId[] = [
  ...new Set([...JSON.stringify([systems, standardRates]).matchAll(/"fact":"([^"]+)"/g)].map(([, id]) => id as FactId)),
];

/** Facts of one kind of unhappy or happy unit: typical, zeros, negatives, huge, exactly on a boundary; some may be missing. */
export function randomFacts(random: () => number, missing: number): Map<FactId, Fact> {
  const pick = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)] as T;
  const scale = pick(['1', '100', '10000', '1000000', '1000000000']);
  const base = decimal(String(Math.floor(random() * 90000) + 1000))
    .times(scale)
    .dividedBy(100);
  const share = (): string =>
    pick([
      '0',
      '0.5',
      '0.6',
      '0.75',
      '0.8',
      '0.9',
      '0.95',
      '0.95565',
      '0.99996786',
      '1',
      '1',
      '1.0001',
      '1.05',
      '1.1',
      '1.3',
      '2',
      '-0.2',
      '0.05',
      '0.1',
    ]);
  const value = (id: FactId): string => {
    const odd = random() < 0.5 ? decimal(share()) : decimal(String(Math.floor(random() * 2000000))).dividedBy(1000000);
    if (quantityOf(id) === 'rate') return odd.toDecimalPlaces(6).toFixed();
    if (quantityOf(id) === 'count') return base.dividedBy(scale).times(odd).toDecimalPlaces(0).toFixed();
    return base.times(odd).toDecimalPlaces(2).toFixed();
  };
  const kept = allFacts.filter(() => random() >= missing);
  return new Map(kept.map((id, index) => [id, fact(id, value(id), `'取数'!B${index + 2}`)] as const));
}

/** Typed scores for every indicator, within its points. */
export function randomManual(random: () => number): ManualScores {
  const scores = new Map<string, { readonly score: string; readonly cell: string }>();
  for (const indicator of systems.flatMap((system) => system.indicators)) {
    const halves = Math.floor(random() * (Number(indicator.points) * 2 + 1));
    scores.set(indicatorKey(indicator), { score: String(halves / 2), cell: "'自评'!B1" });
  }
  return scores;
}

/** Targets with every operator, on awkward numbers, read from cells of 目标. */
export function randomTargets(random: () => number, count: number): Target[] {
  const operators: readonly TargetOperator[] = ['>=', '>', '=', '<=', '<'];
  const wanted = ['0', '-2', '100', '0.95', '800', '2.5', '735', '0.333333', '1000000000', '3'];
  const done = ['0', '-1', '99.99', '0.9499', '764.52', '2.4', '735', '0.333332', '1299999999.99', '5'];
  return Array.from({ length: count }, (_, index) => {
    const at = index + 2;
    const far = random() < 0.3;
    const choice = Math.floor(random() * wanted.length);
    const actual = far ? (done[Math.floor(random() * done.length)] ?? '0') : (done[choice] ?? '0');
    return target({
      name: `目标${index}`,
      operator: operators[index % operators.length] ?? '>=',
      target: wanted[choice] ?? '0',
      actual,
      points: ['10', '7.5', '20', '3'][index % 4] ?? '10',
      formulas: { target: `='目标'!B${at}`, actual: `='目标'!C${at}`, points: `='目标'!D${at}` },
    });
  });
}
