import fc from 'fast-check';
import { canonical, Decimal, decimal } from '../../src/core/amounts/decimal';
import { formulaLimits, formulaOfTerm } from '../../src/core/amounts/formula';
import { guard, type Rounding, round } from '../../src/core/amounts/rounding';
import { referencesOf } from '../../src/core/amounts/term';
import type { IndicatorResult } from '../../src/core/assessment/assessment';
import { definedNameOf } from '../../src/core/facts/names';
import { systems } from '../../src/core/systems/systems';
import { assessed, resultOf } from './department';
import { randomFacts, randomManual, randomTargets, seeded } from './random';

const roundings: readonly Rounding[] = ['halfUp', 'truncate', 'halfUpNotFull'];
const anySeed = fc.integer({ min: 1, max: 2 ** 31 });

function forEveryIndicator(
  seed: number,
  missing: number,
  check: (result: IndicatorResult, rounding: Rounding, names: Set<string>) => void,
): void {
  const random = seeded(seed);
  const facts = randomFacts(random, missing);
  const manual = randomManual(random);
  const targets = randomTargets(random, 10);
  const names = new Set([...facts.keys()].map(definedNameOf));
  for (const system of systems) {
    for (const rounding of roundings) {
      for (const result of assessed(system, facts, { manual, targets, rounding }).indicators) check(result, rounding, names);
    }
  }
}

describe('every indicator of every system on random facts', () => {
  test('scores between 0 and its points, with at most two decimals; deduction is the rest', () => {
    fc.assert(
      fc.property(anySeed, fc.constantFrom(0, 0.3), (seed, missing) => {
        forEveryIndicator(seed, missing, ({ score, points, deduction, status, reason }) => {
          if (score === null) {
            expect(status).toBe('missing');
            return;
          }
          expect(decimal(score).greaterThanOrEqualTo(0) && decimal(score).lessThanOrEqualTo(points)).toBe(true);
          expect(decimal(score).decimalPlaces()).toBeLessThanOrEqual(2);
          expect(deduction).toBe(canonical(decimal(points).minus(score)));
          expect(reason === '').toBe(deduction === '0');
          expect(reason).not.toMatch(/[{}]|undefined|NaN/);
        });
      }),
      { numRuns: 5 },
    );
  });

  test('has formulas within Excel’s limits that name only facts that were read', () => {
    fc.assert(
      fc.property(anySeed, fc.constantFrom(0, 0.3), (seed, missing) => {
        forEveryIndicator(seed, missing, ({ terms }, _, names) => {
          for (const term of [terms.rate, terms.score, terms.reason]) {
            if (!term) continue;
            expect(formulaOfTerm(term).length).toBeLessThanOrEqual(formulaLimits.length);
            for (const reference of referencesOf(term)) {
              expect(names.has(reference) || reference.startsWith('{manual:') || reference.startsWith("'目标'!")).toBe(true);
            }
          }
        });
      }),
      { numRuns: 2 },
    );
  });
});

describe('rules against a plain calculation of their own', () => {
  const money = fc.bigInt({ min: 0n, max: 10n ** 14n }).map((cents) => decimal(cents.toString()).dividedBy(100));
  const divisor = fc.bigInt({ min: 1n, max: 10n ** 14n }).map((cents) => decimal(cents.toString()).dividedBy(100));
  const anyRounding = fc.constantFrom(...roundings);
  const shown = (value: Decimal, rounding: Rounding, points: string): string => canonical(round(value, 2, rounding, decimal(points)));

  test('proportional: 10 × min(1, 执行数 ÷ 全年预算数)', () => {
    fc.assert(
      fc.property(money, divisor, anyRounding, (outturn, full, rounding) => {
        const facts = { 'total:outturn': canonical(outturn), 'total:budget.full': canonical(full) };
        const wanted = Decimal.min(1, guard(outturn.dividedBy(full))).times(10);
        expect(resultOf(assessed('xinjiang-department', facts, { rounding }), '预算执行率').score).toBe(shown(wanted, rounding, '10'));
      }),
    );
  });

  test('bands: 三公 and 公用 each 3, 2 or 0', () => {
    const part = (rate: Decimal): number => (rate.lessThan('0.9') ? 3 : rate.lessThanOrEqualTo(1) ? 2 : 0);
    fc.assert(
      fc.property(money, divisor, money, divisor, (a, b, c, d) => {
        const facts = {
          'threePublic:outturn': canonical(a),
          'threePublic:budget.initial': canonical(b),
          'basic.operating:outturn': canonical(c),
          'basic.operating:budget.full': canonical(d),
        };
        const wanted = part(guard(a.dividedBy(b))) + part(guard(c.dividedBy(d)));
        expect(resultOf(assessed('shenzhen-department', facts), '3.1.1').score).toBe(String(wanted));
      }),
    );
  });

  test('per point: 三公控制率 of Hunan loses 1 a point above 100 %, its 预算完成率 2 for each whole 5 % below', () => {
    fc.assert(
      fc.property(money, divisor, anyRounding, (outturn, budget, rounding) => {
        const rate = guard(outturn.dividedBy(budget));
        const excess = Decimal.max(0, rate.minus(1).times(100).toDecimalPlaces(10));
        const facts = {
          'threePublic:outturn': canonical(outturn),
          'threePublic:budget.initial': canonical(budget),
          'total:outturn': canonical(outturn),
          'total:budget.full': canonical(budget),
        };
        const assessment = assessed('hunan-department', facts, { rounding });
        expect(resultOf(assessment, '“三公经费”控制率').score).toBe(shown(Decimal.max(0, decimal('6').minus(excess)), rounding, '6'));
        const steps = Decimal.max(0, decimal('1').minus(rate).times(20).toDecimalPlaces(10).floor());
        expect(resultOf(assessment, '预算完成率').score).toBe(canonical(Decimal.max(0, decimal('5').minus(steps.times(2)))));
      }),
    );
  });

  test('formula C: Σ min(1, rᵢ) + 2 × the mean', () => {
    const rate = fc.integer({ min: 0, max: 15000 }).map((value) => decimal(String(value)).dividedBy(10000));
    fc.assert(
      fc.property(fc.tuple(rate, rate, rate, rate), anyRounding, (rates, rounding) => {
        const facts = Object.fromEntries(rates.map((value, index) => [`quarter.${index + 1}:rate`, canonical(value)]));
        const capped = rates.reduce((sum, value) => sum.plus(Decimal.min(1, value)), new Decimal(0));
        const mean = rates.reduce((sum, value) => sum.plus(value), new Decimal(0)).dividedBy(4);
        const wanted = capped.plus(Decimal.min(1, mean).times(2));
        expect(resultOf(assessed('shenzhen-department', facts, { rounding }), '3.2.1').score).toBe(shown(wanted, rounding, '6'));
      }),
    );
  });
});
