import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { EventBridgeClient, PutEventsCommand } from '@aws-sdk/client-eventbridge';
import {
  ChangeMessageVisibilityCommand,
  DeleteMessageCommand,
  GetQueueAttributesCommand,
  ReceiveMessageCommand,
  SendMessageCommand,
  SQSClient,
} from '@aws-sdk/client-sqs';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { type Fixture, fixtureAssembly, startFixture } from '../with-cloud.ts';

/** Event bus, schedules, queues and what becomes of what cannot be delivered. */
export function eventsSuite(): void {
  describe('events and queues', () => {
    let fixture: Fixture;
    beforeAll(async () => {
      fixture = await startFixture();
    });
    afterAll(() => fixture.cloud.stop());

    const put = (detail: object, more: { source?: string; bus?: string } = {}) => {
      const EventBusName = more.bus ?? fixture.cloud.resources.Bus;
      const entry = {
        Source: more.source ?? 'fixture',
        DetailType: 'finished',
        Detail: JSON.stringify(detail),
        EventBusName,
      };
      return new EventBridgeClient(fixture.cloud.client).send(new PutEventsCommand({ Entries: [entry] }));
    };
    const queues = () => new SQSClient(fixture.cloud.client);
    const queueUrl = () =>
      `${fixture.cloud.client.endpoint}/000000000000/${fixture.cloud.resources.Work?.split(':').at(-1)}`;
    const send = (body: object, DelaySeconds?: number) =>
      queues().send(
        new SendMessageCommand({
          QueueUrl: queueUrl(),
          MessageBody: JSON.stringify(body),
          ...(DelaySeconds === undefined ? {} : { DelaySeconds }),
        }),
      );

    it('route an event to a function and, with its detail only, to a queue', async () => {
      await put({ id: 'routed' });
      await put({ id: 'elsewhere' }, { source: 'another' });
      await fixture.cloud.idle();
      expect(await fixture.item('routed', 'heard')).toMatchObject({ heard: '1' });
      expect(await fixture.item('routed', 'worked')).toMatchObject({ times: '1' });
      expect(await fixture.item('elsewhere', 'heard')).toBeUndefined();
    });

    it('refuse what is no event, or for no bus', async () => {
      const { FailedEntryCount, Entries } = await put({ id: 'lost' }, { bus: 'nowhere' });
      expect([FailedEntryCount, Entries?.[0]?.ErrorCode]).toEqual([1, 'ResourceNotFoundException']);
    });

    it('give an event that its function fails on to the function’s own failure destination', async () => {
      await put({ id: 'deaf' });
      await fixture.cloud.idle();
      const letters = fixture.cloud.deadLetters('ListenFailures').map((message) => JSON.parse(message.body));
      expect(letters).toEqual([
        expect.objectContaining({
          requestContext: expect.objectContaining({
            condition: 'RetriesExhausted',
            approximateInvokeCount: 2,
          }),
          requestPayload: expect.objectContaining({ detail: { id: 'deaf' } }),
          responsePayload: expect.objectContaining({ errorMessage: 'I do not hear' }),
        }),
      ]);
      expect(fixture.cloud.deadLetters('RuleFailures')).toEqual([]);
    });

    it('fire schedules when told', async () => {
      fixture.cloud.runSchedules();
      await fixture.cloud.idle();
      expect(await fixture.item('Scheduled Event', 'heard')).toMatchObject({ heard: '1' });
    });

    it('try a message again and give it up after too many receipts; the others of its batch are done', async () => {
      await Promise.all([send({ id: 'bad-one' }), send({ id: 'good-one' })]);
      await fixture.cloud.idle();
      expect(await fixture.item('bad-one', 'worked')).toMatchObject({ times: '3' });
      expect(await fixture.item('good-one', 'worked')).toMatchObject({ times: '1' });
      expect(fixture.cloud.deadLetters('WorkFailures').map(({ body }) => JSON.parse(body))).toEqual([
        { id: 'bad-one' },
      ]);
    });

    it('keep for later what is planned for later, and bring it forward when told', async () => {
      const patient = await startFixture({ timeScale: 1 });
      const url = `${patient.cloud.client.endpoint}/000000000000/${patient.cloud.resources.Work?.split(':').at(-1)}`;
      const client = new SQSClient(patient.cloud.client);
      for (const id of ['later-one', 'patient-one']) {
        await client.send(new SendMessageCommand({ QueueUrl: url, MessageBody: JSON.stringify({ id }) }));
      }
      await patient.cloud.idle();
      const times = async (id: string) => (await patient.item(id, 'worked'))?.times;
      expect([await times('later-one'), await times('patient-one')]).toEqual(['1', '1']);
      expect(patient.cloud.releaseDelayed()).toBe(2);
      await patient.cloud.idle();
      expect([await times('later-one'), await times('patient-one')]).toEqual(['2', '2']);
      await patient.cloud.stop();
    });

    it('serve consumers of the SQS API', async () => {
      const QueueUrl = queueUrl().replace(
        /[^/]+$/,
        fixture.cloud.resources.RuleFailures?.split(':').at(-1) ?? '',
      );
      await queues().send(new SendMessageCommand({ QueueUrl, MessageBody: 'hello' }));
      const { Messages = [] } = await queues().send(
        new ReceiveMessageCommand({ QueueUrl, WaitTimeSeconds: 1 }),
      );
      expect(Messages.map(({ Body }) => Body)).toEqual(['hello']);
      const { Attributes } = await queues().send(
        new GetQueueAttributesCommand({ QueueUrl, AttributeNames: ['All'] }),
      );
      expect(Attributes).toMatchObject({
        ApproximateNumberOfMessages: '0',
        ApproximateNumberOfMessagesNotVisible: '1',
      });
      const ReceiptHandle = Messages[0]?.ReceiptHandle;
      const hidden = (VisibilityTimeout: number) =>
        queues().send(new ChangeMessageVisibilityCommand({ QueueUrl, ReceiptHandle, VisibilityTimeout }));
      await hidden(43_200);
      await expect(hidden(43_201)).rejects.toThrow('43200');
      await expect(queues().send(new SendMessageCommand({ QueueUrl, MessageBody: '' }))).rejects.toThrow();
      await queues().send(new DeleteMessageCommand({ QueueUrl, ReceiptHandle }));
      expect(fixture.cloud.deadLetters('RuleFailures')).toEqual([]);
    });

    it.each([
      ['Work', { VisibilityTimeout: 9 }, 'the queue hides messages for 9 s, the function may take 10 s'],
      ['Hourly', { ScheduleExpression: 'rate(1 hours)' }, 'the schedule rate(1 hours) is not simulated'],
      ['Hourly', { ScheduleExpression: 'rate(25 days)' }, 'the schedule rate(25 days) is not simulated'],
    ])(
      'is not started with what could not be deployed, or would run otherwise: %s %o',
      async (id, more, problem) => {
        const assemblyDir = changedAssembly(id, more);
        await expect(startFixture({ assemblyDir })).rejects.toThrow(problem);
      },
    );
  });
}

/** The fixture with some properties of one resource changed. */
function changedAssembly(id: string, properties: object): string {
  const directory = mkdtempSync(join(tmpdir(), 'cloud-local-changed-'));
  onTestFinished(() => rmSync(directory, { recursive: true }));
  cpSync(fixtureAssembly(), directory, { recursive: true });
  const file = join(directory, 'Fixture.template.json');
  const template = JSON.parse(readFileSync(file, 'utf8'));
  const name = Object.keys(template.Resources).find((one) => new RegExp(`^${id}[0-9A-F]{8}$`).test(one));
  Object.assign(template.Resources[name ?? ''].Properties, properties);
  writeFileSync(file, JSON.stringify(template));
  return directory;
}
