import { answerTo } from './core-answers';
import type { CoreAnswer, CoreQuestion } from './core-client';

const scope = self as unknown as {
  postMessage(answer: CoreAnswer): void;
  addEventListener(type: 'message', listener: (event: { readonly data: CoreQuestion }) => void): void;
};

scope.addEventListener('message', ({ data }) => scope.postMessage(answerTo(data)));
