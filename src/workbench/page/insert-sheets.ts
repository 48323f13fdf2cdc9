import type { Area } from '../../core/workbook/address';
import type { SheetSnapshot } from '../../core/workbook/snapshot';
import type { SheetAppearance } from '../../hosts/file/appearance';
import { openWorkbook } from '../../hosts/file/package';
import type { CellEntry, Engine } from '../engine/engine';
import type { Book } from '../model/book';
import { lookOfAppearance, pixelsOfCharacters } from './open-workbook';

/**
 * Puts the sheets of another workbook into the open one, as `insertWorksheetsFromBase64` does; a name that is taken gets ` (2)`.
 * Gives the new sheets' ids. Charts, rules and names of the other workbook are not brought along.
 */
export function insertSheets(book: Book, bytes: Uint8Array, wanted: readonly string[] | null, position: number): readonly string[] {
  const file = openWorkbook(bytes, null);
  const { engine } = book;
  const sheets = file.snapshot().sheets.filter((sheet) => wanted === null || wanted.includes(sheet.name));
  const ids = sheets.map((sheet) => engine.addSheet(freeName(engine, sheet.name)));
  for (const [index, sheet] of sheets.entries()) {
    const id = ids[index] ?? '';
    fillSheet(engine, id, sheet);
    const appearance = file.appearance(sheet.name);
    if (appearance) dressSheet(engine, id, sheet, appearance);
    engine.merge(id, sheet.merges);
    if (position < engine.sheets().length - ids.length) engine.moveSheet(id, position + index);
    if (sheet.visibility !== 'visible') engine.setVisibility(id, sheet.visibility === 'hidden' ? 'Hidden' : 'VeryHidden');
  }
  return ids;
}

function freeName(engine: Engine, name: string): string {
  const taken = new Set(engine.sheets().map((sheet) => sheet.name.toLowerCase()));
  let free = name;
  for (let number = 2; taken.has(free.toLowerCase()); number += 1) free = `${name.slice(0, 26)} (${number})`;
  return free;
}

function fillSheet(engine: Engine, id: string, sheet: SheetSnapshot): void {
  const { used } = sheet;
  if (!used) return;
  const entries: (CellEntry | null)[][] = Array.from({ length: used.bottom - used.top + 1 }, () =>
    Array.from({ length: used.right - used.left + 1 }, () => null),
  );
  for (const [row, line] of sheet.cells) {
    for (const [column, cell] of line) {
      const target = entries[row - used.top];
      if (target && cell.kind !== 'blank') target[column - used.left] = entryOf(cell);
    }
  }
  engine.write(id, used, entries);
}

function entryOf(cell: { readonly kind: string; readonly value: string; readonly formula: string | null }): CellEntry {
  if (cell.formula !== null) return { kind: 'formula', formula: cell.formula };
  if (cell.kind === 'number') return { kind: 'number', value: Number(cell.value) };
  if (cell.kind === 'boolean') return { kind: 'boolean', value: cell.value === 'TRUE' };
  return { kind: 'text', value: cell.value };
}

function dressSheet(engine: Engine, id: string, sheet: SheetSnapshot, appearance: SheetAppearance): void {
  const area = dressedArea(appearance, sheet.used);
  if (!area) return;
  engine.setLook(id, area, (row, column) => {
    const style = appearance.cells.get(row)?.get(column);
    const look = style === undefined ? undefined : appearance.styles[style];
    return look ? { ...lookOfAppearance(look), locked: look.locked } : null;
  });
  for (const { first, last, width, hidden } of appearance.columns) {
    if (first > area.right) continue;
    if (width !== null) engine.setColumnWidth(id, first, Math.min(last, area.right), pixelsOfCharacters(width));
    if (hidden) engine.setColumnsHidden(id, first, Math.min(last, area.right), true);
  }
  for (const [row, { height, hidden }] of appearance.rows) {
    if (height !== null) engine.setRowHeight(id, row, row, Math.round(height / 0.75));
    if (hidden) engine.setRowsHidden(id, row, row, true);
  }
  if (appearance.freeze) engine.setFreeze(id, appearance.freeze.rows, appearance.freeze.columns);
  if (appearance.tabColor) engine.setTabColor(id, appearance.tabColor);
  if (!appearance.gridlines) engine.setGridlines(id, false);
}

function dressedArea(appearance: SheetAppearance, used: Area | null): Area | null {
  let area = used;
  for (const [row, line] of appearance.cells) {
    for (const column of line.keys()) {
      area = area
        ? {
            top: Math.min(area.top, row),
            left: Math.min(area.left, column),
            bottom: Math.max(area.bottom, row),
            right: Math.max(area.right, column),
          }
        : { top: row, left: column, bottom: row, right: column };
    }
  }
  return area;
}
