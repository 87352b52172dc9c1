import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type BuildOptions, build } from 'esbuild';

/** One file of the built page. */
export interface Asset {
  /** As the address has it, from the page's own: `index.html`, `assets/page-3f2a9c01.js`. */
  readonly path: string;
  readonly bytes: number;
  /** The name holds a hash of the content, so that it may be kept for ever. */
  readonly immutable: boolean;
}

const source = join(import.meta.dirname, 'src');

/**
 * Builds the public page into an empty folder: `index.html`, the service worker and its manifest at the root, scripts
 * and styles under `assets/` with content hashes in their names. Nothing in it comes from another place.
 *
 * @returns every file written, by path
 * @throws what esbuild throws where a source does not compile
 */
export async function buildPage(outDir: string): Promise<readonly Asset[]> {
  rmSync(outDir, { recursive: true, force: true });
  mkdirSync(join(outDir, 'assets'), { recursive: true });
  const written: Asset[] = [];
  const write = (path: string, content: string): string => {
    writeFileSync(join(outDir, path), content);
    written.push({ path, bytes: Buffer.byteLength(content), immutable: path.startsWith('assets/') });
    return path;
  };
  const writeHashed = (name: string, extension: string, content: string): string =>
    write(`assets/${name}-${hashOf(content)}.${extension}`, content);

  const [rules] = await bundled({ entryPoints: [join(source, 'rules', 'worker.ts')], format: 'iife' });
  const rulesFile = writeHashed('rules', 'js', rules?.text ?? '');
  const page = await bundled({
    entryPoints: [join(source, 'main.tsx')],
    format: 'esm',
    jsx: 'automatic',
    jsxImportSource: 'preact',
    // The worker's file stands beside the page's script.
    define: { RULES_FILE: JSON.stringify(rulesFile.replace('assets/', './')) },
  });
  const scriptFile = writeHashed('page', 'js', page.find(isScript)?.text ?? '');
  const styleFile = writeHashed('page', 'css', page.find((file) => !isScript(file))?.text ?? '');
  for (const name of ['manifest.webmanifest', 'icon.svg']) write(name, staticFile(name));
  write(
    'index.html',
    withFiles(staticFile('index.html'), { SCRIPT_FILE: scriptFile, STYLE_FILE: styleFile }),
  );

  const files = written.map(({ path }) => (path === 'index.html' ? './' : path));
  const version = hashOf(written.map(({ path }) => readFileSync(join(outDir, path), 'utf8')).join('\n'));
  const [offline] = await bundled({
    entryPoints: [join(source, 'offline', 'sw.ts')],
    format: 'iife',
    define: { PAGE_FILES: JSON.stringify(files), PAGE_VERSION: JSON.stringify(version) },
  });
  write('sw.js', offline?.text ?? '');
  return written.sort((a, b) => (a.path < b.path ? -1 : 1));
}

interface BuiltFile {
  readonly path: string;
  readonly text: string;
}

const isScript = ({ path }: BuiltFile): boolean => path.endsWith('.js');

async function bundled(options: BuildOptions): Promise<readonly BuiltFile[]> {
  const { outputFiles = [] } = await build({
    bundle: true,
    minify: true,
    write: false,
    outdir: 'out',
    platform: 'browser',
    target: ['chrome107', 'firefox110', 'safari16'],
    // Chinese stays three bytes a character; escaped it would be six.
    charset: 'utf8',
    legalComments: 'none',
    logLevel: 'error',
    ...options,
  });
  return outputFiles;
}

const staticFile = (name: string): string => readFileSync(join(source, 'static', name), 'utf8');

const withFiles = (html: string, names: Readonly<Record<string, string>>): string =>
  Object.entries(names).reduce((text, [mark, file]) => text.replaceAll(mark, file), html);

const hashOf = (content: string): string => createHash('sha256').update(content).digest('hex').slice(0, 10);
