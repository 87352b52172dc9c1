import * as z from 'zod';
import { UnsupportedTemplateError } from '../errors.ts';
import type { Json } from '../json.ts';
import { type Context, compileConditions, type Test } from './conditions.ts';
import { wildcard } from './wildcard.ts';

/** A statement of a policy document, its patterns compiled. */
export interface Statement {
  readonly effect: 'Allow' | 'Deny';
  readonly principal: (service: string) => boolean;
  readonly action: (action: string) => boolean;
  readonly resource: (resource: string) => boolean;
  readonly conditions: Test;
}

const oneOrMany = z.union([z.string(), z.array(z.string())]).transform((value) => [value].flat());

const statementSchema = z
  .strictObject({
    Sid: z.string().optional(),
    Effect: z.enum(['Allow', 'Deny']),
    Principal: z.union([z.literal('*'), z.record(z.string(), oneOrMany)]).optional(),
    Action: oneOrMany.optional(),
    NotAction: oneOrMany.optional(),
    Resource: oneOrMany.optional(),
    NotResource: oneOrMany.optional(),
    Condition: z.record(z.string(), z.record(z.string(), z.json())).optional(),
  })
  .refine((statement) => (statement.Action === undefined) !== (statement.NotAction === undefined));

const documentSchema = z.object({
  Version: z.string().optional(),
  Statement: z.union([statementSchema, z.array(statementSchema)]).transform((value) => [value].flat()),
});

/**
 * Compiles a policy document.
 *
 * @throws UnsupportedTemplateError where it uses an element or a condition that is not evaluated here
 * (rather than granting or refusing something by accident).
 */
export function compilePolicy(document: Json, where: string): Statement[] {
  const parsed = documentSchema.safeParse(document);
  if (!parsed.success) {
    throw new UnsupportedTemplateError([`${where}: policy document: ${z.prettifyError(parsed.error)}`]);
  }
  return parsed.data.Statement.map((statement) => ({
    effect: statement.Effect,
    principal: principalTest(statement.Principal),
    action: either(statement.Action, statement.NotAction, { ignoreCase: true }),
    resource: either(statement.Resource, statement.NotResource, { ignoreCase: false }),
    conditions: compileConditions(statement.Condition ?? {}, where),
  }));
}

/**
 * Decides one action on one resource: an explicit denial wins, then any permission, else it is refused
 * because nothing allows it. Source: IAM policy evaluation logic for a single account.
 */
export function evaluate(
  statements: readonly Statement[],
  request: { action: string; resource: string; context: Context; service?: string },
): 'allowed' | 'denied' | 'not-allowed' {
  let allowed = false;
  for (const statement of statements) {
    if (
      statement.principal(request.service ?? '') &&
      statement.action(request.action) &&
      statement.resource(request.resource) &&
      statement.conditions(request.context)
    ) {
      if (statement.effect === 'Deny') return 'denied';
      allowed = true;
    }
  }
  return allowed ? 'allowed' : 'not-allowed';
}

/** Identity policies name no principal; resource policies name services, accounts or anybody. */
function principalTest(principal: '*' | Record<string, string[]> | undefined): Statement['principal'] {
  if (principal === undefined || principal === '*') return () => true;
  if (principal.AWS?.includes('*')) return () => true;
  const services = principal.Service ?? [];
  return (service) => services.includes(service);
}

function either(
  positive: string[] | undefined,
  negative: string[] | undefined,
  options: { ignoreCase: boolean },
): (value: string) => boolean {
  const patterns = (positive ?? negative ?? ['*']).map((pattern) => wildcard(pattern, options));
  const matches = (value: string) => patterns.some((pattern) => pattern(value));
  return positive === undefined && negative !== undefined ? (value) => !matches(value) : matches;
}
