import { canonical, Decimal, decimal } from '../amounts/decimal';
import type { Value } from '../amounts/evaluate';
import { type Area, contains, fullReference, quoteSheet } from './address';
import { MergeIndex } from './merge-index';
import type { Operation, Plan, PlannedCell } from './plan';
import type { Cell, DefinedName, SheetSnapshot, Snapshot } from './snapshot';

interface SheetDraft {
  name: string;
  visibility: SheetSnapshot['visibility'];
  cells: Map<number, Map<number, Cell>>;
  readonly merges: MergeIndex;
  hiddenColumns: Set<number>;
  readonly original: SheetSnapshot | null;
}

/**
 * The workbook as it will stand after a plan, without any host: contents, results, number formats, merges, sheets, names and hidden
 * columns; appearance is not part of a snapshot. Sheets that the plan does not touch are the same objects as before.
 */
export function snapshotAfter(snapshot: Snapshot, plan: Plan): Snapshot {
  if (plan.operations.length === 0) return snapshot;
  const drafts = new Map<string, SheetDraft>();
  const order: { name: string; untouched: SheetSnapshot | null }[] = snapshot.sheets.map((sheet) => ({
    name: sheet.name,
    untouched: sheet,
  }));
  const names = new Map<string, DefinedName>();
  for (const name of snapshot.names) names.set(nameIndex(name.name, name.sheet), name);
  const draft = (name: string): SheetDraft | null => {
    const index = name.toLowerCase();
    const open = drafts.get(index);
    if (open) return open;
    const sheet = snapshot.sheets.find((candidate) => candidate.name.toLowerCase() === index);
    if (!sheet || !order.some((entry) => entry.name.toLowerCase() === index)) return null;
    const made: SheetDraft = {
      name: sheet.name,
      visibility: sheet.visibility,
      cells: new Map([...sheet.cells].map(([row, cells]) => [row, new Map(cells)])),
      merges: new MergeIndex(sheet.merges),
      hiddenColumns: new Set(sheet.hiddenColumns),
      original: sheet,
    };
    drafts.set(index, made);
    return made;
  };
  for (const operation of plan.operations) applyOperation(operation, { drafts, order, names, draft });
  const sheets = order.map(({ name, untouched }) => {
    const changed = drafts.get(name.toLowerCase());
    if (!changed && untouched) return untouched;
    return finished(changed ?? emptyDraft(name));
  });
  return { ...snapshot, sheets, names: [...names.values()] };
}

interface Stage {
  readonly drafts: Map<string, SheetDraft>;
  readonly order: { name: string; untouched: SheetSnapshot | null }[];
  readonly names: Map<string, DefinedName>;
  readonly draft: (name: string) => SheetDraft | null;
}

function applyOperation(operation: Operation, stage: Stage): void {
  switch (operation.kind) {
    case 'ensureSheet': {
      if (!stage.draft(operation.sheet)) {
        stage.order.push({ name: operation.sheet, untouched: null });
        const made = emptyDraft(operation.sheet);
        if (operation.visibility) made.visibility = operation.visibility;
        stage.drafts.set(operation.sheet.toLowerCase(), made);
      }
      const refersTo = `=${quoteSheet(operation.sheet)}!$A$1`;
      stage.names.set(nameIndex(operation.mark, null), { name: operation.mark, refersTo, hidden: true, sheet: null });
      return;
    }
    case 'removeSheet': {
      const index = stage.order.findIndex((entry) => entry.name.toLowerCase() === operation.sheet.toLowerCase());
      if (index >= 0) stage.order.splice(index, 1);
      stage.drafts.delete(operation.sheet.toLowerCase());
      stage.names.delete(nameIndex(operation.mark, null));
      return;
    }
    case 'definedName':
      stage.names.set(nameIndex(operation.name, null), { ...operation, sheet: null });
      return;
    case 'removeName':
      stage.names.delete(nameIndex(operation.name, null));
      return;
    default: {
      const sheet = stage.draft(operation.sheet);
      if (sheet) applyToSheet(operation, sheet);
    }
  }
}

function applyToSheet(operation: Operation, sheet: SheetDraft): void {
  switch (operation.kind) {
    case 'writeBlock':
      operation.rows.forEach((cells, rowOffset) => {
        cells.forEach((content, columnOffset) => {
          if (content !== null) write(sheet, operation.top + rowOffset, operation.left + columnOffset, content);
        });
      });
      return;
    case 'clear':
      for (const [row, cells] of sheet.cells) {
        if (row < operation.area.top || row > operation.area.bottom) continue;
        for (const column of [...cells.keys()]) if (contains(operation.area, row, column)) cells.delete(column);
      }
      sheet.merges.removeOverlapping(operation.area);
      return;
    case 'format':
      if (operation.format.numberFormat !== undefined) giveFormat(sheet, operation.area, operation.format.numberFormat);
      return;
    case 'merge':
      sheet.merges.removeOverlapping(operation.area);
      sheet.merges.add(operation.area);
      return;
    case 'columnWidths':
      for (const { column, hidden } of operation.widths) {
        if (hidden === true) sheet.hiddenColumns.add(column);
        if (hidden === false) sheet.hiddenColumns.delete(column);
      }
      return;
    default:
  }
}

function write(sheet: SheetDraft, row: number, column: number, content: PlannedCell): void {
  const cells = sheet.cells.get(row) ?? new Map<number, Cell>();
  const previous = cells.get(column);
  const value = 'formula' in content ? content.result : content.value;
  const format = previous?.format ?? 'General';
  if (value.kind === 'blank' && !('formula' in content)) {
    if (format === 'General') cells.delete(column);
    else cells.set(column, { kind: 'blank', value: '', formula: null, shown: '', format, indent: previous?.indent ?? 0 });
  } else {
    cells.set(column, {
      kind: value.kind,
      value: valueText(value),
      formula: 'formula' in content ? content.formula : null,
      shown: shownValue(value, format),
      format,
      indent: previous?.indent ?? 0,
    });
  }
  sheet.cells.set(row, cells);
}

function giveFormat(sheet: SheetDraft, area: Area, format: string): void {
  for (let row = area.top; row <= area.bottom; row += 1) {
    const cells = sheet.cells.get(row) ?? new Map<number, Cell>();
    for (let column = area.left; column <= area.right; column += 1) {
      const cell = cells.get(column);
      if (cell) {
        const value = cell.kind === 'number' ? shownValue({ kind: 'number', value: cell.value }, format) : cell.shown;
        cells.set(column, { ...cell, format, shown: value });
      } else if (format !== 'General') {
        cells.set(column, { kind: 'blank', value: '', formula: null, shown: '', format, indent: 0 });
      }
    }
    sheet.cells.set(row, cells);
  }
}

function valueText(value: Value): string {
  if (value.kind === 'blank') return '';
  if (value.kind === 'boolean') return value.value ? 'TRUE' : 'FALSE';
  return value.value;
}

/** What a cell of a value shows under the number formats that we write (`0.00`, `#,##0.00`, `0.00%`, `0`, `General`); others as General. */
export function shownValue(value: Value, format: string): string {
  if (value.kind !== 'number') return valueText(value);
  const match = /^(#,##)?0(?:\.(0+))?(%)?$/.exec(format);
  if (!match) return canonical(decimal(value.value).toSignificantDigits(11));
  const number = decimal(value.value).times(match[3] ? 100 : 1);
  const text = number.toFixed(match[2]?.length ?? 0, Decimal.ROUND_HALF_UP).replace(/^-(0(?:\.0*)?)$/, '$1');
  return `${match[1] ? text.replace(/\B(?=(\d{3})+(?!\d))(?<!\.\d*)/g, ',') : text}${match[3] ?? ''}`;
}

function emptyDraft(name: string): SheetDraft {
  return { name, visibility: 'visible', cells: new Map(), merges: new MergeIndex(), hiddenColumns: new Set(), original: null };
}

function finished(draft: SheetDraft): SheetSnapshot {
  const cells = new Map<number, ReadonlyMap<number, Cell>>();
  let used: Area | null = null;
  for (const row of [...draft.cells.keys()].sort((first, second) => first - second)) {
    const present = draft.cells.get(row);
    if (!present || present.size === 0) continue;
    const sorted = new Map([...present].sort(([first], [second]) => first - second));
    cells.set(row, sorted);
    for (const [column, cell] of sorted) {
      if (cell.kind === 'blank') continue;
      used = used
        ? { top: used.top, left: Math.min(used.left, column), bottom: row, right: Math.max(used.right, column) }
        : { top: row, left: column, bottom: row, right: column };
    }
  }
  return {
    name: draft.name,
    visibility: draft.visibility,
    cells,
    used,
    merges: draft.merges.list(),
    hiddenRows: draft.original?.hiddenRows ?? new Set(),
    hiddenColumns: draft.hiddenColumns,
    protected: draft.original?.protected ?? false,
    filtered: draft.original?.filtered ?? false,
    arrays: draft.original?.arrays ?? [],
  };
}

function nameIndex(name: string, sheet: string | null): string {
  return sheet === null ? name.toUpperCase() : fullReference({ sheet, row: 1, column: 1 }) + name.toUpperCase();
}
