import type { Host } from '../core/workbook/host';

/** One change of the workbook, as the host's events tell it. */
export interface WorkbookChange {
  /** Name of the changed sheet; null where the event does not say. */
  readonly sheet: string | null;
  /** The change came from this pane's own writing. */
  readonly own: boolean;
}

/** The workbook beside the pane: a host, and what only somebody sitting next to the grid needs. */
export interface PaneHost extends Host {
  /** Selects the cells of a full reference (`'基础数据'!B4:C5`) and brings their sheet to the front. Rejects with a `HostError` where the sheet is gone. */
  select(reference: string): Promise<void>;
  /** Full reference of the current selection (one area), or null where nothing can be told. */
  selection(): Promise<string | null>;
  /** Calls the listener at every change of cells or sheets until the returned function is called. */
  onChanged(listener: (change: WorkbookChange) => void): Promise<() => void>;
  /** Brings the sample workbook's sheets into the open workbook, or opens it beside. Rejects with a `HostError`. */
  openSample(): Promise<void>;
}
