import { chongqingDepartment, lettersRow, subtotals, totalLast } from './arrangements';
import * as crossed from './crossed';
import { anhui, hebei, hunan, xinjiang } from './departments';
import * as eastern from './eastern';
import type { IssuedForm } from './form-builder';
import { inYuan, partlyTyped, percentWeights, printedAgain } from './further';
import * as departments from './further-departments';
import * as odd from './odd-layouts';
import { guangdong, jiangxi, mainTasks, ownFormulas, percentPoints, placeholders, rateAsRow, scales, sheetPerProject } from './peculiar';
import { beijing, guangxi, hubei, older, stacked } from './projects';
import { costFirst, dated, withOtherSheets } from './rare';
import { chongqing, guizhou, sichuan, yunnan } from './south-west';
import * as transfers from './transfers';
import { otherUnits, overspent, twoScores } from './values';

/** Issued forms of many places, as their bureaus lay them out; figures are made up. */
export const forms: readonly IssuedForm[] = [
  sichuan,
  yunnan,
  chongqing,
  guizhou,
  anhui,
  hunan,
  hebei,
  xinjiang,
  hubei,
  beijing,
  older,
  guangxi,
  stacked,
  scales,
  percentPoints,
  ownFormulas,
  mainTasks,
  rateAsRow,
  sheetPerProject,
  jiangxi,
  guangdong,
  placeholders,
  printedAgain,
  inYuan,
  partlyTyped,
  percentWeights,
  otherUnits,
  overspent,
  twoScores,
  chongqingDepartment,
  totalLast,
  subtotals,
  lettersRow,
  dated,
  costFirst,
  withOtherSheets,
  ...Object.values(eastern),
  ...Object.values(transfers),
  ...Object.values(departments),
  ...Object.values(crossed),
  ...Object.values(odd),
];
