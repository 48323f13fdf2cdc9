import { Decimal } from '../../src/core/amounts/decimal';
import type { Snapshot } from '../../src/core/workbook/snapshot';
import { type Entry, fixed, type MadeSheet, money, percent, workbook } from '../checks/workbook';
import type { Chance } from './random';

/** A correct workbook and what it is. */
export interface CorrectWorkbook {
  readonly name: string;
  readonly snapshot: Snapshot;
}

const round = (value: number, places = 2): number =>
  new Decimal(value.toPrecision(15)).toDecimalPlaces(places, Decimal.ROUND_HALF_UP).toNumber();
const rate = (top: number, below: number): number =>
  new Decimal(top).dividedBy(below).times(100).toDecimalPlaces(2, Decimal.ROUND_HALF_UP).toNumber();
const unitNames = ['示例市公共服务局', '海州市档案馆', '青山县卫生健康局', '江北区教育局'] as const;

/** Workbooks without a fault, with figures by chance. */
export function correctWorkbooks(chance: Chance): CorrectWorkbook[] {
  return [
    { name: '部门预算执行表', snapshot: departmentTable(chance) },
    { name: '项目清单', snapshot: projectList(chance) },
    { name: '项目自评表', snapshot: projectForm(chance) },
    { name: '部门自评得分表', snapshot: scoreTable(chance) },
  ];
}

/** 部门支出, its sources, 三公, quarters, procurement, assets and staff, in 万元. */
export function departmentTable(chance: Chance): Snapshot {
  const unit = chance.one(unitNames);
  const year = 2024;
  const initial = { personnel: chance.cents(800, 2000), operating: chance.cents(100, 300), project: chance.cents(1500, 4000) };
  const change = { personnel: chance.cents(5, 40), operating: chance.cents(2, 10), project: chance.cents(10, 80) };
  const keys = ['personnel', 'operating', 'project'] as const;
  const full = Object.fromEntries(keys.map((key) => [key, round(initial[key] + change[key])])) as typeof initial;
  const spent = Object.fromEntries(keys.map((key) => [key, round(full[key] * (0.93 + chance.next() * 0.06))])) as typeof initial;
  const line = (label: string, key: (typeof keys)[number]): Entry[] => [
    label,
    fixed(initial[key]),
    fixed(change[key]),
    fixed(full[key]),
    fixed(spent[key]),
    fixed(rate(spent[key], full[key])),
  ];
  const add = (label: string, parts: readonly (typeof keys)[number][]): Entry[] => {
    const sum = (of: typeof initial): number => round(parts.reduce((total, key) => total + of[key], 0));
    return [label, fixed(sum(initial)), fixed(sum(change)), fixed(sum(full)), fixed(sum(spent)), fixed(rate(sum(spent), sum(full)))];
  };
  const all = (of: typeof initial): number => round(of.personnel + of.operating + of.project);
  const abroad = chance.cents(2, 6);
  const vehicle = chance.cents(5, 12);
  const reception = chance.cents(1, 4);
  const used = [abroad, vehicle, reception].map((amount) => round(amount * (0.6 + chance.next() * 0.35)));
  const [usedAbroad = 0, usedVehicle = 0, usedReception = 0] = used;
  const three = round(abroad + vehicle + reception);
  const usedThree = round(usedAbroad + usedVehicle + usedReception);
  const general = round(all(full) * 0.8);
  const fund = round(all(full) * 0.12);
  const other = round(all(full) - general - fund);
  const spentGeneral = round(all(spent) * 0.8);
  const spentFund = round(all(spent) * 0.119);
  const spentOther = round(all(spent) - spentGeneral - spentFund);
  const plan = chance.cents(100, 300);
  const bought = round(plan * 0.97);
  const assets = chance.cents(400, 900);
  const idle = chance.cents(5, 30);
  const posts = chance.whole(20, 60);
  const quarters = [0.24, 0.47, 0.72, 0.96].map((share) => round(share * 100 + chance.next(), 2));
  const spending: MadeSheet = {
    name: '部门支出情况',
    merges: ['A1:G1', 'A2:E2'],
    rows: [
      [`${year}年度部门整体支出预算执行情况表`],
      [`单位名称：${unit}`, null, null, null, null, null, '单位：万元'],
      ['项目', '年初预算数', '预算调整数（±）', '全年预算数', '全年执行数', '预算执行率(%)', '备注'],
      add('一、基本支出', ['personnel', 'operating']),
      line('    人员经费', 'personnel'),
      line('    公用经费', 'operating'),
      line('二、项目支出', 'project'),
      add('支出合计', keys),
      [`注：本部门下属3家预算单位：${unit}信息中心、${unit}服务中心、${unit}学校。`],
    ],
  };
  const sources: MadeSheet = {
    name: '资金来源',
    merges: ['A1:D1'],
    rows: [
      [`${year}年度资金来源情况表`],
      [`单位名称：${unit}`, null, null, '单位：万元'],
      ['资金来源', '全年预算数', '全年执行数', '备注'],
      ['一般公共预算', fixed(general), fixed(spentGeneral)],
      ['政府性基金', fixed(fund), fixed(spentFund)],
      ['其他资金', fixed(other), fixed(spentOther)],
      ['合计', fixed(all(full), '=SUM(B4:B6)'), fixed(all(spent), '=SUM(C4:C6)')],
    ],
  };
  const control: MadeSheet = {
    name: '经费与资产',
    merges: ['A1:E1'],
    rows: [
      [`${year}年度“三公”经费、采购、资产和人员情况表`],
      [`单位名称：${unit}`, null, null, null, '单位：万元'],
      ['一、“三公”经费', '年初预算数', '实际支出数', '控制率(%)', '备注'],
      ['因公出国（境）费', fixed(abroad), fixed(usedAbroad), fixed(rate(usedAbroad, abroad))],
      ['公务用车购置及运行费', fixed(vehicle), fixed(usedVehicle), fixed(rate(usedVehicle, vehicle))],
      ['公务接待费', fixed(reception), fixed(usedReception), fixed(rate(usedReception, reception))],
      ['“三公”经费合计', fixed(three), fixed(usedThree), fixed(rate(usedThree, three))],
      ['二、政府采购', '计划金额', '实际支出金额', '执行率(%)'],
      ['政府采购', fixed(plan), fixed(bought), fixed(rate(bought, plan))],
      ['三、资产', '原值', '在用', '闲置', '利用率(%)'],
      ['固定资产', fixed(assets), fixed(round(assets - idle)), fixed(idle), fixed(rate(round(assets - idle), assets))],
      ['四、人员（人）', '编制数', '实有在编', '控制率(%)'],
      ['本单位', posts, posts - 2, fixed(rate(posts - 2, posts))],
      ['五、季度支出进度', '序时进度(%)', '累计支出进度(%)', '序时执行率(%)'],
      ...(['一季度', '二季度', '三季度', '四季度'] as const).map((label, index): Entry[] => {
        const scheduled = (index + 1) * 25;
        const done = quarters[index] ?? 0;
        return [label, scheduled, fixed(done), fixed(rate(done, scheduled))];
      }),
    ],
  };
  return workbook([spending, sources, control]);
}

const projectNames = [
  '业务培训经费',
  '信息系统运行维护',
  '公共服务专项经费',
  '志愿服务活动经费',
  '设施维修改造',
  '档案数字化加工',
  '宣传活动经费',
  '安全检查经费',
  '后勤保障经费',
  '课题研究经费',
] as const;

/** Projects of two units in 元, with formulas, subtotals and a total. */
export function projectList(chance: Chance): Snapshot {
  const unit = chance.one(unitNames);
  const rows: Entry[][] = [
    ['2024年度项目支出预算执行情况表'],
    [`填报单位：${unit}`, null, null, null, null, null, null, null, '金额单位：元'],
    ['序号', '预算单位', '项目名称', '年初预算数', '上年结转', '全年预算数', '全年执行数', '执行率(%)', '备注'],
  ];
  const totals: number[] = [];
  const sum = { initial: 0, opening: 0, full: 0, spent: 0 };
  let number = 0;
  for (const [index, owner] of [`${unit}（本级）`, `${unit}信息中心`].entries()) {
    const first = rows.length + 1;
    const part = { initial: 0, opening: 0, full: 0, spent: 0 };
    const count = chance.whole(4, 5);
    for (let at = 0; at < count; at += 1) {
      number += 1;
      const row = rows.length + 1;
      const initial = chance.whole(10, 900) * 1000;
      const opening = at % 3 === 2 ? chance.whole(1, 40) * 500 : 0;
      const spent = round((initial + opening) * (0.85 + chance.next() * 0.14));
      rows.push([
        number,
        at === 0 ? owner : null,
        `${projectNames[(index * 5 + at) % projectNames.length] ?? ''}`,
        money(initial),
        money(opening),
        money(initial + opening, `=D${row}+E${row}`),
        money(spent),
        fixed(rate(spent, initial + opening), `=ROUND(G${row}/F${row}*100,2)`),
        opening > 0 ? '含上年结转资金' : null,
      ]);
      part.initial += initial;
      part.opening += opening;
      part.full += initial + opening;
      part.spent = round(part.spent + spent);
    }
    const row = rows.length + 1;
    const range = (column: string): string => `=SUM(${column}${first}:${column}${row - 1})`;
    rows.push([
      null,
      `${owner} 小计`,
      null,
      money(part.initial, range('D')),
      money(part.opening, range('E')),
      money(part.full, range('F')),
      money(part.spent, range('G')),
      fixed(rate(part.spent, part.full), `=ROUND(G${row}/F${row}*100,2)`),
    ]);
    totals.push(row);
    sum.initial += part.initial;
    sum.opening += part.opening;
    sum.full += part.full;
    sum.spent = round(sum.spent + part.spent);
  }
  const row = rows.length + 1;
  const all = (column: string): string => `=${totals.map((at) => `${column}${at}`).join('+')}`;
  rows.push([
    null,
    '合计',
    null,
    money(sum.initial, all('D')),
    money(sum.opening, all('E')),
    money(sum.full, all('F')),
    money(sum.spent, all('G')),
    fixed(rate(sum.spent, sum.full), `=ROUND(G${row}/F${row}*100,2)`),
  ]);
  rows.push([`注：本表共${number}个项目，涉及2家预算单位。填报日期：2025年1月20日`]);
  return workbook([{ name: '项目支出', rows, merges: ['A1:I1', 'A2:G2'] }]);
}

/** A filled 项目支出绩效自评表 in 万元. */
export function projectForm(chance: Chance): Snapshot {
  const unit = chance.one(unitNames);
  const fiscal = chance.cents(60, 90);
  const carried = chance.cents(5, 12);
  const other = chance.cents(1, 4);
  const full = round(fiscal + carried + other);
  const spent = [round(fiscal * 0.97), round(carried * 0.95), other] as const;
  const outturn = round(spent[0] + spent[1] + spent[2]);
  const execution = new Decimal(outturn).dividedBy(full);
  const executionScore = execution.times(10).toDecimalPlaces(2, Decimal.ROUND_HALF_UP).toNumber();
  const target = chance.whole(20, 60) * 10;
  const actual = Math.round(target * (0.92 + chance.next() * 0.06));
  const score = new Decimal(actual).dividedBy(target).times(15).toDecimalPlaces(2, Decimal.ROUND_HALF_UP).toNumber();
  const total = new Decimal(executionScore)
    .plus(score)
    .plus(15 + 10 + 10 + 15 + 13.5 + 10)
    .toNumber();
  const grade = total >= 90 ? '优' : '良';
  const rows: Entry[][] = [
    ['项目支出绩效自评表'],
    ['（2024年度）'],
    ['项目名称', null, '社区服务点运行维护'],
    ['主管部门', null, unit, null, null, null, '实施单位', `${unit}信息中心`],
    ['项目资金\n（万元）', null, null, '年初预算数', '全年预算数', '全年执行数', '分值', '执行率', '得分'],
    [
      null,
      null,
      '年度资金总额',
      fixed(full),
      fixed(full),
      fixed(outturn),
      10,
      percent(round(execution.toNumber(), 4)),
      fixed(executionScore),
    ],
    [null, null, '其中：当年财政拨款', fixed(fiscal), fixed(fiscal), fixed(spent[0]), '—', null, '—'],
    [null, null, '      上年结转资金', fixed(carried), fixed(carried), fixed(spent[1]), '—', null, '—'],
    [null, null, '      其他资金', fixed(other), fixed(other), fixed(spent[2]), '—', null, '—'],
    ['年度总体目标', '预期目标', null, null, null, '实际完成情况'],
    [null, '完成年度服务任务，运行正常。', null, null, null, '各项任务按计划完成，运行正常。'],
    ['绩效指标', '一级指标', '二级指标', '三级指标', '年度指标值', '实际完成值', '分值', '得分', '偏差原因分析及改进措施'],
    [
      null,
      '产出指标',
      '数量指标',
      '开展服务活动场次',
      `≥${target}场`,
      `${actual}场`,
      15,
      fixed(score),
      '汛期有两周暂停户外活动，场次略少；下年提前排定室内场地。',
    ],
    [null, null, '质量指标', '设施完好率', '≥95%', percent(0.98, '0.0%'), 15, 15],
    [null, null, '时效指标', '维护任务按期完成率', '≥95%', percent(0.97, '0%'), 10, 10],
    [null, null, '成本指标', '单场活动平均成本', '≤2.5万元', '2.4万元', 10, 10],
    [null, '效益指标', '社会效益指标', '服务知晓率', '≥85%', percent(0.9, '0%'), 15, 15],
    [
      null,
      null,
      '可持续影响指标',
      '长效管理机制健全性',
      '健全',
      '达成年度指标',
      15,
      13.5,
      '管理制度修订稿尚在征求意见，计划下年一季度印发。',
    ],
    [null, '满意度指标', '服务对象满意度指标', '服务对象满意度', '≥90%', percent(0.946, '0.0%'), 10, 10],
    ['总分', null, null, null, null, null, 100, fixed(total), grade],
    ['填表人：王某　　联系电话：010-12345678　　填表日期：2025年2月18日'],
  ];
  return workbook([
    {
      name: '项目支出绩效自评表',
      rows,
      merges: [
        'A1:I1',
        'A2:I2',
        'A3:B3',
        'C3:I3',
        'A4:B4',
        'C4:F4',
        'H4:I4',
        'A5:B9',
        'B10:E10',
        'F10:I10',
        'A10:A11',
        'B11:E11',
        'F11:I11',
        'A12:A19',
        'B13:B16',
        'B17:B18',
        'A20:F20',
        'A21:I21',
      ],
    },
  ]);
}

/** A filled score table of three levels with reasons, beside the sheet that it rests on. */
export function scoreTable(chance: Chance): Snapshot {
  const unit = chance.one(unitNames);
  const groups: readonly (readonly [string, number, readonly (readonly [string, number, readonly (readonly [string, number])[]])[]])[] = [
    [
      '部门决策',
      20,
      [
        [
          '预算编制',
          10,
          [
            ['预算编制合理性', 5],
            ['预算编制规范性', 5],
          ],
        ],
        [
          '目标设置',
          10,
          [
            ['绩效目标完整性', 3],
            ['绩效指标明确性', 7],
          ],
        ],
      ],
    ],
    [
      '部门管理',
      20,
      [
        [
          '项目管理',
          12,
          [
            ['项目实施程序', 6],
            ['项目监管', 6],
          ],
        ],
        ['制度管理', 8, [['管理制度健全性', 8]]],
      ],
    ],
    [
      '部门绩效',
      60,
      [
        [
          '效率性',
          26,
          [
            ['项目完成及时性', 12],
            ['重点工作完成情况', 14],
          ],
        ],
        ['效果性', 25, [['社会效益等', 25]]],
        ['公平性', 9, [['群众信访办理情况', 9]]],
      ],
    ],
  ];
  const rows: Entry[][] = [
    ['2024年度部门整体支出绩效自评得分表'],
    [`部门名称：${unit}`, null, null, null, null, null, null, '金额单位：万元'],
    ['一级指标', '分值', '二级指标', '分值', '三级指标', '分值', '自评得分', '扣分原因和其他说明'],
  ];
  const merges = ['A1:H1', 'A2:G2'];
  let total = new Decimal(0);
  for (const [name, points, seconds] of groups) {
    const top = rows.length + 1;
    for (const [second, secondPoints, thirds] of seconds) {
      const start = rows.length + 1;
      for (const [third, thirdPoints] of thirds) {
        const lost = chance.next() < 0.3 ? 0.5 * chance.whole(1, 3) : 0;
        total = total.plus(thirdPoints - lost);
        rows.push([
          rows.length + 1 === top ? name : null,
          rows.length + 1 === top ? points : null,
          rows.length + 1 === start ? second : null,
          rows.length + 1 === start ? secondPoints : null,
          third,
          thirdPoints,
          fixed(thirdPoints - lost),
          lost > 0 ? `${third}有个别资料归档不及时，扣分；下年按月核对归档清单。` : null,
        ]);
      }
      if (rows.length > start) merges.push(`C${start}:C${rows.length}`, `D${start}:D${rows.length}`);
    }
    merges.push(`A${top}:A${rows.length}`, `B${top}:B${rows.length}`);
  }
  rows.push(['合计', 100, null, 100, null, 100, fixed(total.toNumber())]);
  rows.push([`评价等次：${total.greaterThanOrEqualTo(90) ? '优' : '良'}`]);
  const spentRate = 0.95;
  const budget = chance.cents(500, 900);
  const spent = round(budget * 2.1 * spentRate);
  return workbook([
    { name: '自评得分表', rows, merges },
    {
      name: '预算执行情况',
      rows: [
        ['2024年度部门预算执行情况表'],
        [`部门名称：${unit}`, null, null, null, '单位：万元'],
        ['项目', '年初预算数', '全年预算数', '决算数', '执行率'],
        [
          '基本支出',
          fixed(budget),
          fixed(round(budget * 1.02)),
          fixed(round(budget * 1.02 * 0.99)),
          percent(round(round(budget * 1.02 * 0.99) / round(budget * 1.02), 4)),
        ],
        ['项目支出', fixed(round(budget * 2)), fixed(round(budget * 2.1)), fixed(spent), percent(round(spent / round(budget * 2.1), 4))],
        [
          '合计',
          fixed(round(budget * 3)),
          fixed(round(round(budget * 1.02) + round(budget * 2.1))),
          fixed(round(round(budget * 1.02 * 0.99) + spent)),
          percent(round(round(round(budget * 1.02 * 0.99) + spent) / round(round(budget * 1.02) + round(budget * 2.1)), 4)),
        ],
      ],
    },
  ]);
}
