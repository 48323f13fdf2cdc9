import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate';

/**
 * The same package with everything random taken out: relationship ids numbered in order of appearance, creation and modification
 * times set to the given day, entries in their order with one fixed time. The docx library makes random ids and takes the clock.
 */
export function stabilise(bytes: Uint8Array, date: string | null): Uint8Array {
  const parts = unzipSync(bytes);
  const day = `${date ?? '2000-01-01'}T00:00:00Z`;
  const names = new Map<string, string>();
  for (const part of Object.values(textParts(parts)))
    for (const [id] of part.matchAll(/\brId[A-Za-z0-9_-]{6,}/g)) if (!names.has(id)) names.set(id, `rId${1000 + names.size}`);
  const texts = textParts(parts);
  const stable: Record<string, [Uint8Array, { mtime: Date; level: 6 }]> = {};
  for (const [name, content] of Object.entries(parts)) {
    const text = texts[name];
    const fixed =
      text === undefined
        ? content
        : strToU8(fixTimes(fixBookmarks(text.replace(/\brId[A-Za-z0-9_-]{6,}/g, (id) => names.get(id) ?? id)), day));
    stable[name] = [fixed, { mtime: new Date(2000, 0, 1, 12), level: 6 }];
  }
  return zipSync(stable);
}

function textParts(parts: Record<string, Uint8Array>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(parts).flatMap(([name, content]) => (/\.(xml|rels)$/.test(name) ? [[name, strFromU8(content)]] : [])),
  );
}

function fixTimes(text: string, day: string): string {
  return text.replace(/(<dcterms:(created|modified)[^>]*>)[^<]*</g, `$1${day}<`).replace(/(w:date=")[^"]*"/g, `$1${day}"`);
}

/** Ids and names that the library counts on from document to document, or draws at random, are numbered in order of appearance. */
function fixBookmarks(text: string): string {
  const numbered = (source: string, pattern: RegExp, make: (count: number) => string): string => {
    const seen = new Map<string, string>();
    return source.replace(pattern, (_, before: string, id: string, after: string) => {
      if (!seen.has(id)) seen.set(id, make(seen.size + 1));
      return `${before}${seen.get(id)}${after}`;
    });
  };
  const named = numbered(text, /()(_Toc\d+)\b()/g, (count) => `_Toc${1000 + count}`);
  const marked = numbered(named, /(<w:bookmark(?:Start|End)\b[^>]*?w:id=")(\d+)(")/g, (count) => String(count));
  return numbered(marked, /(<w:sdtPr>(?:(?!<\/w:sdtPr>).)*?<w:id w:val=")(-?\d+)(")/gs, (count) => String(100000 + count));
}
