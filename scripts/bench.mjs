/**
 * npm run bench [-- reading filling files pane sizes] [-- --projects 1,10,100,1000]
 * Measures reading, filling, checking, the pane's recalculation and the add-in's size, each against a baseline named in the same line and
 * taken in the same run. Nothing here fails: a goal that is missed is said so. The pane needs `npm run build -- --office local` and a browser.
 */
import { existsSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { build as bundle } from 'esbuild';
import { build, buildCommandLine } from './build.mjs';
import { requireNode, root } from './requirements.mjs';

requireNode();
const given = process.argv.slice(2);
const listed = given.indexOf('--projects');
const projects = (listed < 0 ? '1,10,100,1000' : (given[listed + 1] ?? '')).split(',').map(Number).filter(Boolean);
const parts = given.filter((word, index) => !word.startsWith('--') && (listed < 0 || index !== listed + 1));

mkdirSync(path.join(root, 'dist'), { recursive: true });
const folder = mkdtempSync(path.join(root, 'dist/.bench-'));
try {
  await buildCommandLine();
  if (!existsSync(path.join(root, 'dist/web/taskpane.html'))) await build({ office: 'local', only: 'add-in' });
  if (!existsSync(path.join(root, 'dist/workbench/index.html'))) await build({ office: 'local', only: 'workbench' });
  const outfile = path.join(folder, 'bench.cjs');
  await bundle({
    entryPoints: [path.join(root, 'bench/bench.ts')],
    bundle: true,
    platform: 'node',
    format: 'cjs',
    outfile,
    external: ['playwright-core'],
    logLevel: 'error',
  });
  const { bench } = createRequire(import.meta.url)(outfile);
  await bench({ root, folder, parts, projects });
} finally {
  rmSync(folder, { recursive: true, force: true });
}
