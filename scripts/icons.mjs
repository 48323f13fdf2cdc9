// Draws every icon of the add-in from the SVG sources in assets/ with an installed Chromium: node scripts/icons.mjs
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright-core';

const assets = path.join(path.dirname(fileURLToPath(import.meta.url)), '../assets');

/** Source, name of the result and its sizes in pixels; the smallest have drawings of their own, so that they stay legible. */
const drawings = [
  { source: 'icon-small.svg', name: 'icon', sizes: [16, 20, 24] },
  { source: 'icon.svg', name: 'icon', sizes: [32, 40, 48, 64, 80, 96, 128, 300] },
  { source: 'recalculate-small.svg', name: 'recalculate', sizes: [16, 20, 24] },
  { source: 'recalculate.svg', name: 'recalculate', sizes: [32, 40, 48, 64, 80] },
  { source: 'check-small.svg', name: 'check', sizes: [16, 20, 24] },
  { source: 'check.svg', name: 'check', sizes: [32, 40, 48, 64, 80] },
];

const browser = await chromium.launch({ executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium', args: ['--no-sandbox'] });
try {
  const page = await browser.newPage();
  for (const { source, name, sizes } of drawings) {
    const drawing = readFileSync(path.join(assets, source), 'utf8');
    for (const size of sizes) {
      await page.setViewportSize({ width: size, height: size });
      await page.setContent(
        `<style>html,body{margin:0;background:transparent}svg{display:block;width:${size}px;height:${size}px}</style>${drawing}`,
      );
      writeFileSync(path.join(assets, `${name}-${size}.png`), await page.screenshot({ omitBackground: true }));
    }
  }
} finally {
  await browser.close();
}
console.log(`${drawings.reduce((count, { sizes }) => count + sizes.length, 0)} icons drawn in assets/`);
