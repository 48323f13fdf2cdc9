import type { Canonical } from '../amounts/decimal';
import type { Rounding } from '../amounts/rounding';
import type { FactId } from '../facts/fact';

/** How well a rule is known: confirmed in an official text, reproduces published figures, or our own editable default. */
export type Standing = 'official' | 'asPractised' | 'default';

/** The source of a rule. */
export interface Basis {
  /** Document and clause, in Chinese. */
  readonly document: string;
  readonly standing: Standing;
}

/** A calculation over facts, as data. */
export type Expression =
  | { readonly fact: FactId }
  | { readonly constant: Canonical }
  | { readonly ratio: readonly [Expression, Expression] }
  /** (now − before) / before. */
  | { readonly change: readonly [Expression, Expression] }
  | { readonly difference: readonly [Expression, Expression] }
  | { readonly sum: readonly Expression[] }
  | { readonly mean: readonly Expression[] }
  | { readonly absolute: Expression }
  | { readonly least: readonly Expression[] }
  | { readonly greatest: readonly Expression[] }
  /** The first that is known: other ways to the same quantity. */
  | { readonly first: readonly Expression[] }
  /** The first that is known, or the one that was chosen: bases, each with its own name, that may give different results. */
  | { readonly choice: readonly { readonly basis: string; readonly alsoNamed?: readonly string[]; readonly value: Expression }[] }
  /** One of the standard rates (`rates.json`) with the bases that the system allows for it. */
  | { readonly rate: string };

/** One band: the score of values from `from` to `to`. A missing end is open. */
export interface Band {
  readonly from?: Canonical;
  readonly fromIncluded?: boolean;
  readonly to?: Canonical;
  readonly toIncluded?: boolean;
  readonly score: Canonical;
}

/** How points are given. The score is always between 0 and the points. */
export type ScoreRule =
  /** points × min(cap, value); `over` says what a value above 1 gives: capped, or nothing. */
  | { readonly kind: 'proportional'; readonly over?: 'capped' | 'zero' }
  | { readonly kind: 'bands'; readonly bands: readonly Band[] }
  /** `deduct` off per `step` (fraction) beyond `limit`; a part of a step counts proportionally, not at all, or whole. */
  | {
      readonly kind: 'perPoint';
      readonly limit: Canonical;
      readonly direction: 'above' | 'below';
      readonly step: Canonical;
      readonly deduct: Canonical;
      readonly part: 'proportional' | 'none' | 'whole';
    }
  /** `deduct` off per item; the number of items is typed. */
  | { readonly kind: 'perItem'; readonly deduct: Canonical; readonly item: string }
  /** Points per item met; typed. */
  | { readonly kind: 'checklist'; readonly items: readonly { readonly name: string; readonly points: Canonical }[] }
  /** Quantitative target: completion capped at full; reverse targets by `reverse`. */
  | { readonly kind: 'target'; readonly reverse?: 'inverse' | 'linear' }
  /** Qualitative: three tiers with their bands of the points. */
  | {
      readonly kind: 'tiers';
      readonly tiers: readonly { readonly name: string; readonly from: Canonical; readonly to: Canonical; readonly toIncluded: boolean }[];
    }
  | { readonly kind: 'manual' }
  /** The first case whose condition holds. */
  | {
      readonly kind: 'when';
      readonly condition: {
        readonly value: Expression;
        readonly operator: '<' | '<=' | '=' | '>=' | '>' | '<>';
        readonly limit: Expression;
      };
      readonly holds: ScoreRule;
      readonly otherwise: ScoreRule;
    }
  /** A sum of rules, each with its own points, value and name; `full` parts stand at full marks by default until changed. */
  | { readonly kind: 'parts'; readonly parts: readonly ScorePart[] };

/** One part of a `parts` rule. */
export interface ScorePart {
  readonly name: string;
  readonly points: Canonical;
  readonly value?: Expression;
  readonly rule: ScoreRule;
  /** Shown in the working, e.g. 调整后预算. */
  readonly basisName?: string;
  /** The part stands at full marks by default: 默认规则，请确认. */
  readonly fullByDefault?: boolean;
  readonly basis?: Basis;
  /** What the part gives while a denominator is 0: nothing (then the unit types the score), or 0 points. */
  readonly whenUndefined?: 'zero';
}

/** Another published version of a rule: taken where the unit's form gives these points, or where the unit chose it by name. */
export interface RuleVariant {
  readonly name: string;
  readonly points: Canonical;
  readonly rule: ScoreRule;
  readonly standard: string;
  readonly basis: Basis;
}

/** One indicator of a system. */
export interface Indicator {
  readonly code: string | null;
  readonly path: readonly string[];
  readonly name: string;
  /** Other names under which forms list it. */
  readonly alsoNamed?: readonly string[];
  readonly points: Canonical;
  readonly value?: Expression;
  readonly rule: ScoreRule;
  /** The rule in words, as printed under 评分标准. */
  readonly standard: string;
  /** 指标解释, where the form has that column. */
  readonly explanation?: string;
  readonly basis: Basis;
  readonly rounding?: Rounding;
  /** Name of the denominator in use, e.g. 全年预算数. */
  readonly basisName?: string;
  /** The value is shown as a percentage unless it is a count or an amount. */
  readonly shows?: 'rate' | 'count' | 'amount';
  /** What the indicator gives while a denominator is 0: nothing (then the unit types the score), or 0 points. */
  readonly whenUndefined?: 'zero';
  /** The calculation in words, with slots `{operands}`, `{rate}`, `{1.rate}`, `{1.score}`, `{1-4.score}` (parts count from 1); a general sentence where absent. */
  readonly workings?: string;
  readonly variants?: readonly RuleVariant[];
}

/** A grade with the lowest score (of 100) that earns it. */
export interface GradeBand {
  readonly name: string;
  readonly from: Canonical;
}

/** An indicator system: one readable data file. */
export interface IndicatorSystem {
  readonly id: string;
  readonly title: string;
  readonly shortTitle: string;
  /** When this system applies, in one sentence. */
  readonly applies: string;
  readonly level: 'department' | 'project';
  readonly basis: Basis;
  readonly totalPoints: Canonical;
  readonly grades: readonly GradeBand[];
  readonly rounding: { readonly mode: Rounding; readonly basis: Basis };
  /** Fixed indicators. The execution-rate line of a targets system is among them. */
  readonly indicators: readonly Indicator[];
  /** Indicators with a known rule that count only where the unit's own form lists them. */
  readonly formIndicators?: readonly Indicator[];
  /** The rest of the points comes from the unit's own targets. */
  readonly targets: {
    readonly points: Canonical;
    readonly rule: ScoreRule;
    readonly tiers: ScoreRule;
    readonly overAchievement: { readonly warnFrom: Canonical; readonly reasonFrom: Canonical | null };
    /** Customary points of the level-1 groups; none where no custom is known. */
    readonly weights: readonly Weight[];
    /** Other customary schemes. */
    readonly otherWeights?: readonly { readonly name: string; readonly weights: readonly Weight[] }[];
    readonly basis: Basis;
  } | null;
  /** Bases per rate id that the unit may choose; the first is the system's own. */
  readonly bases: Readonly<Record<string, readonly string[]>>;
  readonly layout: TableLayout;
  /** Id of the report outline. */
  readonly outline: string;
}

/** Points of a level-1 group of targets. */
export interface Weight {
  readonly name: string;
  readonly points: Canonical;
}

/** A standard rate: declared once, shown whenever it can be computed, used by indicators through `{ rate }`. */
export interface RateDefinition {
  readonly id: string;
  readonly label: string;
  readonly value: Expression;
}

/** How the standardized table is printed. */
export interface TableLayout {
  readonly title: string;
  readonly columns: readonly {
    readonly key:
      | 'code'
      | 'level1'
      | 'level1Points'
      | 'level2'
      | 'level2Points'
      | 'name'
      | 'points'
      | 'explanation'
      | 'standard'
      | 'target'
      | 'actual'
      | 'rate'
      | 'score'
      | 'deduction'
      | 'reason';
    readonly header: readonly string[];
    readonly width: number;
  }[];
  readonly landscape: boolean;
}
