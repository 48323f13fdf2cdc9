import { canonicalOfBinary } from '../../src/core/amounts/decimal';
import { type Area, parseArea } from '../../src/core/workbook/address';
import { shownValue } from '../../src/core/workbook/preview';
import type { Cell, SheetSnapshot, Snapshot } from '../../src/core/workbook/snapshot';

/** A cell of a made-up workbook: a text, a number, nothing, or one with format, formula or error. */
export type Entry =
  | string
  | number
  | null
  | { readonly value: string | number; readonly format?: string; readonly formula?: string; readonly indent?: number }
  | { readonly error: string; readonly formula?: string };

/** A sheet of a made-up workbook, row by row from A1. */
export interface MadeSheet {
  readonly name: string;
  readonly rows: readonly (readonly Entry[])[];
  readonly merges?: readonly string[];
  readonly hiddenRows?: readonly number[];
  readonly hiddenColumns?: readonly number[];
  readonly visibility?: SheetSnapshot['visibility'];
  readonly protected?: boolean;
  readonly filtered?: boolean;
}

/** A snapshot of made-up sheets, as a host would see them. */
export function workbook(sheets: readonly MadeSheet[], more: Partial<Pick<Snapshot, 'names' | 'externalLinks' | 'file'>> = {}): Snapshot {
  return {
    file: more.file ?? null,
    sheets: sheets.map(madeSheet),
    names: more.names ?? [],
    externalLinks: more.externalLinks ?? [],
    date1904: false,
    structureProtected: false,
  };
}

/** A number with a format: `money(350000)`, `percent(0.942)`. */
export const money = (value: number, formula?: string): Entry => ({ value, format: '#,##0.00', ...(formula ? { formula } : {}) });
export const percent = (value: number, format = '0.00%'): Entry => ({ value, format });
export const fixed = (value: number, formula?: string): Entry => ({ value, format: '0.00', ...(formula ? { formula } : {}) });

function madeSheet(sheet: MadeSheet): SheetSnapshot {
  const cells = new Map<number, Map<number, Cell>>();
  let used: Area | null = null;
  sheet.rows.forEach((entries, rowIndex) => {
    entries.forEach((entry, columnIndex) => {
      const cell = madeCell(entry);
      if (!cell) return;
      const [row, column] = [rowIndex + 1, columnIndex + 1];
      const line = cells.get(row) ?? new Map<number, Cell>();
      line.set(column, cell);
      cells.set(row, line);
      used = used
        ? {
            top: Math.min(used.top, row),
            left: Math.min(used.left, column),
            bottom: Math.max(used.bottom, row),
            right: Math.max(used.right, column),
          }
        : { top: row, left: column, bottom: row, right: column };
    });
  });
  return {
    name: sheet.name,
    visibility: sheet.visibility ?? 'visible',
    cells,
    used,
    merges: (sheet.merges ?? []).flatMap((reference) => parseArea(reference) ?? []),
    hiddenRows: new Set(sheet.hiddenRows ?? []),
    hiddenColumns: new Set(sheet.hiddenColumns ?? []),
    protected: sheet.protected ?? false,
    filtered: sheet.filtered ?? false,
    arrays: [],
  };
}

/** One cell as a host sees it; null for nothing. */
export function madeCell(entry: Entry): Cell | null {
  if (entry === null) return null;
  if (typeof entry === 'string') return { kind: 'text', value: entry, formula: null, shown: entry, format: 'General', indent: 0 };
  if (typeof entry === 'number') return madeCell({ value: entry });
  if ('error' in entry)
    return { kind: 'error', value: entry.error, formula: entry.formula ?? null, shown: entry.error, format: 'General', indent: 0 };
  const format = entry.format ?? 'General';
  const common = { formula: entry.formula ?? null, format, indent: entry.indent ?? 0 };
  if (typeof entry.value === 'string') return { ...common, kind: 'text', value: entry.value, shown: entry.value };
  const value = canonicalOfBinary(entry.value);
  return { ...common, kind: 'number', value, shown: shownValue({ kind: 'number', value }, format) };
}

/** The same workbook with some cells changed; `null` empties a cell. Keys are `工作表!B4`. */
export function withCells(snapshot: Snapshot, changes: Readonly<Record<string, Entry>>): Snapshot {
  const bySheet = new Map<string, Map<string, Entry>>();
  for (const [reference, entry] of Object.entries(changes)) {
    const split = reference.lastIndexOf('!');
    const name = reference.slice(0, split).replace(/^'|'$/g, '');
    const inside = bySheet.get(name) ?? new Map<string, Entry>();
    inside.set(reference.slice(split + 1), entry);
    bySheet.set(name, inside);
  }
  return {
    ...snapshot,
    sheets: snapshot.sheets.map((sheet) => {
      const inside = bySheet.get(sheet.name);
      if (!inside) return sheet;
      const cells = new Map([...sheet.cells].map(([row, line]) => [row, new Map(line)] as const));
      for (const [reference, entry] of inside) {
        const area = parseArea(reference);
        if (!area) throw new RangeError(reference);
        const before = cells.get(area.top)?.get(area.left);
        const cell = madeCell(typeof entry === 'number' && before ? { value: entry, format: before.format } : entry);
        const line = cells.get(area.top) ?? new Map<number, Cell>();
        if (cell) line.set(area.left, cell);
        else line.delete(area.left);
        cells.set(area.top, new Map([...line].sort(([left], [right]) => left - right)));
      }
      return { ...sheet, cells: new Map([...cells].sort(([left], [right]) => left - right)) };
    }),
  };
}
