import { createServer } from 'node:net';
import { join } from 'node:path';
import { ensureDataDirectory, type LocalCloud, type LocalCloudEvent } from '@twelve/cloud-local';
import { readArguments } from '../arguments.ts';
import { onAskedToEnd } from '../asked-to-end.ts';
import { CommandError } from '../errors.ts';
import { rememberRunning } from '../running.ts';
import { buildAssembly } from './assembly.ts';
import { useAssembly } from './assembly-use.ts';
import { type Asked, asCommandError } from './failures.ts';
import { startLocalSystem } from './local-system.ts';
import { sampleDossier } from './sample.ts';
import type { SampleKeys } from './samples.ts';

const root = join(import.meta.dirname, '..', '..', '..', '..');

/**
 * `twelve start`: builds the system, runs it on this machine until Ctrl-C, and prints what one needs to call it.
 * The lines `ready at …`, `… key: …` and the `curl` line are for programs too and keep their form.
 */
export async function start(args: readonly string[]): Promise<number> {
  const { values } = readArguments(args, {
    data: { type: 'string' },
    'dynamodb-endpoint': { type: 'string' },
    verbose: { type: 'boolean', default: false },
  });
  const asked: Asked = {
    port: readPort(process.env.PORT),
    dataDir: values.data,
    dynamodbEndpoint: readEndpoint(values['dynamodb-endpoint']),
  };
  const undo: (() => unknown)[] = [];
  const { signal, fail } = untilTheEnd(undo);
  try {
    // Both before anything is built: what cannot work should not cost ten seconds.
    await assertFree(asked.port);
    if (asked.dataDir !== undefined) ensureDataDirectory(asked.dataDir);
    const assemblyDir = await buildAssembly(() =>
      step('正在构建（打包函数、合成模板）', 'building: bundling functions, synthesizing the template'),
    );
    signal.throwIfAborted();
    undo.push(useAssembly(assemblyDir));
    step('正在启动数据库、函数、工作流与接口', 'starting database, functions, workflow and API');
    const { cloud, keys } = await startLocalSystem({
      assemblyDir,
      port: asked.port,
      signal,
      ...(asked.dataDir === undefined ? {} : { dataDir: asked.dataDir }),
      ...(asked.dynamodbEndpoint === undefined ? {} : { dynamodbEndpoint: asked.dynamodbEndpoint }),
      onEvent: (event) => {
        if (event.kind === 'failed') fail(event.error);
        // What is ended at its work is no news; with a data directory the next start finishes it.
        if (!signal.aborted) report(event, values.verbose);
      },
    });
    undo.push(() => cloud.stop());
    undo.push(rememberRunning(root, cloud, asked.dataDir));
    introduce(cloud, keys);
    await aborted(signal);
    if (signal.reason !== ASKED) throw signal.reason;
    return 0;
  } catch (error) {
    // Ctrl-C ends the processes that work for this one as well; what they leave unfinished is no failure then.
    if (signal.reason === ASKED) return 0;
    throw asCommandError(signal.aborted ? signal.reason : error, asked);
  } finally {
    for (const one of undo.reverse()) await one();
  }
}

async function assertFree(port: number): Promise<void> {
  const server = createServer();
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', resolve);
  });
  await new Promise((resolve) => server.close(resolve));
}

/** The keys and an example that works when pasted. */
function introduce(cloud: LocalCloud, keys: SampleKeys): void {
  const kinds = new Set(cloud.notSimulated.map((line) => line.split(' ')[0]));
  step(
    `本机不运行（--verbose 列出）：${kinds.size} 类资源`,
    `not run on this machine (--verbose lists them): ${kinds.size} kinds of resources`,
  );
  console.log(`ready at ${cloud.url}`);
  console.log(`partner key: ${keys.partner}`);
  console.log(`second partner key: ${keys.secondPartner}`);
  console.log(`department key: ${keys.department}`);
  console.log('自测示例，可直接粘贴 / a self-check to paste:');
  console.log(
    `curl -s ${cloud.url}/v1/self-check -H 'content-type: application/json' -d '${JSON.stringify(sampleDossier)}'`,
  );
  console.log('按 Ctrl-C 结束 / Ctrl-C ends it');
}

function report(event: LocalCloudEvent, verbose: boolean): void {
  switch (event.kind) {
    case 'problem':
      console.error(`! ${event.message}`);
      return;
    case 'function-error':
      // An authorizer refuses a bad key by this very word: the caller's mistake, not ours.
      if (event.error.includes('"errorMessage":"Unauthorized"')) return;
      console.error(`! ${event.functionName}: ${event.error}`);
      return;
    case 'dead-letter':
      console.error(`! 死信 / dead letter: ${event.queue}`);
      return;
    default:
      if (verbose) console.error(JSON.stringify(event));
  }
}

/**
 * Aborted once, by whichever comes first: with `ASKED`, or with what failed while nobody waited for it – a full disk
 * under the host's journal above all. What can no longer be written down is not begun: the next start goes on from what
 * was.
 */
function untilTheEnd(undo: (() => unknown)[]): { readonly signal: AbortSignal; fail(error: unknown): void } {
  const end = new AbortController();
  const asked = () => end.abort(ASKED);
  const fail = (error: unknown) => end.abort(error);
  onAskedToEnd(asked);
  if (process.env.npm_lifecycle_event !== undefined) whenOrphaned(asked);
  process.on('uncaughtException', fail);
  undo.push(() => process.off('uncaughtException', fail));
  return { signal: end.signal, fail };
}

const ASKED = Symbol('asked to end');

const aborted = (signal: AbortSignal): Promise<void> =>
  new Promise((resolve) => {
    if (signal.aborted) resolve();
    else signal.addEventListener('abort', () => resolve(), { once: true });
  });

/**
 * npm hands its signals on (its shell gives way to this process, by `exec`), but not when it is killed: whoever did
 * that would find the system still running and the port taken.
 */
function whenOrphaned(end: () => void): void {
  const parent = process.ppid;
  const look = setInterval(() => {
    if (process.ppid === parent) return;
    clearInterval(look);
    end();
  }, ORPHAN_CHECK_MS);
  look.unref();
}

const ORPHAN_CHECK_MS = 250;

function readPort(given: string | undefined): number {
  const port = Number(given ?? '8787');
  if (Number.isInteger(port) && port >= 0 && port <= 65_535 && given !== '') return port;
  throw new CommandError({
    zh: `环境变量 PORT 须为 0 至 65535 的整数，当前为“${given}”。`,
    en: `PORT must be a whole number from 0 to 65535; it is "${given}".`,
  });
}

function readEndpoint(given: string | undefined): string | undefined {
  if (given === undefined) return undefined;
  const url = URL.canParse(given) ? new URL(given) : undefined;
  if (url !== undefined && /^https?:$/.test(url.protocol)) return given;
  throw new CommandError({
    zh: `--dynamodb-endpoint 须为 http 或 https 地址，当前为“${given}”。`,
    en: `--dynamodb-endpoint must be an http or https address; it is "${given}".`,
  });
}

function step(zh: string, en: string): void {
  console.log(`· ${zh} / ${en}`);
}
