import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { evaluateWorkbook } from '../../../src/core/workflow/evaluate';
import type { Request } from '../../../src/core/workflow/outcome';
import { FileHost } from '../../../src/hosts/file/file-host';
import { cellOf, plannedFormulas, said, same } from '../../oracle/formula-cells';
import { loadWorkbook } from './load-workbook';
import { type OpenExcel, openExcel } from './open-excel';

const edge = { today: '2024-03-01', now: '2024-03-01T08:00:00Z', freshId: 'test', language: 'zh-CN' } as const;

/** A workbook and what is asked of it. */
const cases: readonly { readonly name: string; readonly file: string; readonly request: Request }[] = [
  { name: 'baoan', file: 'baoan-2023.xlsx', request: { system: 'shenzhen-department' } },
  { name: 'baoan-generic', file: 'baoan-2023.xlsx', request: { system: 'mof-2013-department' } },
  { name: 'baoan-hunan', file: 'baoan-2023.xlsx', request: { system: 'hunan-department' } },
  { name: 'xinjiang', file: 'xinjiang-2023.xlsx', request: { system: 'xinjiang-department' } },
  { name: 'laoting', file: 'laoting-2023.xlsx', request: { system: 'hebei-county-department' } },
  { name: 'separate', file: 'projects-2024.xlsx', request: { system: 'mof-2020-project', projectSheets: 'separate' } },
  { name: 'stacked', file: 'projects-2024.xlsx', request: { system: 'mof-2020-project', projectSheets: 'stacked' } },
  { name: 'form', file: 'self-evaluation-form.xlsx', request: {} },
  { name: 'department', file: 'department-form.xlsx', request: {} },
];

let open: OpenExcel;
beforeEach(async () => {
  open = await openExcel();
});
afterEach(() => open.excel.dispose());

test.each(cases)('$name: every formula of ours gives in Univer the value that stands in the filled file', async ({ file, request }) => {
  const host = FileHost.open(new Uint8Array(readFileSync(join(process.cwd(), 'tests/fixtures', file))), file);
  await host.apply(evaluateWorkbook(await host.capture(), edge, request).plan);
  const inFile = await host.capture();

  await loadWorkbook(open, file);
  const { plan } = evaluateWorkbook(await open.host.capture(), edge, request);
  await open.host.apply(plan);
  const inUniver = await open.host.capture();

  const formulas = plannedFormulas(plan);
  expect(formulas.length).toBeGreaterThan(10);
  const differences = formulas.flatMap((reference) => {
    const [ours, theirs] = [cellOf(inFile, reference), cellOf(inUniver, reference)];
    return same(ours, theirs) ? [] : [`${reference} ${ours?.formula}: ${said(ours)}, Univer ${said(theirs)}`];
  });
  expect(differences).toEqual([]);
});
