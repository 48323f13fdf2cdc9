import fc from 'fast-check';
import { numberValue, textValue } from '../../../src/core/amounts/evaluate';
import type { Plan, PlannedCell } from '../../../src/core/workbook/plan';
import { cellAt, sheetNamed } from '../../../src/core/workbook/snapshot';
import { heldOf, sameHeld, writableOf } from '../../../src/hosts/excel/content';
import type { CellsChanged } from '../../../src/hosts/excel/excel-host';
import { externalBooks } from '../../../src/hosts/excel/external-books';
import { type OpenExcel, openExcel } from './open-excel';

let open: OpenExcel;
beforeEach(async () => {
  open = await openExcel();
});
afterEach(() => open.excel.dispose());

const write = (rows: readonly (readonly (PlannedCell | null)[])[]): Plan => ({
  operations: [{ kind: 'writeBlock', sheet: 'Sheet1', top: 1, left: 1, rows }],
});
const settled = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 50));

describe('texts stay texts, whatever Excel would make of them', () => {
  const texts = [
    ...[
      '=1+1',
      '=5项',
      '=HYPERLINK("http://x","y")',
      '+1',
      '-1',
      '@SUM(A1)',
      "'已有撇号",
      '2023',
      '1,234.50',
      '98.78%',
      '1e5',
      '3-5',
      '1/2',
    ],
    ...['2023年', '3月5日', '2023-12-31', 'TRUE', 'false', ' 12 ', '10:30', '¥100', '100元', '—', '/', '一月', '上午 8', 'Jan 1', '１２３'],
    ...[
      '预算执行率98.78%',
      '多\n行',
      '<b>&"',
      '（1）',
      '①',
      '5000 个',
      '≥120场',
      "=cmd|'/c calc'!A1",
      '\t=1+1',
      '部门整体支出绩效自评报告',
    ],
  ];

  test.each(['General', '@'])('in cells formatted %s', async (format) => {
    await open.by((context) => {
      context.workbook.worksheets.getItem('Sheet1').getRange(`A1:A${texts.length}`).numberFormat = [[format]];
    });
    await open.host.capture();
    await open.host.apply(write(texts.map((text) => [{ value: textValue(text) }])));
    const sheet = sheetNamed(await open.host.capture(), 'Sheet1');
    expect(
      texts.map(
        (_, row) => sheet && [cellAt(sheet, row + 1, 1)?.kind, cellAt(sheet, row + 1, 1)?.value, cellAt(sheet, row + 1, 1)?.formula],
      ),
    ).toEqual(texts.map((text) => ['text', text, null]));
  });

  test('what begins like a formula is never written without what makes it text', () => {
    fc.assert(
      fc.property(fc.constantFrom('=', '+', '-', '@', "'", '1', '%'), fc.string(), (first, rest) => {
        expect(writableOf({ text: first + rest }, 'General')).toBe(`'${first}${rest}`);
      }),
    );
  });
});

test('a formula is told from a text of the same letters, in either way that Excel may give it', () => {
  expect(heldOf('=5项', '=5项', 'String')).toEqual({ text: '=5项' });
  expect(heldOf("'=5项", '=5项', 'String')).toEqual({ text: '=5项' });
  expect(heldOf('=A1', 'x', 'String')).toEqual({ formula: '=A1' });
  expect(heldOf('=A1', '', 'String')).toEqual({ formula: '=A1' });
  expect(heldOf('=A1', 5, 'Double')).toEqual({ formula: '=A1' });
  expect(heldOf('#N/A', '#N/A', 'Error')).toEqual({ error: '#N/A' });
});

test('formulas compare as Excel rewrites them, numbers at fifteen digits', () => {
  expect(sameHeld({ formula: "=sum('取数'!B1, 0.50)" }, { formula: '=SUM(取数!B1,0.5)' })).toBe(true);
  expect(sameHeld({ formula: '=A1' }, { formula: '=A2' })).toBe(false);
  expect(sameHeld(9.8, 9.800000000000001)).toBe(true);
  expect(sameHeld(9.8, 9.81)).toBe(false);
  expect(sameHeld({ text: '5' }, 5)).toBe(false);
});

test('linked workbooks are found in formulas, columns of tables are not', () => {
  expect(externalBooks("='D:\\预算\\[2022 决算.xlsx]汇总'!A1+[其他.xlsx]表!B2")).toEqual(['2022 决算.xlsx', '其他.xlsx']);
  expect(externalBooks('=SUM(表1[金额])+表1[[#Totals],[金额]]+Sheet2!A1&"[x.xlsx]a!b"')).toEqual([]);
});

test('selects cells on any visible sheet and tells what is selected', async () => {
  await open.by((context) => {
    context.workbook.worksheets.add("a'b");
  });
  await open.host.select("'a''b'!B2:C3");
  expect(await open.host.selectedReference()).toBe("'a''b'!B2:C3");
  await expect(open.host.select("'没有'!A1")).rejects.toMatchObject({ failure: 'sheetMissing', place: '没有' });
  await expect(open.host.select('A1')).rejects.toMatchObject({ failure: 'sheetMissing' });
});

test('brings a hidden sheet to the front, and says when it is not there', async () => {
  await open.by((context) => {
    context.workbook.worksheets.add('绩效校验').visibility = 'Hidden';
  });
  expect([await open.host.activate('绩效校验'), await open.host.activate('没有')]).toEqual([true, false]);
  await open.by(async (context) => {
    const active = context.workbook.worksheets.getActiveWorksheet().load('name,visibility');
    await context.sync();
    expect([active.name, active.visibility]).toEqual(['绩效校验', 'Visible']);
  });
});

test('tells what a person changes, and its own writing as its own', async () => {
  await open.host.capture();
  const changes: CellsChanged[] = [];
  const stop = await open.host.onChange((change) => changes.push(change));
  const { id } = open.excel.engine.sheets()[0] ?? { id: '' };
  open.excel.engine.write(id, { top: 2, left: 2, bottom: 2, right: 2 }, [[{ kind: 'number', value: 7 }]], true);
  await settled();
  expect(changes).toEqual([{ sheet: 'Sheet1', reference: 'B2', ours: false }]);
  await open.host.capture();
  await open.host.apply(write([[{ value: numberValue('1') }]]));
  await settled();
  expect(changes.slice(1).map(({ ours }) => ours)).not.toContain(false);
  expect(changes.length).toBeGreaterThan(1);
  await stop();
  const before = changes.length;
  open.excel.engine.write(id, { top: 2, left: 2, bottom: 2, right: 2 }, [[{ kind: 'number', value: 8 }]], true);
  await settled();
  expect(changes).toHaveLength(before);
});

test('tells where the selection moves', async () => {
  await open.host.capture();
  const places: (string | null)[] = [];
  const stop = await open.host.onSelection((place) => places.push(place));
  await open.host.select("'Sheet1'!C4");
  await settled();
  expect(places).toEqual(["'Sheet1'!C4"]);
  await stop();
});

test('unlocked cells of a protected sheet are written and taken back; formats and locked cells are refused', async () => {
  await open.by((context) => {
    const sheet = context.workbook.worksheets.getItem('Sheet1');
    sheet.getRange('A1:B2').values = [
      ['得分', 1],
      ['说明', 2],
    ];
    sheet.getRange('B1').format.protection.locked = false;
    sheet.protection.protect();
  });
  const before = await open.host.capture();
  const applied = await open.host.apply(write([[null, { value: numberValue('9.81') }]]));
  const sheet = sheetNamed(await open.host.capture(), 'Sheet1');
  expect(sheet && cellAt(sheet, 1, 2)?.value).toBe('9.81');
  await open.host.restore(applied.before);
  expect(await open.host.capture()).toEqual(before);
  await expect(
    open.host.apply({
      operations: [{ kind: 'format', sheet: 'Sheet1', area: { top: 1, left: 2, bottom: 1, right: 2 }, format: { bold: true } }],
    }),
  ).rejects.toMatchObject({ failure: 'sheetProtected', place: 'Sheet1' });
});

test('calls are carried out one after another, however they are started', async () => {
  const finished: string[] = [];
  await Promise.all([
    open.host.capture().then(() => finished.push('capture')),
    open.host.apply(write([[{ value: numberValue('1') }]])).then(() => finished.push('apply')),
    open.host.selectedReference().then(() => finished.push('selection')),
  ]);
  expect(finished).toEqual(['capture', 'apply', 'selection']);
});

test('a before-image of another host is not taken', async () => {
  await expect(open.host.restore({ host: 'file', content: '' })).rejects.toMatchObject({ failure: 'unsupported' });
});
