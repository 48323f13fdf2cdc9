import { checkWorkbook } from '../../src/core/workflow/evaluate';
import type { Edge } from '../../src/core/workflow/outcome';
import { blocks, exported, twoSided } from './further-workbooks';
import { bookOf, edit } from './workbooks';

const edge: Edge = { today: '2024-03-20', now: '2024-03-20T10:00:00', freshId: 'x', language: 'zh-CN' };

/** Codes at cells, `K-01 E6`, of everything that is no note. */
const heard = (book: Parameters<typeof checkWorkbook>[0]): ReadonlySet<string> =>
  new Set(
    checkWorkbook(book, edge, {}).checks.findings.flatMap(({ code, cells }) =>
      cells.map((cell) => `${code} ${cell.slice(cell.lastIndexOf('!') + 1)}`),
    ),
  );

it('hears seven faults in one sheet of blocks', () => {
  const codes = heard(
    bookOf(
      edit(blocks, { E6: 2410.6, F5: 97.1, C13: 45.6, D13: 60.8, E16: 126, F16: 105, D18: 30, C20: 22, F20: 110, E9: 66, F9: 102.33 }),
    ),
  );
  expect(['K-01 E6', 'C-01 F5', 'C-13 C13', 'C-10 E16', 'C-16 D18', 'C-15 C20', 'C-08 E9'].filter((entry) => !codes.has(entry))).toEqual(
    [],
  );
});

it('hears five faults in one export', () => {
  const codes = heard(
    bookOf(edit(exported, { I9: 2800000, K4: 89, I6: 310000, J6: -10000, K6: 103.33, F5: 480000, A1: '项目支出执行进度' })),
  );
  expect(['K-10 I9', 'C-01 K4', 'C-02 I6', 'K-03 F5', 'L-03 A1'].filter((entry) => !codes.has(entry))).toEqual([]);
});

it('hears four faults in one table of two sides', () => {
  const codes = heard(bookOf(edit(twoSided, { H8: 189.2, F9: 830, G10: 950, D14: 2161.7 })));
  expect(['K-02 H8', 'K-01 F9', 'N-11 G10', 'K-08 D14'].filter((entry) => !codes.has(entry))).toEqual([]);
});
