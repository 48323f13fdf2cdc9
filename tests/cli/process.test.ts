import { spawn } from 'node:child_process';
import { copyFileSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { zip } from '../hosts/file/build';

jest.setTimeout(180_000);

const root = path.join(__dirname, '../..');
const fixtures = path.join(root, 'tests/fixtures');
const fixture = (name: string): string => path.join(fixtures, name);

interface Ended {
  readonly status: number | null;
  readonly out: string;
  readonly error: string;
}

function jihe(...words: string[]): Promise<Ended> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [path.join(root, 'scripts/jihe.mjs'), ...words], {
      env: { ...process.env, JIHE_TODAY: '2024-01-31' },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const [out, error]: Buffer[][] = [[], []];
    child.stdout.on('data', (piece: Buffer) => out?.push(piece));
    child.stderr.on('data', (piece: Buffer) => error?.push(piece));
    child.on('error', reject);
    child.on('close', (status) =>
      resolve({ status, out: Buffer.concat(out ?? []).toString(), error: Buffer.concat(error ?? []).toString() }),
    );
  });
}

/** One plain Chinese line and nothing that only a programmer reads. */
const plainLine = /^(?!.*(?:Error|at \w+|undefined|null|\{))[^\n]*[\u4e00-\u9fff][^\n]*\n$/;

let folder = '';
beforeAll(async () => {
  folder = mkdtempSync(path.join(tmpdir(), 'jihe-process-'));
  // Two first starts at once: whichever builds, both must answer.
  const both = await Promise.all([jihe('systems'), jihe('systems')]);
  expect(both.map(({ status }) => status)).toEqual([0, 0]);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** A compound file with one stream, as an encrypted workbook or an old .xls is. */
const compoundFile = (stream: string): Uint8Array => {
  const bytes = new Uint8Array(2048);
  bytes.set([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]);
  bytes.set(
    [...stream].flatMap((letter) => [letter.charCodeAt(0), 0]),
    1024,
  );
  return bytes;
};

describe('what is printed', () => {
  test('read prints one document and nothing else', async () => {
    const { status, out, error } = await jihe('read', fixture('baoan-2023.xlsx'), '--json');
    expect([status, error]).toEqual([0, '']);
    expect(JSON.parse(out)).toMatchObject({ schema: 'jihe.read/1', year: 2023 });
  });

  test('fill prints one document, writes the result, and finds nothing to do in it', async () => {
    const result = path.join(folder, 'baoan.xlsx');
    const first = await jihe('fill', fixture('baoan-2023.xlsx'), '-o', result, '--system', 'shenzhen-department', '--json');
    expect(JSON.parse(first.out)).toMatchObject({ schema: 'jihe.fill/1', total: { points: '100', score: '97.61' }, grade: '优' });
    const { findings } = JSON.parse(first.out) as { findings: { severity: string }[] };
    expect(first.status).toBe(findings.some(({ severity }) => severity === 'error') ? 1 : 0);
    const again = path.join(folder, 'baoan-again.xlsx');
    await jihe('fill', result, '-o', again, '--json');
    expect(readFileSync(again).equals(readFileSync(result))).toBe(true);
  });

  test('check answers 1 with an error and 0 without', async () => {
    const faulty = await jihe('check', fixture('forms/02-tianchang-2022-as-published.xlsx'), '--json');
    const { summary } = JSON.parse(faulty.out) as { summary: { error: number } };
    expect([faulty.status, summary.error > 0]).toEqual([1, true]);
    const clean = await jihe('check', fixture('baoan-2023.xlsx'), '--json');
    expect([clean.status, JSON.parse(clean.out)]).toMatchObject([0, { schema: 'jihe.check/1', summary: { error: 0 } }]);
  });

  test('ndjson prints a line a file in their order, sarif one log', async () => {
    const files = ['baoan-2023.xlsx', 'projects-2024.xlsx', 'laoting-2023.xlsx'].map(fixture);
    const lines = (await jihe('check', ...files, '--ndjson')).out.trimEnd().split('\n');
    expect(lines.map((line) => (JSON.parse(line) as { file: string }).file)).toEqual(files);
    const log = JSON.parse((await jihe('check', ...files, '--sarif')).out) as { version: string; runs: unknown[] };
    expect([log.version, log.runs.length]).toEqual(['2.1.0', 1]);
  });

  test('one unreadable file among many is named, after all others are printed', async () => {
    const broken = path.join(folder, 'broken.xlsx');
    writeFileSync(broken, 'no workbook');
    const copies = Array.from({ length: 13 }, (_, index) => {
      const copy = path.join(folder, `copy-${index}.xlsx`);
      copyFileSync(fixture('xinjiang-2023.xlsx'), copy);
      return copy;
    });
    const files = [...copies.slice(0, 5), broken, ...copies.slice(5)];
    const { status, out, error } = await jihe('check', ...files, '--json');
    const documents = JSON.parse(out) as { file: string; schema?: string; error?: string }[];
    expect(status).toBe(2);
    expect(documents.map(({ file }) => file)).toEqual(files);
    expect(documents.filter((each) => each.error !== undefined).map(({ file }) => file)).toEqual([broken]);
    expect(error).toMatch(plainLine);
  });

  test('a long list tells of its way, and of every file that it could not read, on stderr alone', async () => {
    const named = (name: string, content: string | Uint8Array): string => {
      writeFileSync(path.join(folder, name), content);
      return path.join(folder, name);
    };
    const unreadable = [
      named('damaged.xlsx', readFileSync(fixture('baoan-2023.xlsx')).subarray(0, 5000)),
      named('protected.xlsx', compoundFile('EncryptedPackage')),
      named('old-format.xls', compoundFile('Workbook')),
      named('nothing.xlsx', ''),
      folder,
      path.join(folder, 'absent.xlsx'),
    ];
    const files = [...unreadable, ...Array.from({ length: 54 }, () => fixture('laoting-2023.xlsx'))];
    const { status, out, error } = await jihe('check', ...files, '--ndjson');
    const lines = out.trimEnd().split('\n');
    const documents = lines.map((line) => JSON.parse(line) as { file: string; error?: string });
    expect([status, documents.map(({ file }) => file)]).toEqual([2, files]);
    expect(documents.filter((each) => each.error !== undefined).map(({ file }) => file)).toEqual(unreadable);
    const told = error.trimEnd().split('\n');
    expect(told.filter((line) => line.startsWith('已校验'))).toEqual(
      [6, 12, 18, 24, 30, 36, 42, 48, 54, 60].map((done) => `已校验 ${done} / 60`),
    );
    expect(told.slice(10).map((line) => unreadable.find((file) => line.startsWith(`${file}：`)))).toEqual(unreadable);
    const log = JSON.parse((await jihe('check', ...files, '--sarif')).out) as {
      runs: { invocations: { executionSuccessful: boolean; toolExecutionNotifications: object[] }[] }[];
    };
    expect(log.runs[0]?.invocations[0]).toMatchObject({ executionSuccessful: false });
    expect(log.runs[0]?.invocations[0]?.toolExecutionNotifications).toHaveLength(unreadable.length);
  });
});

describe('what can not be done ends with 2, one plain line and no file', () => {
  const bad = (name: string, content: string | Uint8Array): string => {
    const file = path.join(folder, name);
    writeFileSync(file, content);
    return file;
  };
  const bomb = (): Uint8Array => zip({ '[Content_Types].xml': ' '.repeat(2 ** 20), 'xl/workbook.xml': new Uint8Array(130 * 2 ** 20) });

  test.each<readonly [string, () => string[]]>([
    ['not a workbook', () => ['fill', bad('text.xlsx', 'hello'), '-o', 'RESULT']],
    ['an empty file', () => ['fill', bad('empty.xlsx', ''), '-o', 'RESULT']],
    ['an old .xls', () => ['fill', bad('old.xls', compoundFile('Workbook')), '-o', 'RESULT']],
    ['an encrypted workbook', () => ['fill', bad('locked.xlsx', compoundFile('EncryptedPackage')), '-o', 'RESULT']],
    ['a zip bomb', () => ['fill', bad('bomb.xlsx', bomb()), '-o', 'RESULT']],
    ['a folder', () => ['fill', folder, '-o', 'RESULT']],
    ['a missing file', () => ['fill', path.join(folder, 'absent.xlsx'), '-o', 'RESULT']],
    ['no name for the result', () => ['fill', fixture('baoan-2023.xlsx')]],
    ['an unknown system', () => ['fill', fixture('baoan-2023.xlsx'), '-o', 'RESULT', '--system', 'atlantis']],
    ['an unknown option', () => ['fill', fixture('baoan-2023.xlsx'), '-o', 'RESULT', '--fast']],
    ['an unknown command', () => ['guess', fixture('baoan-2023.xlsx')]],
    ['no command’s file', () => ['check']],
  ])('%s', async (_name, words) => {
    const result = path.join(folder, 'result.xlsx');
    const { status, out, error } = await jihe(...words().map((word) => (word === 'RESULT' ? result : word)));
    expect([status, out]).toEqual([2, '']);
    expect(error).toMatch(plainLine);
    expect(existsSync(result)).toBe(false);
  });

  test('the result would take the source’s place', async () => {
    const source = path.join(folder, 'same.xlsx');
    copyFileSync(fixture('laoting-2023.xlsx'), source);
    mkdirSync(path.join(folder, 'inner'), { recursive: true });
    const before = readFileSync(source);
    const { status, error } = await jihe('fill', source, '-o', path.join(folder, 'inner', '..', 'same.xlsx'));
    expect(status).toBe(2);
    expect(error).toMatch(plainLine);
    expect(readFileSync(source).equals(before)).toBe(true);
    expect(readdirSync(folder).filter((name) => name.startsWith('.'))).toEqual([]);
  });
});
