import { canonicalOfBinary } from '../../core/amounts/decimal';
import { type Area, areaReference, parseArea, sheetLimits } from '../../core/workbook/address';
import { HostError } from '../../core/workbook/host';
import type { Cell, SheetSnapshot } from '../../core/workbook/snapshot';
import { type FormulaShift, formulaShift, shownFormula } from './formula';
import type { ShownText } from './shown';
import type { CellStyle } from './styles';
import { decodeCellText, isTrue, scanXml } from './xml';

/** What a sheet's cells refer to outside the sheet. */
export interface SheetContext {
  readonly sharedStrings: readonly string[];
  readonly styles: readonly CellStyle[];
  readonly shown: ShownText;
  readonly externalLinks: readonly string[];
  /** Shared by all sheets of a workbook, so that formulas and cells can not be multiplied without end. */
  readonly budget: ReadingBudget;
}

/** What is left to be spent on one workbook. */
export interface ReadingBudget {
  cells: number;
  formulaCharacters: number;
  blanks: number;
}

/** Enough for any budget workbook, little enough for any browser. */
export const readingBudget = (): ReadingBudget => ({ cells: 2_000_000, formulaCharacters: 40_000_000, blanks: 1_000_000 });

interface ReadCell {
  readonly column: number;
  readonly cell: Cell;
}

interface SharedFormula {
  readonly row: number;
  readonly column: number;
  readonly shift: FormulaShift;
}

/** A cell's reference as two numbers, without regular expressions: it runs once for every cell. Null for anything else. */
export function cellPosition(reference: string): { row: number; column: number } | null {
  let column = 0;
  let index = 0;
  for (; index < reference.length; index++) {
    const code = reference.charCodeAt(index) & ~32;
    if (code < 65 || code > 90) break;
    column = column * 26 + code - 64;
  }
  if (index === 0 || index > 3 || index === reference.length || reference.length - index > 7) return null;
  let row = 0;
  for (; index < reference.length; index++) {
    const digit = reference.charCodeAt(index) - 48;
    if (digit < 0 || digit > 9) return null;
    row = row * 10 + digit;
  }
  if (row < 1 || row > sheetLimits.rows || column > sheetLimits.columns) return null;
  return { row, column };
}

/** Text that is canonical as it stands; at most 16 characters with its point hold at most 15 digits. */
const canonicalPattern = /^-?(0|[1-9]\d*)\.\d*[1-9]$/;

/** Canonical decimal of a number as the file writes it, at Excel's 15 digits; null when it is none. */
export function canonicalNumber(text: string): { value: number; canonical: string } | null {
  const trimmed = text.trim();
  if (trimmed === '' || trimmed.length > 400) return null;
  const value = Number(trimmed);
  if (!Number.isFinite(value)) return null;
  if (Number.isInteger(value) && Math.abs(value) < 1e15) return { value, canonical: String(value === 0 ? 0 : value) };
  if (trimmed.length <= 16 && canonicalPattern.test(trimmed)) return { value, canonical: trimmed };
  return { value, canonical: canonicalOfBinary(value) };
}

/** Reads one worksheet part in a single pass; cost follows what stands in it, never what it claims. */
export function readSheet(source: string, name: string, visibility: SheetSnapshot['visibility'], context: SheetContext): SheetSnapshot {
  const { styles, shown, sharedStrings, externalLinks, budget } = context;
  const rows = new Map<number, ReadCell[]>();
  const blankCells = new Map<CellStyle, Cell>();
  const merges: Area[] = [];
  const arrays: Area[] = [];
  const arrayFormulas: { area: Area; formula: string }[] = [];
  const shared = new Map<string, SharedFormula>();
  const hiddenRows = new Set<number>();
  const shownRows = new Set<number>();
  const hiddenColumns = new Set<number>();
  let isProtected = false;
  let filterMode = false;
  let filterArea: Area | null = null;
  let zeroHeight = false;
  let columnsRead = 0;
  let row = 0;
  let column = 0;
  let current: ReadCell[] = [];
  let inCell = false;
  let attributes: Readonly<Record<string, string>> = {};
  let formulaAttributes: Readonly<Record<string, string>> | null = null;
  let formulaText = '';
  let valueText = '';
  let inlineText = '';
  let phonetic = 0;
  let capture: 'formula' | 'value' | 'inline' | null = null;

  const finishCell = (): void => {
    const style = styles[Number(attributes.s ?? 0)] ?? styles[0];
    if (style === undefined) return;
    const formula = finishFormula();
    const type = attributes.t ?? 'n';
    const cell = cellOf(type, style, formula, type === 'inlineStr' ? inlineText : valueText);
    if (cell === null) return;
    if (cell.kind === 'blank') budget.blanks--;
    else budget.cells--;
    if (budget.cells < 0) throw new HostError('tooLarge', name, 'cells');
    if (cell.kind === 'blank' && budget.blanks < 0) return;
    if (current.length === 0) rows.set(row, current);
    current.push({ column, cell });
  };

  const finishFormula = (): string | null => {
    if (formulaAttributes === null) return null;
    const kind = formulaAttributes.t;
    const reference = parseArea(formulaAttributes.ref ?? '');
    let text = formulaText;
    if (kind === 'shared') {
      const index = formulaAttributes.si ?? '';
      const master = shared.get(index);
      if (text !== '') shared.set(index, { row, column, shift: formulaShift(text) });
      else if (master) text = master.shift(row - master.row, column - master.column);
    }
    budget.formulaCharacters -= text.length;
    if (budget.formulaCharacters < 0) throw new HostError('tooLarge', name, 'formulas');
    const formula = text === '' ? null : shownFormula(text, externalLinks);
    if (reference && (kind === 'array' || kind === 'dataTable') && areaReference(reference).includes(':')) {
      arrays.push(reference);
      if (kind === 'array' && formula !== null) arrayFormulas.push({ area: reference, formula });
    }
    return formula;
  };

  const cellOf = (type: string, style: CellStyle, formula: string | null, text: string): Cell | null => {
    const rest = { formula, format: style.format, indent: style.indent };
    const ofText = (value: string): Cell => ({ kind: 'text', value, ...rest, shown: shown.ofText(value, style.format) });
    switch (type) {
      case 's': {
        const value = /^\s*\d+\s*$/.test(text) ? sharedStrings[Number(text)] : undefined;
        return value === undefined || (value === '' && formula === null) ? blankOf(style) : ofText(value);
      }
      case 'str':
      case 'inlineStr':
        if (text === '' && formula === null) return blankOf(style);
        return ofText(decodeCellText(text));
      case 'b': {
        const value = isTrue(text.trim()) ? 'TRUE' : 'FALSE';
        return { kind: 'boolean', value, ...rest, shown: value };
      }
      case 'e':
        return { kind: 'error', value: text.trim() || '#VALUE!', ...rest, shown: text.trim() || '#VALUE!' };
      default: {
        if (text.trim() === '') {
          if (formula === null) return blankOf(style);
          return { kind: 'text', value: '', ...rest, shown: '' };
        }
        const number = canonicalNumber(type === 'd' ? (serialOfDate(text.trim()) ?? '') : text);
        if (number === null) return ofText(text);
        return { kind: 'number', value: number.canonical, ...rest, shown: shown.ofNumber(number.value, style.format) };
      }
    }
  };

  const blankOf = (style: CellStyle): Cell | null => {
    if (style.format === 'General') return null;
    const known = blankCells.get(style);
    if (known) return known;
    const cell: Cell = { kind: 'blank', value: '', formula: null, shown: '', format: style.format, indent: style.indent };
    blankCells.set(style, cell);
    return cell;
  };

  scanXml(source, {
    open(tag, given) {
      switch (tag) {
        case 'row': {
          const stated = given.r === undefined ? row + 1 : Number(given.r);
          row = Number.isInteger(stated) && stated >= 1 && stated <= sheetLimits.rows ? stated : 0;
          column = 0;
          current = rows.get(row) ?? [];
          if (isTrue(given.hidden)) hiddenRows.add(row);
          else if (zeroHeight) shownRows.add(row);
          return;
        }
        case 'c': {
          const stated = given.r === undefined ? null : cellPosition(given.r);
          if (stated && stated.row !== row) {
            row = stated.row;
            current = rows.get(row) ?? [];
          }
          column = given.r === undefined ? column + 1 : (stated?.column ?? 0);
          inCell = row > 0 && column > 0 && column <= sheetLimits.columns;
          attributes = given;
          formulaAttributes = null;
          formulaText = '';
          valueText = '';
          inlineText = '';
          return;
        }
        case 'f':
          if (!inCell) return;
          formulaAttributes = given;
          capture = 'formula';
          return;
        case 'v':
          if (inCell) capture = 'value';
          return;
        case 'rPh':
          phonetic++;
          return;
        case 't':
          if (inCell && phonetic === 0) capture = 'inline';
          return;
        case 'mergeCell': {
          const area = parseArea(given.ref ?? '');
          if (area) merges.push(area);
          return;
        }
        case 'col': {
          const first = Number(given.min);
          const last = Math.min(Number(given.max), sheetLimits.columns);
          if (!(first > columnsRead)) return;
          columnsRead = last;
          if (isTrue(given.hidden)) for (let each = first; each <= last; each++) hiddenColumns.add(each);
          return;
        }
        case 'sheetFormatPr':
          zeroHeight = isTrue(given.zeroHeight);
          return;
        case 'sheetPr':
          filterMode = isTrue(given.filterMode);
          return;
        case 'autoFilter':
          filterArea ??= parseArea(given.ref ?? '');
          return;
        case 'sheetProtection':
          isProtected = isTrue(given.sheet);
          return;
        default:
      }
    },
    text(text) {
      if (capture === 'formula') formulaText += text;
      else if (capture === 'value') valueText += text;
      else if (capture === 'inline') inlineText += text;
    },
    close(tag) {
      if (tag === 'c') {
        if (inCell) finishCell();
        inCell = false;
      } else if (tag === 'rPh') phonetic--;
      if (tag === 'f' || tag === 'v' || tag === 't') capture = null;
    },
  });

  const used = usedArea(rows);
  const cells = gridOf(rows, used);
  for (const { area, formula } of arrayFormulas) spreadArray(cells, area, formula);
  if (zeroHeight && used) for (let each = used.top; each <= used.bottom; each++) if (!shownRows.has(each)) hiddenRows.add(each);
  const filtered = filterMode || (filterArea !== null && hidesWithin(hiddenRows, filterArea));
  return { name, visibility, cells, used, merges, hiddenRows, hiddenColumns, protected: isProtected, filtered, arrays };
}

function hidesWithin(hiddenRows: ReadonlySet<number>, area: Area): boolean {
  for (const row of hiddenRows) if (row > area.top && row <= area.bottom) return true;
  return false;
}

function usedArea(rows: ReadonlyMap<number, readonly ReadCell[]>): Area | null {
  let used: { top: number; left: number; bottom: number; right: number } | null = null;
  for (const [row, entries] of rows) {
    for (const { column, cell } of entries) {
      if (cell.kind === 'blank') continue;
      if (used === null) used = { top: row, left: column, bottom: row, right: column };
      else {
        used.top = Math.min(used.top, row);
        used.left = Math.min(used.left, column);
        used.bottom = Math.max(used.bottom, row);
        used.right = Math.max(used.right, column);
      }
    }
  }
  return used;
}

/** Cells within the used area, in ascending order whatever the order of the file. */
function gridOf(rows: ReadonlyMap<number, ReadCell[]>, used: Area | null): Map<number, Map<number, Cell>> {
  const grid = new Map<number, Map<number, Cell>>();
  if (used === null) return grid;
  for (const row of ascending([...rows.keys()])) {
    if (row < used.top || row > used.bottom) continue;
    const entries = rows.get(row) ?? [];
    const sorted = entries.every((entry, index) => index === 0 || (entries[index - 1]?.column ?? 0) < entry.column)
      ? entries
      : [...entries].sort((a, b) => a.column - b.column);
    const cells = new Map<number, Cell>();
    for (const { column, cell } of sorted) if (column >= used.left && column <= used.right) cells.set(column, cell);
    if (cells.size > 0) grid.set(row, cells);
  }
  return grid;
}

function ascending(numbers: number[]): number[] {
  return numbers.every((each, index) => index === 0 || (numbers[index - 1] ?? 0) < each) ? numbers : numbers.sort((a, b) => a - b);
}

/** Every cell of an array formula shows the formula, as in Excel. */
function spreadArray(cells: Map<number, Map<number, Cell>>, area: Area, formula: string): void {
  for (const [row, columns] of cells) {
    if (row < area.top || row > area.bottom) continue;
    for (const [column, cell] of columns) {
      if (column >= area.left && column <= area.right && cell.formula === null && cell.kind !== 'blank')
        columns.set(column, { ...cell, formula });
    }
  }
}

/** Serial day of an ISO 8601 date cell (`t="d"`), in the 1900 system; null when it is none. */
function serialOfDate(text: string): string | null {
  const match = /^(\d{4})-(\d{2})-(\d{2})(?:T(\d{2}):(\d{2})(?::(\d{2}(?:\.\d+)?))?)?Z?$/.exec(text);
  if (!match) return null;
  const days = Date.UTC(Number(match[1]), Number(match[2]) - 1, Number(match[3])) / 86_400_000 + 25_569;
  const seconds = Number(match[4] ?? 0) * 3600 + Number(match[5] ?? 0) * 60 + Number(match[6] ?? 0);
  return String(days + seconds / 86_400);
}

/** Shared strings by index: rich text joined, phonetic guides left out. */
export function readSharedStrings(source: string): string[] {
  const strings: string[] = [];
  let text = '';
  let phonetic = 0;
  let capture = false;
  scanXml(source, {
    open(tag) {
      if (tag === 'si') text = '';
      else if (tag === 'rPh') phonetic++;
      else if (tag === 't') capture = phonetic === 0;
    },
    text(piece) {
      if (capture) text += piece;
    },
    close(tag) {
      if (tag === 'si') strings.push(decodeCellText(text));
      else if (tag === 'rPh') phonetic--;
      else if (tag === 't') capture = false;
    },
  });
  return strings;
}
