import { saySystems } from '../wording/say-systems';

/** One fault of a value against its schema. */
export interface SchemaFault {
  /** `indicators[3].rule.bands[0]`; empty for the whole document. */
  readonly path: string;
  readonly reason: string;
}

/** The part of JSON Schema that `system.schema.json` uses. */
export interface Schema {
  readonly $ref?: string;
  readonly $defs?: Readonly<Record<string, Schema>>;
  readonly type?: string;
  readonly const?: unknown;
  readonly enum?: readonly unknown[];
  readonly pattern?: string;
  readonly minLength?: number;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly required?: readonly string[];
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly additionalProperties?: boolean | Schema;
  readonly minProperties?: number;
  readonly maxProperties?: number;
  readonly items?: Schema;
  readonly minItems?: number;
  readonly maxItems?: number;
  readonly anyOf?: readonly Schema[];
  readonly oneOf?: readonly Schema[];
}

const deepest = 64;

/**
 * Faults of a value against a schema, in document order. Knows the keywords above; `oneOf` is told apart by the constant `kind`, so that
 * an unknown kind is named together with the known ones.
 */
export function schemaFaults(value: unknown, schema: Schema, root: Schema = schema, path = '', depth = 0): SchemaFault[] {
  const fault = (reason: string): SchemaFault[] => [{ path, reason }];
  if (depth > deepest) return fault(saySystems('tooDeep'));
  if (schema.$ref !== undefined) {
    const target = root.$defs?.[schema.$ref.replace('#/$defs/', '')];
    return target ? schemaFaults(value, target, root, path, depth + 1) : [];
  }
  if (schema.anyOf) {
    const attempts = schema.anyOf.map((option) => schemaFaults(value, option, root, path, depth + 1));
    if (attempts.some((faults) => faults.length === 0)) return [];
    return attempts.at(-1) ?? [];
  }
  if (schema.oneOf) return kindFaults(value, schema.oneOf, root, path, depth);
  if (schema.const !== undefined && value !== schema.const) return fault(saySystems('mustBe', { wanted: String(schema.const) }));
  if (schema.enum && !schema.enum.includes(value)) {
    return fault(saySystems('oneOf', { found: shown(value), choices: schema.enum.map(String).join('、') }));
  }
  if (schema.type !== undefined && typeOf(value) !== schema.type) {
    return fault(saySystems(`type.${schema.type as 'object'}`, { found: shown(value) }));
  }
  if (typeof value === 'string') return stringFaults(value, schema, fault);
  if (typeof value === 'number') {
    const outside = (schema.minimum !== undefined && value < schema.minimum) || (schema.maximum !== undefined && value > schema.maximum);
    return outside ? fault(saySystems('range', { from: schema.minimum ?? '', to: schema.maximum ?? '' })) : [];
  }
  if (Array.isArray(value)) return listFaults(value, schema, root, path, depth);
  if (isRecord(value)) return objectFaults(value, schema, root, path, depth);
  return [];
}

function kindFaults(value: unknown, options: readonly Schema[], root: Schema, path: string, depth: number): SchemaFault[] {
  if (!isRecord(value)) return [{ path, reason: saySystems('type.object', { found: shown(value) }) }];
  const kinds = options.map((option) => String(option.properties?.kind?.const));
  const chosen = options[kinds.indexOf(String(value.kind))];
  if (!chosen)
    return [{ path: join(path, 'kind'), reason: saySystems('unknownKind', { kind: shown(value.kind), kinds: kinds.join('、') }) }];
  return schemaFaults(value, chosen, root, path, depth + 1);
}

function stringFaults(value: string, schema: Schema, fault: (reason: string) => SchemaFault[]): SchemaFault[] {
  if (value.length < (schema.minLength ?? 0)) return fault(saySystems('empty'));
  if (schema.pattern !== undefined && !new RegExp(schema.pattern, 'u').test(value)) {
    return fault(saySystems(schema.pattern.includes('[0-9]+(') ? 'noNumber' : 'noPattern', { found: shown(value) }));
  }
  return [];
}

function listFaults(value: readonly unknown[], schema: Schema, root: Schema, path: string, depth: number): SchemaFault[] {
  const faults: SchemaFault[] = [];
  if (value.length < (schema.minItems ?? 0) || value.length > (schema.maxItems ?? Number.POSITIVE_INFINITY)) {
    faults.push({ path, reason: saySystems('items', { count: value.length, wanted: schema.maxItems ?? `≥${schema.minItems ?? 0}` }) });
  }
  const { items } = schema;
  if (!items) return faults;
  return [...faults, ...value.flatMap((entry, index) => schemaFaults(entry, items, root, `${path}[${index}]`, depth + 1))];
}

function objectFaults(value: Readonly<Record<string, unknown>>, schema: Schema, root: Schema, path: string, depth: number): SchemaFault[] {
  const faults: SchemaFault[] = [];
  const keys = Object.keys(value);
  for (const key of schema.required ?? []) {
    if (!Object.hasOwn(value, key)) faults.push({ path, reason: saySystems('required', { key }) });
  }
  if (keys.length < (schema.minProperties ?? 0) || keys.length > (schema.maxProperties ?? Number.POSITIVE_INFINITY)) {
    faults.push({ path, reason: saySystems('oneKey', { keys: Object.keys(schema.properties ?? {}).join('、') }) });
  }
  for (const key of keys) {
    const own = schema.properties && Object.hasOwn(schema.properties, key) ? schema.properties[key] : undefined;
    const rest = schema.additionalProperties;
    if (own) faults.push(...schemaFaults(value[key], own, root, join(path, key), depth + 1));
    else if (typeof rest === 'object') faults.push(...schemaFaults(value[key], rest, root, join(path, key), depth + 1));
    else if (rest === false) faults.push({ path: join(path, key), reason: saySystems('unknownKey', { key: shown(key) }) });
  }
  return faults;
}

function join(path: string, key: string): string {
  return path === '' ? key : `${path}.${key}`;
}

function typeOf(value: unknown): string {
  if (value === null) return 'null';
  return Array.isArray(value) ? 'array' : typeof value;
}

function shown(value: unknown): string {
  const text = typeof value === 'string' ? value : (JSON.stringify(value) ?? '');
  return text.length > 40 ? `${text.slice(0, 40)}…` : text;
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
