import { systems } from '../../core/systems/systems';
import type { Arguments } from '../arguments';

/** `jihe systems`: the indicator systems, one a line, or as JSON. */
export function listSystems(parsed: Arguments): number {
  if (parsed.format !== 'text') {
    const entries = systems.map(({ id, title, shortTitle, applies, level, totalPoints, indicators, basis }) => ({
      id,
      title,
      shortTitle,
      applies,
      level,
      totalPoints,
      indicators: indicators.length,
      basis,
    }));
    process.stdout.write(`${JSON.stringify({ schema: 'jihe.systems/1', systems: entries }, null, 2)}\n`);
    return 0;
  }
  const width = Math.max(...systems.map(({ id }) => id.length));
  for (const { id, title, applies } of systems) process.stdout.write(`${id.padEnd(width)}  ${title}\n${' '.repeat(width + 2)}${applies}\n`);
  return 0;
}
