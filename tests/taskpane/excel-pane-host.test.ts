import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { cellAt, sheetNamed } from '../../src/core/workbook/snapshot';
import { evaluateWorkbook } from '../../src/core/workflow/evaluate';
import { catalogueOfCore } from '../../src/taskpane/core-answers';
import { excelPaneHost } from '../../src/taskpane/excel-pane-host';
import { Session } from '../../src/taskpane/session';
import { type OpenExcel, openExcel } from '../hosts/excel/open-excel';
import { sampleOutcome } from './sample-outcome';
import { scripted } from './scripted-surroundings';

const core = {
  evaluate: async (...[snapshot, edge, request]: Parameters<typeof evaluateWorkbook>) => evaluateWorkbook(snapshot, edge, request),
  catalogue: async () => catalogueOfCore(),
  cancel: () => {},
};

describe('the pane over an emulated Excel', () => {
  let open: OpenExcel;
  const fetchBefore = globalThis.fetch;
  beforeEach(async () => {
    open = await openExcel();
    Object.assign(globalThis, {
      Excel: open.excel.Excel,
      fetch: async () => new Response(readFileSync(join(process.cwd(), 'assets/samples/baoan-2023.xlsx'))),
    });
  });
  afterEach(() => {
    open.excel.dispose();
    Object.assign(globalThis, { Excel: undefined, fetch: fetchBefore });
  });

  it('brings the sample in, fills it in at most six requests, and takes it back', async () => {
    const host = excelPaneHost(open.host);
    const session = new Session({ ...scripted(() => sampleOutcome()).surroundings, host, core });
    await session.start();
    expect(session.state.outcome?.reading.nothingFound).not.toBeNull();
    await session.openSample();
    expect(session.state.failure).toBeNull();
    expect(session.state.outcome?.assessment.total.score).toBe('97.61');
    expect(await open.requests(() => session.recalculate())).toBeLessThanOrEqual(6);
    expect(session.state.failure).toBeNull();
    const score = async (): Promise<string | undefined> => {
      const sheet = sheetNamed(await host.capture(), '自评得分表');
      return (sheet && cellAt(sheet, 20, 7)?.shown) ?? undefined;
    };
    expect(await score()).toBe('5.62');
    await session.select("'自评得分表'!G20");
    expect(await host.selection()).toBe("'自评得分表'!G20");
    await session.recalculate();
    expect(session.state.notice?.key).toBe('noticeUpToDate');
    await session.undo();
    expect(session.state.failure).toBeNull();
    expect(await score()).toBeUndefined();
    session.close();
  });
});
