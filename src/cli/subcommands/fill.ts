import path from 'node:path';
import type { Assessment } from '../../core/assessment/assessment';
import { explain, renderExplanation } from '../../core/assessment/explain';
import { systemById } from '../../core/systems/systems';
import { sayCli } from '../../core/wording/say-cli';
import { isEmptyPlan } from '../../core/workbook/plan';
import { evaluateWorkbook } from '../../core/workflow/evaluate';
import type { Outcome } from '../../core/workflow/outcome';
import type { Arguments } from '../arguments';
import { fillDocument } from '../documents';
import { CommandFailure, failure } from '../failure';
import { requireOtherFile, writeResultFile } from '../files';
import { plainFindings } from '../findings';
import { edge, openHost } from '../open';

/** `jihe fill`: the main job on one workbook, written to another file. */
export async function fill(parsed: Arguments): Promise<number> {
  const [file, ...others] = parsed.files;
  if (file === undefined) throw failure('missingFile', { command: 'fill' });
  if (others.length > 0) throw failure('oneFile', { command: 'fill' });
  requireSystem(parsed.system);
  const result = parsed.output;
  if (result === null && parsed.explain === null) throw failure('missingOutput', { command: 'fill', example: '结果.xlsx' });
  if (result !== null) requireOutputName(file, result);
  const host = openHost(file);
  const snapshot = await host.capture();
  const outcome = evaluateWorkbook(snapshot, edge(), {
    ...(parsed.system === null ? {} : { system: parsed.system }),
    ...(parsed.projects === null ? {} : { projectSheets: parsed.projects }),
    ...(parsed.rules ? { rules: true } : {}),
  });
  if (outcome.reading.nothingFound !== null) throw new CommandFailure(sayCli('nothingToFill', { looked: outcome.reading.nothingFound }));
  if (parsed.explain !== null && result === null) {
    process.stdout.write(explainIndicator(outcome, parsed.explain));
    return 0;
  }
  if (!isEmptyPlan(outcome.plan)) await host.apply(outcome.plan);
  if (result !== null) writeResultFile(result, host.bytes());
  const sheets = (await host.capture()).sheets.map(({ name }) => name);
  if (parsed.explain !== null) process.stdout.write(explainIndicator(outcome, parsed.explain));
  else if (parsed.format === 'text') process.stdout.write(plainFill(outcome, result ?? ''));
  else process.stdout.write(`${JSON.stringify(fillDocument(file, outcome, sheets), null, 2)}\n`);
  return outcome.checks.summary.error > 0 ? 1 : 0;
}

/** Refuses a system that does not exist before any work is done. */
export function requireSystem(system: string | null): void {
  if (system !== null && !systemById(system)) throw failure('unknownSystem', { system });
}

function requireOutputName(source: string, result: string): void {
  requireOtherFile(source, result);
  const macros = /\.xlsm$/i.test(source);
  const wanted = macros ? '.xlsm' : '.xlsx';
  if (path.extname(result).toLowerCase() === wanted) return;
  const name = `${path.basename(result, path.extname(result))}${wanted}`;
  throw macros ? failure('extensionMacro', { name }) : failure('extensionPlain', { name });
}

function explainIndicator(outcome: Outcome, code: string): string {
  const subjects: readonly Assessment[] = [outcome.assessment, ...outcome.forms.map(({ assessment }) => assessment)];
  for (const assessment of subjects) {
    const tree = explain(assessment, code, outcome.reading.facts);
    if (tree !== null) return `${renderExplanation(tree)}\n`;
  }
  throw failure('unknownIndicator', { code });
}

function plainFill(outcome: Outcome, result: string): string {
  const { assessment } = outcome;
  const { points, score } = assessment.total;
  const lines = [
    sayCli('system', { title: outcome.system.title }),
    score === null ? sayCli('totalMissing', { points }) : sayCli('total', { score, points, grade: assessment.grade ?? '' }),
  ];
  const lost = assessment.indicators.filter(({ deduction }) => deduction !== null && deduction !== '0');
  if (lost.length > 0) lines.push(sayCli('deductions', { count: lost.length }));
  for (const { name, deduction, key, reason } of lost)
    lines.push(sayCli('deduction', { name, deduction: deduction ?? '', cell: outcome.cells.get(key) ?? '', reason }));
  for (const form of outcome.forms) {
    const total = form.assessment.total;
    lines.push(
      sayCli('form', {
        sheet: form.sheet,
        subject: form.subject,
        score:
          total.score === null
            ? sayCli('totalMissing', { points: total.points })
            : sayCli('total', { score: total.score, points: total.points, grade: form.assessment.grade ?? '' }),
      }),
    );
  }
  if (outcome.kept.length > 0) lines.push(sayCli('kept', { count: outcome.kept.length }));
  lines.push(
    '',
    plainFindings(outcome.checks),
    isEmptyPlan(outcome.plan) ? sayCli('upToDate', { file: result }) : sayCli('written', { file: result }),
  );
  return `${lines.join('\n')}\n`;
}
