import { startLocalCloud } from '../src/index.ts';

/**
 * A host in a process of its own, to be killed: `node host.ts <assembly> <data directory> <slow>`. Prints one
 * line of JSON when it is ready. With `slow`, tasks of the workflow hang, so that executions stay unfinished.
 */
const [assemblyDir = '', dataDir = '', slow] = process.argv.slice(2);
const cloud = await startLocalCloud({
  assemblyDir,
  dataDir,
  port: 0,
  schedules: false,
  timeScale: slow === 'slow' ? 1000 : 0.001,
  faults: {
    onInvoke: ({ logicalId }) =>
      slow === 'slow' && logicalId.startsWith('Check') ? new Promise(() => {}) : undefined,
    onBatch: ({ records }) => {
      const held = slow === 'slow' && JSON.stringify(records).includes('"held');
      return held ? { delayMilliseconds: 600_000 } : undefined;
    },
  },
});
console.log(JSON.stringify({ url: cloud.url, client: cloud.client, resources: cloud.resources }));
process.on('SIGTERM', async () => {
  await cloud.stop();
  process.exit(0);
});
