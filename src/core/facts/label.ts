import { remembered } from './remembered';

/** What a printed label says besides its name. */
export interface LabelParts {
  /** The label without spaces, quotes, numbering, 其中, code and trailing unit or formula brackets. */
  readonly name: string;
  /** Level of its numbering: 1 一、 2 （一） 3 1. 4 （1）① 5 A.; 0 where it has none. */
  readonly numbering: number;
  /** It begins with 其中: a part of the row above. */
  readonly including: boolean;
  /** Leading spaces; a full-width one counts two. */
  readonly spaces: number;
  /** Leading digits of a classification code (`301`, `2010101`), or null. */
  readonly code: string | null;
  /** Texts in brackets that were dropped from the end: `万元`, `%`, `人`. */
  readonly brackets: readonly string[];
}

const circled = '①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳';

const numberings: readonly (readonly [RegExp, number])[] = [
  [/^[一二三四五六七八九十]{1,3}[、.,]/u, 1],
  [/^\([一二三四五六七八九十]{1,3}\)[、.]?/u, 2],
  [/^\d{1,2}[、.](?!\d)/u, 3],
  [/^\(\d{1,2}\)[、.]?/u, 4],
  [/^[A-Za-z][、.](?=\p{Script=Han})/u, 5],
];

/** Bracket contents that say nothing about the meaning: units, counters, formula letters, classification hints, signs. */
const droppable =
  /^(?:单位[::])?(?:金额[::]?)?(?:人民币)?(?:元|万元|千元|百万元|亿元|人|个|台|辆|次|批|项|户|家|%|‰|㎡|m2|平方米|±|\+-|\+\/-|[A-Z](?:[-+*/=×÷][A-Z])*(?:[*×]100%)?|\d{1,2}(?:[-+*/=]\d{1,2}){0,9}|[一二三四五六七八九十](?:[-+][一二三四五六七八九十]){1,9}|按[^()]{1,20}分类|人数|人次|%?百分比)$/u;

/** Splits a printed label into its parts (domain/budget-sheets.md §4: normalise first). Any length; only the first 200 characters count. */
export const readLabel = remembered((text): LabelParts => {
  const leading = /^[\s　]*/u.exec(text)?.[0] ?? '';
  let spaces = 0;
  for (const space of leading) spaces += space === '　' ? 2 : 1;
  let rest = text.slice(0, 200);
  let numbering = 0;
  let including = false;
  rest = compact(rest);
  let code: string | null = null;
  for (let round = 0; round < 4; round += 1) {
    const before = rest;
    if (circled.includes(rest.charAt(0)) && rest !== '') {
      numbering = 4;
      rest = rest.slice(1).replace(/^[、.]/u, '');
    }
    rest = rest.normalize('NFKC');
    for (const [pattern, level] of numberings) {
      const match = pattern.exec(rest);
      if (match && match[0].length < rest.length) {
        rest = rest.slice(match[0].length);
        numbering = level;
        break;
      }
    }
    const part = /^(?:其中|含|加|减)[::]/u.exec(rest) ?? /^其中(?=.)/u.exec(rest);
    if (part) {
      if (part[0].startsWith('其中') || part[0].startsWith('含')) including = true;
      rest = rest.slice(part[0].length);
    }
    const digits = /^(\d{3}|\d{5}|\d{7})[-_.]?(?=\p{Script=Han})(?!年|季|月|人|个|万|元|场|次|分)/u.exec(rest);
    if (digits) {
      code = digits[1] ?? null;
      rest = rest.slice(digits[0].length);
    }
    if (rest === before) break;
  }
  const brackets: string[] = [];
  for (let round = 0; round < 3; round += 1) {
    rest = rest.replace(/[::,。;、]+$/u, '');
    const tail = /[([]([^()[\]]{1,24})[)\]]$/u.exec(rest);
    if (!tail || tail.index === 0 || !droppable.test(tail[1] ?? '')) break;
    brackets.push(tail[1] ?? '');
    rest = rest.slice(0, tail.index);
  }
  return { name: rest, numbering, including, spaces, code, brackets };
});

/** The name under which a label is looked up: `一、“三公”经费（万元）` → `三公经费`. */
export function normaliseLabel(text: string): string {
  return readLabel(text).name;
}

/** Text without any white space, invisible characters and quotation marks, brackets made half-width; circled digits stay. */
export function compact(text: string): string {
  return compacted(text);
}

/** The same with full-width letters, digits and signs made half-width (NFKC). */
export function plainLabel(text: string): string {
  return plain(text);
}

/** Whether anything in the text is taken away or changed; most texts are as they should be. */
const loose = /[\s\u00a0\u200b-\u200f\u2028-\u202f\u3000\ufeff\u00ad"'“”‘’「」『』＂＇《》（［【〔）］】〕：★☆*＊▲△◆●]/u;

const compacted = remembered((text) =>
  loose.test(text)
    ? text
        .replace(/[\s\u00a0\u200b-\u200f\u2028-\u202f\u3000\ufeff\u00ad]/gu, '')
        .replace(/["'“”‘’「」『』＂＇《》]/gu, '')
        .replace(/[（［【〔]/gu, '(')
        .replace(/[）］】〕]/gu, ')')
        .replace(/[：]/gu, ':')
        .replace(/[★☆*＊▲△◆●]+(?=\p{Script=Han})/gu, '')
    : text,
);

const plain = remembered((text) => compacted(text).normalize('NFKC'));
