import type { Finding } from '../../src/core/checks/finding';
import type { Snapshot } from '../../src/core/workbook/snapshot';
import { checkWorkbook } from '../../src/core/workflow/evaluate';
import type { Edge } from '../../src/core/workflow/outcome';
import { cleans, faults } from './cases';

const edge: Edge = { today: '2024-03-20', now: '2024-03-20T10:00:00', freshId: 'x', language: 'zh-CN' };

const found = (book: Snapshot): readonly Finding[] => checkWorkbook(book, edge, {}).checks.findings;
const place = (reference: string): string => reference.replaceAll("'", '');
const told = ({ code, severity, cells, message }: Finding): string => `${code} ${severity} ${cells.map(place).join(' ')} ${message}`;

/** Errors, warnings and questions of codes that nobody expected. */
const accusations = (findings: readonly Finding[], allowed: readonly string[]): string[] =>
  findings.filter(({ code, severity }) => severity !== 'note' && !allowed.includes(code)).map(told);

describe('one fault in a workbook', () => {
  test.each(faults.map((entry) => [`${entry.rule}: ${entry.what}`, entry] as const))('%s', (_, { rule, severity, book, at, may }) => {
    const findings = found(book);
    const there = (cell: string): boolean => at.some((wanted) => place(cell) === wanted || place(cell).endsWith(`!${wanted}`));
    const hits = findings.filter(({ code, cells }) => code === rule && (at.length === 0 || cells.some(there)));
    expect(hits.length > 0 ? [] : findings.map(told)).toEqual([]);
    expect(new Set(hits.map((finding) => finding.severity))).toEqual(new Set([severity]));
    expect(accusations(findings, [rule, ...(may ?? [])])).toEqual([]);
  });
});

describe('a workbook without fault', () => {
  test.each(cleans.map((entry) => [entry.what, entry] as const))('%s', (_, { book, may }) => {
    expect(accusations(found(book), may ?? [])).toEqual([]);
  });
});
