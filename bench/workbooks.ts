import { type Entry, type SheetEntry, workbookFile } from './workbook-file';

/** Amounts that differ from row to row and are the same in every run: a linear congruential sequence, in fen. */
function amounts(seed: number): (limit: number) => number {
  let state = seed >>> 0;
  return (limit) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state % limit;
  };
}

const units = ['本级', '信息中心', '学校', '机关服务中心', '监测站', '执法大队', '档案馆', '培训中心'];
const works = [
  '业务培训',
  '设施维修改造',
  '信息系统运行维护',
  '志愿服务活动',
  '档案数字化加工',
  '专项设备购置',
  '公共服务保障',
  '执法办案',
];

/** A 项目支出预算执行情况表 in 元 with that many projects under units with subtotals, formulas and a total, as `projects-2024` has. */
export function projectList(count: number, name = '项目支出执行情况', seed = 7): SheetEntry {
  const next = amounts(seed);
  const rows: Entry[][] = [
    ['2024年度项目支出预算执行情况表'],
    ['填报单位：示例市公共服务局', null, null, null, null, null, null, '金额单位：元'],
    ['序号', '预算单位', '项目名称', '预算安排情况', null, null, '执行情况', null, null, '备注'],
    [null, null, null, '年初预算数', '上年结转', '全年预算数', '全年执行数', '执行率(%)', '结余'],
  ];
  const subtotals: number[] = [];
  const total = [0, 0, 0];
  const perUnit = Math.max(1, Math.ceil(count / units.length));
  for (let first = 0; first < count; first += perUnit) {
    const unit = `示例市公共服务局${units[(first / perUnit) % units.length]}`;
    const from = rows.length + 1;
    const sums = [0, 0, 0];
    for (let index = first; index < Math.min(count, first + perUnit); index += 1) {
      const row = rows.length + 1;
      const initial = 10000 * (5 + next(900));
      const carried = index % 5 === 0 ? 1000 * next(200) : 0;
      const full = initial + carried;
      const outturn = Math.round(full * (0.85 + next(1500) / 10000) * 100) / 100;
      const title = `${works[index % works.length]}经费（第${index + 1}项）`;
      rows.push([
        index + 1,
        unit,
        title,
        initial,
        carried,
        { formula: `D${row}+E${row}`, value: full },
        outturn,
        { formula: `ROUND(G${row}/F${row}*100,2)`, value: Math.round((outturn / full) * 10000) / 100 },
        { formula: `F${row}-G${row}`, value: Math.round((full - outturn) * 100) / 100 },
        outturn / full < 0.9 ? '部分合同款项跨年支付' : null,
      ]);
      sums[0] = (sums[0] ?? 0) + initial;
      sums[1] = (sums[1] ?? 0) + carried;
      sums[2] = Math.round(((sums[2] ?? 0) + outturn) * 100) / 100;
    }
    rows.push(sumRow(`${unit} 小计`, rows.length + 1, sums, (column) => `SUM(${column}${from}:${column}${rows.length})`));
    subtotals.push(rows.length);
    sums.forEach((sum, index) => {
      total[index] = Math.round(((total[index] ?? 0) + sum) * 100) / 100;
    });
  }
  rows.push(sumRow('合计', rows.length + 1, total, (column) => subtotals.map((row) => `${column}${row}`).join('+')));
  return { name, rows, merges: ['A1:J1', 'A2:G2', 'H2:J2', 'D3:F3', 'G3:I3', 'A3:A4', 'B3:B4', 'C3:C4', 'J3:J4'] };
}

function sumRow(
  label: string,
  row: number,
  [initial = 0, carried = 0, outturn = 0]: readonly number[],
  sum: (column: string) => string,
): Entry[] {
  const full = initial + carried;
  return [
    null,
    label,
    null,
    { formula: sum('D'), value: initial },
    { formula: sum('E'), value: carried },
    { formula: sum('F'), value: full },
    { formula: sum('G'), value: outturn },
    { formula: `ROUND(G${row}/F${row}*100,2)`, value: Math.round((outturn / full) * 10000) / 100 },
    { formula: `F${row}-G${row}`, value: Math.round((full - outturn) * 100) / 100 },
  ];
}

/** A workbook with one project list. */
export function projectWorkbook(count: number): Uint8Array {
  return workbookFile([projectList(count)]);
}

/** A 支出决算明细表 by functional item, in 万元. */
function itemSheet(name: string, count: number, seed: number): SheetEntry {
  const next = amounts(seed);
  const rows: Entry[][] = [
    [name],
    ['编制单位：示例市公共服务局', null, null, null, null, '金额单位：万元'],
    ['科目编码', '科目名称', '年初预算数', '全年预算数', '决算数', '基本支出', '项目支出', '上年决算数', '增减额', '备注'],
  ];
  for (let index = 0; index < count; index += 1) {
    const [initial, basic, project, prior] = [next(900000), next(300000), next(300000), next(600000)].map((fen) => fen / 100);
    const outturn = Math.round(((basic ?? 0) + (project ?? 0)) * 100) / 100;
    const row = rows.length + 1;
    const code = `${2010101 + index}`;
    const change = { formula: `E${row}-H${row}`, value: Math.round((outturn - (prior ?? 0)) * 100) / 100 };
    rows.push([
      code,
      `${works[index % works.length]}支出${index + 1}`,
      initial ?? 0,
      initial ?? 0,
      outturn,
      basic ?? 0,
      project ?? 0,
      prior ?? 0,
      change,
      '—',
    ]);
  }
  return { name, rows };
}

/** A ledger of vouchers: what an accountant's workbook holds besides its budget sheets. */
function ledgerSheet(name: string, count: number, seed: number): SheetEntry {
  const next = amounts(seed);
  const rows: Entry[][] = [['日期', '凭证号', '摘要', '科目', '借方金额', '贷方金额', '余额', '经办人', '部门', '附件数']];
  for (let index = 0; index < count; index += 1) {
    const amount = next(9000000) / 100;
    rows.push([
      45292 + (index % 366),
      `记-${index + 1}`,
      `支付${works[next(8)]}款${index}`,
      `50${next(90) + 10}`,
      amount,
      0,
      amount,
      `经办${next(20)}`,
      units[next(8)] ?? '',
      next(9),
    ]);
  }
  return { name, rows };
}

/** A workbook of 20 sheets with about that many cells, a third each of project lists, spending by item, and vouchers. */
export function largeWorkbook(cells: number): Uint8Array {
  const perSheet = Math.round(cells / 20 / 10);
  return workbookFile(
    Array.from({ length: 20 }, (_, index) => {
      if (index % 3 === 0) return projectList(perSheet, `项目支出${index + 1}`, index + 1);
      if (index % 3 === 1) return itemSheet(`支出决算明细${index + 1}`, perSheet, index + 1);
      return ledgerSheet(`凭证明细${index + 1}`, perSheet, index + 1);
    }),
  );
}
