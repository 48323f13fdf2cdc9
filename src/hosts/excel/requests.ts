import type { Area } from '../../core/workbook/address';
import { HostError, type Progress } from '../../core/workbook/host';

const sheetsOf = new WeakMap<Excel.RequestContext, Map<string, Excel.Worksheet>>();

/** A sheet by name, one object for all of a context's work: each new one would take a path and an action of the request again. */
export function sheetOf(context: Excel.RequestContext, name: string): Excel.Worksheet {
  const known = sheetsOf.get(context)?.get(name.toLowerCase());
  return known ?? keepSheet(context, name, context.workbook.worksheets.getItem(name));
}

/** Keeps a sheet that was just added under its name. */
export function keepSheet(context: Excel.RequestContext, name: string, sheet: Excel.Worksheet): Excel.Worksheet {
  const known = sheetsOf.get(context) ?? new Map<string, Excel.Worksheet>();
  sheetsOf.set(context, known);
  known.set(name.toLowerCase(), sheet);
  return sheet;
}

/** Forgets a sheet that was removed: another one may be given its name. */
export function forgetSheet(context: Excel.RequestContext, name: string): void {
  sheetsOf.get(context)?.delete(name.toLowerCase());
}

/** The range of an area; creating it again is cheaper than keeping it tracked between two requests. */
export function rangeOf(context: Excel.RequestContext, sheet: string, area: Area): Excel.Range {
  return sheetOf(context, sheet).getRangeByIndexes(area.top - 1, area.left - 1, area.bottom - area.top + 1, area.right - area.left + 1);
}

/** The area of a range whose `rowIndex`, `columnIndex`, `rowCount` and `columnCount` were loaded. */
export function areaOf(range: Excel.Range): Area {
  return {
    top: range.rowIndex + 1,
    left: range.columnIndex + 1,
    bottom: range.rowIndex + range.rowCount,
    right: range.columnIndex + range.columnCount,
  };
}

/** Properties that `areaOf` needs. */
export const placeProperties = 'rowIndex,columnIndex,rowCount,columnCount';

/** Ends the work when the person pressed 取消. */
export function stopIfCancelled(progress: Progress | undefined): void {
  if (progress?.cancelled) throw new HostError('cancelled');
}

/**
 * Splits the address of several areas, `Sheet1!A1:B2,'a,b'!C3`, at the commas that are not part of a sheet's name.
 * Linear in its length.
 */
export function splitAddresses(addresses: string): string[] {
  const parts: string[] = [];
  let quoted = false;
  let start = 0;
  for (let at = 0; at < addresses.length; at += 1) {
    const character = addresses.charAt(at);
    if (character === "'") quoted = !quoted;
    else if (character === ',' && !quoted) {
      parts.push(addresses.slice(start, at).trim());
      start = at + 1;
    }
  }
  const last = addresses.slice(start).trim();
  return last === '' ? parts : [...parts, last];
}
