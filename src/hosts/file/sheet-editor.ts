import { type Area, areaReference, cellArea, cellReference, contains, overlaps, parseArea, sheetLimits } from '../../core/workbook/address';
import { HostError } from '../../core/workbook/host';
import type { ConditionalRule, PlannedCell, ValidationRule } from '../../core/workbook/plan';
import { AreaIndex, boundingArea, isWholeColumns, parseAreas, subtractArea, writeAreas } from './areas';
import { shiftFormula, storedFormula } from './formula';
import { SegmentedPart } from './segments';
import { cellPosition } from './sheet-reader';
import type { StyleChange, StyleEditor } from './style-editor';
import {
  child,
  children,
  encodeCellText,
  escapeAttribute,
  escapeText,
  isTrue,
  parseXml,
  relationshipId,
  scanXml,
  splice,
  withAttributes,
} from './xml';

/** CT_Worksheet's sequence (ECMA-376 part 1, 18.3.1.99). */
const order = (
  'sheetPr dimension sheetViews sheetFormatPr cols sheetData sheetCalcPr sheetProtection protectedRanges scenarios autoFilter sortState ' +
  'dataConsolidate customSheetViews mergeCells phoneticPr conditionalFormatting dataValidations hyperlinks printOptions pageMargins pageSetup ' +
  'headerFooter rowBreaks colBreaks customProperties cellWatches ignoredErrors smartTags drawing legacyDrawing legacyDrawingHF drawingHF picture ' +
  'oleObjects controls webPublishItems tableParts extLst'
).split(' ');

/** The file's column widths hold the default font's padding besides the characters (ECMA-376 part 1, 18.3.1.13, seven-pixel digits). */
export const columnPadding = 5 / 7;

/** Most cells that one format step may create. */
const formatLimit = 200_000;

interface CellText {
  gap: string;
  /** The start tag, never self-closing. */
  open: string;
  inner: string;
  style: number;
}

interface RowText {
  gap: string;
  open: string;
  cells: Map<number, CellText>;
  tail: string;
  /** Style of cells that do not stand, where the row has one of its own. */
  style: number | null;
  touched: boolean;
  /** As it was written, for rows that nobody touches. */
  raw: string;
}

interface SharedGroup {
  /** Position of the cell that carries the text. */
  row: number;
  column: number;
  text: string;
  area: Area | null;
  readonly index: string;
  readonly followers: Map<number, { row: number; column: number }>;
}

/** Elements that hold one item for each area of cells. */
type ItemContainer = 'hyperlinks' | 'dataValidations';

interface ItemList {
  readonly index: AreaIndex<{ text: string }>;
  changed: boolean;
}

interface ColumnRange {
  readonly first: number;
  readonly last: number;
  readonly attributes: Readonly<Record<string, string>>;
}

const key = (row: number, column: number): number => row * (sheetLimits.columns + 1) + column;

/** The part of an empty sheet. */
export const emptySheet =
  '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" ' +
  'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><dimension ref="A1"/>' +
  '<sheetViews><sheetView workbookViewId="0"/></sheetViews><sheetFormatPr defaultRowHeight="15"/><sheetData/>' +
  '<pageMargins left="0.7" right="0.7" top="0.75" bottom="0.75" header="0.3" footer="0.3"/></worksheet>';

/** Changes one worksheet part; what is not asked for stays exactly as it was written. */
export class SheetEditor {
  private readonly part: SegmentedPart;
  private readonly prefix: string;
  private readonly rows = new Map<number, RowText>();
  private dataOpen = '';
  private dataTail = '';
  private dataTouched = false;
  private sorted = true;
  private readonly merges = new AreaIndex<Area>();
  private mergesChanged = false;
  /** Links and validations as they stand, read when first asked for and written when the part is. */
  private readonly listed = new Map<ItemContainer, ItemList>();
  private priority: number | null = null;
  private readonly arrays: Area[] = [];
  private readonly groups = new Map<string, SharedGroup>();
  private readonly masters = new Map<number, SharedGroup>();
  private readonly followers = new Map<number, SharedGroup>();
  private readonly columnRanges: ColumnRange[];
  private readonly isProtected: boolean;
  private written: Area | null = null;

  /** `styles` is asked for only where a style is looked up or made. */
  constructor(
    source: string,
    readonly name: string,
    private readonly styles: () => StyleEditor,
  ) {
    const data = this.readCells(source);
    this.part = new SegmentedPart(data ? `${source.slice(0, data.start)}<sheetData/>${source.slice(data.end)}` : source, order);
    this.prefix = this.part.prefix;
    this.part.set('sheetData', data ? source.slice(data.start, data.end) : `<${this.prefix}sheetData/>`);
    if (!data) this.dataOpen = `<${this.prefix}sheetData>`;
    for (const { attributes } of this.items('mergeCells', 'mergeCell')) {
      const area = parseArea(attributes.ref ?? '');
      if (area) this.merges.set(area, [area]);
    }
    this.columnRanges = this.items('cols', 'col').flatMap(({ attributes }) => {
      const first = Number(attributes.min);
      const last = Number(attributes.max);
      return first >= 1 && last >= first ? [{ first, last: Math.min(last, sheetLimits.columns), attributes }] : [];
    });
    this.isProtected = isTrue(this.part.find('sheetProtection')?.attributes.sheet);
  }

  /** Refuses a sheet that is protected, for steps that are no writing of unlocked cells. */
  refuseProtected(): void {
    if (this.isProtected) throw new HostError('sheetProtected', this.name);
  }

  /**
   * Writes a cell. Throws `cellMerged` under a merged area, `cellInArray` inside a larger array formula or data table,
   * `sheetProtected` for a locked cell of a protected sheet.
   */
  write(row: number, column: number, content: PlannedCell): void {
    const isBlank = 'value' in content && content.value.kind === 'blank';
    const [merge] = this.merges.touching(cellArea(row, column));
    if (merge && (merge.top !== row || merge.left !== column)) {
      if (isBlank && this.rows.get(row)?.cells.has(column) !== true) return;
      if (!isBlank) throw new HostError('cellMerged', this.place(row, column));
    }
    this.refuseInArray(row, column);
    const base = this.styleAt(row, column);
    if (this.isProtected && this.styles().locked(base)) throw new HostError('sheetProtected', this.name);
    this.releaseFormula(row, column);
    let style = base;
    const needsQuote = 'value' in content && content.value.kind === 'text' && /^[=+\-@]/.test(content.value.value);
    if (needsQuote !== (base > 0 || needsQuote ? this.styles().quoted(base) : false))
      style = this.styles().styled(base, { quoted: needsQuote });
    if (isBlank && this.rows.get(row)?.cells.has(column) !== true) return;
    const { type, inner } = this.contentXml(content);
    this.put(row, column, style, type, inner);
  }

  /** Changes the look of an area; whole columns keep their cells' own and set the columns'. */
  format(area: Area, change: StyleChange): void {
    if (this.isProtected) this.refuseLocked(area);
    const styles = this.styles();
    const size = (area.bottom - area.top + 1) * (area.right - area.left + 1);
    if (isWholeColumns(area) || size > formatLimit) {
      for (const [row, text] of this.rows) {
        if (row < area.top || row > area.bottom) continue;
        for (const column of text.cells.keys()) {
          if (column >= area.left && column <= area.right) this.restyle(row, column, styles.styled(this.styleAt(row, column), change));
        }
      }
      if (isWholeColumns(area))
        this.changeColumns(area.left, area.right, (attributes) => ({
          style: String(styles.styled(Number(attributes.style ?? 0), change)),
        }));
      return;
    }
    for (let row = area.top; row <= area.bottom; row++) {
      for (let column = area.left; column <= area.right; column++) {
        this.restyle(row, column, styles.styled(this.styleAt(row, column), change));
      }
    }
  }

  /** Takes contents, formats, merges, links, conditional formats and validations away. */
  clear(area: Area): void {
    this.refuseProtected();
    for (const array of this.arrays) {
      const isWhole = array.top >= area.top && array.left >= area.left && array.bottom <= area.bottom && array.right <= area.right;
      if (overlaps(array, area) && !isWhole) throw new HostError('cellInArray', this.place(array.top, array.left));
    }
    for (const position of [...this.followers.keys(), ...this.masters.keys()]) {
      const row = Math.floor(position / (sheetLimits.columns + 1));
      const column = position % (sheetLimits.columns + 1);
      if (contains(area, row, column)) this.releaseFormula(row, column);
    }
    for (const [row, text] of this.rows) {
      if (row < area.top || row > area.bottom) continue;
      for (const column of [...text.cells.keys()]) {
        if (column < area.left || column > area.right) continue;
        text.cells.delete(column);
        text.touched = true;
        this.dataTouched = true;
      }
    }
    for (let index = this.arrays.length - 1; index >= 0; index--) {
      if (overlaps(this.arrays[index] as Area, area)) this.arrays.splice(index, 1);
    }
    this.takeMergesApart(area);
    this.clearConditionalFormats(area);
    this.clearValidations(area);
    this.clearLinks(area);
  }

  /** Merges an area; contents of its other cells stay in the file but are not shown, so they are taken away. */
  merge(area: Area): void {
    this.refuseProtected();
    for (const array of this.arrays) if (overlaps(array, area)) throw new HostError('cellInArray', this.place(array.top, array.left));
    this.takeMergesApart(area);
    const own = { ...area };
    this.merges.set(own, [own]);
    this.mergesChanged = true;
    for (let row = area.top; row <= area.bottom; row++) {
      const text = this.rows.get(row);
      if (!text) continue;
      for (const [column, cell] of text.cells) {
        if (column < area.left || column > area.right || (row === area.top && column === area.left) || cell.inner === '') continue;
        this.releaseFormula(row, column);
        this.put(row, column, cell.style, null, '');
      }
    }
  }

  /** Takes merged areas apart that touch an area. */
  unmerge(area: Area): void {
    this.refuseProtected();
    this.takeMergesApart(area);
  }

  /** Sets a column's width in characters and whether it is hidden. */
  setColumnWidth(column: number, width: number, hidden: boolean | undefined): void {
    this.refuseProtected();
    this.changeColumns(column, column, () => ({
      width: String(Math.round((width + columnPadding) * 256) / 256),
      customWidth: '1',
      ...(hidden === undefined ? {} : { hidden: hidden ? '1' : null }),
    }));
  }

  /** Sets a row's height in points. */
  setRowHeight(row: number, height: number): void {
    this.refuseProtected();
    const text = this.rowAt(row);
    text.open = withAttributes(text.open, { ht: String(height), customHeight: '1' });
    text.touched = true;
    this.dataTouched = true;
  }

  /** Replaces the conditional formats of an area. */
  setConditionalFormats(area: Area, rules: readonly ConditionalRule[]): void {
    this.refuseProtected();
    this.clearConditionalFormats(area);
    if (rules.length === 0) return;
    const p = this.prefix;
    let priority = this.priority ?? this.lowestPriority();
    const written = rules.map((rule) => {
      priority++;
      const format = this.styles().differential(rule.format);
      return `<${p}cfRule type="expression" dxfId="${format}" priority="${priority}"><${p}formula>${escapeText(storedFormula(rule.formula))}</${p}formula></${p}cfRule>`;
    });
    this.priority = priority;
    const sqref = areaReference(area);
    this.part.insert(
      'conditionalFormatting',
      `<${p}conditionalFormatting sqref="${sqref}">${written.join('')}</${p}conditionalFormatting>`,
      { sqref },
    );
  }

  /** Replaces the validation of an area. */
  setValidation(area: Area, rule: ValidationRule): void {
    this.refuseProtected();
    this.clearValidations(area);
    const p = this.prefix;
    const texts =
      `errorTitle="${escapeAttribute(rule.title)}" error="${escapeAttribute(rule.message)}" ` +
      `promptTitle="${escapeAttribute(rule.title)}" prompt="${escapeAttribute(rule.message)}" sqref="${areaReference(area)}"`;
    const common = `allowBlank="1" showInputMessage="1" showErrorMessage="1" ${texts}`;
    const element =
      rule.type === 'list'
        ? `<${p}dataValidation type="list" ${common}><${p}formula1>${escapeText(`"${rule.choices.join(',').replace(/"/g, '""')}"`)}</${p}formula1></${p}dataValidation>`
        : `<${p}dataValidation type="decimal" ${common}><${p}formula1>${escapeText(rule.minimum)}</${p}formula1><${p}formula2>${escapeText(rule.maximum)}</${p}formula2></${p}dataValidation>`;
    this.addItem('dataValidations', element, [area]);
  }

  /** Puts a link to a place of the workbook on a cell. */
  setLink(row: number, column: number, target: string): void {
    this.refuseProtected();
    this.clearLinks(cellArea(row, column));
    const element = `<${this.prefix}hyperlink ref="${cellReference(row, column)}" location="${escapeAttribute(target.replace(/^[#=]/, ''))}"/>`;
    this.addItem('hyperlinks', element, [cellArea(row, column)]);
  }

  /** Freezes the first rows and columns; none of both thaws. */
  freeze(rows: number, columns: number): void {
    const p = this.prefix;
    const corner = cellReference(rows + 1, columns + 1);
    const active = rows > 0 ? (columns > 0 ? 'bottomRight' : 'bottomLeft') : 'topRight';
    const split = `${columns > 0 ? ` xSplit="${columns}"` : ''}${rows > 0 ? ` ySplit="${rows}"` : ''}`;
    const pane =
      rows + columns === 0
        ? ''
        : `<${p}pane${split} topLeftCell="${corner}" activePane="${active}" state="frozen"/><${p}selection pane="${active}"/>`;
    this.changeView((inner) => pane + inner, ['pane', 'selection']);
  }

  /** Colours the sheet's tab. */
  setTabColor(color: string): void {
    this.setSheetProperty('tabColor', `<${this.prefix}tabColor rgb="FF${color.replace('#', '').toUpperCase()}"/>`);
  }

  /** One page wide on A4, as many pages long as it takes. */
  setPage(landscape: boolean): void {
    const p = this.prefix;
    this.setSheetProperty('pageSetUpPr', `<${p}pageSetUpPr fitToPage="1"/>`);
    const standing = this.part.find('pageSetup')?.raw ?? `<${p}pageSetup/>`;
    const changes = { paperSize: '9', orientation: landscape ? 'landscape' : 'portrait', fitToWidth: '1', fitToHeight: '0', scale: null };
    this.part.set('pageSetup', withAttributes(standing, changes));
  }

  /** The relationship of the sheet's drawing, or null. */
  drawing(): string | null {
    const raw = this.part.find('drawing')?.raw;
    return raw === undefined ? null : relationshipId(parseXml(raw).attributes);
  }

  /** Joins a drawing part to the sheet. */
  setDrawing(relationship: string): void {
    this.part.set('drawing', `<${this.prefix}drawing ${this.part.relationshipAttribute(relationship)}/>`);
  }

  /** Rewrites every formula of the sheet (cells, conditional formats, validations) and the targets of links. */
  rewriteFormulas(rewrite: (formula: string) => string): void {
    this.putItems();
    this.listed.clear();
    for (const row of this.rows.values()) {
      for (const cell of row.cells.values()) {
        const inner = cell.inner.replace(/(<(?:\w+:)?f(?:\s[^>]*[^/])?>)([^<]+)(<\/)/, (_, open: string, text: string, close: string) => {
          return open + escapeText(rewrite(unescapeText(text))) + close;
        });
        if (inner === cell.inner) continue;
        cell.inner = inner;
        row.touched = true;
        this.dataTouched = true;
      }
    }
    for (const segment of this.part.segments) {
      if (segment.name === 'conditionalFormatting' || segment.name === 'dataValidations') {
        segment.raw = segment.raw.replace(/(<(?:\w+:)?formula[12]?>)([^<]+)(<\/)/g, (_, open: string, text: string, close: string) => {
          return open + escapeText(rewrite(unescapeText(text))) + close;
        });
      } else if (segment.name === 'hyperlinks') {
        segment.raw = segment.raw.replace(/(\slocation=")([^"]*)(")/g, (_, open: string, text: string, close: string) => {
          return open + escapeAttribute(rewrite(unescapeText(text))) + close;
        });
      }
    }
  }

  /** The part's text with all changes. */
  render(): string {
    this.putItems();
    if (this.dataTouched) {
      this.part.set('sheetData', this.renderCells());
      this.extendDimension();
    }
    return this.part.render();
  }

  private place(row: number, column: number): string {
    return `${this.name}!${cellReference(row, column)}`;
  }

  private refuseInArray(row: number, column: number): void {
    const array = this.arrays.find((area) => contains(area, row, column));
    if (array) throw new HostError('cellInArray', this.place(row, column));
  }

  private refuseLocked(area: Area): void {
    if ((area.bottom - area.top + 1) * (area.right - area.left + 1) > formatLimit) this.refuseProtected();
    for (let row = area.top; row <= area.bottom; row++) {
      for (let column = area.left; column <= area.right; column++) {
        if (this.styles().locked(this.styleAt(row, column))) throw new HostError('sheetProtected', this.name);
      }
    }
  }

  private contentXml(content: PlannedCell): { type: string | null; inner: string } {
    const p = this.prefix;
    if ('formula' in content) {
      const formula = `<${p}f>${escapeText(storedFormula(content.formula))}</${p}f>`;
      const { result } = content;
      const value = (text: string): string => `${formula}<${p}v>${text}</${p}v>`;
      switch (result.kind) {
        case 'number':
          return { type: null, inner: value(binary(result.value)) };
        case 'text':
          return { type: 'str', inner: value(escapeText(encodeCellText(result.value))) };
        case 'boolean':
          return { type: 'b', inner: value(result.value ? '1' : '0') };
        case 'error':
          return { type: 'e', inner: value(result.value) };
        case 'blank':
          return { type: null, inner: value('0') };
      }
    }
    const { value } = content;
    switch (value.kind) {
      case 'number':
        return { type: null, inner: `<${p}v>${binary(value.value)}</${p}v>` };
      case 'text':
        return {
          type: 'inlineStr',
          inner: `<${p}is><${p}t xml:space="preserve">${escapeText(encodeCellText(value.value))}</${p}t></${p}is>`,
        };
      case 'boolean':
        return { type: 'b', inner: `<${p}v>${value.value ? '1' : '0'}</${p}v>` };
      case 'error':
        return { type: 'e', inner: `<${p}v>${value.value}</${p}v>` };
      case 'blank':
        return { type: null, inner: '' };
    }
  }

  private styleAt(row: number, column: number): number {
    const text = this.rows.get(row);
    const cell = text?.cells.get(column);
    if (cell) return cell.style;
    if (text?.style != null) return text.style;
    return Number(this.columnRanges.find((range) => column >= range.first && column <= range.last)?.attributes.style ?? 0);
  }

  private restyle(row: number, column: number, style: number): void {
    const cell = this.rows.get(row)?.cells.get(column);
    if (!cell) {
      this.put(row, column, style, null, '');
      return;
    }
    if (cell.style === style) return;
    cell.style = style;
    cell.open = withAttributes(cell.open, { s: String(style) });
    (this.rows.get(row) as RowText).touched = true;
    this.dataTouched = true;
  }

  private put(row: number, column: number, style: number, type: string | null, inner: string): void {
    const text = this.rowAt(row);
    const standing = text.cells.get(column);
    const s = style === 0 ? null : String(style);
    const open = standing
      ? withAttributes(standing.open, { r: cellReference(row, column), s, t: type, cm: null, vm: null })
      : `<${this.prefix}c r="${cellReference(row, column)}"${s === null ? '' : ` s="${s}"`}${type === null ? '' : ` t="${type}"`}>`;
    if (!standing) text.open = withAttributes(text.open, { spans: null });
    text.cells.set(column, { gap: standing?.gap ?? '', open, inner, style });
    text.touched = true;
    this.dataTouched = true;
    this.written = boundingArea([...(this.written ? [this.written] : []), cellArea(row, column)]);
  }

  private rowAt(row: number): RowText {
    const standing = this.rows.get(row);
    if (standing) return standing;
    const text: RowText = {
      gap: '',
      open: `<${this.prefix}row r="${row}">`,
      cells: new Map(),
      tail: '',
      style: null,
      touched: true,
      raw: '',
    };
    this.rows.set(row, text);
    this.sorted = false;
    return text;
  }

  /** Reads rows and cells as they are written; gives the extent of the element that holds them, or null where there is none. */
  private readCells(data: string): { start: number; end: number } | null {
    let extent: { start: number; end: number } | null = null;
    let outer = 0;
    let isInside = false;
    let row = 0;
    let column = 0;
    let text: RowText | null = null;
    let position = 0;
    let rowStart = 0;
    let cellStart = 0;
    let cellOpenEnd = 0;
    let cellPositionEnd = 0;
    let attributes: Readonly<Record<string, string>> = {};
    let formula: Readonly<Record<string, string>> | null = null;
    let formulaText = '';
    let inFormula = false;
    let depth = 0;
    scanXml(data, {
      open: (name, given, start, end, selfClosing) => {
        if (!isInside) {
          outer++;
          isInside = outer === 2 && name === 'sheetData' && extent === null;
          if (!isInside) return;
        }
        depth++;
        if (depth === 1) {
          extent = { start, end };
          this.dataOpen = data.slice(start, end).replace(/\s*\/>$/, '>');
          position = end;
        } else if (depth === 2 && name === 'row') {
          row = Number(given.r ?? row + 1);
          column = 0;
          rowStart = start;
          cellPositionEnd = end;
          const open = data.slice(start, end);
          const style = isTrue(given.customFormat) && given.s !== undefined ? Number(given.s) : null;
          text = {
            gap: data.slice(position, start),
            open: selfClosing ? open.replace(/\s*\/>$/, '>') : open,
            cells: new Map(),
            tail: '',
            style,
            touched: false,
            raw: '',
          };
          if (given.r === undefined) text.open = withAttributes(text.open, { r: String(row) });
        } else if (depth === 3 && name === 'c') {
          const stated = given.r === undefined ? null : cellPosition(given.r);
          column = stated?.column ?? column + 1;
          cellStart = start;
          cellOpenEnd = end;
          attributes = given;
          formula = null;
          formulaText = '';
        } else if (depth === 4 && name === 'f') {
          formula = given;
          inFormula = true;
        }
      },
      text: (piece) => {
        if (inFormula) formulaText += piece;
      },
      close: (name, start, end) => {
        if (!isInside) {
          outer--;
          return;
        }
        depth--;
        if (depth === 2 && name === 'c' && text) {
          const open = data.slice(cellStart, cellOpenEnd);
          text.cells.set(column, {
            gap: data.slice(cellPositionEnd, cellStart),
            open: start === end ? open.replace(/\s*\/>$/, '>') : open,
            inner: start === end ? '' : data.slice(cellOpenEnd, start),
            style: Number(attributes.s ?? 0) || 0,
          });
          cellPositionEnd = end;
          if (formula) this.noteFormula(row, column, formula, formulaText);
        } else if (depth === 3 && name === 'f') {
          inFormula = false;
        } else if (depth === 1 && name === 'row' && text) {
          text.tail = start === end ? '' : data.slice(cellPositionEnd, start);
          text.raw = data.slice(rowStart, end);
          position = end;
          const standing = this.rows.get(row);
          if (standing) {
            for (const [each, cell] of text.cells) standing.cells.set(each, cell);
            standing.touched = true;
          } else this.rows.set(row, text);
        } else if (depth === 0) {
          this.dataTail = start === end ? '' : data.slice(position, start);
          if (extent) extent = { start: extent.start, end };
          isInside = false;
          outer--;
        }
      },
    });
    return extent;
  }

  private noteFormula(row: number, column: number, attributes: Readonly<Record<string, string>>, text: string): void {
    const area = parseArea(attributes.ref ?? '');
    const kind = attributes.t;
    if ((kind === 'array' || kind === 'dataTable') && area && (area.top !== area.bottom || area.left !== area.right))
      this.arrays.push(area);
    if (kind !== 'shared') return;
    const index = attributes.si ?? '';
    const group = this.groups.get(index);
    if (text !== '') {
      const master: SharedGroup = { row, column, text, area, index, followers: new Map() };
      this.groups.set(index, master);
      this.masters.set(key(row, column), master);
    } else if (group) {
      group.followers.set(key(row, column), { row, column });
      this.followers.set(key(row, column), group);
    }
  }

  /** Before a cell loses its formula: where others share it, the next of them becomes its head, or each gets its own text. */
  private releaseFormula(row: number, column: number): void {
    const position = key(row, column);
    this.followers.get(position)?.followers.delete(position);
    this.followers.delete(position);
    const group = this.masters.get(position);
    if (!group) return;
    this.masters.delete(position);
    const next = group.followers.values().next().value;
    if (!next) return;
    const { area } = group;
    const isLine = area !== null && (area.top === area.bottom || area.left === area.right);
    if (!isLine || !area) {
      this.expand(group);
      return;
    }
    const text = shiftFormula(group.text, next.row - group.row, next.column - group.column);
    const startsHere = area.top === group.row && area.left === group.column;
    const rest = startsHere ? { ...area, top: next.row, left: next.column } : area;
    this.setFormula(
      next.row,
      next.column,
      `<${this.prefix}f t="shared" ref="${areaReference(rest)}" si="${group.index}">${escapeText(text)}</${this.prefix}f>`,
    );
    group.followers.delete(key(next.row, next.column));
    this.followers.delete(key(next.row, next.column));
    Object.assign(group, { row: next.row, column: next.column, text, area: rest });
    this.masters.set(key(next.row, next.column), group);
  }

  private expand(group: SharedGroup): void {
    for (const { row, column } of group.followers.values()) {
      const text = shiftFormula(group.text, row - group.row, column - group.column);
      this.setFormula(row, column, `<${this.prefix}f>${escapeText(text)}</${this.prefix}f>`);
      this.followers.delete(key(row, column));
    }
    group.followers.clear();
  }

  private setFormula(row: number, column: number, element: string): void {
    const text = this.rows.get(row);
    const cell = text?.cells.get(column);
    if (!text || !cell) return;
    cell.inner = cell.inner.replace(/<(?:\w+:)?f\b[^>]*?(?:\/>|>[^<]*<\/(?:\w+:)?f\s*>)/, () => element);
    text.touched = true;
    this.dataTouched = true;
  }

  private renderCells(): string {
    const rows = [...this.rows];
    if (!this.sorted) rows.sort(([a], [b]) => a - b);
    return `${this.dataOpen}${rows.map(([, row]) => row.gap + this.renderRow(row)).join('')}${this.dataTail}</${this.prefix}sheetData>`;
  }

  private renderRow(row: RowText): string {
    if (!row.touched) return row.raw;
    const cells = [...row.cells];
    if (cells.some(([column], index) => index > 0 && (cells[index - 1]?.[0] ?? 0) > column)) cells.sort(([a], [b]) => a - b);
    const close = `</${this.prefix}c>`;
    const written = cells.map(([, { gap, open, inner }]) => gap + (inner === '' ? open.replace(/>$/, '/>') : open + inner + close));
    return `${row.open}${written.join('')}${row.tail}</${this.prefix}row>`;
  }

  private extendDimension(): void {
    const dimension = this.part.find('dimension');
    const stated = parseArea(dimension?.attributes.ref ?? '');
    if (!dimension || !this.written) return;
    const isFirst = stated === null || (areaReference(stated) === 'A1' && this.rows.get(1)?.cells.has(1) !== true);
    const area = isFirst ? this.written : boundingArea([stated, this.written]);
    if (area && stated && areaReference(area) === areaReference(stated)) return;
    if (area) dimension.raw = withAttributes(dimension.raw, { ref: areaReference(area) });
  }

  private changeColumns(
    first: number,
    last: number,
    change: (attributes: Readonly<Record<string, string>>) => Readonly<Record<string, string | null>>,
  ): void {
    const ranges: ColumnRange[] = [];
    let next = first;
    const changed = (from: number, to: number, attributes: Readonly<Record<string, string>>): ColumnRange => {
      const merged: Record<string, string> = { ...attributes };
      for (const [name, value] of Object.entries(change(attributes))) {
        if (value === null) delete merged[name];
        else merged[name] = value;
      }
      return { first: from, last: to, attributes: merged };
    };
    for (const range of [...this.columnRanges].sort((a, b) => a.first - b.first)) {
      if (range.last < first || range.first > last) {
        if (range.first > last && next <= last) {
          ranges.push(changed(next, last, {}));
          next = last + 1;
        }
        ranges.push(range);
        continue;
      }
      if (range.first < first) ranges.push({ ...range, last: first - 1 });
      const from = Math.max(range.first, first);
      const to = Math.min(range.last, last);
      if (next < from) ranges.push(changed(next, from - 1, {}));
      ranges.push(changed(from, to, range.attributes));
      if (range.last > last) ranges.push({ ...range, first: last + 1 });
      next = to + 1;
    }
    if (next <= last) ranges.push(changed(next, last, {}));
    this.columnRanges.splice(0, this.columnRanges.length, ...ranges);
    const written = ranges.map(({ first: min, last: max, attributes }) => {
      const all: Record<string, string> = { width: '9.140625', ...attributes, min: String(min), max: String(max) };
      return `<${this.prefix}col${Object.entries(all)
        .map(([name, value]) => ` ${name}="${escapeAttribute(value)}"`)
        .join('')}/>`;
    });
    this.part.set('cols', `<${this.prefix}cols>${written.join('')}</${this.prefix}cols>`);
  }

  private takeMergesApart(area: Area): void {
    for (const merge of this.merges.touching(area)) {
      this.merges.delete(merge);
      this.mergesChanged = true;
    }
  }

  private itemsOf(container: ItemContainer): ItemList {
    const known = this.listed.get(container);
    if (known) return known;
    const list: ItemList = { index: new AreaIndex(), changed: false };
    const isLinks = container === 'hyperlinks';
    for (const { attributes, text } of this.items(container, isLinks ? 'hyperlink' : 'dataValidation')) {
      list.index.set({ text }, parseAreas((isLinks ? attributes.ref : attributes.sqref) ?? ''));
    }
    this.listed.set(container, list);
    return list;
  }

  private addItem(container: ItemContainer, text: string, areas: readonly Area[]): void {
    const list = this.itemsOf(container);
    list.index.set({ text }, areas);
    list.changed = true;
  }

  /** Puts merges, links and validations back into the part where they have changed. */
  private putItems(): void {
    if (this.mergesChanged) {
      const merged = this.merges.items().map((area) => `<${this.prefix}mergeCell ref="${areaReference(area)}"/>`);
      this.setItems('mergeCells', merged);
      this.mergesChanged = false;
    }
    for (const [container, list] of this.listed) {
      if (!list.changed) continue;
      this.setItems(
        container,
        list.index.items().map(({ text }) => text),
      );
      list.changed = false;
    }
  }

  private items(container: string, item: string): { attributes: Readonly<Record<string, string>>; text: string }[] {
    const raw = this.part.find(container)?.raw;
    if (raw === undefined) return [];
    return children(parseXml(raw), item).map(({ attributes, start, end }) => ({ attributes, text: raw.slice(start, end) }));
  }

  private setItems(container: string, items: readonly string[]): void {
    const p = this.prefix;
    if (items.length === 0) {
      this.part.set(container, null);
      return;
    }
    const count = container === 'hyperlinks' ? '' : ` count="${items.length}"`;
    this.part.set(container, `<${p}${container}${count}>${items.join('')}</${p}${container}>`);
  }

  private clearLinks(area: Area): void {
    const list = this.itemsOf('hyperlinks');
    for (const link of list.index.touching(area)) {
      list.index.delete(link);
      list.changed = true;
    }
  }

  private clearValidations(area: Area): void {
    const list = this.itemsOf('dataValidations');
    for (const validation of list.index.touching(area)) {
      const areas = list.index.areasOf(validation);
      const rest = subtractArea(areas, area);
      list.changed = true;
      if (rest.length === 0) list.index.delete(validation);
      else {
        validation.text = this.movedTo(validation.text, areas, rest);
        list.index.set(validation, rest);
      }
    }
  }

  private clearConditionalFormats(area: Area): void {
    this.part.keep((segment) => {
      if (segment.name !== 'conditionalFormatting') return true;
      const sqref = parseXml(segment.raw).attributes.sqref ?? '';
      const areas = parseAreas(sqref);
      if (!areas.some((each) => overlaps(each, area))) return true;
      const rest = subtractArea(areas, area);
      if (rest.length > 0) segment.raw = this.movedTo(segment.raw, areas, rest);
      return rest.length > 0;
    });
  }

  /** A rule whose area lost its first cell: relative references are those of the first cell, so they move along. */
  private movedTo(raw: string, from: readonly Area[], to: readonly Area[]): string {
    const before = boundingArea(from);
    const after = boundingArea(to);
    const tree = parseXml(raw);
    const open = withAttributes(raw.slice(0, tree.openEnd), { sqref: writeAreas(to) });
    const body = raw.slice(tree.openEnd);
    if (!before || !after) return open + body;
    const moved = body.replace(/(<(?:\w+:)?formula[12]?>)([^<]+)(<\/)/g, (_, start: string, text: string, close: string) => {
      return start + escapeText(shiftFormula(unescapeText(text), after.top - before.top, after.left - before.left)) + close;
    });
    return open + moved;
  }

  private lowestPriority(): number {
    let lowest = 0;
    for (const segment of this.part.segments) {
      if (segment.name !== 'conditionalFormatting') continue;
      for (const [, value] of segment.raw.matchAll(/\spriority="(\d+)"/g)) lowest = Math.max(lowest, Number(value));
    }
    return lowest;
  }

  private changeView(change: (inner: string) => string, dropped: readonly string[]): void {
    const p = this.prefix;
    const raw = this.part.find('sheetViews')?.raw ?? `<${p}sheetViews><${p}sheetView workbookViewId="0"/></${p}sheetViews>`;
    const tree = parseXml(raw);
    const view = child(tree, 'sheetView');
    if (!view) return;
    const open = raw.slice(view.start, view.openEnd).replace(/\s*\/>$/, '>');
    const kept = view.children.filter((each) => !dropped.includes(each.name)).map((each) => raw.slice(each.start, each.end));
    const text = `${open}${change(kept.join(''))}</${p}sheetView>`;
    this.part.set('sheetViews', splice(raw, [{ start: view.start, end: view.end, text }]));
  }

  private setSheetProperty(name: 'tabColor' | 'pageSetUpPr', element: string): void {
    const p = this.prefix;
    const raw = this.part.find('sheetPr')?.raw ?? `<${p}sheetPr/>`;
    const tree = parseXml(raw);
    const open = raw.slice(0, tree.openEnd).replace(/\s*\/>$/, '>');
    const pieces = new Map(tree.children.map((each) => [each.name, raw.slice(each.start, each.end)]));
    pieces.set(name, element);
    const inner = ['tabColor', 'outlinePr', 'pageSetUpPr'].map((each) => pieces.get(each) ?? '').join('');
    this.part.set('sheetPr', `${open}${inner}</${p}sheetPr>`);
  }
}

/** A decimal as the file holds numbers: the shortest text of its binary value. */
function binary(value: string): string {
  return String(Number(value));
}

/** The reverse of `escapeText`, for text taken from between tags. */
function unescapeText(text: string): string {
  return text.replace(/&(amp|lt|gt|quot|apos|#\d+|#x[0-9A-Fa-f]+);/g, (_, name: string) => {
    if (name.startsWith('#x')) return String.fromCodePoint(Number.parseInt(name.slice(2), 16));
    if (name.startsWith('#')) return String.fromCodePoint(Number(name.slice(1)));
    return { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" }[name] ?? '';
  });
}
