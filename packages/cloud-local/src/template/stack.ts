import { createHash } from 'node:crypto';
import { UnsupportedTemplateError } from '../errors.ts';
import type { Json } from '../json.ts';
import type { Assembly, TemplateResource } from './assembly.ts';
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
  const { template } = assembly;
  const problems: string[] = [];
  const names = new Map<string, string>();
  const intrinsics = new Intrinsics(template, {
    pseudo: pseudoParameters(place),
    ref: (logicalId) => find(logicalId).kind.ref(identify(logicalId)),
    attribute: (logicalId, attribute) => {
      const { kind } = find(logicalId);
      const read = kind.attributes[attribute];
      if (read === undefined) {
        throw new UnsupportedTemplateError([
          `${logicalId} (${kind.type}): attribute ${attribute} is not known`,
        ]);
      }
      return read(identify(logicalId));
    },
  });

  function find(logicalId: string): { resource: TemplateResource; kind: Kind<unknown> } {
    const resource = template.Resources[logicalId];
    if (resource === undefined) throw new UnsupportedTemplateError([`${logicalId} is not defined`]);
    const kind = catalogue.get(resource.Type);
    if (kind === undefined) {
      throw new UnsupportedTemplateError([`${logicalId}: resource type ${resource.Type} is not simulated`]);
    }
    return { resource, kind };
  }

  function identify(logicalId: string): Identity {
    const { resource, kind } = find(logicalId);
    let name = names.get(logicalId);
    if (name === undefined) {
      const given = kind.nameProperty === undefined ? undefined : resource.Properties?.[kind.nameProperty];
      const resolved = given === undefined ? undefined : intrinsics.resolve(given);
      name = typeof resolved === 'string' ? resolved : physicalName(place.stackName, logicalId);
      names.set(logicalId, name);
    }
    return { ...place, logicalId, name };
  }

  function secretOf(id: string): string | undefined {
    const logicalId = Object.keys(template.Resources).find(
      (one) =>
        template.Resources[one]?.Type === secret.type &&
        [secret.ref(identify(one)), identify(one).name].includes(id),
    );
    const declared = logicalId === undefined ? undefined : template.Resources[logicalId]?.Properties;
    if (logicalId === undefined || declared === undefined) return undefined;
    const { SecretString, GenerateSecretString } = secret.schema.parse(intrinsics.resolve(declared));
    return SecretString ?? keepSecret(identify(logicalId).name, GenerateSecretString?.PasswordLength ?? 32);
  }

  const byType = new Map<string, Resource<unknown>[]>();
  for (const [logicalId, resource] of Object.entries(template.Resources)) {
    try {
      if (resource.Condition !== undefined && !intrinsics.condition(resource.Condition)) continue;
      const parsed = parseResource(
        logicalId,
        resolveDynamicReferences(intrinsics.resolve(resource.Properties ?? {}), secretOf),
        find(logicalId).kind,
      );
      const identity = identify(logicalId);
      const entry = { ...identity, properties: parsed, arn: arnOf(identity, find(logicalId).kind) };
      byType.set(resource.Type, [...(byType.get(resource.Type) ?? []), entry]);
    } catch (error) {
      if (!(error instanceof UnsupportedTemplateError)) throw error;
      problems.push(
        ...error.problems.map((problem) =>
          problem.startsWith(logicalId) ? problem : `${logicalId}: ${problem}`,
        ),
      );
    }
  }
  if (problems.length > 0) throw new UnsupportedTemplateError([...new Set(problems)]);

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
