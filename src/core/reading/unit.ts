import type { MoneyUnit } from '../amounts/unit';
import { plainLabel } from '../facts/label';
import { moneyUnitOf } from './number';

const units = '亿元|百万元|万元|千元|元';
const declared = new RegExp(`(?:(?:金额|货币|计量)?单位[:为]?|^金额:)\\(?(?:金额[:为]?)?(?:人民币)?(${units})(?!\\p{Script=Han})`, 'u');
const footnote = new RegExp(`以(?:人民币)?(${units})为(?:金额)?单位`, 'u');
const bracketed = new RegExp(`[(](?:金额)?(?:单位)?[:]?(?:人民币)?(${units})(?:[、/,].{0,6})?[)]`, 'u');

/** The money unit that a text declares for its sheet or block: `金额单位：元`, `（单位：万元）`, `以“万元”为单位`; null for `编制单位：…`. */
export function declaredUnit(text: string): MoneyUnit | null {
  if (text.length > 300 || !text.includes('元')) return null;
  const source = plainLabel(text);
  const found = declared.exec(source) ?? footnote.exec(source);
  return found ? moneyUnitOf(found[1] ?? '') : null;
}

/** The money unit in brackets of a header or label: `年初预算数（万元）`, `项目资金（元）`; or a whole declaration. */
export function bracketUnit(text: string): MoneyUnit | null {
  if (text.length > 120 || !text.includes('元')) return null;
  const source = plainLabel(text);
  const found = bracketed.exec(source) ?? declared.exec(source);
  return found ? moneyUnitOf(found[1] ?? '') : null;
}
