import { type Cell, writeXlsx } from 'hucre/xlsx';
import type { Snapshot } from '../../src/core/workbook/snapshot';
import { FileHost } from '../../src/hosts/file';

/** A fault put into the filled form: cells typed over, and the finding that must name one of them. */
export interface Fault {
  readonly name: string;
  /** Cells by address with what they then hold, written as in the form; '' clears. */
  readonly cells: Readonly<Record<string, string>>;
  /** Any of these codes … */
  readonly codes: readonly string[];
  /** … at any of these cells. */
  readonly at: readonly string[];
  /** Further codes that the fault truly has as its consequence. */
  readonly also?: readonly string[];
}

/**
 * An issued form as a bureau published it. A row is one line of cells separated by `|`: `<` belongs to the cell on its left, `^` to the
 * cell above; `95%%` is the number 0.95 shown as a percentage, `'95` is text, `=SUM(A1:A2)~100` a formula with its value. What stands in
 * square brackets is what the program fills: the blank form has nothing there, the filled form has it.
 */
export interface IssuedForm {
  readonly name: string;
  readonly sheets: readonly { readonly name: string; readonly rows: readonly string[] }[];
  /** Codes of errors and warnings that the correct filled form may get. */
  readonly may?: readonly string[];
  /** Cells that may be filled beside those in brackets. */
  readonly optional?: readonly string[];
  readonly faults?: readonly Fault[];
}

interface Written {
  readonly cells: ReadonlyMap<string, Partial<Cell>>;
  readonly merges: readonly { startRow: number; startCol: number; endRow: number; endCol: number }[];
}

/** The address of a cell by zero-based row and column. */
function addressOf(row: number, column: number): string {
  return `${column > 25 ? String.fromCharCode(64 + Math.floor(column / 26)) : ''}${String.fromCharCode(65 + (column % 26))}${row + 1}`;
}

function contentOf(written: string): Partial<Cell> {
  const source = written.replace(/\\n/g, '\n');
  const formula = /^=(.+)~(.*)$/.exec(source);
  if (formula) {
    const { value, ...look } = contentOf(formula[2] ?? '');
    return { ...look, formula: formula[1] ?? '', formulaResult: value ?? null };
  }
  const percent = /^(-?\d+(?:\.(\d+))?)%%$/.exec(source);
  if (percent) {
    const places = percent[2]?.length ?? 0;
    return { value: Number((Number(percent[1]) / 100).toFixed(10)), style: { numFmt: places === 0 ? '0%' : `0.${'0'.repeat(places)}%` } };
  }
  if (/^-?\d+(?:\.\d+)?$/.test(source)) return { value: Number(source) };
  return { value: source.startsWith("'") ? source.slice(1) : source };
}

function isFilled(written: string): boolean {
  return /^\[.*\]$/.test(written);
}

/** The content of a filled cell: a rate is a number shown as a percentage. */
function filledContent(shown: string): string {
  return /^-?[\d.]+%$/.test(shown) ? `${shown}%` : shown;
}

function splitRow(row: string): string[] {
  return row.split('|').map((cell) => cell.replace(/^ +| +$/g, ''));
}

function writeSheet(rows: readonly string[], filled: boolean, faults: Readonly<Record<string, string>>): Written {
  const grid = rows.map(splitRow);
  const cells = new Map<string, Partial<Cell>>();
  const merges: Written['merges'][number][] = [];
  const at = (row: number, column: number): string => grid[row]?.[column] ?? '';
  grid.forEach((row, r) => {
    row.forEach((entry, c) => {
      if (entry === '<' || entry === '^') return;
      let right = c;
      while (at(r, right + 1) === '<') right += 1;
      let bottom = r;
      while (at(bottom + 1, c) === '^') bottom += 1;
      for (let below = r + 1; below <= bottom; below += 1)
        for (let beside = c + 1; beside <= right; beside += 1)
          if (!['<', '^'].includes(at(below, beside))) throw new Error(`${addressOf(below, beside)} lies under a merged cell`);
      if (right > c || bottom > r) merges.push({ startRow: r, startCol: c, endRow: bottom, endCol: right });
      const typed = faults[addressOf(r, c)];
      const given = typed ?? (isFilled(entry) ? (filled ? filledContent(entry.slice(1, -1)) : '') : entry);
      if (given !== '') cells.set(`${r},${c}`, contentOf(given));
    });
  });
  return { cells, merges };
}

/** The form as a workbook, blank or filled, captured from its bytes as the command line does. */
export async function issued(form: IssuedForm, filled: boolean, faults: Readonly<Record<string, string>> = {}): Promise<Snapshot> {
  return FileHost.open(await issuedBytes(form, filled, faults), `${form.name}.xlsx`).capture();
}

/** The bytes of the form as an .xlsx file. */
export async function issuedBytes(form: IssuedForm, filled: boolean, faults: Readonly<Record<string, string>> = {}): Promise<Uint8Array> {
  return writeXlsx({
    sheets: form.sheets.map(({ name, rows }, index) => {
      const { cells, merges } = writeSheet(rows, filled, index === 0 ? faults : {});
      return { name, cells: new Map(cells), merges: [...merges] };
    }),
  });
}

/** What must stand in each cell that the program fills, by full reference. */
export function wantedCells(form: IssuedForm): Map<string, string> {
  return new Map(
    form.sheets.flatMap(({ name, rows }) =>
      rows.flatMap((row, r) =>
        splitRow(row).flatMap((entry, c) => (isFilled(entry) ? [[`'${name}'!${addressOf(r, c)}`, entry.slice(1, -1)] as const] : [])),
      ),
    ),
  );
}

/** A full reference on the form's first sheet. */
export function on(form: IssuedForm, address: string): string {
  return address.includes('!') ? address : `'${form.sheets[0]?.name ?? ''}'!${address}`;
}
