import type { CellEntry } from './engine';
import { excelFormula } from './formula-text';

/** What typing something into a cell does: the entry, and the number format that Excel sets by itself. */
export interface TypedEntry {
  readonly entry: CellEntry;
  /** Set only on a cell whose format is General. */
  readonly numberFormat: string | null;
}

/** What Excel needs to know of the workbook to rewrite a formula. */
export interface NamesInFormulas {
  /** A sheet's name in its own case; undefined where there is no such sheet. */
  sheet(name: string): string | undefined;
  /** The same for a defined name. */
  name(name: string): string | undefined;
}

const errorValues = /^#(?:N\/A|VALUE!|REF!|DIV\/0!|NUM!|NAME\?|NULL!)$/;
const plainNumber = /^[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:e[+-]?\d{1,3})?$/i;
const groupedNumber = /^[+-]?\d{1,3}(?:,\d{3})+(?:\.\d*)?$/;

/**
 * Tells what a value written to a cell becomes, as Excel does for text that is typed: `'` and the format `@` keep text, `=` starts a
 * formula, numbers, percentages, dates and truth values are recognised.
 */
export function typedEntry(written: string | number | boolean, numberFormat: string, known: NamesInFormulas): TypedEntry {
  const as = (entry: CellEntry, format: string | null = null): TypedEntry => ({ entry, numberFormat: format });
  if (typeof written === 'boolean') return as({ kind: 'boolean', value: written });
  if (typeof written === 'number')
    return as(numberFormat === '@' ? { kind: 'text', value: String(written) } : { kind: 'number', value: written });
  if (written === '') return as({ kind: 'empty' });
  if (written.startsWith("'")) return as(written === "'" ? { kind: 'empty' } : { kind: 'text', value: written.slice(1) });
  if (numberFormat === '@') return as({ kind: 'text', value: written });
  if (written.startsWith('=') && written.length > 1) return as({ kind: 'formula', formula: excelFormula(written, known) });
  return typedText(written, known, as);
}

function typedText(written: string, known: NamesInFormulas, as: (entry: CellEntry, format?: string | null) => TypedEntry): TypedEntry {
  const text = written.trim();
  const number = (value: number, format: string | null): TypedEntry =>
    Number.isFinite(value) ? as({ kind: 'number', value }, format) : as({ kind: 'text', value: written });
  if (plainNumber.test(text)) return number(Number(text), /e/i.test(text) ? '0.00E+00' : null);
  if (groupedNumber.test(text)) return number(Number(text.replace(/,/g, '')), text.includes('.') ? '#,##0.00' : '#,##0');
  if (text.endsWith('%') && (plainNumber.test(text.slice(0, -1)) || groupedNumber.test(text.slice(0, -1)))) {
    return number(Number(text.slice(0, -1).replace(/,/g, '')) / 100, text.includes('.') ? '0.00%' : '0%');
  }
  if (/^(?:true|false)$/i.test(text)) return as({ kind: 'boolean', value: text.toLowerCase() === 'true' });
  const date = typedDate(text);
  if (date) return number(date.serial, date.format);
  // A literal error value is an error, not text; the engine keeps errors as their text.
  if (errorValues.test(text)) return as({ kind: 'text', value: text });
  // What begins like a formula is one, as in Excel: `+A1`, `-A1` and `@SUM(A1)` too.
  if (/^[+-]./.test(text)) return as({ kind: 'formula', formula: excelFormula(`=${text}`, known) });
  if (/^@./.test(text)) return as({ kind: 'formula', formula: excelFormula(`=${text.slice(1)}`, known) });
  return as({ kind: 'text', value: written });
}

function typedDate(text: string): { serial: number; format: string } | null {
  const full = /^(\d{4})[-/](\d{1,2})[-/](\d{1,2})$/.exec(text) ?? /^(\d{4})年(\d{1,2})月(\d{1,2})日$/.exec(text);
  if (full) return dated(Number(full[1]), Number(full[2]), Number(full[3]), text.includes('年') ? 'yyyy"年"m"月"d"日"' : 'yyyy/m/d');
  const month = /^(\d{4})[-/](\d{1,2})$/.exec(text);
  if (month) return dated(Number(month[1]), Number(month[2]), 1, 'mmm-yy');
  // Excel takes the current year; a fixed one keeps the emulation free of the clock.
  const day = /^(\d{1,2})[-/](\d{1,2})$/.exec(text) ?? /^(\d{1,2})月(\d{1,2})日$/.exec(text);
  if (day) return dated(2026, Number(day[1]), Number(day[2]), 'm"月"d"日"');
  return null;
}

function dated(year: number, month: number, day: number, format: string): { serial: number; format: string } | null {
  const time = Date.UTC(year, month - 1, day);
  const date = new Date(time);
  if (date.getUTCMonth() !== month - 1 || date.getUTCDate() !== day || year < 1900) return null;
  return { serial: Math.round(time / 86_400_000) + 25_569, format };
}
