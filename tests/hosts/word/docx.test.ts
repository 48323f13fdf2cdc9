import { strFromU8, unzipSync } from 'fflate';
import type { ReportDocument, Run } from '../../../src/core/narrative/document';
import { documentToDocx } from '../../../src/hosts/word/document-to-docx';

const words = (text: string): Run => ({ kind: 'text', text });

const report: ReportDocument = {
  title: '2023年度部门整体绩效自评报告',
  organisation: '示例市公共服务局',
  year: 2023,
  date: '2024-03-08',
  blocks: [
    { kind: 'paragraph', key: 'title', style: 'title', runs: [words('2023年度部门整体绩效自评报告')], status: 'automatic' },
    { kind: 'paragraph', key: '1', style: 'level1', runs: [words('一、部门基本情况')], status: 'automatic' },
    { kind: 'paragraph', key: '1.1', style: 'level2', runs: [words('（一）主要职能')], status: 'automatic' },
    { kind: 'paragraph', key: '1.1.t', style: 'body', runs: [{ kind: 'gap', text: '【待填：主要职能】' }], status: 'gap' },
    { kind: 'paragraph', key: '1.2', style: 'level2', runs: [words('（二）预算情况')], status: 'automatic' },
    {
      kind: 'paragraph',
      key: '1.2.t',
      style: 'body',
      runs: [
        words('2023年，年初部门预算数'),
        { kind: 'figure', text: '2377.56', value: '23775600', source: "'基础数据'!B6" },
        words('万元。=1+1 & <甲>\u0001'),
      ],
      status: 'automatic',
    },
    { kind: 'paragraph', key: '2', style: 'level1', runs: [words('二、总体评价')], status: 'automatic' },
    {
      kind: 'table',
      key: 'table',
      title: '表1：自评得分一览表',
      widths: [20, 50, 15, 15],
      headerRows: 1,
      landscape: false,
      rows: [
        [{ text: '一级指标' }, { text: '三级指标' }, { text: '分值' }, { text: '得分' }],
        [{ text: '部门管理', rowSpan: 2 }, { text: '政府采购执行情况' }, { text: '2', align: 'right' }, { text: '1.99', align: 'right' }],
        [{ text: '财务合规性' }, { text: '3', align: 'right' }, { text: '3', align: 'right' }],
        [
          { text: '合计', columnSpan: 2 },
          { text: '5', align: 'right' },
          { text: '4.99', align: 'right' },
        ],
      ],
    },
    { kind: 'paragraph', key: 's', style: 'signature', runs: [words('示例市公共服务局')], status: 'automatic' },
    { kind: 'paragraph', key: 'd', style: 'date', runs: [words('2024年3月8日')], status: 'automatic' },
  ],
};

describe('the Word file', () => {
  let bytes: Uint8Array;
  let body: string;
  let styles: string;
  beforeAll(async () => {
    bytes = await documentToDocx(report);
    const parts = unzipSync(bytes);
    body = strFromU8(parts['word/document.xml'] as Uint8Array);
    styles = strFromU8(parts['word/styles.xml'] as Uint8Array);
  });

  test('is the same to the byte when made again from the same report and date', async () => {
    const again = await documentToDocx(report);
    for (const [name, part] of Object.entries(unzipSync(again))) {
      expect([name, strFromU8(part) === strFromU8(unzipSync(bytes)[name] as Uint8Array)]).toEqual([name, true]);
    }
    expect(Buffer.from(again).equals(Buffer.from(bytes))).toBe(true);
  });

  test('has the margins and the page of GB/T 9704: A4, 37 mm above, 28 mm left', () => {
    expect(body).toMatch(/<w:pgSz w:w="11906" w:h="16838"/);
    expect(body).toMatch(/<w:pgMar w:top="2098" w:right="1474" w:bottom="1984" w:left="1587"/);
    expect(body).toMatch(/<w:docGrid w:linePitch="579"/);
  });

  test('uses real heading styles and a table of contents field', () => {
    expect(styles).toContain('<w:name w:val="heading 1"/>');
    expect(body).toContain('<w:pStyle w:val="Heading1"/>');
    expect(body).toContain('TOC \\h');
  });

  test('sets body text in 仿宋 16 pt with a first line of two characters', () => {
    expect(styles).toMatch(/w:eastAsia="仿宋_GB2312"/);
    expect(styles).toContain('w:firstLineChars="200"');
    expect(styles).toContain('<w:spacing w:val="-5"/><w:sz w:val="32"/>');
  });

  test('marks what is still to be filled in with a shade and a comment', () => {
    expect(body).toContain('<w:commentRangeStart w:id="0"/>');
    expect(body).toContain('FFF2CC');
    expect(strFromU8(unzipSync(bytes)['word/comments.xml'] as Uint8Array)).toContain('请单位填写');
  });

  test('makes the score table a real table with a repeated header row and merged levels', () => {
    expect(body).toContain('<w:tblHeader/>');
    expect(body).toContain('<w:vMerge w:val="restart"/>');
    expect(body).toContain('<w:gridSpan w:val="2"/>');
  });

  test('gives every row of a table all its columns: covered cells continue the merged one above, borders and all', () => {
    const rows = [...body.matchAll(/<w:tr>.*?<\/w:tr>/gs)].map(([row]) => row);
    const widths = rows.map((row) =>
      [...row.matchAll(/<w:tc>.*?<\/w:tc>/gs)].reduce((sum, [cell]) => sum + Number(/gridSpan w:val="(\d)"/.exec(cell)?.[1] ?? 1), 0),
    );
    expect(widths).toEqual([4, 4, 4, 4]);
    expect(rows[2]).toMatch(/<w:vMerge w:val="continue"\/>.*?<w:tcBorders>/s);
  });

  test('puts the cover before the table of contents and a wide table on a page across, with the pages upright before and after', async () => {
    const wide: ReportDocument = {
      ...report,
      blocks: report.blocks.flatMap((block): ReportDocument['blocks'] => {
        if (block.key === 'title') {
          return [block, { kind: 'paragraph', key: 'cover', style: 'subtitle', runs: [words('（2023年度）')], status: 'automatic' }];
        }
        return block.kind === 'table' ? [{ ...block, landscape: true }] : [block];
      }),
    };
    const xml = strFromU8(unzipSync(await documentToDocx(wide))['word/document.xml'] as Uint8Array);
    expect(xml.indexOf('（2023年度）')).toBeLessThan(xml.indexOf('TOC \\h'));
    expect(xml).toContain('<w:pStyle w:val="ReportSubtitle"/>');
    const pages = [...xml.matchAll(/<w:pgSz w:w="(\d+)" w:h="(\d+)"(?: w:orient="(\w+)")?/g)].map(([, width, height, turn]) => [
      width,
      height,
      turn,
    ]);
    expect(pages).toEqual([
      ['11906', '16838', 'portrait'],
      ['16838', '11906', 'landscape'],
      ['11906', '16838', 'portrait'],
    ]);
  });

  test('keeps text that looks like a formula or markup as text and drops characters XML can not hold', () => {
    expect(body).toContain('万元。=1+1 &amp; &lt;甲&gt;');
    expect(body.includes('\u0001')).toBe(false);
  });
});
