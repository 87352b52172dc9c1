import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App, type Stack, Validations } from 'aws-cdk-lib';
import { AwsSolutionsChecks } from 'cdk-nag';
import settings from '../../cdk.json' with { type: 'json' };
import { type Bundle, bundleFunctions } from '../../infra/bundle.ts';
import { TwelveStack } from '../../infra/stack.ts';

export interface TemplateResource {
  readonly Type: string;
  readonly Properties: Readonly<Record<string, unknown>>;
  readonly DeletionPolicy?: string;
  readonly DependsOn?: readonly string[];
}

/** A synthesized template, and what asking it takes. */
export interface Template {
  readonly json: {
    readonly Resources: Readonly<Record<string, TemplateResource>>;
    readonly Conditions: Readonly<Record<string, unknown>>;
  };
  /** Resources of a type, with their logical ids. */
  ofType(type: string): readonly (TemplateResource & { readonly id: string })[];
}

/** Bundles once; the folder is gone when the tests are over. */
export async function bundleForTests(): Promise<{ bundle: Bundle; remove: () => Promise<void> }> {
  const folder = await mkdtemp(join(tmpdir(), 'twelve-bundle-'));
  return { bundle: await bundleFunctions(folder), remove: () => rm(folder, { recursive: true }) };
}

/**
 * The template for a region, or for none in particular.
 * @throws when a rule of AwsSolutions finds what is not acknowledged (with `checked`).
 */
export async function synthesize(
  bundle: Bundle,
  options: { readonly region?: string; readonly checked?: boolean } = {},
): Promise<Template> {
  const env = options.region === undefined ? {} : { env: { region: options.region } };
  const json = await synthesized(
    (app) => new TwelveStack(app, 'Twelve', { bundle, ...env }),
    options.checked,
  );
  return {
    json,
    ofType: (type) =>
      Object.entries<TemplateResource>(json.Resources)
        .filter(([, resource]) => resource.Type === type)
        .map(([id, resource]) => ({ id, ...resource })),
  };
}

/** The template of any one stack, held to the rules or not: the rules take three times as long as the rest. */
export async function synthesized(compose: (app: App) => Stack, checked = false) {
  const outdir = await mkdtemp(join(tmpdir(), 'twelve-template-'));
  const app = new App({ context: settings.context, outdir });
  const stack = compose(app);
  if (checked) Validations.of(app).addPlugins(new AwsSolutionsChecks(app));
  process.env.CDK_VALIDATION = String(checked);
  try {
    return app.synth().getStackByName(stack.stackName).template;
  } finally {
    delete process.env.CDK_VALIDATION;
    await rm(outdir, { recursive: true });
  }
}

/** Every value inside a template or a part of it, outermost first. */
export function* valuesIn(value: unknown): Generator<unknown> {
  yield value;
  if (typeof value === 'object' && value !== null)
    for (const inner of Object.values(value)) yield* valuesIn(inner);
}

/** The texts inside a template or a part of it. */
export function textsIn(value: unknown): readonly string[] {
  return [...valuesIn(value)].filter((inner) => typeof inner === 'string');
}

/** The logical id that a `Ref` or `Fn::GetAtt` names, wherever it is inside the value. */
export function referenceIn(value: unknown): string | undefined {
  for (const inner of valuesIn(value)) {
    const { Ref: ref, 'Fn::GetAtt': attribute } = Object(inner);
    if (typeof ref === 'string' && !ref.startsWith('AWS::')) return ref;
    if (Array.isArray(attribute)) return String(attribute[0]);
  }
  return undefined;
}
