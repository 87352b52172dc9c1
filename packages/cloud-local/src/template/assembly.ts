import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as z from 'zod';
import { AssemblyError } from '../errors.ts';
import type { Json } from '../json.ts';

/** A synthesized stack as it lies on disk: its template and where its assets are. */
export interface Assembly {
  readonly stackName: string;
  /** `undefined` where the stack was synthesized for no environment in particular. */
  readonly region: string | undefined;
  readonly account: string | undefined;
  readonly template: Template;
  /** Object key as the template writes it (`<hash>.zip`) → absolute path of the asset's directory or file. */
  readonly assets: ReadonlyMap<string, string>;
}

export interface TemplateResource {
  readonly Type: string;
  readonly Properties?: Record<string, Json> | undefined;
  readonly Condition?: string | undefined;
}

export interface Template {
  readonly Parameters: Record<string, { Default?: Json | undefined }>;
  readonly Conditions: Record<string, Json>;
  readonly Mappings: Record<string, Record<string, Record<string, Json>>>;
  readonly Resources: Record<string, TemplateResource>;
}

const json = z.json();

const manifestSchema = z.object({
  artifacts: z.record(
    z.string(),
    z.object({
      type: z.string(),
      environment: z.string().optional(),
      properties: z
        .object({
          templateFile: z.string().optional(),
          file: z.string().optional(),
          stackName: z.string().optional(),
        })
        .optional(),
    }),
  ),
});

const assetManifestSchema = z.object({
  files: z
    .record(
      z.string(),
      z.object({
        source: z.object({ path: z.string().optional() }),
        destinations: z.record(z.string(), z.object({ objectKey: z.string() })),
      }),
    )
    .optional(),
});

/** Strict: a section that nobody here reads (Transform, Hooks) must not go unnoticed. */
const templateSchema = z.strictObject({
  AWSTemplateFormatVersion: z.string().optional(),
  Description: z.string().optional(),
  Metadata: json.optional(),
  Parameters: z.record(z.string(), z.object({ Default: json.optional() })).default({}),
  Conditions: z.record(z.string(), json).default({}),
  Mappings: z.record(z.string(), z.record(z.string(), z.record(z.string(), json))).default({}),
  // Rules only check the version of the bootstrap stack; outputs are read by people.
  Rules: json.optional(),
  Outputs: json.optional(),
  Resources: z.record(
    z.string(),
    z.object({
      Type: z.string(),
      Properties: z.record(z.string(), json).optional(),
      Condition: z.string().optional(),
    }),
  ),
});

/**
 * Reads a cloud assembly (`cdk.out`). Several stacks need a name to choose by.
 *
 * @throws AssemblyError where the directory holds no assembly, or not that stack.
 */
export function readAssembly(directory: string, stackName?: string): Assembly {
  const manifest = manifestSchema.parse(readJson(join(directory, 'manifest.json'), directory));
  const stacks = Object.entries(manifest.artifacts)
    .filter(([, artifact]) => artifact.type === 'aws:cloudformation:stack')
    .map(([id, artifact]) => ({ ...artifact, name: artifact.properties?.stackName ?? id }));
  const names = stacks.map((stack) => stack.name).join(', ');
  if (stackName === undefined && stacks.length > 1) {
    throw new AssemblyError(`The assembly ${directory} holds several stacks: name one of ${names}.`);
  }
  const stack = stackName === undefined ? stacks[0] : stacks.find((one) => one.name === stackName);
  const file = stack?.properties?.templateFile;
  if (stack === undefined || file === undefined) {
    throw new AssemblyError(
      `The assembly ${directory} holds no stack ${stackName ?? ''}: it has ${names || 'none'}.`,
    );
  }
  const template = templateSchema.safeParse(readJson(join(directory, file), directory));
  if (!template.success) {
    throw new AssemblyError(`The template ${file} is not one: ${z.prettifyError(template.error)}`);
  }
  const [account, region] = (stack.environment ?? '').replace('aws://', '').split('/');
  return {
    stackName: stack.name,
    region: known(region),
    account: known(account),
    template: template.data,
    assets: readAssets(
      directory,
      Object.values(manifest.artifacts).flatMap((artifact) =>
        artifact.type === 'cdk:asset-manifest' && artifact.properties?.file ? [artifact.properties.file] : [],
      ),
    ),
  };
}

function readAssets(directory: string, manifests: readonly string[]): Map<string, string> {
  const assets = new Map<string, string>();
  for (const file of manifests) {
    const { files } = assetManifestSchema.parse(readJson(join(directory, file), directory));
    for (const { source, destinations } of Object.values(files ?? {})) {
      if (source.path === undefined) continue;
      for (const { objectKey } of Object.values(destinations)) {
        assets.set(objectKey, join(directory, source.path));
      }
    }
  }
  return assets;
}

/** CDK writes `unknown-region` and `unknown-account` for stacks that are bound to no environment. */
function known(part: string | undefined): string | undefined {
  return part === undefined || part === '' || part.startsWith('unknown-') ? undefined : part;
}

function readJson(path: string, directory: string): unknown {
  try {
    return JSON.parse(readFileSync(path, 'utf8'));
  } catch (cause) {
    throw new AssemblyError(`${directory} is not a readable cloud assembly: synthesize it first.`, { cause });
  }
}
