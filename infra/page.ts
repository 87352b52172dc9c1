import { createHash } from 'node:crypto';
import { cpSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { extname, join, relative, sep } from 'node:path';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';
import { buildPage } from '@twelve/self-check';

/** How the page function finds a file and what it says of it. */
export interface StagedFile {
  /** As the address has it: `index.html`, `assets/app-3f2a.js`. */
  readonly path: string;
  readonly type: string;
  readonly etag: string;
  /** The name holds a hash of the content, so a browser need never ask again. */
  readonly immutable: boolean;
  readonly encodings: readonly ('br' | 'gzip')[];
}

/**
 * Builds the page beside its function, compressed beforehand: a function that compresses at every request would be
 * paid for at every request.
 *
 * @param built a page that was built before, to be staged instead.
 */
export async function stagePage(outdir: string, built?: string): Promise<void> {
  const site = join(outdir, 'site');
  if (built === undefined) await buildPage(site);
  else cpSync(built, site, { recursive: true });
  const files = readdirSync(site, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => stageFile(site, relative(site, join(entry.parentPath, entry.name)).split(sep).join('/')))
    .sort((a, b) => (a.path < b.path ? -1 : 1));
  writeFileSync(join(outdir, 'site.json'), JSON.stringify(files));
}

function stageFile(site: string, path: string): StagedFile {
  const content = readFileSync(join(site, path));
  const type = TYPES[extname(path)] ?? 'application/octet-stream';
  const encodings = /^(text|application\/(json|manifest)|image\/svg)/.test(type)
    ? (['br', 'gzip'] as const)
    : [];
  if (encodings.length > 0) {
    const quality = { params: { [constants.BROTLI_PARAM_QUALITY]: constants.BROTLI_MAX_QUALITY } };
    writeFileSync(join(site, `${path}.br`), brotliCompressSync(content, quality));
    writeFileSync(join(site, `${path}.gzip`), gzipSync(content, { level: 9 }));
  }
  const hash = createHash('sha256').update(content).digest('base64url').slice(0, 22);
  return { path, type, etag: `"${hash}"`, immutable: path.startsWith('assets/'), encodings };
}

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json',
  '.webmanifest': 'application/manifest+json',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
  '.txt': 'text/plain; charset=utf-8',
};
