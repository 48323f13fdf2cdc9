import { type Area, columnLetters, sheetLimits } from '../../core/workbook/address';
import type { Engine, EngineListener } from '../engine/engine';
import type { HostObject } from '../protocol/host-object';
import { OfficeError } from '../protocol/office-error';
import type { Json } from '../protocol/wire';
import { type ChartState, emptySheetState, type SheetState } from './sheet-state';

/** Event types of Office.js by number. */
export const eventType = {
  changed: 10,
  activated: 11,
  deactivated: 12,
  added: 13,
  selectionChanged: 14,
  deleted: 15,
  calculated: 16,
  formatChanged: 18,
  columnSorted: 20,
  rowSorted: 19,
  singleClicked: 21,
  rowHiddenChanged: 22,
  formulaChanged: 23,
  protectionChanged: 24,
  nameChanged: 25,
  visibilityChanged: 26,
  moved: 27,
} as const;

/** Target of events that are registered for the whole workbook. */
export const workbookTarget = 'Workbook';

/** How events leave the model. */
export interface EventSink {
  publish(type: number, target: string, message: { readonly [key: string]: Json }): void;
  /** Remembers an object that an event's arguments refer to. */
  remember(object: HostObject): string;
}

/** The workbook as the object model sees it: the engine, and what a spreadsheet engine does not hold. */
export class Book {
  name: string;
  readOnly = false;
  structureProtected = false;
  calculationMode: 'Automatic' | 'AutomaticExceptTables' | 'Manual' = 'Automatic';
  /** No recalculation until the batch ends. */
  calculationSuspended = false;
  eventsEnabled = true;
  readonly settings = new Map<string, Json>();
  private readonly states = new Map<string, SheetState>();
  private readonly registered = new Map<string, number>();
  private readonly chartListeners = new Set<() => void>();
  private issued = 0;
  /** Makes the range of a changed area, set by the range's own module so that the two do not import each other. */
  rangeOf: ((sheet: string, area: Area) => HostObject) | null = null;

  /** Puts another workbook's sheets at a position, given its bytes; null where no file format is at hand. */
  insertSheets: ((bytes: Uint8Array, wanted: readonly string[] | null, position: number) => readonly string[]) | null = null;

  constructor(
    readonly engine: Engine,
    private readonly sink: EventSink,
    name: string,
  ) {
    this.name = name;
    let active = engine.activeSheet();
    const listener: EngineListener = {
      cellsChanged: (sheet, area, byHand) => this.cellsChanged(sheet, area, byHand),
      looksChanged: (sheet, area) => {
        this.announce(eventType.formatChanged, sheet, () => ({
          type: 'WorksheetFormatChanged',
          address: sheetAddress(area),
          worksheetId: sheet,
          source: 'Local',
        }));
      },
      selectionChanged: ({ sheet, area }) => {
        this.announce(eventType.selectionChanged, sheet, () => ({
          type: 'WorksheetSelectionChanged',
          address: sheetAddress(area),
          worksheetId: sheet,
        }));
      },
      sheetActivated: (sheet) => {
        if (sheet === active) return;
        this.announce(eventType.deactivated, active, () => ({ type: 'WorksheetDeactivated', worksheetId: active }));
        active = sheet;
        this.announce(eventType.activated, sheet, () => ({ type: 'WorksheetActivated', worksheetId: sheet }));
      },
      sheetAdded: (sheet) => this.announce(eventType.added, sheet, () => ({ type: 'WorksheetAdded', worksheetId: sheet, source: 'Local' })),
      sheetDeleted: (sheet) => {
        this.states.delete(sheet);
        this.announce(eventType.deleted, sheet, () => ({ type: 'WorksheetDeleted', worksheetId: sheet, source: 'Local' }));
      },
      calculated: () => {
        const sheet = engine.activeSheet();
        this.announce(eventType.calculated, sheet, () => ({ type: 'WorksheetCalculated', worksheetId: sheet, address: '' }));
      },
    };
    engine.listen(listener);
  }

  /** What the engine does not hold of a sheet. */
  state(sheet: string): SheetState {
    const known = this.states.get(sheet);
    if (known) return known;
    const made = emptySheetState();
    this.states.set(sheet, made);
    return made;
  }

  /** A key that no other object of this workbook has. */
  newId(): string {
    this.issued += 1;
    return `{0000${this.issued.toString(16).toUpperCase().padStart(4, '0')}-0000-0000-0000-000000000000}`;
  }

  register(type: number, target: string, on: boolean): void {
    const key = `${type}/${target}`;
    const count = (this.registered.get(key) ?? 0) + (on ? 1 : -1);
    if (count > 0) this.registered.set(key, count);
    else this.registered.delete(key);
  }

  /** Sends an event to those who registered for the sheet or for the workbook. */
  announce(type: number, sheet: string, message: () => { readonly [key: string]: Json }): void {
    if (!this.eventsEnabled) return;
    for (const target of [sheet, workbookTarget]) {
      if (this.registered.has(`${type}/${target}`)) this.sink.publish(type, target, message());
    }
  }

  /**
   * Refuses what a protected sheet refuses.
   * @throws OfficeError AccessDenied.
   */
  guard(
    sheet: string,
    area: Area,
    action: 'contents' | 'formatCells' | 'formatColumns' | 'formatRows' | 'structure',
    location: string,
  ): void {
    if (this.readOnly && action === 'structure') throw new OfficeError('AccessDenied', location);
    const protection = this.state(sheet).protection;
    if (!protection.on) return;
    if (action === 'formatCells' && protection.options.allowFormatCells) return;
    if (action === 'formatColumns' && protection.options.allowFormatColumns) return;
    if (action === 'formatRows' && protection.options.allowFormatRows) return;
    if (action !== 'contents') throw new OfficeError('AccessDenied', location);
    const extent = this.engine.extent(sheet);
    if (area.bottom > extent.bottom || area.right > extent.right) throw new OfficeError('AccessDenied', location);
    for (let row = area.top; row <= area.bottom; row += 1) {
      for (let column = area.left; column <= area.right; column += 1) {
        if (this.engine.look(sheet, row, column).locked) throw new OfficeError('AccessDenied', location);
      }
    }
  }

  /** Refuses changes to the sheets of a protected workbook. */
  guardStructure(location: string): void {
    if (this.structureProtected) throw new OfficeError('InvalidOperation', location);
  }

  onCharts(listener: () => void): void {
    this.chartListeners.add(listener);
  }

  chartsChanged(): void {
    for (const listener of this.chartListeners) listener();
  }

  /** Every chart with its sheet. */
  charts(): readonly { readonly sheet: string; readonly chart: ChartState }[] {
    return this.engine.sheets().flatMap(({ id }) => this.state(id).charts.map((chart) => ({ sheet: id, chart })));
  }

  private cellsChanged(sheet: string, area: Area, byHand: boolean): void {
    const links = this.state(sheet).links;
    if (byHand) for (const key of links.keys()) if (inside(area, key)) this.forgetEmptyLink(sheet, key);
    this.announce(eventType.changed, sheet, () => ({
      type: 'WorksheetChanged',
      worksheetId: sheet,
      address: sheetAddress(area),
      changeType: 'RangeEdited',
      source: 'Local',
      triggerSource: byHand ? 'Unknown' : 'ThisLocalAddin',
      ...(this.rangeOf ? { referenceId: this.sink.remember(this.rangeOf(sheet, area)) } : {}),
    }));
  }

  private forgetEmptyLink(sheet: string, key: string): void {
    const [row = 0, column = 0] = key.split(',').map(Number);
    const cell = this.engine.cells(sheet, { top: row, left: column, bottom: row, right: column })[0]?.[0];
    if (cell?.value === '' && cell.formula === null) this.state(sheet).links.delete(key);
  }
}

/** A cell's key in maps by cell. */
export function cellKey(row: number, column: number): string {
  return `${row},${column}`;
}

function inside(area: Area, key: string): boolean {
  const [row = 0, column = 0] = key.split(',').map(Number);
  return row >= area.top && row <= area.bottom && column >= area.left && column <= area.right;
}

/** An area as Excel writes it: `A1`, `A1:B2`, `A:C`, `2:4`. */
export function sheetAddress(area: Area): string {
  const wholeColumns = area.top === 1 && area.bottom === sheetLimits.rows;
  const wholeRows = area.left === 1 && area.right === sheetLimits.columns;
  if (wholeRows) return `${area.top}:${area.bottom}`;
  if (wholeColumns) return `${columnLetters(area.left)}:${columnLetters(area.right)}`;
  const first = `${columnLetters(area.left)}${area.top}`;
  const last = `${columnLetters(area.right)}${area.bottom}`;
  return first === last ? first : `${first}:${last}`;
}
