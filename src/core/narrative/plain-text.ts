import type { DocumentTable, ReportDocument } from './document';

/** The report as plain text: one paragraph a line, tables as lines of cells separated by tabs. */
export function plainText(document: ReportDocument): string {
  return document.blocks
    .map((block) => (block.kind === 'paragraph' ? block.runs.map(({ text }) => text).join('') : tableText(block)))
    .join('\n');
}

function tableText(table: DocumentTable): string {
  const rows = table.rows.map((row) => row.map(({ text }) => text.replace(/\s+/g, ' ')).join('\t'));
  return [...(table.title === null ? [] : [table.title]), ...rows].join('\n');
}
