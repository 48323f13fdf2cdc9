import type { IWorkbookData } from '@univerjs/core';
import { HostError } from '../core/workbook/host';
import { openWorkbook, type WorkbookPackage } from '../hosts/file/package';
import { blankWorkbook } from './engine/blank-workbook';
import { UniverEngine } from './engine/univer-engine';
import { type EmulatedExcel, emulateExcel } from './model/emulated-excel';
import { offerCommands } from './page/add-in-commands';
import { linkCells } from './page/cell-links';
import { showCharts } from './page/chart-cards';
import { type WorkbenchControl, workbenchControl } from './page/control';
import { showDialog } from './page/dialog-overlay';
import { addStyles, createGrid } from './page/grid';
import { insertSheets } from './page/insert-sheets';
import { type OpenedWorkbook, workbookData } from './page/open-workbook';
import pageStyles from './page/page.css';
import { loadPane, makeResizable, type PaneFrame, requirements } from './page/pane-frame';
import { createRibbon } from './page/ribbon';
import { saveWorkbook } from './page/save-workbook';
import { fill, refusals, words } from './page/words';
import { connectAddIn, type PageServices } from './protocol/message-channel';
import type { Traffic } from './protocol/session';

declare global {
  interface Window {
    workbench: WorkbenchControl;
  }
}

/** The workbook that is open, with the file it came from. */
interface Open extends EmulatedExcel {
  readonly name: string;
  readonly file: WorkbookPackage | null;
  editing: boolean;
}

const parameters = new URLSearchParams(location.search);
const part = (id: string): HTMLElement => document.getElementById(id) ?? document.body;

addStyles(pageStyles);
const grid = createGrid(part('grid'));
/** What a dialog's event means to Office: a message, or that the person has closed it. */
const [dialogMessage, dialogClosed] = [0, 12006];
let current: Open;
let pane: PaneFrame | null = null;
let dialog: ReturnType<typeof showDialog> | null = null;

const note = document.createElement('span');
const counts = document.createElement('span');
counts.id = 'traffic';
part('status').append(note, counts);

const ribbon = createRibbon(part('ribbon'), {
  open: (file) => void openFile(file),
  save: () => void download(),
  showPane,
  command,
});
makeResizable(part('divider'), part('pane'));
linkCells(grid.api, () => current);
offerCommands(grid.api, command);

window.workbench = workbenchControl(() => current, {
  open: async (bytes, name) => show(await packageOf(bytes, name), name),
  save: async () => saveWorkbook(current.book, current.file, current.name),
  command,
});

acceptDrops();
void start();

async function start(): Promise<void> {
  const wanted = parameters.get('workbook');
  if (wanted === null) {
    show(null, words.blankName);
    return;
  }
  const name = decodeURIComponent(wanted.split('/').at(-1) ?? words.blankName);
  try {
    show(await packageOf(wanted, name), name);
  } catch (problem) {
    show(null, words.blankName);
    tell(fill(words.notOpened, { name, reason: reasonOf(problem) }));
  }
}

async function packageOf(source: Uint8Array | string, name: string): Promise<WorkbookPackage> {
  if (typeof source !== 'string') return openWorkbook(source, name);
  const answer = await fetch(source);
  if (!answer.ok) throw new Error(`${answer.status}`);
  return openWorkbook(new Uint8Array(await answer.arrayBuffer()), name);
}

/** Shows a workbook, with an add-in of its own: Excel gives each workbook one too. */
function show(file: WorkbookPackage | null, name: string): void {
  const opened: OpenedWorkbook | null = file && workbookData(file, name);
  pane?.remove();
  dialog?.close();
  const data: Partial<IWorkbookData> = opened?.data ?? blankWorkbook(name);
  const engine = new UniverEngine(grid.open(data));
  const { book, session } = emulateExcel(engine, name);
  opened?.furnish(book);
  book.insertSheets = (bytes, wanted, position) => insertSheets(book, bytes, wanted, position);
  const open: Open = { book, session, name, file, editing: false };
  session.editing = () => open.editing;
  session.onTraffic(showTraffic);
  current = open;
  showTraffic(session.traffic);
  ribbon.setTitle(name);
  showCharts(part('grid'), book);
  const services: PageServices = {
    openDialog: (address, size, events) => {
      const connect = (frame: HTMLIFrameElement) =>
        connectAddIn(
          session,
          () => frame.contentWindow,
          { address, locale: 'zh-CN', workbookName: name, requirements, dialog: true },
          {
            ...services,
            messageFromDialog: (message) => events(dialogMessage, message),
          },
        );
      dialog = showDialog(address, size, connect, () => events(dialogClosed, ''));
    },
    closeDialog: () => dialog?.close(),
    messageFromDialog: () => undefined,
    commandCompleted: () => tell(''),
    showPane,
    hidePane: () => document.body.classList.add('no-pane'),
  };
  pane = loadPane(part('pane'), paneAddress(), name, session, services);
}

/** The add-in's page: as asked for, else on the next port of the same host. */
function paneAddress(): string {
  const next = Number(location.port || 443) + 1;
  return parameters.get('pane') ?? `https://${location.hostname}:${next}/taskpane.html`;
}

function showPane(): void {
  document.body.classList.remove('no-pane');
}

function command(functionName: string, controlId = functionName): void {
  if (!pane?.connection.ready()) {
    tell(words.paneMissing);
    return;
  }
  pane.connection.invoke(functionName, controlId);
}

async function openFile(file: File): Promise<void> {
  tell(fill(words.opening, { name: file.name }));
  try {
    show(openWorkbook(new Uint8Array(await file.arrayBuffer()), file.name), file.name);
    tell('');
  } catch (problem) {
    tell(fill(words.notOpened, { name: file.name, reason: reasonOf(problem) }));
  }
}

async function download(): Promise<void> {
  try {
    const { bytes, left } = await saveWorkbook(current.book, current.file, current.name);
    const link = document.createElement('a');
    link.href = URL.createObjectURL(new Blob([new Uint8Array(bytes)]));
    link.download = current.name;
    link.click();
    URL.revokeObjectURL(link.href);
    tell(
      left.length === 0
        ? fill(words.saved, { name: current.name })
        : fill(words.notSavedParts, { name: current.name, parts: left.join('、') }),
    );
  } catch (problem) {
    tell(fill(words.notSaved, { reason: reasonOf(problem) }));
  }
}

function reasonOf(problem: unknown): string {
  if (problem instanceof HostError) return refusals[problem.failure] ?? problem.message;
  return problem instanceof Error ? problem.message : String(problem);
}

function tell(text: string): void {
  note.textContent = text;
}

function showTraffic(traffic: Traffic): void {
  const size = (bytes: number): string => (bytes < 10_000 ? `${bytes} B` : `${(bytes / 1024).toFixed(0)} KB`);
  counts.textContent = fill(words.traffic, { syncs: traffic.syncs, up: size(traffic.requestBytes), down: size(traffic.responseBytes) });
}

function acceptDrops(): void {
  const veil = part('drop');
  veil.textContent = words.dropHere;
  const carriesFile = (event: DragEvent): boolean => event.dataTransfer?.types.includes('Files') === true;
  window.addEventListener('dragover', (event) => {
    if (!carriesFile(event)) return;
    event.preventDefault();
    veil.hidden = false;
  });
  window.addEventListener('dragleave', (event) => {
    if (event.relatedTarget === null) veil.hidden = true;
  });
  window.addEventListener('drop', (event) => {
    if (!carriesFile(event)) return;
    event.preventDefault();
    veil.hidden = true;
    const [file] = event.dataTransfer?.files ?? [];
    if (file) void openFile(file);
  });
}
