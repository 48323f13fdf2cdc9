import { canonical, decimal } from '../amounts/decimal';
import { boolean, type FunctionName, number, type Operator, operation, reference, type Term, text } from '../amounts/term';
import { type FormulaToken, formulaTokens } from './formula-text';

const functions: ReadonlySet<string> = new Set<FunctionName>([
  'ABS',
  'AND',
  'AVERAGE',
  'COUNT',
  'COUNTA',
  'IF',
  'IFERROR',
  'INT',
  'MAX',
  'MIN',
  'NOT',
  'OR',
  'ROUND',
  'ROUNDUP',
  'SUM',
  'TRUNC',
]);

const levels: readonly (readonly Operator[])[] = [['=', '<>', '<', '<=', '>', '>='], ['&'], ['+', '-'], ['*', '/']];
const cellPattern = /^\$?[A-Za-z]{1,3}\$?\d{1,7}$/;
/** A number as people type it: a larger power of ten is none that Excel holds. */
const typedNumber = /^[\d.]{1,40}(?:[eE][+-]?\d{1,2})?$/;
/** No formula of a budget workbook is nested deeper; a hostile one ends here. */
const deepest = 60;

/**
 * A formula of the user's as a term: arithmetic, comparisons, and the functions that sums and rates are made of, over cells and areas.
 * Null for anything else (names, other workbooks, lookups): such a formula is not ours to calculate. Linear in its length.
 */
export function termOfFormula(formula: string): Term | null {
  const tokens = formulaTokens(formula.replace(/^=/, '')).filter(({ kind }) => kind !== 'space');
  if (tokens.length > 2000) return null;
  const parser = new Parser(tokens);
  const term = parser.expression(0, 0);
  return parser.finished ? term : null;
}

class Parser {
  private at = 0;
  constructor(private readonly tokens: readonly FormulaToken[]) {}

  get finished(): boolean {
    return this.at === this.tokens.length;
  }

  expression(level: number, depth: number): Term | null {
    if (depth > deepest) return null;
    const operators = levels[level];
    if (!operators) return this.signed(depth);
    let left = this.expression(level + 1, depth);
    while (left !== null) {
      const operator = this.operator(operators);
      if (operator === null) return left;
      const right = this.expression(level + 1, depth);
      left = right === null ? null : operation(operator, left, right);
    }
    return null;
  }

  private operator(among: readonly Operator[]): Operator | null {
    const [first, second] = [this.text(0), this.text(1)];
    const two = among.find((operator) => operator.length === 2 && operator === `${first}${second}`);
    const found = two ?? among.find((operator) => operator === first) ?? null;
    if (found !== null) this.at += two ? 2 : 1;
    return found;
  }

  private signed(depth: number): Term | null {
    let negative = false;
    while (this.text(0) === '-' || this.text(0) === '+') {
      if (this.text(0) === '-') negative = !negative;
      this.at += 1;
    }
    let term = this.operand(depth);
    while (term !== null && this.text(0) === '%') {
      this.at += 1;
      term = operation('/', term, number('100'));
    }
    return term !== null && negative ? operation('-', number('0'), term) : term;
  }

  private operand(depth: number): Term | null {
    const token = this.tokens[this.at];
    if (!token) return null;
    if (token.kind === 'number') {
      this.at += 1;
      return typedNumber.test(token.text) ? number(canonical(decimal(token.text))) : null;
    }
    if (token.kind === 'string') {
      this.at += 1;
      return token.text.length > 1 && token.text.endsWith('"') ? text(token.text.slice(1, -1).replace(/""/g, '"')) : null;
    }
    if (token.text === '(') {
      this.at += 1;
      const inner = this.expression(0, depth + 1);
      return inner !== null && this.take(')') ? inner : null;
    }
    if (token.kind === 'sheet') {
      this.at += 1;
      return token.sheet.includes('[') || token.sheet.includes(':') ? null : this.address(`'${token.sheet.replace(/'/g, "''")}'!`);
    }
    if (token.kind !== 'word') return null;
    if (this.text(1) === '(') return this.call(token.text.toUpperCase(), depth);
    if (/^(?:TRUE|FALSE)$/i.test(token.text)) {
      this.at += 1;
      return boolean(/^TRUE$/i.test(token.text));
    }
    return this.address('');
  }

  private call(name: string, depth: number): Term | null {
    this.at += 2;
    const operands: Term[] = [];
    while (this.text(0) !== ')') {
      const operand = this.expression(0, depth + 1);
      if (operand === null || operands.length > 254) return null;
      operands.push(operand);
      if (this.text(0) === ',') this.at += 1;
      else if (this.text(0) !== ')') return null;
    }
    this.at += 1;
    return operands.length > 0 && functions.has(name) ? { node: 'call', name: name as FunctionName, operands } : null;
  }

  private address(sheet: string): Term | null {
    const first = this.text(0);
    if (!cellPattern.test(first)) return null;
    this.at += 1;
    if (this.text(0) !== ':') return reference(`${sheet}${plain(first)}`);
    const last = this.text(1);
    if (!cellPattern.test(last)) return null;
    this.at += 2;
    return reference(`${sheet}${plain(first)}:${plain(last)}`);
  }

  private take(mark: string): boolean {
    if (this.text(0) !== mark) return false;
    this.at += 1;
    return true;
  }

  private text(ahead: number): string {
    return this.tokens[this.at + ahead]?.text ?? '';
  }
}

function plain(address: string): string {
  return address.replace(/\$/g, '').toUpperCase();
}
