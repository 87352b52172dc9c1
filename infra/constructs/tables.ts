import { type TableName, type TableSpec, tables } from '@twelve/store/tables';
import { CfnOutput, RemovalPolicy } from 'aws-cdk-lib';
import {
  type Attribute,
  AttributeType,
  Billing,
  type GlobalSecondaryIndexPropsV2,
  ProjectionType,
  StreamViewType,
  TableEncryptionV2,
  TableV2,
} from 'aws-cdk-lib/aws-dynamodb';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { IFunction } from 'aws-cdk-lib/aws-lambda';
import { Construct } from 'constructs';

/** DynamoDB actions by the short names that the table of functions uses. */
export type TableAction = 'BatchGetItem' | 'DeleteItem' | 'GetItem' | 'PutItem' | 'Query' | 'UpdateItem';

/** What a function may do: on tables, and on single indexes (`cases/everyCase`). */
export type TableGrants = Readonly<Record<string, readonly TableAction[]>>;

/** The ledger's tables, made of the definitions that the repositories rely on. Nothing in them is ever lost. */
export class Tables extends Construct {
  readonly #tables: ReadonlyMap<string, { readonly spec: TableSpec; readonly table: TableV2 }>;

  constructor(scope: Construct, id: string) {
    super(scope, id);
    this.#tables = new Map(
      Object.entries<TableSpec>(tables).map(([name, spec]) => [
        name,
        { spec, table: this.#create(name, spec) },
      ]),
    );
  }

  table(name: TableName): TableV2 {
    return this.#entry(name).table;
  }

  /** The environment variables by which a function finds the tables that it may use. */
  environment(grants: TableGrants): Record<string, string> {
    const names = new Set(Object.keys(grants).map(tableOf));
    return Object.fromEntries(
      [...names].map((name) => {
        const { spec, table } = this.#entry(name);
        return [spec.environment, table.tableName];
      }),
    );
  }

  /** Exactly the named actions on exactly the named tables and indexes. */
  grant(lambdaFunction: IFunction, grants: TableGrants): void {
    for (const [target, actions] of Object.entries(grants)) {
      const { table } = this.#entry(tableOf(target));
      const index = target.split('/')[1];
      lambdaFunction.addToRolePolicy(
        new PolicyStatement({
          actions: actions.map((action) => `dynamodb:${action}`),
          resources: [index === undefined ? table.tableArn : `${table.tableArn}/index/${index}`],
        }),
      );
    }
  }

  #entry(name: string) {
    const entry = this.#tables.get(name);
    if (entry === undefined) throw new UnknownTableError(name);
    return entry;
  }

  #create(name: string, spec: TableSpec): TableV2 {
    const id = name.charAt(0).toUpperCase() + name.slice(1);
    const table = new TableV2(this, id, {
      partitionKey: string(spec.partitionKey),
      ...(spec.sortKey === undefined ? {} : { sortKey: string(spec.sortKey) }),
      globalSecondaryIndexes: Object.entries(spec.indexes).map(
        ([indexName, index]): GlobalSecondaryIndexPropsV2 => ({
          indexName,
          partitionKey: string(index.partitionKey),
          sortKey: string(index.sortKey),
          ...(index.projection === 'KEYS_ONLY'
            ? { projectionType: ProjectionType.KEYS_ONLY }
            : { projectionType: ProjectionType.INCLUDE, nonKeyAttributes: [...index.projection] }),
        }),
      ),
      ...(spec.stream === undefined ? {} : { dynamoStream: StreamViewType[spec.stream] }),
      ...(spec.timeToLiveAttribute === undefined ? {} : { timeToLiveAttribute: spec.timeToLiveAttribute }),
      billing: Billing.onDemand(),
      encryption: TableEncryptionV2.dynamoOwnedKey(),
      pointInTimeRecoverySpecification: { pointInTimeRecoveryEnabled: true },
      deletionProtection: true,
      removalPolicy: RemovalPolicy.RETAIN,
    });
    // For the commands that work on a deployed stack.
    new CfnOutput(this, `${id}Name`, { value: table.tableName }).overrideLogicalId(`${id}Table`);
    return table;
  }
}

/** A grant names a table that `@twelve/store` does not define: a mistake in the stack, found at synthesis. */
export class UnknownTableError extends Error {
  override readonly name = 'UnknownTableError';
  constructor(name: string) {
    super(`No table is called ${name}.`);
  }
}

const tableOf = (target: string): string => target.split('/')[0] ?? target;
const string = (name: string): Attribute => ({ name, type: AttributeType.STRING });
