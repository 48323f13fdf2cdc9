import type { FactId } from '../facts/fact';
import { definedNameOf, factOfDefinedName, isKnownFact } from '../facts/names';
import { saySystems } from '../wording/say-systems';
import { rateName, rateOfName } from './rate-names';
import type { Expression } from './system';

/** Words of the functions in an expression written as text, e.g. 相除(决算数_合计, 全年预算数_合计). */
const functions = {
  ratio: '相除',
  change: '变动',
  difference: '相减',
  sum: '相加',
  mean: '平均',
  absolute: '绝对值',
  least: '较小',
  greatest: '较大',
  first: '先取',
  rate: '比率',
  choice: '口径',
} as const;

type FunctionKey = keyof typeof functions;

/** A mistake in an expression's text. */
export class ExpressionTextError extends Error {}

/**
 * An expression as a person reads and edits it: facts by their defined names, numbers as they are, functions in Chinese;
 * a choice of bases is `口径(【年初预算数|年初】相除(…), 【到位数】相除(…))`.
 */
export function expressionToText(expression: Expression): string {
  if ('fact' in expression) return isKnownFact(expression.fact) ? definedNameOf(expression.fact) : expression.fact;
  if ('constant' in expression) return expression.constant;
  if ('rate' in expression) return `${functions.rate}(${rateName(expression.rate)})`;
  if ('absolute' in expression) return `${functions.absolute}(${expressionToText(expression.absolute)})`;
  if ('choice' in expression) {
    const options = expression.choice.map(
      ({ basis, alsoNamed, value }) => `【${[basis, ...(alsoNamed ?? [])].join('|')}】${expressionToText(value)}`,
    );
    return `${functions.choice}(${options.join(', ')})`;
  }
  const [key, operands] = Object.entries(expression)[0] as [FunctionKey, readonly Expression[]];
  return `${functions[key]}(${operands.map(expressionToText).join(', ')})`;
}

/** Reads such a text. Throws an `ExpressionTextError` with a sentence for a person. Bounded in depth and linear in length. */
export function expressionFromText(source: string): Expression {
  const reader = new Reader(source);
  const expression = reader.expression(0);
  reader.end();
  return expression;
}

const byWord = new Map<string, FunctionKey>(Object.entries(functions).map(([key, word]) => [word, key as FunctionKey]));
const deepest = 20;

class Reader {
  private readonly tokens: readonly string[];
  private position = 0;

  constructor(source: string) {
    this.tokens = source.normalize('NFC').match(/【[^【】]*】|[(),（），]|[^\s(),（），【】]+/gu) ?? [];
  }

  expression(depth: number): Expression {
    if (depth > deepest) throw new ExpressionTextError(saySystems('tooDeep'));
    const word = this.next();
    const key = byWord.get(word);
    if (!key || !this.takes('(', '（')) return operand(word);
    if (key === 'rate') {
      const rate = rateOfName(this.next());
      this.close();
      return { rate };
    }
    if (key === 'choice') return { choice: this.list(() => this.option(depth)) };
    const operands = this.list(() => this.expression(depth + 1));
    return build(key, operands);
  }

  end(): void {
    const rest = this.tokens[this.position];
    if (rest !== undefined) throw new ExpressionTextError(saySystems('expressionRest', { rest }));
  }

  private option(depth: number) {
    const label = this.next();
    if (!label.startsWith('【')) throw new ExpressionTextError(saySystems('expressionBasis', { found: label }));
    const [basis = '', ...alsoNamed] = label.slice(1, -1).split('|');
    const value = this.expression(depth + 1);
    return alsoNamed.length > 0 ? { basis, alsoNamed, value } : { basis, value };
  }

  private list<T>(read: () => T): T[] {
    const list = [read()];
    while (this.takes(',', '，')) list.push(read());
    this.close();
    return list;
  }

  private close(): void {
    if (!this.takes(')', '）')) throw new ExpressionTextError(saySystems('expressionOpen'));
  }

  private next(): string {
    const token = this.tokens[this.position];
    if (token === undefined) throw new ExpressionTextError(saySystems('expressionShort'));
    this.position += 1;
    return token;
  }

  private takes(...marks: readonly string[]): boolean {
    if (!marks.includes(this.tokens[this.position] ?? '')) return false;
    this.position += 1;
    return true;
  }
}

function operand(word: string): Expression {
  if (/^-?\d+(\.\d+)?$/.test(word)) return { constant: word };
  return { fact: factOfDefinedName(word) ?? (word as FactId) };
}

function build(key: Exclude<FunctionKey, 'rate' | 'choice'>, operands: readonly Expression[]): Expression {
  const [first, second] = operands;
  if (key === 'absolute') {
    if (!first || operands.length !== 1) throw new ExpressionTextError(saySystems('expressionCount', { name: functions[key], wanted: 1 }));
    return { absolute: first };
  }
  if (key === 'ratio' || key === 'change' || key === 'difference') {
    if (!first || !second || operands.length !== 2) {
      throw new ExpressionTextError(saySystems('expressionCount', { name: functions[key], wanted: 2 }));
    }
    const pair = [first, second] as const;
    return key === 'ratio' ? { ratio: pair } : key === 'change' ? { change: pair } : { difference: pair };
  }
  return { [key]: operands } as unknown as Expression;
}
