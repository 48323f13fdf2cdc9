import { items, measures } from '../core/facts/vocabulary';
import { systems } from '../core/systems/systems';
import { evaluateWorkbook } from '../core/workflow/evaluate';
import type { Catalogue, CoreAnswer, CoreQuestion } from './core-client';

/** The systems and names that the core knows. */
export function catalogueOfCore(): Catalogue {
  return {
    systems: systems.map(({ id, shortTitle, title, applies }) => ({ id, shortTitle, title, applies })),
    items: items.map(({ id, label }) => ({ id, label })),
    measures: measures.map(({ id, label }) => ({ id, label })),
  };
}

/** The core's answer to one question; a defect of ours becomes an answer too, so that no question waits for ever. */
export function answerTo(question: CoreQuestion): CoreAnswer {
  const { id } = question;
  try {
    return question.ask === 'catalogue'
      ? { id, catalogue: catalogueOfCore() }
      : { id, outcome: evaluateWorkbook(question.snapshot, question.edge, question.request) };
  } catch (error) {
    return { id, failure: error instanceof Error ? error.message : 'unknown' };
  }
}
