import type { Plan } from '../workbook/plan';

/** `error` 错误 · `warning` 警告 · `question` 疑点 · `note` 提示. */
export type Severity = 'error' | 'warning' | 'question' | 'note';

/** One thing that the reviewer would find. */
export interface Finding {
  /** The catalogue's code, `K-01`. */
  readonly code: string;
  readonly severity: Severity;
  /** One plain Chinese sentence with the numbers. */
  readonly message: string;
  /** Full references. The first is the one to select. */
  readonly cells: readonly string[];
  readonly stated: string | null;
  readonly expected: string | null;
  readonly difference: string | null;
  /** Document and clause, or 自定. */
  readonly basis: string;
  /** How to mend it, in one sentence; null where the message says it all. */
  readonly advice: string | null;
  /** The mend, where the correct value follows by arithmetic or cleaning. */
  readonly mend: Plan | null;
  /** Where a reason can be typed: full reference of the reason cell. */
  readonly reasonCell: string | null;
  /** Stable identity for waivers: code and cells. */
  readonly key: string;
  /** Why the unit set it aside; null while it stands. */
  readonly waived: { readonly reason: string; readonly date: string } | null;
}

/** A check that lacked what it needs, said once. */
export interface Unchecked {
  readonly code: string;
  readonly title: string;
  /** What was missing, in Chinese. */
  readonly missing: string;
}

/** What all checks together found. */
export interface CheckResult {
  readonly findings: readonly Finding[];
  readonly unchecked: readonly Unchecked[];
  readonly summary: Readonly<Record<Severity, number>>;
}
