import { call, operation, text } from '../amounts/term';
import type { IndicatorResult } from '../assessment/assessment';
import { replaceReferences } from '../tables/form-cells';
import { say } from '../wording/wording';
import type { NarrativeInput } from './input';
import { oneLine } from './lists';
import { fixedText, gap, type Segment } from './sentence';

/** Calculation, rule and points of a deduction, live where its term is; without a full stop. */
export function calculation(input: NarrativeInput, indicator: IndicatorResult): Segment {
  const computed = oneLine(indicator.reason).replace(/[。；]$/, '');
  if (computed === '') return gap(say('narrative', 'gapReason'));
  const live = indicator.terms.reason;
  const term =
    live === null || /[。；]$/.test(indicator.reason)
      ? null
      : replaceReferences(live, (name) => (/^\{manual:(.+)\}$/.test(name) ? (input.cells.get(name.slice(8, -1)) ?? null) : name));
  if (term === null) return fixedText(computed);
  const nothingLost = text(say('narrative', 'deductionGone'));
  return { run: { kind: 'text', text: computed }, term: call('IF', operation('=', term, text('')), nothingLost, term) };
}

/** What stands before the calculation of a deduction: its quoted name, or nothing where the calculation begins with that name itself. */
export function deductionLead(indicator: IndicatorResult): Segment {
  const name = oneLine(indicator.name);
  return fixedText(oneLine(indicator.reason).startsWith(name) ? '' : `“${name}”：`);
}

/** The calculation of a deduction, followed by the reason that the unit wrote in its own form. */
export function deductionReason(input: NarrativeInput, indicator: IndicatorResult): Segment[] {
  const own = ownReason(input, indicator);
  return [calculation(input, indicator), fixedText(own === null ? '。' : `。${say('narrative', 'ownReason', { reason: ending(own) })}`)];
}

/** What the unit itself wrote as the reason of an indicator, in a list of targets or a score table. */
function ownReason(input: NarrativeInput, indicator: IndicatorResult): string | null {
  const target = input.reading.targets.find(({ row, name }) => row === indicator.targetRow && name === indicator.name);
  const row = input.reading.forms.flatMap(({ indicators }) => indicators).find(({ name }) => name === indicator.name);
  const reason = target?.reason ?? row?.reason ?? null;
  return reason === null || reason.trim() === '' ? null : oneLine(reason);
}

/** A sentence with its full stop. */
export function ending(sentence: string): string {
  return /[。！？；]$/.test(sentence) ? sentence : `${sentence}。`;
}
