import { sayCli } from '../core/wording/say-cli';
import { sayHosts } from '../core/wording/say-hosts';
import type { MessageKey } from '../core/wording/wording';
import { HostError } from '../core/workbook/host';

/** Something the command line can not go on from, as one plain sentence for stderr (exit status 2). */
export class CommandFailure extends Error {
  constructor(readonly sentence: string) {
    super(sentence);
    this.name = 'CommandFailure';
  }
}

/** A failure with a sentence of the catalogue. */
export function failure(key: MessageKey<'cli'>, slots: Readonly<Record<string, string | number>> = {}): CommandFailure {
  return new CommandFailure(sayCli(key, slots));
}

/** The one sentence for whatever went wrong; never a stack, never English. */
export function sentenceOf(error: unknown): string {
  if (error instanceof CommandFailure) return error.sentence;
  if (error instanceof HostError) return sayHosts(error.failure, { place: error.place ?? '' });
  return sayCli('unexpected');
}
