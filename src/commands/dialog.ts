import { sayCommands } from '../core/wording/say-commands';
import { type DialogChoice, showResult } from './dialog-content';
import { languageOfOffice, loadMessages } from './language';
import { decodeResult, failedResult } from './result';

/** The small page that shows what a ribbon command found out. */
async function begin(): Promise<void> {
  const fragment = location.hash;
  if (typeof Office !== 'undefined') await Office.onReady();
  const language = languageOfOffice();
  await loadMessages(language);
  document.documentElement.lang = language;
  document.title = sayCommands('title', {}, language);
  const place = document.getElementById('result');
  if (!place) return;
  const result = decodeResult(fragment) ?? failedResult(sayCommands('unexpected', {}, language));
  showResult(place, result, language, tellParent);
}

function tellParent(choice: DialogChoice): void {
  Office.context.ui.messageParent(choice);
}

void begin();
