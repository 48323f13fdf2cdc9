import { type Area, areaReference } from '../core/workbook/address';
import { type Host, HostError } from '../core/workbook/host';
import { type Cell, cellAt, type SheetSnapshot } from '../core/workbook/snapshot';
import { ExcelHost } from '../hosts/excel/excel-host';
import { hostErrorOf } from '../hosts/excel/failures';
import type { PaneHost } from './pane-host';

/** Where the sample workbook lies beside the pane. */
const sampleAddress = 'assets/samples/baoan-2023.xlsx';

/** The open workbook of the Excel that the pane stands in. */
export function excelPaneHost(host: Host & Pick<ExcelHost, 'select' | 'selectedReference' | 'onChange'> = new ExcelHost()): PaneHost {
  return {
    capture: (progress) => host.capture(progress),
    apply: (plan, progress, keep) => host.apply(plan, progress, keep),
    restore: (before) => host.restore(before),
    select: (reference) => host.select(reference),
    selection: () => host.selectedReference(),
    async onChanged(listener) {
      const stop = await host.onChange(({ sheet, ours }) => listener({ sheet, own: ours }));
      return () => void stop();
    },
    openSample,
  };
}

/** Puts the sample's sheets behind those of the open workbook, and shows the first of them. */
async function openSample(): Promise<void> {
  const answer = await fetch(sampleAddress);
  if (!answer.ok) throw new HostError('unsupported', null, `sample ${answer.status}`);
  const bytes = new Uint8Array(await answer.arrayBuffer());
  try {
    await insertSheets(bytes);
  } catch (error) {
    const failure = hostErrorOf(error);
    if (failure.failure !== 'unsupported' && failure.failure !== 'unknown') throw failure;
    // An Excel that can not take whole sheets gets their contents, formats and merged areas.
    await copySheets(bytes);
  }
}

async function insertSheets(bytes: Uint8Array): Promise<void> {
  const context = new Excel.RequestContext();
  context.workbook.insertWorksheetsFromBase64(base64(bytes), { positionType: Excel.WorksheetPositionType.end });
  await context.sync();
}

async function copySheets(bytes: Uint8Array): Promise<void> {
  const { FileHost } = await import('../hosts/file/file-host');
  const { sheets } = await FileHost.open(bytes, null).capture();
  const context = new Excel.RequestContext();
  for (const [place, sheet] of sheets.entries()) {
    const added = context.workbook.worksheets.add(sheet.name);
    if (place === 0) added.activate();
    if (!sheet.used) continue;
    const range = added.getRange(areaReference(sheet.used));
    const { formats, values } = blockOf(sheet, sheet.used);
    range.numberFormat = formats;
    range.values = values;
    for (const area of sheet.merges) added.getRange(areaReference(area)).merge();
    range.format.autofitColumns();
  }
  try {
    await context.sync();
  } catch (error) {
    throw hostErrorOf(error);
  }
}

/** Number formats and values of an area, as Excel takes them: text that could be taken for a formula behind an apostrophe. */
function blockOf(sheet: SheetSnapshot, area: Area): { readonly formats: string[][]; readonly values: (string | number | boolean)[][] } {
  const formats: string[][] = [];
  const values: (string | number | boolean)[][] = [];
  for (let row = area.top; row <= area.bottom; row += 1) {
    const cells: (Cell | null)[] = [];
    for (let column = area.left; column <= area.right; column += 1) cells.push(cellAt(sheet, row, column));
    formats.push(cells.map((cell) => cell?.format ?? 'General'));
    values.push(cells.map(excelValue));
  }
  return { formats, values };
}

function excelValue(cell: Cell | null): string | number | boolean {
  if (cell === null || cell.kind === 'blank') return '';
  if (cell.formula !== null) return cell.formula;
  if (cell.kind === 'number') return Number(cell.value);
  if (cell.kind === 'boolean') return cell.value === 'TRUE';
  return /^[=+\-@']/.test(cell.value) ? `'${cell.value}` : cell.value;
}

function base64(bytes: Uint8Array): string {
  const piece = 0x8000;
  let text = '';
  for (let start = 0; start < bytes.length; start += piece) text += String.fromCharCode(...bytes.subarray(start, start + piece));
  return btoa(text);
}
