import { canonical, decimal } from '../amounts/decimal';
import type { Assessment } from '../assessment/assessment';
import { cellBehind } from '../tables/own-content';
import type { Snapshot } from '../workbook/snapshot';
import type { IndicatorChange } from './outcome';

/** Scores that differ from what stands in the workbook now, old → new, each with its cell; the total last. */
export function changesOf(snapshot: Snapshot, assessment: Assessment, cells: ReadonlyMap<string, string>): IndicatorChange[] {
  const before = (key: string): string | null => {
    const place = cells.get(key);
    const cell = place === undefined ? null : cellBehind(snapshot, place);
    return cell?.kind === 'number' ? canonical(decimal(cell.value)) : null;
  };
  const scores = [
    ...assessment.indicators.map(({ key, name, score }) => ({ key, name, score })),
    { key: 'total', name: '', score: assessment.total.score },
  ];
  return scores.flatMap(({ key, name, score }) => {
    const was = before(key);
    return was === score ? [] : [{ key, name, before: was, after: score, cell: cells.get(key) ?? null }];
  });
}
