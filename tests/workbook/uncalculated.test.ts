import { cellAt, type Snapshot, sheetNamed } from '../../src/core/workbook/snapshot';
import { calculated } from '../../src/core/workbook/uncalculated';
import { type Entry, workbookOf } from '../workbook-builder';

const open = (formula: string): Entry => ({ value: '', formula });
const shownPlain = (value: string): string => value;

const workbook = (rows: readonly (readonly Entry[])[]): Snapshot =>
  workbookOf([
    { name: '支出', rows },
    {
      name: "张三's 表",
      rows: [
        [7, '8', null],
        [0.5, null, 'x'],
      ],
    },
  ]);

/** What a formula in A1 comes to beside 100, 50 and the text 3 in B1 to D1. */
function resultOf(formula: string): string {
  const snapshot = calculated(workbook([[open(formula), 100, 50, '3']]), shownPlain);
  const cell = cellAt(sheetNamed(snapshot, '支出') ?? (snapshot.sheets[0] as Snapshot['sheets'][number]), 1, 1);
  return `${cell?.kind} ${cell?.value}`;
}

describe('formulas that nobody has calculated yet', () => {
  it.each([
    ['=B1+C1', 'number 150'],
    ['=SUM(B1:D1)', 'number 150'],
    ['=SUM(B1:C1,5)/3', 'number 51.6666666666667'],
    ['=-B1*(C1-20)', 'number -3000'],
    ['=B1/C1%', 'number 200'],
    ['=$B$1/C$1', 'number 2'],
    ['=ROUND(C1/B1*100/7,2)', 'number 7.14'],
    ['=IF(B1>=C1,"够","不够")', 'text 够'],
    ['=IFERROR(B1/0,"—")', 'text —'],
    ['=B1/0', 'error #DIV/0!'],
    ['=B1&"万元"', 'text 100万元'],
    ["='张三''s 表'!A1*10000", 'number 70000'],
    ["=SUM('张三''s 表'!A1:C2)", 'number 7.5'],
    ['=E1', 'number 0'],
    ['=B1<>C1', 'boolean TRUE'],
    ['=1.5e2+B1', 'number 250'],
    ['=+B1', 'number 100'],
  ])('%s is %s', (formula, result) => {
    expect(resultOf(formula)).toBe(result);
  });

  it.each([
    '=VLOOKUP(B1,C:D,2)',
    '=预算',
    '=[1]表!A1',
    '=A1+1',
    '=B1+',
    '=SUM(B1',
    '=(B1',
    '=不存在!B1',
    '=INDIRECT("B1")',
    '=B1:C1 D1',
    '=',
  ])('%s stays empty', (formula) => {
    expect(resultOf(formula)).toBe('text ');
  });

  it('follows a chain of them over sheets, and leaves a ring and what hangs on it empty', () => {
    const snapshot = calculated(
      workbook([
        [open('=B1+1'), open('=C1+1'), 5],
        [open('=B2'), open('=A2'), open('=A2+1')],
      ]),
      shownPlain,
    );
    const [sheet] = snapshot.sheets;
    const values = [1, 2].map((row) => [1, 2, 3].map((column) => (sheet ? cellAt(sheet, row, column)?.value : null)));
    expect(values).toEqual([
      ['7', '6', '5'],
      ['', '', ''],
    ]);
  });

  it('ends on formulas nested without end and on chains of thousands', () => {
    expect(resultOf(`=${'('.repeat(5000)}B1${')'.repeat(5000)}`)).toBe('text ');
    const rows = Array.from({ length: 3000 }, (_, index): Entry[] => [open(`=A${index + 2}+1`)]);
    const snapshot = calculated(workbook([...rows, [1]]), shownPlain);
    expect(snapshot.sheets[0] ? cellAt(snapshot.sheets[0], 3000, 1)?.value : null).toBe('2');
  });

  it('leaves empty what is typed larger than any number of Excel', () => {
    expect(['=1E900000000', '=1E9000000000000000000', '=1E-900000000+B1'].map(resultOf)).toEqual(['text ', 'text ', 'text ']);
  });

  it('ends where values would outgrow every cell', () => {
    const chainOf = (link: (next: string) => string, last: string): string => {
      const rows = Array.from({ length: 60 }, (_, index): Entry[] => [open(link(`A${index + 2}`))]);
      const snapshot = calculated(workbook([...rows, [open(last)]]), shownPlain);
      return String(snapshot.sheets[0] ? cellAt(snapshot.sheets[0], 1, 1)?.value : null);
    };
    expect(chainOf((next) => `=${next}*${next}`, '=1E90')).toBe('#NUM!');
    expect(chainOf((next) => `=${next}*${next}`, '=1E-90')).toBe('0');
    expect(chainOf((next) => `=${next}&${next}`, '="很长的文字"')).toBe('#VALUE!');
    expect(chainOf((next) => `=ROUND(${next},1E20)`, '=7.25')).toBe('7.25');
    expect(chainOf((next) => `=ROUND(${next},-1E20)`, '=7.25')).toBe('0');
  });

  it('ends on a chain of formulas that are long themselves', () => {
    const rows = Array.from({ length: 150 }, (_, index): Entry[] => [open(`=A${index + 2}${'+1'.repeat(900)}`)]);
    const snapshot = calculated(workbook([...rows, [1]]), shownPlain);
    expect(snapshot.sheets[0] ? cellAt(snapshot.sheets[0], 1, 1)?.value : null).toBe('');
  });

  it('gives the same snapshot back where everything is calculated', () => {
    const snapshot = workbook([[{ value: 150, formula: '=B1+C1' }, 100, 50]]);
    expect(calculated(snapshot, shownPlain)).toBe(snapshot);
  });
});
