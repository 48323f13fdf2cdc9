import type { UnseenWorkbook } from './case';
import { amounts, written } from './written';

const unitSheet = (name: string, organisation: string, basic: readonly number[], project: readonly number[], total: readonly number[]) =>
  written(name, [
    '2023年度部门整体支出预算执行情况表|<|<|<',
    `编制单位：${organisation}|||单位：万元`,
    '项目|年初预算数|全年预算数|决算数',
    `基本支出|${basic.join('|')}`,
    `项目支出|${project.join('|')}`,
    `合计|${total.join('|')}`,
  ]);

/** 汇总 first, then the units: only the summary is the department. */
export const summaryAndUnits: UnseenWorkbook = {
  title: 'a summary sheet with the units behind it',
  organisation: '示例市林业局',
  year: 2023,
  sheets: [
    unitSheet('汇总', '示例市林业局', [900, 920, 915.5], [300, 310, 300], [1200, 1230, 1215.5]),
    unitSheet('局本级', '示例市林业局本级', [500, 510, 508], [200, 210, 205], [700, 720, 713]),
    unitSheet('林场', '示例市国有林场', [400, 410, 407.5], [100, 100, 95], [500, 510, 502.5]),
  ],
  facts: amounts('万元', ['budget.initial', 'budget.full', 'outturn'], {
    basic: [900, 920, 915.5],
    project: [300, 310, 300],
    total: [1200, 1230, 1215.5],
  }),
};

/** The same with the units first and the sum named 合并. */
export const unitsAndSummary: UnseenWorkbook = {
  title: 'units first and the sum of them last',
  organisation: '示例县卫生健康局',
  year: 2023,
  sheets: [
    unitSheet('1.县医院', '示例县人民医院', [4000, 4100, 4098], [600, 600, 580], [4600, 4700, 4678]),
    unitSheet('2.疾控中心', '示例县疾病预防控制中心', [800, 810, 805], [200, 260, 250], [1000, 1070, 1055]),
    unitSheet('3.局机关', '示例县卫生健康局机关', [700, 710, 709], [900, 950, 940], [1600, 1660, 1649]),
    unitSheet('4.部门合计', '示例县卫生健康局（汇总）', [5500, 5620, 5612], [1700, 1810, 1770], [7200, 7430, 7382]),
  ],
  facts: amounts('万元', ['budget.initial', 'budget.full', 'outturn'], {
    basic: [5500, 5620, 5612],
    project: [1700, 1810, 1770],
    total: [7200, 7430, 7382],
  }),
};

/** Three years in one file, a sheet each: the last is this year, the one before it gives last year's figures. */
export const threeYears: UnseenWorkbook = {
  title: 'three years in one file',
  organisation: '示例区信访局',
  year: 2023,
  sheets: [2021, 2022, 2023].map((year, index) =>
    written(`${year}年`, [
      `示例区信访局${year}年部门支出预算执行情况|<|<|<`,
      '||| 单位：元',
      '项目|年初预算数|全年预算数|全年执行数',
      `基本支出|${1000000 + index}|${1100000 + index}|${1090000 + index}`,
      `项目支出|${200000 + index}|${220000 + index}|${210000 + index}`,
      `合计|${1200000 + 2 * index}|${1320000 + 2 * index}|${1300000 + 2 * index}`,
    ]),
  ),
  facts: amounts('元', ['prior.budget', 'prior.outturn', 'budget.initial', 'budget.full', 'outturn'], {
    basic: [1000001, 1090001, 1000002, 1100002, 1090002],
    project: [200001, 210001, 200002, 220002, 210002],
    total: [1200002, 1300002, 1200004, 1320004, 1300004],
  }),
};

/** Last year and this year in columns of a three-row header with changes. */
export const yearsInColumns: UnseenWorkbook = {
  title: 'years in the header with amounts and changes below them',
  organisation: '示例市博物馆',
  year: 2024,
  sheets: [
    written('对比表', [
      '收支预决算对比表|<|<|<|<|<|<|<',
      '填报单位：示例市博物馆|<|<|<|<|<|<|单位：万元',
      '项目|2023年|<|<|2024年|<|<|决算增减额',
      '^|年初预算|调整预算|决算|年初预算|调整后预算|决算|^',
      '人员经费|700|10|708|720|730|729.5|21.5',
      '日常公用经费|90|-5|84|92|90|88.8|4.8',
      '项目支出|300|50|340|280|310|300|-40',
      '合　计|1090|55|1132|1092|1130|1118.3|-13.7',
    ]),
  ],
  facts: amounts('万元', ['prior.budget', 'prior.outturn', 'budget.initial', 'budget.full', 'outturn'], {
    'basic.personnel': [700, 708, 720, 730, 729.5],
    'basic.operating': [90, 84, 92, 90, 88.8],
    project: [300, 340, 280, 310, 300],
    total: [1090, 1132, 1092, 1130, 1118.3],
  }),
};

/** One sheet with a block a unit, one below the other, each with its own 编制单位, then the sum. */
export const blocksOfUnits: UnseenWorkbook = {
  title: 'a list of units with a block of funds each on one sheet',
  organisation: '示例市交通运输局',
  year: 2023,
  sheets: [
    written('预算执行', [
      '示例市交通运输局2023年度预算执行情况表|<|<|<|<|<',
      '单位：万元|<|<|<|<|<',
      '单位|支出类别|年初预算数|预算调整数|全年预算数|全年执行数',
      '局机关|基本支出|500|10|510|509',
      '^|项目支出|800|-50|750|740',
      '^|小计|1300|-40|1260|1249',
      '公路段|基本支出|900|20|920|918',
      '^|项目支出|2000|100|2100|2050',
      '^|小计|2900|120|3020|2968',
      '合计|基本支出|1400|30|1430|1427',
      '^|项目支出|2800|50|2850|2790',
      '^|合计|4200|80|4280|4217',
    ]),
  ],
  facts: amounts('万元', ['budget.initial', 'budget.adjustment', 'budget.full', 'outturn'], {
    basic: [1400, 30, 1430, 1427],
    project: [2800, 50, 2850, 2790],
    total: [4200, 80, 4280, 4217],
  }),
};

/** A hidden old version, a very hidden list, and a visible sheet with hidden rows. */
export const hiddenVersions: UnseenWorkbook = {
  title: 'a hidden old version beside the valid sheet',
  organisation: '示例市档案馆',
  year: 2023,
  sheets: [
    written(
      '旧版',
      ['2023年部门整体支出情况', '编制单位：示例市档案馆||| 单位：万元', '项目|年初预算数|全年预算数|决算数', '合计|1|2|3'],
      'hidden',
    ),
    written('2023', [
      '2023年部门整体支出情况|<|<|<',
      '编制单位：示例市档案馆||| 单位：万元',
      '项目|年初预算数|全年预算数|决算数',
      '基本支出|100|110|109.5',
      '项目支出|50|40|40',
      '合计|=SUM(B4:B5)~150|=SUM(C4:C5)~150|=SUM(D4:D5)~149.5',
    ]),
    written('码表', ['代码|名称', '301|工资福利支出', '302|商品和服务支出'], 'veryHidden'),
  ],
  facts: amounts('万元', ['budget.initial', 'budget.full', 'outturn'], {
    basic: [100, 110, 109.5],
    project: [50, 40, 40],
    total: [150, 150, 149.5],
  }),
};
