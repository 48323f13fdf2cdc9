import type { FUniver } from '@univerjs/core/facade';
import { words } from './words';

/** Runs a function that the add-in associated, on behalf of a control of the manifest. */
export type RunCommand = (functionName: string, controlId: string) => void;

/** The shortcuts of the add-in's `shortcuts.json`, all with Ctrl+Alt+Shift (Command+Option+Shift on a Mac). */
const shortcuts: Readonly<Record<string, readonly [functionName: string, controlId: string]>> = {
  KeyR: ['recalculate', 'Jihe.Recalculate'],
  KeyV: ['validate', 'Jihe.Validate'],
  KeyJ: ['openPane', 'Jihe.OpenPane'],
};

/** Puts the add-in's entries into the grid's context menu and listens for its shortcuts. */
export function offerCommands(api: FUniver, run: RunCommand): void {
  const place = ['contextMenu.mainArea', 'contextMenu.others'];
  api.createMenu({ id: 'jihe-trace', title: words.trace, action: () => run('traceCell', 'Jihe.Trace') }).appendTo(place);
  api.createMenu({ id: 'jihe-use', title: words.useCell, action: () => run('useCell', 'Jihe.UseCell') }).appendTo(place);
  window.addEventListener('keydown', (event) => {
    if (!event.shiftKey || !event.altKey || !(event.ctrlKey || event.metaKey)) return;
    const found = shortcuts[event.code];
    if (!found) return;
    event.preventDefault();
    run(...found);
  });
}
