import { strFromU8, unzipSync } from 'fflate';
import { plainText } from '../../src/core/narrative/plain-text';
import { validatePlan } from '../../src/core/workbook/limits';
import { emptyPlan } from '../../src/core/workbook/plan';
import { snapshotAfter } from '../../src/core/workbook/preview';
import { sheetNamed } from '../../src/core/workbook/snapshot';
import { evaluateWorkbook } from '../../src/core/workflow/evaluate';
import { documentToDocx } from '../../src/hosts/word/document-to-docx';
import { type SheetEntry, workbookOf } from '../workbook-builder';
import { edge, reportRows, reportSheet } from './report-workbook';

const strange = [
  '=cmd|calc',
  '+1+1',
  '-减项',
  '@SUM(A1)',
  '“引号”"双"与\'单\'',
  '第一行\n第二行',
  '表情😀与生僻字𠮷𪚥',
  '<b>&amp;</b>',
  '=HYPERLINK("http://x")',
];

function projects(count: number): SheetEntry {
  const rows = Array.from({ length: count }, (_, index) => [
    index < count / 2 ? '甲单位' : '乙单位',
    index < strange.length ? (strange[index] ?? '') : `第${index + 1}个民生保障服务项目（含设备购置与运行维护）`,
    10 + index,
    11 + index,
    3 + index,
    index === 1 ? '因招标延期。'.repeat(850) : null,
  ]);
  return {
    name: '项目支出',
    rows: [
      ['2024年度项目支出执行情况', null, null, null, null, null],
      ['编制单位：示例市公共服务局', null, null, null, '单位：万元', null],
      ['项目单位', '项目名称', '年初预算数', '全年预算数', '全年执行数', '备注'],
      ...rows,
    ],
  };
}

function total(): SheetEntry {
  return {
    name: '部门预算',
    rows: [
      ['2024年度部门收支情况', null, null, null],
      ['编制单位：示例市公共服务局', null, null, '单位：万元'],
      ['项目', '年初预算数', '全年预算数', '全年执行数'],
      ['基本支出', 1000, 1000, 900],
      ['项目支出', 60000, 60000, 50000],
      ['支出合计', 61000, 61000, 50900],
    ],
  };
}

describe('three hundred projects with strange names in one list', () => {
  const before = workbookOf([total(), projects(300)]);
  const outcome = evaluateWorkbook(before, edge, { system: 'xinjiang-department' });
  const after = snapshotAfter(before, outcome.plan);
  const rows = reportRows(after);
  const list = rows.filter(({ key }) => key === '2.3.2.text' || key.startsWith('2.3.2.text~'));

  test('give a plan that Excel takes whole', () => {
    expect(outcome.reading.projects).toHaveLength(300);
    expect(validatePlan(outcome.plan)).toEqual([]);
  });

  test('are told of over several paragraphs of less than 8,000 characters, each name once, each formula within 8,192', () => {
    expect(list.length).toBeGreaterThan(1);
    for (const { text, formula } of list) {
      expect(text.length).toBeLessThan(8000);
      expect(formula?.length ?? 0).toBeLessThan(8192);
    }
    const whole = list.map(({ text }) => text).join('');
    expect(whole.match(/第\d+个民生保障服务项目（含设备购置与运行维护）安排/g)).toHaveLength(300 - strange.length);
    expect(whole).toContain('第300个民生保障服务项目（含设备购置与运行维护）安排310.00万元，支出302.00万元。');
  });

  test('are built in the helper column, whose formulas are live and short', () => {
    const helpers = [...(sheetNamed(after, reportSheet)?.cells.values() ?? [])].flatMap((cells) => cells.get(7) ?? []);
    expect(helpers.length).toBeGreaterThan(10);
    for (const { formula } of helpers) expect([formula?.startsWith('='), (formula?.length ?? 9999) < 8192]).toEqual([true, true]);
  });

  test('keep their names as text: no name becomes a formula, line breaks go, rare characters stay whole', () => {
    const whole = list.map(({ text }) => text).join('');
    for (const name of strange) expect(whole).toContain(`${name.replace('\n', '')}安排`);
    expect(rows.every(({ formula }) => formula === null || !/^=(cmd|\+|@|HYPERLINK)/.test(formula))).toBe(true);
    expect(list.some(({ text }) => /\p{Cs}/u.test(text))).toBe(false);
  });

  test('give an empty plan the second time', () => {
    expect(evaluateWorkbook(after, edge, {}).plan).toEqual(emptyPlan);
  });

  test('give a Word file whose text is that of the report', async () => {
    const parts = unzipSync(await documentToDocx(outcome.report));
    const body = strFromU8(parts['word/document.xml'] as Uint8Array);
    expect(body).toContain('表情😀与生僻字𠮷𪚥');
    expect(body).toContain('&lt;b&gt;&amp;amp;&lt;/b&gt;');
    expect(/\p{Cs}/u.test(body)).toBe(false);
  });
});

describe('the sums of two units with 150 projects each', () => {
  const before = workbookOf([total(), projects(300)]);
  const outcome = evaluateWorkbook(before, edge, { system: 'shenzhen-department' });

  test('are exact and their formulas within Excel’s limits', () => {
    expect(validatePlan(outcome.plan)).toEqual([]);
    const sum = (from: number, to: number): number =>
      Array.from({ length: to - from }, (_, index) => 11 + from + index).reduce((a, b) => a + b, 0);
    expect(plainText(outcome.report)).toContain(
      `其中甲单位开展二级项目150个，涉及资金${sum(0, 150)}.00万元；乙单位开展二级项目150个，涉及资金${sum(150, 300)}.00万元。`,
    );
  });
});

test('reasons of 5,000 characters stand whole in the report, in paragraphs that Excel can hold', () => {
  const before = workbookOf([total(), projects(300)]);
  const { plan, report } = evaluateWorkbook(before, edge, { system: 'hebei-county-department' });
  expect(validatePlan(plan)).toEqual([]);
  expect(plainText(report)).toContain(`原因：${'因招标延期。'.repeat(849)}因招标延期。`);
});

test('a form of 600 indicators is filled and told of by formulas that Excel can hold', () => {
  const indicators = Array.from({ length: 600 }, (_, index) => [
    '产出指标',
    '数量指标',
    `第${index + 1}项任务`,
    '≥230场',
    '230场',
    1,
    0.5,
    null,
  ]);
  const form: SheetEntry = {
    name: '项目支出绩效自评表',
    rows: [
      ['2024年度项目支出绩效自评表'],
      ['一级指标', '二级指标', '三级指标', '年度指标值', '实际完成值', '分值', '得分', '偏差原因分析及改进措施'],
      ...indicators,
      ['总分', null, null, null, null, 600, 300, null],
    ],
  };
  expect(validatePlan(evaluateWorkbook(workbookOf([form]), edge, {}).plan)).toEqual([]);
});
