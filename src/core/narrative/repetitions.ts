import { canonical, decimal } from '../amounts/decimal';
import { call, number, operation, reference, text } from '../amounts/term';
import type { IndicatorResult } from '../assessment/assessment';
import type { Target } from '../reading/reading';
import { say } from '../wording/wording';
import { deductionReason, ending } from './deductions';
import { deductionFigure, formulaBody, scoreFigure } from './figures';
import { type NarrativeInput, reportedTargets } from './input';
import { amountSegment, chineseNumber, oneLine, termOfNumber } from './lists';
import type { Repetition } from './outline';
import { fixedText, gap, joined, percentage, percentText, type Segment, type SentenceSources } from './sentence';

/** One repeated paragraph: its stable key and the words its template may use. */
export interface Repeated {
  readonly key: string;
  readonly words: ReadonlyMap<string, Segment>;
}

/** Builds the items of each kind of repetition. */
export const repetitions: Readonly<Record<Repetition, (input: NarrativeInput, sources: SentenceSources) => Repeated[]>> = {
  deductions: (input) =>
    lostIndicators(input).map((indicator, index) => ({ key: indicator.key, words: deductionWords(input, indicator, index) })),
  measures: (input) =>
    lostIndicators(input).map((indicator, index) => ({
      key: indicator.key,
      words: new Map([
        ['ordinal', fixedText(`${chineseNumber(index + 1)}是`)],
        ['name', fixedText(oneLine(indicator.name))],
        ['measure', gap(say('narrative', 'gapMeasure'))],
      ]),
    })),
  levels: (input, sources) =>
    input.assessment.levels.map((level) => ({
      key: level.name,
      words: new Map([
        ['name', fixedText(oneLine(level.name))],
        ['points', fixedText(level.points)],
        ['score', level.score === null ? gap(say('narrative', 'gapScore')) : scoreFigure(undefined, level.score, sources.lookup)],
        [
          'rate',
          level.score === null || decimal(level.points).isZero()
            ? gap(say('narrative', 'gapScore'))
            : fixedText(percentText(decimal(level.score).dividedBy(decimal(level.points)), sources.rounding)),
        ],
      ]),
    })),
  targets: (input, sources) =>
    reportedTargets(input.reading).map((target, index) => ({
      key: `${target.path.join('/')}/${target.name}`,
      words: targetWords(target, index, input, sources),
    })),
  projects: (input, sources) =>
    input.reading.projects.map((project, index) => {
      const amount = (measure: string): Segment => {
        const found = project.measures.get(measure);
        return found ? amountSegment(found, sources) : gap(say('narrative', 'gapProjects'));
      };
      const budget = project.measures.get('budget.initial') ?? project.measures.get('budget.full');
      const outturn = project.measures.get('outturn');
      return {
        key: `${project.organisation ?? ''}/${project.name}/${index + 1}`,
        words: new Map([
          ['name', fixedText(oneLine(project.name))],
          ['budget', budget ? amountSegment(budget, sources) : gap(say('narrative', 'gapProjects'))],
          ['received', amount('received')],
          ['outturn', amount('outturn')],
          [
            'rate',
            budget && outturn
              ? percentage(termOfNumber(outturn), termOfNumber(budget), sources, [...outturn.cells, ...budget.cells].join('、'))
              : gap(say('narrative', 'gapProjects')),
          ],
        ]),
      };
    }),
};

function lostIndicators(input: NarrativeInput): readonly IndicatorResult[] {
  return input.assessment.indicators.filter(({ deduction }) => deduction !== null && decimal(deduction).greaterThan(0));
}

function deductionWords(input: NarrativeInput, indicator: IndicatorResult, index: number): ReadonlyMap<string, Segment> {
  return new Map([
    ['ordinal', fixedText(`${chineseNumber(index + 1)}是`)],
    ['name', fixedText(oneLine(indicator.name))],
    ['deduction', deductionFigure(indicator, input.cells.get(indicator.key))],
    ['reason', joined(deductionReason(input, indicator))],
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

function targetWords(target: Target, index: number, input: NarrativeInput, sources: SentenceSources): ReadonlyMap<string, Segment> {
  const percent = target.unit === '%' || target.unit === '％';
  const value = (content: string | null, formula: string | null, cell: string | null, label: string): Segment => {
    if (content === null || content === '') return gap(label);
    if (target.operator === 'qualitative' || !/^-?\d/.test(content)) return fixedText(oneLine(content));
    const shown = percent ? `${canonical(decimal(content).times(100).toDecimalPlaces(4))}%` : content;
    if (formula === null) return { run: { kind: 'figure', text: shown, value: content, source: cell ?? '' }, term: text(shown) };
    const live = reference(formulaBody(formula));
    const term = percent
      ? operation('&', call('ROUND', operation('*', live, number('100')), number('4')), text('%'))
      : operation('&', live, text(''));
    return { run: { kind: 'figure', text: shown, value: content, source: cell ?? '' }, term };
  };
  const actual = value(target.actual, target.formulas.actual, target.cells.actual, say('narrative', 'gapReason'));
  const unit = percent || target.unit === null ? '' : target.unit;
  const midYear =
    target.midYear === null ? '' : say('narrative', 'midYear', { value: percent ? percentShown(target.midYear) : target.midYear, unit });
  const deviation = deviationText(target, input, sources);
  return new Map([
    ['number', fixedText(chineseNumber(index + 1))],
    ['name', fixedText(oneLine(target.name))],
    ['operator', fixedText(operatorSigns[target.operator])],
    ['target', value(target.target, target.formulas.target, target.cells.target, target.name)],
    ['unit', fixedText(unit)],
    ['midYear', fixedText(midYear)],
    ['actual', actual.run.kind === 'gap' ? gap(target.name) : actual],
    ['deviation', fixedText(deviation)],
    ['deviationSentence', fixedText(deviation === '' ? '' : ending(deviation))],
  ]);
}

function percentShown(value: string): string {
  return /^-?\d/.test(value) ? `${canonical(decimal(value).times(100).toDecimalPlaces(4))}%` : value;
}

/** Whether the target was missed, from its result in the assessment; nothing is said where it was not scored. */
function deviationText(target: Target, input: NarrativeInput, sources: SentenceSources): string {
  const result = input.assessment.indicators.find((indicator) => indicator.targetRow === target.row && indicator.name === target.name);
  if (!result || result.completion === null) return target.reason === null ? '' : oneLine(target.reason);
  const rate = percentText(decimal(result.completion), sources.rounding);
  if (result.deduction === '0')
    return decimal(result.completion).equals(1) ? say('narrative', 'deviationNone') : say('narrative', 'deviationOver', { rate });
  return say('narrative', 'deviationShort', {
    rate,
    reason:
      target.reason === null
        ? say('narrative', 'gap', { label: say('narrative', 'gapReason') })
        : oneLine(target.reason).replace(/[。；]+$/, ''),
  });
}
