import { spawn } from 'node:child_process';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import path from 'node:path';
import { isMainThread, Worker, workerData } from 'node:worker_threads';
import { evaluateWorkbook } from '../src/core/workflow/evaluate';
import { FileHost, openWorkbook } from '../src/hosts/file';
import { heading, print, time } from './report';
import { projectWorkbook } from './workbooks';

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

/** `check` of a thousand workbooks against merely opening them, and against openpyxl where it is installed. */
export async function benchManyFiles(root: string, folder: string): Promise<void> {
  const received = fixturesOf(root).map((file): Named => ({ name: path.basename(file), bytes: new Uint8Array(readFileSync(file)) }));
  const filled = await Promise.all(received.map(filledIn));
  const lists = [20, 40, 60, 80].map((count): Named => ({ name: `${count} 个项目.xlsx`, bytes: projectWorkbook(count) }));
  const sets: readonly (readonly [string, readonly Named[]])[] = [
    ['普通工作簿：收到的、填好的和项目清单', [...received, ...filled, ...lists]],
    ['收到的表（每份 30–200 个单元格）', received],
    ['填好的工作簿（每份 600–1,300 个单元格）', filled],
  ];
  for (const [title, sources] of sets) await benchSet(root, folder, title, sources);
}

/** A workbook to be copied. */
interface Named {
  readonly name: string;
  readonly bytes: Uint8Array;
}

const copies = 1000;

function fixturesOf(root: string): string[] {
  return ['tests/fixtures', 'tests/fixtures/forms'].flatMap((place) =>
    readdirSync(path.join(root, place))
      .filter((name) => name.endsWith('.xlsx'))
      .map((name) => path.join(root, place, name)),
  );
}

async function filledIn({ name, bytes }: Named): Promise<Named> {
  const edge = { today: '2024-01-31', now: '2024-01-31T00:00:00.000Z', freshId: 'bench', language: 'zh-CN' } as const;
  const host = FileHost.open(bytes, name);
  await host.apply(evaluateWorkbook(host.package.snapshot(), edge, {}).plan);
  return { name: `填好的 ${name}`, bytes: host.bytes() };
}

async function benchSet(root: string, folder: string, title: string, sources: readonly Named[]): Promise<void> {
  const files = Array.from({ length: copies }, (_, index) => path.join(folder, `w${index}.xlsx`));
  files.forEach((file, index) => {
    writeFileSync(file, sources[index % sources.length]?.bytes ?? new Uint8Array());
  });
  heading(`校验 ${copies.toLocaleString('en-US')} 份${title}`);
  const opening = await quickestOf([process.execPath, __filename, 'open', ...files]);
  const checking = await quickestOf([process.execPath, path.join(root, 'scripts/jihe.mjs'), 'check', '--ndjson', ...files]);
  if (opening === null || checking === null) throw new Error('the files could not be checked');
  const value = time(checking);
  print({ name: 'jihe check', value, baseline: `只打开同样的文件 ${time(opening)}`, ratio: checking / opening, goal: 1.5 });
  const script = 'import sys, openpyxl\nfor name in sys.argv[1:]: openpyxl.load_workbook(name)';
  const python = (await timed(['python3', '-c', script, ...files])) ?? (await timed(['/usr/bin/python3', '-c', script, ...files]));
  if (python === null) print({ name: '', value: '', baseline: '未安装 openpyxl，略过这一项', ratio: null, goal: null });
  else print({ name: 'jihe check', value, baseline: `openpyxl 载入 ${time(python)}`, ratio: checking / python, goal: null });
}

/** The quicker of two runs: the first also brings the program and the files into memory. */
async function quickestOf(words: readonly string[]): Promise<number | null> {
  const [first, second] = [await timed(words), await timed(words)];
  return first === null || second === null ? null : Math.min(first, second);
}

/** Milliseconds that a program takes; null where it is not there or cannot do it. Findings (status 1) count as done. */
function timed([program = '', ...words]: readonly string[]): Promise<number | null> {
  const started = performance.now();
  return new Promise((resolve) => {
    const child = spawn(program, words, { stdio: 'ignore' });
    child.on('error', () => resolve(null));
    child.on('close', (status) => {
      const isDone = status === 0 || (status === 1 && program === process.execPath);
      resolve(isDone ? performance.now() - started : null);
    });
  });
}
