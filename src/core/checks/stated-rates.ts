import { Decimal, powerOfTen } from '../amounts/decimal';
import { round } from '../amounts/rounding';
import type { ReadNumber, Table, TableRow } from '../reading/reading';
import { say } from '../wording/wording';
import { parseFullReference } from '../workbook/address';
import { cellAt, isBlank } from '../workbook/snapshot';
import { amountIn, type CheckContext } from './context';
import { type Printed, plainText, printedNumber } from './printed';

/** Which rate a column holds; decides numerator, denominators and which limits apply. */
export type RateKind =
  | 'execution'
  | 'arrival'
  | 'control'
  | 'staffControl'
  | 'procurement'
  | 'utilisation'
  | 'adjustment'
  | 'quarter'
  | 'completion';

/** One denominator 口径 with the rate it gives. */
export interface RateBasis {
  readonly name: string;
  readonly number: ReadNumber;
  readonly rate: Decimal;
}

/** What a stated rate turned out to be. */
export type RateVerdict = 'right' | 'truncated' | 'otherBasis' | 'wrong' | 'missing';

/** A rate that stands (or should stand) in a cell, with what it should be. */
export interface StatedRate {
  readonly kind: RateKind;
  /** Label of the rate, e.g. 预算执行率. */
  readonly label: string;
  /** What the row is about. */
  readonly subject: string;
  readonly item: string | null;
  readonly sheet: string;
  readonly cell: string;
  /** As printed; null where nothing is stated. */
  readonly printed: Printed | null;
  /** The stated rate as a fraction, read as a percentage where only that makes sense. */
  readonly stated: Decimal | null;
  /** Decimals of the percentage as printed. */
  readonly places: number;
  readonly numerator: ReadNumber;
  readonly numeratorName: string;
  /** The basis in force first. */
  readonly bases: readonly RateBasis[];
  readonly verdict: RateVerdict;
  /** Of `otherBasis`: the basis under which the stated rate is right. */
  readonly matched: RateBasis | null;
  /** The rate of a whole form that the form itself scores, or the row's role in its table. */
  readonly role: 'formScored' | 'formPart' | TableRow['role'] | 'target';
  readonly remark: string | null;
  readonly remarkCell: string | null;
}

/** Every rate stated in tables, in issued forms and in the completion columns of targets. */
export function statedRatesOf(context: CheckContext): StatedRate[] {
  const found = new Map<string, StatedRate>();
  const add = (rate: StatedRate | null): void => {
    if (rate && !found.has(rate.cell)) found.set(rate.cell, rate);
  };
  for (const rate of formRates(context)) add(rate);
  for (const { table } of context.tables) for (const rate of tableRates(context, table)) add(rate);
  for (const rate of completionRates(context)) add(rate);
  return [...found.values()];
}

/** The cells of a rate: the rate first, then what it is made of. */
export function rateCells(rate: StatedRate, basis: RateBasis | null = rate.bases[0] ?? null): string[] {
  return [...new Set([rate.cell, ...rate.numerator.cells, ...(basis?.number.cells ?? [])])];
}

type TableRateKind = Exclude<RateKind, 'completion' | 'staffControl'>;

const kinds: readonly (readonly [TableRateKind, RegExp])[] = [
  ['quarter', /序时执行率/],
  ['arrival', /到位率/],
  ['utilisation', /利用率/],
  ['adjustment', /调整率/],
  ['procurement', /采购.{0,4}(?:执行|完成)率/],
  ['control', /控制率/],
  ['execution', /执行率|执行进度|支付进度|支付率|支出进度|预算完成率|支出率|资金使用率|使用率/],
];

function kindOf(label: string): TableRateKind | null {
  return kinds.find(([, pattern]) => pattern.test(label))?.[0] ?? null;
}

function tableRates(context: CheckContext, table: Table): (StatedRate | null)[] {
  if (table.orientation !== 'columns') return [];
  const sheet = context.sheet(table.sheet);
  if (!sheet) return [];
  return table.columns.flatMap((column) => {
    const label = plainText(column.label);
    const kind = kindOf(label) ?? (column.measure === 'stated' && /率|进度/.test(label) ? 'execution' : null);
    if (!kind || (column.measure !== null && !/stated|rate/.test(column.measure) && /数$|金额$/.test(label))) return [];
    return table.rows.map((row) => {
      if (row.role === 'heading' || row.role === 'note') return null;
      const cell = cellAt(sheet, row.row, column.column);
      if (isBlank(cell)) return null;
      const printed = printedNumber(cell);
      if (!printed) return null;
      const parts = partsOf(context, kind, row, label, table);
      if (!parts) return null;
      return judge(context, {
        kind: parts.kind,
        label:
          label
            .replace(/[（(]%[)）]/g, '')
            .split('/')
            .pop() || say('checks', 'name.executionRate'),
        percentColumn: label.includes('%'),
        subject: row.name === '' ? row.label.trim() : row.name,
        item: row.item,
        sheet: table.sheet,
        cell: context.at(table.sheet, row.row, column.column),
        printed,
        numerator: parts.numerator,
        numeratorName: parts.numeratorName,
        bases: parts.bases,
        strict: parts.strict,
        role: row.role,
        remark: row.remark,
        remarkCell: row.remarkCell,
      });
    });
  });
}

interface RateParts {
  readonly kind: RateKind;
  readonly numerator: ReadNumber;
  readonly numeratorName: string;
  readonly bases: readonly { readonly name: string; readonly number: ReadNumber }[];
  /** The first basis is the only right one; otherwise any will do. */
  readonly strict: boolean;
}

const basisNames = {
  'budget.initial': 'measure.initial',
  'budget.full': 'measure.full',
  received: 'measure.received',
} as const;

function partsOf(context: CheckContext, kind: TableRateKind, row: TableRow, label: string, table: Table): RateParts | null {
  const number = (measure: string): ReadNumber | null => row.numbers.get(measure) ?? null;
  const budgets = (order: readonly (keyof typeof basisNames)[]): RateParts['bases'] =>
    order.some((measure, index) => index < order.findIndex((known) => number(known) !== null) && context.unread(table, row, measure))
      ? []
      : order.flatMap((measure) => {
          const found = number(measure);
          return found ? [{ name: say('checks', basisNames[measure]), number: found }] : [];
        });
  const simple = (kindNow: RateKind, top: string, below: string): RateParts | null => {
    const numerator = number(top);
    const denominator = number(below);
    if (!numerator || !denominator) return null;
    return {
      kind: kindNow,
      numerator,
      numeratorName: say('checks', 'name.numerator'),
      bases: [{ name: say('checks', 'name.denominator'), number: denominator }],
      strict: true,
    };
  };
  switch (kind) {
    case 'execution': {
      const numerator = number('outturn');
      if (!numerator) return null;
      const procurement = row.item === 'procurement' || table.kind === 'procurement';
      const order = basisOrder(context, 'executionRate', `${label}${basisRemark(row.remark)}`, [
        'budget.full',
        'budget.initial',
        'received',
      ]);
      const bases = budgets(order);
      if (bases.length === 0) return null;
      return {
        kind: procurement ? 'procurement' : 'execution',
        numerator,
        numeratorName: say('checks', 'measure.outturn'),
        bases,
        strict: true,
      };
    }
    case 'procurement': {
      const numerator = number('outturn');
      const bases = budgets(['budget.initial', 'budget.full']);
      return numerator && bases.length > 0
        ? { kind, numerator, numeratorName: say('checks', 'measure.outturn'), bases, strict: false }
        : null;
    }
    case 'control': {
      if (number('establishment') && number('onPost')) return simple('staffControl', 'onPost', 'establishment');
      const numerator = number('outturn');
      const threePublic = row.item?.startsWith('threePublic') ?? false;
      const id = threePublic ? 'threePublicControlRate' : 'operatingControlRate';
      const named = `${label}${basisRemark(row.remark)}`;
      const declared = context.input.system.bases[id]?.[0] ?? null;
      // Where the system is only assumed, the amount beside which 日常公用 stands after its adjustment is the nearer one.
      const adjusted = context.systemAssumed && !threePublic;
      const order = basisOrder(
        context,
        id,
        `${named}${/年初|全年|调整后/.test(named) || adjusted ? '' : (declared ?? '')}`,
        adjusted ? ['budget.full', 'budget.initial'] : ['budget.initial', 'budget.full'],
      );
      const bases = budgets(order);
      if (!numerator || bases.length === 0) return null;
      return {
        kind,
        numerator,
        numeratorName: say('checks', 'measure.outturn'),
        bases,
        strict: threePublic || (declared !== null && !context.systemAssumed),
      };
    }
    case 'arrival': {
      const numerator = number('received');
      const bases = budgets(['budget.initial', 'budget.full']);
      return numerator && bases.length > 0
        ? { kind, numerator, numeratorName: say('checks', 'measure.received'), bases, strict: false }
        : null;
    }
    case 'adjustment': {
      const numerator = number('budget.adjustment');
      const bases = budgets(['budget.initial', 'budget.full']);
      return numerator && bases.length > 0
        ? { kind, numerator, numeratorName: say('checks', 'measure.adjustment'), bases, strict: false }
        : null;
    }
    case 'utilisation':
      return simple(kind, 'inUse', 'original');
    case 'quarter':
      return simple(kind, 'cumulative', 'scheduled');
  }
}

/** The bases in their order of right: what the unit chose, what the label or a remark names, then the usual one. */
function basisOrder(
  context: CheckContext,
  rate: string,
  named: string,
  usual: readonly (keyof typeof basisNames)[],
): (keyof typeof basisNames)[] {
  const chosen = context.input.settings.bases.get(rate) ?? '';
  const first = measureNamed(chosen) ?? measureNamed(named);
  return first && usual.includes(first) ? [first, ...usual.filter((measure) => measure !== first)] : [...usual];
}

/** A remark that speaks of the denominator; one that merely tells of a 批复 or of 年初 names none. */
function basisRemark(remark: string | null): string {
  return /分母|口径|为基数|[÷/]/.test(remark ?? '') ? (remark ?? '') : '';
}

function measureNamed(text: string): keyof typeof basisNames | null {
  if (/年初|批复/.test(text)) return 'budget.initial';
  if (/全年预算|调整后|全年口径/.test(text)) return 'budget.full';
  return /到位数|到位资金/.test(text) ? 'received' : null;
}

function formRates(context: CheckContext): (StatedRate | null)[] {
  return context.forms.flatMap(({ form }) =>
    form.amounts.map((row) => {
      if (row.rateCell === null) return null;
      const numerator = row.numbers.get('outturn') ?? null;
      const bases = (['budget.full', 'budget.initial'] as const).flatMap((measure) => {
        const number = row.numbers.get(measure);
        return number ? [{ name: say('checks', basisNames[measure]), number }] : [];
      });
      if (!numerator || bases.length === 0) return null;
      const printed = printedNumber(context.cell(row.rateCell));
      if (!printed && (!row.scored || form.unfilled)) return null;
      return judge(context, {
        kind: 'execution',
        label: say('checks', 'name.executionRate'),
        percentColumn: false,
        subject: row.scored ? (form.head.get('project')?.value ?? form.organisation ?? say('checks', 'name.formTotal')) : row.source,
        item: row.item,
        sheet: form.sheet,
        cell: row.rateCell,
        printed,
        numerator,
        numeratorName: say('checks', 'measure.outturn'),
        bases,
        strict: true,
        role: row.scored ? 'formScored' : 'formPart',
        remark: null,
        remarkCell: null,
      });
    }),
  );
}

/** Completion 完成率 of quantitative targets: actual ÷ target. Reverse targets have several usual definitions: not judged. */
function completionRates(context: CheckContext): (StatedRate | null)[] {
  return context.targetLists.flatMap(({ targets }) =>
    targets.map((target) => {
      const { completion, actual, target: targetCell } = target.cells;
      if (completion === null || actual === null || targetCell === null) return null;
      if (!['>=', '>', '='].includes(target.operator) || !isNumber(target.actual) || !isNumber(target.target)) return null;
      const printed = printedNumber(context.cell(completion));
      const place = parseFullReference(completion);
      if (!printed || !place) return null;
      const read = (value: string, cell: string): ReadNumber => ({
        value,
        quantity: 'count',
        shown: context.textAt(cell),
        cells: [cell],
        formula: null,
        places: 0,
        unit: null,
        text: false,
      });
      return judge(context, {
        kind: 'completion',
        label: say('checks', 'name.completionRate'),
        percentColumn: false,
        subject: target.name,
        item: null,
        sheet: target.sheet,
        cell: completion,
        printed,
        numerator: read(target.actual as string, actual),
        numeratorName: say('checks', 'name.actual'),
        bases: [{ name: say('checks', 'name.target'), number: read(target.target as string, targetCell) }],
        strict: true,
        role: 'target',
        remark: null,
        remarkCell: null,
      });
    }),
  );
}

/** Whether a target's value is a canonical number. */
export function isNumber(value: string | null): value is string {
  return value !== null && /^-?\d+(\.\d+)?$/.test(value);
}

interface Candidate extends Omit<StatedRate, 'stated' | 'places' | 'bases' | 'verdict' | 'matched'> {
  readonly percentColumn: boolean;
  readonly bases: readonly { readonly name: string; readonly number: ReadNumber }[];
  readonly strict: boolean;
}

/** Compares the printed rate with every basis, under the tolerance of the catalogue (R). */
function judge(context: CheckContext, candidate: Candidate): StatedRate | null {
  const { percentColumn, strict, bases: denominators, ...rest } = candidate;
  const top = amountIn(rest.numerator);
  const bases = denominators.flatMap(({ name, number }): RateBasis[] => {
    const below = amountIn(number);
    return below.isZero() ? [] : [{ name, number, rate: top.dividedBy(below) }];
  });
  const first = bases[0];
  if (!first || denominators[0]?.number !== first.number) return null;
  if (!rest.printed) return { ...rest, bases, stated: null, places: 2, verdict: 'missing', matched: null };
  const readings = readingsOf(rest.printed, percentColumn);
  const nearest = [...readings].sort((left, right) => left.rate.minus(first.rate).abs().comparedTo(right.rate.minus(first.rate).abs()))[0];
  if (!nearest) return null;
  const result = (verdict: RateVerdict, reading: RateReading, matched: RateBasis | null = null): StatedRate => ({
    ...rest,
    bases,
    stated: reading.rate,
    places: reading.places,
    verdict,
    matched,
  });
  for (const reading of readings) if (agrees(reading, first.rate, context)) return result('right', reading);
  if (rest.kind === 'completion' && first.rate.greaterThan(1)) {
    const full = readings.find(({ rate }) => rate.equals(1));
    if (full) return result('right', full);
  }
  if (!strict) {
    for (const basis of bases.slice(1))
      for (const reading of readings) if (agrees(reading, basis.rate, context)) return result('right', reading);
  }
  for (const reading of readings) {
    if (truncates(reading, first.rate)) return result(context.rounding === 'truncate' ? 'right' : 'truncated', reading);
  }
  for (const basis of bases.slice(1)) {
    for (const reading of readings) {
      if (agrees(reading, basis.rate, context) || truncates(reading, basis.rate)) return result('otherBasis', reading, basis);
    }
  }
  return result('wrong', nearest);
}

/** One way to read a printed rate: as a fraction, with the decimals of its percentage. */
interface RateReading {
  readonly rate: Decimal;
  readonly places: number;
}

function readingsOf(printed: Printed, percentColumn: boolean): RateReading[] {
  const asPercent: RateReading = { rate: printed.value.dividedBy(100), places: printed.places };
  const asFraction: RateReading = { rate: printed.value, places: printed.percent ? printed.places : Math.max(0, printed.places - 2) };
  if (printed.percent) return [asFraction];
  if (percentColumn) return [asPercent, ...(printed.value.abs().lessThanOrEqualTo('1.5') ? [asFraction] : [])];
  return printed.value.abs().greaterThan(10) ? [asPercent] : [asFraction, asPercent];
}

/** Half a unit of the last printed decimal, at least 0.005 percentage points; or exactly as the system rounds. */
function agrees(reading: RateReading, rate: Decimal, context: CheckContext): boolean {
  const half = powerOfTen(-reading.places).times('0.005');
  const tolerance = Decimal.max(half, '0.00005');
  const difference = reading.rate.minus(rate);
  // A tie belongs to the value above it: 90.625 is 90.63, and 90.62 is cut off.
  if (difference.abs().lessThan(tolerance) || difference.equals(tolerance)) return true;
  const percent = rate.times(100);
  return round(percent, Math.min(reading.places, 10), context.rounding, new Decimal(100)).equals(reading.rate.times(100));
}

/** The stated percentage is the cut-off value, at the printed decimals or at those it really has. */
function truncates(reading: RateReading, rate: Decimal): boolean {
  const percent = rate.times(100);
  const stated = reading.rate.times(100);
  const places = new Set([reading.places, stated.decimalPlaces()].filter((count) => count >= 1 && count <= 6));
  return [...places].some((count) => percent.toDecimalPlaces(count, Decimal.ROUND_DOWN).equals(stated));
}
