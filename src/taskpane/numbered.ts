/** Items with a key by place, for lists that are only ever replaced whole. */
export function numbered<T>(items: readonly T[]): { readonly key: string; readonly item: T }[] {
  return items.map((item, place) => ({ key: String(place), item }));
}
