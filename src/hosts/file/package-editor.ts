import { type Area, absoluteReference, cellReference, contains, parseArea, quoteSheet } from '../../core/workbook/address';
import { HostError } from '../../core/workbook/host';
import type { ChartDesign, Operation } from '../../core/workbook/plan';
import { chartAnchor, chartXml, emptyDrawing } from './chart';
import { renameSheetInFormula, storedFormula } from './formula';
import { type ListedSheet, relationshipPart, resolveTarget, type WorkbookPackage } from './package';
import { SegmentedPart } from './segments';
import { emptySheet, SheetEditor } from './sheet-editor';
import { plainStylesheet, StyleEditor } from './style-editor';
import { children, encodePart, escapeAttribute, escapeText, isTrue, parseXml, withAttributes } from './xml';

/** CT_Workbook's sequence (ECMA-376 part 1, 18.2.27). */
const workbookOrder = (
  'fileVersion fileSharing workbookPr workbookProtection bookViews sheets functionGroups externalReferences definedNames calcPr oleSize ' +
  'customWorkbookViews pivotCaches smartTagPr smartTagTypes webPublishing fileRecoveryPr webPublishObjects extLst'
).split(' ');

const types = {
  worksheet: 'application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml',
  styles: 'application/vnd.openxmlformats-officedocument.spreadsheetml.styles+xml',
  drawing: 'application/vnd.openxmlformats-officedocument.drawing+xml',
  chart: 'application/vnd.openxmlformats-officedocument.drawingml.chart+xml',
} as const;

const relationshipTypes = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const relationshipsType = 'application/vnd.openxmlformats-package.relationships+xml';
const contentTypesPart = '[Content_Types].xml';
const emptyRelationships =
  '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"></Relationships>';

interface NameText {
  readonly name: string;
  readonly local: number | null;
  readonly text: string;
}

/** Where a sheet stands in the workbook's list while it is edited. */
interface EditedSheet {
  name: string;
  readonly part: string | null;
  readonly relationship: string;
  element: string;
}

/**
 * Edits a package by surgery: every part that is not named by a step keeps its bytes. Steps that fail throw a `HostError` and the
 * package stays what it was, because only `finish` makes a new one.
 */
export class PackageEditor {
  private readonly workbook: SegmentedPart;
  private readonly sheets: EditedSheet[];
  private readonly sheetsOpen: string;
  private readonly sheetsClose: string;
  private sheetsChanged = false;
  private names: NameText[];
  private namesChanged = false;
  /** Where names and sheets stand in their lists, until the lists change otherwise than by growing. */
  private namePlaces: Map<string, number> | null = null;
  private sheetPlaces: Map<string, EditedSheet> | null = null;
  private readonly freshNumbers = new Map<string, number>();
  private highestSheetId: number;
  private readonly editors = new Map<string, SheetEditor>();
  private readonly relationshipEditors = new Map<string, SegmentedPart>();
  private readonly fresh = new Map<string, string>();
  private readonly removed = new Set<string>();
  private contentTypes: SegmentedPart | null = null;
  private styleEditor: StyleEditor | null = null;
  private stylePart: string;
  private readonly charts: { part: string; chart: ChartDesign }[] = [];
  private readonly structureProtected: boolean;

  /** Throws `signed` and `strictFormat` for packages that surgery must not touch. */
  constructor(private readonly original: WorkbookPackage) {
    if (original.isSigned) throw new HostError('signed', original.fileName);
    if (original.isStrict) throw new HostError('strictFormat', original.fileName);
    this.workbook = new SegmentedPart(original.text(original.workbookPart), workbookOrder);
    const raw = this.workbook.find('sheets')?.raw ?? '';
    const tree = parseXml(raw);
    this.sheetsOpen = raw.slice(0, tree.openEnd);
    this.sheetsClose = raw.slice(tree.closeStart);
    this.sheets = children(tree, 'sheet').map((element, index) => {
      const listed = original.sheets[index] as ListedSheet;
      return { name: listed.name, part: listed.part, relationship: listed.relationship, element: raw.slice(element.start, element.end) };
    });
    this.names = this.readNames();
    this.highestSheetId = Math.max(0, ...this.sheets.map((sheet) => Number(/\bsheetId="(\d+)"/.exec(sheet.element)?.[1] ?? 0)));
    this.stylePart = original.related(original.workbookPart, 'styles') ?? '';
    this.structureProtected = isTrue(this.workbook.find('workbookProtection')?.attributes.lockStructure);
  }

  /** Carries out one step of a plan. */
  carryOut(operation: Operation): void {
    switch (operation.kind) {
      case 'ensureSheet': {
        if (!this.sheetNamed(operation.sheet)) this.addSheet(operation.sheet, operation.visibility ?? 'visible');
        if (operation.tabColor !== undefined) this.editorOf(operation.sheet).setTabColor(operation.tabColor);
        this.setName(operation.mark, `=${quoteSheet(operation.sheet)}!$A$1`, true);
        return;
      }
      case 'removeSheet':
        this.refuseForeign(operation.sheet, operation.mark);
        this.removeSheet(operation.sheet);
        this.removeName(operation.mark);
        return;
      case 'writeBlock': {
        const editor = this.editorOf(operation.sheet);
        this.refuseTableHeaders(operation);
        operation.rows.forEach((cells, row) => {
          cells.forEach((cell, column) => {
            if (cell !== null) editor.write(operation.top + row, operation.left + column, cell);
          });
        });
        return;
      }
      case 'clear':
        this.editorOf(operation.sheet).clear(operation.area);
        return;
      case 'format':
        this.editorOf(operation.sheet).format(operation.area, operation.format);
        return;
      case 'merge':
        this.editorOf(operation.sheet).merge(operation.area);
        return;
      case 'columnWidths': {
        const editor = this.editorOf(operation.sheet);
        for (const { column, width, hidden } of operation.widths) editor.setColumnWidth(column, width, hidden);
        return;
      }
      case 'rowHeights': {
        const editor = this.editorOf(operation.sheet);
        for (const { row, height } of operation.heights) editor.setRowHeight(row, height);
        return;
      }
      case 'conditionalFormat':
        this.editorOf(operation.sheet).setConditionalFormats(operation.area, operation.rules);
        return;
      case 'validation':
        this.editorOf(operation.sheet).setValidation(operation.area, operation.rule);
        return;
      case 'definedName':
        this.setName(operation.name, operation.refersTo, operation.hidden);
        return;
      case 'removeName':
        this.removeName(operation.name);
        return;
      case 'freeze':
        this.editorOf(operation.sheet).freeze(operation.rows, operation.columns);
        return;
      case 'link':
        this.editorOf(operation.sheet).setLink(operation.row, operation.column, operation.target);
        return;
      case 'chart':
        this.addChart(operation.sheet, operation.chart);
        return;
      case 'printSetup':
        this.setPrint(operation.sheet, operation.area, operation.landscape, operation.repeatRows);
        return;
    }
  }

  /** The sheet's own editor, for steps that no plan has (`unmerge`). Throws `sheetMissing`. */
  editorOf(name: string): SheetEditor {
    const sheet = this.sheetNamed(name);
    if (!sheet || sheet.part === null) throw new HostError('sheetMissing', name);
    return this.editorAt(sheet.part, sheet.name);
  }

  /** Appends an empty sheet. Throws `structureProtected`. */
  addSheet(name: string, visibility: 'visible' | 'hidden' = 'visible'): void {
    this.refuseStructure();
    const part = this.freshPart('worksheets/sheet');
    this.fresh.set(part, emptySheet);
    const relationship = this.addRelationship(this.original.workbookPart, 'worksheet', part);
    this.addType(part, types.worksheet);
    this.highestSheetId++;
    const state = visibility === 'hidden' ? ' state="hidden"' : '';
    const attribute = this.workbook.relationshipAttribute(relationship);
    const element = `<${this.workbook.prefix}sheet name="${escapeAttribute(name)}" sheetId="${this.highestSheetId}"${state} ${attribute}/>`;
    const sheet = { name, part, relationship, element };
    this.sheets.push(sheet);
    this.sheetPlaces?.set(name.toLowerCase(), sheet);
    this.sheetsChanged = true;
  }

  /** Removes a sheet with its local names; its part goes, parts that it alone used stay behind unreferenced only where others may use them. */
  removeSheet(name: string): void {
    this.refuseStructure();
    const index = this.sheets.findIndex((sheet) => sameName(sheet.name, name));
    const sheet = this.sheets[index];
    if (!sheet || sheet.part === null) throw new HostError('sheetMissing', name);
    const visible = this.sheets.filter((each) => each !== sheet && !/\bstate="/.test(each.element));
    if (visible.length === 0) throw new HostError('unsupported', name, 'the last visible sheet');
    this.removeDrawing(sheet.part, name);
    this.removePart(sheet.part);
    this.relationshipsOf(this.original.workbookPart).keep((segment) => segment.attributes.Id !== sheet.relationship);
    this.sheets.splice(index, 1);
    this.sheetPlaces = null;
    this.namePlaces = null;
    this.sheetsChanged = true;
    this.names = this.names
      .filter((each) => each.local !== index)
      .map((each) => {
        if (each.local === null || each.local < index) return each;
        const text = each.text.replace(/\blocalSheetId="\d+"/, `localSheetId="${each.local - 1}"`);
        return { ...each, local: each.local - 1, text };
      });
    this.namesChanged = true;
    this.activate(index);
  }

  /** Renames a sheet and every reference to it in formulas, names and links. */
  renameSheet(from: string, to: string): void {
    this.refuseStructure();
    const sheet = this.sheetNamed(from);
    if (!sheet) throw new HostError('sheetMissing', from);
    const rewrite = (formula: string): string => renameSheetInFormula(formula, sheet.name, to);
    for (const each of this.sheets) if (each.part !== null) this.editorAt(each.part, each.name).rewriteFormulas(rewrite);
    this.names = this.names.map((each) => {
      const tree = parseXml(each.text);
      const text = each.text.slice(0, tree.openEnd) + escapeText(rewrite(tree.text)) + each.text.slice(tree.closeStart);
      return { ...each, text };
    });
    this.namesChanged = true;
    sheet.element = withAttributes(sheet.element, { name: to });
    sheet.name = to;
    this.sheetPlaces = null;
    this.sheetsChanged = true;
  }

  /** Shows or hides a sheet. */
  setVisibility(name: string, visibility: 'visible' | 'hidden' | 'veryHidden'): void {
    this.refuseStructure();
    const sheet = this.sheetNamed(name);
    if (!sheet) throw new HostError('sheetMissing', name);
    sheet.element = withAttributes(sheet.element, { state: visibility === 'visible' ? null : visibility });
    this.sheetsChanged = true;
  }

  /** The package with all changes; `calcChain` is dropped and Excel is told to calculate everything when it opens the file. */
  finish(): WorkbookPackage {
    const changes = new Map<string, Uint8Array | null>();
    const put = (part: string, text: string): void => {
      changes.set(part, encodePart(text));
    };
    this.dropCalculationChain();
    for (const [part, text] of this.fresh) put(part, text);
    for (const [part, editor] of this.editors) {
      const text = editor.render();
      if (this.fresh.has(part) || text !== this.original.text(part)) put(part, text);
    }
    if (this.styleEditor?.changed) this.putStyles(put);
    put(this.original.workbookPart, this.renderWorkbook());
    for (const [part, editor] of this.relationshipEditors) {
      const text = editor.render();
      if (!this.original.has(part)) this.typeRelationships(part);
      if (!this.original.has(part) || text !== this.original.text(part)) put(part, text);
    }
    const typesText = this.typesPart().render();
    if (typesText !== this.original.text(contentTypesPart)) put(contentTypesPart, typesText);
    for (const part of this.removed) changes.set(part, null);
    const result = this.original.withParts(changes);
    return this.charts.length === 0 ? result : this.withChartValues(result);
  }

  /** Charts carry the values they show; those stand only once the cells do. */
  private withChartValues(result: WorkbookPackage): WorkbookPackage {
    const snapshot = result.snapshot();
    return result.withParts(new Map(this.charts.map(({ part, chart }) => [part, encodePart(chartXml(chart, snapshot))])));
  }

  private putStyles(put: (part: string, text: string) => void): void {
    if (this.styleEditor) put(this.stylePart, this.styleEditor.render());
  }

  private styles(): StyleEditor {
    if (this.styleEditor) return this.styleEditor;
    if (this.stylePart === '') {
      this.stylePart = resolveTarget(this.original.workbookPart, 'styles.xml');
      this.addRelationship(this.original.workbookPart, 'styles', this.stylePart);
      this.addType(this.stylePart, types.styles);
      this.fresh.set(this.stylePart, plainStylesheet);
    }
    this.styleEditor = new StyleEditor(this.fresh.get(this.stylePart) ?? this.original.text(this.stylePart));
    return this.styleEditor;
  }

  private editorAt(part: string, name: string): SheetEditor {
    const known = this.editors.get(part);
    if (known) return known;
    const editor = new SheetEditor(this.fresh.get(part) ?? this.original.text(part), name, () => this.styles());
    this.editors.set(part, editor);
    return editor;
  }

  private sheetNamed(name: string): EditedSheet | null {
    if (this.sheetPlaces === null) {
      this.sheetPlaces = new Map();
      for (const sheet of [...this.sheets].reverse()) this.sheetPlaces.set(sheet.name.toLowerCase(), sheet);
    }
    return this.sheetPlaces.get(name.toLowerCase()) ?? null;
  }

  private refuseStructure(): void {
    if (this.structureProtected) throw new HostError('structureProtected', this.original.fileName);
  }

  /** A sheet is ours only by its mark. */
  private refuseForeign(sheet: string, mark: string): void {
    const name = this.names.find((each) => each.local === null && sameName(each.name, mark));
    const refersTo = name ? parseXml(name.text).text : '';
    if (!sameName(refersTo, `${quoteSheet(sheet)}!$A$1`) && !sameName(refersTo, `${sheet}!$A$1`)) {
      throw new HostError('unsupported', sheet, 'not one of our sheets');
    }
  }

  /** A table's header cells must say what its columns are called, or Excel repairs the file. */
  private refuseTableHeaders(operation: Extract<Operation, { kind: 'writeBlock' }>): void {
    const part = this.sheetNamed(operation.sheet)?.part;
    if (!part || !this.original.has(part)) return;
    for (const { type, target, external } of this.original.relationships(part)) {
      if (external || !type.endsWith('/table') || !this.original.has(target)) continue;
      const { ref, headerRowCount } = this.original.tree(target).attributes;
      const area = parseArea(ref ?? '');
      if (!area || headerRowCount === '0') continue;
      const cells = operation.rows[area.top - operation.top] ?? [];
      const column = cells.findIndex((cell, index) => cell !== null && contains(area, area.top, operation.left + index));
      if (column >= 0)
        throw new HostError('unsupported', `${operation.sheet}!${cellReference(area.top, operation.left + column)}`, 'table header');
    }
  }

  private readNames(): NameText[] {
    const raw = this.workbook.find('definedNames')?.raw;
    if (raw === undefined) return [];
    return children(parseXml(raw), 'definedName').map(({ attributes, start, end }) => ({
      name: attributes.name ?? '',
      local: attributes.localSheetId === undefined ? null : Number(attributes.localSheetId),
      text: raw.slice(start, end),
    }));
  }

  private setName(name: string, refersTo: string, hidden: boolean, local: number | null = null): void {
    const p = this.workbook.prefix;
    const scope = local === null ? '' : ` localSheetId="${local}"`;
    const text = `<${p}definedName name="${escapeAttribute(name)}"${scope}${hidden ? ' hidden="1"' : ''}>${escapeText(storedFormula(refersTo))}</${p}definedName>`;
    this.namePlaces ??= new Map(this.names.map((each, index) => [nameKey(each.name, each.local), index]));
    const index = this.namePlaces.get(nameKey(name, local)) ?? this.names.length;
    this.namePlaces.set(nameKey(name, local), index);
    this.names[index] = { name, local, text };
    this.namesChanged = true;
  }

  private removeName(name: string): void {
    const kept = this.names.filter((each) => each.local !== null || !sameName(each.name, name));
    if (kept.length === this.names.length) return;
    this.names = kept;
    this.namePlaces = null;
    this.namesChanged = true;
  }

  private setPrint(
    name: string,
    area: Area,
    landscape: boolean,
    repeatRows: { readonly first: number; readonly last: number } | null,
  ): void {
    this.editorOf(name).setPage(landscape);
    const index = this.sheets.findIndex((sheet) => sameName(sheet.name, name));
    const sheet = quoteSheet(this.sheets[index]?.name ?? name);
    this.setName('_xlnm.Print_Area', `=${sheet}!${absoluteReference(area)}`, false, index);
    if (repeatRows) this.setName('_xlnm.Print_Titles', `=${sheet}!$${repeatRows.first}:$${repeatRows.last}`, false, index);
    else if (this.names.some((each) => each.local === index && each.name === '_xlnm.Print_Titles')) {
      this.names = this.names.filter((each) => each.local !== index || each.name !== '_xlnm.Print_Titles');
      this.namePlaces = null;
    }
  }

  private addChart(name: string, chart: ChartDesign): void {
    const editor = this.editorOf(name);
    editor.refuseProtected();
    const sheet = this.sheetNamed(name);
    if (!sheet?.part) throw new HostError('sheetMissing', name);
    const drawing = this.drawingOf(sheet.part, editor);
    const text = this.fresh.get(drawing) ?? this.original.text(drawing);
    const part = new SegmentedPart(text, []);
    const standing = part.segments.find(
      (segment) => segment.raw.includes('graphicFrame') && segment.raw.includes(`name="${escapeAttribute(chart.name)}"`),
    );
    const ids = Array.from(text.matchAll(/<(?:\w+:)?cNvPr\s[^>]*?\bid="(\d+)"/g), (match) => Number(match[1]));
    let chartPart: string;
    if (standing) {
      const relationship = /<(?:\w+:)?chart\s[^>]*?\b\w+:id="([^"]+)"/.exec(standing.raw)?.[1] ?? '';
      chartPart = this.targetOf(drawing, relationship);
      standing.raw = chartAnchor(chart, relationship, ids[0] ?? 2);
    } else {
      chartPart = this.freshPart('charts/chart');
      const relationship = this.addRelationship(drawing, 'chart', chartPart);
      this.addType(chartPart, types.chart);
      part.insert('twoCellAnchor', chartAnchor(chart, relationship, Math.max(1, ...ids) + 1));
    }
    this.fresh.set(chartPart, chartXml(chart, this.original.snapshot()));
    this.fresh.set(drawing, part.render());
    this.charts.push({ part: chartPart, chart });
  }

  private drawingOf(sheet: string, editor: SheetEditor): string {
    const relationship = editor.drawing();
    if (relationship !== null) return this.targetOf(sheet, relationship);
    const drawing = this.freshPart('drawings/drawing');
    this.fresh.set(drawing, emptyDrawing);
    editor.setDrawing(this.addRelationship(sheet, 'drawing', drawing));
    this.addType(drawing, types.drawing);
    return drawing;
  }

  /** Takes a drawing of ours away with its charts. */
  private removeDrawing(sheet: string, name: string): void {
    const relationship = this.editorAt(sheet, name).drawing();
    if (relationship === null) return;
    const drawing = this.targetOf(sheet, relationship);
    for (const segment of this.relationshipsOf(drawing).segments) {
      if ((segment.attributes.Type ?? '').endsWith('/chart')) this.removePart(this.targetOf(drawing, segment.attributes.Id ?? ''));
    }
    this.removePart(drawing);
  }

  private removePart(part: string): void {
    this.fresh.delete(part);
    this.editors.delete(part);
    this.removed.add(part);
    const relationships = relationshipPart(part);
    this.relationshipEditors.delete(relationships);
    if (this.original.has(relationships)) this.removed.add(relationships);
    this.typesPart().keep((segment) => !sameName(segment.attributes.PartName ?? '', `/${part}`));
  }

  private targetOf(source: string, relationship: string): string {
    const segment = this.relationshipsOf(source).segments.find((each) => attributeOf(each.raw, 'Id') === relationship);
    return resolveTarget(source, attributeOf(segment?.raw ?? '', 'Target') ?? '');
  }

  private relationshipsOf(source: string): SegmentedPart {
    const part = relationshipPart(source);
    const known = this.relationshipEditors.get(part);
    if (known) return known;
    const editor = new SegmentedPart(this.original.has(part) ? this.original.text(part) : emptyRelationships, []);
    this.relationshipEditors.set(part, editor);
    return editor;
  }

  private addRelationship(source: string, type: string, target: string): string {
    const editor = this.relationshipsOf(source);
    const taken = new Set(editor.segments.map((segment) => segment.attributes.Id));
    let number = editor.segments.length + 1;
    while (taken.has(`rId${number}`)) number++;
    const id = `rId${number}`;
    const raw = `<${editor.prefix}Relationship Id="${id}" Type="${relationshipTypes}/${type}" Target="${escapeAttribute(encodeURI(relativeTarget(source, target)))}"/>`;
    editor.insert('Relationship', raw, { Id: id, Type: `${relationshipTypes}/${type}`, Target: relativeTarget(source, target) });
    return id;
  }

  private addType(part: string, type: string): void {
    const editor = this.typesPart();
    const raw = `<${editor.prefix}Override PartName="/${escapeAttribute(part)}" ContentType="${type}"/>`;
    editor.insert('Override', raw, { PartName: `/${part}` });
  }

  /** Most packages give all `.rels` parts one type; some name each part, and then a new one must be named too. */
  private typeRelationships(part: string): void {
    const given = this.typesPart().segments.some(
      ({ name, attributes }) => name === 'Default' && sameName(attributes.Extension ?? '', 'rels'),
    );
    if (!given) this.addType(part, relationshipsType);
  }

  private typesPart(): SegmentedPart {
    this.contentTypes ??= new SegmentedPart(this.original.text(contentTypesPart), []);
    return this.contentTypes;
  }

  private freshPart(stem: string): string {
    const path = resolveTarget(this.original.workbookPart, stem);
    let number = this.freshNumbers.get(path) ?? 1;
    while (this.original.has(`${path}${number}.xml`) || this.fresh.has(`${path}${number}.xml`)) number++;
    this.freshNumbers.set(path, number);
    return `${path}${number}.xml`;
  }

  private dropCalculationChain(): void {
    const chain = this.original.related(this.original.workbookPart, 'calcChain');
    if (chain === null) return;
    this.removePart(chain);
    this.relationshipsOf(this.original.workbookPart).keep((segment) => !(segment.attributes.Type ?? '').endsWith('/calcChain'));
  }

  private renderWorkbook(): string {
    const p = this.workbook.prefix;
    if (this.sheetsChanged) {
      this.workbook.set('sheets', this.sheetsOpen + this.sheets.map((sheet) => sheet.element).join('') + this.sheetsClose);
    }
    if (this.namesChanged) {
      const names = this.names.map((each) => each.text).join('');
      this.workbook.set('definedNames', names === '' ? null : `<${p}definedNames>${names}</${p}definedNames>`);
    }
    const calculation = this.workbook.find('calcPr')?.raw ?? `<${p}calcPr calcId="191029"/>`;
    this.workbook.set('calcPr', withAttributes(calculation, { fullCalcOnLoad: '1' }));
    return this.workbook.render();
  }

  /** The sheet that is open when the file is must still be one that is there and visible. */
  private activate(removed: number): void {
    const views = this.workbook.find('bookViews');
    if (!views) return;
    views.raw = views.raw.replace(/(\s(?:activeTab|firstSheet)=")(\d+)(")/g, (_, open: string, index: string, close: string) => {
      const moved = Number(index) > removed ? Number(index) - 1 : Math.min(Number(index), this.sheets.length - 1);
      const isHidden = /\bstate="/.test(this.sheets[moved]?.element ?? '');
      return open + (isHidden ? this.sheets.findIndex((sheet) => !/\bstate="/.test(sheet.element)) : moved) + close;
    });
  }
}

/** A part's name as seen from another part's folder. */
function relativeTarget(source: string, target: string): string {
  const from = source.split('/').slice(0, -1);
  const to = target.split('/');
  let shared = 0;
  while (shared < from.length && shared < to.length - 1 && from[shared] === to[shared]) shared++;
  return [...from.slice(shared).map(() => '..'), ...to.slice(shared)].join('/');
}

/** A name and its scope, as Excel tells names apart: without case. */
function nameKey(name: string, local: number | null): string {
  return `${local ?? ''}!${name.toLowerCase()}`;
}

function sameName(first: string, second: string): boolean {
  return first.toLowerCase() === second.toLowerCase();
}

function attributeOf(raw: string, name: string): string | null {
  return raw === '' ? null : (parseXml(raw).attributes[name] ?? null);
}
