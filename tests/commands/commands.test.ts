import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { onPaneRequest, type PaneRequest } from '../../src/commands/pane-link';
import { registerCommands } from '../../src/commands/register';
import { type CommandResult, decodeResult, encodeResult, failedResult } from '../../src/commands/result';
import { type CommandSurroundings, recalculate, validate } from '../../src/commands/run';
import { type Host, HostError } from '../../src/core/workbook/host';
import { evaluateWorkbook } from '../../src/core/workflow/evaluate';
import { FileHost } from '../../src/hosts/file/file-host';
import { memoryRecoveryLog } from '../../src/taskpane/recovery';

// A whole run takes seconds where other tests run beside it.
jest.setTimeout(60_000);

const sample = new Uint8Array(readFileSync(join(process.cwd(), 'assets/samples/baoan-2023.xlsx')));

function surroundings(host: FileHost = FileHost.open(sample, 'baoan-2023.xlsx')): CommandSurroundings & { readonly host: FileHost } {
  let ids = 0;
  return {
    host,
    core: { evaluate: async (snapshot, edge, request) => evaluateWorkbook(snapshot, edge, request) },
    log: memoryRecoveryLog(),
    language: 'zh-CN',
    now: () => new Date(2024, 2, 1, 8),
    freshId: () => {
      ids += 1;
      return `id-${ids}`;
    },
  };
}

test('一键重算 writes the sample, keeps a record to take it back, and tells score and deductions', async () => {
  const around = surroundings();
  const run = await recalculate(around);
  expect(run.result).toMatchObject({ kind: 'recalculated', score: '97.61', points: '100', grade: '优', more: 0 });
  expect(run.result.deductions).toEqual([
    { name: expect.stringContaining('政府采购'), points: '0.01' },
    { name: expect.stringContaining('资产'), points: '1' },
    { name: expect.stringContaining('公用经费'), points: '1' },
    { name: expect.stringContaining('预算执行率'), points: '0.38' },
  ]);
  expect(run.checksSheet).toBe('绩效校验');
  const snapshot = await around.host.capture();
  expect(snapshot.sheets.map(({ name }) => name)).toContain('绩效校验');
  const outcome = evaluateWorkbook(snapshot, { today: '2024-03-01', now: '2024-03-01T00:00:00Z', freshId: 'x', language: 'zh-CN' }, {});
  const runs = await around.log.list(outcome.settings.workbookId ?? '');
  expect(runs.map(({ kind, state, scoreAfter }) => [kind, state, scoreAfter])).toEqual([['recalculate', 'written', '97.61']]);
});

test('a second 一键重算 has nothing to do and says so', async () => {
  const around = surroundings();
  await recalculate(around);
  const bytes = around.host.bytes();
  expect((await recalculate(around)).result).toMatchObject({ kind: 'upToDate', cells: 0, score: '97.61' });
  expect(around.host.bytes()).toEqual(bytes);
});

test('where Excel calculates by hand, the result says that formulas may be out of date', async () => {
  const around = surroundings();
  const capture = around.host.capture.bind(around.host);
  around.host.capture = async () => ({ ...(await capture()), manualCalculation: true });
  const { result } = await recalculate(around);
  expect([result.kind, result.sentence]).toEqual([
    'recalculated',
    'Excel 设为手动计算，表中公式可能不是最新结果；请先按 F9 计算，再点一次。',
  ]);
});

test('提交前校验 goes the whole way, leaves a receipt and tells the gravest findings first', async () => {
  const around = surroundings();
  const { result, checksSheet } = await validate(around);
  expect([result.kind, checksSheet]).toEqual(['validated', '绩效校验']);
  const { error, warning, question, note } = result.counts;
  expect(result.findings.length + result.more).toBe(error + warning + question + note);
  expect(result.findings.length).toBeLessThanOrEqual(5);
  const snapshot = await around.host.capture();
  const { settings } = evaluateWorkbook(
    snapshot,
    { today: '2024-03-01', now: '2024-03-01T00:00:00Z', freshId: 'x', language: 'zh-CN' },
    {},
  );
  expect(settings.receipts.map(({ time }) => time)).toEqual([new Date(2024, 2, 1, 8).toISOString()]);
  expect((await around.log.list(settings.workbookId ?? '')).map(({ kind }) => kind)).toEqual(['check']);
});

test('a failure becomes its one sentence, and no record stays', async () => {
  const around = surroundings();
  around.host.apply = async () => {
    throw new HostError('editing');
  };
  const { result, checksSheet } = await recalculate(around);
  expect(result).toEqual(failedResult('有单元格正在编辑；请先按 Enter 或 Esc 结束单元格编辑，再点一次。'));
  expect(checksSheet).toBeNull();
  expect(await around.log.list('')).toEqual([]);
});

test('a record stays where the workbook could not be put back', async () => {
  const around = surroundings();
  let workbookId = '';
  const host: Host = {
    capture: () => around.host.capture(),
    restore: (before) => around.host.restore(before),
    apply: async (_plan, _progress, keep) => {
      await keep?.({ host: 'test', content: null });
      throw new HostError('notRestored');
    },
  };
  const run = await recalculate({
    ...around,
    host,
    core: {
      evaluate: async (snapshot, edge, request) => {
        const outcome = evaluateWorkbook(snapshot, edge, request);
        workbookId = outcome.settings.workbookId ?? '';
        return outcome;
      },
    },
  });
  expect(run.result.kind).toBe('failed');
  expect((await around.log.list(workbookId)).map(({ state, before }) => [state, before.host])).toEqual([['writing', 'test']]);
});

test('a result survives the address of the dialog, even with what Office puts behind it', () => {
  const result: CommandResult = { ...failedResult('“=1+1”、<b>粗</b>'), deductions: [{ name: '预算执行率', points: '0.38' }] };
  const fragment = encodeResult(result);
  expect(fragment).toMatch(/^[\w-]+$/);
  expect(decodeResult(`#${fragment}&_xdm_Info=1|2`)).toEqual(result);
});

test.each(['', '#', '#%%%', '#e30', `#${Buffer.from('{"kind":"other"}').toString('base64')}`])(
  'the fragment %p is nobody’s result',
  (fragment) => {
    expect(decodeResult(fragment)).toBeNull();
  },
);

describe('the ribbon', () => {
  type Handler = (event: { completed(): void }) => Promise<void>;
  const handlers = new Map<string, Handler>();
  const opened: string[] = [];
  let paneShown = 0;
  let dialogMessages: ((message: { message: string }) => void)[] = [];
  let dialogAllowed = true;
  let activated: string[] = [];
  let sheetShown = true;
  let requests: PaneRequest[] = [];
  let stop: () => void = () => undefined;

  const press = async (name: string): Promise<void> => {
    let completed = 0;
    await handlers.get(name)?.({
      completed: () => {
        completed += 1;
      },
    });
    expect(completed).toBe(1);
  };

  beforeEach(() => {
    handlers.clear();
    opened.length = 0;
    paneShown = 0;
    dialogMessages = [];
    dialogAllowed = true;
    activated = [];
    sheetShown = true;
    requests = [];
    stop = onPaneRequest((request) => requests.push(request));
    Object.assign(globalThis, {
      location: { href: 'https://localhost:3000/taskpane.html?x=1' },
      Office: {
        AsyncResultStatus: { Succeeded: 'succeeded' },
        EventType: { DialogMessageReceived: 'dialogMessageReceived' },
        actions: { associate: (name: string, handler: Handler) => handlers.set(name, handler) },
        addin: {
          showAsTaskpane: async () => {
            paneShown += 1;
          },
        },
        context: {
          ui: {
            displayDialogAsync: (address: string, _options: object, answer: (result: object) => void) => {
              opened.push(address);
              answer(
                dialogAllowed
                  ? {
                      status: 'succeeded',
                      value: {
                        close: () => undefined,
                        addEventHandler: (_type: string, handler: (message: { message: string }) => void) => dialogMessages.push(handler),
                      },
                    }
                  : { status: 'failed' },
              );
            },
          },
        },
      },
    });
    const around = surroundings();
    registerCommands({
      around,
      host: {
        capture: () => around.host.capture(),
        apply: (plan, progress, keep) => around.host.apply(plan, progress, keep),
        restore: (before) => around.host.restore(before),
        activate: async (sheet) => {
          activated.push(sheet);
          return sheetShown;
        },
        selectedReference: async () => "'基础数据'!C4",
      },
    });
  });
  afterEach(() => {
    stop();
    for (const name of ['Office', 'location']) Reflect.deleteProperty(globalThis, name);
  });

  test('一键重算 shows its result in a dialog beside the pane’s page and tells the pane that cells were written', async () => {
    await press('recalculate');
    expect(opened).toHaveLength(1);
    const address = new URL(opened[0] ?? '');
    expect(address.origin + address.pathname).toBe('https://localhost:3000/dialog.html');
    expect(decodeResult(address.hash)).toMatchObject({ kind: 'recalculated', score: '97.61' });
    expect((opened[0] ?? '').length).toBeLessThan(2000);
    expect(requests).toEqual([{ kind: 'written' }]);
    expect(activated).toEqual([]);
  });

  test('the dialog’s 打开面板 opens the pane', async () => {
    await press('validate');
    for (const handler of dialogMessages) handler({ message: 'openPane' });
    expect(paneShown).toBe(1);
  });

  test('where no dialog can be opened, 「绩效校验」 comes to the front', async () => {
    dialogAllowed = false;
    await press('recalculate');
    expect([activated, paneShown]).toEqual([['绩效校验'], 0]);
  });

  test('where neither is there, the pane opens', async () => {
    dialogAllowed = false;
    sheetShown = false;
    await press('validate');
    expect([activated, paneShown]).toEqual([['绩效校验'], 1]);
  });

  test('the context menu opens the pane and hands it the selected cell', async () => {
    await press('traceCell');
    await press('useCell');
    expect(paneShown).toBe(2);
    expect(requests).toEqual([
      { kind: 'trace', reference: "'基础数据'!C4" },
      { kind: 'use', reference: "'基础数据'!C4" },
    ]);
  });

  test('a request waits for a pane that is not listening yet', async () => {
    stop();
    await press('traceCell');
    const late: PaneRequest[] = [];
    stop = onPaneRequest((request) => late.push(request));
    expect(late).toEqual([{ kind: 'trace', reference: "'基础数据'!C4" }]);
  });
});
