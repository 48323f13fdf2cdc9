import { unzipSync, zipSync } from 'fflate';

/** Parts of a package by name, as text or bytes. */
export type Parts = Readonly<Record<string, string | Uint8Array>>;

const office = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const declaration = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';

/** A zip container of parts, in their order. */
export function zip(parts: Parts): Uint8Array {
  const encoder = new TextEncoder();
  return zipSync(
    Object.fromEntries(Object.entries(parts).map(([name, part]) => [name, typeof part === 'string' ? encoder.encode(part) : part])),
  );
}

/** The inflated parts of a container by name. */
export function unzip(bytes: Uint8Array): Record<string, Uint8Array> {
  return unzipSync(bytes);
}

/** The text of one part. */
export function partText(bytes: Uint8Array, name: string): string {
  const part = unzip(bytes)[name];
  if (!part) throw new Error(`no part ${name}`);
  return new TextDecoder().decode(part);
}

/** A worksheet part around its children. */
export function worksheet(children: string): string {
  return `${declaration}<worksheet xmlns="${main}" xmlns:r="${office}">${children}</worksheet>`;
}

/** A stylesheet whose cell formats 1, 2, … have these number formats; `locked` ones are written `!0.00` for unlocked. */
export function stylesheet(codes: readonly string[]): string {
  const formats = codes
    .map((code, index) => `<numFmt numFmtId="${164 + index}" formatCode="${escapeXml(code.replace(/^!/, ''))}"/>`)
    .join('');
  const records = codes.map((code, index) => {
    const unlocked = code.startsWith('!') ? '<protection locked="0"/>' : '';
    return `<xf numFmtId="${164 + index}" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1">${unlocked}</xf>`;
  });
  return (
    `${declaration}<styleSheet xmlns="${main}"><numFmts count="${codes.length}">${formats}</numFmts>` +
    '<fonts count="1"><font><sz val="11"/><name val="宋体"/></font></fonts><fills count="1"><fill><patternFill patternType="none"/></fill></fills>' +
    '<borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs>' +
    `<cellXfs count="${codes.length + 1}"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>${records.join('')}</cellXfs></styleSheet>`
  );
}

/** What a test workbook is made of; `sheets` maps names to the children of their worksheet parts. */
export interface Recipe {
  readonly sheets: Readonly<Record<string, string>>;
  readonly formats?: readonly string[];
  readonly strings?: string;
  /** Children of `workbook` before and behind the sheet list. */
  readonly before?: string;
  readonly after?: string;
  readonly extra?: Parts;
  /** More relationships of the workbook part. */
  readonly relationships?: string;
  /** More content types. */
  readonly types?: string;
}

/** The parts of a small workbook. */
export function workbookParts(recipe: Recipe): Record<string, string | Uint8Array> {
  const names = Object.keys(recipe.sheets);
  const sheets = names.map((name, index) => `<sheet name="${escapeXml(name)}" sheetId="${index + 1}" r:id="rId${index + 1}"/>`).join('');
  const relationships = names.map((_, index) => relationship(`rId${index + 1}`, 'worksheet', `worksheets/sheet${index + 1}.xml`)).join('');
  const strings = recipe.strings === undefined ? '' : relationship('rId900', 'sharedStrings', 'sharedStrings.xml');
  const sheetTypes = names.map((_, index) => override(`/xl/worksheets/sheet${index + 1}.xml`, 'spreadsheetml.worksheet+xml')).join('');
  return {
    '[Content_Types].xml':
      `${declaration}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ` +
      'ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>' +
      `${override('/xl/workbook.xml', 'spreadsheetml.sheet.main+xml')}${sheetTypes}${override('/xl/styles.xml', 'spreadsheetml.styles+xml')}${recipe.types ?? ''}</Types>`,
    '_rels/.rels': rels(relationship('rId1', 'officeDocument', 'xl/workbook.xml')),
    'xl/workbook.xml': `${declaration}<workbook xmlns="${main}" xmlns:r="${office}">${recipe.before ?? ''}<sheets>${sheets}</sheets>${recipe.after ?? ''}</workbook>`,
    'xl/_rels/workbook.xml.rels': rels(
      relationships + relationship('rId901', 'styles', 'styles.xml') + strings + (recipe.relationships ?? ''),
    ),
    'xl/styles.xml': stylesheet(recipe.formats ?? []),
    ...(recipe.strings === undefined ? {} : { 'xl/sharedStrings.xml': `${declaration}<sst xmlns="${main}">${recipe.strings}</sst>` }),
    ...Object.fromEntries(names.map((name, index) => [`xl/worksheets/sheet${index + 1}.xml`, worksheet(recipe.sheets[name] ?? '')])),
    ...recipe.extra,
  };
}

/** The bytes of a small workbook. */
export function workbook(recipe: Recipe): Uint8Array {
  return zip(workbookParts(recipe));
}

/** A workbook of one sheet 「表」 with these children. */
export function oneSheet(children: string, recipe: Omit<Recipe, 'sheets'> = {}): Uint8Array {
  return workbook({ ...recipe, sheets: { 表: children } });
}

/** A relationships part. */
export function rels(relationships: string): string {
  return `${declaration}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">${relationships}</Relationships>`;
}

/** One relationship of Office's own types. */
export function relationship(id: string, type: string, target: string, mode = ''): string {
  return `<Relationship Id="${id}" Type="${office}/${type}" Target="${escapeXml(target)}"${mode}/>`;
}

/** One content type. */
export function override(part: string, type: string): string {
  return `<Override PartName="${part}" ContentType="application/vnd.openxmlformats-officedocument.${type}"/>`;
}

/** Text for XML. */
export function escapeXml(text: string): string {
  return text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;').replace(/"/g, '&quot;');
}
