import type { Assessment } from '../assessment/assessment';
import type { CheckResult } from '../checks/finding';
import type { ReportDocument } from '../narrative/document';
import type { Form, Reading } from '../reading/reading';
import type { Settings } from '../settings/settings';
import type { IndicatorSystem } from '../systems/system';
import type { Language } from '../wording/wording';
import type { KeptCell } from '../workbook/design';
import type { Plan } from '../workbook/plan';

/** What the edge (pane, command line) knows and the pure core may not ask for. */
export interface Edge {
  /** Today, `2024-01-31`. */
  readonly today: string;
  /** Now, ISO. */
  readonly now: string;
  /** A fresh random id, used when the workbook has none yet. */
  readonly freshId: string;
  readonly language: Language;
}

/** What a person asked for in this run, over what 「绩效设置」 says. */
export interface Request {
  readonly system?: string;
  /** Settings as changed in the pane (answers, cells, bases, waivers); absent: as read from the workbook. */
  readonly settings?: Settings;
  /** Project tables wanted in this run, over what the settings say. */
  readonly projectSheets?: 'none' | 'separate' | 'stacked';
  /** Put the system in use on 「绩效规则」, to be edited there. */
  readonly rules?: boolean;
  /** Write a receipt of this check. */
  readonly receipt?: boolean;
  /** Keys of report paragraphs to be drafted anew, whatever the unit did to them; `1.4` takes `1.4.1` and all below with it. */
  readonly redraft?: readonly string[];
}

/** An assessed issued form or project table. */
export interface FormOutcome {
  readonly subject: string;
  readonly sheet: string;
  /** Null where the table is one of ours (project tables made from a project list). */
  readonly form: Form | null;
  readonly assessment: Assessment;
  /** Full reference of each indicator's score cell by indicator key, and of the total under `total`. */
  readonly cells: ReadonlyMap<string, string>;
}

/** What one indicator was and is, since the last run that changed anything. */
export interface IndicatorChange {
  readonly key: string;
  readonly name: string;
  readonly before: string | null;
  readonly after: string | null;
  readonly cell: string | null;
}

/** Everything one run found out, and the plan that would write it. Plain data: it crosses worker borders. */
export interface Outcome {
  readonly settings: Settings;
  readonly reading: Reading;
  readonly system: IndicatorSystem;
  readonly assessment: Assessment;
  /** Full reference of each indicator's score cell by indicator key (issued form first, else 「绩效指标」), and of `total`; rates by `rate:ID`. */
  readonly cells: ReadonlyMap<string, string>;
  readonly forms: readonly FormOutcome[];
  readonly checks: CheckResult;
  readonly report: ReportDocument;
  readonly kept: readonly KeptCell[];
  readonly changes: readonly IndicatorChange[];
  readonly plan: Plan;
}
