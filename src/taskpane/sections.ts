import type { DocumentTable, Paragraph, ReportDocument } from '../core/narrative/document';
import { paragraphText } from './report-copy';

/** One section of the report: a heading of the first level and all up to the next. */
export interface ReportSection {
  readonly key: string;
  /** Empty for what stands before the first heading. */
  readonly title: string;
  readonly blocks: readonly (Paragraph | DocumentTable)[];
  readonly gaps: number;
  readonly edited: number;
}

/** The report cut at its headings of the first level. */
export function sectionsOf(report: ReportDocument): ReportSection[] {
  const sections: { key: string; title: string; blocks: (Paragraph | DocumentTable)[] }[] = [];
  for (const block of report.blocks) {
    const heads = block.kind === 'paragraph' && block.style === 'level1';
    const open = sections[sections.length - 1];
    if (heads) sections.push({ key: block.key, title: paragraphText(block), blocks: [] });
    else if (open) open.blocks.push(block);
    else sections.push({ key: block.key, title: '', blocks: [block] });
  }
  const count = (blocks: readonly (Paragraph | DocumentTable)[], status: Paragraph['status']): number =>
    blocks.filter((block) => block.kind === 'paragraph' && block.status === status).length;
  return sections.map((section) => ({ ...section, gaps: count(section.blocks, 'gap'), edited: count(section.blocks, 'edited') }));
}
