import { Decimal } from '../../src/core/amounts/decimal';
import { CheckContext } from '../../src/core/checks/context';
import { holds, relationCells } from '../../src/core/checks/relations';
import { allScoredRows } from '../../src/core/checks/scores';
import { rateCells } from '../../src/core/checks/stated-rates';
import { parseFullReference } from '../../src/core/workbook/address';
import { shownValue } from '../../src/core/workbook/preview';
import { type Cell, cellAt, type SheetSnapshot, type Snapshot } from '../../src/core/workbook/snapshot';
import { checkInput } from '../checks/check-workbook';
import { type Entry, withCells } from '../checks/workbook';
import type { Chance } from './random';

/** A fault put into a correct workbook. */
export interface Fault {
  readonly snapshot: Snapshot;
  /** Full references of what was changed. */
  readonly changed: readonly string[];
  /** Any of these codes, at any of the changed cells or of `at`, is a catch. */
  readonly codes: readonly string[];
  readonly at: readonly string[];
  readonly what: string;
}

/** One class of faults: gives a fault at a random place, or null where the workbook offers no place for it. */
export interface FaultClass {
  readonly name: string;
  readonly inject: (snapshot: Snapshot, context: CheckContext, chance: Chance) => Fault | null;
}

/** The context of a correct workbook, from which places are chosen. */
export function contextOf(snapshot: Snapshot): CheckContext {
  return new CheckContext(checkInput(snapshot));
}

function oneOf<Item>(items: readonly Item[], chance: Chance): Item | null {
  return items.length === 0 ? null : chance.one(items);
}

function numberAt(context: CheckContext, reference: string): Decimal | null {
  const cell = context.cell(reference);
  return cell?.kind === 'number' ? new Decimal(cell.value) : null;
}

function changeOne(snapshot: Snapshot, reference: string, entry: Entry, codes: readonly string[], at: readonly string[] = []): Fault {
  const before = cellOf(snapshot, reference);
  const shape = typeof entry === 'number' && before ? { value: entry, format: before.format } : entry;
  return {
    snapshot: withCells(snapshot, { [plain(reference)]: shape }),
    changed: [reference],
    codes,
    at,
    what: `${reference} ${before?.shown ?? ''} → ${JSON.stringify(entry)}`,
  };
}

function plain(reference: string): string {
  return reference.replace(/^'((?:[^']|'')+)'!/, '$1!');
}

function cellOf(snapshot: Snapshot, reference: string): Cell | null {
  const place = parseFullReference(reference);
  const sheet = place ? snapshot.sheets.find(({ name }) => name === place.sheet) : undefined;
  return place && sheet ? cellAt(sheet, place.area.top, place.area.left) : null;
}

const sums = ['K-01', 'K-02', 'K-03', 'K-04', 'K-05', 'K-06', 'K-07', 'K-08', 'K-09', 'K-10', 'K-11', 'K-12', 'N-11', 'C-16'];

/** The fault classes of the requirement, in its order. */
export const faultClasses: readonly FaultClass[] = [
  {
    name: 'sum broken',
    inject: (snapshot, context, chance) => {
      const relation = oneOf(context.relations.filter(holds), chance);
      const cell = relation
        ? oneOf(
            [...relation.whole.number.cells, ...relation.parts.flatMap(({ number }) => number.cells)].filter(
              (reference) => !context.cell(reference)?.formula,
            ),
            chance,
          )
        : null;
      const value = cell ? numberAt(context, cell) : null;
      if (!relation || !cell || value === null) return null;
      const unit = relation.unit === 'tenThousandYuan' ? 10000 : 1;
      const least = relation.tolerance
        .minus(relation.difference.abs())
        .plus(relation.difference.abs().times(2))
        .dividedBy(unit)
        .plus('0.01')
        .toNumber();
      const by = Number((least + chance.next() * Math.max(1, value.abs().toNumber() * 0.2)).toFixed(2));
      return changeOne(
        snapshot,
        cell,
        value
          .plus(chance.next() < 0.5 ? by : -by)
          .toDecimalPlaces(2)
          .toNumber(),
        sums,
        relationCells(relation),
      );
    },
  },
  {
    name: 'sum within tolerance',
    inject: (snapshot, context, chance) => {
      const relations = context.relations.filter((relation) => relation.difference.isZero() && relation.unit === 'tenThousandYuan');
      const relation = oneOf(relations, chance);
      const cell = relation?.whole.number.cells[0];
      const value = cell ? numberAt(context, cell) : null;
      if (!relation || !cell || value === null || context.cell(cell)?.formula) return null;
      return changeOne(snapshot, cell, value.plus('0.01').toNumber(), ['K-13'], relationCells(relation));
    },
  },
  {
    name: 'rate wrong',
    inject: (snapshot, context, chance) => {
      const rate = oneOf(
        context.statedRates.filter(({ verdict, cell }) => verdict === 'right' && !context.cell(cell)?.formula),
        chance,
      );
      const stated = rate ? numberAt(context, rate.cell) : null;
      if (!rate || stated === null) return null;
      const percentFormat = context.cell(rate.cell)?.format.includes('%') ?? false;
      const by = (2 * 10 ** -rate.places + 0.02 + chance.next() * 15) / (percentFormat ? 100 : 1);
      const value = stated.minus(by).toDecimalPlaces(percentFormat ? 4 : 2);
      const factor = percentFormat ? 1 : 100;
      const alike = rate.bases.some((basis) =>
        basis.rate
          .times(factor)
          .minus(value)
          .abs()
          .lessThan(0.02 * factor),
      );
      if (alike || !value.greaterThan(0)) return null;
      return changeOne(snapshot, rate.cell, value.toNumber(), ['C-01', 'C-02'], rateCells(rate));
    },
  },
  {
    name: 'truncated',
    inject: (snapshot, context, chance) => {
      const usable = context.statedRates.filter(({ verdict, cell, bases, kind }) => {
        const rate = bases[0]?.rate.times(100);
        return (
          verdict === 'right' &&
          kind !== 'completion' &&
          !context.cell(cell)?.formula &&
          rate !== undefined &&
          !rate.toDecimalPlaces(2, Decimal.ROUND_DOWN).equals(rate.toDecimalPlaces(2, Decimal.ROUND_HALF_UP)) &&
          rate.toDecimalPlaces(2, Decimal.ROUND_DOWN).decimalPlaces() > 0
        );
      });
      const rate = oneOf(usable, chance);
      const basis = rate?.bases[0];
      if (!rate || !basis || rate.places < 2) return null;
      const cut = basis.rate.times(100).toDecimalPlaces(2, Decimal.ROUND_DOWN);
      return changeOne(
        snapshot,
        rate.cell,
        (context.cell(rate.cell)?.format.includes('%') ? cut.dividedBy(100) : cut).toNumber(),
        ['C-09'],
        rateCells(rate),
      );
    },
  },
  {
    name: 'other denominator',
    inject: (snapshot, context, chance) => {
      const rate = oneOf(
        context.statedRates.filter(
          ({ kind, bases, cell }) =>
            kind === 'execution' &&
            !context.cell(cell)?.formula &&
            bases.length > 1 &&
            bases[0] !== undefined &&
            bases[1] !== undefined &&
            bases[0].rate.minus(bases[1].rate).abs().greaterThan('0.0002'),
        ),
        chance,
      );
      const other = rate?.bases[1];
      if (!rate || !other) return null;
      const value = other.rate.times(100).toDecimalPlaces(2);
      return changeOne(
        snapshot,
        rate.cell,
        (context.cell(rate.cell)?.format.includes('%') ? value.dividedBy(100) : value).toNumber(),
        ['C-05', 'C-02'],
        rateCells(rate),
      );
    },
  },
  {
    name: 'unit slipped',
    inject: (snapshot, context, chance) => {
      const numbers = [
        ...context.statedRates.flatMap(({ numerator, bases }) => [numerator, ...bases.slice(0, 1).map(({ number }) => number)]),
        ...context.relations.map(({ whole }) => whole.number),
      ];
      const number = oneOf(
        numbers.filter(
          ({ quantity, cells, value }) =>
            quantity === 'money' && cells.length === 1 && value !== '0' && !context.cell(cells[0] ?? '')?.formula,
        ),
        chance,
      );
      const cell = number?.cells[0];
      const value = cell ? numberAt(context, cell) : null;
      if (!cell || value === null || !number) return null;
      const others = [
        ...new Set([
          ...context.statedRates.filter((rate) => rateCells(rate).includes(cell)).flatMap((rate) => rateCells(rate)),
          ...context.relations.filter((relation) => relationCells(relation).includes(cell)).flatMap(relationCells),
        ]),
      ];
      const codes = ['U-03', 'U-04', 'U-05', 'C-01', 'C-02', 'C-05', 'C-08', 'C-10', 'K-14', ...sums];
      if (chance.next() < 0.5 && number.unit === 'tenThousandYuan')
        return changeOne(snapshot, cell, `${value.toFixed(2)}元`, codes, others);
      return changeOne(snapshot, cell, (number.unit === 'yuan' ? value.dividedBy(10000) : value.times(10000)).toNumber(), codes, others);
    },
  },
  {
    name: 'score over points',
    inject: (snapshot, context, chance) => {
      const row = oneOf(
        allScoredRows(context)
          .flatMap(({ rows }) => rows)
          .filter(({ score, points, scoreCell }) => score !== null && points !== null && scoreCell !== null),
        chance,
      );
      if (!row?.points || !row.scoreCell) return null;
      return changeOne(snapshot, row.scoreCell, row.points.plus(chance.whole(1, 5)).toNumber(), ['S-03']);
    },
  },
  {
    name: 'points off',
    inject: (snapshot, context, chance) => {
      const row = oneOf(
        allScoredRows(context)
          .flatMap(({ rows }) => rows)
          .filter(
            ({ points, pointsCell, score }) =>
              points !== null && pointsCell !== null && (score === null || score.lessThan(points) || chance.next() < 2),
          ),
        chance,
      );
      if (!row?.points || !row.pointsCell || context.cell(row.pointsCell)?.kind !== 'number') return null;
      return changeOne(snapshot, row.pointsCell, row.points.plus(chance.whole(1, 4)).toNumber(), ['S-01', 'S-02']);
    },
  },
  {
    name: 'reason missing',
    inject: (snapshot, context, chance) => {
      const row = oneOf(
        allScoredRows(context)
          .flatMap(({ rows }) => rows)
          .filter(
            ({ reason, reasonCell, score, points }) =>
              reason !== null && reasonCell !== null && score !== null && points !== null && score.lessThan(points),
          ),
        chance,
      );
      return row?.reasonCell ? changeOne(snapshot, row.reasonCell, null, ['S-09', 'R-03', 'R-01']) : null;
    },
  },
  {
    name: 'satisfaction missing',
    inject: (snapshot, context, chance) => {
      const targets = context.targetLists
        .flatMap((list) => list.targets)
        .filter((target) => target.scored && /满意/.test(target.name) && target.cells.actual !== null && target.cells.target !== null);
      const target = oneOf(targets, chance);
      if (!target) return null;
      const cell = chance.next() < 0.5 ? target.cells.actual : target.cells.target;
      return cell ? changeOne(snapshot, cell, null, ['I-03', 'I-01', 'I-02'], [target.cells.name]) : null;
    },
  },
  {
    name: 'text number',
    inject: (snapshot, context, chance) => {
      const numbers = context.tables.flatMap(({ table }) =>
        table.rows.filter((row) => row.role !== 'heading').flatMap((row) => [...row.numbers.values()]),
      );
      const cell = oneOf(
        numbers
          .filter(({ text, cells }) => !text && cells.length === 1 && !context.cell(cells[0] ?? '')?.formula)
          .map(({ cells }) => cells[0] as string),
        chance,
      );
      const shown = cell ? (context.cell(cell)?.shown ?? '') : '';
      return cell && shown !== '' ? changeOne(snapshot, cell, chance.next() < 0.5 ? shown : ` ${shown} `, ['H-03']) : null;
    },
  },
  {
    name: 'error value',
    inject: (snapshot, context, chance) => {
      const cells = numericCells(context);
      const cell = oneOf(cells, chance);
      return cell
        ? changeOne(snapshot, cell, { error: chance.one(['#DIV/0!', '#REF!', '#VALUE!', '#N/A', '#NAME?']), formula: '=X1/0' }, ['H-02'])
        : null;
    },
  },
  {
    name: 'hidden numbers',
    inject: (snapshot, context, chance) => {
      const place = parseFullReference(oneOf(numericCells(context), chance) ?? '');
      if (!place) return null;
      const kind = chance.one(context.sheets.length > 1 ? (['row', 'column', 'sheet'] as const) : (['row', 'column'] as const));
      const numbers = numericCells(context).filter((reference) => {
        const other = parseFullReference(reference);
        return (
          other?.sheet === place.sheet &&
          (kind === 'sheet' || (kind === 'row' ? other.area.top === place.area.top : other.area.left === place.area.left))
        );
      });
      const hide = (sheet: SheetSnapshot): SheetSnapshot =>
        kind === 'sheet'
          ? { ...sheet, visibility: 'hidden' }
          : kind === 'row'
            ? { ...sheet, hiddenRows: new Set([place.area.top]) }
            : { ...sheet, hiddenColumns: new Set([place.area.left]) };
      return {
        snapshot: { ...snapshot, sheets: snapshot.sheets.map((sheet) => (sheet.name === place.sheet ? hide(sheet) : sheet)) },
        changed: numbers,
        codes: ['H-01'],
        at: [],
        what: `${place.sheet} ${kind} ${place.area.top}/${place.area.left}`,
      };
    },
  },
  {
    name: 'formula overwritten',
    inject: (snapshot, context, chance) => {
      const cell = oneOf(
        cellsOf(context, (entry) => entry.formula !== null && entry.kind === 'number'),
        chance,
      );
      const value = cell ? numberAt(context, cell) : null;
      return cell && value !== null ? changeOne(snapshot, cell, value.toNumber(), ['H-07']) : null;
    },
  },
  { name: 'row duplicated', inject: duplicateRow },
  {
    name: 'count wrong',
    inject: (snapshot, context, chance) => {
      const cell = oneOf(
        cellsOf(context, (entry) => entry.kind === 'text' && /(?:共|下属|涉及)\d+(?:个|家)/.test(entry.value)),
        chance,
      );
      const text = cell ? (context.cell(cell)?.value ?? '') : '';
      if (!cell) return null;
      const several = [...text.matchAll(/(共|下属|涉及)(\d+)(个|家)/g)];
      const one = chance.one(several);
      const wrong = Number(one[2]) + chance.one([2, 3, 5]);
      return changeOne(snapshot, cell, text.replace(one[0], `${one[1]}${wrong}${one[3]}`), ['N-01']);
    },
  },
  {
    name: 'grade word',
    inject: (snapshot, context, chance) => {
      const cell = oneOf(
        cellsOf(context, (entry) => entry.kind === 'text' && /^(?:优|良|中|差)$|等次：(?:优|良|中|差)$/.test(entry.value)),
        chance,
      );
      const text = cell ? (context.cell(cell)?.value ?? '') : '';
      const words = ['优秀', '良好', '合格', '优', '良', '中', '差'].filter((word) => !text.endsWith(word));
      return cell ? changeOne(snapshot, cell, text.slice(0, -1) + chance.one(words), ['S-05']) : null;
    },
  },
  {
    name: 'outturn over budget',
    inject: (snapshot, context, chance) => {
      const pairs = [
        ...context.tables.flatMap(({ table }) =>
          table.rows.flatMap((row) => [
            [row.numbers.get('budget.full') ?? row.numbers.get('budget.initial'), row.numbers.get('outturn'), row.item] as const,
          ]),
        ),
        ...context.forms.flatMap(({ form }) =>
          form.amounts.map((row) => [row.numbers.get('budget.full'), row.numbers.get('outturn'), row.item] as const),
        ),
      ].filter(([budget, outturn]) => budget && outturn && budget.quantity === 'money' && !context.cell(outturn.cells[0] ?? '')?.formula);
      const pair = oneOf(pairs, chance);
      const cell = pair?.[1]?.cells[0];
      const budget = pair?.[0]?.cells[0] ? numberAt(context, pair[0].cells[0]) : null;
      if (!cell || budget === null || !pair) return null;
      if (pair[2]?.startsWith('threePublic.')) return null;
      return changeOne(
        snapshot,
        cell,
        budget
          .times(1.02 + chance.next() * 0.3)
          .toDecimalPlaces(2)
          .toNumber(),
        ['C-02', 'K-14', 'C-08', 'C-10'],
        pair[0]?.cells ?? [],
      );
    },
  },
  {
    name: 'year',
    inject: (snapshot, context, chance) => {
      const cells = cellsOf(context, (entry) => entry.kind === 'text' && /2024年度/.test(entry.value));
      if (cells.length === 0) return null;
      const cell = chance.one(cells);
      const text = context.cell(cell)?.value ?? '';
      const wrong =
        cells.length === 1
          ? chance.one(['202年度', '24年度', '20224年度'])
          : chance.one(['2023年度', '2022年度', '202年度', '24年度', '2025年度']);
      return changeOne(snapshot, cell, text.replace('2024年度', wrong), ['N-07']);
    },
  },
  {
    name: 'unit name',
    inject: (snapshot, context, chance) => {
      const heads = cellsOf(context, (entry) => entry.kind === 'text' && /^(?:单位名称|填报单位|部门名称)：/.test(entry.value));
      if (heads.length < 2) return null;
      const cell = chance.one(heads);
      const text = context.cell(cell)?.value ?? '';
      const name = text.replace(/^[^：]*：/, '');
      const wrong = chance.one([name.replace(/市|县|区/, (mark) => (mark === '市' ? '区' : '市')), `示范${name.slice(2)}`, '另一市财政局']);
      return changeOne(snapshot, cell, text.replace(name, wrong), ['N-06']);
    },
  },
  {
    name: 'date',
    inject: (snapshot, context, chance) => {
      const cell = oneOf(
        cellsOf(context, (entry) => entry.kind === 'text' && /填[报表]日期：\d{4}年/.test(entry.value)),
        chance,
      );
      const text = cell ? (context.cell(cell)?.value ?? '') : '';
      return cell
        ? changeOne(
            snapshot,
            cell,
            text.replace(
              /(填[报表]日期：)\d{4}年\d+月\d+日/,
              `$1${chance.one(['2024年11月30日', '2024年6月1日', '2023年12月31日', '2024年12月30日'])}`,
            ),
            ['F-04'],
          )
        : null;
    },
  },
];

function cellsOf(context: CheckContext, wanted: (cell: Cell) => boolean): string[] {
  return context.sheets.flatMap((sheet) =>
    [...sheet.cells].flatMap(([row, cells]) =>
      [...cells].flatMap(([column, cell]) => (wanted(cell) ? [context.at(sheet.name, row, column)] : [])),
    ),
  );
}

function numericCells(context: CheckContext): string[] {
  return cellsOf(context, (cell) => cell.kind === 'number');
}

/** Inserts a copy of a project's row below it, as a slip of copy and paste does; references of formulas move along. */
function duplicateRow(snapshot: Snapshot, context: CheckContext, chance: Chance): Fault | null {
  const project = oneOf(context.input.reading.projects, chance);
  if (!project || project.area.top !== project.area.bottom) return null;
  const at = project.area.top;
  const move = (formula: string): string =>
    formula.replace(
      /([A-Z]{1,3})(\d+)/g,
      (_whole, letters: string, digits: string) => `${letters}${Number(digits) > at ? Number(digits) + 1 : digits}`,
    );
  const sheets = snapshot.sheets.map((sheet): SheetSnapshot => {
    if (sheet.name !== project.sheet) return sheet;
    const cells = new Map<number, ReadonlyMap<number, Cell>>();
    for (const [row, line] of sheet.cells) {
      const moved = new Map(
        [...line].map(([column, cell]) => [column, cell.formula === null ? cell : { ...cell, formula: move(cell.formula) }] as const),
      );
      cells.set(row > at ? row + 1 : row, moved);
      if (row !== at) continue;
      const copy = new Map(
        [...line]
          .filter(([column]) => column !== 2)
          .map(
            ([column, cell]) =>
              [
                column,
                {
                  ...cell,
                  formula:
                    cell.formula === null
                      ? null
                      : cell.formula.replace(
                          /([A-Z]{1,3})(\d+)/g,
                          (_whole, letters: string, digits: string) => `${letters}${Number(digits) + 1}`,
                        ),
                },
              ] as const,
          ),
      );
      cells.set(at + 1, copy);
    }
    const ordered = new Map([...cells].sort(([left], [right]) => left - right));
    return { ...sheet, cells: ordered, used: sheet.used ? { ...sheet.used, bottom: sheet.used.bottom + 1 } : null };
  });
  const sheet = `'${project.sheet}'!`;
  return {
    snapshot: { ...snapshot, sheets },
    changed: ['A', 'C', 'D', 'E', 'F', 'G', 'H', 'I'].flatMap((letter) => [`${sheet}${letter}${at + 1}`, `${sheet}${letter}${at}`]),
    codes: ['K-15'],
    at: [],
    what: `${sheet}${at} duplicated`,
  };
}

/** What a number shows under a format. */
export function shownNumber(value: string, format: string): string {
  return shownValue({ kind: 'number', value }, format);
}
