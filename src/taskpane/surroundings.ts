import type { ReportDocument } from '../core/narrative/document';
import type { Language } from '../core/wording/wording';
import type { Outcome } from '../core/workflow/outcome';
import type { Versions } from './diagnosis';
import type { Surroundings } from './session';
import { wordsIn } from './words';

/** Version of the add-in; the same as in package.json. */
const addInVersion = '0.1.0';

/** What a browser gives to a session: clock, random ids, files, clipboard, the Word writer when it is wanted. */
export function surroundingsOfBrowser(parts: Pick<Surroundings, 'host' | 'core' | 'log' | 'preferences' | 'language'>): Surroundings {
  return {
    ...parts,
    versions: versionsOfOffice(),
    now: () => new Date(),
    freshId: () => crypto.randomUUID(),
    wordFile,
    findingsFile: (outcome) => findingsFile(outcome, parts.language),
    readFile: async (file) => {
      const { FileHost } = await import('../hosts/file/file-host');
      return FileHost.open(new Uint8Array(await file.arrayBuffer()), file.name).capture();
    },
    saveFile,
    copyText: (text) => copy([['text/plain', text]]),
    copyRich: (html, text) =>
      copy([
        ['text/html', html],
        ['text/plain', text],
      ]),
  };
}

function versionsOfOffice(): Versions {
  const context = typeof Office === 'undefined' ? undefined : Office.context;
  const supported = (set: string): boolean => context?.requirements?.isSetSupported('ExcelApi', set) === true;
  const sets = ['1.20', '1.19', '1.18', '1.17', '1.16', '1.15', '1.14'];
  return {
    addIn: addInVersion,
    host: context?.diagnostics?.version ?? 'browser',
    platform: String(context?.platform ?? navigator.platform),
    api: sets.find(supported) ?? 'none',
  };
}

async function wordFile(report: ReportDocument): Promise<Blob> {
  const { documentToDocx } = await import('../hosts/word/document-to-docx');
  const content = await documentToDocx(report);
  return new Blob([new Uint8Array(content)], { type: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document' });
}

const severityKeys = { error: 'severityError', warning: 'severityWarning', question: 'severityQuestion', note: 'severityNote' } as const;

async function findingsFile({ checks }: Outcome, language: Language): Promise<Blob> {
  const words = wordsIn(language);
  const { findingsWorkbook } = await import('./findings-workbook');
  const content = await findingsWorkbook(checks.findings, {
    headings: words('findingsHeadings').split('|'),
    severity: ({ severity }) => words(severityKeys[severity]),
    waived: ({ waived }) => (waived ? words('waivedLine', { date: waived.date, reason: waived.reason }) : ''),
  });
  return new Blob([new Uint8Array(content)], { type: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet' });
}

function saveFile(name: string, content: Blob): void {
  const address = URL.createObjectURL(content);
  const link = document.createElement('a');
  link.href = address;
  link.download = name.replace(/[\\/:*?"<>|\p{Cc}]/gu, '_');
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
}

/**
 * Copies by a copy event of the page's own: the asynchronous clipboard needs a permission that Office's frame does not give.
 */
async function copy(kinds: readonly (readonly [string, string])[]): Promise<void> {
  let taken = false;
  const fill = (event: ClipboardEvent): void => {
    event.preventDefault();
    for (const [kind, text] of kinds) event.clipboardData?.setData(kind, text);
    taken = true;
  };
  document.addEventListener('copy', fill, { once: true });
  document.execCommand('copy');
  document.removeEventListener('copy', fill);
  if (taken) return;
  await navigator.clipboard.write([
    new ClipboardItem(Object.fromEntries(kinds.map(([kind, text]) => [kind, new Blob([text], { type: kind })]))),
  ]);
}
