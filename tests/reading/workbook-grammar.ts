import type { GeneratorValue } from 'fast-check';
import fc from 'fast-check';
import { cellReference } from '../../src/core/workbook/address';
import type { Snapshot } from '../../src/core/workbook/snapshot';
import { type Entry, type SheetEntry, workbookOf } from '../workbook-builder';

/** A fact that was planted: its canonical value and the cell that holds it. */
export interface Planted {
  readonly id: string;
  readonly value: string;
  readonly cell: string;
}

/** A workbook with all that is known of it. */
export interface GrownWorkbook {
  readonly snapshot: Snapshot;
  readonly planted: readonly Planted[];
}

/** Labels of the grammar, written down from the domain paper: independent of the reader's vocabulary. */
const itemLabels: Readonly<Record<string, readonly string[]>> = {
  basic: ['基本支出', '基 本 支 出', '基本支出合计'],
  'basic.personnel': ['人员经费', '人员支出', '人员 经费'],
  'basic.operating': ['日常公用经费', '公用经费', '日常公用支出'],
  project: ['项目支出', '项目支出合计', '项目　支出'],
  total: ['合计', '支出合计', '总计', '部门整体（合计）', '本年支出合计', '合　计'],
  threePublic: ['“三公”经费', '三公经费', '“三公”经费合计', '"三公"经费支出'],
  'threePublic.abroad': ['因公出国（境）费', '因公出国(境)费用', '因公出国（境）经费'],
  'threePublic.vehicle': ['公务用车购置及运行维护费', '公务用车购置和运行费', '公务用车购置及运行费'],
  'threePublic.reception': ['公务接待费', '公务接待'],
  meeting: ['会议费'],
  training: ['培训费'],
  procurement: ['政府采购', '政府采购支出', '政府采购金额'],
  'source.general': ['一般公共预算财政拨款收入', '一般公共预算拨款收入', '一般公共预算财政拨款'],
  'source.fund': ['政府性基金预算财政拨款收入', '政府性基金预算拨款收入', '政府性基金预算财政拨款'],
  'source.business': ['事业收入'],
  'source.other': ['其他收入'],
  'source.carryover': ['年初结转和结余', '上年结转和结余', '上年结转'],
};

const measureLabels: Readonly<Record<string, readonly string[]>> = {
  'budget.initial': ['年初预算数', '年初预算', '年初批复数', '年初批复预算', '批复预算数', '年初预算安排', '年初\n预算数'],
  'budget.adjustment': ['预算调整数', '预算调整数（±）', '调整预算数（±）', '年中追加', '年度预算调整', '调剂数'],
  'budget.full': ['全年预算数', '调整后预算数', '调整后预算', '全年（调整）预算数', '调整后的预算', '可执行指标', '全年预算'],
  outturn: ['全年执行数', '决算数', '支出决算数', '实际支出', '实际支出数', '累计支付', '执行数', '预算执行数', '全年\n执行数'],
  received: ['资金到位数', '到位数', '实际到位资金'],
};

const staffLabels: Readonly<Record<string, readonly string[]>> = {
  establishment: ['编制数', '编制人数', '核定编制数'],
  onPost: ['实有在编', '在职人数', '实有在编人数', '在编人数'],
  retired: ['退休', '退休人数'],
  offBook: ['编外人员', '临聘（劳务派遣）', '劳务派遣', '编外人数'],
};

const assetLabels: Readonly<Record<string, readonly string[]>> = {
  original: ['原值', '资产原值', '账面原值'],
  inUse: ['在用', '在用原值'],
  idle: ['闲置', '闲置原值'],
};

const unitWords = [
  { name: '元', factor: 1n },
  { name: '千元', factor: 1000n },
  { name: '万元', factor: 10000n },
] as const;

type Draw = GeneratorValue;

function pick<T>(draw: Draw, list: readonly T[]): T {
  return draw(fc.constantFrom, ...list) as T;
}
function chance(draw: Draw, percent: number): boolean {
  return draw(fc.integer, { min: 1, max: 100 }) <= percent;
}
function some<T>(draw: Draw, list: readonly T[], least: number): T[] {
  return draw(fc.shuffledSubarray, [...list], { minLength: Math.min(least, list.length) }) as T[];
}

/** Hundredths of the printed unit as the plain text of a decimal. */
function printedText(hundredths: bigint): string {
  const sign = hundredths < 0n ? '-' : '';
  const digits = (hundredths < 0n ? -hundredths : hundredths).toString().padStart(3, '0');
  return `${sign}${digits.slice(0, -2)}.${digits.slice(-2)}`;
}

/** Canonical 元 of hundredths of a unit. */
function canonicalYuan(hundredths: bigint, factor: bigint): string {
  const cents = hundredths * factor;
  const text = printedText(cents);
  return text.replace(/\.?0+$/, '').replace(/^-0$/, '0') || '0';
}

function grouped(text: string): string {
  const [whole = '', fraction = ''] = text.split('.');
  return `${whole.replace(/\B(?=(\d{3})+(?!\d))/g, ',')}.${fraction}`;
}
function wide(text: string): string {
  return text.replace(/[0-9.,]/g, (letter) => String.fromCharCode(letter.charCodeAt(0) + 0xfee0));
}

/** An amount as somebody might have typed it. */
function amountEntry(draw: Draw, hundredths: bigint): Entry {
  const text = printedText(hundredths);
  const number = Number(text);
  switch (draw(fc.integer, { min: 0, max: 9 })) {
    case 0:
      return grouped(text);
    case 1:
      return hundredths >= 0n ? wide(text) : text;
    case 2:
      return ` ${text} `;
    case 3:
      return hundredths < 0n ? `（${grouped(text.slice(1))}）` : text;
    case 4:
      return { value: number, format: '#,##0.00' };
    default:
      return { value: number, format: '0.00' };
  }
}

function amount(draw: Draw, signed: boolean): bigint {
  const value = BigInt(draw(fc.integer, { min: 0, max: 99999999 }));
  return signed && chance(draw, 40) ? -value : value;
}

/** Where the sheet says its unit. */
function unitRow(draw: Draw, unit: string, organisation: string, width: number): Entry[] {
  const row: Entry[] = Array.from({ length: width }, () => null);
  row[0] = pick(draw, ['编制单位：', '填报单位：', '部门名称（公章）：', '单位名称：']) + organisation;
  row[Math.max(1, width - 1)] = pick(draw, ['单位：', '金额单位：', '金额单位：人民币', '单位： ', '（单位：']) + unit;
  if (String(row[Math.max(1, width - 1)]).startsWith('（')) row[Math.max(1, width - 1)] = `${String(row[Math.max(1, width - 1)])}）`;
  return row;
}

const numberStyles: readonly ((index: number) => string)[] = [
  () => '',
  (index) => `${'一二三四五六七八九十'.charAt(index)}、`,
  (index) => `（${'一二三四五六七八九十'.charAt(index)}）`,
  (index) => `${index + 1}.`,
  (index) => `${index + 1}、`,
];

class Sheet {
  readonly rows: Entry[][] = [];
  readonly merges: string[] = [];
  readonly planted: Planted[] = [];
  constructor(readonly name: string) {}

  push(...row: Entry[]): number {
    this.rows.push(row);
    return this.rows.length;
  }
  merge(top: number, left: number, bottom: number, right: number): void {
    if (top !== bottom || left !== right) this.merges.push(`${cellReference(top, left)}:${cellReference(bottom, right)}`);
  }
  plant(id: string, value: string, row: number, column: number): void {
    this.planted.push({ id, value, cell: `'${this.name}'!${cellReference(row, column)}` });
  }
  entry(): SheetEntry {
    return { name: this.name, rows: this.rows, merges: this.merges };
  }
}

function titled(draw: Draw, sheet: Sheet, title: string, width: number, unit: string, organisation: string): void {
  sheet.push(title);
  sheet.merge(1, 1, 1, width);
  if (chance(draw, 20)) sheet.push();
  sheet.push(...unitRow(draw, unit, organisation, width));
}

function footer(draw: Draw, sheet: Sheet): void {
  if (chance(draw, 50)) sheet.push('注：本表因四舍五入可能存在尾差。');
  if (chance(draw, 40)) sheet.push('单位负责人：　　　　财务负责人：　　　　填表人：');
}

/** Items down, measures across, one or two header rows. */
function budgetTable(draw: Draw, organisation: string, year: number): Sheet {
  const sheet = new Sheet(pick(draw, ['基础数据', '收支情况', '预算执行情况', '资金情况']));
  const measures = some(draw, Object.keys(measureLabels), 2).filter(
    (measure, _, all) => measure !== 'budget.adjustment' || all.includes('budget.initial'),
  );
  const items = ['basic', ...(chance(draw, 50) ? ['basic.personnel', 'basic.operating'] : []), 'project', 'total'];
  const unit = pick(draw, unitWords);
  const lineNumbers = chance(draw, 30);
  const serial = chance(draw, 25);
  const lead = serial ? 2 : 1;
  const offset = lead + (lineNumbers ? 1 : 0);
  const rate = chance(draw, 40);
  const width = offset + measures.length + (rate ? 1 : 0);
  titled(draw, sheet, `${year}年度部门整体支出预算执行情况表`, width, unit.name, organisation);
  const header: Entry[] = [];
  if (serial) header.push('序号');
  header.push(pick(draw, ['项目', '支出项目', '支出类别', '科目']));
  if (lineNumbers) header.push('行次');
  const inHeader = chance(draw, 25);
  measures.forEach((measure) => {
    header.push(pick(draw, measureLabels[measure] ?? []) + (inHeader ? `（${unit.name}）` : ''));
  });
  if (rate) header.push('执行率(%)');
  if (chance(draw, 40) && measures.length >= 2) {
    const upper: Entry[] = header.map((entry, index) => (index < offset ? entry : index === offset ? '资金情况' : null));
    const top = sheet.push(...upper);
    sheet.push(...header.map((entry, index) => (index < offset ? null : entry)));
    for (let column = 1; column <= offset; column += 1) sheet.merge(top, column, top + 1, column);
    sheet.merge(top, offset + 1, top, width);
  } else sheet.push(...header);
  if (chance(draw, 30))
    sheet.push(...header.map((_, index): Entry => (index === lead - 1 ? '栏次' : index < offset ? null : index - offset + 1)));
  const style = pick(draw, numberStyles);
  let number = 0;
  items.forEach((item, index) => {
    const child = item.startsWith('basic.');
    const label = pick(draw, itemLabels[item] ?? []);
    const prefix = item === 'total' ? '' : child ? pick(draw, ['　　', '    ', '其中：', '　　其中：']) : style(number);
    if (!child && item !== 'total') number += 1;
    const row: Entry[] = [];
    if (serial) row.push(index + 1);
    row.push(prefix + label);
    if (lineNumbers) row.push(index + 1);
    const at = sheet.rows.length + 1;
    measures.forEach((measure, position) => {
      if (chance(draw, 12)) {
        row.push(pick(draw, [null, '—', '-', '/', '']));
        return;
      }
      const value = amount(draw, measure === 'budget.adjustment');
      row.push(amountEntry(draw, value));
      sheet.plant(`${item}:${measure}`, canonicalYuan(value, unit.factor), at, offset + position + 1);
    });
    if (rate) row.push(98.7);
    sheet.push(...row);
    if (item !== 'total' && chance(draw, 8)) sheet.push();
  });
  footer(draw, sheet);
  return sheet;
}

/** Income on the left, expenditure on the right, the same column names on both sides. */
function twoSided(draw: Draw, organisation: string, year: number): Sheet {
  const sheet = new Sheet('收支决算总表');
  const unit = pick(draw, unitWords);
  const measures = some(draw, ['budget.initial', 'budget.full', 'outturn'], 2).sort();
  const labels = measures.map((measure) => pick(draw, measureLabels[measure] ?? []));
  const half = measures.length + 1;
  titled(draw, sheet, `${year}年度收入支出决算总表`, half * 2, unit.name, organisation);
  const top = sheet.push('收入', ...Array.from({ length: half - 1 }, () => null), '支出');
  sheet.merge(top, 1, top, half);
  sheet.merge(top, half + 1, top, half * 2);
  sheet.push('项目', ...labels, '项目（按支出性质和经济分类）', ...labels);
  if (chance(draw, 60))
    sheet.push('栏次', ...measures.map((_, index) => index + 1), '栏次', ...measures.map((_, index) => index + 1 + measures.length));
  const left = ['source.general', 'source.fund', 'source.business', 'source.other'];
  const right = ['basic', 'basic.personnel', 'basic.operating', 'project', 'total'];
  for (let index = 0; index < 5; index += 1) {
    const row: Entry[] = [];
    const at = sheet.rows.length + 1;
    const cells = (item: string | undefined, shift: number, prefix: string): void => {
      row.push(item === undefined ? null : prefix + pick(draw, item === 'total' ? ['本年支出合计', '支出合计'] : (itemLabels[item] ?? [])));
      measures.forEach((measure, position) => {
        if (item === undefined || chance(draw, 15)) {
          row.push(null);
          return;
        }
        const value = amount(draw, false);
        row.push(amountEntry(draw, value));
        sheet.plant(`${item}:${measure}`, canonicalYuan(value, unit.factor), at, shift + position + 2);
      });
    };
    cells(left[index], 0, `${'一二三四五'.charAt(index)}、`);
    const item = right[index];
    cells(item, half, item?.startsWith('basic.') ? '    ' : item === 'total' ? '' : `${item === 'basic' ? '一' : '二'}、`);
    sheet.push(...row);
  }
  footer(draw, sheet);
  return sheet;
}

/** Measures down, items across. */
function transposed(draw: Draw, organisation: string, year: number): Sheet {
  const sheet = new Sheet('执行情况');
  const unit = pick(draw, unitWords);
  const items = ['basic', 'project', 'total'];
  titled(draw, sheet, `${year}年部门整体支出情况表`, items.length + 1, unit.name, organisation);
  sheet.push(
    pick(draw, ['指标', '项目', '内容']),
    ...items.map((item) => pick(draw, item === 'total' ? ['合计', '支出合计'] : (itemLabels[item] ?? []))),
  );
  for (const measure of some(draw, ['budget.initial', 'budget.full', 'outturn', 'received'], 2)) {
    const at = sheet.rows.length + 1;
    const row: Entry[] = [pick(draw, measureLabels[measure] ?? [])];
    items.forEach((item, index) => {
      const value = amount(draw, false);
      row.push(amountEntry(draw, value));
      sheet.plant(`${item}:${measure}`, canonicalYuan(value, unit.factor), at, index + 2);
    });
    sheet.push(...row);
  }
  footer(draw, sheet);
  return sheet;
}

/** Blocks with columns of their own: staff, assets, quarters, procurement. */
function blocks(draw: Draw, organisation: string, year: number): Sheet {
  const sheet = new Sheet('数据采集表');
  const unit = pick(draw, unitWords);
  titled(draw, sheet, `${year}年度绩效评价基础数据表`, 6, unit.name, organisation);
  const staff = (): void => {
    const measures = some(draw, Object.keys(staffLabels), 2);
    sheet.push(
      pick(draw, ['人员情况（人）', '六、人员（人）', '单位']),
      ...measures.map((measure) => pick(draw, staffLabels[measure] ?? [])),
    );
    const at = sheet.rows.length + 1;
    const row: Entry[] = [pick(draw, ['局机关', '信息中心', '示例局本级'])];
    measures.forEach((measure, index) => {
      const value = draw(fc.integer, { min: 0, max: 500 });
      row.push(chance(draw, 20) ? `${value}人` : value);
      sheet.plant(`staff:${measure}`, String(value), at, index + 2);
    });
    sheet.push(...row);
  };
  const assets = (): void => {
    const measures = Object.keys(assetLabels);
    sheet.push(pick(draw, ['资产', '五、资产情况', '项目']), ...measures.map((measure) => pick(draw, assetLabels[measure] ?? [])));
    const at = sheet.rows.length + 1;
    const row: Entry[] = ['固定资产'];
    measures.forEach((measure, index) => {
      const value = amount(draw, false);
      row.push(amountEntry(draw, value));
      sheet.plant(`fixedAssets:${measure}`, canonicalYuan(value, unit.factor), at, index + 2);
    });
    sheet.push(...row);
  };
  const quarters = (): void => {
    sheet.push(
      pick(draw, ['季度支出进度', '季度', '三、季度进度']),
      '序时进度(%)',
      pick(draw, ['累计支出进度(%)', '累计进度（%）']),
      pick(draw, ['序时执行率(%)', '序时进度执行率（%）']),
    );
    const style = pick(draw, [
      (n: number) => `${'一二三四'.charAt(n)}季度`,
      (n: number) => `第${'一二三四'.charAt(n)}季度`,
      (n: number) => `1-${(n + 1) * 3}月`,
    ]);
    for (let quarter = 0; quarter < 4; quarter += 1) {
      const at = sheet.rows.length + 1;
      const hundredths = draw(fc.integer, { min: 200, max: 9999 });
      const rate = draw(fc.integer, { min: 200, max: 12000 });
      sheet.push(
        style(quarter),
        (quarter + 1) * 25,
        { value: hundredths / 100, format: '0.00' },
        chance(draw, 30) ? `${(rate / 100).toFixed(2)}%` : { value: rate / 100, format: '0.00' },
      );
      const fraction = (value: number, places: number): string => value.toFixed(places).replace(/\.?0+$/, '');
      sheet.plant(`quarter.${quarter + 1}:scheduled`, fraction((quarter + 1) * 0.25, 2), at, 2);
      sheet.plant(`quarter.${quarter + 1}:cumulative`, fraction(hundredths / 10000, 4), at, 3);
      sheet.plant(`quarter.${quarter + 1}:rate`, fraction(rate / 10000, 4), at, 4);
    }
  };
  const control = (): void => {
    const measures = some(draw, ['budget.initial', 'outturn'], 2);
    sheet.push(
      pick(draw, ['经费控制', '二、经费控制情况', '项目']),
      ...measures.map((measure) => pick(draw, measureLabels[measure] ?? [])),
    );
    for (const item of some(draw, ['threePublic', 'threePublic.reception', 'meeting', 'training', 'procurement'], 2)) {
      const at = sheet.rows.length + 1;
      const row: Entry[] = [pick(draw, itemLabels[item] ?? [])];
      measures.forEach((measure, index) => {
        const value = amount(draw, false);
        row.push(amountEntry(draw, value));
        sheet.plant(`${item}:${measure}`, canonicalYuan(value, unit.factor), at, index + 2);
      });
      sheet.push(...row);
    }
  };
  for (const block of some(draw, [staff, assets, quarters, control], 1)) {
    block();
    if (chance(draw, 30)) sheet.push();
  }
  footer(draw, sheet);
  return sheet;
}

/** Labels left, values right, one to three pairs a row. */
function pairs(draw: Draw, organisation: string, year: number): Sheet {
  const sheet = new Sheet('基本情况');
  const unit = pick(draw, unitWords);
  titled(draw, sheet, `${year}年度部门整体基本情况表`, 6, unit.name, organisation);
  const all: { id: string; label: string; count: boolean }[] = [
    ...Object.entries(staffLabels).map(([measure, labels]) => ({ id: `staff:${measure}`, label: pick(draw, labels), count: true })),
    ...['budget.initial', 'budget.full', 'outturn'].map((measure) => ({
      id: `total:${measure}`,
      label: pick(draw, measureLabels[measure] ?? []),
      count: false,
    })),
    { id: 'threePublic:outturn', label: pick(draw, ['“三公”经费决算数', '三公经费实际支出数']), count: false },
    { id: 'threePublic:budget.initial', label: pick(draw, ['“三公”经费年初预算数', '三公经费年初预算']), count: false },
    { id: 'fixedAssets:original', label: '固定资产原值', count: false },
    { id: 'basic:outturn', label: pick(draw, ['基本支出决算数', '基本支出执行数']), count: false },
  ];
  const chosen = some(draw, all, 3);
  const perRow = draw(fc.integer, { min: 1, max: 3 });
  for (let index = 0; index < chosen.length; index += perRow) {
    const at = sheet.rows.length + 1;
    const row: Entry[] = [];
    for (const pair of chosen.slice(index, index + perRow)) {
      row.push(pair.label + (chance(draw, 20) ? '：' : ''));
      if (pair.count) {
        const value = draw(fc.integer, { min: 1, max: 400 });
        row.push(chance(draw, 25) ? `${value}人` : value);
        sheet.plant(pair.id, String(value), at, row.length);
      } else {
        const value = amount(draw, false) + 1n;
        row.push(amountEntry(draw, value));
        sheet.plant(pair.id, canonicalYuan(value, unit.factor), at, row.length);
      }
    }
    sheet.push(...row);
  }
  footer(draw, sheet);
  return sheet;
}

/** “三公” with items across under merged measures. */
function threePublicAcross(draw: Draw, organisation: string, year: number): Sheet {
  const sheet = new Sheet('“三公”经费支出表');
  const unit = pick(draw, unitWords);
  const items = ['threePublic', 'threePublic.abroad', 'threePublic.vehicle', 'threePublic.reception'];
  titled(draw, sheet, `${year}年度“三公”经费支出情况表`, 8, unit.name, organisation);
  const top = sheet.push(pick(draw, ['年初预算数', '预算数']), null, null, null, pick(draw, ['决算数', '实际支出']), null, null, null);
  sheet.merge(top, 1, top, 4);
  sheet.merge(top, 5, top, 8);
  const labels = items.map((item) => (item === 'threePublic' ? '合计' : pick(draw, itemLabels[item] ?? [])));
  sheet.push(...labels, ...labels);
  if (chance(draw, 50)) sheet.push(...Array.from({ length: 8 }, (_, index) => index + 1));
  const at = sheet.rows.length + 1;
  const row: Entry[] = [];
  for (const measure of ['budget.initial', 'outturn']) {
    for (const item of items) {
      const value = amount(draw, false);
      row.push(amountEntry(draw, value));
      sheet.plant(`${item}:${measure}`, canonicalYuan(value, unit.factor), at, row.length);
    }
  }
  sheet.push(...row);
  footer(draw, sheet);
  return sheet;
}

/** A list of projects with owners merged down, carry-over-only projects and a total row. */
function projectList(draw: Draw, organisation: string, year: number): Sheet {
  const sheet = new Sheet('项目明细');
  const unit = pick(draw, unitWords);
  const measures = some(draw, ['budget.initial', 'budget.full', 'outturn', 'received'], 2);
  const owners = chance(draw, 60);
  const lead = owners ? 3 : 2;
  titled(draw, sheet, `${year}年度项目支出预算执行情况表`, lead + measures.length, unit.name, organisation);
  sheet.push(
    '序号',
    ...(owners ? [pick(draw, ['预算单位', '单位名称', '实施单位'])] : []),
    pick(draw, ['项目名称', '项目\n名称', '具体项目名称']),
    ...measures.map((measure) => pick(draw, measureLabels[measure] ?? [])),
  );
  const count = draw(fc.integer, { min: 1, max: 6 });
  const sums = new Map<string, bigint>();
  const first = sheet.rows.length + 1;
  for (let index = 0; index < count; index += 1) {
    const row: Entry[] = [
      index + 1,
      ...(owners ? [index === 0 ? organisation : null] : []),
      `${pick(draw, ['业务培训经费', '信息系统运维', '服务设施维修', '会议费', '专项业务费'])}${index}`,
    ];
    for (const measure of measures) {
      const value = amount(draw, false) + 1n;
      sums.set(measure, (sums.get(measure) ?? 0n) + value);
      row.push(amountEntry(draw, value));
    }
    sheet.push(...row);
  }
  if (owners) sheet.merge(first, 2, first + count - 1, 2);
  const at = sheet.rows.length + 1;
  const total: Entry[] = [pick(draw, ['合计', '总计', '合　计']), ...Array.from({ length: lead - 1 }, () => null)];
  for (const measure of measures) {
    const value = sums.get(measure) ?? 0n;
    total.push(amountEntry(draw, value));
    sheet.plant(`project:${measure}`, canonicalYuan(value, unit.factor), at, total.length);
  }
  sheet.push(...total);
  if (chance(draw, 70)) sheet.merge(at, 1, at, lead);
  footer(draw, sheet);
  return sheet;
}

/** A sheet of words and numbers that is no budget. */
function noise(draw: Draw): Sheet {
  const sheet = new Sheet(pick(draw, ['通讯录', '会议安排', '目录']));
  sheet.push('办公室通讯录');
  sheet.push('姓名', '电话', '房间');
  for (let index = 0; index < draw(fc.integer, { min: 0, max: 6 }); index += 1) sheet.push(`张${index}`, 80001000 + index, 301 + index);
  return sheet;
}

/** Every layout of the grammar, by name. */
export const layouts = { budgetTable, twoSided, transposed, blocks, pairs, threePublicAcross, projectList } as const;

/** Grows a workbook of one layout with noise around it; what was planted is what must be read. */
export function growWorkbook(draw: Draw, layout: keyof typeof layouts): GrownWorkbook {
  const organisation = pick(draw, ['示例市公共服务局', '示例县民政局', '示例区教育局']);
  const year = draw(fc.integer, { min: 2019, max: 2026 });
  const sheet = layouts[layout](draw, organisation, year);
  const sheets = chance(draw, 40) ? [noise(draw), sheet] : [sheet];
  return { snapshot: workbookOf(sheets.map((entry) => entry.entry())), planted: sheet.planted };
}
