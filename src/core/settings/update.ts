import type { Rounding } from '../amounts/rounding';
import type { MoneyUnit } from '../amounts/unit';
import type { FactId } from '../facts/fact';
import { noChoices } from '../reading/reading';
import type { Receipt, Settings, Waiver } from './settings';

/** Settings of a workbook that has none yet. */
export const noSettings: Settings = {
  organisation: null,
  year: null,
  system: null,
  rounding: null,
  bases: new Map(),
  choices: noChoices,
  projectSheets: 'none',
  fingerprints: new Map(),
  deletedParagraphs: new Set(),
  waivers: [],
  receipts: [],
  workbookId: null,
};

/** Number of receipts that are kept, the newest last. */
const receiptsKept = 20;

/** The unit's name, typed by the user; empty means: recognise it. */
export function withOrganisation(settings: Settings, organisation: string | null): Settings {
  return { ...settings, organisation: organisation === null || organisation.trim() === '' ? null : organisation.trim() };
}

/** The year of the task; null means: recognise it. */
export function withYear(settings: Settings, year: number | null): Settings {
  return { ...settings, year };
}

/** The indicator system; null means: recognise it. */
export function withSystem(settings: Settings, system: string | null): Settings {
  return { ...settings, system };
}

/** The rounding; null means: the system's own. */
export function withRounding(settings: Settings, rounding: Rounding | null): Settings {
  return { ...settings, rounding };
}

/** The basis of a rate or indicator; null takes the choice back. */
export function withBasis(settings: Settings, key: string, basis: string | null): Settings {
  return { ...settings, bases: changed(settings.bases, key, basis) };
}

/** The answer to a question; null takes it back. */
export function withAnswer(settings: Settings, key: string, choice: string | null): Settings {
  return { ...settings, choices: { ...settings.choices, answers: changed(settings.choices.answers, key, choice) } };
}

/** The cell chosen for a fact; null takes the choice back. */
export function withCell(settings: Settings, fact: FactId, cell: string | null): Settings {
  return { ...settings, choices: { ...settings.choices, cells: changed(settings.choices.cells, fact, cell) } };
}

/** The unit of money of a sheet; null takes the choice back. */
export function withUnit(settings: Settings, sheet: string, unit: MoneyUnit | null): Settings {
  return { ...settings, choices: { ...settings.choices, units: changed(settings.choices.units, sheet, unit) } };
}

/** Whether project tables are made, and how. */
export function withProjectSheets(settings: Settings, projectSheets: Settings['projectSheets']): Settings {
  return { ...settings, projectSheets };
}

/** Sets a finding aside, with its reason; one waiver a key. */
export function withWaiver(settings: Settings, waiver: Waiver): Settings {
  return { ...settings, waivers: [...settings.waivers.filter((other) => other.key !== waiver.key), waiver] };
}

/** Takes a waiver back. */
export function withoutWaiver(settings: Settings, key: string): Settings {
  return { ...settings, waivers: settings.waivers.filter((waiver) => waiver.key !== key) };
}

/** Adds a receipt; the last twenty are kept. */
export function withReceipt(settings: Settings, receipt: Receipt): Settings {
  return { ...settings, receipts: [...settings.receipts, receipt].slice(-receiptsKept) };
}

/** What was written last. */
export function withFingerprints(settings: Settings, fingerprints: ReadonlyMap<string, string>): Settings {
  return { ...settings, fingerprints };
}

/** Report paragraphs that the unit deleted. */
export function withDeletedParagraphs(settings: Settings, keys: ReadonlySet<string>): Settings {
  return { ...settings, deletedParagraphs: keys };
}

/** The workbook's own id, given once. */
export function withWorkbookId(settings: Settings, workbookId: string): Settings {
  return { ...settings, workbookId };
}

function changed<K, V>(map: ReadonlyMap<K, V>, key: K, value: V | null): ReadonlyMap<K, V> {
  const copy = new Map(map);
  if (value === null) copy.delete(key);
  else copy.set(key, value);
  return copy;
}
