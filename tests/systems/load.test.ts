import { readFileSync } from 'node:fs';
import path from 'node:path';
import { loadSystem, type SystemProblem } from '../../src/core/systems/load';
import { assessed, resultOf } from '../assessment/department';

const madeUp = readFileSync(path.join(__dirname, 'made-up.system.json'), 'utf8');

function problems(source: string | object): readonly SystemProblem[] {
  const loaded = loadSystem(source);
  return 'problems' in loaded ? loaded.problems : [];
}

/** The made-up system with one text changed, and the line on which the change stands. */
function changed(before: string, after: string): { readonly text: string; readonly line: number } {
  const at = madeUp.indexOf(before);
  if (at < 0) throw new Error(`not in the file: ${before}`);
  return { text: madeUp.replace(before, after), line: madeUp.slice(0, at).split('\n').length };
}

describe('a made-up system that no line of code knows', () => {
  const loaded = loadSystem(madeUp);
  if ('problems' in loaded) throw new Error(JSON.stringify(loaded.problems));
  const facts = {
    'total:outturn': '88',
    'total:budget.full': '100',
    'meeting:outturn': '6',
    'meeting:budget.initial': '4',
    'training:outturn': '3',
  };

  test('assesses by its own bands, its own conditions and its own grades', () => {
    const assessment = assessed(loaded.system, facts, { manual: new Map([['甲/群众评议', { score: '20', cell: "'表'!B2" }]]) });
    expect(resultOf(assessment, '执行').score).toBe('30');
    expect(resultOf(assessment, '会议培训')).toMatchObject({ score: '20', shownRate: '225.00%' });
    expect(assessment.total).toEqual({ points: '100', score: '70' });
    expect(assessment.grade).toBe('过关');
  });

  test('gives another score when one band in the file is changed', () => {
    const { text } = changed('"score": "30"', '"score": "35"');
    const other = loadSystem(text);
    if ('problems' in other) throw new Error('does not load');
    expect(resultOf(assessed(other.system, facts), '执行').score).toBe('35');
  });

  test('loads the same from an object', () => {
    expect(loadSystem(JSON.parse(madeUp) as object)).toEqual(loaded);
  });
});

describe('a bad system file names the line, the place and the reason', () => {
  test.each([
    ['points that do not sum', '"points": "20"', '"points": "25"', 'totalPoints', '分值合计为 105，应为 100'],
    [
      'overlapping bands',
      '"from": "0.8", "fromIncluded": true',
      '"from": "0.7", "fromIncluded": true',
      'indicators[0].rule.bands[1]',
      '分档在 0.7 处重叠',
    ],
    [
      'bands with a gap',
      '"from": "0.8", "fromIncluded": true',
      '"from": "0.85", "fromIncluded": true',
      'indicators[0].rule.bands[1]',
      '分档在 0.8 与 0.85 之间有空档',
    ],
    [
      'a bound in no band',
      '"from": "0.8", "fromIncluded": true',
      '"from": "0.8"',
      'indicators[0].rule.bands[1]',
      '分档在 0.8 与 0.8 之间有空档',
    ],
    [
      'an unknown fact',
      '"fact": "training:outturn"',
      '"fact": "training:spent"',
      'indicators[1].value.ratio[0].sum[1].fact',
      '没有数据项“training:spent”',
    ],
    ['an unknown rate', '"rate": "executionRate"', '"rate": "speed"', 'indicators[0].value.rate', '没有比率“speed”'],
    ['an unknown rule kind', '"kind": "manual"', '"kind": "guess"', 'indicators[2].rule.kind', '没有计分规则“guess”'],
    ['an unknown key', '"shortTitle": "自拟"', '"shortTitle": "自拟", "color": "red"', 'color', '不认识的键“color”'],
    ['a missing key', '"outline": "generic"', '"$schema": "x"', '', '缺少“outline”'],
    ['a number that is no text', '"totalPoints": "100"', '"totalPoints": 100', 'totalPoints', '应为文本'],
    ['a percent sign', '"to": "0.8"', '"to": "80%"', 'indicators[0].rule.bands[0].to', '“80%”不是数字'],
    ['a band beyond the points', '"score": "50"', '"score": "60"', 'indicators[0].rule.bands[2].score', '分档得分 60 超过分值 50'],
    [
      'an unknown basis',
      '"年初预算数"]',
      '"上年预算数"]',
      'bases.executionRate[1]',
      '没有口径“上年预算数”，可用：全年预算数、年初预算数、到位数',
    ],
    ['grades out of order', '"name": "过关", "from": "70"', '"name": "过关", "from": "99"', 'grades[1].from', '等次应从高到低排列'],
    [
      'a workings slot that does not exist',
      '"workings": "比率 {rate}"',
      '"workings": "比率 {3.rate}"',
      'indicators[0].workings',
      '算式中没有“3.rate”这一项',
    ],
    ['an indicator twice', '"name": "会议培训"', '"name": "执行"', 'indicators[1].name', '指标“甲/执行”重复'],
    ['a division by 0', '{ "fact": "meeting:budget.initial" }', '{ "constant": "0" }', 'indicators[1].value.ratio[1]', '分母不能为 0'],
    ['a rule without its value', '"value": { "rate": "executionRate" },', '', 'indicators[0].rule', '计分规则“bands”需要取数（value）'],
  ])('%s', (_, before, after, place, reason) => {
    const { text, line } = changed(before, after);
    const found = problems(text).find((problem) => problem.path === place && problem.reason.startsWith(reason));
    expect(problems(text).map(({ path: at, reason: why }) => `${at}: ${why}`)).toContainEqual(
      expect.stringContaining(`${place}: ${reason}`),
    );
    if (!['', 'totalPoints', 'indicators[0].rule'].includes(place)) expect(found?.line).toBe(line);
    else expect(found?.line).toBeGreaterThan(0);
  });

  test.each([
    ['an open bracket', '{"id": "a"', 1, '引号或括号没有配对'],
    ['a comma too many', '{\n"id": "a",\n}', 3, '不是有效的 JSON'],
    ['an unclosed text', '{\n"id": "a\n}', 2, '引号或括号没有配对'],
    ['a repeated key', '{"id": "a",\n"id": "b"}', 2, '重复的键'],
    ['nothing', '', 1, '不是有效的 JSON'],
    ['a hundred brackets', '['.repeat(100), 1, '嵌套过深'],
    ['text after the end', '{} x', 1, '不是有效的 JSON'],
  ])('%s', (_, text, line, reason) => {
    const [problem] = problems(text);
    expect(problem?.line).toBe(line);
    expect(problem?.reason).toContain(reason);
  });

  test('an object from elsewhere can not reach a prototype', () => {
    const found = problems(`{"__proto__": {"id": "x"}, "id": "a"}`);
    expect(found.map(({ path: at }) => at)).toContain('__proto__');
  });

  test('a number, a list or null is refused in words', () => {
    expect(problems('[]')[0]?.reason).toBe('应为一组键值，现为“[]”');
    expect(problems('null')[0]?.reason).toBe('应为一组键值，现为“null”');
  });
});
