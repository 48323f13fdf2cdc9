import { decimal } from '../../src/core/amounts/decimal';
import { plainText } from '../../src/core/narrative/plain-text';
import { evaluateWorkbook } from '../../src/core/workflow/evaluate';
import type { Outcome } from '../../src/core/workflow/outcome';
import { type Entry, workbookOf } from '../workbook-builder';
import { edge, openFixture } from './report-workbook';

async function reportOf(name: string, system: string): Promise<{ outcome: Outcome; text: string }> {
  const outcome = evaluateWorkbook(await openFixture(name).capture(), edge, { system });
  return { outcome, text: plainText(outcome.report) };
}

/** A department's budget and its “三公” money in 万元. */
function department(rows: readonly (readonly Entry[])[], threePublic: readonly Entry[]): string {
  const snapshot = workbookOf([
    {
      name: '部门预算',
      rows: [
        ['2023年度部门预算执行情况'],
        ['编制单位：示例市公共服务局', null, null, null, '单位：万元'],
        ['项目', '年初预算数', '预算调整数', '全年预算数', '全年执行数'],
        ...rows,
      ],
    },
    {
      name: '三公经费',
      rows: [
        ['2023年度“三公”经费支出表'],
        ['编制单位：示例市公共服务局', null, null, '单位：万元'],
        ['项目', '上年预算数', '年初预算数', '全年执行数'],
        ['“三公”经费合计', ...threePublic],
      ],
    },
  ]);
  return plainText(evaluateWorkbook(snapshot, edge, { system: 'xinjiang-department' }).report);
}

describe('the rules of the sentence generator', () => {
  test.each([
    ['baoan-2023', 'shenzhen-department', '2.39'],
    ['xinjiang-2023', 'xinjiang-department', '0.35'],
    ['self-evaluation-form', 'mof-2020-project', '3.39'],
    ['department-form', 'xinjiang-department', '1.47'],
  ])('5: the deductions told of in %s add up to 100 less the score', async (name, system, lost) => {
    const { outcome } = await reportOf(name, system);
    const told = outcome.report.blocks.flatMap((block) =>
      block.kind === 'paragraph' && block.key.includes('.problem:') ? [block.runs.map(({ text }) => text).join('')] : [],
    );
    const sum = told.reduce((total, text) => total.plus(decimal(/扣([\d.]+)分/.exec(text)?.[1] ?? '1000')), decimal('0'));
    expect([
      sum.toFixed(),
      decimal('100')
        .minus(decimal(outcome.assessment.total.score ?? '0'))
        .toFixed(),
    ]).toEqual([lost, lost]);
    expect(outcome.report.blocks.filter(({ key }) => key.includes('.measure:'))).toHaveLength(told.length);
  });

  test('2: an execution below 80% is 偏低 and asks for the reason; above 95% it is 良好', () => {
    expect(department([['支出合计', 100, 0, 100, 79]], [1, 1, 1])).toContain(
      '预算执行率79.00%（分母：全年预算数），执行率偏低，【待填：执行率偏低的原因】。',
    );
    expect(department([['支出合计', 100, 0, 100, 85]], [1, 1, 1])).toContain(
      '预算执行率85.00%（分母：全年预算数），执行情况一般，【待填：执行率偏低的原因】。',
    );
    expect(department([['支出合计', 100, 0, 100, 95]], [1, 1, 1])).toContain('预算执行率95.00%（分母：全年预算数），执行情况良好。');
  });

  test('3 and 4: a zero base gives no percentage; directions follow the sign', () => {
    expect(department([['支出合计', 100, 0, 100, 95]], [0, 5, 4])).toContain('上年无此项支出。');
    expect(department([['支出合计', 100, 0, 100, 95]], [5, 5, 4])).toContain('与上年持平。');
    expect(department([['支出合计', 100, -20, 80, 78]], [8, 5, 4])).toContain('年中调减资金20.00万元');
    expect(department([['支出合计', 100, -20, 80, 78]], [8, 5, 4])).toContain('比上年减少3.00万元，下降37.50%。');
  });

  test('6: the tail note stands once in a report in 万元 and not in one in 元', async () => {
    const note = '因四舍五入，分项之和与合计可能相差0.01万元。';
    expect((await reportOf('baoan-2023', 'shenzhen-department')).text.split(note)).toHaveLength(2);
    expect((await reportOf('projects-2024', 'beijing-department')).text).not.toContain('四舍五入');
  });

  test('8: rates name their denominator where two are possible', async () => {
    const { text } = await reportOf('laoting-2023', 'hebei-county-department');
    expect(text).toContain('本部门2023年度申请预算资金97.43万元，实际支出91.67万元，预算执行率94.09%（分母：年初预算数）。');
    expect(text.match(/执行率\d[\d.]*%(?!（)/g)).toBeNull();
  });

  test('9: a zero amount is 0万元, an absent one is to be filled in', () => {
    const text = department([['支出合计', 100, 0, 100, 95]], [0, 0, 0]);
    expect(text).toContain('年中追加资金0万元，上年结转结余【待填：上年结转结余】万元');
    expect(text).toContain('“三公”经费预算数为0万元');
  });

  test('10: the full name stands at the first mention and gives the short name used afterwards', async () => {
    for (const [name, system] of [
      ['baoan-2023', 'shenzhen-department'],
      ['laoting-2023', 'hebei-county-department'],
      ['department-form', 'beijing-department'],
    ] as const) {
      const { text, outcome } = await reportOf(name, system);
      const full = outcome.reading.organisation ?? '';
      const introduced = text.indexOf(`${full}（以下简称“本部门”）`);
      expect(introduced).toBeGreaterThan(0);
      expect(text.indexOf('本部门')).toBe(introduced + `${full}（以下简称“`.length);
      const afterwards = text.slice(introduced + full.length);
      expect(afterwards.split(full)).toHaveLength(2);
    }
  });

  test('存在问题: nothing lost is only said once the score is known', async () => {
    const { text } = await reportOf('projects-2024', 'beijing-department');
    expect(text).not.toContain('未发生扣分');
    expect(text).toContain('（二）存在的问题\n【待填：存在的主要问题及原因分析】');
  });

  test('Beijing writes 元 throughout', async () => {
    const { text } = await reportOf('department-form', 'beijing-department');
    expect(text).toContain('本部门2024年初预算22200000.00元，年度决算22537300.00元，预决算差异率为1.52%。');
    expect(text.replace(/[≤≥][\d.]+万元|[\d.]+万元。/g, '')).not.toContain('万元');
  });
});
