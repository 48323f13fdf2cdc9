import { type Area, overlaps } from './address';

/** An area higher than this is found by looking through all such areas: there are few, and each would fill many rows of the index. */
const tall = 200;

/** The merged areas of a sheet, found by row: a sheet with a thousand forms has tens of thousands. */
export class MergeIndex {
  private readonly all = new Set<Area>();
  private readonly tallOnes = new Set<Area>();
  private readonly byRow = new Map<number, Set<Area>>();

  constructor(areas: Iterable<Area> = []) {
    for (const area of areas) this.add(area);
  }

  /** Adds an area behind those that are there. */
  add(area: Area): void {
    this.all.add(area);
    if (area.bottom - area.top >= tall) {
      this.tallOnes.add(area);
      return;
    }
    for (let row = area.top; row <= area.bottom; row += 1) {
      const known = this.byRow.get(row);
      if (known) known.add(area);
      else this.byRow.set(row, new Set([area]));
    }
  }

  /** Takes away every area that shares a cell with the one given. */
  removeOverlapping(area: Area): void {
    for (const found of this.near(area)) if (overlaps(found, area)) this.remove(found);
  }

  /** All areas in the order in which they were added. */
  list(): Area[] {
    return [...this.all];
  }

  private near({ top, bottom }: Area): Iterable<Area> {
    if (bottom - top >= tall) return [...this.all];
    const found = new Set(this.tallOnes);
    for (let row = top; row <= bottom; row += 1) for (const area of this.byRow.get(row) ?? []) found.add(area);
    return found;
  }

  private remove(area: Area): void {
    this.all.delete(area);
    if (this.tallOnes.delete(area)) return;
    for (let row = area.top; row <= area.bottom; row += 1) this.byRow.get(row)?.delete(area);
  }
}
