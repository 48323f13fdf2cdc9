import type { Operator, Term } from './term';

/** Excel's own limits, which LibreOffice and Univer do not enforce: literal text 255, whole formula 8,192 characters, nesting 64. */
export const formulaLimits = { literal: 255, length: 8192, nesting: 64 } as const;

const precedence: Readonly<Record<Operator, number>> = {
  '=': 1,
  '<>': 1,
  '<': 1,
  '<=': 1,
  '>': 1,
  '>=': 1,
  '&': 2,
  '+': 3,
  '-': 3,
  '*': 4,
  '/': 4,
};

/** Characters of the formula that a term would be, whether Excel takes so many or not. */
export function formulaLength(term: Term): number {
  return write(term, 0, 0).length + 1;
}

/**
 * The Excel formula of a term, with its leading `=`. Texts longer than 255 characters are split and joined with `&`.
 * Throws a `RangeError` when the whole formula or its nesting passes Excel's limits (a defect of ours, not of the workbook).
 */
export function formulaOfTerm(term: Term): string {
  const formula = `=${write(term, 0, 0)}`;
  if (formula.length > formulaLimits.length) throw new RangeError(`formula of ${formula.length} characters`);
  return formula;
}

function write(term: Term, outer: number, depth: number): string {
  if (depth > formulaLimits.nesting) throw new RangeError('formula nested too deeply');
  switch (term.node) {
    case 'number':
      return term.value.startsWith('-') && outer > 3 ? `(${term.value})` : term.value;
    case 'text':
      return writeText(term.value, outer);
    case 'boolean':
      return term.value ? 'TRUE' : 'FALSE';
    case 'reference':
      return term.reference;
    case 'operation': {
      const level = precedence[term.operator];
      const left = write(term.left, level, depth);
      const right = write(term.right, level + 1, depth);
      const inner = `${left}${term.operator}${right}`;
      return level < outer ? `(${inner})` : inner;
    }
    case 'call':
      return `${term.name}(${term.operands.map((operand) => write(operand, 0, depth + 1)).join(',')})`;
  }
}

function writeText(value: string, outer: number): string {
  const pieces: string[] = [];
  let piece = '';
  for (const character of value) {
    if (piece.length + character.length > formulaLimits.literal) {
      pieces.push(piece);
      piece = '';
    }
    piece += character;
  }
  pieces.push(piece);
  const quoted = pieces.map((part) => `"${part.replace(/"/g, '""')}"`).join('&');
  return pieces.length > 1 && outer > precedence['&'] ? `(${quoted})` : quoted;
}
