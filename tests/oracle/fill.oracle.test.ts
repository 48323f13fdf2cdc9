import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { FactId } from '../../src/core/facts/fact';
import { parseFullReference } from '../../src/core/workbook/address';
import type { Plan } from '../../src/core/workbook/plan';
import type { Snapshot } from '../../src/core/workbook/snapshot';
import { evaluateWorkbook } from '../../src/core/workflow/evaluate';
import type { Outcome, Request } from '../../src/core/workflow/outcome';
import { FileHost, openWorkbook } from '../../src/hosts/file';
import { cellOf, plannedFormulas, said, same, sameNumber } from './formula-cells';
import { findLibreOffice, recalculate } from './libreoffice';

const run = findLibreOffice() === null ? describe.skip : describe;
const edge = { today: '2024-01-31', now: '2024-01-31T00:00:00.000Z', freshId: 'test', language: 'zh-CN' } as const;
const fixtures = join(process.cwd(), 'tests/fixtures');

/** A workbook, what is asked of it, and a cell of the accountant's to change afterwards. */
const cases: readonly { readonly name: string; readonly file: string; readonly request: Request; readonly change: string }[] = [
  { name: 'baoan', file: 'baoan-2023.xlsx', request: { system: 'shenzhen-department' }, change: 'procurement:outturn' },
  { name: 'baoan-generic', file: 'baoan-2023.xlsx', request: { system: 'mof-2013-department' }, change: 'total:outturn' },
  { name: 'xinjiang', file: 'xinjiang-2023.xlsx', request: { system: 'xinjiang-department' }, change: 'total:outturn' },
  { name: 'laoting', file: 'laoting-2023.xlsx', request: { system: 'hebei-county-department' }, change: 'total:outturn' },
  { name: 'separate', file: 'projects-2024.xlsx', request: { system: 'mof-2020-project', projectSheets: 'separate' }, change: 'project 4' },
  { name: 'stacked', file: 'projects-2024.xlsx', request: { system: 'mof-2020-project', projectSheets: 'stacked' }, change: 'project 5' },
  { name: 'form', file: 'self-evaluation-form.xlsx', request: {}, change: "'项目预算执行'!G5" },
  { name: 'department', file: 'department-form.xlsx', request: {}, change: 'total:outturn' },
  { name: 'tianchang', file: 'forms/02-tianchang-2022-blank.xlsx', request: {}, change: "'绩效自评表'!F6" },
  { name: 'yongde', file: 'forms/04-yongde-2022-blank.xlsx', request: {}, change: "'公开14表'!G6" },
  { name: 'xiaoxian', file: 'forms/12-xiaoxian-2023-blank.xlsx', request: {}, change: "'绩效目标自评表'!F6" },
];

interface Filled {
  readonly outcome: Outcome;
  readonly written: Snapshot;
  readonly path: string;
  readonly changed: string;
  readonly place: string;
}

run('LibreOffice calculates what fill writes', () => {
  const filled = new Map<string, Filled>();
  let folder = '';
  let results = new Map<string, Uint8Array>();

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'jihe-oracle-'));
    for (const { name, file, request, change } of cases) {
      const host = FileHost.open(new Uint8Array(await readFile(join(fixtures, file))), file);
      const outcome = evaluateWorkbook(await host.capture(), edge, request);
      await host.apply(outcome.plan);
      const written = await host.capture();
      const [path, changed] = [join(folder, `${name}.xlsx`), join(folder, `${name}-changed.xlsx`)];
      await writeFile(path, host.bytes());
      const place = placeToChange(outcome, change);
      await host.apply(lowered(written, place));
      await writeFile(changed, host.bytes());
      filled.set(name, { outcome, written, path, changed, place });
    }
    results = await recalculate([...filled.values()].flatMap(({ path, changed }) => [path, changed]));
  }, 300_000);
  afterAll(() => rm(folder, { recursive: true, force: true }));

  const of = (name: string): Filled => {
    const found = filled.get(name);
    if (!found) throw new Error(`nothing was filled for ${name}`);
    return found;
  };
  const recalculated = (path: string): Snapshot => {
    const bytes = results.get(path);
    if (!bytes) throw new Error(`LibreOffice did not open ${path}`);
    return openWorkbook(bytes, path).snapshot();
  };

  test.each(cases.map(({ name }) => name))('%s: every formula of ours gives the value that is written with it', (name) => {
    const { outcome, written, path } = of(name);
    const result = recalculated(path);
    const formulas = plannedFormulas(outcome.plan);
    const differences = formulas.flatMap((reference) => {
      const [ours, theirs] = [cellOf(written, reference), cellOf(result, reference)];
      return same(ours, theirs) ? [] : [`${reference} ${ours?.formula}: ${said(ours)}, LibreOffice ${said(theirs)}`];
    });
    expect(differences).toEqual([]);
    expect(formulas.length).toBeGreaterThan(10);
  });

  test.each(cases.map(({ name }) => name))('%s: scores and rates follow a changed cell without the add-in', (name) => {
    const { outcome, changed } = of(name);
    const result = recalculated(changed);
    const fresh = evaluateWorkbook(result, edge, {});
    const expected = standing(fresh);
    const differences = [...standing(outcome)].flatMap(([reference]) => {
      const wanted = expected.get(reference);
      const found = cellOf(result, reference);
      return wanted === undefined || sameNumber(wanted, found) ? [] : [`${reference}: ${wanted}, LibreOffice ${said(found)}`];
    });
    expect(differences).toEqual([]);
    expect([...standing(outcome)].filter(([reference, value]) => expected.get(reference) !== value).length).toBeGreaterThan(0);
  });
});

/** The cell of a fact or of a project's outturn, or the cell that is named. */
function placeToChange({ reading }: Outcome, change: string): string {
  const project = /^project (\d+)$/.exec(change)?.[1];
  if (project) return reading.projects[Number(project) - 1]?.measures.get('outturn')?.cells[0] ?? change;
  return reading.facts.get(change as FactId)?.cells[0] ?? change;
}

/** Writes nine tenths of what stands in a cell. */
function lowered(snapshot: Snapshot, place: string): Plan {
  const parsed = parseFullReference(place);
  if (!parsed) throw new Error(place);
  const value = String(Math.round(Number(cellOf(snapshot, place)?.value) * 90) / 100);
  const { top, left } = parsed.area;
  return { operations: [{ kind: 'writeBlock', sheet: parsed.sheet, top, left, rows: [[{ value: { kind: 'number', value } }]] }] };
}

/** Scores and exact rates by the cell they stand in. */
function standing({ assessment, cells, forms }: Outcome): Map<string, string> {
  const all = new Map<string, string>();
  for (const each of [{ assessment, cells }, ...forms]) {
    for (const { key, score } of each.assessment.indicators) note(all, each.cells.get(key), score);
    note(all, each.cells.get('total'), each.assessment.total.score);
  }
  for (const { id, shown } of assessment.rates) note(all, cells.get(`rate:${id}`), shown.endsWith('%') ? percent(shown) : null);
  return all;
}

function note(all: Map<string, string>, reference: string | undefined, value: string | null): void {
  if (reference !== undefined && value !== null) all.set(reference, value);
}

function percent(shown: string): string {
  return String(Number((Number(shown.slice(0, -1).replace(/,/g, '')) / 100).toFixed(10)));
}
