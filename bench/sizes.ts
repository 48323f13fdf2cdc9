import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { heading, print } from './report';

/** Compressed sizes of what the pane loads: its shell first, the worker of the core, then whatever is loaded when asked for. */
export function benchSizes(root: string): void {
  heading('加载项的大小（gzip，千字节）');
  const folder = path.join(root, 'dist/web');
  if (!existsSync(path.join(folder, 'taskpane.html'))) {
    print({ name: '', value: '', baseline: '尚未生成 dist/web，略过这一项', ratio: null, goal: null });
    return;
  }
  const size = (names: readonly string[]): number =>
    names.reduce((sum, name) => sum + gzipSync(readFileSync(path.join(folder, name)), { level: 9 }).length, 0) / 1024;
  const page = readFileSync(path.join(folder, 'taskpane.html'), 'utf8');
  const shell = Array.from(page.matchAll(/<script[^>]+src="([^"/:]+\.js)"/g), ([, name]) => name ?? '');
  const texts = readdirSync(folder).filter((name) => name.endsWith('.js'));
  const workers = new Set(
    texts.flatMap((name) =>
      Array.from(
        readFileSync(path.join(folder, name), 'utf8').matchAll(/new Worker\(new URL\(\w+\.p\s*\+\s*\w+\.u\((\d+)\)/g),
        ([, id]) => id ?? '',
      ),
    ),
  );
  const worker = texts.filter((name) => workers.has(name.split('.')[0] ?? ''));
  const rest = texts.filter((name) => ![...shell, ...worker].includes(name) && /^\d+\./.test(name));
  const line = (name: string, names: readonly string[], goal: number | null): void =>
    print({
      name,
      value: names.length > 3 ? `${names.length} 个文件` : names.join(' '),
      baseline: goal === null ? '' : `上限 ${goal}`,
      ratio: size(names),
      goal,
    });
  line('面板外壳（不含 office.js）', shell, 200);
  line('核心线程', worker, 150);
  for (const name of rest) line('按需载入', [name], null);
}
