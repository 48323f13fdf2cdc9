import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { typed } from '../workbook/workbooks';
import { captured, cellOfReference, filled, fixtures, shownAt, touchedCells } from './filled';

interface Truth {
  readonly total: { readonly score: string };
  readonly cells: readonly { readonly cell: string; readonly shown: string }[];
  readonly optional: readonly { readonly cell: string }[];
}

describe('a published form is filled as it stands', () => {
  test.each(['02-tianchang-2022', '04-yongde-2022', '12-xiaoxian-2023'])('%s', async (name) => {
    const truth = JSON.parse(readFileSync(join(fixtures, 'forms', `${name}-blank.truth.json`), 'utf8')) as Truth;
    const before = await captured(`forms/${name}-blank`);
    const { outcome, after } = filled(before);
    expect(Object.fromEntries(truth.cells.map(({ cell }) => [cell, shownAt(after, cell)]))).toEqual(
      Object.fromEntries(truth.cells.map(({ cell, shown }) => [cell, shown])),
    );
    const allowed = new Set([...truth.cells, ...truth.optional].map(({ cell }) => cell));
    expect(touchedCells(before, after).filter((cell) => !allowed.has(cell))).toEqual([]);
    expect(after.sheets[0]?.merges).toEqual(before.sheets[0]?.merges);
    expect(outcome.forms[0]?.assessment.total.score).toBe(truth.total.score);
    expect(filled(after).outcome.plan.operations).toEqual([]);
  });
});

describe('forms that take their figures from other sheets', () => {
  test.each([
    ['self-evaluation-form', '96.61'],
    ['department-form', '98.53'],
  ])('%s', async (name, total) => {
    const expected = JSON.parse(readFileSync(join(fixtures, `${name}.expected.json`), 'utf8')) as {
      fill: { formCells: Record<string, string> };
    };
    const before = await captured(name);
    const { outcome, after } = filled(before);
    const want = Object.fromEntries(Object.entries(expected.fill.formCells).map(([cell, shown]) => [cell, shown.replace(/,/g, '')]));
    expect(Object.fromEntries(Object.keys(want).map((cell) => [cell, shownAt(after, cell)]))).toEqual(want);
    expect(outcome.assessment.total.score).toBe(total);
    expect(after.sheets[0]?.merges).toEqual(before.sheets[0]?.merges);
    expect(filled(after).outcome.plan.operations).toEqual([]);
  });

  test('amounts are live formulas onto the source, in the unit of the form', async () => {
    const { after } = filled(await captured('self-evaluation-form'));
    expect(cellOfReference(after, "'项目支出绩效自评表'!E6")?.formula).toBe("='项目预算执行'!E4/10000");
    expect(cellOfReference(after, "'项目支出绩效自评表'!G7")?.formula).toBe("='项目预算执行'!G5/10000");
    const department = filled(await captured('department-form')).after;
    expect(cellOfReference(department, "'部门整体支出绩效自评表'!H6")?.formula).toBe("='资金执行情况'!D4");
  });

  test('listed targets go into the placeholder rows of their levels; unused placeholders stay', async () => {
    const { after } = filled(await captured('self-evaluation-form'));
    const at = (cell: string): string => cellOfReference(after, `'项目支出绩效自评表'!${cell}`)?.value ?? '';
    expect(['D13', 'D14', 'D15', 'D16', 'D22', 'D25'].map(at)).toEqual([
      '指标1：开展服务活动场次',
      '指标2：编印服务手册数量',
      '指标1：设施完好率',
      '指标2：',
      '指标1：服务知晓率',
      '指标1：长效管理机制健全性',
    ]);
    expect(['E13', 'E15', 'E19', 'F26', 'G22', 'H25'].map(at)).toEqual(['≥24场', '≥95%', '≤2.5万元', '0.946', '15', '12.5']);
    expect(at('I7')).toBe('');
    expect(at('J7')).toBe('—');
  });

  test("the unit's own amounts and scores in the form are kept, and reported where they differ", async () => {
    const form = '项目支出绩效自评表';
    const before = typed(await captured('self-evaluation-form'), [
      [form, 6, 5, 80],
      [form, 6, 6, 79],
      [form, 13, 8, 9],
    ]);
    const { outcome, after } = filled(before);
    expect(outcome.kept.map(({ cell }) => cell)).toEqual(expect.arrayContaining([`'${form}'!F6`]));
    expect(outcome.kept.map(({ cell }) => cell)).not.toContain(`'${form}'!E6`);
    expect(shownAt(after, `'${form}'!F6`)).toBe('79');
    expect(shownAt(after, `'${form}'!H13`)).toBe('9');
  });

  test('a score typed over ours survives the next run and is reported; clearing it brings ours back', async () => {
    const first = filled(await captured('department-form')).after;
    const form = '部门整体支出绩效自评表';
    const edited = typed(first, [[form, 13, 11, 17]]);
    const second = filled(edited);
    expect(shownAt(second.after, `'${form}'!K13`)).toBe('17');
    expect(second.outcome.kept.map(({ cell }) => cell)).toContain(`'${form}'!K13`);
    const third = filled(typed(second.after, [[form, 13, 11, null]]));
    expect(shownAt(third.after, `'${form}'!K13`)).toBe('18.80');
    expect(third.outcome.kept).toEqual([]);
  });
});

test('text that begins with = stays text: a target of “=5项” is not a formula', async () => {
  const { after } = filled(await captured('department-form'));
  expect(cellOfReference(after, "'部门整体支出绩效自评表'!C15")).toMatchObject({ kind: 'text', value: '=5项', formula: null });
});
