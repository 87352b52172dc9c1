import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { isUsed, useAssembly } from './assembly-use.ts';

it('an assembly is used as long as a process that runs it lives', () => {
  const assembly = mkdtempSync(join(tmpdir(), 'twelve-assembly-'));
  onTestFinished(() => rmSync(assembly, { recursive: true }));
  expect(isUsed(assembly)).toBe(false);
  const leave = useAssembly(assembly);
  expect(isUsed(assembly)).toBe(true);
  leave();
  expect(isUsed(assembly)).toBe(false);
  const { pid } = spawnSync(process.execPath, ['--version']);
  writeFileSync(join(assembly, `used-by-${pid}`), '');
  expect(isUsed(assembly)).toBe(false);
});
