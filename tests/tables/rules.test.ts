import type { IndicatorSystem } from '../../src/core/systems/system';
import { systems } from '../../src/core/systems/systems';
import { designRulesSheet, readRulesSheet } from '../../src/core/tables/rules-sheet';
import { planWorkbook } from '../../src/core/workbook/planning';
import { snapshotAfter } from '../../src/core/workbook/preview';
import type { Snapshot } from '../../src/core/workbook/snapshot';
import { typed, withInsertedRow, workbook } from '../workbook/workbooks';

function exported(system: IndicatorSystem): Snapshot {
  const empty = workbook({ 基础数据: [['合计', 1]] });
  const design = designRulesSheet(empty, system);
  if (!design) throw new Error('no rules sheet');
  return snapshotAfter(empty, planWorkbook(empty, { designs: [design], formCells: [], names: [], fingerprints: new Map() }).plan);
}

function rowOf(snapshot: Snapshot, text: string): number {
  return [...(snapshot.sheets[1]?.cells ?? [])].find(([, cells]) => [...cells.values()].some((cell) => cell.value === text))?.[0] ?? 0;
}

test.each(systems.map((system) => [system.id, system] as const))('%s comes back from 「绩效规则」 as it was', (_, system) => {
  const { $schema: _schema, ...declared } = system as IndicatorSystem & { readonly $schema?: string };
  expect(readRulesSheet(exported(system))).toEqual({ system: declared });
});

test('a bureau’s changes count: a name on the sheet is the name of the indicator', () => {
  const [system] = systems.filter(({ id }) => id === 'shenzhen-department');
  const sheet = exported(system as IndicatorSystem);
  const row = rowOf(sheet, '预算编制合理性');
  const column = [...(sheet.sheets[1]?.cells.get(row) ?? [])].find(([, cell]) => cell.value === '预算编制合理性')?.[0] ?? 0;
  const edited = readRulesSheet(withInsertedRow(typed(sheet, [['绩效规则', row, column, '预算编制质量']]), '绩效规则', row));
  expect(edited && 'system' in edited && edited.system.indicators[0]?.name).toBe('预算编制质量');
});

test('a mistake is named with its cell', () => {
  const [system] = systems.filter(({ id }) => id === 'shenzhen-department');
  const sheet = exported(system as IndicatorSystem);
  const row = rowOf(sheet, '舍入');
  const read = readRulesSheet(typed(sheet, [['绩效规则', row, 2, '向上取整']]));
  expect(read && 'problems' in read && read.problems.map(({ cell }) => cell)).toEqual([`'绩效规则'!B${row}`]);
});

test('a sheet that stands is the user’s and is not designed again', () => {
  const [system] = systems;
  expect(designRulesSheet(exported(system as IndicatorSystem), system as IndicatorSystem)).toBeNull();
});

test.each(systems.map((system) => [system.id, system] as const))(
  'every row of 「绩效规则」 of %s is high enough for its texts',
  (_, system) => {
    const empty = workbook({ 基础数据: [['合计', 1]] });
    const design = designRulesSheet(empty, system);
    const widths = new Map(design?.widths.map(({ column, width }) => [column, width]));
    const heights = new Map(design?.heights.map(({ row, height }) => [row, height]));
    const cut = design?.cells.filter(({ row, column, content }) => {
      const text = 'value' in content && content.value.kind === 'text' ? content.value.value : '';
      const lines = Math.ceil(([...text].length * 2) / ((widths.get(column) ?? 0) - 2));
      return row > 2 && /^\p{Script=Han}+$/u.test(text) && (heights.get(row) ?? 0) < Math.min(405, lines * 15);
    });
    expect(cut?.map(({ key }) => key)).toEqual([]);
  },
);
