import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { SaxesParser, type SaxesTagPlain } from 'saxes';
import { commandNames } from '../../src/commands/names';
import { allMessages } from '../../src/core/wording/english';
import pane from '../../src/core/wording/zh-CN/pane';

const root = process.cwd();
const origin = 'https://localhost:3000/';

interface Element {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly parent: Element | null;
  text: string;
}

/** Every element of the manifest in document order; throws where it is not well-formed. */
function read(source: string): Element[] {
  const elements: Element[] = [];
  const open: Element[] = [];
  const parser = new SaxesParser();
  parser.on('error', (error) => {
    throw error;
  });
  parser.on('opentag', (tag: SaxesTagPlain) => {
    const element = { name: tag.name, attributes: tag.attributes, parent: open.at(-1) ?? null, text: '' };
    elements.push(element);
    open.push(element);
  });
  parser.on('text', (text) => {
    const element = open.at(-1);
    if (element) element.text += text;
  });
  parser.on('closetag', () => {
    open.pop();
  });
  parser.write(source).close();
  return elements;
}

const elements = read(readFileSync(join(root, 'manifest.xml'), 'utf8'));
const named = (name: string): Element[] => elements.filter((element) => element.name === name);
const attribute = (element: Element, name: string): string => element.attributes[name] ?? '';

/** Width and height from the head of a PNG file. */
function sizeOfPng(file: string): [number, number] {
  const bytes = readFileSync(file);
  expect(bytes.subarray(1, 4).toString('latin1')).toBe('PNG');
  return [bytes.readUInt32BE(16), bytes.readUInt32BE(20)];
}

test('the manifest asks for no minimum at its top, so that an older Excel still opens the page that says what to do', () => {
  const requirements = named('Requirements');
  expect(requirements.map(({ parent }) => parent?.name)).toEqual(['VersionOverrides']);
});

test('id, version and language are those of an add-in in Chinese', () => {
  expect(named('Id')[0]?.text).toMatch(/^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/);
  expect(named('Version')[0]?.text).toMatch(/^\d+\.\d+\.\d+\.\d+$/);
  expect(named('DefaultLocale')[0]?.text).toBe('zh-CN');
  expect(named('Host').map((element) => attribute(element, 'Name') || attribute(element, 'xsi:type'))).toEqual(['Workbook', 'Workbook']);
});

test('every resource that is referred to is there, once, and every resource is used', () => {
  const resources = elements
    .filter(({ name }) => ['bt:Image', 'bt:Url', 'bt:String'].includes(name))
    .map((element) => attribute(element, 'id'))
    .filter((id) => id !== '');
  const used = elements.map((element) => attribute(element, 'resid')).filter((id) => id !== '');
  expect(new Set(resources).size).toBe(resources.length);
  expect([...new Set(used)].filter((id) => !resources.includes(id))).toEqual([]);
  expect(resources.filter((id) => !used.includes(id))).toEqual([]);
  for (const id of resources) expect(id.length).toBeLessThanOrEqual(32);
});

test('ids of controls, groups and menus are unique', () => {
  const ids = elements
    .filter(({ name }) => ['Control', 'Group', 'CustomTab', 'OfficeMenu'].includes(name))
    .map((element) => attribute(element, 'id'));
  expect(new Set(ids).size).toBe(ids.length);
  expect(ids).toEqual(
    expect.arrayContaining(['Jihe.OpenPane', 'Jihe.Recalculate', 'Jihe.Validate', 'ContextMenuCell', 'Jihe.Trace', 'Jihe.UseCell']),
  );
});

test('every address is on the one origin and names a file that the build makes', () => {
  const addresses = elements
    .flatMap(({ attributes }) => [attributes.DefaultValue, attributes.Url])
    .filter((value): value is string => value?.startsWith('http') === true);
  expect(addresses.filter((address) => !address.startsWith(origin))).toEqual([]);
  const pages = new Set(addresses.map((address) => address.slice(origin.length)).filter((path) => !path.startsWith('assets/')));
  expect([...pages].sort()).toEqual(['shortcuts.json', 'taskpane.html']);
  expect(existsSync(join(root, 'src/commands/shortcuts.json'))).toBe(true);
});

test('every icon is there in exactly its size', () => {
  const images = named('bt:Image').filter((element) => attribute(element, 'DefaultValue') !== '');
  expect(images).toHaveLength(24);
  for (const image of images) {
    const size = Number(attribute(image, 'id').split('.')[1]);
    expect(sizeOfPng(join(root, attribute(image, 'DefaultValue').slice(origin.length)))).toEqual([size, size]);
  }
  for (const element of named('bt:Image').filter((image) => attribute(image, 'resid') !== '')) {
    expect(attribute(element, 'resid').split('.')[1]).toBe(attribute(element, 'size'));
  }
  expect(sizeOfPng(join(root, 'assets/icon-32.png'))).toEqual([32, 32]);
  expect(sizeOfPng(join(root, 'assets/icon-300.png'))).toEqual([300, 300]);
});

test('every group and control has icons of 16, 32 and 80 pixels', () => {
  for (const icon of named('Icon')) {
    const sizes = elements.filter(({ parent }) => parent === icon).map((image) => attribute(image, 'size'));
    expect(sizes).toEqual(expect.arrayContaining(['16', '32', '80']));
  }
});

test('every text has its English, and none is longer than Office takes', () => {
  for (const element of named('bt:String')) {
    const long = element.parent?.name === 'bt:LongStrings';
    const english = elements.filter(({ name, parent }) => name === 'bt:Override' && parent === element);
    expect([attribute(element, 'id'), english.map((override) => attribute(override, 'Locale'))]).toEqual([
      attribute(element, 'id'),
      ['en-US'],
    ]);
    for (const value of [attribute(element, 'DefaultValue'), attribute(english[0] ?? element, 'Value')]) {
      expect(value.length).toBeLessThanOrEqual(long ? 250 : 125);
    }
  }
});

test('every function of the ribbon, the menu and the shortcuts is one that we register', () => {
  const called = named('FunctionName').map(({ text }) => text);
  expect(called).toEqual(['recalculate', 'validate', 'traceCell', 'useCell']);
  const shortcuts = JSON.parse(readFileSync(join(root, 'src/commands/shortcuts.json'), 'utf8')) as {
    actions: { id: string }[];
    shortcuts: { action: string; key: { default: string; mac: string } }[];
  };
  const all = [...called, ...shortcuts.actions.map(({ id }) => id)];
  expect(all.filter((name) => !(commandNames as readonly string[]).includes(name))).toEqual([]);
  expect(shortcuts.shortcuts.map(({ action }) => action)).toEqual(shortcuts.actions.map(({ id }) => id));
  expect(new Set(shortcuts.shortcuts.map(({ key }) => key.default)).size).toBe(shortcuts.shortcuts.length);
});

test('functions run in the one runtime of the pane, so that the context menu can speak to it', () => {
  const runtime = named('Runtime')[0];
  expect([attribute(runtime as Element, 'resid'), attribute(runtime as Element, 'lifetime')]).toEqual(['Pane.Url', 'long']);
  expect(named('FunctionFile').map((element) => attribute(element, 'resid'))).toEqual(['Pane.Url']);
});

test('manual, installation page and pane call tab, buttons and menu as the ribbon does', () => {
  const label = (id: string): string => {
    const found = named('bt:String').find((element) => attribute(element, 'id') === id);
    return found ? attribute(found, 'DefaultValue') : '';
  };
  const manual = readFileSync(join(root, 'README.zh-CN.md'), 'utf8');
  const tab = `“${label('Tab.Label')}”选项卡`;
  expect(
    [manual, readFileSync(join(root, 'docs/install.zh-CN.md'), 'utf8'), pane.notInExcelText].map((text) => text.includes(tab)),
  ).toEqual([true, true, true]);
  for (const id of ['OpenPane.Label', 'Recalculate.Label', 'Validate.Label']) expect(manual).toContain(`**${label(id)}**`);
  for (const id of ['Trace.Label', 'UseCell.Label']) expect(manual).toContain(`“${label(id)}”`);
});

test('the manual names only what stands on the pane', () => {
  const manual = readFileSync(join(root, 'README.zh-CN.md'), 'utf8');
  const ownWords = Object.values(allMessages['zh-CN']).flatMap((area) => Object.values(area));
  const spoken = [...ownWords, ...Object.values(pane), ...named('bt:String').map((element) => attribute(element, 'DefaultValue'))].join(
    '\n',
  );
  const [, tabs = ''] = manual.split('## 五个页签');
  const labels = [...(tabs.split('## 工作簿里')[0]?.matchAll(/\*\*([^*]+)\*\*/g) ?? [])].map(([, text]) => text ?? '');
  expect(labels.length).toBeGreaterThan(15);
  expect(labels.filter((text) => !spoken.includes(text.replace('几项', '')))).toEqual([]);
});
