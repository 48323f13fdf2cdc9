import { type Canonical, canonical, type Decimal, decimal } from '../amounts/decimal';
import { errorValue, evaluateTerm, type Lookup, numberValue, type Value, type Worked } from '../amounts/evaluate';
import type { Rounding } from '../amounts/rounding';
import { round } from '../amounts/rounding';
import type { Term } from '../amounts/term';
import type { FactId, Facts } from '../facts/fact';
import type { ManualScores } from './assessment';

/** The values behind the references of terms: facts by name, typed scores by placeholder, cell expressions of targets by their text. */
export class Values {
  private readonly byReference = new Map<string, Value>();
  private readonly worked: Worked = new Map();

  constructor(facts: Facts, nameOf: (id: FactId) => string, manual: ManualScores) {
    for (const [id, fact] of facts) this.byReference.set(nameOf(id), numberValue(fact.value));
    for (const [key, typed] of manual) this.byReference.set(`{manual:${key}}`, numberValue(typed.score));
  }

  /** Adds a cell expression with its value. */
  add(reference: string, value: Canonical): void {
    this.byReference.set(reference, numberValue(value));
  }

  /** The number a term gives; null where it gives a text or an error. */
  number(term: Term): Decimal | null {
    const value = evaluateTerm(term, this.lookup, this.worked);
    return value.kind === 'number' ? decimal(value.value) : null;
  }

  /** The text a term gives; empty where it gives an error. */
  text(term: Term): string {
    const value = evaluateTerm(term, this.lookup, this.worked);
    return value.kind === 'text' ? value.value : value.kind === 'number' ? canonical(decimal(value.value)) : '';
  }

  /** Whether a condition holds. */
  holds(term: Term): boolean {
    const value = evaluateTerm(term, this.lookup, this.worked);
    return value.kind === 'boolean' && value.value;
  }

  readonly lookup: Lookup = (reference) => this.byReference.get(reference) ?? errorValue('#NAME?');
}

/** A rate as shown: two decimals of a percent under the rounding. */
export function showRate(rate: Decimal, rounding: Rounding): string {
  return `${round(rate, 4, rounding, decimal('1')).times(100).toFixed(2)}%`;
}
