import { items, measures } from '../../src/core/facts/vocabulary';
import type { BeforeImage, HostError } from '../../src/core/workbook/host';
import type { Plan } from '../../src/core/workbook/plan';
import type { Snapshot } from '../../src/core/workbook/snapshot';
import type { Outcome, Request } from '../../src/core/workflow/outcome';
import { Cancelled, type Catalogue, type CoreClient } from '../../src/taskpane/core-client';
import type { PaneHost, WorkbookChange } from '../../src/taskpane/pane-host';
import { memoryPreferences } from '../../src/taskpane/preferences';
import { memoryRecoveryLog, type RecoveryLog } from '../../src/taskpane/recovery';
import type { Surroundings } from '../../src/taskpane/session';

/** A workbook without any sheet: the scripted core does not look at it. */
export const blankSnapshot: Snapshot = {
  file: null,
  sheets: [],
  names: [],
  externalLinks: [],
  date1904: false,
  structureProtected: false,
};

/** A host that writes down what it is asked, and fails when told to. */
export class ScriptedHost implements PaneHost {
  readonly applied: Plan[] = [];
  readonly restored: BeforeImage[] = [];
  readonly selected: string[] = [];
  captures = 0;
  current: string | null = "'基础数据'!C23";
  failCapture: HostError | null = null;
  failApply: HostError | null = null;
  /** While set, `apply` waits for it after the before-image is kept. */
  hold: Promise<void> | null = null;
  private edits = 0;
  private listener: ((change: WorkbookChange) => void) | null = null;

  async capture(): Promise<Snapshot> {
    this.captures += 1;
    if (this.failCapture) throw this.failCapture;
    const named = { name: `改动${this.edits}`, refersTo: "='基础数据'!$A$1", hidden: false, sheet: null };
    return this.edits === 0 ? blankSnapshot : { ...blankSnapshot, names: [named] };
  }
  async apply(plan: Plan, _progress?: unknown, keep?: (before: BeforeImage) => Promise<void>): Promise<{ before: BeforeImage }> {
    if (this.failApply) throw this.failApply;
    const before: BeforeImage = { host: 'scripted', content: this.applied.length };
    await keep?.(before);
    await this.hold;
    this.applied.push(plan);
    return { before };
  }
  async restore(before: BeforeImage): Promise<void> {
    this.restored.push(before);
  }
  async select(reference: string): Promise<void> {
    this.selected.push(reference);
  }
  async selection(): Promise<string | null> {
    return this.current;
  }
  async onChanged(listener: (change: WorkbookChange) => void): Promise<() => void> {
    this.listener = listener;
    return () => {
      this.listener = null;
    };
  }
  async openSample(): Promise<void> {}

  /** A person edits the workbook: from then on it is another. */
  edit(): void {
    this.edits += 1;
    this.listener?.({ sheet: '基础数据', own: false });
  }
}

const sampleSystems: Catalogue['systems'] = [
  {
    id: 'shenzhen-department',
    shortTitle: '深圳',
    title: '深圳市部门整体支出绩效评价',
    applies: '深圳市及各区预算部门的部门整体支出绩效自评',
  },
  {
    id: 'mof-2013-department',
    shortTitle: '财政部 2013',
    title: '部门整体支出绩效评价共性指标体系框架',
    applies: '财政部门没有另发指标表时使用',
  },
];

/** A core that gives the same outcome to everyone, under the settings it was asked with. */
export class ScriptedCore implements CoreClient {
  readonly requests: Request[] = [];
  hold: Promise<void> | null = null;
  fails = false;
  private ended = 0;

  constructor(public outcome: (request: Request) => Outcome) {}

  async evaluate(_snapshot: Snapshot, _edge: unknown, request: Request): Promise<Outcome> {
    this.requests.push(request);
    const before = this.ended;
    await this.hold;
    if (this.ended !== before) throw new Cancelled();
    if (this.fails) throw new Error('scripted');
    return this.outcome(request);
  }
  async catalogue(): Promise<Catalogue> {
    const names = ({ id, label }: { readonly id: string; readonly label: string }) => ({ id, label });
    return { systems: sampleSystems, items: items.map(names), measures: measures.map(names) };
  }
  cancel(): void {
    this.ended += 1;
  }
}

/** Everything around a session, written down instead of done. */
export interface Scripted {
  readonly host: ScriptedHost;
  readonly core: ScriptedCore;
  readonly log: RecoveryLog;
  readonly copied: string[];
  readonly saved: string[];
  readonly surroundings: Surroundings;
}

/** Surroundings for one test; the clock stands at 14:02 on 15 March 2024. */
export function scripted(outcome: (request: Request) => Outcome): Scripted {
  const host = new ScriptedHost();
  const core = new ScriptedCore(outcome);
  const log = memoryRecoveryLog();
  const copied: string[] = [];
  const saved: string[] = [];
  let id = 0;
  let tick = 0;
  return {
    host,
    core,
    log,
    copied,
    saved,
    surroundings: {
      host,
      core,
      log,
      preferences: memoryPreferences(),
      language: 'zh-CN',
      versions: { addIn: '0.1.0', host: '16.0', platform: 'PC', api: '1.17' },
      now: () => new Date(2024, 2, 15, 14, 2, 0, tick++),
      freshId: () => `id-${++id}`,
      wordFile: async () => new Blob(['docx']),
      findingsFile: async () => new Blob(['xlsx']),
      readFile: async () => blankSnapshot,
      saveFile: (name) => saved.push(name),
      copyText: async (text) => {
        copied.push(text);
      },
      copyRich: async (html) => {
        copied.push(html);
      },
    },
  };
}
