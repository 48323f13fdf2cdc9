import { canonical, decimal } from '../amounts/decimal';
import { evaluateTerm, type Value } from '../amounts/evaluate';
import type { Term } from '../amounts/term';
import { type Area, parseArea, parseFullReference } from './address';
import { termOfFormula } from './formula-term';
import { type Cell, cellAt, type SheetSnapshot, type Snapshot, valueOfCell } from './snapshot';

/** Cells that all formulas together may look at. */
const mostLooks = 2_000_000;
/** How deep a chain of formulas may lead, the parts of each formula that lie within one another counted with it. */
const deepest = 1000;
/** What a formula that is a link of a chain adds by itself. */
const depthOfLink = 3;

/**
 * The snapshot with values for formulas that nobody has calculated yet: programs that write workbooks without a spreadsheet behind them
 * leave them empty until Excel opens the file. Plain arithmetic and sums only; a formula that needs more, or that leads to itself, stays
 * empty. `show` gives what a number shows in a format. The same snapshot where there is nothing to calculate.
 */
export function calculated(snapshot: Snapshot, show: (value: string, format: string) => string): Snapshot {
  return snapshot.sheets.some(({ cells }) => [...cells.values()].some(hasUncalculated))
    ? new Calculation(snapshot, show).result()
    : snapshot;
}

function hasUncalculated(row: ReadonlyMap<number, Cell>): boolean {
  for (const cell of row.values()) if (isUncalculated(cell)) return true;
  return false;
}

/** A formula without any value; one whose value is the empty text looks the same and comes out the same. */
function isUncalculated(cell: Cell): boolean {
  return cell.formula !== null && cell.kind === 'text' && cell.value === '';
}

class Calculation {
  private readonly sheets: ReadonlyMap<string, SheetSnapshot>;
  private readonly values = new Map<Cell, Value | null>();
  private looks = 0;

  constructor(
    private readonly snapshot: Snapshot,
    private readonly show: (value: string, format: string) => string,
  ) {
    this.sheets = new Map(snapshot.sheets.map((sheet) => [sheet.name.toLowerCase(), sheet]));
  }

  result(): Snapshot {
    const sheets = this.snapshot.sheets.map((sheet): SheetSnapshot => {
      let changed = false;
      const cells = new Map(
        [...sheet.cells].map(([row, columns]) => {
          if (!hasUncalculated(columns)) return [row, columns] as const;
          const filled = new Map(columns);
          for (const [column, cell] of columns) {
            const value = isUncalculated(cell) ? this.valueOf(cell, sheet, 0) : null;
            if (value === null) continue;
            filled.set(column, this.withValue(cell, value));
            changed = true;
          }
          return [row, filled] as const;
        }),
      );
      return changed ? { ...sheet, cells } : sheet;
    });
    return { ...this.snapshot, sheets };
  }

  private withValue(cell: Cell, value: Value): Cell {
    if (value.kind === 'number') return { ...cell, kind: 'number', value: value.value, shown: this.show(value.value, cell.format) };
    if (value.kind === 'blank') return { ...cell, kind: 'number', value: '0', shown: this.show('0', cell.format) };
    const shown = value.kind === 'boolean' ? (value.value ? 'TRUE' : 'FALSE') : value.value;
    return { ...cell, kind: value.kind, value: shown, shown };
  }

  /** The value of an uncalculated cell; null where it can not be told. */
  private valueOf(cell: Cell, sheet: SheetSnapshot, depth: number): Value | null {
    const known = this.values.get(cell);
    if (known !== undefined) return known;
    this.values.set(cell, null);
    const term = depth > deepest || cell.formula === null ? null : termOfFormula(cell.formula);
    const below = term === null ? 0 : depth + depthOfLink + depthOf(term);
    if (term === null || below > deepest) return null;
    try {
      const value = evaluateTerm(term, (reference) => this.lookUp(reference, sheet, below));
      const exact: Value =
        value.kind === 'number' ? { kind: 'number', value: canonical(decimal(value.value).toSignificantDigits(15)) } : value;
      this.values.set(cell, exact);
      return exact;
    } catch (unknown) {
      if (unknown instanceof Unknown) return null;
      throw unknown;
    }
  }

  private lookUp(reference: string, sheet: SheetSnapshot, depth: number): Value | readonly Value[] {
    const full = parseFullReference(reference);
    const target = full ? this.sheets.get(full.sheet.toLowerCase()) : sheet;
    const area = full?.area ?? parseArea(reference);
    if (!target || !area) throw new Unknown();
    if (area.top === area.bottom && area.left === area.right) return this.at(target, area.top, area.left, depth);
    return this.inArea(target, area, depth);
  }

  private inArea(sheet: SheetSnapshot, area: Area, depth: number): Value[] {
    const bottom = Math.min(area.bottom, sheet.used?.bottom ?? 0);
    const right = Math.min(area.right, sheet.used?.right ?? 0);
    const values: Value[] = [];
    for (let row = area.top; row <= bottom; row += 1)
      for (let column = area.left; column <= right; column += 1) values.push(this.at(sheet, row, column, depth));
    return values;
  }

  private at(sheet: SheetSnapshot, row: number, column: number, depth: number): Value {
    this.looks += 1;
    if (this.looks > mostLooks) throw new Unknown();
    const cell = cellAt(sheet, row, column);
    if (cell === null || !isUncalculated(cell)) return valueOfCell(cell);
    const value = this.valueOf(cell, sheet, depth);
    if (value === null) throw new Unknown();
    return value;
  }
}

/** How many parts of a term lie within one another. */
function depthOf(term: Term): number {
  if (term.node === 'operation') return 1 + Math.max(depthOf(term.left), depthOf(term.right));
  return term.node === 'call' ? 1 + Math.max(0, ...term.operands.map(depthOf)) : 1;
}

/** A value that is needed can not be told. */
class Unknown extends Error {}
