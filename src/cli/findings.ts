import type { CheckResult, Severity } from '../core/checks/finding';
import { type MessageKey, say } from '../core/wording/wording';

const severityKeys: Readonly<Record<Severity, MessageKey<'cli'>>> = {
  error: 'severityError',
  warning: 'severityWarning',
  question: 'severityQuestion',
  note: 'severityNote',
};

/** Findings as a person reads them, one a line, counts last. */
export function plainFindings(checks: CheckResult): string {
  const lines = checks.findings
    .filter(({ waived }) => waived === null)
    .map(
      ({ severity, code, message, cells }) =>
        `${say('cli', severityKeys[severity])} ${code}　${message}${cells.length > 0 ? `　${cells.slice(0, 4).join('、')}` : ''}`,
    );
  if (checks.unchecked.length > 0) {
    lines.push('', say('cli', 'uncheckedTitle', { count: checks.unchecked.length }));
    for (const [missing, codes] of codesByMissing(checks)) lines.push(say('cli', 'uncheckedLine', { missing, codes: codes.join('、') }));
  }
  lines.push('', checks.findings.length === 0 ? say('cli', 'clean') : say('cli', 'summary', checks.summary));
  return lines.join('\n');
}

/** Checks that lack the same thing, together. */
function codesByMissing({ unchecked }: CheckResult): Map<string, string[]> {
  const groups = new Map<string, string[]>();
  for (const { code, missing } of unchecked) groups.set(missing, [...(groups.get(missing) ?? []), code]);
  return groups;
}
