import type { Area } from '../../core/workbook/address';
import type { BorderLine, BorderSide, CellLook, LookChange } from '../engine/engine';
import { HostObject, type Members, members, type ScalarMember } from '../protocol/host-object';
import { notEmulated, OfficeError } from '../protocol/office-error';
import type { Json } from '../protocol/wire';
import type { Place } from './address';
import type { Book } from './book';
import { asNumber } from './json';
import {
  alignmentProperties,
  changedLine,
  fillProperties,
  fontProperties,
  type LookProperty,
  lineProperty,
  protectionProperties,
} from './look-properties';

/** Points of a pixel at 96 per inch: Office.js counts in points, the grid in pixels. */
const pointsPerPixel = 0.75;

/** Several places that are formatted as one. */
abstract class Formatted extends HostObject {
  constructor(
    readonly book: Book,
    readonly places: readonly Place[],
  ) {
    super();
  }

  /** What a reading gives for every cell, or null where cells differ. */
  common(read: (look: CellLook) => Json): Json {
    let first: Json | undefined;
    for (const { sheet, area } of this.places) {
      const shown = clipped(this.book, sheet, area);
      for (let row = shown.top; row <= shown.bottom; row += 1) {
        for (let column = shown.left; column <= shown.right; column += 1) {
          const value = read(this.book.engine.look(sheet, row, column));
          if (first === undefined) first = value;
          else if (first !== value) return null;
        }
      }
    }
    return first ?? null;
  }

  change(change: LookChange | ((row: number, column: number) => LookChange | null), location: string): void {
    for (const { sheet, area } of this.places) {
      this.book.guard(sheet, area, 'formatCells', location);
      this.book.engine.setLook(sheet, area, change);
    }
  }
}

/** The part of an area that the grid holds at the moment; at least its first cell. */
function clipped(book: Book, sheet: string, area: Area): Area {
  const extent = book.engine.extent(sheet);
  return {
    ...area,
    bottom: Math.max(Math.min(area.bottom, extent.bottom), area.top),
    right: Math.max(Math.min(area.right, extent.right), area.left),
  };
}

function scalarsOf<T extends Formatted>(table: Readonly<Record<string, LookProperty>>): Record<string, ScalarMember<T>> {
  return Object.fromEntries(
    Object.entries(table).map(([name, property]) => [
      name,
      {
        get: (self: T) => self.common(property.read),
        set: (self: T, value: Json) => self.change(property.change(value, `${self.type}.${name}`), `${self.type}.${name}`),
      },
    ]),
  );
}

/** `range.format`. */
export class RangeFormat extends Formatted {
  readonly type = 'RangeFormat';
  readonly members: Members = formatMembers;
}

/** `range.format.font`. */
class RangeFont extends Formatted {
  readonly type = 'RangeFont';
  readonly members: Members = fontMembers;
}

/** `range.format.fill`. */
class RangeFill extends Formatted {
  readonly type = 'RangeFill';
  readonly members: Members = fillMembers;
}

/** `range.format.protection`. */
class FormatProtection extends Formatted {
  readonly type = 'FormatProtection';
  readonly members: Members = protectionMembers;
}

const borderIndexes = [
  'EdgeTop',
  'EdgeBottom',
  'EdgeLeft',
  'EdgeRight',
  'InsideVertical',
  'InsideHorizontal',
  'DiagonalDown',
  'DiagonalUp',
] as const;
type BorderIndex = (typeof borderIndexes)[number];

/** `range.format.borders`. */
class RangeBorders extends Formatted {
  readonly type = 'RangeBorderCollection';
  readonly members: Members = borderCollectionMembers;

  at(index: Json): RangeBorder {
    const found = borderIndexes.find((known) => known.toLowerCase() === String(index).toLowerCase());
    if (!found) throw new OfficeError('InvalidArgument', 'RangeBorderCollection.getItem');
    return new RangeBorder(this.book, this.places, found);
  }
}

/** One border of an area: an edge, or the lines between its cells. */
class RangeBorder extends Formatted {
  readonly type = 'RangeBorder';
  readonly members: Members = borderMembers;

  constructor(
    book: Book,
    places: readonly Place[],
    readonly index: BorderIndex,
  ) {
    super(book, places);
  }

  override get identity(): Readonly<Record<string, Json>> {
    return { SideIndex: this.index };
  }

  read(property: string): Json {
    let first: Json | undefined;
    this.eachLine((line) => {
      const value = lineProperty(line, property);
      if (first === undefined) first = value;
      else if (first !== value) first = null;
    });
    return first ?? (property === 'style' ? 'None' : null);
  }

  write(property: string, value: Json): void {
    const location = `RangeBorder.${property}`;
    if (this.index.startsWith('Diagonal')) {
      if (property === 'style' && value === 'None') return;
      throw notEmulated(`RangeBorder ${this.index}`);
    }
    for (const place of this.places) {
      const area = clipped(this.book, place.sheet, place.area);
      this.book.guard(place.sheet, area, 'formatCells', location);
      this.book.engine.setLook(place.sheet, place.area, (row, column) => {
        const sides = sidesAt(this.index, area, row, column);
        if (sides.length === 0) return null;
        const look = this.book.engine.look(place.sheet, row, column);
        return { borders: Object.fromEntries(sides.map((side) => [side, changedLine(look.borders[side], property, value, location)])) };
      });
    }
  }

  private eachLine(see: (line: BorderLine | null) => void): void {
    if (this.index.startsWith('Diagonal')) return;
    for (const place of this.places) {
      const area = clipped(this.book, place.sheet, place.area);
      for (let row = area.top; row <= area.bottom; row += 1) {
        for (let column = area.left; column <= area.right; column += 1) {
          const sides = sidesAt(this.index, area, row, column);
          if (sides.length === 0) continue;
          const look = this.book.engine.look(place.sheet, row, column);
          for (const side of sides) see(look.borders[side]);
        }
      }
    }
  }
}

function sidesAt(index: BorderIndex, area: Area, row: number, column: number): BorderSide[] {
  if (index === 'EdgeTop') return row === area.top ? ['top'] : [];
  if (index === 'EdgeBottom') return row === area.bottom ? ['bottom'] : [];
  if (index === 'EdgeLeft') return column === area.left ? ['left'] : [];
  if (index === 'EdgeRight') return column === area.right ? ['right'] : [];
  if (index === 'InsideHorizontal') {
    return [...(row > area.top ? (['top'] as const) : []), ...(row < area.bottom ? (['bottom'] as const) : [])];
  }
  return [...(column > area.left ? (['left'] as const) : []), ...(column < area.right ? (['right'] as const) : [])];
}

function commonSize(format: RangeFormat, kind: 'column' | 'row'): Json {
  const { book } = format;
  let first: number | undefined;
  for (const { sheet, area } of format.places) {
    const shown = clipped(book, sheet, area);
    const [from, to] = kind === 'column' ? [shown.left, shown.right] : [shown.top, shown.bottom];
    for (let index = from; index <= to; index += 1) {
      const hidden = kind === 'column' ? book.engine.columnHidden(sheet, index) : book.engine.rowHidden(sheet, index);
      const pixels = kind === 'column' ? book.engine.columnWidth(sheet, index) : book.engine.rowHeight(sheet, index);
      const size = hidden ? 0 : pixels * pointsPerPixel;
      if (first === undefined) first = size;
      else if (first !== size) return null;
    }
  }
  return first ?? null;
}

function setSize(format: RangeFormat, kind: 'column' | 'row', value: Json): void {
  const location = kind === 'column' ? 'RangeFormat.columnWidth' : 'RangeFormat.rowHeight';
  const pixels = asNumber(value, location, 0, kind === 'column' ? 1342 : 409.5) / pointsPerPixel;
  for (const { sheet, area } of format.places) {
    format.book.guard(sheet, area, kind === 'column' ? 'formatColumns' : 'formatRows', location);
    if (kind === 'column') format.book.engine.setColumnWidth(sheet, area.left, area.right, pixels);
    else format.book.engine.setRowHeight(sheet, area.top, area.bottom, pixels);
  }
}

const formatMembers = members<RangeFormat>({
  scalars: {
    ...scalarsOf<RangeFormat>(alignmentProperties),
    columnWidth: { get: (self) => commonSize(self, 'column'), set: (self, value) => setSize(self, 'column', value) },
    rowHeight: { get: (self) => commonSize(self, 'row'), set: (self, value) => setSize(self, 'row', value) },
  },
  objects: {
    fill: (self) => new RangeFill(self.book, self.places),
    font: (self) => new RangeFont(self.book, self.places),
    borders: (self) => new RangeBorders(self.book, self.places),
    protection: (self) => new FormatProtection(self.book, self.places),
  },
  methods: {
    autofitColumns: (self) => {
      for (const { sheet, area } of self.places) fitColumns(self.book, sheet, clipped(self.book, sheet, area));
    },
    autofitRows: (self) => {
      for (const { sheet, area } of self.places) fitRows(self.book, sheet, clipped(self.book, sheet, area));
    },
    adjustIndent: (self, given) => {
      const by = given.whole(0);
      for (const { sheet, area } of self.places) {
        self.book.engine.setLook(sheet, area, (row, column) => ({
          indent: Math.max(self.book.engine.look(sheet, row, column).indent + by, 0),
        }));
      }
    },
  },
});

const fontMembers = members<RangeFont>({ scalars: scalarsOf<RangeFont>(fontProperties) });
const fillMembers = members<RangeFill>({
  scalars: scalarsOf<RangeFill>(fillProperties),
  methods: { clear: (self) => self.change({ fill: null }, 'RangeFill.clear') },
});
const protectionMembers = members<FormatProtection>({ scalars: scalarsOf<FormatProtection>(protectionProperties) });
const borderCollectionMembers = members<RangeBorders>({
  items: (self) => borderIndexes.map((index) => self.at(index)),
  indexer: (self, key) => self.at(key),
  scalars: { count: { get: () => borderIndexes.length } },
  methods: { getItemAt: (self, given) => self.at(borderIndexes[given.whole(0)] ?? '') },
});
const borderMembers = members<RangeBorder>({
  scalars: {
    sideIndex: { get: (self) => self.index },
    style: { get: (self) => self.read('style'), set: (self, value) => self.write('style', value) },
    weight: { get: (self) => self.read('weight'), set: (self, value) => self.write('weight', value) },
    color: { get: (self) => self.read('color'), set: (self, value) => self.write('color', value) },
  },
});

/** Width of a text in pixels, Han characters counting double: near enough for fitting. */
function textPixels(text: string, points: number): number {
  let halves = 0;
  for (const character of text) halves += (character.codePointAt(0) ?? 0) > 0x2e7f ? 2 : 1.1;
  return (halves * points * (4 / 3)) / 2;
}

function fitColumns(book: Book, sheet: string, area: Area): void {
  const cells = book.engine.cells(sheet, area);
  for (let column = area.left; column <= area.right; column += 1) {
    let widest = 0;
    for (const [offset, row] of cells.entries()) {
      const value = row[column - area.left]?.value ?? '';
      if (value !== '') widest = Math.max(widest, textPixels(String(value), book.engine.look(sheet, area.top + offset, column).fontSize));
    }
    if (widest > 0) book.engine.setColumnWidth(sheet, column, column, Math.ceil(widest) + 12);
  }
}

function fitRows(book: Book, sheet: string, area: Area): void {
  const cells = book.engine.cells(sheet, area);
  for (const [offset, row] of cells.entries()) {
    let highest = book.engine.defaultSize(sheet).height;
    for (const [columnOffset, cell] of row.entries()) {
      if (cell.value === '') continue;
      const look = book.engine.look(sheet, area.top + offset, area.left + columnOffset);
      const room = Math.max(book.engine.columnWidth(sheet, area.left + columnOffset) - 6, 12);
      const lines = String(cell.value)
        .split('\n')
        .reduce((sum, line) => sum + (look.wrap ? Math.max(Math.ceil(textPixels(line, look.fontSize) / room), 1) : 1), 0);
      highest = Math.max(highest, Math.ceil(lines * look.fontSize * 1.75));
    }
    book.engine.setRowHeight(sheet, area.top + offset, area.top + offset, Math.min(highest, 545));
  }
}
