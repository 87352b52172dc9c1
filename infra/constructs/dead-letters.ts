import { Duration, Validations } from 'aws-cdk-lib';
import { Queue, QueueEncryption } from 'aws-cdk-lib/aws-sqs';
import type { Construct } from 'constructs';
import type { Alarms } from './alarms.ts';

/** A queue for what could not be processed: kept for two weeks, and someone is told as soon as anything is in it. */
export class DeadLetters extends Queue {
  constructor(scope: Construct, id: string, alarms: Alarms) {
    super(scope, id, {
      encryption: QueueEncryption.SQS_MANAGED,
      enforceSSL: true,
      retentionPeriod: Duration.days(14),
    });
    Validations.of(this).acknowledge({
      id: 'AwsSolutions-SQS3',
      reason: 'This is a dead-letter queue itself; the rule only knows those that a queue points to.',
    });
    alarms.whenAbove(this, {
      metric: this.metricApproximateNumberOfMessagesVisible({
        period: Duration.minutes(1),
        statistic: 'Maximum',
      }),
      threshold: 0,
      description: `Something could not be processed and waits in ${this.node.path}: see docs/operations.md, "Dead letters".`,
    });
  }
}
