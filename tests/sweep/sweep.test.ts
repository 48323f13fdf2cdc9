import { sweep } from './sweep';

describe('the mutation sweep, a small share of it', () => {
  const result = sweep(12, 20);

  it('says nothing against correct workbooks', () => {
    expect(result.onCorrect).toEqual([]);
  });

  it.each(result.classes.map((entry) => [entry.name, entry] as const))(
    'catches “%s” and accuses nothing else',
    (_name, { injected, missed, falseAlarms }) => {
      expect(injected).toBe(12);
      expect(missed).toEqual([]);
      expect(falseAlarms).toEqual([]);
    },
  );
});
