import { readdirSync, readFileSync } from 'node:fs';

/** One tick of the processor's accounts, on every Linux that Node.js runs on. */
const TICK_MS = 10;

/**
 * Processor time of this process and of all that it started and that still run: less disturbed by neighbours than the
 * clock. In milliseconds; not a number where the system keeps no accounts under `/proc`.
 */
export function processorMs(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000 + ticksBelow(process.pid) * TICK_MS;
}

/** Of the functions' processes alone, which is what would run on Lambda. In milliseconds. */
export const functionsProcessorMs = (): number => ticksBelow(process.pid, 'bootstrap.mjs') * TICK_MS;

function ticksBelow(parent: number, running = ''): number {
  try {
    return readdirSync('/proc')
      .filter((name) => /^\d+$/.test(name) && textOf(name, 'cmdline').includes(running))
      .reduce((sum, name) => sum + ticksOf(name, parent), 0);
  } catch {
    return Number.NaN;
  }
}

/** Its user and system ticks where it is a child of that process, else 0. */
function ticksOf(name: string, parent: number): number {
  const stat = textOf(name, 'stat');
  // What follows the name: state, parent, …; user and system time are the 12th and 13th.
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return Number(fields[1]) === parent ? Number(fields[11]) + Number(fields[12]) : 0;
}

/** Empty where the process ended meanwhile. */
function textOf(name: string, file: string): string {
  try {
    return readFileSync(`/proc/${name}/${file}`, 'utf8');
  } catch {
    return '';
  }
}
