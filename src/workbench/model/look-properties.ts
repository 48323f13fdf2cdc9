import type { BorderLine, BorderSide, CellLook, LookChange } from '../engine/engine';
import { OfficeError } from '../protocol/office-error';
import type { Json } from '../protocol/wire';
import { asColor, asFlag, asNumber, asObject, asOneOf, asText } from './json';

/** One property of a cell's looks: how Office.js shows it, and the change that setting it means. */
export interface LookProperty {
  readonly read: (look: CellLook) => Json;
  readonly change: (value: Json, location: string) => LookChange;
}

const horizontals = ['General', 'Left', 'Center', 'Right', 'Justify', 'Distributed'] as const;
const verticals = ['Top', 'Center', 'Bottom', 'Justify', 'Distributed'] as const;
const styles = ['Continuous', 'Dash', 'DashDot', 'DashDotDot', 'Dot', 'Double'] as const;
const weights = ['Hairline', 'Thin', 'Medium', 'Thick'] as const;

/** Properties of `range.format`. */
export const alignmentProperties: Readonly<Record<string, LookProperty>> = {
  horizontalAlignment: { read: (look) => look.horizontal, change: (value, at) => ({ horizontal: asOneOf(value, horizontals, at) }) },
  verticalAlignment: { read: (look) => look.vertical, change: (value, at) => ({ vertical: asOneOf(value, verticals, at) }) },
  wrapText: { read: (look) => look.wrap, change: (value, at) => ({ wrap: asFlag(value, at) }) },
  indentLevel: { read: (look) => look.indent, change: (value, at) => ({ indent: asNumber(value, at, 0, 250) }) },
};

/** Properties of `range.format.font`. */
export const fontProperties: Readonly<Record<string, LookProperty>> = {
  bold: { read: (look) => look.bold, change: (value, at) => ({ bold: asFlag(value, at) }) },
  italic: { read: (look) => look.italic, change: (value, at) => ({ italic: asFlag(value, at) }) },
  underline: {
    read: (look) => (look.underline ? 'Single' : 'None'),
    change: (value, at) => ({ underline: asText(value, at) !== 'None' }),
  },
  strikethrough: { read: (look) => look.strikethrough, change: (value, at) => ({ strikethrough: asFlag(value, at) }) },
  color: { read: (look) => look.fontColor, change: (value, at) => ({ fontColor: asColor(value, at) }) },
  name: { read: (look) => look.fontName, change: (value, at) => ({ fontName: asText(value, at) }) },
  size: { read: (look) => look.fontSize, change: (value, at) => ({ fontSize: asNumber(value, at, 1, 409) }) },
};

/** Properties of `range.format.fill`. A cell without a fill reads as white, as in Excel. */
export const fillProperties: Readonly<Record<string, LookProperty>> = {
  color: { read: (look) => look.fill ?? '#FFFFFF', change: (value, at) => ({ fill: value === '' ? null : asColor(value, at) }) },
  pattern: {
    read: (look) => (look.fill === null ? 'None' : 'Solid'),
    change: (value, at) => {
      if (value === 'None') return { fill: null };
      if (value === 'Solid') return {};
      throw new OfficeError('ApiNotFound', at);
    },
  },
};

/** Properties of `range.format.protection`. */
export const protectionProperties: Readonly<Record<string, LookProperty>> = {
  locked: { read: (look) => look.locked, change: (value, at) => ({ locked: asFlag(value, at) }) },
  formulaHidden: { read: (look) => look.formulaHidden, change: (value, at) => ({ formulaHidden: asFlag(value, at) }) },
};

/** A line with one of its properties changed; a colour or weight alone makes a missing line continuous, as in Excel. */
export function changedLine(line: BorderLine | null, property: string, value: Json, location: string): BorderLine | null {
  const base: BorderLine = line ?? { style: 'Continuous', weight: 'Thin', color: '#000000' };
  if (property === 'style') {
    if (value === 'None') return null;
    return { ...base, style: asOneOf(value, styles, location) };
  }
  if (property === 'weight') return { ...base, weight: asOneOf(value, weights, location) };
  if (property === 'color') return { ...base, color: asColor(value, location) };
  throw new OfficeError('ApiNotFound', location);
}

/** A line's property as Office.js shows it. */
export function lineProperty(line: BorderLine | null, property: string): Json {
  if (property === 'style') return line?.style ?? 'None';
  if (property === 'weight') return line?.weight ?? 'Thin';
  return line?.color ?? '#000000';
}

/** The sides of a cell that the words of `setCellProperties` mean. */
const borderWords: Readonly<Record<string, BorderSide>> = { top: 'top', bottom: 'bottom', left: 'left', right: 'right' };

/** The change that one cell's entry of `setCellProperties` means. */
export function settableChange(format: Json, location: string): LookChange {
  let change: LookChange = {};
  for (const [part, value] of Object.entries(asObject(format, location))) {
    if (value === undefined || value === null) continue;
    if (part === 'borders') change = { ...change, borders: bordersChange(value, location) };
    else change = { ...change, ...partChange(part, value, location) };
  }
  return change;
}

const parts: Readonly<Record<string, Readonly<Record<string, LookProperty>>>> = {
  fill: fillProperties,
  font: fontProperties,
  protection: protectionProperties,
};

function partChange(part: string, value: Json, location: string): LookChange {
  const single = alignmentProperties[part];
  if (single) return single.change(value, location);
  const table = parts[part];
  if (!table) throw new OfficeError('ApiNotFound', `${location}.${part}`);
  let change: LookChange = {};
  for (const [name, setting] of Object.entries(asObject(value, location))) {
    if (setting === undefined || setting === null) continue;
    const property = table[name];
    if (!property) throw new OfficeError('ApiNotFound', `${location}.${part}.${name}`);
    change = { ...change, ...property.change(setting, location) };
  }
  return change;
}

function bordersChange(value: Json, location: string): { [side in BorderSide]?: BorderLine | null } {
  const borders: { [side in BorderSide]?: BorderLine | null } = {};
  for (const [word, settings] of Object.entries(asObject(value, location))) {
    const side = borderWords[word];
    if (!side) throw new OfficeError('ApiNotFound', `${location}.borders.${word}`);
    let line: BorderLine | null = null;
    for (const [name, setting] of Object.entries(asObject(settings ?? null, location))) {
      if (setting !== undefined && setting !== null) line = changedLine(line, name, setting, location);
    }
    borders[side] = line;
  }
  return borders;
}

/** The properties of one cell that a call of `getCellProperties` asked for. */
export function wantedLook(look: CellLook, wanted: Json, location: string): Json {
  const answer: Record<string, Json> = {};
  for (const [part, choice] of Object.entries(asObject(wanted, location))) {
    if (choice === undefined || choice === false || choice === null) continue;
    const single = alignmentProperties[part];
    const table = parts[part];
    if (single) answer[part] = single.read(look);
    else if (part === 'borders') answer[part] = wantedBorders(look, choice, location);
    else if (table) answer[part] = wantedPart(look, table, choice, `${location}.${part}`);
    else throw new OfficeError('ApiNotFound', `${location}.${part}`);
  }
  return answer;
}

function wantedPart(look: CellLook, table: Readonly<Record<string, LookProperty>>, choice: Json, location: string): Json {
  const names = choice === true ? Object.keys(table) : Object.keys(asObject(choice, location));
  return Object.fromEntries(
    names.map((name) => {
      const property = table[name];
      if (!property) throw new OfficeError('ApiNotFound', `${location}.${name}`);
      return [name, property.read(look)];
    }),
  );
}

function wantedBorders(look: CellLook, choice: Json, location: string): Json {
  const asked = choice === true ? [] : Object.keys(asObject(choice, location));
  // `{ style: true, color: true }` asks for these of every side.
  const sides = asked.some((word) => word in borderWords) ? asked : Object.keys(borderWords);
  return Object.fromEntries(
    sides
      .filter((word) => word in borderWords)
      .map((word) => {
        const line = look.borders[borderWords[word] as BorderSide];
        return [word, { style: lineProperty(line, 'style'), weight: lineProperty(line, 'weight'), color: lineProperty(line, 'color') }];
      }),
  );
}
