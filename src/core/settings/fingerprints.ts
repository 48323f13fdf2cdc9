import type { Fact, FactId } from '../facts/fact';
import { fingerprintOf } from '../workbook/fingerprint';

/** Version of the rule set that a receipt was written under: year and edition of the catalogue of checks. */
export const ruleSetVersion = '2026.1';

/** A fingerprint of all facts (ids and values, in order of ids): two workbooks with the same figures have the same. */
export function factsFingerprint(facts: ReadonlyMap<FactId, Fact>): string {
  const lines = [...facts.values()].map((fact) => `${fact.id}=${fact.value}`).sort();
  const text = lines.join('\n');
  return fingerprintOf(text) + fingerprintOf(`${lines.length}\n${text}`);
}

/** Longest text of one cell of packed fingerprints; Excel allows 32,767 characters and older readers 8,192. */
const cellLength = 8000;

/**
 * Packs fingerprints into texts for cells: one line an entry, `key⇥fingerprint`; a line without ⇥ is `#` and the beginning that the
 * keys after it share (`#_绩核_指标/`). A key that is the cell's own address is left away: it stands at the head of its fingerprint.
 */
export function packFingerprints(fingerprints: ReadonlyMap<string, string>): string[] {
  const texts: string[] = [];
  let text = '';
  let shared: string | null = null;
  for (const [key, value] of fingerprints) {
    const beginning = beginningOf(key);
    const own = key.slice(beginning.length);
    const line = `${nameOf(own, value)}\t${guarded(value)}`;
    if (text !== '' && text.length + line.length + beginning.length + 3 > cellLength) {
      texts.push(text);
      text = '';
      shared = null;
    }
    if (beginning !== shared) text += `${text === '' ? '' : '\n'}#${guarded(beginning)}`;
    shared = beginning;
    text += `\n${line}`;
  }
  if (text !== '') texts.push(text);
  return texts;
}

/** Reads packed fingerprints back; lines that make no sense are passed over. */
export function unpackFingerprints(texts: readonly string[]): Map<string, string> {
  const fingerprints = new Map<string, string>();
  for (const text of texts) {
    let beginning = '';
    for (const line of text.split('\n')) {
      const tab = line.indexOf('\t');
      if (tab < 0) beginning = line.startsWith('#') ? plain(line.slice(1)) : beginning;
      else fingerprints.set(beginning + keyOf(line.slice(0, tab), plain(line.slice(tab + 1))), plain(line.slice(tab + 1)));
    }
  }
  return fingerprints;
}

/** Stands for a key without text of its own. */
const noName = '\\e';

function nameOf(key: string, value: string): string {
  if (key === '') return noName;
  return key === value.split(' ')[0] ? '' : guarded(key);
}

function keyOf(name: string, value: string): string {
  if (name === noName) return '';
  return name === '' ? (value.split(' ')[0] ?? '') : plain(name);
}

function beginningOf(key: string): string {
  const slash = key.indexOf('/');
  return slash < 0 ? '' : key.slice(0, slash + 1);
}

const escapes: Readonly<Record<string, string>> = { '\\': '\\\\', '\t': '\\t', '\n': '\\n', '\r': '\\r' };
const unescapes: Readonly<Record<string, string>> = { '\\': '\\', t: '\t', n: '\n', r: '\r' };

function guarded(text: string): string {
  return text.replace(/[\\\t\n\r]/g, (character) => escapes[character] ?? character);
}

function plain(text: string): string {
  return text.replace(/\\(.)/g, (whole, character: string) => unescapes[character] ?? whole);
}
