import { join, type Term, text } from '../amounts/term';
import { type MessageKey, say } from '../wording/wording';

/** A sentence of the catalogue as a text term: slots are filled with live terms, the words between them are literals. */
export function sayTerm(key: MessageKey<'assessment'>, slots: Readonly<Record<string, Term>> = {}): Term {
  return fillTemplate(say('assessment', key), slots);
}

/** A template with `{slot}`s as a text term. A slot without a term stays visible. */
export function fillTemplate(template: string, slots: Readonly<Record<string, Term>>): Term {
  return join(piecesOf(template).map(({ name, literal }) => (name === null ? undefined : slots[name]) ?? literal));
}

interface Piece {
  /** The slot's name; null for the words between slots. */
  readonly name: string | null;
  readonly literal: Term;
}

/** The catalogue and the systems have few templates: each is taken apart once. */
const known = new Map<string, readonly Piece[]>();
const mostTemplates = 1000;

function piecesOf(template: string): readonly Piece[] {
  const found = known.get(template);
  if (found) return found;
  const pieces = template
    .split(/(\{[^{}]+\})/)
    .filter((piece) => piece !== '')
    .map((piece): Piece => ({ name: /^\{([^{}]+)\}$/.exec(piece)?.[1] ?? null, literal: text(piece) }));
  if (known.size < mostTemplates) known.set(template, pieces);
  return pieces;
}
