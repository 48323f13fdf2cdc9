import type { CellLook } from '../../src/workbench/engine/engine';
import { closeBrowser, installedBrowser, openWorkbench, type WorkbenchPage } from './workbench-page';

const browserTest = installedBrowser() === null ? describe.skip : describe;
jest.setTimeout(120_000);
afterAll(closeBrowser);

const form = '自评得分表';
const recalculate = '一键重算';

async function opened(workbook = 'tests/fixtures/baoan-2023.xlsx'): Promise<WorkbenchPage> {
  const workbench = await openWorkbench({ workbook });
  await see(workbench, '97.61');
  return workbench;
}

/** Waits until a text stands in the pane. */
async function see(workbench: WorkbenchPage, text: string | RegExp): Promise<void> {
  const pane = await workbench.pane();
  await pane.getByText(text).first().waitFor({ timeout: 60_000 });
}

async function written(workbench: WorkbenchPage): Promise<void> {
  await workbench.click(recalculate);
  await see(workbench, /已写入/);
}

/** Text that a cell shows. */
async function shown(workbench: WorkbenchPage, address: string): Promise<string> {
  return (await workbench.control('cells', address))[0]?.[0]?.text ?? '';
}

/** Waits until a cell shows a text. */
async function showing(workbench: WorkbenchPage, address: string, wanted: RegExp): Promise<void> {
  await workbench.page.waitForFunction(
    async ([place, source]) => new RegExp(source).test((await window.workbench.cells(place))[0]?.[0]?.text ?? ''),
    [address, wanted.source] as const,
    { timeout: 30_000 },
  );
}

/** Everything a person could see of the two sheets that came with the file, cell by cell with its look, and all sheets and names. */
async function seen(workbench: WorkbenchPage) {
  return workbench.page.evaluate(async () => {
    const areas = ["'基础数据'!A1:H25", "'自评得分表'!A1:I28"];
    const cells = await Promise.all(areas.map((area) => window.workbench.cells(area)));
    const looks: CellLook[] = [];
    for (const [sheet, rows, columns] of [
      ['基础数据', 25, 'ABCDEFGH'],
      ['自评得分表', 28, 'ABCDEFGHI'],
    ] as const) {
      for (let row = 1; row <= rows; row += 1) {
        for (const column of columns) looks.push(window.workbench.look(`'${sheet}'!${column}${row}`));
      }
    }
    const sheets = window.workbench.sheets();
    return {
      cells,
      looks,
      sheets,
      names: window.workbench.names(),
      rules: sheets.map(({ name }) => [window.workbench.conditionalFormats(name), window.workbench.validations(name)]),
      charts: window.workbench.charts(),
    };
  });
}

/** Row of 「绩效报告」 whose text matches, as its number. */
async function reportRow(workbench: WorkbenchPage, text: RegExp): Promise<number> {
  const rows = await workbench.control('cells', "'绩效报告'!B1:B200");
  return rows.findIndex(([cell]) => text.test(cell?.text ?? '')) + 1;
}

browserTest('一键重算 on the sample', () => {
  let workbench: WorkbenchPage;
  let before: Awaited<ReturnType<typeof seen>>;
  beforeAll(async () => {
    workbench = await opened();
    before = await seen(workbench);
    await workbench.control('resetTraffic');
    await written(workbench);
  });
  afterAll(() => workbench?.close());

  test('costs at most six syncs', async () => {
    expect((await workbench.control('traffic')).syncs).toBeLessThanOrEqual(6);
  });

  test('fills the computed scores of the issued form with formulas, and leaves typed ones alone', async () => {
    const cells = (await workbench.control('cells', `'${form}'!G9:G26`)).flat();
    expect(cells.map(({ text }) => text)).toEqual([
      ...['1.99', '3', '3', '2', '2', '1.00', '1', '1.00', '1.00', '3', '5.00', '5.62', '6', '8', '25', '3', '6', '97.61'],
    ]);
    const formulaRows = cells.flatMap(({ formula }, index) => (formula === null ? [] : [index + 9]));
    expect(formulaRows).toEqual([9, 14, 16, 17, 19, 20, 26]);
  });

  test('writes the standardized table with live rates, scores and total', async () => {
    const cells = (await workbench.control('cells', "'绩效指标'!A1:P60")).flat();
    const texts = new Set(cells.filter(({ formula }) => formula !== null).map(({ text }) => text));
    for (const text of ['97.61', '52.00%', '100.00%', '85.71%', '99.99%', '93.77%', '优']) expect([...texts]).toContain(text);
    expect(cells.filter(({ text }) => text.startsWith('#'))).toEqual([]);
  });

  test('drafts the report with the figures of the facts', async () => {
    const row = await reportRow(workbench, /98\.78\s*%/);
    expect(row).toBeGreaterThan(0);
    const cell = (await workbench.control('cells', `'绩效报告'!B${row}`))[0]?.[0];
    expect(cell?.formula).toMatch(/^=/);
    expect(cell?.text).toContain('2470.14');
  });

  test('pressed again, says that nothing is left to do and writes nothing', async () => {
    const first = await seen(workbench);
    await workbench.click(recalculate);
    await see(workbench, '已是最新，无需改动。');
    expect(await seen(workbench)).toEqual(first);
  });

  test('撤销 restores every cell, look, name and sheet', async () => {
    await workbench.click('撤销');
    await see(workbench, /已撤销 1 次写入/);
    expect(await seen(workbench)).toEqual(before);
  });

  test('nothing went wrong on the way', () => {
    expect(workbench.problems).toEqual([]);
  });
});

browserTest('a person works on', () => {
  let workbench: WorkbenchPage;
  beforeAll(async () => {
    workbench = await opened();
    await written(workbench);
  });
  afterAll(() => workbench?.close());

  test('an edited budget cell shows in the pane without writing, and the report follows by formula', async () => {
    const row = await reportRow(workbench, /98\.78\s*%/);
    await workbench.control('resetTraffic');
    await workbench.control('type', "'基础数据'!E6", 2400);
    await showing(workbench, `'绩效报告'!B${row}`, /95\.98\s*%/);
    await see(workbench, /95\.98%|待写入/);
    const pane = await workbench.pane();
    await pane.getByRole('tab', { name: /取数/ }).click();
    await pane.getByText('24,000,000.00').or(pane.getByText('2,400.00')).first().waitFor();
    expect((await workbench.control('traffic')).events).toBeGreaterThan(0);
    await workbench.control('type', "'基础数据'!E6", 2470.14);
    await showing(workbench, `'绩效报告'!B${row}`, /98\.78\s*%/);
  });

  test('a score typed over a formula of ours survives and is reported', async () => {
    await workbench.control('type', `'${form}'!G20`, 5.5);
    await workbench.click(recalculate);
    await see(workbench, /保留了您改过的 1 处/);
    const cell = (await workbench.control('cells', `'${form}'!G20`))[0]?.[0];
    expect([cell?.value, cell?.formula]).toEqual([5.5, null]);
    await workbench.screenshot('one-click-kept');
  });
});

browserTest('when Excel refuses', () => {
  let workbench: WorkbenchPage;
  let before: Awaited<ReturnType<typeof seen>>;
  beforeAll(async () => {
    workbench = await opened();
    before = await seen(workbench);
  });
  afterAll(() => workbench?.close());

  /** Waits for one sentence with 重试 beside it. */
  async function told(sentence: RegExp, name: string): Promise<void> {
    const pane = await workbench.pane();
    await pane.getByRole('button', { name: '重试' }).waitFor({ timeout: 60_000 });
    const bar = pane.locator('.fui-MessageBar').filter({ has: pane.getByRole('button', { name: '重试' }) });
    await bar.filter({ hasText: sentence }).waitFor();
    expect(await bar.innerText()).not.toMatch(/[A-Z][a-z]+(Exception|Error)|undefined|null|\{/);
    await workbench.screenshot(`mood-${name}`);
  }

  async function refused(sentence: RegExp, name: string): Promise<void> {
    await workbench.click(recalculate);
    await told(sentence, name);
  }

  test('a cell in edit mode', async () => {
    await workbench.control('setEditing', true);
    await refused(/编辑/, 'editing');
    await workbench.control('setEditing', false);
    expect(await seen(workbench)).toEqual(before);
  });

  test('a workbook whose structure is protected', async () => {
    await workbench.control('protect', null, true);
    await refused(/结构/, 'structure');
    await workbench.control('protect', null, false);
    expect(await seen(workbench)).toEqual(before);
  });

  test('a read-only file', async () => {
    await workbench.control('setReadOnly', true);
    await refused(/只读/, 'read-only');
    await workbench.control('setReadOnly', false);
    expect(await seen(workbench)).toEqual(before);
  });

  test('an error in the midst of writing is taken back whole', async () => {
    await workbench.control('inject', { code: 'GeneralException', after: 2, actions: 'all' });
    await refused(/没有|未|请/, 'midst');
    await workbench.control('clearFaults');
    expect(await seen(workbench)).toEqual(before);
  });

  test('重试 does it once the cause is gone', async () => {
    await workbench.click('重试');
    await see(workbench, /已写入/);
    expect(await shown(workbench, `'${form}'!G26`)).toBe('97.61');
  });

  test('a protected sheet of ours: a choice that would change it is refused whole', async () => {
    const full = await seen(workbench);
    await workbench.control('protect', '绩效指标', true);
    const pane = await workbench.pane();
    await pane.getByRole('tab', { name: /指标/ }).click();
    await pane.getByRole('combobox', { name: '舍入方式' }).selectOption('truncate');
    await told(/绩效指标.*保护/, 'protected');
    expect(await seen(workbench)).toEqual(full);
    await workbench.control('protect', '绩效指标', false);
    await workbench.click('重试');
    await see(workbench, /已写入/);
  });
});
