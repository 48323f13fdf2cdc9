import type { Language } from '../core/wording/wording';

/** The language of Office's surface, as far as the catalogue has it. */
export function languageOfOffice(): Language {
  const display = typeof Office === 'undefined' ? undefined : Office.context?.displayLanguage;
  return (display ?? navigator.language).toLowerCase().startsWith('zh') ? 'zh-CN' : 'en-US';
}

/** Office's language, with its messages loaded. */
export async function spokenLanguage(): Promise<Language> {
  const language = languageOfOffice();
  if (language === 'en-US') await import('../core/wording/english');
  return language;
}
