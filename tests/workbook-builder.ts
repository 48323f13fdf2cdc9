import { canonicalOfBinary } from '../src/core/amounts/decimal';
import { type Area, parseArea } from '../src/core/workbook/address';
import type { Cell, DefinedName, SheetSnapshot, Snapshot } from '../src/core/workbook/snapshot';

/** A cell as a test writes it: text, number, nothing, or a number with a format, a formula, an error. */
export type Entry =
  | string
  | number
  | null
  | {
      readonly value: string | number | null;
      readonly shown?: string;
      readonly format?: string;
      readonly formula?: string;
      readonly indent?: number;
      readonly error?: boolean;
    };

/** A sheet as a test writes it: rows from row 1, cells from column A. */
export interface SheetEntry {
  readonly name: string;
  readonly rows: readonly (readonly Entry[])[];
  readonly merges?: readonly string[];
  readonly visibility?: SheetSnapshot['visibility'];
}

/** What a number shows in the few formats that tests use. */
function shownAs(value: number, format: string): string {
  const percent = /0(?:\.(0+))?%/.exec(format);
  if (percent) return `${(value * 100).toFixed(percent[1]?.length ?? 0)}%`;
  const places = /0\.(0+)/.exec(format);
  if (places)
    return value.toLocaleString('en-US', {
      minimumFractionDigits: places[1]?.length ?? 0,
      maximumFractionDigits: places[1]?.length ?? 0,
      useGrouping: format.includes('#,##'),
    });
  return canonicalOfBinary(value);
}

function cellOf(entry: Entry): Cell | null {
  if (entry === null) return null;
  const given = typeof entry === 'object' ? entry : { value: entry };
  const format = given.format ?? 'General';
  const formula = given.formula ?? null;
  const indent = given.indent ?? 0;
  if (given.value === null) return null;
  if (typeof given.value === 'number') {
    return {
      kind: 'number',
      value: canonicalOfBinary(given.value),
      formula,
      shown: given.shown ?? shownAs(given.value, format),
      format,
      indent,
    };
  }
  return { kind: given.error ? 'error' : 'text', value: given.value, formula, shown: given.shown ?? given.value, format, indent };
}

/** A snapshot of a sheet built from plain rows. */
export function sheetOf(entry: SheetEntry): SheetSnapshot {
  const cells = new Map<number, Map<number, Cell>>();
  let bottom = 0;
  let right = 0;
  entry.rows.forEach((row, rowIndex) => {
    row.forEach((value, columnIndex) => {
      const cell = cellOf(value);
      if (!cell) return;
      const columns = cells.get(rowIndex + 1) ?? new Map<number, Cell>();
      columns.set(columnIndex + 1, cell);
      cells.set(rowIndex + 1, columns);
      bottom = Math.max(bottom, rowIndex + 1);
      right = Math.max(right, columnIndex + 1);
    });
  });
  return {
    name: entry.name,
    visibility: entry.visibility ?? 'visible',
    cells,
    used: bottom === 0 ? null : { top: 1, left: 1, bottom, right },
    merges: (entry.merges ?? []).map((merge): Area => parseArea(merge) ?? { top: 1, left: 1, bottom: 1, right: 1 }),
    hiddenRows: new Set(),
    hiddenColumns: new Set(),
    protected: false,
    filtered: false,
    arrays: [],
  };
}

/** A snapshot of a workbook built from plain rows. */
export function workbookOf(sheets: readonly SheetEntry[], names: readonly DefinedName[] = [], file = 'test.xlsx'): Snapshot {
  return { file, sheets: sheets.map(sheetOf), names, externalLinks: [], date1904: false, structureProtected: false };
}
