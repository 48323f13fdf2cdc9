import { type Area, areaReference, cellReference } from '../../core/workbook/address';
import { HostError } from '../../core/workbook/host';
import type { BeforeContent, ContentsBefore, FormatsBefore, NameBefore, SheetBefore, StandingChart } from './before-image';
import { isFormattable } from './before-reader';
import { cellCount, cutArea, filledBlocks, groupByWeight, requestLimits, type Weight } from './blocks';
import { Breath } from './breath';
import { type Held, heldOf, needsOtherFormat, sameHeld, type Writable, writableOf } from './content';
import { rangeOf } from './requests';
import { addChart, addRule, freeze } from './writer';

/** A step of putting back; weight as in writing. */
interface Step extends Weight {
  readonly queue: (context: Excel.RequestContext) => void;
}

/** What stands now, as far as putting back must know. */
interface Present {
  readonly readOnly: boolean;
  readonly structureProtected: boolean;
  /** Names of protected sheets in lower case. */
  readonly protected: ReadonlySet<string>;
  /** Names in lower case; whether the cells of the sheet may be formatted. */
  readonly sheets: ReadonlyMap<string, boolean>;
  readonly names: ReadonlySet<string>;
  readonly charts: ReadonlySet<string>;
  readonly manualCalculation: boolean;
}

/**
 * Puts a before-image back: contents, formats, merges, rules, sizes, names, charts; takes away sheets that were added and brings
 * back those that were removed; then reads the contents back and compares. Refused before anything is written: a read-only workbook, a
 * sheet that has been renamed or deleted since, protection that would stop it half-way. Two requests, one more where a sheet to be
 * restored is protected, and one for each further 20,000 cells.
 */
export async function restoreBefore(context: Excel.RequestContext, before: BeforeContent): Promise<void> {
  const present = await readPresent(context, before);
  for (const { sheet, removed } of before.sheets) {
    if (!removed && !present.sheets.has(sheet.toLowerCase())) throw new HostError('sheetMissing', sheet);
  }
  refuseStructure(before, present);
  await refuseLocked(context, before, present);
  const steps = [
    ...before.sheets.filter((sheet) => sheet.removed && !present.sheets.has(sheet.sheet.toLowerCase())).map(addSheetAgain),
    ...before.sheets.flatMap((sheet) => sheetSteps(sheet, present)),
    ...before.names.flatMap((name) => nameSteps(name, present)),
    ...before.created.flatMap((sheet) => (present.sheets.has(sheet.toLowerCase()) ? [removeSheet(sheet)] : [])),
  ];
  const checks: (() => void)[] = [];
  const breath = new Breath();
  const groups = groupByWeight(steps);
  for (const [index, group] of groups.entries()) {
    context.application.suspendScreenUpdatingUntilNextSync();
    if (!present.manualCalculation) context.application.suspendApiCalculationUntilNextSync();
    for (const step of group) {
      step.queue(context);
      await breath.pause();
    }
    if (index === groups.length - 1) checks.push(...before.sheets.flatMap((sheet) => readBack(context, sheet)));
    await breath.rest();
    await context.sync();
    await breath.rest();
  }
  for (const check of checks) {
    check();
    await breath.pause();
  }
}

function refuseStructure({ sheets, created }: BeforeContent, present: Present): void {
  if (present.readOnly) throw new HostError('readOnly');
  const stands = (sheet: string): boolean => present.sheets.has(sheet.toLowerCase());
  const structural = created.some(stands) || sheets.some(({ sheet, removed }) => removed && !stands(sheet));
  if (structural && present.structureProtected) throw new HostError('structureProtected');
}

/** On a protected sheet only contents of unlocked cells can be put back, and formats where its protection allows that. */
async function refuseLocked(context: Excel.RequestContext, { sheets }: BeforeContent, present: Present): Promise<void> {
  const locked = sheets.filter(({ sheet, removed }) => !removed && present.protected.has(sheet.toLowerCase()));
  if (locked.length === 0) return;
  for (const before of locked) {
    if (present.sheets.get(before.sheet.toLowerCase()) === false && changesLooks(before))
      throw new HostError('sheetProtected', before.sheet);
  }
  const asked = locked.flatMap(({ sheet, contents }) =>
    contents.map(({ area }) => ({ sheet, protection: rangeOf(context, sheet, area).format.protection.load('locked') })),
  );
  await context.sync();
  for (const { sheet, protection } of asked) if (protection.locked !== false) throw new HostError('sheetProtected', sheet);
}

function changesLooks(before: SheetBefore): boolean {
  const {
    formats,
    merges,
    conditionalAreas,
    conditionalFormats,
    validations,
    columns,
    rows,
    charts,
    links,
    freeze: frozen,
    print,
  } = before;
  const lists = [formats, merges, conditionalAreas, conditionalFormats, validations, columns, rows, charts, links];
  return lists.some((list) => list.length > 0) || frozen.touched || print !== null;
}

async function readPresent(context: Excel.RequestContext, before: BeforeContent): Promise<Present> {
  const { workbook } = context;
  workbook.worksheets.load('items/name,items/protection/protected,items/protection/options');
  workbook.names.load('items/name');
  workbook.application.load('calculationMode');
  workbook.load('readOnly');
  workbook.protection.load('protected');
  const charts = before.sheets.flatMap(({ sheet, charts: wanted }) =>
    wanted.map(({ name }) => {
      const chart = workbook.worksheets.getItemOrNullObject(sheet).charts.getItemOrNullObject(name);
      chart.load('name');
      return { key: `${sheet}\n${name}`, chart };
    }),
  );
  await context.sync();
  return {
    readOnly: workbook.readOnly,
    structureProtected: workbook.protection.protected,
    protected: new Set(workbook.worksheets.items.filter(({ protection }) => protection.protected).map(({ name }) => name.toLowerCase())),
    sheets: new Map(workbook.worksheets.items.map((sheet) => [sheet.name.toLowerCase(), isFormattable(sheet.protection)])),
    names: new Set(workbook.names.items.map((item) => item.name.toLowerCase())),
    charts: new Set(charts.filter(({ chart }) => !chart.isNullObject).map(({ key }) => key)),
    manualCalculation: workbook.application.calculationMode === 'Manual',
  };
}

function step(queue: Step['queue'], bytes = 300, cells = 0): Step {
  return { queue, bytes, cells };
}

function addSheetAgain(before: SheetBefore): Step {
  return step(({ workbook }) => {
    const sheet = workbook.worksheets.add(before.sheet);
    sheet.position = before.removed?.position ?? 0;
  });
}

function removeSheet(name: string): Step {
  return step(({ workbook }) => {
    const sheet = workbook.worksheets.getItem(name);
    sheet.visibility = 'Visible';
    sheet.delete();
  });
}

function nameSteps({ name, stood }: NameBefore, present: Present): Step[] {
  const stands = present.names.has(name.toLowerCase());
  if (stood === null) return stands ? [step(({ workbook }) => workbook.names.getItem(name).delete())] : [];
  return [
    step(({ workbook }) => {
      if (stands) {
        const item = workbook.names.getItem(name);
        item.formula = stood.formula;
        item.visible = stood.visible;
      } else workbook.names.add(name, stood.formula).visible = stood.visible;
    }),
  ];
}

function sheetSteps(before: SheetBefore, present: Present): Step[] {
  const { sheet } = before;
  // On a protected sheet only contents of unlocked cells can have been written.
  if (present.sheets.get(sheet.toLowerCase()) === false) return before.contents.flatMap((contents) => contentSteps(sheet, contents, false));
  const worksheet = ({ workbook }: Excel.RequestContext): Excel.Worksheet => workbook.worksheets.getItem(sheet);
  return [
    ...before.merges.map(({ area }) => step((context) => rangeOf(context, sheet, area).unmerge())),
    ...before.conditionalAreas.map((area) => step((context) => rangeOf(context, sheet, area).conditionalFormats.clearAll())),
    ...before.links.map(({ cell, link }) =>
      step((context) => {
        const range = worksheet(context).getRange(cellReference(cell.row, cell.column));
        if (link === null) range.clear('Hyperlinks');
        else range.hyperlink = link;
      }),
    ),
    ...before.contents.flatMap((contents) => contentSteps(sheet, contents, true)),
    ...before.formats.flatMap((formats) => formatSteps(sheet, formats)),
    ...before.merges.flatMap(({ merges }) => merges.map((area) => step((context) => rangeOf(context, sheet, area).merge(false)))),
    ...[...before.conditionalFormats].reverse().map(({ areas, rule, stopIfTrue }) =>
      step((context) => {
        for (const area of areas) addRule(rangeOf(context, sheet, area), rule, stopIfTrue);
      }, 900),
    ),
    ...before.validations.map(({ area, stood }) =>
      step((context) => {
        const validation = rangeOf(context, sheet, area).dataValidation;
        validation.clear();
        if (stood === null) return;
        validation.rule = stood.rule;
        validation.ignoreBlanks = stood.ignoreBlanks;
        validation.errorAlert = stood.errorAlert;
        validation.prompt = stood.prompt;
      }, 900),
    ),
    ...before.columns.map(({ column, width, hidden }) =>
      step((context) => {
        const range = rangeOf(context, sheet, { top: 1, bottom: 1, left: column, right: column }).getEntireColumn();
        range.columnHidden = false;
        if (!hidden) range.format.columnWidth = width;
        else range.columnHidden = true;
      }),
    ),
    ...before.rows.map(({ row, height }) =>
      step((context) => {
        rangeOf(context, sheet, { top: row, bottom: row, left: 1, right: 1 }).getEntireRow().format.rowHeight = height;
      }),
    ),
    ...before.charts.flatMap(({ name, stood }) => chartSteps(sheet, name, stood, present)),
    ...(before.freeze.touched ? [step((context) => freezeAgain(context, sheet, before.freeze.area))] : []),
    ...(before.print ? [step((context) => printAgain(worksheet(context), before.print))] : []),
    step((context) => {
      if (before.tabColor !== null) worksheet(context).tabColor = before.tabColor;
      if (before.visibility !== null) worksheet(context).visibility = before.visibility;
    }),
  ];
}

function contentSteps(sheet: string, { area, held, numberFormats }: ContentsBefore, formattable: boolean): Step[] {
  return cutArea(area, requestLimits.cells).map((piece) => {
    const rows = held.slice(piece.top - area.top, piece.bottom - area.top + 1);
    const formats = numberFormats
      .slice(piece.top - area.top, piece.bottom - area.top + 1)
      .map((row) => row.slice(piece.left - area.left, piece.right - area.left + 1));
    const cells = rows.map((row) => row.slice(piece.left - area.left, piece.right - area.left + 1));
    const during = cells.map((row, r) => row.map((cell, c) => formatDuring(cell, formats[r]?.[c] ?? 'General')));
    const values: Writable[][] = cells.map((row, r) => row.map((cell, c) => writableOf(cell, during[r]?.[c] ?? 'General')));
    return step(
      (context) => {
        const range = rangeOf(context, sheet, piece);
        if (!formattable) {
          range.formulas = values;
          return;
        }
        range.numberFormat = during;
        range.formulas = values;
        // Excel may have taken over the format of a cell that a formula refers to.
        range.numberFormat = formats;
      },
      400 + JSON.stringify([values, formats]).length * 1.2,
      cellCount(piece),
    );
  });
}

function formatDuring(held: Held, format: string): string {
  return needsOtherFormat(held, format) ? 'General' : format;
}

function formatSteps(sheet: string, { area, properties, filled }: FormatsBefore): Step[] {
  const unfilled = filled?.map((row) => row.map((fill) => (fill ? null : true))) ?? [];
  return [
    ...filledBlocks(area.top, area.left, unfilled).map((block) =>
      step((context) => {
        const bottom = block.top + block.rows.length - 1;
        const right = block.left + (block.rows[0]?.length ?? 1) - 1;
        rangeOf(context, sheet, { top: block.top, left: block.left, bottom, right }).format.fill.clear();
      }),
    ),
    step(
      (context) => rangeOf(context, sheet, area).setCellProperties(properties.map((row) => [...row])),
      JSON.stringify(properties).length,
      cellCount(area) / 4,
    ),
  ];
}

function chartSteps(sheet: string, name: string, stood: 'none' | 'unknown' | StandingChart, present: Present): Step[] {
  const stands = present.charts.has(`${sheet}\n${name}`);
  if (stood === 'unknown' || (stood === 'none' && !stands)) return [];
  return [
    step((context) => {
      if (stands) context.workbook.worksheets.getItem(sheet).charts.getItem(name).delete();
      if (stood === 'none') return;
      const chart = addChart(context, sheet, stood.design);
      chart.left = stood.place.left;
      chart.top = stood.place.top;
      chart.width = stood.place.width;
      chart.height = stood.place.height;
    }, 2000),
  ];
}

function freezeAgain(context: Excel.RequestContext, sheet: string, area: Area | null): void {
  if (area === null) freeze(context, sheet, 0, 0);
  else if (area.right >= 16384) freeze(context, sheet, area.bottom, 0);
  else if (area.bottom >= 1048576) freeze(context, sheet, 0, area.right);
  else freeze(context, sheet, area.bottom, area.right);
}

/** A print area can be set but not taken away through the API; a sheet of ours that had none keeps the new one. */
function printAgain(sheet: Excel.Worksheet, print: SheetBefore['print']): void {
  if (print === null) return;
  sheet.pageLayout.orientation = print.landscape ? 'Landscape' : 'Portrait';
  if (print.area !== null) sheet.pageLayout.setPrintArea(withoutSheets(print.area));
  if (print.titleRows !== null) sheet.pageLayout.setPrintTitleRows(withoutSheets(print.titleRows));
}

function withoutSheets(address: string): string {
  return address
    .split(',')
    .map((part) => part.slice(part.lastIndexOf('!') + 1).trim())
    .join(',');
}

function readBack(context: Excel.RequestContext, before: SheetBefore): (() => void)[] {
  return before.contents.map(({ area, held }) => {
    const range = rangeOf(context, before.sheet, area);
    range.load('formulas,values,valueTypes');
    return () => {
      held.forEach((row, r) => {
        row.forEach((cell, c) => {
          const stands = heldOf(range.formulas[r]?.[c], range.values[r]?.[c], String(range.valueTypes[r]?.[c]));
          if (!sameHeld(cell, stands)) {
            const place = areaReference({ top: area.top + r, left: area.left + c, bottom: area.top + r, right: area.left + c });
            throw new HostError('notRestored', `${before.sheet}!${place}`);
          }
        });
      });
    };
  });
}
