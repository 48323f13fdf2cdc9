import { closeBrowser, installedBrowser, openWorkbench, type WorkbenchPage } from './workbench-page';

const browserTest = installedBrowser() === null ? describe.skip : describe;
jest.setTimeout(120_000);
afterAll(closeBrowser);

const recalculate = '一键重算';

/** Waits until a text stands in the pane. */
async function see(workbench: WorkbenchPage, text: string | RegExp): Promise<void> {
  await (await workbench.pane()).getByText(text).first().waitFor({ timeout: 60_000 });
}

/** All cells of the sheets that came with the file, the names of all sheets, and all defined names. */
async function seen(workbench: WorkbenchPage) {
  return {
    budget: await workbench.control('cells', "'基础数据'!A1:H25"),
    form: await workbench.control('cells', "'自评得分表'!A1:I28"),
    sheets: await workbench.control('sheets'),
    names: await workbench.control('names'),
  };
}

/** Runs in the pane: waits until the recovery log holds a run under way, and from then on hears nothing from Excel. */
async function deafOnceWriting(): Promise<void> {
  const opened = await new Promise<IDBDatabase>((resolve, reject) => {
    const request = indexedDB.open('jihe-recovery');
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
  const states = (): Promise<string[]> =>
    new Promise((resolve) => {
      if (!opened.objectStoreNames.contains('runs')) return resolve([]);
      const request = opened.transaction('runs').objectStore('runs').getAll();
      request.onsuccess = () => resolve(request.result.map(({ state }: { readonly state: string }) => state));
    });
  while (!(await states()).includes('writing')) await new Promise((resolve) => setTimeout(resolve, 20));
  opened.close();
  window.addEventListener('message', (event) => event.stopImmediatePropagation(), true);
}

browserTest('a pane that is gone in the midst of writing', () => {
  let workbench: WorkbenchPage;
  beforeAll(async () => {
    workbench = await openWorkbench({ workbook: 'tests/fixtures/baoan-2023.xlsx' });
    await see(workbench, '97.61');
  });
  afterAll(() => workbench?.close());

  test('comes back, says that the run was cut short, and takes it back from the recovery log', async () => {
    const before = await seen(workbench);
    await workbench.control('setLatency', 1500);
    await workbench.click(recalculate);
    const pane = await workbench.pane();
    await pane.evaluate(deafOnceWriting);
    // Excel writes all the same, and its answer reaches nobody.
    await workbench.page.waitForFunction(() => window.workbench.sheets().length > 2, undefined, { timeout: 60_000 });
    await pane.evaluate(() => location.reload());
    await workbench.control('setLatency', 0);
    await see(workbench, '上次写入中途中断，工作簿可能只写了一部分；请点“恢复”回到写入之前。');
    await workbench.screenshot('mood-interrupted');
    expect((await seen(workbench)).sheets.length).toBeGreaterThan(before.sheets.length);
    await workbench.click('恢复');
    await see(workbench, /已撤销 1 次写入/);
    expect(await seen(workbench)).toEqual(before);
  });

  test('then writes as if nothing had been', async () => {
    await workbench.click(recalculate);
    await see(workbench, /已写入/);
    expect((await workbench.control('cells', "'自评得分表'!G26"))[0]?.[0]?.text).toBe('97.61');
  });

  test('a workbook that calculates by hand is met with a warning, until it calculates by itself again', async () => {
    const warning = /Excel 设为手动计算/;
    await workbench.control('setCalculationMode', 'Manual');
    await workbench.click(recalculate);
    await see(workbench, warning);
    await workbench.screenshot('mood-manual');
    await workbench.control('setCalculationMode', 'Automatic');
    await workbench.click(recalculate);
    await (await workbench.pane()).getByText(warning).waitFor({ state: 'detached', timeout: 60_000 });
  });
});
