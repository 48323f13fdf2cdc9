import { readWorkbook } from '../../src/core/reading/read';
import { noChoices, type Reading, type ReadingChoices } from '../../src/core/reading/reading';
import type { Snapshot } from '../../src/core/workbook/snapshot';
import { workbookOf } from '../workbook-builder';
import { accountsExport, countyPairs, hunanBasics, platformGrid, publicTables } from './own-workbooks';

const read = (snapshot: Snapshot, choices: ReadingChoices = noChoices): Reading => readWorkbook(snapshot, choices);
const facts = (reading: Reading): Record<string, string> =>
  Object.fromEntries([...reading.facts.values()].map((fact) => [fact.id, fact.value]));
const codes = (reading: Reading): string[] => reading.questions.map((question) => question.code);
const one = (rows: Parameters<typeof workbookOf>[0][number]['rows'], merges: readonly string[] = []): Snapshot =>
  workbookOf([{ name: '表', rows, merges }]);
const head = (title: string, unit: string | null = '单位：万元'): (string | null)[][] => [[title], ['编制单位：示例局', null, null, unit]];

describe('workbooks laid out from the domain paper before they were read', () => {
  it('reads the accounts export Z01 and F03 in 元: three pairs of columns, 总计 above the spending, 三公 by section', () => {
    const reading = read(accountsExport());
    const found = facts(reading);
    expect(codes(reading)).toEqual([]);
    expect(found).toMatchObject({
      'total:outturn': '3312500.25',
      'total:budget.initial': '3310000',
      'income:outturn': '3425800.25',
      'incomeTotal:outturn': '3475800.25',
      'carryover:opening': '50000',
      'carryover:closing': '163300',
      'basic:outturn': '2398000.25',
      'economic.310:outturn': '200000',
      'threePublic:outturn': '41230.5',
      'threePublic:budget.full': '60000',
      'threePublic.vehicle.running:outturn': '31230.5',
      'threePublic.reception:outturn': '10000',
      'meeting:outturn': '5400',
      'training:budget.initial': '30000',
      'procurement:outturn': '215600',
    });
    expect(found['economic.399:outturn']).toBeUndefined();
    expect(
      [...reading.facts.values()].flatMap((fact) => fact.cells).filter((cell) => /![BFJ]\d+$/.test(cell) && cell.includes('Z01')),
    ).toEqual([]);
  });

  it('reads the public tables in 万元: trees once, restricted funds never, items across the header', () => {
    expect(facts(read(publicTables()))).toEqual({
      'total:outturn': '12356000',
      'basic:outturn': '8124500',
      'project:outturn': '4231500',
      'threePublic:budget.initial': '98000',
      'threePublic.abroad:budget.initial': '0',
      'threePublic.vehicle:budget.initial': '75000',
      'threePublic.vehicle.purchase:budget.initial': '0',
      'threePublic.vehicle.running:budget.initial': '75000',
      'threePublic.reception:budget.initial': '23000',
      'threePublic:outturn': '64200',
      'threePublic.abroad:outturn': '0',
      'threePublic.vehicle:outturn': '51200',
      'threePublic.vehicle.purchase:outturn': '0',
      'threePublic.vehicle.running:outturn': '51200',
      'threePublic.reception:outturn': '13000',
      'income:outturn': '12400000',
      'source.superior:outturn': '300000',
      'source.business:outturn': '500000',
      'source.other:outturn': '100000',
    });
  });

  it('reads the 基础数据表 of Hunan: years in headers, headcounts beside amounts, an adjustment in the accounts column', () => {
    const reading = read(hunanBasics());
    expect(facts(reading)).toMatchObject({
      'staff:establishment': '86',
      'staff:onPost': '79',
      'threePublic:prior.outturn': '320000',
      'threePublic:budget.initial': '400000',
      'threePublic:outturn': '385000',
      'threePublic.vehicle.running:outturn': '243000',
      'threePublic.abroad:outturn': '0',
      'project:outturn': '4473100',
      'basic.operating:prior.outturn': '961000',
      'procurement:budget.initial': '660000',
      'total:budget.adjustment': '125000',
    });
    expect(reading.facts.has('total:outturn')).toBe(false);
    expect(codes(reading)).toEqual([]);
  });

  it('reads label–value pairs with units in labels and cells', () => {
    const reading = read(countyPairs());
    expect(facts(reading)).toEqual({
      'staff:establishment': '12',
      'staff:onPost': '11',
      'staff:offBook': '2',
      'staff:retired': '7',
      'total:budget.initial': '1250000',
      'total:budget.full': '1386400.5',
      'total:outturn': '1380000',
      'total:stated': '0.9954',
      'basic:outturn': '900000',
      'project:outturn': '480000',
      'threePublic:budget.initial': '20000',
      'threePublic:outturn': '13500',
      'fixedAssets:original': '2200000',
      'fixedAssets:inUse': '2100000',
      'carryover:opening': '0',
      'carryover:closing': '6400.5',
    });
    expect([reading.organisation, reading.year]).toEqual(['示例县残疾人联合会', 2024]);
    expect(reading.facts.get('staff:establishment')?.formula).toBe(`=VALUE(TRIM(SUBSTITUTE(ASC('部门基本情况'!B4),"人","")))`);
  });

  it('reads the platform grid as projects and cumulative amounts a quarter as progress', () => {
    const reading = read(platformGrid());
    expect(
      reading.projects.map((project) => [project.name, project.organisation, project.code, project.measures.get('outturn')?.value]),
    ).toEqual([
      ['应急物资储备', '示例市应急局（本级）', '44030021001', '1790000'],
      ['防灾宣传', '示例市应急局（本级）', '44030021002', '300000'],
      ['应急物资储备', '示例市应急指挥中心', '44030021003', '412000'],
    ]);
    expect(facts(reading)).toMatchObject({
      'project:budget.full': '2650000',
      'quarter.2:outturn': '4305000',
      'quarter.2:cumulative': '0.4305',
      'quarter.2:rate': '0.861',
      'quarter.4:rate': '0.9812',
    });
    expect(reading.facts.get('quarter.2:rate')?.status).toBe('derived');
  });
});

describe('调整预算数', () => {
  const table = (rows: (string | number)[][]): Snapshot =>
    one([...head('2023年度部门整体支出预算执行情况表'), ['项目', '年初预算数', '调整预算数', '决算数'], ...rows]);

  it('is the change where an amount is negative', () => {
    expect(
      facts(
        read(
          table([
            ['基本支出', 100, 10, 108],
            ['项目支出', 200, -5, 190],
          ]),
        ),
      )['project:budget.adjustment'],
    ).toBe('-50000');
  });

  it('is the change where it leads from 年初 to 全年', () => {
    const reading = read(
      one([
        ...head('2023年度部门整体支出情况'),
        ['项目', '年初预算数', '调整预算数', '全年预算数'],
        ['基本支出', 100, 60, 160],
        ['合计', 100, 60, 160],
      ]),
    );
    expect([facts(reading)['total:budget.adjustment'], facts(reading)['total:budget.full']]).toEqual(['600000', '1600000']);
  });

  it('is the result where every row stays near its initial budget and holds its outturn', () => {
    expect(
      facts(
        read(
          table([
            ['基本支出', 100, 110, 108],
            ['项目支出', 200, 195, 190],
            ['合计', 300, 305, 298],
          ]),
        ),
      )['total:budget.full'],
    ).toBe('3050000');
  });

  it('is asked where the figures do not decide, and the answer is used', () => {
    const snapshot = table([
      ['基本支出', 100, 60, 55],
      ['合计', 300, 210, 195],
    ]);
    const open = read(snapshot);
    expect(codes(open)).toEqual(['L-01']);
    expect(facts(open)['total:budget.full']).toBeUndefined();
    expect(facts(open)['total:budget.adjustment']).toBeUndefined();
    const key = open.questions[0]?.key ?? '';
    expect(facts(read(snapshot, { ...noChoices, answers: new Map([[key, '调整后预算数']]) }))['total:budget.full']).toBe('2100000');
    expect(facts(read(snapshot, { ...noChoices, answers: new Map([[key, '预算调整数（增减额）']]) }))['total:budget.adjustment']).toBe(
      '2100000',
    );
  });
});

describe('units', () => {
  const rows = [
    ['项目', '年初预算数', '决算数'],
    ['基本支出', 100, 108],
    ['合计', 300, 298],
  ];

  it('are asked for once a sheet, and no amount is used before the answer', () => {
    const snapshot = one([...head('2023年度部门整体支出情况', null), ...rows]);
    const open = read(snapshot);
    expect(codes(open)).toEqual(['U-01']);
    expect(open.facts.size).toBe(0);
    expect(facts(read(snapshot, { ...noChoices, answers: new Map([['U-01|表', '元']]) }))['total:outturn']).toBe('298');
    expect(facts(read(snapshot, { ...noChoices, units: new Map([['表', 'tenThousandYuan']]) }))['total:outturn']).toBe('2980000');
  });

  it('that contradict each other are a question', () => {
    const snapshot = one([['2023年度部门整体支出情况（单位：元）'], ['编制单位：示例局', null, '单位：万元'], ...rows]);
    const open = read(snapshot);
    expect(codes(open)).toEqual(['U-03']);
    expect(open.facts.size).toBe(0);
    expect(facts(read(snapshot, { ...noChoices, answers: new Map([['U-03|表', '万元']]) }))['total:outturn']).toBe('2980000');
  });

  it('of a column win over the sheet', () => {
    const snapshot = one([...head('2023年度部门整体支出情况'), ['项目', '年初预算数（元）', '决算数'], ['合计', 3000000, 298]]);
    expect(facts(read(snapshot))).toEqual({ 'total:budget.initial': '3000000', 'total:outturn': '2980000' });
  });

  it('inside a cell that agree with the sheet are no question', () => {
    expect(
      facts(read(one([...head('2023年度部门整体支出情况'), ['项目', '决算数', '年初预算数'], ['合计', '２９８．５万元', '（1,234.50）']]))),
    ).toEqual({
      'total:outturn': '2985000',
      'total:budget.initial': '-12345000',
    });
  });
});

describe('conflicts', () => {
  const snapshot = workbookOf([
    {
      name: '预算表',
      rows: [
        ['2023年度部门支出总表'],
        ['编制单位：示例局', null, null, '单位：元'],
        ['项目', '年初预算数', '决算数'],
        ['合计', 3000000, 2980000.49],
      ],
    },
    {
      name: '自评数据',
      rows: [
        ['2023年度部门整体支出情况'],
        ['编制单位：示例局', null, null, '单位：万元'],
        ['项目', '年初预算数', '决算数'],
        ['合计', 300, 299],
      ],
    },
  ]);

  it('keep every cell and are asked; equal amounts in 元 and 万元 are none', () => {
    const reading = read(snapshot);
    expect(reading.facts.get('total:outturn')).toMatchObject({
      status: 'conflict',
      values: ['2980000.49', '2990000'],
      cells: ["'预算表'!C4", "'自评数据'!C4"],
    });
    expect(reading.facts.get('total:budget.initial')).toMatchObject({ status: 'read', value: '3000000' });
    expect(reading.questions.map(({ code, key }) => [code, key])).toEqual([['L-02', 'L-02|total:outturn']]);
  });

  it('are settled by the answer, which survives inserted rows', () => {
    const choice = read(snapshot).questions[0]?.choices[1] ?? '';
    const shifted = workbookOf([
      {
        name: '预算表',
        rows: [
          ['2023年度部门支出总表'],
          [],
          ['编制单位：示例局', null, null, '单位：元'],
          [],
          ['项目', '年初预算数', '决算数'],
          ['合计', 3000000, 2980000.49],
        ],
      },
      {
        name: '自评数据',
        rows: [
          ['2023年度部门整体支出情况'],
          ['编制单位：示例局', null, null, '单位：万元'],
          [],
          ['项目', '年初预算数', '决算数'],
          ['合计', 300, 299],
        ],
      },
    ]);
    const reading = read(shifted, { ...noChoices, answers: new Map([['L-02|total:outturn', choice]]) });
    expect(reading.facts.get('total:outturn')).toMatchObject({ status: 'read', value: '2990000', cells: ["'自评数据'!C5"] });
    expect(codes(reading)).toEqual([]);
  });

  it('are settled by a cell chosen by hand', () => {
    const reading = read(snapshot, { ...noChoices, cells: new Map([['total:outturn', "'自评数据'!C4"]]) });
    expect(reading.facts.get('total:outturn')).toMatchObject({
      value: '2990000',
      status: 'read',
      formula: "=ROUND('自评数据'!C4*10000,2)",
    });
  });
});

describe('what is no source', () => {
  it('is a hidden sheet, and the reading says so', () => {
    const reading = read(
      workbookOf([
        { name: '备份', visibility: 'hidden', rows: [...head('2023年度部门支出决算表'), ['项目', '决算数', '年初预算数'], ['合计', 1, 2]] },
      ]),
    );
    expect([reading.facts.size, codes(reading)]).toEqual([0, ['L-03']]);
    expect(reading.nothingFound).toContain('“备份”');
  });

  it('is the program’s own sheet and every cell that refers to it', () => {
    const reading = read(
      workbookOf(
        [
          {
            name: '绩效取数',
            rows: [
              ['项目', '年初预算数', '决算数'],
              ['合计', 5, 6],
            ],
          },
          {
            name: '自评',
            rows: [
              ...head('2023年度部门整体支出情况'),
              ['项目', '年初预算数', '决算数'],
              ['合计', { value: 9, formula: '=ROUND(年初预算数_合计/10000,2)' }, 8],
            ],
          },
        ],
        [
          { name: '_绩核_取数', refersTo: "='绩效取数'!$A$1", hidden: true, sheet: null },
          { name: '年初预算数_合计', refersTo: "='绩效取数'!$B$2", hidden: false, sheet: null },
        ],
      ),
    );
    expect(facts(reading)).toEqual({ 'total:outturn': '80000' });
  });

  it('is an error, a date, a placeholder or a blank', () => {
    const reading = read(
      one([
        ...head('2023年度部门整体支出情况'),
        ['项目', '年初预算数', '全年预算数', '决算数'],
        ['基本支出', { value: '#REF!', error: true }, '—', null],
        ['项目支出', { value: 45000, format: 'yyyy-mm-dd' }, '/', '2023.5.6'],
        ['合计', '#DIV/0!', '无', 12],
      ]),
    );
    expect(facts(reading)).toEqual({ 'total:outturn': '120000' });
  });

  it('is another year: the year before is kept as 上年, anything else is left out', () => {
    const sheet = (year: number, value: number): { name: string; rows: (string | number | null)[][] } => ({
      name: `${year}`,
      rows: [...head(`${year}年度部门整体支出决算表`), ['项目', '年初预算数', '决算数'], ['合计', value, value + 1]],
    });
    const reading = read(
      workbookOf([
        sheet(2022, 10),
        sheet(2020, 30),
        {
          ...sheet(2023, 20),
          name: '2023自评',
          rows: [...head('2023年度部门整体支出绩效自评数据'), ['项目', '年初预算数', '决算数'], ['合计', 20, 21]],
        },
      ]),
    );
    expect(facts(reading)).toEqual({
      'total:prior.budget': '100000',
      'total:prior.outturn': '110000',
      'total:budget.initial': '200000',
      'total:outturn': '210000',
    });
  });
});

describe('project lists', () => {
  it('go on after a header repeated at a page break; a cancelled project is marked', () => {
    const reading = read(
      one(
        [
          ['2024年度项目支出明细表'],
          ['单位：万元'],
          ['序号', '项目名称', '年初预算', '追加', '调整后预算', '实际支出', '备注'],
          [1, '甲项目', '1,000.00', null, 1000, 950, null],
          [],
          ['序号', '项目名称', '年初预算', '追加', '调整后预算', '实际支出', '备注'],
          [2, '丙项目', 300, -20, 280, 0, '已取消'],
          ['合计', null, 1300, -20, 1280, 950, null],
        ],
        ['A8:B8'],
      ),
    );
    expect(reading.projects.map((project) => [project.name, project.terminated])).toEqual([
      ['甲项目', false],
      ['丙项目', true],
    ]);
    expect(facts(reading)).toMatchObject({ 'project:budget.full': '12800000', 'project:outturn': '9500000' });
    expect(reading.facts.has('total:outturn')).toBe(false);
  });

  it('without a total row are added up only where every project has the measure', () => {
    const reading = read(
      one([
        ['2024年度项目支出情况'],
        ['单位：元'],
        ['项目名称', '年初预算数', '全年预算数', '全年执行数'],
        ['甲', 100, 100, 90],
        ['乙（上年结转）', null, 50, 50],
      ]),
    );
    expect(facts(reading)).toEqual({ 'project:budget.full': '150', 'project:outturn': '140' });
    expect(reading.facts.get('project:outturn')?.status).toBe('derived');
  });
});

describe('headers', () => {
  it('of two rows under one 预算数 give 年初, 追加 and the whole', () => {
    const reading = read(
      one(
        [
          ...head('2023年度部门整体支出预算执行情况'),
          ['支出类型', '预算数', null, null, '支出数'],
          [null, '年初', '追加', '合计', null],
          ['基本支出', 1000, 100, 1100, 1090],
          ['合计', 3000, 100, 3100, 2990],
        ],
        ['A3:A4', 'B3:D3', 'E3:E4'],
      ),
    );
    expect(facts(reading)).toMatchObject({
      'total:budget.initial': '30000000',
      'total:budget.adjustment': '1000000',
      'total:budget.full': '31000000',
      'total:outturn': '29900000',
    });
    expect(reading.facts.has('total:opening')).toBe(false);
  });

  it('of four rows with units of their own and a 栏次 row of formulas', () => {
    const reading = read(
      one(
        [
          ['示例局2023年度预算执行情况'],
          ['支出内容', '2023年度', null, null, null, null],
          [null, '预算安排', null, null, '执行情况', null],
          [null, '年初预算', '预算调整', '调整后预算', '实际支出', '执行率'],
          [null, '（万元）', '（万元）', '（万元）', '（万元）', '（%）'],
          ['栏次', 1, 2, 3, 4, '5=4/3'],
          ['一、基本支出', 10, 1, 11, 11, 100],
          ['（二）公用经费', 4, 0, 4, 4, 100],
          ['二、项目支出', 20, 0, 20, 19, 95],
          ['总计', 30, 1, 31, 30, 96.77],
        ],
        ['A2:A5', 'B2:F2', 'B3:D3', 'E3:F3'],
      ),
    );
    expect(facts(reading)).toMatchObject({
      'total:budget.full': '310000',
      'basic.operating:outturn': '40000',
      'project:budget.initial': '200000',
      'total:stated': '0.9677',
    });
  });

  it('name the project column 项目 in a list of projects: 培训经费 is a project, not the unit’s 培训费', () => {
    const reading = read(
      one([
        ['2023年度项目支出绩效自评结果汇总表'],
        ['单位：万元'],
        ['序号', '单位', '项目', '预算数', '执行数'],
        [1, '局机关', '宣传经费', 10, 9],
        [2, '局机关', '培训经费', 20, 20],
        ['合计', null, null, 30, 29],
      ]),
    );
    expect(facts(reading)).toEqual({ 'project:budget.initial': '300000', 'project:outturn': '290000' });
    expect(reading.projects.map((project) => project.name)).toEqual(['宣传经费', '培训经费']);
  });
});

describe('what a table is about', () => {
  it('income: its 合计 is never the spending', () => {
    const reading = read(
      one([
        ...head('2023年度部门收入预算执行表'),
        ['项目', '年初预算数', '决算数'],
        ['一般公共预算财政拨款', 30, 32],
        ['事业收入', 5, 4],
        ['合计', 35, 36],
      ]),
    );
    expect([reading.facts.has('total:outturn'), reading.facts.has('total:budget.initial')]).toEqual([false, false]);
    expect([reading.facts.has('total:outturn'), facts(reading)['incomeTotal:outturn'], facts(reading)['source.business:outturn']]).toEqual([
      false,
      '360000',
      '40000',
    ]);
  });

  it('functions of spending: 其他支出 there is no economic class', () => {
    expect(
      facts(
        read(
          one([
            ...head('2023年部门支出决算情况表'),
            ['科目编码', '科目名称', '年初预算数', '决算数'],
            ['201', '一般公共服务支出', 10, 9],
            ['229', '其他支出', 2, 2],
            ['合计', null, 12, 11],
          ]),
        ),
      ),
    ).toEqual({
      'total:budget.initial': '120000',
      'total:outturn': '110000',
    });
  });

  it('economic classes across basic and project spending; 30215 会议费 is a part of 302', () => {
    expect(
      facts(
        read(
          one([
            ...head('2023年支出经济分类决算表'),
            ['科目', '合计', '基本支出', '项目支出'],
            ['301工资福利支出', 80, 80, 0],
            ['302商品和服务支出', 50, 20, 30],
            ['30215 会议费', 5, 1, 4],
            ['合计', 130, 100, 30],
          ]),
        ),
      ),
    ).toEqual({
      'economic.301:outturn': '800000',
      'economic.302:outturn': '500000',
      'total:outturn': '1300000',
      'basic:outturn': '1000000',
      'project:outturn': '300000',
    });
  });

  it('is found wherever it stands and in whatever order its columns are', () => {
    expect(
      facts(
        read(
          one([
            ...head('2023年度部门整体支出情况表'),
            ['执行率', '全年执行数', '全年预算数', '项目'],
            ['90%', 9, 10, '基本支出'],
            ['96.67%', 29, 30, '合计'],
          ]),
        ),
      ),
    ).toEqual({
      'basic:stated': '0.9',
      'basic:outturn': '90000',
      'basic:budget.full': '100000',
      'total:stated': '0.9667',
      'total:outturn': '290000',
      'total:budget.full': '300000',
    });
  });
});

describe('hostile and empty workbooks', () => {
  it.each([
    ['blank', workbookOf([{ name: '空', rows: [] }])],
    ['without sheets', workbookOf([])],
    [
      'merged over everything',
      workbookOf([
        {
          name: '表',
          rows: [
            ['项目', '年初预算数', '决算数'],
            ['合计', 1, 2],
          ],
          merges: ['A1:XFD1048576'],
        },
      ]),
    ],
    [
      'of noise',
      workbookOf(
        Array.from({ length: 100 }, (_, index) => ({
          name: `表${index}`,
          rows: [
            ['编号', '电话'],
            [index, 80001000],
          ],
        })),
      ),
    ],
  ])('that is %s gives no fact, a question and a statement of what was looked for', (_, snapshot) => {
    const reading = read(snapshot);
    expect([reading.facts.size, codes(reading)]).toEqual([0, ['L-03']]);
    expect(reading.nothingFound).toContain('没有找到预算数据');
  });

  it('with endless labels and brackets is read in linear time', () => {
    const long = '（一）其中：'.repeat(4000);
    expect(
      read(one(Array.from({ length: 300 }, (_, index) => [long + index, '('.repeat(4000), '1,'.repeat(3000), `${' '.repeat(4000)}x`])))
        .facts.size,
    ).toBe(0);
  });
});
