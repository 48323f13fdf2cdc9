import { type Host, HostError } from '../core/workbook/host';
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

/** Puts the sample's sheets behind those of the open workbook. */
async function openSample(): Promise<void> {
  const answer = await fetch(sampleAddress);
  if (!answer.ok) throw new HostError('unsupported', null, `sample ${answer.status}`);
  const content = base64(new Uint8Array(await answer.arrayBuffer()));
  try {
    const context = new Excel.RequestContext();
    context.workbook.insertWorksheetsFromBase64(content, { positionType: Excel.WorksheetPositionType.end });
    await context.sync();
  } catch (error) {
    throw hostErrorOf(error);
  }
}

function base64(bytes: Uint8Array): string {
  const piece = 0x8000;
  let text = '';
  for (let start = 0; start < bytes.length; start += piece) text += String.fromCharCode(...bytes.subarray(start, start + piece));
  return btoa(text);
}
