import type { CheckCode } from './check';

/**
 * One fault, one finding (catalogue, 优先顺序): a finding of the first code silences those of the others that share a cell with it. `*` stands
 * for every rate, sum and reason rule. An error value silences whatever would be said about a number that is not there.
 */
export const precedence: readonly { readonly code: CheckCode; readonly silences: readonly (CheckCode | 'K' | 'C' | 'S' | 'R' | 'N')[] }[] =
  [
    { code: 'U-03', silences: ['K', 'C', 'R', 'N', 'S-06', 'S-07', 'S-13', 'U-05', 'L-02'] },
    { code: 'H-02', silences: ['C-01', 'C-07', 'S-16', 'S-04', 'I-02', 'I-03'] },
    { code: 'C-13', silences: ['C-12'] },
    { code: 'C-09', silences: ['C-05', 'C-01'] },
    { code: 'C-05', silences: ['C-01'] },
    { code: 'C-02', silences: ['K-14', 'C-01'] },
    { code: 'C-10', silences: ['C-08', 'K-14', 'C-02'] },
    { code: 'C-08', silences: ['K-14', 'C-02'] },
    { code: 'R-01', silences: ['R-03', 'S-09', 'R-02'] },
    { code: 'R-03', silences: ['S-09'] },
    { code: 'S-16', silences: ['C-07', 'S-04'] },
    { code: 'C-17', silences: ['I-07'] },
    { code: 'K-10', silences: ['L-02'] },
    { code: 'K-08', silences: ['K-04', 'K-09', 'L-02'] },
    { code: 'I-04', silences: ['I-02'] },
    { code: 'I-03', silences: ['I-02', 'I-04', 'I-05'] },
    { code: 'U-05', silences: ['K-16', 'K-05', 'K-10', 'L-02'] },
    { code: 'K-05', silences: ['L-02', 'K-16'] },
    { code: 'K-16', silences: ['L-02'] },
    { code: 'N-08', silences: ['L-02'] },
    { code: 'K-04', silences: ['N-11'] },
    { code: 'K-01', silences: ['N-11', 'L-02'] },
    { code: 'S-03', silences: ['S-07', 'S-08', 'S-10', 'S-06', 'S-13', 'S-15'] },
    { code: 'S-07', silences: ['S-06'] },
    { code: 'S-04', silences: ['S-06'] },
    { code: 'K-15', silences: ['I-09'] },
  ];

/** Findings that stand after the more specific ones have silenced the general ones on the same cells. Linear in findings and their cells. */
export function withoutSilenced<Entry extends { readonly code: string; readonly severity: string; readonly cells: readonly string[] }>(
  findings: readonly Entry[],
): Entry[] {
  const silenced = new Set<Entry>();
  for (const { code, silences } of precedence) {
    const cells = new Set(
      findings.filter((finding) => finding.code === code && !silenced.has(finding)).flatMap((finding) => subjects(finding)),
    );
    if (cells.size === 0) continue;
    const groups = new Set<string>(silences);
    for (const finding of findings) {
      if (finding.code === code || (!groups.has(finding.code) && !groups.has(finding.code.slice(0, 1)))) continue;
      if (subjects(finding).some((cell) => cells.has(cell))) silenced.add(finding);
    }
  }
  return findings.filter((finding) => !silenced.has(finding));
}

/** A finding over a long list is about its first cells, not about everything that it adds up. */
function subjects({ code, cells }: { readonly code: string; readonly cells: readonly string[] }): readonly string[] {
  return code === 'S-04' || code === 'S-01' || code === 'S-16' || code === 'K-10' ? cells.slice(0, 1) : cells;
}
