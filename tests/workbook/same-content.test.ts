import { readFileSync } from 'node:fs';
import path from 'node:path';
import fc from 'fast-check';
import { sameContent } from '../../src/core/workbook/same-content';
import type { Cell, Snapshot } from '../../src/core/workbook/snapshot';
import { openWorkbook } from '../../src/hosts/file';

const file = path.join(__dirname, '../fixtures/xinjiang-2023.xlsx');
const opened = (): Snapshot => openWorkbook(new Uint8Array(readFileSync(file)), 'xinjiang-2023.xlsx').snapshot();
const first = opened();
const places = first.sheets.flatMap(({ cells }, sheet) =>
  [...cells].flatMap(([row, inRow]) => [...inRow.keys()].map((column) => ({ sheet, row, column }))),
);

/** The workbook with one cell changed, or without it. */
function edited({ sheet, row, column }: (typeof places)[number], change: (cell: Cell) => Cell | null): Snapshot {
  const base = opened();
  return {
    ...base,
    sheets: base.sheets.map((each, index) => {
      if (index !== sheet) return each;
      const cells = new Map(each.cells);
      const inRow = new Map(cells.get(row));
      const cell = inRow.get(column);
      const changed = cell ? change(cell) : null;
      if (changed) inRow.set(column, changed);
      else inRow.delete(column);
      return { ...each, cells: cells.set(row, inRow) };
    }),
  };
}

describe('the same content', () => {
  it('is found in a workbook that was read twice', () => {
    expect(sameContent(first, opened())).toBe(true);
    expect(sameContent(first, { ...opened(), manualCalculation: undefined })).toBe(true);
  });

  it('is never found after one cell was typed over, reformatted, hidden behind a formula, or emptied', () => {
    const changes: readonly ((cell: Cell) => Cell | null)[] = [
      (cell) => ({ ...cell, value: `${cell.value}1` }),
      (cell) => ({ ...cell, kind: cell.kind === 'text' ? 'number' : 'text' }),
      (cell) => ({ ...cell, shown: `${cell.shown} ` }),
      (cell) => ({ ...cell, format: '0.000' }),
      (cell) => ({ ...cell, formula: cell.formula === null ? '=1+1' : null }),
      (cell) => ({ ...cell, indent: cell.indent + 1 }),
      () => null,
    ];
    fc.assert(
      fc.property(fc.constantFrom(...places), fc.constantFrom(...changes), (place, change) => {
        const after = edited(place, change);
        expect([sameContent(first, after), sameContent(after, first)]).toEqual([false, false]);
      }),
      { numRuns: 60 },
    );
  });

  it.each<readonly [string, Partial<Snapshot>]>([
    ['a name', { names: [{ name: '新', refersTo: "='取数'!$A$1", hidden: false, sheet: null }] }],
    ['a sheet gone', { sheets: first.sheets.slice(1) }],
    ['a sheet renamed', { sheets: first.sheets.map((sheet, index) => (index === 0 ? { ...sheet, name: '改名' } : sheet)) }],
    ['a hidden row', { sheets: first.sheets.map((sheet) => ({ ...sheet, hiddenRows: new Set([3]) })) }],
    ['calculation by hand', { manualCalculation: true }],
  ])('is not found after %s', (_what, change) => {
    expect([sameContent(first, { ...first, ...change }), sameContent({ ...first, ...change }, first)]).toEqual([false, false]);
  });
});
