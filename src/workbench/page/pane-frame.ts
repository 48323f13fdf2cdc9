import { type AddInConnection, connectAddIn, type PageServices } from '../protocol/message-channel';
import type { Session } from '../protocol/session';
import { words } from './words';

/** Highest Excel API that Microsoft's own library for the web knows (its npm release); more would be a promise it can not keep. */
export const requirements = {
  ExcelApi: 1.15,
  DialogApi: 1.2,
  DialogOrigin: 1.1,
  RibbonApi: 1.1,
  SharedRuntime: 1.2,
  KeyboardShortcuts: 1.1,
  ContextMenuApi: 1.1,
};

/** The add-in's frame beside the grid. */
export interface PaneFrame {
  readonly connection: AddInConnection;
  remove(): void;
}

/** Loads the add-in into the side pane and connects it with a session. */
export function loadPane(side: HTMLElement, address: string, workbookName: string, session: Session, services: PageServices): PaneFrame {
  const head = document.createElement('div');
  head.className = 'head';
  const close = document.createElement('button');
  close.type = 'button';
  close.textContent = '×';
  close.setAttribute('aria-label', words.closePane);
  close.addEventListener('click', services.hidePane);
  head.append(words.paneTitle, close);
  const frame = document.createElement('iframe');
  frame.title = words.paneTitle;
  frame.allow = 'clipboard-read; clipboard-write';
  const connection = connectAddIn(session, () => frame.contentWindow, { address, locale: 'zh-CN', workbookName, requirements }, services);
  frame.name = connection.frameName;
  frame.src = address;
  side.replaceChildren(head, frame);
  return {
    connection,
    remove: () => {
      connection.close();
      side.replaceChildren();
    },
  };
}

/** Lets the pane's width be dragged, or changed with the arrow keys. */
export function makeResizable(divider: HTMLElement, side: HTMLElement): void {
  const set = (width: number): void => {
    side.style.width = `${Math.min(Math.max(width, 280), 600)}px`;
  };
  divider.addEventListener('pointerdown', (event) => {
    divider.setPointerCapture(event.pointerId);
    // The frame would swallow the pointer's moves.
    side.style.pointerEvents = 'none';
  });
  divider.addEventListener('pointermove', (event) => {
    if (divider.hasPointerCapture(event.pointerId)) set(window.innerWidth - event.clientX);
  });
  divider.addEventListener('pointerup', () => {
    side.style.pointerEvents = '';
  });
  divider.addEventListener('keydown', (event) => {
    const step = { ArrowLeft: 16, ArrowRight: -16 }[event.key];
    if (step !== undefined) set(side.offsetWidth + step);
  });
}
