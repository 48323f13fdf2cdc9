import type { Progress } from '../../../src/core/workbook/host';
import { ExcelHost } from '../../../src/hosts/excel/excel-host';
import { createEmulatedExcel, type ExcelForTests } from '../../workbench/emulated-excel';

// Univer starts anew for every test, beside other tests.
jest.setTimeout(60_000);

/** A host over an emulated Excel, with what tests need to prepare and to look. */
export interface OpenExcel {
  readonly excel: ExcelForTests;
  readonly host: ExcelHost;
  /** Runs a batch as somebody else: a person, or another add-in. */
  by(batch: (context: Excel.RequestContext) => void | Promise<void>): Promise<void>;
  /** How many requests a piece of work takes. */
  requests(work: () => Promise<unknown>): Promise<number>;
}

/** Opens an emulated Excel with one empty sheet, `Sheet1`. */
export async function openExcel(): Promise<OpenExcel> {
  const excel = await createEmulatedExcel('示例.xlsx');
  return {
    excel,
    host: new ExcelHost(() => new excel.Excel.RequestContext()),
    by: async (batch) => {
      const context = new excel.Excel.RequestContext();
      await batch(context);
      await context.sync();
    },
    requests: async (work) => {
      const before = excel.session.traffic.syncs;
      await work();
      return excel.session.traffic.syncs - before;
    },
  };
}

/** A progress that is cancelled from the first report on. */
export function cancelledAtOnce(): Progress {
  return { cancelled: true, report: () => undefined };
}
