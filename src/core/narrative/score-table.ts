import type { Assessment } from '../assessment/assessment';
import { say } from '../wording/wording';
import type { DocumentTable } from './document';
import { oneLine } from './lists';
import type { OutlineEntry } from './outline';

type TableCell = DocumentTable['rows'][number][number];

/** The score table of the report: levels merged downwards, one row an indicator, the total last. */
export function scoreTable(entry: OutlineEntry, assessment: Assessment): DocumentTable {
  const { indicators } = assessment;
  const deep = indicators.some(({ path }) => path.length > 1);
  const header = [
    say('narrative', 'tableHeaderLevel1'),
    ...(deep ? [say('narrative', 'tableHeaderLevel2')] : []),
    say('narrative', 'tableHeaderName'),
    say('narrative', 'tableHeaderPoints'),
    say('narrative', 'tableHeaderScore'),
    say('narrative', 'tableHeaderDeduction'),
    say('narrative', 'tableHeaderReason'),
  ];
  const spanFrom = (index: number, depth: number): number => {
    const same = (row: number): boolean => samePath(indicators[row]?.path, indicators[index]?.path, depth);
    if (index > 0 && same(index - 1)) return 0;
    let last = index;
    while (last + 1 < indicators.length && same(last + 1)) last += 1;
    return last - index + 1;
  };
  const body = indicators.map((indicator, index): TableCell[] => {
    const level = (depth: number): TableCell[] => {
      const rowSpan = spanFrom(index, depth);
      return rowSpan === 0 ? [] : [{ text: oneLine(indicator.path[depth - 1] ?? ''), align: 'center', rowSpan }];
    };
    const named: TableCell[] =
      indicator.path.length === 0
        ? [{ text: oneLine(indicator.name), align: 'center', columnSpan: deep ? 3 : 2 }]
        : [...level(1), ...(deep ? level(2) : []), { text: oneLine(indicator.name) }];
    return [
      ...named,
      { text: indicator.points, align: 'right' },
      { text: indicator.score ?? '', align: 'right' },
      { text: indicator.deduction !== null && indicator.deduction !== '0' ? indicator.deduction : '', align: 'right' },
      { text: oneLine(indicator.reason) },
    ];
  });
  const total: TableCell[] = [
    { text: say('narrative', 'tableTotal'), align: 'center', columnSpan: deep ? 3 : 2 },
    { text: assessment.total.points, align: 'right' },
    { text: assessment.total.score ?? '', align: 'right' },
    { text: '' },
    { text: assessment.grade ?? '' },
  ];
  return {
    kind: 'table',
    key: entry.key,
    title: entry.text,
    widths: deep ? [11, 12, 19, 8, 9, 9, 32] : [14, 24, 8, 9, 9, 36],
    headerRows: 1,
    rows: [header.map((name): TableCell => ({ text: name, align: 'center' })), ...body, total],
    landscape: false,
  };
}

function samePath(first: readonly string[] | undefined, second: readonly string[] | undefined, depth: number): boolean {
  if (!first || !second) return false;
  for (let index = 0; index < depth; index += 1) if (first[index] !== second[index]) return false;
  return true;
}
