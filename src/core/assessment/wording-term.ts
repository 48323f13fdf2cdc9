import { join, type Term, text } from '../amounts/term';
import { type MessageKey, say } from '../wording/wording';

/** A sentence of the catalogue as a text term: slots are filled with live terms, the words between them are literals. */
export function sayTerm(key: MessageKey<'assessment'>, slots: Readonly<Record<string, Term>> = {}): Term {
  return fillTemplate(say('assessment', key), slots);
}

/** A template with `{slot}`s as a text term. A slot without a term stays visible. */
export function fillTemplate(template: string, slots: Readonly<Record<string, Term>>): Term {
  const pieces = template.split(/(\{[^{}]+\})/).filter((piece) => piece !== '');
  return join(
    pieces.map((piece) => {
      const name = /^\{([^{}]+)\}$/.exec(piece)?.[1];
      return (name !== undefined ? slots[name] : undefined) ?? text(piece);
    }),
  );
}
