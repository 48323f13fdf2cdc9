import fc from 'fast-check';
import { numberValue, textValue, type Value } from '../../src/core/amounts/evaluate';
import type { DesignedCell, FormCell, SheetDesign } from '../../src/core/workbook/design';
import { markedSheet, nameResolver, planWorkbook, sheetTitle } from '../../src/core/workbook/planning';
import { snapshotAfter } from '../../src/core/workbook/preview';
import { cellAt, type Snapshot, sheetNamed } from '../../src/core/workbook/snapshot';
import { typed, workbook } from './workbooks';

const mark = '_绩核_指标';

function design(cells: readonly DesignedCell[], more: Partial<SheetDesign> = {}): SheetDesign {
  return {
    title: '绩效指标',
    mark,
    cells,
    formats: [{ area: { top: 1, left: 1, bottom: 1, right: 3 }, format: { bold: true } }],
    merges: [],
    widths: [{ column: 1, width: 20 }],
    heights: [],
    conditionalFormats: [],
    validations: [],
    links: [],
    charts: [],
    freeze: null,
    print: null,
    ...more,
  };
}
const label = (row: number, key: string, text: string): DesignedCell => ({
  row,
  column: 1,
  key: `${key}:label`,
  ownership: 'ours',
  content: { value: textValue(text) },
});
const score = (row: number, key: string, formula: string, result: string): DesignedCell => ({
  row,
  column: 2,
  key,
  ownership: 'ours',
  content: { formula, result: numberValue(result) },
});
const input = (row: number, key: string, value: Value = { kind: 'blank' }): DesignedCell => ({
  row,
  column: 3,
  key,
  ownership: 'input',
  content: { value },
});

const source = workbook({ 基础数据: [['合计', 100, 90]] });
const first = design([label(1, 'a', '执行率'), score(1, 'a', "='基础数据'!C1/'基础数据'!B1", '0.9'), input(1, 'a:input')]);

function run(snapshot: Snapshot, designs: readonly SheetDesign[], fingerprints: ReadonlyMap<string, string> = new Map()) {
  const planning = planWorkbook(snapshot, { designs, formCells: [], names: [], fingerprints });
  return { ...planning, after: snapshotAfter(snapshot, planning.plan) };
}

describe('a sheet of ours', () => {
  test('is made with its mark, contents and look when it is absent', () => {
    const { plan, after } = run(source, [first]);
    expect(plan.operations.map((operation) => operation.kind)).toEqual(['ensureSheet', 'writeBlock', 'format', 'columnWidths']);
    expect(markedSheet(after, mark)?.name).toBe('绩效指标');
    expect(cellAt(markedSheet(after, mark) as never, 1, 2)).toMatchObject({ value: '0.9', formula: "='基础数据'!C1/'基础数据'!B1" });
  });

  test('needs no second plan, also after Excel has rewritten the formulas', () => {
    const { after, fingerprints } = run(source, [first]);
    const sheet = markedSheet(after, mark);
    const cell = sheet ? cellAt(sheet, 1, 2) : null;
    if (!sheet || !cell) throw new Error('nothing was written');
    const rewritten: Snapshot = {
      ...after,
      sheets: after.sheets.map((other) =>
        other === sheet
          ? {
              ...other,
              cells: new Map([[1, new Map(other.cells.get(1) ?? []).set(2, { ...cell, formula: '=基础数据!C1 / 基础数据!b1' })]]),
            }
          : other,
      ),
    };
    expect(run(rewritten, [first], fingerprints).plan.operations).toEqual([]);
    expect(run(rewritten, [first], fingerprints).kept).toEqual([]);
  });

  test('is called 「绩效指标（绩核）」 where the title is taken by the unit', () => {
    const taken = workbook({ 绩效指标: [['自己的表']] });
    expect(sheetTitle(taken, first)).toBe('绩效指标（绩核）');
    const { after } = run(taken, [first]);
    expect(after.sheets.map((sheet) => sheet.name)).toEqual(['绩效指标', '绩效指标（绩核）']);
    expect(cellAt(after.sheets[0] as never, 1, 1)?.value).toBe('自己的表');
  });

  test('is found by its mark after the user renamed it', () => {
    const { after, fingerprints } = run(source, [first]);
    const renamed: Snapshot = {
      ...after,
      sheets: after.sheets.map((sheet) => (sheet.name === '绩效指标' ? { ...sheet, name: '指标（终稿）' } : sheet)),
      names: after.names.map((name) => ({ ...name, refersTo: name.refersTo.replace('绩效指标', '指标（终稿）') })),
    };
    expect(sheetTitle(renamed, first)).toBe('指标（终稿）');
    expect(run(renamed, [first], fingerprints).plan.operations).toEqual([]);
  });

  test('gets only the cell that changed', () => {
    const { after, fingerprints } = run(source, [first]);
    const changed = design([label(1, 'a', '执行率'), score(1, 'a', "='基础数据'!C2/'基础数据'!B1", '0.8'), input(1, 'a:input')]);
    expect(run(after, [changed], fingerprints).plan.operations).toEqual([
      {
        kind: 'writeBlock',
        sheet: '绩效指标',
        top: 1,
        left: 2,
        rows: [[{ formula: "='基础数据'!C2/'基础数据'!B1", result: { kind: 'number', value: '0.8' } }]],
      },
    ]);
  });

  test('gets fresh results where the stored ones are out of date', () => {
    const { after, fingerprints } = run(source, [first]);
    const fresh = design([label(1, 'a', '执行率'), score(1, 'a', "='基础数据'!C1/'基础数据'!B1", '0.7'), input(1, 'a:input')]);
    expect(run(after, [fresh], fingerprints).plan.operations).toHaveLength(1);
  });
});

describe("the user's cells", () => {
  test('a score typed over our formula survives and is reported', () => {
    const { after, fingerprints } = run(source, [first]);
    const edited = typed(after, [['绩效指标', 1, 2, 0.95]]);
    const again = run(edited, [first], fingerprints);
    expect(again.plan.operations).toEqual([]);
    expect(again.kept).toEqual([{ cell: "'绩效指标'!B1", key: 'a', stands: '0.95', wanted: '0.9' }]);
    const later = run(again.after, [design([label(1, 'a', '执行率'), score(1, 'a', '=1', '1'), input(1, 'a:input')])], again.fingerprints);
    expect(later.plan.operations).toEqual([]);
    expect(later.kept).toHaveLength(1);
  });

  test('a cleared cell of ours is written again', () => {
    const { after, fingerprints } = run(source, [first]);
    expect(run(typed(after, [['绩效指标', 1, 2, null]]), [first], fingerprints).plan.operations).toHaveLength(1);
  });

  test('an input is never overwritten and moves with its row', () => {
    const { after, fingerprints } = run(source, [first]);
    const edited = typed(after, [['绩效指标', 1, 3, 4.5]]);
    const moved = design([label(1, 'b', '新行'), label(2, 'a', '执行率'), score(2, 'a', '=1', '1'), input(2, 'a:input')]);
    const again = run(edited, [moved], fingerprints);
    expect(cellAt(sheetNamed(again.after, '绩效指标') as never, 2, 3)?.value).toBe('4.5');
    expect(cellAt(sheetNamed(again.after, '绩效指标') as never, 1, 3)).toBeNull();
    expect(again.kept).toEqual([]);
    expect(run(again.after, [moved], again.fingerprints).plan.operations).toEqual([]);
  });

  test('rows that vanish are cleared, but not what the user typed there', () => {
    const two = design([label(1, 'a', '一'), label(2, 'b', '二'), score(2, 'b', '=2', '2')]);
    const { after, fingerprints } = run(source, [two]);
    const one = design([label(1, 'a', '一')]);
    const cleared = run(after, [one], fingerprints).after;
    expect(cellAt(sheetNamed(cleared, '绩效指标') as never, 2, 1)).toBeNull();
    const kept = run(typed(after, [['绩效指标', 2, 2, '请保留']]), [one], fingerprints);
    expect(cellAt(sheetNamed(kept.after, '绩效指标') as never, 2, 2)?.value).toBe('请保留');
    expect(kept.kept.map((cell) => cell.cell)).toEqual(["'绩效指标'!B2"]);
  });

  test("a user's note beside the table outlives a new layout", () => {
    const { after, fingerprints } = run(source, [first]);
    const noted = typed(after, [['绩效指标', 1, 5, '已与财政核对']]);
    const wider = design([...first.cells], { merges: [{ top: 3, left: 1, bottom: 3, right: 6 }] });
    const again = run(noted, [wider], fingerprints);
    expect(again.plan.operations.some((operation) => operation.kind === 'clear')).toBe(true);
    expect(cellAt(sheetNamed(again.after, '绩效指标') as never, 1, 5)?.value).toBe('已与财政核对');
    expect(run(again.after, [wider], again.fingerprints).plan.operations).toEqual([]);
  });

  test('a sheet that is no longer wanted goes, unless the user wrote into it', () => {
    const { after, fingerprints } = run(source, [first]);
    const nothing = { designs: [], formCells: [], names: [], fingerprints, retired: [mark] };
    expect(planWorkbook(after, nothing).plan.operations).toEqual([{ kind: 'removeSheet', sheet: '绩效指标', mark }]);
    const kept = planWorkbook(typed(after, [['绩效指标', 9, 1, '我的备注']]), nothing);
    expect(kept.plan.operations).toEqual([]);
    expect(kept.kept.map((cell) => cell.cell)).toEqual(["'绩效指标'!A9"]);
  });
});

describe('form cells', () => {
  const form = workbook({ 自评表: [['年度资金总额', null, 880]] });
  const cell = (column: number, formula: string, result: string): FormCell => ({
    sheet: '自评表',
    row: 1,
    column,
    key: `form:自评表:${column}`,
    content: { formula, result: numberValue(result) },
    numberFormat: '#,##0.00',
  });

  test('a blank one is filled once, with a format where it has none', () => {
    const desired = { designs: [], names: [], fingerprints: new Map<string, string>(), formCells: [cell(2, '=780000/10000', '78')] };
    const { plan, fingerprints } = planWorkbook(form, desired);
    expect(plan.operations.map((operation) => operation.kind)).toEqual(['writeBlock', 'format']);
    const after = snapshotAfter(form, plan);
    expect(cellAt(after.sheets[0] as never, 1, 2)?.shown).toBe('78.00');
    expect(planWorkbook(after, { ...desired, fingerprints }).plan.operations).toEqual([]);
  });

  test("the user's own content is kept and reported only where it differs", () => {
    const desired = { designs: [], names: [], fingerprints: new Map<string, string>(), formCells: [cell(3, '=8800000/10000', '880')] };
    expect(planWorkbook(form, desired)).toMatchObject({ plan: { operations: [] }, kept: [] });
    const other = { ...desired, formCells: [cell(3, '=8900000/10000', '890')] };
    expect(planWorkbook(form, other)).toMatchObject({ plan: { operations: [] }, kept: [{ cell: "'自评表'!C1", wanted: '890' }] });
  });

  test('a protected form is read and not written', () => {
    const locked: Snapshot = { ...form, sheets: form.sheets.map((sheet) => ({ ...sheet, protected: true })) };
    const desired = { designs: [], names: [], fingerprints: new Map<string, string>(), formCells: [cell(2, '=780000/10000', '78')] };
    expect(planWorkbook(locked, desired)).toMatchObject({ plan: { operations: [] }, kept: [] });
  });

  test('our own older formula is brought up to date', () => {
    const desired = { designs: [], names: [], fingerprints: new Map<string, string>(), formCells: [cell(2, '=1+1', '2')] };
    const { plan, fingerprints } = planWorkbook(form, desired);
    const again = planWorkbook(snapshotAfter(form, plan), { ...desired, fingerprints, formCells: [cell(2, '=1+2', '3')] });
    expect(again.plan.operations).toHaveLength(1);
    expect(again.kept).toEqual([]);
  });
});

describe('defined names', () => {
  const wanted = { designs: [first], formCells: [], fingerprints: new Map<string, string>() };

  test("ours takes _绩核 where the user's name of that spelling has another target", () => {
    const taken: Snapshot = { ...source, names: [{ name: '决算数_合计', refersTo: "='基础数据'!$Z$9", hidden: false, sheet: null }] };
    const name = nameResolver(taken, new Map())('决算数_合计');
    expect(name).toBe('决算数_合计_绩核');
    const { plan, fingerprints } = planWorkbook(taken, { ...wanted, names: [{ name, refersTo: "='绩效指标'!$B$1" }] });
    const after = snapshotAfter(taken, plan);
    expect(after.names.find((defined) => defined.name === '决算数_合计')?.refersTo).toBe("='基础数据'!$Z$9");
    expect(nameResolver(after, fingerprints)('决算数_合计')).toBe('决算数_合计_绩核');
    expect(planWorkbook(after, { ...wanted, fingerprints, names: [{ name, refersTo: '=绩效指标!$B$1' }] }).plan.operations).toEqual([]);
  });

  test('ours that are no longer wanted are removed', () => {
    const names = [{ name: '决算数_合计', refersTo: "='绩效指标'!$B$1" }];
    const { plan, fingerprints } = planWorkbook(source, { ...wanted, names });
    const after = snapshotAfter(source, plan);
    expect(nameResolver(after, fingerprints)('决算数_合计')).toBe('决算数_合计');
    expect(planWorkbook(after, { ...wanted, fingerprints, names: [] }).plan.operations).toEqual([
      { kind: 'removeName', name: '决算数_合计' },
    ]);
  });
});

test('planning an up-to-date workbook gives an empty plan, whatever stands in it', () => {
  const content = fc.oneof(
    fc.string({ maxLength: 8 }).map((text): Value => textValue(text)),
    fc.integer().map((value): Value => numberValue(String(value))),
    fc.constant<Value>({ kind: 'blank' }),
  );
  const cells = fc.uniqueArray(
    fc.record({ row: fc.integer({ min: 1, max: 9 }), column: fc.integer({ min: 1, max: 4 }), content, owned: fc.boolean() }),
    {
      selector: (cell) => `${cell.row}:${cell.column}`,
    },
  );
  fc.assert(
    fc.property(cells, cells, (before, now) => {
      const designOf = (list: typeof before): SheetDesign =>
        design(
          list.map((cell) => ({
            row: cell.row,
            column: cell.column,
            key: `${cell.row}/${cell.column}`,
            ownership: cell.owned ? 'ours' : 'input',
            content: { value: cell.content },
          })),
        );
      const one = run(source, [designOf(before)]);
      expect(run(one.after, [designOf(before)], one.fingerprints).plan.operations).toEqual([]);
      const two = run(one.after, [designOf(now)], one.fingerprints);
      expect(run(two.after, [designOf(now)], two.fingerprints).plan.operations).toEqual([]);
    }),
    { numRuns: 60 },
  );
});
