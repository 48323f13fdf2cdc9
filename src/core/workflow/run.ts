import type { Assessment } from '../assessment/assessment';
import type { CheckResult, Finding } from '../checks/finding';
import { runChecks } from '../checks/registry';
import { checksSheetDesign } from '../checks/sheet';
import type { FactId } from '../facts/fact';
import { definedNameOf } from '../facts/names';
import type { NarrativeInput } from '../narrative/input';
import { readWorkbook } from '../reading/read';
import type { Reading } from '../reading/reading';
import { type ReceiptStanding, readingFingerprint, receiptStanding, ruleSetVersion, sealReceipt } from '../settings/fingerprints';
import type { Settings } from '../settings/settings';
import { planSettings } from '../settings/sheet';
import { withDeletedParagraphs, withFingerprints, withReceipt, withWorkbookId } from '../settings/update';
import { readManualScores, withoutOwnContent } from '../tables/own-content';
import { designTables, type Tables } from '../tables/tables';
import { isEmptyPlan, joinPlans } from '../workbook/plan';
import { nameResolver, planWorkbook } from '../workbook/planning';
import { snapshotAfter } from '../workbook/preview';
import type { Snapshot } from '../workbook/snapshot';
import { placedCells, type UserRows } from '../workbook/user-rows';
import { changesOf } from './changes';
import { chosenSettings } from './chosen-settings';
import type { Edge, FormOutcome, Outcome, Request } from './outcome';
import { type Parts, requireParts } from './parts';
import { ownSystem, rulesFindings, wantedRules } from './rules';
import { assessSubjects, projectSystem, type Subjects } from './subjects';

/**
 * What one run over a workbook finds out, and the plan that would write it. Pure: the same snapshot, edge and request give the same
 * outcome. Parts may be missing where `neededParts` says so; else a `RangeError`.
 */
export function evaluateWith(snapshot: Snapshot, edge: Edge, request: Request, parts: Parts): Outcome {
  requireParts(snapshot, request, parts);
  const redraft = request.redraft ?? [];
  const { report: drafting } = parts;
  const settings = drafting.giveBackParagraphs(chosenSettings(snapshot, request), snapshot, redraft);
  const source = withoutOwnContent(snapshot, settings.fingerprints);
  const reading = readWorkbook(source, settings.choices);
  const resolve = nameResolver(snapshot, settings.fingerprints);
  const nameOf = (id: FactId): string => resolve(definedNameOf(id));
  const typed = readManualScores(snapshot, settings.fingerprints);
  const rules = parts.rulesSheet?.readRulesSheet(snapshot) ?? null;
  const subjects = assessSubjects({ source, reading, settings, system: request.system ?? null, typed, nameOf, ...ownSystem(rules) });
  const tables = designTables({
    snapshot,
    source,
    settings,
    reading,
    facts: reading.facts,
    system: subjects.system,
    assessment: subjects.main,
    manual: subjects.mainManual,
    nameOf,
    forms: subjects.forms.map((form) => ({ ...form, main: form === subjects.mainForm })),
    projects: subjects.projects,
    projectSystem: projectSystem(),
    projectSheets: settings.projectSheets,
    designProjectSheets: parts.projectSheets?.designProjectSheets ?? null,
  });
  const narrative: NarrativeInput = {
    reading,
    facts: reading.facts,
    system: subjects.system,
    assessment: subjects.main,
    settings,
    nameOf,
    cells: tables.cells,
    today: edge.today,
  };
  const report = drafting.mergeReport(drafting.draftReport(narrative), narrative, snapshot, redraft);
  const desired = {
    designs: [
      ...tables.designs,
      ...(reading.nothingFound === null ? [report.design] : []),
      ...wantedRules(snapshot, subjects.system, request, parts.rulesSheet),
    ],
    formCells: tables.formCells,
    names: tables.names,
    fingerprints: settings.fingerprints,
    retired: tables.retired,
  };
  const first = planWorkbook(snapshot, desired);
  const checks = checksAfter(snapshotAfter(snapshot, first.plan), {
    settings,
    subjects,
    kept: first.kept,
    extra: [...drafting.staleFigures(report.edited), ...rulesFindings(rules)],
  });
  const checked = request.receipt ? withReceipt(settings, receiptOf(edge, reading, checks)) : settings;
  const second = planWorkbook(snapshot, {
    ...desired,
    designs: [
      ...desired.designs,
      checksSheetDesign({ snapshot, result: checks, settings: checked, fingerprint: readingFingerprint(reading) }),
    ],
  });
  const remembered = withDeletedParagraphs(withFingerprints(checked, second.fingerprints), report.deleted);
  const named = remembered.workbookId === null ? withWorkbookId(remembered, edge.freshId) : remembered;
  const plan = joinPlans(second.plan, planSettings(snapshot, named));
  const cells = placedCells(tables.cells, second.userRows);
  return {
    settings: isEmptyPlan(plan) ? settings : named,
    reading,
    system: subjects.system,
    assessment: subjects.main,
    cells,
    forms: formOutcomes(subjects, tables, second.userRows),
    checks,
    report: report.document,
    kept: second.kept,
    changes: changesOf(snapshot, subjects.main, cells),
    plan,
  };
}

/** What `check` says of a workbook as it is. */
export interface WorkbookCheck {
  readonly system: string;
  readonly organisation: string | null;
  readonly year: number | null;
  readonly checks: CheckResult;
  /** The last receipt of 提交前校验 and whether the facts are still those that it was written for. */
  readonly receipt: { readonly time: string; readonly standing: ReceiptStanding; readonly unchanged: boolean } | null;
}

/** Checks a workbook as it is; nothing is planned. Parts as in `evaluateWith`. */
export function checkWith(snapshot: Snapshot, edge: Edge, request: Request, parts: Parts): WorkbookCheck {
  requireParts(snapshot, request, parts);
  const settings = chosenSettings(snapshot, request);
  const reading = readWorkbook(snapshot, settings.choices);
  const rules = parts.rulesSheet?.readRulesSheet(snapshot) ?? null;
  const subjects = assessSubjects({
    source: snapshot,
    reading,
    settings,
    system: request.system ?? null,
    typed: readManualScores(snapshot, settings.fingerprints),
    nameOf: definedNameOf,
    ...ownSystem(rules),
    scoresOnly: true,
  });
  const checks = runChecks({
    snapshot,
    reading,
    system: subjects.system,
    assessment: subjects.main,
    forms: checkedForms(subjects),
    settings,
    today: edge.today,
    extra: rulesFindings(rules),
  });
  const last = settings.receipts.at(-1);
  const source = last ? withoutOwnContent(snapshot, settings.fingerprints) : null;
  const standing = last && source ? receiptStanding(last, readingFingerprint(readWorkbook(source, settings.choices))) : null;
  return {
    system: subjects.system.id,
    organisation: settings.organisation ?? reading.organisation,
    year: settings.year ?? reading.year,
    checks,
    receipt: last && standing ? { time: last.time, standing, unchanged: standing === 'unchanged' } : null,
  };
}

/** Checks what will stand after the plan; the forms are read and assessed again as they will stand. */
function checksAfter(
  after: Snapshot,
  run: {
    readonly settings: Settings;
    readonly subjects: Subjects;
    readonly kept: Outcome['kept'];
    readonly extra: readonly Finding[];
  },
): CheckResult {
  const { settings, subjects } = run;
  const reading = readWorkbook(after, settings.choices);
  const standing = assessSubjects({
    source: after,
    reading,
    settings,
    system: subjects.system.id,
    typed: new Map(),
    nameOf: definedNameOf,
    scoresOnly: true,
  });
  return runChecks({
    snapshot: after,
    reading,
    system: subjects.system,
    assessment: subjects.main,
    forms: checkedForms(standing),
    settings,
    kept: run.kept,
    filled: true,
    extra: run.extra,
  });
}

function checkedForms(subjects: Subjects): { readonly form: FormOutcome['form'] & object; readonly assessment: Assessment }[] {
  return subjects.forms.map(({ match, assessment }) => ({ form: match.form, assessment }));
}

function receiptOf(edge: Edge, reading: Reading, checks: CheckResult): Settings['receipts'][number] {
  return sealReceipt({ time: edge.now, rules: ruleSetVersion, ...checks.summary, fingerprint: readingFingerprint(reading) });
}

function formOutcomes(subjects: Subjects, tables: Tables, userRows: UserRows): FormOutcome[] {
  const placed = (cells: ReadonlyMap<string, string> | undefined): ReadonlyMap<string, string> => placedCells(cells ?? new Map(), userRows);
  return [
    ...subjects.forms.map(({ match, assessment, subject }, index) => ({
      subject,
      sheet: match.form.sheet,
      form: match.form,
      assessment,
      cells: placed(tables.forms[index]?.cells),
    })),
    ...subjects.projects.map(({ project, assessment }, index) => ({
      subject: project.name,
      sheet: tables.projects[index]?.sheet ?? '',
      form: null,
      assessment,
      cells: placed(tables.projects[index]?.cells),
    })),
  ];
}
