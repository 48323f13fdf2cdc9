import { closeBrowser, installedBrowser, openWorkbench, type WorkbenchPage } from './workbench-page';

const browserTest = installedBrowser() === null ? describe.skip : describe;
jest.setTimeout(120_000);
afterAll(closeBrowser);

async function paneReady(workbench: WorkbenchPage): Promise<void> {
  const pane = await workbench.pane();
  await pane.getByText('97.61').first().waitFor({ timeout: 60_000 });
}

browserTest('the sample workbook beside the real pane', () => {
  let workbench: WorkbenchPage;
  beforeAll(async () => {
    workbench = await openWorkbench({ workbook: 'tests/fixtures/baoan-2023.xlsx' });
    await paneReady(workbench);
  });
  afterAll(() => workbench?.close());

  test('shows the file as it is: values, formats and sheets', async () => {
    expect((await workbench.control('sheets')).map(({ name }) => name)).toEqual(['基础数据', '自评得分表']);
    const total = (await workbench.control('cells', "'基础数据'!E6"))[0]?.[0];
    expect([total?.value, total?.text]).toEqual([2470.14, '2,470.14']);
    await workbench.screenshot('workbench-opened');
  });

  test('runs grid and pane in threads of their own', async () => {
    const pane = await workbench.pane();
    expect([await workbench.page.evaluate(() => window.originAgentCluster), await pane.evaluate(() => window.originAgentCluster)]).toEqual([
      true,
      true,
    ]);
  });

  test('一键重算 writes live formulas that calculate to the published score, within six syncs', async () => {
    await workbench.control('resetTraffic');
    await workbench.click('一键重算');
    await (await workbench.pane()).getByText(/已写入/).waitFor({ timeout: 60_000 });
    const { syncs } = await workbench.control('traffic');
    expect(syncs).toBeLessThanOrEqual(6);
    const cells = (await workbench.control('cells', "'绩效指标'!A1:P60")).flat();
    expect(cells.filter((cell) => cell.formula !== null && cell.text === '97.61').length).toBeGreaterThan(0);
    expect(cells.filter((cell) => typeof cell.value === 'string' && cell.value.startsWith('#')).map((cell) => cell.formula)).toEqual([]);
    expect((await workbench.control('conditionalFormats', '绩效指标')).length).toBeGreaterThan(0);
    await workbench.control('activate', '绩效指标');
    await workbench.page.waitForTimeout(500);
    await workbench.screenshot('workbench-recalculated');
  });

  test('what was written is saved into the file', async () => {
    const left = await workbench.page.evaluate(async () => (await window.workbench.save()).left);
    expect(left).toEqual([]);
  });

  test('撤销 puts the workbook back as it was', async () => {
    await workbench.click('撤销');
    await workbench.page.waitForFunction(() => window.workbench.sheets().length === 2, undefined, { timeout: 60_000 });
    expect((await workbench.control('names')).filter(({ name }) => name.startsWith('决算数'))).toEqual([]);
  });

  test('asked nothing of the outside and wrote no error', () => {
    expect(workbench.problems).toEqual([]);
  });
});

browserTest('ribbon commands', () => {
  test('提交前校验 shows its result in a small dialog, which its own button closes', async () => {
    const workbench = await openWorkbench({ workbook: 'tests/fixtures/baoan-2023.xlsx', panePage: 'commands.html' });
    await (await workbench.pane()).waitForFunction(() => Object.keys(Office.context ?? {}).length > 0);
    await workbench.page.waitForTimeout(1000);
    await workbench.page.getByRole('button', { name: '提交前校验' }).click();
    const dialog = workbench.page.frameLocator('dialog iframe');
    await dialog.getByText('97.61').first().waitFor({ timeout: 30_000 });
    await workbench.screenshot('workbench-dialog');
    await dialog.getByRole('button', { name: '关闭' }).click();
    await workbench.page.locator('dialog').waitFor({ state: 'detached' });
    await workbench.close();
  });
});
