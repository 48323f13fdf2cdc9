import type { NameEntry } from '../engine/engine';
import { type CallArguments, HostObject, type Members, members } from '../protocol/host-object';
import { OfficeError } from '../protocol/office-error';
import type { Json } from '../protocol/wire';
import { absoluteFormula, readArea, readPlace } from './address';
import type { Book } from './book';
import { asFlag, asText } from './json';
import { Range } from './range';
import { Worksheet } from './worksheet';

/** Names of the workbook (`sheet` null) or of one sheet. */
export class NamedItemCollection extends HostObject {
  readonly type = 'NamedItemCollection';
  readonly members: Members = collectionMembers;

  constructor(
    readonly book: Book,
    readonly sheet: string | null,
  ) {
    super();
  }

  get list(): NamedItem[] {
    return this.book.engine
      .names()
      .filter((entry) => entry.sheet === this.sheet)
      .sort((first, second) => first.name.localeCompare(second.name, 'zh-CN'))
      .map((entry) => new NamedItem(this.book, this.sheet, entry.name));
  }

  find(name: string): NamedItem | null {
    const entry = this.book.engine.nameEntry(name, this.sheet);
    return entry ? new NamedItem(this.book, this.sheet, entry.name) : null;
  }

  get(name: string): NamedItem {
    const item = this.find(name);
    if (!item) throw new OfficeError('ItemNotFound', 'NamedItemCollection.getItem');
    return item;
  }

  add(given: CallArguments): NamedItem {
    const location = 'NamedItemCollection.add';
    const name = given.text(0);
    if (!validName(name)) throw new OfficeError('InvalidArgument', location);
    if (this.find(name)) throw new OfficeError('ItemAlreadyExists', location);
    const object = given.object(1);
    const formula = object instanceof Range ? absoluteFormula(this.book, object.place) : formulaOf(this.book, given.value(1), location);
    this.book.engine.setName({ name, formula, visible: true, comment: given.optionalText(2) ?? '', sheet: this.sheet });
    return new NamedItem(this.book, this.sheet, name);
  }
}

function formulaOf(book: Book, value: Json, location: string): string {
  if (typeof value === 'number' || typeof value === 'boolean') return `=${String(value).toUpperCase()}`;
  const text = asText(value, location);
  const formula = text.startsWith('=') ? text : `="${text.replace(/"/g, '""')}"`;
  const place = readPlace(book, formula, null);
  return place ? absoluteIfPlain(book, formula, place) : formula;
}

/** A reference keeps its own dollars; only the sheet's name is written as Excel writes it. */
function absoluteIfPlain(book: Book, formula: string, place: NonNullable<ReturnType<typeof readPlace>>): string {
  const reference = formula.slice(formula.lastIndexOf('!') + 1).toUpperCase();
  const prefix = absoluteFormula(book, place);
  return `${prefix.slice(0, prefix.lastIndexOf('!') + 1)}${reference}`;
}

/** Whether Excel takes a name: letters, Han, digits, `_`, `.` and `\`, no cell look-alike, at most 255 characters. */
export function validName(name: string): boolean {
  if (!/^[\p{L}_\\][\p{L}\p{N}_.\\?]*$/u.test(name) || name.length > 255) return false;
  return readArea(name) === null && !/^(?:[rR]\d*[cC]?\d*|[cC]\d*)$/.test(name);
}

/** A defined name. */
export class NamedItem extends HostObject {
  readonly type = 'NamedItem';
  readonly members: Members = itemMembers;

  constructor(
    readonly book: Book,
    readonly sheet: string | null,
    readonly name: string,
  ) {
    super();
  }

  override get identity(): Readonly<Record<string, Json>> {
    return { Name: this.name, _Id: this.name };
  }

  get entry(): NameEntry {
    const entry = this.book.engine.nameEntry(this.name, this.sheet);
    if (!entry) throw new OfficeError('ItemNotFound', 'NamedItem');
    return entry;
  }

  change(part: Partial<NameEntry>): void {
    this.book.engine.setName({ ...this.entry, ...part });
  }

  get range(): Range | null {
    const place = readPlace(this.book, this.entry.formula, null);
    return place && new Range(this.book, place);
  }

  /** Kind and value of what the name stands for; formulas that are more than a reference or a constant are not evaluated. */
  get meaning(): { readonly type: string; readonly value: Json } {
    const { formula } = this.entry;
    if (this.range) return { type: 'Range', value: formula.slice(1) };
    if (formula.includes('#REF!')) return { type: 'Error', value: '#REF!' };
    const text = /^="((?:[^"]|"")*)"$/.exec(formula);
    if (text) return { type: 'String', value: (text[1] ?? '').replace(/""/g, '"') };
    const rest = formula.slice(1);
    if (/^(?:TRUE|FALSE)$/i.test(rest)) return { type: 'Boolean', value: rest.toUpperCase() === 'TRUE' };
    if (rest !== '' && !Number.isNaN(Number(rest))) return { type: 'Double', value: Number(rest) };
    return { type: 'String', value: formula };
  }
}

const collectionMembers = members<NamedItemCollection>({
  items: (self) => self.list,
  indexer: (self, key) => self.get(String(key)),
  methods: {
    add: (self, given) => self.add(given),
    addFormulaLocal: (self, given) => self.add(given),
    getCount: (self) => self.list.length,
    getItem: (self, given) => self.get(given.text(0)),
    getItemOrNullObject: (self, given) => self.find(given.text(0)),
  },
});

const itemMembers = members<NamedItem>({
  scalars: {
    name: { get: (self) => self.entry.name },
    type: { get: (self) => self.meaning.type },
    value: { get: (self) => self.meaning.value },
    formula: {
      get: (self) => self.entry.formula,
      set: (self, value) => self.change({ formula: formulaOf(self.book, value, 'NamedItem.formula') }),
    },
    visible: { get: (self) => self.entry.visible, set: (self, value) => self.change({ visible: asFlag(value, 'NamedItem.visible') }) },
    comment: { get: (self) => self.entry.comment, set: (self, value) => self.change({ comment: asText(value, 'NamedItem.comment') }) },
    scope: { get: (self) => (self.sheet === null ? 'Workbook' : 'Worksheet') },
  },
  objects: {
    worksheet: (self) => {
      if (self.sheet === null) throw new OfficeError('ItemNotFound', 'NamedItem.worksheet');
      return new Worksheet(self.book, self.sheet);
    },
    worksheetOrNullObject: (self) => (self.sheet === null ? null : new Worksheet(self.book, self.sheet)),
  },
  methods: {
    delete: (self) => self.book.engine.removeName(self.entry.id),
    getRange: (self) => {
      const range = self.range;
      if (!range) throw new OfficeError('InvalidReference', 'NamedItem.getRange');
      return range;
    },
    getRangeOrNullObject: (self) => self.range,
  },
});
