/** One token of a formula's text: `other` covers operators, brackets, separators and error literals. */
export type FormulaToken =
  | { readonly kind: 'string'; readonly text: string }
  | { readonly kind: 'sheet'; readonly text: string; readonly sheet: string }
  | { readonly kind: 'word'; readonly text: string }
  | { readonly kind: 'number'; readonly text: string }
  | { readonly kind: 'space'; readonly text: string }
  | { readonly kind: 'other'; readonly text: string };

const wordCharacter = /[\p{L}\p{N}_.$\\?]/u;
const numberPattern = /(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?/y;

/**
 * Splits a formula (with or without its leading `=`) into tokens; joined again they give the text unchanged. A `sheet` token is a
 * sheet's name with its quotes and the `!` behind it. Linear in the length; never throws, an unclosed quote runs to the end.
 */
export function formulaTokens(formula: string): FormulaToken[] {
  const tokens: FormulaToken[] = [];
  let at = 0;
  while (at < formula.length) {
    const token = tokenAt(formula, at);
    tokens.push(token);
    at += token.text.length;
  }
  return tokens;
}

function tokenAt(formula: string, start: number): FormulaToken {
  const first = formula.charAt(start);
  if (first === '"') return { kind: 'string', text: quoted(formula, start, '"') };
  if (first === "'") {
    const name = quoted(formula, start, "'");
    const end = start + name.length;
    if (formula.charAt(end) === '!') return { kind: 'sheet', text: `${name}!`, sheet: name.slice(1, -1).replace(/''/g, "'") };
    return { kind: 'other', text: name };
  }
  if (/\s/.test(first)) {
    let end = start + 1;
    while (end < formula.length && /\s/.test(formula.charAt(end))) end += 1;
    return { kind: 'space', text: formula.slice(start, end) };
  }
  if (first === '#') {
    const error = /#(?:REF!|DIV\/0!|VALUE!|NAME\?|N\/A|NUM!|NULL!)/y;
    error.lastIndex = start;
    return { kind: 'other', text: error.exec(formula)?.[0] ?? first };
  }
  if (/[\d.]/.test(first)) {
    numberPattern.lastIndex = start;
    const found = numberPattern.exec(formula)?.[0];
    if (found && !wordCharacter.test(formula.charAt(start + found.length)) && formula.charAt(start + found.length) !== '!') {
      return { kind: 'number', text: found };
    }
  }
  if (wordCharacter.test(first)) {
    let end = start + 1;
    while (end < formula.length && wordCharacter.test(formula.charAt(end))) end += 1;
    const word = formula.slice(start, end);
    if (formula.charAt(end) === '!') return { kind: 'sheet', text: `${word}!`, sheet: word };
    return { kind: 'word', text: word };
  }
  return { kind: 'other', text: first };
}

function quoted(formula: string, start: number, mark: string): string {
  let at = start + 1;
  while (at < formula.length) {
    if (formula.charAt(at) === mark) {
      if (formula.charAt(at + 1) !== mark) return formula.slice(start, at + 1);
      at += 1;
    }
    at += 1;
  }
  return formula.slice(start);
}

/**
 * A formula in the one spelling used for comparison, because Excel rewrites what it is given: `'取数'!B1` and `取数!b1`, `sum( A1 )`
 * and `SUM(A1)`, `TRUE()` and `TRUE`, `0.50` and `.5`, `_xlfn.` or not, are each the same. Texts stay as they are.
 */
export function normaliseFormula(formula: string): string {
  const source = formula.startsWith('=') ? formula : `=${formula}`;
  let result = '';
  for (const token of formulaTokens(source)) {
    switch (token.kind) {
      case 'space':
        break;
      case 'string':
        result += token.text;
        break;
      case 'sheet':
        result += `'${token.sheet.toUpperCase().replace(/'/g, "''")}'!`;
        break;
      case 'number':
        result += plainDigits(token.text);
        break;
      default:
        result += token.text.toUpperCase().replace(/^_XLFN\.(?:_XLWS\.)?/, '');
    }
  }
  return result.replace(/\b(TRUE|FALSE)\(\)/g, '$1');
}

function plainDigits(digits: string): string {
  if (/[eE]/.test(digits)) return digits.toUpperCase();
  const [whole = '', fraction = ''] = digits.split('.');
  const trimmed = fraction.replace(/0+$/, '');
  const head = whole.replace(/^0+(?=\d)/, '') || '0';
  return trimmed === '' ? head : `${head}.${trimmed}`;
}
