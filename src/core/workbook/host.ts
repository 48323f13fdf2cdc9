import type { Plan } from './plan';
import type { Snapshot } from './snapshot';

/** Why a host could not go on; the edge turns each into one plain sentence (`wording`, area `hosts`). */
export type HostFailure =
  | 'notWorkbook' // not an .xlsx/.xlsm at all, or damaged
  | 'oldFormat' // .xls
  | 'encrypted' // a password is needed
  | 'signed' // a digital signature would be broken
  | 'strictFormat' // Strict Open XML, which package surgery does not write
  | 'tooLarge' // bombs and workbooks past the limits
  | 'noSheets'
  | 'sheetMissing' // renamed or deleted between reading and writing
  | 'sheetProtected'
  | 'structureProtected'
  | 'cellMerged' // a cell to be written lies under a merged area
  | 'cellInArray' // a cell to be written belongs to an array formula or data table
  | 'editing' // a cell is in edit mode
  | 'readOnly'
  | 'busy' // the application is busy; try again
  | 'changedMeanwhile' // the workbook changed between reading and writing
  | 'filtered' // a filter hides rows to be written, and Excel left them out
  | 'notApplied' // what was read back differs from what was written
  | 'notRestored' // the before-image could not be put back whole
  | 'unsupported' // this host can not do that
  | 'cancelled' // the person stopped it; nothing of it is left in the workbook
  | 'unknown';

/** A host's failure: a code, and the place it happened (a sheet or cell, never a stack) for the sentence's slot. */
export class HostError extends Error {
  constructor(
    readonly failure: HostFailure,
    readonly place: string | null = null,
    /** For the log only; never shown to a user. */
    readonly detail: string | null = null,
    /** With `notRestored`: what still has to be put back, for another try with `Host.restore`. */
    readonly before: BeforeImage | null = null,
  ) {
    super(`${failure}${place ? ` ${place}` : ''}${detail ? `: ${detail}` : ''}`);
    this.name = 'HostError';
  }
}

/** What stood in the workbook before a plan was applied, enough to put it back; opaque to everyone but the host that made it, and plain JSON. */
export interface BeforeImage {
  readonly host: string;
  readonly content: unknown;
}

/** What applying a plan did. */
export interface Applied {
  readonly before: BeforeImage;
}

/** Steps of long work, 0…1, with a cancel. */
export interface Progress {
  report(done: number): void;
  readonly cancelled: boolean;
}

/**
 * The seam between the core and a spreadsheet. `apply` writes a plan whole, reads back and compares; on any failure it has put
 * everything back before it rejects with a `HostError`. `restore` takes an applied plan back.
 */
export interface Host {
  capture(progress?: Progress): Promise<Snapshot>;
  /** `keep` gets the before-image before the first cell is written, so that a run that is cut short can still be taken back. */
  apply(plan: Plan, progress?: Progress, keep?: (before: BeforeImage) => Promise<void>): Promise<Applied>;
  restore(before: BeforeImage): Promise<void>;
}
