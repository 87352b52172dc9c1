import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { readDossier } from './dossier-file.ts';
import { sampleDossier } from './start/sample.ts';

const folder = mkdtempSync(join(tmpdir(), 'twelve-cli-'));
afterAll(() => rmSync(folder, { recursive: true }));

const fileOf = (content: string | Uint8Array): string => {
  const file = join(folder, 'dossier.json');
  writeFileSync(file, content);
  return file;
};

describe('a dossier from a file', () => {
  it('is read', () => {
    expect(readDossier(fileOf(JSON.stringify(sampleDossier))).value).toEqual(sampleDossier);
  });

  it.each([
    ['no file named', () => undefined, /Name the file/],
    ['no such file', () => join(folder, 'none.json'), /cannot be read \(ENOENT\)/],
    ['not JSON', () => fileOf('{\n!'), /is not JSON in valid UTF-8 \(line 2, column 1\)/],
    ['not UTF-8', () => fileOf(new Uint8Array([0x22, 0xff, 0x22])), /is not JSON in valid UTF-8/],
    ['a field twice', () => fileOf('{"applicant":{},"applicant":{}}'), /two fields of one name/],
    ['too large for the interface', () => fileOf(' '.repeat(65_537)), /at most 64 KiB/],
  ])('is refused in one sentence: %s', (_what, file, message) => {
    expect(() => readDossier(file())).toThrow(message);
  });

  it('is refused with all that is wrong in it', () => {
    const file = fileOf(JSON.stringify({ applicant: { aiField: 'yes', nickname: 'x' } }));
    expect(() => readDossier(file)).toThrow(/applicant\/aiField[\s\S]*applicant\/nickname/);
  });
});
