import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { FactId } from '../../src/core/facts/fact';
import { normaliseLabel, readLabel } from '../../src/core/facts/label';
import { combinedMeaning, itemOfLabel, measureOfLabel } from '../../src/core/facts/meaning';
import { definedNameOf, factOfDefinedName, isKnownFact, labelOf, parseFactId, quantityOf } from '../../src/core/facts/names';
import { items, measures } from '../../src/core/facts/vocabulary';

const every = items.flatMap((item) => measures.map((measure): FactId => `${item.id}:${measure.id}`));

describe('defined names', () => {
  it('are one-to-one over every item and measure', () => {
    expect(new Set(every.map(definedNameOf)).size).toBe(every.length);
    expect(every.filter((id) => factOfDefinedName(definedNameOf(id)) !== id)).toEqual([]);
  });

  it('stay apart from those of ids outside the vocabulary', () => {
    const foreign = ['a-b:c', 'a.b:c', 'a:b-c', 'total:unknown'].map((id) => definedNameOf(id as FactId));
    expect(new Set([...foreign, ...every.map(definedNameOf)]).size).toBe(every.length + 4);
  });

  it('hold only what Excel allows, look like no cell and are short', () => {
    const refused = every
      .map(definedNameOf)
      .filter((name) => !/^[\p{L}_][\p{L}\p{N}_.]*$/u.test(name) || name.length > 100 || /^[A-Za-z]{1,3}\d+$/.test(name));
    expect(refused).toEqual([]);
  });

  it('read measure first, then item', () => {
    expect([definedNameOf('total:outturn'), definedNameOf('threePublic.abroad:budget.initial')]).toEqual([
      '决算数_合计',
      '年初预算数_因公出国境费',
    ]);
  });
});

it('lists every item and measure of the contract', () => {
  const wanted = [
    'total',
    'basic.operating',
    'economic.309',
    'source.nonFiscal',
    'threePublic.vehicle.running',
    'quarter.4',
    'surplusDistribution',
    'satisfaction',
  ];
  expect(wanted.filter((id) => !items.some((item) => item.id === id))).toEqual([]);
  expect(
    ['transferOut', 'prior.budget', 'closing', 'idle', 'employed', 'stated', 'planned', 'done'].filter(
      (id) => !measures.some((measure) => measure.id === id),
    ),
  ).toEqual([]);
});

it('splits fact ids and names their quantity and label', () => {
  expect(parseFactId('basic.operating:budget.full')).toEqual({ item: 'basic.operating', measure: 'budget.full' });
  expect(() => parseFactId('total' as FactId)).toThrow('not a fact id: total');
  expect(
    ['total:outturn', 'quarter.1:rate', 'staff:onPost', 'projectCount:done', 'satisfaction:actual'].map((id) => quantityOf(id as FactId)),
  ).toEqual(['money', 'rate', 'count', 'count', 'rate']);
  expect(labelOf('basic.operating:outturn')).toBe('日常公用经费·全年执行数');
  expect([isKnownFact('total:outturn'), isKnownFact('total:nothing'), isKnownFact('total')]).toEqual([true, false, false]);
});

describe('labels', () => {
  it.each([
    ['一、“三公”经费（万元）', '三公经费'],
    ['（一）人员经费', '人员经费'],
    ['　　其中：公用经费', '公用经费'],
    ['1．因公出国（境）费', '因公出国(境)费'],
    ['①基本支出：', '基本支出'],
    ['年初\n预 算 数（A）', '年初预算数'],
    ['全年（调整）预算数', '全年(调整)预算数'],
    ['301 工资福利支出', '工资福利支出'],
    ['2023年决算数', '2023年决算数'],
    ['★补助面积', '补助面积'],
  ])('%j is looked up as %s', (printed, name) => {
    expect(normaliseLabel(printed)).toBe(name);
  });

  it('keep the level of numbering, 其中, indentation and code', () => {
    expect(readLabel('　（二）公用经费')).toMatchObject({ numbering: 2, spaces: 2, including: false });
    expect(readLabel('其中：基本建设类项目')).toMatchObject({ including: true, numbering: 0 });
    expect(readLabel('30201办公费').code).toBe('30201');
  });
});

describe('meanings', () => {
  it('find items, also those that need their parent', () => {
    expect([
      itemOfLabel('购置费'),
      itemOfLabel('购置费', 'threePublic.vehicle'),
      itemOfLabel('资本性支出(基本建设)'),
      itemOfLabel('资本性支出'),
    ]).toEqual([null, 'threePublic.vehicle.purchase', 'economic.309', 'economic.310']);
  });

  it('find measures with their year', () => {
    expect([
      measureOfLabel('2022年决算数', 2023)?.measure,
      measureOfLabel('2023年预算数', 2023)?.measure,
      measureOfLabel('2020年决算数', 2023),
      measureOfLabel('上年决算', null)?.measure,
    ]).toEqual(['prior.outturn', 'budget.plain', null, 'prior.outturn']);
  });

  it('find item and measure in one label', () => {
    expect(combinedMeaning('三公经费年初预算数', 2023)).toEqual({
      item: 'threePublic',
      measure: { measure: 'budget.initial', period: null },
    });
    expect(combinedMeaning('固定资产原值', 2023)).toMatchObject({ item: 'fixedAssets', measure: { measure: 'original' } });
    expect(combinedMeaning('办公楼维修', 2023)).toBeNull();
  });
});

it('knows every synonym that the domain paper accepts for a measure', () => {
  const accepted: Record<string, string> = {
    'budget.initial':
      '年初预算数 年初预算 年初批复数 年初批复预算 年初部门预算数 年初数 批复预算数 预算批复数 年初安排 年初预算安排 申请预算资金',
    'budget.adjustment': '预算调整数 预算调整数（±） 年度预算调整 年中追加 追加资金 追加（减）预算 调增预算 本年追加预算 调剂数',
    'budget.full': '全年预算数 全年（调整）预算数 全年预算 调整后预算 调整后预算数 调整后的预算 可执行指标 指标总额 预算安排情况（调整后）',
    transferOut: '拨付下级 转移支付支出 拨付（市县、地州、县区）转移性支出',
    received: '到位数 资金到位数 实际到位资金 拨付到位 实际拨付到位 实际收到',
    outturn: '全年执行数 预算执行数 决算数 支出决算数 实际支出 实际支出数 实际支出金额 累计支出 累计支付 执行数 支付数 决算支出',
    closing: '结余 结转结余 年末结转和结余 可用余额 指标余额',
    stated: '执行率 预算执行率 执行率(%) 支付进度 预算完成率 执行进度 控制率',
  };
  const missed = Object.entries(accepted).flatMap(([measure, labels]) =>
    labels.split(' ').filter((label) => measureOfLabel(normaliseLabel(label), 2023)?.measure !== measure),
  );
  expect(missed).toEqual([]);
});

it('imports nothing above the facts', () => {
  for (const file of ['label.ts', 'meaning.ts', 'names.ts', 'vocabulary.ts']) {
    expect(readFileSync(join(__dirname, '../../src/core/facts', file), 'utf8')).not.toMatch(
      /from '\.\.\/(?:reading|systems|settings|assessment|tables)/,
    );
  }
});
