import type { Language } from '../core/wording/wording';

/** The language of Office's surface, as far as the catalogue has it. */
export function languageOfOffice(): Language {
  const display = typeof Office === 'undefined' ? undefined : Office.context?.displayLanguage;
  const wanted = display ?? (typeof navigator === 'undefined' ? 'zh-CN' : navigator.language);
  return wanted.toLowerCase().startsWith('zh') ? 'zh-CN' : 'en-US';
}

/** Loads the messages of a language, where they are not part of the core. */
export async function loadMessages(language: Language): Promise<void> {
  if (language === 'en-US') await import('../core/wording/english');
}
