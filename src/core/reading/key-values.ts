import type { Candidate } from './facts';
import type { SheetContext } from './tables';
/** stub */
export function readKeyValues(_context: SheetContext, _taken: ReadonlySet<number>): Candidate[] {
  return [];
}
