import type { UnseenWorkbook } from './case';
import { mixedUnits, partsAcross, twoYears, unitsAcross, unitsDown } from './crossed-shapes';
import { allAsProjects, autonomousRegion, disagreeing, manyBlocks, restrictedTables } from './further-shapes';
import { contradictions, economicAcross, sideBySide, sourcesBeside } from './harder-shapes';
import { countyKeyValues, dangerousLabel, fourLists, hundredMillions, sameTwice, thousands } from './odd-shapes';
import { districtExport } from './official-exports';
import { districtFederation, hunanCounty, platformExport, projectList, staffOfFiveUnits } from './performance-sheets';
import { longList, otherWords } from './plain-words';
import { publishedAccounts, publishedBudget } from './public-tables';

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
];
