import type { IWorkbookData } from '@univerjs/core';
import type { WorkbookPackage } from '../../src/hosts/file/package';
import { blankWorkbook } from '../../src/workbench/engine/blank-workbook';
import { UniverEngine } from '../../src/workbench/engine/univer-engine';
import type { Book } from '../../src/workbench/model/book';
import { type EmulatedExcel, emulateExcel } from '../../src/workbench/model/emulated-excel';
import { insertSheets } from '../../src/workbench/page/insert-sheets';
import { workbookData } from '../../src/workbench/page/open-workbook';
import { nativeBridge } from '../../src/workbench/protocol/native-bridge';
import { openHeadlessUniver } from './headless-univer';
import { loadOfficeLibrary, type OfficeLibrary } from './office-library';

/** An Excel for unit tests: Microsoft's library, our host behind it, a Univer workbook without a grid. */
export interface ExcelForTests extends OfficeLibrary, EmulatedExcel {
  readonly engine: UniverEngine;
  /** Puts `Excel` and `OfficeExtension` where an add-in's code looks for them. */
  installGlobally(): void;
  /** Runs a batch and gives what it returns: `Excel.run` with its type. */
  run<T>(batch: (context: Excel.RequestContext) => Promise<T>): Promise<T>;
  dispose(): void;
}

/**
 * Makes an Excel with one empty sheet, `Sheet1`. `session` counts syncs and bytes (`session.traffic`), injects failures
 * (`session.inject({ code: 'GeneralException' })`), latency and cell-edit mode (`session.editing = () => true`); `book` protects the
 * structure, makes it read-only and so on.
 */
export async function createEmulatedExcel(name = '工作簿1.xlsx'): Promise<ExcelForTests> {
  return overUniver(blankWorkbook(name), name, () => undefined);
}

/** Opens a file as the workbench does, in an Excel for tests. */
export async function openEmulatedExcel(file: WorkbookPackage, name: string): Promise<ExcelForTests> {
  const opened = workbookData(file, name);
  return overUniver(opened.data, name, opened.furnish);
}

function overUniver(data: Partial<IWorkbookData>, name: string, furnish: (book: Book) => void): ExcelForTests {
  const services = openHeadlessUniver(data);
  const engine = new UniverEngine(services);
  const { book, session } = emulateExcel(engine, name);
  furnish(book);
  book.insertSheets = (bytes, wanted, position) => insertSheets(book, bytes, wanted, position);
  const office = loadOfficeLibrary(nativeBridge(session));
  return {
    ...office,
    engine,
    book,
    session,
    installGlobally: () => Object.assign(globalThis, office),
    run: (batch) => office.Excel.run(batch),
    dispose: () => services.dispose(),
  };
}
