import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { Finding } from '../../src/core/checks/finding';
import { openWorkbook } from '../../src/hosts/file';
import { checkSnapshot } from './check-workbook';

interface Expectation {
  readonly code: string;
  readonly severity?: string;
  readonly cells?: readonly string[];
}
interface Truth {
  readonly file: string;
  readonly clean: boolean;
  readonly expected: readonly { readonly codes: readonly string[]; readonly cells: readonly string[]; readonly why: string }[];
  readonly mustNot: readonly { readonly codes: readonly string[]; readonly cells: readonly string[]; readonly why: string }[];
  readonly may: readonly string[];
}

const folder = path.join(__dirname, '../fixtures');

function check(file: string): readonly Finding[] {
  return checkSnapshot(openWorkbook(new Uint8Array(readFileSync(file)), file).snapshot()).findings;
}

function matches(finding: Finding, { code, severity, cells }: Expectation): boolean {
  return (
    finding.code === code &&
    (severity === undefined || finding.severity === severity) &&
    (cells === undefined || cells.some((cell) => finding.cells.includes(cell)))
  );
}

function named(findings: readonly Finding[]): string[] {
  return findings.map(({ severity, code, cells, message }) => `${severity} ${code} ${cells[0] ?? ''} ${message}`);
}

describe.each(readdirSync(folder).filter((name) => name.endsWith('.expected.json')))('%s', (name) => {
  const { check: expected } = JSON.parse(readFileSync(path.join(folder, name), 'utf8')) as {
    check: { mustInclude: Expectation[]; mayInclude: string[]; mustNotInclude: Expectation[] };
  };
  const findings = check(path.join(folder, name.replace('.expected.json', '.xlsx')));

  it('has every finding that it must have', () => {
    expect(expected.mustInclude.filter((wanted) => !findings.some((finding) => matches(finding, wanted)))).toEqual([]);
  });

  it('has none that it must not have', () => {
    expect(named(findings.filter((finding) => expected.mustNotInclude.some((unwanted) => matches(finding, unwanted))))).toEqual([]);
  });

  it('has no error or warning beyond what was asked for', () => {
    const asked = new Set([...expected.mustInclude.map(({ code }) => code), ...expected.mayInclude]);
    expect(named(findings.filter(({ code, severity }) => (severity === 'error' || severity === 'warning') && !asked.has(code)))).toEqual(
      [],
    );
  });
});

describe.each(
  readdirSync(path.join(folder, 'forms'))
    .filter((name) => name.endsWith('.truth.json') && !name.includes('blank'))
    .map((name) => [name, JSON.parse(readFileSync(path.join(folder, 'forms', name), 'utf8')) as Truth] as const),
)('%s', (_name, truth) => {
  const findings = check(path.join(folder, 'forms', truth.file));
  const hits = (entry: { readonly codes: readonly string[]; readonly cells: readonly string[] }): Finding[] =>
    findings.filter(({ code, cells }) => entry.codes.includes(code) && cells.some((cell) => entry.cells.includes(cell)));

  it('shows every fault of the published form', () => {
    expect(truth.expected.filter((entry) => hits(entry).length === 0)).toEqual([]);
  });

  it('accuses nothing that is right', () => {
    expect(truth.mustNot.flatMap((entry) => named(hits(entry)))).toEqual([]);
  });

  it('is silent where the form is clean', () => {
    const loud = findings.filter(({ code, severity }) => (severity === 'error' || severity === 'warning') && !truth.may.includes(code));
    expect(truth.clean ? named(loud) : []).toEqual([]);
  });
});
