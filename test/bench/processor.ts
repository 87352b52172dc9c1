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

function ticksBelow(parent: number): number {
  try {
    return readdirSync('/proc')
      .filter((name) => /^\d+$/.test(name))
      .reduce((sum, name) => sum + ticksOf(name, parent), 0);
  } catch {
    return Number.NaN;
  }
}

/** Its user and system ticks where it is a child of that process, else 0. */
function ticksOf(name: string, parent: number): number {
  const fields = statOf(name);
  // What follows the name: state, parent, …; user and system time are the 12th and 13th.
  return Number(fields[1]) === parent ? Number(fields[11]) + Number(fields[12]) : 0;
}

function statOf(name: string): readonly string[] {
  try {
    const text = readFileSync(`/proc/${name}/stat`, 'utf8');
    return text.slice(text.lastIndexOf(')') + 2).split(' ');
  } catch {
    // It ended meanwhile.
    return [];
  }
}
