import { OfficeError } from '../protocol/office-error';
import type { Json } from '../protocol/wire';

/** Reads a value that must be text. */
export function asText(value: Json, location: string): string {
  if (typeof value !== 'string') throw new OfficeError('InvalidArgument', location);
  return value;
}

/** Reads a value that must be a number within bounds. */
export function asNumber(value: Json, location: string, least = 0, most = Number.MAX_SAFE_INTEGER): number {
  if (typeof value !== 'number' || !(value >= least && value <= most)) throw new OfficeError('InvalidArgument', location);
  return value;
}

/** Reads a truth value. */
export function asFlag(value: Json, location: string): boolean {
  if (typeof value !== 'boolean') throw new OfficeError('InvalidArgument', location);
  return value;
}

/** Reads one of the words of an enumeration. */
export function asOneOf<T extends string>(value: Json, words: readonly T[], location: string): T {
  const found = words.find((word) => word === value);
  if (found === undefined) throw new OfficeError('InvalidArgument', location);
  return found;
}

/** Reads a plain object. */
export function asObject(value: Json, location: string): { readonly [key: string]: Json | undefined } {
  if (value === null || typeof value !== 'object' || Array.isArray(value)) throw new OfficeError('InvalidArgument', location);
  return value as { readonly [key: string]: Json | undefined };
}

const namedColors: Readonly<Record<string, string>> = {
  black: '#000000',
  white: '#FFFFFF',
  red: '#FF0000',
  green: '#008000',
  blue: '#0000FF',
  yellow: '#FFFF00',
  orange: '#FFA500',
  gray: '#808080',
  grey: '#808080',
  lightgray: '#D3D3D3',
  lightblue: '#ADD8E6',
  lightgreen: '#90EE90',
  lightyellow: '#FFFFE0',
  pink: '#FFC0CB',
  purple: '#800080',
};

/** Reads a colour, `#RRGGBB` or an HTML name, as `#RRGGBB`. */
export function asColor(value: Json, location: string): string {
  const text = asText(value, location);
  const color = namedColors[text.toLowerCase()] ?? text;
  if (!/^#[0-9a-f]{6}$/i.test(color)) throw new OfficeError('InvalidArgument', location);
  return color.toUpperCase();
}
