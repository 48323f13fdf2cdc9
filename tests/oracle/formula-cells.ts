import { fullReference, parseFullReference } from '../../src/core/workbook/address';
import type { Plan } from '../../src/core/workbook/plan';
import { type Cell, cellAt, type Snapshot, sheetNamed } from '../../src/core/workbook/snapshot';

/** The cells that a plan writes a formula to. */
export function plannedFormulas(plan: Plan): string[] {
  return plan.operations.flatMap((operation) =>
    operation.kind !== 'writeBlock'
      ? []
      : operation.rows.flatMap((cells, row) =>
          cells.flatMap((cell, column) =>
            cell && 'formula' in cell
              ? [fullReference({ sheet: operation.sheet, row: operation.top + row, column: operation.left + column })]
              : [],
          ),
        ),
  );
}

/** The cell at a full reference. */
export function cellOf(snapshot: Snapshot, reference: string): Cell | null {
  const parsed = parseFullReference(reference);
  const sheet = parsed && sheetNamed(snapshot, parsed.sheet);
  return parsed && sheet ? cellAt(sheet, parsed.area.top, parsed.area.left) : null;
}

/** Whether another program shows what stands in our file; an empty text is a blank. */
export function same(ours: Cell | null, theirs: Cell | null): boolean {
  if (ours?.kind === 'number') return sameNumber(ours.value, theirs);
  const text = (cell: Cell | null): string => (cell === null || cell.kind === 'blank' ? '' : cell.value);
  return theirs?.kind !== 'number' && text(ours) === text(theirs);
}

/** Equal as far as fifteen digits of a binary number tell. */
export function sameNumber(expected: string, cell: Cell | null): boolean {
  return cell?.kind === 'number' && Math.abs(Number(cell.value) - Number(expected)) <= 1e-12 * Math.max(1, Math.abs(Number(expected)));
}

/** A cell as a difference is told. */
export function said(cell: Cell | null): string {
  return cell === null ? 'nothing' : `${cell.kind} ${JSON.stringify(cell.value)}`;
}
