import path from 'node:path';
import { plainText } from '../../core/narrative/plain-text';
import { sayCli } from '../../core/wording/say-cli';
import { evaluateWorkbook } from '../../core/workflow/evaluate';
import type { Arguments } from '../arguments';
import { CommandFailure, failure } from '../failure';
import { requireOtherFile, writeResultFile } from '../files';
import { edge, openHost } from '../open';
import { requireSystem } from './fill';

/** `jihe draft`: the report of one workbook as a Word file, or as plain text on stdout. */
export async function draft(parsed: Arguments): Promise<number> {
  const [file, ...others] = parsed.files;
  if (file === undefined) throw failure('missingFile', { command: 'draft' });
  if (others.length > 0) throw failure('oneFile', { command: 'draft' });
  requireSystem(parsed.system);
  if (parsed.output === null && !parsed.text) throw failure('missingOutput', { command: 'draft', example: '报告.docx' });
  if (parsed.output !== null) {
    requireOtherFile(file, parsed.output);
    if (path.extname(parsed.output).toLowerCase() !== '.docx')
      throw failure('extensionWord', { name: `${path.basename(parsed.output, path.extname(parsed.output))}.docx` });
  }
  const outcome = evaluateWorkbook(await openHost(file).capture(), edge(), parsed.system === null ? {} : { system: parsed.system });
  if (outcome.reading.nothingFound !== null) throw new CommandFailure(sayCli('nothingToFill', { looked: outcome.reading.nothingFound }));
  if (parsed.text) process.stdout.write(`${plainText(outcome.report)}\n`);
  if (parsed.output !== null) {
    const { documentToDocx } = await import('../../hosts/word/document-to-docx');
    writeResultFile(parsed.output, await documentToDocx(outcome.report));
    if (!parsed.text) process.stdout.write(`${sayCli('written', { file: parsed.output })}\n`);
  }
  return outcome.checks.summary.error > 0 ? 1 : 0;
}
