import type { Severity } from '../../src/core/checks/finding';
import type { Snapshot } from '../../src/core/workbook/snapshot';
import { type MadeSheet, percent, workbook } from '../checks/workbook';
import { functionSheet, provincialSheet, regionalSheet, subtotalSheet, threePublicSheet } from './more-workbooks';
import {
  accountsSheet,
  adjustedSheet,
  baseSheet,
  bookOf,
  budgetSheet,
  edit,
  formSheet,
  having,
  projectSheet,
  rate,
  scoreSheet,
  targetSheet,
} from './workbooks';

/** A workbook with one fault and what a reviewer says of it. */
export interface FaultCase {
  readonly rule: string;
  readonly what: string;
  readonly book: Snapshot;
  readonly severity: Severity;
  /** `工作表!B4` or `B4` of any sheet; one of them must be named; none: anywhere. */
  readonly at: readonly string[];
  /** Other codes that a reviewer may add. */
  readonly may?: readonly string[];
}

/** A workbook of which nothing may be said. */
export interface CleanCase {
  readonly what: string;
  readonly book: Snapshot;
  /** Codes that may be said, as notes or questions. */
  readonly may?: readonly string[];
}

const o = null;
const fault = (
  rule: string,
  severity: Severity,
  what: string,
  book: Snapshot,
  at: readonly string[],
  may: readonly string[] = [],
): FaultCase => ({ rule, severity, what, book, at, may });
const clean = (what: string, book: Snapshot, may: readonly string[] = []): CleanCase => ({
  what,
  book,
  may,
});
const one = (sheet: MadeSheet, cells: Parameters<typeof edit>[1]): Snapshot => bookOf(edit(sheet, cells));

/** Progress by quarters. */
const progress = (values: readonly [number, number, number, number], full: number): MadeSheet => ({
  name: '支出进度表',
  rows: [
    ['2023年度预算支出进度表'],
    ['编制单位：某某市公共服务局', o, o, o, '单位：万元'],
    ['项目', '一季度', '二季度', '三季度', '四季度'],
    ['累计支出进度', ...values.map(rate)],
    [o],
    ['项目', '年初预算数', '全年预算数', '全年执行数', '预算执行率'],
    ['部门整体支出', 1000, 1000, full * 1000, rate(full)],
  ],
  merges: ['A1:E1'],
});

const sources: MadeSheet = {
  name: '资金执行情况',
  rows: [
    ['2023年度部门资金执行情况表'],
    ['编制单位：某某市公共服务局', o, o, '单位：万元'],
    ['资金来源', '年初预算数', '全年预算数', '全年执行数'],
    ['年度资金总额', 1000, 1000, 960],
    ['一般公共预算财政拨款', 800, 800, 770],
    ['政府性基金预算财政拨款', 150, 150, 140],
    ['其他收入', 50, 50, 50],
    [o],
    ['资金用途', '年初预算数', '全年预算数', '全年执行数'],
    ['基本支出', 600, 600, 590],
    ['项目支出', 400, 400, 370],
    ['合计', 1000, 1000, 960],
  ],
};

const gradeList: MadeSheet = {
  name: '项目自评结果汇总表',
  rows: [
    ['2023年度项目支出绩效自评结果汇总表'],
    ['编制单位：某某市公共服务局', o, o, o, o, o, '单位：万元'],
    ['序号', '项目名称', '全年预算数', '全年执行数', '预算执行率', '自评得分', '自评等次', '未完成原因'],
    [1, '政务服务大厅运行维护', 120, 118, percent(0.9833), 98.5, '优', o],
    [2, '信息系统运维服务', 80, 79.2, percent(0.99), 97.9, '优', o],
    [3, '办公设备更新', 25, 20.5, percent(0.82), 88.2, '良', '供应商延期交货，尾款结转下年支付，已催促供货'],
    [o, '合计', 225, 217.7, percent(0.9676), o, o, o],
  ],
};

const growth: MadeSheet = {
  name: '三公经费支出情况表',
  rows: [
    ['2023年度“三公”经费支出情况表'],
    ['编制单位：某某市公共服务局', o, o, o, '单位：万元'],
    ['项目', '上年决算数', '本年预算数', '本年决算数', '比上年增减（%）'],
    ['“三公”经费合计', 5, 6, 4.8, -4],
    ['因公出国（境）费', 0, 0, 0, '—'],
    ['公务用车购置费', 0, 0, 0, '—'],
    ['公务用车运行维护费', 3, 4, 2.8, -6.67],
    ['公务接待费', 2, 2, 2, 0],
  ],
};

const hunan: MadeSheet = {
  name: '部门整体支出绩效自评表',
  rows: [
    ['2023年度部门整体支出绩效自评表'],
    ['部门名称：某某县公共服务局', o, o, o, o, '填报日期：2024年2月20日'],
    ['一级指标', '二级指标', '三级指标', '评分标准', '分值', '自评得分', '扣分原因和其他说明'],
    ['投入', '目标设定', '绩效目标合理性', '符合要求计满分', 20, 20, o],
    ['过程', '预算管理', '管理制度健全性', '①②③每项计10分', 30, 28, '内部控制制度尚未按新规修订，已列入2024年计划'],
    ['产出', '职责履行', '重点工作办结率', '按比例计分', 30, 30, o],
    ['效果', '履职效益', '社会公众或服务对象满意度', '95%以上满分', 20, 20, o],
    ['合计', o, o, o, 100, 98, o],
  ],
};

const terminated = edit(having(projectSheet, { merges: ['A1:H1', 'B4:B6', 'B7:B9'] }), {
  A8: 5,
  C8: '办公设备更新',
  A9: 6,
  B9: o,
  C9: '旧馆加固（终止）',
  D9: 100000,
  E9: 100000,
  F9: 0,
  G9: rate(0),
  H9: '旧馆拆除，项目终止，资金已由财政收回',
  B10: '合计',
  D10: 3300000,
  E10: 3300000,
  F10: 3259600,
  G10: rate(0.9878),
});

/** A list of projects whose 年初预算 may hold the carry-over already. */
const carriedOver = (initial: number): MadeSheet => ({
  name: '项目支出预算情况表',
  rows: [
    ['2023年度项目支出预算情况表'],
    ['编制单位：某某市公共服务局', o, o, o, o, '单位：万元'],
    ['项目名称', '当年安排', '上年结转', '年初预算数', '全年预算数', '全年执行数'],
    ['政务服务大厅运行维护', 80, 20, initial, 100, 98],
    ['信息系统运维服务', 50, 0, 50, 50, 49],
  ],
});

/** The county table with 得分率 behind its reasons. */
const scoreRates = (process: number): MadeSheet => ({
  ...hunan,
  rows: hunan.rows.map((row, index) => {
    if (index < 2) return row;
    const wide = row.length < 7 ? [...row, o] : row;
    return [...wide, index === 2 ? '得分率' : rate(index === 4 ? process : index === 7 ? 0.98 : 1)];
  }),
});

/** One fault each. */
export const faults: readonly FaultCase[] = [
  fault('U-01', 'warning', 'a budget table that names no unit', one(budgetSheet, { F2: o }), []),
  fault('U-03', 'error', 'one cell in 元 among 万元', one(budgetSheet, { D7: '325.96元' }), ['D7']),
  fault(
    'U-04',
    'warning',
    'projects of a few hundred 元',
    one(projectSheet, {
      D4: 120,
      E4: 120,
      F4: 118,
      D5: 80,
      E5: 80,
      F5: 79.2,
      D6: 15,
      E6: 15,
      F6: 14.85,
      D7: 90,
      E7: 90,
      F7: 89.91,
      D8: 25,
      E8: 25,
      F8: 24,
      D9: 330,
      E9: 330,
      F9: 325.96,
    }),
    [],
  ),
  fault(
    'U-05',
    'warning',
    'the project total in two tables ten thousand times apart',
    bookOf(budgetSheet, edit(projectSheet, { H2: '单位：万元' })),
    [],
    ['U-04'],
  ),
  fault(
    'U-06',
    'note',
    'fractions and per cents in one column',
    one(projectSheet, { G4: 0.9833, G5: 99, G6: 99, G7: 99.9, G8: 96, G9: 98.78 }),
    ['G4', 'G5'],
  ),
  fault(
    'L-01',
    'question',
    '调整预算数 that may be either',
    one(
      { ...adjustedSheet, rows: [] },
      {
        A1: '2023年度预算执行情况表',
        A2: '编制单位：某某市公共服务局',
        E2: '单位：万元',
        A3: '项目',
        B3: '年初预算数',
        C3: '调整预算数',
        A4: '基本支出',
        B4: 100,
        C4: 95,
        D4: o,
        A5: '项目支出',
        B5: 200,
        C5: 190,
        A6: '合计',
        B6: 300,
        C6: 285,
      },
    ),
    ['C3', 'C4', 'C5', 'C6'],
    ['L-03', 'R-06', 'R-01'],
  ),
  fault(
    'L-02',
    'question',
    'outturn differs between table and accounts',
    bookOf(budgetSheet, edit(accountsSheet, { J10: 3359600, J13: 3372600, J16: 11572600, J18: o, J19: 11550000 })),
    [],
    ['K-09', 'K-08', 'K-14', 'K-10'],
  ),
  fault('L-03', 'question', 'no unit name and no year', one(budgetSheet, { A1: '部门预算执行情况表', A2: o }), []),

  fault('K-01', 'error', 'total of the outturn ten too high', one(budgetSheet, { D8: 1157.26, E8: 99.72 }), ['D8']),
  fault('K-01', 'error', 'accounts: total of spending by nature', one(accountsSheet, { J10: 3159600 }), ['J16', 'J10']),
  fault('K-02', 'error', 'staff and office costs do not make the basic spending', one(budgetSheet, { D5: 695.2, E5: 97.92 }), ['D4', 'D5']),
  fault('K-03', 'error', 'full budget is not initial plus change', one(adjustedSheet, { D5: 360, D6: 1190.5 }), ['D5', 'D6']),
  fault(
    'K-04',
    'error',
    'sources do not make the full budget',
    one(formSheet, { D7: 110, E7: 110 }),
    ['E6', 'E7', 'D6', 'D7'],
    ['K-13', 'K-14', 'C-02', 'C-01'],
  ),
  fault(
    'K-04',
    'error',
    'sources of the department fall short',
    one(sources, { C6: 120, B6: 120 }),
    ['C4', 'C6', 'B4', 'B6', 'C12', 'B12'],
    ['K-14', 'C-02'],
  ),
  fault('K-05', 'error', 'outturn by source and by use', one(sources, { D5: 760, D4: 950 }), ['D4', 'D12']),
  fault('K-06', 'error', 'economic classes do not make the outturn', one(accountsSheet, { J12: 6400000, J11: 11372600 }), [
    'J16',
    'J11',
    'J12',
  ]),
  fault('K-07', 'error', '三公 parts', one(baseSheet, { D6: 4.66 }), ['D6']),
  fault('K-07', 'error', '三公 parts in a table of their own', one(growth, { D4: 5.3, E4: 6 }), ['D4']),
  fault('K-08', 'warning', 'income and spending totals differ', one(accountsSheet, { E19: 11560000 }), ['E19', 'J19']),
  fault('K-09', 'warning', 'closing balance', one(accountsSheet, { J18: 87400, J19: 11560000, E19: 11560000 }), ['J18'], ['K-04']),
  fault('K-10', 'error', 'the list does not make its total', one(projectSheet, { F9: 3269600, G9: rate(0.9908) }), ['F9']),
  fault(
    'K-10',
    'error',
    'the list does not make the project spending of the table',
    bookOf(budgetSheet, edit(projectSheet, { F8: 230000, G8: rate(0.92), F9: 3249600, G9: rate(0.9847) })),
    ['F9', 'D7'],
    ['L-02'],
  ),
  fault('K-12', 'warning', 'carry-over counted twice', bookOf(carriedOver(100)), ['D4', 'C4']),
  fault('K-13', 'note', 'one hundredth by rounding', one(budgetSheet, { D8: 1147.27 }), ['D8']),
  fault(
    'K-14',
    'warning',
    'outturn above the budget',
    one(having(projectSheet, { rows: projectSheet.rows.map((row) => row.filter((_, index) => index !== 6)), merges: [] }), {
      F4: 1250000,
      F9: 3329600,
      E2: '单位：元',
    }),
    ['F4'],
    ['K-14'],
  ),
  fault(
    'K-15',
    'error',
    'one row twice',
    one(projectSheet, {
      A6: 3,
      C6: '信息系统运维服务',
      D6: 800000,
      E6: 800000,
      F6: 792000,
      G6: rate(0.99),
      D9: 3950000,
      E9: 3950000,
      F9: 3903100,
      G9: rate(0.9881),
    }),
    ['C6', 'A6', 'D6', 'C5', 'B6'],
  ),
  fault(
    'K-16',
    'warning',
    'form and list give two budgets',
    bookOf(
      edit(formSheet, {
        B3: '信息系统运维服务',
        D6: 80,
        E6: 90,
        F6: 79.2,
        H6: rate(0.88),
        I6: 8.8,
        D7: 80,
        E7: 90,
        F7: 79.2,
        H7: rate(0.88),
        H21: 98.3,
      }),
      edit(projectSheet, {}),
    ),
    ['项目支出绩效自评表!E6', '项目支出执行情况!E5'],
    ['R-01', 'R-06'],
  ),

  fault('C-01', 'error', 'rate of the basic spending', one(budgetSheet, { E4: 97.89 }), ['E4']),
  fault('C-01', 'error', 'rate of a project as a percent cell', one(projectSheet, { G7: rate(0.989) }), ['G7']),
  fault('C-01', 'error', 'rate as a text', one(projectSheet, { G8: '97.00%' }), ['G8']),
  fault('C-01', 'error', 'rate of the form', one(formSheet, { H6: rate(0.97), I6: 9.7, H7: rate(0.95), H21: 99.2 }), ['H6'], ['S-07']),
  fault('C-01', 'error', 'rate missing on the row that the form scores', one(formSheet, { H6: o }), ['H6']),
  fault(
    'C-02',
    'error',
    'a rate above 100 %',
    one(projectSheet, { F4: 1250000, G4: rate(1.0417), F9: 3329600, G9: rate(1.009), H9: o }),
    ['G4'],
    ['C-02'],
  ),
  fault(
    'C-03',
    'error',
    'spending without a budget',
    one(projectSheet, { D6: 0, E6: 0, F6: 148500, G6: '—', D9: 3150000, E9: 3150000, G9: rate(1.0348) }),
    ['F6', 'G6', 'E6'],
    ['C-02'],
  ),
  fault(
    'C-04',
    'warning',
    'adjusted by a fifth',
    one(adjustedSheet, { C4: 230, D4: 1050.5, E4: 1040, C6: 250, D6: 1400.5, E6: 1385.96, F6: o }),
    ['C6', 'D6', 'B6'],
  ),
  fault(
    'C-05',
    'question',
    'rate holds on the initial budget',
    one(formSheet, { D6: 150, D7: 150, H6: rate(0.76), H7: rate(0.76), H21: 99, I21: '年中压减30万元，已经财政批复' }),
    ['H6', 'H7'],
    ['R-06', 'C-04', 'S-07'],
  ),
  fault('C-07', 'error', '三公 budget missing', one(baseSheet, { C6: o, C7: o, C8: o, C9: o, C10: o, C11: o }), ['C6', 'D6', 'A6']),
  fault('C-08', 'warning', '三公 above its budget', one(baseSheet, { C6: 4, C7: 2, C9: 2, C11: 2 }), ['D6', 'C6'], ['C-08']),
  fault('C-09', 'question', 'a truncated rate', one(projectSheet, { G9: rate(0.9877) }), ['G9']),
  fault('C-10', 'error', 'procurement above its plan', one(baseSheet, { D14: 65 }), ['D14', 'C14']),
  fault('C-12', 'question', 'fourth quarter and full year', bookOf(progress([0.26, 0.52, 0.8, 0.93], 0.96)), ['E4', 'E7']),
  fault('C-13', 'error', 'progress falls', bookOf(progress([0.26, 0.52, 0.48, 0.96], 0.96)), ['D4']),
  fault('C-13', 'error', 'progress above the whole', bookOf(progress([0.26, 0.52, 0.8, 1.02], 0.96)), ['E4'], ['C-12']),
  fault('C-14', 'note', 'growth over nothing', one(growth, { E5: 0 }), ['E5']),
  fault('C-15', 'error', 'more staff than posts', one(baseSheet, { C4: 22, D4: rate(1.0476) }), ['C4', 'D4', 'B4']),
  fault('C-16', 'error', 'assets in use and idle', one(baseSheet, { C16: 530 }), ['C16', 'B16']),
  fault('C-17', 'warning', 'satisfaction of 105 %', one(targetSheet, { G10: 105 }), ['G10']),
  fault(
    'C-19',
    'warning',
    'June at 35 %',
    bookOf(budgetSheet, {
      name: '支付进度表',
      rows: [
        ['2023年6月支出进度表'],
        ['编制单位：某某市公共服务局', o, o, '单位：万元'],
        ['月份', '全年预算数', '累计支付', '支付进度'],
        ['截至4月', 1000, 280, rate(0.28)],
        ['截至6月', 1000, 350, rate(0.35)],
      ],
    }),
    ['D5', 'C5'],
  ),

  fault('S-01', 'error', 'points make 95', one(hunan, { E7: 15, F7: 15, E8: 95, F8: 93 }), ['E8']),
  fault('S-01', 'error', 'points of a form make 95', one(formSheet, { G13: 10, H13: 10, G21: 95, H21: 94 }), ['G21'], ['S-14']),
  fault('S-02', 'error', 'level-2 points', one(scoreSheet, { D8: 9 }), ['D8']),
  fault('S-02', 'error', 'level-1 points', one(scoreSheet, { B8: 22, B25: o }), ['B8']),
  fault('S-03', 'error', 'score above its points', one(scoreSheet, { G12: 3, G25: 98 }), ['G12']),
  fault('S-03', 'error', 'score below nothing', one(hunan, { F5: -2, F8: 68 }), ['F5'], ['R-07']),
  fault('S-04', 'error', 'total of the form', one(formSheet, { H21: 98 }), ['H21']),
  fault('S-04', 'error', 'total of the score table', one(scoreSheet, { G25: 98 }), ['G25']),
  fault('S-04', 'error', 'no total', one(formSheet, { H21: o }), ['H21']),
  fault('S-05', 'error', 'a grade that fits not', one(gradeList, { G4: '良' }), ['G4']),
  fault('S-05', 'error', 'a grade that is none', one(gradeList, { G4: '优秀' }), ['G4']),
  fault('S-06', 'question', 'total above what the execution rate allows', one(gradeList, { F6: 99.5, G6: '优' }), ['F6']),
  fault('S-07', 'error', 'score of the execution rate', one(formSheet, { I6: 10, H21: 99.5 }), ['I6']),
  fault('S-08', 'error', 'score by the rule', one(formSheet, { F14: '240人次' }), ['H14']),
  fault(
    'S-09',
    'error',
    'a deduction without a reason',
    one(formSheet, { I14: o, H13: 14, H21: 98, I13: o, F14: '285人次', H14: 9.5 }),
    ['I13', 'H13'],
    ['R-03', 'S-08'],
  ),
  fault('S-09', 'error', 'a deduction without a reason in a score table', one(scoreSheet, { H24: o }), ['H24', 'G24']),
  fault('S-11', 'error', 'three decimals', one(hunan, { E4: 19.995, F4: 19.995, E5: 30.005 }), ['E4', 'E5']),
  fault('S-13', 'question', 'everything full at 95 %', one(formSheet, { F14: '305人次', H14: 10, I14: o, H21: 99.5 }), []),
  fault('S-14', 'warning', 'weights 10/40/40/10', one(formSheet, { G13: 5, H13: 5, G18: 25, H18: 25 }), []),
  fault('S-15', 'note', 'score rate', bookOf(scoreRates(0.9)), ['H5']),
  fault('S-16', 'warning', 'one score missing', one(formSheet, { H16: o, H21: o }), ['H16', 'H21', 'D16']),

  fault('I-01', 'error', 'no satisfaction indicator', bookOf(having(targetSheet, { rows: targetSheet.rows.slice(0, 9) })), []),
  fault('I-02', 'error', 'a quantitative target without number', one(targetSheet, { E4: '若干' }), ['E4']),
  fault('I-02', 'error', 'no target at all', one(targetSheet, { E4: o }), ['E4', 'C4']),
  fault('I-03', 'error', 'satisfaction in words', one(formSheet, { E20: '满意', F20: '满意' }), ['E20', 'F20'], ['I-02']),
  fault('I-04', 'warning', 'a placeholder', one(formSheet, { E18: '≥XX%', F18: '32%' }), ['E18']),
  fault('I-05', 'warning', 'vague words only', one(formSheet, { D18: '办事环境', E18: '有效提升', F18: '进一步提升' }), ['E18', 'D18']),
  fault('I-06', 'warning', 'cost at least', one(targetSheet, { D8: '≥', G8: 2.1 }), ['D8', 'E8', 'C8']),
  fault('I-07', 'warning', 'a target above 100 %', one(targetSheet, { E6: 110, G6: 110 }), ['E6', 'G6']),
  fault('I-08', 'warning', 'units differ', one(formSheet, { F14: '285天' }), ['E14', 'F14', 'D14']),
  fault('I-09', 'warning', 'one name twice', one(targetSheet, { C5: '开展政策宣传活动', E5: 5000, F5: '件' }), ['C4', 'C5']),
  fault(
    'I-11',
    'warning',
    'later than the project ends',
    one(formSheet, { A23: '项目起止时间：2023年1月至2023年12月', E16: '2024年3月底前', F16: '2024年2月' }),
    ['E16', 'D16'],
  ),
  fault('I-12', 'question', 'satisfaction of exactly 100 %', one(formSheet, { F20: '100%' }), ['F20']),
  fault(
    'I-13',
    'note',
    'no evidence named',
    bookOf({
      ...having(targetSheet, {}),
      rows: targetSheet.rows.map((row, index) =>
        index === 2 ? [...row, '佐证资料'] : index > 2 ? [...row, ...(row.length < 8 ? [o] : []), index === 4 ? o : '活动台账'] : row,
      ),
    }),
    ['I5'],
  ),

  fault(
    'R-01',
    'error',
    'a form at 80 % without reason',
    one(formSheet, { F6: 96, H6: rate(0.8), I6: 8, F7: 96, H7: rate(0.8), H21: 97.5 }),
    ['H6', 'F6'],
    ['R-05', 'S-09'],
  ),
  fault('R-01', 'error', 'a row of its own self-evaluation without reason', one(gradeList, { H6: o }), ['E6', 'H6'], []),
  fault(
    'R-02',
    'warning',
    'a project of the list at 70 %',
    one(projectSheet, { F8: 175000, G8: rate(0.7), F9: 3194600, G9: rate(0.9681) }),
    ['G8', 'F8'],
  ),
  fault('R-03', 'error', 'short of the target without reason', one(targetSheet, { G5: 4300 }), ['G5', 'H5']),
  fault('R-03', 'error', 'short of the target in a form', one(formSheet, { I14: o }), ['F14', 'I14', 'H14']),
  fault('R-04', 'warning', 'far above the target', one(targetSheet, { G4: 15 }), ['G4', 'H4']),
  fault('R-07', 'warning', '客观原因', one(formSheet, { I14: '客观原因' }), ['I14']),
  fault('R-08', 'question', 'full score and 未完成', one(formSheet, { I18: '受设备到货影响，年度任务未完成' }), ['I18', 'H18']),
  fault(
    'R-09',
    'error',
    'a terminated project with nothing said',
    bookOf(edit(terminated, { H9: o })),
    ['C9', 'H9', 'D9', 'E9', 'G9'],
    ['K-10', 'R-02'],
  ),

  fault('N-01', 'error', 'a list of five said to be six', one(projectSheet, { A10: '注：2023年度共安排6个项目。' }), ['A10']),
  fault(
    'N-02',
    'error',
    'coverage',
    bookOf(budgetSheet, {
      name: '自评开展情况',
      rows: [
        ['2023年度项目支出绩效自评开展情况表'],
        ['单位名称：某某市公共服务局'],
        ['项目总数', '评价项目数', '占比'],
        [16, 14, rate(0.9)],
      ],
    }),
    ['C4', 'B4'],
  ),
  fault('N-06', 'error', 'another unit in one sheet', bookOf(budgetSheet, edit(projectSheet, { A2: '编制单位：某某市商务局' })), [
    '项目支出执行情况!A2',
    '部门预算执行情况表!A2',
  ]),
  fault(
    'N-07',
    'error',
    'last year in one title',
    bookOf(budgetSheet, edit(projectSheet, { A1: '某某市公共服务局2022年度项目支出执行情况表' }), edit(accountsSheet, {})),
    ['项目支出执行情况!A1'],
  ),
  fault('N-07', 'error', 'a year of two digits', one(formSheet, { A2: '（23年度）' }), ['A2']),
  fault(
    'N-09',
    'question',
    'all actuals at target',
    one(targetSheet, { G4: 12, G5: 5000, G6: 95, G7: 5, G8: 2, G9: 85, G10: 90 }),
    [],
    ['I-12'],
  ),
  fault(
    'N-11',
    'warning',
    '其中 above the whole',
    one(projectSheet, {
      C5: '其中：系统等保测评',
      B5: o,
      A5: o,
      D5: 1300000,
      E5: 1300000,
      F5: 1290000,
      G5: rate(0.9923),
      D9: 2500000,
      E9: 2500000,
      F9: 2467600,
      G9: rate(0.987),
    }),
    [],
    ['N-11'],
  ),
  fault('F-04', 'error', 'no date', one(formSheet, { G22: '填报日期：' }), ['G22']),
  fault('F-04', 'error', 'a date before the year has ended', one(formSheet, { G22: '填报日期：2023年11月20日' }), ['G22']),
  fault('F-05', 'warning', '负责人 blank', one(formSheet, { D22: '负责人：' }), ['D22']),

  fault('H-01', 'warning', 'a hidden row with numbers', bookOf({ ...projectSheet, hiddenRows: [6] }), []),
  fault(
    'H-01',
    'warning',
    'a hidden sheet with numbers',
    bookOf(budgetSheet, { name: '备份', visibility: 'hidden', rows: [['旧表'], [1, 2, 3]] }),
    [],
  ),
  fault('H-02', 'error', 'a formula that fails', one(projectSheet, { G9: { error: '#DIV/0!', formula: 'F9/E10' } }), ['G9']),
  fault('H-03', 'note', 'numbers kept as text', one(projectSheet, { D4: '1,200,000.00', E4: '1,200,000.00' }), ['D4']),
  fault('H-04', 'warning', 'a merge that hides a value', bookOf(edit(projectSheet, { B5: '市民服务中心' })), ['B5', 'B4']),
  fault(
    'H-05',
    'warning',
    'a link to another workbook',
    workbook([edit(projectSheet, { D4: { value: 1200000, formula: '[1]年初!B2' } })], { externalLinks: ['年初预算.xlsx'] }),
    [],
  ),
  fault('H-06', 'note', 'a filter hides rows', bookOf({ ...projectSheet, filtered: true, hiddenRows: [6] }), []),
  fault(
    'H-07',
    'question',
    'one typed number among formulas',
    one(projectSheet, {
      G4: { value: 0.98333, format: '0.00%', formula: 'F4/E4' },
      G5: { value: 0.99, format: '0.00%', formula: 'F5/E5' },
      G6: { value: 0.99, format: '0.00%', formula: 'F6/E6' },
      G7: rate(0.999),
      G8: { value: 0.96, format: '0.00%', formula: 'F8/E8' },
    }),
    ['G7'],
  ),
  fault('H-08', 'note', 'a protected sheet', bookOf({ ...projectSheet, protected: true }), []),
  fault('K-01', 'error', 'basic and project spending across a row of functions', one(functionSheet, { D9: 711.3 }), ['C9', 'D9'], ['K-01']),
  fault('K-07', 'error', '三公 across', one(threePublicSheet, { G7: 4.66 }), ['G7']),
  fault('K-10', 'error', 'a subtotal of one unit', one(subtotalSheet, { F6: 1932000, G6: 99.08 }), ['F6']),
  fault('K-03', 'error', 'a change that is not in the full budget', one(subtotalSheet, { D7: 20000, D9: 70000, D10: 20000 }), ['E7', 'D7']),
  fault('C-01', 'error', 'a completion rate', one(regionalSheet, { G13: rate(0.9833) }), ['G13']),
  fault('S-04', 'error', 'total of a regional form', one(regionalSheet, { H16: 99.32 }), ['H16']),
  fault('S-07', 'error', 'score of the execution rate in a regional form', one(regionalSheet, { H5: 10, H16: 98.82 }), ['H5']),
  fault('S-08', 'error', 'score of a missed share', one(regionalSheet, { H14: 19.5, H16: 99 }), ['H14']),
  fault('S-05', 'error', 'a form’s grade', one(provincialSheet, { J15: '良' }), ['J15']),
  fault('S-04', 'error', 'total of a provincial form', one(provincialSheet, { I15: 97.6 }), ['I15']),
  fault('R-03', 'error', '无 is no reason', one(provincialSheet, { G10: 450, I10: 18, I15: 94.6 }), ['J10', 'G10'], ['R-07']),
  fault(
    'R-01',
    'error',
    'the department at 85 % without a word',
    one(regionalSheet, { E5: 935, G5: rate(0.85), H5: 8.5, E6: 80, G6: rate(0.4), H16: 97.32 }),
    ['G5', 'E5'],
    ['R-05'],
  ),
  fault('U-02', 'note', '元 beside 万元', bookOf(budgetSheet, projectSheet), ['部门预算执行情况表!F2', '项目支出执行情况!H2']),
  fault('C-06', 'note', 'full marks by one denominator only', bookOf(regionalSheet), ['E5', 'D5']),
  fault(
    'C-11',
    'question',
    'a project total of the text',
    one(budgetSheet, { A9: '说明：2023年项目资金合计410.00万元，全部用于窗口服务保障。' }),
    ['A9'],
  ),
  fault(
    'C-18',
    'warning',
    '年初预算 of nothing',
    one(budgetSheet, { B4: 0, B5: 0, B6: 0, B7: 0, B8: 0, A9: '说明：2023年支出完成年初预算的98.86%，执行情况良好。' }),
    ['A9'],
    ['C-04', 'K-01'],
  ),
  fault('K-11', 'warning', 'changes that do not add up', one(adjustedSheet, { C6: 35, D6: 1180.5 }), ['C6'], ['K-03']),
  fault(
    'I-10',
    'warning',
    'a target other than the approved one',
    bookOf(formSheet, {
      ...targetSheet,
      name: '绩效目标批复表',
      rows: [
        ['2023年度项目绩效目标批复表'],
        ['单位名称：某某市公共服务局'],
        ['一级指标', '二级指标', '三级指标', '指标性质', '指标值', '度量单位'],
        ['产出指标', '数量指标', '改造服务窗口数量', '≥', 25, '个'],
        ['产出指标', '数量指标', '培训窗口人员', '≥', 300, '人次'],
        ['效益指标', '社会效益指标', '群众平均等候时间缩短率', '≥', 30, '%'],
        ['满意度指标', '服务对象满意度指标', '办事群众满意度', '≥', 90, '%'],
      ],
    }),
    ['项目支出绩效自评表!E13', '绩效目标批复表!E4'],
  ),
  fault(
    'S-10',
    'error',
    'a tier and a score outside its band',
    one(provincialSheet, { G13: '部分达成年度指标并具有一定效果', I13: 28, I15: 97.6 }),
    ['I13'],
  ),
  fault(
    'S-12',
    'warning',
    'a cost score without a cost indicator',
    one(formSheet, { D17: '指标1：', E17: o, F17: o, G17: 10, H17: 10, G16: 5, H16: 5 }),
    ['H17', 'D17', 'G17'],
    ['S-14', 'I-02'],
  ),
  fault(
    'R-05',
    'question',
    'all done with 85 % of the money',
    one(regionalSheet, { E5: 935, G5: rate(0.85), H5: 8.5, E6: 80, G6: rate(0.4), H16: 97.32 }),
    ['E5'],
    ['R-01'],
  ),
  fault(
    'R-06',
    'warning',
    'a change that the form wants explained',
    one(provincialSheet, { C6: 400000, C7: 400000, A17: '注：年中发生预算调整的应单独说明理由。' }),
    ['D6', 'C6'],
  ),
];

/** Nothing to say. */
export const cleans: readonly CleanCase[] = [
  clean('the budget table', bookOf(budgetSheet)),
  clean('the unit in the title', one(budgetSheet, { A1: '某某市公共服务局2023年度部门预算执行情况表（单位：万元）', F2: o })),
  clean('the unit in the headers', one(budgetSheet, { B3: '年初预算数（万元）', C3: '全年预算数（万元）', D3: '决算数（万元）', F2: o })),
  clean('人民币万元', one(budgetSheet, { F2: '金额单位：人民币万元' })),
  clean('the table of changes with reasons', bookOf(adjustedSheet)),
  clean('the accounts', bookOf(accountsSheet)),
  clean('the project list', bookOf(projectSheet)),
  clean('the form', bookOf(formSheet)),
  clean('the base data', bookOf(baseSheet)),
  clean('the score table', bookOf(scoreSheet)),
  clean('the targets', bookOf(targetSheet)),
  clean('the county table', bookOf(hunan)),
  clean('spending by function', bookOf(functionSheet)),
  clean('三公 with its items across', bookOf(threePublicSheet)),
  clean('a project list with subtotals and changes', bookOf(subtotalSheet)),
  clean('a regional form', bookOf(regionalSheet)),
  clean('a provincial form', bookOf(provincialSheet)),
  clean(
    'two project forms in one workbook',
    bookOf(formSheet, { ...edit(formSheet, { B3: '热线升级', D13: '升级坐席数量' }), name: '项目支出绩效自评表2' }),
  ),
  clean('a shortfall with its reason', bookOf(edit(targetSheet, { G5: 4800, H5: '第四季度系统升级，受理数量减少' }))),
  clean('score rates that are right', bookOf(scoreRates(0.9333))),
  clean('a carry-over beside this year’s budget', bookOf(carriedOver(80))),
  clean(
    'accounts without carry-over at the end',
    one(accountsSheet, { E7: 11372600, E16: 11372600, E19: 11472600, J18: o, J19: 11472600 }),
  ),
  clean('the list with scores', bookOf(gradeList)),
  clean('三公 with “—” for a base of nothing (must-not 13)', bookOf(growth)),
  clean('sources and uses', bookOf(sources)),
  clean('quarters', bookOf(progress([0.26, 0.52, 0.8, 0.96], 0.96))),
  clean('all tables together, 元 beside 万元 (must-not 14)', bookOf(budgetSheet, accountsSheet, projectSheet, baseSheet, targetSheet), [
    'U-02',
  ]),
  clean('sums that miss by a hundredth (must-not 1)', one(budgetSheet, { D8: 1147.27, C8: 1160.51 }), ['K-13']),
  clean(
    '其中 that need not close (must-not 2)',
    one(projectSheet, {
      A5: o,
      C5: '其中：设备维保',
      D5: 500000,
      E5: 500000,
      F5: 492000,
      G5: rate(0.984),
      D9: 2500000,
      E9: 2500000,
      F9: 2467600,
      G9: rate(0.987),
    }),
  ),
  clean(
    '下属 four plus itself are five (must-not 3)',
    bookOf({
      name: '单位情况',
      rows: [
        ['2023年度部门单位构成表'],
        ['部门名称：某某市公共服务局'],
        ['下属单位4家'],
        ['序号', '单位名称', '在编人数'],
        [1, '某某市公共服务局（本级）', 20],
        [2, '市民服务中心', 12],
        [3, '档案服务中心', 8],
        [4, '热线服务中心', 30],
        [5, '人才服务中心', 9],
      ],
    }),
    ['L-03'],
  ),
  clean(
    'numbers that only look like years (must-not 5)',
    one(targetSheet, { C4: '开展政策宣传活动30余场', C5: '受理群众诉求2040件', H4: '覆盖200人' }),
  ),
  clean('a third quarter above its share (must-not 6)', bookOf({ ...progress([0.2339, 0.4037, 0.7566, 0.96], 0.96) })),
  clean(
    '序时执行率 above 100 % in one quarter (must-not 6)',
    bookOf({
      name: '序时进度',
      rows: [
        ['2023年度预算支出进度表'],
        ['编制单位：某某市公共服务局', o, o, o, '单位：万元'],
        ['项目', '一季度', '二季度', '三季度', '四季度'],
        ['序时执行率', rate(0.9358), rate(0.8074), rate(1.0088), rate(0.9987)],
      ],
    }),
  ),
  clean('completion of 115 % for counts (must-not 7)', one(targetSheet, { G5: 5750 })),
  clean('less than allowed of a reverse indicator (must-not 8)', one(targetSheet, { G7: 2.5, G8: 1.1 })),
  clean('a project of carried-over money (must-not 9)', one(projectSheet, { D6: o, E6: 150000, D9: 3150000 })),
  clean(
    'one name, two funds (must-not 10)',
    bookOf({
      ...projectSheet,
      merges: ['A1:I1'],
      rows: [
        ['2023年度项目支出执行情况表'],
        ['编制单位：某某市公共服务局', o, o, o, o, o, o, '单位：元'],
        ['序号', '单位名称', '项目名称', '资金来源', '年初预算数', '全年预算数', '全年执行数', '预算执行率'],
        [1, '局机关', '设施维修改造', '一般公共预算', 500000, 500000, 490000, rate(0.98)],
        [2, '局机关', '设施维修改造', '政府性基金', 500000, 500000, 490000, rate(0.98)],
        [3, '市民服务中心', '设施维修改造', '一般公共预算', 500000, 500000, 490000, rate(0.98)],
        [o, '合计', o, o, 1500000, 1500000, 1470000, rate(0.98)],
      ],
    }),
  ),
  clean('terminated, noted and left out (must-not 11)', bookOf(terminated), ['K-10']),
  clean(
    '拨付下级 taken off (must-not 12)',
    bookOf({
      ...adjustedSheet,
      name: '预算',
      rows: [
        ['2023年度部门预算情况表'],
        ['编制单位：某某市公共服务局', o, o, o, o, o, '单位：万元'],
        ['项目', '年初预算数', '追加资金', '拨付下级', '全年预算数', '全年执行数', '追加原因'],
        ['部门整体', 8636.49, 620.56, 180, 9077.05, 8990.02, '上级新增专项任务，追加资金已经批复'],
      ],
      merges: [],
    }),
  ),
  clean(
    'truncated below full under 未满不进位 (must-not 15)',
    bookOf(
      edit(scoreSheet, { G8: 1.99, G25: 96.99, H8: '采购执行率99.99%，按规则扣0.01分' }),
      edit(baseSheet, { C14: 155.591, D14: 155.586 }),
    ),
  ),
  clean('indicators of 90 and execution of 10 in merged cells (must-not 16)', one(formSheet, { A21: '总分' })),
  clean(
    'half-width and full-width in a name (must-not 17)',
    bookOf(edit(budgetSheet, { A2: '编制单位：某某市公共服务局（本级）' }), edit(projectSheet, { A2: '编制单位: 某某市公共服务局(本级)' })),
    ['U-02'],
  ),
  clean(
    '本级 and 全区, 当年 and 累计 (must-not 18)',
    one(targetSheet, { C4: '开展政策宣传活动（全市）', C5: '开展政策宣传活动（本级）', E4: 40, G4: 42, E5: 12, F5: '场', G5: 13 }),
  ),
  clean(
    'mid-year above year-end (must-not 19)',
    bookOf({
      ...targetSheet,
      rows: targetSheet.rows.map((row, index) =>
        index === 2
          ? [...row.slice(0, 6), '年中监控完成值', ...row.slice(6)]
          : index > 2
            ? [...row.slice(0, 6), index === 5 ? 99 : 6, ...row.slice(6)]
            : row,
      ),
    }),
  ),
  clean(
    'document numbers, dates and telephone numbers (must-not 20)',
    one(budgetSheet, { A9: '注：依据财预〔2020〕10号填报，联系电话：0755-12345678，2024年1月20日。' }),
  ),
  clean('text that starts with the sign of a formula', one(formSheet, { E13: '=20个', F13: '20个' })),
  clean('rates as numbers of per cent', one(projectSheet, { G4: 98.33, G5: 99, G6: 99, G7: 99.9, G8: 96, G9: 98.78 })),
  clean('rates as text', one(projectSheet, { G4: '98.33%', G5: '99.00%', G6: '99.00%', G7: '99.90%', G8: '96.00%', G9: '98.78%' })),
  clean('rates of one decimal', one(projectSheet, { G4: '98.3%', G9: '98.8%' })),
  clean('amounts kept as text', one(projectSheet, { D4: '1,200,000.00', F4: '1,180,000.00' }), ['H-03']),
  clean('a cell that repeats the unit of its sheet', one(budgetSheet, { D7: '325.96万元' }), ['H-03']),
  clean(
    'nothing budgeted, nothing spent, “—”',
    one(projectSheet, { D6: 0, E6: 0, F6: 0, G6: '—', D9: 3150000, E9: 3150000, F9: 3111100, G9: rate(0.9877) }),
  ),
  clean(
    'an unfilled form',
    bookOf({
      ...formSheet,
      rows: formSheet.rows.map((row, index) =>
        index === 5
          ? [o, '年度资金总额', o, o, o, o, 10]
          : index > 5 && index < 9
            ? row.slice(0, 2)
            : index > 11 && index < 20
              ? [...row.slice(0, 5), o, row[6] ?? o]
              : index === 20
                ? ['总分', o, o, o, o, o, 100]
                : index === 21
                  ? ['填报人：', o, o, '负责人：', o, o, '填报日期：']
                  : row,
      ),
    }),
    ['S-16', 'F-05'],
  ),
  clean(
    'a budget of the department with 320 thousand of two projects named alike in two units',
    one(projectSheet, { C7: '信息系统运维服务' }),
  ),
  clean('amount of a note', one(projectSheet, { H5: '含等保测评12万元' })),
  clean('a carry-over beside the budget', one(budgetSheet, { A9: '其中：当年安排', C9: 1150.5, A10: '上年结转', C10: 10 })),
  clean(
    'a project in the form as in the list',
    bookOf(
      edit(formSheet, { B3: '政务服务大厅运行维护', F6: 118, H6: percent(0.9833), I6: 9.83, F7: 118, H7: percent(0.9833), H21: 99.33 }),
      projectSheet,
    ),
    ['U-02'],
  ),
  clean('a rate at the hundredth of 四舍五入', one(projectSheet, { F8: 236225, G8: percent(0.9449), F9: 3255825, G9: percent(0.9866) })),
  clean(
    'coverage of fourteen of sixteen',
    bookOf(budgetSheet, {
      name: '自评开展情况',
      rows: [
        ['2023年度项目支出绩效自评开展情况表'],
        ['单位名称：某某市公共服务局'],
        ['项目总数', '评价项目数', '占比', '说明'],
        [16, 14, rate(0.875), '两个项目涉密，按规定不纳入自评'],
      ],
    }),
  ),
  clean('as many projects as said', one(projectSheet, { A10: '注：2023年度共安排5个项目。' })),
  clean(
    'progress of June in time',
    bookOf(budgetSheet, {
      name: '支付进度表',
      rows: [
        ['2023年6月支出进度表'],
        ['编制单位：某某市公共服务局', o, o, '单位：万元'],
        ['月份', '全年预算数', '累计支付', '支付进度'],
        ['截至4月', 1000, 280, rate(0.28)],
        ['截至6月', 1000, 450, rate(0.45)],
      ],
    }),
  ),
];
