import type { Assessment } from '../assessment/assessment';
import type { Form, Reading } from '../reading/reading';
import type { Settings } from '../settings/settings';
import type { IndicatorSystem } from '../systems/system';
import type { KeptCell } from '../workbook/design';
import type { Plan } from '../workbook/plan';
import type { Snapshot } from '../workbook/snapshot';
import type { CheckContext } from './context';
import type { Finding, Severity } from './finding';

/** An issued form with the assessment of what stands in it; null where it could not be assessed. */
export interface CheckedForm {
  readonly form: Form;
  readonly assessment: Assessment | null;
}

/** Everything the checks may look at. */
export interface CheckInput {
  /** The workbook as it is (`check`), or as it will stand after the plan (`fill`). */
  readonly snapshot: Snapshot;
  readonly reading: Reading;
  readonly system: IndicatorSystem;
  /** The department's assessment; null where there is none. */
  readonly assessment: Assessment | null;
  /** Issued forms; null where forms were not assessed at all. */
  readonly forms: readonly CheckedForm[] | null;
  readonly settings: Settings;
  /** Cells of the user's own that stand where we would have written. */
  readonly kept?: readonly KeptCell[];
  /** Today, `2024-01-31`; absent where nobody gave it. */
  readonly today?: string;
  /** Findings of other parts of the program that belong into the list. */
  readonly extra?: readonly Finding[];
  /** The workbook stands as filled by us: what keeps our own total empty is a finding too. */
  readonly filled?: boolean;
}

/**
 * Where a check comes from: 办法 ministry documents · 平台 budget platforms · 地方表 local forms · 公开检查 usual check of published
 * budgets · 常见 mistakes seen in published reports · 自定 ours, editable.
 */
export type BasisCode = 'ministry' | 'platform' | 'localForm' | 'publicReview' | 'common' | 'own';

/** What a check says before the registry has added code, severity, basis, key and waiver. */
export interface Draft {
  /** Where it differs from the check's own. */
  readonly severity?: Severity;
  readonly message: string;
  /** Full references; the first is the one to select. */
  readonly cells: readonly string[];
  readonly stated?: string;
  readonly expected?: string;
  readonly difference?: string;
  readonly advice?: string;
  readonly mend?: Plan | null;
  readonly reasonCell?: string | null;
}

/** One rule of the catalogue, as data with one function. */
export interface Check {
  /** The catalogue's code, `K-01`. */
  readonly code: CheckCode;
  readonly severity: Severity;
  readonly basis: readonly BasisCode[];
  /** The correct value follows by arithmetic or plain cleaning. */
  readonly mendable: boolean;
  /** What the check lacks in this workbook, in Chinese; null where it can run. */
  readonly lacks: (context: CheckContext) => string | null;
  readonly run: (context: CheckContext) => readonly Draft[];
}

const workbookCodes = [
  'U-01 U-02 U-03 U-04 U-05 U-06',
  'L-01 L-02 L-03',
  'K-01 K-02 K-03 K-04 K-05 K-06 K-07 K-08 K-09 K-10 K-11 K-12 K-13 K-14 K-15 K-16',
  'C-01 C-02 C-03 C-04 C-05 C-06 C-07 C-08 C-09 C-10 C-11 C-12 C-13 C-14 C-15 C-16 C-17 C-18 C-19',
  'S-01 S-02 S-03 S-04 S-05 S-06 S-07 S-08 S-09 S-10 S-11 S-12 S-13 S-14 S-15 S-16',
  'I-01 I-02 I-03 I-04 I-05 I-06 I-07 I-08 I-09 I-10 I-11 I-12 I-13',
  'R-01 R-02 R-03 R-04 R-05 R-06 R-07 R-08 R-09',
  'N-01 N-02 N-03 N-06 N-07 N-08 N-09 N-10 N-11',
  'F-04 F-05',
  'H-01 H-02 H-03 H-04 H-05 H-06 H-07 H-08',
] as const;

type Words<Text extends string> = Text extends `${infer First} ${infer Rest}` ? First | Words<Rest> : Text;
/** Codes of the catalogue that a workbook can show. */
export type CheckCode = Words<(typeof workbookCodes)[number]>;
