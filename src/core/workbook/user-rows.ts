import { type Area, parseFullReference } from './address';
import type { DesignedName, FormCell, SheetDesign } from './design';
import { contentTextOfCell, fingerprintOf } from './fingerprint';
import { formulaTokens } from './formula-text';
import type { PlannedCell } from './plan';
import { cellAt, type SheetSnapshot } from './snapshot';

/** Where a cell of ours was written last, and the fingerprint of what. */
export interface Written {
  readonly row: number;
  readonly column: number;
  readonly fingerprint: string;
}

/** Rows that the user put into a sheet of ours (as they stand now), and where each row of our last writing stands now. */
export interface RowShift {
  readonly userRows: readonly number[];
  /** Row of the last writing → row now; null where the user deleted it. Absent rows stand where they stood. */
  readonly moved: ReadonlyMap<number, number | null>;
}

/** Nothing was put in and nothing taken out. */
export const noShift: RowShift = { userRows: [], moved: new Map() };

/** Farthest that rows are looked for, in rows. */
const reach = 60;
const blankFingerprint = fingerprintOf('');

/**
 * Finds rows that were inserted or deleted on one of our sheets since we wrote it, by comparing what we wrote in each row with what
 * stands there now. `before` are the user's rows as of the last run. Linear in the number of cells while nothing has moved.
 */
export function findRowShift(sheet: SheetSnapshot, written: Iterable<Written>, before: readonly number[]): RowShift {
  const rows = new Map<number, Written[]>();
  for (const cell of written) {
    if (cell.fingerprint === blankFingerprint) continue;
    const list = rows.get(cell.row);
    if (list) list.push(cell);
    else rows.set(cell.row, [cell]);
  }
  const order = [...rows.keys()].sort((first, second) => first - second);
  const agrees = (row: number | undefined, offset: number): boolean => {
    const cells = row === undefined ? undefined : rows.get(row);
    if (row === undefined || !cells) return false;
    let same = 0;
    for (const [index, cell] of cells.entries()) {
      if (same * 2 >= cells.length) return true;
      if ((same + cells.length - index) * 2 < cells.length) return false;
      if (fingerprintOf(contentTextOfCell(cellAt(sheet, row + offset, cell.column))) === cell.fingerprint) same += 1;
    }
    return same * 2 >= cells.length;
  };
  const moved = new Map<number, number | null>();
  const inserted: number[] = [];
  let offset = 0;
  let last = 0;
  order.forEach((row, index) => {
    if (!agrees(row, offset)) {
      const found = newOffset(row, order[index + 1], offset, last, agrees);
      if (found !== null) {
        for (let count = 1; count <= found - offset; count += 1) inserted.push(row + found - count);
        offset = found;
      }
    }
    const now = row + offset;
    moved.set(row, now);
    last = now;
  });
  const taken = new Map<number, number>();
  for (const row of order) {
    const now = moved.get(row) ?? row;
    const rival = taken.get(now);
    if (rival !== undefined) moved.set(rival, null);
    taken.set(now, row);
  }
  if (inserted.length === 0 && before.length === 0 && [...moved].every(([row, now]) => row === now)) return noShift;
  const kept = before.map((row) => row + offsetBefore(row, order, moved)).filter((row) => row > 0 && !taken.has(row));
  return { userRows: [...new Set([...kept, ...inserted])].sort((first, second) => first - second), moved };
}

function newOffset(
  row: number,
  next: number | undefined,
  offset: number,
  last: number,
  agrees: (row: number | undefined, offset: number) => boolean,
): number | null {
  for (let distance = 1; distance <= reach; distance += 1) {
    for (const candidate of [offset + distance, offset - distance]) {
      if (row + candidate < Math.max(1, last) || !agrees(row, candidate)) continue;
      if (next === undefined || agrees(next, candidate)) return candidate;
    }
  }
  return null;
}

function offsetBefore(row: number, order: readonly number[], moved: ReadonlyMap<number, number | null>): number {
  let offset = 0;
  for (const other of order) {
    if (other > row) break;
    offset = (moved.get(other) ?? other) - other;
  }
  return offset;
}

/** The user's rows of each sheet that has any, by sheet name. */
export type UserRows = ReadonlyMap<string, readonly number[]>;

/** Where a row of a design stands when the user's rows are left free. */
export function placedRow(row: number, userRows: readonly number[]): number {
  let now = row;
  for (const user of userRows) if (user <= now) now += 1;
  return now;
}

/** A full reference of a design as it stands in the workbook, the user's rows left free. */
export function placedReference(cell: string, userRows: UserRows): string {
  const rows = userRows.get(parseFullReference(cell)?.sheet ?? '');
  return rows ? placedFormula(cell, '', userRows) : cell;
}

/** Score cells of designs by key as they stand in the workbook. */
export function placedCells(cells: ReadonlyMap<string, string>, userRows: UserRows): ReadonlyMap<string, string> {
  return userRows.size === 0 ? cells : new Map([...cells].map(([key, cell]) => [key, placedReference(cell, userRows)]));
}

/** A formula of a design with all references as they stand in the workbook. `own` is the sheet that the formula stands on. */
export function placedFormula(
  formula: string,
  own: string,
  userRows: UserRows,
  place: (row: number, rows: readonly number[]) => number = placedRow,
): string {
  const tokens = formulaTokens(formula);
  let sheet = own;
  return tokens
    .map((token, index) => {
      if (token.kind === 'sheet') sheet = token.sheet;
      if (token.kind !== 'word') {
        if (token.kind !== 'sheet' && token.text !== ':') sheet = own;
        return token.text;
      }
      const rows = userRows.get(sheet);
      const reference = /^(\$?[A-Za-z]{1,3}\$?)(\d{1,7})$/.exec(token.text);
      const next = tokens[index + 1]?.text;
      if (next !== ':') sheet = own;
      if (!rows || !reference || next === '(') return token.text;
      return `${reference[1]}${place(Number(reference[2]), rows)}`;
    })
    .join('');
}

/** A design with its cells, areas and formulas moved past the user's rows. */
export function placedDesign(design: SheetDesign, title: string, userRows: UserRows): SheetDesign {
  const rows = userRows.get(title) ?? [];
  const row = (at: number): number => placedRow(at, rows);
  const area = (at: Area): Area => ({ ...at, top: row(at.top), bottom: row(at.bottom) });
  const formula = (text: string): string => placedFormula(text, title, userRows);
  return {
    ...design,
    cells: design.cells.map((cell) => ({ ...cell, row: row(cell.row), content: placedContent(cell.content, title, userRows) })),
    formats: design.formats.map((entry) => ({ ...entry, area: area(entry.area) })),
    merges: design.merges.map(area),
    heights: design.heights.map((entry) => ({ ...entry, row: row(entry.row) })),
    conditionalFormats: design.conditionalFormats.map((entry) => ({
      area: area(entry.area),
      rules: entry.rules.map((rule) => ({ ...rule, formula: formula(rule.formula) })),
    })),
    validations: design.validations.map((entry) => ({ ...entry, area: area(entry.area) })),
    links: design.links.map((link) => ({ ...link, row: row(link.row), target: formula(link.target) })),
    charts: design.charts.map((chart) => ({
      ...chart,
      categories: formula(chart.categories),
      series: chart.series.map((series) => ({ ...series, values: formula(series.values) })),
      area: area(chart.area),
    })),
    print: design.print && { ...design.print, area: area(design.print.area) },
  };
}

/** A form's cell with references as they stand. */
export function placedFormCell(cell: FormCell, userRows: UserRows): FormCell {
  return { ...cell, content: placedContent(cell.content, cell.sheet, userRows) };
}

/** A defined name with its target as it stands. */
export function placedName(name: DesignedName, userRows: UserRows): DesignedName {
  return { ...name, refersTo: placedFormula(name.refersTo, '', userRows) };
}

function placedContent(content: PlannedCell, own: string, userRows: UserRows): PlannedCell {
  return 'formula' in content ? { ...content, formula: placedFormula(content.formula, own, userRows) } : content;
}
