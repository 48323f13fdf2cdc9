import { type Canonical, canonical, Decimal, decimal } from '../amounts/decimal';
import { type Rounding, roundTerm } from '../amounts/rounding';
import { call, join, number, operation, type Term, text } from '../amounts/term';
import type { Fact, FactId, Facts } from '../facts/fact';
import { normaliseLabel } from '../facts/label';
import { labelOf } from '../facts/names';
import type { Measure, ReadNumber, Target } from '../reading/reading';
import type { Basis, Indicator, IndicatorSystem, ScoreRule } from '../systems/system';
import { standardRates } from '../systems/systems';
import { say } from '../wording/wording';
import type { Alternative, Assessment, IndicatorResult, ManualScores, PartResult, RateId, RateResult } from './assessment';
import {
  allowedChoices,
  type BasisSlot,
  type CompiledValue,
  compileExpression,
  type ExpressionScope,
  type KnownValue,
  percentTerm,
  rateTerm,
  undefinedWhen,
} from './expression';
import { showRate, Values } from './lookup';
import {
  type CompiledPart,
  type CompiledRule,
  type ComputedRule,
  compileRule,
  earned,
  manualReference,
  type RuleScope,
  type Scored,
  whenUndefined,
} from './rules';
import { type CompiledTarget, compileTarget, isScored, operandTerm, tierBands, tierOf } from './targets';
import { fillTemplate, sayTerm } from './wording-term';

/** One row of the unit's own score table. */
export interface AssessedRow {
  readonly path: readonly string[];
  readonly name: string;
  readonly points: Canonical | null;
}

/** What an assessment is made from. */
export interface AssessmentInput {
  /** Unit or project name. */
  readonly subject: string;
  readonly system: IndicatorSystem;
  readonly facts: Facts;
  /** Rows with target and actual; used where the system scores the unit's own targets. */
  readonly targets: readonly Target[];
  readonly manual: ManualScores;
  /** Chosen basis by rate id or indicator key; the name of a rule variant by indicator key. */
  readonly bases: ReadonlyMap<string, string>;
  /** Null: the system's own. */
  readonly rounding: Rounding | null;
  /** The reference of a fact in formulas, e.g. `definedNameOf`. */
  readonly nameOf: (id: FactId) => string;
  /** Rows of the unit's own score table: these are assessed instead of the system's list, each by the system's rule of that name. */
  readonly rows?: readonly AssessedRow[];
  /** Points that the unit's own form gives to an indicator, by key. */
  readonly points?: ReadonlyMap<string, Canonical>;
  /**
   * For a check of what stands there: no rates of their own, and reasons and other roundings only where a typed score is another than the
   * computed one. Absent: everything.
   */
  readonly scoresOnly?: boolean;
}

/** Stable key of an indicator: its code, or path and name joined with `/`. */
export function indicatorKey(indicator: { readonly code: string | null; readonly path: readonly string[]; readonly name: string }): string {
  return indicator.code ?? [...indicator.path, indicator.name].join('/');
}

/** Stable keys of targets, in their order: path and name, `#2` on the second of the same. */
export function targetKeys(targets: readonly { readonly path: readonly string[]; readonly name: string }[]): string[] {
  const seen = new Map<string, number>();
  return targets.map(({ path, name }) => {
    const key = [...path, name].join('/');
    const count = (seen.get(key) ?? 0) + 1;
    seen.set(key, count);
    return count === 1 ? key : `${key}#${count}`;
  });
}

/**
 * Assesses one subject under one system: rates, scores, deductions with their reasons, and what another basis or rounding would
 * give. Nothing is guessed: an absent fact or typed score leaves its indicator `missing`, and the total null.
 */
export function assess(input: AssessmentInput): Assessment {
  const rounding = input.rounding ?? input.system.rounding.mode;
  const values = new Values(input.facts, input.nameOf, input.manual);
  const scope: Scope = { ...input, rates: standardRates, rounding, values };
  const fixed = indicatorsOf(input).map((keyed) => assessIndicator(keyed, scope, input.scoresOnly ? 'scores' : 'whole'));
  const own = input.system.targets && !input.rows ? assessTargets(input.targets, input.system.targets, scope) : [];
  const incomplete =
    input.system.targets && !input.rows && own.length === 0
      ? [say('assessment', 'noTargets', { points: input.system.targets.points })]
      : [];
  const indicators = [...fixed, ...own];
  const total = totalOf(indicators, input.system, incomplete.length === 0);
  return {
    subject: input.subject,
    system: input.system.id,
    rounding,
    indicators,
    rates: input.scoresOnly ? [] : ratesOf(scope),
    total,
    grade: gradeOf(total, input.system),
    levels: levelsOf(indicators),
    incomplete,
  };
}

/** One amount of a project with its cells and the formula that gives it. */
export type ProjectAmount = Pick<ReadNumber, 'value' | 'shown' | 'cells' | 'formula' | 'quantity'>;

/** Assesses one project from its own amounts by measure (`budget.full`, `outturn` …) and its own targets; facts are not involved. */
export function assessProject(
  input: Omit<AssessmentInput, 'facts' | 'nameOf'> & { readonly measures: ReadonlyMap<Measure, ProjectAmount> },
): Assessment {
  const facts = new Map<FactId, Fact>();
  const names = new Map<string, string>();
  const noFacts = new Values(new Map(), () => '', new Map());
  for (const [measure, amount] of input.measures) {
    const id: FactId = `total:${measure}`;
    const term = operandTerm(amount.formula, amount.value, noFacts);
    names.set(id, term.node === 'reference' ? term.reference : amount.value);
    facts.set(id, {
      id,
      quantity: amount.quantity,
      value: amount.value,
      shown: amount.shown,
      cells: amount.cells,
      status: 'read',
      explanation: { item: input.subject, measure, unit: null },
      formula: amount.formula,
    });
  }
  const assessment = assess({ ...input, facts, nameOf: (id) => names.get(id) ?? id });
  const indicators = assessment.indicators.map((result) => ({
    ...result,
    inputs: [],
    operands: [
      ...result.operands,
      ...result.inputs.flatMap((id) => {
        const fact = facts.get(id);
        return fact ? [{ label: projectLabel(id), value: fact.value, shown: fact.shown, cells: fact.cells }] : [];
      }),
    ],
  }));
  return { ...assessment, indicators };
}

/** The grade of a total; null while there is none. Points other than 100 are scaled to 100 first. */
export function gradeOf(total: Assessment['total'], system: Pick<IndicatorSystem, 'grades'>): string | null {
  if (total.score === null || decimal(total.points).isZero()) return null;
  const outOfHundred = decimal(total.score).times(100).dividedBy(total.points);
  const bands = [...system.grades].sort((first, second) => decimal(second.from).comparedTo(decimal(first.from)));
  return bands.find(({ from }) => outOfHundred.greaterThanOrEqualTo(from))?.name ?? null;
}

interface Scope extends Omit<ExpressionScope, 'rates'>, AssessmentInput {
  readonly rates: typeof standardRates;
  readonly rounding: Rounding;
  readonly values: Values;
}

function projectLabel(id: FactId): string {
  const label = labelOf(id);
  return label.split('·').at(-1) ?? label;
}

/** An indicator with the key of its result. */
interface Keyed {
  readonly key: string;
  readonly indicator: Indicator;
  /** Points for which the rule is written, where the unit's own form gives others: the score is brought to those. */
  readonly rulePoints?: Canonical;
}

function indicatorsOf(input: AssessmentInput): readonly Keyed[] {
  const { system, rows, points, bases } = input;
  if (rows) {
    const matches = matchRows(system, rows);
    return matches.map(({ key, indicator: found }, index) => {
      const row = rows[index] as AssessedRow;
      if (!found) return { key, indicator: ownIndicator(row) };
      const own = fitted(key, found, row.points, bases);
      return { ...own, indicator: { ...own.indicator, path: row.path, name: row.name } };
    });
  }
  return system.indicators.map((indicator) => {
    const key = indicatorKey(indicator);
    return fitted(key, indicator, points?.get(key) ?? null, bases);
  });
}

/** Keys of the results of a form's rows, in their order: the system's own key where the row is one of its indicators, else path and name. */
export function rowKeys(system: IndicatorSystem, rows: readonly AssessedRow[]): string[] {
  return matchRows(system, rows).map(({ key }) => key);
}

function matchRows(
  system: IndicatorSystem,
  rows: readonly AssessedRow[],
): readonly { readonly key: string; readonly indicator: Indicator | null }[] {
  const free = new Set<Indicator>([...system.indicators, ...(system.formIndicators ?? [])]);
  const own = targetKeys(rows);
  return rows.map((row, index) => {
    const found = matching(row, free);
    if (found) free.delete(found);
    return { key: found ? indicatorKey(found) : `${own[index]}`, indicator: found };
  });
}

/** The indicator that a row of a form means: same name (or one of its other names), then the nearest path. */
export function matching(row: AssessedRow, candidates: Iterable<Indicator>): Indicator | null {
  const name = plainName(row.name);
  const path = row.path.map(plainName);
  let best: { indicator: Indicator; shared: number } | null = null;
  for (const indicator of candidates) {
    if (![indicator.name, ...(indicator.alsoNamed ?? [])].some((other) => plainName(other) === name)) continue;
    const shared = indicator.path.filter((level) => path.includes(plainName(level))).length;
    if (!best || shared > best.shared) best = { indicator, shared };
  }
  return best?.indicator ?? null;
}

function plainName(label: string): string {
  return normaliseLabel(label.replace(/[（(]\s*\d{1,3}(?:\.\d+)?\s*分\s*[）)]\s*$/u, '')).replace(/[★*☆“”"'‘’《》（）()、，,\s]/gu, '');
}

function ownIndicator(row: AssessedRow): Indicator {
  const basis: Basis = { document: say('assessment', 'ownTable'), standing: 'default' };
  return { code: null, path: row.path, name: row.name, points: row.points ?? '0', rule: { kind: 'manual' }, standard: '', basis };
}

/** The indicator with the points of the unit's own form: a published version of those points, else the same rule brought to them. */
function fitted(key: string, indicator: Indicator, points: Canonical | null, bases: ReadonlyMap<string, string>): Keyed {
  const chosen = bases.get(indicatorKey(indicator));
  const variants = indicator.variants ?? [];
  const other = points === null || decimal(points).equals(indicator.points) ? null : points;
  const variant =
    variants.find(({ name }) => name === chosen) ?? variants.find((each) => other !== null && decimal(each.points).equals(other));
  const base: Indicator = variant
    ? { ...indicator, points: variant.points, rule: variant.rule, standard: variant.standard, basis: variant.basis }
    : indicator;
  if (points === null || decimal(points).equals(base.points)) return { key, indicator: base };
  const free = base.rule.kind === 'proportional' || base.rule.kind === 'manual';
  if (free) return { key, indicator: { ...base, points } };
  const basis: Basis = { document: `${base.basis.document}；${say('assessment', 'scaledPoints', { points })}`, standing: 'default' };
  return { key, indicator: { ...base, points, basis }, rulePoints: base.points };
}

/** How much of a result is wanted: all of it, what a check needs, or just the score under another basis or rounding. */
type Depth = 'whole' | 'scores' | 'alternative';

function assessIndicator(keyed: Keyed, scope: Scope, depth: Depth): IndicatorResult {
  const { key, indicator } = keyed;
  const rounding = indicator.rounding && scope.system.rounding.mode === scope.rounding ? indicator.rounding : scope.rounding;
  const points = number(indicator.points);
  const expressions: RuleScope = { ...scope, rounding, key };
  const value = indicator.value ? compileExpression(indicator.value, key, expressions) : null;
  const rulePoints = number(keyed.rulePoints ?? indicator.points);
  const scored: Scored = { name: indicator.name, points: rulePoints, shows: indicator.shows ?? 'rate', value, places: 2 };
  const compiled = compileRule(indicator.rule, scored, expressions);
  const written = compiled.state === 'computed' ? whenUndefined(compiled, indicator.whenUndefined, scored) : compiled;
  const rule = written.state === 'computed' && keyed.rulePoints !== undefined ? broughtTo(written, rulePoints, points) : written;
  const parts = rule.parts.map((part) => partResult(part, expressions, scope.values));
  const typed = typedScore(key, indicator.points, scope.manual);
  const rate = value?.known ? scope.values.number(rateTerm(value)) : null;
  const base = {
    key,
    code: indicator.code,
    path: indicator.path,
    name: indicator.name,
    points: indicator.points,
    rate: rate && canonical(rate),
    shownRate: value?.known ? shownValue(value, rate, scored, rounding) : null,
    basis: basisText(value, rule, rounding),
    source: indicator.basis,
    inputs: [...new Set([...(value?.known ? value.inputs : []), ...rule.inputs])],
    parts,
    completion: null,
    shownCompletion: null,
    targetRow: null,
    overAchievement: null,
    tier: null,
    typedCell: null,
    operands: [],
  } as const;
  const rateOnly = { rate: value?.known ? rateTerm(value) : null, score: null, reason: null };
  const noScore = rule.state === 'computed' ? undefinedWhen(rule.divisors) : null;
  if (rule.state === 'computed' && !(noScore && scope.values.holds(noScore))) {
    const score = rule.atCents ? rule.score : roundTerm(rule.score, 2, rounding, points);
    const orDash = (term: Term, otherwise: string): Term => (noScore ? call('IF', noScore, text(otherwise), term) : term);
    const result = scope.values.number(score);
    if (result !== null) {
      const explained = depth === 'whole' || (depth === 'scores' && isDisputed(typed.given, result));
      const reason = explained ? ruleReason(keyed, rule, value, scored, expressions, score) : null;
      return {
        ...base,
        status: rule.typed ? 'manual' : 'computed',
        ...scoreFields(result, indicator.points),
        reason: reason ? scope.values.text(reason) : '',
        missing: [],
        stated: typed.given,
        alternatives:
          depth === 'alternative'
            ? []
            : [
                ...otherBases(keyed, scope, rule.slots, canonical(result), base),
                ...(explained ? otherRoundings(keyed, scope, canonical(result)) : []),
              ],
        terms: { rate: rateOnly.rate, score: orDash(score, '—'), reason: reason && orDash(reason, '') },
      };
    }
  }
  if (typed.score !== null) {
    const terms = manualTerms(key, points, indicator.standard, rateOnly.rate);
    return {
      ...base,
      status: 'manual',
      ...scoreFields(decimal(typed.score), indicator.points),
      reason: depth === 'whole' ? scope.values.text(terms.reason) : '',
      missing: [],
      alternatives: [],
      typedCell: typed.given?.cell ?? null,
      stated: null,
      terms,
    };
  }
  const wantedFacts = rule.state === 'missing' ? rule.facts.map(labelOf) : [];
  const wantsTyped =
    typed.refusal ?? (rule.state === 'computed' || rule.typed || wantedFacts.length === 0 ? say('assessment', 'wantedScore') : null);
  return {
    ...base,
    status: 'missing',
    score: null,
    deduction: null,
    reason: '',
    missing: [...wantedFacts, ...(wantsTyped === null ? [] : [wantsTyped])],
    stated: typed.given,
    alternatives: [],
    terms: { ...rateOnly, score: null },
  };
}

/** Whether the typed score is another than the computed one: only then a check speaks of it. */
function isDisputed(given: IndicatorResult['stated'], score: Decimal): boolean {
  return given !== null && !decimal(given.score).equals(score);
}

function ruleReason(
  { indicator }: Keyed,
  rule: ComputedRule,
  value: CompiledValue | null,
  scored: Scored,
  scope: RuleScope,
  score: Term,
): Term {
  const clause = indicator.workings ? workingsClause(indicator.workings, value, rule, scope, scored, score) : rule.clause;
  return reasonTerm(score, number(indicator.points), (deduction) => sayTerm('reason', { clause, deduction }));
}

/** The same rule for other points: 3 of 4 points are 3.75 of 5. */
function broughtTo(rule: ComputedRule, from: Term, to: Term): ComputedRule {
  return {
    ...rule,
    score: operation('/', operation('*', rule.score, to), from),
    clause: sayTerm('broughtTo', { clause: rule.clause, points: to }),
    atCents: false,
  };
}

function shownValue(value: KnownValue, rate: Decimal | null, scored: Scored, rounding: Rounding): string {
  if (rate === null) return '—';
  if (scored.shows === 'rate') return showRate(rate, rounding);
  if (scored.shows === 'amount') return value.exact ? rate.toFixed(2) : canonical(rate);
  return canonical(rate);
}

function basisText(value: CompiledValue | null, rule: CompiledRule, rounding: Rounding): string {
  const names = new Set<string>();
  if (value?.known && value.basis !== null) names.add(value.basis);
  for (const { value: inner } of rule.parts) if (inner?.known && inner.basis !== null) names.add(inner.basis);
  const mode = say('assessment', `rounding.${rounding}`);
  return names.size === 0 ? mode : say('assessment', 'basisBoth', { basis: [...names].join('、'), rounding: mode });
}

function partResult(compiled: CompiledPart, scope: RuleScope, values: Values): PartResult {
  const { part, value, rule } = compiled;
  const rate = value?.known ? values.number(rateTerm(value)) : null;
  const points = number(part.points);
  const condition = rule.state === 'computed' ? undefinedWhen(rule.divisors) : null;
  const known = rule.state === 'computed' && !(condition && values.holds(condition));
  const rounded = rule.state === 'computed' ? roundTerm(rule.score, 4, scope.rounding, points) : null;
  const term = rounded && condition ? call('IF', condition, text('—'), rounded) : rounded;
  const score = known && rounded ? values.number(rounded) : null;
  return {
    name: part.name,
    points: part.points,
    rate: rate && canonical(rate),
    shownRate: value?.known ? (rate ? showRate(rate, scope.rounding) : '—') : null,
    score: score && canonical(score),
    basis: part.basisName ?? (value?.known ? value.basis : null),
    fullByDefault: part.fullByDefault === true && !scope.manual.has(`${scope.key}#${part.name}`),
    inputs: rule.inputs,
    terms: { rate: value?.known ? rateTerm(value) : null, score: term },
  };
}

function workingsClause(
  template: string,
  value: CompiledValue | null,
  rule: Extract<CompiledRule, { state: 'computed' }>,
  scope: RuleScope,
  scored: Scored,
  score: Term,
): Term {
  const slots: Record<string, Term> = {};
  if (value?.known) {
    slots.rate = percentTerm(rateTerm(value), scope.rounding);
    slots.operands = join(value.operands.flatMap((operand, index) => (index === 0 ? [operand] : [text('、'), operand])));
  }
  rule.parts.forEach(({ part, value: inner, rule: own }, index) => {
    if (inner?.known) slots[`${index + 1}.rate`] = percentTerm(rateTerm(inner), scope.rounding);
    if (own.state === 'computed') slots[`${index + 1}.score`] = roundTerm(own.score, 4, scope.rounding, number(part.points));
  });
  for (const [, from = '', to = ''] of template.matchAll(/\{(\d+)-(\d+)\.score\}/g)) {
    const range = rule.parts.slice(Number(from) - 1, Number(to));
    const terms = range.flatMap(({ rule: own }) => (own.state === 'computed' ? [own.score] : []));
    const full = range.reduce((sum, { part }) => sum.plus(part.points), new Decimal(0));
    const [first, ...rest] = terms;
    if (first)
      slots[`${from}-${to}.score`] = roundTerm(
        rest.reduce((left, right) => operation('+', left, right), first),
        4,
        scope.rounding,
        number(canonical(full)),
      );
  }
  return sayTerm('workings', { workings: fillTemplate(template, slots), earned: earned(score, scored.points) });
}

function typedScore(
  key: string,
  points: Canonical,
  manual: ManualScores,
): { score: Canonical | null; given: IndicatorResult['stated']; refusal: string | null } {
  const given = manual.get(key) ?? null;
  if (!given) return { score: null, given: null, refusal: null };
  const score = decimal(given.score);
  if (score.isNegative() || score.greaterThan(points)) {
    return { score: null, given, refusal: say('assessment', 'refusedScore', { points, score: given.score }) };
  }
  return { score: given.score, given, refusal: null };
}

function manualTerms(key: string, points: Term, standard: string, rate: Term | null): { rate: Term | null; score: Term; reason: Term } {
  const score = manualReference(key);
  const reason = reasonTerm(score, points, (deduction) =>
    standard === ''
      ? sayTerm('typedReasonPlain', { earned: earned(score, points), deduction })
      : sayTerm('typedReason', { earned: earned(score, points), deduction, standard: text(asProse(standard)) }),
  );
  return { rate, score, reason };
}

/** A standard inside a sentence: no full stop at its end, no blanks between figures and Han. */
function asProse(standard: string): string {
  return standard.replace(/。$/, '').replace(/(?<=[\d%]) (?=\p{Script=Han})|(?<=\p{Script=Han}) (?=\d)/gu, '');
}

function qualitativeTerms(key: string, pointsTerm: Term, points: Canonical, tiers: ScoreRule): { rate: null; score: Term; reason: Term } {
  const score = manualReference(key);
  const ordered = [...tierBands(tiers, points)].sort((first, second) => decimal(second.low).comparedTo(decimal(first.low)));
  const tier = ordered.reduceRight<Term>(
    (below, { name, low }) => call('IF', operation('>=', score, number(low)), text(name), below),
    text(''),
  );
  const reason = reasonTerm(score, pointsTerm, (deduction) =>
    sayTerm('qualitativeReason', { earned: earned(score, pointsTerm), tier, deduction }),
  );
  return { rate: null, score, reason };
}

function reasonTerm(score: Term, points: Term, sentence: (deduction: Term) => Term): Term {
  const deduction = call('ROUND', operation('-', points, score), number('2'));
  return call('IF', operation('<', score, points), sentence(deduction), text(''));
}

function scoreFields(score: Decimal, points: Canonical): { score: Canonical; deduction: Canonical } {
  return { score: canonical(score), deduction: canonical(decimal(points).minus(score)) };
}

function otherBases(
  keyed: Keyed,
  scope: Scope,
  slots: readonly BasisSlot[],
  score: Canonical,
  own: Pick<IndicatorResult, 'parts' | 'shownRate'>,
): Alternative[] {
  const tried = new Set<string>();
  const found: Alternative[] = [];
  for (const { slot, others } of slots) {
    for (const basis of others) {
      if (tried.has(`${slot} ${basis}`)) continue;
      tried.add(`${slot} ${basis}`);
      const bases = new Map([...scope.bases, [slot, basis]]);
      const other = assessIndicator(keyed, { ...scope, bases }, 'alternative');
      const [before, after] = changedRate(own, other);
      if (before === after && other.score === score) continue;
      found.push(alternative(basis, after, other, keyed.indicator.points, shortBasis(basis)));
    }
  }
  return found;
}

function otherRoundings(keyed: Keyed, scope: Scope, score: Canonical): Alternative[] {
  const { indicator } = keyed;
  const found: Alternative[] = [];
  for (const rounding of ['halfUp', 'truncate', 'halfUpNotFull'] as const) {
    if (rounding === scope.rounding) continue;
    const other = assessIndicator(keyed, { ...scope, rounding }, 'alternative');
    if (other.score === null || other.score === score) continue;
    const name = say('assessment', `rounding.${rounding}`);
    const slotsOf = { rounding: name, score: other.score, deduction: other.deduction ?? '' };
    const sentence = say('assessment', other.score === indicator.points ? 'alternativeRoundingFull' : 'alternativeRoundingLoss', slotsOf);
    found.push({ basis: name, rate: other.rate, shownRate: other.shownRate, score: other.score, sentence });
  }
  return found;
}

function changedRate(own: Pick<IndicatorResult, 'parts' | 'shownRate'>, other: IndicatorResult): [string | null, string | null] {
  const index = own.parts.findIndex((part, position) => part.rate !== other.parts[position]?.rate);
  if (index >= 0) return [own.parts[index]?.shownRate ?? null, other.parts[index]?.shownRate ?? null];
  return [own.shownRate, other.shownRate];
}

function alternative(basis: string, shownRate: string | null, other: IndicatorResult, points: Canonical, short: string): Alternative {
  const slots = { basis: short, rate: shownRate ?? '—', score: other.score ?? '—', deduction: other.deduction ?? '—' };
  const key = other.score === null ? 'alternativeRate' : other.score === points ? 'alternativeFull' : 'alternativeLoss';
  const part = other.parts.find((candidate) => candidate.shownRate === shownRate);
  return { basis, rate: part?.rate ?? other.rate, shownRate, score: other.score, sentence: say('assessment', key, slots) };
}

function shortBasis(basis: string): string {
  return basis.replace(/(?:预算数|数)$/, '') || basis;
}

function ratesOf(scope: Scope): RateResult[] {
  return scope.rates.flatMap((definition) => {
    const compile = (bases: ReadonlyMap<string, string>): CompiledValue =>
      compileExpression({ rate: definition.id }, definition.id, { ...scope, bases });
    const value = compile(scope.bases);
    if (!value.known) return [];
    const rate = scope.values.number(rateTerm(value));
    if (rate === null) return [];
    const chosen = value.basis;
    const alternatives = allowedChoices(definition, scope.system).flatMap(({ basis }) => {
      if (basis === chosen) return [];
      const other = compile(new Map([[definition.id, basis]]));
      if (!other.known || other.basis !== basis) return [];
      const otherRate = scope.values.number(rateTerm(other));
      if (otherRate === null) return [];
      const shown = showRate(otherRate, scope.rounding);
      const sentence = say('assessment', 'alternativeRate', { basis: shortBasis(basis), rate: shown });
      return [{ basis, rate: canonical(otherRate), shownRate: shown, score: null, sentence }];
    });
    return [
      {
        id: definition.id as RateId,
        label: definition.label,
        value: canonical(rate),
        shown: showRate(rate, scope.rounding),
        basis: chosen ?? '',
        inputs: value.inputs,
        term: rateTerm(value),
        alternatives,
      },
    ];
  });
}

function assessTargets(targets: readonly Target[], rules: NonNullable<IndicatorSystem['targets']>, scope: Scope): IndicatorResult[] {
  const scored = targets.filter(isScored);
  const keys = targetKeys(scored);
  return scored.map((target, index) => assessTarget(target, keys[index] ?? target.name, rules, scope));
}

function assessTarget(target: Target, key: string, rules: NonNullable<IndicatorSystem['targets']>, scope: Scope): IndicatorResult {
  const { rounding, values } = scope;
  const manual = withOwnScore(scope.manual, key, target);
  const points = target.points ?? '0';
  const typed = target.points === null ? { score: null, given: null, refusal: null } : typedScore(key, points, manual);
  if (typed.given) values.add(`{manual:${key}}`, typed.given.score);
  const compiled = compileTarget(target, rules.rule, values);
  const completion = compiled && values.number(compiled.completion);
  const base = {
    key,
    code: null,
    path: target.path,
    name: target.name,
    points,
    rate: null,
    shownRate: null,
    basis: say('assessment', `rounding.${rounding}`),
    source: rules.basis,
    inputs: [],
    parts: [],
    completion: completion && canonical(completion),
    shownCompletion: compiled ? (completion ? showRate(completion, rounding) : '—') : null,
    targetRow: target.row,
    overAchievement: overAchievement(target, completion, rules),
    tier: null,
    typedCell: null,
    operands: compiled?.operands ?? [],
  } as const;
  if (compiled) {
    const score = roundTerm(compiled.score, 2, rounding, compiled.points);
    const result = values.number(score);
    if (result !== null) {
      const reason =
        scope.scoresOnly && !isDisputed(typed.given, result)
          ? null
          : reasonTerm(score, compiled.points, (deduction) => targetReason(compiled, score, deduction, rounding));
      return {
        ...base,
        status: 'computed',
        ...scoreFields(result, points),
        reason: reason ? values.text(reason) : '',
        missing: [],
        stated: typed.given,
        alternatives: [],
        terms: { rate: compiled.completion, score, reason },
      };
    }
  }
  const pointsTerm = target.points === null ? number('0') : operandTerm(target.formulas.points, points, values);
  if (typed.score !== null) {
    const qualitative = target.operator === 'qualitative';
    const terms = qualitative ? qualitativeTerms(key, pointsTerm, points, rules.tiers) : manualTerms(key, pointsTerm, '', null);
    return {
      ...base,
      status: 'manual',
      ...scoreFields(decimal(typed.score), points),
      reason: scope.scoresOnly ? '' : values.text(terms.reason),
      missing: [],
      alternatives: [],
      tier: qualitative ? tierOf(rules.tiers, typed.score, points) : null,
      typedCell: typed.given?.cell ?? null,
      stated: null,
      terms,
    };
  }
  return {
    ...base,
    status: 'missing',
    score: null,
    deduction: null,
    reason: '',
    missing: missingOf(target, typed.refusal),
    stated: typed.given,
    alternatives: [],
    terms: { rate: null, score: null, reason: null },
  };
}

function withOwnScore(manual: ManualScores, key: string, target: Target): ManualScores {
  const { score, cells } = target;
  if (manual.has(key) || score === null || cells.score === null) return manual;
  return new Map([...manual, [key, { score, cell: cells.score }]]);
}

function missingOf(target: Target, refusal: string | null): string[] {
  if (target.points === null) return [say('assessment', 'wantedPoints')];
  if (refusal !== null) return [refusal];
  if (target.operator === 'qualitative') return [say('assessment', 'wantedScore')];
  const wanted: string[] = [];
  if (target.target === null) wanted.push(say('assessment', 'wantedTarget'));
  if (target.actual === null) wanted.push(say('assessment', 'wantedActual'));
  return wanted.length > 0 ? wanted : [say('assessment', 'wantedScore')];
}

function targetReason(target: CompiledTarget, score: Term, deduction: Term, rounding: Rounding): Term {
  const completion = call('IF', call('ISNUMBER', target.completion), percentTerm(target.completion, rounding), text('—'));
  const slots = { actual: target.shownActual, target: target.shownTarget, completion, earned: earned(score, target.points), deduction };
  return sayTerm('targetReason', slots);
}

function overAchievement(
  target: Target,
  completion: Decimal | null,
  { overAchievement: limits }: NonNullable<IndicatorSystem['targets']>,
): IndicatorResult['overAchievement'] {
  if (!completion || target.operator === '<=' || target.operator === '<') return null;
  if (limits.reasonFrom !== null && completion.greaterThanOrEqualTo(limits.reasonFrom)) return 'reason';
  return completion.greaterThanOrEqualTo(limits.warnFrom) ? 'warn' : null;
}

/** While the unit's own targets are wanting, the total is out of the system's full points, and unknown. */
function totalOf(indicators: readonly IndicatorResult[], system: IndicatorSystem, complete: boolean): Assessment['total'] {
  return complete
    ? { points: sumOf(indicators.map(({ points }) => points)), score: scoreSum(indicators) }
    : { points: system.totalPoints, score: null };
}

function levelsOf(indicators: readonly IndicatorResult[]): Assessment['levels'] {
  const groups = new Map<string, IndicatorResult[]>();
  for (const result of indicators) {
    const name = result.path[0] ?? result.name;
    groups.set(name, [...(groups.get(name) ?? []), result]);
  }
  return [...groups].map(([name, group]) => ({ name, points: sumOf(group.map(({ points }) => points)), score: scoreSum(group) }));
}

function scoreSum(indicators: readonly IndicatorResult[]): Canonical | null {
  const scores = indicators.flatMap(({ score }) => (score === null ? [] : [score]));
  return scores.length < indicators.length || scores.length === 0 ? null : sumOf(scores);
}

function sumOf(list: readonly Canonical[]): Canonical {
  return canonical(list.reduce((sum, next) => sum.plus(next), new Decimal(0)));
}
