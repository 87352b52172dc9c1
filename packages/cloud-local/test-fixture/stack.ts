import { Duration, Stack } from 'aws-cdk-lib';
import * as apigateway from 'aws-cdk-lib/aws-apigateway';
import * as dynamodb from 'aws-cdk-lib/aws-dynamodb';
import * as events from 'aws-cdk-lib/aws-events';
import * as targets from 'aws-cdk-lib/aws-events-targets';
import * as lambda from 'aws-cdk-lib/aws-lambda';
import * as destinations from 'aws-cdk-lib/aws-lambda-destinations';
import * as sources from 'aws-cdk-lib/aws-lambda-event-sources';
import * as secretsmanager from 'aws-cdk-lib/aws-secretsmanager';
import * as sqs from 'aws-cdk-lib/aws-sqs';
import * as sfn from 'aws-cdk-lib/aws-stepfunctions';
import * as tasks from 'aws-cdk-lib/aws-stepfunctions-tasks';
import type { Construct } from 'constructs';

/**
 * A small stack with everything that the host knows: items come in over HTTP, a stream starts a workflow for each,
 * the workflow writes a result and announces it, a rule and a queue carry the announcement on.
 */
export class FixtureStack extends Stack {
  readonly #code: string;
  readonly #table: dynamodb.TableV2;

  /** @param code folder with a bundle `<name>/index.mjs` for each function */
  constructor(scope: Construct, code: string) {
    super(scope, 'Fixture');
    this.#code = code;
    this.#table = new dynamodb.TableV2(this, 'Items', {
      partitionKey: { name: 'pk', type: dynamodb.AttributeType.STRING },
      sortKey: { name: 'sk', type: dynamodb.AttributeType.STRING },
      dynamoStream: dynamodb.StreamViewType.NEW_AND_OLD_IMAGES,
      timeToLiveAttribute: 'expires',
      pointInTimeRecoverySpecification: { pointInTimeRecoveryEnabled: true },
      globalSecondaryIndexes: [
        {
          indexName: 'byAmount',
          partitionKey: { name: 'sk', type: dynamodb.AttributeType.STRING },
          sortKey: { name: 'amount', type: dynamodb.AttributeType.NUMBER },
          projectionType: dynamodb.ProjectionType.KEYS_ONLY,
        },
      ],
    });
    const secret = new secretsmanager.Secret(this, 'Secret', {
      generateSecretString: { passwordLength: 40 },
    });
    this.#function('Tool', 'tool', {
      timeout: Duration.seconds(1),
      reservedConcurrentExecutions: 1,
      environment: { SECRET: secret.secretValue.unsafeUnwrap() },
    });
    const bus = new events.EventBus(this, 'Bus');
    const machine = this.#workflow(bus);
    this.#stream(machine);
    this.#listeners(bus, this.#work());
    this.#api();
  }

  #function(id: string, name: string, more: Partial<lambda.FunctionProps> = {}): lambda.Function {
    return new lambda.Function(this, id, {
      runtime: lambda.Runtime.NODEJS_24_X,
      handler: 'index.handler',
      code: lambda.Code.fromAsset(`${this.#code}/${name}`),
      timeout: Duration.seconds(10),
      ...more,
      environment: { ITEMS_TABLE: this.#table.tableName, ...more.environment },
    });
  }

  #workflow(bus: events.EventBus): sfn.StateMachine {
    const finish = this.#function('Finish', 'finish', { environment: { EVENT_BUS: bus.eventBusName } });
    this.#table.grantWriteData(finish);
    bus.grantPutEventsTo(finish);
    const check = this.#function('Check', 'check');
    const checks = new sfn.Parallel(this, 'Checks', { resultPath: '$.results' });
    for (const name of ['First', 'Second']) {
      const task = new tasks.LambdaInvoke(this, name, { lambdaFunction: check, outputPath: '$.Payload' });
      checks.branch(task.addRetry({ errors: ['RangeError'], maxAttempts: 1, interval: Duration.seconds(5) }));
    }
    const finishing = new tasks.LambdaInvoke(this, 'Finish task', {
      lambdaFunction: finish,
      resultPath: '$.finished',
    });
    finishing.addRetry({ errors: ['States.ALL'], maxAttempts: 5 });
    const failing = new tasks.LambdaInvoke(this, 'Note failure', {
      lambdaFunction: finish,
      resultPath: '$.noted',
    });
    failing.next(new sfn.Fail(this, 'Failed', { error: 'CheckFailed', cause: 'a check failed' }));
    checks.addCatch(failing, { resultPath: '$.error' });
    return new sfn.StateMachine(this, 'Machine', {
      definitionBody: sfn.DefinitionBody.fromChainable(checks.next(finishing)),
      timeout: Duration.minutes(5),
    });
  }

  #stream(machine: sfn.StateMachine): void {
    const start = this.#function('Start', 'start', {
      environment: { STATE_MACHINE_ARN: machine.stateMachineArn },
    });
    machine.grantStartExecution(start);
    this.#table.grantStreamRead(start);
    start.addEventSourceMapping('Stream', {
      ...(this.#table.tableStreamArn === undefined ? {} : { eventSourceArn: this.#table.tableStreamArn }),
      startingPosition: lambda.StartingPosition.TRIM_HORIZON,
      batchSize: 5,
      bisectBatchOnError: true,
      reportBatchItemFailures: true,
      retryAttempts: 2,
      onFailure: new sources.SqsDlq(new sqs.Queue(this, 'StreamFailures')),
      filters: [
        lambda.FilterCriteria.filter({
          eventName: lambda.FilterRule.isEqual('INSERT'),
          dynamodb: { NewImage: { sk: { S: lambda.FilterRule.isEqual('item') } } },
        }),
      ],
    });
  }

  #work(): sqs.Queue {
    const queue = new sqs.Queue(this, 'Work', {
      visibilityTimeout: Duration.seconds(30),
      enforceSSL: true,
      deadLetterQueue: { queue: new sqs.Queue(this, 'WorkFailures'), maxReceiveCount: 3 },
    });
    const work = this.#function('Worker', 'work', { environment: { WORK_QUEUE: queue.queueUrl } });
    this.#table.grantWriteData(work);
    queue.grantSendMessages(work);
    work.addEventSource(new sources.SqsEventSource(queue, { batchSize: 5, reportBatchItemFailures: true }));
    return queue;
  }

  #listeners(bus: events.EventBus, queue: sqs.Queue): void {
    const listen = this.#function('Listen', 'listen', {
      retryAttempts: 1,
      onFailure: new destinations.SqsDestination(new sqs.Queue(this, 'ListenFailures')),
    });
    this.#table.grantWriteData(listen);
    const deadLetterQueue = new sqs.Queue(this, 'RuleFailures');
    new events.Rule(this, 'Finished', {
      eventBus: bus,
      eventPattern: { source: ['fixture'], detailType: ['finished'] },
      targets: [
        new targets.LambdaFunction(listen, { deadLetterQueue, retryAttempts: 3 }),
        new targets.SqsQueue(queue, {
          deadLetterQueue,
          message: events.RuleTargetInput.fromEventPath('$.detail'),
        }),
      ],
    });
    new events.Rule(this, 'Hourly', {
      schedule: events.Schedule.rate(Duration.hours(1)),
      targets: [new targets.LambdaFunction(listen)],
    });
  }

  #api(): void {
    const items = this.#function('ItemsFunction', 'items');
    this.#table.grant(items, 'dynamodb:GetItem', 'dynamodb:PutItem');
    const authorizer = new apigateway.TokenAuthorizer(this, 'Keys', {
      handler: this.#function('Authorizer', 'authorizer'),
      resultsCacheTtl: Duration.minutes(5),
    });
    const api = new apigateway.RestApi(this, 'Api', {
      apiKeySourceType: apigateway.ApiKeySourceType.AUTHORIZER,
      binaryMediaTypes: ['image/png', 'application/octet-stream'],
      endpointTypes: [apigateway.EndpointType.REGIONAL],
    });
    api.addGatewayResponse('NotFound', {
      type: apigateway.ResponseType.MISSING_AUTHENTICATION_TOKEN,
      statusCode: '404',
      responseHeaders: { 'content-type': "'application/problem+json'", 'x-request-id': 'context.requestId' },
      templates: { 'application/json': '{"title":"not here","instance":"$context.requestId"}' },
    });
    api.addGatewayResponse('Slow', {
      type: apigateway.ResponseType.THROTTLED,
      responseHeaders: { 'retry-after': "'1'" },
    });
    const call = new apigateway.LambdaIntegration(items, { timeout: Duration.seconds(2) });
    const add = (path: string, method: string) => api.root.resourceForPath(path).addMethod(method, call);
    add('/items', 'POST');
    add('/items/{id}', 'GET');
    add('/items/special', 'GET');
    add('/denied', 'POST');
    add('/bytes', 'GET');
    add('/malformed', 'GET');
    add('/slow', 'GET');
    add('/echo', 'ANY');
    add('/files/{path+}', 'GET');
    const options = {
      authorizer,
      authorizationType: apigateway.AuthorizationType.CUSTOM,
      apiKeyRequired: true,
    };
    api.root.resourceForPath('/mine').addMethod('GET', call, options);
    api.root.resourceForPath('/mine/{id}').addMethod('GET', call, options);
    api.addUsagePlan('Callers', {
      throttle: { rateLimit: 1000, burstLimit: 4 },
      quota: { limit: 6, period: apigateway.Period.DAY },
      apiStages: [{ stage: api.deploymentStage }],
    });
  }
}
