import { say } from '../wording/wording';
import type { Check, CheckCode, Draft } from './check';
import { brokenYears } from './consistency';
import type { CheckContext } from './context';

/** Group L 识别: what the reader could not decide, as the reviewer would ask it. */
export const readingChecks: readonly Check[] = [asked('L-01'), asked('L-02'), asked('L-03')];

function asked(code: CheckCode & `L-${string}`): Check {
  return {
    code,
    severity: 'question',
    basis: ['own'],
    mendable: false,
    lacks: () => null,
    run: (context) => (code === 'L-03' ? [...questions(context, code), ...unknown(context)] : questions(context, code)),
  };
}

function questions(context: CheckContext, code: CheckCode): Draft[] {
  const broken = code === 'L-03' && brokenYears(context).length > 0;
  return context.input.reading.questions
    .filter((question) => question.code === code && !(broken && /年度/.test(question.message)))
    .map(({ message, cells }) => ({ message, cells }));
}

/** L-03 where the reader did not ask it itself. */
function unknown(context: CheckContext): Draft[] {
  if (context.tables.length === 0 && context.forms.length === 0) return [];
  if (context.input.reading.questions.some(({ code }) => code === 'L-03')) return [];
  const first = context.sheets[0];
  const cells = first?.used ? [context.at(first.name, first.used.top, first.used.left)] : [];
  const drafts: Draft[] = [];
  if (context.organisation === null) drafts.push({ message: say('checks', 'L-03', { what: say('checks', 'word.unit') }), cells });
  if (context.year === null && brokenYears(context).length === 0)
    drafts.push({ message: say('checks', 'L-03', { what: say('checks', 'word.year') }), cells });
  return drafts;
}
