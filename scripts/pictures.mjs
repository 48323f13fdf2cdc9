/**
 * npm run pictures
 * Makes the pictures of the accountant's manual anew, in docs/pictures: the workbench and the real pane, used by real clicks. Needs a
 * browser. Run it after every change that an accountant can see.
 */
import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { installWhatIsMissing, requireNode, root } from './requirements.mjs';

requireNode();
installWhatIsMissing();

const { findBrowser } = await import('./browser.mjs');
const { build } = await import('./build.mjs');
if (!findBrowser()) {
  process.stderr.write('没有找到浏览器。请安装 Chromium、Chrome 或 Edge，或用环境变量 CHROME_PATH 指明它的位置。\n');
  process.exit(2);
}
process.stdout.write('正在生成网页…\n');
await build({ office: 'local', only: 'add-in' });
await build({ office: 'local', only: 'workbench' });
const { status } = spawnSync(
  process.execPath,
  [path.join(root, 'node_modules/jest/bin/jest.js'), '--runTestsByPath', 'tests/end-to-end/pictures.test.ts'],
  { cwd: root, stdio: 'inherit', env: { ...process.env, JIHE_PICTURES: 'write' } },
);
process.exit(status ?? 1);
