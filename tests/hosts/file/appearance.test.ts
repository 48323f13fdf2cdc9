import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { allMessages } from '../../../src/core/wording/english';
import { failureSentence } from '../../../src/core/workbook/failure';
import { HostError, type HostFailure } from '../../../src/core/workbook/host';
import { openWorkbook } from '../../../src/hosts/file';
import { oneSheet, relationship } from './build';

const styles =
  '<styleSheet xmlns="x"><numFmts count="1"><numFmt numFmtId="170" formatCode="0.0"/></numFmts>' +
  '<fonts count="2"><font><sz val="11"/><name val="宋体"/></font><font><b/><i val="0"/><u/><strike/><sz val="14"/><color theme="4" tint="-0.5"/><name val="仿宋"/></font></fonts>' +
  '<fills count="3"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill><fill><patternFill patternType="solid"><fgColor theme="0" tint="-0.25"/></patternFill></fill></fills>' +
  '<borders count="2"><border/><border><left style="thin"><color rgb="FF808080"/></left><top style="double"><color indexed="10"/></top></border></borders>' +
  '<cellXfs count="2"><xf/><xf numFmtId="170" fontId="1" fillId="2" borderId="1"><alignment horizontal="center" vertical="top" wrapText="1" indent="1"/><protection locked="0"/></xf></cellXfs>' +
  '<dxfs count="1"><dxf><font><b/><color rgb="FF9C0006"/></font><fill><patternFill><bgColor rgb="FFFFC7CE"/></patternFill></fill></dxf></dxfs></styleSheet>';

const theme =
  '<a:theme xmlns:a="a"><a:themeElements><a:clrScheme name="x"><a:dk1><a:sysClr val="windowText" lastClr="000000"/></a:dk1><a:lt1><a:sysClr val="window" lastClr="FFFFFF"/></a:lt1>' +
  '<a:dk2><a:srgbClr val="44546A"/></a:dk2><a:lt2><a:srgbClr val="E7E6E6"/></a:lt2><a:accent1><a:srgbClr val="4472C4"/></a:accent1></a:clrScheme></a:themeElements></a:theme>';

test('tells fonts, fills, borders and alignment with theme colours resolved', () => {
  const bytes = oneSheet('<sheetData><row r="1"><c r="B1" s="1"/></row></sheetData>', {
    extra: { 'xl/styles.xml': styles, 'xl/theme/theme1.xml': theme },
    relationships: relationship('rId77', 'theme', 'theme/theme1.xml'),
  });
  const looks = openWorkbook(bytes, null).appearance('表');
  expect(looks?.cells.get(1)?.get(2)).toBe(1);
  expect(looks?.styles[1]).toEqual({
    numberFormat: '0.0',
    bold: true,
    italic: false,
    underline: true,
    strikethrough: true,
    fontColor: '#203864',
    fontName: '仿宋',
    fontSize: 14,
    fill: '#BFBFBF',
    horizontal: 'center',
    vertical: 'top',
    wrap: true,
    indent: 1,
    borders: { left: { line: 'thin', color: '#808080' }, top: { line: 'double', color: '#FF0000' }, right: null, bottom: null },
    locked: false,
  });
});

test('tells rows, columns, view, rules and links', () => {
  const bytes = oneSheet(
    '<sheetPr><tabColor rgb="FF1F7A4D"/></sheetPr><sheetViews><sheetView showGridLines="0" workbookViewId="0"><pane xSplit="1" ySplit="3" topLeftCell="B4" state="frozen"/></sheetView></sheetViews>' +
      '<sheetFormatPr defaultColWidth="10.7109375" defaultRowHeight="18"/><cols><col min="1" max="2" width="20.7109375" customWidth="1"/><col min="3" max="3" hidden="1" style="1"/></cols>' +
      '<sheetData><row r="2" ht="30" hidden="1"/></sheetData><conditionalFormatting sqref="A1:B2 D4"><cfRule type="expression" dxfId="0" priority="1"><formula>$A1&gt;0</formula></cfRule></conditionalFormatting>' +
      '<conditionalFormatting sqref="A1"><cfRule type="colorScale" priority="2"/></conditionalFormatting>' +
      '<dataValidations count="2"><dataValidation type="list" sqref="B2" errorTitle="甲" error="乙"><formula1>"一,二"</formula1></dataValidation><dataValidation type="list" sqref="B3"><formula1>$A$1:$A$2</formula1></dataValidation></dataValidations>' +
      '<hyperlinks><hyperlink ref="A1" location="表!B2"/></hyperlinks><pageSetup orientation="landscape"/>',
    { extra: { 'xl/styles.xml': styles } },
  );
  const looks = openWorkbook(bytes, null).appearance('表');
  expect(looks).toMatchObject({
    defaultColumnWidth: 10,
    defaultRowHeight: 18,
    freeze: { rows: 3, columns: 1 },
    gridlines: false,
    headings: true,
    tabColor: '#1F7A4D',
    landscape: true,
    columns: [
      { first: 1, last: 2, width: 20, hidden: false, style: 0 },
      { first: 3, last: 3, width: null, hidden: true, style: 1 },
    ],
    links: [{ area: { top: 1, left: 1, bottom: 1, right: 1 }, target: '表!B2', address: null }],
  });
  expect(looks?.rows.get(2)).toEqual({ height: 30, hidden: true, style: null });
  expect(looks?.conditionalFormats).toEqual([
    {
      areas: [
        { top: 1, left: 1, bottom: 2, right: 2 },
        { top: 4, left: 4, bottom: 4, right: 4 },
      ],
      rules: [{ formula: '=$A1>0', format: { fill: '#FFC7CE', fontColor: '#9C0006', bold: true } }],
    },
  ]);
  expect(looks?.validations).toEqual([
    { areas: [{ top: 2, left: 2, bottom: 2, right: 2 }], rule: { type: 'list', choices: ['一', '二'], title: '甲', message: '乙' } },
  ]);
});

test('looks at a real sheet and at none', () => {
  const opened = openWorkbook(new Uint8Array(readFileSync(join(__dirname, '../../fixtures/projects-2024.xlsx'))), null);
  const looks = opened.appearance('项目支出执行情况');
  const style = looks?.styles[looks.cells.get(5)?.get(4) ?? 0];
  expect(style?.numberFormat).toBe('_ * #,##0.00_ ;_ * \\-#,##0.00_ ;_ * "-"??_ ;_ @_ ');
  expect(opened.appearance('没有')).toBeNull();
});

test.each(Object.keys(allMessages['zh-CN'].hosts))(
  'the sentence of %s fills its slot in both languages, with a place and without',
  (failure) => {
    for (const language of ['zh-CN', 'en-US'] as const) {
      const withPlace = failureSentence(new HostError(failure as HostFailure, '基础数据'), language);
      const without = failureSentence(new HostError(failure as HostFailure), language);
      expect(withPlace + without).not.toMatch(/[{}]/);
      expect(without).not.toMatch(/（）|「」|“”|\(\)| {2}/);
    }
  },
);
