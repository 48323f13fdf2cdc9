/**
 * Whether two pieces of plain data (snapshots, settings) hold the same: values, lists, maps and sets compared by what is in them, absent like
 * undefined. Linear in their size; stops at the first difference.
 */
export function sameContent(first: unknown, second: unknown): boolean {
  if (Object.is(first, second)) return true;
  if (typeof first !== 'object' || typeof second !== 'object' || first === null || second === null) return false;
  if (first instanceof Map) return second instanceof Map && sameMaps(first, second);
  if (first instanceof Set) return second instanceof Set && first.size === second.size && [...first].every((entry) => second.has(entry));
  if (Array.isArray(first))
    return Array.isArray(second) && first.length === second.length && first.every((entry, index) => sameContent(entry, second[index]));
  if (second instanceof Map || second instanceof Set || Array.isArray(second)) return false;
  return sameProperties(first as Readonly<Record<string, unknown>>, second as Readonly<Record<string, unknown>>);
}

function sameMaps(first: ReadonlyMap<unknown, unknown>, second: ReadonlyMap<unknown, unknown>): boolean {
  if (first.size !== second.size) return false;
  for (const [key, value] of first) if (!second.has(key) || !sameContent(value, second.get(key))) return false;
  return true;
}

function sameProperties(first: Readonly<Record<string, unknown>>, second: Readonly<Record<string, unknown>>): boolean {
  for (const name in first) if (!sameContent(first[name], second[name])) return false;
  for (const name in second) if (second[name] !== undefined && !(name in first)) return false;
  return true;
}
