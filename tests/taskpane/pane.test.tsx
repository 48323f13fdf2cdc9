import '@testing-library/jest-dom';
import { webLightTheme } from '@fluentui/react-components';
import { act, cleanup, configure, render, screen, waitFor, within } from '@testing-library/react';
import userEvents from '@testing-library/user-event';
import { HostError } from '../../src/core/workbook/host';
import type { Outcome, Request } from '../../src/core/workflow/outcome';
import { App } from '../../src/taskpane/App';
import { Session } from '../../src/taskpane/session';
import { sampleOutcome } from './sample-outcome';
import { type Scripted, scripted } from './scripted-surroundings';

class NoResize {
  observe(): void {}
  unobserve(): void {}
  disconnect(): void {}
}
globalThis.ResizeObserver = NoResize;

// jsdom has no layout: asking it for every element's visibility costs most of a test's time and tells nothing.
configure({ defaultHidden: true });
const unstyled = document.createElement('i').style;
window.getComputedStyle = () => unstyled;
const userEvent = userEvents.setup({ pointerEventsCheck: 0, delay: null });
jest.setTimeout(30_000);

const settled = (request: Request): Outcome => sampleOutcome(request.settings ? { settings: request.settings } : {});

async function openPane(outcome: (request: Request) => Outcome = settled): Promise<Scripted & { readonly session: Session }> {
  const script = scripted(outcome);
  const session = new Session(script.surroundings);
  render(<App session={session} language="zh-CN" theme={webLightTheme} />);
  await act(() => session.start());
  return { ...script, session };
}

const button = (name: string | RegExp) => screen.getByRole('button', { name });
const tab = (name: RegExp) => screen.getByRole('tab', { name });

afterEach(cleanup);

describe('the pane on a workbook with a budget', () => {
  it('reads without writing and shows score, grade and state', async () => {
    const { host } = await openPane();
    expect(screen.getByRole('img', { name: '得分 97.61，满分 100，等次优' })).toBeInTheDocument();
    expect(screen.getByText('扣 2.39 分 · 4 处')).toBeInTheDocument();
    expect(screen.getByText(/已读取 38 项 · 扣 2.39 分 · 1 个问题待选 · 1 个错误 · 待写入/)).toBeInTheDocument();
    expect(host.applied).toHaveLength(0);
  });

  it('writes the plan once at 一键重算 and says what changed', async () => {
    const { host } = await openPane();
    await userEvent.click(button('一键重算'));
    expect(host.applied).toEqual([sampleOutcome().plan]);
    expect(await screen.findByText(/已写入 2 个单元格、1 张表/)).toBeInTheDocument();
    await userEvent.click(button('1 项得分有变化'));
    expect(screen.getByText('空 → 5.62')).toBeInTheDocument();
    await userEvent.click(button('查看：自评得分表!G20'));
    expect(host.selected).toEqual(["'自评得分表'!G20"]);
  });

  it('says so when nothing is left to write', async () => {
    const { host } = await openPane(() => sampleOutcome({ plan: { operations: [] } }));
    await userEvent.click(button('一键重算'));
    expect(await screen.findByText('已是最新，无需改动。')).toBeInTheDocument();
    expect(host.applied).toHaveLength(0);
  });

  it('takes the last run back at 撤销', async () => {
    const { host } = await openPane();
    expect(button('撤销')).toHaveAttribute('aria-disabled', 'true');
    await userEvent.click(button('一键重算'));
    await userEvent.click(button('撤销'));
    expect(host.restored).toEqual([{ host: 'scripted', content: 0 }]);
    expect(await screen.findByText('已撤销 1 次写入，工作簿恢复原样。')).toBeInTheDocument();
    expect(button('撤销')).toHaveAttribute('aria-disabled', 'true');
  });

  it('lists every deduction, the greatest first, with its other basis', async () => {
    await openPane();
    await userEvent.click(tab(/^扣分/));
    const panel = screen.getByRole('tabpanel');
    expect(
      within(panel)
        .getAllByRole('heading', { level: 3 })
        .map((heading) => heading.textContent),
    ).toEqual(['资产管理安全性', '公用经费控制率', '预算执行率', '政府采购执行情况']);
    expect(within(panel).getByText('−0.38')).toBeInTheDocument();
    expect(within(panel).getByText('换口径：按年初预算数口径 89.62%，不扣分')).toBeInTheDocument();
  });

  it('shows amounts in 万元 beside the cell they came from', async () => {
    const { host } = await openPane();
    const row = screen.getByText('2,377.56').closest('li');
    expect(row).toHaveTextContent('年初预算数');
    await userEvent.click(within(row as HTMLElement).getByRole('button', { name: '选中单元格 基础数据!B6' }));
    expect(host.selected).toEqual(["'基础数据'!B6"]);
  });

  it('opens the chain from an indicator down to its cells', async () => {
    await openPane();
    await userEvent.click(tab(/^指标/));
    await userEvent.click(button(/公用经费控制率/));
    expect(screen.getByText('日常公用经费·全年预算数')).toBeInTheDocument();
    expect(button('选中单元格 基础数据!D9')).toBeInTheDocument();
  });
});

describe('decisions in the pane', () => {
  it('sends the answer to a question with the next evaluation', async () => {
    const { core, host } = await openPane();
    await userEvent.click(screen.getByRole('radio', { name: '调整后的预算（57.94 万元）' }));
    await waitFor(() => expect(screen.queryByRole('radio')).not.toBeInTheDocument());
    expect(core.requests.at(-1)?.settings?.choices.answers.get('L-01 调整预算数')).toBe('调整后的预算（57.94 万元）');
    expect(host.applied).toHaveLength(0);
    expect(screen.getByText(/1 处选择待写入/)).toBeInTheDocument();
  });

  it('writes a decision at once where the workbook already holds our tables', async () => {
    const { host } = await openPane();
    await userEvent.click(button('一键重算'));
    await userEvent.click(screen.getByRole('radio', { name: '调整后的预算（57.94 万元）' }));
    await waitFor(() => expect(host.applied).toHaveLength(2));
  });

  it('takes the selected cell for a missing fact', async () => {
    const { core, host } = await openPane((request) =>
      sampleOutcome({ lacking: true, ...(request.settings ? { settings: request.settings } : {}) }),
    );
    host.current = "'基础数据'!C18";
    await userEvent.click(button('固定资产·年初余额：用当前选中的单元格'));
    expect(core.requests.at(-1)?.settings?.choices.cells).toEqual(new Map([['fixedAssets:opening', "'基础数据'!C18"]]));
  });

  it('asks for a selection when there is none', async () => {
    const { core, host } = await openPane(() => sampleOutcome({ lacking: true }));
    host.current = null;
    const before = core.requests.length;
    await userEvent.click(button('固定资产·年初余额：用当前选中的单元格'));
    expect(screen.getByText('请先在表中选中一个单元格。')).toBeInTheDocument();
    expect(core.requests).toHaveLength(before);
  });

  it('sets a finding aside with a reason and date, and brings it back', async () => {
    const { core } = await openPane();
    await userEvent.click(tab(/^校验/));
    const card = screen.getByText('错误 S-09').closest('li') as HTMLElement;
    await userEvent.click(within(card).getByRole('button', { name: '忽略…' }));
    const field = within(card).getByRole('textbox', { name: '为什么可以忽略？' });
    expect(field).toHaveFocus();
    await userEvent.type(field, '主管部门已同意');
    await userEvent.click(within(card).getByRole('button', { name: '忽略这一条' }));
    await waitFor(() =>
      expect(core.requests.at(-1)?.settings?.waivers).toEqual([
        { key: "S-09 '自评得分表'!G15", code: 'S-09', reason: '主管部门已同意', date: '2024-03-15' },
      ]),
    );
    await userEvent.click(await screen.findByRole('button', { name: '已忽略 1 条' }));
    expect(screen.getByText('2024-03-15 忽略：主管部门已同意')).toBeInTheDocument();
    await userEvent.click(button('恢复这一条'));
    await waitFor(() => expect(core.requests.at(-1)?.settings?.waivers).toEqual([]));
  });

  it('writes a typed reason as text into the form, even one that begins like a formula', async () => {
    const { host } = await openPane();
    await userEvent.click(tab(/^校验/));
    await userEvent.click(button('填写说明…'));
    await userEvent.type(screen.getByRole('textbox'), '=1+1 因资产盘点延期');
    await userEvent.click(button('写入表中'));
    await waitFor(() =>
      expect(host.applied).toEqual([
        {
          operations: [
            {
              kind: 'writeBlock',
              sheet: '自评得分表',
              top: 15,
              left: 8,
              rows: [[{ value: { kind: 'text', value: '=1+1 因资产盘点延期' } }]],
            },
          ],
        },
      ]),
    );
    expect(await screen.findByText('说明已写入表中。')).toBeInTheDocument();
  });

  it('previews a mend before writing it', async () => {
    const { host } = await openPane();
    await userEvent.click(tab(/^校验/));
    await userEvent.click(button('一键更正…'));
    expect(screen.getByText('空 → 98.78')).toBeInTheDocument();
    expect(host.applied).toHaveLength(0);
    await userEvent.click(button('写入更正'));
    await waitFor(() => expect(host.applied).toHaveLength(1));
    expect(await screen.findByText('C-05 已更正。')).toBeInTheDocument();
  });

  it('changes system, rounding and year through the settings', async () => {
    const { core } = await openPane();
    await userEvent.selectOptions(screen.getByRole('combobox', { name: '指标体系' }), 'mof-2013-department');
    expect(core.requests.at(-1)?.settings?.system).toBe('mof-2013-department');
    await userEvent.selectOptions(screen.getByRole('combobox', { name: '年度' }), '2022');
    expect(core.requests.at(-1)?.settings?.year).toBe(2022);
    await userEvent.click(tab(/^指标/));
    await userEvent.selectOptions(screen.getByRole('combobox', { name: '舍入方式' }), 'truncate');
    expect(core.requests.at(-1)?.settings?.rounding).toBe('truncate');
  });
});

describe('bad moods', () => {
  it('says what to do while a cell is being edited, and does it at 重试', async () => {
    const { host } = await openPane();
    host.failApply = new HostError('editing');
    await userEvent.click(button('一键重算'));
    expect(await screen.findByRole('alert')).toHaveTextContent('请先按 Enter 或 Esc 结束单元格编辑，再点一次。');
    host.failApply = null;
    await userEvent.click(button('重试'));
    await waitFor(() => expect(host.applied).toHaveLength(1));
    expect(screen.queryByRole('alert')).not.toBeInTheDocument();
  });

  it('names the protected sheet', async () => {
    const { host } = await openPane();
    host.failApply = new HostError('sheetProtected', '绩效指标');
    await userEvent.click(button('一键重算'));
    expect(await screen.findByRole('alert')).toHaveTextContent('「绩效指标」受保护，无法写入；请在“审阅→撤销工作表保护”后再试。');
  });

  it('survives a failing core with one sentence', async () => {
    const { core } = await openPane();
    core.fails = true;
    await userEvent.click(button('一键重算'));
    expect(await screen.findByRole('alert')).toHaveTextContent('计算没有完成，工作簿没有被改动');
    expect(button('重试')).toBeInTheDocument();
  });

  it('offers 恢复 for a run that was cut short', async () => {
    const script = scripted(settled);
    await script.log.put({
      id: 'cut',
      workbookId: 'id-1',
      file: null,
      time: '2024-03-15T05:00:00.000Z',
      kind: 'recalculate',
      cells: 3,
      sheets: ['绩效指标'],
      scoreBefore: null,
      scoreAfter: '97.61',
      state: 'writing',
      before: { host: 'scripted', content: 'cut' },
    });
    const session = new Session(script.surroundings);
    render(<App session={session} language="zh-CN" theme={webLightTheme} />);
    await act(() => session.start());
    expect(screen.getByRole('alert')).toHaveTextContent('上次写入中途中断');
    await userEvent.click(button('恢复'));
    await waitFor(() => expect(script.host.restored).toEqual([{ host: 'scripted', content: 'cut' }]));
  });

  it('stops before writing when cancelled', async () => {
    const { core, host, session } = await openPane();
    let go: () => void = () => {};
    core.hold = new Promise((resolve) => {
      go = resolve;
    });
    await userEvent.click(button('一键重算'));
    expect(screen.getByRole('progressbar')).toBeInTheDocument();
    await userEvent.click(button('取消'));
    await act(async () => go());
    await waitFor(() => expect(session.state.activity).toBeNull());
    expect(host.applied).toHaveLength(0);
    expect(screen.getByText('已取消，没有写入。')).toBeInTheDocument();
  });

  it('refreshes after an edit without writing, and marks what is stale meanwhile', async () => {
    const { host, core, session } = await openPane();
    const before = core.requests.length;
    act(() => host.edit());
    expect(screen.getByText(/工作簿已改动，正在更新/)).toBeInTheDocument();
    await waitFor(() => expect(core.requests.length).toBe(before + 1));
    await waitFor(() => expect(session.state.stale).toBe(false));
    expect(host.applied).toHaveLength(0);
  });
});

describe('the context menu of a cell', () => {
  it('tells which fact a cell holds and which indicators rest on it', async () => {
    const { session } = await openPane();
    act(() => session.ask({ kind: 'trace', reference: "'基础数据'!D9" }));
    const answer = screen.getByRole('region', { name: '基础数据!D9 从哪来' });
    expect(answer).toHaveFocus();
    expect(within(answer).getByText('日常公用经费·全年预算数：57.94')).toBeInTheDocument();
    expect(within(answer).getByText('公用经费控制率')).toBeInTheDocument();
    await userEvent.click(within(answer).getByRole('button', { name: '关闭' }));
    expect(screen.queryByRole('region', { name: '基础数据!D9 从哪来' })).not.toBeInTheDocument();
  });

  it('says so of a cell that is not used', async () => {
    const { session } = await openPane();
    act(() => session.ask({ kind: 'trace', reference: "'基础数据'!Z99" }));
    expect(screen.getByText('绩核没有用到这个单元格。')).toBeInTheDocument();
  });

  it('takes a cell for the fact that is chosen', async () => {
    const { core, session } = await openPane((request) =>
      sampleOutcome({ lacking: true, ...(request.settings ? { settings: request.settings } : {}) }),
    );
    act(() => session.ask({ kind: 'use', reference: "'基础数据'!C18" }));
    await userEvent.click(button('用这个单元格'));
    expect(core.requests.at(-1)?.settings?.choices.cells).toEqual(new Map([['fixedAssets:opening', "'基础数据'!C18"]]));
    expect(session.state.asked).toBeNull();
  });
});

describe('the recovery log', () => {
  it('takes back a run and all after it, newest first', async () => {
    const { host } = await openPane();
    await userEvent.click(button('一键重算'));
    await userEvent.click(tab(/^校验/));
    await userEvent.click(button('一键更正…'));
    await userEvent.click(button('写入更正'));
    await userEvent.click(button('恢复记录'));
    const runs = screen.getByRole('region', { name: '恢复记录' });
    const [, first] = within(runs).getAllByRole('button', { name: /^撤销 / });
    await userEvent.click(first as HTMLElement);
    await waitFor(() => expect(host.restored.map(({ content }) => content)).toEqual([1, 0]));
    expect(within(runs).getAllByText('已撤销')).toHaveLength(2);
  });
});

describe('a blank workbook', () => {
  const blank = (): Outcome => {
    const outcome = sampleOutcome();
    return { ...outcome, reading: { ...outcome.reading, facts: new Map(), questions: [], nothingFound: '没有找到预算或决算金额。' } };
  };

  it('explains itself on one screen with three ways to begin', async () => {
    const { core } = await openPane(blank);
    expect(screen.getByRole('heading', { name: '从预算表到绩效自评，一键完成' })).toBeInTheDocument();
    expect(screen.getByText('没有找到预算或决算金额。')).toBeInTheDocument();
    expect(button('打开示例工作簿')).toBeInTheDocument();
    expect(button('读取当前工作簿')).toBeInTheDocument();
    await userEvent.click(button(/财政部 2013/));
    expect(core.requests.at(-1)?.settings?.system).toBe('mof-2013-department');
    expect(screen.queryByRole('tab')).not.toBeInTheDocument();
  });
});

describe('keyboard and clipboard', () => {
  it('opens the focused tab with Enter', async () => {
    await openPane();
    act(() => tab(/^扣分/).focus());
    await userEvent.keyboard('{Enter}');
    expect(tab(/^扣分/)).toHaveAttribute('aria-selected', 'true');
    expect(screen.getByRole('tabpanel')).toHaveAccessibleName('扣分 4');
  });

  it('closes an open form with Escape and gives the focus back', async () => {
    await openPane();
    await userEvent.click(tab(/^校验/));
    const card = screen.getByText('错误 S-09').closest('li') as HTMLElement;
    await userEvent.click(within(card).getByRole('button', { name: '忽略…' }));
    await userEvent.keyboard('{Escape}');
    expect(within(card).queryByRole('textbox')).not.toBeInTheDocument();
    expect(card).toContainElement(document.activeElement as HTMLElement);
  });

  it('copies a diagnosis without any figure or name of the workbook', async () => {
    const { host, copied } = await openPane();
    host.failApply = new HostError('sheetProtected', '基础数据');
    await userEvent.click(button('一键重算'));
    await userEvent.click(button('反馈诊断'));
    expect(copied).toHaveLength(1);
    expect(copied[0]).toContain('last error sheetProtected');
    expect(copied[0]).not.toMatch(/基础数据|97\.61|宝安/);
  });

  it('copies the report with headings and marked gaps, and saves it for Word', async () => {
    const { copied, saved } = await openPane();
    await userEvent.click(tab(/^报告/));
    await userEvent.click(button('复制到 Word'));
    expect(copied[0]).toContain('<h2');
    expect(copied[0]).toContain('<span style="background:#ffff00">【待填：主要职能】</span>');
    await userEvent.click(button('保存 Word'));
    await waitFor(() => expect(saved).toEqual(['深圳市宝安区妇女联合会2023年度部门整体支出绩效自评报告.docx']));
  });

  it('leads from a figure in the report to its cell', async () => {
    const { host } = await openPane();
    await userEvent.click(tab(/^报告/));
    await userEvent.click(button('正文'));
    await userEvent.click(button(/^2,377\.56/));
    expect(host.selected).toEqual(["'基础数据'!B6"]);
  });
});
