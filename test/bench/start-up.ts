import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { buildAssembly } from '@twelve/cli/local-system';
import { median } from './measure.ts';
import { type RecordedCall, recordCalls } from './recorded-calls.ts';
import { startRunning, temporaryFolder } from './running.ts';

/** What one function weighs, and how long it lets wait: in KB of 1,024 bytes and in milliseconds, medians. */
export interface StartUpRow {
  readonly name: string;
  /** All its modules; what is read at the start comes first. */
  readonly kilobytes: readonly number[];
  /** Importing what is read at the start, in a fresh process: by the clock, and in processor time. */
  readonly importMs: number;
  readonly importProcessorMs: number;
  readonly latencies: readonly Latency[];
}

export interface Latency {
  /** By whom it is called where that makes a difference. */
  readonly how: string;
  /** From the call that makes the host start a process until its answer. */
  readonly firstMs: number;
  readonly warmMs: number;
}

const IMPORTS = 5;
/** Of a function in each way that it is called. */
const STARTS = 3;
const WARM = 30;

/** Every function of the stack, and first one that does nothing. */
export async function startUpBench(): Promise<readonly StartUpRow[]> {
  const folder = temporaryFolder();
  try {
    const functions = [emptyFunction(folder), ...deployed(await buildAssembly())];
    const imports = importTimes(functions);
    const latencies = await measureLatencies(folder, functions);
    return functions.map(({ name, taskRoot }) => ({
      name,
      kilobytes: modulesOf(taskRoot).map((file) => statSync(join(taskRoot, file)).size / 1024),
      importMs: median((imports.get(name) ?? []).map(({ ms }) => ms)),
      importProcessorMs: median((imports.get(name) ?? []).map(({ processorMs }) => processorMs)),
      latencies: latencies.get(name) ?? [],
    }));
  } finally {
    rmSync(folder, { recursive: true });
  }
}

interface DeployedFunction {
  readonly name: string;
  readonly logicalId: string | undefined;
  readonly taskRoot: string;
  readonly variables: readonly string[];
}

function emptyFunction(folder: string): DeployedFunction {
  const taskRoot = join(folder, 'empty');
  mkdirSync(taskRoot);
  writeFileSync(join(taskRoot, 'index.mjs'), 'export const handler=async()=>({});');
  return { name: 'one that does nothing', logicalId: undefined, taskRoot, variables: [] };
}

/** The functions of the assembly, by the name of their folder under `functions/`. */
function deployed(assembly: string): readonly DeployedFunction[] {
  const template = readdirSync(assembly).find((file) => file.endsWith('.template.json'));
  const { Resources } = JSON.parse(readFileSync(join(assembly, template ?? ''), 'utf8'));
  return Object.entries<FunctionResource>(Resources)
    .filter(([, { Type }]) => Type === 'AWS::Lambda::Function')
    .map(([logicalId, { Properties }]) => ({
      name: Properties.Description.replace('functions/', ''),
      logicalId,
      taskRoot: join(assembly, `asset.${Properties.Code.S3Key.replace(/\.zip$/, '')}`),
      variables: Object.keys(Properties.Environment?.Variables ?? {}),
    }))
    .sort((a, b) => (a.name < b.name ? -1 : 1));
}

interface FunctionResource {
  readonly Type: string;
  readonly Properties: {
    readonly Description: string;
    readonly Code: { readonly S3Key: string };
    readonly Environment?: { readonly Variables: Readonly<Record<string, unknown>> };
  };
}

const modulesOf = (taskRoot: string): readonly string[] =>
  readdirSync(taskRoot)
    .filter((file) => file.endsWith('.mjs'))
    .sort((a, b) => Number(b === 'index.mjs') - Number(a === 'index.mjs'));

interface ImportTime {
  readonly ms: number;
  readonly processorMs: number;
}

/** One after the other, and all of them again: a neighbour's minute then falls on all alike. */
function importTimes(functions: readonly DeployedFunction[]): ReadonlyMap<string, readonly ImportTime[]> {
  const times = new Map(functions.map(({ name }): [string, ImportTime[]] => [name, []]));
  for (let round = 0; round < IMPORTS; round++) {
    for (const one of functions) times.get(one.name)?.push(importTime(one));
  }
  return times;
}

function importTime({ name, taskRoot, variables }: DeployedFunction): ImportTime {
  const url = pathToFileURL(join(taskRoot, 'index.mjs')).href;
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    ['--input-type=module', '--eval', TIMED_IMPORT, url],
    {
      encoding: 'utf8',
      // Any text serves while nothing is called.
      env: { AWS_REGION: 'cn-north-1', ...Object.fromEntries(variables.map((name) => [name, ANY_TEXT])) },
    },
  );
  if (status !== 0) throw new Error(`${name} cannot be imported: ${stderr}`);
  return JSON.parse(stdout);
}

const ANY_TEXT = 'x'.repeat(40);
const TIMED_IMPORT = `
  const before = process.cpuUsage();
  const startedAt = performance.now();
  await import(process.argv[1]);
  const ms = performance.now() - startedAt;
  const { user, system } = process.cpuUsage(before);
  process.stdout.write(JSON.stringify({ ms, processorMs: (user + system) / 1000 }));
  process.exit();
`;

/** With what it took each time. In milliseconds. */
interface TimedCall extends RecordedCall {
  readonly first: number[];
  readonly warm: number[];
}

/** What real use made of every function is called again: first of a fresh host, then of a warm one. */
async function measureLatencies(
  folder: string,
  functions: readonly DeployedFunction[],
): Promise<ReadonlyMap<string, readonly Latency[]>> {
  const asUsed = join(folder, 'as-used');
  const measured = (await recordCalls(asUsed)).map((call): TimedCall => ({ ...call, first: [], warm: [] }));
  // A function that is called in two ways is started by each of them in turn.
  for (let round = 0; round < STARTS * 2; round++) {
    const dataDir = join(folder, 'data');
    cpSync(asUsed, dataDir, { recursive: true });
    const running = await startRunning({ dataDir });
    const timed = async ({ logicalId, payload }: RecordedCall): Promise<number> => {
      const startedAt = performance.now();
      await running.cloud.invoke(logicalId, payload);
      const ms = performance.now() - startedAt;
      // What a call set in motion must not disturb the next.
      await running.cloud.idle();
      return ms;
    };
    try {
      for (const started of functions.toSorted((a, b) => lastOf(a) - lastOf(b))) {
        const ways = measured.filter(({ logicalId }) => logicalId === started.logicalId);
        const [first] = round % 2 === 0 ? ways : ways.toReversed();
        first?.first.push(await timed(first));
        for (const call of ways)
          for (let at = 0; at < WARM / STARTS / 2; at++) call.warm.push(await timed(call));
      }
    } finally {
      await running.stop();
    }
    rmSync(dataDir, { recursive: true });
  }
  return new Map(
    functions.map(({ name, logicalId }) => [
      name,
      measured
        .filter((call) => call.logicalId === logicalId)
        .map(({ how, first, warm }) => ({ how, firstMs: median(first), warmMs: median(warm) })),
    ]),
  );
}

/** These make the stack call others, which then would not be started by their own call any more. */
const SET_OTHERS_IN_MOTION = [
  'announce',
  'fail',
  'reassess',
  'recalculate',
  'recalculations',
  'registry',
  'sweep',
];
const lastOf = ({ name }: DeployedFunction): number => SET_OTHERS_IN_MOTION.indexOf(name);
