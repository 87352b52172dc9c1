import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';

export const root = join(import.meta.dirname, '..', '..');
export const bin = join(root, 'packages', 'cli', 'bin', 'twelve.mjs');

export interface Ended {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly out: string;
  readonly err: string;
}

/** A command as a person runs it in a terminal: in a process group of its own, which Ctrl-C reaches as a whole. */
export interface Running {
  readonly pid: number;
  /** What was printed so far, once a text has appeared in it. @throws {EndedEarly} */
  until(text: string): Promise<string>;
  readonly ended: Promise<Ended>;
  /** As the terminal does it: to every process of the group. */
  interrupt(): void;
  /** To the one process, as an operator or the kernel does it. */
  kill(signal: NodeJS.Signals): void;
}

/** The command came to its end before it printed what was waited for. */
export class EndedEarly extends Error {
  constructor(text: string, { code, signal, out, err }: Ended) {
    super(`ended (${code ?? signal}) before it printed "${text}":\n${out}\n${err}`);
    this.name = 'EndedEarly';
  }
}

/** Runs a command from the repository's folder, with `PORT=0` unless told otherwise; it ends with its test. */
export function run(command: string, args: readonly string[], env: Record<string, string> = {}): Running {
  const child = spawn(command, args, {
    cwd: root,
    detached: true,
    env: { ...process.env, PORT: '0', ...env },
  });
  onTestFinished(() => endGroup(child));
  let [out, err] = ['', ''];
  const looks = new Set<() => void>();
  child.stdout.on('data', (chunk: Buffer) => {
    out += chunk.toString();
    for (const look of looks) look();
  });
  child.stderr.on('data', (chunk: Buffer) => {
    err += chunk.toString();
  });
  const ended = new Promise<Ended>((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code, signal) => resolve({ code, signal, out, err }));
  });
  return {
    pid: child.pid ?? 0,
    until: (text) =>
      new Promise((resolve, reject) => {
        const look = () => {
          if (!out.includes(text)) return;
          looks.delete(look);
          resolve(out);
        };
        looks.add(look);
        look();
        ended.then((end) => reject(new EndedEarly(text, end)), reject);
      }),
    ended,
    interrupt: () => process.kill(-pidOf(child), 'SIGINT'),
    kill: (signal) => process.kill(pidOf(child), signal),
  };
}

function endGroup(child: ChildProcess): void {
  try {
    process.kill(-pidOf(child), 'SIGKILL');
  } catch {
    // It has ended by itself, as it should.
  }
}

function pidOf({ pid }: ChildProcess): number {
  if (pid === undefined) throw new Error('the command was not started');
  return pid;
}

/** What follows a start of line, e.g. `partner key: `. */
export function lineOf(out: string, start: string): string {
  const line = out.split('\n').find((candidate) => candidate.startsWith(start));
  if (line === undefined) throw new Error(`no line begins with "${start}":\n${out}`);
  return line.slice(start.length);
}

/** Every process below one, however deep: those that are to be gone when it is. */
export function descendants(pid: number): number[] {
  const children = new Map<number, number[]>();
  for (const line of execFileSync('ps', ['-A', '-o', 'pid=,ppid='], { encoding: 'utf8' })
    .trim()
    .split('\n')) {
    const [child = 0, parent = 0] = line.trim().split(/\s+/).map(Number);
    children.set(parent, [...(children.get(parent) ?? []), child]);
  }
  const below = (one: number): number[] =>
    (children.get(one) ?? []).flatMap((child) => [child, ...below(child)]);
  return below(pid);
}

export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}
