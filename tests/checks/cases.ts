import type { CheckCode } from '../../src/core/checks/check';
import type { Settings } from '../../src/core/settings/settings';
import { overlaps, parseArea } from '../../src/core/workbook/address';
import type { Snapshot } from '../../src/core/workbook/snapshot';
import { departmentTable, projectForm, projectList, scoreTable } from '../sweep/correct';
import { Chance } from '../sweep/random';
import { type Entry, fixed, type MadeSheet, money, percent, withCells, workbook } from './workbook';

/** A workbook that a rule must speak about, and its nearest neighbour on which it must be silent. */
export interface RuleCase {
  readonly fails: Snapshot;
  /** The finding must hold this cell. */
  readonly cell: string;
  readonly severity?: string;
  readonly passes: Snapshot;
  readonly settings?: Partial<Settings>;
}

const department = departmentTable(new Chance(5));
const projects = projectList(new Chance(5));
const form = projectForm(new Chance(5));
const scores = scoreTable(new Chance(5));
const expenditure = "'部门支出情况'";
const control = "'经费与资产'";
const list = "'项目支出'";
const filled = "'项目支出绩效自评表'";
const table = "'自评得分表'";

function broken(base: Snapshot, changes: Readonly<Record<string, Entry>>, cell: string, more: Partial<RuleCase> = {}): RuleCase {
  return { fails: withCells(base, changes), cell, passes: base, ...more };
}

function sheet(name: string, rows: MadeSheet['rows'], more: Partial<MadeSheet> = {}): Snapshot {
  return workbook([{ name, rows, ...more }]);
}

const head = (title: string, unit = '单位：万元'): Entry[][] => [[title], ['单位名称：示例市公共服务局', null, null, null, null, unit]];

const twoSided = (income: number): Snapshot =>
  sheet('收支决算总表', [
    ['2024年度收入支出决算总表'],
    ['编制单位：示例市公共服务局', null, null, null, null, '单位：万元'],
    ['收入', null, null, '支出', null, null],
    ['项目', '年初预算数', '决算数', '项目', '年初预算数', '决算数'],
    ['一、一般公共预算财政拨款收入', fixed(800), fixed(900), '一、基本支出', fixed(300), fixed(310)],
    ['二、其他收入', fixed(100), fixed(50), '二、项目支出', fixed(600), fixed(640)],
    ['本年收入合计', fixed(900), fixed(950), '本年支出合计', fixed(900), fixed(950)],
    ['总计', fixed(900), fixed(income), '总计', fixed(900), fixed(950)],
  ]);

const balances = (wrong: number): Snapshot =>
  sheet('项目结余', [
    ...head('2024年度项目支出执行情况表'),
    ['项目名称', '全年预算数', '全年执行数', '结余', '备注'],
    ['甲项目', fixed(100), fixed(95), fixed(5)],
    ['乙项目', fixed(80), fixed(78), fixed(2)],
    ['丙项目', fixed(60), fixed(57.5), fixed(wrong)],
    ['丁项目', fixed(40), fixed(39), fixed(1)],
    ['戊项目', fixed(30), fixed(29), fixed(1)],
    ['合计', fixed(310), fixed(298.5), fixed(round2(9 + wrong))],
  ]);

function round2(value: number): number {
  return Math.round(value * 100) / 100;
}

const carried = (initial: number): Snapshot =>
  sheet('项目支出', [
    ...head('2024年度项目支出执行情况表'),
    ['项目名称', '年初预算数', '当年安排', '上年结转', '全年预算数', '全年执行数'],
    ['甲项目', fixed(initial), fixed(90), fixed(10), fixed(initial + 10), fixed(95)],
    ['乙项目', fixed(80), fixed(80), fixed(0), fixed(80), fixed(78)],
  ]);

const economic = (salaries: number): Snapshot =>
  sheet('支出决算明细', [
    ...head('2024年度支出经济分类决算表'),
    ['项目', '年初预算数', '全年预算数', '决算数'],
    ['工资福利支出', fixed(300), fixed(310), fixed(salaries)],
    ['商品和服务支出', fixed(200), fixed(210), fixed(205)],
    ['对个人和家庭的补助', fixed(50), fixed(50), fixed(48)],
    ['支出合计', fixed(550), fixed(570), fixed(558)],
  ]);

const growth = (cell: Entry): Snapshot =>
  sheet('三公经费', [
    ...head('2024年度“三公”经费支出表'),
    ['项目', '上年决算数', '本年预算数', '本年决算数', '增减率(%)'],
    ['因公出国（境）费', fixed(0), fixed(2), fixed(1.5), cell],
    ['公务用车购置及运行费', fixed(5), fixed(6), fixed(5.5), fixed(10)],
    ['公务接待费', fixed(1), fixed(1), fixed(0.8), fixed(-20)],
    ['合计', fixed(6), fixed(9), fixed(7.8), fixed(30)],
  ]);

const noted = (text: string, more: Readonly<Record<string, Entry>> = {}): Snapshot =>
  withCells(department, { [`${expenditure}!A10`]: text, ...more });

const zeroInitial = (text: string): Snapshot =>
  sheet('部门支出情况', [
    ...head('2024年度部门支出情况表'),
    ['项目', '年初预算数', '全年预算数', '全年执行数'],
    ['基本支出', fixed(0), fixed(100), fixed(98)],
    ['项目支出', fixed(0), fixed(50), fixed(49)],
    ['支出合计', fixed(0), fixed(150), fixed(147)],
    [text],
  ]);

const months = (june: number): Snapshot =>
  sheet('月度支出进度', [
    ...head('2024年度月度支出进度表'),
    ['月份', '累计支出进度(%)'],
    ['1-4月', fixed(28)],
    ['1-6月', fixed(june)],
    ['1-8月', fixed(66)],
    ['1-10月', fixed(85)],
  ]);

const coverage = (share: Entry): Snapshot =>
  withCells(projects, {
    [`${list}!A18`]: '评价项目数',
    [`${list}!B18`]: 9,
    [`${list}!A19`]: '项目总数',
    [`${list}!B19`]: 10,
    [`${list}!A20`]: '占比',
    [`${list}!B20`]: share,
  });

/** A list of targets beside the form of the same project. */
const withTargets = (target: string, actual = '220场'): Snapshot =>
  workbookOf(form, {
    name: '绩效目标批复表',
    rows: [
      ['2024年度项目绩效目标批复及完成情况'],
      ['一级指标', '二级指标', '三级指标', '指标值', '实际完成值', '分值', '得分'],
      ['产出指标', '数量指标', '开展服务活动场次', target, actual, 50, 47.83],
      ['效益指标', '社会效益指标', '服务知晓率', '≥85%', percent(0.9, '0%'), 30, 30],
      ['满意度指标', '服务对象满意度指标', '服务对象满意度', '≥90%', percent(0.946, '0.0%'), 10, 10],
    ],
  });

function workbookOf(base: Snapshot, more: MadeSheet): Snapshot {
  return { ...base, sheets: [...base.sheets, ...workbook([more]).sheets] };
}

const hiddenRow = (rows: readonly number[], filtered = false): Snapshot => ({
  ...department,
  sheets: department.sheets.map((entry, index) => (index === 0 ? { ...entry, hiddenRows: new Set(rows), filtered } : entry)),
});

const lastYear = (prior: number): Snapshot =>
  workbook([
    {
      name: '上年决算',
      rows: [
        ['2023年度部门支出决算表'],
        ['单位名称：示例市公共服务局', null, null, '单位：万元'],
        ['项目', '年初预算数', '全年预算数', '决算数'],
        ['基本支出', fixed(90), fixed(95), fixed(94)],
        ['项目支出', fixed(50), fixed(52), fixed(50)],
        ['支出合计', fixed(140), fixed(147), fixed(144)],
      ],
    },
    {
      name: '本年决算',
      rows: [
        ['2024年度部门支出决算表'],
        ['单位名称：示例市公共服务局', null, null, null, '单位：万元'],
        ['项目', '上年决算数', '年初预算数', '全年预算数', '决算数'],
        ['基本支出', fixed(94), fixed(92), fixed(96), fixed(95)],
        ['项目支出', fixed(50), fixed(52), fixed(54), fixed(53)],
        ['支出合计', fixed(prior), fixed(144), fixed(150), fixed(148)],
      ],
    },
    { name: '说明', rows: [['2024年度部门决算说明']] },
  ]);

function withoutMerge(base: Snapshot, reference: string, changes: Readonly<Record<string, Entry>>): Snapshot {
  const gone = parseArea(reference);
  const changed = withCells(base, changes);
  return {
    ...changed,
    sheets: changed.sheets.map((entry) => ({ ...entry, merges: entry.merges.filter((area) => gone === null || !overlaps(area, gone)) })),
  };
}

const dated = (deadline: string): Snapshot =>
  withCells(form, { [`${filled}!A22`]: '项目起止时间：2024年1月至2024年12月', [`${filled}!E15`]: deadline, [`${filled}!F15`]: '按期完成' });

/** One failing and one passing workbook for every rule. */
export const cases: Readonly<Record<CheckCode, RuleCase>> = {
  'U-01': {
    fails: withCells(department, { [`${expenditure}!G2`]: null }),
    cell: `${expenditure}!B4`,
    passes: department,
  },
  'U-02': {
    fails: workbookOf(department, {
      name: '项目支出',
      rows: [
        ['2024年度项目支出表'],
        ['单位名称：青山县卫生健康局', null, null, '单位：元'],
        ['项目名称', '年初预算数', '全年预算数', '全年执行数'],
        ['甲项目', money(100000), money(100000), money(99000)],
      ],
    }),
    cell: `${list}!D2`,
    passes: department,
  },
  'U-03': broken(department, { [`${expenditure}!E8`]: '4752.83元' }, `${expenditure}!E8`),
  'U-04': {
    fails: sheet('项目支出', [
      ...head('2024年度项目支出执行情况表', '单位：元'),
      ['项目名称', '年初预算数', '全年预算数', '全年执行数'],
      ['甲项目', 35, 35, 34.5],
      ['乙项目', 120, 120, 119],
      ['丙项目', 60, 60, 58],
    ]),
    cell: `${list}!C4`,
    passes: projects,
  },
  'U-05': broken(department, { "'资金来源'!B7": fixed(50043200) }, "'资金来源'!B7"),
  'U-06': broken(department, { [`${expenditure}!F6`]: { value: 0.9843, format: '0.00%' } }, `${expenditure}!F6`),
  'L-01': {
    fails: sheet('部门支出情况', [
      ...head('2024年度部门支出情况表'),
      ['项目', '年初预算数', '调整预算数', '全年执行数'],
      ['基本支出', fixed(100), fixed(90), fixed(60)],
      ['项目支出', fixed(200), fixed(150), fixed(120)],
      ['支出合计', fixed(300), fixed(240), fixed(180)],
    ]),
    cell: `${expenditure}!C4`,
    passes: department,
  },
  'L-02': {
    fails: workbookOf(department, {
      name: '决算情况',
      rows: [
        ['2024年度部门决算情况表'],
        ['单位名称：青山县卫生健康局', null, null, '单位：万元'],
        ['项目', '年初预算数', '全年预算数', '全年执行数'],
        ['基本支出', fixed(1871.24), fixed(1885.96), fixed(1809.83)],
        ['项目支出', fixed(3057.95), fixed(3118.36), fixed(2950)],
        ['支出合计', fixed(4929.19), fixed(5004.32), fixed(4759.83)],
      ],
    }),
    cell: "'决算情况'!D5",
    passes: department,
  },
  'L-03': broken(form, { [`${filled}!A2`]: null }, `${filled}!A1`, { severity: 'question' }),
  'K-01': broken(department, { [`${expenditure}!B8`]: fixed(4930.19) }, `${expenditure}!B8`),
  'K-02': broken(department, { [`${expenditure}!E5`]: fixed(1651.5) }, `${expenditure}!E5`),
  'K-03': broken(department, { [`${expenditure}!C7`]: fixed(61.41) }, `${expenditure}!C7`),
  'K-04': broken(form, { [`${filled}!E7`]: fixed(80.19) }, `${filled}!E7`),
  'K-05': broken(department, { "'资金来源'!C4": fixed(3812.26), "'资金来源'!C7": fixed(4762.83) }, "'资金来源'!C7"),
  'K-06': { fails: economic(304), cell: "'支出决算明细'!D4", passes: economic(305) },
  'K-07': broken(department, { [`${control}!B7`]: fixed(19.29) }, `${control}!B7`),
  'K-08': { fails: twoSided(960), cell: "'收支决算总表'!C8", passes: twoSided(950) },
  'K-09': { fails: balances(4.5), cell: "'项目结余'!D6", passes: balances(2.5) },
  'K-10': broken(projects, { [`${list}!D15`]: money(3774000) }, `${list}!D15`),
  'K-11': broken(department, { [`${expenditure}!C8`]: fixed(76.13), [`${expenditure}!D8`]: fixed(5005.32) }, `${expenditure}!C8`),
  'K-12': { fails: carried(100), cell: `${list}!B4`, passes: carried(90) },
  'K-13': broken(department, { [`${expenditure}!B8`]: fixed(4929.2) }, `${expenditure}!B8`),
  'K-14': broken(department, { "'资金来源'!C6": fixed(401.34) }, "'资金来源'!C6"),
  'K-15': broken(
    projects,
    {
      [`${list}!C5`]: '业务培训经费',
      [`${list}!D5`]: money(205000),
      [`${list}!F5`]: money(205000, '=D5+E5'),
      [`${list}!G5`]: money(192135.23),
    },
    `${list}!C5`,
  ),
  'K-16': {
    fails: workbookOf(form, {
      name: '项目支出',
      rows: [
        ['2024年度项目支出表'],
        ['单位名称：青山县卫生健康局', null, null, '单位：万元'],
        ['项目名称', '年初预算数', '全年预算数', '全年执行数'],
        ['社区服务点运行维护', fixed(92.6), fixed(92.6), fixed(88.77)],
        ['业务培训经费', fixed(20), fixed(20), fixed(19)],
      ],
    }),
    cell: `${filled}!F6`,
    passes: workbookOf(form, {
      name: '项目支出',
      rows: [
        ['2024年度项目支出表'],
        ['单位名称：青山县卫生健康局', null, null, '单位：万元'],
        ['项目名称', '年初预算数', '全年预算数', '全年执行数'],
        ['社区服务点运行维护', fixed(92.6), fixed(92.6), fixed(89.77)],
        ['业务培训经费', fixed(20), fixed(20), fixed(19)],
      ],
    }),
  },
  'C-01': broken(department, { [`${expenditure}!F7`]: fixed(91.38) }, `${expenditure}!F7`),
  'C-02': broken(projects, { [`${list}!G5`]: money(86700), [`${list}!H5`]: fixed(102) }, `${list}!G5`),
  'C-03': broken(projects, { [`${list}!D5`]: money(0), [`${list}!F5`]: money(0) }, `${list}!F5`),
  'C-04': broken(department, { [`${expenditure}!C8`]: fixed(575.13) }, `${expenditure}!C8`),
  'C-05': broken(department, { [`${expenditure}!F7`]: fixed(96.24) }, `${expenditure}!F7`),
  'C-06': { fails: withCells(form, { [`${filled}!D6`]: fixed(90) }), cell: `${filled}!D6`, passes: form },
  'C-07': broken(department, { [`${control}!B9`]: null }, `${control}!C9`),
  'C-08': broken(department, { [`${control}!C7`]: fixed(18.97) }, `${control}!C7`),
  'C-09': broken(department, { [`${expenditure}!F5`]: fixed(95.74) }, `${expenditure}!F5`),
  'C-10': broken(department, { [`${control}!C9`]: fixed(280) }, `${control}!C9`),
  'C-11': {
    fails: noted('说明：本年度项目资金合计3000.00万元，用于各项公共服务任务。'),
    cell: `${expenditure}!A10`,
    passes: noted('说明：本年度项目资金合计2943.00万元，用于各项公共服务任务。'),
  },
  'C-12': {
    fails: department,
    cell: `${control}!D18`,
    passes: withCells(department, { [`${control}!C18`]: fixed(94.97), [`${control}!D18`]: fixed(94.97) }),
  },
  'C-13': broken(department, { [`${control}!C17`]: fixed(45), [`${control}!D17`]: fixed(60) }, `${control}!C17`),
  'C-14': { fails: growth(fixed(100)), cell: "'三公经费'!E4", passes: growth('—') },
  'C-15': broken(department, { [`${control}!C13`]: 51, [`${control}!D13`]: fixed(104.08) }, `${control}!C13`),
  'C-16': broken(department, { [`${control}!D11`]: fixed(33.88) }, `${control}!D11`),
  'C-17': broken(form, { [`${filled}!F19`]: percent(1.046, '0.0%') }, `${filled}!F19`),
  'C-18': {
    fails: zeroInitial('说明：本年支出147万元，完成年初预算的98%，执行情况良好。'),
    cell: `${expenditure}!A7`,
    passes: zeroInitial('说明：本年支出147万元，完成全年预算的98%，执行情况良好。'),
  },
  'C-19': { fails: months(35), cell: "'月度支出进度'!B5", passes: months(45) },
  'S-01': broken(scores, { [`${table}!F11`]: 13 }, `${table}!F11`),
  'S-02': broken(scores, { [`${table}!D6`]: 11 }, `${table}!D6`),
  'S-03': broken(scores, { [`${table}!G4`]: fixed(6) }, `${table}!G4`),
  'S-04': broken(scores, { [`${table}!G15`]: fixed(96.5) }, `${table}!G15`),
  'S-05': broken(form, { [`${filled}!I20`]: '优秀' }, `${filled}!I20`),
  'S-06': broken(form, { [`${filled}!H20`]: fixed(100), [`${filled}!I6`]: null }, `${filled}!H20`),
  'S-07': broken(form, { [`${filled}!I6`]: fixed(9.5), [`${filled}!H20`]: fixed(97.35) }, `${filled}!I6`),
  'S-08': broken(
    form,
    { [`${filled}!H14`]: fixed(13), [`${filled}!H20`]: fixed(95.54), [`${filled}!I14`]: '第四季度部分设施进入保养期，按规定暂停使用。' },
    `${filled}!H14`,
  ),
  'S-09': broken(scores, { [`${table}!H5`]: null }, `${table}!H5`),
  'S-10': broken(form, { [`${filled}!F18`]: '部分达成年度指标并具有一定效果' }, `${filled}!H18`),
  'S-11': broken(form, { [`${filled}!G14`]: 15.125 }, `${filled}!G14`),
  'S-12': broken(form, { [`${filled}!D16`]: '指标1：', [`${filled}!E16`]: null, [`${filled}!F16`]: null }, `${filled}!H16`),
  'S-13': broken(form, { [`${filled}!H13`]: 15, [`${filled}!H18`]: 15, [`${filled}!H20`]: fixed(99.69) }, `${filled}!H20`),
  'S-14': broken(form, { [`${filled}!G13`]: 10, [`${filled}!G17`]: 20 }, `${filled}!G17`),
  'S-15': broken(
    withCells(scores, { [`${table}!I3`]: '得分率', [`${table}!I5`]: percent(0.8), [`${table}!I6`]: percent(0.6667) }),
    { [`${table}!I5`]: percent(0.9) },
    `${table}!I5`,
  ),
  'S-16': broken(scores, { [`${table}!G7`]: null, [`${table}!G15`]: null }, `${table}!G7`),
  'I-01': broken(
    form,
    {
      [`${filled}!D19`]: null,
      [`${filled}!E19`]: null,
      [`${filled}!F19`]: null,
      [`${filled}!G19`]: null,
      [`${filled}!H19`]: null,
      [`${filled}!B19`]: null,
      [`${filled}!C19`]: null,
    },
    `${filled}!D13`,
  ),
  'I-02': broken(form, { [`${filled}!E14`]: null }, `${filled}!E14`),
  'I-03': broken(form, { [`${filled}!F19`]: '良好' }, `${filled}!F19`),
  'I-04': broken(form, { [`${filled}!E17`]: '≥XX%' }, `${filled}!E17`),
  'I-05': broken(form, { [`${filled}!E18`]: '有效提升', [`${filled}!F18`]: '有效提升' }, `${filled}!E18`),
  'I-06': broken(form, { [`${filled}!E16`]: '≥2.3万元' }, `${filled}!E16`),
  'I-07': broken(form, { [`${filled}!E14`]: '≥105%', [`${filled}!F14`]: percent(1.06, '0.0%') }, `${filled}!E14`),
  'I-08': broken(form, { [`${filled}!F13`]: '220人' }, `${filled}!F13`),
  'I-09': broken(form, { [`${filled}!D14`]: '开展服务活动场次', [`${filled}!C14`]: '数量指标' }, `${filled}!D14`),
  'I-10': { fails: withTargets('≥250场'), cell: `${filled}!E13`, passes: withTargets('≥230场') },
  'I-11': { fails: dated('2025年3月底前'), cell: `${filled}!E15`, passes: dated('2024年11月底前') },
  'I-12': broken(form, { [`${filled}!F19`]: percent(1, '0%') }, `${filled}!F19`),
  'I-13': broken(
    withCells(form, {
      [`${filled}!J12`]: '佐证资料',
      ...Object.fromEntries([13, 14, 15, 16, 17, 18, 19].map((row) => [`${filled}!J${row}`, '活动记录和统计表'])),
    }),
    { [`${filled}!J14`]: null },
    `${filled}!J14`,
  ),
  'R-01': broken(
    form,
    {
      [`${filled}!F6`]: fixed(79.77),
      [`${filled}!F7`]: fixed(70.69),
      [`${filled}!H6`]: percent(0.8614),
      [`${filled}!I6`]: fixed(8.61),
      [`${filled}!H20`]: fixed(96.46),
    },
    `${filled}!F6`,
  ),
  'R-02': broken(projects, { [`${list}!G5`]: money(59500), [`${list}!H5`]: fixed(70) }, `${list}!G5`),
  'R-03': broken(form, { [`${filled}!I13`]: null }, `${filled}!I13`),
  'R-04': broken(
    form,
    { [`${filled}!F13`]: '300场', [`${filled}!I13`]: null, [`${filled}!H13`]: 15, [`${filled}!H20`]: fixed(98.19) },
    `${filled}!F13`,
  ),
  'R-05': broken(
    form,
    {
      [`${filled}!F6`]: fixed(79.77),
      [`${filled}!F7`]: fixed(70.69),
      [`${filled}!H6`]: percent(0.8614),
      [`${filled}!I6`]: fixed(8.61),
      [`${filled}!H20`]: fixed(96.46),
    },
    `${filled}!F6`,
  ),
  'R-06': {
    fails: withCells(form, {
      [`${filled}!A22`]: '注：年中发生预算调整的应单独说明理由，请在原因栏填写。',
      [`${filled}!D6`]: fixed(90),
      [`${filled}!D7`]: fixed(80.59),
    }),
    cell: `${filled}!E6`,
    passes: withCells(form, { [`${filled}!A22`]: '注：年中发生预算调整的应单独说明理由，请在原因栏填写。' }),
  },
  'R-07': broken(form, { [`${filled}!I13`]: '客观原因' }, `${filled}!I13`),
  'R-08': broken(form, { [`${filled}!I14`]: '部分设施改造未完成，结转下年实施。' }, `${filled}!I14`),
  'R-09': {
    fails: withCells(projects, { [`${list}!C13`]: '后勤保障经费（项目终止）', [`${list}!G13`]: money(0), [`${list}!H13`]: fixed(0) }),
    cell: `${list}!C13`,
    passes: withCells(projects, {
      [`${list}!C13`]: '后勤保障经费（项目终止）',
      [`${list}!G13`]: money(0),
      [`${list}!H13`]: fixed(0),
      [`${list}!I13`]: '年中终止，资金由财政收回',
    }),
  },
  'N-01': broken(projects, { [`${list}!A16`]: '注：本表共12个项目，涉及2家预算单位。填报日期：2025年1月20日' }, `${list}!A16`),
  'N-02': { fails: coverage(percent(0.95)), cell: `${list}!B20`, passes: coverage(percent(0.9)) },
  'N-03': { fails: withTargets('≥230场', '225场'), cell: `${filled}!F13`, passes: withTargets('≥230场') },
  'N-06': broken(department, { "'资金来源'!A2": '单位名称：青山市卫生健康局' }, "'资金来源'!A2"),
  'N-07': broken(department, { "'资金来源'!A1": '2023年度资金来源情况表' }, "'资金来源'!A1"),
  'N-08': { fails: lastYear(145), cell: "'本年决算'!B6", passes: lastYear(144) },
  'N-09': broken(
    form,
    {
      [`${filled}!F13`]: '230场',
      [`${filled}!F14`]: percent(0.95, '0.0%'),
      [`${filled}!F15`]: percent(0.95, '0%'),
      [`${filled}!F16`]: '2.5万元',
      [`${filled}!F17`]: percent(0.85, '0%'),
    },
    `${filled}!F14`,
  ),
  'N-10': {
    fails: noted('说明：本年度部门整体支出4800.00万元，保障了各项任务的完成。'),
    cell: `${expenditure}!A10`,
    passes: noted('说明：本年度部门整体支出4752.83万元，保障了各项任务的完成。'),
  },
  'N-11': {
    fails: sheet('部门支出情况', [
      ...head('2024年度部门支出情况表'),
      ['项目', '年初预算数', '全年预算数', '全年执行数'],
      ['基本支出', fixed(100), fixed(100), fixed(98)],
      ['项目支出', fixed(50), fixed(50), fixed(49)],
      ['    其中：基本建设类项目', fixed(20), fixed(60), fixed(19)],
      ['支出合计', fixed(150), fixed(150), fixed(147)],
    ]),
    cell: `${expenditure}!C6`,
    passes: sheet('部门支出情况', [
      ...head('2024年度部门支出情况表'),
      ['项目', '年初预算数', '全年预算数', '全年执行数'],
      ['基本支出', fixed(100), fixed(100), fixed(98)],
      ['项目支出', fixed(50), fixed(50), fixed(49)],
      ['    其中：基本建设类项目', fixed(20), fixed(20), fixed(19)],
      ['支出合计', fixed(150), fixed(150), fixed(147)],
    ]),
  },
  'F-04': broken(form, { [`${filled}!A21`]: '填表人：王某　　联系电话：010-12345678　　填表日期：2024年11月18日' }, `${filled}!A21`),
  'F-05': {
    fails: withoutMerge(form, 'C3:I3', { [`${filled}!E3`]: '项目负责人及电话' }),
    cell: `${filled}!F3`,
    passes: withoutMerge(form, 'C3:I3', { [`${filled}!E3`]: '项目负责人及电话', [`${filled}!F3`]: '李某 010-12345678' }),
  },
  'H-01': { fails: hiddenRow([6]), cell: `${expenditure}!B6`, passes: department },
  'H-02': broken(department, { [`${expenditure}!F7`]: { error: '#DIV/0!', formula: '=E7/0' } }, `${expenditure}!F7`),
  'H-03': broken(department, { [`${expenditure}!C6`]: '6.74' }, `${expenditure}!C6`),
  'H-04': broken(department, { [`${expenditure}!C1`]: 12 }, `${expenditure}!C1`),
  'H-05': {
    fails: { ...withCells(department, { "'资金来源'!B4": fixed(4003.46, "='[1]Sheet1'!B2") }), externalLinks: ['上年预算.xlsx'] },
    cell: "'资金来源'!B4",
    passes: department,
  },
  'H-06': { fails: hiddenRow([6], true), cell: `${expenditure}!B6`, passes: department },
  'H-07': broken(projects, { [`${list}!F6`]: money(660500) }, `${list}!F6`),
  'H-08': {
    fails: { ...department, sheets: department.sheets.map((entry, index) => (index === 0 ? { ...entry, protected: true } : entry)) },
    cell: `${expenditure}!A1`,
    passes: department,
  },
};
