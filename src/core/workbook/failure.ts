import { type Language, say } from '../wording/wording';
import type { HostError } from './host';

/** The one plain sentence for a host's failure: what happened, where, and what to do. */
export function failureSentence(error: HostError, language: Language = 'zh-CN'): string {
  const place = error.place === null ? '' : language === 'zh-CN' ? `「${error.place}」` : `“${error.place}”`;
  return say('hosts', error.failure, { place }, language)
    .replace(/（）| \(\)/g, '')
    .replace(/ {2,}/g, ' ')
    .replace(/ ([;,.])/g, '$1');
}
