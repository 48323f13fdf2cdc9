import { OfficeError, type OfficeErrorCode } from './office-error';
import type { RequestProcessor } from './request-processor';
import type { EventEntry, RequestBody, ResponseBody } from './wire';

/** Largest request and response of Excel on the web, in bytes. */
export const payloadLimit = 5 * 1024 * 1024;

/** What went over the wire since the last reset; batches that only let tracked objects go are no syncs, but their bytes count. */
export interface Traffic {
  readonly syncs: number;
  readonly requestBytes: number;
  readonly responseBytes: number;
  readonly events: number;
}

/** A failure that a test asks for. */
export interface Fault {
  readonly code: OfficeErrorCode;
  /** How many batches fail; 1 unless given. */
  readonly batches?: number;
  /** How many batches pass before; 0 unless given. */
  readonly after?: number;
  /** How many actions of a failing batch are carried out first; 0 unless given, `'all'` fails it after the last. */
  readonly actions?: number | 'all';
}

interface PendingFault {
  readonly fault: Fault;
  wait: number;
  left: number;
}

/** One batch as it went by, for the curious. */
export interface Exchange {
  readonly request: RequestBody;
  readonly response: ResponseBody;
}

/**
 * One add-in's connection: serves batches strictly in order, counts them, keeps Excel's size limits, and adds what a test wants added
 * (latency, failures, cell-edit mode).
 */
export class Session {
  /** Milliseconds before each answer. */
  latency = 0;
  /** A cell is being edited: every batch fails, as in Excel. */
  editing: () => boolean = () => false;
  private counted: Traffic = { syncs: 0, requestBytes: 0, responseBytes: 0, events: 0 };
  private faults: PendingFault[] = [];
  private turn: Promise<unknown> = Promise.resolve();
  private readonly trafficListeners = new Set<(traffic: Traffic) => void>();
  private readonly exchangeListeners = new Set<(exchange: Exchange) => void>();
  private readonly eventListeners = new Set<(entry: EventEntry) => void>();

  constructor(readonly processor: RequestProcessor) {}

  get traffic(): Traffic {
    return this.counted;
  }

  resetTraffic(): void {
    this.count({ syncs: 0, requestBytes: 0, responseBytes: 0, events: 0 });
  }

  /** Makes batches to come fail. */
  inject(fault: Fault): void {
    this.faults.push({ fault, wait: fault.after ?? 0, left: fault.batches ?? 1 });
  }

  /** Forgets failures that were asked for and have not happened. */
  clearFaults(): void {
    this.faults = [];
  }

  onTraffic(listener: (traffic: Traffic) => void): void {
    this.trafficListeners.add(listener);
  }

  onExchange(listener: (exchange: Exchange) => void): () => void {
    this.exchangeListeners.add(listener);
    return () => this.exchangeListeners.delete(listener);
  }

  onEvent(listener: (entry: EventEntry) => void): void {
    this.eventListeners.add(listener);
  }

  /** Sends an event to the add-in. */
  publish(entry: EventEntry): void {
    this.count({ ...this.counted, events: this.counted.events + 1 });
    for (const listener of this.eventListeners) listener(entry);
  }

  /** Serves one batch, after all that came before it. */
  answer(requestText: string): Promise<string> {
    const answered = this.turn.then(() => this.serve(requestText));
    this.turn = answered.catch(() => undefined);
    return answered;
  }

  private async serve(requestText: string): Promise<string> {
    if (this.latency > 0) await new Promise((resolve) => setTimeout(resolve, this.latency));
    const requestBytes = byteLength(requestText);
    const request = JSON.parse(requestText) as RequestBody;
    let response = requestBytes > payloadLimit ? refusal('RequestPayloadSizeLimitExceeded') : await this.process(request);
    let text = JSON.stringify(response);
    if (byteLength(text) > payloadLimit) {
      response = refusal('ResponsePayloadSizeLimitExceeded');
      text = JSON.stringify(response);
    }
    this.count({
      ...this.counted,
      syncs: this.counted.syncs + (isHousekeeping(request) ? 0 : 1),
      requestBytes: this.counted.requestBytes + requestBytes,
      responseBytes: this.counted.responseBytes + byteLength(text),
    });
    for (const listener of this.exchangeListeners) listener({ request, response });
    return text;
  }

  private async process(request: RequestBody): Promise<ResponseBody> {
    if (isHousekeeping(request)) return this.processor.process(request);
    if (this.editing()) return refusal('InvalidOperationInCellEditMode');
    const fault = this.dueFault();
    if (!fault) return this.processor.process(request);
    const carriedOut = fault.actions === 'all' ? request.Actions.length : (fault.actions ?? 0);
    const before = carriedOut > 0 ? await this.processor.process({ ...request, Actions: request.Actions.slice(0, carriedOut) }) : null;
    if (before?.Error) return before;
    const refused = refusal(fault.code, Math.min(carriedOut, Math.max(request.Actions.length - 1, 0)));
    return { ...refused, Results: before?.Results ?? [], TraceIds: before?.TraceIds ?? [] };
  }

  private dueFault(): Fault | null {
    const pending = this.faults[0];
    if (!pending) return null;
    if (pending.wait > 0) {
      pending.wait -= 1;
      return null;
    }
    pending.left -= 1;
    if (pending.left <= 0) this.faults.shift();
    return pending.fault;
  }

  private count(traffic: Traffic): void {
    this.counted = traffic;
    for (const listener of this.trafficListeners) listener(traffic);
  }
}

function refusal(code: OfficeErrorCode, index = 0): ResponseBody {
  const error = new OfficeError(code);
  return {
    Results: [],
    TraceIds: [],
    Error: { Code: code, Message: error.message, Location: '', HttpStatusCode: error.status, ActionIndex: index },
  };
}

/** Whether a batch only lets tracked objects go: Office.js sends such by itself, they are no sync of the add-in's. */
function isHousekeeping(request: RequestBody): boolean {
  const instantiate = 1;
  return (
    request.Actions.every((action) => action.Name === '_RemoveReference' || action.ActionType === instantiate) &&
    request.Actions.some((action) => action.Name === '_RemoveReference')
  );
}

function byteLength(text: string): number {
  return new TextEncoder().encode(text).length;
}
