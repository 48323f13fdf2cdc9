/**
 * npm test: everything there is. Installs what is missing, checks types, format and import directions, builds, and runs every
 * test; parts that need a browser or LibreOffice are named as skipped where none is found. Ends with `N passed, N failed`.
 */
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { installWhatIsMissing, requireNode, root, runPackage } from './requirements.mjs';

requireNode();
installWhatIsMissing();

const { verify } = await import('./verify.mjs');
const { build, buildCommandLine } = await import('./build.mjs');

const counts = { passed: 0, failed: 0, skipped: 0 };
const skippedNames = [];
const failedNames = [];

/** Counts one step of ours as a test. */
async function step(name, work) {
  const started = Date.now();
  try {
    const problems = await work();
    if (problems.length > 0) throw new Error(problems.join('、'));
    counts.passed += 1;
    process.stdout.write(`✓ ${name}（${((Date.now() - started) / 1000).toFixed(1)} 秒）\n`);
  } catch (error) {
    counts.failed += 1;
    failedNames.push(name);
    process.stdout.write(`✗ ${name}：${error.message}\n`);
  }
}

await step('静态检查', async () => verify());
await step('生成命令行', async () => {
  await buildCommandLine();
  return [];
});
await step('生成加载项与网页工作台', async () => {
  await build({ office: 'local', only: 'add-in' });
  await build({ office: 'local', only: 'workbench' });
  return [];
});

const report = path.join(root, 'artefacts/jest.json');
mkdirSync(path.dirname(report), { recursive: true });
rmSync(report, { force: true });
const status = runPackage('jest/bin/jest.js', ['--ci', '--maxWorkers=2', '--json', `--outputFile=${report}`, ...process.argv.slice(2)], {
  stdio: ['ignore', 'ignore', 'inherit'],
});
if (existsSync(report)) {
  const results = JSON.parse(readFileSync(report, 'utf8'));
  counts.passed += results.numPassedTests;
  counts.failed += results.numFailedTests;
  counts.skipped += results.numPendingTests + results.numTodoTests;
  for (const suite of results.testResults) {
    if (suite.status === 'failed' && suite.assertionResults.length === 0) {
      counts.failed += 1;
      failedNames.push(path.relative(root, suite.name));
    }
    for (const test of suite.assertionResults) {
      if (test.status === 'pending') skippedNames.push(test.fullName);
      if (test.status === 'failed') failedNames.push(test.fullName);
    }
  }
} else {
  counts.failed += 1;
  failedNames.push(`jest（退出状态 ${status}）`);
}

for (const name of skippedNames) process.stdout.write(`跳过：${name}\n`);
for (const name of failedNames) process.stdout.write(`失败：${name}\n`);
process.stdout.write(`${counts.passed} passed, ${counts.failed} failed${counts.skipped > 0 ? `, ${counts.skipped} skipped` : ''}\n`);
process.exitCode = counts.failed === 0 ? 0 : 1;
