import { columnLetters, columnNumber, sheetLimits } from '../../core/workbook/address';

/**
 * One stretch of a formula: `name` is anything made of letters and digits outside strings, quotes and brackets (references, functions,
 * names), `sheet` a quoted sheet name without its `!`, `other` everything else.
 */
interface Stretch {
  readonly kind: 'name' | 'sheet' | 'text' | 'bracket' | 'other';
  readonly text: string;
}

const pieces = /"(?:[^"]|"")*"?|'(?:[^']|'')*'?|\[(?:[^[\]]|\[[^[\]]*\])*\]?|[$\p{L}\p{N}_.\\?]+|[^"'[$\p{L}\p{N}_.\\?]+/gu;

function stretches(formula: string): Stretch[] {
  return Array.from(formula.matchAll(pieces), ([text]) => {
    const first = text[0] as string;
    if (first === '"') return { kind: 'text', text };
    if (first === "'") return { kind: 'sheet', text };
    if (first === '[') return { kind: 'bracket', text };
    return { kind: /^[$\p{L}\p{N}_.\\?]/u.test(first) ? 'name' : 'other', text };
  });
}

const cellPattern = /^(\$?)([A-Za-z]{1,3})(\$?)([0-9]{1,7})$/;
const columnPattern = /^(\$?)([A-Za-z]{1,3})$/;
const rowPattern = /^(\$?)([0-9]{1,7})$/;

/** A reference inside a formula that may move: column letters and row digits, either of them possibly absent or fixed by `$`. */
interface MovingReference {
  readonly columnMark: string;
  readonly column: number;
  readonly rowMark: string;
  readonly row: number;
}

/** Gives a formula's text as it reads so many rows further down and columns further right. */
export type FormulaShift = (rows: number, columns: number) => string;

/**
 * Prepares a formula (without `=`) for moving: relative references move, absolute ones stay, what leaves the sheet wraps round as in
 * Excel's shared formulas.
 */
export function formulaShift(formula: string): FormulaShift {
  const parts: (string | MovingReference)[] = [];
  const all = stretches(formula);
  all.forEach((part, index) => {
    const reference = part.kind === 'name' ? referenceOf(part.text, all[index - 1]?.text ?? '', all[index + 1]?.text ?? '') : null;
    const last = parts.at(-1);
    if (reference) parts.push(reference);
    else if (typeof last === 'string') parts[parts.length - 1] = last + part.text;
    else parts.push(part.text);
  });
  return (rows, columns) => {
    let text = '';
    for (const part of parts) {
      if (typeof part === 'string') text += part;
      else {
        if (part.column > 0)
          text += part.columnMark + columnLetters(moved(part.column, part.columnMark === '' ? columns : 0, sheetLimits.columns));
        if (part.row > 0) text += part.rowMark + moved(part.row, part.rowMark === '' ? rows : 0, sheetLimits.rows);
      }
    }
    return text;
  };
}

/** The text of a formula (without `=`) so many rows further down and columns further right; see `formulaShift`. */
export function shiftFormula(formula: string, rows: number, columns: number): string {
  return rows === 0 && columns === 0 ? formula : formulaShift(formula)(rows, columns);
}

function referenceOf(text: string, before: string, behind: string): MovingReference | null {
  if (behind.startsWith('(') || behind.startsWith('!')) return null;
  const cell = cellPattern.exec(text);
  if (cell && columnNumber(cell[2] as string) <= sheetLimits.columns) {
    return { columnMark: cell[1] as string, column: columnNumber(cell[2] as string), rowMark: cell[3] as string, row: Number(cell[4]) };
  }
  if (!behind.startsWith(':') && !before.endsWith(':')) return null;
  const column = columnPattern.exec(text);
  if (column) return { columnMark: column[1] as string, column: columnNumber(column[2] as string), rowMark: '', row: 0 };
  const row = rowPattern.exec(text);
  return row ? { columnMark: '', column: 0, rowMark: row[1] as string, row: Number(row[2]) } : null;
}

function moved(position: number, by: number, limit: number): number {
  return by === 0 ? position : ((position - 1 + by + limit) % limit) + 1;
}

/** Functions newer than the file format, which files carry with a prefix (ECMA-376 part 1, 18.17; the list of [MS-XLSX] 2.2.2). */
const futureFunctions = new Set(
  (
    'ACOT ACOTH AGGREGATE ARABIC BASE BETA.DIST BETA.INV BINOM.DIST BINOM.DIST.RANGE BINOM.INV BITAND BITLSHIFT BITOR BITRSHIFT BITXOR ' +
    'CEILING.MATH CEILING.PRECISE CHISQ.DIST CHISQ.DIST.RT CHISQ.INV CHISQ.INV.RT CHISQ.TEST COMBINA CONCAT CONFIDENCE.NORM CONFIDENCE.T COT COTH ' +
    'COVARIANCE.P COVARIANCE.S CSC CSCH DAYS DECIMAL ERF.PRECISE ERFC.PRECISE EXPON.DIST F.DIST F.DIST.RT F.INV F.INV.RT F.TEST FILTERXML ' +
    'FLOOR.MATH FLOOR.PRECISE FORECAST.LINEAR FORMULATEXT GAMMA GAMMA.DIST GAMMA.INV GAMMALN.PRECISE GAUSS HYPGEOM.DIST IFNA IFS IMCOSH IMCOT IMCSC ' +
    'IMCSCH IMSEC IMSECH IMSINH IMTAN ISFORMULA ISO.CEILING ISOWEEKNUM LET LOGNORM.DIST LOGNORM.INV MAXIFS MINIFS MODE.MULT MODE.SNGL MUNIT ' +
    'NEGBINOM.DIST NORM.DIST NORM.INV NORM.S.DIST NORM.S.INV NUMBERVALUE PDURATION PERCENTILE.EXC PERCENTILE.INC PERCENTRANK.EXC PERCENTRANK.INC ' +
    'PERMUTATIONA PHI POISSON.DIST QUARTILE.EXC QUARTILE.INC RANDARRAY RANK.AVG RANK.EQ RRI SEC SECH SEQUENCE SHEET SHEETS SKEW.P STDEV.P STDEV.S ' +
    'SWITCH T.DIST T.DIST.2T T.DIST.RT T.INV T.INV.2T T.TEST TEXTJOIN UNICHAR UNICODE UNIQUE VAR.P VAR.S WEBSERVICE WEIBULL.DIST XLOOKUP XMATCH XOR Z.TEST'
  ).split(' '),
);
const futureWorksheetFunctions = new Set(['FILTER', 'SORT', 'SORTBY']);

/** A formula as files store it: without `=`, with the prefixes of newer functions. */
export function storedFormula(formula: string): string {
  const parts = stretches(formula.startsWith('=') ? formula.slice(1) : formula);
  return parts
    .map((part, index) => {
      if (part.kind !== 'name' || !(parts[index + 1]?.text ?? '').startsWith('(')) return part.text;
      const name = part.text.toUpperCase();
      if (futureFunctions.has(name)) return `_xlfn.${name}`;
      return futureWorksheetFunctions.has(name) ? `_xlfn._xlws.${name}` : part.text;
    })
    .join('');
}

/** A stored formula as Excel shows it: with `=`, without prefixes, linked workbooks by file name instead of number. */
export function shownFormula(stored: string, externalLinks: readonly string[] = []): string {
  const needsWork = stored.includes('_xl') || (externalLinks.length > 0 && stored.includes('['));
  if (!needsWork) return `=${stored}`;
  const link = (text: string): string =>
    text.replace(/\[(\d{1,5})\]/, (whole, index: string) => {
      const target = externalLinks[Number(index) - 1];
      return target === undefined ? whole : `[${target.split(/[\\/]/).at(-1)}]`;
    });
  const parts = stretches(stored);
  const shown = parts.map((part, index) => {
    if (part.kind === 'name') return part.text.replace(/_xl(?:fn|ws|pm|udf|op)\./g, '');
    const isLink = part.kind === 'sheet' || (part.kind === 'bracket' && parts[index - 1]?.kind !== 'name');
    return isLink ? link(part.text) : part.text;
  });
  return `=${shown.join('')}`;
}

/** A formula's text with every reference to one sheet's name replaced by another's. */
export function renameSheetInFormula(formula: string, from: string, to: string): string {
  const parts = stretches(formula);
  const wanted = from.toLowerCase();
  const quoted = `'${to.replace(/'/g, "''")}'`;
  return parts
    .map((part, index) => {
      if (!(parts[index + 1]?.text ?? '').startsWith('!')) return part.text;
      if (part.kind === 'sheet' && part.text.slice(1, -1).replace(/''/g, "'").toLowerCase() === wanted) return quoted;
      return part.kind === 'name' && part.text.toLowerCase() === wanted ? quoted : part.text;
    })
    .join('');
}
