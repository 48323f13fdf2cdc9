import { deflateSync, Inflate } from 'fflate';
import { HostError } from '../../core/workbook/host';

/**
 * One entry of a zip container (PKWARE APPNOTE 6.3), still compressed: an entry that nobody changes is written back with the very
 * bytes it came with.
 */
export interface ArchiveEntry {
  readonly name: string;
  /** The name's own bytes, which need not be UTF-8. */
  readonly nameBytes: Uint8Array;
  /** Whether the name is marked as UTF-8 (general purpose bit 11). */
  readonly utf8: boolean;
  /** 0 stored, 8 deflated. */
  readonly method: number;
  /** MS-DOS time (low 16 bits) and date (high 16 bits). */
  readonly modified: number;
  readonly checksum: number;
  readonly compressed: Uint8Array;
  /** Size after inflation, as the container claims it. */
  readonly size: number;
}

/** What a container may claim before it is refused as a bomb; bytes unless said otherwise. */
export const archiveLimits = {
  entries: 20_000,
  container: 512 * 1024 * 1024,
  /** One XML part, inflated. */
  part: 120 * 1024 * 1024,
  /** All XML parts together, inflated. */
  parts: 180 * 1024 * 1024,
  /** Everything together, pictures included. */
  total: 1024 * 1024 * 1024,
  /** Times an entry may grow, for entries beyond `ratioFrom`. */
  ratio: 250,
  ratioFrom: 8 * 1024 * 1024,
} as const;

const marks = { local: 0x04034b50, central: 0x02014b50, end: 0x06054b50, end64: 0x06064b50, locator64: 0x07064b50 } as const;
const endSize = 22;
const utf8Flag = 0x800;
const encryptedFlag = 1;

/**
 * Reads the directory of a zip container. Throws a `HostError`: `notWorkbook` for anything that is no sound container (also for two
 * entries of one name and for names that climb out of it), `encrypted`, `tooLarge` for what claims more than `archiveLimits`.
 */
export function readArchive(bytes: Uint8Array): ArchiveEntry[] {
  if (bytes.length > archiveLimits.container) throw new HostError('tooLarge', null, `container of ${bytes.length} bytes`);
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const directory = findDirectory(view);
  if (directory.count > archiveLimits.entries) throw new HostError('tooLarge', null, `${directory.count} entries`);
  const entries: ArchiveEntry[] = [];
  const names = new Set<string>();
  let position = directory.start;
  for (let index = 0; index < directory.count; index++) {
    if (position + 46 > bytes.length || view.getUint32(position, true) !== marks.central) throw damaged('directory');
    const { entry, next } = readEntry(bytes, view, position);
    const key = entry.name.toLowerCase();
    if (names.has(key)) throw damaged(`two entries ${entry.name}`);
    if (climbs(entry.name)) throw damaged(`path ${entry.name}`);
    names.add(key);
    entries.push(entry);
    position = next;
  }
  checkClaims(entries);
  return entries;
}

/** Inflates one entry, never beyond what it claims, and checks length and checksum. */
export function inflateEntry(entry: ArchiveEntry): Uint8Array {
  const content = entry.method === 0 ? entry.compressed : inflate(entry);
  if (content.length !== entry.size || checksum(content) !== entry.checksum) throw damaged(`content of ${entry.name}`);
  return content;
}

/** Larger parts are packed less tightly: a person waits for them. */
const quickFrom = 4 * 1024 * 1024;

/** A new deflated entry; its time is that of the epoch of MS-DOS, so that equal content gives equal bytes. */
export function archiveEntry(name: string, content: Uint8Array): ArchiveEntry {
  return {
    name,
    nameBytes: new TextEncoder().encode(name),
    utf8: true,
    method: 8,
    modified: 0x00210000,
    checksum: checksum(content),
    compressed: deflateSync(content, { level: content.length > quickFrom ? 2 : 6 }),
    size: content.length,
  };
}

/** Writes entries as a zip container, in order. */
export function writeArchive(entries: readonly ArchiveEntry[]): Uint8Array {
  const size = entries.reduce((sum, entry) => sum + 30 + 46 + 2 * entry.nameBytes.length + entry.compressed.length, endSize);
  const bytes = new Uint8Array(size);
  const view = new DataView(bytes.buffer);
  const offsets: number[] = [];
  let position = 0;
  for (const entry of entries) {
    offsets.push(position);
    view.setUint32(position, marks.local, true);
    writeHeader(view, position + 4, entry);
    bytes.set(entry.nameBytes, position + 30);
    bytes.set(entry.compressed, position + 30 + entry.nameBytes.length);
    position += 30 + entry.nameBytes.length + entry.compressed.length;
  }
  const start = position;
  entries.forEach((entry, index) => {
    view.setUint32(position, marks.central, true);
    view.setUint16(position + 4, 20, true);
    writeHeader(view, position + 6, entry);
    view.setUint32(position + 42, offsets[index] ?? 0, true);
    bytes.set(entry.nameBytes, position + 46);
    position += 46 + entry.nameBytes.length;
  });
  view.setUint32(position, marks.end, true);
  view.setUint16(position + 8, entries.length, true);
  view.setUint16(position + 10, entries.length, true);
  view.setUint32(position + 12, position - start, true);
  view.setUint32(position + 16, start, true);
  return bytes;
}

function writeHeader(view: DataView, position: number, entry: ArchiveEntry): void {
  view.setUint16(position, 20, true);
  view.setUint16(position + 2, entry.utf8 ? utf8Flag : 0, true);
  view.setUint16(position + 4, entry.method, true);
  view.setUint32(position + 6, entry.modified, true);
  view.setUint32(position + 10, entry.checksum, true);
  view.setUint32(position + 14, entry.compressed.length, true);
  view.setUint32(position + 18, entry.size, true);
  view.setUint16(position + 22, entry.nameBytes.length, true);
}

function damaged(detail: string): HostError {
  return new HostError('notWorkbook', null, detail);
}

function findDirectory(view: DataView): { start: number; count: number } {
  const last = view.byteLength - endSize;
  for (let position = last; position >= 0 && position >= last - 0xffff; position--) {
    if (view.getUint32(position, true) !== marks.end) continue;
    const count = view.getUint16(position + 10, true);
    const start = view.getUint32(position + 16, true);
    if (count === 0xffff || start === 0xffffffff) return findDirectory64(view, position - 20);
    if (start > position) throw damaged('directory offset');
    return { start, count };
  }
  throw damaged('no directory');
}

function findDirectory64(view: DataView, locator: number): { start: number; count: number } {
  if (locator < 0 || view.getUint32(locator, true) !== marks.locator64) throw damaged('zip64 locator');
  const end = safeNumber(view, locator + 8);
  if (end + 56 > view.byteLength || view.getUint32(end, true) !== marks.end64) throw damaged('zip64 end');
  return { count: safeNumber(view, end + 32), start: safeNumber(view, end + 48) };
}

function safeNumber(view: DataView, position: number): number {
  const value = Number(view.getBigUint64(position, true));
  if (value > 0x7fffffff) throw new HostError('tooLarge', null, `claim of ${value} bytes`);
  return value;
}

function readEntry(bytes: Uint8Array, view: DataView, position: number): { entry: ArchiveEntry; next: number } {
  const flags = view.getUint16(position + 8, true);
  const method = view.getUint16(position + 10, true);
  const nameLength = view.getUint16(position + 28, true);
  const extraLength = view.getUint16(position + 30, true);
  const commentLength = view.getUint16(position + 32, true);
  const next = position + 46 + nameLength + extraLength + commentLength;
  if (next > bytes.length) throw damaged('directory entry');
  const nameBytes = bytes.subarray(position + 46, position + 46 + nameLength);
  const name = new TextDecoder().decode(nameBytes);
  if (flags & encryptedFlag) throw new HostError('encrypted', null, name);
  if (method !== 0 && method !== 8) throw damaged(`method ${method} of ${name}`);
  const sizes = readSizes(view, position, position + 46 + nameLength, extraLength);
  const { local } = sizes;
  if (local + 30 > bytes.length || view.getUint32(local, true) !== marks.local) throw damaged(`header of ${name}`);
  const data = local + 30 + view.getUint16(local + 26, true) + view.getUint16(local + 28, true);
  if (data + sizes.compressed > bytes.length) throw damaged(`extent of ${name}`);
  const entry: ArchiveEntry = {
    name,
    nameBytes,
    utf8: (flags & utf8Flag) !== 0,
    method,
    modified: view.getUint32(position + 12, true),
    checksum: view.getUint32(position + 16, true),
    compressed: bytes.subarray(data, data + sizes.compressed),
    size: sizes.size,
  };
  return { entry, next };
}

/** Sizes and offset, from the zip64 extra field (id 1) where the plain fields are full. */
function readSizes(
  view: DataView,
  position: number,
  extra: number,
  extraLength: number,
): { compressed: number; size: number; local: number } {
  const plain = {
    compressed: view.getUint32(position + 20, true),
    size: view.getUint32(position + 24, true),
    local: view.getUint32(position + 42, true),
  };
  if (plain.compressed !== 0xffffffff && plain.size !== 0xffffffff && plain.local !== 0xffffffff) return plain;
  for (let field = extra; field + 4 <= extra + extraLength; field += 4 + view.getUint16(field + 2, true)) {
    if (view.getUint16(field, true) !== 1) continue;
    let value = field + 4;
    const take = (current: number): number => {
      if (current !== 0xffffffff) return current;
      if (value + 8 > extra + extraLength) throw damaged('zip64 field');
      value += 8;
      return safeNumber(view, value - 8);
    };
    const size = take(plain.size);
    const compressed = take(plain.compressed);
    return { size, compressed, local: take(plain.local) };
  }
  throw new HostError('tooLarge', null, 'claim of 4 GB');
}

/** Names that would leave the folder they were unpacked to; no producer of workbooks writes them. */
function climbs(name: string): boolean {
  return /(^|[\\/])\.\.([\\/]|$)|^[\\/]|^[A-Za-z]:|\0/.test(name);
}

function checkClaims(entries: readonly ArchiveEntry[]): void {
  let total = 0;
  let parts = 0;
  for (const { name, size, compressed } of entries) {
    const isXml = /\.(xml|rels|vml)$/i.test(name);
    total += size;
    if (isXml) parts += size;
    if (isXml && size > archiveLimits.part) throw new HostError('tooLarge', null, `${name}: ${size} bytes`);
    if (size > archiveLimits.ratioFrom && size > archiveLimits.ratio * Math.max(1, compressed.length)) {
      throw new HostError('tooLarge', null, `${name}: ${compressed.length} → ${size} bytes`);
    }
  }
  if (total > archiveLimits.total || parts > archiveLimits.parts) throw new HostError('tooLarge', null, `${total} bytes in all`);
}

/** In small pieces, so that an entry that lies about its size is stopped as soon as it passes it. */
function inflate(entry: ArchiveEntry): Uint8Array {
  if (entry.size > archiveLimits.part) throw new HostError('tooLarge', null, entry.name);
  const content = new Uint8Array(entry.size);
  let length = 0;
  const stream = new Inflate((data) => {
    if (length + data.length > content.length) throw new HostError('tooLarge', null, `${entry.name} is larger than it claims`);
    content.set(data, length);
    length += data.length;
  });
  const step = 1 << 15;
  try {
    for (let position = 0; position < entry.compressed.length || position === 0; position += step) {
      stream.push(entry.compressed.subarray(position, position + step), position + step >= entry.compressed.length);
    }
  } catch (failure) {
    throw failure instanceof HostError ? failure : damaged(`${entry.name}: ${String(failure)}`);
  }
  return content.subarray(0, length);
}

const checksumTable = Uint32Array.from({ length: 256 }, (_, index) => {
  let value = index;
  for (let bit = 0; bit < 8; bit++) value = value & 1 ? (value >>> 1) ^ 0xedb88320 : value >>> 1;
  return value;
});

/** CRC-32 as zip uses it. */
function checksum(content: Uint8Array): number {
  let value = 0xffffffff;
  for (let index = 0; index < content.length; index++) {
    value = (checksumTable[(value ^ (content[index] as number)) & 0xff] as number) ^ (value >>> 8);
  }
  return (value ^ 0xffffffff) >>> 0;
}
