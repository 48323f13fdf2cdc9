import type { UnseenWorkbook } from './case';
import { amounts, written } from './written';

/** 预算执行情况 by 季度 and kind, cumulative amounts per quarter across; the budget in the first column. */
export const quartersByKind: UnseenWorkbook = {
  title: 'cumulative amounts by quarter across kinds of spending',
  organisation: '深圳市示例区教育局',
  year: 2024,
  sheets: [
    written('季度执行', [
      '2024年度各季度累计支出情况表|<|<|<|<|<',
      '部门名称：深圳市示例区教育局|<|<|<|<|单位：万元',
      '支出类别|全年预算数|累计支出数|<|<|<',
      '^|^|一季度|二季度|三季度|四季度',
      '基本支出|8000|2000|4000|6000|7950',
      '项目支出|2000|300|800|1400|1960',
      '合计|10000|2300|4800|7400|9910',
    ]),
  ],
  facts: {
    ...amounts('万元', ['budget.full'], { basic: [8000], project: [2000], total: [10000] }),
    'quarter.1:outturn': '23000000',
    'quarter.2:outturn': '48000000',
    'quarter.3:outturn': '74000000',
    'quarter.4:outturn': '99100000',
    'quarter.1:cumulative': '0.23',
    'quarter.1:rate': '0.92',
    'quarter.2:cumulative': '0.48',
    'quarter.2:rate': '0.96',
    'quarter.3:cumulative': '0.74',
    'quarter.3:rate': '0.986666666667',
    'quarter.4:cumulative': '0.991',
    'quarter.4:rate': '0.991',
  },
};

/** 部门整体 with 上年结转 as a column of its own between 年初预算 and 调整. */
export const carriedColumn: UnseenWorkbook = {
  title: 'a column of 上年结转 between the budget and its change',
  organisation: '示例市自然资源局',
  year: 2023,
  sheets: [
    written('资金', [
      '2023年度部门整体资金情况表|<|<|<|<|<|<|<',
      '部门名称：示例市自然资源局|<|<|<|<|<|<|单位：万元',
      '类别|上年结转|年初预算|预算追加（减）|全年预算数|实际支出|执行率|年末结转结余',
      '基本支出|0|3000|50|3050|3040|99.67%|10',
      '项目支出|200|1500|-100|1600|1550|96.88%|50',
      '合计|200|4500|-50|4650|4590|98.71%|60',
    ]),
  ],
  facts: {
    ...amounts('万元', ['budget.initial', 'budget.adjustment', 'budget.full', 'outturn'], {
      basic: [3000, 50, 3050, 3040],
      project: [1500, -100, 1600, 1550],
      total: [4500, -50, 4650, 4590],
    }),
    'carryover:opening': '2000000',
    'carryover:closing': '600000',
  },
  optional: { 'basic:stated': '0.9967', 'project:stated': '0.9688', 'total:stated': '0.9871' },
};

/** 专项 listed under 项目支出 as children with 其中, subtotal and total; serials in Chinese. */
export const programmesBelow: UnseenWorkbook = {
  title: 'programmes listed below 项目支出 with serials',
  organisation: '示例县林业局',
  year: 2023,
  sheets: [
    written('支出', [
      '2023年部门预算支出执行情况|<|<|<|<',
      '编制单位：示例县林业局||||单位：万元',
      '支出项目|年初预算数|调整后预算数|实际支出数|备注',
      '一、基本支出|600|610|609|',
      '1、人员经费|540|551|550.5|',
      '2、公用经费|60|59|58.5|',
      '二、项目支出|900|950|930|',
      '1、造林绿化|500|540|525|',
      '2、森林防火|300|310|305|',
      '3、病虫害防治|100|100|100|',
      '三、其他支出|0|0|0|',
      '总　　计|1500|1560|1539|',
    ]),
  ],
  facts: amounts('万元', ['budget.initial', 'budget.full', 'outturn'], {
    basic: [600, 610, 609],
    'basic.personnel': [540, 551, 550.5],
    'basic.operating': [60, 59, 58.5],
    project: [900, 950, 930],
    total: [1500, 1560, 1539],
  }),
  optional: { 'economic.399:budget.initial': '0', 'economic.399:budget.full': '0', 'economic.399:outturn': '0' },
};

/** A contents of indicators with amounts of money in another unit than the amounts of the sheet. */
export const procurementByKind: UnseenWorkbook = {
  title: 'procurement by kind with the small firms below',
  organisation: '示例市人民检察院',
  year: 2023,
  sheets: [
    written('采购', [
      '2023年度政府采购支出情况表|<|<|<',
      '部门：示例市人民检察院|<|<|金额单位：元',
      '项目|采购预算数|实际采购支出|采购执行率',
      '一、政府采购支出合计|3600000|3545000|98.47%',
      '（一）政府采购货物支出|1600000|1560000|97.50%',
      '（二）政府采购工程支出|0|0|—',
      '（三）政府采购服务支出|2000000|1985000|99.25%',
      '二、授予中小企业合同金额||3000000|',
      '其中：授予小微企业合同金额||1200000|',
    ]),
  ],
  facts: amounts('元', ['budget.initial', 'outturn'], { procurement: [3600000, 3545000] }),
  optional: { 'procurement:stated': '0.9847' },
};

/** 机关运行经费 beside 公用经费: the two are not one. */
export const officeCosts: UnseenWorkbook = {
  title: 'office costs of the organ beside the operating part of basic spending',
  organisation: '示例县司法局',
  year: 2024,
  sheets: [
    written('经费', [
      '2024年主要经费情况表|<|<|<',
      '单位：示例县司法局|<|<|金额单位：万元',
      '经费名称|上年决算数|年初预算数|决算数',
      '机关运行经费|88|95|90.5',
      '日常公用经费|100|108|102.3',
      '“三公”经费|12|15|9.8',
      '会议费|1|2|0.5',
      '培训费|3|5|4.2',
      '政府采购|50|60|58.8',
    ]),
  ],
  facts: amounts('万元', ['prior.outturn', 'budget.initial', 'outturn'], {
    'basic.operating': [100, 108, 102.3],
    threePublic: [12, 15, 9.8],
    meeting: [1, 2, 0.5],
    training: [3, 5, 4.2],
    procurement: [50, 60, 58.8],
  }),
};

/** A summary of several departments: none of them is the whole, and no sum is given. */
export const listOfDepartments: UnseenWorkbook = {
  title: 'a county list of departments with a sum of all',
  organisation: '示例县财政局',
  year: 2023,
  sheets: [
    written('全县汇总', [
      '2023年度全县部门整体支出情况汇总表|<|<|<|<',
      '填报单位：示例县财政局|<|<|<|单位：万元',
      '序号|部门名称|年初预算数|全年预算数|决算数',
      '1|示例县教育局|50000|52000|51800',
      '2|示例县卫健局|30000|31000|30500',
      '3|示例县水利局|8000|9000|8800',
      '合计|<|88000|92000|91100',
    ]),
  ],
  facts: amounts('万元', ['budget.initial', 'budget.full', 'outturn'], { total: [88000, 92000, 91100] }),
};

/** Percent columns between amounts, amounts with 元 in the number format. */
export const percentBetween: UnseenWorkbook = {
  title: 'shares and growth between the amounts',
  organisation: '示例市供销合作社',
  year: 2023,
  sheets: [
    written('结构', [
      '2023年度支出结构分析表|<|<|<|<|<|<',
      '编制单位：示例市供销合作社|<|<|<|<|<|单位：元',
      '支出构成|年初预算数|占比|决算数|占比|上年决算数|增长率',
      '基本支出|5000000|62.50%|5050000|63.92%|4900000|3.06%',
      '项目支出|3000000|37.50%|2850000|36.08%|2700000|5.56%',
      '合计|8000000|100%|7900000|100%|7600000|3.95%',
    ]),
  ],
  facts: amounts('元', ['prior.outturn', 'budget.initial', 'outturn'], {
    basic: [4900000, 5000000, 5050000],
    project: [2700000, 3000000, 2850000],
    total: [7600000, 8000000, 7900000],
  }),
};
