import { blank, textValue } from '../amounts/evaluate';
import type { Assessment, ManualScores } from '../assessment/assessment';
import type { Fact, FactId } from '../facts/fact';
import type { ProjectRow, Reading } from '../reading/reading';
import { ownSheets, type Settings } from '../settings/settings';
import type { IndicatorSystem } from '../systems/system';
import { parseFullReference } from '../workbook/address';
import type { DesignedName, FormCell, SheetDesign } from '../workbook/design';
import { isMark, sheetTitle } from '../workbook/planning';
import type { Snapshot } from '../workbook/snapshot';
import { designFactSheet } from './fact-sheet';
import { fillForm } from './form-cells';
import type { FormMatch } from './form-matching';
import { designIndicatorSheet, scorePlaces } from './indicator-sheet';
import { formCellKey, formCellPrefix, projectMark } from './own-content';
import type { ProjectSheets } from './project-sheets';

/** An issued form with what belongs to it and its assessment. */
export interface AssessedForm {
  readonly match: FormMatch;
  readonly assessment: Assessment;
  readonly system: IndicatorSystem;
  /** Scores that were typed for this form, by indicator key. */
  readonly manual: ManualScores;
  /** The form is the department's own table: 「绩效指标」 links to its scores, and a score table's computed scores link to 「绩效指标」. */
  readonly main: boolean;
}

/** A project of a project list with its assessment, for a table of our own. */
export interface AssessedProject {
  readonly project: ProjectRow;
  readonly assessment: Assessment;
}

/** Everything that tables are made from. */
export interface TablesInput {
  /** The workbook as it stands. */
  readonly snapshot: Snapshot;
  /** The workbook without our own content (`withoutOwnContent`), from which everything was read. */
  readonly source: Snapshot;
  readonly settings: Settings;
  readonly reading: Reading;
  readonly facts: ReadonlyMap<FactId, Fact>;
  readonly system: IndicatorSystem;
  readonly assessment: Assessment;
  /** Typed scores of the department's table by indicator key. */
  readonly manual: ManualScores;
  /** The defined name of a fact in this workbook: `nameResolver(snapshot, fingerprints)` over `definedNameOf`. */
  readonly nameOf: (id: FactId) => string;
  readonly forms: readonly AssessedForm[];
  /** Projects to make tables for; none where `projectSheets` is `none`. */
  readonly projects: readonly AssessedProject[];
  /** The system of project tables (`mof-2020-project`). */
  readonly projectSystem: IndicatorSystem;
  readonly projectSheets: Settings['projectSheets'];
  /** `designProjectSheets`; null where no project tables are wanted. */
  readonly designProjectSheets: ((input: TablesInput) => ProjectSheets) | null;
}

/** One table with its score cells by indicator key, and `total`. */
export interface TablePlaces {
  readonly sheet: string;
  readonly cells: ReadonlyMap<string, string>;
}

/** All tables as they should stand. */
export interface Tables {
  readonly designs: readonly SheetDesign[];
  readonly formCells: readonly FormCell[];
  readonly names: readonly DesignedName[];
  /** Marks of own sheets that are not wanted any more. */
  readonly retired: readonly string[];
  /** Score cell by indicator key (issued form first, else 「绩效指标」), `total`, and `rate:ID` on 「绩效取数」. */
  readonly cells: ReadonlyMap<string, string>;
  /** The same of each issued form, in the order of the input. */
  readonly forms: readonly TablePlaces[];
  /** The same of each project table, in the order of the input. */
  readonly projects: readonly TablePlaces[];
}

/**
 * Designs 「绩效取数」, 「绩效指标」, the project tables with their overview, and the cells of every issued form. Nothing is compared with
 * what stands: that is the planner's work.
 */
export function designTables(input: TablesInput): Tables {
  const factsTitle = sheetTitle(input.snapshot, ownSheets.facts);
  const indicatorsTitle = sheetTitle(input.snapshot, ownSheets.indicators);
  const facts = designFactSheet({
    title: factsTitle,
    reading: input.reading,
    facts: input.facts,
    assessment: input.assessment,
    nameOf: input.nameOf,
  });
  const own = scorePlaces(indicatorsTitle, input.system, input.assessment);
  const filled = input.forms.map((form) =>
    fillForm({
      source: input.source,
      match: form.match,
      assessment: form.assessment,
      system: form.system,
      manual: form.manual,
      facts: input.facts,
      organisation: input.reading.organisation,
      scores: form.main && form.match.form.kind === 'scoreTable' ? own : new Map(),
    }),
  );
  const mainPlaces = new Map(input.forms.flatMap((form, index) => (form.main ? [...(filled[index]?.places ?? [])] : [])));
  const indicators = designIndicatorSheet({
    title: indicatorsTitle,
    system: input.system,
    assessment: input.assessment,
    reading: input.reading,
    facts: input.facts,
    nameOf: input.nameOf,
    manual: input.manual,
    formScores: mainPlaces,
    source: input.source,
    fingerprints: input.settings.fingerprints,
  });
  const projects = input.designProjectSheets?.(input) ?? { designs: [], places: [] };
  const designs = [facts.design, indicators.design, ...projects.designs];
  const formCells = filled.flatMap(({ cells }) => cells);
  return {
    designs,
    formCells: [...formCells, ...withdrawnCells(formCells, input.settings.fingerprints)],
    names: facts.names,
    retired: retiredMarks(input.snapshot, designs),
    cells: new Map([...facts.cells, ...indicators.cells, ...[...mainPlaces].filter(([key]) => !key.startsWith('rate:'))]),
    forms: filled.map(({ places }, index) => ({ sheet: input.forms[index]?.match.form.sheet ?? '', cells: places })),
    projects: projects.places,
  };
}

/** Form cells that we wrote once and would not write now: put back to blank, or to the form's placeholder. */
function withdrawnCells(wanted: readonly FormCell[], fingerprints: ReadonlyMap<string, string>): FormCell[] {
  const keys = new Set(wanted.map(({ key }) => key));
  const withdrawn: FormCell[] = [];
  for (const [key, value] of fingerprints) {
    if (!key.startsWith(formCellPrefix) || keys.has(key)) continue;
    const cell = withdrawnCell(key.slice(formCellPrefix.length), value);
    if (cell) withdrawn.push(cell);
  }
  return withdrawn;
}

function withdrawnCell(reference: string, fingerprint: string): FormCell | null {
  const parsed = parseFullReference(reference);
  if (!parsed) return null;
  const space = fingerprint.indexOf(' ');
  const placeholder = space < 0 ? '' : fingerprint.slice(space + 1);
  return {
    sheet: parsed.sheet,
    row: parsed.area.top,
    column: parsed.area.left,
    content: { value: placeholder === '' ? blank : textValue(placeholder) },
    key: formCellKey(reference),
    numberFormat: null,
    withdrawn: true,
  };
}

function retiredMarks(snapshot: Snapshot, designs: readonly SheetDesign[]): string[] {
  const wanted = new Set(designs.map(({ mark }) => mark));
  return snapshot.names.flatMap(({ name, sheet }) =>
    sheet === null && isMark(name) && (name.startsWith(projectMark) || name === ownSheets.projects.mark) && !wanted.has(name) ? [name] : [],
  );
}
