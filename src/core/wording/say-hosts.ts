import { wordsOf } from './wording';
import zhHosts from './zh-CN/hosts';

/** Messages of what a workbook's host may refuse; they stay out of the core's chunk. */
export const sayHosts = wordsOf('hosts', zhHosts);
