import fc from 'fast-check';
import { decimal } from '../../src/core/amounts/decimal';
import { assess } from '../../src/core/assessment/assess';
import type { Fact, FactId } from '../../src/core/facts/fact';
import { definedNameOf, quantityOf } from '../../src/core/facts/names';
import type { ReportDocument } from '../../src/core/narrative/document';
import type { NarrativeInput } from '../../src/core/narrative/input';
import { draftReport } from '../../src/core/narrative/narrative';
import { outlines } from '../../src/core/narrative/outline';
import { mergeReport } from '../../src/core/narrative/sheet';
import { readWorkbook } from '../../src/core/reading/read';
import { noChoices } from '../../src/core/reading/reading';
import { readSettings } from '../../src/core/settings/sheet';
import { systems } from '../../src/core/systems/systems';
import { workbookOf } from '../workbook-builder';

/** Every fact that any outline names, found in the outlines themselves. */
const named = [
  ...new Set(
    outlines.flatMap(({ entries }) =>
      entries.flatMap(({ text }) => [...text.matchAll(/[a-zA-Z.0-9]+:[a-zA-Z.]+/g)].map(([id]) => id as FactId)),
    ),
  ),
  ...([
    'source.general:budget.full',
    'source.fund:budget.full',
    'source.business:budget.full',
    'economic.301:outturn',
    'economic.302:outturn',
  ] as const),
  ...(['threePublic.abroad', 'threePublic.vehicle.purchase', 'threePublic.vehicle.running', 'threePublic.reception'] as const).map(
    (item): FactId => `${item}:budget.initial`,
  ),
  ...(['projectCount:planned', 'project:received'] as const),
];

/** Cents for money, ten-thousandths for rates, persons for counts. */
const drawn = fc.array(fc.integer({ min: 0, max: 99_999_999_999 }), { minLength: named.length, maxLength: named.length });
const signs = fc.array(fc.boolean(), { minLength: named.length, maxLength: named.length });
const drawnProjects = fc.array(
  fc.tuple(fc.integer({ min: 1, max: 999_999 }), fc.integer({ min: 1, max: 999_999 }), fc.integer({ min: 0, max: 999_999 })),
  {
    minLength: 1,
    maxLength: 12,
  },
);
const drawnTargets = fc.array(fc.tuple(fc.integer({ min: 1, max: 9999 }), fc.integer({ min: 0, max: 12_999 })), {
  minLength: 1,
  maxLength: 6,
});

function factOf(id: FactId, raw: number, negative: boolean): Fact {
  const quantity = quantityOf(id);
  const cents = decimal(String(negative && id.endsWith('budget.adjustment') ? -raw : raw)).dividedBy(100);
  const value =
    quantity === 'money'
      ? cents.toFixed()
      : quantity === 'rate'
        ? decimal(String(raw % 20_000))
            .dividedBy(10_000)
            .toFixed()
        : String(raw % 5000);
  return {
    id,
    value,
    shown: value,
    quantity,
    cells: ["'预算'!B2"],
    status: 'read',
    explanation: { item: '', measure: '', unit: '元（表内声明）' },
    formula: null,
  };
}

function drafted(
  outline: string,
  facts: readonly Fact[],
  projects: readonly (readonly [number, number, number])[],
  targets: readonly (readonly [number, number])[],
): ReportDocument {
  const snapshot = workbookOf([
    {
      name: '项目支出',
      rows: [
        ['2024年度项目支出执行情况', null, null, null],
        ['编制单位：示例市公共服务局', null, null, '单位：元'],
        ['项目名称', '年初预算数', '全年预算数', '全年执行数'],
        ...projects.map(([initial, full, outturn], index) => [
          `第${'甲乙丙丁戊己庚辛壬癸子丑'[index] ?? ''}类服务项目`,
          initial,
          full,
          outturn,
        ]),
      ],
    },
    {
      name: '绩效目标',
      rows: [
        ['2024年度绩效目标表', null, null, null, null, null, null],
        ['一级指标', '二级指标', '三级指标', '年度指标值', '实际完成值', '分值', '得分'],
        ...targets.map(([target, actual], index) => [
          '产出指标',
          '数量指标',
          `指标${'甲乙丙丁戊己'[index] ?? ''}办件量`,
          `≥${target}件`,
          `${actual}件`,
          10,
          null,
        ]),
      ],
    },
  ]);
  const system = systems.find((candidate) => candidate.outline === outline);
  if (!system) throw new Error(outline);
  const reading = readWorkbook(snapshot, noChoices);
  const byId = new Map(facts.map((fact) => [fact.id, fact]));
  const { settings } = readSettings(snapshot, systems);
  const assessment = assess({
    subject: '',
    system,
    facts: byId,
    targets: reading.targets,
    manual: new Map(),
    bases: new Map(),
    rounding: null,
    nameOf: definedNameOf,
  });
  const input: NarrativeInput = {
    reading,
    facts: byId,
    system,
    assessment,
    settings,
    nameOf: definedNameOf,
    cells: new Map(),
    today: '2024-01-31',
  };
  expect([reading.projects.length, reading.targets.length]).toEqual([projects.length, targets.length]);
  return mergeReport(draftReport(input), input, snapshot).document;
}

/** Numbers in a text, read by nothing of ours: 1 234.50万元 → 12345000 … as cents of 元, percentages as hundredths of a percent. */
function amountsIn(text: string): { readonly value: bigint; readonly kind: 'money' | 'rate' | 'count' }[] {
  return [...text.matchAll(/(-?)(\d+)(?:\.(\d+))?(万元|元|%|人|个|件)/g)].map(([, sign, whole = '0', fraction = '', unit = '']) => {
    const scale = unit === '万元' ? 6 : 2;
    const digits = BigInt(whole + fraction.padEnd(scale, '0').slice(0, scale));
    const value = sign === '-' ? -digits : digits;
    return {
      value: unit === '人' || unit === '个' || unit === '件' ? BigInt(whole) : value,
      kind: unit === '%' ? 'rate' : unit.endsWith('元') ? 'money' : 'count',
    };
  });
}

/** A canonical decimal as an integer of hundredths, exactly. */
function hundredths(value: string): bigint {
  const [, sign, whole = '0', fraction = ''] = /^(-?)(\d+)(?:\.(\d+))?$/.exec(value) ?? [];
  return BigInt(whole + fraction.padEnd(2, '0').slice(0, 2)) * (sign === '-' ? -1n : 1n);
}

const distance = (first: bigint, second: bigint): bigint => (first > second ? first - second : second - first);

describe.each(outlines.map(({ id }) => id))('the numbers in the report of the outline %s, parsed back', (id) => {
  const factsOf = (amounts: readonly number[], negative: readonly boolean[]): Fact[] =>
    named.map((name, index) => factOf(name, amounts[index] ?? 0, negative[index] ?? false));

  test('are the facts, their differences, sums and ratios, on random facts, projects and targets', () => {
    fc.assert(
      fc.property(drawn, signs, drawnProjects, drawnTargets, (amounts, negative, projects, targets) => {
        const facts = factsOf(amounts, negative);
        const report = drafted(id, facts, projects, targets);
        const money = new Set<bigint>();
        const outturns = facts.flatMap((fact) => (fact.quantity === 'money' ? [hundredths(fact.value)] : []));
        for (const amount of outturns) money.add(amount < 0n ? -amount : amount);
        for (const project of projects) for (const amount of project) money.add(BigInt(amount) * 100n);
        for (const column of [0, 1, 2] as const) money.add(projects.reduce((sum, project) => sum + BigInt(project[column]) * 100n, 0n));
        const of = (fact: FactId): bigint => hundredths(facts.find((candidate) => candidate.id === fact)?.value ?? '0');
        money.add(distance(of('threePublic:budget.initial'), of('threePublic:prior.budget')));
        const known = [...money];
        for (const block of report.blocks) {
          if (block.kind !== 'paragraph') continue;
          const text = block.runs
            .map((run) => run.text)
            .join('')
            .replace(/可能相差0\.01万元/, '');
          if (/deduction|problem|reasons|levels|measure/.test(block.key)) continue;
          for (const { value, kind } of amountsIn(text)) {
            if (kind !== 'money') continue;
            const tolerance = text.includes('万元') ? 5000n : 0n;
            if (!known.some((amount) => distance(amount, value) <= tolerance)) throw new Error(`${block.key}: ${value} in ${text}`);
          }
        }
      }),
      { numRuns: 25, seed: 2020 },
    );
  });

  test('give rates over the denominator that is named, directions by the sign, and counts that were read', () => {
    fc.assert(
      fc.property(drawn, signs, drawnProjects, drawnTargets, (amounts, negative, projects, targets) => {
        const facts = factsOf(amounts, negative);
        const of = (fact: FactId): bigint => hundredths(facts.find((candidate) => candidate.id === fact)?.value ?? '0');
        const whole = drafted(id, facts, projects, targets)
          .blocks.flatMap((block) => (block.kind === 'paragraph' ? [block.runs.map((run) => run.text).join('')] : []))
          .join('\n');
        const project = [of('project:outturn'), of('project:budget.initial'), of('project:budget.full')] as const;
        for (const [, lead = '', percent = '', cents = '', basis] of whole.matchAll(
          /(部门预算执行率为|[，。]预算执行率|整体预算执行率|[，]执行率为)(\d+)\.(\d\d)%（分母：(..预算数|...预算数|....预算数)）/g,
        )) {
          const own = lead === '，执行率为';
          const listed = projects.reduce((sum, [, , outturn]) => sum + BigInt(outturn) * 100n, 0n);
          const subject = id === 'project' && projects.length === 1;
          const over = subject ? listed : own ? project[0] : of('total:outturn');
          const initial = own ? project[1] : of('total:budget.initial');
          const under = basis === '年初预算数' ? initial : subject ? BigInt(projects[0]?.[1] ?? 0) * 100n : of('total:budget.full');
          expect(distance(BigInt(percent + cents) * under, over * 10_000n) <= under).toBe(true);
        }
        const adjusted = /(调增|调减|追加资金|调减资金)(?:预算)?\d/.exec(whole)?.[1];
        if (adjusted !== undefined && of('total:budget.adjustment') !== 0n) {
          expect(adjusted.startsWith('调减')).toBe(of('total:budget.adjustment') < 0n);
        }
        const trend = /比上年(增加|减少)/.exec(whole)?.[1];
        if (trend !== undefined) expect(trend).toBe(of('threePublic:budget.initial') > of('threePublic:prior.budget') ? '增加' : '减少');
        const counts = new Set(facts.flatMap(({ quantity, value }) => (quantity === 'count' ? [BigInt(value)] : [])));
        for (const { value, kind } of amountsIn(whole.replace(/^.*(?:百分点|扣\d).*$/gm, ''))) {
          if (kind === 'count' && !counts.has(value)) {
            expect([BigInt(projects.length), ...targets.flat().map(BigInt)]).toContain(value);
          }
        }
      }),
      { numRuns: 25, seed: 2024 },
    );
  });

  test('stand in the sentence of their own fact: each figure is its source rounded to the printed places', () => {
    fc.assert(
      fc.property(drawn, signs, drawnProjects, drawnTargets, (amounts, negative, projects, targets) => {
        const report = drafted(id, factsOf(amounts, negative), projects, targets);
        let figures = 0;
        for (const block of report.blocks) {
          if (block.kind !== 'paragraph') continue;
          for (const run of block.runs) {
            if (run.kind !== 'figure' || !/^-?\d/.test(run.text)) continue;
            figures += 1;
            const [whole = '', fraction = ''] = run.text.replace('%', '').split('.');
            const printed = Number(`${whole}.${fraction}`);
            const exact = Number(run.value);
            const scales = [1, 100, 0.0001];
            const half = 0.5 * 10 ** -fraction.length;
            const near = scales.some((scale) => Math.abs(exact * scale - printed) <= half * 2.02 + Math.abs(printed) * 1e-12);
            if (!near) throw new Error(`${block.key}: ${run.text} for ${run.value}`);
          }
        }
        expect(figures).toBeGreaterThan(3);
      }),
      { numRuns: 25, seed: 2013 },
    );
  });

  test('leave no broken sentence: no double punctuation, no empty list, no growth below zero', () => {
    fc.assert(
      fc.property(drawn, signs, drawnProjects, drawnTargets, (amounts, negative, projects, targets) => {
        for (const block of drafted(id, factsOf(amounts, negative), projects, targets).blocks) {
          if (block.kind !== 'paragraph') continue;
          const text = block.runs.map((run) => run.text).join('');
          expect(text).not.toMatch(
            /[，、；。：][，、；。：]|万元元|undefined|NaN|#[A-Z]+|\{|\}|(?:增长|下降|增加|减少|追加|调增|调减)-|“”|（）/,
          );
          expect(text).toMatch(block.style === 'body' ? /[。】：；]$/ : /./);
        }
      }),
      { numRuns: 15, seed: 2021 },
    );
  });
});
