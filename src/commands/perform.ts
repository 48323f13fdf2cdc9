import { ExcelHost } from '../hosts/excel/excel-host';
import { type CoreWorker, workerClient } from '../taskpane/core-client';
import { safeRecoveryLog } from '../taskpane/recovery';
import { languageOfOffice, loadMessages } from './language';
import type { CommandName } from './names';
import { requestPane } from './pane-link';
import { encodeResult } from './result';
import { type CommandRun, type CommandSurroundings, recalculate, validate } from './run';

/** What the commands share. */
export interface CommandRoom {
  readonly host: Pick<ExcelHost, 'capture' | 'apply' | 'restore' | 'activate' | 'selectedReference'>;
  readonly around: CommandSurroundings;
}

/** Carries out one command; what it found is shown, never thrown. */
export async function performCommand(name: CommandName, room: CommandRoom = roomOfBrowser()): Promise<void> {
  await loadMessages(room.around.language);
  return commands[name](room);
}

const commands: Readonly<Record<CommandName, (room: CommandRoom) => Promise<void>>> = {
  recalculate: async (room) => show(room, await recalculate(room.around)),
  validate: async (room) => show(room, await validate(room.around)),
  openPane,
  traceCell: (room) => aboutSelection(room, 'trace'),
  useCell: (room) => aboutSelection(room, 'use'),
};

/** Where the host can not bring the pane to the front, the command has still been carried out. */
async function openPane(): Promise<void> {
  await Office.addin?.showAsTaskpane().catch(() => undefined);
}

async function aboutSelection({ host }: CommandRoom, kind: 'trace' | 'use'): Promise<void> {
  const reference = await host.selectedReference().catch(() => null);
  if (reference !== null) requestPane({ kind, reference });
  await openPane();
}

/** Shows a result in a small dialog; where there is none, brings 「绩效校验」 to the front, and the pane where that is missing too. */
async function show(room: CommandRoom, run: CommandRun): Promise<void> {
  if (run.result.cells > 0) requestPane({ kind: 'written' });
  if (await showDialog(`dialog.html#${encodeResult(run.result)}`)) return;
  const shown = run.checksSheet !== null && (await room.host.activate(run.checksSheet).catch(() => false));
  if (!shown) await openPane();
}

/** Whether a dialog could be opened; it closes on either of its buttons. */
function showDialog(page: string): Promise<boolean> {
  const ui = Office.context?.ui;
  if (typeof ui?.displayDialogAsync !== 'function') return Promise.resolve(false);
  return new Promise((resolve) => {
    try {
      ui.displayDialogAsync(new URL(page, location.href).href, { height: 46, width: 28, displayInIframe: true }, (answer) => {
        if (answer.status !== Office.AsyncResultStatus.Succeeded) {
          resolve(false);
          return;
        }
        const dialog = answer.value;
        dialog.addEventHandler(Office.EventType.DialogMessageReceived, (message) => {
          dialog.close();
          if ('message' in message && message.message === 'openPane') void openPane();
        });
        resolve(true);
      });
    } catch {
      resolve(false);
    }
  });
}

let known: CommandRoom | null = null;

function roomOfBrowser(): CommandRoom {
  known ??= newRoom();
  return known;
}

function newRoom(): CommandRoom {
  const host = new ExcelHost();
  return {
    host,
    around: {
      host,
      core: workerClient(() => new Worker(new URL('../taskpane/core.worker.ts', import.meta.url)) as unknown as CoreWorker),
      log: safeRecoveryLog(),
      language: languageOfOffice(),
      now: () => new Date(),
      freshId: () => crypto.randomUUID(),
    },
  };
}
