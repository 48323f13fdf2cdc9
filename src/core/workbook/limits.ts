import { formulaLimits } from '../amounts/formula';
import { type Area, areaReference, cellReference, sheetLimits } from './address';
import { formulaTokens } from './formula-text';
import type { Operation, Plan, PlannedCell, ValidationRule } from './plan';

/** Excel's own limits on what a plan may hold; LibreOffice and Univer accept more, so the plan itself is checked. */
export const planLimits = {
  sheetName: 31,
  definedName: 255,
  text: 32_767,
  list: 255,
  validationTitle: 32,
  validationMessage: 255,
  operands: 255,
  numberFormat: 255,
  columnWidth: 255,
  rowHeight: 409,
} as const;

/** Why Excel would refuse a step or repair the file. A defect of the program, never of the user's workbook. */
export type PlanDefectCode =
  | 'sheetName'
  | 'definedName'
  | 'area'
  | 'formulaLength'
  | 'formulaLiteral'
  | 'formulaNesting'
  | 'formulaOperands'
  | 'formulaSyntax'
  | 'foreignReference'
  | 'text'
  | 'number'
  | 'numberFormat'
  | 'color'
  | 'validation'
  | 'size'
  | 'chart';

/** One defect: which step (counted from 0), what is wrong, and the sheet, cell or name it concerns. */
export interface PlanDefect {
  readonly operation: number;
  readonly code: PlanDefectCode;
  readonly place: string;
}

/** Everything in a plan that Excel would not take; empty for a sound plan. Hosts refuse a plan with defects before they write anything. */
export function validatePlan(plan: Plan): PlanDefect[] {
  return plan.operations.flatMap((operation, index) => {
    return defectsOf(operation).map(([code, place]) => ({ operation: index, code, place }));
  });
}

type Defect = readonly [PlanDefectCode, string];

function defectsOf(operation: Operation): Defect[] {
  const place = 'sheet' in operation ? operation.sheet : operation.name;
  const sheet: Defect[] = 'sheet' in operation && !isSheetName(operation.sheet) ? [['sheetName', operation.sheet]] : [];
  const area: Defect[] = 'area' in operation && !isArea(operation.area) ? [['area', `${place}!${areaReference(operation.area)}`]] : [];
  return [...sheet, ...area, ...detailsOf(operation, place)];
}

function detailsOf(operation: Operation, place: string): Defect[] {
  const when = (isDefect: boolean, code: PlanDefectCode): Defect[] => (isDefect ? [[code, place]] : []);
  switch (operation.kind) {
    case 'ensureSheet':
    case 'removeSheet':
      return isDefinedName(operation.mark) ? [] : [['definedName', operation.mark]];
    case 'writeBlock':
      return operation.rows.flatMap((cells, row) =>
        cells.flatMap((cell, column) => {
          const at = { row: operation.top + row, column: operation.left + column };
          const where = `${place}!${cellReference(at.row, at.column)}`;
          if (!isArea({ top: at.row, left: at.column, bottom: at.row, right: at.column })) return [['area', where] as const];
          return cell === null ? [] : contentDefects(cell).map((code) => [code, where] as const);
        }),
      );
    case 'definedName': {
      const refersTo = formulaDefects(operation.refersTo).map((code) => [code, operation.name] as const);
      return [...when(!isDefinedName(operation.name), 'definedName'), ...refersTo];
    }
    case 'format': {
      const { numberFormat, fontColor, fill, border } = operation.format;
      const colors = [fontColor, fill, border].filter((each) => typeof each === 'string');
      return [
        ...when(numberFormat !== undefined && (numberFormat === '' || numberFormat.length > planLimits.numberFormat), 'numberFormat'),
        ...when(!colors.every(isColor), 'color'),
      ];
    }
    case 'conditionalFormat':
      return operation.rules.flatMap((rule) => [
        ...formulaDefects(rule.formula).map((code) => [code, place] as const),
        ...when(![rule.format.fill, rule.format.fontColor].every((each) => each === undefined || isColor(each)), 'color'),
        ...when(namesOtherSheet(rule.formula, operation.sheet), 'foreignReference'),
      ]);
    case 'validation':
      return when(!isValidation(operation.rule), 'validation');
    case 'columnWidths':
      return when(
        !operation.widths.every(
          ({ column, width }) => within(column, 1, sheetLimits.columns) && width >= 0 && width <= planLimits.columnWidth,
        ),
        'size',
      );
    case 'rowHeights':
      return when(
        !operation.heights.every(({ row, height }) => within(row, 1, sheetLimits.rows) && height >= 0 && height <= planLimits.rowHeight),
        'size',
      );
    case 'freeze':
      return when(!within(operation.rows, 0, sheetLimits.rows - 1) || !within(operation.columns, 0, sheetLimits.columns - 1), 'size');
    case 'link':
      return when(!within(operation.row, 1, sheetLimits.rows) || !within(operation.column, 1, sheetLimits.columns), 'area');
    case 'chart':
      return [
        ...when(!isArea(operation.chart.area), 'area'),
        ...when(operation.chart.series.length === 0 || operation.chart.series.length > 255 || operation.chart.name === '', 'chart'),
      ];
    default:
      return [];
  }
}

/** Whether Excel takes a text as a sheet's name. */
export function isSheetName(name: string): boolean {
  return name.length >= 1 && name.length <= planLimits.sheetName && !/[[\]:*?/\\]|^'|'$|^history$/i.test(name);
}

/** Whether Excel takes a text as a defined name: a letter first, no cell look-alike in either notation, at most 255 characters. */
export function isDefinedName(name: string): boolean {
  if (name.length > planLimits.definedName || !/^[\p{L}_\\][\p{L}\p{N}\p{M}_.\\?]*$/u.test(name)) return false;
  if (/^[A-Za-z]{1,3}[0-9]+$/.test(name)) return !isCellLike(name);
  return !/^(r[0-9]*c[0-9]*|r[0-9]*|c[0-9]*|true|false)$/i.test(name);
}

function isCellLike(name: string): boolean {
  const letters = /^[A-Za-z]+/.exec(name)?.[0].toUpperCase() ?? '';
  return letters.length < 3 || letters <= 'XFD';
}

function isArea(area: Area): boolean {
  return (
    within(area.top, 1, area.bottom) &&
    within(area.bottom, 1, sheetLimits.rows) &&
    within(area.left, 1, area.right) &&
    within(area.right, 1, sheetLimits.columns)
  );
}

function within(value: number, least: number, most: number): boolean {
  return Number.isInteger(value) && value >= least && value <= most;
}

function isColor(color: string | null | undefined): boolean {
  return typeof color === 'string' && /^#[0-9A-Fa-f]{6}$/.test(color);
}

function contentDefects(content: PlannedCell): PlanDefectCode[] {
  const value = 'formula' in content ? content.result : content.value;
  const defects: PlanDefectCode[] = 'formula' in content ? formulaDefects(content.formula) : [];
  if (value.kind === 'text' && value.value.length > planLimits.text) defects.push('text');
  if (value.kind === 'number' && (!/^-?\d+(\.\d+)?$/.test(value.value) || !Number.isFinite(Number(value.value)))) defects.push('number');
  return defects;
}

/** What Excel would not take in a formula (with its leading `=`): length, literals, nesting, operands of a call, brackets. */
export function formulaDefects(formula: string): PlanDefectCode[] {
  if (!formula.startsWith('=') || formula.length < 2) return ['formulaSyntax'];
  const defects = new Set<PlanDefectCode>();
  if (formula.length > formulaLimits.length) defects.add('formulaLength');
  const operands: number[] = [];
  let braces = 0;
  for (const token of formulaTokens(formula.slice(1))) {
    if (token.kind === 'string') {
      if (token.text.length < 2 || !token.text.endsWith('"')) defects.add('formulaSyntax');
      if (token.text.slice(1, -1).replace(/""/g, '"').length > formulaLimits.literal) defects.add('formulaLiteral');
      continue;
    }
    if (token.kind !== 'other') continue;
    for (const character of token.text) {
      if (character === '(') operands.push(1);
      else if (character === ')') {
        if (operands.pop() === undefined) defects.add('formulaSyntax');
      } else if (character === '{') braces++;
      else if (character === '}') braces--;
      else if (character === ',' && operands.length > 0 && braces === 0) {
        const count = (operands.at(-1) ?? 0) + 1;
        operands[operands.length - 1] = count;
        if (count > planLimits.operands) defects.add('formulaOperands');
      }
    }
    if (operands.length > formulaLimits.nesting) defects.add('formulaNesting');
  }
  if (operands.length > 0 || braces !== 0) defects.add('formulaSyntax');
  return [...defects];
}

/** Conditional formats may refer to their own sheet or to a defined name only: older Excel refuses anything else. */
function namesOtherSheet(formula: string, sheet: string): boolean {
  return formulaTokens(formula).some((token) => token.kind === 'sheet' && token.sheet.toLowerCase() !== sheet.toLowerCase());
}

function isValidation(rule: ValidationRule): boolean {
  if (rule.title.length > planLimits.validationTitle || rule.message.length > planLimits.validationMessage) return false;
  if (rule.type === 'decimal') return [rule.minimum, rule.maximum].every((each) => /^-?\d+(\.\d+)?$/.test(each));
  const list = rule.choices.join(',');
  return rule.choices.length > 0 && list.length <= planLimits.list && rule.choices.every((each) => each !== '' && !each.includes(','));
}
