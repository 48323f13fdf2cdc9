import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readXlsx, writeXlsx } from 'hucre/xlsx';
import { decimal } from '../../src/core/amounts/decimal';
import { formulaOfTerm } from '../../src/core/amounts/formula';
import type { Rounding } from '../../src/core/amounts/rounding';
import { referencesOf, type Term } from '../../src/core/amounts/term';
import type { Assessment } from '../../src/core/assessment/assessment';
import { definedNameOf } from '../../src/core/facts/names';
import { systems } from '../../src/core/systems/systems';
import { assessed } from '../assessment/department';
import { randomFacts, randomManual, randomTargets, seeded } from '../assessment/random';
import { findLibreOffice, recalculate } from './libreoffice';

/** One formula with what our own code says it gives. */
interface Case {
  readonly label: string;
  readonly formula: string;
  readonly wanted: string | number;
}

interface Book {
  readonly facts: ReturnType<typeof randomFacts>;
  readonly manual: ReturnType<typeof randomManual>;
  readonly targets: ReturnType<typeof randomTargets>;
  readonly cases: readonly Case[];
}

const roundings: readonly Rounding[] = ['halfUp', 'truncate', 'halfUpNotFull'];
const books = Array.from({ length: 8 }, (_, seed) => build(seed + 1, seed % 4 === 3 ? 0.3 : 0));

const office = findLibreOffice();
const withOffice = office === null ? test.skip : test;

describe('every formula of every indicator of every system, on random facts, under each rounding', () => {
  test('covers every system with hundreds of formulas a workbook', () => {
    expect(books.every(({ cases }) => cases.length > 250)).toBe(true);
  });

  withOffice(
    'gives in LibreOffice what it gives in code',
    async () => {
      const folder = await mkdtemp(join(tmpdir(), 'jihe-indicators-'));
      try {
        const files = await Promise.all(books.map((book, index) => write(book, join(folder, `facts-${index}.xlsx`))));
        const results = await recalculate(files);
        const differing: string[] = [];
        for (const [index, book] of books.entries()) {
          const bytes = results.get(files[index] ?? '');
          if (!bytes) throw new Error(`LibreOffice did not open workbook ${index}`);
          const rows = (await readXlsx(bytes)).sheets.find(({ name }) => name === '公式')?.rows ?? [];
          for (const [row, { label, formula, wanted }] of book.cases.entries()) {
            const found = rows[row]?.[0] ?? '';
            if (!agrees(found, wanted)) differing.push(`${index} ${label}: ${formula} gives ${String(found)}, not ${wanted}`);
          }
        }
        expect(differing).toEqual([]);
      } finally {
        await rm(folder, { recursive: true, force: true });
      }
    },
    300_000,
  );
});

function build(seed: number, missing: number): Book {
  const random = seeded(seed);
  const facts = randomFacts(random, missing);
  const manual = randomManual(random);
  const targets = randomTargets(random, 20);
  const cells = new Map([...manual.keys()].map((key, index) => [`{manual:${key}}`, `'自评'!$B$${index + 1}`] as const));
  const cases: Case[] = [];
  for (const system of systems) {
    for (const rounding of roundings) {
      const assessment = assessed(system, facts, { manual, targets, rounding });
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

async function write(book: Book, file: string): Promise<string> {
  const facts = [...book.facts.values()];
  const bytes = await writeXlsx({
    sheets: [
      { name: '公式', cells: new Map(book.cases.map(({ formula }, row) => [`${row},0`, { formula: formula.slice(1) }])) },
      { name: '取数', rows: [['名称', '数值'], ...facts.map(({ id, value }) => [definedNameOf(id), Number(value)])] },
      { name: '自评', rows: [...book.manual].map(([key, { score }]) => [key, Number(score)]) },
      {
        name: '目标',
        rows: [['名称'], ...book.targets.map((row) => [row.name, Number(row.target), Number(row.actual), Number(row.points)])],
      },
    ],
    namedRanges: facts.map(({ id }, index) => ({ name: definedNameOf(id), range: `'取数'!$B$${index + 2}` })),
  });
  await writeFile(file, bytes);
  return file;
}

function agrees(found: unknown, wanted: string | number): boolean {
  if (typeof wanted === 'string') return String(found) === wanted;
  if (typeof found !== 'number') return false;
  return decimal(found.toPrecision(15))
    .minus(decimal(wanted.toPrecision(15)))
    .abs()
    .lessThan('0.000000001');
}
