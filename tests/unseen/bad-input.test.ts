import { readWorkbook } from '../../src/core/reading/read';
import { noChoices, type Reading } from '../../src/core/reading/reading';
import type { Snapshot } from '../../src/core/workbook/snapshot';
import { type Entry, type SheetEntry, workbookOf } from '../workbook-builder';

const read = (snapshot: Snapshot): Reading => readWorkbook(snapshot, noChoices);
const found = (reading: Reading): number => reading.facts.size + reading.projects.length + reading.targets.length + reading.forms.length;

/** Sheets of an office's daily life that hold numbers and no budget. */
const noise = (index: number): SheetEntry => {
  const kinds: SheetEntry['rows'][] = [
    [['通讯录'], ['姓名', '科室', '电话'], ['张三', '办公室', 13800000000], ['李四', '财务科', 13900000000]],
    [['考勤表'], ['姓名', '出勤天数', '请假天数'], ['张三', 21, 1], ['李四', 22, 0], ['合计', 43, 1]],
    [['固定电话费'], ['月份', '金额'], ['1月', 320.5], ['2月', 298], ['合计', 618.5]],
    [
      ['会议签到', null, 2024],
      [1, '张三', null],
      [2, '李四', null],
    ],
    [['库存'], ['品名', '数量', '单价'], ['打印纸', 20, 25.5], ['硒鼓', 4, 310]],
    [['2024年值班表'], ['日期', '值班人'], ['1月1日', '张三']],
    [['成绩'], ['姓名', '语文', '数学', '总计'], ['甲', 90, 95, 185], ['乙', 88, 79, 167]],
  ];
  return { name: `表${index + 1}`, rows: kinds[index % kinds.length] ?? [] };
};

const budget: SheetEntry = {
  name: '决算',
  rows: [
    ['2024年度部门整体支出情况'],
    ['编制单位：示例局', null, null, '单位：万元'],
    ['项目', '年初预算数', '全年预算数', '决算数'],
    ['基本支出', 500, 510, 508.5],
    ['项目支出', 300, 320, 311],
    ['合计', 800, 830, 819.5],
  ],
};

describe('workbooks without a budget, and hostile ones', () => {
  it.each([
    ['no cell at all', workbookOf([{ name: 'Sheet1', rows: [] }])],
    ['pictures only, three sheets', workbookOf(['图1', '图2', '图3'].map((name) => ({ name, rows: [] })))],
    [
      'blank texts',
      workbookOf([
        {
          name: 'Sheet1',
          rows: [
            [' ', '　', ''],
            [null, '  '],
          ],
        },
      ]),
    ],
  ])('%s: says that nothing was found, and why', (_name, snapshot) => {
    const reading = read(snapshot);
    expect(found(reading)).toBe(0);
    expect(reading.nothingFound).toContain('工作簿');
    expect(reading.questions.map((question) => question.code)).toEqual(['L-03']);
  });

  it('a hundred sheets of noise give no fact, and the sentence names where it looked', () => {
    const reading = read(workbookOf(Array.from({ length: 100 }, (_, index) => noise(index))));
    expect([...reading.facts.keys()]).toEqual([]);
    expect(reading.projects).toEqual([]);
    expect(reading.nothingFound).toContain('“表1”');
  });

  it('finds one budget sheet among a hundred of noise', () => {
    const sheets = Array.from({ length: 100 }, (_, index) => noise(index));
    const reading = read(workbookOf([...sheets.slice(0, 60), budget, ...sheets.slice(60)]));
    expect(Object.fromEntries([...reading.facts.values()].map((fact) => [fact.id, fact.value]))).toEqual({
      'basic:budget.initial': '5000000',
      'basic:budget.full': '5100000',
      'basic:outturn': '5085000',
      'project:budget.initial': '3000000',
      'project:budget.full': '3200000',
      'project:outturn': '3110000',
      'total:budget.initial': '8000000',
      'total:budget.full': '8300000',
      'total:outturn': '8195000',
    });
    expect(reading.questions).toEqual([]);
  });

  it('three cells in a used range of 1,048,576 rows', () => {
    const snapshot = workbookOf([
      {
        name: 'Sheet1',
        rows: [
          ['2024年', null],
          [null, 5],
        ],
      },
    ]);
    const [sheet] = snapshot.sheets;
    if (!sheet) throw new Error('no sheet');
    const cells = new Map(sheet.cells);
    const last = sheet.cells.get(2)?.get(2);
    if (last) cells.set(1048576, new Map([[16384, last]]));
    const reading = read({ ...snapshot, sheets: [{ ...sheet, cells, used: { top: 1, left: 1, bottom: 1048576, right: 16384 } }] });
    expect(found(reading)).toBe(0);
    expect(reading.nothingFound).not.toBeNull();
  });

  it('everything merged: into one cell, into rows over the whole sheet, into areas that overlap', () => {
    for (const merges of [['A1:XFD1048576'], ['A1:XFD1', 'A2:XFD2', 'A3:XFD3', 'A4:XFD4'], ['A1:D6', 'B2:E9', 'A1:A6', 'A3:D3']]) {
      const reading = read(workbookOf([{ ...budget, merges }]));
      for (const fact of reading.facts.values()) expect(['5085000', '3110000', '8195000']).toContain(fact.value);
    }
  });

  it('numbers on hidden sheets are no facts, and the sentence says that they were skipped', () => {
    const reading = read(
      workbookOf([
        { ...budget, visibility: 'hidden' },
        { name: '说明', rows: [['请看后表']] },
      ]),
    );
    expect(reading.facts.size).toBe(0);
    expect(reading.nothingFound).toContain('“决算”');
  });

  it('cached errors, cyclic formulas and errors typed as text are no numbers; the others are read', () => {
    const error = (value: string): Entry => ({ value, error: true, formula: '=1/0' });
    const cyclic: Entry = { value: 0, formula: '=D6' };
    const reading = read(
      workbookOf([
        {
          ...budget,
          rows: [
            ...budget.rows.slice(0, 3),
            ['基本支出', error('#DIV/0!'), '#REF!', 508.5],
            ['项目支出', 300, error('#N/A'), 311],
            ['合计', error('#VALUE!'), 830, cyclic],
          ],
        },
      ]),
    );
    expect(Object.fromEntries([...reading.facts.values()].map((fact) => [fact.id, fact.value]))).toMatchObject({
      'basic:outturn': '5085000',
      'project:budget.initial': '3000000',
      'project:outturn': '3110000',
      'total:budget.full': '8300000',
    });
    expect([...reading.facts.keys()].filter((id) => /basic:budget|project:budget.full|total:budget.initial/.test(id))).toEqual([]);
  });

  it('amounts without any unit are asked for, never guessed', () => {
    const reading = read(workbookOf([{ ...budget, rows: budget.rows.map((row, index) => (index === 1 ? ['编制单位：示例局'] : row)) }]));
    expect(reading.facts.size).toBe(0);
    expect(reading.questions.map((question) => question.code)).toEqual(['U-01']);
  });
});
