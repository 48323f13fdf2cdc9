import type { UnseenWorkbook } from './case';
import { amounts, written } from './written';

/** Numbers as people type them, blanks against zeros, dashes, errors of formulas. */
export const typedNumbers: UnseenWorkbook = {
  title: 'numbers as people type them',
  organisation: '示例县妇幼保健院',
  year: 2024,
  sheets: [
    written('收支', [
      '2024年度部门整体收支情况表|<|<|<|<',
      '填报单位：示例县妇幼保健院|<|<|<|（单位：万元）',
      '项目|年初预算数|调整数|全年预算数|执行数',
      "一、基本支出|'１，２３４．５０|'（34.50）|'1200.00|' 1 199.99 ",
      "（一）人员经费|'1,000.00万元|—|'1,000.00|1,000",
      "（二）公用经费|'234.50|'(34.50)|200|'199.99 万元",
      "二、项目支出|'0|'+500.5|'500.5万|'￥480.00",
      '三、经营支出||—||',
      "合计|'1,234.50|'466.00|'1,700.50|'1,679.99",
      '注：单位为万元。',
    ]),
  ],
  facts: amounts('万元', ['budget.initial', 'budget.adjustment', 'budget.full', 'outturn'], {
    basic: [1234.5, -34.5, 1200, 1199.99],
    'basic.personnel': [1000, null, 1000, 1000],
    'basic.operating': [234.5, -34.5, 200, 199.99],
    project: [0, 500.5, 500.5, 480],
    total: [1234.5, 466, 1700.5, 1679.99],
  }),
};

/** The unit stands in odd places: in the corner of the header, in a cell of its own at the end, in every header. */
export const oddUnits: UnseenWorkbook = {
  title: 'units in the corner of the header, behind the title and in every column',
  organisation: '示例市应急管理局',
  year: 2023,
  sheets: [
    written('A', [
      '示例市应急管理局2023年度部门整体支出情况|<|<|<',
      '项目\\\\金额（万元）|年初预算数|全年预算数|决算数',
      '基本支出|1000|1010|1009',
      '项目支出|500|490|480',
      '支出合计|1500|1500|1489',
    ]),
    written('B', [
      '2023年“三公”经费情况　　　　　　　　单位：元|<|<|<',
      '部门：示例市应急管理局',
      '项目|预算数|决算数|控制率',
      '公务接待费|20000|10000|50%',
      '公务用车运行维护费|80000|76000|95%',
      '“三公”经费合计|100000|86000|86%',
    ]),
    written('C', ['政府采购和资产情况|<|<', '项目|计划数（千元）|实际数（万元）', '政府采购|2500|245.6']),
    written('D', [
      '人员及资产情况表|<|<|<|<|<',
      '编制数（人）|在职人数（人）|编外人数（人）|固定资产原值（元）|在用（元）|闲置（元）',
      '60|58|4|12345678.90|12000000.00|345678.90',
    ]),
  ],
  facts: {
    ...amounts('万元', ['budget.initial', 'budget.full', 'outturn'], {
      basic: [1000, 1010, 1009],
      project: [500, 490, 480],
      total: [1500, 1500, 1489],
    }),
    ...amounts('元', ['budget.initial', 'outturn'], {
      'threePublic.reception': [20000, 10000],
      'threePublic.vehicle.running': [80000, 76000],
      threePublic: [100000, 86000],
      procurement: [2500000, 2456000],
    }),
    'staff:establishment': '60',
    'staff:onPost': '58',
    'staff:offBook': '4',
    'fixedAssets:original': '12345678.9',
    'fixedAssets:inUse': '12000000',
    'fixedAssets:idle': '345678.9',
  },
  optional: { 'threePublic.reception:stated': '0.5', 'threePublic.vehicle.running:stated': '0.95', 'threePublic:stated': '0.86' },
};

/** The platform's export of a district: codes before names, kinds of money as rows, sums per kind. */
export const districtPlatform: UnseenWorkbook = {
  title: 'a district platform export grouped by kind of money',
  organisation: '示例区教育局',
  year: 2024,
  sheets: [
    written('预算执行情况表', [
      '预算执行情况表（2024年度）|<|<|<|<|<|<|<|<',
      '查询条件：单位=示例区教育局|||||||| 单位：元',
      '单位编码|单位名称|支出类型|资金性质|年初预算|预算追加(减)|可执行指标数|累计支付数|支付进度%',
      '105001|示例区教育局|人员类|一般公共预算资金|32000000|500000|32500000|32480000|99.94',
      '105001|示例区教育局|公用经费|一般公共预算资金|3000000|-100000|2900000|2850000|98.28',
      '105001|示例区教育局|其他运转类|一般公共预算资金|800000|0|800000|790000|98.75',
      '105001|示例区教育局|特定目标类|一般公共预算资金|12000000|1000000|13000000|11700000|90',
      '105001|示例区教育局|特定目标类|政府性基金预算资金|2000000|0|2000000|1500000|75',
      '合计||||49800000|1400000|51200000|49320000|96.33',
    ]),
  ],
  facts: amounts('元', ['budget.initial', 'budget.adjustment', 'budget.full', 'outturn'], {
    'basic.personnel': [32000000, 500000, 32500000, 32480000],
    'basic.operating': [3000000, -100000, 2900000, 2850000],
    total: [49800000, 1400000, 51200000, 49320000],
  }),
  optional: { 'total:stated': '0.9633', 'basic.personnel:stated': '0.9994', 'basic.operating:stated': '0.9828' },
};

/** 绩效 data gathered in a form of label and value in three pairs a row, mixed with text answers. */
export const threePairs: UnseenWorkbook = {
  title: 'three pairs of label and value a row among text answers',
  organisation: '示例镇人民政府',
  year: 2023,
  sheets: [
    written('基础信息', [
      '2023年度部门整体绩效自评基础信息表|<|<|<|<|<',
      '单位名称|示例镇人民政府|<|联系人|李四|<',
      '编制人数|56|实有人数|52|临聘人员|7',
      '年初预算（万元）|2,350.60|全年预算（万元）|2,488.12|决算支出（万元）|2,431.05',
      '其中：基本支出决算（万元）|1,400.00|项目支出决算（万元）|1,031.05|年末结转结余（万元）|57.07',
      '“三公”经费预算（万元）|12.00|“三公”经费决算（万元）|9.87|上年“三公”经费决算（万元）|10.50',
      '政府采购预算（元）|860,000.00|政府采购支出（元）|851,200.00|采购执行率|98.98%',
      '固定资产原值（万元）|3,456.78|在用固定资产（万元）|3,400.00|固定资产利用率|98.36%',
      '是否公开预算|是|是否公开决算|是|公开网址|http://www.example.gov.cn',
    ]),
  ],
  facts: {
    'staff:establishment': '56',
    'staff:onPost': '52',
    'staff:offBook': '7',
    ...amounts('万元', ['budget.initial', 'budget.full', 'outturn'], {
      total: [2350.6, 2488.12, 2431.05],
      basic: [null, null, 1400],
      project: [null, null, 1031.05],
      threePublic: [12, null, 9.87],
    }),
    'threePublic:prior.outturn': '105000',
    'carryover:closing': '570700',
    'procurement:budget.initial': '860000',
    'procurement:outturn': '851200',
    'fixedAssets:original': '34567800',
    'fixedAssets:inUse': '34000000',
  },
  optional: { 'procurement:stated': '0.9898', 'fixedAssets:stated': '0.9836' },
};

/** 财政拨款 and 非财政拨款 across, 合计 in front; parts of 基本支出 indented by 其中 in one cell. */
export const moneyAcross: UnseenWorkbook = {
  title: 'kinds of money across with 合计 in front and formulas for the sums',
  organisation: '示例大学附属中学',
  year: 2023,
  sheets: [
    written('支出情况', [
      '示例大学附属中学2023年度支出预决算情况表|<|<|<|<|<|<',
      '||||||金额单位：元',
      '支出项目|预算数|<|<|决算数|<|<',
      '^|合计|财政拨款|非财政拨款|合计|财政拨款|非财政拨款',
      '1|2|3|4|5|6|7',
      '基本支出|=C6+D6~21000000|20000000|1000000|=F6+G6~20900000.5|19950000|950000.5',
      '  其中：人员经费|=C7+D7~18000000|17500000|500000|=F7+G7~17990000.5|17490000|500000.5',
      '  　　　日常公用经费|=C8+D8~3000000|2500000|500000|=F8+G8~2910000|2460000|450000',
      '项目支出|=C9+D9~5000000|5000000|0|=F9+G9~4800000|4800000|0',
      '支出总计|=B6+B9~26000000|25000000|1000000|=E6+E9~25700000.5|24750000|950000.5',
    ]),
  ],
  facts: amounts('元', ['budget.initial', 'outturn'], {
    basic: [21000000, 20900000.5],
    'basic.personnel': [18000000, 17990000.5],
    'basic.operating': [3000000, 2910000],
    project: [5000000, 4800000],
    total: [26000000, 25700000.5],
  }),
};

/** Quarters as rows with plan and actual amounts, 支出进度 as of month ends, in a sheet beside the summary. */
export const quartersByAmount: UnseenWorkbook = {
  title: 'quarters with cumulative amounts and progress against the plan',
  organisation: '深圳市示例区城市更新局',
  year: 2023,
  sheets: [
    written('支出进度', [
      '2023年度部门预算支出进度情况表|<|<|<|<',
      '部门名称：深圳市示例区城市更新局||||单位：万元',
      '时点|序时进度|累计支出数|支出进度|序时执行率',
      '3月31日|25%|300|20.00%|80.00%',
      '6月30日|50%|720|48.00%|96.00%',
      '9月30日|75%|1140|76.00%|101.33%',
      '12月31日|100%|1485|99.00%|99.00%',
    ]),
    written('总体', [
      '2023年部门整体支出情况表|<|<|<|<',
      '部门名称：深圳市示例区城市更新局||||单位：万元',
      '项目|年初批复数|年中调整数|调整后预算数|决算数',
      '部门整体（合计）|1450|50|1500|1485',
      '基本支出|900|0|900|895',
      '项目支出|550|50|600|590',
    ]),
  ],
  facts: {
    ...amounts('万元', ['budget.initial', 'budget.adjustment', 'budget.full', 'outturn'], {
      total: [1450, 50, 1500, 1485],
      basic: [900, 0, 900, 895],
      project: [550, 50, 600, 590],
    }),
    'quarter.1:scheduled': '0.25',
    'quarter.1:outturn': '3000000',
    'quarter.1:cumulative': '0.2',
    'quarter.1:rate': '0.8',
    'quarter.2:scheduled': '0.5',
    'quarter.2:outturn': '7200000',
    'quarter.2:cumulative': '0.48',
    'quarter.2:rate': '0.96',
    'quarter.3:scheduled': '0.75',
    'quarter.3:outturn': '11400000',
    'quarter.3:cumulative': '0.76',
    'quarter.3:rate': '1.0133',
    'quarter.4:scheduled': '1',
    'quarter.4:outturn': '14850000',
    'quarter.4:cumulative': '0.99',
    'quarter.4:rate': '0.99',
  },
};
