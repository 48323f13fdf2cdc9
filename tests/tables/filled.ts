import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseFullReference } from '../../src/core/workbook/address';
import { snapshotAfter } from '../../src/core/workbook/preview';
import { type Cell, cellAt, type Snapshot, sheetNamed } from '../../src/core/workbook/snapshot';
import { evaluateWorkbook } from '../../src/core/workflow/evaluate';
import type { Outcome, Request } from '../../src/core/workflow/outcome';
import { FileHost } from '../../src/hosts/file';

const edge = { today: '2024-01-31', now: '2024-01-31T00:00:00.000Z', freshId: 'test', language: 'zh-CN' } as const;

/** The folder of sample workbooks. */
export const fixtures = join(__dirname, '..', 'fixtures');

/** A sample workbook as captured from its file. */
export async function captured(name: string): Promise<Snapshot> {
  return FileHost.open(new Uint8Array(readFileSync(join(fixtures, `${name}.xlsx`))), `${name}.xlsx`).capture();
}

/** One run over a workbook, and the workbook as it stands afterwards. */
export function filled(snapshot: Snapshot, request: Request = {}): { readonly outcome: Outcome; readonly after: Snapshot } {
  const outcome = evaluateWorkbook(snapshot, edge, request);
  return { outcome, after: snapshotAfter(snapshot, outcome.plan) };
}

/** The cell behind a full reference. */
export function cellOfReference(snapshot: Snapshot, reference: string): Cell | null {
  const parsed = parseFullReference(reference);
  const sheet = parsed ? sheetNamed(snapshot, parsed.sheet) : null;
  return parsed && sheet ? cellAt(sheet, parsed.area.top, parsed.area.left) : null;
}

/** What a cell shows, without thousands separators. */
export function shownAt(snapshot: Snapshot, reference: string): string {
  return (cellOfReference(snapshot, reference)?.shown ?? '').replace(/,/g, '');
}

/** Full references of the cells of the user's own sheets whose content a run has changed. */
export function touchedCells(before: Snapshot, after: Snapshot): string[] {
  return before.sheets.flatMap((sheet) => {
    const now = sheetNamed(after, sheet.name);
    if (!now || now === sheet) return [];
    const rows = new Set([...sheet.cells.keys(), ...now.cells.keys()]);
    return [...rows].flatMap((row) => {
      const columns = new Set([...(sheet.cells.get(row)?.keys() ?? []), ...(now.cells.get(row)?.keys() ?? [])]);
      return [...columns].flatMap((column) => {
        const [old, fresh] = [cellAt(sheet, row, column), cellAt(now, row, column)];
        const same = (old?.value ?? '') === (fresh?.value ?? '') && (old?.formula ?? null) === (fresh?.formula ?? null);
        return same ? [] : [`'${sheet.name}'!${letters(column)}${row}`];
      });
    });
  });
}

function letters(column: number): string {
  return column > 26 ? letters(Math.floor((column - 1) / 26)) + letters(((column - 1) % 26) + 1) : String.fromCharCode(64 + column);
}
