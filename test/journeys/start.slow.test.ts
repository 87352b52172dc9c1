import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { bin, descendants, type Ended, isAlive, lineOf, root, run } from './command.ts';

/** The command as somebody gets it who has just cloned the repository. */
const folder = mkdtempSync(join(tmpdir(), 'twelve-command-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const node = (args: readonly string[], env: Record<string, string> = {}) => run(process.execPath, args, env);
const aSentence = (pattern: RegExp) => [expect.stringMatching(pattern)];
const linesOf = ({ err }: Ended): string[] => err.trim().split('\n');

async function takenPort(): Promise<{ port: number; free(): Promise<void> }> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (typeof address !== 'object' || address === null) throw new Error('no address');
  return { port: address.port, free: () => new Promise((resolve) => server.close(() => resolve())) };
}

describe('npm start', () => {
  it('prints what one needs, answers the pasted request, and leaves nothing running after Ctrl-C', async () => {
    const { port, free } = await takenPort();
    await free();
    const command = run('npm', ['start'], { PORT: String(port) });
    const out = await command.until('Ctrl-C');
    expect(lineOf(out, 'ready at ')).toBe(`http://127.0.0.1:${port}`);
    const keys = ['partner key: ', 'second partner key: ', 'department key: '].map((start) =>
      lineOf(out, start),
    );
    for (const key of keys) expect(key).toMatch(/^tw[pd]_[A-Za-z0-9_-]{22,}$/);
    expect(new Set(keys).size).toBe(3);

    const pasted = `curl ${lineOf(out, 'curl ')}`;
    const answer = JSON.parse(execFileSync('bash', ['-c', pasted], { encoding: 'utf8' }));
    expect(answer.policyVersion).toBe('2023-draft');
    expect(answer.total.fixed).toBeGreaterThan(0);

    // Only this machine is spoken to.
    const listening = execFileSync('ss', ['-Htln', `sport = :${port}`], { encoding: 'utf8' });
    expect(listening.trim().split('\n')).toEqual([expect.stringContaining(`127.0.0.1:${port}`)]);

    const started = descendants(command.pid);
    expect(started.length).toBeGreaterThan(3);
    command.interrupt();
    const { err, code } = await command.ended;
    expect(code).toBe(0);
    expect(err.replaceAll(/^npm (warn|notice).*\n/gm, '')).toBe('');
    expect(started.filter(isAlive)).toEqual([]);
  });

  it.each(['SIGINT', 'SIGTERM', 'SIGKILL'] as const)(
    'ends as well when npm alone gets %s, even twice',
    async (signal) => {
      const command = run('npm', ['start']);
      await command.until('Ctrl-C');
      const started = descendants(command.pid);
      command.kill(signal);
      command.kill(signal);
      // Its output is closed when the last process that could write to it ends; an orphan is gone a little later.
      await command.ended;
      await expect.poll(() => started.filter(isAlive), { timeout: 10_000 }).toEqual([]);
    },
  );

  it('ends quietly when Ctrl-C comes while it is still starting', async () => {
    const command = run('npm', ['start']);
    await command.until('·');
    const started = descendants(command.pid);
    command.interrupt();
    const { err } = await command.ended;
    expect(err.replaceAll(/^npm (warn|notice).*\n/gm, '')).toBe('');
    expect(started.filter(isAlive)).toEqual([]);
  });

  it('says in one sentence that the port is taken', async () => {
    const { port, free } = await takenPort();
    const ended = await node([bin, 'start'], { PORT: String(port) }).ended;
    await free();
    expect(ended.code).toBe(1);
    expect(linesOf(ended)).toEqual(aSentence(new RegExp(`${port}.*Port ${port} is taken`)));
  });

  it('says in one sentence that another process uses the data', async () => {
    const data = join(folder, 'shared');
    const first = node([bin, 'start', '--data', data]);
    await first.until('Ctrl-C');
    const second = await node([bin, 'start', '--data', data]).ended;
    expect(second.code).toBe(1);
    expect(linesOf(second)).toEqual(aSentence(/in use by another process/));
    first.interrupt();
    expect((await first.ended).code).toBe(0);
  });

  it.each([
    ['is a file', () => join(folder, 'a-file')],
    ['lies below a file', () => join(folder, 'a-file', 'data')],
    ['is where no directories can be made', () => '/proc/twelve'],
  ])(
    'says in one sentence that the data directory cannot be written, because it %s',
    async (_why, dataDir) => {
      writeFileSync(join(folder, 'a-file'), '');
      const ended = await node([bin, 'start', '--data', dataDir()]).ended;
      expect(ended.code).toBe(1);
      expect(linesOf(ended)).toEqual(aSentence(/cannot be written/));
    },
  );
});

describe('a Node.js that is too old', () => {
  const pretending = (platform: string) =>
    `data:text/javascript,${encodeURIComponent(
      `Object.defineProperty(process, 'versions', { value: { ...process.versions, node: '20.11.0' } });
       Object.defineProperty(process, 'platform', { value: '${platform}' });`,
    )}`;

  it('is told so in one sentence where no other is at hand', async () => {
    const ended = await node(['--import', pretending('darwin'), bin, 'start']).ended;
    expect(ended.code).toBe(1);
    expect(linesOf(ended)).toEqual(aSentence(/Node\.js 22\.18.*20\.11\.0/));
  });

  it('hands over to the one that was installed, where there is one', async () => {
    const ended = await node(['--import', pretending(process.platform), bin, 'help']).ended;
    expect(ended).toMatchObject({ code: 0, err: '' });
    expect(ended.out).toContain('twelve <command>');
  });
});

it('what it prints names no place of the machine that built it', async () => {
  const { out } = await node([bin, 'help']).ended;
  expect(out).not.toContain(root);
});
