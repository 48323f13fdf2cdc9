import { format as formatNumber, isDateFormat } from 'numfmt';

/** Number formats that files name by id alone (ECMA-376 part 1, 18.8.30), as Chinese Excel shows them. */
export const builtInFormats: Readonly<Record<number, string>> = {
  0: 'General',
  1: '0',
  2: '0.00',
  3: '#,##0',
  4: '#,##0.00',
  5: '"¥"#,##0;"¥"\\-#,##0',
  6: '"¥"#,##0;[Red]"¥"\\-#,##0',
  7: '"¥"#,##0.00;"¥"\\-#,##0.00',
  8: '"¥"#,##0.00;[Red]"¥"\\-#,##0.00',
  9: '0%',
  10: '0.00%',
  11: '0.00E+00',
  12: '# ?/?',
  13: '# ??/??',
  14: 'yyyy/m/d',
  15: 'd-mmm-yy',
  16: 'd-mmm',
  17: 'mmm-yy',
  18: 'h:mm AM/PM',
  19: 'h:mm:ss AM/PM',
  20: 'h:mm',
  21: 'h:mm:ss',
  22: 'yyyy/m/d h:mm',
  27: 'yyyy"年"m"月"',
  28: 'm"月"d"日"',
  29: 'm"月"d"日"',
  30: 'm-d-yy',
  31: 'yyyy"年"m"月"d"日"',
  32: 'h"时"mm"分"',
  33: 'h"时"mm"分"ss"秒"',
  34: '上午/下午h"时"mm"分"',
  35: '上午/下午h"时"mm"分"ss"秒"',
  36: 'yyyy"年"m"月"',
  37: '#,##0;\\-#,##0',
  38: '#,##0;[Red]\\-#,##0',
  39: '#,##0.00;\\-#,##0.00',
  40: '#,##0.00;[Red]\\-#,##0.00',
  41: '_ * #,##0_ ;_ * \\-#,##0_ ;_ * "-"_ ;_ @_ ',
  42: '_ "¥"* #,##0_ ;_ "¥"* \\-#,##0_ ;_ "¥"* "-"_ ;_ @_ ',
  43: '_ * #,##0.00_ ;_ * \\-#,##0.00_ ;_ * "-"??_ ;_ @_ ',
  44: '_ "¥"* #,##0.00_ ;_ "¥"* \\-#,##0.00_ ;_ "¥"* "-"??_ ;_ @_ ',
  45: 'mm:ss',
  46: '[h]:mm:ss',
  47: 'mm:ss.0',
  48: '##0.0E+0',
  49: '@',
  50: 'yyyy"年"m"月"',
  51: 'm"月"d"日"',
  52: 'yyyy"年"m"月"',
  53: 'm"月"d"日"',
  54: 'm"月"d"日"',
  55: '上午/下午h"时"mm"分"',
  56: '上午/下午h"时"mm"分"ss"秒"',
  57: 'yyyy"年"m"月"',
  58: 'm"月"d"日"',
};

/** Ids that every language writes alike, by code: a code among them needs no entry of its own in a file. */
export const idOfBuiltInFormat: ReadonlyMap<string, number> = new Map(
  [0, 1, 2, 3, 4, 9, 10, 11, 12, 13, 49].map((id) => [builtInFormats[id] as string, id]),
);

/** Days between the two date systems. */
const days1904 = 1462;
/** Excel's own limit for a format's code. */
const codeLimit = 255;

/** Turns contents into what cells show, one number format at a time; the result is trimmed of the blanks that formats pad with. */
export class ShownText {
  private readonly prepared = new Map<string, { code: string; isDate: boolean; forText: boolean }>();

  constructor(private readonly date1904: boolean) {}

  /** What a cell with this number shows. Codes that make no sense show the number as `General` does. */
  ofNumber(value: number, format: string): string {
    if (Number.isInteger(value) && format === 'General' && Math.abs(value) < 1e11) return String(value === 0 ? 0 : value);
    const { code, isDate } = this.prepare(format);
    const serial = isDate && this.date1904 ? value + days1904 : value;
    try {
      return formatNumber(code, serial, { locale: 'zh-CN' }).trim();
    } catch {
      return isDate ? '######' : formatNumber('General', value, { locale: 'zh-CN' });
    }
  }

  /** What a cell with this text shows. */
  ofText(value: string, format: string): string {
    if (!this.prepare(format).forText || value.length > codeLimit) return value.trim();
    try {
      return formatNumber(format, value, { locale: 'zh-CN' }).trim();
    } catch {
      return value.trim();
    }
  }

  private prepare(format: string): { code: string; isDate: boolean; forText: boolean } {
    const known = this.prepared.get(format);
    if (known) return known;
    const code = format.length > codeLimit ? 'General' : format.replace(/上午\/下午/g, 'AM/PM');
    let isDate = false;
    try {
      isDate = isDateFormat(code);
    } catch {
      isDate = false;
    }
    const entry = { code, isDate, forText: format !== '@' && format !== 'General' && format.includes('@') && format.length <= codeLimit };
    this.prepared.set(format, entry);
    return entry;
  }
}
