import { format } from 'numfmt';
import type { CellContent } from './engine';

/** What a cell shows: its value through its number format, in the way of a Chinese Excel. */
export function shownText(value: CellContent, numberFormat: string): string {
  if (value === '') return '';
  if (typeof value === 'boolean') return value ? 'TRUE' : 'FALSE';
  if (typeof value === 'string' && value.startsWith('#')) return value;
  if (typeof value === 'string' && (numberFormat === 'General' || numberFormat === '@')) return value;
  try {
    return format(numberFormat, value, { throws: true, locale: 'zh-CN' });
  } catch {
    return String(value);
  }
}
