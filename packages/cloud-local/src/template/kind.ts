import * as z from 'zod';

/** Where the stack lives: the values behind the pseudo parameters, and this host's own address. */
export interface Place {
  readonly stackName: string;
  readonly region: string;
  readonly account: string;
  readonly partition: string;
  readonly urlSuffix: string;
  /** Address that AWS clients are pointed to; queue URLs begin with it. */
  readonly endpoint: string;
}

/** A resource's names, known before anything is created. */
export interface Identity extends Place {
  readonly logicalId: string;
  /** Physical name: the template's own where it gives one. */
  readonly name: string;
}

/** A logical id as its construct path reads, without the hash that the CDK appends. */
export function readableId(logicalId: string): string {
  return logicalId.replace(/[0-9A-F]{8}$/, '');
}

/**
 * What this host knows of one resource type: every property it reads or knowingly ignores (the schema is
 * strict, so any other is an error at start), and what references to it come to.
 */
export interface Kind<Properties> {
  readonly type: string;
  readonly schema: z.ZodType<Properties>;
  /** The property that carries the physical name. */
  readonly nameProperty?: string;
  readonly ref: (identity: Identity) => string;
  readonly attributes: Readonly<Record<string, (identity: Identity) => string>>;
  /** Set where the type is accepted but does nothing here; says why that is right. */
  readonly notSimulated?: string;
}

export function defineKind<Schema extends z.ZodType>(
  kind: Omit<Kind<z.infer<Schema>>, 'schema'> & { schema: Schema },
): Kind<z.infer<Schema>> {
  // Zod's inferred output is the only thing that leaves the schema.
  return { ...kind, schema: kind.schema as z.ZodType<z.infer<Schema>> };
}

/** A property that is accepted and has no effect here, with the reason. */
export function ignored(reason: string) {
  return z.unknown().optional().meta({ ignored: reason });
}

/** A resource type that is accepted whole and does nothing here. */
export function inertKind(
  type: string,
  reason: string,
  options: {
    nameProperty?: string;
    ref?: Kind<unknown>['ref'];
    attributes?: Kind<unknown>['attributes'];
  } = {},
): Kind<unknown> {
  return defineKind({
    type,
    schema: z.looseObject({}),
    ref: options.ref ?? ((identity) => identity.name),
    attributes: options.attributes ?? {},
    notSimulated: reason,
    ...(options.nameProperty === undefined ? {} : { nameProperty: options.nameProperty }),
  });
}

/** Builds an ARN; pass an empty region or account where the service has none. */
export function arn(place: Place, service: string, resource: string): string {
  const global = service === 'iam';
  return `arn:${place.partition}:${service}:${global ? '' : place.region}:${place.account}:${resource}`;
}

/** CloudFormation allows numbers and flags as text. */
export const number = z.union([
  z.number(),
  z
    .string()
    .regex(/^-?\d+(\.\d+)?$/)
    .transform(Number),
]);
export const flag = z.union([z.boolean(), z.enum(['true', 'false']).transform((value) => value === 'true')]);

/** Reasons used more than once. */
export const because = {
  label: 'a label for people and billing',
  encryption: 'data at rest on one machine is protected by its file system',
  logs: 'logs go to onEvent',
  tracing: 'there is no tracing service here',
};
