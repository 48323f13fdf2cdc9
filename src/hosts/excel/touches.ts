import { type Area, cellArea, contains } from '../../core/workbook/address';
import type { CellFormat, Operation } from '../../core/workbook/plan';
import { filledBlocks } from './blocks';

/** Which properties of a cell's format a step changes; `all` for clearing. */
export type FormatField = keyof CellFormat;

/** What a plan will touch on one sheet that stands already: all that the before-image must hold. */
export interface SheetTouches {
  readonly sheet: string;
  /** Blocks without holes that will be written over what stands (not where the same plan clears first). */
  readonly written: Area[];
  /** Areas that the plan has cleared so far. */
  readonly cleared: Area[];
  /** Areas whose contents may change (written, cleared, merged, linked). */
  readonly contents: Area[];
  readonly formats: { readonly area: Area; readonly fields: readonly FormatField[] }[];
  /** Areas whose merges change. */
  readonly merges: Area[];
  readonly columns: Set<number>;
  readonly rows: Set<number>;
  readonly conditionalFormats: Area[];
  readonly validations: Area[];
  readonly links: { readonly row: number; readonly column: number }[];
  readonly charts: Set<string>;
  freeze: boolean;
  print: boolean;
  appearance: boolean;
  /** The whole sheet goes: everything on it is touched. */
  removed: boolean;
}

/** What a plan will touch, sheet by sheet and name by name; sheets that it creates need no before-image. */
export interface Touches {
  readonly sheets: ReadonlyMap<string, SheetTouches>;
  readonly created: readonly string[];
  readonly names: ReadonlySet<string>;
}

/** Every property of a format. */
export const allFormatFields: readonly FormatField[] = [
  'numberFormat',
  'bold',
  'italic',
  'underline',
  'fontColor',
  'fontName',
  'fontSize',
  'fill',
  'horizontal',
  'vertical',
  'wrap',
  'indent',
  'border',
  'locked',
];
const linkFields: readonly FormatField[] = ['bold', 'italic', 'underline', 'fontColor', 'fontName', 'fontSize'];

/** Nothing touched yet. */
export function untouched(sheet: string): SheetTouches {
  return {
    sheet,
    written: [],
    cleared: [],
    contents: [],
    formats: [],
    merges: [],
    columns: new Set(),
    rows: new Set(),
    conditionalFormats: [],
    validations: [],
    links: [],
    charts: new Set(),
    freeze: false,
    print: false,
    appearance: false,
    removed: false,
  };
}

/** Everything on an area: what clearing it, or removing its sheet, touches. */
export function touchArea(touches: SheetTouches, area: Area): void {
  touches.contents.push(area);
  touches.formats.push({ area, fields: allFormatFields });
  touches.merges.push(area);
  touches.conditionalFormats.push(area);
  touches.validations.push(area);
}

/** Goes through a plan against the sheets that stand (names as they are written in the workbook). */
export function touchesOf(operations: readonly Operation[], standing: readonly string[]): Touches {
  const exists = new Set(standing.map((name) => name.toLowerCase()));
  const sheets = new Map<string, SheetTouches>();
  const created = new Map<string, string>();
  const names = new Set<string>();
  const on = (sheet: string): SheetTouches | null => {
    const key = sheet.toLowerCase();
    if (!exists.has(key)) return null;
    const touches = sheets.get(key) ?? untouched(sheet);
    sheets.set(key, touches);
    return touches;
  };
  for (const operation of operations) {
    switch (operation.kind) {
      case 'definedName':
      case 'removeName':
        names.add(operation.name);
        break;
      case 'ensureSheet': {
        names.add(operation.mark);
        const touches = on(operation.sheet);
        if (touches) touches.appearance = true;
        else if (!created.has(operation.sheet.toLowerCase())) created.set(operation.sheet.toLowerCase(), operation.sheet);
        break;
      }
      case 'removeSheet': {
        names.add(operation.mark);
        const touches = on(operation.sheet);
        if (touches) touches.removed = true;
        break;
      }
      default: {
        const touches = on(operation.sheet);
        if (touches) touch(touches, operation);
      }
    }
  }
  return { sheets, created: [...created.values()], names };
}

type OnSheet = Exclude<Operation, { kind: 'definedName' | 'removeName' | 'ensureSheet' | 'removeSheet' }>;

function touch(touches: SheetTouches, operation: OnSheet): void {
  switch (operation.kind) {
    case 'writeBlock':
      for (const block of filledBlocks(operation.top, operation.left, operation.rows)) {
        const width = block.rows[0]?.length ?? 0;
        const area = { top: block.top, left: block.left, bottom: block.top + block.rows.length - 1, right: block.left + width - 1 };
        if (!touches.cleared.some((cleared) => contains(cleared, area.top, area.left) && contains(cleared, area.bottom, area.right))) {
          touches.written.push(area);
        }
        touches.contents.push(area);
      }
      break;
    case 'clear':
      touches.cleared.push(operation.area);
      touchArea(touches, operation.area);
      break;
    case 'format':
      touches.formats.push({ area: operation.area, fields: Object.keys(operation.format) as FormatField[] });
      break;
    case 'merge':
      touches.merges.push(operation.area);
      touches.contents.push(operation.area);
      break;
    case 'columnWidths':
      for (const width of operation.widths) touches.columns.add(width.column);
      break;
    case 'rowHeights':
      for (const height of operation.heights) touches.rows.add(height.row);
      break;
    case 'conditionalFormat':
      touches.conditionalFormats.push(operation.area);
      break;
    case 'validation':
      touches.validations.push(operation.area);
      break;
    case 'freeze':
      touches.freeze = true;
      break;
    case 'link':
      touches.links.push({ row: operation.row, column: operation.column });
      touches.contents.push(cellArea(operation.row, operation.column));
      touches.formats.push({ area: cellArea(operation.row, operation.column), fields: linkFields });
      break;
    case 'chart':
      touches.charts.add(operation.chart.name);
      break;
    case 'printSetup':
      touches.print = true;
      break;
  }
}
