import { parseArea } from '../../../src/core/workbook/address';
import type { Operation, Plan, PlannedCell } from '../../../src/core/workbook/plan';
import { cellAt, type Snapshot, sheetNamed } from '../../../src/core/workbook/snapshot';
import { emptyWorkbook, FileHost, openWorkbook, PackageEditor } from '../../../src/hosts/file';
import { everyStep } from '../contract';
import { oneSheet, override, partText, relationship, rels, unzip, workbook, workbookParts, zip } from './build';

const number = (value: string): PlannedCell => ({ value: { kind: 'number', value } });
const write = (reference: string, ...cells: (PlannedCell | null)[]): Operation => {
  const area = parseArea(reference);
  return { kind: 'writeBlock', sheet: '表', top: area?.top ?? 0, left: area?.left ?? 0, rows: [cells] };
};
const plan = (...operations: Operation[]): Plan => ({ operations });

async function applied(bytes: Uint8Array, ...operations: Operation[]): Promise<Uint8Array> {
  const host = FileHost.open(bytes, null);
  await host.apply(plan(...operations));
  return host.bytes();
}

function sheetXml(bytes: Uint8Array): string {
  return partText(bytes, 'xl/worksheets/sheet1.xml');
}

function formulaAt(snapshot: Snapshot, reference: string): string | null | undefined {
  const area = parseArea(reference);
  const [sheet] = snapshot.sheets;
  return sheet && area ? cellAt(sheet, area.top, area.left)?.formula : undefined;
}

/** Names of parts whose content differs, and of parts that only one of both has. */
function changedParts(before: Uint8Array, after: Uint8Array): { changed: string[]; added: string[]; removed: string[] } {
  const old = unzip(before);
  const fresh = unzip(after);
  const differs = (name: string): boolean => Buffer.compare(old[name] as Uint8Array, fresh[name] as Uint8Array) !== 0;
  return {
    changed: Object.keys(old)
      .filter((name) => name in fresh && differs(name))
      .sort(),
    added: Object.keys(fresh)
      .filter((name) => !(name in old))
      .sort(),
    removed: Object.keys(old)
      .filter((name) => !(name in fresh))
      .sort(),
  };
}

const richSheet =
  '<sheetPr codeName="Sheet1"/>\n  <dimension ref="A1:C4"/>\n  <sheetData>\n' +
  '    <row r="1" spans="1:3" x14ac:dyDescent="0.2" xmlns:x14ac="http://schemas.microsoft.com/office/spreadsheetml/2009/9/ac"><c r="A1"><v>1</v></c><c r="B1"><f t="shared" ref="B1:B4" si="0">A1*2</f><v>2</v></c></row>\n' +
  '    <row r="2"><c r="A2"><v>2</v></c><c r="B2"><f t="shared" si="0"/><v>4</v></c></row>\n' +
  "    <row r='3'><c r='A3'><v>3</v></c><c r='B3'><f t='shared' si='0'/><v>6</v></c></row>\n" +
  '    <row r="4"><c r="A4"><v>4</v></c><c r="B4"><f t="shared" si="0"/><v>8</v></c></row>\n' +
  '  </sheetData>\n  <pageMargins left="1" right="1" top="1" bottom="1" header="0" footer="0"/><drawing r:id="rId1"/><legacyDrawing r:id="rId2"/>' +
  '<extLst><ext uri="{05C60535-1F16-4fd2-B633-F4F36F0B64E0}"/></extLst>';

/** A macro workbook with chart, picture, pivot table, comments and a calculation chain. */
function richWorkbook(): Uint8Array {
  const bytes = (seed: number): Uint8Array => Uint8Array.from({ length: 3000 }, (_, index) => (index * seed) % 256);
  return workbook({
    sheets: { 表: richSheet, 透视: '<sheetData/>' },
    before: '<fileVersion appName="xl"/>',
    after:
      '<definedNames><definedName name="用户名">表!$A$1</definedName></definedNames><calcPr calcId="191029"/><pivotCaches><pivotCache cacheId="1" r:id="rId802"/></pivotCaches>',
    relationships:
      relationship('rId801', 'calcChain', 'calcChain.xml') +
      relationship('rId802', 'pivotCacheDefinition', 'pivotCache/pivotCacheDefinition1.xml') +
      '<Relationship Id="rId803" Type="http://schemas.microsoft.com/office/2006/relationships/vbaProject" Target="vbaProject.bin"/>',
    types:
      override('/xl/calcChain.xml', 'spreadsheetml.calcChain+xml') +
      override('/xl/charts/chart1.xml', 'drawingml.chart+xml') +
      override('/xl/drawings/drawing1.xml', 'drawing+xml') +
      '<Default Extension="bin" ContentType="application/vnd.ms-office.vbaProject"/><Default Extension="png" ContentType="image/png"/>',
    extra: {
      'xl/calcChain.xml': '<calcChain xmlns="x"><c r="B1" i="1"/></calcChain>',
      'xl/vbaProject.bin': bytes(7),
      'xl/media/image1.png': bytes(13),
      'xl/charts/chart1.xml': '<c:chartSpace xmlns:c="c"><c:chart/></c:chartSpace>',
      'xl/drawings/drawing1.xml': '<xdr:wsDr xmlns:xdr="x"><xdr:oneCellAnchor/></xdr:wsDr>',
      'xl/drawings/_rels/drawing1.xml.rels': rels(
        relationship('rId1', 'chart', '../charts/chart1.xml') + relationship('rId2', 'image', '../media/image1.png'),
      ),
      'xl/drawings/vmlDrawing1.vml': '<xml/>',
      'xl/worksheets/_rels/sheet1.xml.rels': rels(
        relationship('rId1', 'drawing', '../drawings/drawing1.xml') + relationship('rId2', 'vmlDrawing', '../drawings/vmlDrawing1.vml'),
      ),
      'xl/worksheets/_rels/sheet2.xml.rels': rels(relationship('rId1', 'pivotTable', '../pivotTables/pivotTable1.xml')),
      'xl/pivotTables/pivotTable1.xml': '<pivotTableDefinition xmlns="x" name="透视表1"/>',
      'xl/pivotCache/pivotCacheDefinition1.xml': '<pivotCacheDefinition xmlns="x"/>',
      'docProps/app.xml': '<Properties xmlns="x"><TitlesOfParts/></Properties>',
    },
  });
}

describe('a workbook with chart, pivot table, picture, macros and a shared formula', () => {
  const original = richWorkbook();

  test('changes nothing but the sheet, the workbook part and the calculation chain when its head cell is filled', async () => {
    const result = await applied(original, write('B1', number('42')));
    expect(changedParts(original, result)).toEqual({
      changed: ['[Content_Types].xml', 'xl/_rels/workbook.xml.rels', 'xl/workbook.xml', 'xl/worksheets/sheet1.xml'],
      added: [],
      removed: ['xl/calcChain.xml'],
    });
  });

  test('moves the head of the shared formula to the next cell and touches no other text of the sheet', async () => {
    const result = await applied(original, write('B1', number('42')));
    const expected = sheetXml(original)
      .replace('<c r="B1"><f t="shared" ref="B1:B4" si="0">A1*2</f><v>2</v></c>', '<c r="B1"><v>42</v></c>')
      .replace('<c r="B2"><f t="shared" si="0"/>', '<c r="B2"><f t="shared" ref="B2:B4" si="0">A2*2</f>');
    expect(sheetXml(result)).toBe(expected);
    const snapshot = openWorkbook(result, null).snapshot();
    expect(['B1', 'B2', 'B3', 'B4'].map((reference) => formulaAt(snapshot, reference))).toEqual([null, '=A2*2', '=A3*2', '=A4*2']);
  });

  test('adds only parts of its own when it adds a sheet with a chart', async () => {
    const adapted: Plan = {
      operations: everyStep.operations
        .filter((step) => !('sheet' in step) || step.sheet === '绩效指标')
        .filter((step) => step.kind !== 'definedName'),
    };
    const host = FileHost.open(original, '宏.xlsm');
    await host.apply(adapted);
    expect(changedParts(original, host.bytes())).toEqual({
      changed: ['[Content_Types].xml', 'xl/_rels/workbook.xml.rels', 'xl/styles.xml', 'xl/workbook.xml'],
      added: [
        'xl/charts/chart2.xml',
        'xl/drawings/_rels/drawing2.xml.rels',
        'xl/drawings/drawing2.xml',
        'xl/worksheets/_rels/sheet3.xml.rels',
        'xl/worksheets/sheet3.xml',
      ],
      removed: ['xl/calcChain.xml'],
    });
    expect(partText(host.bytes(), 'xl/workbook.xml')).toContain('<definedName name="用户名">表!$A$1</definedName>');
    expect(partText(host.bytes(), 'xl/workbook.xml')).toContain('fullCalcOnLoad="1"');
    expect(partText(host.bytes(), '[Content_Types].xml')).not.toContain('calcChain');
  });

  test('gives back the very bytes after a plan is taken back', async () => {
    const host = FileHost.open(original, null);
    const { before } = await host.apply(plan(write('B1', number('42'))));
    expect(Buffer.compare(host.bytes(), original)).not.toBe(0);
    await host.restore(before);
    expect(Buffer.compare(host.bytes(), original)).toBe(0);
  });

  test('puts a chart of ours into a drawing that stands already, and replaces it the next time', async () => {
    const chart: Operation = {
      kind: 'chart',
      sheet: '表',
      chart: {
        name: '图',
        type: 'bar',
        title: '<一>',
        categories: "'表'!$A$1:$A$4",
        series: [{ title: '甲', values: "'表'!$B$1:$B$4" }],
        area: { top: 6, left: 1, bottom: 9, right: 3 },
      },
    };
    const once = await applied(original, chart);
    expect(changedParts(original, once).added).toEqual(['xl/charts/chart2.xml']);
    expect(partText(once, 'xl/charts/chart2.xml')).toContain('<c:pt idx="3"><c:v>8</c:v></c:pt>');
    const twice = await applied(once, chart);
    expect(changedParts(once, twice)).toEqual({ changed: [], added: [], removed: [] });
  });
});

describe('cells of existing sheets', () => {
  test('expands a shared formula over an area when its head is overwritten', async () => {
    const row = (r: number): string =>
      `<row r="${r}">${['B', 'C'].map((column) => `<c r="${column}${r}"><f t="shared"${r === 1 && column === 'B' ? ' ref="B1:C2" si="3">$A1+1</f>' : ' si="3"/>'}<v>1</v></c>`).join('')}</row>`;
    const result = await applied(
      oneSheet(`<sheetData>${row(1)}${row(2)}</sheetData>`),
      write('B1', { value: { kind: 'text', value: '改' } }),
    );
    const snapshot = openWorkbook(result, null).snapshot();
    expect(['B1', 'C1', 'B2', 'C2'].map((reference) => formulaAt(snapshot, reference))).toEqual([null, '=$A1+1', '=$A2+1', '=$A2+1']);
    expect(sheetXml(result)).not.toContain('t="shared"');
  });

  test('overwrites a whole column of shared formulas from its head on', async () => {
    const rows = Array.from(
      { length: 50 },
      (_, index) =>
        `<row r="${index + 1}"><c r="B${index + 1}"><f t="shared"${index === 0 ? ' ref="B1:B50" si="0">A1' : ' si="0">'}</f><v>1</v></c></row>`,
    );
    const block: Operation = {
      kind: 'writeBlock',
      sheet: '表',
      top: 1,
      left: 2,
      rows: Array.from({ length: 49 }, (_, index) => [number(String(index))]),
    };
    const snapshot = openWorkbook(await applied(oneSheet(`<sheetData>${rows.join('')}</sheetData>`), block), null).snapshot();
    expect(formulaAt(snapshot, 'B49')).toBeNull();
    expect(formulaAt(snapshot, 'B50')).toBe('=A50');
  });

  test.each([
    ['array', '<f t="array" ref="A1:A2">B1:B2*2</f>', 'A2'],
    ['data table', '<f t="dataTable" ref="A1:A2" dt2D="0" dtr="0" r1="B1"/>', 'A1'],
  ])('refuses a cell inside a larger %s', async (_, formula, reference) => {
    const bytes = oneSheet(
      `<sheetData><row r="1"><c r="A1">${formula}<v>1</v></c></row><row r="2"><c r="A2"><v>2</v></c></row></sheetData>`,
    );
    await expect(applied(bytes, write(reference, number('1')))).rejects.toMatchObject({ failure: 'cellInArray', place: `表!${reference}` });
  });

  test('fills the rows of a table but not its header', async () => {
    const bytes = oneSheet(
      '<sheetData><row r="1"><c r="A1" t="str"><v>列</v></c></row></sheetData><tableParts count="1"><tablePart r:id="rId1"/></tableParts>',
      {
        extra: {
          'xl/tables/table1.xml':
            '<table xmlns="x" id="1" ref="A1:B3"><tableColumns count="1"><tableColumn id="1" name="列"/></tableColumns></table>',
          'xl/worksheets/_rels/sheet1.xml.rels': rels(relationship('rId1', 'table', '../tables/table1.xml')),
        },
      },
    );
    await expect(applied(bytes, write('A1', number('1')))).rejects.toMatchObject({ failure: 'unsupported', place: '表!A1' });
    expect(sheetXml(await applied(bytes, write('A2', number('1'))))).toContain('<c r="A2"><v>1</v></c>');
  });

  test('overwrites an array formula of one cell', async () => {
    const bytes = oneSheet('<sheetData><row r="1"><c r="A1" cm="1"><f t="array" ref="A1">SUM(B1:B2*2)</f><v>1</v></c></row></sheetData>');
    expect(sheetXml(await applied(bytes, write('A1', number('5'))))).toContain('<c r="A1"><v>5</v></c>');
  });

  test('writes unlocked cells of a protected sheet and refuses locked ones', async () => {
    const bytes = oneSheet('<sheetData><row r="1"><c r="A1" s="1"/><c r="B1"/></row></sheetData><sheetProtection sheet="1"/>', {
      formats: ['!0.00'],
    });
    expect(sheetXml(await applied(bytes, write('A1', number('5'))))).toContain('<c r="A1" s="1"><v>5</v></c>');
    await expect(applied(bytes, write('B1', number('5')))).rejects.toMatchObject({ failure: 'sheetProtected', place: '表' });
    await expect(applied(bytes, write('C9', number('5')))).rejects.toMatchObject({ failure: 'sheetProtected' });
  });

  test('keeps a cell’s style, and takes that of its row or column where there is no cell yet', async () => {
    const bytes = oneSheet(
      '<cols><col min="3" max="3" width="9" style="2"/></cols><sheetData><row r="1" s="3" customFormat="1"><c r="A1" s="1" t="s"><v>0</v></c></row></sheetData>',
      { formats: ['0.0', '0.00', '0.000'], strings: '<si><t>x</t></si>' },
    );
    const result = await applied(bytes, write('A1', number('1'), number('2')), write('C2', number('3')));
    expect(sheetXml(result)).toContain('<c r="A1" s="1"><v>1</v></c><c r="B1" s="3"><v>2</v></c>');
    expect(sheetXml(result)).toContain('<row r="2"><c r="C2" s="2"><v>3</v></c></row>');
    expect(changedParts(bytes, result).changed).not.toContain('xl/styles.xml');
  });

  test('appends a format without changing those that stand', async () => {
    const bytes = oneSheet('<sheetData><row r="1"><c r="A1" s="1"><v>1</v></c></row></sheetData>', { formats: ['0.0'] });
    const result = await applied(bytes, {
      kind: 'format',
      sheet: '表',
      area: { top: 1, left: 1, bottom: 1, right: 2 },
      format: { numberFormat: '0.00%', bold: true },
    });
    const styles = partText(result, 'xl/styles.xml');
    expect(styles).toContain('<cellXfs count="3">');
    expect(styles).toContain('numFmtId="164" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"');
    const looks = openWorkbook(result, null).appearance('表');
    const styleOf = (column: number) => looks?.styles[looks.cells.get(1)?.get(column) ?? 0];
    expect(styleOf(1)).toMatchObject({ numberFormat: '0.00%', bold: true, fontName: '宋体' });
    expect(styleOf(2)).toMatchObject({ numberFormat: '0.00%', bold: true });
  });

  test('marks quoted text, so that editing it does not make it a formula', async () => {
    const bytes = oneSheet('<sheetData/>');
    const quoted = await applied(bytes, write('A1', { value: { kind: 'text', value: '=1+1' } }));
    expect(openWorkbook(quoted, null).snapshot().sheets[0]?.cells.get(1)?.get(1)).toMatchObject({
      kind: 'text',
      value: '=1+1',
      formula: null,
    });
    expect(partText(quoted, 'xl/styles.xml')).toContain('quotePrefix="1"');
    const again = await applied(quoted, write('A1', number('2')));
    expect(sheetXml(again)).not.toContain('s="1"');
  });

  test('stores newer functions under their prefix', async () => {
    const formula: PlannedCell = { formula: '=IFS(A1>1,"IFS(",TRUE,"b")', result: { kind: 'text', value: 'b' } };
    const result = await applied(oneSheet('<sheetData/>'), write('B1', formula));
    expect(sheetXml(result)).toContain('<f>_xlfn.IFS(A1&gt;1,"IFS(",TRUE,"b")</f>');
    expect(formulaAt(openWorkbook(result, null).snapshot(), 'B1')).toBe('=IFS(A1>1,"IFS(",TRUE,"b")');
  });

  test('writes into parts whose elements carry a namespace prefix', async () => {
    const bytes = oneSheet('', {
      extra: {
        'xl/worksheets/sheet1.xml':
          '<x:worksheet xmlns:x="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><x:sheetData><x:row r="2"><x:c r="B2"><x:v>5</x:v></x:c></x:row></x:sheetData></x:worksheet>',
      },
    });
    const result = await applied(bytes, write('A1', number('1')), {
      kind: 'merge',
      sheet: '表',
      area: { top: 3, left: 1, bottom: 3, right: 2 },
    });
    expect(sheetXml(result)).toContain(
      '<x:sheetData><x:row r="1"><x:c r="A1"><x:v>1</x:v></x:c></x:row><x:row r="2"><x:c r="B2"><x:v>5</x:v></x:c></x:row></x:sheetData><x:mergeCells count="1"><x:mergeCell ref="A3:B3"/></x:mergeCells>',
    );
  });
});

describe('a sheet of ours', () => {
  const base = emptyWorkbook();
  const sheet = 'Sheet1';

  test('cuts conditional formats, validations and links out of a cleared area and moves their references along', async () => {
    const area = { top: 1, left: 1, bottom: 10, right: 2 };
    const result = await applied(
      base,
      { kind: 'conditionalFormat', sheet, area, rules: [{ formula: '=$B1>3', format: { fill: '#FF0000' } }] },
      { kind: 'validation', sheet, area, rule: { type: 'list', choices: ['甲'], title: '', message: '' } },
      { kind: 'link', sheet, row: 2, column: 1, target: "'Sheet1'!B2" },
      { kind: 'clear', sheet, area: { top: 1, left: 1, bottom: 4, right: 2 } },
    );
    const looks = openWorkbook(result, null).appearance(sheet);
    const rest = [{ top: 5, left: 1, bottom: 10, right: 2 }];
    expect(looks?.conditionalFormats).toEqual([{ areas: rest, rules: [{ formula: '=$B5>3', format: { fill: '#FF0000' } }] }]);
    expect(looks?.validations).toEqual([{ areas: rest, rule: { type: 'list', choices: ['甲'], title: '', message: '' } }]);
    expect(looks?.links).toEqual([]);
  });

  test('sets widths, heights, frozen panes, page and print names as the grid and Excel read them', async () => {
    const result = await applied(
      base,
      {
        kind: 'columnWidths',
        sheet,
        widths: [
          { column: 2, width: 20 },
          { column: 4, width: 8, hidden: true },
          { column: 2, width: 30 },
        ],
      },
      { kind: 'rowHeights', sheet, heights: [{ row: 3, height: 28.5 }] },
      { kind: 'freeze', sheet, rows: 1, columns: 2 },
      { kind: 'freeze', sheet, rows: 2, columns: 0 },
      { kind: 'printSetup', sheet, area: { top: 1, left: 1, bottom: 9, right: 4 }, landscape: true, repeatRows: { first: 1, last: 2 } },
    );
    const opened = openWorkbook(result, null);
    const looks = opened.appearance(sheet);
    expect(looks?.columns.map(({ first, last, width, hidden }) => ({ first, last, width, hidden }))).toEqual([
      { first: 2, last: 2, width: 30, hidden: false },
      { first: 4, last: 4, width: 8, hidden: true },
    ]);
    expect(looks?.rows.get(3)).toEqual({ height: 28.5, hidden: false, style: null });
    expect(looks?.freeze).toEqual({ rows: 2, columns: 0 });
    expect(looks?.landscape).toBe(true);
    expect(opened.snapshot().names).toEqual([
      { name: 'Print_Area', refersTo: "='Sheet1'!$A$1:$D$9", hidden: false, sheet },
      { name: 'Print_Titles', refersTo: "='Sheet1'!$1:$2", hidden: false, sheet },
    ]);
  });

  test('is removed only by its mark, with its local names, and the others keep theirs', async () => {
    const host = FileHost.open(base, null);
    await host.apply(
      plan(
        { kind: 'ensureSheet', sheet: '甲', mark: '_绩核_甲' },
        { kind: 'ensureSheet', sheet: '乙', mark: '_绩核_乙' },
        {
          kind: 'printSetup',
          sheet: '乙',
          area: { top: 1, left: 1, bottom: 2, right: 2 },
          landscape: false,
          repeatRows: null,
        },
      ),
    );
    await expect(host.apply(plan({ kind: 'removeSheet', sheet, mark: '_绩核_甲' }))).rejects.toMatchObject({
      failure: 'unsupported',
      place: sheet,
    });
    await host.apply(plan({ kind: 'removeSheet', sheet: '甲', mark: '_绩核_甲' }));
    const snapshot = await host.capture();
    expect(snapshot.sheets.map((each) => each.name)).toEqual([sheet, '乙']);
    expect(snapshot.names.map((each) => [each.name, each.sheet])).toEqual([
      ['_绩核_乙', null],
      ['Print_Area', '乙'],
    ]);
    expect(Object.keys(unzip(host.bytes()))).not.toContain('xl/worksheets/sheet2.xml');
  });
});

describe('a person’s own edits of sheets', () => {
  test('renames a sheet together with formulas, names and links', () => {
    const bytes = workbook({
      sheets: {
        数据: '<sheetData><row r="1"><c r="A1"><v>1</v></c></row></sheetData>',
        汇总: '<sheetData><row r="1"><c r="A1"><f>数据!A1+\'数据\'!B1&amp;"数据!A1"</f><v>1</v></c></row></sheetData><hyperlinks><hyperlink ref="A1" location="数据!A1"/></hyperlinks>',
      },
      after: '<definedNames><definedName name="数">数据!$A$1</definedName></definedNames>',
    });
    const editor = new PackageEditor(openWorkbook(bytes, null));
    editor.renameSheet('数据', "年's 数据");
    const result = editor.finish();
    const snapshot = result.snapshot();
    expect(snapshot.sheets.map((each) => each.name)).toEqual(["年's 数据", '汇总']);
    expect(snapshot.sheets[1]?.cells.get(1)?.get(1)?.formula).toBe("='年''s 数据'!A1+'年''s 数据'!B1&\"数据!A1\"");
    expect(snapshot.names[0]?.refersTo).toBe("='年''s 数据'!$A$1");
    expect(result.appearance('汇总')?.links[0]?.target).toBe("'年''s 数据'!A1");
  });

  test('adds, hides and removes sheets but never the last visible one', () => {
    const editor = new PackageEditor(openWorkbook(emptyWorkbook(), null));
    editor.addSheet('新');
    editor.removeSheet('Sheet1');
    expect(() => editor.removeSheet('新')).toThrow(expect.objectContaining({ failure: 'unsupported' }));
    const result = editor.finish();
    expect(result.snapshot().sheets.map((each) => each.name)).toEqual(['新']);
  });
});

describe('packages of other programs', () => {
  const onOurs = everyStep.operations.filter((step) => 'sheet' in step && step.sheet === '绩效指标');

  test('that name every relationship part are told of ours', async () => {
    const parts = workbookParts({ sheets: { 基础数据: '<sheetData/>' } });
    const types = String(parts['[Content_Types].xml']).replace(
      '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>',
      '<Override PartName="/_rels/.rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>',
    );
    const after = partText(await applied(zip({ ...parts, '[Content_Types].xml': types }), ...onOurs), '[Content_Types].xml');
    for (const part of ['/xl/worksheets/_rels/sheet2.xml.rels', '/xl/drawings/_rels/drawing1.xml.rels']) {
      expect(after).toContain(`<Override PartName="${part}" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>`);
    }
  });

  test('that have no cell styles get formats that point at none', async () => {
    const parts = workbookParts({ sheets: { 基础数据: '<sheetData/>' } });
    const styles = String(parts['xl/styles.xml']).replace(/<cellStyleXfs.*<\/cellStyleXfs>/, '');
    expect(styles).not.toContain('cellStyleXfs');
    const after = partText(await applied(zip({ ...parts, 'xl/styles.xml': styles }), ...onOurs), 'xl/styles.xml');
    const [own = ''] = /<cellXfs.*<\/cellXfs>/.exec(styles) ?? [];
    const added = after
      .slice(after.indexOf('<cellXfs'))
      .split('<xf ')
      .slice(1 + own.split('<xf ').length - 1);
    expect(added.length).toBe(3);
    expect(added.filter((record) => record.includes('xfId'))).toEqual([]);
  });
});

describe('plans that Excel would not take', () => {
  test('are refused before anything is written', async () => {
    const host = FileHost.open(emptyWorkbook(), null);
    const before = host.bytes();
    const long: PlannedCell = { formula: `="${'字'.repeat(256)}"`, result: { kind: 'text', value: '' } };
    await expect(host.apply(plan({ kind: 'writeBlock', sheet: 'Sheet1', top: 2, left: 1, rows: [[long]] }))).rejects.toMatchObject({
      failure: 'unsupported',
      place: 'Sheet1!A2',
      detail: 'formulaLiteral',
    });
    expect(host.bytes()).toBe(before);
  });
});

test('an empty workbook has one blank sheet', () => {
  const snapshot = openWorkbook(emptyWorkbook(), null).snapshot();
  expect(snapshot.sheets.map((each) => [each.name, each.used])).toEqual([['Sheet1', null]]);
  expect(sheetNamed(snapshot, 'sheet1')).not.toBeNull();
});
