import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { areaReference, cellReference } from '../../../src/core/workbook/address';
import { type Cell, cellAt } from '../../../src/core/workbook/snapshot';
import { FileHost } from '../../../src/hosts/file/file-host';
import type { OpenExcel } from './open-excel';

/** Puts the sheets of a fixture workbook into the emulated Excel, through Office.js alone. */
export async function loadWorkbook(open: OpenExcel, file: string): Promise<void> {
  const bytes = new Uint8Array(readFileSync(join(process.cwd(), 'tests/fixtures', file)));
  const snapshot = await (await FileHost.open(bytes, file)).capture();
  await open.by((context) => {
    snapshot.sheets.forEach((sheet, index) => {
      const { worksheets } = context.workbook;
      const target = index === 0 ? worksheets.getItem('Sheet1') : worksheets.add(sheet.name);
      target.name = sheet.name;
      const bottom = Math.max(...sheet.cells.keys());
      const right = Math.max(...[...sheet.cells.values()].flatMap((cells) => [...cells.keys()]));
      const grid = <T>(read: (cell: Cell | null) => T): T[][] =>
        Array.from({ length: bottom }, (_, row) => Array.from({ length: right }, (__, column) => read(cellAt(sheet, row + 1, column + 1))));
      const range = target.getRangeByIndexes(0, 0, bottom, right);
      range.numberFormat = grid((cell) => cell?.format ?? 'General');
      range.formulas = grid((cell) => (cell ? contentOf(cell) : ''));
      for (const [row, cells] of sheet.cells) {
        for (const [column, { indent }] of cells) if (indent > 0) target.getRange(cellReference(row, column)).format.indentLevel = indent;
      }
      for (const merge of sheet.merges) target.getRange(areaReference(merge)).merge();
    });
  });
}

function contentOf(cell: Cell): string | number | boolean {
  if (cell.kind === 'blank') return '';
  if (cell.formula !== null) return cell.formula;
  if (cell.kind === 'number') return Number(cell.value);
  if (cell.kind === 'boolean') return cell.value === 'TRUE';
  return cell.kind === 'text' ? `'${cell.value}` : cell.value;
}
