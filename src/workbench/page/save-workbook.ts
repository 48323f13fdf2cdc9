import type { IStyleData } from '@univerjs/core';
import type { Area } from '../../core/workbook/address';
import { cellArea } from '../../core/workbook/address';
import { HostError } from '../../core/workbook/host';
import type { CellFormat, ChartDesign, Operation, PlannedCell } from '../../core/workbook/plan';
import { cellAt, type SheetSnapshot, type Snapshot } from '../../core/workbook/snapshot';
import { emptyWorkbook } from '../../hosts/file/empty-workbook';
import { FileHost } from '../../hosts/file/file-host';
import { openWorkbook, type WorkbookPackage } from '../../hosts/file/package';
import { canonicalNumber } from '../../hosts/file/sheet-reader';
import { sheetDefaults, sheetId } from '../engine/blank-workbook';
import { lookOf } from '../engine/cell-look';
import type { CellContent, CellLook, CellState, SheetEntry } from '../engine/engine';
import type { Book } from '../model/book';
import { pixelsOfCharacters, workbookData } from './open-workbook';

/** A saved workbook, and what the file could not take. */
export interface SavedWorkbook {
  readonly bytes: Uint8Array;
  /** Changes that were left out, in words. */
  readonly left: readonly string[];
}

/** Largest block written by one step. */
const blockRows = 500;
const errorValues = new Set(['#DIV/0!', '#VALUE!', '#REF!', '#NAME?', '#NUM!', '#N/A', '#NULL!']);

/**
 * The workbook as a file: the package it was opened from, with the differences written into it by the same surgery as the add-in's
 * command line uses. What a plan has no step for (a renamed, moved or deleted sheet of the original) is left as it was and reported.
 */
export async function saveWorkbook(book: Book, file: WorkbookPackage | null, name: string): Promise<SavedWorkbook> {
  await book.engine.settled();
  const original = file ?? openWorkbook(emptyWorkbook(), name);
  const snapshot = original.snapshot();
  const left: string[] = [];
  const operations: Operation[] = [];
  const known = new Map(snapshot.sheets.map((sheet, index) => [sheetId(index), sheet]));
  for (const [id, sheet] of known) {
    const now = book.engine.sheets().find((entry) => entry.id === id);
    if (!now) left.push(`删除工作表“${sheet.name}”`);
    else if (now.name !== sheet.name) left.push(`工作表“${sheet.name}”改名为“${now.name}”`);
  }
  const looks = originalLooks(original, name);
  for (const entry of book.engine.sheets()) {
    const sheet = known.get(entry.id);
    if (sheet) operations.push(...changedCells(book, entry.id, sheet, looks));
    else operations.push(...newSheet(book, entry));
  }
  operations.push(...changedNames(book, snapshot));
  const host = new FileHost(original);
  await applyAsFarAsPossible(host, ordered(operations), left);
  return { bytes: host.bytes(), left };
}

/** Applies steps together; where the file refuses one, its neighbours are still written. */
async function applyAsFarAsPossible(host: FileHost, operations: readonly Operation[], left: string[]): Promise<void> {
  const [first] = operations;
  if (!first) return;
  try {
    await host.apply({ operations });
  } catch (problem) {
    if (!(problem instanceof HostError)) throw problem;
    if (operations.length === 1) {
      left.push(`${placeOf(first)}（${problem.failure}）`);
      return;
    }
    const middle = Math.ceil(operations.length / 2);
    await applyAsFarAsPossible(host, operations.slice(0, middle), left);
    await applyAsFarAsPossible(host, operations.slice(middle), left);
  }
}

/** Sheets first, so that formulas and names find what they refer to. */
function ordered(operations: readonly Operation[]): Operation[] {
  const rank = (operation: Operation): number => (operation.kind === 'ensureSheet' ? 0 : operation.kind === 'definedName' ? 1 : 2);
  return [...operations].sort((first, second) => rank(first) - rank(second));
}

function placeOf(operation: Operation): string {
  if ('sheet' in operation) return operation.sheet;
  return operation.name;
}

/** The workbook's default style, which the grid gives to cells without one. */
const plainLook: IStyleData = { ff: sheetDefaults.fontName, fs: sheetDefaults.fontSize };

type Looks = (sheet: string, row: number, column: number) => CellLook;

/** How the cells looked when the file was opened: the file is read again, nothing is remembered. */
function originalLooks(file: WorkbookPackage, name: string): Looks {
  const { data } = workbookData(file, name);
  return (sheet, row, column) => {
    const cell = data.sheets?.[sheet]?.cellData?.[row - 1]?.[column - 1];
    const style = typeof cell?.s === 'string' ? data.styles?.[cell.s] : cell?.s;
    return lookOf(style ?? plainLook, cell);
  };
}

function changedCells(book: Book, id: string, sheet: SheetSnapshot, looks: Looks): Operation[] {
  const area = union(book.engine.used(id, true), sheet.used);
  const dressed = union(book.engine.used(id, false), area);
  if (!area) return dressed ? changedFormats(book, id, sheet.name, dressed, looks) : [];
  const operations: Operation[] = dressed ? changedFormats(book, id, sheet.name, dressed, looks) : [];
  const cells = book.engine.cells(id, area);
  for (const [rowOffset, line] of cells.entries()) {
    const row = area.top + rowOffset;
    const changed = line.map((state, columnOffset) => (sameContent(state, sheet, row, area.left + columnOffset) ? null : planned(state)));
    const first = changed.findIndex((cell) => cell !== null);
    if (first < 0) continue;
    const last = changed.findLastIndex((cell) => cell !== null);
    operations.push({ kind: 'writeBlock', sheet: sheet.name, top: row, left: area.left + first, rows: [changed.slice(first, last + 1)] });
  }
  return operations;
}

function changedFormats(book: Book, id: string, sheet: string, area: Area, looks: Looks): Operation[] {
  const operations: Operation[] = [];
  for (let row = area.top; row <= area.bottom; row += 1) {
    for (let column = area.left; column <= area.right; column += 1) {
      const format = formatOf(book.engine.look(id, row, column));
      const before: Readonly<Record<string, unknown>> = { ...formatOf(looks(id, row, column)) };
      const changed = Object.fromEntries(Object.entries(format).filter(([name, value]) => before[name] !== value)) as CellFormat;
      if (Object.keys(changed).length > 0) operations.push({ kind: 'format', sheet, area: cellArea(row, column), format: changed });
    }
  }
  return operations;
}

/** Whether a cell holds what the file holds; of a formula only its text counts, its result follows. */
function sameContent(state: CellState, sheet: SheetSnapshot, row: number, column: number): boolean {
  const before = cellAt(sheet, row, column);
  if (state.formula !== null || before?.formula) return state.formula === (before?.formula ?? null);
  if (!before || before.kind === 'blank') return state.value === '';
  if (before.kind === 'number') return typeof state.value === 'number' && state.value === Number(before.value);
  if (before.kind === 'boolean') return state.value === (before.value === 'TRUE');
  return state.value === before.value;
}

function planned(state: CellState): PlannedCell {
  const value = plannedValue(state.value);
  return state.formula === null ? { value } : { formula: state.formula, result: value };
}

function plannedValue(content: CellContent): Extract<PlannedCell, { value: unknown }>['value'] {
  if (content === '') return { kind: 'blank' };
  if (typeof content === 'boolean') return { kind: 'boolean', value: content };
  if (typeof content === 'number') return { kind: 'number', value: canonicalNumber(String(content))?.canonical ?? '0' };
  if (errorValues.has(content)) return { kind: 'error', value: content as '#DIV/0!' };
  return { kind: 'text', value: content };
}

function newSheet(book: Book, entry: SheetEntry): Operation[] {
  const { engine } = book;
  const { id, name: sheet } = entry;
  const operations: Operation[] = [
    {
      kind: 'ensureSheet',
      sheet,
      mark: markOf(book, entry),
      visibility: entry.visibility === 'Visible' ? 'visible' : 'hidden',
      ...(entry.tabColor === '' ? {} : { tabColor: entry.tabColor }),
    },
  ];
  const used = engine.used(id, true);
  if (used) {
    const cells = engine.cells(id, used);
    for (let from = 0; from < cells.length; from += blockRows) {
      const rows = cells.slice(from, from + blockRows).map((line) => line.map((state) => (empty(state) ? null : planned(state))));
      operations.push({ kind: 'writeBlock', sheet, top: used.top + from, left: used.left, rows });
    }
  }
  const dressed = engine.used(id, false);
  if (dressed) operations.push(...formats(book, id, sheet, dressed), ...sizes(book, id, sheet, dressed));
  for (const area of engine.merges(id)) operations.push({ kind: 'merge', sheet, area });
  for (const rule of [...engine.conditionalFormats(id)].reverse()) {
    const format = {
      ...(rule.fill === null ? {} : { fill: rule.fill }),
      ...(rule.fontColor === null ? {} : { fontColor: rule.fontColor }),
      ...(rule.bold === null ? {} : { bold: rule.bold }),
    };
    for (const area of rule.areas) operations.push({ kind: 'conditionalFormat', sheet, area, rules: [{ formula: rule.formula, format }] });
  }
  for (const check of engine.validations(id)) {
    const { title, message } = check.prompt.message === '' ? check.alert : check.prompt;
    for (const area of check.areas) {
      if (check.kind === 'list') {
        operations.push({ kind: 'validation', sheet, area, rule: { type: 'list', choices: check.formula1.split(','), title, message } });
      } else if (check.kind === 'decimal' && check.operator === 'Between') {
        const rule = { type: 'decimal', minimum: check.formula1, maximum: check.formula2 ?? check.formula1, title, message } as const;
        operations.push({ kind: 'validation', sheet, area, rule });
      }
    }
  }
  const { rows, columns } = engine.freeze(id);
  if (rows > 0 || columns > 0) operations.push({ kind: 'freeze', sheet, rows, columns });
  const state = book.state(id);
  for (const [key, link] of state.links) {
    const [row = 1, column = 1] = key.split(',').map(Number);
    if (link.documentReference !== null) operations.push({ kind: 'link', sheet, row, column, target: link.documentReference });
  }
  if (state.page.printArea) {
    operations.push({
      kind: 'printSetup',
      sheet,
      area: state.page.printArea,
      landscape: state.page.orientation === 'Landscape',
      repeatRows: state.page.titleRows,
    });
  }
  operations.push(...charts(book, id, sheet));
  return operations;
}

/** The hidden name on a sheet's A1 that its maker gave it; a sheet made by hand gets one of the workbench's own. */
function markOf(book: Book, entry: SheetEntry): string {
  const target = new RegExp(`^=(?:'${escaped(entry.name.replace(/'/g, "''"))}'|${escaped(entry.name)})!\\$A\\$1$`, 'i');
  const own = book.engine.names().find((name) => !name.visible && name.sheet === null && target.test(name.formula));
  return own?.name ?? `_工作表_${book.engine.sheets().findIndex((sheet) => sheet.id === entry.id) + 1}`;
}

function escaped(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}

function empty(state: CellState): boolean {
  return state.value === '' && state.formula === null;
}

/** Runs of equal looks in each row become one step. */
function formats(book: Book, id: string, sheet: string, area: Area): Operation[] {
  const operations: Operation[] = [];
  for (let row = area.top; row <= area.bottom; row += 1) {
    let start = area.left;
    let format = formatOf(book.engine.look(id, row, start));
    let text = JSON.stringify(format);
    for (let column = area.left + 1; column <= area.right + 1; column += 1) {
      const next = column <= area.right ? formatOf(book.engine.look(id, row, column)) : null;
      const nextText = JSON.stringify(next);
      if (nextText === text) continue;
      operations.push({ kind: 'format', sheet, area: { top: row, bottom: row, left: start, right: column - 1 }, format });
      if (next === null) break;
      start = column;
      format = next;
      text = nextText;
    }
  }
  return operations;
}

function formatOf(look: CellLook): CellFormat {
  const border = look.borders.top ?? look.borders.left ?? look.borders.bottom ?? look.borders.right;
  const vertical = ({ Top: 'top', Bottom: 'bottom' } as const)[look.vertical as 'Top'] ?? 'center';
  const horizontal = ({ Left: 'left', Center: 'center', Right: 'right' } as const)[look.horizontal as 'Left'] ?? 'general';
  return {
    numberFormat: look.numberFormat,
    bold: look.bold,
    italic: look.italic,
    underline: look.underline,
    fontColor: look.fontColor,
    fontName: look.fontName,
    fontSize: look.fontSize,
    fill: look.fill,
    horizontal,
    vertical,
    wrap: look.wrap,
    indent: look.indent,
    ...(border ? { border: border.color } : {}),
    locked: look.locked,
  };
}

function sizes(book: Book, id: string, sheet: string, area: Area): Operation[] {
  const { engine } = book;
  const standard = engine.defaultSize(id);
  const widths: { column: number; width: number; hidden?: boolean }[] = [];
  for (let column = 1; column <= area.right; column += 1) {
    const [pixels, hidden] = [engine.columnWidth(id, column), engine.columnHidden(id, column)];
    if (pixels !== standard.width || hidden) widths.push({ column, width: charactersOf(pixels), ...(hidden ? { hidden } : {}) });
  }
  const heights: { row: number; height: number }[] = [];
  for (let row = 1; row <= area.bottom; row += 1) {
    const pixels = engine.rowHeight(id, row);
    if (pixels !== standard.height) heights.push({ row, height: pixels * 0.75 });
  }
  return [
    ...(widths.length > 0 ? [{ kind: 'columnWidths', sheet, widths } as const] : []),
    ...(heights.length > 0 ? [{ kind: 'rowHeights', sheet, heights } as const] : []),
  ];
}

function charactersOf(pixels: number): number {
  return Math.max(Math.round(((pixels - pixelsOfCharacters(0)) / 7) * 100) / 100, 0);
}

function charts(book: Book, id: string, sheet: string): Operation[] {
  return book.state(id).charts.flatMap((chart): Operation[] => {
    const kind: ChartDesign['type'] = /^Bar/.test(chart.chartType) ? 'bar' : /^Line/.test(chart.chartType) ? 'line' : 'column';
    const series = chart.series.flatMap(({ name, values, chartType }) => {
      if (values === null) return [];
      const own = chartType === null ? {} : { type: /^Line/.test(chartType) ? ('line' as const) : ('column' as const) };
      return [{ title: name, values, ...own }];
    });
    const area = covered(book, id, chart);
    const categories = chart.series[0]?.categories ?? '';
    return [{ kind: 'chart', sheet, chart: { name: chart.name, type: kind, title: chart.title, categories, series, area } }];
  });
}

/** The cells under a rectangle given in points. */
function covered(book: Book, id: string, box: { left: number; top: number; width: number; height: number }): Area {
  const at = (points: number, size: (index: number) => number): number => {
    let rest = points / 0.75;
    let index = 1;
    for (; index < 5000 && rest >= size(index) - 0.5; index += 1) rest -= size(index);
    return index;
  };
  const column = (points: number): number => at(points, (index) => book.engine.columnWidth(id, index));
  const row = (points: number): number => at(points, (index) => book.engine.rowHeight(id, index));
  const area = cellArea(row(box.top), column(box.left));
  return {
    ...area,
    bottom: Math.max(row(box.top + box.height) - 1, area.top),
    right: Math.max(column(box.left + box.width) - 1, area.left),
  };
}

function changedNames(book: Book, snapshot: Snapshot): Operation[] {
  const before = new Map(snapshot.names.filter((name) => name.sheet === null).map((name) => [name.name.toLowerCase(), name]));
  const operations: Operation[] = [];
  for (const name of book.engine.names()) {
    if (name.sheet !== null) continue;
    const known = before.get(name.name.toLowerCase());
    before.delete(name.name.toLowerCase());
    if (known && known.refersTo === name.formula && known.hidden === !name.visible) continue;
    operations.push({ kind: 'definedName', name: name.name, refersTo: name.formula, hidden: !name.visible });
  }
  for (const gone of before.values()) if (!/^_xlnm\./i.test(gone.name)) operations.push({ kind: 'removeName', name: gone.name });
  return operations;
}

function union(first: Area | null, second: Area | null): Area | null {
  if (!first || !second) return first ?? second;
  return {
    top: Math.min(first.top, second.top),
    left: Math.min(first.left, second.left),
    bottom: Math.max(first.bottom, second.bottom),
    right: Math.max(first.right, second.right),
  };
}
