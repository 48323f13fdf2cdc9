import { Decimal } from '../amounts/decimal';
import type { Form, Table, Target } from '../reading/reading';
import { say } from '../wording/wording';
import type { Check, Draft } from './check';
import { amountIn, type CheckContext, cellsOf, numberOf } from './context';
import { isSatisfaction, rowOf, valueText } from './indicator-quality';
import { amountText, plainText, rateText } from './printed';
import { doubtfulExecution, explains, longTexts } from './rates';
import { formExecution } from './scores';
import { isNumber } from './stated-rates';

/** Execution below this share wants a reason; a project in a list below the other a look. */
const limits = {
  execution: new Decimal('0.9'),
  project: new Decimal('0.8'),
  over: new Decimal('1.2'),
  farOver: new Decimal('1.3'),
  apart: new Decimal('0.1'),
} as const;

/** Group R 偏差与原因: what deviates wants its reason. */
export const reasonChecks: readonly Check[] = [
  { code: 'R-01', severity: 'error', basis: ['localForm'], mendable: false, lacks: lacksAmounts, run: lowExecution },
  {
    code: 'R-02',
    severity: 'warning',
    basis: ['common'],
    mendable: false,
    lacks: (context) => (context.input.reading.projects.length > 0 ? null : say('checks', 'lacks.projects')),
    run: lowProjects,
  },
  { code: 'R-03', severity: 'error', basis: ['platform'], mendable: false, lacks: lacksTargets, run: shortfalls },
  { code: 'R-04', severity: 'warning', basis: ['platform', 'localForm'], mendable: false, lacks: lacksTargets, run: overfulfilled },
  {
    code: 'R-05',
    severity: 'question',
    basis: ['localForm'],
    mendable: false,
    lacks: (context) => (context.forms.length > 0 ? null : say('checks', 'lacks.forms')),
    run: outputAgainstMoney,
  },
  {
    code: 'R-06',
    severity: 'warning',
    basis: ['localForm'],
    mendable: false,
    lacks: (context) => (context.once(asksForAdjustment) ? null : say('checks', 'lacks.adjustmentRule')),
    run: adjustments,
  },
  { code: 'R-07', severity: 'warning', basis: ['publicReview'], mendable: false, lacks: lacksTargets, run: thinReasons },
  { code: 'R-08', severity: 'question', basis: ['publicReview'], mendable: false, lacks: lacksTargets, run: contradictoryReasons },
  {
    code: 'R-09',
    severity: 'error',
    basis: ['common'],
    mendable: false,
    lacks: (context) => (context.input.reading.projects.length > 0 ? null : say('checks', 'lacks.projects')),
    run: terminated,
  },
];

function lacksAmounts(context: CheckContext): string | null {
  return context.tables.length > 0 || context.forms.length > 0 ? null : say('checks', 'lacks.tables');
}
function lacksTargets(context: CheckContext): string | null {
  return context.targetLists.length > 0 || context.forms.some(({ form }) => form.indicators.length > 0)
    ? null
    : say('checks', 'lacks.targets');
}

/** the department, or a project with its own form, spent less than 90 % and says nothing about it. */
function lowExecution(context: CheckContext): Draft[] {
  const drafts: Draft[] = [];
  for (const { form } of context.forms) {
    const execution = formExecution(form);
    if (!execution || execution.rate.greaterThanOrEqualTo(limits.execution) || explainsMoney(context, form)) continue;
    if (doubtfulExecution(context, form.sheet)) continue;
    const row = form.amounts.find(({ scored }) => scored);
    const name = form.head.get('project')?.value ?? form.organisation ?? form.sheet;
    drafts.push({
      message: say('checks', 'R-01', { name, rate: rateText(execution.rate), limit: rateText(limits.execution, 0) }),
      cells: [...new Set([...(row?.rateCell ? [row.rateCell] : []), ...execution.cells, ...(row?.scoreCell ? [row.scoreCell] : [])])],
      stated: rateText(execution.rate),
      expected: `≥${rateText(limits.execution, 0)}`,
      advice: say('checks', 'advice.reason'),
    });
  }
  if (drafts.length === 0) drafts.push(...lowTargets(context));
  for (const { table } of context.tables) {
    if (table.kind === 'projects') {
      drafts.push(...lowSelfEvaluated(context, table));
      continue;
    }
    if (table.kind === 'procurement') continue;
    for (const row of table.rows) {
      if (row.item !== 'total' || row.role === 'part') continue;
      const budget = numberOf(row, 'budget.full', 'budget.initial', 'received');
      const outturn = row.numbers.get('outturn');
      if (!budget || !outturn || budget.quantity !== 'money' || amountIn(budget).isZero() || explains(row.remark)) continue;
      const rate = amountIn(outturn).dividedBy(amountIn(budget));
      if (rate.greaterThanOrEqualTo(limits.execution) || drafts.some(({ stated }) => stated === rateText(rate))) continue;
      const stated = context.rateOver(outturn.cells[0]);
      drafts.push({
        message: say('checks', 'R-01', { name: row.name || row.label, rate: rateText(rate), limit: rateText(limits.execution, 0) }),
        cells: [...new Set([...(stated ? [stated.cell] : []), ...cellsOf(outturn, budget), ...(row.remarkCell ? [row.remarkCell] : [])])],
        stated: rateText(rate),
        expected: `≥${rateText(limits.execution, 0)}`,
        reasonCell: row.remarkCell,
        advice: say('checks', 'advice.reason'),
      });
      break;
    }
  }
  return drafts;
}

/** R-01 where 预算执行率 is a row among the targets, with its own reason cell. */
function lowTargets(context: CheckContext): Draft[] {
  return context.targetLists.flatMap(({ targets }) =>
    targets.flatMap((target): Draft[] => {
      const { actual, reason, score } = target.cells;
      if (!/^(?:部门|单位|项目)?(?:整体)?(?:支出)?预算执行率$/.test(plainText(target.name)) || !isNumber(target.actual)) return [];
      if (actual === null || reason === null || withReason(target) || target.placeholder) return [];
      const stated = new Decimal(target.actual);
      const rate = stated.greaterThan('1.5') ? stated.dividedBy(100) : stated;
      if (rate.greaterThanOrEqualTo(limits.execution)) return [];
      return [
        {
          message: say('checks', 'R-01', {
            name: context.organisation ?? target.sheet,
            rate: rateText(rate),
            limit: rateText(limits.execution, 0),
          }),
          cells: [reason, actual, target.cells.name, ...(score ? [score] : [])],
          stated: rateText(rate),
          expected: `≥${rateText(limits.execution, 0)}`,
          reasonCell: reason,
          advice: say('checks', 'advice.reason'),
        },
      ];
    }),
  );
}

/** R-01 of projects whose row is their self-evaluation: the list scores them. */
function lowSelfEvaluated(context: CheckContext, table: Table): Draft[] {
  if (table.orientation !== 'columns' || !table.columns.some(({ label }) => /自评(?:得)?分|自评总分/.test(plainText(label)))) return [];
  const reasons = table.columns.filter(({ label }) => /原因|说明|备注/.test(plainText(label)));
  return table.rows.flatMap((row): Draft[] => {
    const budget = numberOf(row, 'budget.full', 'budget.initial');
    const outturn = row.numbers.get('outturn');
    if (row.role !== 'detail' || row.parent !== null || !budget || !outturn || amountIn(budget).isZero()) return [];
    const cells = reasons.map(({ column }) => context.at(table.sheet, row.row, column));
    if (/终止|取消|收回/.test(row.label) || explains(row.remark) || cells.some((cell) => context.textAt(cell) !== '')) return [];
    const rate = amountIn(outturn).dividedBy(amountIn(budget));
    if (rate.greaterThanOrEqualTo(limits.execution)) return [];
    const stated = context.rateOver(outturn.cells[0]);
    return [
      {
        message: say('checks', 'R-01', { name: row.name || row.label, rate: rateText(rate), limit: rateText(limits.execution, 0) }),
        cells: [...new Set([...(stated ? [stated.cell] : []), ...cellsOf(outturn, budget), ...cells])],
        stated: rateText(rate),
        expected: `≥${rateText(limits.execution, 0)}`,
        reasonCell: cells[0] ?? row.remarkCell,
        advice: say('checks', 'advice.reason'),
      },
    ];
  });
}

/** `偏差原因分析及改进措施` heads a column; it gives no reason. */
const reasonHeading =
  /^[^，。；、,;:：]{0,16}(?:原因|改进措施)(?:[^，。；、,;:：]{0,10}|[^，。；,;]{0,10}(?:改进|措施|说明)[^，。；,;]{0,6})$/;

/** Whether any reason, goal or note of a form speaks of its money. */
function explainsMoney(context: CheckContext, form: Form): boolean {
  const texts = [...form.targets.map(({ reason }) => reason), ...form.indicators.map(({ reason }) => reason), form.goal?.actual ?? null];
  if (texts.some((text) => /执行|资金|支付|结余|预算|结算|尾款|进度|收回|未支/.test(text ?? ''))) return true;
  const sheet = context.sheet(form.sheet);
  const row = form.amounts.find(({ scored }) => scored)?.row;
  if (!sheet) return false;
  for (const [at, cells] of sheet.cells) {
    const inAmounts = row !== undefined && at >= row && at <= row + 3;
    for (const cell of cells.values()) {
      if (cell.kind !== 'text' || cell.value.length < 10 || reasonHeading.test(plainText(cell.value))) continue;
      if (
        /(?:未|低于|原因|由于|因)/.test(cell.value) &&
        (inAmounts || /执行率|执行进度|支出进度/.test(cell.value)) &&
        !/需说明|应说明|请说明|赋分|得分=|计分/.test(cell.value)
      )
        return true;
    }
  }
  return false;
}

/** projects of a list below 80 %. */
function lowProjects(context: CheckContext): Draft[] {
  return context.input.reading.projects.flatMap((project): Draft[] => {
    const budget = project.measures.get('budget.full') ?? project.measures.get('budget.initial') ?? project.measures.get('received');
    const outturn = project.measures.get('outturn');
    if (!budget || !outturn || project.terminated || amountIn(budget).isZero() || explains(project.remark)) return [];
    const rate = amountIn(outturn).dividedBy(amountIn(budget));
    if (rate.greaterThanOrEqualTo(limits.project)) return [];
    const stated = context.rateOver(outturn.cells[0]);
    return [
      {
        message: say('checks', 'R-02', { name: project.name, rate: rateText(rate) }),
        cells: [
          ...new Set([
            ...(stated ? [stated.cell] : []),
            ...cellsOf(outturn, budget),
            project.nameCell,
            ...(project.remarkCell ? [project.remarkCell] : []),
          ]),
        ],
        stated: rateText(rate),
        expected: `≥${rateText(limits.project, 0)}`,
        reasonCell: project.remarkCell,
      },
    ];
  });
}

/** Actual ÷ target of a quantitative target in its own direction; null where it can not be said. */
export function completionOf(target: Target): Decimal | null {
  if (!isNumber(target.target) || !isNumber(target.actual) || target.operator === 'qualitative') return null;
  const [goal, actual] = [new Decimal(target.target), new Decimal(target.actual)];
  const scaled = likeScaled(goal, actual, target);
  if (target.operator === '<=' || target.operator === '<') {
    if (scaled.lessThanOrEqualTo(goal)) return new Decimal(1);
    return scaled.isZero() ? new Decimal(1) : goal.dividedBy(scaled);
  }
  return goal.isZero() ? null : scaled.dividedBy(goal);
}

/** A percentage beside a plain number (`≥95` against 97 %) is the same scale a hundred times apart. */
function likeScaled(goal: Decimal, actual: Decimal, target: Target): Decimal {
  const percent = (target.unit ?? '').includes('%') || /率|满意|比例|占比/.test(target.name);
  if (!percent || goal.isZero() || actual.isZero()) return actual;
  if (goal.greaterThan(1.5) && actual.lessThanOrEqualTo(1.5)) return actual.times(100);
  return goal.lessThanOrEqualTo(1.5) && actual.greaterThan(1.5) ? actual.dividedBy(100) : actual;
}

function withReason(target: Target): boolean {
  return target.reason !== null && target.reason.trim() !== '';
}

/** a target was missed and the reason cell is empty. */
function shortfalls(context: CheckContext): Draft[] {
  return context.targetLists.flatMap((list) =>
    list.targets.flatMap((target): Draft[] => {
      const { actual, target: targetCell, reason } = target.cells;
      if (target.placeholder || !target.scored || reason === null || actual === null || targetCell === null || withReason(target))
        return [];
      const completion = completionOf(target);
      if (completion === null || completion.toDecimalPlaces(6).greaterThanOrEqualTo(1)) return [];
      return [
        {
          message: say('checks', 'R-03', {
            name: target.name,
            actual: valueText(context, target, 'actual'),
            target: `${operatorText(context, target)}${valueText(context, target, 'target')}`,
          }),
          cells: [reason, actual, targetCell, target.cells.name, ...(target.cells.score ? [target.cells.score] : [])],
          stated: context.textAt(actual),
          expected: context.textAt(targetCell),
          reasonCell: reason,
          advice: say('checks', 'advice.reason'),
        },
      ];
    }),
  );
}

function operatorText(context: CheckContext, target: Target): string {
  return /[≥≤≧≦<>=]/.test(context.textAt(target.cells.target)) ? '' : plainText(context.textAt(target.cells.operator));
}

/** far beyond the target without a word. */
function overfulfilled(context: CheckContext): Draft[] {
  const localLimit = context.input.system.targets?.overAchievement.reasonFrom ?? null;
  return context.targetLists.flatMap((list) =>
    list.targets.flatMap((target): Draft[] => {
      const { actual, target: targetCell } = target.cells;
      if (target.placeholder || !target.scored || withReason(target) || actual === null || targetCell === null) return [];
      if (target.operator === '<=' || target.operator === '<') return [];
      const completion = completionOf(target);
      if (completion === null || completion.toDecimalPlaces(6).lessThan(limits.over)) return [];
      return [
        {
          ...(localLimit !== null && completion.greaterThanOrEqualTo(localLimit) ? { severity: 'error' as const } : {}),
          message: say('checks', 'R-04', { name: target.name, rate: rateText(completion) }),
          cells: [actual, targetCell, target.cells.name, ...(target.cells.reason ? [target.cells.reason] : [])],
          stated: rateText(completion),
          expected: `<${rateText(limits.over, 0)}`,
          reasonCell: target.cells.reason,
        },
      ];
    }),
  );
}

/** outputs and money run apart. */
function outputAgainstMoney(context: CheckContext): Draft[] {
  return context.forms.flatMap(({ form }): Draft[] => {
    const execution = formExecution(form);
    if (!execution || form.kind === 'scoreTable' || doubtfulExecution(context, form.sheet)) return [];
    const outputs = form.targets.filter(
      (target) => target.scored && !target.placeholder && !isSatisfaction(target) && /产出|履职/.test(target.path[0] ?? ''),
    );
    const completions = outputs.map(completionOf).filter((value): value is Decimal => value !== null);
    if (completions.length === 0 || completions.length < outputs.length) return [];
    const mean = completions.reduce((sum, value) => sum.plus(Decimal.min(value, 1)), new Decimal(0)).dividedBy(completions.length);
    if (mean.minus(execution.rate).abs().lessThanOrEqualTo(limits.apart) || explainsMoney(context, form)) return [];
    const name = form.head.get('project')?.value ?? form.organisation ?? form.sheet;
    return [
      {
        message: say('checks', 'R-05', { name, output: rateText(mean), money: rateText(execution.rate) }),
        cells: [...execution.cells, ...outputs.flatMap(({ cells }) => cells.actual ?? [])],
        stated: rateText(mean),
        expected: rateText(execution.rate),
      },
    ];
  });
}

/** The printed rule “年中发生预算调整的应单独说明理由”, where a form carries it. */
function asksForAdjustment(context: CheckContext): { readonly cell: string } | null {
  return context.once(longTexts).find(({ text }) => /调整.{0,12}(?:说明|理由)/.test(text) && /应|需|须|请/.test(text)) ?? null;
}

/** an in-year change without a reason, where the form asks for one. */
function adjustments(context: CheckContext): Draft[] {
  if (!context.once(asksForAdjustment)) return [];
  return context.forms.flatMap(({ form }): Draft[] => {
    const row = form.amounts.find(({ scored }) => scored);
    const [initial, full] = [row?.numbers.get('budget.initial'), row?.numbers.get('budget.full')];
    if (!initial || !full || amountIn(initial).equals(amountIn(full)) || amountIn(initial).isZero()) return [];
    if (form.targets.some(({ reason }) => changed.test(reason ?? '')) || explainsChange(context, form)) return [];
    const change = amountText(amountIn(full).minus(amountIn(initial)), full.unit, full.places);
    const signed = change.startsWith('-') ? change : `+${change}`;
    return [{ message: say('checks', 'R-06', { adjustment: signed }), cells: cellsOf(full, initial), stated: change }];
  });
}

const changed = /调整|调剂|追加|调减|调增|压减|核减|增加预算|减少预算/;

/** Whether a cell of the form's sheet says why the budget was changed; labels and the demand for a reason say nothing. */
function explainsChange(context: CheckContext, form: Form): boolean {
  const sheet = context.sheet(form.sheet);
  if (!sheet) return false;
  for (const cells of sheet.cells.values()) {
    for (const cell of cells.values()) {
      const text = cell.kind === 'text' ? plainText(cell.value) : '';
      if (text.length < 8 || !changed.test(text) || /[应需须请].{0,6}说明|预算数?(?:[（(][^（()）]{0,20}[）)])?$|指标值$/.test(text))
        continue;
      return true;
    }
  }
  return false;
}

interface Reasoned {
  readonly row: number;
  readonly name: string;
  readonly reason: string;
  /** The reason as it was typed. */
  readonly typed: string;
  readonly cell: string;
  readonly lost: boolean;
  readonly full: boolean;
}

function reasonsOf(context: CheckContext): Reasoned[] {
  const rows: Reasoned[] = [];
  const push = (
    row: number,
    name: string,
    reason: string | null,
    cell: string | null,
    points: string | null,
    score: string | null,
    short: boolean,
  ): void => {
    const text = plainText(reason ?? '');
    if (cell === null || text === '') return;
    const lost = points !== null && score !== null && new Decimal(score).lessThan(points);
    const full = points !== null && score !== null && new Decimal(score).greaterThanOrEqualTo(points);
    rows.push({ row, name, reason: text, typed: (reason ?? '').trim(), cell, lost: lost || (short && !full), full });
  };
  for (const { targets } of context.targetLists) {
    for (const target of targets) {
      const completion = completionOf(target);
      push(rowOf(target), target.name, target.reason, target.cells.reason, target.points, target.score, completion?.lessThan(1) ?? false);
    }
  }
  for (const { form } of context.forms)
    for (const row of form.indicators) push(row.row, row.name, row.reason, row.reasonCell, row.points, row.score, false);
  return rows;
}

const generic =
  /^(?:无|没有|略|其他|其它|客观原因|主观原因|历史原因|工作原因|疫情原因|受疫情影响|因故|原因不明|正常|未完成|按实际情况|根据实际情况|实际情况|加强管理|继续努力|下年改进|已整改)[。.]?$/;

/** a reason that says nothing, or the same one in many rows (said once). */
function thinReasons(context: CheckContext): Draft[] {
  const rows = context.once(reasonsOf).filter(({ lost }) => lost);
  const groups = new Map<string, Reasoned[]>();
  for (const row of rows) {
    const alike = groups.get(row.reason);
    if (alike) alike.push(row);
    else groups.set(row.reason, [row]);
  }
  return [...groups.values()].flatMap((alike): Draft[] => {
    const [first] = alike;
    if (!first) return [];
    const text = shortened(first.typed);
    if (alike.length >= 3) {
      const lines = alike.slice(0, 6).map(({ row }) => row);
      const listed = `${lines.join('、')}${alike.length > 6 ? '…' : ''}`;
      return [
        {
          message: say('checks', 'R-07.repeated', { rows: listed, count: alike.length, text }),
          cells: alike.map(({ cell }) => cell),
          stated: first.typed,
          reasonCell: first.cell,
        },
      ];
    }
    if (first.reason.length >= 10 && !generic.test(first.reason)) return [];
    return alike.map((row) => ({
      message: say('checks', 'R-07', { row: row.row, text: shortened(row.typed) }),
      cells: [row.cell],
      stated: row.typed,
      reasonCell: row.cell,
    }));
  });
}

function shortened(text: string): string {
  return text.length > 30 ? `${text.slice(0, 30)}…` : text;
}

/** full marks, and yet the reason speaks of a failure. */
function contradictoryReasons(context: CheckContext): Draft[] {
  return context.once(reasonsOf).flatMap((row): Draft[] => {
    if (
      !row.full ||
      !/未完成|未达到|未达标|没有完成|未能完成|未实现/.test(row.reason) ||
      /无未完成|没有未完成|不存在未完成/.test(row.reason)
    )
      return [];
    return [{ message: say('checks', 'R-08', { name: row.name, text: shortened(row.typed) }), cells: [row.cell], stated: row.typed }];
  });
}

/** a terminated project with money and no word about it. */
function terminated(context: CheckContext): Draft[] {
  return context.input.reading.projects.flatMap((project): Draft[] => {
    if (!project.terminated || plainText(project.remark ?? '').length >= 4) return [];
    const budget = project.measures.get('budget.full') ?? project.measures.get('budget.initial');
    if (!budget || amountIn(budget).isZero()) return [];
    return [
      {
        message: say('checks', 'R-09', { name: project.name }),
        cells: [project.nameCell, ...(project.remarkCell ? [project.remarkCell] : []), ...budget.cells],
        reasonCell: project.remarkCell,
      },
    ];
  });
}
