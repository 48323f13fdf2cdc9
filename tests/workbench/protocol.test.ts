import { createEmulatedExcel, type ExcelForTests } from './emulated-excel';

let excel: ExcelForTests;
beforeEach(async () => {
  excel = await createEmulatedExcel();
});
afterEach(() => excel.dispose());

const sheet = (context: Excel.RequestContext): Excel.Worksheet => context.workbook.worksheets.getItem('Sheet1');
const codeOf = (problem: { code?: string }): string => problem.code ?? 'no code';

async function failure(batch: (context: Excel.RequestContext) => Promise<unknown>): Promise<string> {
  return excel.run(batch).then(() => 'no failure', codeOf);
}

const write = async (context: Excel.RequestContext): Promise<void> => {
  sheet(context).getRange('A1').values = [[1]];
  await context.sync();
};

test('a property that was not loaded throws in the client, without a request', async () => {
  expect(
    await failure(async (context) => {
      const range = sheet(context).getRange('A1');
      await context.sync();
      return range.values;
    }),
  ).toBe('PropertyNotLoaded');
});

test('a sheet that is not there is an error, or a null object whose children are null too', async () => {
  expect(
    await failure(async (context) => {
      context.workbook.worksheets.getItem('没有').load('name');
      await context.sync();
    }),
  ).toBe('ItemNotFound');
  await excel.run(async (context) => {
    const missing = context.workbook.worksheets.getItemOrNullObject('没有');
    const range = missing.getRange('A1').load('values');
    await context.sync();
    expect([missing.isNullObject, range.isNullObject]).toEqual([true, true]);
  });
});

test('tracked objects outlive their batch and are let go', async () => {
  const kept = await excel.run(async (context) => {
    const range = sheet(context).getRange('B2');
    range.values = [[7]];
    context.trackedObjects.add(range);
    await context.sync();
    return range;
  });
  await excel.Excel.run(kept, async (context) => {
    kept.load('values');
    await context.sync();
    expect(kept.values).toEqual([[7]]);
    kept.untrack();
    await context.sync();
  });
  expect(excel.session.processor.liveReferences).toBe(0);
});

test('change events tell sheet, address and who did it, until the handler is removed', async () => {
  const heard: string[] = [];
  const handler = await excel.run(async (context) => {
    const added = sheet(context).onChanged.add(async (event) => {
      heard.push(`${event.address} ${event.triggerSource}`);
    });
    await context.sync();
    return added;
  });
  await excel.run(async (context) => {
    sheet(context).getRange('C3:D4').values = [
      [1, 2],
      [3, 4],
    ];
    await context.sync();
  });
  excel.engine.write(excel.engine.activeSheet(), { top: 1, left: 1, bottom: 1, right: 1 }, [[{ kind: 'number', value: 1 }]], true);
  await new Promise((resolve) => setTimeout(resolve, 50));
  expect(heard).toEqual(['C3:D4 ThisLocalAddin', 'A1 Unknown']);
  await excel.Excel.run(handler.context as Excel.RequestContext, async (context) => {
    handler.remove();
    await context.sync();
  });
  await excel.run(write);
  await new Promise((resolve) => setTimeout(resolve, 50));
  expect(heard).toHaveLength(2);
});

test('failures that are asked for happen once, and later batches pass', async () => {
  excel.session.inject({ code: 'GeneralException', after: 1 });
  expect(await failure(write)).toBe('no failure');
  expect(await failure(write)).toBe('GeneralException');
  expect(await failure(write)).toBe('no failure');
});

test('a failure in the middle of a batch keeps what came before it', async () => {
  excel.session.inject({ code: 'AccessDenied', actions: 'all' });
  expect(await failure(write)).toBe('AccessDenied');
  await excel.run(async (context) => {
    const range = sheet(context).getRange('A1').load('values');
    await context.sync();
    expect(range.values).toEqual([[1]]);
  });
});

test('a cell in edit mode fails every batch until it is left', async () => {
  excel.session.editing = () => true;
  expect(await failure(write)).toBe('InvalidOperationInCellEditMode');
  excel.session.editing = () => false;
  expect(await failure(write)).toBe('no failure');
});

test('requests and responses above 5 MB are refused as Excel on the web refuses them', async () => {
  const long = 'x'.repeat(30_000);
  expect(
    await failure(async (context) => {
      sheet(context).getRange('A1:A200').values = Array.from({ length: 200 }, () => [long]);
      await context.sync();
    }),
  ).toBe('RequestPayloadSizeLimitExceeded');
  for (const start of [1, 101]) {
    await excel.run(async (context) => {
      sheet(context).getRange(`A${start}:A${start + 99}`).values = Array.from({ length: 100 }, () => [long]);
      await context.sync();
    });
  }
  expect(
    await failure(async (context) => {
      sheet(context).getRange('A1:A200').load('values');
      await context.sync();
    }),
  ).toBe('ResponsePayloadSizeLimitExceeded');
});

test('counts syncs and bytes both ways', async () => {
  excel.session.resetTraffic();
  await excel.run(write);
  const { syncs, requestBytes, responseBytes } = excel.session.traffic;
  expect(syncs).toBe(1);
  expect(requestBytes).toBeGreaterThan(300);
  expect(responseBytes).toBeGreaterThan(100);
});
