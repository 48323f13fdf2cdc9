import type { DocumentTable, Paragraph, ParagraphStyle, ReportDocument } from '../core/narrative/document';

/** A paragraph's text as it reads, gaps included. */
export function paragraphText(paragraph: Paragraph): string {
  return paragraph.runs.map(({ text }) => text).join('');
}

/** The report as plain text, one paragraph a line, table cells parted by tabs. */
export function reportText(report: ReportDocument): string {
  return report.blocks
    .map((block) =>
      block.kind === 'paragraph' ? paragraphText(block) : block.rows.map((row) => row.map(({ text }) => text).join('\t')).join('\n'),
    )
    .join('\n');
}

/** Looks of each paragraph style as Word takes them from the clipboard; GB/T 9704. */
const looks: Readonly<Record<ParagraphStyle, string>> = {
  title: 'font-family:方正小标宋简体,宋体;font-size:22pt;font-weight:normal;text-align:center',
  subtitle: 'font-family:楷体;font-size:16pt;text-align:center',
  level1: 'font-family:黑体;font-size:16pt;font-weight:normal;text-indent:2em',
  level2: 'font-family:楷体;font-size:16pt;font-weight:normal;text-indent:2em',
  level3: 'font-family:仿宋;font-size:16pt;font-weight:normal;text-indent:2em',
  body: 'font-family:仿宋;font-size:16pt;text-indent:2em',
  tableNote: 'font-family:仿宋;font-size:10.5pt',
  signature: 'font-family:仿宋;font-size:16pt;text-align:right',
  date: 'font-family:仿宋;font-size:16pt;text-align:right',
};

const headings: Readonly<Partial<Record<ParagraphStyle, string>>> = { title: 'h1', level1: 'h2', level2: 'h3', level3: 'h4' };

/** The report as HTML for the clipboard: real headings, the styles of an official document, gaps marked. */
export function reportHtml(report: ReportDocument): string {
  const body = report.blocks.map((block) => (block.kind === 'paragraph' ? paragraphHtml(block) : tableHtml(block))).join('\n');
  return `<html><head><meta charset="utf-8"></head><body style="line-height:28.95pt">${body}</body></html>`;
}

function paragraphHtml(paragraph: Paragraph): string {
  const tag = headings[paragraph.style] ?? 'p';
  const runs = paragraph.runs.map((run) =>
    run.kind === 'gap' ? `<span style="background:#ffff00">${escaped(run.text)}</span>` : escaped(run.text),
  );
  return `<${tag} style="margin:0;${looks[paragraph.style]}">${runs.join('')}</${tag}>`;
}

function tableHtml(table: DocumentTable): string {
  const rows = table.rows.map((row, index) => {
    const tag = index < table.headerRows ? 'th' : 'td';
    const cells = row.map(({ text, align, rowSpan, columnSpan }) => {
      const spans = `${rowSpan ? ` rowspan="${rowSpan}"` : ''}${columnSpan ? ` colspan="${columnSpan}"` : ''}`;
      return `<${tag}${spans} style="border:1px solid #000;padding:2pt 4pt;text-align:${align ?? 'left'}">${escaped(text)}</${tag}>`;
    });
    return `<tr>${cells.join('')}</tr>`;
  });
  const title = table.title === null ? '' : `<p style="text-align:center;font-family:黑体;font-size:14pt">${escaped(table.title)}</p>`;
  return `${title}<table style="border-collapse:collapse;font-family:宋体;font-size:10.5pt">${rows.join('')}</table>`;
}

function escaped(text: string): string {
  return text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;').replace(/"/g, '&quot;');
}
