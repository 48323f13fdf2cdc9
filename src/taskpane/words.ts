import enHosts from '../core/wording/en-US/hosts';
import enPane from '../core/wording/en-US/pane';
import { fillSlots, quotedPlace, tidySentence } from '../core/wording/slots';
import type { Language, MessageKey } from '../core/wording/wording';
import zhHosts from '../core/wording/zh-CN/hosts';
import zhPane from '../core/wording/zh-CN/pane';
import type { HostFailure } from '../core/workbook/host';

// Only the two areas that the shell speaks with: the whole catalogue belongs to the core's chunk.
const pane: Readonly<Record<Language, Readonly<Record<MessageKey<'pane'>, string>>>> = { 'zh-CN': zhPane, 'en-US': enPane };
const hosts: Readonly<Record<Language, Readonly<Record<HostFailure, string>>>> = { 'zh-CN': zhHosts, 'en-US': enHosts };

/** A message of the pane. */
export type Words = (key: MessageKey<'pane'>, slots?: Readonly<Record<string, string | number>>) => string;

/** The messages of the pane in a language. */
export function wordsIn(language: Language): Words {
  return (key, slots = {}) => fillSlots(pane[language][key], slots);
}

/** The one plain sentence for a host's failure. */
export function hostSentence(failure: HostFailure, place: string | null, language: Language): string {
  return tidySentence(fillSlots(hosts[language][failure], { place: quotedPlace(place, language) }));
}
