import { readFileSync } from 'node:fs';
import path from 'node:path';
import { ExpressionTextError, expressionFromText, expressionToText } from '../../src/core/systems/expression-text';
import { loadSystem } from '../../src/core/systems/load';
import { systemFromRows, systemToRows } from '../../src/core/systems/rule-rows';
import { standardRates, systems } from '../../src/core/systems/systems';
import { assessed, builtIn, resultOf } from '../assessment/department';

const loaded = loadSystem(readFileSync(path.join(__dirname, 'made-up.system.json'), 'utf8'));
const madeUp = 'system' in loaded ? [loaded.system] : [];

describe('a system as an editable sheet', () => {
  test.each([...systems, ...madeUp].map((system) => [system.id, system] as const))(
    '%s survives the way there and back whole',
    (_, system) => {
      const rows = systemToRows(system);
      expect(rows.every((row) => row.every((cell) => typeof cell === 'string'))).toBe(true);
      expect(systemFromRows(rows)).toEqual({ system });
    },
  );

  test.each(standardRates.map(({ id, value }) => [id, value] as const))('the expression of %s survives as text', (_, value) => {
    expect(expressionFromText(expressionToText(value))).toEqual(value);
  });

  test('rates and columns go by the names that a person knows; only ids of systems and outlines, and slots of sentences, are Latin', () => {
    const latin = systems.flatMap((system) =>
      systemToRows(system)
        .flat()
        .filter((cell) => cell !== system.id && cell !== system.outline && /[A-Za-z]{4,}/.test(cell.replace(/\{[^{}]*\}/g, ''))),
    );
    expect(latin).toEqual([]);
    expect(expressionToText({ rate: 'threePublicControlRate' })).toBe('比率(“三公”经费控制率)');
    for (const text of ['比率("三公"经费控制率)', '比率(三公经费控制率)', '比率(threePublicControlRate)']) {
      expect(expressionFromText(text)).toEqual({ rate: 'threePublicControlRate' });
    }
  });

  test('an expression reads as a person writes it', () => {
    expect(expressionToText({ ratio: [{ fact: 'total:outturn' }, { fact: 'total:budget.full' }] })).toBe(
      '相除(决算数_合计, 全年预算数_合计)',
    );
    expect(expressionFromText('较小（1，决算数_合计）')).toEqual({ least: [{ constant: '1' }, { fact: 'total:outturn' }] });
  });

  test.each(['相除(决算数_合计', '相除(决算数_合计)', '相除(1, 2) 3', '', '口径(1)', `${'绝对值('.repeat(40)}1${')'.repeat(40)}`])(
    'refuses the expression %p in words',
    (text) => {
      expect(() => expressionFromText(text)).toThrow(ExpressionTextError);
    },
  );

  const rows = systemToRows(builtIn('shenzhen-department'));
  const rowOf = (...cells: readonly string[]): number =>
    rows.findIndex((row) => cells.every((cell, index) => cell === '*' || row[index] === cell));
  const edited = (row: number, column: number, text: string): string[][] =>
    rows.map((cells, index) => (index === row ? cells.map((cell, at) => (at === column ? text : cell)) : cells));

  test('a changed band and a changed name are used', () => {
    const named = systemFromRows(edited(rowOf('指标', '2.3.1'), 3, '资产利用率'));
    expect('system' in named && named.system.indicators.find(({ code }) => code === '2.3.1')?.name).toBe('资产利用率');
    const banded = systemFromRows(edited(rowOf('分档', '0.9', '是', '', '', '1'), 5, '0.5'));
    const rule = 'system' in banded ? banded.system.indicators.find(({ code }) => code === '2.3.1')?.rule : null;
    expect(rule?.kind === 'bands' && rule.bands.at(-1)?.score).toBe('0.5');
  });

  test('an added indicator is used, when its points are taken from another', () => {
    const added = [
      [
        '指标',
        '3.5.1',
        '部门绩效/特色',
        '会议费控制率',
        '1',
        '相除(决算数_会议费, 年初预算数_会议费)',
        '不超过年初预算得 1 分',
        '本地',
        '默认规则',
      ],
      ['规则', '分档'],
      ['分档', '', '', '1', '是', '1'],
      ['分档', '1', '否', '', '', '0'],
    ];
    const result = systemFromRows([...edited(rowOf('指标', '3.3.1'), 4, '24'), ...added]);
    const system = 'system' in result ? result.system : null;
    expect(system?.indicators.at(-1)?.name).toBe('会议费控制率');
    const facts = { 'meeting:outturn': '3', 'meeting:budget.initial': '2' };
    expect(system && resultOf(assessed(system, facts), '3.5.1').score).toBe('0');
  });

  test.each([
    ['points that do not sum', () => [rowOf('指标', '1.1.2'), 4, '6'], () => [rowOf('体系'), 6], '分值合计为 101，应为 100'],
    [
      'a gap between bands',
      () => [rowOf('分档', '0.9', '是', '', '', '1'), 1, '0.95'],
      () => [rowOf('分档', '0.9', '是', '', '', '1'), 0],
      '分档在 0.9 与 0.95 之间有空档',
    ],
    [
      'an unknown fact',
      () => [rowOf('指标', '3.2.2'), 5, '相除(决算数_合计, 火星)'],
      () => [rowOf('指标', '3.2.2'), 5],
      '没有数据项“火星”',
    ],
    ['an open bracket', () => [rowOf('指标', '3.2.2'), 5, '相除(决算数_合计'], () => [rowOf('指标', '3.2.2'), 5], '取数的括号没有配对'],
    [
      'an unknown kind of rule',
      () => [rowOf('规则', '逐项扣分'), 1, '看着办'],
      () => [rowOf('规则', '逐项扣分'), 1],
      '“看着办”不在可选范围内',
    ],
    ['points that are no number', () => [rowOf('指标', '1.1.1'), 4, '五'], () => [rowOf('指标', '1.1.1'), 4], '“五”不是数字'],
    ['an unknown kind of row', () => [rowOf('等次'), 0, '等级'], () => [rowOf('等次'), 0], '不认识的行“等级”'],
  ] as const)('%s is named with its cell', (_, change, place, reason) => {
    const [row, column, text] = change() as [number, number, string];
    const result = systemFromRows(edited(row, column, text));
    const [wantedRow, wantedColumn] = place() as [number, number];
    const found = 'problems' in result ? result.problems : [];
    expect(found).toContainEqual({ row: wantedRow + 1, column: wantedColumn + 1, reason: expect.stringContaining(reason) });
  });
});
