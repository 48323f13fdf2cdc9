import { wordsOf } from './wording';
import zhCommands from './zh-CN/commands';

/** Messages of the ribbon's commands and their dialog; they stay out of the core's chunk. */
export const sayCommands = wordsOf('commands', zhCommands);
