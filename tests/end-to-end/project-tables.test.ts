import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { workbookFile } from '../../bench/workbook-file';
import { closeBrowser, installedBrowser, openWorkbench, type WorkbenchPage, watchTasks } from './workbench-page';

const browserTest = installedBrowser() === null ? describe.skip : describe;
jest.setTimeout(240_000);
afterAll(closeBrowser);

/** As many tables as a run of all tests has time for; `npm run bench -- pane` does it with a thousand. */
const count = 200;
/** Rows of one table among others on one sheet, with the empty row behind it. */
const pitch = 23;
/** A table writes 57 cells, so that all of them stay within the first block of 20,000. */
const blocks = 1;

/** 全年执行数 of a project whose budget is a million: 85.1 % for the first, a tenth of a per cent more for each further. */
const outturn = (project: number): number => 850_000 + 1000 * (project % 150);

/** A workbook with a project list. */
function projectList(): string {
  const folder = join(__dirname, '../../artefacts');
  mkdirSync(folder, { recursive: true });
  const rows = Array.from({ length: count }, (_, index) => [
    `专项工作经费${index + 1}`,
    '市示例局',
    900_000,
    1_000_000,
    outturn(index + 1),
  ]);
  const sheet = {
    name: '项目支出执行情况',
    rows: [
      ['2024年度项目支出执行情况表'],
      ['单位：市示例局', null, null, null, '单位：元'],
      ['项目名称', '实施单位', '年初预算数', '全年预算数', '全年执行数'],
      ...rows,
    ],
  };
  const path = join(folder, 'project-list.xlsx');
  writeFileSync(path, workbookFile([sheet]));
  return path;
}

async function choose(workbench: WorkbenchPage, arrangement: 'separate' | 'stacked'): Promise<void> {
  const pane = await workbench.pane();
  await pane.getByRole('tab', { name: /指标/ }).click({ timeout: 60_000 });
  await pane
    .getByLabel(/生成自评表/)
    .first()
    .selectOption(arrangement, { timeout: 60_000 });
  await pane.getByText(/1 处选择待写入/).waitFor({ timeout: 60_000 });
}

/** The text of one cell. */
async function shown(workbench: WorkbenchPage, address: string): Promise<string> {
  return (await workbench.control('cells', address))[0]?.[0]?.text ?? '';
}

browserTest.each([
  ['a sheet each', 'separate'],
  ['one sheet for all', 'stacked'],
] as const)('two hundred project tables, %s', (_, arrangement) => {
  let workbench: WorkbenchPage;
  beforeAll(async () => {
    workbench = await openWorkbench({ workbook: projectList() });
    await choose(workbench, arrangement);
  });
  afterAll(() => workbench?.close());

  /** Where the table of a project begins: its sheet and its row. */
  async function table(project: number): Promise<{ sheet: string; top: number }> {
    const sheets = (await workbench.control('sheets')).map(({ name }) => name);
    const mark = arrangement === 'separate' ? `自评${String(project).padStart(3, '0')}` : '项目支出绩效自评表';
    const sheet = sheets.find((name) => name.startsWith(mark)) ?? '';
    return { sheet, top: arrangement === 'separate' ? 1 : 1 + (project - 1) * pitch };
  }

  test('are written within the budget of syncs while the pane stays responsive', async () => {
    const pane = await workbench.pane();
    const longest = await watchTasks(pane);
    await workbench.control('resetTraffic');
    await workbench.click('一键重算');
    await pane
      .getByText(/已写入/)
      .first()
      .waitFor({ timeout: 200_000 });
    const traffic = await workbench.control('traffic');
    const megabytes = (traffic.requestBytes + traffic.responseBytes) / 2 ** 20;
    const { processor, wall } = await longest();
    const sizes = `${traffic.syncs} 次往返，${megabytes.toFixed(1)} MB`;
    process.stdout.write(`${count} 个项目（${arrangement}）：${sizes}，面板最长的一段 ${processor} 毫秒（处理器），${wall} 毫秒（钟表）\n`);
    expect(traffic.syncs).toBeLessThanOrEqual(6 + Math.max(blocks - 1, Math.ceil(megabytes / 4) - 1));
  });

  test.each([
    [1, '85.10%', '8.51'],
    [120, '97.00%', '9.70'],
    [200, '90.00%', '9.00'],
  ])('score the execution of project %i exactly', async (project, rate, score) => {
    const { sheet, top } = await table(project);
    expect(await shown(workbench, `'${sheet}'!D${top + 2}`)).toBe(`专项工作经费${project}`);
    expect(await shown(workbench, `'${sheet}'!I${top + 5}`)).toBe(rate);
    expect(await shown(workbench, `'${sheet}'!J${top + 5}`)).toBe(score);
  });

  test('撤销 takes all of them away in two requests and the reading', async () => {
    await workbench.control('resetTraffic');
    await workbench.click('撤销');
    const pane = await workbench.pane();
    await pane.getByText(/已撤销 1 次写入/).waitFor({ timeout: 120_000 });
    expect((await workbench.control('traffic')).syncs).toBeLessThanOrEqual(6);
    expect((await workbench.control('sheets')).map(({ name }) => name)).toEqual(['项目支出执行情况']);
    expect(workbench.problems).toEqual([]);
  });
});
