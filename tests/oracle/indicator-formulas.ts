import { decimal } from '../../src/core/amounts/decimal';
import { formulaOfTerm } from '../../src/core/amounts/formula';
import type { Rounding } from '../../src/core/amounts/rounding';
import { referencesOf, type Term } from '../../src/core/amounts/term';
import { indicatorKey } from '../../src/core/assessment/assess';
import type { Assessment } from '../../src/core/assessment/assessment';
import { systems } from '../../src/core/systems/systems';
import { assessed } from '../assessment/department';
import { randomFacts, randomManual, randomTargets, seeded } from '../assessment/random';

/** One formula with what our own code says it gives. */
export interface Case {
  readonly label: string;
  readonly formula: string;
  readonly wanted: string | number;
}

/** Random facts, typed scores and targets, with every formula that the systems make of them. */
export interface Book {
  readonly facts: ReturnType<typeof randomFacts>;
  readonly manual: ReturnType<typeof randomManual>;
  readonly targets: ReturnType<typeof randomTargets>;
  readonly cases: readonly Case[];
}

const roundings: readonly Rounding[] = ['halfUp', 'truncate', 'halfUpNotFull'];
/** Always the same workbooks; every fourth lacks facts. */
export const books: readonly Book[] = Array.from({ length: 8 }, (_, seed) => build(seed + 1, seed % 4 === 3 ? 0.3 : 0));

function build(seed: number, missing: number): Book {
  const random = seeded(seed);
  const facts = randomFacts(random, missing);
  const manual = randomManual(random);
  const targets = randomTargets(random, 20);
  const cells = new Map([...manual.keys()].map((key, index) => [`{manual:${key}}`, `'自评'!$B$${index + 1}`] as const));
  const cases: Case[] = [];
  for (const system of systems) {
    const own = new Map(system.indicators.map((indicator) => [indicatorKey(indicator), String(Number(indicator.points) + 3)] as const));
    const runs = [...roundings.map((rounding) => ({ rounding })), { rounding: 'halfUpNotFull', points: own } as const];
    for (const run of runs) {
      const { rounding } = run;
      const assessment = assessed(system, facts, { manual, targets, ...run });
      for (const { label, term, wanted } of termsOf(assessment)) {
        const formula = placed(formulaOfTerm(term), referencesOf(term), cells);
        cases.push({ label: `${system.id} ${rounding} ${label}`, formula, wanted });
      }
    }
  }
  return { facts, manual, targets, cases };
}

function termsOf(assessment: Assessment): { label: string; term: Term; wanted: string | number }[] {
  const number = (value: string | null): string | number => (value === null ? '—' : Number(value));
  return [
    ...assessment.indicators.flatMap(({ key, terms, rate, completion, score, reason }) => [
      ...(terms.rate ? [{ label: `${key} rate`, term: terms.rate, wanted: number(rate ?? completion) }] : []),
      ...(terms.score ? [{ label: `${key} score`, term: terms.score, wanted: number(score) }] : []),
      ...(terms.reason ? [{ label: `${key} reason`, term: terms.reason, wanted: reason }] : []),
    ]),
    ...assessment.rates.map(({ id, term, value }) => ({ label: id, term, wanted: Number(value) })),
  ];
}

function placed(formula: string, references: readonly string[], cells: ReadonlyMap<string, string>): string {
  return references.reduce((text, reference) => text.replaceAll(reference, cells.get(reference) ?? reference), formula);
}

/** Whether a spreadsheet's result is ours: texts equal, numbers to nine decimals. */
export function agrees(found: unknown, wanted: string | number): boolean {
  if (typeof wanted === 'string') return String(found) === wanted;
  if (typeof found !== 'number') return false;
  return decimal(found.toPrecision(15))
    .minus(decimal(wanted.toPrecision(15)))
    .abs()
    .lessThan('0.000000001');
}
