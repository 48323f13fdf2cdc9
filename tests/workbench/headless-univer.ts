import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import type { IWorkbookData } from '@univerjs/core';
import { buildSync } from 'esbuild';
import type { UniverServices } from '../../src/workbench/engine/univer-services';

const root = process.cwd();
const entry = join(root, 'src/workbench/engine/headless.ts');

/**
 * Univer is written in ES modules, many of them: bundled once into `.cache/`, it starts in a tenth of the time. The bundle is made
 * again when its own sources or the installed version change.
 */
export function openHeadlessUniver(data: Partial<IWorkbookData>): UniverServices {
  const bundle = bundled();
  const loaded = createRequire(join(root, 'package.json'))(bundle) as { openHeadless(data: Partial<IWorkbookData>): UniverServices };
  return loaded.openHeadless(data);
}

function bundled(): string {
  const fingerprint = createHash('sha256')
    .update(readFileSync(entry))
    .update(readFileSync(join(root, 'src/workbench/engine/univer-services.ts')))
    .update(readFileSync(join(root, 'node_modules/@univerjs/core/package.json')))
    .digest('hex')
    .slice(0, 16);
  const bundle = join(root, '.cache', `univer-${fingerprint}.cjs`);
  if (existsSync(bundle)) return bundle;
  mkdirSync(join(root, '.cache'), { recursive: true });
  const draft = `${bundle}.${process.pid}`;
  buildSync({ entryPoints: [entry], bundle: true, platform: 'node', format: 'cjs', outfile: draft, logLevel: 'silent' });
  // Test files run side by side: the finished bundle appears at once or not at all.
  renameSync(draft, bundle);
  return bundle;
}
