import { failure } from './failure';

/** What was typed after `jihe`. */
export interface Arguments {
  readonly command: string | null;
  readonly files: readonly string[];
  readonly output: string | null;
  readonly system: string | null;
  readonly projects: 'separate' | 'stacked' | null;
  readonly against: string | null;
  /** Indicator code of `fill --explain CODE`; empty for `read --explain`. */
  readonly explain: string | null;
  readonly format: 'text' | 'json' | 'ndjson' | 'sarif';
  readonly text: boolean;
  /** Write 「绩效规则」 for editing. */
  readonly rules: boolean;
  readonly help: boolean;
}

const valued: Readonly<Record<string, 'output' | 'system' | 'projects' | 'against'>> = {
  '-o': 'output',
  '--output': 'output',
  '--system': 'system',
  '--projects': 'projects',
  '--against': 'against',
};

/** Reads the command line. Throws a `CommandFailure` for anything it does not know. */
export function parseArguments(given: readonly string[]): Arguments {
  const values: { output: string | null; system: string | null; projects: string | null; against: string | null } = {
    output: null,
    system: null,
    projects: null,
    against: null,
  };
  const words: string[] = [];
  let format: Arguments['format'] = 'text';
  let explain: string | null = null;
  let text = false;
  let rules = false;
  let help = false;
  let onlyFiles = false;
  for (let index = 0; index < given.length; index += 1) {
    const word = given[index] as string;
    const [name, inline] = splitInline(word);
    const key = valued[name];
    if (onlyFiles || !word.startsWith('-') || word === '-') words.push(word);
    else if (word === '--') onlyFiles = true;
    else if (key) {
      const next = inline ?? given[++index];
      if (next === undefined) throw failure('missingValue', { option: name });
      values[key] = next;
    } else if (name === '--explain') {
      if (inline !== null) explain = inline;
      else if (words[0] === 'fill') {
        const next = given[++index];
        if (next === undefined) throw failure('missingValue', { option: name });
        explain = next;
      } else explain = '';
    } else if (word === '--json' || word === '--ndjson' || word === '--sarif') format = word.slice(2) as Arguments['format'];
    else if (word === '--text') text = true;
    else if (word === '--rules') rules = true;
    else if (word === '--help' || word === '-h') help = true;
    else throw failure('unknownOption', { option: word });
  }
  const { projects } = values;
  if (projects !== null && projects !== 'separate' && projects !== 'stacked') throw failure('unknownProjects');
  const [command = null, ...files] = words;
  return { ...values, projects, command, files, explain, format, text, rules, help };
}

function splitInline(word: string): [string, string | null] {
  const equals = word.indexOf('=');
  return word.startsWith('--') && equals > 0 ? [word.slice(0, equals), word.slice(equals + 1)] : [word, null];
}
