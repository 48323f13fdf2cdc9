import { ownSheets } from '../../src/core/settings/settings';
import { markedSheet } from '../../src/core/workbook/planning';
import { cellAt, type Snapshot } from '../../src/core/workbook/snapshot';
import { placedFormula } from '../../src/core/workbook/user-rows';
import { withInsertedRow } from '../workbook/workbooks';
import { captured, cellOfReference, filled, shownAt } from './filled';

/** A row put in as Excel does it: cells move down and every formula and name of the workbook follows. */
function insertedByExcel(snapshot: Snapshot, name: string, at: number, content: readonly (string | number | null)[]): Snapshot {
  const rows = new Map([[name, [at]]]);
  const follow = (formula: string, sheet: string): string => placedFormula(formula, sheet, rows);
  const moved = withInsertedRow(snapshot, name, at, content);
  return {
    ...moved,
    sheets: moved.sheets.map((sheet) => ({
      ...sheet,
      cells: new Map(
        [...sheet.cells].map(([row, cells]) => [
          row,
          new Map(
            [...cells].map(([column, cell]) => [
              column,
              cell.formula === null ? cell : { ...cell, formula: follow(cell.formula, sheet.name) },
            ]),
          ),
        ]),
      ),
    })),
    names: moved.names.map((defined) => ({ ...defined, refersTo: follow(defined.refersTo, '') })),
  };
}

function rowTexts(snapshot: Snapshot, row: number): string[] {
  return [...(markedSheet(snapshot, ownSheets.indicators.mark)?.cells.get(row)?.values() ?? [])].map((cell) => cell.shown);
}

describe('a row that the user puts into 「绩效指标」', () => {
  const note = [null, null, null, null, '我的备注'];

  test.each([
    ['as Excel does, with all formulas following', insertedByExcel],
    ['as a script does, with formulas left as they were', withInsertedRow],
  ])('%s: stays, and the table stands around it', async (_, insert) => {
    const first = filled(await captured('baoan-2023')).after;
    const edited = insert(first, '绩效指标', 12, note);
    const { outcome, after } = filled(edited);
    expect(outcome.kept).toEqual([]);
    expect(rowTexts(after, 12)).toEqual(['我的备注']);
    expect(rowTexts(after, 11)).toContain('财务合规性');
    expect(rowTexts(after, 13)).toContain('预决算信息公开');
    expect(cellOfReference(after, "'自评得分表'!G20")?.formula).toBe("='绩效指标'!I22");
    expect(shownAt(after, "'自评得分表'!G26")).toBe('97.61');
    expect(rowTexts(after, 28).slice(0, 3)).toEqual(['合计', '100', '97.61']);
    expect(filled(after).outcome.plan.operations).toEqual([]);
  });

  test('inserted by Excel needs no writing on 「绩效指标」 at all', async () => {
    const first = filled(await captured('baoan-2023')).after;
    const { outcome } = filled(insertedByExcel(first, '绩效指标', 12, note));
    expect(outcome.plan.operations.filter((step) => 'sheet' in step && step.sheet === '绩效指标')).toEqual([]);
  });
});

test('a row of ours that the user deletes comes back', async () => {
  const first = filled(await captured('baoan-2023')).after;
  const sheet = markedSheet(first, ownSheets.indicators.mark);
  if (!sheet) throw new Error('no indicator sheet');
  const cells = new Map([...sheet.cells].filter(([row]) => row !== 11).map(([row, list]) => [row > 11 ? row - 1 : row, list]));
  const deleted = { ...first, sheets: first.sheets.map((other) => (other === sheet ? { ...sheet, cells } : other)) };
  const { outcome, after } = filled(deleted);
  expect(outcome.kept).toEqual([]);
  const standing = markedSheet(after, ownSheets.indicators.mark);
  expect(standing && cellAt(standing, 11, 5)?.value).toBe('财务合规性');
  expect(standing && cellAt(standing, 12, 5)?.value).toBe('预决算信息公开');
  expect(filled(after).outcome.plan.operations).toEqual([]);
});

test('a row that the user puts into a filled form moves our cells along: they are still ours and never become sources', async () => {
  const form = '部门整体支出绩效自评表';
  const first = filled(await captured('department-form')).after;
  const { outcome, after } = filled(insertedByExcel(first, form, 4, []));
  expect(outcome.kept).toEqual([]);
  expect(outcome.reading.facts.get('total:outturn')?.cells).toEqual(["'资金执行情况'!D7"]);
  expect(cellOfReference(after, `'${form}'!H6`)?.formula).toBe("='资金执行情况'!D7");
  expect(shownAt(after, `'${form}'!K19`)).toBe('98.53');
  expect(filled(after).outcome.plan.operations).toEqual([]);
});
