import { decimal } from '../amounts/decimal';
import type { Finding } from '../checks/finding';
import { say } from '../wording/wording';
import { fullReference } from '../workbook/address';
import type { EditedParagraph } from './sheet';

/** Characters before and after a figure by which it is found again in an edited text. */
const context = 4;

/**
 * Figures of edited paragraphs that differ from what the facts say now. A figure is found again by the words around it; a figure that
 * the unit has re-worded away is not spoken of. The mend puts the present figure into the unit's own text.
 */
export function staleFigures(edited: readonly EditedParagraph[]): Finding[] {
  return edited.flatMap((paragraph) => {
    const changes = figureChanges(paragraph);
    const mended = changes.reduceRight((text, { from, to, at }) => text.slice(0, at) + to + text.slice(at + from.length), paragraph.text);
    return changes.map(({ from, to, quote }): Finding => {
      const cell = fullReference({ sheet: paragraph.sheet, row: paragraph.row, column: 2 });
      return {
        code: 'N-10',
        severity: 'warning',
        message: say('narrative', 'staleFigure', { row: paragraph.row, quote, stated: from, expected: to }),
        cells: [cell],
        stated: from,
        expected: to,
        difference: null,
        basis: say('narrative', 'staleBasis'),
        advice: say('narrative', 'staleAdvice'),
        mend: {
          operations: [
            {
              kind: 'writeBlock',
              sheet: paragraph.sheet,
              top: paragraph.row,
              left: 2,
              rows: [[{ value: { kind: 'text', value: mended } }]],
            },
          ],
        },
        reasonCell: null,
        key: `N-10 ${paragraph.key} ${quote}`,
        waived: null,
      };
    });
  });
}

interface FigureChange {
  readonly from: string;
  readonly to: string;
  /** Where the old figure begins in the user's text. */
  readonly at: number;
  readonly quote: string;
}

function figureChanges(paragraph: EditedParagraph): FigureChange[] {
  const { segments } = paragraph.drafted;
  const changes: FigureChange[] = [];
  let from = 0;
  segments.forEach((segment, index) => {
    if (segment.run.kind !== 'figure') return;
    const before = (segments[index - 1]?.run.text ?? '').slice(-context);
    const after = (segments[index + 1]?.run.text ?? '').slice(0, 1);
    if (before === '') return;
    const pattern = new RegExp(`${quoted(before)}(-?[\\d,]+(?:\\.\\d+)?%?)${quoted(after)}`, 'gu');
    pattern.lastIndex = from;
    const found = pattern.exec(paragraph.text);
    const stated = found?.[1];
    if (!found || stated === undefined) return;
    const at = found.index + before.length;
    from = at + stated.length;
    if (!sameFigure(stated, segment.run.text)) changes.push({ from: stated, to: segment.run.text, at, quote: found[0] });
  });
  return changes;
}

function sameFigure(stated: string, expected: string): boolean {
  if (stated.endsWith('%') !== expected.endsWith('%')) return false;
  const plain = (text: string): string => text.replace(/[,%]/g, '');
  return /\d/.test(expected) && decimal(plain(stated)).equals(decimal(plain(expected)));
}

function quoted(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}
