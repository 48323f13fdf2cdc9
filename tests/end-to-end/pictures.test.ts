import { mkdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { closeBrowser, installedBrowser, openWorkbench, type WorkbenchPage } from './workbench-page';

const root = process.cwd();
const folder = join(root, 'docs/pictures');
const manual = readFileSync(join(root, 'README.zh-CN.md'), 'utf8');
const shown = [...manual.matchAll(/docs\/pictures\/([\w-]+)\.png/g)].map(([, name]) => name ?? '');
/** `npm run pictures` sets it; an ordinary test run only looks whether the pictures are there. */
const making = process.env.JIHE_PICTURES === 'write' && installedBrowser() !== null;
jest.setTimeout(180_000);
afterAll(closeBrowser);

test('every picture of the manual is there and light', () => {
  expect(shown.length).toBeGreaterThanOrEqual(7);
  if (making) return;
  for (const name of shown) expect([name, statSync(join(folder, `${name}.png`)).size < 150_000]).toEqual([name, true]);
});

(making ? describe : describe.skip)('the pictures of the manual', () => {
  let workbench: WorkbenchPage;
  const keep = async (name: string, paneOnly = true): Promise<void> => {
    mkdirSync(folder, { recursive: true });
    await workbench.page.mouse.move(2, 2);
    // Lines and colours on their way would be in the picture.
    await workbench.page.waitForTimeout(600);
    const path = join(folder, `${name}.png`);
    if (paneOnly) await workbench.page.locator('#pane').screenshot({ path });
    else await workbench.page.screenshot({ path });
  };
  const see = async (text: string | RegExp): Promise<void> => (await workbench.pane()).getByText(text).first().waitFor({ timeout: 60_000 });
  const openTab = async (name: string): Promise<void> => (await workbench.pane()).getByRole('tab', { name: new RegExp(name) }).click();

  afterEach(() => workbench?.close());

  test('the first screen', async () => {
    workbench = await openWorkbench({ height: 720 });
    await see('打开示例工作簿');
    await keep('first-run');
  });

  test('one click and the five tabs', async () => {
    workbench = await openWorkbench({ workbook: 'tests/fixtures/baoan-2023.xlsx', width: 1040, height: 640 });
    await see('97.61');
    await keep('facts');
    await workbench.click('一键重算');
    await see(/已写入/);
    await workbench.control('activate', '绩效指标');
    await keep('whole', false);
    await (await workbench.pane()).getByRole('button', { name: '关闭' }).first().click();
    await openTab('指标');
    await keep('indicators');
    await openTab('扣分');
    await keep('deductions');
    await openTab('校验');
    await keep('checks');
    await openTab('报告');
    await workbench.click('正文');
    await keep('report');
    await workbench.click('恢复记录');
    await keep('runs');
  });
});
