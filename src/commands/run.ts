import { ownSheets } from '../core/settings/settings';
import { sayCommands } from '../core/wording/say-commands';
import type { Language } from '../core/wording/wording';
import { failureSentence } from '../core/workbook/failure';
import { type BeforeImage, type Host, HostError } from '../core/workbook/host';
import { isEmptyPlan } from '../core/workbook/plan';
import { sheetTitle } from '../core/workbook/planning';
import type { Edge, Outcome } from '../core/workflow/outcome';
import type { CoreClient } from '../taskpane/core-client';
import { sizeOf } from '../taskpane/preview';
import type { RecoveryLog, RunRecord } from '../taskpane/recovery';
import { type CommandResult, failedResult, resultOf } from './result';

/** What a command needs of the world; given once, so that tests can give their own. */
export interface CommandSurroundings {
  readonly host: Host;
  readonly core: Pick<CoreClient, 'evaluate'>;
  readonly log: RecoveryLog;
  readonly language: Language;
  now(): Date;
  freshId(): string;
}

/** What a command did, and the sheet to show where there is no dialog (null: there is none to show). */
export interface CommandRun {
  readonly result: CommandResult;
  readonly checksSheet: string | null;
}

/** 一键重算 without the pane: reads, evaluates, writes under a recovery record. Never throws; a failure is a result with its sentence. */
export function recalculate(around: CommandSurroundings): Promise<CommandRun> {
  return told(around, () => run(around, 'recalculate'));
}

/** 提交前校验 without the pane: the whole way too, and a receipt of it in 「绩效校验」. Never throws. */
export function validate(around: CommandSurroundings): Promise<CommandRun> {
  return told(around, () => run(around, 'check'));
}

async function run(around: CommandSurroundings, kind: 'recalculate' | 'check'): Promise<CommandRun> {
  const snapshot = await around.host.capture();
  const now = around.now();
  const edge: Edge = { today: localDate(now), now: now.toISOString(), freshId: around.freshId(), language: around.language };
  const outcome = await around.core.evaluate(snapshot, edge, kind === 'check' ? { receipt: true } : {});
  const done = kind === 'check' ? 'validated' : 'recalculated';
  const warned = (result: CommandResult): CommandResult =>
    snapshot.manualCalculation ? { ...result, sentence: result.sentence ?? sayCommands('manualCalculation', {}, around.language) } : result;
  if (outcome.reading.nothingFound !== null) return { result: warned(resultOf(done, outcome, 0)), checksSheet: null };
  const checksSheet = sheetTitle(snapshot, ownSheets.checks);
  if (isEmptyPlan(outcome.plan)) return { result: warned(resultOf(kind === 'check' ? done : 'upToDate', outcome, 0)), checksSheet };
  await applyRecorded(around, snapshot.file, outcome, kind);
  return { result: warned(resultOf(done, outcome, sizeOf(outcome.plan).cells)), checksSheet };
}

/** The calendar day where the person sits, `2024-01-31`. */
function localDate(moment: Date): string {
  const two = (part: number): string => String(part).padStart(2, '0');
  return `${moment.getFullYear()}-${two(moment.getMonth() + 1)}-${two(moment.getDate())}`;
}

async function applyRecorded(
  around: CommandSurroundings,
  file: string | null,
  outcome: Outcome,
  kind: 'recalculate' | 'check',
): Promise<void> {
  const id = around.freshId();
  const record = (before: BeforeImage, state: RunRecord['state']): RunRecord => ({
    id,
    workbookId: outcome.settings.workbookId ?? '',
    file,
    time: around.now().toISOString(),
    kind,
    ...sizeOf(outcome.plan),
    scoreBefore: null,
    scoreAfter: outcome.assessment.total.score,
    state,
    before,
  });
  try {
    const { before } = await around.host.apply(outcome.plan, undefined, (image) => around.log.put(record(image, 'writing')));
    await around.log.put(record(before, 'written'));
  } catch (error) {
    if (!(error instanceof HostError && error.failure === 'notRestored')) await around.log.remove(id);
    throw error;
  }
}

async function told(around: CommandSurroundings, work: () => Promise<CommandRun>): Promise<CommandRun> {
  try {
    return await work();
  } catch (error) {
    const sentence = error instanceof HostError ? failureSentence(error, around.language) : sayCommands('unexpected', {}, around.language);
    return { result: failedResult(sentence), checksSheet: null };
  }
}
