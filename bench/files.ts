import { spawn } from 'node:child_process';
import { copyFileSync, readdirSync, readFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import path from 'node:path';
import { isMainThread, Worker, workerData } from 'node:worker_threads';
import { openWorkbook } from '../src/hosts/file';
import { heading, print, time } from './report';

/** Opens files one after the other: what every program over workbooks must do at least. */
function openAll(files: readonly string[]): void {
  for (const file of files) openWorkbook(new Uint8Array(readFileSync(file)), file).snapshot();
}

/** Opens files on as many threads as the command line uses; the other end of each thread is this same bundle. */
export async function openOnThreads(files: readonly string[]): Promise<void> {
  const threads = availableParallelism();
  await Promise.all(
    Array.from({ length: threads }, (_, index) => {
      const worker = new Worker(__filename, { workerData: files.filter((_file, each) => each % threads === index) });
      return new Promise<void>((resolve, reject) => worker.on('exit', () => resolve()).on('error', reject));
    }),
  );
}

/** Whether this bundle runs as one of those threads; then the work is done. */
export function openedAsThread(): boolean {
  if (isMainThread || !Array.isArray(workerData)) return false;
  openAll(workerData as string[]);
  return true;
}

/** `check` of a thousand ordinary workbooks against merely opening them, and against openpyxl where it is installed. */
export async function benchManyFiles(root: string, folder: string): Promise<void> {
  const sources = ['tests/fixtures', 'tests/fixtures/forms'].flatMap((place) =>
    readdirSync(path.join(root, place))
      .filter((name) => name.endsWith('.xlsx'))
      .map((name) => path.join(root, place, name)),
  );
  const files = Array.from({ length: 1000 }, (_, index) => path.join(folder, `w${index}.xlsx`));
  files.forEach((file, index) => {
    copyFileSync(sources[index % sources.length] as string, file);
  });
  heading('校验 1,000 份普通工作簿');
  const opening = await timed([process.execPath, __filename, 'open', ...files]);
  const checking = await timed([process.execPath, path.join(root, 'scripts/jihe.mjs'), 'check', '--ndjson', ...files]);
  print({
    name: 'jihe check',
    value: time(checking ?? 0),
    baseline: `只打开同样的文件 ${time(opening ?? 0)}`,
    ratio: (checking ?? 0) / (opening ?? 1),
    goal: 1.5,
  });
  const script = 'import sys, openpyxl\nfor name in sys.argv[1:]: openpyxl.load_workbook(name)';
  const python = await timed(['python3', '-c', script, ...files]);
  if (python === null) print({ name: '', value: '', baseline: '未安装 openpyxl，略过这一项', ratio: null, goal: null });
  else
    print({
      name: 'jihe check',
      value: time(checking ?? 0),
      baseline: `openpyxl 载入 ${time(python)}`,
      ratio: (checking ?? 0) / python,
      goal: null,
    });
}

/** Milliseconds that a program takes; null where it is not there or cannot do it. Findings (status 1) count as done. */
function timed([program = '', ...words]: readonly string[]): Promise<number | null> {
  const started = performance.now();
  return new Promise((resolve) => {
    const child = spawn(program, words, { stdio: 'ignore' });
    child.on('error', () => resolve(null));
    child.on('close', (status) => {
      const isDone = status === 0 || (status === 1 && program !== 'python3');
      resolve(isDone ? performance.now() - started : null);
    });
  });
}
