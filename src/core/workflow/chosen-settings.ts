import type { Settings } from '../settings/settings';
import { readSettings } from '../settings/sheet';
import { withProjectSheets, withSystem } from '../settings/update';
import { systems } from '../systems/systems';
import type { Snapshot } from '../workbook/snapshot';
import type { Request } from './outcome';

/** The settings of a run: what 「绩效设置」 says, and over it what was asked for. */
export function chosenSettings(snapshot: Snapshot, request: Request): Settings {
  const standing = readSettings(snapshot, systems).settings;
  const read = request.settings ? withChoicesOf(standing, request.settings) : standing;
  const chosen = request.system === undefined ? read : withSystem(read, request.system);
  return request.projectSheets === undefined ? chosen : withProjectSheets(chosen, request.projectSheets);
}

/** The choices of the pane over what stands in the workbook; what we last wrote is always told by the workbook itself. */
function withChoicesOf(standing: Settings, chosen: Settings): Settings {
  const { fingerprints, deletedParagraphs, receipts, workbookId } = standing;
  return { ...chosen, fingerprints, deletedParagraphs, receipts, workbookId };
}
