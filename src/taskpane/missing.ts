import type { FactId } from '../core/facts/fact';
import type { Outcome } from '../core/workflow/outcome';

/** Facts that an indicator waits for, each once, with the indicators that want it. */
export function missingFacts(outcome: Outcome): { readonly id: FactId; readonly wantedBy: readonly string[] }[] {
  const wanted = new Map<FactId, string[]>();
  for (const indicator of outcome.assessment.indicators) {
    if (indicator.status !== 'missing') continue;
    for (const id of indicator.inputs) {
      if (outcome.reading.facts.has(id)) continue;
      const by = wanted.get(id);
      if (by) by.push(indicator.name);
      else wanted.set(id, [indicator.name]);
    }
  }
  return [...wanted].map(([id, wantedBy]) => ({ id, wantedBy }));
}
