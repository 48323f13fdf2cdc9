import { canonicalOfBinary } from '../../core/amounts/decimal';
import { type Area, fullAreaReference, fullReference, parseFullReference, quoteSheet } from '../../core/workbook/address';
import { formulaTokens, normaliseFormula } from '../../core/workbook/formula-text';
import { type Applied, type BeforeImage, type Host, HostError, type Progress } from '../../core/workbook/host';
import { validatePlan } from '../../core/workbook/limits';
import { isEmptyPlan, type Operation, type Plan } from '../../core/workbook/plan';
import { type Cell, cellAt, type Snapshot, sheetNamed } from '../../core/workbook/snapshot';
import type { BeforeContent } from './before-image';
import { readBefore, type Standing } from './before-reader';
import { groupByWeight, requestLimits } from './blocks';
import { Breath } from './breath';
import { type Captured, captureWorkbook } from './capture';
import { type Held, heldOf, heldOfPlanned, needsOtherFormat, sameHeld } from './content';
import { errorCode, hostErrorOf } from './failures';
import { areaOf, placeProperties, rangeOf, stopIfCancelled } from './requests';
import { restoreBefore } from './restore';
import { type Touches, touchesOf } from './touches';
import { chartKey, type Step, stepsOf, type WritingContext, type WrittenBlock } from './writer';

/** The lowest Excel that can run the pane: LTSC 2021, Microsoft 365, the web. */
export const requiredApi = '1.14';

/** A change that someone made to cells; `ours` when this add-in made it. */
export interface CellsChanged {
  /** Null where Excel tells only the sheet's id and the sheet is gone. */
  readonly sheet: string | null;
  /** `B4:C5`, as Excel gives it. */
  readonly reference: string;
  readonly ours: boolean;
}

/** Takes a listener away again. */
export type StopListening = () => Promise<void>;

/** Whether this Excel knows all the calls we make. */
export function isSupportedExcel(version: string = requiredApi): boolean {
  if (typeof Office === 'undefined' || !Office.context?.requirements) return false;
  return Office.context.requirements.isSetSupported('ExcelApi', version);
}

/**
 * The open workbook, over Office.js. Every call is one after another, however they are started. A capture takes three requests, a
 * whole plan two or three, up to 20,000 cells and 4 MB; one more for each further such block.
 */
export class ExcelHost implements Host {
  private queue: Promise<unknown> = Promise.resolve();
  private captured: Captured | null = null;
  /** Names by id as of the last capture, for events. */
  private sheetIds: ReadonlyMap<string, string> = new Map();
  private writing = false;

  constructor(private readonly newContext: () => Excel.RequestContext = () => new Excel.RequestContext()) {}

  /** Reads the whole workbook. The snapshot is kept, so that `apply` notices what changed in between. */
  capture(progress?: Progress): Promise<Snapshot> {
    return this.inTurn(async () => {
      this.captured = await captureWorkbook(this.newContext(), progress);
      this.sheetIds = this.captured.sheetIds;
      return this.captured.snapshot;
    });
  }

  /**
   * Writes a plan whole, reads every written cell back and compares. Refuses before the first write what can be known before:
   * a read-only workbook, protection, merged and array cells, sheets renamed or deleted (those that formulas read from too), cells
   * changed since the capture. On any later failure all is put back. `keep` is given the before-image just before the first write. Rejects with a `HostError`.
   */
  apply(plan: Plan, progress?: Progress, keep?: (before: BeforeImage) => Promise<void>): Promise<Applied> {
    return this.inTurn(async () => {
      if (isEmptyPlan(plan)) return { before: imageOf({ sheets: [], created: [], names: [] }) };
      const context = this.newContext();
      const breath = new Breath();
      const captured = this.captured;
      const standingSheets = captured ? [...captured.sheetIds.keys()] : await sheetNames(context);
      const touches = touchesOf(plan.operations, standingSheets);
      await refuseUnsound(plan, breath);
      refuseMissing(plan.operations, touches);
      await breath.pause();
      const { before, standing, requests } = await readBefore(context, touches, { chartSources: isSupportedExcel('1.15') }).catch(
        (error: unknown) => this.namingSheet(error, touches),
      );
      refuse(plan.operations, touches, before, standing, captured);
      await breath.pause();
      stopIfCancelled(progress);
      await keep?.(imageOf(before));
      progress?.report(0.3);
      const groups = await groupsOf(stepsOf(plan.operations, writingContextOf(before, standing)), requests === 1, breath);
      stopIfCancelled(progress);
      this.captured = null;
      this.writing = true;
      try {
        await write(context, groups, standing, breath, progress);
      } catch (error) {
        await this.putBack(before, await this.namingFilter(failureOf(error, standing, plan.operations)));
      } finally {
        this.writing = false;
      }
      return { before: imageOf(before) };
    });
  }

  /** Takes an applied plan back. */
  restore(before: BeforeImage): Promise<void> {
    return this.inTurn(async () => {
      if (before.host !== hostName) throw new HostError('unsupported');
      this.captured = null;
      this.writing = true;
      try {
        await restoreBefore(this.newContext(), before.content as BeforeContent);
      } finally {
        this.writing = false;
      }
    });
  }

  /** Shows a cell or area to the person: `'基础数据'!B4`. */
  select(reference: string): Promise<void> {
    return this.inTurn(async () => {
      const found = parseFullReference(reference);
      if (!found) throw new HostError('sheetMissing', reference);
      const context = this.newContext();
      context.workbook.worksheets.getItem(found.sheet).activate();
      rangeOf(context, found.sheet, found.area).select();
      await placed(found.sheet, () => context.sync());
    });
  }

  /** Brings a sheet to the front, if it stands; whether it did. */
  activate(sheet: string): Promise<boolean> {
    return this.inTurn(async () => {
      const context = this.newContext();
      const found = context.workbook.worksheets.getItemOrNullObject(sheet);
      found.load('visibility');
      await context.sync();
      if (found.isNullObject) return false;
      const again = context.workbook.worksheets.getItem(sheet);
      if (found.visibility !== 'Visible') again.visibility = 'Visible';
      again.activate();
      await context.sync();
      return true;
    });
  }

  /** Full reference of what is selected (its first area); null where nothing with cells is. */
  selectedReference(): Promise<string | null> {
    return this.inTurn(async () => {
      const context = this.newContext();
      const range = context.workbook.getSelectedRange();
      range.load(placeProperties);
      range.worksheet.load('name');
      try {
        await context.sync();
      } catch (error) {
        if (errorCode(error) === 'InvalidSelection') return null;
        throw error;
      }
      return fullAreaReference(range.worksheet.name, areaOf(range));
    });
  }

  /** Calls the listener whenever cells of any sheet change; changes by this add-in are marked as ours. */
  async onChange(listener: (change: CellsChanged) => void): Promise<StopListening> {
    const context = this.newContext();
    const handler = context.workbook.worksheets.onChanged.add(async (event) => {
      const ours = this.writing || event.triggerSource === 'ThisLocalAddin';
      listener({ sheet: this.sheetOfId(event.worksheetId), reference: event.address, ours });
    });
    await context.sync();
    return stopper(handler);
  }

  /** Calls the listener with the full reference whenever the selection moves; null where the sheet is not known by name. */
  async onSelection(listener: (reference: string | null) => void): Promise<StopListening> {
    const context = this.newContext();
    const handler = context.workbook.worksheets.onSelectionChanged.add(async (event) => {
      const sheet = this.sheetOfId(event.worksheetId);
      listener(sheet === null ? null : `${quoteSheet(sheet)}!${event.address}`);
    });
    await context.sync();
    return stopper(handler);
  }

  /** The language of Excel's own surface, such as `zh-CN`. */
  uiLanguage(): string {
    return typeof Office === 'undefined' ? 'zh-CN' : (Office.context?.displayLanguage ?? 'zh-CN');
  }

  private sheetOfId(id: string): string | null {
    for (const [name, other] of this.sheetIds) if (other === id) return name;
    return null;
  }

  /** Excel does not tell which sheet it could not find. */
  private async namingSheet(error: unknown, touches: Touches): Promise<never> {
    const failure = hostErrorOf(error);
    if (failure.failure !== 'sheetMissing') throw failure;
    const present = new Set((await sheetNames(this.newContext())).map((name) => name.toLowerCase()));
    const gone = [...touches.sheets.values()].find(({ sheet }) => !present.has(sheet.toLowerCase()));
    throw new HostError('sheetMissing', gone?.sheet ?? null, failure.detail);
  }

  /** Cells that read back differently on a sheet whose rows are filtered were left out by Excel. */
  private async namingFilter(failure: HostError): Promise<HostError> {
    const at = failure.failure === 'notApplied' && failure.place !== null ? parseFullReference(failure.place) : null;
    if (at === null) return failure;
    try {
      const context = this.newContext();
      const filter = context.workbook.worksheets.getItem(at.sheet).autoFilter.load('isDataFiltered');
      await context.sync();
      return filter.isDataFiltered ? new HostError('filtered', at.sheet, failure.detail) : failure;
    } catch {
      return failure;
    }
  }

  private async putBack(before: BeforeContent, failure: HostError): Promise<never> {
    try {
      await restoreBefore(this.newContext(), before);
    } catch (error) {
      const second = hostErrorOf(error);
      throw new HostError('notRestored', failure.place ?? second.place, `${failure.message} / ${second.message}`, imageOf(before));
    }
    throw failure;
  }

  private inTurn<T>(work: () => Promise<T>): Promise<T> {
    const turn = this.queue.then(work).catch((error: unknown) => {
      throw hostErrorOf(error);
    });
    this.queue = turn.catch(() => undefined);
    return turn;
  }
}

const hostName = 'excel';

function imageOf(content: BeforeContent): BeforeImage {
  return { host: hostName, content };
}

function stopper<T>(handler: OfficeExtension.EventHandlerResult<T>): StopListening {
  return async () => {
    handler.remove();
    await handler.context.sync();
  };
}

async function placed<T>(place: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw hostErrorOf(error, place);
  }
}

async function sheetNames(context: Excel.RequestContext): Promise<string[]> {
  const { worksheets } = context.workbook;
  worksheets.load('items/name');
  await context.sync();
  return worksheets.items.map((sheet) => sheet.name);
}

/** A plan that Excel would not take is a defect of ours: nothing of it is written. */
async function refuseUnsound({ operations }: Plan, breath: Breath): Promise<void> {
  for (const [index, operation] of operations.entries()) {
    for (const piece of inPieces(operation)) {
      const [defect] = validatePlan({ operations: [piece] });
      if (defect) throw new HostError('unsupported', defect.place, `plan step ${index}: ${defect.code}`);
      await breath.pause();
    }
  }
}

/** How many rows of a block are looked at in one slice of work. */
const rowsAtOnce = 50;

/** An operation in pieces that are quick to look at. */
function inPieces(operation: Operation): readonly Operation[] {
  if (operation.kind !== 'writeBlock' || operation.rows.length <= rowsAtOnce) return [operation];
  const pieces: Operation[] = [];
  for (let first = 0; first < operation.rows.length; first += rowsAtOnce) {
    pieces.push({ ...operation, top: operation.top + first, rows: operation.rows.slice(first, first + rowsAtOnce) });
  }
  return pieces;
}

/** Every sheet of a plan stands or is made by it. */
function refuseMissing(operations: readonly Operation[], touches: Touches): void {
  const created = new Set(touches.created.map((name) => name.toLowerCase()));
  for (const operation of operations) {
    if (!('sheet' in operation) || operation.kind === 'ensureSheet') continue;
    const key = operation.sheet.toLowerCase();
    if (!touches.sheets.has(key) && !created.has(key)) throw new HostError('sheetMissing', operation.sheet);
  }
}

function refuseCovered(sheet: string, area: Area, merge: Area): void {
  const top = Math.max(area.top, merge.top);
  const left = Math.max(area.left, merge.left);
  const bottom = Math.min(area.bottom, merge.bottom);
  const right = Math.min(area.right, merge.right);
  if (top > bottom || left > right) return;
  if (top === merge.top && left === merge.left && top === bottom && left === right) return;
  const row = top === merge.top && left === merge.left && left === right ? top + 1 : top;
  const column = top === merge.top && left === merge.left && left < right ? left + 1 : left;
  throw new HostError('cellMerged', fullReference({ sheet, row, column }));
}

/** What the workbook as it stands now forbids, and what changed since the capture. */
function refuse(
  operations: readonly Operation[],
  touches: Touches,
  before: BeforeContent,
  standing: Standing,
  captured: Captured | null,
): void {
  if (standing.readOnly) throw new HostError('readOnly');
  const present = new Map(standing.sheets.map((sheet) => [sheet.name.toLowerCase(), sheet]));
  if (captured) refuseGoneSources(operations, captured, present);
  for (const sheet of touches.sheets.values()) {
    const stands = present.get(sheet.sheet.toLowerCase());
    if (!stands) throw new HostError('sheetMissing', sheet.sheet);
    const known = captured?.sheetIds.get(stands.name);
    if (known !== undefined && known !== stands.id) throw new HostError('changedMeanwhile', stands.name);
  }
  for (const name of touches.created) if (present.has(name.toLowerCase())) throw new HostError('changedMeanwhile', name);
  const structural = touches.created.length > 0 || operations.some((operation) => operation.kind === 'removeSheet');
  if (structural && standing.structureProtected) throw new HostError('structureProtected');
  for (const { sheet, area } of standing.locked) {
    if (present.get(sheet.toLowerCase())?.protected) throw new HostError('sheetProtected', fullAreaReference(sheet, area));
  }
  for (const operation of operations) {
    if (!formatting.has(operation.kind) || !('sheet' in operation)) continue;
    if (present.get(operation.sheet.toLowerCase())?.formattable === false) throw new HostError('sheetProtected', operation.sheet);
  }
  refuseTextCells(before, operations, present);
  for (const { sheet, area, merges } of standing.merged) for (const merge of merges) refuseCovered(sheet, area, merge);
  const array = standing.arrays[0];
  if (array) throw new HostError('cellInArray', fullAreaReference(array.sheet, array.area));
  if (captured) refuseChanged(before, captured.snapshot);
}

/** Formulas that read from a sheet which has been renamed, deleted or replaced since the capture would be dead as soon as they are written. */
function refuseGoneSources(
  operations: readonly Operation[],
  captured: Captured,
  present: ReadonlyMap<string, Standing['sheets'][number]>,
): void {
  const gone = [...captured.sheetIds].filter(([name, id]) => present.get(name.toLowerCase())?.id !== id);
  if (gone.length === 0) return;
  const read = new Set(operations.flatMap(formulasOf).flatMap(sheetsOfFormula));
  for (const [name] of gone) {
    if (!read.has(name.toLowerCase())) continue;
    throw new HostError(present.has(name.toLowerCase()) ? 'changedMeanwhile' : 'sheetMissing', name);
  }
}

function formulasOf(operation: Operation): string[] {
  if (operation.kind === 'definedName') return [operation.refersTo];
  if (operation.kind !== 'writeBlock') return [];
  return operation.rows.flatMap((row) => row.flatMap((cell) => (cell !== null && 'formula' in cell ? [cell.formula] : [])));
}

/** Names of the sheets that a formula reads from, in lower case. */
function sheetsOfFormula(formula: string): string[] {
  return formulaTokens(formula).flatMap((token) => (token.kind === 'sheet' ? [token.sheet.toLowerCase()] : []));
}

/** Steps that need more than unlocked cells. */
const formatting: ReadonlySet<Operation['kind']> = new Set([
  'clear',
  'format',
  'merge',
  'conditionalFormat',
  'validation',
  'columnWidths',
  'rowHeights',
  'link',
]);

/** A cell formatted as text turns every formula into text; on a protected sheet that format can not be taken away first. */
function refuseTextCells(
  before: BeforeContent,
  operations: readonly Operation[],
  present: ReadonlyMap<string, Standing['sheets'][number]>,
): void {
  const locked = before.sheets.filter(({ sheet }) => present.get(sheet.toLowerCase())?.formattable === false);
  if (locked.length === 0) return;
  const formats = formatsOf(locked);
  for (const operation of operations) {
    if (operation.kind !== 'writeBlock') continue;
    const known = formats.get(operation.sheet.toLowerCase());
    operation.rows.forEach((row, r) => {
      row.forEach((cell, c) => {
        const format = cell && known?.get(`${operation.top + r},${operation.left + c}`);
        if (!format || !needsOtherFormat(heldOfPlanned(cell), format)) return;
        throw new HostError(
          'sheetProtected',
          fullReference({ sheet: operation.sheet, row: operation.top + r, column: operation.left + c }),
        );
      });
    });
  }
}

function refuseChanged(before: BeforeContent, seen: Snapshot): void {
  for (const { sheet, contents } of before.sheets) {
    const known = sheetNamed(seen, sheet);
    if (!known) continue;
    for (const { area, held } of contents) {
      held.forEach((row, r) => {
        row.forEach((content, c) => {
          if (sameAsSeen(content, cellAt(known, area.top + r, area.left + c))) return;
          throw new HostError('changedMeanwhile', fullReference({ sheet, row: area.top + r, column: area.left + c }));
        });
      });
    }
  }
}

function sameAsSeen(held: Held, cell: Cell | null): boolean {
  if (held === null) return cell === null || (cell.formula === null && cell.value === '');
  if (cell === null) return false;
  if (typeof held === 'object' && 'formula' in held)
    return cell.formula !== null && normaliseFormula(held.formula) === normaliseFormula(cell.formula);
  if (cell.formula !== null) return false;
  if (typeof held === 'number') return cell.kind === 'number' && canonicalOfBinary(held) === cell.value;
  if (typeof held === 'boolean') return cell.kind === 'boolean' && (cell.value === 'TRUE') === held;
  return 'text' in held ? cell.kind === 'text' && cell.value === held.text : cell.kind === 'error' && cell.value === held.error;
}

/** The number format of every cell that was read, by sheet (in lower case) and `row,column`. */
function formatsOf(sheets: BeforeContent['sheets']): Map<string, Map<string, string>> {
  const formats = new Map<string, Map<string, string>>();
  for (const { sheet, contents } of sheets) {
    const known = new Map<string, string>();
    for (const { area, numberFormats } of contents) {
      numberFormats.forEach((row, r) => {
        row.forEach((format, c) => {
          known.set(`${area.top + r},${area.left + c}`, format);
        });
      });
    }
    formats.set(sheet.toLowerCase(), known);
  }
  return formats;
}

function writingContextOf(before: BeforeContent, standing: Standing): WritingContext {
  const formats = formatsOf(before.sheets);
  return {
    sheets: new Set(standing.sheets.map((sheet) => sheet.name.toLowerCase())),
    unformattable: new Set(standing.sheets.filter((sheet) => !sheet.formattable).map((sheet) => sheet.name.toLowerCase())),
    names: new Set(standing.names.keys()),
    charts: new Set(
      before.sheets.flatMap(({ sheet, charts }) => charts.filter(({ stood }) => stood !== 'none').map(({ name }) => chartKey(sheet, name))),
    ),
    conditionalFormats: new Map(before.sheets.map(({ sheet, conditionalFormats }) => [sheet.toLowerCase(), conditionalFormats])),
    formatAt: (sheet, row, column) => formats.get(sheet.toLowerCase())?.get(`${row},${column}`) ?? null,
  };
}

/** Bytes that Office.js makes a request of without holding the page up. */
const comfortable = 1_000_000;

/** Steps in as few requests as hold them, made in slices; where one more can be spared, large requests are made smaller by it. */
async function groupsOf(steps: Iterable<Step | null>, oneMore: boolean, breath: Breath): Promise<Step[][]> {
  const made: Step[] = [];
  for (const step of steps) {
    if (step !== null) made.push(step);
    await breath.pause();
  }
  const fewest = groupByWeight(made);
  const bytes = made.reduce((sum, step) => sum + step.bytes, 0);
  if (!oneMore || bytes <= comfortable * fewest.length) return fewest;
  const even = groupByWeight(made, { cells: requestLimits.cells, bytes: (bytes / (fewest.length + 1)) * 1.02 });
  return even.length <= fewest.length + 1 ? even : fewest;
}

/** Carries the groups out, one request each, and compares what stands afterwards. Between two requests a person can stop it. */
async function write(
  context: Excel.RequestContext,
  groups: readonly (readonly Step[])[],
  standing: Standing,
  breath: Breath,
  progress: Progress | undefined,
): Promise<void> {
  for (const [index, group] of groups.entries()) {
    stopIfCancelled(progress);
    context.application.suspendScreenUpdatingUntilNextSync();
    if (!standing.manualCalculation) context.application.suspendApiCalculationUntilNextSync();
    for (const step of group) {
      step.queue(context);
      await breath.pause();
    }
    if (standing.manualCalculation && index === groups.length - 1) context.application.calculate('Recalculate');
    const answers: (() => void)[] = [];
    for (const { written } of group) {
      if (written) answers.push(readBack(context, written));
      await breath.pause();
    }
    await breath.rest();
    await context.sync();
    await breath.rest();
    for (const compare of answers) {
      compare();
      await breath.pause();
    }
    progress?.report(0.3 + (0.7 * (index + 1)) / groups.length);
  }
}

/** Asks for a block that was written; what is given back compares it once the answer is there. */
function readBack(context: Excel.RequestContext, block: WrittenBlock): () => void {
  const range = rangeOf(context, block.sheet, block.area);
  const typed = block.held.some((row) => row.some(needsType));
  const valued = typed || !block.fresh || block.held.some((row) => row.some(needsValue));
  range.load(typed ? 'formulas,values,valueTypes' : valued ? 'formulas,values' : 'formulas');
  return () => {
    block.held.forEach((row, r) => {
      row.forEach((wanted, c) => {
        if (wanted === undefined) return;
        const formula: unknown = range.formulas[r]?.[c];
        const value: unknown = valued ? range.values[r]?.[c] : withoutMark(formula);
        const type = typed ? String(range.valueTypes[r]?.[c]) : valued && typeof value === 'string' ? 'String' : '';
        const stands = heldOf(formula, value, type);
        if (sameHeld(wanted, stands)) return;
        const place = fullReference({ sheet: block.sheet, row: block.area.top + r, column: block.area.left + c });
        throw new HostError('notApplied', place, `${JSON.stringify(wanted)} <> ${JSON.stringify(stands)}`);
      });
    });
  };
}

/** Whether only the value tells a content from another one: a text from the formula of the same letters, or one that begins with the mark of texts. */
function needsValue(held: Held | undefined): boolean {
  if (held === undefined || held === null || typeof held !== 'object') return false;
  return 'text' in held && /^['=]/.test(held.text);
}

/** A text may come with the apostrophe that keeps it text. */
function withoutMark(formula: unknown): unknown {
  return typeof formula === 'string' && formula.startsWith("'") ? formula.slice(1) : formula;
}

/** Whether only the type tells a content from another one: an error constant from the text of the same letters. */
function needsType(held: Held | undefined): boolean {
  if (held === undefined || held === null || typeof held !== 'object') return false;
  return 'error' in held || ('text' in held && held.text.startsWith('#'));
}

/** `AccessDenied` says little: a read-only workbook, a protected structure or a protected sheet. */
function failureOf(error: unknown, standing: Standing, operations: readonly Operation[]): HostError {
  const failure = hostErrorOf(error);
  if (errorCode(error) !== 'AccessDenied') return failure;
  if (standing.readOnly || documentIsReadOnly()) return new HostError('readOnly', null, failure.detail);
  const protectedNames = new Set(standing.sheets.filter((sheet) => sheet.protected).map((sheet) => sheet.name.toLowerCase()));
  const place = operations.find((operation) => 'sheet' in operation && protectedNames.has(operation.sheet.toLowerCase()));
  return new HostError('sheetProtected', place && 'sheet' in place ? place.sheet : null, failure.detail);
}

function documentIsReadOnly(): boolean {
  return typeof Office !== 'undefined' && Office.context?.document?.mode === Office.DocumentMode?.ReadOnly;
}
