import { copyFileSync, existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { build, type Plugin } from 'esbuild';
import { stagePage } from './page.ts';

const root = join(import.meta.dirname, '..');
const functionsFolder = join(root, 'functions');

/** The handlers as they are deployed, and as the machine at hand runs them. */
export interface Bundle {
  /** Every function, by the name of its folder. */
  readonly names: readonly string[];
  /** The folder that holds `index.mjs` and whatever the function reads at run time. */
  folderOf(name: string): string;
}

/**
 * Bundles every handler under `functions/` in one esbuild call. The AWS SDK is bundled where it is used, since that
 * starts faster than the runtime's own copy. A measure's function consists of two files: `index.mjs`, all that the
 * workflow needs, and `over-http.mjs`, the same for all twelve, which `index.mjs` loads at the first HTTP request.
 * @param outdir an empty folder, or one that does not exist yet.
 */
export async function bundleFunctions(outdir: string): Promise<Bundle> {
  const names = readdirSync(functionsFolder)
    .filter((name) => existsSync(join(functionsFolder, name, 'handler.ts')))
    .sort();
  await build({
    absWorkingDir: root,
    entryPoints: [
      ...names.map((name) => ({ in: join('functions', name, 'handler.ts'), out: `${name}/index` })),
      { in: join('functions', MEASURE_OVER_HTTP), out: 'over-http' },
    ],
    outdir,
    outExtension: { '.js': '.mjs' },
    bundle: true,
    minify: true,
    format: 'esm',
    platform: 'node',
    target: 'node24',
    // The SDK's modules shake better than its CommonJS; what is left of CommonJS in it asks for `require`.
    mainFields: ['module', 'main'],
    banner: { js: "import{createRequire}from'node:module';const require=createRequire(import.meta.url);" },
    legalComments: 'none',
    // Chinese stays three bytes a character; escaped it would be six.
    charset: 'utf8',
    logLevel: 'error',
    alias: { '@aws-sdk/credential-provider-node': join(root, 'infra', 'function-credentials.ts') },
    plugins: [overHttpApart],
  });
  for (const name of names.filter(isMeasure)) {
    copyFileSync(join(outdir, 'over-http.mjs'), join(outdir, name, 'over-http.mjs'));
  }
  await stagePage(join(outdir, 'page'));
  return { names, folderOf: (name) => join(outdir, name) };
}

const MEASURE_OVER_HTTP = 'measure-over-http.ts';
const isMeasure = (name: string): boolean => /^m\d\d-/.test(name);

/** Keeps the public side of a measure's function out of what the workflow starts. */
const overHttpApart: Plugin = {
  name: 'over-http-apart',
  setup: ({ onResolve }) => {
    onResolve({ filter: /\/measure-over-http\.ts$/ }, ({ kind }) =>
      kind === 'dynamic-import' ? { path: './over-http.mjs', external: true } : undefined,
    );
  },
};
