/** A part of something large. Values go on the end of an array or set, entries into a map, fields into an object. */
type Part =
  | { readonly make: number; readonly as: 'array' | 'set' | 'map' | 'object' }
  | { readonly into: number; readonly values: readonly unknown[] }
  | { readonly into: number; readonly entries: readonly (readonly [unknown, unknown])[] }
  /** Something large in its place, after all of it has arrived. */
  | { readonly into: number; readonly key: unknown; readonly child: number };

/** Some parts in one message. */
export interface Parcel {
  readonly parts: readonly Part[];
}

/** How much is sent in one message: values and fields, texts by their length. The page takes a few milliseconds to unpack so much. */
const limit = 4000;

/** Whether something fits into one message. */
export function isSmall(value: unknown): boolean {
  return weightOf(value, limit) < limit;
}

/**
 * Takes plain data apart, so that it crosses to or from a worker in slices: unpacking a whole outcome of a thousand projects at once
 * would stop the page for half a second. `Arrival` puts it together again.
 */
export function* parcelsOf(value: unknown): Generator<Parcel> {
  let parts: Part[] = [];
  let filled = 0;
  let next = 0;
  function* put(part: Part, weight: number): Generator<Parcel> {
    if (filled + weight > limit && parts.length > 0) {
      yield { parts };
      parts = [];
      filled = 0;
    }
    parts.push(part);
    filled += weight;
  }
  function* send(container: object): Generator<Parcel, number> {
    const id = next++;
    const keyed = !Array.isArray(container) && !(container instanceof Set);
    yield* put({ make: id, as: kindOf(container) }, 1);
    let light: (readonly [unknown, unknown])[] = [];
    let weight = 0;
    const flush = (): Part => (keyed ? { into: id, entries: light } : { into: id, values: light.map(([, child]) => child) });
    for (const [key, child] of childrenOf(container)) {
      const own = weightOf(child, limit) + (keyed ? 1 : 0);
      const heavy = own >= limit && typeof child === 'object' && child !== null;
      if (light.length > 0 && (heavy || weight + own > limit)) {
        yield* put(flush(), weight);
        light = [];
        weight = 0;
      }
      if (heavy) {
        const made: number = yield* send(child);
        yield* put({ into: id, key, child: made }, 1);
      } else {
        light.push([key, child]);
        weight += own;
      }
    }
    if (light.length > 0) yield* put(flush(), weight);
    return id;
  }
  yield* send([value]);
  yield { parts };
}

/** Puts parcels together as they arrive. */
export class Arrival {
  private readonly made: unknown[] = [];

  take({ parts }: Parcel): void {
    for (const part of parts) {
      if ('make' in part) this.made[part.make] = emptyOf(part.as);
      else if ('values' in part) for (const value of part.values) add(this.made[part.into], undefined, value);
      else if ('entries' in part) for (const [key, value] of part.entries) add(this.made[part.into], key, value);
      else add(this.made[part.into], part.key, this.made[part.child]);
    }
  }

  /** What was sent, once everything has arrived. */
  whole(): unknown {
    return (this.made[0] as readonly unknown[])[0];
  }
}

function kindOf(container: object): 'array' | 'set' | 'map' | 'object' {
  if (Array.isArray(container)) return 'array';
  if (container instanceof Set) return 'set';
  return container instanceof Map ? 'map' : 'object';
}

function emptyOf(kind: ReturnType<typeof kindOf>): unknown {
  if (kind === 'array') return [];
  if (kind === 'set') return new Set();
  return kind === 'map' ? new Map() : {};
}

function add(container: unknown, key: unknown, value: unknown): void {
  if (Array.isArray(container)) container.push(value);
  else if (container instanceof Set) container.add(value);
  else if (container instanceof Map) container.set(key, value);
  else Object.defineProperty(container, String(key), { value, writable: true, enumerable: true, configurable: true });
}

function childrenOf(container: object): Iterable<readonly [unknown, unknown]> {
  if (Array.isArray(container)) return Array.from(container, (child: unknown, index) => [index, child] as const);
  if (container instanceof Set) return [...container].map((child: unknown) => [undefined, child] as const);
  if (container instanceof Map) return container.entries();
  return Object.entries(container);
}

/** Weight of something, counted no further than to `most`. */
function weightOf(value: unknown, most: number): number {
  if (typeof value === 'string') return 1 + (value.length >> 6);
  if (typeof value !== 'object' || value === null) return 1;
  let weight = 1;
  if (value instanceof Map) {
    for (const [key, child] of value) {
      weight += weightOf(key, most) + weightOf(child, most - weight);
      if (weight >= most) return weight;
    }
    return weight;
  }
  const children: Iterable<unknown> = Array.isArray(value) || value instanceof Set ? value : Object.values(value);
  for (const child of children) {
    weight += weightOf(child, most - weight);
    if (weight >= most) return weight;
  }
  return weight;
}
