import { Decimal } from '../amounts/decimal';
import type { Value } from '../amounts/evaluate';
import { normaliseFormula } from './formula-text';
import type { PlannedCell } from './plan';
import type { Cell } from './snapshot';

const length = 7;
const range = 36 ** length;

/**
 * A small pure fingerprint of text: two 32-bit multiplicative lanes, folded to 36 bits and written as seven characters `0-9a-z`.
 * It tells a user's edit from our own older content; it is no protection against intent.
 */
export function fingerprintOf(text: string): string {
  let first = 0xdeadbeef;
  let second = 0x41c6ce57;
  for (let index = 0; index < text.length; index += 1) {
    const code = text.charCodeAt(index);
    first = Math.imul(first ^ code, 0x9e3779b1);
    second = Math.imul(second ^ code, 0x5f356495);
  }
  first = Math.imul(first ^ (first >>> 16), 0x85ebca6b) ^ Math.imul(second ^ (second >>> 13), 0xc2b2ae35);
  second = Math.imul(second ^ (second >>> 16), 0x85ebca6b) ^ Math.imul(first ^ (first >>> 13), 0xc2b2ae35);
  const folded = (second & 0x1fffff) * 0x100000000 + (first >>> 0);
  return (folded % range).toString(36).padStart(length, '0');
}

/** A cell's content in one spelling, for comparison: formulas normalised, numbers to 15 digits, line breaks as `\n`; empty for a blank. */
export function contentText(content: PlannedCell): string {
  return 'formula' in content ? `=${normaliseFormula(content.formula)}` : valueText(content.value);
}

/** The same of a cell that stands in the workbook. */
export function contentTextOfCell(cell: Cell | null): string {
  if (cell === null) return '';
  if (cell.formula !== null) return `=${normaliseFormula(cell.formula)}`;
  switch (cell.kind) {
    case 'blank':
      return '';
    case 'number':
      return numberText(cell.value);
    case 'text':
      return plainText(cell.value);
    case 'boolean':
      return `b${cell.value}`;
    case 'error':
      return `e${cell.value}`;
  }
}

function valueText(value: Value): string {
  switch (value.kind) {
    case 'blank':
      return '';
    case 'number':
      return numberText(value.value);
    case 'text':
      return plainText(value.value);
    case 'boolean':
      return `b${value.value ? 'TRUE' : 'FALSE'}`;
    case 'error':
      return `e${value.value}`;
  }
}

function numberText(value: string): string {
  if (/^-?\d{1,14}$/.test(value)) return `n${value}`;
  return `n${new Decimal(value).toSignificantDigits(15).toFixed()}`;
}

function plainText(value: string): string {
  return value === '' ? '' : `t${value.replace(/\r\n?/g, '\n')}`;
}
