import { answerTo, fetchParts, fetchReport } from './core-answers';
import type { CoreAnswer, CoreQuestion } from './core-client';

const scope = self as unknown as {
  postMessage(answer: CoreAnswer): void;
  addEventListener(type: 'message', listener: (event: { readonly data: CoreQuestion }) => void): void;
};

scope.addEventListener('message', async ({ data }) => {
  const answer = await answerTo(data);
  scope.postMessage(answer);
  if ('outcome' in answer) await fetchParts();
});
void fetchReport();
