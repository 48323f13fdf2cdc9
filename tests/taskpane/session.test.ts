import { readFileSync } from 'node:fs';
import path from 'node:path';
import { HostError } from '../../src/core/workbook/host';
import { cellAt, type Snapshot, sheetNamed } from '../../src/core/workbook/snapshot';
import { evaluateWorkbook } from '../../src/core/workflow/evaluate';
import { FileHost } from '../../src/hosts/file/file-host';
import { catalogueOfCore } from '../../src/taskpane/core-answers';
import type { CoreClient } from '../../src/taskpane/core-client';
import { type MemoryPaneHost, memoryPaneHost } from '../../src/taskpane/memory-pane-host';
import { Session } from '../../src/taskpane/session';
import { sampleOutcome } from './sample-outcome';
import { scripted } from './scripted-surroundings';

/** The real core, in this process. */
const core: CoreClient = {
  evaluate: async (snapshot, edge, request) => evaluateWorkbook(snapshot, edge, request),
  catalogue: async () => catalogueOfCore(),
  cancel: () => {},
};

async function workbook(name: string): Promise<Snapshot> {
  const file = readFileSync(path.join(__dirname, '../fixtures', name));
  return FileHost.open(new Uint8Array(file), name).capture();
}

async function openOn(name: string): Promise<{ readonly session: Session; readonly host: MemoryPaneHost; readonly first: Snapshot }> {
  const first = await workbook(name);
  const host = memoryPaneHost(first, first);
  const session = new Session({ ...scripted(() => sampleOutcome()).surroundings, host, core });
  await session.start();
  return { session, host, first };
}

const shown = (snapshot: Snapshot, sheet: string, row: number, column: number): string | undefined => {
  const found = sheetNamed(snapshot, sheet);
  return (found && cellAt(found, row, column)?.shown) ?? undefined;
};

describe("a session on Bao'an's workbook", () => {
  it('reads 97.61 and writes nothing before it is asked', async () => {
    const { session, host, first } = await openOn('baoan-2023.xlsx');
    expect(session.state.outcome?.assessment.total).toEqual({ points: '100', score: '97.61' });
    expect(session.state.current).toBe(false);
    expect(host.snapshot).toBe(first);
  });

  it('fills the score table at one click, and finds nothing to do at the second', async () => {
    const { session, host } = await openOn('baoan-2023.xlsx');
    await session.recalculate();
    expect(session.state.failure).toBeNull();
    expect(shown(host.snapshot, '自评得分表', 20, 7)).toBe('5.62');
    expect(session.state.summary?.sheets).toContain('自评得分表');
    expect(session.state.runs).toHaveLength(1);
    const written = host.snapshot;
    await session.recalculate();
    expect(session.state.notice?.key).toBe('noticeUpToDate');
    expect(host.snapshot).toBe(written);
    expect(session.state.runs).toHaveLength(1);
  });

  it('puts the workbook back as it was', async () => {
    const { session, host, first } = await openOn('baoan-2023.xlsx');
    await session.recalculate();
    await session.undo();
    expect(host.snapshot).toBe(first);
    expect(session.state.current).toBe(false);
    expect(session.state.runs.map(({ state }) => state)).toEqual(['undone']);
  });

  it('keeps a chosen rounding through the workbook itself', async () => {
    const { session, host } = await openOn('baoan-2023.xlsx');
    await session.recalculate();
    await session.chooseRounding('halfUp');
    expect(session.state.outcome?.assessment.total.score).toBe('97.62');
    expect(session.state.current).toBe(true);
    const again = new Session({ ...scripted(() => sampleOutcome()).surroundings, host, core });
    await again.start();
    expect(again.state.outcome?.settings.rounding).toBe('halfUp');
    expect(again.state.outcome?.assessment.total.score).toBe('97.62');
    expect(again.state.current).toBe(true);
  });

  it('counts a decision that is not written yet, and writes it with the next run', async () => {
    const { session } = await openOn('baoan-2023.xlsx');
    await session.chooseRounding('halfUp');
    expect(session.state.unwritten).toBe(1);
    await session.recalculate();
    expect(session.state.unwritten).toBe(0);
    expect(session.state.outcome?.settings.rounding).toBe('halfUp');
  });

  it('names the change of the score since the last run', async () => {
    const { session } = await openOn('baoan-2023.xlsx');
    await session.recalculate();
    await session.chooseRounding('halfUp');
    expect(session.state.runs.map(({ scoreBefore, scoreAfter }) => [scoreBefore, scoreAfter])).toEqual([
      ['97.61', '97.62'],
      [null, '97.61'],
    ]);
  });

  it('keeps a waiver with reason and date in the workbook', async () => {
    const { session, host } = await openOn('baoan-2023.xlsx');
    await session.recalculate();
    const finding = session.state.outcome?.checks.findings.find(({ severity }) => severity === 'question');
    if (!finding) throw new Error('no question');
    await session.waive(finding, '原因写在报告中');
    const again = new Session({ ...scripted(() => sampleOutcome()).surroundings, host, core });
    await again.start();
    const kept = again.state.outcome?.checks.findings.find(({ key }) => key === finding.key);
    expect(kept?.waived).toEqual({ reason: '原因写在报告中', date: '2024-03-15' });
  });

  it('writes a receipt at 提交前校验', async () => {
    const { session } = await openOn('baoan-2023.xlsx');
    await session.check();
    expect(session.state.notice?.key).toBe('noticeChecked');
    expect(session.state.outcome?.settings.receipts).toHaveLength(1);
  });

  it('leaves nothing in the log when the host refused to write', async () => {
    const { session, host, first } = await openOn('baoan-2023.xlsx');
    host.mood = { failure: 'sheetProtected', place: '绩效指标' };
    await session.recalculate();
    expect(session.state.failure).toEqual({ code: 'sheetProtected', place: '绩效指标', remedy: 'retry' });
    expect(session.state.runs).toEqual([]);
    expect(host.snapshot).toBe(first);
  });
});

describe('a session on a workbook that changes', () => {
  it('shows the new total after an edit without writing', async () => {
    const { session, host } = await openOn('baoan-2023.xlsx');
    await session.recalculate();
    const written = host.snapshot;
    host.type("'基础数据'!E6", '2400');
    expect(session.state.stale).toBe(true);
    await new Promise((resolve) => setTimeout(resolve, 300));
    while (session.state.activity) await new Promise((resolve) => setTimeout(resolve, 20));
    expect(session.state.stale).toBe(false);
    expect(session.state.outcome?.reading.facts.get('total:outturn')?.value).toBe('24000000');
    expect(host.snapshot.sheets.length).toBe(written.sheets.length);
    session.close();
  });

  it('asks once more for a cell that is gone', async () => {
    const { session } = await openOn('baoan-2023.xlsx');
    await session.select("'没有这张表'!A1");
    expect(session.state.failure).toEqual({ code: 'sheetMissing', place: '没有这张表', remedy: 'retry' });
  });

  it('keeps the record of a run whose before-image could not be put back, and offers 恢复', async () => {
    const { session, host } = await openOn('baoan-2023.xlsx');
    const apply = host.apply;
    host.apply = async (plan, progress, keep) => {
      await apply(plan, progress, keep);
      throw new HostError('notRestored', '绩效指标');
    };
    await session.recalculate();
    expect(session.state.failure?.remedy).toBe('restore');
  });
});
