import { type ContractWorkbook, describeHostContract } from '../contract';
import { type OpenExcel, openExcel } from './open-excel';

const opened: OpenExcel[] = [];
afterEach(() => {
  for (const { excel } of opened.splice(0)) excel.dispose();
});

/** The contract's workbook in an emulated Excel. */
async function open(contract: ContractWorkbook): Promise<OpenExcel> {
  const excel = await openExcel();
  opened.push(excel);
  await excel.by((context) => {
    const { worksheets } = context.workbook;
    contract.sheets.forEach(({ name, cells, merges, protected: isProtected }, index) => {
      const sheet = index === 0 ? worksheets.getItem('Sheet1') : worksheets.add(name);
      sheet.name = name;
      const width = Math.max(...cells.map((row) => row.length));
      sheet.getRangeByIndexes(0, 0, cells.length, width).formulas = cells.map((row) =>
        Array.from({ length: width }, (_, column) => {
          const cell = row[column] ?? null;
          return cell === null ? '' : typeof cell === 'object' ? cell.formula : cell;
        }),
      );
      for (const merge of merges) sheet.getRange(merge).merge();
      if (isProtected) sheet.protection.protect();
    });
  });
  return excel;
}

describeHostContract('Excel', async (contract) => (await open(contract)).host);
