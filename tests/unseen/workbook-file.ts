import { writeXlsx } from 'hucre/xlsx';
import { parseArea } from '../../src/core/workbook/address';
import type { Entry, SheetEntry } from '../workbook-builder';

const enteredValue = (entry: Entry): string | number | null => (entry !== null && typeof entry === 'object' ? entry.value : entry);

/** A real .xlsx file of plain sheets: values, number formats and merges. */
export async function workbookFile(sheets: readonly SheetEntry[]): Promise<Uint8Array> {
  return writeXlsx({
    sheets: sheets.map((sheet) => ({
      name: sheet.name,
      hidden: sheet.visibility === 'hidden',
      veryHidden: sheet.visibility === 'veryHidden',
      rows: sheet.rows.map((row) => row.map(enteredValue)),
      cells: new Map(
        sheet.rows.flatMap((row, rowIndex) =>
          row.flatMap((entry, columnIndex) =>
            entry !== null && typeof entry === 'object' && entry.format !== undefined
              ? [[`${rowIndex},${columnIndex}`, { value: entry.value, style: { numFmt: entry.format } }] as const]
              : [],
          ),
        ),
      ),
      merges: (sheet.merges ?? []).flatMap((merge) => {
        const area = parseArea(merge);
        return area ? [{ startRow: area.top - 1, startCol: area.left - 1, endRow: area.bottom - 1, endCol: area.right - 1 }] : [];
      }),
    })),
  });
}
