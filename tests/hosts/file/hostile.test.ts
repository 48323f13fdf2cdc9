import { zipSync } from 'fflate';
import { failureSentence } from '../../../src/core/workbook/failure';
import { HostError, type HostFailure } from '../../../src/core/workbook/host';
import { FileHost, openWorkbook } from '../../../src/hosts/file';
import { oneSheet, relationship, rels, workbook, workbookParts, worksheet, zip } from './build';

function failureOf(bytes: Uint8Array): HostFailure | null {
  try {
    openWorkbook(bytes, '测试.xlsx').snapshot();
    return null;
  } catch (failure) {
    if (failure instanceof HostError) return failure.failure;
    throw failure;
  }
}

const text = (content: string): Uint8Array => new TextEncoder().encode(content);

function compound(...streams: string[]): Uint8Array {
  const bytes = new Uint8Array(4096);
  bytes.set([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]);
  streams.forEach((name, index) => {
    for (let at = 0; at < name.length; at++) bytes[1024 + 128 * index + 2 * at] = name.charCodeAt(at);
  });
  return bytes;
}

/** Sets the claimed size of an entry in both of its headers. */
function claim(bytes: Uint8Array, name: string, size: number): Uint8Array {
  const changed = bytes.slice();
  const view = new DataView(changed.buffer);
  const wanted = text(name);
  for (let at = 0; at + 46 < changed.length; at++) {
    const mark = view.getUint32(at, true);
    const offset = mark === 0x04034b50 ? 30 : mark === 0x02014b50 ? 46 : 0;
    if (offset > 0 && wanted.every((byte, index) => changed[at + offset + index] === byte))
      view.setUint32(at + (offset === 30 ? 22 : 24), size, true);
  }
  return changed;
}

const sound = workbookParts({ sheets: { 表: '<sheetData><row r="1"><c r="A1"><v>1</v></c></row></sheetData>' } });

describe('what is no workbook', () => {
  test.each<[string, Uint8Array, HostFailure]>([
    ['nothing at all', new Uint8Array(0), 'notWorkbook'],
    ['random bytes', Uint8Array.from({ length: 5000 }, (_, index) => (index * 7919) % 251), 'notWorkbook'],
    ['a web page', text('<html><table><tr><td>预算数</td></tr></table></html>'), 'notWorkbook'],
    ['a list of values', text('科目,年初预算数,决算数\n合计,1,2\n'), 'notWorkbook'],
    ['an .xls', compound('Root Entry', 'Workbook'), 'oldFormat'],
    ['an .xls of Excel 95', compound('Root Entry', 'Book'), 'oldFormat'],
    ['an .xls of Excel 4', Uint8Array.from([0x09, 0x04, 0x06, 0x00, 0x00, 0x00, 0x10, 0x00]), 'oldFormat'],
    ['a Word document of old', compound('Root Entry', 'WordDocument'), 'notWorkbook'],
    ['a workbook with a password', compound('Root Entry', 'EncryptionInfo', 'EncryptedPackage'), 'encrypted'],
    ['a container with something else', zipSync({ 'a.txt': text('a') }), 'notWorkbook'],
    ['a container that breaks off', zip(sound).slice(0, 900), 'notWorkbook'],
    ['a Word document', zip({ ...sound, 'xl/workbook.xml': '<w:document xmlns:w="w"/>' }), 'notWorkbook'],
    ['a workbook of chart sheets only', zip({ ...sound, 'xl/workbook.xml': '<workbook xmlns:r="r"><sheets/></workbook>' }), 'noSheets'],
    ['a sheet that is not well-formed', oneSheet('<sheetData><row></sheetData>'), 'notWorkbook'],
  ])('refuses %s', (_, bytes, failure) => {
    expect(failureOf(bytes)).toBe(failure);
  });

  test('says what to do in one Chinese sentence with the name of the file', () => {
    const sentence = failureSentence(new HostError('oldFormat', '决算.xls'));
    expect(sentence).toContain('「决算.xls」');
    expect(sentence).toContain('另存为');
    expect(failureSentence(new HostError('notApplied'))).not.toContain('（');
  });
});

describe('bombs and claims', () => {
  test('refuses 200 MB of zeros in the sheet by what the container claims', () => {
    expect(failureOf(claim(zip(sound), 'xl/worksheets/sheet1.xml', 200 * 1024 * 1024))).toBe('tooLarge');
  });

  test('refuses 200 MB of zeros beside the sheets', () => {
    expect(failureOf(claim(zip({ ...sound, 'xl/media/image1.png': 'x' }), 'xl/media/image1.png', 200 * 1024 * 1024))).toBe('tooLarge');
  });

  test('stops at an entry that is larger than it claims', () => {
    const bomb = zip({ ...sound, 'xl/worksheets/sheet1.xml': new Uint8Array(40 * 1024 * 1024) });
    expect(failureOf(claim(bomb, 'xl/worksheets/sheet1.xml', 1000))).toBe('tooLarge');
  });

  test('refuses an entry that claims 2 GB', () => {
    expect(failureOf(claim(zip(sound), 'xl/worksheets/sheet1.xml', 0x7fffffff))).toBe('tooLarge');
  });

  test('refuses too many entries', () => {
    const many = Object.fromEntries(Array.from({ length: 20_001 }, (_, index) => [`xl/a${index}.xml`, '']));
    expect(failureOf(zip({ ...sound, ...many }))).toBe('tooLarge');
  });

  test('refuses a document type declaration, with or without entities', () => {
    const bomb = `<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "${'ha'.repeat(1000)}"><!ENTITY c "&b;&b;&b;">]>${worksheet('<sheetData/>').replace(/^<\?xml[^>]*>/, '')}`;
    expect(failureOf(zip({ ...sound, 'xl/worksheets/sheet1.xml': bomb }))).toBe('notWorkbook');
  });

  test('refuses formulas that multiply themselves', () => {
    const children = Array.from(
      { length: 6_000 },
      (_, row) => `<row r="${row + 2}"><c r="A${row + 2}"><f t="shared" si="0"/><v>1</v></c></row>`,
    );
    const master = `<row r="1"><c r="A1"><f t="shared" ref="A1:A6001" si="0">${'B1+'.repeat(2700)}1</f><v>1</v></c></row>`;
    expect(failureOf(oneSheet(`<sheetData>${master}${children.join('')}</sheetData>`))).toBe('tooLarge');
  });

  test('refuses elements nested without end', () => {
    expect(failureOf(oneSheet(`<extLst>${'<a>'.repeat(5000)}${'</a>'.repeat(5000)}</extLst>`))).toBe('notWorkbook');
  });

  test('believes no count, dimension or row number that the content does not bear out', () => {
    const bytes = oneSheet(
      '<dimension ref="A1:XFD1048576"/><cols><col min="1" max="2000000000" hidden="1"/></cols><sheetData><row r="2000000000"><c r="A2000000000"><v>1</v></c></row>' +
        '<row r="2"><c r="ZZZ2"><v>1</v></c><c r="A2" t="s"><v>2000000000</v></c><c r="B2" s="2000000000"><v>4</v></c></row></sheetData>',
      { strings: '<si><t>一</t></si>' },
    );
    const [sheet] = openWorkbook(bytes, null).snapshot().sheets;
    expect(sheet?.used).toEqual({ top: 2, left: 2, bottom: 2, right: 2 });
    expect(sheet?.hiddenColumns.size).toBe(16384);
  });
});

describe('tricks with paths', () => {
  test.each(['../evil.xml', 'xl/../../evil.xml', '/etc/passwd', 'C:\\evil.xml', '..\\evil.xml'])('refuses an entry %s', (name) => {
    expect(failureOf(zip({ ...sound, [name]: 'x' }))).toBe('notWorkbook');
  });

  test('refuses two entries of one name', () => {
    expect(failureOf(zip({ ...sound, 'XL/worksheets/SHEET1.xml': worksheet('<sheetData/>') }))).toBe('notWorkbook');
  });

  test('keeps targets that climb inside the package', () => {
    const parts = { ...sound, 'xl/_rels/workbook.xml.rels': rels(relationship('rId1', 'worksheet', '../../../xl/worksheets/sheet1.xml')) };
    expect(openWorkbook(zip(parts), null).snapshot().sheets[0]?.cells.get(1)?.get(1)?.value).toBe('1');
  });
});

describe('what can be read but not written', () => {
  const plan = { operations: [{ kind: 'ensureSheet', sheet: '绩效指标', mark: '_绩核_指标' }] } as const;

  test('refuses to break a digital signature', async () => {
    const host = FileHost.open(zip({ ...sound, '_xmlsignatures/origin.sigs': '' }), '签名.xlsx');
    await expect(host.apply(plan)).rejects.toMatchObject({ failure: 'signed', place: '签名.xlsx' });
  });

  test('refuses to write Strict Open XML', async () => {
    const strict = workbook({
      sheets: { 表: '<sheetData/>' },
      extra: {
        'xl/workbook.xml':
          '<workbook xmlns="http://purl.oclc.org/ooxml/spreadsheetml/main" xmlns:r="http://purl.oclc.org/ooxml/officeDocument/relationships"><sheets><sheet name="表" sheetId="1" r:id="rId1"/></sheets></workbook>',
      },
    });
    const host = FileHost.open(strict, null);
    expect((await host.capture()).sheets).toHaveLength(1);
    await expect(host.apply(plan)).rejects.toMatchObject({ failure: 'strictFormat' });
  });

  test('adds no sheet where the structure is protected', async () => {
    const host = FileHost.open(workbook({ sheets: { 表: '<sheetData/>' }, before: '<workbookProtection lockStructure="1"/>' }), null);
    const before = host.bytes();
    await expect(host.apply(plan)).rejects.toMatchObject({ failure: 'structureProtected' });
    expect(host.bytes()).toBe(before);
  });
});
