import { type DialogChoice, showResult } from '../../src/commands/dialog-content';
import { type CommandResult, failedResult } from '../../src/commands/result';

const recalculated: CommandResult = {
  kind: 'recalculated',
  sentence: null,
  score: '97.61',
  points: '100',
  grade: '优',
  cells: 812,
  deductions: [{ name: '<img src=x onerror=alert(1)>', points: '0.38' }],
  counts: { error: 1, warning: 2, question: 0, note: 4 },
  findings: [],
  more: 3,
};

function shown(result: CommandResult, choose: (choice: DialogChoice) => void = () => undefined): HTMLElement {
  const place = document.createElement('main');
  document.body.replaceChildren(place);
  showResult(place, result, 'zh-CN', choose);
  return place;
}

const texts = (place: HTMLElement, selector: string): (string | null)[] =>
  [...place.querySelectorAll(selector)].map((element) => element.textContent);

test('shows score, grade, deductions and counts, and names as text', () => {
  const place = shown(recalculated);
  expect(texts(place, 'h1')).toEqual(['已重算并写入']);
  expect(texts(place, '.score')).toEqual(['97.61 / 100优']);
  expect(texts(place, 'li')).toEqual(['<img src=x onerror=alert(1)> 扣 0.38 分']);
  expect(place.querySelector('img')).toBeNull();
  expect(texts(place, '.counts')).toEqual(['错误 1 · 警告 2 · 疑点 0 · 提示 4']);
  expect(texts(place, '.more')).toEqual(['另有 3 项，请在面板中查看', '写入 812 个单元格']);
});

test('a clean validation says that it can be handed in', () => {
  const place = shown({
    ...recalculated,
    kind: 'validated',
    deductions: [],
    counts: { error: 0, warning: 0, question: 0, note: 2 },
    more: 0,
    cells: 0,
  });
  expect(texts(place, 'h1')).toEqual(['没有发现问题，可以提交']);
});

test('a failure shows its sentence and nothing else', () => {
  const place = shown(failedResult('「基础数据」受保护，无法写入；请在“审阅→撤销工作表保护”后再试。'));
  expect([place.dataset.kind, texts(place, 'h1'), texts(place, 'p')]).toEqual([
    'failed',
    ['没有完成'],
    ['「基础数据」受保护，无法写入；请在“审阅→撤销工作表保护”后再试。'],
  ]);
});

test('both buttons tell their choice, and 关闭 has the focus', () => {
  const choices: DialogChoice[] = [];
  const place = shown(recalculated, (choice) => choices.push(choice));
  const buttons = [...place.querySelectorAll('button')];
  expect(buttons.map(({ textContent }) => textContent)).toEqual(['打开面板', '关闭']);
  expect(document.activeElement).toBe(buttons[1]);
  for (const button of buttons) button.click();
  expect(choices).toEqual(['openPane', 'close']);
});
