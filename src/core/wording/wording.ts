import enAssessment from './en-US/assessment';
import enChecks from './en-US/checks';
import enCli from './en-US/cli';
import enCommands from './en-US/commands';
import enHosts from './en-US/hosts';
import enNarrative from './en-US/narrative';
import enPane from './en-US/pane';
import enReading from './en-US/reading';
import enSystems from './en-US/systems';
import enTables from './en-US/tables';
import { fillSlots } from './slots';
import zhAssessment from './zh-CN/assessment';
import zhChecks from './zh-CN/checks';
import zhCli from './zh-CN/cli';
import zhCommands from './zh-CN/commands';
import zhHosts from './zh-CN/hosts';
import zhNarrative from './zh-CN/narrative';
import zhPane from './zh-CN/pane';
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
  pane: zhPane,
  reading: zhReading,
  systems: zhSystems,
  tables: zhTables,
} as const;

/** Area of the program that a message belongs to; one file an area and language. */
export type WordingArea = keyof typeof zhCN;
/** Keys of an area's messages. */
export type MessageKey<A extends WordingArea> = keyof (typeof zhCN)[A] & string;
/** Languages of the catalogue; zh-CN is the complete original. */
export type Language = 'zh-CN' | 'en-US';

const catalogues: Readonly<Record<Language, Readonly<Record<WordingArea, Readonly<Record<string, string>>>>>> = {
  'zh-CN': zhCN,
  'en-US': {
    assessment: enAssessment,
    checks: enChecks,
    cli: enCli,
    commands: enCommands,
    hosts: enHosts,
    narrative: enNarrative,
    pane: enPane,
    reading: enReading,
    systems: enSystems,
    tables: enTables,
  },
};

/** The catalogue itself, for the test that finds missing and unused keys. */
export const allMessages = catalogues;

/**
 * A message with its slots filled: `say('hosts', 'sheetProtected', { place: '基础数据' })`. Slots are written `{name}` in the catalogue;
 * a slot without a value stays visible as `{name}`, which tests look for.
 */
export function say<A extends WordingArea>(
  area: A,
  key: MessageKey<A>,
  slots: Readonly<Record<string, string | number>> = {},
  language: Language = 'zh-CN',
): string {
  const template = catalogues[language][area][key] ?? catalogues['zh-CN'][area][key] ?? key;
  return fillSlots(template, slots);
}
