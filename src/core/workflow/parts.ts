import { ownSheets } from '../settings/settings';
import type { ProjectSheets } from '../tables/project-sheets';
import type { TablesInput } from '../tables/tables';
import { markedSheet } from '../workbook/planning';
import type { Snapshot } from '../workbook/snapshot';
import { chosenSettings } from './chosen-settings';
import type { Request } from './outcome';
import type { RulesSheet } from './rules';

/** `tables/project-sheets`. */
export interface ProjectSheetsPart {
  designProjectSheets(input: TablesInput): ProjectSheets;
}

/** `narrative/report`, with the outlines behind it. */
export type ReportPart = typeof import('../narrative/report');

/**
 * Parts of the core that the pane loads by themselves, so that none of its files is large: the report beside the core, the others when
 * a workbook needs them. They are handed in and never imported by what every run needs; null: not at hand.
 */
export interface Parts {
  readonly report: ReportPart;
  readonly rulesSheet: RulesSheet | null;
  readonly projectSheets: ProjectSheetsPart | null;
}

/** Which of the parts that few workbooks need a run has to have: 「绩效规则」 stands or is asked for; tables are wanted for the listed projects. */
export function neededParts(snapshot: Snapshot, request: Request): Readonly<Record<'rulesSheet' | 'projectSheets', boolean>> {
  return {
    rulesSheet: request.rules === true || markedSheet(snapshot, ownSheets.rules.mark) !== null,
    projectSheets: chosenSettings(snapshot, request).projectSheets !== 'none',
  };
}

/** Throws a `RangeError` where a part is needed and missing: rules and tables are never passed over silently. */
export function requireParts(snapshot: Snapshot, request: Request, parts: Parts): void {
  const needed = neededParts(snapshot, request);
  if (needed.rulesSheet && !parts.rulesSheet) throw new RangeError('rulesSheet is needed');
  if (needed.projectSheets && !parts.projectSheets) throw new RangeError('projectSheets is needed');
}
