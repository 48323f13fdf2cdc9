import { items, measures } from '../core/facts/vocabulary';
import { systems } from '../core/systems/systems';
import { neededParts, type ProjectSheetsPart, type ReportPart } from '../core/workflow/parts';
import type { RulesSheet } from '../core/workflow/rules';
import { evaluateWith } from '../core/workflow/run';
import type { Catalogue, CoreAnswer, CoreQuestion } from './core-client';

/** The systems and names that the core knows. */
export function catalogueOfCore(): Catalogue {
  return {
    systems: systems.map(({ id, shortTitle, title, applies }) => ({ id, shortTitle, title, applies })),
    items: items.map(({ id, label }) => ({ id, label })),
    measures: measures.map(({ id, label }) => ({ id, label })),
  };
}

/** The parts of the core that are chunks of their own. */
const loadReport = (): Promise<ReportPart> => import('../core/narrative/report');
const loadRulesSheet = (): Promise<RulesSheet> => import('../core/tables/rules-sheet');
const loadProjectSheets = (): Promise<ProjectSheetsPart> => import('../core/tables/project-sheets');

/** Fetches the part that every run needs, while Excel is still being read. Where that fails, the run says so. */
export async function fetchReport(): Promise<void> {
  await Promise.allSettled([loadReport()]);
}

/** Fetches the parts that a run may need, once the first answer is given, so that nobody waits for them. */
export async function fetchParts(): Promise<void> {
  await Promise.allSettled([loadRulesSheet(), loadProjectSheets()]);
}

/** The core's answer to one question; a defect of ours becomes an answer too, so that no question waits for ever. */
export async function answerTo(question: CoreQuestion): Promise<CoreAnswer> {
  const { id } = question;
  try {
    if (question.ask === 'catalogue') return { id, catalogue: catalogueOfCore() };
    const { snapshot, edge, request } = question;
    const report = await loadReport();
    const needed = neededParts(snapshot, request);
    const rulesSheet = needed.rulesSheet ? await loadRulesSheet() : null;
    const projectSheets = needed.projectSheets ? await loadProjectSheets() : null;
    return { id, outcome: evaluateWith(snapshot, edge, request, { report, rulesSheet, projectSheets }) };
  } catch (error) {
    return { id, failure: error instanceof Error ? error.message : 'unknown' };
  }
}
