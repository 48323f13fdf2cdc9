import type { Area } from '../../core/workbook/address';

/** What a cell holds or shows; an empty cell is `''`, an error its text (`#DIV/0!`). */
export type CellContent = string | number | boolean;

/** A line on one side of a cell. */
export interface BorderLine {
  readonly style: 'Continuous' | 'Dash' | 'DashDot' | 'DashDotDot' | 'Dot' | 'Double';
  readonly weight: 'Hairline' | 'Thin' | 'Medium' | 'Thick';
  /** `#RRGGBB`. */
  readonly color: string;
}

/** The four sides of a cell. */
export type BorderSide = 'top' | 'bottom' | 'left' | 'right';

/** How one cell looks, whole. Colours are `#RRGGBB`, sizes points. */
export interface CellLook {
  readonly numberFormat: string;
  /** Null where the cell has no fill. */
  readonly fill: string | null;
  readonly bold: boolean;
  readonly italic: boolean;
  readonly underline: boolean;
  readonly strikethrough: boolean;
  readonly fontColor: string;
  readonly fontName: string;
  readonly fontSize: number;
  readonly horizontal: 'General' | 'Left' | 'Center' | 'Right' | 'Justify' | 'Distributed';
  readonly vertical: 'Top' | 'Center' | 'Bottom' | 'Justify' | 'Distributed';
  readonly wrap: boolean;
  readonly indent: number;
  readonly borders: { readonly [side in BorderSide]: BorderLine | null };
  readonly locked: boolean;
  readonly formulaHidden: boolean;
}

/** A change of looks: fields that are left out stay; borders by side. */
export type LookChange = Partial<Omit<CellLook, 'borders'>> & { readonly borders?: { readonly [side in BorderSide]?: BorderLine | null } };

/** What stands in a cell: its value, its formula with `=` or null, whether it is text by force. */
export interface CellState {
  readonly value: CellContent;
  readonly formula: string | null;
}

/** What is to be put into a cell: already told apart into number, text, truth value and formula. */
export type CellEntry =
  | { readonly kind: 'empty' }
  | { readonly kind: 'number'; readonly value: number }
  | { readonly kind: 'boolean'; readonly value: boolean }
  | { readonly kind: 'text'; readonly value: string }
  | { readonly kind: 'formula'; readonly formula: string };

/** A sheet as its tab shows it. */
export interface SheetEntry {
  readonly id: string;
  readonly name: string;
  readonly visibility: 'Visible' | 'Hidden' | 'VeryHidden';
  /** `#RRGGBB`, or empty. */
  readonly tabColor: string;
}

/** A defined name. */
export interface NameEntry {
  readonly id: string;
  readonly name: string;
  /** With its leading `=`. */
  readonly formula: string;
  readonly visible: boolean;
  readonly comment: string;
  /** Id of the sheet of a sheet-local name; null for the whole workbook's. */
  readonly sheet: string | null;
}

/** A conditional format by formula; other kinds are not emulated. */
export interface ConditionalFormatRule {
  readonly id: string;
  readonly areas: readonly Area[];
  readonly formula: string;
  readonly fill: string | null;
  readonly fontColor: string | null;
  readonly bold: boolean | null;
  readonly italic: boolean | null;
  readonly stopIfTrue: boolean;
}

/** A data validation over one area. */
export interface ValidationEntry {
  readonly id: string;
  readonly areas: readonly Area[];
  readonly kind: 'any' | 'list' | 'decimal' | 'wholeNumber' | 'textLength' | 'date' | 'custom';
  readonly operator:
    | 'Between'
    | 'NotBetween'
    | 'EqualTo'
    | 'NotEqualTo'
    | 'GreaterThan'
    | 'LessThan'
    | 'GreaterThanOrEqualTo'
    | 'LessThanOrEqualTo'
    | null;
  /** First operand, list source (`甲,乙` or `=A1:A3`) or formula. */
  readonly formula1: string;
  readonly formula2: string | null;
  readonly ignoreBlanks: boolean;
  readonly inCellDropDown: boolean;
  readonly prompt: { readonly title: string; readonly message: string; readonly show: boolean };
  readonly alert: {
    readonly title: string;
    readonly message: string;
    readonly style: 'Stop' | 'Warning' | 'Information';
    readonly show: boolean;
  };
}

/** A selected area. */
export interface Selection {
  readonly sheet: string;
  readonly area: Area;
}

/** What an engine tells about. */
export interface EngineListener {
  cellsChanged?(sheet: string, area: Area, byHand: boolean): void;
  looksChanged?(sheet: string, area: Area): void;
  selectionChanged?(selection: Selection): void;
  sheetActivated?(sheet: string, before: string): void;
  sheetAdded?(sheet: string): void;
  sheetDeleted?(sheet: string): void;
  calculated?(): void;
}

/**
 * The spreadsheet under the emulated Excel. Sheets are known by id, areas count from 1 and may reach over the whole sheet; the engine
 * clips them to what its grid has where that makes no difference.
 */
export interface Engine {
  sheets(): readonly SheetEntry[];
  /** A sheet by its id. */
  sheetEntry(id: string): SheetEntry | null;
  /** A sheet by its name, whatever the case. */
  sheetNamed(name: string): SheetEntry | null;
  activeSheet(): string;
  activate(sheet: string): void;
  addSheet(name: string): string;
  removeSheet(sheet: string): void;
  renameSheet(sheet: string, name: string): void;
  moveSheet(sheet: string, position: number): void;
  setVisibility(sheet: string, visibility: SheetEntry['visibility']): void;
  setTabColor(sheet: string, color: string): void;

  /** The smallest area with contents (and, unless `valuesOnly`, with looks of its own), of the sheet or of a part of it; null where there is nothing. */
  used(sheet: string, valuesOnly: boolean, part?: Area): Area | null;
  /** Whether the cells of an area show what an array formula spilled: all, none, or (null) some. */
  spills(sheet: string, area: Area): boolean | null;
  /** Rows of cells of an area that lies inside `extent`. */
  cells(sheet: string, area: Area): CellState[][];
  /** Puts entries in row order; null leaves a cell as it is. */
  write(sheet: string, area: Area, entries: readonly (readonly (CellEntry | null)[])[], byHand?: boolean): void;
  look(sheet: string, row: number, column: number): CellLook;
  setLook(sheet: string, area: Area, change: LookChange | ((row: number, column: number) => LookChange | null)): void;
  resetLook(sheet: string, area: Area): void;
  /** Rows and columns that the grid holds at the moment. */
  extent(sheet: string): Area;

  /** Pixels at 96 per inch. */
  columnWidth(sheet: string, column: number): number;
  setColumnWidth(sheet: string, first: number, last: number, pixels: number): void;
  rowHeight(sheet: string, row: number): number;
  setRowHeight(sheet: string, first: number, last: number, pixels: number): void;
  /** Heights of rows that follow each other, the first one given; null leaves a row as it is. */
  setRowHeights(sheet: string, first: number, pixels: readonly (number | null)[]): void;
  columnHidden(sheet: string, column: number): boolean;
  setColumnsHidden(sheet: string, first: number, last: number, hidden: boolean): void;
  rowHidden(sheet: string, row: number): boolean;
  setRowsHidden(sheet: string, first: number, last: number, hidden: boolean): void;
  defaultSize(sheet: string): { readonly width: number; readonly height: number };

  merges(sheet: string): readonly Area[];
  merge(sheet: string, areas: readonly Area[]): void;
  unmerge(sheet: string, area: Area): void;
  freeze(sheet: string): { readonly rows: number; readonly columns: number };
  setFreeze(sheet: string, rows: number, columns: number): void;
  gridlines(sheet: string): boolean;
  setGridlines(sheet: string, shown: boolean): void;

  names(): readonly NameEntry[];
  /** A name by itself, whatever the case; `sheet` null for one of the whole workbook. */
  nameEntry(name: string, sheet: string | null): NameEntry | null;
  setName(entry: Omit<NameEntry, 'id'> & { readonly id?: string }): void;
  removeName(id: string): void;

  conditionalFormats(sheet: string): readonly ConditionalFormatRule[];
  setConditionalFormat(sheet: string, rule: ConditionalFormatRule): void;
  removeConditionalFormat(sheet: string, id: string): void;
  validations(sheet: string): readonly ValidationEntry[];
  setValidation(sheet: string, entry: ValidationEntry): void;
  removeValidation(sheet: string, id: string): void;

  selection(): Selection;
  select(sheet: string, area: Area): void;
  /** Between this and the next `settled`, what costs as much once as a thousand times may wait. */
  gather(): void;
  /** Resolves when recalculation has caught up with every edit. */
  settled(): Promise<void>;
  listen(listener: EngineListener): void;
}
