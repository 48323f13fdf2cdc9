import { ruleSetVersion } from '../settings/fingerprints';
import { say } from '../wording/wording';
import { parseFullReference } from '../workbook/address';
import type { CheckResult, Finding, Severity } from './finding';
import { basisText, checks } from './rules';

/** One file: what was found in it, or the sentence why it could not be read. */
export type SarifInput = { readonly file: string; readonly checks: CheckResult } | { readonly file: string; readonly error: string };

const levels: Readonly<Record<Severity, 'error' | 'warning' | 'note'>> = {
  error: 'error',
  warning: 'warning',
  question: 'note',
  note: 'note',
};

/**
 * Findings of many files as one SARIF 2.1.0 log (OASIS). A workbook has no lines: a cell is a logical location of its file, and its row
 * and column stand as the region's line and column so that ordinary viewers sort by place. Waived findings carry a suppression. A file that
 * could not be read is a notification of the invocation, which is then not successful.
 */
export function toSarif(inputs: readonly SarifInput[]): object {
  const uris = [...new Set(inputs.map(({ file }) => uriOf(file)))];
  const indexOf = new Map(uris.map((uri, index) => [uri, index]));
  const artifactOf = (file: string): object => ({ uri: uriOf(file), index: indexOf.get(uriOf(file)) ?? 0 });
  const unreadable = inputs.flatMap((input) => ('error' in input ? [input] : []));
  return {
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: {
          driver: {
            name: 'jihe',
            version: ruleSetVersion,
            language: 'zh-CN',
            rules: checks.map(({ code, severity, basis }) => ({
              id: code,
              name: code.replace('-', ''),
              shortDescription: { text: say('checks', `title.${code}`) },
              help: { text: basisText(basis, 'project') },
              defaultConfiguration: { level: levels[severity] },
              properties: { severity },
            })),
          },
        },
        columnKind: 'utf16CodeUnits',
        invocations: [
          {
            executionSuccessful: unreadable.length === 0,
            toolExecutionNotifications: unreadable.map(({ file, error }) => ({
              level: 'error',
              message: { text: error },
              locations: [{ physicalLocation: { artifactLocation: artifactOf(file) } }],
            })),
          },
        ],
        artifacts: uris.map((uri) => ({ location: { uri } })),
        results: inputs.flatMap((input) =>
          'error' in input ? [] : input.checks.findings.map((finding) => result(finding, artifactOf(input.file))),
        ),
      },
    ],
  };
}

const ruleIndexes: ReadonlyMap<string, number> = new Map(checks.map(({ code }, index) => [code, index]));

function result(finding: Finding, artifact: object): object {
  const { code, severity, message, cells, key, waived, stated, expected, difference, basis, mend } = finding;
  return {
    ruleId: code,
    ...(ruleIndexes.has(code) ? { ruleIndex: ruleIndexes.get(code) } : {}),
    level: levels[severity],
    message: { text: message },
    locations: (cells.length > 0 ? cells.slice(0, 10) : [null]).map((cell) => location(artifact, cell)),
    partialFingerprints: { 'jiheKey/v1': key },
    ...(waived === null ? {} : { suppressions: [{ kind: 'external', status: 'accepted', justification: waived.reason }] }),
    properties: { severity, stated, expected, difference, basis, fixable: mend !== null, cells },
  };
}

function location(artifact: object, cell: string | null): object {
  const place = cell === null ? null : parseFullReference(cell);
  return {
    physicalLocation: {
      artifactLocation: artifact,
      ...(place ? { region: { startLine: place.area.top, startColumn: place.area.left } } : {}),
    },
    ...(cell === null ? {} : { logicalLocations: [{ fullyQualifiedName: cell, kind: 'member' }] }),
  };
}

/** A relative or file URI of a path as it was given. */
function uriOf(file: string): string {
  const forward = file.replace(/\\/g, '/');
  const encoded = forward
    .split('/')
    .map((part) => encodeURIComponent(part).replace(/^([A-Za-z])%3A$/, '$1:'))
    .join('/');
  if (/^[A-Za-z]:\//.test(forward)) return `file:///${encoded}`;
  return forward.startsWith('/') ? `file://${encoded}` : encoded;
}
