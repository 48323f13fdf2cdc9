import { saySystems } from '../wording/say-systems';
import { ExpressionTextError, expressionFromText, expressionToText } from './expression-text';
import { loadSystem } from './load';
import { rateName, rateOfName } from './rate-names';
import type { Basis, Expression, Indicator, IndicatorSystem, ScorePart, ScoreRule, Weight } from './system';

/** One mistake on the sheet; row and column count from 1 within the rows that were given. */
export interface RowProblem {
  readonly row: number;
  readonly column: number;
  readonly reason: string;
}

/** A system read from the sheet, or every mistake on it with its cell. */
export type SystemFromRows = { readonly system: IndicatorSystem } | { readonly problems: readonly RowProblem[] };

/**
 * A system as the rows of an editable sheet, one kind of row for each kind of thing; the first cell says which. Rows that start with
 * `#` explain the columns of the rows below them and are skipped on reading. Lossless: `systemFromRows` gives an equal system.
 */
export function systemToRows(system: IndicatorSystem): string[][] {
  const rows: string[][] = [
    heading('system'),
    [
      '体系',
      system.id,
      system.title,
      system.shortTitle,
      system.applies,
      levels[system.level],
      system.totalPoints,
      ...basisCells(system.basis),
    ],
    heading('rounding'),
    ['舍入', roundings[system.rounding.mode], ...basisCells(system.rounding.basis), system.outline],
    heading('grade'),
    ...system.grades.map(({ name, from }) => ['等次', name, from]),
    heading('bases'),
    ...Object.entries(system.bases).map(([id, names]) => ['口径', rateName(id), ...names]),
    heading('indicator'),
    ...system.indicators.flatMap((indicator) => indicatorRows('指标', indicator)),
    ...(system.formIndicators ?? []).flatMap((indicator) => indicatorRows('表列指标', indicator)),
  ];
  if (system.targets) {
    const { targets } = system;
    rows.push(heading('targets'));
    rows.push([
      '自定指标',
      targets.points,
      targets.overAchievement.warnFrom,
      targets.overAchievement.reasonFrom ?? '',
      ...basisCells(targets.basis),
    ]);
    rows.push(...ruleRows(targets.rule), ...ruleRows(targets.tiers));
    rows.push(...targets.weights.map(({ name, points }) => ['权重', name, points]));
    for (const scheme of targets.otherWeights ?? [])
      rows.push(['其他权重', scheme.name], ...scheme.weights.map(({ name, points }) => ['权重', name, points]));
  }
  rows.push(heading('layout'), ['表样', system.layout.title, system.layout.landscape ? '横向' : '纵向']);
  rows.push(...system.layout.columns.map(({ key, header, width }) => ['表列', columnNames[key] ?? key, String(width), ...header]));
  return rows;
}

/** Reads the rows of such a sheet back. Every mistake is named with its cell; nothing is repaired. */
export function systemFromRows(rows: readonly (readonly string[])[]): SystemFromRows {
  const reader = new RowReader(rows);
  const draft = reader.system();
  if (reader.problems.length > 0) return { problems: reader.problems };
  const loaded = loadSystem(draft);
  if ('system' in loaded) return loaded;
  return { problems: loaded.problems.map(({ path, reason }) => ({ ...reader.cellOf(path), reason })) };
}

/** Columns of a table as the sheet names them. */
const columnNames: Readonly<Record<string, string>> = {
  level1: '一级指标',
  level1Points: '一级指标分值',
  level2: '二级指标',
  level2Points: '二级指标分值',
  name: '三级指标',
  points: '分值',
  explanation: '指标解释',
  standard: '评分标准',
  target: '指标值',
  actual: '完成值',
  rate: '比率',
  score: '得分',
  deduction: '扣分',
  reason: '扣分原因',
};

/** The column of a name; what no column is called stays as it was typed, and the schema names the mistake. */
function columnOfName(name: string): string {
  return Object.keys(columnNames).find((key) => columnNames[key] === name) ?? name;
}

const levels = { department: '部门', project: '项目' } as const;
const roundings = { halfUp: '四舍五入', truncate: '截尾', halfUpNotFull: '四舍五入、未满不进位' } as const;
const standings = { official: '官方', asPractised: '公开报告做法', default: '默认规则' } as const;
const shows = { rate: '比率', count: '数量', amount: '金额' } as const;
const directions = { above: '超过', below: '低于' } as const;
const partSteps = { proportional: '按比例', none: '不扣', whole: '按一步' } as const;
const overs = { capped: '封顶', zero: '得 0 分' } as const;
const reverses = { inverse: '按反比', linear: '按差额' } as const;
const kinds = {
  proportional: '按比例',
  bands: '分档',
  perPoint: '逐点扣分',
  perItem: '逐项扣分',
  checklist: '要点计分',
  target: '按完成率',
  tiers: '定性三档',
  manual: '自评',
  when: '分情况',
  parts: '分部分',
} as const;

function heading(section: 'system' | 'rounding' | 'grade' | 'bases' | 'indicator' | 'targets' | 'layout'): string[] {
  return ['#', ...saySystems(`columns.${section}`).split('|')];
}

function basisCells(basis: Basis): string[] {
  return [basis.document, standings[basis.standing]];
}

function indicatorRows(word: string, indicator: Indicator): string[][] {
  const { code, path, name, points, value, standard, explanation, basis, alsoNamed, rounding, workings, basisName } = indicator;
  const main = [word, code ?? '', path.join('/'), name, points, value ? expressionToText(value) : '', standard, ...basisCells(basis)];
  const rest = [
    explanation ?? '',
    (alsoNamed ?? []).join('|'),
    rounding ? roundings[rounding] : '',
    indicator.shows ? shows[indicator.shows] : '',
    indicator.whenUndefined ? '得 0 分' : '',
    workings ?? '',
    basisName ?? '',
  ];
  const variants = (indicator.variants ?? []).flatMap((variant) => [
    ['版本', variant.name, variant.points, variant.standard, ...basisCells(variant.basis)],
    ...ruleRows(variant.rule),
  ]);
  return [[...main, ...rest], ...ruleRows(indicator.rule), ...variants];
}

function ruleRows(rule: ScoreRule): string[][] {
  const lead = ['规则', kinds[rule.kind]];
  switch (rule.kind) {
    case 'proportional':
      return [[...lead, rule.over ? overs[rule.over] : '']];
    case 'bands':
      return [
        lead,
        ...rule.bands.map(({ from, fromIncluded, to, toIncluded, score }) => [
          '分档',
          from ?? '',
          yesNo(fromIncluded),
          to ?? '',
          yesNo(toIncluded),
          score,
        ]),
      ];
    case 'perPoint':
      return [[...lead, directions[rule.direction], rule.limit, rule.step, rule.deduct, partSteps[rule.part]]];
    case 'perItem':
      return [[...lead, rule.item, rule.deduct]];
    case 'checklist':
      return [lead, ...rule.items.map(({ name, points }) => ['要点', name, points])];
    case 'target':
      return [[...lead, rule.reverse ? reverses[rule.reverse] : '']];
    case 'tiers':
      return [lead, ...rule.tiers.map(({ name, from, to, toIncluded }) => ['档次', name, from, to, yesNo(toIncluded)])];
    case 'manual':
      return [lead];
    case 'when': {
      const { value, operator, limit } = rule.condition;
      return [[...lead, expressionToText(value), operator, expressionToText(limit)], ...ruleRows(rule.holds), ...ruleRows(rule.otherwise)];
    }
    case 'parts':
      return [lead, ...rule.parts.flatMap((part) => [partRow(part), ...ruleRows(part.rule)])];
  }
}

function partRow(part: ScorePart): string[] {
  const { name, points, value, fullByDefault, whenUndefined, basisName, basis } = part;
  const flags = [yesNo(fullByDefault), whenUndefined ? '得 0 分' : '', basisName ?? ''];
  return ['部分', name, points, value ? expressionToText(value) : '', ...flags, ...(basis ? basisCells(basis) : [])];
}

function yesNo(value: boolean | undefined): string {
  return value === undefined ? '' : value ? '是' : '否';
}

type Draft = Record<string, unknown>;

class RowReader {
  readonly problems: RowProblem[] = [];
  private readonly rows: readonly { readonly row: number; readonly cells: readonly string[] }[];
  private readonly places = new Map<string, { readonly row: number; readonly column: number }>();
  private position = 0;

  constructor(rows: readonly (readonly string[])[]) {
    this.rows = rows
      .map((cells, index) => ({ row: index + 1, cells: cells.map((cell) => cell.trim()) }))
      .filter(({ cells }) => cells.some((cell) => cell !== '') && cells[0] !== '#');
  }

  /** The cell of a path in the system, or of the nearest thing around it. */
  cellOf(path: string): { readonly row: number; readonly column: number } {
    for (let rest = path; ; rest = rest.replace(/(?:\.[^.[\]]*|\[\d+\]|^[^.[\]]*)$/, '')) {
      const place = this.places.get(rest);
      if (place || rest === '') return place ?? { row: 1, column: 1 };
    }
  }

  system(): Draft {
    const draft: Draft = { grades: [], indicators: [], targets: null, bases: {} };
    const lists = { grades: [] as Draft[], indicators: [] as Draft[], formIndicators: [] as Draft[] };
    const bases: Record<string, string[]> = {};
    while (this.word() !== null) {
      switch (this.word()) {
        case '体系':
          this.head(draft);
          break;
        case '舍入': {
          draft.rounding = { mode: this.choice('rounding.mode', 1, roundings), basis: this.basis('rounding.basis', 2) };
          draft.outline = this.text('outline', 4);
          this.position += 1;
          break;
        }
        case '等次': {
          const path = `grades[${lists.grades.length}]`;
          lists.grades.push({ name: this.text(`${path}.name`, 1), from: this.text(`${path}.from`, 2) });
          this.position += 1;
          break;
        }
        case '口径': {
          const id = rateOfName(this.cell(1));
          this.place(`bases.${id}`, 1);
          bases[id] = this.rest(2).map((name, index) => this.placed(`bases.${id}[${index}]`, 2 + index, name));
          this.position += 1;
          break;
        }
        case '指标':
          lists.indicators.push(this.indicator(`indicators[${lists.indicators.length}]`));
          break;
        case '表列指标':
          lists.formIndicators.push(this.indicator(`formIndicators[${lists.formIndicators.length}]`));
          break;
        case '自定指标':
          draft.targets = this.targets();
          break;
        case '表样':
          draft.layout = this.layout();
          break;
        default:
          this.fail(0, saySystems('unknownRow', { word: this.word() ?? '' }));
          this.position += 1;
      }
    }
    const { formIndicators, ...always } = lists;
    return { ...draft, ...always, bases, ...(formIndicators.length > 0 ? { formIndicators } : {}) };
  }

  private head(draft: Draft): void {
    this.place('', 0);
    draft.id = this.text('id', 1);
    draft.title = this.text('title', 2);
    draft.shortTitle = this.text('shortTitle', 3);
    draft.applies = this.text('applies', 4);
    draft.level = this.choice('level', 5, levels);
    draft.totalPoints = this.text('totalPoints', 6);
    draft.basis = this.basis('basis', 7);
    this.position += 1;
  }

  private indicator(path: string): Draft {
    this.place(path, 0);
    const code = this.cell(1);
    const draft: Draft = {
      code: this.placed(`${path}.code`, 1, code === '' ? null : code),
      path: this.placed(`${path}.path`, 2, this.cell(2) === '' ? [] : this.cell(2).split('/')),
      name: this.text(`${path}.name`, 3),
      points: this.text(`${path}.points`, 4),
      ...this.optional('value', this.expression(`${path}.value`, 5)),
      standard: this.text(`${path}.standard`, 6),
      basis: this.basis(`${path}.basis`, 7),
      ...this.optionalText('explanation', path, 9),
      ...this.optional('alsoNamed', this.names(10)),
      ...this.optional('rounding', this.optionalChoice(`${path}.rounding`, 11, roundings)),
      ...this.optional('shows', this.optionalChoice(`${path}.shows`, 12, shows)),
      ...this.optional('whenUndefined', this.cell(13) === '' ? undefined : 'zero'),
      ...this.optionalText('workings', path, 14),
      ...this.optionalText('basisName', path, 15),
    };
    this.position += 1;
    draft.rule = this.rule(`${path}.rule`);
    const variants: Draft[] = [];
    while (this.word() === '版本') variants.push(this.variant(`${path}.variants[${variants.length}]`));
    return variants.length > 0 ? { ...draft, variants } : draft;
  }

  private variant(path: string): Draft {
    const draft: Draft = {
      name: this.text(`${path}.name`, 1),
      points: this.text(`${path}.points`, 2),
      standard: this.text(`${path}.standard`, 3),
      basis: this.basis(`${path}.basis`, 4),
    };
    this.position += 1;
    return { ...draft, rule: this.rule(`${path}.rule`) };
  }

  private rule(path: string, depth = 0): Draft {
    if (this.word() !== '规则' || depth > 20) {
      this.fail(0, saySystems('wantedRule'));
      return {};
    }
    this.place(path, 1);
    const kind = this.choice(`${path}.kind`, 1, kinds) as ScoreRule['kind'];
    const draft: Draft = { kind };
    switch (kind) {
      case 'proportional':
        Object.assign(draft, this.optional('over', this.optionalChoice(`${path}.over`, 2, overs)));
        break;
      case 'perPoint':
        draft.direction = this.choice(`${path}.direction`, 2, directions);
        draft.limit = this.text(`${path}.limit`, 3);
        draft.step = this.text(`${path}.step`, 4);
        draft.deduct = this.text(`${path}.deduct`, 5);
        draft.part = this.choice(`${path}.part`, 6, partSteps);
        break;
      case 'perItem':
        draft.item = this.text(`${path}.item`, 2);
        draft.deduct = this.text(`${path}.deduct`, 3);
        break;
      case 'target':
        Object.assign(draft, this.optional('reverse', this.optionalChoice(`${path}.reverse`, 2, reverses)));
        break;
      case 'when': {
        const operator = this.text(`${path}.condition.operator`, 3);
        const value = this.expression(`${path}.condition.value`, 2);
        const limit = this.expression(`${path}.condition.limit`, 4);
        this.position += 1;
        return {
          ...draft,
          condition: { value, operator, limit },
          holds: this.rule(`${path}.holds`, depth + 1),
          otherwise: this.rule(`${path}.otherwise`, depth + 1),
        };
      }
      default:
    }
    this.position += 1;
    if (kind === 'bands') draft.bands = this.all('分档', `${path}.bands`, (at) => this.band(at));
    if (kind === 'checklist') draft.items = this.all('要点', `${path}.items`, (at) => this.weight(at));
    if (kind === 'tiers') draft.tiers = this.all('档次', `${path}.tiers`, (at) => this.tier(at));
    if (kind === 'parts') draft.parts = this.parts(`${path}.parts`, depth);
    return draft;
  }

  private all<T>(word: string, path: string, read: (path: string) => T): T[] {
    const list: T[] = [];
    while (this.word() === word) {
      const at = `${path}[${list.length}]`;
      this.place(at, 0);
      list.push(read(at));
      this.position += 1;
    }
    return list;
  }

  private band(path: string): Draft {
    return {
      ...this.optionalText('from', path, 1),
      ...this.optional('fromIncluded', this.flag(`${path}.fromIncluded`, 2)),
      ...this.optionalText('to', path, 3),
      ...this.optional('toIncluded', this.flag(`${path}.toIncluded`, 4)),
      score: this.text(`${path}.score`, 5),
    };
  }

  private weight(path: string): Weight {
    return { name: this.text(`${path}.name`, 1), points: this.text(`${path}.points`, 2) };
  }

  private tier(path: string): Draft {
    const bounds = { from: this.text(`${path}.from`, 2), to: this.text(`${path}.to`, 3) };
    return { name: this.text(`${path}.name`, 1), ...bounds, toIncluded: this.flag(`${path}.toIncluded`, 4) };
  }

  private parts(path: string, depth: number): Draft[] {
    const parts: Draft[] = [];
    while (this.word() === '部分') {
      const at = `${path}[${parts.length}]`;
      this.place(at, 0);
      const draft: Draft = {
        name: this.text(`${at}.name`, 1),
        points: this.text(`${at}.points`, 2),
        ...this.optional('value', this.expression(`${at}.value`, 3)),
        ...this.optional('fullByDefault', this.flag(`${at}.fullByDefault`, 4)),
        ...this.optional('whenUndefined', this.cell(5) === '' ? undefined : 'zero'),
        ...this.optionalText('basisName', at, 6),
        ...this.optional('basis', this.cell(7) === '' ? undefined : this.basis(`${at}.basis`, 7)),
      };
      this.position += 1;
      parts.push({ ...draft, rule: this.rule(`${at}.rule`, depth + 1) });
    }
    return parts;
  }

  private targets(): Draft {
    this.place('targets', 0);
    const reasonFrom = this.cell(3);
    const draft: Draft = {
      points: this.text('targets.points', 1),
      overAchievement: {
        warnFrom: this.text('targets.overAchievement.warnFrom', 2),
        reasonFrom: this.placed('targets.overAchievement.reasonFrom', 3, reasonFrom === '' ? null : reasonFrom),
      },
      basis: this.basis('targets.basis', 4),
    };
    this.position += 1;
    draft.rule = this.rule('targets.rule');
    draft.tiers = this.rule('targets.tiers');
    draft.weights = this.all('权重', 'targets.weights', (at) => this.weight(at));
    const schemes: Draft[] = [];
    while (this.word() === '其他权重') {
      const at = `targets.otherWeights[${schemes.length}]`;
      const name = this.text(`${at}.name`, 1);
      this.position += 1;
      schemes.push({ name, weights: this.all('权重', `${at}.weights`, (inner) => this.weight(inner)) });
    }
    return schemes.length > 0 ? { ...draft, otherWeights: schemes } : draft;
  }

  private layout(): Draft {
    this.place('layout', 0);
    const title = this.text('layout.title', 1);
    const landscape = this.choice('layout.landscape', 2, { true: '横向', false: '纵向' }) === 'true';
    this.position += 1;
    const columns = this.all('表列', 'layout.columns', (at) => {
      const width = Number(this.cell(2));
      if (!Number.isFinite(width)) this.fail(2, saySystems('noNumber', { found: this.cell(2) }));
      return { key: columnOfName(this.text(`${at}.key`, 1)), width: this.placed(`${at}.width`, 2, width), header: this.rest(3) };
    });
    return { title, landscape, columns };
  }

  private word(): string | null {
    const row = this.rows[this.position];
    return row ? (row.cells[0] ?? '') : null;
  }

  private cell(index: number): string {
    return this.rows[this.position]?.cells[index] ?? '';
  }

  private rest(from: number): string[] {
    const cells = this.rows[this.position]?.cells.slice(from) ?? [];
    while (cells.at(-1) === '') cells.pop();
    return [...cells];
  }

  private text(path: string, index: number): string {
    return this.placed(path, index, this.cell(index));
  }

  private optionalText(key: string, path: string, index: number): Draft {
    const text = this.text(`${path}.${key}`, index);
    return text === '' ? {} : { [key]: text };
  }

  private optional(key: string, value: unknown): Draft {
    return value === undefined ? {} : { [key]: value };
  }

  private names(index: number): string[] | undefined {
    const text = this.cell(index);
    return text === '' ? undefined : text.split('|');
  }

  private flag(path: string, index: number): boolean | undefined {
    const word = this.optionalChoice(path, index, { true: '是', false: '否' });
    return word === undefined ? undefined : word === 'true';
  }

  private choice<K extends string>(path: string, index: number, words: Readonly<Record<K, string>>): K | '' {
    const found = this.optionalChoice(path, index, words);
    if (found !== undefined) return found;
    if (this.cell(index) === '') this.fail(index, saySystems('empty'));
    return '';
  }

  private optionalChoice<K extends string>(path: string, index: number, words: Readonly<Record<K, string>>): K | undefined {
    const word = this.text(path, index);
    if (word === '') return undefined;
    const found = (Object.entries(words) as [K, string][]).find(([, printed]) => printed === word);
    if (!found) this.fail(index, saySystems('oneOf', { found: word, choices: Object.values(words).join('、') }));
    return found?.[0];
  }

  private expression(path: string, index: number): Expression | undefined {
    const source = this.text(path, index);
    if (source === '') return undefined;
    try {
      return expressionFromText(source);
    } catch (failure) {
      if (!(failure instanceof ExpressionTextError)) throw failure;
      this.fail(index, failure.message);
      return undefined;
    }
  }

  private basis(path: string, index: number): Draft {
    this.place(path, index);
    return { document: this.text(`${path}.document`, index), standing: this.choice(`${path}.standing`, index + 1, standings) };
  }

  private place(path: string, index: number): void {
    const row = this.rows[this.position];
    if (row) this.places.set(path, { row: row.row, column: index + 1 });
  }

  private placed<T>(path: string, index: number, value: T): T {
    this.place(path, index);
    return value;
  }

  private fail(index: number, reason: string): void {
    const row = this.rows[this.position]?.row ?? (this.rows.at(-1)?.row ?? 0) + 1;
    this.problems.push({ row, column: index + 1, reason });
  }
}
