import { decimal } from '../amounts/decimal';
import type { Waiver } from '../settings/settings';
import { say } from '../wording/wording';
import { columnLetters, parseFullReference } from '../workbook/address';
import type { SheetSnapshot } from '../workbook/snapshot';
import type { Check, CheckInput, Draft } from './check';
import { CheckContext } from './context';
import type { CheckResult, Finding, Severity, Unchecked } from './finding';
import { withoutSilenced } from './precedence';
import { plainText } from './printed';
import { basisText, checks } from './rules';
import { wrongWorkbook } from './wrong-workbook';

/** What stands for a cell's place in a finding's key, so that a waiver survives inserted rows. */
type LabelAt = (reference: string) => string;

const order: Readonly<Record<Severity, number>> = { error: 0, warning: 1, question: 2, note: 3 };

/**
 * Runs every rule over a workbook. Findings come in the order of display: errors by sheet, then warnings, questions, notes. A rule that lacks
 * what it needs is listed once in `unchecked`. The summary counts what stands; waived findings are kept in the list and not counted.
 */
export function runChecks(input: CheckInput): CheckResult {
  const context = new CheckContext(input);
  const labelAt = labels(context);
  const unchecked: Unchecked[] = [];
  const drafts: (Draft & { readonly check: Check; readonly code: string; readonly severity: Severity })[] = [];
  const wrong = wrongWorkbook(context);
  if (wrong) {
    const check = checks.find(({ code }) => code === wrong.code);
    if (check) drafts.push({ severity: check.severity, ...wrong.draft, check, code: wrong.code });
  }
  for (const check of wrong ? [] : checks) {
    const missing = check.lacks(context);
    if (missing !== null) {
      unchecked.push({ code: check.code, title: say('checks', `title.${check.code}`), missing });
      continue;
    }
    for (const draft of check.run(context)) drafts.push({ severity: check.severity, ...draft, check, code: check.code });
  }
  const sheetOrder = new Map(input.snapshot.sheets.map(({ name }, index) => [name, index]));
  const place = (cells: readonly string[]): readonly [number, number, number] => {
    const found = cells[0] ? parseFullReference(cells[0]) : null;
    return found ? [sheetOrder.get(found.sheet) ?? 0, found.area.top, found.area.left] : [-1, 0, 0];
  };
  const standing = withoutSilenced(drafts.map((draft) => ({ ...draft, place: place(draft.cells) })));
  standing.sort(
    (left, right) =>
      order[left.severity] - order[right.severity] ||
      left.place[0] - right.place[0] ||
      left.place[1] - right.place[1] ||
      left.place[2] - right.place[2] ||
      left.code.localeCompare(right.code),
  );
  const waivers = currentWaivers(input.settings.waivers);
  const keys = new Map<string, number>();
  const findings = standing.map((draft): Finding => {
    const base = `${draft.code}|${draft.cells[0] ? labelAt(draft.cells[0]) : draft.message}`;
    const count = (keys.get(base) ?? 0) + 1;
    keys.set(base, count);
    const key = count === 1 ? base : `${base}#${count}`;
    const waiver = waivers.get(key);
    return {
      code: draft.code,
      severity: draft.severity,
      message: draft.message,
      cells: draft.cells,
      stated: draft.stated ?? null,
      expected: draft.expected ?? null,
      difference: draft.difference && !isZeroText(draft.difference) ? draft.difference : null,
      basis: basisText(draft.check.basis, input.system.level),
      advice: draft.advice ?? null,
      mend: draft.mend ?? null,
      reasonCell: draft.reasonCell ?? null,
      key,
      waived: waiver && waiver.code === draft.code ? { reason: waiver.reason, date: waiver.date } : null,
    };
  });
  findings.push(...(input.extra ?? []).map((finding) => ({ ...finding, waived: finding.waived ?? null })));
  findings.sort((left, right) => order[left.severity] - order[right.severity]);
  const summary: Record<Severity, number> = { error: 0, warning: 0, question: 0, note: 0 };
  for (const { severity, waived } of findings) if (waived === null) summary[severity] += 1;
  return { findings, unchecked, summary };
}

function isZeroText(text: string): boolean {
  const digits = /^-?\d+(\.\d+)?/.exec(text)?.[0];
  return text === '' || (digits !== undefined && decimal(digits).isZero());
}

/** Of contradictory waivers of one finding the latest counts; of two of one day the one that stands further down. An empty reason waives nothing. */
function currentWaivers(waivers: readonly Waiver[]): ReadonlyMap<string, Waiver> {
  const current = new Map<string, Waiver>();
  for (const waiver of waivers) {
    const earlier = current.get(waiver.key);
    if (!earlier || waiver.date >= earlier.date) current.set(waiver.key, waiver);
  }
  for (const [key, waiver] of current) if (waiver.reason.trim() === '' || waiver.key.split('|')[0] !== waiver.code) current.delete(key);
  return current;
}

/** Sheet, row label and column label of a cell: what a person would call it. */
function labels(context: CheckContext): LabelAt {
  const rowLabels = new Map<string, string>();
  const rowLabel = (sheet: SheetSnapshot, row: number): string => {
    const key = `${sheet.name}!${row}`;
    let label = rowLabels.get(key);
    if (label === undefined) {
      const texts = [...(sheet.cells.get(row)?.values() ?? [])].filter(
        (cell) => cell.kind === 'text' && cell.formula === null && !/^\d/.test(plainText(cell.value)),
      );
      label = texts
        .slice(0, 3)
        .map((cell) => plainText(cell.value).slice(0, 24))
        .join('/');
      rowLabels.set(key, label);
    }
    return label;
  };
  return (reference) => {
    const found = parseFullReference(reference);
    const sheet = found ? context.sheet(found.sheet) : null;
    if (!found || !sheet) return reference;
    const column = context.tables
      .find(({ table }) => table.sheet === sheet.name && found.area.top >= table.area.top && found.area.top <= table.area.bottom)
      ?.table.columns.find((entry) => entry.column === found.area.left);
    return `${sheet.name}|${rowLabel(sheet, found.area.top)}|${column ? plainText(column.label) : columnLetters(found.area.left)}`;
  };
}
