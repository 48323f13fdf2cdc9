import type { Lookup, Value } from '../amounts/evaluate';
import type { FactId } from '../facts/fact';
import type { ProjectRow } from '../reading/reading';
import { say } from '../wording/wording';
import type { DocumentTable, Paragraph, ParagraphStyle } from './document';
import { formulaBody, scoreFigure } from './figures';
import type { NarrativeInput } from './input';
import { reportLists } from './lists';
import { type Outline, type OutlineEntry, outlineById } from './outline';
import { isBehind, repeated } from './repetitions';
import { scoreTable } from './score-table';
import { composeSentence, fixedText, gap, type Segment, type SentenceSources } from './sentence';
import { targetTable } from './target-table';

/** A drafted paragraph: what it reads now and the live text behind it. */
export interface DraftedParagraph {
  readonly key: string;
  readonly style: ParagraphStyle;
  readonly segments: readonly Segment[];
  /** Text that does not fit one paragraph is continued in further ones. */
  readonly outlineKey: string;
  /** The text is a date, which stays as it was first drafted. */
  readonly dated: boolean;
}

/** A draft before the user's edits are merged in. */
export interface Draft {
  readonly title: string;
  readonly outline: Outline;
  readonly parts: readonly (DraftedParagraph | DocumentTable)[];
  /** Present values behind the references of the live texts. */
  readonly lookup: Lookup;
}

/** Longest text of one paragraph; Excel's cells and readers want less than 8,000 characters. */
export const paragraphLimit = 7500;

/** Drafts the report of the system's outline from what is known. Nothing is guessed: what is missing is 【待填：…】. */
export function draftReport(input: NarrativeInput): Draft {
  const outline = outlineById(input.system.outline);
  const sources = sentenceSources(input, outline);
  const parts = turns(outline).flatMap((entries) => draftTurns(entries, input, outline, sources));
  const title = composeSentence(outline.title, sources);
  const heading: DraftedParagraph = { key: 'title', outlineKey: 'title', style: 'title', segments: title, dated: false };
  return { title: readSegments(title), outline, parts: [heading, ...parts], lookup: sources.lookup };
}

/** What segments read now. */
export function readSegments(segments: readonly Segment[]): string {
  return segments.map(({ run }) => run.text).join('');
}

/** A drafted paragraph as part of the document tree. */
export function paragraphOf(part: DraftedParagraph): Paragraph {
  const runs = part.segments.map(({ run }) => run).filter((run) => run.text !== '');
  return {
    kind: 'paragraph',
    key: part.key,
    style: part.style,
    runs,
    status: runs.some((run) => run.kind === 'gap') ? 'gap' : 'automatic',
  };
}

/** Entries that take turns stand together; every other entry stands alone. */
function turns(outline: Outline): OutlineEntry[][] {
  const groups: OutlineEntry[][] = [];
  for (const entry of outline.entries) {
    const before = groups.at(-1)?.[0];
    if (before?.each && before.each === entry.each && before.paths?.join() === entry.paths?.join()) groups.at(-1)?.push(entry);
    else groups.push([entry]);
  }
  return groups;
}

function draftTurns(
  entries: readonly OutlineEntry[],
  input: NarrativeInput,
  outline: Outline,
  sources: SentenceSources,
): (DraftedParagraph | DocumentTable)[] {
  const [first] = entries;
  if (!first?.each) return entries.flatMap((entry) => draftEntry(entry, input, sources));
  const items = repeated(first.each, { input, sources, entry: first, outline });
  if (items.length === 0) return first.none === undefined ? [] : paragraphs(first, `${first.key}.none`, first.none, sources);
  return items.flatMap(({ key, words }) =>
    entries.flatMap((entry) =>
      paragraphs(entry, `${entry.key}:${key}`, entry.text, { ...sources, words: new Map([...sources.words, ...words]) }),
    ),
  );
}

function draftEntry(entry: OutlineEntry, input: NarrativeInput, sources: SentenceSources): (DraftedParagraph | DocumentTable)[] {
  if (entry.needs?.some((id) => !input.facts.has(id as FactId))) return [];
  if (entry.style === 'scoreTable') return [scoreTable(entry, input.assessment)];
  if (entry.style === 'targetTable') return targetTable(entry, input);
  return paragraphs(entry, entry.key, entry.text, sources);
}

function paragraphs(entry: OutlineEntry, key: string, template: string, sources: SentenceSources): DraftedParagraph[] {
  if (entry.style === 'scoreTable' || entry.style === 'targetTable') return [];
  const segments = composeSentence(template, sources);
  if (readSegments(segments) === '') return [];
  return splitParagraph({ key, outlineKey: entry.key, style: entry.style, segments, dated: template.includes('{date}') });
}

/** Splits a paragraph whose text is too long between segments: KEY, KEY~2, KEY~3 … */
function splitParagraph(paragraph: DraftedParagraph): DraftedParagraph[] {
  const parts: Segment[][] = [[]];
  let length = 0;
  for (const segment of paragraph.segments.flatMap(splitSegment)) {
    if (segment.term !== null && length + segment.run.text.length > paragraphLimit && length > 0) {
      parts.push([]);
      length = 0;
    }
    parts.at(-1)?.push(segment);
    length += segment.run.text.length;
  }
  return parts.map((segments, index) => ({ ...paragraph, key: index === 0 ? paragraph.key : `${paragraph.key}~${index + 1}`, segments }));
}

/** A single fixed text longer than a paragraph is cut into pieces. */
function splitSegment(segment: Segment): Segment[] {
  if (segment.term?.node !== 'text' || segment.run.text.length <= paragraphLimit) return [segment];
  const pieces: Segment[] = [];
  const characters = [...segment.run.text];
  for (let start = 0; start < characters.length; start += paragraphLimit)
    pieces.push(fixedText(characters.slice(start, start + paragraphLimit).join('')));
  return pieces;
}

function sentenceSources(input: NarrativeInput, outline: Outline): SentenceSources {
  const { assessment, reading, settings } = input;
  const values = new Map<string, Value>();
  for (const [id, fact] of input.facts) values.set(input.nameOf(id), { kind: 'number', value: fact.value });
  for (const indicator of assessment.indicators) remember(values, input.cells.get(indicator.key), indicator.score);
  for (const rate of assessment.rates) remember(values, input.cells.get(`rate:${rate.id}`), rate.value);
  remember(values, input.cells.get('total'), assessment.total.score);
  const forms = reading.forms.flatMap(({ amounts }) => amounts.map(({ numbers }) => numbers));
  for (const numbers of [...reading.projects.map(({ measures }) => measures), ...forms]) rememberNumbers(values, numbers);
  const lookup: Lookup = (name) => values.get(name) ?? { kind: 'error', value: '#NAME?' };
  const words = new Map<string, Segment>();
  const word = (name: string, content: string | null, missing: string): void => {
    words.set(name, content === null || content === '' ? gap(missing) : fixedText(content));
  };
  word('organisation', settings.organisation ?? reading.organisation, say('narrative', 'gapOrganisation'));
  const year = settings.year ?? reading.year;
  word('year', year === null ? null : String(year), say('narrative', 'gapYear'));
  word('date', chineseDate(input.today), say('narrative', 'gapDate'));
  word('points', assessment.total.points, say('narrative', 'gapScore'));
  words.set('score', totalScore(input, lookup));
  word('grade', assessment.grade, say('narrative', 'gapGrade'));
  word('unit', outline.unit === 'yuan' ? '元' : '万元', '');
  const flags = new Set<string>(assessment.rates.map(({ id }) => id));
  if (assessment.total.score !== null) flags.add('scored');
  if (reading.projects.length > 0) flags.add('projects');
  if (reading.projects.some(isBehind)) flags.add('behind');
  if (outline.unit === 'tenThousandYuan' && speaksOfMoney(input)) flags.add('amounts');
  const sources: SentenceSources = {
    facts: input.facts,
    nameOf: input.nameOf,
    unit: outline.unit,
    rounding: assessment.rounding,
    words,
    flags,
    lists: new Map(),
    rates: new Map(assessment.rates.map((rate) => [rate.id, rate])),
    lookup,
  };
  return { ...sources, lists: reportLists(input, outline, sources) };
}

/** Whether any amount stands in the report, so that rounded parts may miss a sum. */
function speaksOfMoney({ facts, reading }: NarrativeInput): boolean {
  const amounts = reading.forms.flatMap((form) => form.amounts.flatMap(({ numbers }) => [...numbers.values()]));
  return [...facts.values(), ...amounts, ...reading.projects.flatMap(({ measures }) => [...measures.values()])].some(
    ({ quantity }) => quantity === 'money',
  );
}

function remember(values: Map<string, Value>, cell: string | undefined, value: string | null): void {
  if (cell !== undefined && value !== null) values.set(cell, { kind: 'number', value });
}

function rememberNumbers(values: Map<string, Value>, numbers: ProjectRow['measures']): void {
  for (const amount of numbers.values())
    if (amount.formula !== null) values.set(formulaBody(amount.formula), { kind: 'number', value: amount.value });
}

/** The total as a live figure where a cell holds it. */
function totalScore(input: NarrativeInput, lookup: Lookup): Segment {
  const { score } = input.assessment.total;
  if (score === null) return gap(say('narrative', 'gapScore'));
  return scoreFigure(input.cells.get('total'), score, lookup);
}

/** `2024-01-31` as official documents write it: 2024年1月31日 (GB/T 9704-2012, 7.3.5.4). */
export function chineseDate(date: string): string | null {
  const match = /^(\d{4})-(\d{2})-(\d{2})/.exec(date);
  return match ? `${match[1]}年${Number(match[2])}月${Number(match[3])}日` : null;
}
