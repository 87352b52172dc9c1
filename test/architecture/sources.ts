import { readdirSync, readFileSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { parseSync } from 'oxc-parser';

export const root = join(import.meta.dirname, '..', '..');

export interface SourceFile {
  /** From the repository's root, with slashes. */
  readonly path: string;
  readonly text: string;
  /** What it imports or re-exports, types included. */
  readonly imports: readonly string[];
}

const FOLDERS = ['functions', 'infra', 'packages', 'test'];
const LEFT_OUT = new Set(['node_modules', 'dist', 'cdk.out', 'test-output']);

/** Every TypeScript source of the repository, with what it imports. */
export function readSources(): readonly SourceFile[] {
  return FOLDERS.flatMap((folder) => filesBelow(join(root, folder)))
    .filter((file) => /\.tsx?$/.test(file))
    .map((file) => {
      const text = readFileSync(file, 'utf8');
      return { path: relative(root, file).split(sep).join('/'), text, imports: importsOf(file, text) };
    });
}

export function filesBelow(folder: string): readonly string[] {
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => !LEFT_OUT.has(entry.name) && !entry.name.startsWith('.'))
    .flatMap((entry) => {
      const path = join(folder, entry.name);
      return entry.isDirectory() ? filesBelow(path) : [path];
    });
}

function importsOf(file: string, text: string): readonly string[] {
  const { module, errors } = parseSync(file, text);
  if (errors.length > 0) throw new Error(`${file} cannot be parsed: ${errors[0]?.message}`);
  return [
    ...module.staticImports.map(({ moduleRequest }) => moduleRequest.value),
    ...module.staticExports.flatMap(({ entries }) =>
      entries.flatMap((entry) => entry.moduleRequest?.value ?? []),
    ),
    // Only literal names: an import that is computed says nothing before it runs.
    ...module.dynamicImports.flatMap(({ moduleRequest }) => {
      const literal = /^(['"])(.*)\1$/.exec(text.slice(moduleRequest.start, moduleRequest.end));
      return literal?.[2] ?? [];
    }),
  ];
}

/** `@scope/name/inner` → `@scope/name`; `name/inner` → `name`. */
export function packageOf(specifier: string): string {
  return specifier.split('/', specifier.startsWith('@') ? 2 : 1).join('/');
}

/** Tests and what only they use: they may see more than what they test. */
export function isTest(path: string): boolean {
  return /\.(test|fixture)\.tsx?$/.test(path) || path.includes('/test-fixture') || path.startsWith('test/');
}
