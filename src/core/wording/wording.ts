import { fillSlots } from './slots';
import zhAssessment from './zh-CN/assessment';
import zhChecks from './zh-CN/checks';
import zhCli from './zh-CN/cli';
import zhCommands from './zh-CN/commands';
import zhHosts from './zh-CN/hosts';
import zhNarrative from './zh-CN/narrative';
import type zhPane from './zh-CN/pane';
import zhReading from './zh-CN/reading';
import zhSystems from './zh-CN/systems';
import zhTables from './zh-CN/tables';

const zhCN = {
  assessment: zhAssessment,
  checks: zhChecks,
  cli: zhCli,
  commands: zhCommands,
  hosts: zhHosts,
  narrative: zhNarrative,
  reading: zhReading,
  systems: zhSystems,
  tables: zhTables,
} as const;

/** Areas that speak through `say`. The pane has its words in its own chunk and is only typed here. */
type SpokenArea = keyof typeof zhCN;
/** Area of the program that a message belongs to; one file an area and language. */
export type WordingArea = SpokenArea | 'pane';
/** Keys of an area's messages. */
export type MessageKey<A extends WordingArea> = keyof (typeof zhCN & { readonly pane: typeof zhPane })[A] & string;
/** Languages of the catalogue; zh-CN is the complete original. */
export type Language = 'zh-CN' | 'en-US';

/** Every message of a language, by area and key. */
export type Catalogue = Readonly<Record<SpokenArea, Readonly<Record<string, string>>>>;

/** The languages that are there to speak in. The original always is; others come by `addLanguage`, so that nobody loads them unasked. */
const catalogues: Partial<Record<Language, Catalogue>> = { 'zh-CN': zhCN };

/** The original catalogue. */
export const original: Catalogue = zhCN;

/** Makes a language speakable. Until then its messages are those of the original. */
export function addLanguage(language: Language, catalogue: Catalogue): void {
  catalogues[language] = catalogue;
}

/**
 * A message with its slots filled: `say('hosts', 'sheetProtected', { place: '基础数据' })`. Slots are written `{name}` in the catalogue;
 * a slot without a value stays visible as `{name}`, which tests look for.
 */
export function say<A extends SpokenArea>(
  area: A,
  key: MessageKey<A>,
  slots: Readonly<Record<string, string | number>> = {},
  language: Language = 'zh-CN',
): string {
  const template = catalogues[language]?.[area][key] ?? original[area][key] ?? key;
  return fillSlots(template, slots);
}
