import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { rmSync, statSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { writeRegister } from './register.ts';
import { temporaryFolder } from './running.ts';

/** One run of `twelve screen` over a register of companies with ten entries. */
export interface ScreeningRow {
  readonly companies: number;
  readonly registerMegabytes: number;
  readonly threads: number;
  readonly seconds: number;
  /** Of all threads. */
  readonly processorSeconds: number;
  /** The most that the process ever held in memory. */
  readonly peakMegabytes: number;
}

const COMPANIES = [10_000, 100_000];

/** The command itself, in a process of its own: start included, nothing of this one's memory in it. */
export async function screeningBench(): Promise<readonly ScreeningRow[]> {
  const folder = temporaryFolder();
  try {
    const rows: ScreeningRow[] = [];
    for (const companies of COMPANIES) {
      const register = join(folder, `${companies}.ndjson`);
      await writeRegister(register, companies);
      for (const threads of [1, availableParallelism()])
        rows.push(await screened(register, companies, threads));
      rmSync(register);
    }
    return rows;
  } finally {
    rmSync(folder, { recursive: true });
  }
}

async function screened(register: string, companies: number, threads: number): Promise<ScreeningRow> {
  const startedAt = performance.now();
  const child = spawn(
    process.execPath,
    ['--eval', SCREEN, '--', register, '--fresh', '--threads', String(threads)],
    { stdio: ['ignore', 'pipe', 'inherit'], cwd: import.meta.dirname },
  );
  const said: Buffer[] = [];
  child.stdout.on('data', (part: Buffer) => said.push(part));
  const [code] = await once(child, 'close');
  const seconds = (performance.now() - startedAt) / 1000;
  if (code !== 0) throw new Error(`screening ended with ${code}`);
  const { userCPUTime, systemCPUTime, maxRSS } = JSON.parse(Buffer.concat(said).toString());
  return {
    companies,
    registerMegabytes: statSync(register).size / 1e6,
    threads,
    seconds,
    processorSeconds: (userCPUTime + systemCPUTime) / 1e6,
    peakMegabytes: maxRSS / 1024,
  };
}

/** Runs the command, and tells what it used. What it says to people goes nowhere. */
const SCREEN = `
  import { main } from '@twelve/cli';
  console.error = () => undefined;
  process.exitCode = await main(['screen', ...process.argv.slice(1)]);
  process.stdout.write(JSON.stringify(process.resourceUsage()));
`;
