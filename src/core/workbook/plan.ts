import type { Value } from '../amounts/evaluate';
import type { Area } from './address';

/**
 * What a cell is to hold. A `formula` (with its leading `=`) carries its computed `result`, so that a file shows numbers without
 * recalculation. A `value` of kind text is written as text whatever it begins with: `=`, `+`, `-`, `@` never become a formula.
 */
export type PlannedCell = { readonly formula: string; readonly result: Value } | { readonly value: Value };

/** Appearance of cells. A field that is left out is left as it is. */
export interface CellFormat {
  readonly numberFormat?: string;
  readonly bold?: boolean;
  readonly italic?: boolean;
  readonly underline?: boolean;
  /** `#RRGGBB`. */
  readonly fontColor?: string;
  readonly fontName?: string;
  /** Points. */
  readonly fontSize?: number;
  /** `#RRGGBB`; null takes the fill away. */
  readonly fill?: string | null;
  readonly horizontal?: 'general' | 'left' | 'center' | 'right';
  readonly vertical?: 'top' | 'center' | 'bottom';
  readonly wrap?: boolean;
  readonly indent?: number;
  /** Thin borders around every cell of the area, `#RRGGBB`. */
  readonly border?: string;
  /** Unlocked cells stay writable when the sheet is protected. */
  readonly locked?: boolean;
}

/** A conditional format: cells for which `formula` is true look like `format`. Relative references are those of the area's first cell. */
export interface ConditionalRule {
  readonly formula: string;
  readonly format: { readonly fill?: string; readonly fontColor?: string; readonly bold?: boolean };
}

/** What may be typed into a cell. */
export type ValidationRule =
  | { readonly type: 'decimal'; readonly minimum: string; readonly maximum: string; readonly title: string; readonly message: string }
  | { readonly type: 'list'; readonly choices: readonly string[]; readonly title: string; readonly message: string };

/** A native chart over cells of the workbook. */
export interface ChartDesign {
  /** Unique among the charts of its sheet. */
  readonly name: string;
  readonly type: 'column' | 'bar' | 'line';
  readonly title: string;
  /** Full references: `'绩效指标'!$A$5:$A$8`. */
  readonly categories: string;
  readonly series: readonly { readonly title: string; readonly values: string; readonly type?: 'column' | 'line' }[];
  /** The cells the chart covers. */
  readonly area: Area;
}

/**
 * One step of a plan. Sheets are named, areas count from 1. Steps are carried out in order. `ensureSheet` appends the sheet at the
 * end when no sheet of that name stands in the workbook and sets the hidden name `mark` on its A1, which is what makes a sheet ours.
 */
export type Operation =
  | {
      readonly kind: 'ensureSheet';
      readonly sheet: string;
      readonly mark: string;
      readonly tabColor?: string;
      readonly visibility?: 'visible' | 'hidden';
    }
  /** Removes one of our own sheets. */
  | { readonly kind: 'removeSheet'; readonly sheet: string; readonly mark: string }
  /** Cells of a block in row order; `null` leaves a cell as it is. */
  | {
      readonly kind: 'writeBlock';
      readonly sheet: string;
      readonly top: number;
      readonly left: number;
      readonly rows: readonly (readonly (PlannedCell | null)[])[];
    }
  /** Takes away contents, formats, merges, links, conditional formats and validations of an area of one of our own sheets. */
  | { readonly kind: 'clear'; readonly sheet: string; readonly area: Area }
  | { readonly kind: 'format'; readonly sheet: string; readonly area: Area; readonly format: CellFormat }
  | { readonly kind: 'merge'; readonly sheet: string; readonly area: Area }
  /** Widths in characters of the default font, heights in points. */
  | {
      readonly kind: 'columnWidths';
      readonly sheet: string;
      readonly widths: readonly { readonly column: number; readonly width: number; readonly hidden?: boolean }[];
    }
  | { readonly kind: 'rowHeights'; readonly sheet: string; readonly heights: readonly { readonly row: number; readonly height: number }[] }
  /** Replaces the conditional formats of the area (of our own sheets only). */
  | { readonly kind: 'conditionalFormat'; readonly sheet: string; readonly area: Area; readonly rules: readonly ConditionalRule[] }
  | { readonly kind: 'validation'; readonly sheet: string; readonly area: Area; readonly rule: ValidationRule }
  | { readonly kind: 'definedName'; readonly name: string; readonly refersTo: string; readonly hidden: boolean }
  | { readonly kind: 'removeName'; readonly name: string }
  | { readonly kind: 'freeze'; readonly sheet: string; readonly rows: number; readonly columns: number }
  /** A link inside the workbook; the cell's content is written apart. */
  | { readonly kind: 'link'; readonly sheet: string; readonly row: number; readonly column: number; readonly target: string }
  | { readonly kind: 'chart'; readonly sheet: string; readonly chart: ChartDesign }
  | {
      readonly kind: 'printSetup';
      readonly sheet: string;
      readonly area: Area;
      readonly landscape: boolean;
      readonly repeatRows: { readonly first: number; readonly last: number } | null;
    };

/** An ordered list of steps; applied whole or not at all. Equal plans have the same effect: it is preview, undo and expected value. */
export interface Plan {
  readonly operations: readonly Operation[];
}

/** The plan that changes nothing. */
export const emptyPlan: Plan = { operations: [] };

/** Whether a plan changes nothing. */
export function isEmptyPlan(plan: Plan): boolean {
  return plan.operations.length === 0;
}

/** One plan after another. */
export function joinPlans(...plans: readonly Plan[]): Plan {
  return { operations: plans.flatMap((plan) => plan.operations) };
}
