import { randomUUID } from 'node:crypto';
import { UnsupportedTemplateError } from '../errors.ts';
import type { Deliveries } from '../events/deliveries.ts';
import type { Access } from '../iam/access.ts';
import { parseJson } from '../json.ts';
import type { Emit } from '../options.ts';
import type { QueueStore } from '../queues/store.ts';
import { eventInvokeConfig } from '../template/catalogue/functions.ts';
import type { Stack } from '../template/stack.ts';
import type { Functions } from './functions.ts';
import type { Outcome } from './invocation.ts';

export interface AsyncInvocationsOptions {
  readonly stack: Stack;
  readonly access: Access;
  readonly functions: Functions;
  readonly queues: QueueStore;
  readonly deliveries: Deliveries;
  readonly emit: Emit;
}

interface Policy {
  readonly retries: number;
  readonly maximumAgeSeconds: number;
  /** Queue for a record of the failure (OnFailure), or for the bare event (dead letter). */
  readonly onFailure: string | undefined;
  readonly deadLetter: string | undefined;
}

/** Lambda waits a minute before the first retry of an event and two before the second. */
const retryDelaysMilliseconds = [60_000, 120_000];

/**
 * Asynchronous invocations: accepted once, kept until done, tried again after errors of the function, then
 * sent to the function's own failure destination – not to the dead-letter queue of whoever sent the event.
 */
export class AsyncInvocations {
  readonly #deliveries: Deliveries;

  /** @throws UnsupportedTemplateError where a failure destination is no queue, or closed to the function. */
  constructor(options: AsyncInvocationsOptions) {
    const { stack, functions, emit } = options;
    this.#deliveries = options.deliveries;
    const policies = policiesOf(stack, functions);
    checkDestinations(options, policies);
    this.#deliveries.handle('function', {
      label: (target) => `asynchronous ${target}`,
      maximumAttempts: (target) => 1 + (policies.get(target)?.retries ?? 2),
      maximumAgeSeconds: (target) => policies.get(target)?.maximumAgeSeconds ?? 21_600,
      delayMilliseconds: (attempt) => retryDelaysMilliseconds[attempt - 1] ?? 120_000,
      async attempt(delivery) {
        const outcome = await functions.invoke(delivery.target, delivery.body);
        return outcome.kind === 'success' ? undefined : outcome.payload;
      },
      exhausted: (delivery, error) => {
        const policy = policies.get(delivery.target);
        const { target, attempts, body } = delivery;
        if (policy?.onFailure !== undefined) {
          const record = failureRecord(target, attempts, body, { kind: 'error', payload: error });
          return { queue: policy.onFailure, body: record };
        }
        if (policy?.deadLetter !== undefined) return { queue: policy.deadLetter, body };
        emit({ kind: 'dropped', what: `event for ${target}`, because: error });
        return undefined;
      },
    });
  }

  accept(functionArn: string, payload: string): void {
    this.#deliveries.accept({ kind: 'function', target: functionArn, body: payload });
  }
}

function policiesOf(stack: Stack, functions: Functions): Map<string, Policy> {
  const policies = new Map<string, Policy>();
  for (const { arn, properties } of functions.resources) {
    policies.set(arn, {
      retries: 2,
      maximumAgeSeconds: 21_600,
      onFailure: undefined,
      deadLetter: properties.DeadLetterConfig?.TargetArn,
    });
  }
  for (const { properties } of stack.all(eventInvokeConfig)) {
    const { arn } = functions.find(properties.FunctionName);
    policies.set(arn, {
      retries: properties.MaximumRetryAttempts,
      maximumAgeSeconds: properties.MaximumEventAgeInSeconds,
      onFailure: properties.DestinationConfig?.OnFailure?.Destination,
      deadLetter: policies.get(arn)?.deadLetter,
    });
  }
  return policies;
}

/** Lambda refuses a destination that the function's own role may not send to. */
function checkDestinations(
  { access, functions, queues }: AsyncInvocationsOptions,
  policies: ReadonlyMap<string, Policy>,
): void {
  const problems: string[] = [];
  for (const { arn, logicalId, properties } of functions.resources) {
    const policy = policies.get(arn);
    for (const destination of [policy?.onFailure, policy?.deadLetter]) {
      if (destination === undefined) continue;
      if (!queues.has(destination))
        problems.push(`${logicalId}: the failure destination ${destination} is no queue here`);
      const refusal = access.refused(properties.Role, [{ action: 'sqs:SendMessage', resource: destination }]);
      if (refusal !== undefined) problems.push(`${logicalId}: its role may not send to ${destination}`);
    }
  }
  if (problems.length > 0) throw new UnsupportedTemplateError(problems);
}

/** The record that Lambda sends to an OnFailure destination. */
function failureRecord(functionArn: string, attempts: number, body: string, outcome: Outcome): string {
  return JSON.stringify({
    version: '1.0',
    timestamp: new Date().toISOString(),
    requestContext: {
      requestId: randomUUID(),
      functionArn: `${functionArn}:$LATEST`,
      condition: 'RetriesExhausted',
      approximateInvokeCount: attempts,
    },
    requestPayload: parseJson(body) ?? body,
    responseContext: { statusCode: 200, executedVersion: '$LATEST', functionError: 'Unhandled' },
    responsePayload: parseJson(outcome.payload) ?? outcome.payload,
  });
}
