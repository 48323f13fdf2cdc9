import { formulaTokens } from '../../core/workbook/formula-text';

/**
 * The other workbooks that a formula refers to: `'D:\预算\[2023.xlsx]汇总'!A1` and `[2023.xlsx]汇总!A1` give `2023.xlsx`. Structured
 * references (`表1[金额]`) are none: no sheet's name follows their bracket. Linear in the formula's length.
 */
export function externalBooks(formula: string): string[] {
  if (!formula.includes('[')) return [];
  const books: string[] = [];
  const tokens = formulaTokens(formula);
  tokens.forEach((token, index) => {
    if (token.kind !== 'sheet') return;
    const inside = /\[([^[\]]+)\]/.exec(token.sheet);
    if (inside?.[1]) books.push(inside[1]);
    else if (tokens[index - 1]?.text === ']') books.push(bracketed(tokens.slice(0, index - 1).map((part) => part.text)));
  });
  return books.filter((book) => book !== '');
}

function bracketed(texts: readonly string[]): string {
  const start = texts.lastIndexOf('[');
  return start === -1 ? '' : texts.slice(start + 1).join('');
}
