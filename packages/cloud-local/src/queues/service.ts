import { createHash } from 'node:crypto';
import * as z from 'zod';
import type { Access } from '../iam/access.ts';
import type { Json } from '../json.ts';
import { pause } from '../pause.ts';
import { authorize } from '../wire/authorize.ts';
import { answerJson, ServiceError, type WireCall, type WireService } from '../wire/call.ts';
import type { QueueSettings, QueueStore, ReceivedMessage } from './store.ts';

const attributesSchema = z.record(
  z.string(),
  z.object({ DataType: z.literal('String'), StringValue: z.string() }),
);
/** SQS hides no message for longer than twelve hours, and keeps none that is empty. */
const visibilitySeconds = z.number().int().min(0).max(43_200);
const entry = z.object({
  Id: z.string(),
  MessageBody: z.string().min(1),
  DelaySeconds: z.number().min(0).max(900).optional(),
  MessageAttributes: attributesSchema.optional(),
});
const withQueue = z.object({ QueueUrl: z.string() });
const inputs = {
  SendMessage: withQueue.extend(entry.omit({ Id: true }).shape),
  SendMessageBatch: withQueue.extend({ Entries: z.array(entry).min(1).max(10) }),
  ReceiveMessage: withQueue.extend({
    MaxNumberOfMessages: z.number().min(1).max(10).default(1),
    VisibilityTimeout: visibilitySeconds.optional(),
    WaitTimeSeconds: z.number().max(20).optional(),
  }),
  DeleteMessage: withQueue.extend({ ReceiptHandle: z.string() }),
  DeleteMessageBatch: withQueue.extend({
    Entries: z.array(z.object({ Id: z.string(), ReceiptHandle: z.string() })),
  }),
  ChangeMessageVisibility: withQueue.extend({
    ReceiptHandle: z.string(),
    VisibilityTimeout: visibilitySeconds,
  }),
  GetQueueAttributes: withQueue,
  GetQueueUrl: z.object({ QueueName: z.string() }),
};

interface Context {
  readonly queues: QueueStore;
  readonly signal: AbortSignal;
  readonly permit: (queue: QueueSettings, action: string) => void;
}

type Operation = (context: Context, input: Json) => Json | Promise<Json>;

/** SQS on the wire (AWS JSON 1.0): what producers, consumers and administrators of standard queues need. */
export function queueService(options: {
  access: Access;
  queues: QueueStore;
  signal: AbortSignal;
}): WireService {
  return {
    name: 'sqs',
    target: 'AmazonSQS',
    async handle(call) {
      const operation = operations[call.operation];
      if (operation === undefined)
        throw new ServiceError('UnsupportedOperation', `${call.operation} is not simulated on this machine`);
      return answerJson(await operation(contextOf(options, call), call.input));
    },
  };
}

function contextOf(
  options: { access: Access; queues: QueueStore; signal: AbortSignal },
  call: WireCall,
): Context {
  return {
    queues: options.queues,
    signal: options.signal,
    permit: (queue, action) =>
      authorize(options.access, call.principal, [{ action: `sqs:${action}`, resource: queue.arn }]),
  };
}

const operations: Readonly<Record<string, Operation>> = {
  SendMessage(context, input) {
    const message = parse(inputs.SendMessage, input);
    return sendOne(context, queueOf(context, message.QueueUrl, 'SendMessage'), message);
  },
  SendMessageBatch(context, input) {
    const { QueueUrl, Entries } = parse(inputs.SendMessageBatch, input);
    const queue = queueOf(context, QueueUrl, 'SendMessage');
    return {
      Successful: Entries.map((one) => ({ Id: one.Id, ...sendOne(context, queue, one) })),
      Failed: [],
    };
  },
  async ReceiveMessage(context, input) {
    const request = parse(inputs.ReceiveMessage, input);
    const queue = queueOf(context, request.QueueUrl, 'ReceiveMessage');
    const visibility = request.VisibilityTimeout === undefined ? undefined : request.VisibilityTimeout * 1000;
    const wait =
      request.WaitTimeSeconds === undefined ? queue.waitMilliseconds : request.WaitTimeSeconds * 1000;
    const until = Date.now() + wait;
    for (;;) {
      const messages = context.queues.receive(queue.arn, request.MaxNumberOfMessages, visibility);
      if (messages.length > 0 || Date.now() >= until || !(await pause(50, context.signal))) {
        return { Messages: messages.map(wireMessage) };
      }
    }
  },
  DeleteMessage(context, input) {
    const { QueueUrl, ReceiptHandle } = parse(inputs.DeleteMessage, input);
    queueOf(context, QueueUrl, 'DeleteMessage');
    context.queues.delete(ReceiptHandle);
    return {};
  },
  DeleteMessageBatch(context, input) {
    const { QueueUrl, Entries } = parse(inputs.DeleteMessageBatch, input);
    queueOf(context, QueueUrl, 'DeleteMessage');
    for (const one of Entries) context.queues.delete(one.ReceiptHandle);
    return { Successful: Entries.map(({ Id }) => ({ Id })), Failed: [] };
  },
  ChangeMessageVisibility(context, input) {
    const { QueueUrl, ReceiptHandle, VisibilityTimeout } = parse(inputs.ChangeMessageVisibility, input);
    queueOf(context, QueueUrl, 'ChangeMessageVisibility');
    if (!context.queues.changeVisibility(ReceiptHandle, VisibilityTimeout * 1000)) {
      throw new ServiceError(
        'ReceiptHandleIsInvalid',
        'The receipt handle is not of a message in this queue',
      );
    }
    return {};
  },
  GetQueueAttributes(context, input) {
    const queue = queueOf(context, parse(inputs.GetQueueAttributes, input).QueueUrl, 'GetQueueAttributes');
    const { visible, hidden, delayed } = context.queues.counts(queue.arn);
    return {
      Attributes: {
        QueueArn: queue.arn,
        ApproximateNumberOfMessages: String(visible),
        ApproximateNumberOfMessagesNotVisible: String(hidden),
        ApproximateNumberOfMessagesDelayed: String(delayed),
      },
    };
  },
  GetQueueUrl(context, input) {
    return { QueueUrl: queueOf(context, parse(inputs.GetQueueUrl, input).QueueName, 'GetQueueUrl').url };
  },
};

function queueOf(context: Context, name: string, action: string): QueueSettings {
  const queue = lookUp(context, name);
  context.permit(queue, action);
  return queue;
}

function lookUp(context: Context, name: string): QueueSettings {
  try {
    return context.queues.find(name);
  } catch {
    throw new ServiceError('QueueDoesNotExist', 'The specified queue does not exist.');
  }
}

function sendOne(
  context: Context,
  queue: QueueSettings,
  message: Omit<z.infer<typeof entry>, 'Id'>,
): { MessageId: string; MD5OfMessageBody: string } {
  if (Buffer.byteLength(message.MessageBody) > queue.maximumBytes) {
    throw new ServiceError(
      'InvalidParameterValue',
      `One or more parameters are invalid: message must be shorter than ${queue.maximumBytes} bytes.`,
    );
  }
  const attributes = Object.fromEntries(
    Object.entries(message.MessageAttributes ?? {}).map(([name, { StringValue }]) => [name, StringValue]),
  );
  const delay = message.DelaySeconds === undefined ? {} : { delayMilliseconds: message.DelaySeconds * 1000 };
  const MessageId = context.queues.send(queue.arn, message.MessageBody, { attributes, ...delay });
  return { MessageId, MD5OfMessageBody: md5(message.MessageBody) };
}

function wireMessage(message: ReceivedMessage): Json {
  return {
    MessageId: message.id,
    ReceiptHandle: message.receipt,
    Body: message.body,
    MD5OfBody: md5(message.body),
    Attributes: { ApproximateReceiveCount: String(message.receives), SentTimestamp: String(message.sentAt) },
    MessageAttributes: Object.fromEntries(
      Object.entries(message.attributes).map(([name, value]) => [
        name,
        { DataType: 'String', StringValue: value },
      ]),
    ),
  };
}

function md5(text: string): string {
  return createHash('md5').update(text).digest('hex');
}

function parse<T>(schema: z.ZodType<T>, input: Json): T {
  const parsed = schema.safeParse(input);
  if (parsed.success) return parsed.data;
  throw new ServiceError('InvalidParameterValue', z.prettifyError(parsed.error));
}
