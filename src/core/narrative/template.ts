/**
 * The small language of the outlines: plain Chinese with slots in braces.
 *
 * | slot | prints |
 * |---|---|
 * | `{fact total:outturn}` | the fact: money in the report's unit, rates as percentages, counts as they are |
 * | `{abs total:budget.adjustment}` | its absolute value |
 * | `{ratio total:outturn total:budget.full}` | first ÷ second as a percentage |
 * | `{difference A B}` | \|A − B\| in the report's unit |
 * | `{growth A B}` | \|A − B\| ÷ B as a percentage |
 * | `{rate executionRate 预算执行率}` | that rate of the assessment under the basis in use; the label is for its gap |
 * | `{basis executionRate 全年预算数 调整后预算数}` | the denominator of that rate; the first name is printed as the second |
 * | `{variance A B}` | \|A − B\| ÷ B as a percentage, for 预决算差异率 |
 * | `{sign A 调增 调减 调整}` | a word by the sign of A (zero counts as the first where no third is given) |
 * | `{trend A B 增加 减少 持平}` | a word by the sign of A − B |
 * | `{year}` `{organisation}` `{score}` `{points}` `{grade}` `{unit}` `{date}` | what the name says |
 * | `{list projects}` | a list that the program builds, with operands of its own; see `lists.ts` |
 * | `{write 主要职能}` | `【待填：主要职能】`, for the unit to write |
 * | `{if known A B}…{else}…{end}` | text that stands only when all the facts are known |
 * | `{if nonzero A}…{else}…{end}` | text that depends, live, on the value |
 * | `{if changed A B}…{else}…{end}` | text that depends, live, on A ≠ B and B ≠ 0 |
 * | `{if same A B}…{else}…{end}` | text that depends, live, on A = B |
 * | `{if scored}…{else}…{end}` | text that stands only while a flag of the run holds: `scored`, `projects`, `behind`, `amounts`, or the id of a rate that is known |
 */
export type TemplateNode =
  | { readonly node: 'text'; readonly text: string }
  | { readonly node: 'slot'; readonly name: string; readonly operands: readonly string[] }
  | {
      readonly node: 'condition';
      readonly test: string;
      readonly operands: readonly string[];
      readonly then: readonly TemplateNode[];
      readonly otherwise: readonly TemplateNode[];
    };

/** A template that does not follow the language; a defect of an outline file. */
export class TemplateError extends Error {}

/** Reads a template. Throws a `TemplateError` that names the place. */
export function parseTemplate(source: string): TemplateNode[] {
  const tokens = source.split(/(\{[^{}]*\})/).filter((token) => token !== '');
  let position = 0;
  const sequence = (ends: readonly string[]): TemplateNode[] => {
    const nodes: TemplateNode[] = [];
    while (position < tokens.length) {
      const token = tokens[position] as string;
      if (!token.startsWith('{')) {
        nodes.push({ node: 'text', text: token });
        position += 1;
        continue;
      }
      const [name = '', ...operands] = token.slice(1, -1).trim().split(/\s+/);
      if (ends.includes(name)) return nodes;
      position += 1;
      if (name === 'if') nodes.push(condition(operands, token));
      else if (name === 'else' || name === 'end' || name === '') throw new TemplateError(`${token}: ${source}`);
      else nodes.push({ node: 'slot', name, operands });
    }
    if (ends.length > 0) throw new TemplateError(`missing {end}: ${source}`);
    return nodes;
  };
  const condition = ([test, ...operands]: readonly string[], token: string): TemplateNode => {
    if (test === undefined) throw new TemplateError(`${token}: ${source}`);
    const then = sequence(['else', 'end']);
    let otherwise: TemplateNode[] = [];
    if (tokens[position] === '{else}') {
      position += 1;
      otherwise = sequence(['end']);
    }
    position += 1;
    return { node: 'condition', test, operands, then, otherwise };
  };
  return sequence([]);
}
