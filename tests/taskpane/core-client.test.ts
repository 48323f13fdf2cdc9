import {
  Cancelled,
  type CoreAnswer,
  type CoreClient,
  type CoreQuestion,
  type CoreWorker,
  workerClient,
} from '../../src/taskpane/core-client';
import { sampleOutcome } from './sample-outcome';
import { blankSnapshot } from './scripted-surroundings';

/** A worker that answers only when told to. */
class QuietWorker implements CoreWorker {
  readonly asked: CoreQuestion[] = [];
  ended = false;
  private hear: (event: { readonly data: CoreAnswer }) => void = () => {};
  private break: (event: { readonly message?: string }) => void = () => {};
  postMessage(question: CoreQuestion): void {
    this.asked.push(question);
  }
  terminate(): void {
    this.ended = true;
  }
  addEventListener(type: 'message' | 'error', listener: (event: never) => void): void {
    if (type === 'message') this.hear = listener as typeof this.hear;
    else this.break = listener as typeof this.break;
  }
  answer(answer: CoreAnswer): void {
    this.hear({ data: answer });
  }
  crash(message: string): void {
    this.break({ message });
  }
}

const edge = { today: '2024-03-15', now: '2024-03-15T06:00:00.000Z', freshId: 'a', language: 'zh-CN' } as const;

describe('the worker client', () => {
  let workers: QuietWorker[] = [];
  let client: CoreClient;
  beforeEach(() => {
    workers = [];
    client = workerClient(() => {
      const worker = new QuietWorker();
      workers.push(worker);
      return worker;
    });
  });

  it('starts no worker before the first question', () => {
    client.cancel();
    expect(workers).toEqual([]);
  });

  it('gives each question its own answer, in whatever order they come', async () => {
    const outcome = sampleOutcome();
    const evaluation = client.evaluate(blankSnapshot, edge, {});
    const catalogue = client.catalogue();
    const worker = workers.at(-1) as QuietWorker;
    const [first, second] = worker.asked;
    worker.answer({ id: second?.id ?? 0, catalogue: { systems: [], items: [], measures: [] } });
    worker.answer({ id: first?.id ?? 0, outcome });
    expect(await evaluation).toBe(outcome);
    expect(await catalogue).toEqual({ systems: [], items: [], measures: [] });
  });

  it('ends the worker at a cancel and starts a fresh one for the next question', async () => {
    const evaluation = client.evaluate(blankSnapshot, edge, {});
    const worker = workers.at(-1) as QuietWorker;
    client.cancel();
    await expect(evaluation).rejects.toBeInstanceOf(Cancelled);
    expect(worker.ended).toBe(true);
    const next = client.evaluate(blankSnapshot, edge, {});
    expect(workers.at(-1)).not.toBe(worker);
    client.cancel();
    await expect(next).rejects.toBeInstanceOf(Cancelled);
  });

  it('rejects everything that waits when the worker breaks', async () => {
    const evaluation = client.evaluate(blankSnapshot, edge, {});
    (workers.at(-1) as QuietWorker).crash('out of memory');
    await expect(evaluation).rejects.toThrow('out of memory');
  });

  it('rejects a question that no worker can be started for, and one that can not be sent', async () => {
    const none = workerClient(() => {
      throw new Error('no workers here');
    });
    await expect(none.catalogue()).rejects.toThrow('no workers here');
    const deaf = workerClient(() => {
      const worker = new QuietWorker();
      worker.postMessage = () => {
        throw new Error('can not be cloned');
      };
      return worker;
    });
    await expect(deaf.evaluate(blankSnapshot, edge, {})).rejects.toThrow('can not be cloned');
  });

  it('passes a failure of the core on', async () => {
    const evaluation = client.evaluate(blankSnapshot, edge, {});
    const worker = workers.at(-1) as QuietWorker;
    worker.answer({ id: worker.asked.at(-1)?.id ?? 0, failure: 'defect' });
    await expect(evaluation).rejects.toThrow('defect');
  });
});
