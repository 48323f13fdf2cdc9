import { answerTo, fetchParts, fetchReport } from './core-answers';
import { type CoreAnswer, type CoreQuestion, crossing, landing, type Slice } from './core-client';

const scope = self as unknown as {
  postMessage(answer: CoreAnswer | Slice): void;
  addEventListener(type: 'message', listener: (event: { readonly data: CoreQuestion | Slice }) => void): void;
};

const land = landing<CoreQuestion>();
scope.addEventListener('message', async ({ data }) => {
  const question = land(data);
  if (question === null) return;
  const answer = await answerTo(question);
  try {
    for (const message of crossing(answer)) scope.postMessage(message);
  } catch (error) {
    // Nobody would hear of it otherwise, and the pane would wait for ever.
    scope.postMessage({ id: question.id, failure: error instanceof Error ? error.message : 'unknown' });
  }
  if ('outcome' in answer) await fetchParts();
});
void fetchReport();
