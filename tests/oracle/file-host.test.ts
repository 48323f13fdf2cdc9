import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { cellAt, sheetNamed } from '../../src/core/workbook/snapshot';
import { emptyWorkbook, FileHost, openWorkbook } from '../../src/hosts/file';
import { oneSheet } from '../hosts/file/build';
import { addedSheet, corpusFiles, freeCell, smallPlan } from '../hosts/file/corpus';
import { findLibreOffice, recalculate } from './libreoffice';

const run = findLibreOffice() === null ? describe.skip : describe;

run('LibreOffice reopens what the file host writes', () => {
  test('and calculates the same, in foreign workbooks, a shared formula and a fresh one', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'jihe-oracle-'));
    try {
      const shared =
        '<sheetData><row r="2"><c r="A2"><v>2</v></c><c r="B2"><f t="shared" ref="B2:B3" si="0">A2*2</f><v>4</v></c></row><row r="3"><c r="A3"><v>3</v></c><c r="B3"><f t="shared" si="0"/><v>0</v></c></row></sheetData>';
      const sources = [{ name: 'empty.xlsx', bytes: emptyWorkbook() }, { name: 'shared.xlsx', bytes: oneSheet(shared) }, ...corpusFiles()];
      const written: { path: string; name: string; place: ReturnType<typeof freeCell> }[] = [];
      for (const [index, { name, bytes }] of sources.entries()) {
        const host = FileHost.open(bytes, name);
        const snapshot = await host.capture();
        const plan = smallPlan(snapshot);
        const head = { kind: 'writeBlock', sheet: '表', top: 2, left: 2, rows: [[{ value: { kind: 'number', value: '9' } }]] } as const;
        if (!host.package.isStrict) await host.apply(name === 'shared.xlsx' ? { operations: [...plan.operations, head] } : plan);
        else continue;
        const path = join(folder, `${index}${name.slice(name.lastIndexOf('.'))}`);
        await writeFile(path, host.bytes());
        written.push({ path, name, place: freeCell(snapshot) });
      }
      const results = await recalculate(written.map(({ path }) => path));
      for (const { path, name, place } of written) {
        const bytes = results.get(path);
        const snapshot = bytes ? openWorkbook(bytes, name).snapshot() : null;
        const sheet = snapshot ? sheetNamed(snapshot, addedSheet) : null;
        const value = (row: number, column: number): string | undefined => (sheet ? cellAt(sheet, row, column)?.value : undefined);
        expect([name, value(1, 1), value(2, 1), value(2, 2), value(3, 1), value(3, 2)]).toEqual([
          name,
          '=预算执行率',
          '93.77',
          '得分93.77',
          '#DIV/0!',
          'TRUE',
        ]);
        const own = snapshot && place ? sheetNamed(snapshot, place.sheet) : null;
        if (place) expect([name, own && cellAt(own, place.row, place.column)?.value]).toEqual([name, '97.61']);
        if (name === 'shared.xlsx') expect([own && cellAt(own, 2, 2)?.value, own && cellAt(own, 3, 2)?.value]).toEqual(['9', '6']);
      }
      expect(written.length).toBe(sources.length - (corpusFiles().length > 0 ? 1 : 0));
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  }, 300_000);
});
