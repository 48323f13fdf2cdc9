import enAssessment from './en-US/assessment';
import enChecks from './en-US/checks';
import enCli from './en-US/cli';
import enCommands from './en-US/commands';
import enHosts from './en-US/hosts';
import enNarrative from './en-US/narrative';
import enReading from './en-US/reading';
import enSystems from './en-US/systems';
import enTables from './en-US/tables';
import { addLanguage, type Catalogue, original } from './wording';

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

/** Both catalogues, for the tests that find missing and unused keys. */
export const allMessages = { 'zh-CN': original, 'en-US': english } as const;
