import { randomBytes } from 'node:crypto';
import { readFileSync, realpathSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { failure } from './failure';

/** The largest file that is read at all, in bytes; anything larger is no budget workbook. */
const largest = 512 * 1024 * 1024;

/** The bytes of a workbook on disk. Throws a `CommandFailure` when it can not be read. */
export function readWorkbookFile(file: string): Uint8Array {
  const found = statSync(file, { throwIfNoEntry: false });
  if (!found) throw failure('notFound', { file });
  if (found.isDirectory()) throw failure('isFolder', { file });
  if (!found.isFile() || found.size > largest) throw failure('notReadable', { file });
  try {
    return new Uint8Array(readFileSync(file));
  } catch {
    throw failure('notReadable', { file });
  }
}

/** Writes a result whole or not at all: to a neighbour first, then renamed into place. */
export function writeResultFile(file: string, content: Uint8Array | string): void {
  const neighbour = path.join(path.dirname(file), `.${path.basename(file)}.${randomBytes(6).toString('hex')}`);
  try {
    writeFileSync(neighbour, content);
    renameSync(neighbour, file);
  } catch {
    rmSync(neighbour, { force: true });
    throw failure('notWritable', { file });
  }
}

/** Refuses a result that would overwrite its own source. */
export function requireOtherFile(source: string, result: string): void {
  const same = real(source) === real(result);
  if (same) throw failure('sameFile');
}

function real(file: string): string {
  try {
    return realpathSync(file);
  } catch {
    return path.resolve(file);
  }
}
