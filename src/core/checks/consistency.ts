import { Decimal, powerOfTen } from '../amounts/decimal';
import type { Form, TableRow } from '../reading/reading';
import { say } from '../wording/wording';
import { isBlank } from '../workbook/snapshot';
import type { Check, Draft } from './check';
import { amountIn, type CheckContext, numberOf } from './context';
import { valueText } from './indicator-quality';
import { amountText, plainText, printedNumber, rateText } from './printed';
import { explains, longTexts } from './rates';
import { holds, type Relation, relationCells } from './relations';
import { isNumber } from './stated-rates';

/** Group N 一致性与数量: names, years and counts that must be the same everywhere. */
export const consistencyChecks: readonly Check[] = [
  {
    code: 'N-01',
    severity: 'error',
    basis: ['common'],
    mendable: false,
    lacks: (context) => (context.once(declaredCounts).length > 0 ? null : say('checks', 'lacks.counts')),
    run: counts,
  },
  {
    code: 'N-02',
    severity: 'error',
    basis: ['ministry'],
    mendable: true,
    lacks: (context) => (context.once(coverage) ? null : say('checks', 'lacks.coverage')),
    run: coverageRate,
  },
  {
    code: 'N-03',
    severity: 'warning',
    basis: ['common'],
    mendable: false,
    lacks: (context) =>
      context.targetLists.length > 1 || context.forms.some(({ form }) => form.goal?.actual) ? null : say('checks', 'lacks.twoLists'),
    run: (context) => [...oneValue(context), ...goalValues(context)],
  },
  {
    code: 'N-06',
    severity: 'error',
    basis: ['publicReview'],
    mendable: false,
    lacks: (context) => (context.organisation ? null : say('checks', 'lacks.organisation')),
    run: unitNames,
  },
  {
    code: 'N-07',
    severity: 'error',
    basis: ['common'],
    mendable: false,
    lacks: (context) => (context.year === null && context.once(brokenYears).length === 0 ? say('checks', 'lacks.year') : null),
    run: years,
  },
  {
    code: 'N-08',
    severity: 'warning',
    basis: ['own'],
    mendable: false,
    lacks: (context) => (context.once(priorPairs).length > 0 ? null : say('checks', 'lacks.lastYear')),
    run: lastYear,
  },
  {
    code: 'N-09',
    severity: 'question',
    basis: ['common'],
    mendable: false,
    lacks: (context) => (context.targetLists.length > 0 ? null : say('checks', 'lacks.targets')),
    run: allAtTarget,
  },
  {
    code: 'N-10',
    severity: 'warning',
    basis: ['publicReview'],
    mendable: false,
    lacks: (context) => (context.once(textAmounts).length > 0 ? null : say('checks', 'lacks.text')),
    run: amountsInText,
  },
  {
    code: 'N-11',
    severity: 'warning',
    basis: ['own'],
    mendable: false,
    lacks: (context) => (context.tables.length > 0 || context.forms.length > 0 ? null : say('checks', 'lacks.tables')),
    run: partsOverWhole,
  },
];

const chineseDigits: Readonly<Record<string, number>> = { 一: 1, 二: 2, 两: 2, 三: 3, 四: 4, 五: 5, 六: 6, 七: 7, 八: 8, 九: 9, 十: 10 };

function countOf(text: string): number | null {
  if (/^\d{1,5}$/.test(text)) return Number(text);
  const ten = text.indexOf('十');
  if (ten < 0) return text.length === 1 ? (chineseDigits[text] ?? null) : null;
  const tens = ten === 0 ? 1 : chineseDigits[text.slice(0, ten)];
  const ones = ten === text.length - 1 ? 0 : chineseDigits[text.slice(ten + 1)];
  return tens === undefined || ones === undefined ? null : tens * 10 + ones;
}

/** A number of things that a sentence declares, with how many are listed. */
interface DeclaredCount {
  readonly cell: string;
  readonly declared: number;
  readonly word: string;
  /** Any of these is right. */
  readonly listed: readonly number[];
  readonly listCells: readonly string[];
}

const declaration =
  /(下属|所属|下辖|共有|共|合计|包括|涉及|纳入|开展|列示)[^，。；：、\d一二三四五六七八九十两]{0,12}(\d{1,4}|[一二两三四五六七八九十]{1,3})(家|个|项)(预算单位|下属单位|所属单位|直属单位|单位|二级项目|预算项目|项目)?/g;

/** Declared counts beside what is listed: in the same sentence after a colon, or on the same sheet. */
function declaredCounts(context: CheckContext): DeclaredCount[] {
  const known = new Map<string, ReturnType<typeof listedUnits>>();
  const unitsOf = (sheet: string): ReturnType<typeof listedUnits> => {
    const units = known.get(sheet) ?? listedUnits(context, sheet);
    known.set(sheet, units);
    return units;
  };
  return context.once(shortTexts).flatMap(({ cell, sheet, text }): DeclaredCount[] => {
    return [...text.matchAll(declaration)].flatMap((match) => declaredCount(context, unitsOf, cell, sheet, text, match));
  });
}

function declaredCount(
  context: CheckContext,
  unitsOf: (sheet: string) => ReturnType<typeof listedUnits>,
  cell: string,
  sheet: string,
  text: string,
  match: RegExpMatchArray,
): DeclaredCount[] {
  const [whole, verb = '', digits = '', measureWord = '', noun = ''] = match;
  const declared = countOf(digits);
  if (declared === null || declared === 0) return [];
  const word = `${measureWord}${noun}`;
  const below = /下属|所属|下辖/.test(verb);
  const rest = text.slice((match.index ?? 0) + whole.length);
  const after = /^[^：:，。；]{0,14}[：:](.+)$/.exec(rest)?.[1];
  if (after) {
    const list = after.split(/[。；]/)[0] ?? '';
    if (/等(?:[\d一二两三四五六七八九十]*(?:家|个|项)[^、]{0,8})?$/.test(list) || /填[报表]|负责人|联系/.test(list)) return [];
    const members = list.split(/[、，,]|(?<=\S)和(?=\S{4,}$)/).filter((part) => part !== '');
    if (members.length < 2) return [];
    const own = below && members.some((member) => /本级|机关/.test(member));
    return [{ cell, declared, word, listed: own ? [members.length - 1, members.length] : [members.length], listCells: [] }];
  }
  const projects = context.input.reading.projects.filter((project) => project.sheet === sheet);
  if (projects.length === 0 && (measureWord === '家' || noun.includes('单位'))) {
    const units = unitsOf(sheet);
    if (units.length < 2) return [];
    const own = units.some(({ name }) => /[（(](?:本级|机关)[)）]|本级$/.test(name));
    const listCells = units.map(({ cell: unit }) => unit);
    return [{ cell, declared, word, listed: below && own ? [units.length - 1] : [units.length], listCells }];
  }
  if (projects.length === 0) return [];
  const listCells = projects.map(({ nameCell }) => nameCell);
  if (noun.includes('项目')) {
    const active = projects.filter((project) => !project.terminated).length;
    const names = new Set(projects.map(({ name }) => plainText(name))).size;
    return [{ cell, declared, word, listed: [projects.length, active, names], listCells }];
  }
  if (!noun.includes('单位') && measureWord !== '家') return [];
  const units = new Set(projects.flatMap(({ organisation }) => (organisation ? [plainText(organisation)] : [])));
  if (units.size < 2) return [];
  return [{ cell, declared, word, listed: below ? [units.size, units.size - 1] : [units.size], listCells }];
}

/** The units that a sheet lists below a header 单位名称, totals left out. */
function listedUnits(context: CheckContext, name: string): { readonly name: string; readonly cell: string }[] {
  const sheet = context.sheet(name);
  for (const [row, cells] of sheet?.cells ?? []) {
    for (const [column, cell] of cells) {
      if (!sheet || cell.kind !== 'text' || !/^(?:所属|预算|下属)?单位(?:全称|名称)?$|^机构名称$/.test(plainText(cell.value))) continue;
      const units: { name: string; cell: string }[] = [];
      for (let at = row + 1; at <= row + 400; at += 1) {
        const entry = sheet.cells.get(at)?.get(column);
        const text = entry?.kind === 'text' ? plainText(entry.value) : '';
        if (text === '' || /^(?:合计|总计|小计|注[:：]|填[报表]人)/.test(text) || units.some((unit) => unit.name === text)) break;
        units.push({ name: text, cell: context.at(name, at, column) });
      }
      if (units.length > 1) return units;
    }
  }
  return [];
}

function shortTexts(context: CheckContext): { readonly cell: string; readonly sheet: string; readonly text: string }[] {
  const found: { cell: string; sheet: string; text: string }[] = [];
  for (const sheet of context.sheets) {
    for (const [row, cells] of sheet.cells) {
      for (const [column, cell] of cells) {
        if (cell.kind !== 'text' || cell.value.length < 5 || cell.value.length > 2000) continue;
        found.push({ cell: context.at(sheet.name, row, column), sheet: sheet.name, text: plainText(cell.value) });
      }
    }
  }
  return found;
}

/** N-01: the declared number is not the length of the list. */
function counts(context: CheckContext): Draft[] {
  const told = new Set<string>();
  return context.once(declaredCounts).flatMap(({ cell, declared, word, listed, listCells }): Draft[] => {
    if (listed.includes(declared) || told.has(cell)) return [];
    told.add(cell);
    return [
      {
        message: say('checks', 'N-01', { declared, word, listed: listed[0] ?? 0, measure: word.slice(0, 1) }),
        cells: [cell, ...listCells],
        stated: String(declared),
        expected: String(listed[0] ?? 0),
      },
    ];
  });
}

/** 评价项目数, 项目总数 and 占比 that stand in a workbook. */
function coverage(context: CheckContext): {
  readonly evaluated: Decimal;
  readonly all: Decimal;
  readonly stated: ReturnType<typeof printedNumber>;
  readonly cells: readonly string[];
  readonly statedCell: string | null;
} | null {
  const find = (pattern: RegExp): { cell: string; printed: NonNullable<ReturnType<typeof printedNumber>> } | null => {
    for (const sheet of context.sheets) {
      for (const [row, cells] of sheet.cells) {
        for (const [column, cell] of cells) {
          if (cell.kind !== 'text' || cell.value.length > 30 || !pattern.test(plainText(cell.value))) continue;
          for (const [at, below] of [
            [row, column + 1],
            [row + 1, column],
          ] as const) {
            const printed = printedNumber(sheet.cells.get(at)?.get(below) ?? null);
            if (printed) return { cell: context.at(sheet.name, at, below), printed };
          }
        }
      }
    }
    return null;
  };
  const evaluated = find(/^(?:自评|评价|绩效评价)项目(?:个)?数(?:量)?(?:[（(]个[)）])?$/);
  const all = find(/^(?:部门|预算)?项目总(?:个)?数(?:量)?(?:[（(]个[)）])?$/);
  if (!evaluated || !all || all.printed.value.isZero()) return null;
  const stated = find(/^(?:评价|自评)?(?:项目)?(?:占比|覆盖率|占项目总数的?比例)(?:[（(]%[)）])?$/);
  return {
    evaluated: evaluated.printed.value,
    all: all.printed.value,
    stated: stated?.printed ?? null,
    cells: [evaluated.cell, all.cell],
    statedCell: stated?.cell ?? null,
  };
}

/** N-02: the share of projects under evaluation. */
function coverageRate(context: CheckContext): Draft[] {
  const found = context.once(coverage);
  if (!found?.stated || found.statedCell === null) return [];
  const rate = found.evaluated.dividedBy(found.all);
  const readings = found.stated.percent ? [found.stated.value] : [found.stated.value, found.stated.value.dividedBy(100)];
  const within = Decimal.max(powerOfTen(-found.stated.places).times('0.005'), '0.00005');
  if (readings.some((value) => value.minus(rate).abs().lessThanOrEqualTo(within))) return [];
  const fraction = found.stated.percent || found.stated.value.lessThanOrEqualTo(1);
  return [
    {
      message: say('checks', 'N-02', {
        evaluated: found.evaluated.toFixed(),
        all: found.all.toFixed(),
        expected: rateText(rate),
        stated: found.stated.shown,
      }),
      cells: [found.statedCell, ...found.cells],
      stated: found.stated.shown,
      expected: rateText(rate),
      mend: context.mendCell(found.statedCell, {
        kind: 'number',
        value: (fraction ? rate.toDecimalPlaces(4) : rate.times(100).toDecimalPlaces(2)).toFixed(),
      }),
    },
  ];
}

/** The first actual value of a name. */
interface SeenActual {
  readonly value: string;
  readonly cell: string;
  readonly sheet: string;
  readonly name: string;
  readonly shown: string;
  readonly project: boolean;
}

/** N-03: one indicator, one place in the tree, two actual values in two tables. Forms of different projects have different scopes. */
function oneValue(context: CheckContext): Draft[] {
  const projects = context.forms.filter(({ form }) => form.kind === 'project');
  const scopeOf = (form: Form | undefined): string =>
    form?.kind === 'project' && projects.length > 1 ? plainText(form.head.get('project')?.value ?? form.sheet) : '';
  const seen = new Map<string, SeenActual>();
  return context.targetLists.flatMap((list) =>
    list.targets.flatMap((target): Draft[] => {
      if (target.placeholder || !isNumber(target.actual) || target.cells.actual === null) return [];
      const key = `${scopeOf(list.checked?.form)}/${plainText(target.name).replace(/^指标\d+[:：]/, '')}`;
      const earlier = seen.get(key);
      if (!earlier) {
        seen.set(key, {
          value: target.actual,
          cell: target.cells.actual,
          sheet: target.sheet,
          name: target.name.trim(),
          shown: valueText(context, target, 'actual'),
          project: list.checked?.form.kind === 'project',
        });
        return [];
      }
      const [left, right] = [new Decimal(earlier.value), new Decimal(target.actual)];
      if (earlier.sheet === target.sheet || left.equals(right) || left.equals(right.times(100)) || left.times(100).equals(right)) return [];
      const identical = earlier.name === target.name.trim() && earlier.project === (list.checked?.form.kind === 'project');
      return [
        {
          ...(identical ? { severity: 'error' as const } : {}),
          message: say('checks', 'N-03', { name: target.name, first: earlier.shown, second: valueText(context, target, 'actual') }),
          cells: [target.cells.actual, earlier.cell],
          stated: valueText(context, target, 'actual'),
          expected: earlier.shown,
        },
      ];
    }),
  );
}

/** Words that give a clause another scope or date than the indicator's own. */
const otherScope = /累计|历年|全[国省市县区州系]|上年|去年|[上去]一年|预计|计划|目标|以来|其中|超过|[前下]半年|季度/;

/** What follows a number that is a bound, a target, the beginning of a range or of another unit (人 of 人次), and no actual value. */
const noActual = /^(?:及?以[上下内]|左右|上下|之[内间]|[内余多次至到~\-—(/])|目标|要求|标准|指标|以[上下内]$/;

/** N-03 within one form: 实际完成情况 gives an indicator, by its very name and in its unit, another number than its row. */
function goalValues(context: CheckContext): Draft[] {
  return context.forms.flatMap(({ form }) => {
    const [text, cell] = [plainText(form.goal?.actual ?? ''), form.goal?.actualCell ?? null];
    if (text === '' || text.length > 4000 || cell === null) return [];
    return form.targets.flatMap((target): Draft[] => {
      const name = plainText(target.name).replace(/^指标\d+[:：]/, '');
      const row = /^(-?\d[\d,]*(?:\.\d+)?)([^\d.,]{1,6})$/.exec(valueText(context, target, 'actual'));
      const at = name.length < 4 || target.placeholder || !row ? -1 : text.indexOf(name);
      if (at < 0 || !row || target.cells.actual === null) return [];
      const before =
        text
          .slice(0, at)
          .split(/[，。；、,;]/)
          .pop() ?? '';
      const told = /^(?:共|为|达|达到|完成)?(\d[\d,]*(?:\.\d+)?)([^\d.,，。；、;]{1,16})/.exec(text.slice(at + name.length));
      const [, number = '', unit = ''] = row;
      if (!told?.[1] || !told[2]?.startsWith(unit) || otherScope.test(before)) return [];
      if (noActual.test(told[2].slice(unit.length))) return [];
      const [stated, expected] = [told[1], number].map((entry) => new Decimal(entry.replace(/,/g, '')));
      // 95% in words is 94.6% in the row, rounded.
      const tail = powerOfTen(-(told[1].split('.')[1]?.length ?? 0)).times('0.5');
      if (!stated || !expected || stated.minus(expected).abs().lessThanOrEqualTo(tail)) return [];
      return [
        {
          severity: 'error',
          message: say('checks', 'N-03', { name, first: `${told[1]}${unit}`, second: `${number}${unit}` }),
          cells: [cell, target.cells.actual],
          stated: `${told[1]}${unit}`,
          expected: `${number}${unit}`,
        },
      ];
    });
  });
}

/** A unit's name without spaces, kinds of brackets and the words around a seal. */
export function unitName(name: string): string {
  return plainText(name)
    .replace(/[（(](?:公章|盖章|签章|加盖公章)[)）]/g, '')
    .replace(/[（(]本级[)）]|[（(]机关[)）]|本级$/g, '')
    .replace(/[（]/g, '(')
    .replace(/[）]/g, ')');
}

/** N-06: another unit's name in the head of a sheet. */
function unitNames(context: CheckContext): Draft[] {
  const full = context.organisation;
  // A summary with the sheets of its units behind it names them all by right.
  const summary = context.sheets.some(({ name }) => /汇总|部门合计|单位合计/.test(name));
  if (full === null || (summary && context.input.settings.organisation === null)) return [];
  const heads: { name: string; cell: string }[] = [];
  for (const { sheet, organisation, organisationCell } of context.input.reading.sheets) {
    if (organisation && organisationCell && context.sheets.some(({ name }) => name === sheet))
      heads.push({ name: organisation, cell: organisationCell });
  }
  for (const { form } of context.forms) {
    for (const key of ['organisation', ...(form.kind === 'project' ? [] : ['department' as const])] as const) {
      const head = form.head.get(key);
      if (head?.value && head.cell) heads.push({ name: head.value, cell: head.cell });
    }
  }
  const votes = new Map<string, number>();
  for (const { name } of heads) votes.set(unitName(name), (votes.get(unitName(name)) ?? 0) + 1);
  const [most] = [...votes.entries()].sort(([, left], [, right]) => right - left);
  const settled = context.input.settings.organisation;
  const clear = most !== undefined && [...votes.values()].filter((count) => count === most[1]).length === 1;
  const reference = settled ? unitName(settled) : clear ? most[0] : unitName(full);
  const others = new Set(
    context.input.reading.projects.flatMap(({ organisation, department }) =>
      [organisation, department].flatMap((name) => (name ? [unitName(name)] : [])),
    ),
  );
  for (const { form } of context.forms)
    for (const key of ['department', 'implementer'] as const) others.add(unitName(form.head.get(key)?.value ?? ''));
  const agreeing = heads.filter(({ name }) => unitName(name) === reference).map(({ cell }) => cell);
  const reported = new Set<string>();
  return heads.flatMap(({ name, cell }): Draft[] => {
    const plain = unitName(name);
    if (plain === '' || plain === reference || others.has(plain) || reported.has(cell)) return [];
    if (plain.endsWith(reference) || reference.endsWith(plain) || plain.startsWith(reference)) return [];
    reported.add(cell);
    return [
      {
        message: say('checks', 'N-06', { name, full: settled ?? referenceName(heads, reference) ?? full }),
        cells: [cell, ...agreeing.slice(0, 3)],
        stated: name,
        expected: settled ?? full,
      },
    ];
  });
}

function referenceName(heads: readonly { readonly name: string }[], reference: string): string | null {
  return heads.find(({ name }) => unitName(name) === reference)?.name ?? null;
}

/** N-07: another year in a title or head, or a year with a digit missing. */
function years(context: CheckContext): Draft[] {
  const drafts: Draft[] = [];
  const found = headYears(context);
  const votes = new Map<number, number>();
  for (const { year } of found) votes.set(year, (votes.get(year) ?? 0) + 1);
  const task =
    context.input.settings.year ??
    [...votes.entries()].sort(([first, left], [second, right]) => right - left || second - first)[0]?.[0] ??
    context.year;
  const tie = context.input.settings.year === null && [...votes.values()].filter((count) => count === votes.get(task ?? 0)).length > 1;
  for (const { year, cell, text } of found) {
    if (task === null || year === task) continue;
    const supporting = tie ? found.filter((other) => other.year === task).map((other) => other.cell) : [];
    drafts.push({
      message: say('checks', 'N-07', { text, year: task }),
      cells: [cell, ...supporting],
      stated: String(year),
      expected: String(task),
    });
  }
  for (const { cell, text } of context.once(brokenYears))
    drafts.push({ message: say('checks', 'N-07.digits', { text }), cells: [cell], stated: text });
  return drafts;
}

/** Years with a digit too few or too many: `202年度`, `24年度`. The number must be followed by 年度, or by 年 and look like 20x. */
export function brokenYears(context: CheckContext): { readonly cell: string; readonly text: string }[] {
  return context.once(shortTexts).flatMap(({ cell, text }) => {
    const match = /(?<![\d.])(?:20\d|20\d{3}|\d{2})年度|(?<![\d.])20\d年(?![轮代来间余初末多])/.exec(text.slice(0, 300));
    return match ? [{ cell, text: match[0] }] : [];
  });
}

/** Years that the titles and heads of the unit's sheets declare: `2024年度`, `2024年…表`. Dates and years of earlier figures are none. */
function headYears(context: CheckContext): { readonly year: number; readonly cell: string; readonly text: string }[] {
  const found: { year: number; cell: string; text: string }[] = [];
  for (const sheet of context.sheets) {
    const rows = [...sheet.cells.keys()].slice(0, 4);
    for (const row of rows) {
      const cells = sheet.cells.get(row);
      const texts = [...(cells?.values() ?? [])].filter((cell) => !isBlank(cell));
      if (!cells || texts.length > 4) break;
      for (const [column, cell] of cells) {
        if (cell.kind !== 'text' || cell.value.length > 80) continue;
        const text = plainText(cell.value);
        const match = /(?<!\d)(20\d{2})(?:年度|年(?!\d{1,2}月)|(?=部门|单位|项目))/.exec(text);
        if (!match || /[上去前]年|比较|对比|填[报表]日期|填报时间|批复|文号/.test(text) || /20\d{2}年?[-—~至到]20\d{2}/.test(text))
          continue;
        // Two years in one row head columns: 2022年 | 2023年.
        if (texts.filter((other) => /^20\d{2}年?度?$/.test(plainText(other.value))).length >= 2) continue;
        // `2024年预算数` heads a column of that year.
        if (/(?:预算|决算|执行|支出|完成|人)[^表]{0,8}[数额]$/.test(text)) continue;
        // A sheet that calls itself last year's, or bears the year in its name, is meant to be of that year.
        if (/[上去前往]年/.test(sheet.name) || sheet.name.includes(match[1] as string)) continue;
        found.push({ year: Number(match[1]), cell: context.at(sheet.name, row, column), text: match[0] });
      }
    }
  }
  return found;
}

/** A fact of last year beside the same fact of a sheet that stands for last year. */
function priorPairs(context: CheckContext): {
  readonly name: string;
  readonly first: Decimal;
  readonly second: Decimal;
  readonly unit: Parameters<typeof amountText>[1];
  readonly cells: readonly string[];
}[] {
  if (context.year === null) return [];
  const before = new Set(
    context.input.reading.sheets.filter(({ year }) => year !== null && year === (context.year ?? 0) - 1).map(({ sheet }) => sheet),
  );
  if (before.size === 0) return [];
  return context.tables.flatMap(({ table }) =>
    before.has(table.sheet)
      ? []
      : table.rows.flatMap((row) => {
          const prior = row.numbers.get('prior.outturn');
          if (!prior || row.item === null) return [];
          for (const { table: old } of context.tables) {
            const same = before.has(old.sheet)
              ? old.rows.find(({ item, numbers }) => item === row.item && (numbers.has('outturn') || numbers.has('prior.outturn')))
              : undefined;
            const number = same?.numbers.get('outturn') ?? same?.numbers.get('prior.outturn');
            if (number)
              return [
                {
                  name: row.name || row.label,
                  first: amountIn(prior),
                  second: amountIn(number),
                  unit: prior.unit,
                  cells: [...prior.cells, ...number.cells],
                },
              ];
          }
          return [];
        }),
  );
}

/** N-08: last year's figures as they were published. */
function lastYear(context: CheckContext): Draft[] {
  return context.once(priorPairs).flatMap(({ name, first, second, unit, cells }): Draft[] => {
    if (
      first
        .minus(second)
        .abs()
        .lessThanOrEqualTo(unit === 'tenThousandYuan' ? '100' : '0.01')
    )
      return [];
    return [
      {
        message: say('checks', 'N-08', { name, first: amountText(first, unit), second: amountText(second, unit) }),
        cells,
        stated: amountText(first, unit),
        expected: amountText(second, unit),
      },
    ];
  });
}

/** N-09: nearly every actual is exactly its target. */
function allAtTarget(context: CheckContext): Draft[] {
  return context.targetLists.flatMap((list): Draft[] => {
    const rows = list.targets.filter(
      (target) => !target.placeholder && target.scored && isNumber(target.target) && isNumber(target.actual),
    );
    const same = rows.filter((target) => target.target === target.actual);
    if (rows.length < 5 || same.length < rows.length * 0.8) return [];
    return [
      {
        message: say('checks', 'N-09', { all: rows.length, same: same.length }),
        cells: same.flatMap(({ cells }) => cells.actual ?? []),
        stated: `${same.length}/${rows.length}`,
      },
    ];
  });
}

/** Amounts of the whole unit that a sentence of the workbook names. */
function textAmounts(context: CheckContext): {
  readonly cell: string;
  readonly measure: string;
  readonly label: string;
  readonly amount: Decimal;
  readonly step: Decimal;
  readonly text: string;
}[] {
  const patterns = [
    ['budget.initial', /(?:部门|单位)?整体?(?:支出)?年初预算数?(?:为|共|合计)?(\d[\d,]{0,18}(?:\.\d{1,6})?)(万元|亿元|元)/],
    ['budget.full', /(?:部门|单位)?整体?(?:支出)?(?:全年预算数|调整后预算数?)(?:为|共|合计)?(\d[\d,]{0,18}(?:\.\d{1,6})?)(万元|亿元|元)/],
    ['outturn', /(?:部门|单位)?(?:整体支出|支出决算数?|部门决算数)(?:为|共|合计)?(\d[\d,]{0,18}(?:\.\d{1,6})?)(万元|亿元|元)/],
  ] as const;
  const factor = { 元: 1, 万元: 10000, 亿元: 100000000 } as const;
  return context.once(longTexts).flatMap(({ cell, text }) =>
    patterns.flatMap(([measure, pattern]) => {
      const match = pattern.exec(text);
      if (!match || /项目|基本支出|三公|人员/.test(text.slice(Math.max(0, match.index - 8), match.index))) return [];
      const unit = factor[match[2] as '元' | '万元' | '亿元'];
      const amount = new Decimal((match[1] as string).replace(/,/g, '')).times(unit);
      const step = powerOfTen(-(match[1]?.split('.')[1]?.length ?? 0)).times(unit);
      return [
        { cell, measure, label: match[0].slice(0, match[0].indexOf(match[1] as string)), amount, step, text: `${match[1]}${match[2]}` },
      ];
    }),
  );
}

/** N-10: the amount in a sentence is not the one of the table. */
function amountsInText(context: CheckContext): Draft[] {
  return context.once(textAmounts).flatMap(({ cell, measure, label, amount, step, text }): Draft[] => {
    const fact = context.input.reading.facts.get(`total:${measure}`);
    if (!fact || fact.status === 'conflict' || amount.minus(fact.value).abs().lessThanOrEqualTo(step)) return [];
    if (context.input.reading.projects.length === 0 && context.forms.some(({ form }) => form.kind === 'project')) return [];
    const unit = text.endsWith('万元') ? 'tenThousandYuan' : text.endsWith('亿元') ? 'hundredMillionYuan' : 'yuan';
    return [
      {
        message: say('checks', 'N-10', {
          label,
          text,
          table: amountText(new Decimal(fact.value), unit),
          difference: amountText(amount.minus(fact.value).abs(), unit),
        }),
        cells: [cell, ...fact.cells],
        stated: text,
        expected: amountText(new Decimal(fact.value), unit),
      },
    ];
  });
}

/** N-11: 其中 parts that are more than their whole. */
function partsOverWhole(context: CheckContext): Draft[] {
  const drafts = context.relations.filter((relation) => relation.code === 'N-11' && !holds(relation)).map(partsDraft);
  for (const { table } of context.tables) {
    const below = new Map<number, TableRow[]>();
    for (const row of table.rows) {
      if (row.parent === null || row.role !== 'part') continue;
      const list = below.get(row.parent) ?? [];
      list.push(row);
      below.set(row.parent, list);
    }
    table.rows.forEach((row, index) => {
      const parts = below.get(index) ?? [];
      if (parts.length === 0 || explains(row.remark)) return;
      const before = drafts.length;
      for (const measure of ['budget.initial', 'budget.full', 'outturn']) {
        const whole = numberOf(row, measure);
        const numbers = parts.flatMap((part) => part.numbers.get(measure) ?? []);
        if (!whole || numbers.length === 0 || whole.quantity !== 'money' || amountIn(whole).isNegative()) continue;
        const levels = new Set(parts.map(({ item }) => item?.split('.').length ?? 0));
        const sum =
          levels.size > 1 && parts.some(({ item }) => item !== null)
            ? numbers.reduce((most, number) => Decimal.max(most, amountIn(number)), new Decimal(0))
            : numbers.reduce((total, number) => total.plus(amountIn(number)), new Decimal(0));
        const places = Math.max(...[whole, ...numbers].map((number) => number.places));
        const step = powerOfTen(-places).times(whole.unit === 'tenThousandYuan' ? 10000 : 1);
        if (sum.minus(amountIn(whole)).lessThanOrEqualTo(step.times('0.5').times(numbers.length + 1))) continue;
        if (context.relations.some((relation) => !holds(relation) && relation.whole.number.cells[0] === whole.cells[0])) continue;
        const amount = (value: Decimal): string => amountText(value, whole.unit, whole.places);
        drafts.push({
          message: say('checks', 'N-11', { wholeName: row.name || row.label, sum: amount(sum), whole: amount(amountIn(whole)) }),
          cells: [...new Set([...whole.cells, ...numbers.flatMap(({ cells }) => cells)])],
          stated: amount(sum),
          expected: `≤${amount(amountIn(whole))}`,
          difference: amount(sum.minus(amountIn(whole))),
        });
      }
      const [first, ...others] = drafts.splice(before);
      if (first) drafts.push({ ...first, cells: [...first.cells, ...others.flatMap(({ cells }) => cells)] });
    });
  }
  return drafts;
}

function partsDraft(relation: Relation): Draft {
  const amount = (value: Decimal): string => amountText(value, relation.unit, relation.whole.number.places);
  const sum = relation.parts.reduce((total, { number }) => total.plus(amountIn(number)), new Decimal(0));
  return {
    message: say('checks', 'N-11', { wholeName: relation.whole.name, sum: amount(sum), whole: amount(amountIn(relation.whole.number)) }),
    cells: relationCells(relation),
    stated: amount(sum),
    expected: `≤${amount(amountIn(relation.whole.number))}`,
    difference: amount(relation.difference.abs()),
  };
}
