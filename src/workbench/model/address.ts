import { type Area, columnNumber, parseArea, sheetLimits } from '../../core/workbook/address';
import { sheetPrefix } from '../engine/formula-text';
import { type Book, sheetAddress } from './book';

/** An area on a sheet, by the sheet's id. */
export interface Place {
  readonly sheet: string;
  readonly area: Area;
}

/** The whole of a sheet. */
export const wholeSheet: Area = { top: 1, left: 1, bottom: sheetLimits.rows, right: sheetLimits.columns };

/** Reads `B4`, `$B$4:D9`, `A:C`, `2:4`; null for anything else. */
export function readArea(reference: string): Area | null {
  const text = reference.trim().replace(/\$/g, '');
  const columns = /^([A-Za-z]{1,3}):([A-Za-z]{1,3})$/.exec(text);
  if (columns) {
    const [left, right] = [columnNumber(columns[1] ?? ''), columnNumber(columns[2] ?? '')].sort((a, b) => a - b) as [number, number];
    return right > sheetLimits.columns ? null : { top: 1, left, bottom: sheetLimits.rows, right };
  }
  const rows = /^(\d{1,7}):(\d{1,7})$/.exec(text);
  if (rows) {
    const [top, bottom] = [Number(rows[1]), Number(rows[2])].sort((a, b) => a - b) as [number, number];
    return top < 1 || bottom > sheetLimits.rows ? null : { top, left: 1, bottom, right: sheetLimits.columns };
  }
  return parseArea(text);
}

/** Reads an address with a sheet, or on the given sheet where it has none; null where the sheet or the area does not exist. */
export function readPlace(book: Book, reference: string, sheet: string | null): Place | null {
  const match = /^=?(?:(?:'((?:[^']|'')+)'|([^'!]+))!)?([^!]+)$/.exec(reference.trim());
  if (!match) return null;
  const named = (match[1]?.replace(/''/g, "'") ?? match[2])?.toLowerCase();
  const found = named === undefined ? sheet : (book.engine.sheetNamed(named)?.id ?? null);
  const area = readArea(match[3] ?? '');
  return found !== null && area ? { sheet: found, area } : null;
}

/** `取数!A1:B2`, as Excel writes it. */
export function fullAddress(book: Book, { sheet, area }: Place): string {
  return `${sheetPrefix(sheetName(book, sheet))}!${sheetAddress(area)}`;
}

/** `=取数!$A$1:$B$2`, as it stands behind a name. */
export function absoluteFormula(book: Book, place: Place): string {
  const absolute = sheetAddress(place.area).replace(/[A-Z]+|\d+/g, (part) => `$${part}`);
  return `=${sheetPrefix(sheetName(book, place.sheet))}!${absolute}`;
}

/** The title of a sheet. */
export function sheetName(book: Book, sheet: string): string {
  return book.engine.sheetEntry(sheet)?.name ?? '#REF';
}

/** What two areas share, or null. */
export function intersection(first: Area, second: Area): Area | null {
  const area = {
    top: Math.max(first.top, second.top),
    left: Math.max(first.left, second.left),
    bottom: Math.min(first.bottom, second.bottom),
    right: Math.min(first.right, second.right),
  };
  return area.top <= area.bottom && area.left <= area.right ? area : null;
}

/** What is left of an area when another is taken out of it: up to four rectangles. */
export function without(area: Area, taken: Area): Area[] {
  const shared = intersection(area, taken);
  if (!shared) return [area];
  const rest: Area[] = [];
  if (area.top < shared.top) rest.push({ ...area, bottom: shared.top - 1 });
  if (area.bottom > shared.bottom) rest.push({ ...area, top: shared.bottom + 1 });
  if (area.left < shared.left) rest.push({ top: shared.top, bottom: shared.bottom, left: area.left, right: shared.left - 1 });
  if (area.right > shared.right) rest.push({ top: shared.top, bottom: shared.bottom, left: shared.right + 1, right: area.right });
  return rest;
}
