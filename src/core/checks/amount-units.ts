import { Decimal } from '../amounts/decimal';
import { type MoneyUnit, unitName, yuanPer } from '../amounts/unit';
import { parseNumber } from '../reading/number';
import type { ReadNumber, TableRow } from '../reading/reading';
import { say } from '../wording/wording';
import { contains, parseFullReference } from '../workbook/address';
import { cellAt } from '../workbook/snapshot';
import type { Check, Draft } from './check';
import { amountIn, type CheckContext, cellsOf, shortReference } from './context';
import { amountText, plainText, printedNumber, rateText } from './printed';
import { measureLabel } from './relations';
import type { StatedRate } from './stated-rates';

/** Group U 金额单位: which unit amounts are in, and where it can not be right. */
export const unitChecks: readonly Check[] = [
  { code: 'U-01', severity: 'warning', basis: ['common'], mendable: false, lacks: lacksAmounts, run: undeclared },
  { code: 'U-02', severity: 'note', basis: ['publicReview'], mendable: false, lacks: lacksAmounts, run: mixed },
  { code: 'U-03', severity: 'error', basis: ['common'], mendable: false, lacks: lacksAmounts, run: contradicting },
  {
    code: 'U-04',
    severity: 'warning',
    basis: ['common'],
    mendable: false,
    lacks: (context) => (context.input.reading.projects.length > 0 ? null : say('checks', 'lacks.projects')),
    run: implausible,
  },
  {
    code: 'U-05',
    severity: 'warning',
    basis: ['publicReview'],
    mendable: false,
    lacks: lacksAmounts,
    run: (context) => context.once(powersOfTen),
  },
  {
    code: 'U-06',
    severity: 'note',
    basis: ['own'],
    mendable: true,
    lacks: (context) => (context.statedRates.length > 0 ? null : say('checks', 'lacks.rates')),
    run: mixedPercentages,
  },
];

function lacksAmounts(context: CheckContext): string | null {
  return context.tables.length > 0 || context.forms.length > 0 ? null : say('checks', 'lacks.tables');
}

/** U-01: the reading's question, in the catalogue's words. */
function undeclared(context: CheckContext): Draft[] {
  return context.input.reading.questions.filter(({ code }) => code === 'U-01').map(({ message, cells }) => ({ message, cells }));
}

/** U-02: sheets in different declared units. */
function mixed(context: CheckContext): Draft[] {
  const sheets = context.input.reading.sheets.flatMap(({ sheet, unit, unitCell }) =>
    unit !== null && context.sheets.some(({ name }) => name === sheet) ? [{ sheet, unit, unitCell }] : [],
  );
  const first = sheets[0];
  const other = sheets.find(({ unit }) => unit !== first?.unit);
  if (!first || !other) return [];
  return [
    {
      message: say('checks', 'U-02', {
        first: first.sheet,
        firstUnit: unitName[first.unit],
        second: other.sheet,
        secondUnit: unitName[other.unit],
      }),
      cells: [first.unitCell, other.unitCell].flatMap((cell) => cell ?? []),
    },
  ];
}

/** U-03: a unit written into a cell that its row's own rate contradicts tenfold. */
function contradicting(context: CheckContext): Draft[] {
  const asked = context.input.reading.questions.filter(({ code }) => code === 'U-03');
  const drafts: Draft[] = asked.map((question) => askedUnit(context, question));
  const known = new Set(asked.flatMap(({ cells }) => cells));
  const look = (number: ReadNumber, declared: MoneyUnit | null, rate: Decimal | null, stated: Decimal | null): void => {
    const [cell] = number.cells;
    if (!cell || known.has(cell) || declared === null) return;
    const text = plainText(context.textAt(cell));
    const written = /\d(元|千元|万元|百万元|亿元)$/.exec(text)?.[1];
    const unit = (Object.keys(unitName) as MoneyUnit[]).find((key) => unitName[key] === written);
    if (!unit || unit === declared || rate === null || stated === null || stated.isZero() || rate.isZero()) return;
    const factor = rate.dividedBy(stated);
    if (factor.lessThan(10) && factor.greaterThan('0.1')) return;
    known.add(cell);
    drafts.push({
      message: say('checks', 'U-03', {
        cell: shortReference(cell),
        text,
        rate: rateText(rate, rate.lessThan('0.01') ? 4 : 2),
        stated: rateText(stated),
        unit: unitName[declared],
      }),
      cells: [cell],
      stated: text,
      expected: unitName[declared],
    });
  };
  for (const rate of context.statedRates) {
    const basis = rate.bases[0];
    if (!basis || rate.stated === null) continue;
    const table = context.tables.find(({ table: entry }) => entry.sheet === rate.sheet)?.table;
    look(rate.numerator, table?.unit ?? basis.number.unit, basis.rate, rate.stated);
    look(basis.number, table?.unit ?? rate.numerator.unit, basis.rate, rate.stated);
  }
  return drafts;
}

/** U-04: projects too small to be true, or one larger than the whole unit. */
function implausible(context: CheckContext): Draft[] {
  const drafts: Draft[] = [];
  // Where a whole table's unit slipped, U-05 has said so.
  const slipped = new Set(context.once(powersOfTen).flatMap(({ cells }) => cells.map((cell) => parseFullReference(cell)?.sheet ?? '')));
  const projects = context.input.reading.projects.filter(({ sheet }) => !slipped.has(sheet));
  const amounts = projects.flatMap((project) => {
    const number = project.measures.get('budget.full') ?? project.measures.get('budget.initial');
    return number && number.quantity === 'money' && !amountIn(number).isZero() ? [{ project, number }] : [];
  });
  const sum = amounts.reduce((total, { number }) => total.plus(amountIn(number)), new Decimal(0));
  const [first] = amounts;
  if (first && amounts.length >= 2 && sum.dividedBy(amounts.length).lessThan(1000)) {
    drafts.push({
      message: say('checks', 'U-04', {
        count: amounts.length,
        sum: amountText(sum, first.number.unit),
        mean: amountText(sum.dividedBy(amounts.length), 'yuan'),
      }),
      cells: [
        ...(context.readingOf(first.project.sheet)?.unitCell ? [context.readingOf(first.project.sheet)?.unitCell as string] : []),
        ...amounts.flatMap(({ number }) => number.cells),
      ],
    });
  }
  const total = context.input.reading.facts.get('total:outturn');
  if (!total || total.status === 'conflict') return drafts;
  const larger = projects.flatMap((project) => {
    const number = project.measures.get('outturn');
    const over = number?.quantity === 'money' && amountIn(number).greaterThan(new Decimal(total.value).times('1.0001'));
    return number && over ? [{ project, number }] : [];
  });
  const [over] = larger;
  if (!over) return drafts;
  drafts.push({
    message: say('checks', 'U-04.over', {
      name: over.project.name,
      amount: amountText(amountIn(over.number), over.number.unit),
      total: amountText(new Decimal(total.value), over.number.unit),
    }),
    cells: [...larger.flatMap(({ number }) => number.cells), ...total.cells],
    stated: amountText(amountIn(over.number), over.number.unit),
  });
  return drafts;
}

/** A unit that the reader asked about: an error where the stated rate of its row contradicts it tenfold, else a question. */
function askedUnit(context: CheckContext, { message, cells }: { readonly message: string; readonly cells: readonly string[] }): Draft {
  const [cell] = cells;
  const beside = cell ? besideAmount(context, cell) : null;
  const number = cell ? parseNumber(context.textAt(cell)) : null;
  const question: Draft = { severity: 'question', message, cells, ...(cell ? { stated: context.textAt(cell) } : {}) };
  if (!cell || !beside || !number?.unit) return question;
  const { numbers, measure, stated, unit } = beside;
  const written = new Decimal(number.value).times(yuanPer[number.unit]);
  const outturn = numbers.get('outturn');
  const numerator = measure === 'outturn' ? written : outturn ? amountIn(outturn) : null;
  const base = numbers.get('budget.full') ?? numbers.get('budget.initial') ?? numbers.get('received');
  const below = measure === 'outturn' ? (base ? amountIn(base) : null) : written;
  if (!numerator || !below || !stated || below.isZero() || stated.isZero()) return question;
  const rate = numerator.dividedBy(below);
  const factor = rate.dividedBy(stated);
  if (factor.greaterThan('0.1') && factor.lessThan(10)) return question;
  const expected = unit === null ? '' : unitName[unit];
  return {
    message: say('checks', 'U-03', {
      cell: shortReference(cell),
      text: plainText(context.textAt(cell)),
      rate: rateText(rate, rate.lessThan('0.01') ? 4 : 2),
      stated: rateText(stated),
      unit: expected,
    }),
    cells,
    stated: context.textAt(cell),
    expected,
  };
}

/** What stands beside a doubtful amount: the amounts and the stated rate of its row. */
interface BesideAmount {
  readonly measure: string;
  readonly numbers: ReadonlyMap<string, ReadNumber>;
  readonly stated: Decimal | null;
  readonly unit: MoneyUnit | null;
}

/** The row of a form or of a table in which an amount stands; null where none is known. */
function besideAmount(context: CheckContext, cell: string): BesideAmount | null {
  for (const { form } of context.forms) {
    for (const { cells, numbers, rateCell } of form.amounts) {
      const measure = [...cells].find(([, reference]) => reference === cell)?.[0];
      if (measure === undefined) continue;
      const printed = rateCell === null ? null : printedNumber(context.cell(rateCell));
      const percentage = printed !== null && !printed.percent && printed.value.greaterThan('1.5');
      const stated = printed === null ? null : percentage ? printed.value.dividedBy(100) : printed.value;
      const unit = [...numbers.values()].find((entry) => entry.unit !== null)?.unit ?? context.readingOf(form.sheet)?.unit ?? null;
      return { measure, numbers, stated, unit };
    }
  }
  const place = parseFullReference(cell);
  if (!place) return null;
  const table = context.tables.find(
    ({ table: entry }) => entry.sheet === place.sheet && contains(entry.area, place.area.top, place.area.left),
  )?.table;
  const row = table?.rows.find((entry) => entry.row === place.area.top);
  const measure = table?.columns.find(({ column }) => column === place.area.left)?.measure;
  if (!table || !row || !measure) return null;
  const stated = row.numbers.get('stated');
  return { measure, numbers: row.numbers, stated: stated ? amountIn(stated) : null, unit: table.unit };
}

/** Factors between units, as they are said. */
const factors = { '1000': '1000', '10000': '1万', '100000000': '1亿' } as const;

/** One amount that stands in two tables a power of ten apart. */
interface Slip {
  readonly name: string;
  readonly factor: string;
  readonly first: ReadNumber;
  readonly second: ReadNumber;
}

/** U-05: items in two tables, exactly a power of ten apart. A table whose unit slipped gives one finding, however many of its rows it shows in. */
function powersOfTen(context: CheckContext): Draft[] {
  const groups = new Map<string, Slip[]>();
  const seen = new Set<string>();
  for (const slip of [...slippedRows(context), ...slippedConflicts(context), ...slippedForms(context)]) {
    const sheets = [slip.first, slip.second].map(({ cells }) => parseFullReference(cells[0] ?? '')?.sheet ?? '');
    const key = [...sheets, slip.factor].join('|');
    const pair = `${slip.first.cells[0]}|${slip.second.cells[0]}`;
    if (seen.has(pair)) continue;
    seen.add(pair);
    const group = groups.get(key);
    if (group) group.push(slip);
    else groups.set(key, [slip]);
  }
  return [...groups.values()].flatMap((slips): Draft[] => {
    const [first] = slips;
    if (!first) return [];
    const more = slips.length > 1 ? say('checks', 'list.more', { count: slips.length }) : '';
    return [
      {
        message: say('checks', 'U-05', { name: first.name, more, factor: first.factor }),
        cells: [...new Set(slips.flatMap((slip) => cellsOf(slip.first, slip.second)))],
        stated: amountText(amountIn(first.first), first.first.unit, first.first.places),
        expected: amountText(amountIn(first.second), first.second.unit, first.second.places),
      },
    ];
  });
}

/** A bare 合计 of a project list is called what it adds up. */
function rowName(row: TableRow): string {
  return row.role === 'total' && row.item === 'project' ? say('checks', 'name.projectList') : row.name || row.label;
}

/** An amount of an item, by its place in the tables. */
interface SeenAmount {
  readonly number: ReadNumber;
  readonly table: number;
  readonly order: number;
}

function slippedRows(context: CheckContext): Slip[] {
  /** By item and measure, then by the amount itself: a list of thousands must not be compared with itself. */
  const seen = new Map<string, Map<string, SeenAmount[]>>();
  const reported = new Set<string>();
  const found: Slip[] = [];
  let order = 0;
  context.tables.forEach(({ table }, index) => {
    for (const row of table.rows) {
      if (row.item === null || row.role === 'heading') continue;
      for (const [measure, number] of row.numbers) {
        const key = `${row.item}:${measure}`;
        if (number.quantity !== 'money' || reported.has(key) || amountIn(number).isZero()) continue;
        const amounts = seen.get(key) ?? new Map<string, SeenAmount[]>();
        seen.set(key, amounts);
        const slip = earliestSlip(amounts, amountIn(number), index);
        if (slip) {
          reported.add(key);
          found.push({ name: `${rowName(row)}${measureLabel(measure)}`, factor: slip.factor, first: number, second: slip.other.number });
        }
        const text = amountIn(number).toFixed();
        const alike = amounts.get(text);
        // One of each table is enough: they are the same amount.
        if (!alike) amounts.set(text, [{ number, table: index, order }]);
        else if (alike.at(-1)?.table !== index) alike.push({ number, table: index, order });
        order += 1;
      }
    }
  });
  return found;
}

/** The first amount of another table that is a power of ten away. */
function earliestSlip(
  amounts: ReadonlyMap<string, readonly SeenAmount[]>,
  amount: Decimal,
  table: number,
): { readonly other: SeenAmount; readonly factor: string } | null {
  let earliest: { other: SeenAmount; factor: string } | null = null;
  for (const [power, factor] of Object.entries(factors)) {
    for (const apart of [amount.times(power), amount.dividedBy(power)]) {
      const other = amounts.get(apart.toFixed())?.find((entry) => entry.table !== table);
      if (other && (earliest === null || other.order < earliest.other.order)) earliest = { other, factor };
    }
  }
  return earliest;
}

/** Facts that the reader found twice with values a power of ten apart: the unit, not the fact, is in doubt. */
function slippedConflicts(context: CheckContext): Slip[] {
  const byCell = new Map(
    context.tables.flatMap(({ table }) =>
      table.rows.flatMap((row) =>
        [...row.numbers].flatMap(([measure, number]) =>
          number.cells.map((cell) => [cell, { number, name: `${row.name || row.label}${measureLabel(measure)}` }] as const),
        ),
      ),
    ),
  );
  return context.input.reading.questions.flatMap(({ code, cells }): Slip[] => {
    const [first, second] = cells.map((cell) => byCell.get(cell));
    if (code !== 'L-02' || cells.length !== 2 || !first || !second || first.number.quantity !== 'money') return [];
    const [left, right] = [amountIn(first.number), amountIn(second.number)];
    const factor = left.isZero() || right.isZero() ? null : factorBetween(left, right);
    return factor === null ? [] : [{ name: first.name, factor, first: second.number, second: first.number }];
  });
}

function slippedForms(context: CheckContext): Slip[] {
  return context.input.reading.projects.flatMap((project) =>
    context.forms.flatMap(({ form }): Slip[] => {
      if (form.sheet === project.sheet || plainText(form.head.get('project')?.value ?? '') !== plainText(project.name)) return [];
      const row = form.amounts.find(({ scored }) => scored);
      return [...(row?.numbers ?? [])].flatMap(([measure, number]): Slip[] => {
        const other = project.measures.get(measure);
        const factor =
          other && !amountIn(other).isZero() && !amountIn(number).isZero() ? factorBetween(amountIn(other), amountIn(number)) : null;
        return other && factor !== null ? [{ name: `${project.name}${measureLabel(measure)}`, factor, first: number, second: other }] : [];
      });
    }),
  );
}

function factorBetween(first: Decimal, second: Decimal): string | null {
  const ratio = first.abs().greaterThan(second.abs()) ? first.dividedBy(second) : second.dividedBy(first);
  return Object.entries(factors).find(([factor]) => ratio.equals(factor))?.[1] ?? null;
}

/** U-06: percentages of one column stored both as 0.94 and as 94. */
function mixedPercentages(context: CheckContext): Draft[] {
  return context.tables.flatMap(({ table }): Draft[] => {
    const sheet = context.sheet(table.sheet);
    if (!sheet) return [];
    const rows = new Set(table.rows.map(({ row }) => row));
    const byColumn = new Map<number, StatedRate[]>();
    for (const rate of context.statedRates) {
      const area = parseFullReference(rate.cell)?.area;
      if (rate.sheet !== table.sheet || !area || !rows.has(area.top) || rate.printed === null || rate.printed.text) continue;
      const list = byColumn.get(area.left) ?? [];
      list.push(rate);
      byColumn.set(area.left, list);
    }
    return table.columns.flatMap((column): Draft[] => {
      const rates = byColumn.get(column.column) ?? [];
      const fractions = rates.filter((rate) => isFraction(rate.printed?.value, rate.bases[0]?.rate));
      const percentages = rates.filter((rate) => isPercentage(rate.printed?.value, rate.bases[0]?.rate));
      if (fractions.length === 0 || percentages.length === 0) return [];
      const fewer = fractions.length <= percentages.length ? fractions : percentages;
      const label = plainText(column.label).split('/').pop() ?? '';
      const operations = fewer.flatMap((rate) => {
        const place = parseFullReference(rate.cell);
        const printed = place ? printedNumber(cellAt(sheet, place.area.top, place.area.left)) : null;
        if (!printed) return [];
        const value = fewer === fractions ? printed.value.times(100) : printed.value.dividedBy(100);
        const like = (fewer === fractions ? percentages : fractions)[0];
        const format = like ? context.cell(like.cell)?.format : undefined;
        return context.mendCell(rate.cell, { kind: 'number', value: value.toFixed() }, format)?.operations ?? [];
      });
      return [
        {
          message: say('checks', 'U-06', {
            column: label,
            first: fractions[0]?.printed?.shown ?? '',
            second: percentages[0]?.printed?.shown ?? '',
          }),
          cells: fewer.map(({ cell }) => cell),
          mend: operations.length > 0 ? { operations } : null,
        },
      ];
    });
  });
}

function isFraction(value: Decimal | undefined, rate: Decimal | undefined): boolean {
  if (!value || !rate?.greaterThan('0.02')) return false;
  return value.minus(rate).abs().lessThan('0.02');
}

function isPercentage(value: Decimal | undefined, rate: Decimal | undefined): boolean {
  return isFraction(value?.dividedBy(100), rate);
}
