import { HostError } from '../../core/workbook/host';
import type { DefinedName, SheetSnapshot, Snapshot } from '../../core/workbook/snapshot';
import { calculated } from '../../core/workbook/uncalculated';
import { type SheetAppearance, sheetAppearance } from './appearance';
import { shownFormula } from './formula';
import { readingBudget, readSharedStrings, readSheet } from './sheet-reader';
import { ShownText } from './shown';
import { type CellStyle, readCellStyles } from './styles';
import { child, children, decodePart, isTrue, parseXml, relationshipId, type XmlElement } from './xml';
import { type ArchiveEntry, archiveEntry, inflateEntry, readArchive, writeArchive } from './zip';

/** A relationship of a part (ECMA-376 part 2, 9.3); `target` is a part's name, or the address itself where `external`. */
export interface Relationship {
  readonly id: string;
  readonly type: string;
  readonly target: string;
  readonly external: boolean;
}

/** A sheet of the workbook's list; `part` is null where it is no worksheet (chart, dialog and macro sheets) or its part is missing. */
export interface ListedSheet {
  readonly name: string;
  readonly visibility: SheetSnapshot['visibility'];
  readonly relationship: string;
  readonly part: string | null;
}

/**
 * An .xlsx or .xlsm file, opened: its parts as they are, read when asked for. It never changes; edits make a new package that shares
 * the untouched parts.
 */
export class WorkbookPackage {
  private readonly entries: ReadonlyMap<string, ArchiveEntry>;
  private readonly texts = new Map<string, string>();
  private readonly trees = new Map<string, XmlElement>();
  private readonly sheetReadings = new Map<string, SheetSnapshot>();
  private reading: Snapshot | null = null;
  private styleCache: CellStyle[] | null = null;
  private written: Uint8Array | null;
  /** Name of the workbook part (`xl/workbook.xml`). */
  readonly workbookPart: string;
  readonly sheets: readonly ListedSheet[];

  private constructor(
    entries: readonly ArchiveEntry[],
    readonly fileName: string | null,
    written: Uint8Array | null,
  ) {
    this.entries = new Map(entries.map((entry) => [entry.name.toLowerCase(), entry]));
    this.written = written;
    this.workbookPart = this.findWorkbook();
    this.sheets = this.listSheets();
    if (!this.sheets.some((sheet) => sheet.part !== null)) throw new HostError('noSheets', fileName);
  }

  /** Opens the bytes of a file; see `openWorkbook`. */
  static open(bytes: Uint8Array, fileName: string | null): WorkbookPackage {
    refuseOtherFormats(bytes, fileName);
    try {
      return new WorkbookPackage(readArchive(bytes), fileName, bytes);
    } catch (failure) {
      if (failure instanceof HostError && failure.place === null) throw new HostError(failure.failure, fileName, failure.detail);
      throw failure;
    }
  }

  /** The file's bytes. */
  bytes(): Uint8Array {
    this.written ??= writeArchive([...this.entries.values()]);
    return this.written;
  }

  /** Names of all parts as the container writes them, in its order. */
  partNames(): string[] {
    return [...this.entries.values()].map((entry) => entry.name);
  }

  /** Whether there is a part of that name; names compare without case. */
  has(part: string): boolean {
    return this.entries.has(part.toLowerCase());
  }

  /** The inflated content of a part. Throws `notWorkbook` where it is missing or damaged. */
  content(part: string): Uint8Array {
    const entry = this.entries.get(part.toLowerCase());
    if (!entry) throw new HostError('notWorkbook', null, `no part ${part}`);
    return inflateEntry(entry);
  }

  /** The text of an XML part. */
  text(part: string): string {
    const key = part.toLowerCase();
    const known = this.texts.get(key);
    if (known !== undefined) return known;
    const text = decodePart(this.content(part));
    this.texts.set(key, text);
    return text;
  }

  /** The tree of a small XML part. */
  tree(part: string): XmlElement {
    const key = part.toLowerCase();
    const known = this.trees.get(key);
    if (known) return known;
    const tree = parseXml(this.text(part));
    this.trees.set(key, tree);
    return tree;
  }

  /**
   * A package with parts replaced, added (at the end) or, for null, taken away; every other part keeps its bytes. Format records that
   * cells of unchanged sheets point to must keep their meaning: a stylesheet may only be appended to.
   */
  withParts(changes: ReadonlyMap<string, Uint8Array | null>): WorkbookPackage {
    const entries = new Map(this.entries);
    for (const [name, content] of changes) {
      const key = name.toLowerCase();
      if (content === null) entries.delete(key);
      else entries.set(key, archiveEntry(entries.get(key)?.name ?? name, content));
    }
    const result = new WorkbookPackage([...entries.values()], this.fileName, null);
    result.inherit(this, new Set([...changes.keys()].map((name) => name.toLowerCase())));
    return result;
  }

  /** What was read of parts that did not change need not be read again. */
  private inherit(from: WorkbookPackage, changed: ReadonlySet<string>): void {
    for (const [key, text] of from.texts) if (!changed.has(key)) this.texts.set(key, text);
    for (const [key, tree] of from.trees) if (!changed.has(key)) this.trees.set(key, tree);
    const strings = from.related(from.workbookPart, 'sharedStrings')?.toLowerCase();
    if (strings !== undefined && changed.has(strings)) return;
    for (const [key, sheet] of from.sheetReadings) if (!changed.has(key)) this.sheetReadings.set(key, sheet);
  }

  /** Relationships of a part (`''` for the package itself), by their part's folder resolved. */
  relationships(part: string): Relationship[] {
    const source = relationshipPart(part);
    if (!this.has(source)) return [];
    return children(this.tree(source), 'Relationship').map(({ attributes }) => {
      const external = attributes.TargetMode === 'External';
      const target = attributes.Target ?? '';
      return {
        id: attributes.Id ?? '',
        type: attributes.Type ?? '',
        target: external ? target : resolveTarget(part, target),
        external,
      };
    });
  }

  /** The part that a part relates to by the last word of the relationship's type (`styles`), or null. */
  related(part: string, type: string): string | null {
    const found = this.relationships(part).find((each) => !each.external && each.type.endsWith(`/${type}`));
    return found && this.has(found.target) ? found.target : null;
  }

  /** Whether the file is in Strict Open XML (ISO/IEC 29500 Strict), which is read but not written. */
  get isStrict(): boolean {
    return Object.values(this.tree(this.workbookPart).attributes).some((value) => value.includes('purl.oclc.org/ooxml'));
  }

  /** Whether a digital signature covers the file. */
  get isSigned(): boolean {
    return this.partNames().some((name) => /^_xmlsignatures\//i.test(name));
  }

  /** Format records that cells point to. */
  get cellStyles(): readonly CellStyle[] {
    const part = this.related(this.workbookPart, 'styles');
    this.styleCache ??= readCellStyles(part === null ? null : this.tree(part));
    return this.styleCache;
  }

  /** All that a host has to say of the workbook. */
  snapshot(): Snapshot {
    this.reading ??= this.read();
    return this.reading;
  }

  /** What a grid needs to draw a sheet besides its contents; null where there is no worksheet of that name. */
  appearance(sheetName: string): SheetAppearance | null {
    return sheetAppearance(this, sheetName);
  }

  private read(): Snapshot {
    const workbook = this.tree(this.workbookPart);
    const date1904 = isTrue(child(workbook, 'workbookPr')?.attributes.date1904);
    const strings = this.related(this.workbookPart, 'sharedStrings');
    const externalLinks = this.externalLinks();
    const context = {
      sharedStrings: strings === null ? [] : readSharedStrings(this.text(strings)),
      styles: this.cellStyles,
      shown: new ShownText(date1904),
      externalLinks,
      budget: readingBudget(),
    };
    const sheets = this.sheets.flatMap(({ name, visibility, part }) => {
      if (part === null) return [];
      const known = this.sheetReadings.get(part.toLowerCase());
      if (known) return [known.name === name && known.visibility === visibility ? known : { ...known, name, visibility }];
      const sheet = readSheet(this.text(part), name, visibility, context);
      const filtered = sheet.filtered || (sheet.hiddenRows.size > 0 && this.tableHidesRows(part));
      const reading = filtered === sheet.filtered ? sheet : { ...sheet, filtered };
      this.sheetReadings.set(part.toLowerCase(), reading);
      return [reading];
    });
    const read: Snapshot = {
      file: this.fileName,
      sheets,
      names: this.definedNames(externalLinks),
      externalLinks,
      date1904,
      structureProtected: isTrue(child(workbook, 'workbookProtection')?.attributes.lockStructure),
    };
    return calculated(read, (value, format) => context.shown.ofNumber(Number(value), format));
  }

  /** A table's own filter leaves no mark in its sheet's part. */
  private tableHidesRows(sheet: string): boolean {
    return this.relationships(sheet).some(({ type, target, external }) => {
      if (external || !type.endsWith('/table') || !this.has(target)) return false;
      return children(child(this.tree(target), 'autoFilter'), 'filterColumn').length > 0;
    });
  }

  private definedNames(externalLinks: readonly string[]): DefinedName[] {
    return children(child(this.tree(this.workbookPart), 'definedNames'), 'definedName').flatMap(({ attributes, text }) => {
      const local = attributes.localSheetId;
      const sheet = local === undefined ? null : (this.sheets[Number(local)]?.name ?? null);
      if (local !== undefined && sheet === null) return [];
      const name = (attributes.name ?? '').replace(/^_xlnm\./i, '');
      return [{ name, refersTo: shownFormula(text, externalLinks), hidden: isTrue(attributes.hidden), sheet }];
    });
  }

  private externalLinks(): string[] {
    const relationships = new Map(this.relationships(this.workbookPart).map((each) => [each.id, each]));
    return children(child(this.tree(this.workbookPart), 'externalReferences'), 'externalReference').map(({ attributes }) => {
      const link = relationships.get(relationshipId(attributes) ?? '');
      if (!link || !this.has(link.target)) return '';
      const path = this.relationships(link.target).find((each) => each.type.includes('/externalLink'));
      return path ? decodeTarget(path.target) : '';
    });
  }

  private findWorkbook(): string {
    const part = this.related('', 'officeDocument');
    if (part === null || this.tree(part).name !== 'workbook') throw new HostError('notWorkbook', null, 'no workbook part');
    return part;
  }

  private listSheets(): ListedSheet[] {
    const relationships = new Map(this.relationships(this.workbookPart).map((each) => [each.id, each]));
    return children(child(this.tree(this.workbookPart), 'sheets'), 'sheet').map(({ attributes }) => {
      const relationship = relationshipId(attributes) ?? '';
      const target = relationships.get(relationship);
      const state = attributes.state;
      const isWorksheet = target?.type.endsWith('/worksheet') && this.has(target.target);
      return {
        name: attributes.name ?? '',
        visibility: state === 'hidden' || state === 'veryHidden' ? state : 'visible',
        relationship,
        part: isWorksheet && target ? target.target : null,
      };
    });
  }
}

/**
 * Opens the bytes of an .xlsx or .xlsm file, in any JavaScript host. Throws a `HostError`: `oldFormat`, `encrypted`, `notWorkbook`,
 * `tooLarge`, `noSheets`.
 */
export function openWorkbook(bytes: Uint8Array, fileName: string | null): WorkbookPackage {
  return WorkbookPackage.open(bytes, fileName);
}

/** Name of the part that holds a part's relationships. */
export function relationshipPart(part: string): string {
  const slash = part.lastIndexOf('/');
  return `${part.slice(0, slash + 1)}_rels/${part.slice(slash + 1)}.rels`;
}

/** A relationship's target as a part name: relative to its source's folder, never above the package. */
export function resolveTarget(source: string, target: string): string {
  const path = decodeTarget(target).replace(/\\/g, '/');
  const segments = path.startsWith('/') ? [] : source.split('/').slice(0, -1);
  for (const segment of path.split('/')) {
    if (segment === '..') segments.pop();
    else if (segment !== '' && segment !== '.') segments.push(segment);
  }
  return segments.join('/');
}

function decodeTarget(target: string): string {
  try {
    return decodeURIComponent(target);
  } catch {
    return target;
  }
}

const oleHeader = [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1];

function refuseOtherFormats(bytes: Uint8Array, fileName: string | null): void {
  if (oleHeader.every((byte, index) => bytes[index] === byte)) {
    if (holds(bytes, 'EncryptedPackage')) throw new HostError('encrypted', fileName);
    throw new HostError(holds(bytes, 'Workbook') || holds(bytes, 'Book') ? 'oldFormat' : 'notWorkbook', fileName);
  }
  const isOldStream =
    bytes[0] === 0x09 && [0, 2, 4, 8].includes(bytes[1] ?? -1) && (bytes[2] === 4 || bytes[2] === 6 || bytes[2] === 8 || bytes[2] === 16);
  if (isOldStream && bytes[3] === 0) throw new HostError('oldFormat', fileName);
  if (bytes[0] !== 0x50 || bytes[1] !== 0x4b) throw new HostError('notWorkbook', fileName, 'no zip container');
}

/** Whether a compound file names a stream; names are UTF-16, directory entries start at multiples of 128. */
function holds(bytes: Uint8Array, stream: string): boolean {
  for (let position = 512; position + 128 <= bytes.length; position += 128) {
    let index = 0;
    while (index < stream.length && bytes[position + 2 * index] === stream.charCodeAt(index) && bytes[position + 2 * index + 1] === 0)
      index++;
    if (index === stream.length && bytes[position + 2 * index] === 0) return true;
  }
  return false;
}
