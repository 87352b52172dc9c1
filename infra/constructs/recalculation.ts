import { SqsEventSource } from 'aws-cdk-lib/aws-lambda-event-sources';
import type { IQueue } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import type { Bundle } from '../bundle.ts';
import type { Alarms } from './alarms.ts';
import { JobFunction } from './job-function.ts';
import type { Tables } from './tables.ts';
import { WorkQueue } from './work-queue.ts';

export interface RecalculationProps {
  readonly bundle: Bundle;
  readonly tables: Tables;
  readonly alarms: Alarms;
}

/**
 * Bulk recalculation: a message a page of cases, each raising the revisions of its page and sending the next. It
 * goes as fast as the queue is worked off, and starts again where it stopped.
 */
export class Recalculation extends Construct {
  readonly queue: IQueue;

  constructor(scope: Construct, id: string, { bundle, tables, alarms }: RecalculationProps) {
    super(scope, id);
    this.queue = new WorkQueue(this, 'Pages', { visibilitySeconds: 180, maxReceives: 5, alarms }).queue;
    const recalculate = new JobFunction(this, 'Recalculate', {
      name: 'recalculate',
      bundle,
      tables,
      timeoutSeconds: 30,
      asksItself: true,
      environment: { RECALCULATION_QUEUE_URL: this.queue.queueUrl },
      grants: {
        cases: ['GetItem', 'PutItem'],
        'cases/everyCase': ['Query'],
        recalculations: ['GetItem', 'Query', 'PutItem'],
      },
    });
    this.queue.grantSendMessages(recalculate);
    recalculate.addEventSource(
      new SqsEventSource(this.queue, { batchSize: 1, reportBatchItemFailures: true }),
    );
  }
}
