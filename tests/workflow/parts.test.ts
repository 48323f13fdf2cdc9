import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as report from '../../src/core/narrative/report';
import type { Snapshot } from '../../src/core/workbook/snapshot';
import { checkWorkbook, evaluateWorkbook } from '../../src/core/workflow/evaluate';
import { neededParts } from '../../src/core/workflow/parts';
import { evaluateWith } from '../../src/core/workflow/run';
import { FileHost } from '../../src/hosts/file';
import { answerTo } from '../../src/taskpane/core-answers';
import { typed } from '../workbook/workbooks';

const edge = { today: '2024-01-31', now: '2024-01-31T00:00:00.000Z', freshId: 'test', language: 'zh-CN' } as const;
const neither = { report, rulesSheet: null, projectSheets: null };

const open = (name: string): FileHost => FileHost.open(new Uint8Array(readFileSync(join(__dirname, '../fixtures', name))), name);

/** The workbook with 「绩效规则」 and project tables in it. */
async function withRulesAndTables(): Promise<Snapshot> {
  const host = open('projects-2024.xlsx');
  await host.apply(evaluateWorkbook(await host.capture(), edge, { rules: true, projectSheets: 'separate' }).plan);
  return host.capture();
}

/** 「绩效规则」 with another text in the cell beside the one that reads `label`. */
function withRule(snapshot: Snapshot, label: string, text: string): Snapshot {
  const sheet = snapshot.sheets.find(({ name }) => name === '绩效规则');
  for (const [row, cells] of sheet?.cells ?? []) {
    for (const [column, cell] of cells) if (cell.value === label) return typed(snapshot, [['绩效规则', row, column + 1, text]]);
  }
  throw new Error(`no ${label}`);
}

describe('the parts of the core that are loaded when a workbook needs them', () => {
  it('are not needed by a plain workbook, and then not missed', async () => {
    const snapshot = await open('xinjiang-2023.xlsx').capture();
    expect(neededParts(snapshot, {})).toEqual({ rulesSheet: false, projectSheets: false });
    expect(evaluateWith(snapshot, edge, {}, neither)).toEqual(evaluateWorkbook(snapshot, edge, {}));
  });

  it('are needed when asked for', async () => {
    const snapshot = await open('projects-2024.xlsx').capture();
    expect(neededParts(snapshot, { rules: true })).toEqual({ rulesSheet: true, projectSheets: false });
    expect(neededParts(snapshot, { projectSheets: 'stacked' })).toEqual({ rulesSheet: false, projectSheets: true });
  });

  it('are needed again by the workbook that got them', async () => {
    expect(neededParts(await withRulesAndTables(), {})).toEqual({ rulesSheet: true, projectSheets: true });
  });

  it('stop a run where one is needed and missing, before anything of the workbook is lost', async () => {
    const snapshot = await withRulesAndTables();
    expect(() => evaluateWith(snapshot, edge, {}, neither)).toThrow(RangeError);
    expect(() => evaluateWith(snapshot, edge, { projectSheets: 'none' }, neither)).toThrow('rulesSheet');
  });

  it('come to the worker by themselves', async () => {
    const snapshot = await withRulesAndTables();
    const request = { system: 'mof-2013-department' };
    const answer = await answerTo({ id: 7, ask: 'evaluate', snapshot, edge, request });
    expect(answer).toEqual({ id: 7, outcome: evaluateWorkbook(snapshot, edge, request) });
    expect('outcome' in answer && answer.outcome.forms.filter(({ form }) => form === null).length).toBeGreaterThan(1);
  });
});

test('check uses the bureau’s own rules, and names a mistake in them with its cell', async () => {
  const snapshot = await withRulesAndTables();
  expect(checkWorkbook(snapshot, edge, {}).checks.findings.filter(({ code }) => code === 'L-04')).toEqual([]);
  const wrong = checkWorkbook(withRule(snapshot, '舍入', '向上取整'), edge, {}).checks.findings.filter(({ code }) => code === 'L-04');
  expect(wrong.map(({ cells }) => cells[0])).toEqual([expect.stringMatching(/^'绩效规则'!B\d+$/)]);
});
