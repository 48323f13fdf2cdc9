import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Area, contains } from '../../../src/core/workbook/address';
import type { Operation, Plan } from '../../../src/core/workbook/plan';
import { cellAt, isBlank, type SheetSnapshot, type Snapshot } from '../../../src/core/workbook/snapshot';

const folder = join(__dirname, '../../../../shared/corpus');

/** Workbooks that nobody here made, where they are at hand: path and bytes. */
export function corpusFiles(): { readonly name: string; readonly bytes: Uint8Array }[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .filter((name) => /\.xls[xm]$/.test(name))
    .map((name) => ({ name, bytes: new Uint8Array(readFileSync(join(folder, name))) }));
}

/** The title of the sheet that the small plan adds. */
export const addedSheet = '绩效指标（绩核）';

/** A blank cell that may be written: unprotected sheet, below what stands (LibreOffice fills pivot tables anew). */
export function freeCell(snapshot: Snapshot): { sheet: string; row: number; column: number } | null {
  const sheet = snapshot.sheets.find((each) => !each.protected);
  if (!sheet) return null;
  const below = (sheet.used?.bottom ?? 0) + 2;
  for (let row = below; row < below + 100; row++) if (isFree(sheet, row, 1)) return { sheet: sheet.name, row, column: 1 };
  return null;
}

function isFree(sheet: SheetSnapshot, row: number, column: number): boolean {
  const covers = (area: Area): boolean => contains(area, row, column);
  return isBlank(cellAt(sheet, row, column)) && !sheet.merges.some(covers) && !sheet.arrays.some(covers);
}

/** A new sheet with formulas, styles and a defined name, and one filled cell of the workbook's own. */
export function smallPlan(snapshot: Snapshot): Plan {
  const free = freeCell(snapshot);
  const filled: Operation[] =
    free === null
      ? []
      : [
          {
            kind: 'writeBlock',
            sheet: free.sheet,
            top: free.row,
            left: free.column,
            rows: [[{ value: { kind: 'number', value: '97.61' } }]],
          },
        ];
  return {
    operations: [
      { kind: 'ensureSheet', sheet: addedSheet, mark: '_绩核_指标' },
      {
        kind: 'writeBlock',
        sheet: addedSheet,
        top: 1,
        left: 1,
        rows: [
          [{ value: { kind: 'text', value: '=预算执行率' } }, { value: { kind: 'number', value: '0.93768' } }],
          [
            { formula: '=ROUND(执行率_试*100,2)', result: { kind: 'number', value: '93.77' } },
            { formula: '="得分"&TEXT(A2,"0.00")', result: { kind: 'text', value: '得分93.77' } },
          ],
          [
            { formula: '=1/0', result: { kind: 'error', value: '#DIV/0!' } },
            { formula: '=A2>90', result: { kind: 'boolean', value: true } },
          ],
        ],
      },
      {
        kind: 'format',
        sheet: addedSheet,
        area: { top: 1, left: 1, bottom: 2, right: 2 },
        format: { bold: true, fill: '#FFF2CC', border: '#808080' },
      },
      { kind: 'format', sheet: addedSheet, area: { top: 1, left: 2, bottom: 1, right: 2 }, format: { numberFormat: '0.00%' } },
      { kind: 'definedName', name: '执行率_试', refersTo: `='${addedSheet}'!$B$1`, hidden: false },
      ...filled,
    ],
  };
}
