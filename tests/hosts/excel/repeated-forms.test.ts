import { numberValue, textValue } from '../../../src/core/amounts/evaluate';
import type { Operation, Plan, PlannedCell } from '../../../src/core/workbook/plan';
import { cellAt, sheetNamed } from '../../../src/core/workbook/snapshot';
import { type OpenExcel, openExcel } from './open-excel';

let open: OpenExcel;
beforeEach(async () => {
  open = await openExcel();
});
afterEach(() => open.excel.dispose());

const text = (value: string): PlannedCell => ({ value: textValue(value) });
const number = (value: string): PlannedCell => ({ value: numberValue(value) });

/** A form of five rows from a row on: heading over three columns, budget, outturn, a rate, a score with its limits. */
function form(sheet: string, top: number, name: string, budget: string, outturn: string): Operation[] {
  const rate = String(Number(outturn) / Number(budget));
  const area = (row: number, left: number, right: number) => ({ top: top + row, bottom: top + row, left, right });
  return [
    {
      kind: 'writeBlock',
      sheet,
      top,
      left: 1,
      rows: [
        [text('自评表'), null, null],
        [text('项目'), text(name), null],
        [text('预算'), number(budget), text('万元')],
        [text('执行'), number(outturn), text('万元')],
        [text('率'), { formula: `=B${top + 3}/B${top + 2}`, result: numberValue(rate) }, text('得分')],
      ],
    },
    { kind: 'format', sheet, area: area(0, 1, 3), format: { bold: true, horizontal: 'center', fill: '#DDEBF7' } },
    { kind: 'format', sheet, area: area(2, 2, 2), format: { numberFormat: '#,##0.00', border: '#A6A6A6' } },
    { kind: 'format', sheet, area: area(3, 2, 2), format: { numberFormat: '#,##0.00', border: '#A6A6A6' } },
    { kind: 'format', sheet, area: area(4, 2, 2), format: { numberFormat: '0.00%' } },
    { kind: 'merge', sheet, area: area(0, 1, 3) },
    { kind: 'merge', sheet, area: area(1, 2, 3) },
    {
      kind: 'conditionalFormat',
      sheet,
      area: area(4, 1, 3),
      rules: [{ formula: `=$B${top + 4}<0.9`, format: { fontColor: '#C00000' } }],
    },
    {
      kind: 'validation',
      sheet,
      area: area(4, 3, 3),
      rule: { type: 'decimal', minimum: '0', maximum: '10', title: '得分', message: '0 至 10' },
    },
    { kind: 'rowHeights', sheet, heights: [0, 1, 2, 3, 4].map((row) => ({ row: top + row, height: 24 })) },
  ];
}

const added = (sheet: string): Operation => ({ kind: 'ensureSheet', sheet, mark: `_绩核_${sheet}` });
const onThreeSheets: Plan = {
  operations: [
    added('甲'),
    ...form('甲', 1, '培训', '200', '150'),
    added('乙'),
    ...form('乙', 1, '=维修', '80', '79.5'),
    added('丙'),
    ...form('丙', 1, '采购', '10', '10'),
  ],
};
const onOneSheet: Plan = {
  operations: [
    added('汇总'),
    ...form('汇总', 1, '培训', '200', '150'),
    ...form('汇总', 7, '=维修', '80', '79.5'),
    ...form('汇总', 13, '采购', '10', '10'),
  ],
};

/** What stands in a form: the first three columns, row by row, formulas as they are. */
async function standing(sheet: string, top: number): Promise<(string | null)[][]> {
  const found = sheetNamed(await open.host.capture(), sheet);
  return [0, 1, 2, 3, 4].map((row) =>
    [1, 2, 3].map((column) => {
      const cell = found && cellAt(found, top + row, column);
      return cell?.formula ?? (cell?.value || null);
    }),
  );
}

/** What a form looks like, as Office.js tells it. */
async function looks(sheet: string, top: number): Promise<Record<string, unknown>> {
  const context = new open.excel.Excel.RequestContext();
  const at = (reference: string) => context.workbook.worksheets.getItem(sheet).getRange(reference);
  const [title, budget, rate, score] = [at(`A${top}`), at(`B${top + 2}`), at(`B${top + 4}`), at(`C${top + 4}`)];
  title.load('format/fill/color,format/font/bold,format/rowHeight');
  const merged = at(`A${top}:C${top + 4}`).getMergedAreasOrNullObject();
  merged.load('address');
  const border = budget.format.borders.getItem('EdgeTop');
  border.load('color');
  budget.load('numberFormat');
  rate.load('numberFormat');
  rate.conditionalFormats.load('items/type');
  score.dataValidation.load('type,rule');
  const rule = rate.conditionalFormats.getItemAt(0).custom.rule;
  rule.load('formula');
  await context.sync();
  return {
    fill: title.format.fill.color,
    bold: title.format.font.bold,
    height: title.format.rowHeight,
    merged: merged.address.split(',').map((address) => address.slice(address.indexOf('!') + 1)),
    border: border.color,
    formats: [budget.numberFormat[0]?.[0], rate.numberFormat[0]?.[0]],
    rules: rate.conditionalFormats.items.length,
    rule: rule.formula,
    decimal: score.dataValidation.rule.decimal?.formula2,
  };
}

const asDesigned = (top: number) => ({
  fill: '#DDEBF7',
  bold: true,
  height: 24,
  merged: [`A${top}:C${top}`, `B${top + 1}:C${top + 1}`],
  border: '#A6A6A6',
  formats: ['#,##0.00', '0.00%'],
  rules: 1,
  rule: `=$B${top + 4}<0.9`,
  decimal: 10,
});

const asWritten = (top: number, name: string, budget: string, outturn: string) => [
  ['自评表', null, null],
  ['项目', name, null],
  ['预算', budget, '万元'],
  ['执行', outturn, '万元'],
  ['率', `=B${top + 3}/B${top + 2}`, '得分'],
];

test.each([
  ['甲', '培训', '200', '150'],
  ['乙', '=维修', '80', '79.5'],
  ['丙', '采购', '10', '10'],
])('a form on a sheet of its own, %s, holds its own figures and looks as designed', async (sheet, name, budget, outturn) => {
  await open.host.capture();
  await open.host.apply(onThreeSheets);
  expect(await standing(sheet, 1)).toEqual(asWritten(1, name, budget, outturn));
  expect(await looks(sheet, 1)).toEqual(asDesigned(1));
});

test.each([
  [1, '培训', '200', '150'],
  [7, '=维修', '80', '79.5'],
  [13, '采购', '10', '10'],
])('a form among others on one sheet, from row %i on, holds its own figures and looks as designed', async (top, name, budget, outturn) => {
  await open.host.capture();
  await open.host.apply(onOneSheet);
  expect(await standing('汇总', top)).toEqual(asWritten(top, name, budget, outturn));
  expect(await looks('汇总', top)).toEqual(asDesigned(top));
});

test('a content that the earlier form has and the later has not does not come along', async () => {
  const later = form('乙', 1, '维修', '80', '79.5').map((operation) =>
    operation.kind === 'writeBlock'
      ? { ...operation, rows: operation.rows.map((row, index) => (index === 3 ? [row[0] ?? null, null, null] : row)) }
      : operation,
  );
  await open.host.capture();
  await open.host.apply({ operations: [added('甲'), ...form('甲', 1, '培训', '200', '150'), added('乙'), ...later] });
  expect((await standing('乙', 1))[3]).toEqual(['执行', null, null]);
  expect((await standing('甲', 1))[3]).toEqual(['执行', '150', '万元']);
});

test('two hundred forms take two requests after the two of the reading, and few bytes each', async () => {
  const sheets = Array.from({ length: 200 }, (_, index) => `自评${index + 1}`);
  const operations = sheets.flatMap((sheet, index) => [added(sheet), ...form(sheet, 1, `项目${index + 1}`, '100', String(index))]);
  const before = open.excel.session.traffic;
  await open.host.capture();
  const applied = await open.host.apply({ operations });
  const after = open.excel.session.traffic;
  expect(after.syncs - before.syncs).toBe(4);
  expect(after.requestBytes - before.requestBytes).toBeLessThan(200 * 3500);
  expect(await standing('自评200', 1)).toEqual(asWritten(1, '项目200', '100', '199'));
  await open.host.restore(applied.before);
  expect((await open.host.capture()).sheets.map(({ name }) => name)).toEqual(['Sheet1']);
});

test('stopped between two requests, everything is taken back', async () => {
  const rows = Array.from({ length: 5000 }, (_, row) => Array.from({ length: 5 }, (__, column) => number(String(row * 5 + column))));
  const before = await open.host.capture();
  const progress = {
    cancelled: false,
    report: (done: number) => {
      progress.cancelled = done > 0.3;
    },
  };
  const work = open.host.apply({ operations: [added('大表'), { kind: 'writeBlock', sheet: '大表', top: 1, left: 1, rows }] }, progress);
  await expect(work).rejects.toMatchObject({ failure: 'cancelled' });
  expect(await open.host.capture()).toEqual(before);
});
