import {
  AlignmentType,
  BorderStyle,
  CommentRangeEnd,
  CommentRangeStart,
  CommentReference,
  Document,
  Footer,
  HeadingLevel,
  type IParagraphOptions,
  type IRunOptions,
  LineRuleType,
  Packer,
  PageNumber,
  PageOrientation,
  Paragraph,
  type ParagraphChild,
  SectionType,
  ShadingType,
  Table,
  TableCell,
  TableLayoutType,
  TableOfContents,
  TableRow,
  TextRun,
  VerticalAlignTable,
  VerticalMergeType,
  WidthType,
} from 'docx';
import { estimatePageNumbersWith } from 'docx/layout';
import type { DocumentTable, ParagraphStyle, ReportDocument, Paragraph as ReportParagraph, Run } from '../../core/narrative/document';
import { stabilise } from './stable-package';

/** Lengths of GB/T 9704-2012 in twips (1/20 pt): A4 5.1, margins 5.2.1 (text block 156 × 225 mm), line pitch for 22 lines. */
const page = {
  width: 11906,
  height: 16838,
  top: 2098,
  bottom: 1984,
  left: 1587,
  right: 1474,
  footer: 1474,
  textWidth: 8845,
  textHeight: 12756,
};
/** 225 mm / 22 lines. */
const linePitch = 579;
/** Twips taken from each character so that 28 of 16 pt stand on 156 mm; Word and LibreOffice read a character grid differently. */
const characterSpacing = -5;
/** Half-points of 2 号, 3 号, 4 号, 五号. */
const size = { title: 44, body: 32, small: 28, table: 21 };

const fonts = {
  title: '方正小标宋简体',
  body: '仿宋_GB2312',
  level1: '黑体',
  level2: '楷体_GB2312',
  table: '宋体',
  latin: 'Times New Roman',
};

/** Words that stand in the Word file itself; given by the edge in the report's language. */
export interface DocxWording {
  readonly contents: string;
  readonly commentAuthor: string;
  /** Comment on a gap, e.g. 请单位填写. */
  readonly gapComment: string;
}

const chinese: DocxWording = { contents: '目　录', commentAuthor: '绩核', gapComment: '此处缺少数据或文字，请单位填写。' };

/**
 * The report as a .docx in official-document layout (GB/T 9704-2012 5.1–5.2, 7.3, 7.5). Gaps are highlighted and carry a Word comment.
 * The same document and date give the same bytes.
 */
export async function documentToDocx(report: ReportDocument, wording: DocxWording = chinese): Promise<Uint8Array> {
  const comments: CommentMaker = { texts: [], date: dateOf(report.date), wording };
  const sections = sectionsOf(report, comments, wording);
  const file = new Document({
    title: report.title,
    creator: report.organisation ?? wording.commentAuthor,
    lastModifiedBy: wording.commentAuthor,
    evenAndOddHeaderAndFooters: true,
    comments: {
      children: comments.texts.map((text, id) => ({
        id,
        author: wording.commentAuthor,
        initials: wording.commentAuthor,
        date: comments.date,
        children: [new Paragraph({ children: [new TextRun({ text })] })],
      })),
    },
    pageNumbers: estimatePageNumbersWith({ guess: true }),
    styles: {
      default: {
        document: { run: { font: face(fonts.body), size: size.body, characterSpacing }, paragraph: { spacing: exactLines } },
        title: {
          run: { font: face(fonts.title), size: size.title, bold: false, color: '000000' },
          paragraph: { alignment: AlignmentType.CENTER, spacing: { ...exactLines, line: 700, after: 400 }, indent: { firstLine: 0 } },
        },
        heading1: {
          name: 'heading 1',
          run: { font: face(fonts.level1), size: size.body, bold: false, color: '000000' },
          paragraph: { ...heading, outlineLevel: 0 },
        },
        heading2: {
          name: 'heading 2',
          run: { font: face(fonts.level2), size: size.body, bold: false, color: '000000' },
          paragraph: { ...heading, outlineLevel: 1 },
        },
        heading3: {
          name: 'heading 3',
          run: { font: face(fonts.body), size: size.body, bold: false, color: '000000' },
          paragraph: { ...heading, outlineLevel: 2 },
        },
      },
      paragraphStyles: [
        { id: 'TOC1', name: 'toc 1', basedOn: 'Normal', paragraph: contentsLine },
        { id: 'TOC2', name: 'toc 2', basedOn: 'Normal', paragraph: { ...contentsLine, indent: { left: 320, firstLine: 0 } } },
        {
          id: 'ReportBody',
          name: '公文正文',
          basedOn: 'Normal',
          quickFormat: true,
          paragraph: { spacing: exactLines, alignment: AlignmentType.LEFT, indent: { firstLineChars: 200, firstLine: 640 } },
        },
        {
          id: 'ReportSubtitle',
          name: '公文副标题',
          basedOn: 'Normal',
          quickFormat: true,
          run: { font: face(fonts.level2), size: size.body },
          paragraph: { alignment: AlignmentType.CENTER, spacing: exactLines, indent: { firstLine: 0 } },
        },
        {
          id: 'ReportTableTitle',
          name: '公文表题',
          basedOn: 'Normal',
          quickFormat: true,
          run: { font: face(fonts.level1), size: size.small },
          paragraph: {
            alignment: AlignmentType.CENTER,
            keepNext: true,
            spacing: { ...exactLines, before: 200, after: 100 },
            indent: { firstLine: 0 },
          },
        },
        {
          id: 'ReportTableText',
          name: '公文表格',
          basedOn: 'Normal',
          quickFormat: true,
          run: { font: face(fonts.table), size: size.table },
          paragraph: { spacing: { line: 300, lineRule: LineRuleType.AT_LEAST }, indent: { firstLine: 0 } },
        },
        {
          id: 'ReportNote',
          name: '公文表注',
          basedOn: 'Normal',
          quickFormat: true,
          run: { font: face(fonts.body), size: size.table },
          paragraph: { spacing: { line: 360, lineRule: LineRuleType.AT_LEAST }, indent: { firstLine: 0 } },
        },
        {
          id: 'ReportSignature',
          name: '公文落款',
          basedOn: 'Normal',
          quickFormat: true,
          paragraph: { alignment: AlignmentType.RIGHT, spacing: exactLines, indent: { firstLine: 0 } },
        },
      ],
    },
    sections,
  });
  return stabilise(new Uint8Array(await Packer.toArrayBuffer(file)), report.date);
}

const exactLines = { line: linePitch, lineRule: LineRuleType.EXACT, before: 0, after: 0 };
/** Lines of the table of contents: two level-1 sections and their parts must fit a page. */
const contentsLine = { spacing: { ...exactLines, line: 500 }, indent: { firstLine: 0 } };
const heading = { spacing: exactLines, keepNext: true, indent: { firstLineChars: 200, firstLine: 640 } };

function face(eastAsia: string): { ascii: string; hAnsi: string; cs: string; eastAsia: string } {
  return { ascii: fonts.latin, hAnsi: fonts.latin, cs: fonts.latin, eastAsia };
}

interface CommentMaker {
  readonly texts: string[];
  readonly date: Date;
  readonly wording: DocxWording;
}

function dateOf(date: string | null): Date {
  return new Date(`${date ?? '2000-01-01'}T00:00:00Z`);
}

type Section = ConstructorParameters<typeof Document>[0]['sections'][number];
type Block = Paragraph | Table | TableOfContents;

/** Shorter reports do without a table of contents. */
const headingsWorthContents = 4;
/** A table of contents that is longer lists the first level only, so that it stands on the first page whole. */
const contentsLines = 20;

/** One portrait section; a wide table gets a landscape section of its own. */
function sectionsOf(report: ReportDocument, comments: CommentMaker, wording: DocxWording): Section[] {
  const sections: { landscape: boolean; children: Block[] }[] = [{ landscape: false, children: [] }];
  const headings = report.blocks.filter((block) => block.kind === 'paragraph' && block.style.startsWith('level')).length;
  const put = (landscape: boolean, ...blocks: Block[]): void => {
    const last = sections.at(-1);
    if (last && last.landscape === landscape) last.children.push(...blocks);
    else sections.push({ landscape, children: blocks });
  };
  const [first, ...others] = report.blocks;
  const own: ReportParagraph = {
    kind: 'paragraph',
    key: 'title',
    style: 'title',
    runs: [{ kind: 'text', text: report.title }],
    status: 'automatic',
  };
  const titled = first?.kind === 'paragraph' && first.style === 'title';
  const withContents = headings >= headingsWorthContents;
  const following = titled ? others : report.blocks;
  const body = following.findIndex((block) => block.kind === 'table' || block.style !== 'subtitle');
  const cover = body < 0 ? following : following.slice(0, body);
  put(false, paragraph(titled ? first : own, comments));
  for (const block of cover) if (block.kind === 'paragraph') put(false, paragraph(block, comments));
  if (withContents) put(false, ...contents(wording, linesOf(report) + cover.length > contentsLines ? '1-1' : '1-2'));
  following.slice(cover.length).forEach((block, index) => {
    if (block.kind === 'table') put(block.landscape, ...tableBlocks(block));
    else put(false, paragraph(block, comments, withContents && index === 0));
  });
  return sections
    .filter(({ children }) => children.length > 0)
    .map(({ landscape, children }, index) => ({
      properties: {
        type: index === 0 ? SectionType.CONTINUOUS : SectionType.NEXT_PAGE,
        page: {
          size: { width: page.width, height: page.height, orientation: landscape ? PageOrientation.LANDSCAPE : PageOrientation.PORTRAIT },
          margin: { top: page.top, bottom: page.bottom, left: page.left, right: page.right, footer: page.footer, header: 851 },
        },
        grid: { linePitch },
      },
      footers: { default: pageNumber(AlignmentType.RIGHT), even: pageNumber(AlignmentType.LEFT) },
      children,
    }));
}

/** 7.5: 4 号宋体 digits between dashes; odd pages right, even pages left, one character in. */
function pageNumber(alignment: (typeof AlignmentType)['RIGHT'] | (typeof AlignmentType)['LEFT']): Footer {
  const run = { font: { ascii: '宋体', hAnsi: '宋体', cs: '宋体', eastAsia: '宋体' }, size: size.small };
  const indent = alignment === AlignmentType.RIGHT ? { right: 280, firstLine: 0 } : { left: 280, firstLine: 0 };
  return new Footer({
    children: [new Paragraph({ alignment, indent, children: [new TextRun({ ...run, children: ['— ', PageNumber.CURRENT, ' —'] })] })],
  });
}

/** How many headings a table of contents of two levels would list. */
function linesOf(report: ReportDocument): number {
  return report.blocks.filter((block) => block.kind === 'paragraph' && (block.style === 'level1' || block.style === 'level2')).length;
}

function contents(wording: DocxWording, range: '1-1' | '1-2'): Block[] {
  return [
    new Paragraph({ style: 'ReportTableTitle', children: [new TextRun({ text: wording.contents })] }),
    new TableOfContents(wording.contents, { hyperlink: true, headingStyleRange: range }),
  ];
}

const paragraphStyles: Readonly<Record<ParagraphStyle, IParagraphOptions>> = {
  title: { heading: HeadingLevel.TITLE },
  subtitle: { style: 'ReportSubtitle' },
  level1: { heading: HeadingLevel.HEADING_1 },
  level2: { heading: HeadingLevel.HEADING_2 },
  level3: { heading: HeadingLevel.HEADING_3 },
  body: { style: 'ReportBody' },
  tableNote: { style: 'ReportNote' },
  signature: {
    style: 'ReportSignature',
    keepNext: true,
    indent: { right: 640, firstLine: 0 },
    spacing: { ...exactLines, before: linePitch },
  },
  date: { style: 'ReportSignature', indent: { right: 320, firstLine: 0 } },
};

function paragraph(block: ReportParagraph, comments: CommentMaker, pageBreakBefore = false): Paragraph {
  return new Paragraph({
    ...paragraphStyles[block.style],
    pageBreakBefore,
    children: block.runs.flatMap((run) => runChildren(run, comments)),
  });
}

function runChildren(run: Run, comments: CommentMaker): ParagraphChild[] {
  if (run.kind !== 'gap') return textRuns(run.text, {});
  const id = comments.texts.push(comments.wording.gapComment) - 1;
  return [
    new CommentRangeStart(id),
    ...textRuns(run.text, { shading: { type: ShadingType.CLEAR, fill: 'FFF2CC', color: 'auto' } }),
    new CommentRangeEnd(id),
    new TextRun({ children: [new CommentReference(id)] }),
  ];
}

/** Line breaks of a text become line breaks of the paragraph; characters that XML can not hold are left out. */
function textRuns(text: string, options: IRunOptions): TextRun[] {
  return clean(text)
    .split('\n')
    .map((line, index) => new TextRun({ ...options, text: line, ...(index === 0 ? {} : { break: 1 }) }));
}

/** Control characters and lone surrogates can not stand in XML. */
function clean(text: string): string {
  return text
    .replace(/\r\n?/g, '\n')
    .replace(/[\p{Cc}\p{Cs}\uFFFE\uFFFF]/gu, (character) => (character === '\n' || character === '\t' ? character : ''));
}

function tableBlocks(table: DocumentTable): Block[] {
  const total = table.widths.reduce((sum, width) => sum + width, 0);
  const wide = table.landscape ? page.textHeight : page.textWidth;
  const widths = table.widths.map((width) => Math.floor((wide * width) / total));
  const line = { style: BorderStyle.SINGLE, size: 4, color: '000000' };
  const rows = placeCells(table).map(
    (cells, index) =>
      new TableRow({
        tableHeader: index < table.headerRows,
        cantSplit: true,
        children: cells.map(
          ({ cell, column, merge }) =>
            new TableCell({
              width: {
                size: widths.slice(column, column + (cell.columnSpan ?? 1)).reduce((sum, width) => sum + width, 0),
                type: WidthType.DXA,
              },
              ...(merge === null ? {} : { verticalMerge: merge }),
              borders: { top: line, bottom: line, left: line, right: line },
              ...(cell.columnSpan && cell.columnSpan > 1 ? { columnSpan: cell.columnSpan } : {}),
              verticalAlign: VerticalAlignTable.CENTER,
              margins: { left: cellMargin, right: cellMargin },
              ...(index < table.headerRows ? { shading: { type: ShadingType.CLEAR, fill: 'EDEDED', color: 'auto' } } : {}),
              children: clean(cell.text)
                .split('\n')
                .map(
                  (text) =>
                    new Paragraph({
                      style: 'ReportTableText',
                      alignment: alignments[cell.align ?? 'left'],
                      children: [new TextRun({ text, bold: index < table.headerRows })],
                    }),
                ),
            }),
        ),
      }),
  );
  const borders = { top: line, bottom: line, left: line, right: line, insideHorizontal: line, insideVertical: line };
  return [
    ...(table.title === null ? [] : [new Paragraph({ style: 'ReportTableTitle', children: [new TextRun({ text: clean(table.title) })] })]),
    new Table({
      rows,
      columnWidths: widths,
      width: { size: widths.reduce((sum, width) => sum + width, 0), type: WidthType.DXA },
      layout: TableLayoutType.FIXED,
      borders,
      alignment: AlignmentType.CENTER,
    }),
    new Paragraph({ style: 'ReportTableText', children: [] }),
  ];
}

/** Twips left and right of a cell's text. */
const cellMargin = 60;

const alignments = { left: AlignmentType.LEFT, center: AlignmentType.CENTER, right: AlignmentType.RIGHT } as const;

type TableEntry = DocumentTable['rows'][number][number];
/** A cell at its column; `continue` stands under the cell that it belongs to. */
type Placed = {
  readonly cell: TableEntry;
  readonly column: number;
  readonly merge: (typeof VerticalMergeType)[keyof typeof VerticalMergeType] | null;
};

/**
 * Gives each cell its column, past cells that reach down from rows above. The covered cells are made too: left to the library they
 * have no borders, and LibreOffice then draws none.
 */
function placeCells(table: DocumentTable): Placed[][] {
  const taken = new Map<number, { left: number; readonly span: number }>();
  return table.rows.map((row) => {
    let column = 0;
    const placed: Placed[] = [];
    const skip = (): void => {
      for (let above = taken.get(column); above && above.left > 0; above = taken.get(column)) {
        above.left -= 1;
        placed.push({ cell: { text: '', columnSpan: above.span }, column, merge: VerticalMergeType.CONTINUE });
        column += above.span;
      }
    };
    for (const cell of row) {
      skip();
      const { rowSpan = 1, columnSpan = 1 } = cell;
      placed.push({ cell, column, merge: rowSpan > 1 ? VerticalMergeType.RESTART : null });
      taken.set(column, { left: rowSpan - 1, span: columnSpan });
      column += columnSpan;
    }
    skip();
    return placed;
  });
}
