import type { Cell, SheetSnapshot, Snapshot } from '../../src/core/workbook/snapshot';

/** A snapshot made of plain rows, for tests: numbers and texts as given, `=…` as formulas without a result. */
export function workbook(sheets: Readonly<Record<string, readonly (readonly (string | number | null)[])[]>>): Snapshot {
  return {
    file: 'test.xlsx',
    sheets: Object.entries(sheets).map(([name, rows]) => sheetOf(name, rows)),
    names: [],
    externalLinks: [],
    date1904: false,
    structureProtected: false,
  };
}

function sheetOf(name: string, rows: readonly (readonly (string | number | null)[])[]): SheetSnapshot {
  const cells = new Map<number, Map<number, Cell>>();
  let right = 0;
  rows.forEach((row, rowIndex) => {
    const present = new Map<number, Cell>();
    row.forEach((content, columnIndex) => {
      if (content !== null) present.set(columnIndex + 1, cellOf(content));
    });
    right = Math.max(right, row.length);
    if (present.size > 0) cells.set(rowIndex + 1, present);
  });
  return {
    name,
    visibility: 'visible',
    cells,
    used: rows.length === 0 ? null : { top: 1, left: 1, bottom: rows.length, right },
    merges: [],
    hiddenRows: new Set(),
    hiddenColumns: new Set(),
    protected: false,
    filtered: false,
    arrays: [],
  };
}

/** One cell of a test's workbook. */
export function cellOf(content: string | number): Cell {
  if (typeof content === 'number') {
    return { kind: 'number', value: String(content), formula: null, shown: String(content), format: 'General', indent: 0 };
  }
  const formula = content.startsWith('=') ? content : null;
  return { kind: 'text', value: formula ? '' : content, formula, shown: formula ? '' : content, format: 'General', indent: 0 };
}

/** The same workbook with cells typed over by hand: sheet, row, column, content (null clears). */
export function typed(snapshot: Snapshot, edits: readonly (readonly [string, number, number, string | number | null])[]): Snapshot {
  return {
    ...snapshot,
    sheets: snapshot.sheets.map((sheet) => {
      const mine = edits.filter(([name]) => name === sheet.name);
      if (mine.length === 0) return sheet;
      const cells = new Map([...sheet.cells].map(([row, present]) => [row, new Map(present)]));
      for (const [, row, column, content] of mine) {
        const present = cells.get(row) ?? new Map<number, Cell>();
        if (content === null) present.delete(column);
        else present.set(column, cellOf(content));
        cells.set(row, present);
      }
      return { ...sheet, cells };
    }),
  };
}

/** The same workbook with a row put in before `at`, cells moved down as a spreadsheet does (formulas unchanged, marks kept). */
export function withInsertedRow(snapshot: Snapshot, name: string, at: number, content: readonly (string | number | null)[] = []): Snapshot {
  return {
    ...snapshot,
    sheets: snapshot.sheets.map((sheet) => {
      if (sheet.name !== name) return sheet;
      const cells = new Map<number, ReadonlyMap<number, Cell>>();
      for (const [row, present] of sheet.cells) cells.set(row >= at ? row + 1 : row, present);
      const added = new Map<number, Cell>();
      content.forEach((value, index) => {
        if (value !== null) added.set(index + 1, cellOf(value));
      });
      if (added.size > 0) cells.set(at, added);
      const merges = sheet.merges.map((area) => ({
        ...area,
        top: area.top >= at ? area.top + 1 : area.top,
        bottom: area.bottom >= at ? area.bottom + 1 : area.bottom,
      }));
      const used = sheet.used && { ...sheet.used, bottom: sheet.used.bottom + 1 };
      return { ...sheet, cells: new Map([...cells].sort(([first], [second]) => first - second)), merges, used };
    }),
  };
}
