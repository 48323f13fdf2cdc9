import fc from 'fast-check';
import {
  factsFingerprint,
  packFingerprints,
  receiptStanding,
  ruleSetVersion,
  sealReceipt,
  unpackFingerprints,
} from '../../src/core/settings/fingerprints';
import type { Settings } from '../../src/core/settings/settings';
import { planSettings, readSettings } from '../../src/core/settings/sheet';
import {
  noSettings,
  withAnswer,
  withBasis,
  withCell,
  withOrganisation,
  withReceipt,
  withUnit,
  withWaiver,
  withYear,
} from '../../src/core/settings/update';
import { snapshotAfter } from '../../src/core/workbook/preview';
import type { Snapshot } from '../../src/core/workbook/snapshot';
import { typed, withInsertedRow, workbook } from '../workbook/workbooks';

const empty = workbook({ 基础数据: [['合计', 1]] });
const receipt = { time: '2024-01-31T09:00:00.000Z', rules: '2026.1', error: 1, warning: 2, question: 3, note: 4, fingerprint: 'abc' };

function written(settings: Settings, snapshot: Snapshot = empty): Snapshot {
  return snapshotAfter(snapshot, planSettings(snapshot, settings));
}

/** What comes back, without the sheet's own layout fingerprint. */
function readBack(snapshot: Snapshot): Settings {
  const { settings, problems } = readSettings(snapshot);
  expect(problems).toEqual([]);
  const fingerprints = new Map(settings.fingerprints);
  fingerprints.delete('_绩核_设置!');
  return { ...settings, fingerprints };
}

const word = fc
  .string({ minLength: 1, maxLength: 12, unit: fc.constantFrom(...'合计=+-@预算1 \t\n"\'#/\\a') })
  .filter((text) => text.trim() !== '');
const anySettings: fc.Arbitrary<Settings> = fc
  .record({
    organisation: fc.option(word.map((text) => text.trim())),
    year: fc.option(fc.integer({ min: 1990, max: 2100 })),
    system: fc.option(fc.constantFrom('shenzhen-department', 'beijing-department')),
    rounding: fc.option(fc.constantFrom('halfUp' as const, 'truncate' as const, 'halfUpNotFull' as const)),
    bases: fc.array(fc.tuple(word, word)),
    answers: fc.array(fc.tuple(word, word)),
    cells: fc.array(fc.tuple(fc.constantFrom('total:outturn' as const, 'quarter.1:rate' as const), fc.constant("'基础 数据'!B4"))),
    units: fc.array(fc.tuple(word, fc.constantFrom('yuan' as const, 'tenThousandYuan' as const))),
    projectSheets: fc.constantFrom('none' as const, 'separate' as const, 'stacked' as const),
    fingerprints: fc.array(fc.tuple(word, word)),
    deleted: fc.array(word),
    waivers: fc.array(fc.record({ key: word, code: word, reason: word, date: fc.constant('2024-01-31') })),
    receipts: fc.array(fc.constant(receipt), { maxLength: 3 }),
    workbookId: fc.option(fc.uuid()),
  })
  .map(({ bases, answers, cells, units, fingerprints, deleted, ...plain }) => ({
    ...plain,
    bases: new Map(bases),
    choices: { answers: new Map(answers), cells: new Map(cells), units: new Map(units) },
    fingerprints: new Map(fingerprints),
    deletedParagraphs: new Set(deleted),
  }));

describe('「绩效设置」', () => {
  test('gives back exactly what was written, and is then up to date', () => {
    fc.assert(
      fc.property(anySettings, anySettings, (settings, later) => {
        const snapshot = written(settings);
        expect(readBack(snapshot)).toEqual(settings);
        expect(planSettings(snapshot, readSettings(snapshot).settings).operations).toEqual([]);
        const again = written({ ...later, fingerprints: new Map([...later.fingerprints, ...layoutOf(snapshot)]) }, snapshot);
        expect(readBack(again)).toEqual(later);
        expect(planSettings(again, readSettings(again).settings).operations).toEqual([]);
      }),
      { numRuns: 40 },
    );
  });

  const settings = withReceipt(
    withWaiver(
      withUnit(
        withCell(
          withAnswer(
            withBasis(withYear(withOrganisation(noSettings, '示例市公共服务局'), 2023), 'executionRate', '年初预算数'),
            'L-02:total',
            '以收支总表为准',
          ),
          'total:outturn',
          "'表一'!B4",
        ),
        '表一',
        'tenThousandYuan',
      ),
      { key: 'K-01:x', code: 'K-01', reason: '已与财政核对', date: '2024-01-31' },
    ),
    receipt,
  );

  test('is readable: every line says what it is in its first cell', () => {
    const sheet = written(settings).sheets[1];
    const lines = [...(sheet?.cells.values() ?? [])].map((cells) => [1, 2, 3].map((column) => cells.get(column)?.value ?? ''));
    expect(lines).toEqual(
      expect.arrayContaining([
        ['单位名称', '示例市公共服务局', '留空则从各表表头识别'],
        ['口径', 'executionRate', '年初预算数'],
        ['疑点答复', 'L-02:total', '以收支总表为准'],
        ['指定单元格', 'total:outturn', "'表一'!B4"],
        ['金额单位', '表一', '万元'],
        ['忽略', 'K-01', '已与财政核对'],
      ]),
    );
  });

  test('takes what a person typed generously, and lists what it cannot use', () => {
    const snapshot = written(settings);
    const rowOf = (label: string): number =>
      [...(snapshot.sheets[1]?.cells ?? [])].find(([, cells]) => cells.get(1)?.value === label)?.[0] ?? 0;
    const edited = typed(snapshot, [
      ['绩效设置', rowOf('年度'), 2, '２０２４年'],
      ['绩效设置', rowOf('指标体系'), 2, '深圳市部门整体'],
      ['绩效设置', rowOf('舍入方式'), 2, '向上取整'],
      ['绩效设置', rowOf('金额单位'), 3, '美元'],
      ['绩效设置', rowOf('指定单元格'), 3, '=HYPERLINK("x")'],
    ]);
    const { settings: read, problems } = readSettings(edited, [
      { id: 'shenzhen-department', title: '深圳市部门整体支出绩效评价', shortTitle: '深圳市部门整体' },
    ]);
    expect(read).toMatchObject({ year: 2024, system: 'shenzhen-department', rounding: null });
    expect(problems.map((problem) => problem.cell)).toEqual([
      `'绩效设置'!B${rowOf('舍入方式')}`,
      `'绩效设置'!C${rowOf('指定单元格')}`,
      `'绩效设置'!C${rowOf('金额单位')}`,
    ]);
  });

  test('survives a row put in by hand, without doubling anything', () => {
    const snapshot = withInsertedRow(written(settings), '绩效设置', 6, ['单位名称', '另一个单位']);
    const { settings: read } = readSettings(snapshot);
    expect(read.receipts).toHaveLength(1);
    expect(read.waivers).toHaveLength(1);
    const again = snapshotAfter(snapshot, planSettings(snapshot, read));
    expect(readSettings(again).settings).toEqual(read);
    expect(planSettings(again, readSettings(again).settings).operations).toEqual([]);
  });
});

function layoutOf(snapshot: Snapshot): [string, string][] {
  return [...readSettings(snapshot).settings.fingerprints].filter(([key]) => key === '_绩核_设置!');
}

test('packed fingerprints stay under 8,000 characters a cell and come back in order', () => {
  const many = new Map(Array.from({ length: 3000 }, (_, index) => [`_绩核_指标/score:${index}`, `B${index} abcdefg`] as const));
  const texts = packFingerprints(many);
  expect(Math.max(...texts.map((text) => text.length))).toBeLessThanOrEqual(8000);
  expect([...unpackFingerprints(texts)]).toEqual([...many]);
});

test('the fingerprint of facts depends on every value and on nothing else', () => {
  const fact = (id: 'total:outturn' | 'total:budget.full', value: string, shown = '') =>
    [
      id,
      { id, quantity: 'money', value, shown, cells: [], status: 'read', explanation: { item: '', measure: '', unit: null }, formula: null },
    ] as const;
  const one = factsFingerprint(new Map([fact('total:outturn', '1'), fact('total:budget.full', '2')]));
  expect(factsFingerprint(new Map([fact('total:budget.full', '2', 'x'), fact('total:outturn', '1')]))).toBe(one);
  expect(factsFingerprint(new Map([fact('total:outturn', '2'), fact('total:budget.full', '2')]))).not.toBe(one);
});

test('a receipt tells figures that changed from a receipt that was edited', () => {
  const receipt = sealReceipt({
    time: '2024-03-08T10:00:00',
    rules: ruleSetVersion,
    error: 2,
    warning: 0,
    question: 1,
    note: 0,
    fingerprint: 'abc',
  });
  expect(receiptStanding(receipt, 'abc')).toBe('unchanged');
  expect(receiptStanding(receipt, 'xyz')).toBe('changed');
  expect(receiptStanding({ ...receipt, error: 0 }, 'abc')).toBe('edited');
  expect(receiptStanding({ ...receipt, fingerprint: 'abc' }, 'abc')).toBe('edited');
});
