import { evaluateTerm, numberValue } from '../../src/core/amounts/evaluate';
import { formulaOfTerm } from '../../src/core/amounts/formula';
import { assessProject, rowKeys } from '../../src/core/assessment/assess';
import { definedNameOf } from '../../src/core/facts/names';
import type { Target } from '../../src/core/reading/reading';
import { assessed, builtIn, expected, expectedFacts, factsOf, resultOf, target } from './department';

const eight = (value: string | null): string | null => (value === null ? null : Number(value).toFixed(8));

describe("Bao'an 2023 under the Shenzhen system", () => {
  const truth = expected('baoan-2023');
  const manual = new Map(
    truth.fill.indicators.flatMap(({ code, score, cell, status }) => (status === 'manual' ? [[code ?? '', { score, cell }] as const] : [])),
  );
  const facts = expectedFacts('baoan-2023');
  const assessment = assessed('shenzhen-department', facts, { manual });

  test('totals 97.61 of 100, 优, with level totals 20, 18.99 and 58.62', () => {
    expect(assessment.total).toEqual({ points: '100', score: '97.61' });
    expect(assessment.grade).toBe('优');
    expect(assessment.levels).toEqual(truth.fill.levels);
    expect(assessment.incomplete).toEqual([]);
  });

  test.each(truth.fill.indicators)('$code $name: $score of $points, $status', (row) => {
    const result = resultOf(assessment, row.code ?? '');
    expect(result).toMatchObject({
      name: row.name,
      path: row.path,
      points: row.points,
      score: row.score,
      deduction: row.deduction,
      status: row.status,
    });
    if (row.rate !== undefined) expect(eight(result.rate)).toBe(Number(row.rate).toFixed(8));
    if (row.shownRate !== undefined) expect(result.shownRate).toBe(row.shownRate);
    if (row.inputs) expect([...result.inputs].sort()).toEqual([...row.inputs].sort());
  });

  test('gives exactly the four published deductions, each with calculation, rule and points', () => {
    const lost = assessment.indicators.filter(({ deduction }) => deduction !== '0');
    expect(lost.map(({ name, deduction, reason }) => [name, deduction, reason])).toEqual([
      ['政府采购执行情况', '0.01', '政府采购执行率99.99%（155.586÷155.591，按计划金额），按比例得0.9999分（满分1分），扣0.01分'],
      ['资产管理安全性', '1', '自评得1分（满分2分），扣1分（评分标准：要点计分：1＋1分）'],
      ['公用经费控制率', '1', '日常公用经费控制率100.00%（57.94÷57.94，按调整后预算），在90%–100%之间，得2分（满分3分），扣1分'],
      [
        '预算执行率',
        '0.38',
        '各季度93.58%、80.74%、100.88%、99.87%：逐季得分之和3.7419分，平均执行率93.77%得1.8754分，得5.62分（满分6分），扣0.38分',
      ],
    ]);
  });

  test('shows the rates 98.78, 5.18, 52, 100, 99.99, 100, 85.71 and 0 % with their denominators', () => {
    const shown = assessment.rates.map(({ id, shown: rate, basis }) => [id, rate, basis]);
    expect(shown).toEqual(
      expect.arrayContaining([
        ['executionRate', '98.78%', '全年预算数'],
        ['adjustmentRate', '5.18%', '年初预算数'],
        ['threePublicControlRate', '52.00%', '年初预算数'],
        ['operatingControlRate', '100.00%', '调整后预算数'],
        ['procurementRate', '99.99%', '计划金额'],
        ['utilisationRate', '100.00%', '固定资产原值'],
        ['staffControlRate', '85.71%', '编制数'],
        ['offBookRate', '0.00%', '在编与编外人数之和'],
      ]),
    );
  });

  test('says what the other denominator and the other rounding would give', () => {
    expect(resultOf(assessment, '3.1.1').alternatives.map(({ sentence }) => sentence)).toEqual(['按年初口径 89.62%，不扣分']);
    expect(resultOf(assessment, '3.2.1').alternatives.map(({ sentence }) => sentence)).toEqual(['按截尾，得 5.61 分，扣 0.39 分']);
    expect(resultOf(assessment, '2.1.1').alternatives.map(({ sentence }) => sentence)).toEqual(['按四舍五入，不扣分']);
    const adjustment = assessment.rates.find(({ id }) => id === 'adjustmentRate');
    expect(adjustment?.alternatives.map(({ basis, shownRate }) => [basis, shownRate])).toEqual([['调整后预算数', '4.92%']]);
  });

  test('by the 年初 basis 日常公用经费 costs nothing and the total is 98.61', () => {
    const other = assessed('shenzhen-department', facts, { manual, bases: new Map([['operatingControlRate', '年初预算数']]) });
    expect(resultOf(other, '3.1.1').score).toBe('6');
    expect(other.total.score).toBe('98.61');
  });

  test('marks 政策功能落实 as full by default, and takes a typed score for it', () => {
    const [, policy] = resultOf(assessment, '2.1.1').parts;
    expect(policy).toMatchObject({ name: '政策功能落实', score: '1', fullByDefault: true });
    const typed = assessed('shenzhen-department', facts, {
      manual: new Map([...manual, ['2.1.1#政策功能落实', { score: '0.5', cell: "'指标'!H9" }]]),
    });
    expect(resultOf(typed, '2.1.1')).toMatchObject({ score: '1.5', status: 'manual' });
    expect(resultOf(typed, '2.1.1').parts[1]).toMatchObject({ score: '0.5', fullByDefault: false });
  });

  test('scores 财务合规性 from its parts when they are typed, and 项目完成及时性 from the counts when they are known', () => {
    const parts = new Map([...manual, ['2.1.2#支出规范', { score: '1', cell: 'x' }], ['2.1.2#核算规范', { score: '0.5', cell: 'x' }]]);
    parts.delete('2.1.2');
    const counted = new Map([...facts, ...factsOf({ 'projectCount:planned': '16', 'projectCount:done': '15' })]);
    const other = assessed('shenzhen-department', counted, { manual: parts });
    expect(resultOf(other, '2.1.2')).toMatchObject({ score: '2.5', status: 'manual' });
    expect(resultOf(other, '3.2.2')).toMatchObject({ score: '5.63', status: 'computed', stated: { score: '6' } });
  });

  test('without typed scores eleven indicators wait for 自评得分 and there is no total', () => {
    const bare = assessed('shenzhen-department', facts);
    const missing = bare.indicators.filter(({ status }) => status === 'missing');
    expect(missing.map(({ name }) => name)).toContain('财务合规性');
    expect(resultOf(bare, '2.1.2')).toMatchObject({ score: null, missing: ['自评得分'] });
    expect(resultOf(bare, '2.1.2').parts[1]).toMatchObject({ score: '1', shownRate: '5.18%' });
    expect(bare.total).toEqual({ points: '100', score: null });
    expect(bare.grade).toBeNull();
  });

  test('a typed score beyond the points is refused, and said', () => {
    const refused = assessed('shenzhen-department', facts, { manual: new Map([...manual, ['1.1.1', { score: '6', cell: "'表'!G5" }]]) });
    expect(resultOf(refused, '1.1.1')).toMatchObject({
      status: 'missing',
      score: null,
      missing: ['自评得分（0 至 5 分，所填 6 分超出范围）'],
      stated: { score: '6', cell: "'表'!G5" },
    });
  });
});

describe('systems with the unit’s own targets', () => {
  const rows = (name: string): Target[] => expected(name).read.targets.map((row) => target({ ...row }));

  test('department-form is 98.53 under the Xinjiang system', () => {
    const truth = expected('department-form');
    const assessment = assessed('xinjiang-department', expectedFacts('department-form'), { targets: rows('department-form') });
    for (const row of truth.fill.indicators) {
      const result = resultOf(assessment, row.name);
      expect(result).toMatchObject({ score: row.score, deduction: row.deduction, status: row.status });
      if (row.completion !== undefined) expect(eight(result.completion)).toBe(Number(row.completion).toFixed(8));
      if (row.shownCompletion !== undefined) expect(result.shownCompletion).toBe(row.shownCompletion);
      if (row.shownRate !== undefined) expect(result.shownRate).toBe(row.shownRate);
    }
    expect(assessment.total).toEqual({ points: '100', score: '98.53' });
    expect(assessment.grade).toBe('优');
    expect(resultOf(assessment, '培训人数').reason).toBe('完成1880人，指标值≥2000人，完成率94.00%，得18.8分（满分20分），扣1.2分');
  });

  test('xinjiang-2023: 10545.02 / 10926.06 is 96.51 %, 9.65 of 10, total 99.65', () => {
    const assessment = assessed('xinjiang-department', expectedFacts('xinjiang-2023'), { targets: rows('xinjiang-2023') });
    expect(resultOf(assessment, '预算执行率')).toMatchObject({ shownRate: '96.51%', score: '9.65', deduction: '0.35' });
    expect(resultOf(assessment, '预算执行率').reason).toBe(
      '预算执行率96.51%（10545.02÷10926.06，按全年预算），按比例得9.65分（满分10分），扣0.35分',
    );
    expect(assessment.total.score).toBe('99.65');
  });

  test('8977.93 / 9902.45 is 90.66 %, 9.07 of 10', () => {
    const assessment = assessed('xinjiang-department', { 'total:outturn': '89779300', 'total:budget.full': '99024500' });
    expect(resultOf(assessment, '预算执行率')).toMatchObject({ shownRate: '90.66%', score: '9.07' });
  });

  test('without targets there is no total, and the reason is said', () => {
    const assessment = assessed('xinjiang-department', { 'total:outturn': '9', 'total:budget.full': '10' });
    expect(assessment.total.score).toBeNull();
    expect(assessment.incomplete).toEqual(['未找到绩效指标（应占 90 分），暂不能合计总分']);
  });

  test('self-evaluation-form is 96.61 with 9.505 rounded to 9.51 and the typed 12.5 kept', () => {
    const amount = (value: string, formula: string) => ({
      value,
      shown: value,
      cells: [formula.slice(1)],
      formula,
      quantity: 'money' as const,
    });
    const truth = expected('self-evaluation-form');
    const targets = rows('self-evaluation-form').map((row) => ({ ...row, cells: { ...row.cells, score: "'绩效指标'!I9" } }));
    const assessment = assessProject({
      subject: '社区服务点运行维护',
      system: builtIn('mof-2020-project'),
      measures: new Map([
        ['budget.full', amount('780000', "='项目预算执行'!F4")],
        ['outturn', amount('741390', "='项目预算执行'!G4")],
      ]),
      targets,
      manual: new Map(),
      bases: new Map(),
      rounding: null,
    });
    for (const row of truth.fill.indicators) {
      expect(resultOf(assessment, row.name)).toMatchObject({ score: row.score, deduction: row.deduction, status: row.status });
    }
    expect(assessment.total).toEqual({ points: '100', score: '96.61' });
    expect(resultOf(assessment, '长效管理机制健全性')).toMatchObject({ tier: '达成年度指标', typedCell: "'绩效指标'!I9" });
    expect(resultOf(assessment, '长效管理机制健全性').reason).toBe('自评得12.5分（满分15分），属“达成年度指标”档，扣2.5分');
    const execution = resultOf(assessment, '预算执行率');
    expect(execution.inputs).toEqual([]);
    expect(execution.operands.map(({ label, cells }) => [label, cells])).toEqual([
      ['全年执行数', ["'项目预算执行'!G4"]],
      ['全年预算数', ["'项目预算执行'!F4"]],
    ]);
    expect(execution.terms.rate && formulaOfTerm(execution.terms.rate)).toBe(
      `=IF('项目预算执行'!F4=0,"—",ROUND('项目预算执行'!G4/'项目预算执行'!F4,12))`,
    );
  });

  test.each([
    ['≥ met', '>=', '100', '120', '10'],
    ['≥ short', '>=', '2000', '1880', '9.4'],
    ['≥ 0 met', '>=', '0', '0', '10'],
    ['≥ 0 missed', '>=', '0', '-1', '0'],
    ['> at its target', '>', '100', '100', '10'],
    ['= beyond', '=', '5', '6', '10'],
    ['= short', '=', '5000', '4800', '9.6'],
    ['= 0 met', '=', '0', '0', '10'],
    ['= 0 missed', '=', '0', '1', '0'],
    ['≤ met', '<=', '2.5', '2.4', '10'],
    ['≤ missed', '<=', '2.5', '4', '6.25'],
    ['≤ nothing done', '<=', '2.5', '0', '10'],
    ['≤ 0 missed', '<=', '0', '1', '0'],
    ['≤ a negative target missed', '<=', '-2', '-1', '0'],
    ['764.52 of 800', '>=', '800', '764.52', '9.56'],
  ] as const)('a target %s (%s %s, done %s) gives %s of 10', (_, operator, wanted, actual, score) => {
    const assessment = assessed(
      'mof-2020-project',
      { 'total:outturn': '1', 'total:budget.full': '1' },
      { targets: [target({ name: '甲', operator, target: wanted, actual })] },
    );
    expect(resultOf(assessment, '甲').score).toBe(score);
  });

  test('the linear reverse rule loses the share of the excess, all of it at twice the target', () => {
    const base = builtIn('mof-2020-project');
    if (!base.targets) throw new Error('no targets');
    const system = { ...base, targets: { ...base.targets, rule: { kind: 'target', reverse: 'linear' } as const } };
    const targets = ['2.5', '3', '5', '9'].map((actual, index) => target({ name: `甲${index}`, operator: '<=', target: '2.5', actual }));
    const assessment = assessed(system, { 'total:outturn': '1', 'total:budget.full': '1' }, { targets });
    expect(assessment.indicators.slice(1).map(({ score }) => score)).toEqual(['10', '8', '0', '0']);
  });

  test('flags completion from 120 % on, compulsorily from 130 % where the system says so, never of a reverse target', () => {
    const targets = ['119', '120', '130'].map((actual) => target({ name: actual, actual }));
    const reverse = target({ name: '反向', operator: '<=', actual: '200' });
    const flags = (reasonFrom: string | null): unknown[] => {
      const base = builtIn('mof-2020-project');
      if (!base.targets) throw new Error('no targets');
      const system = { ...base, targets: { ...base.targets, overAchievement: { warnFrom: '1.2', reasonFrom } } };
      return assessed(system, {}, { targets: [...targets, reverse] })
        .indicators.slice(1)
        .map(({ overAchievement }) => overAchievement);
    };
    expect(flags(null)).toEqual([null, 'warn', 'warn', null]);
    expect(flags('1.3')).toEqual([null, 'warn', 'reason', null]);
  });

  test('a qualitative target waits for its score; placeholders and 其中 rows are no indicators; two of one name keep apart', () => {
    const targets = [
      target({ name: '健全性', operator: 'qualitative', target: '健全', actual: '健全' }),
      target({ name: '指标1：', placeholder: true }),
      target({ name: '其中甲', scored: false }),
      target({ name: '同名' }),
      target({ name: '同名', actual: '50' }),
      target({ name: '无分值', points: null }),
      target({ name: '未完成', actual: null }),
    ];
    const assessment = assessed('mof-2020-project', {}, { targets });
    expect(assessment.indicators.slice(1).map(({ key, status, score, missing }) => [key, status, score, missing])).toEqual([
      ['产出指标/数量指标/健全性', 'missing', null, ['自评得分']],
      ['产出指标/数量指标/同名', 'computed', '10', []],
      ['产出指标/数量指标/同名#2', 'computed', '5', []],
      ['产出指标/数量指标/无分值', 'missing', null, ['分值']],
      ['产出指标/数量指标/未完成', 'missing', null, ['实际完成值']],
    ]);
  });

  test.each([
    ['12', '达成年度指标'],
    ['11.99', '部分达成并具有一定效果'],
    ['9', '部分达成并具有一定效果'],
    ['8.99', '未达成且效果较差'],
    ['0', '未达成且效果较差'],
  ])('a qualitative score of %s of 15 is 「%s」, in the result and in its live reason', (score, tier) => {
    const row = target({ name: '健全性', operator: 'qualitative', target: '健全', actual: '基本健全', points: '15', score });
    const result = resultOf(assessed('mof-2020-project', {}, { targets: [row] }), '健全性');
    expect(result).toMatchObject({ status: 'manual', score, tier });
    expect(result.reason).toContain(`属“${tier}”档`);
  });

  test('live target formulas take their operands from the cells, cleaned where the cell holds text', () => {
    const formulas = { target: '=VALUE(SUBSTITUTE(\'表\'!C12,"场",""))', actual: "='表'!I12", points: "='表'!F12" };
    const assessment = assessed(
      'mof-2020-project',
      {},
      { targets: [target({ name: '甲', target: '120', actual: '90', points: '20', formulas })] },
    );
    const result = resultOf(assessment, '甲');
    expect(result.score).toBe('15');
    const cleaned = '(VALUE(SUBSTITUTE(\'表\'!C12,"场","")))';
    expect(result.terms.score && formulaOfTerm(result.terms.score)).toBe(
      `=ROUND(ROUND(IF(${cleaned}>0,'表'!F12*MAX(0,MIN(1,ROUND('表'!I12/${cleaned},12))),IF('表'!I12>=${cleaned},'表'!F12,0)),12),2)`,
    );
  });
});

describe('single rules', () => {
  test('Laoting: 91.67 / 97.43 is 94.09 % by 年初预算数 where there is no 全年预算数, and says so', () => {
    const assessment = assessed('hebei-county-department', {
      'total:budget.initial': '974300',
      'total:received': '916700',
      'total:outturn': '916700',
    });
    expect(resultOf(assessment, '预算执行率')).toMatchObject({ shownRate: '94.09%', score: '9.41', basis: '年初预算数；四舍五入' });
    expect(assessment.rates[0]).toMatchObject({ id: 'executionRate', shown: '94.09%', basis: '年初预算数' });
    expect(assessment.rates[0]?.alternatives.map(({ sentence }) => sentence)).toEqual(['按到位口径 100.00%']);
  });

  test('Laoting: the project is 80 % by its budget and 100 % by the money that arrived', () => {
    const amount = (value: string) => ({ value, shown: value, cells: [], formula: null, quantity: 'money' as const });
    const measures = new Map([
      ['budget.initial', amount('250000')],
      ['received', amount('200000')],
      ['outturn', amount('200000')],
    ]);
    const project = (bases: ReadonlyMap<string, string>) =>
      assessProject({
        subject: '妇联活动经费',
        system: builtIn('mof-2020-project'),
        measures,
        targets: [],
        manual: new Map(),
        bases,
        rounding: null,
      });
    expect(project(new Map()).rates[0]).toMatchObject({ shown: '80.00%', basis: '年初预算数' });
    expect(project(new Map([['executionRate', '到位数']])).rates[0]).toMatchObject({ shown: '100.00%', basis: '到位数' });
  });

  test('Xicheng: 18,902,744.60 against 17,088,957.48 元 differ by 9.60 %, full marks below 10 %', () => {
    const assessment = assessed('beijing-department', { 'total:budget.initial': '18902744.60', 'total:outturn': '17088957.48' });
    expect(resultOf(assessment, '部门预决算差异率')).toMatchObject({ shownRate: '9.60%', score: '4', deduction: '0' });
  });

  test('Beijing: a variance of 12.5 % loses a tenth of the points per point beyond 10 %', () => {
    const assessment = assessed('beijing-department', { 'total:budget.initial': '1000', 'total:outturn': '875' });
    expect(resultOf(assessment, '部门预决算差异率')).toMatchObject({
      score: '3',
      reason:
        '部门预决算差异率12.50%（｜0.0875－0.10｜÷0.10，按年初预算），比10%高2.5个百分点，每超过1个百分点扣0.4分，得3分（满分4分），扣1分',
    });
  });

  test('Hunan: 136/143 is 95.10 % and still full marks, because less than 5 % is no step', () => {
    const assessment = assessed('hunan-department', {
      'carryover:opening': '30000',
      'total:budget.initial': '1000000',
      'total:budget.adjustment': '400000',
      'carryover:closing': '70000',
    });
    expect(resultOf(assessment, '预算完成率')).toMatchObject({ shownRate: '95.10%', score: '5', deduction: '0' });
  });

  test('Hunan: 三公 up by (63.46−32)/32 = 98.31 % gives 0; on the published 8-point version too', () => {
    const facts = { 'threePublic:outturn': '634600', 'threePublic:prior.outturn': '320000' };
    const assessment = assessed('hunan-department', facts);
    expect(resultOf(assessment, '“三公经费”变动率')).toMatchObject({ shownRate: '98.31%', score: '0', deduction: '5' });
    const key = resultOf(assessment, '“三公经费”变动率').key;
    const small = { 'threePublic:outturn': '330000', 'threePublic:prior.outturn': '320000' };
    const eightPoints = assessed('hunan-department', small, { points: new Map([[key, '8']]) });
    expect(resultOf(eightPoints, key)).toMatchObject({ points: '8', score: '5.5' });
  });

  test.each([
    ['0', '5000', '3'],
    ['4000', '5000', '2'],
    ['5000', '5000', '2'],
    ['5001', '5000', '0'],
  ])('Hunan 资金结余: %s at the end after %s at the beginning gives %s', (closing, opening, score) => {
    const assessment = assessed('hunan-department', { 'carryover:closing': closing, 'carryover:opening': opening });
    expect(resultOf(assessment, '资金结余').score).toBe(score);
  });

  test.each([
    ['0.9', '1'],
    ['0.89999', '0.7'],
    ['0.75', '0.7'],
    ['0.6', '0.4'],
    ['0.59', '0'],
    ['0', '0'],
  ])('a utilisation of %s gives %s', (rate, score) => {
    const assessment = assessed('shenzhen-department', { 'fixedAssets:original': '1', 'fixedAssets:inUse': rate });
    expect(resultOf(assessment, '2.3.1').score).toBe(score);
  });

  test('procurement beyond its plan scores 0 in the execution part', () => {
    const assessment = assessed('shenzhen-department', { 'procurement:budget.initial': '100', 'procurement:outturn': '101' });
    expect(resultOf(assessment, '2.1.1')).toMatchObject({ score: '1', shownRate: '101.00%' });
    expect(resultOf(assessment, '2.1.1').reason).toContain('超过100%，得0分（满分1分），扣1分');
  });

  test('a denominator of 0 shows “—” and gives no score: the typed one is taken, else it is missing', () => {
    const facts = {
      'threePublic:budget.initial': '0',
      'threePublic:outturn': '0',
      'basic.operating:budget.full': '1',
      'basic.operating:outturn': '1',
    };
    const bare = assessed('shenzhen-department', facts);
    expect(resultOf(bare, '3.1.1')).toMatchObject({ status: 'missing', score: null, missing: ['自评得分'] });
    expect(resultOf(bare, '3.1.1').parts[0]).toMatchObject({ rate: null, shownRate: '—', score: null });
    const typed = assessed('shenzhen-department', facts, { manual: new Map([['3.1.1', { score: '5', cell: "'表'!G19" }]]) });
    expect(resultOf(typed, '3.1.1')).toMatchObject({ status: 'manual', score: '5' });
    expect(bare.rates.map(({ id }) => id)).not.toContain('threePublicControlRate');
  });

  test('an execution rate of 0/0 is “—” with 0 points', () => {
    const assessment = assessed('mof-2020-project', { 'total:outturn': '0', 'total:budget.full': '0' });
    expect(resultOf(assessment, '预算执行率')).toMatchObject({ status: 'computed', rate: null, shownRate: '—', score: '0' });
  });

  test('a live score follows when the denominator later becomes 0', () => {
    const assessment = assessed('shenzhen-department', { 'fixedAssets:original': '100', 'fixedAssets:inUse': '80' });
    const { score, rate } = resultOf(assessment, '2.3.1').terms;
    if (!score || !rate) throw new Error('no terms');
    const later = (name: string) => numberValue(name === definedNameOf('fixedAssets:original') ? '0' : '80');
    expect(evaluateTerm(score, later)).toEqual({ kind: 'text', value: '—' });
    expect(evaluateTerm(rate, later)).toEqual({ kind: 'text', value: '—' });
  });

  test('a published variant by choice: Jiangxi gives 7 for 95 %, Hubei 19 of 20', () => {
    const facts = { 'total:outturn': '95', 'total:budget.full': '100' };
    const jiangxi = assessed('mof-2020-project', facts, { bases: new Map([['预算执行率', '江西']]) });
    expect(resultOf(jiangxi, '预算执行率')).toMatchObject({ points: '10', score: '7' });
    const hubei = assessed('mof-2020-project', facts, { points: new Map([['预算执行率', '20']]) });
    expect(resultOf(hubei, '预算执行率')).toMatchObject({ points: '20', score: '19' });
  });

  test('points of the unit’s own form: a proportional rule takes them as they are, any other is scaled and becomes a default', () => {
    const execution = assessed(
      'mof-2020-project',
      { 'total:outturn': '95', 'total:budget.full': '100' },
      { points: new Map([['预算执行率', '15']]) },
    );
    expect(resultOf(execution, '预算执行率')).toMatchObject({ points: '15', score: '14.25', source: { standing: 'official' } });
    const facts = {
      'threePublic:outturn': '52',
      'threePublic:budget.initial': '100',
      'basic.operating:outturn': '1',
      'basic.operating:budget.full': '1',
    };
    const control = assessed('shenzhen-department', facts, { points: new Map([['3.1.1', '8']]) });
    expect(resultOf(control, '3.1.1')).toMatchObject({ points: '8', score: '6.67', deduction: '1.33', source: { standing: 'default' } });
    expect(resultOf(control, '3.1.1').reason).toBe(
      '日常公用经费控制率100.00%（0.0001÷0.0001，按调整后预算），在90%–100%之间，得2分（满分3分），按8分折算，扣1.33分',
    );
  });

  test.each(['halfUp', 'truncate', 'halfUpNotFull'] as const)('a scaled rule at full marks is full marks under %s', (rounding) => {
    const facts = { 'staff:onPost': '20', 'staff:establishment': '20' };
    const { key } = resultOf(assessed('mof-2013-department', facts), '在职人员控制率');
    expect(resultOf(assessed('mof-2013-department', facts, { rounding, points: new Map([[key, '7']]) }), key).score).toBe('7');
  });

  test('rows of the unit’s own score table are matched by name and path; unknown ones are typed', () => {
    const rows = [
      { path: ['过程', '资产管理'], name: '管理制度健全性', points: '2' },
      { path: ['过程', '预算管理'], name: '管理制度健全性', points: '3' },
      { path: ['投入', '预算配置'], name: '在职人员控制率', points: '5' },
      { path: ['特色'], name: '本地特色工作', points: '4' },
    ];
    const manual = new Map([['特色/本地特色工作', { score: '3', cell: "'表'!F9" }]]);
    const assessment = assessed('mof-2013-department', { 'staff:onPost': '21', 'staff:establishment': '20' }, { rows, manual });
    expect(assessment.indicators.map(({ name, points, score, source }) => [name, points, score, source.standing])).toEqual([
      ['管理制度健全性', '2', null, 'default'],
      ['管理制度健全性', '3', null, 'default'],
      ['在职人员控制率', '5', '0.83', 'default'],
      ['本地特色工作', '4', '3', 'default'],
    ]);
    expect(rowKeys(builtIn('mof-2013-department'), rows)).toEqual(assessment.indicators.map(({ key }) => key));
    expect(assessment.indicators[0]?.key).toBe('过程/资产管理/管理制度健全性');
    expect(resultOf(assessment, '本地特色工作').reason).toBe('自评得3分（满分4分），扣1分');
  });

  test.each([
    ['halfUp', '100.00%', '2'],
    ['truncate', '99.99%', '1.99'],
    ['halfUpNotFull', '99.99%', '1.99'],
  ] as const)('under %s 155.586/155.591 shows %s and scores %s of 2', (rounding, shown, score) => {
    const facts = { 'procurement:budget.initial': '1555910', 'procurement:outturn': '1555860' };
    expect(resultOf(assessed('shenzhen-department', facts, { rounding }), '2.1.1')).toMatchObject({ shownRate: shown, score });
  });

  test('per-item and checklist rules count typed items', () => {
    const manual = new Map([
      ['1.1.2#项数', { score: '2', cell: 'x' }],
      ['2.3.2#资产配置合理、保管完整、账实相符', { score: '1', cell: 'x' }],
      ['2.3.2#资产处置规范、收入及时足额上缴', { score: '0', cell: 'x' }],
    ]);
    const assessment = assessed('shenzhen-department', {}, { manual });
    expect(resultOf(assessment, '1.1.2')).toMatchObject({
      score: '3',
      status: 'manual',
      reason: '预算编制规范性：不符合项2项，每项扣1分，得3分（满分5分），扣2分',
    });
    expect(resultOf(assessment, '2.3.2')).toMatchObject({
      score: '1',
      reason: '资产管理安全性：未满足“资产处置规范、收入及时足额上缴”，得1分（满分2分），扣1分',
    });
  });

  test('missing facts are named in Chinese', () => {
    expect(resultOf(assessed('shenzhen-department', { 'staff:onPost': '1' }), '2.4.1').missing).toEqual(['人员·编制数']);
  });
});
