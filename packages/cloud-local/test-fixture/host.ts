import { startLocalCloud } from '../src/index.ts';

/**
 * A host in a process of its own, to be killed: `node host.ts <assembly> <data directory> <pace>`. Prints one
 * line of JSON when it is ready, and one for every failure of a function. With the pace `hanging`, tasks of the
 * workflow never end and records beginning with "held" stay in the stream; with `patient`, retries take hours.
 */
const [assemblyDir = '', dataDir = '', pace] = process.argv.slice(2);
const hangs = pace === 'hanging';
const cloud = await startLocalCloud({
  assemblyDir,
  dataDir,
  port: 0,
  schedules: false,
  timeScale: 1000,
  onEvent: (event) => {
    if (event.kind === 'function-error') console.log(JSON.stringify(event));
  },
  faults: {
    onInvoke: ({ logicalId }) => (hangs && logicalId.startsWith('Check') ? new Promise(() => {}) : undefined),
    onBatch: ({ records }) => {
      const held = hangs && JSON.stringify(records).includes('"held');
      return held ? { delayMilliseconds: 600_000 } : undefined;
    },
  },
});
console.log(JSON.stringify({ url: cloud.url, client: cloud.client, resources: cloud.resources }));
// No process.exit: after stop() nothing is left that could keep this process alive.
process.once('SIGTERM', () => cloud.stop());
