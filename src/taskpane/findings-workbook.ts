import type { Finding } from '../core/checks/finding';
import type { Plan, PlannedCell } from '../core/workbook/plan';
import { emptyWorkbook } from '../hosts/file/empty-workbook';
import { FileHost } from '../hosts/file/file-host';
import { plainReference } from './figures';

/** The words of the exported list. */
export interface FindingsWords {
  readonly headings: readonly string[];
  severity(finding: Finding): string;
  waived(finding: Finding): string;
}

/** The sheet that an empty workbook comes with. */
const onlySheet = 'Sheet1';
/** Widths of the columns in characters. */
const widths = [8, 8, 60, 30, 14, 14, 14, 34, 34];

/** The findings as a workbook of their own, one row each; texts stay texts whatever they begin with. */
export async function findingsWorkbook(findings: readonly Finding[], words: FindingsWords): Promise<Uint8Array> {
  const text = (value: string): PlannedCell => ({ value: { kind: 'text', value } });
  const rows = findings.map((finding) =>
    [
      finding.code,
      words.severity(finding),
      finding.message,
      finding.cells.map(plainReference).join('\n'),
      finding.expected ?? '',
      finding.stated ?? '',
      finding.difference ?? '',
      finding.basis,
      words.waived(finding),
    ].map(text),
  );
  const last = rows.length + 1;
  const sheet = onlySheet;
  const plan: Plan = {
    operations: [
      { kind: 'writeBlock', sheet, top: 1, left: 1, rows: [words.headings.map(text), ...rows] },
      {
        kind: 'format',
        sheet,
        area: { top: 1, left: 1, bottom: last, right: widths.length },
        format: { wrap: true, vertical: 'top', border: '#C8C8C8' },
      },
      { kind: 'format', sheet, area: { top: 1, left: 1, bottom: 1, right: widths.length }, format: { bold: true, fill: '#DCE6F4' } },
      { kind: 'columnWidths', sheet, widths: widths.map((width, index) => ({ column: index + 1, width })) },
      { kind: 'freeze', sheet, rows: 1, columns: 0 },
    ],
  };
  const host = FileHost.open(emptyWorkbook(), null);
  await host.apply(plan);
  return host.bytes();
}
