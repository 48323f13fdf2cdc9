import { normaliseLabel } from '../facts/label';
import type { Form, ProjectRow, Reading, Target } from '../reading/reading';

/** A row of a form with the target of a separate list that belongs into it; `source` is null where the row speaks for itself. */
export interface MatchedTarget {
  readonly row: Target;
  readonly source: Target | null;
}

/** What else in the workbook belongs to an issued form. */
export interface FormMatch {
  readonly form: Form;
  /** The project of a project list that the form is about; null for department forms and where none is sure. */
  readonly project: ProjectRow | null;
  readonly rows: readonly MatchedTarget[];
  /** Targets of the list for which the form has no row left. */
  readonly unplaced: readonly Target[];
}

/**
 * Finds, for every issued form, the project row and the separately listed targets that belong to it. A form about a named project takes
 * the row of that name; a form without a name takes the only project there is. Listed targets go into rows of the same name, then into
 * the placeholder rows (指标1：) of the same first and second level, in order.
 */
export function matchForms(reading: Reading): readonly FormMatch[] {
  const formSheets = new Set(reading.forms.map((form) => form.sheet));
  const listed = reading.targets.filter((target) => !formSheets.has(target.sheet) && !target.placeholder);
  const wanting = reading.forms.filter((form) => form.targets.some((row) => row.placeholder));
  return reading.forms.map((form) => {
    const project = form.kind === 'project' ? projectOf(form, reading.projects, reading.forms) : null;
    const own = wanting.includes(form) ? listOf(form, project, listed, wanting, reading) : [];
    return { form, project, ...placeTargets(form, own) };
  });
}

/** The targets to assess for a form, in the order of its rows: the listed one where there is one, else the row itself. */
export function targetsOf(match: FormMatch): readonly Target[] {
  return match.rows.map(({ row, source }) => source ?? row);
}

function projectOf(form: Form, projects: readonly ProjectRow[], forms: readonly Form[]): ProjectRow | null {
  const others = projects.filter((project) => project.sheet !== form.sheet);
  const name = form.head.get('project')?.value ?? null;
  if (name !== null && name.trim() !== '') {
    const same = others.filter((project) => plain(project.name) === plain(name));
    if (same.length <= 1) return same[0] ?? null;
    const implementer = form.head.get('implementer')?.value ?? null;
    const here =
      implementer === null
        ? []
        : same.filter((project) => project.organisation !== null && plain(project.organisation) === plain(implementer));
    return here.length === 1 ? (here[0] ?? null) : null;
  }
  const unnamed = forms.filter((other) => other.kind === 'project' && (other.head.get('project')?.value ?? '').trim() === '');
  return others.length === 1 && unnamed.length === 1 ? (others[0] ?? null) : null;
}

function listOf(
  form: Form,
  project: ProjectRow | null,
  listed: readonly Target[],
  wanting: readonly Form[],
  reading: Reading,
): readonly Target[] {
  if (wanting.length === 1) {
    const sheets = new Set(listed.map((target) => target.sheet));
    if (sheets.size <= 1) return listed;
  }
  const name = project?.name ?? form.head.get('project')?.value ?? null;
  if (name === null || name.trim() === '') return [];
  const titled = reading.sheets.filter((sheet) => plain(`${sheet.sheet}${sheet.title ?? ''}`).includes(plain(name)));
  return listed.filter((target) => titled.some((sheet) => sheet.sheet === target.sheet));
}

function placeTargets(form: Form, listed: readonly Target[]): Pick<FormMatch, 'rows' | 'unplaced'> {
  const source = new Map<Target, Target>();
  const free = new Set(form.targets.filter(isFree));
  const named = new Map(form.targets.filter((row) => !row.placeholder).map((row) => [`${levels(row)}/${plain(row.name)}`, row]));
  const unplaced: Target[] = [];
  for (const target of listed) {
    const same = named.get(`${levels(target)}/${plain(target.name)}`);
    const place = same && !source.has(same) ? same : [...free].find((row) => samePath(row.path, target.path));
    if (!place) {
      unplaced.push(target);
      continue;
    }
    source.set(place, target);
    free.delete(place);
  }
  const rows = form.targets.filter((row) => source.has(row) || !row.placeholder).map((row) => ({ row, source: source.get(row) ?? null }));
  return { rows, unplaced };
}

/** A row that the form keeps for a further indicator: 「指标1：」 or no name at all; not 「指标1：/」 and not 「……」. */
function isFree(row: Target): boolean {
  return row.placeholder && (row.name.trim() === '' || /^指标\s*\d*\s*[：:]?$/u.test(row.name.trim()));
}

function levels(target: Target): string {
  return target.path.map(level).join('/');
}

function samePath(form: readonly string[], listed: readonly string[]): boolean {
  const [one, two] = [form.map(level), listed.map(level)];
  if (two.length === 0 || one[0] !== two[0]) return false;
  return two.length < 2 || one.length < 2 || one[1] === two[1];
}

/** A level's name without points in brackets, spaces and endings that forms add: 产出指标（50分） → 产出. */
function level(name: string): string {
  return plain(name.replace(/[（(][^（()）]*分[)）]/g, ''))
    .replace(/等$/, '')
    .replace(/指标$/, '');
}

function plain(text: string): string {
  return normaliseLabel(text).replace(/[\s“”"'‘’《》★*☆]/gu, '');
}
