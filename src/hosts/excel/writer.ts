import { decimal } from '../../core/amounts/decimal';
import {
  type Area,
  absoluteReference,
  areaReference,
  cellReference,
  columnLetters,
  overlaps,
  parseFullReference,
  quoteSheet,
} from '../../core/workbook/address';
import type { CellFormat, ChartDesign, ConditionalRule, Operation, PlannedCell, ValidationRule } from '../../core/workbook/plan';
import { closeBlocks, cutArea, filledBlocks, requestLimits, rowsOf, type SheetRows, type Weight } from './blocks';
import { type Held, heldOfPlanned, needsOtherFormat, type Writable, writableOf } from './content';
import { type CopiedRows, type DressingOperation, RowLibrary } from './repeated-rows';
import { forgetSheet, keepSheet, rangeOf, sheetOf } from './requests';

/** A step of writing: how much it weighs in a request, what it queues, and the cells to be read back after it. */
export interface Step extends Weight {
  readonly sheet: string | null;
  readonly queue: (context: Excel.RequestContext) => void;
  readonly written: WrittenBlock | null;
}

/** A block that was written and is to be read back; undefined where a cell was left alone. */
export interface WrittenBlock {
  readonly sheet: string;
  readonly area: Area;
  readonly held: readonly (readonly (Held | undefined)[])[];
  /** The cells are on a sheet that the same plan has added: none of them was formatted as text before. */
  readonly fresh: boolean;
}

/** What the writer needs to know of the workbook as it stands. */
export interface WritingContext {
  /** Names of the sheets that stand, in lower case. */
  readonly sheets: ReadonlySet<string>;
  /** Sheets whose cells may not be formatted, in lower case. */
  readonly unformattable: ReadonlySet<string>;
  /** Defined names that stand, in lower case. */
  readonly names: ReadonlySet<string>;
  /** Charts that stand, `sheet\nname` in lower case. */
  readonly charts: ReadonlySet<string>;
  /** Ids of the conditional formats to be replaced, by sheet in lower case. */
  readonly conditionalFormats: ReadonlyMap<string, readonly { readonly id: string; readonly areas: readonly Area[] }[]>;
  /** The number format of a cell as it stands; null on sheets that do not stand yet. */
  readonly formatAt: (sheet: string, row: number, column: number) => string | null;
}

/** Steps that must keep their order against everything else on their sheet. */
const barriers: ReadonlySet<Operation['kind']> = new Set(['ensureSheet', 'removeSheet', 'clear']);
/** A link fills an empty cell with its target and dresses it in the link style: contents come after it, formats after both. */
const ranks: Partial<Record<Operation['kind'], number>> = { link: 0, writeBlock: 1 };

type OperationOf<Kind extends Operation['kind']> = Extract<Operation, { kind: Kind }>;

/** The operations of a plan in the order in which Excel must carry them out to end as the plan says, between two barriers. */
function inExcelOrder(run: readonly Operation[]): Operation[] {
  const ranked: Operation[][] = [[], [], []];
  for (const operation of run) ranked[ranks[operation.kind] ?? 2]?.push(operation);
  return ranked.flat();
}

/** Runs of operations that may change their order, each barrier by itself. */
function* runsBetweenBarriers(operations: readonly Operation[]): Generator<readonly Operation[]> {
  let run: Operation[] = [];
  for (const operation of operations) {
    if (!barriers.has(operation.kind)) run.push(operation);
    else {
      if (run.length > 0) yield run;
      yield [operation];
      run = [];
    }
  }
  if (run.length > 0) yield run;
}

/** A plan's operations as steps for Excel. Yields null between slices of long work. */
export function* stepsOf(operations: readonly Operation[], standing: WritingContext): Generator<Step | null> {
  const state: WritingState = {
    sheets: new Set(standing.sheets),
    names: new Set(standing.names),
    dropped: new Set(),
    added: new Set(),
    rows: new RowLibrary(),
  };
  for (const run of runsBetweenBarriers(operations)) {
    for (const part of partsOf(run, state.added)) {
      yield null;
      if (part.sheet !== null && state.added.has(part.sheet.toLowerCase()))
        yield* stepsOnNewSheet(part.sheet, part.operations, standing, state);
      else yield* stepsInOrder(inExcelOrder(part.operations), standing, state);
    }
  }
}

/** The operations of a run, those on each new sheet apart. */
function partsOf(
  run: readonly Operation[],
  added: ReadonlySet<string>,
): { readonly sheet: string | null; readonly operations: Operation[] }[] {
  const parts: { sheet: string | null; operations: Operation[] }[] = [];
  const home = new Map<string | null, Operation[]>();
  for (const operation of run) {
    const sheet = 'sheet' in operation && added.has(operation.sheet.toLowerCase()) ? operation.sheet : null;
    const key = sheet?.toLowerCase() ?? null;
    const known = home.get(key);
    if (known) known.push(operation);
    else {
      const fresh = [operation];
      home.set(key, fresh);
      parts.push({ sheet, operations: fresh });
    }
  }
  return parts;
}

/** Steps that follow each other, formats and validations that say the same joined. */
function* stepsInOrder(ordered: readonly Operation[], standing: WritingContext, state: WritingState): Generator<Step | null> {
  for (let at = 0; at < ordered.length; ) {
    const operation = ordered[at];
    if (!operation) return;
    const formats = alike(ordered, at, isFormat);
    const validations = alike(ordered, at, isValidation);
    if (formats.length > 0) yield* groupedFormats(formats).map(formatStep);
    else if (validations.length > 0) yield* groupedValidations(validations).map(validationStep);
    else yield* stepsOfOperation(operation, standing, state);
    at += Math.max(1, formats.length, validations.length);
    if (at % 100 === 0) yield null;
  }
}

/**
 * Steps on a sheet that this plan has added, where nobody else has written, formatted or protected anything: cells go in few blocks,
 * and rows that are dressed as earlier ones are copied from them.
 */
function* stepsOnNewSheet(
  sheet: string,
  operations: readonly Operation[],
  standing: WritingContext,
  state: WritingState,
): Generator<Step | null> {
  const links = operations.filter((operation) => operation.kind === 'link');
  const rows = rowsOf(operations.filter((operation) => operation.kind === 'writeBlock'));
  const dressing = operations.filter(isDressing);
  const rest = operations.filter((operation) => operation.kind !== 'link' && operation.kind !== 'writeBlock' && !isDressing(operation));
  const laid = yield* state.rows.divide(sheet, dressing, rows, new Set(links.map(({ row }) => row)));
  const copied = new Set(laid.copies.flatMap(({ cells }) => [...cells.keys()]));
  yield* stepsInOrder(links, standing, state);
  for (const [index, { top, left, rows: block }] of closeBlocks(without(rows, copied)).entries()) {
    yield* writeSteps(sheet, top, left, heldBlock(block), standing);
    if (index % 5 === 4) yield null;
  }
  yield* stepsInOrder(laid.dressing, standing, state);
  for (const copy of laid.copies) {
    yield* copySteps(sheet, copy);
    yield null;
  }
  yield* stepsInOrder(rest, standing, state);
}

function without(rows: SheetRows<PlannedCell>, taken: ReadonlySet<number>): SheetRows<PlannedCell> {
  return taken.size === 0 ? rows : new Map([...rows].filter(([row]) => !taken.has(row)));
}

function heldBlock(rows: readonly (readonly (PlannedCell | null | undefined)[])[]): (Held | undefined)[][] {
  return rows.map((row) => row.map((cell) => (cell ? heldOfPlanned(cell) : cell)));
}

function isDressing(operation: Operation): operation is DressingOperation {
  return ['format', 'merge', 'conditionalFormat', 'validation'].includes(operation.kind);
}

/** Copies rows whole, writes what differs, and has all of it read back. */
function* copySteps(sheet: string, { area, from, changed, cells, unformatted }: CopiedRows): Generator<Step> {
  yield step(
    sheet,
    (context) => {
      rangeOf(context, sheet, area).copyFrom(rangeOf(context, from.sheet, from.area));
    },
    600,
  );
  for (const block of closeBlocks(changed)) {
    const held = heldBlock(block.rows);
    const values = held.map((row) => row.map((cell): Writable | null => (cell === undefined ? null : writableOf(cell, 'General'))));
    // Excel may give a cell without a number format that of a cell its formula refers to.
    const general = held.map((row, r) =>
      row.map((cell, c) => (isFormula(cell) && unformatted(block.top + r, block.left + c) ? 'General' : null)),
    );
    yield step(
      sheet,
      (context) => {
        const range = rangeOf(context, sheet, areaOfBlock(block));
        range.formulas = values;
        if (general.some((row) => row.some((format) => format !== null))) range.numberFormat = general;
      },
      900 + bytesOf(values),
    );
  }
  for (const block of closeBlocks(cells)) {
    const held = heldBlock(block.rows);
    yield { ...step(sheet, () => undefined, 500, filledCells(held)), written: { sheet, area: areaOfBlock(block), held, fresh: true } };
  }
}

function areaOfBlock({
  top,
  left,
  rows,
}: {
  readonly top: number;
  readonly left: number;
  readonly rows: readonly (readonly unknown[])[];
}): Area {
  return { top, left, bottom: top + rows.length - 1, right: left + (rows[0]?.length ?? 1) - 1 };
}

function isFormula(held: Held | undefined): boolean {
  return held !== undefined && held !== null && typeof held === 'object' && 'formula' in held;
}

function filledCells(held: readonly (readonly (Held | undefined)[])[]): number {
  return held.reduce((sum, row) => sum + row.filter((cell) => cell !== undefined).length, 0);
}

/** The operations of one kind and one sheet that follow each other from a place on. */
function alike<Found extends OperationOf<'format' | 'validation'>>(
  operations: readonly Operation[],
  start: number,
  is: (operation: Operation) => operation is Found,
): Found[] {
  const run: Found[] = [];
  for (let at = start; at < operations.length; at += 1) {
    const operation = operations[at];
    if (!operation || !is(operation) || (run[0] && run[0].sheet !== operation.sheet)) break;
    run.push(operation);
  }
  return run;
}

function isFormat(operation: Operation): operation is OperationOf<'format'> {
  return operation.kind === 'format';
}

function isValidation(operation: Operation): operation is OperationOf<'validation'> {
  return operation.kind === 'validation';
}

interface WritingState {
  readonly sheets: Set<string>;
  readonly names: Set<string>;
  /** Conditional formats already taken away. */
  readonly dropped: Set<string>;
  /** Sheets that this plan has added, in lower case. */
  readonly added: Set<string>;
  /** What stands there so far. */
  readonly rows: RowLibrary;
}

function step(sheet: string | null, queue: Step['queue'], bytes = 300, cells = 0): Step {
  return { cells, bytes, sheet, queue, written: null };
}

function stepsOfOperation(operation: Operation, standing: WritingContext, state: WritingState): Step[] {
  switch (operation.kind) {
    case 'ensureSheet':
      return [ensureSheet(operation, state)];
    case 'removeSheet': {
      state.sheets.delete(operation.sheet.toLowerCase());
      state.added.delete(operation.sheet.toLowerCase());
      const hadMark = state.names.delete(operation.mark.toLowerCase());
      return [
        step(operation.sheet, (context) => {
          const sheet = sheetOf(context, operation.sheet);
          if (hadMark) context.workbook.names.getItem(operation.mark).delete();
          sheet.visibility = 'Visible';
          sheet.delete();
          forgetSheet(context, operation.sheet);
        }),
      ];
    }
    case 'writeBlock':
      return filledBlocks(operation.top, operation.left, operation.rows).flatMap((block) =>
        writeSteps(
          operation.sheet,
          block.top,
          block.left,
          block.rows.map((row) => row.map(heldOfPlanned)),
          standing,
        ),
      );
    case 'clear':
      for (const { id, areas } of standing.conditionalFormats.get(operation.sheet.toLowerCase()) ?? []) {
        if (areas.every((area) => within(area, operation.area))) state.dropped.add(id);
      }
      return [step(operation.sheet, (context) => clearArea(context, operation.sheet, operation.area))];
    case 'format':
      return groupedFormats([operation]).map(formatStep);
    case 'merge':
      return [step(operation.sheet, (context) => rangeOf(context, operation.sheet, operation.area).merge(false))];
    case 'columnWidths':
      return widthSteps(operation);
    case 'rowHeights':
      return heightSteps(operation);
    case 'conditionalFormat':
      return [replaceRules(operation.sheet, operation.area, operation.rules, standing, state)];
    case 'validation':
      return groupedValidations([operation]).map(validationStep);
    case 'definedName': {
      const stands = state.names.has(operation.name.toLowerCase());
      state.names.add(operation.name.toLowerCase());
      return [step(null, (context) => writeName(context, stands, operation.name, operation.refersTo, !operation.hidden))];
    }
    case 'removeName':
      if (!state.names.delete(operation.name.toLowerCase())) return [];
      return [step(null, ({ workbook }) => workbook.names.getItem(operation.name).delete())];
    case 'freeze':
      return [step(operation.sheet, (context) => freeze(context, operation.sheet, operation.rows, operation.columns))];
    case 'link':
      return [
        step(operation.sheet, (context) => {
          const range = sheetOf(context, operation.sheet).getRange(cellReference(operation.row, operation.column));
          range.hyperlink = { documentReference: operation.target };
        }),
      ];
    case 'chart': {
      const stands = standing.charts.has(chartKey(operation.sheet, operation.chart.name));
      return [
        step(
          operation.sheet,
          (context) => {
            const sheet = sheetOf(context, operation.sheet);
            if (stands) sheet.charts.getItem(operation.chart.name).delete();
            const chart = addChart(context, operation.sheet, operation.chart);
            const { top, left, bottom, right } = operation.chart.area;
            chart.setPosition(cellReference(top, left), cellReference(bottom, right));
          },
          2000,
        ),
      ];
    }
    case 'printSetup': {
      // A new sheet is printed upright.
      const isNew = state.added.has(operation.sheet.toLowerCase());
      return [
        step(operation.sheet, (context) => {
          const { pageLayout } = sheetOf(context, operation.sheet);
          if (operation.landscape || !isNew) pageLayout.orientation = operation.landscape ? 'Landscape' : 'Portrait';
          pageLayout.setPrintArea(areaReference(operation.area));
          if (operation.repeatRows) pageLayout.setPrintTitleRows(`$${operation.repeatRows.first}:$${operation.repeatRows.last}`);
        }),
      ];
    }
  }
}

/** Key of a chart among those that stand. */
export function chartKey(sheet: string, name: string): string {
  return `${sheet}\n${name}`.toLowerCase();
}

function ensureSheet(operation: Extract<Operation, { kind: 'ensureSheet' }>, state: WritingState): Step {
  const stands = state.sheets.has(operation.sheet.toLowerCase());
  const marked = state.names.has(operation.mark.toLowerCase());
  state.sheets.add(operation.sheet.toLowerCase());
  state.names.add(operation.mark.toLowerCase());
  if (!stands) state.added.add(operation.sheet.toLowerCase());
  return step(operation.sheet, (context) => {
    const sheet = stands
      ? sheetOf(context, operation.sheet)
      : keepSheet(context, operation.sheet, context.workbook.worksheets.add(operation.sheet));
    if (operation.tabColor !== undefined) sheet.tabColor = operation.tabColor;
    if (operation.visibility !== undefined) sheet.visibility = operation.visibility === 'visible' ? 'Visible' : 'Hidden';
    writeName(context, marked, operation.mark, `=${quoteSheet(operation.sheet)}!$A$1`, false);
  });
}

function writeName(context: Excel.RequestContext, stands: boolean, name: string, refersTo: string, visible: boolean): void {
  const { names } = context.workbook;
  if (stands) {
    const item = names.getItem(name);
    item.formula = refersTo;
    item.visible = visible;
  } else names.add(name, refersTo).visible = visible;
}

/**
 * Contents as steps of at most 20,000 cells; undefined leaves a cell alone. A cell formatted as text must lose that format first, or a
 * formula would stay text; and Excel may take over a number format from the cells that a formula refers to, so the formats that stood
 * are written again.
 */
export function writeSteps(
  sheet: string,
  top: number,
  left: number,
  rows: readonly (readonly (Held | undefined)[])[],
  standing: Pick<WritingContext, 'formatAt' | 'unformattable' | 'sheets'>,
): Step[] {
  const width = rows[0]?.length ?? 0;
  if (width === 0) return [];
  const whole = { top, left, bottom: top + rows.length - 1, right: left + width - 1 };
  return cutArea(whole, requestLimits.cells).map((area) => {
    const held = rows.slice(area.top - top, area.bottom - top + 1).map((row) => row.slice(area.left - left, area.right - left + 1));
    const formats = held.map((row, r) => row.map((_, c) => standing.formatAt(sheet, area.top + r, area.left + c)));
    const wanted = held.map((row, r) => row.map((cell, c) => wantedFormat(cell ?? null, formats[r]?.[c] ?? 'General')));
    const values = held.map((row, r) =>
      row.map((cell, c): Writable | null => (cell === undefined ? null : writableOf(cell, wanted[r]?.[c] ?? 'General'))),
    );
    const leaveText = held.some((row, r) => row.some((cell, c) => needsOtherFormat(cell ?? null, formats[r]?.[c] ?? 'General')));
    const keepFormats = formats.some((row) => row.some((format) => format !== null)) && !standing.unformattable.has(sheet.toLowerCase());
    const hasFormulas = held.some((row) => row.some(isFormula));
    return {
      cells: filledCells(held),
      bytes: 800 + bytesOf(values) * 1.1 + (keepFormats && hasFormulas ? bytesOf(wanted) : 0),
      sheet,
      written: { sheet, area, held, fresh: !standing.sheets.has(sheet.toLowerCase()) },
      queue: (context) => {
        const range = rangeOf(context, sheet, area);
        if (leaveText) range.numberFormat = wanted;
        range.formulas = values;
        if (keepFormats && hasFormulas) range.numberFormat = wanted;
      },
    };
  });
}

const encoder = new TextEncoder();

/** Bytes of something in a request. */
function bytesOf(content: unknown): number {
  return encoder.encode(JSON.stringify(content)).length;
}

function wantedFormat(held: Held, format: string): string {
  return needsOtherFormat(held, format) ? 'General' : format;
}

/** How many rows get their heights in one action. */
const heightsAtOnce = 500;

function widthSteps({ sheet, widths }: OperationOf<'columnWidths'>): Step[] {
  const hidden = widths.filter((width) => width.hidden !== undefined);
  return [
    ...runsOfLines(widths, ({ column }) => column).map(({ first, lines }) =>
      step(
        sheet,
        (context) => {
          const area = { top: 1, bottom: 1, left: first, right: first + lines.length - 1 };
          rangeOf(context, sheet, area).setColumnProperties(lines.map(({ width }) => ({ format: { columnWidth: pointsOfWidth(width) } })));
        },
        400 + lines.length * 40,
      ),
    ),
    ...hidden.map(({ column, hidden: away = false }) =>
      step(sheet, (context) => {
        rangeOf(context, sheet, { top: 1, bottom: 1, left: column, right: column }).getEntireColumn().columnHidden = away;
      }),
    ),
  ];
}

function heightSteps({ sheet, heights }: OperationOf<'rowHeights'>): Step[] {
  return runsOfLines(heights, ({ row }) => row).map(({ first, lines }) =>
    step(
      sheet,
      (context) => {
        const area = { top: first, bottom: first + lines.length - 1, left: 1, right: 1 };
        rangeOf(context, sheet, area).setRowProperties(lines.map(({ height }) => ({ format: { rowHeight: height } })));
      },
      400 + lines.length * 40,
    ),
  );
}

/** Rows or columns that follow each other without a gap, the last word on each. */
function runsOfLines<T>(lines: readonly T[], numberOf: (line: T) => number): { first: number; lines: T[] }[] {
  const byNumber = new Map(lines.map((line) => [numberOf(line), line]));
  const runs: { first: number; lines: T[] }[] = [];
  for (const [number, line] of [...byNumber].sort(([one], [other]) => one - other)) {
    const last = runs.at(-1);
    if (last && last.first + last.lines.length === number && last.lines.length < heightsAtOnce) last.lines.push(line);
    else runs.push({ first: number, lines: [line] });
  }
  return runs;
}

/** Takes away everything that a person can put on cells. */
export function clearArea(context: Excel.RequestContext, sheet: string, area: Area): void {
  const range = rangeOf(context, sheet, area);
  range.unmerge();
  range.dataValidation.clear();
  range.conditionalFormats.clearAll();
  range.clear('All');
}

const horizontals = { general: 'General', left: 'Left', center: 'Center', right: 'Right' } as const;
const verticals = { top: 'Top', center: 'Center', bottom: 'Bottom' } as const;

/** Areas of one sheet that get the same format. */
interface FormatGroup {
  readonly sheet: string;
  readonly format: CellFormat;
  readonly areas: Area[];
  readonly key: string;
}

/** Characters of one joined address; Excel takes 8,192. */
const longestAddress = 1000;
/** How many groups of formats are looked through for one that says the same. */
const groupsInReach = 50;

/**
 * Joins format steps that say the same, because a sheet of ours has hundreds of them and each costs twenty actions of a request. A
 * step only moves forward past steps that share no cell with it. Areas of one group have the same kinds of inner borders.
 */
function groupedFormats(operations: readonly OperationOf<'format'>[]): FormatGroup[] {
  const groups: FormatGroup[] = [];
  for (const { sheet, area, format } of operations) {
    const key = `${JSON.stringify(format)} ${area.bottom > area.top} ${area.right > area.left}`;
    let home: FormatGroup | null = null;
    for (let at = groups.length - 1; at >= Math.max(0, groups.length - groupsInReach) && home === null; at -= 1) {
      const group = groups[at];
      if (!group) break;
      if (group.key === key && group.areas.length * 12 < longestAddress) home = group;
      else if (group.areas.some((other) => overlaps(other, area))) break;
    }
    if (home) home.areas.push(area);
    else groups.push({ sheet, format, areas: [area], key });
  }
  return groups;
}

function formatStep(group: FormatGroup): Step {
  return step(group.sheet, (context) => writeFormat(context, group), 1500 + group.areas.length * 200);
}

function writeFormat(context: Excel.RequestContext, { sheet, format, areas }: FormatGroup): void {
  const [first] = areas;
  if (!first) return;
  if (format.numberFormat !== undefined) {
    for (const area of areas) rangeOf(context, sheet, area).numberFormat = [[format.numberFormat]];
  }
  const place = areas.length === 1 ? rangeOf(context, sheet, first) : sheetOf(context, sheet).getRanges(areas.map(areaReference).join(','));
  const looks = place.format;
  const { font } = looks;
  if (format.bold !== undefined) font.bold = format.bold;
  if (format.italic !== undefined) font.italic = format.italic;
  if (format.underline !== undefined) font.underline = format.underline ? 'Single' : 'None';
  if (format.fontColor !== undefined) font.color = format.fontColor;
  if (format.fontName !== undefined) font.name = format.fontName;
  if (format.fontSize !== undefined) font.size = format.fontSize;
  if (format.fill === null) looks.fill.clear();
  else if (format.fill !== undefined) looks.fill.color = format.fill;
  if (format.horizontal !== undefined) looks.horizontalAlignment = horizontals[format.horizontal];
  if (format.vertical !== undefined) looks.verticalAlignment = verticals[format.vertical];
  if (format.wrap !== undefined) looks.wrapText = format.wrap;
  if (format.indent !== undefined) looks.indentLevel = format.indent;
  if (format.locked !== undefined) looks.protection.locked = format.locked;
  if (format.border !== undefined) for (const side of bordersOf(first)) writeBorder(looks.borders.getItem(side), format.border);
}

function bordersOf(area: Area): ('EdgeTop' | 'EdgeBottom' | 'EdgeLeft' | 'EdgeRight' | 'InsideHorizontal' | 'InsideVertical')[] {
  return [
    'EdgeTop',
    'EdgeBottom',
    'EdgeLeft',
    'EdgeRight',
    ...(area.bottom > area.top ? (['InsideHorizontal'] as const) : []),
    ...(area.right > area.left ? (['InsideVertical'] as const) : []),
  ];
}

function writeBorder(border: Excel.RangeBorder, color: string): void {
  border.style = 'Continuous';
  border.weight = 'Thin';
  border.color = color;
}

/**
 * Points of a column as wide as so many characters of the default font: seven pixels a character and five for the margins, at 96
 * pixels an inch, as Excel counts for its usual eleven-point fonts.
 */
export function pointsOfWidth(characters: number): number {
  return Math.round(characters * 7 + 5) * 0.75;
}

function replaceRules(sheet: string, area: Area, rules: readonly ConditionalRule[], standing: WritingContext, state: WritingState): Step {
  const replaced = (standing.conditionalFormats.get(sheet.toLowerCase()) ?? []).filter(
    ({ id, areas }) => !state.dropped.has(id) && areas.some((other) => overlaps(area, other)),
  );
  for (const { id } of replaced) state.dropped.add(id);
  return step(
    sheet,
    (context) => {
      const whole = sheetOf(context, sheet).getRange().conditionalFormats;
      for (const { id } of replaced) whole.getItem(id).delete();
      const range = rangeOf(context, sheet, area);
      for (const rule of [...rules].reverse()) addRule(range, rule, false);
    },
    400 + rules.length * 900,
  );
}

function within(inner: Area, outer: Area): boolean {
  return inner.top >= outer.top && inner.bottom <= outer.bottom && inner.left >= outer.left && inner.right <= outer.right;
}

/** Adds a rule above those that stand. */
export function addRule(range: Excel.Range, rule: ConditionalRule, stopIfTrue: boolean): void {
  const added = range.conditionalFormats.add('Custom');
  added.custom.rule.formula = rule.formula.startsWith('=') ? rule.formula : `=${rule.formula}`;
  if (rule.format.fill !== undefined) added.custom.format.fill.color = rule.format.fill;
  if (rule.format.fontColor !== undefined) added.custom.format.font.color = rule.format.fontColor;
  if (rule.format.bold !== undefined) added.custom.format.font.bold = rule.format.bold;
  if (stopIfTrue) added.stopIfTrue = true;
}

/** Excel's own limits for the title and the text of a validation's message. */
const validationTitle = 32;
const validationMessage = 255;

/** Areas of one sheet that take the same entries. */
interface ValidationGroup {
  readonly sheet: string;
  readonly rule: ValidationRule;
  readonly areas: Area[];
}

/** Joins validations that say the same. A step only moves forward past steps that share no cell with it. */
function groupedValidations(operations: readonly OperationOf<'validation'>[]): ValidationGroup[] {
  const groups: ValidationGroup[] = [];
  const open = new Map<string, ValidationGroup>();
  for (const { sheet, area, rule } of operations) {
    const key = JSON.stringify(rule);
    const known = open.get(key);
    const later = known ? groups.slice(groups.indexOf(known) + 1) : [];
    const group = later.some(({ areas }) => areas.some((other) => overlaps(other, area))) ? undefined : known;
    const last = group?.areas.at(-1);
    if (group && last && last.left === area.left && last.right === area.right && last.bottom + 1 === area.top) {
      group.areas[group.areas.length - 1] = { ...last, bottom: area.bottom };
    } else if (group && group.areas.length * 12 < longestAddress) group.areas.push(area);
    else {
      const fresh = { sheet, rule, areas: [area] };
      open.set(key, fresh);
      groups.push(fresh);
    }
  }
  return groups;
}

function validationStep({ sheet, rule, areas }: ValidationGroup): Step {
  return step(
    sheet,
    (context) => {
      const [first] = areas;
      if (!first) return;
      const several = (): Excel.RangeAreas => sheetOf(context, sheet).getRanges(areas.map(areaReference).join(','));
      writeValidation(areas.length === 1 ? rangeOf(context, sheet, first).dataValidation : several().dataValidation, rule);
    },
    900 + areas.length * 12,
  );
}

function writeValidation(validation: Excel.DataValidation, rule: ValidationRule): void {
  validation.clear();
  validation.rule =
    rule.type === 'decimal'
      ? { decimal: { formula1: decimal(rule.minimum).toNumber(), formula2: decimal(rule.maximum).toNumber(), operator: 'Between' } }
      : { list: { inCellDropDown: true, source: rule.choices.join(',') } };
  const title = rule.title.slice(0, validationTitle);
  const message = rule.message.slice(0, validationMessage);
  validation.errorAlert = { title, message, showAlert: true, style: 'Stop' };
  validation.prompt = { title, message, showPrompt: true };
}

/** Freezes the first rows and columns; nothing frozen for none. */
export function freeze(context: Excel.RequestContext, sheet: string, rows: number, columns: number): void {
  const panes = sheetOf(context, sheet).freezePanes;
  if (rows === 0 && columns === 0) panes.unfreeze();
  else if (columns === 0) panes.freezeRows(rows);
  else if (rows === 0) panes.freezeColumns(columns);
  else panes.freezeAt(`A1:${columnLetters(columns)}${rows}`);
}

const chartTypes = { column: 'ColumnClustered', bar: 'BarClustered', line: 'Line' } as const;

/** Adds a chart; where it stands is said by the caller. */
export function addChart(context: Excel.RequestContext, sheet: string, design: Omit<ChartDesign, 'area'>): Excel.Chart {
  const first = design.series[0];
  const charts = sheetOf(context, sheet).charts;
  const source = sourceRange(context, first?.values ?? design.categories, sheet);
  const chart = charts.add(chartTypes[design.type], source.range, source.vertical ? 'Columns' : 'Rows');
  chart.name = design.name;
  if (design.title === '') chart.title.visible = false;
  else chart.title.text = design.title;
  chart.legend.visible = design.series.length > 1;
  design.series.forEach((series, index) => {
    const line = index === 0 ? chart.series.getItemAt(0) : chart.series.add(series.title);
    line.name = series.title;
    if (index > 0) line.setValues(sourceRange(context, series.values, sheet).range);
    line.setXAxisValues(sourceRange(context, design.categories, sheet).range);
    if (series.type !== undefined && series.type !== design.type) line.chartType = chartTypes[series.type];
  });
  return chart;
}

function sourceRange(context: Excel.RequestContext, reference: string, sheet: string): { range: Excel.Range; vertical: boolean } {
  const parsed = parseFullReference(reference);
  if (!parsed) return { range: sheetOf(context, sheet).getRange(reference), vertical: true };
  const { area } = parsed;
  return {
    range: sheetOf(context, parsed.sheet).getRange(absoluteReference(area)),
    vertical: area.bottom - area.top >= area.right - area.left,
  };
}
