import { labelOf } from '../../core/facts/names';
import type { Reading } from '../../core/reading/reading';
import { sayCli } from '../../core/wording/say-cli';
import { readFacts } from '../../core/workflow/evaluate';
import type { Arguments } from '../arguments';
import { readDocument } from '../documents';
import { failure } from '../failure';
import { openHost } from '../open';

/** `jihe read`: what was recognised in one workbook. A workbook without a budget is a question, not a failure. */
export async function read(parsed: Arguments): Promise<number> {
  const [file, ...others] = parsed.files;
  if (file === undefined) throw failure('missingFile', { command: 'read' });
  if (others.length > 0) throw failure('oneFile', { command: 'read' });
  const reading = readFacts(await openHost(file).capture());
  const explain = parsed.explain !== null;
  process.stdout.write(
    parsed.format === 'text' ? plainReading(reading, explain) : `${JSON.stringify(readDocument(file, reading, explain), null, 2)}\n`,
  );
  return 0;
}

function plainReading(reading: Reading, explain: boolean): string {
  const lines = [
    sayCli('organisation', { organisation: reading.organisation ?? sayCli('unknown') }),
    sayCli('year', { year: reading.year ?? sayCli('unknown') }),
    '',
    sayCli('facts', { count: reading.facts.size }),
  ];
  for (const fact of reading.facts.values()) {
    lines.push(`  ${labelOf(fact.id)}　${fact.shown}　${fact.cells.join('、')}`);
    if (explain) {
      const { item, measure, unit } = fact.explanation;
      lines.push(sayCli('explained', { item, measure, unit: unit ?? sayCli('noUnit') }));
    }
  }
  if (reading.projects.length > 0) lines.push('', sayCli('projects', { count: reading.projects.length }));
  for (const project of reading.projects)
    lines.push(`  ${project.organisation === null ? '' : `${project.organisation} · `}${project.name}　${project.row}`);
  if (reading.targets.length > 0) lines.push('', sayCli('targets', { count: reading.targets.length }));
  for (const target of reading.targets) lines.push(`  ${[...target.path, target.name].join(' / ')}　${target.row}`);
  if (reading.questions.length > 0) lines.push('', sayCli('questions', { count: reading.questions.length }));
  for (const question of reading.questions) {
    lines.push(`  ${question.code} ${question.message}　${question.cells.join('、')}`);
    for (const choice of question.choices) lines.push(`    ○ ${choice}`);
  }
  if (reading.nothingFound !== null) lines.push('', reading.nothingFound);
  return `${lines.join('\n')}\n`;
}
