import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { heading, print } from './report';

/** Most that the pane may load before it is painted (without office.js), and the worker of the core right after, in KB of gzip. */
export const sizeLimits = { shell: 200, worker: 150 } as const;

/** A part of the built pane: its files, and their size in KB of gzip. */
export interface LoadedPart {
  readonly files: readonly string[];
  readonly size: number;
}

/** What the pane loads: its shell first, the worker of the core, then whatever is loaded when asked for. */
export interface PaneSizes {
  readonly shell: LoadedPart;
  readonly worker: LoadedPart;
  readonly onDemand: readonly LoadedPart[];
}

/** Measures the pane built in the folder; null where none is. */
export function paneSizes(folder: string): PaneSizes | null {
  if (!existsSync(path.join(folder, 'taskpane.html'))) return null;
  const part = (files: readonly string[]): LoadedPart => ({
    files,
    size: files.reduce((sum, name) => sum + gzipSync(readFileSync(path.join(folder, name)), { level: 9 }).length, 0) / 1024,
  });
  const page = readFileSync(path.join(folder, 'taskpane.html'), 'utf8');
  const shell = Array.from(page.matchAll(/<script[^>]+src="([^"/:]+\.js)"/g), ([, name]) => name ?? '');
  const scripts = readdirSync(folder).filter((name) => name.endsWith('.js'));
  const workers = new Set(
    scripts.flatMap((name) =>
      Array.from(
        readFileSync(path.join(folder, name), 'utf8').matchAll(/new Worker\(new URL\(\w+\.p\s*\+\s*\w+\.u\((\d+)\)/g),
        ([, id]) => id ?? '',
      ),
    ),
  );
  const worker = scripts.filter((name) => workers.has(name.split('.')[0] ?? ''));
  const rest = scripts.filter((name) => ![...shell, ...worker].includes(name) && /^\d+\./.test(name));
  return { shell: part(shell), worker: part(worker), onDemand: rest.map((name) => part([name])) };
}

/** Prints the compressed sizes of what the pane loads. */
export function benchSizes(root: string): void {
  heading('加载项的大小（gzip，千字节）');
  const sizes = paneSizes(path.join(root, 'dist/web'));
  if (!sizes) {
    print({ name: '', value: '', baseline: '尚未生成 dist/web，略过这一项', ratio: null, goal: null });
    return;
  }
  const line = (name: string, { files, size }: LoadedPart, goal: number | null): void =>
    print({
      name,
      value: files.length > 3 ? `${files.length} 个文件` : files.join(' '),
      baseline: goal === null ? '' : `上限 ${goal}`,
      ratio: size,
      goal,
    });
  line('面板外壳（不含 office.js）', sizes.shell, sizeLimits.shell);
  line('核心线程', sizes.worker, sizeLimits.worker);
  for (const each of sizes.onDemand) line('按需载入', each, null);
}
