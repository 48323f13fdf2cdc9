import type { CellFormat, ConditionalRule } from '../../core/workbook/plan';
import { SegmentedPart } from './segments';
import { idOfBuiltInFormat } from './shown';
import { formatCodes } from './styles';
import { children, escapeAttribute, isTrue, parseXml, withAttributes, type XmlElement } from './xml';

/** A change of a cell's appearance; `quoted` marks text that would otherwise be read as a formula when someone edits it. */
export type StyleChange = CellFormat & { readonly quoted?: boolean };

/** CT_Stylesheet's sequence (ECMA-376 part 1, 18.8.39). */
const order = ['numFmts', 'fonts', 'fills', 'borders', 'cellStyleXfs', 'cellXfs', 'cellStyles', 'dxfs', 'tableStyles', 'colors', 'extLst'];

/** The stylesheet of a workbook that has none. */
export const plainStylesheet =
  '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">' +
  '<fonts count="1"><font><sz val="11"/><color theme="1"/><name val="宋体"/><family val="2"/><charset val="134"/></font></fonts>' +
  '<fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills>' +
  '<borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>' +
  '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>' +
  '<cellXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/></cellXfs>' +
  '<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>';

/** One collection of the stylesheet: what stands in it, and what we append. */
class Collection {
  readonly standing: readonly string[];
  readonly trees: readonly XmlElement[];
  private readonly added: string[] = [];
  private readonly indexes = new Map<string, number>();
  private readonly raw: string | null;
  private readonly root: XmlElement | null;

  constructor(
    part: SegmentedPart,
    readonly name: string,
    item: string,
  ) {
    this.raw = part.find(name)?.raw ?? null;
    this.root = this.raw === null ? null : parseXml(this.raw);
    this.trees = children(this.root, item);
    this.standing = this.trees.map((tree) => (this.raw ?? '').slice(tree.start, tree.end));
    this.standing.forEach((text, index) => {
      if (!this.indexes.has(text)) this.indexes.set(text, index);
    });
  }

  get hasAdditions(): boolean {
    return this.added.length > 0;
  }

  get length(): number {
    return this.standing.length + this.added.length;
  }

  at(index: number): string | null {
    return this.standing[index] ?? this.added[index - this.standing.length] ?? null;
  }

  /** The index of an item, appended unless the very same stands already. */
  add(text: string): number {
    const known = this.indexes.get(text);
    if (known !== undefined) return known;
    const index = this.length;
    this.added.push(text);
    this.indexes.set(text, index);
    return index;
  }

  /** The collection with what was appended, or null where nothing was. */
  render(prefix: string): string | null {
    if (this.added.length === 0) return null;
    const items = this.added.join('');
    const count = String(this.length);
    if (this.root === null || this.raw === null) return `<${prefix}${this.name} count="${count}">${items}</${prefix}${this.name}>`;
    const open = withAttributes(this.raw.slice(0, this.root.openEnd), { count });
    if (this.root.selfClosing) return `${open.replace(/\s*\/>$/, '>')}${items}</${prefix}${this.name}>`;
    return open + this.raw.slice(this.root.openEnd, this.root.closeStart) + items + this.raw.slice(this.root.closeStart);
  }
}

/** Appends formats to a stylesheet; what stands in it is never changed, so no cell that we do not touch can change its look. */
export class StyleEditor {
  private readonly part: SegmentedPart;
  private readonly prefix: string;
  private readonly formats: Collection;
  private readonly fonts: Collection;
  private readonly fills: Collection;
  private readonly borders: Collection;
  private readonly records: Collection;
  private readonly differentials: Collection;
  private readonly formatIds: Map<string, number>;
  private nextFormatId: number;
  private readonly namedStyles: boolean;
  private readonly known = new Map<string, number>();

  constructor(source: string) {
    this.part = new SegmentedPart(source, order);
    this.prefix = this.part.prefix;
    this.formats = new Collection(this.part, 'numFmts', 'numFmt');
    this.fonts = new Collection(this.part, 'fonts', 'font');
    this.fills = new Collection(this.part, 'fills', 'fill');
    this.borders = new Collection(this.part, 'borders', 'border');
    this.records = new Collection(this.part, 'cellXfs', 'xf');
    this.differentials = new Collection(this.part, 'dxfs', 'dxf');
    this.namedStyles = this.part.segments.some(({ name }) => name === 'cellStyleXfs');
    const codes = formatCodes(parseXml(source));
    this.formatIds = new Map([...codes].map(([id, code]) => [code, id]));
    this.nextFormatId = Math.max(163, ...[...codes.keys()].filter((id) => Number.isInteger(id) && id < 65_000)) + 1;
    this.completeBasics();
  }

  /** Whether anything was appended. */
  get changed(): boolean {
    return this.collections().some((collection) => collection.hasAdditions);
  }

  /** The index of a format record like `base` but for the change. */
  styled(base: number, change: StyleChange): number {
    const key = `${base} ${JSON.stringify(change)}`;
    const known = this.known.get(key);
    if (known !== undefined) return known;
    const index = this.records.add(this.changedRecord(base, change));
    this.known.set(key, index);
    return index;
  }

  /** Whether cells with this format record are locked on a protected sheet. */
  locked(index: number): boolean {
    const locked = /<(?:\w+:)?protection\b[^>]*\blocked="([^"]*)"/.exec(this.records.at(index) ?? '')?.[1];
    return locked === undefined || isTrue(locked);
  }

  /** Whether cells with this format record carry the mark of quoted text. */
  quoted(index: number): boolean {
    return isTrue(/^<[^>]*\bquotePrefix="([^"]*)"/.exec(this.records.at(index) ?? '')?.[1]);
  }

  /** The index of a differential format, for conditional formats. */
  differential(format: ConditionalRule['format']): number {
    const p = this.prefix;
    const font =
      format.bold === undefined && format.fontColor === undefined
        ? ''
        : `<${p}font>${format.bold === undefined ? '' : `<${p}b val="${format.bold ? 1 : 0}"/>`}` +
          `${format.fontColor === undefined ? '' : `<${p}color rgb="${argb(format.fontColor)}"/>`}</${p}font>`;
    const fill =
      format.fill === undefined ? '' : `<${p}fill><${p}patternFill><${p}bgColor rgb="${argb(format.fill)}"/></${p}patternFill></${p}fill>`;
    return this.differentials.add(`<${p}dxf>${font}${fill}</${p}dxf>`);
  }

  /** The stylesheet with what was appended. */
  render(): string {
    for (const collection of this.collections()) {
      const raw = collection.render(this.prefix);
      if (raw !== null) this.part.set(collection.name, raw);
    }
    return this.part.render();
  }

  private collections(): Collection[] {
    return [this.formats, this.fonts, this.fills, this.borders, this.records, this.differentials];
  }

  /** A stylesheet may lack what every format record points to. */
  private completeBasics(): void {
    const p = this.prefix;
    if (this.fonts.length === 0) this.fonts.add(`<${p}font><${p}sz val="11"/><${p}name val="宋体"/></${p}font>`);
    if (this.fills.length === 0) {
      this.fills.add(`<${p}fill><${p}patternFill patternType="none"/></${p}fill>`);
      this.fills.add(`<${p}fill><${p}patternFill patternType="gray125"/></${p}fill>`);
    }
    if (this.borders.length === 0)
      this.borders.add(`<${p}border><${p}left/><${p}right/><${p}top/><${p}bottom/><${p}diagonal/></${p}border>`);
    if (this.records.length === 0) this.records.add(`<${p}xf numFmtId="0" fontId="0" fillId="0" borderId="0"/>`);
  }

  private changedRecord(base: number, change: StyleChange): string {
    const raw = this.records.at(base) ?? this.records.at(0) ?? `<${this.prefix}xf/>`;
    const tree = parseXml(raw);
    const attributes: Record<string, string | null> = {};
    const index = (name: string): number => Number(tree.attributes[name] ?? 0);
    if (change.numberFormat !== undefined) {
      attributes.numFmtId = String(this.formatId(change.numberFormat));
      attributes.applyNumberFormat = '1';
    }
    if (hasFontChange(change)) {
      attributes.fontId = String(this.fonts.add(this.changedFont(index('fontId'), change)));
      attributes.applyFont = '1';
    }
    if (change.fill !== undefined) {
      attributes.fillId = String(change.fill === null ? 0 : this.fills.add(this.solidFill(change.fill)));
      attributes.applyFill = '1';
    }
    if (change.border !== undefined) {
      attributes.borderId = String(this.borders.add(this.thinBorder(change.border)));
      attributes.applyBorder = '1';
    }
    if (change.quoted !== undefined) attributes.quotePrefix = change.quoted ? '1' : null;
    const alignment = this.changedAlignment(tree, raw, change);
    if (alignment !== null) attributes.applyAlignment = '1';
    if (change.locked !== undefined) attributes.applyProtection = '1';
    // Some writers point every record at a cell style although there is none.
    if (!this.namedStyles) attributes.xfId = null;
    const open = withAttributes(raw.slice(0, tree.openEnd), attributes).replace(/\s*\/>$/, '>');
    const rest = tree.children.filter((each) => each.name !== 'alignment' && each.name !== 'protection');
    const standing = (name: string): string => {
      const element = tree.children.find((each) => each.name === name);
      return element ? raw.slice(element.start, element.end) : '';
    };
    const protection =
      change.locked === undefined ? standing('protection') : `<${this.prefix}protection locked="${change.locked ? 1 : 0}"/>`;
    const inner = (alignment ?? standing('alignment')) + protection + rest.map((each) => raw.slice(each.start, each.end)).join('');
    return inner === '' ? open.replace(/>$/, '/>') : `${open}${inner}</${this.prefix}xf>`;
  }

  private changedAlignment(record: XmlElement, raw: string, change: StyleChange): string | null {
    if (change.horizontal === undefined && change.vertical === undefined && change.wrap === undefined && change.indent === undefined)
      return null;
    const element = record.children.find((each) => each.name === 'alignment');
    const standing = element ? raw.slice(element.start, element.openEnd).replace(/\s*\/?>$/, '/>') : `<${this.prefix}alignment/>`;
    const attributes: Record<string, string | null> = {};
    if (change.horizontal !== undefined) attributes.horizontal = change.horizontal === 'general' ? null : change.horizontal;
    if (change.vertical !== undefined) attributes.vertical = change.vertical;
    if (change.wrap !== undefined) attributes.wrapText = change.wrap ? '1' : null;
    if (change.indent !== undefined) {
      attributes.indent = change.indent > 0 ? String(change.indent) : null;
      const horizontal = change.horizontal ?? element?.attributes.horizontal;
      if (change.indent > 0 && (horizontal === undefined || horizontal === 'general')) attributes.horizontal = 'left';
    }
    return withAttributes(standing, attributes);
  }

  private formatId(code: string): number {
    const builtIn = idOfBuiltInFormat.get(code);
    if (builtIn !== undefined) return builtIn;
    const known = this.formatIds.get(code);
    if (known !== undefined) return known;
    const id = this.nextFormatId++;
    this.formatIds.set(code, id);
    this.formats.add(`<${this.prefix}numFmt numFmtId="${id}" formatCode="${escapeAttribute(code)}"/>`);
    return id;
  }

  /** A font's children in the order Excel writes them (CT_Font). */
  private changedFont(base: number, change: StyleChange): string {
    const p = this.prefix;
    const raw = this.fonts.at(base) ?? this.fonts.at(0) ?? `<${p}font/>`;
    const tree = parseXml(raw);
    const pieces = new Map(tree.children.map((each) => [each.name, raw.slice(each.start, each.end)]));
    const put = (name: string, text: string | null): void => {
      if (text === null) pieces.delete(name);
      else pieces.set(name, text);
    };
    if (change.bold !== undefined) put('b', change.bold ? `<${p}b/>` : null);
    if (change.italic !== undefined) put('i', change.italic ? `<${p}i/>` : null);
    if (change.underline !== undefined) put('u', change.underline ? `<${p}u/>` : null);
    if (change.fontColor !== undefined) put('color', `<${p}color rgb="${argb(change.fontColor)}"/>`);
    if (change.fontSize !== undefined) put('sz', `<${p}sz val="${change.fontSize}"/>`);
    if (change.fontName !== undefined) {
      put('name', `<${p}name val="${escapeAttribute(change.fontName)}"/>`);
      put('scheme', null);
      put('family', null);
    }
    const sequence = [
      'b',
      'i',
      'strike',
      'condense',
      'extend',
      'outline',
      'shadow',
      'u',
      'vertAlign',
      'sz',
      'color',
      'name',
      'family',
      'charset',
      'scheme',
    ];
    const ordered = [...pieces].sort(([a], [b]) => sequence.indexOf(a) - sequence.indexOf(b)).map(([, text]) => text);
    return `<${p}font>${ordered.join('')}</${p}font>`;
  }

  private solidFill(color: string): string {
    const p = this.prefix;
    return `<${p}fill><${p}patternFill patternType="solid"><${p}fgColor rgb="${argb(color)}"/><${p}bgColor indexed="64"/></${p}patternFill></${p}fill>`;
  }

  private thinBorder(color: string): string {
    const p = this.prefix;
    const side = (name: string): string => `<${p}${name} style="thin"><${p}color rgb="${argb(color)}"/></${p}${name}>`;
    return `<${p}border>${['left', 'right', 'top', 'bottom'].map(side).join('')}<${p}diagonal/></${p}border>`;
  }
}

function hasFontChange(change: StyleChange): boolean {
  return [change.bold, change.italic, change.underline, change.fontColor, change.fontName, change.fontSize].some(
    (each) => each !== undefined,
  );
}

/** `#RRGGBB` as files write colours. */
export function argb(color: string): string {
  return `FF${color.replace('#', '').toUpperCase()}`;
}
