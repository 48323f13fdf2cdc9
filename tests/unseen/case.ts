import type { SheetEntry } from '../workbook-builder';

/** A workbook laid out from the domain paper, with everything that must come out of it. */
export interface UnseenWorkbook {
  readonly title: string;
  readonly sheets: readonly SheetEntry[];
  readonly organisation: string | null;
  readonly year: number | null;
  /** Every fact, by id: canonical value and the cell or cells it stands in (`value @ sheet!A1 sheet!B2`). */
  readonly facts: Readonly<Record<string, string>>;
  /** Facts that are right when found but not asked for. */
  readonly optional?: Readonly<Record<string, string>>;
  /** Projects as `name | organisation | row`, with their measures. */
  readonly projects?: Readonly<Record<string, Readonly<Record<string, string>>>>;
  /** Targets as `path/…/name operator target unit → actual (points)`. */
  readonly targets?: readonly string[];
  /** Codes of the questions, in order; none where left out. */
  readonly questions?: readonly string[];
}
