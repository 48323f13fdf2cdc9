import { Decimal, decimal, powerOfTen } from '../amounts/decimal';
import type { Value } from '../amounts/evaluate';
import { type Area, cellArea, cellReference, contains, fullReference, parseArea, parseFullReference } from './address';
import type { DesignedName, FormCell, KeptCell, SheetDesign } from './design';
import { contentText, contentTextOfCell, fingerprintOf } from './fingerprint';
import { normaliseFormula } from './formula-text';
import type { Operation, Plan, PlannedCell } from './plan';
import { type Cell, cellAt, isBlank, type SheetSnapshot, type Snapshot, sheetNamed, valueOfCell, workbookName } from './snapshot';
import {
  findRowShift,
  placedDesign,
  placedFormCell,
  placedFormula,
  placedName,
  type RowShift,
  type UserRows,
  type Written,
} from './user-rows';

/** What should stand in the workbook, and what we remember of our last writing. */
export interface DesiredWorkbook {
  readonly designs: readonly SheetDesign[];
  readonly formCells: readonly FormCell[];
  /** Already resolved by `nameResolver`. */
  readonly names: readonly DesignedName[];
  /** Of the last run, from 「绩效设置」; empty on the first. */
  readonly fingerprints: ReadonlyMap<string, string>;
  /** Marks of own sheets that are no longer wanted: removed unless the user wrote into them. */
  readonly retired?: readonly string[];
}

/** A plan, the user's cells that were left alone, and what to remember. */
export interface Planning {
  readonly plan: Plan;
  readonly kept: readonly KeptCell[];
  /** All fingerprints after the plan: those that came in, brought up to date. */
  readonly fingerprints: ReadonlyMap<string, string>;
  /** Rows that the user put into our sheets, by sheet: `placedReference` turns a reference of a design into the one that stands. */
  readonly userRows: UserRows;
}

/** The sheet that carries a mark (a workbook-wide name pointing into it), or null. A sheet's title never makes it ours. */
export function markedSheet(snapshot: Snapshot, mark: string): SheetSnapshot | null {
  const name = workbookName(snapshot, mark);
  const sheet = name === null ? null : sheetOfReference(name.refersTo);
  return sheet === null ? null : sheetNamed(snapshot, sheet);
}

/** Names of every sheet that is ours. */
export function ownSheetNames(snapshot: Snapshot, isMark: (name: string) => boolean): ReadonlySet<string> {
  const own = new Set<string>();
  for (const name of snapshot.names) {
    if (name.sheet !== null || !isMark(name.name)) continue;
    const sheet = sheetOfReference(name.refersTo);
    const found = sheet === null ? null : sheetNamed(snapshot, sheet);
    if (found) own.add(found.name);
  }
  return own;
}

/** Every mark of ours begins with this. */
export const markPrefix = '_绩核_';

/** Whether a defined name is one of our marks. */
export function isMark(name: string): boolean {
  return name.startsWith(markPrefix);
}

/**
 * The title under which a sheet of ours stands or will stand: the present name of the marked sheet (the user may have renamed it), else
 * the wanted title, or 「title（绩核）」 where a sheet that is not ours has taken it. Formulas of designs must use this title.
 */
export function sheetTitle(snapshot: Snapshot, sheet: { readonly title: string; readonly mark: string }): string {
  const own = markedSheet(snapshot, sheet.mark);
  if (own) return own.name;
  if (!sheetNamed(snapshot, sheet.title)) return sheet.title;
  const shortened = [...sheet.title].slice(0, 24).join('');
  for (let count = 1; ; count += 1) {
    const title = `${shortened}（绩核${count === 1 ? '' : count}）`;
    if (!sheetNamed(snapshot, title)) return title;
  }
}

/**
 * Gives the defined name to use for each of ours: the name itself, or with `_绩核` behind it where the user has a name of that spelling
 * with a target of their own. Formulas must be built with the resolved name.
 */
export function nameResolver(snapshot: Snapshot, fingerprints: ReadonlyMap<string, string>): (name: string) => string {
  const own = ownSheetNames(snapshot, isMark);
  const taken = new Set<string>();
  for (const defined of snapshot.names) {
    const sheet = sheetOfReference(defined.refersTo);
    const found = sheet === null ? null : sheetNamed(snapshot, sheet);
    const ours =
      defined.sheet === null &&
      ((found !== null && own.has(found.name)) ||
        fingerprints.get(nameKey(defined.name)) === fingerprintOf(normaliseFormula(defined.refersTo)) ||
        (fingerprints.has(nameKey(defined.name)) && defined.refersTo.includes('#REF!')));
    if (!ours) taken.add(defined.name.toUpperCase());
  }
  return (name) => {
    if (!taken.has(name.toUpperCase())) return name;
    for (let count = 1; ; count += 1) {
      const suffixed = `${name}_绩核${count === 1 ? '' : count}`;
      if (!taken.has(suffixed.toUpperCase())) return suffixed;
    }
  };
}

/** The fingerprint of what we last wrote under a key of one of our sheets, or null. */
export function writtenFingerprint(fingerprints: ReadonlyMap<string, string>, mark: string, key: string): string | null {
  return fingerprints.get(cellKey(mark, key))?.split(' ')[1] ?? null;
}

/** Whether a cell of one of our sheets holds what we last wrote under its key. A blank cell is nobody's edit. */
export function isEdited(fingerprints: ReadonlyMap<string, string>, mark: string, key: string, cell: Cell | null): boolean {
  if (isBlank(cell)) return false;
  const written = writtenFingerprint(fingerprints, mark, key);
  return written !== null && written !== fingerprintOf(contentTextOfCell(cell));
}

/**
 * Compares the workbook as it stands with the workbook as it should stand and plans only the differences; an up-to-date workbook
 * gives an empty plan. A cell that holds neither what we last wrote nor what we want was edited by the user: it is kept and reported.
 * Cells of vanished rows are cleared; cells that moved take the user's content with them. Nothing outside our own sheets and the given
 * form cells is touched; protected forms are read and not written (H-08).
 */
export function planWorkbook(snapshot: Snapshot, desired: DesiredWorkbook): Planning {
  const sheets: Operation[] = [];
  const contents: Operation[] = [];
  const kept: KeptCell[] = [];
  const fingerprints = new Map<string, string>();
  const planned = new Set<string>();
  const records = recordsByMark(desired.fingerprints);
  const shifts = shiftsOf(snapshot, desired, records);
  const placed = shifts.userRows.size === 0 ? desired : placedDesire(snapshot, desired, shifts.userRows);
  desired.designs.forEach((design, index) => {
    planned.add(design.mark);
    const written = records.get(design.mark) ?? new Map();
    const layout = layoutFingerprints(design);
    const rows = shifts.userRows.get(sheetTitle(snapshot, design));
    if (rows) fingerprints.set(userRowsKey(design.mark), rows.join(' '));
    planSheet(snapshot, placed.designs[index] ?? design, layout, written, desired.fingerprints, {
      sheets,
      contents,
      kept,
      fingerprints,
      shifted: shifts.sheets,
    });
  });
  for (const mark of desired.retired ?? []) {
    planned.add(mark);
    retireSheet(snapshot, mark, records.get(mark) ?? new Map(), { sheets, contents, kept, fingerprints, shifted: shifts.sheets });
  }
  const forgotten = new Set<string>();
  contents.push(...planForm(snapshot, placed, kept, fingerprints, forgotten, shifts.sheets));
  const names = planNames(snapshot, placed, fingerprints);
  for (const [key, value] of desired.fingerprints) {
    if (forgotten.has(key)) continue;
    const mark = markOfKey(key);
    if (mark !== null ? !planned.has(mark) : !key.startsWith(namePrefix) && !fingerprints.has(key)) fingerprints.set(key, value);
  }
  return { plan: { operations: [...sheets, ...names, ...contents] }, kept, fingerprints, userRows: shifts.userRows };
}

interface Output {
  readonly sheets: Operation[];
  readonly contents: Operation[];
  readonly kept: KeptCell[];
  readonly fingerprints: Map<string, string>;
  /** Sheets of ours whose rows have moved: Excel has rewritten the formulas on them and onto them. */
  readonly shifted: ReadonlySet<string>;
}

/** Finds the rows that users put in or took out, and brings the records to where the cells stand now. */
function shiftsOf(
  snapshot: Snapshot,
  desired: DesiredWorkbook,
  records: Map<string, Map<string, Written>>,
): { readonly userRows: UserRows; readonly sheets: ReadonlySet<string> } {
  const userRows = new Map<string, readonly number[]>();
  const sheets = new Set<string>();
  for (const design of desired.designs) {
    const written = records.get(design.mark);
    const standing = design.leavesUserRows && written ? markedSheet(snapshot, design.mark) : null;
    if (!standing || !written) continue;
    const shift = findRowShift(standing, written.values(), rememberedRows(desired.fingerprints, design.mark));
    if (shift.userRows.length > 0) userRows.set(standing.name, shift.userRows);
    if ([...shift.moved].every(([row, now]) => row === now)) continue;
    sheets.add(standing.name);
    records.set(design.mark, movedRecords(written, shift));
  }
  return { userRows, sheets };
}

/** Where the cells of a sheet of ours stand now, by key: as we wrote them, moved with rows that the user put in or took out. */
export function standingPlaces(snapshot: Snapshot, fingerprints: ReadonlyMap<string, string>, mark: string): ReadonlyMap<string, Written> {
  const own = new Map([...fingerprints].filter(([key]) => markOfKey(key) === mark));
  const records = recordsByMark(own);
  const written = records.get(mark) ?? new Map<string, Written>();
  const standing = markedSheet(snapshot, mark);
  return standing ? movedRecords(written, findRowShift(standing, written.values(), rememberedRows(own, mark))) : written;
}

function movedRecords(written: ReadonlyMap<string, Written>, shift: RowShift): Map<string, Written> {
  const moved = new Map<string, Written>();
  for (const [key, place] of written) {
    const now = shift.moved.get(place.row);
    if (now !== null) moved.set(key, { ...place, row: now ?? place.row });
  }
  return moved;
}

function rememberedRows(fingerprints: ReadonlyMap<string, string>, mark: string): number[] {
  return (fingerprints.get(userRowsKey(mark)) ?? '').split(' ').flatMap((row) => (row === '' ? [] : [Number(row)]));
}

function placedDesire(snapshot: Snapshot, desired: DesiredWorkbook, userRows: UserRows): DesiredWorkbook {
  return {
    ...desired,
    designs: desired.designs.map((design) => placedDesign(design, sheetTitle(snapshot, design), userRows)),
    formCells: desired.formCells.map((cell) => placedFormCell(cell, userRows)),
    names: desired.names.map((name) => placedName(name, userRows)),
  };
}

function userRowsKey(mark: string): string {
  return `${mark}~`;
}

/** Whether two formulas differ in nothing but row numbers on sheets whose rows have moved: Excel rewrote ours. */
function isShiftedFormula(cell: Cell | null, content: PlannedCell, shifted: ReadonlySet<string>, own: string): boolean {
  if (shifted.size === 0 || !cell?.formula || !('formula' in content)) return false;
  return withoutRows(cell.formula, shifted, own) === withoutRows(content.formula, shifted, own);
}

function withoutRows(formula: string, shifted: ReadonlySet<string>, own: string): string {
  const everyRow = new Map([...shifted].map((sheet) => [sheet, [] as readonly number[]]));
  return normaliseFormula(placedFormula(formula, own, everyRow, () => 1));
}

function planSheet(
  snapshot: Snapshot,
  design: SheetDesign,
  layout: Record<LayoutPart, string>,
  written: ReadonlyMap<string, Written>,
  before: ReadonlyMap<string, string>,
  output: Output,
): void {
  const standing = markedSheet(snapshot, design.mark);
  const title = sheetTitle(snapshot, design);
  const remembered = standing ? (before.get(layoutKey(design.mark))?.split(' ') ?? []) : [];
  output.fingerprints.set(layoutKey(design.mark), layoutOrder.map((part) => layout[part]).join(' '));
  const changed = (part: LayoutPart): boolean => remembered[layoutOrder.indexOf(part)] !== layout[part];
  if (!standing || workbookName(snapshot, design.mark)?.refersTo.includes('#REF!')) {
    output.sheets.push({
      kind: 'ensureSheet',
      sheet: title,
      mark: design.mark,
      ...(design.tabColor === undefined ? {} : { tabColor: design.tabColor }),
    });
  }
  const displaced = design.authoritative === true && standing !== null && !marksFirstCell(snapshot, design.mark);
  if (displaced) output.sheets.push({ kind: 'ensureSheet', sheet: title, mark: design.mark });
  const rebuilt = standing !== null && (changed('structure') || displaced) ? ownArea(design, written, standing, displaced) : null;
  const contents = settleContents(title, design, standing, written, rebuilt, output);
  if (rebuilt) output.contents.push({ kind: 'clear', sheet: title, area: rebuilt });
  output.contents.push(...blocks(title, contents.writes, true));
  if (changed('structure')) {
    for (const { area, format } of design.formats) output.contents.push({ kind: 'format', sheet: title, area, format });
    output.contents.push(...contents.formats);
    for (const area of design.merges) output.contents.push({ kind: 'merge', sheet: title, area });
  }
  if (changed('widths') && design.widths.length > 0) output.contents.push({ kind: 'columnWidths', sheet: title, widths: design.widths });
  if (changed('heights') && design.heights.length > 0) output.contents.push({ kind: 'rowHeights', sheet: title, heights: design.heights });
  if (changed('structure')) {
    for (const { area, rules } of design.conditionalFormats) output.contents.push({ kind: 'conditionalFormat', sheet: title, area, rules });
    for (const { area, rule } of design.validations) output.contents.push({ kind: 'validation', sheet: title, area, rule });
  }
  if (changed('links') || rebuilt) {
    for (const link of design.links) output.contents.push({ kind: 'link', sheet: title, ...link });
  }
  if (changed('charts')) for (const chart of design.charts) output.contents.push({ kind: 'chart', sheet: title, chart });
  if (changed('freeze') && design.freeze) output.contents.push({ kind: 'freeze', sheet: title, ...design.freeze });
  if (changed('print') && design.print) output.contents.push({ kind: 'printSetup', sheet: title, ...design.print });
}

interface Write {
  readonly row: number;
  readonly column: number;
  readonly content: PlannedCell;
}

/** Decides for every cell of a sheet of ours what is to stand there, and what of it must be written. */
function settleContents(
  title: string,
  design: SheetDesign,
  standing: SheetSnapshot | null,
  written: ReadonlyMap<string, Written>,
  rebuilt: Area | null,
  output: Output,
): { writes: Write[]; formats: Operation[] } {
  const at = (row: number, column: number): Cell | null => (standing ? cellAt(standing, row, column) : null);
  const writtenAt = new Map<number, Written>();
  for (const place of written.values()) writtenAt.set(placeOf(place.row, place.column), place);
  const ours = (row: number, column: number): boolean => {
    const place = writtenAt.get(placeOf(row, column));
    return place !== undefined && place.fingerprint === fingerprintOf(contentTextOfCell(at(row, column)));
  };
  const final = new Map<number, Write>();
  const carried = new Set<number>();
  for (const cell of design.cells) {
    const place = placeOf(cell.row, cell.column);
    const last = standing ? written.get(cell.key) : undefined;
    const origin = last ?? { row: cell.row, column: cell.column };
    const present = at(origin.row, origin.column);
    const users =
      !design.authoritative &&
      !isBlank(present) &&
      (last ? cell.ownership === 'input' || !ours(last.row, last.column) : !writtenAt.has(placeOf(origin.row, origin.column))) &&
      !standsAsWanted(present, cell.content) &&
      !isBroken(present) &&
      !isShiftedFormula(present, cell.content, output.shifted, title);
    if (users && present) {
      const stays = contentOfCell(present);
      final.set(place, { row: cell.row, column: cell.column, content: stays });
      carried.add(placeOf(origin.row, origin.column));
      if (last) output.fingerprints.set(cellKey(design.mark, cell.key), `${cellReference(cell.row, cell.column)} ${last.fingerprint}`);
      if (cell.ownership === 'ours' && !sameValue(present, resultOf(cell.content))) {
        output.kept.push(keptCell({ sheet: title, row: cell.row, column: cell.column }, cell.key, present, cell.content));
      }
      continue;
    }
    final.set(place, { row: cell.row, column: cell.column, content: cell.content });
    if (design.authoritative && !cell.remembered) continue;
    output.fingerprints.set(
      cellKey(design.mark, cell.key),
      `${cellReference(cell.row, cell.column)} ${fingerprintOf(contentText(cell.content))}`,
    );
  }
  const formats: Operation[] = [];
  if (standing) settleTheRest(title, design, standing, written, rebuilt, { final, carried, ours, formats, output });
  const writes: Write[] = [];
  for (const write of final.values()) {
    const cleared = rebuilt !== null && contains(rebuilt, write.row, write.column);
    const present = cleared ? null : at(write.row, write.column);
    if (!standsAsWanted(present, write.content) || isStale(present, write.content)) writes.push(write);
  }
  return { writes, formats };
}

/** What stands on our sheet without being designed: our vanished cells go, the user's stay, also through a rebuilding of the layout. */
function settleTheRest(
  title: string,
  design: SheetDesign,
  standing: SheetSnapshot,
  written: ReadonlyMap<string, Written>,
  rebuilt: Area | null,
  state: {
    readonly final: Map<number, Write>;
    readonly carried: ReadonlySet<number>;
    readonly ours: (row: number, column: number) => boolean;
    readonly formats: Operation[];
    readonly output: Output;
  },
): void {
  if (design.authoritative) {
    const columns = new Set(design.cells.map((cell) => cell.column));
    for (const [row, cells] of standing.cells) {
      for (const column of cells.keys()) {
        const place = placeOf(row, column);
        if (columns.has(column) && !state.final.has(place)) state.final.set(place, { row, column, content: nothing });
      }
    }
    return;
  }
  const wanted = new Set(design.cells.map((cell) => cell.key));
  for (const [key, place] of written) {
    const index = placeOf(place.row, place.column);
    const present = cellAt(standing, place.row, place.column);
    if (state.final.has(index) || isBlank(present) || present === null) continue;
    if (state.carried.has(index) || state.ours(place.row, place.column) || isBroken(present)) {
      state.final.set(index, { row: place.row, column: place.column, content: nothing });
    } else if (!wanted.has(key)) {
      state.output.kept.push(keptCell({ sheet: title, row: place.row, column: place.column }, key, present, nothing));
    }
  }
  if (!rebuilt) return;
  for (const [row, cells] of standing.cells) {
    for (const [column, cell] of cells) {
      if (isBlank(cell) || !contains(rebuilt, row, column) || state.final.has(placeOf(row, column))) continue;
      state.final.set(placeOf(row, column), { row, column, content: contentOfCell(cell) });
      if (cell.format !== 'General') {
        state.formats.push({ kind: 'format', sheet: title, area: cellArea(row, column), format: { numberFormat: cell.format } });
      }
    }
  }
}

function retireSheet(snapshot: Snapshot, mark: string, written: ReadonlyMap<string, Written>, output: Output): void {
  const standing = markedSheet(snapshot, mark);
  if (!standing) return;
  const byPlace = new Map([...written].map(([key, place]) => [placeOf(place.row, place.column), { key, place }]));
  const users: KeptCell[] = [];
  for (const [row, cells] of standing.cells) {
    for (const [column, cell] of cells) {
      if (isBlank(cell)) continue;
      const last = byPlace.get(placeOf(row, column));
      if (last && (last.place.fingerprint === fingerprintOf(contentTextOfCell(cell)) || isBroken(cell))) continue;
      users.push(keptCell({ sheet: standing.name, row, column }, last?.key ?? '', cell, nothing));
    }
  }
  if (users.length === 0) {
    output.sheets.push({ kind: 'removeSheet', sheet: standing.name, mark });
    return;
  }
  output.kept.push(...users);
  for (const [key, place] of written) {
    output.fingerprints.set(cellKey(mark, key), `${cellReference(place.row, place.column)} ${place.fingerprint}`);
  }
}

function planForm(
  snapshot: Snapshot,
  desired: DesiredWorkbook,
  kept: KeptCell[],
  fingerprints: Map<string, string>,
  forgotten: Set<string>,
  shifted: ReadonlySet<string>,
): Operation[] {
  const writes = new Map<string, Write[]>();
  const formats: Operation[] = [];
  for (const cell of desired.formCells) {
    const sheet = sheetNamed(snapshot, cell.sheet);
    if (!sheet || sheet.protected || sheet.arrays.some((area) => contains(area, cell.row, cell.column))) continue;
    const present = cellAt(sheet, cell.row, cell.column);
    const remembered = desired.fingerprints.get(cell.key);
    const last = remembered?.split(' ')[0];
    if (cell.withdrawn) {
      const ours = present !== null && last === fingerprintOf(contentTextOfCell(present));
      if (ours && !standsAsWanted(present, cell.content)) {
        writes.set(sheet.name, [...(writes.get(sheet.name) ?? []), { row: cell.row, column: cell.column, content: cell.content }]);
      }
      forgotten.add(cell.key);
      continue;
    }
    const placeholder = cell.replaces ?? remembered?.slice((last?.length ?? 0) + 1) ?? '';
    const users =
      !isBlank(present) &&
      !(placeholder !== '' && present?.formula === null && present.value === placeholder) &&
      !standsAsWanted(present, cell.content) &&
      last !== fingerprintOf(contentTextOfCell(present)) &&
      !(last !== undefined && (isBroken(present) || isShiftedFormula(present, cell.content, shifted, sheet.name)));
    if (users && present) {
      if (remembered !== undefined) fingerprints.set(cell.key, remembered);
      if (!sameValue(present, resultOf(cell.content))) {
        kept.push(keptCell({ sheet: sheet.name, row: cell.row, column: cell.column }, cell.key, present, cell.content));
      }
      continue;
    }
    fingerprints.set(cell.key, [fingerprintOf(contentText(cell.content)), placeholder].join(' ').trimEnd());
    if (!standsAsWanted(present, cell.content) || isStale(present, cell.content)) {
      writes.set(sheet.name, [...(writes.get(sheet.name) ?? []), { row: cell.row, column: cell.column, content: cell.content }]);
    }
    if (cell.numberFormat !== null && (present?.format ?? 'General') === 'General') {
      formats.push({
        kind: 'format',
        sheet: sheet.name,
        area: cellArea(cell.row, cell.column),
        format: { numberFormat: cell.numberFormat },
      });
    }
  }
  return [...[...writes].flatMap(([sheet, list]) => blocks(sheet, list, false)), ...formats];
}

function planNames(snapshot: Snapshot, desired: DesiredWorkbook, fingerprints: Map<string, string>): Operation[] {
  const operations: Operation[] = [];
  const wanted = new Set(desired.names.map((name) => nameKey(name.name)));
  for (const key of desired.fingerprints.keys()) {
    if (!key.startsWith(namePrefix) || wanted.has(key)) continue;
    const standing = snapshot.names.find((name) => name.sheet === null && nameKey(name.name) === key);
    if (!standing) continue;
    const ours =
      desired.fingerprints.get(key) === fingerprintOf(normaliseFormula(standing.refersTo)) || standing.refersTo.includes('#REF!');
    if (ours) operations.push({ kind: 'removeName', name: standing.name });
  }
  const present = new Map(snapshot.names.filter((name) => name.sheet === null).map((name) => [name.name.toUpperCase(), name.refersTo]));
  for (const { name, refersTo } of desired.names) {
    const target = normaliseFormula(refersTo);
    fingerprints.set(nameKey(name), fingerprintOf(target));
    const standing = present.get(name.toUpperCase());
    if (standing === undefined || normaliseFormula(standing) !== target) {
      operations.push({ kind: 'definedName', name, refersTo, hidden: false });
    }
  }
  return operations;
}

/** Whether the mark still points at A1: the user may have put rows or columns before it. */
function marksFirstCell(snapshot: Snapshot, mark: string): boolean {
  const area = parseFullReference(workbookName(snapshot, mark)?.refersTo ?? '')?.area;
  return area?.top === 1 && area.left === 1;
}

/**
 * Fingerprints completed by the one of a design's own layout, for the sheet that holds the fingerprints themselves: the design is made
 * once with a stand-in of equal length, so that its layout is that of the final sheet.
 */
export function withLayoutFingerprint(
  fingerprints: ReadonlyMap<string, string>,
  design: (fingerprints: ReadonlyMap<string, string>) => SheetDesign,
): ReadonlyMap<string, string> {
  const standIn = layoutOrder.map(() => fingerprintOf('')).join(' ');
  const mark = design(fingerprints).mark;
  const others = new Map(fingerprints);
  others.delete(layoutKey(mark));
  const layout = layoutFingerprints(design(new Map(others).set(layoutKey(mark), standIn)));
  return others.set(layoutKey(mark), layoutOrder.map((part) => layout[part]).join(' '));
}

type LayoutPart = 'structure' | 'widths' | 'heights' | 'links' | 'charts' | 'freeze' | 'print';
const layoutOrder: readonly LayoutPart[] = ['structure', 'widths', 'heights', 'links', 'charts', 'freeze', 'print'];

function layoutFingerprints(design: SheetDesign): Record<LayoutPart, string> {
  const of = (content: unknown): string => fingerprintOf(JSON.stringify(content));
  return {
    structure: of([design.formats, design.merges, design.conditionalFormats, design.validations]),
    widths: of(design.widths),
    heights: of(design.heights),
    links: of(design.links),
    charts: of(design.charts),
    freeze: of(design.freeze),
    print: of(design.print),
  };
}

/** The smallest area around everything of ours, old and new. */
function ownArea(design: SheetDesign, written: ReadonlyMap<string, Written>, standing: SheetSnapshot, displaced: boolean): Area | null {
  let area: Area | null = displaced ? standing.used : null;
  const add = (other: Area): void => {
    area = area
      ? {
          top: Math.min(area.top, other.top),
          left: Math.min(area.left, other.left),
          bottom: Math.max(area.bottom, other.bottom),
          right: Math.max(area.right, other.right),
        }
      : other;
  };
  for (const cell of design.cells) add(cellArea(cell.row, cell.column));
  for (const { area: formatted } of design.formats) add(formatted);
  for (const merged of design.merges) add(merged);
  for (const place of written.values()) add(cellArea(place.row, place.column));
  const own = area as Area | null;
  return design.authoritative && own && standing.used ? { ...own, bottom: Math.max(own.bottom, standing.used.bottom) } : own;
}

/** Blocks of writes: one box with gaps where it is mostly full and `gaps` are allowed, else the fewest boxes without gaps. */
function blocks(sheet: string, writes: readonly Write[], gaps: boolean): Operation[] {
  if (writes.length === 0) return [];
  const sorted = [...writes].sort((first, second) => first.row - second.row || first.column - second.column);
  const top = sorted[0]?.row ?? 1;
  const bottom = sorted[sorted.length - 1]?.row ?? top;
  let left = Number.POSITIVE_INFINITY;
  let right = 0;
  for (const write of sorted) {
    left = Math.min(left, write.column);
    right = Math.max(right, write.column);
  }
  if (gaps && sorted.length * 3 >= (bottom - top + 1) * (right - left + 1)) {
    const rows: (PlannedCell | null)[][] = Array.from({ length: bottom - top + 1 }, () => new Array(right - left + 1).fill(null));
    for (const write of sorted) {
      const row = rows[write.row - top];
      if (row) row[write.column - left] = write.content;
    }
    return [{ kind: 'writeBlock', sheet, top, left, rows }];
  }
  return tightBlocks(sheet, sorted);
}

function tightBlocks(sheet: string, sorted: readonly Write[]): Operation[] {
  const runs: { top: number; left: number; rows: PlannedCell[][] }[] = [];
  const open = new Map<string, { top: number; left: number; rows: PlannedCell[][] }>();
  for (let index = 0; index < sorted.length; ) {
    const first = sorted[index];
    if (!first) break;
    const cells: PlannedCell[] = [];
    let next: Write | undefined = first;
    while (next && next.row === first.row && next.column === first.column + cells.length) {
      cells.push(next.content);
      index += 1;
      next = sorted[index];
    }
    const span = `${first.column}:${cells.length}`;
    const above = open.get(span);
    if (above && above.top + above.rows.length === first.row) {
      above.rows.push(cells);
    } else {
      const run = { top: first.row, left: first.column, rows: [cells] };
      runs.push(run);
      open.set(span, run);
    }
  }
  return runs.map((run) => ({ kind: 'writeBlock', sheet, ...run }));
}

const nothing: PlannedCell = { value: { kind: 'blank' } };

function contentOfCell(cell: Cell): PlannedCell {
  const value = valueOfCell(cell);
  return cell.formula === null ? { value } : { formula: cell.formula, result: value };
}

function resultOf(content: PlannedCell): Value {
  return 'formula' in content ? content.result : content.value;
}

function standsAsWanted(cell: Cell | null, content: PlannedCell): boolean {
  if (cell !== null && 'formula' in content && cell.formula === content.formula) return true;
  return contentTextOfCell(cell) === contentText(content);
}

/** A formula of ours whose stored result no longer agrees with what it gives: written again, so that a viewer shows the right number. */
function isStale(cell: Cell | null, content: PlannedCell): boolean {
  if (cell === null || !('formula' in content)) return false;
  return !sameResult(valueOfCell(cell), content.result);
}

function sameResult(standing: Value, result: Value): boolean {
  if (standing.kind === 'number' && result.kind === 'number') return nearly(standing.value, result.value);
  if (result.kind === 'blank')
    return standing.kind === 'blank' || standing.value === '' || (standing.kind === 'number' && standing.value === '0');
  if (standing.kind === 'blank') return result.kind === 'text' && result.value === '';
  return standing.kind === result.kind && String(standing.value) === String(result.value);
}

function nearly(first: string, second: string): boolean {
  if (first === second) return true;
  const a = decimal(first);
  const b = decimal(second);
  const scale = Decimal.max(a.abs(), b.abs(), 1);
  return a.minus(b).abs().lessThanOrEqualTo(scale.times('1e-9'));
}

/** Whether the user's cell says the same as our result, as far as it prints decimals. */
function sameValue(cell: Cell, result: Value): boolean {
  const value = valueOfCell(cell);
  if (value.kind === 'number' && result.kind === 'number') {
    const places = Math.max(2, value.value.split('.')[1]?.length ?? 0);
    return decimal(result.value).minus(value.value).abs().lessThanOrEqualTo(powerOfTen(-places).times('0.5'));
  }
  if (value.kind === 'text' && result.kind === 'text') return value.value.trim() === result.value.trim();
  return sameResult(value, result);
}

/** A formula that lost its reference is never anybody's choice. */
function isBroken(cell: Cell | null): boolean {
  return cell?.formula?.includes('#REF!') ?? false;
}

function keptCell(address: { sheet: string; row: number; column: number }, key: string, cell: Cell, content: PlannedCell): KeptCell {
  const result = resultOf(content);
  return {
    cell: fullReference(address),
    key,
    stands: cell.shown,
    wanted: result.kind === 'blank' ? '' : String(result.value),
  };
}

/** One number for a place on a sheet. */
function placeOf(row: number, column: number): number {
  return row * 16385 + column;
}

const namePrefix = 'name/';

function nameKey(name: string): string {
  return `${namePrefix}${name.toUpperCase()}`;
}

/** The key under which a cell of one of our sheets is remembered. */
function cellKey(mark: string, key: string): string {
  return `${mark}/${key}`;
}

function layoutKey(mark: string): string {
  return `${mark}!`;
}

function markOfKey(key: string): string | null {
  if (!key.startsWith(markPrefix)) return null;
  const slash = key.indexOf('/');
  return slash > 0 ? key.slice(0, slash) : key.slice(0, -1);
}

function recordsByMark(fingerprints: ReadonlyMap<string, string>): Map<string, Map<string, Written>> {
  const byMark = new Map<string, Map<string, Written>>();
  for (const [key, value] of fingerprints) {
    const slash = key.indexOf('/');
    if (slash < 0 || !key.startsWith(markPrefix)) continue;
    const [reference = '', fingerprint = ''] = value.split(' ');
    const area = parseArea(reference);
    if (!area) continue;
    const mark = key.slice(0, slash);
    const records = byMark.get(mark) ?? new Map<string, Written>();
    records.set(key.slice(slash + 1), { row: area.top, column: area.left, fingerprint });
    byMark.set(mark, records);
  }
  return byMark;
}

/** The sheet that a name's target lies on, even where the cell itself is gone. */
function sheetOfReference(refersTo: string): string | null {
  const parsed = parseFullReference(refersTo);
  if (parsed) return parsed.sheet;
  const match = /^=?(?:'((?:[^']|'')+)'|([^'!#]+))!/.exec(refersTo.trim());
  return match ? (match[1]?.replace(/''/g, "'") ?? match[2] ?? null) : null;
}
