/** A value of JSON. */
export type JsonValue = null | boolean | number | string | readonly JsonValue[] | { readonly [key: string]: JsonValue };

/** A parsed text with the line on which each value stands, by path (`indicators[3].rule`); or the line that can not be read. */
export type ParsedJson =
  | { readonly value: JsonValue; readonly lines: ReadonlyMap<string, number> }
  | { readonly line: number; readonly problem: JsonProblem; readonly near: string };

/** Why a text is no JSON. */
export type JsonProblem = 'unexpected' | 'unclosed' | 'repeatedKey' | 'tooDeep' | 'tooLong';

const limits = { characters: 2_000_000, depth: 64 } as const;

class Stop {
  constructor(
    readonly position: number,
    readonly problem: JsonProblem,
  ) {}
}

/** Reads JSON and remembers lines, so that a mistake in a system file can be named by its line. Bounded in length and depth; never throws. */
export function parseJson(source: string): ParsedJson {
  if (source.length > limits.characters) return { line: 1, problem: 'tooLong', near: '' };
  const reader = new Reader(source);
  try {
    return { value: reader.document(), lines: reader.lines };
  } catch (stop) {
    if (!(stop instanceof Stop)) throw stop;
    return {
      line: lineAt(source, stop.position),
      problem: stop.problem,
      near: source.slice(stop.position, stop.position + 20).split('\n')[0] ?? '',
    };
  }
}

function lineAt(source: string, position: number): number {
  let line = 1;
  for (let index = source.indexOf('\n'); index >= 0 && index < position; index = source.indexOf('\n', index + 1)) line += 1;
  return line;
}

class Reader {
  readonly lines = new Map<string, number>();
  private position = 0;
  private line = 1;

  constructor(private readonly source: string) {
    if (source.startsWith('\uFEFF')) this.position = 1;
  }

  document(): JsonValue {
    const value = this.value('', 0);
    this.space();
    if (this.position < this.source.length) throw new Stop(this.position, 'unexpected');
    return value;
  }

  private value(path: string, depth: number): JsonValue {
    if (depth > limits.depth) throw new Stop(this.position, 'tooDeep');
    this.space();
    this.lines.set(path, this.line);
    const character = this.source[this.position];
    if (character === '{') return this.object(path, depth);
    if (character === '[') return this.list(path, depth);
    if (character === '"') return this.string();
    return this.word();
  }

  private object(path: string, depth: number): JsonValue {
    const entries = new Map<string, JsonValue>();
    this.position += 1;
    for (;;) {
      this.space();
      if (this.take('}')) return Object.fromEntries(entries);
      if (entries.size > 0) {
        this.expect(',');
        this.space();
      }
      const start = this.position;
      if (this.source[start] !== '"') throw new Stop(start, start < this.source.length ? 'unexpected' : 'unclosed');
      const key = this.string();
      if (entries.has(key)) throw new Stop(start, 'repeatedKey');
      this.space();
      this.expect(':');
      entries.set(key, this.value(path === '' ? key : `${path}.${key}`, depth + 1));
    }
  }

  private list(path: string, depth: number): JsonValue {
    const values: JsonValue[] = [];
    this.position += 1;
    for (;;) {
      this.space();
      if (this.take(']')) return values;
      if (values.length > 0) this.expect(',');
      values.push(this.value(`${path}[${values.length}]`, depth + 1));
    }
  }

  private string(): string {
    const start = this.position;
    this.position += 1;
    for (;;) {
      const character = this.source[this.position];
      if (character === undefined || character === '\n') throw new Stop(start, 'unclosed');
      this.position += character === '\\' ? 2 : 1;
      if (character === '"') break;
    }
    return this.decoded(start, (text) => typeof text === 'string') as string;
  }

  private word(): JsonValue {
    const start = this.position;
    while (/[-+.\w]/.test(this.source[this.position] ?? '')) this.position += 1;
    if (this.position === start) throw new Stop(start, start < this.source.length ? 'unexpected' : 'unclosed');
    return this.decoded(start, () => true);
  }

  private decoded(start: number, fits: (value: JsonValue) => boolean): JsonValue {
    try {
      const value = JSON.parse(this.source.slice(start, this.position)) as JsonValue;
      if (fits(value)) return value;
    } catch (failure) {
      if (!(failure instanceof SyntaxError)) throw failure;
    }
    throw new Stop(start, 'unexpected');
  }

  private expect(mark: string): void {
    if (!this.take(mark)) throw new Stop(this.position, this.position < this.source.length ? 'unexpected' : 'unclosed');
  }

  private take(mark: string): boolean {
    if (this.source[this.position] !== mark) return false;
    this.position += 1;
    return true;
  }

  private space(): void {
    for (;;) {
      const character = this.source[this.position];
      if (character === '\n') this.line += 1;
      else if (character !== ' ' && character !== '\t' && character !== '\r') return;
      this.position += 1;
    }
  }
}
