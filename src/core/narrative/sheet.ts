import { evaluateTerm, type Lookup } from '../amounts/evaluate';
import { formulaLength, formulaOfTerm } from '../amounts/formula';
import { join, number, operation, reference, type Term } from '../amounts/term';
import type { Settings } from '../settings/settings';
import { ownSheets } from '../settings/settings';
import { say } from '../wording/wording';
import { areaReference, cellReference, parseFullReference } from '../workbook/address';
import type { DesignedCell, SheetDesign } from '../workbook/design';
import { contentText, contentTextOfCell, fingerprintOf } from '../workbook/fingerprint';
import type { PlannedCell } from '../workbook/plan';
import { markedSheet, sheetTitle, writtenFingerprint } from '../workbook/planning';
import { heightFor } from '../workbook/sheet-writer';
import { type Cell, cellAt, isBlank, type SheetSnapshot, type Snapshot, valueOfCell } from '../workbook/snapshot';
import type { Paragraph, ParagraphStyle, ReportDocument } from './document';
import type { NarrativeInput } from './input';
import { type Draft, type DraftedParagraph, paragraphOf, readSegments } from './narrative';
import { fixedText, type Segment, termOfSegments } from './sentence';

/** The report sheet as it should stand with the user's edits in it, and the document that it and Word show. */
export interface ReportSheet {
  readonly design: SheetDesign;
  readonly document: ReportDocument;
  /** Keys of paragraphs that the user has deleted, to be kept in the settings. */
  readonly deleted: ReadonlySet<string>;
  /** Paragraphs that the user has edited, with the row of the sheet and the text that we would draft. */
  readonly edited: readonly EditedParagraph[];
}

/** A paragraph whose text is the user's. */
export interface EditedParagraph {
  readonly key: string;
  readonly row: number;
  /** Full sheet name of the report. */
  readonly sheet: string;
  readonly text: string;
  readonly drafted: DraftedParagraph;
}

const columns = { style: 1, text: 2, source: 3, status: 4, key: 5, helper: 7 } as const;
const firstRow = 4;
/** Widths of the two columns whose texts are long, in characters. */
const textWidth = 90;
const sourceWidth = 30;
/** A figure is never broken: it may leave that much of a line empty. */
const roomForFigures = 8;
/** Formulas longer than this put their pieces into the helper column. */
const formulaComfort = 4000;

/** A row of the report sheet as it stands. */
interface StandingRow {
  readonly row: number;
  readonly key: string;
  readonly text: Cell | null;
  readonly edited: boolean;
}

/** One row as it should stand: drafted, edited by the user, or wholly the user's. */
type MergedRow =
  | { readonly kind: 'drafted'; readonly part: DraftedParagraph }
  | {
      readonly kind: 'edited';
      readonly key: string;
      readonly row: number;
      readonly text: Cell;
      readonly part: DraftedParagraph | null;
      readonly style: string;
    }
  | { readonly kind: 'table'; readonly key: string; readonly title: string }
  | { readonly kind: 'user'; readonly cells: readonly { readonly column: number; readonly cell: Cell }[]; readonly row: number };

/**
 * Merges a draft into the report sheet that stands: edited paragraphs keep their text, deleted ones stay deleted, inserted and moved
 * rows stay where the user put them, and new paragraphs come behind their predecessor. Paragraphs named in `redraft` are drafted anew.
 */
export function mergeReport(draft: Draft, input: NarrativeInput, snapshot: Snapshot, redraft: readonly string[] = []): ReportSheet {
  const standing = markedSheet(snapshot, ownSheets.report.mark);
  const title = sheetTitle(snapshot, ownSheets.report);
  const rows = standing ? standingRows(standing, input.settings, redraft) : [];
  const deleted = deletedKeys(rows, standing !== null, input.settings, redraft);
  const merged = mergeRows(draft, rows, standing, deleted);
  const edited = merged.flatMap((row, index): EditedParagraph[] =>
    row.kind === 'edited' && row.part
      ? [{ key: row.key, row: firstRow + index, sheet: title, text: row.text.shown, drafted: row.part }]
      : [],
  );
  return { design: designRows(merged, draft.lookup), document: documentOf(draft, merged, input), deleted, edited };
}

/** Cells of the report sheet carry this key. */
function textKey(key: string): string {
  return `text:${key}`;
}

/** Whether a paragraph is among those to be drafted anew. */
function isWanted(key: string, redraft: readonly string[]): boolean {
  return redraft.some((wanted) => key === wanted || key.startsWith(`${wanted}.`) || key.startsWith(`${wanted}~`));
}

/**
 * Settings in which the texts to be drafted anew count as ours, whatever stands there now: the plan then writes over the unit's words,
 * as it was asked to.
 */
export function giveBackParagraphs(settings: Settings, snapshot: Snapshot, redraft: readonly string[]): Settings {
  const standing = markedSheet(snapshot, ownSheets.report.mark);
  if (!standing || redraft.length === 0) return settings;
  const fingerprints = new Map(settings.fingerprints);
  for (const { row, key, text } of standingRows(standing, settings, [])) {
    const kept = [...fingerprints].find(([name]) => name.includes(ownSheets.report.mark) && name.endsWith(textKey(key)));
    if (kept && key !== '' && isWanted(key, redraft)) {
      const cell = cellReference(row, columns.text);
      fingerprints.set(kept[0], `${cell} ${fingerprintOf(contentTextOfCell(text))}`);
    }
  }
  return { ...settings, fingerprints };
}

function standingRows(sheet: SheetSnapshot, settings: Settings, redraft: readonly string[]): StandingRow[] {
  const last = sheet.used?.bottom ?? 0;
  const rows: StandingRow[] = [];
  for (let row = firstRow; row <= last; row += 1) {
    const keyCell = cellAt(sheet, row, columns.key);
    const key = keyCell?.kind === 'text' ? keyCell.value : '';
    const cell = cellAt(sheet, row, columns.text);
    const status = cellAt(sheet, row, columns.status)?.value ?? '';
    const written = writtenFingerprint(settings.fingerprints, ownSheets.report.mark, textKey(key));
    const changed = written !== null && written !== fingerprintOf(contentTextOfCell(cell));
    const theirs = key !== '' && (status === say('narrative', 'statusEdited') || (changed && !isBlank(cell)));
    rows.push({ row, key, text: cell, edited: theirs && !isWanted(key, redraft) });
  }
  return rows;
}

/** A paragraph that we wrote and that is no longer on the sheet was deleted; where the whole sheet is gone, nothing was. */
function deletedKeys(rows: readonly StandingRow[], stands: boolean, settings: Settings, redraft: readonly string[]): ReadonlySet<string> {
  const deleted = new Set(settings.deletedParagraphs);
  if (!stands) return new Set();
  const present = new Set(rows.filter(({ text }) => !isBlank(text)).map(({ key }) => key));
  const prefix = textKey('');
  for (const key of settings.fingerprints.keys()) {
    const place = key.indexOf(prefix);
    if (place < 0 || !key.includes(ownSheets.report.mark)) continue;
    const paragraph = key.slice(place + prefix.length);
    if (!present.has(paragraph)) deleted.add(paragraph);
  }
  for (const key of [...deleted]) if (present.has(key) || isWanted(key, redraft)) deleted.delete(key);
  return deleted;
}

function mergeRows(draft: Draft, rows: readonly StandingRow[], standing: SheetSnapshot | null, deleted: ReadonlySet<string>): MergedRow[] {
  const drafted = new Map(draft.parts.map((part) => [part.key, part]));
  const merged: MergedRow[] = [];
  const placed = new Set<string>();
  for (const row of rows) {
    const part = drafted.get(row.key);
    const style = standing ? (cellAt(standing, row.row, columns.style)?.value ?? '') : '';
    if (row.edited && row.text && !standsAsDrafted(row.text, part, draft.lookup)) {
      merged.push({ kind: 'edited', key: row.key, row: row.row, text: row.text, part: part && !('kind' in part) ? part : null, style });
      placed.add(row.key);
    } else if (part && !isBlank(row.text) && !placed.has(row.key)) {
      merged.push(
        'kind' in part
          ? { kind: 'table', key: part.key, title: part.title ?? '' }
          : { kind: 'drafted', part: datedAsBefore(part, row.text) },
      );
      placed.add(row.key);
    } else if (row.key === '' && standing) {
      const cells = [...(standing.cells.get(row.row) ?? [])]
        .filter(([column, cell]) => column < columns.helper && !isBlank(cell))
        .map(([column, cell]) => ({ column, cell }));
      if (cells.length > 0) merged.push({ kind: 'user', cells, row: row.row });
    }
  }
  let after = -1;
  for (const part of draft.parts) {
    const at = merged.findIndex((row) => keyOf(row) === part.key);
    if (at >= 0) {
      after = at;
      continue;
    }
    if (deleted.has(part.key)) continue;
    after += 1;
    merged.splice(after, 0, 'kind' in part ? { kind: 'table', key: part.key, title: part.title ?? '' } : { kind: 'drafted', part });
  }
  return merged;
}

/** Whether a text is what we would draft: after a sheet was renamed or a row put in, Excel rewrote our formula, and nobody edited it. */
function standsAsDrafted(text: Cell, part: Draft['parts'][number] | undefined, lookup: Lookup): boolean {
  return part !== undefined && !('kind' in part) && contentText(textContent(part, [], lookup)) === contentTextOfCell(text);
}

/** The date of a report is the day it was first drafted: a later run on unchanged figures changes nothing. */
function datedAsBefore(part: DraftedParagraph, standing: Cell | null): DraftedParagraph {
  return part.dated && standing ? { ...part, segments: [fixedText(standing.shown)] } : part;
}

function keyOf(row: MergedRow): string | null {
  if (row.kind === 'user') return null;
  return row.kind === 'drafted' ? row.part.key : row.key;
}

const styleKeys = {
  title: 'styleTitle',
  subtitle: 'styleSubtitle',
  level1: 'styleLevel1',
  level2: 'styleLevel2',
  level3: 'styleLevel3',
  body: 'styleBody',
  tableNote: 'styleTableNote',
  signature: 'styleSignature',
  date: 'styleDate',
} as const satisfies Readonly<Record<ParagraphStyle, string>>;

function designRows(merged: readonly MergedRow[], lookup: Lookup): SheetDesign {
  const cells: DesignedCell[] = [];
  const helpers: DesignedCell[] = [];
  const put = (row: number, column: number, key: string, content: PlannedCell): void => {
    cells.push({ row, column, key, content, ownership: 'ours', ...(key.startsWith(textKey('')) ? { remembered: true } : {}) });
  };
  const plain = (value: string): PlannedCell => ({ value: { kind: 'text', value } });
  put(1, columns.style, 'heading', plain(say('narrative', 'sheetTitle')));
  put(2, columns.style, 'hint', plain(say('narrative', 'sheetHint')));
  (['Style', 'Text', 'Source', 'Status', 'Key'] as const).forEach((name, index) => {
    put(3, index + 1, `header:${name}`, plain(say('narrative', `column${name}`)));
  });
  merged.forEach((entry, index) => {
    const row = firstRow + index;
    if (entry.kind === 'user') {
      for (const { column, cell } of entry.cells) put(row, column, `user:${row}:${column}`, contentOf(cell));
      return;
    }
    if (entry.kind === 'table') {
      put(row, columns.style, `style:${entry.key}`, plain(say('narrative', 'styleTable')));
      put(
        row,
        columns.text,
        textKey(entry.key),
        plain(say('narrative', 'tableSeeSheet', { title: entry.title, sheet: ownSheets.indicators.title })),
      );
      put(row, columns.status, `status:${entry.key}`, plain(say('narrative', 'statusAutomatic')));
      put(row, columns.key, `key:${entry.key}`, plain(entry.key));
      return;
    }
    if (entry.kind === 'edited') {
      put(row, columns.style, `style:${entry.key}`, plain(entry.style));
      put(row, columns.text, textKey(entry.key), contentOf(entry.text));
      put(row, columns.status, `status:${entry.key}`, plain(say('narrative', 'statusEdited')));
      put(row, columns.key, `key:${entry.key}`, plain(entry.key));
      return;
    }
    const { part } = entry;
    const paragraph = paragraphOf(part);
    put(row, columns.style, `style:${part.key}`, plain(say('narrative', styleKeys[part.style])));
    put(row, columns.text, textKey(part.key), textContent(part, helpers, lookup));
    const source = sourcesOf(paragraph);
    if (source !== '') put(row, columns.source, `source:${part.key}`, plain(source));
    put(row, columns.status, `status:${part.key}`, plain(say('narrative', paragraph.status === 'gap' ? 'statusGap' : 'statusAutomatic')));
    put(row, columns.key, `key:${part.key}`, plain(part.key));
  });
  return reportDesign([...cells, ...helpers], merged);
}

/** Live formula where any figure is live, else plain text; long formulas get their pieces from the helper column. */
function textContent(part: DraftedParagraph, helpers: DesignedCell[], lookup: Lookup): PlannedCell {
  const shown = readSegments(part.segments);
  if (part.segments.every(({ term }) => term?.node === 'text')) return { value: { kind: 'text', value: shown } };
  const result = { kind: 'text', value: shown } as const;
  const length = part.segments.reduce((sum, { term }) => sum + (term === null ? 0 : formulaLength(term)), 0);
  if (length <= formulaComfort) return { formula: formulaOfTerm(termOfSegments(part.segments)), result };
  const help = (content: PlannedCell): Term => {
    const row = firstRow + helpers.length;
    helpers.push({ row, column: columns.helper, key: `helper:${part.key}:${row}`, content, ownership: 'ours' });
    return reference(cellReference(row, columns.helper));
  };
  const pieces: Term[] = [];
  let group: Segment[] = [];
  let size = 0;
  const close = (): void => {
    if (group.length > 0) {
      const reads: PlannedCell = { formula: formulaOfTerm(termOfSegments(group)), result: { kind: 'text', value: readSegments(group) } };
      pieces.push(help(reads));
    }
    group = [];
    size = 0;
  };
  for (const segment of part.segments) {
    const short =
      segment.term === null
        ? segment
        : {
            ...segment,
            term: withShortSums(segment.term, (sum) => help({ formula: formulaOfTerm(sum), result: evaluateTerm(sum, lookup) })),
          };
    const own = short.term === null ? 0 : formulaLength(short.term);
    if (size + own > formulaComfort) close();
    group.push(short);
    size += own;
  }
  close();
  return { formula: formulaOfTerm(join(pieces)), result };
}

/** Longest part of a sum in one cell. */
const sumComfort = 2000;

/** The same term with long sums taken in parts from helper cells; a sum that occurs several times is built once. */
function withShortSums(term: Term, help: (sum: Term) => Term, known: Map<Term, Term> = new Map()): Term {
  if (term.node === 'call') return { ...term, operands: term.operands.map((operand) => withShortSums(operand, help, known)) };
  if (term.node !== 'operation') return term;
  if (term.operator !== '+') {
    return { ...term, left: withShortSums(term.left, help, known), right: withShortSums(term.right, help, known) };
  }
  const standing = known.get(term);
  if (standing) return standing;
  const addends = addendsOf(term);
  const parts: Term[][] = [[]];
  let size = 0;
  for (const addend of addends) {
    const own = formulaLength(addend) + 1;
    if (size + own > sumComfort && size > 0) {
      parts.push([]);
      size = 0;
    }
    parts.at(-1)?.push(addend);
    size += own;
  }
  const short = parts.length === 1 ? term : sumOf(parts.map((list) => help(sumOf(list))));
  known.set(term, short);
  return short;
}

function addendsOf(term: Term): Term[] {
  const addends: Term[] = [];
  let rest = term;
  while (rest.node === 'operation' && rest.operator === '+') {
    addends.push(rest.right);
    rest = rest.left;
  }
  return [rest, ...addends.reverse()];
}

function sumOf(addends: readonly Term[]): Term {
  const [first = number('0'), ...rest] = addends;
  return rest.reduce<Term>((left, right) => operation('+', left, right), first);
}

function contentOf(cell: Cell): PlannedCell {
  return cell.formula === null ? { value: valueOfCell(cell) } : { formula: cell.formula, result: valueOfCell(cell) };
}

/** At most a few cells are named; the formula itself leads to all of them. */
function sourcesOf(paragraph: Paragraph): string {
  const sources = [...new Set(paragraph.runs.flatMap((run) => (run.kind === 'figure' && run.source !== '' ? run.source.split('、') : [])))];
  const shown = listedPlaces(sources.slice(0, mostSources));
  return sources.length > mostSources ? `${shown}…` : shown;
}

const mostSources = 6;

/** Places for people: `基础数据!B6、B4、支出表!C3`. */
function listedPlaces(references: readonly string[]): string {
  let last = '';
  return references
    .map((reference) => {
      const place = parseFullReference(reference);
      if (!place) return reference;
      const cells = areaReference(place.area);
      const text = place.sheet === last ? cells : `${place.sheet}!${cells}`;
      last = place.sheet;
      return text;
    })
    .join('、');
}

const levelFill = '#EEF3FA';

function reportDesign(cells: readonly DesignedCell[], merged: readonly MergedRow[]): SheetDesign {
  const last = firstRow + Math.max(merged.length, 1) - 1;
  const whole = { top: 3, left: 1, bottom: last, right: columns.key };
  const headings = merged.flatMap((row, index) => {
    const style = row.kind === 'drafted' ? row.part.style : null;
    return style === 'title' || style === 'level1' || style === 'level2' || style === 'level3' ? [{ row: firstRow + index, style }] : [];
  });
  return {
    title: ownSheets.report.title,
    mark: ownSheets.report.mark,
    tabColor: '#0F6CBD',
    authoritative: true,
    cells,
    formats: [
      { area: { top: 1, left: 1, bottom: 1, right: columns.key }, format: { bold: true, fontSize: 14 } },
      { area: { top: 2, left: 1, bottom: 2, right: columns.key }, format: { fontColor: '#5C5C5C' } },
      { area: whole, format: { border: '#C8C8C8', vertical: 'top', wrap: true, fontSize: 11 } },
      { area: { top: 3, left: 1, bottom: 3, right: columns.key }, format: { bold: true, fill: '#DCE6F4', horizontal: 'center' } },
      { area: { top: firstRow, left: columns.status, bottom: last, right: columns.status }, format: { horizontal: 'center' } },
      { area: { top: firstRow, left: columns.source, bottom: last, right: columns.source }, format: { fontColor: '#5C5C5C', fontSize: 9 } },
      { area: { top: firstRow, left: columns.key, bottom: last, right: columns.key }, format: { fontColor: '#8A8A8A', fontSize: 9 } },
      ...headings.map(({ row }) => ({
        area: { top: row, left: columns.style, bottom: row, right: columns.text },
        format: { bold: true, fill: levelFill },
      })),
    ],
    merges: [
      { top: 1, left: 1, bottom: 1, right: columns.key },
      { top: 2, left: 1, bottom: 2, right: columns.key },
    ],
    widths: [
      { column: columns.style, width: 8 },
      { column: columns.text, width: textWidth },
      { column: columns.source, width: sourceWidth },
      { column: columns.status, width: 8 },
      { column: columns.key, width: 20 },
      { column: columns.helper, width: 10, hidden: true },
    ],
    heights: [
      { row: 1, height: 28 },
      { row: 2, height: 20 },
      { row: 3, height: 22 },
      ...merged.map((row, index) => ({ row: firstRow + index, height: heightOf(row) })),
    ],
    conditionalFormats: [
      {
        area: { top: firstRow, left: columns.status, bottom: last, right: columns.status },
        rules: [
          { formula: `=$D${firstRow}="${say('narrative', 'statusGap')}"`, format: { fill: '#FFF4CE', fontColor: '#7A4F01' } },
          { formula: `=$D${firstRow}="${say('narrative', 'statusEdited')}"`, format: { fill: '#E8F3E8', fontColor: '#0E700E' } },
        ],
      },
    ],
    validations: [],
    links: [],
    charts: [],
    freeze: { rows: 3, columns: 0 },
    print: { area: { top: 1, left: 1, bottom: last, right: columns.key }, landscape: true, repeatRows: { first: 3, last: 3 } },
  };
}

/** Rows high enough for their text and their sources. */
function heightOf(row: MergedRow): number {
  const content =
    row.kind === 'drafted'
      ? readSegments(row.part.segments)
      : row.kind === 'edited'
        ? row.text.shown
        : row.kind === 'table'
          ? row.title
          : '';
  const source = row.kind === 'drafted' ? sourcesOf(paragraphOf(row.part)) : '';
  return Math.min(400, Math.max(heightFor(content, textWidth - roomForFigures), heightFor(source, sourceWidth)));
}

function documentOf(draft: Draft, merged: readonly MergedRow[], input: NarrativeInput): ReportDocument {
  const tables = new Map(draft.parts.flatMap((part) => ('kind' in part ? [[part.key, part] as const] : [])));
  const blocks = merged.flatMap((row): ReportDocument['blocks'][number][] => {
    if (row.kind === 'drafted') return [paragraphOf(row.part)];
    if (row.kind === 'table') {
      const table = tables.get(row.key);
      return table ? [table] : [];
    }
    if (row.kind === 'edited')
      return [
        {
          kind: 'paragraph',
          key: row.key,
          style: row.part?.style ?? styleNamed(row.style),
          runs: [{ kind: 'text', text: row.text.shown }],
          status: 'edited',
        },
      ];
    const text = row.cells.find(({ column }) => column === columns.text)?.cell.shown ?? '';
    const style = styleNamed(row.cells.find(({ column }) => column === columns.style)?.cell.shown ?? '');
    return text === '' ? [] : [{ kind: 'paragraph', key: `user:${row.row}`, style, runs: [{ kind: 'text', text }], status: 'edited' }];
  });
  return {
    title: draft.title,
    organisation: input.settings.organisation ?? input.reading.organisation,
    year: input.settings.year ?? input.reading.year,
    date: input.today,
    blocks,
  };
}

function styleNamed(name: string): ParagraphStyle {
  const found = Object.entries(styleKeys).find(([, key]) => say('narrative', key) === name);
  return (found?.[0] as ParagraphStyle | undefined) ?? 'body';
}
