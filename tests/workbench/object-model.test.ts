import { createEmulatedExcel, type ExcelForTests } from './emulated-excel';

let excel: ExcelForTests;
beforeEach(async () => {
  excel = await createEmulatedExcel();
});
afterEach(() => excel.dispose());

const sheet = (context: Excel.RequestContext): Excel.Worksheet => context.workbook.worksheets.getItem('Sheet1');

async function failure(batch: (context: Excel.RequestContext) => Promise<unknown>): Promise<string> {
  return excel.run(batch).then(
    () => 'no failure',
    (problem: { code?: string }) => problem.code ?? 'no code',
  );
}

describe('what is written', () => {
  test.each([
    ["'=1+1", '=1+1', 'String'],
    ['007', 7, 'Double'],
    ['1,234.50', 1234.5, 'Double'],
    ['98.78%', 0.9878, 'Double'],
    ['2023/12/31', 45291, 'Double'],
    ['true', true, 'Boolean'],
    ['2.1.1', '2.1.1', 'String'],
    ['', '', 'Empty'],
  ])('%p becomes %p', async (written, value, type) => {
    await excel.run(async (context) => {
      const cell = sheet(context).getRange('A1');
      cell.values = [[written]];
      cell.load('values,valueTypes');
      await context.sync();
      expect([cell.values[0]?.[0], cell.valueTypes[0]?.[0]]).toEqual([value, type]);
    });
  });

  test('text stays text in cells of the format @', async () => {
    await excel.run(async (context) => {
      const cell = sheet(context).getRange('A1');
      cell.numberFormat = [['@']];
      cell.values = [['=1+1']];
      cell.load('values,formulas,numberFormat');
      await context.sync();
      expect([cell.values, cell.formulas, cell.numberFormat]).toEqual([[['=1+1']], [['=1+1']], [['@']]]);
    });
  });

  test('text that begins with + - @ becomes a formula unless an apostrophe keeps it text', async () => {
    await excel.run(async (context) => {
      const range = sheet(context).getRange('A1:A4');
      range.values = [['+B1+1'], ['@sum(B1)'], ["'-说明"], ["'@SUM(B1)"]];
      range.load('formulas');
      await context.sync();
      expect(range.formulas.map((row) => row[0])).toEqual(['=+B1+1', '=SUM(B1)', '-说明', '@SUM(B1)']);
    });
  });

  test('a null leaves a cell as it is, and a wrong shape is refused', async () => {
    await excel.run(async (context) => {
      const range = sheet(context).getRange('A1:B1');
      range.values = [[1, 2]];
      range.values = [[null, 3]];
      range.load('values');
      await context.sync();
      expect(range.values).toEqual([[1, 3]]);
    });
    const refused = await failure(async (context) => {
      sheet(context).getRange('A1:B1').values = [[1, 2, 3]];
      await context.sync();
    });
    expect(refused).toBe('InvalidArgument');
  });

  test('a formula that Excel can not read is refused, and what was written before it stays', async () => {
    const refused = await failure(async (context) => {
      sheet(context).getRange('A1').values = [[5]];
      sheet(context).getRange('A2').formulas = [['=SUM(A1']];
      await context.sync();
    });
    expect(refused).toBe('InvalidArgument');
    await excel.run(async (context) => {
      const range = sheet(context).getRange('A1:A2').load('values');
      await context.sync();
      expect(range.values).toEqual([[5], ['']]);
    });
  });
});

test('gives formats back as they were set, and null where cells differ', async () => {
  await excel.run(async (context) => {
    const range = sheet(context).getRange('B2:C3');
    range.format.fill.color = 'yellow';
    range.format.font.set({ bold: true, color: '#C00000', size: 14, name: '黑体' });
    range.format.set({
      horizontalAlignment: 'Center',
      verticalAlignment: 'Top',
      wrapText: true,
      indentLevel: 2,
      columnWidth: 90,
      rowHeight: 30,
    });
    range.format.borders.getItem('EdgeBottom').style = 'Continuous';
    range.format.protection.locked = false;
    range.getCell(0, 0).format.font.italic = true;
    range.numberFormat = [['0.00%']] as unknown as string[][];
    range.load('numberFormat,format/fill/color,format/font/bold,format/font/italic,format/font/color,format/font/size,format/font/name');
    range.format.load('horizontalAlignment,verticalAlignment,wrapText,indentLevel,columnWidth,rowHeight');
    range.format.protection.load('locked');
    const bottom = range.format.borders.getItem('EdgeBottom').load('style,color');
    const top = range.format.borders.getItem('EdgeTop').load('style');
    await context.sync();
    expect(range.format.fill.color).toBe('#FFFF00');
    expect(range.format.font.toJSON()).toMatchObject({ bold: true, italic: null, color: '#C00000', size: 14, name: '黑体' });
    expect(range.format.toJSON()).toMatchObject({
      horizontalAlignment: 'Center',
      verticalAlignment: 'Top',
      wrapText: true,
      indentLevel: 2,
      columnWidth: 90,
      rowHeight: 30,
    });
    expect([range.format.protection.locked, bottom.style, bottom.color, top.style]).toEqual([false, 'Continuous', '#000000', 'None']);
    expect(range.numberFormat[1]?.[1]).toBe('0.00%');
  });
});

test('merges keep the first value, and writing under them is dropped', async () => {
  await excel.run(async (context) => {
    const range = sheet(context).getRange('A1:B2');
    range.values = [
      ['题', 'x'],
      ['y', 'z'],
    ];
    range.merge();
    sheet(context).getRange('B2').values = [['lost']];
    range.load('values');
    const areas = sheet(context).getRange('A1:D9').getMergedAreasOrNullObject().load('address');
    const none = sheet(context).getRange('D4:F9').getMergedAreasOrNullObject().load('address');
    await context.sync();
    expect(range.values).toEqual([
      ['题', ''],
      ['', ''],
    ]);
    expect([areas.address, none.isNullObject]).toEqual(['Sheet1!A1:B2', true]);
  });
});

test('freezes panes, hides rows and columns, colours tabs and shows them again', async () => {
  await excel.run(async (context) => {
    const own = sheet(context);
    own.freezePanes.freezeAt('A1:B3');
    own.getRange('5:6').rowHidden = true;
    own.getRange('D:D').columnHidden = true;
    own.tabColor = '#107C41';
    own.showGridlines = false;
    own.load('tabColor,showGridlines');
    const frozen = own.freezePanes.getLocationOrNullObject().load('address');
    const [rows, mixed, columns] = [own.getRange('A5:A6'), own.getRange('A4:A6'), own.getRange('D1')];
    rows.load('rowHidden');
    mixed.load('rowHidden');
    columns.load('columnHidden');
    await context.sync();
    expect([frozen.address, rows.rowHidden, mixed.rowHidden, columns.columnHidden]).toEqual(['Sheet1!A1:B3', true, null, true]);
    expect([own.tabColor, own.showGridlines]).toEqual(['#107C41', false]);
    own.freezePanes.unfreeze();
    const thawed = own.freezePanes.getLocationOrNullObject().load('address');
    await context.sync();
    expect(thawed.isNullObject).toBe(true);
  });
});

test('conditional formats by formula are counted, read back and taken out of a part of their area', async () => {
  await excel.run(async (context) => {
    const rule = sheet(context).getRange('A1:C10').conditionalFormats.add('Custom');
    rule.custom.rule.formula = '=$C1<1';
    rule.custom.format.fill.color = '#FDE7E9';
    rule.custom.format.font.color = '#A80000';
    await context.sync();
    const list = sheet(context)
      .getRange('B2')
      .conditionalFormats.load('items/id,items/type,items/custom/rule/formula,items/custom/format/fill/color');
    await context.sync();
    expect(list.items.map((item) => [item.type, item.custom.rule.formula, item.custom.format.fill.color])).toEqual([
      ['Custom', '=$C1<1', '#FDE7E9'],
    ]);
    sheet(context).getRange('A1:C5').conditionalFormats.clearAll();
    const above = sheet(context).getRange('A1:C5').conditionalFormats.getCount();
    const below = sheet(context).getRange('A6:C10').conditionalFormats.getCount();
    await context.sync();
    expect([above.value, below.value]).toEqual([0, 1]);
  });
});

test('data validation is read back and cleared', async () => {
  await excel.run(async (context) => {
    const { dataValidation } = sheet(context).getRange('D5:D9');
    dataValidation.rule = { decimal: { formula1: 0, formula2: 6, operator: 'Between' } };
    dataValidation.errorAlert = { title: '得分', message: '请填 0 到 6', style: 'Stop', showAlert: true };
    dataValidation.load('type,rule,errorAlert');
    await context.sync();
    expect(dataValidation.type).toBe('Decimal');
    expect(dataValidation.rule).toEqual({ decimal: { formula1: 0, formula2: 6, operator: 'Between' } });
    expect(dataValidation.errorAlert.message).toBe('请填 0 到 6');
    dataValidation.clear();
    dataValidation.load('type');
    await context.sync();
    expect(dataValidation.type).toBe('None');
  });
});

test('names are found without case, hidden, and refused where Excel refuses them', async () => {
  await excel.run(async (context) => {
    const item = context.workbook.names.add('_绩核_指标', sheet(context).getRange('A1'));
    item.visible = false;
    const found = context.workbook.names.getItemOrNullObject('_绩核_指标').load('name,formula,visible,type,scope');
    const missing = context.workbook.names.getItemOrNullObject('没有');
    await context.sync();
    expect([found.formula, found.visible, found.type, found.scope, missing.isNullObject]).toEqual([
      '=Sheet1!$A$1',
      false,
      'Range',
      'Workbook',
      true,
    ]);
  });
  const adding = (name: string) =>
    failure(async (context) => {
      context.workbook.names.add(name, '=1');
      await context.sync();
    });
  expect(await adding('决算数（合计）')).toBe('InvalidArgument');
  expect(await adding('AB12')).toBe('InvalidArgument');
  expect(await adding('_绩核_指标')).toBe('ItemAlreadyExists');
});

test('protection refuses locked cells, placeholders too, and lets unlocked ones be written', async () => {
  await excel.run(async (context) => {
    sheet(context).getRange('B1').format.protection.locked = false;
    sheet(context).protection.protect({ allowFormatColumns: true }, 'secret');
    await context.sync();
  });
  const writing = (address: string, value: string | null) =>
    failure(async (context) => {
      sheet(context).getRange(address).values = [[value]];
      await context.sync();
    });
  expect(await writing('A1', 'x')).toBe('AccessDenied');
  expect(await writing('A1', null)).toBe('AccessDenied');
  expect(await writing('B1', 'x')).toBe('no failure');
  expect(
    await failure(async (context) => {
      sheet(context).getRange('B1').format.fill.color = '#FF0000';
      await context.sync();
    }),
  ).toBe('AccessDenied');
  expect(
    await failure(async (context) => {
      sheet(context).protection.unprotect('wrong');
      await context.sync();
    }),
  ).toBe('AccessDenied');
});

test('a protected structure keeps its sheets', async () => {
  excel.book.structureProtected = true;
  expect(
    await failure(async (context) => {
      context.workbook.worksheets.add('新表');
      await context.sync();
    }),
  ).toBe('InvalidOperation');
});

test('renaming a sheet rewrites the formulas that refer to it, deleting the last visible one is refused', async () => {
  await excel.run(async (context) => {
    const facts = context.workbook.worksheets.add('取数');
    facts.getRange('B1').values = [[3]];
    const formula = sheet(context).getRange('A1');
    formula.formulas = [['=取数!B1*2']];
    facts.name = '绩效（取数）';
    formula.load('values,formulas');
    await context.sync();
    expect([formula.values, formula.formulas]).toEqual([[[6]], [["='绩效（取数）'!B1*2"]]]);
    facts.delete();
    const gone = context.workbook.worksheets.getItemOrNullObject('绩效（取数）');
    await context.sync();
    expect(gone.isNullObject).toBe(true);
  });
  expect(
    await failure(async (context) => {
      sheet(context).delete();
      await context.sync();
    }),
  ).toBe('InvalidOperation');
});

test('charts keep their series, title and place', async () => {
  await excel.run(async (context) => {
    sheet(context).getRange('A1:B3').values = [
      ['季度', '进度'],
      ['一季度', 23.4],
      ['二季度', 40.4],
    ];
    const chart = sheet(context).charts.add('ColumnClustered', sheet(context).getRange('A1:B3'), 'Columns');
    chart.title.text = '支出进度';
    chart.name = '进度图';
    chart.setPosition('D2', 'H12');
    const series = chart.series.load('items/name');
    const values = chart.series.getItemAt(0).getDimensionDataSourceString('Values');
    chart.load('name,left,top');
    await context.sync();
    expect([chart.name, series.items.map((item) => item.name), values.value]).toEqual(['进度图', ['进度'], 'Sheet1!B2:B3']);
    expect([chart.left, chart.top]).toEqual([162, 14.25]);
  });
});

test('what is not emulated fails loudly by its name', async () => {
  const problem = await excel
    .run(async (context) => {
      context.workbook.pivotTables.load('items/name');
      await context.sync();
    })
    .catch((error: { code: string; message: string }) => error);
  expect(problem).toMatchObject({ code: 'ApiNotFound', message: expect.stringContaining('Workbook.PivotTables') });
});
