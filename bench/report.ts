/** One line of the table: what was measured, against what, and the goal. */
export interface Measured {
  readonly name: string;
  readonly value: string;
  readonly baseline: string;
  /** Measured over baseline, or the measured number itself where the goal is a number. */
  readonly ratio: number | null;
  readonly goal: number | null;
}

/** Prints a heading of a group. */
export function heading(text: string): void {
  process.stdout.write(`\n${text}\n`);
}

/** Prints one line; a goal that is missed is said so, and nothing else happens. */
export function print({ name, value, baseline, ratio, goal }: Measured): void {
  const shown = ratio === null ? '' : `${Math.round(ratio * 100) / 100}`;
  const verdict = goal === null || ratio === null ? '' : `目标 ≤ ${goal} ${ratio <= goal ? '达到' : '未达到'}`;
  process.stdout.write(`  ${wide(name, 34)}${wide(value, 30)}${wide(baseline, 38)}${wide(shown, 9)}${verdict}\n`);
}

/** Milliseconds for people. */
export function time(milliseconds: number): string {
  return milliseconds < 10_000 ? `${Math.round(milliseconds)} 毫秒` : `${(milliseconds / 1000).toFixed(1)} 秒`;
}

/** The quickest of several runs, in milliseconds: what the machine's other work disturbs least. */
export async function quickest(runs: number, work: () => unknown): Promise<number> {
  let best = Number.POSITIVE_INFINITY;
  for (let run = 0; run < runs; run += 1) {
    const started = performance.now();
    await work();
    best = Math.min(best, performance.now() - started);
  }
  return best;
}

/** Pads to a width at which a Han character counts two. */
function wide(text: string, width: number): string {
  const size = [...text].reduce((sum, letter) => sum + (letter > '\u2e7f' ? 2 : 1), 0);
  return text + ' '.repeat(Math.max(1, width - size));
}
