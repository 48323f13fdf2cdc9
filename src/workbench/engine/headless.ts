import { type IWorkbookData, LocaleType, LogLevel, Univer } from '@univerjs/core';
import { UniverSheetsNodeCorePreset } from '@univerjs/preset-sheets-node-core';
import { UniverSheetsConditionalFormattingPlugin } from '@univerjs/sheets-conditional-formatting';
import { UniverSheetsNumfmtPlugin } from '@univerjs/sheets-numfmt';
import { openInUniver, type UniverServices } from './univer-services';

/** A Univer without a grid, for tests in Node. */
export function openHeadless(data: Partial<IWorkbookData>): UniverServices {
  const univer = new Univer({ locale: LocaleType.ZH_CN, locales: { [LocaleType.ZH_CN]: {} }, logLevel: LogLevel.SILENT });
  univer.registerPlugin(UniverSheetsNumfmtPlugin);
  for (const plugin of UniverSheetsNodeCorePreset().plugins) {
    if (Array.isArray(plugin)) univer.registerPlugin(plugin[0], plugin[1]);
    else univer.registerPlugin(plugin);
  }
  univer.registerPlugin(UniverSheetsConditionalFormattingPlugin);
  const services = openInUniver(univer, data);
  return {
    ...services,
    dispose: () => {
      services.dispose();
      univer.dispose();
    },
  };
}
