import { createHash } from 'node:crypto';
import { UnsupportedTemplateError } from '../errors.ts';
import type { Json } from '../json.ts';
import type { Assembly, Template, TemplateResource } from './assembly.ts';
import { catalogue } from './catalogue/index.ts';
import { secret } from './catalogue/secrets.ts';
import { resolveDynamicReferences } from './dynamic-references.ts';
import { Intrinsics } from './intrinsics.ts';
import { type Identity, type Kind, type Place, readableId } from './kind.ts';

/** One resource of the stack: its names, and its properties with every reference resolved. */
export interface Resource<Properties> extends Identity {
  readonly properties: Properties;
  /** Its ARN, where the type has one. */
  readonly arn: string;
}

/** A stack ready to be run: every resource known, parsed and resolved. */
export interface Stack extends Place {
  readonly assets: ReadonlyMap<string, string>;
  all<Properties>(kind: Kind<Properties>): Resource<Properties>[];
  /** ARN (or identifier, where a type has none) of every resource, by logical id with and without its hash. */
  readonly arns: Readonly<Record<string, string>>;
  /** What the template has and this machine does not do, a line each. */
  readonly notSimulated: readonly string[];
}

/** Keeps a generated value under a name, so that the same name has the same value at every start. */
export type KeepSecret = (name: string, length: number) => string;

/**
 * Resolves a template for this machine.
 *
 * @throws UnsupportedTemplateError naming every unknown type, property and reference at once.
 */
export function resolveStack(assembly: Assembly, place: Place, keepSecret: KeepSecret): Stack {
  const resolver = new Resolver(assembly, place, keepSecret);
  const problems = new Set<string>();
  const byType = new Map<string, Resource<unknown>[]>();
  for (const [logicalId, { Type }] of Object.entries(assembly.template.Resources)) {
    try {
      const resource = resolver.resource(logicalId);
      if (resource !== undefined) byType.set(Type, [...(byType.get(Type) ?? []), resource]);
    } catch (error) {
      if (!(error instanceof UnsupportedTemplateError)) throw error;
      for (const problem of error.problems) {
        problems.add(problem.startsWith(logicalId) ? problem : `${logicalId}: ${problem}`);
      }
    }
  }
  if (problems.size > 0) throw new UnsupportedTemplateError([...problems]);
  return {
    ...place,
    assets: assembly.assets,
    all<Properties>(kind: Kind<Properties>) {
      // Resources are filed under the type whose schema parsed them.
      return (byType.get(kind.type) ?? []) as Resource<Properties>[];
    },
    arns: Object.fromEntries(
      [...byType.values()].flat().flatMap(({ logicalId, arn }) => [
        [readableId(logicalId), arn],
        [logicalId, arn],
      ]),
    ),
    notSimulated: [...byType.entries()].flatMap(([type, resources]) => {
      const reason = catalogue.get(type)?.notSimulated;
      return reason === undefined ? [] : [`${type} (${resources.length}): ${reason}`];
    }),
  };
}

/** Resolves one resource after the other; names and secrets are looked up across them. */
class Resolver {
  readonly #template: Template;
  readonly #place: Place;
  readonly #keepSecret: KeepSecret;
  readonly #intrinsics: Intrinsics;
  readonly #names = new Map<string, string>();

  constructor({ template }: Assembly, place: Place, keepSecret: KeepSecret) {
    this.#template = template;
    this.#place = place;
    this.#keepSecret = keepSecret;
    this.#intrinsics = new Intrinsics(template, {
      pseudo: pseudoParameters(place),
      ref: (logicalId) => this.#find(logicalId).kind.ref(this.#identify(logicalId)),
      attribute: (logicalId, attribute) => this.#attribute(logicalId, attribute),
    });
  }

  /** Undefined where the resource's condition does not hold. */
  resource(logicalId: string): Resource<unknown> | undefined {
    const { resource, kind } = this.#find(logicalId);
    if (resource.Condition !== undefined && !this.#intrinsics.condition(resource.Condition)) return undefined;
    const resolved = this.#intrinsics.resolve(resource.Properties ?? {});
    const properties = resolveDynamicReferences(resolved, (id) => this.#secret(id));
    const identity = this.#identify(logicalId);
    return {
      ...identity,
      properties: parseResource(logicalId, properties, kind),
      arn: arnOf(identity, kind),
    };
  }

  #find(logicalId: string): { resource: TemplateResource; kind: Kind<unknown> } {
    const resource = this.#template.Resources[logicalId];
    if (resource === undefined) throw new UnsupportedTemplateError([`${logicalId} is not defined`]);
    const kind = catalogue.get(resource.Type);
    if (kind !== undefined) return { resource, kind };
    throw new UnsupportedTemplateError([`${logicalId}: resource type ${resource.Type} is not simulated`]);
  }

  #identify(logicalId: string): Identity {
    const { resource, kind } = this.#find(logicalId);
    let name = this.#names.get(logicalId);
    if (name === undefined) {
      const given = kind.nameProperty === undefined ? undefined : resource.Properties?.[kind.nameProperty];
      const resolved = given === undefined ? undefined : this.#intrinsics.resolve(given);
      name = typeof resolved === 'string' ? resolved : physicalName(this.#place.stackName, logicalId);
      this.#names.set(logicalId, name);
    }
    return { ...this.#place, logicalId, name };
  }

  #attribute(logicalId: string, attribute: string): string {
    const { kind } = this.#find(logicalId);
    const read = kind.attributes[attribute];
    if (read !== undefined) return read(this.#identify(logicalId));
    throw new UnsupportedTemplateError([`${logicalId} (${kind.type}): attribute ${attribute} is not known`]);
  }

  /** The value of a secret of this stack, by its ARN or name. */
  #secret(id: string): string | undefined {
    for (const [logicalId, { Type, Properties }] of Object.entries(this.#template.Resources)) {
      if (Type !== secret.type) continue;
      const identity = this.#identify(logicalId);
      if (secret.ref(identity) !== id && identity.name !== id) continue;
      const { SecretString, GenerateSecretString } = secret.schema.parse(
        this.#intrinsics.resolve(Properties ?? {}),
      );
      return SecretString ?? this.#keepSecret(identity.name, GenerateSecretString?.PasswordLength ?? 32);
    }
    return undefined;
  }
}

function parseResource(logicalId: string, properties: Json, kind: Kind<unknown>): unknown {
  const parsed = kind.schema.safeParse(properties);
  if (parsed.success) return parsed.data;
  throw new UnsupportedTemplateError(
    parsed.error.issues.map((issue) => {
      const path = issue.path.map(String);
      const properties =
        issue.code === 'unrecognized_keys' ? issue.keys.map((key) => [...path, key]) : [path];
      const where = properties.map((property) => property.join('.')).join(', ');
      const what = issue.code === 'unrecognized_keys' ? 'is not simulated' : issue.message;
      return `${logicalId} (${kind.type}): property ${where} ${what}`;
    }),
  );
}

function arnOf(identity: Identity, kind: Kind<unknown>): string {
  const read = kind.attributes.Arn ?? kind.attributes.TopicArn;
  return read === undefined ? kind.ref(identity) : read(identity);
}

/** Readable, the same at every start, and at most 64 characters (the limit of function names). */
function physicalName(stackName: string, logicalId: string): string {
  const full = `${stackName}-${logicalId}`;
  if (full.length <= 64) return full;
  const hash = createHash('sha256').update(full).digest('hex').slice(0, 8);
  return `${full.slice(0, 55)}-${hash}`;
}

function pseudoParameters(place: Place): Record<string, string> {
  return {
    'AWS::Region': place.region,
    'AWS::AccountId': place.account,
    'AWS::Partition': place.partition,
    'AWS::URLSuffix': place.urlSuffix,
    'AWS::StackName': place.stackName,
    'AWS::StackId': `arn:${place.partition}:cloudformation:${place.region}:${place.account}:stack/${place.stackName}/local`,
  };
}
