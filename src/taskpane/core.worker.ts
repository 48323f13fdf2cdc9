import { systems } from '../core/systems/systems';
import { evaluateWorkbook } from '../core/workflow/evaluate';
import type { CoreAnswer, CoreQuestion } from './core-client';

const scope = self as unknown as {
  postMessage(answer: CoreAnswer): void;
  addEventListener(type: 'message', listener: (event: { readonly data: CoreQuestion }) => void): void;
};

scope.addEventListener('message', ({ data }) => scope.postMessage(answerTo(data)));

/** The core's answer to one question; a defect of ours becomes an answer too, so that no question waits for ever. */
function answerTo(question: CoreQuestion): CoreAnswer {
  try {
    return question.ask === 'systems'
      ? { id: question.id, systems: systems.map(({ id, shortTitle, title, applies }) => ({ id, shortTitle, title, applies })) }
      : { id: question.id, outcome: evaluateWorkbook(question.snapshot, question.edge, question.request) };
  } catch (error) {
    return { id: question.id, failure: error instanceof Error ? error.message : 'unknown' };
  }
}
