import type { Area } from '../../core/workbook/address';
import { contains } from '../../core/workbook/address';
import { formulaTokens } from '../../core/workbook/formula-text';
import type { Operation, PlannedCell } from '../../core/workbook/plan';
import { boundingArea, type SheetRows } from './blocks';

/** A step that dresses cells. */
export type DressingOperation = Extract<Operation, { kind: 'format' | 'merge' | 'conditionalFormat' | 'validation' }>;

/** Rows that are copied whole from rows laid out before them, and what differs from those. */
export interface CopiedRows {
  readonly area: Area;
  readonly from: { readonly sheet: string; readonly area: Area };
  /** Cells whose content is not what the copy makes of the model's; null empties a cell. */
  readonly changed: SheetRows<PlannedCell | null>;
  /** All that is to stand in the rows in the end. */
  readonly cells: SheetRows<PlannedCell>;
  /** Whether a cell gets no number format of its own, so that Excel may give it that of a cell its formula refers to. */
  readonly unformatted: (row: number, column: number) => boolean;
}

/** How the rows of a new sheet are laid out: step by step, and by copying. */
export interface LaidOutRows {
  readonly dressing: readonly DressingOperation[];
  readonly copies: readonly CopiedRows[];
}

/** Rows of a new sheet that steps dress together, from the first row to the last, without a step that reaches beyond. */
interface Band {
  readonly sheet: string;
  readonly top: number;
  readonly bottom: number;
  readonly left: number;
  readonly right: number;
  readonly operations: DressingOperation[];
  readonly rows: SheetRows<PlannedCell>;
  /** Equal for bands that look the same, wherever they stand. */
  key: string;
}

/** Fewer steps than this are carried out rather than copied. */
const worthCopying = 3;
/** How many bands of the same look are tried as the beginning of a copy. */
const mostBeginnings = 4;

/**
 * What stands on new sheets, band by band, so that the thousandth form costs one copy and its own figures in place of hundreds of
 * actions. Nothing is known of forms here: any rows that are dressed as earlier rows are copied from them.
 */
export class RowLibrary {
  private readonly bands: Band[] = [];
  private readonly beginnings = new Map<string, number[]>();

  /** Divides a new sheet. Rows with links are laid out step by step. Yields null between slices of long work. */
  *divide(
    sheet: string,
    operations: readonly DressingOperation[],
    rows: SheetRows<PlannedCell>,
    linked: ReadonlySet<number>,
  ): Generator<null, LaidOutRows> {
    const bands = bandsOf(sheet, operations, rows);
    yield null;
    const dressing: DressingOperation[] = [];
    const copies: CopiedRows[] = [];
    for (const [index, band] of bands.entries()) {
      band.key = keyOf(band, linked);
      if (index % 200 === 199) yield null;
    }
    for (let at = 0; at < bands.length; ) {
      const found = this.longestMatch(bands, at);
      if (found) {
        copies.push(copyOf(bands.slice(at, at + found.length), this.bands.slice(found.start, found.start + found.length)));
        at += found.length;
        yield null;
      } else {
        const band = bands[at];
        if (band) {
          dressing.push(...band.operations);
          this.learn(band);
        }
        at += 1;
      }
    }
    return { dressing, copies };
  }

  private learn(band: Band): void {
    const index = this.bands.push(band) - 1;
    const known = this.beginnings.get(band.key);
    if (!known) this.beginnings.set(band.key, [index]);
    else if (known.length < mostBeginnings) known.push(index);
  }

  private longestMatch(bands: readonly Band[], at: number): { start: number; length: number } | null {
    // Rows without dressing look all alike: a copy that began with them would be sought through all rows before.
    if (bands[at]?.operations.length === 0) return null;
    let best: { start: number; length: number } | null = null;
    for (const start of this.beginnings.get(bands[at]?.key ?? '') ?? []) {
      const length = this.matchLength(bands, at, start);
      if (length > (best?.length ?? 0)) best = { start, length };
    }
    if (!best) return null;
    let steps = 0;
    for (let index = at; index < at + best.length; index += 1) steps += bands[index]?.operations.length ?? 0;
    return steps >= worthCopying ? best : null;
  }

  private matchLength(bands: readonly Band[], at: number, start: number): number {
    const [first, model] = [bands[at], this.bands[start]];
    if (!first || !model) return 0;
    let length = 0;
    for (;;) {
      const [band, like] = [bands[at + length], this.bands[start + length]];
      if (!band || !like || band.key !== like.key || band.key === unlike || like.sheet !== model.sheet) return length;
      if (band.top - first.top !== like.top - model.top) return length;
      length += 1;
    }
  }
}

/** Key of bands that are not copied. */
const unlike = '';

function copyOf(run: readonly Band[], model: readonly Band[]): CopiedRows {
  const columns = boundingArea([...run, ...model]) ?? { left: 1, right: 1 };
  const area = rowsUnder(run, columns);
  const from = rowsUnder(model, columns);
  const cells = new Map<number, ReadonlyMap<number, PlannedCell>>();
  const changed = new Map<number, Map<number, PlannedCell | null>>();
  const change = (row: number, column: number, cell: PlannedCell | null): void => {
    const line = changed.get(row) ?? new Map<number, PlannedCell | null>();
    changed.set(row, line);
    line.set(column, cell);
  };
  for (const [index, band] of run.entries()) {
    for (const [row, line] of band.rows) cells.set(row, line);
    const like = model[index];
    if (!like) continue;
    for (let row = band.top; row <= band.bottom; row += 1) {
      const own = band.rows.get(row);
      const other = like.rows.get(row - area.top + from.top);
      for (const [column, cell] of own ?? [])
        if (!becomes(other?.get(column), cell, row - area.top + from.top, row)) change(row, column, cell);
      for (const column of other?.keys() ?? []) if (own?.has(column) !== true) change(row, column, null);
    }
  }
  return { area, from: { sheet: model[0]?.sheet ?? '', area: from }, changed, cells, unformatted: unformattedIn(run) };
}

/** Whether a copy of the first content, from one row to another, is the second. */
function becomes(copied: PlannedCell | undefined, wanted: PlannedCell, from: number, to: number): boolean {
  if (copied === undefined) return false;
  if ('formula' in copied) return 'formula' in wanted && relative(copied.formula, from) === relative(wanted.formula, to);
  if ('formula' in wanted || copied.value.kind !== wanted.value.kind) return false;
  return copied.value.kind === 'blank' || (wanted.value.kind !== 'blank' && copied.value.value === wanted.value.value);
}

function unformattedIn(bands: readonly Band[]): CopiedRows['unformatted'] {
  return (row, column) => {
    const band = bands.find(({ top, bottom }) => row >= top && row <= bottom);
    const last = band?.operations.findLast(
      (operation) => operation.kind === 'format' && operation.format.numberFormat !== undefined && contains(operation.area, row, column),
    );
    return last?.kind !== 'format' || last.format.numberFormat === 'General';
  };
}

function rowsUnder(bands: readonly Band[], { left, right }: { readonly left: number; readonly right: number }): Area {
  return { top: bands[0]?.top ?? 1, left, bottom: bands.at(-1)?.bottom ?? 1, right };
}

function bandsOf(sheet: string, operations: readonly DressingOperation[], rows: SheetRows<PlannedCell>): Band[] {
  const spans: Span[] = operations.map((operation, index) => ({ area: operation.area, operation, index }));
  // Rows that hold something without being dressed are bands too: nothing may stand between two bands.
  for (const [row, line] of rows) {
    const columns = [...line.keys()];
    if (columns.length === 0) continue;
    spans.push({
      area: { top: row, bottom: row, left: Math.min(...columns), right: Math.max(...columns) },
      operation: null,
      index: spans.length,
    });
  }
  spans.sort((first, second) => first.area.top - second.area.top || first.index - second.index);
  const joined: { area: Area; readonly spans: Span[] }[] = [];
  for (const span of spans) {
    const last = joined.at(-1);
    if (last && span.area.top <= last.area.bottom) {
      last.area = boundingArea([last.area, span.area]) ?? last.area;
      last.spans.push(span);
    } else joined.push({ area: span.area, spans: [span] });
  }
  return joined.map(({ area, spans: own }) => {
    const held = new Map<number, ReadonlyMap<number, PlannedCell>>();
    for (let row = area.top; row <= area.bottom; row += 1) {
      const line = rows.get(row);
      if (line) held.set(row, line);
    }
    own.sort((first, second) => first.index - second.index);
    return { sheet, ...area, operations: own.flatMap(({ operation }) => operation ?? []), rows: held, key: '' };
  });
}

/** Rows that a step dresses, or that hold something. */
interface Span {
  readonly area: Area;
  readonly operation: DressingOperation | null;
  readonly index: number;
}

/** What a band looks like, wherever it stands. */
function keyOf(band: Band, linked: ReadonlySet<number>): string {
  for (let row = band.top; row <= band.bottom; row += 1) if (linked.has(row)) return unlike;
  const parts = band.operations.map((operation): string => {
    const { area } = operation;
    const place = `${area.top - band.top},${area.left},${area.bottom - band.top},${area.right}`;
    if (operation.kind === 'merge') return place;
    if (operation.kind === 'format') return `${place}${JSON.stringify(operation.format)}`;
    if (operation.kind === 'validation') return `${place}!${JSON.stringify(operation.rule)}`;
    return `${place}?${JSON.stringify(operation.rules.map(({ formula, format }) => [relative(formula, band.top), format]))}`;
  });
  return `${band.bottom - band.top}|${parts.join('|')}`;
}

/** A formula with its relative rows counted from a row: equal for formulas that Excel makes of each other when it copies. */
function relative(formula: string, from: number): string {
  return formulaTokens(formula)
    .map((token) =>
      token.kind === 'word'
        ? token.text.replace(/^(\$?[A-Z]{1,3})(\d{1,7})$/, (_, column: string, row: string) => `${column}[${Number(row) - from}]`)
        : token.text,
    )
    .join('');
}
