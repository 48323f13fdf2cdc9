import { Decimal, powerOfTen } from '../amounts/decimal';
import type { Assessment, IndicatorResult } from '../assessment/assessment';
import type { Form, TableRow } from '../reading/reading';
import type { GradeBand } from '../systems/system';
import { systemById } from '../systems/systems';
import { say } from '../wording/wording';
import { parseFullReference } from '../workbook/address';
import { isBlank } from '../workbook/snapshot';
import type { Check, CheckedForm, Draft } from './check';
import type { CheckContext } from './context';
import { plainText, pointsText, printedNumber, rateText } from './printed';
import { doubtfulExecution } from './rates';

/** Tolerance of points and scores (P). */
const tolerance = new Decimal('0.005');

/** Group S 分值与得分: points, scores, totals and grades of issued forms and lists of targets. */
export const scoreChecks: readonly Check[] = [
  {
    code: 'S-01',
    severity: 'error',
    basis: ['platform'],
    mendable: false,
    lacks: lacksPoints,
    run: (context) => [...pointsTotal(context), ...levelTotals(context)],
  },
  { code: 'S-02', severity: 'error', basis: ['platform'], mendable: false, lacks: lacksForms, run: levelPoints },
  { code: 'S-03', severity: 'error', basis: ['platform'], mendable: false, lacks: lacksPoints, run: scoreRange },
  { code: 'S-04', severity: 'error', basis: ['ministry'], mendable: true, lacks: lacksForms, run: scoreTotal },
  { code: 'S-05', severity: 'error', basis: ['ministry'], mendable: true, lacks: lacksTotals, run: grades },
  { code: 'S-06', severity: 'question', basis: ['common'], mendable: false, lacks: lacksTotals, run: totalAllowed },
  { code: 'S-07', severity: 'error', basis: ['ministry', 'platform'], mendable: true, lacks: lacksAssessment, run: executionScores },
  { code: 'S-08', severity: 'error', basis: ['ministry', 'platform'], mendable: true, lacks: lacksAssessment, run: ruleScores },
  { code: 'S-09', severity: 'error', basis: ['ministry', 'platform'], mendable: false, lacks: lacksPoints, run: deductionsWithoutReason },
  { code: 'S-10', severity: 'error', basis: ['ministry', 'platform'], mendable: false, lacks: lacksPoints, run: tierScores },
  { code: 'S-11', severity: 'error', basis: ['platform'], mendable: false, lacks: lacksPoints, run: pointShape },
  { code: 'S-12', severity: 'warning', basis: ['localForm'], mendable: false, lacks: lacksForms, run: costScores },
  { code: 'S-13', severity: 'question', basis: ['own'], mendable: false, lacks: lacksForms, run: allFull },
  { code: 'S-14', severity: 'warning', basis: ['ministry'], mendable: false, lacks: lacksForms, run: weights },
  { code: 'S-15', severity: 'note', basis: ['own'], mendable: true, lacks: lacksForms, run: scoreRates },
  { code: 'S-16', severity: 'warning', basis: ['own'], mendable: false, lacks: lacksForms, run: missingScores },
];

function lacksTotals(context: CheckContext): string | null {
  return context.once(listedScores).length > 0 ? null : lacksForms(context);
}
function lacksForms(context: CheckContext): string | null {
  return context.forms.length > 0 || (context.input.filled && context.input.assessment) ? null : say('checks', 'lacks.forms');
}
function lacksPoints(context: CheckContext): string | null {
  return context.forms.length > 0 || context.targetLists.length > 0 || scoresOfLists(context).length > 0
    ? null
    : say('checks', 'lacks.forms');
}
function lacksAssessment(context: CheckContext): string | null {
  if (lacksPoints(context) !== null) return lacksPoints(context);
  return context.input.assessment !== null || context.forms.some(({ assessment }) => assessment !== null)
    ? null
    : say('checks', 'lacks.assessment');
}

/** One row that carries points, wherever it stands. */
export interface ScoredRow {
  readonly name: string;
  readonly path: readonly string[];
  readonly row: number;
  readonly sheet: string;
  readonly nameCell: string;
  readonly points: Decimal | null;
  readonly pointsCell: string | null;
  readonly score: Decimal | null;
  readonly scoreCell: string | null;
  readonly reason: string | null;
  readonly reasonCell: string | null;
  /** The row of 年度资金总额 of a form. */
  readonly execution: boolean;
}

/** The rows of a form or list that count, placeholders (`指标1：`, `/`) left out. */
export function scoredRows(context: CheckContext, form: Form): readonly ScoredRow[] {
  const known = context.once(rowsByForm);
  const rows = known.get(form) ?? rowsOfForm(context, form);
  known.set(form, rows);
  return rows;
}

const rowsByForm = (): Map<Form, readonly ScoredRow[]> => new Map();

function rowsOfForm(context: CheckContext, form: Form): ScoredRow[] {
  const rows: ScoredRow[] = [];
  for (const amount of form.amounts) {
    if (!amount.scored || (amount.scoreCell === null && amount.pointsCell === null)) continue;
    rows.push({
      name: say('checks', 'name.executionRate'),
      path: [],
      row: amount.row,
      sheet: form.sheet,
      nameCell: amount.rateCell ?? amount.scoreCell ?? amount.pointsCell ?? '',
      points: optional(amount.points),
      pointsCell: amount.pointsCell,
      score: decimalAt(context, amount.scoreCell),
      scoreCell: amount.scoreCell,
      reason: null,
      reasonCell: null,
      execution: true,
    });
  }
  // A row without an indicator that was given a score all the same is in the form's own total (S-12 asks about it).
  for (const target of form.targets) if (target.scored && (!target.placeholder || target.score !== null)) rows.push(targetRow(target));
  for (const indicator of form.indicators) {
    rows.push({
      name: indicator.name,
      path: indicator.path,
      row: indicator.row,
      sheet: form.sheet,
      nameCell: indicator.nameCell,
      points: optional(indicator.points),
      pointsCell: indicator.pointsCell,
      score: optional(indicator.score),
      scoreCell: indicator.scoreCell,
      reason: indicator.reason,
      reasonCell: indicator.reasonCell,
      execution: false,
    });
  }
  return rows;
}

function targetRow(target: Form['targets'][number]): ScoredRow {
  return {
    name: target.name,
    path: target.path,
    row: parseFullReference(target.row)?.area.top ?? 0,
    sheet: target.sheet,
    nameCell: target.cells.name,
    points: optional(target.points),
    pointsCell: target.cells.points,
    score: optional(target.score),
    scoreCell: target.cells.score,
    reason: target.reason,
    reasonCell: target.cells.reason,
    execution: false,
  };
}

function optional(value: string | null): Decimal | null {
  return value === null ? null : new Decimal(value);
}

/** The number of a score's cell: `9.8`, or `9.8分` in words. */
function decimalAt(context: CheckContext, reference: string | null): Decimal | null {
  if (reference === null) return null;
  const inPoints = /^(-?\d{1,6}(?:\.\d{1,6})?)分$/.exec(plainText(context.textAt(reference)))?.[1];
  return inPoints === undefined ? (printedNumber(context.cell(reference))?.value ?? null) : new Decimal(inPoints);
}

/** Rows with points of forms and of lists of targets outside forms. */
export function allScoredRows(
  context: CheckContext,
): { readonly rows: readonly ScoredRow[]; readonly form: CheckedForm | null; readonly sheet: string }[] {
  const groups: { rows: readonly ScoredRow[]; form: CheckedForm | null; sheet: string }[] = context.forms.map((checked) => ({
    rows: scoredRows(context, checked.form),
    form: checked,
    sheet: checked.form.sheet,
  }));
  for (const { sheet, checked, targets } of context.targetLists) {
    if (checked) continue;
    groups.push({ rows: targets.filter((target) => !target.placeholder && target.scored).map(targetRow), form: null, sheet });
  }
  return groups;
}

function sumOf(values: readonly (Decimal | null)[]): Decimal {
  return values.reduce<Decimal>((sum, value) => (value ? sum.plus(value) : sum), new Decimal(0));
}

/** S-01: all points together are 100; an indicator part beside the execution rate may be 90 (or what its system says). */
function pointsTotal(context: CheckContext): Draft[] {
  return context.once(allScoredRows).flatMap(({ rows, form, sheet }): Draft[] => {
    const withPoints = rows.filter(({ points }) => points !== null);
    if (rows.some(({ points, pointsCell }) => points === null && context.unreadAt(pointsCell))) return [];
    if (
      unreadPoints(
        context,
        form?.form.targets ?? context.targetLists.find((list) => list.checked === null && list.sheet === sheet)?.targets ?? [],
      )
    )
      return [];
    const total = form?.form.total ?? null;
    const stated = total?.points ? new Decimal(total.points) : null;
    if (
      withPoints.length < 3 ||
      rows.some(({ points, pointsCell }) => points === null && pointsCell !== null && context.textAt(pointsCell) === '')
    ) {
      if (!stated || stated.equals(100) || stated.equals(90)) return [];
      if (withPoints.length < 3 || form === null) return [];
    }
    const sum = sumOf(withPoints.map(({ points }) => points));
    const executes = rows.some(({ execution }) => execution);
    const accepted = [new Decimal(100)];
    if (!executes) accepted.push(new Decimal(90));
    if (!executes && context.input.system.targets) accepted.push(new Decimal(context.input.system.targets.points));
    const right = (value: Decimal): boolean => accepted.some((limit) => limit.minus(value).abs().lessThanOrEqualTo(tolerance));
    const printedWrong =
      stated !== null &&
      !right(stated) &&
      !(executes && stated.plus(sumOf(rows.filter(({ execution }) => execution).map(({ points }) => points))).equals(100));
    if (right(sum) && !printedWrong) return [];
    const wrong = right(sum) && stated ? stated : sum;
    const expected = executes || form !== null || withPoints.length === 0 ? '100' : sum.greaterThan(95) ? '100' : '90';
    const cells = [...(total?.pointsCell ? [total.pointsCell] : []), ...withPoints.flatMap(({ pointsCell }) => pointsCell ?? [])];
    return [
      {
        message: say('checks', 'S-01', { sum: pointsText(wrong), expected }),
        cells,
        stated: pointsText(wrong),
        expected,
        difference: pointsText(wrong.minus(expected)),
      },
    ];
  });
}

/** S-01 of the totals that stand beneath the points of the upper levels. */
function levelTotals(context: CheckContext): Draft[] {
  return context.forms.flatMap(({ form }): Draft[] => {
    const place = form.total?.pointsCell ? parseFullReference(form.total.pointsCell) : null;
    if (!place) return [];
    const columns = new Map<number, Decimal>();
    for (const { points, pointsCell } of form.levels) {
      const column = pointsCell === null ? null : (parseFullReference(pointsCell)?.area.left ?? null);
      if (points !== null && column !== null) columns.set(column, (columns.get(column) ?? new Decimal(0)).plus(points));
    }
    return [...columns].flatMap(([column, sum]): Draft[] => {
      const cell = context.at(form.sheet, place.area.top, column);
      const stated = column === place.area.left ? null : (printedNumber(context.cell(cell))?.value ?? null);
      if (!stated || stated.minus(sum).abs().lessThanOrEqualTo(tolerance) || !sum.equals(100)) return [];
      return [
        {
          message: say('checks', 'S-01', { sum: pointsText(stated), expected: '100' }),
          cells: [cell],
          stated: pointsText(stated),
          expected: '100',
          difference: pointsText(stated.minus(100)),
        },
      ];
    });
  });
}

/** A target whose points are an error value: what they add up to can not be judged. */
function unreadPoints(context: CheckContext, targets: Form['targets']): boolean {
  return targets.some(({ points, cells }) => points === null && context.unreadAt(cells.points));
}

/** S-02: a level's points are those of what stands below it; merged cells count once. */
function levelPoints(context: CheckContext): Draft[] {
  return context.forms.flatMap(({ form }) => {
    if (unreadPoints(context, form.targets)) return [];
    const rows = scoredRows(context, form).filter(({ execution }) => !execution);
    return form.levels.flatMap((level): Draft[] => {
      if (level.points === null) return [];
      const inside = (row: number): boolean => row >= level.firstRow && row <= level.lastRow;
      const seconds =
        level.level === 1 ? form.levels.filter((other) => other.level === 2 && inside(other.firstRow) && inside(other.lastRow)) : [];
      const below =
        seconds.length > 0 && seconds.every(({ points }) => points !== null)
          ? seconds.map(({ points, pointsCell }) => ({ points: optional(points), pointsCell }))
          : rows.filter(({ row }) => inside(row));
      const blank = below.some(
        ({ points, pointsCell }) =>
          points === null && (pointsCell === null || context.textAt(pointsCell) === '' || context.unreadAt(pointsCell)),
      );
      if (below.length === 0 || blank) return [];
      const sum = sumOf(below.map(({ points }) => points));
      const difference = new Decimal(level.points).minus(sum);
      if (difference.abs().lessThanOrEqualTo(tolerance)) return [];
      if (seconds.some((second) => !agreesBelow(second, rows)) && agreesBelow(level, rows)) return [];
      return [
        {
          message: say('checks', 'S-02', {
            name: levelName(level.name),
            points: pointsText(new Decimal(level.points)),
            sum: pointsText(sum),
          }),
          cells: [...(level.pointsCell ? [level.pointsCell] : []), ...below.flatMap(({ pointsCell }) => pointsCell ?? [])],
          stated: pointsText(new Decimal(level.points)),
          expected: pointsText(sum),
          difference: pointsText(difference),
        },
      ];
    });
  });
}

/** Whether a level's points are those of all its indicators. Then the level between them is the one that differs. */
function agreesBelow(level: Form['levels'][number], rows: readonly ScoredRow[]): boolean {
  const below = rows.filter(({ row }) => row >= level.firstRow && row <= level.lastRow);
  if (level.points === null || below.length === 0 || below.some(({ points }) => points === null)) return true;
  return sumOf(below.map(({ points }) => points))
    .minus(level.points)
    .abs()
    .lessThanOrEqualTo(tolerance);
}

function levelName(name: string): string {
  return plainText(name).replace(/[（(][\d.]+分[)）]/g, '');
}

/** S-03: 0 ≤ score ≤ points. */
function scoreRange(context: CheckContext): Draft[] {
  const sheets = new Set<string>();
  const drafts = context.once(allScoredRows).flatMap(({ rows, form, sheet }) =>
    rows.flatMap((row): Draft[] => {
      if (row.points === null || row.score === null || row.scoreCell === null) return [];
      if (!row.score.isNegative() && row.score.minus(row.points).lessThanOrEqualTo(tolerance)) return [];
      sheets.add(sheet);
      return [
        {
          message: say('checks', 'S-03', { name: row.name, score: pointsText(row.score), points: pointsText(row.points) }),
          cells: [row.scoreCell, ...[row.pointsCell, form?.form.total?.scoreCell].flatMap((cell) => cell ?? [])],
          stated: pointsText(row.score),
          expected: `0–${pointsText(row.points)}`,
        },
      ];
    }),
  );
  for (const { row, score, scoreCell } of scoresOfLists(context)) {
    if (row.role !== 'detail' || withinHundred(score)) continue;
    drafts.push({
      message: say('checks', 'S-03', { name: row.name || row.label, score: pointsText(score), points: '100' }),
      cells: [scoreCell],
      stated: pointsText(score),
      expected: '0–100',
    });
  }
  for (const { form } of context.forms) {
    const total = form.total;
    // A total out of its range follows from a score out of its own.
    if (!total?.score || !total.scoreCell || sheets.has(form.sheet)) continue;
    const score = new Decimal(total.score);
    const most = total.points ? new Decimal(total.points) : new Decimal(100);
    if (score.isNegative() || score.minus(most).greaterThan(tolerance)) {
      drafts.push({
        message: say('checks', 'S-03', { name: say('checks', 'name.total'), score: pointsText(score), points: pointsText(most) }),
        cells: [total.scoreCell],
        stated: pointsText(score),
        expected: `0–${pointsText(most)}`,
      });
    }
  }
  return drafts;
}

/** Rows of a form that should have a score and have none. */
function withoutScore(context: CheckContext, form: Form): ScoredRow[] {
  return scoredRows(context, form).filter(
    ({ score, scoreCell, points, execution }) =>
      score === null && scoreCell !== null && context.textAt(scoreCell) === '' && (points !== null || execution),
  );
}

/** S-04: the total is there and is the sum of the scores. */
function scoreTotal(context: CheckContext): Draft[] {
  return context.forms.flatMap(({ form }): Draft[] => {
    const total = form.total;
    if (form.unfilled || !total?.scoreCell) return [];
    const rows = scoredRows(context, form).filter(({ score }) => score !== null);
    if (rows.length === 0 || withoutScore(context, form).length > 0) return [];
    if (scoredRows(context, form).some(({ score, scoreCell }) => score === null && context.unreadAt(scoreCell))) return [];
    if (form.targets.some(({ points, cells }) => points === null && context.unreadAt(cells.points))) return [];
    const sum = sumOf(rows.map(({ score }) => score));
    const shown = sumOf(rows.map(({ score }) => score?.toDecimalPlaces(2) ?? null));
    const cells = [total.scoreCell, ...rows.flatMap(({ scoreCell }) => scoreCell ?? [])];
    const mend = context.mendCell(total.scoreCell, { kind: 'number', value: shown.toFixed() });
    const headed = headedTotals(context, form, total.scoreCell, shown);
    if (total.score === null) {
      if (context.textAt(total.scoreCell) !== '') return [];
      return [
        { message: say('checks', 'S-04.missing', { expected: pointsText(shown) }), cells, expected: pointsText(shown), mend },
        ...levelScores(context, form),
      ];
    }
    const stated = new Decimal(total.score);
    if (stated.minus(sum).abs().lessThanOrEqualTo(tolerance) || stated.minus(shown).abs().lessThanOrEqualTo(tolerance))
      return [...headed, ...levelScores(context, form)];
    return [
      {
        message: say('checks', 'S-04', { expected: pointsText(shown), stated: pointsText(stated) }),
        cells,
        stated: pointsText(stated),
        expected: pointsText(shown),
        difference: pointsText(stated.minus(shown)),
        mend,
      },
      ...levelScores(context, form),
    ];
  });
}

/** S-04 of a total that a form repeats above its indicators: `自评总分 | 97.70`. */
function headedTotals(context: CheckContext, form: Form, total: string, expected: Decimal): Draft[] {
  const sheet = context.sheet(form.sheet);
  const first = Math.min(...scoredRows(context, form).map(({ row }) => row));
  if (!sheet || !Number.isFinite(first)) return [];
  return [...sheet.cells].flatMap(([row, cells]): Draft[] => {
    if (row < form.area.top || row >= first) return [];
    const entries = [...cells].filter(([, cell]) => !isBlank(cell)).sort(([left], [right]) => left - right);
    // 执行率 | 98% | 得分 | 9.8: the points of the execution, and not the total.
    const ofExecution = entries.some(([, cell]) => cell.kind === 'text' && /执行|分值|权重/.test(plainText(cell.value)));
    return entries.flatMap(([, cell], index): Draft[] => {
      const beside = entries[index + 1];
      const label = cell.kind === 'text' ? plainText(cell.value) : '';
      if (!beside || !/^(?:绩效)?(?:自评)?(?:总分|总得分|得分合计|得分)[:：]?$/.test(label)) return [];
      if (ofExecution && !/总|合计/.test(label)) return [];
      const reference = context.at(sheet.name, row, beside[0]);
      const stated = printedNumber(beside[1])?.value;
      if (!stated || reference === total || stated.minus(expected).abs().lessThanOrEqualTo(tolerance)) return [];
      return [
        {
          message: say('checks', 'S-04', { expected: pointsText(expected), stated: pointsText(stated) }),
          cells: [reference, total],
          stated: pointsText(stated),
          expected: pointsText(expected),
          difference: pointsText(stated.minus(expected)),
          mend: context.mendCell(reference, { kind: 'number', value: expected.toFixed() }),
        },
      ];
    });
  });
}

function levelScores(context: CheckContext, form: Form): Draft[] {
  const rows = scoredRows(context, form).filter(({ execution }) => !execution);
  return form.levels.flatMap((level): Draft[] => {
    if (level.score === null || level.scoreCell === null) return [];
    const below = rows.filter(({ row }) => row >= level.firstRow && row <= level.lastRow);
    if (below.length === 0 || below.some(({ score }) => score === null) || below.some(({ scoreCell }) => scoreCell === level.scoreCell))
      return [];
    const sum = sumOf(below.map(({ score }) => score));
    const stated = new Decimal(level.score);
    if (stated.minus(sum).abs().lessThanOrEqualTo(tolerance)) return [];
    return [
      {
        message: say('checks', 'S-04.level', { name: levelName(level.name), expected: pointsText(sum), stated: pointsText(stated) }),
        cells: [level.scoreCell, ...below.flatMap(({ scoreCell }) => scoreCell ?? [])],
        stated: pointsText(stated),
        expected: pointsText(sum),
        mend: context.mendCell(level.scoreCell, { kind: 'number', value: sum.toFixed() }),
      },
    ];
  });
}

/** S-05: one of the four grades, and the one that the score earns. */
function grades(context: CheckContext): Draft[] {
  const bands = [...context.input.system.grades].sort((left, right) => new Decimal(right.from).comparedTo(left.from));
  const listed = context.once(listedScores).flatMap(({ row, score, scoreCell, gradeCell }): Draft[] => {
    const grade = plainText(context.textAt(gradeCell));
    if (row.role !== 'detail' || gradeCell === null || !/^[优良中差合不][秀好等合格]{0,2}$/.test(grade)) return [];
    const earned = bands.find(({ from }) => score.greaterThanOrEqualTo(from));
    const known = ['优', '良', '中', '差', ...bands.map(({ name }) => name)].includes(grade);
    if (!earned || (known && earned.name === grade)) return [];
    const slots = { score: pointsText(score), expected: earned.name, stated: grade };
    return [
      {
        message: known ? say('checks', 'S-05', slots) : say('checks', 'S-05.word', { stated: grade }),
        cells: [gradeCell, scoreCell],
        stated: grade,
        expected: earned.name,
        mend: context.mendCell(gradeCell, { kind: 'text', value: earned.name }),
      },
    ];
  });
  return [...listed, ...formGrades(context, bands)];
}

/** A row of a list of self-evaluated projects with its total score out of 100. */
interface ListedScore {
  readonly row: TableRow;
  readonly score: Decimal;
  readonly scoreCell: string;
  readonly gradeCell: string | null;
}

/** Total scores that a list of projects gives beside their amounts. */
function listedScores(context: CheckContext): ListedScore[] {
  return scoresOfLists(context).filter(({ score }) => withinHundred(score));
}

function withinHundred(score: Decimal): boolean {
  return !score.isNegative() && score.lessThanOrEqualTo(100);
}

function scoresOfLists(context: CheckContext): ListedScore[] {
  return context.tables.flatMap(({ table }) => {
    if (table.kind !== 'projects' || table.orientation !== 'columns') return [];
    const scores = table.columns.filter(({ label }) =>
      /^(?:自评(?:得)?分|自评总分|绩效自评得分|总得分)(?:\(分\))?$/.test(plainText(label)),
    );
    const grades = table.columns.filter(({ label }) => /^(?:自评|评价|绩效)?(?:等次|等级)$/.test(plainText(label)));
    const [column] = scores;
    if (!column || scores.length > 1 || grades.length > 1) return [];
    return table.rows.flatMap((row): ListedScore[] => {
      const scoreCell = context.at(table.sheet, row.row, column.column);
      const score = decimalAt(context, scoreCell);
      const grade = grades[0];
      if (!score) return [];
      return [{ row, score, scoreCell, gradeCell: grade ? context.at(table.sheet, row.row, grade.column) : null }];
    });
  });
}

function formGrades(context: CheckContext, bands: readonly GradeBand[]): Draft[] {
  return context.forms.flatMap(({ form }): Draft[] => {
    const total = form.total;
    const written = gradeOfForm(context, form);
    if (!written) return [];
    const { grade, cell } = written;
    const known = ['优', '良', '中', '差', ...bands.map(({ name }) => name)];
    const full = total?.points ? new Decimal(total.points) : new Decimal(100);
    const score = !total?.score || full.isZero() ? null : new Decimal(total.score).dividedBy(full).times(100);
    const earned = score ? bands.find(({ from }) => score.greaterThanOrEqualTo(from)) : undefined;
    const mend = earned && plainText(context.textAt(cell)) === grade ? context.mendCell(cell, { kind: 'text', value: earned.name }) : null;
    const cells = [cell, ...(total?.scoreCell ? [total.scoreCell] : [])];
    if (!known.includes(grade))
      return [
        {
          message: say('checks', 'S-05.word', { stated: grade }),
          cells,
          stated: grade,
          ...(earned ? { expected: earned.name } : {}),
          mend,
        },
      ];
    if (!earned || earned.name === grade || !total?.score) return [];
    return [
      {
        message: say('checks', 'S-05', { score: pointsText(new Decimal(total.score)), expected: earned.name, stated: grade }),
        cells,
        stated: grade,
        expected: earned.name,
        mend,
      },
    ];
  });
}

/** The grade in the total's row, or after 评价等次： on the form's sheet. */
function gradeOfForm(context: CheckContext, form: Form): { readonly grade: string; readonly cell: string } | null {
  if (form.total?.gradeCell && form.total.grade !== null && plainText(form.total.grade) !== '')
    return { grade: plainText(form.total.grade), cell: form.total.gradeCell };
  const sheet = context.sheet(form.sheet);
  if (!sheet || context.forms.filter((other) => other.form.sheet === form.sheet).length > 1) return null;
  for (const [row, cells] of sheet.cells) {
    for (const [column, cell] of cells) {
      if (cell.kind !== 'text' || cell.value.length > 60) continue;
      const match = /(?:评价|自评|绩效|综合|评定)?(?:等次|等级)[:：]([优良中差合不][秀好等合格]{0,2})(?![\u4e00-\u9fa5])/.exec(
        plainText(cell.value),
      );
      if (match) return { grade: match[1] as string, cell: context.at(sheet.name, row, column) };
      if (!/^(?:评价|自评|绩效|综合|评定)+(?:等次|等级)[:：]?$/.test(plainText(cell.value))) continue;
      const [beside] = [...cells].filter(([other, next]) => other > column && !isBlank(next)).sort(([left], [right]) => left - right);
      const grade = beside ? plainText(beside[1].value) : '';
      if (beside && /^[优良中差合不][秀好等合格]{0,2}$/.test(grade)) return { grade, cell: context.at(sheet.name, row, beside[0]) };
    }
  }
  return null;
}

/** The execution rate of a form by its own amounts; null where it can not be computed. */
export function formExecution(form: Form): { readonly rate: Decimal; readonly cells: readonly string[] } | null {
  const row = form.amounts.find(({ scored }) => scored) ?? form.amounts.find(({ item }) => item === 'total');
  const budget = row?.numbers.get('budget.full') ?? row?.numbers.get('budget.initial');
  const outturn = row?.numbers.get('outturn');
  if (!row || !budget || !outturn || new Decimal(budget.value).isZero()) return null;
  return { rate: new Decimal(outturn.value).dividedBy(budget.value), cells: [...outturn.cells, ...budget.cells] };
}

/** S-06: the total is more than the execution rate leaves room for. */
function totalAllowed(context: CheckContext): Draft[] {
  return [...listedTotals(context), ...formTotals(context)];
}

/** Of a list: 执行率 stands for 10 of 100 points in every project form. */
function listedTotals(context: CheckContext): Draft[] {
  const points = new Decimal(10);
  const most100 = context.once(listedScores);
  if (!most100.some(({ score }) => score.greaterThan(50))) return [];
  return most100.flatMap(({ row, score, scoreCell }): Draft[] => {
    const budget = row.numbers.get('budget.full') ?? row.numbers.get('budget.initial');
    const outturn = row.numbers.get('outturn');
    if (row.role !== 'detail' || row.parent !== null || !budget || !outturn || new Decimal(budget.value).isZero()) return [];
    const rate = new Decimal(outturn.value).dividedBy(budget.value);
    if (rate.greaterThanOrEqualTo(1) || rate.isNegative()) return [];
    const allowed = points.times(rate).toDecimalPlaces(2);
    const most = new Decimal(100).minus(points).plus(allowed);
    if (score.minus(most).lessThanOrEqualTo(tolerance.times(2))) return [];
    const slots = { rate: rateText(rate), points: pointsText(allowed), most: pointsText(most), stated: pointsText(score) };
    return [
      {
        message: say('checks', 'S-06', slots),
        cells: [scoreCell, ...outturn.cells, ...budget.cells],
        stated: pointsText(score),
        expected: `≤${pointsText(most)}`,
      },
    ];
  });
}

function formTotals(context: CheckContext): Draft[] {
  return context.forms.flatMap(({ form }): Draft[] => {
    const execution = formExecution(form);
    const row = scoredRows(context, form).find((entry) => entry.execution);
    const total = form.total;
    if (!execution || !row?.points || !total?.score || !total.scoreCell || !execution.rate.lessThan(1)) return [];
    if (doubtfulExecution(context, form.sheet)) return [];
    const allowed = row.points.times(execution.rate).toDecimalPlaces(2);
    const most = new Decimal(total.points ?? '100').minus(row.points).plus(allowed);
    const stated = new Decimal(total.score);
    if (stated.minus(most).lessThanOrEqualTo(tolerance.times(2))) return [];
    return [
      {
        message: say('checks', 'S-06', {
          rate: rateText(execution.rate),
          points: pointsText(allowed),
          most: pointsText(most),
          stated: pointsText(stated),
        }),
        cells: [total.scoreCell, ...(row.scoreCell ? [row.scoreCell] : []), ...execution.cells],
        stated: pointsText(stated),
        expected: `≤${pointsText(most)}`,
      },
    ];
  });
}

/** A stated score beside the one that the rule gives. */
interface RuledScore {
  readonly result: IndicatorResult;
  readonly stated: Decimal;
  readonly expected: Decimal;
  readonly cell: string;
  readonly pointsCell: string | null;
  readonly execution: boolean;
}

/** Stated scores that no reading of the rule gives: neither the full rate nor the rate as shown. */
function wrongScores(context: CheckContext): RuledScore[] {
  const results = new Map<string, RuledScore>();
  const assessments = [...context.forms.map(({ assessment }) => assessment), context.input.assessment];
  const rowCells = new Map(
    context.once(allScoredRows).flatMap(({ rows }) => rows.flatMap((row) => (row.scoreCell ? [[row.scoreCell, row] as const] : []))),
  );
  const excesses = new Map(
    allScoredRows(context).flatMap(({ rows }) => {
      const excess = pointsExcess(rows);
      return rows.flatMap(({ scoreCell }) => (scoreCell ? [[scoreCell, excess] as const] : []));
    }),
  );
  for (const assessment of assessments) {
    for (const result of assessment?.indicators ?? []) {
      if (result.stated === null || result.score === null || result.status === 'missing') continue;
      const { cell } = result.stated;
      if (restsOnErrors(context, result)) continue;
      const row = rowCells.get(cell);
      if (!row || results.has(cell)) continue;
      const stated = new Decimal(result.stated.score);
      const expected = new Decimal(result.score);
      const points = row.points ?? new Decimal(result.points);
      if (stated.greaterThan(points.plus(tolerance)) || stated.isNegative()) continue;
      if (acceptable(result, stated, expected, points)) continue;
      if (row.execution && followsStatedRate(context, row, stated, points)) continue;
      if (fullForRightPoints(row, excesses.get(cell) ?? null)) continue;
      if (row.execution && localBands(result, points).some((score) => score.minus(stated).abs().lessThanOrEqualTo(tolerance))) continue;
      if (row.reason && result.overAchievement !== null && stated.lessThan(expected)) continue;
      results.set(cell, {
        result,
        stated,
        expected,
        cell,
        pointsCell: row.pointsCell,
        execution: row.execution || /^(?:部门)?预算执行率$/.test(plainText(result.name)),
      });
    }
  }
  return [...results.values()];
}

/** The score follows from the rate that stands beside it. Where that is wrong C-01 (C-05, C-09) says so, and K-16 where its amounts are. */
function followsStatedRate(context: CheckContext, row: ScoredRow, stated: Decimal, points: Decimal): boolean {
  const rate = context.statedRates.find(({ cell, role }) => role === 'formScored' && cell === row.nameCell);
  if (!rate?.stated) return false;
  return Decimal.min(rate.stated, 1).times(points).minus(stated).abs().lessThanOrEqualTo(tolerance);
}

/** By how much the points of all rows miss 100; null where they do not, or where that can not be said. */
function pointsExcess(rows: readonly ScoredRow[]): Decimal | null {
  if (rows.length < 3 || rows.some(({ points }) => points === null)) return null;
  const excess = sumOf(rows.map(({ points }) => points)).minus(100);
  return excess.abs().lessThanOrEqualTo(tolerance) ? null : excess;
}

/** The score is all of the points that the row would have if the points made 100 (S-01): the points are at fault, not the score. */
function fullForRightPoints({ points, score }: Pick<ScoredRow, 'points' | 'score'>, excess: Decimal | null): boolean {
  return excess !== null && points !== null && score !== null && points.minus(excess).minus(score).abs().lessThanOrEqualTo(tolerance);
}

/** A fact added up from a column that holds an error is not the whole of it. */
function restsOnErrors(context: CheckContext, { operands, inputs }: IndicatorResult): boolean {
  if (context.errorColumns.size === 0) return false;
  const cells = [
    ...operands.flatMap((operand) => operand.cells),
    ...inputs.flatMap((id) => context.input.reading.facts.get(id)?.cells ?? []),
  ];
  return cells.some((cell) => {
    const place = parseFullReference(cell);
    return place !== null && context.errorColumns.has(`${place.sheet}!${place.area.left}`);
  });
}

function acceptable(result: IndicatorResult, stated: Decimal, expected: Decimal, points: Decimal): boolean {
  const near = (value: Decimal): boolean => value.minus(stated).abs().lessThanOrEqualTo(tolerance);
  if (near(expected)) return true;
  if (result.alternatives.some(({ rate, score }) => score !== null && rate === result.rate && near(new Decimal(score)))) return true;
  // A tie (13.925) rounds either way, by whether the ratio was cut to twelve places first.
  const ratios = [result.completion, result.rate].filter((ratio) => ratioShaped(ratio, expected, points));
  const exact = ratios.flatMap((ratio) => (ratio === null ? [] : [Decimal.min(new Decimal(ratio), 1).times(points)]));
  if (exact.some((value) => value.minus(stated).abs().lessThanOrEqualTo('0.005000001'))) return true;
  const shown = percentOf(result.shownRate);
  if (shown && near(Decimal.min(shown, 1).times(points))) return ratioShaped(result.rate, expected, points);
  const completion = percentOf(result.shownCompletion);
  if (completion && near(Decimal.min(completion, 1).times(points))) return ratioShaped(result.completion, expected, points);
  if (result.parts.some(({ fullByDefault }) => fullByDefault) && stated.lessThan(expected)) return true;
  const linear = result.completion === null ? null : linearReverse(result, points);
  return linear !== null && near(linear);
}

/** What the bands of places that score the execution rate by steps give (江西), for the same points. */
function localBands(result: IndicatorResult, points: Decimal): Decimal[] {
  if (result.rate === null) return [];
  const rate = new Decimal(result.rate);
  const execution = systemById('mof-2020-project')?.indicators ?? [];
  return execution.flatMap(({ variants = [] }) =>
    variants.flatMap(({ rule, points: whole }) => {
      if (rule.kind !== 'bands' || !points.equals(whole)) return [];
      const inside = rule.bands.find(
        ({ from, fromIncluded, to, toIncluded }) =>
          (from === undefined || (fromIncluded ? rate.greaterThanOrEqualTo(from) : rate.greaterThan(from))) &&
          (to === undefined || (toIncluded ? rate.lessThanOrEqualTo(to) : rate.lessThan(to))),
      );
      return inside ? [new Decimal(inside.score)] : [];
    }),
  );
}

/** Only a score that is proportional to its rate may follow the rate as shown; a reverse target (≤) is not. */
function ratioShaped(ratio: string | null, expected: Decimal, points: Decimal): boolean {
  return ratio !== null && Decimal.min(new Decimal(ratio), 1).times(points).minus(expected).abs().lessThanOrEqualTo('0.01');
}

/** The other usual rule of a reverse target: points × (1 − (actual − target) ÷ target). */
function linearReverse(result: IndicatorResult, points: Decimal): Decimal | null {
  const completion = new Decimal(result.completion ?? '0');
  if (completion.isZero() || completion.greaterThanOrEqualTo(1)) return null;
  const over = new Decimal(1).dividedBy(completion).minus(1);
  return Decimal.max(0, points.times(new Decimal(1).minus(over))).toDecimalPlaces(2);
}

function percentOf(shown: string | null): Decimal | null {
  const match = shown === null ? null : /^(-?\d+(?:\.\d+)?)%$/.exec(plainText(shown));
  return match ? new Decimal(match[1] as string).dividedBy(100) : null;
}

function ruledDraft(context: CheckContext, { result, stated, expected, cell, pointsCell }: RuledScore, key: 'S-07' | 'S-08'): Draft {
  const met = result.completion !== null && new Decimal(result.completion).greaterThanOrEqualTo(1);
  const product = [result.shownCompletion ?? result.shownRate ?? '', result.points].filter((part) => part !== '').join('×');
  const working =
    result.reason !== ''
      ? plainWorking(result.reason, result.points)
      : met
        ? say('checks', 'S-08.full', { points: result.points })
        : product;
  const row = parseFullReference(cell);
  const operands = result.operands.flatMap(({ cells }) => cells);
  const facts = result.inputs.flatMap((id) => context.input.reading.facts.get(id)?.cells ?? []);
  return {
    message: say('checks', key, { name: result.name, expected: pointsText(expected), working, stated: pointsText(stated) }),
    cells: [...new Set([cell, ...operands, ...(row ? facts : []), ...(pointsCell ? [pointsCell] : [])])],
    stated: pointsText(stated),
    expected: pointsText(expected),
    difference: pointsText(stated.minus(expected)),
    mend: context.mendCell(cell, { kind: 'number', value: expected.toFixed() }),
  };
}

/** The reason of an assessment without the score, which the message names itself, and without brackets in brackets. */
function plainWorking(reason: string, points: string): string {
  const parts = reason
    .replace(/（满分[\d.]+分）/g, '')
    .replace(/[（(]([^（）()]*)[）)]/g, '，$1')
    .split('，')
    .filter((part) => part !== '' && !/^(?:按[^，]{0,8})?得[\d.]+分$|^扣[\d.]+分$/.test(part));
  return [...parts, say('checks', 'word.fullPoints', { points })].join('，');
}

function executionScores(context: CheckContext): Draft[] {
  return context
    .once(wrongScores)
    .filter(({ execution }) => execution)
    .map((score) => ruledDraft(context, score, 'S-07'));
}

function ruleScores(context: CheckContext): Draft[] {
  return context
    .once(wrongScores)
    .filter(({ execution, result }) => !execution && result.tier === null)
    .map((score) => ruledDraft(context, score, 'S-08'));
}

/** S-09: points were lost and no reason is given. A form without a column for reasons: one question. */
function deductionsWithoutReason(context: CheckContext): Draft[] {
  return context.once(allScoredRows).flatMap(({ rows, form, sheet }): Draft[] => {
    if (form?.form.unfilled) return [];
    const excess = pointsExcess(rows);
    const lost = rows.filter(
      (row) =>
        !row.execution &&
        row.points !== null &&
        row.score !== null &&
        row.points.minus(row.score).greaterThan(tolerance) &&
        !fullForRightPoints(row, excess),
    );
    const drafts: Draft[] = [];
    const hasColumn = form ? form.form.hasReasonColumn : rows.some(({ reasonCell }) => reasonCell !== null);
    if (!hasColumn && lost.length > 0) {
      drafts.push({
        severity: 'question',
        message: say('checks', 'S-09.noColumn', {
          sheet,
          names: lost
            .slice(0, 3)
            .map(({ name }) => name)
            .join('、'),
          count: lost.length,
        }),
        cells: lost.flatMap(({ scoreCell, pointsCell }) => [scoreCell, pointsCell].flatMap((cell) => cell ?? [])),
      });
      return drafts;
    }
    for (const row of lost) {
      if (row.reasonCell === null || (row.reason !== null && row.reason.trim() !== '')) continue;
      const deduction = pointsText((row.points ?? new Decimal(0)).minus(row.score ?? 0));
      drafts.push({
        message: say('checks', 'S-09', { row: row.row, name: row.name, deduction }),
        cells: [row.reasonCell, ...(row.scoreCell ? [row.scoreCell] : []), ...(row.pointsCell ? [row.pointsCell] : []), row.nameCell],
        stated: pointsText(row.score ?? new Decimal(0)),
        reasonCell: row.reasonCell,
        advice: say('checks', 'advice.reason'),
      });
    }
    return [...drafts, ...(form ? deductionColumn(context, form.form, rows) : [])];
  });
}

/** Where a form prints 扣分 itself: it is points − score. */
function deductionColumn(context: CheckContext, form: Form, rows: readonly ScoredRow[]): Draft[] {
  const column = headerColumn(context, form, /^扣分(?:值|数|分值)?$/);
  if (column === null) return [];
  return rows.flatMap((row): Draft[] => {
    const cell = context.at(form.sheet, row.row, column);
    const printed = printedNumber(context.cell(cell));
    if (!printed || row.points === null || row.score === null) return [];
    const expected = row.points.minus(row.score);
    if (printed.value.abs().minus(expected).abs().lessThanOrEqualTo(tolerance)) return [];
    return [
      {
        message: say('checks', 'S-09.sum', { name: row.name, stated: pointsText(printed.value), expected: pointsText(expected) }),
        cells: [cell, ...(row.scoreCell ? [row.scoreCell] : [])],
        stated: pointsText(printed.value),
        expected: pointsText(expected),
      },
    ];
  });
}

/** Column of a form whose header reads so; null where there is none. */
export function headerColumn(context: CheckContext, form: Form, pattern: RegExp): number | null {
  const sheet = context.sheet(form.sheet);
  if (!sheet) return null;
  for (const [row, cells] of sheet.cells) {
    if (row < form.area.top || row > Math.min(form.area.bottom, form.area.top + 30)) continue;
    for (const [column, cell] of cells)
      if (cell.kind === 'text' && pattern.test(plainText(cell.value).replace(/[（(][^)）]*[)）]/g, ''))) return column;
  }
  return null;
}

const tierWords: readonly (readonly [RegExp, number])[] = [
  [/未达成|没有达成/, 2],
  [/部分达成|基本达成/, 1],
  [/达成(?:年度|预期|全部)?(?:指标|目标)?|全部达成/, 0],
];

/** S-10: the score of a qualitative target lies in the band of the tier that was chosen. */
function tierScores(context: CheckContext): Draft[] {
  const rule = context.input.system.targets?.tiers;
  const tiers = rule?.kind === 'tiers' ? rule.tiers : defaultTiers;
  return context.targetLists.flatMap(({ targets }) =>
    targets.flatMap((target): Draft[] => {
      const actual = context.textAt(target.cells.actual);
      if (
        target.operator !== 'qualitative' ||
        target.points === null ||
        target.score === null ||
        target.cells.score === null ||
        /\d/.test(actual)
      )
        return [];
      const index = tierWords.find(([pattern]) => pattern.test(plainText(actual)))?.[1];
      const tier = index === undefined ? undefined : tiers[index];
      if (!tier) return [];
      const points = new Decimal(target.points);
      const ends = [points.times(tier.from).toDecimalPlaces(2), points.times(tier.to).toDecimalPlaces(2)] as const;
      const [low, high] = ends[0].lessThanOrEqualTo(ends[1]) ? ends : [ends[1], ends[0]];
      const score = new Decimal(target.score);
      const above = tier.toIncluded ? score.greaterThan(high) : score.greaterThanOrEqualTo(high);
      if (score.greaterThan(points) || (!above && score.greaterThanOrEqualTo(low))) return [];
      return [
        {
          message: say('checks', 'S-10', {
            name: target.name,
            tier: tier.name,
            low: pointsText(low),
            high: pointsText(high),
            stated: pointsText(score),
          }),
          cells: [
            target.cells.score,
            ...(target.cells.actual ? [target.cells.actual] : []),
            ...(target.cells.points ? [target.cells.points] : []),
          ],
          stated: pointsText(score),
          expected: `${pointsText(low)}–${pointsText(high)}`,
        },
      ];
    }),
  );
}

const defaultTiers = [
  { name: '达成年度指标', from: '0.8', to: '1', toIncluded: true },
  { name: '部分达成并具有一定效果', from: '0.6', to: '0.8', toIncluded: false },
  { name: '未达成且效果较差', from: '0', to: '0.6', toIncluded: false },
] as const;

/** S-11: points are above 0 with at most two decimals. */
function pointShape(context: CheckContext): Draft[] {
  return context.once(allScoredRows).flatMap(({ rows }) =>
    rows.flatMap((row): Draft[] => {
      if (row.points === null || row.pointsCell === null || (row.points.greaterThan(0) && row.points.decimalPlaces() <= 2)) return [];
      return [
        {
          message: say('checks', 'S-11', { row: row.row, name: row.name, points: row.points.toFixed() }),
          cells: [row.pointsCell, row.nameCell],
          stated: row.points.toFixed(),
        },
      ];
    }),
  );
}

/** S-12: a cost score without a cost indicator. */
function costScores(context: CheckContext): Draft[] {
  return context.forms.flatMap(({ form }) =>
    form.targets.flatMap((target): Draft[] => {
      const cost = target.path.some((name) => name.includes('成本'));
      const blank = target.placeholder || plainText(target.name) === '' || /^指标\d+[:：]?$/.test(plainText(target.name));
      if (!cost || !blank || target.score === null || target.cells.score === null || !new Decimal(target.score).greaterThan(5)) return [];
      return [
        {
          message: say('checks', 'S-12', { score: pointsText(new Decimal(target.score)) }),
          cells: [target.cells.score, target.cells.name],
          stated: target.score,
        },
      ];
    }),
  );
}

/** S-13: full marks everywhere, and yet the money was not all spent. */
function allFull(context: CheckContext): Draft[] {
  return context.forms.flatMap(({ form }): Draft[] => {
    const execution = formExecution(form);
    if (form.unfilled || !execution || !execution.rate.toDecimalPlaces(6).lessThan(1)) return [];
    const rows = scoredRows(context, form).filter((row) => !row.execution && row.points !== null);
    const full =
      rows.length >= 3 && rows.every(({ points, score }) => score !== null && points !== null && score.greaterThanOrEqualTo(points));
    const hundred =
      form.total?.score !== null && form.total?.score !== undefined && new Decimal(form.total.score).greaterThanOrEqualTo(100);
    if (!full && !hundred) return [];
    return [
      {
        message: say('checks', 'S-13', { rate: rateText(execution.rate) }),
        cells: [...(form.total?.scoreCell ? [form.total.scoreCell] : []), ...execution.cells],
        stated: form.total?.score ?? '',
      },
    ];
  });
}

/** S-14: level-1 weights of a project form. */
function weights(context: CheckContext): Draft[] {
  return context.forms.flatMap(({ form }): Draft[] => {
    if (form.kind !== 'project') return [];
    const rows = scoredRows(context, form);
    if (rows.length < 4 || rows.some(({ points }) => points === null)) return [];
    if (!sumOf(rows.map(({ points }) => points)).equals(100)) return [];
    const group = (pattern: RegExp): Decimal =>
      sumOf(rows.filter(({ path, execution }) => !execution && pattern.test(path[0] ?? '')).map(({ points }) => points));
    const execution = sumOf(rows.filter((row) => row.execution).map(({ points }) => points));
    const [cost, output, benefit, satisfaction] = [group(/成本/), group(/产出/), group(/效益|效果|影响/), group(/满意/)];
    if (!execution.plus(cost).plus(output).plus(benefit).plus(satisfaction).equals(100)) return [];
    const scheme = cost.isZero() ? [execution, output, benefit, satisfaction] : [execution, cost, output, benefit, satisfaction];
    const printed = scheme.map(pointsText).join('/');
    const usual = cost.isZero() ? '10/50/30/10' : '10/20/40/20/10';
    if (printed === '10/50/30/10' || printed === '10/20/40/20/10') return [];
    return [
      {
        message: say('checks', 'S-14', { weights: printed, usual }),
        cells: [...(form.total?.pointsCell ? [form.total.pointsCell] : []), ...rows.flatMap(({ pointsCell }) => pointsCell ?? [])],
        stated: printed,
        expected: usual,
      },
    ];
  });
}

/** S-15: 得分率 = score ÷ points, where a form prints it. */
function scoreRates(context: CheckContext): Draft[] {
  return context.forms.flatMap(({ form }) => {
    const column = headerColumn(context, form, /^得分(?:率|系数)(?:\(%\)|%)?$/);
    if (column === null) return [];
    return scoredRows(context, form).flatMap((row): Draft[] => {
      const cell = context.at(form.sheet, row.row, column);
      const printed = printedNumber(context.cell(cell));
      if (!printed || !row.points || !row.score || row.points.isZero()) return [];
      const rate = row.score.dividedBy(row.points);
      const readings = printed.percent ? [printed.value] : [printed.value, printed.value.dividedBy(100)];
      const half = powerOfTen(-printed.places).times('0.005');
      const within = Decimal.max(half, '0.00005');
      if (readings.some((value) => value.minus(rate).abs().lessThanOrEqualTo(within))) return [];
      const fraction = printed.percent || printed.value.lessThanOrEqualTo(1);
      return [
        {
          message: say('checks', 'S-15', { name: row.name, expected: rateText(rate), stated: printed.shown }),
          cells: [cell, ...(row.scoreCell ? [row.scoreCell] : [])],
          stated: printed.shown,
          expected: rateText(rate),
          mend: context.mendCell(cell, {
            kind: 'number',
            value: (fraction ? rate.toDecimalPlaces(4) : rate.times(100).toDecimalPlaces(2)).toFixed(),
          }),
        },
      ];
    });
  });
}

/** S-16: what keeps the total empty. A form that nobody has filled yet gives one line, a note where everything can be computed. */
function missingScores(context: CheckContext): Draft[] {
  const drafts = context.forms.flatMap(({ form, assessment }): Draft[] => {
    const missing = withoutScore(context, form);
    const all = form.unfilled
      ? [...form.targets.map(({ cells }) => cells.score), ...form.indicators.map((row) => row.scoreCell)].flatMap((cell) => cell ?? [])
      : [];
    const scoreCells = [...new Set([...missing.flatMap(({ scoreCell }) => scoreCell ?? []), ...all])];
    const first = form.total?.scoreCell ?? scoreCells[0];
    if (!first || (!form.unfilled && missing.length === 0)) return [];
    const wanted = assessment?.indicators.filter(({ status }) => status === 'missing') ?? null;
    const open = wanted === null ? missing.map(({ name }) => name) : wanted.map(({ name }) => name);
    if (form.unfilled) {
      const computable = wanted !== null && wanted.length === 0;
      return [
        {
          ...(computable ? { severity: 'note' as const } : {}),
          message: say('checks', computable ? 'S-16.unfilled' : 'S-16.table', { sheet: form.sheet, names: listed(open) }),
          cells: [first, ...scoreCells],
        },
      ];
    }
    // Left to the program: none of the rows that can be computed has been scored by hand. One gap among hand-typed scores is a gap.
    const computable = wanted !== null && wanted.length === 0 && !scoredByHand(context, form, assessment);
    return [
      {
        ...(computable ? { severity: 'note' as const } : {}),
        message: say('checks', computable ? 'S-16.computable' : 'S-16', {
          names: listed(computable || open.length === 0 ? missing.map(({ name }) => name) : open),
        }),
        cells: [...scoreCells, ...(form.total?.scoreCell ? [form.total.scoreCell] : [])],
      },
    ];
  });
  const assessment = context.input.assessment;
  if (context.input.filled && assessment && context.forms.length === 0) {
    const wanted = assessment.indicators.filter(({ status }) => status === 'missing');
    if (wanted.length > 0) drafts.push({ message: say('checks', 'S-16', { names: listed(wanted.map(({ name }) => name)) }), cells: [] });
  }
  return [...drafts, ...scoresWithoutActual(context)];
}

/** Whether any row that the program could compute carries a score already. */
function scoredByHand(context: CheckContext, form: Form, assessment: Assessment | null): boolean {
  const given = new Set(scoredRows(context, form).flatMap(({ score, scoreCell }) => (score && scoreCell ? [scoreCell] : [])));
  return (assessment?.indicators ?? []).some(({ status, stated }) => status === 'computed' && stated !== null && given.has(stated.cell));
}

/** A score stands although its row has a target and no actual value to follow it from; satisfaction is I-03. */
function scoresWithoutActual(context: CheckContext): Draft[] {
  return context.forms.flatMap(({ form }) => {
    const rows = form.unfilled ? [] : form.targets.filter((target) => target.scored && !target.placeholder);
    const given = rows.filter(({ cells }) => !blankAt(context, cells.actual)).length;
    if (given * 2 < rows.length) return [];
    return rows.flatMap((target): Draft[] => {
      const { actual, target: wanted, score, name } = target.cells;
      if (actual === null || score === null || target.score === null || new Decimal(target.score).isZero()) return [];
      if (!blankAt(context, actual) || blankAt(context, wanted) || /满意/.test([...target.path, target.name].join(''))) return [];
      return [
        {
          message: say('checks', 'S-16.actual', { name: target.name, score: pointsText(new Decimal(target.score)) }),
          cells: [actual, score, name],
        },
      ];
    });
  });
}

function listed(names: readonly string[]): string {
  return names.length > 4 ? `${names.slice(0, 4).join('、')}${say('checks', 'list.more', { count: names.length })}` : names.join('、');
}

/** Whether a cell of a form is blank. */
export function blankAt(context: CheckContext, reference: string | null): boolean {
  return reference === null || isBlank(context.cell(reference));
}
