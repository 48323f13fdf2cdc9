import { systemById } from '../systems/systems';
import { say } from '../wording/wording';
import type { CheckCode, Draft } from './check';
import { unitName } from './consistency';
import type { CheckContext } from './context';

/**
 * The wrong workbook, recognised before any rule runs: no budget at all, another year's, another unit's, another version of the form.
 * One sentence; null where the workbook is the right one. Says nothing that the workbook and 「绩效设置」 do not both say clearly.
 */
export function wrongWorkbook(context: CheckContext): { readonly code: CheckCode; readonly draft: Draft } | null {
  const { input } = context;
  const { reading, settings } = input;
  const first = context.sheets[0];
  const corner = first?.used ? [context.at(first.name, first.used.top, first.used.left)] : [];
  if (context.tables.length === 0 && context.forms.length === 0 && reading.targets.length === 0 && reading.facts.size === 0) {
    const message = reading.nothingFound
      ? say('checks', 'wrong.nothing', { detail: reading.nothingFound.replace(/[。.]$/, '') })
      : say('checks', 'wrong.nothingPlain');
    return { code: 'L-03', draft: { severity: 'question', message, cells: corner } };
  }
  const own = new Set(context.sheets.map(({ name }) => name));
  const dated = reading.sheets.filter(({ sheet, year }) => year !== null && own.has(sheet));
  const [sample] = dated;
  if (
    settings.year !== null &&
    sample &&
    sample.year !== null &&
    sample.year !== settings.year &&
    dated.every(({ year }) => year === sample.year)
  ) {
    const kind = say('checks', sample.year === settings.year - 1 ? 'wrong.lastYear' : 'wrong.otherYear');
    return {
      code: 'N-07',
      draft: {
        severity: 'error',
        message: say('checks', 'wrong.year', { found: sample.year, year: settings.year, kind }),
        cells: dated.flatMap(({ yearCell }) => yearCell ?? []),
        stated: String(sample.year),
        expected: String(settings.year),
      },
    };
  }
  const named = reading.sheets.filter(({ sheet, organisation }) => organisation !== null && own.has(sheet));
  const [name] = named;
  if (settings.organisation !== null && name?.organisation) {
    const wanted = unitName(settings.organisation);
    const found = unitName(name.organisation);
    const alike = found === wanted || found.endsWith(wanted) || wanted.endsWith(found);
    const others = reading.projects.some(({ organisation, department }) =>
      [organisation, department].some((entry) => entry !== null && unitName(entry) === wanted),
    );
    if (!alike && !others && named.length > 1 && named.every(({ organisation }) => unitName(organisation ?? '') === found)) {
      return {
        code: 'N-06',
        draft: {
          severity: 'error',
          message: say('checks', 'wrong.unit', { found: name.organisation, unit: settings.organisation }),
          cells: named.flatMap(({ organisationCell }) => organisationCell ?? []),
          stated: name.organisation,
          expected: settings.organisation,
        },
      };
    }
  }
  const department = context.forms.find(({ form }) => form.kind !== 'project');
  if (
    settings.system !== null &&
    department?.form.system &&
    department.form.system !== settings.system &&
    input.system.id === settings.system &&
    input.system.level === 'department'
  ) {
    return {
      code: 'L-03',
      draft: {
        severity: 'question',
        message: say('checks', 'wrong.form', {
          sheet: department.form.sheet,
          found: systemById(department.form.system)?.title ?? department.form.system,
          system: input.system.title,
        }),
        cells: [context.at(department.form.sheet, department.form.area.top, department.form.area.left)],
      },
    };
  }
  return null;
}
