import fc from 'fast-check';
import { decimal } from '../../src/core/amounts/decimal';
import { evaluateTerm, type Lookup, type Value } from '../../src/core/amounts/evaluate';
import { formulaOfTerm } from '../../src/core/amounts/formula';
import type { Fact, FactId } from '../../src/core/facts/fact';
import { outlines } from '../../src/core/narrative/outline';
import { composeSentence, type SentenceSources, termOfSegments } from '../../src/core/narrative/sentence';
import { parseTemplate, type TemplateNode } from '../../src/core/narrative/template';

function factOf(id: FactId, value: string, shown = value, unit: string | null = '万元（表内声明）'): Fact {
  return {
    id,
    value,
    shown,
    quantity: id.endsWith(':rate') ? 'rate' : id.startsWith('staff') ? 'count' : 'money',
    cells: ["'预算'!B2"],
    status: 'read',
    explanation: { item: '', measure: '', unit },
    formula: null,
  };
}

const nameOf = (id: FactId): string => `n_${id.replace(/[:.]/g, '_')}`;

function sourcesOf(facts: readonly Fact[], overrides: Readonly<Record<string, string>> = {}): SentenceSources {
  const byName = new Map<string, Value>(
    facts.map((fact) => [nameOf(fact.id), { kind: 'number', value: overrides[fact.id] ?? fact.value }]),
  );
  const lookup: Lookup = (name) => byName.get(name) ?? { kind: 'error', value: '#NAME?' };
  return {
    facts: new Map(facts.map((fact) => [fact.id, fact])),
    nameOf,
    unit: 'tenThousandYuan',
    rounding: 'halfUpNotFull',
    words: new Map(),
    flags: new Set(),
    lists: new Map(),
    rates: new Map(),
    lookup,
  };
}

function read(template: string, facts: readonly Fact[]): string {
  return composeSentence(template, sourcesOf(facts))
    .map(({ run }) => run.text)
    .join('');
}

/** What the live formula reads after the workbook's figures have changed. */
function readLive(template: string, facts: readonly Fact[], changed: Readonly<Record<string, string>>): Value {
  const term = termOfSegments(composeSentence(template, sourcesOf(facts)));
  return evaluateTerm(term, sourcesOf(facts, changed).lookup);
}

const threePublic =
  '{if changed threePublic:budget.initial threePublic:prior.budget}比上年{trend threePublic:budget.initial threePublic:prior.budget 增加 减少}{difference threePublic:budget.initial threePublic:prior.budget}万元，{trend threePublic:budget.initial threePublic:prior.budget 增长 下降}{growth threePublic:budget.initial threePublic:prior.budget}。{else}与上年持平。{end}';

describe('sentences of the outlines', () => {
  const facts = [factOf('threePublic:budget.initial', '80000', '8.00'), factOf('threePublic:prior.budget', '100000', '10.00')];

  test('say 减少 and 下降 for a smaller amount, never a negative growth', () => {
    expect(read(threePublic, facts)).toBe('比上年减少2.00万元，下降20.00%。');
  });

  test('turn 减少 into 增加 by themselves when the budget cell changes', () => {
    expect(readLive(threePublic, facts, { 'threePublic:budget.initial': '150000' })).toEqual({
      kind: 'text',
      value: '比上年增加5.00万元，增长50.00%。',
    });
  });

  test('say 与上年持平 for a zero base instead of a percentage', () => {
    expect(readLive(threePublic, facts, { 'threePublic:prior.budget': '0' })).toEqual({ kind: 'text', value: '与上年持平。' });
  });

  test('write a missing fact as 【待填：…】 and a zero amount as 0', () => {
    expect(read('结余{fact carryover:closing}万元，闲置{fact fixedAssets:idle}万元', [factOf('fixedAssets:idle', '0', '0.00')])).toBe(
      '结余【待填：结转结余年末余额】万元，闲置0万元',
    );
  });

  test('print as many decimals as the source has: 155.591 万元 stays 155.591', () => {
    expect(read('{fact procurement:budget.initial}', [factOf('procurement:budget.initial', '1555910', '155.591')])).toBe('155.591');
  });

  test('print amounts that were read in 元 with two decimals of 万元', () => {
    expect(read('{fact total:outturn}', [factOf('total:outturn', '387664.62', '387,664.62', '元（表内声明）')])).toBe('38.77');
  });

  test('a rate just short of full is never printed as 100.00%', () => {
    const pair = [factOf('procurement:outturn', '1555860', '155.586'), factOf('procurement:budget.initial', '1555910', '155.591')];
    expect(read('{ratio procurement:outturn procurement:budget.initial}', pair)).toBe('99.99%');
  });
});

const slots = (nodes: readonly TemplateNode[]): TemplateNode[] =>
  nodes.flatMap((node) => (node.node === 'condition' ? [...slots(node.then), ...slots(node.otherwise)] : [node]));

test.each(outlines.flatMap((outline) => outline.entries.map((entry) => [outline.id, entry.key, entry.text] as const)))(
  'the template of %s %s can be read',
  (_, __, text) => {
    expect(slots(parseTemplate(text)).length).toBeGreaterThan(0);
  },
);

describe('numbers in generated sentences', () => {
  const templates = outlines.flatMap((outline) =>
    outline.entries.filter((entry) => !entry.each && entry.text.includes('{fact ')).map((entry) => entry.text),
  );

  test('equal the facts when parsed back, for every outline and random facts', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...templates),
        fc.array(fc.integer({ min: -99_999_999, max: 999_999_999 }), { minLength: 40, maxLength: 40 }),
        (template, amounts) => {
          const ids = [...new Set([...template.matchAll(/[a-zA-Z.0-9]+:[a-zA-Z.]+/g)].map(([id]) => id as FactId))];
          const facts = ids.map((id, index) => {
            const raw = amounts[index % amounts.length] ?? 0;
            const money = !id.endsWith(':rate') && !id.startsWith('staff');
            return money
              ? factOf(id, decimal(String(raw)).times(100).toFixed(), decimal(String(raw)).dividedBy(100).toFixed(2))
              : factOf(id, String(Math.abs(raw % 1000)));
          });
          const segments = composeSentence(template, sourcesOf(facts));
          for (const { run, term } of segments) {
            if (run.kind !== 'figure' || !/^-?\d+\.\d{2}$/.test(run.text)) continue;
            const printed = decimal(run.text).times(10000);
            expect(printed.minus(decimal(run.value)).abs().lessThanOrEqualTo(50)).toBe(true);
            expect(term === null ? 0 : formulaOfTerm(term).length).toBeLessThanOrEqual(8192);
          }
        },
      ),
      { numRuns: 300, seed: 2023 },
    );
  });
});
