import { evaluateTerm } from '../amounts/evaluate';
import { call, join, number, operation, reference, type Term, text } from '../amounts/term';
import type { Fact, FactId } from '../facts/fact';
import { itemEntry, parseFactId } from '../facts/names';
import type { Form, ProjectRow, ReadNumber } from '../reading/reading';
import { say } from '../wording/wording';
import { calculation, deductionLead, ending } from './deductions';
import { formulaBody } from './figures';
import { lostIndicators, type NarrativeInput } from './input';
import type { Outline } from './outline';
import { figure, fixedText, gap, liveChoice, money, percentage, type Segment, type SentenceSources, shortLabel, textOf } from './sentence';

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
export function reportLists(input: NarrativeInput, outline: Outline, sources: SentenceSources): SentenceSources['lists'] {
  const { projects } = input.reading;
  const counted = projects.length > 0;
  return new Map<string, (operands: readonly string[]) => Segment[]>([
    ['projectCount', () => [projectCount(input, sources)]],
    [
      'projectBudget',
      ([first]) => [
        projectSum(
          input,
          sources,
          first === 'initial' ? ['project:budget.initial', 'project:budget.full'] : ['project:budget.full', 'project:budget.initial'],
        ),
      ],
    ],
    ['projectReceived', () => [projectSum(input, sources, ['project:received'])]],
    ['projectOutturn', () => [projectSum(input, sources, ['project:outturn'])]],
    ['projectRate', () => projectRate(input, sources)],
    [
      'projectNames',
      () => [counted ? fixedText(enumerate(unique(projects.map(({ name }) => oneLine(name))))) : gap(say('narrative', 'gapProjects'))],
    ],
    ['projectUnits', () => projectUnits(input, sources)],
    ['projects', () => projectList(input, sources)],
    ['units', () => [units(input)]],
    ['adjustment', () => adjustment(input, sources)],
    ['quartersBehind', () => quartersBehind(input, sources)],
    ['sources', () => fundSources(input, sources)],
    ['economic', () => economicParts(input, sources)],
    ['threePublicParts', () => threePublicParts(input, sources)],
    ['judgement', () => judgement(input, outline, sources)],
    ['deductionSummary', () => deductionSummary(input)],
    ['subjectName', () => subjectName(input)],
    ['goal', () => goal(input)],
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

/** Names come from cells: line breaks between Han go, other line breaks and runs of blanks become one blank. */
export function oneLine(name: string): string {
  return name
    .trim()
    .replace(/(?<=[\p{Script=Han}\p{P}])\s*[\r\n]\s*(?=[\p{Script=Han}\p{P}])/gu, '')
    .replace(/\s+/g, ' ');
}

function projectCount(input: NarrativeInput, sources: SentenceSources): Segment {
  const stated = input.facts.get('projectCount:planned');
  if (stated) return figure(reference(sources.nameOf(stated.id)), stated, sources, stated.cells.join('、'));
  const count = input.reading.projects.length;
  if (count === 0) return gap(say('narrative', 'gapProjectCount'));
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
  return gap(shortLabel(ids[0] as FactId));
}

/** 94.09%（分母：年初预算数）: of all projects together, over the amount that is printed before it. */
function projectRate(input: NarrativeInput, sources: SentenceSources): Segment[] {
  const outturn = sumTerm(input, 'project:outturn', sources);
  const initial = sumTerm(input, 'project:budget.initial', sources);
  const budget = initial ?? sumTerm(input, 'project:budget.full', sources);
  if (!outturn || !budget) return [gap(say('narrative', 'gapOf', { label: shortLabel('project:outturn') }))];
  return [percentage(outturn, budget, sources, ''), fixedText(`（分母：${initial ? '年初预算数' : '全年预算数'}）`)];
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
    segments.push(fixedText('安排'), budget ? amountSegment(budget, sources) : gap(say('narrative', 'gapBudget')), fixedText(unit));
    segments.push(fixedText('，支出'), outturn ? amountSegment(outturn, sources) : gap(say('narrative', 'gapOutturn')), fixedText(unit));
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
  return [
    fixedText(before),
    percentage(call('ABS', adjusted), under, sources, rate.inputs.flatMap((id) => input.facts.get(id)?.cells ?? []).join('、')),
    fixedText(after),
  ];
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

/** ，其中：甲1.00万元，乙2.00万元: the sources of funds that are not zero, under their printed names. */
function fundSources(input: NarrativeInput, sources: SentenceSources): Segment[] {
  const known = knownParts(input, 'source', ['budget.full', 'budget.initial']);
  if (known.length === 0) return [fixedText('，其中：'), gap(say('narrative', 'gapSources'))];
  return enumerateAmounts(
    known.map((fact) => ({ name: printedName(fact), amount: factFigure(fact, sources) })),
    sources,
    ['，其中：', '，'],
  );
}

/** ，其中工资福利支出1.00万元、商品和服务支出2.00万元. */
function economicParts(input: NarrativeInput, sources: SentenceSources): Segment[] {
  const known = knownParts(input, 'economic', ['outturn']);
  if (known.length === 0) return [fixedText('，其中'), gap(say('narrative', 'gapEconomic'))];
  return enumerateAmounts(
    known.map((fact) => ({ name: itemLabel(fact.id), amount: factFigure(fact, sources) })),
    sources,
    ['，其中', '、'],
  );
}

/** The facts of an item family under the first measure that any of them has; those of zero are not spoken of. */
function knownParts(input: NarrativeInput, family: string, measures: readonly string[]): readonly Fact[] {
  for (const measure of measures) {
    const found = [...input.facts.values()].filter(
      ({ id, value }) => id.startsWith(`${family}.`) && id.endsWith(`:${measure}`) && value !== '0',
    );
    if (found.length > 0) return found;
  }
  return [];
}

function factFigure(fact: Fact, sources: SentenceSources): Segment {
  return figure(reference(sources.nameOf(fact.id)), fact, sources, fact.cells.join('、'));
}

function itemLabel(id: FactId): string {
  const { item } = parseFactId(id);
  return itemEntry(item)?.label ?? item;
}

/** The name as the workbook prints it, without its numbering and 其中. */
function printedName(fact: Fact): string {
  const printed = oneLine(fact.explanation.item)
    .replace(/^(?:其中|[一二三四五六七八九十]{1,3}|\d{1,2}|[（(][一二三四五六七八九十\d]{1,3}[）)])[：:、.．]?\s*/u, '')
    .slice(0, 40);
  return /\p{Script=Han}{2}/u.test(printed) ? printed : itemLabel(fact.id);
}

const threePublicItems: readonly (readonly [string, string])[] = [
  ['threePublic.abroad', '因公出国（境）费'],
  ['threePublic.vehicle.purchase', '公务用车购置费'],
  ['threePublic.vehicle.running', '公务用车运行费'],
  ['threePublic.reception', '公务接待费'],
];

/** ，其中：因公出国（境）费…，公务用车购置费…，公务用车运行费…，公务接待费…; the two of vehicles as one where only their sum is known. */
function threePublicParts(input: NarrativeInput, sources: SentenceSources): Segment[] {
  const factOf = (item: string): Fact | undefined => input.facts.get(`${item}:budget.initial` as FactId);
  const vehicle = factOf('threePublic.vehicle');
  const detailed = threePublicItems.some(([item]) => item.startsWith('threePublic.vehicle.') && factOf(item));
  const items =
    vehicle && !detailed
      ? threePublicItems.flatMap((entry): (readonly [string, string])[] =>
          entry[0] === 'threePublic.vehicle.running'
            ? []
            : [entry[0] === 'threePublic.vehicle.purchase' ? ['threePublic.vehicle', '公务用车购置及运行费'] : entry],
        )
      : threePublicItems;
  if (!items.some(([item]) => factOf(item))) return [fixedText('，其中：'), gap(say('narrative', 'gapThreePublic'))];
  return enumerateAmounts(
    items.map(([item, name]) => {
      const fact = factOf(item);
      return { name, amount: fact ? factFigure(fact, sources) : gap(name) };
    }),
    sources,
    ['，其中：', '，'],
  );
}

function enumerateAmounts(
  list: readonly { readonly name: string; readonly amount: Segment }[],
  sources: SentenceSources,
  [lead, between]: readonly [string, string],
): Segment[] {
  const unit = sources.unit === 'yuan' ? '元' : '万元';
  return list.flatMap(({ name, amount }, index) => [fixedText(`${index === 0 ? lead : between}${name}`), amount, fixedText(unit)]);
}

/** ，执行情况良好 and so on, live, by the thresholds of the outline; a low rate asks for its reason. */
function judgement(input: NarrativeInput, outline: Outline, sources: SentenceSources): Segment[] {
  const rate = input.assessment.rates.find(({ id }) => id === 'executionRate');
  if (!rate) return [];
  const words = ({ text: judged, reason }: Outline['judgements'][number]): Segment[] => [
    fixedText(`，${judged}`),
    ...(reason ? [fixedText('，'), gap(say('narrative', 'gapLowReason'))] : []),
  ];
  const chosen = [...outline.judgements].reduceRight<readonly Segment[]>(
    (otherwise, judged) =>
      otherwise.length === 0
        ? words(judged)
        : liveChoice(operation('>=', rate.term, number(judged.from)), words(judged), otherwise, sources),
    [],
  );
  return liveChoice(call('ISNUMBER', rate.term), chosen, [], sources);
}

/** 主要扣分原因为：一是…；二是…。 */
function deductionSummary(input: NarrativeInput): Segment[] {
  const lost = lostIndicators(input);
  if (lost.length === 0) return input.assessment.total.score === null ? [] : [fixedText(say('narrative', 'deductionNone'))];
  const segments: Segment[] = [fixedText(say('narrative', 'deductionLead'))];
  lost.forEach((indicator, index) => {
    segments.push(
      fixedText(`${index === 0 ? '' : '；'}${chineseNumber(index + 1)}是`),
      deductionLead(indicator),
      calculation(input, indicator),
    );
  });
  return [...segments, fixedText('。')];
}

/** The issued form of the project that the report is about, or null. */
function subjectForm(input: NarrativeInput): Form | null {
  const forms = input.reading.forms.filter(({ kind }) => kind === 'project');
  const [only, ...others] = forms;
  return forms.find(({ head }) => head.get('project')?.value === input.assessment.subject) ?? (only && others.length === 0 ? only : null);
}

/** The row of the project that the report is about, or null. */
function subjectRow(input: NarrativeInput): ProjectRow | null {
  const { projects } = input.reading;
  const [only, ...others] = projects;
  return projects.find(({ name }) => name === input.assessment.subject) ?? (only && others.length === 0 ? only : null);
}

/** The name of the one project that the report is about; nothing where it is about several. */
function subjectName(input: NarrativeInput): Segment[] {
  const name = subjectForm(input)?.head.get('project')?.value ?? subjectRow(input)?.name ?? null;
  return name === null ? [] : [fixedText(`（${oneLine(name)}）`)];
}

/** The funds of the one project that a project report is about, from its form or its row of the list; of several projects the list. */
function subjectFunds(input: NarrativeInput, sources: SentenceSources): Segment[] {
  const form = subjectForm(input);
  const row = subjectRow(input);
  if (!form && !row) return input.reading.projects.length === 0 ? [gap(say('narrative', 'gapProjects'))] : projectList(input, sources);
  const name = form?.head.get('project')?.value ?? row?.name ?? null;
  const measures = new Map([...(row?.measures ?? []), ...(form?.amounts.find(({ scored }) => scored)?.numbers ?? [])]);
  const unit = sources.unit === 'yuan' ? '元' : '万元';
  const named: readonly (readonly [string, string])[] = [
    ['budget.initial', '年初预算数'],
    ['budget.full', '全年预算数'],
    ['outturn', '全年执行数'],
  ];
  const segments: Segment[] = [name === null ? gap(say('narrative', 'gapProjectName')) : fixedText(`“${oneLine(name)}”`)];
  named.forEach(([measure, label], index) => {
    const amount = measures.get(measure);
    segments.push(fixedText(`${index === 0 ? '' : '，'}${label}`), amount ? amountSegment(amount, sources) : gap(label), fixedText(unit));
  });
  const [budget, outturn] = [measures.get('budget.full'), measures.get('outturn')];
  if (budget && outturn)
    segments.push(
      fixedText('，预算执行率'),
      percentage(termOfNumber(outturn), termOfNumber(budget), sources, [...outturn.cells, ...budget.cells].join('、')),
      fixedText('（分母：全年预算数）'),
    );
  return [...segments, fixedText('。')];
}

/** The overall goal and what came of it, in the unit's own words from its form. */
function goal(input: NarrativeInput): Segment[] {
  const found = (subjectForm(input) ?? input.reading.forms.find(({ goal: stated }) => stated?.expected))?.goal ?? null;
  const expected = oneLine(found?.expected ?? '');
  const actual = oneLine(found?.actual ?? '');
  if (expected === '' && actual === '') return [gap(say('narrative', 'gapGoal'))];
  return [...goalPart(say('narrative', 'goalExpected'), expected), ...goalPart(say('narrative', 'goalActual'), actual)];
}

function goalPart(lead: string, stated: string): Segment[] {
  if (stated === '') return [fixedText(lead), gap(lead.replace('：', '')), fixedText('。')];
  return [fixedText(`${lead}${ending(stated)}`)];
}
