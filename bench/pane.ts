import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Frame } from 'playwright-core';
import { evaluateWorkbook } from '../src/core/workflow/evaluate';
import { openWorkbook } from '../src/hosts/file';
import { closeBrowser, installedBrowser, openWorkbench, type WorkbenchPage, watchTasks } from '../tests/end-to-end/workbench-page';
import { heading, print, time } from './report';
import { projectWorkbook } from './workbooks';

/** How long a recalculation may take before the bench goes on without it. */
const patience = 240_000;

/** The pane's recalculation over the workbench in a real browser: syncs against the budget, bytes, time, and the longest task of the pane. */
export async function benchPane(folder: string, counts: readonly number[]): Promise<void> {
  heading('一键重算（真实浏览器）');
  if (installedBrowser() === null) {
    print({ name: '', value: '', baseline: '未安装浏览器，略过这一项', ratio: null, goal: null });
    return;
  }
  for (const tables of ['none', 'separate', 'stacked'] as const) {
    for (const count of counts) await recalculate(folder, count, tables).catch((error: Error) => fail(count, error));
  }
  await closeBrowser();
}

/** How project tables are arranged. */
type Arrangement = 'none' | 'separate' | 'stacked';

const arrangementNames = { none: '的清单', separate: '，各一张表', stacked: '，同在一张表' } as const;

async function recalculate(folder: string, count: number, tables: Arrangement): Promise<void> {
  const workbook = path.join(folder, `projects-${count}.xlsx`);
  writeFileSync(workbook, projectWorkbook(count));
  const workbench = await openWorkbench({ workbook });
  try {
    const pane = await workbench.pane();
    const button = pane.getByRole('button', { name: '一键重算' }).first();
    await button.waitFor({ timeout: patience });
    if (tables !== 'none') await chooseTables(pane, tables);
    await workbench.control('resetTraffic');
    const longestTask = await watchTasks(pane);
    const started = performance.now();
    await button.click({ timeout: patience });
    await pane
      .getByText(/已写入/)
      .first()
      .waitFor({ timeout: patience });
    const took = performance.now() - started;
    const traffic = await workbench.control('traffic');
    const { processor, wall } = await longestTask();
    const { syncs } = traffic;
    const bytes = traffic.requestBytes + traffic.responseBytes;
    const cells = plannedCells(readFileSync(workbook), tables);
    const budget =
      6 + Math.max(Math.ceil(Math.max(0, cells - 20_000) / 20_000), Math.ceil(Math.max(0, bytes - 4 * 2 ** 20) / (4 * 2 ** 20)));
    const name = `${count} 个项目${arrangementNames[tables]}`;
    print({
      name,
      value: `${syncs} 次往返，${(bytes / 2 ** 20).toFixed(1)} MB`,
      baseline: `预算 ${budget} 次（${cells} 个单元格）`,
      ratio: syncs / budget,
      goal: 1,
    });
    print({ name, value: time(took), baseline: longestWords(wall), ratio: processor, goal: 50 });
    await undo(name, workbench, pane);
  } finally {
    await workbench.close();
  }
}

/** Takes the run back: its syncs, its time, and the longest task of the pane meanwhile. */
async function undo(name: string, workbench: WorkbenchPage, pane: Frame): Promise<void> {
  const longestTask = await watchTasks(pane);
  await workbench.control('resetTraffic');
  const started = performance.now();
  await pane.getByRole('button', { name: '撤销' }).first().click();
  await pane
    .getByText(/已撤销/)
    .first()
    .waitFor({ timeout: patience });
  const took = performance.now() - started;
  const { syncs } = await workbench.control('traffic');
  const { processor, wall } = await longestTask();
  print({ name: `${name}：撤销`, value: `${time(took)}，${syncs} 次往返`, baseline: longestWords(wall), ratio: processor, goal: 50 });
}

/** The goal is held against the processor time of the pane's thread: by the clock, other programs on the machine would count too. */
function longestWords(wall: number): string {
  return `面板最长的一段，毫秒（钟表 ${wall}）`;
}

async function chooseTables(pane: Frame, tables: Exclude<Arrangement, 'none'>): Promise<void> {
  await pane.getByRole('tab', { name: /指标/ }).click();
  await pane
    .getByLabel(/生成自评表/)
    .first()
    .selectOption(tables, { timeout: 60_000 });
  await pane.waitForTimeout(1000);
}

/** How many cells that recalculation writes. */
function plannedCells(bytes: Uint8Array, tables: Arrangement): number {
  const snapshot = openWorkbook(new Uint8Array(bytes), null).snapshot();
  const edge = { today: '2024-01-31', now: '2024-01-31T00:00:00.000Z', freshId: 'bench', language: 'zh-CN' } as const;
  const { operations } = evaluateWorkbook(snapshot, edge, { projectSheets: tables }).plan;
  const blocks = operations.flatMap((operation) => (operation.kind === 'writeBlock' ? operation.rows : []));
  return blocks.reduce((sum, cells) => sum + cells.filter((cell) => cell !== null).length, 0);
}

function fail(count: number, error: Error): void {
  print({
    name: `${count} 个项目`,
    value: '没有完成',
    baseline: (error.message.split('\n')[0] ?? '').slice(0, 60),
    ratio: null,
    goal: null,
  });
}
