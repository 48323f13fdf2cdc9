import type { Severity } from '../../src/core/checks/finding';
import type { Snapshot } from '../../src/core/workbook/snapshot';
import type { MadeSheet } from '../checks/workbook';
import { bookOf, edit } from './workbooks';

/** A workbook with one fault, and the nearest workbook of which nothing may be said. */
export interface Pair {
  readonly rule: string;
  readonly severity: Severity;
  readonly what: string;
  readonly fault: Snapshot;
  /** `B4` of any sheet or `工作表!B4`: one of them must be named by the finding. */
  readonly at: readonly string[];
  /** Why the neighbour is right. */
  readonly but: string;
  readonly neighbour: Snapshot;
  /** Further codes that may be said of the fault, and of the neighbour. */
  readonly may: readonly string[];
  readonly mayNeighbour: readonly string[];
  /** How often the rule speaks of the fault; once where nothing is said. */
  readonly times: number;
}

type Edits = Parameters<typeof edit>[1];

/** A workbook of the sheets given. */
export const book = (...sheets: readonly MadeSheet[]): Snapshot => bookOf(...sheets);
/** A workbook of one sheet with some cells written differently. */
export const one = (sheet: MadeSheet, cells: Edits): Snapshot => bookOf(edit(sheet, cells));

/** A pair in one line: code, severity, the fault and its cells, the neighbour and why it is right. */
export function pair(
  rule: string,
  severity: Severity,
  what: string,
  fault: Snapshot,
  at: readonly string[],
  but: string,
  neighbour: Snapshot,
  more: { readonly may?: readonly string[]; readonly mayNeighbour?: readonly string[]; readonly times?: number } = {},
): Pair {
  return {
    rule,
    severity,
    what,
    fault,
    at,
    but,
    neighbour,
    may: more.may ?? [],
    mayNeighbour: more.mayNeighbour ?? [],
    times: more.times ?? 1,
  };
}
