import type { Canonical } from './decimal';

/** Excel functions that our formulas may use; nothing newer than Excel 2010, so that WPS and LibreOffice agree. */
export type FunctionName =
  | 'ABS'
  | 'AND'
  | 'ASC'
  | 'AVERAGE'
  | 'COUNT'
  | 'COUNTA'
  | 'IF'
  | 'IFERROR'
  | 'INDEX'
  | 'INT'
  | 'ISBLANK'
  | 'ISNUMBER'
  | 'LEFT'
  | 'LEN'
  | 'MAX'
  | 'MID'
  | 'MIN'
  | 'MOD'
  | 'N'
  | 'NOT'
  | 'OR'
  | 'RIGHT'
  | 'ROUND'
  | 'ROUNDUP'
  | 'SUBSTITUTE'
  | 'SUM'
  | 'T'
  | 'TEXT'
  | 'TRIM'
  | 'TRUNC'
  | 'VALUE';

/** Infix operators of a term, as Excel writes them. */
export type Operator = '+' | '-' | '*' | '/' | '=' | '<>' | '<' | '<=' | '>' | '>=' | '&';

/**
 * A calculation as data. Every rule is compiled to a term once; `evaluateTerm` gives its value and `formulaOfTerm` its live
 * Excel formula, so the two can not drift apart.
 */
export type Term =
  | { readonly node: 'number'; readonly value: Canonical }
  | { readonly node: 'text'; readonly value: string }
  | { readonly node: 'boolean'; readonly value: boolean }
  /** A defined name or a cell or area address exactly as it stands in a formula, e.g. `决算数_合计`, `'基础数据'!B4`. */
  | { readonly node: 'reference'; readonly reference: string }
  | { readonly node: 'operation'; readonly operator: Operator; readonly left: Term; readonly right: Term }
  | { readonly node: 'call'; readonly name: FunctionName; readonly operands: readonly Term[] };

/** A literal number. */
export function number(value: Canonical): Term {
  return { node: 'number', value };
}
/** A literal text. */
export function text(value: string): Term {
  return { node: 'text', value };
}
/** A literal truth value. */
export function boolean(value: boolean): Term {
  return { node: 'boolean', value };
}
/** A defined name or address. */
export function reference(name: string): Term {
  return { node: 'reference', reference: name };
}
/** `left operator right`. */
export function operation(operator: Operator, left: Term, right: Term): Term {
  return { node: 'operation', operator, left, right };
}
/** `name(operands…)`. */
export function call(name: FunctionName, ...operands: readonly Term[]): Term {
  return { node: 'call', name, operands };
}
/** Texts and values joined with `&`, left to right; an empty list is the empty text. */
export function join(parts: readonly Term[]): Term {
  const [first, ...rest] = parts;
  if (!first) return text('');
  return rest.reduce((left, right) => operation('&', left, right), first);
}

/** Every reference in a term, in order of appearance, each once. */
export function referencesOf(term: Term): string[] {
  const found = new Set<string>();
  const visit = (node: Term): void => {
    switch (node.node) {
      case 'reference':
        found.add(node.reference);
        return;
      case 'operation':
        visit(node.left);
        visit(node.right);
        return;
      case 'call':
        node.operands.forEach(visit);
        return;
      default:
    }
  };
  visit(term);
  return [...found];
}
