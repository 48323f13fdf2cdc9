import type { MadeSheet } from '../checks/workbook';
import { rate } from './workbooks';

/** Nothing in a cell, for rows that stay readable. */
const o = null;

/** A filled form as some bureau issued it, and where the things stand that may go wrong. */
export interface IssuedForm {
  readonly sheet: MadeSheet;
  readonly what: string;
  /** The cell of the stated execution rate, and the score beside it. */
  readonly rate: string;
  readonly rateScore: string;
  /** The total of the scores, and of the points. */
  readonly total: string;
  /** Where the form repeats its total. */
  readonly alsoTotal?: string;
  readonly points: string;
  /** A row that lost points: its reason, its score, its actual value. */
  readonly reason: string;
  readonly score: string;
  readonly actual: string;
  /** What it lost. */
  readonly lost: number;
  /** A full row: its score and its points. */
  readonly fullScore: string;
  readonly fullPoints: string;
  /** The actual value of the satisfaction row, and its target. */
  readonly satisfaction: string;
  readonly wanted: string;
  /** The date and the title or year. */
  readonly date: string;
  readonly year: string;
  /** The outturn of the whole money. */
  readonly outturn: string;
}

/** Scores before points, reasons in the middle, 元, Ⅰ级 Ⅱ级 Ⅲ级. */
const romanLevels: IssuedForm = {
  what: 'scores before points, levels in Roman numerals, 元',
  lost: 0.5,
  rate: 'G5',
  rateScore: 'E5',
  total: 'E16',
  points: 'F16',
  reason: 'H10',
  score: 'E10',
  actual: 'I10',
  fullScore: 'E11',
  fullPoints: 'F11',
  satisfaction: 'I15',
  wanted: 'D15',
  date: 'G17',
  year: 'A2',
  outturn: 'D5',
  sheet: {
    name: '自评表',
    rows: [
      ['市级预算项目支出绩效自评表'],
      ['（2023年度）', o, o, o, o, o, o, o, '单位：元'],
      ['项目名称：公共自行车运营补贴', o, o, o, '主管部门：某某市交通运输局', o, o, '实施单位：市公共交通中心'],
      ['资金情况', '年初预算数', '全年预算数', '全年执行数', '得分', '分值', '执行率'],
      ['年度资金总额', 1500000, 1500000, 1470000, 9.8, 10, rate(0.98)],
      ['其中：财政拨款', 1500000, 1500000, 1470000, '—', '—', rate(0.98)],
      ['其他资金', 0, 0, 0, '—', '—', '—'],
      ['Ⅰ级指标', 'Ⅱ级指标', 'Ⅲ级指标', '年度指标值', '得分', '分值', '评分标准', '偏差原因及改进措施', '全年完成值'],
      ['产出指标', '数量指标', '投放自行车', '≥8000辆', 15, 15, '按比例', o, '8100辆'],
      [o, '数量指标', '新建站点', '≥40个', 9.5, 10, '按比例', '两处站点因道路改造缓建，2024年二季度补建', '38个'],
      [o, '质量指标', '车辆完好率', '≥92%', 15, 15, '按比例', o, '93.5%'],
      [o, '时效指标', '故障处理及时率', '≥90%', 10, 10, '按比例', o, '91%'],
      ['效益指标', '社会效益指标', '日均骑行人次', '≥30000人次', 15, 15, '按比例', o, '31250人次'],
      [o, '可持续影响指标', '站点正常运行率', '≥95%', 15, 15, '按比例', o, '96.2%'],
      ['满意度指标', '服务对象满意度指标', '骑行市民满意度', '≥85%', 10, 10, '按比例', o, '88.4%'],
      ['总分', o, o, o, 99.3, 100],
      ['填表人：许燕', o, '负责人：高远', o, o, o, '填报日期：2024年2月19日'],
    ],
    merges: ['A1:I1', 'A9:A12', 'A13:A14', 'A16:D16'],
  },
};

/** 权重 as per cent, the unit in the title, targets in three columns, completion rates as numbers of per cent. */
const percentWeights: IssuedForm = {
  what: 'weights as per cent, completion as numbers of per cent',
  lost: 1,
  rate: 'F6',
  rateScore: 'H6',
  total: 'I15',
  points: 'H15',
  reason: 'J10',
  score: 'I10',
  actual: 'F10',
  fullScore: 'I11',
  fullPoints: 'H11',
  satisfaction: 'F14',
  wanted: 'D14',
  date: 'H16',
  year: 'A1',
  outturn: 'E6',
  sheet: {
    name: '项目自评',
    rows: [
      ['2023年度项目支出绩效自评表（单位：万元）'],
      ['项目名称', '乡村道路养护', o, o, o, '项目负责人', '冯涛'],
      ['主管部门', '某某县交通运输局', o, o, o, '实施单位', '某某县公路养护所'],
      ['预算执行情况'],
      ['资金来源', o, '年初预算', '全年预算', '实际支出', '执行率(%)', '分值', '得分'],
      ['年度资金总额', o, 600, 620, 601.4, 97, 10, 9.7],
      ['其中：当年财政拨款', o, 600, 620, 601.4, 97, '/', '/'],
      ['绩效指标完成情况'],
      ['一级指标', '三级指标', '指标性质', '指标值', '度量单位', '实际完成值', '完成率(%)', '权重', '自评得分', '未完成原因和改进措施'],
      ['产出指标', '养护里程', '≥', 320, '公里', 304, 95, '20%', 19, '两段路因滑坡封闭，待灾后重建验收后纳入养护'],
      ['产出指标', '桥梁检测', '≥', 26, '座', 27, 103.85, '15%', 15, o],
      ['产出指标', '优良路率', '≥', 80, '%', 82.5, 103.13, '15%', 15, o],
      ['效益指标', '受益行政村', '≥', 110, '个', 112, 101.82, '30%', 30, o],
      ['满意度指标', '沿线群众满意度', '≥', 90, '%', 92.3, 102.56, '10%', 10, o],
      ['总计', o, o, o, o, o, o, 100, 98.7],
      ['填报人：卢青', o, o, '联系电话：0833-2456789', o, o, o, '填报日期：2024年1月29日'],
    ],
    merges: ['A1:J1', 'A4:J4', 'A8:J8'],
  },
};

/** Total and grade above everything, money with letters, 得分 as 自评分. */
const totalOnTop: IssuedForm = {
  what: 'total and grade on top, money with letters',
  lost: 1.2,
  rate: 'F8',
  rateScore: 'H8',
  total: 'H17',
  alsoTotal: 'C5',
  points: 'G17',
  reason: 'I13',
  score: 'H13',
  actual: 'F13',
  fullScore: 'H14',
  fullPoints: 'G14',
  satisfaction: 'F16',
  wanted: 'E16',
  date: 'G18',
  year: 'A2',
  outturn: 'E8',
  sheet: {
    name: '绩效自评',
    rows: [
      ['区级项目支出绩效自评表'],
      ['（2023年度）'],
      ['项目名称', o, '社区养老服务站运营'],
      ['主管部门', o, '某某区民政局', o, o, '实施单位', '某某区民政局'],
      ['自评总分', o, 98.29, o, o, '自评等次', '优'],
      ['项目资金（万元）', o, o, '全年预算数（A）', '全年执行数（B）', '执行率（B/A）', '分值', '得分'],
      [o, o, '财政拨款', 240, 230.4, rate(0.96), '—', '—'],
      [o, o, '年度资金总额', 240, 230.4, rate(0.96), 10, 9.6],
      ['总体目标', o, '预期目标', o, o, '实际完成情况'],
      [o, o, '运营养老服务站，提高服务覆盖', o, o, '养老服务站正常运营，服务覆盖提高'],
      ['序号', '一级指标', '二级指标', '三级指标', '年度指标值', '实际完成值', '分值', '得分', '偏差原因分析'],
      [1, '产出指标', '数量指标', '运营服务站', '≥12个', '12个', 20, 20, o],
      [2, '产出指标', '数量指标', '服务老人', '≥9000人次', '8460人次', 20, 18.8, '一季度流感高发期暂停集中活动，四季度已恢复并加开场次'],
      [3, '产出指标', '质量指标', '服务规范达标率', '≥95%', '97%', 10, 10, o],
      [4, '效益指标', '社会效益指标', '独居老人探访覆盖率', '≥98%', '98.6%', 30, 30, o],
      [5, '满意度指标', '满意度指标', '老人满意度', '≥90%', '89%', 10, 9.89, '餐食口味反映较多，已更换配餐单位'],
      ['合计', o, o, o, o, o, 100, 98.29],
      ['填表人：石磊', o, o, '审核人：白雪', o, o, '填表日期：2024年3月4日'],
    ],
    merges: ['A1:I1', 'A2:I2', 'A6:B8', 'A9:B10', 'A17:F17'],
  },
};

/** A department's form: basic and project spending below the total, three levels, 指标解释 and 评分标准 between. */
const departmentUses: IssuedForm = {
  what: 'a department form with its uses, explanations between',
  lost: 0.5,
  rate: 'E5',
  rateScore: 'G5',
  total: 'H17',
  points: 'G17',
  reason: 'I11',
  score: 'H11',
  actual: 'F11',
  fullScore: 'H12',
  fullPoints: 'G12',
  satisfaction: 'F16',
  wanted: 'E16',
  date: 'H18',
  year: 'A1',
  outturn: 'D5',
  sheet: {
    name: '整体自评表',
    rows: [
      ['2023年度部门整体支出绩效自评表'],
      ['部门名称', '某某市市场监督管理局', o, o, o, o, '金额单位：万元'],
      ['年度预算执行情况'],
      ['项目', '年初预算数', '全年预算数', '全年执行数', '预算执行率', '分值', '得分'],
      ['年度资金总额', 3200, 3300, 3201, rate(0.97), 10, 9.7],
      ['　基本支出', 2000, 2050, 2038, rate(0.9941), '—', '—'],
      ['　项目支出', 1200, 1250, 1163, rate(0.9304), '—', '—'],
      ['年度绩效指标完成情况'],
      ['一级指标', '二级指标', '三级指标', '评分标准', '年初目标值', '实际完成值', '分值', '自评得分', '扣分原因及改进措施'],
      ['产出指标', '数量指标', '食品抽检批次', '完成率×分值', '≥6000批次', '6120批次', 20, 20, o],
      [o, '数量指标', '特种设备检查', '完成率×分值', '≥1500台', '1425台', 10, 9.5, '两家企业停产检修未能入企，2024年3月补检'],
      [o, '质量指标', '抽检不合格处置率', '完成率×分值', '=100%', '100%', 10, 10, o],
      [o, '时效指标', '投诉按期办结率', '完成率×分值', '≥98%', '98.8%', 10, 10, o],
      ['效益指标', '社会效益指标', '重大食品安全事故', '发生即不得分', '=0起', '0起', 15, 15, o],
      [o, '可持续影响指标', '监管系统正常运行率', '完成率×分值', '≥99%', '99.3%', 15, 15, o],
      ['满意度指标', '服务对象满意度指标', '消费者满意度', '完成率×分值', '≥85%', '87%', 10, 10, o],
      ['合计', o, o, o, o, o, 100, 99.2, o],
      ['填报人：丁宁', o, '单位负责人：贺军', o, o, o, o, '填报日期：2024年3月11日'],
    ],
    merges: ['A1:I1', 'A3:I3', 'A8:I8', 'A10:A13', 'A14:A15', 'A17:F17'],
  },
};

/** Targets in words of comparison, no second level, scores and points with 分 behind them, 上年 beside. */
const wordyTargets: IssuedForm = {
  what: 'targets in words, points and scores with 分',
  lost: 1,
  rate: 'F6',
  rateScore: 'H6',
  total: 'G16',
  points: 'F16',
  reason: 'H10',
  score: 'G10',
  actual: 'E10',
  fullScore: 'G11',
  fullPoints: 'F11',
  satisfaction: 'E15',
  wanted: 'C15',
  date: 'F17',
  year: 'A2',
  outturn: 'E6',
  sheet: {
    name: '项目绩效自评表',
    rows: [
      ['专项资金绩效自评表'],
      ['2023年度', o, o, o, o, o, o, '金额单位：万元'],
      ['专项名称', '基层医疗卫生机构能力提升', o, o, '主管部门', '某某市卫生健康委员会'],
      ['实施单位', '某某市卫生健康委员会', o, o, '实施期', '2023年1月至2023年12月'],
      ['预算执行', '资金类别', '年初预算数', '全年预算数', '全年执行数', '执行率', '分值', '得分'],
      [o, '年度资金总额', 450, 450, 441, '98.00%', '10分', '9.8分'],
      [o, '中央资金', 300, 300, 296, '98.67%', '—', '—'],
      [o, '地方资金', 150, 150, 145, '96.67%', '—', '—'],
      ['一级指标', '三级指标', '指标值', '上年实际值', '实际完成值', '分值', '得分', '未完成原因分析及改进措施'],
      ['产出指标', '新增远程诊疗点', '不少于20个', '15个', '19个', '20分', '19分', '一处站房加固未完工，2024年4月投用'],
      [o, '设备验收合格率', '不低于98%', '97%', '99%', '10分', '10分', o],
      [o, '设备到货时间', '不超过90天', '95天', '85天', '10分', '10分', o],
      [o, '单台设备均价', '≤6.5万元', '6.8万元', '6.2万元', '10分', '10分', o],
      ['效益指标', '县域内就诊率', '达到90%以上', '88.5%', '91.2%', '30分', '30分', o],
      ['满意度指标', '就诊群众满意度', '≥90%', '91%', '93%', '10分', '10分', o],
      ['合计', o, o, o, o, '100分', '98.8分', o],
      ['填表人：秦岚', o, '负责人：史进', o, o, '填报日期：2024年2月27日'],
    ],
    merges: ['A1:H1', 'A10:A13'],
  },
};

/** The money as one line of labels and values, the indicators beneath, percent cells against percent cells. */
const moneyInLine: IssuedForm = {
  what: 'money as a line of labels and values',
  lost: 0.6,
  rate: 'H4',
  rateScore: 'J4',
  total: 'H13',
  points: 'G13',
  reason: 'I7',
  score: 'H7',
  actual: 'F7',
  fullScore: 'H8',
  fullPoints: 'G8',
  satisfaction: 'F12',
  wanted: 'E12',
  date: 'G14',
  year: 'A1',
  outturn: 'F4',
  sheet: {
    name: '单位自评表',
    rows: [
      ['2023年度项目支出绩效自评表'],
      ['项目名称', '城区防洪排涝泵站维护', o, o, '主管部门', '某某市水务局', o, '实施单位', '某某市排水管理处'],
      ['资金（万元）', '年初预算数', o, '全年预算数', o, '全年执行数', o, '执行率', '分值', '得分'],
      ['年度资金总额', 280, o, 300, o, 288, o, rate(0.96), 10, 9.6],
      ['其中：财政拨款', 280, o, 300, o, 288, o, rate(0.96), '-', '-'],
      ['一级指标', '二级指标', '三级指标', '指标方向', '指标值', '完成值', '分值', '得分', '偏差原因'],
      ['产出指标', '数量指标', '维护泵站', '≥', '25座', '24座', 15, 14.4, '一座泵站纳入改造工程停用，改造后恢复维护'],
      [o, '质量指标', '设备完好率', '≥', rate(0.96), rate(0.97), 15, 15, o],
      [o, '时效指标', '抢险到场时间', '≤', '60分钟', '45分钟', 10, 10, o],
      [o, '成本指标', '单座维护成本', '≤', '12万元', '11.6万元', 10, 10, o],
      ['效益指标', '社会效益指标', '积水点消除率', '≥', rate(0.9), rate(0.92), 30, 30, o],
      ['满意度指标', '满意度指标', '沿线居民满意度', '≥', rate(0.9), rate(0.91), 10, 10, o],
      ['总分', o, o, o, o, o, 100, 99, o],
      ['填报人：姜楠', o, o, '负责人：庄严', o, o, '填报日期：2024年3月8日'],
    ],
    merges: ['A1:J1', 'B3:C3', 'D3:E3', 'F3:G3', 'B4:C4', 'D4:E4', 'F4:G4', 'B5:C5', 'D5:E5', 'F5:G5', 'A7:A10'],
  },
};

/** A department's form in 元 with 上级 and 本级 money, three header rows over the indicators, 佐证 and 得分率 columns. */
const headersOfThree: IssuedForm = {
  what: 'a department form in 元 with headers of two rows',
  lost: 1,
  rate: 'G6',
  rateScore: 'I6',
  total: 'H16',
  points: 'G16',
  reason: 'J11',
  score: 'H11',
  actual: 'F11',
  fullScore: 'H12',
  fullPoints: 'G12',
  satisfaction: 'F15',
  wanted: 'E15',
  date: 'G17',
  year: 'A1',
  outturn: 'F6',
  sheet: {
    name: '附件2',
    rows: [
      ['2023年度部门（单位）整体支出绩效自评表'],
      ['部门（单位）名称：某某州林业和草原局', o, o, o, o, o, o, o, '单位：元'],
      ['一、部门资金'],
      ['资金来源', o, o, '年初预算数', '全年预算数', '全年执行数', '执行率', '分值', '得分'],
      ['其中：上级安排', o, o, 3000000, 3600000, 3528000, rate(0.98), '—', '—'],
      ['年度资金总额', o, o, 9000000, 9600000, 9408000, rate(0.98), 10, 9.8],
      ['　　　本级安排', o, o, 6000000, 6000000, 5880000, rate(0.98), '—', '—'],
      ['二、绩效指标'],
      ['指标', o, o, '年度目标', o, '完成情况', '评分', o, '佐证资料', '偏差原因分析及改进措施'],
      ['一级指标', '二级指标', '三级指标', '指标性质', '指标值', '实际完成值', '分值', '得分', o, o],
      ['履职效能', '数量指标', '造林面积', '≥', '20000亩', '19000亩', 20, 19, '验收单', '秋季干旱推迟栽植1000亩，2024年春季补植'],
      [o, '质量指标', '造林成活率', '≥', '85%', '88%', 20, 20, '抽检报告', o],
      [o, '时效指标', '火情处置及时率', '≥', '95%', '97%', 20, 20, '处置记录', o],
      ['社会效益', '社会效益', '带动就业人数', '≥', '800人', '835人', 20, 20, '花名册', o],
      ['服务对象满意度', '满意度指标', '林区群众满意度', '≥', '90%', '92.5%', 10, 10, '问卷', o],
      ['总分', o, o, o, o, o, 100, 98.8, o, o],
      ['填表人：沙沙', o, o, '负责人：木拉提', o, o, '填表日期：2024年2月22日'],
    ],
    merges: ['A1:J1', 'A3:J3', 'A8:J8', 'A9:C9', 'D9:E9', 'G9:H9', 'I9:I10', 'J9:J10', 'A11:A13', 'A16:F16'],
  },
};

/** Forms of other bureaus, each filled rightly. */
export const issuedForms: readonly IssuedForm[] = [
  romanLevels,
  percentWeights,
  totalOnTop,
  departmentUses,
  wordyTargets,
  moneyInLine,
  headersOfThree,
];
