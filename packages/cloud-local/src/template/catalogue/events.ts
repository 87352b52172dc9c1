import * as z from 'zod';
import { arn, because, defineKind, ignored, number } from '../kind.ts';

export const eventBus = defineKind({
  type: 'AWS::Events::EventBus',
  nameProperty: 'Name',
  ref: (identity) => identity.name,
  attributes: {
    Arn: (identity) => arn(identity, 'events', `event-bus/${identity.name}`),
    Name: (identity) => identity.name,
  },
  schema: z.strictObject({
    Name: z.string(),
    Description: ignored(because.label),
    KmsKeyIdentifier: ignored(because.encryption),
    LogConfig: ignored(because.logs),
    Tags: ignored(because.label),
  }),
});

export const eventRule = defineKind({
  type: 'AWS::Events::Rule',
  nameProperty: 'Name',
  ref: (identity) => identity.name,
  attributes: { Arn: (identity) => arn(identity, 'events', `rule/${identity.name}`) },
  schema: z.strictObject({
    Name: z.string().optional(),
    EventBusName: z.string().optional(),
    EventPattern: z.record(z.string(), z.json()).optional(),
    ScheduleExpression: z.string().optional(),
    State: z.enum(['ENABLED', 'DISABLED']).default('ENABLED'),
    Targets: z
      .array(
        z.strictObject({
          Arn: z.string(),
          Id: z.string(),
          Input: z.string().optional(),
          InputPath: z.string().optional(),
          RoleArn: z.string().optional(),
          DeadLetterConfig: z.strictObject({ Arn: z.string() }).optional(),
          RetryPolicy: z
            .strictObject({
              MaximumRetryAttempts: number.optional(),
              MaximumEventAgeInSeconds: number.optional(),
            })
            .optional(),
        }),
      )
      .default([]),
    Description: ignored(because.label),
    Tags: ignored(because.label),
  }),
});

export const queue = defineKind({
  type: 'AWS::SQS::Queue',
  nameProperty: 'QueueName',
  ref: (identity) => `${identity.endpoint}/${identity.account}/${identity.name}`,
  attributes: {
    Arn: (identity) => arn(identity, 'sqs', identity.name),
    QueueName: (identity) => identity.name,
    QueueUrl: (identity) => `${identity.endpoint}/${identity.account}/${identity.name}`,
  },
  schema: z.strictObject({
    QueueName: z.string().optional(),
    VisibilityTimeout: number.default(30),
    DelaySeconds: number.default(0),
    MessageRetentionPeriod: ignored('messages are kept until someone takes them'),
    MaximumMessageSize: number.default(1_048_576),
    ReceiveMessageWaitTimeSeconds: number.default(0),
    RedrivePolicy: z.strictObject({ deadLetterTargetArn: z.string(), maxReceiveCount: number }).optional(),
    FifoQueue: z.literal(false).optional(),
    RedriveAllowPolicy: ignored('all queues belong to one stack'),
    SqsManagedSseEnabled: ignored(because.encryption),
    KmsMasterKeyId: ignored(because.encryption),
    KmsDataKeyReusePeriodSeconds: ignored(because.encryption),
    Tags: ignored(because.label),
  }),
});

export const queuePolicy = defineKind({
  type: 'AWS::SQS::QueuePolicy',
  ref: (identity) => identity.name,
  attributes: {},
  schema: z.strictObject({ Queues: z.array(z.string()), PolicyDocument: z.json() }),
});
