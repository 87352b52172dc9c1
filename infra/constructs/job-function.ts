import { Aws, CfnCondition, Duration, Fn, RemovalPolicy } from 'aws-cdk-lib';
import { Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Architecture, CfnFunction, Code, Function as LambdaFunction, Runtime } from 'aws-cdk-lib/aws-lambda';
import { LogGroup, RetentionDays } from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
import type { Bundle } from '../bundle.ts';
import type { TableGrants, Tables } from './tables.ts';

export interface JobFunctionProps {
  /** The folder under `functions/`. */
  readonly name: string;
  readonly bundle: Bundle;
  readonly tables?: Tables;
  readonly grants?: TableGrants;
  readonly environment?: Readonly<Record<string, string>>;
  readonly timeoutSeconds?: number;
  readonly memoryMb?: number;
  /** It sends to the queue that it reads: unless told that it may, Lambda ends such a chain after sixteen links. */
  readonly asksItself?: true;
}

/**
 * One function with a role of its own that may write its own log and what `grants` names, nothing more. CDK's
 * default role would carry a managed policy for every log group of the account.
 */
export class JobFunction extends LambdaFunction {
  constructor(scope: Construct, id: string, props: JobFunctionProps) {
    const { name, bundle, tables, grants = {}, environment = {} } = props;
    const parts = new Construct(scope, `${id}Parts`);
    const logGroup = new LogGroup(parts, 'Log', {
      retention: RetentionDays.THREE_MONTHS,
      removalPolicy: RemovalPolicy.DESTROY,
    });
    const role = new Role(parts, 'Role', { assumedBy: new ServicePrincipal('lambda.amazonaws.com') });
    logGroup.grantWrite(role);
    super(scope, id, {
      code: Code.fromAsset(bundle.folderOf(name)),
      handler: 'index.handler',
      runtime: Runtime.NODEJS_24_X,
      architecture: Architecture.ARM_64,
      timeout: Duration.seconds(props.timeoutSeconds ?? 10),
      memorySize: props.memoryMb ?? 512,
      environment: { ...environment, ...tables?.environment(grants) },
      logGroup,
      role,
      description: `functions/${name}`,
    });
    tables?.grant(this, grants);
    if (props.asksItself) this.#mayLoop();
  }

  /** China's regions look for no loops, and take no word about them. */
  #mayLoop(): void {
    const { logicalId } = new CfnCondition(this, 'LoopsAreSought', {
      expression: Fn.conditionNot(Fn.conditionEquals(Aws.PARTITION, 'aws-cn')),
    });
    const { defaultChild } = this.node;
    if (defaultChild instanceof CfnFunction)
      defaultChild.addPropertyOverride('RecursiveLoop', Fn.conditionIf(logicalId, 'Allow', Aws.NO_VALUE));
  }
}

/** `self-check` → `SelfCheck`: folders under `functions/` by the names that constructs go by. */
export const constructId = (name: string): string =>
  name.replaceAll(/(?:^|-)(.)/g, (_dash, first: string) => first.toUpperCase());
