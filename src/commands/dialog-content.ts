import { sayCommands } from '../core/wording/say-commands';
import type { Language, MessageKey } from '../core/wording/wording';
import type { CommandResult } from './result';

/** What the dialog's buttons ask for. */
export type DialogChoice = 'openPane' | 'close';

/** Fills the dialog with a result. Texts are set as text, never as markup. */
export function showResult(place: HTMLElement, result: CommandResult, language: Language, choose: (choice: DialogChoice) => void): void {
  const text = (key: MessageKey<'commands'>, slots: Readonly<Record<string, string | number>> = {}): string =>
    sayCommands(key, slots, language);
  const document = place.ownerDocument;
  const add = (parent: HTMLElement, tag: string, content: string | null, className?: string): HTMLElement => {
    const element = document.createElement(tag);
    if (content !== null) element.textContent = content;
    if (className) element.className = className;
    parent.append(element);
    return element;
  };
  place.replaceChildren();
  place.dataset.kind = result.kind;
  const clean = result.kind === 'validated' && result.counts.error + result.counts.warning + result.counts.question === 0;
  add(place, 'h1', text(clean ? 'validatedClean' : result.kind));
  if (result.sentence !== null) add(place, 'p', result.sentence, 'sentence');
  if (result.points !== null) {
    const score = add(place, 'p', null, 'score');
    if (result.score === null) score.textContent = text('noTotal');
    else {
      add(score, 'strong', result.score);
      add(score, 'span', ` / ${result.points}`);
      if (result.grade) add(score, 'b', result.grade);
    }
  }
  if (result.kind === 'recalculated' || result.kind === 'upToDate') {
    add(place, 'h2', text('deductionsTitle'));
    if (result.deductions.length === 0) add(place, 'p', text(result.score === null ? 'noTotal' : 'noDeductions'));
    else {
      const list = add(place, 'ul', null);
      for (const { name, points } of result.deductions) add(list, 'li', text('deduction', { name, points }));
    }
  }
  if (result.points !== null) {
    add(place, 'h2', text('findingsTitle'));
    add(place, 'p', text('counts', result.counts), 'counts');
    if (result.findings.length > 0) {
      const list = add(place, 'ul', null);
      for (const message of result.findings) add(list, 'li', message);
    }
    if (result.more > 0) add(place, 'p', text('more', { count: result.more }), 'more');
    if (result.cells > 0) add(place, 'p', text('changed', { cells: result.cells }), 'more');
  }
  const buttons = add(place, 'div', null, 'buttons');
  for (const choice of ['openPane', 'close'] as const) {
    const button = add(buttons, 'button', text(choice)) as HTMLButtonElement;
    button.type = 'button';
    button.addEventListener('click', () => choose(choice));
    if (choice === 'close') button.focus();
  }
}
