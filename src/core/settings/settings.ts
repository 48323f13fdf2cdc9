import type { Rounding } from '../amounts/rounding';
import type { ReadingChoices } from '../reading/reading';

/** A finding that the unit set aside, with its reason. */
export interface Waiver {
  readonly key: string;
  readonly code: string;
  readonly reason: string;
  /** `2024-01-31`. */
  readonly date: string;
}

/** A receipt of 提交前校验. */
export interface Receipt {
  /** ISO time, given by the edge. */
  readonly time: string;
  readonly rules: string;
  readonly error: number;
  readonly warning: number;
  readonly question: number;
  readonly note: number;
  /** Fingerprint of the facts that were checked. */
  readonly fingerprint: string;
}

/** What 「绩效设置」 holds: readable and editable by a person, travelling with the file. */
export interface Settings {
  readonly organisation: string | null;
  readonly year: number | null;
  /** System id; null means: recognise it. */
  readonly system: string | null;
  readonly rounding: Rounding | null;
  /** Chosen basis by rate or indicator key. */
  readonly bases: ReadonlyMap<string, string>;
  readonly choices: ReadingChoices;
  /** One sheet a project, or all on one. */
  readonly projectSheets: 'none' | 'separate' | 'stacked';
  /** Fingerprint of what we last wrote, by key of owned cell or paragraph. */
  readonly fingerprints: ReadonlyMap<string, string>;
  /** Keys of report paragraphs that the unit deleted. */
  readonly deletedParagraphs: ReadonlySet<string>;
  readonly waivers: readonly Waiver[];
  readonly receipts: readonly Receipt[];
  /** Identifies the workbook in the recovery log; random, given by the edge. */
  readonly workbookId: string | null;
}

/** Names of our sheets, and the hidden names that mark them as ours. */
export const ownSheets = {
  settings: { title: '绩效设置', mark: '_绩核_设置' },
  facts: { title: '绩效取数', mark: '_绩核_取数' },
  indicators: { title: '绩效指标', mark: '_绩核_指标' },
  checks: { title: '绩效校验', mark: '_绩核_校验' },
  report: { title: '绩效报告', mark: '_绩核_报告' },
  projects: { title: '项目绩效总览', mark: '_绩核_项目总览' },
  rules: { title: '绩效规则', mark: '_绩核_规则' },
} as const;
