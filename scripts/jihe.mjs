#!/usr/bin/env node
/** The `jihe` command: builds itself the first time (and after a change of its sources), then runs. */
import { createRequire } from 'node:module';
import { buildCommandLine } from './build.mjs';
import { requireNode } from './requirements.mjs';

requireNode();
try {
  const bundle = await buildCommandLine();
  const { main } = createRequire(import.meta.url)(bundle);
  process.exitCode = await main(process.argv.slice(2));
} catch (error) {
  if (process.env.JIHE_DEBUG) process.stderr.write(`${error?.stack ?? error}\n`);
  process.stderr.write('程序未能启动：命令行没有生成成功。请在项目目录运行 npm ci 后重试。\n');
  process.exitCode = 2;
}
