/**
 * npm run sweep: injects every class of faults into correct workbooks and prints, class by class, what the checks caught, missed and
 * accused wrongly. `--times 1000` per class (default), `--share 20` for a twentieth of it, `--seed 1`. Exit status 1 on a false alarm or
 * where a class is caught in fewer than 99 of 100 cases.
 */
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const root = path.join(path.dirname(fileURLToPath(import.meta.url)), '..');
const option = (name, otherwise) => {
  const index = process.argv.indexOf(`--${name}`);
  const value = index < 0 ? Number.NaN : Number(process.argv[index + 1]);
  return Number.isFinite(value) && value > 0 ? value : otherwise;
};
const times = Math.max(1, Math.round(option('times', 1000) / option('share', 1)));
const seed = option('seed', 1);

mkdirSync(path.join(root, 'dist'), { recursive: true });
const scratch = mkdtempSync(path.join(root, 'dist/.sweep-'));
try {
  const outfile = path.join(scratch, 'sweep.cjs');
  await build({
    entryPoints: [path.join(root, 'tests/sweep/sweep.ts')],
    bundle: true,
    platform: 'node',
    format: 'cjs',
    outfile,
    logLevel: 'error',
  });
  const { sweep } = createRequire(import.meta.url)(outfile);
  const started = Date.now();
  const result = sweep(times, seed, (line) => process.stderr.write(`${line}\n`));
  let failed = result.onCorrect.length > 0;
  process.stdout.write(
    `每类 ${times} 次，种子 ${seed}，正确工作簿 ${result.workbooks} 份，用时 ${((Date.now() - started) / 1000).toFixed(0)} 秒\n\n`,
  );
  process.stdout.write(`${'错误类别'.padEnd(24)}查出 / 注入   漏报  误报\n`);
  for (const { name, injected, caught, missed, falseAlarms } of result.classes) {
    process.stdout.write(`${name.padEnd(26)}${caught} / ${injected}   ${missed.length}     ${falseAlarms.length}\n`);
    failed ||= falseAlarms.length > 0 || caught < injected * 0.99;
    for (const line of missed.slice(0, 10)) process.stdout.write(`    漏报：${line}\n`);
    for (const line of falseAlarms.slice(0, 10)) process.stdout.write(`    误报：${line}\n`);
  }
  process.stdout.write(`\n正确工作簿上的错误和警告：${result.onCorrect.length}\n`);
  for (const line of [...new Set(result.onCorrect)].slice(0, 10)) process.stdout.write(`    ${line}\n`);
  process.exitCode = failed ? 1 : 0;
} finally {
  rmSync(scratch, { recursive: true, force: true });
}
