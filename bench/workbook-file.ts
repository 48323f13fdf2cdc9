import { zipSync } from 'fflate';
import { columnLetters } from '../src/core/workbook/address';

/** A cell of a measured workbook: text, a number, a formula with the number it gives, or nothing. */
export type Entry = string | number | null | { readonly formula: string; readonly value: number };

/** A sheet of a measured workbook: its cells from A1 on. */
export interface SheetEntry {
  readonly name: string;
  readonly rows: readonly (readonly Entry[])[];
  readonly merges?: readonly string[];
}

const declaration = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const spreadsheet = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const office = 'http://schemas.openxmlformats.org/officeDocument/2006';
const relations = 'http://schemas.openxmlformats.org/package/2006/relationships';
const part = 'application/vnd.openxmlformats-officedocument.spreadsheetml';

/** The bytes of an .xlsx with those sheets, written as Excel does: shared strings, cached results, one style for money. */
export function workbookFile(sheets: readonly SheetEntry[]): Uint8Array {
  const strings = new Map<string, number>();
  const parts: Record<string, string> = {};
  sheets.forEach((sheet, index) => {
    parts[`xl/worksheets/sheet${index + 1}.xml`] = worksheet(sheet, strings);
  });
  const numbers = sheets.map((_, index) => index + 1);
  const overrides = numbers.map((n) => `<Override PartName="/xl/worksheets/sheet${n}.xml" ContentType="${part}.worksheet+xml"/>`);
  parts['[Content_Types].xml'] =
    `${declaration}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="${part}.sheet.main+xml"/><Override PartName="/xl/styles.xml" ContentType="${part}.styles+xml"/><Override PartName="/xl/sharedStrings.xml" ContentType="${part}.sharedStrings+xml"/>${overrides.join('')}</Types>`;
  parts['_rels/.rels'] =
    `${declaration}<Relationships xmlns="${relations}"><Relationship Id="rId1" Type="${office}/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>`;
  const listed = sheets.map(({ name }, index) => `<sheet name="${escapeXml(name)}" sheetId="${index + 1}" r:id="rId${index + 1}"/>`);
  parts['xl/workbook.xml'] =
    `${declaration}<workbook xmlns="${spreadsheet}" xmlns:r="${office}/relationships"><sheets>${listed.join('')}</sheets></workbook>`;
  const links = numbers.map(
    (n) => `<Relationship Id="rId${n}" Type="${office}/relationships/worksheet" Target="worksheets/sheet${n}.xml"/>`,
  );
  const [styles, texts] = [sheets.length + 1, sheets.length + 2];
  parts['xl/_rels/workbook.xml.rels'] =
    `${declaration}<Relationships xmlns="${relations}">${links.join('')}<Relationship Id="rId${styles}" Type="${office}/relationships/styles" Target="styles.xml"/><Relationship Id="rId${texts}" Type="${office}/relationships/sharedStrings" Target="sharedStrings.xml"/></Relationships>`;
  parts['xl/styles.xml'] =
    `${declaration}<styleSheet xmlns="${spreadsheet}"><fonts count="1"><font><sz val="11"/><name val="宋体"/></font></fonts><fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills><borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="2"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/><xf numFmtId="4" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/></cellXfs></styleSheet>`;
  const items = [...strings.keys()].map((text) => `<si><t xml:space="preserve">${escapeXml(text)}</t></si>`);
  parts['xl/sharedStrings.xml'] = `${declaration}<sst xmlns="${spreadsheet}" uniqueCount="${items.length}">${items.join('')}</sst>`;
  const encoder = new TextEncoder();
  return zipSync(Object.fromEntries(Object.entries(parts).map(([name, text]) => [name, encoder.encode(text)])), { level: 6 });
}

function worksheet({ rows, merges = [] }: SheetEntry, strings: Map<string, number>): string {
  const lines = rows.map((cells, row) => {
    const written = cells.map((entry, column) => cell(`${columnLetters(column + 1)}${row + 1}`, entry, strings));
    return `<row r="${row + 1}">${written.join('')}</row>`;
  });
  const merged = merges.length === 0 ? '' : `<mergeCells>${merges.map((area) => `<mergeCell ref="${area}"/>`).join('')}</mergeCells>`;
  return `${declaration}<worksheet xmlns="${spreadsheet}"><sheetData>${lines.join('')}</sheetData>${merged}</worksheet>`;
}

function cell(reference: string, entry: Entry, strings: Map<string, number>): string {
  if (entry === null) return '';
  if (typeof entry === 'string') {
    const index = strings.get(entry) ?? strings.size;
    strings.set(entry, index);
    return `<c r="${reference}" t="s"><v>${index}</v></c>`;
  }
  if (typeof entry === 'number') return `<c r="${reference}" s="1"><v>${entry}</v></c>`;
  return `<c r="${reference}" s="1"><f>${escapeXml(entry.formula)}</f><v>${entry.value}</v></c>`;
}

function escapeXml(text: string): string {
  return text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;').replace(/"/g, '&quot;');
}
