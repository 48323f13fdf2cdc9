import { createEmulatedExcel, type ExcelForTests } from './emulated-excel';

let excel: ExcelForTests;
beforeEach(async () => {
  excel = await createEmulatedExcel();
});
afterEach(() => excel.dispose());

const sheet = (context: Excel.RequestContext): Excel.Worksheet => context.workbook.worksheets.getItem('Sheet1');

test('writes values and formulas and reads them back calculated, in one batch', async () => {
  await excel.run(async (context) => {
    const range = sheet(context).getRange('A1:B3');
    range.formulas = [
      ['决算', 1.5],
      ['预算', 2],
      ['比率', '=round(B1/B2,4)'],
    ];
    range.load('values,formulas,text,valueTypes,address,rowIndex,columnCount');
    await context.sync();
    expect(range.values).toEqual([
      ['决算', 1.5],
      ['预算', 2],
      ['比率', 0.75],
    ]);
    expect(range.formulas[2]).toEqual(['比率', '=ROUND(B1/B2,4)']);
    expect(range.valueTypes[2]).toEqual(['String', 'Double']);
    expect([range.address, range.rowIndex, range.columnCount]).toEqual(['Sheet1!A1:B3', 0, 2]);
  });
  expect(excel.session.traffic.syncs).toBe(1);
});

test('a load before a write in the same batch sees what stood before', async () => {
  await excel.run(async (context) => {
    sheet(context).getRange('A1').values = [[1]];
    sheet(context).getRange('A2').formulas = [['=A1*10']];
    const before = sheet(context).getRange('A2').load('values');
    sheet(context).getRange('A1').values = [[2]];
    const after = sheet(context).getRange('A2').load('values');
    await context.sync();
    expect([before.values[0]?.[0], after.values[0]?.[0]]).toEqual([10, 20]);
  });
});

test('formulas with Chinese sheets and names calculate and come back as Excel writes them', async () => {
  await excel.run(async (context) => {
    const facts = context.workbook.worksheets.add('绩效取数');
    context.workbook.worksheets.add('附表（一）');
    facts.getRange('B2:B3').values = [[105450200], [106752700]];
    context.workbook.worksheets.getItem('附表（一）').getRange('A1').values = [[7]];
    context.workbook.names.add('决算数_合计', facts.getRange('B2'));
    context.workbook.names.add('全年预算数_合计', "='绩效取数'!$B$3");
    const result = sheet(context).getRange('A1:A4');
    result.formulas = [
      ["=iferror( '绩效取数'!b2/'绩效取数'!b3 , 0)"],
      ['=ROUND(决算数_合计/全年预算数_合计,4)'],
      ["='附表（一）'!A1*2"],
      ['="预算执行率"&TEXT(决算数_合计/全年预算数_合计,"0.00%")'],
    ];
    result.load('values,formulas');
    await context.sync();
    expect(result.values.map((row) => row[0])).toEqual([105450200 / 106752700, 0.9878, 14, '预算执行率98.78%']);
    expect(result.formulas.map((row) => row[0])).toEqual([
      '=IFERROR( 绩效取数!B2/绩效取数!B3 , 0)',
      '=ROUND(决算数_合计/全年预算数_合计,4)',
      "='附表（一）'!A1*2",
      '="预算执行率"&TEXT(决算数_合计/全年预算数_合计,"0.00%")',
    ]);
  });
});
