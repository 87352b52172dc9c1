import { Duration } from 'aws-cdk-lib';
import type { TableV2 } from 'aws-cdk-lib/aws-dynamodb';
import { type IFunction, StartingPosition } from 'aws-cdk-lib/aws-lambda';
import { DynamoEventSource, SqsDlq } from 'aws-cdk-lib/aws-lambda-event-sources';
import { Construct } from 'constructs';
import type { Alarms } from './alarms.ts';
import { DeadLetters } from './dead-letters.ts';

export interface StreamConsumerProps {
  readonly table: TableV2;
  readonly consumer: IFunction;
  /** A filter of `@twelve/store`: what it leaves out never wakes the function. */
  readonly filter: object;
  readonly batchSize: number;
  readonly alarms: Alarms;
}

/** A reader that is this far behind is stuck or throttled; the sweeper would have looked twice by then. */
const LAG_MINUTES = 10;

/**
 * Feeds a table's changes to a function. The defaults would retry one bad record until it expires, and hold up
 * everything behind it for a day: so few retries, halved batches, and dead letters in the end.
 */
export function consumeStream(scope: Construct, id: string, props: StreamConsumerProps): void {
  props.consumer.addEventSource(
    new DynamoEventSource(props.table, {
      startingPosition: StartingPosition.TRIM_HORIZON,
      batchSize: props.batchSize,
      maxBatchingWindow: Duration.seconds(0),
      bisectBatchOnError: true,
      reportBatchItemFailures: true,
      retryAttempts: 5,
      onFailure: new SqsDlq(new DeadLetters(scope, `${id}DeadLetters`, props.alarms)),
      filters: [{ pattern: JSON.stringify(props.filter) }],
    }),
  );
  props.alarms.whenAbove(new Construct(scope, `${id}Lag`), {
    metric: props.consumer.metric('IteratorAge', { statistic: 'Maximum', period: Duration.minutes(5) }),
    threshold: Duration.minutes(LAG_MINUTES).toMilliseconds(),
    description: `${id} is minutes behind what was written: see docs/operations.md, "Lagging streams".`,
  });
}
