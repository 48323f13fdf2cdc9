/** A rectangle of cells on one sheet; rows and columns count from 1, both ends belong to it. */
export interface Area {
  readonly top: number;
  readonly left: number;
  readonly bottom: number;
  readonly right: number;
}

/** One cell on a named sheet; row and column count from 1. */
export interface CellAddress {
  readonly sheet: string;
  readonly row: number;
  readonly column: number;
}

/** The size of an Excel sheet. */
export const sheetLimits = { rows: 1048576, columns: 16384 } as const;

/** Column letters of a column number: 1 → `A`, 28 → `AB`. */
export function columnLetters(column: number): string {
  let letters = '';
  for (let rest = column; rest > 0; rest = Math.floor((rest - 1) / 26)) {
    letters = String.fromCharCode(65 + ((rest - 1) % 26)) + letters;
  }
  return letters;
}

/** Column number of column letters: `A` → 1. */
export function columnNumber(letters: string): number {
  let column = 0;
  for (const letter of letters.toUpperCase()) column = column * 26 + letter.charCodeAt(0) - 64;
  return column;
}

/** `B4`. */
export function cellReference(row: number, column: number): string {
  return `${columnLetters(column)}${row}`;
}

/** `B4:D9`, or `B4` for one cell. */
export function areaReference(area: Area): string {
  const first = cellReference(area.top, area.left);
  const last = cellReference(area.bottom, area.right);
  return first === last ? first : `${first}:${last}`;
}

/** `$B$4:$D$9`, or `$B$4`. */
export function absoluteReference(area: Area): string {
  const corner = (row: number, column: number): string => `$${columnLetters(column)}$${row}`;
  const first = corner(area.top, area.left);
  const last = corner(area.bottom, area.right);
  return first === last ? first : `${first}:${last}`;
}

/** A sheet's name as it stands before `!`; always quoted, as CONTRACT.md writes it: `'基础数据'`. */
export function quoteSheet(sheet: string): string {
  return sheet.includes("'") ? `'${sheet.replace(/'/g, "''")}'` : `'${sheet}'`;
}

/** `'基础数据'!B4`: the form of every address in outputs. */
export function fullReference(address: CellAddress): string {
  return `${quoteSheet(address.sheet)}!${cellReference(address.row, address.column)}`;
}

/** `'基础数据'!A5:I5`. */
export function fullAreaReference(sheet: string, area: Area): string {
  return `${quoteSheet(sheet)}!${areaReference(area)}`;
}

/** The area of one cell. */
export function cellArea(row: number, column: number): Area {
  return { top: row, left: column, bottom: row, right: column };
}

/** Reads `B4`, `$B$4:D9`; null for anything else (whole rows and columns included). */
export function parseArea(reference: string): Area | null {
  const match = /^\$?([A-Za-z]{1,3})\$?(\d{1,7})(?::\$?([A-Za-z]{1,3})\$?(\d{1,7}))?$/.exec(reference.trim());
  if (!match) return null;
  const columns = [columnNumber(match[1] as string), columnNumber(match[3] ?? (match[1] as string))];
  const rows = [Number(match[2]), Number(match[4] ?? match[2])];
  const area = { top: Math.min(...rows), left: Math.min(...columns), bottom: Math.max(...rows), right: Math.max(...columns) };
  if (area.top < 1 || area.bottom > sheetLimits.rows || area.right > sheetLimits.columns) return null;
  return area;
}

/** Reads `'基础数据'!B4:C5` or `取数!B1`; null when there is no sheet or no area. */
export function parseFullReference(reference: string): { sheet: string; area: Area } | null {
  return parseCellReference(reference) ?? parseAnyReference(reference);
}

const code = { quote: 39, mark: 33, zero: 48, nine: 57, a: 65, z: 90 } as const;

/** `'基础数据'!B4`, the form that we write ourselves and read most; null for every other form. */
function parseCellReference(reference: string): { sheet: string; area: Area } | null {
  if (reference.charCodeAt(0) !== code.quote) return null;
  const end = reference.indexOf("'", 1);
  if (end < 2 || reference.charCodeAt(end + 1) !== code.mark) return null;
  let at = end + 2;
  let column = 0;
  for (let letter = reference.charCodeAt(at); letter >= code.a && letter <= code.z; letter = reference.charCodeAt(at)) {
    column = column * 26 + letter - code.a + 1;
    at += 1;
  }
  const digits = at;
  let row = 0;
  for (let digit = reference.charCodeAt(at); digit >= code.zero && digit <= code.nine; digit = reference.charCodeAt(at)) {
    row = row * 10 + digit - code.zero;
    at += 1;
  }
  if (at !== reference.length || digits === end + 2 || digits > end + 5 || at === digits || at > digits + 7) return null;
  if (row < 1 || row > sheetLimits.rows || column > sheetLimits.columns) return null;
  return { sheet: reference.slice(1, end), area: { top: row, left: column, bottom: row, right: column } };
}

function parseAnyReference(reference: string): { sheet: string; area: Area } | null {
  const match = /^=?(?:'((?:[^']|'')+)'|([^'!]+))!(.+)$/.exec(reference.trim());
  if (!match) return null;
  const area = parseArea(match[3] as string);
  const sheet = match[1]?.replace(/''/g, "'") ?? match[2];
  return area && sheet ? { sheet, area } : null;
}

/** Whether a cell lies in an area. */
export function contains(area: Area, row: number, column: number): boolean {
  return row >= area.top && row <= area.bottom && column >= area.left && column <= area.right;
}

/** Whether two areas share a cell. */
export function overlaps(first: Area, second: Area): boolean {
  return first.top <= second.bottom && second.top <= first.bottom && first.left <= second.right && second.left <= first.right;
}
