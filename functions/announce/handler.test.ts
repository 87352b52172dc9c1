import { EventBridgeClient } from '@aws-sdk/client-eventbridge';
import type { DynamoDBRecord } from 'aws-lambda';
import { expect, test, vi } from 'vitest';

vi.stubEnv('EVENT_BUS_NAME', 'bus');
const send = vi.spyOn(EventBridgeClient.prototype, 'send');
send.mockImplementation(async () => ({ FailedEntryCount: 0 }));
const { handler } = await import('./handler.ts');

const record = {
  creditCode: '91330702MA0000001T',
  revision: 3,
  determinedAt: '2024-01-01T00:00:00.000Z',
  causes: [],
  inputs: { partner: 'portal', submission: 's-1' },
  outcome: { policyVersion: '2023-draft' },
  totals: { before: null, after: { fixed: 0, ceiling: 0 } },
  changes: [],
};

const written = (eventName: 'INSERT' | 'MODIFY', kind: string): DynamoDBRecord => ({
  eventName,
  dynamodb: { NewImage: { kind: { S: kind }, body: { S: JSON.stringify(record) } }, SequenceNumber: '1' },
});

test.each([
  ['a determination that came into force is announced', written('INSERT', 'determination'), 1],
  ['one that was written over after a restore was told before', written('MODIFY', 'determination'), 0],
  ['anything else is nothing to tell', written('INSERT', 'dossier'), 0],
])('%s', async (_, change, times) => {
  send.mockClear();
  expect(await handler({ Records: [change] })).toEqual({ batchItemFailures: [] });
  expect(send).toHaveBeenCalledTimes(times);
});
