import type { SheetSnapshot } from '../../src/core/workbook/snapshot';
import type { Entry, SheetEntry } from '../workbook-builder';

function entryOf(written: string): Entry {
  if (written === '') return null;
  const formula = /^=(.+)~(.*)$/.exec(written);
  if (formula) {
    const inner = entryOf(formula[2] ?? '');
    const given = inner !== null && typeof inner === 'object' ? inner : { value: inner };
    return { ...given, formula: `=${formula[1]}` };
  }
  const percent = /^(-?\d+(?:\.(\d+))?)%%$/.exec(written);
  if (percent) {
    const places = percent[2]?.length ?? 0;
    return { value: Number((Number(percent[1]) / 100).toFixed(10)), format: places === 0 ? '0%' : `0.${'0'.repeat(places)}%` };
  }
  if (/^-?\d+(?:\.\d+)?$/.test(written)) return Number(written);
  return written.startsWith("'") ? written.slice(1) : written;
}

function addressOf(row: number, column: number): string {
  return `${column > 25 ? String.fromCharCode(64 + Math.floor(column / 26)) : ''}${String.fromCharCode(65 + (column % 26))}${row + 1}`;
}

/**
 * A sheet written as lines of cells separated by `|`: `<` belongs to the cell on its left, `^` to the cell above; `95%%` is the number 0.95
 * shown as a percentage, `'95` is text, `=SUM(A1:A2)~100` a formula with its value. Full-width spaces indent.
 */
export function written(name: string, lines: readonly string[], visibility: SheetSnapshot['visibility'] = 'visible'): SheetEntry {
  const grid = lines.map((line) => line.split('|').map((cell) => cell.replace(/^ +| +$/g, '')));
  const at = (row: number, column: number): string => grid[row]?.[column] ?? '';
  const merges: string[] = [];
  const rows = grid.map((cells, row) =>
    cells.map((cell, column): Entry => {
      if (cell === '<' || cell === '^') return null;
      let right = column;
      while (at(row, right + 1) === '<') right += 1;
      let bottom = row;
      while (at(bottom + 1, column) === '^') bottom += 1;
      if (right > column || bottom > row) merges.push(`${addressOf(row, column)}:${addressOf(bottom, right)}`);
      return entryOf(cell.replace(/\\n/g, '\n'));
    }),
  );
  return { name, rows, merges, visibility };
}

const factors = { 元: 0, 千元: 3, 万元: 4, 亿元: 8 } as const;

/** Facts as a table: measures across, items down, amounts as printed in one unit; null where the table has none. */
export function amounts(
  unit: keyof typeof factors,
  measures: readonly string[],
  rows: Readonly<Record<string, readonly (number | null)[]>>,
): Record<string, string> {
  const facts: Record<string, string> = {};
  for (const [item, values] of Object.entries(rows))
    values.forEach((value, index) => {
      if (value !== null) facts[`${item}:${measures[index] ?? ''}`] = moved(String(value), factors[unit]);
    });
  return facts;
}

function moved(plain: string, places: number): string {
  const negative = plain.startsWith('-');
  const [whole = '0', fraction = ''] = plain.replace('-', '').split('.');
  const digits = `${whole}${fraction.padEnd(places, '0').slice(0, places)}`.replace(/^0+(?=\d)/, '');
  const rest = fraction.slice(places).replace(/0+$/, '');
  return `${negative ? '-' : ''}${digits}${rest === '' ? '' : `.${rest}`}`;
}
