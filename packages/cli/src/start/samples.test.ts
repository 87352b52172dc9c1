import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findKey, memoryEngine } from '@twelve/store';
import { expect, it, onTestFinished } from 'vitest';
import { sampleKeys } from './samples.ts';

it('gives the keys of a data directory again while they are good, and new ones where they were half written', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'twelve-samples-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const engine = memoryEngine();
  const first = await sampleKeys(engine, folder);
  expect(await sampleKeys(engine, folder)).toEqual(first);
  writeFileSync(join(folder, 'sample-keys.json'), '{"partner":');
  const second = await sampleKeys(engine, folder);
  expect(second.partner).not.toBe(first.partner);
  expect(await findKey(engine, second.partner)).toMatchObject({ partner: 'partner', role: 'partner' });
  expect(await sampleKeys(engine, folder)).toEqual(second);
});
