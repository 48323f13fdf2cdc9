import { decimal } from '../core/amounts/decimal';
import type { IndicatorResult } from '../core/assessment/assessment';
import { missingFacts } from './missing';
import type { PaneState } from './state';
import type { Words } from './words';

/** The state of things in one sentence: what was read, what is missing, what was lost, what is wrong. */
export function sentenceOfState(state: PaneState, words: Words): string {
  const { outcome, activity } = state;
  if (!outcome) return activity ? words('stateReading') : words('stateNothing');
  if (outcome.reading.nothingFound !== null) return words('stateBlank');
  const missing = missingFacts(outcome).length;
  const errors = outcome.checks.summary.error;
  const parts = [words('stateRead', { count: outcome.reading.facts.size })];
  if (missing > 0) parts.push(words('stateMissing', { count: missing }));
  const lost = totalLoss(outcome.assessment.indicators);
  parts.push(lost === null ? words('stateNoTotal') : lost === '0' ? words('stateFull') : words('stateLost', { points: lost }));
  const questions = outcome.reading.questions.length;
  if (questions > 0) parts.push(words('stateQuestions', { count: questions }));
  if (errors > 0) parts.push(words('stateErrors', { count: errors }));
  const tail = state.stale
    ? words('stateStale')
    : state.unwritten > 0
      ? words('stateUnwritten', { count: state.unwritten })
      : state.current
        ? ''
        : words('stateNotWritten');
  return `${parts.join(words('separator'))}${tail === '' ? '' : words('separator') + tail}`;
}

/** Indicators that lost points, the greatest loss first. */
export function deductionsOf(indicators: readonly IndicatorResult[]): IndicatorResult[] {
  return indicators
    .filter(({ deduction }) => deduction !== null && decimal(deduction).isPositive() && !decimal(deduction).isZero())
    .sort((first, second) => decimal(second.deduction ?? '0').comparedTo(first.deduction ?? '0'));
}

/** Points lost in all; null while a score is missing. */
export function totalLoss(indicators: readonly IndicatorResult[]): string | null {
  let sum = decimal('0');
  for (const { deduction } of indicators) {
    if (deduction === null) return null;
    sum = sum.plus(deduction);
  }
  return sum.toFixed();
}
