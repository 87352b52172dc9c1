import { execFile, spawnSync } from 'node:child_process';
import { closeSync, cpSync, mkdtempSync, openSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, it, onTestFinished } from 'vitest';
import { sampleDossier } from './start/sample.ts';

const root = join(import.meta.dirname, '..', '..', '..');

it('says what to do where nothing is installed yet', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'twelve-clone-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const bin = join('packages', 'cli', 'bin');
  cpSync(join(root, bin), join(folder, bin), { recursive: true });
  const started = promisify(execFile)(process.execPath, [join(folder, bin, 'twelve.mjs'), 'start']);
  await expect(started).rejects.toMatchObject({ code: 1, stderr: '请先执行 npm ci。 Run npm ci first.\n' });
});

it('takes a file as it is named where one stands, though npm goes to the root', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'twelve npm-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  writeFileSync(join(folder, 'my dossier.json'), JSON.stringify(sampleDossier));
  const args = ['--prefix', root, 'run', '--silent', 'twelve', '--', 'explain', 'my dossier.json'];
  const { stdout } = await promisify(execFile)('npm', args, { cwd: folder });
  expect(stdout).toContain('可得奖补合计');
});

it.each(['check', 'explain'])('%s fails where its answer does not fit on the disk', (command) => {
  const folder = mkdtempSync(join(tmpdir(), 'twelve-full-'));
  const full = openSync('/dev/full', 'w');
  onTestFinished(() => {
    closeSync(full);
    rmSync(folder, { recursive: true });
  });
  const file = join(folder, 'dossier.json');
  writeFileSync(file, JSON.stringify(sampleDossier));
  const bin = join(root, 'packages', 'cli', 'bin', 'twelve.mjs');
  const { status, stderr } = spawnSync(process.execPath, [bin, command, file], {
    stdio: ['ignore', full, 'pipe'],
    encoding: 'utf8',
  });
  expect(stderr).toBe('无法写出结果（ENOSPC）。 The answer cannot be written (ENOSPC).\n');
  expect(status).toBe(1);
});
