import type { UnseenWorkbook } from './case';
import { amounts, written } from './written';

/** 财决01 before 2020: 年初预算数, 调整预算数 (the result) and 决算数. */
export const adjustedAccounts: UnseenWorkbook = {
  title: 'older accounts whose 调整预算数 is the result',
  organisation: '深圳市示例区统计局',
  year: 2018,
  sheets: [
    written('Z01 收入支出决算总表(财决01表)', [
      '收入支出决算总表|<|<|<|<|<|<|<|<|<',
      '|||||||||财决01表',
      '编制单位：深圳市示例区统计局||||2018年度|||||金额单位：元',
      '收入|<|<|<|<|支出|<|<|<|<',
      '项目|行次|年初预算数|调整预算数|决算数|项目（按支出性质和经济分类）|行次|年初预算数|调整预算数|决算数',
      '栏次||1|2|3|栏次||7|8|9',
      '一、财政拨款收入|1|20000000.00|23500000.00|23100000.00|一、基本支出|60|12000000.00|12900000.00|12850000.00',
      '　　其中：政府性基金|2|0.00|0.00|0.00|　　人员经费|61|10500000.00|11400000.00|11390000.00',
      '二、上级补助收入|3|0.00|0.00|0.00|　　日常公用经费|62|1500000.00|1500000.00|1460000.00',
      '三、事业收入|4|0.00|0.00|0.00|二、项目支出|63|8000000.00|10600000.00|10250000.00',
      '六、其他收入|7|0.00|0.00|5000.00|　　基本建设类项目|64|0.00|0.00|0.00',
      '||||||65||||',
      '本年收入合计|20|20000000.00|23500000.00|23105000.00|本年支出合计|83|20000000.00|23500000.00|23100000.00',
      '用事业基金弥补收支差额|21|0.00|0.00|0.00|结余分配|84|0.00|0.00|0.00',
      '年初结转和结余|22|0.00|0.00|0.00|年末结转和结余|90|0.00|0.00|5000.00',
      '总计|30|20000000.00|23500000.00|23105000.00|总计|97|20000000.00|23500000.00|23105000.00',
    ]),
  ],
  facts: {
    ...amounts('元', ['budget.initial', 'budget.full', 'outturn'], {
      'source.fund': [0, 0, 0],
      'source.superior': [0, 0, 0],
      'source.business': [0, 0, 0],
      'source.other': [0, 0, 5000],
      'source.nonFiscal': [0, 0, 0],
      'source.carryover': [0, 0, 0],
      basic: [12000000, 12900000, 12850000],
      'basic.personnel': [10500000, 11400000, 11390000],
      'basic.operating': [1500000, 1500000, 1460000],
      project: [8000000, 10600000, 10250000],
      total: [20000000, 23500000, 23100000],
      surplusDistribution: [0, 0, 0],
      income: [null, null, 23105000],
      incomeTotal: [null, null, 23105000],
    }),
    'carryover:opening': '0',
    'carryover:closing': '5000',
  },
};

/** Tianjin: 按支出性质 first, then 按经济分类, each side with 预算数 and 决算数; the year only in the file's title sheet. */
export const natureAndClass: UnseenWorkbook = {
  title: 'accounts by nature beside accounts by class',
  organisation: '示例区商务局',
  year: 2022,
  sheets: [
    written('目录', ['2022年度部门决算公开目录|<', '序号|名称', '1|支出情况']),
    written('支出情况', [
      '支出决算情况表|<|<|<|<|<',
      '部门名称：示例区商务局|<|<|<|<|金额单位：万元',
      '按支出性质|年初预算数|决算数|按经济分类|年初预算数|决算数',
      '基本支出|900|918.35|工资福利支出|700|715',
      '　人员经费|780|800.35|商品和服务支出|620|590.2',
      '　公用经费|120|118|对个人和家庭的补助|80|85.35',
      '项目支出|600|560.2|资本性支出|100|88',
      '合计|1500|1478.55|合计|1500|1478.55',
    ]),
  ],
  facts: amounts('万元', ['budget.initial', 'outturn'], {
    basic: [900, 918.35],
    'basic.personnel': [780, 800.35],
    'basic.operating': [120, 118],
    project: [600, 560.2],
    total: [1500, 1478.55],
    'economic.301': [700, 715],
    'economic.302': [620, 590.2],
    'economic.303': [80, 85.35],
    'economic.310': [100, 88],
  }),
};

/** 三公 in words of the tables before 2015 and amounts with a plus sign, changes in arrows. */
export const threePublicOld: UnseenWorkbook = {
  title: '三公 against last year with changes and arrows',
  organisation: '示例省文物局',
  year: 2021,
  sheets: [
    written('三公', [
      '2021年“三公”经费公共预算财政拨款支出情况表|<|<|<|<|<',
      '部门：示例省文物局|<|<|<|<|单位：万元',
      '项　目|上年决算支出|本年预算安排|本年决算支出|比预算增减|比上年增减',
      '合　计|78.2|90|60.35|-29.65|↓17.85',
      '1.因公出国（境）费用|10|15|0|-15|↓10',
      '2.公务接待费|8.2|10|5.35|-4.65|↓2.85',
      '3.公务用车费|60|65|55|-10|↓5',
      '其中：公务用车运行维护费|60|65|55|-10|↓5',
      '　　　公务用车购置|0|0|0|0|—',
    ]),
  ],
  facts: amounts('万元', ['prior.outturn', 'budget.initial', 'outturn'], {
    threePublic: [78.2, 90, 60.35],
    'threePublic.abroad': [10, 15, 0],
    'threePublic.reception': [8.2, 10, 5.35],
    'threePublic.vehicle': [60, 65, 55],
    'threePublic.vehicle.running': [60, 65, 55],
    'threePublic.vehicle.purchase': [0, 0, 0],
  }),
};

/** A university: 部门预算 by 教育支出 functions, 学费 and 住宿费 through the special account, 科研经费 of its own. */
export const universityBudget: UnseenWorkbook = {
  title: 'a university with special-account money and research money',
  organisation: '示例师范大学',
  year: 2024,
  sheets: [
    written('收支预算执行', [
      '2024年度学校收支预算执行情况表|<|<|<|<',
      '填报单位：示例师范大学||||单位：万元',
      '项目|年初预算数|调整后预算数|执行数|执行率',
      '一、收入|120000|125000|126200|100.96%',
      '1.一般公共预算拨款收入|60000|64000|64000|100.00%',
      '2.财政专户管理资金收入|25000|25000|25600|102.40%',
      '3.事业收入（不含专户）|30000|31000|31500|101.61%',
      '4.其他收入|5000|5000|5100|102.00%',
      '二、支出|120000|125000|121250|97.00%',
      '1.基本支出|80000|82000|81590|99.50%',
      '其中：人员经费|62000|64000|63900|99.84%',
      '公用经费|18000|18000|17690|98.28%',
      '2.项目支出|40000|43000|39660|92.23%',
    ]),
  ],
  facts: amounts('万元', ['budget.initial', 'budget.full', 'outturn'], {
    'source.general': [60000, 64000, 64000],
    'source.business': [30000, 31000, 31500],
    'source.other': [5000, 5000, 5100],
    total: [120000, 125000, 121250],
    basic: [80000, 82000, 81590],
    'basic.personnel': [62000, 64000, 63900],
    'basic.operating': [18000, 18000, 17690],
    project: [40000, 43000, 39660],
  }),
  optional: {
    'income:outturn': '1262000000',
    'incomeTotal:outturn': '1262000000',
    'source.general:stated': '1',
    'source.business:stated': '1.0161',
    'source.other:stated': '1.02',
    'total:stated': '0.97',
    'basic:stated': '0.995',
    'basic.personnel:stated': '0.9984',
    'basic.operating:stated': '0.9828',
    'project:stated': '0.9223',
  },
};

/** Receipts above spending in one pair of columns, each with its own sums. */
export const oneColumn: UnseenWorkbook = {
  title: 'receipts above spending in the same columns',
  organisation: '示例县妇女联合会',
  year: 2023,
  sheets: [
    written('收支', [
      '2023年度收支情况表|<|<|<',
      '编制单位：示例县妇女联合会|||单位：元',
      '项目|年初预算数|全年预算数|决算数',
      '一、本年收入|1500000|1620000|1620000',
      '（一）一般公共预算财政拨款收入|1500000|1600000|1600000',
      '（二）其他收入|0|20000|20000',
      '二、上年结转|0|30000|30000',
      '收入总计|1500000|1650000|1650000',
      '三、本年支出|1500000|1650000|1630000',
      '（一）基本支出|1100000|1150000|1149000',
      '（二）项目支出|400000|500000|481000',
      '四、结转下年|0|0|20000',
      '支出总计|1500000|1650000|1650000',
    ]),
  ],
  facts: {
    ...amounts('元', ['budget.initial', 'budget.full', 'outturn'], {
      'source.general': [1500000, 1600000, 1600000],
      'source.other': [0, 20000, 20000],
      'source.carryover': [0, 30000, 30000],
      income: [null, null, 1620000],
      incomeTotal: [null, null, 1650000],
      total: [1500000, 1650000, 1630000],
      basic: [1100000, 1150000, 1149000],
      project: [400000, 500000, 481000],
    }),
    'carryover:opening': '30000',
    'carryover:closing': '20000',
  },
};
