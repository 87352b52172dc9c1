import { rmSync } from 'node:fs';
import { dirname } from 'node:path';
import { DynamoDBClient, GetItemCommand, ScanCommand } from '@aws-sdk/client-dynamodb';
import {
  type LocalCloud,
  type LocalCloudEvent,
  type LocalCloudOptions,
  startLocalCloud,
} from '../src/index.ts';
import { synthesizeFixture } from './synthesize.ts';

let assembly: string | undefined;

/** The fixture's assembly, synthesized once a test file. */
export function fixtureAssembly(): string {
  assembly ??= synthesizeFixture();
  return assembly;
}

/** Removes what {@link fixtureAssembly} wrote. */
export function removeFixture(): void {
  if (assembly !== undefined) rmSync(dirname(assembly), { recursive: true, force: true });
  assembly = undefined;
}

/** A running fixture with what tests look at. */
export interface Fixture {
  readonly cloud: LocalCloud;
  readonly events: readonly LocalCloudEvent[];
  /** An item in plain form, or undefined. */
  item(pk: string, sk: string): Promise<Record<string, string> | undefined>;
  /** Every item's `pk/sk`, sorted. */
  keys(): Promise<string[]>;
  post(path: string, body: unknown): Promise<Response>;
  get(path: string, headers?: Record<string, string>): Promise<Response>;
}

/** Starts the fixture; the platform's waiting times take a thousandth of their real time. */
export async function startFixture(options: Partial<LocalCloudOptions> = {}): Promise<Fixture> {
  const events: LocalCloudEvent[] = [];
  const cloud = await startLocalCloud({
    assemblyDir: fixtureAssembly(),
    port: 0,
    timeScale: 0.001,
    schedules: false,
    onEvent: (event) => events.push(event),
    ...options,
  });
  const database = new DynamoDBClient(cloud.client);
  const TableName = cloud.tables.Items;
  return {
    cloud,
    events,
    async item(pk, sk) {
      const { Item } = await database.send(
        new GetItemCommand({ TableName, Key: { pk: { S: pk }, sk: { S: sk } } }),
      );
      if (Item === undefined) return undefined;
      return Object.fromEntries(
        Object.entries(Item).map(([name, value]) => [name, value.S ?? value.N ?? '']),
      );
    },
    async keys() {
      const { Items } = await database.send(new ScanCommand({ TableName }));
      return (Items ?? []).map((item) => `${item.pk?.S}/${item.sk?.S}`).sort();
    },
    post: (path, body) => fetch(`${cloud.url}${path}`, { method: 'POST', body: JSON.stringify(body) }),
    get: (path, headers = {}) => fetch(`${cloud.url}${path}`, { headers }),
  };
}
