import { Decimal, powerOfTen } from '../amounts/decimal';
import { round } from '../amounts/rounding';
import type { IndicatorResult } from '../assessment/assessment';
import type { FactId } from '../facts/fact';
import type { ReadNumber, Table, TableRow } from '../reading/reading';
import { say } from '../wording/wording';
import { parseFullReference } from '../workbook/address';
import { isBlank } from '../workbook/snapshot';
import type { Check, CheckCode, Draft } from './check';
import { amountIn, type CheckContext, cellsOf, shortReference, spendsBudget } from './context';
import { amountText, plainText, printedNumber, rateText } from './printed';
import { wantedBySources } from './relations';
import { type RateBasis, rateCells, type StatedRate } from './stated-rates';

/** Group C 比率: stated rates against what the amounts give, and limits of rates. */
export const rateChecks: readonly Check[] = [
  { code: 'C-01', severity: 'error', basis: ['ministry', 'platform'], mendable: true, lacks: lacksRates, run: wrongRates },
  { code: 'C-02', severity: 'error', basis: ['platform'], mendable: false, lacks: lacksRates, run: overFull },
  { code: 'C-03', severity: 'error', basis: ['platform'], mendable: false, lacks: lacksTables, run: noBudget },
  { code: 'C-04', severity: 'warning', basis: ['own'], mendable: false, lacks: lacksTables, run: adjustments },
  { code: 'C-05', severity: 'question', basis: ['common'], mendable: false, lacks: lacksRates, run: otherBases },
  {
    code: 'C-06',
    severity: 'note',
    basis: ['own'],
    mendable: false,
    lacks: (context) => (context.input.assessment ? null : say('checks', 'lacks.assessment')),
    run: basisMatters,
  },
  { code: 'C-07', severity: 'error', basis: ['common'], mendable: false, lacks: lacksTables, run: halfPairs },
  { code: 'C-08', severity: 'warning', basis: ['ministry'], mendable: false, lacks: lacksTables, run: overControl },
  { code: 'C-09', severity: 'question', basis: ['common'], mendable: true, lacks: lacksRates, run: truncatedRates },
  { code: 'C-10', severity: 'error', basis: ['own'], mendable: false, lacks: lacksTables, run: overProcurement },
  { code: 'C-11', severity: 'question', basis: ['common'], mendable: false, lacks: lacksText, run: projectTotals },
  { code: 'C-12', severity: 'question', basis: ['common'], mendable: false, lacks: lacksQuarters, run: lastQuarter },
  { code: 'C-13', severity: 'error', basis: ['own'], mendable: false, lacks: lacksQuarters, run: fallingProgress },
  { code: 'C-14', severity: 'note', basis: ['common'], mendable: true, lacks: lacksTables, run: growthFromNothing },
  { code: 'C-15', severity: 'error', basis: ['ministry'], mendable: false, lacks: lacksTables, run: overStaffed },
  { code: 'C-16', severity: 'error', basis: ['own'], mendable: false, lacks: lacksTables, run: assets },
  { code: 'C-17', severity: 'warning', basis: ['publicReview'], mendable: false, lacks: lacksShares, run: outOfRange },
  { code: 'C-18', severity: 'warning', basis: ['publicReview'], mendable: false, lacks: lacksText, run: initialWords },
  { code: 'C-19', severity: 'warning', basis: ['localForm'], mendable: false, lacks: lacksMonths, run: slowMonths },
];

function lacksTables(context: CheckContext): string | null {
  return context.tables.length > 0 || context.forms.length > 0 ? null : say('checks', 'lacks.tables');
}
function lacksShares(context: CheckContext): string | null {
  return context.targetLists.length > 0 ? null : lacksTables(context);
}
function lacksRates(context: CheckContext): string | null {
  return context.statedRates.length > 0 ? null : say('checks', 'lacks.rates');
}
function lacksQuarters(context: CheckContext): string | null {
  return context.tables.some(({ table }) => table.kind === 'quarters') ? null : say('checks', 'lacks.quarters');
}
function lacksText(context: CheckContext): string | null {
  return context.once(longTexts).length > 0 ? null : say('checks', 'lacks.text');
}
function lacksMonths(context: CheckContext): string | null {
  return context.tables.some(({ table }) =>
    table.rows.some((row) => /^(?:截[至止])?(?:20\d{2}年)?(?:1月?至?[-—~]?)?(?:4|6|8|10)月/.test(plainText(row.label))),
  )
    ? null
    : say('checks', 'lacks.months');
}

function places(rate: StatedRate): number {
  return Math.min(Math.max(rate.places, 0), 4);
}

function expectedText(context: CheckContext, rate: StatedRate, basis: RateBasis): string {
  const decimals = Math.max(places(rate), 2);
  return `${round(basis.rate.times(100), decimals, context.rounding, new Decimal(100)).toFixed(decimals)}%`;
}

function amountOf(number: ReadNumber): string {
  return number.quantity === 'money'
    ? amountText(amountIn(number), number.unit, number.places)
    : number.quantity === 'rate'
      ? rateText(amountIn(number))
      : number.value;
}

function statedText(rate: StatedRate): string {
  const shown = plainText(rate.printed?.shown ?? '');
  return shown.includes('%') || rate.stated === null ? shown : `${rate.stated.times(100).toFixed()}%`;
}

/** The rate as the cell would hold it: a fraction under a percent format, a percentage otherwise. */
function mendRate(context: CheckContext, rate: StatedRate, basis: RateBasis) {
  const printed = rate.printed;
  const decimals = Math.max(places(rate), 2);
  const percentage = round(basis.rate.times(100), decimals, context.rounding, new Decimal(100));
  const cell = context.cell(rate.cell);
  const asFraction =
    printed === null
      ? (cell?.format.includes('%') ?? false) || isBlank(cell)
      : printed.percent || (rate.stated?.equals(printed.value) ?? false);
  const format = printed === null || printed.text ? (asFraction ? `0.${'0'.repeat(decimals)}%` : undefined) : undefined;
  return context.mendCell(rate.cell, { kind: 'number', value: (asFraction ? percentage.dividedBy(100) : percentage).toFixed() }, format);
}

/** C-01: the stated rate is not the one that the amounts give; or it is missing on the row that the form scores. */
function wrongRates(context: CheckContext): Draft[] {
  return context.statedRates.flatMap((rate): Draft[] => {
    const basis = rate.bases[0];
    if (!basis || (rate.verdict !== 'wrong' && rate.verdict !== 'missing')) return [];
    if (rate.verdict === 'wrong' && followsFromSources(context, rate, basis)) return [];
    const expected = expectedText(context, rate, basis);
    const working = `${rate.numeratorName}${amountOf(rate.numerator)}÷${basis.name}${amountOf(basis.number)}`;
    if (rate.verdict === 'missing') {
      return [
        {
          message: say('checks', 'C-01.missing', { subject: rate.subject, label: rate.label, expected, working }),
          cells: rateCells(rate),
          expected,
          mend: mendRate(context, rate, basis),
        },
      ];
    }
    const stated = statedText(rate);
    return [
      {
        message: say('checks', 'C-01', { subject: rate.subject, label: rate.label, expected, working, stated }),
        cells: rateCells(rate),
        stated,
        expected,
        difference: rate.stated ? rateText(rate.stated.minus(basis.rate)) : '',
        mend: mendRate(context, rate, basis),
      },
    ];
  });
}

/** The rate would be right if the amount it stands on were what the sum of the sources (K-04) wants: the amount is at fault, not the rate. */
export function followsFromSources(
  context: CheckContext,
  rate: StatedRate,
  basis: RateBasis,
  codes: readonly CheckCode[] = ['K-04'],
): boolean {
  const { stated, places: decimals } = rate;
  if (stated === null) return false;
  const within = Decimal.max(powerOfTen(-decimals).times('0.005'), '0.00005');
  const [top, below] = [rate.numerator, basis.number].map((number) => [amountIn(number), wantedBySources(context, number, codes)] as const);
  if (!top || !below) return false;
  const pairs = [
    [top[1], below[0]],
    [top[0], below[1]],
  ] as const;
  return pairs.some(
    ([numerator, denominator]) =>
      numerator && denominator && !denominator.isZero() && numerator.dividedBy(denominator).minus(stated).abs().lessThanOrEqualTo(within),
  );
}

/** The scored rate of a form stands on an amount that its sources contradict: what would follow from it is not said as well. */
export function doubtfulExecution(context: CheckContext, sheet: string): boolean {
  return context.statedRates.some((rate) => {
    const [basis] = rate.bases;
    return (
      rate.role === 'formScored' && rate.sheet === sheet && rate.verdict === 'wrong' && basis && followsFromSources(context, rate, basis)
    );
  });
}

/** C-02: a full-year execution rate above 100 %. Quarterly 序时执行率 is exempt. */
function overFull(context: CheckContext): Draft[] {
  const receipts = new Set(
    context.tables.flatMap(({ table }) =>
      table.rows.flatMap((row) => (spendsBudget(table, row) ? [] : cellsOf(row.numbers.get('outturn')))),
    ),
  );
  const over = context.statedRates.flatMap((rate) => {
    const basis = rate.bases.find(({ name }) => name === say('checks', 'measure.full'));
    if (rate.kind !== 'execution' || !basis || rate.item?.startsWith('threePublic')) return [];
    if (rate.role === 'formPart' || rate.role === 'part' || rate.numerator.cells.some((cell) => receipts.has(cell))) return [];
    const stated = rate.stated !== null && rate.verdict !== 'wrong' && rate.verdict !== 'otherBasis' && rate.stated.greaterThan(1);
    if (!basis.rate.greaterThan(1) && !stated) return [];
    return [{ rate, basis }];
  });
  // A total exceeds because a row above it does: the row is what is to be mended.
  const details = new Set(over.filter(({ rate }) => rate.role === 'detail').map(({ rate }) => rate.sheet));
  for (const { sheet, total } of context.once(unbudgeted)) if (!total) details.add(sheet);
  return over
    .filter(({ rate }) => !(details.has(rate.sheet) && (rate.role === 'total' || rate.role === 'subtotal')))
    .map(({ rate, basis }) => ({
      message: say('checks', 'C-02', { subject: rate.subject, rate: rateText(basis.rate) }),
      cells: rateCells(rate, basis),
      stated: rateText(basis.rate),
      expected: '≤100%',
    }));
}

/** A row with 执行数 and a 全年预算数 of nothing. */
interface Unbudgeted {
  readonly name: string;
  readonly sheet: string;
  readonly total: boolean;
  readonly full: ReadNumber;
  readonly outturn: ReadNumber;
}

function unbudgeted(context: CheckContext): Unbudgeted[] {
  const found: Unbudgeted[] = [];
  const look = (numbers: ReadonlyMap<string, ReadNumber>, row: Pick<Unbudgeted, 'name' | 'sheet' | 'total'>): void => {
    const [full, outturn] = [numbers.get('budget.full'), numbers.get('outturn')];
    if (!full || !outturn || full.quantity !== 'money' || !amountIn(full).isZero() || !amountIn(outturn).greaterThan(0)) return;
    found.push({ ...row, full, outturn });
  };
  for (const { table } of context.tables)
    for (const row of table.rows)
      if (row.role !== 'heading' && spendsBudget(table, row))
        look(row.numbers, { name: row.name || row.label, sheet: table.sheet, total: row.role === 'total' || row.role === 'subtotal' });
  for (const { form } of context.forms)
    for (const row of form.amounts)
      look(row.numbers, { name: row.scored ? say('checks', 'name.formTotal') : row.source, sheet: form.sheet, total: row.scored });
  return found;
}

/** C-03: money was spent without a budget. */
function noBudget(context: CheckContext): Draft[] {
  return context.once(unbudgeted).map(({ name, full, outturn }) => ({
    message: say('checks', 'C-03', { name, outturn: amountOf(outturn) }),
    cells: cellsOf(full, outturn),
    stated: amountOf(outturn),
  }));
}

/** Limit of 预算调整率 until a local rule says otherwise. */
const adjustmentLimit = new Decimal('0.1');

/** C-04: 预算调整率 of the whole unit above 10 %. */
function adjustments(context: CheckContext): Draft[] {
  for (const { table } of context.tables) {
    if (table.kind === 'projects') continue;
    const row = table.rows.find(
      ({ item, numbers }) => item === 'total' && numbers.has('budget.adjustment') && numbers.has('budget.initial'),
    );
    const adjustment = row?.numbers.get('budget.adjustment');
    const initial = row?.numbers.get('budget.initial');
    if (!row || !adjustment || !initial || amountIn(initial).isZero()) continue;
    const rate = amountIn(adjustment).abs().dividedBy(amountIn(initial));
    if (rate.lessThanOrEqualTo(adjustmentLimit) || explains(row.remark)) continue;
    return [
      {
        message: say('checks', 'C-04', { rate: rateText(rate), limit: rateText(adjustmentLimit, 0) }),
        cells: cellsOf(adjustment, initial),
        stated: rateText(rate),
        expected: `≤${rateText(adjustmentLimit, 0)}`,
        reasonCell: row.remarkCell,
      },
    ];
  }
  return [];
}

/** Whether a remark explains anything (a remark about rounding or a denominator does not). */
export function explains(remark: string | null): boolean {
  const text = plainText(remark ?? '');
  return text.length >= 4 && !/四舍五入|尾差|分母/.test(text);
}

/** Rates of one column that share a peculiarity, in the order of the sheet: they are one habit, and one finding. */
function byHabit(rates: readonly StatedRate[], habit: (rate: StatedRate) => string): StatedRate[][] {
  const groups = new Map<string, StatedRate[]>();
  for (const rate of rates) {
    const key = [rate.sheet, parseFullReference(rate.cell)?.area.left, rate.label, habit(rate)].join('|');
    const group = groups.get(key);
    if (group) group.push(rate);
    else groups.set(key, [rate]);
  }
  return [...groups.values()];
}

function moreOf(group: readonly unknown[]): string {
  return group.length > 1 ? say('checks', 'list.more', { count: group.length }) : '';
}

/** C-05: right only over another denominator. */
function otherBases(context: CheckContext): Draft[] {
  const rates = context.statedRates.filter(
    (rate) =>
      rate.verdict === 'otherBasis' &&
      rate.bases[0] &&
      rate.matched &&
      !followsFromSources(context, rate, rate.bases[0], ['K-03', 'K-04', 'K-10', 'K-01']),
  );
  return byHabit(rates, ({ matched }) => matched?.name ?? '').flatMap((group): Draft[] => {
    const [rate] = group;
    const basis = rate?.bases[0];
    if (!rate || !basis || !rate.matched) return [];
    const stated = statedText(rate);
    const expected = expectedText(context, rate, basis);
    const slots = { subject: rate.subject, more: moreOf(group), stated, first: rate.matched.name, second: basis.name, other: expected };
    return [
      {
        message: say('checks', 'C-05', slots),
        cells: [
          ...new Set([
            ...group.map(({ cell }) => cell),
            ...group.flatMap((entry) => [...rateCells(entry), ...(entry.matched?.number.cells ?? [])]),
          ]),
        ],
        stated,
        expected,
      },
    ];
  });
}

/** C-06: what the choice of denominator is worth in points. */
function basisMatters(context: CheckContext): Draft[] {
  if (context.systemAssumed) return [];
  return (context.input.assessment?.indicators ?? []).flatMap((indicator) => {
    if (indicator.score === null || indicator.status !== 'computed') return [];
    const score = new Decimal(indicator.score);
    const other = indicator.alternatives.find(
      (alternative) => alternative.score !== null && !new Decimal(alternative.score).equals(score) && alternative.rate !== indicator.rate,
    );
    if (!other || other.score === null || other.shownRate === null) return [];
    const part = indicator.parts.find(({ basis, shownRate }) => basis !== null && basis !== other.basis && shownRate !== null);
    const cells = basisCells(context, indicator);
    const firstRate = indicator.shownRate ?? part?.shownRate;
    if (!firstRate) return [];
    return [
      {
        message: say('checks', 'C-06', {
          name: part ? `${indicator.name}：${part.name}` : indicator.name,
          first: (indicator.shownRate === null ? part?.basis : null) ?? indicator.basis.split('；')[0] ?? '',
          firstRate,
          second: other.basis,
          secondRate: other.shownRate,
          points: score.minus(other.score).abs().toFixed(),
        }),
        cells,
      },
    ];
  });
}

/** What a rate was computed from, and the amounts that its other bases stand on. */
function basisCells(context: CheckContext, { operands, inputs }: IndicatorResult): string[] {
  const facts = context.input.reading.facts;
  const items = new Set(inputs.map((id) => id.slice(0, id.indexOf(':'))));
  const others = [...items].flatMap((item) =>
    (['budget.initial', 'budget.full', 'received'] as const).flatMap((measure) => facts.get(`${item}:${measure}`)?.cells ?? []),
  );
  const forms =
    inputs.length > 0
      ? []
      : context.forms.flatMap(({ form }) =>
          form.amounts.filter(({ scored }) => scored).flatMap(({ numbers }) => cellsOf(...numbers.values())),
        );
  return [
    ...new Set([...operands.flatMap(({ cells }) => cells), ...inputs.flatMap((id) => facts.get(id)?.cells ?? []), ...forms, ...others]),
  ];
}

/** C-07: of a control rate only the budget or only the actual stands there. */
function halfPairs(context: CheckContext): Draft[] {
  const drafts: Draft[] = [];
  for (const { table } of context.tables) {
    const hasOutturn = table.columns.some(({ measure }) => measure === 'outturn');
    const hasBudget = table.columns.some(({ measure }) => measure === 'budget.initial' || measure === 'budget.full');
    const ratesColumn = table.columns.some(({ label }) => /控制率|执行率/.test(label));
    if (!hasOutturn || !hasBudget) continue;
    for (const row of table.rows) {
      if (!ratesColumn && !(row.item === 'threePublic' && blankAmount(context, table, row))) continue;
      const control = row.item === 'threePublic' || row.item === 'procurement' || row.item === 'basic.operating';
      if (!control || (row.item === 'basic.operating' && table.rows.some(({ item }) => item === 'basic'))) continue;
      const budget = row.numbers.get('budget.initial') ?? row.numbers.get('budget.full');
      const outturn = row.numbers.get('outturn');
      if ((budget && outturn) || (!budget && !outturn)) continue;
      if (['budget.initial', 'budget.full', 'outturn'].some((measure) => context.unread(table, row, measure))) continue;
      drafts.push({
        message: say('checks', 'C-07', {
          name: row.name || row.label,
          missing: say('checks', budget ? 'name.actualSpending' : 'name.budgetAmount'),
          rate: say('checks', row.item === 'procurement' ? 'name.procurementRate' : 'name.controlRate'),
        }),
        cells: [row.cell, ...cellsOf(budget, outturn)],
      });
    }
  }
  return drafts;
}

/** Whether the budget or the outturn of a row is an empty cell (not “—”) in a table whose other rows fill both. */
function blankAmount(context: CheckContext, table: Table, row: TableRow): boolean {
  const columns = table.columns.filter(({ measure }) => measure === 'budget.initial' || measure === 'budget.full' || measure === 'outturn');
  const complete = table.rows.filter(({ numbers }) => columns.every(({ measure }) => measure !== null && numbers.has(measure)));
  return (
    table.orientation === 'columns' &&
    columns.length === 2 &&
    complete.length > 1 &&
    columns.some(({ column }) => context.textAt(context.at(table.sheet, row.row, column)) === '')
  );
}

/** C-08: 三公 or 日常公用 above what was planned. */
function overControl(context: CheckContext): Draft[] {
  const drafts: Draft[] = [];
  const facts = context.input.reading.facts;
  // Where 三公 is a row with both amounts; where its items run across, budget and outturn are facts of two column groups.
  const asRow = context.tables.some(({ table }) =>
    table.rows.some(({ item, numbers }) => item === 'threePublic' && numbers.has('outturn') && numbers.size > 1),
  );
  for (const { table } of context.tables) {
    if (table.kind === 'projects') continue;
    for (const row of table.rows) {
      const threePublic = row.item === 'threePublic';
      const operating = row.item === 'basic.operating' && table.columns.some(({ label }) => label.includes('控制率'));
      if (!threePublic && !operating) continue;
      const outturn = row.numbers.get('outturn');
      const budget = threePublic
        ? (row.numbers.get('budget.initial') ?? row.numbers.get('budget.full'))
        : (row.numbers.get('budget.full') ?? row.numbers.get('budget.initial'));
      if (!outturn || !budget || amountIn(budget).isZero() || amountIn(outturn).lessThanOrEqualTo(amountIn(budget))) continue;
      const rate = rateText(amountIn(outturn).dividedBy(amountIn(budget)));
      drafts.push({
        message: say('checks', 'C-08', { name: row.name || row.label, outturn: amountOf(outturn), budget: amountOf(budget), rate }),
        cells: cellsOf(outturn, budget),
        stated: rate,
        expected: '≤100%',
      });
    }
  }
  const [planned, spent] = [facts.get('threePublic:budget.initial'), facts.get('threePublic:outturn')];
  if (asRow || planned?.status !== 'read' || spent?.status !== 'read') return drafts;
  const [budget, outturn] = [new Decimal(planned.value), new Decimal(spent.value)];
  if (budget.isZero() || outturn.lessThanOrEqualTo(budget)) return drafts;
  const rate = rateText(outturn.dividedBy(budget));
  const unit = context.readingOf(parseFullReference(spent.cells[0] ?? '')?.sheet ?? '')?.unit ?? null;
  drafts.push({
    message: say('checks', 'C-08', {
      name: say('checks', 'name.threePublic'),
      outturn: amountText(outturn, unit),
      budget: amountText(budget, unit),
      rate,
    }),
    cells: [...spent.cells, ...planned.cells],
    stated: rate,
    expected: '≤100%',
  });
  return drafts;
}

/** C-09: the stated rate is cut off instead of rounded. */
function truncatedRates(context: CheckContext): Draft[] {
  const rates = context.statedRates.filter(({ verdict, bases }) => verdict === 'truncated' && bases[0]);
  return byHabit(rates, () => '').flatMap((group): Draft[] => {
    const [rate] = group;
    const basis = rate?.bases[0];
    if (!rate || !basis) return [];
    const stated = statedText(rate);
    const expected = expectedText(context, rate, basis);
    const operations = group.flatMap((entry) => (entry.bases[0] ? (mendRate(context, entry, entry.bases[0])?.operations ?? []) : []));
    return [
      {
        message: say('checks', 'C-09', { subject: rate.subject, more: moreOf(group), stated, expected }),
        cells: [...new Set([...group.map(({ cell }) => cell), ...group.flatMap((entry) => rateCells(entry))])],
        stated,
        expected,
        mend: operations.length > 0 ? { operations } : null,
      },
    ];
  });
}

/** C-10: more bought than planned. */
function overProcurement(context: CheckContext): Draft[] {
  return context.tables.flatMap(({ table }) =>
    table.rows.flatMap((row): Draft[] => {
      const plan = row.numbers.get('budget.full') ?? row.numbers.get('budget.initial');
      const outturn = row.numbers.get('outturn');
      if (row.item !== 'procurement' || !plan || !outturn || amountIn(outturn).lessThanOrEqualTo(amountIn(plan))) return [];
      return [
        {
          message: say('checks', 'C-10', { outturn: amountOf(outturn), plan: amountOf(plan) }),
          cells: cellsOf(outturn, plan),
          stated: amountOf(outturn),
          expected: `≤${amountOf(plan)}`,
        },
      ];
    }),
  );
}

/** Sentences in cells (overall goals, notes), with their cells. */
export function longTexts(context: CheckContext): { readonly cell: string; readonly text: string }[] {
  const found: { cell: string; text: string }[] = [];
  for (const sheet of context.sheets) {
    for (const [row, cells] of sheet.cells) {
      for (const [column, cell] of cells) {
        if (cell.kind === 'text' && cell.value.length >= 16 && cell.value.length <= 4000)
          found.push({ cell: context.at(sheet.name, row, column), text: plainText(cell.value) });
      }
    }
  }
  return found;
}

const unitFactor = { 元: 1, 万元: 10000, 亿元: 100000000 } as const;

/** C-11: the project total that a sentence speaks of is neither the budget nor the outturn of 项目支出. */
function projectTotals(context: CheckContext): Draft[] {
  const known = (['budget.initial', 'budget.full', 'outturn', 'received'] as const).flatMap(
    (measure) => context.input.reading.facts.get(`project:${measure}`) ?? [],
  );
  if (known.length === 0) return [];
  return context.once(longTexts).flatMap(({ cell, text }): Draft[] => {
    const match = /项目(?:资金|支出|金额)(?:合计|总计|共计|总额)(?:为|共)?(\d[\d,]{0,18}(?:\.\d{1,6})?)(万元|亿元|元)/.exec(text);
    if (!match) return [];
    const amount = new Decimal((match[1] as string).replace(/,/g, '')).times(unitFactor[match[2] as '元' | '万元' | '亿元']);
    const step = new Decimal(unitFactor[match[2] as '元' | '万元' | '亿元']).times(powerOfTen(-(match[1]?.split('.')[1]?.length ?? 0)));
    if (known.some(({ value }) => amount.minus(value).abs().lessThanOrEqualTo(step))) return [];
    const first = known.find(({ id }) => id === 'project:outturn') ?? known[0];
    if (!first) return [];
    const project = amountText(new Decimal(first.value), match[2] === '元' ? 'yuan' : 'tenThousandYuan');
    return [
      {
        message: say('checks', 'C-11', { text: `${match[1]}${match[2]}`, project }),
        cells: [cell, ...first.cells],
        stated: `${match[1]}${match[2]}`,
        expected: project,
      },
    ];
  });
}

interface QuarterRow {
  readonly row: Pick<TableRow, 'item' | 'name' | 'label' | 'numbers'>;
  readonly cumulative: ReadNumber;
  readonly unread: boolean;
}

/** The quarters' cumulative progress, whether they stand below or beside each other. */
function quarterRows(context: CheckContext): QuarterRow[] {
  const below = quartersBelow(context);
  return below.length > 0 ? below : quartersBeside(context);
}

/** Quarters as columns: no rows of the table, only facts. */
function quartersBeside(context: CheckContext): QuarterRow[] {
  const facts = context.input.reading.facts;
  const printed = (id: FactId): ReadNumber | null => {
    const fact = facts.get(id);
    if (fact?.status !== 'read') return null;
    return { value: fact.value, quantity: 'rate', shown: fact.shown, cells: fact.cells, formula: null, places: 2, unit: null, text: false };
  };
  return ([1, 2, 3, 4] as const).flatMap((quarter): QuarterRow[] => {
    const cumulative = printed(`quarter.${quarter}:cumulative`);
    const rate = printed(`quarter.${quarter}:rate`);
    if (!cumulative) return [];
    const name = say('checks', 'name.quarter', { quarter: '一二三四'.charAt(quarter - 1) });
    return [
      { row: { item: `quarter.${quarter}`, name, label: name, numbers: new Map(rate ? [['rate', rate]] : []) }, cumulative, unread: false },
    ];
  });
}

function quartersBelow(context: CheckContext): QuarterRow[] {
  return context.tables
    .filter(({ table }) => table.kind === 'quarters')
    .flatMap(({ table }) =>
      table.rows.flatMap((row) => {
        const cumulative = row.numbers.get('cumulative');
        return cumulative && row.item?.startsWith('quarter.') ? [{ row, cumulative, unread: context.unread(table, row, 'rate') }] : [];
      }),
    )
    .sort((left, right) => (left.row.item ?? '').localeCompare(right.row.item ?? ''));
}

/** C-12: the fourth quarter against the whole year. */
function lastQuarter(context: CheckContext): Draft[] {
  const last = context.once(quarterRows).find(({ row }) => row.item === 'quarter.4');
  const stated = last?.row.numbers.get('rate') ?? last?.cumulative;
  const year = context.statedRates.find(({ kind, item, role }) => kind === 'execution' && item === 'total' && role !== 'formPart');
  const basis = year?.bases[0];
  if (!last || last.unread || !stated || !year || !basis) return [];
  const quarter = amountIn(stated);
  if (quarter.minus(basis.rate).abs().lessThanOrEqualTo('0.005')) return [];
  return [
    {
      message: say('checks', 'C-12', { quarter: rateText(quarter), year: rateText(basis.rate) }),
      cells: [...new Set([...stated.cells, ...rateCells(year)])],
      stated: rateText(quarter),
      expected: rateText(basis.rate),
    },
  ];
}

/** C-13: cumulative progress falls, or passes 100 %. */
function fallingProgress(context: CheckContext): Draft[] {
  const rows = context.once(quarterRows);
  return rows.flatMap(({ row, cumulative }, index): Draft[] => {
    const before = rows[index - 1];
    const value = amountIn(cumulative);
    if (before && value.lessThan(amountIn(before.cumulative))) {
      return [
        {
          message: say('checks', 'C-13', {
            quarter: row.name || row.label,
            now: rateText(value),
            before: rateText(amountIn(before.cumulative)),
          }),
          cells: cellsOf(cumulative, before.cumulative),
          stated: rateText(value),
        },
      ];
    }
    if (!value.greaterThan(1)) return [];
    return [
      {
        message: say('checks', 'C-13.over', { quarter: row.name || row.label, now: rateText(value) }),
        cells: cellsOf(cumulative),
        stated: rateText(value),
        expected: '≤100%',
      },
    ];
  });
}

/** C-14: a growth rate over nothing. */
function growthFromNothing(context: CheckContext): Draft[] {
  return context.tables.flatMap(({ table }) => {
    const column = table.columns.find(({ label }) =>
      /增减率|增长率|变动率|增减(?:比例|幅度)|同比|(?:增减|增长|变动)[^/]{0,4}%/.test(plainText(label)),
    );
    const sheet = context.sheet(table.sheet);
    if (!column || !sheet) return [];
    return table.rows.flatMap((row): Draft[] => {
      const before = row.numbers.get('prior.outturn') ?? row.numbers.get('prior.budget');
      const cell = sheet.cells.get(row.row)?.get(column.column);
      if (!before || !amountIn(before).isZero() || cell?.kind !== 'number') return [];
      const reference = context.at(table.sheet, row.row, column.column);
      return [
        {
          message: say('checks', 'C-14', { name: (row.name || row.label).trim() || shortReference(reference) }),
          cells: [reference, ...before.cells],
          stated: cell.shown,
          expected: '—',
          mend: context.mendCell(reference, { kind: 'text', value: '—' }),
        },
      ];
    });
  });
}

/** C-15: more people in post than posts. */
function overStaffed(context: CheckContext): Draft[] {
  return context.tables.flatMap(({ table }) =>
    table.rows.flatMap((row): Draft[] => {
      const posts = row.numbers.get('establishment');
      const people = row.numbers.get('onPost');
      if (!posts || !people || row.role === 'heading' || amountIn(posts).isZero() || amountIn(people).lessThanOrEqualTo(amountIn(posts)))
        return [];
      const rate = rateText(amountIn(people).dividedBy(amountIn(posts)));
      return [
        {
          message: say('checks', 'C-15', { people: people.value, posts: posts.value, rate }),
          cells: cellsOf(people, posts),
          stated: people.value,
          expected: `≤${posts.value}`,
        },
      ];
    }),
  );
}

/** C-16: 在用 + 闲置 = 原值. */
function assets(context: CheckContext): Draft[] {
  return context.tables.flatMap(({ table }) =>
    table.rows.flatMap((row): Draft[] => {
      const [original, inUse, idle] = ['original', 'inUse', 'idle'].map((measure) => row.numbers.get(measure));
      if (!original || !inUse) return [];
      // Where other uses stand beside them (出租出借, 待处置), in use and idle are not all of it.
      const others = table.columns.some(({ label }) => /出租|出借|待处置|待报废|毁损|对外投资/.test(label));
      const rest = idle && !others ? amountIn(idle) : null;
      const over = amountIn(inUse).greaterThan(amountIn(original));
      const difference = rest ? amountIn(original).minus(amountIn(inUse)).minus(rest) : null;
      const step = powerOfTen(-Math.min(original.places, 2))
        .times(original.unit === 'tenThousandYuan' ? 10000 : 1)
        .times('1.5');
      if (!over && (difference === null || difference.abs().lessThanOrEqualTo(step))) return [];
      return [
        {
          message: say('checks', 'C-16', {
            inUse: amountOf(inUse),
            idle: idle ? amountOf(idle) : '0',
            original: amountOf(original),
            difference: amountText(
              amountIn(original)
                .minus(amountIn(inUse))
                .minus(rest ?? 0)
                .abs(),
              original.unit,
              original.places,
            ),
          }),
          cells: cellsOf(original, inUse, idle),
          stated: amountOf(original),
          expected: amountText(amountIn(inUse).plus(rest ?? 0), original.unit, original.places),
          difference: amountText(
            amountIn(original)
              .minus(amountIn(inUse))
              .minus(rest ?? 0),
            original.unit,
            original.places,
          ),
        },
      ];
    }),
  );
}

/** C-17: a share that can not leave 0–100 %. */
function outOfRange(context: CheckContext): Draft[] {
  const drafts: Draft[] = [];
  for (const rate of context.statedRates) {
    if (rate.kind !== 'utilisation' || rate.stated === null || (!rate.stated.greaterThan(1) && !rate.stated.isNegative())) continue;
    drafts.push({
      message: say('checks', 'C-17', { name: rate.label, rate: statedText(rate) }),
      cells: rateCells(rate),
      stated: statedText(rate),
      expected: '0–100%',
    });
  }
  for (const { targets } of context.targetLists) {
    for (const target of targets) {
      if (
        !/满意|知晓率|利用率/.test(`${target.name}`) ||
        target.actual === null ||
        target.cells.actual === null ||
        !/^-?\d+(\.\d+)?$/.test(target.actual)
      )
        continue;
      const value = new Decimal(target.actual);
      const percent = target.unit?.includes('%') || context.textAt(target.cells.actual).includes('%');
      if (!percent || (!value.greaterThan(1) && !value.isNegative())) continue;
      if (value.greaterThan(1) && withinHundred(context, target.cells.actual, value)) continue;
      drafts.push({
        message: say('checks', 'C-17', { name: target.name, rate: percentText(context, target.cells.actual) }),
        cells: [target.cells.actual, target.cells.name],
        stated: percentText(context, target.cells.actual),
        expected: '0–100%',
      });
    }
  }
  return drafts;
}

function percentText(context: CheckContext, cell: string): string {
  const text = context.textAt(cell);
  return /\d$/.test(text) ? `${text}%` : text;
}

/** Whether a percentage read as more than 1 is no more than 100 % all the same: `92.5%` or 92.5 kept as it is printed. */
export function withinHundred(context: CheckContext, cell: string, value: Decimal): boolean {
  const printed = printedNumber(context.cell(cell));
  if (printed?.percent) return printed.value.lessThanOrEqualTo(1);
  return value.lessThanOrEqualTo(100) && !scaledDown(context, cell, value);
}

/** Whether a percentage was read as a fraction of what its cell prints: `105%`, or 105 beside the unit %. */
function scaledDown(context: CheckContext, cell: string, value: Decimal): boolean {
  const printed = printedNumber(context.cell(cell));
  return context.textAt(cell).includes('%') || (printed !== null && !printed.value.equals(value));
}

/** C-18: “完成年初预算的…%” where there was no 年初预算. */
function initialWords(context: CheckContext): Draft[] {
  const zero = context.tables
    .flatMap(({ table }) => table.rows)
    .find((row) => row.item === 'total' && row.numbers.get('budget.initial')?.value === '0');
  if (!zero) return [];
  return context.once(longTexts).flatMap(({ cell, text }) => {
    const words = /完成年初预算的?\d[\d.]*%?/.exec(text)?.[0];
    return words === undefined
      ? []
      : [{ message: say('checks', 'C-18', { text: words }), cells: [cell, ...cellsOf(zero.numbers.get('budget.initial'))], stated: words }];
  });
}

const monthLimits: readonly (readonly [RegExp, string])[] = [
  [/(?:^|[-—~至止年])4月/, '0.25'],
  [/(?:^|[-—~至止年])6月/, '0.4'],
  [/(?:^|[-—~至止年])8月/, '0.6'],
  [/(?:^|[-—~至止年])10月/, '0.8'],
];

/** C-19: behind the monitoring thresholds of April, June, August and October. */
function slowMonths(context: CheckContext): Draft[] {
  return context.tables.flatMap(({ table }) =>
    table.rows.flatMap((row): Draft[] => {
      const limit = monthLimits.find(([pattern]) => pattern.test(plainText(row.label)))?.[1];
      const progress = row.numbers.get('cumulative') ?? row.numbers.get('rate') ?? row.numbers.get('stated');
      if (!limit || !progress || progress.quantity !== 'rate' || amountIn(progress).greaterThanOrEqualTo(limit)) return [];
      return [
        {
          message: say('checks', 'C-19', {
            month: (row.name || row.label).trim().replace(/^截[至止]/, ''),
            rate: rateText(amountIn(progress)),
            limit: rateText(new Decimal(limit), 0),
          }),
          cells: cellsOf(progress),
          stated: rateText(amountIn(progress)),
          expected: `≥${rateText(new Decimal(limit), 0)}`,
        },
      ];
    }),
  );
}
