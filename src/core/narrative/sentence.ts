import { type Decimal, decimal } from '../amounts/decimal';
import { evaluateTerm, type Lookup, type Value } from '../amounts/evaluate';
import { type Rounding, round, roundTerm } from '../amounts/rounding';
import { call, join, number, operation, reference, type Term, text } from '../amounts/term';
import { type MoneyUnit, unitName, yuanPer } from '../amounts/unit';
import type { RateResult } from '../assessment/assessment';
import type { Fact, FactId } from '../facts/fact';
import { labelOf, quantityOf } from '../facts/names';
import { say } from '../wording/wording';
import type { Run } from './document';
import { parseTemplate, type TemplateNode } from './template';

/** A piece of a sentence: its live text as a term, and what it reads now. */
export interface Segment {
  readonly run: Run;
  /** Null where the live term of an earlier segment covers this one too (the branches of a live condition). */
  readonly term: Term | null;
}

/** What sentences are made from. */
export interface SentenceSources {
  readonly facts: ReadonlyMap<FactId, Fact>;
  /** Defined name of a fact in this workbook. */
  readonly nameOf: (id: FactId) => string;
  readonly unit: MoneyUnit;
  readonly rounding: Rounding;
  /** Plain words of the run: year, organisation, date … as terms; a missing one is a gap. */
  readonly words: ReadonlyMap<string, Segment | readonly Segment[]>;
  /** Conditions that hold in this run, such as `scored`. */
  readonly flags: ReadonlySet<string>;
  /** Lists that the program builds, by name. */
  readonly lists: ReadonlyMap<string, (operands: readonly string[]) => Segment[]>;
  /** Rates of the assessment with the denominator in use, by id. */
  readonly rates: ReadonlyMap<string, Pick<RateResult, 'label' | 'term' | 'basis' | 'inputs'>>;
  readonly lookup: Lookup;
}

/** A sentence from a template: its segments in order. Unknown facts become gaps, never guesses. */
export function composeSentence(template: string, sources: SentenceSources): Segment[] {
  return mergeText(composeNodes(parseTemplate(template), sources));
}

/** Fixed text. */
export function fixedText(content: string): Segment {
  return { run: { kind: 'text', text: content }, term: text(content) };
}

/** `【待填：…】`. */
export function gap(label: string): Segment {
  const content = say('narrative', 'gap', { label });
  return { run: { kind: 'gap', text: content }, term: text(content) };
}

/** The live text of segments. */
export function termOfSegments(segments: readonly Segment[]): Term {
  return join(segments.flatMap(({ term }) => (term === null ? [] : [term])));
}

function composeNodes(nodes: readonly TemplateNode[], sources: SentenceSources): Segment[] {
  return nodes.flatMap((node) => {
    if (node.node === 'text') return [fixedText(node.text)];
    if (node.node === 'condition') return composeCondition(node, sources);
    return composeSlot(node.name, node.operands, sources);
  });
}

function composeCondition(node: TemplateNode & { node: 'condition' }, sources: SentenceSources): Segment[] {
  if (node.operands.length === 0) return composeNodes(sources.flags.has(node.test) ? node.then : node.otherwise, sources);
  const facts = node.operands.map((id) => sources.facts.get(id as FactId));
  const known = facts.every((fact) => fact !== undefined);
  if (node.test === 'known') return composeNodes(known ? node.then : node.otherwise, sources);
  if (!known) return composeNodes(node.otherwise, sources);
  const [first, second] = node.operands.map((id) => reference(sources.nameOf(id as FactId)));
  if (!first) return [];
  const condition =
    node.test === 'changed' && second
      ? call('AND', operation('<>', first, second), operation('<>', second, number('0')))
      : node.test === 'same' && second
        ? operation('=', first, second)
        : operation('<>', first, number('0'));
  return liveChoice(condition, composeNodes(node.then, sources), composeNodes(node.otherwise, sources), sources);
}

/** One of two texts by a live condition; the runs are those of the branch that holds now. */
export function liveChoice(condition: Term, then: readonly Segment[], otherwise: readonly Segment[], sources: SentenceSources): Segment[] {
  const found = evaluateTerm(condition, sources.lookup);
  return liveBranch(condition, found.kind === 'boolean' && found.value, then, otherwise);
}

/** The same where it is already known which branch holds now. */
export function liveBranch(condition: Term, holds: boolean, then: readonly Segment[], otherwise: readonly Segment[]): Segment[] {
  const chosen = holds ? then : otherwise;
  const term = call('IF', condition, termOfSegments(then), termOfSegments(otherwise));
  if (chosen.length === 0) return [{ run: { kind: 'text', text: '' }, term }];
  return chosen.map((segment, index) => ({ run: segment.run, term: index === 0 ? term : null }));
}

function composeSlot(name: string, operands: readonly string[], sources: SentenceSources): Segment[] {
  const word = sources.words.get(name);
  if (word) return 'run' in word ? [word] : [...word];
  const list = name === 'list' ? sources.lists.get(operands[0] ?? '') : undefined;
  if (list) return list(operands.slice(1));
  if (name === 'write') return [gap(operands.join(''))];
  if (name === 'rate' || name === 'basis') return [rateSlot(name, operands, sources)];
  const ids = operands.filter((operand): operand is FactId => operand.includes(':'));
  const facts = ids.map((id) => sources.facts.get(id));
  const missing = ids.find((_, index) => facts[index] === undefined);
  if (missing) return [gap(ids.length > 1 ? say('narrative', 'gapOf', { label: shortLabel(missing) }) : shortLabel(missing))];
  const [first, second] = ids.map((id) => reference(sources.nameOf(id)));
  const [fact] = facts;
  if (!first || !fact) return [gap(name)];
  const source = ids.flatMap((id) => sources.facts.get(id)?.cells ?? []).join('、');
  switch (name) {
    case 'fact':
      return [figure(first, fact, sources, source)];
    case 'abs':
      return [figure(call('ABS', first), fact, sources, source)];
    case 'difference':
      return second ? [figure(call('ABS', operation('-', first, second)), fact, sources, source)] : [];
    case 'ratio':
      return second ? [percentage(first, second, sources, source)] : [];
    case 'growth':
    case 'variance':
      return second ? [percentage(call('ABS', operation('-', first, second)), second, sources, source)] : [];
    case 'sign':
      return [wordBySign(first, operands.slice(1), sources)];
    case 'trend':
      return second ? [wordBySign(operation('-', first, second), operands.slice(2), sources)] : [];
    default:
      return [gap(name)];
  }
}

/** A rate of the assessment, or the name of its denominator. */
function rateSlot(name: 'rate' | 'basis', [id = '', label = '', other]: readonly string[], sources: SentenceSources): Segment {
  const rate = sources.rates.get(id);
  if (!rate) return gap(name === 'rate' ? label : say('narrative', 'gapBasis'));
  if (name === 'basis') return fixedText(other !== undefined && rate.basis === label ? other : rate.basis);
  const shown = call('TEXT', roundTerm(rate.term, 4, sources.rounding, number('1')), text('0.00%'));
  const source = rate.inputs.flatMap((input) => sources.facts.get(input)?.cells ?? []).join('、');
  return evaluated(call('IF', call('ISNUMBER', rate.term), shown, text('—')), rate.term, sources, source);
}

/** The label of a fact in a gap: the department's own amounts go without 部门整体合计. */
export function shortLabel(id: FactId): string {
  return labelOf(id)
    .replace(/^部门整体合计·/, '')
    .replace('·', '');
}

/** A figure that prints `value`, an amount, rate or count of the same kind as `fact`. */
export function figure(value: Term, fact: Pick<Fact, 'id' | 'shown' | 'explanation'>, sources: SentenceSources, source: string): Segment {
  const quantity = quantityOf(fact.id);
  if (quantity === 'rate') return percentageOf(value, sources, source);
  if (quantity === 'count') return evaluated(call('TEXT', value, text('0')), value, sources, source);
  return money(value, printedPlaces(fact, sources.unit), sources, source);
}

/** An amount in the report's unit with `places` decimals; zero is written `0`. */
export function money(value: Term, places: number, sources: SentenceSources, source: string): Segment {
  const scaled = sources.unit === 'yuan' ? value : operation('/', value, number(yuanPer[sources.unit]));
  const rounded = call('ROUND', scaled, number(String(places)));
  const format = places === 0 ? '0' : `0.${'0'.repeat(places)}`;
  const term = call('IF', operation('=', value, number('0')), text('0'), call('TEXT', rounded, text(format)));
  return evaluated(term, value, sources, source);
}

/** A percentage of two amounts, two decimals, under the system's rounding; 「—」 for a zero denominator. */
export function percentage(over: Term, under: Term, sources: SentenceSources, source: string): Segment {
  const ratio = operation('/', over, under);
  const shown = call('TEXT', roundTerm(ratio, 4, sources.rounding, number('1')), text('0.00%'));
  return evaluated(call('IF', operation('=', under, number('0')), text('—'), shown), ratio, sources, source);
}

function percentageOf(value: Term, sources: SentenceSources, source: string): Segment {
  return evaluated(call('TEXT', roundTerm(value, 4, sources.rounding, number('1')), text('0.00%')), value, sources, source);
}

function evaluated(term: Term, value: Term, sources: SentenceSources, source: string): Segment {
  const shown = textOf(evaluateTerm(term, sources.lookup));
  const found = evaluateTerm(value, sources.lookup);
  return { run: { kind: 'figure', text: shown, value: found.kind === 'number' ? found.value : '0', source }, term };
}

function wordBySign(value: Term, words: readonly string[], sources: SentenceSources): Segment {
  const [up = '', down = '', same = up] = words;
  const term = call(
    'IF',
    operation('>', value, number('0')),
    text(up),
    call('IF', operation('<', value, number('0')), text(down), text(same)),
  );
  return { run: { kind: 'text', text: textOf(evaluateTerm(term, sources.lookup)) }, term };
}

/** What a text term reads; errors show as Excel shows them. */
export function textOf(value: Value): string {
  if (value.kind === 'blank') return '';
  if (value.kind === 'boolean') return value.value ? 'TRUE' : 'FALSE';
  return value.value;
}

/** Decimals to print: as many as the source cell shows in the report's own unit, else two. */
export function printedPlaces(fact: Pick<Fact, 'shown' | 'explanation'>, unit: MoneyUnit): number {
  const sameUnit = fact.explanation.unit?.startsWith(unitName[unit]) ?? false;
  const decimals = /\.(\d+)/.exec(fact.shown)?.[1]?.length ?? 0;
  return sameUnit ? Math.max(2, Math.min(decimals, 6)) : 2;
}

/** Neighbouring fixed texts become one. */
function mergeText(segments: readonly Segment[]): Segment[] {
  const merged: Segment[] = [];
  for (const segment of segments) {
    const last = merged.at(-1);
    if (last?.run.kind === 'text' && segment.run.kind === 'text' && last.term?.node === 'text' && segment.term?.node === 'text') {
      merged[merged.length - 1] = fixedText(last.term.value + segment.term.value);
    } else if (segment.run.text !== '' || (segment.term !== null && segment.term.node !== 'text')) merged.push(segment);
  }
  return merged;
}

/** A rate as a percentage text in code, for words that are not live. */
export function percentText(value: Decimal, rounding: Rounding): string {
  return `${round(value.times(100), 2, rounding, decimal('100')).toFixed(2)}%`;
}
