/** npm run verify: types, formatter, linter and import directions, each named with its result. */
import { requireNode, runPackage } from './requirements.mjs';

/** Runs every static check; gives the names of those that failed. */
export function verify() {
  const checks = [
    ['类型 (tsc)', () => runPackage('typescript/bin/tsc', ['--noEmit', '-p', '.'])],
    ['格式、规则与引用方向 (biome)', () => runPackage('@biomejs/biome/bin/biome', ['check', '--error-on-warnings', '.'])],
  ];
  return checks.filter(([, check]) => check() !== 0).map(([name]) => name);
}

if (process.argv[1]?.endsWith('verify.mjs')) {
  requireNode();
  const failed = verify();
  process.stdout.write(failed.length === 0 ? '静态检查通过。\n' : `静态检查未通过：${failed.join('、')}\n`);
  process.exitCode = failed.length === 0 ? 0 : 1;
}
