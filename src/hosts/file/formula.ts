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

/**
 * The text of a formula (without `=`) as it reads `rows` further down and `columns` further right: relative references move, absolute
 * ones stay, what leaves the sheet wraps round as in Excel's shared formulas.
 */
export function shiftFormula(formula: string, rows: number, columns: number): string {
  if (rows === 0 && columns === 0) return formula;
  const parts = stretches(formula);
  return parts
    .map((part, index) => {
      if (part.kind !== 'name') return part.text;
      const next = parts[index + 1]?.text ?? '';
      if (next.startsWith('(') || next.startsWith('!')) return part.text;
      const cell = cellPattern.exec(part.text);
      if (cell && columnNumber(cell[2] as string) <= sheetLimits.columns) {
        return `${cell[1]}${moveColumn(cell[2] as string, cell[1] ? 0 : columns)}${cell[3]}${moveRow(cell[4] as string, cell[3] ? 0 : rows)}`;
      }
      const isRange = next.startsWith(':') || (parts[index - 1]?.text ?? '').endsWith(':');
      const column = isRange ? columnPattern.exec(part.text) : null;
      if (column) return `${column[1]}${moveColumn(column[2] as string, column[1] ? 0 : columns)}`;
      const row = isRange ? rowPattern.exec(part.text) : null;
      if (row) return `${row[1]}${moveRow(row[2] as string, row[1] ? 0 : rows)}`;
      return part.text;
    })
    .join('');
}

function moveRow(row: string, by: number): string {
  if (by === 0) return row;
  return String(((Number(row) - 1 + by + sheetLimits.rows) % sheetLimits.rows) + 1);
}

function moveColumn(letters: string, by: number): string {
  if (by === 0) return letters;
  return columnLetters(((columnNumber(letters) - 1 + by + sheetLimits.columns) % sheetLimits.columns) + 1);
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
  const shown = stretches(stored).map((part) => {
    if (part.kind === 'name') return part.text.replace(/_xl(?:fn|ws|pm|udf|op)\./g, '');
    return part.kind === 'sheet' || part.kind === 'bracket' ? link(part.text) : part.text;
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
