import * as z from 'zod';
import { arn, because, defineKind, flag, type Identity, ignored } from '../kind.ts';

const keySchema = z.array(z.strictObject({ AttributeName: z.string(), KeyType: z.enum(['HASH', 'RANGE']) }));
const projection = z.strictObject({
  ProjectionType: z.enum(['ALL', 'KEYS_ONLY', 'INCLUDE']),
  NonKeyAttributes: z.array(z.string()).optional(),
});
const capacity = ignored('capacity and its limits are not simulated');

const common = {
  TableName: z.string().optional(),
  AttributeDefinitions: z.array(
    z.strictObject({ AttributeName: z.string(), AttributeType: z.enum(['S', 'N', 'B']) }),
  ),
  KeySchema: keySchema,
  BillingMode: z.literal('PAY_PER_REQUEST'),
  GlobalSecondaryIndexes: z
    .array(
      z.strictObject({
        IndexName: z.string(),
        KeySchema: keySchema,
        Projection: projection,
        WriteOnDemandThroughputSettings: capacity,
        ReadOnDemandThroughputSettings: capacity,
        OnDemandThroughput: capacity,
        WarmThroughput: capacity,
        ContributorInsightsSpecification: ignored('metrics'),
      }),
    )
    .optional(),
  LocalSecondaryIndexes: z
    .array(z.strictObject({ IndexName: z.string(), KeySchema: keySchema, Projection: projection }))
    .optional(),
  TimeToLiveSpecification: z.strictObject({ AttributeName: z.string().optional(), Enabled: flag }).optional(),
  SSESpecification: ignored(because.encryption),
  WarmThroughput: capacity,
  Tags: ignored(because.label),
};

const viewType = z.enum(['KEYS_ONLY', 'NEW_IMAGE', 'OLD_IMAGE', 'NEW_AND_OLD_IMAGES']);
const backups = ignored('backups are the data directory');
const protection = ignored('there is no stack deletion here');

const attributes = {
  Arn: (table: Identity) => arn(table, 'dynamodb', `table/${table.name}`),
  StreamArn: (table: Identity) => arn(table, 'dynamodb', `table/${table.name}/stream/local`),
  TableId: (table: Identity) => table.name,
};

export const globalTable = defineKind({
  type: 'AWS::DynamoDB::GlobalTable',
  nameProperty: 'TableName',
  ref: (table) => table.name,
  attributes,
  schema: z.strictObject({
    ...common,
    StreamSpecification: z.strictObject({ StreamViewType: viewType }).optional(),
    // One replica: the table itself. More would be other regions.
    Replicas: z
      .array(
        z.strictObject({
          Region: z.string(),
          PointInTimeRecoverySpecification: backups,
          DeletionProtectionEnabled: protection,
          ContributorInsightsSpecification: ignored('metrics'),
          GlobalSecondaryIndexes: ignored('per-replica index settings are capacity and metrics'),
          TableClass: ignored('storage price'),
          ReadOnDemandThroughputSettings: capacity,
          SSESpecification: ignored(because.encryption),
          Tags: ignored(because.label),
        }),
      )
      .max(1, 'replicas in other regions are not simulated'),
    WriteOnDemandThroughputSettings: capacity,
    ReadOnDemandThroughputSettings: capacity,
  }),
});

export const table = defineKind({
  type: 'AWS::DynamoDB::Table',
  nameProperty: 'TableName',
  ref: (identity) => identity.name,
  attributes,
  schema: z.strictObject({
    ...common,
    StreamSpecification: z.strictObject({ StreamViewType: viewType }).optional(),
    PointInTimeRecoverySpecification: backups,
    DeletionProtectionEnabled: protection,
    OnDemandThroughput: capacity,
    TableClass: ignored('storage price'),
    ContributorInsightsSpecification: ignored('metrics'),
  }),
});

export type TableProperties = z.infer<typeof table.schema> | z.infer<typeof globalTable.schema>;
