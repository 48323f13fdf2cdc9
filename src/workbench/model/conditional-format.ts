import type { ConditionalFormatRule } from '../engine/engine';
import { type CallArguments, HostObject, type Members, members } from '../protocol/host-object';
import { notEmulated, OfficeError } from '../protocol/office-error';
import type { Json } from '../protocol/wire';
import { intersection, type Place, without } from './address';
import type { Book } from './book';
import { asColor, asFlag, asText } from './json';
import { Range } from './range';
import { RangeAreas } from './range-areas';

/** `range.conditionalFormats`; formats of type Custom (a formula) are emulated. */
export class ConditionalFormatCollection extends HostObject {
  readonly type = 'ConditionalFormatCollection';
  readonly members: Members = collectionMembers;

  constructor(
    readonly book: Book,
    readonly places: readonly Place[],
  ) {
    super();
  }

  get list(): ConditionalFormat[] {
    const sheet = this.places[0]?.sheet;
    if (sheet === undefined) return [];
    return this.book.engine
      .conditionalFormats(sheet)
      .filter((rule) => rule.areas.some((area) => this.places.some((place) => intersection(place.area, area))))
      .map((rule) => new ConditionalFormat(this.book, sheet, rule.id));
  }

  add(kind: string): ConditionalFormat {
    if (kind !== 'Custom') throw notEmulated(`ConditionalFormatCollection.add(${kind})`);
    const sheet = this.places[0]?.sheet ?? '';
    for (const place of this.places) this.book.guard(sheet, place.area, 'formatCells', 'ConditionalFormatCollection.add');
    const id = this.book.newId();
    this.book.engine.setConditionalFormat(sheet, {
      id,
      areas: this.places.map((place) => place.area),
      formula: '',
      fill: null,
      fontColor: null,
      bold: null,
      italic: null,
      stopIfTrue: false,
    });
    return new ConditionalFormat(this.book, sheet, id);
  }

  /** Takes the places out of every rule; rules that reach further keep the rest. */
  clearAll(): void {
    for (const { sheet, area } of this.places) {
      for (const rule of [...this.book.engine.conditionalFormats(sheet)]) {
        if (!rule.areas.some((own) => intersection(own, area))) continue;
        const areas = rule.areas.flatMap((own) => without(own, area));
        if (areas.length === 0) this.book.engine.removeConditionalFormat(sheet, rule.id);
        else this.book.engine.setConditionalFormat(sheet, { ...rule, areas });
      }
    }
  }

  byId(id: string): ConditionalFormat | null {
    return this.list.find((format) => format.id === id) ?? null;
  }
}

/** One conditional format. */
export class ConditionalFormat extends HostObject {
  readonly type = 'ConditionalFormat';
  readonly members: Members = formatMembers;

  constructor(
    readonly book: Book,
    readonly sheet: string,
    readonly id: string,
  ) {
    super();
  }

  override get identity(): Readonly<Record<string, Json>> {
    return { Id: this.id };
  }

  get rule(): ConditionalFormatRule {
    const rule = this.book.engine.conditionalFormats(this.sheet).find((other) => other.id === this.id);
    if (!rule) throw new OfficeError('ItemNotFound', 'ConditionalFormat');
    return rule;
  }

  change(part: Partial<ConditionalFormatRule>): void {
    this.book.engine.setConditionalFormat(this.sheet, { ...this.rule, ...part });
  }
}

/** A part of a conditional format. */
abstract class FormatPart extends HostObject {
  constructor(readonly owner: ConditionalFormat) {
    super();
  }
}

class CustomConditionalFormat extends FormatPart {
  readonly type = 'CustomConditionalFormat';
  readonly members: Members = customMembers;
}

class ConditionalFormatRuleObject extends FormatPart {
  readonly type = 'ConditionalFormatRule';
  readonly members: Members = ruleMembers;
}

class ConditionalRangeFormat extends FormatPart {
  readonly type = 'ConditionalRangeFormat';
  readonly members: Members = rangeFormatMembers;
}

class ConditionalRangeFill extends FormatPart {
  readonly type = 'ConditionalRangeFill';
  readonly members: Members = fillMembers;
}

class ConditionalRangeFont extends FormatPart {
  readonly type = 'ConditionalRangeFont';
  readonly members: Members = fontMembers;
}

function found(format: ConditionalFormat | null | undefined): ConditionalFormat {
  if (!format) throw new OfficeError('ItemNotFound', 'ConditionalFormatCollection.getItem');
  return format;
}

const collectionMembers = members<ConditionalFormatCollection>({
  items: (self) => self.list,
  indexer: (self, key) => found(self.byId(String(key))),
  methods: {
    add: (self, given) => self.add(given.text(0)),
    getCount: (self) => self.list.length,
    clearAll: (self) => self.clearAll(),
    getItem: (self, given) => found(self.byId(given.text(0))),
    getItemOrNullObject: (self, given) => self.byId(given.text(0)),
    getItemAt: (self, given: CallArguments) => found(self.list[given.whole(0)]),
  },
});

const formatMembers = members<ConditionalFormat>({
  scalars: {
    id: { get: (self) => self.id },
    type: { get: () => 'Custom' },
    priority: { get: (self) => self.book.engine.conditionalFormats(self.sheet).findIndex((rule) => rule.id === self.id) },
    stopIfTrue: {
      get: (self) => self.rule.stopIfTrue,
      set: (self, value) => self.change({ stopIfTrue: asFlag(value, 'ConditionalFormat.stopIfTrue') }),
    },
  },
  objects: {
    custom: (self) => new CustomConditionalFormat(self),
    customOrNullObject: (self) => new CustomConditionalFormat(self),
    cellValueOrNullObject: () => null,
    colorScaleOrNullObject: () => null,
    dataBarOrNullObject: () => null,
    iconSetOrNullObject: () => null,
    presetOrNullObject: () => null,
    textComparisonOrNullObject: () => null,
    topBottomOrNullObject: () => null,
  },
  methods: {
    delete: (self) => self.book.engine.removeConditionalFormat(self.sheet, self.id),
    getRange: (self) => rangeOfRule(self),
    getRangeOrNullObject: (self) => (self.rule.areas.length === 1 ? rangeOfRule(self) : null),
    getRanges: (self) =>
      new RangeAreas(
        self.book,
        self.rule.areas.map((area) => ({ sheet: self.sheet, area })),
      ),
  },
});

function rangeOfRule(format: ConditionalFormat): Range {
  const [area, ...more] = format.rule.areas;
  if (!area || more.length > 0) throw new OfficeError('InvalidOperation', 'ConditionalFormat.getRange');
  return new Range(format.book, { sheet: format.sheet, area });
}

const customMembers = members<CustomConditionalFormat>({
  objects: {
    rule: (self) => new ConditionalFormatRuleObject(self.owner),
    format: (self) => new ConditionalRangeFormat(self.owner),
  },
});

const ruleMembers = members<ConditionalFormatRuleObject>({
  scalars: {
    formula: { get: (self) => self.owner.rule.formula, set: (self, value) => setFormula(self.owner, value) },
    formulaLocal: { get: (self) => self.owner.rule.formula, set: (self, value) => setFormula(self.owner, value) },
  },
});

function setFormula(format: ConditionalFormat, value: Json): void {
  const formula = asText(value, 'ConditionalFormatRule.formula');
  format.change({ formula: formula.startsWith('=') ? formula : `=${formula}` });
}

const rangeFormatMembers = members<ConditionalRangeFormat>({
  objects: {
    fill: (self) => new ConditionalRangeFill(self.owner),
    font: (self) => new ConditionalRangeFont(self.owner),
  },
});

const fillMembers = members<ConditionalRangeFill>({
  scalars: {
    color: {
      get: (self) => self.owner.rule.fill ?? '',
      set: (self, value) => self.owner.change({ fill: asColor(value, 'ConditionalRangeFill.color') }),
    },
  },
  methods: { clear: (self) => self.owner.change({ fill: null }) },
});

const fontMembers = members<ConditionalRangeFont>({
  scalars: {
    color: {
      get: (self) => self.owner.rule.fontColor ?? '',
      set: (self, value) => self.owner.change({ fontColor: asColor(value, 'ConditionalRangeFont.color') }),
    },
    bold: {
      get: (self) => self.owner.rule.bold,
      set: (self, value) => self.owner.change({ bold: asFlag(value, 'ConditionalRangeFont.bold') }),
    },
    italic: {
      get: (self) => self.owner.rule.italic,
      set: (self, value) => self.owner.change({ italic: asFlag(value, 'ConditionalRangeFont.italic') }),
    },
  },
  methods: { clear: (self) => self.owner.change({ fontColor: null, bold: null, italic: null }) },
});
