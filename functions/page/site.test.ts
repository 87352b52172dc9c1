import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { afterAll, describe, expect, it } from 'vitest';
import { stagePage } from '../../infra/page.ts';
import { openSite } from './site.ts';

/** A page as a build leaves it, staged as it is deployed, asked for as a browser asks. */
const folder = mkdtempSync(join(tmpdir(), 'twelve-page-'));
const built = join(folder, 'built');
mkdirSync(join(built, 'assets'), { recursive: true });
writeFileSync(join(built, 'index.html'), '<!doctype html><title>十二条</title>');
writeFileSync(join(built, 'assets', 'app-1a2b.js'), `export const text = '${'十二条'.repeat(500)}';`);
writeFileSync(join(built, 'icon.png'), new Uint8Array([137, 80, 78, 71]));
await stagePage(folder, built);
const site = openSite(folder);
afterAll(() => rmSync(folder, { recursive: true }));

const ask = (path: string, headers: Record<string, string> = {}) => site.answer(path, { headers });
const textOf = (bytes: Uint8Array | undefined) => Buffer.from(bytes ?? []).toString();

describe('the page', () => {
  it('is sent with a policy that lets nothing in from elsewhere, and asked for again each time', () => {
    const { status, bytes, headers } = ask('index.html');
    expect(status).toBe(200);
    expect(textOf(bytes)).toContain('十二条');
    expect(headers).toMatchObject({
      'content-type': 'text/html; charset=utf-8',
      'cache-control': 'no-cache',
    });
    expect(headers['content-security-policy']).toMatch(/default-src 'none'.*frame-ancestors 'none'/);
    expect(headers['content-security-policy']).not.toMatch(/unsafe|\*|https?:/);
  });

  it('is not sent twice', () => {
    const { headers } = ask('index.html');
    expect(ask('index.html', { 'if-none-match': headers.etag ?? '' })).toMatchObject({ status: 304 });
  });

  it('keeps its assets for good, since their names change with their content', () => {
    expect(ask('assets/app-1a2b.js').headers['cache-control']).toBe('public, max-age=31536000, immutable');
  });

  it('is compressed beforehand, the best way that the browser takes', () => {
    const plain = textOf(ask('assets/app-1a2b.js').bytes);
    const brotli = ask('assets/app-1a2b.js', { 'accept-encoding': 'gzip, deflate, br' });
    expect(brotli.headers['content-encoding']).toBe('br');
    expect(brotliDecompressSync(brotli.bytes ?? '').toString()).toBe(plain);
    const gzip = ask('assets/app-1a2b.js', { 'accept-encoding': 'gzip;q=0.5, br;q=0' });
    expect(gzip.headers['content-encoding']).toBe('gzip');
    expect(gunzipSync(gzip.bytes ?? '').toString()).toBe(plain);
    expect(
      ask('assets/app-1a2b.js', { 'accept-encoding': 'identity' }).headers['content-encoding'],
    ).toBeUndefined();
    for (const { headers } of [brotli, gzip]) expect(headers.vary).toBe('accept-encoding');
  });

  it('leaves pictures as they are', () => {
    const { headers, bytes } = ask('icon.png', { 'accept-encoding': 'br' });
    expect(headers['content-encoding']).toBeUndefined();
    expect([...(bytes ?? [])]).toEqual([137, 80, 78, 71]);
  });

  it.each(['site.json', '../site.json', 'assets/app-1a2b.js.br', '', 'index.html.gzip'])(
    'has no file %j',
    (path) => {
      expect(() => ask(path)).toThrow(expect.objectContaining({ status: 404 }));
    },
  );
});
