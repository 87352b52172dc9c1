import { readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * Leaves a note in an assembly that this process runs it: its functions are loaded from there whenever they are needed,
 * days later too.
 * @returns what takes the note back.
 */
export function useAssembly(assembly: string): () => void {
  const note = join(assembly, `${PREFIX}${process.pid}`);
  try {
    writeFileSync(note, '');
  } catch {
    // Where this process may not write, one that would remove the assembly is not its user's.
    return () => undefined;
  }
  return () => rmSync(note, { force: true });
}

/** Whether a process that still lives has left its note. */
export const isUsed = (assembly: string): boolean =>
  readdirSync(assembly)
    .filter((name) => name.startsWith(PREFIX))
    .some((name) => isAlive(Number(name.slice(PREFIX.length))));

const PREFIX = 'used-by-';

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return Object(error).code === 'EPERM';
  }
}
