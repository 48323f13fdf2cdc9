import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { allMessages } from '../../src/core/wording/english';

const source = join(__dirname, '../../src');
const program = readdirSync(source, { recursive: true, encoding: 'utf8' })
  .filter((name) => /\.tsx?$/.test(name) && !/wording[\\/](?:zh-CN|en-US)/.test(name))
  .map((name) => readFileSync(join(source, name), 'utf8'))
  .join('\n');
const slotsOf = (message: string): string[] => [...message.matchAll(/\{(\w+)\}/g)].map(([, name]) => name ?? '').sort();

/** A key is used where it stands in quotes, or where a template ends in a slot after its beginning: `title.${code}`. */
function isUsed(key: string): boolean {
  if (new RegExp(`['"\`]${key.replaceAll('.', '\\.')}['"\`]|\\b${key.replaceAll('.', '\\.')}:`).test(program)) return true;
  return [...key].some((_, index) => index > 2 && program.includes(`\`${key.slice(0, index)}\${`));
}

const areas = Object.keys(allMessages['zh-CN']) as (keyof (typeof allMessages)['zh-CN'])[];

describe.each(areas)('the messages of %s', (area) => {
  const chinese = allMessages['zh-CN'][area];
  const english = allMessages['en-US'][area];

  it('have the same keys in both languages', () => {
    expect(Object.keys(english).sort()).toEqual(Object.keys(chinese).sort());
  });

  it('have the same slots in both languages', () => {
    expect(Object.entries(chinese).filter(([key, text]) => slotsOf(text).join() !== slotsOf(english[key] ?? '').join())).toEqual([]);
  });

  it('are in Chinese where Chinese is spoken', () => {
    expect(
      Object.values(chinese).filter((text) => !/\p{Script=Han}/u.test(text) && /[A-Za-z]{3}/.test(text.replace(/\{\w+\}/g, ''))),
    ).toEqual([]);
  });

  it('are all used', () => {
    expect(Object.keys(chinese).filter((key) => !isUsed(key))).toEqual([]);
  });
});

test('the ribbon’s commands and their dialog have no words of their own', () => {
  const folder = join(source, 'commands');
  const found = readdirSync(folder)
    .filter((name) => /\.(?:ts|html)$/.test(name))
    .flatMap((name) =>
      readFileSync(join(folder, name), 'utf8')
        .replace(/\/\*[\s\S]*?\*\/|<!--[\s\S]*?-->/g, '')
        .split('\n')
        .filter((line) => /\p{Script=Han}/u.test(line) && !/<title>|font-family|^\s*\/\//.test(line))
        .map((line) => `${name}: ${line.trim()}`),
    );
  expect(found).toEqual([]);
});
