import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { findRunning, rememberRunning } from './running.ts';
import { openSystem } from './system.ts';

const folder = mkdtempSync(join(tmpdir(), 'twelve-system-'));
afterAll(() => rmSync(folder, { recursive: true }));

const noDatabase = JSON.stringify({ __type: 'InternalServerError', message: 'no database behind it' });

/** What a system leaves as word of itself when it listens at this port. */
const runningAt = (port: number): string =>
  JSON.stringify({
    client: {
      endpoint: `http://127.0.0.1:${port}`,
      region: 'cn-north-1',
      credentials: { accessKeyId: 'id', secretAccessKey: 'secret' },
    },
    tables: { cases: 'a', claims: 'b', partners: 'c', keys: 'd', recalculations: 'e' },
  });

describe('the system of a data directory', () => {
  it('is not running where nothing was left, and of no use where its database is gone or it was killed', async () => {
    await expect(openSystem({ data: folder })).rejects.toThrow('The system is not running');
    const server = createServer((_, answer) => answer.writeHead(500).end(noDatabase));
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const address = server.address();
    const port = typeof address === 'object' && address !== null ? address.port : 0;
    writeFileSync(join(folder, 'running.json'), runningAt(port));
    await expect(openSystem({ data: folder })).rejects.toThrow('no database behind it');
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
    await expect(openSystem({ data: folder })).rejects.toThrow('The system is not running');
  });
});

describe('the word that a running system leaves', () => {
  const cloudAt = (endpoint: string) => ({
    client: {
      endpoint,
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

  it('is taken back when it ends, but not that of one that was started later', () => {
    const root = mkdtempSync(join(folder, 'two-'));
    const endFirst = rememberRunning(root, cloudAt('http://127.0.0.1:1'), undefined);
    const endSecond = rememberRunning(root, cloudAt('http://127.0.0.1:2'), undefined);
    endFirst();
    expect(findRunning(root, undefined).client.endpoint).toBe('http://127.0.0.1:2');
    endSecond();
    expect(() => findRunning(root, undefined)).toThrow('The system is not running');
    endSecond();
  });
});
