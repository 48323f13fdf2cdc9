import type { CheckResult, Finding } from '../../src/core/checks/finding';
import { runChecks } from '../../src/core/checks/registry';
import { toSarif } from '../../src/core/checks/sarif';
import { checksSheetDesign, listedFindings } from '../../src/core/checks/sheet';
import { noChoices } from '../../src/core/reading/reading';
import type { Settings } from '../../src/core/settings/settings';
import { snapshotAfter } from '../../src/core/workbook/preview';
import { departmentTable, projectForm, projectList, scoreTable } from '../sweep/correct';
import { Chance } from '../sweep/random';
import { checkInput, checkSnapshot, findingsOf } from './check-workbook';
import { fixed, money, withCells, workbook } from './workbook';

const department = departmentTable(new Chance(5));
const projects = projectList(new Chance(5));
const form = projectForm(new Chance(5));
const scores = scoreTable(new Chance(5));
const wrongRate = withCells(department, { "'部门支出情况'!F7": fixed(91.38) });

describe('a finding', () => {
  const [finding] = findingsOf(checkSnapshot(wrongRate), 'C-01');

  it('says what stands there, what should, and where from', () => {
    expect(finding?.message).toBe('“项目支出”预算执行率应为94.38%（全年执行数2943.00万元÷全年预算数3118.36万元），所填为91.38%。');
    expect(finding?.cells).toEqual(["'部门支出情况'!F7", "'部门支出情况'!E7", "'部门支出情况'!D7"]);
    expect([finding?.stated, finding?.expected, finding?.difference]).toEqual(['91.38%', '94.38%', '-3.00%']);
    expect(finding?.basis).toBe('财预〔2013〕53号《预算绩效评价共性指标体系框架》；省级预算绩效平台校验规则');
  });

  it('is mended by its plan, and a second look finds nothing', () => {
    const after = snapshotAfter(wrongRate, finding?.mend ?? { operations: [] });
    expect(after.sheets[0]?.cells.get(7)?.get(6)?.value).toBe('94.38');
    expect(findingsOf(checkSnapshot(after), 'C-01')).toEqual([]);
  });

  it('offers no mend on a protected sheet, under a merge or over a formula', () => {
    const guarded = { ...wrongRate, sheets: wrongRate.sheets.map((sheet) => ({ ...sheet, protected: true })) };
    expect(findingsOf(checkSnapshot(guarded), 'C-01')[0]?.mend).toBeNull();
    const live = withCells(department, { "'部门支出情况'!F7": fixed(91.38, '=E7/B7*95') });
    expect(findingsOf(checkSnapshot(live), 'C-01')[0]?.mend).toBeNull();
  });
});

describe.each([
  ['S-04', withCells(scores, { "'自评得分表'!G15": fixed(96.5) }), "'自评得分表'!G15", '95.5'],
  ['S-07', withCells(form, { "'项目支出绩效自评表'!I6": fixed(9.5) }), "'项目支出绩效自评表'!I6", '9.69'],
  ['S-05', withCells(form, { "'项目支出绩效自评表'!I20": '优秀' }), "'项目支出绩效自评表'!I20", '优'],
  ['H-03', withCells(department, { "'部门支出情况'!C6": ' 6.74 ' }), "'部门支出情况'!C6", '6.74'],
])('the mend of %s', (code, snapshot, _cell, value) => {
  it('writes the value that follows', () => {
    const [finding] = findingsOf(checkSnapshot(snapshot), code);
    const written = finding?.mend?.operations.flatMap((operation) => (operation.kind === 'writeBlock' ? operation.rows.flat() : []));
    expect(written).toEqual([{ value: { kind: /^\d/.test(value) ? 'number' : 'text', value } }]);
  });
});

describe('precedence: one fault, one finding', () => {
  it('lets truncation silence the other denominator and the wrong rate', () => {
    const codes = checkSnapshot(withCells(department, { "'部门支出情况'!F5": fixed(95.74) })).findings.map(({ code }) => code);
    expect(codes).toContain('C-09');
    expect(codes).not.toContain('C-01');
  });

  it('lets the rate above 100 % silence the overspending', () => {
    const codes = checkSnapshot(withCells(projects, { "'项目支出'!G5": money(86700), "'项目支出'!H5": fixed(102) })).findings.map(
      ({ code }) => code,
    );
    expect(codes).toContain('C-02');
    expect(codes).not.toContain('K-14');
  });

  it('lets too much procurement silence the other words for it', () => {
    const codes = checkSnapshot(withCells(department, { "'经费与资产'!C9": fixed(280), "'经费与资产'!D9": fixed(100.25) })).findings.map(
      ({ code }) => code,
    );
    expect(codes.filter((code) => ['C-10', 'C-08', 'C-02', 'K-14'].includes(code))).toEqual(['C-10']);
  });

  it('lets the missed target silence the deduction without a reason', () => {
    const codes = checkSnapshot(withCells(form, { "'项目支出绩效自评表'!I13": null })).findings.map(({ code }) => code);
    expect(codes).toContain('R-03');
    expect(codes).not.toContain('S-09');
  });

  it('reports a chain of errors once, at its beginning', () => {
    const chain = withCells(projects, {
      "'项目支出'!F5": { error: '#REF!', formula: '=D5+#REF!' },
      "'项目支出'!H5": { error: '#REF!', formula: '=ROUND(G5/F5*100,2)' },
    });
    const found = findingsOf(checkSnapshot(chain), 'H-02');
    expect(found.map(({ cells }) => cells)).toEqual([["'项目支出'!F5", "'项目支出'!H5"]]);
  });
});

describe('waivers', () => {
  const key = findingsOf(checkSnapshot(wrongRate), 'C-01')[0]?.key ?? '';
  const waiver = (reason: string, date: string, code = 'C-01'): Settings['waivers'][number] => ({ key, code, reason, date });

  it('are shown ever after and not counted', () => {
    const result = checkSnapshot(wrongRate, { waivers: [waiver('以批复文件为准', '2025-02-01')] });
    expect(findingsOf(result, 'C-01')[0]?.waived).toEqual({ reason: '以批复文件为准', date: '2025-02-01' });
    expect(result.summary.error).toBe(0);
  });

  it('of two that contradict each other the later one counts', () => {
    const result = checkSnapshot(wrongRate, { waivers: [waiver('后来的理由', '2025-03-01'), waiver('先前的理由', '2025-02-01')] });
    expect(findingsOf(result, 'C-01')[0]?.waived?.reason).toBe('后来的理由');
  });

  it('without a reason, or for another code, waive nothing', () => {
    for (const wrong of [waiver(' ', '2025-02-01'), waiver('理由', '2025-02-01', 'K-01')]) {
      expect(findingsOf(checkSnapshot(wrongRate, { waivers: [wrong] }), 'C-01')[0]?.waived).toBeNull();
    }
  });

  it('survive an inserted row', () => {
    const sheet = wrongRate.sheets[0];
    const moved = sheet
      ? { ...sheet, cells: new Map([...sheet.cells].map(([row, cells]) => [row >= 4 ? row + 1 : row, cells] as const)) }
      : undefined;
    const shifted = { ...wrongRate, sheets: wrongRate.sheets.map((entry, index) => (index === 0 && moved ? moved : entry)) };
    expect(findingsOf(checkSnapshot(shifted), 'C-01')[0]?.key).toBe(key);
  });
});

describe('the wrong workbook', () => {
  it('of last year is recognised in one sentence', () => {
    const { findings } = checkSnapshot(department, { year: 2025 });
    expect(findings.map(({ code, message }) => [code, message])).toEqual([
      ['N-07', '这份工作簿是2024年度的，任务年度为2025，请确认是否打开了上年的文件。'],
    ]);
  });

  it('of another unit is recognised in one sentence', () => {
    const { findings } = checkSnapshot(department, { organisation: '海州市档案馆' });
    expect(findings.map(({ code }) => code)).toEqual(['N-06']);
  });

  it('without any budget is one question and no error', () => {
    const result = checkSnapshot(
      workbook([
        {
          name: '通讯录',
          rows: [
            ['姓名', '电话'],
            ['王某', '010-12345678'],
          ],
        },
      ]),
    );
    expect(result.findings.map(({ code, severity }) => [code, severity])).toEqual([['L-03', 'question']]);
  });
});

it('says once what each rule lacked', () => {
  const { unchecked } = checkSnapshot(form);
  expect(unchecked.find(({ code }) => code === 'K-15')).toEqual({ code: 'K-15', title: '重复行', missing: '没有项目清单' });
  expect(new Set(unchecked.map(({ code }) => code)).size).toBe(unchecked.length);
});

it('leaves our own sheets alone', () => {
  const own = workbook([{ name: '绩效指标', rows: [['合计', { error: '#DIV/0!' }]] }]).sheets;
  const snapshot = {
    ...department,
    sheets: [...department.sheets, ...own],
    names: [{ name: '_绩核_指标', refersTo: "='绩效指标'!$A$1", hidden: true, sheet: null }],
  };
  expect(findingsOf(runChecks({ ...checkInput(department), snapshot }), 'H-02')).toEqual([]);
});

function many(count: number): CheckResult {
  const finding = (index: number): Finding => ({
    code: 'H-02',
    severity: 'error',
    message: `第${index}个`,
    cells: [`'表'!A${index}`],
    stated: null,
    expected: null,
    difference: null,
    basis: '自定',
    advice: null,
    mend: null,
    reasonCell: null,
    key: `H-02|${index}`,
    waived: null,
  });
  return {
    findings: Array.from({ length: count }, (_item, index) => finding(index + 1)),
    unchecked: [],
    summary: { error: count, warning: 0, question: 0, note: 0 },
  };
}

describe('「绩效校验」', () => {
  const input = checkInput(wrongRate);
  const settings: Settings = {
    ...input.settings,
    choices: noChoices,
    receipts: [{ time: '2025-02-01T08:00:00Z', rules: '2026.1', error: 1, warning: 0, question: 0, note: 0, fingerprint: 'abc' }],
  };
  const design = (result: CheckResult) => checksSheetDesign({ snapshot: wrongRate, result, settings, fingerprint: '' });
  const texts = (result: CheckResult): string[] =>
    design(result).cells.flatMap(({ content }) => ('value' in content && content.value.kind === 'text' ? [content.value.value] : []));

  it('links every finding to its cell', () => {
    const sheet = design(runChecks(input));
    expect(sheet.links.map(({ target }) => target)).toContain("'部门支出情况'!F7");
    expect(sheet.print?.landscape).toBe(true);
  });

  it('lists receipts and tells one that was edited', () => {
    expect(texts(runChecks(input))).toContain('abc　回执被改动过，请重新校验');
  });

  it('stays usable with thousands of findings, and says how many it leaves out', () => {
    const all = texts(many(3000));
    expect(all.filter((text) => /^第\d+个$/.test(text))).toHaveLength(listedFindings);
    expect(all).toContain('另有2500条未列出（本表至多列500条），请先处理以上问题后再校验。');
  });

  it('gives every cell a key of its own', () => {
    const keys = design(runChecks(input)).cells.map(({ key }) => key);
    expect(new Set(keys).size).toBe(keys.length);
  });
});

describe('SARIF', () => {
  const log = toSarif([{ file: '报送 材料/a.xlsx', checks: checkSnapshot(wrongRate) }]) as {
    version: string;
    runs: {
      tool: { driver: { rules: { id: string }[] } };
      results: {
        ruleId: string;
        ruleIndex: number;
        level: string;
        message: { text: string };
        locations: { physicalLocation: { artifactLocation: { uri: string }; region: object } }[];
      }[];
    }[];
  };

  it('is version 2.1.0 with one run and every rule', () => {
    expect(log.version).toBe('2.1.0');
    expect(log.runs).toHaveLength(1);
    expect(log.runs[0]?.tool.driver.rules.map(({ id }) => id)).toContain('N-07');
  });

  it('places each result at its cell and points to its rule', () => {
    const result = log.runs[0]?.results.find(({ ruleId }) => ruleId === 'C-01');
    expect(result?.level).toBe('error');
    expect(log.runs[0]?.tool.driver.rules[result?.ruleIndex ?? -1]?.id).toBe('C-01');
    expect(result?.locations[0]?.physicalLocation).toMatchObject({
      artifactLocation: { uri: '%E6%8A%A5%E9%80%81%20%E6%9D%90%E6%96%99/a.xlsx' },
      region: { startLine: 7, startColumn: 6 },
    });
  });

  it('uses only the levels that the standard knows', () => {
    expect(log.runs[0]?.results.every(({ level }) => ['none', 'note', 'warning', 'error'].includes(level))).toBe(true);
  });
});
