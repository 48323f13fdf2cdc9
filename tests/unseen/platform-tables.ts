import type { UnseenWorkbook } from './case';
import { amounts, written } from './written';

/** Hebei county: funds by direction, 到位 beside 预算, a table of grades behind. */
export const hebeiCounty: UnseenWorkbook = {
  title: 'a Hebei county by direction of spending with money received',
  organisation: '示例县水务局',
  year: 2023,
  sheets: [
    written('资金情况', [
      '附件1|<|<|<|<|<',
      '2023年度部门整体资金收支情况表|<|<|<|<|<',
      '部门名称（盖章）：示例县水务局|<|<|<||单位：万元',
      '资金类别|预算安排|调整后预算|资金到位|实际支出|执行率（%）',
      '部门资金总额|1,580.00|1,620.40|1,620.40|1,555.58|96.00',
      '（一）人员类|620.00|630.40|630.40|630.00|99.94',
      '（二）运转类公用经费|60.00|60.00|60.00|58.20|97.00',
      '（三）其他运转类|100.00|100.00|100.00|97.38|97.38',
      '（四）特定目标类|800.00|830.00|830.00|770.00|92.77',
      '填报人：张某||联系电话：0315-0000000|||填报日期：2024-03-01',
    ]),
  ],
  facts: amounts('万元', ['budget.initial', 'budget.full', 'received', 'outturn'], {
    total: [1580, 1620.4, 1620.4, 1555.58],
    'basic.personnel': [620, 630.4, 630.4, 630],
    'basic.operating': [60, 60, 60, 58.2],
  }),
  optional: { 'total:stated': '0.96', 'basic.personnel:stated': '0.9994', 'basic.operating:stated': '0.97' },
};

/** Indicator export by document: 指标金额, 已用金额, 余额; a sum per project below each group. */
export const documentsByProject: UnseenWorkbook = {
  title: 'indicator documents grouped by project with sums below each group',
  organisation: '示例市科学技术局',
  year: 2024,
  sheets: [
    written('指标明细', [
      '2024年指标执行明细表|<|<|<|<|<|<',
      '单位：示例市科学技术局||||||金额单位：元',
      '项目名称|指标文号|资金性质|指标总额|累计支付|可用余额|支付进度',
      '科技型企业培育|示财教〔2024〕5号|一般公共预算资金|3000000|2900000|100000|96.67%',
      '^|示财教〔2024〕41号|一般公共预算资金|1000000|1000000|0|100.00%',
      '小计|<|<|4000000|3900000|100000|97.50%',
      '创新平台建设|示财教〔2024〕6号|一般公共预算资金|2000000|1500000|500000|75.00%',
      '合计|<|<|6000000|5400000|600000|90.00%',
    ]),
  ],
  facts: amounts('元', ['budget.full', 'outturn'], { project: [6000000, 5400000] }),
  optional: { 'project:stated': '0.9' },
  projects: {
    "科技型企业培育 |  | '指标明细'!A4:G4": { 'budget.full': '3000000', outturn: '2900000', closing: '100000' },
    "科技型企业培育 |  | '指标明细'!A5:G5": { 'budget.full': '1000000', outturn: '1000000', closing: '0' },
    "创新平台建设 |  | '指标明细'!A7:G7": { 'budget.full': '2000000', outturn: '1500000', closing: '500000' },
  },
};

/** A list of contracts and procurement packages with plan and actual, 合计 in the first row. */
export const procurementPackages: UnseenWorkbook = {
  title: 'procurement packages with the total on top',
  organisation: '示例区人民检察院',
  year: 2023,
  sheets: [
    written('政府采购执行情况', [
      '2023年度政府采购预算执行情况表|<|<|<|<|<|<',
      '采购单位：示例区人民检察院|<|<|<|<|<|单位：万元',
      '序号|采购项目|采购方式|采购预算金额|合同金额|实际支付金额|节约率',
      '|合计||520.00|498.60|487.10|4.12%',
      '1|办案区改造|公开招标|300.00|288.60|280.00|3.80%',
      '2|电子设备|框架协议|120.00|112.00|110.10|6.67%',
      '3|物业服务|竞争性磋商|100.00|98.00|97.00|2.00%',
    ]),
  ],
  facts: amounts('万元', ['budget.initial', 'outturn'], { procurement: [520, 487.1] }),
};

/** Assets by class with 账面原值, 累计折旧, 净值 and use; the sum row is 固定资产合计. */
export const assetClasses: UnseenWorkbook = {
  title: 'assets by class with depreciation and use',
  organisation: '示例市第一中学',
  year: 2023,
  sheets: [
    written('资产使用情况', [
      '2023年末国有资产占有使用情况表|<|<|<|<|<|<|<',
      '单位名称：示例市第一中学|<|<|<|<|<|<|单位：元',
      '资产类别|数量|账面原值|累计折旧|账面净值|使用状况|<|<',
      '^|^|^|^|^|在用|出租出借|闲置',
      '一、流动资产|—|5600000.00|—|5600000.00|—|—|—',
      '二、固定资产|—|82000000.00|30000000.00|52000000.00|81500000.00|300000.00|200000.00',
      '　1.房屋和构筑物|12|70000000.00|25000000.00|45000000.00|69700000.00|300000.00|0.00',
      '　2.设备|850|10000000.00|5000000.00|5000000.00|9800000.00|0.00|200000.00',
      '　3.图书档案|32000|2000000.00|0.00|2000000.00|2000000.00|0.00|0.00',
      '三、无形资产|3|1200000.00|200000.00|1000000.00|1200000.00|0.00|0.00',
      '合计|—|88800000.00|30200000.00|58600000.00|82700000.00|300000.00|200000.00',
    ]),
  ],
  facts: { 'fixedAssets:original': '82000000', 'fixedAssets:inUse': '81500000', 'fixedAssets:idle': '200000' },
};

/** Staff by kind in rows: 编制 and 实有 across, contract staff as rows of their own, last year beside. */
export const staffByKind: UnseenWorkbook = {
  title: 'staff by kind in rows with last year beside',
  organisation: '示例街道办事处',
  year: 2023,
  sheets: [
    written('人员情况', [
      '2023年人员情况表|<|<|<|<',
      '单位名称：示例街道办事处|<|<|<|单位：人',
      '人员类别|编制数|年末实有人数|上年末实有人数|备注',
      '一、在编人员|98|93|95|',
      '　　行政编制|40|38|39|',
      '　　事业编制|58|55|56|',
      '二、编外人员|—|26|28|',
      '　　其中：劳务派遣人员|—|20|21|',
      '三、退休人员|—|61|58|不纳入财政供养控制',
    ]),
  ],
  facts: { 'staff:establishment': '98', 'staff:onPost': '93', 'staff:offBook': '26', 'staff:retired': '61' },
};

/** Carried-over money by kind and by year. */
export const carryoverKinds: UnseenWorkbook = {
  title: 'carry-over by kind of money with the flows of the year',
  organisation: '示例县文化馆',
  year: 2024,
  sheets: [
    written('结转结余', [
      '2024年度结转结余资金情况表|<|<|<|<|<',
      '填报单位：示例县文化馆|<|<|<|<|单位：元',
      '资金类别|年初结转和结余|本年收入|本年支出|年末结转和结余|<',
      '^|^|^|^|合计|其中：财政拨款',
      '一、基本支出结转|0.00|3200000.00|3200000.00|0.00|0.00',
      '二、项目支出结转和结余|120000.00|880000.00|950000.50|49999.50|49999.50',
      '合计|120000.00|4080000.00|4150000.50|49999.50|49999.50',
    ]),
  ],
  facts: { 'carryover:opening': '120000', 'carryover:closing': '49999.5' },
  optional: {
    'total:outturn': '4150000.5',
    'income:outturn': '4080000',
    'basic:outturn': '3200000',
    'project:outturn': '950000.5',
  },
};

/** The self-evaluation report's own annex: figures beside sentences, rates typed as fractions and per cent. */
export const annexOfReport: UnseenWorkbook = {
  title: 'an annex with serial numbers, rates as fractions and a column of sources',
  organisation: '示例市城市管理和综合执法局',
  year: 2023,
  sheets: [
    written('数据底稿', [
      '2023年度部门整体支出绩效自评数据底稿|<|<|<|<|<',
      '单位：示例市城市管理和综合执法局|<|<|<|<|金额单位：万元',
      '序号|数据项|上年决算数|年初预算数|本年决算数|数据来源',
      '1|“三公”经费|86.5|90|71.2|决算附03表',
      '1.1|因公出国（境）费|0|0|0|同上',
      '1.2|公务用车购置及运行维护费|80|82|66.2|同上',
      '1.3|公务接待费|6.5|8|5|同上',
      '2|日常公用经费|410|420|401.5|决算05表',
      '3|会议费|3|5|2.1|',
      '4|培训费|12|15|11.8|',
      '5|项目支出|3200|3500|3390.25|',
      '6|基本支出|5600|5700|5688.4|',
      '7|支出合计|8800|9200|9078.65|',
    ]),
  ],
  facts: amounts('万元', ['prior.outturn', 'budget.initial', 'outturn'], {
    threePublic: [86.5, 90, 71.2],
    'threePublic.abroad': [0, 0, 0],
    'threePublic.vehicle': [80, 82, 66.2],
    'threePublic.reception': [6.5, 8, 5],
    'basic.operating': [410, 420, 401.5],
    meeting: [3, 5, 2.1],
    training: [12, 15, 11.8],
    project: [3200, 3500, 3390.25],
    basic: [5600, 5700, 5688.4],
    total: [8800, 9200, 9078.65],
  }),
};

/** Budget, change and outturn by source of money in rows, with spending kinds across. */
export const sourcesByKind: UnseenWorkbook = {
  title: 'sources in rows and kinds of spending across under each measure',
  organisation: '示例县疾病预防控制局',
  year: 2024,
  sheets: [
    written('执行', [
      '2024年部门整体预算执行情况表|<|<|<|<|<|<',
      '预算部门：示例县疾病预防控制局|<|<|<|<|<|单位：万元',
      '资金来源|全年预算数|<|<|全年执行数|<|<',
      '^|合计|基本支出|项目支出|合计|基本支出|项目支出',
      '合计|980|600|380|957.6|598.6|359',
      '一般公共预算财政拨款|900|600|300|880|598.6|281.4',
      '政府性基金预算财政拨款|50|0|50|48|0|48',
      '其他资金|30|0|30|29.6|0|29.6',
    ]),
  ],
  facts: amounts('万元', ['budget.full', 'outturn'], {
    total: [980, 957.6],
    basic: [600, 598.6],
    project: [380, 359],
    'source.general': [900, 880],
    'source.fund': [50, 48],
    'source.other': [30, 29.6],
  }),
};

/** Public budget of a county office with a cover, a contents sheet and notes; only one sheet has amounts. */
export const coverAndNotes: UnseenWorkbook = {
  title: 'a cover, contents and notes around one sheet of amounts',
  organisation: '示例县机关事务服务中心',
  year: 2025,
  sheets: [
    written('封面', ['示例县机关事务服务中心|<', '2025年部门预算|<', '编制日期：2025年2月10日|<']),
    written('目录', ['目录|<', '序号|表名', '1|部门收支总表', '2|部门支出总表']),
    written('部门支出总表', [
      '部门支出总表|<|<|<|<',
      '部门：示例县机关事务服务中心|<|<|<|单位：元',
      '科目|合计|基本支出|<|项目支出',
      '^|^|人员经费|公用经费|^',
      '合计|8650000|4200000|450000|4000000',
      '201 一般公共服务支出|8000000|3550000|450000|4000000',
      '208 社会保障和就业支出|650000|650000|0|0',
    ]),
    written('说明', ['一、2025年预算8650000元，比上年增加120000元，增长1.41%。', '二、“三公”经费预算200000元。']),
  ],
  facts: amounts('元', ['budget.initial'], {
    total: [8650000],
    'basic.personnel': [4200000],
    'basic.operating': [450000],
    project: [4000000],
  }),
};

/** Monthly payments across with sums per quarter; only the quarter columns and the year's sum are facts. */
export const monthsAcross: UnseenWorkbook = {
  title: 'months and quarters across with the plan of the year',
  organisation: '示例市审批服务管理局',
  year: 2023,
  sheets: [
    written('分月支出', [
      '2023年部门支出分月执行情况表|<|<|<|<|<|<|<|<',
      '编制单位：示例市审批服务管理局|<|<|<|<|<|<|<|单位：万元',
      '支出类别|全年预算数|1月|2月|3月|一季度小计|4-12月|全年执行数|执行率',
      '基本支出|1200|90|95|115|300|890|1190|99.17%',
      '项目支出|600|10|20|90|120|450|570|95.00%',
      '合计|1800|100|115|205|420|1340|1760|97.78%',
    ]),
  ],
  facts: amounts('万元', ['budget.full', 'outturn'], { basic: [1200, 1190], project: [600, 570], total: [1800, 1760] }),
  optional: {
    'basic:stated': '0.9917',
    'project:stated': '0.95',
    'total:stated': '0.9778',
    'quarter.1:outturn': '4200000',
    'quarter.1:cumulative': '0.233333333333',
    'quarter.1:rate': '0.933333333333',
  },
};
