import { execFileSync } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { writeXlsx } from 'hucre/xlsx';
import { parseFullReference } from '../../src/core/workbook/address';
import type { Outcome } from '../../src/core/workflow/outcome';
import { FileHost, openWorkbook } from '../../src/hosts/file';
import { documentToDocx } from '../../src/hosts/word/document-to-docx';
import { openFixture, reportRows, rowOf, runOver } from '../narrative/report-workbook';
import { convert, findLibreOffice, recalculate } from './libreoffice';

const run = findLibreOffice() === null ? describe.skip : describe;

const fixtures = [
  ['baoan-2023', 'shenzhen-department'],
  ['xinjiang-2023', 'xinjiang-department'],
  ['laoting-2023', 'hebei-county-department'],
  ['projects-2024', 'hebei-county-department'],
  ['self-evaluation-form', 'mof-2020-project'],
  ['department-form', 'beijing-department'],
] as const;

interface Filled {
  readonly host: FileHost;
  readonly outcome: Outcome;
  readonly path: string;
}

/** A department whose “三公” budget of this year stands beside last year's. */
async function threePublic(): Promise<FileHost> {
  const bytes = await writeXlsx({
    sheets: [
      {
        name: '三公经费',
        rows: [
          ['2023年度“三公”经费支出表', null, null, null],
          ['编制单位：示例市公共服务局', null, null, '单位：万元'],
          ['项目', '上年预算数', '年初预算数', '全年执行数'],
          ['“三公”经费合计', 10, 12, 9],
          ['因公出国（境）费', 0, 0, 0],
          ['公务用车购置费', 0, 0, 0],
          ['公务用车运行维护费', 8, 10, 8],
          ['公务接待费', 2, 2, 1],
        ],
      },
    ],
  });
  return FileHost.open(bytes, 'three-public.xlsx');
}

run('LibreOffice recalculates the report as it was drafted', () => {
  let folder: string;
  const filled = new Map<string, Filled>();

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'jihe-report-'));
    const opened = [
      ...fixtures.map(([name, system]) => ({ name, system, host: openFixture(name) })),
      { name: 'three-public', system: 'xinjiang-department', host: await threePublic() },
    ];
    for (const { name, system, host } of opened) {
      const outcome = await runOver(host, { system });
      const path = join(folder, `${name}.xlsx`);
      await writeFile(path, host.bytes());
      filled.set(name, { host, outcome, path });
    }
  }, 300_000);

  afterAll(async () => {
    await rm(folder, { recursive: true, force: true });
  });

  /** Types an amount into the cell that a fact was read from, and gives the file for LibreOffice. */
  async function changed(name: string, fact: `${string}:${string}`, value: string): Promise<string> {
    const { host, outcome } = filled.get(name) as Filled;
    const cell = parseFullReference(outcome.reading.facts.get(fact)?.cells[0] ?? '');
    if (!cell) throw new Error(`${fact} was not read`);
    const { top, left } = cell.area;
    await host.apply({
      operations: [{ kind: 'writeBlock', sheet: cell.sheet, top, left, rows: [[{ value: { kind: 'number', value } }]] }],
    });
    const path = join(folder, `${name}-changed.xlsx`);
    await writeFile(path, host.bytes());
    return path;
  }

  test('every paragraph of every fixture reads the same', async () => {
    const results = await recalculate([...filled.values()].map(({ path }) => path));
    for (const [name, { host, path }] of filled) {
      const ours = reportRows(await host.capture());
      const bytes = results.get(path);
      if (!bytes) throw new Error(`LibreOffice did not open ${name}`);
      const theirs = reportRows(openWorkbook(bytes, path).snapshot());
      expect(ours.length).toBeGreaterThan(20);
      expect(ours.filter(({ formula }) => formula !== null).length).toBeGreaterThan(0);
      expect(theirs.map(({ text }) => `${name} ${text}`)).toEqual(ours.map(({ text }) => `${name} ${text}`));
    }
  }, 300_000);

  test('the paragraph follows a changed budget cell without the add-in, 调增 turning into 调减 and 增加 into 减少', async () => {
    expect(rowOf(await (filled.get('three-public') as Filled).host.capture(), '2.4.text').text).toContain(
      '比上年增加2.00万元，增长20.00%。',
    );
    const baoan = await changed('baoan-2023', 'total:budget.adjustment', '-50.5');
    const publicExpenses = await changed('three-public', 'threePublic:budget.initial', '8');
    const results = await recalculate([baoan, publicExpenses]);
    const text = (path: string, key: string): string => rowOf(openWorkbook(results.get(path) as Uint8Array, path).snapshot(), key).text;
    expect(text(baoan, '1.4.1.text')).toMatch(/^调减预算50\.50万元，调整率为2\.12%（分母：年初预算数），/);
    expect(text(publicExpenses, '2.4.text')).toContain('“三公”经费预算数为8.00万元');
    expect(text(publicExpenses, '2.4.text')).toContain('比上年减少2.00万元，下降20.00%。');
    expect(text(publicExpenses, '2.4.text')).toContain('控制率112.50%。');
  }, 300_000);

  test('the Word files become PDFs on A4 with every paragraph in them and tables on pages across', async () => {
    const paths: string[] = [];
    for (const name of ['xinjiang-2023', 'department-form', 'self-evaluation-form']) {
      const path = join(folder, `${name}.docx`);
      await writeFile(path, await documentToDocx((filled.get(name) as Filled).outcome.report));
      paths.push(path);
    }
    const pdfs = await convert(paths, 'pdf', 'pdf');
    expect([...pdfs.keys()]).toEqual(paths);
    for (const [path, bytes] of pdfs) {
      const pdf = path.replace(/docx$/, 'pdf');
      await writeFile(pdf, bytes);
      const pages = pageSizes(pdf);
      if (pages === null) continue;
      expect(pages.filter((size) => size === '595x842').length).toBeGreaterThan(3);
      expect(pages.filter((size) => size === '842x595').length).toBeGreaterThan(0);
      expect(pages.every((size) => size === '595x842' || size === '842x595')).toBe(true);
    }
  }, 300_000);
});

/** Width and height of each page in points, or null where `pdfinfo` is missing. */
function pageSizes(pdf: string): string[] | null {
  try {
    const told = execFileSync('pdfinfo', ['-f', '1', '-l', '99', pdf], { encoding: 'utf8' });
    return [...told.matchAll(/size:\s+([\d.]+) x ([\d.]+)/g)].map(
      ([, width, height]) => `${Math.round(Number(width))}x${Math.round(Number(height))}`,
    );
  } catch {
    return null;
  }
}
