import { readFileSync } from 'node:fs';
import type { AxeResults } from 'axe-core';
import { scenes } from '../../src/taskpane/scenes';
import { closeBrowser, installedBrowser, openAddIn } from './workbench-page';

const browserTest = installedBrowser() === null ? describe.skip : describe;
const axe = readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8');
jest.setTimeout(300_000);
afterAll(closeBrowser);

/** Every scene in every look; without it, all scenes in light at 320 pixels and some of them in the other looks. */
const everything = process.env.JIHE_GALLERY === 'all';
const telling = ['first-run', 'facts-problems', 'indicator-chain', 'deductions', 'checks-waive', 'report-text', 'runs', 'mood-editing'];

const looks = (['light', 'dark', 'contrast'] as const).flatMap((look) => ([320, 600] as const).map((width) => ({ look, width })));

/** What axe finds on the page; Fluent's invisible ends of focus traps are left out. */
function violations(): Promise<string[]> {
  const tester = (globalThis as unknown as { axe: { run(context: object): Promise<AxeResults> } }).axe;
  return tester
    .run({ exclude: [['[data-tabster-dummy]']] })
    .then(({ violations: found }) => found.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html.slice(0, 160)}`)));
}

/** Texts that stick out of the pane to the right. */
function stickingOut(): string[] {
  const edge = document.documentElement.clientWidth;
  const scrolls = (element: Element): boolean => {
    for (let at: Element | null = element; at; at = at.parentElement) {
      if (['auto', 'scroll', 'hidden'].includes(getComputedStyle(at).overflowX) && at.id !== 'panel' && at !== document.body) return true;
    }
    return false;
  };
  return [...document.querySelectorAll('body *')]
    .filter((element) => element.childElementCount === 0 && (element.textContent ?? '').trim() !== '' && !scrolls(element))
    .filter((element) => element.getBoundingClientRect().right > edge + 1)
    .map((element) => (element.textContent ?? '').slice(0, 40));
}

browserTest.each(looks)('the pane in $look at $width pixels', ({ look, width }) => {
  const all = everything || (look === 'light' && width === 320);
  const shown = scenes.filter(({ id }) => all || telling.includes(id));
  let pane: Awaited<ReturnType<typeof openAddIn>>;
  beforeAll(async () => {
    pane = await openAddIn({
      width,
      colorScheme: look === 'light' ? 'light' : 'dark',
      forcedColors: look === 'contrast' ? 'active' : 'none',
    });
  });
  afterAll(() => pane?.close());

  test.each(shown.map(({ id }) => id))('%s is reached, holds its width and has nothing that axe objects to', async (id) => {
    const { page } = pane;
    await pane.goto(`gallery.html?scene=${id}`);
    await page.waitForFunction(() => document.body.dataset.scene !== undefined, undefined, { timeout: 60_000 });
    expect(await page.evaluate(() => document.body.dataset.scene)).toBe('reached');
    await page.screenshot({ path: `artefacts/pane-${id}-${look}-${width}.png` });
    await page.evaluate(axe);
    expect(await page.evaluate(violations)).toEqual([]);
    expect(await page.evaluate(stickingOut)).toEqual([]);
    const last = page.getByRole('tab').last();
    if ((await last.count()) > 0) {
      const box = await last.boundingBox();
      expect((box?.x ?? 0) + (box?.width ?? 0)).toBeLessThanOrEqual(width);
    }
  });
});

browserTest('the pane in English at 280 pixels, for maintainers and foreign reviewers', () => {
  const shown = ['first-run', 'facts-why', 'indicators', 'deductions', 'checks', 'report', 'mood-editing', 'mood-sheetProtected'];
  let pane: Awaited<ReturnType<typeof openAddIn>>;
  beforeAll(async () => {
    pane = await openAddIn({ width: 280 });
  });
  afterAll(() => pane?.close());

  test.each(shown)('%s holds its width, speaks English on its own, and has nothing that axe objects to', async (id) => {
    const { page } = pane;
    await pane.goto(`gallery.html?scene=${id}&language=en-US`);
    await page.waitForFunction(() => document.body.dataset.scene !== undefined, undefined, { timeout: 60_000 });
    expect(await page.evaluate(() => document.body.dataset.scene)).toBe('reached');
    await page.screenshot({ path: `artefacts/pane-${id}-english-280.png` });
    expect(await page.evaluate(stickingOut)).toEqual([]);
    // Names of things in the workbook stay Chinese; the pane's own buttons and tabs do not.
    const tabs = await page.getByRole('tab').allInnerTexts();
    expect(tabs.filter((text) => /\p{Script=Han}/u.test(text))).toEqual([]);
    await page.evaluate(axe);
    expect(await page.evaluate(violations)).toEqual([]);
  });
});
