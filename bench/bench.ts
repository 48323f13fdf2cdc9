import { benchManyFiles, openedAsThread, openOnThreads } from './files';
import { benchFilling } from './filling';
import { benchPane } from './pane';
import { benchReading } from './reading';
import { benchSizes } from './sizes';

/** What is asked of the bench: a scratch folder, the parts to run (all of them where none is named), and the pane's project counts. */
export interface Wanted {
  readonly root: string;
  readonly folder: string;
  readonly parts: readonly string[];
  readonly projects: readonly number[];
}

/** Runs the parts of the bench one after the other. */
export async function bench({ root, folder, parts, projects }: Wanted): Promise<void> {
  const wanted = (part: string): boolean => parts.length === 0 || parts.includes(part);
  if (wanted('sizes')) benchSizes(root);
  if (wanted('reading')) await benchReading();
  if (wanted('filling')) await benchFilling(folder);
  if (wanted('files')) await benchManyFiles(root, folder);
  if (wanted('pane')) await benchPane(folder, projects);
}

// Started as a process or a thread of its own, this bundle only opens files: the baseline of `check`.
if (!openedAsThread() && process.argv[2] === 'open') void openOnThreads(process.argv.slice(3));
