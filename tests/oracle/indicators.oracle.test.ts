import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readXlsx, writeXlsx } from 'hucre/xlsx';
import { definedNameOf } from '../../src/core/facts/names';
import { createEmulatedExcel } from '../workbench/emulated-excel';
import { agrees, type Book, books } from './indicator-formulas';
import { findLibreOffice, recalculate } from './libreoffice';

const office = findLibreOffice();
const withOffice = office === null ? test.skip : test;

describe('every formula of every indicator of every system, on random facts, under each rounding', () => {
  test('covers every system with hundreds of formulas a workbook', () => {
    expect(books.every(({ cases }) => cases.length > 700)).toBe(true);
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

  test('gives in the workbench’s own engine what it gives in code', async () => {
    const differing: string[] = [];
    for (const book of books.slice(2, 4)) {
      const found = await calculateInUniver(book);
      for (const [row, { label, formula, wanted }] of book.cases.entries()) {
        if (!agrees(found[row], wanted)) differing.push(`${label}: ${formula} gives ${String(found[row])}, not ${wanted}`);
      }
    }
    expect(differing).toEqual([]);
  }, 300_000);
});

async function calculateInUniver(book: Book): Promise<readonly unknown[]> {
  const excel = await createEmulatedExcel();
  try {
    return await excel.run(async (context) => {
      const add = (name: string, rows: (string | number)[][]): Excel.Worksheet => {
        const sheet = context.workbook.worksheets.add(name);
        const [first] = rows;
        if (first) sheet.getRangeByIndexes(0, 0, rows.length, first.length).values = rows;
        return sheet;
      };
      const facts = [...book.facts.values()];
      const sheet = add(
        '取数',
        facts.map(({ id, value }) => [definedNameOf(id), Number(value)]),
      );
      facts.forEach(({ id }, index) => {
        context.workbook.names.add(definedNameOf(id), sheet.getRange(`B${index + 1}`));
      });
      add(
        '自评',
        [...book.manual].map(([key, { score }]) => [key, Number(score)]),
      );
      add('目标', [
        ['名称', '', '', ''],
        ...book.targets.map((row) => [row.name, Number(row.target), Number(row.actual), Number(row.points)]),
      ]);
      await context.sync();
      const formulas = add('公式', []).getRangeByIndexes(0, 0, book.cases.length, 1);
      formulas.formulas = book.cases.map(({ formula }) => [formula]);
      formulas.load('values');
      await context.sync();
      return formulas.values.map(([value]) => value as unknown);
    });
  } finally {
    excel.dispose();
  }
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
