import { parseFullReference } from '../../../src/core/workbook/address';
import { cellAt, type Snapshot, sheetNamed } from '../../../src/core/workbook/snapshot';
import { evaluateWorkbook } from '../../../src/core/workflow/evaluate';
import type { Outcome } from '../../../src/core/workflow/outcome';
import { loadWorkbook } from './load-workbook';
import { type OpenExcel, openExcel } from './open-excel';

let open: OpenExcel;
beforeEach(async () => {
  open = await openExcel();
});
afterEach(() => open.excel.dispose());

const evaluate = (snapshot: Snapshot): Outcome =>
  evaluateWorkbook(snapshot, { today: '2024-03-01', now: '2024-03-01T08:00:00Z', freshId: 'test', language: 'zh-CN' }, {});

test('the sample is recalculated within six requests, a second time finds nothing to do, and all of it can be taken back', async () => {
  await loadWorkbook(open, 'baoan-2023.xlsx');
  const before = await open.host.capture();
  open.excel.session.resetTraffic();
  const outcome = evaluate(await open.host.capture());
  const { before: image } = await open.host.apply(outcome.plan);
  expect(open.excel.session.traffic.syncs).toBeLessThanOrEqual(6);
  expect([outcome.assessment.total.score, outcome.assessment.grade]).toEqual(['97.61', '优']);

  const written = await open.host.capture();
  const score = parseFullReference(outcome.cells.get('total') ?? '');
  const sheet = score && sheetNamed(written, score.sheet);
  expect(score && sheet && cellAt(sheet, score.area.top, score.area.left)).toMatchObject({ kind: 'number', value: '97.61' });
  expect(evaluate(written).plan.operations).toEqual([]);

  await open.host.restore(image);
  expect(await open.host.capture()).toEqual(before);
});
