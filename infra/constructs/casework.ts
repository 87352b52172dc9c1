import { streamFilters } from '@twelve/store/tables';
import { Duration } from 'aws-cdk-lib';
import { Rule, Schedule } from 'aws-cdk-lib/aws-events';
import { LambdaFunction as LambdaTarget } from 'aws-cdk-lib/aws-events-targets';
import { SqsDestination } from 'aws-cdk-lib/aws-lambda-destinations';
import type { IQueue } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import type { Bundle } from '../bundle.ts';
import type { Alarms } from './alarms.ts';
import { CaseWorkflow } from './case-workflow.ts';
import { DeadLetters } from './dead-letters.ts';
import { JobFunction } from './job-function.ts';
import type { MeasureFunction } from './measure-function.ts';
import { consumeStream } from './stream-consumer.ts';
import type { Tables } from './tables.ts';

export interface CaseworkProps {
  readonly bundle: Bundle;
  readonly tables: Tables;
  readonly measures: readonly MeasureFunction[];
  readonly recalculationQueue: IQueue;
  readonly alarms: Alarms;
}

/**
 * From a raised revision to its determination: the cases' stream starts the workflow, the claims' stream raises the
 * cases whose standing may have changed, and the sweeper starts again what was left behind.
 */
export class Casework extends Construct {
  readonly workflow: CaseWorkflow;

  constructor(scope: Construct, id: string, props: CaseworkProps) {
    super(scope, id);
    this.workflow = this.#createWorkflow(props);
    this.#startOnChange(props);
    this.#reassessOnClaims(props);
    this.#sweep(props);
  }

  #createWorkflow({ bundle, tables, measures, alarms }: CaseworkProps): CaseWorkflow {
    return new CaseWorkflow(this, 'Workflow', {
      measures,
      load: new JobFunction(this, 'Load', {
        name: 'load',
        bundle,
        tables,
        timeoutSeconds: 30,
        grants: {
          cases: ['GetItem', 'Query', 'PutItem'],
          claims: ['Query', 'PutItem', 'DeleteItem'],
        },
      }),
      reconcile: new JobFunction(this, 'Reconcile', {
        name: 'reconcile',
        bundle,
        timeoutSeconds: 30,
        memoryMb: 1024,
      }),
      commit: new JobFunction(this, 'Commit', {
        name: 'commit',
        bundle,
        tables,
        timeoutSeconds: 30,
        grants: {
          cases: ['GetItem', 'PutItem'],
          claims: ['PutItem', 'DeleteItem'],
          recalculations: ['PutItem'],
        },
      }),
      fail: new JobFunction(this, 'Fail', {
        name: 'fail',
        bundle,
        tables,
        grants: { cases: ['GetItem', 'PutItem'] },
      }),
      alarms,
    });
  }

  #startOnChange({ bundle, tables, alarms }: CaseworkProps): void {
    const start = new JobFunction(this, 'Start', {
      name: 'start',
      bundle,
      timeoutSeconds: 30,
      environment: { STATE_MACHINE_ARN: this.workflow.stateMachine.stateMachineArn },
    });
    this.workflow.stateMachine.grantStartExecution(start);
    consumeStream(this, 'Start', {
      table: tables.table('cases'),
      consumer: start,
      filter: streamFilters.unfinishedCase,
      batchSize: 25,
      alarms,
    });
  }

  #reassessOnClaims({ bundle, tables, alarms }: CaseworkProps): void {
    const reassess = new JobFunction(this, 'Reassess', {
      name: 'reassess',
      bundle,
      tables,
      timeoutSeconds: 30,
      grants: { cases: ['GetItem', 'PutItem'], claims: ['Query'] },
    });
    consumeStream(this, 'Reassess', {
      table: tables.table('claims'),
      consumer: reassess,
      filter: streamFilters.claim,
      batchSize: 25,
      alarms,
    });
  }

  #sweep({ bundle, tables, recalculationQueue, alarms }: CaseworkProps): void {
    const sweep = new JobFunction(this, 'Sweep', {
      name: 'sweep',
      bundle,
      tables,
      timeoutSeconds: 55,
      environment: { RECALCULATION_QUEUE_URL: recalculationQueue.queueUrl, SWEEP_AFTER_SECONDS: '300' },
      grants: {
        cases: ['GetItem', 'PutItem'],
        'cases/unfinished': ['Query'],
        'recalculations/running': ['Query'],
      },
    });
    recalculationQueue.grantSendMessages(sweep);
    const deadLetters = new DeadLetters(this, 'SweepDeadLetters', alarms);
    // The next minute sweeps again, so one late try is as good as many.
    const patience = { maxEventAge: Duration.minutes(5), retryAttempts: 1 };
    sweep.configureAsyncInvoke({ ...patience, onFailure: new SqsDestination(deadLetters) });
    new Rule(this, 'EveryMinute', {
      schedule: Schedule.rate(Duration.minutes(1)),
      targets: [new LambdaTarget(sweep, { ...patience, deadLetterQueue: deadLetters })],
    });
  }
}
