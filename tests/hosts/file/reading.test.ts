import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseFullReference } from '../../../src/core/workbook/address';
import { type Cell, cellAt, type SheetSnapshot, sheetNamed } from '../../../src/core/workbook/snapshot';
import { openWorkbook } from '../../../src/hosts/file';
import { oneSheet, relationship, rels, workbook } from './build';

const fixtures = join(__dirname, '../../fixtures');

function sheetOf(bytes: Uint8Array): SheetSnapshot {
  const [sheet] = openWorkbook(bytes, null).snapshot().sheets;
  if (!sheet) throw new Error('no sheet');
  return sheet;
}

function cellOf(sheet: SheetSnapshot, reference: string): Cell | null {
  const area = parseFullReference(`x!${reference}`)?.area;
  return area ? cellAt(sheet, area.top, area.left) : null;
}

describe('the fixtures', () => {
  const expectations = readdirSync(fixtures).filter((name) => name.endsWith('.expected.json'));

  test.each(expectations)('shows the texts that %s states', (name) => {
    const expected = JSON.parse(readFileSync(join(fixtures, name), 'utf8')) as {
      read?: { facts?: { id: string; shown?: string; cells: string[]; status: string }[] };
    };
    const file = name.replace('.expected.json', '.xlsx');
    const snapshot = openWorkbook(new Uint8Array(readFileSync(join(fixtures, file))), file).snapshot();
    const facts = (expected.read?.facts ?? []).filter(
      (fact) => fact.cells.length === 1 && fact.status === 'read' && fact.shown !== undefined,
    );
    const plain = (text: string | undefined): string => (text ?? '').replace(/[,\s]/g, '');
    for (const fact of facts) {
      const place = parseFullReference(fact.cells[0] ?? '');
      const sheet = place ? sheetNamed(snapshot, place.sheet) : null;
      const cell = place && sheet ? cellAt(sheet, place.area.top, place.area.left) : null;
      expect(`${fact.id} ${plain(cell?.shown)}`).toBe(`${fact.id} ${plain(fact.shown)}`);
    }
  });

  test('reads formulas, accounting zeros, merges and text codes of the project sheet', () => {
    const sheet = sheetOf(new Uint8Array(readFileSync(join(fixtures, 'projects-2024.xlsx'))));
    expect(sheet.name).toBe('项目支出执行情况');
    expect(cellOf(sheet, 'E5')).toMatchObject({ kind: 'number', value: '0', shown: '-' });
    expect(cellOf(sheet, 'F5')).toMatchObject({ formula: '=D5+E5', value: '350000', shown: '350,000.00' });
    expect(cellOf(sheet, 'H8')).toMatchObject({ value: '90.86', shown: '90.86', formula: '=ROUND(G8/F8*100,2)' });
    expect(cellOf(sheet, 'A24')?.value).toContain('注：终止项目');
    expect(sheet.merges).toContainEqual({ top: 5, left: 2, bottom: 13, right: 2 });
    expect(sheet.used).toEqual({ top: 1, left: 1, bottom: 24, right: 10 });
  });

  test('keeps text that begins with an equals sign as text', () => {
    const snapshot = openWorkbook(new Uint8Array(readFileSync(join(fixtures, 'xinjiang-2023.xlsx'))), null).snapshot();
    const cells = snapshot.sheets.flatMap((sheet) => [...sheet.cells.values()].flatMap((row) => [...row.values()]));
    expect(cells.find((cell) => cell.value === '=13292')).toMatchObject({ kind: 'text', formula: null });
  });
});

describe('cells', () => {
  test('reads every kind of cell', () => {
    const sheet = sheetOf(
      oneSheet(
        '<sheetData><row r="1"><c r="A1"><v>9.800000000000001</v></c><c r="B1" t="s"><v>0</v></c><c r="C1" t="b"><v>1</v></c>' +
          '<c r="D1" t="e"><v>#DIV/0!</v></c><c r="E1" t="inlineStr"><is><r><t>一</t></r><r><t xml:space="preserve"> 二 </t></r><rPh sb="0" eb="1"><t>yi</t></rPh></is></c>' +
          '<c r="F1" t="str"><f>"a"&amp;1</f><v>a1</v></c><c r="G1" t="s"><v>1</v></c><c r="H1" t="d"><v>2023-03-15</v></c><c r="I1"><v>1E-7</v></c></row></sheetData>',
        {
          strings:
            '<si><r><t>收</t></r><r><rPr><b/></rPr><t>入</t></r><rPh sb="0" eb="1"><t>shou</t></rPh></si><si><t>一_x000D_二_x005F_x0041_</t></si>',
        },
      ),
    );
    expect(cellOf(sheet, 'A1')).toEqual({ kind: 'number', value: '9.8', formula: null, shown: '9.8', format: 'General', indent: 0 });
    expect(cellOf(sheet, 'B1')).toMatchObject({ kind: 'text', value: '收入' });
    expect(cellOf(sheet, 'C1')).toMatchObject({ kind: 'boolean', value: 'TRUE', shown: 'TRUE' });
    expect(cellOf(sheet, 'D1')).toMatchObject({ kind: 'error', value: '#DIV/0!' });
    expect(cellOf(sheet, 'E1')).toMatchObject({ value: '一 二 ', shown: '一 二' });
    expect(cellOf(sheet, 'F1')).toMatchObject({ kind: 'text', value: 'a1', formula: '="a"&1' });
    expect(cellOf(sheet, 'G1')).toMatchObject({ value: '一\r二_x0041_' });
    expect(cellOf(sheet, 'H1')).toMatchObject({ kind: 'number', value: '45000' });
    expect(cellOf(sheet, 'I1')).toMatchObject({ kind: 'number', value: '0.0000001' });
  });

  test.each([
    ['_ * #,##0.00_ ;_ * \\-#,##0.00_ ;_ * "-"??_ ;_ @_ ', '0', '-'],
    ['_ * #,##0.00_ ;_ * \\-#,##0.00_ ;_ * "-"??_ ;_ @_ ', '-1234.5', '-1,234.50'],
    ['#,##0.00', '10545.02', '10,545.02'],
    ['0.00%', '0.9878', '98.78%'],
    ['yyyy"年"m"月"d"日"', '45000', '2023年3月15日'],
    ['[$-804]aaaa', '45000', '星期三'],
    ['0.00%', '0.99996786', '100.00%'],
  ])('shows %s of %s as %s', (format, value, shown) => {
    const sheet = sheetOf(oneSheet(`<sheetData><row r="1"><c r="A1" s="1"><v>${value}</v></c></row></sheetData>`, { formats: [format] }));
    expect(cellOf(sheet, 'A1')).toMatchObject({ value, shown, format });
  });

  test('counts dates from 1904 where the workbook does', () => {
    const bytes = oneSheet('<sheetData><row r="1"><c r="A1" s="1"><v>43538</v></c></row></sheetData>', {
      formats: ['yyyy/m/d'],
      before: '<workbookPr date1904="1"/>',
    });
    const snapshot = openWorkbook(bytes, null).snapshot();
    expect(snapshot.date1904).toBe(true);
    expect(snapshot.sheets[0]?.cells.get(1)?.get(1)).toMatchObject({ value: '43538', shown: '2023/3/15' });
  });

  test('gives each cell of a shared formula its own text', () => {
    const sheet = sheetOf(
      oneSheet(
        '<sheetData><row r="1"><c r="C1"><f t="shared" ref="C1:C3" si="0">A1+$B$1+SUM(A$1:A1)+LOG10(A1)&amp;"A1"&amp;\'A1\'!A1</f><v>1</v></c></row>' +
          '<row r="2"><c r="C2"><f t="shared" si="0"/><v>2</v></c></row><row r="3"><c r="D3"><f t="shared" si="0"/><v>3</v></c></row></sheetData>',
      ),
    );
    expect(cellOf(sheet, 'C2')?.formula).toBe('=A2+$B$1+SUM(A$1:A2)+LOG10(A2)&"A1"&\'A1\'!A2');
    expect(cellOf(sheet, 'D3')?.formula).toBe('=B3+$B$1+SUM(B$1:B3)+LOG10(B3)&"A1"&\'A1\'!B3');
  });

  test('marks array formulas and strips prefixes of newer functions', () => {
    const sheet = sheetOf(
      oneSheet(
        '<sheetData><row r="1"><c r="A1"><f t="array" ref="A1:A2">_xlfn.UNIQUE(B1:B2)</f><v>1</v></c></row><row r="2"><c r="A2"><v>2</v></c>' +
          '<c r="B2"><f t="array" ref="B2">SUM(_xlfn._xlws.FILTER(A1:A2,A1:A2&gt;0))</f><v>3</v></c></row></sheetData>',
      ),
    );
    expect(sheet.arrays).toEqual([{ top: 1, left: 1, bottom: 2, right: 1 }]);
    expect(cellOf(sheet, 'A2')).toMatchObject({ value: '2', formula: '=UNIQUE(B1:B2)' });
    expect(cellOf(sheet, 'B2')?.formula).toBe('=SUM(FILTER(A1:A2,A1:A2>0))');
  });

  test('keeps blank cells with a number format inside the used area only', () => {
    const sheet = sheetOf(
      oneSheet(
        '<sheetData><row r="1"><c r="A1"><v>1</v></c><c r="B1" s="1"/><c r="C1"><v>1</v></c><c r="D1" s="1"/></row><row r="9"><c r="B9" s="1"/></row></sheetData>',
        {
          formats: ['0.00'],
        },
      ),
    );
    expect(sheet.used).toEqual({ top: 1, left: 1, bottom: 1, right: 3 });
    expect([...(sheet.cells.get(1)?.keys() ?? [])]).toEqual([1, 2, 3]);
    expect(cellOf(sheet, 'B1')).toMatchObject({ kind: 'blank', format: '0.00' });
    expect(sheet.cells.has(9)).toBe(false);
  });

  test('puts cells in order and finds those without addresses', () => {
    const sheet = sheetOf(
      oneSheet(
        '<sheetData><row r="3"><c r="B3"><v>2</v></c><c r="A3"><v>1</v></c></row><row r="1"><c><v>7</v></c><c><v>8</v></c></row></sheetData>',
      ),
    );
    expect([...sheet.cells.keys()]).toEqual([1, 3]);
    expect([...(sheet.cells.get(3)?.keys() ?? [])]).toEqual([1, 2]);
    expect(cellOf(sheet, 'B1')?.value).toBe('8');
  });

  test('reads the indentation of a cell', () => {
    const bytes = oneSheet('<sheetData><row r="1"><c r="A1" s="1" t="str"><v>其中</v></c></row></sheetData>', {
      extra: {
        'xl/styles.xml':
          '<styleSheet xmlns="x"><cellXfs count="2"><xf numFmtId="0"/><xf numFmtId="4"><alignment horizontal="left" indent="2"/></xf></cellXfs></styleSheet>',
      },
    });
    expect(cellOf(sheetOf(bytes), 'A1')).toMatchObject({ indent: 2, format: '#,##0.00' });
  });

  test('reads parts whose elements carry a namespace prefix', () => {
    const bytes = oneSheet('', {
      extra: {
        'xl/worksheets/sheet1.xml':
          '<x:worksheet xmlns:x="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><x:sheetData><x:row r="1"><x:c r="A1"><x:v>5</x:v></x:c></x:row></x:sheetData></x:worksheet>',
      },
    });
    expect(cellOf(sheetOf(bytes), 'A1')?.value).toBe('5');
  });
});

describe('sheets', () => {
  test('reads hidden rows and columns, filter, protection and merges', () => {
    const sheet = sheetOf(
      oneSheet(
        '<cols><col min="2" max="3" hidden="1"/></cols><sheetData><row r="1"><c r="A1"><v>1</v></c></row><row r="2" hidden="1"><c r="A2"><v>1</v></c></row></sheetData>' +
          '<sheetProtection sheet="1"/><autoFilter ref="A1:A2"/><mergeCells count="1"><mergeCell ref="C1:D2"/></mergeCells>',
      ),
    );
    expect([...sheet.hiddenRows]).toEqual([2]);
    expect([...sheet.hiddenColumns]).toEqual([2, 3]);
    expect(sheet.protected).toBe(true);
    expect(sheet.filtered).toBe(true);
    expect(sheet.merges).toEqual([{ top: 1, left: 3, bottom: 2, right: 4 }]);
  });

  test('skips chart sheets, keeps visibility, names and links', () => {
    const bytes = workbook({
      sheets: {
        甲: '<sheetData/>',
        乙: '<sheetData><row r="1"><c r="A1"><f>[1]Sheet1!A1*\'[1]表 二\'!B2</f><v>1</v></c></row></sheetData>',
      },
      extra: {
        'xl/workbook.xml':
          '<workbook xmlns="x" xmlns:r="y"><workbookProtection lockStructure="1"/><sheets><sheet name="图" sheetId="9" r:id="rId8"/><sheet name="甲" sheetId="1" state="veryHidden" r:id="rId1"/>' +
          '<sheet name="乙" sheetId="2" r:id="rId2"/></sheets><externalReferences><externalReference r:id="rId7"/></externalReferences>' +
          '<definedNames><definedName name="决算数">乙!$A$1</definedName><definedName name="_xlnm.Print_Area" localSheetId="1" hidden="1">甲!$A$1:$B$2</definedName></definedNames></workbook>',
        'xl/chartsheets/sheet1.xml': '<chartsheet xmlns="x"/>',
        'xl/externalLinks/externalLink1.xml': '<externalLink xmlns="x"/>',
        'xl/externalLinks/_rels/externalLink1.xml.rels': rels(
          relationship('rId1', 'externalLinkPath', 'file:///C:/预算/2022%E5%B9%B4.xlsx', ' TargetMode="External"'),
        ),
      },
      relationships:
        relationship('rId8', 'chartsheet', 'chartsheets/sheet1.xml') +
        relationship('rId7', 'externalLink', 'externalLinks/externalLink1.xml'),
    });
    const snapshot = openWorkbook(bytes, '年报.xlsx').snapshot();
    expect(snapshot.file).toBe('年报.xlsx');
    expect(snapshot.sheets.map((sheet) => [sheet.name, sheet.visibility])).toEqual([
      ['甲', 'veryHidden'],
      ['乙', 'visible'],
    ]);
    expect(snapshot.structureProtected).toBe(true);
    expect(snapshot.names).toEqual([
      { name: '决算数', refersTo: '=乙!$A$1', hidden: false, sheet: null },
      { name: 'Print_Area', refersTo: '=甲!$A$1:$B$2', hidden: true, sheet: '甲' },
    ]);
    expect(snapshot.externalLinks).toEqual(['file:///C:/预算/2022年.xlsx']);
    expect(snapshot.sheets[1]?.cells.get(1)?.get(1)?.formula).toBe("=[2022年.xlsx]Sheet1!A1*'[2022年.xlsx]表 二'!B2");
  });

  test('reads 200,000 cells of twenty sheets and a sheet that claims a million rows', () => {
    const rows = Array.from({ length: 1000 }, (_, row) => {
      const cells = Array.from({ length: 10 }, (_, column) => `<c r="${'ABCDEFGHIJ'[column]}${row + 1}"><v>${row * column + 0.5}</v></c>`);
      return `<row r="${row + 1}">${cells.join('')}</row>`;
    });
    const full = `<sheetData>${rows.join('')}</sheetData>`;
    const sparse =
      '<dimension ref="A1:XFD1048576"/><sheetData><row r="1"><c r="A1"><v>1</v></c></row><row r="500000"><c r="B500000"><v>2</v></c></row><row r="1048576"><c r="XFD1048576"><v>3</v></c></row></sheetData>';
    const names = Array.from({ length: 20 }, (_, index) => [`表${index + 1}`, full] as const);
    const snapshot = openWorkbook(workbook({ sheets: { ...Object.fromEntries(names), 大: sparse } }), null).snapshot();
    expect(snapshot.sheets[19]?.cells.get(1000)?.get(10)?.value).toBe('8991.5');
    expect(snapshot.sheets[20]?.used).toEqual({ top: 1, left: 1, bottom: 1048576, right: 16384 });
    expect([...(snapshot.sheets[20]?.cells.keys() ?? [])]).toEqual([1, 500000, 1048576]);
  });
});
