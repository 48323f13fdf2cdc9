import { strToU8, zipSync } from 'fflate';

const types = 'application/vnd.openxmlformats-officedocument.spreadsheetml';
const columns = ['单位名称', '项目名称', '年初预算数', '预算调整数', '全年预算数', '全年执行数', '预算执行率(%)', '备注'];

/** A budget workbook of many sheets in 元: a project list a sheet, as the platform exports it, of about `cellsPerSheet` cells. The same bytes every time. */
export function largeWorkbook(sheets: number, cellsPerSheet: number): Uint8Array {
  const names = Array.from({ length: sheets }, (_, index) => `执行情况${index + 1}`);
  const parts: Record<string, Uint8Array> = {
    '[Content_Types].xml': strToU8(
      `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="${types}.sheet.main+xml"/>${names
        .map((_, index) => `<Override PartName="/xl/worksheets/sheet${index + 1}.xml" ContentType="${types}.worksheet+xml"/>`)
        .join('')}<Override PartName="/xl/sharedStrings.xml" ContentType="${types}.sharedStrings+xml"/></Types>`,
    ),
    '_rels/.rels': strToU8(
      '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>',
    ),
    'xl/workbook.xml': strToU8(
      `<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets>${names
        .map((name, index) => `<sheet name="${name}" sheetId="${index + 1}" r:id="rId${index + 1}"/>`)
        .join('')}</sheets></workbook>`,
    ),
    'xl/_rels/workbook.xml.rels': strToU8(
      `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">${names
        .map(
          (_, index) =>
            `<Relationship Id="rId${index + 1}" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet${index + 1}.xml"/>`,
        )
        .join(
          '',
        )}<Relationship Id="rIdStrings" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/sharedStrings" Target="sharedStrings.xml"/></Relationships>`,
    ),
  };
  const strings = new Map<string, number>();
  const shared = (text: string): string => {
    const known = strings.get(text) ?? strings.size;
    strings.set(text, known);
    return `t="s"><v>${known}</v></c>`;
  };
  names.forEach((_, sheet) => {
    const rows = [
      `<row r="1"><c r="A1" ${shared(`2024年度项目支出预算执行情况表（${sheet + 1}）`)}</row>`,
      `<row r="2"><c r="A2" ${shared('编制单位：示例市财政局')}<c r="H2" ${shared('单位：元')}</row>`,
      `<row r="3">${columns.map((label, column) => `<c r="${'ABCDEFGH'[column]}3" ${shared(label)}`).join('')}</row>`,
    ];
    const body = Math.max(1, Math.floor(cellsPerSheet / columns.length) - 1);
    for (let index = 0; index < body; index += 1) {
      const row = index + 4;
      const initial = 10000 + ((index * 7919 + sheet * 104729) % 900000);
      const change = (index % 7) * 100 - 300;
      const spent = initial + change - (index % 13);
      rows.push(
        `<row r="${row}"><c r="A${row}" ${shared(`示例市第${(index % 40) + 1}中心`)}<c r="B${row}" ${shared(`专项工作${sheet + 1}之${index + 1}`)}<c r="C${row}"><v>${initial}</v></c><c r="D${row}"><v>${change}</v></c><c r="E${row}"><v>${initial + change}</v></c><c r="F${row}"><v>${spent}</v></c><c r="G${row}"><v>${90 + (index % 10)}.${10 + (index % 89)}</v></c><c r="H${row}" ${shared('按进度执行')}</row>`,
      );
    }
    parts[`xl/worksheets/sheet${sheet + 1}.xml`] = strToU8(
      `<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>${rows.join('')}</sheetData><mergeCells count="1"><mergeCell ref="A1:H1"/></mergeCells></worksheet>`,
    );
  });
  parts['xl/sharedStrings.xml'] = strToU8(
    `<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">${[...strings.keys()].map((text) => `<si><t>${text}</t></si>`).join('')}</sst>`,
  );
  return zipSync(parts, { level: 1 });
}
