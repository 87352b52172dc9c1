import { type MeasureRef, routeTable, type TableEntry } from '@twelve/http';
import { CfnOutput, Duration, RemovalPolicy, Stack, Validations } from 'aws-cdk-lib';
import {
  AccessLogField,
  AccessLogFormat,
  ApiKeySourceType,
  AuthorizationType,
  EndpointType,
  type IAuthorizer,
  LambdaIntegration,
  LogGroupLogDestination,
  type Method,
  MethodLoggingLevel,
  Period,
  RestApi,
  TokenAuthorizer,
} from 'aws-cdk-lib/aws-apigateway';
import type { IFunction } from 'aws-cdk-lib/aws-lambda';
import { LogGroup, RetentionDays } from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
import type { Alarms } from './alarms.ts';
import { addGatewayResponses } from './gateway-responses.ts';
import { RateFirewall } from './rate-firewall.ts';

export interface HttpApiProps {
  readonly measures: readonly MeasureRef[];
  /** By the name of the folder under `functions/`: every function that the route table names. */
  readonly functions: ReadonlyMap<string, IFunction>;
  readonly authorizer: IFunction;
  /** Answers for methods that a path does not have. */
  readonly refusals: IFunction;
  readonly limits: {
    readonly perKeyPerSecond: number;
    readonly burst: number;
    readonly perKeyPerDay: number;
  };
  readonly alarms: Alarms;
}

/**
 * The REST API, made of the route table: regional, since China has no edge endpoints; REST, since usage plans and
 * the firewall need it. Every path answers every method: those it has by their function, others with 405.
 */
export class HttpApi extends Construct {
  readonly api: RestApi;
  readonly #integrations = new Map<IFunction, LambdaIntegration>();

  constructor(scope: Construct, id: string, props: HttpApiProps) {
    super(scope, id);
    this.api = this.#createApi();
    this.#limitExecutionLog();
    addGatewayResponses(this.api);
    const authorizer = new TokenAuthorizer(this, 'Authorizer', {
      handler: props.authorizer,
      // A revoked key is refused after a minute at the latest.
      resultsCacheTtl: Duration.minutes(1),
    });
    const table = routeTable(props.measures);
    for (const entry of table) this.#addRoute(entry, props, authorizer);
    for (const path of paths(table)) {
      const method = this.api.root.resourceForPath(path).addMethod('ANY', this.#integration(props.refusals));
      openToAnyone(method, 'It only says which methods the path has.');
    }
    Validations.of(this.api).acknowledge(
      { id: 'AwsSolutions-COG4', reason: 'China has no Cognito user pools; a function checks the keys.' },
      {
        id: 'AwsSolutions-APIG2',
        reason: 'Functions validate, so that all errors are told at once, in two languages.',
      },
      {
        id: 'AwsSolutions-IAM4[Policy::arn:<AWS::Partition>:iam::aws:policy/service-role/AmazonAPIGatewayPushToCloudWatchLogs]',
        reason: 'The policy by which the gateway writes logs; its own documentation asks for this one.',
      },
    );
    const callers = this.api.addUsagePlan('Callers', {
      description: 'What one key may ask: the authorizer names the key, the gateway counts.',
      throttle: { rateLimit: props.limits.perKeyPerSecond, burstLimit: props.limits.burst },
      quota: { limit: props.limits.perKeyPerDay, period: Period.DAY },
      apiStages: [{ api: this.api, stage: this.api.deploymentStage }],
    });
    // Whoever issues a key puts it on this plan.
    new CfnOutput(this, 'Plan', { value: callers.usagePlanId }).overrideLogicalId('CallersPlan');
    new RateFirewall(this, 'Firewall', { stage: this.api.deploymentStage, keyed: keyedSegments(table) });
    props.alarms.whenAbove(this, {
      metric: this.api.metricServerError({ period: Duration.minutes(5), statistic: 'Sum' }),
      threshold: 5,
      description: 'Callers are getting 5xx answers: see docs/operations.md, "Server errors".',
    });
  }

  #createApi(): RestApi {
    const accessLog = new LogGroup(this, 'AccessLog', {
      retention: RetentionDays.THREE_MONTHS,
      removalPolicy: RemovalPolicy.DESTROY,
    });
    return new RestApi(this, 'Api', {
      // Metrics are told apart by this name, within the account.
      restApiName: Stack.of(this).stackName,
      description: 'Twelve measures: self-check, submissions, casework',
      endpointTypes: [EndpointType.REGIONAL],
      apiKeySourceType: ApiKeySourceType.AUTHORIZER,
      // Bodies arrive as bytes, so that what is not UTF-8 can be told from what is; compressed pages leave as bytes.
      binaryMediaTypes: ['*/*'],
      cloudWatchRole: true,
      deployOptions: {
        stageName: STAGE,
        // For all callers together: what the account would allow anyway, so that one key's limit is met first.
        throttlingRateLimit: 5000,
        throttlingBurstLimit: 5000,
        loggingLevel: MethodLoggingLevel.ERROR,
        dataTraceEnabled: false,
        accessLogDestination: new LogGroupLogDestination(accessLog),
        // Neither address nor path: both may name an applicant.
        accessLogFormat: AccessLogFormat.custom(
          JSON.stringify({
            requestId: AccessLogField.contextRequestId(),
            method: AccessLogField.contextHttpMethod(),
            resource: AccessLogField.contextResourcePath(),
            status: AccessLogField.contextStatus(),
            ms: AccessLogField.contextResponseLatency(),
          }),
        ),
      },
    });
  }

  /** The gateway would make this log by itself at the first error, and keep it for ever. */
  #limitExecutionLog(): void {
    const log = new LogGroup(this, 'ExecutionLog', {
      logGroupName: `API-Gateway-Execution-Logs_${this.api.restApiId}/${STAGE}`,
      retention: RetentionDays.THREE_MONTHS,
      removalPolicy: RemovalPolicy.DESTROY,
    });
    this.api.deploymentStage.node.addDependency(log);
  }

  #addRoute({ function: name, route }: TableEntry, props: HttpApiProps, authorizer: IAuthorizer): void {
    const lambdaFunction = props.functions.get(name);
    if (lambdaFunction === undefined) throw new MissingFunctionError(name, `${route.method} ${route.path}`);
    const options =
      route.who === 'anyone'
        ? { authorizationType: AuthorizationType.NONE }
        : { authorizer, authorizationType: AuthorizationType.CUSTOM, apiKeyRequired: true };
    for (const path of literalPaths(route.path, props.measures)) {
      const method = this.api.root
        .resourceForPath(path)
        .addMethod(route.method, this.#integration(lambdaFunction), options);
      if (route.who === 'anyone')
        openToAnyone(method, 'Public by the contract, stores nothing, limited by address.');
    }
  }

  /** One permission a function, not one a method: a policy of a function holds 20 KB at most. */
  #integration(lambdaFunction: IFunction): LambdaIntegration {
    const known = this.#integrations.get(lambdaFunction);
    if (known !== undefined) return known;
    const integration = new LambdaIntegration(lambdaFunction, {
      scopePermissionToMethod: false,
      timeout: Duration.seconds(29),
    });
    this.#integrations.set(lambdaFunction, integration);
    return integration;
  }
}

const STAGE = 'live';

function openToAnyone(method: Method, reason: string): void {
  Validations.of(method).acknowledge({ id: 'AwsSolutions-APIG4', reason });
}

/** The route table names a function that the stack does not have. */
export class MissingFunctionError extends Error {
  override readonly name = 'MissingFunctionError';
  constructor(name: string, route: string) {
    super(`No function is called ${name}, which should serve ${route}.`);
  }
}

/**
 * The gateway prefers a literal segment to a parameter and never looks back: since `/v1/measures/7/check` is a
 * path, `/v1/measures/7` is one of its own and has to have what `/v1/measures/{n}` has.
 */
function literalPaths(path: string, measures: readonly MeasureRef[]): string[] {
  if (path !== MEASURE_PATH) return [path];
  return [path, ...measures.map(({ number }) => MEASURE_PATH.replace('{n}', String(number)))];
}

const MEASURE_PATH = '/v1/measures/{n}';

/** `/v1/cases/{creditCode}/payments` → `cases`, for every route that asks for a key. */
function keyedSegments(table: readonly TableEntry[]): readonly string[] {
  const keyed = table.filter(({ route }) => route.who !== 'anyone');
  return [...new Set(keyed.flatMap(({ route }) => /^\/v1\/([a-z-]+)/.exec(route.path)?.[1] ?? []))];
}

/** Every path that has a method, and the check of measures that no one has, which only refuses. */
function paths(table: readonly TableEntry[]): readonly string[] {
  const measures = table.flatMap(({ route }) => /^\/v1\/measures\/(\d+)\/check$/.exec(route.path)?.[1] ?? []);
  const found = table.flatMap(({ route }) =>
    literalPaths(
      route.path,
      measures.map((number) => ({ number: Number(number), slug: '' })),
    ),
  );
  return [...new Set([...found, `${MEASURE_PATH}/check`])];
}
