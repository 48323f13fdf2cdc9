/**
 * npm start [-- --headless] [-- WORKBOOK.xlsx]
 * Builds, makes a certificate for localhost, serves the add-in and the workbench, and opens the workbench with a sample workbook beside
 * the real pane. With --headless it does the main job once through the pane's own button, prints what came out, and ends.
 */
import { spawn } from 'node:child_process';
import { createHash, X509Certificate } from 'node:crypto';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { installWhatIsMissing, requireNode, root } from './requirements.mjs';

requireNode();
installWhatIsMissing();

const { build } = await import('./build.mjs');
const { findBrowser, quietFlags } = await import('./browser.mjs');
const { serveFolder } = await import('./serve.mjs');

const given = process.argv.slice(2);
const headless = given.includes('--headless');
const workbook = given.find((word) => !word.startsWith('-')) ?? path.join(root, 'assets/samples/baoan-2023.xlsx');
if (!existsSync(workbook)) end(`找不到工作簿“${workbook}”，请检查路径。`);
const artefacts = path.join(root, 'artefacts');
mkdirSync(artefacts, { recursive: true });

say('正在生成网页（首次约一分钟）…');
try {
  await build({ office: 'local', only: 'add-in' });
  await build({ office: 'local', only: 'workbench' });
} catch (error) {
  end(`生成失败：${error.message}`);
}

const certificate = await makeCertificate();
const givenFolder = path.join(root, 'dist/workbench/given');
mkdirSync(givenFolder, { recursive: true });
writeFileSync(path.join(givenFolder, path.basename(workbook)), readFileSync(workbook));
const pane = await serveFolder(path.join(root, 'dist/web'), 3000, certificate);
const bench = await serveFolder(path.join(root, 'dist/workbench'), 3100, certificate);
const address = `https://localhost:${bench.port}/index.html?${new URLSearchParams({
  workbook: `/given/${encodeURIComponent(path.basename(workbook))}`,
  pane: `https://localhost:${pane.port}/taskpane.html`,
})}`;

const browser = findBrowser();
if (headless) {
  if (!browser) end('没有找到浏览器。请安装 Chromium、Chrome 或 Edge，或用环境变量 CHROME_PATH 指明它的位置。');
  const status = await runOnce(browser, address);
  pane.close();
  bench.close();
  process.exit(status);
}

say(`工作台：${address}`);
say(`窗格：　https://localhost:${pane.port}/taskpane.html（在 Excel 中旁加载 manifest.xml 时用它）`);
if (browser) openBrowser(browser, address);
else say('没有找到浏览器，请自己打开上面的地址（证书是本机临时生成的，浏览器会提示一次）。');
say('按 Ctrl+C 结束。');

/** The main job once, in a headless browser, by the pane's own button. */
async function runOnce(executablePath, url) {
  const { chromium } = await import('playwright-core');
  const running = await chromium.launch({ executablePath, args: [...quietFlags, trust()] });
  try {
    const page = await running.newPage({ viewport: { width: 1280, height: 860 }, locale: 'zh-CN' });
    await page.goto(url);
    await page.waitForFunction(() => typeof window.workbench === 'object' && window.workbench.sheets().length > 0, undefined, {
      timeout: 60_000,
    });
    const frame = page.frameLocator('#pane iframe');
    const button = frame.getByRole('button', { name: '一键重算' }).first();
    await button.waitFor({ timeout: 60_000 });
    await page.evaluate(() => window.workbench.resetTraffic());
    await button.click();
    await frame
      .getByText(/已写入/)
      .first()
      .waitFor({ timeout: 120_000 });
    const traffic = await page.evaluate(() => window.workbench.traffic());
    const score = (await frame.getByRole('region', { name: '得分' }).innerText())
      .split('\n')
      .map((line) => line.trim())
      .filter(Boolean);
    await frame.getByRole('tab', { name: /扣分/ }).click();
    const cards = frame.getByRole('tabpanel').getByRole('listitem');
    await cards.first().or(frame.getByRole('tabpanel')).first().waitFor();
    const deductions = [];
    for (const card of await cards.all()) {
      const lines = (await card.innerText())
        .split('\n')
        .map((line) => line.trim())
        .filter(Boolean);
      deductions.push(lines.slice(0, 3));
    }
    const picture = path.join(artefacts, 'start-headless.png');
    await page.screenshot({ path: picture });
    const saved = await page.evaluate(async () => {
      const { bytes } = await window.workbench.save();
      let text = '';
      for (let position = 0; position < bytes.length; position += 0x8000)
        text += String.fromCharCode(...bytes.subarray(position, position + 0x8000));
      return btoa(text);
    });
    const result = path.join(artefacts, `start-headless-${path.basename(workbook)}`);
    writeFileSync(result, Buffer.from(saved, 'base64'));
    say(`得分：${score.join('　')}`);
    say(`扣分：${deductions.length} 处`);
    for (const [name, points, reason] of deductions) say(`  ${name}　${points}　${reason ?? ''}`);
    say(`同步 ${traffic.syncs} 次`);
    say(`截图：${picture}`);
    say(`结果：${result}`);
    return 0;
  } catch (error) {
    say(`没有完成：${String(error.message).split('\n')[0]}`);
    return 1;
  } finally {
    await running.close();
  }
}

/** Opens a window with a throw-away profile that trusts just our certificate, so that nobody meets a warning. */
function openBrowser(executablePath, url) {
  const profile = mkdtempSync(path.join(os.tmpdir(), 'jihe-'));
  const sandbox = process.platform === 'linux' && process.getuid?.() === 0 ? ['--no-sandbox'] : [];
  const window = spawn(
    executablePath,
    [`--user-data-dir=${profile}`, '--no-first-run', '--no-default-browser-check', trust(), ...sandbox, `--app=${url}`],
    { stdio: 'ignore' },
  );
  window.on('error', () => say('浏览器没有打开，请自己打开上面的地址。'));
  const clean = () => rmSync(profile, { recursive: true, force: true, maxRetries: 3 });
  window.on('exit', clean);
  process.on('SIGINT', () => {
    window.kill();
    clean();
    process.exit(0);
  });
}

function trust() {
  const { publicKey } = new X509Certificate(certificate.cert);
  const hash = createHash('sha256')
    .update(publicKey.export({ type: 'spki', format: 'der' }))
    .digest('base64');
  return `--ignore-certificate-errors-spki-list=${hash}`;
}

/** A certificate for localhost, kept in .cache and made again every three weeks; it is installed nowhere. */
async function makeCertificate() {
  const folder = path.join(root, '.cache/certificate');
  const [authority, cert, key] = ['authority.crt', 'localhost.crt', 'localhost.key'].map((name) => path.join(folder, name));
  const fresh = existsSync(cert) && existsSync(key) && Date.now() - statSync(cert).mtimeMs < 21 * 24 * 3600 * 1000;
  if (!fresh) {
    const certificates = await import('office-addin-dev-certs');
    const log = console.log;
    console.log = () => undefined;
    await (certificates.default ?? certificates).generateCertificates(authority, cert, key, 30);
    console.log = log;
  }
  return { cert: readFileSync(cert), key: readFileSync(key) };
}

function say(text) {
  process.stdout.write(`${text}\n`);
}

function end(text) {
  process.stderr.write(`${text}\n`);
  process.exit(2);
}
