import { type CallArguments, HostObject, type Members, members } from '../protocol/host-object';
import { notEmulated, OfficeError } from '../protocol/office-error';
import type { Json } from '../protocol/wire';
import type { Book } from './book';
import { asFlag, asObject, asOneOf } from './json';
import { NamedItemCollection } from './named-item';
import { Range } from './range';
import { RangeAreas } from './range-areas';
import { WorksheetCollection } from './worksheet';

/** What of the protocol the workbook itself answers for. */
export interface References {
  byReference(reference: string): HostObject | null;
  releaseAll(): void;
  readonly liveReferences: number;
}

/** Something that there is once in a workbook. */
abstract class WorkbookPart extends HostObject {
  constructor(readonly book: Book) {
    super();
  }
}

/** `context.workbook`. */
export class Workbook extends WorkbookPart {
  readonly type = 'Workbook';
  readonly members: Members = workbookMembers;

  constructor(
    book: Book,
    readonly references: References,
  ) {
    super(book);
  }

  /** The range of an event's arguments. */
  eventRange(reference: string): HostObject {
    const object = this.references.byReference(reference);
    if (!object) throw new OfficeError('InvalidReference', 'Workbook');
    return object;
  }
}

class Application extends WorkbookPart {
  readonly type = 'Application';
  readonly members: Members = applicationMembers;
}

class CultureInfo extends WorkbookPart {
  readonly type = 'CultureInfo';
  readonly members: Members = cultureMembers;
}

class NumberFormatInfo extends WorkbookPart {
  readonly type = 'NumberFormatInfo';
  readonly members: Members = numberFormatMembers;
}

class DatetimeFormatInfo extends WorkbookPart {
  readonly type = 'DatetimeFormatInfo';
  readonly members: Members = datetimeMembers;
}

class WorkbookProtection extends WorkbookPart {
  readonly type = 'WorkbookProtection';
  readonly members: Members = protectionMembers;
}

class Runtime extends WorkbookPart {
  readonly type = 'Runtime';
  readonly members: Members = runtimeMembers;
}

class SettingCollection extends WorkbookPart {
  readonly type = 'SettingCollection';
  readonly members: Members = settingsMembers;

  find(key: string): Setting | null {
    return this.book.settings.has(key) ? new Setting(this.book, key) : null;
  }

  get(key: string): Setting {
    const setting = this.find(key);
    if (!setting) throw new OfficeError('ItemNotFound', 'SettingCollection.getItem');
    return setting;
  }
}

class Setting extends WorkbookPart {
  readonly type = 'Setting';
  readonly members: Members = settingMembers;

  constructor(
    book: Book,
    readonly key: string,
  ) {
    super(book);
  }

  override get identity(): Readonly<Record<string, Json>> {
    return { Key: this.key, _Id: this.key };
  }
}

/** The service that Office.js on the web greets after start-up. */
export class AddinInternalService extends HostObject {
  readonly type = 'AddinInternalService';
  readonly members: Members = internalMembers;
}

const internalMembers = members<AddinInternalService>({ methods: { notifyActionHandlerReady: () => undefined } });

const workbookMembers = members<Workbook>({
  scalars: {
    name: { get: (self) => self.book.name },
    readOnly: { get: (self) => self.book.readOnly },
    autoSave: { get: () => false },
    isDirty: { get: () => true, set: () => undefined },
    previouslySaved: { get: () => true },
  },
  objects: {
    worksheets: (self) => new WorksheetCollection(self.book),
    names: (self) => new NamedItemCollection(self.book, null),
    application: (self) => new Application(self.book),
    settings: (self) => new SettingCollection(self.book),
    protection: (self) => new WorkbookProtection(self.book),
    _Runtime: (self) => new Runtime(self.book),
  },
  methods: {
    getSelectedRange: (self) => new Range(self.book, self.book.engine.selection()),
    getSelectedRanges: (self) => new RangeAreas(self.book, [self.book.engine.selection()]),
    getActiveCell: (self) => {
      const { sheet, area } = self.book.engine.selection();
      return new Range(self.book, { sheet, area: { ...area, bottom: area.top, right: area.left } });
    },
    getIsActiveCollabSession: () => false,
    insertWorksheetsFromBase64: (self, given) => insertFrom(self.book, given),
    _GetRangeForEventByReferenceId: (self, given) => self.eventRange(given.text(0)),
    _GetRangeOrNullObjectForEventByReferenceId: (self, given) => self.references.byReference(given.text(0)),
    _GetObjectByReferenceId: (self, given) => self.eventRange(given.text(0)),
    _GetReferenceCount: (self) => self.references.liveReferences,
    _RemoveAllReferences: (self) => self.references.releaseAll(),
  },
});

function insertFrom(book: Book, given: CallArguments): Json {
  const location = 'Workbook.insertWorksheetsFromBase64';
  book.guardStructure(location);
  if (!book.insertSheets) throw notEmulated(location);
  const options = given.has(1) ? asObject(given.value(1), location) : {};
  const names = options.sheetNamesToInsert;
  const wanted = Array.isArray(names) && names.length > 0 ? names.map(String) : null;
  const last = book.engine.sheets().length;
  const type = options.positionType ?? 'End';
  if (type !== 'End' && type !== 'Beginning') throw notEmulated(`${location} (${String(type)})`);
  const bytes = Uint8Array.from(atob(given.text(0)), (character) => character.charCodeAt(0));
  return book.insertSheets(bytes, wanted, type === 'End' ? last : 0);
}

const applicationMembers = members<Application>({
  scalars: {
    calculationMode: {
      get: (self) => self.book.calculationMode,
      set: (self, value) => {
        self.book.calculationMode = asOneOf(
          value,
          ['Automatic', 'AutomaticExceptTables', 'Manual'] as const,
          'Application.calculationMode',
        );
      },
    },
    calculationState: { get: () => 'Done' },
    calculationEngineVersion: { get: () => 191029 },
    decimalSeparator: { get: () => '.' },
    thousandsSeparator: { get: () => ',' },
    useSystemSeparators: { get: () => true },
  },
  objects: { cultureInfo: (self) => new CultureInfo(self.book) },
  methods: {
    calculate: (self) => self.book.engine.settled(),
    suspendApiCalculationUntilNextSync: (self) => {
      self.book.calculationSuspended = true;
      self.book.engine.gather();
    },
    suspendScreenUpdatingUntilNextSync: () => undefined,
  },
});

const cultureMembers = members<CultureInfo>({
  scalars: { name: { get: () => 'zh-CN' } },
  objects: { numberFormat: (self) => new NumberFormatInfo(self.book), datetimeFormat: (self) => new DatetimeFormatInfo(self.book) },
});
const numberFormatMembers = members<NumberFormatInfo>({
  scalars: { numberDecimalSeparator: { get: () => '.' }, numberGroupSeparator: { get: () => ',' } },
});
const datetimeMembers = members<DatetimeFormatInfo>({
  scalars: {
    dateSeparator: { get: () => '/' },
    timeSeparator: { get: () => ':' },
    shortDatePattern: { get: () => 'yyyy/M/d' },
    longDatePattern: { get: () => "yyyy'年'M'月'd'日'" },
    longTimePattern: { get: () => 'H:mm:ss' },
  },
});

const protectionMembers = members<WorkbookProtection>({
  scalars: { protected: { get: (self) => self.book.structureProtected } },
  methods: {
    protect: (self) => {
      self.book.structureProtected = true;
    },
    unprotect: (self) => {
      self.book.structureProtected = false;
    },
  },
});

const runtimeMembers = members<Runtime>({
  scalars: {
    enableEvents: {
      get: (self) => self.book.eventsEnabled,
      set: (self, value) => {
        self.book.eventsEnabled = asFlag(value, 'Runtime.enableEvents');
      },
    },
  },
});

const settingsMembers = members<SettingCollection>({
  items: (self) => [...self.book.settings.keys()].map((key) => new Setting(self.book, key)),
  indexer: (self, key) => self.get(String(key)),
  methods: {
    add: (self, given) => {
      self.book.settings.set(given.text(0), given.value(1));
      return new Setting(self.book, given.text(0));
    },
    getCount: (self) => self.book.settings.size,
    getItem: (self, given) => self.get(given.text(0)),
    getItemOrNullObject: (self, given) => self.find(given.text(0)),
  },
});

const settingMembers = members<Setting>({
  scalars: {
    key: { get: (self) => self.key },
    value: {
      get: (self) => self.book.settings.get(self.key) ?? null,
      set: (self, value) => {
        self.book.settings.set(self.key, value);
      },
    },
  },
  methods: {
    delete: (self) => {
      self.book.settings.delete(self.key);
    },
  },
});
