import fc from 'fast-check';
import { renameSheetInFormula, shiftFormula, shownFormula, storedFormula } from '../../../src/hosts/file/formula';

test.each([
  ['A1', 2, 1, 'B3'],
  ['$A1+A$1+$A$1', 2, 1, '$A3+B$1+$A$1'],
  ['SUM(A:A,1:1,$B:C,$2:3)', 1, 1, 'SUM(B:B,2:2,$B:D,$2:4)'],
  ['"A1"&A1', 1, 0, '"A1"&A2'],
  ["'A1 B2'!A1", 1, 0, "'A1 B2'!A2"],
  ['LOG10(A1)+ATAN2(B1,C1)', 1, 0, 'LOG10(A2)+ATAN2(B2,C2)'],
  ['决算数_合计+收入1+A1', 1, 0, '决算数_合计+收入1+A2'],
  ['表[列A1]+A1', 1, 0, '表[列A1]+A2'],
  ['1E5+2.5+A1', 1, 0, '1E5+2.5+A2'],
  ['A1048576', 1, 0, 'A1'],
  ['XFD1', 0, 1, 'A1'],
  ['ABCD1+XFE1', 1, 1, 'ABCD1+XFE1'],
])('%s moved by %i rows and %i columns is %s', (formula, rows, columns, moved) => {
  expect(shiftFormula(formula, rows, columns)).toBe(moved);
});

test('moving there and back gives the formula again', () => {
  const reference = fc
    .tuple(fc.boolean(), fc.integer({ min: 1, max: 16384 }), fc.boolean(), fc.integer({ min: 1, max: 1048576 }))
    .map(([fixedColumn, column, fixedRow, row]) =>
      shiftFormula(`${fixedColumn ? '$' : ''}A${fixedRow ? '$' : ''}1`, fixedRow ? 0 : row - 1, fixedColumn ? 0 : column - 1),
    );
  const formula = fc
    .array(fc.oneof(reference, fc.constantFrom('"A1"', "'表 1'!B2", 'SUM(A1:B2)', '3.5')), { minLength: 1, maxLength: 8 })
    .map((parts) => parts.join('+'));
  fc.assert(
    fc.property(formula, fc.integer({ min: -5000, max: 5000 }), fc.integer({ min: -500, max: 500 }), (text, rows, columns) => {
      expect(shiftFormula(shiftFormula(text, rows, columns), -rows, -columns)).toBe(text);
    }),
    { seed: 20231115, numRuns: 300 },
  );
});

test('prefixes come and go with the file, never in strings or names', () => {
  const stored = '_xlfn.TEXTJOIN(",",TRUE,_xlfn._xlws.SORT(A1:A3))&"_xlfn.IFS("&ifs';
  expect(shownFormula(stored)).toBe('=TEXTJOIN(",",TRUE,SORT(A1:A3))&"_xlfn.IFS("&ifs');
  expect(storedFormula(shownFormula(stored))).toBe(stored);
});

test('linked workbooks are shown by file name, columns of tables as they are', () => {
  const links = ['C:\\账\\一.xlsx', 'file:///d/二.xlsx'];
  expect(shownFormula("[1]表!A1+'[2]表 二'!B1+表3[1]", links)).toBe("=[一.xlsx]表!A1+'[二.xlsx]表 二'!B1+表3[1]");
});

test('a sheet’s new name is quoted wherever the old one stood', () => {
  expect(renameSheetInFormula('数据!A1+\'数据\'!B1+"数据!"+数据2!A1+数据', '数据', '新 表')).toBe(
    "'新 表'!A1+'新 表'!B1+\"数据!\"+数据2!A1+数据",
  );
});

test.each(['"', "'", '[', '[[', '"a""', "'a''", 'A1+[b', '['.repeat(2000)])('the unclosed %.10s stays as it is', (text) => {
  expect(shiftFormula(`1+${text}`, 1, 1)).toBe(`1+${text}`.replace('A1', 'B2'));
});
