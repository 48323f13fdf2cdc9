import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { evaluateWorkbook } from '../src/core/workflow/evaluate';
import { FileHost } from '../src/hosts/file';
import { findLibreOffice, recalculate } from '../tests/oracle/libreoffice';
import { heading, print, time } from './report';
import { projectWorkbook } from './workbooks';

const edge = { today: '2024-01-31', now: '2024-01-31T00:00:00.000Z', freshId: 'bench', language: 'zh-CN' } as const;

/** Filling with a table for every project, and LibreOffice's opening, recalculating and saving of the result. */
export async function benchFilling(folder: string): Promise<void> {
  heading('填报：每个项目一张表（文件）');
  let perProject: number | null = null;
  for (const count of [10, 100, 1000]) {
    const started = performance.now();
    const host = FileHost.open(projectWorkbook(count), 'bench.xlsx');
    await host.apply(evaluateWorkbook(host.package.snapshot(), edge, { projectSheets: 'separate' }).plan);
    const took = performance.now() - started;
    const file = path.join(folder, `filled-${count}.xlsx`);
    writeFileSync(file, host.bytes());
    if (count === 100) perProject = took / count;
    if (count === 1000 && perProject !== null) {
      print({
        name: '1,000 个项目',
        value: time(took),
        baseline: `100 个的 10 倍 ${time(perProject * 1000)}`,
        ratio: took / perProject / 1000,
        goal: 1.5,
      });
    }
    if (findLibreOffice() === null)
      print({ name: `${count} 个项目`, value: time(took), baseline: '未安装 LibreOffice，略过对比', ratio: null, goal: null });
    else {
      const before = performance.now();
      const opened = (await recalculate([file])).has(file);
      const theirs = performance.now() - before;
      const words = opened ? `LibreOffice 重算 ${time(theirs)}` : 'LibreOffice 未能打开';
      print({ name: `${count} 个项目`, value: time(took), baseline: words, ratio: opened ? took / theirs : null, goal: 1 });
    }
  }
}
