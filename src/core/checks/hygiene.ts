import { Decimal } from '../amounts/decimal';
import { parseNumber } from '../reading/number';
import { say } from '../wording/wording';
import type { Area } from '../workbook/address';
import { areaReference, cellReference, columnLetters, parseFullReference } from '../workbook/address';
import { type Cell, cellAt, isBlank, type SheetSnapshot } from '../workbook/snapshot';
import type { Check, Draft } from './check';
import { type CheckContext, shortReference } from './context';
import { rowOf } from './indicator-quality';
import { plainText, printedNumber } from './printed';

/** Group H 工作簿卫生: what is wrong with the workbook before anything is read. */
export const hygieneChecks: readonly Check[] = [
  { code: 'H-01', severity: 'warning', basis: ['own'], mendable: false, lacks: nothing, run: hidden },
  { code: 'H-02', severity: 'error', basis: ['own'], mendable: false, lacks: nothing, run: errors },
  { code: 'H-03', severity: 'note', basis: ['own'], mendable: true, lacks: nothing, run: textNumbers },
  { code: 'H-04', severity: 'warning', basis: ['own'], mendable: false, lacks: nothing, run: covered },
  { code: 'H-05', severity: 'warning', basis: ['own'], mendable: false, lacks: nothing, run: externalLinks },
  { code: 'H-06', severity: 'note', basis: ['own'], mendable: false, lacks: nothing, run: filtered },
  { code: 'H-07', severity: 'question', basis: ['own'], mendable: false, lacks: nothing, run: typedOver },
  { code: 'H-08', severity: 'note', basis: ['own'], mendable: false, lacks: nothing, run: protectedSheets },
];

function nothing(): null {
  return null;
}

function isNumeric(cell: Cell): boolean {
  return cell.kind === 'number' || printedNumber(cell) !== null;
}

/** H-01: numbers that nobody sees. One finding a block of hidden rows or columns, one a hidden sheet. */
function hidden(context: CheckContext): Draft[] {
  return context.sheets.flatMap((sheet): Draft[] => {
    if (sheet.visibility === 'visible' && sheet.hiddenRows.size === 0 && sheet.hiddenColumns.size === 0) return [];
    const numbers = cellsWhere(context, sheet, () => true, isNumeric);
    if (numbers.length === 0) return [];
    if (sheet.visibility !== 'visible') return [{ message: say('checks', 'H-01.sheet', { place: sheet.name }), cells: numbers }];
    const drafts: Draft[] = [];
    if (!sheet.filtered) {
      for (const [first, last] of blocks(sheet.hiddenRows)) {
        const cells = cellsWhere(context, sheet, (row) => row >= first && row <= last, isNumeric);
        if (cells.length > 0)
          drafts.push({
            message: say('checks', 'H-01.rows', { sheet: sheet.name, place: first === last ? String(first) : `${first}–${last}` }),
            cells,
          });
      }
    }
    for (const [first, last] of blocks(sheet.hiddenColumns)) {
      const cells = cellsWhere(context, sheet, (_row, column) => column >= first && column <= last, isNumeric);
      const place = first === last ? columnLetters(first) : `${columnLetters(first)}–${columnLetters(last)}`;
      if (cells.length > 0) drafts.push({ message: say('checks', 'H-01.columns', { sheet: sheet.name, place }), cells });
    }
    return drafts;
  });
}

/** Runs of neighbouring numbers, first and last. */
function blocks(numbers: ReadonlySet<number>): [number, number][] {
  const found: [number, number][] = [];
  for (const number of [...numbers].sort((left, right) => left - right)) {
    const last = found.at(-1);
    if (last && last[1] === number - 1) last[1] = number;
    else found.push([number, number]);
  }
  return found;
}

function cellsWhere(
  context: CheckContext,
  sheet: SheetSnapshot,
  where: (row: number, column: number) => boolean,
  wanted: (cell: Cell) => boolean,
): string[] {
  const found: string[] = [];
  for (const [row, cells] of sheet.cells)
    for (const [column, cell] of cells) if (where(row, column) && wanted(cell)) found.push(context.at(sheet.name, row, column));
  return found;
}

const errorText = /^#(?:DIV\/0!|REF!|NAME\?|VALUE!|N\/A|NUM!|NULL!|SPILL!|CALC!)$/i;

/** H-02: error values; of a chain only its beginning is reported, with all that hangs on it. */
function errors(context: CheckContext): Draft[] {
  const wrong = new Map<string, { readonly sheet: string; readonly cell: Cell; readonly reference: string }>();
  for (const sheet of context.sheets) {
    for (const [row, cells] of sheet.cells) {
      for (const [column, cell] of cells) {
        if (cell.kind === 'error' || (cell.kind === 'text' && errorText.test(cell.value.trim()))) {
          const reference = context.at(sheet.name, row, column);
          wrong.set(reference, { sheet: sheet.name, cell, reference });
        }
      }
    }
  }
  const causes = new Map<string, string[]>();
  for (const { sheet, cell, reference } of wrong.values()) {
    const from = cell.formula === null ? [] : precedents(cell.formula, sheet).filter((other) => other !== reference && wrong.has(other));
    causes.set(reference, from);
  }
  const roots = [...wrong.keys()].filter((reference) => causes.get(reference)?.length === 0);
  const dependents = new Map<string, string[]>();
  for (const [reference, from] of causes) for (const cause of from) append(dependents, cause, reference);
  return (roots.length > 0 ? roots : [...wrong.keys()].slice(0, 1)).map((root) => {
    const reached = new Set([root]);
    for (const reference of reached) for (const next of dependents.get(reference) ?? []) reached.add(next);
    const value = wrong.get(root)?.cell.value ?? '';
    return {
      message: say('checks', reached.size > 1 ? 'H-02.chain' : 'H-02', { cell: shortReference(root), value, count: reached.size - 1 }),
      cells: [...reached],
      stated: value,
    };
  });
}

function append(map: Map<string, string[]>, key: string, value: string): void {
  const list = map.get(key) ?? [];
  list.push(value);
  map.set(key, list);
}

const referencePattern =
  /(?:(?:'((?:[^']|'')+)'|([^\s'!=+\-*/^&<>(),;:"]+))!)?\$?([A-Z]{1,3})\$?(\d{1,7})(?::\$?([A-Z]{1,3})\$?(\d{1,7}))?(?![\w(])/g;

/** Cells that a formula reads, full references; areas are bounded at 2,000 cells. */
export function precedents(formula: string, sheet: string): string[] {
  const found: string[] = [];
  const bare = formula.replace(/"(?:[^"]|"")*"/g, '""');
  for (const match of bare.slice(0, 8192).matchAll(referencePattern)) {
    const name = match[1]?.replace(/''/g, "'") ?? match[2] ?? sheet;
    const area = `${match[3]}${match[4]}${match[5] ? `:${match[5]}${match[6]}` : ''}`;
    const place = parseFullReference(`'${name.replace(/'/g, "''")}'!${area}`);
    if (!place) continue;
    const { top, left, bottom, right } = place.area;
    for (let row = top; row <= bottom && found.length < 2000; row += 1) {
      for (let column = left; column <= right && found.length < 2000; column += 1)
        found.push(`'${name.replace(/'/g, "''")}'!${cellReference(row, column)}`);
    }
  }
  return found;
}

/** H-03: numbers stored as text, one finding a sheet; plain ones can be cleaned by a click. */
function textNumbers(context: CheckContext): Draft[] {
  const asked = context.input.reading.questions.filter(({ code }) => code === 'U-03').flatMap(({ cells }) => cells);
  const values = new Set([
    ...asked,
    ...context.targetLists.flatMap(({ targets }) => targets.flatMap(({ cells }) => [cells.target, cells.actual, cells.midYear])),
  ]);
  const targetRows = new Set(context.targetLists.flatMap(({ targets }) => targets.map((target) => `${target.sheet}!${rowOf(target)}`)));
  // 上年完成值 and the like beside a target: `96%` is a text by right there as well.
  const beside = (reference: string): boolean => {
    const place = parseFullReference(reference);
    return (
      place !== null && targetRows.has(`${place.sheet}!${place.area.top}`) && parseNumber(context.textAt(reference))?.percent !== 'none'
    );
  };
  return context.sheets.flatMap((sheet): Draft[] => {
    const read = (context.readingOf(sheet.name)?.textNumbers ?? []).filter(
      (reference) => isBareNumber(context, reference, values) && !beside(reference),
    );
    const cells = [...new Set([...read, ...textAmongNumbers(context, sheet)])];
    if (cells.length === 0) return [];
    const plans = cells.flatMap((reference) => {
      const number = parseNumber(context.textAt(reference));
      if (number?.percent !== 'none' || number.unit !== null) return [];
      return context.mendCell(reference, { kind: 'number', value: number.value })?.operations ?? [];
    });
    return [
      {
        message: say('checks', 'H-03', { count: cells.length, sheet: sheet.name }),
        cells,
        mend: plans.length > 0 ? { operations: plans } : null,
      },
    ];
  });
}

/** A number with nothing but its money unit or per cent behind it. What a target counts (`128场`, `≥90%`) is text by right. */
function isBareNumber(context: CheckContext, reference: string, values: ReadonlySet<string | null>): boolean {
  if (inCodeColumn(context, reference)) return false;
  const number = parseNumber(context.textAt(reference));
  if (number?.counter !== '') return false;
  return !values.has(reference) || (number.percent === 'none' && number.unit === null);
}

/** A column headed 科目编码, 单位编码, 序号: its digits are names, not numbers. */
function inCodeColumn(context: CheckContext, reference: string): boolean {
  const place = parseFullReference(reference);
  const sheet = place ? context.sheet(place.sheet) : null;
  if (!place || !sheet) return false;
  for (let row = place.area.top - 1; row >= Math.max(1, place.area.top - 400); row -= 1) {
    const cell = cellAt(sheet, row, place.area.left);
    if (cell?.kind === 'text' && cell.value.length < 30 && /编码|代码|编号|序号|行次|栏次|科目|电话|文号/.test(plainText(cell.value)))
      return true;
  }
  return false;
}

/** Texts that are nothing but a number, in a column where numbers are kept as numbers (codes and serial numbers are texts by right). */
function textAmongNumbers(context: CheckContext, sheet: SheetSnapshot): string[] {
  const columns = new Map<number, { numbers: number; texts: number[]; label: string }>();
  for (const [row, cells] of sheet.cells) {
    for (const [column, cell] of cells) {
      const entry = columns.get(column) ?? { numbers: 0, texts: [], label: '' };
      if (cell.kind === 'number') entry.numbers += 1;
      else if (cell.kind === 'text' && printedNumber(cell) && !/^0\d/.test(cell.value.trim())) entry.texts.push(row);
      else if (cell.kind === 'text' && entry.numbers === 0 && cell.value.length < 30) entry.label += cell.value;
      columns.set(column, entry);
    }
  }
  const found: string[] = [];
  for (const [column, { numbers, texts, label }] of columns) {
    if (
      texts.length === 0 ||
      numbers < texts.length ||
      numbers < 2 ||
      /编码|代码|编号|序号|行次|栏次|科目|电话|文号|年度|日期|指标值|目标值|完成值|实际值/.test(plainText(label))
    )
      continue;
    for (const row of texts) {
      const shown = plainText(cellAt(sheet, row, column)?.value ?? '');
      if (!/%$/.test(shown)) found.push(context.at(sheet.name, row, column));
    }
  }
  return found;
}

/** H-04: something stands under a merged area. */
function covered(context: CheckContext): Draft[] {
  return context.sheets.flatMap((sheet) =>
    sheet.merges.flatMap((area): Draft[] => {
      const cells = underMerge(context, sheet, area);
      const text = plainText(context.textAt(cells[0] ?? null)).slice(0, 20);
      return cells.length === 0 ? [] : [{ message: say('checks', 'H-04', { area: areaReference(area), text }), cells }];
    }),
  );
}

function underMerge(context: CheckContext, sheet: SheetSnapshot, area: Area): string[] {
  const found: string[] = [];
  const look = (row: number): void => {
    const cells = sheet.cells.get(row);
    if (!cells) return;
    for (const [column, cell] of cells) {
      if (column < area.left || column > area.right || (row === area.top && column === area.left)) continue;
      if (!isBlank(cell)) found.push(context.at(sheet.name, row, column));
    }
  };
  if (area.bottom - area.top < sheet.cells.size) for (let row = area.top; row <= area.bottom; row += 1) look(row);
  else for (const row of sheet.cells.keys()) if (row >= area.top && row <= area.bottom) look(row);
  return found;
}

/** H-05: links to other workbooks. */
function externalLinks(context: CheckContext): Draft[] {
  const { externalLinks: links } = context.input.snapshot;
  if (links.length === 0) return [];
  const linked: { readonly cell: string; readonly formula: string }[] = [];
  for (const sheet of context.sheets) {
    for (const [row, cells] of sheet.cells) {
      for (const [column, { formula }] of cells)
        if (formula && /\[[^\]]+\]/.test(formula)) linked.push({ cell: context.at(sheet.name, row, column), formula });
    }
  }
  return links.map((file, index) => {
    const name = file.split(/[\\/]/).pop() ?? file;
    const cells = linked
      .filter(({ formula }) => formula.includes(`[${index + 1}]`) || formula.includes(`[${name}]`))
      .map(({ cell }) => cell);
    return { message: say('checks', 'H-05', { file: name }), cells, stated: file };
  });
}

/** H-06: a filter hides rows. */
function filtered(context: CheckContext): Draft[] {
  return context.sheets.flatMap((sheet): Draft[] => {
    if (!sheet.filtered) return [];
    const rows = [...sheet.hiddenRows].sort((left, right) => left - right);
    const cells = cellsWhere(context, sheet, (row) => sheet.hiddenRows.has(row), isNumeric);
    const first = sheet.used ? context.at(sheet.name, sheet.used.top, sheet.used.left) : context.at(sheet.name, rows[0] ?? 1, 1);
    return [{ message: say('checks', 'H-06', { sheet: sheet.name }), cells: cells.length > 0 ? cells : [first] }];
  });
}

/** A formula with its references relative to its own cell, so that copies of one formula are equal. */
function relative(formula: string, row: number, column: number): string {
  return formula
    .replace(/\s/g, '')
    .toUpperCase()
    .replace(
      /(\$?)([A-Z]{1,3})(\$?)(\d{1,7})(?![\w(])/g,
      (_whole, fixedColumn: string, letters: string, fixedRow: string, digits: string) => {
        let at = 0;
        for (const letter of letters) at = at * 26 + letter.charCodeAt(0) - 64;
        return `R${fixedRow ? digits : `[${Number(digits) - row}]`}C${fixedColumn ? letters : `[${at - column}]`}`;
      },
    );
}

/** H-07: a typed number where its neighbours are copies of one formula, down a column or along a total row; and formulas of ours typed over. */
function typedOver(context: CheckContext): Draft[] {
  const drafts: Draft[] = [];
  const reported = new Set<string>();
  const report = (reference: string): void => {
    if (reported.has(reference)) return;
    reported.add(reference);
    drafts.push({
      message: say('checks', 'H-07', { cell: shortReference(reference) }),
      cells: [reference],
      stated: context.textAt(reference),
    });
  };
  for (const sheet of context.sheets) for (const reference of typedInColumns(context, sheet)) report(reference);
  for (const sheet of context.sheets) for (const reference of typedInTotals(context, sheet)) report(reference);
  for (const { cell, stands, wanted } of context.input.kept ?? []) {
    if (reported.has(cell)) continue;
    reported.add(cell);
    drafts.push({
      message: say('checks', 'H-07.kept', { cell: shortReference(cell), stands, wanted }),
      cells: [cell],
      stated: stands,
      expected: wanted,
    });
  }
  return drafts;
}

function typedInColumns(context: CheckContext, sheet: SheetSnapshot): string[] {
  const columns = new Map<number, { readonly row: number; readonly cell: Cell }[]>();
  for (const [row, cells] of sheet.cells) {
    for (const [column, cell] of cells) {
      if (cell.kind !== 'number' && cell.formula === null) continue;
      const list = columns.get(column) ?? [];
      list.push({ row, cell });
      columns.set(column, list);
    }
  }
  const found: string[] = [];
  for (const [column, entries] of columns) {
    const shapes = entries.map(({ row, cell }) => (cell.formula === null ? null : relative(cell.formula, row, column)));
    const tally = new Map<string, number>();
    for (const shape of shapes) if (shape !== null) tally.set(shape, (tally.get(shape) ?? 0) + 1);
    if (tally.size === 0) continue;
    const most = Math.max(0, ...tally.values());
    const usual = most >= 5 && most * 2 >= entries.length ? most : 0;
    const constants = shapes.filter((shape) => shape === null).length;
    const rows = entries.filter((_entry, index) => shapes[index] !== null).map((entry) => entry.row);
    const [first, last] = [Math.min(...rows), Math.max(...rows)];
    entries.forEach(({ row, cell }, index) => {
      if (cell.formula !== null || cell.kind !== 'number') return;
      const before = nearest(shapes, entries, index, -1);
      const after = nearest(shapes, entries, index, 1);
      if (usual > 0 && constants <= 2 && row > first && row < last) {
        found.push(context.at(sheet.name, row, column));
        return;
      }
      const copiesOf = (shape: string | null): number => (shape === null ? 0 : (tally.get(shape) ?? 0));
      const copies = Math.max(copiesOf(before), copiesOf(after));
      if (copies === 0) return;
      const typed = entries.filter((entry, at) => shapes[at] === null && Math.abs(entry.row - row) <= 3).length;
      const between = before !== null && after !== null && (before === after || copies >= 3);
      if (copies >= 3 && typed <= 2 && (between || copies >= 4)) found.push(context.at(sheet.name, row, column));
      else if (between && copies >= 2 && typed === 1) found.push(context.at(sheet.name, row, column));
    });
  }
  return found;
}

/** The formula of the next cell up or down the column, at most three rows away, other typed cells skipped. */
function nearest(
  shapes: readonly (string | null)[],
  entries: readonly { readonly row: number }[],
  index: number,
  step: 1 | -1,
): string | null {
  const from = entries[index]?.row ?? 0;
  for (let at = index + step; at >= 0 && at < entries.length; at += step) {
    const entry = entries[at];
    if (!entry || Math.abs(entry.row - from) > 3) return null;
    const shape = shapes[at];
    if (shape) return shape;
  }
  return null;
}

/** Along a row of sums: a typed number that is like its neighbours, where two of them are copies of one formula, or that is itself just such a sum. */
function typedInTotals(context: CheckContext, sheet: SheetSnapshot): string[] {
  const found = new Set<string>();
  for (const [row, cells] of sheet.cells) {
    if (!holdsFormula(cells)) continue;
    const sums = [...cells.entries()].filter(([, cell]) => cell.formula !== null && /SUM\(|\+/i.test(cell.formula));
    if (sums.length === 0) continue;
    const typed = [...cells.entries()].filter(([, cell]) => cell.kind === 'number' && cell.formula === null);
    const tally = new Map<string, number[]>();
    for (const [column, cell] of sums) {
      const shape = relative(cell.formula ?? '', row, column);
      tally.set(shape, [...(tally.get(shape) ?? []), column]);
    }
    const [most = []] = [...tally.values()].sort((left, right) => right.length - left.length);
    const among = typed.filter(([column]) => column >= Math.min(...most) - 1 && column <= Math.max(...most) + 1);
    for (const [column, cell] of among) {
      const like = most.some((other) => cellAt(sheet, row, other)?.format === cell.format);
      const above = [row - 1, row - 2].some((at) => cellAt(sheet, at, column)?.kind === 'number');
      if (most.length >= 2 && among.length === 1 && like && above) found.add(context.at(sheet.name, row, column));
    }
    if (typed.length > sums.length) continue;
    for (const [column, cell] of typed)
      if (sums.some(([, { formula }]) => sumsLike(sheet, formula ?? '', column, cell))) found.add(context.at(sheet.name, row, column));
  }
  return [...found];
}

function holdsFormula(cells: ReadonlyMap<number, Cell>): boolean {
  for (const { formula } of cells.values()) if (formula !== null) return true;
  return false;
}

/** Whether the number is what `=SUM(B4:B6)` gives in its own column, over two rows or more. */
function sumsLike(sheet: SheetSnapshot, formula: string, column: number, cell: Cell): boolean {
  const match = /^=SUM\(\$?([A-Z]{1,3})\$?(\d{1,7}):\$?([A-Z]{1,3})\$?(\d{1,7})\)$/i.exec(formula.replace(/\s/g, ''));
  if (!match || match[1] !== match[3]) return false;
  let sum = new Decimal(0);
  let count = 0;
  for (let row = Number(match[2]); row <= Math.min(Number(match[4]), Number(match[2]) + 500); row += 1) {
    const part = cellAt(sheet, row, column);
    if (part?.kind !== 'number') continue;
    sum = sum.plus(part.value);
    count += 1;
  }
  return count >= 2 && !sum.isZero() && sum.equals(cell.value);
}

/** H-08: protected sheets are read, not written. */
function protectedSheets(context: CheckContext): Draft[] {
  return context.sheets.flatMap((sheet): Draft[] =>
    sheet.protected
      ? [
          {
            message: say('checks', 'H-08', { sheet: sheet.name }),
            cells: [context.at(sheet.name, sheet.used?.top ?? 1, sheet.used?.left ?? 1)],
          },
        ]
      : [],
  );
}
