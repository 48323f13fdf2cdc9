import type { Fact, Facts } from '../core/facts/fact';
import { parseFactId } from '../core/facts/names';
import { items } from '../core/facts/vocabulary';

/** Facts of one item, in the order they are printed. */
export interface FactGroup {
  readonly item: string;
  readonly facts: readonly Fact[];
}

const placeOfItem = new Map(items.map(({ id }, place) => [id, place]));

/** Facts by item, items in the vocabulary's order; `onlyProblems` keeps conflicts and sums alone. */
export function factGroups(facts: Facts, onlyProblems: boolean): FactGroup[] {
  const groups = new Map<string, Fact[]>();
  for (const fact of facts.values()) {
    if (onlyProblems && fact.status === 'read') continue;
    const { item } = parseFactId(fact.id);
    const group = groups.get(item);
    if (group) group.push(fact);
    else groups.set(item, [fact]);
  }
  const place = (item: string): number => placeOfItem.get(item) ?? items.length;
  return [...groups].map(([item, members]) => ({ item, facts: members })).sort((first, second) => place(first.item) - place(second.item));
}
