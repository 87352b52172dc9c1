import { Duration, RemovalPolicy, Validations } from 'aws-cdk-lib';
import { type IRole, PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import type { IFunction } from 'aws-cdk-lib/aws-lambda';
import { LogGroup, RetentionDays } from 'aws-cdk-lib/aws-logs';
import {
  Choice,
  Condition,
  DefinitionBody,
  Fail,
  JitterType,
  LogLevel,
  Parallel,
  StateMachine,
  StateMachineType,
  Succeed,
  TaskInput,
  Timeout,
} from 'aws-cdk-lib/aws-stepfunctions';
import { LambdaInvoke, type LambdaInvokeProps } from 'aws-cdk-lib/aws-stepfunctions-tasks';
import { Construct } from 'constructs';
import type { Alarms } from './alarms.ts';
import type { MeasureFunction } from './measure-function.ts';

export interface CaseWorkflowProps {
  readonly measures: readonly MeasureFunction[];
  readonly load: IFunction;
  readonly reconcile: IFunction;
  readonly commit: IFunction;
  readonly fail: IFunction;
  readonly alarms: Alarms;
}

/**
 * One execution a case revision: load everything known, run the twelve checks side by side, reconcile, commit. Where
 * the case has moved on before it is loaded or committed, that is the end: its successor does the work.
 * JSONPath, not JSONata: the interpreter that runs the same definition on one machine knows only that.
 */
export class CaseWorkflow extends Construct {
  readonly stateMachine: StateMachine;

  constructor(scope: Construct, id: string, props: CaseWorkflowProps) {
    super(scope, id);
    const log = new LogGroup(this, 'Log', {
      retention: RetentionDays.THREE_MONTHS,
      removalPolicy: RemovalPolicy.DESTROY,
    });
    this.stateMachine = new StateMachine(this, 'StateMachine', {
      stateMachineType: StateMachineType.STANDARD,
      role: this.#createRole(props),
      definitionBody: DefinitionBody.fromChainable(this.#definition(props)),
      // A revision that takes longer is stuck; the sweeper starts it again.
      timeout: Duration.minutes(15),
      // Every step, but not the data in it: dossiers are never logged.
      logs: { destination: log, level: LogLevel.ALL, includeExecutionData: false },
    });
    Validations.of(this.stateMachine).acknowledge({
      id: 'AwsSolutions-SF2',
      reason: 'Tracing is not offered alike in all partitions; every step is logged.',
    });
    props.alarms.whenAbove(this, {
      metric: this.stateMachine.metricFailed({ period: Duration.minutes(5) }),
      threshold: 0,
      description:
        'A case could not be determined after all retries: see docs/operations.md, "Failed cases".',
    });
    // A failure of its own kind: nothing in the workflow is left to record it.
    props.alarms.whenAbove(this.stateMachine, {
      metric: this.stateMachine.metricTimedOut({ period: Duration.minutes(5) }),
      threshold: 0,
      description: 'A case was not determined in time: see docs/operations.md, "Failed cases".',
    });
  }

  /** What it may do is written here: the grants that CDK makes up would cover every version of every function. */
  #createRole({ measures, load, reconcile, commit, fail }: CaseWorkflowProps): IRole {
    const role = new Role(this, 'Role', { assumedBy: new ServicePrincipal('states.amazonaws.com') });
    role.addToPolicy(
      new PolicyStatement({
        actions: ['lambda:InvokeFunction'],
        resources: [load, ...measures, reconcile, commit, fail].map(({ functionArn }) => functionArn),
      }),
    );
    role.addToPolicy(new PolicyStatement({ actions: LOG_DELIVERY, resources: ['*'] }));
    Validations.of(role).acknowledge({
      id: 'AwsSolutions-IAM5[Resource::*]',
      reason: 'CloudWatch offers the actions that deliver a workflow log for all resources only.',
    });
    return role.withoutPolicyUpdates();
  }

  #definition({ measures, load, reconcile, commit, fail }: CaseWorkflowProps): LambdaInvoke {
    const recordFailure = this.#task('Record failure', fail, { resultPath: '$.recorded' });
    const failed = new Fail(this, 'Failed', {
      error: 'CaseFailed',
      cause: 'See the case: what failed is recorded there.',
    });
    recordFailure.next(failed);
    const guarded = <T extends LambdaInvoke | Parallel>(state: T): T => {
      state.addCatch(recordFailure, { errors: ['States.ALL'], resultPath: '$.error' });
      return state;
    };

    const loading = guarded(this.#task('Load', load, { outputPath: '$.Payload' }));
    const checks = guarded(new Parallel(this, 'Twelve checks', { resultPath: '$.decisions' }));
    for (const measure of measures) checks.branch(this.#check(measure));
    const reconciling = guarded(this.#task('Reconcile', reconcile, { outputPath: '$.Payload' }));
    const committing = guarded(
      this.#task('Commit', commit, {
        resultSelector: { 'committed.$': '$.Payload.committed' },
        resultPath: '$.commit',
      }),
    );

    const superseded = new Succeed(this, 'Superseded');
    const determined = new Succeed(this, 'Determined');
    const howItEnded = new Choice(this, 'Committed?')
      .when(Condition.booleanEquals('$.commit.committed', true), determined)
      .otherwise(superseded);
    const stillCurrent = new Choice(this, 'Still current?')
      .when(Condition.booleanEquals('$.current', true), checks)
      .otherwise(superseded);

    loading.next(stillCurrent);
    checks.next(reconciling).next(committing).next(howItEnded);
    return loading;
  }

  #check(lambdaFunction: MeasureFunction): LambdaInvoke {
    const name = `Measure ${lambdaFunction.measure.number}`;
    return this.#task(name, lambdaFunction, {
      payload: TaskInput.fromObject({ 'dossier.$': '$.dossier' }),
      outputPath: '$.Payload',
    });
  }

  /** A task with its retries; without `payload` the function is given the whole state. */
  #task(name: string, lambdaFunction: IFunction, more: Partial<LambdaInvokeProps>): LambdaInvoke {
    const task = new LambdaInvoke(this, name, {
      lambdaFunction,
      retryOnServiceExceptions: false,
      taskTimeout: Timeout.duration(Duration.seconds(60)),
      ...more,
    });
    // First what passes by itself, patiently: throttling above all, which the CDK's own list leaves out.
    task.addRetry({
      errors: TRANSIENT,
      interval: Duration.seconds(1),
      backoffRate: 2,
      maxAttempts: 8,
      maxDelay: Duration.seconds(30),
      jitterStrategy: JitterType.FULL,
    });
    task.addRetry({ errors: ['States.ALL'], interval: Duration.seconds(1), backoffRate: 2, maxAttempts: 2 });
    return task;
  }
}

const LOG_DELIVERY = [
  'logs:CreateLogDelivery',
  'logs:GetLogDelivery',
  'logs:UpdateLogDelivery',
  'logs:DeleteLogDelivery',
  'logs:ListLogDeliveries',
  'logs:PutResourcePolicy',
  'logs:DescribeResourcePolicies',
  'logs:DescribeLogGroups',
];

const TRANSIENT = [
  'Lambda.TooManyRequestsException',
  'Lambda.ClientExecutionTimeoutException',
  'Lambda.ServiceException',
  'Lambda.AWSLambdaException',
  'Lambda.SdkClientException',
];
