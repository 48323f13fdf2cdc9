import type { Plan } from '../../src/core/workbook/plan';
import { figure, loss, percentage, plainReference, share, signedDifference, tenThousandYuan } from '../../src/taskpane/figures';
import { preferencesOf } from '../../src/taskpane/preferences';
import { previewOf, sizeOf } from '../../src/taskpane/preview';
import { keptRuns, memoryRecoveryLog, type RunRecord } from '../../src/taskpane/recovery';
import { reportHtml, reportText } from '../../src/taskpane/report-copy';
import { sectionsOf } from '../../src/taskpane/sections';
import { isDark } from '../../src/taskpane/theme';
import { sampleOutcome } from './sample-outcome';

describe('figures of the pane', () => {
  it('prints 元 in 万元 without losing a digit', () => {
    expect(tenThousandYuan('23775600')).toBe('2,377.56');
    expect(tenThousandYuan('1555910')).toBe('155.591');
    expect(tenThousandYuan('-543100')).toBe('-54.31');
    expect(tenThousandYuan('0.01')).toBe('0.000001');
    expect(tenThousandYuan('123456789012345.67')).toBe('12,345,678,901.234567');
  });
  it('prints rates and counts as such', () => {
    expect(percentage('0.23395')).toBe('23.395%');
    expect(figure('1204', 'count')).toBe('1,204');
    expect(figure('12.5', 'count')).toBe('12.5');
  });
  it('signs losses and differences with a true minus', () => {
    expect(loss('0.38')).toBe('−0.38');
    expect(signedDifference('97.61', '97.21')).toEqual({ text: '+0.40', rises: true });
    expect(signedDifference('97.61', '98')).toEqual({ text: '−0.39', rises: false });
    expect(signedDifference('97.61', '97.61')).toBeNull();
    expect(signedDifference(null, '97.61')).toBeNull();
  });
  it('keeps a share between nothing and all', () => {
    expect(share('5', '4')).toBe(1);
    expect(share('1', '0')).toBeNull();
    expect(share('1', '4')).toBe(0.25);
  });
  it('writes a reference as a person does', () => {
    expect(plainReference("'基础数据'!B4")).toBe('基础数据!B4');
    expect(plainReference("'it''s'!A1:B2")).toBe("it's!A1:B2");
  });
});

describe('a plan in short', () => {
  const plan: Plan = {
    operations: [
      {
        kind: 'writeBlock',
        sheet: '甲',
        top: 2,
        left: 2,
        rows: [
          [{ value: { kind: 'text', value: 'a' } }, null],
          [{ formula: '=B2', result: { kind: 'text', value: 'a' } }, { value: { kind: 'blank' } }],
        ],
      },
      { kind: 'freeze', sheet: '乙', rows: 1, columns: 0 },
    ],
  };
  it('counts cells that are written and names every sheet', () => {
    expect(sizeOf(plan)).toEqual({ cells: 3, sheets: ['甲', '乙'] });
  });
  it('lists what would stand where', () => {
    expect(previewOf(plan, null, 2)).toEqual([
      { cell: "'甲'!B2", before: '', after: 'a' },
      { cell: "'甲'!B3", before: '', after: '=B2' },
    ]);
  });
});

describe('the recovery log in memory', () => {
  const record = (number: number, workbookId = 'w'): RunRecord => ({
    id: `${workbookId}-${number}`,
    workbookId,
    file: 'a.xlsx',
    time: new Date(Date.UTC(2024, 0, number)).toISOString(),
    kind: 'recalculate',
    cells: 1,
    sheets: [],
    scoreBefore: null,
    scoreAfter: null,
    state: 'written',
    before: { host: 'test', content: number },
  });
  it('keeps the last ten of a workbook, newest first', async () => {
    const log = memoryRecoveryLog();
    for (let number = 1; number <= 12; number += 1) await log.put(record(number));
    await log.put(record(1, 'other'));
    const kept = await log.list('w');
    expect(kept).toHaveLength(keptRuns);
    expect(kept[0]?.id).toBe('w-12');
    expect(kept.at(-1)?.id).toBe('w-3');
    await log.clear('w');
    expect(await log.list('w')).toEqual([]);
    expect(await log.list('other')).toHaveLength(1);
  });
});

describe('the report for the clipboard', () => {
  const { report } = sampleOutcome();
  it('escapes what would be markup', () => {
    const html = reportHtml({
      ...report,
      blocks: [{ kind: 'paragraph', key: 'a', style: 'body', status: 'automatic', runs: [{ kind: 'text', text: '<b>&"' }] }],
    });
    expect(html).toContain('&lt;b&gt;&amp;&quot;');
  });
  it('is also plain text, tables with tabs', () => {
    expect(reportText(report)).toContain('预算执行率\t6\t5.62');
  });
  it('is cut into sections with their gaps', () => {
    expect(sectionsOf(report).map(({ title, gaps }) => [title, gaps])).toEqual([
      ['', 0],
      ['一、部门基本情况', 1],
      ['二、部门整体支出绩效分析', 0],
    ]);
  });
});

describe('what surrounds the pane', () => {
  it('takes any stored preference it does not know as the default', () => {
    expect(preferencesOf({ tab: 'checks', onlyProblems: true })).toEqual({ tab: 'checks', onlyProblems: true });
    expect(preferencesOf({ tab: 'x', onlyProblems: 1 })).toEqual({ tab: 'facts', onlyProblems: false });
    expect(preferencesOf('x')).toEqual({ tab: 'facts', onlyProblems: false });
  });
  it("tells Office's dark from light", () => {
    expect(isDark('#212121')).toBe(true);
    expect(isDark('#FFFFFF')).toBe(false);
    expect(isDark(undefined)).toBeNull();
  });
});
