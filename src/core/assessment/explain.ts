import { formulaOfTerm } from '../amounts/formula';
import type { Term } from '../amounts/term';
import type { FactId, Facts } from '../facts/fact';
import { labelOf } from '../facts/names';
import { say } from '../wording/wording';
import type { Assessment, IndicatorResult, Operand, PartResult } from './assessment';

/** One link of the chain from a score down to the cells it came from; plain data. */
export interface ExplanationNode {
  readonly kind: 'score' | 'part' | 'rate' | 'fact' | 'typed' | 'note';
  /** What it is and how much, in one line. */
  readonly text: string;
  /** The live formula that gives it (with `=`); null where there is none. */
  readonly formula: string | null;
  /** Full references of the cells behind it; to be selected by a click. */
  readonly cells: readonly string[];
  readonly children: readonly ExplanationNode[];
}

/**
 * Why an indicator has the score it has: the chain down to cells. `code` is the indicator's code, its key, or its name; null when no
 * indicator of the assessment answers to it.
 */
export function explain(assessment: Assessment, code: string, facts: Facts): ExplanationNode | null {
  const found = find(assessment.indicators, code);
  return found ? explainIndicator(found, facts) : null;
}

/** The chain of one indicator. */
export function explainIndicator(result: IndicatorResult, facts: Facts): ExplanationNode {
  const covered = new Set(result.parts.flatMap(({ inputs }) => inputs));
  const own = result.inputs.filter((id) => !covered.has(id));
  const rateInputs = result.parts.length > 0 ? own : result.inputs;
  const children: ExplanationNode[] = [
    ...(result.reason === '' ? [] : [note(say('assessment', 'explainReason', { reason: result.reason }))]),
    ...(result.parts.length > 0 && result.status !== 'manual' ? result.parts.map((part) => explainPart(part, facts)) : []),
    ...rateNode(result, rateInputs, facts),
    ...result.operands.map((operand) => operandNode(operand, null)),
    ...(result.status === 'manual' ? [typedNode(result)] : []),
    ...result.alternatives.map(({ sentence }) => note(sentence)),
    note(
      say('assessment', 'explainRule', {
        document: result.source.document,
        standing: say('assessment', `standing.${result.source.standing}`),
      }),
    ),
  ];
  const score =
    result.score === null
      ? say('assessment', 'explainMissing', { missing: result.missing.join('、') })
      : say('assessment', 'explainScored', { score: result.score });
  const name = result.code === null ? result.name : `${result.code} ${result.name}`;
  return {
    kind: 'score',
    text: say('assessment', 'explainScore', { name, score, points: result.points }),
    formula: result.status === 'computed' ? formulaText(result.terms.score) : null,
    cells: [],
    children,
  };
}

/** The chain as indented lines of text. */
export function renderExplanation(node: ExplanationNode): string {
  return lines(node, 0).join('\n');
}

function lines(node: ExplanationNode, depth: number): string[] {
  const indent = '  '.repeat(depth);
  const formula = node.formula === null ? [] : [`${indent}  ${say('assessment', 'explainFormula', { formula: node.formula })}`];
  return [`${indent}${node.text}`, ...formula, ...node.children.flatMap((child) => lines(child, depth + 1))];
}

function find(indicators: readonly IndicatorResult[], code: string): IndicatorResult | null {
  const wanted = code.trim();
  return (
    indicators.find((result) => result.code === wanted) ??
    indicators.find(({ key }) => key === wanted) ??
    indicators.find(({ name }) => name === wanted) ??
    null
  );
}

function explainPart(part: PartResult, facts: Facts): ExplanationNode {
  const slots = { name: part.name, score: part.score ?? '—', points: part.points };
  const rate = part.shownRate === null ? [] : [rateLine(part.name, part.shownRate, part.basis, part.terms.rate, part.inputs, facts)];
  return {
    kind: 'part',
    text: say('assessment', part.fullByDefault ? 'explainPartDefault' : 'explainPart', slots),
    formula: null,
    cells: [],
    children: rate,
  };
}

function rateNode(result: IndicatorResult, inputs: readonly FactId[], facts: Facts): ExplanationNode[] {
  if (result.shownRate !== null && result.parts.length === 0) {
    return [rateLine(result.name, result.shownRate, null, result.terms.rate, inputs, facts)];
  }
  return inputs.map((id) => factNode(id, facts));
}

function rateLine(
  label: string,
  shown: string,
  basis: string | null,
  term: Term | null,
  inputs: readonly FactId[],
  facts: Facts,
): ExplanationNode {
  return {
    kind: 'rate',
    text:
      basis === null ? say('assessment', 'explainRatePlain', { label, shown }) : say('assessment', 'explainRate', { label, shown, basis }),
    formula: formulaText(term),
    cells: [],
    children: inputs.map((id) => factNode(id, facts)),
  };
}

function factNode(id: FactId, facts: Facts): ExplanationNode {
  const fact = facts.get(id);
  const label = labelOf(id);
  if (!fact) return { kind: 'fact', text: say('assessment', 'explainMissing', { missing: label }), formula: null, cells: [], children: [] };
  return operandNode({ label, value: fact.value, shown: fact.shown, cells: fact.cells }, fact.formula);
}

function operandNode(operand: Operand, formula: string | null): ExplanationNode {
  const slots = { label: operand.label, shown: operand.shown, cells: operand.cells.join('、') };
  return {
    kind: 'fact',
    text: say('assessment', operand.cells.length === 0 ? 'explainFactUnread' : 'explainFact', slots),
    formula,
    cells: operand.cells,
    children: [],
  };
}

function typedNode(result: IndicatorResult): ExplanationNode {
  const cells = result.typedCell === null ? [] : [result.typedCell];
  const text = say('assessment', cells.length === 0 ? 'explainManual' : 'explainManualAt', {
    score: result.score ?? '—',
    cells: cells.join('、'),
  });
  return { kind: 'typed', text, formula: null, cells, children: [] };
}

function note(text: string): ExplanationNode {
  return { kind: 'note', text, formula: null, cells: [], children: [] };
}

function formulaText(term: Term | null): string | null {
  if (!term) return null;
  try {
    return formulaOfTerm(term);
  } catch (failure) {
    if (failure instanceof RangeError) return null;
    throw failure;
  }
}
