import { canonicalOfBinary, decimal } from '../../core/amounts/decimal';
import type { Value } from '../../core/amounts/evaluate';
import { normaliseFormula } from '../../core/workbook/formula-text';
import type { PlannedCell } from '../../core/workbook/plan';

/**
 * What stands in a cell of Excel, told apart and in plain JSON: nothing (null), a number, a truth value, a text, an error constant
 * or a formula with its leading `=`. Numbers are binary here and nowhere else: this is the host's edge.
 */
export type Held = null | number | boolean | { readonly text: string } | { readonly error: string } | { readonly formula: string };

/** What one cell of `Range.formulas` accepts. */
export type Writable = string | number | boolean;

/**
 * Tells a formula from a text that only looks like one. Excel gives a text such as `=5项` as it stands in `values`, and in `formulas`
 * either the same or with the apostrophe that made it text; a real formula shows its result in `values`, or another type.
 */
export function heldOf(formula: unknown, value: unknown, type: string): Held {
  if (typeof formula === 'string' && formula.startsWith('=') && !(type === 'String' && formula === value)) return { formula };
  switch (typeof value) {
    case 'number':
    case 'boolean':
      return value;
    case 'string':
      if (type === 'Error') return { error: value };
      return value === '' ? null : { text: value };
    default:
      return null;
  }
}

/** The content of a planned cell; its computed result is Excel's own business. */
export function heldOfPlanned(cell: PlannedCell): Held {
  if ('formula' in cell) return { formula: cell.formula };
  return heldOfValue(cell.value);
}

function heldOfValue(value: Value): Held {
  switch (value.kind) {
    case 'number':
      return decimal(value.value).toNumber();
    case 'boolean':
      return value.value;
    case 'text':
      return value.value === '' ? null : { text: value.value };
    case 'error':
      return { error: value.value };
    case 'blank':
      return null;
  }
}

/**
 * What to write so that exactly this content stands in the cell. A text that Excel would take for a formula, number, date or truth
 * value gets the apostrophe that keeps it text; a cell formatted as text (`@`) takes every text as it is.
 */
export function writableOf(held: Held, format: string): Writable {
  if (held === null) return '';
  if (typeof held !== 'object') return held;
  if ('formula' in held) return held.formula;
  if ('error' in held) return held.error;
  return isTextFormat(format) || !couldBeMore(held.text) ? held.text : `'${held.text}`;
}

/** Whether a number format makes every entry a text. */
export function isTextFormat(format: string): boolean {
  return format === '@';
}

/**
 * Whether a content can only be written to a cell that is not formatted as text: there Excel would keep `=A1` or `5` as text, and
 * whether it keeps a first apostrophe is uncertain.
 */
export function needsOtherFormat(held: Held, format: string): boolean {
  if (!isTextFormat(format) || held === null) return false;
  return typeof held !== 'object' || !('text' in held) || held.text.startsWith("'");
}

const letterFirst = /^[\p{L}【《〈「『“（〔]/u;
const wordForValue =
  /^(?:true|false|am|pm|jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|上午|下午|[〇零一二三四五六七八九十百千万年月日时分秒点]+$)/iu;

/** Texts that begin with a letter or Han character and hold no digits are safe; so are sentences, which no engine takes for a value. */
function couldBeMore(text: string): boolean {
  if (!letterFirst.test(text) || wordForValue.test(text)) return true;
  return text.length <= 40 && /[\d０-９]/.test(text);
}

/** Whether what was read back is what was to be written; formulas compare as tokens, numbers at fifteen digits, line ends as one. */
export function sameHeld(first: Held, second: Held): boolean {
  if (first === null || second === null) return first === second;
  if (typeof first === 'number' && typeof second === 'number') return canonicalOfBinary(first) === canonicalOfBinary(second);
  if (typeof first !== 'object' || typeof second !== 'object') return first === second;
  if ('formula' in first) return 'formula' in second && normaliseFormula(first.formula) === normaliseFormula(second.formula);
  if ('error' in first) return 'error' in second && first.error === second.error;
  return 'text' in second && lines(first.text) === lines(second.text);
}

function lines(text: string): string {
  return text.replace(/\r\n?/g, '\n');
}
