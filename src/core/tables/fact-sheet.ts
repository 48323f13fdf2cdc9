import { canonical, Decimal, decimal } from '../amounts/decimal';
import { numberValue } from '../amounts/evaluate';
import { formulaOfTerm } from '../amounts/formula';
import { round } from '../amounts/rounding';
import { reference, type Term } from '../amounts/term';
import type { Quantity } from '../amounts/unit';
import type { Assessment } from '../assessment/assessment';
import type { Fact, FactId } from '../facts/fact';
import { itemEntry, labelOf, parseFactId } from '../facts/names';
import { type ItemGroup, itemGroups, items, measures } from '../facts/vocabulary';
import type { Reading } from '../reading/reading';
import { ownSheets } from '../settings/settings';
import { say } from '../wording/wording';
import { absoluteReference, cellArea, fullReference, quoteSheet } from '../workbook/address';
import type { DesignedName, SheetDesign } from '../workbook/design';
import { appearance, colours, heightFor, numberFormats, SheetWriter } from '../workbook/sheet-writer';
import { shownRateTerm } from './form-cells';
import { localReference } from './own-content';

/** What 「绩效取数」 is made from. */
export interface FactSheetInput {
  readonly title: string;
  readonly reading: Reading;
  readonly facts: ReadonlyMap<FactId, Fact>;
  readonly assessment: Assessment;
  readonly nameOf: (id: FactId) => string;
}

/** 「绩效取数」 with its defined names and the cells of its rates (`rate:executionRate` …). */
export interface FactSheet {
  readonly design: SheetDesign;
  readonly names: readonly DesignedName[];
  readonly cells: ReadonlyMap<string, string>;
}

const columns = { name: 1, value: 2, unit: 3, source: 4, status: 5, note: 6 } as const;
const last = columns.note;

/** One row a fact with its live value, grouped; below them the rates, and what is still to be confirmed. */
export function designFactSheet(input: FactSheetInput): FactSheet {
  const writer = new FactSheetWriter(input);
  return writer.write();
}

class FactSheetWriter {
  private readonly sheet = new SheetWriter();
  private readonly names: DesignedName[] = [];
  private readonly cells = new Map<string, string>();
  private row = 1;

  constructor(private readonly input: FactSheetInput) {}

  write(): FactSheet {
    this.head();
    for (const [group, facts] of groupedFacts(this.input.facts)) {
      this.section(`group:${group}`, itemGroups[group]);
      for (const fact of facts) this.fact(fact);
    }
    this.rates();
    this.open();
    const design = this.sheet.design({
      title: this.input.title,
      mark: ownSheets.facts.mark,
      tabColor: colours.accent,
      leavesUserRows: true,
      widths: [34, 20, 8, 30, 12, 40].map((width, index) => ({ column: index + 1, width })),
      freeze: { rows: 3, columns: 1 },
      print: { area: { top: 1, left: 1, bottom: this.row - 1, right: last }, landscape: true, repeatRows: { first: 3, last: 3 } },
    });
    return { design, names: this.names, cells: this.cells };
  }

  private head(): void {
    const { organisation, year } = this.input.reading;
    this.sheet.text(1, 1, 'title', ownSheets.facts.title);
    this.sheet.merge({ top: 1, left: 1, bottom: 1, right: last });
    this.sheet.format({ top: 1, left: 1, bottom: 1, right: last }, appearance.title);
    this.sheet.height(1, 34);
    const about = [organisation, year === null ? null : `${year}年度`].filter((part) => part !== null).join('　');
    this.sheet.text(2, 1, 'about', `${about}${about === '' ? '' : '　'}${say('tables', 'factsNote')}`);
    this.sheet.merge({ top: 2, left: 1, bottom: 2, right: last });
    this.sheet.format({ top: 2, left: 1, bottom: 2, right: last }, appearance.note);
    this.row = 3;
    this.header('header', ['名称', '数值', '单位', '来源', '状态', '说明']);
  }

  private header(key: string, titles: readonly string[]): void {
    titles.forEach((title, index) => {
      this.sheet.text(this.row, index + 1, `${key}:${index}`, title);
    });
    this.sheet.format(this.line(), appearance.header);
    this.sheet.height(this.row, 24);
    this.row += 1;
  }

  private section(key: string, title: string): void {
    this.sheet.text(this.row, 1, key, title);
    this.sheet.format(this.line(), appearance.section);
    this.row += 1;
  }

  private fact(fact: Fact): void {
    const { sheet, row } = this;
    const key = `fact:${fact.id}`;
    sheet.text(row, columns.name, `${key}:name`, labelOf(fact.id));
    if (fact.formula === null) sheet.number(row, columns.value, key, fact.value);
    else sheet.formula(row, columns.value, key, fact.formula, numberValue(fact.value));
    sheet.text(row, columns.unit, `${key}:unit`, unitOf(fact));
    const [first, ...others] = fact.cells;
    if (first) {
      const more = others.length === 0 ? '' : say('tables', 'moreCells', { count: fact.cells.length });
      sheet.text(row, columns.source, `${key}:source`, `${first.replace(/^'((?:[^']|'')+)'!/, '$1!')}${more}`);
      sheet.link(row, columns.source, first);
    }
    sheet.text(row, columns.status, `${key}:status`, statusOf(fact));
    sheet.text(row, columns.note, `${key}:note`, noteOf(fact));
    this.dress(formatOf(fact.quantity));
    if (first) sheet.format(cellArea(row, columns.source), { fontColor: colours.link, underline: true });
    if (fact.status === 'conflict') sheet.format(cellArea(row, columns.status), { fontColor: colours.deductionText, bold: true });
    const address = absoluteReference(cellArea(row, columns.value));
    this.names.push({ name: this.input.nameOf(fact.id), refersTo: `=${quoteSheet(this.input.title)}!${address}` });
    this.row += 1;
  }

  private rates(): void {
    const { rates, rounding } = this.input.assessment;
    if (rates.length === 0) return;
    this.section('rates', say('tables', 'ratesSection'));
    this.header('rates', ['名称', '比率', '单位', '计算值', '口径', '说明']);
    for (const rate of rates) {
      const { row, sheet } = this;
      const key = `rate:${rate.id}`;
      const exact: Term = reference(localReference(fullReference({ sheet: this.input.title, row, column: columns.source })));
      sheet.text(row, columns.name, `${key}:name`, rate.label);
      sheet.formula(
        row,
        columns.value,
        key,
        formulaOfTerm(shownRateTerm(exact, rounding)),
        numberValue(round(decimal(rate.value), 4, rounding, new Decimal(1))),
      );
      sheet.text(row, columns.unit, `${key}:unit`, '%');
      sheet.formula(row, columns.source, `${key}:exact`, formulaOfTerm(rate.term), numberValue(rate.value));
      sheet.text(row, columns.status, `${key}:basis`, rate.basis);
      const others = rate.alternatives.map(({ sentence }) => sentence).join('；');
      sheet.text(row, columns.note, `${key}:note`, others);
      this.dress(numberFormats.rate);
      sheet.format(cellArea(row, columns.source), { ...appearance.figure, numberFormat: '0.00000000' });
      sheet.height(row, heightFor(others, 40));
      this.cells.set(key, fullReference({ sheet: this.input.title, row, column: columns.value }));
      this.row += 1;
    }
  }

  private open(): void {
    const missing = [
      ...new Set(this.input.assessment.indicators.flatMap((result) => result.missing.map((what) => `${result.name}：${what}`))),
    ];
    const { questions } = this.input.reading;
    if (missing.length + questions.length === 0) return;
    this.section('open', say('tables', 'openSection'));
    const line = (key: string, label: string, message: string, cell: string | undefined): void => {
      const { row, sheet } = this;
      sheet.text(row, columns.name, `${key}:label`, label);
      sheet.text(row, columns.value, `${key}:message`, message);
      sheet.merge({ top: row, left: columns.value, bottom: row, right: columns.status });
      sheet.format(this.line(), appearance.text);
      sheet.height(row, heightFor(message, 68));
      if (cell) {
        sheet.text(row, columns.note, `${key}:cell`, cell.replace(/^'((?:[^']|'')+)'!/, '$1!'));
        sheet.link(row, columns.note, cell);
        sheet.format(cellArea(row, columns.note), { fontColor: colours.link, underline: true });
      }
      this.row += 1;
    };
    for (const question of questions) line(`question:${question.key}`, say('tables', 'toConfirm'), question.message, question.cells[0]);
    for (const what of missing) line(`missing:${what}`, say('tables', 'toFill'), what, undefined);
  }

  private dress(numberFormat: string): void {
    this.sheet.format(this.line(), appearance.text);
    this.sheet.format(cellArea(this.row, columns.value), { ...appearance.figure, numberFormat });
    this.sheet.format({ top: this.row, left: columns.unit, bottom: this.row, right: columns.unit }, { horizontal: 'center', indent: 0 });
    this.sheet.format(cellArea(this.row, columns.status), { horizontal: 'center', indent: 0 });
  }

  private line(): { top: number; left: number; bottom: number; right: number } {
    return { top: this.row, left: 1, bottom: this.row, right: last };
  }
}

/** Facts by group, in the order of the vocabulary. */
export function groupedFacts(facts: ReadonlyMap<FactId, Fact>): readonly (readonly [ItemGroup, readonly Fact[]])[] {
  const itemOrder = new Map(items.map((item, index) => [item.id, index]));
  const measureOrder = new Map(measures.map((measure, index) => [measure.id, index]));
  const orderOf = (fact: Fact): number => {
    const { item, measure } = parseFactId(fact.id);
    return (itemOrder.get(item) ?? items.length) * 1000 + (measureOrder.get(measure) ?? 999);
  };
  const groups = new Map<ItemGroup, Fact[]>();
  for (const fact of [...facts.values()].sort((first, second) => orderOf(first) - orderOf(second))) {
    const group = itemEntry(parseFactId(fact.id).item)?.group ?? 'other';
    groups.set(group, [...(groups.get(group) ?? []), fact]);
  }
  return (Object.keys(itemGroups) as ItemGroup[]).flatMap((group) => {
    const list = groups.get(group);
    return list ? [[group, list] as const] : [];
  });
}

function unitOf(fact: Fact): string {
  if (fact.quantity === 'money') return '元';
  if (fact.quantity === 'rate') return '%';
  return parseFactId(fact.id).item === 'staff' ? '人' : '个';
}

function formatOf(quantity: Quantity): string {
  if (quantity === 'money') return numberFormats.money;
  return quantity === 'rate' ? numberFormats.rate : numberFormats.general;
}

function statusOf(fact: Fact): string {
  if (fact.status === 'conflict') return say('tables', 'statusConflict');
  if (fact.formula === null) return say('tables', 'statusTyped');
  return say('tables', fact.status === 'derived' ? 'statusDerived' : 'statusRead');
}

function noteOf(fact: Fact): string {
  const { item, measure, unit } = fact.explanation;
  const about = [item, measure].filter((part) => part !== '').join(' · ');
  const values =
    fact.status === 'conflict'
      ? say('tables', 'conflictValues', { values: (fact.values ?? []).map((value) => canonical(decimal(value))).join('、') })
      : '';
  return [about, unit, values].filter((part) => part).join('；');
}
