import { UnsupportedTemplateError } from '../errors.ts';
import { managedPolicy, policy, role } from '../template/catalogue/access.ts';
import { queuePolicy } from '../template/catalogue/events.ts';
import { lambdaPermission } from '../template/catalogue/functions.ts';
import type { Stack } from '../template/stack.ts';
import type { Context } from './conditions.ts';
import { compilePolicy, evaluate, type Statement } from './policy.ts';
import { wildcard } from './wildcard.ts';

/** Managed policies of AWS whose whole effect (writing logs) has no counterpart here. */
const harmlessManagedPolicies = [
  'service-role/AWSLambdaBasicExecutionRole',
  'service-role/AmazonAPIGatewayPushToCloudWatchLogs',
];

/** One thing that somebody wants to do. */
export interface Request {
  readonly action: string;
  readonly resource: string;
  readonly context?: Context;
}

/** Who may do what, exactly as the synthesized policies say. */
export interface Access {
  /** The first request that the role may not make, with the reason in IAM's words; undefined if all are allowed. */
  refused(roleArn: string, requests: readonly Request[]): { request: Request; because: string } | undefined;
  /** Whether a service acting for `sourceArn` may invoke a function (AWS::Lambda::Permission). */
  mayInvoke(functionArn: string, service: string, sourceArn: string): boolean;
  /** Whether a service acting for `sourceArn` may send to a queue (AWS::SQS::QueuePolicy). */
  maySend(queueArn: string, service: string, sourceArn: string): boolean;
}

export function compileAccess(stack: Stack): Access {
  const roles = rolePolicies(stack);
  const permissions = lambdaPermissions(stack);
  const queues = queuePolicies(stack);
  return {
    refused(roleArn, requests) {
      const statements = roles.get(roleArn) ?? [];
      for (const request of requests) {
        const context = { ...request.context, 'aws:securetransport': ['true'] };
        const decision = evaluate(statements, { ...request, context });
        if (decision === 'denied')
          return { request, because: 'with an explicit deny in an identity-based policy' };
        if (decision === 'not-allowed') {
          return { request, because: `because no identity-based policy allows the ${request.action} action` };
        }
      }
      return undefined;
    },
    mayInvoke: (functionArn, service, sourceArn) =>
      permissions.some((permits) => permits(functionArn, service, sourceArn)),
    maySend: (queueArn, service, sourceArn) =>
      evaluate(queues, {
        service,
        action: 'sqs:SendMessage',
        resource: queueArn,
        context: { 'aws:sourcearn': [sourceArn], 'aws:securetransport': ['true'] },
      }) === 'allowed',
  };
}

function rolePolicies(stack: Stack): Map<string, Statement[]> {
  const byName = new Map<string, Statement[]>();
  const byArn = new Map<string, Statement[]>();
  for (const one of stack.all(role)) {
    const statements = one.properties.Policies.flatMap((inline) =>
      compilePolicy(inline.PolicyDocument, one.logicalId),
    );
    byName.set(one.name, statements);
    byArn.set(one.arn, statements);
    for (const managed of one.properties.ManagedPolicyArns)
      attachManaged(stack, managed, statements, one.logicalId);
  }
  for (const one of [...stack.all(policy), ...stack.all(managedPolicy)]) {
    const statements = compilePolicy(one.properties.PolicyDocument, one.logicalId);
    for (const name of one.properties.Roles) byName.get(name)?.push(...statements);
  }
  return byArn;
}

function attachManaged(stack: Stack, managedArn: string, statements: Statement[], where: string): void {
  if (harmlessManagedPolicies.some((name) => managedArn.endsWith(`:aws:policy/${name}`))) return;
  const own = stack.all(managedPolicy).find((one) => one.arn === managedArn);
  if (own === undefined) {
    throw new UnsupportedTemplateError([`${where}: the managed policy ${managedArn} is not known here`]);
  }
  statements.push(...compilePolicy(own.properties.PolicyDocument, own.logicalId));
}

function lambdaPermissions(
  stack: Stack,
): ((functionArn: string, service: string, sourceArn: string) => boolean)[] {
  return stack.all(lambdaPermission).map(({ properties }) => {
    const matchesSource = wildcard(properties.SourceArn ?? '*', { ignoreCase: false });
    const target = properties.FunctionName;
    return (functionArn, service, sourceArn) =>
      (target === functionArn || functionArn.endsWith(`:function:${target}`)) &&
      properties.Principal === service &&
      matchesSource(sourceArn);
  });
}

function queuePolicies(stack: Stack): Statement[] {
  return stack.all(queuePolicy).flatMap((one) => compilePolicy(one.properties.PolicyDocument, one.logicalId));
}
