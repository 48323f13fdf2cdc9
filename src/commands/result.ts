import type { Severity } from '../core/checks/finding';
import type { Outcome } from '../core/workflow/outcome';

/** What a ribbon command found out, small enough for a dialog's address. */
export interface CommandResult {
  readonly kind: 'recalculated' | 'upToDate' | 'validated' | 'nothing' | 'failed';
  /** One sentence: what was looked for, or what went wrong and what to do. */
  readonly sentence: string | null;
  readonly score: string | null;
  readonly points: string | null;
  readonly grade: string | null;
  /** Number of cells that were written. */
  readonly cells: number;
  readonly deductions: readonly { readonly name: string; readonly points: string }[];
  readonly counts: Readonly<Record<Severity, number>>;
  /** Messages of the gravest findings. */
  readonly findings: readonly string[];
  /** Deductions and findings that did not fit. */
  readonly more: number;
}

/** How many deductions or findings the dialog shows, and how long a finding's message may be. */
export const shownItems = 5;
const longestMessage = 70;

const noCounts: CommandResult['counts'] = { error: 0, warning: 0, question: 0, note: 0 };
const gravity: readonly Severity[] = ['error', 'warning', 'question', 'note'];

/** A command that could not be done. */
export function failedResult(sentence: string): CommandResult {
  return {
    kind: 'failed',
    sentence,
    score: null,
    points: null,
    grade: null,
    cells: 0,
    deductions: [],
    counts: noCounts,
    findings: [],
    more: 0,
  };
}

/** What an outcome amounts to; findings that the unit set aside are not among its problems. */
export function resultOf(kind: 'recalculated' | 'upToDate' | 'validated', outcome: Outcome, cells: number): CommandResult {
  if (outcome.reading.nothingFound !== null) return { ...failedResult(outcome.reading.nothingFound), kind: 'nothing' };
  const { assessment, checks } = outcome;
  const deductions = assessment.indicators
    .filter(({ deduction }) => deduction !== null && deduction !== '0')
    .map(({ name, deduction }) => ({ name, points: deduction ?? '0' }));
  const findings = checks.findings
    .filter(({ waived }) => waived === null)
    .sort((first, second) => gravity.indexOf(first.severity) - gravity.indexOf(second.severity))
    .map(({ message }) => (message.length > longestMessage ? `${message.slice(0, longestMessage - 1)}…` : message));
  const shownDeductions = kind === 'validated' ? [] : deductions.slice(0, shownItems);
  const shownFindings = kind === 'validated' ? findings.slice(0, shownItems) : [];
  return {
    kind,
    sentence: null,
    score: assessment.total.score,
    points: assessment.total.points,
    grade: assessment.grade,
    cells,
    deductions: shownDeductions,
    counts: checks.summary,
    findings: shownFindings,
    more: kind === 'validated' ? findings.length - shownFindings.length : deductions.length - shownDeductions.length,
  };
}

/** A result as the fragment of the dialog's address; a fragment never leaves the browser. */
export function encodeResult(result: CommandResult): string {
  const bytes = new TextEncoder().encode(JSON.stringify(result));
  return btoa(String.fromCharCode(...bytes))
    .replace(/\+/g, '-')
    .replace(/\//g, '_')
    .replace(/=+$/, '');
}

/**
 * The result in a fragment (with or without `#`, and with whatever Office has added behind a `&`); null for anything that
 * `encodeResult` did not make.
 */
export function decodeResult(fragment: string): CommandResult | null {
  try {
    const [own = ''] = fragment.replace(/^#/, '').split('&');
    const text = atob(own.replace(/-/g, '+').replace(/_/g, '/'));
    const bytes = Uint8Array.from(text, (character) => character.charCodeAt(0));
    const value: unknown = JSON.parse(new TextDecoder().decode(bytes));
    return isResult(value) ? value : null;
  } catch {
    return null;
  }
}

const kinds: readonly string[] = ['recalculated', 'upToDate', 'validated', 'nothing', 'failed'];

function isResult(value: unknown): value is CommandResult {
  if (typeof value !== 'object' || value === null) return false;
  const { kind, deductions, findings, counts } = value as Partial<Record<keyof CommandResult, unknown>>;
  return (
    typeof kind === 'string' &&
    kinds.includes(kind) &&
    Array.isArray(deductions) &&
    Array.isArray(findings) &&
    typeof counts === 'object' &&
    counts !== null
  );
}
