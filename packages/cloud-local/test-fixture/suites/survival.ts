import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { createInterface, type Interface } from 'node:readline';
import { DatabaseSync } from 'node:sqlite';
import { SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { describe, expect, it, onTestFinished } from 'vitest';
import {
  type ClientConfiguration,
  DataDirectoryError,
  DataDirectoryInUseError,
  type LocalCloud,
  PortInUseError,
  startLocalCloud,
} from '../../src/index.ts';
import { fixtureAssembly, startFixture } from '../with-cloud.ts';

interface Host {
  readonly child: ChildProcess;
  /** One line for every failure of a function. */
  readonly lines: Interface;
  readonly url: string;
  readonly client: ClientConfiguration;
  readonly resources: Record<string, string>;
}

/** What a host leaves behind, and what the next one finds. */
export function survivalSuite(): void {
  describe('stopping, killing, starting again', () => {
    it('finishes after kill -9 what was acknowledged before, and leaves no process behind', async () => {
      const dataDir = mkdtempSync(join(tmpdir(), 'cloud-local-data-'));
      const host = await spawnHost(dataDir, 'hanging');
      // Ids beginning with "held" wait in the stream, the others in an execution; messages wait in the queue.
      for (const id of ['running', 'held']) {
        const response = await fetch(`${host.url}/items`, {
          method: 'POST',
          body: JSON.stringify({ id, amount: 2 }),
        });
        expect(response.status).toBe(202);
        if (id === 'running') await until(() => executionsIn(dataDir) === 1);
      }
      const QueueUrl = `${host.client.endpoint}/000000000000/${host.resources.Work?.split(':').at(-1)}`;
      const delayed = new SendMessageCommand({ QueueUrl, MessageBody: '{"id":"delayed"}', DelaySeconds: 1 });
      await new SQSClient(host.client).send(delayed);

      const children = descendants(host.child.pid ?? 0);
      expect(children.length).toBeGreaterThan(2);
      const killed = new Promise((resolve) => host.child.once('exit', resolve));
      host.child.kill('SIGKILL');
      await killed;
      await until(() => children.every((pid) => !alive(pid)));

      const fixture = await startFixture({ dataDir });
      await fixture.cloud.idle();
      expect(await fixture.item('running', 'result')).toMatchObject({ total: '8' });
      expect(await fixture.item('held', 'result')).toMatchObject({ total: '8' });
      fixture.cloud.releaseDelayed();
      await fixture.cloud.idle();
      expect(await fixture.item('delayed', 'worked')).toMatchObject({ times: '1' });
      await fixture.cloud.stop();
      rmSync(dataDir, { recursive: true });
    });

    it('ends everything that it started when it is stopped', async () => {
      const dataDir = mkdtempSync(join(tmpdir(), 'cloud-local-data-'));
      const host = await spawnHost(dataDir, 'patient');
      // Its workflow waits for a retry.
      await fetch(`${host.url}/items`, { method: 'POST', body: JSON.stringify({ id: 'a', amount: -1 }) });
      await once(host.lines, 'line');
      const children = descendants(host.child.pid ?? 0);
      const ended = new Promise((resolve) => host.child.once('exit', resolve));
      host.child.kill('SIGTERM');
      expect(await ended).toBe(0);
      expect(children.filter(alive)).toEqual([]);
      rmSync(dataDir, { recursive: true });
    });

    it('removes its temporary directory', async () => {
      const { cloud } = await startFixture();
      const { HOME } = await environmentOf(cloud);
      expect(existsSync(HOME)).toBe(true);
      await cloud.stop();
      expect(existsSync(dirname(HOME))).toBe(false);
    });

    it('says in one sentence that a port is taken, and leaves nothing running', async () => {
      const taken = createServer();
      const port = await new Promise<number>((resolve) => {
        taken.listen(0, '127.0.0.1', () => {
          const address = taken.address();
          resolve(typeof address === 'object' && address !== null ? address.port : 0);
        });
      });
      const dataDir = mkdtempSync(join(tmpdir(), 'cloud-local-data-'));
      const started = startLocalCloud({ assemblyDir: fixtureAssembly(), port, dataDir });
      await expect(started).rejects.toThrow(PortInUseError);
      await expect(started).rejects.toThrow(`Port ${port} is already in use`);
      expect(commandLines().filter((line) => line.includes(dataDir))).toEqual([]);
      taken.close();
      rmSync(dataDir, { recursive: true });
    });

    it('says in one sentence that a data directory is in use or cannot be written', async () => {
      const dataDir = mkdtempSync(join(tmpdir(), 'cloud-local-data-'));
      const fixture = await startFixture({ dataDir });
      await expect(startFixture({ dataDir })).rejects.toThrow(DataDirectoryInUseError);
      await fixture.cloud.stop();
      for (const name of ['lock.sqlite', 'host.sqlite']) {
        const damaged = mkdtempSync(join(tmpdir(), 'cloud-local-data-'));
        writeFileSync(join(damaged, name), 'this is no database, however long it may be'.repeat(100));
        await expect(startFixture({ dataDir: damaged })).rejects.toThrow(DataDirectoryError);
        rmSync(damaged, { recursive: true });
      }
      const file = join(dataDir, 'tables.sqlite');
      await expect(startFixture({ dataDir: join(file, 'below-a-file') })).rejects.toThrow(DataDirectoryError);
      rmSync(dataDir, { recursive: true });
    });

    it('keeps a data directory that it makes from the eyes of others', async () => {
      const folder = mkdtempSync(join(tmpdir(), 'cloud-local-data-'));
      const dataDir = join(folder, 'made');
      const fixture = await startFixture({ dataDir });
      await fixture.cloud.stop();
      expect(statSync(dataDir).mode & 0o777).toBe(0o700);
      rmSync(folder, { recursive: true });
    });
  });
}

async function spawnHost(dataDir: string, pace: 'hanging' | 'patient'): Promise<Host> {
  const script = join(import.meta.dirname, '..', 'host.ts');
  const child = spawn(process.execPath, [script, fixtureAssembly(), dataDir, pace], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  onTestFinished(() => {
    child.kill('SIGKILL');
  });
  const lines = createInterface({ input: child.stdout });
  const line = await new Promise<string>((resolve, reject) => {
    lines.once('line', resolve);
    child.once('exit', () => reject(new Error('the host ended early')));
  });
  return { child, lines, ...JSON.parse(line) };
}

/** Looks into the host's state from outside, as another process may. */
function executionsIn(dataDir: string): number {
  const database = new DatabaseSync(join(dataDir, 'host.sqlite'), { readOnly: true });
  const row = database.prepare("SELECT count(*) AS count FROM executions WHERE status = 'RUNNING'").get();
  database.close();
  return Number(row?.count ?? 0);
}

async function environmentOf(cloud: LocalCloud): Promise<{ HOME: string }> {
  return JSON.parse(JSON.stringify(await cloud.invoke('Tool', { do: 'environment' })));
}

/** What every process of this machine was started with; the engine's line names its file. */
function commandLines(): string[] {
  return processes().map((pid) => {
    try {
      return readFileSync(`/proc/${pid}/cmdline`, 'utf8');
    } catch {
      return ''; // It ended meanwhile.
    }
  });
}

function processes(): number[] {
  return readdirSync('/proc')
    .filter((entry) => /^\d+$/.test(entry))
    .map(Number);
}

/** Processes below a process, from /proc: also those in groups of their own. */
function descendants(ancestor: number): number[] {
  const parents = new Map<number, number>();
  for (const pid of processes()) {
    const status = statusOf(pid);
    if (status !== undefined) parents.set(pid, status.parent);
  }
  const isBelow = (pid: number): boolean => {
    const parent = parents.get(pid);
    return parent !== undefined && (parent === ancestor || isBelow(parent));
  };
  return [...parents.keys()].filter(isBelow);
}

function alive(pid: number): boolean {
  const status = statusOf(pid);
  return status !== undefined && status.state !== 'Z';
}

function statusOf(pid: number): { state: string; parent: number } | undefined {
  try {
    const [state = '', parent] = readFileSync(`/proc/${pid}/stat`, 'utf8')
      .replace(/^.*\) /s, '')
      .split(' ');
    return { state, parent: Number(parent) };
  } catch {
    return undefined;
  }
}

/** Looks again and again until it is so; the test's own time-out ends it otherwise. */
async function until(holds: () => boolean): Promise<void> {
  while (!holds()) await new Promise((resolve) => setTimeout(resolve, 10));
}
