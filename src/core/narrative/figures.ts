import { canonical, decimal } from '../amounts/decimal';
import type { Lookup, Value } from '../amounts/evaluate';
import { call, number, operation, reference, type Term, text } from '../amounts/term';
import type { IndicatorResult } from '../assessment/assessment';
import { type Segment, textOf } from './sentence';

/** A formula without its `=`, as it stands inside another formula. */
export function formulaBody(formula: string): string {
  return formula.replace(/^=/, '');
}

/** A score or deduction as a live figure, two decimals. */
export function scoreFigure(cell: string | undefined, score: string, lookup: Lookup): Segment {
  const shown = trimmed(score);
  if (cell === undefined) return { run: { kind: 'figure', text: shown, value: score, source: '' }, term: text(shown) };
  return {
    run: { kind: 'figure', text: textOfNumber(lookup(cell), shown), value: score, source: cell },
    term: plainNumber(reference(cell)),
  };
}

/** The sum of scores as a live figure where every one of them has a cell. */
export function scoreSumFigure(score: string, cells: readonly (string | undefined)[]): Segment {
  const sum = sumOfCells(cells);
  const shown = trimmed(score);
  const source = cells.flatMap((cell) => cell ?? []).join('、');
  return { run: { kind: 'figure', text: shown, value: score, source }, term: sum ? plainNumber(sum) : text(shown) };
}

/** The sum of cells as a term, or null where one is missing. */
export function sumOfCells(cells: readonly (string | undefined)[]): Term | null {
  const terms = cells.flatMap((cell) => (cell === undefined ? [] : [reference(cell)]));
  const [first, ...rest] = terms;
  if (!first || terms.length < cells.length) return null;
  return rest.reduce<Term>((left, right) => operation('+', left, right), first);
}

/** Points lost, live: points − score. */
export function deductionFigure(indicator: IndicatorResult, cell: string | undefined): Segment {
  const lost = indicator.deduction ?? '0';
  const term: Term = cell === undefined ? text(trimmed(lost)) : plainNumber(operation('-', number(indicator.points), reference(cell)));
  return { run: { kind: 'figure', text: trimmed(lost), value: lost, source: cell ?? '' }, term };
}

/** A number without trailing zeros as text: `ROUND(x,2)&""`. */
function plainNumber(value: Term): Term {
  return operation('&', call('ROUND', value, number('2')), text(''));
}

function trimmed(value: string): string {
  return canonical(decimal(value).toDecimalPlaces(2));
}

function textOfNumber(value: Value | readonly Value[], otherwise: string): string {
  if (Array.isArray(value)) return otherwise;
  const single = value as Value;
  return single.kind === 'number' ? trimmed(single.value) : single.kind === 'text' ? textOf(single) : otherwise;
}
