import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

/** The project's root folder. */
export const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..');

/** Ends the program with one plain line when Node is too old. */
export function requireNode() {
  const [major = 0] = process.versions.node.split('.').map(Number);
  if (major < 20) {
    process.stderr.write(`需要 Node.js 20 或更高版本，现为 ${process.versions.node}。请从 nodejs.org 安装后重试。\n`);
    process.exit(2);
  }
}

/** Installs what package-lock.json names unless just that is installed already. */
export function installWhatIsMissing() {
  const lock = readFileSync(path.join(root, 'package-lock.json'));
  const wanted = createHash('sha256').update(lock).digest('hex');
  const stamp = path.join(root, 'node_modules', '.jihe-installed');
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted) return;
  if (existsSync(path.join(root, 'node_modules', '.package-lock.json')) && !existsSync(stamp) && sameTree()) {
    writeFileSync(stamp, wanted);
    return;
  }
  process.stderr.write('正在安装依赖（npm ci，约一分钟）…\n');
  const result = run('npm', ['ci', '--no-audit', '--no-fund', '--loglevel=error'], { stdio: ['ignore', 2, 2] });
  if (result !== 0) {
    process.stderr.write('安装依赖失败，请检查网络或 npm 源后重试。\n');
    process.exit(2);
  }
  mkdirSync(path.dirname(stamp), { recursive: true });
  writeFileSync(stamp, wanted);
}

/** Whether npm's own record of what is installed has every package of the lockfile at its version (other platforms' binaries aside). */
function sameTree() {
  const lock = JSON.parse(readFileSync(path.join(root, 'package-lock.json'), 'utf8')).packages;
  const installed = JSON.parse(readFileSync(path.join(root, 'node_modules', '.package-lock.json'), 'utf8')).packages;
  return Object.entries(lock).every(
    ([place, entry]) => place === '' || entry.optional || entry.peer || installed[place]?.version === entry.version,
  );
}

/** Runs a program in the project's root and gives its exit status. */
export function run(program, parameters, options = {}) {
  const windows = process.platform === 'win32';
  const result = spawnSync(program, parameters, { cwd: root, stdio: 'inherit', shell: windows, ...options });
  return result.status ?? 1;
}

/** Runs a package's own program with this Node: no shell, no PATH. */
export function runPackage(script, parameters, options = {}) {
  return run(process.execPath, [path.join(root, 'node_modules', script), ...parameters], { shell: false, ...options });
}
