import { canonical, decimal } from '../core/amounts/decimal';
import type { Assessment, IndicatorResult, RateResult } from '../core/assessment/assessment';
import type { CheckResult, Finding } from '../core/checks/finding';
import type { Fact } from '../core/facts/fact';
import type { ProjectRow, Question, Reading, ReadNumber, Target } from '../core/reading/reading';
import type { FormOutcome, Outcome } from '../core/workflow/outcome';

/** The JSON documents of CONTRACT.md §3. Plain data only; every number is a canonical string. */

/** `jihe.read/1`. */
export function readDocument(file: string, reading: Reading, explain: boolean): object {
  return {
    schema: 'jihe.read/1',
    file,
    organisation: reading.organisation,
    year: reading.year,
    facts: [...reading.facts.values()].map((fact) => factEntry(fact, explain)),
    projects: reading.projects.map(projectEntry),
    targets: reading.targets.map(targetEntry),
    questions: reading.questions.map(questionEntry),
    ...(reading.nothingFound === null ? {} : { nothingFound: reading.nothingFound }),
  };
}

function factEntry(fact: Fact, explain: boolean): object {
  const { id, value, shown, cells, status } = fact;
  return {
    id,
    value,
    shown,
    cells,
    status,
    ...(fact.values ? { values: fact.values } : {}),
    ...(explain ? { explanation: fact.explanation } : {}),
  };
}

function numberEntry(number: ReadNumber): object {
  return { value: number.value, shown: number.shown, cells: number.cells };
}

function numberEntries(numbers: ReadonlyMap<string, ReadNumber>): object {
  return Object.fromEntries([...numbers].map(([measure, number]) => [measure, numberEntry(number)]));
}

function projectEntry(project: ProjectRow): object {
  return {
    name: project.name,
    organisation: project.organisation,
    ...(project.department === null ? {} : { department: project.department }),
    ...(project.code === null ? {} : { code: project.code }),
    row: project.row,
    measures: numberEntries(new Map([...project.measures].filter(([measure]) => measure !== 'stated'))),
    ...(project.sources.size === 0
      ? {}
      : { sources: Object.fromEntries([...project.sources].map(([source, numbers]) => [source, sourceEntry(numbers)])) }),
    ...(project.terminated ? { terminated: true } : {}),
    ...(project.carryOverOnly ? { carryOverOnly: true } : {}),
    ...(project.remark === null ? {} : { remark: project.remark }),
  };
}

function sourceEntry(numbers: ReadonlyMap<string, ReadNumber>): object {
  return Object.fromEntries([...numbers].map(([measure, number]) => [measure, number.value]));
}

function targetEntry(target: Target): object {
  const { path, name, operator, midYear, actual, unit, points, score, reason, row } = target;
  return { path, name, operator, target: target.target, midYear, actual, unit, points, score, reason, row };
}

function questionEntry({ code, message, cells, choices, key }: Question): object {
  return { code, message, cells, choices, key };
}

/** `jihe.fill/1`. */
export function fillDocument(file: string, outcome: Outcome, sheets: readonly string[]): object {
  return {
    schema: 'jihe.fill/1',
    file,
    system: outcome.system.id,
    sheets,
    indicators: outcome.assessment.indicators.map((indicator) => indicatorEntry(indicator, outcome.cells)),
    rates: outcome.assessment.rates.map((rate) => rateEntry(rate, outcome.cells)),
    levels: outcome.assessment.levels,
    ...totals(outcome.assessment, outcome.cells),
    forms: outcome.forms.map(formEntry),
    kept: outcome.kept,
    changes: outcome.changes,
    findings: outcome.checks.findings.map(findingEntry),
    unchecked: outcome.checks.unchecked,
    summary: outcome.checks.summary,
  };
}

function totals(assessment: Assessment, cells: ReadonlyMap<string, string>): object {
  return { total: { ...assessment.total, cell: cells.get('total') ?? null }, grade: assessment.grade };
}

function indicatorEntry(indicator: IndicatorResult, cells: ReadonlyMap<string, string>): object {
  const { code, name, path, points, rate, shownRate, score, deduction, reason, basis, inputs, status, completion } = indicator;
  return {
    code,
    name,
    path,
    points,
    rate: ratio(rate),
    shownRate,
    score,
    deduction,
    reason,
    basis,
    standing: indicator.source.standing,
    source: indicator.source.document,
    inputs,
    cell: cells.get(indicator.key) ?? null,
    ...(indicator.parts.length === 0
      ? {}
      : {
          parts: indicator.parts.map((part) => ({
            name: part.name,
            points: part.points,
            rate: ratio(part.rate),
            shownRate: part.shownRate,
            score: part.score,
            basis: part.basis,
            fullByDefault: part.fullByDefault,
          })),
        }),
    ...(completion === null ? {} : { completion: ratio(completion), shownCompletion: indicator.shownCompletion }),
    ...(indicator.alternatives.length === 0 ? {} : { alternatives: indicator.alternatives }),
    ...(indicator.missing.length === 0 ? {} : { missing: indicator.missing }),
    status,
  };
}

/** Ratios are printed to eight decimals. */
function ratio(value: string | null): string | null {
  return value === null ? null : canonical(decimal(value).toDecimalPlaces(8));
}

function rateEntry(rate: RateResult, cells: ReadonlyMap<string, string>): object {
  const { id, label, value, shown, basis, inputs, alternatives } = rate;
  return {
    id,
    label,
    value: ratio(value),
    shown,
    basis,
    inputs,
    cell: cells.get(`rate:${id}`) ?? null,
    ...(alternatives.length === 0 ? {} : { alternatives }),
  };
}

function formEntry(form: FormOutcome): object {
  return {
    subject: form.subject,
    system: form.assessment.system,
    sheet: form.sheet,
    inPlace: form.form !== null,
    indicators: form.assessment.indicators.map((indicator) => indicatorEntry(indicator, form.cells)),
    ...totals(form.assessment, form.cells),
  };
}

/** `jihe.check/1`. */
export function checkDocument(file: string, system: string, checks: CheckResult, extra: object = {}): object {
  return {
    schema: 'jihe.check/1',
    file,
    system,
    findings: checks.findings.map(findingEntry),
    unchecked: checks.unchecked,
    summary: checks.summary,
    ...extra,
  };
}

function findingEntry(finding: Finding): object {
  const { code, severity, message, cells, stated, expected, difference, basis, advice, waived } = finding;
  return {
    code,
    severity,
    message,
    cells,
    stated,
    expected,
    difference,
    basis,
    advice,
    fixable: finding.mend !== null,
    ...(waived === null ? {} : { waived }),
  };
}
