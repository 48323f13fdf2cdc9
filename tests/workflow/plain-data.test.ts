import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { evaluateWorkbook } from '../../src/core/workflow/evaluate';
import { FileHost } from '../../src/hosts/file';

const folder = join(__dirname, '../fixtures');
const workbooks = readdirSync(folder).filter((name) => name.endsWith('.xlsx'));
const edge = { today: '2024-01-31', now: '2024-01-31T00:00:00.000Z', freshId: 'test', language: 'zh-CN' } as const;

/** Paths to what can not cross the border of a worker. */
function functionsIn(value: unknown, path: string, seen = new Set<unknown>()): string[] {
  if (typeof value === 'function') return [path];
  if (typeof value !== 'object' || value === null || seen.has(value)) return [];
  seen.add(value);
  const entries: readonly (readonly [unknown, unknown])[] =
    value instanceof Map ? [...value] : value instanceof Set ? [...value].map((each, index) => [index, each]) : Object.entries(value);
  return entries.flatMap(([key, each]) => functionsIn(each, `${path}.${String(key)}`, seen));
}

test.each(workbooks)('the outcome of %s is plain data, which the worker can hand to the pane', async (name) => {
  const snapshot = await FileHost.open(new Uint8Array(readFileSync(join(folder, name))), name).capture();
  const outcome = evaluateWorkbook(snapshot, edge, {});
  expect(functionsIn(outcome, 'outcome').slice(0, 5)).toEqual([]);
  expect(structuredClone(outcome)).toEqual(outcome);
});
