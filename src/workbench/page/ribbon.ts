import { words } from './words';

/** What the ribbon's buttons do. */
export interface RibbonActions {
  open(file: File): void;
  save(): void;
  showPane(): void;
  /** Runs one of the add-in's functions. */
  command(functionName: string, controlId: string): void;
}

/** The strip above the grid. */
export interface Ribbon {
  setTitle(name: string): void;
}

const drawings = {
  open: '<path d="M3 6h6l2 2h10v3H3z M3 11h19l-3 9H3z"/>',
  save: '<path d="M5 4h11l4 4v12H5z M8 4v5h7V4 M8 20v-6h8v6"/>',
} as const;

/** Fills the ribbon with the file's and the add-in's buttons. */
export function createRibbon(strip: HTMLElement, actions: RibbonActions): Ribbon {
  const chooser = document.createElement('input');
  chooser.type = 'file';
  chooser.accept = '.xlsx,.xlsm';
  chooser.hidden = true;
  chooser.addEventListener('change', () => {
    const [file] = chooser.files ?? [];
    chooser.value = '';
    if (file) actions.open(file);
  });
  const title = document.createElement('div');
  title.className = 'title';
  strip.append(
    group(
      words.fileGroup,
      drawn('open', words.open, drawings.open, () => chooser.click()),
      drawn('save', words.save, drawings.save, actions.save),
    ),
    group(
      words.addInGroup,
      pictured('openPane', words.openPane, 'assets/icon-32.png', actions.showPane),
      pictured('recalculate', words.recalculate, 'assets/recalculate-32.png', () => actions.command('recalculate', 'Jihe.Recalculate')),
      pictured('validate', words.validate, 'assets/check-32.png', () => actions.command('validate', 'Jihe.Validate')),
    ),
    title,
    chooser,
  );
  return {
    setTitle: (name) => {
      title.textContent = name;
      title.title = name;
      document.title = `${name} · 绩核工作台`;
    },
  };
}

function group(label: string, ...buttons: readonly HTMLElement[]): HTMLElement {
  const box = document.createElement('div');
  box.className = 'group';
  box.setAttribute('role', 'group');
  box.setAttribute('aria-label', label);
  box.append(...buttons);
  return box;
}

function button(id: string, label: string, act: () => void): HTMLButtonElement {
  const element = document.createElement('button');
  element.type = 'button';
  element.id = `ribbon-${id}`;
  element.addEventListener('click', act);
  element.append(label);
  return element;
}

function drawn(id: string, label: string, paths: string, act: () => void): HTMLElement {
  const element = button(id, label, act);
  const picture = document.createElementNS('http://www.w3.org/2000/svg', 'svg');
  picture.setAttribute('viewBox', '0 0 24 24');
  picture.setAttribute('fill', 'none');
  picture.setAttribute('stroke', '#0f6b3f');
  picture.setAttribute('stroke-width', '1.5');
  picture.setAttribute('aria-hidden', 'true');
  picture.innerHTML = paths;
  element.prepend(picture);
  return element;
}

function pictured(id: string, label: string, source: string, act: () => void): HTMLElement {
  const element = button(id, label, act);
  const picture = document.createElement('img');
  picture.src = source;
  picture.alt = '';
  element.prepend(picture);
  return element;
}
