import { parseFullReference } from '../core/workbook/address';
import { type BeforeImage, HostError, type HostFailure } from '../core/workbook/host';
import { snapshotAfter } from '../core/workbook/preview';
import { cellAt, type Snapshot, sheetNamed } from '../core/workbook/snapshot';
import type { PaneHost, WorkbookChange } from './pane-host';

/** A workbook in memory beside the pane, whose moods can be set: for the gallery of states, where there is no Excel. */
export interface MemoryPaneHost extends PaneHost {
  /** What the workbook is at the moment. */
  readonly snapshot: Snapshot;
  /** Every call fails like this until it is set back to null. */
  mood: { readonly failure: HostFailure; readonly place: string | null } | null;
  /** Writing waits while this stands. */
  held: Promise<void> | null;
  /** Calculation is set to manual. */
  manualCalculation: boolean;
  /** Puts the selection on a cell. */
  point(reference: string): void;
  /** Types a number into a cell, as a person would. */
  type(reference: string, value: string): void;
}

/** The host over a first snapshot; `sample` is what 打开示例工作簿 brings in. */
export function memoryPaneHost(first: Snapshot, sample: Snapshot): MemoryPaneHost {
  const images: Snapshot[] = [];
  let snapshot = first;
  let selected: string | null = null;
  let listener: ((change: WorkbookChange) => void) | null = null;
  const heed = (): void => {
    if (host.mood) throw new HostError(host.mood.failure, host.mood.place);
  };
  const host: MemoryPaneHost = {
    get snapshot() {
      return snapshot;
    },
    mood: null,
    held: null,
    manualCalculation: false,
    async capture() {
      return host.manualCalculation ? { ...snapshot, manualCalculation: true } : snapshot;
    },
    async apply(plan, progress, keep) {
      heed();
      const before: BeforeImage = { host: 'memory', content: images.push(snapshot) - 1 };
      await keep?.(before);
      progress?.report(0.5);
      await host.held;
      if (progress?.cancelled) throw new HostError('cancelled');
      snapshot = snapshotAfter(snapshot, plan);
      return { before };
    },
    async restore(before) {
      heed();
      const image = images[Number(before.content)];
      if (!image) throw new HostError('notRestored');
      snapshot = image;
    },
    async select(reference) {
      const place = parseFullReference(reference);
      if (!place || !sheetNamed(snapshot, place.sheet)) throw new HostError('sheetMissing', place?.sheet ?? reference);
      selected = reference;
    },
    async selection() {
      return selected;
    },
    async onChanged(heard) {
      listener = heard;
      return () => {
        listener = null;
      };
    },
    async openSample() {
      snapshot = sample;
    },
    point(reference) {
      selected = reference;
    },
    type(reference, value) {
      const place = parseFullReference(reference);
      const sheet = place && sheetNamed(snapshot, place.sheet);
      if (!place || !sheet) return;
      const { top, left } = place.area;
      const row = new Map(sheet.cells.get(top));
      const before = cellAt(sheet, top, left);
      row.set(left, { kind: 'number', value, formula: null, shown: value, format: before?.format ?? 'General', indent: 0 });
      const cells = new Map(sheet.cells).set(top, row);
      snapshot = { ...snapshot, sheets: snapshot.sheets.map((each) => (each === sheet ? { ...sheet, cells } : each)) };
      listener?.({ sheet: sheet.name, own: false });
    },
  };
  return host;
}
