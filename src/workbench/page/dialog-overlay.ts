import { words } from './words';

/** Shows a page of the add-in in a small dialog over the workbench. Codes of Office: 12006 is “closed by the person”. */
export function showDialog(
  address: string,
  size: { readonly width: number; readonly height: number },
  connect: (frame: HTMLIFrameElement) => { readonly frameName: string; close(): void },
  closed: () => void,
): { readonly frame: HTMLIFrameElement; readonly close: () => void } {
  const dialog = document.createElement('dialog');
  dialog.className = 'addin';
  dialog.style.width = `${Math.max((window.innerWidth * size.width) / 100, 320)}px`;
  dialog.style.height = `${Math.max((window.innerHeight * size.height) / 100, 260)}px`;
  const head = document.createElement('div');
  head.className = 'head';
  const cross = document.createElement('button');
  cross.type = 'button';
  cross.textContent = '×';
  cross.setAttribute('aria-label', words.closeDialog);
  head.append(words.paneTitle, cross);
  const frame = document.createElement('iframe');
  frame.title = words.paneTitle;
  const connection = connect(frame);
  frame.name = connection.frameName;
  frame.src = address;
  dialog.append(head, frame);
  document.body.append(dialog);
  dialog.showModal();
  const close = (): void => {
    connection.close();
    if (dialog.open) dialog.close();
    dialog.remove();
  };
  cross.addEventListener('click', () => {
    close();
    closed();
  });
  dialog.addEventListener('cancel', () => {
    close();
    closed();
  });
  return { frame, close };
}
