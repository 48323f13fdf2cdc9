import { canonical, decimal } from '../../src/core/amounts/decimal';
import { evaluateTerm } from '../../src/core/amounts/evaluate';
import { formulaOfTerm } from '../../src/core/amounts/formula';
import { type Rounding, round, roundTerm, sumTolerance } from '../../src/core/amounts/rounding';
import { number } from '../../src/core/amounts/term';

const procurement = decimal('155.586').dividedBy('155.591');
const execution = decimal('10545.02').dividedBy('10926.06');

describe('the three roundings reproduce the figures of the paper', () => {
  const cases: readonly [Rounding, string, string, string, string][] = [
    ['halfUp', '96.51', '100', '2', '5.62'],
    ['truncate', '96.51', '99.99', '1.99', '5.61'],
    ['halfUpNotFull', '96.51', '99.99', '1.99', '5.62'],
  ];
  test.each(cases)('%s', (mode, executionRate, procurementRate, procurementScore, executionScore) => {
    expect(canonical(round(execution.times(100), 2, mode, decimal('100')))).toBe(executionRate);
    expect(canonical(round(procurement.times(100), 2, mode, decimal('100')))).toBe(procurementRate);
    expect(canonical(round(procurement.plus(1), 2, mode, decimal('2')))).toBe(procurementScore);
    expect(canonical(round(decimal('5.61725'), 2, mode, decimal('6')))).toBe(executionScore);
  });

  test('764.52/800 shows 95.57, which binary arithmetic misses', () => {
    expect(canonical(round(decimal('764.52').dividedBy(800).times(100), 2, 'halfUp', decimal('100')))).toBe('95.57');
  });

  test('a shortfall of 0.01 元 in 10 亿元 is not full under halfUpNotFull', () => {
    expect(canonical(round(decimal('999999999.99').dividedBy('1000000000'), 4, 'halfUpNotFull', decimal('1')))).toBe('0.9999');
  });

  test.each<Rounding>(['halfUp', 'truncate', 'halfUpNotFull'])('the term of %s gives the same value', (mode) => {
    for (const value of ['0.99996786', '1', '0.995', '1.005', '-0.005', '0', '0.94999999999996', '12.345']) {
      const term = roundTerm(number(value), 2, mode, number('1'));
      expect(evaluateTerm(term, () => ({ kind: 'blank' }))).toEqual({
        kind: 'number',
        value: canonical(round(decimal(value), 2, mode, decimal('1'))),
      });
    }
  });

  test('the formula of halfUpNotFull is the documented one', () => {
    expect(formulaOfTerm(roundTerm(number('0.5'), 2, 'halfUpNotFull', number('1')))).toBe(
      '=ROUND(ROUND(ROUND(0.5,12),2)-AND(ROUND(0.5,12)<1,ROUND(ROUND(0.5,12),2)>=1)*0.01,2)',
    );
  });
});

test('the tolerance of a sum of two parts in a table of two decimals is 0.015', () => {
  expect(canonical(sumTolerance(2, 2))).toBe('0.015');
});
