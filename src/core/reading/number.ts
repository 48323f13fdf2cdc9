import { type Canonical, canonical, decimal } from '../amounts/decimal';
import { call, text as literal, number, operation, type Term } from '../amounts/term';
import type { MoneyUnit } from '../amounts/unit';
import { itemOfLabel } from '../facts/meaning';
import type { Cell } from '../workbook/snapshot';

/** A number as it stands in a cell, before any unit of the table is applied. */
export interface PrintedNumber {
  /** As printed: 94.09 of `94.09%` stays 94.09, see `percent`. */
  readonly value: Canonical;
  /** The cell itself says per cent, by a sign or by its number format. For a format the value is already a fraction. */
  readonly percent: 'none' | 'sign' | 'format';
  /** A money unit inside the cell: `20.00元`. */
  readonly unit: MoneyUnit | null;
  /** A counter inside the cell: `128场`; empty where there is none. */
  readonly counter: string;
  /** Decimals printed, in the printed unit. */
  readonly places: number;
  /** Stored as text. */
  readonly text: boolean;
  /** How Excel reads the same number from the cell; `given` stands for the cell's reference. Null where no sure way exists. */
  readonly term: ((given: Term) => Term) | null;
}

/** What a cell holds, for reading. */
export type Content =
  | { readonly kind: 'blank' }
  | { readonly kind: 'number'; readonly number: PrintedNumber }
  /** `-`, `—`, `/`, `无`: does not apply; never 0. */
  | { readonly kind: 'placeholder' }
  | { readonly kind: 'date' }
  | { readonly kind: 'error' }
  | { readonly kind: 'text' };

const placeholders = new Set([
  '-',
  '--',
  '---',
  '—',
  '——',
  '–',
  '−',
  '/',
  '//',
  '\\',
  '…',
  '……',
  '...',
  '×',
  'x',
  '无',
  '不适用',
  '*',
  'n/a',
  '／',
]);

/** Whether a text stands for “does not apply”. */
export function isPlaceholder(value: string): boolean {
  if (value.length > 12 && !value.includes('…')) return false;
  return placeholders.has(value.normalize('NFKC').replace(/\s/gu, '').toLowerCase()) || /^[…]+$/u.test(value.trim());
}

const moneyUnits: Readonly<Record<string, MoneyUnit>> = {
  元: 'yuan',
  元整: 'yuan',
  圆: 'yuan',
  块: 'yuan',
  千元: 'thousandYuan',
  万元: 'tenThousandYuan',
  万: 'tenThousandYuan',
  百万元: 'millionYuan',
  亿元: 'hundredMillionYuan',
  亿: 'hundredMillionYuan',
};

/** The money unit of its Chinese name, or null. */
export function moneyUnitOf(name: string): MoneyUnit | null {
  return Object.hasOwn(moneyUnits, name) ? (moneyUnits[name] ?? null) : null;
}

const shape =
  /^(?<open>\()?(?<sign>[-+−—–▲△])?(?<currency>[¥￥$])?(?<digits>\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?|\.\d+)(?<close>\))?(?<tail>[^\d.,()+-]{0,12}|\p{Script=Han}{1,3}\(\p{Script=Han}{1,3}\))$/u;

/**
 * Reads a number as people type it: `1,234.50`, `１２３`, `（1,234.50）`, `20.00元`, `94.09%`, `128场`, ` 5 项`. Null for anything else, dates
 * (`2023.5.6`, `2023年`), ranges and words with digits included. With `durations`, a few years are a number, too: `5年`.
 */
export function parseNumber(source: string, durations = false): PrintedNumber | null {
  if (source.length > 64 || /^\p{L}/u.test(source)) return null;
  const wide = source
    .normalize('NFKC')
    .replace(/[\s\u200b-\u200f\ufeff]/gu, '')
    .replace(/[，]/gu, ',')
    .replace(/^'/u, '')
    .replace(/[。;；]$/u, '');
  const match = shape.exec(wide);
  const found = match?.groups;
  if (!found) return null;
  const digits = found.digits ?? '';
  const bracketed = found.open !== undefined;
  if (bracketed !== (found.close !== undefined)) return null;
  const tail = found.tail ?? '';
  if (bracketed && found.sign !== undefined) return null;
  if (
    tail.length > 8 ||
    (tail.length > 5 && !tail.endsWith(')')) ||
    (bracketed && tail !== '' && tail !== '%' && moneyUnitOf(tail) === null) ||
    itemOfLabel(tail) !== null
  )
    return null;
  // 20万元(含税), 50万(元): no word that counts things; what it is worth is not for us to say.
  if (tail.endsWith(')') && /[元万亿]/u.test(tail)) return null;
  if (/(?:以上|以下|以内|之内|[天日时月年周]内|之前|以前|左右|余|多|前|底|末)$/u.test(tail)) return null;
  const lasting = durations && tail === '年' && digits.length <= 2;
  if ((!lasting && /^[年月日号:]/u.test(tail)) || /^(?:季度|年度)/u.test(tail)) return null;
  if (tail !== '' && tail !== '%' && tail !== '‰' && !/^[\p{L}㎡²³%·/]+(?:\([\p{L}]+\))?$/u.test(tail)) return null;
  const plain = digits.replace(/,/g, '');
  if (/^0\d/u.test(plain)) return null;
  const magnitude = decimal(plain.startsWith('.') ? `0${plain}` : plain);
  const negative = bracketed || (found.sign !== undefined && found.sign !== '+');
  const unit = tail === '' ? null : moneyUnitOf(tail);
  const percent = tail === '%' ? 'sign' : 'none';
  const counter = unit !== null || percent !== 'none' ? '' : tail;
  const fraction = plain.split('.')[1] ?? '';
  return {
    value: canonical(negative ? magnitude.negated() : magnitude),
    percent,
    unit,
    counter,
    places: fraction.length,
    text: true,
    term: cleaning(source, { negative, tail, bracketed, sign: found.sign, currency: found.currency }),
  };
}

interface Found {
  readonly negative: boolean;
  readonly tail: string;
  readonly bracketed: boolean;
  readonly sign: string | undefined;
  readonly currency: string | undefined;
}

/** A formula that reads the text as Excel can: only the replacements that this text needs. Percent texts give their printed number. */
function cleaning(source: string, found: Found): PrintedNumber['term'] {
  if (found.sign !== undefined && !'-+'.includes(found.sign)) return null;
  if (/[\u200b-\u200f\ufeff]/u.test(source)) return null;
  const wide = /[\uff01-\uff5e\u3000]/u.test(source);
  const drops: string[] = [];
  const narrow = source.replace(/[！-～]/gu, (letter) => String.fromCharCode((letter.codePointAt(0) ?? 0) - 0xfee0)).replace(/　/gu, ' ');
  if (narrow.includes(',')) drops.push(',');
  if (narrow.trim().includes(' ')) drops.push(' ');
  if (narrow.includes('\u00a0')) drops.push('\u00a0');
  if (/[\r\n\t]/u.test(narrow)) return null;
  if (narrow.includes('\u2002') || narrow.includes('\u2003')) return null;
  if (found.bracketed) drops.push('(', ')');
  if (found.currency !== undefined) drops.push(found.currency);
  if (found.tail !== '') {
    if (!narrow.includes(found.tail)) return null;
    drops.push(found.tail);
  }
  return (given) => {
    let value: Term = wide ? call('ASC', given) : given;
    for (const drop of drops) value = call('SUBSTITUTE', value, literal(drop), literal(''));
    const read = call('VALUE', call('TRIM', value));
    return found.bracketed ? operation('-', number('0'), read) : read;
  };
}

/** Decimals that a shown text prints. */
function placesShown(shown: string, value: Canonical): number {
  const printed = /\d\.(\d+)/u.exec(shown.normalize('NFKC'))?.[1];
  if (printed !== undefined) return printed.length;
  if (/\d/u.test(shown)) return 0;
  return value.split('.')[1]?.length ?? 0;
}

const asItStands = (given: Term): Term => given;

/** Number format without quoted text, escapes and bracketed parts, so that its letters mean something. */
function bareFormat(format: string): string {
  return format
    .replace(/"[^"]*"/g, '')
    .replace(/\\./g, '')
    .replace(/_./g, '')
    .replace(/\*./g, '')
    .replace(/\[[^\]]*\]/g, '');
}

/** Whether a number format shows dates or times. */
export function isDateFormat(format: string): boolean {
  if (format === 'General' || format === '@' || format === '') return false;
  return /[ymdhs年月日]/iu.test(bareFormat(format));
}

/** What a cell holds. Blank is not zero; a date is no number; a cached error is an error. */
export function contentOf(cell: Cell): Content {
  switch (cell.kind) {
    case 'blank':
    case 'boolean':
      return { kind: 'blank' };
    case 'error':
      return { kind: 'error' };
    case 'number': {
      const general = cell.format === 'General' || cell.format === '';
      if (!general && isDateFormat(cell.format)) return { kind: 'date' };
      const percent = !general && cell.format.includes('%') && bareFormat(cell.format).includes('%');
      return {
        kind: 'number',
        number: {
          value: cell.value,
          percent: percent ? 'format' : 'none',
          unit: unitInFormat(cell.format),
          counter: '',
          places: general ? (cell.value.split('.')[1]?.length ?? 0) : placesShown(cell.shown, cell.value),
          text: false,
          term: asItStands,
        },
      };
    }
    case 'text': {
      const value = cell.value;
      if (value.trim() === '') return { kind: 'blank' };
      if (value.startsWith('#') && /^#(?:DIV\/0!|REF!|VALUE!|NAME\?|N\/A|NUM!|NULL!)$/u.test(value.trim())) return { kind: 'error' };
      if (isPlaceholder(value)) return { kind: 'placeholder' };
      const parsed = parseNumber(value);
      return parsed ? { kind: 'number', number: parsed } : { kind: 'text' };
    }
  }
}

/** A money unit that the number format prints behind the number, `0.00"元"`. */
function unitInFormat(format: string): MoneyUnit | null {
  if (!format.includes('元') || format.includes(',,') || /0,(?:[^0#]|$)/u.test(bareFormat(format))) return null;
  const printed = /"?\s*((?:万|千|百万|亿)?元)"?/u.exec(format);
  return printed ? moneyUnitOf(printed[1] ?? '') : null;
}
