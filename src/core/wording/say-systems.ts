import { wordsOf } from './wording';
import zhSystems from './zh-CN/systems';

/** Messages of the systems' loader and 「绩效规则」; they stay out of the core's chunk. */
export const saySystems = wordsOf('systems', zhSystems);
