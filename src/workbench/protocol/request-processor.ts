import { CallArguments, HostObject } from './host-object';
import { notEmulated, OfficeError } from './office-error';
import { ActionType, type Json, ObjectPathType, type RequestBody, type ResponseBody, type WireArguments, type WireQuery } from './wire';

/** What the processor needs to know of the application behind it. */
export interface Application {
  /** The object that paths start from. */
  root(): HostObject;
  /** Objects that a client makes with `new`, by their service name. */
  service(name: string): HostObject | null;
  /** Resolves when every value that a read could return is up to date. */
  settled(): Promise<void>;
  /** Called after every batch, before its answer goes out: what holds until then no longer does. */
  batchEnds(): Promise<void>;
}

/** How many event arguments can still be asked for their range. */
const rememberedEventReferences = 500;

/**
 * The server's half of the request protocol of Office.js (“ProcessQuery”). It resolves object paths, runs the actions in order and
 * answers queries; what the objects are is none of its business. An error ends the batch; what was done before stays done.
 */
export class RequestProcessor {
  private readonly references = new Map<string, HostObject>();
  private readonly eventReferences = new Map<string, HostObject>();
  private issued = 0;

  constructor(private readonly application: Application) {}

  /** Objects that the client still tracks. */
  get liveReferences(): number {
    return this.references.size;
  }

  /** Remembers an object for an event's arguments and gives its reference id. */
  remember(object: HostObject): string {
    this.issued += 1;
    const reference = `{event-${this.issued}}`;
    this.eventReferences.set(reference, object);
    if (this.eventReferences.size > rememberedEventReferences) {
      const oldest = this.eventReferences.keys().next().value;
      if (oldest !== undefined) this.eventReferences.delete(oldest);
    }
    return reference;
  }

  /** The object of a reference id, or null when it was dropped. */
  byReference(reference: string): HostObject | null {
    return this.references.get(reference) ?? this.eventReferences.get(reference) ?? null;
  }

  async process(body: RequestBody): Promise<ResponseBody> {
    try {
      return await new Batch(body, this.application, this).run();
    } finally {
      await this.application.batchEnds();
    }
  }

  track(object: HostObject): string {
    this.issued += 1;
    const reference = `{object-${this.issued}}`;
    this.references.set(reference, object);
    return reference;
  }

  release(reference: string): void {
    this.references.delete(reference);
  }

  releaseAll(): void {
    this.references.clear();
  }
}

class Batch {
  private readonly objects = new Map<number, HostObject | null>();
  private readonly kept = new Map<number, string>();
  private readonly results: { ActionId: number; Value: Json }[] = [];
  private readonly traces: number[] = [];

  constructor(
    private readonly body: RequestBody,
    private readonly application: Application,
    private readonly processor: RequestProcessor,
  ) {}

  async run(): Promise<ResponseBody> {
    let index = -1;
    try {
      for (const action of this.body.Actions) {
        index += 1;
        await this.act(action);
      }
      return { Results: this.results, TraceIds: this.traces };
    } catch (problem) {
      const error = problem instanceof OfficeError ? problem : unexpected(problem);
      return {
        Results: this.results,
        TraceIds: this.traces,
        Error: {
          Code: error.code,
          Message: error.message,
          Location: error.location,
          HttpStatusCode: error.status,
          ActionIndex: index,
        },
      };
    }
  }

  private async act(action: RequestBody['Actions'][number]): Promise<void> {
    if (action.ActionType === ActionType.trace) {
      // The client's callbacks hang on the result of a trace: without one an event handler is silently never attached.
      this.traces.push(action.Id);
      this.answer(action.Id, null);
      return;
    }
    const object = await this.resolve(action.ObjectPathId);
    switch (action.ActionType) {
      case ActionType.instantiate:
        this.answer(action.Id, this.identify(action.ObjectPathId, object));
        return;
      case ActionType.query:
      case ActionType.queryAsJson:
        await this.application.settled();
        this.answer(
          action.Id,
          object && {
            ...this.identify(action.ObjectPathId, object),
            ...(await query(object, action.QueryInfo ?? {})),
          },
        );
        return;
      case ActionType.method:
        await this.invoke(action, object);
        return;
      case ActionType.setProperty:
        if (!object) throw new OfficeError('InvalidOperation', action.Name);
        await assign(object, action.Name, (await this.arguments(action.ArgumentInfo))[0] as Json);
        return;
      case ActionType.update:
        if (!object) throw new OfficeError('InvalidOperation', action.Name);
        for (const [name, value] of Object.entries(action.ObjectState ?? {})) await assign(object, name, value);
        return;
      default:
        throw notEmulated(`action type ${action.ActionType}`);
    }
  }

  private async invoke(action: RequestBody['Actions'][number], object: HostObject | null): Promise<void> {
    if (action.Name === '_KeepReference') {
      if (object && !this.kept.has(action.ObjectPathId)) this.kept.set(action.ObjectPathId, this.processor.track(object));
      return;
    }
    const given = await this.arguments(action.ArgumentInfo);
    if (action.Name === '_RemoveReference') {
      this.processor.release(String(given[0]));
      return;
    }
    if (!object) return;
    await this.application.settled();
    const result = await call(object, action.Name, given);
    this.answer(action.Id, result instanceof HostObject ? this.identify(-1, result) : (result ?? null));
  }

  private answer(id: number, value: Json): void {
    this.results.push({ ActionId: id, Value: value });
  }

  /** The object of a path. A path is run once, when it is first needed: `worksheets.add()` is a path too. */
  private async resolve(id: number): Promise<HostObject | null> {
    const known = this.objects.get(id);
    if (known !== undefined) return known;
    const object = await this.reach(id);
    this.objects.set(id, object);
    return object;
  }

  private async reach(id: number): Promise<HostObject | null> {
    const path = this.body.ObjectPaths[String(id)];
    if (!path) throw new OfficeError('InvalidObjectPath', `object path ${id}`);
    if (path.ObjectPathType === ObjectPathType.global) return this.application.root();
    if (path.ObjectPathType === ObjectPathType.nullObject) return null;
    if (path.ObjectPathType === ObjectPathType.newObject) {
      const made = this.application.service(path.Name);
      if (!made) throw notEmulated(`new ${path.Name}()`);
      return made;
    }
    if (path.ObjectPathType === ObjectPathType.referenceId) {
      const object = this.processor.byReference(path.Name);
      if (!object) throw new OfficeError('InvalidReference', path.Name);
      this.kept.set(id, path.Name);
      return object;
    }
    const parent = await this.resolve(path.ParentObjectPathId ?? -1);
    if (!parent) return null;
    if (path.ObjectPathType === ObjectPathType.property) return objectMember(parent, path.Name);
    const given = await this.arguments(path.ArgumentInfo);
    if (path.ObjectPathType === ObjectPathType.indexer) {
      if (!parent.members.indexer) throw notEmulated(`${parent.type} by key`);
      return parent.members.indexer(parent, given[0] as Json);
    }
    if (path.ObjectPathType === ObjectPathType.method) {
      const result = await call(parent, path.Name, given);
      return result instanceof HostObject ? result : null;
    }
    throw notEmulated(`object path type ${path.ObjectPathType}`);
  }

  private async arguments(info: WireArguments | undefined): Promise<(Json | HostObject)[]> {
    const paths = (info?.ReferencedObjectPathIds ?? []) as readonly Json[];
    const given: (Json | HostObject)[] = [];
    for (const [index, value] of (info?.Arguments ?? []).entries()) {
      const path = paths[index];
      given.push(typeof path === 'number' && path > 0 ? await this.resolve(path) : value);
    }
    return given;
  }

  private identify(id: number, object: HostObject | null): { readonly [key: string]: Json } | null {
    if (!object) return null;
    const tracked = this.kept.get(id);
    if (tracked) return { ...object.identity, _ReferenceId: tracked };
    const wanted = this.body.AutoKeepReference === true && id >= 0 && this.body.ObjectPaths[String(id)]?.D !== true;
    if (!object.keepable || !wanted) return object.identity;
    const reference = this.processor.track(object);
    this.kept.set(id, reference);
    return { ...object.identity, _ReferenceId: reference };
  }
}

function unexpected(problem: unknown): OfficeError {
  // A fault of the emulation itself: the add-in sees what Excel would say, the console shows where it is.
  console.error('The emulated Excel failed', problem);
  return new OfficeError('GeneralException', '', problem instanceof Error ? problem.message : String(problem));
}

function objectMember(object: HostObject, name: string): HostObject | null {
  const found = object.members.objects.get(name.toLowerCase());
  if (!found) throw notEmulated(`${object.type}.${name}`);
  return found.member(object);
}

async function call(object: HostObject, name: string, given: readonly (Json | HostObject)[]): Promise<Json | HostObject | undefined> {
  const method = object.members.methods.get(name.toLowerCase());
  const location = `${object.type}.${name.charAt(0).toLowerCase()}${name.slice(1)}`;
  if (!method) throw notEmulated(`${location}()`);
  return ((await method(object, new CallArguments(location, given))) ?? undefined) as Json | HostObject | undefined;
}

async function assign(object: HostObject, name: string, value: Json): Promise<void> {
  const found = object.members.scalars.get(name.toLowerCase());
  if (!found?.member.set) throw notEmulated(`${object.type}.${name} (set)`);
  await found.member.set(object, value);
}

/** Answers a load: selected paths of an object, or of every item of a collection. */
async function query(object: HostObject, wanted: WireQuery): Promise<{ readonly [key: string]: Json }> {
  const selection = [...(wanted.Select ?? []), ...(wanted.Expand ?? []).map((path) => `${path}/*`)];
  if (!object.members.items) return select(object, selection);
  const all = object.members.items(object);
  const from = wanted.Skip ?? 0;
  const shown = all.slice(from, wanted.Top === undefined ? undefined : from + wanted.Top);
  const items: Json[] = [];
  for (const item of shown) items.push({ ...item.identity, ...(await select(item, selection)) });
  return { _Items: items, Count: all.length };
}

const everything = new Set(['*', '$all']);

async function select(object: HostObject, selection: readonly string[]): Promise<{ readonly [key: string]: Json }> {
  const answer: Record<string, Json> = {};
  const nested = new Map<string, string[]>();
  const names = new Set<string>();
  if (selection.length === 0 || selection.some((path) => everything.has(path))) {
    for (const [name, { member }] of object.members.scalars) if (!member.onDemand) names.add(name);
  }
  for (const path of selection) {
    if (everything.has(path) || path === '$none') continue;
    const [head = '', ...rest] = path.split(/[/.]/);
    const name = head.toLowerCase();
    if (name === 'items' && rest.length > 0) names.add(rest.join('/'));
    else if (rest.length > 0) nested.set(name, [...(nested.get(name) ?? []), rest.join('/')]);
    else if (object.members.objects.has(name)) nested.set(name, [...(nested.get(name) ?? []), '*']);
    else names.add(name);
  }
  for (const name of names) {
    const found = object.members.scalars.get(name);
    if (!found) throw notEmulated(`${object.type}.${name}`);
    answer[found.name] = await found.member.get(object);
  }
  for (const [name, paths] of nested) {
    const found = object.members.objects.get(name);
    if (!found) throw notEmulated(`${object.type}.${name}`);
    const child = found.member(object);
    answer[found.name] = child && { ...child.identity, ...(await query(child, { Select: paths })) };
  }
  return answer;
}
