import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer as createHttpServer } from 'node:http';
import { createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterAll, describe, expect, it, onTestFinished } from 'vitest';
import { sampleDossier } from './sample.ts';

/** `twelve start` as a person meets it: a process, what it prints, and how it ends. */
const bin = join(import.meta.dirname, '..', '..', 'bin', 'twelve.mjs');
const folder = mkdtempSync(join(tmpdir(), 'twelve-start-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

interface Run {
  readonly child: ChildProcess;
  /** Resolves with everything printed once the text has appeared on standard output. */
  until(text: string): Promise<string>;
  readonly ended: Promise<{ code: number | null; out: string; err: string }>;
}

function run(args: readonly string[], env: Record<string, string> = {}): Run {
  const child = spawn(process.execPath, [bin, 'start', ...args], {
    env: { ...process.env, PORT: '0', ...env },
  });
  let [out, err] = ['', ''];
  const waiting = new Set<() => void>();
  child.stdout.on('data', (chunk: Buffer) => {
    out += chunk.toString();
    for (const look of waiting) look();
  });
  child.stderr.on('data', (chunk: Buffer) => {
    err += chunk.toString();
  });
  const ended = new Promise<{ code: number | null; out: string; err: string }>((resolve) => {
    child.on('close', (code) => resolve({ code, out, err }));
  });
  const until = (text: string) =>
    new Promise<string>((resolve, reject) => {
      const look = () => out.includes(text) && resolve(out);
      waiting.add(look);
      look();
      void ended.then(() => reject(new Error(`ended before "${text}":\n${out}\n${err}`)));
    });
  return { child, until, ended };
}

/** The port that a server listens at until the test ends. */
async function listening(server: Server): Promise<number> {
  onTestFinished(() => {
    server.close();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  return typeof address === 'object' && address !== null ? address.port : 0;
}

const lineOf = (out: string, start: string): string =>
  out
    .split('\n')
    .find((line) => line.startsWith(start))
    ?.slice(start.length) ?? '';

describe('twelve start', () => {
  it('prints address, keys and a request that works, and ends with Ctrl-C', async () => {
    const dataDir = join(folder, 'data');
    const first = run(['--data', dataDir]);
    const out = await first.until('Ctrl-C');
    const url = lineOf(out, 'ready at ');
    expect(url).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);

    const [, body = ''] = / -d '(.*)'$/.exec(lineOf(out, 'curl ')) ?? [];
    const headers = { 'content-type': 'application/json' };
    const answer = await fetch(`${url}/v1/self-check`, { method: 'POST', headers, body });
    expect(answer.status).toBe(200);
    expect(await answer.json()).toMatchObject({ total: { fixed: 500_000_000, ceiling: 50_000_000 } });

    const keys = ['partner key: ', 'second partner key: ', 'department key: '].map((start) =>
      lineOf(out, start),
    );
    expect(new Set(keys).size).toBe(3);
    for (const key of keys.slice(0, 2)) {
      const listed = await fetch(`${url}/v1/submissions`, { headers: { authorization: `Bearer ${key}` } });
      expect(listed.status).toBe(200);
    }
    first.child.kill('SIGINT');
    expect(await first.ended).toMatchObject({ code: 0, err: '' });
    await expect(fetch(`${url}/v1/health`)).rejects.toThrow();

    const second = run(['--data', dataDir]);
    const again = await second.until('Ctrl-C');
    expect(lineOf(again, 'partner key: ')).toBe(keys[0]);
    second.child.kill('SIGTERM');
    expect((await second.ended).code).toBe(0);
  });

  it('says in one sentence that data can no longer be saved, ends, and goes on at the next start', async () => {
    const dataDir = join(folder, 'full');
    const first = run(['--data', dataDir]);
    const out = await first.until('Ctrl-C');
    const journal = new DatabaseSync(join(dataDir, 'host.sqlite'));
    journal.exec(
      "CREATE TRIGGER full BEFORE UPDATE ON executions BEGIN SELECT RAISE(ABORT, 'the disk is full'); END",
    );
    const headers = {
      'content-type': 'application/json',
      authorization: `Bearer ${lineOf(out, 'partner key: ')}`,
      'idempotency-key': 'one',
    };
    const body = JSON.stringify(sampleDossier);
    const sent = { method: 'POST', headers, body };
    const accepted = await fetch(`${lineOf(out, 'ready at ')}/v1/submissions`, sent);
    expect(accepted.status).toBe(202);
    const { code, err } = await first.ended;
    expect(code).toBe(1);
    expect(err.trim().split('\n')).toEqual([
      expect.stringMatching(/^数据无法再保存.*cannot be saved any more \(the disk is full\)/),
    ]);
    journal.exec('DROP TRIGGER full');
    journal.close();

    const second = run(['--data', dataDir]);
    const url = lineOf(await second.until('Ctrl-C'), 'ready at ');
    const { id } = Object(await accepted.json());
    const status = async () =>
      Object(await (await fetch(`${url}/v1/submissions/${id}`, { headers })).json()).status;
    await expect.poll(status, { timeout: 30_000 }).toBe('determined');
    second.child.kill('SIGTERM');
    expect((await second.ended).code).toBe(0);
  });

  it('says in one sentence that its database is gone, and ends', async () => {
    const dataDir = join(folder, 'orphaned');
    const started = run(['--data', dataDir]);
    await started.until('Ctrl-C');
    execFileSync('pkill', ['-KILL', '-f', '--', `--db-path ${dataDir}/tables.sqlite`]);
    const { code, err } = await started.ended;
    expect(code).toBe(1);
    expect(err.trim().split('\n')).toEqual([expect.stringContaining('The database engine ended.')]);
  });

  it('says in one sentence that the port is taken', async () => {
    const port = await listening(createServer());
    const { code, err } = await run([], { PORT: String(port) }).ended;
    expect(code).toBe(1);
    expect(err.trim().split('\n')).toEqual([
      expect.stringMatching(new RegExp(`^端口 ${port} 已被占用.*Port ${port} is taken`)),
    ]);
  });

  it.each([
    ['a port that is none', [], { PORT: 'abc' }, /PORT must be a whole number/],
    ['an option that it does not have', ['--nope'], {}, /There is no option --nope/],
    ['an endpoint that is none', ['--dynamodb-endpoint', 'here'], {}, /must be an http or https address/],
  ])('says in one sentence: %s', async (_what, args, env, message) => {
    const { code, err } = await run(args, env).ended;
    expect(code).toBe(1);
    expect(err.trim().split('\n')).toEqual([expect.stringMatching(message)]);
  });

  it('says in one sentence that a data directory cannot be written', async () => {
    const file = join(folder, 'a-file');
    writeFileSync(file, '');
    const { code, err } = await run(['--data', join(file, 'inside')]).ended;
    expect(code).toBe(1);
    expect(err.trim().split('\n')).toEqual([expect.stringMatching(/cannot be written/)]);
  });

  it.each([
    ['is not there', 'http://127.0.0.1:1', 'ECONNREFUSED'],
    ['is none', (port: number) => `http://127.0.0.1:${port}`, 'HTTP 404'],
    ['speaks no TLS', (port: number) => `https://127.0.0.1:${port}`, 'EPROTO'],
  ])('says in one sentence that a database %s', async (_what, at, reason) => {
    const other = createHttpServer((_, answer) => answer.writeHead(404).end());
    const endpoint = typeof at === 'string' ? at : at(await listening(other));
    const { code, err } = await run(['--dynamodb-endpoint', endpoint]).ended;
    expect(code).toBe(1);
    expect(err.trim().split('\n')).toEqual([
      expect.stringContaining(`${endpoint} cannot be used: ${reason}`),
    ]);
  });

  it('ends with Ctrl-C while a database lets it wait', async () => {
    const silent = createServer();
    const endpoint = `http://127.0.0.1:${await listening(silent)}`;
    const starting = run(['--dynamodb-endpoint', endpoint]);
    await once(silent, 'connection');
    starting.child.kill('SIGINT');
    expect(await starting.ended).toMatchObject({ code: 0, err: '' });
  });
});
