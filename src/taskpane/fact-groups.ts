import type { Fact, Facts } from '../core/facts/fact';
import type { Catalogue } from './core-client';
import { halvesOf } from './fact-labels';

/** Facts of one item, in the order they are printed. */
export interface FactGroup {
  readonly item: string;
  readonly facts: readonly Fact[];
}

/** Facts by item, items in the catalogue's order; `onlyProblems` keeps conflicts and sums alone. */
export function factGroups(facts: Facts, catalogue: Catalogue, onlyProblems: boolean): FactGroup[] {
  const groups = new Map<string, Fact[]>();
  for (const fact of facts.values()) {
    if (onlyProblems && fact.status === 'read') continue;
    const { item } = halvesOf(fact.id);
    const group = groups.get(item);
    if (group) group.push(fact);
    else groups.set(item, [fact]);
  }
  const places = new Map(catalogue.items.map(({ id }, place) => [id, place]));
  const place = (item: string): number => places.get(item) ?? places.size;
  return [...groups].map(([item, members]) => ({ item, facts: members })).sort((first, second) => place(first.item) - place(second.item));
}
