import * as accounts from './accounts-tables';
import * as budgets from './budget-tables';
import type { UnseenWorkbook } from './case';
import * as controls from './control-inputs';
import { mixedUnits, partsAcross, twoYears, unitsAcross, unitsDown } from './crossed-shapes';
import { allAsProjects, autonomousRegion, disagreeing, manyBlocks, restrictedTables } from './further-shapes';
import { contradictions, economicAcross, sideBySide, sourcesBeside } from './harder-shapes';
import * as harder from './harder-tables';
import * as last from './last-shapes';
import * as merged from './merged-labels';
import * as ministry from './ministry-tables';
import * as noise from './noise-sheets';
import { countyKeyValues, dangerousLabel, fourLists, hundredMillions, sameTwice, thousands } from './odd-shapes';
import { districtExport } from './official-exports';
import * as older from './older-accounts';
import * as peculiar from './peculiar-cells';
import { districtFederation, hunanCounty, platformExport, projectList, staffOfFiveUnits } from './performance-sheets';
import { longList, otherWords } from './plain-words';
import * as platforms from './platform-tables';
import { publishedAccounts, publishedBudget } from './public-tables';
import * as several from './several-in-one';
import { smallShapes } from './small-shapes';

/** Every workbook that was laid out from the domain paper before it was read. */
export const unseenWorkbooks: readonly UnseenWorkbook[] = [
  districtExport,
  publishedAccounts,
  publishedBudget,
  hunanCounty,
  districtFederation,
  platformExport,
  projectList,
  staffOfFiveUnits,
  thousands,
  hundredMillions,
  dangerousLabel,
  sameTwice,
  countyKeyValues,
  fourLists,
  autonomousRegion,
  manyBlocks,
  disagreeing,
  allAsProjects,
  restrictedTables,
  unitsDown,
  unitsAcross,
  twoYears,
  partsAcross,
  mixedUnits,
  sideBySide,
  economicAcross,
  sourcesBeside,
  contradictions,
  otherWords,
  longList,
  ...Object.values(accounts),
  ...Object.values(budgets),
  ...Object.values(several),
  ...Object.values(peculiar),
  ...Object.values(platforms),
  ...Object.values(harder),
  ...Object.values(ministry),
  ...Object.values(merged),
  ...Object.values(noise),
  ...Object.values(older),
  ...Object.values(last),
  ...Object.values(controls),
  ...smallShapes,
];
