import { closeBrowser, openWorkbench, type WorkbenchPage } from './workbench-page';

jest.setTimeout(90_000);
let workbench: WorkbenchPage;
beforeAll(async () => {
  workbench = await openWorkbench({ workbook: 'tests/fixtures/baoan-2023.xlsx' });
});
afterAll(async () => {
  await workbench?.close();
  await closeBrowser();
});

test('shows the opened workbook and the real pane beside it', async () => {
  const sheets = await workbench.control('sheets');
  expect(sheets.length).toBeGreaterThan(0);
  const pane = await workbench.pane();
  await pane
    .waitForFunction(() => typeof Office === 'object' && Office.context?.platform !== undefined, undefined, { timeout: 15_000 })
    .catch(() => undefined);
  await workbench.page.waitForTimeout(1500);
  await workbench.screenshot('workbench-open');
  console.log(
    pane.url(),
    (await pane.content()).slice(0, 600),
    JSON.stringify(sheets),
    JSON.stringify(await workbench.control('traffic')),
    workbench.problems,
  );
});
