import type { BeforeImage } from '../core/workbook/host';

/** What a run was for. */
export type RunKind = 'recalculate' | 'check' | 'mend' | 'reason' | 'decision';

/** One run that wrote into the workbook, with what is needed to take it back. Plain data: it is kept in IndexedDB. */
export interface RunRecord {
  readonly id: string;
  readonly workbookId: string;
  /** Name of the workbook's file; null where Excel does not tell it. */
  readonly file: string | null;
  /** ISO time. */
  readonly time: string;
  readonly kind: RunKind;
  /** Number of cells that were written. */
  readonly cells: number;
  /** Names of the sheets that were written. */
  readonly sheets: readonly string[];
  /** Total score before and after; null while something was missing. */
  readonly scoreBefore: string | null;
  readonly scoreAfter: string | null;
  /** `writing` until the host has answered: a record found in that state tells of a pane that closed mid-write. */
  readonly state: 'writing' | 'written' | 'undone';
  readonly before: BeforeImage;
}

/** How many runs of one workbook are kept. */
export const keptRuns = 10;

/** The recovery log: the last ten runs of each workbook, newest first. */
export interface RecoveryLog {
  list(workbookId: string): Promise<readonly RunRecord[]>;
  /** Runs over a file of that name that never ended, newest first. */
  interrupted(file: string): Promise<readonly RunRecord[]>;
  put(record: RunRecord): Promise<void>;
  remove(id: string): Promise<void>;
  clear(workbookId: string): Promise<void>;
}

function interruptedIn(records: readonly RunRecord[], file: string): RunRecord[] {
  return newestFirst(records.filter((record) => record.state === 'writing' && record.file === file));
}

function newestFirst(records: readonly RunRecord[]): RunRecord[] {
  return [...records].sort((first, second) => (first.time < second.time ? 1 : first.time > second.time ? -1 : 0));
}

/** A log that lives as long as the pane; used where the browser has no IndexedDB. */
export function memoryRecoveryLog(): RecoveryLog {
  const records = new Map<string, RunRecord>();
  const ofWorkbook = (workbookId: string): RunRecord[] =>
    newestFirst([...records.values()].filter((record) => record.workbookId === workbookId));
  return {
    list: async (workbookId) => ofWorkbook(workbookId),
    interrupted: async (file) => interruptedIn([...records.values()], file),
    async put(record) {
      records.set(record.id, record);
      for (const old of ofWorkbook(record.workbookId).slice(keptRuns)) records.delete(old.id);
    },
    async remove(id) {
      records.delete(id);
    },
    async clear(workbookId) {
      for (const record of ofWorkbook(workbookId)) records.delete(record.id);
    },
  };
}

const store = 'runs';

function finished<T>(request: IDBRequest<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error ?? new Error('IndexedDB'));
  });
}

/** A log in the pane's own IndexedDB. Every method rejects where the browser refuses storage. */
export function indexedRecoveryLog(factory: IDBFactory): RecoveryLog {
  let opened: Promise<IDBDatabase> | null = null;
  const database = (): Promise<IDBDatabase> => {
    opened ??= new Promise((resolve, reject) => {
      const request = factory.open('jihe-recovery', 1);
      request.onupgradeneeded = () => {
        request.result.createObjectStore(store, { keyPath: 'id' }).createIndex('workbookId', 'workbookId');
      };
      request.onsuccess = () => resolve(request.result);
      request.onerror = () => reject(request.error ?? new Error('IndexedDB'));
    });
    return opened;
  };
  const records = async (mode: IDBTransactionMode): Promise<IDBObjectStore> =>
    (await database()).transaction(store, mode).objectStore(store);
  const list = async (workbookId: string): Promise<RunRecord[]> => {
    const found = await finished((await records('readonly')).index('workbookId').getAll(workbookId));
    return newestFirst(found as RunRecord[]);
  };
  const remove = async (id: string): Promise<void> => {
    await finished((await records('readwrite')).delete(id));
  };
  return {
    list,
    remove,
    async interrupted(file) {
      return interruptedIn((await finished((await records('readonly')).getAll())) as RunRecord[], file);
    },
    async put(record) {
      await finished((await records('readwrite')).put(record));
      for (const old of (await list(record.workbookId)).slice(keptRuns)) await remove(old.id);
    },
    async clear(workbookId) {
      for (const record of await list(workbookId)) await remove(record.id);
    },
  };
}

/** IndexedDB where there is one and it works, else memory: losing the log must never stop a run. */
export function safeRecoveryLog(): RecoveryLog {
  const memory = memoryRecoveryLog();
  if (typeof indexedDB === 'undefined') return memory;
  const indexed = indexedRecoveryLog(indexedDB);
  const either = async <T>(work: (log: RecoveryLog) => Promise<T>): Promise<T> => {
    try {
      return await work(indexed);
    } catch {
      return work(memory);
    }
  };
  return {
    list: (workbookId) => either((log) => log.list(workbookId)),
    interrupted: (file) => either((log) => log.interrupted(file)),
    put: (record) => either((log) => log.put(record)),
    remove: (id) => either((log) => log.remove(id)),
    clear: (workbookId) => either((log) => log.clear(workbookId)),
  };
}
