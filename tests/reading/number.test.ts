import fc from 'fast-check';
import { evaluateTerm } from '../../src/core/amounts/evaluate';
import { reference } from '../../src/core/amounts/term';
import { contentOf, isDateFormat, parseNumber } from '../../src/core/reading/number';
import { bracketUnit, declaredUnit } from '../../src/core/reading/unit';

describe('numbers as people type them', () => {
  it.each([
    ['1,234.50', '1234.5', 'none', null, ''],
    ['１，２３４．５', '1234.5', 'none', null, ''],
    ['（1,234.50）', '-1234.5', 'none', null, ''],
    ['-54.31', '-54.31', 'none', null, ''],
    [' 20.00元 ', '20', 'none', 'yuan', ''],
    ['3.5 万元', '3.5', 'none', 'tenThousandYuan', ''],
    ['94.09%', '94.09', 'sign', null, ''],
    ['128场', '128', 'none', null, '场'],
    ['￥5.00', '5', 'none', null, ''],
    ['0.00', '0', 'none', null, ''],
  ])('%j is %s', (source, value, percent, unit, counter) => {
    expect(parseNumber(source)).toMatchObject({ value, percent, unit, counter });
  });

  it.each([
    '',
    '—',
    '2023.5.6',
    '2023年',
    '12月',
    '1-3月',
    '1,23.4',
    '12月底前',
    '90%以上',
    '001',
    '（1）公务用车购置费',
    '1基本支出',
    '约20万元',
    '20±2',
    '=5项',
    '1.2.3',
    '20万元（含税）',
    '12元（万元）',
    '50万(元)',
  ])('%j is none', (source) => {
    expect(parseNumber(source)).toBeNull();
  });

  it('have a formula that Excel reads to the same value', () => {
    const source = fc.tuple(
      fc.integer({ min: 0, max: 99999999 }),
      fc.constantFrom('', '元', '万元', '%', '场'),
      fc.boolean(),
      fc.boolean(),
    );
    fc.assert(
      fc.property(source, ([hundredths, tail, comma, wide]) => {
        const plain = (hundredths / 100).toFixed(2);
        const [whole = '', places = ''] = plain.split('.');
        const grouped = comma ? `${whole.replace(/\B(?=(\d{3})+(?!\d))/g, ',')}.${places}` : plain;
        const typed = (wide ? grouped.replace(/[0-9.,]/g, (letter) => String.fromCharCode(letter.charCodeAt(0) + 0xfee0)) : grouped) + tail;
        const parsed = parseNumber(typed);
        const term = parsed?.term?.(reference('A1'));
        expect(term).toBeDefined();
        if (parsed && term)
          expect(evaluateTerm(term, () => ({ kind: 'text', value: typed }))).toEqual({ kind: 'number', value: parsed.value });
      }),
      { numRuns: 200 },
    );
  });

  it('are neither dates nor errors nor placeholders', () => {
    const cell = { formula: null, shown: '', indent: 0 };
    expect(contentOf({ ...cell, kind: 'number', value: '45000', format: 'yyyy"年"m"月"' }).kind).toBe('date');
    expect(contentOf({ ...cell, kind: 'text', value: '#DIV/0!', format: 'General' }).kind).toBe('error');
    expect(contentOf({ ...cell, kind: 'text', value: '——', format: 'General' }).kind).toBe('placeholder');
    expect(contentOf({ ...cell, kind: 'text', value: '　 ', format: 'General' }).kind).toBe('blank');
    expect([
      isDateFormat('#,##0.00_ ;[Red]-#,##0.00'),
      isDateFormat('_ * #,##0.00_ ;_ * "-"??_ '),
      isDateFormat('0.00%'),
      isDateFormat('h:mm'),
    ]).toEqual([false, false, false, true]);
  });
});

describe('declarations of units', () => {
  it.each([
    ['单位：万元', 'tenThousandYuan'],
    ['金额单位：元', 'yuan'],
    ['单位：元/人', 'yuan'],
    ['金额单位：人民币万元', 'tenThousandYuan'],
    ['2023年决算表（单位：千元）', 'thousandYuan'],
    ['注：本表以“万元”为金额单位，因四舍五入可能存在尾差。', 'tenThousandYuan'],
    ['编制单位：元谋县财政局', null],
    ['单位：人', null],
  ])('%s', (text, unit) => {
    expect(declaredUnit(text)).toBe(unit);
  });

  it('in brackets of a header', () => {
    expect([bracketUnit('项目资金\n（万元）'), bracketUnit('年初预算数（元）'), bracketUnit('公车（辆）')]).toEqual([
      'tenThousandYuan',
      'yuan',
      null,
    ]);
  });
});
