import { OfficeError } from '../protocol/office-error';
import type { NamesInFormulas } from './cell-input';

/** Excel's own limits on a formula. */
const limits = { length: 8192, literal: 255, nesting: 64 } as const;

interface Token {
  readonly kind: 'text' | 'sheet' | 'word' | 'space' | 'other';
  readonly text: string;
}

/** Whether a sheet's name stands in a formula without quotes. */
export function standsUnquoted(sheet: string): boolean {
  if (!/^[\p{L}_][\p{L}\p{N}_.]*$/u.test(sheet)) return false;
  return !/^[A-Za-z]{1,3}\d{1,7}$/.test(sheet) && !/^(?:[rR]\d*)?(?:[cC]\d*)?$/.test(sheet);
}

/** A sheet's name as it stands before `!` in Excel's own writing. */
export function sheetPrefix(sheet: string): string {
  return standsUnquoted(sheet) ? sheet : `'${sheet.replace(/'/g, "''")}'`;
}

/**
 * A formula as Excel gives it back: function names and references in capitals, quotes around sheet names only where they are needed,
 * names and sheets in the case they were given, spaces kept.
 * @throws OfficeError InvalidArgument for what Excel would refuse.
 */
export function excelFormula(formula: string, known: NamesInFormulas): string {
  if (formula.length > limits.length) throw refused();
  const tokens = tokenise(formula.slice(1));
  const written = tokens.map((token, index) => rewrite(token, nextSolid(tokens, index), known));
  balance(tokens);
  return `=${written.join('')}`;
}

function refused(): OfficeError {
  return new OfficeError('InvalidArgument', 'Range.formulas');
}

function tokenise(source: string): Token[] {
  const tokens: Token[] = [];
  const pattern = /"(?:[^"]|"")*"|'(?:[^']|'')*'(?=!)|[\p{L}_\\$][\p{L}\p{N}_.\\$?]*|\s+|[\s\S]/uy;
  for (let match = pattern.exec(source); match; match = pattern.exec(source)) {
    const text = match[0];
    if (text === '"' || text === "'") throw refused();
    if (text.startsWith('"') && text.length - 2 > limits.literal) throw refused();
    tokens.push({ kind: kindOf(text), text });
  }
  return tokens;
}

function kindOf(text: string): Token['kind'] {
  if (text.startsWith('"')) return 'text';
  if (text.startsWith("'")) return 'sheet';
  if (/^\s/.test(text)) return 'space';
  return /^[\p{L}_\\$]/u.test(text) ? 'word' : 'other';
}

function nextSolid(tokens: readonly Token[], index: number): string {
  return tokens[index + 1]?.text ?? '';
}

function rewrite(token: Token, next: string, known: NamesInFormulas): string {
  if (token.kind === 'sheet') {
    const title = token.text.slice(1, -1).replace(/''/g, "'");
    return sheetPrefix(known.sheet(title) ?? title);
  }
  if (token.kind !== 'word') return token.text;
  if (next === '!') return known.sheet(token.text) ?? token.text;
  if (next === '(') return token.text.toUpperCase();
  if (/^\$?[A-Za-z]{1,3}\$?\d{1,7}$/.test(token.text) || /^(?:true|false)$/i.test(token.text)) return token.text.toUpperCase();
  if (/^\$?[A-Za-z]{1,3}$/.test(token.text) && next === ':') return token.text.toUpperCase();
  return known.name(token.text) ?? token.text;
}

function balance(tokens: readonly Token[]): void {
  let depth = 0;
  for (const { text } of tokens) {
    if (text === '(') depth += 1;
    if (text === ')') depth -= 1;
    if (depth < 0 || depth > limits.nesting) throw refused();
  }
  const last = tokens.filter((token) => token.kind !== 'space').at(-1)?.text ?? '';
  if (depth !== 0 || last === '' || /^[-+*/^&=<>,(]$/.test(last)) throw refused();
}
