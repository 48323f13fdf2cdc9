import { type Canonical, canonical, decimal } from '../amounts/decimal';
import { roundTerm } from '../amounts/rounding';
import { call, join, number, operation, reference, type Term, text } from '../amounts/term';
import type { FactId } from '../facts/fact';
import type { Band, Indicator, ScorePart, ScoreRule } from '../systems/system';
import { say } from '../wording/wording';
import type { ManualScores } from './assessment';
import {
  amountTerm,
  type BasisSlot,
  type CompiledValue,
  compileExpression,
  type ExpressionScope,
  guarded,
  type KnownValue,
  percentTerm,
  undefinedWhen,
} from './expression';
import { sayTerm } from './wording-term';

/** How a value is printed. */
export type Shows = NonNullable<Indicator['shows']>;

/** What a rule is compiled against. */
export interface RuleScope extends ExpressionScope {
  /** Key of the indicator, under which typed scores are kept. */
  readonly key: string;
  readonly manual: ManualScores;
}

/** The thing that is scored: an indicator or a part of one. */
export interface Scored {
  readonly name: string;
  readonly points: Term;
  readonly shows: Shows;
  readonly value: CompiledValue | null;
  /** Decimals of the score in sentences: 2 of an indicator, 4 of a part, whose score is not rounded by itself. */
  readonly places: 2 | 4;
}

/** One part of a `parts` rule, compiled. */
export interface CompiledPart {
  readonly part: ScorePart;
  readonly value: CompiledValue | null;
  readonly rule: CompiledRule;
}

/** A rule whose score follows from facts and typed numbers. */
export interface ComputedRule {
  readonly state: 'computed';
  /** The score before rounding, within 0 and the points. */
  readonly score: Term;
  /** While one of them is 0 there is no score. */
  readonly divisors: readonly Term[];
  readonly inputs: readonly FactId[];
  readonly slots: readonly BasisSlot[];
  /** The calculation and the rule in words, without the final deduction; empty text at full marks of a part. */
  readonly clause: Term;
  readonly parts: readonly CompiledPart[];
  /** A typed number takes part in it. */
  readonly typed: boolean;
  /** The score has at most two decimals whatever the facts are, so that rounding it changes nothing. */
  readonly atCents: boolean;
}

/** A compiled rule, or what it still wants: facts or a typed score. */
export type CompiledRule =
  | ComputedRule
  | {
      readonly state: 'missing';
      readonly facts: readonly FactId[];
      readonly typed: boolean;
      readonly parts: readonly CompiledPart[];
      readonly slots: readonly BasisSlot[];
      readonly inputs: readonly FactId[];
    };

/** Compiles a rule once; score, formula and wording come from the same terms. */
export function compileRule(rule: ScoreRule, scored: Scored, scope: RuleScope): CompiledRule {
  switch (rule.kind) {
    case 'proportional':
      return withValue(scored, (value) => proportional(rule, value, scored, scope));
    case 'bands':
      return withValue(scored, (value) => banded(rule.bands, value, scored, scope));
    case 'perPoint':
      return withValue(scored, (value) => perPoint(rule, value, scored, scope));
    case 'perItem':
      return perItem(rule, scored, scope);
    case 'checklist':
      return checklist(rule, scored, scope);
    case 'manual':
    case 'tiers':
    case 'target':
      return wantsScore;
    case 'when':
      return conditional(rule, scored, scope);
    case 'parts':
      return partsOf(rule.parts, scope);
  }
}

/** The key under which a typed number of an indicator's part, item or count is kept. */
export function typedKey(key: string, name: string): string {
  return `${key}#${name}`;
}

/** Name under which the number of items of a per-item rule is kept. */
export const itemCount = '项数';

/** The placeholder for the input cell of a typed score; the tables put the cell's address in its place. */
export function manualReference(key: string): Term {
  return reference(`{manual:${key}}`);
}

/** “得 2 分（满分 3 分）”. */
export function earned(score: Term, points: Term): Term {
  return sayTerm('earned', { score, points });
}

/** A score inside a sentence, without trailing zeros. */
function scoreText(score: Term, scored: Scored, scope: ExpressionScope): Term {
  return score.node === 'number' ? score : roundTerm(score, scored.places, scope.rounding, scored.points);
}

type Built = Pick<ComputedRule, 'score' | 'clause'> & Partial<Pick<ComputedRule, 'atCents'>>;

const wantsScore: CompiledRule = { state: 'missing', facts: [], typed: true, parts: [], slots: [], inputs: [] };

function withValue(scored: Scored, build: (value: KnownValue) => Built): CompiledRule {
  const { value } = scored;
  if (!value) return wantsScore;
  if (!value.known) return { state: 'missing', facts: value.missing, typed: false, parts: [], slots: [], inputs: [] };
  const { divisors, inputs, slots } = value;
  return { state: 'computed', divisors, inputs, slots, parts: [], typed: false, atCents: false, ...build(value) };
}

function proportional(rule: Extract<ScoreRule, { kind: 'proportional' }>, value: KnownValue, scored: Scored, scope: RuleScope): Built {
  const y = guarded(value);
  const one = number('1');
  const zero = number('0');
  const lead = leadOf(scored, value, scope);
  if (rule.over === 'zero') {
    const score = call('IF', operation('>', y, one), zero, times(scored.points, call('MAX', zero, y)));
    const over = sayTerm('overFull', { lead, earned: earned(zero, scored.points) });
    const within = sayTerm('proportional', { lead, earned: earned(scoreText(score, scored, scope), scored.points) });
    return { score, clause: call('IF', operation('>', y, one), over, within) };
  }
  const score = times(scored.points, call('MAX', zero, call('MIN', one, y)));
  return { score, clause: sayTerm('proportional', { lead, earned: earned(scoreText(score, scored, scope), scored.points) }) };
}

function banded(bands: readonly Band[], value: KnownValue, scored: Scored, scope: RuleScope): Built {
  const y = guarded(value);
  const nest = (index: number, give: (band: Band) => Term): Term => {
    const band = bands[index];
    if (!band) return number('0');
    if (index === bands.length - 1 || band.to === undefined) return give(band);
    return call('IF', operation(band.toIncluded ? '<=' : '<', y, number(band.to)), give(band), nest(index + 1, give));
  };
  const words = nest(0, (band) => text(`${describeBand(band, scored.shows)}，${sayEarned(band.score, scored.points)}`));
  const clause = sayTerm('banded', { lead: leadOf(scored, value, scope), band: words });
  return { score: nest(0, (band) => number(band.score)), clause, atCents: bands.every(({ score }) => isAtCents(score)) };
}

function isAtCents(score: Canonical): boolean {
  return (score.split('.')[1] ?? '').length <= 2;
}

function times(points: Term, share: Term): Term {
  return points.node === 'number' && points.value === '1' ? share : operation('*', points, share);
}

function sayEarned(score: Canonical, points: Term): string {
  return say('assessment', 'earned', { score, points: points.node === 'number' ? points.value : '' });
}

/** A band in words: 低于 90%, 在 75%（含）–90% 之间, 高于 100%. */
export function describeBand(band: Band, shows: Shows): string {
  const from = band.from === undefined ? null : boundText(band.from, shows);
  const to = band.to === undefined ? null : boundText(band.to, shows);
  if (from === null && to === null) return say('assessment', 'bandAny');
  if (from === null) return say('assessment', band.toIncluded ? 'bandUpTo' : 'bandBelow', { to: to ?? '' });
  if (to === null) return say('assessment', band.fromIncluded ? 'bandFrom' : 'bandAbove', { from });
  const both = (band.fromIncluded ?? false) === (band.toIncluded ?? false);
  if (both) return say('assessment', 'bandBetween', { from, to });
  return say('assessment', band.fromIncluded ? 'bandBetweenFrom' : 'bandBetweenTo', { from, to });
}

function boundText(bound: Canonical, shows: Shows): string {
  if (shows === 'rate') return `${canonical(decimal(bound).times(100))}%`;
  if (shows === 'amount') return say('assessment', 'tenThousand', { amount: canonical(decimal(bound).dividedBy(10000)) });
  return bound;
}

function perPoint(rule: Extract<ScoreRule, { kind: 'perPoint' }>, value: KnownValue, scored: Scored, scope: RuleScope): Built {
  const y = guarded(value);
  const limit = number(rule.limit);
  const above = rule.direction === 'above';
  const excess = above ? operation('-', y, limit) : operation('-', limit, y);
  const exactSteps = call('ROUND', operation('/', excess, number(rule.step)), number('10'));
  const steps =
    rule.part === 'none' ? call('INT', exactSteps) : rule.part === 'whole' ? call('ROUNDUP', exactSteps, number('0')) : exactSteps;
  const lost = times(number(rule.deduct), call('MAX', number('0'), steps));
  const score = call('MAX', number('0'), operation('-', scored.points, lost));
  const beyond = sayTerm(above ? 'beyondAbove' : 'beyondBelow', {
    limit: text(boundText(rule.limit, scored.shows)),
    excess: call('ROUND', operation('*', excess, number('100')), number('4')),
    step: text(canonical(decimal(rule.step).times(100))),
    deduct: text(rule.deduct),
  });
  const isBeyond = operation(above ? '>' : '<', y, limit);
  const clause = sayTerm('perPoint', {
    lead: leadOf(scored, value, scope),
    beyond: call('IF', isBeyond, beyond, text('')),
    earned: earned(scoreText(score, scored, scope), scored.points),
  });
  return { score, clause };
}

function perItem(rule: Extract<ScoreRule, { kind: 'perItem' }>, scored: Scored, scope: RuleScope): CompiledRule {
  const key = typedKey(scope.key, itemCount);
  if (!scope.manual.has(key)) return wantsScore;
  const count = call('MAX', number('0'), manualReference(key));
  const score = call('MAX', number('0'), operation('-', scored.points, operation('*', number(rule.deduct), count)));
  const clause = sayTerm('perItem', {
    name: text(scored.name),
    item: text(rule.item),
    count: manualReference(key),
    deduct: text(rule.deduct),
    earned: earned(scoreText(score, scored, scope), scored.points),
  });
  return typedRule(score, clause);
}

function checklist(rule: Extract<ScoreRule, { kind: 'checklist' }>, scored: Scored, scope: RuleScope): CompiledRule {
  const keys = rule.items.map(({ name }) => typedKey(scope.key, name));
  if (keys.length === 0 || !keys.every((key) => scope.manual.has(key))) return wantsScore;
  const items = rule.items.map((item, index) =>
    call('MAX', number('0'), call('MIN', number(item.points), manualReference(keys[index] ?? ''))),
  );
  const score = items.reduce((left, right) => operation('+', left, right));
  const failed = rule.items.map((item, index) => {
    const typed = manualReference(keys[index] ?? '');
    return call('IF', operation('<', typed, number(item.points)), text(say('assessment', 'checklistItem', { name: item.name })), text(''));
  });
  const clause = sayTerm('checklist', {
    name: text(scored.name),
    failed: join(failed),
    earned: earned(scoreText(score, scored, scope), scored.points),
  });
  return typedRule(score, clause);
}

function typedRule(score: Term, clause: Term): CompiledRule {
  return { state: 'computed', score, clause, divisors: [], inputs: [], slots: [], parts: [], typed: true, atCents: false };
}

function conditional(rule: Extract<ScoreRule, { kind: 'when' }>, scored: Scored, scope: RuleScope): CompiledRule {
  const value = compileExpression(rule.condition.value, scope.key, scope);
  const limit = compileExpression(rule.condition.limit, scope.key, scope);
  const holds = compileRule(rule.holds, scored, scope);
  const otherwise = compileRule(rule.otherwise, scored, scope);
  if (!value.known || !limit.known || holds.state !== 'computed' || otherwise.state !== 'computed') {
    const facts = [value, limit].flatMap((side) => (side.known ? [] : side.missing));
    const inner = [holds, otherwise].flatMap((side) => (side.state === 'missing' ? side.facts : []));
    const typed = [holds, otherwise].some((side) => side.state === 'missing' && side.typed);
    return { state: 'missing', facts: [...new Set([...facts, ...inner])], typed, parts: [], slots: [], inputs: [] };
  }
  const condition = operation(rule.condition.operator, guarded(value), guarded(limit));
  const pieces = [value, limit, holds, otherwise];
  return {
    state: 'computed',
    score: call('IF', condition, holds.score, otherwise.score),
    clause: call('IF', condition, holds.clause, otherwise.clause),
    divisors: pieces.flatMap(({ divisors }) => divisors),
    inputs: [...new Set(pieces.flatMap(({ inputs }) => inputs))],
    slots: pieces.flatMap(({ slots }) => slots),
    parts: [],
    typed: holds.typed || otherwise.typed,
    atCents: holds.atCents && otherwise.atCents,
  };
}

function partsOf(parts: readonly ScorePart[], scope: RuleScope): CompiledRule {
  const compiled = parts.map((part) => compilePart(part, scope));
  const rules = compiled.map(({ rule }) => rule);
  const computed = rules.flatMap((rule) => (rule.state === 'computed' ? [rule] : []));
  const slots = rules.flatMap((rule) => rule.slots);
  const inputs = [...new Set(rules.flatMap((rule) => rule.inputs))];
  if (computed.length < rules.length) {
    const facts = rules.flatMap((rule) => (rule.state === 'missing' ? rule.facts : []));
    const typed = rules.some((rule) => rule.state === 'missing' && rule.typed);
    return { state: 'missing', facts: [...new Set(facts)], typed, parts: compiled, slots, inputs };
  }
  const [first, ...rest] = computed.map(({ score }) => score);
  const sum = rest.reduce((left, right) => operation('+', left, right), first ?? number('0'));
  const clauses = compiled.map(({ part, rule }) => {
    if (rule.state !== 'computed') return text('');
    const score = rule.atCents ? rule.score : call('ROUND', rule.score, number('10'));
    return call('IF', operation('<', score, number(part.points)), join([text('；'), rule.clause]), text(''));
  });
  return {
    state: 'computed',
    score: sum,
    clause: call('MID', join(clauses), number('2'), number('2000')),
    divisors: computed.flatMap(({ divisors }) => divisors),
    inputs,
    slots,
    parts: compiled,
    typed: computed.some(({ typed }) => typed),
    atCents: computed.every(({ atCents }) => atCents),
  };
}

function compilePart(part: ScorePart, scope: RuleScope): CompiledPart {
  const key = typedKey(scope.key, part.name);
  const value = part.value ? compileExpression(part.value, scope.key, scope) : null;
  const points = number(part.points);
  const scored: Scored = { name: part.name, points, shows: 'rate', value, places: 4 };
  const rule = compileRule(part.rule, scored, { ...scope, key });
  if (rule.state === 'computed') return { part, value, rule: whenUndefined(rule, part.whenUndefined, scored) };
  if (scope.manual.has(key)) {
    const score = call('MAX', number('0'), call('MIN', points, manualReference(key)));
    const clause = sayTerm('typedScore', { name: text(part.name), earned: earned(score, points) });
    return { part, value, rule: typedRule(score, clause) };
  }
  if (!part.fullByDefault) return { part, value, rule };
  const standing: ComputedRule = {
    state: 'computed',
    score: points,
    clause: text(''),
    divisors: [],
    inputs: [],
    slots: [],
    parts: [],
    typed: false,
    atCents: true,
  };
  return { part, value, rule: standing };
}

/** A rule that gives 0 points while a divisor is 0, where the system says so. */
export function whenUndefined(rule: ComputedRule, choice: 'zero' | undefined, scored: Scored): ComputedRule {
  const condition = undefinedWhen(rule.divisors);
  if (choice !== 'zero' || !condition) return rule;
  const clause = sayTerm('undefinedRate', { name: text(scored.name), earned: earned(number('0'), scored.points) });
  return {
    ...rule,
    divisors: [],
    score: call('IF', condition, number('0'), rule.score),
    clause: call('IF', condition, clause, rule.clause),
  };
}

function leadOf(scored: Scored, value: KnownValue, scope: ExpressionScope): Term {
  const y = guarded(value);
  const shown = scored.shows === 'rate' ? percentTerm(y, scope.rounding) : scored.shows === 'amount' ? amountTerm(y) : y;
  const name = text(scored.name);
  const ratio = value.divisors.length > 0 && value.workings !== null ? value.workings : null;
  if (ratio === null) return sayTerm(scored.shows === 'amount' ? 'leadAmount' : 'leadPlain', { name, shown });
  const basis = value.basis === null ? null : basisWords(value.basis);
  return basis === null || value.slots.every(({ others }) => others.length === 0 && !multiBasis(value))
    ? sayTerm('leadWorkings', { name, shown, workings: ratio })
    : sayTerm('leadBasis', { name, shown, workings: ratio, basis: text(basis) });
}

function multiBasis(value: KnownValue): boolean {
  return value.basis !== null && /预算|到位|计划|上年/.test(value.basis);
}

/** A basis inside a sentence: 按调整后预算. */
export function basisWords(basis: string): string {
  return basis.replace(/预算数$/, '预算');
}
