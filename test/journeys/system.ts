import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { buildAssembly } from '@twelve/cli';
import { type LocalCloud, type LocalCloudOptions, startLocalCloud } from '@twelve/cloud-local';
import { dynamoEngine, type Engine, issueKey, type Role, type TableName } from '@twelve/store';

/** An answer as a caller sees it. */
export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  // biome-ignore lint/suspicious/noExplicitAny: bodies of every kind are compared with what is expected of them
  readonly body: any;
}

/** Sends a request; a body is sent as JSON. Every answer names its request, whatever it says. */
export type Call = (
  method: string,
  path: string,
  more?: { readonly body?: unknown; readonly headers?: Readonly<Record<string, string>> },
) => Promise<Answer>;

/** The whole system on this machine, from the template that would be deployed. */
export interface System {
  readonly cloud: LocalCloud;
  readonly engine: Engine;
  readonly anyone: Call;
  /** Issues a key and calls with it. */
  as(name: string, role?: Role): Promise<Call>;
  stop(): Promise<void>;
}

export async function startSystem(options: Partial<LocalCloudOptions> = {}): Promise<System> {
  const cloud = await startLocalCloud({
    assemblyDir: await buildAssembly(),
    port: 0,
    schedules: false,
    ...options,
    environment: { WEBHOOK_ALLOW_LOOPBACK: 'yes', SWEEP_AFTER_SECONDS: '0', ...options.environment },
  });
  const table = (name: TableName) =>
    cloud.tables[`Tables${name.charAt(0).toUpperCase()}${name.slice(1)}`] ?? '';
  const names = {
    cases: table('cases'),
    claims: table('claims'),
    partners: table('partners'),
    keys: table('keys'),
    recalculations: table('recalculations'),
  };
  const client = new DynamoDBClient(cloud.client);
  const engine = dynamoEngine(names, client);
  return {
    cloud,
    engine,
    anyone: caller(cloud.url),
    as: async (name, role = 'partner') =>
      caller(cloud.url, (await issueKey(engine, name, role, new Date().toISOString())).secret),
    stop: async () => {
      client.destroy();
      await cloud.stop();
    },
  };
}

function caller(url: string, key?: string): Call {
  return async (method, path, { body, headers } = {}) => {
    const answer = await fetch(`${url}${path}`, {
      method,
      headers: {
        ...(key === undefined ? {} : { authorization: `Bearer ${key}` }),
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...headers,
      },
      ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    });
    const text = await answer.text();
    if (!answer.headers.has('x-request-id')) throw new Error(`no request id: ${method} ${path}`);
    return {
      status: answer.status,
      headers: answer.headers,
      body: text === '' ? undefined : JSON.parse(text),
    };
  };
}

/** Reads a submission until its determination is there. */
export async function determined(call: Call, id: string, path = `/v1/submissions/${id}`): Promise<Answer> {
  const until = Date.now() + 30_000;
  for (;;) {
    const answer = await call('GET', path);
    if (answer.status !== 200 || answer.body.status === 'determined') return answer;
    if (Date.now() > until) throw new Error(`${path} is ${answer.body.status} after 30 seconds`);
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
}
