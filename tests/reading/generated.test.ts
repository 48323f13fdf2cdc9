import fc from 'fast-check';
import { readWorkbook } from '../../src/core/reading/read';
import { noChoices } from '../../src/core/reading/reading';
import { growWorkbook, layouts } from './workbook-grammar';

/** A sweep sets this to run the grammar many times over. */
const runs = Number(process.env.JIHE_SWEEP_RUNS ?? '60');

describe('workbooks grown from a grammar of layouts', () => {
  it.each(Object.keys(layouts) as (keyof typeof layouts)[])('reads every fact of a %s and not one wrong value', (layout) => {
    fc.assert(
      fc.property(fc.gen(), (draw) => {
        const { snapshot, planted } = growWorkbook(draw, layout);
        const reading = readWorkbook(snapshot, noChoices);
        const wanted = new Map(planted.map((fact) => [fact.id, `${fact.value} from ${fact.cell}`]));
        const found = new Map(
          [...reading.facts.values()]
            .filter((fact) => !fact.id.endsWith(':stated'))
            .map((fact) => [fact.id as string, `${fact.value} from ${fact.cells.join(' ')}`]),
        );
        expect(Object.fromEntries([...found].sort())).toEqual(Object.fromEntries([...wanted].sort()));
        if (planted.length > 0) expect(reading.questions.map((question) => question.code)).toEqual([]);
      }),
      { numRuns: runs, seed: 20260401 },
    );
  });
});
