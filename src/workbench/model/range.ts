import { type Area, columnLetters, sheetLimits } from '../../core/workbook/address';
import { typedEntry } from '../engine/cell-input';
import type { CellContent, CellEntry, CellState } from '../engine/engine';
import { shownText } from '../engine/shown-text';
import { type CallArguments, HostObject, type Members, members } from '../protocol/host-object';
import { notEmulated, OfficeError } from '../protocol/office-error';
import type { Json } from '../protocol/wire';
import { fullAddress, intersection, type Place, readArea, readPlace, wholeSheet } from './address';
import { type Book, cellKey } from './book';
import { ConditionalFormatCollection } from './conditional-format';
import { DataValidation } from './data-validation';
import { asFlag, asObject, asText } from './json';
import { settableChange, wantedLook } from './look-properties';
import { RangeAreas } from './range-areas';
import { RangeFormat } from './range-format';
import { Worksheet } from './worksheet';

/** Most cells that one read may return. */
const readLimit = 5_000_000;
const errorValue = /^#(?:N\/A|VALUE!|REF!|DIV\/0!|NUM!|NAME\?|NULL!|SPILL!|CALC!)$/;

/** An area of a sheet. */
export class Range extends HostObject {
  readonly type = 'Range';
  readonly members: Members = rangeMembers;

  constructor(
    readonly book: Book,
    readonly place: Place,
  ) {
    super();
    const { top, left, bottom, right } = place.area;
    if (top < 1 || left < 1 || bottom < top || right < left || bottom > sheetLimits.rows || right > sheetLimits.columns) {
      throw new OfficeError('InvalidArgument', 'Range');
    }
  }

  override get keepable(): boolean {
    return true;
  }

  get sheet(): string {
    if (!this.book.engine.sheetEntry(this.place.sheet)) throw new OfficeError('ItemNotFound', 'Range');
    return this.place.sheet;
  }

  get area(): Area {
    return this.place.area;
  }

  get rows(): number {
    return this.area.bottom - this.area.top + 1;
  }

  get columns(): number {
    return this.area.right - this.area.left + 1;
  }

  get entire(): boolean {
    return this.rows === sheetLimits.rows || this.columns === sheetLimits.columns;
  }

  /** The same sheet's area. */
  at(area: Partial<Area>): Range {
    return new Range(this.book, { sheet: this.place.sheet, area: { ...this.area, ...area } });
  }

  /** Something of every cell, row by row; null for whole columns and rows, as in Excel. */
  grid(read: (cell: CellState, row: number, column: number) => Json): Json {
    if (this.entire) return null;
    if (this.rows * this.columns > readLimit) throw new OfficeError('ResponsePayloadSizeLimitExceeded', 'Range');
    return this.book.engine
      .cells(this.sheet, this.area)
      .map((row, rowOffset) => row.map((cell, columnOffset) => read(cell, this.area.top + rowOffset, this.area.left + columnOffset)));
  }

  format(row: number, column: number): string {
    return this.book.engine.look(this.sheet, row, column).numberFormat;
  }

  /** A given value spread over the area: one value for all, or rows of exactly its size. */
  spread(given: Json, location: string): (row: number, column: number) => Json {
    if (!Array.isArray(given)) return () => given;
    const rows = given as readonly Json[];
    const first = rows[0];
    if (rows.length === 1 && Array.isArray(first) && first.length === 1) return () => first[0] as Json;
    const fits = rows.length === this.rows && rows.every((row) => Array.isArray(row) && row.length === this.columns);
    if (!fits) {
      throw new OfficeError(
        'InvalidArgument',
        location,
        "The number of rows or columns in the input array doesn't match the size or dimensions of the range.",
      );
    }
    return (row, column) => ((rows[row - this.area.top] as readonly Json[])[column - this.area.left] ?? null) as Json;
  }

  put(given: Json, location: string): void {
    if (this.entire) throw new OfficeError('InvalidArgument', location);
    this.book.guard(this.sheet, this.area, 'contents', location);
    const value = this.spread(given, location);
    const covered = coveredCells(this.book, this.sheet, this.area);
    const known = {
      sheet: (name: string) => this.book.engine.sheetNamed(name)?.name,
      name: (name: string) => (this.book.engine.nameEntry(name, null) ?? this.book.engine.nameEntry(name, this.place.sheet))?.name,
    };
    const formats = new Map<string, string>();
    const entries: (CellEntry | null)[][] = [];
    for (let row = this.area.top; row <= this.area.bottom; row += 1) {
      const line: (CellEntry | null)[] = [];
      for (let column = this.area.left; column <= this.area.right; column += 1) {
        const content = value(row, column);
        if (content === null || covered(row, column)) {
          line.push(null);
          continue;
        }
        if (typeof content === 'object') throw new OfficeError('InvalidArgument', location);
        const format = this.format(row, column);
        const typed = typedEntry(content as CellContent, format, known);
        if (typed.numberFormat !== null && format === 'General') formats.set(cellKey(row, column), typed.numberFormat);
        line.push(typed.entry);
      }
      entries.push(line);
    }
    this.book.engine.write(this.sheet, this.area, entries);
    if (formats.size > 0) {
      this.book.engine.setLook(this.sheet, this.area, (row, column) => {
        const numberFormat = formats.get(cellKey(row, column));
        return numberFormat === undefined ? null : { numberFormat };
      });
    }
  }

  putNumberFormat(given: Json): void {
    const location = 'Range.numberFormat';
    this.book.guard(this.sheet, this.area, 'formatCells', location);
    const value = this.spread(given, location);
    this.book.engine.setLook(this.sheet, this.area, (row, column) => {
      const format = value(row, column);
      return format === null ? null : { numberFormat: asText(format, location) || 'General' };
    });
  }

  clear(what: string): void {
    if (!['All', 'Contents', 'Formats', 'Hyperlinks', 'RemoveHyperlinks', 'ResetContents'].includes(what)) {
      throw new OfficeError('InvalidArgument', 'Range.clear');
    }
    const area = this.clipped();
    if (what === 'All' || what === 'Contents') {
      this.book.guard(this.sheet, this.area, 'contents', 'Range.clear');
      if (area) {
        const empty: CellEntry = { kind: 'empty' };
        this.book.engine.write(
          this.sheet,
          area,
          Array.from({ length: area.bottom - area.top + 1 }, () => Array.from({ length: area.right - area.left + 1 }, () => empty)),
        );
      }
    }
    if (what === 'All' || what === 'Formats') {
      this.book.guard(this.sheet, this.area, 'formatCells', 'Range.clear');
      if (area) this.book.engine.resetLook(this.sheet, area);
      this.book.engine.unmerge(this.sheet, this.area);
      new ConditionalFormatCollection(this.book, [this.place]).clearAll();
    }
    if (what === 'All') new DataValidation(this.book, [this.place]).clear();
    if (what !== 'Contents' && what !== 'Formats') this.forgetLinks();
  }

  private forgetLinks(): void {
    const links = this.book.state(this.sheet).links;
    for (const key of [...links.keys()]) {
      const [row = 0, column = 0] = key.split(',').map(Number);
      if (intersection(this.area, { top: row, left: column, bottom: row, right: column })) links.delete(key);
    }
  }

  /** The part that the grid holds; null when nothing of it is there yet. */
  clipped(): Area | null {
    return intersection(this.area, this.book.engine.extent(this.sheet));
  }

  merge(across: boolean): void {
    this.book.guard(this.sheet, this.area, 'formatCells', 'Range.merge');
    const areas = across
      ? Array.from({ length: this.rows }, (_, offset) => ({ ...this.area, top: this.area.top + offset, bottom: this.area.top + offset }))
      : [this.area];
    for (const area of areas) {
      this.book.engine.unmerge(this.sheet, area);
      if (area.top === area.bottom && area.left === area.right) continue;
      this.emptyAllButFirst(area);
      this.book.engine.merge(this.sheet, [area]);
    }
  }

  /** Excel keeps the upper-left value of the cells it merges. */
  private emptyAllButFirst(area: Area): void {
    const cells = this.book.engine.cells(this.sheet, area);
    const entries = cells.map((row, rowOffset) =>
      row.map((cell, columnOffset): CellEntry | null =>
        (rowOffset > 0 || columnOffset > 0) && (cell.value !== '' || cell.formula !== null) ? { kind: 'empty' } : null,
      ),
    );
    if (entries.some((row) => row.some((entry) => entry !== null))) this.book.engine.write(this.sheet, area, entries);
  }

  get link(): Json {
    const links = this.book.state(this.sheet).links;
    const link = links.get(cellKey(this.area.top, this.area.left));
    if (!link) return null;
    const cell = this.book.engine.cells(this.sheet, { ...this.area, bottom: this.area.top, right: this.area.left })[0]?.[0];
    return {
      ...(link.address === null ? {} : { address: link.address }),
      ...(link.documentReference === null ? {} : { documentReference: link.documentReference }),
      ...(link.screenTip === null ? {} : { screenTip: link.screenTip }),
      textToDisplay: shownText(cell?.value ?? '', this.format(this.area.top, this.area.left)),
    };
  }

  set link(given: Json) {
    const location = 'Range.hyperlink';
    this.book.guard(this.sheet, this.area, 'contents', location);
    const wanted = asObject(given, location);
    const text = (name: string): string | null =>
      typeof wanted[name] === 'string' && wanted[name] !== '' ? (wanted[name] as string) : null;
    const [address, documentReference] = [text('address'), text('documentReference')];
    if ((address === null) === (documentReference === null)) throw new OfficeError('InvalidArgument', location);
    const shown = text('textToDisplay');
    const links = this.book.state(this.sheet).links;
    for (let row = this.area.top; row <= this.area.bottom; row += 1) {
      for (let column = this.area.left; column <= this.area.right; column += 1) {
        links.set(cellKey(row, column), { address, documentReference, screenTip: text('screenTip') });
        const cell = this.book.engine.cells(this.sheet, { top: row, left: column, bottom: row, right: column })[0]?.[0];
        const content = shown ?? (cell?.value === '' && cell.formula === null ? (documentReference ?? address) : null);
        if (content !== null) {
          this.book.engine.write(this.sheet, { top: row, left: column, bottom: row, right: column }, [[{ kind: 'text', value: content }]]);
        }
      }
    }
    this.book.engine.setLook(this.sheet, this.area, { fontColor: '#0563C1', underline: true });
  }

  hidden(kind: 'row' | 'column'): Json {
    const [from, to] = kind === 'row' ? [this.area.top, this.area.bottom] : [this.area.left, this.area.right];
    const shown = this.clipped();
    const last = Math.min(to, (kind === 'row' ? shown?.bottom : shown?.right) ?? from);
    let first: boolean | undefined;
    for (let index = from; index <= last; index += 1) {
      const hidden = kind === 'row' ? this.book.engine.rowHidden(this.sheet, index) : this.book.engine.columnHidden(this.sheet, index);
      if (first === undefined) first = hidden;
      else if (first !== hidden) return null;
    }
    return first ?? false;
  }

  hide(kind: 'row' | 'column', value: Json): void {
    const hidden = asFlag(value, `Range.${kind}Hidden`);
    this.book.guard(this.sheet, this.area, kind === 'row' ? 'formatRows' : 'formatColumns', `Range.${kind}Hidden`);
    if (kind === 'row') this.book.engine.setRowsHidden(this.sheet, this.area.top, this.area.bottom, hidden);
    else this.book.engine.setColumnsHidden(this.sheet, this.area.left, this.area.right, hidden);
  }

  /** Another range given as an object or an address. */
  other(given: CallArguments, index = 0): Place {
    const object = given.object(index);
    if (object instanceof Range) return object.place;
    const place = readPlace(this.book, given.text(index), this.place.sheet);
    if (!place) throw given.invalid();
    return place;
  }

  shared(given: CallArguments): Range | null {
    const other = this.other(given);
    const area = other.sheet === this.place.sheet ? intersection(this.area, other.area) : null;
    return area && this.at(area);
  }

  usedPart(given: CallArguments): Range | null {
    const area = this.book.engine.used(this.sheet, given.flag(0), this.area);
    return area && this.at(area);
  }

  mergedPlaces(): Place[] {
    return this.book.engine
      .merges(this.sheet)
      .filter((area) => intersection(area, this.area))
      .map((area) => ({ sheet: this.place.sheet, area }));
  }
}

/** Tells the cells that lie under a merged area without being its first. */
function coveredCells(book: Book, sheet: string, area: Area): (row: number, column: number) => boolean {
  const merges = book.engine.merges(sheet).filter((merged) => intersection(merged, area));
  if (merges.length === 0) return () => false;
  return (row, column) =>
    merges.some(
      (merged) =>
        row >= merged.top &&
        row <= merged.bottom &&
        column >= merged.left &&
        column <= merged.right &&
        (row > merged.top || column > merged.left),
    );
}

function valueType(value: CellContent): string {
  if (value === '') return 'Empty';
  if (typeof value === 'number') return 'Double';
  if (typeof value === 'boolean') return 'Boolean';
  return errorValue.test(value) ? 'Error' : 'String';
}

function sizePixels(range: Range, kind: 'width' | 'height'): number {
  const area = range.clipped() ?? range.area;
  let pixels = 0;
  const [from, to] = kind === 'width' ? [area.left, area.right] : [area.top, area.bottom];
  for (let index = from; index <= to; index += 1) {
    pixels += kind === 'width' ? range.book.engine.columnWidth(range.sheet, index) : range.book.engine.rowHeight(range.sheet, index);
  }
  return pixels;
}

function offsetPixels(range: Range, kind: 'left' | 'top'): number {
  const { area } = range;
  if (kind === 'left') return area.left === 1 ? 0 : sizePixels(range.at({ left: 1, right: area.left - 1 }), 'width');
  return area.top === 1 ? 0 : sizePixels(range.at({ top: 1, bottom: area.top - 1 }), 'height');
}

const points = 0.75;

const rangeMembers = members<Range>({
  scalars: {
    address: { get: (self) => fullAddress(self.book, { sheet: self.sheet, area: self.area }) },
    addressLocal: { get: (self) => fullAddress(self.book, { sheet: self.sheet, area: self.area }) },
    cellCount: { get: (self) => (self.rows * self.columns > 2 ** 31 - 1 ? -1 : self.rows * self.columns) },
    rowIndex: { get: (self) => self.area.top - 1 },
    columnIndex: { get: (self) => self.area.left - 1 },
    rowCount: { get: (self) => self.rows },
    columnCount: { get: (self) => self.columns },
    hasSpill: { get: (self) => self.book.engine.spills(self.sheet, self.area) },
    savedAsArray: { get: (self) => self.book.engine.spills(self.sheet, self.area) },
    isEntireColumn: { get: (self) => self.rows === sheetLimits.rows },
    isEntireRow: { get: (self) => self.columns === sheetLimits.columns },
    values: { get: (self) => self.grid((cell) => cell.value), set: (self, value) => self.put(value, 'Range.values') },
    formulas: { get: (self) => self.grid((cell) => cell.formula ?? cell.value), set: (self, value) => self.put(value, 'Range.formulas') },
    formulasLocal: {
      get: (self) => self.grid((cell) => cell.formula ?? cell.value),
      set: (self, value) => self.put(value, 'Range.formulasLocal'),
    },
    text: { get: (self) => self.grid((cell, row, column) => shownText(cell.value, self.format(row, column))) },
    valueTypes: { get: (self) => self.grid((cell) => valueType(cell.value)) },
    numberFormat: {
      get: (self) => self.grid((_cell, row, column) => self.format(row, column)),
      set: (self, value) => self.putNumberFormat(value),
    },
    numberFormatLocal: {
      get: (self) => self.grid((_cell, row, column) => self.format(row, column)),
      set: (self, value) => self.putNumberFormat(value),
    },
    hidden: { get: (self) => self.hidden('row') === true || self.hidden('column') === true },
    rowHidden: { get: (self) => self.hidden('row'), set: (self, value) => self.hide('row', value) },
    columnHidden: { get: (self) => self.hidden('column'), set: (self, value) => self.hide('column', value) },
    hyperlink: {
      get: (self) => self.link,
      set: (self, value) => {
        self.link = value;
      },
    },
    left: { get: (self) => offsetPixels(self, 'left') * points },
    top: { get: (self) => offsetPixels(self, 'top') * points },
    width: { get: (self) => sizePixels(self, 'width') * points },
    height: { get: (self) => sizePixels(self, 'height') * points },
  },
  objects: {
    format: (self) => new RangeFormat(self.book, [{ sheet: self.sheet, area: self.area }]),
    worksheet: (self) => new Worksheet(self.book, self.sheet),
    conditionalFormats: (self) => new ConditionalFormatCollection(self.book, [{ sheet: self.sheet, area: self.area }]),
    dataValidation: (self) => new DataValidation(self.book, [{ sheet: self.sheet, area: self.area }]),
  },
  methods: {
    getCell: (self, given) => {
      const [row, column] = [self.area.top + given.whole(0), self.area.left + given.whole(1)];
      return self.at({ top: row, bottom: row, left: column, right: column });
    },
    getRow: (self, given) => self.at({ top: self.area.top + given.whole(0), bottom: self.area.top + given.whole(0) }),
    getColumn: (self, given) => self.at({ left: self.area.left + given.whole(0), right: self.area.left + given.whole(0) }),
    getOffsetRange: (self, given) => {
      const [rows, columns] = [given.whole(0), given.whole(1)];
      return self.at({
        top: self.area.top + rows,
        bottom: self.area.bottom + rows,
        left: self.area.left + columns,
        right: self.area.right + columns,
      });
    },
    getResizedRange: (self, given) => self.at({ bottom: self.area.bottom + given.whole(0), right: self.area.right + given.whole(1) }),
    getAbsoluteResizedRange: (self, given) =>
      self.at({ bottom: self.area.top + given.whole(0) - 1, right: self.area.left + given.whole(1) - 1 }),
    getEntireColumn: (self) => self.at({ top: 1, bottom: sheetLimits.rows }),
    getEntireRow: (self) => self.at({ left: 1, right: sheetLimits.columns }),
    getLastCell: (self) => self.at({ top: self.area.bottom, left: self.area.right }),
    getLastRow: (self) => self.at({ top: self.area.bottom }),
    getLastColumn: (self) => self.at({ left: self.area.right }),
    getRowsAbove: (self, given) => self.at({ top: self.area.top - given.whole(0, 1), bottom: self.area.top - 1 }),
    getRowsBelow: (self, given) => self.at({ top: self.area.bottom + 1, bottom: self.area.bottom + given.whole(0, 1) }),
    getColumnsBefore: (self, given) => self.at({ left: self.area.left - given.whole(0, 1), right: self.area.left - 1 }),
    getColumnsAfter: (self, given) => self.at({ left: self.area.right + 1, right: self.area.right + given.whole(0, 1) }),
    getUsedRange: (self, given) => self.usedPart(given) ?? self.at({ bottom: self.area.top, right: self.area.left }),
    getUsedRangeOrNullObject: (self, given) => self.usedPart(given),
    getIntersection: (self, given) => {
      const shared = self.shared(given);
      if (!shared) throw new OfficeError('ItemNotFound', 'Range.getIntersection');
      return shared;
    },
    getIntersectionOrNullObject: (self, given) => self.shared(given),
    getBoundingRect: (self, given) => {
      const { area } = self.other(given);
      return self.at({
        top: Math.min(self.area.top, area.top),
        left: Math.min(self.area.left, area.left),
        bottom: Math.max(self.area.bottom, area.bottom),
        right: Math.max(self.area.right, area.right),
      });
    },
    getMergedAreasOrNullObject: (self) => {
      const places = self.mergedPlaces();
      return places.length === 0 ? null : new RangeAreas(self.book, places);
    },
    clear: (self, given) => self.clear(given.optionalText(0) ?? 'All'),
    select: (self) => {
      const visible = self.book.engine.sheetEntry(self.sheet)?.visibility === 'Visible';
      if (!visible) throw new OfficeError('InvalidOperation', 'Range.select');
      self.book.engine.select(self.sheet, self.area);
    },
    merge: (self, given) => self.merge(given.flag(0)),
    unmerge: (self) => {
      self.book.guard(self.sheet, self.area, 'formatCells', 'Range.unmerge');
      self.book.engine.unmerge(self.sheet, self.area);
    },
    calculate: (self) => self.book.engine.settled(),
    copyFrom: (self, given) => copy(self, given),
    getCellProperties: (self, given) => {
      const wanted = asObject(given.value(0), 'Range.getCellProperties');
      return self.grid((_cell, row, column) => ({
        ...(wanted.address === true
          ? { address: fullAddress(self.book, { sheet: self.sheet, area: { top: row, left: column, bottom: row, right: column } }) }
          : {}),
        ...(wanted.format
          ? { format: wantedLook(self.book.engine.look(self.sheet, row, column), wanted.format, 'Range.getCellProperties') }
          : {}),
        ...(wanted.hyperlink === true ? { hyperlink: self.at({ top: row, bottom: row, left: column, right: column }).link } : {}),
      }));
    },
    setCellProperties: (self, given) => {
      const location = 'Range.setCellProperties';
      self.book.guard(self.sheet, self.area, 'formatCells', location);
      const value = self.spread(given.value(0), location);
      self.book.engine.setLook(self.sheet, self.area, (row, column) => {
        const cell = value(row, column);
        if (cell === null) return null;
        const settings = asObject(cell, location);
        for (const name of Object.keys(settings)) if (name !== 'format') throw new OfficeError('ApiNotFound', `${location}.${name}`);
        return settings.format ? settableChange(settings.format, location) : null;
      });
    },
    getColumnProperties: (self) =>
      Array.from({ length: self.columns }, (_, offset) => {
        const column = self.area.left + offset;
        return {
          columnHidden: self.book.engine.columnHidden(self.sheet, column),
          columnIndex: column - 1,
          format: { columnWidth: self.book.engine.columnWidth(self.sheet, column) * points },
        };
      }),
    getRowProperties: (self) =>
      Array.from({ length: self.rows }, (_, offset) => {
        const row = self.area.top + offset;
        return {
          rowHidden: self.book.engine.rowHidden(self.sheet, row),
          rowIndex: row - 1,
          format: { rowHeight: self.book.engine.rowHeight(self.sheet, row) * points },
        };
      }),
    setColumnProperties: (self, given) => setSizes(self, given, 'column'),
    setRowProperties: (self, given) => setSizes(self, given, 'row'),
    _ValidateArraySize: (self, given) => {
      if (given.whole(0) !== self.rows || given.whole(1) !== self.columns) {
        throw new OfficeError(
          'InvalidArgument',
          'Range.values',
          "The number of rows or columns in the input array doesn't match the size or dimensions of the range.",
        );
      }
    },
  },
});

function setSizes(range: Range, given: CallArguments, kind: 'row' | 'column'): void {
  const location = kind === 'row' ? 'Range.setRowProperties' : 'Range.setColumnProperties';
  range.book.guard(range.sheet, range.area, kind === 'row' ? 'formatRows' : 'formatColumns', location);
  const entries = given.value(0);
  if (!Array.isArray(entries)) throw given.invalid();
  const heights: (number | null)[] = [];
  for (const [offset, entry] of (entries as readonly Json[]).entries()) {
    heights.push(null);
    if (entry === null) continue;
    const settings = asObject(entry, location);
    const index = (kind === 'row' ? range.area.top : range.area.left) + offset;
    const size = asObject(settings.format ?? {}, location)[kind === 'row' ? 'rowHeight' : 'columnWidth'];
    const hidden = settings[kind === 'row' ? 'rowHidden' : 'columnHidden'];
    const line = kind === 'row' ? range.at({ top: index, bottom: index }) : range.at({ left: index, right: index });
    if (typeof size === 'number') {
      if (kind === 'row') heights[offset] = size / points;
      else range.book.engine.setColumnWidth(range.sheet, index, index, size / points);
    }
    if (typeof hidden === 'boolean') line.hide(kind, hidden);
  }
  if (heights.some((height) => height !== null)) range.book.engine.setRowHeights(range.sheet, range.area.top, heights);
}

/** `range.copyFrom` for contents and looks; formulas are moved as text when they are absolute, else refused loudly. */
function copy(target: Range, given: CallArguments): void {
  const source = target.other(given);
  const kind = given.optionalText(1) ?? 'All';
  if (!['All', 'Values', 'Formats', 'Formulas'].includes(kind)) throw given.invalid();
  const cells = target.book.engine.cells(source.sheet, source.area);
  const [rows, columns] = [cells.length, cells[0]?.length ?? 0];
  const area = {
    ...target.area,
    bottom: Math.max(target.area.bottom, target.area.top + rows - 1),
    right: Math.max(target.area.right, target.area.left + columns - 1),
  };
  const range = target.at(area);
  const from = (row: number, column: number): [number, number] => [(row - area.top) % rows, (column - area.left) % columns];
  if (kind !== 'Formats') {
    const standing = range.book.engine.cells(range.sheet, area);
    const isEmpty = (cell: CellState | undefined): boolean => cell === undefined || (cell.value === '' && cell.formula === null);
    const entries = Array.from({ length: range.rows }, (_, rowOffset) =>
      Array.from({ length: range.columns }, (_, columnOffset): CellEntry | null => {
        const [row, column] = from(area.top + rowOffset, area.left + columnOffset);
        const cell = cells[row]?.[column];
        if (isEmpty(cell) && isEmpty(standing[rowOffset]?.[columnOffset])) return null;
        if (kind !== 'Values' && cell?.formula) {
          const shift: [number, number] = [
            area.top + rowOffset - source.area.top - row,
            area.left + columnOffset - source.area.left - column,
          ];
          return { kind: 'formula', formula: shifted(cell.formula, shift) };
        }
        const value = cell?.value ?? '';
        if (value === '') return { kind: 'empty' };
        if (typeof value === 'number') return { kind: 'number', value };
        return typeof value === 'boolean' ? { kind: 'boolean', value } : { kind: 'text', value };
      }),
    );
    range.book.guard(range.sheet, area, 'contents', 'Range.copyFrom');
    range.book.engine.write(range.sheet, area, entries);
  }
  if (kind === 'All' || kind === 'Formats') {
    range.book.guard(range.sheet, area, 'formatCells', 'Range.copyFrom');
    range.book.engine.setLook(range.sheet, area, (row, column) => {
      const [rowOffset, columnOffset] = from(row, column);
      return range.book.engine.look(source.sheet, source.area.top + rowOffset, source.area.left + columnOffset);
    });
    copyMerges(range, source);
    copyRules(range, source);
  }
  if (kind === 'All') {
    copyValidations(range, source);
    for (const key of range.book.state(source.sheet).links.keys()) {
      const [row = 0, column = 0] = key.split(',').map(Number);
      if (intersection(source.area, { top: row, left: column, bottom: row, right: column })) throw notEmulated('Range.copyFrom (links)');
    }
  }
}

/** Where the copies of a source come to stand in a range: once, or side by side where the range is a multiple of it. */
function copiesOf({ area }: Range, source: Area): { readonly rows: number; readonly columns: number }[] {
  const copies: { rows: number; columns: number }[] = [];
  for (let top = area.top; top <= area.bottom; top += source.bottom - source.top + 1) {
    for (let left = area.left; left <= area.right; left += source.right - source.left + 1)
      copies.push({ rows: top - source.top, columns: left - source.left });
  }
  return copies;
}

function moved(area: Area, { rows, columns }: { readonly rows: number; readonly columns: number }): Area {
  return { top: area.top + rows, left: area.left + columns, bottom: area.bottom + rows, right: area.right + columns };
}

function copyMerges(range: Range, source: Place): void {
  const { engine } = range.book;
  const merges = engine.merges(source.sheet).filter((merge) => sameArea(intersection(merge, source.area), merge));
  engine.unmerge(range.sheet, range.area);
  const wanted = copiesOf(range, source.area).flatMap((by) => merges.map((merge) => moved(merge, by)));
  engine.merge(range.sheet, wanted);
}

/** Conditional formats come along, their relative references moved; what stood there before goes. */
function copyRules(range: Range, source: Place): void {
  const { engine } = range.book;
  const rules = engine.conditionalFormats(source.sheet).flatMap((rule) => {
    const areas = rule.areas.flatMap((area) => intersection(area, source.area) ?? []);
    const [anchor, first] = [rule.areas[0], areas[0]];
    if (!anchor || !first) return [];
    return [{ ...rule, areas, formula: shifted(rule.formula, [first.top - anchor.top, first.left - anchor.left]) }];
  });
  new ConditionalFormatCollection(range.book, [range.place]).clearAll();
  for (const by of copiesOf(range, source.area)) {
    for (const rule of [...rules].reverse()) {
      engine.setConditionalFormat(range.sheet, {
        ...rule,
        id: range.book.newId(),
        areas: rule.areas.map((area) => moved(area, by)),
        formula: shifted(rule.formula, [by.rows, by.columns]),
      });
    }
  }
}

function copyValidations(range: Range, source: Place): void {
  const { engine } = range.book;
  const entries = engine.validations(source.sheet).flatMap((entry) => {
    const areas = entry.areas.flatMap((area) => intersection(area, source.area) ?? []);
    return areas.length === 0 ? [] : [{ ...entry, areas }];
  });
  new DataValidation(range.book, [range.place]).clear();
  for (const by of copiesOf(range, source.area)) {
    for (const entry of entries) {
      if (/[A-Z]\d/.test(entry.formula1)) throw notEmulated('Range.copyFrom (validations with references)');
      engine.setValidation(range.sheet, { ...entry, id: range.book.newId(), areas: entry.areas.map((area) => moved(area, by)) });
    }
  }
}

function sameArea(first: Area | null, second: Area): boolean {
  return first?.top === second.top && first.left === second.left && first.bottom === second.bottom && first.right === second.right;
}

/** A formula whose relative references are moved along. */
function shifted(formula: string, [rows, columns]: readonly [number, number]): string {
  return formula.replace(
    /("(?:[^"]|"")*")|(\$?)([A-Z]{1,3})(\$?)(\d{1,7})(?![\p{L}\p{N}_(.])/gu,
    (whole, text, fixedColumn, letters, fixedRow, row) => {
      if (text !== undefined) return whole as string;
      const area = readArea(`${letters}${row}`);
      if (!area) return whole as string;
      const moved = {
        row: fixedRow === '$' ? area.top : area.top + rows,
        column: fixedColumn === '$' ? area.left : area.left + columns,
      };
      if (moved.row < 1 || moved.column < 1 || moved.row > wholeSheet.bottom || moved.column > wholeSheet.right) return '#REF!';
      return `${fixedColumn}${columnLetters(moved.column)}${fixedRow}${moved.row}`;
    },
  );
}
