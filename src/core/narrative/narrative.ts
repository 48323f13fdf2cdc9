import type { Lookup, Value } from '../amounts/evaluate';
import type { FactId } from '../facts/fact';
import type { ProjectRow } from '../reading/reading';
import { say } from '../wording/wording';
import type { DocumentTable, Paragraph, ParagraphStyle, ReportDocument } from './document';
import { formulaBody, scoreFigure } from './figures';
import type { NarrativeInput } from './input';
import { reportLists } from './lists';
import { type Outline, type OutlineEntry, outlineById } from './outline';
import { repetitions } from './repetitions';
import { scoreTable } from './score-table';
import { composeSentence, fixedText, gap, type Segment, type SentenceSources } from './sentence';

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
}

/** Longest text of one paragraph; Excel's cells and readers want less than 8,000 characters. */
export const paragraphLimit = 7500;

/** Drafts the report of the system's outline from what is known. Nothing is guessed: what is missing is 【待填：…】. */
export function draftReport(input: NarrativeInput): Draft {
  const outline = outlineById(input.system.outline);
  const sources = sentenceSources(input, outline);
  const parts = outline.entries.flatMap((entry) => draftEntry(entry, input, sources));
  const title = composeSentence(outline.title, sources);
  const heading: DraftedParagraph = { key: 'title', outlineKey: 'title', style: 'title', segments: title, dated: false };
  return { title: readSegments(title), outline, parts: [heading, ...parts] };
}

/** What segments read now. */
export function readSegments(segments: readonly Segment[]): string {
  return segments.map(({ run }) => run.text).join('');
}

/** The draft as a document tree, before edits. */
export function documentOfDraft(draft: Draft, input: NarrativeInput): ReportDocument {
  return {
    title: draft.title,
    organisation: input.settings.organisation ?? input.reading.organisation,
    year: input.settings.year ?? input.reading.year,
    date: input.today,
    blocks: draft.parts.map((part) => ('kind' in part ? part : paragraphOf(part))),
  };
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

function draftEntry(entry: OutlineEntry, input: NarrativeInput, sources: SentenceSources): (DraftedParagraph | DocumentTable)[] {
  if (entry.needs?.some((id) => !input.facts.has(id as FactId))) return [];
  const { style } = entry;
  if (style === 'scoreTable') return [scoreTable(entry, input.assessment)];
  const paragraph = (key: string, segments: readonly Segment[]): DraftedParagraph[] =>
    readSegments(segments) === ''
      ? []
      : splitParagraph({ key, outlineKey: entry.key, style, segments, dated: entry.text.includes('{date}') });
  if (!entry.each) return paragraph(entry.key, composeSentence(entry.text, sources));
  const items = repetitions[entry.each](input, sources);
  if (items.length === 0) return entry.none === undefined ? [] : paragraph(`${entry.key}.none`, composeSentence(entry.none, sources));
  return items.flatMap(({ key, words }) =>
    paragraph(`${entry.key}:${key}`, composeSentence(entry.text, { ...sources, words: new Map([...sources.words, ...words]) })),
  );
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
  for (const project of reading.projects) rememberNumbers(values, project);
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
  const flags = new Set<string>();
  if (assessment.total.score !== null) flags.add('scored');
  if (reading.projects.length > 0) flags.add('projects');
  const sources: SentenceSources = {
    facts: input.facts,
    nameOf: input.nameOf,
    unit: outline.unit,
    rounding: assessment.rounding,
    words,
    flags,
    lists: new Map(),
    lookup,
  };
  return { ...sources, lists: reportLists(input, outline, sources) };
}

function remember(values: Map<string, Value>, cell: string | undefined, value: string | null): void {
  if (cell !== undefined && value !== null) values.set(cell, { kind: 'number', value });
}

function rememberNumbers(values: Map<string, Value>, project: ProjectRow): void {
  for (const amount of project.measures.values())
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
