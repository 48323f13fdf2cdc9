import { checks } from '../../src/core/checks/rules';
import { allMessages } from '../../src/core/wording/english';
import { cases } from './cases';
import { checkSnapshot, findingsOf } from './check-workbook';

/** Codes of the catalogue with their severities, as printed; those of reports only (N-04, N-05, F-01 … F-03, T) are left out. */
const catalogue = `
U-01 warning U-02 note U-03 error U-04 warning U-05 warning U-06 note
L-01 question L-02 question L-03 question
K-01 error K-02 error K-03 error K-04 error K-05 error K-06 error K-07 error K-08 warning K-09 warning K-10 error K-11 warning K-12 warning K-13 note
K-14 warning K-15 error K-16 warning
C-01 error C-02 error C-03 error C-04 warning C-05 question C-06 note C-07 error C-08 warning C-09 question C-10 error C-11 question C-12 question
C-13 error C-14 note C-15 error C-16 error C-17 warning C-18 warning C-19 warning
S-01 error S-02 error S-03 error S-04 error S-05 error S-06 question S-07 error S-08 error S-09 error S-10 error S-11 error S-12 warning S-13 question
S-14 warning S-15 note S-16 warning
I-01 error I-02 error I-03 error I-04 warning I-05 warning I-06 warning I-07 warning I-08 warning I-09 warning I-10 warning I-11 warning I-12 question
I-13 note
R-01 error R-02 warning R-03 error R-04 warning R-05 question R-06 warning R-07 warning R-08 question R-09 error
N-01 error N-02 error N-03 warning N-06 error N-07 error N-08 warning N-09 question N-10 warning N-11 warning
F-04 error F-05 warning
H-01 warning H-02 error H-03 note H-04 warning H-05 warning H-06 note H-07 question H-08 note`
  .trim()
  .split(/\s+/);
const severities = new Map(catalogue.flatMap((word, index) => (index % 2 === 0 ? [[word, catalogue[index + 1]] as const] : [])));
/** Rules whose correct value follows by arithmetic or plain cleaning (fix ✓). */
const mendable = ['U-06', 'K-16', 'C-01', 'C-09', 'C-14', 'S-04', 'S-05', 'S-07', 'S-08', 'S-15', 'N-02', 'H-03'];

describe('the registry', () => {
  it('holds every rule of the catalogue that a workbook can show, and no other', () => {
    expect(checks.map(({ code }) => code).sort()).toEqual([...severities.keys()].sort());
  });

  it('gives each the catalogue’s severity', () => {
    expect(checks.filter(({ code, severity }) => severities.get(code) !== severity).map(({ code }) => code)).toEqual([]);
  });

  it('gives each a basis and a title', () => {
    expect(
      checks.filter(({ code, basis }) => basis.length === 0 || !(`title.${code}` in allMessages['zh-CN'].checks)).map(({ code }) => code),
    ).toEqual([]);
  });

  it('can mend what the catalogue says can be mended', () => {
    expect(
      checks
        .filter((check) => check.mendable)
        .map(({ code }) => code)
        .sort(),
    ).toEqual([...mendable].sort());
  });
});

describe.each(checks.map((check) => [check.code, check] as const))('%s', (code, check) => {
  const { fails, passes, cell, severity, settings } = cases[code];

  it('speaks about the failing workbook, at the very cell', () => {
    const found = findingsOf(checkSnapshot(fails, settings), code);
    expect(found.filter(({ cells }) => cells.includes(cell)).map((finding) => finding.severity)).toContain(severity ?? check.severity);
    for (const { message, basis } of found) {
      expect(message).not.toMatch(/[{}]|undefined|NaN/);
      expect(basis).not.toBe('');
    }
  });

  it('is silent on its nearest correct neighbour', () => {
    expect(findingsOf(checkSnapshot(passes, settings), code).map(({ message }) => message)).toEqual([]);
  });
});
