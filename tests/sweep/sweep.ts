import { precedents } from '../../src/core/checks/hygiene';
import type { Snapshot } from '../../src/core/workbook/snapshot';
import { checkSnapshot } from '../checks/check-workbook';
import { type CorrectWorkbook, correctWorkbooks } from './correct';
import { contextOf, type Fault, faultClasses } from './faults';
import { Chance } from './random';

/** What a sweep found of one class of faults. */
export interface ClassResult {
  readonly name: string;
  injected: number;
  caught: number;
  readonly missed: string[];
  readonly falseAlarms: string[];
}

/** What a sweep found. */
export interface SweepResult {
  readonly classes: readonly ClassResult[];
  /** Errors and warnings on the correct workbooks themselves. */
  readonly onCorrect: readonly string[];
  readonly workbooks: number;
}

/**
 * Injects every class of faults `times` times into correct workbooks made by chance from `seed`. A false alarm is a finding that the correct
 * workbook has not, none of whose cells was changed or depends on what was changed.
 */
export function sweep(times: number, seed: number, report: (line: string) => void = () => undefined): SweepResult {
  const classes = faultClasses.map(({ name }): ClassResult => ({ name, injected: 0, caught: 0, missed: [], falseAlarms: [] }));
  const onCorrect: string[] = [];
  let workbooks = 0;
  for (let round = 0; classes.some(({ injected }) => injected < times) && round < times * 4 + 40; round += 1) {
    for (const correct of correctWorkbooks(new Chance(seed * 7919 + round))) {
      const open = classes.filter(({ injected }) => injected < times);
      if (open.length === 0) break;
      workbooks += 1;
      sweepOne(correct, open, new Chance(seed * 104729 + round * 31 + correct.name.length), times, onCorrect);
    }
    if (round % 25 === 24) report(`${round + 1}: ${classes.map(({ caught, injected }) => `${caught}/${injected}`).join(' ')}`);
  }
  return { classes, onCorrect, workbooks };
}

export function sweepOne(
  correct: CorrectWorkbook,
  classes: readonly ClassResult[],
  chance: Chance,
  times: number,
  onCorrect: string[],
): void {
  const context = contextOf(correct.snapshot);
  const before = checkSnapshot(correct.snapshot);
  for (const { code, severity, message } of before.findings)
    if (severity === 'error' || severity === 'warning') onCorrect.push(`${correct.name}: ${code} ${message}`);
  const known = new Set(before.findings.map(({ code, cells }) => `${code} ${cells.join()}`));
  for (const result of classes) {
    const kind = faultClasses.find(({ name }) => name === result.name);
    for (let again = 0; again < 2 && kind && result.injected < times; again += 1) {
      const fault = kind.inject(correct.snapshot, context, chance);
      if (!fault) continue;
      result.injected += 1;
      judge(correct, fault, result, known);
    }
  }
}

function judge(correct: CorrectWorkbook, fault: Fault, result: ClassResult, known: ReadonlySet<string>): void {
  const findings = checkSnapshot(fault.snapshot).findings;
  const places = new Set([...fault.changed, ...fault.at]);
  const caught = findings.some(({ code, cells }) => fault.codes.includes(code) && cells.some((cell) => places.has(cell)));
  if (caught) result.caught += 1;
  else result.missed.push(`${correct.name} ${fault.what} | ${findings.map(({ code, cells }) => `${code}@${cells[0] ?? ''}`).join(' ')}`);
  if (result.name === 'row duplicated') {
    judgeShifted(correct, fault, result, findings);
    return;
  }
  const changed = dependents(fault.snapshot, fault.changed);
  for (const { code, cells, message } of findings) {
    if (known.has(`${code} ${cells.join()}`) || cells.some((cell) => changed.has(cell))) continue;
    result.falseAlarms.push(`${correct.name} ${fault.what} | ${code} ${message} ${cells.slice(0, 3).join(' ')}`);
  }
}

/** Rows moved down: only codes that have nothing to do with a repeated row are false. */
function judgeShifted(
  correct: CorrectWorkbook,
  fault: Fault,
  result: ClassResult,
  findings: readonly { readonly code: string; readonly message: string }[],
): void {
  for (const { code, message } of findings) {
    if (['K-15', 'K-10', 'N-01', 'K-13', 'H-07', 'C-06'].includes(code)) continue;
    result.falseAlarms.push(`${correct.name} ${fault.what} | ${code} ${message}`);
  }
}

/** The changed cells and everything whose formula reads them. */
function dependents(snapshot: Snapshot, changed: readonly string[]): ReadonlySet<string> {
  const readers = new Map<string, string[]>();
  for (const sheet of snapshot.sheets) {
    for (const [row, cells] of sheet.cells) {
      for (const [column, cell] of cells) {
        if (cell.formula === null) continue;
        const reference = `'${sheet.name}'!${letters(column)}${row}`;
        for (const source of precedents(cell.formula, sheet.name)) readers.set(source, [...(readers.get(source) ?? []), reference]);
      }
    }
  }
  const reached = new Set(changed);
  for (const reference of reached) for (const reader of readers.get(reference) ?? []) reached.add(reader);
  return reached;
}

function letters(column: number): string {
  return column > 26
    ? `${String.fromCharCode(64 + Math.floor((column - 1) / 26))}${String.fromCharCode(65 + ((column - 1) % 26))}`
    : String.fromCharCode(64 + column);
}
