import type { Canonical } from '../amounts/decimal';

/** What a paragraph is in an official document. */
export type ParagraphStyle = 'title' | 'subtitle' | 'level1' | 'level2' | 'level3' | 'body' | 'tableNote' | 'signature' | 'date';

/** A piece of a paragraph's text; a figure knows where it came from, a gap is still to be filled. */
export type Run =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'figure'; readonly text: string; readonly value: Canonical; readonly source: string }
  | { readonly kind: 'gap'; readonly text: string };

/** One paragraph of the report. */
export interface Paragraph {
  readonly kind: 'paragraph';
  /** Stable key; a deleted paragraph stays deleted under it. */
  readonly key: string;
  readonly style: ParagraphStyle;
  readonly runs: readonly Run[];
  /** `automatic` 自动 · `gap` 待填 · `edited` 已改. */
  readonly status: 'automatic' | 'gap' | 'edited';
}

/** A table of the report, such as the score table. */
export interface DocumentTable {
  readonly kind: 'table';
  readonly key: string;
  readonly title: string | null;
  /** Relative widths. */
  readonly widths: readonly number[];
  /** Header rows first. `rowSpan` and `columnSpan` default to 1; covered cells are left out. */
  readonly headerRows: number;
  readonly rows: readonly (readonly {
    readonly text: string;
    readonly align?: 'left' | 'center' | 'right';
    readonly rowSpan?: number;
    readonly columnSpan?: number;
  }[])[];
  readonly landscape: boolean;
}

/** The report as a tree that Word, the sheet, the clipboard and plain text are made from. */
export interface ReportDocument {
  readonly title: string;
  readonly organisation: string | null;
  readonly year: number | null;
  /** `2024-01-31`, given by the edge. */
  readonly date: string | null;
  readonly blocks: readonly (Paragraph | DocumentTable)[];
}
