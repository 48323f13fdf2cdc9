import { areaReference, cellReference } from '../../core/workbook/address';
import { type Applied, type BeforeImage, type Host, HostError, type Progress } from '../../core/workbook/host';
import { validatePlan } from '../../core/workbook/limits';
import { isEmptyPlan, type Operation, type Plan, type PlannedCell } from '../../core/workbook/plan';
import { type Cell, cellAt, type Snapshot, sheetNamed } from '../../core/workbook/snapshot';
import { openWorkbook, type WorkbookPackage } from './package';
import { PackageEditor } from './package-editor';
import { canonicalNumber } from './sheet-reader';
import { readArchive } from './zip';

const hostName = 'file';

/** The host over an .xlsx or .xlsm file in memory. Nothing is written to disk: `bytes` gives the file as it stands. */
export class FileHost implements Host {
  constructor(private current: WorkbookPackage) {}

  /** Opens a file's bytes; throws like `openWorkbook`. */
  static open(bytes: Uint8Array, fileName: string | null): FileHost {
    return new FileHost(openWorkbook(bytes, fileName));
  }

  /** The package as it stands. */
  get package(): WorkbookPackage {
    return this.current;
  }

  /** The file's bytes as they stand. */
  bytes(): Uint8Array {
    return this.current.bytes();
  }

  async capture(progress?: Progress): Promise<Snapshot> {
    const snapshot = this.current.snapshot();
    progress?.report(1);
    return snapshot;
  }

  async apply(plan: Plan, progress?: Progress): Promise<Applied> {
    const before: BeforeImage = { host: hostName, content: base64(this.current.bytes()) };
    if (isEmptyPlan(plan)) return { before };
    const [defect] = validatePlan(plan);
    if (defect) throw new HostError('unsupported', defect.place, defect.code);
    const editor = new PackageEditor(this.current);
    plan.operations.forEach((operation, index) => {
      if (progress?.cancelled) throw new HostError('cancelled');
      editor.carryOut(operation);
      progress?.report((index + 1) / (plan.operations.length + 1));
    });
    const result = editor.finish();
    readArchive(result.bytes());
    compare(plan, result.snapshot());
    this.current = result;
    progress?.report(1);
    return { before };
  }

  async restore(before: BeforeImage): Promise<void> {
    if (before.host !== hostName || typeof before.content !== 'string') throw new HostError('notRestored', null, `image of ${before.host}`);
    this.current = openWorkbook(bytesOf(before.content), this.current.fileName);
  }
}

/** Compares what stands after a plan with what the plan's last word on every cell and name is. */
function compare(plan: Plan, snapshot: Snapshot): void {
  const wanted = new Map<string, { sheet: string; row: number; column: number; content: PlannedCell | null }>();
  const removedSheets = new Set<string>();
  for (const operation of plan.operations) lastWords(operation, wanted, removedSheets);
  for (const { sheet, row, column, content } of wanted.values()) {
    if (removedSheets.has(sheet.toLowerCase()) || content === null) continue;
    const standing = sheetNamed(snapshot, sheet);
    if (!standing) throw new HostError('notApplied', sheet);
    if (!stands(cellAt(standing, row, column), content)) throw new HostError('notApplied', `${sheet}!${cellReference(row, column)}`);
  }
  for (const operation of plan.operations) {
    if (operation.kind === 'ensureSheet' && !removedSheets.has(operation.sheet.toLowerCase()) && !sheetNamed(snapshot, operation.sheet)) {
      throw new HostError('notApplied', operation.sheet);
    }
    if (operation.kind === 'merge') compareMerge(operation, plan, snapshot);
  }
  compareNames(plan, snapshot);
}

function lastWords(
  operation: Operation,
  wanted: Map<string, { sheet: string; row: number; column: number; content: PlannedCell | null }>,
  removedSheets: Set<string>,
): void {
  if (operation.kind === 'removeSheet') removedSheets.add(operation.sheet.toLowerCase());
  if (operation.kind === 'ensureSheet') removedSheets.delete(operation.sheet.toLowerCase());
  if (operation.kind === 'writeBlock') {
    operation.rows.forEach((cells, index) => {
      cells.forEach((content, offset) => {
        const row = operation.top + index;
        const column = operation.left + offset;
        if (content) wanted.set(`${operation.sheet.toLowerCase()}!${row},${column}`, { sheet: operation.sheet, row, column, content });
      });
    });
  }
  if (operation.kind === 'clear' || operation.kind === 'merge') {
    const { top, left, bottom, right } = operation.area;
    for (const [key, cell] of wanted) {
      const isInside = cell.row >= top && cell.row <= bottom && cell.column >= left && cell.column <= right;
      const isAnchor = operation.kind === 'merge' && cell.row === top && cell.column === left;
      if (isInside && !isAnchor && cell.sheet.toLowerCase() === operation.sheet.toLowerCase()) wanted.delete(key);
    }
  }
}

function stands(cell: Cell | null, content: PlannedCell): boolean {
  const value = 'formula' in content ? content.result : content.value;
  if ('formula' in content) {
    if (cell?.formula !== content.formula) return false;
  } else if (cell?.formula != null) return false;
  switch (value.kind) {
    case 'number':
      return cell?.kind === 'number' && cell.value === canonicalNumber(String(Number(value.value)))?.canonical;
    case 'text':
      return value.value === '' && !('formula' in content)
        ? cell === null || cell.kind === 'blank'
        : cell?.kind === 'text' && sameText(cell.value, value.value);
    case 'boolean':
      return cell?.kind === 'boolean' && cell.value === (value.value ? 'TRUE' : 'FALSE');
    case 'error':
      return cell?.kind === 'error' && cell.value === value.value;
    case 'blank':
      return 'formula' in content || cell === null || cell.kind === 'blank';
  }
}

/** XML turns every line ending into one line feed. */
function sameText(first: string, second: string): boolean {
  return first === second || first.replace(/\r\n?/g, '\n') === second.replace(/\r\n?/g, '\n');
}

function compareMerge(operation: Extract<Operation, { kind: 'merge' }>, plan: Plan, snapshot: Snapshot): void {
  const later = plan.operations.slice(plan.operations.indexOf(operation) + 1);
  if (later.some((each) => each.kind === 'clear' || each.kind === 'merge' || each.kind === 'removeSheet')) return;
  const reference = areaReference(operation.area);
  const standing = sheetNamed(snapshot, operation.sheet)?.merges.some((area) => areaReference(area) === reference);
  if (!standing) throw new HostError('notApplied', `${operation.sheet}!${reference}`);
}

function compareNames(plan: Plan, snapshot: Snapshot): void {
  const wanted = new Map<string, string | null>();
  for (const operation of plan.operations) {
    if (operation.kind === 'definedName') wanted.set(operation.name.toLowerCase(), operation.refersTo);
    if (operation.kind === 'removeName') wanted.set(operation.name.toLowerCase(), null);
  }
  for (const [name, refersTo] of wanted) {
    const standing = snapshot.names.find((each) => each.sheet === null && each.name.toLowerCase() === name)?.refersTo ?? null;
    if (standing !== (refersTo === null ? null : `=${refersTo.replace(/^=/, '')}`)) throw new HostError('notApplied', name);
  }
}

function base64(bytes: Uint8Array): string {
  let text = '';
  for (let position = 0; position < bytes.length; position += 0x8000) {
    text += String.fromCharCode(...bytes.subarray(position, position + 0x8000));
  }
  return btoa(text);
}

function bytesOf(text: string): Uint8Array {
  return Uint8Array.from(atob(text), (character) => character.charCodeAt(0));
}
