import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Frame } from 'playwright-core';
import { closeBrowser, installedBrowser, openWorkbench, type WorkbenchPage } from './workbench-page';

const browserTest = installedBrowser() === null ? describe.skip : describe;
jest.setTimeout(180_000);
afterAll(closeBrowser);

const recalculate = '一键重算';

async function see(workbench: WorkbenchPage, text: string | RegExp): Promise<void> {
  await (await workbench.pane()).getByText(text).first().waitFor({ timeout: 60_000 });
}

async function openTab(workbench: WorkbenchPage, name: string): Promise<void> {
  await (await workbench.pane()).getByRole('tab', { name: new RegExp(name) }).click();
}

/** Presses Tab until the element in focus bears the name. */
async function tabTo(pane: Frame, name: RegExp): Promise<void> {
  const named = (): Promise<string> =>
    pane.evaluate(() => {
      const element = document.activeElement;
      return element?.getAttribute('aria-label') ?? element?.textContent ?? '';
    });
  for (let presses = 0; presses < 120; presses += 1) {
    if (name.test((await named()).trim())) return;
    await pane.page().keyboard.press('Tab');
  }
  throw new Error(`not reached by Tab: ${name}`);
}

/** The text of a Word file as LibreOffice reads it, or null where there is no LibreOffice. */
function textOfWordFile(path: string): string | null {
  const office = ['/usr/bin/soffice', '/usr/bin/libreoffice', '/Applications/LibreOffice.app/Contents/MacOS/soffice'].find(existsSync);
  if (!office) return null;
  const folder = mkdtempSync(join(tmpdir(), 'jihe-word-'));
  try {
    execFileSync(
      office,
      [`-env:UserInstallation=file://${folder}/profile`, '--headless', '--convert-to', 'txt:Text', '--outdir', folder, path],
      {
        stdio: 'ignore',
        timeout: 120_000,
      },
    );
    return readFileSync(join(folder, 'report.txt'), 'utf8');
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

browserTest('a newcomer with a blank workbook', () => {
  test('opens the sample, presses the button, and reads why points are lost', async () => {
    const workbench = await openWorkbench();
    await see(workbench, '从预算表到绩效自评');
    await workbench.screenshot('story-newcomer-1-first-run');
    await workbench.click('打开示例工作簿');
    await see(workbench, '97.61');
    const names = (await workbench.control('sheets')).map(({ name }) => name);
    expect(names).toEqual(expect.arrayContaining(['基础数据', '自评得分表']));
    await workbench.click(recalculate);
    await see(workbench, /已写入/);
    await workbench.screenshot('story-newcomer-2-recalculated');
    await openTab(workbench, '扣分');
    const panel = (await workbench.pane()).getByRole('tabpanel');
    for (const deduction of [/政府采购执行情况/, /资产管理安全性/, /公用经费控制率/, /预算执行率/])
      await panel.getByText(deduction).first().waitFor();
    await workbench.screenshot('story-newcomer-3-deductions');
    await panel
      .getByRole('button', { name: /自评得分表!G9/ })
      .first()
      .click();
    await workbench.page.waitForFunction(() => window.workbench.selection().startsWith("'自评得分表'"));
    await workbench.screenshot('story-newcomer-4-cell');
    expect(workbench.problems).toEqual([]);
    await workbench.close();
  });
});

browserTest("an accountant with the unit's own workbook", () => {
  test('corrects two findings and saves the Word file', async () => {
    const workbench = await openWorkbench({ workbook: 'tests/fixtures/xinjiang-2023.xlsx' });
    const pane = await workbench.pane();
    await see(workbench, /已读取 \d+ 项/);
    await workbench.control('type', "'收支决算总表'!H11", 10554.02);
    await openTab(workbench, '校验');
    const finding = pane.getByRole('listitem').filter({ hasText: 'K-01' });
    await finding.first().waitFor({ timeout: 30_000 });
    await workbench.screenshot('story-accountant-1-findings');
    await workbench.control('type', "'收支决算总表'!H11", 10545.02);
    await finding.first().waitFor({ state: 'detached', timeout: 30_000 });
    const notes = pane.getByRole('listitem').filter({ has: pane.getByRole('button', { name: '忽略…' }) });
    await notes.first().getByRole('button', { name: '忽略…' }).click();
    await pane.getByRole('textbox').fill('四舍五入尾差，已在编制说明中注明');
    await pane.getByRole('button', { name: '忽略这一条' }).click();
    await see(workbench, '已忽略 1 条');
    await workbench.click(recalculate);
    await see(workbench, /已写入/);
    await workbench.screenshot('story-accountant-2-written');
    await openTab(workbench, '报告');
    const download = workbench.page.waitForEvent('download');
    await workbench.click('保存 Word');
    const file = await download;
    expect(file.suggestedFilename()).toMatch(/\.docx$/);
    await see(workbench, /已生成“.*\.docx”/);
    await workbench.screenshot('story-accountant-3-word');
    const path = join(process.cwd(), 'artefacts/report.docx');
    await file.saveAs(path);
    expect(readFileSync(path).subarray(0, 2).toString()).toBe('PK');
    const text = textOfWordFile(path);
    if (text !== null) expect(text.replace(/\s/g, '')).toMatch(/10,?545\.02.*96\.51%/);
    expect(workbench.problems).toEqual([]);
    await workbench.close();
  });

  test('does the same with the keyboard alone', async () => {
    const workbench = await openWorkbench({ workbook: 'tests/fixtures/xinjiang-2023.xlsx' });
    const pane = await workbench.pane();
    await see(workbench, /已读取 \d+ 项/);
    const { keyboard } = workbench.page;
    // F6 is Excel's own way into the pane; it leads to the first control.
    await pane.getByRole('combobox').first().focus();
    await tabTo(pane, /^一键重算$/);
    await keyboard.press('Enter');
    await see(workbench, /已写入/);
    await tabTo(pane, /^取数/);
    for (const tab of [/^指标/, /^扣分/, /^校验/]) {
      await keyboard.press('ArrowRight');
      await tabTo(pane, tab);
    }
    await keyboard.press('Enter');
    await tabTo(pane, /^忽略…$/);
    await keyboard.press('Enter');
    await pane.waitForFunction(() => document.activeElement instanceof HTMLTextAreaElement);
    await workbench.screenshot('story-keyboard-1-waive');
    await keyboard.insertText('四舍五入尾差');
    await tabTo(pane, /^忽略这一条$/);
    await keyboard.press('Enter');
    await see(workbench, '已忽略 1 条');
    await pane.getByRole('tab', { name: /校验/ }).focus();
    await keyboard.press('ArrowRight');
    await tabTo(pane, /^报告/);
    await keyboard.press('Enter');
    await tabTo(pane, /^保存 Word$/);
    const download = workbench.page.waitForEvent('download');
    await keyboard.press('Enter');
    expect((await download).suggestedFilename()).toMatch(/\.docx$/);
    await workbench.screenshot('story-keyboard-2-word');
    await workbench.close();
  });
});

browserTest('a hurried one', () => {
  test('edits a cell amid the run, meets a locked sheet, and takes everything back', async () => {
    const workbench = await openWorkbench({ workbook: 'tests/fixtures/baoan-2023.xlsx' });
    await see(workbench, '97.61');
    const before = await workbench.values("'自评得分表'!A1:I28");
    await workbench.control('setLatency', 300);
    await workbench.click(recalculate);
    await workbench.control('type', "'基础数据'!E8", 4.2);
    await see(workbench, /已写入|重试/);
    await workbench.control('setLatency', 0);
    await workbench.screenshot('story-hurried-1-edited-meanwhile');
    const pane = await workbench.pane();
    if ((await pane.getByRole('button', { name: '重试' }).count()) > 0) await workbench.click('重试');
    await see(workbench, /已写入/);
    await openTab(workbench, '取数');
    await pane.getByText('4.20').first().waitFor({ timeout: 30_000 });

    await workbench.control('protect', '绩效指标', true);
    await openTab(workbench, '指标');
    await pane.getByRole('combobox', { name: '舍入方式' }).selectOption('truncate');
    await see(workbench, /绩效指标.*保护/);
    await workbench.screenshot('story-hurried-2-locked');
    await workbench.control('protect', '绩效指标', false);
    await workbench.click('重试');
    await see(workbench, /已写入/);

    await workbench.click('恢复记录');
    const undo = pane.getByRole('button', { name: /及之后的写入/ });
    await workbench.screenshot('story-hurried-3-runs');
    await undo.last().click();
    await see(workbench, /已撤销 \d 次写入/);
    await workbench.screenshot('story-hurried-4-undone');
    expect((await workbench.control('sheets')).map(({ name }) => name)).toEqual(['基础数据', '自评得分表']);
    expect(await workbench.values("'自评得分表'!A1:I28")).toEqual(before);
    expect(await workbench.values("'基础数据'!E8")).toEqual([[4.2]]);
    await workbench.close();
  });
});

browserTest('from the grid', () => {
  test('这个数从哪来 in the context menu of a cell answers in the pane', async () => {
    const workbench = await openWorkbench({ workbook: 'tests/fixtures/baoan-2023.xlsx' });
    await see(workbench, '97.61');
    await workbench.control('select', "'基础数据'!E6");
    await workbench.page.mouse.click(627, 263);
    await workbench.page.mouse.click(627, 263, { button: 'right' });
    await workbench.screenshot('context-menu');
    await workbench.page.getByText('这个数从哪来').click();
    await see(workbench, /基础数据!E6\s*从哪来/);
    await workbench.screenshot('context-menu-trace');
    await workbench.close();
  });

  test('一键重算 on the ribbon writes without the pane and tells the result in a dialog', async () => {
    const workbench = await openWorkbench({ workbook: 'tests/fixtures/baoan-2023.xlsx', panePage: 'commands.html' });
    await (await workbench.pane()).waitForFunction(() => Object.keys(Office.context ?? {}).length > 0);
    const dialog = workbench.page.frameLocator('dialog iframe');
    await workbench.page.getByRole('button', { name: recalculate }).click();
    await dialog.getByText('97.61').first().waitFor({ timeout: 60_000 });
    await workbench.screenshot('ribbon-recalculated');
    expect((await workbench.control('sheets')).map(({ name }) => name)).toContain('绩效指标');
    await workbench.close();
  });
});
