import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { evaluateWorkbook } from '../../src/core/workflow/evaluate';
import type { Request } from '../../src/core/workflow/outcome';
import { FileHost } from '../../src/hosts/file';
import { documentToDocx } from '../../src/hosts/word/document-to-docx';
import { contractWorkbook, everyStep } from '../hosts/contract';
import { contractFile } from '../hosts/file/contract-file';
import { hasOpenXmlValidator, openXmlErrors } from './open-xml';

const run = hasOpenXmlValidator ? describe : describe.skip;
const edge = { today: '2024-01-31', now: '2024-01-31T00:00:00.000Z', freshId: 'test', language: 'zh-CN' } as const;
const fixtures = join(process.cwd(), 'tests/fixtures');

const cases: readonly { readonly name: string; readonly file: string; readonly request: Request }[] = [
  { name: 'shenzhen', file: 'baoan-2023.xlsx', request: { system: 'shenzhen-department' } },
  { name: 'generic', file: 'baoan-2023.xlsx', request: { system: 'mof-2013-department' } },
  { name: 'xinjiang', file: 'xinjiang-2023.xlsx', request: { system: 'xinjiang-department' } },
  { name: 'county', file: 'laoting-2023.xlsx', request: { system: 'hebei-county-department' } },
  { name: 'separate', file: 'projects-2024.xlsx', request: { system: 'mof-2020-project', projectSheets: 'separate' } },
  { name: 'stacked', file: 'projects-2024.xlsx', request: { system: 'mof-2020-project', projectSheets: 'stacked' } },
  { name: 'department', file: 'department-form.xlsx', request: { system: 'beijing-department' } },
  { name: 'tianchang', file: 'forms/02-tianchang-2022-blank.xlsx', request: {} },
];

run('Microsoft’s Open XML SDK', () => {
  let folder = '';
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'jihe-open-xml-'));
  });
  afterAll(() => rm(folder, { recursive: true, force: true }));

  const errorsOf = async (name: string, bytes: Uint8Array): Promise<string[]> => {
    const path = join(folder, name);
    await writeFile(path, bytes);
    return openXmlErrors(path);
  };

  test.each(cases)(
    '$name: holds nothing against the filled workbook that it did not hold against the workbook before',
    async ({ name, file, request }) => {
      const bytes = new Uint8Array(await readFile(join(fixtures, file)));
      const host = FileHost.open(bytes, basename(file));
      const { plan, report } = evaluateWorkbook(await host.capture(), edge, request);
      await host.apply(plan);
      const [before, after] = await Promise.all([errorsOf(`${name}-before.xlsx`, bytes), errorsOf(`${name}.xlsx`, host.bytes())]);
      expect(after).toEqual(before);
      expect(await errorsOf(`${name}.docx`, await documentToDocx(report))).toEqual([]);
    },
    120_000,
  );

  test('holds nothing against any kind of step that a plan has', async () => {
    const host = FileHost.open(contractFile(contractWorkbook), null);
    await host.apply(everyStep);
    expect(await errorsOf('steps.xlsx', host.bytes())).toEqual([]);
  }, 60_000);
});
