import type { Canonical } from '../amounts/decimal';
import type { Rounding } from '../amounts/rounding';
import type { Term } from '../amounts/term';
import type { FactId } from '../facts/fact';
import type { Basis } from '../systems/system';

/** `computed` from facts or targets, `manual` typed by the unit, `missing` while a score or an input is absent. */
export type IndicatorStatus = 'computed' | 'manual' | 'missing';

/** What another choice of basis or rounding would give. */
export interface Alternative {
  /** e.g. 年初预算数, 截尾. */
  readonly basis: string;
  readonly rate: Canonical | null;
  readonly shownRate: string | null;
  readonly score: Canonical | null;
  /** e.g. “按年初口径 89.62%，不扣分”. */
  readonly sentence: string;
}

/** One part of an indicator's rule with its own result. */
export interface PartResult {
  readonly name: string;
  readonly points: Canonical;
  readonly rate: Canonical | null;
  readonly shownRate: string | null;
  readonly score: Canonical | null;
  readonly basis: string | null;
  /** Full marks by default, to be confirmed: 默认规则，请确认. */
  readonly fullByDefault: boolean;
  readonly inputs: readonly FactId[];
  readonly terms: { readonly rate: Term | null; readonly score: Term | null };
}

/** A number with its cells, as one link of the chain from a score down to the workbook. */
export interface Operand {
  readonly label: string;
  readonly value: Canonical;
  readonly shown: string;
  readonly cells: readonly string[];
}

/** The result of one indicator. */
export interface IndicatorResult {
  /** Stable key: the code, or path and name. */
  readonly key: string;
  readonly code: string | null;
  readonly path: readonly string[];
  readonly name: string;
  readonly points: Canonical;
  readonly status: IndicatorStatus;
  readonly rate: Canonical | null;
  readonly shownRate: string | null;
  readonly score: Canonical | null;
  readonly deduction: Canonical | null;
  /** Why points were lost, with the calculation; empty at full marks. */
  readonly reason: string;
  /** Denominator and rounding in use. */
  readonly basis: string;
  /** Document and standing of the rule. */
  readonly source: Basis;
  readonly inputs: readonly FactId[];
  /** Facts (or 自评得分) that are still wanted. */
  readonly missing: readonly string[];
  readonly parts: readonly PartResult[];
  readonly alternatives: readonly Alternative[];
  /** Target indicators: full reference of the target's row cells and the completion. */
  readonly completion: Canonical | null;
  /** Completion as shown, uncapped; null where there is none. */
  readonly shownCompletion: string | null;
  readonly targetRow: string | null;
  /** Far beyond the target: to be looked at (`warn`), or a reason is compulsory (`reason`). */
  readonly overAchievement: 'warn' | 'reason' | null;
  /** Name of the tier that a qualitative score falls in; null for all others and while no score is typed. */
  readonly tier: string | null;
  /** A score that the unit typed although the rule can be computed; `score` stays the computed one. */
  readonly stated: { readonly score: Canonical; readonly cell: string } | null;
  /** The cell of a typed score that is used (`manual`); null where none is. */
  readonly typedCell: string | null;
  /** Numbers from cells that are no facts of the department: a target's operands, a project's amounts. */
  readonly operands: readonly Operand[];
  /**
   * What the live formulas are made of. References are defined names of facts (`决算数_合计`), full cell references of targets, or
   * `{manual:KEY}` for the input cell of a manual score, which the tables replace by an address.
   */
  readonly terms: { readonly rate: Term | null; readonly score: Term | null; readonly reason: Term | null };
}

/** Ids of the rates that are shown whenever they can be computed. */
export type RateId =
  | 'executionRate'
  | 'adjustmentRate'
  | 'threePublicControlRate'
  | 'operatingControlRate'
  | 'procurementRate'
  | 'utilisationRate'
  | 'staffControlRate'
  | 'offBookRate'
  | 'carryoverRate'
  | 'carryoverChangeRate'
  | 'threePublicChangeRate'
  | 'varianceRate';

/** One rate with its denominator. */
export interface RateResult {
  readonly id: RateId;
  readonly label: string;
  readonly value: Canonical;
  readonly shown: string;
  readonly basis: string;
  readonly inputs: readonly FactId[];
  readonly term: Term;
  readonly alternatives: readonly Alternative[];
}

/** The assessment of one subject (the department, or one project) under one system. */
export interface Assessment {
  /** Unit or project name. */
  readonly subject: string;
  readonly system: string;
  readonly rounding: Rounding;
  readonly indicators: readonly IndicatorResult[];
  readonly rates: readonly RateResult[];
  readonly total: { readonly points: Canonical; readonly score: Canonical | null };
  readonly grade: string | null;
  readonly levels: readonly { readonly name: string; readonly points: Canonical; readonly score: Canonical | null }[];
  /** Why there is no total although no indicator is missing: the unit's own targets were not found, or do not fill their points. */
  readonly incomplete: readonly string[];
}

/**
 * Manual scores by indicator key (`2.3.2`, `履职效能/培训人数`), of a part by `KEY#part` (`2.1.1#政策功能落实`), number of items of a
 * per-item rule by `KEY#项数`, and points of a checklist's item by `KEY#item`; from an issued form or from the input cells of 「绩效指标」. */
export type ManualScores = ReadonlyMap<string, { readonly score: Canonical; readonly cell: string }>;
