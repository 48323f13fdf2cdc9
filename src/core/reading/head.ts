import type { MoneyUnit } from '../amounts/unit';
import { compact, plainLabel } from '../facts/label';
import { combinedMeaning } from '../facts/meaning';
import type { Grid, GridCell } from './grid';
import { moneyUnitOf } from './number';
import { bracketUnit, declaredUnit } from './unit';

/** A unit declaration with the row from which it holds. */
export interface UnitDeclaration {
  readonly unit: MoneyUnit;
  readonly row: number;
  readonly cell: GridCell;
}

/** Titles, unit declarations, year and organisation of one sheet. */
export interface SheetHead {
  readonly title: string | null;
  readonly titleCell: GridCell | null;
  readonly units: readonly UnitDeclaration[];
  readonly year: number | null;
  readonly yearCell: GridCell | null;
  readonly organisation: string | null;
  readonly organisationCell: GridCell | null;
  /** The latest year that a column's header names: `2024年预算数`. */
  readonly columnYear: number | null;
}

const organisationLabel =
  /^(?:部门\/单位|单位\/部门|部门\/单位名称|部门\(单位\)名称|单位\(部门\)名称|预算部门\(单位\)名称|编制单位|填制单位|编报单位|编报部门|汇总单位|填报单位|填报部门|单位名称|部门名称|预算单位名称|预算部门名称|评价单位|被评价单位|自评单位|填表单位|报送单位|申报单位|部门\(单位\)|单位\(部门\)|预算单位|预算部门|部门|单位|编制部门|公开单位|公开部门|采购单位|采购人|使用单位|核算单位)(?:\((?:公章|盖章|章|签章|全称)\))?(:?)(.*)$/u;

/** The organisation that a text names: `部门名称（公章）：深圳市…`; empty where only the label stands; null for anything else. */
export function organisationIn(text: string): { readonly name: string; readonly colon: boolean } | null {
  if (text.length > 120) return null;
  const whole = labelledOrganisation(text);
  if (whole !== null || !/[:：]/u.test(text)) return whole;
  const parts = text.split(/[\s\u3000]+/u);
  for (const part of parts.length > 1 ? parts : []) {
    const found = labelledOrganisation(part);
    if (found?.colon && found.name !== '') return found;
  }
  return null;
}

function labelledOrganisation(text: string): { readonly name: string; readonly colon: boolean } | null {
  const source = plainLabel(text);
  const match = organisationLabel.exec(source);
  if (!match) return null;
  const colon = match[1] === ':';
  const rest = (match[2] ?? '')
    .replace(/(?:金额)?单位:.*$/u, '')
    .replace(/20\d\d年度?$/u, '')
    .replace(/\((?:公章|盖章|章|汇总|合并|部门汇总)\)$/u, '');
  if (!colon && rest !== '') return null;
  if (/^(?:亿元|百万元|万元|千元|元)/u.test(rest) || /^(?:人|个|%)/u.test(rest)) return null;
  return { name: displayName(text, rest), colon };
}

/** The name as typed (brackets full-width as in the cell) without the label in front. */
function displayName(text: string, rest: string): string {
  if (rest === '') return '';
  const after = text.split(/[:：]/u).slice(1).join('：').trim();
  const plain = after
    .replace(/[\s\u3000]+(?:金额)?单位[:：].*$/u, '')
    .replace(/[\s\u3000]{2,}\S{2,8}[:：].*$/u, '')
    .replace(/[\s\u3000]*20\d\d年度?$/u, '')
    .trim();
  return plain === '' ? rest : plain.replace(/[（(](?:公章|盖章|章|汇总|合并|部门汇总)[)）]$/u, '').replace(/[\s\u3000]+/gu, '');
}

/** Years as printed: 2023, ２０２３, 二〇二三. */
export function yearIn(text: string): number | null {
  if (text.length > 200) return null;
  const source = text.normalize('NFKC').replace(/\s/gu, '');
  const digits = /(?:^|[^\d])(20[0-4]\d)\s*(?:年|$|[-—]|[^\d.])/u.exec(source);
  if (digits && /20[0-4]\d年/u.test(source)) return Number(/(20[0-4]\d)年/u.exec(source)?.[1]);
  const han = /([二][〇○零Oo][一二三四][〇○零一二三四五六七八九])年/u.exec(source)?.[1];
  if (han !== undefined) return Number([...han].map((letter) => hanDigits[letter] ?? '').join(''));
  return null;
}

const hanDigits: Readonly<Record<string, string>> = {
  〇: '0',
  '○': '0',
  零: '0',
  O: '0',
  o: '0',
  一: '1',
  二: '2',
  三: '3',
  四: '4',
  五: '5',
  六: '6',
  七: '7',
  八: '8',
  九: '9',
};

/** Reads the head of a sheet: everything that is said outside its tables. Looks at the first rows for title, year and organisation. */
export function readHead(grid: Grid): SheetHead {
  const units: UnitDeclaration[] = [];
  let title: GridCell | null = null;
  let year: { value: number; cell: GridCell } | null = null;
  let organisation: { name: string; cell: GridCell } | null = null;
  let columnYear: number | null = null;
  let index = 0;
  for (const row of grid.rows) {
    const cells = grid.cells.get(row) ?? [];
    const side = index < 12 ? cells.filter((cell) => cell.label !== null && columnOfYear.test(plainLabel(cell.text))) : [];
    const columns = new Set(side.length > 1 ? side : []);
    for (const cell of cells) {
      if (cell.label === null) continue;
      const unit = cell.text.includes('元')
        ? (declaredUnit(cell.text) ?? (index < 3 && cells.length === 1 ? bracketUnit(cell.text) : null))
        : null;
      const beside = unit === null ? unitBeside(grid, cell) : null;
      if (unit) units.push({ unit, row, cell });
      else if (beside) units.push({ unit: beside.unit, row, cell: beside.cell });
      if (index >= 12) continue;
      const text = cell.text.trim();
      if (
        title === null &&
        index < 4 &&
        text.length >= 4 &&
        organisationIn(text) === null &&
        (/[表册情况]|目标|绩效|预算|决算/u.test(text) || (/支出|收支|经费|资金/u.test(text) && yearIn(text) !== null)) &&
        !/^附件?\d*[:：]?$/u.test(text) &&
        !/^附?表[\s\d一二三四五六七八九十]{1,4}(?:[-—–.]\d{1,3})*[:：]?$/u.test(text) &&
        !/^(?:财决|公开|附)?\S{0,4}\d+表$/u.test(text) &&
        !/[:：]/u.test(text.slice(0, 6))
      ) {
        if (cells.length <= 2) title = cell;
      }
      const ofMeasure = columns.has(cell) ? yearIn(text) : namesMeasure(cell);
      if (ofMeasure !== null) columnYear = Math.max(columnYear ?? 0, ofMeasure);
      const found = index < 8 && ofMeasure === null && !isDateOfReport(text) ? yearIn(text) : null;
      if (found !== null && year === null && (title === cell || /^[（(]?20\d\d年度?[)）]?$/u.test(plainLabel(text)) || index < 3)) {
        year = { value: found, cell };
      }
      if (organisation === null && index < 8) organisation = organisationAt(grid, cell);
    }
    index += 1;
  }
  return {
    title: title ? title.text.trim() : null,
    titleCell: title,
    units,
    year: year?.value ?? null,
    yearCell: year?.cell ?? null,
    organisation: organisation?.name ?? null,
    organisationCell: organisation?.cell ?? null,
    columnYear,
  };
}

/** `金额单位 | 万元`: the declaration in two cells. */
function unitBeside(grid: Grid, cell: GridCell): { readonly unit: MoneyUnit; readonly cell: GridCell } | null {
  if (cell.text.length > 12 || !/^(?:金额|货币|计量)?单位:?$/u.test(plainLabel(cell.text))) return null;
  const next = grid.at(cell.row, cell.right + 1);
  const unit = next && next.label !== null && next.row === cell.row ? moneyUnitOf(compact(next.text).replace(/^人民币/u, '')) : null;
  return next && unit ? { unit, cell: next } : null;
}

/** `2023年` beside `2024年` in one row: years of columns. */
const columnOfYear = /^20\d\d年度?(?:数|金额)?$/u;

/** The year of `2024年预算数`, which heads a column: it is the column's, not the sheet's. */
function namesMeasure(cell: GridCell): number | null {
  const name = cell.label?.name ?? '';
  const year = yearIn(name);
  return year !== null && combinedMeaning(name, year)?.measure != null ? year : null;
}

/** `填报日期：2024年1月18日` is of the year after; `截至2023年12月31日` is of its own. */
function isDateOfReport(text: string): boolean {
  return /日期|时间/u.test(text) || (/20\d\d年\d{1,2}月\d{1,2}日/u.test(compact(text)) && !/年12月31日|年度/u.test(compact(text)));
}

function organisationAt(grid: Grid, cell: GridCell): { name: string; cell: GridCell } | null {
  const found = organisationIn(cell.text);
  if (!found) return null;
  if (found.name !== '') return { name: found.name, cell };
  const next = grid.at(cell.row, cell.right + 1);
  if (!next || next.label === null || next.row !== cell.row || next.text.length > 60) return null;
  const label = next.text.trim();
  if (organisationIn(label) !== null || /[:：]/u.test(label) || !isOrganisationName(label)) return null;
  return { name: label.replace(/[\s\u3000]+/gu, ''), cell: next };
}

/** The body that a title begins with: `示例市图书馆2023年部门整体支出情况表`; null where none stands before the year. */
export function organisationOfTitle(title: string | null): string | null {
  const match =
    title === null
      ? null
      : /^([^\d（）()：:]{4,40}?)20\d\d年/u.exec(
          title
            .trim()
            .replace(/[\s\u3000]/gu, '')
            .replace(/[０-９]/gu, (digit) => digit.normalize('NFKC')),
        );
  const name = match?.[1] ?? '';
  return isOrganisationName(name) ? name : null;
}

/** Whether a text ends or reads like the name of a public body. */
export function isOrganisationName(text: string): boolean {
  return /(?:局|委|会|厅|院|所|校|中心|办|办公室|政府|学|处|站|馆|队|园|部|社|团|校区|医院|法院|检察院|公司|署|科|室|街道|镇|乡|联|协|台|宫|集团|基地|协会|联合会|党校|（本级）|\(本级\)|本级)$/u.test(
    text.trim().replace(/[\s\u3000]/gu, ''),
  );
}
