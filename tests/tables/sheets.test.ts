import { formulaLimits } from '../../src/core/amounts/formula';
import { ownSheets } from '../../src/core/settings/settings';
import { markedSheet } from '../../src/core/workbook/planning';
import type { Snapshot } from '../../src/core/workbook/snapshot';
import { typed } from '../workbook/workbooks';
import { captured, cellOfReference, filled, shownAt } from './filled';

function rowsOf(snapshot: Snapshot, mark: string): string[][] {
  const sheet = markedSheet(snapshot, mark);
  return [...(sheet?.cells.values() ?? [])].map((cells) => [...cells.values()].map((cell) => cell.shown));
}

describe('Bao’an 2023', () => {
  test('the score table of the unit gets its six scores and its total, linked to 「绩效指标」', async () => {
    const { outcome, after } = filled(await captured('baoan-2023'));
    const shown = ['G9', 'G14', 'G16', 'G17', 'G19', 'G20', 'G26'].map((cell) => shownAt(after, `'自评得分表'!${cell}`));
    expect(shown).toEqual(['1.99', '1.00', '1.00', '1.00', '5.00', '5.62', '97.61']);
    expect(cellOfReference(after, "'自评得分表'!G20")?.formula).toBe("='绩效指标'!I21");
    expect(cellOfReference(after, "'自评得分表'!G26")?.formula).toBe('=ROUND(SUM(G5:G25),2)');
    expect(outcome.cells.get('3.2.1')).toBe("'自评得分表'!G20");
    expect(outcome.cells.get('total')).toBe("'自评得分表'!G26");
    expect(filled(after).outcome.plan.operations).toEqual([]);
  });

  test('「绩效指标」 prints the table with live rates, scores, deductions, total and grade', async () => {
    const { after } = filled(await captured('baoan-2023'));
    const rows = rowsOf(after, ownSheets.indicators.mark);
    expect(rows[0]).toEqual(['2023年度自评得分一览表']);
    expect(rows.find((row) => row.includes('政府采购执行情况'))?.slice(-4, -1)).toEqual(['99.99%', '1.99', '0.01']);
    expect(rows.find((row) => row[0] === '合计')).toEqual(['合计', '100', '97.61', expect.stringMatching(/^2\.39/)]);
    expect(rows.find((row) => row[0] === '等次')).toEqual(['等次', '优']);
    expect(rows.filter((row) => ['部门决策', '部门管理', '部门绩效'].includes(row[0] ?? '')).slice(-3)).toEqual([
      ['部门决策', '20', '20.00', '100.00%'],
      ['部门管理', '20', '18.99', '94.95%'],
      ['部门绩效', '60', '58.62', '97.70%'],
    ]);
    const merged = markedSheet(after, ownSheets.indicators.mark)?.merges ?? [];
    expect(merged).toContainEqual({ top: 3, left: 1, bottom: 3, right: 6 });
    expect(merged).toContainEqual({ top: 10, left: 1, bottom: 19, right: 1 });
  });

  test('「绩效取数」 has a live value and a defined name for every fact, and a shown cell for every rate', async () => {
    const { outcome, after } = filled(await captured('baoan-2023'));
    const target = after.names.find(({ name }) => name === '决算数_合计')?.refersTo.replace('=', '') ?? '';
    expect(cellOfReference(after, target)).toMatchObject({ formula: "=ROUND('基础数据'!E6*10000,2)", value: '24701400' });
    expect(outcome.plan.operations.filter((step) => step.kind === 'definedName')).toHaveLength(outcome.reading.facts.size);
    expect(outcome.assessment.rates.map(({ id }) => shownAt(after, outcome.cells.get(`rate:${id}`) ?? ''))).toEqual(
      outcome.assessment.rates.map(({ shown }) => shown),
    );
  });

  test('a renamed fact sheet and a taken title do not break the links', async () => {
    const taken = await captured('baoan-2023');
    const own = {
      ...taken,
      sheets: [...taken.sheets, { ...(taken.sheets[0] as (typeof taken.sheets)[number]), name: '绩效指标', cells: new Map() }],
    };
    const { after } = filled(own);
    expect(cellOfReference(after, "'自评得分表'!G20")?.formula).toBe("='绩效指标（绩核）'!I21");
  });
});

describe('manual scores without an issued form', () => {
  test('are typed into marked input cells, validated from 0 to the points, and read back', async () => {
    const request = { system: 'mof-2013-department' };
    const first = filled(await captured('xinjiang-2023'), request);
    const inputs = first.outcome.plan.operations.flatMap((step) =>
      step.kind === 'validation' && step.rule.type === 'decimal' ? [step] : [],
    );
    expect(inputs.length).toBeGreaterThan(5);
    const [input] = inputs;
    if (!input) throw new Error('no input cell');
    expect(input.rule).toMatchObject({ minimum: '0', maximum: '3' });
    const scored = typed(first.after, [[input.sheet, input.area.top, input.area.left, 2.5]]);
    const second = filled(scored, request);
    const result = second.outcome.assessment.indicators[0];
    expect(result).toMatchObject({ name: '绩效目标合理性', status: 'manual', score: '2.5', deduction: '0.5' });
    expect(second.outcome.kept).toEqual([]);
    expect(filled(second.after, request).outcome.plan.operations).toEqual([]);
  });
});

test('every formula of ours stays within Excel’s limits and never refers to another sheet in a conditional format', async () => {
  for (const name of ['baoan-2023', 'xinjiang-2023', 'self-evaluation-form', 'projects-2024']) {
    const { outcome } = filled(await captured(name), { projectSheets: 'stacked' });
    for (const step of outcome.plan.operations) {
      if (step.kind === 'writeBlock') {
        for (const cell of step.rows.flat()) {
          if (!cell || !('formula' in cell)) continue;
          expect(cell.formula.length).toBeLessThanOrEqual(formulaLimits.length);
          for (const literal of cell.formula.matchAll(/"((?:[^"]|"")*)"/g))
            expect(literal[1]?.length).toBeLessThanOrEqual(formulaLimits.literal);
          expect(cell.formula).not.toMatch(/\{manual:/);
        }
      }
      if (step.kind === 'conditionalFormat') for (const rule of step.rules) expect(rule.formula).not.toContain('!');
    }
  }
});

describe('project tables', () => {
  test('one sheet a project, with an overview that links to each', async () => {
    const { outcome, after } = filled(await captured('projects-2024'), { projectSheets: 'separate' });
    const tables = outcome.forms.filter(({ form }) => form === null);
    expect(tables).toHaveLength(14);
    const low = tables.find(({ sheet }) => sheet.includes('服务设施维修改造'));
    expect(low && shownAt(after, low.cells.get('rate:executionRate') ?? '')).toBe('73.10%');
    expect(low && shownAt(after, low.cells.get('预算执行率') ?? '')).toBe('7.31');
    const overview = rowsOf(after, ownSheets.projects.mark);
    expect(overview.filter((row) => /^\d+$/.test(row[0] ?? ''))).toHaveLength(14);
    expect(overview.find((row) => row[0] === '4')?.slice(0, 7)).toEqual([
      '4',
      '社区服务点建设',
      '示例市公共服务局（本级）',
      '260.00',
      '236.22',
      '90.86%',
      '9.09',
    ]);
    expect(filled(after, { projectSheets: 'separate' }).outcome.plan.operations).toEqual([]);
  });

  test('all on one sheet; and taken away again when they are not wanted any more', async () => {
    const { outcome, after } = filled(await captured('projects-2024'), { projectSheets: 'stacked' });
    expect(new Set(outcome.forms.filter(({ form }) => form === null).map(({ sheet }) => sheet)).size).toBe(1);
    const without = filled(after, { projectSheets: 'none' });
    expect(without.outcome.plan.operations.flatMap((step) => (step.kind === 'removeSheet' ? [step.sheet] : []))).toEqual(
      expect.arrayContaining(['项目绩效总览', '项目支出绩效自评表（汇总）']),
    );
    expect(without.after.sheets.map(({ name }) => name)).not.toContain('项目绩效总览');
  });
});
