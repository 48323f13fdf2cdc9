import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ownSheets } from '../../src/core/settings/settings';
import type { Plan, PlannedCell } from '../../src/core/workbook/plan';
import { type Cell, cellAt, type SheetSnapshot, type Snapshot, sheetNamed, valueOfCell } from '../../src/core/workbook/snapshot';
import { evaluateWorkbook } from '../../src/core/workflow/evaluate';
import type { Edge, Outcome, Request } from '../../src/core/workflow/outcome';
import { FileHost } from '../../src/hosts/file';

/** A day in the report's life. */
export const edge: Edge = { today: '2024-01-31', now: '2024-01-31T00:00:00.000Z', freshId: 'test', language: 'zh-CN' };
/** Name of the report sheet. */
export const reportSheet = ownSheets.report.title;

/** A fixture opened behind the file host. */
export function openFixture(name: string): FileHost {
  return FileHost.open(new Uint8Array(readFileSync(join(__dirname, '..', 'fixtures', `${name}.xlsx`))), `${name}.xlsx`);
}

/** One run, written into the workbook. */
export async function runOver(host: FileHost, request: Request = {}, on: Edge = edge): Promise<Outcome> {
  const outcome = evaluateWorkbook(await host.capture(), on, request);
  if (outcome.plan.operations.length > 0) await host.apply(outcome.plan);
  return outcome;
}

/** One row of the report sheet as it stands: what is in its five columns, and the formula of its text. */
export interface ReportRow {
  readonly row: number;
  readonly style: string;
  readonly text: string;
  readonly formula: string | null;
  readonly source: string;
  readonly status: string;
  readonly key: string;
}

/** The rows of the report sheet. */
export function reportRows(snapshot: Snapshot): ReportRow[] {
  const sheet = sheetNamed(snapshot, reportSheet);
  if (!sheet) return [];
  return Array.from({ length: (sheet.used?.bottom ?? 3) - 3 }, (_, index) => {
    const row = index + 4;
    const shown = (column: number): string => cellAt(sheet, row, column)?.shown ?? '';
    const formula = cellAt(sheet, row, 2)?.formula ?? null;
    return { row, style: shown(1), text: shown(2), formula, source: shown(3), status: shown(4), key: shown(5) };
  });
}

/** The row with a key; fails where there is none. */
export function rowOf(snapshot: Snapshot, key: string): ReportRow {
  const found = reportRows(snapshot).find((row) => row.key === key);
  if (!found) throw new Error(`no paragraph ${key}`);
  return found;
}

/** Types a text into a cell. */
export function typed(sheet: string, row: number, column: number, value: string): Plan {
  return { operations: [{ kind: 'writeBlock', sheet, top: row, left: column, rows: [[{ value: { kind: 'text', value } }]] }] };
}

/** The report's rows put into another order by hand: numbers are rows as they stand, texts are rows that the user wrote. */
export function rearranged(snapshot: Snapshot, order: readonly (number | string)[]): Plan {
  const sheet = sheetNamed(snapshot, reportSheet) as SheetSnapshot;
  const bottom = Math.max(sheet.used?.bottom ?? 4, 3 + order.length);
  const blank: PlannedCell = { value: { kind: 'blank' } };
  const rows = Array.from({ length: bottom - 3 }, (_, index) => {
    const entry = order[index];
    if (typeof entry === 'string')
      return [{ value: { kind: 'text', value: '正文' } }, { value: { kind: 'text', value: entry } }, blank, blank, blank] as PlannedCell[];
    return [1, 2, 3, 4, 5].map((column) => (entry === undefined ? blank : contentOf(cellAt(sheet, entry, column))));
  });
  return { operations: [{ kind: 'writeBlock', sheet: reportSheet, top: 4, left: 1, rows }] };
}

function contentOf(cell: Cell | null): PlannedCell {
  if (cell === null) return { value: { kind: 'blank' } };
  return cell.formula === null ? { value: valueOfCell(cell) } : { formula: cell.formula, result: valueOfCell(cell) };
}
