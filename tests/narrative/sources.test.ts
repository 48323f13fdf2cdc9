import { readFileSync } from 'node:fs';
import { evaluateWorkbook } from '../../src/core/workflow/evaluate';
import { FileHost } from '../../src/hosts/file/file-host';
import { openFixture, reportRows, rowOf, runOver } from './report-workbook';

test('every figure of the report names the cells it came from, never the id of a fact', async () => {
  const host = FileHost.open(new Uint8Array(readFileSync('tests/fixtures/baoan-2023.xlsx')), 'baoan-2023.xlsx');
  const edge = { today: '2024-03-08', now: '2024-03-08T10:00:00', freshId: 'x', language: 'zh-CN' } as const;
  const { report } = evaluateWorkbook(await host.capture(), edge, {});
  const sources = report.blocks
    .flatMap((block) => (block.kind === 'paragraph' ? block.runs : []))
    .flatMap((run) => (run.kind === 'figure' && run.source !== '' ? run.source.split('、') : []));
  expect(sources.length).toBeGreaterThan(20);
  expect(sources.filter((source) => !source.includes('!'))).toEqual([]);
});

test('on the sheet, sources read like places for people: the name of a sheet once, without quotes', async () => {
  const host = openFixture('baoan-2023');
  await runOver(host);
  const snapshot = await host.capture();
  expect(rowOf(snapshot, '1.3.text').source).toBe('基础数据!B6、B4、B5');
  expect(reportRows(snapshot).filter(({ source }) => source.includes("'"))).toEqual([]);
});
