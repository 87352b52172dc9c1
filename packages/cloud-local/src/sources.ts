import type { Activity } from './activity.ts';
import type { DatabaseClient } from './database/client.ts';
import type { Table } from './database/tables.ts';
import { UnsupportedTemplateError } from './errors.ts';
import type { Functions } from './functions/functions.ts';
import type { Access } from './iam/access.ts';
import type { Emit, Faults } from './options.ts';
import { pause } from './pause.ts';
import { QueueConsumer } from './queues/consumer.ts';
import type { QueueSettings, QueueStore } from './queues/store.ts';
import type { HostState } from './state/host-state.ts';
import { StreamConsumer } from './streams/consumer.ts';
import { compileMapping, type Mapping } from './streams/mapping.ts';
import { StreamReader } from './streams/records.ts';
import { eventSourceMapping } from './template/catalogue/functions.ts';
import type { Stack } from './template/stack.ts';

export interface SourcesOptions {
  readonly stack: Stack;
  readonly access: Access;
  readonly client: DatabaseClient;
  readonly tables: readonly Table[];
  readonly functions: Functions;
  readonly queues: QueueStore;
  readonly state: HostState;
  readonly activity: Activity;
  readonly emit: Emit;
  readonly signal: AbortSignal;
  readonly timeScale: number;
  readonly onBatch: Faults['onBatch'];
  /** Others may write to the database behind this host's back: look for records now and then. */
  readonly polls: boolean;
}

const pollMilliseconds = 250;

/** All event source mappings of the stack. */
export class Sources {
  readonly #options: SourcesOptions;
  readonly #streams: { readonly table: Table; readonly consumer: StreamConsumer }[] = [];
  readonly #queues: QueueConsumer[] = [];

  /** @throws UnsupportedTemplateError where a mapping's source, filter or permission does not fit. */
  constructor(options: SourcesOptions) {
    this.#options = options;
    for (const resource of options.stack.all(eventSourceMapping)) {
      if (!resource.properties.Enabled) continue;
      const mapping = compileMapping(resource);
      const { arn: functionArn, properties } = options.functions.find(mapping.functionName);
      if (mapping.sourceArn.includes(':sqs:')) {
        demand(
          options.access,
          mapping,
          properties.Role,
          ['ReceiveMessage', 'DeleteMessage', 'GetQueueAttributes'].map((action) => `sqs:${action}`),
        );
        const { queues, functions, activity, signal, stack } = options;
        demandTime(mapping, queues.find(mapping.sourceArn), properties.Timeout);
        const { region, account } = stack;
        this.#queues.push(
          new QueueConsumer({ mapping, queues, functions, functionArn, region, account, activity, signal }),
        );
        continue;
      }
      demand(
        options.access,
        mapping,
        properties.Role,
        ['DescribeStream', 'GetRecords', 'GetShardIterator'].map((action) => `dynamodb:${action}`),
      );
      this.#addStream(mapping, functionArn);
    }
  }

  async start(): Promise<void> {
    await Promise.all(this.#streams.map(({ table, consumer }) => consumer.start(table.created)));
    for (const consumer of this.#queues) consumer.pump();
    if (this.#options.polls) void this.#poll();
  }

  /** A table was written to. */
  wake(tableName: string): void {
    for (const { table, consumer } of this.#streams) if (table.name === tableName) consumer.wake();
  }

  async drained(): Promise<boolean> {
    if (this.#options.signal.aborted) return true;
    if (!this.#queues.every((consumer) => consumer.drained)) {
      await pause(5, this.#options.signal);
      return false;
    }
    const drained = await Promise.all(this.#streams.map(({ consumer }) => consumer.drained()));
    return drained.every(Boolean);
  }

  #addStream(mapping: Mapping, functionArn: string): void {
    const { tables, client, stack, access, queues, functions } = this.#options;
    const table = tables.find((one) => one.streamArn === mapping.sourceArn);
    if (table === undefined)
      throw new UnsupportedTemplateError([`${mapping.id}: ${mapping.sourceArn} is no stream of this stack`]);
    if (mapping.onFailure !== undefined) {
      const { arn } = queues.find(mapping.onFailure);
      const role = functions.find(functionArn).properties.Role;
      const refusal = access.refused(role, [{ action: 'sqs:SendMessage', resource: arn }]);
      if (refusal !== undefined)
        throw new UnsupportedTemplateError([`${mapping.id}: its role may not send to ${arn}`]);
    }
    const reader = new StreamReader(client, table, stack.region, { shardsRollOver: this.#options.polls });
    const consumer = new StreamConsumer({ ...this.#options, mapping, reader, functionArn });
    this.#streams.push({ table, consumer });
  }

  async #poll(): Promise<void> {
    while (await pause(pollMilliseconds, this.#options.signal)) {
      for (const { consumer } of this.#streams) consumer.wake();
    }
  }
}

/** AWS refuses to create a mapping whose function may not read its source. */
function demand(access: Access, mapping: Mapping, roleArn: string, actions: readonly string[]): void {
  const refusal = access.refused(
    roleArn,
    actions.map((action) => ({ action, resource: mapping.sourceArn })),
  );
  if (refusal === undefined) return;
  throw new UnsupportedTemplateError([
    `${mapping.id}: the function's role may not ${refusal.request.action} on ${mapping.sourceArn}`,
  ]);
}

/** Nor one whose messages would come back while the function is still at work on them. */
function demandTime(
  { id }: Mapping,
  { visibilityMilliseconds }: QueueSettings,
  timeoutSeconds: number,
): void {
  const seconds = visibilityMilliseconds / 1000;
  if (seconds >= timeoutSeconds) return;
  throw new UnsupportedTemplateError([
    `${id}: the queue hides messages for ${seconds} s, the function may take ${timeoutSeconds} s`,
  ]);
}
