import { type IWorkbookData, LocaleType, LogLevel, mergeLocales, Univer } from '@univerjs/core';
import { FUniver } from '@univerjs/core/facade';
import { UniverSheetsConditionalFormattingPreset } from '@univerjs/preset-sheets-conditional-formatting';
import conditionalFormattingStyles from '@univerjs/preset-sheets-conditional-formatting/lib/index.css';
import conditionalFormattingWords from '@univerjs/preset-sheets-conditional-formatting/locales/zh-CN';
import { UniverSheetsCorePreset } from '@univerjs/preset-sheets-core';
import coreStyles from '@univerjs/preset-sheets-core/lib/index.css';
import coreWords from '@univerjs/preset-sheets-core/locales/zh-CN';
import { UniverSheetsDataValidationPreset } from '@univerjs/preset-sheets-data-validation';
import validationStyles from '@univerjs/preset-sheets-data-validation/lib/index.css';
import validationWords from '@univerjs/preset-sheets-data-validation/locales/zh-CN';
import { openInUniver, type UniverServices } from '../engine/univer-services';

/** The Univer whose grid the page shows. */
export interface Grid {
  /** Shows a workbook in place of the one before. */
  open(data: Partial<IWorkbookData>): UniverServices;
  readonly api: FUniver;
}

/** Starts Univer in an element of the page. */
export function createGrid(container: HTMLElement): Grid {
  addStyles(coreStyles, conditionalFormattingStyles, validationStyles);
  const univer = new Univer({
    locale: LocaleType.ZH_CN,
    locales: { [LocaleType.ZH_CN]: mergeLocales(coreWords, conditionalFormattingWords, validationWords) },
    logLevel: LogLevel.ERROR,
  });
  const presets = [
    UniverSheetsCorePreset({ container, header: true, toolbar: false, formulaBar: true, disableAutoFocus: true }),
    UniverSheetsConditionalFormattingPreset(),
    UniverSheetsDataValidationPreset(),
  ];
  for (const { plugins } of presets) {
    for (const plugin of plugins) {
      if (Array.isArray(plugin)) univer.registerPlugin(plugin[0], plugin[1]);
      else univer.registerPlugin(plugin);
    }
  }
  const api = FUniver.newAPI(univer);
  let shown: UniverServices | null = null;
  return {
    api,
    open: (data) => {
      shown?.dispose();
      shown = openInUniver(univer, data);
      return shown;
    },
  };
}

/** Puts style sheets on the page; webpack gives them as text. */
export function addStyles(...sheets: readonly string[]): void {
  for (const sheet of sheets) {
    const style = document.createElement('style');
    style.textContent = sheet;
    document.head.append(style);
  }
}
