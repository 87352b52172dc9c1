import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { isBuiltin } from 'node:module';
import { join, posix } from 'node:path';
import { jinhua } from '@twelve/measures';
import { describe, expect, it } from 'vitest';
import { filesBelow, isTest, packageOf, readSources, root } from './architecture/sources.ts';

/**
 * Who may import whom: the arrows all point one way, from what runs to what is true. What is not listed may not be
 * imported, by value or by type.
 */
const MAY_IMPORT: Readonly<Record<string, readonly string[]>> = {
  dossier: [],
  measures: ['dossier'],
  reconcile: ['dossier', 'measures'],
  casework: ['dossier', 'measures', 'reconcile'],
  store: ['dossier', 'measures', 'reconcile', 'casework'],
  http: ['dossier'],
  'cloud-local': [],
  'self-check': ['dossier', 'measures', 'reconcile'],
  cli: ['dossier', 'measures', 'reconcile', 'casework', 'store', 'cloud-local'],
};

/** These read no clock, no environment, no network: nothing of Node.js but pure computation. */
const PURE = new Set(['dossier', 'measures', 'reconcile', 'casework']);
const AWS = /^@aws-sdk\//;
const MAY_USE_AWS = new Set(['store', 'cloud-local', 'cli']);

const MAX_LINES = 400;

const sources = readSources();
const packages = readdirSync(join(root, 'packages')).sort();
const isDependency = (specifier: string) => !specifier.startsWith('.') && !isBuiltin(specifier);

function manifest(folder: string): { dependencies: Set<string>; doors: Set<string> } {
  const json = JSON.parse(readFileSync(join(root, folder, 'package.json'), 'utf8'));
  const name = json.name ?? '';
  const names = Object.keys({ ...json.dependencies, ...json.devDependencies, ...json.peerDependencies });
  return {
    // A package of types alone stands for the module that it describes.
    dependencies: new Set(names.flatMap((name) => [name, name.replace(/^@types\//, '')])),
    doors: new Set(Object.keys(json.exports ?? {}).map((door) => posix.join(name, door))),
  };
}

const rootManifest = manifest('.');
const manifests = new Map(packages.map((name) => [name, manifest(join('packages', name))]));
const doors = new Set([...manifests.values()].flatMap(({ doors: own }) => [...own]));

describe('packages', () => {
  it('are those of the table', () => {
    expect(packages).toEqual(Object.keys(MAY_IMPORT).sort());
  });

  it.each(packages)('%s has its manifest, its README and its door', (name) => {
    for (const file of ['package.json', 'README.md', 'src/index.ts']) {
      expect(existsSync(join(root, 'packages', name, file)), `packages/${name}/${file}`).toBe(true);
    }
  });

  it.each(packages)('%s imports what the table allows, and declares it', (name) => {
    const allowed = MAY_IMPORT[name] ?? [];
    const declared = manifests.get(name)?.dependencies ?? new Set();
    const own = sources.filter(({ path }) => path.startsWith(`packages/${name}/`) && !isTest(path));
    const refused = own.flatMap(({ path, imports }) =>
      imports
        .filter(isDependency)
        .map(packageOf)
        .filter((specifier) =>
          specifier.startsWith('@twelve/')
            ? !allowed.includes(specifier.slice('@twelve/'.length)) || !declared.has(specifier)
            : !declared.has(specifier) || (AWS.test(specifier) && !MAY_USE_AWS.has(name)),
        )
        .map((specifier) => `${path} → ${specifier}`),
    );
    expect(refused).toEqual([]);
  });

  it('that are pure use nothing of Node.js', () => {
    const impure = sources
      .filter(
        ({ path }) => PURE.has(path.split('/')[1] ?? '') && path.startsWith('packages/') && !isTest(path),
      )
      .flatMap(({ path, imports }) =>
        imports.filter((name) => isBuiltin(name)).map((name) => `${path} → ${name}`),
      );
    expect(impure).toEqual([]);
  });
});

describe('imports', () => {
  it('enter another package by a door that it declares', () => {
    const inner = sources.flatMap(({ path, imports }) =>
      imports
        .filter((specifier) => specifier.startsWith('@twelve/') && !doors.has(specifier))
        .map((specifier) => `${path} → ${specifier}`),
    );
    expect(inner).toEqual([]);
  });

  it('by path stay within a package, or within functions, infra or test', () => {
    const astray = sources
      .filter(({ path }) => !isTest(path))
      .flatMap(({ path, imports }) =>
        imports
          .filter((specifier) => specifier.startsWith('.'))
          .map((specifier) => ({ specifier, target: posix.join(posix.dirname(path), specifier) }))
          .filter(({ target }) => houseOf(target) !== houseOf(path) && target !== 'cdk.json')
          .map(({ specifier }) => `${path} → ${specifier}`),
      );
    expect(astray).toEqual([]);
  });

  it('of functions are packages of this repository, beside Node.js and types', () => {
    const strange = sources
      .filter(({ path }) => path.startsWith('functions/') && !isTest(path))
      .flatMap(({ path, imports }) =>
        imports
          .filter(
            (name) =>
              isDependency(name) && !name.startsWith('@twelve/') && !FUNCTIONS_ALSO.has(packageOf(name)),
          )
          .map((name) => `${path} → ${name}`),
      );
    expect(strange).toEqual([]);
  });

  it('of the root’s own code are declared in its manifest', () => {
    const undeclared = sources
      .filter(({ path }) => /^(infra|functions|test)\//.test(path) && !path.startsWith('test/bench/'))
      .flatMap(({ path, imports }) =>
        imports
          .filter((name) => isDependency(name) && !name.startsWith('@twelve/'))
          .filter((name) => !rootManifest.dependencies.has(packageOf(name)))
          .map((name) => `${path} → ${name}`),
      );
    expect([...new Set(undeclared)]).toEqual([]);
  });
});

/** What no package stands for: clients of services, signatures of webhooks, the types of Lambda's events. */
const FUNCTIONS_ALSO = new Set([
  '@aws-sdk/client-eventbridge',
  '@aws-sdk/client-sfn',
  '@aws-sdk/client-sqs',
  'aws-lambda',
  'standardwebhooks',
]);

const houseOf = (path: string): string =>
  path
    .split('/')
    .slice(0, path.startsWith('packages/') ? 2 : 1)
    .join('/');

describe('the twelve', () => {
  const numbered = (names: readonly string[]) =>
    names.map((name) => /^(m\d\d-[a-z-]+?)(\.ts)?$/.exec(name)?.[1]).filter((name) => name !== undefined);
  const slugs = jinhua.measures.map(({ slug }) => slug);

  it('have one number and one slug each, in order', () => {
    expect(jinhua.measures.map(({ number }) => number)).toEqual(
      Array.from({ length: 12 }, (_, index) => index + 1),
    );
    for (const { number, slug } of jinhua.measures) {
      expect(slug.startsWith(`m${String(number).padStart(2, '0')}-`)).toBe(true);
    }
  });

  it('are named alike as rule and as function', () => {
    expect(numbered(readdirSync(join(root, 'packages/measures/src/jinhua')))).toEqual(slugs);
    expect(numbered(readdirSync(join(root, 'functions')))).toEqual(slugs);
  });

  it('have a handler of one line that names their measure', () => {
    for (const slug of slugs) {
      const text = readFileSync(join(root, 'functions', slug, 'handler.ts'), 'utf8');
      const name = slug.slice(4).replaceAll(/-(.)/g, (_dash, letter: string) => letter.toUpperCase());
      expect(text.trim().split('\n').at(-1)).toBe(`export const handler = measureHandler(${name});`);
    }
  });
});

describe('sources', () => {
  it(`have at most ${MAX_LINES} lines`, () => {
    const long = sources
      .map(({ path, text }) => ({ path, lines: text.trimEnd().split('\n').length }))
      .filter(({ lines }) => lines > MAX_LINES);
    expect(long).toEqual([]);
  });

  it('have no test that is skipped or run alone', () => {
    const odd = sources
      .filter(
        ({ path, text }) =>
          path.endsWith('.test.ts') && /\b(it|test|describe)\.(skip|only|todo)\b/.test(text),
      )
      .map(({ path }) => path);
    expect(odd).toEqual([]);
  });

  it('name nothing of the place where they were written', () => {
    const text = (file: string) => readFileSync(file, 'utf8');
    const readable = ['docs', ...['functions', 'infra', 'packages', 'test']]
      .filter((folder) => existsSync(join(root, folder)))
      .flatMap((folder) => filesBelow(join(root, folder)))
      .concat(readdirSync(root).map((name) => join(root, name)))
      .filter((file) => /\.(ts|tsx|mjs|json|md|css|html)$/.test(file) && !file.endsWith('package-lock.json'));
    const outside = new RegExp(['\\.\\./shared', `/${'work'}/`].join('|'));
    expect(readable.filter((file) => outside.test(text(file)))).toEqual([]);
  });
});
