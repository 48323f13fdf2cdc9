import enAssessment from './en-US/assessment';
import enChecks from './en-US/checks';
import enCli from './en-US/cli';
import enCommands from './en-US/commands';
import enHosts from './en-US/hosts';
import enNarrative from './en-US/narrative';
import enReading from './en-US/reading';
import enSystems from './en-US/systems';
import enTables from './en-US/tables';
import { addLanguage, type Catalogue, coreMessages } from './wording';
import zhCli from './zh-CN/cli';
import zhCommands from './zh-CN/commands';
import zhHosts from './zh-CN/hosts';
import zhSystems from './zh-CN/systems';

/** The English catalogue, for maintainers and foreign reviewers; a chunk of its own. */
export const english: Catalogue = {
  assessment: enAssessment,
  checks: enChecks,
  cli: enCli,
  commands: enCommands,
  hosts: enHosts,
  narrative: enNarrative,
  reading: enReading,
  systems: enSystems,
  tables: enTables,
};

addLanguage('en-US', english);

/** The whole original, which the program itself only has in parts. */
const chinese: Catalogue = { ...coreMessages, cli: zhCli, commands: zhCommands, hosts: zhHosts, systems: zhSystems };

/** Both catalogues, for the tests that find missing and unused keys. */
export const allMessages = { 'zh-CN': chinese, 'en-US': english } as const;
