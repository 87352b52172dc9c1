import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it, onTestFinished, vi } from 'vitest';
import { findRunning, rememberRunning } from './running.ts';
import { openSystem } from './system.ts';

const folder = mkdtempSync(join(tmpdir(), 'twelve-system-'));
afterAll(() => rmSync(folder, { recursive: true }));

/** The database of a system: it answers every request alike. Gives its port. */
async function database(status: number, answer: object): Promise<{ port: number; end(): Promise<void> }> {
  const server = createServer((_, response) => response.writeHead(status).end(JSON.stringify(answer)));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const end = async (): Promise<void> => {
    if (!server.listening) return;
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  };
  onTestFinished(end);
  return { port: typeof address === 'object' && address !== null ? address.port : 0, end };
}

/** A system as `twelve start` knows it. */
const cloud = (publicPort: number, databasePort: number) => ({
  url: `http://127.0.0.1:${publicPort}`,
  client: {
    endpoint: `http://127.0.0.1:${databasePort}`,
    region: 'cn-north-1',
    credentials: { accessKeyId: 'id', secretAccessKey: 'secret', sessionToken: '' },
  },
  tables: {
    TablesCases: 'a',
    TablesClaims: 'b',
    TablesPartners: 'c',
    TablesKeys: 'd',
    TablesRecalculations: 'e',
  },
});

const fresh = (): string => mkdtempSync(join(folder, 'data-'));

describe('the running system', () => {
  it('is not running where nothing was left, and of no use where its database is gone or it was killed', async () => {
    const data = fresh();
    await expect(openSystem({ data })).rejects.toThrow('The system is not running');
    const gone = await database(500, { __type: 'InternalServerError', message: 'no database behind it' });
    rememberRunning('', cloud(1, gone.port), data);
    await expect(openSystem({ data })).rejects.toThrow('no database behind it');
    await gone.end();
    await expect(openSystem({ data })).rejects.toThrow('The system is not running');
  });

  it('is found beside another that was killed, and beside word that was half written', async () => {
    const data = fresh();
    const [killed, lives] = [await database(200, {}), await database(200, {})];
    rememberRunning('', cloud(1, killed.port), data);
    rememberRunning('', cloud(2, lives.port), data);
    await killed.end();
    writeFileSync(join(data, 'running-3.json'), '{');
    expect(await openSystem({ data })).toHaveProperty('engine');
  });

  it('is named by its port where several run, and nobody else’s is taken for it', async () => {
    const data = fresh();
    onTestFinished(() => {
      vi.unstubAllEnvs();
    });
    for (const port of [1, 2]) rememberRunning('', cloud(port, (await database(200, {})).port), data);
    await expect(openSystem({ data })).rejects.toThrow(/Several systems run on this machine \(ports 1, 2\)/);
    vi.stubEnv('PORT', '2');
    expect(await openSystem({ data })).toHaveProperty('engine');
    vi.stubEnv('PORT', '3');
    await expect(openSystem({ data })).rejects.toThrow('The system is not running');
  });
});

describe('the word that a running system leaves', () => {
  const urls = (root: string): string[] => findRunning(root, undefined).map(({ url }) => url);

  it('is taken back when it ends, and another’s stays', () => {
    const root = fresh();
    const [endFirst, endSecond] = [1, 2].map((port) => rememberRunning(root, cloud(port, port), undefined));
    endFirst?.();
    expect(urls(root)).toEqual(['http://127.0.0.1:2']);
    endSecond?.();
    endSecond?.();
    expect(urls(root)).toEqual([]);
  });

  it('is not taken back by one that ended at the same port before', () => {
    const root = fresh();
    const endKilled = rememberRunning(root, cloud(1, 10), undefined);
    rememberRunning(root, cloud(1, 11), undefined);
    endKilled();
    expect(urls(root)).toEqual(['http://127.0.0.1:1']);
  });
});
