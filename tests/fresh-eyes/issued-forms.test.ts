import type { Finding } from '../../src/core/checks/finding';
import type { Snapshot } from '../../src/core/workbook/snapshot';
import { checkWorkbook } from '../../src/core/workflow/evaluate';
import type { Edge } from '../../src/core/workflow/outcome';
import type { Entry } from '../checks/workbook';
import { type IssuedForm, issuedForms } from './issued-forms';
import { bookOf, edit } from './workbooks';

const edge: Edge = { today: '2024-03-20', now: '2024-03-20T10:00:00', freshId: 'x', language: 'zh-CN' };
const found = (book: Snapshot): readonly Finding[] => checkWorkbook(book, edge, {}).checks.findings;
const cellOf = (reference: string): string => reference.slice(reference.lastIndexOf('!') + 1);
const told = ({ code, severity, cells, message }: Finding): string => `${code} ${severity} ${cells.map(cellOf).join(' ')} ${message}`;

/** One fault that any form can have: what is written where, and which of the codes must be heard at which cell. */
interface FormFault {
  readonly what: string;
  readonly edits: (form: IssuedForm) => Readonly<Record<string, Entry>>;
  readonly codes: readonly string[];
  readonly at: (form: IssuedForm) => readonly string[];
  /** What may be said beside it. */
  readonly may?: readonly string[];
}

const numberAt = ({ sheet }: IssuedForm, cell: string): number => {
  const entry = sheet.rows[Number(/\d+/.exec(cell)?.[0]) - 1]?.[cell.charCodeAt(0) - 65];
  return Number.parseFloat(String(entry !== null && typeof entry === 'object' && 'value' in entry ? entry.value : entry));
};

const formFaults: readonly FormFault[] = [
  {
    what: 'a rate that is not outturn over budget',
    edits: (form) => ({ [form.rate]: numberAt(form, form.rate) > 2 ? 91.37 : { value: 0.9137, format: '0.00%' } }),
    codes: ['C-01'],
    at: ({ rate }) => [rate],
  },
  { what: 'no rate on the scored row', edits: ({ rate }) => ({ [rate]: null }), codes: ['C-01'], at: ({ rate }) => [rate] },
  {
    what: 'a score of the rate that does not follow',
    edits: (form) => ({ [form.rateScore]: 9, [form.total]: round(numberAt(form, form.total) - numberAt(form, form.rateScore) + 9) }),
    codes: ['S-07'],
    at: ({ rateScore }) => [rateScore],
  },
  {
    what: 'a total one too high',
    edits: (form) => ({ [form.total]: round(numberAt(form, form.total) - 1) }),
    codes: ['S-04'],
    at: ({ total }) => [total],
  },
  { what: 'no total', edits: ({ total }) => ({ [total]: null }), codes: ['S-04', 'S-16'], at: ({ total }) => [total] },
  {
    what: 'a score above its points',
    edits: (form) => ({
      [form.fullScore]: numberAt(form, form.fullScore) + 1,
      [form.total]: round(numberAt(form, form.total) + 1),
    }),
    codes: ['S-03'],
    at: ({ fullScore }) => [fullScore],
  },
  {
    what: 'a deduction without reason',
    edits: ({ reason }) => ({ [reason]: null }),
    codes: ['S-09', 'R-03'],
    at: ({ reason, score }) => [reason, score],
  },
  {
    what: 'full marks for a shortfall',
    edits: (form) => ({
      [form.score]: round(numberAt(form, form.score) + form.lost),
      [form.total]: round(numberAt(form, form.total) + form.lost),
    }),
    codes: ['S-08'],
    at: ({ score }) => [score],
    may: ['S-13'],
  },
  {
    what: 'satisfaction in words',
    edits: ({ satisfaction }) => ({ [satisfaction]: '满意' }),
    codes: ['I-03'],
    at: ({ satisfaction }) => [satisfaction],
    may: ['S-08'],
  },
  {
    what: 'satisfaction without target',
    edits: ({ wanted }) => ({ [wanted]: null }),
    codes: ['I-03', 'I-02'],
    at: ({ wanted }) => [wanted],
    may: ['S-08'],
  },
  {
    what: 'a date before the end of the year',
    edits: ({ date }) => ({ [date]: '填报日期：2023年11月3日' }),
    codes: ['F-04'],
    at: ({ date }) => [date],
  },
  { what: 'no date', edits: ({ date }) => ({ [date]: '填报日期：' }), codes: ['F-04'], at: ({ date }) => [date] },
  {
    what: 'a reason of two words',
    edits: ({ reason }) => ({ [reason]: '客观原因' }),
    codes: ['R-07'],
    at: ({ reason }) => [reason],
  },
  {
    what: 'points that do not make a hundred',
    edits: (form) => ({ [form.points]: 95 }),
    codes: ['S-01'],
    at: ({ points }) => [points],
    may: ['S-03'],
  },
];

function round(value: number): number {
  return Math.round(value * 100) / 100;
}

describe.each(issuedForms.map((form) => [form.what, form] as const))('%s', (_, form) => {
  it('is clean as it was filled', () => {
    expect(
      found(bookOf(form.sheet))
        .filter(({ severity }) => severity !== 'note')
        .map(told),
    ).toEqual([]);
  });

  it.each(formFaults.map((fault) => [fault.what, fault] as const))('shows %s', (__, { edits, codes, at, may = [] }) => {
    const changed = edits(form);
    const total = changed[form.total];
    const repeated = form.alsoTotal !== undefined && total !== undefined ? { [form.alsoTotal]: total } : {};
    const findings = found(bookOf(edit(form.sheet, { ...changed, ...repeated })));
    const hits = findings.filter(({ code, cells }) => codes.includes(code) && cells.some((cell) => at(form).includes(cellOf(cell))));
    expect(hits.length > 0 ? [] : ['missed', ...findings.map(told)]).toEqual([]);
    const others = findings.filter(({ code, severity }) => severity !== 'note' && !codes.includes(code) && !may.includes(code));
    expect(others.map(told)).toEqual([]);
  });
});

it('compares the total that a form repeats above its indicators', () => {
  const [form] = issuedForms.filter(({ alsoTotal }) => alsoTotal !== undefined);
  if (!form?.alsoTotal) throw new RangeError('no form repeats its total');
  const findings = found(bookOf(edit(form.sheet, { [form.alsoTotal]: 98.92 }))).filter(({ severity }) => severity !== 'note');
  expect(findings.map(({ code, cells }) => [code, cells.map(cellOf)])).toEqual([['S-04', [form.alsoTotal, form.total]]]);
});

it('reads the grade beside its label above the indicators', () => {
  const [form] = issuedForms.filter(({ alsoTotal }) => alsoTotal !== undefined);
  const findings = found(bookOf(edit(form?.sheet ?? { name: '', rows: [] }, { G5: '良' }))).filter(({ severity }) => severity !== 'note');
  expect(findings.map(({ code, cells }) => [code, cells.map(cellOf)])).toEqual([['S-05', ['G5', 'H17']]]);
});

it.each(issuedForms.map((form) => [form.what, form] as const))('%s: hears six faults at once', (_, form) => {
  const wrong: Entry = numberAt(form, form.rate) > 2 ? 91.37 : { value: 0.9137, format: '0.00%' };
  const findings = found(
    bookOf(
      edit(form.sheet, {
        [form.rate]: wrong,
        [form.reason]: null,
        [form.satisfaction]: '满意',
        [form.date]: '填报日期：2023年11月3日',
        [form.fullScore]: numberAt(form, form.fullScore) + 1,
        [form.total]: round(numberAt(form, form.total) - 2),
      }),
    ),
  );
  const heard = (codes: readonly string[], cell: string): boolean =>
    findings.some(({ code, cells }) => codes.includes(code) && cells.some((reference) => cellOf(reference) === cell));
  const wanted = [
    [['C-01'], form.rate],
    [['S-09', 'R-03'], form.reason],
    [['I-03'], form.satisfaction],
    [['F-04'], form.date],
    [['S-03'], form.fullScore],
    [['S-04'], form.total],
  ] as const;
  expect(wanted.filter(([codes, cell]) => !heard(codes, cell))).toEqual([]);
});
