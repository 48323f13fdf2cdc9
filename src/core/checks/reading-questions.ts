import { Decimal } from '../amounts/decimal';
import type { Table } from '../reading/reading';
import { say } from '../wording/wording';
import { contains, parseFullReference } from '../workbook/address';
import type { Check, CheckCode, Draft } from './check';
import { brokenYears } from './consistency';
import { type CheckContext, cellsOf } from './context';

/** Group L 识别: what the reader could not decide, as the reviewer would ask it. */
export const readingChecks: readonly Check[] = [asked('L-01'), asked('L-02'), asked('L-03')];

function asked(code: CheckCode & `L-${string}`): Check {
  return {
    code,
    severity: 'question',
    basis: ['own'],
    mendable: false,
    lacks: () => null,
    run: (context) => {
      if (code === 'L-03') return [...questions(context, code), ...unknown(context)];
      return code === 'L-02' ? [...questions(context, code), ...staffConflicts(context)] : questions(context, code);
    },
  };
}

function questions(context: CheckContext, code: CheckCode): Draft[] {
  const broken = code === 'L-03' && context.once(brokenYears).length > 0;
  return context.input.reading.questions
    .filter(
      (question) =>
        question.code === code &&
        !(broken && /年度/.test(question.message)) &&
        !namesNothing(context, question.message) &&
        !/^L-02\|.*:stated$/.test(question.key),
    )
    .map(({ message, cells }) => ({
      message,
      cells: cells.length > 0 ? (code === 'L-01' ? [...cells, ...besideLabels(context, cells)] : cells) : corner(context),
    }));
}

/** L-02 of posts and people: a total of one table, and what another table states or its rows add up to. */
function staffConflicts(context: CheckContext): Draft[] {
  const known = new Set(questions(context, 'L-02').flatMap(({ cells }) => cells));
  return (['establishment', 'onPost'] as const).flatMap((measure): Draft[] => {
    const figures = context.tables.flatMap(({ table }) => staffFigure(table, measure) ?? []);
    const stated = figures.find(({ total }) => total);
    const other = figures.find((entry) => stated && !entry.value.equals(stated.value) && tellOfOne(context, entry.sheet, stated.sheet));
    if (!stated || !other || [...stated.cells, ...other.cells].some((cell) => known.has(cell))) return [];
    const label = say('checks', measure === 'onPost' ? 'name.onPost' : 'name.establishment');
    const slots = { label, first: stated.sheet, value: stated.value.toFixed(), second: other.sheet, other: other.value.toFixed() };
    return [
      {
        message: say('checks', 'L-02.staff', slots),
        cells: [...stated.cells, ...other.cells],
        stated: stated.value.toFixed(),
        expected: other.value.toFixed(),
      },
    ];
  });
}

/** Whether two sheets may tell of the same staff: not those of two units, or of two years. */
function tellOfOne(context: CheckContext, sheet: string, other: string): boolean {
  const [first, second] = [context.readingOf(sheet), context.readingOf(other)];
  const differ = (left: unknown, right: unknown): boolean => left != null && right != null && left !== right;
  return sheet !== other && !differ(first?.organisation, second?.organisation) && !differ(first?.year, second?.year);
}

/** What a table says of all the staff: its only closing row, else the sum of its rows. */
function staffFigure(
  table: Table,
  measure: string,
): { readonly sheet: string; readonly value: Decimal; readonly cells: readonly string[]; readonly total: boolean } | null {
  const entries = (roles: readonly string[]) =>
    table.rows.flatMap((row) => {
      const number = row.numbers.get(measure);
      return roles.includes(row.role) && row.parent === null && number ? [number] : [];
    });
  const closing = entries(['total', 'subtotal']);
  const numbers = closing.length === 1 ? closing : entries(['detail']);
  if (closing.length > 1 || numbers.length === 0) return null;
  const value = numbers.reduce((total, number) => total.plus(number.value), new Decimal(0));
  return { sheet: table.sheet, value, cells: cellsOf(...numbers), total: closing.length === 1 };
}

/** The reader found no fact, but a table of another kind (支付进度 by month) that can be checked. */
function namesNothing(context: CheckContext, message: string): boolean {
  return message === context.input.reading.nothingFound && context.tables.length > 0;
}

/** L-03 where the reader did not ask it itself. */
function unknown(context: CheckContext): Draft[] {
  if (context.tables.length === 0 && context.forms.length === 0) return [];
  if (context.input.reading.questions.some(({ code, message }) => code === 'L-03' && !namesNothing(context, message))) return [];
  const cells = corner(context);
  const drafts: Draft[] = [];
  if (context.organisation === null) drafts.push({ message: say('checks', 'L-03', { what: say('checks', 'word.unit') }), cells });
  if (context.year === null && context.once(brokenYears).length === 0)
    drafts.push({ message: say('checks', 'L-03', { what: say('checks', 'word.year') }), cells });
  return drafts;
}

/** The first cell of the first sheet, for what stands nowhere. */
function corner(context: CheckContext): string[] {
  const first = context.sheets[0];
  return first?.used ? [context.at(first.name, first.used.top, first.used.left)] : [];
}

/** Header and numbers of the ambiguous column in the rows of the labels. */
function besideLabels(context: CheckContext, labels: readonly string[]): string[] {
  return labels.flatMap((label) => {
    const place = parseFullReference(label);
    const table = place
      ? context.tables.find(({ table: entry }) => entry.sheet === place.sheet && contains(entry.area, place.area.top, place.area.left))
          ?.table
      : undefined;
    const column = table?.columns.find((entry) => isAmbiguousAdjustment(entry.label))?.column;
    return place && column !== undefined ? [context.at(place.sheet, place.area.top, column)] : [];
  });
}

function isAmbiguousAdjustment(label: string): boolean {
  return /调整/.test(label) && /预算/.test(label);
}
