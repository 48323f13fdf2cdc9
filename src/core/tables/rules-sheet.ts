import { ownSheets } from '../settings/settings';
import { systemFromRows, systemToRows } from '../systems/rule-rows';
import type { IndicatorSystem } from '../systems/system';
import { say } from '../wording/wording';
import { type Area, fullReference } from '../workbook/address';
import type { SheetDesign } from '../workbook/design';
import { markedSheet, sheetTitle } from '../workbook/planning';
import { appearance, colours, heightFor, SheetWriter, widthOf } from '../workbook/sheet-writer';
import { cellAt, isBlank, type Snapshot } from '../workbook/snapshot';

/** A mistake on 「绩效规则」, with its cell. */
export interface RulesProblem {
  /** Full reference. */
  readonly cell: string;
  readonly reason: string;
}

/** What stands on 「绩效规则」: the bureau's own system, or every mistake on the sheet. */
export type RulesReading = { readonly system: IndicatorSystem } | { readonly problems: readonly RulesProblem[] };

const firstRow = 3;
/** Widths of columns in characters, and what they need beside their text. */
const narrowest = 10;
const widest = 42;
const roomBeside = 4;
/** Excel's highest row is 409 points. */
const highest = 405;

/**
 * 「绩效规则」 with a system to be edited, or null where the sheet stands already: from then on it belongs to the user and is only read.
 * One row a thing; the rows that begin with `#` say what the columns below them mean.
 */
export function designRulesSheet(snapshot: Snapshot, system: IndicatorSystem): SheetDesign | null {
  if (markedSheet(snapshot, ownSheets.rules.mark)) return null;
  const sheet = new SheetWriter();
  const rows = systemToRows(system);
  const width = Math.max(...rows.map((row) => row.length));
  const widths = Array.from({ length: width }, (_, column) => {
    const longest = Math.max(...rows.map((row) => widthOf(row[column] ?? '')));
    return Math.min(widest, Math.max(narrowest, longest + roomBeside));
  });
  const line = (row: number): Area => ({ top: row, left: 1, bottom: row, right: width });
  sheet.text(1, 1, 'title', `${ownSheets.rules.title}：${system.title}`);
  sheet.format(line(1), { ...appearance.title, horizontal: 'left' });
  sheet.height(1, 34);
  sheet.text(2, 1, 'note', say('tables', 'rulesNote'));
  sheet.format(line(2), { ...appearance.note, wrap: false });
  rows.forEach((cells, index) => {
    const row = firstRow + index;
    cells.forEach((text, column) => {
      sheet.text(row, column + 1, `${row}:${column + 1}`, text);
    });
    const heights = cells.map((text, column) => heightFor(text, widths[column] ?? widest));
    sheet.height(row, Math.min(highest, Math.max(...heights)));
    sheet.format(line(row), cells[0]?.startsWith('#') ? { ...appearance.section, wrap: true } : { ...appearance.text, numberFormat: '@' });
  });
  return sheet.design({
    title: sheetTitle(snapshot, ownSheets.rules),
    mark: ownSheets.rules.mark,
    tabColor: colours.muted,
    authoritative: true,
    widths: widths.map((characters, index) => ({ column: index + 1, width: characters })),
    freeze: { rows: 2, columns: 1 },
    print: { area: { top: 1, left: 1, bottom: firstRow + rows.length - 1, right: width }, landscape: true, repeatRows: null },
  });
}

/** Reads the system that stands on 「绩效规则」; null where there is no such sheet. Mistakes come with their cells and nothing is repaired. */
export function readRulesSheet(snapshot: Snapshot): RulesReading | null {
  const sheet = markedSheet(snapshot, ownSheets.rules.mark);
  if (!sheet) return null;
  const numbers: number[] = [];
  const rows: string[][] = [];
  for (const [row, cells] of sheet.cells) {
    const texts: string[] = [];
    for (const column of cells.keys()) {
      const cell = cellAt(sheet, row, column);
      if (isBlank(cell) || cell === null) continue;
      while (texts.length < column) texts.push('');
      texts[column - 1] = cell.value;
    }
    if (row < firstRow || texts.length === 0) continue;
    numbers.push(row);
    rows.push(texts);
  }
  const read = systemFromRows(rows);
  if ('system' in read) return read;
  return {
    problems: read.problems.map(({ row, column, reason }) => ({
      cell: fullReference({ sheet: sheet.name, row: numbers[row - 1] ?? firstRow, column: Math.max(1, column) }),
      reason,
    })),
  };
}
