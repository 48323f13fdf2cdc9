import type { Snapshot } from '../../src/core/workbook/snapshot';
import { departmentTable, projectForm, projectList } from '../sweep/correct';
import { Chance } from '../sweep/random';
import { checkSnapshot, findingsOf } from './check-workbook';
import { type Entry, fixed, type MadeSheet, money, percent, withCells, workbook } from './workbook';

const department = departmentTable(new Chance(5));
const projects = projectList(new Chance(5));
const form = projectForm(new Chance(5));
const expenditure = "'部门支出情况'";
const control = "'经费与资产'";
const list = "'项目支出'";
const filled = "'项目支出绩效自评表'";

function loud(snapshot: Snapshot): string[] {
  return checkSnapshot(snapshot)
    .findings.filter(({ severity }) => severity === 'error' || severity === 'warning')
    .map(({ code, message }) => `${code} ${message}`);
}
function codes(snapshot: Snapshot): Set<string> {
  return new Set(checkSnapshot(snapshot).findings.map(({ code }) => code));
}
function sheet(rows: MadeSheet['rows'], name = '部门支出情况'): Snapshot {
  return workbook([{ name, rows }]);
}
const head = (title: string, unit = '单位：万元'): Entry[][] => [[title], ['单位名称：示例市公共服务局', null, null, null, null, unit]];

describe('what must not be flagged', () => {
  it('1 leaves a tail of 0.01 at a note', () => {
    const result = checkSnapshot(
      withCells(department, {
        [`${expenditure}!E8`]: fixed(4752.84),
        "'资金来源'!C7": { value: 4752.83, format: '0.00', formula: '=SUM(C4:C6)' },
      }),
    );
    expect(findingsOf(result, 'K-13').length).toBeGreaterThan(0);
    expect(result.summary.error + result.summary.warning).toBe(0);
  });

  it('2 lets 其中 parts be less than their whole', () => {
    expect(
      loud(
        sheet([
          ...head('2024年度部门支出情况表'),
          ['项目', '年初预算数', '全年预算数', '全年执行数'],
          ['基本支出', fixed(100), fixed(100), fixed(98)],
          ['    其中：办公费', fixed(10), fixed(10), fixed(9)],
          ['    差旅费', fixed(5), fixed(5), fixed(4)],
          ['项目支出', fixed(50), fixed(50), fixed(49)],
          ['支出合计', fixed(150), fixed(150), fixed(147)],
        ]),
      ),
    ).toEqual([]);
  });

  it('2 lets a list that ends in 等 be longer than it is printed', () => {
    expect(
      codes(withCells(department, { [`${expenditure}!A9`]: '注：本部门下属5家预算单位：信息中心、服务中心、学校等。' })),
    ).not.toContain('N-01');
  });

  it('3 takes 5 members and the unit itself for 6', () => {
    expect(
      codes(withCells(department, { [`${expenditure}!A9`]: '注：本部门下属5家单位：局本级、信息中心、服务中心、学校、图书馆、档案馆。' })),
    ).not.toContain('N-01');
  });

  it('5 takes “200人” and “30余场” for numbers, not for years', () => {
    expect(
      codes(withCells(department, { [`${expenditure}!A9`]: '注：全年培训200人，开展活动30余场，办理事项2040件，建党100年宣传。' })),
    ).not.toContain('N-07');
  });

  it('6 lets the 序时执行率 of a quarter pass 100 %', () => {
    expect(loud(withCells(department, { [`${control}!C17`]: fixed(76), [`${control}!D17`]: fixed(101.33) }))).toEqual([]);
  });

  it('7 lets a count be done to 119 %', () => {
    expect(
      loud(
        withCells(form, { [`${filled}!F13`]: '270场', [`${filled}!H13`]: 15, [`${filled}!H20`]: fixed(98.19), [`${filled}!I13`]: null }),
      ),
    ).toEqual([]);
  });

  it('8 gives a reverse indicator below its target full marks in silence', () => {
    expect(loud(withCells(form, { [`${filled}!F16`]: '1.2万元' }))).toEqual([]);
  });

  it('9 rates a carry-over-only project over its full-year budget', () => {
    expect(
      loud(
        withCells(projects, {
          [`${list}!D6`]: null,
          [`${list}!E6`]: money(660500),
          [`${list}!D9`]: money(1173000, '=SUM(D4:D8)'),
          [`${list}!E9`]: money(660500, '=SUM(E4:E8)'),
          [`${list}!D15`]: money(3113000, '=D9+D14'),
          [`${list}!E15`]: money(675000, '=E9+E14'),
        }),
      ),
    ).toEqual([]);
  });

  it('10 keeps two rows of one name with different funds or units apart', () => {
    expect(codes(withCells(projects, { [`${list}!C5`]: '业务培训经费' }))).not.toContain('K-15');
    expect(codes(withCells(projects, { [`${list}!C10`]: '业务培训经费' }))).not.toContain('K-15');
  });

  it('11 asks once about a terminated project left out of the total with a note', () => {
    const rows = new Map(projects.sheets[0]?.cells ?? []);
    expect(rows.size).toBeGreaterThan(10);
    const changed = withCells(projects, {
      [`${list}!C13`]: '后勤保障经费（项目终止）',
      [`${list}!G13`]: money(0),
      [`${list}!H13`]: fixed(0),
      [`${list}!I13`]: '年中终止，资金由财政收回，不计入合计',
      [`${list}!D14`]: money(1914000),
      [`${list}!F14`]: money(1928500),
      [`${list}!G14`]: money(1714378.08),
      [`${list}!H14`]: fixed(88.9),
      [`${list}!D15`]: money(3738000),
      [`${list}!F15`]: money(3762000),
      [`${list}!G15`]: money(3466760.65),
      [`${list}!H15`]: fixed(92.15),
    });
    expect(findingsOf(checkSnapshot(changed), 'K-10').map(({ severity }) => severity)).toEqual(['question']);
    expect(loud(changed)).toEqual([]);
  });

  it('12 subtracts what was passed on to lower levels', () => {
    expect(
      loud(
        sheet([
          ...head('2024年度部门支出情况表'),
          ['项目', '年初预算数', '年中追加', '拨付下级', '全年预算数', '全年执行数'],
          ['基本支出', fixed(100), fixed(5), fixed(0), fixed(105), fixed(100)],
          ['项目支出', fixed(200), fixed(20), fixed(30), fixed(190), fixed(185)],
          ['支出合计', fixed(300), fixed(25), fixed(30), fixed(295), fixed(285)],
        ]),
      ),
    ).toEqual([]);
  });

  it('13 accepts “—” for growth over nothing', () => {
    expect(
      loud(
        sheet(
          [
            ...head('2024年度“三公”经费支出表'),
            ['项目', '上年决算数', '本年预算数', '本年决算数', '增减率(%)'],
            ['因公出国（境）费', fixed(0), fixed(2), fixed(1.5), '—'],
            ['公务接待费', fixed(1), fixed(1), fixed(0.8), fixed(-20)],
          ],
          '三公经费',
        ),
      ),
    ).toEqual([]);
  });

  it('14 converts between sheets in 元 and sheets in 万元', () => {
    const both = workbook([
      {
        name: '部门支出',
        rows: [
          ...head('2024年度部门支出情况表'),
          ['项目', '年初预算数', '全年预算数', '全年执行数'],
          ['基本支出', fixed(100), fixed(100), fixed(98)],
          ['项目支出', fixed(50), fixed(50), fixed(49)],
          ['支出合计', fixed(150), fixed(150), fixed(147)],
        ],
      },
      {
        name: '资金来源',
        rows: [
          ...head('2024年度资金来源情况表', '单位：元'),
          ['资金来源', '全年预算数', '全年执行数'],
          ['一般公共预算', money(1400000), money(1370000)],
          ['其他资金', money(100000), money(100000)],
          ['合计', money(1500000), money(1470000)],
        ],
      },
    ]);
    const result = checkSnapshot(both);
    expect(findingsOf(result, 'U-02')).toHaveLength(1);
    expect(loud(both)).toEqual([]);
  });

  it('15 takes 未满不进位 for right where the system rounds so', () => {
    const nearlyFull = withCells(department, { [`${control}!C9`]: { value: 279.3, format: '0.00' }, [`${control}!D9`]: fixed(99.99) });
    expect(findingsOf(checkSnapshot(nearlyFull, { rounding: 'halfUpNotFull' }), 'C-09')).toEqual([]);
    expect(loud(nearlyFull)).toEqual([]);
  });

  it('16 takes an indicator part of 90 beside an execution rate of 10 for whole', () => {
    const rows: MadeSheet['rows'] = [
      ['2024年度部门整体支出绩效目标及完成情况表'],
      ['部门（单位）名称：示例市公共服务局'],
      ['一级指标', '三级指标', '年初预期指标值', '年末实际完成值', '分值', '得分', '偏差原因分析及改进措施'],
      ['履职效能', '服务活动场次', '≥120场', '125场', 40, 40],
      ['社会效益', '服务知晓率', '≥85%', percent(0.9, '0%'), 30, 30],
      ['服务对象满意度', '服务对象满意度', '≥90%', percent(0.95, '0%'), 20, 20],
      ['合计', null, null, null, 90, 90],
    ];
    expect(loud(sheet(rows, '绩效目标表'))).toEqual([]);
  });

  it('17 takes （本级） with any brackets for the same unit', () => {
    expect(
      codes(
        withCells(department, {
          "'资金来源'!A2": '单位名称：青山县卫生健康局(本级)',
          [`${control}!A2`]: '单位名称： 青山县卫生健康局 （本级）',
        }),
      ),
    ).not.toContain('N-06');
  });

  it('18 and 19 let a mid-year value stand above the year’s end', () => {
    expect(
      loud(
        sheet(
          [
            ['2024年度部门整体支出绩效目标及完成情况表'],
            ['部门（单位）名称：示例市公共服务局'],
            ['一级指标', '三级指标', '年初预期指标值', '年中监控完成值', '年末实际完成值', '分值'],
            ['履职效能', '办结率', '≥90%', percent(1, '0%'), percent(0.95, '0%'), 40],
            ['社会效益', '知晓率', '≥85%', percent(0.99, '0%'), percent(0.9, '0%'), 30],
            ['服务对象满意度', '服务对象满意度', '≥90%', null, percent(0.95, '0%'), 20],
          ],
          '绩效目标表',
        ),
      ),
    ).toEqual([]);
  });

  it('20 never sums or compares document numbers, telephone numbers and dates', () => {
    expect(
      loud(
        withCells(department, { [`${expenditure}!A10`]: '依据财预〔2020〕10号文件编制，联系电话：010-12345678，填报日期：2025年2月18日' }),
      ),
    ).toEqual([]);
  });

  it('takes a score from the shown rate for right as well as one from the full rate', () => {
    const shown = withCells(form, {
      [`${filled}!E6`]: fixed(100000),
      [`${filled}!D6`]: fixed(100000),
      [`${filled}!D7`]: fixed(100000),
      [`${filled}!E7`]: fixed(100000),
      [`${filled}!F7`]: fixed(91847),
      [`${filled}!F6`]: fixed(91847),
      [`${filled}!D8`]: fixed(0),
      [`${filled}!E8`]: fixed(0),
      [`${filled}!F8`]: fixed(0),
      [`${filled}!D9`]: fixed(0),
      [`${filled}!E9`]: fixed(0),
      [`${filled}!F9`]: fixed(0),
      [`${filled}!H6`]: percent(0.9185),
    });
    for (const score of [9.18, 9.19])
      expect(findingsOf(checkSnapshot(withCells(shown, { [`${filled}!I6`]: fixed(score) })), 'S-07')).toEqual([]);
    expect(findingsOf(checkSnapshot(withCells(shown, { [`${filled}!I6`]: fixed(9.2) })), 'S-07')).toHaveLength(1);
  });

  it('does not call an unfilled form wrong: one line, no missing scores, totals, dates or reasons', () => {
    const blank = withCells(
      form,
      Object.fromEntries(
        [...['H6', 'I6', 'H20', 'I20'], ...[13, 14, 15, 16, 17, 18, 19].map((row) => `H${row}`)].map((reference) => [
          `${filled}!${reference}`,
          null,
        ]),
      ),
    );
    const result = checkSnapshot(withCells(blank, { [`${filled}!A21`]: '填表人：　　　联系电话：　　　填表日期：　　年　　月　　日' }));
    expect(findingsOf(result, 'S-16')).toHaveLength(1);
    expect(result.findings.filter(({ code }) => ['S-04', 'F-04', 'S-09', 'C-01'].includes(code))).toEqual([]);
  });

  it('takes a bound, a target or a rounded number in words for no other actual value', () => {
    const told = (text: string): string[] =>
      findingsOf(checkSnapshot(withCells(form, { [`${filled}!F11`]: text })), 'N-03').map(({ stated }) => stated ?? '');
    for (const text of [
      '服务对象满意度95%以上，运行正常。',
      '服务对象满意度90%及以上',
      '服务对象满意度达95%',
      '服务对象满意度90%的目标已经达成',
      '服务对象满意度90%（目标值），已达成',
      '开展服务活动场次230场左右',
    ])
      expect({ text, told: told(text) }).toEqual({ text, told: [] });
    expect(told('服务对象满意度达96%，运行正常。')).toEqual(['96%']);
    expect(told('开展服务活动场次230场，运行正常。')).toEqual(['230场']);
  });

  it('takes the points of the execution above a form for no total', () => {
    const above = (...rows: Entry[][]): Snapshot =>
      sheet(
        [
          ['2024年度项目支出绩效自评表'],
          ['项目名称', '社区服务点运行维护', null, '实施单位', '青山县信息中心'],
          ...rows,
          ['一级指标', '二级指标', '三级指标', '年度指标值', '实际完成值', '分值', '得分', '偏差原因分析及改进措施'],
          ['产出指标', '数量指标', '开展活动场次', '≥230场', '230场', fixed(50), fixed(50), null],
          ['产出指标', '预算执行', '预算执行率', '100%', '98%', fixed(10), fixed(9.8), '政府采购节约资金，年底已由财政收回。'],
          ['效益指标', '社会效益指标', '服务知晓率', '≥85%', '90%', fixed(30), fixed(30), null],
          ['满意度指标', '满意度指标', '服务对象满意度', '≥90%', '95%', fixed(10), fixed(10), null],
          ['总分', null, null, null, null, fixed(100), fixed(99.8), null],
        ],
        '项目支出绩效自评表',
      );
    const amounts = ['预算数（万元）：', fixed(100), '执行数（万元）：', fixed(98)];
    const stated = (snapshot: Snapshot): (string | null)[] => findingsOf(checkSnapshot(snapshot), 'S-04').map((finding) => finding.stated);
    expect(stated(above([...amounts, '执行率', percent(0.98), '得分', fixed(9.8)]))).toEqual([]);
    expect(stated(above(amounts, ['分值', fixed(10), '执行率', percent(0.98), '得分', fixed(9.8)]))).toEqual([]);
    expect(stated(above(amounts, ['自评得分', fixed(98.8)]))).toEqual(['98.8']);
  });

  it('asks nothing about the staff of the units below a summary, or of another year', () => {
    const staff = (name: string, unit: string, rows: Entry[][], title = '2024年度人员情况表'): MadeSheet => ({
      name,
      rows: [[title], [`编制单位：${unit}`], ['项目', '编制数', '年末在职人数'], ...rows],
    });
    const whole: Entry[][] = [
      ['行政', 30, 28],
      ['事业', 70, 66],
      ['合计', 100, 94],
    ];
    const summary = staff('汇总', '示例市卫健局（汇总）', whole);
    const office = staff('局本级', '示例市卫健局（本级）', [
      ['行政', 30, 28],
      ['事业', 10, 9],
      ['合计', 40, 37],
    ]);
    const centre = staff('信息中心', '示例市信息中心', [
      ['事业', 60, 57],
      ['合计', 60, 57],
    ]);
    const before: Entry[][] = [
      ['行政', 32, 30],
      ['事业', 70, 66],
      ['合计', 102, 96],
    ];
    const asked = (sheets: readonly MadeSheet[]): number => findingsOf(checkSnapshot(workbook(sheets)), 'L-02').length;
    expect(asked([summary, office, centre])).toBe(0);
    expect(asked([staff('人员', '示例市卫健局', whole), staff('上年人员', '示例市卫健局', before, '2023年度人员情况表')])).toBe(0);
    expect(asked([staff('人员', '示例市卫健局', whole), staff('编制', '示例市卫健局', before)])).toBe(2);
  });

  it('reads items that run across, and hears only a broken one', () => {
    const across = (whole: number): Snapshot =>
      sheet(
        [
          ['2024年度支出决算表'],
          ['部门：示例市公共服务局', null, null, null, '金额单位：万元'],
          ['科目编码', '科目名称', '本年支出合计', '基本支出', '项目支出'],
          ['合计', null, fixed(whole), fixed(610), fixed(360)],
          ['201', '一般公共服务支出', fixed(720), fixed(380), fixed(340)],
          ['208', '社会保障和就业支出', fixed(250), fixed(230), fixed(20)],
        ],
        '支出决算表',
      );
    expect(loud(across(970))).toEqual([]);
    expect(codes(across(970))).not.toContain('H-03');
    expect(findingsOf(checkSnapshot(across(975)), 'K-01').map(({ cells }) => cells)).toEqual([
      ["'支出决算表'!C4", "'支出决算表'!D4", "'支出决算表'!E4"],
    ]);
  });

  it('lets a sheet that calls itself last year’s be of last year', () => {
    const both = {
      ...department,
      sheets: [
        ...department.sheets,
        ...workbook([{ name: '上年决算', rows: [['2023年度部门支出决算表'], ['单位名称：青山县卫生健康局']] }]).sheets,
      ],
    };
    expect(codes(both)).not.toContain('N-07');
  });
});
