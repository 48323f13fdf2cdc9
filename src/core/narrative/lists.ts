import { canonical, type Decimal, decimal } from '../amounts/decimal';
import { evaluateTerm } from '../amounts/evaluate';
import { call, join, number, operation, reference, type Term, text } from '../amounts/term';
import { zero } from '../amounts/unit';
import type { FactId } from '../facts/fact';
import { itemEntry, labelOf } from '../facts/names';
import type { ProjectRow, ReadNumber } from '../reading/reading';
import { say } from '../wording/wording';
import { calculation } from './deductions';
import { formulaBody } from './figures';
import type { NarrativeInput } from './input';
import type { Outline } from './outline';
import { figure, fixedText, gap, money, percentage, type Segment, type SentenceSources, termOfSegments, textOf } from './sentence';

/** 一是、二是 … as official documents enumerate. */
const ordinals = ['一', '二', '三', '四', '五', '六', '七', '八', '九', '十'];

/** The Chinese number of a small count: 1 → 一, 12 → 十二, 23 → 二十三. */
export function chineseNumber(count: number): string {
  if (count <= 10) return ordinals[count - 1] ?? String(count);
  if (count >= 100) return String(count);
  const tens = Math.floor(count / 10);
  const ones = count % 10;
  return `${tens === 1 ? '' : (ordinals[tens - 1] ?? '')}十${ones === 0 ? '' : (ordinals[ones - 1] ?? '')}`;
}

/** A quarter below this 序时执行率 is named as 有待加强; editable here only, stated in the outline's basis as ours. */
const quarterWanted = '0.9';

/** The lists that templates may name with `{list …}`. */
export function reportLists(input: NarrativeInput, outline: Outline, sources: SentenceSources): ReadonlyMap<string, () => Segment[]> {
  const { projects } = input.reading;
  const counted = projects.length > 0;
  return new Map<string, () => Segment[]>([
    ['projectCount', () => [projectCount(input, sources)]],
    ['projectBudget', () => [projectSum(input, sources, ['project:budget.full', 'project:budget.initial'])]],
    ['projectReceived', () => [projectSum(input, sources, ['project:received'])]],
    ['projectOutturn', () => [projectSum(input, sources, ['project:outturn'])]],
    ['projectRate', () => [projectRate(input, sources)]],
    [
      'projectNames',
      () => [counted ? fixedText(enumerate(unique(projects.map(({ name }) => oneLine(name))))) : gap(say('narrative', 'gapProjects'))],
    ],
    ['projectUnits', () => projectUnits(input, sources)],
    ['projects', () => projectList(input, sources)],
    ['units', () => [units(input)]],
    ['adjustment', () => adjustment(input, sources)],
    ['quartersBehind', () => quartersBehind(input, sources)],
    ['sources', () => parts(input, sources, 'source', ['budget.full', 'budget.initial'])],
    ['economic', () => parts(input, sources, 'economic', ['outturn'])],
    ['threePublicParts', () => threePublicParts(input, sources)],
    ['judgement', () => judgement(input, outline, sources)],
    ['deductionSummary', () => deductionSummary(input)],
    ['subjectFunds', () => subjectFunds(input, sources)],
  ]);
}

/** `甲、乙和丙`-free enumeration: 甲、乙、丙. */
function enumerate(names: readonly string[]): string {
  return names.join('、');
}

function unique<T>(list: readonly T[]): T[] {
  return [...new Set(list)];
}

/** Names come from cells: line breaks and runs of blanks become one blank. */
export function oneLine(name: string): string {
  return name.replace(/\s+/g, ' ').trim();
}

function projectCount(input: NarrativeInput, sources: SentenceSources): Segment {
  const stated = input.facts.get('projectCount:planned');
  if (stated) return figure(reference(sources.nameOf(stated.id)), stated, sources, stated.cells.join('、'));
  const count = input.reading.projects.length;
  if (count === 0) return gap(labelOf('projectCount:planned'));
  return {
    run: {
      kind: 'figure',
      text: String(count),
      value: String(count),
      source: input.reading.projects.map(({ nameCell }) => nameCell).join('、'),
    },
    term: text(String(count)),
  };
}

/** The live term of a number read from cells, or its present value. */
export function termOfNumber(amount: ReadNumber): Term {
  return amount.formula === null ? number(amount.value) : reference(formulaBody(amount.formula));
}

/** The first known of the facts, else the sum over the projects where every one of them has that measure. */
function projectSum(input: NarrativeInput, sources: SentenceSources, ids: readonly FactId[]): Segment {
  for (const id of ids) {
    const fact = input.facts.get(id);
    if (fact) return figure(reference(sources.nameOf(id)), fact, sources, fact.cells.join('、'));
  }
  const { projects } = input.reading;
  for (const id of ids) {
    const measure = id.slice(id.indexOf(':') + 1);
    const amounts = projects.flatMap((project) => project.measures.get(measure) ?? []);
    if (projects.length > 0 && amounts.length === projects.length) {
      const terms = amounts.map(termOfNumber);
      const sum = terms.slice(1).reduce((left, right) => operation('+', left, right), terms[0] as Term);
      return money(sum, 2, sources, amounts.flatMap(({ cells }) => cells).join('、'));
    }
  }
  return gap(labelOf(ids[0] as FactId));
}

function projectRate(input: NarrativeInput, sources: SentenceSources): Segment {
  const outturn = sumTerm(input, 'project:outturn', sources);
  const budget = sumTerm(input, 'project:budget.initial', sources) ?? sumTerm(input, 'project:budget.full', sources);
  if (!outturn || !budget) return gap(labelOf('project:outturn'));
  return percentage(outturn, budget, sources, '');
}

function sumTerm(input: NarrativeInput, id: FactId, sources: SentenceSources): Term | null {
  if (input.facts.has(id)) return reference(sources.nameOf(id));
  const measure = id.slice(id.indexOf(':') + 1);
  const amounts = input.reading.projects.flatMap((project) => project.measures.get(measure) ?? []);
  if (amounts.length === 0 || amounts.length !== input.reading.projects.length) return null;
  const terms = amounts.map(termOfNumber);
  return terms.slice(1).reduce((left, right) => operation('+', left, right), terms[0] as Term);
}

/** 其中甲单位开展二级项目3个，涉及资金12.00万元；… */
function projectUnits(input: NarrativeInput, sources: SentenceSources): Segment[] {
  const groups = new Map<string, ProjectRow[]>();
  for (const project of input.reading.projects) {
    if (project.organisation === null) return [];
    groups.set(project.organisation, [...(groups.get(project.organisation) ?? []), project]);
  }
  if (groups.size < 2) return [];
  const segments: Segment[] = [fixedText('其中')];
  [...groups].forEach(([organisation, projects], index) => {
    const amounts = projects.flatMap((project) => project.measures.get('budget.full') ?? project.measures.get('budget.initial') ?? []);
    segments.push(fixedText(`${index === 0 ? '' : '；'}${oneLine(organisation)}开展二级项目${projects.length}个`));
    if (amounts.length === projects.length) {
      const terms = amounts.map(termOfNumber);
      const sum = terms.slice(1).reduce((left, right) => operation('+', left, right), terms[0] as Term);
      segments.push(fixedText('，涉及资金'), money(sum, 2, sources, amounts.flatMap(({ cells }) => cells).join('、')), fixedText('万元'));
    }
  });
  return [...segments, fixedText('。')];
}

/** 甲单位：某项目安排12.00万元，支出11.00万元；… one piece a project, in the order of the list. */
function projectList(input: NarrativeInput, sources: SentenceSources): Segment[] {
  const unit = sources.unit === 'yuan' ? '元' : '万元';
  const segments: Segment[] = [];
  let owner: string | null = null;
  input.reading.projects.forEach((project, index) => {
    const lead = project.organisation !== null && project.organisation !== owner ? `${oneLine(project.organisation)}：` : '';
    owner = project.organisation;
    segments.push(fixedText(`${index === 0 ? '' : '；'}${lead}${oneLine(project.name)}`));
    const budget = project.measures.get('budget.full') ?? project.measures.get('budget.initial');
    const outturn = project.measures.get('outturn');
    segments.push(fixedText('安排'), budget ? amountSegment(budget, sources) : gap(say('narrative', 'gapProjects')), fixedText(unit));
    segments.push(fixedText('，支出'), outturn ? amountSegment(outturn, sources) : gap(say('narrative', 'gapProjects')), fixedText(unit));
  });
  return segments.length === 0 ? [] : [...segments, fixedText('。')];
}

/** A project's amount as a live figure in the report's unit. */
export function amountSegment(amount: ReadNumber, sources: SentenceSources): Segment {
  const places = amount.unit === sources.unit ? Math.max(2, Math.min(amount.places, 6)) : 2;
  return money(termOfNumber(amount), places, sources, amount.cells.join('、'));
}

function units(input: NarrativeInput): Segment {
  const names = unique(input.reading.projects.flatMap(({ organisation }) => (organisation === null ? [] : [oneLine(organisation)])));
  return names.length === 0 ? gap(say('narrative', 'gapUnits')) : fixedText(enumerate(names));
}

/** 调整率为5.18%（分母：年初预算数）， */
function adjustment(input: NarrativeInput, sources: SentenceSources): Segment[] {
  const rate = input.assessment.rates.find(({ id }) => id === 'adjustmentRate');
  const [adjusted, initial] = (['total:budget.adjustment', 'total:budget.initial'] as const).map((id) =>
    input.facts.has(id) ? reference(sources.nameOf(id)) : null,
  );
  if (!rate || !adjusted || !initial) return [];
  const [before = '', after = ''] = say('narrative', 'adjustmentRate', { basis: rate.basis }).split('{rate}');
  const under = rate.basis.includes('年初') ? initial : reference(sources.nameOf('total:budget.full'));
  return [fixedText(before), percentage(call('ABS', adjusted), under, sources, rate.inputs.join('、')), fixedText(after)];
}

/** ，第二、三季度预算执行有待加强: live, by the quarters' 序时执行率. */
function quartersBehind(input: NarrativeInput, sources: SentenceSources): Segment[] {
  const ids = ([1, 2, 3, 4] as const).map((quarter): FactId => `quarter.${quarter}:rate`);
  if (!ids.every((id) => input.facts.has(id))) return [];
  const behind = ids.map((id) => operation('<', reference(sources.nameOf(id)), number(quarterWanted)));
  const names = join(behind.map((condition, index) => call('IF', condition, text(`、${ordinals[index] ?? ''}`), text(''))));
  const [before = '', after = ''] = say('narrative', 'quartersBehind').split('{quarters}');
  const term = call(
    'IF',
    call('OR', ...behind),
    join([text(before), call('MID', names, number('2'), number('20')), text(after)]),
    text(''),
  );
  return [{ run: { kind: 'text', text: textOf(evaluateTerm(term, sources.lookup)) }, term }];
}

/** ，其中：甲1.00万元、乙2.00万元 over the known facts of an item family that are not zero. */
function parts(input: NarrativeInput, sources: SentenceSources, family: string, measures: readonly string[]): Segment[] {
  for (const measure of measures) {
    const facts = [...input.facts.values()].filter(
      ({ id, value }) => id.startsWith(`${family}.`) && id.endsWith(`:${measure}`) && value !== '0',
    );
    if (facts.length === 0) continue;
    return enumerateAmounts(
      facts.map((fact) => ({
        name: itemEntry(fact.id.slice(0, fact.id.indexOf(':')))?.label ?? fact.id,
        amount: figure(reference(sources.nameOf(fact.id)), fact, sources, fact.cells.join('、')),
      })),
      sources,
    );
  }
  return [];
}

function threePublicParts(input: NarrativeInput, sources: SentenceSources): Segment[] {
  const items = [
    'threePublic.abroad',
    'threePublic.vehicle.purchase',
    'threePublic.vehicle.running',
    'threePublic.vehicle',
    'threePublic.reception',
  ];
  const known = items.flatMap((item) => input.facts.get(`${item}:budget.initial`) ?? []);
  const detailed = known.some(({ id }) => id.startsWith('threePublic.vehicle.'));
  const shown = known.filter(({ id }) => !(detailed && id === 'threePublic.vehicle:budget.initial'));
  return enumerateAmounts(
    shown.map((fact) => ({
      name: itemEntry(fact.id.slice(0, fact.id.indexOf(':')))?.label ?? fact.id,
      amount: figure(reference(sources.nameOf(fact.id)), fact, sources, fact.cells.join('、')),
    })),
    sources,
  );
}

function enumerateAmounts(list: readonly { readonly name: string; readonly amount: Segment }[], sources: SentenceSources): Segment[] {
  const unit = sources.unit === 'yuan' ? '元' : '万元';
  return list.flatMap(({ name, amount }, index) => [fixedText(`${index === 0 ? '，其中：' : '、'}${name}`), amount, fixedText(unit)]);
}

/** 执行情况良好 and so on, live, by the thresholds of the outline. */
function judgement(input: NarrativeInput, outline: Outline, sources: SentenceSources): Segment[] {
  if (!input.facts.has('total:outturn') || !input.facts.has('total:budget.full')) return [gap(labelOf('total:budget.full'))];
  const full = reference(sources.nameOf('total:budget.full'));
  const rate = operation('/', reference(sources.nameOf('total:outturn')), full);
  const [last, ...higher] = [...outline.judgements].reverse();
  if (!last) return [];
  const choice = higher.reduce<Term>(
    (otherwise, { from, text: words }) =>
      call('IF', operation('>=', call('ROUND', rate, number('12')), number(from)), text(words), otherwise),
    text(last.text),
  );
  const term = call('IF', operation('=', full, number('0')), text(''), choice);
  return [{ run: { kind: 'text', text: textOf(evaluateTerm(term, sources.lookup)) }, term }];
}

/** 主要扣分原因为：一是…；二是…。 */
function deductionSummary(input: NarrativeInput): Segment[] {
  const lost = input.assessment.indicators.filter(({ deduction }) => deduction !== null && decimal(deduction).greaterThan(0));
  if (lost.length === 0) return input.assessment.total.score === null ? [] : [fixedText(say('narrative', 'deductionNone'))];
  const segments: Segment[] = [fixedText(say('narrative', 'deductionLead'))];
  lost.forEach((indicator, index) => {
    segments.push(
      fixedText(`${index === 0 ? '' : '；'}${chineseNumber(index + 1)}是“${oneLine(indicator.name)}”：`),
      calculation(input, indicator),
    );
  });
  return [...segments, fixedText('。')];
}

/** The funds of the one project that a project report is about. */
function subjectFunds(input: NarrativeInput, sources: SentenceSources): Segment[] {
  const { projects } = input.reading;
  const project = projects.length === 1 ? projects[0] : undefined;
  if (!project) return projects.length === 0 ? [gap(say('narrative', 'gapProjects'))] : projectList(input, sources);
  const unit = sources.unit === 'yuan' ? '元' : '万元';
  const named: readonly (readonly [string, string])[] = [
    ['budget.initial', '年初预算'],
    ['budget.full', '全年预算数'],
    ['outturn', '全年执行数'],
  ];
  const segments: Segment[] = [fixedText(`“${oneLine(project.name)}”`)];
  named.forEach(([measure, label], index) => {
    const amount = project.measures.get(measure);
    segments.push(fixedText(`${index === 0 ? '' : '，'}${label}`), amount ? amountSegment(amount, sources) : gap(label), fixedText(unit));
  });
  const [budget, outturn] = [project.measures.get('budget.full'), project.measures.get('outturn')];
  if (budget && outturn)
    segments.push(
      fixedText('，预算执行率'),
      percentage(termOfNumber(outturn), termOfNumber(budget), sources, [...outturn.cells, ...budget.cells].join('、')),
      fixedText('（分母：全年预算数）'),
    );
  return [...segments, fixedText('。')];
}

/** The sum of canonical amounts. */
export function sumOf(amounts: readonly string[]): string {
  return canonical(amounts.reduce<Decimal>((sum, amount) => sum.plus(decimal(amount)), zero));
}

/** Live text of segments, exported for tests of single lists. */
export const liveText = termOfSegments;
