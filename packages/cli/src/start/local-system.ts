import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { type LocalCloud, type LocalCloudOptions, startLocalCloud } from '@twelve/cloud-local';
import { dynamoEngine, type Engine } from '@twelve/store';
import { tableNamesOf } from '../running.ts';
import { buildAssembly } from './assembly.ts';
import { type SampleKeys, sampleKeys } from './samples.ts';

export type { SampleKeys };
export { buildAssembly };

/** The whole system, running on this machine. */
export interface LocalSystem {
  readonly cloud: LocalCloud;
  /** Its tables, as an administrator reaches them. */
  readonly engine: Engine;
  readonly keys: SampleKeys;
}

/** What only one's own machine allows: webhooks on it, and a sweeper that does not wait for five minutes. */
const LOCAL_FLAGS = { WEBHOOK_ALLOW_LOOPBACK: 'yes', SWEEP_AFTER_SECONDS: '20' };

/**
 * Runs the system from an assembly (see {@link buildAssembly}) as `twelve start` does, and gives it sample keys.
 * @throws what `startLocalCloud` throws; nothing is left running then.
 */
export async function startLocalSystem(
  options: Omit<LocalCloudOptions, 'environment'>,
): Promise<LocalSystem> {
  const cloud = await startLocalCloud({ ...options, environment: LOCAL_FLAGS });
  try {
    const engine = dynamoEngine(tableNamesOf(cloud.tables), new DynamoDBClient(cloud.client));
    return { cloud, engine, keys: await sampleKeys(engine, options.dataDir) };
  } catch (error) {
    await cloud.stop();
    throw error;
  }
}
