import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { openSystem } from './system.ts';

const folder = mkdtempSync(join(tmpdir(), 'twelve-system-'));
afterAll(() => rmSync(folder, { recursive: true }));

/** A port at which nobody listens any more. */
async function deadPort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  return typeof address === 'object' && address !== null ? address.port : 0;
}

describe('the system of a data directory', () => {
  it('is not running where nothing was left, and where one was killed', async () => {
    await expect(openSystem({ data: folder })).rejects.toThrow('The system is not running');
    const client = {
      endpoint: `http://127.0.0.1:${await deadPort()}`,
      region: 'cn-north-1',
      credentials: { accessKeyId: 'id', secretAccessKey: 'secret' },
    };
    const tables = { cases: 'a', claims: 'b', partners: 'c', keys: 'd', recalculations: 'e' };
    writeFileSync(join(folder, 'running.json'), JSON.stringify({ client, tables }));
    await expect(openSystem({ data: folder })).rejects.toThrow('The system is not running');
  });
});
