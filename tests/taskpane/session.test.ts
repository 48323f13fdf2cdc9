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

/** Waits until nothing is under way. */
async function settled(session: Session): Promise<void> {
  do await new Promise((resolve) => setTimeout(resolve, 5));
  while (session.state.activity);
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

  it('does not evaluate again what an edit left as it was', async () => {
    let evaluations = 0;
    const counting: CoreClient = {
      ...core,
      evaluate: (snapshot, edge, request) => {
        evaluations += 1;
        return core.evaluate(snapshot, edge, request);
      },
    };
    const first = await workbook('xinjiang-2023.xlsx');
    const host = memoryPaneHost(first, first);
    const session = new Session({ ...scripted(() => sampleOutcome()).surroundings, host, core: counting });
    await session.start();
    const { outcome } = session.state;
    const again = await workbook('xinjiang-2023.xlsx');
    host.capture = async () => again;
    await session.read();
    expect([evaluations, session.state.outcome === outcome, session.state.stale]).toEqual([1, true, false]);
    host.capture = async () => ({ ...first, sheets: first.sheets.map((sheet) => ({ ...sheet, name: `${sheet.name}一` })) });
    await session.read();
    expect(evaluations).toBe(2);
    await session.chooseSystem('mof-2013-department');
    expect(evaluations).toBeGreaterThan(2);
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

  it('warns while Excel calculates by hand, and no longer', async () => {
    const { session, host } = await openOn('baoan-2023.xlsx');
    expect(session.state.manualCalculation).toBe(false);
    const capture = host.capture;
    host.capture = async () => ({ ...host.snapshot, manualCalculation: true });
    await session.read();
    expect(session.state.manualCalculation).toBe(true);
    host.capture = capture;
    await session.read();
    expect(session.state.manualCalculation).toBe(false);
  });

  it('reads anew at 重试 where a mend was planned before a sheet was renamed', async () => {
    const { session, host } = await openOn('baoan-2023.xlsx');
    await session.recalculate();
    let captures = 0;
    const { capture, apply } = host;
    host.capture = (progress) => {
      captures += 1;
      return capture(progress);
    };
    let applied = 0;
    host.apply = async () => {
      applied += 1;
      throw new HostError('sheetMissing', '基础数据');
    };
    await session.writeReason("'自评得分表'!H20", '项目推迟');
    expect(session.state.failure).toMatchObject({ code: 'sheetMissing', place: '基础数据', remedy: 'retry' });
    captures = 0;
    host.apply = apply;
    session.retry();
    await settled(session);
    expect([captures, applied, session.state.failure]).toEqual([1, 1, null]);
  });
});

describe('a pane that closed in the midst of its first writing', () => {
  /** A first run of which only the first sheets were written when the pane was gone. */
  async function cutShort(
    file: string | null,
  ): Promise<{ readonly session: Session; readonly host: MemoryPaneHost; readonly first: Snapshot }> {
    const first = { ...(await workbook('baoan-2023.xlsx')), file };
    const host = memoryPaneHost(first, first);
    const around = { ...scripted(() => sampleOutcome()).surroundings, host, core };
    const { apply } = host;
    host.apply = async (plan, progress, keep) => {
      await apply({ operations: plan.operations.slice(0, plan.operations.length / 2) }, progress, keep);
      return new Promise(() => {});
    };
    const gone = new Session(around);
    await gone.start();
    void gone.recalculate();
    while (host.snapshot === first) await new Promise((resolve) => setTimeout(resolve, 5));
    gone.close();
    host.apply = apply;
    const session = new Session({ ...around, freshId: () => 'another' });
    await session.start();
    return { session, host, first };
  }

  it('finds the run in the recovery log although the workbook has no id yet, and takes it back', async () => {
    const { session, host, first } = await cutShort('示例.xlsx');
    expect(host.snapshot.sheets.length).toBeGreaterThan(first.sheets.length);
    expect(session.state.failure).toEqual({ code: 'interrupted', place: null, remedy: 'restore' });
    expect(session.state.runs.map(({ state }) => state)).toEqual(['writing']);
    session.retry();
    await settled(session);
    expect(host.snapshot).toBe(first);
    expect(session.state.failure).toBeNull();
  });

  it('is finished by 一键重算 as if nothing had been', async () => {
    const { session, host } = await cutShort('示例.xlsx');
    await session.recalculate();
    expect([session.state.summary?.kept, session.state.current]).toEqual([[], true]);
    await session.recalculate();
    expect(session.state.notice?.key).toBe('noticeUpToDate');
    expect(shown(host.snapshot, '自评得分表', 26, 7)).toBe('97.61');
  });

  it('is not mistaken for that of another workbook without a name', async () => {
    const { session } = await cutShort(null);
    expect([session.state.failure, session.state.runs]).toEqual([null, []]);
  });
});
