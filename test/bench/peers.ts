import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

/**
 * The peers live in this folder's own package. They are loaded here, with as much of their types as is used, so that
 * the product's type check does not need them.
 */
const require = createRequire(import.meta.url);

interface Highs {
  solve(
    model: string,
    options: Record<string, number | boolean | string>,
  ): { readonly Status: string; readonly ObjectiveValue: number };
}

export const loadHighs = (): Promise<Highs> => {
  const load: () => Promise<Highs> = require('highs');
  return load();
};

export interface YalpsModel {
  readonly direction: 'maximize';
  readonly objective: string;
  readonly constraints: Map<string, { readonly max?: number; readonly equal?: number }>;
  readonly variables: Map<string, Map<string, number>>;
  readonly binaries: Set<string>;
}

interface Yalps {
  solve(model: YalpsModel, options: object): { readonly status: string; readonly result: number };
}

export const loadYalps = async (): Promise<Yalps> => import(require.resolve('yalps'));

/** The version that is installed here, whether or not the package exports its own description. */
export function versionOf(name: string): string {
  const file = new URL(`./node_modules/${name}/package.json`, import.meta.url);
  const { version }: { version: string } = JSON.parse(readFileSync(file, 'utf8'));
  return version;
}
