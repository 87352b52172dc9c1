import * as z from 'zod';
import { arn, because, defineKind, flag, ignored, number } from '../kind.ts';

export const lambdaFunction = defineKind({
  type: 'AWS::Lambda::Function',
  nameProperty: 'FunctionName',
  ref: (identity) => identity.name,
  attributes: { Arn: (identity) => arn(identity, 'lambda', `function:${identity.name}`) },
  schema: z.strictObject({
    FunctionName: z.string().optional(),
    Code: z.union([
      z.strictObject({ S3Bucket: z.string(), S3Key: z.string() }),
      z.strictObject({ ZipFile: z.string() }),
    ]),
    Handler: z.string(),
    Role: z.string(),
    Runtime: z.string().regex(/^nodejs\d+\.x$/, 'only Node.js runtimes run here'),
    Timeout: number.default(3),
    MemorySize: number.default(128),
    Environment: z.strictObject({ Variables: z.record(z.string(), z.string()).default({}) }).optional(),
    DeadLetterConfig: z.strictObject({ TargetArn: z.string() }).optional(),
    ReservedConcurrentExecutions: number.optional(),
    PackageType: z.literal('Zip').optional(),
    Architectures: ignored('the machine has one architecture'),
    Description: ignored(because.label),
    EphemeralStorage: ignored('the temporary directory is the machine’s own'),
    LoggingConfig: ignored(because.logs),
    RecursiveLoop: ignored('loops are not detected here'),
    RuntimeManagementConfig: ignored('the runtime is this Node.js'),
    Tags: ignored(because.label),
    TracingConfig: ignored(because.tracing),
  }),
});

const destination = z.strictObject({ Destination: z.string() });

export const eventSourceMapping = defineKind({
  type: 'AWS::Lambda::EventSourceMapping',
  ref: (identity) => identity.name,
  attributes: { Id: (identity) => identity.name },
  schema: z.strictObject({
    EventSourceArn: z.string(),
    FunctionName: z.string(),
    Enabled: flag.default(true),
    BatchSize: number.optional(),
    BisectBatchOnFunctionError: flag.default(false),
    DestinationConfig: z.strictObject({ OnFailure: destination }).optional(),
    FilterCriteria: z
      .strictObject({ Filters: z.array(z.strictObject({ Pattern: z.string() })).default([]) })
      .optional(),
    FunctionResponseTypes: z.array(z.literal('ReportBatchItemFailures')).default([]),
    MaximumRecordAgeInSeconds: number.default(-1),
    MaximumRetryAttempts: number.default(-1),
    ParallelizationFactor: number.default(1),
    ScalingConfig: z.strictObject({ MaximumConcurrency: number.optional() }).optional(),
    StartingPosition: z.enum(['LATEST', 'TRIM_HORIZON']).optional(),
    MaximumBatchingWindowInSeconds: ignored('batches go out at once: waiting only saves invocations'),
    MetricsConfig: ignored('metrics'),
    Tags: ignored(because.label),
  }),
});

export const lambdaPermission = defineKind({
  type: 'AWS::Lambda::Permission',
  ref: (identity) => identity.name,
  attributes: {},
  schema: z.strictObject({
    Action: z.string(),
    FunctionName: z.string(),
    Principal: z.string(),
    SourceArn: z.string().optional(),
    SourceAccount: z.string().optional(),
  }),
});

export const eventInvokeConfig = defineKind({
  type: 'AWS::Lambda::EventInvokeConfig',
  ref: (identity) => identity.name,
  attributes: {},
  schema: z.strictObject({
    FunctionName: z.string(),
    Qualifier: z.literal('$LATEST'),
    MaximumRetryAttempts: number.default(2),
    MaximumEventAgeInSeconds: number.default(21_600),
    DestinationConfig: z.strictObject({ OnFailure: destination.optional() }).optional(),
  }),
});
