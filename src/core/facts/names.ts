import type { Quantity } from '../amounts/unit';
import type { FactId } from './fact';
import { type ItemEntry, items, type MeasureEntry, measures } from './vocabulary';

const itemById = new Map(items.map((item) => [item.id, item]));
const measureById = new Map(measures.map((measure) => [measure.id, measure]));

/** A fact id in its two halves: `basic.operating:outturn` → `basic.operating`, `outturn`. Throws a `RangeError` on text without a colon. */
export function parseFactId(id: FactId): { readonly item: string; readonly measure: string } {
  const colon = id.indexOf(':');
  if (colon <= 0) throw new RangeError(`not a fact id: ${id}`);
  return { item: id.slice(0, colon), measure: id.slice(colon + 1) };
}

/** Whether both halves stand in the vocabulary. */
export function isKnownFact(id: string): id is FactId {
  const [item, measure, ...rest] = id.split(':');
  return item !== undefined && measure !== undefined && rest.length === 0 && itemById.has(item) && measureById.has(measure);
}

/** The vocabulary's entry of an item, or null. */
export function itemEntry(id: string): ItemEntry | null {
  return itemById.get(id) ?? null;
}

/** The vocabulary's entry of a measure, or null. */
export function measureEntry(id: string): MeasureEntry | null {
  return measureById.get(id) ?? null;
}

/** The label for people: `日常公用经费·全年执行数`. */
export function labelOf(id: FactId): string {
  const { item, measure } = parseFactId(id);
  return `${itemById.get(item)?.label ?? item}·${measureById.get(measure)?.label ?? measure}`;
}

/**
 * The Chinese defined name of a fact, measure first: `决算数_合计`. One-to-one over the vocabulary; letters, Han, digits and `_` only.
 * Ids outside the vocabulary give a name of their own letters, so that no two ids share one.
 */
export function definedNameOf(id: FactId): string {
  const { item, measure } = parseFactId(id);
  return `${measureById.get(measure)?.name ?? foreign(measure)}_${itemById.get(item)?.name ?? foreign(item)}`;
}

/** The fact behind a defined name of ours, or null. */
export function factOfDefinedName(name: string): FactId | null {
  const [measureName, itemName, ...rest] = name.split('_');
  if (rest.length > 0) return null;
  const item = items.find((entry) => entry.name === itemName);
  const measure = measures.find((entry) => entry.name === measureName);
  return item && measure ? `${item.id}:${measure.id}` : null;
}

function foreign(part: string): string {
  return `其他.${[...part].map((letter) => (/[\p{L}\p{N}.]/u.test(letter) ? letter : `.${letter.codePointAt(0) ?? 0}.`)).join('')}`;
}

const rateMeasures = new Set(['scheduled', 'cumulative', 'rate', 'stated']);
const countMeasures = new Set(['establishment', 'onPost', 'retired', 'offBook', 'employed', 'planned', 'done']);

/** What kind of number a fact is. */
export function quantityOf(id: FactId): Quantity {
  const { item, measure } = parseFactId(id);
  if (rateMeasures.has(measure) || item === 'satisfaction') return 'rate';
  return countMeasures.has(measure) || item === 'staff' || item === 'projectCount' ? 'count' : 'money';
}
