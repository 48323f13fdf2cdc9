import { type Area, cellReference, parseFullReference } from '../../core/workbook/address';
import type {
  BeforeContent,
  ConditionalFormatBefore,
  ContentsBefore,
  FormatsBefore,
  SheetBefore,
  StandingChart,
  ValidationBefore,
} from './before-image';
import { cellCount, cutArea, groupByWeight, requestLimits, type Weight } from './blocks';
import { heldOf } from './content';
import { areaOf, placeProperties, rangeOf, splitAddresses } from './requests';
import { allFormatFields, type FormatField, type SheetTouches, type Touches, touchArea } from './touches';

/** What the writer must know of the workbook beside the before-image. */
export interface Standing {
  readonly sheets: readonly {
    readonly name: string;
    readonly id: string;
    readonly protected: boolean;
    /** Its cells may be formatted: it is not protected, or its protection allows that. */
    readonly formattable: boolean;
  }[];
  readonly names: ReadonlyMap<string, { readonly formula: string; readonly visible: boolean }>;
  readonly structureProtected: boolean;
  readonly readOnly: boolean;
  readonly manualCalculation: boolean;
  /** Areas that will be written and hold an array formula or a spilled result. */
  readonly arrays: readonly { readonly sheet: string; readonly area: Area }[];
  /** Areas that will be written, with the merged areas that they meet. */
  readonly merged: readonly { readonly sheet: string; readonly area: Area; readonly merges: readonly Area[] }[];
  /** Areas that will be written and hold a locked cell; it matters on protected sheets. */
  readonly locked: readonly { readonly sheet: string; readonly area: Area }[];
}

/** Bytes that the format properties of a cell take in an answer, about. */
const bytesOfField = 32;
const bytesOfBorders = 480;
const bytesOfContent = 64;

/** Something to be read in the first request: its size and what to do with the answer. */
interface Question extends Weight {
  readonly ask: () => () => void;
}

/**
 * Reads all that a plan will touch, in one request up to 20,000 cells; one more where conditional formats, charts or a sheet to be
 * removed are among it.
 */
export async function readBefore(
  context: Excel.RequestContext,
  touches: Touches,
  capabilities: { readonly chartSources: boolean },
): Promise<{ before: BeforeContent; standing: Standing; requests: number }> {
  const { workbook } = context;
  workbook.load('readOnly');
  workbook.protection.load('protected');
  workbook.application.load('calculationMode');
  workbook.worksheets.load(
    'items/id,items/name,items/visibility,items/tabColor,items/position,items/protection/protected,items/protection/options',
  );
  workbook.names.load('items/name,items/formula,items/visible');
  const removed = [...touches.sheets.values()].filter((sheet) => sheet.removed);
  if (removed.length > 0) await touchWhole(context, removed);
  const readers = [...touches.sheets.values()].map((sheet) => new SheetReader(context, sheet, capabilities.chartSources));
  const questions = readers.flatMap((reader) => reader.questions());
  const groups = groupByWeight(questions);
  for (const group of groups.length === 0 ? [[]] : groups) {
    const answers = group.map((question) => question.ask());
    await context.sync();
    for (const take of answers) take();
  }
  const seconds = readers.flatMap((reader) => reader.secondQuestions());
  if (seconds.length > 0) {
    await context.sync();
    for (const take of seconds) take();
  }
  const requests = (removed.length > 0 ? 1 : 0) + Math.max(1, groups.length) + (seconds.length > 0 ? 1 : 0);
  const items = workbook.worksheets.items;
  const names = new Map(
    workbook.names.items.map((item) => [item.name.toLowerCase(), { formula: String(item.formula), visible: item.visible }]),
  );
  return {
    requests,
    before: {
      sheets: readers.map((reader) => reader.result(items.find((item) => item.name.toLowerCase() === reader.sheet.toLowerCase()))),
      created: touches.created,
      names: [...touches.names].map((name) => ({ name, stood: names.get(name.toLowerCase()) ?? null })),
    },
    standing: {
      sheets: items.map(({ name, id, protection }) => ({
        name,
        id,
        protected: protection.protected,
        formattable: isFormattable(protection),
      })),
      names,
      structureProtected: workbook.protection.protected,
      readOnly: workbook.readOnly,
      manualCalculation: workbook.application.calculationMode === 'Manual',
      arrays: readers.flatMap((reader) => reader.arrays()),
      merged: readers.flatMap((reader) => reader.merged()),
      locked: readers.flatMap((reader) => reader.locked()),
    },
  };
}

/** Whether cells of a sheet may be formatted; `protected` and `options` of its protection were loaded. */
export function isFormattable(protection: Excel.WorksheetProtection): boolean {
  return !protection.protected || protection.options?.allowFormatCells === true;
}

/** A sheet that will be removed is touched as far as it is used. */
async function touchWhole(context: Excel.RequestContext, removed: readonly SheetTouches[]): Promise<void> {
  const asked = removed.map((touches) => {
    const sheet = context.workbook.worksheets.getItem(touches.sheet);
    const used = sheet.getUsedRangeOrNullObject();
    used.load(placeProperties);
    sheet.charts.load('items/name');
    return { touches, sheet, used };
  });
  await context.sync();
  for (const { touches, sheet, used } of asked) {
    touches.freeze = true;
    touches.print = true;
    for (const chart of sheet.charts.items) touches.charts.add(chart.name);
    if (used.isNullObject) continue;
    const area = areaOf(used);
    touchArea(touches, area);
    for (let row = area.top; row <= Math.min(area.bottom, area.top + 2000); row += 1) touches.rows.add(row);
    // Hidden helper columns may lie behind the last used one.
    for (let column = 1; column <= Math.min(area.right, 200) + 16; column += 1) touches.columns.add(column);
  }
}

interface ChartQuestion {
  readonly name: string;
  readonly chart: Excel.Chart;
  stood: StandingChart | null;
}

/** Reads one sheet's part of the before-image. */
class SheetReader {
  readonly sheet: string;
  private readonly contents: ContentsBefore[] = [];
  private readonly formats: FormatsBefore[] = [];
  private readonly merges: { area: Area; merges: Area[] }[] = [];
  private readonly columns: { column: number; width: number; hidden: boolean }[] = [];
  private readonly rows: { row: number; height: number }[] = [];
  private readonly conditional = new Map<string, ConditionalFormatBefore>();
  private readonly rules = new Set<string>();
  private readonly validations: ValidationBefore[] = [];
  private readonly mixedValidations: Area[] = [];
  private readonly links: { cell: { row: number; column: number }; link: Excel.RangeHyperlink | null }[] = [];
  private readonly charts: ChartQuestion[] = [];
  private readonly writtenRanges: { area: Area; range: Excel.Range; merged: Excel.RangeAreas }[] = [];
  private freeze: Area | null = null;
  private print: SheetBefore['print'] = null;

  constructor(
    private readonly context: Excel.RequestContext,
    private readonly touches: SheetTouches,
    private readonly chartSources: boolean,
  ) {
    this.sheet = touches.sheet;
  }

  questions(): Question[] {
    const { touches } = this;
    return [
      ...touches.written.map((area) => this.askWritten(area)),
      ...touches.contents.flatMap((area) => cutArea(area, requestLimits.cells / 2).map((piece) => this.askContents(piece))),
      ...touches.formats.flatMap(({ area, fields }) =>
        cutArea(area, Math.max(1, Math.floor(requestLimits.bytes / 2 / bytesOf(fields)))).map((piece) => this.askFormats(piece, fields)),
      ),
      ...touches.merges.map((area) => this.askMerges(area)),
      ...[...touches.columns].map((column) => this.askColumn(column)),
      ...[...touches.rows].map((row) => this.askRow(row)),
      ...touches.conditionalFormats.map((area) => this.askConditionalFormats(area)),
      ...touches.validations.map((area) => this.askValidation(area, true)),
      ...touches.links.map((cell) => this.askLink(cell)),
      ...[...touches.charts].map((name) => this.askChart(name)),
      ...(touches.freeze ? [this.askFreeze()] : []),
      ...(touches.print ? [this.askPrint()] : []),
    ];
  }

  /** What can only be asked once the first answers are there. */
  secondQuestions(): (() => void)[] {
    return [
      ...[...this.rules].map((id) => this.askRule(id)),
      ...this.mixedValidations.flatMap((area) =>
        cutArea(area, 1)
          .slice(0, 2000)
          .map((cell) => this.askValidation(cell, false).ask()),
      ),
      ...this.charts.flatMap((chart) => this.askChartSources(chart)),
    ];
  }

  result(item: Excel.Worksheet | undefined): SheetBefore {
    const { touches } = this;
    return {
      sheet: this.sheet,
      removed: touches.removed ? { position: item?.position ?? 0 } : null,
      tabColor: touches.appearance || touches.removed ? (item?.tabColor ?? '') : null,
      visibility: touches.appearance || touches.removed ? ((item?.visibility as SheetBefore['visibility']) ?? null) : null,
      contents: this.contents,
      formats: this.formats,
      merges: this.merges,
      columns: this.columns,
      rows: this.rows,
      conditionalAreas: touches.conditionalFormats,
      conditionalFormats: [...this.conditional.values()],
      validations: this.validations,
      links: this.links,
      charts: this.charts.map(({ name, chart, stood }) => ({ name, stood: chart.isNullObject ? 'none' : (stood ?? 'unknown') })),
      freeze: { touched: touches.freeze, area: this.freeze },
      print: this.print,
    };
  }

  arrays(): { sheet: string; area: Area }[] {
    return this.writtenRanges
      .filter(({ range }) => range.hasSpill !== false || range.savedAsArray !== false)
      .map(({ area }) => ({ sheet: this.sheet, area }));
  }

  merged(): { sheet: string; area: Area; merges: Area[] }[] {
    return this.writtenRanges
      .filter(({ merged }) => !merged.isNullObject)
      .map(({ area, merged }) => ({ sheet: this.sheet, area, merges: areasOf(merged.address) }));
  }

  locked(): { sheet: string; area: Area }[] {
    return this.writtenRanges
      .filter(({ range }) => range.format.protection.locked !== false)
      .map(({ area }) => ({ sheet: this.sheet, area }));
  }

  private range(area: Area): Excel.Range {
    return rangeOf(this.context, this.sheet, area);
  }

  private get worksheet(): Excel.Worksheet {
    return this.context.workbook.worksheets.getItem(this.sheet);
  }

  private askWritten(area: Area): Question {
    return {
      cells: 0,
      bytes: 100,
      ask: () => {
        const range = this.range(area);
        range.load('hasSpill,savedAsArray,format/protection/locked');
        const merged = range.getMergedAreasOrNullObject();
        merged.load('address');
        this.writtenRanges.push({ area, range, merged });
        return () => undefined;
      },
    };
  }

  private askContents(area: Area): Question {
    return {
      cells: cellCount(area),
      bytes: cellCount(area) * bytesOfContent,
      ask: () => {
        const range = this.range(area);
        range.load('formulas,values,valueTypes,numberFormat');
        return () => {
          this.contents.push({
            area,
            held: range.formulas.map((row: unknown[], r) =>
              row.map((formula, c) => heldOf(formula, range.values[r]?.[c], String(range.valueTypes[r]?.[c]))),
            ),
            numberFormats: range.numberFormat.map((row: unknown[]) => row.map(String)),
          });
        };
      },
    };
  }

  private askFormats(area: Area, fields: readonly FormatField[]): Question {
    return {
      cells: cellCount(area) / 4,
      bytes: cellCount(area) * bytesOf(fields),
      ask: () => {
        const options = loadOptions(fields);
        const range = this.range(area);
        const cleared = fields === allFormatFields;
        const answer = options ? range.getCellProperties({ format: options, ...(cleared ? { hyperlink: true } : {}) }) : null;
        const numbers = fields.includes('numberFormat');
        if (numbers) range.load('formulas,values,valueTypes,numberFormat');
        return () => {
          if (answer) {
            if (cleared) this.takeLinks(area, answer.value);
            this.formats.push({
              area,
              properties: answer.value.map((row) => row.map(settable)),
              filled: fields.includes('fill') ? answer.value.map((row) => row.map(isFilled)) : null,
            });
          }
          if (numbers) this.takeNumberFormats(area, range);
        };
      },
    };
  }

  private takeLinks(area: Area, cells: readonly (readonly Excel.CellProperties[])[]): void {
    cells.forEach((row, r) => {
      row.forEach(({ hyperlink }, c) => {
        if (hyperlink?.address || hyperlink?.documentReference) {
          this.links.push({ cell: { row: area.top + r, column: area.left + c }, link: hyperlink });
        }
      });
    });
  }

  /** A number format decides how a content is taken back, so both are kept together. */
  private takeNumberFormats(area: Area, range: Excel.Range): void {
    this.contents.push({
      area,
      held: range.formulas.map((row: unknown[], r) =>
        row.map((formula, c) => heldOf(formula, range.values[r]?.[c], String(range.valueTypes[r]?.[c]))),
      ),
      numberFormats: range.numberFormat.map((row: unknown[]) => row.map(String)),
    });
  }

  private askMerges(area: Area): Question {
    return {
      cells: 0,
      bytes: 200,
      ask: () => {
        const merged = this.range(area).getMergedAreasOrNullObject();
        merged.load('address');
        return () => {
          this.merges.push({ area, merges: merged.isNullObject ? [] : areasOf(merged.address) });
        };
      },
    };
  }

  private askColumn(column: number): Question {
    return {
      cells: 0,
      bytes: 60,
      ask: () => {
        const range = this.range({ top: 1, bottom: 1, left: column, right: column });
        range.load('columnHidden,format/columnWidth');
        return () => this.columns.push({ column, width: range.format.columnWidth, hidden: range.columnHidden });
      },
    };
  }

  private askRow(row: number): Question {
    return {
      cells: 0,
      bytes: 60,
      ask: () => {
        const range = this.range({ top: row, bottom: row, left: 1, right: 1 });
        range.load('format/rowHeight');
        return () => this.rows.push({ row, height: range.format.rowHeight });
      },
    };
  }

  private askConditionalFormats(area: Area): Question {
    return {
      cells: 0,
      bytes: 500,
      ask: () => {
        const formats = this.range(area).conditionalFormats;
        formats.load('items/id,items/type');
        return () => {
          for (const item of formats.items) if (item.type === 'Custom') this.rules.add(item.id);
        };
      },
    };
  }

  private askRule(id: string): () => void {
    const rule = this.worksheet.getRange().conditionalFormats.getItem(id);
    rule.load('stopIfTrue,priority');
    rule.custom.rule.load('formula');
    rule.custom.format.fill.load('color');
    rule.custom.format.font.load('color,bold');
    const areas = rule.getRanges();
    areas.load('address');
    return () => {
      const { fill, font } = rule.custom.format;
      this.conditional.set(id, {
        id,
        areas: areasOf(areas.address),
        rule: {
          formula: rule.custom.rule.formula,
          format: {
            ...(fill.color ? { fill: fill.color } : {}),
            ...(font.color ? { fontColor: font.color } : {}),
            ...(font.bold === true ? { bold: true } : {}),
          },
        },
        stopIfTrue: rule.stopIfTrue === true,
      });
    };
  }

  private askValidation(area: Area, mayBeMixed: boolean): Question {
    return {
      cells: 0,
      bytes: 600,
      ask: () => {
        const validation = this.range(area).dataValidation;
        validation.load('type,rule,errorAlert,prompt,ignoreBlanks');
        return () => {
          const { type, rule, errorAlert, prompt, ignoreBlanks } = validation;
          if (type === 'None') this.validations.push({ area, stood: null });
          else if (type === 'Inconsistent' || type === 'MixedCriteria') {
            if (mayBeMixed) this.mixedValidations.push(area);
          } else this.validations.push({ area, stood: { rule, errorAlert, prompt, ignoreBlanks } });
        };
      },
    };
  }

  private askLink(cell: { row: number; column: number }): Question {
    return {
      cells: 0,
      bytes: 200,
      ask: () => {
        const range = this.worksheet.getRange(cellReference(cell.row, cell.column));
        range.load('hyperlink');
        return () => this.links.push({ cell, link: range.hyperlink ?? null });
      },
    };
  }

  private askChart(name: string): Question {
    return {
      cells: 0,
      bytes: 400,
      ask: () => {
        const chart = this.worksheet.charts.getItemOrNullObject(name);
        chart.load('name,chartType,top,left,width,height');
        chart.title.load('text');
        chart.series.load('items/name,items/chartType');
        this.charts.push({ name, chart, stood: null });
        return () => undefined;
      },
    };
  }

  private askChartSources(question: ChartQuestion): (() => void)[] {
    const { chart, name } = question;
    if (!this.chartSources || chart.isNullObject) return [];
    const found = this.worksheet.charts.getItem(name);
    const sources = chart.series.items.map((series, index) => {
      const again = found.series.getItemAt(index);
      return {
        series,
        values: again.getDimensionDataSourceString('Values'),
        categories: again.getDimensionDataSourceString('Categories'),
      };
    });
    const first = sources[0];
    if (!first) return [];
    return [
      () => {
        question.stood = {
          design: {
            name,
            type: chart.chartType.startsWith('Bar') ? 'bar' : chart.chartType.startsWith('Line') ? 'line' : 'column',
            title: chart.title.text,
            categories: withoutEquals(first.categories.value),
            series: sources.map(({ series, values }) => ({
              title: series.name,
              values: withoutEquals(values.value),
              ...(series.chartType.startsWith('Line') ? { type: 'line' as const } : {}),
            })),
          },
          place: { left: chart.left, top: chart.top, width: chart.width, height: chart.height },
        };
      },
    ];
  }

  private askFreeze(): Question {
    return {
      cells: 0,
      bytes: 100,
      ask: () => {
        const location = this.worksheet.freezePanes.getLocationOrNullObject();
        location.load(placeProperties);
        return () => {
          this.freeze = location.isNullObject ? null : areaOf(location);
        };
      },
    };
  }

  private askPrint(): Question {
    return {
      cells: 0,
      bytes: 200,
      ask: () => {
        const { pageLayout } = this.worksheet;
        pageLayout.load('orientation');
        const area = pageLayout.getPrintAreaOrNullObject();
        area.load('address');
        const rows = pageLayout.getPrintTitleRowsOrNullObject();
        rows.load('address');
        return () => {
          this.print = {
            landscape: pageLayout.orientation === 'Landscape',
            area: area.isNullObject ? null : area.address,
            titleRows: rows.isNullObject ? null : rows.address,
          };
        };
      },
    };
  }
}

function areasOf(addresses: string): Area[] {
  return splitAddresses(addresses).flatMap((address) => parseFullReference(address)?.area ?? []);
}

function withoutEquals(source: string): string {
  return source.startsWith('=') ? source.slice(1) : source;
}

function bytesOf(fields: readonly FormatField[]): number {
  return 40 + fields.reduce((sum, field) => sum + (field === 'border' ? bytesOfBorders : bytesOfField), 0);
}

/** What to ask of the cells' format for these properties; null when only number formats are touched. */
function loadOptions(fields: readonly FormatField[]): Excel.CellPropertiesFormatLoadOptions | null {
  const has = (field: FormatField): boolean => fields.includes(field);
  const font: Excel.CellPropertiesFontLoadOptions = {};
  if (has('bold')) font.bold = true;
  if (has('italic')) font.italic = true;
  if (has('underline')) font.underline = true;
  if (has('fontColor')) font.color = true;
  if (has('fontName')) font.name = true;
  if (has('fontSize')) font.size = true;
  const options: Excel.CellPropertiesFormatLoadOptions = {};
  if (Object.keys(font).length > 0) options.font = font;
  if (has('fill')) options.fill = { color: true, pattern: true };
  if (has('border')) options.borders = { color: true, style: true, weight: true };
  if (has('horizontal') || has('indent')) {
    options.horizontalAlignment = true;
    options.indentLevel = true;
  }
  if (has('vertical')) options.verticalAlignment = true;
  if (has('wrap')) options.wrapText = true;
  if (has('locked')) options.protection = true;
  return Object.keys(options).length > 0 ? options : null;
}

/** The properties as they are given back: no colour for borders and fills that are not there, because that would make them. */
function settable(cell: Excel.CellProperties): Excel.SettableCellProperties {
  const { format } = cell;
  if (!format) return {};
  const { fill, borders, ...rest } = format;
  return {
    format: {
      ...rest,
      ...(fill && isFilled(cell) && fill.color ? { fill: { color: fill.color } } : {}),
      ...(borders ? { borders: Object.fromEntries(Object.entries(borders).map(([side, line]) => [side, lineOf(line)])) } : {}),
    },
  };
}

function lineOf(line: Excel.CellBorder): Excel.CellBorder {
  return line.style === 'None' || !line.style ? { style: 'None' } : line;
}

function isFilled(cell: Excel.CellProperties): boolean {
  const fill = cell.format?.fill;
  return fill !== undefined && fill.pattern !== 'None' && fill.color !== '' && fill.color !== undefined && fill.color !== null;
}
