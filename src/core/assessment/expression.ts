import type { Canonical } from '../amounts/decimal';
import type { Rounding } from '../amounts/rounding';
import { guardTerm, roundTerm } from '../amounts/rounding';
import { call, join, number, operation, reference, type Term, text } from '../amounts/term';
import type { Quantity } from '../amounts/unit';
import type { FactId, Facts } from '../facts/fact';
import type { Expression, IndicatorSystem, RateDefinition } from '../systems/system';

/** What expressions are compiled against. */
export interface ExpressionScope {
  readonly facts: Facts;
  /** The reference of a fact in formulas: its defined name, or a cell expression. */
  readonly nameOf: (id: FactId) => string;
  readonly system: IndicatorSystem;
  readonly rates: readonly RateDefinition[];
  /** Chosen basis by rate id or indicator key. */
  readonly bases: ReadonlyMap<string, string>;
  readonly rounding: Rounding;
}

/** A place where a basis can be chosen, with the choice that was made and the others that could be computed. */
export interface BasisSlot {
  /** Rate id or indicator key, as in the settings. */
  readonly slot: string;
  readonly chosen: string;
  readonly others: readonly string[];
}

/** An expression all of whose facts are known. */
export interface KnownValue {
  readonly known: true;
  /** The exact value; gives `#DIV/0!` where one of `divisors` is 0. */
  readonly term: Term;
  readonly divisors: readonly Term[];
  readonly inputs: readonly FactId[];
  /** Name of the basis in use; null where there is no choice. */
  readonly basis: string | null;
  readonly slots: readonly BasisSlot[];
  /** The calculation with its numbers, e.g. 57.94÷57.94; null for expressions that have no short form. */
  readonly workings: Term | null;
  /** The addends of a mean or a sum, each as shown. */
  readonly operands: readonly Term[];
  /** The workings carry brackets of their own. */
  readonly closed: boolean;
  /** Made of money and counts only, so that sums are exact at the cent. */
  readonly exact: boolean;
}

/** A compiled expression: a term, or the facts that are still wanted. */
export type CompiledValue = KnownValue | { readonly known: false; readonly missing: readonly FactId[] };

/** Compiles an expression to a term once; its value and its formula both come from that term. `slot` is the key under which a choice in it is kept. */
export function compileExpression(expression: Expression, slot: string, scope: ExpressionScope): CompiledValue {
  if ('fact' in expression) return compileFact(expression.fact, scope);
  if ('constant' in expression) return constantValue(expression.constant);
  if ('ratio' in expression) return combine(expression.ratio, slot, scope, ([over, under]) => ratioOf(over, under));
  if ('change' in expression) return combine(expression.change, slot, scope, ([now, before]) => changeOf(now, before));
  if ('difference' in expression) {
    return combine(expression.difference, slot, scope, ([left, right], exact) => ({
      term: atCents(operation('-', left.term, right.term), exact),
      workings: infix([left, right], '－'),
    }));
  }
  if ('sum' in expression) {
    return combine(expression.sum, slot, scope, (parts, exact) => ({
      term: atCents(chain(parts), exact),
      workings: infix(parts, '＋'),
      operands: parts.flatMap(({ workings }) => workings ?? []),
    }));
  }
  if ('mean' in expression) {
    return combine(expression.mean, slot, scope, (parts) => ({
      term: operation('/', chain(parts), number(String(parts.length))),
      workings: null,
      operands: parts.flatMap(({ workings }) => workings ?? []),
      exact: false,
    }));
  }
  if ('absolute' in expression) {
    return combine([expression.absolute] as const, slot, scope, ([inner]) => ({
      term: call('ABS', inner.term),
      workings: inner.workings && join([text('｜'), inner.workings, text('｜')]),
      closed: true,
    }));
  }
  if ('least' in expression) return combine(expression.least, slot, scope, (parts) => extreme('MIN', parts));
  if ('greatest' in expression) return combine(expression.greatest, slot, scope, (parts) => extreme('MAX', parts));
  if ('first' in expression) return firstKnown(expression.first.map((inner) => () => compileExpression(inner, slot, scope)));
  if ('choice' in expression) return compileChoice(expression.choice, slot, scope);
  return compileRate(expression.rate, scope);
}

/** Whether one of the divisors is 0, as a condition; null where there is none. */
export function undefinedWhen(divisors: readonly Term[]): Term | null {
  const variable = unique(divisors).filter((divisor) => divisor.node !== 'number' || divisor.value === '0');
  const conditions = variable.map((divisor) => operation('=', divisor, number('0')));
  const [first] = conditions;
  if (!first) return null;
  return conditions.length === 1 ? first : call('OR', ...conditions);
}

/** The value cleaned of binary noise, as bands and scores use it: `ROUND(x,12)`. */
export function guarded(value: KnownValue): Term {
  return guardTerm(value.term);
}

/** The rate as it stands in a cell: the guarded value, or “—” while a divisor is 0. */
export function rateTerm(value: KnownValue): Term {
  const condition = undefinedWhen(value.divisors);
  return condition ? call('IF', condition, text('—'), guarded(value)) : guarded(value);
}

/** A rate as text with two decimals of a percent under the rounding. */
export function percentTerm(value: Term, rounding: Rounding): Term {
  return call('TEXT', roundTerm(value, 4, rounding, number('1')), text('0.00%'));
}

/** An amount of 元 as text in 万元 with as many decimals as it has, at least two; 0 is “0”. */
export function amountTerm(value: Term): Term {
  const shown = call('TEXT', operation('/', value, number('10000')), text('0.00####'));
  return call('IF', operation('=', value, number('0')), text('0'), shown);
}

/** A value as text, by what it measures. */
export function shownTerm(value: Term, quantity: Quantity, rounding: Rounding): Term {
  if (quantity === 'rate') return percentTerm(value, rounding);
  return quantity === 'money' ? amountTerm(value) : value;
}

/** The definition's choices in the order the system allows them, under the system's own names. */
export function allowedChoices(definition: RateDefinition, system: IndicatorSystem): Choices {
  const choices = 'choice' in definition.value ? definition.value.choice : [{ basis: '', value: definition.value }];
  const names = system.bases[definition.id];
  if (!names) return choices;
  return names.flatMap((name) => {
    const found = choices.find((choice) => answersTo(choice, name));
    return found ? [{ ...found, basis: name }] : [];
  });
}

type Choices = Extract<Expression, { readonly choice: unknown }>['choice'];

function answersTo(choice: Choices[number], name: string): boolean {
  return choice.basis === name || (choice.alsoNamed ?? []).includes(name);
}

function compileRate(id: string, scope: ExpressionScope): CompiledValue {
  const definition = scope.rates.find((rate) => rate.id === id);
  if (!definition) return { known: false, missing: [] };
  return compileChoice(allowedChoices(definition, scope.system), id, scope);
}

function compileChoice(choices: Choices, slot: string, scope: ExpressionScope): CompiledValue {
  const wanted = scope.bases.get(slot);
  const preferred = choices.filter((choice) => wanted !== undefined && answersTo(choice, wanted));
  const ordered = [...preferred, ...choices.filter((choice) => !preferred.includes(choice))];
  const compiled = ordered.map((choice) => ({ choice, value: compileExpression(choice.value, slot, scope) }));
  const known = compiled.flatMap(({ choice, value }) => (value.known ? [{ choice, value }] : []));
  const [first] = known;
  if (!first)
    return firstKnown(
      compiled.map(
        ({ value }) =>
          () =>
            value,
      ),
    );
  const others = known.slice(1).map(({ choice }) => choice.basis);
  const own: BasisSlot = { slot, chosen: first.choice.basis, others };
  return { ...first.value, basis: first.choice.basis, slots: [own, ...first.value.slots] };
}

function firstKnown(candidates: readonly (() => CompiledValue)[]): CompiledValue {
  let missing: readonly FactId[] | null = null;
  for (const candidate of candidates) {
    const value = candidate();
    if (value.known) return value;
    missing ??= value.missing;
  }
  return { known: false, missing: missing ?? [] };
}

function compileFact(id: FactId, scope: ExpressionScope): CompiledValue {
  const fact = scope.facts.get(id);
  if (!fact) return { known: false, missing: [id] };
  const term = reference(scope.nameOf(id));
  const workings = shownTerm(term, fact.quantity, scope.rounding);
  const exact = fact.quantity !== 'rate';
  return { known: true, term, divisors: [], inputs: [id], basis: null, slots: [], workings, operands: [], closed: false, exact };
}

function constantValue(value: Canonical): CompiledValue {
  const term = number(value);
  const exact = (value.split('.')[1] ?? '').length <= 2;
  return { known: true, term, divisors: [], inputs: [], basis: null, slots: [], workings: term, operands: [], closed: false, exact };
}

type Combined = Pick<KnownValue, 'term' | 'workings'> & Partial<Pick<KnownValue, 'divisors' | 'operands' | 'exact' | 'closed'>>;
type Tuple<T extends readonly Expression[]> = { readonly [K in keyof T]: KnownValue };

function combine<T extends readonly Expression[]>(
  expressions: T,
  slot: string,
  scope: ExpressionScope,
  build: (parts: Tuple<T>, exact: boolean) => Combined,
): CompiledValue {
  const compiled = expressions.map((expression) => compileExpression(expression, slot, scope));
  const missing = compiled.flatMap((value) => (value.known ? [] : value.missing));
  const parts = compiled.flatMap((value) => (value.known ? [value] : []));
  if (parts.length < compiled.length) return { known: false, missing: unique(missing) };
  const exact = parts.every((part) => part.exact);
  const built = build(parts as unknown as Tuple<T>, exact);
  return {
    known: true,
    term: built.term,
    divisors: unique([...parts.flatMap(({ divisors }) => divisors), ...(built.divisors ?? [])]),
    inputs: unique(parts.flatMap(({ inputs }) => inputs)),
    basis: parts.find(({ basis }) => basis !== null)?.basis ?? null,
    slots: parts.flatMap(({ slots }) => slots),
    workings: built.workings,
    operands: built.operands ?? [],
    closed: built.closed ?? false,
    exact: built.exact ?? exact,
  };
}

function ratioOf(over: KnownValue, under: KnownValue): Combined {
  return {
    term: operation('/', over.term, under.term),
    divisors: [under.term],
    workings: infix([over, under], '÷'),
    exact: false,
  };
}

function changeOf(now: KnownValue, before: KnownValue): Combined {
  const change = atCents(operation('-', now.term, before.term), now.exact && before.exact);
  const difference = infix([now, before], '－');
  return {
    term: operation('/', change, before.term),
    divisors: [before.term],
    workings: difference && before.workings && join([text('（'), difference, text('）÷'), before.workings]),
    exact: false,
  };
}

function extreme(name: 'MIN' | 'MAX', parts: readonly KnownValue[]): Combined {
  return { term: call(name, ...parts.map(({ term }) => term)), workings: parts.find(({ inputs }) => inputs.length > 0)?.workings ?? null };
}

function chain(parts: readonly KnownValue[]): Term {
  const [first, ...rest] = parts;
  if (!first) return number('0');
  return rest.reduce((left, { term }) => operation('+', left, term), first.term);
}

/** Sums of cents carry binary noise in Excel; what is a number of cents is brought back to one. */
function atCents(term: Term, exact: boolean): Term {
  return exact ? call('ROUND', term, number('2')) : term;
}

function infix(parts: readonly KnownValue[], sign: string): Term | null {
  const pieces: Term[] = [];
  for (const part of parts) {
    if (!part.workings) return null;
    if (pieces.length > 0) pieces.push(text(sign));
    const compound = sign === '÷' && part.inputs.length > 1 && !part.closed;
    pieces.push(...(compound ? [text('（'), part.workings, text('）')] : [part.workings]));
  }
  return join(pieces);
}

function unique<T>(list: readonly T[]): T[] {
  const seen = new Set<string>();
  return list.filter((entry) => {
    const key = typeof entry === 'string' ? entry : JSON.stringify(entry);
    if (seen.has(key)) return false;
    seen.add(key);
    return true;
  });
}
