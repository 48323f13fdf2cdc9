import type { MoneyUnit } from '../amounts/unit';
import type { ParagraphStyle } from './document';
import beijing from './outlines/beijing.json';
import generic from './outlines/generic.json';
import hebei from './outlines/hebei.json';
import project from './outlines/project.json';
import shenzhen from './outlines/shenzhen.json';
import xinjiang from './outlines/xinjiang.json';

/**
 * Things over which an outline entry is repeated, one paragraph each. Neighbouring entries over the same things take turns: heading and
 * text of the first, heading and text of the second.
 */
export type Repetition = 'deductions' | 'targets' | 'levels' | 'projects' | 'projectsBehind';

/** One paragraph (or repeated paragraph, or table) of an outline. */
export interface OutlineEntry {
  /** Stable key within the outline. */
  readonly key: string;
  readonly style: ParagraphStyle | 'scoreTable' | 'targetTable';
  /** Template in the language of `template.ts`. */
  readonly text: string;
  readonly each?: Repetition;
  /** Of targets: those whose levels or name hold one of these words; `*` stands for those that no other entry takes. */
  readonly paths?: readonly string[];
  /** Template that stands instead when the repetition has nothing. */
  readonly none?: string;
  /** `C` computed · `P` partly computed · `N` for the unit to write. */
  readonly kind: 'C' | 'P' | 'N';
  /** The entry stands only where all these facts are known; otherwise it is left out. */
  readonly needs?: readonly string[];
}

/** A report's outline: sections in official order, with their sentences. */
export interface Outline {
  readonly id: string;
  readonly title: string;
  /** Document the outline follows. */
  readonly basis: string;
  /** The one unit of money of the whole report. */
  readonly unit: MoneyUnit;
  /** Words by execution rate, from the highest threshold down; editable. `reason`: the unit is asked why. */
  readonly judgements: readonly { readonly from: string; readonly text: string; readonly reason?: boolean }[];
  readonly entries: readonly OutlineEntry[];
}

/** All outlines. */
export const outlines: readonly Outline[] = [shenzhen, xinjiang, hebei, beijing, generic, project] as unknown as readonly Outline[];

/** The outline of that id, or the generic one. */
export function outlineById(id: string): Outline {
  return outlines.find((outline) => outline.id === id) ?? (generic as unknown as Outline);
}
