import { type Canonical, canonical, decimal } from '../amounts/decimal';
import { guardTerm } from '../amounts/rounding';
import { call, join, number, operation, reference, type Term, text } from '../amounts/term';
import type { Target } from '../reading/reading';
import type { ScoreRule } from '../systems/system';
import { say } from '../wording/wording';
import type { Operand } from './assessment';
import type { Values } from './lookup';

/** What a row with target and actual gives its score from. */
export interface CompiledTarget {
  readonly points: Term;
  /** Actual ÷ target, uncapped; “—” while the target is 0. */
  readonly completion: Term;
  /** Before rounding, within 0 and the points. */
  readonly score: Term;
  readonly operands: readonly Operand[];
  readonly shownTarget: Term;
  readonly shownActual: Term;
}

/** Whether a row is to be scored at all: not a 其中 row and not a placeholder such as 指标1：. */
export function isScored(target: Target): boolean {
  return target.scored && !target.placeholder;
}

/**
 * Compiles a quantitative row: `points × min(1, 完成值 ÷ 指标值)`, reverse rows (≤) `points × min(1, 指标值 ÷ 完成值)` or linear
 * (财预〔2020〕10号 自评表：“按 B/A（A/B）记分，最高不得超过分值上限”). Null while target, actual or points are absent or no numbers.
 */
export function compileTarget(target: Target, rule: ScoreRule, values: Values): CompiledTarget | null {
  if (target.operator === 'qualitative' || target.points === null) return null;
  if (!isNumber(target.target) || !isNumber(target.actual)) return null;
  const wanted = operandTerm(target.formulas.target, target.target, values);
  const actual = operandTerm(target.formulas.actual, target.actual, values);
  const points = operandTerm(target.formulas.points, target.points, values);
  const zero = number('0');
  const completion = call('IF', operation('=', wanted, zero), text('—'), guardTerm(operation('/', actual, wanted)));
  const linear = rule.kind === 'target' && rule.reverse === 'linear';
  const percent = isPercent(target);
  return {
    points,
    completion,
    score: scoreOf(target.operator, wanted, actual, points, linear),
    operands: operandsOf(target, percent),
    shownTarget: join([text(operatorSign(target.operator)), shown(wanted, percent), text(percent ? '' : (target.unit ?? ''))]),
    shownActual: join([shown(actual, percent), text(percent ? '' : (target.unit ?? ''))]),
  };
}

/** Sign of an operator as printed. */
export function operatorSign(operator: Target['operator']): string {
  return { '>=': '≥', '>': '＞', '=': '', '<=': '≤', '<': '＜', qualitative: '' }[operator];
}

/** Bands of the points in which a qualitative score of each tier lies; bounds rounded to two decimals. */
export function tierBands(
  rule: ScoreRule,
  points: Canonical,
): readonly { readonly name: string; readonly low: Canonical; readonly high: Canonical; readonly highIncluded: boolean }[] {
  if (rule.kind !== 'tiers') return [];
  const bound = (share: Canonical): Canonical => canonical(decimal(points).times(share).toDecimalPlaces(2));
  return rule.tiers.map(({ name, from, to, toIncluded }) => ({ name, low: bound(from), high: bound(to), highIncluded: toIncluded }));
}

/** Name of the tier that a score of a qualitative row falls in; null where none. */
export function tierOf(rule: ScoreRule, score: Canonical, points: Canonical): string | null {
  const given = decimal(score);
  const found = tierBands(rule, points).find(
    ({ low, high, highIncluded }) =>
      given.greaterThanOrEqualTo(low) && (highIncluded ? given.lessThanOrEqualTo(high) : given.lessThan(high)),
  );
  return found?.name ?? null;
}

/** A cell expression as an operand of a formula: brackets around anything that is more than a name, an address or one call. */
export function operandTerm(formula: string | null, value: Canonical, values: Values): Term {
  if (formula === null) return number(value);
  const inner = formula.replace(/^=/, '');
  const plain = /^(?:(?:'(?:[^']|'')+'|[^'!()+\-*/&<>=,\s]+)!)?\$?[A-Za-z]{1,3}\$?\d{1,7}$/.test(inner);
  const operand = plain ? inner : `(${inner})`;
  values.add(operand, value);
  return reference(operand);
}

function scoreOf(operator: Target['operator'], wanted: Term, actual: Term, points: Term, linear: boolean): Term {
  const zero = number('0');
  const one = number('1');
  const share = (rate: Term): Term => operation('*', points, call('MAX', zero, call('MIN', one, rate)));
  const met = (comparison: '>=' | '<='): Term => call('IF', operation(comparison, actual, wanted), points, zero);
  const positive = operation('>', wanted, zero);
  if (operator === '<=' || operator === '<') {
    if (linear) {
      const missed = guardTerm(operation('/', operation('-', actual, wanted), wanted));
      return call('IF', positive, share(operation('-', one, missed)), met('<='));
    }
    return call('IF', call('AND', positive, operation('>', actual, zero)), share(guardTerm(operation('/', wanted, actual))), met('<='));
  }
  const upward = call('IF', positive, share(guardTerm(operation('/', actual, wanted))), met('>='));
  if (operator !== '=') return upward;
  return call('IF', operation('=', wanted, zero), met('<='), upward);
}

function isPercent(target: Target): boolean {
  return target.unit === '%' || target.unit === '％';
}

function shown(value: Term, percent: boolean): Term {
  return percent ? call('TEXT', value, text('0.00%')) : value;
}

function operandsOf(target: Target, percent: boolean): Operand[] {
  const print = (value: Canonical): string => (percent ? `${canonical(decimal(value).times(100))}%` : `${value}${target.unit ?? ''}`);
  const list: [string, string | null, string | null][] = [
    [say('assessment', 'operandTarget'), target.target, target.cells.target],
    [say('assessment', 'operandActual'), target.actual, target.cells.actual],
  ];
  return list.flatMap(([label, value, cell]) =>
    value === null ? [] : [{ label, value, shown: print(value), cells: cell === null ? [] : [cell] }],
  );
}

function isNumber(value: string | null): value is Canonical {
  return value !== null && /^-?\d+(\.\d+)?$/.test(value);
}
