import { streamFilters } from '@twelve/store/tables';
import { Duration } from 'aws-cdk-lib';
import { EventBus, Rule } from 'aws-cdk-lib/aws-events';
import { SqsQueue } from 'aws-cdk-lib/aws-events-targets';
import { SqsEventSource } from 'aws-cdk-lib/aws-lambda-event-sources';
import { Construct } from 'constructs';
import type { Bundle } from '../bundle.ts';
import type { Alarms } from './alarms.ts';
import { DeadLetters } from './dead-letters.ts';
import { JobFunction } from './job-function.ts';
import { consumeStream } from './stream-consumer.ts';
import type { Tables } from './tables.ts';
import { WorkQueue } from './work-queue.ts';

export interface AnnouncementsProps {
  readonly bundle: Bundle;
  readonly tables: Tables;
  readonly alarms: Alarms;
}

/**
 * From a determination to those who want to know: the cases' stream → the event bus, open to whoever subscribes
 * inside the account → a queue → the partner's webhook, retried with growing delays.
 */
export class Announcements extends Construct {
  constructor(scope: Construct, id: string, props: AnnouncementsProps) {
    super(scope, id);
    const bus = new EventBus(this, 'Bus', { description: 'What changed: determination.changed' });
    this.#announce(bus, props);
    this.#deliver(bus, props);
  }

  #announce(bus: EventBus, { bundle, tables, alarms }: AnnouncementsProps): void {
    const announce = new JobFunction(this, 'Announce', {
      name: 'announce',
      bundle,
      environment: { EVENT_BUS_NAME: bus.eventBusName },
    });
    bus.grantPutEventsTo(announce);
    consumeStream(this, 'Announce', {
      table: tables.table('cases'),
      consumer: announce,
      filter: streamFilters.newDetermination,
      batchSize: 10,
      alarms,
    });
  }

  #deliver(bus: EventBus, { bundle, tables, alarms }: AnnouncementsProps): void {
    const { queue } = new WorkQueue(this, 'Deliveries', { visibilitySeconds: 60, maxReceives: 12, alarms });
    const deliver = new JobFunction(this, 'Deliver', {
      name: 'deliver',
      bundle,
      tables,
      timeoutSeconds: 30,
      environment: { DELIVERY_QUEUE_URL: queue.queueUrl, WEBHOOK_ALLOW_LOOPBACK: 'no' },
      grants: { partners: ['GetItem', 'PutItem'] },
    });
    deliver.addEventSource(
      new SqsEventSource(queue, {
        batchSize: 10,
        reportBatchItemFailures: true,
        // Receivers that take their time hold up announcements, not the rest of the account.
        maxConcurrency: 50,
      }),
    );
    new Rule(this, 'DeterminationChanged', {
      eventBus: bus,
      eventPattern: { source: ['twelve.casework'], detailType: ['determination.changed'] },
      targets: [
        new SqsQueue(queue, {
          maxEventAge: Duration.hours(24),
          retryAttempts: 185,
          deadLetterQueue: new DeadLetters(this, 'UndeliverableEvents', alarms),
        }),
      ],
    });
  }
}
