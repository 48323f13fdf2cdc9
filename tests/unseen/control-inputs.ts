import type { UnseenWorkbook } from './case';
import { amounts, written } from './written';

/** Headcounts in words of organisation departments. */
export const headcountWords: UnseenWorkbook = {
  title: 'headcounts in other words',
  organisation: '示例市气象局',
  year: 2023,
  sheets: [
    written('机构编制', [
      '2023年机构编制及人员情况|<|<|<|<|<|<',
      '单位名称：示例市气象局|<|<|<|<|<|单位：人',
      '单位|核定编制数|<|实有在编人员|<|编外聘用人员|离退休人员',
      '^|行政|事业|行政|事业|^|^',
      '局机关|30|0|28|0|2|15',
      '气象台|0|45|0|43|4|20',
      '合计|30|45|28|43|6|35',
    ]),
  ],
  facts: { 'staff:establishment': '75', 'staff:onPost': '71', 'staff:offBook': '6', 'staff:retired': '35' },
};

/** One row of headcounts with 控制率 beside. */
export const headcountRow: UnseenWorkbook = {
  title: 'one row of headcounts with a rate',
  organisation: '示例县残联',
  year: 2023,
  sheets: [
    written('人员控制', [
      '财政供养人员控制情况（2023年）|<|<|<|<',
      '部门：示例县残联|<|<|<|<',
      '批准编制数（人）|年末在职在编人数（人）|劳务派遣人数（人）|临时聘用人数（人）|在职人员控制率',
      '16|15|1|2|93.75%',
    ]),
  ],
  facts: { 'staff:establishment': '16', 'staff:onPost': '15', 'staff:offBook': '3' },
};

/** Assets: 总额, 实际在用, 出租, 闲置 in 万元 with the rate typed as a number of per cent. */
export const assetUse: UnseenWorkbook = {
  title: 'use of assets with the rate in per cent points',
  organisation: '示例区审计局',
  year: 2024,
  sheets: [
    written('资产', [
      '固定资产利用情况表（单位：万元）|<|<|<|<',
      '填表单位：示例区审计局|<|<|2024年度|<',
      '固定资产总额|实际在用固定资产总额|出租出借|闲置固定资产|固定资产利用率（%）',
      '860.5|851.2|0|9.3|98.92',
    ]),
  ],
  facts: { 'fixedAssets:original': '8605000', 'fixedAssets:inUse': '8512000', 'fixedAssets:idle': '93000' },
  optional: { 'fixedAssets:stated': '0.9892' },
};

/** Carry-over of this year and last year in two columns for the change. */
export const carryoverChange: UnseenWorkbook = {
  title: 'carry-over of two years for the change',
  organisation: '示例县文旅局',
  year: 2023,
  sheets: [
    written('结转', [
      '结转结余变动情况表|<|<|<',
      '部门名称：示例县文旅局|<|2023年度|单位：万元',
      '项目|上年末结转结余|本年末结转结余|变动率',
      '基本支出结转|0|0|—',
      '项目支出结转|45.6|30.2|-33.77%',
      '合计|45.6|30.2|-33.77%',
    ]),
  ],
  facts: { 'carryover:opening': '456000', 'carryover:closing': '302000' },
};

/** Procurement as plan and actual by quarter, with 合计 at the right. */
export const procurementLine: UnseenWorkbook = {
  title: 'procurement planned and spent in rows with the sum at the right',
  organisation: '示例市公安局交警支队',
  year: 2023,
  sheets: [
    written('采购', [
      '2023年政府采购执行情况|<|<|<|<',
      '单位名称：示例市公安局交警支队|<|<|<|单位：万元',
      '项目|货物|工程|服务|合计',
      '计划采购金额|300|500|200|1000',
      '实际采购金额|290|480|195|965',
    ]),
  ],
  facts: amounts('万元', ['budget.initial', 'outturn'], { procurement: [1000, 965] }),
};

/** 三公 with 年初预算, 调整后预算, 决算 and two kinds of rates. */
export const threePublicRates: UnseenWorkbook = {
  title: '三公 with two rates of control and of change',
  organisation: '示例市接待服务中心',
  year: 2024,
  sheets: [
    written('三公经费', [
      '“三公”经费控制情况表|<|<|<|<|<|<',
      '单位：示例市接待服务中心|<|<|<|<|2024年|单位：元',
      '项目|2023年决算|2024年年初预算|2024年调整预算|2024年决算|控制率|变动率',
      '合计|320000|350000|340000|301500|86.14%|-5.78%',
      '因公出国(境)费|0|0|0|0|-|-',
      '公务接待费|200000|220000|210000|190500|86.59%|-4.75%',
      '公务用车购置及运行维护费|120000|130000|130000|111000|85.38%|-7.50%',
    ]),
  ],
  facts: amounts('元', ['prior.outturn', 'budget.initial', 'budget.full', 'outturn'], {
    threePublic: [320000, 350000, 340000, 301500],
    'threePublic.abroad': [0, 0, null, 0],
    'threePublic.reception': [200000, 220000, 210000, 190500],
    'threePublic.vehicle': [120000, 130000, 130000, 111000],
  }),
  optional: {
    'threePublic.abroad:budget.full': '0',
    'threePublic:stated': '0.8614',
    'threePublic.reception:stated': '0.8659',
    'threePublic.vehicle:stated': '0.8538',
  },
};

/** Operating costs by class under 公用经费 with a sum; the classes are details of it. */
export const operatingDetails: UnseenWorkbook = {
  title: 'operating costs by class',
  organisation: '示例街道办事处',
  year: 2023,
  sheets: [
    written('公用', [
      '日常公用经费支出明细表|<|<|<',
      '编制单位：示例街道办事处|<|2023年度|单位：元',
      '经济科目|年初预算|调整后预算|决算',
      '30201 办公费|200000|210000|205000',
      '30205 水费|20000|20000|18500',
      '30206 电费|80000|85000|84600.5',
      '30211 差旅费|60000|50000|42000',
      '30215 会议费|10000|8000|5600',
      '30216 培训费|20000|20000|16000',
      '30217 公务接待费|15000|12000|9800',
      '30231 公务用车运行维护费|50000|50000|46000',
      '合计|455000|455000|427500.5',
    ]),
  ],
  facts: amounts('元', ['budget.initial', 'budget.full', 'outturn'], { 'basic.operating': [455000, 455000, 427500.5] }),
};

/** Kinds of staff outside the posts as pairs, with and without the whole of them. */
export const outsidePairs: UnseenWorkbook = {
  title: 'kinds of staff outside the posts as pairs',
  organisation: '示例县供电所',
  year: 2023,
  sheets: [
    written('基本情况', [
      '2023年度单位基本情况|<|<|<',
      '单位名称|示例县供电所|<|<',
      '编制人数|20|在编人数|19',
      '劳务派遣人数|4|临聘人数|3',
    ]),
  ],
  facts: { 'staff:establishment': '20', 'staff:onPost': '19', 'staff:offBook': '7' },
};

/** The whole of them in one row and its kinds below without any mark. */
export const outsideRows: UnseenWorkbook = {
  title: 'staff outside the posts with their kinds below',
  organisation: '示例县供水站',
  year: 2023,
  sheets: [
    written('人员', [
      '2023年人员情况表|<|<',
      '单位名称：示例县供水站||单位：人',
      '人员类别|年末人数|备注',
      '编制数|40|',
      '在职人员|38|',
      '编外人员|9|',
      '劳务派遣人员|6|',
      '临时人员|3|',
      '退休人员|12|',
    ]),
  ],
  facts: { 'staff:establishment': '40', 'staff:onPost': '38', 'staff:offBook': '9', 'staff:retired': '12' },
};
