import { type Area, sheetLimits } from '../../core/workbook/address';
import { type CallArguments, HostObject, type Members, members } from '../protocol/host-object';
import { OfficeError } from '../protocol/office-error';
import type { Json } from '../protocol/wire';
import { readPlace } from './address';
import { type Book, eventType } from './book';
import { asFlag, asNumber, asObject, asOneOf, asText } from './json';
import { Range } from './range';
import { RangeAreas } from './range-areas';
import { type ProtectionOptions, type SheetState, strictProtection } from './sheet-state';

/** Something that belongs to one sheet. */
abstract class SheetPart extends HostObject {
  constructor(
    readonly book: Book,
    readonly sheet: string,
  ) {
    super();
  }

  get state(): SheetState {
    if (!this.book.engine.sheetEntry(this.sheet)) throw new OfficeError('ItemNotFound', this.type);
    return this.book.state(this.sheet);
  }

  /** A range argument: an object or an address on this sheet. */
  area(given: CallArguments, index = 0): Area {
    const object = given.object(index);
    if (object instanceof Range) return object.area;
    const place = readPlace(this.book, given.text(index), this.sheet);
    if (!place) throw given.invalid();
    return place.area;
  }
}

/** `worksheet.protection`. */
export class WorksheetProtection extends SheetPart {
  readonly type = 'WorksheetProtection';
  readonly members: Members = protectionMembers;

  turn(on: boolean, password: string | null, options: ProtectionOptions): void {
    const { protection } = this.state;
    protection.on = on;
    protection.password = password;
    protection.options = options;
    this.book.announce(eventType.protectionChanged, this.sheet, () => ({
      type: 'WorksheetProtectionChanged',
      isProtected: on,
      source: 'Local',
      worksheetId: this.sheet,
    }));
  }
}

function optionsFrom(given: Json): ProtectionOptions {
  const options = strictProtection();
  if (given === null) return options;
  for (const [name, value] of Object.entries(asObject(given, 'WorksheetProtection.protect'))) {
    if (value === undefined || value === null) continue;
    if (name === 'selectionMode') options.selectionMode = asText(value, 'WorksheetProtection.protect');
    else if (name in options) Object.assign(options, { [name]: asFlag(value, 'WorksheetProtection.protect') });
    else throw new OfficeError('InvalidArgument', 'WorksheetProtection.protect');
  }
  return options;
}

const protectionMembers = members<WorksheetProtection>({
  scalars: {
    protected: { get: (self) => self.state.protection.on },
    options: { get: (self) => ({ ...self.state.protection.options }) },
  },
  methods: {
    protect: (self, given) => {
      if (self.state.protection.on) throw new OfficeError('InvalidOperation', 'WorksheetProtection.protect');
      self.turn(true, given.optionalText(1), optionsFrom(given.value(0)));
    },
    unprotect: (self, given) => {
      const { protection } = self.state;
      if (protection.on && protection.password !== null && protection.password !== given.optionalText(0)) {
        throw new OfficeError('AccessDenied', 'WorksheetProtection.unprotect');
      }
      if (protection.on) self.turn(false, null, strictProtection());
    },
  },
});

/** `worksheet.freezePanes`. */
export class WorksheetFreezePanes extends SheetPart {
  readonly type = 'WorksheetFreezePanes';
  readonly members: Members = freezeMembers;

  get location(): Range | null {
    const { rows, columns } = this.book.engine.freeze(this.sheet);
    if (rows === 0 && columns === 0) return null;
    const area = { top: 1, left: 1, bottom: rows || sheetLimits.rows, right: columns || sheetLimits.columns };
    return new Range(this.book, { sheet: this.sheet, area });
  }
}

const freezeMembers = members<WorksheetFreezePanes>({
  methods: {
    freezeRows: (self, given) => self.book.engine.setFreeze(self.sheet, given.whole(0, 1), 0),
    freezeColumns: (self, given) => self.book.engine.setFreeze(self.sheet, 0, given.whole(0, 1)),
    freezeAt: (self, given) => {
      const area = self.area(given);
      const rows = area.bottom === sheetLimits.rows ? 0 : area.bottom;
      const columns = area.right === sheetLimits.columns ? 0 : area.right;
      self.book.engine.setFreeze(self.sheet, rows, columns);
    },
    unfreeze: (self) => self.book.engine.setFreeze(self.sheet, 0, 0),
    getLocation: (self) => {
      const range = self.location;
      if (!range) throw new OfficeError('ItemNotFound', 'WorksheetFreezePanes.getLocation');
      return range;
    },
    getLocationOrNullObject: (self) => self.location,
  },
});

/** `worksheet.autoFilter`; a filter can be set and taken away, criteria are not emulated. */
export class AutoFilter extends SheetPart {
  readonly type = 'AutoFilter';
  readonly members: Members = filterMembers;

  remove(): void {
    const filter = this.state.filter;
    if (filter?.hiding) this.book.engine.setRowsHidden(this.sheet, filter.area.top, filter.area.bottom, false);
    this.state.filter = null;
  }
}

const filterMembers = members<AutoFilter>({
  scalars: {
    enabled: { get: (self) => self.state.filter !== null },
    isDataFiltered: { get: (self) => self.state.filter?.hiding === true },
    criteria: { get: () => [] },
  },
  methods: {
    apply: (self, given) => {
      if (given.has(2)) throw new OfficeError('ApiNotFound', 'AutoFilter.apply', 'The emulated Excel does not implement filter criteria.');
      self.state.filter = { area: self.area(given), hiding: false };
    },
    clearCriteria: (self) => {
      const filter = self.state.filter;
      if (!filter) return;
      if (filter.hiding) self.book.engine.setRowsHidden(self.sheet, filter.area.top, filter.area.bottom, false);
      self.state.filter = { ...filter, hiding: false };
    },
    reapply: () => undefined,
    remove: (self) => self.remove(),
    getRange: (self) => {
      const filter = self.state.filter;
      if (!filter) throw new OfficeError('ItemNotFound', 'AutoFilter.getRange');
      return new Range(self.book, { sheet: self.sheet, area: filter.area });
    },
    getRangeOrNullObject: (self) => {
      const filter = self.state.filter;
      return filter && new Range(self.book, { sheet: self.sheet, area: filter.area });
    },
  },
});

/** `worksheet.pageLayout`. */
export class PageLayout extends SheetPart {
  readonly type = 'PageLayout';
  readonly members: Members = pageMembers;

  get printArea(): RangeAreas | null {
    const area = this.state.page.printArea;
    return area && new RangeAreas(this.book, [{ sheet: this.sheet, area }]);
  }

  lines(kind: 'titleRows' | 'titleColumns'): Range | null {
    const lines = this.state.page[kind];
    if (!lines) return null;
    const area =
      kind === 'titleRows'
        ? { top: lines.first, bottom: lines.last, left: 1, right: sheetLimits.columns }
        : { left: lines.first, right: lines.last, top: 1, bottom: sheetLimits.rows };
    return new Range(this.book, { sheet: this.sheet, area });
  }
}

type Margin = keyof SheetState['page']['margins'];

function margin(name: Margin) {
  return {
    get: (self: PageLayout): Json => self.state.page.margins[name],
    set: (self: PageLayout, value: Json): void => {
      self.state.page.margins[name] = asNumber(value, `PageLayout.${name}Margin`, 0, 3600);
    },
  };
}

const pageMembers = members<PageLayout>({
  scalars: {
    orientation: {
      get: (self) => self.state.page.orientation,
      set: (self, value) => {
        self.state.page.orientation = asOneOf(value, ['Portrait', 'Landscape'] as const, 'PageLayout.orientation');
      },
    },
    paperSize: {
      get: (self) => self.state.page.paperSize,
      set: (self, value) => {
        self.state.page.paperSize = asText(value, 'PageLayout.paperSize');
      },
    },
    zoom: {
      get: (self) => ({ ...self.state.page.zoom }),
      set: (self, value) => {
        const zoom = asObject(value, 'PageLayout.zoom');
        self.state.page.zoom = Object.fromEntries(
          Object.entries(zoom)
            .filter(([, part]) => part !== undefined && part !== null)
            .map(([name, part]) => [name, asNumber(part ?? null, 'PageLayout.zoom', 0, 32767)]),
        );
      },
    },
    centerHorizontally: {
      get: (self) => self.state.page.centerHorizontally,
      set: (self, value) => {
        self.state.page.centerHorizontally = asFlag(value, 'PageLayout.centerHorizontally');
      },
    },
    centerVertically: {
      get: (self) => self.state.page.centerVertically,
      set: (self, value) => {
        self.state.page.centerVertically = asFlag(value, 'PageLayout.centerVertically');
      },
    },
    leftMargin: margin('left'),
    rightMargin: margin('right'),
    topMargin: margin('top'),
    bottomMargin: margin('bottom'),
    headerMargin: margin('header'),
    footerMargin: margin('footer'),
  },
  methods: {
    setPrintArea: (self, given) => {
      const areas = given.object(0);
      self.state.page.printArea = areas instanceof RangeAreas ? (areas.places[0]?.area ?? null) : self.area(given);
    },
    getPrintArea: (self) => {
      const areas = self.printArea;
      if (!areas) throw new OfficeError('ItemNotFound', 'PageLayout.getPrintArea');
      return areas;
    },
    getPrintAreaOrNullObject: (self) => self.printArea,
    setPrintTitleRows: (self, given) => {
      const area = self.area(given);
      self.state.page.titleRows = { first: area.top, last: area.bottom };
    },
    getPrintTitleRowsOrNullObject: (self) => self.lines('titleRows'),
    setPrintTitleColumns: (self, given) => {
      const area = self.area(given);
      self.state.page.titleColumns = { first: area.left, last: area.right };
    },
    getPrintTitleColumnsOrNullObject: (self) => self.lines('titleColumns'),
  },
});
