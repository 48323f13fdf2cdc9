import { decimal } from '../amounts/decimal';
import type { ManualScores } from '../assessment/assessment';
import { ownSheets } from '../settings/settings';
import { cellReference, fullReference, parseFullReference } from '../workbook/address';
import { contentTextOfCell, fingerprintOf } from '../workbook/fingerprint';
import { isEdited, isMark, markedSheet, markPrefix, ownSheetNames, standingPlaces } from '../workbook/planning';
import { type Cell, cellAt, isBlank, type SheetSnapshot, type Snapshot, sheetNamed } from '../workbook/snapshot';
import { findRowShift } from '../workbook/user-rows';

/** Beginning of the keys of form cells; the cell's full reference follows. */
export const formCellPrefix = 'form:';

/** Beginning of the marks of project tables; the project's own fingerprint follows. */
export const projectMark = `${markPrefix}项目_`;

/** The key of a form cell. */
export function formCellKey(cell: string): string {
  return `${formCellPrefix}${cell}`;
}

/**
 * The workbook as its unit made it: without our own sheets, and with the form cells that still hold what we wrote put back to blank or
 * to the form's placeholder. Reading this gives the same facts and forms before and after our writing; our cells are never sources.
 */
export function withoutOwnContent(snapshot: Snapshot, fingerprints: ReadonlyMap<string, string>): Snapshot {
  const own = ownSheetNames(snapshot, isMark);
  const bySheet = new Map<string, { row: number; column: number; fingerprint: string; placeholder: string }[]>();
  for (const [key, value] of fingerprints) {
    if (!key.startsWith(formCellPrefix)) continue;
    const parsed = parseFullReference(key.slice(formCellPrefix.length));
    if (!parsed) continue;
    const [fingerprint = ''] = value.split(' ');
    const list = bySheet.get(parsed.sheet.toLowerCase()) ?? [];
    list.push({ row: parsed.area.top, column: parsed.area.left, fingerprint, placeholder: value.slice(fingerprint.length + 1) });
    bySheet.set(parsed.sheet.toLowerCase(), list);
  }
  const sheets = snapshot.sheets
    .filter((sheet) => !own.has(sheet.name))
    .map((sheet) => withoutWritten(sheet, bySheet.get(sheet.name.toLowerCase()) ?? []));
  return { ...snapshot, sheets };
}

function withoutWritten(
  sheet: SheetSnapshot,
  written: readonly { readonly row: number; readonly column: number; readonly fingerprint: string; readonly placeholder: string }[],
): SheetSnapshot {
  const rows = new Map<number, Map<number, Cell>>();
  const { moved } = findRowShift(sheet, written, []);
  for (const { row: last, column, fingerprint, placeholder } of written) {
    const row = moved.get(last) ?? last;
    const cell = cellAt(sheet, row, column);
    if (cell === null || fingerprintOf(contentTextOfCell(cell)) !== fingerprint) continue;
    const cells = rows.get(row) ?? new Map(sheet.cells.get(row) ?? []);
    if (placeholder === '') cells.delete(column);
    else cells.set(column, { ...cell, kind: 'text', value: placeholder, formula: null, shown: placeholder });
    rows.set(row, cells);
  }
  return rows.size === 0 ? sheet : { ...sheet, cells: new Map([...sheet.cells].map(([row, cells]) => [row, rows.get(row) ?? cells])) };
}

/**
 * Scores that the unit typed on 「绩效指标」: into its input cells, and over our computed scores. Keys are those of `ManualScores`
 * (`2.3.2`, `2.1.1#政策功能落实`). Text that is no number is passed over.
 */
export function readManualScores(snapshot: Snapshot, fingerprints: ReadonlyMap<string, string>): ManualScores {
  const { mark } = ownSheets.indicators;
  const sheet = markedSheet(snapshot, mark);
  const scores = new Map<string, { score: string; cell: string }>();
  if (!sheet) return scores;
  for (const [name, place] of standingPlaces(snapshot, fingerprints, mark)) {
    const kind = name.startsWith('input:') ? 'input' : name.startsWith('score:') ? 'score' : null;
    if (kind === null) continue;
    const cell = cellAt(sheet, place.row, place.column);
    if (isBlank(cell) || cell === null || cell.formula !== null) continue;
    if (kind === 'score' && !isEdited(fingerprints, mark, name, cell)) continue;
    const score = typedNumber(cell);
    if (score !== null) {
      scores.set(name.slice(kind.length + 1), { score, cell: fullReference({ sheet: sheet.name, row: place.row, column: place.column }) });
    }
  }
  return scores;
}

function typedNumber(cell: Cell): string | null {
  const text = cell.value.normalize('NFKC').replace(/[\s,分]/g, '');
  return /^-?\d{1,12}(\.\d{1,10})?$/.test(text) ? decimal(text).toFixed() : null;
}

/** The cell behind a full reference of one cell, or null. */
export function cellBehind(snapshot: Snapshot, reference: string): Cell | null {
  const parsed = parseFullReference(reference);
  const sheet = parsed ? sheetNamed(snapshot, parsed.sheet) : null;
  return parsed && sheet ? cellAt(sheet, parsed.area.top, parsed.area.left) : null;
}

/** Full reference of a cell without `$`: `'表'!B4`. */
export function plainReference(reference: string): string {
  const parsed = parseFullReference(reference);
  return parsed ? fullReference({ sheet: parsed.sheet, row: parsed.area.top, column: parsed.area.left }) : reference;
}

/** `B4` of a full reference. */
export function localReference(reference: string): string {
  const parsed = parseFullReference(reference);
  return parsed ? cellReference(parsed.area.top, parsed.area.left) : reference;
}
