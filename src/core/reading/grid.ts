import { type LabelParts, readLabel } from '../facts/label';
import type { Area } from '../workbook/address';
import type { Cell, SheetSnapshot, Snapshot } from '../workbook/snapshot';
import { type Content, contentOf } from './number';

/** A non-blank cell with what reading needs to know of it. */
export interface GridCell {
  /** Its place in the order of its sheet. */
  readonly index: number;
  readonly row: number;
  readonly column: number;
  /** Last row and column of its merged area; its own where it is not merged. */
  readonly bottom: number;
  readonly right: number;
  readonly cell: Cell;
  readonly content: Content;
  /** The text as typed; empty for numbers. */
  readonly text: string;
  /** The text's parts; null for anything that is no text. */
  readonly label: LabelParts | null;
  /** Its formula refers to our own sheets or names: never a source. */
  readonly own: boolean;
}

/** Cells of one sheet that were met, a byte each: workbooks hold hundreds of thousands. */
export class MetCells {
  private readonly met: Uint8Array;
  constructor(grid: Grid) {
    this.met = new Uint8Array(grid.size);
  }

  add(cell: GridCell): void {
    this.met[cell.index] = 1;
  }

  has(cell: GridCell): boolean {
    return this.met[cell.index] === 1;
  }
}

/** A sheet laid out for reading. */
export interface Grid {
  readonly sheet: SheetSnapshot;
  /** Rows that hold anything, ascending. */
  readonly rows: readonly number[];
  /** Non-blank cells by row, left to right; anchors only. */
  readonly cells: ReadonlyMap<number, readonly GridCell[]>;
  /** Last column that holds anything. */
  readonly lastColumn: number;
  /** How many cells there are. */
  readonly size: number;
  /** The cell at an address, or the anchor of the merged area that covers it. */
  at(row: number, column: number): GridCell | null;
}

const columnsOfKey = 32768;
const mergeBudget = 400000;

/** What belongs to the program itself: titles of marked sheets, and its defined names. */
export interface Own {
  readonly sheets: ReadonlySet<string>;
  readonly names: ReadonlySet<string>;
}

/** Sheets that carry our mark (a hidden name `_绩核_…` on their A1), and the names that point into them. */
export function ownParts(snapshot: Snapshot): Own {
  const sheets = new Set<string>();
  for (const name of snapshot.names) {
    if (!name.name.startsWith('_绩核_')) continue;
    const target = sheetOfReference(name.refersTo);
    if (target !== null) sheets.add(target);
  }
  const names = new Set<string>();
  for (const name of snapshot.names) {
    const target = sheetOfReference(name.refersTo);
    if (target !== null && sheets.has(target)) names.add(name.name);
  }
  return { sheets, names };
}

function sheetOfReference(refersTo: string): string | null {
  const match = /^=?(?:'((?:[^']|''){1,200})'|([^'!]{1,200}))!\$?[A-Za-z]{1,3}\$?\d{1,7}/u.exec(refersTo.trim());
  return match ? (match[1]?.replace(/''/g, "'") ?? match[2] ?? null) : null;
}

function isOwn(formula: string | null, own: Own): boolean {
  if (formula === null || own.sheets.size === 0) return false;
  for (const token of formula.match(/[\p{L}_\\][\p{L}\p{N}_.\\]*/gu) ?? []) if (own.names.has(token) || own.sheets.has(token)) return true;
  return false;
}

/** What a text says, once for the whole workbook. */
export interface KnownText {
  readonly content: Content;
  /** Null where the text is a number, a placeholder or blank. */
  readonly label: LabelParts | null;
}

/** Lays a sheet out; linear in its cells and merges. `texts` remembers over the workbook what texts say. */
export function layOut(sheet: SheetSnapshot, own: Own, texts: Map<string, KnownText>): Grid {
  const used = sheet.used;
  const anchors = new Map<number, Area>();
  const covered = new Map<number, number>();
  let budget = mergeBudget;
  for (const merge of used ? sheet.merges : []) {
    anchors.set(merge.top * columnsOfKey + merge.left, merge);
    const bottom = Math.min(merge.bottom, used?.bottom ?? 0);
    const right = Math.min(merge.right, used?.right ?? 0);
    const size = Math.max(0, bottom - merge.top + 1) * Math.max(0, right - merge.left + 1);
    if (size > budget) continue;
    budget -= size;
    const anchor = merge.top * columnsOfKey + merge.left;
    for (let row = merge.top; row <= bottom; row += 1) {
      for (let column = merge.left; column <= right; column += 1) covered.set(row * columnsOfKey + column, anchor);
    }
  }
  const cells = new Map<number, GridCell[]>();
  const byRow = new Map<number, GridCell[]>();
  let lastColumn = 0;
  let size = 0;
  for (const [row, columns] of sheet.cells) {
    const inRow: GridCell[] = [];
    const inOrder: GridCell[] = [];
    for (const [column, cell] of columns) {
      const key = row * columnsOfKey + column;
      const anchor = covered.size === 0 ? undefined : covered.get(key);
      if (anchor !== undefined && anchor !== key) continue;
      const known = cell.kind === 'text' ? knownText(cell, texts) : null;
      const content = known?.content ?? contentOf(cell);
      if (content.kind === 'blank') continue;
      const merge = anchors.size === 0 ? undefined : anchors.get(key);
      const text = cell.kind === 'text' ? cell.value : '';
      const entry: GridCell = {
        index: size,
        row,
        column,
        bottom: merge ? Math.min(merge.bottom, used?.bottom ?? row) : row,
        right: merge ? merge.right : column,
        cell,
        content,
        text,
        label: known?.label ?? null,
        own: isOwn(cell.formula, own),
      };
      size += 1;
      inOrder.push(entry);
      inRow[column] = entry;
      if (column > lastColumn) lastColumn = column;
    }
    if (inOrder.length === 0) continue;
    cells.set(
      row,
      inOrder.every((entry, position) => position === 0 || entry.column > (inOrder[position - 1]?.column ?? 0))
        ? inOrder
        : inOrder.sort((first, second) => first.column - second.column),
    );
    byRow.set(row, inRow);
  }
  return {
    sheet,
    rows: [...cells.keys()].sort((first, second) => first - second),
    cells,
    lastColumn,
    size,
    at: (row, column) => {
      const own = byRow.get(row)?.[column];
      if (own !== undefined || covered.size === 0) return own ?? null;
      const anchor = covered.get(row * columnsOfKey + column);
      return anchor === undefined ? null : (byRow.get(Math.floor(anchor / columnsOfKey))?.[anchor % columnsOfKey] ?? null);
    },
  };
}

function knownText(cell: Cell, texts: Map<string, KnownText>): KnownText {
  const known = texts.get(cell.value);
  if (known) return known;
  const content = contentOf(cell);
  const read: KnownText = { content, label: content.kind === 'text' ? readLabel(cell.value) : null };
  texts.set(cell.value, read);
  return read;
}

/** Rows of a grid from `first` to `last`, both included; found by bisection, so that many small looks stay cheap. */
export function rowsBetween(grid: Grid, first: number, last: number): readonly number[] {
  let low = 0;
  let high = grid.rows.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((grid.rows[middle] ?? 0) < first) low = middle + 1;
    else high = middle;
  }
  let end = low;
  while (end < grid.rows.length && (grid.rows[end] ?? 0) <= last) end += 1;
  return grid.rows.slice(low, end);
}
