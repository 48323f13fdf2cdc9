import { decimal } from '../amounts/decimal';
import type { Assessment, IndicatorResult } from '../assessment/assessment';
import type { Fact, FactId } from '../facts/fact';
import type { Reading, Target } from '../reading/reading';
import type { Settings } from '../settings/settings';
import type { IndicatorSystem } from '../systems/system';

/** What a report is drafted from. */
export interface NarrativeInput {
  readonly reading: Reading;
  readonly facts: ReadonlyMap<FactId, Fact>;
  readonly system: IndicatorSystem;
  readonly assessment: Assessment;
  readonly settings: Settings;
  /** Defined name of a fact in this workbook. */
  readonly nameOf: (id: FactId) => string;
  /** Full reference of each indicator's score cell by indicator key, of `total`, of rates by `rate:ID`. */
  readonly cells: ReadonlyMap<string, string>;
  /** `2024-01-31`. */
  readonly today: string;
}

/** Targets that the report tells of: scored rows with a name. */
export function reportedTargets(reading: Reading): readonly Target[] {
  return reading.targets.filter((target) => !target.placeholder && target.scored);
}

/** The indicators that lost points, in the order of the table. */
export function lostIndicators(input: NarrativeInput): readonly IndicatorResult[] {
  return input.assessment.indicators.filter(({ deduction }) => deduction !== null && decimal(deduction).greaterThan(0));
}
