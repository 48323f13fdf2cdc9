import { explain, renderExplanation } from '../../src/core/assessment/explain';
import { assessed, expectedFacts } from './department';

describe('why a number is what it is', () => {
  const facts = expectedFacts('baoan-2023');
  const manual = new Map([['2.3.2', { score: '1', cell: "'自评得分表'!G15" }]]);
  const assessment = assessed('shenzhen-department', facts, { manual });
  const text = (code: string): string => {
    const tree = explain(assessment, code, facts);
    if (!tree) throw new Error(`nothing for ${code}`);
    return renderExplanation(tree);
  };

  test('leads from 公用经费控制率 through its parts and rates to the four cells', () => {
    const lines = text('3.1.1')
      .split('\n')
      .map((line) => line.replace(/公式：.*/, '公式'));
    expect(lines).toEqual([
      '3.1.1 公用经费控制率：得 5 分（满分 6 分）',
      '  公式',
      '  扣分原因：日常公用经费控制率100.00%（57.94÷57.94，按调整后预算），在90%–100%之间，得2分（满分3分），扣1分',
      '  “三公”经费控制率：得 3 分（满分 3 分）',
      '    “三公”经费控制率 52.00%（年初预算数）',
      '      公式',
      "      “三公”经费·全年执行数 4.16（'基础数据'!E8）",
      "      “三公”经费·年初预算数 8.00（'基础数据'!B8）",
      '  日常公用经费控制率：得 2 分（满分 3 分）',
      '    日常公用经费控制率 100.00%（调整后预算数）',
      '      公式',
      "      日常公用经费·全年执行数 57.94（'基础数据'!E9）",
      "      日常公用经费·全年预算数 57.94（'基础数据'!D9）",
      '  按年初口径 89.62%，不扣分',
      '  评分依据：深圳市部门整体支出绩效评价评分表（公开的自评得分一览表）（公开报告做法）',
    ]);
  });

  test('ends a typed score at its cell, and a missing one at what is wanted', () => {
    expect(text('2.3.2')).toContain("自评得分 1 分（'自评得分表'!G15）");
    expect(text('3.2.2')).toContain('缺 项目个数·');
  });

  test('finds an indicator by code, by key and by name, and says nothing of others', () => {
    expect(explain(assessment, '预算执行率', facts)?.text).toBe('3.2.1 预算执行率：得 5.62 分（满分 6 分）');
    expect(explain(assessment, '9.9.9', facts)).toBeNull();
  });
});
