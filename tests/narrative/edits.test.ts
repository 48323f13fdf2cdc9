import { ownSheets } from '../../src/core/settings/settings';
import { emptyPlan } from '../../src/core/workbook/plan';
import { sheetNamed } from '../../src/core/workbook/snapshot';
import { evaluateWorkbook } from '../../src/core/workflow/evaluate';
import type { FileHost } from '../../src/hosts/file';
import { edge, openFixture, rearranged, reportRows, reportSheet, rowOf, runOver, typed } from './report-workbook';

const shenzhen = { system: 'shenzhen-department' };
const later = { ...edge, today: '2024-03-08' };

describe('the report sheet after the user has been at it', () => {
  let host: FileHost;
  beforeEach(async () => {
    host = openFixture('baoan-2023');
    await runOver(host, shenzhen);
  });

  test('a second run on unchanged figures changes nothing, on a later day too', async () => {
    expect(evaluateWorkbook(await host.capture(), later, {}).plan).toEqual(emptyPlan);
  });

  test('an edited paragraph turns 已改, keeps its text, and its differing figure is a finding with the mend', async () => {
    const before = rowOf(await host.capture(), '1.3.text');
    const text = before.text.replace('2377.56', '2377.65').replace('2023年，', '2023年，我会');
    await host.apply(typed(reportSheet, before.row, 2, text));
    const outcome = await runOver(host);
    const row = rowOf(await host.capture(), '1.3.text');
    expect([row.text, row.status]).toEqual([text, '已改']);
    const finding = outcome.checks.findings.find(({ code }) => code === 'N-10');
    expect([finding?.stated, finding?.expected, finding?.cells]).toEqual(['2377.65', '2377.56', [`'${reportSheet}'!B${before.row}`]]);
    const mend = finding?.mend;
    if (!mend) throw new Error('no mend');
    await host.apply(mend);
    const mended = await runOver(host);
    expect(rowOf(await host.capture(), '1.3.text').text).toBe(text.replace('2377.65', '2377.56'));
    expect(mended.checks.findings.filter(({ code }) => code === 'N-10')).toEqual([]);
    expect(mended.report.blocks.find(({ key }) => key === '1.3.text')).toMatchObject({ status: 'edited' });
    expect(evaluateWorkbook(await host.capture(), edge, {}).plan).toEqual(emptyPlan);
  });

  test('a gap that the unit has filled in stays as it was written', async () => {
    const { row } = rowOf(await host.capture(), '1.1.text');
    await host.apply(typed(reportSheet, row, 2, '承担妇女儿童权益保障工作。'));
    await runOver(host);
    const now = rowOf(await host.capture(), '1.1.text');
    expect([now.text, now.status]).toEqual(['承担妇女儿童权益保障工作。', '已改']);
  });

  test('a section that is to be drafted anew takes the place of what the unit wrote or deleted there, and of nothing else', async () => {
    const snapshot = await host.capture();
    const first = reportRows(snapshot);
    await host.apply(
      rearranged(
        snapshot,
        first.filter(({ key }) => key !== '1.4.1.carryover').map(({ row }) => row),
      ),
    );
    await host.apply(typed(reportSheet, rowOf(await host.capture(), '1.4.2.text').row, 2, '自己写的一句。'));
    await host.apply(typed(reportSheet, rowOf(await host.capture(), '1.1.text').row, 2, '承担妇女儿童权益保障工作。'));
    await runOver(host);
    await host.apply(typed(reportSheet, rowOf(await host.capture(), '1.4.3.text').row, 2, '又一句。'));
    const outcome = await runOver(host, { redraft: ['1.4'] });
    expect(outcome.kept).toEqual([]);
    const now = await host.capture();
    const texts = (rows: ReturnType<typeof reportRows>) =>
      rows.filter(({ key }) => key.startsWith('1.4')).map(({ key, text }) => [key, text]);
    expect(texts(reportRows(now))).toEqual(texts(first));
    expect(rowOf(now, '1.1.text').text).toBe('承担妇女儿童权益保障工作。');
    expect(evaluateWorkbook(now, edge, {}).plan).toEqual(emptyPlan);
  });

  test('a deleted row stays deleted', async () => {
    const snapshot = await host.capture();
    const rows = reportRows(snapshot);
    await host.apply(
      rearranged(
        snapshot,
        rows.filter(({ key }) => key !== '1.4.1.carryover').map(({ row }) => row),
      ),
    );
    await runOver(host);
    await runOver(host);
    const keys = reportRows(await host.capture()).map(({ key }) => key);
    expect(keys).not.toContain('1.4.1.carryover');
    expect(keys.filter((key) => key !== '')).toHaveLength(rows.length - 1);
    expect(evaluateWorkbook(await host.capture(), edge, {}).plan).toEqual(emptyPlan);
  });

  test('a row that the user put in stays where it was put and goes into the Word file', async () => {
    const snapshot = await host.capture();
    const rows = reportRows(snapshot);
    const at = rows.findIndex(({ key }) => key === '1.4.1.text');
    await host.apply(
      rearranged(snapshot, [...rows.slice(0, at + 1).map(({ row }) => row), '补充说明一句。', ...rows.slice(at + 1).map(({ row }) => row)]),
    );
    const outcome = await runOver(host);
    const now = reportRows(await host.capture());
    const place = now.findIndex(({ text }) => text === '补充说明一句。');
    expect([now[place - 1]?.key, now[place + 1]?.key]).toEqual(['1.4.1.text', '1.4.1.carryover']);
    const keys = outcome.report.blocks.map((block) =>
      block.kind === 'paragraph' ? block.runs.map(({ text }) => text).join('') : block.key,
    );
    expect(keys).toContain('补充说明一句。');
    expect(evaluateWorkbook(await host.capture(), edge, {}).plan).toEqual(emptyPlan);
  });

  test('a section that the user has moved stays where it was moved', async () => {
    const snapshot = await host.capture();
    const rows = reportRows(snapshot);
    const moved = rows.filter(({ key }) => key.startsWith('1.4.4'));
    const others = rows.filter(({ key }) => !key.startsWith('1.4.4'));
    const at = others.findIndex(({ key }) => key === '1.4.2');
    await host.apply(
      rearranged(
        snapshot,
        [...others.slice(0, at), ...moved, ...others.slice(at)].map(({ row }) => row),
      ),
    );
    await runOver(host);
    const keys = reportRows(await host.capture()).map(({ key }) => key);
    expect(keys.slice(keys.indexOf('1.4.4') - 1, keys.indexOf('1.4.4') + 3)).toEqual(['1.4.1.procurement', '1.4.4', '1.4.4.text', '1.4.2']);
    expect(keys).toHaveLength(rows.length);
    expect(evaluateWorkbook(await host.capture(), edge, {}).plan).toEqual(emptyPlan);
  });

  test('a whole deleted sheet is drafted anew', async () => {
    const count = reportRows(await host.capture()).length;
    await host.apply({ operations: [{ kind: 'removeSheet', sheet: reportSheet, mark: ownSheets.report.mark }] });
    expect(sheetNamed(await host.capture(), reportSheet)).toBeNull();
    await runOver(host);
    expect(reportRows(await host.capture())).toHaveLength(count);
  });
});

test('nothing is drafted where there is nothing to report on', async () => {
  const { emptyWorkbook, FileHost } = await import('../../src/hosts/file');
  const host = FileHost.open(emptyWorkbook(), 'empty.xlsx');
  const { plan } = evaluateWorkbook(await host.capture(), edge, {});
  expect(plan.operations.some((operation) => 'sheet' in operation && operation.sheet === reportSheet)).toBe(false);
});
