import { Decimal } from '../amounts/decimal';
import type { Target } from '../reading/reading';
import { say } from '../wording/wording';
import { parseFullReference } from '../workbook/address';
import type { Check, Draft } from './check';
import type { CheckContext, TargetList } from './context';
import { plainText } from './printed';
import { withinHundred } from './rates';
import { isNumber } from './stated-rates';

/** Group I 指标质量: whether the targets of a form or list can be measured at all. */
export const indicatorChecks: readonly Check[] = [
  { code: 'I-01', severity: 'error', basis: ['ministry'], mendable: false, lacks: lacksTargets, run: kindsPresent },
  { code: 'I-02', severity: 'error', basis: ['platform'], mendable: false, lacks: lacksTargets, run: targetValues },
  { code: 'I-03', severity: 'error', basis: ['common'], mendable: false, lacks: lacksTargets, run: satisfactionNumbers },
  { code: 'I-04', severity: 'warning', basis: ['publicReview'], mendable: false, lacks: lacksTargets, run: placeholders },
  { code: 'I-05', severity: 'warning', basis: ['own'], mendable: false, lacks: lacksTargets, run: vagueWords },
  { code: 'I-06', severity: 'warning', basis: ['publicReview'], mendable: false, lacks: lacksTargets, run: costDirection },
  { code: 'I-07', severity: 'warning', basis: ['publicReview'], mendable: false, lacks: lacksTargets, run: overHundred },
  { code: 'I-08', severity: 'warning', basis: ['own'], mendable: false, lacks: lacksTargets, run: units },
  { code: 'I-09', severity: 'warning', basis: ['own'], mendable: false, lacks: lacksTargets, run: repeatedNames },
  {
    code: 'I-10',
    severity: 'warning',
    basis: ['ministry'],
    mendable: false,
    lacks: (context) => (context.once(pairs).length > 0 ? null : say('checks', 'lacks.approvedTargets')),
    run: approved,
  },
  {
    code: 'I-11',
    severity: 'warning',
    basis: ['publicReview'],
    mendable: false,
    lacks: (context) => (context.once(projectEnd) ? null : say('checks', 'lacks.projectEnd')),
    run: deadlines,
  },
  { code: 'I-12', severity: 'question', basis: ['common'], mendable: false, lacks: lacksTargets, run: perfectSatisfaction },
  {
    code: 'I-13',
    severity: 'note',
    basis: ['localForm'],
    mendable: false,
    lacks: (context) =>
      context.targetLists.some(({ targets }) => targets.some(({ cells }) => cells.evidence !== null))
        ? null
        : say('checks', 'lacks.evidence'),
    run: evidence,
  },
];

function lacksTargets(context: CheckContext): string | null {
  return context.targetLists.length > 0 ? null : say('checks', 'lacks.targets');
}

function real(targets: readonly Target[]): Target[] {
  return targets.filter(
    (target) => !target.placeholder && plainText(target.name) !== '' && !/^(?:指标\d+[:：]?|[…/—-]+)$/.test(plainText(target.name)),
  );
}

/** Rows that the form itself scores; 其中 rows are shown only. */
function scored(targets: readonly Target[]): Target[] {
  return real(targets).filter((target) => target.scored);
}

function words(target: Target): string {
  return plainText(`${target.path.join('')}${target.name}`);
}

/** Whether a target asks for the satisfaction of somebody. */
export function isSatisfaction(target: Target): boolean {
  return /满意/.test(words(target));
}

/** Whether anything was filled in on the side of the actual values. */
function hasActuals(list: TargetList): boolean {
  return list.targets.some(({ actual }) => actual !== null);
}

/** I-01: 产出（履职效能）, 效益 and 满意度 each have an indicator. */
function kindsPresent(context: CheckContext): Draft[] {
  return context.targetLists.flatMap((list): Draft[] => {
    const targets = real(list.targets);
    if (targets.length < 2 || (list.checked && list.checked.form.kind === 'scoreTable')) return [];
    const level1 = targets.map((target) => plainText(target.path[0] ?? ''));
    if (level1.every((name) => name === '')) return [];
    const has = (pattern: RegExp): boolean =>
      targets.some((target, index) => pattern.test(level1[index] ?? '') || pattern.test(plainText(target.path.slice(1).join(''))));
    const missing = [
      { name: say('checks', 'kind.output'), present: has(/产出|履职|数量|质量|时效|任务完成/) },
      { name: say('checks', 'kind.benefit'), present: has(/效益|效果|效应|影响|成效/) },
      { name: say('checks', 'kind.satisfaction'), present: has(/满意/) || targets.some(isSatisfaction) },
    ].filter(({ present }) => !present);
    const [first] = targets;
    if (missing.length === 0 || !first) return [];
    return missing.map(({ name }) => ({
      message: say('checks', 'I-01', { name, sheet: list.sheet }),
      cells: labelCells(context, list, name, first),
    }));
  });
}

/** Where a missing kind would stand: its label or the blank rows of the form, else the first row of the list. */
function labelCells(context: CheckContext, list: TargetList, kind: string, first: Target): string[] {
  const sheet = context.sheet(list.sheet);
  const area = list.checked?.form.area;
  const found: string[] = [];
  const word = kind.slice(0, 2);
  if (sheet) {
    for (const [row, cells] of sheet.cells) {
      if (area && (row < area.top || row > area.bottom)) continue;
      for (const [column, cell] of cells) {
        if (cell.kind === 'text' && cell.value.length < 30 && plainText(cell.value).includes(word))
          found.push(context.at(sheet.name, row, column));
      }
    }
  }
  for (const target of list.targets) if (target.path.some((name) => name.includes(word))) found.push(target.cells.name);
  return found.length > 0 ? [...new Set(found)] : [first.cells.name];
}

/** I-02: a target value stands there, and it is a number where the indicator is quantitative. */
function targetValues(context: CheckContext): Draft[] {
  return context.targetLists.flatMap((list) =>
    scored(list.targets).flatMap((target): Draft[] => {
      if (target.cells.target === null) return [];
      const text = context.textAt(target.cells.target);
      const cells = [
        target.cells.target,
        target.cells.name,
        ...(target.cells.actual ? [target.cells.actual] : []),
        ...(target.cells.score ? [target.cells.score] : []),
      ];
      if (text === '') {
        if (target.points === null && target.score === null && (target.cells.points !== null || target.actual === null)) return [];
        return [{ message: say('checks', 'I-02.missing', { name: target.name }), cells, expected: say('checks', 'word.value') }];
      }
      const operator = plainText(context.textAt(target.cells.operator));
      const quantitative = /^[≥≤<>=≧≦＝═]|^(?:大于|小于|等于)/.test(operator) || /^[≥≤<>≧≦]/.test(plainText(text));
      if (!quantitative || isNumber(target.target) || /\p{Nd}|[一二三四五六七八九十百千万两]/u.test(text)) return [];
      return [{ message: say('checks', 'I-02', { name: target.name, text }), cells, stated: text }];
    }),
  );
}

/** I-03: satisfaction has numbers for target and actual. */
function satisfactionNumbers(context: CheckContext): Draft[] {
  return context.targetLists.flatMap((list) =>
    scored(list.targets).flatMap((target): Draft[] => {
      if (!isSatisfaction(target) || target.cells.target === null) return [];
      const wanted: Draft[] = [];
      const lack = (what: string, cell: string): void => {
        wanted.push({
          message: say('checks', 'I-03', { name: target.name, what }),
          cells: [cell, target.cells.name],
          stated: context.textAt(cell),
        });
      };
      const targetText = context.textAt(target.cells.target);
      if (!/\p{Nd}/u.test(targetText) && targetText !== '') lack(say('checks', 'name.target'), target.cells.target);
      if (targetText === '' && (hasActuals(list) || target.points !== null)) lack(say('checks', 'name.target'), target.cells.target);
      const actual = target.cells.actual;
      if (actual !== null && !/\p{Nd}/u.test(context.textAt(actual)) && (hasActuals(list) || target.score !== null))
        lack(say('checks', 'name.actual'), actual);
      return wanted;
    }),
  );
}

const placeholderMarks = /[＊*]{2,}|[X×Ｘ]{2,}|…{2,}|\.{4,}|_{3,}|【待填/;

/** I-04: placeholders that were never filled. */
function placeholders(context: CheckContext): Draft[] {
  return context.targetLists.flatMap((list) =>
    scored(list.targets).flatMap((target) =>
      [target.cells.name, target.cells.target, target.cells.actual, target.cells.reason].flatMap((cell): Draft[] => {
        const text = context.textAt(cell);
        if (cell === null || text.length > 400 || !placeholderMarks.test(text)) return [];
        return [{ message: say('checks', 'I-04', { text: short(text) }), cells: [cell], stated: text }];
      }),
    ),
  );
}

function short(text: string): string {
  return text.length > 30 ? `${text.slice(0, 30)}…` : text;
}

const vague =
  /^(?:(?:进一步|不断|持续|明显|显著|较好|有效|大力|切实|逐步)*(?:加强|提升|提高|完善|改善|增强|促进|推动|推进|优化|有效|明显|显著|良好|较好|保障))+$/;

/** I-05: only vague words where a value should stand. */
function vagueWords(context: CheckContext): Draft[] {
  return context.targetLists.flatMap((list) =>
    scored(list.targets).flatMap((target): Draft[] => {
      if (target.cells.target === null || /定性/.test(context.textAt(target.cells.operator))) return [];
      const text = plainText(context.textAt(target.cells.target));
      const actual = plainText(context.textAt(target.cells.actual));
      if (text.length > 20 || !vague.test(text) || /\d|达成/.test(actual)) return [];
      return [{ message: say('checks', 'I-05', { name: target.name }), cells: [target.cells.target, target.cells.name], stated: text }];
    }),
  );
}

/** I-06: a cost that should be as high as possible. */
function costDirection(context: CheckContext): Draft[] {
  return context.targetLists.flatMap((list) =>
    scored(list.targets).flatMap((target): Draft[] => {
      const cost = target.path.some((name) => name.includes('成本')) || /成本|单价/.test(target.name);
      if (!cost || (target.operator !== '>=' && target.operator !== '>') || /率|节约|降低|下降|减少/.test(target.name)) return [];
      const cell = target.cells.operator ?? target.cells.target;
      if (cell === null || !/[≥≧>＞]|大于|不低于/.test(`${context.textAt(target.cells.operator)}${context.textAt(target.cells.target)}`))
        return [];
      return [{ message: say('checks', 'I-06', { name: target.name }), cells: [cell, target.cells.name], stated: '≥' }];
    }),
  );
}

function isPercent(context: CheckContext, target: Target, cell: string | null): boolean {
  return (target.unit ?? '').includes('%') || context.textAt(cell).includes('%');
}

/** I-07: a percentage above 100 %, where a count would be meant (完成率 and growth may exceed it). */
function overHundred(context: CheckContext): Draft[] {
  return context.targetLists.flatMap((list) =>
    scored(list.targets).flatMap((target): Draft[] => {
      const over = (['target', 'actual'] as const).flatMap((side) => {
        const cell = target.cells[side];
        return cell !== null && percentOver(context, target, side, cell) ? [{ side, cell }] : [];
      });
      const values = [...new Set(over.map(({ side }) => valueText(context, target, side)))];
      if (over.length === 0) return [];
      return [
        {
          message: say('checks', 'I-07', { name: target.name, value: values.join('、') }),
          cells: [...over.map(({ cell }) => cell), target.cells.name],
          stated: values.join('、'),
        },
      ];
    }),
  );
}

function percentOver(context: CheckContext, target: Target, side: 'target' | 'actual', cell: string): boolean {
  const value = target[side];
  if (!isNumber(value) || !isPercent(context, target, cell)) return false;
  if (/完成率|增长|增幅|提高|提升|超额|满意|知晓率|利用率/.test(target.name)) return false;
  const fraction = new Decimal(value);
  return fraction.greaterThan(1) && !withinHundred(context, cell, fraction);
}

/** A target's value as its cell shows it, with the unit of its column where the cell itself names none: `5230件`, `97.5%`. */
export function valueText(context: CheckContext, target: Target, side: 'target' | 'actual'): string {
  const text = plainText(context.textAt(target.cells[side]));
  const unit = plainText(context.textAt(target.cells.unit));
  if (unit === '' || !/\d$/.test(text)) return text;
  return unit.includes('%') || unit === '百分比' ? `${text}%` : `${text}${unit}`;
}

/** The unit written behind a number in a cell: `128场` → 场. */
function unitIn(text: string): string {
  const match = /^[^\d]{0,6}\d[\d,]*(?:\.\d+)?([^\d.,()（）]{1,6})$/.exec(plainText(text));
  return match?.[1] ?? '';
}

/** I-08: target and actual in different units. */
function units(context: CheckContext): Draft[] {
  return context.targetLists.flatMap((list) =>
    scored(list.targets).flatMap((target): Draft[] => {
      if (target.cells.target === null || target.cells.actual === null) return [];
      const wanted = unitIn(context.textAt(target.cells.target)) || plainText(context.textAt(target.cells.unit));
      const given = unitIn(context.textAt(target.cells.actual));
      if (wanted === '' || given === '' || sameUnit(wanted, given)) return [];
      return [
        {
          message: say('checks', 'I-08', { name: target.name, first: wanted, second: given }),
          cells: [target.cells.actual, target.cells.target, target.cells.name],
          stated: given,
          expected: wanted,
        },
      ];
    }),
  );
}

function sameUnit(first: string, second: string): boolean {
  if (first === second || first.includes(second) || second.includes(first)) return true;
  // Amounts of money are brought to one unit when they are read.
  if (/^(?:千|万|百万|亿)?元$/.test(first) && /^(?:千|万|百万|亿)?元$/.test(second)) return true;
  const measureWords = /^(?:个|项|件|次|场|场次|人|人次|名|位|家|户|份|册|本|只|头|台|套|条|处|座|辆|期|篇|批|批次)$/;
  const counts = (unit: string): string => (/人|名|位/.test(unit) ? 'people' : unit === '户' ? 'households' : 'things');
  return measureWords.test(first) && measureWords.test(second) && counts(first) === counts(second);
}

/** I-09: one name twice in the same place, or hardly any indicators. */
function repeatedNames(context: CheckContext): Draft[] {
  return context.targetLists.flatMap((list): Draft[] => {
    const targets = scored(list.targets);
    const drafts: Draft[] = [];
    const seen = new Map<string, Target>();
    for (const target of targets) {
      const name = plainText(target.name).replace(/^指标\d+[:：]/, '');
      const key = `${target.path.map(plainText).join('/')}|${name}`;
      const earlier = seen.get(key);
      if (earlier) drafts.push({ message: say('checks', 'I-09', { name }), cells: [target.cells.name, earlier.cells.name], stated: name });
      else seen.set(key, target);
    }
    const first = targets[0];
    if (first && list.checked && list.checked.form.kind !== 'scoreTable' && !list.checked.form.unfilled && targets.length < 3) {
      drafts.push({
        message: say('checks', 'I-09.few', { count: targets.length }),
        cells: targets.map(({ cells }) => cells.name),
        stated: String(targets.length),
      });
    }
    return drafts;
  });
}

/** Targets of one name in a form and in a list outside it. */
function pairs(context: CheckContext): { readonly form: Target; readonly list: Target }[] {
  const lists = context.targetLists.filter(({ checked }) => checked === null);
  const byName = new Map(lists.flatMap(({ targets }) => real(targets).map((target) => [plainText(target.name), target] as const)));
  return context.targetLists
    .filter(({ checked }) => checked !== null)
    .flatMap(({ targets }) =>
      real(targets).flatMap((form) => {
        const list = byName.get(plainText(form.name).replace(/^指标\d+[:：]/, ''));
        return list ? [{ form, list }] : [];
      }),
    );
}

/** I-10: the form's targets against those of the target table. */
function approved(context: CheckContext): Draft[] {
  return context.once(pairs).flatMap(({ form, list }): Draft[] => {
    if (form.target === null || list.target === null || form.cells.target === null || list.cells.target === null) return [];
    if (sameValue(form.target, list.target)) return [];
    const slots = { name: list.name, approved: valueText(context, list, 'target'), now: valueText(context, form, 'target') };
    return [
      { message: say('checks', 'I-10', slots), cells: [form.cells.target, list.cells.target], stated: slots.now, expected: slots.approved },
    ];
  });
}

function sameValue(first: string, second: string): boolean {
  if (plainText(first) === plainText(second)) return true;
  if (!isNumber(first) || !isNumber(second)) return false;
  const [left, right] = [new Decimal(first), new Decimal(second)];
  return left.equals(right) || left.equals(right.times(100)) || left.times(100).equals(right);
}

/** A date in a text as yyyymmdd (the last day where only month or year stands); null where there is none. */
export function dateIn(text: string): number | null {
  const match = /(20\d{2})(?:年|[-/.])(\d{1,2})(?:(?:月|[-/.])(\d{1,2})?日?)?/.exec(plainText(text));
  if (!match) return null;
  const month = Number(match[2]);
  if (month < 1 || month > 12) return null;
  return Number(match[1]) * 10000 + month * 100 + Math.min(Number(match[3] ?? 31) || 31, 31);
}

/** The end of the project, where a cell says so. */
function projectEnd(context: CheckContext): { readonly date: number; readonly text: string; readonly cell: string } | null {
  for (const sheet of context.sheets) {
    for (const [row, cells] of sheet.cells) {
      for (const [column, cell] of cells) {
        if (
          cell.kind !== 'text' ||
          cell.value.length > 60 ||
          !/(?:起止(?:时间|日期)|实施(?:期限|周期)|项目(?:期限|周期)|结束(?:时间|日期)|完成期限)/.test(cell.value)
        )
          continue;
        const beside = [...cells.entries()].filter(([other]) => other > column).sort(([left], [right]) => left - right)[0];
        for (const [at, text] of [
          [column, cell.value] as const,
          ...(beside ? [[beside[0], beside[1].shown || beside[1].value] as const] : []),
        ]) {
          const dates = plainText(text).match(/20\d{2}(?:年|[-/.])\d{1,2}(?:(?:月|[-/.])\d{0,2}日?)?/g);
          const last = dates?.at(-1);
          const date = last ? dateIn(last) : null;
          if (last && date !== null) return { date, text: last, cell: context.at(sheet.name, row, at) };
        }
      }
    }
  }
  return null;
}

/** I-11: a deadline after the project's end. */
function deadlines(context: CheckContext): Draft[] {
  const end = context.once(projectEnd);
  if (!end) return [];
  return context.targetLists.flatMap((list) =>
    scored(list.targets).flatMap((target): Draft[] => {
      const text = context.textAt(target.cells.target);
      const date = dateIn(text);
      if (target.cells.target === null || date === null || date <= end.date) return [];
      return [
        {
          message: say('checks', 'I-11', { name: target.name, first: text, second: end.text }),
          cells: [target.cells.target, end.cell],
          stated: text,
          expected: end.text,
        },
      ];
    }),
  );
}

/** I-12: everybody is content: is there a survey behind it? */
function perfectSatisfaction(context: CheckContext): Draft[] {
  return context.targetLists.flatMap((list) =>
    scored(list.targets).flatMap((target): Draft[] => {
      if (!/满意|知晓率/.test(words(target)) || target.cells.actual === null || !isNumber(target.actual)) return [];
      const value = new Decimal(target.actual);
      if (!value.equals(1) && !(value.equals(100) && isPercent(context, target, target.cells.actual))) return [];
      return [
        {
          message: say('checks', 'I-12', { name: target.name, value: context.textAt(target.cells.actual) }),
          cells: [target.cells.actual, target.cells.name],
          stated: context.textAt(target.cells.actual),
        },
      ];
    }),
  );
}

/** I-13: no evidence named, where the form has a column for it. */
function evidence(context: CheckContext): Draft[] {
  return context.targetLists.flatMap((list) =>
    scored(list.targets).flatMap((target): Draft[] => {
      if (target.cells.evidence === null || context.textAt(target.cells.evidence) !== '' || target.actual === null) return [];
      return [{ message: say('checks', 'I-13', { name: target.name }), cells: [target.cells.evidence, target.cells.name] }];
    }),
  );
}

/** Row number of a target. */
export function rowOf(target: Target): number {
  return parseFullReference(target.row)?.area.top ?? 0;
}
