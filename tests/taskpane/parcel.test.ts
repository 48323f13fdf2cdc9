import fc from 'fast-check';
import { Arrival, isSmall, parcelsOf } from '../../src/taskpane/parcel';

/** Sends something as a worker does: every parcel is cloned. */
function sent(value: unknown): unknown {
  const arrival = new Arrival();
  for (const parcel of parcelsOf(value)) arrival.take(structuredClone(parcel));
  return arrival.whole();
}

const plain = fc.letrec((tie) => ({
  value: fc.oneof(
    { depthSize: 'medium' },
    fc.constantFrom(null, undefined, true, 0, -1.5, '', '预算', '__proto__'),
    fc.string(),
    fc.array(tie('value'), { maxLength: 8 }),
    fc.dictionary(fc.string(), tie('value'), { maxKeys: 8 }),
    fc.array(tie('value'), { maxLength: 5 }).map((values) => new Set(values)),
    fc.array(fc.tuple(fc.string(), tie('value')), { maxLength: 5 }).map((entries) => new Map(entries)),
  ),
})).value;

describe('something that crosses in parcels', () => {
  it('arrives as it was sent, whatever it is', () => {
    fc.assert(fc.property(plain, (value) => expect(sent(value)).toStrictEqual(structuredClone(value))));
  });

  it('arrives where a large list has gaps, which are undefined then', () => {
    const list: unknown[] = [];
    list[5000] = 1;
    const [arrived] = sent([list]) as [unknown[]];
    expect([arrived.length, arrived[0], arrived[5000]]).toEqual([5001, undefined, 1]);
  });

  it('arrives as it was sent where it is large and nested', () => {
    const cells = new Map(
      Array.from({ length: 300 }, (_, row) => [
        row,
        new Map(Array.from({ length: 40 }, (__, column) => [column, { value: `${row}-${column}` }])),
      ]),
    );
    const outcome = {
      id: 7,
      sheets: [
        { name: '甲', cells },
        { name: '乙', cells: new Map() },
      ],
      hidden: new Set([1, 2]),
      long: Array(9000).fill(1),
    };
    expect(sent(outcome)).toStrictEqual(outcome);
  });

  it('never holds more than the page can unpack at once', () => {
    const value = { rows: Array.from({ length: 2000 }, (_, row) => ({ row, texts: ['预算', '决算', '差异'] })) };
    const sizes = [...parcelsOf(value)].map((parcel) => JSON.stringify(parcel).length);
    expect(sizes.length).toBeGreaterThan(2);
    expect(Math.max(...sizes)).toBeLessThan(60_000);
    expect(isSmall(value)).toBe(false);
    expect(isSmall({ id: 1, ask: 'catalogue' })).toBe(true);
  });
});
