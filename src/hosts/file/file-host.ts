import { type Area, areaReference, cellReference } from '../../core/workbook/address';
import { type Applied, type BeforeImage, type Host, HostError, type Progress } from '../../core/workbook/host';
import { validatePlan } from '../../core/workbook/limits';
import { isEmptyPlan, type Operation, type Plan, type PlannedCell } from '../../core/workbook/plan';
import { type Cell, cellAt, type Snapshot } from '../../core/workbook/snapshot';
import { AreaIndex } from './areas';
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

/** What a plan's last word is on the cells and merges of one sheet. */
interface LastWords {
  readonly sheet: string;
  readonly rows: Map<number, Map<number, PlannedCell>>;
  readonly merges: AreaIndex<Area>;
  removed: boolean;
}

/** Compares what stands after a plan with what the plan's last word on every cell, merge and name is. */
function compare(plan: Plan, snapshot: Snapshot): void {
  const standing = new Map(snapshot.sheets.map((sheet) => [sheet.name.toLowerCase(), sheet]));
  for (const { sheet, rows, merges, removed } of lastWords(plan).values()) {
    if (removed) continue;
    const found = standing.get(sheet.toLowerCase());
    if (!found) throw new HostError('notApplied', sheet);
    for (const [row, cells] of rows) {
      for (const [column, content] of cells) {
        if (!stands(cellAt(found, row, column), content)) throw new HostError('notApplied', `${sheet}!${cellReference(row, column)}`);
      }
    }
    const merged = new Set(found.merges.map(areaReference));
    const lost = merges.items().find((area) => !merged.has(areaReference(area)));
    if (lost) throw new HostError('notApplied', `${sheet}!${areaReference(lost)}`);
  }
  compareNames(plan, snapshot);
}

function lastWords(plan: Plan): Map<string, LastWords> {
  const all = new Map<string, LastWords>();
  const of = (sheet: string): LastWords => {
    const known = all.get(sheet.toLowerCase());
    if (known) return known;
    const fresh: LastWords = { sheet, rows: new Map(), merges: new AreaIndex(), removed: false };
    all.set(sheet.toLowerCase(), fresh);
    return fresh;
  };
  for (const operation of plan.operations) {
    switch (operation.kind) {
      case 'removeSheet':
        all.set(operation.sheet.toLowerCase(), { sheet: operation.sheet, rows: new Map(), merges: new AreaIndex(), removed: true });
        break;
      case 'ensureSheet':
        of(operation.sheet).removed = false;
        break;
      case 'writeBlock':
        noteBlock(operation, of(operation.sheet).rows);
        break;
      case 'clear':
        forgetMerges(operation.area, of(operation.sheet).merges);
        forgetCells(operation.area, of(operation.sheet).rows, false);
        break;
      case 'merge': {
        const { rows, merges } = of(operation.sheet);
        forgetMerges(operation.area, merges);
        const own = { ...operation.area };
        merges.set(own, [own]);
        forgetCells(operation.area, rows, true);
        break;
      }
    }
  }
  return all;
}

function noteBlock({ rows, top, left }: Extract<Operation, { kind: 'writeBlock' }>, words: LastWords['rows']): void {
  rows.forEach((cells, index) => {
    const row = words.get(top + index) ?? new Map<number, PlannedCell>();
    words.set(top + index, row);
    cells.forEach((content, offset) => {
      if (content) row.set(left + offset, content);
    });
  });
}

function forgetMerges(area: Area, merges: AreaIndex<Area>): void {
  for (const merge of merges.touching(area)) merges.delete(merge);
}

/** Forgets what was to stand in an area; the anchor of a merge keeps what it has. */
function forgetCells(area: Area, rows: LastWords['rows'], keepsAnchor: boolean): void {
  const isTall = area.bottom - area.top > rows.size;
  const touched = isTall ? [...rows.keys()] : Array.from({ length: area.bottom - area.top + 1 }, (_, index) => area.top + index);
  for (const row of touched) {
    if (row < area.top || row > area.bottom) continue;
    for (const column of [...(rows.get(row)?.keys() ?? [])]) {
      const isAnchor = keepsAnchor && row === area.top && column === area.left;
      if (column >= area.left && column <= area.right && !isAnchor) rows.get(row)?.delete(column);
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

function compareNames(plan: Plan, snapshot: Snapshot): void {
  const wanted = new Map<string, string | null>();
  for (const operation of plan.operations) {
    if (operation.kind === 'definedName') wanted.set(operation.name.toLowerCase(), operation.refersTo);
    if (operation.kind === 'removeName') wanted.set(operation.name.toLowerCase(), null);
  }
  const names = new Map(snapshot.names.filter(({ sheet }) => sheet === null).map((each) => [each.name.toLowerCase(), each.refersTo]));
  for (const [name, refersTo] of wanted) {
    const standing = names.get(name) ?? null;
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
