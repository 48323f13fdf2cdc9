import { canonical, Decimal, decimal } from '../amounts/decimal';
import { blank, evaluateTerm, numberValue, textValue, type Value } from '../amounts/evaluate';
import { formulaOfTerm } from '../amounts/formula';
import { round } from '../amounts/rounding';
import { call, number, operation, reference, type Term, text } from '../amounts/term';
import type { Assessment, IndicatorResult } from '../assessment/assessment';
import { normaliseLabel } from '../facts/label';
import type { ProjectRow, ReadNumber, Target } from '../reading/reading';
import { ownSheets } from '../settings/settings';
import { say } from '../wording/wording';
import { type Area, cellArea, cellReference, fullReference, quoteSheet } from '../workbook/address';
import type { SheetDesign } from '../workbook/design';
import { fingerprintOf } from '../workbook/fingerprint';
import { sheetTitle } from '../workbook/planning';
import { appearance, colours, heightFor, numberFormats, SheetWriter } from '../workbook/sheet-writer';
import { isBlank, type Snapshot, valueOfCell } from '../workbook/snapshot';
import { amountContent, executionResult, replaceReferences, shownRateTerm } from './form-cells';
import { cellBehind, projectMark } from './own-content';
import type { AssessedProject, TablePlaces, TablesInput } from './tables';

/** Project tables, the overview, and where the scores of each project stand. */
export interface ProjectSheets {
  readonly designs: readonly SheetDesign[];
  readonly places: readonly TablePlaces[];
}

const width = 10;
const widths = [10, 11, 15, 26, 14, 14, 14, 9, 11, 22].map((characters, index) => ({ column: index + 1, width: characters }));

/** The rows that the official form prints where a project has no targets of its own (财预〔2020〕10号 附件：项目支出绩效自评表). */
const standardRows: readonly (readonly [string, string])[] = [
  ['产出指标', '数量指标'],
  ['产出指标', '质量指标'],
  ['产出指标', '时效指标'],
  ['产出指标', '成本指标'],
  ['效益指标', '经济效益指标'],
  ['效益指标', '社会效益指标'],
  ['效益指标', '生态效益指标'],
  ['效益指标', '可持续影响指标'],
  ['满意度指标', '服务对象满意度指标'],
];

const fundRows: readonly (readonly [string, readonly string[]])[] = [
  ['年度资金总额', []],
  ['其中：当年财政拨款', ['财政拨款']],
  ['　　　上年结转资金', ['上年结转', '年初结转', '结转']],
  ['　　　其他资金', ['其他']],
];
const fundMeasures = ['budget.initial', 'budget.full', 'outturn'] as const;

/**
 * One 项目支出绩效自评表 per project: a sheet each or stacked on one, and 「项目绩效总览」 with a line for each. Linear in the number of
 * projects. Nothing where no project tables are wanted.
 */
export function designProjectSheets(input: TablesInput): ProjectSheets {
  if (input.projectSheets === 'none' || input.projects.length === 0) return { designs: [], places: [] };
  const identities = identitiesOf(input.projects);
  const placed: { places: TablePlaces; top: number }[] = [];
  const designs: SheetDesign[] = [];
  const targets = new Map(input.reading.targets.map((target) => [target.row, target]));
  if (input.projectSheets === 'stacked') {
    const wanted = { title: '项目支出绩效自评表（汇总）', mark: `${projectMark}合并` };
    const title = sheetTitle(input.snapshot, wanted);
    const writer = new SheetWriter();
    let top = 1;
    input.projects.forEach((project, index) => {
      const id = identities[index] ?? '';
      const form = new ProjectForm(
        writer,
        { title, top, keyOf: (row, column) => `${id}:${cellReference(row - top + 1, column)}` },
        project,
        input,
        targets,
      );
      placed.push({ places: form.write(), top });
      top = form.bottom + 2;
    });
    designs.push(
      writer.design({
        ...wanted,
        title,
        tabColor: '#70AD47',
        leavesUserRows: true,
        widths,
        print: { area: { top: 1, left: 1, bottom: top - 2, right: width }, landscape: false, repeatRows: null },
      }),
    );
  } else {
    const names = new SheetNames(input.snapshot);
    input.projects.forEach((project, index) => {
      const mark = `${projectMark}${identities[index] ?? ''}`;
      const title = names.titleFor(project.project.name, index + 1, mark);
      const writer = new SheetWriter();
      const form = new ProjectForm(writer, { title, top: 1, keyOf: cellReference }, project, input, targets);
      placed.push({ places: form.write(), top: 1 });
      designs.push(
        writer.design({
          title,
          mark,
          tabColor: '#70AD47',
          leavesUserRows: true,
          widths,
          print: { area: { top: 1, left: 1, bottom: form.bottom, right: width }, landscape: false, repeatRows: null },
        }),
      );
    });
  }
  return { designs: [overview(input, placed), ...designs], places: placed.map(({ places }) => places) };
}

/** Stable ids of projects: name, unit, code and how many of the same came before. */
function identitiesOf(projects: readonly AssessedProject[]): string[] {
  const seen = new Map<string, number>();
  return projects.map(({ project }) => {
    const identity = [project.name, project.organisation ?? '', project.code ?? ''].join('\n');
    const count = (seen.get(identity) ?? 0) + 1;
    seen.set(identity, count);
    return fingerprintOf(`${identity}\n${count}`);
  });
}

/** Sheet names that Excel accepts and nobody else has: at most 31 characters, none of `[]:*?/\`. */
class SheetNames {
  private readonly taken: Set<string>;
  private readonly marks: ReadonlyMap<string, string>;

  constructor(snapshot: Snapshot) {
    this.taken = new Set(snapshot.sheets.map(({ name }) => name.toLowerCase()));
    this.marks = new Map(
      snapshot.names
        .filter(({ sheet, name }) => sheet === null && name.startsWith(projectMark))
        .map(({ name, refersTo }) => [name, refersTo]),
    );
    this.snapshot = snapshot;
  }

  private readonly snapshot: Snapshot;

  titleFor(project: string, serial: number, mark: string): string {
    if (this.marks.has(mark)) {
      const standing = sheetTitle(this.snapshot, { title: '', mark });
      if (standing !== '') return standing;
    }
    const plain = project.replace(/[[\]:*?/\\'\s]/gu, '');
    for (let count = 0; ; count += 1) {
      const head = `自评${String(serial).padStart(3, '0')}${count === 0 ? '' : `-${count}`} `;
      const title = `${head}${[...plain].join('').slice(0, 31 - head.length)}`.trim();
      if (this.taken.has(title.toLowerCase())) continue;
      this.taken.add(title.toLowerCase());
      return title;
    }
  }
}

interface Placement {
  readonly title: string;
  readonly top: number;
  readonly keyOf: (row: number, column: number) => string;
}

/** Writes the form of one project. */
class ProjectForm {
  bottom: number;
  private readonly cells = new Map<string, string>();

  constructor(
    private readonly sheet: SheetWriter,
    private readonly place: Placement,
    private readonly assessed: AssessedProject,
    private readonly input: TablesInput,
    private readonly targets: ReadonlyMap<string, Target>,
  ) {
    this.bottom = place.top;
  }

  write(): TablePlaces {
    const { top } = this.place;
    const whole = (row: number): Area => this.area(row, 1, row, width);
    this.text(top, 1, '项目支出绩效自评表', whole(top), appearance.title);
    this.sheet.height(top, 34);
    const { year } = this.input.reading;
    this.text(top + 1, 1, `（${year ?? '　　'}年度）`, whole(top + 1), appearance.subtitle);
    this.head(top + 2);
    this.funds(top + 4);
    this.goals(top + 9);
    for (let row = top + 2; row <= top + 9; row += 1) this.sheet.height(row, 24);
    const scored = this.indicators(top + 11);
    this.total(scored);
    return { sheet: this.place.title, cells: this.cells };
  }

  private head(row: number): void {
    const { project } = this.assessed;
    this.text(row, 1, '项目名称', this.area(row, 1, row, 3), appearance.header);
    this.text(row, 4, project.name, this.area(row, 4, row, width), appearance.text);
    this.text(row + 1, 1, '主管部门', this.area(row + 1, 1, row + 1, 3), appearance.header);
    this.text(row + 1, 4, project.department ?? '', this.area(row + 1, 4, row + 1, 6), appearance.text);
    this.text(row + 1, 7, '实施单位', this.area(row + 1, 7, row + 1, 7), appearance.header);
    this.text(row + 1, 8, project.organisation ?? '', this.area(row + 1, 8, row + 1, width), appearance.text);
  }

  private funds(row: number): void {
    this.text(row, 1, '项目资金\n（万元）', this.area(row, 1, row + 4, 3), appearance.header);
    ['', '年初预算数', '全年预算数', '全年执行数', '分值', '执行率', '得分'].forEach((header, index) => {
      this.text(row, index + 4, header, null, appearance.header);
    });
    this.sheet.format(this.area(row, 4, row, width), appearance.header);
    fundRows.forEach(([label, sources], index) => {
      const at = row + 1 + index;
      this.sheet.format(this.area(at, 4, at, width), appearance.centred);
      this.text(at, 4, label, null, { ...appearance.text, wrap: false });
      fundMeasures.forEach((measure, column) => {
        const amount = this.amount(sources, measure);
        this.sheet.format(cellArea(at, 5 + column), { ...appearance.figure, numberFormat: numberFormats.money });
        if (amount) this.sheet.put(at, 5 + column, this.key(at, 5 + column), amountContent(amount, 'tenThousandYuan'));
      });
      if (index > 0) for (const column of [8, 10]) this.text(at, column, '—', null, null);
    });
    this.execution(row + 1);
  }

  private amount(sources: readonly string[], measure: string): ReadNumber | null {
    const { project } = this.assessed;
    if (sources.length === 0) return project.measures.get(measure) ?? null;
    for (const [label, amounts] of project.sources) {
      const name = normaliseLabel(label);
      if (sources.some((source) => name.includes(source))) return amounts.get(measure) ?? null;
    }
    return null;
  }

  private execution(row: number): void {
    const { assessment } = this.assessed;
    const result = executionResult(assessment, this.input.projectSystem);
    if (!result) return;
    this.sheet.number(row, 8, this.key(row, 8), result.points);
    this.cells.set(result.key, this.full(row, 10));
    this.cells.set('rate:executionRate', this.full(row, 9));
    this.sheet.format(cellArea(row, 9), { ...appearance.figure, numberFormat: numberFormats.rate });
    this.sheet.format(cellArea(row, 10), { ...appearance.figure, numberFormat: numberFormats.score });
    if (result.terms.rate) {
      const value: Value =
        result.rate === null ? textValue('—') : numberValue(round(decimal(result.rate), 4, assessment.rounding, new Decimal(1)));
      this.sheet.formula(row, 9, this.key(row, 9), formulaOfTerm(shownRateTerm(result.terms.rate, assessment.rounding)), value);
    }
    if (result.terms.score && result.score !== null && isResolved(result.terms.score)) {
      this.sheet.formula(row, 10, this.key(row, 10), formulaOfTerm(result.terms.score), numberValue(result.score));
    }
  }

  private goals(row: number): void {
    this.text(row, 1, '年度总体目标', this.area(row, 1, row + 1, 1), appearance.header);
    this.text(row, 2, '预期目标', this.area(row, 2, row, 6), appearance.header);
    this.text(row, 7, '实际完成情况', this.area(row, 7, row, width), appearance.header);
    this.free(this.area(row + 1, 2, row + 1, 6));
    this.free(this.area(row + 1, 7, row + 1, width));
    this.sheet.height(row + 1, 60);
  }

  /** A cell for the user's own words: marked, never written, not remembered. */
  private free(area: Area): void {
    this.sheet.merge(area);
    this.sheet.format(area, { ...appearance.text, fill: colours.inputFill, locked: false });
  }

  /** Rows of targets; returns the first and last row that is scored. */
  private indicators(row: number): { first: number; last: number; scored: number } {
    ['绩效指标', '一级指标', '二级指标', '三级指标', '年度指标值', '实际完成值', '分值', '得分', '偏差原因分析及改进措施'].forEach(
      (header, index) => {
        this.text(row, index + 1, header, index === 8 ? this.area(row, 9, row, width) : null, index === 0 ? null : appearance.header);
      },
    );
    this.sheet.height(row, 24);
    const results = this.assessed.assessment.indicators.filter(({ targetRow }) => targetRow !== null);
    const lines: readonly { path: readonly string[]; result: IndicatorResult | null }[] =
      results.length > 0 ? results.map((result) => ({ path: result.path, result })) : standardRows.map((path) => ({ path, result: null }));
    const first = row + 1;
    lines.forEach(({ result }, index) => {
      const at = first + index;
      this.sheet.format(this.area(at, 4, at, width), appearance.text);
      this.sheet.merge(this.area(at, 9, at, width));
      if (result) this.target(at, result);
      else this.freeRow(at);
    });
    const last = first + lines.length - 1;
    this.levels(
      lines.map(({ path }) => path),
      first,
    );
    this.sheet.format(this.area(row, 1, last, 1), appearance.header);
    this.sheet.merge(this.area(row, 1, last, 1));
    return { first, last, scored: results.length };
  }

  private levels(paths: readonly (readonly string[])[], first: number): void {
    for (const depth of [0, 1]) {
      for (let start = 0; start < paths.length; ) {
        const path = paths[start]?.slice(0, depth + 1).join('/') ?? '';
        let end = start;
        while (end + 1 < paths.length && paths[end + 1]?.slice(0, depth + 1).join('/') === path) end += 1;
        this.text(
          first + start,
          depth + 2,
          paths[start]?.[depth] ?? '',
          this.area(first + start, depth + 2, first + end, depth + 2),
          appearance.centred,
        );
        start = end + 1;
      }
    }
  }

  private freeRow(row: number): void {
    this.sheet.height(row, 26);
    const input = { ...appearance.text, fill: colours.inputFill, locked: false } as const;
    this.sheet.format(this.area(row, 4, row, width), input);
    this.sheet.format(this.area(row, 7, row, 8), {
      ...appearance.figure,
      fill: colours.inputFill,
      locked: false,
      numberFormat: numberFormats.general,
    });
    this.sheet.validate(this.area(row, 7, row, 8), {
      type: 'decimal',
      minimum: '0',
      maximum: '100',
      title: say('tables', 'scoreTitle'),
      message: say('tables', 'scoreMessage', { points: 100 }),
    });
  }

  private target(row: number, result: IndicatorResult): void {
    const target = result.targetRow === null ? undefined : this.targets.get(result.targetRow);
    this.text(row, 4, result.name, null, null);
    if (target) {
      this.live(row, 5, target.cells.target, target);
      this.live(row, 6, target.cells.actual, null);
      if (target.cells.points) this.live(row, 7, target.cells.points, null);
      if (target.cells.reason && target.reason) this.live(row, 9, target.cells.reason, null);
    }
    this.sheet.format(this.area(row, 5, row, 7), { horizontal: 'center', indent: 0 });
    this.sheet.format(cellArea(row, 8), { ...appearance.figure, numberFormat: numberFormats.score });
    this.cells.set(result.key, this.full(row, 8));
    const own = target?.cells.score ?? null;
    const term = result.terms.score ? replaceReferences(result.terms.score, (name) => (name.startsWith('{manual:') ? own : name)) : null;
    if (term && result.score !== null) this.sheet.formula(row, 8, this.key(row, 8), formulaOfTerm(term), numberValue(result.score));
    else this.sheet.format(cellArea(row, 8), { fill: colours.inputFill, locked: false });
    const reason = target?.reason ?? '';
    this.sheet.height(row, Math.max(26, heightFor(reason, 33), heightFor(result.name, 26)));
  }

  private live(row: number, column: number, cell: string | null, withOperator: Target | null): void {
    const standing = cell ? cellBehind(this.input.source, cell) : null;
    if (!cell || isBlank(standing) || standing === null) return;
    const operator = withOperator && withOperator.operator !== 'qualitative' ? withOperator.cells.operator : null;
    const percent = standing.kind === 'number' && standing.format.includes('%');
    const value: Term = operator && percent ? call('TEXT', reference(cell), text('0.##%')) : reference(cell);
    const term = operator ? operation('&', reference(operator), value) : value;
    this.sheet.formula(
      row,
      column,
      this.key(row, column),
      formulaOfTerm(term),
      evaluateTerm(term, (name) => valueOfCell(cellBehind(this.input.source, name))),
    );
    if (!operator && standing.format !== 'General') this.sheet.format(cellArea(row, column), { numberFormat: standing.format });
  }

  private total({ first, last }: { first: number; last: number }): void {
    const { top } = this.place;
    const { assessment } = this.assessed;
    const row = last + 1;
    this.text(row, 1, '总分', this.area(row, 1, row, 6), null);
    this.sheet.format(this.area(row, 1, row, width), appearance.total);
    const points = `SUM(${cellReference(first, 7)}:${cellReference(last, 7)})+${cellReference(top + 5, 8)}`;
    const printed = assessment.indicators.reduce((sum, { points: own }) => sum.plus(own), new Decimal(0));
    this.sheet.formula(row, 7, this.key(row, 7), `=${points}`, numberValue(canonical(printed)));
    const scores = `${cellReference(first, 8)}:${cellReference(last, 8)}`;
    const execution = cellReference(top + 5, 10);
    const complete = call(
      'AND',
      call('ISNUMBER', reference(execution)),
      operation('=', call('COUNT', reference(scores)), call('COUNT', reference(`${cellReference(first, 7)}:${cellReference(last, 7)}`))),
      operation('>', call('COUNT', reference(scores)), number('0')),
    );
    const sum = call('ROUND', operation('+', call('SUM', reference(scores)), reference(execution)), number('2'));
    const { score } = assessment.total;
    this.sheet.formula(
      row,
      8,
      this.key(row, 8),
      formulaOfTerm(call('IF', complete, sum, text(''))),
      score === null ? textValue('') : numberValue(score),
    );
    this.sheet.format(cellArea(row, 8), { numberFormat: numberFormats.score });
    this.sheet.merge(this.area(row, 9, row, width));
    this.sheet.height(row, 26);
    this.cells.set('total', this.full(row, 8));
    this.sheet.highlight(this.area(first, 4, last, width), [
      {
        formula: `=AND(ISNUMBER($H${first}),ISNUMBER($G${first}),$H${first}<$G${first})`,
        format: { fill: colours.deductionFill, fontColor: colours.deductionText },
      },
    ]);
    this.bottom = row;
  }

  private text(
    row: number,
    column: number,
    content: string,
    merged: Area | null,
    format: Parameters<SheetWriter['format']>[1] | null,
  ): void {
    this.sheet.text(row, column, this.key(row, column), content);
    if (merged) this.sheet.merge(merged);
    if (format) this.sheet.format(merged ?? cellArea(row, column), format);
  }

  private key(row: number, column: number): string {
    return this.place.keyOf(row, column);
  }

  private full(row: number, column: number): string {
    return fullReference({ sheet: this.place.title, row, column });
  }

  private area(top: number, left: number, bottom: number, right: number): Area {
    return { top, left, bottom, right };
  }
}

function isResolved(term: Term): boolean {
  return replaceReferences(term, (name) => (name.startsWith('{manual:') ? null : name)) !== null;
}

/** 「项目绩效总览」: one line a project, linked to its table. */
function overview(input: TablesInput, placed: readonly { readonly places: TablePlaces; readonly top: number }[]): SheetDesign {
  const sheet = new SheetWriter();
  const headers = ['序号', '项目名称', '实施单位', '全年预算数', '全年执行数', '执行率', '执行率得分', '总分', '扣分', '缺少原因', '备注'];
  const line = (row: number): Area => ({ top: row, left: 1, bottom: row, right: headers.length });
  const { year } = input.reading;
  sheet.text(1, 1, 'title', say('tables', 'overviewTitle', { year: year === null ? '' : `${year}年度` }));
  sheet.merge(line(1));
  sheet.format(line(1), appearance.title);
  sheet.height(1, 34);
  sheet.text(2, 1, 'note', `${say('tables', 'overviewNote')}　${say('tables', 'amountUnit')}`);
  sheet.merge(line(2));
  sheet.format(line(2), appearance.note);
  headers.forEach((header, index) => {
    sheet.text(3, index + 1, `header:${index}`, header);
  });
  sheet.format(line(3), appearance.header);
  sheet.height(3, 24);
  const identities = identitiesOf(input.projects);
  const reasons = new Set(input.reading.targets.filter(({ reason }) => (reason ?? '').trim() !== '').map(({ row }) => row));
  const bottom = 3 + input.projects.length;
  const body: Area = { top: 4, left: 1, bottom, right: headers.length };
  sheet.format(body, appearance.text);
  sheet.format({ ...body, right: 1 }, { horizontal: 'center', indent: 0 });
  sheet.format({ ...body, left: 2, right: 2 }, { fontColor: colours.link, underline: true });
  sheet.format({ ...body, left: 4, right: 5 }, { ...appearance.figure, numberFormat: numberFormats.money });
  sheet.format({ ...body, left: 6, right: 6 }, { ...appearance.figure, numberFormat: numberFormats.rate });
  sheet.format({ ...body, left: 7, right: 9 }, { ...appearance.figure, numberFormat: numberFormats.score });
  sheet.format({ ...body, left: 10, right: 10 }, { horizontal: 'center', indent: 0 });
  input.projects.forEach(({ project, assessment }, index) => {
    const row = 4 + index;
    const at = placed[index];
    const id = identities[index] ?? '';
    if (!at) return;
    const { sheet: name, cells } = at.places;
    const fund = (column: number): string => `=${quoteSheet(name)}!${cellReference(at.top + 5, column)}`;
    const amount = (measure: string): Value => {
      const standing = project.measures.get(measure);
      return standing ? numberValue(decimal(standing.value).dividedBy(10000)) : blank;
    };
    sheet.height(row, Math.max(22, heightFor(project.name, 36), heightFor(project.organisation ?? '', 28)));
    sheet.number(row, 1, `${id}:n`, String(index + 1));
    sheet.text(row, 2, `${id}:p`, project.name);
    sheet.link(row, 2, fullReference({ sheet: name, row: at.top, column: 1 }));
    sheet.text(row, 3, `${id}:o`, project.organisation ?? '');
    if (project.measures.has('budget.full')) sheet.formula(row, 4, `${id}:b`, fund(6), amount('budget.full'));
    if (project.measures.has('outturn')) sheet.formula(row, 5, `${id}:x`, fund(7), amount('outturn'));
    const result = executionResult(assessment, input.projectSystem);
    const rate = cells.get('rate:executionRate');
    if (rate && result?.terms.rate) {
      const value: Value =
        result.rate === null ? textValue('—') : numberValue(round(decimal(result.rate), 4, assessment.rounding, new Decimal(1)));
      sheet.formula(row, 6, `${id}:r`, `=${rate}`, value);
    }
    const execution = result ? cells.get(result.key) : undefined;
    if (execution && result) {
      const value: Value = result.score === null ? textValue('') : numberValue(result.score);
      sheet.formula(row, 7, `${id}:e`, `=IF(ISNUMBER(${execution}),${execution},"")`, value);
    }
    const total = cells.get('total');
    if (total) {
      const value: Value = assessment.total.score === null ? textValue('') : numberValue(assessment.total.score);
      sheet.formula(row, 8, `${id}:s`, `=IF(ISNUMBER(${total}),${total},"")`, value);
    }
    sheet.formula(row, 9, `${id}:d`, deductionFormula(row, assessment.total.points, result?.points ?? '0'), lostPoints(assessment, result));
    const unexplained = unexplainedCount(project, assessment, result, reasons);
    if (unexplained > 0) sheet.text(row, 10, `${id}:m`, say('tables', 'missingReasons', { count: unexplained }));
    sheet.text(row, 11, `${id}:k`, project.terminated ? '已终止' : project.carryOverOnly ? '仅结转资金' : '');
  });
  sheet.highlight({ ...body, left: 6, right: 6 }, [
    { formula: '=AND(ISNUMBER($F4),$F4<0.8)', format: { fill: colours.deductionFill, fontColor: colours.deductionText } },
  ]);
  return sheet.design({
    title: sheetTitle(input.snapshot, ownSheets.projects),
    mark: ownSheets.projects.mark,
    tabColor: '#70AD47',
    leavesUserRows: true,
    widths: [6, 36, 28, 15, 15, 11, 12, 10, 10, 10, 14].map((characters, index) => ({ column: index + 1, width: characters })),
    freeze: { rows: 3, columns: 2 },
    print: { area: { top: 1, left: 1, bottom, right: headers.length }, landscape: true, repeatRows: { first: 3, last: 3 } },
  });
}

/** Points lost: of the whole table where it has a total, else of the execution line alone. */
function deductionFormula(row: number, points: string, executionPoints: string): string {
  const [execution, total] = [cellReference(row, 7), cellReference(row, 8)];
  return `=IF(ISNUMBER(${total}),ROUND(${points}-${total},2),IF(ISNUMBER(${execution}),ROUND(${executionPoints}-${execution},2),""))`;
}

function lostPoints(assessment: Assessment, execution: IndicatorResult | null): Value {
  if (assessment.total.score !== null) {
    return numberValue(decimal(assessment.total.points).minus(assessment.total.score).toDecimalPlaces(2));
  }
  return execution?.deduction ? numberValue(execution.deduction) : textValue('');
}

/** Deductions without a reason: of targets, and an execution rate below 90 % without a remark (R-01). */
function unexplainedCount(
  project: ProjectRow,
  assessment: Assessment,
  execution: IndicatorResult | null,
  reasons: ReadonlySet<string>,
): number {
  const targets = assessment.indicators.filter(
    ({ deduction, targetRow }) => targetRow !== null && deduction !== null && decimal(deduction).greaterThan(0) && !reasons.has(targetRow),
  );
  const low = execution?.rate != null && decimal(execution.rate).lessThan('0.9') && (project.remark ?? '').trim() === '';
  return targets.length + (low ? 1 : 0);
}
