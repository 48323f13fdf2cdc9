import { readWorkbook } from '../../src/core/reading/read';
import { noChoices } from '../../src/core/reading/reading';
import { areaReference, parseArea } from '../../src/core/workbook/address';
import { type Entry, type SheetEntry, workbookOf } from '../workbook-builder';
import { unseenWorkbooks } from './workbooks';

const eachCell = (sheet: SheetEntry, change: (entry: Entry, row: number) => Entry): SheetEntry => ({
  ...sheet,
  rows: sheet.rows.map((row, index) => row.map((entry) => change(entry, index))),
});

const moved = (sheet: SheetEntry): SheetEntry => ({
  ...sheet,
  rows: [[], [], ...sheet.rows.map((row): readonly Entry[] => (row.length === 0 ? row : [null, null, ...row]))],
  merges: (sheet.merges ?? []).flatMap((merge) => {
    const area = parseArea(merge);
    return area ? [areaReference({ top: area.top + 2, bottom: area.bottom + 2, left: area.left + 2, right: area.right + 2 })] : [];
  }),
});

const spread = (text: string, row: number): string => (row === 0 && /^\p{Script=Han}{4,}$/u.test(text) ? [...text].join(' ') : text);
const broken = (text: string): string => (/^\p{Script=Han}{5,9}$/u.test(text) ? `${text.slice(0, 3)}\n${text.slice(3)}` : text);

/** Looks that mean nothing: where a table stands, spaces, line breaks, widths of brackets, numbers as text. */
const looks: readonly (readonly [string, (sheet: SheetEntry) => SheetEntry])[] = [
  ['with empty rows above and empty columns to the left', moved],
  [
    'with line breaks in its labels and half-width brackets',
    (sheet) =>
      eachCell(sheet, (entry) =>
        typeof entry === 'string' ? broken(entry).replace(/（/g, '(').replace(/）/g, ')').replace(/：/g, ':') : entry,
      ),
  ],
  [
    'with spread titles, hard spaces, blank texts and numbers as text',
    (sheet) =>
      eachCell(sheet, (entry, row) => {
        if (entry === null) return ' ';
        if (typeof entry === 'number' && row > 3 && Math.abs(entry) >= 1000)
          return entry.toLocaleString('en-US', { maximumFractionDigits: 6 });
        return typeof entry === 'string' ? `${spread(entry, row)}\u00a0` : entry;
      }),
  ],
];

describe('what does not change the meaning of a workbook', () => {
  it.each(looks)('reads every workbook the same %s', (_name, look) => {
    for (const unseen of unseenWorkbooks) {
      const hasFormulas = unseen.sheets.some(({ rows }) =>
        rows.some((row) => row.some((entry) => typeof entry === 'object' && entry?.formula)),
      );
      if (look === moved && hasFormulas) continue;
      const reading = readWorkbook(workbookOf(unseen.sheets.map(look)), noChoices);
      const found = Object.fromEntries(
        [...reading.facts.values()]
          .filter((fact) => unseen.optional?.[fact.id] !== fact.value)
          .map((fact) => [fact.id, fact.status === 'conflict' ? `${fact.value} conflict` : fact.value]),
      );
      expect({ title: unseen.title, facts: found, year: reading.year }).toEqual({
        title: unseen.title,
        facts: unseen.facts,
        year: unseen.year,
      });
      expect(reading.organisation?.replace(/[\s()（）]/gu, '')).toBe(unseen.organisation?.replace(/[\s()（）]/gu, ''));
      expect(reading.projects).toHaveLength(Object.keys(unseen.projects ?? {}).length);
    }
  });
});
