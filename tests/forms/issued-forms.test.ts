import { checkWorkbook } from '../../src/core/workflow/evaluate';
import { cellOfReference, filled, shownAt, touchedCells } from '../tables/filled';
import { issued, on, wantedCells } from './form-builder';
import { forms } from './forms';

const edge = { today: '2024-01-31', now: '2024-01-31T00:00:00.000Z', freshId: 'test', language: 'zh-CN' } as const;
/** Codes that any form here may get: no date, seal or year is asked of it, and vague words stand in its qualitative rows. */
const always = ['F-04', 'F-05', 'I-05', 'S-14'];

const cases = forms.map((form) => [form.name, form] as const);

describe('issued forms of many places', () => {
  test('scores stored as text count in the total formula', async () => {
    const form = forms.find(({ name }) => name === '日期与文本得分');
    if (!form) throw new Error('the form is gone');
    const { after } = filled(await issued(form, false));
    expect(cellOfReference(after, on(form, 'G11'))?.formula).toBe('=ROUND(SUM(G6,G8,G10,H4,VALUE(TRIM(G7)),VALUE(TRIM(G9))),2)');
  });

  test.each(cases)('%s: a blank form is filled in place, and nothing else in it changes', async (_name, form) => {
    const before = await issued(form, false);
    const { after } = filled(before);
    expect(accusations(after, form.may ?? [])).toEqual([]);
    const wanted = wantedCells(form);
    expect(Object.fromEntries([...wanted.keys()].map((cell) => [cell, shownAt(after, cell)]))).toEqual(Object.fromEntries(wanted));
    const optional = new Set((form.optional ?? []).map((cell) => on(form, cell)));
    expect(touchedCells(before, after).filter((cell) => !wanted.has(cell) && !optional.has(cell))).toEqual([]);
    form.sheets.forEach((_sheet, index) => {
      expect(after.sheets[index]?.merges).toEqual(before.sheets[index]?.merges);
    });
    expect(filled(after).outcome.plan.operations).toEqual([]);
  });

  test.each(cases)('%s: nothing is said against the filled form', async (_name, form) => {
    const snapshot = await issued(form, true);
    expect(accusations(snapshot, form.may ?? [])).toEqual([]);
    const { outcome, after } = filled(snapshot);
    expect(touchedCells(snapshot, after).filter((cell) => cellOfReference(snapshot, cell) !== null)).toEqual([]);
    expect(outcome.kept).toEqual([]);
  });

  test.each(forms.flatMap((form) => (form.faults ?? []).map((fault) => [form.name, fault.name, form, fault] as const)))(
    '%s: %s',
    async (_form, _fault, form, fault) => {
      const snapshot = await issued(form, true, fault.cells);
      const { findings } = checkWorkbook(snapshot, edge, {}).checks;
      const cells = fault.at.map((cell) => on(form, cell));
      const found = findings.filter((finding) => fault.codes.includes(finding.code) && finding.cells.some((cell) => cells.includes(cell)));
      expect(found.length > 0 ? [] : findings.map(({ code, cells: at, message }) => `${code} ${at.join(' ')} ${message}`)).toEqual([]);
      expect(accusations(snapshot, [...(form.may ?? []), ...fault.codes, ...(fault.also ?? [])])).toEqual([]);
    },
  );
});

function accusations(snapshot: Parameters<typeof checkWorkbook>[0], may: readonly string[]): string[] {
  return checkWorkbook(snapshot, edge, {})
    .checks.findings.filter(({ code, severity }) => ['error', 'warning'].includes(severity) && ![...always, ...may].includes(code))
    .map(({ code, cells, message }) => `${code} ${cells.join(' ')} ${message}`);
}
