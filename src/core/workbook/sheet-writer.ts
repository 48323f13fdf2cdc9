import type { Value } from '../amounts/evaluate';
import type { Area } from './address';
import type { DesignedCell, SheetDesign } from './design';
import type { CellFormat, ChartDesign, ConditionalRule, PlannedCell, ValidationRule } from './plan';

/** Colours of our sheets: quiet greys as on an official form, one accent, light yellow where the unit types. */
export const colours = {
  accent: '#1F4E79',
  headerFill: '#DDEBF7',
  sectionFill: '#F2F2F2',
  inputFill: '#FFF9DB',
  deductionFill: '#FDE9E7',
  deductionText: '#C00000',
  border: '#A6A6A6',
  muted: '#7F7F7F',
  link: '#0563C1',
} as const;

/** Appearances that all our sheets share. Official forms are printed in 宋体; headings in 黑体. */
export const appearance = {
  title: { fontName: '黑体', fontSize: 18, bold: true, horizontal: 'center', vertical: 'center' },
  subtitle: { fontName: '宋体', fontSize: 11, horizontal: 'center', vertical: 'center' },
  note: { fontName: '宋体', fontSize: 10, fontColor: colours.muted, horizontal: 'left', vertical: 'center', wrap: true },
  header: {
    fontName: '黑体',
    fontSize: 11,
    bold: true,
    fill: colours.headerFill,
    horizontal: 'center',
    vertical: 'center',
    wrap: true,
    border: colours.border,
  },
  section: {
    fontName: '黑体',
    fontSize: 11,
    bold: true,
    fill: colours.sectionFill,
    horizontal: 'left',
    vertical: 'center',
    border: colours.border,
  },
  text: { fontName: '宋体', fontSize: 11, horizontal: 'left', vertical: 'center', wrap: true, indent: 1, border: colours.border },
  centred: { fontName: '宋体', fontSize: 11, horizontal: 'center', vertical: 'center', wrap: true, indent: 0, border: colours.border },
  figure: { fontName: '宋体', fontSize: 11, horizontal: 'right', vertical: 'center', indent: 0, border: colours.border },
  total: {
    fontName: '黑体',
    fontSize: 11,
    bold: true,
    fill: colours.sectionFill,
    horizontal: 'center',
    vertical: 'center',
    border: colours.border,
  },
} as const satisfies Readonly<Record<string, CellFormat>>;

/** Number formats of our sheets. */
export const numberFormats = { money: '#,##0.00', rate: '0.00%', score: '0.00', count: '0.##', text: '@', general: 'General' } as const;

/** Collects the cells and the look of one of our sheets, top to bottom, and gives its design. */
export class SheetWriter {
  private readonly cells: DesignedCell[] = [];
  private readonly formats: { area: Area; format: CellFormat }[] = [];
  private readonly merges: Area[] = [];
  private readonly heights: { row: number; height: number }[] = [];
  private readonly conditionalFormats: { area: Area; rules: readonly ConditionalRule[] }[] = [];
  private readonly validations: { area: Area; rule: ValidationRule }[] = [];
  private readonly links: { row: number; column: number; target: string }[] = [];
  private readonly charts: ChartDesign[] = [];

  /** Puts content into a cell under a stable key. */
  put(row: number, column: number, key: string, content: PlannedCell, ownership: DesignedCell['ownership'] = 'ours'): void {
    this.cells.push({ row, column, content, key, ownership });
  }

  /** Puts text; whatever it begins with, it stays text. Empty text leaves the cell alone. */
  text(row: number, column: number, key: string, text: string): void {
    if (text !== '') this.put(row, column, key, { value: { kind: 'text', value: text } });
  }

  /** Puts a canonical number. */
  number(row: number, column: number, key: string, value: string): void {
    this.put(row, column, key, { value: { kind: 'number', value } });
  }

  /** Puts a live formula (with its `=`) and its result. */
  formula(row: number, column: number, key: string, formula: string, result: Value): void {
    this.put(row, column, key, { formula, result });
  }

  /** Gives an area an appearance; later calls add to earlier ones where they overlap. */
  format(area: Area, format: CellFormat): void {
    this.formats.push({ area, format });
  }

  /** Merges an area of more than one cell. */
  merge(area: Area): void {
    if (area.top !== area.bottom || area.left !== area.right) this.merges.push(area);
  }

  /** Height of a row in points. */
  height(row: number, height: number): void {
    this.heights.push({ row, height });
  }

  /** A conditional format over references of this sheet only. */
  highlight(area: Area, rules: readonly ConditionalRule[]): void {
    this.conditionalFormats.push({ area, rules });
  }

  /** What may be typed. */
  validate(area: Area, rule: ValidationRule): void {
    this.validations.push({ area, rule });
  }

  /** A link to a full reference. */
  link(row: number, column: number, target: string): void {
    this.links.push({ row, column, target });
  }

  /** A native chart. */
  chart(chart: ChartDesign): void {
    this.charts.push(chart);
  }

  /** Content of a cell put before, for results of formulas that add up cells. */
  contentAt(row: number, column: number): PlannedCell | null {
    return this.cells.findLast((cell) => cell.row === row && cell.column === column)?.content ?? null;
  }

  /** The design of all that was put. */
  design(sheet: {
    readonly title: string;
    readonly mark: string;
    readonly tabColor?: string;
    readonly authoritative?: boolean;
    readonly leavesUserRows?: boolean;
    readonly widths: SheetDesign['widths'];
    readonly freeze?: SheetDesign['freeze'];
    readonly print?: SheetDesign['print'];
  }): SheetDesign {
    return {
      title: sheet.title,
      mark: sheet.mark,
      ...(sheet.tabColor === undefined ? {} : { tabColor: sheet.tabColor }),
      ...(sheet.authoritative === undefined ? {} : { authoritative: sheet.authoritative }),
      ...(sheet.leavesUserRows === undefined ? {} : { leavesUserRows: sheet.leavesUserRows }),
      cells: this.cells,
      formats: settled(this.formats),
      merges: this.merges,
      widths: sheet.widths,
      heights: this.heights,
      conditionalFormats: this.conditionalFormats,
      validations: this.validations,
      links: this.links,
      charts: this.charts,
      freeze: sheet.freeze ?? null,
      print: sheet.print ?? null,
    };
  }
}

/** Width of a line of text in characters of the default font; Han characters take two. */
export function widthOf(line: string): number {
  let width = 0;
  for (const character of line) width += character.charCodeAt(0) > 0x2e7f ? 2 : 1;
  return width;
}

/** What indent, border and punctuation that may not begin a line take of a column, in characters. */
const roomBeside = 3;

/** Height in points that wrapped text needs in a column of `width` characters. */
export function heightFor(text: string, width: number, least = 20): number {
  const lines = text.split('\n').reduce((sum, line) => sum + Math.max(1, Math.ceil(widthOf(line) / Math.max(1, width - roomBeside))), 0);
  return Math.max(least, lines * 15 + 5);
}

/** Overlapping appearances settled cell by cell and joined into as few rectangles as rows and columns allow; every cell is dressed once. */
function settled(formats: readonly { readonly area: Area; readonly format: CellFormat }[]): { area: Area; format: CellFormat }[] {
  const looks = new Looks();
  const rows = new Map<number, Map<number, number>>();
  for (const { area, format } of formats) {
    const added = looks.idOf(format);
    for (let row = area.top; row <= area.bottom; row += 1) {
      const cells = rows.get(row) ?? new Map<number, number>();
      for (let column = area.left; column <= area.right; column += 1) {
        const present = cells.get(column);
        cells.set(column, present === undefined ? added : looks.joined(present, added));
      }
      rows.set(row, cells);
    }
  }
  const done: { area: Area; look: number }[] = [];
  let open = new Map<string, { top: number; left: number; bottom: number; right: number; look: number }>();
  for (const row of [...rows.keys()].sort((first, second) => first - second)) {
    const next: typeof open = new Map();
    for (const run of runsOf(rows.get(row) ?? new Map())) {
      const index = `${run.left}:${run.right}:${run.look}`;
      const above = open.get(index);
      if (above && above.bottom === row - 1) {
        above.bottom = row;
        next.set(index, above);
      } else {
        const area = { top: row, left: run.left, bottom: row, right: run.right, look: run.look };
        done.push({ area, look: run.look });
        next.set(index, area);
      }
    }
    open = next;
  }
  return done.map(({ area: { top, left, bottom, right }, look }) => ({ area: { top, left, bottom, right }, format: looks.formatOf(look) }));
}

function runsOf(cells: ReadonlyMap<number, number>): { left: number; right: number; look: number }[] {
  const runs: { left: number; right: number; look: number }[] = [];
  for (const column of [...cells.keys()].sort((first, second) => first - second)) {
    const look = cells.get(column) ?? 0;
    const last = runs[runs.length - 1];
    if (last && last.right === column - 1 && last.look === look) last.right = column;
    else runs.push({ left: column, right: column, look });
  }
  return runs;
}

/** Appearances by number, so that comparing and joining them is cheap. */
class Looks {
  private readonly formats: CellFormat[] = [];
  private readonly ids = new Map<string, number>();
  private readonly joins = new Map<number, number>();

  idOf(format: CellFormat): number {
    const text = JSON.stringify(format, Object.keys(format).sort());
    const known = this.ids.get(text);
    if (known !== undefined) return known;
    this.formats.push(format);
    this.ids.set(text, this.formats.length - 1);
    return this.formats.length - 1;
  }

  joined(first: number, second: number): number {
    const index = first * 65536 + second;
    const known = this.joins.get(index);
    if (known !== undefined) return known;
    const id = this.idOf({ ...this.formatOf(first), ...this.formatOf(second) });
    this.joins.set(index, id);
    return id;
  }

  formatOf(id: number): CellFormat {
    return this.formats[id] ?? {};
  }
}
