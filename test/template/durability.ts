import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { streamFilters, tables } from '@twelve/store/tables';
import { describe, expect, it } from 'vitest';
import { referenceIn, type Template, textsIn } from './synthesize.ts';

/** Nothing is lost, nothing fails unseen, nothing is kept longer than it should be. */
export function describeDurability(template: Template): void {
  describe('tables', () => {
    const found = template.ofType('AWS::DynamoDB::GlobalTable');

    it('are those of the store', () => {
      expect(found).toHaveLength(Object.keys(tables).length);
    });

    it('can be restored to any point in time, and are not deleted with the stack or by mistake', () => {
      for (const table of found) {
        expect(table.DeletionPolicy).toBe('Retain');
        expect(table.Properties.BillingMode).toBe('PAY_PER_REQUEST');
        expect(table.Properties.Replicas).toMatchObject([
          {
            DeletionProtectionEnabled: true,
            PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: true },
          },
        ]);
      }
    });

    it('have the streams and indexes that the store relies on', () => {
      for (const [name, spec] of Object.entries(tables)) {
        const table = found.find(({ id }) =>
          id.startsWith(`Tables${name.charAt(0).toUpperCase()}${name.slice(1)}`),
        );
        const stream = 'stream' in spec ? { StreamViewType: spec.stream } : undefined;
        expect(table?.Properties.StreamSpecification).toEqual(stream);
        const indexes = (Object(table?.Properties).GlobalSecondaryIndexes ?? []).map(
          ({ IndexName }: { IndexName: string }) => IndexName,
        );
        expect(indexes.sort()).toEqual(Object.keys(spec.indexes).sort());
      }
    });
  });

  describe('consumers', () => {
    const mappings = template.ofType('AWS::Lambda::EventSourceMapping');
    const ofStreams = mappings.filter(({ Properties }) => Properties.StartingPosition !== undefined);
    const ofQueues = mappings.filter(({ Properties }) => Properties.StartingPosition === undefined);

    it('of streams give up on a bad record after few tries, and keep it', () => {
      expect(ofStreams).toHaveLength(Object.keys(streamFilters).length);
      for (const { Properties } of ofStreams) {
        expect(Properties).toMatchObject({
          StartingPosition: 'TRIM_HORIZON',
          BisectBatchOnFunctionError: true,
          MaximumRetryAttempts: 5,
          FunctionResponseTypes: ['ReportBatchItemFailures'],
        });
        expect(referenceIn(Object(Properties.DestinationConfig).OnFailure)).toMatch(/DeadLetters/);
      }
    });

    it('of streams are woken only for what the store’s filters let through', () => {
      const patterns = ofStreams.map(
        ({ Properties }) => Object(Properties.FilterCriteria).Filters[0].Pattern,
      );
      expect(patterns.sort()).toEqual(
        Object.values(streamFilters)
          .map((filter) => JSON.stringify(filter))
          .sort(),
      );
    });

    it('of streams filter by nothing but `dynamodb`, the one key that Lambda documents for tables', () => {
      for (const { Properties } of ofStreams)
        for (const { Pattern } of Object(Properties.FilterCriteria).Filters)
          expect(Object.keys(JSON.parse(Pattern))).toEqual(['dynamodb']);
    });

    it('of streams raise an alarm when they fall behind', () => {
      const watched = template
        .ofType('AWS::CloudWatch::Alarm')
        .flatMap(({ Properties }) =>
          Properties.MetricName === 'IteratorAge' ? [referenceIn(Properties.Dimensions)] : [],
        );
      const consumers = ofStreams.map(({ Properties }) => referenceIn(Properties.FunctionName));
      expect(watched.sort()).toEqual(consumers.sort());
    });

    it('of deliveries leave the account’s other functions their room', () => {
      const deliver = ofQueues.find(({ Properties }) =>
        /Deliver/.test(referenceIn(Properties.FunctionName) ?? ''),
      );
      expect(deliver?.Properties.ScalingConfig).toEqual({ MaximumConcurrency: expect.any(Number) });
    });

    it('that ask themselves for the next step may: Lambda ends any other loop after sixteen', () => {
      const functions = template.ofType('AWS::Lambda::Function');
      const asking = ofQueues.flatMap(({ Properties }) => {
        const reader = functions.find(({ id }) => id === referenceIn(Properties.FunctionName));
        const fed = mayFill(
          template,
          referenceIn(Properties.EventSourceArn),
          referenceIn(reader?.Properties.Role),
        );
        return fed ? [reader?.Properties.Description] : [];
      });
      expect(asking).toEqual(['functions/recalculate']);
      const allowed = functions.filter(({ Properties }) =>
        textsIn(Properties.RecursiveLoop).includes('Allow'),
      );
      expect(allowed.map(({ Properties }) => Properties.Description)).toEqual(asking);
    });

    it('of queues report single failures, and leave time for a retry', () => {
      expect(ofQueues).toHaveLength(2);
      for (const { Properties } of ofQueues) {
        expect(Properties.FunctionResponseTypes).toEqual(['ReportBatchItemFailures']);
      }
    });
  });

  describe('dead letters', () => {
    const queues = template.ofType('AWS::SQS::Queue');
    const dead = queues.filter(({ id }) => /DeadLetters|Undeliverable/.test(id));
    const alarmed = template
      .ofType('AWS::CloudWatch::Alarm')
      .flatMap(({ Properties }) =>
        Properties.MetricName === 'ApproximateNumberOfMessagesVisible'
          ? [referenceIn(Properties.Dimensions)]
          : [],
      );

    it('exist for every queue of work, every rule, and every asynchronous call', () => {
      const work = queues.filter((queue) => !dead.includes(queue));
      for (const { Properties } of work) expect(referenceIn(Properties.RedrivePolicy)).toMatch(/DeadLetters/);
      for (const { Properties } of template.ofType('AWS::Events::Rule')) {
        for (const target of Object(Properties).Targets) {
          expect(referenceIn(target.DeadLetterConfig)).toMatch(/DeadLetters|Undeliverable/);
        }
      }
      const asynchronous = template.ofType('AWS::Lambda::EventInvokeConfig');
      expect(asynchronous).toHaveLength(1);
      for (const { Properties } of asynchronous) {
        expect(referenceIn(Object(Properties.DestinationConfig).OnFailure)).toMatch(/DeadLetters/);
      }
    });

    it('are kept for two weeks and raise an alarm that reaches a topic', () => {
      for (const { id, Properties } of dead) {
        expect(Properties.MessageRetentionPeriod).toBe(14 * 24 * 3600);
        expect(alarmed).toContain(id);
      }
      for (const { Properties } of template.ofType('AWS::CloudWatch::Alarm')) {
        expect(referenceIn(Properties.AlarmActions)).toMatch(/^AlarmsTopic/);
      }
    });

    it('say where it is written what to do, as every alarm does', () => {
      const operations = readFileSync(join(import.meta.dirname, '../../docs/operations.md'), 'utf8').split(
        '\n',
      );
      const headings = operations.flatMap((line) => /^## (.*)$/.exec(line)?.[1] ?? []);
      const rows = operations.flatMap((line) => /^\| `(.+?)` \|/.exec(line)?.[1] ?? []);
      const told: string[] = [];
      for (const { Properties } of template.ofType('AWS::CloudWatch::Alarm')) {
        const text = String(Properties.AlarmDescription);
        expect(headings).toContain(/docs\/operations\.md, "(.+)"/.exec(text)?.[1]);
        const queue = / waits in (\S+):/.exec(text)?.[1];
        if (queue !== undefined) told.push(...rows.filter((row) => queue.endsWith(`/${row}`)));
      }
      expect(told.sort()).toEqual(rows.sort());
      expect(told).toHaveLength(dead.length);
    });

    it('reach the topic, whose policy names who may publish, since CloudWatch is let in by nothing else', () => {
      const [policy] = template.ofType('AWS::SNS::TopicPolicy');
      const { Statement: statements } = Object(policy?.Properties.PolicyDocument);
      expect(statements).toContainEqual({
        Effect: 'Allow',
        Principal: { Service: 'cloudwatch.amazonaws.com' },
        Action: 'sns:Publish',
        Resource: { Ref: expect.stringMatching(/^AlarmsTopic/) },
        Sid: expect.any(String),
        Condition: { StringEquals: { 'aws:SourceAccount': { Ref: 'AWS::AccountId' } } },
      });
    });

    it('and all other queues are encrypted and refuse plain connections', () => {
      for (const { Properties } of queues) expect(Properties.SqsManagedSseEnabled).toBe(true);
      const policies = template
        .ofType('AWS::SQS::QueuePolicy')
        .map(({ Properties }) => JSON.stringify(Properties));
      expect(policies).toHaveLength(queues.length);
      for (const policy of policies) expect(policy).toContain('"aws:SecureTransport":"false"');
    });
  });

  describe('functions', () => {
    it('run on the Node.js that they are tested on, and log for three months', () => {
      for (const { Properties } of template.ofType('AWS::Lambda::Function')) {
        expect(Properties.Runtime).toBe('nodejs24.x');
        expect(referenceIn(Properties.LoggingConfig)).toMatch(/PartsLog/);
      }
      for (const { Properties } of template.ofType('AWS::Logs::LogGroup'))
        expect(Properties.RetentionInDays).toBe(90);
    });

    it('leave the gateway no log to make by itself, which would be kept for ever', () => {
      const [stage] = template.ofType('AWS::ApiGateway::Stage');
      const log = template
        .ofType('AWS::Logs::LogGroup')
        .find(({ Properties }) => textsIn(Properties.LogGroupName).includes('API-Gateway-Execution-Logs_'));
      expect(textsIn(log?.Properties.LogGroupName).at(-1)).toBe(`/${stage?.Properties.StageName}`);
      expect(stage?.DependsOn).toContain(log?.id);
    });

    it('behind the gateway end before it does', () => {
      for (const { Properties } of template.ofType('AWS::Lambda::Function')) {
        if (
          /functions\/(sweep|load|commit|reconcile|start|reassess|deliver|recalculate)$/.test(
            String(Properties.Description),
          )
        )
          continue;
        expect(Properties.Timeout).toBeLessThan(29);
      }
    });
  });
}

/** Whether a role may put messages into a queue. */
const mayFill = (template: Template, queue: string | undefined, role: string | undefined): boolean =>
  template
    .ofType('AWS::IAM::Policy')
    .filter(({ Properties }) => referenceIn(Properties.Roles) === role)
    .flatMap(({ Properties }) => Object(Properties.PolicyDocument).Statement)
    .some(
      ({ Action, Resource }) =>
        textsIn(Action).includes('sqs:SendMessage') && referenceIn(Resource) === queue,
    );
