import { existsSync, mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { buildSync, type Metafile } from 'esbuild';
import { stagePage } from './page.ts';

const root = join(import.meta.dirname, '..');
const functionsFolder = join(root, 'functions');

/** The handlers as they are deployed, and as the machine at hand runs them. */
export interface Bundle {
  /** Every function, by the name of its folder. */
  readonly names: readonly string[];
  /** The folder that holds `index.mjs` and whatever the function reads at run time. */
  folderOf(name: string): string;
  readonly metafile: Metafile;
}

/**
 * Bundles every handler under `functions/` in one esbuild call: a process a function costs twenty times as long.
 * The AWS SDK is bundled where it is used, since that starts faster than the runtime's own copy.
 */
export function bundleFunctions(outdir = join(root, '.twelve', 'functions')): Bundle {
  const names = readdirSync(functionsFolder)
    .filter((name) => existsSync(join(functionsFolder, name, 'handler.ts')))
    .sort();
  rmSync(outdir, { recursive: true, force: true });
  mkdirSync(outdir, { recursive: true });
  const { metafile } = buildSync({
    absWorkingDir: root,
    entryPoints: names.map((name) => ({ in: join('functions', name, 'handler.ts'), out: `${name}/index` })),
    outdir,
    outExtension: { '.js': '.mjs' },
    bundle: true,
    minify: true,
    format: 'esm',
    platform: 'node',
    target: 'node24',
    // The SDK's modules shake better than its CommonJS; what is left of CommonJS in it asks for `require`.
    mainFields: ['module', 'main'],
    banner: { js: REQUIRE },
    legalComments: 'none',
    // Chinese stays three bytes a character; escaped it would be six.
    charset: 'utf8',
    metafile: true,
    logLevel: 'error',
  });
  stagePage(join(outdir, 'page'));
  writeFileSync(join(outdir, 'meta.json'), JSON.stringify(metafile));
  return { names, metafile, folderOf: (name) => join(outdir, name) };
}

const REQUIRE = "import{createRequire}from'node:module';const require=createRequire(import.meta.url);";
