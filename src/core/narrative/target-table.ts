import type { Assessment } from '../assessment/assessment';
import type { Target } from '../reading/reading';
import { say } from '../wording/wording';
import type { DocumentTable } from './document';
import { type NarrativeInput, reportedTargets } from './input';
import { oneLine } from './lists';
import type { OutlineEntry } from './outline';
import { isNumber, operatorSign, targetUnit, targetValue } from './repetitions';

type TableCell = DocumentTable['rows'][number][number];

/** The annex with every target, what came of it and why it deviates; too wide for an upright page. Nothing without targets. */
export function targetTable(entry: OutlineEntry, input: NarrativeInput): DocumentTable[] {
  const targets = reportedTargets(input.reading);
  if (targets.length === 0) return [];
  const midYear = targets.some((target) => target.midYear !== null);
  const header = [
    say('narrative', 'tableHeaderLevel1'),
    say('narrative', 'tableHeaderName'),
    say('narrative', 'tableHeaderTarget'),
    ...(midYear ? [say('narrative', 'tableHeaderMidYear')] : []),
    say('narrative', 'tableHeaderActual'),
    say('narrative', 'tableHeaderCompletion'),
    say('narrative', 'tableHeaderPoints'),
    say('narrative', 'tableHeaderScore'),
    say('narrative', 'tableHeaderDeviation'),
  ];
  return [
    {
      kind: 'table',
      key: entry.key,
      title: entry.text,
      widths: midYear ? [14, 18, 11, 11, 11, 9, 6, 6, 24] : [15, 20, 12, 12, 10, 6, 6, 27],
      headerRows: 1,
      rows: [
        header.map((name): TableCell => ({ text: name, align: 'center' })),
        ...targets.map((target) => row(target, midYear, input.assessment)),
      ],
      landscape: true,
    },
  ];
}

function row(target: Target, midYear: boolean, assessment: Assessment): TableCell[] {
  const result = assessment.indicators.find((indicator) => indicator.targetRow === target.row && indicator.name === target.name);
  const value = (content: string | null): string =>
    content === null ? '' : `${targetValue(target, content)}${isNumber(content) ? targetUnit(target) : ''}`;
  return [
    { text: oneLine(target.path.join('/')), align: 'center' },
    { text: oneLine(target.name) },
    { text: target.target === null ? '' : `${operatorSign(target)}${value(target.target)}`, align: 'center' },
    ...(midYear ? [{ text: value(target.midYear), align: 'center' } as const] : []),
    { text: value(target.actual), align: 'center' },
    { text: result?.shownCompletion ?? '', align: 'center' },
    { text: target.points ?? '', align: 'right' },
    { text: result?.score ?? '', align: 'right' },
    { text: oneLine(target.reason ?? '') },
  ];
}
