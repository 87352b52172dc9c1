import { join } from 'node:path';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { type AccessKey, dynamoEngine, type Engine } from '@twelve/store';
import { CommandError } from './errors.ts';
import { findRunning, portOf, type Running } from './running.ts';

const root = join(import.meta.dirname, '..', '..', '..');

/** The options by which a command says which system it means. */
export const SYSTEM_OPTIONS = {
  data: { type: 'string' },
  stack: { type: 'string' },
} as const;

/** A system that a command works on: the one that runs on this machine, or a deployed stack. */
export interface System {
  readonly engine: Engine;
  /** Lets the gateway count what a new key asks. On one machine every known caller is counted without being told. */
  meter(key: AccessKey): Promise<void>;
  /** The end of that: a revoked key is counted no more. Nothing happens where it was not counted. */
  unmeter(key: AccessKey): Promise<void>;
}

/**
 * The running system of this machine (of a data directory, if one is named; at `PORT`, if that is set), or the stack of
 * that name in the AWS account and region that the environment names.
 * @throws {CommandError} where there is none, or more than one.
 */
export async function openSystem(which: {
  readonly data?: string | undefined;
  readonly stack?: string | undefined;
}): Promise<System> {
  if (which.stack !== undefined) {
    if (which.data !== undefined) {
      throw new CommandError({
        zh: '--data 与 --stack 只能指明一个。',
        en: 'Name one system: --data or --stack, not both.',
      });
    }
    const { openStack } = await import('./deployed-stack.ts');
    return openStack(which.stack);
  }
  const engine = await runningEngine(which.data);
  return { engine, meter: async () => undefined, unmeter: async () => undefined };
}

async function runningEngine(dataDir: string | undefined): Promise<Engine> {
  const port = Number(process.env.PORT ?? 0);
  const named = findRunning(root, dataDir).filter((one) => port === 0 || portOf(one) === port);
  const knocked = await Promise.all(named.map(knock));
  const [found, ...others] = knocked.flatMap((one) => ('engine' in one ? [one] : []));
  if (found !== undefined && others.length === 0) return found.engine;
  if (found !== undefined) {
    const ports = [found, ...others].map(({ running }) => portOf(running)).join(', ');
    throw new CommandError({
      zh: `本机运行着多个系统（端口 ${ports}），请以环境变量 PORT 指明一个。`,
      en: `Several systems run on this machine (ports ${ports}): name one with PORT.`,
    });
  }
  for (const one of knocked) {
    if (!('failure' in one) || one.failure.code === 'ECONNREFUSED') continue;
    throw new CommandError(
      { zh: '系统没有正常应答。', en: `The system does not answer as it should: ${one.failure.message}` },
      { cause: one.failure },
    );
  }
  throw new CommandError({
    zh: '系统没有运行，请先执行 npm start；以 --data 启动的，此处也须给出同一 --data。',
    en: 'The system is not running: run npm start first; one that was started with --data is named by the same --data.',
  });
}

type Knocked =
  | { readonly running: Running; readonly engine: Engine }
  | { readonly failure: { readonly code?: unknown; readonly message?: unknown } };

/** A system that was killed has left word of itself; one whose database is gone is there, and of no use. */
async function knock(running: Running): Promise<Knocked> {
  const engine = dynamoEngine(running.tables, new DynamoDBClient(running.client));
  try {
    await engine.get('keys', { pk: 'KNOCK' });
    return { running, engine };
  } catch (error) {
    return { failure: Object(error) };
  }
}
