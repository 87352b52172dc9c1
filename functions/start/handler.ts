import { ExecutionAlreadyExists, SFNClient, StartExecutionCommand } from '@aws-sdk/client-sfn';
import type { DynamoDBBatchResponse, DynamoDBRecord, DynamoDBStreamEvent } from 'aws-lambda';
import { setting } from '../stored.ts';
import { itemOf, workOffStream } from '../stream.ts';

const stateMachineArn = setting('STATE_MACHINE_ARN');
const workflows = new SFNClient({});

/**
 * One workflow execution for each revision and attempt of a case. The name says since when it is due as well: after a
 * restore, or where a company was deleted and submits again, the same revision is reached again, and names stay taken
 * for 90 days.
 */
export const handler = (event: DynamoDBStreamEvent): Promise<DynamoDBBatchResponse> =>
  workOffStream(event, startOne);

/**
 * An execution of this name was started before: by another delivery of the same record. Should it have failed, the
 * sweeper starts the next attempt, under the next name.
 */
async function startOne({ dynamodb }: DynamoDBRecord): Promise<void> {
  const head = itemOf(dynamodb?.NewImage);
  if (head?.unfinished === undefined) return;
  const { creditCode, revision, attempt, raisedAt } = head;
  try {
    await workflows.send(
      new StartExecutionCommand({
        stateMachineArn,
        name: `${creditCode}-${revision}-${attempt}-${String(raisedAt).replace(/\D/g, '')}`,
        input: JSON.stringify({ creditCode, revision, attempt }),
      }),
    );
  } catch (error) {
    if (!(error instanceof ExecutionAlreadyExists)) throw error;
  }
}
