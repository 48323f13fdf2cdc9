import { type Area, areaReference, overlaps, parseArea, sheetLimits } from '../../core/workbook/address';

/** The areas of an `sqref`; whole rows and columns included. */
export function parseAreas(text: string): Area[] {
  return text
    .trim()
    .split(/\s+/)
    .flatMap((piece) => {
      const area = parseArea(piece);
      return area ? [area] : [];
    });
}

/** Areas as an `sqref`. */
export function writeAreas(areas: readonly Area[]): string {
  return areas.map(areaReference).join(' ');
}

/** What is left of areas when one is taken out of them. */
export function subtractArea(areas: readonly Area[], taken: Area): Area[] {
  return areas.flatMap((area) => {
    if (!overlaps(area, taken)) return [area];
    const top = Math.max(area.top, taken.top);
    const bottom = Math.min(area.bottom, taken.bottom);
    const rest: Area[] = [
      { ...area, bottom: taken.top - 1 },
      { ...area, top: taken.bottom + 1 },
      { top, bottom, left: area.left, right: taken.left - 1 },
      { top, bottom, left: taken.right + 1, right: area.right },
    ];
    return rest.filter((each) => each.top <= each.bottom && each.left <= each.right);
  });
}

/** Whether an area takes in whole columns. */
export function isWholeColumns(area: Area): boolean {
  return area.top === 1 && area.bottom === sheetLimits.rows;
}

/** The smallest area around areas. */
export function boundingArea(areas: readonly Area[]): Area | null {
  const [first, ...rest] = areas;
  if (!first) return null;
  return rest.reduce<Area>(
    (around, area) => ({
      top: Math.min(around.top, area.top),
      left: Math.min(around.left, area.left),
      bottom: Math.max(around.bottom, area.bottom),
      right: Math.max(around.right, area.right),
    }),
    first,
  );
}

/** Rows that share one entry of an `AreaIndex`. */
const rowsTogether = 32;

/** Areas over more rows than these are looked at for every question. */
const tallArea = 4096;

/**
 * Items that stand on areas of a sheet, found by the rows they touch, so that a question costs as much among ten thousand as among ten.
 * They keep the order in which they came.
 */
export class AreaIndex<T extends object> {
  private readonly areas = new Map<T, readonly Area[]>();
  private readonly byRows = new Map<number, Set<T>>();
  private readonly tall = new Set<T>();

  /** How many items there are. */
  get size(): number {
    return this.areas.size;
  }

  /** Puts an item on areas; one that is there already keeps its place in the order. */
  set(item: T, areas: readonly Area[]): void {
    this.forget(item);
    this.areas.set(item, areas);
    for (const area of areas) {
      if (area.bottom - area.top >= tallArea) this.tall.add(item);
      else {
        for (const rows of rowBlocks(area)) {
          const together = this.byRows.get(rows) ?? new Set();
          this.byRows.set(rows, together.add(item));
        }
      }
    }
  }

  /** Takes an item away. */
  delete(item: T): void {
    this.forget(item);
    this.areas.delete(item);
  }

  /** The areas of an item. */
  areasOf(item: T): readonly Area[] {
    return this.areas.get(item) ?? [];
  }

  /** All items in their order. */
  items(): T[] {
    return [...this.areas.keys()];
  }

  /** The items that an area touches, each once. */
  touching(area: Area): T[] {
    if (area.bottom - area.top >= tallArea) return this.items().filter((item) => this.touches(item, area));
    const found = new Set<T>();
    for (const item of this.tall) if (this.touches(item, area)) found.add(item);
    for (const rows of rowBlocks(area)) {
      for (const item of this.byRows.get(rows) ?? []) if (this.touches(item, area)) found.add(item);
    }
    return [...found];
  }

  private touches(item: T, area: Area): boolean {
    return this.areasOf(item).some((each) => overlaps(each, area));
  }

  private forget(item: T): void {
    this.tall.delete(item);
    for (const area of this.areasOf(item)) {
      if (area.bottom - area.top < tallArea) for (const rows of rowBlocks(area)) this.byRows.get(rows)?.delete(item);
    }
  }
}

function rowBlocks({ top, bottom }: Area): number[] {
  const first = Math.floor(top / rowsTogether);
  return Array.from({ length: Math.floor(bottom / rowsTogether) - first + 1 }, (_, index) => first + index);
}
