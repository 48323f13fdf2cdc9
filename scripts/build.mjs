/**
 * npm run build [-- --office cdn|cdn-21v|local] [-- --only add-in|workbench|cli]
 * Builds dist/: the add-in and the workbench for browsers, the command line for Node.
 */
import { cpSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { root } from './requirements.mjs';

/** Builds with webpack; `only` names one part. Rejects with the first compiler messages. */
export async function build({ office = 'cdn', only, mode = 'production' } = {}) {
  if (only === undefined || only === 'workbench') await buildWorkbench();
  if (only === 'workbench') return;
  const { default: webpack } = await import('webpack');
  const { default: configure } = await import(pathToFileURL(path.join(root, 'webpack.config.js')).href);
  const configurations = configure({ office, ...(only ? { only } : {}) }, { mode });
  for (const configuration of configurations) {
    const compiler = webpack(configuration);
    const statistics = await new Promise((resolve, reject) => compiler.run((error, result) => (error ? reject(error) : resolve(result))));
    await new Promise((resolve) => compiler.close(resolve));
    if (statistics.hasErrors()) throw new Error(statistics.toString({ all: false, errors: true, colors: false }));
  }
}

/**
 * Builds the workbench with esbuild: Univer's thousands of modules take webpack a minute and a half, esbuild a few seconds, and the
 * workbench is no part of what is shipped.
 */
async function buildWorkbench() {
  const { build: bundle } = await import('esbuild');
  const folder = path.join(root, 'dist/workbench');
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  await bundle({
    absWorkingDir: root,
    entryPoints: ['src/workbench/main.ts'],
    outdir: folder,
    entryNames: 'workbench',
    bundle: true,
    format: 'esm',
    splitting: true,
    minify: true,
    target: 'es2022',
    logLevel: 'silent',
    define: { 'process.env.NODE_ENV': '"production"' },
    loader: { '.css': 'text', '.ttf': 'dataurl', '.woff': 'dataurl', '.woff2': 'dataurl' },
  });
  const page = readFileSync(path.join(root, 'src/workbench/index.html'), 'utf8');
  writeFileSync(path.join(folder, 'index.html'), page.replace('</head>', '  <script type="module" src="workbench.js"></script>\n</head>'));
  cpSync(path.join(root, 'assets'), path.join(folder, 'assets'), { recursive: true });
  cpSync(path.join(root, 'assets/samples'), path.join(folder, 'samples'), { recursive: true });
}

/** Builds the command line when it is missing or older than its sources; safe when several processes start at once. */
export async function buildCommandLine() {
  const bundle = path.join(root, 'dist/cli/jihe.cjs');
  if (newest(['src/core', 'src/hosts', 'src/cli', 'webpack.config.js', 'package-lock.json']) <= time(bundle)) return bundle;
  const { default: webpack } = await import('webpack');
  const { default: configure } = await import(pathToFileURL(path.join(root, 'webpack.config.js')).href);
  const [configuration] = configure({ only: 'cli' }, { mode: 'production' });
  const scratch = path.join(root, `dist/.cli-${process.pid}`);
  const compiler = webpack({ ...configuration, output: { ...configuration.output, path: scratch } });
  const statistics = await new Promise((resolve, reject) => compiler.run((error, result) => (error ? reject(error) : resolve(result))));
  await new Promise((resolve) => compiler.close(resolve));
  if (statistics.hasErrors()) {
    rmSync(scratch, { recursive: true, force: true });
    throw new Error(statistics.toString({ all: false, errors: true, colors: false }));
  }
  mkdirSync(path.dirname(bundle), { recursive: true });
  const files = readdirSync(scratch).sort((first) => (first === 'jihe.cjs' ? 1 : -1));
  for (const file of files) renameSync(path.join(scratch, file), path.join(path.dirname(bundle), file));
  rmSync(scratch, { recursive: true, force: true });
  return bundle;
}

function time(file) {
  return statSync(file, { throwIfNoEntry: false })?.mtimeMs ?? 0;
}

/** Time of the newest file in the given files and folders. */
function newest(places) {
  let latest = 0;
  for (const place of places) {
    const full = path.join(root, place);
    const found = statSync(full, { throwIfNoEntry: false });
    if (!found) continue;
    latest = Math.max(latest, found.mtimeMs);
    if (found.isDirectory()) latest = Math.max(latest, newest(readdirSync(full).map((name) => path.join(place, name))));
  }
  return latest;
}

if (process.argv[1] && pathToFileURL(process.argv[1]).href === import.meta.url) {
  const option = (name) => {
    const index = process.argv.indexOf(`--${name}`);
    return index > 0 ? process.argv[index + 1] : undefined;
  };
  build({ office: option('office') ?? 'cdn', only: option('only') }).then(
    () => process.stdout.write('dist/ 已生成。\n'),
    (error) => {
      process.stderr.write(`${error.message}\n`);
      process.exit(1);
    },
  );
}
