import type { Area } from '../../core/workbook/address';

/** Cells that one request may read or write, and bytes (Excel on the web takes and gives 5 MB at once; we stay below). */
export const requestLimits = { cells: 20000, bytes: 4_000_000 } as const;

/** A rectangle of one sheet. */
export interface SheetArea {
  readonly sheet: string;
  readonly area: Area;
}

/** The number of cells of an area. */
export function cellCount(area: Area): number {
  return (area.bottom - area.top + 1) * (area.right - area.left + 1);
}

/** Cuts an area into pieces of whole rows (of whole cells, where one row is too long) of at most `limit` cells. */
export function cutArea(area: Area, limit: number): Area[] {
  const columns = area.right - area.left + 1;
  if (columns > limit) {
    const middle = area.left + Math.ceil(columns / 2) - 1;
    return [...cutArea({ ...area, right: middle }, limit), ...cutArea({ ...area, left: middle + 1 }, limit)];
  }
  const rows = Math.floor(limit / columns);
  const pieces: Area[] = [];
  for (let top = area.top; top <= area.bottom; top += rows) pieces.push({ ...area, top, bottom: Math.min(area.bottom, top + rows - 1) });
  return pieces;
}

/** What something takes of a request. */
export interface Weight {
  readonly cells: number;
  readonly bytes: number;
}

/** Cells in a block of `closeBlocks`; Office.js itself cuts larger ones, at the price of more actions. */
const mostInBlock = 1500;
/** A block may be so many times as large as what it holds. */
const mostRoom = 5;

/** Cells of a sheet by row and column. */
export type SheetRows<T> = ReadonlyMap<number, ReadonlyMap<number, T>>;

/** The cells of blocks in one place; null leaves a cell out, and later blocks win where they overlap. */
export function rowsOf<T>(blocks: readonly FilledBlock<T | null>[]): SheetRows<T> {
  const rows = new Map<number, Map<number, T>>();
  for (const block of blocks) {
    block.rows.forEach((cells, r) => {
      cells.forEach((cell, c) => {
        if (cell === null) return;
        const row = rows.get(block.top + r) ?? new Map<number, T>();
        rows.set(block.top + r, row);
        row.set(block.left + c, cell);
      });
    });
  }
  return rows;
}

/**
 * Cells of a sheet that nobody else has written to, gathered into few blocks: holes are undefined, which Excel takes as leaving a cell
 * alone. A form of merged cells would else be a dozen blocks of a few cells each.
 */
export function closeBlocks<T>(rows: SheetRows<T>): FilledBlock<T | undefined>[] {
  const open: { area: Area; cells: number }[] = [];
  for (const row of [...rows.keys()].sort((first, second) => first - second)) {
    const columns = [...(rows.get(row)?.keys() ?? [])];
    if (columns.length === 0) continue;
    const [left, right] = [Math.min(...columns), Math.max(...columns)];
    const last = open.at(-1);
    const area = last && { ...last.area, left: Math.min(last.area.left, left), bottom: row, right: Math.max(last.area.right, right) };
    const cells = (last?.cells ?? 0) + columns.length;
    if (last && area && cellCount(area) <= Math.min(mostInBlock, Math.max(100, cells * mostRoom))) {
      last.area = area;
      last.cells = cells;
    } else open.push({ area: { top: row, left, bottom: row, right }, cells: columns.length });
  }
  return open.map(({ area }) => ({
    top: area.top,
    left: area.left,
    rows: Array.from({ length: area.bottom - area.top + 1 }, (_, r) =>
      Array.from({ length: area.right - area.left + 1 }, (__, c) => rows.get(area.top + r)?.get(area.left + c)),
    ),
  }));
}

/** Puts things in order into as few requests as hold them (a thing larger than a request has one of its own). */
export function groupByWeight<T extends Weight>(things: readonly T[], limits: Weight = requestLimits): T[][] {
  const groups: T[][] = [];
  let filled: Weight = { cells: 0, bytes: 0 };
  for (const thing of things) {
    const last = groups.at(-1);
    const together = { cells: filled.cells + thing.cells, bytes: filled.bytes + thing.bytes };
    if (last && together.cells <= limits.cells && together.bytes <= limits.bytes) {
      last.push(thing);
      filled = together;
    } else {
      groups.push([thing]);
      filled = thing;
    }
  }
  return groups;
}

/** The smallest area that holds all of them; null for none. */
export function boundingArea(areas: readonly Area[]): Area | null {
  const first = areas[0];
  if (!first) return null;
  return areas.reduce(
    (whole, area) => ({
      top: Math.min(whole.top, area.top),
      left: Math.min(whole.left, area.left),
      bottom: Math.max(whole.bottom, area.bottom),
      right: Math.max(whole.right, area.right),
    }),
    first,
  );
}

/** A run of cells in row order that are all to be written, with their contents. */
export interface FilledBlock<T> {
  readonly top: number;
  readonly left: number;
  readonly rows: readonly (readonly T[])[];
}

/**
 * The cells of a block that are not null, as rectangles without holes: runs within a row, joined with the same run of the row above.
 * Excel refuses even a placeholder over a locked cell and drops one over a merged cell, so that holes are not written at all.
 */
export function filledBlocks<T>(top: number, left: number, rows: readonly (readonly (T | null)[])[]): FilledBlock<T>[] {
  const done: FilledBlock<T>[] = [];
  let open: { left: number; right: number; top: number; rows: T[][] }[] = [];
  rows.forEach((row, index) => {
    const runs = runsOf(row);
    const next: typeof open = [];
    for (const run of runs) {
      const above = open.find((block) => block.left === run.left && block.right === run.right);
      if (above) above.rows.push(run.cells);
      next.push(above ?? { left: run.left, right: run.right, top: top + index, rows: [run.cells] });
    }
    for (const block of open) if (!next.includes(block)) done.push({ top: block.top, left: left + block.left, rows: block.rows });
    open = next;
  });
  for (const block of open) done.push({ top: block.top, left: left + block.left, rows: block.rows });
  return done;
}

function runsOf<T>(row: readonly (T | null)[]): { left: number; right: number; cells: T[] }[] {
  const runs: { left: number; right: number; cells: T[] }[] = [];
  row.forEach((cell, column) => {
    if (cell === null) return;
    const last = runs.at(-1);
    if (last && last.right === column - 1) {
      last.right = column;
      last.cells.push(cell);
    } else {
      runs.push({ left: column, right: column, cells: [cell] });
    }
  });
  return runs;
}
