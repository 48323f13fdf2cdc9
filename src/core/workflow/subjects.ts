import { Decimal } from '../amounts/decimal';
import { type AssessedRow, assess, assessProject, indicatorKey, rowKeys, targetKeys } from '../assessment/assess';
import type { Assessment, ManualScores } from '../assessment/assessment';
import type { FactId } from '../facts/fact';
import { normaliseLabel } from '../facts/label';
import type { Form, FormAmountRow, Measure, ProjectRow, Reading, ReadNumber, Target } from '../reading/reading';
import type { Settings } from '../settings/settings';
import type { IndicatorSystem } from '../systems/system';
import { systemById, systems } from '../systems/systems';
import { type FormMatch, matchForms, targetsOf } from '../tables/form-matching';
import { cellBehind } from '../tables/own-content';
import { type Snapshot, sheetNamed } from '../workbook/snapshot';

/** An issued form with what was assessed for it. */
export interface AssessedForm {
  readonly match: FormMatch;
  readonly system: IndicatorSystem;
  readonly assessment: Assessment;
  /** Scores that the unit typed into the form, by indicator key. */
  readonly manual: ManualScores;
  readonly subject: string;
}

/** A project of a list with its own assessment. */
export interface AssessedProject {
  readonly project: ProjectRow;
  readonly assessment: Assessment;
}

/** Everything that is assessed in a workbook. */
export interface Subjects {
  readonly system: IndicatorSystem;
  /** The assessment that the run is about: the department, or the one project. */
  readonly main: Assessment;
  /** The issued form that the main assessment belongs to; null where none does. */
  readonly mainForm: AssessedForm | null;
  readonly mainManual: ManualScores;
  readonly forms: readonly AssessedForm[];
  readonly projects: readonly AssessedProject[];
}

/** What subjects are assessed from. */
export interface SubjectsInput {
  /** The workbook without our own content. */
  readonly source: Snapshot;
  readonly reading: Reading;
  readonly settings: Settings;
  /** The system asked for on the command line or in the pane; null: as set, else as recognised. */
  readonly system: string | null;
  /** The bureau's own system from 「绩效规则」; it stands for the system it was made from. */
  readonly own?: IndicatorSystem;
  /** Scores typed on 「绩效指标」. */
  readonly typed: ManualScores;
  readonly nameOf: (id: FactId) => string;
  /** Scores alone are wanted, as a check needs them. */
  readonly scoresOnly?: boolean;
}

const projectSystemId = 'mof-2020-project';
const commonSystem = 'mof-2013-department';
/** A department's system of nothing but the execution rate and the unit's own targets. */
const ownTargetsSystem = 'hebei-county-department';

/** Assesses the department or project, every issued form, and every project of a list that wants a table of its own. */
export function assessSubjects(input: SubjectsInput): Subjects {
  const { reading, settings } = input;
  const chosen = chooseSystem(input);
  const system = input.own && (input.system === null || input.system === input.own.id) ? input.own : chosen;
  const forms = matchForms(reading).map((match) => assessForm(match, system, input));
  const mainForm = formOfMain(forms, system);
  const projects =
    settings.projectSheets === 'none' || input.scoresOnly ? [] : reading.projects.map((project) => assessListed(project, input));
  if (mainForm) return { system: mainForm.system, main: mainForm.assessment, mainForm, mainManual: mainForm.manual, forms, projects };
  const main = system.level === 'project' ? assessProjects(system, input) : assessDepartment(system, input);
  return { system, main, mainForm: null, mainManual: input.typed, forms, projects };
}

/** The system of project tables. */
export function projectSystem(): IndicatorSystem {
  return systemById(projectSystemId) ?? (systems[0] as IndicatorSystem);
}

/** The system asked for, else the workbook's own setting, else the one its tables point to, else the common framework. */
export function chooseSystem({ system, settings, reading }: Pick<SubjectsInput, 'system' | 'settings' | 'reading'>): IndicatorSystem {
  const id = system ?? settings.system ?? recognisedSystem(reading) ?? commonSystem;
  return systemById(id) ?? systemById(commonSystem) ?? (systems[0] as IndicatorSystem);
}

/** What the tables of the workbook point to: an issued form first, then the names of its targets. */
export function recognisedSystem(reading: Reading): string | null {
  const rank: readonly Form['kind'][] = ['scoreTable', 'department', 'project'];
  for (const kind of rank) {
    const form = reading.forms.find((candidate) => candidate.kind === kind && candidate.system !== null);
    if (form) return form.system;
  }
  if (reading.forms.some(({ kind }) => kind === 'department')) return commonSystem;
  if (reading.forms.some(({ kind }) => kind === 'project')) return projectSystemId;
  const paths = reading.targets.flatMap(({ path }) => path);
  if (paths.some((level) => level.includes('履职效能'))) return 'xinjiang-department';
  if (paths.some((level) => level.includes('产出指标')) && reading.facts.size === 0) return projectSystemId;
  return null;
}

function assessForm(match: FormMatch, chosen: IndicatorSystem, input: SubjectsInput): AssessedForm {
  const { form, project } = match;
  const { reading, settings } = input;
  const system = scoresExecutionApart(form) ? systemOfForm(form, chosen) : withoutExecution(systemOfForm(form, chosen));
  const organisation = settings.organisation ?? form.organisation ?? reading.organisation ?? '';
  const { scoresOnly = false } = input;
  const common = { system, bases: withPrintedRule(form, system, input), rounding: settings.rounding, scoresOnly };
  if (form.kind === 'scoreTable') {
    const rows: AssessedRow[] = form.indicators.map(({ path, name, points }) => ({ path, name, points }));
    const keys = rowKeys(system, rows);
    const manual = withTypedParts(
      typedScores(form.indicators.map(({ score, scoreCell }, index) => ({ key: keys[index] ?? '', score, cell: scoreCell }))),
      input.typed,
    );
    const subject = organisation;
    return {
      match,
      system,
      manual,
      subject,
      assessment: assess({ ...common, subject, facts: reading.facts, targets: [], manual, rows, nameOf: input.nameOf }),
    };
  }
  const targets = targetsOf(match);
  const keys = targetKeys(targets);
  const scored = form.amounts.find((row) => row.scored) ?? null;
  const execution = executionKey(system);
  const manual = typedScores([
    ...targets.map((target, index) => ({ key: keys[index] ?? '', score: target.score, cell: target.cells.score })),
    ...(scored && execution !== null
      ? [{ key: execution, score: numberBehind(input.source, scored.scoreCell), cell: scored.scoreCell }]
      : []),
  ]);
  const given = scored && execution !== null ? scored.points : null;
  const points = new Map(given !== null && execution !== null ? [[execution, given] as const] : []);
  if (form.kind === 'department') {
    const subject = organisation;
    return {
      match,
      system,
      manual,
      subject,
      assessment: assess({ ...common, subject, facts: reading.facts, targets, manual, points, nameOf: input.nameOf }),
    };
  }
  const subject = form.head.get('project')?.value ?? project?.name ?? organisation;
  const measures = measuresOf(scored, project);
  return { match, system, manual, subject, assessment: assessProject({ ...common, subject, targets, manual, points, measures }) };
}

function systemOfForm(form: Form, chosen: IndicatorSystem): IndicatorSystem {
  if (form.kind === 'project') return chosen.level === 'project' ? chosen : (systemById(form.system ?? projectSystemId) ?? chosen);
  const own = systemById(form.system ?? commonSystem) ?? chosen;
  const foreign = form.kind === 'scoreTable' && form.system !== null;
  const system = chosen.level === 'department' && !foreign ? chosen : own;
  const ownTargets = form.kind === 'department' && form.targets.some(({ points, placeholder }) => points !== null && !placeholder);
  return ownTargets && system.targets === null ? byOwnTargets(system) : system;
}

/**
 * A department's form that prints its own targets with their points is scored by those and by its execution rate, as project forms are
 * (rules printed on the forms), whatever list of common indicators the system has.
 */
function byOwnTargets(system: IndicatorSystem): IndicatorSystem {
  const scored = systemById(ownTargetsSystem) ?? system;
  const { id, title, shortTitle, applies, basis, outline, grades } = system;
  return { ...scored, id, title, shortTitle, applies, basis, outline, grades };
}

/**
 * Whether the form scores the execution rate beside its indicators. A form that has no place for that score has it as one of its
 * indicators, or not at all: then the indicators alone make up all points.
 */
function scoresExecutionApart(form: Form): boolean {
  if (form.kind === 'scoreTable' || form.amounts.some(({ scored, scoreCell }) => scored && scoreCell !== null)) return true;
  const rows = form.targets.filter(({ placeholder, points }) => !placeholder && points !== null);
  if (rows.some(({ name }) => /^(?:项目|部门)?(?:资金|预算)?执行率$/u.test(normaliseLabel(name)))) return false;
  const sum = rows.reduce((total, { points }) => total.plus(points ?? '0'), new Decimal(0));
  return !sum.equals(100);
}

function withoutExecution(system: IndicatorSystem): IndicatorSystem {
  const indicators = system.indicators.filter(({ value }) => value === undefined || !('rate' in value) || value.rate !== 'executionRate');
  return { ...system, indicators };
}

/** The chosen bases, and the steps for the execution rate that the form itself prints where they are those of a known place (江西). */
function withPrintedRule(form: Form, system: IndicatorSystem, { source, settings }: SubjectsInput): ReadonlyMap<string, string> {
  const key = executionKey(system);
  if (key === null || settings.bases.has(key)) return settings.bases;
  const variants = system.indicators.find((indicator) => indicatorKey(indicator) === key)?.variants ?? [];
  const sheet = sheetNamed(source, form.sheet);
  const printed = [...(sheet?.cells ?? [])]
    .filter(([row]) => row >= form.area.top && row <= form.area.bottom)
    .flatMap(([, cells]) => [...cells.values()])
    .flatMap((cell) => (cell.kind === 'text' && cell.value.includes('执行率') ? [normaliseLabel(cell.value)] : []));
  const variant = variants.find(
    ({ rule }) =>
      rule.kind === 'bands' &&
      printed.some((text) =>
        rule.bands.every(
          ({ from, score }) => from === undefined || (text.includes(`${new Decimal(from).times(100)}%`) && text.includes(`${score}分`)),
        ),
      ),
  );
  return variant ? new Map([...settings.bases, [key, variant.name]]) : settings.bases;
}

/** The key of the system's execution-rate line. */
function executionKey(system: IndicatorSystem): string | null {
  const indicator = system.indicators.find(({ value }) => value !== undefined && 'rate' in value && value.rate === 'executionRate');
  return indicator ? indicatorKey(indicator) : null;
}

/** Parts of rules (`KEY#part`) have no place in a form: what is typed for them on 「绩效指标」 counts. */
function withTypedParts(manual: ManualScores, typed: ManualScores): ManualScores {
  return new Map([...manual, ...[...typed].filter(([key]) => key.includes('#'))]);
}

/** A form's own amounts, and the project list's for what the form leaves blank. */
function measuresOf(scored: FormAmountRow | null, project: ProjectRow | null): ReadonlyMap<Measure, ReadNumber> {
  return new Map([...(project?.measures ?? []), ...(scored?.numbers ?? [])]);
}

function typedScores(rows: readonly { readonly key: string; readonly score: string | null; readonly cell: string | null }[]): ManualScores {
  return new Map(
    rows.flatMap(({ key, score, cell }) => (score === null || cell === null || key === '' ? [] : [[key, { score, cell }] as const])),
  );
}

function numberBehind(source: Snapshot, reference: string | null): string | null {
  const cell = reference === null ? null : cellBehind(source, reference);
  return cell?.kind === 'number' ? cell.value : null;
}

/**
 * The form that the main assessment is taken from: of the system's own level, the fullest first. A score table of another system than
 * the one asked for is filled by its own rules and is not the main one.
 */
function formOfMain(forms: readonly AssessedForm[], system: IndicatorSystem): AssessedForm | null {
  const wanted: readonly Form['kind'][] = system.level === 'project' ? ['project'] : ['scoreTable', 'department'];
  for (const kind of wanted) {
    const found = forms.find((form) => form.match.form.kind === kind && (kind !== 'scoreTable' || form.system.id === system.id));
    if (found) return found;
  }
  return null;
}

function assessDepartment(system: IndicatorSystem, input: SubjectsInput): Assessment {
  const { reading, settings } = input;
  return assess({
    subject: settings.organisation ?? reading.organisation ?? '',
    system,
    facts: reading.facts,
    targets: departmentTargets(reading),
    manual: withListedScores(departmentTargets(reading), input.typed),
    bases: settings.bases,
    rounding: settings.rounding,
    nameOf: input.nameOf,
    scoresOnly: input.scoresOnly ?? false,
  });
}

/** Targets that belong to no project form. */
function departmentTargets(reading: Reading): readonly Target[] {
  const projectSheets = new Set(reading.forms.filter(({ kind }) => kind === 'project').map(({ sheet }) => sheet));
  const free = reading.targets.filter((target) => !target.placeholder && !projectSheets.has(target.sheet));
  const own = free.filter(({ sheet }) => !listsProject(sheet, reading));
  const left = own.length > 0 ? own : free;
  const sum = left.reduce((total, { points }) => total.plus(points ?? '0'), new Decimal(0));
  const ofWhole = sum.greaterThan(100) ? left.filter(({ sheet }) => /整体|部门/u.test(nameOfList(sheet, reading))) : [];
  return ofWhole.length > 0 ? ofWhole : left;
}

/** Sheet and title of a list of targets, without spaces. */
function nameOfList(sheet: string, reading: Reading): string {
  const title = reading.sheets.find((candidate) => candidate.sheet === sheet)?.title ?? '';
  return `${sheet}${title}`.replace(/\s/gu, '');
}

/** A list that is about a project by its name: the project's own name, or 项目 and nothing about the whole. */
function listsProject(sheet: string, reading: Reading): boolean {
  const name = nameOfList(sheet, reading);
  if (/整体|部门/u.test(name)) return false;
  return name.includes('项目') || reading.projects.some((project) => project.name.length >= 4 && name.includes(project.name));
}

/** The targets of the one project: those listed under its name, else all that are not of the whole department. */
function targetsOfProject(project: ProjectRow, reading: Reading): readonly Target[] {
  const free = reading.targets.filter((target) => !target.placeholder);
  const named = free.filter(({ sheet }) => nameOfList(sheet, reading).includes(project.name.replace(/\s/gu, '')));
  const other = free.filter(({ sheet }) => !/整体/u.test(nameOfList(sheet, reading)));
  return named.length > 0 ? named : other.length > 0 ? other : free;
}

/** Scores that stand in the list of targets itself count as typed there. */
function withListedScores(targets: readonly Target[], typed: ManualScores): ManualScores {
  const keys = targetKeys(targets);
  return new Map([
    ...typedScores(targets.map((target, index) => ({ key: keys[index] ?? '', score: target.score, cell: target.cells.score }))),
    ...typed,
  ]);
}

/** A project system without a form: the one listed project, or all projects of the list together. */
function assessProjects(system: IndicatorSystem, input: SubjectsInput): Assessment {
  const { reading, settings } = input;
  const [only, ...others] = reading.projects;
  const targets = only && others.length === 0 ? targetsOfProject(only, reading) : reading.targets.filter((target) => !target.placeholder);
  const manual = withListedScores(targets, input.typed);
  const { scoresOnly = false } = input;
  const common = { system, targets, manual, bases: settings.bases, rounding: settings.rounding, scoresOnly };
  if (only && others.length === 0) return assessProject({ ...common, subject: only.name, measures: only.measures });
  const facts = new Map(
    [...reading.facts]
      .filter(([id]) => id.startsWith('project:'))
      .map(([id, fact]) => [id.replace('project:', 'total:') as FactId, fact] as const),
  );
  const known = facts.size > 0 ? facts : reading.facts;
  const nameOf = (id: FactId): string => input.nameOf(known === facts ? (id.replace('total:', 'project:') as FactId) : id);
  return assess({ ...common, subject: settings.organisation ?? reading.organisation ?? '', facts: known, nameOf });
}

function assessListed(project: ProjectRow, input: SubjectsInput): AssessedProject {
  const system = projectSystem();
  const manual: ManualScores = new Map();
  const { bases, rounding } = input.settings;
  return {
    project,
    assessment: assessProject({ subject: project.name, system, targets: [], manual, bases, rounding, measures: project.measures }),
  };
}
