import type { Rounding } from '../core/amounts/rounding';
import type { Finding } from '../core/checks/finding';
import type { FactId } from '../core/facts/fact';
import type { ReportDocument } from '../core/narrative/document';
import type { Settings } from '../core/settings/settings';
import type { Language } from '../core/wording/wording';
import { parseFullReference } from '../core/workbook/address';
import { type BeforeImage, HostError, type Progress } from '../core/workbook/host';
import { isEmptyPlan, type Plan } from '../core/workbook/plan';
import { sameContent } from '../core/workbook/same-content';
import { type Snapshot, sheetNamed } from '../core/workbook/snapshot';
import type { Outcome, Request } from '../core/workflow/outcome';
import { Cancelled, type CoreClient } from './core-client';
import { figuresFreeDiagnosis, type Versions } from './diagnosis';
import type { PaneHost } from './pane-host';
import { defaultPreferences, type PreferenceStore, type Preferences } from './preferences';
import { type PreviewedCell, previewOf, sizeOf } from './preview';
import type { RecoveryLog, RunKind, RunRecord } from './recovery';
import { reportHtml, reportText } from './report-copy';
import type { Activity, AskedCell, Failure, Notice, PaneState, Step, WorkKind } from './state';

/** Everything outside the pane that a session needs; given once, so that tests can give their own. */
export interface Surroundings {
  readonly host: PaneHost;
  readonly core: CoreClient;
  readonly log: RecoveryLog;
  readonly preferences: PreferenceStore;
  readonly language: Language;
  readonly versions: Versions;
  /** The present moment. */
  now(): Date;
  /** A fresh random id. */
  freshId(): string;
  /** The Word file of a report; loads the writer when first asked. */
  wordFile(report: ReportDocument): Promise<Blob>;
  /** The findings as a workbook; loads the writer when first asked. */
  findingsFile(outcome: Outcome): Promise<Blob>;
  /** What stands in a workbook file; rejects with a `HostError`. Loads the reader when first asked. */
  readFile(file: File): Promise<Snapshot>;
  /** Hands a file to the user. */
  saveFile(name: string, content: Blob): void;
  copyText(text: string): Promise<void>;
  copyRich(html: string, text: string): Promise<void>;
}

/** How long the pane waits after the last edit before it reads again, milliseconds. */
export const quietTime = 200;
/** How long it waits while Excel is in edit mode or busy, milliseconds. */
const patience = 1500;
/** How many cells a mend's preview lists. */
const previewLimit = 20;

interface Task {
  readonly kind: WorkKind;
  cancelled: boolean;
  ended: Promise<void>;
}

const firstState: PaneState = {
  begun: false,
  activity: null,
  outcome: null,
  current: false,
  stale: false,
  manualCalculation: false,
  unwritten: 0,
  failure: null,
  notice: null,
  summary: null,
  runs: [],
  catalogue: { systems: [], items: [], measures: [] },
  preferences: defaultPreferences,
  checkedAt: null,
  asked: null,
  lastYear: null,
};

const quietKinds: readonly WorkKind[] = ['read', 'refresh'];
/** Work that waits for what is under way, instead of being dropped: it changes nothing in the workbook. */
const patientKinds: readonly WorkKind[] = ['word', 'export', 'compare'];

/**
 * The pane's model: one workbook, one outcome, one thing at a time. Components read `state` and call the verbs; nothing here
 * throws, every failure becomes a state with its next step.
 */
export class Session {
  state: PaneState = firstState;
  private readonly listeners = new Set<() => void>();
  private task: Task | null = null;
  private snapshot: Snapshot | null = null;
  /** What the last look without a wish was made from and gave: the same workbook gives the same again. */
  private looked: {
    readonly snapshot: Snapshot;
    readonly draft: Settings | null;
    readonly today: string;
    readonly outcome: Outcome;
  } | null = null;
  private draft: Settings | null = null;
  private again: (() => void) | null = null;
  private timer: ReturnType<typeof setTimeout> | null = null;
  private editedMeanwhile = false;
  private lastFailure: { readonly failure: Failure; readonly time: string } | null = null;
  private readonly ownId: string;
  private stopListening: (() => void) | null = null;

  constructor(private readonly around: Surroundings) {
    this.ownId = around.freshId();
  }

  /** For `useSyncExternalStore`: calls the listener after every change of `state`. */
  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  /** Loads preferences, listens to the workbook and reads it once, without writing. */
  async start(): Promise<void> {
    const preferences = await this.around.preferences.load();
    this.update({ preferences });
    try {
      this.stopListening = await this.around.host.onChanged(({ own }) => {
        if (!own) this.edited();
      });
    } catch {
      // Without events the pane still works: 一键重算 reads the workbook anew.
    }
    await Promise.all([this.loadCatalogue(), this.read()]);
  }

  /** Stops listening to the workbook. */
  close(): void {
    this.stopListening?.();
    if (this.timer !== null) clearTimeout(this.timer);
  }

  /** Reads and evaluates the workbook; writes nothing. */
  read(): Promise<void> {
    return this.perform('read', ['read', 'evaluate'], async (task) => {
      await this.look(task);
      await this.loadRuns();
    });
  }

  /** Reads, evaluates and writes: the whole way in one act. */
  recalculate(): Promise<void> {
    return this.recalculateAs('recalculate');
  }

  /** 提交前校验: the whole way, and a receipt of it in 「绩效校验」. */
  check(): Promise<void> {
    return this.recalculateAs('check');
  }

  /** Ends the work under way; what has not been written is not written. */
  cancel(): void {
    if (!this.task || this.task.cancelled) return;
    this.task.cancelled = true;
    this.around.core.cancel();
    const { activity } = this.state;
    if (activity) this.update({ activity: { ...activity, cancelling: true } });
  }

  /** Does again what failed last. */
  retry(): void {
    const again = this.again;
    this.update({ failure: null });
    again?.();
  }

  /** Takes the newest run back. */
  undo(): Promise<void> {
    const newest = this.state.runs.find(({ state }) => state !== 'undone');
    return newest ? this.undoThrough(newest.id) : Promise.resolve();
  }

  /** Takes back every run from the newest down to the one named, so that the workbook is as it was before that one. */
  undoThrough(id: string): Promise<void> {
    return this.perform(
      'undo',
      ['write', 'read', 'evaluate'],
      async (task) => {
        let taken = 0;
        for (const run of this.state.runs) {
          if (run.state === 'undone') continue;
          await this.around.host.restore(run.before);
          await this.around.log.put({ ...run, state: 'undone' });
          taken += 1;
          if (run.id === id) break;
        }
        this.draft = null;
        await this.look(task);
        await this.loadRuns();
        this.update({ unwritten: 0, summary: null, notice: { key: 'noticeUndone', slots: { count: taken } } });
      },
      () => this.undoThrough(id),
    );
  }

  /** Empties the recovery log of this workbook. */
  async clearLog(): Promise<void> {
    await this.around.log.clear(this.workbookId());
    await this.loadRuns();
    this.say({ key: 'noticeLogCleared', slots: {} });
  }

  /** Answers a question of the reading. */
  answer(question: string, choice: string): Promise<void> {
    return this.decide((settings) => ({
      ...settings,
      choices: { ...settings.choices, answers: new Map(settings.choices.answers).set(question, choice) },
    }));
  }

  /** Takes the currently selected cell as the source of a fact. */
  async assignSelection(fact: FactId): Promise<void> {
    const cell = await this.around.host.selection().catch(() => null);
    if (cell === null || !parseFullReference(cell)) {
      this.say({ key: 'noticeNoSelection', slots: {} });
      return;
    }
    await this.assignCell(fact, cell);
  }

  /** Takes a cell, by its full reference, as the source of a fact. */
  assignCell(fact: FactId, cell: string): Promise<void> {
    this.forgetAsked();
    return this.decide((settings) => ({
      ...settings,
      choices: { ...settings.choices, cells: new Map(settings.choices.cells).set(fact, cell) },
    }));
  }

  /** Shows what is known of a cell, or what it could be used as. */
  ask(asked: AskedCell): void {
    this.update({ asked });
  }

  /** Takes that answer away. */
  forgetAsked(): void {
    if (this.state.asked) this.update({ asked: null });
  }

  /** Forgets a cell that was chosen by hand. */
  forgetCell(fact: FactId): Promise<void> {
    return this.decide((settings) => {
      const cells = new Map(settings.choices.cells);
      cells.delete(fact);
      return { ...settings, choices: { ...settings.choices, cells } };
    });
  }

  chooseSystem(system: string): Promise<void> {
    return this.decide((settings) => ({ ...settings, system }));
  }

  chooseYear(year: number): Promise<void> {
    return this.decide((settings) => ({ ...settings, year }));
  }

  chooseRounding(rounding: Rounding): Promise<void> {
    return this.decide((settings) => ({ ...settings, rounding }));
  }

  /** Chooses the denominator of a rate or indicator. */
  chooseBasis(key: string, basis: string): Promise<void> {
    return this.decide((settings) => ({ ...settings, bases: new Map(settings.bases).set(key, basis) }));
  }

  chooseProjectSheets(projectSheets: Settings['projectSheets']): Promise<void> {
    return this.decide((settings) => ({ ...settings, projectSheets }));
  }

  /** Sets a finding aside with a reason that stays in 「绩效设置」. */
  waive(finding: Finding, reason: string): Promise<void> {
    const waiver = { key: finding.key, code: finding.code, reason: reason.trim(), date: this.today() };
    return this.decide((settings) => ({
      ...settings,
      waivers: [...settings.waivers.filter(({ key }) => key !== finding.key), waiver],
    }));
  }

  /** Takes a waiver back. */
  unwaive(finding: Finding): Promise<void> {
    return this.decide((settings) => ({ ...settings, waivers: settings.waivers.filter(({ key }) => key !== finding.key) }));
  }

  /** Writes a reason, as text whatever it begins with, into the form's own reason cell. */
  writeReason(cell: string, reason: string): Promise<void> {
    const at = parseFullReference(cell);
    if (!at) return Promise.resolve();
    const content = { value: { kind: 'text', value: reason.trim() } } as const;
    const plan: Plan = {
      operations: [{ kind: 'writeBlock', sheet: at.sheet, top: at.area.top, left: at.area.left, rows: [[content]] }],
    };
    return this.write('reason', plan, { key: 'noticeReasonWritten', slots: {} });
  }

  /** Carries out a finding's mend. */
  mend(finding: Finding): Promise<void> {
    return finding.mend ? this.write('mend', finding.mend, { key: 'noticeMended', slots: { code: finding.code } }) : Promise.resolve();
  }

  /** The cells that a mend would change. */
  previewMend(finding: Finding): readonly PreviewedCell[] {
    return finding.mend ? previewOf(finding.mend, this.snapshot, previewLimit) : [];
  }

  /** Brings a cell to the front. */
  async select(reference: string): Promise<void> {
    try {
      await this.around.host.select(reference);
    } catch (error) {
      this.fail(error, () => this.select(reference));
    }
  }

  /** Brings the sample workbook in. */
  openSample(): Promise<void> {
    return this.perform('sample', ['write', 'read', 'evaluate'], async (task) => {
      await this.around.host.openSample();
      await this.look(task);
    });
  }

  /** Makes the Word file and hands it over. */
  saveWord(): Promise<void> {
    const report = this.state.outcome?.report;
    if (!report) return Promise.resolve();
    return this.perform('word', ['write'], async () => {
      let content: Blob;
      try {
        content = await this.around.wordFile(report);
      } catch (error) {
        throw new PaneError('word', error);
      }
      this.around.saveFile(`${report.title}.docx`, content);
      this.update({ notice: { key: 'noticeWordSaved', slots: { name: `${report.title}.docx` } } });
    });
  }

  /** Drafts a section of the report anew, in place of what the unit wrote or deleted there. */
  redraft(section: string): Promise<void> {
    return this.recalculateAs('decision', { redraft: [section] });
  }

  /** Puts the system in use on 「绩效规则」, to be changed there. */
  exportRules(): Promise<void> {
    return this.recalculateAs('decision', { rules: true });
  }

  /** Hands the list of findings over as a workbook. */
  saveFindings(): Promise<void> {
    const outcome = this.state.outcome;
    if (!outcome) return Promise.resolve();
    return this.perform('export', ['write'], async () => {
      let content: Blob;
      try {
        content = await this.around.findingsFile(outcome);
      } catch (error) {
        throw new PaneError('export', error);
      }
      const name = `${outcome.report.title}.xlsx`;
      this.around.saveFile(name, content);
      this.update({ notice: { key: 'noticeWordSaved', slots: { name } } });
    });
  }

  /** Reads last year's workbook from a file, to be compared; nothing of it is stored. */
  compareWith(file: File): Promise<void> {
    return this.perform('compare', ['read', 'evaluate'], async (task) => {
      const snapshot = await this.around.readFile(file);
      this.heed(task);
      this.step(task, 'evaluate', 0);
      const moment = this.around.now();
      const edge = { today: this.today(), now: moment.toISOString(), freshId: this.ownId, language: this.around.language };
      const system = this.state.outcome?.system.id;
      const outcome = await this.around.core.evaluate(snapshot, edge, system === undefined ? {} : { system });
      this.heed(task);
      this.update({ lastYear: { name: file.name, outcome } });
    });
  }

  /** Puts the report on the clipboard as rich text. */
  async copyReport(): Promise<void> {
    const report = this.state.outcome?.report;
    if (!report) return;
    await this.copy(() => this.around.copyRich(reportHtml(report), reportText(report)), 'noticeReportCopied');
  }

  /** Puts versions and the last error on the clipboard; no figure of the budget and no name is among them. */
  async copyDiagnosis(): Promise<void> {
    const text = figuresFreeDiagnosis(this.around.versions, this.lastFailure, this.around.now().toISOString());
    await this.copy(() => this.around.copyText(text), 'noticeDiagnosisCopied');
  }

  setPreferences(change: Partial<Preferences>): void {
    const preferences = { ...this.state.preferences, ...change };
    this.update({ preferences });
    void this.around.preferences.save(preferences);
  }

  dismiss(): void {
    this.update({ failure: null, notice: null, summary: null });
  }

  private recalculateAs(kind: RunKind & WorkKind, wish: Request = {}): Promise<void> {
    return this.perform(
      kind,
      ['read', 'evaluate', 'write'],
      async (task) => {
        const started = this.around.now().getTime();
        const outcome = await this.look(task, kind === 'check' ? { ...wish, receipt: true } : wish);
        if (outcome.reading.nothingFound !== null || isEmptyPlan(outcome.plan)) {
          this.draft = null;
          this.update({ current: true, unwritten: 0, summary: null, notice: upToDate(outcome) });
          return;
        }
        this.step(task, 'write', 0);
        await this.applyRecorded(task, kind, outcome.plan, this.lastScore(), outcome.assessment.total.score);
        this.draft = null;
        const tenths = Math.max(1, Math.round((this.around.now().getTime() - started) / 100));
        const size = sizeOf(outcome.plan);
        this.update({
          current: true,
          unwritten: 0,
          summary: {
            changes: outcome.changes,
            cells: size.cells,
            sheets: size.sheets,
            kept: outcome.kept.map(({ cell }) => cell),
            seconds: `${Math.floor(tenths / 10)}.${tenths % 10}`,
          },
        });
        if (kind === 'check') this.update({ summary: null, notice: { key: 'noticeChecked', slots: outcome.checks.summary } });
        await this.loadRuns();
      },
      () => this.recalculateAs(kind, wish),
    );
  }

  /** Applies a plan of a click, then reads again. */
  private write(kind: 'mend' | 'reason', plan: Plan, notice: Notice): Promise<void> {
    return this.perform(
      kind,
      ['write', 'read', 'evaluate'],
      async (task) => {
        const score = this.state.outcome?.assessment.total.score ?? null;
        await this.applyRecorded(task, kind, plan, score, score);
        await this.look(task);
        await this.loadRuns();
        this.update({ notice });
      },
      // A plan from before a sheet was renamed, or a cell changed, must be made anew.
      () => (this.isOutdated() ? this.read() : this.write(kind, plan, notice)),
    );
  }

  private isOutdated(): boolean {
    const code = this.lastFailure?.failure.code;
    return code === 'sheetMissing' || code === 'changedMeanwhile';
  }

  /**
   * Keeps a decision. Where the workbook already holds our tables it is written at once (and can be taken back); before the first
   * 一键重算 it only changes what the pane shows.
   */
  private async decide(change: (settings: Settings) => Settings): Promise<void> {
    const outcome = this.state.outcome;
    if (!outcome || (this.task && !quietKinds.includes(this.task.kind))) return;
    this.draft = change(this.draft ?? outcome.settings);
    const atOnce = this.state.current && outcome.reading.nothingFound === null;
    this.update({ unwritten: this.state.unwritten + 1 });
    await (atOnce ? this.recalculateAs('decision') : this.refresh());
  }

  private refresh(): Promise<void> {
    return this.perform('refresh', ['read', 'evaluate'], async (task) => {
      await this.look(task);
    });
  }

  /** Captures and evaluates; the outcome becomes the state. */
  private async look(task: Task, wish: Request = {}): Promise<Outcome> {
    this.step(task, 'read', 0);
    this.editedMeanwhile = false;
    const snapshot = await this.around.host.capture(this.progress(task, 'read'));
    this.heed(task);
    this.step(task, 'evaluate', 0);
    const moment = this.around.now();
    const edge = { today: this.today(), now: moment.toISOString(), freshId: this.ownId, language: this.around.language };
    const { looked } = this;
    const quiet = quietKinds.includes(task.kind) && isPlain(wish);
    if (looked && quiet && looked.draft === this.draft && looked.today === edge.today && sameContent(looked.snapshot, snapshot)) {
      this.update({ outcome: looked.outcome, current: isEmptyPlan(looked.outcome.plan), stale: false, checkedAt: clockTime(moment) });
      return looked.outcome;
    }
    let outcome: Outcome;
    try {
      outcome = await this.around.core.evaluate(snapshot, edge, {
        ...(this.draft ? { settings: this.draft } : {}),
        ...wish,
      });
    } catch (error) {
      if (error instanceof Cancelled) throw error;
      throw new PaneError('core', error);
    }
    this.heed(task);
    this.snapshot = snapshot;
    this.looked = isPlain(wish) ? { snapshot, draft: this.draft, today: edge.today, outcome } : null;
    this.update({
      outcome,
      current: isEmptyPlan(outcome.plan),
      stale: false,
      manualCalculation: snapshot.manualCalculation === true,
      checkedAt: clockTime(moment),
    });
    return outcome;
  }

  /** Applies a plan under a record that is there before the first cell is written. */
  private async applyRecorded(task: Task, kind: RunKind, plan: Plan, scoreBefore: string | null, scoreAfter: string | null): Promise<void> {
    this.step(task, 'write', 0);
    const id = this.around.freshId();
    const record = (before: BeforeImage, state: RunRecord['state']): RunRecord => ({
      id,
      workbookId: this.workbookId(),
      file: this.snapshot?.file ?? null,
      time: this.around.now().toISOString(),
      kind,
      ...sizeOf(plan),
      scoreBefore,
      scoreAfter,
      state,
      before,
    });
    try {
      const { before } = await this.around.host.apply(plan, this.progress(task, 'write'), (image) =>
        this.around.log.put(record(image, 'writing')),
      );
      await this.around.log.put(record(before, 'written'));
    } catch (error) {
      const kept = error instanceof HostError && error.failure === 'notRestored';
      if (!kept) await this.around.log.remove(id);
      throw error;
    }
  }

  private edited(): void {
    if (this.task && !quietKinds.includes(this.task.kind)) {
      this.editedMeanwhile = true;
      return;
    }
    if (this.state.outcome && !this.state.stale) this.update({ stale: true });
    this.schedule(quietTime);
  }

  private schedule(wait: number): void {
    if (this.timer !== null) clearTimeout(this.timer);
    this.timer = setTimeout(() => {
      this.timer = null;
      void this.refresh();
    }, wait);
  }

  private async perform(kind: WorkKind, steps: readonly Step[], work: (task: Task) => Promise<void>, again?: () => void): Promise<void> {
    while (this.task) {
      if (!quietKinds.includes(this.task.kind)) {
        if (!patientKinds.includes(kind)) return;
        await this.task.ended;
        continue;
      }
      const quiet = this.task;
      quiet.cancelled = true;
      this.around.core.cancel();
      await quiet.ended;
    }
    let end: () => void = () => {};
    const task: Task = {
      kind,
      cancelled: false,
      ended: new Promise((resolve) => {
        end = resolve;
      }),
    };
    this.task = task;
    const [first] = steps;
    const activity: Activity | null = first ? { kind, steps, step: first, done: 0, cancelling: false } : null;
    const loud = kind !== 'refresh';
    this.update(loud ? { activity, failure: null, notice: null } : { activity });
    try {
      await work(task);
      if (!loud && this.state.failure?.remedy === 'retry') this.update({ failure: null });
    } catch (error) {
      if (task.cancelled || error instanceof Cancelled || (error instanceof HostError && error.failure === 'cancelled')) {
        if (!quietKinds.includes(kind)) this.update({ notice: { key: 'noticeCancelled', slots: {} } });
      } else if (kind === 'refresh' && error instanceof HostError && (error.failure === 'editing' || error.failure === 'busy')) {
        this.schedule(patience);
      } else {
        this.fail(error, again ?? (() => this.perform(kind, steps, work)));
      }
    } finally {
      this.task = null;
      this.update({ activity: null, begun: true });
      end();
      if (this.editedMeanwhile) this.edited();
    }
  }

  private fail(error: unknown, again: () => void): void {
    const code = error instanceof HostError ? error.failure : error instanceof PaneError ? error.code : 'unknown';
    const place = error instanceof HostError ? error.place : null;
    const failure: Failure = { code, place, remedy: code === 'notRestored' ? 'restore' : 'retry' };
    this.again = code === 'notRestored' ? () => void this.undo() : again;
    this.lastFailure = { failure, time: this.around.now().toISOString() };
    this.update({ failure, notice: null });
  }

  private async loadCatalogue(): Promise<void> {
    try {
      this.update({ catalogue: await this.around.core.catalogue() });
    } catch {
      // The selector then offers the recognised system alone, and facts are named as they were read.
    }
  }

  private async loadRuns(): Promise<void> {
    const runs = [...(await this.around.log.list(this.workbookId())), ...(await this.interruptedFirstRun())];
    this.update({ runs });
    if (runs[0]?.state === 'writing' && !this.state.failure) {
      this.again = () => void this.undo();
      this.update({ failure: { code: 'interrupted', place: null, remedy: 'restore' } });
    }
  }

  /** A first run that was cut short before the workbook got its id: told by the file's name and by sheets of ours that stand in it. */
  private async interruptedFirstRun(): Promise<readonly RunRecord[]> {
    const { outcome } = this.state;
    const snapshot = this.snapshot;
    if (!snapshot?.file || outcome?.settings.workbookId !== this.ownId) return [];
    const runs = await this.around.log.interrupted(snapshot.file);
    return runs.filter(({ workbookId, sheets }) => workbookId !== this.ownId && sheets.some((name) => sheetNamed(snapshot, name) !== null));
  }

  private async copy(work: () => Promise<void>, key: Notice['key']): Promise<void> {
    try {
      await work();
      this.say({ key, slots: {} });
    } catch (error) {
      this.fail(new PaneError('clipboard', error), () => void this.copy(work, key));
    }
  }

  private say(notice: Notice): void {
    this.update({ notice });
  }

  private step(task: Task, step: Step, part: number): void {
    const { activity } = this.state;
    if (!activity || this.task !== task) return;
    const position = Math.max(0, activity.steps.indexOf(step));
    const done = (position + part) / activity.steps.length;
    // A host may report every cell; the bar moves by the hundredth.
    if (step === activity.step && Math.abs(done - activity.done) < 0.01) return;
    this.update({ activity: { ...activity, step, done } });
  }

  private progress(task: Task, step: Step): Progress {
    const report = (part: number): void => this.step(task, step, Math.min(1, Math.max(0, part)));
    return {
      report,
      get cancelled() {
        return task.cancelled;
      },
    };
  }

  private heed(task: Task): void {
    if (task.cancelled) throw new Cancelled();
  }

  private lastScore(): string | null {
    return this.state.runs.find(({ state }) => state === 'written')?.scoreAfter ?? null;
  }

  private workbookId(): string {
    return this.state.outcome?.settings.workbookId ?? this.ownId;
  }

  private today(): string {
    const moment = this.around.now();
    const two = (part: number): string => String(part).padStart(2, '0');
    return `${moment.getFullYear()}-${two(moment.getMonth() + 1)}-${two(moment.getDate())}`;
  }

  private update(change: Partial<PaneState>): void {
    this.state = { ...this.state, ...change };
    for (const listener of [...this.listeners]) listener();
  }
}

/** A failure of the pane's own, beside those of the host. */
class PaneError extends Error {
  constructor(
    readonly code: 'core' | 'clipboard' | 'word' | 'export',
    cause: unknown,
  ) {
    super(cause instanceof Error ? cause.message : code);
  }
}

function upToDate(outcome: Outcome): Notice {
  return { key: outcome.reading.nothingFound === null ? 'noticeUpToDate' : 'noticeNothingFound', slots: {} };
}

/** Nothing is asked of the core beyond what the workbook and the decisions say. */
function isPlain(wish: Request): boolean {
  return Object.keys(wish).length === 0;
}

function clockTime(moment: Date): string {
  return `${String(moment.getHours()).padStart(2, '0')}:${String(moment.getMinutes()).padStart(2, '0')}`;
}
