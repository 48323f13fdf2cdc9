import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readWorkbook } from '../../src/core/reading/read';
import { noChoices, type Reading } from '../../src/core/reading/reading';
import { parseArea, parseFullReference } from '../../src/core/workbook/address';
import type { Snapshot } from '../../src/core/workbook/snapshot';
import { openWorkbook } from '../../src/hosts/file';

const folder = join(__dirname, '..', 'fixtures');
const names = readdirSync(folder)
  .filter((name) => name.endsWith('.expected.json'))
  .map((name) => name.replace('.expected.json', ''));

interface ExpectedFact {
  readonly id: string;
  readonly value: string;
  readonly shown: string;
  readonly cells: readonly string[];
  readonly status: string;
  readonly cellsMatch?: 'any';
  readonly alsoAccept?: readonly string[];
}
interface ExpectedNumber {
  readonly value: string;
  readonly shown?: string;
  readonly cells: readonly string[];
}
interface ExpectedProject {
  readonly name: string;
  readonly organisation?: string;
  readonly row: string;
  readonly measures: Readonly<Record<string, ExpectedNumber>>;
  readonly optionalMeasures?: Readonly<Record<string, ExpectedNumber>>;
  readonly sources?: Readonly<Record<string, Readonly<Record<string, string>>>>;
  readonly terminated?: boolean;
  readonly carryOverOnly?: boolean;
}
interface ExpectedTarget {
  readonly path: readonly string[];
  readonly name: string;
  readonly operator: string;
  readonly target: string | null;
  readonly midYear: string | null;
  readonly actual: string | null;
  readonly unit: string | null;
  readonly points: string | null;
  readonly score: string | null;
  readonly reason: string | null;
  readonly row: string;
}
interface Expected {
  readonly read: {
    readonly organisation: string;
    readonly year: number;
    readonly facts: readonly ExpectedFact[];
    readonly optionalFacts?: readonly ExpectedFact[];
    readonly notFacts?: readonly { readonly cells?: readonly string[]; readonly ids?: readonly string[] }[];
    readonly notSilent?: readonly { readonly cells: readonly string[] }[];
    readonly projects: readonly ExpectedProject[];
    readonly targets: readonly ExpectedTarget[];
    readonly questions: readonly { readonly code: string; readonly cells: readonly string[]; readonly choices: readonly string[] }[];
  };
  readonly answered?: { readonly facts: readonly ExpectedFact[] };
}

function open(name: string): Snapshot {
  return openWorkbook(readFileSync(join(folder, `${name}.xlsx`)), `${name}.xlsx`).snapshot();
}
function expected(name: string): Expected {
  return JSON.parse(readFileSync(join(folder, `${name}.expected.json`), 'utf8')) as Expected;
}
const plain = (shown: string): string => shown.replace(/[,\s]/g, '');
const coversCell = (references: readonly string[], cell: string): boolean => {
  const target = parseFullReference(cell);
  return references.some((reference) => {
    const [sheet, area] = [parseFullReference(reference)?.sheet, parseArea(reference.slice(reference.lastIndexOf('!') + 1))];
    return (
      target &&
      area &&
      sheet === target.sheet &&
      target.area.top >= area.top &&
      target.area.top <= area.bottom &&
      target.area.left >= area.left &&
      target.area.left <= area.right
    );
  });
};

function compareFact(reading: Reading, fact: ExpectedFact): string[] {
  const found = [fact.id, ...(fact.alsoAccept ?? [])]
    .map((id) => reading.facts.get(id as `${string}:${string}`))
    .find((entry) => entry !== undefined);
  if (!found) return [`${fact.id} is missing`];
  const cells =
    fact.cellsMatch === 'any'
      ? found.cells.every((cell) => fact.cells.includes(cell))
      : JSON.stringify(found.cells) === JSON.stringify(fact.cells);
  return [
    ...(found.value === fact.value ? [] : [`${fact.id} is ${found.value}, not ${fact.value}`]),
    ...(plain(found.shown) === plain(fact.shown) ? [] : [`${fact.id} shows ${found.shown}, not ${fact.shown}`]),
    ...(cells ? [] : [`${fact.id} comes from ${found.cells.join(' ')}`]),
    ...(found.status === fact.status ? [] : [`${fact.id} is ${found.status}`]),
  ];
}

describe.each(names)('the fixture %s', (name) => {
  const wanted = expected(name).read;
  const reading = readWorkbook(open(name), noChoices);

  it('names its organisation and year', () => {
    expect([reading.organisation, reading.year]).toEqual([wanted.organisation, wanted.year]);
  });

  it('gives every expected fact with value, cells, shown text and status', () => {
    expect(wanted.facts.flatMap((fact) => compareFact(reading, fact))).toEqual([]);
  });

  it('gives no fact beyond the expected and optional ones, stated rates aside', () => {
    const allowed = new Set([...wanted.facts, ...(wanted.optionalFacts ?? [])].flatMap((fact) => [fact.id, ...(fact.alsoAccept ?? [])]));
    expect([...reading.facts.keys()].filter((id) => !allowed.has(id) && !id.endsWith(':stated'))).toEqual([]);
  });

  it('makes no fact of the cells and ids that are none', () => {
    const cells = (wanted.notFacts ?? []).flatMap((entry) => entry.cells ?? []);
    const silent = (wanted.notSilent ?? []).flatMap((entry) => entry.cells);
    const ids = (wanted.notFacts ?? []).flatMap((entry) => entry.ids ?? []);
    const wrong = [...reading.facts.values()].filter(
      (fact) => ids.includes(fact.id) || fact.cells.some((cell) => coversCell([...cells, ...silent], cell)),
    );
    expect(wrong.map((fact) => `${fact.id} from ${fact.cells.join(' ')}`)).toEqual([]);
    const projects = reading.projects.flatMap((project) => [...project.measures.values()].flatMap((number) => number.cells));
    expect(projects.filter((cell) => coversCell([...cells, ...silent], cell))).toEqual([]);
  });

  it('lists the projects with their amounts', () => {
    expect(reading.projects.map((project) => `${project.name}|${project.row}`)).toEqual(
      wanted.projects.map((project) => `${project.name}|${project.row}`),
    );
    wanted.projects.forEach((project, index) => {
      const found = reading.projects[index];
      if (project.organisation !== undefined) expect(found?.organisation).toBe(project.organisation);
      const numbers = [...(found?.measures ?? [])]
        .filter(([measure]) => measure !== 'stated')
        .map(([measure, number]) => [measure, number.value, number.cells[0]]);
      const optional = new Map(Object.entries(project.optionalMeasures ?? {}));
      for (const [measure, number] of Object.entries(project.measures))
        expect(numbers).toContainEqual([measure, number.value, number.cells[0]]);
      for (const [measure, value] of numbers) expect((project.measures[measure ?? ''] ?? optional.get(measure ?? ''))?.value).toBe(value);
      expect([found?.terminated, found?.carryOverOnly]).toEqual([project.terminated ?? false, project.carryOverOnly ?? false]);
      for (const [source, amounts] of Object.entries(project.sources ?? {})) {
        expect(Object.fromEntries([...(found?.sources.get(source) ?? [])].map(([measure, number]) => [measure, number.value]))).toEqual(
          amounts,
        );
      }
    });
  });

  it('lists the targets', () => {
    const found = reading.targets.map(({ path, name: label, operator, target, midYear, actual, unit, points, score, reason, row }) => ({
      path,
      name: label,
      operator,
      target,
      midYear,
      actual,
      unit,
      points,
      score,
      reason,
      row,
    }));
    expect(found).toEqual(
      wanted.targets.map(({ path, name: label, operator, target, midYear, actual, unit, points, score, reason, row }) => ({
        path,
        name: label,
        operator,
        target,
        midYear,
        actual,
        unit,
        points,
        score,
        reason,
        row,
      })),
    );
  });

  it('asks exactly the expected questions', () => {
    expect(reading.questions.map(({ code, cells, choices }) => ({ code, cells, choices }))).toEqual(
      wanted.questions.map(({ code, cells, choices }) => ({ code, cells, choices })),
    );
  });
});

it('uses a withheld amount once its unit has been chosen', () => {
  const snapshot = open('laoting-2023');
  const [question] = readWorkbook(snapshot, noChoices).questions;
  const answered = readWorkbook(snapshot, { ...noChoices, answers: new Map([[question?.key ?? '', '20.00 万元']]) });
  expect(answered.questions).toEqual([]);
  expect((expected('laoting-2023').answered?.facts ?? []).flatMap((fact) => compareFact(answered, fact))).toEqual([]);
});
