import type { IBorderStyleData, ICellData, IStyleData, Nullable } from '@univerjs/core';
import { sheetDefaults } from './blank-workbook';
import type { BorderLine, BorderSide, CellLook, LookChange } from './engine';

/** Pixels of padding that one indentation step is drawn with. */
const indentPixels = 12;
const sides = { top: 't', bottom: 'b', left: 'l', right: 'r' } as const;
const horizontals = ['General', 'Left', 'Center', 'Right', 'Justify', 'Justify', 'Distributed'] as const;
const verticals = ['Center', 'Top', 'Center', 'Bottom'] as const;

/** Univer's border styles, with what Excel calls them. */
const lines: readonly (readonly [number, BorderLine['style'], BorderLine['weight']])[] = [
  [1, 'Continuous', 'Thin'],
  [2, 'Continuous', 'Hairline'],
  [3, 'Dot', 'Thin'],
  [4, 'Dash', 'Thin'],
  [5, 'DashDot', 'Thin'],
  [6, 'DashDotDot', 'Thin'],
  [7, 'Double', 'Thick'],
  [8, 'Continuous', 'Medium'],
  [9, 'Dash', 'Medium'],
  [10, 'DashDot', 'Medium'],
  [11, 'DashDotDot', 'Medium'],
  [13, 'Continuous', 'Thick'],
];

/** A colour as `#RRGGBB`; null for none. */
export function hexColor(color: Nullable<string>): string | null {
  if (!color) return null;
  const parts = /^rgba?\(\s*(\d+)\s*,\s*(\d+)\s*,\s*(\d+)/.exec(color);
  if (parts) {
    return `#${parts
      .slice(1, 4)
      .map((part) => Number(part).toString(16).padStart(2, '0'))
      .join('')
      .toUpperCase()}`;
  }
  const short = /^#([0-9a-f])([0-9a-f])([0-9a-f])$/i.exec(color);
  if (short) return `#${short[1]}${short[1]}${short[2]}${short[2]}${short[3]}${short[3]}`.toUpperCase();
  return color.toUpperCase();
}

/** How a cell with this style looks. */
export function lookOf(style: Nullable<IStyleData>, cell: Nullable<ICellData>): CellLook {
  return {
    numberFormat: style?.n?.pattern ?? 'General',
    fill: hexColor(style?.bg?.rgb),
    bold: style?.bl === 1,
    italic: style?.it === 1,
    underline: style?.ul?.s === 1,
    strikethrough: style?.st?.s === 1,
    fontColor: hexColor(style?.cl?.rgb) ?? '#000000',
    fontName: style?.ff ?? sheetDefaults.fontName,
    fontSize: style?.fs ?? sheetDefaults.fontSize,
    horizontal: horizontals[style?.ht ?? 0] ?? 'General',
    vertical: verticals[style?.vt ?? 0] ?? 'Center',
    wrap: style?.tb === 3,
    indent: Math.round((style?.pd?.l ?? style?.pd?.r ?? 0) / indentPixels),
    borders: { top: lineOf(style?.bd?.t), bottom: lineOf(style?.bd?.b), left: lineOf(style?.bd?.l), right: lineOf(style?.bd?.r) },
    locked: cell?.custom?.unlocked !== true,
    formulaHidden: cell?.custom?.formulaHidden === true,
  };
}

/** The style that brings a change about; null takes a field away. */
export function styleOf(change: LookChange): IStyleData {
  const style: Record<string, unknown> = {};
  if (change.numberFormat !== undefined) style.n = change.numberFormat === 'General' ? null : { pattern: change.numberFormat };
  if (change.fill !== undefined) style.bg = change.fill === null ? null : { rgb: change.fill };
  if (change.bold !== undefined) style.bl = change.bold ? 1 : 0;
  if (change.italic !== undefined) style.it = change.italic ? 1 : 0;
  if (change.underline !== undefined) style.ul = change.underline ? { s: 1 } : null;
  if (change.strikethrough !== undefined) style.st = change.strikethrough ? { s: 1 } : null;
  if (change.fontColor !== undefined) style.cl = { rgb: change.fontColor };
  if (change.fontName !== undefined) style.ff = change.fontName;
  if (change.fontSize !== undefined) style.fs = change.fontSize;
  if (change.horizontal !== undefined) style.ht = change.horizontal === 'General' ? null : horizontals.indexOf(change.horizontal as 'Left');
  if (change.vertical !== undefined) style.vt = Math.max(verticals.lastIndexOf(change.vertical as 'Top'), 1);
  if (change.wrap !== undefined) style.tb = change.wrap ? 3 : null;
  if (change.indent !== undefined) style.pd = change.indent > 0 ? { l: change.indent * indentPixels } : null;
  if (change.borders) {
    const borders: Record<string, IBorderStyleData | null> = {};
    for (const [side, line] of Object.entries(change.borders) as [BorderSide, BorderLine | null][]) borders[sides[side]] = borderOf(line);
    style.bd = borders;
  }
  return style as IStyleData;
}

/** Every style field taken away. */
export const plainStyle: IStyleData = Object.fromEntries(
  ['ff', 'fs', 'it', 'bl', 'ul', 'bbl', 'st', 'ol', 'bg', 'bd', 'cl', 'va', 'n', 'tr', 'td', 'ht', 'vt', 'tb', 'pd'].map((key) => [
    key,
    null,
  ]),
) as IStyleData;

function lineOf(border: Nullable<IBorderStyleData>): BorderLine | null {
  if (!border?.s) return null;
  const [, style, weight] = lines.find(([number]) => number === border.s) ?? [1, 'Continuous', 'Thin'];
  return { style, weight, color: hexColor(border.cl?.rgb) ?? '#000000' };
}

function borderOf(line: BorderLine | null): IBorderStyleData | null {
  if (!line) return null;
  const match =
    lines.find(([, style, weight]) => style === line.style && weight === line.weight) ?? lines.find(([, style]) => style === line.style);
  return { s: match?.[0] ?? 1, cl: { rgb: line.color } };
}
