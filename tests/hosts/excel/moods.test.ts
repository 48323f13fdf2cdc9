import { failureSentence } from '../../../src/core/workbook/failure';
import { formulaTokens } from '../../../src/core/workbook/formula-text';
import { HostError } from '../../../src/core/workbook/host';
import type { Snapshot } from '../../../src/core/workbook/snapshot';
import { evaluateWorkbook } from '../../../src/core/workflow/evaluate';
import type { Outcome } from '../../../src/core/workflow/outcome';
import { ExcelHost } from '../../../src/hosts/excel/excel-host';
import { loadWorkbook } from './load-workbook';
import { type OpenExcel, openExcel } from './open-excel';

/** The form of the sample, and the sheet that its figures are read from. */
const form = '自评得分表';
const source = '基础数据';

let open: OpenExcel;
beforeEach(async () => {
  open = await openExcel();
  await loadWorkbook(open, 'baoan-2023.xlsx');
});
afterEach(() => open.excel.dispose());

const evaluate = (snapshot: Snapshot): Outcome =>
  evaluateWorkbook(snapshot, { today: '2024-03-01', now: '2024-03-01T08:00:00Z', freshId: 'test', language: 'zh-CN' }, {});

/** Reads, lets somebody do something to the workbook, and writes; gives the sentence, after which nothing of ours may stand. */
async function refusedAfter(
  meddle: (context: Excel.RequestContext) => void,
): Promise<{ readonly failure: HostError; readonly sentence: string }> {
  const outcome = evaluate(await open.host.capture());
  await open.by(meddle);
  const before = await looked();
  const failure = await open.host.apply(outcome.plan).then(
    () => null,
    (error: unknown) => error,
  );
  if (!(failure instanceof HostError)) throw new Error('nothing was refused');
  expect(await open.host.capture()).toEqual(before);
  return { failure, sentence: failureSentence(failure) };
}

/** The workbook as it stands, without the host knowing that anybody looked. */
function looked(): Promise<Snapshot> {
  return new ExcelHost(() => new open.excel.Excel.RequestContext()).capture();
}

test('the sheet that the figures come from is renamed before we write: no formula is left without its source', async () => {
  const { failure, sentence } = await refusedAfter(({ workbook }) => {
    workbook.worksheets.getItem(source).name = '预算数据';
  });
  expect(failure).toMatchObject({ failure: 'sheetMissing', place: source });
  expect(sentence).toBe('找不到工作表「基础数据」，它可能已被改名或删除；请改回原名，或重新读取工作簿后再试。');
});

test('the sheet that the figures come from is deleted before we write', async () => {
  const { failure } = await refusedAfter(({ workbook }) => workbook.worksheets.getItem(source).delete());
  expect(failure).toMatchObject({ failure: 'sheetMissing', place: source });
});

test('the sheet that the figures come from is replaced by another of its name', async () => {
  const { failure } = await refusedAfter(({ workbook }) => {
    workbook.worksheets.getItem(source).delete();
    workbook.worksheets.add(source);
  });
  expect(failure).toMatchObject({ failure: 'changedMeanwhile', place: source });
});

test('a sheet that has nothing to do with the plan may be renamed', async () => {
  await open.by(({ workbook }) => {
    workbook.worksheets.add('备忘');
  });
  const { plan } = evaluate(await open.host.capture());
  await open.by(({ workbook }) => {
    workbook.worksheets.getItem('备忘').name = '备忘录';
  });
  await open.host.apply({ operations: plan.operations.filter((operation) => 'sheet' in operation && operation.sheet === form) });
});

test('the form that we fill is renamed before we write', async () => {
  const { failure } = await refusedAfter(({ workbook }) => {
    workbook.worksheets.getItem(form).name = '得分表';
  });
  expect(failure).toMatchObject({ failure: 'sheetMissing', place: form });
});

test('a score cell of the form is merged away before we write', async () => {
  const { failure, sentence } = await refusedAfter(({ workbook }) => {
    workbook.worksheets.getItem(form).getRange('F20:G20').merge();
  });
  expect(failure).toMatchObject({ failure: 'cellMerged', place: "'自评得分表'!G20" });
  expect(sentence).toMatch(/合并单元格.*请取消合并/);
});

test('the form is locked before we write', async () => {
  const { failure, sentence } = await refusedAfter(({ workbook }) => workbook.worksheets.getItem(form).protection.protect());
  expect(failure.failure).toBe('sheetProtected');
  expect(sentence).toMatch(/自评得分表.*受保护.*撤销工作表保护/);
});

test('a form that was locked all along is read, not written, and a note says so', async () => {
  await open.by(({ workbook }) => workbook.worksheets.getItem(form).protection.protect());
  const { plan, checks } = evaluate(await open.host.capture());
  expect(plan.operations.filter((operation) => 'sheet' in operation && operation.sheet === form)).toEqual([]);
  expect(checks.findings.filter(({ code }) => code === 'H-08').map(({ message }) => message)).toEqual([
    '“自评得分表”受保护，只读取不写入。',
  ]);
});

test('the structure of the workbook is locked before we write', async () => {
  const { failure, sentence } = await refusedAfter(() => {
    open.excel.book.structureProtected = true;
  });
  expect(failure.failure).toBe('structureProtected');
  expect(sentence).toMatch(/请在“审阅→保护工作簿”中取消保护/);
});

test('a read-only workbook is refused before the first write', async () => {
  const requests = open.excel.session.traffic.syncs;
  const { failure, sentence } = await refusedAfter(() => {
    open.excel.book.readOnly = true;
  });
  expect(failure.failure).toBe('readOnly');
  expect(sentence).toMatch(/只读.*另存一份/);
  expect(open.excel.session.traffic.syncs).toBeGreaterThan(requests);
});

test('rows that a filter hides, and that Excel leaves out: all is put back, and the filter named', async () => {
  const { plan } = evaluate(await open.host.capture());
  await open.by(({ workbook }) => workbook.worksheets.getItem(form).autoFilter.apply('A3:H26'));
  const sheet = open.excel.engine.sheets().find(({ name }) => name === form)?.id ?? '';
  const state = open.excel.book.state(sheet);
  if (!state.filter) throw new Error('no filter');
  state.filter = { ...state.filter, hiding: true };
  const before = await looked();
  const write = open.excel.engine.write.bind(open.excel.engine);
  jest
    .spyOn(open.excel.engine, 'write')
    .mockImplementation((id, area, ...rest) => (id === sheet && area.top === 9 ? undefined : write(id, area, ...rest)));
  const failure = await open.host.apply(plan).catch((error: unknown) => error);
  expect(failure).toMatchObject({ failure: 'filtered', place: form });
  expect(failureSentence(failure as HostError)).toBe(
    '「自评得分表」正在筛选，有的行没有写上，已恢复原样；请在“数据→清除”中取消筛选后再试。',
  );
  jest.restoreAllMocks();
  expect(await looked()).toEqual(before);
});

test('a workbook that calculates by hand is told as such, so that the pane can warn', async () => {
  expect((await open.host.capture()).manualCalculation).toBeUndefined();
  await open.by(({ workbook }) => {
    workbook.application.calculationMode = 'Manual';
  });
  expect((await open.host.capture()).manualCalculation).toBe(true);
});

test('sheets renamed after we wrote: the next run follows them, and takes nothing for an edit of the user', async () => {
  const first = evaluate(await open.host.capture());
  await open.host.apply(first.plan);
  await open.by(({ workbook }) => {
    workbook.worksheets.getItem(form).name = '得分 表';
    workbook.worksheets.getItem(source).name = '预算数据';
  });
  const second = evaluate(await open.host.capture());
  expect([second.assessment.total.score, second.kept]).toEqual(['97.61', []]);
  expect(second.report.blocks.filter((block) => block.kind === 'paragraph' && block.status === 'edited')).toEqual([]);
  await open.host.apply(second.plan);
  const standing = await open.host.capture();
  expect(evaluate(standing).plan.operations).toEqual([]);
  const sheets = standing.sheets.flatMap(({ cells }) =>
    [...cells.values()].flatMap((row) =>
      [...row.values()].flatMap(({ formula }) =>
        formula ? formulaTokens(formula).flatMap((token) => (token.kind === 'sheet' ? [token.sheet] : [])) : [],
      ),
    ),
  );
  expect([...new Set(sheets)].filter((name) => name === form || name === source)).toEqual([]);
});

describe('taking a run back', () => {
  const wanted = {
    operations: [
      { kind: 'ensureSheet', sheet: '绩效指标', mark: '_绩核_指标' },
      { kind: 'writeBlock', sheet: '绩效指标', top: 1, left: 1, rows: [[{ value: { kind: 'text', value: '指标' } }]] },
      { kind: 'writeBlock', sheet: form, top: 20, left: 7, rows: [[{ value: { kind: 'number', value: '5.62' } }]] },
      { kind: 'format', sheet: form, area: { top: 20, left: 7, bottom: 20, right: 7 }, format: { numberFormat: '0.00' } },
    ],
  } as const;

  /** Writes, lets somebody do something to the workbook, and takes back; gives the failure, after which all of the run still stands. */
  async function keptAfter(
    meddle: (context: Excel.RequestContext) => void,
    mend: (context: Excel.RequestContext) => void,
  ): Promise<HostError> {
    const first = await open.host.capture();
    const { before } = await open.host.apply(wanted);
    await open.by(meddle);
    const standing = await looked();
    const failure: unknown = await open.host.restore(before).catch((error: unknown) => error);
    if (!(failure instanceof HostError)) throw new Error('nothing was refused');
    expect(await looked()).toEqual(standing);
    await open.by(mend);
    await open.host.restore(before);
    expect(await looked()).toEqual(first);
    return failure;
  }

  test('waits for the form to be unlocked', async () => {
    const failure = await keptAfter(
      ({ workbook }) => workbook.worksheets.getItem(form).protection.protect(),
      ({ workbook }) => workbook.worksheets.getItem(form).protection.unprotect(),
    );
    expect(failure).toMatchObject({ failure: 'sheetProtected', place: form });
  });

  test('waits for the form to be unlocked although its cells may be formatted', async () => {
    const failure = await keptAfter(
      ({ workbook }) => workbook.worksheets.getItem(form).protection.protect({ allowFormatCells: true }),
      ({ workbook }) => workbook.worksheets.getItem(form).protection.unprotect(),
    );
    expect(failure).toMatchObject({ failure: 'sheetProtected', place: form });
  });

  test('waits for the structure to be unlocked', async () => {
    const failure = await keptAfter(
      () => {
        open.excel.book.structureProtected = true;
      },
      () => {
        open.excel.book.structureProtected = false;
      },
    );
    expect(failure.failure).toBe('structureProtected');
  });

  test('waits for a renamed form to get its name back', async () => {
    const failure = await keptAfter(
      ({ workbook }) => {
        workbook.worksheets.getItem(form).name = '得分表';
      },
      ({ workbook }) => {
        workbook.worksheets.getItem('得分表').name = form;
      },
    );
    expect(failure).toMatchObject({ failure: 'sheetMissing', place: form });
  });

  test('waits for a workbook that can be written', async () => {
    const failure = await keptAfter(
      () => {
        open.excel.book.readOnly = true;
      },
      () => {
        open.excel.book.readOnly = false;
      },
    );
    expect(failure.failure).toBe('readOnly');
  });
});
