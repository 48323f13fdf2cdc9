import type { Fact, FactId } from '../core/facts/fact';
import type { Catalogue } from './core-client';

/** The two halves of a fact id: `basic.operating:outturn` → `basic.operating`, `outturn`. */
export function halvesOf(id: FactId): { readonly item: string; readonly measure: string } {
  const colon = id.indexOf(':');
  return { item: id.slice(0, colon), measure: id.slice(colon + 1) };
}

/** An item's official label; as it was read, or the id, while the catalogue has none. */
export function itemLabel(catalogue: Catalogue, item: string, fact?: Fact): string {
  return catalogue.items.find(({ id }) => id === item)?.label ?? fact?.explanation.item ?? item;
}

/** The official label of a fact's measure. */
export function measureLabel(catalogue: Catalogue, id: FactId, fact?: Fact): string {
  const { measure } = halvesOf(id);
  return catalogue.measures.find((entry) => entry.id === measure)?.label ?? fact?.explanation.measure ?? measure;
}

/** Item and measure, parted by a point as on the sheets. */
export function factLabel(catalogue: Catalogue, id: FactId, fact?: Fact): string {
  return `${itemLabel(catalogue, halvesOf(id).item, fact)}·${measureLabel(catalogue, id, fact)}`;
}
