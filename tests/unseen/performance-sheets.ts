import type { UnseenWorkbook } from './case';

const blank = (count: number): null[] => Array.from({ length: count }, () => null);

/** 湖南 county 基础数据表 with the figures behind 136/143 and (63.46 − 32) / 32. */
export const hunanCounty: UnseenWorkbook = {
  title: "a Hunan county's basic data",
  organisation: '示例县农业农村局',
  year: 2023,
  sheets: [
    {
      name: '附件2 基础数据表',
      rows: [
        ['附件2'],
        ['示例县2023年度部门整体支出绩效评价基础数据表'],
        ['填报单位（盖章）：示例县农业农村局', null, null, null],
        ['财政供养人员情况', '编制数', '2023年实际在职人数', '控制率'],
        [null, '105人', '98人', '93.33%'],
        ['经费控制情况（万元）', '2022年决算数', '2023年预算数', '2023年决算数'],
        ['三公经费', 32, 65, 63.46],
        ['1、公务用车购置和维护经费', 20, 45, 44.46],
        ['其中：公车购置', 0, 25, 24.9],
        ['      公车运行维护', 20, 20, 19.56],
        ['2、出国经费', 0, 0, 0],
        ['3、公务接待', 12, 20, 19],
        ['项目支出：', 50.5, 58, 54.2],
        ['1、业务工作专项（一个项目一行）', 30.5, 38, 35],
        ['2、运行维护专项', 20, 20, 19.2],
        ['公用经费', 21.4, 22.6, 20.9],
        ['其中：办公经费', 3, 3, 2.8],
        ['      水费、电费、差旅费', 4, 4, 3.9],
        ['      会议费、培训费', 1, 1, 0.6],
        ['政府采购金额', '——', 15, 14.2],
        ['厉行节约保障措施', '严格执行公务接待审批制度'],
      ],
      merges: ['A2:D2', 'A4:A5', 'B21:D21'],
    },
    {
      name: '附件3 资金收支情况',
      rows: [
        ['部门整体支出资金情况表'],
        ['填报单位：示例县农业农村局', null, null, null, null, '单位：万元'],
        ['上年结转', '年初预算', '本年追加预算', '全年预算合计', '本年支出', '年末结余'],
        [3, 120, 20, 143, 136, 7],
        ['单位负责人：', null, '填表人：', null, '联系电话：0731-12345678'],
      ],
      merges: ['A1:F1'],
    },
  ],
  facts: {
    'staff:establishment': '105', 'staff:onPost': '98',
    'threePublic:prior.outturn': '320000', 'threePublic:budget.initial': '650000', 'threePublic:outturn': '634600',
    'threePublic.vehicle:prior.outturn': '200000', 'threePublic.vehicle:budget.initial': '450000', 'threePublic.vehicle:outturn': '444600',
    'threePublic.vehicle.purchase:prior.outturn': '0', 'threePublic.vehicle.purchase:budget.initial': '250000', 'threePublic.vehicle.purchase:outturn': '249000',
    'threePublic.vehicle.running:prior.outturn': '200000', 'threePublic.vehicle.running:budget.initial': '200000', 'threePublic.vehicle.running:outturn': '195600',
    'threePublic.abroad:prior.outturn': '0', 'threePublic.abroad:budget.initial': '0', 'threePublic.abroad:outturn': '0',
    'threePublic.reception:prior.outturn': '120000', 'threePublic.reception:budget.initial': '200000', 'threePublic.reception:outturn': '190000',
    'project:prior.outturn': '505000', 'project:budget.initial': '580000', 'project:outturn': '542000',
    'basic.operating:prior.outturn': '214000', 'basic.operating:budget.initial': '226000', 'basic.operating:outturn': '209000',
    'procurement:budget.initial': '150000', 'procurement:outturn': '142000',
    'source.carryover:budget.full': '30000', 'total:budget.initial': '1200000', 'total:budget.adjustment': '200000', 'total:budget.full': '1430000', 'total:outturn': '1360000',
    'carryover:opening': '30000', 'carryover:closing': '70000',
  },
};

const shenzhenRows: readonly (readonly [string, number, string, number, string, number, number | null])[] = [
  ['部门决策', 20, '预算编制', 10, '预算编制合理性', 5, 5],
  ['', 0, '', 0, '预算编制规范性', 5, 5],
  ['', 0, '目标设置', 10, '绩效目标完整性', 3, 3],
  ['', 0, '', 0, '绩效指标明确性', 7, 7],
  ['部门管理', 20, '资金管理', 8, '政府采购执行情况', 2, null],
  ['', 0, '', 0, '财务合规性', 3, 3],
  ['', 0, '', 0, '预决算信息公开', 3, 3],
  ['', 0, '项目管理', 4, '项目实施程序', 2, 2],
  ['', 0, '', 0, '项目监管', 2, 2],
  ['', 0, '资产管理', 3, '固定资产利用率', 1, null],
  ['', 0, '', 0, '资产管理安全性', 2, 1],
  ['', 0, '人员管理', 2, '财政供养人员控制率', 1, null],
  ['', 0, '', 0, '编外人员控制率', 1, null],
  ['', 0, '制度管理', 3, '管理制度健全性', 3, 3],
  ['部门绩效', 60, '经济性', 6, '公用经费控制率', 6, null],
  ['', 0, '效率性', 20, '预算执行率', 6, null],
  ['', 0, '', 0, '项目完成及时性', 6, 6],
  ['', 0, '', 0, '重点工作完成情况', 8, 8],
  ['', 0, '效果性', 25, '社会效益等', 25, 25],
  ['', 0, '公平性', 9, '群众信访办理情况', 3, 3],
  ['', 0, '', 0, '公众或服务对象满意度', 6, 6],
];

/** Bao'an's published figures, laid out otherwise: a sheet a subject, and a score table with 得分 before 分值. */
export const districtFederation: UnseenWorkbook = {
  title: "Bao'an's figures in sheets of their own and a score table of another shape",
  organisation: '深圳市宝安区妇女联合会',
  year: 2023,
  sheets: [
    {
      name: '预算执行',
      rows: [
        ['深圳市宝安区妇女联合会2023年预算执行情况'],
        [null, null, null, '金额单位：人民币万元'],
        ['指标', '基本支出', '项目支出', '合计'],
        ['年初批复数', 996.82, 1380.73, 2377.56],
        ['年中追加', -54.31, 177.42, 123.1],
        ['调整后预算', 942.51, 1558.15, 2500.65],
        ['决算支出', null, null, 2470.14],
      ],
      merges: ['A1:D1'],
    },
    {
      name: '经费控制',
      rows: [
        ['2023年经费控制情况表（单位：万元）'],
        ['经费名称', '实际支出', '年初预算安排', '调整后的预算', '说明'],
        ['三公经费', 4.16, 8, null, '厉行节约'],
        ['公用经费（日常公用）', 57.94, 64.65, 57.94, null],
      ],
      merges: ['A1:E1'],
    },
    {
      name: '进度',
      rows: [
        ['2023年各季度支出进度（万元）'],
        ['季度', '序时进度', '累计支出'],
        ['第一季度', '25%', 585.03],
        ['第二季度', '50%', 1009.51],
        ['第三季度', '75%', 1892],
        ['第四季度', '100%', 2497.4],
      ],
      merges: ['A1:C1'],
    },
    {
      name: '采购与资产',
      rows: [
        ['政府采购与固定资产情况'],
        ['单位：元'],
        ['政府采购计划金额', '1,555,910.00', '政府采购实际支出金额', '1,555,860.00'],
        ['固定资产原值', '5,274,900.00', '固定资产在用', '5,274,900.00'],
        ['固定资产闲置', '0.00', null, null],
        ['年初结转和结余', '275,800.00', '年末结转和结余', '271,900.00'],
      ],
      merges: ['A1:D1', 'A2:D2'],
    },
    {
      name: '人员',
      rows: [
        ['人员情况（单位：人）'],
        ['编制人数', '在编人数', '雇员人数', '劳务派遣人数', '退休人数'],
        [21, 18, 0, 0, 7],
      ],
      merges: ['A1:E1'],
    },
    {
      name: '评分表',
      rows: [
        ['部门整体支出绩效评价自评得分一览表'],
        ['一级指标', '一级分值', '二级指标', '二级分值', '三级指标', '得分', '分值', '扣分原因'],
        ...shenzhenRows.map(([first, firstPoints, second, secondPoints, third, points, score]) => [
          first === '' ? null : first,
          first === '' ? null : firstPoints,
          second === '' ? null : second,
          second === '' ? null : secondPoints,
          third,
          score,
          points,
          null,
        ]),
        ['合计', 100, null, 100, null, null, 100, null],
      ],
      merges: ['A1:H1', 'A3:A6', 'B3:B6', 'A7:A16', 'B7:B16', 'A17:A23', 'B17:B23'],
    },
  ],
  facts: {
    'basic:budget.initial': '9968200', 'basic:budget.adjustment': '-543100', 'basic:budget.full': '9425100',
    'project:budget.initial': '13807300', 'project:budget.adjustment': '1774200', 'project:budget.full': '15581500',
    'total:budget.initial': '23775600', 'total:budget.adjustment': '1231000', 'total:budget.full': '25006500', 'total:outturn': '24701400',
    'threePublic:budget.initial': '80000', 'threePublic:outturn': '41600',
    'basic.operating:budget.initial': '646500', 'basic.operating:budget.full': '579400', 'basic.operating:outturn': '579400',
    'quarter.1:scheduled': '0.25', 'quarter.2:scheduled': '0.5', 'quarter.3:scheduled': '0.75', 'quarter.4:scheduled': '1',
    'procurement:budget.initial': '1555910', 'procurement:outturn': '1555860',
    'fixedAssets:original': '5274900', 'fixedAssets:inUse': '5274900', 'fixedAssets:idle': '0',
    'carryover:opening': '275800', 'carryover:closing': '271900',
    'staff:establishment': '21', 'staff:onPost': '18', 'staff:employed': '0', 'staff:offBook': '0', 'staff:retired': '7',
  },
};

/** 预算管理一体化 export of indicator documents: twenty columns, no total row, one document a row. */
export const platformExport: UnseenWorkbook = {
  title: 'the platform grid of many columns',
  organisation: null,
  year: 2024,
  sheets: [
    {
      name: '指标执行情况',
      rows: [
        ['2024年预算指标执行情况表'],
        ['序号', '单位编码', '单位名称', '指标文号', '项目编码', '项目名称', '支出功能分类', '部门经济分类', '政府经济分类', '资金性质', '年初预算数(元)', '调整数(元)', '可执行指标(元)', '累计支付(元)', '可用余额(元)', '支付进度(%)'],
        [1, '201001', '示例区民政局', '区财预〔2024〕1号', '110105240001', '养老服务补贴', '2081002 老年福利', '30305 生活补助', '50901 社会福利和救助', '一般公共预算资金', 3200000, 180000.5, 3380000.5, 3379000.5, 1000, 99.97],
        [2, '201001', '示例区民政局', '区财预〔2024〕1号', '110105240002', '社区治理', '2080208 基层政权建设', '30227 委托业务费', '50205 委托业务费', '一般公共预算资金', 860000, -60000, 800000, 752000, 48000, 94],
        [3, '201002', '示例区殡葬管理所', '区财预〔2024〕33号', '110105240003', '墓地生态整治', '2081004 殡葬', '31005 基础设施建设', '50302 基础设施建设', '政府性基金预算资金', 0, 450000, 450000, 81000, 369000, 18],
      ],
      merges: ['A1:P1'],
    },
  ],
  facts: {
    'project:budget.initial': '4060000', 'project:budget.adjustment': '570000.5', 'project:budget.full': '4630000.5', 'project:outturn': '4212000.5', 'project:closing': '418000',
  },
  projects: {
    "养老服务补贴 | 示例区民政局 | '指标执行情况'!A3:P3": { 'budget.initial': '3200000', 'budget.adjustment': '180000.5', 'budget.full': '3380000.5', outturn: '3379000.5', closing: '1000' },
    "社区治理 | 示例区民政局 | '指标执行情况'!A4:P4": { 'budget.initial': '860000', 'budget.adjustment': '-60000', 'budget.full': '800000', outturn: '752000', closing: '48000' },
    "墓地生态整治 | 示例区殡葬管理所 | '指标执行情况'!A5:P5": { 'budget.initial': '0', 'budget.adjustment': '450000', 'budget.full': '450000', outturn: '81000', closing: '369000' },
  },
};

/** A list of projects in 万元 with owners merged down, subtotals, carry-over-only rows and a terminated one. */
export const projectList: UnseenWorkbook = {
  title: 'a list of projects with merged owners, subtotals, carry-over and termination',
  organisation: '示例市卫生健康委员会',
  year: 2024,
  sheets: [
    {
      name: '项目执行',
      rows: [
        ['2024年度项目支出预算执行情况统计表'],
        ['填报部门：示例市卫生健康委员会', ...blank(7), '单位：万元'],
        ['序号', '实施单位', '项目名称', '预算情况', null, null, '执行情况', null, '备注'],
        [null, null, null, '上年结转资金', '年初批复预算', '调整后预算数', '实际支出', '执行进度'],
        [1, '市疾控中心', '免疫规划', null, 120, 118.5, 118.49, '99.99%', null],
        [2, null, '实验室设备更新', 45.2, null, 45.2, 40, '88.50%', '仅使用上年结转资金'],
        [3, null, '信息化维护', null, 30, 30, 30, '100.00%', null],
        [null, '小计', null, 45.2, 150, 193.7, 188.49, '97.31%', null],
        [4, '市中心血站', '血液采集', null, 210.6, 210.6, 205.3, '97.48%', null],
        [5, null, '信息化维护', null, 12, 10, 9.5, '95.00%', null],
        [6, null, '旧楼改造', null, 80, 0, 0, '0.00%', '项目终止，预算收回'],
        [null, '小计', null, null, 302.6, 220.6, 214.8, '97.37%', null],
        ['合计', null, null, 45.2, 452.6, 414.3, 403.29, '97.34%', null],
        ['填表人：张三', null, null, '审核人：李四', null, null, '填报日期：2025年2月14日'],
      ],
      merges: ['A1:I1', 'A2:C2', 'A3:A4', 'B3:B4', 'C3:C4', 'D3:F3', 'G3:H3', 'I3:I4', 'B5:B7', 'B8:C8', 'B9:B11', 'B12:C12', 'A13:C13'],
    },
  ],
  facts: {
    'project:opening': '452000', 'project:budget.initial': '4526000', 'project:budget.full': '4143000', 'project:outturn': '4032900',
  },
  optional: { 'project:stated': '0.9734' },
  projects: {
    "免疫规划 | 市疾控中心 | '项目执行'!A5:I5": { 'budget.initial': '1200000', 'budget.full': '1185000', outturn: '1184900' },
    "实验室设备更新 | 市疾控中心 | '项目执行'!A6:I6": { opening: '452000', 'budget.full': '452000', outturn: '400000' },
    "信息化维护 | 市疾控中心 | '项目执行'!A7:I7": { 'budget.initial': '300000', 'budget.full': '300000', outturn: '300000' },
    "血液采集 | 市中心血站 | '项目执行'!A9:I9": { 'budget.initial': '2106000', 'budget.full': '2106000', outturn: '2053000' },
    "信息化维护 | 市中心血站 | '项目执行'!A10:I10": { 'budget.initial': '120000', 'budget.full': '100000', outturn: '95000' },
    "旧楼改造 | 市中心血站 | '项目执行'!A11:I11": { 'budget.initial': '800000', 'budget.full': '0', outturn: '0' },
  },
};

/** Staff of five units in two groups, each with its subtotal, 编制 split in two without a sum. */
export const staffOfFiveUnits: UnseenWorkbook = {
  title: 'staff of five units with subtotals, 编制 split without a sum',
  organisation: '示例市水务局',
  year: 2023,
  sheets: [
    {
      name: '机构人员',
      rows: [
        ['2023年机构人员情况表'],
        ['填报单位：示例市水务局', ...blank(5), '单位：人'],
        ['单位名称', '编制数', null, '实有人数', null, '退休人员', '编外人员'],
        [null, '行政编制', '事业编制', '在职人员', '其中：公务员', null, '（劳务派遣）'],
        ['一、机关', null, null, null, null, null, null],
        ['局本级', 40, 3, 41, 38, 22, 2],
        ['小计', 40, 3, 41, 38, 22, 2],
        ['二、下属单位', null, null, null, null, null, null],
        ['水文站', 0, 25, 24, 0, 9, 1],
        ['河道管理所', 0, 31, 30, 0, 12, 4],
        ['质量监督站', 0, 12, 12, 0, 3, 0],
        ['节水中心', 0, 8, 7, 0, 0, 0],
        ['小计', 0, 76, 73, 0, 24, 5],
        ['合计', 40, 79, 114, 38, 46, 7],
      ],
      merges: ['A1:G1', 'A3:A4', 'B3:C3', 'D3:E3', 'F3:F4'],
    },
  ],
  facts: { 'staff:establishment': '119', 'staff:onPost': '114', 'staff:retired': '46', 'staff:offBook': '7' },
};
