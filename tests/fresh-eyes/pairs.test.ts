import type { Finding } from '../../src/core/checks/finding';
import { checks } from '../../src/core/checks/rules';
import type { Snapshot } from '../../src/core/workbook/snapshot';
import { checkWorkbook } from '../../src/core/workflow/evaluate';
import type { Edge } from '../../src/core/workflow/outcome';
import { pairs as firstPairs } from './pairs';
import { widerPairs } from './wider-pairs';

const pairs = [...firstPairs, ...widerPairs];

const edge: Edge = { today: '2024-03-20', now: '2024-03-20T10:00:00', freshId: 'x', language: 'zh-CN' };

const found = (book: Snapshot): readonly Finding[] => checkWorkbook(book, edge, {}).checks.findings;
const place = (reference: string): string => reference.replaceAll("'", '');
const told = ({ code, severity, cells, message }: Finding): string => `${code} ${severity} ${cells.map(place).join(' ')} ${message}`;

describe('the pairs', () => {
  it('hold a fault and a clean neighbour for every registered rule', () => {
    const covered = new Set(pairs.map(({ rule }) => rule));
    expect(checks.map(({ code }) => code).filter((code) => !covered.has(code))).toEqual([]);
  });

  it('name the cells of every fault', () => {
    expect(pairs.filter(({ at }) => at.length === 0).map(({ what }) => what)).toEqual([]);
  });
});

describe('a fault and its nearest clean neighbour', () => {
  test.each(pairs.map((entry) => [`${entry.rule}: ${entry.what}`, entry] as const))('%s', (_, entry) => {
    const findings = found(entry.fault);
    const named = (cell: string): boolean => entry.at.some((wanted) => place(cell) === wanted || place(cell).endsWith(`!${wanted}`));
    const hits = findings.filter(({ code }) => code === entry.rule);
    expect(hits.length === entry.times ? [] : [`${hits.length} × ${entry.rule}`, ...findings.map(told)]).toEqual([]);
    expect(hits.filter(({ severity }) => severity !== entry.severity).map(told)).toEqual([]);
    expect(hits.filter(({ cells }) => !cells.some(named)).map(told)).toEqual([]);
    expect(
      findings.filter(({ code, severity }) => severity !== 'note' && code !== entry.rule && !entry.may.includes(code)).map(told),
    ).toEqual([]);
  });

  test.each(pairs.map((entry) => [`${entry.rule}: ${entry.what}, but ${entry.but}`, entry] as const))('%s', (_, entry) => {
    const accused = found(entry.neighbour).filter(
      ({ code, severity }) => !entry.mayNeighbour.includes(code) && (severity !== 'note' || code === entry.rule),
    );
    expect(accused.map(told)).toEqual([]);
  });
});
