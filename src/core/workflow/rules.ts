import type { Finding } from '../checks/finding';
import type { IndicatorSystem } from '../systems/system';
import type { RulesReading } from '../tables/rules-sheet';
import { say } from '../wording/wording';
import type { SheetDesign } from '../workbook/design';
import type { Snapshot } from '../workbook/snapshot';
import type { Request } from './outcome';

/** `tables/rules-sheet`, with the schema behind it. */
export interface RulesSheet {
  /** What stands on the sheet; null where there is none. */
  readRulesSheet(snapshot: Snapshot): RulesReading | null;
  /** The sheet with a system to be edited; null where it stands already. */
  designRulesSheet(snapshot: Snapshot, system: IndicatorSystem): SheetDesign | null;
}

/** The bureau's own system from 「绩效规则」, where the sheet stands and is right. */
export function ownSystem(rules: RulesReading | null): { readonly own?: IndicatorSystem } {
  return rules !== null && 'system' in rules ? { own: rules.system } : {};
}

/** Mistakes on 「绩效规则」, each with its cell; while there are any, the built-in system is used. */
export function rulesFindings(rules: RulesReading | null): Finding[] {
  if (rules === null || 'system' in rules) return [];
  return rules.problems.map(({ cell, reason }) => ({
    code: 'L-04',
    severity: 'error',
    message: say('tables', 'rulesMistake', { reason }),
    cells: [cell],
    stated: null,
    expected: null,
    difference: null,
    basis: say('tables', 'rulesBasis'),
    advice: say('tables', 'rulesAdvice'),
    mend: null,
    reasonCell: null,
    key: `L-04 ${cell}`,
    waived: null,
  }));
}

/** 「绩效规则」 with the system in use, where it was asked for and does not stand yet. */
export function wantedRules(snapshot: Snapshot, system: IndicatorSystem, request: Request, rulesSheet: RulesSheet | null): SheetDesign[] {
  const design = request.rules ? (rulesSheet?.designRulesSheet(snapshot, system) ?? null) : null;
  return design ? [design] : [];
}
