import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type PaneSizes, paneSizes, sizeLimits } from '../../bench/sizes';

const sizes = paneSizes(join(process.cwd(), 'dist/web'));
const builtTest = sizes === null ? test.skip : test;

builtTest('the pane’s shell and the worker of the core keep within their limits', () => {
  const { shell, worker } = sizes as PaneSizes;
  expect(shell.files).toEqual(['taskpane.js']);
  expect(worker.files).toHaveLength(1);
  expect(shell.size).toBeLessThanOrEqual(sizeLimits.shell);
  expect(worker.size).toBeLessThanOrEqual(sizeLimits.worker);
  // Far smaller than this, and a part has been lost from what is measured.
  expect(shell.size).toBeGreaterThan(50);
  expect(worker.size).toBeGreaterThan(50);
});

builtTest('office.js is delivered byte for byte as Microsoft published it', () => {
  const [published, delivered] = ['node_modules/@microsoft/office-js/dist', 'dist/web/office'].map((folder) => join(process.cwd(), folder));
  const scripts = readdirSync(delivered ?? '').filter((name) => name.endsWith('.js'));
  expect(scripts).toEqual(expect.arrayContaining(['office.js', 'excel-web-16.00.js', 'excel-win32-16.01.js']));
  const changed = scripts.filter((name) => !readFileSync(join(delivered ?? '', name)).equals(readFileSync(join(published ?? '', name))));
  expect(changed).toEqual([]);
});
