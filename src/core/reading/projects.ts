import { compact } from '../facts/label';
import { itemOfLabel, weakTotal } from '../facts/meaning';
import { fullAreaReference } from '../workbook/address';
import { referenceOf } from './amount';
import type { GridCell } from './grid';
import type { Measure, ProjectRow, ReadNumber } from './reading';
import type { FoundRow, FoundTable } from './tables';

/** Words that mark a project as given up. */
const terminatedWords = /终止|取消|撤销|撤项|停止实施|未实施|收回|中止|不再实施/u;
const carryOverWords = /上年结转|结转项目/u;

/** Rows of a department's table that are parts of its spending and never projects. */
const notProjects =
  /支出$|经费支出|^办公费|^水费|^电费|^差旅费|^会议费|^培训费|^印刷费|^邮电费|^工资|^津贴|^奖金|^绩效|^基本建设|合计|小计|总计|收入|财政|资金$|^其他$|结转|结余|^注|^说明/u;

/** The projects of the workbook's tables, with the rows that they came from. */
export function readProjects(tables: readonly FoundTable[]): {
  readonly projects: ProjectRow[];
  readonly lists: { sheet: string; rows: FoundRow[]; single: boolean }[];
} {
  const projects: ProjectRow[] = [];
  const lists: { sheet: string; rows: FoundRow[]; single: boolean }[] = [];
  for (const table of tables) {
    if (table.otherYear !== null) continue;
    const rows = table.listsProjects ? fromList(table) : fromDepartment(table);
    if (rows.length === 0) continue;
    lists.push({
      sheet: table.sheet,
      rows: rows.flatMap((group) => group.rows),
      single: table.sourceColumn && rows.some((group) => group.rows.length > 1),
    });
    for (const group of rows) projects.push(projectOf(table, group));
  }
  return { projects, lists };
}

interface Group {
  readonly name: GridCell;
  readonly rows: FoundRow[];
}

function fromList(table: FoundTable): Group[] {
  const groups: Group[] = [];
  const byName = new Map<GridCell, Group>();
  for (const row of table.rows) {
    const nameCell = row.attributes.get('projectName') ?? row.cellOfLabel;
    const group = table.sourceColumn && nameCell.row !== row.row ? byName.get(nameCell) : undefined;
    if (group && sumsSources(group)) {
      group.rows.push(row);
      continue;
    }
    if (!isProject(row, nameCell, table)) continue;
    const opened = { name: nameCell, rows: [row] };
    groups.push(opened);
    if (!group) byName.set(nameCell, opened);
  }
  return groups;
}

/** The first row of a merged name holds all its money (合计, 小计, nothing); a named kind of money makes every row one of its own. */
function sumsSources(group: Group): boolean {
  const source = group.rows[0]?.attributes.get('source')?.label?.name ?? '';
  return source === '' || itemOfLabel(source) === weakTotal || itemOfLabel(source) === 'total' || /合计|总额|总计/u.test(source);
}

function isProject(row: FoundRow, nameCell: GridCell, table: FoundTable): boolean {
  if (nameCell.label === null || (nameCell !== row.attributes.get('projectName') && table.listsProjects)) return false;
  const name = nameCell.label.name;
  if (row.basicKind) return false;
  if (name === '' || row.weak || row.role === 'heading' || row.role === 'subtotal') return false;
  if (/(?:小计|合计|总计)$/u.test(name) || /^(?:小计|合计|总计)/u.test(name)) return false;
  if (row.item === 'total' || row.item === 'project' || row.item === 'basic' || row.item?.startsWith('basic.')) return false;
  if (/^(?:基本支出|人员经费|公用经费|人员类|公用类)/u.test(name)) return false;
  return row.numbers.size > 0 || row.withheld.size > 0;
}

function fromDepartment(table: FoundTable): Group[] {
  if (!/项目/u.test(compact(table.title ?? '')) || !['budget', 'other', 'projects'].includes(table.kind)) return [];
  if (table.columns.some((column) => /编码|代码/u.test(column.label)) || /决算表|明细表|决算总表|财决/u.test(table.named)) return [];
  return table.rows
    .filter((row) => {
      if (row.item !== null || row.weak || row.measureRow !== null || row.name === '' || row.role === 'subtotal' || row.role === 'heading')
        return false;
      if (row.cellOfLabel.label?.code !== null || notProjects.test(row.name)) return false;
      return [...row.numbers.keys(), ...row.withheld].some(
        (measure) => measure.startsWith('budget.') || measure === 'outturn' || measure === 'received',
      );
    })
    .map((row) => ({ name: row.cellOfLabel, rows: [row] }));
}

function projectOf(table: FoundTable, group: Group): ProjectRow {
  const [first] = group.rows;
  if (!first) throw new RangeError('a project without rows');
  const text = (role: 'organisation' | 'department' | 'code'): string | null => {
    const cell = first.attributes.get(role);
    if (!cell) return null;
    return cell.label !== null ? cell.text.trim().replace(/[\s\u3000]+/gu, '') : role === 'code' ? cell.cell.shown : null;
  };
  const last = group.rows.at(-1) ?? first;
  const area = { top: first.row, left: table.area.left, bottom: last.row, right: table.area.right };
  const sources = new Map<string, ReadonlyMap<Measure, ReadNumber>>();
  if (table.sourceColumn) {
    for (const row of group.rows.slice(1)) {
      const source = row.attributes.get('source')?.label?.name ?? row.name;
      if (source !== '') sources.set(source, row.numbers);
    }
  }
  const name = displayed(group.name);
  const remark = first.remark;
  const note = remark === null ? name : `${name} ${remark}`;
  const opening = first.numbers.get('opening');
  const initial = first.numbers.get('budget.initial');
  return {
    name,
    organisation: text('organisation'),
    department: text('department'),
    code: text('code'),
    sheet: table.sheet,
    row: fullAreaReference(table.sheet, area),
    area,
    nameCell: referenceOf(table.sheet, group.name),
    measures: measuresOf(first),
    sources: sources.size === 0 ? noSources : sources,
    terminated: terminatedWords.test(note),
    carryOverOnly:
      (initial === undefined || initial.value === '0') && ((opening !== undefined && opening.value !== '0') || carryOverWords.test(note)),
    remark,
    remarkCell: first.remarkCell,
  };
}

const noSources: ProjectRow['sources'] = new Map();

function measuresOf(row: FoundRow): ReadonlyMap<Measure, ReadNumber> {
  for (const measure of row.numbers.keys())
    if (measure.startsWith('prior.')) return new Map([...row.numbers].filter(([name]) => !name.startsWith('prior.')));
  return row.numbers;
}

/** A name as typed, without the spaces, 其中 and numbering that only indent it. */
function displayed(cell: GridCell): string {
  const label = cell.label;
  const trimmed = cell.text.trim().replace(/\s*\n\s*/gu, '');
  if (label === null) return trimmed;
  const plain = trimmed
    .replace(/^其中[:：]?/u, '')
    .replace(/^(?:[一二三四五六七八九十]{1,3}、|[（(][一二三四五六七八九十\d]{1,3}[）)]|\d{1,2}[、.．](?!\d)|[①-⑳])\s*/u, '');
  return compact(plain) === '' ? trimmed : plain.trim();
}
