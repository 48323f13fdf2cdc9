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
