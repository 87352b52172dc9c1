import { join } from 'node:path';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { type AccessKey, dynamoEngine, type Engine } from '@twelve/store';
import { CommandError } from './errors.ts';
import { findRunning, notRunning } from './running.ts';

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
 * The running system of this machine (of a data directory, if one is named), or the stack of that name in the AWS
 * account and region that the environment names.
 * @throws {CommandError} where there is none.
 */
export async function openSystem(which: {
  readonly data?: string | undefined;
  readonly stack?: string | undefined;
}): Promise<System> {
  if (which.stack !== undefined) {
    const { openStack } = await import('./deployed-stack.ts');
    return openStack(which.stack);
  }
  const { client, tables } = findRunning(root, which.data);
  const engine = dynamoEngine(tables, new DynamoDBClient(client));
  await knock(engine);
  return { engine, meter: async () => undefined, unmeter: async () => undefined };
}

/** A system that was killed has left word of itself; one whose database is gone is there, and of no use. */
async function knock(engine: Engine): Promise<void> {
  try {
    await engine.get('keys', { pk: 'KNOCK' });
  } catch (error) {
    const { code, message } = Object(error);
    if (code === 'ECONNREFUSED') throw notRunning(error);
    throw new CommandError(
      { zh: '系统没有正常应答。', en: `The system does not answer as it should: ${message}` },
      { cause: error },
    );
  }
}
