import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fillDocument } from '../../src/cli/documents';
import { areaReference } from '../../src/core/workbook/address';
import type { Snapshot } from '../../src/core/workbook/snapshot';
import { checkWorkbook, evaluateWorkbook } from '../../src/core/workflow/evaluate';
import { FileHost } from '../../src/hosts/file';
import { cellOfReference, shownAt } from '../tables/filled';

const folder = path.join(__dirname, '../fixtures');
const edge = { today: '2024-01-31', now: '2024-01-31T00:00:00.000Z', freshId: 'test', language: 'zh-CN' } as const;

interface ExpectedIndicator {
  readonly code?: string;
  readonly name: string;
  readonly path?: readonly string[];
  readonly inputs?: readonly string[];
  readonly parts?: readonly { readonly name: string; readonly rate?: string; readonly shownRate?: string; readonly score?: string }[];
  readonly [field: string]: unknown;
}
interface ExpectedFill {
  readonly system: string;
  readonly inPlace?: boolean;
  readonly indicators: readonly ExpectedIndicator[];
  readonly levels?: readonly { readonly name: string; readonly points: string; readonly score: string }[];
  readonly total: { readonly points: string; readonly score: string; readonly cell?: string };
  readonly grade: string;
  readonly deductions?: readonly { readonly name: string; readonly deduction: string }[];
  readonly formCells?: Readonly<Record<string, string>>;
  readonly keep?: { readonly sheets: readonly string[] };
}
interface ExpectedFinding {
  readonly code: string;
  readonly severity?: string;
  readonly cells?: readonly string[];
}
interface Fixture {
  readonly fill?: ExpectedFill;
  readonly rates?: Readonly<Record<string, string>>;
  readonly check?: {
    readonly mustInclude: readonly ExpectedFinding[];
    readonly mayInclude: readonly string[];
    readonly mustNotInclude: readonly ExpectedFinding[];
  };
}
interface FormTruth {
  readonly file: string;
  readonly cells: readonly { readonly cell: string; readonly what: string; readonly value?: string; readonly shown: string }[];
  readonly optional: readonly { readonly cell: string; readonly accept?: readonly string[] }[];
  readonly total: { readonly points: string; readonly score: string };
}

/** `jihe.fill/1` as far as it is compared. */
interface FillDocument extends Pick<ExpectedFill, 'system' | 'indicators' | 'total' | 'grade' | 'levels'> {
  readonly rates: readonly { readonly label: string; readonly shown: string; readonly value: string }[];
  readonly forms: readonly (Pick<ExpectedFill, 'system' | 'indicators' | 'total' | 'grade'> & { readonly inPlace: boolean })[];
}

const read = <T>(file: string): T => JSON.parse(readFileSync(path.join(folder, file), 'utf8')) as T;
const open = (file: string): FileHost => FileHost.open(new Uint8Array(readFileSync(path.join(folder, file))), file);

interface Run {
  readonly before: Snapshot;
  readonly after: Snapshot;
  readonly document: FillDocument;
  readonly again: number;
}

async function fill(file: string, system?: string): Promise<Run> {
  const host = open(file);
  const before = await host.capture();
  const outcome = evaluateWorkbook(before, edge, system === undefined ? {} : { system });
  await host.apply(outcome.plan);
  const after = await FileHost.open(host.bytes(), file).capture();
  const document = JSON.parse(
    JSON.stringify(
      fillDocument(
        file,
        outcome,
        after.sheets.map(({ name }) => name),
      ),
    ),
  ) as FillDocument;
  return { before, after, document, again: evaluateWorkbook(after, edge, {}).plan.operations.length };
}

/** What an expected object says, taken from the found one: only the named fields, rates and completions to eight places. */
function asExpected(expected: ExpectedIndicator, found: ExpectedIndicator | undefined): object {
  if (!found) return {};
  const fields = Object.keys(expected).filter(
    (field) => !['note', 'workings', 'formRow', 'shownCompletion', 'parts', 'inputs'].includes(field),
  );
  const picked: Record<string, unknown> = {};
  for (const field of fields) picked[field] = eightPlaces(found[field]);
  if (expected.inputs) picked.inputs = [...(found.inputs ?? [])].filter((id) => expected.inputs?.includes(id)).sort();
  if (expected.parts) {
    picked.parts = expected.parts.map((part) => {
      const same = found.parts?.find(({ name }) => plain(name) === plain(part.name));
      return { name: part.name, rate: eightPlaces(same?.rate), shownRate: same?.shownRate, score: same?.score };
    });
  }
  return picked;
}

function comparable(expected: ExpectedIndicator): object {
  const { note: _note, workings: _workings, formRow: _row, shownCompletion: _shown, ...rest } = expected;
  return {
    ...rest,
    ...(expected.inputs ? { inputs: [...expected.inputs].sort() } : {}),
    ...(expected.parts ? { parts: expected.parts.map(({ name, rate, shownRate, score }) => ({ name, rate, shownRate, score })) } : {}),
  };
}

function eightPlaces(value: unknown): unknown {
  return typeof value === 'string' && /^-?\d+\.\d{9,}$/.test(value) ? String(Number(Number(value).toFixed(8))) : value;
}

function plain(text: string): string {
  return text.replace(/[“”"\s]/g, '');
}

function find(indicators: readonly ExpectedIndicator[], wanted: ExpectedIndicator): ExpectedIndicator | undefined {
  return (
    (wanted.code === undefined ? undefined : indicators.find(({ code }) => code === wanted.code)) ??
    indicators.find(
      ({ name, path: levels }) =>
        plain(name) === plain(wanted.name) && (wanted.path === undefined || wanted.path.every((level) => levels?.includes(level))),
    )
  );
}

const fixtures = readdirSync(folder)
  .filter((name) => name.endsWith('.expected.json'))
  .map((name) => [name.replace('.expected.json', ''), read<Fixture>(name)] as const);

describe.each(fixtures.flatMap(([name, fixture]) => (fixture.fill ? [[name, fixture.fill] as const] : [])))(
  '%s filled',
  (name, expected) => {
    let run: Run;
    beforeAll(async () => {
      run = await fill(`${name}.xlsx`, expected.inPlace ? undefined : expected.system);
    });
    const subject = (): Pick<ExpectedFill, 'system' | 'indicators' | 'total' | 'grade'> =>
      [run.document, ...run.document.forms].find(
        ({ system, indicators }) => system === expected.system && expected.indicators.every((each) => find(indicators, each)),
      ) ?? run.document;

    it('has every indicator as expected', () => {
      const { indicators } = subject();
      expect(expected.indicators.map((each) => asExpected(each, find(indicators, each)))).toEqual(expected.indicators.map(comparable));
    });

    it('has the total, the levels and the grade', () => {
      const { total, grade } = subject();
      expect(total).toMatchObject(expected.total);
      expect(grade).toBe(expected.grade);
      expect(expected.levels ? run.document.levels : []).toMatchObject(expected.levels ?? []);
    });

    it('deducts where it must and nowhere else', () => {
      const lost = subject().indicators.flatMap(({ name: each, deduction }) =>
        deduction && deduction !== '0' ? [{ name: each, deduction }] : [],
      );
      expect(expected.deductions ? lost : []).toEqual(
        (expected.deductions ?? []).map(({ name: each, deduction }) => ({ name: each, deduction })),
      );
    });

    it('fills the form in place and keeps everything else', () => {
      const cells = Object.entries(expected.formCells ?? {});
      expect(cells.map(([cell]) => [cell, shownAt(run.after, cell)])).toEqual(
        cells.map(([cell, shown]) => [cell, shown.replace(/,/g, '')]),
      );
      for (const sheet of run.before.sheets) {
        const now = run.after.sheets.find((each) => each.name === sheet.name);
        expect(now?.merges.map(areaReference)).toEqual(sheet.merges.map(areaReference));
      }
      expect(run.after.sheets.map((sheet) => sheet.name)).toEqual(expect.arrayContaining([...(expected.keep?.sheets ?? [])]));
    });

    it('finds nothing to do the second time', () => {
      expect(run.again).toBe(0);
    });
  },
);

/** Names that the expectations give to rates, and the rate and basis they mean. */
const rateIds: Readonly<Record<string, string>> = {
  总体预算执行率: 'executionRate',
  部门整体预算执行率: 'executionRate',
  预算执行率: 'executionRate',
  '“三公”经费控制率': 'threePublicControlRate',
  固定资产利用率: 'utilisationRate',
  财政供养人员控制率: 'staffControlRate',
  '预算调整率（年初口径）': 'adjustmentRate',
  '预算调整率（调整后口径）': 'adjustmentRate',
  '日常公用经费控制率（调整后口径）': 'operatingControlRate',
  '日常公用经费控制率（年初口径）': 'operatingControlRate',
};

test.each(fixtures.flatMap(([name, { rates }]) => (rates ? [[name, rates] as const] : [])))('%s: rates', (name, rates) => {
  const { assessment } = evaluateWorkbook(open(`${name}.xlsx`).package.snapshot(), edge, {});
  const known = Object.entries(rates).filter(([label]) => rateIds[label]);
  const shown = known.map(([label, wanted]) => {
    const rate = assessment.rates.find(({ id }) => id === rateIds[label]);
    const all = rate ? [rate.shown, ...rate.alternatives.map((other) => other.shownRate)] : [];
    return [label, label.includes('口径') ? (all.includes(wanted) ? wanted : all) : rate?.shown];
  });
  expect(Object.fromEntries(shown)).toEqual(Object.fromEntries(known));
});

test.each(fixtures.flatMap(([name, { check }]) => (check ? [[name, check] as const] : [])))(
  '%s: findings on the raw file',
  (name, expected) => {
    const { findings } = checkWorkbook(open(`${name}.xlsx`).package.snapshot(), edge, {}).checks;
    const matches = ({ code, severity, cells }: ExpectedFinding): boolean =>
      findings.some(
        (finding) =>
          finding.code === code &&
          (severity === undefined || finding.severity === severity) &&
          (cells === undefined || cells.some((cell) => finding.cells.includes(cell))),
      );
    expect(expected.mustInclude.filter((wanted) => !matches(wanted))).toEqual([]);
    expect(expected.mustNotInclude.filter(matches)).toEqual([]);
    const asked = new Set([...expected.mustInclude.map(({ code }) => code), ...expected.mayInclude]);
    expect(findings.filter(({ code, severity }) => ['error', 'warning'].includes(severity) && !asked.has(code))).toEqual([]);
  },
);

describe.each(
  readdirSync(path.join(folder, 'forms'))
    .filter((name) => name.endsWith('-blank.truth.json'))
    .map((name) => [name, read<FormTruth>(path.join('forms', name))] as const),
)('%s', (_name, truth) => {
  let run: Run;
  beforeAll(async () => {
    run = await fill(path.join('forms', truth.file));
  });

  it('has every cell of the form', () => {
    expect(truth.cells.map(({ cell, what }) => [what, shownAt(run.after, cell)])).toEqual(
      truth.cells.map(({ what, shown }) => [what, shown]),
    );
    const values = truth.cells.flatMap(({ cell, value }) => (value === undefined ? [] : [[cell, value] as const]));
    expect(values.map(([cell]) => [cell, eightPlaces(cellOfReference(run.after, cell)?.value)])).toEqual(values);
  });

  it('keeps all other cells and merges', () => {
    const touched = new Set([...truth.cells, ...truth.optional].map(({ cell }) => cell));
    for (const sheet of run.before.sheets) {
      const now = run.after.sheets.find(({ name }) => name === sheet.name);
      expect(now?.merges.map(areaReference)).toEqual(sheet.merges.map(areaReference));
      for (const [row, cells] of now?.cells ?? []) {
        for (const [column, cell] of cells) {
          const reference = `'${sheet.name}'!${areaReference({ top: row, left: column, bottom: row, right: column })}`;
          if (!touched.has(reference)) expect([reference, cell.value]).toEqual([reference, sheet.cells.get(row)?.get(column)?.value ?? '']);
        }
      }
    }
  });

  it('has the total in its document, and nothing to do the second time', () => {
    expect(run.document.forms.filter(({ inPlace }) => inPlace).map(({ total }) => total)).toMatchObject([
      { points: truth.total.points, score: truth.total.score },
    ]);
    expect(run.again).toBe(0);
  });
});
