import { Validations } from 'aws-cdk-lib';
import type { IFunction } from 'aws-cdk-lib/aws-lambda';
import { Secret } from 'aws-cdk-lib/aws-secretsmanager';
import type { IQueue } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import type { Bundle } from '../bundle.ts';
import { constructId, JobFunction, type JobFunctionProps } from './job-function.ts';
import type { Tables } from './tables.ts';

export interface ApiFunctionsProps {
  readonly bundle: Bundle;
  readonly tables: Tables;
  readonly recalculationQueue: IQueue;
}

/** The functions behind the API that are not a measure's, each with what it may touch. */
export class ApiFunctions extends Construct {
  readonly authorizer: IFunction;
  readonly refusals: IFunction;
  /** Those of the route table, by the name of their folder. */
  readonly byName: ReadonlyMap<string, IFunction>;

  constructor(scope: Construct, id: string, { bundle, tables, recalculationQueue }: ApiFunctionsProps) {
    super(scope, id);
    // What page cursors are signed with. Deployed into the environment: a function asks nobody for it.
    const secret = new Secret(this, 'CursorSecret', {
      description: 'Signs page cursors',
      generateSecretString: { excludePunctuation: true, passwordLength: 48 },
    });
    Validations.of(secret).acknowledge({
      id: 'AwsSolutions-SMG4',
      reason: 'A new secret only ends open page cursors, so there is nothing that rotation would protect.',
    });
    const cursor = { CURSOR_SECRET: secret.secretValue.unsafeUnwrap() };
    const create = (
      name: string,
      more: Omit<JobFunctionProps, 'name' | 'bundle' | 'tables'> = {},
    ): JobFunction => new JobFunction(this, constructId(name), { name, bundle, tables, ...more });

    this.authorizer = create('authorizer', { grants: { keys: ['GetItem'] } });
    this.refusals = create('refusals');
    const recalculations = create('recalculations', {
      environment: { ...cursor, RECALCULATION_QUEUE_URL: recalculationQueue.queueUrl },
      grants: { recalculations: ['GetItem', 'Query', 'PutItem'] },
    });
    recalculationQueue.grantSendMessages(recalculations);
    const functions: readonly (readonly [string, IFunction])[] = [
      ['catalogue', create('catalogue')],
      ['self-check', create('self-check', { timeoutSeconds: 20, memoryMb: 1024 })],
      ['page', create('page')],
      [
        'submissions',
        create('submissions', {
          timeoutSeconds: 20,
          memoryMb: 1024,
          environment: cursor,
          grants: {
            cases: ['GetItem', 'BatchGetItem', 'Query', 'PutItem'],
            claims: ['PutItem', 'DeleteItem'],
            partners: ['GetItem', 'Query', 'PutItem'],
          },
        }),
      ],
      [
        'cases',
        create('cases', {
          timeoutSeconds: 20,
          memoryMb: 1024,
          grants: {
            cases: ['GetItem', 'Query', 'PutItem'],
            claims: ['Query', 'PutItem', 'UpdateItem'],
            partners: ['GetItem', 'PutItem', 'DeleteItem'],
          },
        }),
      ],
      ['registry', create('registry', { grants: { cases: ['GetItem', 'PutItem'] } })],
      ['quotas', create('quotas', { grants: { claims: ['Query'] } })],
      ['recalculations', recalculations],
      [
        'webhook',
        create('webhook', {
          environment: { WEBHOOK_ALLOW_LOOPBACK: 'no' },
          grants: { partners: ['GetItem', 'PutItem', 'DeleteItem'] },
        }),
      ],
    ];
    this.byName = new Map(functions);
  }
}
