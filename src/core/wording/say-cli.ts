import { wordsOf } from './wording';
import zhCli from './zh-CN/cli';

/** Messages of the command line; they stay out of the core's chunk. */
export const sayCli = wordsOf('cli', zhCli);
