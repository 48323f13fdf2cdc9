import type { MemoryPaneHost } from './memory-pane-host';

/** What a scene starts from. */
export type SceneWorkbook = 'baoan-2023' | 'xinjiang-2023' | 'blank';

/** Hands and eyes of a person in front of the pane: everything happens through the page. */
export interface Person {
  readonly host: MemoryPaneHost;
  /** Presses the button, tab, link or radio that is named so, once it is there. */
  press(name: string | RegExp): Promise<void>;
  /** Types into the field that has the focus. */
  type(text: string): Promise<void>;
  /** Waits until the text stands on the page. */
  see(text: string | RegExp): Promise<void>;
  /** Scrolls the open tab to its end. */
  scrollToEnd(): void;
}

/** One state of the pane and the way there. */
export interface Scene {
  readonly id: string;
  readonly workbook: SceneWorkbook;
  readonly act: (person: Person) => Promise<void>;
}

const recalculate = '一键重算';

const written = async ({ press, see }: Person): Promise<void> => {
  await press(recalculate);
  await see(/已写入/);
};

const withTab =
  (name: RegExp) =>
  async ({ press }: Person): Promise<void> =>
    press(name);

/** Every state of every tab, in the order in which a person meets them. */
export const scenes: readonly Scene[] = [
  { id: 'first-run', workbook: 'blank', act: async ({ see }) => see('打开示例工作簿') },
  {
    id: 'first-run-sample',
    workbook: 'blank',
    act: async ({ press, see }) => {
      await press('打开示例工作簿');
      await see(recalculate);
    },
  },
  { id: 'facts', workbook: 'baoan-2023', act: withTab(/^取数/) },
  {
    id: 'facts-problems',
    workbook: 'baoan-2023',
    act: async ({ press, see }) => {
      await press('只看问题');
      await see(/金额单位/);
    },
  },
  {
    id: 'facts-why',
    workbook: 'baoan-2023',
    act: async ({ press }) => press('年初预算数'),
  },
  {
    id: 'facts-by-hand',
    workbook: 'baoan-2023',
    act: async ({ host, press, see }) => {
      host.point("'基础数据'!C5");
      await press('年初预算数');
      await press('用当前选中的单元格');
      await see(/手动指定/);
    },
  },
  { id: 'indicators', workbook: 'baoan-2023', act: withTab(/^指标/) },
  {
    id: 'indicator-chain',
    workbook: 'baoan-2023',
    act: async ({ press, scrollToEnd }) => {
      await press(/^指标/);
      await press(/^公用经费控制率/);
      scrollToEnd();
    },
  },
  { id: 'deductions', workbook: 'baoan-2023', act: withTab(/^扣分/) },
  { id: 'deductions-missing', workbook: 'xinjiang-2023', act: withTab(/^扣分/) },
  { id: 'checks', workbook: 'baoan-2023', act: withTab(/^校验/) },
  {
    id: 'checks-waive',
    workbook: 'baoan-2023',
    act: async ({ press, type, see }) => {
      await press(/^校验/);
      await press('忽略…');
      await type('主管部门已同意');
      await press('忽略这一条');
      await see(/已忽略 1 条/);
      await press('已忽略 1 条');
    },
  },
  {
    id: 'checks-receipt',
    workbook: 'baoan-2023',
    act: async ({ press, see }) => {
      await press(/^校验/);
      await press('提交前校验');
      await see(/已校验并记入回执/);
    },
  },
  { id: 'report', workbook: 'baoan-2023', act: withTab(/^报告/) },
  {
    id: 'report-text',
    workbook: 'baoan-2023',
    act: async ({ press }) => {
      await press(/^报告/);
      await press('正文');
    },
  },
  { id: 'written', workbook: 'baoan-2023', act: written },
  {
    id: 'written-twice',
    workbook: 'baoan-2023',
    act: async (person) => {
      await written(person);
      await person.press(recalculate);
      await person.see('已是最新，无需改动。');
    },
  },
  {
    id: 'undone',
    workbook: 'baoan-2023',
    act: async (person) => {
      await written(person);
      await person.press('撤销');
      await person.see(/已撤销/);
    },
  },
  {
    id: 'runs',
    workbook: 'baoan-2023',
    act: async (person) => {
      await written(person);
      await person.press('恢复记录');
    },
  },
  {
    id: 'working',
    workbook: 'baoan-2023',
    act: async ({ host, press, see }) => {
      host.held = new Promise(() => {});
      await press(recalculate);
      await see('写入并核对');
    },
  },
  {
    id: 'edited',
    workbook: 'baoan-2023',
    act: async (person) => {
      await written(person);
      person.host.type("'基础数据'!E6", '2400');
      await person.see(/待写入/);
    },
  },
  {
    id: 'mood-manual',
    workbook: 'baoan-2023',
    act: async ({ host, press, see }) => {
      host.manualCalculation = true;
      await press(recalculate);
      await see(/手动计算/);
    },
  },
  {
    id: 'mood-interrupted',
    workbook: 'baoan-2023',
    act: async ({ host, press, see }) => {
      host.mood = { failure: 'notRestored', place: '绩效指标' };
      await press(recalculate);
      await see(/没能把工作簿完全恢复原样/);
    },
  },
  ...(
    [
      ['editing', null],
      ['sheetProtected', '绩效指标'],
      ['structureProtected', null],
      ['readOnly', null],
      ['busy', null],
      ['changedMeanwhile', '基础数据'],
      ['cellMerged', "'自评得分表'!G20"],
      ['filtered', '自评得分表'],
      ['sheetMissing', '绩效指标'],
      ['notApplied', "'绩效指标'!G20"],
    ] as const
  ).map(
    ([failure, place]): Scene => ({
      id: `mood-${failure}`,
      workbook: 'baoan-2023',
      act: async ({ host, press, see }) => {
        host.mood = { failure, place };
        await press(recalculate);
        await see('重试');
      },
    }),
  ),
];
