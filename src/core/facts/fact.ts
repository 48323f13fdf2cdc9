import type { Canonical } from '../amounts/decimal';
import type { Quantity } from '../amounts/unit';

/** `<item>:<measure>`, as listed in the vocabulary: `total:outturn`, `quarter.2:rate`. */
export type FactId = `${string}:${string}`;

/** How a fact came about: read from one cell, added up from several, or found with different values. */
export type FactStatus = 'read' | 'derived' | 'conflict';

/** Why a number was read from a cell. */
export interface Explanation {
  /** The item's label as printed, e.g. `日常公用经费`. */
  readonly item: string;
  /** The measure's label as printed, e.g. `调整后预算数`. */
  readonly measure: string;
  /** The unit that was applied, e.g. `万元（表内声明）`; null where none applies. */
  readonly unit: string | null;
}

/** One official quantity of the unit for the year, with the cells it came from. */
export interface Fact {
  readonly id: FactId;
  readonly quantity: Quantity;
  /** Money in 元, rates as fractions, everything else as counted. Of a conflict: the value that is used for the time being. */
  readonly value: Canonical;
  /** What the (first) cell shows. */
  readonly shown: string;
  /** Full references, `'基础数据'!B4`; several for a derived fact or a conflict. */
  readonly cells: readonly string[];
  readonly status: FactStatus;
  /** Of a conflict: every value found, in the order of `cells`. */
  readonly values?: readonly Canonical[];
  readonly explanation: Explanation;
  /**
   * The live Excel formula (with `=`) that gives `value` from `cells` in 元, as a fraction or as a count, e.g. `=ROUND('基础数据'!B4*10000,2)`;
   * null where no sure formula exists (the value then stands as 手工确认).
   */
  readonly formula: string | null;
}

/** Facts by id. */
export type Facts = ReadonlyMap<FactId, Fact>;
