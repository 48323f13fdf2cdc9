import { type Area, parseArea, sheetLimits } from '../../core/workbook/address';
import type { ConditionalRule, ValidationRule } from '../../core/workbook/plan';
import { parseAreas } from './areas';
import { ColorReader } from './colors';
import { shownFormula } from './formula';
import type { WorkbookPackage } from './package';
import { columnPadding } from './sheet-editor';
import { cellPosition } from './sheet-reader';
import { formatCode, formatCodes } from './styles';
import { child, children, isTrue, parseXml, relationshipId, scanXml, type XmlElement } from './xml';

/** One side of a cell's border, with SpreadsheetML's name for its line (`thin`, `medium`, `double`, …). */
export interface BorderLook {
  readonly line: string;
  /** `#RRGGBB`, or null for automatic. */
  readonly color: string | null;
}

/** How cells with one format record look; every field is known. Colours are `#RRGGBB`, sizes points. */
export interface CellAppearance {
  readonly numberFormat: string;
  readonly bold: boolean;
  readonly italic: boolean;
  readonly underline: boolean;
  readonly strikethrough: boolean;
  readonly fontColor: string | null;
  readonly fontName: string;
  readonly fontSize: number;
  readonly fill: string | null;
  /** As SpreadsheetML names it: `general`, `left`, `center`, `right`, `fill`, `justify`, `centerContinuous`, `distributed`. */
  readonly horizontal: string;
  readonly vertical: string;
  readonly wrap: boolean;
  readonly indent: number;
  readonly borders: Readonly<Record<'top' | 'bottom' | 'left' | 'right', BorderLook | null>>;
  readonly locked: boolean;
}

/** What a grid needs to draw a sheet, besides its cells' contents. */
export interface SheetAppearance {
  /** Index into `styles` by row, then column; cells that are missing have their row's, column's or the first style. */
  readonly cells: ReadonlyMap<number, ReadonlyMap<number, number>>;
  readonly styles: readonly CellAppearance[];
  /** Widths in characters; null where the column has none of its own. */
  readonly columns: readonly {
    readonly first: number;
    readonly last: number;
    readonly width: number | null;
    readonly hidden: boolean;
    readonly style: number;
  }[];
  /** Heights in points; null where the row has none of its own. */
  readonly rows: ReadonlyMap<number, { readonly height: number | null; readonly hidden: boolean; readonly style: number | null }>;
  readonly defaultColumnWidth: number;
  readonly defaultRowHeight: number;
  readonly freeze: { readonly rows: number; readonly columns: number } | null;
  readonly gridlines: boolean;
  readonly headings: boolean;
  readonly tabColor: string | null;
  readonly conditionalFormats: readonly { readonly areas: readonly Area[]; readonly rules: readonly ConditionalRule[] }[];
  readonly validations: readonly { readonly areas: readonly Area[]; readonly rule: ValidationRule }[];
  /** Links inside the workbook (`target`) and out of it (`address`). */
  readonly links: readonly { readonly area: Area; readonly target: string | null; readonly address: string | null }[];
  readonly landscape: boolean;
}

/** How a sheet of the package looks, or null where there is no worksheet of that name. Rules beyond simple ones are left out. */
export function sheetAppearance(workbook: WorkbookPackage, sheetName: string): SheetAppearance | null {
  const wanted = sheetName.toLowerCase();
  const sheet = workbook.sheets.find((each) => each.name.toLowerCase() === wanted);
  if (!sheet || sheet.part === null) return null;
  const theme = workbook.related(workbook.workbookPart, 'theme');
  const colors = new ColorReader(theme === null ? null : workbook.text(theme));
  const stylePart = workbook.related(workbook.workbookPart, 'styles');
  const stylesheet = stylePart === null ? null : workbook.tree(stylePart);
  const links = new Map(workbook.relationships(sheet.part).map((each) => [each.id, each]));
  const { cells, rows, rest } = readRows(workbook.text(sheet.part));
  const format = child(rest, 'sheetFormatPr')?.attributes ?? {};
  const views = child(rest, 'sheetViews');
  const view = views ? child(views, 'sheetView') : null;
  const properties = child(rest, 'sheetPr');
  return {
    cells,
    rows,
    styles: readAppearances(stylesheet, colors),
    columns: readColumns(child(rest, 'cols')),
    defaultColumnWidth:
      format.defaultColWidth === undefined ? Number(format.baseColWidth ?? 8) : characters(Number(format.defaultColWidth)),
    defaultRowHeight: Number(format.defaultRowHeight ?? 15) || 15,
    freeze: readFreeze(view),
    gridlines: view?.attributes.showGridLines === undefined || isTrue(view.attributes.showGridLines),
    headings: view?.attributes.showRowColHeaders === undefined || isTrue(view.attributes.showRowColHeaders),
    tabColor: properties ? colors.read(child(properties, 'tabColor')) : null,
    conditionalFormats: children(rest, 'conditionalFormatting').flatMap((each) => readConditionalFormat(each, stylesheet, colors)),
    validations: children(child(rest, 'dataValidations'), 'dataValidation').flatMap(readValidation),
    links: children(child(rest, 'hyperlinks'), 'hyperlink').flatMap(({ attributes }) => {
      const area = parseArea(attributes.ref ?? '');
      const address = links.get(relationshipId(attributes) ?? '')?.target ?? null;
      return area ? [{ area, target: attributes.location ?? null, address }] : [];
    }),
    landscape: child(rest, 'pageSetup')?.attributes.orientation === 'landscape',
  };
}

/** Rows and cells in one pass, and the sheet's other children as a tree. */
function readRows(source: string): Pick<SheetAppearance, 'cells' | 'rows'> & { rest: XmlElement } {
  const cells = new Map<number, Map<number, number>>();
  const rows = new Map<number, { height: number | null; hidden: boolean; style: number | null }>();
  let row = 0;
  let column = 0;
  let current = new Map<number, number>();
  let dataStart = source.length;
  let dataEnd = source.length;
  scanXml(source, {
    open(name, attributes, start, end) {
      if (name === 'sheetData') {
        dataStart = start;
        dataEnd = end;
      } else if (name === 'row') {
        row = Number(attributes.r ?? row + 1);
        column = 0;
        if (!(row >= 1 && row <= sheetLimits.rows)) return;
        current = cells.get(row) ?? new Map<number, number>();
        cells.set(row, current);
        const height = attributes.ht === undefined ? null : Number(attributes.ht);
        const hidden = isTrue(attributes.hidden);
        const style = isTrue(attributes.customFormat) ? Number(attributes.s ?? 0) : null;
        if (height !== null || hidden || style !== null) rows.set(row, { height, hidden, style });
      } else if (name === 'c') {
        column = attributes.r === undefined ? column + 1 : (cellPosition(attributes.r)?.column ?? column + 1);
        current.set(column, Number(attributes.s ?? 0) || 0);
      }
    },
    close(name, _start, end) {
      if (name === 'sheetData') dataEnd = end;
    },
  });
  return { cells, rows, rest: parseXml(source.slice(0, dataStart) + source.slice(dataEnd)) };
}

function characters(width: number): number {
  return Math.max(0, Math.round((width - columnPadding) * 100) / 100);
}

function readColumns(element: XmlElement | null): SheetAppearance['columns'] {
  return children(element, 'col').flatMap(({ attributes }) => {
    const first = Number(attributes.min);
    const last = Math.min(Number(attributes.max), sheetLimits.columns);
    if (!(first >= 1 && last >= first)) return [];
    const width = attributes.width === undefined ? null : characters(Number(attributes.width));
    return [{ first, last, width, hidden: isTrue(attributes.hidden), style: Number(attributes.style ?? 0) || 0 }];
  });
}

function readFreeze(view: XmlElement | null): SheetAppearance['freeze'] {
  const pane = view ? child(view, 'pane') : null;
  if (!pane || !/^frozen/.test(pane.attributes.state ?? '')) return null;
  return { rows: Number(pane.attributes.ySplit ?? 0) || 0, columns: Number(pane.attributes.xSplit ?? 0) || 0 };
}

function readAppearances(stylesheet: XmlElement | null, colors: ColorReader): CellAppearance[] {
  const codes = stylesheet ? formatCodes(stylesheet) : new Map<number, string>();
  const list = (container: string, item: string): XmlElement[] => children(stylesheet ? child(stylesheet, container) : null, item);
  const fonts = list('fonts', 'font');
  const fills = list('fills', 'fill').map((fill) => fillColor(fill, colors));
  const borders = list('borders', 'border').map((border) => readBorder(border, colors));
  const records = list('cellXfs', 'xf');
  const appearance = (record: XmlElement | null): CellAppearance => {
    const index = (name: string): number => Number(record?.attributes[name] ?? 0);
    const alignment = (record ? child(record, 'alignment') : null)?.attributes ?? {};
    const locked = (record ? child(record, 'protection') : null)?.attributes.locked;
    return {
      numberFormat: formatCode(codes, index('numFmtId')),
      ...readFont(fonts[index('fontId')] ?? null, colors),
      fill: fills[index('fillId')] ?? null,
      horizontal: alignment.horizontal ?? 'general',
      vertical: alignment.vertical ?? 'bottom',
      wrap: isTrue(alignment.wrapText),
      indent: Number(alignment.indent ?? 0) || 0,
      borders: borders[index('borderId')] ?? { top: null, bottom: null, left: null, right: null },
      locked: locked === undefined || isTrue(locked),
    };
  };
  return records.length === 0 ? [appearance(null)] : records.map(appearance);
}

function readFont(
  font: XmlElement | null,
  colors: ColorReader,
): Pick<CellAppearance, 'bold' | 'italic' | 'underline' | 'strikethrough' | 'fontColor' | 'fontName' | 'fontSize'> {
  const flag = (name: string): boolean => {
    const element = font ? child(font, name) : null;
    return element !== null && (element.attributes.val === undefined || isTrue(element.attributes.val));
  };
  const underline = font ? child(font, 'u') : null;
  return {
    bold: flag('b'),
    italic: flag('i'),
    underline: underline !== null && underline.attributes.val !== 'none',
    strikethrough: flag('strike'),
    fontColor: colors.read(font ? child(font, 'color') : null),
    fontName: (font ? child(font, 'name') : null)?.attributes.val ?? '宋体',
    fontSize: Number((font ? child(font, 'sz') : null)?.attributes.val ?? 11) || 11,
  };
}

/** Solid fills show their foreground; patterns are drawn as their foreground too, differential fills as their background. */
function fillColor(fill: XmlElement, colors: ColorReader): string | null {
  const pattern = child(fill, 'patternFill');
  const kind = pattern?.attributes.patternType;
  if (!pattern || kind === 'none' || kind === 'gray125') return null;
  if (kind === undefined) return colors.read(child(pattern, 'bgColor')) ?? colors.read(child(pattern, 'fgColor'));
  return colors.read(child(pattern, 'fgColor')) ?? colors.read(child(pattern, 'bgColor'));
}

function readBorder(border: XmlElement, colors: ColorReader): CellAppearance['borders'] {
  const side = (...names: string[]): BorderLook | null => {
    const element = names.map((name) => child(border, name)).find((each) => each !== null) ?? null;
    const line = element?.attributes.style;
    return element && line !== undefined && line !== 'none' ? { line, color: colors.read(child(element, 'color')) } : null;
  };
  return { top: side('top'), bottom: side('bottom'), left: side('left', 'start'), right: side('right', 'end') };
}

function readConditionalFormat(
  element: XmlElement,
  stylesheet: XmlElement | null,
  colors: ColorReader,
): { areas: readonly Area[]; rules: readonly ConditionalRule[] }[] {
  const areas = parseAreas(element.attributes.sqref ?? '');
  const looks = children(stylesheet ? child(stylesheet, 'dxfs') : null, 'dxf');
  const rules = children(element, 'cfRule').flatMap((rule) => {
    const formula = child(rule, 'formula')?.text;
    if (rule.attributes.type !== 'expression' || formula === undefined) return [];
    const look = looks[Number(rule.attributes.dxfId ?? -1)] ?? null;
    const font = look ? child(look, 'font') : null;
    const fill = look ? child(look, 'fill') : null;
    const fillValue = fill ? fillColor(fill, colors) : null;
    const fontColor = font ? colors.read(child(font, 'color')) : null;
    const bold = font ? child(font, 'b') : null;
    const format: ConditionalRule['format'] = {
      ...(fillValue === null ? {} : { fill: fillValue }),
      ...(fontColor === null ? {} : { fontColor }),
      ...(bold === null ? {} : { bold: bold.attributes.val === undefined || isTrue(bold.attributes.val) }),
    };
    return [{ formula: shownFormula(formula), format }];
  });
  return areas.length > 0 && rules.length > 0 ? [{ areas, rules }] : [];
}

function readValidation(element: XmlElement): { areas: readonly Area[]; rule: ValidationRule }[] {
  const { type, operator, sqref, errorTitle, promptTitle, error, prompt } = element.attributes;
  const areas = parseAreas(sqref ?? '');
  const title = errorTitle ?? promptTitle ?? '';
  const message = error ?? prompt ?? '';
  const first = child(element, 'formula1')?.text ?? '';
  const second = child(element, 'formula2')?.text ?? '';
  if (areas.length === 0) return [];
  if (type === 'decimal' && (operator === undefined || operator === 'between') && isDecimal(first) && isDecimal(second)) {
    return [{ areas, rule: { type: 'decimal', minimum: first, maximum: second, title, message } }];
  }
  if (type === 'list' && /^".*"$/s.test(first)) {
    return [{ areas, rule: { type: 'list', choices: first.slice(1, -1).replace(/""/g, '"').split(','), title, message } }];
  }
  return [];
}

function isDecimal(text: string): boolean {
  return /^-?\d+(\.\d+)?$/.test(text);
}
