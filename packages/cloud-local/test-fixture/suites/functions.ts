import { DynamoDBClient, GetItemCommand } from '@aws-sdk/client-dynamodb';
import { InvokeCommand, LambdaClient } from '@aws-sdk/client-lambda';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { FunctionError } from '../../src/index.ts';
import { type Fixture, startFixture } from '../with-cloud.ts';

/** Function processes: environment, failures, time-outs, permissions, the address that AWS clients talk to. */
export function functionsSuite(): void {
  describe('functions', () => {
    let fixture: Fixture;
    beforeAll(async () => {
      fixture = await startFixture({ environment: { LOCAL_FLAG: 'on' } });
    });
    afterAll(() => fixture.cloud.stop());
    const tool = (event: object) => fixture.cloud.invoke('Tool', event);
    const failure = async (event: object) => {
      const error = await tool(event).catch((caught: unknown) => caught);
      return error instanceof FunctionError ? error.detail : error;
    };

    it('see the environment of the template and nothing of this machine', async () => {
      process.env.HOST_SECRET = 'not for functions';
      const environment = await tool({ do: 'environment' });
      expect(environment).toMatchObject({
        ITEMS_TABLE: fixture.cloud.tables.Items,
        LOCAL_FLAG: 'on',
        SECRET: expect.stringMatching(/^[A-Za-z0-9]{40}$/),
        AWS_REGION: 'cn-north-1',
        AWS_LAMBDA_FUNCTION_MEMORY_SIZE: '128',
        AWS_ENDPOINT_URL: fixture.cloud.client.endpoint,
        TZ: ':UTC',
      });
      expect(environment).not.toHaveProperty('HOST_SECRET');
      expect(environment).not.toHaveProperty('NODE_OPTIONS');
    });

    it('run in one warm process when one is reserved, in the order they were asked', async () => {
      const processes = await Promise.all([1, 2, 3, 4].map(() => tool({ do: 'process' })));
      expect(new Set(processes).size).toBe(1);
      expect(fixture.events).toContainEqual(
        expect.objectContaining({ kind: 'function-log', line: `process ${processes[0]}` }),
      );
    });

    it('fail as on AWS: thrown, exited, unhandled, out of time; and work again afterwards', async () => {
      expect(await failure({ do: 'fail', text: 'why' })).toMatchObject({
        errorType: 'RangeError',
        errorMessage: 'why',
      });
      expect(await failure({ do: 'exit' })).toMatchObject({ errorType: 'Runtime.ExitError' });
      expect(await failure({ do: 'reject' })).toMatchObject({ errorType: 'TypeError' });
      expect(await failure({ do: 'spin' })).toMatchObject({
        errorType: 'Sandbox.Timedout',
        errorMessage: expect.stringContaining('Task timed out after 1.00 seconds'),
      });
      expect(await failure({ do: 'large', bytes: 7_000_000 })).toMatchObject({
        errorType: 'Function.ResponseSizeTooLarge',
      });
      expect(await tool({ do: 'context' })).toMatchObject({ remaining: expect.any(Number) });
    });

    it('may do what their roles say and nothing else', async () => {
      const said: Record<string, string> = JSON.parse(await (await fixture.post('/denied', {})).text());
      expect(said.transactPut).toBe('allowed');
      for (const [attempt, action] of [
        ['delete', 'DeleteItem'],
        ['batch', 'BatchGetItem'],
        ['index', 'Query'],
        ['transactDelete', 'DeleteItem'],
        ['otherTable', 'GetItem'],
      ]) {
        expect(said[attempt ?? '']).toMatch(
          new RegExp(
            `^AccessDeniedException: User: .* is not authorized to perform: dynamodb:${action} on resource: `,
          ),
        );
      }
      expect(said.index).toContain('/index/byAmount');
    });

    it('can be invoked by clients of the Lambda API', async () => {
      const client = new LambdaClient(fixture.cloud.client);
      const FunctionName = String(
        ((await tool({ do: 'environment' })) as { AWS_LAMBDA_FUNCTION_NAME: string })
          .AWS_LAMBDA_FUNCTION_NAME,
      );
      const invoke = (event: object) =>
        client.send(new InvokeCommand({ FunctionName, Payload: JSON.stringify(event) }));
      const fine = await invoke({ do: 'anything' });
      expect([fine.StatusCode, fine.FunctionError, fine.Payload?.transformToString()]).toEqual([
        200,
        undefined,
        '{"echo":{"do":"anything"}}',
      ]);
      expect((await invoke({ do: 'fail' })).FunctionError).toBe('Unhandled');
    });

    it('are talked to only under loopback names and with this host’s credentials', async () => {
      const { endpoint, region, credentials } = fixture.cloud.client;
      const get = new GetItemCommand({
        TableName: fixture.cloud.tables.Items,
        Key: { pk: { S: 'a' }, sk: { S: 'b' } },
      });
      const stranger = new DynamoDBClient({
        endpoint,
        region,
        credentials: { ...credentials, sessionToken: 'guessed' },
      });
      await expect(stranger.send(get)).rejects.toMatchObject({ name: 'UnrecognizedClientException' });
      const { request } = await import('node:http');
      const status = await new Promise((resolve) => {
        request(endpoint, { headers: { host: 'evil.example' } }, (response) =>
          resolve(response.statusCode),
        ).end();
      });
      expect(status).toBe(403);
    });
  });
}
