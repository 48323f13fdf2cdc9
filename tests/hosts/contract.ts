import { type Area, parseArea } from '../../src/core/workbook/address';
import type { Host } from '../../src/core/workbook/host';
import type { Operation, Plan, PlannedCell } from '../../src/core/workbook/plan';
import { cellAt, type Snapshot, sheetNamed } from '../../src/core/workbook/snapshot';

/** A workbook to run the contract on, as data: every host's test builds it in its own way. */
export interface ContractWorkbook {
  readonly sheets: readonly {
    readonly name: string;
    /** Cells from A1 on; null is blank. Strings are texts, numbers numbers; `{ formula, result }` a formula. */
    readonly cells: readonly (readonly (string | number | null | { readonly formula: string; readonly result: number })[])[];
    readonly merges: readonly string[];
    readonly protected: boolean;
  }[];
}

/** What the contract needs: a sheet with figures and a formula, one with merged cells, and a protected one. */
export const contractWorkbook: ContractWorkbook = {
  sheets: [
    {
      name: '基础数据',
      cells: [
        ['项目', '年初预算数', '决算数'],
        ['基本支出', 100, 98.5],
        ['项目支出', 200, 187.25],
        ['合计', { formula: '=B2+B3', result: 300 }, { formula: '=C2+C3', result: 285.75 }],
      ],
      merges: [],
      protected: false,
    },
    {
      name: '评分表',
      cells: [
        ['指标', null, '得分'],
        ['预算执行率', null, null],
      ],
      merges: ['A1:B1', 'A2:B2'],
      protected: false,
    },
    { name: '锁定表', cells: [['不可改', 1]], merges: [], protected: true },
  ],
};

const ours = '绩效指标';
const mark = '_绩核_指标';
const text = (value: string): PlannedCell => ({ value: { kind: 'text', value } });
const number = (value: string): PlannedCell => ({ value: { kind: 'number', value } });
const area = (reference: string): Area => parseArea(reference) as Area;
const plan = (...operations: Operation[]): Plan => ({ operations });
const write = (sheet: string, reference: string, ...rows: (PlannedCell | null)[][]): Operation => {
  const { top, left } = area(reference);
  return { kind: 'writeBlock', sheet, top, left, rows };
};

/** A plan in which every kind of step that builds a sheet occurs. */
export const everyStep: Plan = plan(
  { kind: 'ensureSheet', sheet: ours, mark, tabColor: '#1F7A4D' },
  write(
    ours,
    'A1',
    [text('绩效指标表'), null, null],
    [text('指标'), text('决算数'), text('得分')],
    [text('=不是公式'), { formula: '=基础数据!C2', result: { kind: 'number', value: '98.5' } }, number('9.81')],
    [text('+1-1@a'), { formula: '="合计"&TEXT(基础数据!C4,"0.00")', result: { kind: 'text', value: '合计285.75' } }, number('-0.125')],
    [{ value: { kind: 'boolean', value: true } }, { formula: '=B3>1', result: { kind: 'boolean', value: true } }, null],
    [text('多\n行 & <文本>'), { formula: '=1/0', result: { kind: 'error', value: '#DIV/0!' } }, number('105450200')],
  ),
  {
    kind: 'format',
    sheet: ours,
    area: area('A1:C1'),
    format: { bold: true, fontSize: 16, horizontal: 'center', fill: '#E2F0D9', fontColor: '#1F4E3D' },
  },
  {
    kind: 'format',
    sheet: ours,
    area: area('C3:C6'),
    format: { numberFormat: '#,##0.00', border: '#A6A6A6', wrap: true, vertical: 'center' },
  },
  { kind: 'merge', sheet: ours, area: area('A1:C1') },
  {
    kind: 'columnWidths',
    sheet: ours,
    widths: [
      { column: 1, width: 24 },
      { column: 5, width: 10, hidden: true },
    ],
  },
  { kind: 'rowHeights', sheet: ours, heights: [{ row: 1, height: 30 }] },
  {
    kind: 'conditionalFormat',
    sheet: ours,
    area: area('A3:C6'),
    rules: [{ formula: '=$C3<0', format: { fill: '#FFC7CE', fontColor: '#9C0006', bold: true } }],
  },
  {
    kind: 'validation',
    sheet: ours,
    area: area('C3'),
    rule: { type: 'decimal', minimum: '0', maximum: '10', title: '得分', message: '请填 0 到 10 之间的分数' },
  },
  {
    kind: 'validation',
    sheet: ours,
    area: area('A5'),
    rule: { type: 'list', choices: ['达成', '部分达成', '未达成'], title: '完成情况', message: '请从列表中选择' },
  },
  { kind: 'definedName', name: '决算数_合计', refersTo: '=基础数据!$C$4', hidden: false },
  { kind: 'freeze', sheet: ours, rows: 2, columns: 1 },
  { kind: 'link', sheet: ours, row: 4, column: 1, target: "'基础数据'!C4" },
  {
    kind: 'chart',
    sheet: ours,
    chart: {
      name: '执行情况',
      type: 'column',
      title: '预算与决算',
      categories: "'基础数据'!$A$2:$A$3",
      series: [{ title: '决算数', values: "'基础数据'!$C$2:$C$3" }],
      area: area('E8:J20'),
    },
  },
  { kind: 'printSetup', sheet: ours, area: area('A1:C6'), landscape: true, repeatRows: { first: 1, last: 2 } },
  write('基础数据', 'C3', [number('190.5')]),
  write('评分表', 'C2', [{ formula: '=绩效指标!C3', result: { kind: 'number', value: '9.81' } }]),
);

function seen(snapshot: Snapshot, sheet: string, row: number, column: number): string {
  const found = sheetNamed(snapshot, sheet);
  const cell = found ? cellAt(found, row, column) : null;
  if (!cell || cell.kind === 'blank') return '';
  const formula = cell.formula === null ? '' : ` ${cell.formula.replace(/'(\p{L}+)'!/gu, '$1!')}`;
  return `${cell.kind} ${cell.value}${formula}`;
}

/** A snapshot without what hosts may tell apart: cells that are blank, and names that hosts make for themselves. */
function comparable(snapshot: Snapshot): unknown {
  return {
    sheets: snapshot.sheets.map((sheet) => ({
      name: sheet.name,
      cells: [...sheet.cells].flatMap(([row, cells]) =>
        [...cells].flatMap(([column, cell]) =>
          cell.kind === 'blank' ? [] : [`${row},${column} ${seen(snapshot, sheet.name, row, column)} ${cell.format}`],
        ),
      ),
      merges: [...sheet.merges].map((each) => JSON.stringify(each)).sort(),
      hiddenColumns: [...sheet.hiddenColumns],
    })),
    names: snapshot.names.filter((name) => name.sheet === null).map((name) => `${name.name} ${name.refersTo.replace(/'/g, '')}`),
  };
}

/** The promises of every host. `makeHost` opens the workbook it is given anew. */
export function describeHostContract(name: string, makeHost: (workbook: ContractWorkbook) => Promise<Host>): void {
  describe(`the host contract over ${name}`, () => {
    const open = (): Promise<Host> => makeHost(contractWorkbook);

    test('captures what stands in the workbook', async () => {
      const snapshot = await (await open()).capture();
      expect(snapshot.sheets.map((sheet) => sheet.name)).toEqual(['基础数据', '评分表', '锁定表']);
      expect(seen(snapshot, '基础数据', 4, 3)).toBe('number 285.75 =C2+C3');
      expect(sheetNamed(snapshot, '基础数据')?.used).toEqual(area('A1:C4'));
      expect(sheetNamed(snapshot, '评分表')?.merges).toEqual([area('A1:B1'), area('A2:B2')]);
      expect(snapshot.sheets.map((sheet) => sheet.protected)).toEqual([false, false, true]);
    });

    test('applies a plan of every step, and a capture sees it', async () => {
      const host = await open();
      await host.apply(everyStep);
      const snapshot = await host.capture();
      expect(snapshot.sheets.map((sheet) => sheet.name)).toEqual(['基础数据', '评分表', '锁定表', ours]);
      expect(seen(snapshot, ours, 3, 2)).toBe('number 98.5 =基础数据!C2');
      expect(seen(snapshot, ours, 3, 3)).toBe('number 9.81');
      expect(seen(snapshot, ours, 5, 1)).toBe('boolean TRUE');
      expect(seen(snapshot, ours, 6, 1)).toBe('text 多\n行 & <文本>');
      expect(seen(snapshot, ours, 6, 2)).toBe('error #DIV/0! =1/0');
      expect(seen(snapshot, '基础数据', 3, 3)).toBe('number 190.5');
      expect(seen(snapshot, '评分表', 2, 3)).toBe('number 9.81 =绩效指标!C3');
      const sheet = sheetNamed(snapshot, ours);
      expect(sheet?.merges).toEqual([area('A1:C1')]);
      expect([...(sheet?.hiddenColumns ?? [])]).toEqual([5]);
      expect(sheet && cellAt(sheet, 6, 3)).toMatchObject({ format: '#,##0.00', shown: '105,450,200.00' });
      const names = snapshot.names
        .filter((each) => each.sheet === null)
        .map((each) => [each.name, each.refersTo.replace(/'/g, ''), each.hidden]);
      expect(names).toContainEqual(['决算数_合计', '=基础数据!$C$4', false]);
      expect(names).toContainEqual([mark, '=绩效指标!$A$1', true]);
    });

    test('keeps text that begins like a formula as text', async () => {
      const host = await open();
      await host.apply(everyStep);
      const snapshot = await host.capture();
      expect(seen(snapshot, ours, 3, 1)).toBe('text =不是公式');
      expect(seen(snapshot, ours, 4, 1)).toBe('text +1-1@a');
    });

    test('takes a plan back from its before-image, which is plain JSON', async () => {
      const host = await open();
      const before = comparable(await host.capture());
      const applied = await host.apply(everyStep);
      expect(comparable(await host.capture())).not.toEqual(before);
      await host.restore(JSON.parse(JSON.stringify(applied.before)));
      expect(comparable(await host.capture())).toEqual(before);
    });

    test('changes nothing when the same plan is applied again', async () => {
      const host = await open();
      await host.apply(everyStep);
      const once = comparable(await host.capture());
      await host.apply(everyStep);
      expect(comparable(await host.capture())).toEqual(once);
    });

    test('clears its own area with contents and merges, and removes its own sheet', async () => {
      const host = await open();
      await host.apply(everyStep);
      await host.apply(plan({ kind: 'clear', sheet: ours, area: area('A1:C4') }));
      const cleared = await host.capture();
      expect(seen(cleared, ours, 1, 1) + seen(cleared, ours, 3, 2)).toBe('');
      expect(seen(cleared, ours, 5, 1)).toBe('boolean TRUE');
      expect(sheetNamed(cleared, ours)?.merges).toEqual([]);
      await host.apply(
        plan(write('评分表', 'C2', [number('1')]), { kind: 'removeSheet', sheet: ours, mark }, { kind: 'removeName', name: '决算数_合计' }),
      );
      const removed = await host.capture();
      expect(removed.sheets.map((sheet) => sheet.name)).toEqual(['基础数据', '评分表', '锁定表']);
      expect(removed.names.map((each) => each.name)).not.toContain(mark);
    });

    test.each([
      ['a protected sheet', write('锁定表', 'A1', [number('1')]), 'sheetProtected'],
      ['a cell under a merge', write('评分表', 'B2', [number('1')]), 'cellMerged'],
      ['a sheet that is not there', write('没有', 'A1', [number('1')]), 'sheetMissing'],
    ] as const)('refuses %s and leaves everything as it was', async (_, step, failure) => {
      const host = await open();
      const before = comparable(await host.capture());
      await expect(host.apply(plan(write('基础数据', 'A9', [text('先写')]), step))).rejects.toMatchObject({ failure });
      expect(comparable(await host.capture())).toEqual(before);
    });

    test('does nothing for an empty plan', async () => {
      const host = await open();
      const before = comparable(await host.capture());
      const applied = await host.apply({ operations: [] });
      await host.restore(applied.before);
      expect(comparable(await host.capture())).toEqual(before);
    });
  });
}
