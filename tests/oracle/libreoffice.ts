import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, delimiter, join } from 'node:path';
import { pathToFileURL } from 'node:url';

/** Path of LibreOffice's `soffice`, or null where none is installed: tests that need it are then skipped by name. */
export function findLibreOffice(): string | null {
  const folders = [...(process.env.PATH ?? '').split(delimiter), '/usr/bin', '/usr/lib/libreoffice/program', '/opt/libreoffice/program'];
  folders.push('/Applications/LibreOffice.app/Contents/MacOS', 'C:\\Program Files\\LibreOffice\\program');
  for (const folder of folders.filter((each) => each !== '')) {
    for (const name of ['soffice', 'libreoffice', 'soffice.exe']) {
      if (existsSync(join(folder, name))) return join(folder, name);
    }
  }
  return null;
}

/** LibreOffice keeps stale cached results unless its profile says “always recalculate” (0). */
const alwaysRecalculate = `<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry" xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">
<item oor:path="/org.openoffice.Office.Calc/Formula/Load"><prop oor:name="OOXMLRecalcMode" oor:op="fuse"><value>0</value></prop></item>
<item oor:path="/org.openoffice.Office.Calc/Formula/Load"><prop oor:name="ODFRecalcMode" oor:op="fuse"><value>0</value></prop></item>
</oor:items>
`;

/**
 * Opens every file in LibreOffice, recalculates all formulas and saves it again as .xlsx, in one call with a profile of its own.
 * Gives the new bytes by input path; a file that LibreOffice could not open is absent. Base names of the inputs must differ.
 */
export async function recalculate(files: readonly string[]): Promise<Map<string, Uint8Array>> {
  return convert(files, 'xlsx:Calc MS Excel 2007 XML', 'xlsx');
}

/** The same for any other target, e.g. `convert([docx], 'pdf', 'pdf')`. */
export async function convert(files: readonly string[], filter: string, extension: string): Promise<Map<string, Uint8Array>> {
  const soffice = findLibreOffice();
  if (soffice === null) throw new Error('LibreOffice is not installed');
  const folder = await mkdtemp(join(tmpdir(), 'jihe-libreoffice-'));
  try {
    const profile = join(folder, 'profile');
    const target = join(folder, 'out');
    await mkdir(join(profile, 'user'), { recursive: true });
    await mkdir(target);
    await writeFile(join(profile, 'user', 'registrymodifications.xcu'), alwaysRecalculate);
    await run(soffice, [
      `-env:UserInstallation=${pathToFileURL(profile).href}`,
      '--headless',
      '--norestore',
      '--convert-to',
      filter,
      '--outdir',
      target,
      ...files,
    ]);
    const results = new Map<string, Uint8Array>();
    for (const file of files) {
      const written = join(target, basename(file).replace(/\.[^.]*$/, `.${extension}`));
      if (existsSync(written)) results.set(file, new Uint8Array(await readFile(written)));
    }
    return results;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** LibreOffice's exit status says nothing about single files; a missing result does. */
function run(program: string, parameters: readonly string[]): Promise<void> {
  return new Promise((resolve, reject) => {
    execFile(program, [...parameters], { timeout: 300_000, maxBuffer: 1 << 26 }, (error) => {
      if (error !== null && (error.killed || typeof error.code === 'string')) reject(error);
      else resolve();
    });
  });
}
