import { formulaDefects, isDefinedName, isSheetName, type PlanDefectCode, validatePlan } from '../../src/core/workbook/limits';
import type { Operation } from '../../src/core/workbook/plan';

const codesOf = (operation: Operation): PlanDefectCode[] => validatePlan({ operations: [operation] }).map((defect) => defect.code);
const area = { top: 1, left: 1, bottom: 2, right: 2 };
const sheet = '绩效指标';

test.each([
  ['绩效指标（绩核）', true],
  ['一'.repeat(31), true],
  ['一'.repeat(32), false],
  ['', false],
  ['2023/2024', false],
  ['[1]', false],
  ["'甲", false],
  ["年's", true],
  ['History', false],
])('takes %s as a sheet name: %s', (name, taken) => {
  expect(isSheetName(name)).toBe(taken);
});

test.each([
  ['决算数_合计', true],
  ['_绩核_指标', true],
  ['年初预算数.甲', true],
  ['决算数（合计）', false],
  ['2023年', false],
  ['A1', false],
  ['XFD9', false],
  ['XFE9', true],
  ['R1C1', false],
  ['r', false],
  ['TRUE', false],
  ['决算 数', false],
  ['字'.repeat(256), false],
])('takes %s as a defined name: %s', (name, taken) => {
  expect(isDefinedName(name)).toBe(taken);
});

test.each<[string, PlanDefectCode[]]>([
  ['=IF(A1>0,"是","否")', []],
  [`="${'字'.repeat(255)}"`, []],
  [`="${'字'.repeat(256)}"`, ['formulaLiteral']],
  [`="${'""'.repeat(255)}"`, []],
  [`=${'1+'.repeat(4096)}1`, ['formulaLength']],
  [`=${'ABS('.repeat(64)}1${')'.repeat(64)}`, []],
  [`=${'ABS('.repeat(65)}1${')'.repeat(65)}`, ['formulaNesting']],
  [`=SUM(${Array.from({ length: 256 }, () => '1').join(',')})`, ['formulaOperands']],
  ['=SUM(1', ['formulaSyntax']],
  ['=SUM(1))', ['formulaSyntax']],
  ['="未完', ['formulaSyntax']],
  ["='a(b'!A1", []],
  ['1+1', ['formulaSyntax']],
])('finds in %.40s the defects %j', (formula, defects) => {
  expect(formulaDefects(formula)).toEqual(defects);
});

test.each<[string, Operation, PlanDefectCode[]]>([
  ['a sound sheet', { kind: 'ensureSheet', sheet, mark: '_绩核_指标' }, []],
  ['a title too long', { kind: 'ensureSheet', sheet: '一'.repeat(40), mark: '_绩核_指标' }, ['sheetName']],
  ['a mark that is a cell', { kind: 'ensureSheet', sheet, mark: 'A1' }, ['definedName']],
  [
    'a cell beyond the sheet',
    { kind: 'writeBlock', sheet, top: 1048577, left: 1, rows: [[{ value: { kind: 'boolean', value: true } }]] },
    ['area'],
  ],
  [
    'text too long',
    { kind: 'writeBlock', sheet, top: 1, left: 1, rows: [[{ value: { kind: 'text', value: '长'.repeat(32_768) } }]] },
    ['text'],
  ],
  [
    'a number that is none',
    { kind: 'writeBlock', sheet, top: 1, left: 1, rows: [[{ value: { kind: 'number', value: 'NaN' } }]] },
    ['number'],
  ],
  ['a colour by name', { kind: 'format', sheet, area, format: { fill: 'red' } }, ['color']],
  ['no fill', { kind: 'format', sheet, area, format: { fill: null } }, []],
  ['an empty number format', { kind: 'format', sheet, area, format: { numberFormat: '' } }, ['numberFormat']],
  [
    'a foreign sheet in a conditional format',
    { kind: 'conditionalFormat', sheet, area, rules: [{ formula: '=基础数据!A1>0', format: {} }] },
    ['foreignReference'],
  ],
  [
    'its own sheet in a conditional format',
    { kind: 'conditionalFormat', sheet, area, rules: [{ formula: '=绩效指标!A1>0', format: {} }] },
    [],
  ],
  [
    'a choice with a comma',
    { kind: 'validation', sheet, area, rule: { type: 'list', choices: ['甲,乙'], title: '', message: '' } },
    ['validation'],
  ],
  [
    'choices too long',
    { kind: 'validation', sheet, area, rule: { type: 'list', choices: ['甲'.repeat(256)], title: '', message: '' } },
    ['validation'],
  ],
  [
    'a hint too long',
    { kind: 'validation', sheet, area, rule: { type: 'decimal', minimum: '0', maximum: '1', title: '题'.repeat(33), message: '' } },
    ['validation'],
  ],
  ['a column too wide', { kind: 'columnWidths', sheet, widths: [{ column: 1, width: 256 }] }, ['size']],
  ['an area upside down', { kind: 'merge', sheet, area: { top: 2, left: 1, bottom: 1, right: 1 } }, ['area']],
  [
    'a chart of nothing',
    { kind: 'chart', sheet, chart: { name: '图', type: 'bar', title: '', categories: '', series: [], area } },
    ['chart'],
  ],
])('finds in %s: %3$j', (_, operation, defects) => {
  expect(codesOf(operation)).toEqual(defects);
});

test('names step and place of a defect', () => {
  const plan = {
    operations: [
      { kind: 'removeName', name: '甲' },
      { kind: 'writeBlock', sheet, top: 3, left: 2, rows: [[{ formula: '=(', result: { kind: 'blank' } }]] },
    ],
  } as const;
  expect(validatePlan(plan)).toEqual([{ operation: 1, code: 'formulaSyntax', place: '绩效指标!B3' }]);
});
