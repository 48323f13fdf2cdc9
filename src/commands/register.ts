import { commandNames } from './names';
import type { CommandRoom } from './perform';

/**
 * Tells Office which function belongs to which button, menu entry and shortcut. Called once by the page of the shared runtime (the
 * pane), or by the commands page where Office keeps them apart. What a command needs is loaded when it is first called.
 */
export function registerCommands(room?: CommandRoom): void {
  for (const name of commandNames) {
    Office.actions.associate(name, async (event?: Office.AddinCommands.Event) => {
      try {
        const { performCommand } = await import('./perform');
        await performCommand(name, room);
      } finally {
        event?.completed();
      }
    });
  }
}
