import type { IWorkbookData } from '@univerjs/core';

/** What a sheet looks like where nothing is said: Excel's Chinese defaults, in pixels and points. */
export const sheetDefaults = { rows: 120, columns: 26, width: 72, height: 19, fontName: '等线', fontSize: 11 } as const;

/** The id of the n-th sheet, in the form Excel gives. */
export function sheetId(number: number): string {
  return `{00000000-0001-0000-${number.toString(16).toUpperCase().padStart(4, '0')}-000000000000}`;
}

/** A workbook with one empty sheet. */
export function blankWorkbook(name = '工作簿1.xlsx', sheet = 'Sheet1'): Partial<IWorkbookData> {
  const id = sheetId(0);
  return {
    id: 'workbook',
    name,
    sheetOrder: [id],
    styles: {},
    defaultStyle: { ff: sheetDefaults.fontName, fs: sheetDefaults.fontSize, vt: 2 },
    sheets: { [id]: blankSheet(id, sheet) },
  };
}

/** An empty sheet of the usual size. */
export function blankSheet(id: string, name: string): NonNullable<IWorkbookData['sheets'][string]> {
  return {
    id,
    name,
    cellData: {},
    rowCount: sheetDefaults.rows,
    columnCount: sheetDefaults.columns,
    defaultColumnWidth: sheetDefaults.width,
    defaultRowHeight: sheetDefaults.height,
    mergeData: [],
    rowData: {},
    columnData: {},
    rowHeader: { width: 46 },
    columnHeader: { height: 20 },
    showGridlines: 1,
    hidden: 0,
    tabColor: '',
    freeze: { xSplit: 0, ySplit: 0, startRow: -1, startColumn: -1 },
  };
}
