import { fillSlots } from './slots';
import zhAssessment from './zh-CN/assessment';
import zhChecks from './zh-CN/checks';
import type zhCli from './zh-CN/cli';
import type zhCommands from './zh-CN/commands';
import type zhHosts from './zh-CN/hosts';
import zhNarrative from './zh-CN/narrative';
import type zhPane from './zh-CN/pane';
import zhReading from './zh-CN/reading';
import type zhSystems from './zh-CN/systems';
import zhTables from './zh-CN/tables';

const zhCN = {
  assessment: zhAssessment,
  checks: zhChecks,
  narrative: zhNarrative,
  reading: zhReading,
  tables: zhTables,
} as const;

/** Areas that belong to the core's chunk and speak through `say`. */
type CoreArea = keyof typeof zhCN;
/** Areas that only one part of the program needs: they come with that part and speak through `wordsOf`. */
interface PartAreas {
  readonly cli: typeof zhCli;
  readonly commands: typeof zhCommands;
  readonly hosts: typeof zhHosts;
  readonly systems: typeof zhSystems;
}
/** Areas that speak through this module. The pane has its words in its own chunk and is only typed here. */
type SpokenArea = CoreArea | keyof PartAreas;
/** Area of the program that a message belongs to; one file an area and language. */
export type WordingArea = SpokenArea | 'pane';
/** Keys of an area's messages. */
export type MessageKey<A extends WordingArea> = keyof (typeof zhCN & PartAreas & { readonly pane: typeof zhPane })[A] & string;
/** Languages of the catalogue; zh-CN is the complete original. */
export type Language = 'zh-CN' | 'en-US';

/** Every message of a language, by area and key. */
export type Catalogue = Readonly<Record<SpokenArea, Readonly<Record<string, string>>>>;

/** The languages beside the original that are there to speak in. They come by `addLanguage`, so that nobody loads them unasked. */
const catalogues: Partial<Record<Language, Catalogue>> = {};

/** The original of the core's areas. */
export const coreMessages: Pick<Catalogue, CoreArea> = zhCN;

/** Makes a language speakable. Until then its messages are those of the original. */
export function addLanguage(language: Language, catalogue: Catalogue): void {
  catalogues[language] = catalogue;
}

/** A message with its slots filled; a slot without a value stays visible as `{name}`, which tests look for. */
export type Speak<Key extends string> = (key: Key, slots?: Readonly<Record<string, string | number>>, language?: Language) => string;

/** The messages of an area that comes with its part of the program. */
export function wordsOf<A extends keyof PartAreas>(area: A, messages: PartAreas[A]): Speak<MessageKey<A>> {
  const own: Readonly<Record<string, string>> = messages;
  return (key, slots = {}, language = 'zh-CN') => fillSlots(catalogues[language]?.[area][key] ?? own[key] ?? key, slots);
}

/** A message of the core: `say('checks', 'advice.K-01', { place: '基础数据' })`. Slots are written `{name}` in the catalogue. */
export function say<A extends CoreArea>(
  area: A,
  key: MessageKey<A>,
  slots: Readonly<Record<string, string | number>> = {},
  language: Language = 'zh-CN',
): string {
  return fillSlots(catalogues[language]?.[area][key] ?? coreMessages[area][key] ?? key, slots);
}
