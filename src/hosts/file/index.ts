export type { BorderLook, CellAppearance, SheetAppearance } from './appearance';
export { emptyWorkbook } from './empty-workbook';
export { FileHost } from './file-host';
export { openWorkbook, type WorkbookPackage } from './package';
export { PackageEditor } from './package-editor';
