import { createRoot, type Root } from 'react-dom/client';
import { onPaneRequest } from '../commands/pane-link';
import type { Language } from '../core/wording/wording';
import { App } from './App';
import { type CoreWorker, workerClient } from './core-client';
import { lazyPaneHost } from './lazy-pane-host';
import { hostOutside, Outside } from './Outside';
import { officePreferences } from './preferences';
import { safeRecoveryLog } from './recovery';
import { Session } from './session';
import { surroundingsOfBrowser } from './surroundings';
import { themeFor } from './theme';
import { wordsIn } from './words';

/** The lowest set of Excel functions that the pane works with; LTSC 2021 has it. */
const neededApi = '1.14';

const darkWish = window.matchMedia('(prefers-color-scheme: dark)');

function officeBackground(): string | undefined {
  return typeof Office === 'undefined' ? undefined : Office.context?.officeTheme?.bodyBackgroundColor;
}

function languageOfOffice(): Language {
  const display = typeof Office === 'undefined' ? undefined : Office.context?.displayLanguage;
  return (display ?? navigator.language).toLowerCase().startsWith('zh') ? 'zh-CN' : 'en-US';
}

/** Draws the pane now and again whenever Office or the system changes between light and dark. */
function keepDrawn(root: Root, draw: () => Parameters<Root['render']>[0]): void {
  const render = (): void => {
    document.body.style.backgroundColor = themeFor(officeBackground(), darkWish.matches).colorNeutralBackground1;
    root.render(draw());
  };
  darkWish.addEventListener('change', render);
  window.addEventListener('focus', render);
  render();
}

function newWorker(): CoreWorker {
  return new Worker(new URL('./core.worker.ts', import.meta.url)) as unknown as CoreWorker;
}

async function begin(): Promise<void> {
  const place = document.getElementById('pane');
  if (!place) return;
  if (typeof Office !== 'undefined') await Office.onReady();
  const language = languageOfOffice();
  document.documentElement.lang = language;
  document.title = wordsIn(language)('brand');
  const root = createRoot(place);
  const outside = hostOutside(neededApi);
  if (outside) {
    keepDrawn(root, () => <Outside reason={outside} language={language} theme={themeFor(officeBackground(), darkWish.matches)} />);
    return;
  }
  const session = new Session(
    surroundingsOfBrowser({
      host: lazyPaneHost(async () => (await import('./excel-pane-host')).excelPaneHost()),
      core: workerClient(newWorker),
      log: safeRecoveryLog(),
      preferences: officePreferences(),
      language,
    }),
  );
  keepDrawn(root, () => <App session={session} language={language} theme={themeFor(officeBackground(), darkWish.matches)} />);
  // The core comes only after the pane has been painted once.
  requestAnimationFrame(() => setTimeout(() => void goOn(session), 0));
}

/** What comes after the first paint: the core, the workbook, and the ribbon's commands, which share this page. */
async function goOn(session: Session): Promise<void> {
  onPaneRequest((request) => {
    if (request.kind === 'written') void session.read();
    else session.ask(request);
  });
  const reading = session.start();
  const { registerCommands } = await import('../commands/register');
  registerCommands();
  await reading;
}

void begin();
