import type { UnseenWorkbook } from './case';

/** Measures down, items across, in 千元, with text numbers and full-width digits. */
export const thousands: UnseenWorkbook = {
  title: 'measures down and items across in 千元, numbers as typed text',
  organisation: '示例省地质博物馆',
  year: 2023,
  sheets: [
    {
      name: 'Sheet1',
      rows: [
        ['示例省地质博物馆2023年部门整体支出情况表（单位：千元）'],
        ['', '基本支出', null, null, '项目支出', '支出合计'],
        ['', '小计', '人员经费', '日常公用经费', null, null],
        ['年初预算数', '12，345.60', '１１，０００．２０', '1 345.40', '8,900', '21,245.60'],
        ['预算调整数', '(345.60)', '－', '(345.60)', '100', '(245.60)'],
        ['全年预算数', '12,000.00', '11,000.20', '999.80', '9,000.00', '21,000.00'],
        ['全年执行数', '11,950.00千元', '10,960.20', '989.80', '8,550.00', '20,500.00'],
        ['预算执行率', '99.58%', '99.64%', '99.00%', '95.00%', '97.62%'],
        ['制表：王五', null, null, null, '2024年3月15日', null],
      ],
      merges: ['A1:F1', 'A2:A3', 'B2:D2', 'E2:E3', 'F2:F3'],
    },
  ],
  facts: {
    'basic:budget.initial': '12345600', 'basic:budget.adjustment': '-345600', 'basic:budget.full': '12000000', 'basic:outturn': '11950000',
    'basic.personnel:budget.initial': '11000200', 'basic.personnel:budget.full': '11000200', 'basic.personnel:outturn': '10960200',
    'basic.operating:budget.initial': '1345400', 'basic.operating:budget.adjustment': '-345600', 'basic.operating:budget.full': '999800', 'basic.operating:outturn': '989800',
    'project:budget.initial': '8900000', 'project:budget.adjustment': '100000', 'project:budget.full': '9000000', 'project:outturn': '8550000',
    'total:budget.initial': '21245600', 'total:budget.adjustment': '-245600', 'total:budget.full': '21000000', 'total:outturn': '20500000',
  },
  optional: { 'basic:stated': '0.9958', 'basic.personnel:stated': '0.9964', 'basic.operating:stated': '0.99', 'project:stated': '0.95', 'total:stated': '0.9762' },
};

/** Amounts in 亿元, quarters in three percent forms, satisfaction as a fraction. */
export const hundredMillions: UnseenWorkbook = {
  title: 'amounts in 亿元 and percentages in three forms',
  organisation: '示例省水利厅',
  year: 2024,
  sheets: [
    {
      name: '总体情况',
      rows: [
        ['2024年度部门整体支出绩效自评基础情况'],
        ['部门名称：示例省水利厅', null, null, '金额单位：亿元'],
        ['资金来源', '年初预算', '年度预算调整', '调整后的预算', '全年执行数', '预算执行率'],
        ['年度资金总额', 12.3456, 0.6544, 13, 12.74, 98],
        ['其中：上级安排资金', 4, 0.5, 4.5, 4.5, 100],
        ['      本级安排资金', 8.3, 0.15, 8.45, 8.2, 97.04],
        ['      其他资金', 0.0456, 0.0044, 0.05, 0.04, 80],
      ],
      merges: ['A1:F1'],
    },
    {
      name: '支出进度',
      rows: [
        ['各季度支出进度情况'],
        ['时间', '序时进度', '实际支出进度（累计）', '序时执行率（%）'],
        ['截至3月底', '25%', { value: 0.2201, format: '0.00%' }, 88.04],
        ['截至6月底', '50%', { value: 0.4922, format: '0.00%' }, 98.44],
        ['截至9月底', '75%', { value: 0.76, format: '0.00%' }, 101.33],
        ['截至12月底', '100%', { value: 0.98, format: '0.00%' }, 98],
      ],
    },
    {
      name: '其他',
      rows: [
        ['满意度与项目完成'],
        ['项目', '计划值', '实际值'],
        ['服务对象满意度', '≥95%', '96.3%'],
        ['项目个数（个）', 25, 24],
      ],
    },
  ],
  facts: {
    'total:budget.initial': '1234560000', 'total:budget.adjustment': '65440000', 'total:budget.full': '1300000000', 'total:outturn': '1274000000',
    'source.superior:budget.initial': '400000000', 'source.superior:budget.adjustment': '50000000', 'source.superior:budget.full': '450000000', 'source.superior:outturn': '450000000',
    'source.local:budget.initial': '830000000', 'source.local:budget.adjustment': '15000000', 'source.local:budget.full': '845000000', 'source.local:outturn': '820000000',
    'source.other:budget.initial': '4560000', 'source.other:budget.adjustment': '440000', 'source.other:budget.full': '5000000', 'source.other:outturn': '4000000',
    'quarter.1:scheduled': '0.25', 'quarter.1:cumulative': '0.2201', 'quarter.1:rate': '0.8804',
    'quarter.2:scheduled': '0.5', 'quarter.2:cumulative': '0.4922', 'quarter.2:rate': '0.9844',
    'quarter.3:scheduled': '0.75', 'quarter.3:cumulative': '0.76', 'quarter.3:rate': '1.0133',
    'quarter.4:scheduled': '1', 'quarter.4:cumulative': '0.98', 'quarter.4:rate': '0.98',
    'satisfaction:target': '0.95', 'satisfaction:actual': '0.963',
    'projectCount:planned': '25', 'projectCount:done': '24',
  },
  optional: { 'total:stated': '0.98', 'source.superior:stated': '1', 'source.local:stated': '0.9704', 'source.other:stated': '0.8' },
};

/** 调整预算数 as the change in one sheet and as the result in another. */
export const dangerousLabel: UnseenWorkbook = {
  title: '调整预算数 as a change here and as a result there',
  organisation: '示例县体育局',
  year: 2024,
  sheets: [
    {
      name: '整体',
      rows: [
        ['2024年度部门整体支出情况'],
        ['单位名称：示例县体育局', null, null, null, '单位：万元'],
        ['项目', '年初预算数', '调整预算数', '全年预算数', '决算数'],
        ['一、基本支出', 500, -20, 480, 478],
        ['（一）人员经费', 420, -10, 410, 409],
        ['（二）公用经费', 80, -10, 70, 69],
        ['二、项目支出', 300, 55, 355, 350.5],
        ['合计', 800, 35, 835, 828.5],
      ],
      merges: ['A1:E1'],
    },
    {
      name: '三公',
      rows: [
        ['“三公”经费情况（单位：万元）'],
        ['项目', '年初预算数', '调整预算数', '实际支出数'],
        ['因公出国（境）费用', 5, 4, 3.6],
        ['公务用车购置及运行费', 20, 18, 16.2],
        ['公务接待费', 6, 5, 4.4],
        ['合计', 31, 27, 24.2],
      ],
      merges: ['A1:D1'],
    },
  ],
  facts: {
    'basic:budget.initial': '5000000', 'basic:budget.adjustment': '-200000', 'basic:budget.full': '4800000', 'basic:outturn': '4780000',
    'basic.personnel:budget.initial': '4200000', 'basic.personnel:budget.adjustment': '-100000', 'basic.personnel:budget.full': '4100000', 'basic.personnel:outturn': '4090000',
    'basic.operating:budget.initial': '800000', 'basic.operating:budget.adjustment': '-100000', 'basic.operating:budget.full': '700000', 'basic.operating:outturn': '690000',
    'project:budget.initial': '3000000', 'project:budget.adjustment': '550000', 'project:budget.full': '3550000', 'project:outturn': '3505000',
    'total:budget.initial': '8000000', 'total:budget.adjustment': '350000', 'total:budget.full': '8350000', 'total:outturn': '8285000',
    'threePublic:budget.initial': '310000', 'threePublic:budget.full': '270000', 'threePublic:outturn': '242000',
    'threePublic.abroad:budget.initial': '50000', 'threePublic.abroad:budget.full': '40000', 'threePublic.abroad:outturn': '36000',
    'threePublic.vehicle:budget.initial': '200000', 'threePublic.vehicle:budget.full': '180000', 'threePublic.vehicle:outturn': '162000',
    'threePublic.reception:budget.initial': '60000', 'threePublic.reception:budget.full': '50000', 'threePublic.reception:outturn': '44000',
  },
};

/** The same facts in 元 and in 万元, all equal after conversion. */
export const sameTwice: UnseenWorkbook = {
  title: 'the same facts in 元 and in 万元',
  organisation: '示例市城市管理局',
  year: 2023,
  sheets: [
    {
      name: '决算（元）',
      rows: [
        ['2023年度支出决算情况'],
        ['单位：示例市城市管理局', null, null, '金额单位：元'],
        ['项目', '年初预算数', '全年预算数', '决算数'],
        ['基本支出', 6000000, 6100000, 6098700],
        ['项目支出', 4000000, 4400000, 4312345.67],
        ['支出合计', 10000000, 10500000, 10411045.67],
      ],
      merges: ['A1:D1'],
    },
    {
      name: '汇总（万元）',
      rows: [
        ['部门预算执行情况汇总'],
        [null, null, null, '单位：万元'],
        ['支出类别', '年初数', '调整后预算数', '全年执行数'],
        ['基本支出', 600, 610, 609.87],
        ['项目支出', 400, 440, 431.23],
        ['总计', 1000, 1050, 1041.1],
      ],
      merges: ['A1:D1'],
    },
  ],
  facts: {
    'basic:budget.initial': '6000000', 'basic:budget.full': '6100000', 'basic:outturn': '6098700',
    'project:budget.initial': '4000000', 'project:budget.full': '4400000', 'project:outturn': '4312345.67',
    'total:budget.initial': '10000000', 'total:budget.full': '10500000', 'total:outturn': '10411045.67',
  },
};

/** 河北 county narrative figures as label and value, with two denominators. */
export const countyKeyValues: UnseenWorkbook = {
  title: "a county's figures as label and value",
  organisation: '示例县民族宗教事务局',
  year: 2023,
  sheets: [
    {
      name: '基本情况',
      rows: [
        ['2023年部门整体绩效自评基本情况表'],
        ['部门名称', '示例县民族宗教事务局', '联系电话', '0315-7654321'],
        ['编制数（人）', 12, '实有在编人数（人）', 10],
        ['申请预算资金（万元）', 97.43, '实际支出（万元）', 91.67],
        ['预算执行率', '94.09%', '项目个数', '3个'],
        ['其中：基本支出决算数（万元）', 80.17, '项目支出决算数（万元）', 11.5],
        ['年初结转结余（万元）', '0', '年末结转结余（万元）', '5.76'],
      ],
      merges: ['A1:D1'],
    },
    {
      name: '项目',
      rows: [
        ['项目资金情况'],
        ['单位：万元'],
        ['项目名称', '预算金额', '实际到位资金', '实际支出金额', '执行率（%）'],
        ['民族团结进步创建', 6, 6, 5.5, 91.67],
        ['宗教场所安全', '4.00', '4.00', '4.00', 100],
        ['少数民族慰问', 2, 2, 2, 100],
        ['合计', 12, 12, 11.5, 95.83],
      ],
      merges: ['A1:E1', 'A2:E2'],
    },
  ],
  facts: {
    'staff:establishment': '12', 'staff:onPost': '10', 'total:budget.initial': '974300', 'total:outturn': '916700',
    'basic:outturn': '801700', 'project:outturn': '115000', 'carryover:opening': '0', 'carryover:closing': '57600',
    'projectCount:planned': '3', 'project:budget.initial': '120000', 'project:received': '120000',
  },
  optional: { 'total:stated': '0.9409', 'project:stated': '0.9583' },
  projects: {
    "民族团结进步创建 |  | '项目'!A4:E4": { 'budget.initial': '60000', received: '60000', outturn: '55000' },
    "宗教场所安全 |  | '项目'!A5:E5": { 'budget.initial': '40000', received: '40000', outturn: '40000' },
    "少数民族慰问 |  | '项目'!A6:E6": { 'budget.initial': '20000', received: '20000', outturn: '20000' },
  },
};

/** Lists of targets in four layouts. */
export const fourLists: UnseenWorkbook = {
  title: 'targets in four layouts',
  organisation: null,
  year: 2024,
  sheets: [
    {
      name: '整体目标',
      rows: [
        ['2024年部门整体支出绩效目标完成情况'],
        ['一级指标', '二级指标', '三级指标', '指标性质', '年初指标值', '计量单位', '全年完成值', '指标权重', '偏差原因分析及改进措施'],
        ['产出指标', '数量指标', '开展执法检查次数', '≥', 120, '次', 131, 10, null],
        [null, null, '培训从业人员', '≥', 2000, '人次', 1850, 10, '部分场次因汛期取消'],
        [null, '成本指标', '人均培训成本', '≤', 300, '元', 286.5, 5, null],
        ['效益指标', '社会效益指标', '行业秩序', '定性', '持续改善', null, '持续改善', 15, null],
        ['满意度指标', '服务对象满意度指标', '经营户满意度', '≥', 90, '%', 93.5, 10, null],
      ],
      merges: ['A1:I1', 'A3:A5', 'B3:B4'],
    },
    {
      name: '项目指标',
      rows: [
        ['绩效指标完成情况'],
        ['一级指标', '二级指标', '指标名称', '目标值', '实际值', '分值', '得分', '未完成原因'],
        ['产出', '质量', '验收合格率', '=100%', '100%', 20, 20, null],
        [null, '时效', '完工时间', '2024年12月底前', '2024年11月完工', 10, 10, null],
        [null, '数量', '改造泵站', '＞3座', '4座', 20, 20, null],
      ],
      merges: ['A1:H1', 'A3:A5'],
    },
    {
      name: '监控',
      rows: [
        ['绩效监控与自评对照表'],
        ['三级指标', '年度指标值', '年中监控完成值', '年末实际完成值', '是否偏离'],
        ['办理提案件数', '≥45件', '20件', '47件', '否'],
        ['提案答复率', '100%', '100%', '100%', '否'],
      ],
    },
    {
      name: '新疆',
      rows: [
        ['绩效指标自评'],
        ['一级指标', '三级指标', '指标值', '设置依据', '上年完成值', '分值权重', '赋分规则', '佐证资料', '实际完成值', '完成率', '得分', '偏差原因分析及改进措施'],
        ['履职效能', '审计项目数量', '≥30个', '年度计划', '28个', 40, '按完成率赋分', '台账', '33个', '110%', null, null],
        ['社会效益', '整改到位率', '≥95%', '审计条例', '96%', 50, '按完成率赋分', '报告', '90.25%', '95%', null, null],
      ],
    },
  ],
  facts: {},
  optional: { 'satisfaction:target': '0.9', 'satisfaction:actual': '0.935' },
  targets: [
    '产出指标/数量指标/开展执法检查次数 >= 120 次 → 131 (10)',
    '产出指标/数量指标/培训从业人员 >= 2000 人次 → 1850 (10) 部分场次因汛期取消',
    '产出指标/成本指标/人均培训成本 <= 300 元 → 286.5 (5)',
    '效益指标/社会效益指标/行业秩序 qualitative 持续改善  → 持续改善 (15)',
    '满意度指标/服务对象满意度指标/经营户满意度 >= 0.9 % → 0.935 (10)',
    '产出/质量/验收合格率 = 1 % → 1 (20)',
    '产出/时效/完工时间 qualitative 2024年12月底前  → 2024年11月完工 (10)',
    '产出/数量/改造泵站 > 3 座 → 4 (20)',
    '办理提案件数 >= 45 件 → 47 (null)',
    '提案答复率 >= 1 % → 1 (null)',
    '履职效能/审计项目数量 >= 30 个 → 33 (40)',
    '社会效益/整改到位率 >= 0.95 % → 0.9025 (50)',
  ],
};
