import type { CheckResult } from '../../src/core/checks/finding';
import { toSarif } from '../../src/core/checks/sarif';
import { departmentTable } from '../sweep/correct';
import { Chance } from '../sweep/random';
import { checkSnapshot } from './check-workbook';
import { fixed, withCells } from './workbook';

/**
 * What SARIF 2.1.0 (OASIS, errata 01) lets an object hold: every property that this project writes, those that are required, and what each may be.
 * The standard allows no others, save in property bags.
 */
type Shape = (value: unknown, at: string) => string[];

const isText: Shape = (value, at) => (typeof value === 'string' && value !== '' ? [] : [`${at}: no text`]);
const isBoolean: Shape = (value, at) => (typeof value === 'boolean' ? [] : [`${at}: no truth value`]);
const isBag: Shape = (value, at) => (typeof value === 'object' && value !== null && !Array.isArray(value) ? [] : [`${at}: no object`]);
const whole =
  (least: number): Shape =>
  (value, at) =>
    Number.isInteger(value) && Number(value) >= least ? [] : [`${at}: no whole number from ${least}`];
const oneOf =
  (...words: readonly string[]): Shape =>
  (value, at) =>
    words.includes(String(value)) ? [] : [`${at}: ${String(value)}`];
const listOf =
  (shape: Shape, isSet = false): Shape =>
  (value, at) => {
    if (!Array.isArray(value)) return [`${at}: no list`];
    const texts = value.map((entry) => JSON.stringify(entry));
    return [
      ...value.flatMap((entry, index) => shape(entry, `${at}[${index}]`)),
      ...(isSet && new Set(texts).size < texts.length ? [`${at}: an entry twice`] : []),
    ];
  };
const objectOf =
  (required: Readonly<Record<string, Shape>>, optional: Readonly<Record<string, Shape>> = {}): Shape =>
  (value, at) => {
    if (isBag(value, at).length > 0) return isBag(value, at);
    const given = value as Record<string, unknown>;
    const known: Readonly<Record<string, Shape>> = { ...required, ...optional };
    return [
      ...Object.keys(required).flatMap((name) => (name in given ? [] : [`${at}.${name}: missing`])),
      ...Object.entries(given).flatMap(([name, entry]) => known[name]?.(entry, `${at}.${name}`) ?? [`${at}.${name}: not in the standard`]),
    ];
  };

/** RFC 3986: a URI or a relative reference, of ASCII alone, every per cent sign with its two digits, no colon in a first relative segment. */
const isUriReference: Shape = (value, at) =>
  /^(?:[A-Za-z][A-Za-z0-9+.-]*:|(?![^/]*:))(?:[A-Za-z0-9\-._~:/?@!$&'()*+,;=]|%[0-9A-Fa-f]{2})*$/.test(String(value))
    ? []
    : [`${at}: ${String(value)} is no URI reference`];
const level = oneOf('none', 'note', 'warning', 'error');
const message = objectOf({ text: isText });
const artifactLocation = objectOf({ uri: isUriReference }, { index: whole(0) });
const location = objectOf(
  {
    physicalLocation: objectOf({ artifactLocation }, { region: objectOf({ startLine: whole(1), startColumn: whole(1) }) }),
  },
  { logicalLocations: listOf(objectOf({ fullyQualifiedName: isText, kind: isText }), true) },
);
const run = objectOf({
  tool: objectOf({
    driver: objectOf({
      name: isText,
      version: isText,
      language: (value, at) => (/^[a-zA-Z]{2}(-[a-zA-Z]{2})?$/.test(String(value)) ? [] : [`${at}: no language`]),
      rules: listOf(
        objectOf({
          id: isText,
          name: isText,
          shortDescription: message,
          help: message,
          defaultConfiguration: objectOf({ level }),
          properties: isBag,
        }),
        true,
      ),
    }),
  }),
  columnKind: oneOf('utf16CodeUnits', 'unicodeCodePoints'),
  invocations: listOf(
    objectOf({
      executionSuccessful: isBoolean,
      toolExecutionNotifications: listOf(objectOf({ level, message, locations: listOf(location) })),
    }),
  ),
  artifacts: listOf(objectOf({ location: objectOf({ uri: isUriReference }) }), true),
  results: listOf(
    objectOf(
      {
        ruleId: isText,
        level,
        message,
        locations: listOf(location),
        partialFingerprints: objectOf({ 'jiheKey/v1': isText }),
        properties: isBag,
      },
      {
        ruleIndex: whole(0),
        suppressions: listOf(
          objectOf({ kind: oneOf('inSource', 'external'), status: oneOf('accepted', 'underReview', 'rejected'), justification: isText }),
          true,
        ),
      },
    ),
  ),
});
const log = objectOf({ $schema: isUriReference, version: oneOf('2.1.0'), runs: listOf(run) });

interface Log {
  readonly runs: readonly {
    readonly tool: { readonly driver: { readonly rules: readonly { readonly id: string }[] } };
    readonly invocations: readonly {
      readonly executionSuccessful: boolean;
      readonly toolExecutionNotifications: readonly {
        readonly message: { readonly text: string };
        readonly locations: readonly {
          readonly physicalLocation: { readonly artifactLocation: { readonly uri: string; readonly index: number } };
        }[];
      }[];
    }[];
    readonly artifacts: readonly { readonly location: { readonly uri: string } }[];
    readonly results: readonly {
      readonly ruleId: string;
      readonly ruleIndex: number;
      readonly suppressions?: readonly object[];
      readonly locations: readonly {
        readonly physicalLocation: { readonly artifactLocation: { readonly uri: string; readonly index: number } };
      }[];
    }[];
  }[];
}

const wrongRate = withCells(departmentTable(new Chance(5)), { "'部门支出情况'!F7": fixed(91.38) });
const found = checkSnapshot(wrongRate);
const key = found.findings.find(({ code }) => code === 'C-01')?.key ?? '';
const waived = checkSnapshot(wrongRate, { waivers: [{ key, code: 'C-01', reason: '按批复口径', date: '2025-01-31' }] });
const clean: CheckResult = { findings: [], unchecked: [], summary: { error: 0, warning: 0, question: 0, note: 0 } };
const files = ['报送 材料/第1批#50%.xlsx', '/srv/工作簿.xlsx', 'C:\\报表\\甲.xlsx', '甲:乙.xlsx', "a'(1)!.xlsx"];
const made = toSarif([
  ...files.map((file) => ({ file, checks: found })),
  { file: '忽略.xlsx', checks: waived },
  { file: '忽略.xlsx', checks: clean },
  { file: '损坏.xlsx', error: '文件损坏.xlsx不是 Excel 工作簿。' },
]);
const [only] = (made as Log).runs;

describe('a SARIF log', () => {
  it('holds what the standard asks for, and nothing that it does not know', () => {
    expect(log(JSON.parse(JSON.stringify(made)), 'log')).toEqual([]);
  });

  it('is told from one that the standard refuses', () => {
    const broken = { ...made, runs: [{ ...only, artifacts: [{ location: { uri: '报送 材料.xlsx' } }], findings: [] }] };
    expect(log(broken, 'log')).toEqual([
      'log.runs[0].artifacts[0].location.uri: 报送 材料.xlsx is no URI reference',
      'log.runs[0].findings: not in the standard',
    ]);
  });

  it('names files by URI references, each once', () => {
    expect(only?.artifacts.map(({ location: { uri } }) => uri)).toEqual([
      '%E6%8A%A5%E9%80%81%20%E6%9D%90%E6%96%99/%E7%AC%AC1%E6%89%B9%2350%25.xlsx',
      'file:///srv/%E5%B7%A5%E4%BD%9C%E7%B0%BF.xlsx',
      'file:///C:/%E6%8A%A5%E8%A1%A8/%E7%94%B2.xlsx',
      '%E7%94%B2%3A%E4%B9%99.xlsx',
      "a'(1)!.xlsx",
      '%E5%BF%BD%E7%95%A5.xlsx',
      '%E6%8D%9F%E5%9D%8F.xlsx',
    ]);
  });

  it('points every result to its rule and to its file', () => {
    const rules = only?.tool.driver.rules.map(({ id }) => id) ?? [];
    for (const { ruleId, ruleIndex, locations } of only?.results ?? []) {
      expect(rules[ruleIndex]).toBe(ruleId);
      for (const { physicalLocation } of locations)
        expect(only?.artifacts[physicalLocation.artifactLocation.index]?.location.uri).toBe(physicalLocation.artifactLocation.uri);
    }
    expect(only?.results).toHaveLength(found.findings.length * files.length + waived.findings.length);
  });

  it('suppresses what the unit set aside, and says why', () => {
    expect(only?.results.flatMap(({ suppressions }) => suppressions ?? [])).toEqual([
      { kind: 'external', status: 'accepted', justification: '按批复口径' },
    ]);
  });

  it('tells of a file that could not be read', () => {
    expect(only?.invocations).toEqual([
      {
        executionSuccessful: false,
        toolExecutionNotifications: [
          {
            level: 'error',
            message: { text: '文件损坏.xlsx不是 Excel 工作簿。' },
            locations: [{ physicalLocation: { artifactLocation: { uri: '%E6%8D%9F%E5%9D%8F.xlsx', index: 6 } } }],
          },
        ],
      },
    ]);
    expect((toSarif([{ file: 'a.xlsx', checks: clean }]) as Log).runs[0]?.invocations).toEqual([
      { executionSuccessful: true, toolExecutionNotifications: [] },
    ]);
  });
});
