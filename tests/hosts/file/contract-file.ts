import { cellReference } from '../../../src/core/workbook/address';
import type { ContractWorkbook } from '../contract';
import { escapeXml, workbook } from './build';

/** The contract's workbook as a file. */
export function contractFile(contract: ContractWorkbook): Uint8Array {
  const sheets = contract.sheets.map(({ name, cells, merges, protected: isProtected }) => {
    const rows = cells.map((row, top) => {
      const written = row.map((cell, left) => {
        const reference = cellReference(top + 1, left + 1);
        if (cell === null) return '';
        if (typeof cell === 'string') return `<c r="${reference}" t="inlineStr"><is><t>${escapeXml(cell)}</t></is></c>`;
        if (typeof cell === 'number') return `<c r="${reference}"><v>${cell}</v></c>`;
        return `<c r="${reference}"><f>${escapeXml(cell.formula.slice(1))}</f><v>${cell.result}</v></c>`;
      });
      return `<row r="${top + 1}">${written.join('')}</row>`;
    });
    const protection = isProtected ? '<sheetProtection sheet="1" objects="1" scenarios="1"/>' : '';
    const merged = merges.map((reference) => `<mergeCell ref="${reference}"/>`).join('');
    return [
      name,
      `<sheetData>${rows.join('')}</sheetData>${protection}${merged === '' ? '' : `<mergeCells count="${merges.length}">${merged}</mergeCells>`}`,
    ] as const;
  });
  return workbook({ sheets: Object.fromEntries(sheets) });
}
