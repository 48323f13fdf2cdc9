import type { Area } from '../../core/workbook/address';
import type { CellContent, CellLook } from '../engine/engine';
import { shownText } from '../engine/shown-text';
import { readPlace } from '../model/address';
import type { EmulatedExcel } from '../model/emulated-excel';
import type { Fault, Traffic } from '../protocol/session';

/** A cell as tests see it, past the add-in's protocol. */
export interface SeenCell {
  readonly value: CellContent;
  readonly formula: string | null;
  readonly text: string;
}

/**
 * `window.workbench`: what tests, scripts and curious people hold of the page. Addresses are written `'基础数据'!B4:D9`; without a
 * sheet they mean the active one.
 */
export interface WorkbenchControl {
  /** Cells of an area, row by row, after recalculation. */
  cells(address: string): Promise<SeenCell[][]>;
  look(address: string): CellLook;
  sheets(): readonly { readonly name: string; readonly visibility: string }[];
  names(): readonly { readonly name: string; readonly formula: string; readonly visible: boolean }[];
  selection(): string;
  /** Types into cells as a person does: change events say so. */
  type(address: string, content: CellContent): Promise<void>;
  select(address: string): void;
  activate(sheet: string): void;
  /** Locks a sheet, or the workbook's structure where no sheet is named. */
  protect(sheet: string | null, on: boolean): void;
  setReadOnly(on: boolean): void;
  setCalculationMode(mode: 'Automatic' | 'Manual'): void;
  /** Syncs, bytes both ways and events since the last reset. */
  traffic(): Traffic;
  resetTraffic(): void;
  /** Milliseconds before each answer. */
  setLatency(milliseconds: number): void;
  /** Makes batches to come fail: `{ code: 'GeneralException', after: 2, actions: 'all' }`. */
  inject(fault: Fault): void;
  clearFaults(): void;
  /** Pretends that a person is editing a cell, which fails every batch. */
  setEditing(on: boolean): void;
  /** Opens a workbook; resolves when grid and pane stand. */
  open(bytes: Uint8Array | string, name: string): Promise<void>;
  /** The workbook as a file, and what could not be written into it. */
  save(): Promise<{ readonly bytes: Uint8Array; readonly left: readonly string[] }>;
  /** Runs a function that the add-in associated with a button. */
  command(functionName: string): void;
  /** Charts on a sheet. */
  charts(): readonly { readonly sheet: string; readonly name: string; readonly series: number }[];
  conditionalFormats(sheet: string): readonly { readonly formula: string; readonly fill: string | null }[];
  validations(sheet: string): readonly { readonly kind: string; readonly areas: readonly Area[] }[];
}

/** What the page adds to the control. */
export type PageControls = Pick<WorkbenchControl, 'open' | 'save' | 'command'>;

/** Makes the control over the workbook that is open at the moment. */
export function workbenchControl(current: () => EmulatedExcel & { editing: boolean }, page: PageControls): WorkbenchControl {
  const engine = () => current().book.engine;
  const place = (address: string) => {
    const found = readPlace(current().book, address, engine().activeSheet());
    if (!found) throw new Error(`no such address: ${address}`);
    return found;
  };
  const sheetId = (name: string): string => {
    const found = engine()
      .sheets()
      .find((sheet) => sheet.name === name);
    if (!found) throw new Error(`no such sheet: ${name}`);
    return found.id;
  };
  return {
    ...page,
    cells: async (address) => {
      await engine().settled();
      const { sheet, area } = place(address);
      return engine()
        .cells(sheet, area)
        .map((row, rowOffset) =>
          row.map(({ value, formula }, columnOffset) => ({
            value,
            formula,
            text: shownText(value, engine().look(sheet, area.top + rowOffset, area.left + columnOffset).numberFormat),
          })),
        );
    },
    look: (address) => {
      const { sheet, area } = place(address);
      return engine().look(sheet, area.top, area.left);
    },
    sheets: () =>
      engine()
        .sheets()
        .map(({ name, visibility }) => ({ name, visibility })),
    names: () =>
      engine()
        .names()
        .map(({ name, formula, visible }) => ({ name, formula, visible })),
    selection: () => {
      const { sheet, area } = engine().selection();
      const name = engine()
        .sheets()
        .find((entry) => entry.id === sheet)?.name;
      return `'${name}'!${JSON.stringify(area)}`;
    },
    type: async (address, content) => {
      const { sheet, area } = place(address);
      const { typedEntry } = await import('../engine/cell-input');
      const known = {
        sheet: (name: string) => engine().sheetNamed(name)?.name,
        name: (name: string) => engine().nameEntry(name, null)?.name,
      };
      const { entry } = typedEntry(content, engine().look(sheet, area.top, area.left).numberFormat, known);
      engine().write(sheet, { ...area, bottom: area.top, right: area.left }, [[entry]], true);
      await engine().settled();
    },
    select: (address) => {
      const { sheet, area } = place(address);
      engine().select(sheet, area);
    },
    activate: (sheet) => engine().activate(sheetId(sheet)),
    protect: (sheet, on) => {
      if (sheet === null) current().book.structureProtected = on;
      else current().book.state(sheetId(sheet)).protection.on = on;
    },
    setReadOnly: (on) => {
      current().book.readOnly = on;
    },
    setCalculationMode: (mode) => {
      current().book.calculationMode = mode;
    },
    traffic: () => current().session.traffic,
    resetTraffic: () => current().session.resetTraffic(),
    setLatency: (milliseconds) => {
      current().session.latency = milliseconds;
    },
    inject: (fault) => current().session.inject(fault),
    clearFaults: () => current().session.clearFaults(),
    setEditing: (on) => {
      current().editing = on;
    },
    charts: () =>
      current()
        .book.charts()
        .map(({ sheet, chart }) => ({
          sheet:
            engine()
              .sheets()
              .find((entry) => entry.id === sheet)?.name ?? '',
          name: chart.name,
          series: chart.series.length,
        })),
    conditionalFormats: (sheet) =>
      engine()
        .conditionalFormats(sheetId(sheet))
        .map(({ formula, fill }) => ({ formula, fill })),
    validations: (sheet) =>
      engine()
        .validations(sheetId(sheet))
        .map(({ kind, areas }) => ({ kind, areas })),
  };
}
