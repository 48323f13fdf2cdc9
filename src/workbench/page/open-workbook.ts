import type { ICellData, IStyleData, IWorkbookData, IWorksheetData } from '@univerjs/core';
import type { Area } from '../../core/workbook/address';
import type { Cell, SheetSnapshot, Snapshot } from '../../core/workbook/snapshot';
import type { CellAppearance, SheetAppearance } from '../../hosts/file/appearance';
import type { WorkbookPackage } from '../../hosts/file/package';
import { blankSheet, sheetDefaults, sheetId } from '../engine/blank-workbook';
import { styleOf } from '../engine/cell-look';
import type { BorderLine, CellLook, Engine } from '../engine/engine';
import { type Book, cellKey } from '../model/book';

/** A file made ready for the grid. */
export interface OpenedWorkbook {
  readonly data: Partial<IWorkbookData>;
  /** Gives the book what Univer's own data does not hold; called once the engine stands. */
  furnish(book: Book): void;
}

/** Pixels of a width in characters of the default font. */
export function pixelsOfCharacters(characters: number): number {
  return Math.round(characters * 7 + 5);
}

/** Translates an opened package into Univer's data, and what comes on top of it. */
export function workbookData(file: WorkbookPackage, name: string): OpenedWorkbook {
  const snapshot = file.snapshot();
  const styles: Record<string, IStyleData> = {};
  const appearances = new Map<string, SheetAppearance | null>();
  const sheets: Record<string, Partial<IWorksheetData>> = {};
  for (const [index, sheet] of snapshot.sheets.entries()) {
    const appearance = file.appearance(sheet.name);
    appearances.set(sheetId(index), appearance);
    sheets[sheetId(index)] = sheetData(sheetId(index), sheet, appearance, styles);
  }
  return {
    data: {
      id: 'workbook',
      name,
      sheetOrder: Object.keys(sheets),
      styles,
      defaultStyle: { ff: sheetDefaults.fontName, fs: sheetDefaults.fontSize },
      sheets,
    },
    furnish: (book) => furnish(book, snapshot, appearances),
  };
}

function sheetData(
  id: string,
  sheet: SheetSnapshot,
  appearance: SheetAppearance | null,
  styles: Record<string, IStyleData>,
): Partial<IWorksheetData> {
  const styleKey = (index: number): string => {
    const look = appearance?.styles[index];
    const key = `${id}/${index}`;
    if (look && !styles[key]) styles[key] = plain(styleOf(lookOfAppearance(look)));
    return key;
  };
  const cellData: Record<number, Record<number, ICellData>> = {};
  let [lastRow, lastColumn] = [sheetDefaults.rows - 40, sheetDefaults.columns - 4] as [number, number];
  const cellAt = (row: number, column: number): ICellData => {
    lastRow = Math.max(lastRow, row);
    lastColumn = Math.max(lastColumn, column);
    const line = cellData[row - 1] ?? {};
    cellData[row - 1] = line;
    const cell = line[column - 1] ?? {};
    line[column - 1] = cell;
    return cell;
  };
  for (const [row, line] of appearance?.cells ?? []) {
    for (const [column, style] of line) {
      const cell = cellAt(row, column);
      cell.s = styleKey(style);
      if (appearance?.styles[style]?.locked === false) cell.custom = { unlocked: true };
    }
  }
  for (const [row, line] of sheet.cells) for (const [column, cell] of line) Object.assign(cellAt(row, column), contentOf(cell));
  const base = blankSheet(id, sheet.name);
  const columnData: Record<number, { w?: number; hd?: 0 | 1 }> = {};
  for (const { first, last, width, hidden } of appearance?.columns ?? []) {
    for (let column = first; column <= Math.min(last, lastColumn + 30); column += 1) {
      columnData[column - 1] = { ...(width === null ? {} : { w: pixelsOfCharacters(width) }), ...(hidden ? { hd: 1 } : {}) };
    }
  }
  const rowData: Record<number, { h?: number; hd?: 0 | 1; ia?: 0 | 1 }> = {};
  for (const [row, { height, hidden }] of appearance?.rows ?? []) {
    rowData[row - 1] = {
      ...(height === null ? {} : { h: Math.round(height / 0.75), ia: 0 as const }),
      ...(hidden ? { hd: 1 as const } : {}),
    };
  }
  for (const row of sheet.hiddenRows) rowData[row - 1] = { ...rowData[row - 1], hd: 1 };
  for (const column of sheet.hiddenColumns) columnData[column - 1] = { ...columnData[column - 1], hd: 1 };
  const freeze = appearance?.freeze;
  return {
    ...base,
    cellData,
    rowCount: lastRow + 40,
    columnCount: lastColumn + 4,
    columnData,
    rowData,
    mergeData: sheet.merges.map((area) => ({
      startRow: area.top - 1,
      endRow: area.bottom - 1,
      startColumn: area.left - 1,
      endColumn: area.right - 1,
    })),
    hidden: sheet.visibility === 'visible' ? 0 : 1,
    tabColor: appearance?.tabColor ?? '',
    showGridlines: appearance?.gridlines === false ? 0 : 1,
    ...(appearance
      ? {
          defaultColumnWidth: pixelsOfCharacters(appearance.defaultColumnWidth),
          defaultRowHeight: Math.round(appearance.defaultRowHeight / 0.75),
        }
      : {}),
    ...(freeze
      ? {
          freeze: {
            ySplit: freeze.rows,
            xSplit: freeze.columns,
            startRow: freeze.rows > 0 ? freeze.rows : -1,
            startColumn: freeze.columns > 0 ? freeze.columns : -1,
          },
        }
      : {}),
  };
}

function contentOf(cell: Cell): ICellData {
  const content: ICellData = cell.formula === null ? {} : { f: cell.formula };
  if (cell.kind === 'number') return { ...content, v: Number(cell.value), t: 2 };
  if (cell.kind === 'boolean') return { ...content, v: cell.value === 'TRUE' ? 1 : 0, t: 3 };
  if (cell.kind === 'blank') return content;
  const numeric = cell.kind === 'text' && cell.formula === null && cell.value.trim() !== '' && !Number.isNaN(Number(cell.value));
  return { ...content, v: cell.value, t: numeric ? 4 : 1 };
}

const words = {
  general: 'General',
  left: 'Left',
  center: 'Center',
  right: 'Right',
  justify: 'Justify',
  distributed: 'Distributed',
  centerContinuous: 'Center',
  top: 'Top',
  bottom: 'Bottom',
} as const;

/** The looks of a cell as its file describes them. */
export function lookOfAppearance(look: CellAppearance): Omit<CellLook, 'locked' | 'formulaHidden'> {
  return {
    numberFormat: look.numberFormat,
    fill: look.fill,
    bold: look.bold,
    italic: look.italic,
    underline: look.underline,
    strikethrough: look.strikethrough,
    fontColor: look.fontColor ?? '#000000',
    fontName: look.fontName,
    fontSize: look.fontSize,
    horizontal: (words[look.horizontal as 'left'] ?? 'General') as CellLook['horizontal'],
    vertical: (words[look.vertical as 'top'] ?? 'Bottom') as CellLook['vertical'],
    wrap: look.wrap,
    indent: look.indent,
    borders: { top: line(look, 'top'), bottom: line(look, 'bottom'), left: line(look, 'left'), right: line(look, 'right') },
  };
}

const lines: Readonly<Record<string, readonly [BorderLine['style'], BorderLine['weight']]>> = {
  thin: ['Continuous', 'Thin'],
  hair: ['Continuous', 'Hairline'],
  medium: ['Continuous', 'Medium'],
  thick: ['Continuous', 'Thick'],
  double: ['Double', 'Thick'],
  dotted: ['Dot', 'Thin'],
  dashed: ['Dash', 'Thin'],
  mediumDashed: ['Dash', 'Medium'],
  dashDot: ['DashDot', 'Thin'],
  mediumDashDot: ['DashDot', 'Medium'],
  slantDashDot: ['DashDot', 'Medium'],
  dashDotDot: ['DashDotDot', 'Thin'],
  mediumDashDotDot: ['DashDotDot', 'Medium'],
};

function line(look: CellAppearance, side: keyof CellAppearance['borders']): BorderLine | null {
  const border = look.borders[side];
  if (!border) return null;
  const [style, weight] = lines[border.line] ?? ['Continuous', 'Thin'];
  return { style, weight, color: border.color ?? '#000000' };
}

/** A style without the fields that say nothing. */
function plain(style: IStyleData): IStyleData {
  const entries = Object.entries(style).filter(([, value]) => value !== null && value !== undefined);
  const kept = Object.fromEntries(entries) as IStyleData;
  if (kept.bd) kept.bd = Object.fromEntries(Object.entries(kept.bd).filter(([, border]) => border !== null));
  return kept;
}

function furnish(book: Book, snapshot: Snapshot, appearances: ReadonlyMap<string, SheetAppearance | null>): void {
  const { engine } = book;
  const idOf = new Map(engine.sheets().map((sheet) => [sheet.name, sheet.id]));
  book.structureProtected = snapshot.structureProtected;
  for (const name of snapshot.names) {
    const sheet = name.sheet === null ? null : (idOf.get(name.sheet) ?? null);
    if (/^_xlnm\./i.test(name.name)) continue;
    engine.setName({ name: name.name, formula: name.refersTo, visible: !name.hidden, comment: '', sheet });
  }
  for (const sheet of snapshot.sheets) {
    const id = idOf.get(sheet.name);
    const appearance = id === undefined ? null : (appearances.get(id) ?? null);
    if (id === undefined) continue;
    if (sheet.visibility === 'veryHidden') engine.setVisibility(id, 'VeryHidden');
    const state = book.state(id);
    state.protection.on = sheet.protected;
    if (sheet.filtered && sheet.used) state.filter = { area: sheet.used, hiding: true };
    if (appearance?.landscape) state.page.orientation = 'Landscape';
    if (appearance) furnishRules(book, engine, id, appearance);
  }
}

function furnishRules(book: Book, engine: Engine, sheet: string, appearance: SheetAppearance): void {
  for (const { areas, rules } of [...appearance.conditionalFormats].reverse()) {
    for (const rule of rules) {
      engine.setConditionalFormat(sheet, {
        id: book.newId(),
        areas,
        formula: rule.formula.startsWith('=') ? rule.formula : `=${rule.formula}`,
        fill: rule.format.fill ?? null,
        fontColor: rule.format.fontColor ?? null,
        bold: rule.format.bold ?? null,
        italic: null,
        stopIfTrue: false,
      });
    }
  }
  for (const { areas, rule } of appearance.validations) {
    const decimal = rule.type === 'decimal';
    engine.setValidation(sheet, {
      id: book.newId(),
      areas,
      kind: rule.type,
      operator: decimal ? 'Between' : null,
      formula1: decimal ? rule.minimum : rule.choices.join(','),
      formula2: decimal ? rule.maximum : null,
      ignoreBlanks: true,
      inCellDropDown: true,
      prompt: { title: rule.title, message: rule.message, show: true },
      alert: { title: rule.title, message: rule.message, style: 'Stop', show: true },
    });
  }
  const links = book.state(sheet).links;
  for (const { area, target, address } of appearance.links) {
    if (target === null && address === null) continue;
    forEachCell(area, (row, column) => {
      links.set(cellKey(row, column), { documentReference: target, address: target === null ? address : null, screenTip: null });
    });
  }
}

function forEachCell(area: Area, see: (row: number, column: number) => void): void {
  const most = 10_000;
  let seen = 0;
  for (let row = area.top; row <= area.bottom; row += 1) {
    for (let column = area.left; column <= area.right; column += 1) {
      seen += 1;
      if (seen > most) return;
      see(row, column);
    }
  }
}
