import type { ValidationEntry } from '../engine/engine';
import { HostObject, type Members, members } from '../protocol/host-object';
import { notEmulated, OfficeError } from '../protocol/office-error';
import type { Json } from '../protocol/wire';
import { intersection, type Place, without } from './address';
import type { Book } from './book';
import { asFlag, asObject, asOneOf } from './json';

const operators = [
  'Between',
  'NotBetween',
  'EqualTo',
  'NotEqualTo',
  'GreaterThan',
  'LessThan',
  'GreaterThanOrEqualTo',
  'LessThanOrEqualTo',
] as const;
const typeNames: Readonly<Record<ValidationEntry['kind'], string>> = {
  any: 'None',
  list: 'List',
  decimal: 'Decimal',
  wholeNumber: 'WholeNumber',
  textLength: 'TextLength',
  date: 'Date',
  custom: 'Custom',
};

/** `range.dataValidation`. */
export class DataValidation extends HostObject {
  readonly type = 'DataValidation';
  readonly members: Members = validationMembers;

  constructor(
    readonly book: Book,
    readonly places: readonly Place[],
  ) {
    super();
  }

  /** The one entry that covers the places whole; null when there is none, `mixed` when they differ. */
  get entry(): ValidationEntry | null | 'mixed' {
    const found = new Set<ValidationEntry | null>();
    for (const { sheet, area } of this.places) {
      const entries = this.book.engine.validations(sheet).filter((entry) => entry.areas.some((own) => intersection(own, area)));
      const whole = entries.find(
        (entry) =>
          entry.areas.flatMap((own) => [own]).reduce((rest, own) => rest.flatMap((part) => without(part, own)), [area]).length === 0,
      );
      found.add(whole ?? null);
      if (!whole && entries.length > 0) return 'mixed';
    }
    return found.size > 1 ? 'mixed' : ([...found][0] ?? null);
  }

  change(part: Partial<ValidationEntry>, location: string): void {
    for (const { sheet, area } of this.places) this.book.guard(sheet, area, 'contents', location);
    const before = this.entry;
    const base: ValidationEntry =
      before !== null && before !== 'mixed'
        ? before
        : {
            id: '',
            areas: [],
            kind: 'any',
            operator: null,
            formula1: '',
            formula2: null,
            ignoreBlanks: true,
            inCellDropDown: true,
            prompt: { title: '', message: '', show: true },
            alert: { title: '', message: '', style: 'Stop', show: true },
          };
    this.clear();
    const sheet = this.places[0]?.sheet ?? '';
    this.book.engine.setValidation(sheet, { ...base, ...part, id: this.book.newId(), areas: this.places.map((place) => place.area) });
  }

  clear(): void {
    for (const { sheet, area } of this.places) {
      for (const entry of [...this.book.engine.validations(sheet)]) {
        if (!entry.areas.some((own) => intersection(own, area))) continue;
        const areas = entry.areas.flatMap((own) => without(own, area));
        if (areas.length === 0) this.book.engine.removeValidation(sheet, entry.id);
        else this.book.engine.setValidation(sheet, { ...entry, areas });
      }
    }
  }
}

function ruleOf(entry: ValidationEntry | null | 'mixed'): Json {
  if (entry === null || entry === 'mixed' || entry.kind === 'any') return {};
  if (entry.kind === 'list') return { list: { source: entry.formula1, inCellDropDown: entry.inCellDropDown } };
  if (entry.kind === 'custom') return { custom: { formula: entry.formula1 } };
  return { [entry.kind]: { formula1: operand(entry.formula1), formula2: operand(entry.formula2), operator: entry.operator } };
}

function operand(text: string | null): Json {
  if (text === null) return null;
  return text !== '' && !Number.isNaN(Number(text)) ? Number(text) : text;
}

function setRule(validation: DataValidation, given: Json): void {
  const location = 'DataValidation.rule';
  const rule = asObject(given, location);
  const [kind, ...more] = Object.keys(rule).filter((name) => rule[name] !== undefined && rule[name] !== null);
  if (kind === undefined || more.length > 0) throw new OfficeError('InvalidArgument', location);
  const details = asObject(rule[kind] ?? null, location);
  const text = (value: Json | undefined): string => {
    if (typeof value !== 'string' && typeof value !== 'number') throw new OfficeError('InvalidArgument', location);
    return String(value);
  };
  if (kind === 'list') {
    const source = text(details.source);
    // Excel takes at most 255 characters of choices written out.
    if (source.length > 255 && !source.startsWith('=')) throw new OfficeError('InvalidArgument', location);
    validation.change(
      { kind: 'list', operator: null, formula1: source, formula2: null, inCellDropDown: details.inCellDropDown !== false },
      location,
    );
    return;
  }
  if (kind === 'custom') {
    validation.change({ kind: 'custom', operator: null, formula1: text(details.formula), formula2: null }, location);
    return;
  }
  if (kind !== 'decimal' && kind !== 'wholeNumber' && kind !== 'textLength' && kind !== 'date') throw notEmulated(`${location}.${kind}`);
  const operator = asOneOf(details.operator ?? null, operators, location);
  const two = operator === 'Between' || operator === 'NotBetween';
  validation.change({ kind, operator, formula1: text(details.formula1), formula2: two ? text(details.formula2) : null }, location);
}

function plainText(value: Json | undefined): string {
  return typeof value === 'string' ? value : '';
}

const validationMembers = members<DataValidation>({
  scalars: {
    type: { get: (self) => (self.entry === 'mixed' ? 'MixedCriteria' : typeNames[self.entry?.kind ?? 'any']) },
    rule: { get: (self) => ruleOf(self.entry), set: setRule },
    ignoreBlanks: {
      get: (self) => (self.entry === 'mixed' ? null : (self.entry?.ignoreBlanks ?? true)),
      set: (self, value) => self.change({ ignoreBlanks: asFlag(value, 'DataValidation.ignoreBlanks') }, 'DataValidation.ignoreBlanks'),
    },
    prompt: {
      get: (self) => {
        const prompt = self.entry === 'mixed' ? null : self.entry?.prompt;
        return { title: prompt?.title ?? '', message: prompt?.message ?? '', showPrompt: prompt?.show ?? true };
      },
      set: (self, value) => {
        const prompt = asObject(value, 'DataValidation.prompt');
        self.change(
          { prompt: { title: plainText(prompt.title), message: plainText(prompt.message), show: prompt.showPrompt !== false } },
          'DataValidation.prompt',
        );
      },
    },
    errorAlert: {
      get: (self) => {
        const alert = self.entry === 'mixed' ? null : self.entry?.alert;
        return { title: alert?.title ?? '', message: alert?.message ?? '', style: alert?.style ?? 'Stop', showAlert: alert?.show ?? true };
      },
      set: (self, value) => {
        const alert = asObject(value, 'DataValidation.errorAlert');
        self.change(
          {
            alert: {
              title: plainText(alert.title),
              message: plainText(alert.message),
              style: asOneOf(alert.style ?? 'Stop', ['Stop', 'Warning', 'Information'] as const, 'DataValidation.errorAlert'),
              show: alert.showAlert !== false,
            },
          },
          'DataValidation.errorAlert',
        );
      },
    },
  },
  methods: { clear: (self) => self.clear() },
});
