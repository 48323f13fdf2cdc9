import type { UnseenWorkbook } from './case';
import { amounts, written } from './written';

const usual = ['budget.initial', 'budget.full', 'outturn'];

/** Small sheets with one peculiarity each. */
export const smallShapes: readonly UnseenWorkbook[] = [
  {
    title: 'a year in the name of the sheet only',
    organisation: '示例县残疾人联合会',
    year: 2024,
    sheets: [
      written('2024决算', [
        '部门决算收支情况|<|<|<',
        '编制单位：示例县残疾人联合会|||金额单位:万元',
        '项目|年初预算|调整预算|决算',
        '基本支出|100|5|104.5',
        '项目支出|200|-10|188',
        '合计|300|-5|292.5',
      ]),
    ],
    facts: amounts('万元', ['budget.initial', 'budget.adjustment', 'outturn'], {
      basic: [100, 5, 104.5],
      project: [200, -10, 188],
      total: [300, -5, 292.5],
    }),
  },
  {
    title: 'amounts in 百万元',
    organisation: '示例省交通运输厅',
    year: 2023,
    sheets: [
      written('总', [
        '示例省交通运输厅2023年部门整体支出情况表|<|<',
        '||单位：百万元',
        '项目|全年预算数|全年执行数',
        '基本支出|123.456|120.1',
        '项目支出|987.654|950.5',
        '合计|1111.11|1070.6',
      ]),
    ],
    facts: amounts('元', ['budget.full', 'outturn'], {
      basic: [123456000, 120100000],
      project: [987654000, 950500000],
      total: [1111110000, 1070600000],
    }),
  },
  {
    title: 'a row of letters under the header',
    organisation: '示例市体育局',
    year: 2023,
    sheets: [
      written('表', [
        '2023年度部门整体支出表|<|<|<|<',
        '编制单位：示例市体育局||||单位：元',
        '项目|年初预算数|调整数|全年预算数|执行数',
        '|A|B|C=A+B|D',
        '基本支出|1000000|10000|1010000|1009000',
        '项目支出|500000|0|500000|480000',
        '合计|1500000|10000|1510000|1489000',
      ]),
    ],
    facts: amounts('元', ['budget.initial', 'budget.adjustment', 'budget.full', 'outturn'], {
      basic: [1000000, 10000, 1010000, 1009000],
      project: [500000, 0, 500000, 480000],
      total: [1500000, 10000, 1510000, 1489000],
    }),
  },
  {
    title: 'a row of circled numbers under the header',
    organisation: '示例市民宗局',
    year: 2023,
    sheets: [
      written('表', [
        '2023年度部门整体支出表|<|<|<',
        '编制单位：示例市民宗局|||单位：元',
        '项目|年初预算数|全年预算数|执行数',
        '栏次|①|②|③',
        '基本支出|1000000|1010000|1009000',
        '合计|1500000|1510000|1489000',
      ]),
    ],
    facts: amounts('元', ['budget.initial', 'budget.full', 'outturn'], {
      basic: [1000000, 1010000, 1009000],
      total: [1500000, 1510000, 1489000],
    }),
  },
  {
    title: 'projects with codes under the name of the department',
    organisation: '示例市教育局',
    year: 2024,
    sheets: [
      written('项目支出表', [
        '2024年项目支出预算执行表|<|<|<|<|<|<',
        '主管部门：示例市教育局|<|<|<|<|<|单位：万元',
        '项目编码|项目名称|项目单位|年初预算|调整后|已支付|支付率',
        '44010024001|校舍安全|示例一中|100|120|118|98.33%',
        '44010024002|营养改善|示例二小|80|80|80|100%',
        '|合计||180|200|198|99.00%',
      ]),
    ],
    facts: amounts('万元', ['budget.initial', 'budget.full', 'outturn'], { project: [180, 200, 198] }),
    optional: { 'project:stated': '0.99' },
    projects: {
      "校舍安全 | 示例一中 | '项目支出表'!A4:G4": { 'budget.initial': '1000000', 'budget.full': '1200000', outturn: '1180000' },
      "营养改善 | 示例二小 | '项目支出表'!A5:G5": { 'budget.initial': '800000', 'budget.full': '800000', outturn: '800000' },
    },
  },
  {
    title: 'minus signs of all kinds',
    organisation: '示例县统战部',
    year: 2023,
    sheets: [
      written('表', [
        '2023年度部门整体支出表|<|<|<|<',
        '编制单位：示例县统战部||||单位：万元',
        '项目|年初预算数|追加（减）预算|全年预算数|执行数',
        "基本支出|200|'－10.5|189.5|189",
        "项目支出|100|'−10|90|'89.50",
        "合计|300|'-20.5|279.5|278.5",
      ]),
    ],
    facts: amounts('万元', ['budget.initial', 'budget.adjustment', 'budget.full', 'outturn'], {
      basic: [200, -10.5, 189.5, 189],
      project: [100, -10, 90, 89.5],
      total: [300, -20.5, 279.5, 278.5],
    }),
  },
  {
    title: 'row labels with trailing notes',
    organisation: '示例县妇幼中心',
    year: 2023,
    sheets: [
      written('表', [
        '2023年度部门整体支出表|<|<|<',
        '编制单位：示例县妇幼中心|||单位：万元',
        '项目|年初预算数|全年预算数|执行数',
        '基本支出（含人员和公用）|200|190|189',
        '其中：人员经费（含社保）|150|145|144.5',
        '项目支出（不含基建）|100|80|79.5',
        '合计（万元）|300|270|268.5',
      ]),
    ],
    facts: amounts('万元', ['budget.initial', 'budget.full', 'outturn'], {
      basic: [200, 190, 189],
      'basic.personnel': [150, 145, 144.5],
      project: [100, 80, 79.5],
      total: [300, 270, 268.5],
    }),
  },
  {
    title: 'execution by kind of money',
    organisation: '示例市住建局',
    year: 2023,
    sheets: [
      written('表', [
        '2023年度部门预算执行情况表|<|<|<|<',
        '单位：示例市住建局||||金额：万元',
        '资金性质|年初预算数|全年预算数|执行数|执行率',
        '一般公共预算|1000|1100|1080|98.18%',
        '政府性基金预算|500|450|420|93.33%',
        '国有资本经营预算|0|0|0|—',
        '财政专户管理资金|0|0|0|—',
        '单位资金|50|60|55|91.67%',
        '合计|1550|1610|1555|96.58%',
      ]),
    ],
    facts: amounts('万元', ['budget.initial', 'budget.full', 'outturn'], {
      'source.general': [1000, 1100, 1080],
      'source.fund': [500, 450, 420],
      'source.stateCapital': [0, 0, 0],
      total: [1550, 1610, 1555],
    }),
    optional: {
      'source.general:stated': '0.9818',
      'source.fund:stated': '0.9333',
      'total:stated': '0.9658',
      'source.other:budget.initial': '500000',
      'source.other:budget.full': '600000',
      'source.other:outturn': '550000',
    },
  },

  {
    title: 'a title that carries unit name, year and money unit',
    organisation: '示例市科协',
    year: 2023,
    sheets: [
      written('1', [
        '示例市科协2023年度部门整体支出预算执行表（金额单位：万元）|<|<|<',
        '支出事项|年初部门预算|调整后部门预算|全年决算支出',
        '基本支出|300|310|309',
        '项目支出|700|690|680',
        '总计|1000|1000|989',
      ]),
    ],
    facts: amounts('万元', usual, { basic: [300, 310, 309], project: [700, 690, 680], total: [1000, 1000, 989] }),
  },
  {
    title: 'budget words of finance bureaus',
    organisation: '示例县委办公室',
    year: 2024,
    sheets: [
      written('执行', [
        '2024年度预算执行情况|<|<|<|<|<',
        '单位名称：示例县委办公室|<|<|<|<|单位：元',
        '支出类型|年初预算批复数|年中追加追减数|指标数|支出数|结余数',
        '基本支出|5000000|100000|5100000|5090000|10000',
        '项目支出|2000000|-50000|1950000|1900000|50000',
        '合计|7000000|50000|7050000|6990000|60000',
      ]),
    ],
    facts: {
      ...amounts('元', ['budget.initial', 'budget.adjustment', 'budget.full', 'outturn'], {
        basic: [5000000, 100000, 5100000, 5090000],
        project: [2000000, -50000, 1950000, 1900000],
        total: [7000000, 50000, 7050000, 6990000],
      }),
      'carryover:closing': '60000',
    },
  },
  {
    title: 'percent numbers without a sign beside amounts in one column',
    organisation: '示例市妇联',
    year: 2023,
    sheets: [
      written('指标', [
        '2023年部门整体绩效基础数据|<|<',
        '填报单位：示例市妇联|<|<',
        '指标名称|数值|单位',
        '年初预算数|500|万元',
        '全年预算数|520|万元',
        '全年执行数|515|万元',
        '预算执行率|99.04|%',
        '编制数|20|人',
        '实有在编人数|18|人',
        '“三公”经费年初预算数|5|万元',
        '“三公”经费决算数|3.2|万元',
      ]),
    ],
    facts: {
      ...amounts('万元', usual, { total: [500, 520, 515], threePublic: [5, null, 3.2] }),
      'staff:establishment': '20',
      'staff:onPost': '18',
    },
    optional: { 'total:stated': '0.9904' },
  },
  {
    title: 'last year first and this year second in one header row',
    organisation: '示例县红十字会',
    year: 2023,
    sheets: [
      written('比较', [
        '2022、2023年部门支出情况比较表|<|<|<|<',
        '编制单位：示例县红十字会|<|<|2023年度|单位：元',
        '项目|2022年决算|2023年预算|2023年决算|同比',
        '基本支出|800000|820000|815000|1.9%',
        '项目支出|200000|300000|290000|45%',
        '合计|1000000|1120000|1105000|10.5%',
      ]),
    ],
    facts: amounts('元', ['prior.outturn', 'budget.initial', 'outturn'], {
      basic: [800000, 820000, 815000],
      project: [200000, 300000, 290000],
      total: [1000000, 1120000, 1105000],
    }),
  },
  {
    title: 'two notes above the header and blank rows inside',
    organisation: '示例市工商联',
    year: 2023,
    sheets: [
      written('表', [
        '附件2',
        '2023年度部门整体支出情况表|<|<|<',
        '说明：本表由财务人员填写，单位：万元。|<|<|<',
        '',
        '填报单位：示例市工商联|<|<|<',
        '',
        '项目|年初预算数|全年预算数|执行数',
        '',
        '基本支出|100|100|99',
        '',
        '项目支出|50|50|48',
        '',
        '合计|150|150|147',
      ]),
    ],
    facts: amounts('万元', usual, { basic: [100, 100, 99], project: [50, 50, 48], total: [150, 150, 147] }),
  },
  {
    title: 'quarter rows with target and actual progress as fractions',
    organisation: '深圳市示例区水务局',
    year: 2024,
    sheets: [
      written('进度', [
        '2024年支出进度|<|<|<',
        '部门名称：深圳市示例区水务局|<|<|<',
        '季度|序时进度要求|实际进度|进度执行率',
        '第1季度|0.25|0.21|0.84',
        '第2季度|0.5|0.49|0.98',
        '第3季度|0.75|0.76|1.0133',
        '第4季度|1|0.985|0.985',
      ]),
    ],
    facts: {
      'quarter.1:scheduled': '0.25',
      'quarter.1:cumulative': '0.21',
      'quarter.1:rate': '0.84',
      'quarter.2:scheduled': '0.5',
      'quarter.2:cumulative': '0.49',
      'quarter.2:rate': '0.98',
      'quarter.3:scheduled': '0.75',
      'quarter.3:cumulative': '0.76',
      'quarter.3:rate': '1.0133',
      'quarter.4:scheduled': '1',
      'quarter.4:cumulative': '0.985',
      'quarter.4:rate': '0.985',
    },
  },
  {
    title: 'projects with the plan and the accounts in different words',
    organisation: '示例县民政局',
    year: 2023,
    sheets: [
      written('项目', [
        '2023年度项目资金使用情况表|<|<|<|<|<',
        '填报单位：示例县民政局|<|<|<|<|单位：万元',
        '序号|项目名称|预算下达数|资金到位数|资金使用数|资金使用率',
        '1|高龄津贴|500|500|498|99.6%',
        '2|临时救助|120|110|108|98.18%',
        '合计||620|610|606|99.34%',
      ]),
    ],
    facts: amounts('万元', ['budget.initial', 'received', 'outturn'], { project: [620, 610, 606] }),
    optional: { 'project:stated': '0.9934' },
    projects: {
      "高龄津贴 |  | '项目'!A4:F4": { 'budget.initial': '5000000', received: '5000000', outturn: '4980000' },
      "临时救助 |  | '项目'!A5:F5": { 'budget.initial': '1200000', received: '1100000', outturn: '1080000' },
    },
  },
  {
    title: 'measures down the side with items of 三公 and totals across, blank means none',
    organisation: '示例市侨联',
    year: 2023,
    sheets: [
      written('三公', [
        '“三公”经费一览表|<|<|<|<',
        '单位：示例市侨联|<|<|2023年度|金额单位：元',
        '年度|合计|因公出国（境）|公务用车购置及运行|公务接待',
        '上年决算|50000||30000|20000',
        '本年预算|60000|10000|30000|20000',
        '本年决算|41000||27000|14000',
      ]),
    ],
    facts: amounts('元', ['prior.outturn', 'budget.initial', 'outturn'], {
      threePublic: [50000, 60000, 41000],
      'threePublic.abroad': [null, 10000, null],
      'threePublic.vehicle': [30000, 30000, 27000],
      'threePublic.reception': [20000, 20000, 14000],
    }),
  },
];
