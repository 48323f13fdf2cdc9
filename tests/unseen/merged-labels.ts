import type { UnseenWorkbook } from './case';
import { amounts, written } from './written';

/** 其中 in a merged cell of its own, left of its children. */
export const includingBeside: UnseenWorkbook = {
  title: '其中 in a merged cell left of its children',
  organisation: '示例市审计局',
  year: 2023,
  sheets: [
    written('整体支出', [
      '二〇二三年度部门整体支出情况表|<|<|<|<',
      '填报单位（盖章）：示例市审计局|<|<|<|单位：万元',
      '项　　目|<|年初预算数|全年预算数|全年执行数',
      '基本支出|<|1000|1010|1008',
      '其中|人员经费|880|892|891',
      '^|公用经费|120|118|117',
      '项目支出|<|300|280|266',
      '其中|审计专项|200|190|180',
      '^|信息化建设|100|90|86',
      '合　　计|<|1300|1290|1274',
    ]),
  ],
  facts: amounts('万元', ['budget.initial', 'budget.full', 'outturn'], {
    basic: [1000, 1010, 1008],
    'basic.personnel': [880, 892, 891],
    'basic.operating': [120, 118, 117],
    project: [300, 280, 266],
    total: [1300, 1290, 1274],
  }),
};

/** 三公 items across, each with 预算 and 决算 below; one row of figures. */
export const itemsOverMeasures: UnseenWorkbook = {
  title: '三公 items across with budget and outturn below each',
  organisation: '示例县总工会',
  year: 2024,
  sheets: [
    written('三公', [
      '2024年度“三公”经费支出情况表|<|<|<|<|<|<|<',
      '单位名称：示例县总工会|<|<|<|<|<|<|单位：元',
      '因公出国（境）费|<|公务用车购置及运行维护费|<|公务接待费|<|合计|<',
      '年初预算|决算|年初预算|决算|年初预算|决算|年初预算|决算',
      '0|0|45000|38765.4|12000|6543|57000|45308.4',
    ]),
  ],
  facts: amounts('元', ['budget.initial', 'outturn'], {
    'threePublic.abroad': [0, 0],
    'threePublic.vehicle': [45000, 38765.4],
    'threePublic.reception': [12000, 6543],
    threePublic: [57000, 45308.4],
  }),
};

/** Quarters across, each with plan and actual; the progress in per cent. */
export const quartersOverMeasures: UnseenWorkbook = {
  title: 'quarters across with scheduled and actual progress below each',
  organisation: '深圳市示例区住房和建设局',
  year: 2023,
  sheets: [
    written('进度', [
      '2023年部门预算支出进度|<|<|<|<|<|<|<|<',
      '部门名称：深圳市示例区住房和建设局|<|<|<|<|<|<|<|<',
      '项目|第一季度|<|第二季度|<|第三季度|<|第四季度|<',
      '^|序时进度|支出进度|序时进度|支出进度|序时进度|支出进度|序时进度|支出进度',
      '部门整体支出|25%|21.50%|50%|46.00%|75%|77.25%|100%|99.10%',
    ]),
  ],
  facts: {
    'quarter.1:scheduled': '0.25',
    'quarter.1:cumulative': '0.215',
    'quarter.1:rate': '0.86',
    'quarter.2:scheduled': '0.5',
    'quarter.2:cumulative': '0.46',
    'quarter.2:rate': '0.92',
    'quarter.3:scheduled': '0.75',
    'quarter.3:cumulative': '0.7725',
    'quarter.3:rate': '1.03',
    'quarter.4:scheduled': '1',
    'quarter.4:cumulative': '0.991',
    'quarter.4:rate': '0.991',
  },
};

/** The total first, then its parts with letters and circled numbers. */
export const totalFirst: UnseenWorkbook = {
  title: 'the total first and parts with letters and circled numbers',
  organisation: '示例市机关事务管理局',
  year: 2023,
  sheets: [
    written('表一', [
      '表一|<|<|<',
      '示例市机关事务管理局２０２３年度部门整体支出决算表|<|<|<',
      '|||（金额单位：人民币元）',
      '支出内容|年初部门预算数|调整后的预算数|支出决算数',
      '部门支出总计|50000000|52000000|51480000',
      '①基本支出|30000000|31000000|30980000',
      '　其中：A.人员支出|26000000|27000000|26990000',
      '　　　　B.日常公用支出|4000000|4000000|3990000',
      '②项目支出|20000000|21000000|20500000',
      '　其中：重点项目支出|12000000|12600000|12500000',
    ]),
  ],
  facts: amounts('元', ['budget.initial', 'budget.full', 'outturn'], {
    total: [50000000, 52000000, 51480000],
    basic: [30000000, 31000000, 30980000],
    'basic.personnel': [26000000, 27000000, 26990000],
    'basic.operating': [4000000, 4000000, 3990000],
    project: [20000000, 21000000, 20500000],
    keyProjects: [12000000, 12600000, 12500000],
  }),
};

/** Two label columns: the kind of spending and its class; sums in rows of their own. */
export const twoLabelColumns: UnseenWorkbook = {
  title: 'kind of spending and its class in two columns',
  organisation: '示例区人民法院',
  year: 2024,
  sheets: [
    written('支出明细', [
      '2024年度部门支出明细表|<|<|<|<',
      '单位：示例区人民法院|<|<|<|单位：万元',
      '支出类别|支出科目|年初预算|调整后预算|决算数',
      '基本支出|工资福利支出|2100|2150|2148',
      '^|商品和服务支出|300|290|288',
      '^|对个人和家庭的补助|50|50|49',
      '^|小计|2450|2490|2485',
      '项目支出|商品和服务支出|400|380|370',
      '^|资本性支出|200|260|255',
      '^|小计|600|640|625',
      '合计|<|3050|3130|3110',
    ]),
  ],
  facts: amounts('万元', ['budget.initial', 'budget.full', 'outturn'], {
    basic: [2450, 2490, 2485],
    project: [600, 640, 625],
    total: [3050, 3130, 3110],
  }),
};

/** Key figures: numbers of projects, satisfaction, key projects, quality of a questionnaire. */
export const keyFigures: UnseenWorkbook = {
  title: 'counts of projects and satisfaction beside amounts',
  organisation: '示例市卫生监督所',
  year: 2023,
  sheets: [
    written('关键数据', [
      '2023年度部门整体绩效关键数据|<|<|<',
      '单位名称：示例市卫生监督所|<|<|<',
      '指标|计划值|实际值|单位',
      '项目个数|12|11|个',
      '服务对象满意度|95|96.8|%',
      '重点项目支出|500|480|万元',
    ]),
    written('金额', [
      '部门整体支出|<|<|<',
      '单位：万元|<|<|<',
      '项目|年初预算|全年预算|实际支出',
      '项目支出|800|820|790',
      '合计|2000|2100|2058',
    ]),
  ],
  facts: {
    ...amounts('万元', ['budget.initial', 'budget.full', 'outturn'], { project: [800, 820, 790], total: [2000, 2100, 2058] }),
    'keyProjects:budget.initial': '5000000',
    'keyProjects:outturn': '4800000',
    'projectCount:planned': '12',
    'projectCount:done': '11',
    'satisfaction:target': '0.95',
    'satisfaction:actual': '0.968',
  },
};

/** A wide single row: every item with its measures, units in brackets, 合计 last. */
export const oneWideRow: UnseenWorkbook = {
  title: 'one wide row of items with measures',
  organisation: '示例县发展和改革局',
  year: 2024,
  sheets: [
    written('汇总', [
      '2024年部门整体支出绩效自评汇总表|<|<|<|<|<|<|<|<|<',
      '部门名称|基本支出（万元）|<|<|项目支出（万元）|<|<|合计（万元）|<|<',
      '^|年初预算|全年预算|执行数|年初预算|全年预算|执行数|年初预算|全年预算|执行数',
      '示例县发展和改革局|700|712.5|710.2|500|480|456|1200|1192.5|1166.2',
    ]),
  ],
  facts: amounts('万元', ['budget.initial', 'budget.full', 'outturn'], {
    basic: [700, 712.5, 710.2],
    project: [500, 480, 456],
    total: [1200, 1192.5, 1166.2],
  }),
};
