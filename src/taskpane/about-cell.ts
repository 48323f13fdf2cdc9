import type { IndicatorResult } from '../core/assessment/assessment';
import type { Finding } from '../core/checks/finding';
import type { Fact } from '../core/facts/fact';
import { overlaps, parseFullReference } from '../core/workbook/address';
import type { Outcome } from '../core/workflow/outcome';

/** What the pane knows of a cell: the facts read from it, the indicators that rest on it or stand in it, and the findings there. */
export interface CellKnowledge {
  readonly facts: readonly Fact[];
  readonly indicators: readonly IndicatorResult[];
  readonly findings: readonly Finding[];
}

/** Everything an outcome says of a cell or area, by full reference. */
export function knowledgeOf(outcome: Outcome, reference: string): CellKnowledge {
  const touches = touching(reference);
  const facts = [...outcome.reading.facts.values()].filter(({ cells }) => cells.some(touches));
  const ids = new Set(facts.map(({ id }) => id));
  return {
    facts,
    indicators: outcome.assessment.indicators.filter(({ key, inputs, operands, targetRow }) => {
      const place = outcome.cells.get(key);
      return (
        (place !== undefined && touches(place)) ||
        inputs.some((id) => ids.has(id)) ||
        operands.some(({ cells }) => cells.some(touches)) ||
        (targetRow !== null && touches(targetRow))
      );
    }),
    findings: outcome.checks.findings.filter(({ cells, waived }) => waived === null && cells.some(touches)),
  };
}

function touching(reference: string): (other: string) => boolean {
  const place = parseFullReference(reference);
  return (other) => {
    const there = parseFullReference(other);
    return place !== null && there !== null && there.sheet === place.sheet && overlaps(there.area, place.area);
  };
}
