import type { Snapshot } from '../core/workbook/snapshot';
import type { Edge, Outcome, Request } from '../core/workflow/outcome';
import { Breath } from '../hosts/excel/breath';
import { Arrival, isSmall, type Parcel, parcelsOf } from './parcel';

/** An indicator system as the selector shows it. */
export interface SystemChoice {
  readonly id: string;
  readonly shortTitle: string;
  readonly title: string;
  /** When it applies, one sentence. */
  readonly applies: string;
}

/** What does not depend on a workbook: the systems to choose from, and the names of items and measures. */
export interface Catalogue {
  readonly systems: readonly SystemChoice[];
  /** Items in the order of the 取数 tab. */
  readonly items: readonly { readonly id: string; readonly label: string }[];
  readonly measures: readonly { readonly id: string; readonly label: string }[];
}

/** The core behind a seam: in a worker inside Excel, in process in tests. */
export interface CoreClient {
  /** Everything one run finds out about a snapshot. Rejects with an `Error` when the core itself fails, or with `Cancelled`. */
  evaluate(snapshot: Snapshot, edge: Edge, request: Request): Promise<Outcome>;
  /** The systems to choose from and the vocabulary's names. */
  catalogue(): Promise<Catalogue>;
  /** Ends an evaluation under way; its promise rejects with `Cancelled`. */
  cancel(): void;
}

/** Rejection of work that the user ended. */
export class Cancelled extends Error {
  constructor() {
    super('cancelled');
    this.name = 'Cancelled';
  }
}

/** What the pane asks of the worker. */
export type CoreQuestion =
  | { readonly id: number; readonly ask: 'evaluate'; readonly snapshot: Snapshot; readonly edge: Edge; readonly request: Request }
  | { readonly id: number; readonly ask: 'catalogue' };

/** What the worker answers. */
export type CoreAnswer =
  | { readonly id: number; readonly outcome: Outcome }
  | { readonly id: number; readonly catalogue: Catalogue }
  | { readonly id: number; readonly failure: string };

/** A question or an answer of that id, in slices; the last one says so. */
export interface Slice extends Parcel {
  readonly id: number;
  readonly last: boolean;
}

/** The part of a `Worker` that is used. */
export interface CoreWorker {
  postMessage(question: CoreQuestion | Slice): void;
  terminate(): void;
  addEventListener(type: 'message', listener: (event: { readonly data: CoreAnswer | Slice }) => void): void;
  addEventListener(type: 'error', listener: (event: { readonly message?: string }) => void): void;
}

/** Something as it crosses: whole where it is small, else in slices. */
export function* crossing<T extends { readonly id: number }>(message: T): Generator<T | Slice> {
  if (isSmall(message)) {
    yield message;
    return;
  }
  for (const { parts } of parcelsOf(message)) yield { id: message.id, parts, last: false };
  yield { id: message.id, parts: [], last: true };
}

/** Takes what crosses; gives the whole once it is there, else null. */
export function landing<T>(): (message: T | Slice) => T | null {
  const arrivals = new Map<number, Arrival>();
  return (message) => {
    if (typeof message !== 'object' || message === null || !('parts' in message)) return message as T;
    const arrival = arrivals.get(message.id) ?? new Arrival();
    arrivals.set(message.id, arrival);
    arrival.take(message);
    if (!message.last) return null;
    arrivals.delete(message.id);
    return arrival.whole() as T;
  };
}

interface Waiting {
  readonly resolve: (answer: CoreAnswer) => void;
  readonly reject: (failure: Error) => void;
}

/**
 * A client over a Web Worker. The worker is started at the first question and started anew after a cancel, because a running
 * calculation can only be ended together with its thread.
 */
export function workerClient(start: () => CoreWorker): CoreClient {
  let worker: CoreWorker | null = null;
  let next = 1;
  const waiting = new Map<number, Waiting>();

  const drop = (failure: Error): void => {
    worker?.terminate();
    worker = null;
    const left = [...waiting.values()];
    waiting.clear();
    for (const { reject } of left) reject(failure);
  };

  const running = (): CoreWorker => {
    if (worker) return worker;
    const fresh = start();
    const land = landing<CoreAnswer>();
    fresh.addEventListener('message', (event) => {
      const data = land(event.data);
      if (data === null) return;
      const entry = waiting.get(data.id);
      waiting.delete(data.id);
      if ('failure' in data) entry?.reject(new Error(data.failure));
      else entry?.resolve(data);
    });
    fresh.addEventListener('error', ({ message }) => drop(new Error(message ?? 'worker')));
    worker = fresh;
    return fresh;
  };

  const ask = (question: CoreQuestion): Promise<CoreAnswer> =>
    new Promise((resolve, reject) => {
      waiting.set(question.id, { resolve, reject });
      send(question).catch((failure: unknown) => {
        waiting.delete(question.id);
        reject(failure instanceof Error ? failure : new Error(String(failure)));
      });
    });

  const send = async (question: CoreQuestion): Promise<void> => {
    const asked = running();
    const breath = new Breath();
    for (const message of crossing(question)) {
      // A cancel in the meantime has ended the worker.
      if (worker !== asked) return;
      asked.postMessage(message);
      await breath.pause();
    }
  };

  return {
    async evaluate(snapshot, edge, request) {
      const answer = await ask({ id: next++, ask: 'evaluate', snapshot, edge, request });
      if (!('outcome' in answer)) throw new Error('unexpected answer');
      return answer.outcome;
    },
    async catalogue() {
      const answer = await ask({ id: next++, ask: 'catalogue' });
      if (!('catalogue' in answer)) throw new Error('unexpected answer');
      return answer.catalogue;
    },
    cancel() {
      if (waiting.size > 0) drop(new Cancelled());
    },
  };
}
