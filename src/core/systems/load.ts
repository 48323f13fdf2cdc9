import { type Canonical, canonical, Decimal, decimal } from '../amounts/decimal';
import { isKnownFact } from '../facts/names';
import { saySystems } from '../wording/say-systems';
import { parseJson } from './json-text';
import { type Schema, schemaFaults } from './schema';
import type { Band, Expression, Indicator, IndicatorSystem, ScorePart, ScoreRule } from './system';
import schemaFile from './system.schema.json';
import { standardRates } from './systems';

/** One mistake in a system file. */
export interface SystemProblem {
  /** Line of the text; null when the system was given as an object. */
  readonly line: number | null;
  /** `indicators[3].rule.bands[1]`. */
  readonly path: string;
  readonly reason: string;
}

/** A system that may be used, or every mistake that stands in its file. */
export type LoadedSystem = { readonly system: IndicatorSystem } | { readonly problems: readonly SystemProblem[] };

/** Loads an indicator system from JSON text or an object. All mistakes are named, each with its line and path; nothing is repaired. */
export function loadSystem(source: string | object): LoadedSystem {
  if (typeof source !== 'string') return checked(source, () => null);
  const parsed = parseJson(source);
  if ('problem' in parsed) {
    return { problems: [{ line: parsed.line, path: '', reason: saySystems(`json.${parsed.problem}`, { near: parsed.near }) }] };
  }
  return checked(parsed.value, (path) => lineOf(path, parsed.lines));
}

/** Mistakes of meaning in a system that has the right shape: sums of points, bands, facts, bases. */
export function systemFaults(system: IndicatorSystem): { readonly path: string; readonly reason: string }[] {
  return new Faults(system).all();
}

function checked(value: unknown, line: (path: string) => number | null): LoadedSystem {
  const faults = schemaFaults(value, schemaFile as unknown as Schema);
  const found = faults.length > 0 ? faults : systemFaults(value as IndicatorSystem);
  if (found.length > 0) return { problems: found.map(({ path, reason }) => ({ line: line(path), path, reason })) };
  const { $schema, ...system } = value as IndicatorSystem & { readonly $schema?: string };
  return { system };
}

function lineOf(path: string, lines: ReadonlyMap<string, number>): number | null {
  for (let rest = path; ; rest = rest.replace(/(?:\.[^.[\]]*|\[\d+\]|^[^.[\]]*)$/, '')) {
    const line = lines.get(rest);
    if (line !== undefined || rest === '') return line ?? null;
  }
}

class Faults {
  private readonly found: { path: string; reason: string }[] = [];

  constructor(private readonly system: IndicatorSystem) {}

  all(): { readonly path: string; readonly reason: string }[] {
    this.total();
    this.grades();
    this.bases();
    this.names();
    for (const [index, indicator] of this.system.indicators.entries()) this.indicator(indicator, `indicators[${index}]`);
    for (const [index, indicator] of (this.system.formIndicators ?? []).entries()) this.indicator(indicator, `formIndicators[${index}]`);
    this.targets();
    return this.found;
  }

  private add(path: string, reason: string): void {
    this.found.push({ path, reason });
  }

  private total(): void {
    const own = this.system.targets?.points ?? '0';
    const sum = sumOf([...this.system.indicators.map(({ points }) => points), own]);
    if (!sum.equals(this.system.totalPoints)) {
      this.add('totalPoints', saySystems('totalPoints', { sum: canonical(sum), total: this.system.totalPoints }));
    }
  }

  private grades(): void {
    this.system.grades.forEach(({ from }, index) => {
      const before = this.system.grades[index - 1];
      if (before && decimal(from).greaterThanOrEqualTo(before.from)) this.add(`grades[${index}].from`, saySystems('gradeOrder', { from }));
    });
    const last = this.system.grades.at(-1);
    if (last && !decimal(last.from).isZero()) this.add(`grades[${this.system.grades.length - 1}].from`, saySystems('gradeLast'));
  }

  private bases(): void {
    for (const [id, names] of Object.entries(this.system.bases)) {
      const definition = standardRates.find((rate) => rate.id === id);
      if (!definition) {
        this.add(`bases.${id}`, saySystems('unknownRate', { rate: id }));
        continue;
      }
      const choices = 'choice' in definition.value ? definition.value.choice : [];
      names.forEach((name, index) => {
        const known = choices.some((choice) => choice.basis === name || (choice.alsoNamed ?? []).includes(name));
        const allowed = choices.map(({ basis }) => basis).join('、');
        if (!known) this.add(`bases.${id}[${index}]`, saySystems('unknownBasis', { basis: name, allowed }));
      });
    }
  }

  private names(): void {
    const seen = new Set<string>();
    this.system.indicators.forEach(({ code, path, name }, index) => {
      const key = code ?? [...path, name].join('/');
      if (seen.has(key)) this.add(`indicators[${index}].${code === null ? 'name' : 'code'}`, saySystems('repeated', { key }));
      seen.add(key);
      if (/[{}#]/.test(key)) this.add(`indicators[${index}].name`, saySystems('forbiddenCharacter', { key }));
    });
  }

  private indicator(indicator: Indicator, path: string): void {
    if (!decimal(indicator.points).greaterThan(0)) this.add(`${path}.points`, saySystems('noPoints'));
    if (indicator.value) this.expression(indicator.value, `${path}.value`);
    this.rule(indicator.rule, indicator.points, indicator.value !== undefined, `${path}.rule`);
    (indicator.variants ?? []).forEach((variant, index) => {
      this.rule(variant.rule, variant.points, indicator.value !== undefined, `${path}.variants[${index}].rule`);
    });
    if (indicator.workings !== undefined) this.workings(indicator, `${path}.workings`);
  }

  private workings(indicator: Indicator, path: string): void {
    const parts = indicator.rule.kind === 'parts' ? indicator.rule.parts.length : 0;
    for (const [, slot = ''] of (indicator.workings ?? '').matchAll(/\{([^{}]*)\}/g)) {
      const numbered = /^(\d+)(?:-(\d+))?\.(?:rate|score)$/.exec(slot);
      const highest = numbered ? Number(numbered[2] ?? numbered[1]) : 0;
      const known = slot === 'rate' || slot === 'operands' || (numbered !== null && highest >= 1 && highest <= parts);
      if (!known) this.add(path, saySystems('unknownSlot', { slot }));
    }
  }

  private expression(expression: Expression, path: string): void {
    if ('fact' in expression) {
      if (!isKnownFact(expression.fact)) this.add(`${path}.fact`, saySystems('unknownFact', { fact: expression.fact }));
    } else if ('rate' in expression) {
      const { rate } = expression;
      if (!standardRates.some(({ id }) => id === rate)) this.add(`${path}.rate`, saySystems('unknownRate', { rate }));
    } else if ('absolute' in expression) {
      this.expression(expression.absolute, `${path}.absolute`);
    } else if ('choice' in expression) {
      for (const [index, choice] of expression.choice.entries()) this.expression(choice.value, `${path}.choice[${index}].value`);
    } else if (!('constant' in expression)) {
      const [kind, operands] = Object.entries(expression)[0] as [string, readonly Expression[]];
      for (const [index, operand] of operands.entries()) this.expression(operand, `${path}.${kind}[${index}]`);
      const divisor = kind === 'ratio' ? operands[1] : undefined;
      if (divisor && 'constant' in divisor && decimal(divisor.constant).isZero()) this.add(`${path}.ratio[1]`, saySystems('zeroDivisor'));
    }
  }

  private rule(rule: ScoreRule, points: Canonical, hasValue: boolean, path: string): void {
    switch (rule.kind) {
      case 'proportional':
      case 'bands':
      case 'perPoint':
        if (!hasValue) this.add(path, saySystems('noValue', { kind: rule.kind }));
        if (rule.kind === 'bands') this.bands(rule.bands, points, `${path}.bands`);
        if (rule.kind === 'perPoint' && !decimal(rule.step).greaterThan(0)) this.add(`${path}.step`, saySystems('noStep'));
        break;
      case 'checklist':
        this.sum(rule.items, points, `${path}.items`);
        break;
      case 'parts':
        this.sum(rule.parts, points, `${path}.parts`);
        for (const [index, part] of rule.parts.entries()) this.part(part, `${path}.parts[${index}]`);
        break;
      case 'when':
        this.expression(rule.condition.value, `${path}.condition.value`);
        this.expression(rule.condition.limit, `${path}.condition.limit`);
        this.rule(rule.holds, points, hasValue, `${path}.holds`);
        this.rule(rule.otherwise, points, hasValue, `${path}.otherwise`);
        break;
      case 'tiers':
        this.tiers(rule, `${path}.tiers`);
        break;
      default:
    }
  }

  private part(part: ScorePart, path: string): void {
    if (part.rule.kind === 'parts') this.add(`${path}.rule`, saySystems('nestedParts'));
    if (part.value) this.expression(part.value, `${path}.value`);
    this.rule(part.rule, part.points, part.value !== undefined, `${path}.rule`);
  }

  private sum(items: readonly { readonly points: Canonical }[], points: Canonical, path: string): void {
    const sum = sumOf(items.map((item) => item.points));
    if (!sum.equals(points)) this.add(path, saySystems('partPoints', { sum: canonical(sum), points }));
  }

  private bands(bands: readonly Band[], points: Canonical, path: string): void {
    bands.forEach((band, index) => {
      const at = `${path}[${index}]`;
      if (decimal(band.score).greaterThan(points)) this.add(`${at}.score`, saySystems('bandScore', { score: band.score, points }));
      if (band.from !== undefined && band.to !== undefined && decimal(band.from).greaterThanOrEqualTo(band.to)) {
        this.add(at, saySystems('bandEmpty', { from: band.from, to: band.to }));
      }
      const next = bands[index + 1];
      if (next) this.seam(band, next, `${path}[${index + 1}]`);
    });
    if (bands[0]?.from !== undefined) this.add(`${path}[0].from`, saySystems('bandFirst'));
    if (bands.at(-1)?.to !== undefined) this.add(`${path}[${bands.length - 1}].to`, saySystems('bandLast'));
  }

  private seam(band: Band, next: Band, path: string): void {
    if (band.to === undefined || next.from === undefined) {
      this.add(path, saySystems('bandOverlap', { at: band.to ?? next.from ?? '' }));
      return;
    }
    const order = decimal(band.to).comparedTo(next.from);
    const both = (band.toIncluded ?? false) && (next.fromIncluded ?? false);
    const neither = !(band.toIncluded ?? false) && !(next.fromIncluded ?? false);
    if (order > 0 || (order === 0 && both)) this.add(path, saySystems('bandOverlap', { at: next.from }));
    if (order < 0 || (order === 0 && neither)) this.add(path, saySystems('bandGap', { from: band.to, to: next.from }));
  }

  private tiers(rule: Extract<ScoreRule, { kind: 'tiers' }>, path: string): void {
    rule.tiers.forEach((tier, index) => {
      const outside = decimal(tier.from).isNegative() || decimal(tier.to).greaterThan(1) || decimal(tier.from).greaterThan(tier.to);
      if (outside) this.add(`${path}[${index}]`, saySystems('tierRange', { name: tier.name }));
    });
  }

  private targets(): void {
    const { targets } = this.system;
    if (!targets) return;
    if (targets.rule.kind !== 'target') this.add('targets.rule', saySystems('targetRule', { kind: 'target' }));
    if (targets.tiers.kind !== 'tiers') this.add('targets.tiers', saySystems('targetRule', { kind: 'tiers' }));
    this.rule(targets.tiers, targets.points, false, 'targets.tiers');
    if (targets.weights.length > 0) this.sum(targets.weights, targets.points, 'targets.weights');
    for (const [index, scheme] of (targets.otherWeights ?? []).entries()) {
      this.sum(scheme.weights, targets.points, `targets.otherWeights[${index}].weights`);
    }
  }
}

function sumOf(list: readonly Canonical[]): Decimal {
  return list.reduce((sum, next) => sum.plus(next), new Decimal(0));
}
