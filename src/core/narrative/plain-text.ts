import type { DocumentTable, ReportDocument } from './document';

/** The report as plain text: one paragraph a line, tables as lines of cells separated by tabs. */
export function plainText(document: ReportDocument): string {
  return document.blocks
    .map((block) => (block.kind === 'paragraph' ? block.runs.map(({ text }) => text).join('') : tableText(block)))
    .join('\n');
}

/** Cells that a merged cell covers are empty, so that columns stay columns. */
function tableText(table: DocumentTable): string {
  const covered = new Map<number, number>();
  const rows = table.rows.map((row) => {
    const texts: string[] = [];
    const skipCovered = (): void => {
      for (let left = covered.get(texts.length) ?? 0; left > 0; left = covered.get(texts.length) ?? 0) {
        covered.set(texts.length, left - 1);
        texts.push('');
      }
    };
    for (const { text, rowSpan = 1, columnSpan = 1 } of row) {
      skipCovered();
      for (let offset = 0; offset < columnSpan; offset += 1) {
        covered.set(texts.length, rowSpan - 1);
        texts.push(offset === 0 ? text.replace(/\s+/g, ' ') : '');
      }
    }
    skipCovered();
    return texts.join('\t');
  });
  return [...(table.title === null ? [] : [table.title]), ...rows].join('\n');
}
