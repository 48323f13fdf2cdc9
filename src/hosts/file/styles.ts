import { builtInFormats } from './shown';
import { child, children, isTrue, type XmlElement } from './xml';

/** What the cells of one format record (an `xf` of `cellXfs`) have in common, as reading needs it. */
export interface CellStyle {
  readonly format: string;
  readonly indent: number;
  readonly locked: boolean;
}

const plain: CellStyle = { format: 'General', indent: 0, locked: true };

/** Reads the format records that cells point to; index as in the cells' `s`. `stylesheet` is null where the workbook has none. */
export function readCellStyles(stylesheet: XmlElement | null): CellStyle[] {
  if (stylesheet === null) return [plain];
  const codes = formatCodes(stylesheet);
  const records = children(child(stylesheet, 'cellXfs'), 'xf');
  if (records.length === 0) return [plain];
  return records.map((record) => {
    const indent = Number(child(record, 'alignment')?.attributes.indent ?? 0);
    const locked = child(record, 'protection')?.attributes.locked;
    return {
      format: formatCode(codes, Number(record.attributes.numFmtId ?? 0)),
      indent: Number.isInteger(indent) && indent > 0 && indent <= 250 ? indent : 0,
      locked: locked === undefined || isTrue(locked),
    };
  });
}

/** Custom number formats of a stylesheet by id. */
export function formatCodes(stylesheet: XmlElement): Map<number, string> {
  const codes = new Map<number, string>();
  for (const element of children(child(stylesheet, 'numFmts'), 'numFmt')) {
    codes.set(Number(element.attributes.numFmtId), element.attributes.formatCode ?? 'General');
  }
  return codes;
}

/** The code of a number format's id; `General` for an unknown one. */
export function formatCode(codes: ReadonlyMap<number, string>, id: number): string {
  const code = codes.get(id) ?? builtInFormats[id] ?? 'General';
  return /^general$/i.test(code) || code === '' ? 'General' : code;
}
