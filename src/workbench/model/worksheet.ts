import { type CallArguments, HostObject, type Members, members } from '../protocol/host-object';
import { OfficeError } from '../protocol/office-error';
import type { Json } from '../protocol/wire';
import { type Place, readPlace, wholeSheet } from './address';
import { type Book, eventType, workbookTarget } from './book';
import { ChartCollection } from './chart';
import { eventMethods } from './event-members';
import { asColor, asFlag, asNumber, asOneOf, asText } from './json';
import { NamedItemCollection } from './named-item';
import { Range } from './range';
import { RangeAreas } from './range-areas';
import { AutoFilter, PageLayout, WorksheetFreezePanes, WorksheetProtection } from './worksheet-parts';

const visibilities = ['Visible', 'Hidden', 'VeryHidden'] as const;

/** `workbook.worksheets`. */
export class WorksheetCollection extends HostObject {
  readonly type = 'WorksheetCollection';
  readonly members: Members = collectionMembers;
  readonly eventTarget = workbookTarget;

  constructor(readonly book: Book) {
    super();
  }

  get list(): Worksheet[] {
    return this.book.engine.sheets().map((entry) => new Worksheet(this.book, entry.id));
  }

  find(key: string): Worksheet | null {
    const entry = this.book.engine.sheetEntry(key) ?? this.book.engine.sheetNamed(key);
    return entry ? new Worksheet(this.book, entry.id) : null;
  }

  get(key: string): Worksheet {
    const sheet = this.find(key);
    if (!sheet) throw new OfficeError('ItemNotFound', 'WorksheetCollection.getItem');
    return sheet;
  }

  add(name: string | null): Worksheet {
    const location = 'WorksheetCollection.add';
    this.book.guardStructure(location);
    if (name !== null) checkTitle(this.book, name, null, location);
    return new Worksheet(this.book, this.book.engine.addSheet(name ?? this.freeTitle()));
  }

  /** The sheet at the end of the visible ones, or of all. */
  edge(end: 'first' | 'last', visibleOnly: boolean): Worksheet {
    const sheets = this.book.engine.sheets().filter((sheet) => !visibleOnly || sheet.visibility === 'Visible');
    const entry = end === 'first' ? sheets[0] : sheets.at(-1);
    return new Worksheet(this.book, entry?.id ?? '');
  }

  private freeTitle(): string {
    let number = this.book.engine.sheets().length + 1;
    while (this.find(`Sheet${number}`)) number += 1;
    return `Sheet${number}`;
  }
}

function checkTitle(book: Book, name: string, own: string | null, location: string): void {
  if (name === '' || name.length > 31 || /[:\\/?*[\]]/.test(name) || name.startsWith("'") || name.endsWith("'")) {
    throw new OfficeError('InvalidArgument', location);
  }
  const taken = book.engine.sheetNamed(name);
  if (taken && taken.id !== own) throw new OfficeError('ItemAlreadyExists', location);
}

/** A sheet. */
export class Worksheet extends HostObject {
  readonly type = 'Worksheet';
  readonly members: Members = worksheetMembers;

  constructor(
    readonly book: Book,
    readonly id: string,
  ) {
    super();
  }

  override get identity(): Readonly<Record<string, Json>> {
    return { Id: this.id };
  }

  get eventTarget(): string {
    return this.id;
  }

  get entry() {
    const entry = this.book.engine.sheetEntry(this.id);
    if (!entry) throw new OfficeError('ItemNotFound', 'Worksheet');
    return entry;
  }

  get position(): number {
    return this.book.engine.sheets().findIndex((sheet) => sheet.id === this.id);
  }

  neighbour(step: 1 | -1, visibleOnly: boolean): Worksheet | null {
    const sheets = this.book.engine.sheets();
    for (let index = this.position + step; index >= 0 && index < sheets.length; index += step) {
      const sheet = sheets[index];
      if (sheet && (!visibleOnly || sheet.visibility === 'Visible')) return new Worksheet(this.book, sheet.id);
    }
    return null;
  }

  rename(value: Json): void {
    const location = 'Worksheet.name';
    const name = asText(value, location);
    this.book.guardStructure(location);
    checkTitle(this.book, name, this.id, location);
    const before = this.entry.name;
    this.book.engine.renameSheet(this.id, name);
    this.book.announce(eventType.nameChanged, this.id, () => ({
      type: 'WorksheetNameChanged',
      nameBefore: before,
      nameAfter: name,
      source: 'Local',
      worksheetId: this.id,
    }));
  }

  show(value: Json): void {
    const location = 'Worksheet.visibility';
    const visibility = asOneOf(value, visibilities, location);
    this.book.guardStructure(location);
    const before = this.entry.visibility;
    if (visibility !== 'Visible') this.keepOneVisible(location);
    this.book.engine.setVisibility(this.id, visibility);
    this.book.announce(eventType.visibilityChanged, this.id, () => ({
      type: 'WorksheetVisibilityChanged',
      visibilityBefore: before,
      visibilityAfter: visibility,
      source: 'Local',
      worksheetId: this.id,
    }));
  }

  delete(): void {
    const location = 'Worksheet.delete';
    this.book.guardStructure(location);
    if (this.entry.visibility === 'VeryHidden') throw new OfficeError('InvalidOperation', location);
    this.keepOneVisible(location);
    this.book.engine.removeSheet(this.id);
  }

  private keepOneVisible(location: string): void {
    const others = this.book.engine.sheets().filter((sheet) => sheet.id !== this.id && sheet.visibility === 'Visible');
    if (others.length === 0) throw new OfficeError('InvalidOperation', location);
  }

  range(address: string | null): Range {
    if (this.entry.id === '') throw new OfficeError('ItemNotFound', 'Worksheet.getRange');
    if (address === null || address === '') return new Range(this.book, { sheet: this.id, area: wholeSheet });
    const place = this.placeOf(address);
    if (!place) throw new OfficeError('InvalidArgument', 'Worksheet.getRange');
    return new Range(this.book, place);
  }

  private placeOf(address: string): Place | null {
    const direct = readPlace(this.book, address, this.id);
    if (direct) return direct;
    const wanted = address.toLowerCase();
    const name = this.book.engine
      .names()
      .find((entry) => entry.name.toLowerCase() === wanted && (entry.sheet === null || entry.sheet === this.id));
    return name ? readPlace(this.book, name.formula, null) : null;
  }

  used(valuesOnly: boolean): Range | null {
    const area = this.book.engine.used(this.entry.id, valuesOnly);
    return area && new Range(this.book, { sheet: this.id, area });
  }

  size(kind: 'width' | 'height'): number {
    return this.book.engine.defaultSize(this.id)[kind];
  }
}

const collectionMembers = members<WorksheetCollection>({
  items: (self) => self.list,
  indexer: (self, key) => self.get(String(key)),
  methods: {
    ...eventMethods<WorksheetCollection>(),
    add: (self, given) => self.add(given.optionalText(0)),
    getItem: (self, given) => self.get(given.text(0)),
    getItemOrNullObject: (self, given) => self.find(given.text(0)),
    getActiveWorksheet: (self) => new Worksheet(self.book, self.book.engine.activeSheet()),
    getFirst: (self, given) => self.edge('first', given.flag(0)),
    getLast: (self, given) => self.edge('last', given.flag(0)),
    getCount: (self, given) => self.book.engine.sheets().filter((sheet) => !given.flag(0) || sheet.visibility === 'Visible').length,
  },
});

const worksheetMembers = members<Worksheet>({
  scalars: {
    id: { get: (self) => self.entry.id },
    name: { get: (self) => self.entry.name, set: (self, value) => self.rename(value) },
    position: {
      get: (self) => {
        if (self.position < 0) throw new OfficeError('ItemNotFound', 'Worksheet');
        return self.position;
      },
      set: (self, value) => {
        self.book.guardStructure('Worksheet.position');
        self.book.engine.moveSheet(self.id, asNumber(value, 'Worksheet.position', 0, self.book.engine.sheets().length - 1));
      },
    },
    visibility: { get: (self) => self.entry.visibility, set: (self, value) => self.show(value) },
    tabColor: {
      get: (self) => self.entry.tabColor,
      set: (self, value) => self.book.engine.setTabColor(self.id, value === '' ? '' : asColor(value, 'Worksheet.tabColor')),
    },
    showGridlines: { get: (self) => self.book.engine.gridlines(self.entry.id) },
    // The client sets these two under names of their own, and loads them under the usual ones.
    gridlines: {
      onDemand: true,
      get: (self) => self.book.engine.gridlines(self.entry.id),
      set: (self, value) => self.book.engine.setGridlines(self.id, asFlag(value, 'Worksheet.showGridlines')),
    },
    headings: {
      onDemand: true,
      get: (self) => self.book.state(self.id).showHeadings,
      set: (self, value) => {
        self.book.state(self.id).showHeadings = asFlag(value, 'Worksheet.showHeadings');
      },
    },
    showHeadings: { get: (self) => self.book.state(self.id).showHeadings },
    standardHeight: { get: (self) => self.size('height') * 0.75 },
    standardWidth: { get: (self) => self.size('width') * 0.75 },
  },
  objects: {
    names: (self) => new NamedItemCollection(self.book, self.id),
    charts: (self) => new ChartCollection(self.book, self.id),
    protection: (self) => new WorksheetProtection(self.book, self.id),
    freezePanes: (self) => new WorksheetFreezePanes(self.book, self.id),
    pageLayout: (self) => new PageLayout(self.book, self.id),
    autoFilter: (self) => new AutoFilter(self.book, self.id),
  },
  methods: {
    ...eventMethods<Worksheet>('AddedEvent', 'DeletedEvent', 'EventMoved'),
    activate: (self) => {
      if (self.entry.visibility !== 'Visible') throw new OfficeError('InvalidOperation', 'Worksheet.activate');
      self.book.engine.activate(self.id);
    },
    delete: (self) => self.delete(),
    calculate: (self) => self.book.engine.settled(),
    getRange: (self, given) => self.range(given.optionalText(0)),
    getCell: (self, given) => oneCell(self, given),
    getRangeByIndexes: (self, given) => {
      const [top, left] = [given.whole(0) + 1, given.whole(1) + 1];
      return new Range(self.book, {
        sheet: self.entry.id,
        area: { top, left, bottom: top + given.whole(2) - 1, right: left + given.whole(3) - 1 },
      });
    },
    getRanges: (self, given) => {
      const address = given.optionalText(0);
      const places =
        address === null ? [{ sheet: self.id, area: wholeSheet }] : address.split(/[,;]/).map((part) => self.range(part.trim()).place);
      return new RangeAreas(self.book, places);
    },
    getUsedRange: (self, given) => self.used(given.flag(0)) ?? self.range('A1'),
    getUsedRangeOrNullObject: (self, given) => self.used(given.flag(0)),
    getNext: (self, given) => existing(self.neighbour(1, given.flag(0)), 'Worksheet.getNext'),
    getNextOrNullObject: (self, given) => self.neighbour(1, given.flag(0)),
    getPrevious: (self, given) => existing(self.neighbour(-1, given.flag(0)), 'Worksheet.getPrevious'),
    getPreviousOrNullObject: (self, given) => self.neighbour(-1, given.flag(0)),
  },
});

function oneCell(sheet: Worksheet, given: CallArguments): Range {
  const [row, column] = [given.whole(0) + 1, given.whole(1) + 1];
  return new Range(sheet.book, { sheet: sheet.entry.id, area: { top: row, left: column, bottom: row, right: column } });
}

function existing(sheet: Worksheet | null, location: string): Worksheet {
  if (!sheet) throw new OfficeError('ItemNotFound', location);
  return sheet;
}
