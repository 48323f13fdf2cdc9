import type { UnseenWorkbook } from './case';
import { amounts, written } from './written';

/** The header stands twice in one sheet with a page title between; 续表 continues the table. */
export const continuedTable: UnseenWorkbook = {
  title: 'a table continued below a second title',
  organisation: '示例市文学艺术界联合会',
  year: 2023,
  sheets: [
    written('支出', [
      '2023年度部门整体支出情况表|<|<|<',
      '编制单位：示例市文学艺术界联合会||| 单位：万元',
      '项目|年初预算数|全年预算数|决算数',
      '一、基本支出|310|315|314.2',
      '（一）人员经费|270|276|275.9',
      '2023年度部门整体支出情况表（续）|<|<|<',
      '项目|年初预算数|全年预算数|决算数',
      '（二）公用经费|40|39|38.3',
      '二、项目支出|150|160|152',
      '支出合计|460|475|466.2',
    ]),
  ],
  facts: amounts('万元', ['budget.initial', 'budget.full', 'outturn'], {
    basic: [310, 315, 314.2],
    'basic.personnel': [270, 276, 275.9],
    'basic.operating': [40, 39, 38.3],
    project: [150, 160, 152],
    total: [460, 475, 466.2],
  }),
};

/** Two tables side by side with an empty column between them, each with its own unit. */
export const besideWithUnits: UnseenWorkbook = {
  title: 'two tables side by side with units of their own in the headers',
  organisation: '示例区统计局',
  year: 2024,
  sheets: [
    written('综合', [
      '示例区统计局2024年度部门整体绩效自评基础数据|<|<|<|<|<|<|<',
      '项目|全年预算数（万元）|全年执行数（万元）||指标|上年决算数（元）|本年预算数（元）|本年决算数（元）',
      '基本支出|620|618.5||因公出国（境）费|0|0|0',
      '项目支出|240|228||公务用车运行维护费|35000|40000|31000',
      '合计|860|846.5||公务接待费|8000|10000|4500',
      '||||“三公”经费合计|43000|50000|35500',
    ]),
  ],
  facts: {
    ...amounts('万元', ['budget.full', 'outturn'], { basic: [620, 618.5], project: [240, 228], total: [860, 846.5] }),
    ...amounts('元', ['prior.outturn', 'budget.initial', 'outturn'], {
      'threePublic.abroad': [0, 0, 0],
      'threePublic.vehicle.running': [35000, 40000, 31000],
      'threePublic.reception': [8000, 10000, 4500],
      threePublic: [43000, 50000, 35500],
    }),
  },
};

/** A deep header: measure, source, unit of time; only the columns of the whole count. */
export const fourHeaderRows: UnseenWorkbook = {
  title: 'four header rows with sources below measures',
  organisation: '示例市司法局',
  year: 2023,
  sheets: [
    written('预算执行', [
      '示例市司法局2023年度部门预算执行情况表|<|<|<|<|<|<|<|<',
      '金额单位：万元|<|<|<|<|<|<|<|<',
      '支出分类|预算情况|<|<|<|<|执行情况|<|<',
      '^|年初预算数|<|<|调整数|全年预算数|全年执行数|<|执行率',
      '^|合计|财政拨款|其他资金|^|^|合计|其中：财政拨款|^',
      '^|(1)|(2)|(3)|(4)|(5)=(1)+(4)|(6)|(7)|(8)=(6)/(5)',
      '基本支出|880|880|0|20|900|899.1|899.1|99.90%',
      '其中：人员经费|780|780|0|25|805|804.5|804.5|99.94%',
      '公用经费|100|100|0|-5|95|94.6|94.6|99.58%',
      '项目支出|420|400|20|-20|400|380|362|95.00%',
      '合计|1300|1280|20|0|1300|1279.1|1261.1|98.39%',
    ]),
  ],
  facts: amounts('万元', ['budget.initial', 'budget.adjustment', 'budget.full', 'outturn'], {
    basic: [880, 20, 900, 899.1],
    'basic.personnel': [780, 25, 805, 804.5],
    'basic.operating': [100, -5, 95, 94.6],
    project: [420, -20, 400, 380],
    total: [1300, 0, 1300, 1279.1],
  }),
  optional: {
    'source.other:budget.initial': '200000',
    'basic:stated': '0.999',
    'basic.personnel:stated': '0.9994',
    'basic.operating:stated': '0.9958',
    'project:stated': '0.95',
    'total:stated': '0.9839',
  },
};

/** Amounts as live formulas over other sheets, errors among them, a circular cell. */
export const liveFormulas: UnseenWorkbook = {
  title: 'amounts as formulas over other sheets',
  organisation: '示例县教师进修学校',
  year: 2024,
  sheets: [
    written('汇总表', [
      '2024年度部门整体支出汇总表|<|<|<|<',
      '单位名称：示例县教师进修学校|<|<|<|单位：元',
      '项目|年初预算数|全年预算数|决算数|执行率',
      "基本支出|='明细'!B3~1800000|='明细'!C3~1850000.5|='明细'!D3~1849000.25|=D4/C4~99.95%%",
      "项目支出|='明细'!B4~600000|='明细'!C4~650000|='明细'!D4~617500|=D5/C5~95.00%%",
      '合计|=SUM(B4:B5)~2400000|=SUM(C4:C5)~2500000.5|=SUM(D4:D5)~2466500.25|=D6/C6~98.66%%',
    ]),
    written('明细', [
      '项目|预算|调整后预算|支出',
      '金额单位：元',
      '基本支出小计|1800000|1850000.5|1849000.25',
      '项目支出小计|600000|650000|617500',
    ]),
  ],
  facts: amounts('元', ['budget.initial', 'budget.full', 'outturn'], {
    basic: [1800000, 1850000.5, 1849000.25],
    project: [600000, 650000, 617500],
    total: [2400000, 2500000.5, 2466500.25],
  }),
  optional: { 'basic:stated': '0.9995', 'project:stated': '0.95', 'total:stated': '0.9866' },
};

/** 预算批复 letter as a table: codes 类款项 in three columns, names, then this year's approval only. */
export const approval: UnseenWorkbook = {
  title: 'an approval of the budget by function with basic and project spending',
  organisation: '示例市红十字会',
  year: 2024,
  sheets: [
    written('预算批复表', [
      '2024年部门预算批复表|<|<|<|<|<|<|<',
      '批复单位：示例市财政局　　预算单位：示例市红十字会|<|<|<|<|<|<|单位：万元',
      '科目编码|<|<|科目名称|总计|基本支出|<|项目支出',
      '类|款|项|^|^|人员经费|公用经费|^',
      '|||合计|356.5|210.5|26|120',
      '208|16||红十字事业|330.5|184.5|26|120',
      '208|16|01|行政运行|210.5|184.5|26|0',
      '221|02|01|住房公积金|26|26|0|0',
    ]),
  ],
  facts: amounts('万元', ['budget.initial'], {
    total: [356.5],
    'basic.personnel': [210.5],
    'basic.operating': [26],
    project: [120],
  }),
};

/** 部门整体支出 by function only; basic and project unknown: nothing is invented. */
export const functionsOnly: UnseenWorkbook = {
  title: 'spending by function only',
  organisation: '示例县地方志编纂中心',
  year: 2023,
  sheets: [
    written('支出决算', [
      '2023年度支出决算情况表|<|<|<',
      '编制单位：示例县地方志编纂中心||| 单位：元',
      '功能分类科目|年初预算数|全年预算数|决算数',
      '201 一般公共服务支出|860000|900000|895000.5',
      '208 社会保障和就业支出|60000|62000|62000',
      '221 住房保障支出|45000|45000|44800',
      '合计|965000|1007000|1001800.5',
    ]),
  ],
  facts: amounts('元', ['budget.initial', 'budget.full', 'outturn'], { total: [965000, 1007000, 1001800.5] }),
};

/** The words of the health, school and court systems for the same things. */
export const trades: UnseenWorkbook = {
  title: 'words of other trades for budget and execution',
  organisation: '示例市中心医院',
  year: 2024,
  sheets: [
    written('执行分析', [
      '2024年度部门整体支出预算执行分析表|<|<|<|<|<',
      '填制单位：示例市中心医院|<|<|<|<|单位：万元',
      '支出项目|年初批复|预算调整（+/-）|调整后全年预算|全年实际执行|完成预算%',
      '基本支出|38000|500|38500|38461.5|99.9%',
      '项目支出|2000|-100|1900|1805|95%',
      '支出合计|40000|400|40400|40266.5|99.67%',
    ]),
    written('三公及会培', [
      '“三公”经费、会议费、培训费执行情况|<|<|<|<',
      '填制单位：示例市中心医院|<|<|<|单位：万元',
      '项目|上年执行数|本年年初预算|本年执行数|同比增减%',
      '因公出国（境）费用|0|5|0|—',
      '公务用车运维费|60|55|48.5|-19.17',
      '公务接待费|3|3|1.2|-60',
      '“三公”经费小计|63|63|49.7|-21.11',
      '会议费|8|10|6|-25',
      '培训费|20|25|21.5|7.5',
    ]),
  ],
  facts: {
    ...amounts('万元', ['budget.initial', 'budget.adjustment', 'budget.full', 'outturn'], {
      basic: [38000, 500, 38500, 38461.5],
      project: [2000, -100, 1900, 1805],
      total: [40000, 400, 40400, 40266.5],
    }),
    ...amounts('万元', ['prior.outturn', 'budget.initial', 'outturn'], {
      'threePublic.abroad': [0, 5, 0],
      'threePublic.vehicle.running': [60, 55, 48.5],
      'threePublic.reception': [3, 3, 1.2],
      threePublic: [63, 63, 49.7],
      meeting: [8, 10, 6],
      training: [20, 25, 21.5],
    }),
  },
  optional: { 'basic:stated': '0.999', 'project:stated': '0.95', 'total:stated': '0.9967' },
};

/** A sheet of ratios only, without any amounts: nothing but stated rates may come of it. */
export const ratiosOnly: UnseenWorkbook = {
  title: 'a sheet of ratios beside the amounts',
  organisation: '示例县应急管理局',
  year: 2023,
  sheets: [
    written('比率', [
      '2023年度主要比率情况表|<|<|<',
      '指标|计算公式|上年|本年',
      '预算执行率|支出/预算|97.20%|98.10%',
      '“三公”经费控制率|支出/预算|88.00%|76.00%',
      '结转结余率|结转/预算|2.80%|1.90%',
    ]),
    written('金额', ['2023年部门整体支出|<|<', '单位名称：示例县应急管理局||单位：万元', '项目|全年预算数|决算数', '合计|1000|981']),
  ],
  facts: amounts('万元', ['budget.full', 'outturn'], { total: [1000, 981] }),
};
