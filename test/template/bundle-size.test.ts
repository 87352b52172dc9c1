import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { bundleForTests } from './synthesize.ts';

/** Bytes are what a cold start reads; they grow one harmless import at a time, so each kind has a budget. */
const KB = 1024;
const { bundle, remove } = await bundleForTests();
afterAll(remove);

const measures = bundle.names.filter((name) => /^m\d\d-/.test(name));
const withoutTables = ['catalogue', 'page', 'reconcile', 'refusals', 'self-check'];
const pure = [...measures, ...withoutTables];
const size = (name: string, file: string) => statSync(join(bundle.folderOf(name), file)).size;
const read = (name: string) =>
  readdirSync(bundle.folderOf(name))
    .filter((file) => file.endsWith('.mjs'))
    .map((file) => readFileSync(join(bundle.folderOf(name), file), 'utf8'))
    .join('\n');

describe('bundles', () => {
  it.each(measures)('%s: 24 KB to start with, 60 KB with what the first HTTP request loads', (name) => {
    const files = readdirSync(bundle.folderOf(name));
    expect(files.sort()).toEqual(['index.mjs', 'over-http.mjs']);
    expect(size(name, 'index.mjs')).toBeLessThan(24 * KB);
    expect(files.reduce((sum, file) => sum + size(name, file), 0)).toBeLessThan(60 * KB);
  });

  it.each(bundle.names.filter((name) => !pure.includes(name)))('%s: at most 450 KB with the SDK', (name) => {
    expect(size(name, 'index.mjs')).toBeLessThan(450 * KB);
  });

  it.each(withoutTables)('%s: at most 170 KB', (name) => {
    expect(size(name, 'index.mjs')).toBeLessThan(170 * KB);
  });

  it.each(pure)('%s holds nothing of the AWS SDK', (name) => {
    expect(read(name)).not.toMatch(/AWS_REGION|SigV4|x-amz-target/i);
  });

  // Minified, a class has another name: an error that asks itself for it would be a letter or two in the logs.
  it.each(bundle.names)('%s names its errors in the log as they are named here', (name) => {
    expect(read(name)).not.toContain('new.target.name');
  });

  it('that hold it are told by the same signs', () => {
    expect(read('authorizer')).toMatch(/AWS_REGION|SigV4|x-amz-target/i);
  });

  it.each(measures)('%s holds no other measure', (name) => {
    const code = read(name);
    expect(code).toContain(`"${name}"`);
    for (const other of measures) if (other !== name) expect(code).not.toContain(`"${other}"`);
  });
});
