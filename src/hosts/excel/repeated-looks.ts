import type { Area } from '../../core/workbook/address';
import { formulaTokens } from '../../core/workbook/formula-text';
import type { Operation } from '../../core/workbook/plan';

/** A step that dresses cells. */
export type LookOperation = Extract<Operation, { kind: 'format' | 'merge' | 'conditionalFormat' }>;

/** Rows that look like rows laid out before them: formats, merged areas and conditional formats are taken over in one action. */
export interface CopiedLooks {
  readonly kind: 'copyLooks';
  readonly sheet: string;
  readonly area: Area;
  readonly from: { readonly sheet: string; readonly area: Area };
}

/** Rows of a new sheet that steps dress together, from the first row to the last, without a step that reaches beyond. */
interface Band {
  readonly sheet: string;
  readonly top: number;
  bottom: number;
  left: number;
  right: number;
  readonly operations: LookOperation[];
  /** Equal for bands that look the same, wherever they stand. */
  key: string;
}

/** Fewer steps than this are carried out rather than copied. */
const worthCopying = 3;
/** How many bands of the same look are tried as the beginning of a copy. */
const mostBeginnings = 4;

/**
 * What new sheets look like, band by band, so that the thousandth form costs one copy in place of hundreds of actions. Nothing is
 * known of forms here: any rows whose steps are those of earlier rows are copied from them.
 */
export class LookLibrary {
  private readonly bands: Band[] = [];
  private readonly beginnings = new Map<string, number[]>();

  /**
   * The steps that dress a new sheet, in an order that ends the same; `links` are the cells that carry links, which Excel has dressed
   * already. Yields null between slices of long work.
   */
  *steps(
    operations: readonly LookOperation[],
    links: readonly { readonly row: number; readonly column: number }[],
  ): Generator<LookOperation | CopiedLooks | null> {
    const bands = bandsOf(operations);
    yield null;
    const linksByRow = new Map<number, string>();
    for (const { row, column } of links) linksByRow.set(row, `${linksByRow.get(row) ?? ''}${column},`);
    for (const [index, band] of bands.entries()) {
      band.key = keyOf(band, linksByRow);
      if (index % 200 === 199) yield null;
    }
    for (let at = 0; at < bands.length; ) {
      const found = this.longestMatch(bands, at);
      if (found) {
        const run = bands.slice(at, at + found.length);
        yield copyOf(run, this.bands.slice(found.start, found.start + found.length));
        at += found.length;
      } else {
        const band = bands[at];
        if (band) {
          yield* band.operations;
          this.learn(band);
        }
        at += 1;
      }
    }
  }

  private learn(band: Band): void {
    const index = this.bands.push(band) - 1;
    const known = this.beginnings.get(band.key);
    if (!known) this.beginnings.set(band.key, [index]);
    else if (known.length < mostBeginnings) known.push(index);
  }

  private longestMatch(bands: readonly Band[], at: number): { start: number; length: number } | null {
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
      if (!band || !like || band.key !== like.key || like.sheet !== model.sheet) return length;
      if (band.top - first.top !== like.top - model.top) return length;
      length += 1;
    }
  }
}

function copyOf(run: readonly Band[], model: readonly Band[]): CopiedLooks {
  return {
    kind: 'copyLooks',
    sheet: run[0]?.sheet ?? '',
    area: hullOf(run),
    from: { sheet: model[0]?.sheet ?? '', area: hullOf(model) },
  };
}

function hullOf(bands: readonly Band[]): Area {
  return {
    top: bands[0]?.top ?? 1,
    bottom: bands.at(-1)?.bottom ?? 1,
    left: bands.reduce((left, band) => Math.min(left, band.left), Number.POSITIVE_INFINITY),
    right: bands.reduce((right, band) => Math.max(right, band.right), 0),
  };
}

function bandsOf(operations: readonly LookOperation[]): Band[] {
  const byRow = operations
    .map((operation, index) => ({ operation, index }))
    .sort((first, second) => first.operation.area.top - second.operation.area.top || first.index - second.index);
  const bands: { readonly band: Band; readonly members: { readonly operation: LookOperation; readonly index: number }[] }[] = [];
  for (const member of byRow) {
    const { area, sheet } = member.operation;
    const last = bands.at(-1);
    if (last && area.top <= last.band.bottom) {
      last.band.bottom = Math.max(last.band.bottom, area.bottom);
      last.band.left = Math.min(last.band.left, area.left);
      last.band.right = Math.max(last.band.right, area.right);
      last.members.push(member);
    } else {
      bands.push({ band: { sheet, ...area, operations: [], key: '' }, members: [member] });
    }
  }
  return bands.map(({ band, members }) => {
    members.sort((first, second) => first.index - second.index);
    band.operations.push(...members.map(({ operation }) => operation));
    return band;
  });
}

function keyOf(band: Band, links: ReadonlyMap<number, string>): string {
  const parts = band.operations.map((operation) => {
    const { area } = operation;
    const place = `${area.top - band.top},${area.left},${area.bottom - band.top},${area.right}`;
    if (operation.kind === 'merge') return place;
    if (operation.kind === 'format') return `${place}${JSON.stringify(operation.format)}`;
    const rules = operation.rules.map(({ formula, format }) => [relative(formula, band.top), format]);
    return `${place}?${JSON.stringify(rules)}`;
  });
  for (let row = band.top; row <= band.bottom && links.size > 0; row += 1) {
    const linked = links.get(row);
    if (linked !== undefined) parts.push(`@${row - band.top},${linked}`);
  }
  return parts.join('|');
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
