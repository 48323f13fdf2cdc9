import type { Value } from '../core/amounts/evaluate';
import { cellReference, quoteSheet } from '../core/workbook/address';
import type { Plan, PlannedCell } from '../core/workbook/plan';
import { cellAt, type Snapshot, sheetNamed } from '../core/workbook/snapshot';

/** One cell that a plan would write: what stands there, and what would. */
export interface PreviewedCell {
  /** Full reference. */
  readonly cell: string;
  /** As shown now; empty for a blank cell. */
  readonly before: string;
  /** The value, or the formula, that would be written. */
  readonly after: string;
}

/** What a plan amounts to. */
export interface PlanSize {
  readonly cells: number;
  /** Sheets that are touched, in order, each once. */
  readonly sheets: readonly string[];
}

/** Counts the cells that a plan writes and names its sheets. */
export function sizeOf(plan: Plan): PlanSize {
  let cells = 0;
  const sheets = new Set<string>();
  for (const operation of plan.operations) {
    if ('sheet' in operation) sheets.add(operation.sheet);
    if (operation.kind === 'writeBlock') for (const row of operation.rows) cells += row.filter((cell) => cell !== null).length;
  }
  return { cells, sheets: [...sheets] };
}

/** The cells that a plan would write, at most `limit` of them. */
export function previewOf(plan: Plan, snapshot: Snapshot | null, limit: number): PreviewedCell[] {
  const found: PreviewedCell[] = [];
  for (const operation of plan.operations) {
    if (operation.kind !== 'writeBlock') continue;
    const sheet = snapshot ? sheetNamed(snapshot, operation.sheet) : null;
    for (const [rowOffset, row] of operation.rows.entries()) {
      for (const [columnOffset, content] of row.entries()) {
        if (content === null) continue;
        if (found.length >= limit) return found;
        const at = { row: operation.top + rowOffset, column: operation.left + columnOffset };
        found.push({
          cell: `${quoteSheet(operation.sheet)}!${cellReference(at.row, at.column)}`,
          before: (sheet && cellAt(sheet, at.row, at.column)?.shown) ?? '',
          after: writtenText(content),
        });
      }
    }
  }
  return found;
}

function writtenText(content: PlannedCell): string {
  return 'formula' in content ? content.formula : valueText(content.value);
}

function valueText(value: Value): string {
  if (value.kind === 'blank') return '';
  return value.kind === 'boolean' ? (value.value ? 'TRUE' : 'FALSE') : value.value;
}
