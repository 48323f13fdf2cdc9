import type { Rounding } from '../amounts/rounding';
import { type MoneyUnit, unitName } from '../amounts/unit';
import type { FactId } from '../facts/fact';
import { say } from '../wording/wording';
import { cellReference, fullReference, parseFullReference } from '../workbook/address';
import type { SheetDesign } from '../workbook/design';
import type { Plan } from '../workbook/plan';
import { markedSheet, planWorkbook, sheetTitle, withLayoutFingerprint } from '../workbook/planning';
import { appearance, colours, SheetWriter } from '../workbook/sheet-writer';
import { type Cell, cellAt, isBlank, type SheetSnapshot, type Snapshot } from '../workbook/snapshot';
import { packFingerprints, unpackFingerprints } from './fingerprints';
import { ownSheets, type Receipt, type Settings, type Waiver } from './settings';
import { noSettings } from './update';

/** Something on 「绩效设置」 that could not be used and was passed over. */
export interface SettingsProblem {
  /** Full reference of the cell. */
  readonly cell: string;
  readonly message: string;
}

/** What was read from 「绩效设置」. */
export interface SettingsReading {
  readonly settings: Settings;
  readonly problems: readonly SettingsProblem[];
}

/** What is known of a system, so that a person may write its title instead of its id. */
export interface KnownSystem {
  readonly id: string;
  readonly title: string;
  readonly shortTitle: string;
}

/** Words in the first column: each row says itself what it is, so rows may be moved, added and deleted by hand. */
const labels = {
  organisation: '单位名称',
  year: '年度',
  system: '指标体系',
  workbookId: '工作簿编号',
  rounding: '舍入方式',
  projectSheets: '项目自评表',
  basis: '口径',
  answer: '疑点答复',
  cell: '指定单元格',
  unit: '金额单位',
  waiver: '忽略',
  receipt: '回执',
} as const;

const internal = { heading: '内部记录', fingerprints: '指纹', deletedParagraph: '删除的段落' } as const;
const internalColumn = 11;

const roundingNames: Readonly<Record<Rounding, string>> = { halfUp: '四舍五入', truncate: '截尾', halfUpNotFull: '四舍五入、未满不进位' };
const projectSheetNames: Readonly<Record<Settings['projectSheets'], string>> = {
  none: '不生成',
  separate: '每个项目一张',
  stacked: '合并在一张',
};
const bySystem = '按指标体系';

/**
 * Reads 「绩效设置」. The sheet is found by its mark, rows by the word in their first column; what a person typed is taken
 * generously (`2023年`, the title of a system), and what makes no sense is passed over and listed. No sheet: nothing is set.
 */
export function readSettings(snapshot: Snapshot, systems: readonly KnownSystem[] = []): SettingsReading {
  const sheet = markedSheet(snapshot, ownSheets.settings.mark);
  if (!sheet) return { settings: noSettings, problems: [] };
  const origin = originOf(snapshot);
  const reader = new SettingsReader(sheet, origin, systems);
  for (const row of sheet.cells.keys()) reader.row(row);
  return reader.result();
}

function originOf(snapshot: Snapshot): number {
  const mark = snapshot.names.find((name) => name.sheet === null && name.name === ownSheets.settings.mark);
  return (mark && parseFullReference(mark.refersTo)?.area.left) ?? 1;
}

class SettingsReader {
  private readonly problems: SettingsProblem[] = [];
  private readonly seen = new Set<string>();
  private readonly bases = new Map<string, string>();
  private readonly answers = new Map<string, string>();
  private readonly cells = new Map<FactId, string>();
  private readonly units = new Map<string, MoneyUnit>();
  private readonly waivers: Waiver[] = [];
  private readonly receipts: Receipt[] = [];
  private readonly packed: string[] = [];
  private readonly deleted = new Set<string>();
  private plain: Partial<Pick<Settings, 'organisation' | 'year' | 'system' | 'rounding' | 'projectSheets' | 'workbookId'>> = {};

  constructor(
    private readonly sheet: SheetSnapshot,
    private readonly left: number,
    private readonly systems: readonly KnownSystem[],
  ) {}

  row(row: number): void {
    const kept = this.at(row, internalColumn);
    if (kept === internal.fingerprints) this.packed.push(this.at(row, internalColumn + 1));
    if (kept === internal.deletedParagraph) this.deleted.add(this.at(row, internalColumn + 1));
    const label = this.at(row, 1).trim();
    switch (label) {
      case labels.organisation:
      case labels.year:
      case labels.system:
      case labels.workbookId:
      case labels.rounding:
      case labels.projectSheets:
        if (!this.seen.has(label)) this.plainRow(row, label);
        this.seen.add(label);
        return;
      case labels.basis:
        this.pair(row, (key, value) => this.bases.set(key, value));
        return;
      case labels.answer:
        this.pair(row, (key, value) => this.answers.set(key, value));
        return;
      case labels.cell:
        this.pair(row, (key, value) => this.chooseCell(row, key, value));
        return;
      case labels.unit:
        this.pair(row, (key, value) => this.chooseUnit(row, key, value));
        return;
      case labels.waiver:
        this.waiver(row);
        return;
      case labels.receipt:
        this.receipt(row);
        return;
      default:
    }
  }

  result(): SettingsReading {
    return {
      settings: {
        ...noSettings,
        ...this.plain,
        bases: this.bases,
        choices: { answers: this.answers, cells: this.cells, units: this.units },
        fingerprints: unpackFingerprints(this.packed),
        deletedParagraphs: this.deleted,
        waivers: this.waivers,
        receipts: this.receipts,
      },
      problems: this.problems,
    };
  }

  private plainRow(row: number, label: string): void {
    const value = this.at(row, 2).trim();
    if (value === '') return;
    switch (label) {
      case labels.organisation:
        this.plain = { ...this.plain, organisation: this.at(row, 2) };
        return;
      case labels.workbookId:
        this.plain = { ...this.plain, workbookId: value };
        return;
      case labels.year: {
        const match = /^(\d{4})(?:\.0+)?\s*(?:年|年度)?$/.exec(value.normalize('NFKC'));
        const year = match ? Number(match[1]) : 0;
        if (year >= 1990 && year <= 2100) this.plain = { ...this.plain, year };
        else this.problem(row, 2, 'settingsYear', value);
        return;
      }
      case labels.system: {
        const known = this.systems.find((system) => [system.id, system.title, system.shortTitle].includes(value));
        if (known || (this.systems.length === 0 && value !== bySystem)) this.plain = { ...this.plain, system: known?.id ?? value };
        else this.problem(row, 2, 'settingsSystem', value);
        return;
      }
      case labels.rounding: {
        const rounding = keyOf(roundingNames, value);
        if (rounding) this.plain = { ...this.plain, rounding };
        else if (value !== bySystem) this.problem(row, 2, 'settingsRounding', value);
        return;
      }
      default: {
        const projectSheets = keyOf(projectSheetNames, value);
        if (projectSheets) this.plain = { ...this.plain, projectSheets };
        else this.problem(row, 2, 'settingsProjectSheets', value);
      }
    }
  }

  private pair(row: number, use: (key: string, value: string) => void): void {
    const key = this.at(row, 2);
    if (key !== '') use(key, this.at(row, 3));
  }

  private chooseCell(row: number, key: string, value: string): void {
    if (!/^[\w.]+:[\w.]+$/.test(key)) this.problem(row, 2, 'settingsFact', key);
    else if (!parseFullReference(value)) this.problem(row, 3, 'settingsCell', value);
    else this.cells.set(key as FactId, value);
  }

  private chooseUnit(row: number, sheet: string, value: string): void {
    const unit = keyOf(unitName, value.trim());
    if (unit) this.units.set(sheet, unit);
    else this.problem(row, 3, 'settingsUnit', value);
  }

  private waiver(row: number): void {
    const waiver = { code: this.at(row, 2), reason: this.at(row, 3), date: this.at(row, 4), key: this.at(row, 5) };
    if (waiver.key === '' || waiver.reason.trim() === '') this.problem(row, 3, 'settingsWaiver', waiver.code);
    else this.waivers.push(waiver);
  }

  private receipt(row: number): void {
    const counts = [4, 5, 6, 7].map((column) => this.at(row, column));
    if (!counts.every((count) => /^\d{1,9}$/.test(count))) {
      this.problem(row, 4, 'settingsReceipt', this.at(row, 2));
      return;
    }
    const [error = 0, warning = 0, question = 0, note = 0] = counts.map(Number);
    this.receipts.push({ time: this.at(row, 2), rules: this.at(row, 3), error, warning, question, note, fingerprint: this.at(row, 8) });
  }

  private at(row: number, column: number): string {
    const cell: Cell | null = cellAt(this.sheet, row, this.left + column - 1);
    return isBlank(cell) && cell?.kind !== 'text' ? '' : (cell?.value ?? '');
  }

  private problem(
    row: number,
    column: number,
    message:
      | 'settingsYear'
      | 'settingsSystem'
      | 'settingsRounding'
      | 'settingsProjectSheets'
      | 'settingsFact'
      | 'settingsCell'
      | 'settingsUnit'
      | 'settingsWaiver'
      | 'settingsReceipt',
    value: string,
  ): void {
    const cell = fullReference({ sheet: this.sheet.name, row, column: this.left + column - 1 });
    this.problems.push({ cell, message: say('tables', message, { cell: cellReference(row, this.left + column - 1), value }) });
  }
}

function keyOf<K extends string>(names: Readonly<Record<K, string>>, value: string): K | null {
  const found = (Object.keys(names) as K[]).find((key) => names[key] === value || key === value);
  return found ?? null;
}

/** 「绩效设置」 as it should stand: a readable table for a person, our own records in two hidden columns beside it. */
export function designSettings(settings: Settings, title: string = ownSheets.settings.title): SheetDesign {
  const sheet = new SheetWriter();
  const width = 8;
  const wide = (row: number) => ({ top: row, left: 1, bottom: row, right: width });
  let row = 1;
  let serial = 0;
  const put = (column: number, text: string): void => sheet.text(row, column, `${row}:${column}`, text);
  const section = (name: string, ...headers: readonly string[]): void => {
    put(1, name);
    sheet.merge(wide(row));
    sheet.format(wide(row), appearance.section);
    sheet.height(row, 22);
    row += 1;
    headers.forEach((header, index) => {
      put(index + 1, header);
    });
    sheet.format(wide(row), appearance.header);
    row += 1;
  };
  const line = (...texts: readonly string[]): void => {
    texts.forEach((text, index) => {
      put(index + 1, text);
    });
    sheet.format(wide(row), appearance.text);
    sheet.height(row, 22);
    row += 1;
    serial += 1;
  };
  const choices = (names: readonly string[]): void =>
    sheet.validate(
      { top: row, left: 2, bottom: row, right: 2 },
      { type: 'list', choices: names, title: say('tables', 'chooseTitle'), message: say('tables', 'chooseMessage') },
    );
  put(1, ownSheets.settings.title);
  sheet.merge(wide(row));
  sheet.format(wide(row), appearance.title);
  sheet.height(row, 32);
  row += 1;
  put(1, say('tables', 'settingsNote'));
  sheet.merge(wide(row));
  sheet.format(wide(row), appearance.note);
  row += 1;
  section('一、基本信息', '项目', '内容', '说明');
  line(labels.organisation, settings.organisation ?? '', say('tables', 'settingsOrganisationNote'));
  line(labels.year, settings.year === null ? '' : String(settings.year), say('tables', 'settingsYearNote'));
  line(labels.system, settings.system ?? '', say('tables', 'settingsSystemNote'));
  line(labels.workbookId, settings.workbookId ?? '', say('tables', 'settingsWorkbookNote'));
  section('二、口径与舍入', '项目', '内容', '说明');
  choices([bySystem, ...Object.values(roundingNames)]);
  line(labels.rounding, settings.rounding ? roundingNames[settings.rounding] : bySystem, say('tables', 'settingsRoundingNote'));
  choices(Object.values(projectSheetNames));
  line(labels.projectSheets, projectSheetNames[settings.projectSheets], say('tables', 'settingsProjectNote'));
  for (const [key, basis] of settings.bases) line(labels.basis, key, basis);
  section('三、选择与指定', '类别', '对象', '选择');
  for (const [key, choice] of settings.choices.answers) line(labels.answer, key, choice);
  for (const [fact, cell] of settings.choices.cells) line(labels.cell, fact, cell);
  for (const [name, unit] of settings.choices.units) line(labels.unit, name, unitName[unit]);
  section('四、忽略的疑点', '类别', '代码', '理由', '日期', '编号');
  for (const waiver of settings.waivers) line(labels.waiver, waiver.code, waiver.reason, waiver.date, waiver.key);
  section('五、校验回执', '类别', '时间', '规则版本', '错误', '警告', '疑点', '提示', '数据指纹');
  for (const receipt of settings.receipts) {
    const counts = [receipt.error, receipt.warning, receipt.question, receipt.note].map(String);
    line(labels.receipt, receipt.time, receipt.rules, ...counts, receipt.fingerprint);
  }
  const records = packFingerprints(settings.fingerprints);
  sheet.text(2, internalColumn, 'internal', internal.heading);
  let record = 3;
  for (const [kind, text] of [
    ...[...settings.deletedParagraphs].map((key) => [internal.deletedParagraph, key] as const),
    ...records.map((text) => [internal.fingerprints, text] as const),
  ]) {
    sheet.text(record, internalColumn, `internal:${record}`, kind);
    sheet.text(record, internalColumn + 1, `record:${record}`, text);
    record += 1;
  }
  return sheet.design({
    title,
    mark: ownSheets.settings.mark,
    tabColor: colours.muted,
    authoritative: true,
    widths: [
      ...[16, 42, 44, 14, 14, 10, 10, 18].map((characters, index) => ({ column: index + 1, width: characters })),
      { column: internalColumn, width: 12, hidden: true },
      { column: internalColumn + 1, width: 60, hidden: true },
    ],
    freeze: { rows: 2, columns: 0 },
    print: { area: { top: 1, left: 1, bottom: Math.max(row - 1, serial), right: width }, landscape: true, repeatRows: null },
  });
}

/** The plan that brings 「绩效设置」 up to date. To be joined behind the plan whose fingerprints the settings hold. */
export function planSettings(snapshot: Snapshot, settings: Settings): Plan {
  const title = sheetTitle(snapshot, ownSheets.settings);
  const completed = withLayoutFingerprint(settings.fingerprints, (fingerprints) => designSettings({ ...settings, fingerprints }, title));
  return planWorkbook(snapshot, {
    designs: [designSettings({ ...settings, fingerprints: completed }, title)],
    formCells: [],
    names: [],
    fingerprints: new Map([...settings.fingerprints].filter(([key]) => key.startsWith(ownSheets.settings.mark))),
  }).plan;
}
