import { ExecutionAlreadyExists, SFNClient, StartExecutionCommand } from '@aws-sdk/client-sfn';

const client = new SFNClient();
const stateMachineArn = process.env.STATE_MACHINE_ARN ?? '';

interface Event {
  readonly Records: readonly {
    readonly dynamodb: {
      readonly SequenceNumber: string;
      readonly NewImage: { readonly pk: { readonly S: string }; readonly amount: { readonly N: string } };
    };
  }[];
}

/** Starts a workflow for every item of the stream; a poisoned one fails, and says which it was. */
export async function handler(event: Event): Promise<unknown> {
  const batchItemFailures: { itemIdentifier: string }[] = [];
  for (const { dynamodb } of event.Records) {
    const id = dynamodb.NewImage.pk.S;
    if (id.startsWith('poison')) {
      batchItemFailures.push({ itemIdentifier: dynamodb.SequenceNumber });
      break;
    }
    const input = JSON.stringify({ id, amount: Number(dynamodb.NewImage.amount.N) });
    try {
      await client.send(new StartExecutionCommand({ stateMachineArn, name: id, input }));
    } catch (error) {
      if (!(error instanceof ExecutionAlreadyExists)) throw error;
    }
  }
  return { batchItemFailures };
}
