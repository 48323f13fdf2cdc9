import type { FactId } from '../core/facts/fact';
import { itemEntry, labelOf, measureEntry, parseFactId } from '../core/facts/names';

/** An item's official label, as it stands on the unit's sheets; the id itself where the vocabulary has none. */
export function itemLabel(item: string): string {
  return itemEntry(item)?.label ?? item;
}

/** The official label of a fact's measure. */
export function measureLabel(id: FactId): string {
  const { measure } = parseFactId(id);
  return measureEntry(measure)?.label ?? measure;
}

/** Item and measure: `日常公用经费·全年执行数`. */
export function factLabel(id: FactId): string {
  return labelOf(id);
}
