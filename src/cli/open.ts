import { randomUUID } from 'node:crypto';
import path from 'node:path';
import type { Edge } from '../core/workflow/outcome';
import { FileHost } from '../hosts/file/file-host';
import { readWorkbookFile } from './files';

/** Opens a workbook from disk behind the file host. Throws a `HostError` or `CommandFailure`. */
export function openHost(file: string): FileHost {
  return FileHost.open(readWorkbookFile(file), path.basename(file));
}

/** What this process knows and the core may not ask for. `JIHE_TODAY` fixes the date for repeatable results. */
export function edge(): Edge {
  const now = process.env.JIHE_TODAY ? new Date(`${process.env.JIHE_TODAY}T00:00:00`) : new Date();
  const two = (value: number): string => String(value).padStart(2, '0');
  const today = `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`;
  return {
    today,
    now: `${today}T${two(now.getHours())}:${two(now.getMinutes())}:${two(now.getSeconds())}`,
    freshId: randomUUID(),
    language: 'zh-CN',
  };
}
