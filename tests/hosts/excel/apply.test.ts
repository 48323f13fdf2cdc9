import { numberValue, textValue } from '../../../src/core/amounts/evaluate';
import { HostError } from '../../../src/core/workbook/host';
import { joinPlans, type Operation, type Plan, type PlannedCell } from '../../../src/core/workbook/plan';
import { cellAt, type Snapshot, sheetNamed } from '../../../src/core/workbook/snapshot';
import { cancelledAtOnce, type OpenExcel, openExcel } from './open-excel';

let open: OpenExcel;
beforeEach(async () => {
  open = await openExcel();
  await open.by((context) => {
    const sheet = context.workbook.worksheets.getItem('Sheet1');
    sheet.name = '基础数据';
    sheet.getRange('A1:C4').formulas = [
      ['部门预算表', '', ''],
      ['项目', '预算数', '决算数'],
      ['基本支出', 100, 98.5],
      ['合计', '=SUM(B3:B3)', '=SUM(C3:C3)'],
    ];
    sheet.getRange('A1:C1').merge();
    sheet.getRange('B3:C4').numberFormat = [
      ['#,##0.00', '#,##0.00'],
      ['#,##0.00', '#,##0.00'],
    ];
    sheet.getRange('A2:C2').format.fill.color = '#FFEE00';
    sheet.getRange('D3').numberFormat = [['@']];
  });
});
afterEach(() => open.excel.dispose());

const text = (value: string): PlannedCell => ({ value: textValue(value) });
const number = (value: string): PlannedCell => ({ value: numberValue(value) });
const formula = (source: string, result: string): PlannedCell => ({ formula: source, result: numberValue(result) });
const plan = (...operations: Operation[]): Plan => ({ operations });
const onData = (top: number, left: number, ...rows: (PlannedCell | null)[][]): Plan =>
  plan({ kind: 'writeBlock', sheet: '基础数据', top, left, rows });

const ownSheet = plan(
  { kind: 'ensureSheet', sheet: '绩效指标', mark: '_绩核_指标', tabColor: '#0F548C' },
  {
    kind: 'writeBlock',
    sheet: '绩效指标',
    top: 1,
    left: 1,
    rows: [
      [text('指标'), text('比率'), text('得分')],
      [text('预算执行率'), formula("=ROUND('基础数据'!C4/'基础数据'!B4,4)", '0.985'), null],
      [text('=1+1'), text('2023'), text('3-5')],
    ],
  },
  {
    kind: 'format',
    sheet: '绩效指标',
    area: { top: 1, left: 1, bottom: 1, right: 3 },
    format: { bold: true, fill: '#DDEEFF', border: '#808080' },
  },
  {
    kind: 'format',
    sheet: '绩效指标',
    area: { top: 2, left: 2, bottom: 2, right: 2 },
    format: { numberFormat: '0.00%', horizontal: 'right' },
  },
  { kind: 'format', sheet: '绩效指标', area: { top: 5, left: 1, bottom: 5, right: 3 }, format: { italic: true } },
  { kind: 'merge', sheet: '绩效指标', area: { top: 5, left: 1, bottom: 5, right: 3 } },
  {
    kind: 'columnWidths',
    sheet: '绩效指标',
    widths: [
      { column: 1, width: 20 },
      { column: 4, width: 5, hidden: true },
    ],
  },
  { kind: 'rowHeights', sheet: '绩效指标', heights: [{ row: 1, height: 30 }] },
  {
    kind: 'conditionalFormat',
    sheet: '绩效指标',
    area: { top: 2, left: 3, bottom: 4, right: 3 },
    rules: [{ formula: '=$B2<1', format: { fill: '#FFCCCC', fontColor: '#900000', bold: true } }],
  },
  {
    kind: 'validation',
    sheet: '绩效指标',
    area: { top: 2, left: 3, bottom: 2, right: 3 },
    rule: { type: 'decimal', minimum: '0', maximum: '10', title: '得分', message: '请输入 0 到 10 之间的数' },
  },
  { kind: 'definedName', name: '预算执行率', refersTo: "='绩效指标'!$B$2", hidden: false },
  { kind: 'freeze', sheet: '绩效指标', rows: 1, columns: 0 },
  { kind: 'link', sheet: '绩效指标', row: 2, column: 1, target: "'基础数据'!C4" },
  {
    kind: 'printSetup',
    sheet: '绩效指标',
    area: { top: 1, left: 1, bottom: 4, right: 3 },
    landscape: true,
    repeatRows: { first: 1, last: 1 },
  },
  {
    kind: 'chart',
    sheet: '绩效指标',
    chart: {
      name: '执行率图',
      type: 'column',
      title: '执行率',
      categories: "'绩效指标'!$A$2:$A$2",
      series: [{ title: '比率', values: "'绩效指标'!$B$2:$B$2" }],
      area: { top: 8, left: 1, bottom: 18, right: 3 },
    },
  },
);

function contents(snapshot: Snapshot, sheet: string): (string | null)[][] {
  const found = sheetNamed(snapshot, sheet);
  if (!found?.used) return [];
  const rows: (string | null)[][] = [];
  for (let row = 1; row <= found.used.bottom; row += 1) {
    const cells: (string | null)[] = [];
    for (let column = 1; column <= found.used.right; column += 1) {
      const cell = cellAt(found, row, column);
      cells.push(cell?.formula ?? (cell?.value ? `${cell.kind}:${cell.value}` : null));
    }
    rows.push(cells);
  }
  return rows;
}

/** Everything about the workbook that a snapshot does not hold, as Office.js tells it. */
async function looks(sheet: string, reference: string): Promise<Record<string, unknown>> {
  const context = new open.excel.Excel.RequestContext();
  const range = context.workbook.worksheets.getItem(sheet).getRange(reference);
  range.load('hyperlink,numberFormat,format/columnWidth,format/rowHeight,format/horizontalAlignment,format/wrapText');
  range.format.fill.load('color');
  range.format.font.load('bold,color,name,size');
  range.dataValidation.load('type');
  range.conditionalFormats.load('items/type');
  await context.sync();
  return {
    numberFormat: range.numberFormat[0]?.[0],
    fill: range.format.fill.color,
    bold: range.format.font.bold,
    color: range.format.font.color,
    width: range.format.columnWidth,
    height: range.format.rowHeight,
    link: range.hyperlink?.documentReference ?? null,
    validation: range.dataValidation.type,
    rules: range.conditionalFormats.items.length,
  };
}

test('writes a sheet of ours whole: contents, formats, rules, names, link, chart, freeze and print', async () => {
  await open.host.capture();
  await open.host.apply(ownSheet);
  const snapshot = await open.host.capture();
  expect(snapshot.sheets.map(({ name }) => name)).toEqual(['基础数据', '绩效指标']);
  expect(contents(snapshot, '绩效指标')).toEqual([
    ['text:指标', 'text:比率', 'text:得分'],
    ['text:预算执行率', '=ROUND(基础数据!C4/基础数据!B4,4)', null],
    ['text:=1+1', 'text:2023', 'text:3-5'],
  ]);
  expect(sheetNamed(snapshot, '绩效指标')?.merges).toEqual([{ top: 5, left: 1, bottom: 5, right: 3 }]);
  expect([...(sheetNamed(snapshot, '绩效指标')?.hiddenColumns ?? [])]).toEqual([4]);
  const rate = sheetNamed(snapshot, '绩效指标');
  expect(rate && cellAt(rate, 2, 2)).toMatchObject({ kind: 'number', value: '0.985', shown: '98.50%', format: '0.00%' });
  expect(snapshot.names.map(({ name, refersTo, hidden }) => [name, refersTo, hidden])).toEqual([
    ['_绩核_指标', '=绩效指标!$A$1', true],
    ['预算执行率', '=绩效指标!$B$2', false],
  ]);
  expect(await looks('绩效指标', 'A1')).toMatchObject({ fill: '#DDEEFF', bold: true, width: 108.75, height: 30 });
  expect(await looks('绩效指标', 'A2')).toMatchObject({ link: "'基础数据'!C4" });
  expect(await looks('绩效指标', 'C2')).toMatchObject({ validation: 'Decimal', rules: 1 });
  const context = new open.excel.Excel.RequestContext();
  const sheet = context.workbook.worksheets.getItem('绩效指标');
  sheet.load('tabColor');
  sheet.charts.load('items/name');
  sheet.pageLayout.load('orientation');
  const frozen = sheet.freezePanes.getLocationOrNullObject().load('rowCount');
  await context.sync();
  expect([sheet.tabColor, sheet.charts.items.map(({ name }) => name), sheet.pageLayout.orientation, frozen.rowCount]).toEqual([
    '#0F548C',
    ['执行率图'],
    'Landscape',
    1,
  ]);
});

test('takes a whole sheet of ours back: contents, sheet, marks and names', async () => {
  const before = await open.host.capture();
  const applied = await open.host.apply(ownSheet);
  expect(JSON.parse(JSON.stringify(applied.before))).toEqual(applied.before);
  await open.host.restore(applied.before);
  expect(await open.host.capture()).toEqual(before);
});

test('a first recalculation takes five requests and a second at most six', async () => {
  const first = await open.requests(async () => {
    await open.host.capture();
    await open.host.apply(ownSheet);
  });
  expect(first).toBe(5);
  const second = await open.requests(async () => {
    await open.host.capture();
    await open.host.apply(ownSheet);
  });
  expect(second).toBeLessThanOrEqual(6);
});

test('a plan written twice ends the same: one chart, one rule, one name', async () => {
  await open.host.capture();
  await open.host.apply(ownSheet);
  const once = await open.host.capture();
  await open.host.apply(ownSheet);
  expect(await open.host.capture()).toEqual(once);
  expect(await looks('绩效指标', 'C2')).toMatchObject({ rules: 1 });
  const context = new open.excel.Excel.RequestContext();
  const charts = context.workbook.worksheets.getItem('绩效指标').charts.load('items/name');
  await context.sync();
  expect(charts.items.map(({ name }) => name)).toEqual(['执行率图']);
});

test('a second run over our own sheet is taken back to the first: values, formats, rules, sizes and links', async () => {
  await open.host.capture();
  await open.host.apply(ownSheet);
  const first = await open.host.capture();
  const seen = await Promise.all(['A1', 'A2', 'B2', 'C2'].map((cell) => looks('绩效指标', cell)));
  const applied = await open.host.apply(
    joinPlans(
      plan(
        { kind: 'clear', sheet: '绩效指标', area: { top: 1, left: 1, bottom: 6, right: 3 } },
        { kind: 'writeBlock', sheet: '绩效指标', top: 1, left: 1, rows: [[text('别的'), number('7'), text('话')]] },
        {
          kind: 'format',
          sheet: '绩效指标',
          area: { top: 1, left: 1, bottom: 2, right: 3 },
          format: { fill: null, bold: false, fontColor: '#123456', wrap: true },
        },
        { kind: 'columnWidths', sheet: '绩效指标', widths: [{ column: 1, width: 40 }] },
        { kind: 'rowHeights', sheet: '绩效指标', heights: [{ row: 1, height: 50 }] },
        { kind: 'freeze', sheet: '绩效指标', rows: 0, columns: 0 },
        { kind: 'definedName', name: '预算执行率', refersTo: "='绩效指标'!$B$1", hidden: true },
      ),
    ),
  );
  expect((await open.host.capture()).names).not.toEqual(first.names);
  await open.host.restore(applied.before);
  expect(await open.host.capture()).toEqual(first);
  expect(await Promise.all(['A1', 'A2', 'B2', 'C2'].map((cell) => looks('绩效指标', cell)))).toEqual(seen);
});

test('fills form cells: a formula into a cell formatted as text, text that looks like a formula, a number', async () => {
  await open.host.capture();
  const applied = await open.host.apply(onData(3, 4, [formula('=C3/B3', '0.985')], [text('+执行良好')], [number('96.6100')]));
  const sheet = sheetNamed(await open.host.capture(), '基础数据');
  expect(
    sheet && [3, 4, 5].map((row) => [cellAt(sheet, row, 4)?.kind, cellAt(sheet, row, 4)?.value, cellAt(sheet, row, 4)?.formula]),
  ).toEqual([
    ['number', '0.985', '=C3/B3'],
    ['text', '+执行良好', null],
    ['number', '96.61', null],
  ]);
  await open.host.restore(applied.before);
  const back = sheetNamed(await open.host.capture(), '基础数据');
  expect(back?.used?.right).toBe(3);
  expect([(await looks('基础数据', 'D3')).numberFormat, (await looks('基础数据', 'D4')).numberFormat]).toEqual(['@', 'General']);
});

test('a null leaves the cell as it is', async () => {
  await open.host.capture();
  await open.host.apply(onData(3, 1, [null, number('7'), null]));
  expect(contents(await open.host.capture(), '基础数据')[2]).toEqual(['text:基本支出', 'number:7', 'number:98.5']);
});

test('removes a sheet of ours and brings it back', async () => {
  await open.host.capture();
  await open.host.apply(ownSheet);
  const before = await open.host.capture();
  const seen = await looks('绩效指标', 'A1');
  const applied = await open.host.apply(
    plan({ kind: 'removeSheet', sheet: '绩效指标', mark: '_绩核_指标' }, { kind: 'removeName', name: '预算执行率' }),
  );
  const without = await open.host.capture();
  expect([without.sheets.map(({ name }) => name), without.names]).toEqual([['基础数据'], []]);
  await open.host.restore(applied.before);
  expect(await open.host.capture()).toEqual(before);
  expect(await looks('绩效指标', 'A1')).toEqual(seen);
});

test('an empty plan costs nothing', async () => {
  await open.host.capture();
  expect(await open.requests(() => open.host.apply(plan()))).toBe(0);
});

test('twenty-five thousand cells take one request more than a small plan', async () => {
  await open.host.capture();
  const rows = Array.from({ length: 5000 }, (_, row) => Array.from({ length: 5 }, (__, column) => number(String(row * 5 + column))));
  const requests = await open.requests(() =>
    open.host.apply(
      plan({ kind: 'ensureSheet', sheet: '大表', mark: '_绩核_大表' }, { kind: 'writeBlock', sheet: '大表', top: 1, left: 1, rows }),
    ),
  );
  expect(requests).toBe(3);
  const sheet = sheetNamed(await open.host.capture(), '大表');
  expect(sheet && cellAt(sheet, 5000, 5)?.value).toBe('24999');
});

describe('refuses before the first write', () => {
  const untouched = async (work: () => Promise<unknown>, failure: object): Promise<void> => {
    const before = await open.host.capture();
    await expect(work()).rejects.toMatchObject({ name: 'HostError', ...failure });
    expect(await open.host.capture()).toEqual(before);
  };

  test('a cell under a merged area', () =>
    untouched(() => open.host.apply(onData(1, 1, [text('新标题'), text('盖住')])), { failure: 'cellMerged', place: "'基础数据'!B1" }));

  test('a locked cell of a protected sheet', async () => {
    await open.by((context) => context.workbook.worksheets.getItem('基础数据').protection.protect());
    await untouched(() => open.host.apply(onData(3, 2, [number('1')])), { failure: 'sheetProtected', place: "'基础数据'!B3" });
  });

  test('a new sheet in a workbook of protected structure', async () => {
    open.excel.book.structureProtected = true;
    await untouched(() => open.host.apply(ownSheet), { failure: 'structureProtected' });
  });

  test('a sheet that is not there', () =>
    untouched(() => open.host.apply(plan({ kind: 'writeBlock', sheet: '没有', top: 1, left: 1, rows: [[number('1')]] })), {
      failure: 'sheetMissing',
      place: '没有',
    }));

  test('a sheet renamed between reading and writing', async () => {
    await open.host.capture();
    await open.by((context) => {
      context.workbook.worksheets.getItem('基础数据').name = '改名';
    });
    await expect(open.host.apply(onData(3, 2, [number('1')]))).rejects.toMatchObject({ failure: 'sheetMissing' });
  });

  test('a cell that somebody changed between reading and writing', async () => {
    await open.host.capture();
    await open.by((context) => {
      context.workbook.worksheets.getItem('基础数据').getRange('B3').values = [[101]];
    });
    await expect(open.host.apply(onData(3, 2, [number('1')]))).rejects.toMatchObject({
      failure: 'changedMeanwhile',
      place: "'基础数据'!B3",
    });
    expect(contents(await open.host.capture(), '基础数据')[2]).toEqual(['text:基本支出', 'number:101', 'number:98.5']);
  });

  test('a sheet that somebody made meanwhile under our title', async () => {
    await open.host.capture();
    await open.by((context) => {
      context.workbook.worksheets.add('绩效指标').getRange('A1').values = [['别人的']];
    });
    await expect(open.host.apply(ownSheet)).rejects.toMatchObject({ failure: 'changedMeanwhile', place: '绩效指标' });
  });

  test('a cell in edit mode', async () => {
    await open.host.capture();
    open.excel.session.editing = () => true;
    await expect(open.host.apply(onData(3, 2, [number('1')]))).rejects.toMatchObject({ failure: 'editing' });
  });

  test('work that a person has stopped', async () => {
    await open.host.capture();
    await expect(open.host.apply(ownSheet, cancelledAtOnce())).rejects.toMatchObject({ failure: 'cancelled' });
  });
});

describe('puts everything back when writing fails half-way', () => {
  test.each([
    ['GeneralException', 'unknown'],
    ['AccessDenied', 'sheetProtected'],
    ['RequestAborted', 'busy'],
  ] as const)('%s', async (code, failure) => {
    const before = await open.host.capture();
    open.excel.session.inject({ code, after: 1, actions: 20 });
    await expect(open.host.apply(joinPlans(onData(3, 2, [number('55')]), ownSheet))).rejects.toMatchObject({ failure });
    expect(await open.host.capture()).toEqual(before);
  });

  test('a read-only workbook is named as such', async () => {
    open.excel.book.readOnly = true;
    await open.host.capture();
    await expect(open.host.apply(ownSheet)).rejects.toMatchObject({ failure: 'readOnly' });
  });

  test('what was written but reads back differently', async () => {
    const before = await open.host.capture();
    await open.by((context) => {
      context.workbook.application.load('calculationMode');
    });
    const circular = onData(3, 2, [{ formula: '=这个函数没有(', result: numberValue('1') }]);
    await expect(open.host.apply(circular)).rejects.toBeInstanceOf(HostError);
    expect(await open.host.capture()).toEqual(before);
  });

  test('a person who starts to edit a cell in the middle: what stood before comes with the failure, for another try', async () => {
    const before = await open.host.capture();
    open.excel.session.inject({ code: 'GeneralException', after: 1, actions: 'all' });
    open.excel.session.inject({ code: 'InvalidOperationInCellEditMode' });
    const failure = await open.host.apply(joinPlans(onData(3, 2, [number('55')]), ownSheet)).catch((error: unknown) => error);
    expect(failure).toMatchObject({ failure: 'notRestored' });
    const image = failure instanceof HostError ? failure.before : null;
    expect(image).not.toBeNull();
    if (image) await open.host.restore(JSON.parse(JSON.stringify(image)));
    expect(await open.host.capture()).toEqual(before);
  });
});

test('the before-image is handed over before the first write', async () => {
  await open.host.capture();
  let seen: string | null = null;
  const applied = await open.host.apply(onData(3, 2, [number('1')]), undefined, async (image) => {
    seen = JSON.stringify(image);
    const context = new open.excel.Excel.RequestContext();
    const cell = context.workbook.worksheets.getItem('基础数据').getRange('B3').load('values');
    await context.sync();
    expect(cell.values).toEqual([[100]]);
  });
  expect(seen).toBe(JSON.stringify(applied.before));
});

test('a workbook that calculates by hand is calculated once at the end', async () => {
  await open.by((context) => {
    context.workbook.application.calculationMode = 'Manual';
  });
  await open.host.capture();
  await open.host.apply(ownSheet);
  const sheet = sheetNamed(await open.host.capture(), '绩效指标');
  expect(sheet && cellAt(sheet, 2, 2)?.value).toBe('0.985');
});
