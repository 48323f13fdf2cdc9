import { readFacts } from '../src/core/workflow/evaluate';
import { openWorkbook } from '../src/hosts/file';
import { heading, print, quickest, time } from './report';
import { largeWorkbook } from './workbooks';

/** Reading a workbook of twenty sheets against merely opening it, and whether four times the cells take four times as long. */
export async function benchReading(): Promise<void> {
  heading('读取 20 张表的工作簿');
  let smallest: number | null = null;
  // Run once before anything is measured, so that the first line is not the compiler's.
  readFacts(openWorkbook(largeWorkbook(50_000), null).snapshot());
  for (const thousands of [50, 100, 200]) {
    const bytes = largeWorkbook(thousands * 1000);
    const snapshot = openWorkbook(bytes, null).snapshot();
    const opening = await quickest(3, () => openWorkbook(bytes, null).snapshot());
    const reading = await quickest(3, () => readFacts(snapshot));
    print({
      name: `${thousands},000 个单元格`,
      value: time(reading),
      baseline: `打开 ${time(opening)}`,
      ratio: reading / opening,
      goal: 1,
    });
    if (smallest === null) smallest = reading;
    else {
      const times = thousands / 50;
      print({
        name: `  单元格为 ${times} 倍`,
        value: time(reading),
        baseline: `50,000 个的 ${times} 倍 ${time(smallest * times)}`,
        ratio: reading / smallest / times,
        goal: 1.5,
      });
    }
  }
}
