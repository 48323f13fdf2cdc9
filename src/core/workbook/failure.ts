import { sayHosts } from '../wording/say-hosts';
import { quotedPlace, tidySentence } from '../wording/slots';
import type { Language } from '../wording/wording';
import type { HostError } from './host';

/** The one plain sentence for a host's failure: what happened, where, and what to do. */
export function failureSentence(error: HostError, language: Language = 'zh-CN'): string {
  return tidySentence(sayHosts(error.failure, { place: quotedPlace(error.place, language) }, language));
}
