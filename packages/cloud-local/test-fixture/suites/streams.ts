import {
  DescribeExecutionCommand,
  ListExecutionsCommand,
  SFNClient,
  StartExecutionCommand,
} from '@aws-sdk/client-sfn';
import { describe, expect, it } from 'vitest';
import type { Faults } from '../../src/index.ts';
import { type Fixture, startFixture } from '../with-cloud.ts';

/** Streams to workflow to table: filters, retries, bisecting, failures, faults. */
export function streamsSuite(): void {
  describe('streams and workflows', () => {
    it('carry an item to its result, and idle() waits for all of it', () =>
      run({}, async ({ cloud, post, item, keys, events }) => {
        const ids = Array.from({ length: 12 }, (_, index) => `item${index}`);
        await Promise.all(ids.map((id, index) => post('/items', { id, amount: index })));
        await cloud.idle();
        for (const [index, id] of ids.entries()) {
          expect(await item(id, 'result')).toMatchObject({ total: String(index * 4) });
          expect(await item(id, 'heard')).toMatchObject({ heard: '1' });
          expect(await item(id, 'worked')).toMatchObject({ times: '1' });
        }
        expect((await keys()).length).toBe(ids.length * 4);
        expect(events.filter((event) => event.kind === 'execution').length).toBe(ids.length);
      }));

    it('isolate a bad record, give it up after its retries and deliver all others', () =>
      run({}, async ({ cloud, post, item, events }) => {
        const ids = ['one', 'two', 'poison', 'four', 'five'];
        for (const id of ids) await post('/items', { id, amount: 1 });
        await cloud.idle();
        for (const id of ids) {
          expect(await item(id, 'result')).toEqual(
            id === 'poison' ? undefined : expect.objectContaining({ total: '4' }),
          );
        }
        const letters = cloud.deadLetters('StreamFailures').map((message) => JSON.parse(message.body));
        expect(letters).toEqual([
          expect.objectContaining({
            requestContext: expect.objectContaining({
              condition: 'RetryAttemptsExhausted',
              approximateInvokeCount: 3,
            }),
            DDBStreamBatchInfo: expect.objectContaining({ batchSize: 1 }),
          }),
        ]);
        expect(
          events.some((event) => event.kind === 'dead-letter' && event.queue.includes('StreamFailures')),
        ).toBe(true);
      }));

    it('survive crashes before and after a handler, lost answers, and repeated batches', () => {
      const crashes: Record<string, ('crash-before' | 'crash-after')[]> = {
        Start: ['crash-before', 'crash-after'],
        Finish: ['crash-after', 'crash-before'],
      };
      let losses = 3;
      const faults: Faults = {
        onInvoke: ({ logicalId }) => crashes[logicalId.replace(/[0-9A-F]{8}$/, '')]?.shift(),
        onCall: ({ service }) => (service === 'states' && losses-- > 0 ? 'lose-answer' : undefined),
        onBatch: () => ({ times: 2, delayMilliseconds: 1 }),
      };
      return run({ faults }, async ({ cloud, post, item }) => {
        for (const id of ['a', 'b', 'c']) await post('/items', { id, amount: 5 });
        await cloud.idle();
        for (const id of ['a', 'b', 'c']) expect(await item(id, 'result')).toMatchObject({ total: '20' });
        expect(losses).toBeLessThan(1);
        expect(Object.values(crashes).flat()).toEqual([]);
      });
    });

    it('retry and catch errors by name, and tell how an execution ended', () =>
      run({}, async ({ cloud, post, item }) => {
        await post('/items', { id: 'minus', amount: -1 });
        await post('/items', { id: 'wide', amount: 1 });
        await cloud.idle();
        const noted = JSON.parse((await item('minus', 'result'))?.error ?? '{}');
        expect(noted.Error).toBe('RangeError');
        expect(JSON.parse(noted.Cause)).toMatchObject({ errorMessage: 'amounts begin at zero' });
        const client = new SFNClient(cloud.client);
        const stateMachineArn = await machineArn(cloud);
        const { executions = [] } = await client.send(
          new ListExecutionsCommand({ stateMachineArn, statusFilter: 'FAILED' }),
        );
        const ended = await Promise.all(
          executions.map(({ executionArn }) => client.send(new DescribeExecutionCommand({ executionArn }))),
        );
        expect(Object.fromEntries(ended.map(({ name, error }) => [name, error]))).toEqual({
          minus: 'CheckFailed',
          wide: 'States.DataLimitExceeded',
        });
        expect(await item('wide', 'result')).toBeUndefined();
      }));

    it('keep execution names unique as the service does', () =>
      run({ faults: { onBatch: () => undefined } }, async ({ cloud }) => {
        const client = new SFNClient(cloud.client);
        const stateMachineArn = await machineArn(cloud);
        const start = (name: string, amount: number) =>
          client.send(
            new StartExecutionCommand({ stateMachineArn, name, input: JSON.stringify({ id: name, amount }) }),
          );
        const [first, again] = await Promise.all([start('same', 1), start('same', 1)]);
        expect(again.executionArn).toBe(first.executionArn);
        expect(again.startDate).toEqual(first.startDate);
        await expect(start('same', 2)).rejects.toMatchObject({ name: 'ExecutionAlreadyExists' });
        await cloud.idle();
        await expect(start('same', 1)).rejects.toMatchObject({ name: 'ExecutionAlreadyExists' });
        await expect(start('no spaces', 1)).rejects.toMatchObject({ name: 'InvalidName' });
        const { status, output } = await client.send(
          new DescribeExecutionCommand({ executionArn: first.executionArn }),
        );
        expect([status, JSON.parse(output ?? '').finished.Payload]).toEqual(['SUCCEEDED', { total: 4 }]);
      }));
  });
}

async function run(
  options: Parameters<typeof startFixture>[0],
  test: (fixture: Fixture) => Promise<void>,
): Promise<void> {
  const fixture = await startFixture(options);
  try {
    await test(fixture);
  } finally {
    await fixture.cloud.stop();
  }
}

/** The only state machine: the function that starts it knows. */
async function machineArn(cloud: Fixture['cloud']): Promise<string> {
  const arn = cloud.resources.Machine;
  if (arn === undefined) throw new Error('the fixture has a state machine');
  return arn;
}
