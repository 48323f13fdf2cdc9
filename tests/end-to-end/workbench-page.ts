import { mkdirSync, readFileSync, statSync } from 'node:fs';
import { extname, join, normalize } from 'node:path';
import { type Browser, type BrowserContext, chromium, type Frame, type Page } from 'playwright-core';
import { findBrowser, quietFlags } from '../../scripts/browser.mjs';
import type { SeenCell, WorkbenchControl } from '../../src/workbench/page/control';

const root = process.cwd();
/** The built pages; the workbench on one port, the add-in on another, as `npm start` serves them. */
const hosts = { 'excel.test': join(root, 'dist/workbench'), 'excel.test:8443': join(root, 'dist/web') } as const;
const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
  '.woff2': 'font/woff2',
};

/** Office.js asks for its telemetry library, which is not served on purpose; browsers ask for an icon. */
const absentByChoice = /^\/office\/telemetry\/|favicon\.ico$/;

/** An opened workbench with the add-in's pane beside it. */
export interface WorkbenchPage {
  readonly page: Page;
  /** The add-in's page. */
  pane(): Promise<Frame>;
  /** Calls something of `window.workbench`. */
  control<K extends keyof WorkbenchControl>(
    member: K,
    ...given: Parameters<WorkbenchControl[K]>
  ): Promise<Awaited<ReturnType<WorkbenchControl[K]>>>;
  /** The values of an area. */
  values(address: string): Promise<SeenCell['value'][][]>;
  /** Clicks the pane's button with that name. */
  click(name: string | RegExp): Promise<void>;
  /** Keeps a picture under `artefacts/`. */
  screenshot(name: string): Promise<string>;
  /** Errors that page and pane have written to the console. */
  readonly problems: readonly string[];
  close(): Promise<void>;
}

/** What to open, and in what surroundings. */
export interface OpenOptions {
  /** A workbook under `tests/fixtures` or any path; none opens a blank one. */
  readonly workbook?: string;
  readonly width?: number;
  readonly height?: number;
  readonly colorScheme?: 'light' | 'dark';
  readonly forcedColors?: 'active' | 'none';
  /** Page of the add-in in the pane. */
  readonly panePage?: string;
}

let browser: Browser | null = null;

/** Path of an installed browser, or null: parts of a test run that need one are then skipped by name. */
export function installedBrowser(): string | null {
  return findBrowser();
}

/** Opens the built workbench in a real browser. No server and no certificate: every request is answered here. */
export async function openWorkbench(options: OpenOptions = {}): Promise<WorkbenchPage> {
  const context = await (await running()).newContext({
    viewport: { width: options.width ?? 1280, height: options.height ?? 800 },
    colorScheme: options.colorScheme ?? 'light',
    forcedColors: options.forcedColors ?? 'none',
    locale: 'zh-CN',
  });
  const problems: string[] = [];
  await serve(context, options.workbook ?? null, problems);
  const page = await context.newPage();
  page.on('pageerror', (error) => problems.push(`page error: ${error.message}`));
  page.on('console', (message) => {
    // What is missing is reported by name where it is asked for.
    if (message.type() === 'error' && !message.text().includes('404')) problems.push(message.text());
  });
  const query = new URLSearchParams({ pane: `https://excel.test:8443/${options.panePage ?? 'taskpane.html'}` });
  if (options.workbook) query.set('workbook', `/given/${encodeURIComponent(options.workbook.split('/').at(-1) ?? '')}`);
  await page.goto(`https://excel.test/index.html?${query}`);
  await page.waitForFunction(() => typeof window.workbench === 'object' && window.workbench.sheets().length > 0, undefined, {
    timeout: 60_000,
  });
  const pane = async (): Promise<Frame> => {
    await page.locator('#pane iframe').waitFor();
    for (let tries = 0; tries < 200; tries += 1) {
      const frame = page.frames().find((candidate) => candidate.url().startsWith('https://excel.test:8443/'));
      if (frame) return frame;
      await page.waitForTimeout(50);
    }
    throw new Error('the pane did not load');
  };
  const control: WorkbenchPage['control'] = (member, ...given) =>
    page.evaluate(
      ([name, values]) => (window.workbench[name as keyof WorkbenchControl] as (...all: unknown[]) => unknown)(...(values as unknown[])),
      [member, given] as const,
    ) as never;
  return {
    page,
    pane,
    control,
    values: async (address) => (await control('cells', address)).map((row) => row.map((cell) => cell.value)),
    click: async (name) => (await pane()).getByRole('button', { name }).first().click(),
    screenshot: async (name) => {
      mkdirSync(join(root, 'artefacts'), { recursive: true });
      const path = join(root, 'artefacts', `${name}.png`);
      await page.screenshot({ path });
      return path;
    },
    problems,
    close: () => context.close(),
  };
}

/** A page of the add-in by itself, without a workbench around it. */
export interface AddInPage {
  readonly page: Page;
  /** Errors that the page has written to the console. */
  readonly problems: readonly string[];
  close(): Promise<void>;
}

/** Opens pages of the add-in one after the other in the same surroundings; `goto` takes `gallery.html?scene=facts`. */
export async function openAddIn(options: OpenOptions = {}): Promise<AddInPage & { goto(address: string): Promise<void> }> {
  const context = await (await running()).newContext({
    viewport: { width: options.width ?? 320, height: options.height ?? 720 },
    colorScheme: options.colorScheme ?? 'light',
    forcedColors: options.forcedColors ?? 'none',
    reducedMotion: 'reduce',
    locale: 'zh-CN',
  });
  const problems: string[] = [];
  await serve(context, null, problems);
  const page = await context.newPage();
  page.on('pageerror', (error) => problems.push(`page error: ${error.message}`));
  return {
    page,
    problems,
    goto: async (address) => void (await page.goto(`https://excel.test:8443/${address}`)),
    close: () => context.close(),
  };
}

/** The longest task of a thread, whole milliseconds. */
export interface LongestTask {
  /** By the clock: on a busy machine it counts the time in which other programs had the processor. */
  readonly wall: number;
  /** By the processor time that the thread itself took. */
  readonly processor: number;
}

interface TraceEvent {
  readonly name: string;
  readonly ph: string;
  readonly pid: number;
  readonly tid: number;
  readonly dur?: number;
  readonly tdur?: number;
  readonly args: {
    readonly name?: string;
    readonly data?: { readonly frames?: readonly { readonly url?: string; readonly processId?: number }[] };
  };
}

/**
 * Watches the main thread of the pane; what is given back ends that and tells its longest task since then. The emulated Excel has a
 * process of its own (another origin, with `Origin-Agent-Cluster`), and its work is not among this.
 */
export async function watchTasks(pane: Frame): Promise<() => Promise<LongestTask>> {
  const watched = await running();
  await watched.startTracing(pane.page(), { categories: ['disabled-by-default-devtools.timeline'] });
  return async () => {
    const { traceEvents } = JSON.parse((await watched.stopTracing()).toString()) as { readonly traceEvents: readonly TraceEvent[] };
    const frames = traceEvents.flatMap(({ args }) => args.data?.frames ?? []);
    const process = frames.find(({ url }) => url?.startsWith('https://excel.test:8443/'))?.processId;
    const thread = traceEvents.find(
      ({ name, pid, args }) => name === 'thread_name' && pid === process && args.name === 'CrRendererMain',
    )?.tid;
    const tasks = traceEvents.filter(({ name, ph, pid, tid }) => name === 'RunTask' && ph === 'X' && pid === process && tid === thread);
    if (tasks.length === 0) throw new Error('no task of the pane was seen');
    const longest = (durations: readonly number[]): number => Math.round(durations.reduce((most, each) => Math.max(most, each), 0) / 1000);
    return { wall: longest(tasks.map(({ dur = 0 }) => dur)), processor: longest(tasks.map(({ tdur = 0 }) => tdur)) };
  };
}

/** Ends the browser; call it once after the last test of a file. */
export async function closeBrowser(): Promise<void> {
  await browser?.close();
  browser = null;
}

async function running(): Promise<Browser> {
  if (browser) return browser;
  const executablePath = installedBrowser();
  if (executablePath === null) throw new Error('no browser is installed');
  browser = await chromium.launch({ executablePath, args: quietFlags });
  return browser;
}

async function serve(context: BrowserContext, workbook: string | null, problems: string[]): Promise<void> {
  await context.route('**/*', async (route) => {
    const url = new URL(route.request().url());
    const folder = (hosts as Readonly<Record<string, string>>)[url.host];
    if (folder === undefined) {
      problems.push(`request to the outside: ${url.href}`);
      await route.abort();
      return;
    }
    const given = url.pathname.startsWith('/given/') ? workbook : null;
    const path = given ?? join(folder, normalize(decodeURIComponent(url.pathname)));
    try {
      if (!statSync(path).isFile()) throw new Error('not a file');
      await route.fulfill({
        body: readFileSync(path),
        headers: { 'Content-Type': types[extname(path)] ?? 'application/octet-stream', 'Origin-Agent-Cluster': '?1' },
      });
    } catch {
      if (!absentByChoice.test(url.pathname)) problems.push(`missing: ${url.pathname}`);
      await route.fulfill({ status: 404, body: 'not found' });
    }
  });
}
