import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { isNotModified, Problem, problemKinds } from '@twelve/http';

interface SiteFile {
  readonly path: string;
  readonly type: string;
  readonly etag: string;
  readonly immutable: boolean;
  readonly encodings: readonly string[];
}

interface WithHeaders {
  readonly headers: Readonly<Record<string, string>>;
}

/**
 * The files that the build put beside the function, each with its type, tag and compressed forms (`site.json`).
 * Nothing outside that list can be asked for, so no path leads out of the folder.
 */
export function openSite(folder: string) {
  const files: readonly SiteFile[] = JSON.parse(readFileSync(join(folder, 'site.json'), 'utf8'));
  const byPath = new Map(files.map((file) => [file.path, file]));
  const contents = new Map<string, Uint8Array>();

  const read = (name: string): Uint8Array => {
    const known = contents.get(name);
    if (known !== undefined) return known;
    const content = readFileSync(join(folder, 'site', name));
    contents.set(name, content);
    return content;
  };

  return {
    answer(path: string, request: WithHeaders) {
      const file = byPath.get(path);
      if (file === undefined) throw new Problem(problemKinds.notFound);
      const headers = headersOf(file);
      if (isNotModified(request, file.etag)) return { status: 304 as const, headers };
      const encoding = preferred(file.encodings, request.headers['accept-encoding'] ?? '');
      return encoding === undefined
        ? { status: 200 as const, bytes: read(file.path), headers }
        : {
            status: 200 as const,
            bytes: read(`${file.path}.${encoding}`),
            headers: { ...headers, 'content-encoding': encoding },
          };
    },
  };
}

function headersOf(file: SiteFile): Record<string, string> {
  return {
    'content-type': file.type,
    etag: file.etag,
    vary: 'accept-encoding',
    'cache-control': file.immutable ? 'public, max-age=31536000, immutable' : 'no-cache',
    ...policyOf(file),
  };
}

/**
 * Other files keep the stack's own policy, which allows nothing: the worker that runs the rules has no network at all.
 * The service worker keeps the page for use offline, so it may fetch the page's files.
 */
function policyOf({ path, type }: SiteFile): Record<string, string> {
  if (type.startsWith('text/html')) return { 'content-security-policy': CONTENT_SECURITY_POLICY };
  return path === 'sw.js' ? { 'content-security-policy': "default-src 'none'; connect-src 'self'" } : {};
}

/** Everything from here, nothing from elsewhere, no inline script or style, and no one may frame it. */
const CONTENT_SECURITY_POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data:",
  "font-src 'self'",
  "connect-src 'self'",
  "manifest-src 'self'",
  "worker-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

/** The best encoding that the client takes: those of the file are in order of preference. */
function preferred(encodings: readonly string[], accepted: string): string | undefined {
  const refused = /;\s*q=0(\.0*)?$/;
  const taken = accepted
    .split(',')
    .map((part) => part.trim().toLowerCase())
    .filter((part) => !refused.test(part))
    .map((part) => part.split(';')[0]?.trim());
  return encodings.find((encoding) => taken.includes(encoding));
}
