import type { Form } from '../reading/reading';
import { say } from '../wording/wording';
import { isBlank } from '../workbook/snapshot';
import type { Check, Draft } from './check';
import { brokenYears } from './consistency';
import type { CheckContext } from './context';
import { dateIn } from './indicator-quality';
import { plainText } from './printed';

/** Group F 结构与格式, as far as a workbook shows it: the head of a filled form, its date and its signatures. */
export const structureChecks: readonly Check[] = [
  { code: 'F-04', severity: 'error', basis: ['own'], mendable: false, lacks: lacksFilled, run: heads },
  { code: 'F-05', severity: 'warning', basis: ['own'], mendable: false, lacks: lacksFilled, run: signatures },
];

function lacksFilled(context: CheckContext): string | null {
  return context.forms.some(({ form }) => !form.unfilled) || context.once(dateCells).length > 0 ? null : say('checks', 'lacks.filledForms');
}

/** A date of filling that stands on a sheet: the label with what follows it. */
interface DateCell {
  readonly sheet: string;
  readonly cell: string;
  readonly text: string;
  readonly row: number;
}

/** 填报日期 in a cell of its own or beside its label. */
function dateCells(context: CheckContext): DateCell[] {
  const found: DateCell[] = [];
  for (const sheet of context.sheets) {
    for (const [row, cells] of sheet.cells) {
      for (const [column, cell] of cells) {
        if (cell.kind !== 'text' || cell.value.length > 200) continue;
        const text = plainText(cell.value);
        const match = /(?:填[报表写](?:日期|时间)|编制日期|报送日期)[:：]?(.*)$/.exec(text);
        if (!match) continue;
        const beside = [...cells.entries()].filter(([other]) => other > column).sort(([left], [right]) => left - right)[0];
        const inside = (match[1] ?? '').length > 0;
        const value = inside ? (match[1] as string) : beside ? plainText(beside[1].shown || beside[1].value) : '';
        found.push({ sheet: sheet.name, row, cell: context.at(sheet.name, row, inside || !beside ? column : beside[0]), text: value });
      }
    }
  }
  return found;
}

/** F-04: title, year, unit and date of a filled form; a date not before the end of the year. */
function heads(context: CheckContext): Draft[] {
  const dates = context.once(dateCells);
  // A budget is handed in before its year: only what tells of spending is dated after it.
  const spends =
    context.forms.length > 0 ||
    context.targetLists.length > 0 ||
    [...context.input.reading.facts.keys()].some((id) => id.endsWith(':outturn'));
  const drafts: Draft[] = dates.flatMap(({ cell, text, sheet }): Draft[] => {
    const date = dateIn(text);
    const year = context.input.settings.year ?? context.readingOf(sheet)?.year ?? context.year;
    if (date === null || year === null || !spends || date >= year * 10000 + 1231) return [];
    return [
      {
        message: say('checks', 'F-04.early', { date: text.slice(0, 16), year }),
        cells: [cell],
        stated: text.slice(0, 16),
        expected: `≥${year}-12-31`,
      },
    ];
  });
  for (const { form } of context.forms) {
    if (form.unfilled) continue;
    const corner = context.at(form.sheet, form.area.top, form.area.left);
    const lack = (what: string, cell: string): void => {
      drafts.push({ message: say('checks', 'F-04', { what, sheet: form.sheet }), cells: [cell] });
    };
    for (const { cell, text, row } of dates.filter(({ sheet }) => sheet === form.sheet)) {
      if (row >= form.area.top && !/\d/.test(text)) lack(say('checks', 'word.date'), cell);
    }
    if (form.kind === 'scoreTable') continue;
    if (form.title === null && context.readingOf(form.sheet)?.title === null) lack(say('checks', 'word.title'), corner);
    if (form.year === null && context.readingOf(form.sheet)?.year === null && context.once(brokenYears).length === 0)
      lack(say('checks', 'word.year'), corner);
    if (withoutUnit(context, form))
      lack(say('checks', 'word.unit'), form.head.get('implementer')?.cell ?? form.head.get('organisation')?.cell ?? corner);
  }
  return drafts;
}

/** 负责人 or 公章 blank in a row where another person of the form signed by name: a row that is all blank is signed on paper. */
function openSignature(context: CheckContext, form: Form): Draft[] {
  const sheet = context.sheet(form.sheet);
  if (!sheet) return [];
  const label = /(填[报表写]人|经办人|联系人|负责人|公章|盖章)[^:：]{0,8}[:：]/;
  for (const [row, cells] of sheet.cells) {
    if (row < form.area.top || row > form.area.bottom + 6) continue;
    const entries = [...cells].filter(([, cell]) => !isBlank(cell)).sort(([left], [right]) => left - right);
    const people = entries.flatMap(([column, cell], index) => {
      const text = plainText(cell.shown || cell.value);
      const match = cell.kind === 'text' && text.length < 60 ? label.exec(text) : null;
      if (!match) return [];
      const after = text.slice(match.index + match[0].length);
      const next = entries[index + 1]?.[1];
      const beside = next && !/[:：]/.test(next.shown || next.value) ? next : undefined;
      return [{ kind: match[1] ?? '', column, open: /^[_＿]*$/.test(after) && !beside }];
    });
    const open = people.filter((entry) => entry.open && /负责人|公章|盖章/.test(entry.kind));
    if (open.length === 0 || !people.some((entry) => !entry.open && /人$/.test(entry.kind))) continue;
    const seal = open.every(({ kind }) => /章/.test(kind));
    return [
      {
        message: say('checks', 'F-05', { what: say('checks', seal ? 'word.seal' : 'word.responsible') }),
        cells: open.map(({ column }) => context.at(form.sheet, row, column)),
      },
    ];
  }
  return [];
}

function withoutUnit(context: CheckContext, form: Form): boolean {
  const names = [
    form.organisation,
    ...(['organisation', 'department', 'implementer'] as const).map((key) => form.head.get(key)?.value ?? null),
  ];
  return names.every((name) => name === null || plainText(name) === '') && context.readingOf(form.sheet)?.organisation === null;
}

/** F-05: the seal or the person in charge left open. */
function signatures(context: CheckContext): Draft[] {
  return context.forms.flatMap(({ form }): Draft[] => {
    if (form.unfilled) return [];
    const open = (['responsible', 'person', 'seal'] as const).flatMap((key) => {
      const head = form.head.get(key);
      return head && head.cell !== null && (head.value === null || plainText(head.value) === '') ? [{ key, cell: head.cell }] : [];
    });
    const [first] = open;
    if (!first) return openSignature(context, form);
    return [
      {
        message: say('checks', 'F-05', { what: say('checks', open.some(({ key }) => key === 'seal') ? 'word.seal' : 'word.responsible') }),
        cells: open.map(({ cell }) => cell),
      },
    ];
  });
}
