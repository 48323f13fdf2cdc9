import { readWorkbook } from '../../src/core/reading/read';
import { noChoices, type Reading, type Target } from '../../src/core/reading/reading';
import { openWorkbook } from '../../src/hosts/file';
import { workbookOf } from '../workbook-builder';
import { workbookFile } from './workbook-file';
import { unseenWorkbooks } from './workbooks';

const valuesOf = (reading: Reading, optional: Readonly<Record<string, string>>): Record<string, string> => {
  const found: Record<string, string> = {};
  for (const fact of reading.facts.values())
    if (optional[fact.id] !== fact.value) found[fact.id] = fact.status === 'conflict' ? `${fact.value} conflict` : fact.value;
  return found;
};

const projectsOf = (reading: Reading): Record<string, Record<string, string>> =>
  Object.fromEntries(
    reading.projects.map((project) => [
      `${project.name} | ${project.organisation ?? ''} | ${project.row}`,
      Object.fromEntries(
        [...project.measures].filter(([measure]) => measure !== 'stated').map(([measure, number]) => [measure, number.value]),
      ),
    ]),
  );

const textOf = (target: Target): string =>
  `${[...target.path, target.name].join('/')} ${target.operator} ${target.target ?? ''} ${target.unit ?? ''} → ${target.actual ?? ''} (${target.points})${target.reason ? ` ${target.reason}` : ''}`;

describe('workbooks laid out from the domain paper before the reader met them', () => {
  for (const unseen of unseenWorkbooks) {
    it(`reads ${unseen.title}: every fact, and not one wrong value`, () => {
      const reading = readWorkbook(workbookOf(unseen.sheets), noChoices);
      expect(valuesOf(reading, unseen.optional ?? {})).toEqual(unseen.facts);
      expect(projectsOf(reading)).toEqual(unseen.projects ?? {});
      if (unseen.targets) expect(reading.targets.map(textOf)).toEqual(unseen.targets);
      expect(reading.questions.map((question) => question.code)).toEqual(unseen.questions ?? []);
      expect({ organisation: reading.organisation, year: reading.year }).toEqual({ organisation: unseen.organisation, year: unseen.year });
    });
  }

  it('reads the same from a real file', async () => {
    for (const unseen of unseenWorkbooks) {
      const snapshot = openWorkbook(await workbookFile(unseen.sheets), 'unseen.xlsx').snapshot();
      expect(valuesOf(readWorkbook(snapshot, noChoices), unseen.optional ?? {})).toEqual(unseen.facts);
    }
  });
});
