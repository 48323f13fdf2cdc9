import type { MoneyUnit } from '../amounts/unit';
import { unitName } from '../amounts/unit';
import type { Fact, FactId } from '../facts/fact';
import { compact } from '../facts/label';
import { quantityOf } from '../facts/names';
import { say } from '../wording/wording';
import { parseFullReference } from '../workbook/address';
import type { SheetSnapshot, Snapshot } from '../workbook/snapshot';
import { readCount, readMoney, readRate, referenceOf } from './amount';
import { type Candidate, candidatesOf, projectSums, quarterRates, quarterRatesOfProgress, settle } from './facts';
import { type FormsOfSheet, readForms } from './forms';
import { type Grid, type GridCell, type KnownText, layOut, MetCells, type Own, ownParts } from './grid';
import { isOrganisationName, organisationOfTitle, readHead, type SheetHead, yearIn } from './head';
import { readKeyValues } from './key-values';
import { findBlocks, MeaningReader } from './layout';
import { readProjects } from './projects';
import { QuestionList } from './questions';
import type { Reading, ReadingChoices, SheetReading, Table, TableRow, Target } from './reading';
import { resolveAdjustments } from './resolve';
import { type FoundTable, readBlock, type SheetContext } from './tables';

/** A sheet on its way through reading. */
interface OpenSheet {
  readonly sheet: SheetSnapshot;
  readonly grid: Grid;
  readonly head: SheetHead;
}

/**
 * Recognises everything in a workbook: facts, projects, targets, issued forms, and questions where it can not be sure.
 * Hidden sheets and the program's own sheets are never sources. Never throws on a workbook's content; linear in the number of cells.
 */
export function readWorkbook(snapshot: Snapshot, choices: ReadingChoices): Reading {
  const own = ownParts(snapshot);
  const texts = new Map<string, KnownText>();
  const open = snapshot.sheets
    .filter((sheet) => sheet.visibility === 'visible' && !own.sheets.has(sheet.name))
    .map((sheet): OpenSheet => {
      const grid = layOut(sheet, own, texts);
      return { sheet, grid, head: readHead(grid) };
    });
  const year = yearOf(open, snapshot.file);
  const questions = new QuestionList(choices.answers);
  const reader = new MeaningReader(year);
  const tables: FoundTable[] = [];
  const extra: Candidate[] = [];
  const forms: FormsOfSheet[] = [];
  const sheets: SheetReading[] = [];
  for (const { sheet, grid, head } of open) {
    const settled = settleUnits(head, sheet.name, choices, questions);
    const context: SheetContext = { grid, ...settled, reader, year, choices, questions, consumed: new MetCells(grid) };
    const found = readForms(context);
    forms.push(found);
    const blocks = findBlocks(grid, reader, found.taken, `${sheet.name}${head.title ?? ''}`);
    const here = joinContinued(blocks.flatMap((block, index) => readBlock(context, block, index)));
    tables.push(...here);
    extra.push(...found.candidates, ...readKeyValues(context, found.taken));
    sheets.push(readingOfSheet(sheet, grid, head, here));
  }
  resolveAdjustments(tables, questions);
  const { projects, lists } = readProjects(tables);
  const summaries = new Set(open.filter(sumsUp).map(({ sheet }) => sheet.name));
  const candidates = [...candidatesOf(tables, summaries), ...extra];
  candidates.push(...projectSums(projects, lists));
  const facts = settle(candidates, questions);
  for (const fact of quarterRates(facts)) facts.set(fact.id, fact);
  for (const fact of quarterRatesOfProgress(facts)) facts.set(fact.id, fact);
  for (const [id, reference] of choices.cells) {
    const picked = pickedFact(id, reference, open, tables);
    if (picked) facts.set(id, picked);
  }
  const organisation = organisationOf(open, forms, [
    ...projects.flatMap((project) => project.organisation ?? []),
    ...tables.flatMap(ownersOf),
  ]);
  const targets = targetsOf(forms);
  const allForms = forms.flatMap((entry) => entry.forms);
  const nothingFound =
    facts.size === 0 && projects.length === 0 && targets.length === 0 && allForms.length === 0 && questions.all().length === 0
      ? whatWasLookedFor(open, snapshot, own)
      : null;
  if (nothingFound !== null) questions.ask({ code: 'L-03', key: 'L-03|nothing', message: nothingFound, cells: [], choices: [] });
  else {
    if (organisation === null)
      questions.ask({ code: 'L-03', key: 'L-03|organisation', message: say('reading', 'organisationMissing'), cells: [], choices: [] });
    if (year === null) questions.ask({ code: 'L-03', key: 'L-03|year', message: say('reading', 'yearMissing'), cells: [], choices: [] });
  }
  return { organisation, year, facts, projects, targets, forms: allForms, sheets, questions: questions.all(), nothingFound };
}

/** Units that a table names in a column of its own. */
function ownersOf(table: FoundTable): string[] {
  const names = table.rows.flatMap((row) => {
    const cell = row.attributes.get('organisation');
    return cell && cell.label !== null && !row.weak ? cell.text.trim().replace(/[\s\u3000]+/gu, '') : [];
  });
  return [...new Set(names)].filter((name) => isOrganisationName(name));
}

/** 汇总, 部门合计, or `编制单位：××（汇总）`: the sheet sums up those of the units. */
function sumsUp({ sheet, head }: OpenSheet): boolean {
  return (
    /汇总|合并|(?:部门|全局|单位)合计/u.test(sheet.name) || /[（(](?:部门)?(?:汇总|合并)[）)]/u.test(head.organisationCell?.text ?? '')
  );
}

/** The year that most sheets name; self-evaluation titles count twice, then accounts, then the latest. Else the latest of the columns' years. */
function yearOf(open: readonly OpenSheet[], file: string | null): number | null {
  const votes = new Map<number, number>();
  for (const { head, sheet } of open) {
    if (head.year === null) continue;
    const title = compact(`${head.title ?? ''}${sheet.name}`);
    const weight = /自评|绩效/u.test(title) ? 3 : /决算|执行/u.test(title) ? 2 : 1;
    votes.set(head.year, (votes.get(head.year) ?? 0) + weight);
  }
  let best: number | null = null;
  for (const [year, weight] of votes)
    if (best === null || weight > (votes.get(best) ?? 0) || (weight === votes.get(best) && year > best)) best = year;
  if (best !== null) return best;
  const columns = open.flatMap(({ head }) => head.columnYear ?? []);
  if (columns.length > 0) return Math.max(...columns);
  for (const { sheet } of open) {
    const named = yearIn(sheet.name) ?? bareYear(sheet.name);
    if (named !== null) return named;
  }
  return file === null ? null : (yearIn(file) ?? bareYear(file));
}

/** A year without 年 in the name of a sheet or a file: `2024决算`; no part of a longer number. */
function bareYear(name: string): number | null {
  const found = /(?:^|\D)(20[0-4]\d)(?!\d)/u.exec(name.normalize('NFKC'))?.[1];
  return found === undefined ? null : Number(found);
}

/** Two contradicting declarations before the first table become a question; its answer, or the chosen unit of the sheet, decides. */
function settleUnits(
  head: SheetHead,
  sheet: string,
  choices: ReadingChoices,
  questions: QuestionList,
): { readonly head: SheetHead; readonly contested: boolean } {
  const early = head.units.filter((entry) => entry.row <= (head.units[0]?.row ?? 0) + 2);
  const distinct = [...new Set(early.map((entry) => entry.unit))];
  if (choices.units.has(sheet) || distinct.length < 2) return { head, contested: false };
  const names = distinct.map((unit) => unitName[unit]);
  const key = `U-03|${sheet}`;
  const answer = questions.answer(key);
  const chosen = distinct.find((unit) => unitName[unit] === answer);
  if (chosen) return { head: { ...head, units: head.units.map((entry) => ({ ...entry, unit: chosen })) }, contested: false };
  questions.ask({
    code: 'U-03',
    key,
    message: say('reading', 'unitDeclaredTwice', { sheet, first: names[0] ?? '', second: names[1] ?? '' }),
    cells: early.map((entry) => referenceOf(sheet, entry.cell)),
    choices: names,
  });
  return { head, contested: true };
}

/** A header repeated at a page break continues the table above it, unless that one has been summed up already. */
function joinContinued(tables: readonly FoundTable[]): FoundTable[] {
  const joined: FoundTable[] = [];
  const latest = new Map<string, number>();
  for (const table of tables) {
    const key = `${table.signature}|${table.area.left}|${table.headItem ?? ''}`;
    const index = latest.get(key);
    const before = index === undefined ? undefined : joined[index];
    if (index === undefined || !before || before.rows.some((row) => row.weak || row.item === 'total')) {
      latest.set(key, joined.length);
      joined.push(table);
      continue;
    }
    const offset = before.rows.length;
    for (const row of table.rows) before.rows.push({ ...row, parent: row.parent === null ? null : row.parent + offset });
    joined[index] = { ...before, area: { ...before.area, bottom: table.area.bottom } };
  }
  return joined;
}

/** A table without what only reading needs: results cross the borders of workers, functions can not. */
function plainTable({ sheet, area, title, kind, unit, orientation, columns, rows }: FoundTable): Table {
  const plainRows = rows.map(
    ({ row, cell, label, name, item, role, parent, numbers, remark, remarkCell }): TableRow => ({
      row,
      cell,
      label,
      name,
      item,
      role,
      parent,
      numbers,
      remark,
      remarkCell,
    }),
  );
  return { sheet, area, title, kind, unit, orientation, columns, rows: plainRows };
}

function readingOfSheet(sheet: SheetSnapshot, grid: Grid, head: SheetHead, tables: readonly FoundTable[]): SheetReading {
  const first = head.units[0] ?? null;
  const textNumbers: string[] = [];
  for (const row of grid.rows) {
    for (const cell of grid.cells.get(row) ?? []) {
      if (cell.content.kind === 'number' && cell.content.number.text && textNumbers.length < 2000)
        textNumbers.push(referenceOf(sheet.name, cell));
    }
  }
  return {
    sheet: sheet.name,
    unit: first?.unit ?? null,
    unitCell: first ? referenceOf(sheet.name, first.cell) : null,
    title: head.title,
    year: head.year,
    yearCell: head.yearCell ? referenceOf(sheet.name, head.yearCell) : null,
    organisation: head.organisation,
    organisationCell: head.organisationCell ? referenceOf(sheet.name, head.organisationCell) : null,
    tables: tables.map(plainTable),
    textNumbers,
  };
}

function organisationOf(open: readonly OpenSheet[], forms: readonly FormsOfSheet[], owners: readonly string[]): string | null {
  const votes = new Map<string, number>();
  for (const entry of open) {
    const name = entry.head.organisation;
    if (name !== null && name !== '') votes.set(name, (votes.get(name) ?? 0) + (sumsUp(entry) ? open.length : 1));
  }
  let best: string | null = null;
  for (const [name, count] of votes) if (best === null || count > (votes.get(best) ?? 0)) best = name;
  if (best !== null) return best;
  const heads = forms.flatMap((entry) =>
    entry.forms.map((form) => form.organisation ?? form.head.get('implementer')?.value ?? form.head.get('department')?.value ?? null),
  );
  const named = [...new Set(heads.filter((name): name is string => name !== null))];
  if (named.length === 1) return named[0] ?? null;
  const titled = [...new Set(open.flatMap(({ head }) => organisationOfTitle(head.title) ?? []))];
  if (titled.length === 1) return titled[0] ?? null;
  const unique = [...new Set(owners)];
  if (unique.length === 1) return unique[0] ?? null;
  const departments = [...new Set(open.flatMap(({ grid }) => departmentAbove(grid)))];
  return departments.length === 1 ? (departments[0] ?? null) : null;
}

/** `主管部门：××` above a list of the units' projects: the department itself. */
function departmentAbove(grid: Grid): string[] {
  return grid.rows.slice(0, 6).flatMap((row) =>
    (grid.cells.get(row) ?? []).flatMap((cell) => {
      const name = cell.label === null ? undefined : /^主管(?:部门|单位)[:：](.{3,40})$/u.exec(compact(cell.text))?.[1];
      return name !== undefined && isOrganisationName(name) ? name : [];
    }),
  );
}

/** Targets of lists and forms; a form's copy of a listed target is not told twice. */
function targetsOf(forms: readonly FormsOfSheet[]): Target[] {
  const listed = forms.flatMap((entry) => entry.targets);
  const known = new Set(listed.map((target) => target.name));
  const inForms = forms
    .flatMap((entry) => entry.forms.flatMap((form) => form.targets))
    .filter((target) => !target.placeholder && !known.has(target.name));
  return [...listed.filter((target) => !target.placeholder), ...inForms];
}

/** A fact from the cell that the user chose for it; null when the cell holds no number of that kind. */
function pickedFact(id: FactId, reference: string, open: readonly OpenSheet[], tables: readonly FoundTable[]): Fact | null {
  const target = parseFullReference(reference);
  const entry = target ? open.find(({ sheet }) => sheet.name.toLowerCase() === target.sheet.toLowerCase()) : undefined;
  const cell: GridCell | null = target && entry ? entry.grid.at(target.area.top, target.area.left) : null;
  if (!entry || !cell || cell.content.kind !== 'number') return null;
  const { number } = cell.content;
  const quantity = quantityOf(id);
  const sheet = entry.sheet.name;
  const table = tables.find(
    (known) =>
      known.sheet === sheet &&
      cell.row >= known.area.top &&
      cell.row <= known.area.bottom &&
      cell.column >= known.area.left &&
      cell.column <= known.area.right,
  );
  const column = table?.columns.find((known) => known.column === cell.column);
  const unit: MoneyUnit | null = number.unit ?? column?.unit ?? table?.unit ?? entry.head.units[0]?.unit ?? null;
  if (quantity === 'money' && unit === null) return null;
  const points = number.percent === 'none' && (/[%％]/u.test(column?.label ?? '') || Math.abs(Number(number.value)) > 1.5);
  const read =
    quantity === 'money'
      ? readMoney(sheet, cell, number, unit ?? 'yuan')
      : quantity === 'rate'
        ? readRate(sheet, cell, number, points)
        : readCount(sheet, cell, number);
  return {
    id,
    quantity,
    value: read.value,
    shown: read.shown,
    cells: read.cells,
    status: 'read',
    explanation: {
      item: say('reading', 'pickedByHand'),
      measure: column?.label ?? '',
      unit: read.unit === null ? null : unitName[read.unit],
    },
    formula: read.formula,
  };
}

function whatWasLookedFor(open: readonly OpenSheet[], snapshot: Snapshot, own: Own): string {
  const hidden = snapshot.sheets
    .filter((sheet) => sheet.visibility !== 'visible' && !own.sheets.has(sheet.name))
    .map((sheet) => sheet.name);
  const tail = hidden.length > 0 ? say('reading', 'hiddenSkipped', { sheets: listed(hidden) }) : '';
  const looked = open.filter(({ grid }) => grid.rows.length > 0).map(({ sheet }) => sheet.name);
  return (looked.length === 0 ? say('reading', 'nothingFoundEmpty') : say('reading', 'nothingFound', { sheets: listed(looked) })) + tail;
}

function listed(names: readonly string[]): string {
  const shown = names
    .slice(0, 5)
    .map((name) => `“${name}”`)
    .join('、');
  return names.length > 5 ? `${shown}${say('reading', 'sheetsMore', { count: names.length })}` : shown;
}
