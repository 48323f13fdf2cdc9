import { Decimal, powerOfTen } from '../amounts/decimal';
import type { ProjectRow, ReadNumber, TableRow } from '../reading/reading';
import { say } from '../wording/wording';
import { contains, parseFullReference } from '../workbook/address';
import type { Check, CheckCode, Draft } from './check';
import { amountIn, type CheckContext, cellsOf, spendsBudget } from './context';
import { amountText, plainText } from './printed';
import { addTo, holds, measureLabel, type Relation, relationCells, wantedBySources } from './relations';

/** Group K 勾稽关系: sums and balances between printed amounts. */
export const reconciliationChecks: readonly Check[] = [
  sums('K-01', 'error', 'publicReview'),
  sums('K-02', 'error', 'publicReview'),
  sums('K-03', 'error', 'platform'),
  sums('K-04', 'error', 'platform'),
  sums('K-05', 'error', 'platform'),
  sums('K-06', 'error', 'publicReview'),
  {
    code: 'K-07',
    severity: 'error',
    basis: ['publicReview'],
    mendable: false,
    lacks: (context) =>
      context.tables.some(({ table }) => table.kind === 'threePublic' || table.rows.some((row) => row.item?.startsWith('threePublic'))) ||
      context.relations.some(({ code }) => code === 'K-07')
        ? null
        : say('checks', 'lacks.threePublic'),
    run: (context) => broken(context, 'K-07').map((relation) => sumDraft(relation)),
  },
  sums('K-08', 'warning', 'publicReview'),
  sums('K-09', 'warning', 'own'),
  {
    code: 'K-10',
    severity: 'error',
    basis: ['publicReview'],
    mendable: false,
    lacks: (context) => (context.input.reading.projects.length > 0 ? null : say('checks', 'lacks.projects')),
    run: projectSums,
  },
  sums('K-11', 'warning', 'common'),
  { code: 'K-12', severity: 'warning', basis: ['common'], mendable: false, lacks: lacksTables, run: carryOver },
  { code: 'K-13', severity: 'note', basis: ['publicReview'], mendable: false, lacks: lacksTables, run: roundingTails },
  { code: 'K-14', severity: 'warning', basis: ['own'], mendable: false, lacks: lacksTables, run: overspent },
  {
    code: 'K-15',
    severity: 'error',
    basis: ['own'],
    mendable: false,
    lacks: (context) => (context.input.reading.projects.length > 0 ? null : say('checks', 'lacks.projects')),
    run: duplicates,
  },
  {
    code: 'K-16',
    severity: 'warning',
    basis: ['ministry'],
    mendable: true,
    lacks: (context) => (context.forms.length > 0 ? null : say('checks', 'lacks.forms')),
    run: formAgainstBudget,
  },
];

function lacksTables(context: CheckContext): string | null {
  return context.tables.length > 0 || context.forms.length > 0 ? null : say('checks', 'lacks.tables');
}

function sums(
  code: CheckCode & `K-${string}`,
  severity: 'error' | 'warning',
  basis: 'publicReview' | 'platform' | 'own' | 'common',
): Check {
  return {
    code,
    severity,
    basis: [basis],
    mendable: false,
    lacks: lacksTables,
    run: (context) => broken(context, code).map(sumDraft),
  };
}

function broken(context: CheckContext, code: CheckCode): Relation[] {
  return context.relations.filter((relation) => relation.code === code && !holds(relation));
}

/** The finding of a broken relation: which side is wrong can not be known from the sum alone, so both are named. */
function sumDraft(relation: Relation): Draft {
  const amount = (value: Decimal): string => amountText(value, relation.unit, relation.whole.number.places);
  const sum = relation.parts.reduce((total, { number, sign }) => addTo(total, amountIn(number), sign), new Decimal(0));
  const working = relation.parts
    .slice(0, 8)
    .map(({ name, number, sign }, index) => `${index === 0 && sign > 0 ? '' : sign > 0 ? '+' : '−'}${name}${amount(amountIn(number))}`)
    .join('');
  const slots = {
    column: relation.column,
    wholeName: relation.whole.name,
    whole: amount(amountIn(relation.whole.number)),
    working: relation.parts.length > 8 ? `${working}${say('checks', 'list.more', { count: relation.parts.length })}` : working,
    sum: amount(sum),
    difference: amount(relation.difference.abs()),
  };
  return {
    message: say(
      'checks',
      relation.code === 'K-08' && relation.whole.name !== say('checks', 'name.incomeTotal') ? 'K-01' : messageKey(relation.code),
      slots,
    ),
    cells: relationCells(relation),
    stated: slots.whole,
    expected: slots.sum,
    difference: amount(relation.difference),
    advice: say('checks', 'advice.bothSides', { first: relation.whole.name, second: relation.parts[0]?.name ?? '' }),
  };
}

function messageKey(code: CheckCode) {
  switch (code) {
    case 'K-01':
    case 'K-02':
      return 'K-01' as const;
    case 'K-03':
      return 'K-03' as const;
    case 'K-04':
      return 'K-04' as const;
    case 'K-05':
      return 'K-05' as const;
    case 'K-06':
      return 'K-06' as const;
    case 'K-07':
      return 'K-07' as const;
    case 'K-08':
      return 'K-08' as const;
    case 'K-09':
      return 'K-09' as const;
    case 'K-11':
      return 'K-11' as const;
    case 'K-12':
      return 'K-12.parts' as const;
    case 'N-11':
      return 'N-11' as const;
    default:
      return 'K-10' as const;
  }
}

/** K-10: the list against its totals. What exactly the terminated projects explain is one question for the whole list. */
function projectSums(context: CheckContext): Draft[] {
  const all = broken(context, 'K-10');
  const explained = all.filter((relation) => relation.terminated.length > 0);
  const twice = new Set(context.once(countedTwice).map(({ relation }) => relation));
  const drafts = all.filter((relation) => relation.terminated.length === 0 && !twice.has(relation)).map(sumDraft);
  const [first] = explained;
  if (first) {
    const shown = explained.find(({ column }) => /全年|调整后/.test(column)) ?? first;
    const difference = amountText(shown.difference.abs(), shown.unit, shown.whole.number.places);
    const sheets = new Set(explained.flatMap(({ whole }) => whole.number.cells.flatMap((cell) => parseFullReference(cell)?.sheet ?? [])));
    const totals = context.tables
      .filter(({ table }) => table.kind === 'projects' && sheets.has(table.sheet))
      .flatMap(({ table }) => table.rows.filter((row) => row.role === 'total'))
      .flatMap((row) => cellsOf(row.numbers.get('budget.full'), row.numbers.get('budget.initial')));
    drafts.push({
      severity: 'question',
      message: say('checks', 'K-10.terminated', { difference }),
      cells: [...new Set([...totals, ...explained.flatMap(({ whole, terminated }) => [...whole.number.cells, ...terminated])])],
      difference,
      advice: say('checks', 'K-10.terminatedAdvice'),
    });
  }
  return drafts;
}

/** Broken totals of a project list that are too high by exactly the subtotals above them: these were added as if they were projects. */
function countedTwice(context: CheckContext): { readonly relation: Relation; readonly subtotals: readonly TableRow[] }[] {
  return broken(context, 'K-10').flatMap((relation) => {
    const whole = parseFullReference(relation.whole.number.cells[0] ?? '');
    const table = context.tables.find(
      ({ table: entry }) =>
        whole && entry.kind === 'projects' && entry.sheet === whole.sheet && contains(entry.area, whole.area.top, whole.area.left),
    )?.table;
    const measure = table?.columns.find(({ column }) => column === whole?.area.left)?.measure;
    const subtotals = table?.rows.filter((row) => row.role === 'subtotal' && row.row < (whole?.area.top ?? 0)) ?? [];
    if (!measure || subtotals.length === 0) return [];
    const sum = subtotals.reduce((total, row) => total.plus(row.numbers.get(measure)?.value ?? 0), new Decimal(0));
    return !sum.isZero() && relation.difference.minus(sum).abs().lessThanOrEqualTo(relation.tolerance) ? [{ relation, subtotals }] : [];
  });
}

/** K-15 of a total that adds subtotals a second time: one finding a total row, whatever columns it shows in. */
function subtotalsAsProjects(context: CheckContext): Draft[] {
  const byTotal = new Map<string, { readonly subtotals: readonly TableRow[]; readonly relations: Relation[] }>();
  for (const { relation, subtotals } of context.once(countedTwice)) {
    const whole = parseFullReference(relation.whole.number.cells[0] ?? '');
    const key = `${whole?.sheet}!${whole?.area.top}`;
    const known = byTotal.get(key);
    if (known) known.relations.push(relation);
    else byTotal.set(key, { subtotals, relations: [relation] });
  }
  return [...byTotal.values()].flatMap(({ subtotals, relations }): Draft[] => {
    const [first] = relations;
    if (!first) return [];
    return [
      {
        message: say('checks', 'K-15.subtotal', { row: subtotals.map(({ row }) => row).join('、') }),
        cells: [
          ...new Set([
            ...subtotals.map(({ cell }) => cell),
            ...relations.flatMap(({ whole }) => whole.number.cells),
            ...subtotals.flatMap((row) => cellsOf(...row.numbers.values())),
          ]),
        ],
        stated: amountText(amountIn(first.whole.number), first.unit, first.whole.number.places),
        expected: amountText(amountIn(first.whole.number).minus(first.difference), first.unit, first.whole.number.places),
        difference: amountText(first.difference, first.unit, first.whole.number.places),
      },
    ];
  });
}

/** K-12: this year's own money + carry-over = 年初预算: the carry-over may be counted twice. Or the carry-over's own parts. */
function carryOver(context: CheckContext): Draft[] {
  const drafts = broken(context, 'K-12').map(sumDraft);
  for (const { table } of context.tables) {
    const column = table.columns.find(
      ({ label, measure }) => measure === null && /当年(?:预算)?安排|本年(?:预算)?安排/.test(plainText(label)),
    );
    const sheet = column ? context.sheet(table.sheet) : null;
    if (!column || !sheet) continue;
    for (const row of table.rows) {
      const initial = row.numbers.get('budget.initial');
      const opening = row.numbers.get('opening');
      const cell = sheet.cells.get(row.row)?.get(column.column);
      if (!initial || !opening || cell?.kind !== 'number' || amountIn(opening).isZero() || initial.unit === null) continue;
      const current = new Decimal(cell.value).times(amountIn(initial).dividedBy(printedOf(initial)));
      if (!current.isFinite() || current.isZero() || !current.plus(amountIn(opening)).equals(amountIn(initial))) continue;
      const amount = (value: Decimal): string => amountText(value, initial.unit, initial.places);
      drafts.push({
        message: say('checks', 'K-12', { whole: amount(amountIn(initial)), first: amount(current), second: amount(amountIn(opening)) }),
        cells: cellsOf(initial, opening),
        stated: amount(amountIn(initial)),
        expected: amount(current),
      });
    }
  }
  return drafts;
}

function printedOf(number: { readonly shown: string }): Decimal {
  const plain = plainText(number.shown).replace(/,/g, '');
  return /^-?\d+(\.\d+)?$/.test(plain) ? new Decimal(plain) : new Decimal(Number.NaN);
}

/** K-13: what misses by rounding only. */
function roundingTails(context: CheckContext): Draft[] {
  return context.relations
    .filter((relation) => holds(relation) && !relation.difference.isZero())
    .map((relation) => {
      const difference = amountText(relation.difference.abs(), relation.unit, relation.whole.number.places);
      const parts = relation.parts.slice(0, 3).map(({ name, sign }, index) => `${sign < 0 ? '−' : index === 0 ? '' : '+'}${name}`);
      const names = `${relation.whole.name}=${parts.join('')}${relation.parts.length > 3 ? '+…' : ''}`;
      return {
        message: say('checks', 'K-13', { relation: `${relation.column}：${names}`, difference }),
        cells: relationCells(relation),
        difference,
      };
    });
}

/** K-14: 执行数 > 全年预算数, in amounts of tables, projects and forms. */
function overspent(context: CheckContext): Draft[] {
  const drafts: Draft[] = [];
  for (const { table } of context.tables) {
    const spending = table.rows.filter((row) => row.role !== 'heading' && row.role !== 'note' && spendsBudget(table, row));
    const rows = spending.filter(({ numbers }) => exceeds(numbers));
    const below = spending.some(({ role, numbers }) => role === 'detail' && (exceeds(numbers) || withoutBudget(numbers)));
    for (const row of rows) {
      const full = row.numbers.get('budget.full');
      const outturn = row.numbers.get('outturn');
      // A total exceeds because a row above it does: the row is what is to be mended.
      if (!full || !outturn || (below && (row.role === 'total' || row.role === 'subtotal'))) continue;
      if (rows.some(({ parent }) => parent !== null && table.rows[parent] === row)) continue;
      if (table.kind === 'sources' && followsFromSources(context, full, outturn)) continue;
      drafts.push(overspentDraft(row.name || row.label, full, outturn));
    }
  }
  for (const { form } of context.forms) {
    const rows = form.amounts.filter(({ numbers }) => exceeds(numbers));
    const whole = rows.some(({ scored }) => scored);
    for (const row of rows) {
      const full = row.numbers.get('budget.full');
      const outturn = row.numbers.get('outturn');
      if (!full || !outturn || (whole && !row.scored) || followsFromSources(context, full, outturn)) continue;
      drafts.push(overspentDraft(row.scored ? say('checks', 'name.formTotal') : row.source, full, outturn));
    }
  }
  return drafts;
}

/** Nothing would be overspent if the budget were what the sources' total wants (K-04): the budget is at fault. */
function followsFromSources(context: CheckContext, full: ReadNumber, outturn: ReadNumber): boolean {
  return wantedBySources(context, full)?.greaterThanOrEqualTo(outturn.value) ?? false;
}

/** Money was spent of a budget of nothing (C-03). */
function withoutBudget(numbers: ReadonlyMap<string, ReadNumber>): boolean {
  const [full, outturn] = [numbers.get('budget.full'), numbers.get('outturn')];
  return full !== undefined && outturn !== undefined && amountIn(full).isZero() && amountIn(outturn).greaterThan(0);
}

/** Whether more was spent than there was, of a budget that is not nothing. */
function exceeds(numbers: ReadonlyMap<string, ReadNumber>): boolean {
  const full = numbers.get('budget.full');
  const outturn = numbers.get('outturn');
  if (!full || !outturn || full.quantity !== 'money' || outturn.quantity !== 'money') return false;
  return !amountIn(full).isZero() && amountIn(outturn).greaterThan(amountIn(full));
}

function overspentDraft(name: string, full: ReadNumber, outturn: ReadNumber): Draft {
  const amount = (value: Decimal): string => amountText(value, full.unit, full.places);
  return {
    message: say('checks', 'K-14', { name, outturn: amount(amountIn(outturn)), full: amount(amountIn(full)) }),
    cells: cellsOf(outturn, full),
    stated: amount(amountIn(outturn)),
    expected: amount(amountIn(full)),
    difference: amount(amountIn(outturn).minus(amountIn(full))),
  };
}

/** K-15: the same project twice: same code, or same name, unit and all amounts. Rows that differ in funds or amounts are two projects. */
function duplicates(context: CheckContext): Draft[] {
  const drafts: Draft[] = subtotalsAsProjects(context);
  const bySheet = new Map<string, ProjectRow[]>();
  for (const project of context.input.reading.projects) {
    const rows = bySheet.get(project.sheet) ?? [];
    rows.push(project);
    bySheet.set(project.sheet, rows);
  }
  for (const projects of bySheet.values()) {
    const seen = new Map<string, { readonly project: ProjectRow; readonly owner: string }[]>();
    let owner = '';
    for (const project of projects) {
      if (/(?:小计|合计)$/.test(plainText(project.name))) {
        drafts.push({
          message: say('checks', 'K-15.subtotal', { row: project.area.top }),
          cells: [project.nameCell, ...cellsOf(...project.measures.values())],
          stated: project.name,
        });
        continue;
      }
      owner = project.organisation === null ? owner : plainText(project.organisation);
      const key = sameProjectKey(project);
      if (key === null) continue;
      const alike = seen.get(key) ?? [];
      const earlier = alike.find(
        (entry) => (entry.owner === owner || entry.owner === '' || owner === '') && !differInWords(context, entry.project, project),
      )?.project;
      if (!earlier) {
        seen.set(key, [...alike, { project, owner }]);
        continue;
      }
      drafts.push({
        message: say('checks', 'K-15', { first: earlier.area.top, second: project.area.top, name: project.name }),
        cells: [
          ...new Set([
            project.nameCell,
            earlier.nameCell,
            ...cellsOf(...project.measures.values()),
            ...cellsOf(...earlier.measures.values()),
          ]),
        ],
        stated: project.name,
      });
    }
  }
  return drafts;
}

/** Whether two rows say different things in one column, e.g. 资金来源 or 支出功能分类: rows of their own. Running numbers do not count. */
function differInWords(context: CheckContext, first: ProjectRow, second: ProjectRow): boolean {
  const sheet = context.sheet(first.sheet);
  const cells = sheet?.cells.get(first.area.top);
  const others = sheet?.cells.get(second.area.top);
  if (!cells || !others) return false;
  for (const [column, cell] of cells) {
    const other = others.get(column);
    if (cell.kind !== 'text' || other?.kind !== 'text') continue;
    const [text, otherText] = [plainText(cell.value), plainText(other.value)];
    if (text !== otherText && /\p{Script=Han}/u.test(text) && /\p{Script=Han}/u.test(otherText)) return true;
  }
  return false;
}

function sameProjectKey(project: ProjectRow): string | null {
  const amounts = [...project.measures.entries()]
    .filter(([, number]) => number.quantity === 'money')
    .map(([measure, number]) => `${measure}=${number.value}`)
    .sort();
  if (amounts.length < 2 || amounts.every((entry) => entry.endsWith('=0'))) return null;
  return [plainText(project.name), project.code ?? '', ...amounts].join('|');
}

/** K-16: 年度资金总额 of a form against the same project or unit in the budget and accounts. */
function formAgainstBudget(context: CheckContext): Draft[] {
  const drafts: Draft[] = [];
  for (const { form } of context.forms) {
    const total = form.amounts.find((row) => row.scored) ?? form.amounts.find((row) => row.item === 'total');
    if (!total || total.numbers.size === 0) continue;
    const name = form.head.get('project')?.value;
    for (const [measure, stated] of total.numbers) {
      const other =
        form.kind === 'project'
          ? soleProject(context, name ?? null, form.sheet)?.measures.get(measure)
          : departmentNumber(context, measure, form.sheet);
      if (!other || other.cells.some((cell) => stated.cells.includes(cell))) continue;
      const steps = [stated, other].map((number) =>
        powerOfTen(-Math.min(number.places, 2)).times(number.unit === 'tenThousandYuan' ? 10000 : 1),
      );
      const difference = amountIn(stated).minus(amountIn(other));
      if (difference.abs().lessThanOrEqualTo(Decimal.max(...steps))) continue;
      const amount = (value: Decimal): string => amountText(value, stated.unit, stated.places);
      const target = stated.cells[0];
      const place = other.cells[0] ? parseFullReference(other.cells[0]) : null;
      drafts.push({
        message: say('checks', 'K-16', {
          name: `${form.kind === 'project' && name ? `“${name}”` : ''}${measureLabel(measure)}`,
          form: amount(amountIn(stated)),
          table: place?.sheet ?? '',
          other: amount(amountIn(other)),
        }),
        cells: cellsOf(stated, other),
        stated: amount(amountIn(stated)),
        expected: amount(amountIn(other)),
        difference: amount(difference),
        mend:
          target && stated.unit !== null
            ? context.mendCell(target, { kind: 'number', value: amount(amountIn(other)).replace(/[^\d.-]/g, '') })
            : null,
      });
    }
  }
  return drafts;
}

/** The only project of that name in a list outside the form; null where several bear it. */
function soleProject(context: CheckContext, name: string | null, formSheet: string): ProjectRow | null {
  if (name === null || plainText(name) === '') return null;
  const found = context.input.reading.projects.filter(
    (project) => project.sheet !== formSheet && plainText(project.name) === plainText(name),
  );
  return found.length === 1 ? (found[0] ?? null) : null;
}

function departmentNumber(context: CheckContext, measure: string, formSheet: string) {
  for (const { table } of context.tables) {
    if (table.sheet === formSheet || !['budget', 'sources', 'expenditure'].includes(table.kind)) continue;
    const row = table.rows.find((entry) => entry.item === 'total' && entry.numbers.has(measure));
    if (row) return row.numbers.get(measure);
  }
  return undefined;
}
