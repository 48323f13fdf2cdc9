import { cellReference } from '../../../src/core/workbook/address';
import { HostError } from '../../../src/core/workbook/host';
import { cellAt, type Snapshot, sheetNamed } from '../../../src/core/workbook/snapshot';
import { FileHost } from '../../../src/hosts/file';
import { unzip } from './build';
import { addedSheet, corpusFiles, freeCell, smallPlan } from './corpus';

const files = corpusFiles();
const run = files.length > 0 ? describe : describe.skip;

/** Parts that surgery may change, besides the sheet of the filled cell. */
const ours = /^(\[Content_Types\]\.xml|.*\/?workbook\.xml|.*\/?_rels\/workbook\.xml\.rels|.*\/?styles\.xml)$/i;

run('the collection of foreign workbooks', () => {
  const refused: string[] = [];

  test.each(files.map((file) => [file.name, file.bytes] as const))(
    '%s is written with every other part byte for byte',
    async (name, original) => {
      const host = FileHost.open(original, name);
      const snapshot = await host.capture();
      const free = freeCell(snapshot);
      try {
        await host.apply(smallPlan(snapshot));
      } catch (failure) {
        if (!(failure instanceof HostError)) throw failure;
        refused.push(`${name}: ${failure.failure}`);
        return;
      }
      const before = unzip(original);
      const after = unzip(host.bytes());
      const sheetPart = host.package.sheets.find((sheet) => sheet.name === free?.sheet)?.part;
      const changed = Object.keys(before).filter((part) => {
        const now = after[part];
        return now === undefined ? !part.endsWith('calcChain.xml') : Buffer.compare(now, before[part] as Uint8Array) !== 0;
      });
      expect(changed.filter((part) => !ours.test(part) && part !== sheetPart)).toEqual([]);
      const result = await host.capture();
      const added = sheetNamed(result, addedSheet);
      expect(added && cellAt(added, 2, 1)).toMatchObject({ value: '93.77', formula: '=ROUND(执行率_试*100,2)' });
      expect(free).not.toBeNull();
      if (free) {
        const filled = sheetNamed(result, free.sheet);
        expect(filled && cellAt(filled, free.row, free.column)).toMatchObject({ kind: 'number', value: '97.61' });
      }
      expect(differences(snapshot, result)).toEqual([]);
    },
  );

  test('only the Strict workbook is refused', () => {
    expect(refused).toEqual(['sheet_visibility_strict.xlsx: strictFormat']);
  });
});

/** Cells of the original that read otherwise in the result. */
function differences(original: Snapshot, result: Snapshot): string[] {
  return original.sheets.flatMap((sheet) => {
    const standing = sheetNamed(result, sheet.name);
    return [...sheet.cells].flatMap(([row, cells]) =>
      [...cells].flatMap(([column, cell]) => {
        const now = standing ? cellAt(standing, row, column) : null;
        const same =
          now && now.value === cell.value && now.formula === cell.formula && now.shown === cell.shown && now.format === cell.format;
        return cell.kind === 'blank' || same ? [] : [`${sheet.name}!${cellReference(row, column)}`];
      }),
    );
  });
}
