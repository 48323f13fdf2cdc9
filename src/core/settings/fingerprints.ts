import type { Fact, FactId } from '../facts/fact';
import type { Reading } from '../reading/reading';
import { fingerprintOf } from '../workbook/fingerprint';
import type { Receipt } from './settings';

/** Version of the rule set that a receipt was written under: year and edition of the catalogue of checks. */
export const ruleSetVersion = '2026.1';

/** A fingerprint of all facts (ids and values, in order of ids): two workbooks with the same figures have the same. */
export function factsFingerprint(facts: ReadonlyMap<FactId, Fact>): string {
  return fingerprintOfLines([...facts.values()].map((fact) => `${fact.id}=${fact.value}`));
}

/** A fingerprint of every figure that was read: facts, projects, targets, and what stands in issued forms. */
export function readingFingerprint(reading: Pick<Reading, 'facts' | 'projects' | 'targets' | 'forms'>): string {
  const numbers = (owner: string, measures: ReadonlyMap<string, { readonly value: string }>): string[] =>
    [...measures].map(([measure, { value }]) => `${owner}:${measure}=${value}`);
  return fingerprintOfLines([
    factsFingerprint(reading.facts),
    ...reading.projects.flatMap(({ organisation, name, measures }) => numbers(`${organisation ?? ''}/${name}`, measures)),
    ...reading.targets.map(({ path, name, operator, target, actual, points, score }) =>
      [...path, name, operator, target, actual, points, score].join('/'),
    ),
    ...reading.forms.flatMap((form) => [
      ...form.amounts.flatMap((row) => numbers(`${form.sheet}/${row.source}`, row.numbers)),
      ...form.indicators.map(({ path, name, points, score }) => [form.sheet, ...path, name, points, score].join('/')),
    ]),
  ]);
}

function fingerprintOfLines(lines: readonly string[]): string {
  const text = [...lines].sort().join('\n');
  return fingerprintOf(text) + fingerprintOf(`${lines.length}\n${text}`);
}

/** A receipt whose fingerprint also covers its own fields, so that an edited receipt can be told. */
export function sealReceipt(receipt: Receipt): Receipt {
  return { ...receipt, fingerprint: `${receipt.fingerprint}.${sealOf(receipt, receipt.fingerprint)}` };
}

/** What a receipt is worth now: its figures still stand, they have changed since, or the receipt itself was edited. */
export type ReceiptStanding = 'unchanged' | 'changed' | 'edited';

/** Compares a receipt with the figures of now. A receipt of another rule set counts as changed. */
export function receiptStanding(receipt: Receipt, now: string): ReceiptStanding {
  const [figures = '', seal = ''] = receipt.fingerprint.split('.');
  if (seal !== sealOf(receipt, figures)) return 'edited';
  return figures === now && receipt.rules === ruleSetVersion ? 'unchanged' : 'changed';
}

function sealOf({ time, rules, error, warning, question, note }: Receipt, figures: string): string {
  return fingerprintOf([time, rules, error, warning, question, note, figures].join('|'));
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
