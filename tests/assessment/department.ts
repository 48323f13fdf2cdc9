import { readFileSync } from 'node:fs';
import path from 'node:path';
import { type AssessmentInput, assess } from '../../src/core/assessment/assess';
import type { Assessment, IndicatorResult } from '../../src/core/assessment/assessment';
import type { Fact, FactId } from '../../src/core/facts/fact';
import { definedNameOf, quantityOf } from '../../src/core/facts/names';
import type { Target } from '../../src/core/reading/reading';
import type { IndicatorSystem } from '../../src/core/systems/system';
import { systemById } from '../../src/core/systems/systems';

/** A fact that stands in `cell`. */
export function fact(id: FactId, value: string, cell = "'取数'!B1"): Fact {
  const explanation = { item: '', measure: '', unit: null };
  return { id, quantity: quantityOf(id), value, shown: value, cells: [cell], status: 'read', explanation, formula: null };
}

/** Facts by id, each in a cell of its own. */
export function factsOf(values: Readonly<Record<string, string>>): Map<FactId, Fact> {
  return new Map(
    Object.entries(values).map(([id, value], index) => [id as FactId, fact(id as FactId, value, `'取数'!B${index + 1}`)] as const),
  );
}

/** A target row with everything given. */
export function target(row: Partial<Target> & Pick<Target, 'name'>): Target {
  const cells = {
    name: "'表'!A1",
    operator: null,
    target: "'表'!C1",
    unit: null,
    midYear: null,
    actual: "'表'!D1",
    completion: null,
    points: "'表'!E1",
    score: "'表'!F1",
    reason: null,
    evidence: null,
  };
  return {
    path: ['产出指标', '数量指标'],
    operator: '>=',
    target: '100',
    midYear: null,
    actual: '100',
    unit: null,
    points: '10',
    score: null,
    reason: null,
    sheet: '表',
    row: "'表'!A1:K1",
    cells,
    formulas: { target: null, actual: null, points: null },
    placeholder: false,
    scored: true,
    ...row,
  };
}

/** The built-in system; fails the test when there is none. */
export function builtIn(id: string): IndicatorSystem {
  const system = systemById(id);
  if (!system) throw new Error(`no system ${id}`);
  return system;
}

/** An assessment with nothing chosen and nothing typed unless given. */
export function assessed(
  system: string | IndicatorSystem,
  facts: Readonly<Record<string, string>> | ReadonlyMap<FactId, Fact>,
  more: Partial<AssessmentInput> = {},
): Assessment {
  return assess({
    subject: '示例单位',
    system: typeof system === 'string' ? builtIn(system) : system,
    facts: facts instanceof Map ? facts : factsOf(facts as Readonly<Record<string, string>>),
    targets: [],
    manual: new Map(),
    bases: new Map(),
    rounding: null,
    nameOf: definedNameOf,
    ...more,
  });
}

/** The result of one indicator by code, key or name. */
export function resultOf(assessment: Assessment, wanted: string): IndicatorResult {
  const found = assessment.indicators.find(({ key, code, name }) => code === wanted || key === wanted || name === wanted);
  if (!found) throw new Error(`no indicator ${wanted}`);
  return found;
}

/** A truth file beside the fixtures. */
export function expected(name: string): ExpectedFile {
  return JSON.parse(readFileSync(path.join(__dirname, `../fixtures/${name}.expected.json`), 'utf8')) as ExpectedFile;
}

interface ExpectedFile {
  readonly read: {
    readonly facts: readonly { readonly id: FactId; readonly value: string; readonly shown: string; readonly cells: readonly string[] }[];
    readonly targets: readonly Pick<
      Target,
      'path' | 'name' | 'operator' | 'target' | 'midYear' | 'actual' | 'unit' | 'points' | 'score' | 'reason' | 'row'
    >[];
  };
  readonly fill: {
    readonly indicators: readonly {
      readonly code?: string;
      readonly name: string;
      readonly path?: readonly string[];
      readonly points: string;
      readonly score: string;
      readonly deduction: string;
      readonly status: string;
      readonly rate?: string;
      readonly shownRate?: string;
      readonly completion?: string;
      readonly shownCompletion?: string;
      readonly inputs?: readonly string[];
      readonly cell: string;
    }[];
    readonly total: { readonly points: string; readonly score: string };
    readonly grade: string;
    readonly levels?: readonly { readonly name: string; readonly points: string; readonly score: string }[];
  };
}

/** The facts of a truth file. */
export function expectedFacts(name: string): Map<FactId, Fact> {
  return new Map(expected(name).read.facts.map(({ id, value, shown, cells }) => [id, { ...fact(id, value), shown, cells }] as const));
}
