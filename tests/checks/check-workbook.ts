import type { CheckInput } from '../../src/core/checks/check';
import type { CheckResult, Finding } from '../../src/core/checks/finding';
import { runChecks } from '../../src/core/checks/registry';
import { definedNameOf } from '../../src/core/facts/names';
import { readWorkbook } from '../../src/core/reading/read';
import type { Settings } from '../../src/core/settings/settings';
import { readSettings } from '../../src/core/settings/sheet';
import { systems } from '../../src/core/systems/systems';
import type { Snapshot } from '../../src/core/workbook/snapshot';
import { assessSubjects } from '../../src/core/workflow/subjects';

/** The input of the checks for a workbook as it is. */
export function checkInput(snapshot: Snapshot, changed: Partial<Settings> = {}): CheckInput {
  const settings = { ...readSettings(snapshot, systems).settings, ...changed };
  const reading = readWorkbook(snapshot, settings.choices);
  const subjects = assessSubjects({ source: snapshot, reading, settings, system: null, typed: new Map(), nameOf: definedNameOf });
  return {
    snapshot,
    reading,
    system: subjects.system,
    assessment: subjects.main,
    forms: subjects.forms.map(({ match, assessment }) => ({ form: match.form, assessment })),
    settings,
  };
}

/** What the checks say of a workbook as it is. */
export function checkSnapshot(snapshot: Snapshot, changed: Partial<Settings> = {}): CheckResult {
  return runChecks(checkInput(snapshot, changed));
}

/** Findings of one code. */
export function findingsOf(result: CheckResult, code: string): readonly Finding[] {
  return result.findings.filter((finding) => finding.code === code);
}
