import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { FileHost } from '../../src/hosts/file';
import { closeBrowser, installedBrowser, openWorkbench, type WorkbenchPage } from './workbench-page';

const browserTest = installedBrowser() === null ? describe.skip : describe;
jest.setTimeout(120_000);
afterAll(closeBrowser);

browserTest('what the tabs offer, by real clicks', () => {
  let workbench: WorkbenchPage;
  const see = async (text: string | RegExp): Promise<void> => (await workbench.pane()).getByText(text).first().waitFor({ timeout: 60_000 });
  const openTab = async (name: string): Promise<void> => (await workbench.pane()).getByRole('tab', { name: new RegExp(name) }).click();
  const saved = async (button: string, name: string): Promise<Uint8Array> => {
    const download = workbench.page.waitForEvent('download');
    await workbench.click(button);
    const path = join(process.cwd(), 'artefacts', name);
    await (await download).saveAs(path);
    return readFileSync(path);
  };

  beforeAll(async () => {
    workbench = await openWorkbench({ workbook: 'tests/fixtures/baoan-2023.xlsx' });
    await see('97.61');
    await workbench.click('一键重算');
    await see(/已写入/);
  });
  afterAll(() => workbench?.close());

  test('取数: a source cell is selected by a click', async () => {
    await (await workbench.pane()).getByRole('button', { name: '选中单元格 基础数据!E6' }).first().click();
    await workbench.page.waitForFunction(() => /"top":6/.test(window.workbench.selection()));
  });

  test('指标: another denominator changes the rate that stands in the workbook', async () => {
    const pane = await workbench.pane();
    await openTab('指标');
    await pane.getByRole('button', { name: /^预算执行率 全年预算数/ }).click();
    await pane.getByRole('combobox', { name: /预算执行率的口径/ }).selectOption({ index: 1 });
    await see(/已写入/);
    await pane.getByRole('button', { name: /^预算执行率 年初预算数/ }).waitFor();
    await workbench.click('撤销');
    await pane.getByRole('button', { name: /^预算执行率 全年预算数/ }).waitFor({ timeout: 60_000 });
  });

  test('指标: the system in use is put on 绩效规则', async () => {
    await workbench.click('导出到“绩效规则”表');
    await workbench.page.waitForFunction(() => window.workbench.sheets().some(({ name }) => name === '绩效规则'), undefined, {
      timeout: 60_000,
    });
    const texts = (await workbench.control('cells', "'绩效规则'!A1:Z150")).flat().map(({ text }) => text);
    expect(texts.filter((text) => text === '公用经费控制率').length).toBeGreaterThan(0);
    await see(/已写入/);
    await workbench.control('activate', '绩效规则');
    await workbench.screenshot('tabs-rules');
  });

  test('校验: the findings are handed over as a workbook', async () => {
    await openTab('校验');
    const bytes = await saved('导出', 'findings.xlsx');
    const { sheets } = await FileHost.open(new Uint8Array(bytes), 'findings.xlsx').capture();
    const cells = [...(sheets[0]?.cells.values() ?? [])].map((row) => row.get(1)?.value);
    expect(cells[0]).toBe('编号');
    expect(cells.length).toBeGreaterThan(1);
    for (const code of cells.slice(1)) expect(code).toMatch(/^[A-Z]-\d\d$/);
  });

  test('报告: a section that the unit changed is drafted anew, and only that', async () => {
    const pane = await workbench.pane();
    const rows = await workbench.control('cells', "'绩效报告'!A1:E120");
    const at = rows.findIndex((row) => row[4]?.text === '1.3.text');
    const before = rows[at]?.[1]?.text ?? '';
    await workbench.control('type', `'绩效报告'!B${at + 1}`, '自己写的一句。');
    await openTab('报告');
    const section = pane.getByRole('button', { name: /一、/ });
    await section.click();
    await pane.getByRole('button', { name: '重新起草本节' }).click({ timeout: 60_000 });
    await see(/已写入/);
    await workbench.page.waitForFunction(async ([place, text]) => (await window.workbench.cells(place))[0]?.[0]?.text === text, [
      `'绩效报告'!B${at + 1}`,
      before,
    ] as const);
  });

  test('报告: last year is read from a file, compared, and not kept', async () => {
    const pane = await workbench.pane();
    const sheets = (await workbench.control('sheets')).length;
    await pane.locator('input[type=file]').setInputFiles('tests/fixtures/laoting-2023.xlsx');
    await see(/laoting-2023\.xlsx/);
    await workbench.screenshot('tabs-last-year');
    await pane.getByText(/→/).first().waitFor();
    expect((await workbench.control('sheets')).length).toBe(sheets);
  });

  test('nothing went wrong on the way', () => {
    expect(workbench.problems).toEqual([]);
  });
});

browserTest('a list of projects', () => {
  test('gets one self-evaluation table a project, or all on one sheet', async () => {
    const workbench = await openWorkbench({ workbook: 'tests/fixtures/projects-2024.xlsx' });
    const pane = await workbench.pane();
    await pane.getByText(/已读取 \d+ 项/).waitFor({ timeout: 60_000 });
    const before = (await workbench.control('sheets')).length;
    await pane.getByRole('tab', { name: /指标/ }).click();
    const choice = pane.getByRole('combobox', { name: /个项目生成自评表/ });
    const count = Number(/\d+/.exec((await choice.getAttribute('aria-label')) ?? '')?.[0]);
    expect(count).toBeGreaterThan(0);
    await choice.selectOption('separate');
    await workbench.click('一键重算');
    await pane.getByText(/已写入/).waitFor({ timeout: 60_000 });
    const separate = (await workbench.control('sheets')).length;
    expect(separate).toBeGreaterThanOrEqual(before + count);
    await pane.getByRole('combobox', { name: /个项目生成自评表/ }).selectOption('stacked');
    await workbench.page.waitForFunction((many) => window.workbench.sheets().length < many, separate, { timeout: 60_000 });
    await workbench.screenshot('tabs-projects');
    await workbench.close();
  });
});
