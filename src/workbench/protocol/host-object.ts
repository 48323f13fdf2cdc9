import { notEmulated, OfficeError } from './office-error';
import type { Json } from './wire';

/** What a property or method may give back. */
export type HostResult = Json | HostObject | undefined | void;

/** A property of scalars: read by `load`, set by assignment. */
export interface ScalarMember<T> {
  readonly get: (self: T) => Json | Promise<Json>;
  readonly set?: (self: T, value: Json) => void | Promise<void>;
  /** Left out of a load that names no properties (Excel does so with costly ones). */
  readonly onDemand?: boolean;
}

/** The members of a class as Office.js names them. Nothing else of a host object can be reached from outside. */
export interface MemberTable<T> {
  readonly scalars?: Readonly<Record<string, ScalarMember<T>>>;
  readonly objects?: Readonly<Record<string, (self: T) => HostObject | null>>;
  readonly methods?: Readonly<Record<string, (self: T, given: CallArguments) => HostResult | Promise<HostResult>>>;
  /** Children of a collection, in order. */
  readonly items?: (self: T) => readonly HostObject[];
  /** `collection.getItem(key)` as an indexer path. */
  readonly indexer?: (self: T, key: Json) => HostObject;
}

/** A member table whose names compare without case: actions say `Values`, selections say `values`. */
export interface Members {
  readonly scalars: ReadonlyMap<string, { readonly name: string; readonly member: ScalarMember<HostObject> }>;
  readonly objects: ReadonlyMap<string, { readonly name: string; readonly member: (self: HostObject) => HostObject | null }>;
  readonly methods: ReadonlyMap<string, (self: HostObject, given: CallArguments) => HostResult | Promise<HostResult>>;
  readonly items: ((self: HostObject) => readonly HostObject[]) | null;
  readonly indexer: ((self: HostObject, key: Json) => HostObject) | null;
}

/** Prepares a class's member table. */
export function members<T extends HostObject>(table: MemberTable<T>): Members {
  const wireName = (name: string): string => name.charAt(0).toUpperCase() + name.slice(1);
  const scalars = new Map<string, { name: string; member: ScalarMember<HostObject> }>();
  for (const [name, member] of Object.entries(table.scalars ?? {})) {
    scalars.set(name.toLowerCase(), { name: wireName(name), member: member as unknown as ScalarMember<HostObject> });
  }
  const objects = new Map<string, { name: string; member: (self: HostObject) => HostObject | null }>();
  for (const [name, member] of Object.entries(table.objects ?? {})) {
    objects.set(name.toLowerCase(), { name: wireName(name), member: member as (self: HostObject) => HostObject | null });
  }
  const methods = new Map<string, (self: HostObject, given: CallArguments) => HostResult | Promise<HostResult>>();
  for (const [name, member] of Object.entries(table.methods ?? {})) methods.set(name.toLowerCase(), member as never);
  return {
    scalars,
    objects,
    methods,
    items: (table.items as Members['items'] | undefined) ?? null,
    indexer: (table.indexer as Members['indexer'] | undefined) ?? null,
  };
}

/** An object of the emulated Excel. */
export abstract class HostObject {
  /** Its class as Office.js names it, for error locations. */
  abstract readonly type: string;
  abstract readonly members: Members;

  /** Key fields sent when the object is first reached; the client addresses it by them afterwards. */
  get identity(): Readonly<Record<string, Json>> {
    return {};
  }

  /** Ranges and the like survive a sync through a reference id. */
  get keepable(): boolean {
    return false;
  }
}

/** A member table over another: the second adds to the first. */
export function extend(base: Members, more: Members): Members {
  return {
    scalars: new Map([...base.scalars, ...more.scalars]),
    objects: new Map([...base.objects, ...more.objects]),
    methods: new Map([...base.methods, ...more.methods]),
    items: more.items ?? base.items,
    indexer: more.indexer ?? base.indexer,
  };
}

/** The arguments of a call, read with the checks Excel makes. */
export class CallArguments {
  constructor(
    private readonly location: string,
    private readonly given: readonly (Json | HostObject | undefined)[],
  ) {}

  /** Whether an argument was given at all. */
  has(index: number): boolean {
    const value = this.given[index];
    return value !== undefined && value !== null;
  }

  value(index: number): Json {
    const value = this.given[index];
    if (value instanceof HostObject) throw this.invalid();
    return value ?? null;
  }

  text(index: number): string {
    const value = this.given[index];
    if (typeof value !== 'string') throw this.invalid();
    return value;
  }

  optionalText(index: number): string | null {
    return this.has(index) ? this.text(index) : null;
  }

  whole(index: number, otherwise?: number): number {
    const value = this.given[index];
    if (value === undefined || value === null) {
      if (otherwise === undefined) throw this.invalid();
      return otherwise;
    }
    if (typeof value !== 'number' || !Number.isInteger(value)) throw this.invalid();
    return value;
  }

  flag(index: number): boolean {
    return this.given[index] === true;
  }

  object(index: number): HostObject | null {
    const value = this.given[index];
    return value instanceof HostObject ? value : null;
  }

  invalid(): OfficeError {
    return new OfficeError('InvalidArgument', this.location);
  }
}

/** The property, or the loud error of a member that is not emulated. */
export function scalarOf(object: HostObject, name: string): { name: string; member: ScalarMember<HostObject> } {
  const found = object.members.scalars.get(name.toLowerCase());
  if (!found) throw notEmulated(`${object.type}.${name}`);
  return found;
}
