import fc from 'fast-check';
import { type Area, overlaps } from '../../src/core/workbook/address';
import { MergeIndex } from '../../src/core/workbook/merge-index';

const area: fc.Arbitrary<Area> = fc
  .tuple(fc.integer({ min: 1, max: 30 }), fc.integer({ min: 1, max: 8 }), fc.constantFrom(0, 1, 2, 500), fc.integer({ min: 0, max: 3 }))
  .map(([top, left, rows, columns]) => ({ top, left, bottom: top + rows, right: left + columns }));

test('merges are taken away and added as by looking through all of them', () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(area, fc.boolean()), { maxLength: 30 }), (steps) => {
      const index = new MergeIndex();
      let all: Area[] = [];
      for (const [given, stays] of steps) {
        index.removeOverlapping(given);
        all = all.filter((other) => !overlaps(other, given));
        if (!stays) continue;
        index.add(given);
        all.push(given);
      }
      expect(index.list()).toEqual(all);
    }),
  );
});
