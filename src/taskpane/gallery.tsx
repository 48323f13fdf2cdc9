import { createRoot } from 'react-dom/client';
import type { Language, MessageKey } from '../core/wording/wording';
import chinese from '../core/wording/zh-CN/pane';
import type { Snapshot } from '../core/workbook/snapshot';
import { FileHost } from '../hosts/file/file-host';
import { App } from './App';
import { type CoreWorker, workerClient } from './core-client';
import { type MemoryPaneHost, memoryPaneHost } from './memory-pane-host';
import { memoryPreferences } from './preferences';
import { memoryRecoveryLog } from './recovery';
import { type Person, type Scene, type SceneWorkbook, scenes } from './scenes';
import { Session } from './session';
import { surroundingsOfBrowser } from './surroundings';
import { themeFor } from './theme';
import { wordsIn } from './words';

/** How long a person waits for something to appear, milliseconds. */
const patience = 20_000;

const blank: Snapshot = { file: null, sheets: [], names: [], externalLinks: [], date1904: false, structureProtected: false };

async function workbookOf(name: SceneWorkbook): Promise<Snapshot> {
  if (name === 'blank') return blank;
  const answer = await fetch(`assets/samples/${name}.xlsx`);
  return FileHost.open(new Uint8Array(await answer.arrayBuffer()), `${name}.xlsx`).capture();
}

function frame(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, 30));
}

async function until<T>(find: () => T | null, wanted: string): Promise<T> {
  const started = performance.now();
  for (;;) {
    const found = find();
    if (found !== null) return found;
    if (performance.now() - started > patience) throw new Error(`not on the page: ${wanted}`);
    await frame();
  }
}

function isNamed(element: Element, name: string | RegExp): boolean {
  const label =
    element.getAttribute('aria-label') ?? element.closest('label')?.textContent ?? labelOfField(element) ?? element.textContent ?? '';
  return typeof name === 'string' ? label.trim() === name : name.test(label.trim());
}

function labelOfField(element: Element): string | null {
  return element.id === '' ? null : (document.querySelector(`label[for="${CSS.escape(element.id)}"]`)?.textContent ?? null);
}

/** The words of a scene in the language of the page: scenes name everything in Chinese. */
function spoken(words: string | RegExp, language: Language): string | RegExp {
  if (language === 'zh-CN') return words;
  const original = typeof words === 'string' ? words : words.source.replace(/^\^/, '');
  const keys = (Object.keys(chinese) as MessageKey<'pane'>[]).filter((key) => chinese[key] === original);
  return keys.length === 0 ? words : new RegExp(keys.map((key) => wordsIn(language)(key)).join('|'));
}

/** Somebody in front of this page who presses, types and looks like everybody else. */
function personBefore(host: MemoryPaneHost, language: Language): Person {
  return {
    host,
    async press(original) {
      const words = spoken(original, language);
      const name = words === original || typeof words === 'string' ? words : new RegExp(`^(?:${words.source})`);
      const pressable = 'button, [role="tab"], input[type="radio"], input[type="checkbox"]';
      const find = (): HTMLElement | null =>
        [...document.querySelectorAll<HTMLElement>(pressable)].find((element) => isNamed(element, name)) ?? null;
      const element = await until(find, String(name));
      element.focus();
      element.click();
      await frame();
    },
    async type(text) {
      const field = await until(() => (document.activeElement instanceof HTMLTextAreaElement ? document.activeElement : null), 'a field');
      Object.getOwnPropertyDescriptor(HTMLTextAreaElement.prototype, 'value')?.set?.call(field, text);
      field.dispatchEvent(new Event('input', { bubbles: true }));
      await frame();
    },
    async see(original) {
      const text = spoken(original, language);
      const there = (): true | null => {
        const page = document.body.textContent ?? '';
        return (typeof text === 'string' ? page.includes(text) : text.test(page)) ? true : null;
      };
      await until(there, String(text));
    },
    scrollToEnd() {
      document.getElementById('panel')?.scrollTo(0, 1e6);
    },
  };
}

/** Plays one scene; `data-scene` on the body tells when it stands, or what was not found. */
async function play(place: HTMLElement, scene: Scene, language: Language): Promise<void> {
  const host = memoryPaneHost(await workbookOf(scene.workbook), await workbookOf('baoan-2023'));
  const session = new Session(
    surroundingsOfBrowser({
      host,
      core: workerClient(() => new Worker(new URL('./core.worker.ts', import.meta.url)) as unknown as CoreWorker),
      log: memoryRecoveryLog(),
      preferences: memoryPreferences(),
      language,
    }),
  );
  const theme = themeFor(undefined, window.matchMedia('(prefers-color-scheme: dark)').matches);
  document.body.style.backgroundColor = theme.colorNeutralBackground1;
  createRoot(place).render(<App session={session} language={language} theme={theme} />);
  await session.start();
  try {
    await scene.act(personBefore(host, language));
    document.body.dataset.scene = 'reached';
  } catch (error) {
    document.body.dataset.scene = error instanceof Error ? error.message : 'failed';
  }
}

/** All scenes side by side, each in a frame of its own. */
function Overview() {
  return (
    <div className="scenes">
      {scenes.map(({ id }) => (
        <figure key={id}>
          <figcaption>{id}</figcaption>
          <iframe title={id} src={`?scene=${id}`} loading="lazy" />
        </figure>
      ))}
    </div>
  );
}

const place = document.getElementById('pane');
const query = new URLSearchParams(location.search);
const scene = scenes.find(({ id }) => id === query.get('scene'));
const language: Language = query.get('language') === 'en-US' ? 'en-US' : 'zh-CN';
document.documentElement.lang = language;
if (place && scene) void play(place, scene, language);
else if (place) createRoot(place).render(<Overview />);
