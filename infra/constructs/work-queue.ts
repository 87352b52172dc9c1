import { Duration } from 'aws-cdk-lib';
import { Queue, QueueEncryption } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import type { Alarms } from './alarms.ts';
import { DeadLetters } from './dead-letters.ts';

export interface WorkQueueProps {
  readonly visibilitySeconds: number;
  /** After so many receives a message is a dead letter. */
  readonly maxReceives: number;
  readonly alarms: Alarms;
}

/** A queue of work with its dead letters. */
export class WorkQueue extends Construct {
  readonly queue: Queue;

  constructor(scope: Construct, id: string, { visibilitySeconds, maxReceives, alarms }: WorkQueueProps) {
    super(scope, id);
    this.queue = new Queue(this, 'Queue', {
      encryption: QueueEncryption.SQS_MANAGED,
      enforceSSL: true,
      visibilityTimeout: Duration.seconds(visibilitySeconds),
      retentionPeriod: Duration.days(14),
      deadLetterQueue: { queue: new DeadLetters(this, 'DeadLetters', alarms), maxReceiveCount: maxReceives },
    });
  }
}
