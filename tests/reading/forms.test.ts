import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readWorkbook } from '../../src/core/reading/read';
import { type Form, noChoices } from '../../src/core/reading/reading';
import type { Snapshot } from '../../src/core/workbook/snapshot';
import { openWorkbook } from '../../src/hosts/file';
import { chongqingForm, guizhouForm, hebeiForm, scoreTables, sichuanForm, stackedForms } from './own-forms';

const formsOf = (snapshot: Snapshot): readonly Form[] => readWorkbook(snapshot, noChoices).forms;
const fixture = (name: string): Form | undefined =>
  formsOf(openWorkbook(readFileSync(join(__dirname, '../fixtures', name)), name).snapshot())[0];
const lines = (form: Form | undefined): unknown[] =>
  (form?.targets ?? [])
    .filter((target) => !target.placeholder)
    .map((target) => [target.name, target.operator, target.target, target.actual, target.unit, target.points]);
const short = (address: string | null | undefined): string => address?.replace(/^.*!/, '') ?? '';

describe('issued project forms', () => {
  it('of the ministry: amounts, slots, goal, total and head', () => {
    const form = fixture('self-evaluation-form.xlsx');
    expect(form).toMatchObject({ kind: 'project', system: 'mof-2020-project', unit: 'tenThousandYuan', unfilled: true, year: 2024 });
    expect(form?.amounts.map((row) => [row.source, row.row, row.scored, short(row.scoreCell)])).toEqual([
      ['total', 6, true, 'J6'],
      ['当年财政拨款', 7, false, 'J7'],
      ['上年结转资金', 8, false, 'J8'],
      ['其他资金', 9, false, 'J9'],
    ]);
    expect(form?.targets.map((target) => target.placeholder)).toEqual(Array.from({ length: 15 }, () => true));
    expect([
      short(form?.head.get('project')?.cell),
      short(form?.head.get('implementer')?.cell),
      short(form?.total?.scoreCell),
      form?.total?.gradeCell,
    ]).toEqual(['D3', 'H4', 'H28', null]);
  });

  it('of Tianchang: (A)(B)(B/A), 指标n rows and rows of / are no indicators', () => {
    const form = fixture('forms/02-tianchang-2022-blank.xlsx');
    expect(form?.targets.filter((target) => target.scored && !target.placeholder)).toHaveLength(9);
    expect(form?.targets.find((target) => target.cells.name.endsWith('!D31'))?.placeholder).toBe(true);
    expect(form?.levels.filter((level) => level.level === 1).map((level) => [level.name, level.points])).toEqual([
      ['产出指标', '50'],
      ['效益指标', '30'],
      ['满意度指标', '10'],
    ]);
  });

  it('of Yongde: split headers, ≧ and ═, 100 against a percent cell, a cell for the grade', () => {
    const form = fixture('forms/04-yongde-2022-blank.xlsx');
    expect(lines(form).slice(0, 4)).toEqual([
      ['学生受资助人数', '>=', '735', '735', '人次', '10'],
      ['营养改善计划覆盖率', '>=', '1', '1', '%', '10'],
      ['资金到位及时率', '>=', '1', '1', '%', '10'],
      ['生均补助标准达标率', '=', '1', '1', '%', '10'],
    ]);
    expect(form?.targets[1]?.formulas).toMatchObject({ target: "'公开14表'!E15/100", actual: "'公开14表'!G15" });
    expect([form?.unit, short(form?.total?.gradeCell)]).toEqual(['yuan', 'J25']);
  });

  it('of Xiaoxian: points before the target, 其中 rows without points are not scored', () => {
    const form = fixture('forms/12-xiaoxian-2023-blank.xlsx');
    expect(form?.targets.filter((target) => target.name.startsWith('其中')).map((target) => target.scored)).toEqual(
      Array.from({ length: 7 }, () => false),
    );
    expect(form?.amounts.map((row) => row.scored)).toEqual([true, false, false]);
    expect([...(form?.amounts[0]?.numbers.keys() ?? [])]).toEqual(['budget.full', 'outturn']);
  });

  it('of Sichuan: 指标性质 and 度量单位 in columns of their own, 权重 for points', () => {
    const [form] = formsOf(sichuanForm());
    expect(lines(form)).toEqual([
      ['养护里程', '>=', '320', '325', '公里', '20'],
      ['验收合格率', '=', '1', '1', '%', '20'],
      ['完成时限', '<=', '12', '11', '月', '20'],
      ['改善通行条件', 'qualitative', '明显改善', '明显改善', null, '20'],
      ['群众满意度', '>=', '0.9', '0.935', '%', '10'],
    ]);
    expect(form?.goal).toMatchObject({ expected: '完成养护里程320公里。', actual: '完成325公里。' });
  });

  it('stacked on one sheet are two forms with heads of their own', () => {
    expect(
      formsOf(stackedForms()).map((form) => [
        form.head.get('project')?.value,
        form.area.top,
        form.area.bottom,
        form.amounts[0]?.numbers.get('outturn')?.value,
        form.targets.filter((target) => !target.placeholder).length,
      ]),
    ).toEqual([
      ['医疗设备购置', 1, 13, '1480000', 3],
      ['人才培养', 15, 27, '291000.5', 3],
    ]);
  });
});

describe('department forms and score tables', () => {
  it('of Xinjiang: operator, value and unit in one cell', () => {
    const form = fixture('department-form.xlsx');
    expect(form).toMatchObject({ kind: 'department', system: 'xinjiang-department', organisation: '示例市公共服务局', unfilled: true });
    expect(form?.targets[0]).toMatchObject({ operator: '>=', target: '120', actual: '128', unit: '场' });
    expect(form?.targets[0]?.cells).toMatchObject({
      completion: "'部门整体支出绩效自评表'!J12",
      score: "'部门整体支出绩效自评表'!K12",
      reason: "'部门整体支出绩效自评表'!L12",
    });
  });

  it('of Chongqing and Guizhou: funds by kind of spending become facts', () => {
    expect(lines(formsOf(chongqingForm())[0])[1]).toEqual(['登记失业率', '<=', '0.055', '0.051', '%', '20']);
    const reading = readWorkbook(guizhouForm(), noChoices);
    expect([reading.facts.get('basic:outturn')?.value, reading.facts.get('total:budget.initial')?.value]).toEqual(['5189000', '8604000']);
    expect(lines(reading.forms[0])[1]).toEqual(['森林覆盖率', '>=', '0.6', '0.615', '%', '30']);
  });

  it('of Shenzhen: merged levels and points of three levels', () => {
    const form = fixture('baoan-2023.xlsx');
    expect(form).toMatchObject({ kind: 'scoreTable', system: 'shenzhen-department' });
    expect(form?.indicators).toHaveLength(21);
    expect(
      form?.levels.filter((level) => level.level === 1).map((level) => [level.name, level.points, level.firstRow, level.lastRow]),
    ).toEqual([
      ['部门决策', '20', 5, 8],
      ['部门管理', '20', 9, 18],
      ['部门绩效', '60', 19, 25],
    ]);
    expect([short(form?.total?.scoreCell), form?.total?.score]).toEqual(['G26', null]);
  });

  it('of Hunan go on after a repeated header; of Hebei stand below a table of funds', () => {
    const [hunan, anhui] = formsOf(scoreTables());
    expect([hunan?.system, hunan?.indicators.map((row) => row.points), hunan?.hasReasonColumn]).toEqual([
      'hunan-department',
      ['5', '5', '5', '5', '3', '77'],
      true,
    ]);
    expect(anhui?.levels.filter((level) => level.level === 1).map((level) => [level.name, level.firstRow, level.lastRow])).toEqual([
      ['规划', 3, 4],
      ['执行', 5, 5],
      ['效果', 6, 6],
    ]);
    const hebei = readWorkbook(hebeiForm(), noChoices);
    expect([
      hebei.forms[0]?.indicators.length,
      hebei.facts.get('total:budget.full')?.value,
      hebei.facts.get('total:outturn')?.value,
    ]).toEqual([3, '950000', '826500']);
  });
});
