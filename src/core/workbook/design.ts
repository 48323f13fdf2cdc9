import type { Area } from './address';
import type { CellFormat, ChartDesign, ConditionalRule, PlannedCell, ValidationRule } from './plan';

/** A cell of one of our sheets as it should stand. */
export interface DesignedCell {
  readonly row: number;
  readonly column: number;
  readonly content: PlannedCell;
  /**
   * Stable key under which the fingerprint of what we last wrote is kept, independent of the cell's address (`score:3.2.1`).
   * A cell whose content is not what we last wrote under its key was edited by the user: it is kept and reported.
   */
  readonly key: string;
  /** `ours` is rewritten when it is out of date; `input` belongs to the user once anything stands in it. */
  readonly ownership: 'ours' | 'input';
  /** On an authoritative sheet: what we write here is remembered all the same, so that an edit can be told. */
  readonly remembered?: boolean;
}

/** One of our sheets as it should stand: the planner compares it with the snapshot and writes only what differs. */
export interface SheetDesign {
  readonly title: string;
  /** Hidden name on A1 that makes the sheet ours. */
  readonly mark: string;
  readonly tabColor?: string;
  /** What the user changed was read beforehand: every cell is brought to the design, nothing is kept. */
  readonly authoritative?: boolean;
  /** Rows that the user puts in are left free and ours stand around them; without it the design makes room for them itself. */
  readonly leavesUserRows?: boolean;
  readonly cells: readonly DesignedCell[];
  readonly formats: readonly { readonly area: Area; readonly format: CellFormat }[];
  readonly merges: readonly Area[];
  readonly widths: readonly { readonly column: number; readonly width: number; readonly hidden?: boolean }[];
  readonly heights: readonly { readonly row: number; readonly height: number }[];
  readonly conditionalFormats: readonly { readonly area: Area; readonly rules: readonly ConditionalRule[] }[];
  readonly validations: readonly { readonly area: Area; readonly rule: ValidationRule }[];
  readonly links: readonly { readonly row: number; readonly column: number; readonly target: string }[];
  readonly charts: readonly ChartDesign[];
  readonly freeze: { readonly rows: number; readonly columns: number } | null;
  readonly print: {
    readonly area: Area;
    readonly landscape: boolean;
    readonly repeatRows: { readonly first: number; readonly last: number } | null;
  } | null;
}

/** A cell of an issued form that we fill in place: content, and a number format only where the cell has none of its own. */
export interface FormCell {
  readonly sheet: string;
  readonly row: number;
  readonly column: number;
  readonly content: PlannedCell;
  readonly key: string;
  readonly numberFormat: string | null;
  /** The form's own placeholder text (「指标1：」) that we may write over; any other content is the user's. */
  readonly replaces?: string;
  /** We wrote the cell once and would not any more: `content` is what stood there before; the user's content stays unreported. */
  readonly withdrawn?: boolean;
}

/** A defined name that should exist. */
export interface DesignedName {
  readonly name: string;
  readonly refersTo: string;
}

/** A cell of the user's own that stands where we would have written: kept, and reported. */
export interface KeptCell {
  /** Full reference. */
  readonly cell: string;
  readonly key: string;
  /** What stands there, as shown. */
  readonly stands: string;
  /** What we would have written, as shown. */
  readonly wanted: string;
}
