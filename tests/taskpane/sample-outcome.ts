import type { IndicatorResult } from '../../src/core/assessment/assessment';
import type { Finding } from '../../src/core/checks/finding';
import type { Fact, FactId } from '../../src/core/facts/fact';
import { itemEntry, measureEntry, parseFactId, quantityOf } from '../../src/core/facts/names';
import type { ReportDocument } from '../../src/core/narrative/document';
import { noChoices } from '../../src/core/reading/reading';
import type { Settings } from '../../src/core/settings/settings';
import system from '../../src/core/systems/shenzhen-department.json';
import type { IndicatorSystem } from '../../src/core/systems/system';
import type { Plan } from '../../src/core/workbook/plan';
import type { Outcome } from '../../src/core/workflow/outcome';
import expected from '../fixtures/baoan-2023.expected.json';

const noTerm = { rate: null, score: null, reason: null };

/** Settings of a workbook that was never touched. */
export const freshSettings: Settings = {
  organisation: '深圳市宝安区妇女联合会',
  year: 2023,
  system: null,
  rounding: null,
  bases: new Map(),
  choices: noChoices,
  projectSheets: 'none',
  fingerprints: new Map(),
  deletedParagraphs: new Set(),
  waivers: [],
  receipts: [],
  workbookId: null,
};

function facts(): Map<FactId, Fact> {
  return new Map(
    expected.read.facts.map((fact) => {
      const id = fact.id as FactId;
      const { item, measure } = parseFactId(id);
      const read: Fact = {
        id,
        quantity: quantityOf(id),
        value: fact.value,
        shown: fact.shown,
        cells: fact.cells,
        status: fact.status as Fact['status'],
        explanation: { item: itemEntry(item)?.label ?? item, measure: measureEntry(measure)?.label ?? measure, unit: '万元（表内声明）' },
        formula: null,
      };
      return [id, read];
    }),
  );
}

/** Score, rate, reason and inputs of the indicators that are computed. */
const computed: Readonly<Record<string, Partial<IndicatorResult>>> = {
  '2.1.1': {
    shownRate: '99.99%',
    score: '1.99',
    deduction: '0.01',
    reason: '政府采购执行率 99.99%（155.586 ÷ 155.591），未满不进位，得 1.99 分（满分 2 分）。',
    inputs: ['procurement:outturn', 'procurement:budget.initial'],
  },
  '2.3.2': { status: 'manual', score: '1', deduction: '1', reason: '自评得分为手工填写。请在“扣分原因”写明原因。' },
  '3.1.1': {
    shownRate: '100.00%',
    score: '5',
    deduction: '1',
    reason: '日常公用经费控制率 100.00%（57.94 ÷ 57.94，按调整后预算数），在 90%–100% 之间，得 2 分（满分 3 分）。',
    inputs: ['basic.operating:outturn', 'basic.operating:budget.full', 'threePublic:outturn', 'threePublic:budget.initial'],
    alternatives: [{ basis: '年初预算数', rate: '0.8962', shownRate: '89.62%', score: '6', sentence: '按年初预算数口径 89.62%，不扣分' }],
    parts: [
      {
        name: '“三公”经费控制率',
        points: '3',
        rate: '0.52',
        shownRate: '52.00%',
        score: '3',
        basis: '年初预算数',
        fullByDefault: false,
        inputs: [],
        terms: noTerm,
      },
      {
        name: '日常公用经费控制率',
        points: '3',
        rate: '1',
        shownRate: '100.00%',
        score: '2',
        basis: '调整后预算数',
        fullByDefault: false,
        inputs: [],
        terms: noTerm,
      },
    ],
  },
  '3.2.1': {
    shownRate: '93.77%',
    score: '5.62',
    deduction: '0.38',
    reason: '各季度 93.58%、80.74%、100.88%、99.87%：逐季得分之和 3.7419 分，平均执行率 93.77% 得 1.8754 分。',
    inputs: ['quarter.1:rate', 'quarter.2:rate', 'quarter.3:rate', 'quarter.4:rate'],
  },
};

function indicators(lacking: boolean): IndicatorResult[] {
  return (system as unknown as IndicatorSystem).indicators.map((indicator) => {
    const missing = lacking && indicator.code === '2.3.1';
    const result: IndicatorResult = {
      key: indicator.code ?? indicator.name,
      code: indicator.code,
      path: indicator.path,
      name: indicator.name,
      points: indicator.points,
      status: indicator.rule.kind === 'manual' ? 'manual' : 'computed',
      rate: null,
      shownRate: null,
      score: indicator.points,
      deduction: '0',
      reason: '',
      basis: '',
      source: indicator.basis,
      inputs: [],
      missing: [],
      parts: [],
      alternatives: [],
      completion: null,
      shownCompletion: null,
      targetRow: null,
      overAchievement: null,
      tier: null,
      stated: null,
      typedCell: null,
      operands: [],
      terms: noTerm,
      ...computed[indicator.code ?? ''],
    };
    return missing
      ? {
          ...result,
          status: 'missing',
          score: null,
          deduction: null,
          inputs: ['fixedAssets:inUse', 'fixedAssets:opening'],
          missing: ['固定资产·年初余额'],
        }
      : result;
  });
}

const mend: Plan = {
  operations: [{ kind: 'writeBlock', sheet: '基础数据', top: 6, left: 6, rows: [[{ value: { kind: 'number', value: '98.78' } }]] }],
};

/** Findings of every severity, one of each kind of remedy. */
export const sampleFindings: readonly Finding[] = [
  {
    code: 'S-09',
    severity: 'error',
    message: '“资产管理安全性”得 1 分，少于 2 分，未写扣分原因。',
    cells: ["'自评得分表'!G15"],
    stated: null,
    expected: null,
    difference: null,
    basis: '财预〔2020〕10号',
    advice: null,
    mend: null,
    reasonCell: "'自评得分表'!H15",
    key: "S-09 '自评得分表'!G15",
    waived: null,
  },
  {
    code: 'R-06',
    severity: 'warning',
    message: '年中调整预算 123.10 万元，请单独说明理由。',
    cells: ["'基础数据'!C6"],
    stated: null,
    expected: null,
    difference: null,
    basis: '地方表',
    advice: null,
    mend: null,
    reasonCell: null,
    key: "R-06 '基础数据'!C6",
    waived: null,
  },
  {
    code: 'C-05',
    severity: 'question',
    message: '所填调整率 4.92% 以调整后预算为分母才成立；以年初预算为分母是 5.18%，请确认口径。',
    cells: ["'基础数据'!F6"],
    stated: '4.92%',
    expected: '5.18%',
    difference: '0.26 个百分点',
    basis: '自定',
    advice: null,
    mend,
    reasonCell: null,
    key: "C-05 '基础数据'!F6",
    waived: null,
  },
  {
    code: 'K-13',
    severity: 'note',
    message: '年初预算合计与分项之和因四舍五入相差 0.01，无需修改，可在说明中注明。',
    cells: ["'基础数据'!B6", "'基础数据'!B4", "'基础数据'!B5"],
    stated: '2377.56',
    expected: '2377.55',
    difference: '0.01',
    basis: '公开检查',
    advice: null,
    mend: null,
    reasonCell: null,
    key: "K-13 '基础数据'!B6",
    waived: null,
  },
];

const report: ReportDocument = {
  title: '深圳市宝安区妇女联合会2023年度部门整体支出绩效自评报告',
  organisation: '深圳市宝安区妇女联合会',
  year: 2023,
  date: '2024-03-15',
  blocks: [
    {
      kind: 'paragraph',
      key: 'title',
      style: 'title',
      status: 'automatic',
      runs: [{ kind: 'text', text: '2023年度部门整体支出绩效自评报告' }],
    },
    { kind: 'paragraph', key: '1', style: 'level1', status: 'automatic', runs: [{ kind: 'text', text: '一、部门基本情况' }] },
    {
      kind: 'paragraph',
      key: '1.1',
      style: 'body',
      status: 'gap',
      runs: [
        { kind: 'text', text: '本部门主要职能为' },
        { kind: 'gap', text: '【待填：主要职能】' },
        { kind: 'text', text: '。' },
      ],
    },
    { kind: 'paragraph', key: '2', style: 'level1', status: 'automatic', runs: [{ kind: 'text', text: '二、部门整体支出绩效分析' }] },
    {
      kind: 'paragraph',
      key: '2.1',
      style: 'body',
      status: 'automatic',
      runs: [
        { kind: 'text', text: '2023年年初预算' },
        { kind: 'figure', text: '2,377.56', value: '23775600', source: "'基础数据'!B6" },
        { kind: 'text', text: '万元，决算支出' },
        { kind: 'figure', text: '2,470.14', value: '24701400', source: "'基础数据'!E6" },
        { kind: 'text', text: '万元，预算执行率98.78%。' },
      ],
    },
    {
      kind: 'table',
      key: 'scores',
      title: '表1 自评得分一览表',
      widths: [3, 1, 1],
      headerRows: 1,
      rows: [
        [{ text: '指标' }, { text: '分值' }, { text: '得分' }],
        [{ text: '预算执行率' }, { text: '6', align: 'right' }, { text: '5.62', align: 'right' }],
      ],
      landscape: false,
    },
  ],
};

const plan: Plan = {
  operations: [
    { kind: 'ensureSheet', sheet: '绩效指标', mark: '_绩核_指标' },
    {
      kind: 'writeBlock',
      sheet: '绩效指标',
      top: 1,
      left: 1,
      rows: [[{ value: { kind: 'text', value: '指标' } }, { value: { kind: 'number', value: '97.61' } }]],
    },
  ],
};

/** An outcome of the Bao'an workbook: 97.61 of 100, four deductions. Every field may be replaced. */
export function sampleOutcome(change: Partial<Outcome> & { readonly lacking?: boolean } = {}): Outcome {
  const { lacking = false, ...fields } = change;
  const settings = fields.settings ?? freshSettings;
  const findings = sampleFindings.map((finding) => {
    const waiver = settings.waivers.find(({ key }) => key === finding.key);
    return waiver ? { ...finding, waived: { reason: waiver.reason, date: waiver.date } } : finding;
  });
  const count = (severity: Finding['severity']): number => findings.filter((each) => each.severity === severity && !each.waived).length;
  const results = indicators(lacking);
  const read = facts();
  return {
    settings,
    reading: {
      organisation: '深圳市宝安区妇女联合会',
      year: 2023,
      facts: read,
      projects: [],
      targets: [],
      forms: [],
      sheets: [],
      questions: [
        {
          code: 'L-01',
          key: 'L-01 调整预算数',
          message: '“调整预算数”可能是调整后的预算，也可能是调整的金额，请选择。',
          cells: ["'基础数据'!D9"],
          choices: ['调整后的预算（57.94 万元）', '调整的金额（±57.94 万元）'],
        },
      ].filter(({ key }) => !settings.choices.answers.has(key)),
      nothingFound: null,
    },
    system: system as unknown as IndicatorSystem,
    assessment: {
      subject: '深圳市宝安区妇女联合会',
      system: 'shenzhen-department',
      rounding: settings.rounding ?? 'halfUpNotFull',
      indicators: results,
      rates: [
        {
          id: 'executionRate',
          label: '预算执行率',
          value: '0.98779917',
          shown: '98.78%',
          basis: '全年预算数',
          inputs: ['total:outturn', 'total:budget.full'],
          term: { node: 'number', value: '0' },
          alternatives: [{ basis: '年初预算数', rate: '1.0389', shownRate: '103.89%', score: null, sentence: '按年初预算数口径 103.89%' }],
        },
      ],
      total: { points: '100', score: lacking ? null : '97.61' },
      grade: lacking ? null : '优',
      incomplete: [],
      levels: [
        { name: '部门决策', points: '20', score: '20' },
        { name: '部门管理', points: '20', score: lacking ? null : '18.99' },
        { name: '部门绩效', points: '60', score: '58.62' },
      ],
    },
    cells: new Map([
      ['2.1.1', "'绩效指标'!G9"],
      ['2.3.2', "'绩效指标'!G15"],
      ['3.1.1', "'绩效指标'!G19"],
      ['3.2.1', "'绩效指标'!G20"],
      ['total', "'绩效指标'!G26"],
    ]),
    forms: [],
    checks: {
      findings,
      unchecked: [{ code: 'N-08', title: '上年数据与上年文件一致', missing: '上年文件' }],
      summary: { error: count('error'), warning: count('warning'), question: count('question'), note: count('note') },
    },
    report,
    kept: [],
    changes: [{ key: '3.2.1', name: '预算执行率', before: null, after: '5.62', cell: "'自评得分表'!G20" }],
    plan,
    ...fields,
  };
}
