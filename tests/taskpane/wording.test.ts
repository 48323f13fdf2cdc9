import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import en from '../../src/core/wording/en-US/pane';
import zh from '../../src/core/wording/zh-CN/pane';

const folder = path.join(__dirname, '../../src/taskpane');

/** Sources of the pane itself. The gallery's scenes press buttons by their Chinese names, as a person would. */
const sources = readdirSync(folder, { recursive: true, encoding: 'utf8' })
  .filter((name) => /\.tsx?$/.test(name) && !/^(scenes|gallery)\.tsx?$/.test(name))
  .map((name) => ({ name, text: withoutComments(readFileSync(path.join(folder, name), 'utf8')) }));

function withoutComments(text: string): string {
  return text.replace(/\/\*[\s\S]*?\*\//g, '').replace(/(^|\s)\/\/.*$/gm, '');
}

const slotsOf = (message: string): string[] => [...message.matchAll(/\{([^{}]+)\}/g)].map(([, name]) => name ?? '').sort();

describe('the words of the pane', () => {
  it('stand in the catalogue, none in the sources (names of fonts apart)', () => {
    const found = sources.flatMap(({ name, text }) =>
      text
        .split('\n')
        .filter((line) => /\p{Script=Han}/u.test(line) && !/font-family/.test(line))
        .map((line) => `${name}: ${line.trim()}`),
    );
    expect(found).toEqual([]);
  });

  it('are never typed between tags', () => {
    const found = sources
      .filter(({ name }) => name.endsWith('.tsx'))
      .flatMap(({ name, text }) =>
        [...text.matchAll(/<[A-Za-z][^<>{}=]*>\s*([A-Za-z]{2,}[^<>{}]*)<\//g)].map(([, words]) => `${name}: ${words}`),
      );
    expect(found).toEqual([]);
  });

  it('are all used', () => {
    const all = sources.map(({ text }) => text).join('\n');
    expect(Object.keys(zh).filter((key) => !all.includes(`'${key}'`))).toEqual([]);
  });

  it('have the same keys and slots in both languages', () => {
    expect(Object.keys(en)).toEqual(Object.keys(zh));
    const english: Readonly<Record<string, string>> = en;
    const differing = Object.entries(zh).filter(([key, message]) => slotsOf(message).join() !== slotsOf(english[key] ?? '').join());
    expect(differing).toEqual([]);
  });
});
