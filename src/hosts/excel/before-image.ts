import type { Area, CellAddress } from '../../core/workbook/address';
import type { ChartDesign, ConditionalRule } from '../../core/workbook/plan';
import type { Held } from './content';

/** A defined name as it stood; null where there was none. */
export interface NameBefore {
  readonly name: string;
  readonly stood: { readonly formula: string; readonly visible: boolean } | null;
}

/** Contents and number formats of an area as they stood. */
export interface ContentsBefore {
  readonly area: Area;
  readonly held: readonly (readonly Held[])[];
  readonly numberFormats: readonly (readonly string[])[];
}

/** Formats of an area as they stood, in the shape that Excel takes back; `filled` tells a white fill from none. */
export interface FormatsBefore {
  readonly area: Area;
  readonly properties: readonly (readonly Excel.SettableCellProperties[])[];
  readonly filled: readonly (readonly boolean[])[] | null;
}

/** A conditional format as it stood. Only those by formula are ours and kept. */
export interface ConditionalFormatBefore {
  readonly id: string;
  readonly areas: readonly Area[];
  readonly rule: ConditionalRule;
  readonly stopIfTrue: boolean;
}

/** A validation as it stood over a whole area; null where there was none. */
export interface ValidationBefore {
  readonly area: Area;
  readonly stood: {
    readonly rule: Excel.DataValidationRule;
    readonly errorAlert: Excel.DataValidationErrorAlert;
    readonly prompt: Excel.DataValidationPrompt;
    readonly ignoreBlanks: boolean;
  } | null;
}

/** A chart as it stood: its design where Excel can tell it (ExcelApi 1.15), and its place in points. */
export interface StandingChart {
  readonly design: Omit<ChartDesign, 'area'>;
  readonly place: { readonly left: number; readonly top: number; readonly width: number; readonly height: number };
}

/** Whether a chart of that name stood, and which; `unknown` where Excel can not tell what it showed. */
export interface ChartBefore {
  readonly name: string;
  readonly stood: 'none' | 'unknown' | StandingChart;
}

/** All that a plan may have changed on one sheet. */
export interface SheetBefore {
  readonly sheet: string;
  readonly removed: { readonly position: number } | null;
  readonly tabColor: string | null;
  readonly visibility: 'Visible' | 'Hidden' | 'VeryHidden' | null;
  readonly contents: readonly ContentsBefore[];
  readonly formats: readonly FormatsBefore[];
  readonly merges: readonly { readonly area: Area; readonly merges: readonly Area[] }[];
  readonly columns: readonly { readonly column: number; readonly width: number; readonly hidden: boolean }[];
  readonly rows: readonly { readonly row: number; readonly height: number }[];
  readonly conditionalAreas: readonly Area[];
  readonly conditionalFormats: readonly ConditionalFormatBefore[];
  readonly validations: readonly ValidationBefore[];
  readonly links: readonly { readonly cell: Omit<CellAddress, 'sheet'>; readonly link: Excel.RangeHyperlink | null }[];
  readonly charts: readonly ChartBefore[];
  readonly freeze: { readonly touched: boolean; readonly area: Area | null };
  readonly print: { readonly landscape: boolean; readonly area: string | null; readonly titleRows: string | null } | null;
}

/** Plain JSON: what stood before a plan was applied. */
export interface BeforeContent {
  readonly sheets: readonly SheetBefore[];
  readonly created: readonly string[];
  readonly names: readonly NameBefore[];
}
