import { canonical, decimal } from '../amounts/decimal';
import { roundTerm } from '../amounts/rounding';
import { call, number, operation, reference, text } from '../amounts/term';
import type { IndicatorResult } from '../assessment/assessment';
import type { ProjectRow, Target } from '../reading/reading';
import { say } from '../wording/wording';
import { deductionLead, deductionReason } from './deductions';
import { deductionFigure, formulaBody, scoreSumFigure, sumOfCells } from './figures';
import { lostIndicators, type NarrativeInput, reportedTargets } from './input';
import { amountSegment, chineseNumber, oneLine, termOfNumber } from './lists';
import type { Outline, OutlineEntry, Repetition } from './outline';
import { fixedText, gap, liveBranch, percentage, percentText, type Segment, type SentenceSources } from './sentence';

/** One repeated paragraph: its stable key and the words its template may use. */
export interface Repeated {
  readonly key: string;
  readonly words: SentenceSources['words'];
}

/** What a repetition is built from. */
interface Repeating {
  readonly input: NarrativeInput;
  readonly sources: SentenceSources;
  readonly entry: OutlineEntry;
  readonly outline: Outline;
}

/** The items of an entry's repetition, in order, each under a key of its own. */
export function repeated(each: Repetition, repeating: Repeating): Repeated[] {
  const counts = new Map<string, number>();
  return builders[each](repeating).map((item) => {
    const count = (counts.get(item.key) ?? 0) + 1;
    counts.set(item.key, count);
    return count === 1 ? item : { ...item, key: `${item.key}#${count}` };
  });
}

const builders: Readonly<Record<Repetition, (repeating: Repeating) => Repeated[]>> = {
  deductions: ({ input }) =>
    lostIndicators(input).map((indicator, index) => ({ key: indicator.key, words: deductionWords(input, indicator, index) })),
  levels: ({ input, sources }) => input.assessment.levels.map((level) => ({ key: level.name, words: levelWords(level, input, sources) })),
  targets: ({ input, sources, entry, outline }) =>
    reportedTargets(input.reading)
      .filter((target) => belongs(target, entry, outline))
      .map((target, index) => ({ key: `${target.path.join('/')}/${target.name}`, words: targetWords(target, index, input, sources) })),
  projects: ({ input, sources }) =>
    input.reading.projects.map((project) => ({
      key: `${project.organisation ?? ''}/${project.name}`,
      words: projectWords(project, sources),
    })),
  projectsBehind: ({ input, sources }) =>
    input.reading.projects.filter(isBehind).map((project, index) => ({
      key: `${project.organisation ?? ''}/${project.name}`,
      words: new Map([
        ...projectWords(project, sources),
        ...behindWords(project, sources),
        ['ordinal', fixedText(`${chineseNumber(lostIndicators(input).length + index + 1)}是`)],
        ['reason', project.remark ? fixedText(oneLine(project.remark).replace(/[。；]+$/, '')) : gap(say('narrative', 'gapLowReason'))],
        ['measure', gap(say('narrative', 'gapMeasure'))],
      ]),
    })),
};

/** Whether a target is told of under an entry: under the first of its own level's entries whose words it holds, else under `*`. */
function belongs(target: Target, entry: OutlineEntry, outline: Outline): boolean {
  if (entry.paths === undefined) return true;
  const holders = outline.entries.filter(({ each, paths }) => each === 'targets' && paths !== undefined && paths[0] !== '*');
  const holder =
    holders.find(({ paths }) => holds([...target.path].reverse(), paths)) ?? holders.find(({ paths }) => holds([target.name], paths));
  return entry.paths[0] === '*' ? holder === undefined : samePaths(holder?.paths, entry.paths);
}

function holds(labels: readonly string[], paths: readonly string[] | undefined): boolean {
  return labels.some((label) => paths?.some((path) => label.includes(path)));
}

function samePaths(first: readonly string[] | undefined, second: readonly string[]): boolean {
  return first !== undefined && first.join('|') === second.join('|');
}

function deductionWords(input: NarrativeInput, indicator: IndicatorResult, index: number): Repeated['words'] {
  return new Map<string, Segment | readonly Segment[]>([
    ['ordinal', fixedText(`${chineseNumber(index + 1)}是`)],
    ['name', fixedText(oneLine(indicator.name))],
    ['lead', deductionLead(indicator)],
    ['deduction', deductionFigure(indicator, input.cells.get(indicator.key))],
    ['reason', deductionReason(input, indicator)],
    ['measure', gap(say('narrative', 'gapMeasure'))],
  ]);
}

function levelWords(
  level: NarrativeInput['assessment']['levels'][number],
  input: NarrativeInput,
  sources: SentenceSources,
): Repeated['words'] {
  const cells = input.assessment.indicators
    .filter(({ path, name }) => (path[0] ?? name) === level.name)
    .map(({ key }) => input.cells.get(key));
  const missing = gap(say('narrative', 'gapScore'));
  return new Map([
    ['name', fixedText(oneLine(level.name).replace(/指标$/, ''))],
    ['points', fixedText(level.points)],
    ['score', level.score === null ? missing : scoreSumFigure(level.score, cells)],
    ['rate', level.score === null || decimal(level.points).isZero() ? missing : scoreRate(level.points, level.score, cells, sources)],
  ]);
}

/** 得分率: the scores over the points, live where every score has a cell. */
function scoreRate(points: string, score: string, cells: readonly (string | undefined)[], sources: SentenceSources): Segment {
  const exact = decimal(score).dividedBy(decimal(points));
  const shown = percentText(exact, sources.rounding);
  const sum = sumOfCells(cells);
  const rate = sum && roundTerm(operation('/', sum, number(points)), 4, sources.rounding, number('1'));
  const source = cells.flatMap((cell) => cell ?? []).join('、');
  return {
    run: { kind: 'figure', text: shown, value: canonical(exact), source },
    term: rate ? call('TEXT', rate, text('0.00%')) : text(shown),
  };
}

/** A project whose execution is below this is spoken of as a problem (R-02 of the submission checks). */
const behind = '0.8';

/** Whether a project of the list has spent so little that the report speaks of it. */
export function isBehind(project: ProjectRow): boolean {
  const budget = project.measures.get('budget.full') ?? project.measures.get('budget.initial');
  const outturn = project.measures.get('outturn');
  if (!budget || !outturn || decimal(budget.value).isZero()) return false;
  return decimal(outturn.value).dividedBy(decimal(budget.value)).lessThan(behind);
}

/** The rate that is too low, over the full budget where the list gives it. */
function behindWords(project: ProjectRow, sources: SentenceSources): readonly (readonly [string, Segment])[] {
  const full = project.measures.get('budget.full');
  const budget = full ?? project.measures.get('budget.initial');
  const outturn = project.measures.get('outturn');
  if (!budget || !outturn) return [];
  const source = [...outturn.cells, ...budget.cells].join('、');
  return [
    ['rate', percentage(termOfNumber(outturn), termOfNumber(budget), sources, source)],
    ['basis', fixedText(full ? '全年预算数' : '年初预算数')],
  ];
}

/** 年初预算 of a project, or its 全年预算数 where it lives on money carried over; the rate is taken over the same amount. */
function projectWords(project: ProjectRow, sources: SentenceSources): Repeated['words'] {
  const amount = (measure: string, missing: Segment): Segment => {
    const found = project.measures.get(measure);
    return found ? amountSegment(found, sources) : missing;
  };
  const initial = project.measures.get('budget.initial');
  const full = project.measures.get('budget.full');
  const outturn = project.measures.get('outturn');
  const [lead, budget, basis] =
    !initial && full && project.carryOverOnly
      ? [say('narrative', 'carryOverBudget'), full, '全年预算数']
      : [say('narrative', 'initialBudget'), initial, '年初预算数'];
  const rate =
    budget && outturn
      ? percentage(termOfNumber(outturn), termOfNumber(budget), sources, [...outturn.cells, ...budget.cells].join('、'))
      : gap(say('narrative', 'gapOf', { label: say('narrative', budget ? 'gapOutturn' : 'gapBudget') }));
  return new Map<string, Segment | readonly Segment[]>([
    ['name', fixedText(oneLine(project.name))],
    ['budget', [fixedText(lead), budget ? amountSegment(budget, sources) : gap(say('narrative', 'gapBudget'))]],
    ['received', amount('received', gap(say('narrative', 'gapReceived')))],
    ['outturn', amount('outturn', gap(say('narrative', 'gapOutturn')))],
    ['rate', rate],
    ['basis', fixedText(basis)],
  ]);
}

const operatorSigns: Readonly<Record<Target['operator'], string>> = {
  '>=': '≥',
  '>': '＞',
  '=': '=',
  '<=': '≤',
  '<': '＜',
  qualitative: '',
};

/** A target's sign as it is printed before its value. */
export function operatorSign(target: Target): string {
  return operatorSigns[target.operator];
}

/** A target's number as it is printed: percentages as such; texts on one line. */
export function targetValue(target: Target, content: string): string {
  return isNumber(content) && isPercent(target) ? `${canonical(decimal(content).times(100).toDecimalPlaces(4))}%` : oneLine(content);
}

/** The unit that is printed behind a value of a target; a percentage carries its own sign. */
export function targetUnit(target: Target): string {
  return isPercent(target) || target.unit === null || target.operator === 'qualitative' ? '' : oneLine(target.unit);
}

function isPercent(target: Target): boolean {
  return target.unit === '%' || target.unit === '％';
}

/** Whether a target's value is a plain number. */
export function isNumber(content: string): boolean {
  return /^-?\d+(?:\.\d+)?$/.test(content);
}

function targetWords(target: Target, index: number, input: NarrativeInput, sources: SentenceSources): Repeated['words'] {
  const value = (content: string | null, formula: string | null, cell: string | null, label: string): Segment => {
    if (content === null || content.trim() === '') return gap(label);
    if (target.operator === 'qualitative' || !isNumber(content)) return fixedText(oneLine(content));
    const shown = targetValue(target, content);
    const run = { kind: 'figure', text: shown, value: content, source: cell ?? '' } as const;
    if (formula === null) return { run, term: text(shown) };
    const live = reference(formulaBody(formula));
    const term = isPercent(target)
      ? operation('&', call('ROUND', operation('*', live, number('100')), number('4')), text('%'))
      : operation('&', live, text(''));
    return { run, term };
  };
  const deviation = deviationSegments(target, input, sources);
  const unit = targetUnit(target);
  const midYear =
    target.midYear === null
      ? []
      : [
          fixedText(say('narrative', 'midYearBefore')),
          value(target.midYear, null, target.cells.midYear, say('narrative', 'gapActual')),
          fixedText(`${isNumber(target.midYear) ? unit : ''}，`),
        ];
  return new Map<string, Segment | readonly Segment[]>([
    ['number', fixedText(chineseNumber(index + 1))],
    ['name', fixedText(oneLine(target.name))],
    ['operator', fixedText(operatorSign(target))],
    ['target', value(target.target, target.formulas.target, target.cells.target, say('narrative', 'gapTarget'))],
    ['unit', fixedText(unit)],
    ['midYear', midYear],
    ['actual', value(measured(target), target.formulas.actual, target.cells.actual, say('narrative', 'gapActual'))],
    ['deviation', deviation],
    ['deviationSentence', [...deviation, fixedText('。')]],
  ]);
}

/** What was achieved; a satisfaction without a number is none. */
function measured(target: Target): string | null {
  const { actual, operator } = target;
  const wanted = operator !== 'qualitative' && target.name.includes('满意度');
  return wanted && actual !== null && !/\d/.test(actual) ? null : actual;
}

/** Whether the target was missed, live from its score; what was not scored is for the unit to say. */
function deviationSegments(target: Target, input: NarrativeInput, sources: SentenceSources): Segment[] {
  const result = input.assessment.indicators.find((indicator) => indicator.targetRow === target.row && indicator.name === target.name);
  if (!result || result.deduction === null) return [gap(say('narrative', 'gapDeviation'))];
  const { completion } = result;
  const rate: Segment[] =
    completion === null ? [] : [fixedText(say('narrative', 'deviationRate')), completionFigure(result, completion, target, sources)];
  const own = target.reason === null || target.reason.trim() === '' ? null : oneLine(target.reason).replace(/[。；]+$/, '');
  const reverse = target.operator === '<=' || target.operator === '<';
  const short = [
    fixedText(say('narrative', 'deviationShort')),
    ...rate,
    fixedText(say('narrative', 'deviationReason')),
    own === null ? gap(say('narrative', 'gapDeviationReason')) : fixedText(own),
  ];
  const exact = completion !== null && decimal(completion).equals(1);
  const kept = [
    fixedText(say('narrative', 'deviationNone')),
    ...(reverse || exact ? [] : rate),
    ...(own !== null && result.overAchievement !== null ? [fixedText(`${say('narrative', 'overReason')}${own}`)] : []),
  ];
  const missed = decimal(result.deduction).greaterThan(0);
  const cell = input.cells.get(result.key);
  if (cell === undefined) return missed ? short : kept;
  return liveBranch(operation('<', reference(cell), number(result.points)), missed, short, kept);
}

function completionFigure(result: IndicatorResult, completion: string, target: Target, sources: SentenceSources): Segment {
  const shown = result.shownCompletion ?? percentText(decimal(completion), sources.rounding);
  const source = [target.cells.actual, target.cells.target].flatMap((cell) => cell ?? []).join('、');
  const live = result.terms.rate;
  const term = live
    ? call('IF', call('ISNUMBER', live), call('TEXT', roundTerm(live, 4, sources.rounding, number('1')), text('0.00%')), text('—'))
    : text(shown);
  return { run: { kind: 'figure', text: shown, value: completion, source }, term };
}
