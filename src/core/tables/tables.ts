import { blank, textValue } from '../amounts/evaluate';
import type { Assessment, ManualScores } from '../assessment/assessment';
import type { FactId } from '../facts/fact';
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
import { formCellKey, formCellPrefix } from './own-content';
import { designProjectSheets, projectMark } from './project-sheets';

/** An issued form with what belongs to it and its assessment. */
export interface AssessedForm {
  readonly match: FormMatch;
  readonly assessment: Assessment;
  readonly system: IndicatorSystem;
  /** Scores that were typed for this form, by indicator key. */
  readonly manual: ManualScores;
}

/** A project of a project list with its assessment, for a table of our own. */
export interface AssessedProject {
  readonly project: ProjectRow;
  readonly assessment: Assessment;
}

/** Everything that was assessed. */
export interface AssessedSubjects {
  readonly system: IndicatorSystem;
  readonly main: Assessment;
  /** The issued form that is the main table: 「绩效指标」 links to its scores, and a score table's computed scores link to 「绩效指标」. */
  readonly mainForm: AssessedForm | null;
  /** Typed scores of the main table by indicator key. */
  readonly mainManual: ManualScores;
  readonly forms: readonly AssessedForm[];
  /** Projects to make tables for. */
  readonly projects: readonly AssessedProject[];
}

/** Everything that tables are made from. */
export interface TablesInput {
  /** The workbook as it stands. */
  readonly snapshot: Snapshot;
  /** The workbook without our own content (`withoutOwnContent`), from which everything was read. */
  readonly source: Snapshot;
  readonly reading: Reading;
  readonly settings: Settings;
  readonly subjects: AssessedSubjects;
  /** The defined name of a fact in this workbook: `nameResolver(snapshot, fingerprints)` over `definedNameOf`. */
  readonly nameOf: (id: FactId) => string;
}

/** One table with its score cells by indicator key, and `total`. */
export interface TablePlaces {
  readonly sheet: string;
  readonly cells: ReadonlyMap<string, string>;
}

/** All tables as they should stand. */
export interface DesignedTables {
  readonly designs: readonly SheetDesign[];
  readonly formCells: readonly FormCell[];
  readonly names: readonly DesignedName[];
  /** Marks of own sheets that are not wanted any more. */
  readonly retired: readonly string[];
  /** Score cell by indicator key (issued form first, else 「绩效指标」), `total`, and `rate:ID` on 「绩效取数」. */
  readonly cells: ReadonlyMap<string, string>;
  /** Score cells of each issued form by indicator key, in the order of `subjects.forms`. */
  readonly formPlaces: readonly ReadonlyMap<string, string>[];
  /** Sheet and score cells of each project table, in the order of `subjects.projects`. */
  readonly projectPlaces: readonly TablePlaces[];
}

/**
 * Designs 「绩效取数」, 「绩效指标」, the project tables with their overview, and the cells of every issued form. Nothing is compared with
 * what stands: that is the planner's work.
 */
export function designTables(input: TablesInput): DesignedTables {
  const { reading, settings, subjects, nameOf } = input;
  const { facts } = reading;
  const factsTitle = sheetTitle(input.snapshot, ownSheets.facts);
  const title = sheetTitle(input.snapshot, ownSheets.indicators);
  const factSheet = designFactSheet({ title: factsTitle, reading, facts, assessment: subjects.main, nameOf });
  const own = scorePlaces(title, subjects.system, subjects.main);
  const filled = subjects.forms.map((form) =>
    fillForm({
      source: input.source,
      match: form.match,
      assessment: form.assessment,
      system: form.system,
      manual: form.manual,
      facts,
      organisation: settings.organisation ?? reading.organisation,
      scores: form === subjects.mainForm && form.match.form.kind === 'scoreTable' ? own : new Map(),
    }),
  );
  const mainPlaces = filled[subjects.mainForm ? subjects.forms.indexOf(subjects.mainForm) : -1]?.places ?? new Map<string, string>();
  const indicators = designIndicatorSheet({
    title,
    system: subjects.system,
    assessment: subjects.main,
    reading,
    facts,
    nameOf,
    manual: subjects.mainManual,
    formScores: mainPlaces,
    source: input.source,
    fingerprints: settings.fingerprints,
  });
  const projects = designProjectSheets(input);
  const designs = [factSheet.design, indicators.design, ...projects.designs];
  const formCells = filled.flatMap(({ cells }) => cells);
  return {
    designs,
    formCells: [...formCells, ...withdrawnCells(formCells, settings.fingerprints)],
    names: factSheet.names,
    retired: retiredMarks(input.snapshot, designs),
    cells: new Map([...factSheet.cells, ...indicators.cells, ...[...mainPlaces].filter(([key]) => !key.startsWith('rate:'))]),
    formPlaces: filled.map(({ places }) => places),
    projectPlaces: projects.places,
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
