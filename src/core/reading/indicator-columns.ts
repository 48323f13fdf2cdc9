import { compact, plainLabel } from '../facts/label';
import { remembered } from '../facts/remembered';
import type { Grid, GridCell } from './grid';

/** Columns of a table of indicators. */
export type IndicatorRole =
  | 'level1'
  | 'level2'
  | 'level3'
  | 'points1'
  | 'points2'
  | 'points'
  | 'score'
  | 'operator'
  | 'target'
  | 'adjusted'
  | 'midYear'
  | 'actual'
  | 'priorActual'
  | 'unit'
  | 'completion'
  | 'reason'
  | 'evidence'
  | 'rule'
  | 'basis'
  | 'serial'
  | 'ignored';

const roles: readonly (readonly [RegExp, IndicatorRole])[] = [
  [/^(?:一级|1级|I级|第一级)指标(?:名称)?$|^指标(?:类型|类别)$/u, 'level1'],
  [/^(?:二级|2级|II级|第二级)指标(?:名称)?$/u, 'level2'],
  [
    /^(?:三级|3级|III级|第三级|四级|具体|末级|明细)指标(?:名称|内容)?$|^指标(?:名称|内容)$|^绩效指标(?:名称|内容)?$|^(?:评价|考核|自评)(?:指标|内容|项目)$/u,
    'level3',
  ],
  [/^(?:指标)?(?:性质|方向|符号)$|^(?:比较|计算|运算)符号?$|^比较方式$/u, 'operator'],
  [/^调整(?:后)?指标值$/u, 'adjusted'],
  [/^(?:上年|上年度|历史|去年)(?:实际)?(?:完成值|指标值|实际值|完成情况)$/u, 'priorActual'],
  [
    /^(?:年中|半年|中期|监控)(?:监控)?(?:完成|实际|实际完成)?(?:值|情况)$|^年中(?:监控)?完成指标值$|^1[-—~]\d{1,2}月(?:完成|执行)(?:值|情况)$/u,
    'midYear',
  ],
  [
    /^(?:年度|年初|预期|年初预期|年度预期|计划|年初设定|年初计划|年度计划|绩效|全年|当年|预定|设定|年初批复)?(?:目标|指标)(?:目标)?值$|^(?:年初|年度)?目标(?:设定)?值?$|^计划(?:值|完成值|数|完成数)$|^(?:全年)?预期(?:指标|目标|值)$|^年初绩效(?:目标|指标)值?$|^年度绩效(?:目标|指标)值$|^预期当年实现值$|^绩效标准$/u,
    'target',
  ],
  [
    /^(?:全年|年末|年度|本年|当年|实际|截至年末)*(?:实际)?(?:完成|实现)(?:指标)?(?:值|数|情况)$|^(?:全年|年末|年度)?实际(?:指标)?值$|^实际(?:完成|执行)(?:结果|情况)$|^(?:业绩|执行)值$|^完成结果$/u,
    'actual',
  ],
  [/^(?:计量|度量|指标)?单位$/u, 'unit'],
  [/^(?:指标|指标完成|目标)?完成(?:率|比例|程度)$|^完成比例$/u, 'completion'],
  [
    /^(?:指标)?(?:分值|权重|标准分|权数|满分|满分值|总分值)(?:权重|设置)?$|^(?:指标)?分值\(?权重\)?$|^权重\(?分值\)?$|^指标分值权重$|^(?:考核|评价|设定)分值?$|^标准分值$/u,
    'points',
  ],
  [
    /^(?:指标|自评|实际|评价|单位自评|考核|自评价|评分|部门自评|最终)?(?:得分|评分|评分值|得分值|打分|分数)$|^自评分值?$|^自评(?:得分|结果|打分)$|^实得分$|^得分情况$/u,
    'score',
  ],
  [/原因|^改进措施$|^偏差(?:情况|说明|分析).*$|^扣分(?:情况|说明|理由|依据)$|^备注$|^情况说明$|^说明$|^未完成.*$/u, 'reason'],
  [/佐证|证明材料|^(?:数据|资料)来源$|^依据材料$|^自评依据$/u, 'evidence'],
  [
    /^(?:赋分|评分|计分|打分|评价)(?:规则|标准|细则|办法|方法)$|^得分计算方法$|^计算方法$|^指标解释.*$|^指标说明.*$|^评价要点$|^扣分标准$|^计算公式$/u,
    'rule',
  ],
  [/^(?:指标值)?设置依据$|^指标值?设定依据$|^依据$|^是否(?:偏离|核心).*$/u, 'basis'],
  [/^得分系数$|^偏离度$/u, 'ignored'],
  [/^序号$|^编号$/u, 'serial'],
];

/** The role of a header label in a table of indicators, or null. */
export const indicatorRole = remembered((text): IndicatorRole | null => {
  const source = plainLabel(text).replace(/[:,。;]+$/u, '');
  if (source.length > 40) return null;
  const bare = source.replace(/\([^()]{0,20}\)$/u, '').replace(/\([^()]{0,20}\)$/u, '');
  for (const candidate of bare === source ? [source] : [source, bare]) {
    for (const [pattern, role] of roles) if (candidate !== '' && pattern.test(candidate)) return role;
  }
  return null;
});

/** The header of a table of indicators: its rows and its columns by role. */
export interface IndicatorHeader {
  readonly first: number;
  readonly last: number;
  readonly columns: ReadonlyMap<IndicatorRole, number>;
  /** Operator and unit stand under one merged 年度指标值. */
  readonly split: boolean;
  readonly left: number;
  readonly right: number;
}

/** Roles that a header's first row shows at least one of; 预期目标 | 实际完成情况 alone head the overall goal. */
const opening: ReadonlySet<IndicatorRole> = new Set(['level1', 'level2', 'level3', 'points', 'score', 'operator', 'serial']);

/** The header that begins at this row, or null. `next` gives the following rows that hold anything. */
export function indicatorHeaderAt(grid: Grid, rows: readonly number[], index: number): IndicatorHeader | null {
  const first = rows[index] ?? 0;
  if (!textRow(grid, first)) return null;
  const starts = (grid.cells.get(first) ?? []).some((cell) => opening.has(indicatorRole(cell.text) ?? 'ignored'));
  if (!starts) return null;
  let best: IndicatorHeader | null = null;
  for (let length = 1; length <= 3; length += 1) {
    const last = rows[index + length - 1];
    if (last === undefined || last - first !== length - 1) break;
    if (length > 1 && !(textRow(grid, last) && continues(grid, first, last))) break;
    const header = headerOf(grid, first, last);
    if (header && (best === null || header.columns.size >= best.columns.size)) best = header;
  }
  return best;
}

function textRow(grid: Grid, row: number): boolean {
  const cells = grid.cells.get(row) ?? [];
  return (
    cells.length >= 1 &&
    cells.every((cell) => cell.content.kind === 'text' && (cell.text.length <= 40 || indicatorRole(cell.text) !== null))
  );
}

function continues(grid: Grid, first: number, last: number): boolean {
  for (let row = first; row < last; row += 1) {
    for (const cell of grid.cells.get(row) ?? []) {
      if (cell.bottom >= last && cell.bottom <= last + 1) return true;
      if (cell.right > cell.column && row === last - 1) {
        const below = (grid.cells.get(last) ?? []).filter((entry) => entry.column >= cell.column && entry.column <= cell.right);
        if (
          below.length >= 2 &&
          below.some((entry) => indicatorRole(entry.text) !== null || /^(?:名称|分值|权重)$/u.test(compact(entry.text)))
        )
          return true;
      }
    }
  }
  return false;
}

function headerOf(grid: Grid, first: number, last: number): IndicatorHeader | null {
  const columns = new Map<IndicatorRole, number>();
  let left = Number.POSITIVE_INFINITY;
  let right = 0;
  let split = false;
  let loose = false;
  /** Columns of 年度目标: goals in words, where a column of values follows. */
  const goals = new Set<number>();
  for (let column = 1; column <= Math.min(grid.lastColumn, 200); column += 1) {
    const chain: GridCell[] = [];
    for (let row = first; row <= last; row += 1) {
      const cell = grid.at(row, column);
      if (cell && cell.row >= first && cell.bottom <= last + 0 && chain.at(-1) !== cell) chain.push(cell);
    }
    const leaf = chain.at(-1);
    if (!leaf) continue;
    if (leaf.column !== column && leaf.column < column) {
      right = Math.max(right, leaf.right);
      continue;
    }
    left = Math.min(left, column);
    right = Math.max(right, leaf.right);
    const role = roleOfChain(chain);
    if (role === null) continue;
    if (chain.length > 1 && (role === 'operator' || role === 'unit')) split = true;
    const group = role === 'level3' && compact(leaf.text) === '绩效指标';
    if (role === 'level3' && !group && loose) {
      const before = columns.get('level3');
      columns.delete('level3');
      if (before !== undefined && !columns.has('level1')) columns.set('level1', before);
    }
    if (role === 'level3') loose = group;
    if (role === 'points' && columns.has('points')) pointsOfLevels(columns, column);
    else if (role === 'target' && /值$/u.test(compact(leaf.text)) && goals.has(columns.get('target') ?? 0)) columns.set(role, column);
    else if (!columns.has(role)) columns.set(role, column);
    if (role === 'target' && /目标$/u.test(compact(leaf.text))) goals.add(column);
  }
  const level = columns.has('level1') || columns.has('level2') || columns.has('level3');
  if (!columns.has('level3') && columns.has('level2') && columns.has('level1')) {
    const two = columns.get('level2');
    if (two !== undefined && (columns.has('target') || columns.has('points'))) {
      columns.delete('level2');
      columns.set('level3', two);
    }
  }
  const named = columns.has('level3') || columns.has('level2');
  const scored = columns.has('points') && (columns.has('score') || columns.has('target') || columns.has('actual') || columns.has('rule'));
  const listed =
    columns.has('target') &&
    (columns.has('actual') || columns.has('unit') || columns.has('points') || (columns.has('level1') && columns.has('level3')));
  return level && named && (scored || listed) ? { first, last, columns, split, left, right } : null;
}

/** 一级 | 分值 | 二级 | 分值 | 三级 | 分值 in one header row: an earlier 分值 belongs to the level that it stands beside. */
function pointsOfLevels(columns: Map<IndicatorRole, number>, next: number): void {
  const earlier = columns.get('points') ?? 0;
  const beside = (['level1', 'level2'] as const).find((level) => columns.get(level) === earlier - 1);
  if (!beside) return;
  columns.set(beside === 'level1' ? 'points1' : 'points2', earlier);
  columns.set('points', next);
}

function roleOfChain(chain: readonly GridCell[]): IndicatorRole | null {
  const names = chain.map((cell) => plainLabel(cell.text));
  const leaf = names.at(-1) ?? '';
  const upper = names.slice(0, -1).reverse();
  const parent = upper.map((name) => indicatorRole(name)).find((role) => role !== null) ?? null;
  if (/^(?:名称|指标名称|指标|内容)$/u.test(leaf) && parent?.startsWith('level')) return parent;
  const role = indicatorRole(chain.at(-1)?.text ?? '');
  if (role === 'points') {
    if (parent === 'level1') return 'points1';
    if (parent === 'level2') return 'points2';
    return 'points';
  }
  return role ?? (chain.length > 1 && parent !== 'level3' ? parent : null);
}
