import { randomUUID } from 'node:crypto';
import * as z from 'zod';
import { UnsupportedTemplateError } from '../errors.ts';
import type { AsyncInvocations } from '../functions/async-invocations.ts';
import type { Functions } from '../functions/functions.ts';
import type { Access } from '../iam/access.ts';
import { isJsonObject, type Json, parseJson } from '../json.ts';
import type { Emit } from '../options.ts';
import { compilePattern, type Matcher } from '../patterns.ts';
import type { QueueStore } from '../queues/store.ts';
import { eventRule } from '../template/catalogue/events.ts';
import type { Resource, Stack } from '../template/stack.ts';
import type { Executions } from '../workflow/executions.ts';
import type { Deliveries, Delivery } from './deliveries.ts';

type RuleResource = Resource<z.infer<typeof eventRule.schema>>;
type Target = RuleResource['properties']['Targets'][number];

/** A rule, ready to be matched. */
export interface Rule {
  readonly logicalId: string;
  readonly arn: string;
  readonly bus: string;
  readonly matches: Matcher;
  readonly everyMilliseconds: number | undefined;
  readonly targets: readonly Target[];
}

export interface RulesOptions {
  readonly stack: Stack;
  readonly access: Access;
  readonly deliveries: Deliveries;
  readonly asyncInvocations: AsyncInvocations;
  readonly functions: Functions;
  readonly queues: QueueStore;
  readonly executions: Executions;
  readonly emit: Emit;
}

const defaultRetries = 185;
const defaultAgeSeconds = 86_400;

/** EventBridge's rules: events in, deliveries to targets out. */
export class Rules {
  readonly #options: RulesOptions;
  readonly #rules: readonly Rule[];

  /** @throws UnsupportedTemplateError for patterns, schedules and targets that are not known here. */
  constructor(options: RulesOptions) {
    this.#options = options;
    this.#rules = options.stack
      .all(eventRule)
      .filter(({ properties }) => properties.State === 'ENABLED')
      .map(compileRule);
    const targets = new Map<string, { rule: Rule; target: Target }>();
    for (const rule of this.#rules) {
      for (const target of rule.targets) {
        checkTarget(rule, target, options);
        targets.set(`${rule.logicalId}/${target.Id}`, { rule, target });
      }
    }
    options.deliveries.handle('rule-target', {
      label: (id) => `event for ${id}`,
      maximumAttempts: (id) =>
        1 + (targets.get(id)?.target.RetryPolicy?.MaximumRetryAttempts ?? defaultRetries),
      maximumAgeSeconds: (id) =>
        targets.get(id)?.target.RetryPolicy?.MaximumEventAgeInSeconds ?? defaultAgeSeconds,
      delayMilliseconds: (attempt) => Math.min(60_000, 100 * 2 ** attempt),
      attempt: async (delivery) => this.#hand(delivery, targets.get(delivery.target)),
      exhausted: (delivery, error) => this.#giveUp(delivery, error, targets.get(delivery.target)),
    });
  }

  /** Rules that fire by the clock. */
  get scheduled(): (Rule & { readonly everyMilliseconds: number })[] {
    return this.#rules.flatMap((rule) => {
      const { everyMilliseconds } = rule;
      return everyMilliseconds === undefined ? [] : [{ ...rule, everyMilliseconds }];
    });
  }

  /** Accepts an event for every target of every rule of the bus that matches. */
  route(bus: string, event: { [key: string]: Json }): void {
    for (const rule of this.#rules) if (rule.bus === bus && rule.matches(event)) this.#accept(rule, event);
  }

  /** Fires one schedule rule. */
  fire(rule: Rule): void {
    const { account, region } = this.#options.stack;
    this.#accept(rule, {
      version: '0',
      id: randomUUID(),
      'detail-type': 'Scheduled Event',
      source: 'aws.events',
      account,
      time: new Date().toISOString().replace(/\.\d+Z$/, 'Z'),
      region,
      resources: [rule.arn],
      detail: {},
    });
  }

  #accept(rule: Rule, event: { [key: string]: Json }): void {
    for (const target of rule.targets) {
      const body = target.Input ?? JSON.stringify(selected(event, target.InputPath));
      this.#options.deliveries.accept({
        kind: 'rule-target',
        target: `${rule.logicalId}/${target.Id}`,
        body,
      });
    }
  }

  async #hand(
    delivery: Delivery,
    found: { rule: Rule; target: Target } | undefined,
  ): Promise<string | undefined> {
    if (found === undefined) return 'the rule is no longer in the template';
    const { asyncInvocations, queues, executions } = this.#options;
    const { Arn } = found.target;
    try {
      if (Arn.includes(':lambda:')) asyncInvocations.accept(Arn, delivery.body);
      else if (Arn.includes(':sqs:')) queues.send(Arn, delivery.body);
      else executions.start(Arn, delivery.id, delivery.body);
      return undefined;
    } catch (error) {
      return error instanceof Error ? error.message : String(error);
    }
  }

  #giveUp(delivery: Delivery, error: string, found: { rule: Rule; target: Target } | undefined) {
    const queue = found?.target.DeadLetterConfig?.Arn;
    if (found === undefined || queue === undefined) {
      this.#options.emit({ kind: 'dropped', what: `event for ${delivery.target}`, because: error });
      return undefined;
    }
    const attributes = {
      ERROR_MESSAGE: error,
      RULE_ARN: found.rule.arn,
      TARGET_ARN: found.target.Arn,
      RETRY_ATTEMPTS: String(delivery.attempts - 1),
    };
    return { queue, body: delivery.body, attributes };
  }
}

function compileRule(rule: RuleResource): Rule {
  const { logicalId, arn, properties } = rule;
  const { EventPattern, ScheduleExpression } = properties;
  return {
    logicalId,
    arn,
    bus: (properties.EventBusName ?? 'default').split('/').at(-1) ?? 'default',
    matches: EventPattern === undefined ? () => false : compilePattern(EventPattern, logicalId),
    everyMilliseconds: ScheduleExpression === undefined ? undefined : periodOf(ScheduleExpression, logicalId),
    targets: properties.Targets,
  };
}

const unitMilliseconds: Readonly<Record<string, number>> = {
  minute: 60_000,
  hour: 3_600_000,
  day: 86_400_000,
};

/** The longest time that a timer of this machine can count. */
const longestPeriodMilliseconds = 24 * 86_400_000;

/** As the service reads it: one of a unit is singular, and nothing else is. */
function periodOf(expression: string, logicalId: string): number {
  const [, count, unit = '', plural] = /^rate\(([1-9]\d*) (minute|hour|day)(s?)\)$/.exec(expression) ?? [];
  const milliseconds = Number(count) * (unitMilliseconds[unit] ?? Number.NaN);
  if ((count === '1') === (plural === '') && milliseconds <= longestPeriodMilliseconds) return milliseconds;
  throw new UnsupportedTemplateError([
    `${logicalId}: the schedule ${expression} is not simulated, only rate(…) of up to 24 days`,
  ]);
}

/** A target that would refuse the event on AWS is an error at start. */
function checkTarget(rule: Rule, target: Target, options: RulesOptions): void {
  const { Arn, RoleArn, DeadLetterConfig } = target;
  const fail = (problem: string) => {
    throw new UnsupportedTemplateError([`${rule.logicalId}: target ${target.Id}: ${problem}`]);
  };
  const service = 'events.amazonaws.com';
  if (Arn.includes(':lambda:')) {
    const { arn } = options.functions.find(Arn);
    if (!options.access.mayInvoke(arn, service, rule.arn)) fail(`no permission lets the rule invoke ${arn}`);
  } else if (Arn.includes(':sqs:')) {
    const { arn } = options.queues.find(Arn);
    if (!options.access.maySend(arn, service, rule.arn)) fail(`no queue policy lets the rule send to ${arn}`);
  } else if (options.executions.hasMachine(Arn)) {
    const refusal = options.access.refused(RoleArn ?? '', [
      { action: 'states:StartExecution', resource: Arn },
    ]);
    if (refusal !== undefined) fail(`its role may not start ${Arn}`);
  } else fail(`${Arn} is not simulated as a target`);
  if (DeadLetterConfig !== undefined) {
    const { arn } = options.queues.find(DeadLetterConfig.Arn);
    if (!options.access.maySend(arn, service, rule.arn)) fail(`no queue policy lets the rule send to ${arn}`);
  }
}

function selected(event: Json, path: string | undefined): Json {
  if (path === undefined || path === '$') return event;
  return path
    .replace(/^\$\./, '')
    .split('.')
    .reduce<Json>((value, key) => (isJsonObject(value) ? (value[key] ?? null) : null), event);
}

const entrySchema = z.object({
  Source: z.string().min(1),
  DetailType: z.string().min(1),
  Detail: z.string(),
  EventBusName: z.string().default('default'),
  Time: z.number().optional(),
  Resources: z.array(z.string()).default([]),
});

/** One PutEvents entry as an event, or why it is none. */
export function eventOf(
  entry: Json,
  place: { account: string; region: string },
): { bus: string; event: { [key: string]: Json } } | { code: string; message: string } {
  const parsed = entrySchema.safeParse(entry);
  if (!parsed.success) return { code: 'InvalidArgument', message: z.prettifyError(parsed.error) };
  const { Source, DetailType, Detail, EventBusName, Time, Resources } = parsed.data;
  const detail = parseJson(Detail);
  if (!isJsonObject(detail)) return { code: 'MalformedDetail', message: 'Detail is malformed.' };
  const time = Time === undefined ? new Date() : new Date(Time * 1000);
  return {
    bus: EventBusName.split('/').at(-1) ?? 'default',
    event: {
      version: '0',
      id: randomUUID(),
      'detail-type': DetailType,
      source: Source,
      account: place.account,
      time: time.toISOString().replace(/\.\d+Z$/, 'Z'),
      region: place.region,
      resources: Resources,
      detail,
    },
  };
}
