import { isMainThread } from 'node:worker_threads';
import { sayCli } from '../core/wording/say-cli';
import { parseArguments } from './arguments';
import { failure, sentenceOf } from './failure';
import { answerAsWorker, check } from './subcommands/check';
import { draft } from './subcommands/draft';
import { fill } from './subcommands/fill';
import { read } from './subcommands/read';
import { listSystems } from './subcommands/systems';

/**
 * Runs `jihe` with the words after its name and gives the exit status of CONTRACT.md: 0 done, 1 done with errors found, 2 could not.
 * Results go to stdout, progress and failures to stderr.
 */
export async function main(given: readonly string[]): Promise<number> {
  process.stdout.on('error', endQuietly);
  try {
    const parsed = parseArguments(given);
    if (parsed.help || parsed.command === null || parsed.command === 'help') {
      process.stdout.write(`${sayCli('usage')}\n`);
      return parsed.help || parsed.command === 'help' ? 0 : 2;
    }
    switch (parsed.command) {
      case 'systems':
        return listSystems(parsed);
      case 'read':
        return await read(parsed);
      case 'fill':
        return await fill(parsed);
      case 'check':
        return await check(parsed);
      case 'draft':
        return await draft(parsed);
      case 'proof':
        throw failure('proofReserved');
      default:
        throw failure('unknownCommand', { command: parsed.command });
    }
  } catch (error) {
    if (process.env.JIHE_DEBUG) process.stderr.write(`${error instanceof Error ? error.stack : String(error)}\n`);
    process.stderr.write(`${sentenceOf(error)}\n`);
    return 2;
  }
}

/** A reader that closes the pipe early (`| head`) has seen enough. */
function endQuietly(error: NodeJS.ErrnoException): void {
  process.exit(error.code === 'EPIPE' ? 0 : 2);
}

if (!isMainThread) answerAsWorker();
