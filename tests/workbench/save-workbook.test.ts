import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { cellAt, sheetNamed } from '../../src/core/workbook/snapshot';
import { evaluateWorkbook } from '../../src/core/workflow/evaluate';
import { ExcelHost } from '../../src/hosts/excel/excel-host';
import { openWorkbook } from '../../src/hosts/file/package';
import { saveWorkbook } from '../../src/workbench/page/save-workbook';
import { hasOpenXmlValidator, openXmlErrors } from '../oracle/open-xml';
import { createEmulatedExcel, openEmulatedExcel } from './emulated-excel';

const name = 'baoan-2023.xlsx';
const file = () => openWorkbook(new Uint8Array(readFileSync(`tests/fixtures/${name}`)), name);

test('saving an unchanged workbook gives back the very bytes that were opened', async () => {
  const original = file();
  const excel = await openEmulatedExcel(original, name);
  const { bytes, left } = await saveWorkbook(excel.book, original, name);
  expect(left).toEqual([]);
  expect(Buffer.from(bytes).equals(Buffer.from(original.bytes()))).toBe(true);
  excel.dispose();
});

test('writes changed cells, a new sheet and its names, and leaves the other cells alone', async () => {
  const original = file();
  const excel = await openEmulatedExcel(original, name);
  await excel.run(async (context) => {
    context.workbook.worksheets.getItem('基础数据').getRange('E4').values = [[912.5]];
    const added = context.workbook.worksheets.add('附表');
    added.getRange('A1:B2').formulas = [
      ['合计', "='基础数据'!E4*2"],
      ["'001", true],
    ];
    added.getRange('A1').format.fill.color = '#FDE7E9';
    added.getRange('A1').format.columnWidth = 90;
    added.getRange('A1:B1').merge();
    added.freezePanes.freezeRows(1);
    context.workbook.names.add('附表合计', added.getRange('B1'));
    await context.sync();
  });
  const { bytes, left } = await saveWorkbook(excel.book, original, name);
  excel.dispose();
  expect(left).toEqual([]);
  const saved = openWorkbook(bytes, name);
  const snapshot = saved.snapshot();
  const data = sheetNamed(snapshot, '基础数据');
  const added = sheetNamed(snapshot, '附表');
  expect(data && cellAt(data, 4, 5)?.value).toBe('912.5');
  expect(data && cellAt(data, 6, 5)?.value).toBe('2470.14');
  expect(added && cellAt(added, 2, 1)).toMatchObject({ kind: 'text', value: '001' });
  expect(added?.merges).toEqual([{ top: 1, left: 1, bottom: 1, right: 2 }]);
  expect(snapshot.names.find((entry) => entry.name === '附表合计')?.refersTo).toBe('=附表!$B$1');
  expect(saved.appearance('附表')?.freeze).toEqual({ rows: 1, columns: 0 });
});

test('the sheets of another workbook are inserted behind the others, looks and all', async () => {
  const excel = await createEmulatedExcel();
  await excel.run(async (context) => {
    const inserted = context.workbook.insertWorksheetsFromBase64(readFileSync(`tests/fixtures/${name}`).toString('base64'), {
      positionType: 'End',
    });
    await context.sync();
    const sheet = context.workbook.worksheets.getItem('基础数据');
    const total = sheet.getRange('E6').load('values,text');
    const title = sheet.getRange('A1').getMergedAreasOrNullObject().load('address');
    sheet.load('position');
    await context.sync();
    expect(inserted.value).toHaveLength(2);
    expect([sheet.position, total.values, total.text, title.address]).toEqual([1, [[2470.14]], [['2,470.14']], '基础数据!A1:G1']);
  });
  excel.dispose();
});

(hasOpenXmlValidator ? test : test.skip)(
  'Microsoft’s Open XML SDK holds nothing new against a workbook that was filled and saved here',
  async () => {
    const original = file();
    const excel = await openEmulatedExcel(original, name);
    const host = new ExcelHost(() => new excel.Excel.RequestContext());
    const edge = { today: '2024-03-01', now: '2024-03-01T08:00:00Z', freshId: 'test', language: 'zh-CN' } as const;
    await host.apply(evaluateWorkbook(await host.capture(), edge, { system: 'shenzhen-department' }).plan);
    const { bytes } = await saveWorkbook(excel.book, original, name);
    excel.dispose();
    const folder = mkdtempSync(join(tmpdir(), 'jihe-saved-'));
    writeFileSync(join(folder, 'saved.xlsx'), bytes);
    expect(await openXmlErrors(join(folder, 'saved.xlsx'))).toEqual(await openXmlErrors(`tests/fixtures/${name}`));
    rmSync(folder, { recursive: true });
  },
  60_000,
);
