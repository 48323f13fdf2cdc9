import { normaliseLabel, plainLabel } from './label';
import { remembered } from './remembered';
import { ambiguousAdjustmentLabels, items, measures, otherRateLabels, plainBudgetLabels, weakTotals } from './vocabulary';

/** Measure of a label: a measure of the vocabulary, or one that the table has yet to decide. */
export type LabelMeasure = string;

/** 预算数 whose kind the table decides. */
export const plainBudget = 'budget.plain';
/** 调整预算数 whose kind arithmetic decides. */
export const ambiguousAdjustment = 'budget.ambiguous';
/** A rate that is no fact. */
export const otherRate = 'rate.other';
/** The weak total 合计: its table decides the item. */
export const weakTotal = 'sum';

/** Brackets and joining marks say nothing once the exact spelling did not match. */
const lookupKey = remembered((name) =>
  plainLabel(name)
    .replace(/[、,，]/gu, '')
    .toUpperCase(),
);

const itemByLabel = new Map<string, string>();
const belowByParent = new Map<string, Map<string, string>>();
for (const item of items) {
  for (const synonym of [item.label, ...item.synonyms]) {
    const key = lookupKey(normaliseLabel(synonym));
    if (!itemByLabel.has(key)) itemByLabel.set(key, item.id);
  }
  const parent = item.id.slice(0, Math.max(0, item.id.lastIndexOf('.')));
  for (const label of item.below ?? []) {
    const known = belowByParent.get(parent) ?? new Map<string, string>();
    known.set(lookupKey(label), item.id);
    belowByParent.set(parent, known);
  }
}
for (const label of weakTotals) itemByLabel.set(lookupKey(label), weakTotal);

const measureByLabel = new Map<string, string>();
for (const measure of measures) {
  for (const synonym of measure.synonyms) {
    const key = lookupKey(normaliseLabel(synonym));
    if (!measureByLabel.has(key)) measureByLabel.set(key, measure.id);
  }
}
for (const label of plainBudgetLabels) measureByLabel.set(lookupKey(label), plainBudget);
for (const label of ambiguousAdjustmentLabels) measureByLabel.set(lookupKey(label), ambiguousAdjustment);
for (const label of otherRateLabels) measureByLabel.set(lookupKey(label), otherRate);

const headcounts = new Set(['establishment', 'onPost', 'retired', 'offBook']);
const measureByStem = new Map<string, string | null>();
for (const [label, measure] of measureByLabel) {
  const stem = headcounts.has(measure) ? stemOfHeadcount(label) : stemOfAmount(label);
  if (stem === null) continue;
  const known = measureByStem.get(stem);
  measureByStem.set(stem, known === undefined || known === measure ? measure : null);
}

/** 现有在编人员数, 在编人数 → 在编: how heads are counted says nothing. */
function stemOfHeadcount(key: string): string | null {
  const stem = key.replace(/^(?:年末|期末|现有|实际|核定|批准)(?=..)/u, '').replace(/(?:人员数|人员数量|人员|人数|数)$/u, '');
  return stem.length >= 2 ? stem : null;
}

/** 全年执行金额, 全年执行数 → 全年执行: how amounts are named says nothing, once the rest is long enough to be sure. */
function stemOfAmount(key: string): string | null {
  const stem = key.replace(/(?:总额|数额|金额|总数|资金|额|数)$/u, '');
  return stem.length >= 4 ? stem : null;
}

function measureOfStem(key: string): string | undefined {
  const heads = /人|编|数$/u.test(key) ? stemOfHeadcount(key) : null;
  const counted = heads === null ? null : measureByStem.get(heads);
  if (counted && headcounts.has(counted)) return counted;
  const amount = stemOfAmount(key);
  const measured = amount === null ? null : measureByStem.get(amount);
  return measured && !headcounts.has(measured) ? measured : undefined;
}

/** The item of a normalised label, `sum` for a weak total, or null. `parent` is the item of the row above it in the tree. */
export function itemOfLabel(name: string, parent: string | null = null): string | null {
  return itemOfKey(lookupKey(name), parent);
}

function itemOfKey(key: string, parent: string | null): string | null {
  const below = parent === null ? undefined : belowByParent.get(parent)?.get(key);
  return below ?? itemByLabel.get(key) ?? doubledItem(key) ?? stemmedItem(key) ?? threePublicItem(key) ?? qualifiedItem(key);
}

/** 事业收入（不含专户）, 公用经费（含工会经费）: what is counted in or out does not change the item. */
function qualifiedItem(key: string): string | null {
  if (!key.endsWith(')')) return null;
  const plain = /^([^()]{3,20})\((?:不含|含|不包括|包括|扣除)[^()]{1,20}\)$/u.exec(key)?.[1];
  const item = plain === undefined ? undefined : itemByLabel.get(plain);
  return item === undefined || item === weakTotal ? null : item;
}

/** 一般公共预算财政拨款“三公”经费: whose money pays it says nothing, for no other money may. */
function threePublicItem(key: string): string | null {
  const at = key.indexOf('三公经费');
  if (at < 1 || at > 20) return null;
  const plain = /^(?:20\d\d年|当年|本年|年度|度|部门|单位|一般公共预算|财政拨款|财政|安排|支出|的)+$/u.test(key.slice(0, at));
  return plain ? (itemByLabel.get(key.slice(at)) ?? null) : null;
}

const itemByStem = new Map<string, string | null>();
for (const [label, item] of itemByLabel) {
  const stem = stemOfItem(label);
  if (stem === null || item === weakTotal) continue;
  const known = itemByStem.get(stem);
  itemByStem.set(stem, known === undefined || known === item ? item : null);
}

/** 公务接待费, 公务接待经费 → 公务接待: what kind of money it is says nothing, once the rest is long enough to be sure. */
function stemOfItem(key: string): string | null {
  const stem = key.replace(/(?:经费支出|费用|费|支出|经费|金额|总额|资金|情况)$/u, '');
  return stem.length >= 4 && !/(?:预算|决算|执行|实际)$/u.test(stem) ? stem : null;
}

/** An item whose other name stands in brackets behind it: 公用经费(日常公用), 三公经费(三公支出). */
function doubledItem(key: string): string | null {
  if (!key.endsWith(')')) return null;
  const match = /^([^()]{2,20})\(([^()]{2,20})\)$/u.exec(key);
  const first = match ? itemByLabel.get(match[1] ?? '') : undefined;
  return first !== undefined && first !== weakTotal && first === itemByLabel.get(match?.[2] ?? '') ? first : null;
}

function stemmedItem(key: string): string | null {
  const stem = key.length > 24 || measureByLabel.has(key) ? null : stemOfItem(key);
  if (stem === null) return null;
  const known = itemByStem.get(stem);
  if (known !== undefined) return known;
  const again = '费出额金况'.includes(stem.charAt(stem.length - 1)) ? stemOfItem(stem) : null;
  return again === null ? null : (itemByStem.get(again) ?? null);
}

/** A measure together with the year it names. */
export interface MeasureMeaning {
  readonly measure: LabelMeasure;
  /** `prior` when the label says 上年 or names the year before. */
  readonly period: 'current' | 'prior' | null;
}

/** The measure of a normalised label; labels may name a year (2022年决算数, 上年决算数, 本年预算数). `year` is the workbook's. */
export function measureOfLabel(name: string, year: number | null): MeasureMeaning | null {
  return measureOfKey(lookupKey(name), year);
}

function measureOfKey(key: string, year: number | null): MeasureMeaning | null {
  const direct = measureByLabel.get(key);
  if (direct !== undefined) return { measure: direct, period: direct.startsWith('prior.') ? 'prior' : null };
  const stemmed = itemByLabel.has(key) ? undefined : measureOfStem(key);
  if (changes.test(key)) return { measure: 'budget.adjustment', period: null };
  if (stemmed !== undefined) return { measure: stemmed, period: stemmed.startsWith('prior.') ? 'prior' : null };
  if (!/^[2上去本当]/u.test(key)) return null;
  const named = /^(20\d\d)年?度?(.+)$/u.exec(key);
  if (named) {
    const measure = measureByLabel.get(named[2] ?? '') ?? yearless(named[2] ?? '');
    if (measure === undefined || year === null) return null;
    const difference = year - Number(named[1]);
    if (difference === 0) return { measure, period: 'current' };
    return difference === 1 ? priorOf(measure) : null;
  }
  const spoken = /^(上年度?|去年|本年度?|当年)(.+)$/u.exec(key);
  if (spoken) {
    const measure = measureByLabel.get(spoken[2] ?? '') ?? yearless(spoken[2] ?? '');
    if (measure === undefined) return null;
    return /^[上去]/u.test(spoken[1] ?? '') ? priorOf(measure) : { measure, period: 'current' };
  }
  return null;
}

/** 年中调增(减)额, 本年追加(追减)预算数: changes in all their spellings; 调整预算数 is not among them. */
const changes =
  /^(?:本年度?|年中|年度|全年)?(?:预算)?(?:追加|调增|增减|核增)(?:\((?:减|追减|调减|核减|减少|±)\)|追减|调减|核减|减)?(?:预算|资金)?(?:数|额|金额)?(?:\(±\))?$/u;

function yearless(rest: string): string | undefined {
  const plain = rest.replace(/^(?:年末|实际|度)/u, '');
  return plain === rest ? undefined : measureByLabel.get(plain);
}

function priorOf(measure: string): MeasureMeaning | null {
  if (measure === plainBudget || measure === 'budget.initial') return { measure: 'prior.budget', period: 'prior' };
  if (measure === 'outturn') return { measure: 'prior.outturn', period: 'prior' };
  return null;
}

/** First letters of all labels: a label that begins otherwise is no item with its measure. */
const beginnings = new Set([...itemByLabel.keys(), ...measureByLabel.keys()].map((key) => key.charAt(0)));
for (const letter of '0123456789上去本当的:_—-(年期现实核批') beginnings.add(letter);

/** Item and measure in one label: 三公经费年初预算数, 固定资产原值, 年初预算数(基本支出), 编制数. Either may be null, not both. */
export function combinedMeaning(
  name: string,
  year: number | null,
): { readonly item: string | null; readonly measure: MeasureMeaning | null } | null {
  const key = lookupKey(name);
  const measure = measureOfKey(key, year);
  if (measure) return { item: impliedItem(measure.measure) ?? assetsOf(key, measure.measure), measure };
  const item = itemOfKey(key, null);
  if (item !== null) return { item, measure: null };
  const asset = /^(?:实际)?(在用|闲置)(?:的)?固定资产(?:原值|总额|金额|价值)?$/u.exec(key);
  if (asset) return { item: 'fixedAssets', measure: { measure: asset[1] === '在用' ? 'inUse' : 'idle', period: null } };
  if (key.length > 40 || !beginnings.has(key.charAt(0))) return null;
  const before = /^(?:上年度?|去年)(.{4,})$/u.exec(key)?.[1];
  if (before !== undefined) {
    const rest = combinedOfKey(before, year);
    const prior = rest?.measure ? priorOf(rest.measure.measure) : null;
    if (rest?.item != null && prior !== null) return { item: rest.item, measure: prior };
  }
  return combinedOfKey(key, year);
}

function combinedOfKey(key: string, year: number | null): { readonly item: string; readonly measure: MeasureMeaning } | null {
  for (let cut = key.length - 1; cut > 0; cut -= 1) {
    const head = key.slice(0, cut).replace(/[的:_—\-(]+$/u, '');
    const tail = key
      .slice(cut)
      .replace(/^[的:_—\-(]+/u, '')
      .replace(/\)$/u, '');
    const found = split(head, tail, year) ?? split(tail, head, year);
    if (found) return found;
  }
  return null;
}

function split(itemKey: string, measureKey: string, year: number | null): { item: string; measure: MeasureMeaning } | null {
  const item = itemOfKey(itemKey, null);
  const measure = item === null ? null : measureOfKey(measureKey, year);
  return item !== null && measure !== null ? { item, measure } : null;
}

/** 固定资产总额, 实际在用固定资产总额: the measure's own name says whose value it is. */
function assetsOf(key: string, measure: string): string | null {
  return key.includes('固定资产') && ['original', 'inUse', 'idle'].includes(measure) ? 'fixedAssets' : null;
}

/** The item that a measure belongs to by itself: headcounts to staff, asset values to fixed assets. */
export function impliedItem(measure: string): string | null {
  if (['establishment', 'onPost', 'retired', 'offBook', 'employed'].includes(measure)) return 'staff';
  return null;
}
