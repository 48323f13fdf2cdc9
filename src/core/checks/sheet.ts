import { type ReceiptStanding, receiptStanding } from '../settings/fingerprints';
import { ownSheets, type Settings } from '../settings/settings';
import { say } from '../wording/wording';
import type { SheetDesign } from '../workbook/design';
import { sheetTitle } from '../workbook/planning';
import { appearance, colours, heightFor, SheetWriter } from '../workbook/sheet-writer';
import type { Snapshot } from '../workbook/snapshot';
import type { CheckResult, Finding, Severity } from './finding';

/** What 「绩效校验」 is made from. */
export interface ChecksSheetInput {
  readonly snapshot: Snapshot;
  readonly result: CheckResult;
  readonly settings: Settings;
  /** Fingerprint of the figures as they are read now. */
  readonly fingerprint: string;
}

/** Findings that the sheet lists at most; the rest is counted in one line. */
export const listedFindings = 500;
/** Receipts that the sheet shows, the latest first. */
const listedReceipts = 20;

const columns = { severity: 1, code: 2, message: 3, place: 4, stated: 5, expected: 6, difference: 7, advice: 8, basis: 9 } as const;
const last = columns.basis;
const widths = [8, 8, 56, 22, 16, 16, 12, 30, 30];

/**
 * 「绩效校验」: counts, findings grouped by severity with a link to each cell, what the unit set aside and why, what could not be checked,
 * and the receipts. Ready to print on A4 landscape.
 */
export function checksSheetDesign(input: ChecksSheetInput): SheetDesign {
  return new ChecksSheetWriter(input).write();
}

const standingKeys = { unchanged: 'sheet.unchanged', changed: 'sheet.changed', edited: 'sheet.edited' } as const satisfies Readonly<
  Record<ReceiptStanding, string>
>;

class ChecksSheetWriter {
  private readonly sheet = new SheetWriter();
  private row = 1;

  constructor(private readonly input: ChecksSheetInput) {}

  write(): SheetDesign {
    const { findings, unchecked } = this.input.result;
    const standing = findings.filter(({ waived }) => waived === null);
    const waived = findings.filter((finding) => finding.waived !== null);
    this.head(waived.length);
    this.list(standing);
    this.waived(waived);
    this.unchecked(unchecked);
    this.receipts();
    return this.sheet.design({
      title: sheetTitle(this.input.snapshot, ownSheets.checks),
      mark: ownSheets.checks.mark,
      tabColor: colours.deductionText,
      widths: widths.map((width, index) => ({ column: index + 1, width })),
      freeze: { rows: 3, columns: 0 },
      print: {
        area: { top: 1, left: 1, bottom: Math.max(4, this.row - 1), right: last },
        landscape: true,
        repeatRows: { first: 3, last: 3 },
      },
    });
  }

  private head(waivedCount: number): void {
    const { summary } = this.input.result;
    this.sheet.text(1, 1, 'title', say('checks', 'sheet.title'));
    this.sheet.merge({ top: 1, left: 1, bottom: 1, right: last });
    this.sheet.format({ top: 1, left: 1, bottom: 1, right: last }, appearance.title);
    this.sheet.height(1, 34);
    this.sheet.text(2, 1, 'summary', say('checks', 'sheet.summary', { ...summary, waived: waivedCount }));
    this.sheet.merge({ top: 2, left: 1, bottom: 2, right: last });
    this.sheet.format({ top: 2, left: 1, bottom: 2, right: last }, appearance.subtitle);
    this.row = 3;
    this.header('header', [
      say('checks', 'sheet.severity'),
      say('checks', 'sheet.code'),
      say('checks', 'sheet.message'),
      say('checks', 'sheet.place'),
      say('checks', 'sheet.stated'),
      say('checks', 'sheet.expected'),
      say('checks', 'sheet.difference'),
      say('checks', 'sheet.advice'),
      say('checks', 'sheet.basis'),
    ]);
  }

  private list(findings: readonly Finding[]): void {
    if (findings.length === 0) {
      this.sheet.text(this.row, 1, 'clean', say('checks', 'sheet.clean'));
      this.sheet.merge(this.line());
      this.sheet.format(this.line(), appearance.text);
      this.row += 1;
      return;
    }
    let room = listedFindings;
    for (const severity of ['error', 'warning', 'question', 'note'] as const) {
      const group = findings.filter((finding) => finding.severity === severity);
      if (group.length === 0) continue;
      this.section(`group:${severity}`, `${severityName(severity)}（${group.length}）`);
      for (const finding of group.slice(0, room)) this.finding(finding, adviceOf(finding));
      room = Math.max(0, room - group.length);
    }
    if (findings.length > listedFindings) {
      this.sheet.text(this.row, 1, 'more', say('checks', 'sheet.more', { count: findings.length - listedFindings, limit: listedFindings }));
      this.sheet.merge(this.line());
      this.sheet.format(this.line(), appearance.note);
      this.row += 1;
    }
  }

  private finding(finding: Finding, advice: string): void {
    const { row, sheet } = this;
    const key = `finding:${finding.key}`;
    sheet.text(row, columns.severity, `${key}:severity`, severityName(finding.severity));
    sheet.text(row, columns.code, `${key}:code`, finding.code);
    sheet.text(row, columns.message, key, finding.message);
    const [first, ...others] = finding.cells;
    if (first) {
      const more = others.length === 0 ? '' : say('checks', 'list.more', { count: finding.cells.length });
      sheet.text(row, columns.place, `${key}:place`, `${first.replace(/^'((?:[^']|'')+)'!/, '$1!')}${more}`);
      sheet.link(row, columns.place, first);
    }
    sheet.text(row, columns.stated, `${key}:stated`, finding.stated ?? '');
    sheet.text(row, columns.expected, `${key}:expected`, finding.expected ?? '');
    sheet.text(row, columns.difference, `${key}:difference`, finding.difference ?? '');
    sheet.text(row, columns.advice, `${key}:advice`, advice);
    sheet.text(row, columns.basis, `${key}:basis`, finding.basis);
    sheet.format(this.line(), appearance.text);
    if (first)
      sheet.format({ top: row, left: columns.place, bottom: row, right: columns.place }, { fontColor: colours.link, underline: true });
    if (finding.severity === 'error')
      sheet.format(
        { top: row, left: columns.severity, bottom: row, right: columns.severity },
        { fontColor: colours.deductionText, bold: true },
      );
    sheet.height(row, Math.max(heightFor(finding.message, 56), heightFor(advice, 30), heightFor(finding.basis, 30)));
    this.row += 1;
  }

  private waived(findings: readonly Finding[]): void {
    if (findings.length === 0) return;
    this.section('waived', `${say('checks', 'sheet.waived')}（${findings.length}）`);
    for (const finding of findings.slice(0, listedFindings)) {
      const { reason, date } = finding.waived ?? { reason: '', date: '' };
      this.finding(finding, say('checks', 'sheet.waivedReason', { reason, date }));
    }
  }

  private unchecked(unchecked: CheckResult['unchecked']): void {
    if (unchecked.length === 0) return;
    this.section('unchecked', `${say('checks', 'sheet.unchecked')}（${unchecked.length}）`);
    for (const { code, title, missing } of unchecked) {
      const { row, sheet } = this;
      sheet.text(row, columns.code, `unchecked:${code}:code`, code);
      sheet.text(row, columns.message, `unchecked:${code}`, title);
      sheet.text(row, columns.place, `unchecked:${code}:missing`, missing);
      sheet.merge({ top: row, left: columns.place, bottom: row, right: last });
      sheet.format(this.line(), appearance.text);
      this.row += 1;
    }
  }

  private receipts(): void {
    const receipts = this.input.settings.receipts.slice(-listedReceipts).reverse();
    if (receipts.length === 0) return;
    this.section('receipts', say('checks', 'sheet.receipts'));
    const titles = {
      message: say('checks', 'sheet.time'),
      place: say('checks', 'sheet.rules'),
      stated: say('checks', 'sheet.counts'),
      advice: say('checks', 'sheet.fingerprint'),
    };
    for (const [name, title] of Object.entries(titles))
      this.sheet.text(this.row, columns[name as keyof typeof titles], `receipts:${name}`, title);
    this.sheet.merge({ top: this.row, left: columns.stated, bottom: this.row, right: columns.difference });
    this.sheet.merge({ top: this.row, left: columns.advice, bottom: this.row, right: last });
    this.sheet.format(this.line(), appearance.header);
    this.row += 1;
    for (const receipt of receipts) {
      const { row, sheet } = this;
      const key = `receipt:${receipt.time}`;
      sheet.text(row, columns.message, key, receipt.time);
      sheet.text(row, columns.place, `${key}:rules`, receipt.rules);
      sheet.text(row, columns.stated, `${key}:counts`, `${receipt.error}/${receipt.warning}/${receipt.question}/${receipt.note}`);
      sheet.merge({ top: row, left: columns.stated, bottom: row, right: columns.difference });
      const same = say('checks', standingKeys[receiptStanding(receipt, this.input.fingerprint)]);
      sheet.text(row, columns.advice, `${key}:fingerprint`, `${receipt.fingerprint}　${same}`);
      sheet.merge({ top: row, left: columns.advice, bottom: row, right: last });
      sheet.format(this.line(), appearance.text);
      this.row += 1;
    }
  }

  private header(key: string, titles: readonly string[]): void {
    titles.forEach((title, index) => {
      this.sheet.text(this.row, index + 1, `${key}:${index}`, title);
    });
    this.sheet.format(this.line(), appearance.header);
    this.sheet.height(this.row, 24);
    this.row += 1;
  }

  private section(key: string, title: string): void {
    this.sheet.text(this.row, 1, key, title);
    this.sheet.merge(this.line());
    this.sheet.format(this.line(), appearance.section);
    this.row += 1;
  }

  private line(): { top: number; left: number; bottom: number; right: number } {
    return { top: this.row, left: 1, bottom: this.row, right: last };
  }
}

/** 错误 · 警告 · 疑点 · 提示. */
export function severityName(severity: Severity): string {
  return say('checks', `severity.${severity}`);
}

function adviceOf(finding: Finding): string {
  const parts = [
    finding.advice,
    finding.mend === null ? null : say('checks', 'sheet.fixable'),
    finding.reasonCell !== null && finding.advice === null ? say('checks', 'sheet.reasonWanted') : null,
  ];
  return parts.filter((part) => part !== null).join('；');
}
