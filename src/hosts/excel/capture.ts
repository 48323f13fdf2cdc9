import { format as formatNumber } from 'numfmt';
import { canonicalOfBinary } from '../../core/amounts/decimal';
import { type Area, areaReference, cellArea, parseFullReference, sheetLimits } from '../../core/workbook/address';
import { HostError, type Progress } from '../../core/workbook/host';
import type { Cell, DefinedName, SheetSnapshot, Snapshot } from '../../core/workbook/snapshot';
import { boundingArea, cellCount, cutArea, groupByWeight, requestLimits, type SheetArea, type Weight } from './blocks';
import { Breath } from './breath';
import { type Held, heldOf } from './content';
import { externalBooks } from './external-books';
import { errorCode, isTooLarge } from './failures';
import { areaOf, placeProperties, rangeOf, sheetOf, splitAddresses, stopIfCancelled } from './requests';

/** Cells of all sheets together past which a workbook is refused: a hundred requests. */
const mostCells = 2_000_000;
/** Used areas above this are looked through for empty stretches before they are read. */
const wideArea = 100_000;
/** Columns behind the used area that are still asked whether they are hidden. */
const columnsBeyond = 16;
/** Rows and columns up to which array formulas are located exactly. */
const mostArrayLines = 400;

/** What was captured, with the sheets' ids by which a sheet renamed or replaced later on is recognised. */
export interface Captured {
  readonly snapshot: Snapshot;
  readonly sheetIds: ReadonlyMap<string, string>;
}

/** A sheet while it is being captured. */
interface SheetDraft {
  readonly name: string;
  readonly id: string;
  readonly visibility: SheetSnapshot['visibility'];
  readonly protected: boolean;
  /** Used area by values; null on an empty sheet. */
  used: Area | null;
  filtered: boolean;
  rowsHidden: boolean | null;
  indented: boolean;
  arrays: boolean;
  readonly names: DefinedName[];
  readonly cells: Map<number, Map<number, Cell>>;
  readonly merges: Area[];
  readonly hiddenRows: Set<number>;
  readonly hiddenColumns: Set<number>;
  readonly arrayAreas: Area[];
  readonly books: Set<string>;
}

/**
 * Reads the whole workbook in three requests (the list of sheets and names; the size and the uniform properties of each used area;
 * the cells), one more for each further 20,000 cells, and a few more where a used area is huge but nearly empty.
 *
 * Hidden rows, indents and array formulas are asked for row by row or cell by cell only on sheets whose used area does
 * not answer uniformly. Throws a `HostError`: `tooLarge` past two million cells, `noSheets`, `editing`, `cancelled`.
 */
export async function captureWorkbook(context: Excel.RequestContext, progress?: Progress): Promise<Captured> {
  const { workbook } = context;
  workbook.load('name');
  workbook.protection.load('protected');
  workbook.application.load('calculationMode');
  workbook.worksheets.load('items/id,items/name,items/visibility,items/protection/protected');
  workbook.names.load('items/name,items/formula,items/visible');
  await context.sync();
  stopIfCancelled(progress);
  const drafts = workbook.worksheets.items.map(draftOf);
  if (drafts.length === 0) throw new HostError('noSheets');
  const names = workbook.names.items.map((item) => definedNameOf(item, null));
  const breath = new Breath();
  await readSizes(context, drafts, breath);
  stopIfCancelled(progress);
  progress?.report(0.1);
  await readCells(context, drafts, progress, breath);
  const sheets: SheetSnapshot[] = [];
  for (const draft of drafts) {
    sheets.push(capturedSheet(draft));
    await breath.pause();
  }
  return {
    snapshot: {
      file: workbook.name || null,
      sheets,
      names: [...names, ...drafts.flatMap((draft) => draft.names)],
      externalLinks: [
        ...new Set([...drafts.flatMap((draft) => [...draft.books]), ...names.flatMap((name) => externalBooks(name.refersTo))]),
      ],
      date1904: false,
      structureProtected: workbook.protection.protected,
      ...(workbook.application.calculationMode === 'Manual' ? { manualCalculation: true } : {}),
    },
    sheetIds: new Map(drafts.map((draft) => [draft.name, draft.id])),
  };
}

function draftOf(sheet: Excel.Worksheet): SheetDraft {
  return {
    name: sheet.name,
    id: sheet.id,
    visibility: sheet.visibility === 'Visible' ? 'visible' : sheet.visibility === 'Hidden' ? 'hidden' : 'veryHidden',
    protected: sheet.protection.protected,
    used: null,
    filtered: false,
    rowsHidden: false,
    indented: false,
    arrays: false,
    names: [],
    cells: new Map(),
    merges: [],
    hiddenRows: new Set(),
    hiddenColumns: new Set(),
    arrayAreas: [],
    books: new Set(),
  };
}

function definedNameOf(item: Excel.NamedItem, sheet: string | null): DefinedName {
  const formula = String(item.formula ?? '');
  return { name: item.name, refersTo: formula.startsWith('=') ? formula : `=${formula}`, hidden: !item.visible, sheet };
}

/** The second request: how large each sheet is, and whether anything about it needs a closer look. */
async function readSizes(context: Excel.RequestContext, drafts: readonly SheetDraft[], breath: Breath): Promise<void> {
  const ask = (draft: SheetDraft) => {
    const sheet = sheetOf(context, draft.name);
    const used = sheet.getUsedRangeOrNullObject(true);
    used.load(`${placeProperties},rowHidden,hasSpill,savedAsArray,format/indentLevel`);
    sheet.names.load('items/name,items/formula,items/visible');
    sheet.autoFilter.load('isDataFiltered');
    return { draft, sheet, used };
  };
  const asked: ReturnType<typeof ask>[] = [];
  for (const draft of drafts) {
    asked.push(ask(draft));
    await breath.pause();
  }
  await context.sync();
  for (const { draft, sheet, used } of asked) {
    draft.names.push(...sheet.names.items.map((item) => definedNameOf(item, draft.name)));
    draft.filtered = sheet.autoFilter.isDataFiltered === true;
    if (used.isNullObject) continue;
    draft.used = areaOf(used);
    draft.rowsHidden = used.rowHidden;
    draft.indented = used.format.indentLevel !== 0;
    draft.arrays = used.hasSpill !== false || used.savedAsArray !== false;
  }
}

/** One piece of a sheet to be read in one request with others. */
interface Piece extends SheetArea, Weight {
  readonly draft: SheetDraft;
}

function pieceOf(draft: SheetDraft, area: Area): Piece {
  return { draft, sheet: draft.name, area, cells: cellCount(area), bytes: 0 };
}

async function readCells(
  context: Excel.RequestContext,
  drafts: readonly SheetDraft[],
  progress: Progress | undefined,
  breath: Breath,
): Promise<void> {
  const pieces: Piece[] = [];
  for (const draft of drafts) {
    if (draft.used === null) continue;
    const areas = cellCount(draft.used) > wideArea ? await narrowed(context, draft.name, draft.used) : [draft.used];
    for (const area of areas) for (const cut of cutArea(area, requestLimits.cells)) pieces.push(pieceOf(draft, cut));
  }
  const total = pieces.reduce((sum, piece) => sum + cellCount(piece.area), 0);
  if (total > mostCells) {
    const largest = pieces.reduce((most, piece) =>
      cellCount(piece.draft.used ?? piece.area) > cellCount(most.draft.used ?? most.area) ? piece : most,
    );
    throw new HostError('tooLarge', largest.sheet);
  }
  const groups = groupByWeight(pieces);
  const lines = drafts.filter((draft) => draft.used !== null);
  let done = 0;
  if (groups.length === 0) progress?.report(1);
  for (const [index, group] of groups.entries()) {
    await readGroup(context, group, index === 0 ? lines : [], breath);
    stopIfCancelled(progress);
    done += group.reduce((sum, piece) => sum + cellCount(piece.area), 0);
    progress?.report(0.1 + (0.9 * done) / total);
  }
}

/**
 * A huge used area that holds little (a cell far below by mistake): cuts it into bands and asks each for its own used area, again
 * and again while that helps. At most four requests more.
 */
async function narrowed(context: Excel.RequestContext, sheet: string, whole: Area): Promise<Area[]> {
  let areas = [whole];
  for (let round = 0; round < 4; round += 1) {
    const before = areas.reduce((sum, area) => sum + cellCount(area), 0);
    if (before <= wideArea) break;
    const bands = areas.flatMap((area) => (cellCount(area) > requestLimits.cells / 4 ? bandsOf(area) : [area]));
    const asked = bands.map((band) => rangeOf(context, sheet, band).getUsedRangeOrNullObject(true));
    for (const range of asked) range.load(placeProperties);
    await context.sync();
    areas = asked.filter((range) => !range.isNullObject).map(areaOf);
    const after = areas.reduce((sum, area) => sum + cellCount(area), 0);
    if (after > before * 0.9) break;
  }
  return areas;
}

function bandsOf(area: Area): Area[] {
  const rows = area.bottom - area.top + 1;
  if (rows >= 64) return cutArea(area, Math.ceil(rows / 64) * (area.right - area.left + 1));
  const columns = area.right - area.left + 1;
  const width = Math.ceil(columns / 64);
  const bands: Area[] = [];
  for (let left = area.left; left <= area.right; left += width)
    bands.push({ ...area, left, right: Math.min(area.right, left + width - 1) });
  return bands;
}

/** Reads some pieces in one request; where the answer would be too large, in halves. */
async function readGroup(
  context: Excel.RequestContext,
  group: readonly Piece[],
  sheets: readonly SheetDraft[],
  breath: Breath,
  mergesInBands = false,
): Promise<void> {
  const asked: ReturnType<typeof askPiece>[] = [];
  const about: ReturnType<typeof askSheet>[] = [];
  for (const piece of group) {
    asked.push(askPiece(context, piece));
    await breath.pause();
  }
  for (const draft of sheets) {
    about.push(askSheet(context, draft, mergesInBands));
    await breath.pause();
  }
  await breath.rest();
  try {
    await context.sync();
  } catch (error) {
    if (isTooLarge(error) && group.length > 0) await readInHalves(context, group, sheets, breath);
    // Excel fails for more than 512 merged areas at once, with a code of no meaning of its own.
    else if (!mergesInBands && mayBeTooManyMerges(error) && sheets.some(isLarge)) await readGroup(context, group, sheets, breath, true);
    else throw error;
    return;
  }
  if (asked.some(({ range }) => range.values === null || range.formulas === null)) {
    await readInHalves(context, group, sheets, breath);
    return;
  }
  await breath.rest();
  for (const { take } of about) {
    await take();
    await breath.pause();
  }
  for (const { take } of asked) await take(breath);
}

/** Merged areas that Excel tells at once; a piece of twice as many cells can not hold more. */
const mostMerges = 512;

function isLarge(draft: SheetDraft): boolean {
  return draft.used !== null && cellCount(draft.used) > mostMerges * 2;
}

function mayBeTooManyMerges(error: unknown): boolean {
  return ['InvalidArgument', 'InvalidOperation', 'GeneralException', 'RangeExceedsLimit', 'OperationCellsExceedLimit'].includes(
    errorCode(error) ?? '',
  );
}

async function readInHalves(
  context: Excel.RequestContext,
  group: readonly Piece[],
  sheets: readonly SheetDraft[],
  breath: Breath,
): Promise<void> {
  const first = group[0];
  if (!first) return;
  if (group.length > 1) {
    const middle = Math.ceil(group.length / 2);
    await readGroup(context, group.slice(0, middle), sheets, breath);
    await readGroup(context, group.slice(middle), [], breath);
    return;
  }
  const cells = cellCount(first.area);
  if (cells === 1) throw new HostError('tooLarge', first.sheet);
  const halves = cutArea(first.area, Math.ceil(cells / 2)).map((area) => pieceOf(first.draft, area));
  for (const [index, half] of halves.entries()) await readGroup(context, [half], index === 0 ? sheets : [], breath);
}

function askPiece(context: Excel.RequestContext, piece: Piece): { range: Excel.Range; take: (breath: Breath) => Promise<void> } {
  const { draft, area } = piece;
  const range = rangeOf(context, piece.sheet, area);
  range.load('values,formulas,text,numberFormat,valueTypes');
  const indents = draft.indented ? range.getCellProperties({ format: { indentLevel: true } }) : null;
  const rows = draft.rowsHidden === null ? range.getRowProperties({ rowHidden: true }) : null;
  return {
    range,
    take: async (breath) => {
      await takeCells(draft, area, range, indents?.value ?? null, breath);
      rows?.value.forEach((row, index) => {
        if (row.rowHidden === true) draft.hiddenRows.add(area.top + index);
      });
    },
  };
}

/** What is asked once a sheet: merged areas, hidden columns, where array formulas stand. */
function askSheet(context: Excel.RequestContext, draft: SheetDraft, mergesInBands: boolean): { take: () => Promise<void> } {
  const used = draft.used ?? cellArea(1, 1);
  // Merges may lie beyond the last value: below a form, for signatures.
  const places = mergesInBands
    ? cutArea(used, mostMerges * 2).map((area) => rangeOf(context, draft.name, area))
    : [sheetOf(context, draft.name).getUsedRange()];
  const merged = places.map((place) => place.getMergedAreasOrNullObject());
  for (const areas of merged) areas.load('address,areaCount');
  const right = Math.min(used.right + columnsBeyond, sheetLimits.columns);
  const columns = rangeOf(context, draft.name, { top: 1, left: 1, bottom: 1, right }).getColumnProperties({ columnHidden: true });
  const arrays = draft.arrays ? askArrays(context, draft.name, used) : null;
  return {
    take: async () => {
      draft.merges.push(...(await mergesOf(context, draft.name, merged)));
      if (draft.rowsHidden === true) for (let row = used.top; row <= used.bottom; row += 1) draft.hiddenRows.add(row);
      columns.value.forEach((column, index) => {
        if (column.columnHidden === true) draft.hiddenColumns.add(index + 1);
      });
      if (arrays) draft.arrayAreas.push(...arrays());
    },
  };
}

/** The merged areas, each once, from their joined addresses; asked for one by one where Excel shortened an address. */
async function mergesOf(context: Excel.RequestContext, sheet: string, found: readonly Excel.RangeAreas[]): Promise<Area[]> {
  const merges = new Map<string, Area>();
  const take = (address: string): boolean => {
    const area = parseFullReference(address)?.area;
    if (area) merges.set(areaReference(area), area);
    return area !== undefined;
  };
  let whole = true;
  for (const areas of found) {
    if (areas.isNullObject) continue;
    const read = splitAddresses(areas.address).filter(take).length;
    whole &&= read === areas.areaCount;
  }
  if (!whole) {
    const again = context.workbook.worksheets.getItem(sheet).getUsedRange().getMergedAreasOrNullObject();
    again.areas.load('items/address');
    await context.sync();
    for (const range of again.areas.items) take(range.address);
  }
  return [...merges.values()];
}

/** Rows and columns that hold array formulas; where they cross, a cell can not be written alone. */
function askArrays(context: Excel.RequestContext, sheet: string, used: Area): () => Area[] {
  const lines: { area: Area; range: Excel.Range; row: boolean }[] = [];
  for (let row = used.top; row <= Math.min(used.bottom, used.top + mostArrayLines); row += 1) {
    const area = { ...used, top: row, bottom: row };
    lines.push({ area, range: rangeOf(context, sheet, area), row: true });
  }
  for (let column = used.left; column <= Math.min(used.right, used.left + mostArrayLines); column += 1) {
    const area = { ...used, left: column, right: column };
    lines.push({ area, range: rangeOf(context, sheet, area), row: false });
  }
  for (const { range } of lines) range.load('hasSpill,savedAsArray');
  return () => {
    const found = lines.filter(({ range }) => range.hasSpill !== false || range.savedAsArray !== false);
    const rows = found.filter((line) => line.row).map((line) => line.area.top);
    const columns = found.filter((line) => !line.row).map((line) => line.area.left);
    return runsOf(rows).flatMap(([top, bottom]) => runsOf(columns).map(([left, right]) => ({ top, left, bottom, right })));
  };
}

function runsOf(numbers: readonly number[]): [number, number][] {
  const runs: [number, number][] = [];
  for (const number of numbers) {
    const last = runs.at(-1);
    if (last && last[1] === number - 1) last[1] = number;
    else runs.push([number, number]);
  }
  return runs;
}

async function takeCells(
  draft: SheetDraft,
  area: Area,
  range: Excel.Range,
  indents: readonly (readonly Excel.CellProperties[])[] | null,
  breath: Breath,
): Promise<void> {
  const { values, formulas, text, numberFormat, valueTypes } = range;
  for (let r = 0; r <= area.bottom - area.top; r += 1) {
    await breath.pause();
    for (let c = 0; c <= area.right - area.left; c += 1) {
      const indent = indents?.[r]?.[c]?.format?.indentLevel ?? 0;
      const type = String(valueTypes[r]?.[c]);
      const cell = cellOf(
        heldOf(formulas[r]?.[c], values[r]?.[c], type),
        values[r]?.[c],
        type,
        String(text[r]?.[c] ?? ''),
        String(numberFormat[r]?.[c] ?? 'General'),
        indent,
      );
      if (cell === null) continue;
      const row = draft.cells.get(area.top + r) ?? new Map<number, Cell>();
      draft.cells.set(area.top + r, row);
      row.set(area.left + c, cell);
      if (cell.formula?.includes('[')) for (const book of externalBooks(cell.formula)) draft.books.add(book);
    }
  }
}

function cellOf(held: Held, value: unknown, type: string, text: string, format: string, indent: number): Cell | null {
  const formula = held !== null && typeof held === 'object' && 'formula' in held ? held.formula : null;
  const shared = { formula, format, indent };
  if (typeof value === 'number')
    return { kind: 'number', value: canonicalOfBinary(value), shown: shownNumber(value, text, format), ...shared };
  if (typeof value === 'boolean') return { kind: 'boolean', value: value ? 'TRUE' : 'FALSE', shown: text, ...shared };
  if (type === 'Error') return { kind: 'error', value: String(value), shown: text, ...shared };
  if (typeof value === 'string' && (value !== '' || formula !== null)) return { kind: 'text', value, shown: text, ...shared };
  if (formula !== null) return { kind: 'text', value: text, shown: text, ...shared };
  return format === 'General' && indent === 0 ? null : { kind: 'blank', value: '', shown: '', ...shared };
}

/** A column too narrow shows `####`: then the number is shown as it would be in a wider one. */
function shownNumber(value: number, text: string, format: string): string {
  if (!/^#+$/.test(text)) return text;
  try {
    return formatNumber(format, value).trim();
  } catch {
    return canonicalOfBinary(value);
  }
}

function capturedSheet(draft: SheetDraft): SheetSnapshot {
  const cells = new Map([...draft.cells].sort(([first], [second]) => first - second));
  for (const [row, columns] of cells) cells.set(row, new Map([...columns].sort(([first], [second]) => first - second)));
  return {
    name: draft.name,
    visibility: draft.visibility,
    cells,
    used: usedOf(cells),
    merges: draft.merges,
    hiddenRows: draft.hiddenRows,
    hiddenColumns: draft.hiddenColumns,
    protected: draft.protected,
    filtered: draft.filtered,
    arrays: draft.arrayAreas,
  };
}

function usedOf(cells: ReadonlyMap<number, ReadonlyMap<number, Cell>>): Area | null {
  const rows: Area[] = [];
  for (const [row, columns] of cells) {
    let left: number | null = null;
    let right = 0;
    for (const [column, cell] of columns) {
      if (cell.kind === 'blank') continue;
      left ??= column;
      right = column;
    }
    if (left !== null) rows.push({ top: row, left, bottom: row, right });
  }
  return boundingArea(rows);
}
