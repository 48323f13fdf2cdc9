import type { FUniver } from '@univerjs/core/facade';
import { readPlace } from '../model/address';
import { cellKey } from '../model/book';
import type { EmulatedExcel } from '../model/emulated-excel';

/** Makes links inside the workbook work in the grid: a click on a linked cell goes to its target. */
export function linkCells(api: FUniver, current: () => EmulatedExcel | undefined): void {
  api.addEvent(api.Event.CellClicked, ({ row, column, worksheet }) => {
    const excel = current();
    const sheet = worksheet.getSheetId();
    const link = excel?.book.state(sheet).links.get(cellKey(row + 1, column + 1));
    if (!excel || !link?.documentReference) return;
    const place = readPlace(excel.book, link.documentReference.replace(/^#/, ''), sheet);
    if (place) excel.book.engine.select(place.sheet, place.area);
  });
  api.addEvent(api.Event.BeforeSheetEditStart, (event) => {
    const excel = current();
    const sheet = event.worksheet.getSheetId();
    if (excel?.book.state(sheet).protection.on !== true) return;
    if (excel.book.engine.look(sheet, event.row + 1, event.column + 1).locked) event.cancel = true;
  });
}
