import { availableParallelism } from 'node:os';
import { setFlagsFromString } from 'node:v8';
import { parentPort, Worker } from 'node:worker_threads';
import { type SarifInput, toSarif } from '../../core/checks/sarif';
import { sayCli } from '../../core/wording/say-cli';
import { checkWorkbook } from '../../core/workflow/evaluate';
import type { WorkbookCheck } from '../../core/workflow/run';
import type { Arguments } from '../arguments';
import { checkDocument } from '../documents';
import { failure, sentenceOf } from '../failure';
import { plainFindings } from '../findings';
import { edge, openHost } from '../open';
import { requireSystem } from './fill';

/** What became of one file: what was found, or the sentence why it could not be read. */
type FileResult = { readonly file: string; readonly check: WorkbookCheck } | { readonly file: string; readonly error: string };

/** Files below which starting further threads costs more than it saves. */
const filesWorthThreads = 6;

/** `jihe check`: validates one or many workbooks; a file that can not be read is one result among the others. */
export async function check(parsed: Arguments): Promise<number> {
  if (parsed.files.length === 0) throw failure('missingFile', { command: 'check' });
  requireSystem(parsed.system);
  const results = await checkAll(parsed.files, parsed.system, parsed.format === 'ndjson' ? printLine : null);
  const [only] = results;
  if (parsed.format === 'sarif') process.stdout.write(`${JSON.stringify(toSarif(results.map(sarifInput)), null, 2)}\n`);
  else if (parsed.format === 'json')
    process.stdout.write(`${JSON.stringify(results.length === 1 && only ? resultDocument(only) : results.map(resultDocument), null, 2)}\n`);
  else if (parsed.format === 'text') process.stdout.write(results.map((result) => plainResult(result, results.length > 1)).join('\n'));
  for (const result of results) if ('error' in result) process.stderr.write(`${result.file}：${result.error}\n`);
  if (results.some((result) => 'error' in result)) return 2;
  return results.some((result) => 'check' in result && result.check.checks.summary.error > 0) ? 1 : 0;
}

function resultDocument(result: FileResult): object {
  if ('error' in result) return { file: result.file, error: result.error };
  const { system, checks, receipt, organisation, year } = result.check;
  return checkDocument(result.file, system, checks, { organisation, year, ...(receipt === null ? {} : { receipt }) });
}

function sarifInput(result: FileResult): SarifInput {
  return 'error' in result ? result : { file: result.file, checks: result.check.checks };
}

function printLine(result: FileResult): void {
  process.stdout.write(`${JSON.stringify(resultDocument(result))}\n`);
}

const receiptKeys = { unchanged: 'receiptSame', changed: 'receiptChanged', edited: 'receiptEdited' } as const;

function plainResult(result: FileResult, several: boolean): string {
  const heading = several ? `${result.file}\n` : '';
  if ('error' in result) return `${heading}${result.error}\n`;
  const { receipt } = result.check;
  const note = receipt === null ? '' : `${sayCli(receiptKeys[receipt.standing], { time: receipt.time })}\n`;
  return `${heading}${note}${plainFindings(result.check.checks)}\n`;
}

/** Checks all files on all cores; `each` is told of every result in the order of the files as soon as it may be printed. */
async function checkAll(
  files: readonly string[],
  system: string | null,
  each: ((result: FileResult) => void) | null,
): Promise<FileResult[]> {
  const results: (FileResult | undefined)[] = files.map(() => undefined);
  let printed = 0;
  let done = 0;
  const accept = (index: number, result: FileResult): void => {
    results[index] = result;
    done += 1;
    tellProgress(done, files.length);
    for (let next = results[printed]; each && next; next = results[printed]) {
      each(next);
      printed += 1;
    }
  };
  const threads = Math.min(availableParallelism(), Math.floor(files.length / filesWorthThreads));
  if (threads < 2) for (const [index, file] of files.entries()) accept(index, checkOne(file, system));
  else await checkOnThreads(files, system, threads, accept);
  return results as FileResult[];
}

/** Files from which a run whose stderr is no terminal tells of each tenth of its way. */
const worthALine = 50;

/** On a terminal one line that counts on; in a log a line now and then. */
function tellProgress(done: number, all: number): void {
  if (all < 2) return;
  const line = sayCli('progress', { done, all });
  if (process.stderr.isTTY) process.stderr.write(`\r${line}${done === all ? '\n' : ''}`);
  else if (all >= worthALine && Math.floor((done * 10) / all) > Math.floor(((done - 1) * 10) / all)) process.stderr.write(`${line}\n`);
}

function checkOne(file: string, system: string | null): FileResult {
  try {
    const host = openHost(file);
    return { file, check: checkWorkbook(host.package.snapshot(), edge(), system === null ? {} : { system }) };
  } catch (error) {
    return { file, error: sentenceOf(error) };
  }
}

interface Job {
  readonly index: number;
  readonly file: string;
  readonly system: string | null;
}

/**
 * How long V8 waits before it optimises a function, in its own unit. Its default is made for programs that run for hours; a batch of workbooks
 * is over within seconds, in which each thread would optimise hundreds of functions, many of them for nothing.
 */
const patience = '--interrupt-budget=500000';

function checkOnThreads(
  files: readonly string[],
  system: string | null,
  threads: number,
  accept: (index: number, result: FileResult) => void,
): Promise<void> {
  setFlagsFromString(patience);
  let next = 0;
  const again: number[] = [];
  const run = (): Promise<void> =>
    new Promise((resolve, reject) => {
      const worker = new Worker(__filename);
      const given: number[] = [];
      const give = (): void => {
        const index = again.pop() ?? next;
        if (index >= files.length) {
          if (given.length === 0) void worker.terminate().then(() => resolve());
          return;
        }
        if (index === next) next += 1;
        given.push(index);
        worker.postMessage({ index, file: files[index] ?? '', system } satisfies Job);
      };
      worker.on('message', ({ index, result }: { index: number; result: FileResult }) => {
        given.shift();
        accept(index, result);
        give();
      });
      worker.on('error', (error) => {
        const failed = given.shift();
        if (failed === undefined) return reject(error);
        again.push(...given);
        accept(failed, { file: files[failed] ?? '', error: sentenceOf(error) });
        run().then(resolve, reject);
      });
      // One file ahead, so that no thread waits for its next.
      give();
      give();
    });
  return Promise.all(Array.from({ length: threads }, run)).then(() => undefined);
}

/** The other end of `checkOnThreads`: answers one file after the other. */
export function answerAsWorker(): void {
  parentPort?.on('message', ({ index, file, system }: Job) => {
    parentPort?.postMessage({ index, result: checkOne(file, system) });
  });
}
