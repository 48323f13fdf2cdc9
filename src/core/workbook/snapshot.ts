import type { Canonical } from '../amounts/decimal';
import type { Value } from '../amounts/evaluate';
import type { Area } from './address';

/** What kind of content a cell has. `blank` cells are kept only where they carry a number format or a style worth knowing. */
export type CellKind = 'number' | 'text' | 'boolean' | 'error' | 'blank';

/** One cell as a host saw it: plain data, no binary numbers. */
export interface Cell {
  readonly kind: CellKind;
  /** Canonical decimal, the text, `TRUE`/`FALSE`, `#DIV/0!`; empty for a blank. A date is a number with a date format. */
  readonly value: Canonical | string;
  /** The formula with its leading `=`, as Excel shows it; null for a constant. Text that begins with `=` has none. */
  readonly formula: string | null;
  /** What the cell shows. */
  readonly shown: string;
  /** The number format code; `General` where none is set. */
  readonly format: string;
  /** Indentation steps of the alignment (0 unless set); children of a row are often marked only by it. */
  readonly indent: number;
}

/** Cells of a sheet by row, then by column, both counting from 1 and both in ascending order. Blank cells may be absent. */
export type CellGrid = ReadonlyMap<number, ReadonlyMap<number, Cell>>;

/** A sheet as a host saw it. */
export interface SheetSnapshot {
  readonly name: string;
  readonly visibility: 'visible' | 'hidden' | 'veryHidden';
  readonly cells: CellGrid;
  /** Smallest area that holds every non-blank cell; null on an empty sheet. */
  readonly used: Area | null;
  readonly merges: readonly Area[];
  /** Rows and columns that are hidden (by hand, by outline or by a filter). */
  readonly hiddenRows: ReadonlySet<number>;
  readonly hiddenColumns: ReadonlySet<number>;
  readonly protected: boolean;
  /** A filter hides rows at the moment. */
  readonly filtered: boolean;
  /** Areas of array formulas and data tables: a single cell of them can not be written. */
  readonly arrays: readonly Area[];
}

/** A defined name of the workbook. */
export interface DefinedName {
  readonly name: string;
  /** What it refers to, with its leading `=`. */
  readonly refersTo: string;
  readonly hidden: boolean;
  /** The sheet of a sheet-local name; null for a name of the whole workbook. */
  readonly sheet: string | null;
}

/** All that a host saw of a workbook, once. */
export interface Snapshot {
  /** The file's name for messages; null where the host does not know it. */
  readonly file: string | null;
  readonly sheets: readonly SheetSnapshot[];
  readonly names: readonly DefinedName[];
  /** File names or addresses of linked workbooks. */
  readonly externalLinks: readonly string[];
  /** Dates count from 1904 instead of 1900. */
  readonly date1904: boolean;
  /** The structure of the workbook is protected: no sheet may be added. */
  readonly structureProtected: boolean;
  /** The application calculates only when it is told to: what formulas show may be out of date. */
  readonly manualCalculation?: boolean;
}

/** Indexes of sheets and names, made when first asked for: a workbook may have a thousand of each. */
const sheetIndexes = new WeakMap<readonly SheetSnapshot[], ReadonlyMap<string, SheetSnapshot>>();
const nameIndexes = new WeakMap<readonly DefinedName[], ReadonlyMap<string, DefinedName>>();

/** The sheet of that name (names compare without case, as in Excel), or null. */
export function sheetNamed(snapshot: Snapshot, name: string): SheetSnapshot | null {
  let index = sheetIndexes.get(snapshot.sheets);
  if (!index) {
    index = firstByName(snapshot.sheets);
    sheetIndexes.set(snapshot.sheets, index);
  }
  return index.get(name.toLowerCase()) ?? null;
}

/** The defined name of the whole workbook (names compare without case), or null. */
export function workbookName(snapshot: Snapshot, name: string): DefinedName | null {
  let index = nameIndexes.get(snapshot.names);
  if (!index) {
    index = firstByName(snapshot.names.filter(({ sheet }) => sheet === null));
    nameIndexes.set(snapshot.names, index);
  }
  return index.get(name.toLowerCase()) ?? null;
}

function firstByName<T extends { readonly name: string }>(named: readonly T[]): ReadonlyMap<string, T> {
  const index = new Map<string, T>();
  for (const each of named) if (!index.has(each.name.toLowerCase())) index.set(each.name.toLowerCase(), each);
  return index;
}

/** The cell at row and column, or null where nothing is known of it. */
export function cellAt(sheet: SheetSnapshot, row: number, column: number): Cell | null {
  return sheet.cells.get(row)?.get(column) ?? null;
}

/** Whether there is anything in the cell. */
export function isBlank(cell: Cell | null): boolean {
  return cell === null || cell.kind === 'blank' || (cell.kind === 'text' && cell.value.trim() === '' && cell.formula === null);
}

/** The merged area that a cell belongs to, or null. Linear in the number of merges: index them for a whole sheet. */
export function mergeAt(sheet: SheetSnapshot, row: number, column: number): Area | null {
  return sheet.merges.find((area) => row >= area.top && row <= area.bottom && column >= area.left && column <= area.right) ?? null;
}

/** A cell's content as a value for `evaluateTerm`. */
export function valueOfCell(cell: Cell | null): Value {
  if (cell === null || cell.kind === 'blank') return { kind: 'blank' };
  if (cell.kind === 'number') return { kind: 'number', value: cell.value };
  if (cell.kind === 'boolean') return { kind: 'boolean', value: cell.value === 'TRUE' };
  if (cell.kind === 'error') return { kind: 'error', value: cell.value as '#DIV/0!' };
  return { kind: 'text', value: cell.value };
}
