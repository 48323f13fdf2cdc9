import { SaxesParser } from 'saxes';
import { HostError } from '../../core/workbook/host';

/** An element of a small part, with the places it was read from, so that changes are spliced in and all else stays as it is. */
export interface XmlElement {
  /** Name without its namespace prefix. */
  readonly name: string;
  /** Prefix with its colon (`x:`), or nothing. */
  readonly prefix: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: XmlElement[];
  /** The text directly inside, entities resolved. */
  text: string;
  readonly start: number;
  /** Behind the `>` of the start tag. */
  readonly openEnd: number;
  /** At the `<` of the end tag; equals `end` when the element closes itself. */
  closeStart: number;
  end: number;
  readonly selfClosing: boolean;
}

/** Told of every tag in reading order; offsets are those of the source text. */
export interface XmlListener {
  open?(name: string, attributes: Readonly<Record<string, string>>, start: number, end: number, selfClosing: boolean): void;
  text?(text: string): void;
  close?(name: string, start: number, end: number): void;
}

const depthLimit = 256;

/**
 * Reads XML once, from end to end. A document type declaration is refused, so no entity but XML's own five can occur; nesting is
 * bounded. Throws `HostError('notWorkbook')` for XML that is not well-formed.
 */
export function scanXml(source: string, listener: XmlListener): void {
  const parser = new SaxesParser({ xmlns: false, position: true });
  let depth = 0;
  const refuse = (detail: string): never => {
    throw new HostError('notWorkbook', null, detail);
  };
  parser.on('error', (error) => refuse(error.message));
  parser.on('doctype', () => refuse('document type declaration'));
  parser.on('opentag', (tag) => {
    depth++;
    if (depth > depthLimit) refuse('nested too deeply');
    if (listener.open) {
      const end = parser.position;
      listener.open(localName(tag.name), tag.attributes, source.lastIndexOf('<', end - 1), end, tag.isSelfClosing);
    }
  });
  parser.on('closetag', (tag) => {
    depth--;
    if (listener.close) {
      const end = parser.position;
      listener.close(localName(tag.name), tag.isSelfClosing ? end : source.lastIndexOf('<', end - 1), end);
    }
  });
  if (listener.text) {
    const text = listener.text.bind(listener);
    parser.on('text', text);
    parser.on('cdata', text);
  }
  parser.write(source).close();
}

function localName(name: string): string {
  const colon = name.indexOf(':');
  return colon < 0 ? name : name.slice(colon + 1);
}

/** Reads a small part into a tree; throws like `scanXml`. */
export function parseXml(source: string): XmlElement {
  const open: XmlElement[] = [];
  let root: XmlElement | null = null;
  scanXml(source, {
    open(name, attributes, start, openEnd, selfClosing) {
      const tag = /^<([^\s/>]*)/.exec(source.slice(start, start + 200))?.[1] ?? name;
      const prefix = tag.slice(0, tag.length - name.length);
      const element: XmlElement = {
        name,
        prefix,
        attributes,
        children: [],
        text: '',
        start,
        openEnd,
        closeStart: openEnd,
        end: openEnd,
        selfClosing,
      };
      open.at(-1)?.children.push(element);
      root ??= element;
      open.push(element);
    },
    text(text) {
      const element = open.at(-1);
      if (element) element.text += text;
    },
    close(_name, start, end) {
      const element = open.pop();
      if (!element) return;
      element.closeStart = start;
      element.end = end;
    },
  });
  if (!root) throw new HostError('notWorkbook', null, 'no root element');
  return root;
}

/** The first child of that name, or null. */
export function child(element: XmlElement, name: string): XmlElement | null {
  return element.children.find((each) => each.name === name) ?? null;
}

/** All children of that name. */
export function children(element: XmlElement | null, name: string): XmlElement[] {
  return element?.children.filter((each) => each.name === name) ?? [];
}

/** The relationship id (`r:id` under whatever prefix), or null. */
export function relationshipId(attributes: Readonly<Record<string, string>>): string | null {
  for (const key in attributes) if (key.endsWith(':id')) return attributes[key] ?? null;
  return null;
}

/** XML's truth values as SpreadsheetML writes them. */
export function isTrue(value: string | undefined): boolean {
  return value === '1' || value === 'true' || value === 'on';
}

/** Text for element content. Characters that XML can not carry are left out. */
export function escapeText(text: string): string {
  return withoutForbidden(text).replace(/[&<>]/g, (character) => (character === '&' ? '&amp;' : character === '<' ? '&lt;' : '&gt;'));
}

/** Text for an attribute in double quotes; line breaks survive as references. */
export function escapeAttribute(text: string): string {
  return escapeText(text).replace(/["\n\r\t]/g, (character) => (character === '"' ? '&quot;' : `&#${character.charCodeAt(0)};`));
}

/** What XML 1.0 does not allow at all: control characters, lone surrogates, U+FFFE and U+FFFF. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: exactly those are looked for
const forbidden = /[\0-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g;

function withoutForbidden(text: string): string {
  return text.replace(forbidden, '');
}

/** Text of a cell as SpreadsheetML stores it (ST_Xstring): what XML can not carry becomes `_xHHHH_`, and such a look-alike is escaped. */
export function encodeCellText(text: string): string {
  const code = (character: string): string => `_x${character.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}_`;
  return text
    .replace(/_(?=x[0-9A-Fa-f]{4}_)/g, '_x005F_')
    .replace(forbidden, code)
    .replace(/\r/g, code);
}

/** The reverse of `encodeCellText`. */
export function decodeCellText(text: string): string {
  if (!text.includes('_x')) return text;
  return text.replace(/_x([0-9A-Fa-f]{4})_/g, (_, digits: string) => String.fromCharCode(Number.parseInt(digits, 16)));
}

/** A part's text: UTF-8 unless a byte order mark or the declaration says otherwise. Throws `notWorkbook` for broken encodings. */
export function decodePart(content: Uint8Array): string {
  const declared = /^<\?xml[^>]*encoding=["']([A-Za-z0-9._-]+)["']/.exec(new TextDecoder('latin1').decode(content.subarray(0, 200)))?.[1];
  let label = 'utf-8';
  if (content[0] === 0xff && content[1] === 0xfe) label = 'utf-16le';
  else if (content[0] === 0xfe && content[1] === 0xff) label = 'utf-16be';
  else if (declared && content[0] !== 0xef) label = declared;
  try {
    return new TextDecoder(label, { fatal: true }).decode(content);
  } catch {
    throw new HostError('notWorkbook', null, `encoding ${label}`);
  }
}

/** A changed part's bytes; always UTF-8, and its declaration says so. */
export function encodePart(text: string): Uint8Array {
  return new TextEncoder().encode(text.replace(/^(<\?xml[^>]*encoding=)(["'])[^"']*\2/, '$1$2UTF-8$2'));
}

/** Replaces stretches of a text; stretches must not overlap. */
export function splice(
  source: string,
  changes: readonly { readonly start: number; readonly end: number; readonly text: string }[],
): string {
  const ordered = changes
    .map((change, index) => ({ ...change, index }))
    .sort((a, b) => a.start - b.start || a.end - b.end || a.index - b.index);
  const pieces: string[] = [];
  let position = 0;
  for (const change of ordered) {
    pieces.push(source.slice(position, change.start), change.text);
    position = change.end;
  }
  pieces.push(source.slice(position));
  return pieces.join('');
}

/** A start tag's text with attributes set (or, for null, taken away); everything else in it stays as it was written. */
export function withAttributes(openTag: string, changes: Readonly<Record<string, string | null>>): string {
  let tag = openTag;
  for (const [name, value] of Object.entries(changes)) {
    const pattern = new RegExp(`(\\s+)${name}\\s*=\\s*("[^"]*"|'[^']*')`);
    const written = value === null ? '' : `${name}="${escapeAttribute(value)}"`;
    if (pattern.test(tag)) tag = tag.replace(pattern, (_, space: string) => (value === null ? '' : `${space}${written}`));
    else if (value !== null) tag = tag.replace(/\s*(\/?)>$/, (_, slash: string) => ` ${written}${slash}>`);
  }
  return tag;
}
