import { cellAt, sheetNamed } from '../../../src/core/workbook/snapshot';
import { cancelledAtOnce, type OpenExcel, openExcel } from './open-excel';

let open: OpenExcel;
beforeEach(async () => {
  open = await openExcel();
});
afterEach(() => open.excel.dispose());

const sheet1 = (context: Excel.RequestContext): Excel.Worksheet => context.workbook.worksheets.getItem('Sheet1');

test('an empty workbook is one sheet without cells, in two requests', async () => {
  const requests = await open.requests(async () => {
    const snapshot = await open.host.capture();
    expect(snapshot.file).toBe('示例.xlsx');
    expect(snapshot.sheets.map(({ name, used, visibility }) => [name, used, visibility])).toEqual([['Sheet1', null, 'visible']]);
  });
  expect(requests).toBe(2);
});

test('numbers become canonical decimals and every kind of cell is told apart', async () => {
  await open.by((context) => {
    sheet1(context).getRange('A1:F1').formulas = [['决算数', 10545.02, 9.800000000000001, true, '=B1*10000', '=1/0']];
    sheet1(context).getRange('B1').numberFormat = [['#,##0.00']];
  });
  const sheet = sheetNamed(await open.host.capture(), 'Sheet1');
  const cell = (column: number) => sheet && cellAt(sheet, 1, column);
  expect(cell(1)).toEqual({ kind: 'text', value: '决算数', formula: null, shown: '决算数', format: 'General', indent: 0 });
  expect(cell(2)).toMatchObject({ kind: 'number', value: '10545.02', shown: '10,545.02', format: '#,##0.00', formula: null });
  expect(cell(3)).toMatchObject({ kind: 'number', value: '9.8' });
  expect(cell(4)).toMatchObject({ kind: 'boolean', value: 'TRUE' });
  expect(cell(5)).toMatchObject({ kind: 'number', value: '105450200', formula: '=B1*10000' });
  expect(cell(6)).toMatchObject({ kind: 'error', value: '#DIV/0!', formula: '=1/0' });
  expect(sheet?.used).toEqual({ top: 1, left: 1, bottom: 1, right: 6 });
});

test('text that begins with an equals sign is text, whether kept by an apostrophe or by the text format', async () => {
  await open.by((context) => {
    sheet1(context).getRange('B1').numberFormat = [['@']];
    sheet1(context).getRange('A1:C1').formulas = [["'=5项", '=SUM(A1)', '=LEN(A1)']];
  });
  const sheet = sheetNamed(await open.host.capture(), 'Sheet1');
  expect(
    sheet &&
      [1, 2, 3].map((column) => [cellAt(sheet, 1, column)?.kind, cellAt(sheet, 1, column)?.value, cellAt(sheet, 1, column)?.formula]),
  ).toEqual([
    ['text', '=5项', null],
    ['text', '=SUM(A1)', null],
    ['number', '3', '=LEN(A1)'],
  ]);
});

test('merges, hidden rows and columns, indents, hidden sheets, protection and names are seen', async () => {
  await open.by((context) => {
    const sheet = sheet1(context);
    sheet.getRange('A1:C4').values = [
      ['标题', '', ''],
      ['基本支出', 1, 2],
      ['人员经费', 3, 4],
      ['公用经费', 5, 6],
    ];
    sheet.getRange('A1:C1').merge();
    sheet.getRange('A3:A4').format.indentLevel = 2;
    sheet.getRange('3:3').rowHidden = true;
    sheet.getRange('C:C').columnHidden = true;
    const hidden = context.workbook.worksheets.add("a,b 'c' d");
    hidden.getRange('B2').values = [[1]];
    hidden.visibility = 'VeryHidden';
    hidden.protection.protect();
    context.workbook.names.add('决算数_合计', '=Sheet1!$B$2');
    context.workbook.names.add('_绩核_设置', '=Sheet1!$A$1').visible = false;
  });
  const snapshot = await open.host.capture();
  const sheet = snapshot.sheets[0];
  expect(sheet?.merges).toEqual([{ top: 1, left: 1, bottom: 1, right: 3 }]);
  expect([...(sheet?.hiddenRows ?? [])]).toEqual([3]);
  expect([...(sheet?.hiddenColumns ?? [])]).toEqual([3]);
  expect(sheet && [2, 3, 4].map((row) => cellAt(sheet, row, 1)?.indent)).toEqual([0, 2, 2]);
  expect(snapshot.sheets.map(({ name, visibility, protected: locked }) => [name, visibility, locked])).toEqual([
    ['Sheet1', 'visible', false],
    ["a,b 'c' d", 'veryHidden', true],
  ]);
  expect(snapshot.names).toEqual([
    { name: '_绩核_设置', refersTo: '=Sheet1!$A$1', hidden: true, sheet: null },
    { name: '决算数_合计', refersTo: '=Sheet1!$B$2', hidden: false, sheet: null },
  ]);
});

test('a capture of many sheets takes three requests, and one more for each further 20,000 cells', async () => {
  await open.by((context) => {
    for (let index = 0; index < 8; index += 1) {
      context.workbook.worksheets.add(`表${index}`).getRange('A1:J250').values = Array.from({ length: 250 }, (_, row) =>
        Array.from({ length: 10 }, (__, column) => row * column),
      );
    }
  });
  expect(await open.requests(() => open.host.capture())).toBe(3);
  await open.by((context) => {
    context.workbook.worksheets.add('更多').getRange('A1:J250').values = Array.from({ length: 250 }, () =>
      Array.from({ length: 10 }, () => 1),
    );
  });
  expect(await open.requests(() => open.host.capture())).toBe(4);
});

test('an answer too large for one request is asked for in halves', async () => {
  await open.by((context) => {
    sheet1(context).getRange('A1:B4').values = [
      [1, 2],
      [3, 4],
      [5, 6],
      [7, 8],
    ];
  });
  open.excel.session.inject({ code: 'ResponsePayloadSizeLimitExceeded', after: 2 });
  const sheet = sheetNamed(await open.host.capture(), 'Sheet1');
  expect(sheet && [1, 2, 3, 4].map((row) => cellAt(sheet, row, 2)?.value)).toEqual(['2', '4', '6', '8']);
});

test('a cell far below by mistake does not make the whole sheet be read', async () => {
  await open.by((context) => {
    sheet1(context).getRange('A1').values = [['标题']];
    sheet1(context).getRange('C400000').values = [[1]];
    sheet1(context).getRange('B1000000').values = [[2]];
  });
  const requests = await open.requests(async () => {
    const sheet = sheetNamed(await open.host.capture(), 'Sheet1');
    expect(sheet && [cellAt(sheet, 1, 1)?.value, cellAt(sheet, 400000, 3)?.value, cellAt(sheet, 1000000, 2)?.value]).toEqual([
      '标题',
      '1',
      '2',
    ]);
    expect(sheet?.used).toEqual({ top: 1, left: 1, bottom: 1000000, right: 3 });
  });
  expect(requests).toBeLessThanOrEqual(6);
});

test('linked workbooks are named', async () => {
  await open.by((context) => {
    context.workbook.names.add('去年', "='D:\\预算\\[2022 决算.xlsx]汇总'!$A$1");
  });
  expect((await open.host.capture()).externalLinks).toEqual(['2022 决算.xlsx']);
});

test('a person can stop a capture', async () => {
  await expect(open.host.capture(cancelledAtOnce())).rejects.toMatchObject({ failure: 'cancelled' });
});

test('a cell in edit mode is told as such', async () => {
  open.excel.session.editing = () => true;
  await expect(open.host.capture()).rejects.toMatchObject({ name: 'HostError', failure: 'editing' });
});
