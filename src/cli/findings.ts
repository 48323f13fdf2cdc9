import type { CheckResult, Severity } from '../core/checks/finding';
import { sayCli } from '../core/wording/say-cli';
import type { MessageKey } from '../core/wording/wording';

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
        `${sayCli(severityKeys[severity])} ${code}　${message}${cells.length > 0 ? `　${cells.slice(0, 4).join('、')}` : ''}`,
    );
  if (checks.unchecked.length > 0) {
    lines.push('', sayCli('uncheckedTitle', { count: checks.unchecked.length }));
    for (const [missing, codes] of codesByMissing(checks)) lines.push(sayCli('uncheckedLine', { missing, codes: codes.join('、') }));
  }
  lines.push('', checks.findings.length === 0 ? sayCli('clean') : sayCli('summary', checks.summary));
  return lines.join('\n');
}

/** Checks that lack the same thing, together. */
function codesByMissing({ unchecked }: CheckResult): Map<string, string[]> {
  const groups = new Map<string, string[]>();
  for (const { code, missing } of unchecked) groups.set(missing, [...(groups.get(missing) ?? []), code]);
  return groups;
}
