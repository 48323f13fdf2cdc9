import type { MessageKey } from '../core/wording/wording';
import type { HostFailure } from '../core/workbook/host';
import type { IndicatorChange, Outcome } from '../core/workflow/outcome';
import type { Catalogue } from './core-client';
import type { Preferences } from './preferences';
import type { RunRecord } from './recovery';
import type { LastYear } from './year-comparison';

/** One step of long work. */
export type Step = 'read' | 'evaluate' | 'write';

/** What the pane is busy with. `read` and `refresh` are quiet: they write nothing and give way to anything else. */
export type WorkKind =
  | 'read'
  | 'refresh'
  | 'recalculate'
  | 'check'
  | 'mend'
  | 'reason'
  | 'decision'
  | 'undo'
  | 'sample'
  | 'word'
  | 'compare'
  | 'export';

/** Work under way. */
export interface Activity {
  readonly kind: WorkKind;
  readonly steps: readonly Step[];
  readonly step: Step;
  /** 0…1 of the whole. */
  readonly done: number;
  readonly cancelling: boolean;
}

/** Why something could not be done: a host's failure, or the core, the clipboard or the Word file. */
export interface Failure {
  readonly code: HostFailure | 'core' | 'clipboard' | 'word' | 'export' | 'interrupted';
  /** Sheet or cell, for the sentence. */
  readonly place: string | null;
  /** What the offered button does. */
  readonly remedy: 'retry' | 'restore' | null;
}

/** One sentence that something went well. */
export interface Notice {
  readonly key: MessageKey<'pane'>;
  readonly slots: Readonly<Record<string, string | number>>;
}

/** What the last 一键重算 did. */
export interface RunSummary {
  readonly changes: readonly IndicatorChange[];
  readonly cells: number;
  readonly sheets: readonly string[];
  /** Values of the user's own that were kept: full references. */
  readonly kept: readonly string[];
  /** Whole and tenth seconds, as text. */
  readonly seconds: string;
}

/** A cell about which something was asked from its context menu. */
export interface AskedCell {
  readonly kind: 'trace' | 'use';
  /** Full reference. */
  readonly reference: string;
}

/** All that the pane shows. Replaced whole at every change. */
export interface PaneState {
  /** False until the first reading has ended, well or badly. */
  readonly begun: boolean;
  readonly activity: Activity | null;
  readonly outcome: Outcome | null;
  /** The workbook holds what the outcome says: nothing is left to write. */
  readonly current: boolean;
  /** The workbook was edited after the outcome was made. */
  readonly stale: boolean;
  /** Excel calculates only when it is told to: what was read may be out of date. */
  readonly manualCalculation: boolean;
  /** Decisions taken in the pane that are not in the workbook yet. */
  readonly unwritten: number;
  readonly failure: Failure | null;
  readonly notice: Notice | null;
  readonly summary: RunSummary | null;
  /** Runs of this workbook, newest first. */
  readonly runs: readonly RunRecord[];
  readonly catalogue: Catalogue;
  readonly preferences: Preferences;
  readonly asked: AskedCell | null;
  /** Last year's workbook, chosen as a file; gone when the pane is closed. */
  readonly lastYear: LastYear | null;
  /** `14:02` of the last evaluation. */
  readonly checkedAt: string | null;
}
