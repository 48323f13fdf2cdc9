import { HostError } from '../../core/workbook/host';
import { scanXml } from './xml';

/** A child of a part's root element, exactly as it was written, with the blanks before it. */
export interface Segment {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly gap: string;
  raw: string;
}

const relationshipNamespaces = [
  'http://schemas.openxmlformats.org/officeDocument/2006/relationships',
  'http://purl.oclc.org/ooxml/officeDocument/relationships',
];

/**
 * An XML part as its root's children in their order, each kept as text: replacing one leaves all others as they were written.
 * `order` is the schema's sequence, by which new children find their place.
 */
export class SegmentedPart {
  private head: string;
  private readonly tail: string;
  readonly segments: Segment[] = [];
  /** Namespace prefix of the root with its colon, or nothing. */
  readonly prefix: string;
  /** Attributes of the root. */
  readonly attributes: Readonly<Record<string, string>>;

  constructor(
    source: string,
    private readonly order: readonly string[],
  ) {
    let depth = 0;
    let childStart = 0;
    let position = 0;
    let rootEnd = 0;
    let rootClose = source.length;
    let selfClosing = false;
    let rootAttributes: Readonly<Record<string, string>> = {};
    let childAttributes: Readonly<Record<string, string>> = {};
    let rootStart = 0;
    let rootName = '';
    scanXml(source, {
      open(name, attributes, start, end, closes) {
        depth++;
        if (depth === 1) {
          rootStart = start;
          rootEnd = end;
          position = end;
          rootName = name;
          rootAttributes = attributes;
          selfClosing = closes;
        } else if (depth === 2) {
          childStart = start;
          childAttributes = attributes;
        }
      },
      close: (name, start, end) => {
        if (depth === 2) {
          this.segments.push({
            name,
            attributes: childAttributes,
            gap: source.slice(position, childStart),
            raw: source.slice(childStart, end),
          });
          position = end;
        } else if (depth === 1) rootClose = start;
        depth--;
      },
    });
    if (rootEnd === 0) throw new HostError('notWorkbook', null, 'no root element');
    const tag = /^<([^\s/>]*)/.exec(source.slice(rootStart, rootStart + 200))?.[1] ?? rootName;
    this.prefix = tag.slice(0, tag.length - rootName.length);
    this.attributes = rootAttributes;
    this.head = source.slice(0, rootEnd);
    this.tail = source.slice(position, selfClosing ? position : undefined);
    if (selfClosing) {
      this.head = `${source.slice(0, rootEnd).replace(/\s*\/>$/, '>')}`;
      this.tail = `</${tag}>${source.slice(rootClose)}`;
    }
  }

  /** The first child of that name, or null. */
  find(name: string): Segment | null {
    return this.segments.find((segment) => segment.name === name) ?? null;
  }

  /** Puts a child of that name in place of the one that stands, at its place in the sequence where none does; null takes it away. */
  set(name: string, raw: string | null): void {
    const index = this.segments.findIndex((segment) => segment.name === name);
    const standing = this.segments[index];
    if (raw === null) {
      if (standing) this.segments.splice(index, 1);
    } else if (standing) standing.raw = raw;
    else this.insert(name, raw);
  }

  /** Adds a child behind those that must stand before it. */
  insert(name: string, raw: string, attributes: Readonly<Record<string, string>> = {}): void {
    const rank = this.rank(name);
    const before = this.segments.findIndex((segment) => this.rankOf(segment) > rank);
    this.segments.splice(before < 0 ? this.segments.length : before, 0, { name, attributes, gap: '', raw });
  }

  /** Takes away the children that are not wanted. */
  keep(wanted: (segment: Segment) => boolean): void {
    const kept = this.segments.filter(wanted);
    this.segments.splice(0, this.segments.length, ...kept);
  }

  /** `r:id="…"` under the prefix that this part has for relationships, declared in place where it has none. */
  relationshipAttribute(id: string): string {
    for (const [name, value] of Object.entries(this.attributes)) {
      if (name.startsWith('xmlns:') && relationshipNamespaces.includes(value)) return `${name.slice(6)}:id="${id}"`;
    }
    return `xmlns:r="${relationshipNamespaces[0]}" r:id="${id}"`;
  }

  /** The part's text. */
  render(): string {
    return this.head + this.segments.map((segment) => segment.gap + segment.raw).join('') + this.tail;
  }

  private rank(name: string): number {
    const rank = this.order.indexOf(name);
    return rank < 0 ? this.order.length : rank;
  }

  /** A choice between alternatives (`mc:AlternateContent`) stands where its content would. */
  private rankOf(segment: Segment): number {
    if (segment.name !== 'AlternateContent') return this.order.includes(segment.name) ? this.rank(segment.name) : -1;
    const ranks = Array.from(segment.raw.matchAll(/<(?:\w+:)?(\w+)/g), (match) => this.order.indexOf(match[1] ?? '')).filter(
      (rank) => rank >= 0,
    );
    return ranks[0] ?? -1;
  }
}
