import type { ICellData, ICommandInfo, IExecutionOptions, IRange, Nullable, Worksheet } from '@univerjs/core';
import { type Area, overlaps, sheetLimits } from '../../core/workbook/address';
import { blankSheet, sheetDefaults, sheetId } from './blank-workbook';
import { lookOf, plainStyle, styleOf } from './cell-look';
import type {
  CellContent,
  CellEntry,
  CellLook,
  CellState,
  ConditionalFormatRule,
  Engine,
  EngineListener,
  LookChange,
  NameEntry,
  Selection,
  SheetEntry,
  ValidationEntry,
} from './engine';
import type { UniverServices } from './univer-services';

/** Univer's commands that the engine gives and hears. */
const command = {
  setValues: 'sheet.mutation.set-range-values',
  insertSheet: 'sheet.mutation.insert-sheet',
  removeSheet: 'sheet.mutation.remove-sheet',
  removeSheetWithReferences: 'sheet.command.remove-sheet',
  renameSheetWithReferences: 'sheet.command.set-worksheet-name',
  activate: 'sheet.operation.set-worksheet-active',
  order: 'sheet.mutation.set-worksheet-order',
  hide: 'sheet.mutation.set-worksheet-hidden',
  tabColor: 'sheet.mutation.set-tab-color',
  rowCount: 'sheet.mutation.set-worksheet-row-count',
  columnCount: 'sheet.mutation.set-worksheet-column-count',
  columnWidth: 'sheet.mutation.set-worksheet-col-width',
  rowHeight: 'sheet.mutation.set-worksheet-row-height',
  rowAutoHeight: 'sheet.mutation.set-worksheet-row-is-auto-height',
  hideColumns: 'sheet.mutation.set-col-hidden',
  showColumns: 'sheet.mutation.set-col-visible',
  hideRows: 'sheet.mutation.set-row-hidden',
  showRows: 'sheet.mutation.set-row-visible',
  merge: 'sheet.mutation.add-worksheet-merge',
  unmerge: 'sheet.mutation.remove-worksheet-merge',
  freeze: 'sheet.mutation.set-frozen',
  gridlines: 'sheet.mutation.toggle-gridlines',
  select: 'sheet.operation.set-selections',
  setName: 'formula.mutation.set-defined-name',
  removeName: 'formula.mutation.remove-defined-name',
  addConditionalFormat: 'sheet.mutation.add-conditional-rule',
  deleteConditionalFormat: 'sheet.mutation.delete-conditional-rule',
  addValidation: 'data-validation.mutation.addRule',
  removeValidation: 'data-validation.mutation.removeRule',
  formulaData: 'formula.mutation.set-formula-data',
  calculationStarts: 'formula.mutation.set-formula-calculation-start',
  calculationReports: 'formula.mutation.set-formula-calculation-notification',
} as const;

/** Mark on edits of the engine's own that change looks only: Univer does not recalculate after them. */
const styleTrigger = 'sheet.command.set-style';
/** Triggers after which Univer does not recalculate. */
const stillTriggers = new Set([
  styleTrigger,
  'sheet.command.set-border-basic',
  'sheet.command.set-border',
  'sheet.command.clear-selection-format',
]);
/** Univer waits this many milliseconds after an edit before it recalculates. */
const univerDelay = 100;
/** Longest wait for a recalculation, in milliseconds. */
const patience = 60_000;
/** Where Univer files names of the whole workbook. */
const workbookScope = 'AllDefaultWorkbook';

/** The engine over a Univer workbook, shown in a grid or not. */
export class UniverEngine implements Engine {
  private readonly unit: string;
  private readonly listeners: EngineListener[] = [];
  private readonly selections = new Map<string, Area>();
  private readonly veryHidden = new Set<string>();
  private readonly rules = new Map<string, ConditionalFormatRule[]>();
  private readonly checks = new Map<string, ValidationEntry[]>();
  /** Names in lower case of the sheets that a sheet's formulas refer to, until something is written there. */
  private readonly mentions = new Map<string, ReadonlySet<string>>();
  /** Sheets added here, on which no formula is shared between cells as long as no person edits them. */
  private readonly unshared = new Set<string>();
  private readonly mergesToCome = new Map<string, readonly Area[]>();
  private gathering = false;
  private list: SheetList | null = null;
  private nameList: NameList | null = null;
  private ownEdit = false;
  private edits = 0;
  private calculating = 0;
  private calculated = 0;
  private waiting: (() => void)[] = [];
  private sheetsMade: number;
  private namesMade = 0;

  constructor(private readonly univer: UniverServices) {
    this.unit = univer.workbook.getUnitId();
    this.sheetsMade = univer.workbook.getSheets().length;
    univer.commands.onCommandExecuted((info, options) => this.hear(info, options));
  }

  sheets(): readonly SheetEntry[] {
    return this.listed().entries;
  }

  sheetEntry(id: string): SheetEntry | null {
    return this.listed().byId.get(id) ?? null;
  }

  sheetNamed(name: string): SheetEntry | null {
    return this.listed().byName.get(name.toLowerCase()) ?? null;
  }

  /** The sheets as they are; listed anew only after something about them has changed. */
  private listed(): SheetList {
    this.list ??= listOf(this.readSheets());
    return this.list;
  }

  private readSheets(): SheetEntry[] {
    return this.univer.workbook.getSheets().map((sheet) => {
      const id = sheet.getSheetId();
      const hidden = sheet.isSheetHidden() === 1;
      return {
        id,
        name: sheet.getName(),
        visibility: hidden ? (this.veryHidden.has(id) ? 'VeryHidden' : 'Hidden') : 'Visible',
        tabColor: String(sheet.getTabColor() ?? '').toUpperCase(),
      };
    });
  }

  activeSheet(): string {
    return (this.univer.workbook.getActiveSheet() ?? this.univer.workbook.getSheets()[0])?.getSheetId() ?? '';
  }

  activate(sheet: string): void {
    if (this.activeSheet() !== sheet) this.run(command.activate, { subUnitId: sheet });
  }

  addSheet(name: string): string {
    const id = sheetId(this.sheetsMade);
    this.sheetsMade += 1;
    // Univer goes to a new sheet unless somebody else has put it in; Excel's worksheets.add stays where the person is.
    const fromElsewhere = { fromCollab: true };
    this.run(command.insertSheet, { index: this.univer.workbook.getSheetSize(), sheet: blankSheet(id, name) }, fromElsewhere);
    this.unshared.add(id);
    return id;
  }

  removeSheet(sheet: string): void {
    if (this.activeSheet() === sheet) {
      const visible = this.sheets().filter((entry) => entry.visibility === 'Visible' && entry.id !== sheet);
      const next = visible.at(-1);
      if (next) this.activate(next.id);
    }
    // Univer forgets what the formulas of a removed sheet depend on only where it is told of each of them.
    const formulaData = { [this.unit]: { [sheet]: this.univer.formulas.getSheetFormulaData(this.unit, sheet) } };
    this.run(command.formulaData, { formulaData }, { onlyLocal: true });
    if (this.isMentioned(sheet)) this.run(command.removeSheetWithReferences, { subUnitId: sheet });
    else this.run(command.removeSheet, { subUnitId: sheet, subUnitName: this.sheetEntry(sheet)?.name ?? '' });
    this.mentions.delete(sheet);
    this.rules.delete(sheet);
    this.checks.delete(sheet);
    this.selections.delete(sheet);
  }

  /** Whether a formula on another sheet, or a name, refers to a sheet: Univer looks through every formula of the workbook for that. */
  private isMentioned(sheet: string): boolean {
    const name = this.sheetEntry(sheet)?.name.toLowerCase() ?? '';
    const inNames = this.names().some((entry) => entry.sheet !== sheet && sheetsIn(entry.formula).includes(name));
    return inNames || this.sheets().some(({ id }) => id !== sheet && this.mentionedOn(id).has(name));
  }

  private mentionedOn(sheet: string): ReadonlySet<string> {
    const known = this.mentions.get(sheet);
    if (known) return known;
    const found = new Set<string>();
    this.sheet(sheet)
      .getCellMatrix()
      .forValue((_row, _column, cell) => {
        if (cell?.f) for (const name of sheetsIn(cell.f)) found.add(name);
        return true;
      });
    this.mentions.set(sheet, found);
    return found;
  }

  renameSheet(sheet: string, name: string): void {
    this.run(command.renameSheetWithReferences, { subUnitId: sheet, name });
  }

  moveSheet(sheet: string, position: number): void {
    const from = this.sheets().findIndex((entry) => entry.id === sheet);
    if (from !== position) this.run(command.order, { subUnitId: sheet, fromOrder: from, toOrder: position });
  }

  setVisibility(sheet: string, visibility: SheetEntry['visibility']): void {
    if (this.sheetEntry(sheet)?.visibility === visibility) return;
    this.list = null;
    if (visibility === 'VeryHidden') this.veryHidden.add(sheet);
    else this.veryHidden.delete(sheet);
    if (visibility !== 'Visible' && this.activeSheet() === sheet) {
      const next = this.sheets().find((entry) => entry.visibility === 'Visible' && entry.id !== sheet);
      if (next) this.activate(next.id);
    }
    // Univer goes to a sheet that is shown again, unless somebody else has shown it; Excel stays where the person is.
    this.run(command.hide, { subUnitId: sheet, hidden: visibility === 'Visible' ? 0 : 1 }, { fromCollab: true });
  }

  setTabColor(sheet: string, color: string): void {
    this.run(command.tabColor, { subUnitId: sheet, color });
  }

  used(sheet: string, valuesOnly: boolean, part?: Area): Area | null {
    let used: Area | null = null;
    const grow = (row: number, column: number): void => {
      if (part && (row < part.top || row > part.bottom || column < part.left || column > part.right)) return;
      used = used
        ? {
            top: Math.min(used.top, row),
            left: Math.min(used.left, column),
            bottom: Math.max(used.bottom, row),
            right: Math.max(used.right, column),
          }
        : { top: row, left: column, bottom: row, right: column };
    };
    this.sheet(sheet)
      .getCellMatrix()
      .forValue((row, column, cell) => {
        if (cell && (hasContent(cell) || (!valuesOnly && cell.s))) grow(row + 1, column + 1);
        return true;
      });
    for (const [row, cells] of Object.entries(this.spilled(sheet))) {
      for (const column of Object.keys(cells)) grow(Number(row) + 1, Number(column) + 1);
    }
    return used;
  }

  spills(sheet: string, area: Area): boolean | null {
    let count = 0;
    for (const [row, cells] of Object.entries(this.spilled(sheet))) {
      if (Number(row) + 1 < area.top || Number(row) + 1 > area.bottom) continue;
      for (const column of Object.keys(cells)) if (Number(column) + 1 >= area.left && Number(column) + 1 <= area.right) count += 1;
    }
    if (count === 0) return false;
    return count === (area.bottom - area.top + 1) * (area.right - area.left + 1) ? true : null;
  }

  cells(sheet: string, area: Area): CellState[][] {
    const matrix = this.sheet(sheet).getCellMatrix();
    const spilled = this.spilled(sheet);
    const rows: CellState[][] = [];
    for (let row = area.top - 1; row < area.bottom; row += 1) {
      const cells: CellState[] = [];
      for (let column = area.left - 1; column < area.right; column += 1) {
        const cell = matrix.getValue(row, column);
        const formula = cell?.f || cell?.si ? this.univer.formulas.getFormulaStringByCell(row, column, sheet, this.unit) : null;
        const spill = spilled[row]?.[column];
        const shown = cell && (hasContent(cell) || !spill) ? cell : (spill ?? cell);
        cells.push({ value: contentOf(shown), formula: formula ?? null });
      }
      rows.push(cells);
    }
    return rows;
  }

  write(sheet: string, area: Area, entries: readonly (readonly (CellEntry | null)[])[], byHand = false): void {
    this.grow(sheet, area);
    const cellValue: Record<number, Record<number, ICellData>> = {};
    for (const [rowOffset, row] of entries.entries()) {
      const cells: Record<number, ICellData> = {};
      for (const [columnOffset, entry] of row.entries()) if (entry) cells[area.left - 1 + columnOffset] = cellDataOf(entry);
      cellValue[area.top - 1 + rowOffset] = cells;
    }
    this.run(command.setValues, { subUnitId: sheet, cellValue });
    for (const listener of this.listeners) listener.cellsChanged?.(sheet, area, byHand);
  }

  look(sheet: string, row: number, column: number): CellLook {
    const cell = this.sheet(sheet)
      .getCellMatrix()
      .getValue(row - 1, column - 1);
    return lookOf(this.univer.workbook.getStyles().getStyleByCell(cell), cell);
  }

  setLook(sheet: string, wanted: Area, change: LookChange | ((row: number, column: number) => LookChange | null)): void {
    const area = this.within(sheet, wanted);
    const matrix = this.sheet(sheet).getCellMatrix();
    const cellValue: Record<number, Record<number, ICellData>> = {};
    for (let row = area.top; row <= area.bottom; row += 1) {
      const cells: Record<number, ICellData> = {};
      for (let column = area.left; column <= area.right; column += 1) {
        const own = typeof change === 'function' ? change(row, column) : change;
        if (!own) continue;
        const cell: ICellData = { s: styleOf(own) };
        if (own.locked !== undefined || own.formulaHidden !== undefined) {
          const custom: Record<string, boolean> = { ...matrix.getValue(row - 1, column - 1)?.custom };
          if (own.locked !== undefined) custom.unlocked = !own.locked;
          if (own.formulaHidden !== undefined) custom.formulaHidden = own.formulaHidden;
          cell.custom = custom;
        }
        cells[column - 1] = cell;
      }
      cellValue[row - 1] = cells;
    }
    this.run(command.setValues, { subUnitId: sheet, cellValue, trigger: styleTrigger });
    for (const listener of this.listeners) listener.looksChanged?.(sheet, area);
  }

  resetLook(sheet: string, wanted: Area): void {
    const area = this.within(sheet, wanted);
    const cellValue: Record<number, Record<number, ICellData>> = {};
    const matrix = this.sheet(sheet).getCellMatrix();
    for (let row = area.top - 1; row < area.bottom; row += 1) {
      const cells: Record<number, ICellData> = {};
      for (let column = area.left - 1; column < area.right; column += 1) {
        if (matrix.getValue(row, column)) cells[column] = { s: plainStyle, custom: null };
      }
      cellValue[row] = cells;
    }
    this.run(command.setValues, { subUnitId: sheet, cellValue, trigger: styleTrigger });
    for (const listener of this.listeners) listener.looksChanged?.(sheet, area);
  }

  extent(sheet: string): Area {
    const grid = this.sheet(sheet);
    return { top: 1, left: 1, bottom: grid.getRowCount(), right: grid.getColumnCount() };
  }

  columnWidth(sheet: string, column: number): number {
    return (
      this.sheet(sheet)
        .getColumnManager()
        .getColumn(column - 1)?.w ?? this.defaultSize(sheet).width
    );
  }

  setColumnWidth(sheet: string, first: number, last: number, pixels: number): void {
    const area = this.within(sheet, { top: 1, left: first, bottom: 1, right: last });
    this.run(command.columnWidth, {
      subUnitId: sheet,
      ranges: [rangeOf({ ...area, bottom: this.extent(sheet).bottom })],
      colWidth: pixels,
    });
  }

  rowHeight(sheet: string, row: number): number {
    return (
      this.sheet(sheet)
        .getRowManager()
        .getRow(row - 1)?.h ?? this.defaultSize(sheet).height
    );
  }

  setRowHeight(sheet: string, first: number, last: number, pixels: number): void {
    const area = this.within(sheet, { top: first, left: 1, bottom: last, right: 1 });
    const ranges = [rangeOf({ ...area, right: this.extent(sheet).right })];
    this.run(command.rowAutoHeight, { subUnitId: sheet, ranges, autoHeightInfo: 0 });
    this.run(command.rowHeight, { subUnitId: sheet, ranges, rowHeight: pixels });
  }

  setRowHeights(sheet: string, first: number, pixels: readonly (number | null)[]): void {
    const area = this.within(sheet, { top: first, left: 1, bottom: first + pixels.length - 1, right: 1 });
    const given = pixels.flatMap((height, index) => (height === null ? [] : [[first - 1 + index, height] as const]));
    const ranges = [rangeOf({ ...area, right: this.extent(sheet).right })];
    const autoHeightInfo = Object.fromEntries(given.map(([row]) => [row, 0]));
    this.run(command.rowAutoHeight, { subUnitId: sheet, ranges, autoHeightInfo });
    this.run(command.rowHeight, { subUnitId: sheet, ranges, rowHeight: Object.fromEntries(given) });
  }

  columnHidden(sheet: string, column: number): boolean {
    return (
      this.sheet(sheet)
        .getColumnManager()
        .getColumn(column - 1)?.hd === 1
    );
  }

  setColumnsHidden(sheet: string, first: number, last: number, hidden: boolean): void {
    const area = this.within(sheet, { top: 1, left: first, bottom: 1, right: last });
    const ranges = [rangeOf({ ...area, bottom: this.extent(sheet).bottom })];
    this.run(hidden ? command.hideColumns : command.showColumns, { subUnitId: sheet, ranges });
  }

  rowHidden(sheet: string, row: number): boolean {
    return (
      this.sheet(sheet)
        .getRowManager()
        .getRow(row - 1)?.hd === 1
    );
  }

  setRowsHidden(sheet: string, first: number, last: number, hidden: boolean): void {
    const area = this.within(sheet, { top: first, left: 1, bottom: last, right: 1 });
    const ranges = [rangeOf({ ...area, right: this.extent(sheet).right })];
    this.run(hidden ? command.hideRows : command.showRows, { subUnitId: sheet, ranges });
  }

  defaultSize(sheet: string): { readonly width: number; readonly height: number } {
    const config = this.sheet(sheet).getConfig();
    return { width: config.defaultColumnWidth ?? sheetDefaults.width, height: config.defaultRowHeight ?? sheetDefaults.height };
  }

  merges(sheet: string): readonly Area[] {
    return [...this.sheet(sheet).getMergeData().map(areaOf), ...(this.mergesToCome.get(sheet) ?? [])];
  }

  merge(sheet: string, areas: readonly Area[]): void {
    if (areas.length === 0) return;
    for (const area of areas) this.grow(sheet, area);
    // At each merge Univer takes up all those of the sheet anew.
    if (this.gathering) this.mergesToCome.set(sheet, [...(this.mergesToCome.get(sheet) ?? []), ...areas]);
    else this.run(command.merge, { subUnitId: sheet, ranges: areas.map(rangeOf) });
  }

  gather(): void {
    this.gathering = true;
  }

  private carryOutMerges(): void {
    this.gathering = false;
    const gathered = [...this.mergesToCome];
    this.mergesToCome.clear();
    for (const [sheet, areas] of gathered) if (this.sheetEntry(sheet)) this.merge(sheet, areas);
  }

  unmerge(sheet: string, area: Area): void {
    const toCome = this.mergesToCome.get(sheet);
    if (toCome) {
      this.mergesToCome.set(
        sheet,
        toCome.filter((other) => !overlaps(other, area)),
      );
    }
    if (
      this.gathering &&
      !this.sheet(sheet)
        .getMergeData()
        .some((range) => overlaps(areaOf(range), area))
    )
      return;
    this.run(command.unmerge, { subUnitId: sheet, ranges: [rangeOf(this.within(sheet, area))] });
  }

  freeze(sheet: string): { readonly rows: number; readonly columns: number } {
    const freeze = this.sheet(sheet).getConfig().freeze;
    return { rows: freeze?.ySplit ?? 0, columns: freeze?.xSplit ?? 0 };
  }

  setFreeze(sheet: string, rows: number, columns: number): void {
    this.run(command.freeze, {
      subUnitId: sheet,
      ySplit: rows,
      xSplit: columns,
      startRow: rows > 0 ? rows : -1,
      startColumn: columns > 0 ? columns : -1,
    });
  }

  gridlines(sheet: string): boolean {
    return this.sheet(sheet).getConfig().showGridlines !== 0;
  }

  setGridlines(sheet: string, shown: boolean): void {
    this.run(command.gridlines, { subUnitId: sheet, showGridlines: shown ? 1 : 0 });
  }

  names(): readonly NameEntry[] {
    return this.listedNames().entries;
  }

  nameEntry(name: string, sheet: string | null): NameEntry | null {
    return this.listedNames().byName.get(nameKey(name, sheet)) ?? null;
  }

  private listedNames(): NameList {
    this.nameList ??= nameListOf(this.readNames());
    return this.nameList;
  }

  private readNames(): NameEntry[] {
    return Object.values(this.univer.definedNames.getDefinedNameMap(this.unit) ?? {}).map((entry) => ({
      id: entry.id,
      name: entry.name,
      formula: `=${entry.formulaOrRefString.replace(/^=/, '')}`,
      visible: entry.hidden !== true,
      comment: entry.comment ?? '',
      sheet: !entry.localSheetId || entry.localSheetId === workbookScope ? null : entry.localSheetId,
    }));
  }

  setName(entry: Omit<NameEntry, 'id'> & { readonly id?: string }): void {
    this.namesMade += 1;
    const reference = /^=(?:'(?:[^']|'')+'|[^'!()+*/^&<>=,"]+)!\$?[A-Z]{1,3}\$?\d+(?::\$?[A-Z]{1,3}\$?\d+)?$/i.test(entry.formula);
    this.run(command.setName, {
      id: entry.id ?? `name-${this.namesMade}`,
      name: entry.name,
      formulaOrRefString: reference ? entry.formula.slice(1) : entry.formula,
      comment: entry.comment,
      hidden: !entry.visible,
      localSheetId: entry.sheet ?? workbookScope,
    });
  }

  removeName(id: string): void {
    const entry = this.univer.definedNames.getValueById(this.unit, id);
    if (entry) this.run(command.removeName, { ...entry });
  }

  conditionalFormats(sheet: string): readonly ConditionalFormatRule[] {
    return this.rules.get(sheet) ?? [];
  }

  setConditionalFormat(sheet: string, rule: ConditionalFormatRule): void {
    const before = this.rules.get(sheet) ?? [];
    const known = before.some((other) => other.id === rule.id);
    if (known) this.runIfThere(command.deleteConditionalFormat, { subUnitId: sheet, cfId: rule.id });
    this.rules.set(sheet, known ? before.map((other) => (other.id === rule.id ? rule : other)) : [rule, ...before]);
    const style = {
      ...(rule.fill ? { bg: { rgb: rule.fill } } : {}),
      ...(rule.fontColor ? { cl: { rgb: rule.fontColor } } : {}),
      ...(rule.bold === null ? {} : { bl: rule.bold ? 1 : 0 }),
      ...(rule.italic === null ? {} : { it: rule.italic ? 1 : 0 }),
    };
    if (rule.formula === '') return;
    this.runIfThere(command.addConditionalFormat, {
      subUnitId: sheet,
      rule: {
        cfId: rule.id,
        ranges: rule.areas.map((area) => rangeOf(this.within(sheet, area))),
        stopIfTrue: rule.stopIfTrue,
        rule: { type: 'highlightCell', subType: 'formula', value: rule.formula, style },
      },
    });
  }

  removeConditionalFormat(sheet: string, id: string): void {
    const before = this.rules.get(sheet) ?? [];
    this.rules.set(
      sheet,
      before.filter((rule) => rule.id !== id),
    );
    this.runIfThere(command.deleteConditionalFormat, { subUnitId: sheet, cfId: id });
  }

  validations(sheet: string): readonly ValidationEntry[] {
    return this.checks.get(sheet) ?? [];
  }

  setValidation(sheet: string, entry: ValidationEntry): void {
    this.removeValidation(sheet, entry.id);
    this.checks.set(sheet, [...(this.checks.get(sheet) ?? []), entry]);
    this.runIfThere(command.addValidation, {
      subUnitId: sheet,
      rule: {
        uid: entry.id,
        type: univerValidationType[entry.kind],
        ...(entry.operator ? { operator: univerOperator[entry.operator] } : {}),
        formula1: entry.formula1,
        formula2: entry.formula2 ?? undefined,
        ranges: entry.areas.map((area) => rangeOf(this.within(sheet, area))),
        allowBlank: entry.ignoreBlanks,
        showDropDown: entry.inCellDropDown,
        showErrorMessage: entry.alert.show,
        error: entry.alert.message,
        errorTitle: entry.alert.title,
        errorStyle: { Stop: 1, Warning: 2, Information: 0 }[entry.alert.style],
        showInputMessage: entry.prompt.show,
        prompt: entry.prompt.message,
        promptTitle: entry.prompt.title,
        renderMode: 1,
      },
    });
  }

  removeValidation(sheet: string, id: string): void {
    const before = this.checks.get(sheet) ?? [];
    if (!before.some((entry) => entry.id === id)) return;
    this.checks.set(
      sheet,
      before.filter((entry) => entry.id !== id),
    );
    this.runIfThere(command.removeValidation, { subUnitId: sheet, ruleId: id });
  }

  selection(): Selection {
    const sheet = this.activeSheet();
    return { sheet, area: this.selections.get(sheet) ?? { top: 1, left: 1, bottom: 1, right: 1 } };
  }

  select(sheet: string, wanted: Area): void {
    this.activate(sheet);
    this.grow(sheet, { ...wanted, bottom: Math.min(wanted.bottom, wanted.top), right: Math.min(wanted.right, wanted.left) });
    const range = rangeOf(this.within(sheet, wanted));
    const primary = {
      ...rangeOf({ ...wanted, bottom: wanted.top, right: wanted.left }),
      actualRow: range.startRow,
      actualColumn: range.startColumn,
    };
    this.run(command.select, {
      subUnitId: sheet,
      selections: [{ range, primary: { ...primary, isMerged: false, isMergedMainCell: false }, style: null }],
    });
  }

  async settled(): Promise<void> {
    this.carryOutMerges();
    if (this.calculated >= this.edits) return;
    await new Promise<void>((resolve, reject) => {
      const timer = setTimeout(() => reject(new Error('recalculation did not finish')), patience);
      this.waiting.push(() => {
        clearTimeout(timer);
        resolve();
      });
    });
  }

  listen(listener: EngineListener): void {
    this.listeners.push(listener);
  }

  private sheet(id: string): Worksheet {
    const sheet = this.univer.workbook.getSheetBySheetId(id);
    if (!sheet) throw new Error(`no sheet ${id}`);
    return sheet;
  }

  private spilled(sheet: string): Record<number, Record<number, ICellData>> {
    return (this.univer.formulas.getArrayFormulaCellData()?.[this.unit]?.[sheet] ?? {}) as Record<number, Record<number, ICellData>>;
  }

  /** The part of an area that the grid holds. */
  private within(sheet: string, area: Area): Area {
    if (area.bottom < sheetLimits.rows && area.right < sheetLimits.columns) this.grow(sheet, area);
    const extent = this.extent(sheet);
    return {
      top: area.top,
      left: area.left,
      bottom: Math.max(Math.min(area.bottom, extent.bottom), area.top),
      right: Math.max(Math.min(area.right, extent.right), area.left),
    };
  }

  private grow(sheet: string, area: Area): void {
    const extent = this.extent(sheet);
    if (area.bottom > extent.bottom)
      this.run(command.rowCount, { subUnitId: sheet, rowCount: Math.min(area.bottom + 50, sheetLimits.rows) });
    if (area.right > extent.right) {
      this.run(command.columnCount, { subUnitId: sheet, columnCount: Math.min(area.right + 4, sheetLimits.columns) });
    }
  }

  /**
   * Gives a command. Univer's wait before a recalculation is taken away for edits of our own, which would be 100 ms at each of them; and
   * where it gathers the formulas of all sheets to look at those of one, it is given those alone.
   */
  private run(id: string, params: object, options?: IExecutionOptions): void {
    const { formulas } = this.univer;
    const wait = globalThis.setTimeout;
    const hasty = ((handler: () => void, delay?: number, ...rest: unknown[]) =>
      wait(handler, delay === univerDelay ? 0 : delay, ...rest)) as typeof globalThis.setTimeout;
    globalThis.setTimeout = hasty;
    const { subUnitId } = params as { readonly subUnitId?: string };
    if (subUnitId !== undefined && needsOwnFormulas.has(id)) {
      const own = this.unshared.has(subUnitId) ? this.formulasUnder(subUnitId, params) : null;
      formulas.getFormulaData = () => ({ [this.unit]: { [subUnitId]: own ?? formulas.getSheetFormulaData(this.unit, subUnitId) } });
      if (own) Object.assign(formulas, { _getSheetFormulaIdMap: () => ({}) });
    }
    this.ownEdit = true;
    try {
      if (!this.univer.commands.syncExecuteCommand(id, { unitId: this.unit, ...params }, options)) throw new Error(`${id} was refused`);
    } finally {
      Reflect.deleteProperty(formulas, 'getFormulaData');
      Reflect.deleteProperty(formulas, '_getSheetFormulaIdMap');
      globalThis.setTimeout = wait;
      this.ownEdit = false;
    }
  }

  /** The formulas of the cells that an edit is about; of the whole sheet where it is about no cells. */
  private formulasUnder(sheet: string, params: object): SheetFormulas | null {
    const { cellValue } = params as { readonly cellValue?: Record<number, Record<number, ICellData>> };
    if (!cellValue) return null;
    const matrix = this.sheet(sheet).getCellMatrix();
    const found: SheetFormulas = {};
    for (const [row, cells] of Object.entries(cellValue)) {
      for (const column of Object.keys(cells)) {
        const f = matrix.getValue(Number(row), Number(column))?.f;
        if (!f) continue;
        const line = found[Number(row)] ?? {};
        found[Number(row)] = line;
        line[Number(column)] = { f };
      }
    }
    return found;
  }

  private runIfThere(id: string, params: object): void {
    if (this.univer.commands.hasCommand(id)) this.run(id, params);
  }

  private hear(info: Readonly<ICommandInfo>, options?: IExecutionOptions): void {
    const params = (info.params ?? {}) as { readonly unitId?: string; readonly subUnitId?: string };
    if (changesSheets.has(info.id)) this.list = null;
    if (info.id === command.setValues) this.mentions.delete(params.subUnitId ?? '');
    if (info.id === command.setValues && !this.ownEdit && options?.onlyLocal !== true) this.unshared.delete(params.subUnitId ?? '');
    if (info.id === command.setName || info.id === command.removeName) this.nameList = null;
    if (info.id === command.calculationStarts) this.calculating = this.edits;
    if (info.id === command.calculationReports) this.calculationReported(info.params as { readonly functionsExecutedState?: number });
    if (params.unitId !== this.unit) return;
    if (this.recalculates(info, options)) this.edits += 1;
    const sheet = params.subUnitId ?? '';
    if (info.id === command.select) this.selectionHeard(sheet, info.params as SelectionParams);
    if (info.id === command.activate) for (const listener of this.listeners) listener.sheetActivated?.(sheet, '');
    if (info.id === command.removeSheet) for (const listener of this.listeners) listener.sheetDeleted?.(sheet);
    if (info.id === command.insertSheet) {
      const added = (info.params as { readonly sheet?: { readonly id?: string } }).sheet?.id ?? '';
      for (const listener of this.listeners) listener.sheetAdded?.(added);
    }
    if (info.id === command.setValues && !this.ownEdit && options?.onlyLocal !== true) {
      const area = touched((info.params as { readonly cellValue?: Record<number, Record<number, unknown>> }).cellValue ?? {});
      const trigger = (info.params as { readonly trigger?: string }).trigger ?? '';
      if (area && !stillTriggers.has(trigger)) for (const listener of this.listeners) listener.cellsChanged?.(sheet, area, true);
    }
  }

  private selectionHeard(sheet: string, params: SelectionParams): void {
    const range = params.selections?.at(-1)?.range;
    if (!range) return;
    const area = areaOf(range);
    this.selections.set(sheet, area);
    if (params.type === 0 || params.type === 1) return;
    for (const listener of this.listeners) listener.selectionChanged?.({ sheet, area });
  }

  private calculationReported(report: { readonly functionsExecutedState?: number }): void {
    const state = report.functionsExecutedState;
    if (state === undefined || state === 1) return;
    this.calculated = Math.max(this.calculated, this.calculating);
    if (this.calculated < this.edits) return;
    for (const waiting of this.waiting.splice(0)) waiting();
    for (const listener of this.listeners) listener.calculated?.();
  }

  /** Whether Univer will recalculate after a command; its own rule. */
  private recalculates(info: Readonly<ICommandInfo>, options?: IExecutionOptions): boolean {
    if (!this.univer.dirty.get(info.id)) return false;
    if (info.id !== command.setValues) return true;
    const trigger = (info.params as { readonly trigger?: string }).trigger ?? '';
    return options?.onlyLocal !== true && !stillTriggers.has(trigger);
  }
}

/** Formulas of a sheet by row and column, counted from 0. */
type SheetFormulas = Record<number, Record<number, { readonly f: string }>>;

/** Commands that look at the formulas of their own sheet. */
const needsOwnFormulas: ReadonlySet<string> = new Set([command.setValues, command.removeSheet]);

/** Names in lower case of the sheets that a formula refers to; what stands in a text may be among them. */
function sheetsIn(formula: string): string[] {
  return [...formula.matchAll(/'((?:[^']|'')+)'!|([\p{L}\p{N}_.]+)!/gu)].map(([, quoted, plain]) =>
    (quoted?.replace(/''/g, "'") ?? plain ?? '').toLowerCase(),
  );
}

/** Commands after which sheets have other names, places or looks. */
const changesSheets: ReadonlySet<string> = new Set([
  command.insertSheet,
  command.removeSheet,
  command.order,
  command.hide,
  command.tabColor,
  'sheet.mutation.set-worksheet-name',
]);

interface SheetList {
  readonly entries: readonly SheetEntry[];
  readonly byId: ReadonlyMap<string, SheetEntry>;
  readonly byName: ReadonlyMap<string, SheetEntry>;
}

function listOf(entries: readonly SheetEntry[]): SheetList {
  return {
    entries,
    byId: new Map(entries.map((entry) => [entry.id, entry])),
    byName: new Map([...entries].reverse().map((entry) => [entry.name.toLowerCase(), entry])),
  };
}

interface NameList {
  readonly entries: readonly NameEntry[];
  readonly byName: ReadonlyMap<string, NameEntry>;
}

function nameListOf(entries: readonly NameEntry[]): NameList {
  return { entries, byName: new Map([...entries].reverse().map((entry) => [nameKey(entry.name, entry.sheet), entry])) };
}

function nameKey(name: string, sheet: string | null): string {
  return `${sheet ?? ''}\n${name.toLowerCase()}`;
}

interface SelectionParams {
  readonly selections?: readonly { readonly range: IRange }[];
  readonly type?: number;
}

const univerValidationType: Record<ValidationEntry['kind'], string> = {
  any: 'any',
  list: 'list',
  decimal: 'decimal',
  wholeNumber: 'whole',
  textLength: 'textLength',
  date: 'date',
  custom: 'custom',
};

const univerOperator: Record<NonNullable<ValidationEntry['operator']>, string> = {
  Between: 'between',
  NotBetween: 'notBetween',
  EqualTo: 'equal',
  NotEqualTo: 'notEqual',
  GreaterThan: 'greaterThan',
  LessThan: 'lessThan',
  GreaterThanOrEqualTo: 'greaterThanOrEqual',
  LessThanOrEqualTo: 'lessThanOrEqual',
};

function hasContent(cell: ICellData): boolean {
  return (cell.v !== undefined && cell.v !== null && cell.v !== '') || Boolean(cell.f) || Boolean(cell.si);
}

function contentOf(cell: Nullable<ICellData>): CellContent {
  if (!cell || cell.v === undefined || cell.v === null) return '';
  if (cell.t === 3) return Number(cell.v) === 1 || cell.v === true;
  if (cell.t === 2) return Number(cell.v);
  return cell.v;
}

function cellDataOf(entry: CellEntry): ICellData {
  const clear = { f: null, si: null, p: null };
  if (entry.kind === 'empty') return { ...clear, v: null };
  if (entry.kind === 'number') return { ...clear, v: entry.value, t: 2 };
  if (entry.kind === 'boolean') return { ...clear, v: entry.value ? 1 : 0, t: 3 };
  if (entry.kind === 'text')
    return { ...clear, v: entry.value, t: entry.value.trim() !== '' && !Number.isNaN(Number(entry.value)) ? 4 : 1 };
  return { si: null, p: null, v: null, f: entry.formula };
}

function rangeOf(area: Area): IRange {
  return { startRow: area.top - 1, endRow: area.bottom - 1, startColumn: area.left - 1, endColumn: area.right - 1 };
}

function areaOf(range: IRange): Area {
  return { top: range.startRow + 1, left: range.startColumn + 1, bottom: range.endRow + 1, right: range.endColumn + 1 };
}

function touched(cells: Record<number, Record<number, unknown>>): Area | null {
  const rows = Object.keys(cells).map(Number);
  const columns = new Set(Object.values(cells).flatMap((row) => Object.keys(row ?? {}).map(Number)));
  if (rows.length === 0 || columns.size === 0) return null;
  let [top, bottom, left, right] = [Infinity, 0, Infinity, 0];
  for (const row of rows) [top, bottom] = [Math.min(top, row), Math.max(bottom, row)];
  for (const column of columns) [left, right] = [Math.min(left, column), Math.max(right, column)];
  return { top: top + 1, left: left + 1, bottom: bottom + 1, right: right + 1 };
}
